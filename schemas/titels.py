"""The titles above a table from outside: where the header is, and what each title means, however people write it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Final, Literal

from schemas.naamvorm import naamvorm
from schemas.onschadelijk import voor_terminal
from schemas.plaats import Vindplaats
from schemas.tabel import BOVENSTE, Rauw, Rauwblad
from schemas.titelwoorden import Dag, ontleed, peiljaren_in

if TYPE_CHECKING:
    from schemas.regio import Maateenheid
    from schemas.regiobestand import RegioBestand

LANGSTE_TITEL: Final = 60
"""Characters of a title that a message shows."""
JAREN: Final = range(2000, 2101)
EENHEIDSRIJ: Final = frozenset(("eenheid", "eenheden", "(eenheid)", "unit"))
Kolomsoort = Literal["gemeente", "gemeentecode", "peiljaar", "maatstaf", "onbekend"]
BEKEND: Final[Mapping[str, Kolomsoort]] = {
    **dict.fromkeys(
        ("gemeente", "gemeenten", "gemeentenaam", "gemeente naam", "naam gemeente", "naam", "deelnemer", "naam van de "
         "gemeente", "deelnemende gemeente", "plaats", "regio s", "regio", "regios", "regionaam", "rijlabels",
         "row labels", "naam regio"), "gemeente"
    ),
    **dict.fromkeys(
        ("gemeentecode", "gemeente code", "code", "cbs code", "cbs gemeentecode", "gm code", "code gemeente",
         "gemeentenummer", "cbs nummer", "gemeente nr", "codering", "regiocode", "codering regio",
         "deelnemercode"), "gemeentecode"
    ),
    **dict.fromkeys(
        ("peiljaar", "jaar", "verslagjaar", "boekjaar", "kalenderjaar", "perioden", "periode", "peildatum", "jaren"),
        "peiljaar",
    ),
}  # fmt: skip


@dataclass(frozen=True)
class Titel:
    """One header cell.

    Attributes:
        maatstaf: what the column holds; of an unknown title the maatstaf whose name is in it.
        jaren: the years it names.
        dag: the day within the year of which it says the figures are.
        schaal: the word for what the figures are a multiple of.
        rest: what it says besides, and nobody understands.
    """

    kolom: int
    tekst: str
    soort: Kolomsoort
    maatstaf: str = ""
    jaar: int | None = None
    eenheid: Maateenheid | None = None
    schaal: str = ""
    rest: str = ""
    jaren: tuple[int, ...] = ()
    dag: Dag | None = None


@dataclass(frozen=True)
class Kopregel:
    """The header row of a sheet; `peiljaar` is what a line above it says. `hoogte` is 2 with a row of groups above."""

    blad: Rauwblad
    rij: int
    titels: tuple[Titel, ...]
    peiljaar: int | None
    hoogte: int = 1

    def van(self, soort: Kolomsoort) -> tuple[Titel, ...]:
        return tuple(titel for titel in self.titels if titel.soort == soort)

    def waar(self, titel: Titel, rij: int | None = None) -> Vindplaats:
        """The place of a title, or of the cell of its column in a row."""
        return self.blad.waar(rij or self.rij, titel.kolom, titel.tekst)

    @property
    def past(self) -> bool:
        """Whether this is a table of participants with figures."""
        return bool((self.van("gemeente") or self.van("gemeentecode")) and self.van("maatstaf"))


@dataclass(frozen=True)
class Titelboek:
    """Every spelling of a title that a region knows."""

    bestand: RegioBestand
    vormen: dict[str, tuple[Kolomsoort, str]] = field(init=False, repr=False, compare=False)
    _gelezen: dict[str, Titel] = field(init=False, repr=False, compare=False, default_factory=dict)

    def __post_init__(self) -> None:
        vormen: dict[str, tuple[Kolomsoort, str]] = {titel: (soort, "") for titel, soort in BEKEND.items()}
        kernen: dict[str, set[str]] = {}
        for naam, maatstaf in self.bestand.opgevraagd.items():
            for titel in (*maatstaf.andere_schrijfwijzen, naam, maatstaf.label):
                vormen[_vorm(titel)] = ("maatstaf", naam)
                kernen.setdefault(ontleed(titel).kern, set()).add(naam)
        for kern, namen in kernen.items():
            # Where two maatstaven differ only in words of filling, those words must be there.
            if kern and len(namen) == 1:
                vormen.setdefault(kern, ("maatstaf", min(namen)))
        object.__setattr__(self, "vormen", vormen)

    def titel(self, kolom: int, waarde: Rauw) -> Titel | None:
        """What a header cell means, or None for a cell that is no title."""
        tekst = _as_title(waarde)
        if not tekst:
            return None
        if tekst not in self._gelezen:
            self._gelezen[tekst] = self._lees(tekst)
        return replace(self._gelezen[tekst], kolom=kolom)

    def _lees(self, tekst: str) -> Titel:
        getoond = voor_terminal(tekst, LANGSTE_TITEL)
        kaal = re.sub(r"_\d+(?=$|[\s(])", "", tekst)
        woorden = ontleed(kaal)
        for vorm, rest in (
            (_vorm(kaal), ""),
            (woorden.kern, ""),
            (_vorm(re.sub(r"\([^()]*\)|\[[^\[\]]*\]", " ", kaal)), woorden.haakjes),
            (woorden.buiten, woorden.haakjes),
        ):
            if vorm and vorm in self.vormen:
                soort, maatstaf = self.vormen[vorm]
                if not maatstaf:
                    return Titel(0, getoond, soort, eenheid=woorden.eenheid)
                return Titel(
                    kolom=0,
                    tekst=getoond,
                    soort=soort,
                    maatstaf=maatstaf,
                    jaar=woorden.jaar,
                    eenheid=woorden.eenheid,
                    schaal=woorden.schaal,
                    rest=voor_terminal(rest, LANGSTE_TITEL),
                    jaren=woorden.jaren,
                    dag=woorden.dag,
                )
        return Titel(0, getoond, "onbekend", self._resembles(woorden.kern), woorden.jaar, jaren=woorden.jaren)

    def _resembles(self, kern: str) -> str:
        """The maatstaf whose name stands in a title that says more than anybody understands."""
        namen = {vorm: naam for vorm, (soort, naam) in self.vormen.items() if soort == "maatstaf"}
        binnen = [vorm for vorm in namen if re.search(rf"\b{re.escape(vorm)}\b", kern)]
        return namen[max(binnen, key=len)] if binnen else ""


def _as_title(waarde: Rauw) -> str:
    """A header cell as text: a year or a date may head a column too."""
    if isinstance(waarde, date):
        return f"{waarde.day}-{waarde.month}-{waarde.year}"
    if isinstance(waarde, float | int) and not isinstance(waarde, bool):
        return str(int(waarde)) if waarde in JAREN else ""
    if not isinstance(waarde, str) or len(waarde) > 200:
        return ""
    return " ".join(waarde.split())


def _vorm(tekst: str) -> str:
    """A title without what people vary: capitals, accents, underscores and signs."""
    return " ".join(re.sub(r"[^\w\s<>-]", " ", naamvorm(tekst.replace("_", " "))).split())


def zoek_kop(blad: Rauwblad, boek: Titelboek) -> Kopregel | None:
    """The row with most known titles, or None where no row has two.

    A participant's name, a code, a year and a figure tell a table; of equal rows the first one. Two rows are one
    header where the upper one says what the lower one leaves out.
    """
    beste: Kopregel | None = None
    punten = 1
    vorige: Sequence[Rauw] = ()
    for rij in range(1, min(BOVENSTE, blad.hoogte) + 1):
        cellen = [kolom[rij - 1] for kolom in blad.kolommen]
        titels = [boek.titel(nummer, waarde) for nummer, waarde in enumerate(cellen, start=1) if waarde]
        for hoogte, gevonden in ((1, titels), (2, _paired(vorige, cellen, boek))):
            kop = Kopregel(blad, rij, tuple(titel for titel in gevonden if titel is not None), None, hoogte)
            aantal = _points(kop)
            # With as many titles two rows tell more than one: neither of them is a participant.
            beide = hoogte == 2 and beste is not None and beste.rij in (rij - 1, rij) and aantal == punten
            if aantal > punten or beide:
                beste, punten = kop, aantal
        vorige = cellen
    return beste and replace(beste, peiljaar=_year_above(beste))


def _points(kop: Kopregel) -> int:
    return sum(titel.soort != "onbekend" or bool(titel.maatstaf) for titel in kop.titels) + (100 if kop.past else 0)


def _paired(boven: Sequence[Rauw], onder: Sequence[Rauw], boek: Titelboek) -> list[Titel | None]:
    """The titles of two header rows together, or nothing where they are not such a pair.

    A group reaches to the next one: of merged cells only the first holds its text.
    """
    if not any(boven) or not any(onder):
        # A sheet that reaches to the last column has thousands of them without anything.
        return []
    groepen, eigen = [_as_title(waarde) for waarde in boven], [_as_title(waarde) for waarde in onder]
    # The word Unit below the title of the participants says what the row is, and names nobody.
    onder = [None if naamvorm(tekst) in EENHEIDSRIJ else waarde for tekst, waarde in zip(eigen, onder, strict=True)]
    eigen = ["" if naamvorm(tekst) in EENHEIDSRIJ else tekst for tekst in eigen]
    eerste = next((plek for plek, tekst in enumerate(groepen) if tekst), None)
    gevuld = [plek for plek, waarde in enumerate(onder) if waarde not in (None, "")]
    if eerste is None or not gevuld or any(not eigen[plek] for plek in gevuld):
        return []
    if len([tekst for tekst in groepen if tekst]) == 1 and eerste == min(gevuld):
        # One text above the first column is the heading of the table.
        return []
    titels: list[Titel | None] = []
    groep = ""
    for kolom, (bovenste, onderste) in enumerate(zip(groepen, eigen, strict=True), start=1):
        groep = bovenste or groep
        if not onderste:
            titels.append(boek.titel(kolom, bovenste))
            continue
        titels.append(_pair(kolom, groep, onderste, boek))
        if titels[-1] is not None and titels[-1].soort == "onbekend" and bovenste and boek.vormen:
            alleen = boek.titel(kolom, bovenste)
            if alleen is not None and alleen.soort in ("gemeente", "gemeentecode", "peiljaar"):
                # A participant below a title, not the second row of a header.
                return []
    return titels


def _pair(kolom: int, groep: str, eigen: str, boek: Titelboek) -> Titel | None:
    """One title of a group and what stands below it: understood together, or the lower one with what the upper adds."""
    samen = boek.titel(kolom, f"{eigen} {groep}") if groep else None
    los = boek.titel(kolom, eigen)
    if samen is not None and samen.soort == "maatstaf":
        return replace(samen, tekst=voor_terminal(f"{groep} {eigen}", LANGSTE_TITEL))
    if los is None or los.soort != "maatstaf" or not groep:
        return los
    woorden = ontleed(groep)
    return replace(
        los,
        jaar=los.jaar or woorden.jaar,
        jaren=los.jaren or woorden.jaren,
        dag=los.dag or woorden.dag,
        eenheid=los.eenheid or woorden.eenheid,
        schaal=los.schaal or woorden.schaal,
        rest=" ".join(filter(None, (los.rest, voor_terminal(groep, LANGSTE_TITEL) if woorden.kern else ""))),
    )


def regels_erboven(kop: Kopregel) -> Iterator[tuple[int, int, str]]:
    """Every text above the header, with its row and column; a year may stand there as a number."""
    for nummer, kolom in enumerate(kop.blad.kolommen, start=1):
        for plek, waarde in enumerate(kolom[: kop.rij - kop.hoogte]):
            tekst = waarde if isinstance(waarde, str) else _as_title(waarde)
            if tekst.strip():
                yield plek + 1, nummer, tekst


def _year_above(kop: Kopregel) -> int | None:
    """The peiljaar that the name of the sheet or a line above the table gives, where there is only one."""
    jaren = peiljaren_in(kop.blad.naam)
    for rij, kolom, tekst in regels_erboven(kop):
        jaren |= peiljaren_in(tekst)
        if naamvorm(tekst).rstrip(": ") == "peiljaar" and kolom < len(kop.blad.kolommen):
            rechts = _as_title(kop.blad.cel(rij, kolom + 1))
            jaren |= set(ontleed(rechts).jaren)
    return jaren.pop() if len(jaren) == 1 else None
