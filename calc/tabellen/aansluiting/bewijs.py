"""Proof that one key explains the published amounts of several years, whether or not that key itself was published.

A printed amount of one participant, divided by that year's total, encloses its share: half a unit to either side.
Over years that share one key those enclosures must overlap, and the lower and the upper ends together must leave room
for shares that add up to 1.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final, cast

from calc.afronding import NUL
from calc.model.uitdrukking import Uitdrukking, Vast, term
from calc.notatie import getal, opsomming
from calc.oordeel import Oordeel
from calc.tabel import Soort
from calc.tabellen.aansluiting.bevinding import Aansluitpunt
from calc.tabellen.aansluiting.cellen import Drukwerk, Gedruktecel
from calc.tabellen.aansluiting.termen import Termen, opgeteld
from calc.tabellen.opbouw import te_verdelen

RIJ: Final = "één sleutel verklaart de gepubliceerde bedragen"
ONDER, BOVEN = "som ondergrenzen", "som bovengrenzen"
BRONNEN: Final = ("verdeling", "meerjarig", "toename")
DECIMALEN: Final = 8
Kant = tuple[Fraction, Uitdrukking]
HOE: Final = (
    "Elk gepubliceerd bedrag kan voor het afronden ten hoogste een halve eenheid lager of hoger zijn geweest.",
    "Per deelnemer telt het jaar dat de scherpste grens geeft: die grens, gedeeld door het totaal van dat jaar.",
)
MOET: Final = "De aandelen van alle deelnemers moeten samen 1 kunnen zijn."


@dataclass(frozen=True)
class Einde:
    """One end of an enclosure: half a unit from a printed amount, divided by the total of its year."""

    aandeel: Fraction
    jaar: int
    wat: Uitdrukking


@dataclass(frozen=True)
class Insluiting:
    """What the printed amounts leave of one share: the ends that bind it."""

    gemeentecode: str
    onder: Einde
    boven: Einde

    @property
    def leeg(self) -> bool:
        return self.onder.aandeel > self.boven.aandeel


def bewijs(termen: Termen, gedrukt: Drukwerk) -> Iterator[Aansluitpunt]:
    """Per kostensoort and set of years with one key: the two sums, or the participants that no one key can explain."""
    for soort in termen.regio.kostensoorten:
        for jaren in _met_een_sleutel(termen, soort):
            codes = termen.uitkomst.verdeling.van(soort, jaren[0]).deelnemers
            per_jaar = {jaar: _bijdragen(gedrukt, soort, jaar, codes) for jaar in jaren}
            volledig = {jaar: bijdragen for jaar, bijdragen in per_jaar.items() if len(bijdragen) == len(codes)}
            if len(volledig) > 1:
                insluitingen = [_insluiting(termen, gedrukt, soort, volledig, code) for code in codes]
                yield from _bevindingen(termen, soort, tuple(volledig), insluitingen)


def _bijdragen(gedrukt: Drukwerk, soort: str, jaar: int, codes: Sequence[str]) -> dict[str, Gedruktecel]:
    """Where the tables of participants print the contributions of a year."""
    cellen = {code: gedrukt.zoek(("bijdrage", soort, str(jaar), code), BRONNEN) for code in codes}
    return {code: cel for code, cel in cellen.items() if cel is not None}


def _met_een_sleutel(termen: Termen, soort: str) -> Iterator[tuple[int, ...]]:
    """Years with the same participants, weights and peiljaren."""
    groepen: dict[object, list[int]] = {}
    for bron in termen.uitkomst.verdeling.jaren:
        if bron.kostensoort == soort and bron.sleutel is not None:
            kenmerk = (bron.deelnemers, tuple(bron.sleutel.delen.items()), tuple(bron.peiljaren.items()))
            groepen.setdefault(kenmerk, []).append(bron.jaar)
    yield from (tuple(jaren) for jaren in groepen.values())


def _insluiting(
    termen: Termen, gedrukt: Drukwerk, soort: str, per_jaar: Mapping[int, Mapping[str, Gedruktecel]], code: str
) -> Insluiting:
    einden: list[list[Einde]] = []
    for jaar, bijdragen in per_jaar.items():
        cel, totaalcel = bijdragen[code], gedrukt.zoek(("te verdelen", soort, str(jaar)), BRONNEN)
        if totaalcel is not None and totaalcel.cijfer:
            totaal, noemer = totaalcel.cijfer, cast(Uitdrukking, totaalcel.hier)
        else:
            totaal = termen.uitkomst.verdeling.van(soort, jaar).te_verdelen
            noemer = te_verdelen(termen.modelplan, soort, jaar)
        half = cel.eenheid / 2
        if totaal:
            paren = ((cel.cijfer - half, cel.hier - cel.half), (cel.cijfer + half, cel.hier + cel.half))
            einden.append(sorted((Einde(w / totaal, jaar, wat / noemer) for w, wat in paren), key=_aandeel))
    if not einden:
        return Insluiting(code, *(Einde(Fraction(aandeel), min(per_jaar), term(aandeel)) for aandeel in (0, 1)))
    return Insluiting(code, max((e for e, _ in einden), key=_aandeel), min((e for _, e in einden), key=_aandeel))


def _aandeel(einde: Einde) -> Fraction:
    return einde.aandeel


def _bevindingen(
    termen: Termen, soort: str, jaren: Sequence[int], insluitingen: Sequence[Insluiting]
) -> Iterator[Aansluitpunt]:
    strijdig = [i for i in insluitingen if i.leeg]
    kanten = {ONDER: [i.onder for i in insluitingen], BOVEN: [i.boven for i in insluitingen]}
    sommen = {kolom: sum(map(_aandeel, einden), NUL) for kolom, einden in kanten.items()}
    past = not strijdig and sommen[ONDER] <= 1 <= sommen[BOVEN]
    lijst = opsomming([str(jaar) for jaar in jaren])
    if past:
        reden = f"Per deelnemer overlappen de grenzen van {lijst}, en de grenzen laten aandelen toe die samen 1 zijn."
    elif strijdig:
        namen = opsomming([termen.regio.gemeente(i.gemeentecode) for i in strijdig])
        reden = f"Geen enkele sleutel geeft alle bedragen van {lijst}: de grenzen overlappen niet voor {namen}."
    else:
        reden = f"Geen enkele sleutel geeft alle bedragen van {lijst}: de aandelen kunnen samen niet 1 zijn."
    for kolom, einden in kanten.items():
        paar: tuple[Kant, Kant] = (Fraction(1), Vast(1)), (sommen[kolom], opgeteld((einde.wat, 1) for einde in einden))
        yield _rij(soort, jaren, RIJ, kolom, paar, past, reden)
    for i in strijdig:
        laagst, hoogst = (getal(einde.aandeel * 100, 6) for einde in (i.onder, i.boven))
        waarom = (
            f"Uit {i.onder.jaar} volgt een aandeel van ten minste {laagst}%, uit {i.boven.jaar} van ten hoogste "
            f"{hoogst}%."
        )
        paar = (i.onder.aandeel, i.onder.wat), (i.boven.aandeel, i.boven.wat)
        kolom = f"aandeel {i.onder.jaar} en {i.boven.jaar}"
        yield _rij(soort, jaren, termen.regio.gemeente(i.gemeentecode), kolom, paar, False, waarom)


def _rij(
    soort: str,
    jaren: Sequence[int],
    rij: str,
    kolom: str,
    kanten: tuple[Kant, Kant],
    past: bool,
    reden: str,
) -> Aansluitpunt:
    oordeel = Oordeel.GELIJK if past else Oordeel.AFWIJKING
    naam = f"bewijs {soort} {jaren[0]}–{jaren[-1]}"
    # Shares are shown with eight decimals; as a figure of whole units the sum is 1 or it is not.
    (links, van_links), (rechts, van_rechts) = kanten
    return Aansluitpunt(
        naam, soort, None, rij, kolom, links, rechts, oordeel, reden, rechts, rechts,
        Fraction(1), Soort.WAARDE, DECIMALEN, "", "bewijs", van_links, van_rechts, HOE,
    )  # fmt: skip
