"""Grafiekgegevens: what the charts of the regional workbook draw from, live, with its municipalities sorted.

A chart sorts its municipalities, a table never does: so a chart draws from a sorted copy on a sheet of its own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from calc.afronding import rond_op
from calc.model.model import Tabelsoort
from calc.model.uitdrukking import Celnaam, Tabelnaam
from calc.tabellen import waarden_van
from calc.tabellen.getekend import JAREN, SCENARIO
from calc.uitkomst import Uitkomst
from schemas.planbladen import REKENBLAD
from templates.plan.bladsoorten import GRAFIEKBLAD
from templates.plan.rekenwerk import woorden
from templates.werkmap.adressen import a1, kolombereik
from templates.werkmap.blad import KOPRIJ, Blad
from templates.werkmap.bladopmaak import balk, bladopmaak
from templates.werkmap.boek import Boek
from templates.werkmap.grafiekvorm import Bereik
from templates.werkmap.modelblad import Modelbladen
from templates.werkmap.stapel import Stapel, stapel

NUL: Final = Fraction(0)
GEEN: Final = "–"
DECIMALEN: Final = 2
PRECISIE: Final = 10
"""Decimals in which shares are compared, so that equal ones stand in the order of the list."""
NAAMKOLOM: Final = 2
VORIG, BIJDRAGE, VERSCHIL_MET, DEEL = 3, 4, 5, 6
SAMENVATTING: Final = {VORIG: "vorig_jaar", BIJDRAGE: "totaal", VERSCHIL_MET: "verschil", DEEL: "verschil_pct"}
"""By the column of this sheet that of table samenvatting."""
PLEK: Final = {BIJDRAGE: 7, VERSCHIL_MET: 8, DEEL: 9}
"""The column with the turn of each by a column."""
STIJL: Final = {DEEL: "VW aandeel 1"}
ANKER: Final = "tabel_grafiekgegevens"


@dataclass(frozen=True)
class _Gemeente:
    """One participant: what table samenvatting has of it, by the columns of Grafiekgegevens."""

    code: str
    naam: str
    cijfers: Mapping[int, Fraction | None]

    def cijfer(self, kolom: int) -> Fraction:
        return self.cijfers[kolom] or NUL


@dataclass(frozen=True)
class Gesorteerd:
    """A sorted copy: names, and per column its head and its figures."""

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
        self.bladen, self.uitkomst, self._zeg = bladen, uitkomst, uitkomst.gegevens.regio.zeg
        self.plan = uitkomst.gegevens.plan
        self.vorig = self.plan.jaar - 1 if self.plan.jaar - 1 in self.plan.jaren else None
        self.kolommen = {k: kolom for k, kolom in SAMENVATTING.items() if k == BIJDRAGE or self.vorig is not None}
        self.kop = boek.anker(ANKER)[0] if boek.heeft_blad(GRAFIEKBLAD) else KOPRIJ
        self.blad = _gegevensblad(boek)
        self.rij = self.kop

    def vul(self) -> Grafiekgegevens:
        self.blad.breedtes((14, 30, *([15.0] * max(8, len(self.plan.jaren) + 3))))
        self._instellingen()
        gemeenten = self._gemeenten()
        eerste, laatste = self._ongesorteerd(gemeenten)
        jaarkolommen = (BIJDRAGE,) if self.vorig is None else (VORIG, BIJDRAGE)
        bijdragen = self._gesorteerd("Gesorteerd op bijdrage", gemeenten, jaarkolommen, eerste, laatste)
        verschil = deel = None
        if self.vorig is not None:
            verschil = self._gesorteerd("Gesorteerd op verschil in euro's", gemeenten, (VERSCHIL_MET,), eerste, laatste)
            if bekend := [g for g in gemeenten if g.cijfers[DEEL] is not None]:
                deel = self._gesorteerd("Gesorteerd op verschil in procenten", bekend, (DEEL,), eerste, laatste)
        jaren, scenario = self._stapel(JAREN), self._stapel(SCENARIO)
        assert jaren is not None
        self.blad.zet_vast(self.kop, 1)
        self.blad.afdruk(9, self.rij - 2)
        return Grafiekgegevens(bijdragen, verschil, deel, jaren, scenario)

    def _instellingen(self) -> None:
        """Settings as cells, so that no formula holds a number of its own."""
        for label, waarde in (("Decimalen van een bedrag", DECIMALEN), ("Decimalen van een vergelijking", PRECISIE)):
            self.blad.schrijf(self.rij, 1, label, "VW Label")
            self.blad.schrijf(self.rij, 3, waarde, "VW getal")
            self.rij += 1
        self.rij += 1

    def _gemeenten(self) -> list[_Gemeente]:
        """The participants of the plan's year, in the order of the region."""
        waarden, naam = waarden_van(self.uitkomst), Tabelnaam("samenvatting", jaar=self.plan.jaar)
        regio, gevonden = self.uitkomst.gegevens.regio, []
        for code in waarden.model.tabel(naam).sleutels:
            cellen = {k: Celnaam(naam, code, kolom) for k, kolom in self.kolommen.items()}
            getallen = {k: waarde for k, cel in cellen.items() if isinstance(waarde := waarden[cel], int | Fraction)}
            if BIJDRAGE in getallen:
                cijfers = {k: Fraction(getallen[k]) if k in getallen else None for k in SAMENVATTING}
                deel = cijfers[DEEL]
                cijfers[DEEL] = None if deel is None else rond_op(deel, PRECISIE)
                gevonden.append(_Gemeente(code, regio.gemeente(code), cijfers))
        return gevonden

    def _ongesorteerd(self, gemeenten: Sequence[_Gemeente]) -> tuple[int, int]:
        blad = self.blad
        blad.tussenkop(self.rij, 9, self._zeg("Alle gemeenten, in de volgorde van de tabellen"))
        koppen = (
            "Code", self._zeg("Gemeente"), self.vorig or GEEN, self.plan.jaar, "Verschil", "Verschil in %",
            "Plek: bijdrage", "Plek: verschil", "Plek: procent",
        )  # fmt: skip
        blad.koppen(self.rij + 1, koppen, rechts=range(3, 10))
        eerste = self.rij + 2
        laatste = eerste + len(gemeenten) - 1
        plekken = {k: _plekken([g.cijfers[k] for g in gemeenten]) for k in PLEK if k in self.kolommen}
        vak = self.bladen.indeling[Tabelnaam("samenvatting", jaar=self.plan.jaar)]
        for n, g in enumerate(gemeenten):
            r = eerste + n
            blad.schrijf(r, 1, g.code, "VW tekst")
            blad.schrijf(r, 2, g.naam, "VW tekst")
            for k, kolom in self.kolommen.items():
                ref = vak.cel(g.code, kolom)
                # SUM takes an empty text for nothing: who is new paid nothing before.
                formule = f"=ROUND(SUM({ref}),{self._instelling(0)})"
                if k == DEEL:
                    formule = f'=IF({ref}="","",ROUND({ref},{self._instelling(1)}))'
                waarde = "" if k == DEEL and g.cijfers[k] is None else g.cijfer(k)
                blad.zet(r, k, formule, waarde, STIJL.get(k, "VW cent"))
            for k, van in plekken.items():
                formule = _plekformule(r, k, eerste, laatste)
                if k == DEEL:
                    formule = f'=IF({a1(r, k)}="","",{formule[1:]})'
                blad.zet(r, PLEK[k], formule, van[n] or "", "VW getal")
        self.rij = laatste + 2
        return eerste, laatste

    def _instelling(self, nummer: int) -> str:
        return a1(self.kop + nummer, 3, vast_rij=True, vast_kolom=True)

    def _gesorteerd(
        self,
        titel: str,
        gemeenten: Sequence[_Gemeente],
        kolommen: Sequence[int],
        eerste: int,
        laatste: int,
    ) -> Gesorteerd:
        """A copy sorted by its last column: the largest first, equal ones in the order of the list."""
        blad = self.blad
        blad.tussenkop(self.rij, kolommen[-1], titel)
        kop, begin = self.rij + 1, self.rij + 2
        blad.koppen(kop, ("Plek", self._zeg("Gemeente")), rechts=(1,))
        titels = {VORIG: self.vorig or GEEN, BIJDRAGE: self.plan.jaar, VERSCHIL_MET: "Verschil", DEEL: "Verschil in %"}
        for kolom in kolommen:
            blad.schrijf(kop, kolom, titels[kolom], "VW Kop rechts")
        volgorde = sorted(gemeenten, key=lambda g: -g.cijfer(kolommen[-1]))
        plekken, namen = (kolombereik(eerste, laatste, k, vast_kolom=True) for k in (PLEK[kolommen[-1]], 2))
        for n, g in enumerate(volgorde):
            r = begin + n
            blad.schrijf(r, 1, n + 1, "VW getal")
            zoek = f"MATCH({a1(r, 1, vast_kolom=True)},{plekken},0)"
            blad.zet(r, 2, f"=INDEX({namen},{zoek})", g.naam, "VW tekst")
            for kolom in kolommen:
                formule = f"=INDEX({kolombereik(eerste, laatste, kolom)},{zoek})"
                blad.zet(r, kolom, formule, g.cijfer(kolom), STIJL.get(kolom, "VW cent"))
        einde = begin + len(volgorde) - 1
        self.rij = einde + 2
        return Gesorteerd(
            Bereik(blad.bereik(begin, einde, 2), tuple(g.naam for g in volgorde)),
            tuple(
                (
                    Bereik(blad.verwijs(kop, kolom), (str(titels[kolom]),)),
                    Bereik(blad.bereik(begin, einde, kolom), tuple(g.cijfer(kolom) for g in volgorde)),
                )
                for kolom in kolommen
            ),
        )

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


def _plekken(waarden: Sequence[Fraction | None]) -> list[int | None]:
    """Turn per row: the largest first, equal ones in the order of the list; what has no value has no turn."""
    volgorde = sorted((n for n, w in enumerate(waarden) if w is not None), key=lambda n: (-(waarden[n] or NUL), n))
    plek = {n: turn for turn, n in enumerate(volgorde, start=1)}
    return [plek.get(n) for n in range(len(waarden))]


def _plekformule(rij: int, kolom: int, eerste: int, laatste: int) -> str:
    cel = a1(rij, kolom)
    tot_hier = f"{a1(eerste, kolom, vast_rij=True)}:{cel}"
    return f"=RANK({cel},{kolombereik(eerste, laatste, kolom)})+COUNTIF({tot_hier},{cel})-1"
