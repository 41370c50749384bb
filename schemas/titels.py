"""Column titles as people write them: what is meant, of which year and in which unit."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal

from schemas.onschadelijk import voor_terminal
from schemas.regiocontrole import naamvorm
from schemas.tabel import Rauw, Rauwblad

if TYPE_CHECKING:
    from schemas.regio import Maateenheid, RegioBestand

ZOEKRIJEN: Final = 30
"""The header row stands somewhere in the first rows: people put a letterhead above a table."""
LANGSTE_TITEL: Final = 60
"""Characters of a title that a message shows."""
Kolomsoort = Literal["gemeente", "gemeentecode", "peiljaar", "maatstaf", "onbekend"]
BEKEND: Final[Mapping[str, Kolomsoort]] = {
    **dict.fromkeys(
        ("gemeente", "gemeenten", "gemeentenaam", "gemeente naam", "naam gemeente", "naam", "deelnemer", "naam van de "
         "gemeente", "deelnemende gemeente", "plaats"), "gemeente"
    ),
    **dict.fromkeys(
        ("gemeentecode", "gemeente code", "code", "cbs code", "cbs gemeentecode", "gm code", "code gemeente",
         "gemeentenummer", "cbs nummer", "gemeente nr"), "gemeentecode"
    ),
    **dict.fromkeys(("peiljaar", "jaar", "verslagjaar", "boekjaar", "kalenderjaar"), "peiljaar"),
}  # fmt: skip
_JAAR: Final = re.compile(r"(?<!\d)(?:31[-/. ]12[-/. ]|1[-/. ]0?1[-/. ])?(20\d\d)(?!\d)")
_HAAKJES: Final = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_DUIZEND: Final = re.compile(r"[x×*]\s*(€\s*)?1[.,]?000\b|\bduizend(en|tallen)?\b|\bk€|€\s*k\b")
_PROCENT: Final = re.compile(r"%|\bprocent(en)?\b|\bpercentages?\b|\bpct\b")
_EURO: Final = re.compile(r"€|\beuro'?s?\b|\beur\b")
_AANTAL: Final = re.compile(r"\baantal(len)?\b|#")
_VULSEL: Final = re.compile(
    r"^(?:het |de )?(?:totaal )?(?:aantal|percentage|procent|bedrag|pct)\s+(?:aan )?|"
    r"\s+(?:in|per|van|over|op|peiljaar|jaar|aantal|aantallen|procent|procenten|percentage|pct|euro|euros|eur)$"
)
_PEILJAAR: Final = re.compile(r"\bpeiljaar\W{0,3}(20\d\d)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Titel:
    """One header cell."""

    kolom: int
    tekst: str
    soort: Kolomsoort
    maatstaf: str = ""
    jaar: int | None = None
    eenheid: Maateenheid | None = None
    duizend: bool = False


@dataclass(frozen=True)
class Kopregel:
    """The header row of a sheet; `peiljaar` is what a line above it says."""

    blad: Rauwblad
    rij: int
    titels: tuple[Titel, ...]
    peiljaar: int | None

    def van(self, soort: Kolomsoort) -> tuple[Titel, ...]:
        return tuple(titel for titel in self.titels if titel.soort == soort)

    @property
    def past(self) -> bool:
        """Whether this is a table of participants with figures."""
        return bool((self.van("gemeente") or self.van("gemeentecode")) and self.van("maatstaf"))


@dataclass(frozen=True)
class Titelboek:
    """Every spelling of a title that a region knows."""

    bestand: RegioBestand
    vormen: dict[str, tuple[Kolomsoort, str]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        vormen: dict[str, tuple[Kolomsoort, str]] = {titel: (soort, "") for titel, soort in BEKEND.items()}
        for naam, maatstaf in self.bestand.maatstaven.items():
            for titel in (*maatstaf.andere_schrijfwijzen, naam, maatstaf.label):
                vormen[_vorm(titel)] = ("maatstaf", naam)
        object.__setattr__(self, "vormen", vormen)

    def titel(self, kolom: int, waarde: Rauw) -> Titel | None:
        """What a header cell means, or None for a cell that is no title."""
        if not isinstance(waarde, str) or not waarde.strip() or len(waarde) > 200:
            return None
        tekst = " ".join(waarde.split())
        getoond = voor_terminal(tekst, LANGSTE_TITEL)
        klein = tekst.casefold()
        jaren = _JAAR.findall(klein)
        jaar = int(jaren[0]) if len(jaren) == 1 else None
        eenheid: Maateenheid | None = None
        for vorm, naam in ((_PROCENT, "procent"), (_EURO, "euro"), (_AANTAL, "aantal")):
            if vorm.search(klein):
                eenheid = naam  # type: ignore[assignment]
                break
        kandidaten = [tekst, _HAAKJES.sub(" ", tekst), _JAAR.sub(" ", tekst), _JAAR.sub(" ", _HAAKJES.sub(" ", tekst))]
        for kandidaat in kandidaten:
            kern = _vorm(kandidaat)
            for _ in range(4):
                if kern in self.vormen:
                    soort, maatstaf = self.vormen[kern]
                    duizend = bool(_DUIZEND.search(klein))
                    return Titel(kolom, getoond, soort, maatstaf, jaar if maatstaf else None, eenheid, duizend)
                korter = _VULSEL.sub("", kern).strip()
                if korter == kern or not korter:
                    break
                kern = korter
        return Titel(kolom, getoond, "onbekend", jaar=jaar)


def _vorm(tekst: str) -> str:
    """A title without what people vary: capitals, accents, underscores, units and signs."""
    zonder = _DUIZEND.sub(" ", tekst.casefold().replace("_", " "))
    return " ".join(re.sub(r"[^\w\s<>-]", " ", naamvorm(zonder)).split())


def zoek_kop(blad: Rauwblad, boek: Titelboek) -> Kopregel | None:
    """The row with most known titles, or None where no row has two.

    A participant's name, a code, a year and a figure tell a table; of equal rows the first one.
    """
    beste: Kopregel | None = None
    punten = 1
    for rij in range(1, min(ZOEKRIJEN, blad.hoogte) + 1):
        titels = [boek.titel(nummer, kolom[rij - 1]) for nummer, kolom in enumerate(blad.kolommen, start=1)]
        gevonden = tuple(titel for titel in titels if titel is not None)
        kop = Kopregel(blad, rij, gevonden, None)
        aantal = sum(titel.soort != "onbekend" for titel in gevonden) + (100 if kop.past else 0)
        if aantal > punten:
            beste, punten = kop, aantal
    if beste is None:
        return None
    return Kopregel(blad, beste.rij, beste.titels, _year_above(blad, beste.rij))


def _year_above(blad: Rauwblad, koprij: int) -> int | None:
    """The peiljaar that the name of the sheet or a line above the table gives, where there is only one."""
    jaren = set(_PEILJAAR.findall(blad.naam))
    for kolom in blad.kolommen:
        for plek, waarde in enumerate(kolom[: koprij - 1]):
            if not isinstance(waarde, str):
                continue
            jaren.update(_PEILJAAR.findall(waarde))
            if naamvorm(waarde).rstrip(":") == "peiljaar":
                jaren.update(_right_of(blad, plek, kolom))
    return int(jaren.pop()) if len(jaren) == 1 else None


def _right_of(blad: Rauwblad, plek: int, kolom: object) -> list[str]:
    """The year in the cell beside a label."""
    volgende = next((nr + 1 for nr, k in enumerate(blad.kolommen) if k is kolom), len(blad.kolommen))
    if volgende >= len(blad.kolommen):
        return []
    waarde = blad.kolommen[volgende][plek]
    tekst = str(int(waarde)) if isinstance(waarde, float) and waarde.is_integer() else str(waarde)
    return _JAAR.findall(tekst)
