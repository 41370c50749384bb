"""Proof that one key explains the published amounts of several years, whether or not that key itself was published.

A printed amount of one participant, divided by that year's total, encloses its share: half a unit to either side.
Over years that share one key those enclosures must overlap, and the lower and the upper ends together must leave room
for shares that add up to 1.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from calc.notatie import getal, opsomming
from calc.oordeel import Oordeel
from calc.tabel import Soort
from calc.tabellen.aansluiting.bevinding import Aansluitpunt, Bestanddeel
from calc.tabellen.aansluiting.cellen import Gedruktecel
from calc.tabellen.aansluiting.grootheid import NUL, Bereik
from calc.tabellen.aansluiting.termen import Termen

RIJ: Final = "één sleutel verklaart de gepubliceerde bedragen"
ONDER, BOVEN = "som ondergrenzen", "som bovengrenzen"
BRONNEN: Final = ("verdeling", "meerjarig", "toename")
DECIMALEN: Final = 8


@dataclass(frozen=True)
class Insluiting:
    """What the printed amounts leave of one share. `onder` and `boven` name the years that bind it.

    `grenzen` has its two ends as terms: an amount half a unit away from the printed one, divided by that year's total.
    """

    gemeentecode: str
    bereik: Bereik
    onder: int
    boven: int
    grenzen: tuple[Bestanddeel, ...] = ()

    @property
    def leeg(self) -> bool:
        return self.bereik.laagst > self.bereik.hoogst


def bewijs(termen: Termen, cellen: Sequence[Gedruktecel]) -> Iterator[Aansluitpunt]:
    """Per kostensoort and set of years with one key: the two sums, or the participants that no one key can explain."""
    bijdragen, totalen = _gedrukt(cellen, "bijdrage"), _gedrukt(cellen, "te verdelen")
    for soort in termen.regio.kostensoorten:
        for jaren in _met_een_sleutel(termen, soort):
            codes = termen.uitkomst.verdeling.van(soort, jaren[0]).deelnemers
            volledig = [
                jaar for jaar in jaren if all(("bijdrage", soort, str(jaar), code) in bijdragen for code in codes)
            ]
            if len(volledig) > 1:
                insluitingen = [_insluiting(termen, soort, volledig, code, bijdragen, totalen) for code in codes]
                yield from _bevindingen(termen, soort, volledig, insluitingen)


def _gedrukt(cellen: Sequence[Gedruktecel], wat: str) -> Mapping[tuple[str, ...], Gedruktecel]:
    """The first printing of each quantity of that kind, from the tables of participants."""
    gevonden: dict[tuple[str, ...], Gedruktecel] = {}
    for naam in BRONNEN:
        for cel in cellen:
            if cel.gedrukt.tabel == naam and cel.getal is not None and cel.duiding is not None:
                sleutel = cel.duiding.sleutel
                if sleutel and sleutel[0] == wat:
                    gevonden.setdefault(sleutel, cel)
    return gevonden


def _met_een_sleutel(termen: Termen, soort: str) -> Iterator[tuple[int, ...]]:
    """Years with the same participants, weights and peiljaren."""
    groepen: dict[object, list[int]] = {}
    for bron in termen.uitkomst.verdeling.jaren:
        if bron.kostensoort == soort and bron.sleutel is not None:
            kenmerk = (bron.deelnemers, tuple(bron.sleutel.delen.items()), tuple(bron.peiljaren.items()))
            groepen.setdefault(kenmerk, []).append(bron.jaar)
    yield from (tuple(jaren) for jaren in groepen.values())


def _insluiting(
    termen: Termen,
    soort: str,
    jaren: Sequence[int],
    code: str,
    bijdragen: Mapping[tuple[str, ...], Gedruktecel],
    totalen: Mapping[tuple[str, ...], Gedruktecel],
) -> Insluiting:
    grenzen: list[tuple[Bestanddeel, Bestanddeel, int]] = []
    for jaar in jaren:
        cel, totaalcel = bijdragen[("bijdrage", soort, str(jaar), code)], totalen.get(("te verdelen", soort, str(jaar)))
        gedrukt = totaalcel.getal if totaalcel is not None else None
        totaal = gedrukt or termen.uitkomst.verdeling.van(soort, jaar).te_verdelen
        bedrag, half = cel.getal or NUL, cel.eenheid / 2
        if totaal:
            naam, plaats = f"{termen.regio.gemeente(code)} {jaar}", cel.gedrukt.cel
            onder, boven = (Bestanddeel(naam, w, 1 / totaal, plaats) for w in (bedrag - half, bedrag + half))
            grenzen.append((onder, boven, jaar) if totaal > 0 else (boven, onder, jaar))
    if not grenzen:
        return Insluiting(code, Bereik(NUL, Fraction(1)), jaren[0], jaren[0])
    laagst = max(grenzen, key=lambda grens: _aandeel(grens[0]))
    hoogst = min(grenzen, key=lambda grens: _aandeel(grens[1]))
    bereik = Bereik(_aandeel(laagst[0]), _aandeel(hoogst[1]))
    return Insluiting(code, bereik, laagst[2], hoogst[2], (laagst[0], hoogst[1]))


def _aandeel(grens: Bestanddeel) -> Fraction:
    return grens.waarde * grens.factor


def _bevindingen(
    termen: Termen, soort: str, jaren: Sequence[int], insluitingen: Sequence[Insluiting]
) -> Iterator[Aansluitpunt]:
    strijdig = [i for i in insluitingen if i.leeg]
    onder, boven = (
        sum((einde for einde in einden), NUL)
        for einden in zip(*((i.bereik.laagst, i.bereik.hoogst) for i in insluitingen), strict=True)
    )
    past = not strijdig and onder <= 1 <= boven
    lijst = opsomming([str(jaar) for jaar in jaren])
    if past:
        reden = f"Per deelnemer overlappen de grenzen van {lijst}, en de grenzen laten aandelen toe die samen 1 zijn."
    elif strijdig:
        namen = opsomming([termen.regio.gemeente(i.gemeentecode) for i in strijdig])
        reden = f"Geen enkele sleutel geeft alle bedragen van {lijst}: de grenzen overlappen niet voor {namen}."
    else:
        reden = f"Geen enkele sleutel geeft alle bedragen van {lijst}: de aandelen kunnen samen niet 1 zijn."
    for nummer, (kolom, som) in enumerate(((ONDER, onder), (BOVEN, boven))):
        delen = tuple(grens for i in insluitingen for grens in i.grenzen[nummer : nummer + 1])
        yield _rij(soort, jaren, RIJ, kolom, (Fraction(1), som), past, reden, delen=delen)
    for i in strijdig:
        gemeente = termen.regio.gemeente(i.gemeentecode)
        laagst, hoogst = getal(i.bereik.laagst * 100, 6), getal(i.bereik.hoogst * 100, 6)
        waarom = f"Uit {i.onder} volgt een aandeel van ten minste {laagst}%, uit {i.boven} van ten hoogste {hoogst}%."
        cijfers = (i.bereik.laagst, i.bereik.hoogst)
        yield _rij(
            soort,
            jaren,
            gemeente,
            f"aandeel {i.onder} en {i.boven}",
            cijfers,
            False,
            waarom,
            i.gemeentecode,
            i.grenzen[1:],
        )


def _rij(
    soort: str,
    jaren: Sequence[int],
    rij: str,
    kolom: str,
    cijfers: tuple[Fraction, Fraction],
    past: bool,
    reden: str,
    sleutelrij: str = "",
    delen: tuple[Bestanddeel, ...] = (),
) -> Aansluitpunt:
    oordeel = Oordeel.GELIJK if past else Oordeel.AFWIJKING
    naam = f"bewijs {soort} {jaren[0]}–{jaren[-1]}"
    # Shares are shown with eight decimals; as a figure of whole units the sum is 1 or it is not.
    return Aansluitpunt(
        naam, soort, None, rij, kolom, *cijfers, oordeel, reden, cijfers[1], cijfers[1],
        Fraction(1), Soort.WAARDE, DECIMALEN, "", sleutelrij, None, delen,
    )  # fmt: skip
