"""The words of a title or a line near a table: years, days, units, scales and filling told apart from what is left.

After what is known nothing may be left over: a word that is not understood may make it another count.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from schemas.fouten import Foutzin, aangehaald
from schemas.maanden import MAANDEN
from schemas.naamvorm import naamvorm, zonder_nootcijfers

if TYPE_CHECKING:
    from schemas.regio import Maateenheid

Dag = tuple[int, int]
"""Day and month."""
_MAAND: Final = "|".join(MAANDEN)
_NOOT: Final = re.compile(r"[*†‡]+|\(\d\)|\[\d\]|(?<=\S)\s*(?<![\w(.,])\d\)|(?<=[a-z])\d\)")
_DATUM: Final = re.compile(
    rf"""(?<!\d)(?:
        (?P<d>\d{{1,2}})[-/. ](?P<m>\d{{1,2}})[-/. ](?P<j>20\d\d)
        |(?P<j2>20\d\d)[-/](?P<m2>\d\d)[-/](?P<d2>\d\d)
        |(?P<d3>\d{{1,2}})\ (?P<m3>{_MAAND})(?:\ (?P<j3>20\d\d))?
        |(?P<j4>20\d\d),?\ (?P<d4>\d{{1,2}})\ (?P<m4>{_MAAND})
    )(?!\d)""",
    re.VERBOSE,
)
_GRENS: Final = re.compile(r"\b(?P<eind>einde?|ultimo)\b|\b(?P<begin>begin)\b")
"""The last or the first day of the year, in words."""
_KORT: Final = re.compile(r"(?<!\w)['’](\d\d)(?!\d)")
_JAAR: Final = re.compile(r"(?<!\d)(20\d\d)(?:\s?jj00)?(?!\d)")
_MILJOEN: Final = r"(?:mln|mio|miljoen(?:en)?|mld|miljard(?:en)?)\b"
_SCHAAL: Final = re.compile(
    rf"(?P<maal>(?<![a-z])[x×*]\s*(?:€|euro?)?\s*(?:\d[\d., ]*\d|\d|€)?\s*(?:{_MILJOEN})?(?![a-z]))"
    r"|(?P<getal>(?<![\d.,])1(?:[., ]?000)+(?![\d.,]*\d)|\bduizend\b|\bdzd\b)"
    rf"|\bduizend(?:en|tal(?:len)?)\b|\b{_MILJOEN}|\bk\s?€|€\s?k\b"
)
_ONTKEND: Final = re.compile(r"\b(?:niet|geen|hele|nooit)\b")
KORT: Final = 80
"""Characters of a line that says how to read a table; in a longer one a word may mean anything."""
_PROCENT: Final = re.compile(r"%|\bprocent(?:en)?\b|\bpercentages?\b|\bpct\b")
_EURO: Final = re.compile(r"€|\beuro'?s?\b|\beur\b")
_AANTAL: Final = re.compile(r"\baantal(?:len)?\b|#")
_VULSEL: Final = frozenset(
    ("aantal", "aantallen", "aan", "absoluut", "bedrag", "bedragen", "cijfer", "cijfers", "count", "de", "eur", "euro",
     "euros", "het", "in", "jaar", "nr", "of", "op", "over", "pct", "peildatum", "peiljaar", "per", "percentage",
     "percentages", "procent", "procenten", "som", "stand", "sum", "totaal", "totale", "uit", "ultimo", "van", "voor",
     "verslagjaar", "waarde", "waarden", "s")
)  # fmt: skip
_PEILJAAR: Final = re.compile(r"\bpeil(?:jaar|datum)\W{0,3}(?:31[-/. ](?:12|december)[-/. ])?(20\d\d)\b", re.I)


@dataclass(frozen=True)
class Woorden:
    """What a text says.

    Attributes:
        kern: the words that are left, with those between brackets; `buiten` has them without.
        haakjes: what stands between brackets and is not understood, as it was written.
        jaren: every year in it.
        dag: a day within the year, where one is named.
        schaal: the word for what the figures are a multiple of, as in thousands.
    """

    kern: str
    buiten: str
    haakjes: str
    jaren: tuple[int, ...]
    dag: Dag | None
    eenheid: Maateenheid | None
    schaal: str

    @property
    def jaar(self) -> int | None:
        return self.jaren[0] if len(self.jaren) == 1 else None


def ontleed(tekst: str) -> Woorden:
    """Take a title apart."""
    klein = _KORT.sub(r" 20\1", " ".join(_without_notes(tekst).split()))
    dag, jaren = _moment(klein)
    eenheid: Maateenheid | None = None
    for vorm, naam in ((_PROCENT, "procent"), (_EURO, "euro"), (_AANTAL, "aantal")):
        if vorm.search(klein):
            eenheid = naam  # type: ignore[assignment]
            break
    haakjes = [deel for deel in re.findall(r"\([^()]*\)|\[[^\[\]]*\]", tekst) if _kern(_without_notes(deel))]
    return Woorden(
        kern=_kern(klein),
        buiten=_kern(re.sub(r"\([^()]*\)|\[[^\[\]]*\]", " ", klein)),
        haakjes=" ".join(haakjes),
        jaren=jaren,
        dag=dag,
        eenheid=eenheid,
        schaal=schaal_van(klein),
    )


def peiljaren_in(tekst: str) -> set[int]:
    """The years that a text itself calls peiljaar."""
    return {int(jaar) for jaar in _PEILJAAR.findall(tekst)}


def losse_jaren(tekst: str) -> set[int]:
    """The years in a line, without those of a full date: the day on which somebody writes is no peiljaar."""
    return {int(jaar) for jaar in _JAAR.findall(_DATUM.sub(" ", tekst.casefold()))}


def schaal_van(tekst: str, *, in_een_regel: bool = False) -> str:
    """What figures are a multiple of by a text: `duizendtallen`, `miljoenen`, or the words themselves; or nothing.

    in_een_regel: of a line near a table, in which more may be said: there a number alone is no scale.
    """
    klein = tekst.casefold()
    if in_een_regel and _ONTKEND.search(klein):
        return ""
    schalen = (_schaal(een) for een in _SCHAAL.finditer(klein) if not in_een_regel or _telt_in_regel(een))
    return min(filter(None, schalen), key="miljoenen".__ne__, default="")


def _telt_in_regel(gevonden: re.Match[str]) -> bool:
    voor, na = gevonden.string[: gevonden.start()], gevonden.string[gevonden.end() :]
    if gevonden["maal"]:
        return bool(re.search(rf"1[., ]?000|{_MILJOEN}", gevonden[0]))
    if gevonden["getal"]:
        return bool(re.search(r"(?:€|euro'?s?|in)\s*$", voor) or re.match(r"\s*(?:€|euro)", na))
    return not re.search(r"\d ?$", voor)


def _schaal(gevonden: re.Match[str]) -> str:
    cijfers = re.sub(r"\D", "", gevonden[0])
    if re.search(_MILJOEN, gevonden[0]) or re.fullmatch(r"1(?:000){2,}", cijfers):
        return "miljoenen"
    if re.fullmatch(r"[x×*]\s*", gevonden[0]):
        return ""
    return "duizendtallen" if cijfers in ("", "1000") else f"een veelvoud ({gevonden[0].strip()})"


def schaalfout(regel: str, wat: str = "cijfers", heel: str = "getallen") -> Foutzin | None:
    """Of a short line above a table that says in what its figures are: read as they stand, they are something else."""
    schaal = schaal_van(regel, in_een_regel=True) if len(regel) <= KORT else ""
    return Foutzin(f"{aangehaald(regel)}; de {wat} zijn dus in {schaal}", f"de hele {heel}") if schaal else None


def _without_notes(tekst: str) -> str:
    """Without the marks of footnotes, which are no part of a title."""
    return _NOOT.sub(" ", zonder_nootcijfers(tekst).casefold().replace("_", " "))


def _moment(klein: str) -> tuple[Dag | None, tuple[int, ...]]:
    dagen: set[Dag] = set()
    jaren: dict[int, None] = {}
    for gevonden in _DATUM.finditer(klein):
        delen = {naam[0]: waarde for naam, waarde in gevonden.groupdict().items() if waarde}
        maand = MAANDEN.index(delen["m"]) + 1 if delen["m"] in MAANDEN else int(delen["m"])
        dagen.add((int(delen["d"]), maand))
        if "j" in delen:
            jaren[int(delen["j"])] = None
    jaren.update(dict.fromkeys(int(jaar) for jaar in _JAAR.findall(_DATUM.sub(" ", klein))))
    grens = _GRENS.search(klein) if jaren and not dagen else None
    if grens is not None:
        dagen.add((31, 12) if grens["eind"] else (1, 1))
    return (dagen.pop() if len(dagen) == 1 else None), tuple(jaren)


def _kern(klein: str) -> str:
    """The words that no rule knows, without signs."""
    over = _DATUM.sub(" ", klein)
    if _JAAR.search(over):
        over = _GRENS.sub(" ", over)
    over = _JAAR.sub(" ", over)
    over = _SCHAAL.sub(" ", over)
    over = re.sub(r"\bper gemeente\b(?=.*\S)|(?<=\S)\s+per gemeente\b", " ", over)
    woorden = re.sub(r"[^\w\s<>]", " ", naamvorm(over)).split()
    return " ".join(woord for woord in woorden if woord not in _VULSEL)
