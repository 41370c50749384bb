"""The page of who left, as a workbook of one sheet: what it still pays, year by year, with the sum behind it.

    data = maak_uittreedblad(uitkomst, "GM9903")

It shows the figures of that participant alone.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from calc.brief.uittreedbrief import maak_uittreedbrief, tabellen_van
from calc.brief.zin import VAST
from calc.model.uitdrukking import Celnaam
from calc.standen import statuszin
from calc.tabellen import waarden_van
from calc.uitkomst import Uitkomst
from templates.plan.rekenwerk import moment
from templates.werkmap.blad import Blad
from templates.werkmap.boek import Boek, a1
from templates.werkmap.modelboek import kop, leeg_boek

BLAD: Final = "Uittreding"
KOPPEN: Final = ("Kostensoort", "Jaar", "Laatste bijdrage", "Deel", "Te betalen")
BREEDTES: Final = (36.0, 10.0, 18.0, 12.0, 18.0)
EERSTE: Final = 7
ALINEAS: Final = ("wat", "waarom", "betaling", "status", "vragen")


def maak_uittreedblad(uitkomst: Uitkomst, gemeentecode: str) -> bytes:
    """The page as bytes, the same for the same content."""
    return vul_uittreedblad(uitkomst, gemeentecode).bewaar(moment(uitkomst))


def vul_uittreedblad(uitkomst: Uitkomst, gemeentecode: str) -> Boek:
    """The page, filled and not yet saved."""
    plan, brief = uitkomst.gegevens.plan, maak_uittreedbrief(uitkomst, gemeentecode)
    boek = leeg_boek([BLAD], f"{plan.titel}: {brief.gemeente}")
    blad = boek.blad(BLAD)
    kop(blad, brief.tekst("bedrag").replace(VAST, " "), brief.regio, len(KOPPEN))
    blad.breedtes(BREEDTES)
    blad.schrijf(4, 1, f"Voor: {brief.gemeente} ({gemeentecode})", "VW tekst")
    blad.schrijf(5, 1, statuszin(plan), "VW tekst")
    rij = _tabel(blad, uitkomst, gemeentecode)
    noten = [brief.tekst(alinea).replace(VAST, " ") for alinea in ALINEAS]
    rij = blad.noten(rij + 1, len(KOPPEN), [noot for noot in noten if noot])
    blad.afdruk(len(KOPPEN), rij - 1)
    blad.ws.page_setup.fitToHeight = 1
    return boek


def _tabel(blad: Blad, uitkomst: Uitkomst, code: str) -> int:
    """A row per kostensoort and year; below them what is paid in the plan's year."""
    waarden, jaar = waarden_van(uitkomst), uitkomst.gegevens.plan.jaar
    blad.koppen(EERSTE, KOPPEN, rechts=range(2, len(KOPPEN) + 1))
    rij, dit_jaar = EERSTE, Fraction(0)
    for naam in tabellen_van(uitkomst, code):
        tabel, soort = waarden.model.tabel(naam), naam.kostensoort
        afronden = waarden.model.plannen[""].afronden(soort, int(tabel.tekst(code, "laatste_jaar")))
        bijdrage = Fraction(waarden.getal(Celnaam(naam, code, "bijdrage")))
        for kolom in (kolom.naam for kolom in tabel.kolommen if kolom.naam.isdigit()):
            if waarden[Celnaam(naam, code, kolom)] is None:
                continue
            rij += 1
            bedrag = Fraction(waarden.getal(Celnaam(naam, code, kolom)))
            blad.schrijf(rij, 1, uitkomst.gegevens.regio.kostensoort(soort).label, "VW tekst")
            blad.schrijf(rij, 2, int(kolom), "VW jaar")
            blad.schrijf(rij, 3, bijdrage, "VW cent")
            blad.schrijf(rij, 4, Fraction(waarden.getal(Celnaam(naam, code, f"deel_{kolom}"))), "VW aandeel")
            blad.zet(rij, 5, f"=ROUND({a1(rij, 3)}*{a1(rij, 4)},{afronden})", bedrag, "VW cent")
            dit_jaar += bedrag if int(kolom) == jaar else 0
    blad.kleur(rij + 1, 1, len(KOPPEN), "VW tekst totaal")
    blad.schrijf(rij + 1, 1, f"Samen in {jaar}", "VW tekst totaal")
    blad.schrijf(rij + 1, 2, jaar, "VW tekst totaal")
    jaren, bedragen = (f"{a1(EERSTE + 1, k)}:{a1(rij, k)}" for k in (2, 5))
    formule = f"=SUMIF({jaren},{a1(rij + 1, 2)},{bedragen})"
    blad.zet(rij + 1, 5, formule, dit_jaar, "VW cent totaal")
    return rij + 2
