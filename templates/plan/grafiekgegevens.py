"""Grafiekgegevens: what the charts of the regional workbook draw from, live."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from calc.model.model import Tabelsoort
from calc.model.uitdrukking import Celnaam, Tabelnaam
from calc.tabellen.getekend import BIJDRAGEN, JAREN, PROCENTEN, SCENARIO, VERSCHILLEN, VOLGORDE
from calc.uitkomst import Uitkomst
from schemas.planbladen import REKENBLAD
from templates.plan.bladsoorten import GRAFIEKBLAD
from templates.plan.rekenwerk import woorden
from templates.werkmap.blad import KOPRIJ, Blad
from templates.werkmap.bladopmaak import balk, bladopmaak
from templates.werkmap.boek import Boek
from templates.werkmap.formules import celwaarde
from templates.werkmap.grafiekvorm import Bereik
from templates.werkmap.modelblad import Modelbladen
from templates.werkmap.stapel import Stapel, stapel

NAAMKOLOM: Final = 2
NAAM: Final = 26.0
"""Width of a column with names in order: where these stand depends on how many figures are drawn."""
ANKER: Final = "tabel_grafiekgegevens"


@dataclass(frozen=True)
class Gesorteerd:
    """Names in order, and per column its head and its figures."""

    namen: Bereik
    kolommen: tuple[tuple[Bereik, Bereik], ...]


@dataclass(frozen=True)
class Grafiekgegevens:
    """Where the figures of the charts stand."""

    bijdragen: Gesorteerd
    """Last year where there is one, this year; sorted by this year."""
    verschil: Gesorteerd | None
    deel: Gesorteerd | None
    jaren: Stapel
    scenario: Stapel | None


def vul_grafiekgegevens(boek: Boek, uitkomst: Uitkomst, bladen: Modelbladen) -> Grafiekgegevens:
    """Fill the sheet from the tables where they stand; a template that left it out gets one."""
    gegevens = _Vuller(boek, uitkomst, bladen).vul()
    boek.vul_teksten(woorden(uitkomst), GRAFIEKBLAD)
    return gegevens


class _Vuller:
    """Writes the sheet Grafiekgegevens."""

    def __init__(self, boek: Boek, uitkomst: Uitkomst, bladen: Modelbladen) -> None:
        self.bladen, self._jaren = bladen, len(uitkomst.gegevens.plan.jaren)
        self.kop = boek.anker(ANKER)[0] if boek.heeft_blad(GRAFIEKBLAD) else KOPRIJ
        self.blad = _gegevensblad(boek)
        self.rij = self.kop

    def vul(self) -> Grafiekgegevens:
        self.blad.breedtes((14, 30, 15, 15, 15, NAAM, NAAM, *([15.0] * max(3, self._jaren - 2))))
        bijdragen, verschil, deel = map(self._gesorteerd, (BIJDRAGEN, VERSCHILLEN, PROCENTEN))
        jaren, scenario = self._stapel(JAREN), self._stapel(SCENARIO)
        assert bijdragen is not None
        assert jaren is not None
        self.blad.zet_vast(self.kop, 1)
        self.blad.afdruk(9, self.rij - 2)
        return Grafiekgegevens(bijdragen, verschil, deel, jaren, scenario)

    def _gesorteerd(self, soort: Tabelsoort) -> Gesorteerd | None:
        """The participants that a chart draws, where the plan has the figures."""
        naam, blad, bladen = Tabelnaam(soort.naam), self.blad, self.bladen
        tabel = bladen.model.zoek(naam)
        if tabel is None:
            return None
        blad.tussenkop(self.rij, len(tabel.kolommen), tabel.titel)
        kop, vrij = self.rij + 1, bladen.zet(blad, self.rij + 1, naam)
        self.rij = vrij + 1

        def bereik(kolom: str) -> tuple[Bereik, Bereik]:
            plek, titel = bladen.indeling[naam].kolommen[kolom], tabel.kolom_van[kolom].titel
            waarden = tuple(celwaarde(bladen.waarden[Celnaam(naam, rij, kolom)]) for rij in tabel.sleutels)
            return Bereik(blad.verwijs(kop, plek), (titel,)), Bereik(blad.bereik(kop + 1, vrij - 1, plek), waarden)

        (_, namen), *cijfers = (bereik(kolom) for kolom in tabel.kolom_van if kolom.startswith(VOLGORDE))
        return Gesorteerd(namen, tuple(cijfers))

    def _stapel(self, soort: Tabelsoort) -> Stapel | None:
        """The years that a chart draws, where the plan has them."""
        naam, blad = Tabelnaam(soort.naam), self.blad
        tabel = self.bladen.model.zoek(naam)
        if tabel is None:
            return None
        blad.tussenkop(self.rij, 1 + len(tabel.kolommen), tabel.titel)
        blad.kleur(self.rij + 1, 1, 1, "VW Kop")
        vrij = self.bladen.zet(blad, self.rij + 1, naam, NAAMKOLOM)
        getekend = stapel(self.bladen, blad, naam, vrij, NAAMKOLOM)
        self.rij = getekend.vrij + 1
        return getekend


def _gegevensblad(boek: Boek) -> Blad:
    """The sheet of the template, or one of our own where a template has none."""
    if not boek.heeft_blad(GRAFIEKBLAD):
        namen = boek.werkboek.sheetnames
        plek = next((n for n, naam in enumerate(namen) if naam.startswith(REKENBLAD)), len(namen))
        ws = boek.werkboek.create_sheet(GRAFIEKBLAD, plek)
        bladopmaak(ws, liggend=True, kleur="FF7F8FA9")
        balk(ws, 1, 30)
        blad = boek.blad(GRAFIEKBLAD)
        blad.schrijf(1, 1, "Gegevens bij de grafieken", "VW Titel")
        uitleg = (
            "De grafieken tekenen deze cijfers. De gemeenten staan hier ook op volgorde van grootte; in de tabellen "
            "staan zij in de vaste volgorde van de regio."
        )
        blad.schrijf(2, 1, uitleg, "VW Uitleg")
    return boek.blad(GRAFIEKBLAD)
