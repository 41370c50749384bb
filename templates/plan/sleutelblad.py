"""Invoer Sleutels: per year the rule, the unit and the weighted parts of the key, as the region file gives them."""

from __future__ import annotations

from typing import Final

from calc.afronding import DECIMALEN, EENHEDEN
from calc.noten import SLUITREGEL_IN_WOORDEN
from calc.standen import woorden_van_deel
from calc.uitkomst import Uitkomst
from calc.verdeling import Jaarverdeling
from schemas.geldend import geldig
from schemas.regio import RATO
from templates.plan.invoerplaatsen import Invoerplaatsen
from templates.werkmap.boek import Blad, regelhoogte

KOPRIJ: Final = 4
GEKOZEN: Final = "Gekozen bij het maken van deze werkmap"


def vul_sleutels(blad: Blad, uitkomst: Uitkomst, plaatsen: Invoerplaatsen) -> None:
    """What the region file says per year: the rule and unit, and the parts of the key with their weights."""
    koppen = ("Kostensoort", "Jaar", "Sluitregel", "Eenheid", "Decimalen", "Eenheden per euro", "In woorden", "Bron")
    blad.breedtes((14, 8, 20, 26, 12, 12, 52, 60))
    blad.tussenkop(KOPRIJ, len(koppen), "Sluitregel en eenheid per jaar")
    blad.koppen(KOPRIJ + 1, koppen, rechts=(2, 5, 6))
    rij = KOPRIJ + 2
    for jaar in uitkomst.verdeling.jaren:
        _sluitregel(blad, rij, uitkomst, jaar)
        rij += 1
    blad.tabel("Sleutelregels", KOPRIJ + 1, rij - 1, len(koppen))
    rij += 1
    koppen = ("Kostensoort", "Jaar", "Deel van de sleutel", "Telt per", "Gewicht", "Peiljaar", "Opmerking", "Bron")
    blad.tussenkop(rij, len(koppen), "Delen van de sleutel per jaar")
    blad.koppen(rij + 1, koppen, rechts=(2, 5, 6))
    kop = rij + 1
    rij += 2
    for jaar in uitkomst.verdeling.jaren:
        for deel in jaar.sleutel.delen if jaar.sleutel else ():
            _deel(blad, rij, uitkomst, jaar, deel, plaatsen)
            rij += 1
    blad.tabel("Sleuteldelen", kop, rij - 1, len(koppen))
    blad.zet_vast(KOPRIJ, 1)
    blad.afdruk(len(koppen), rij - 1)


def _sluitregel(blad: Blad, rij: int, uitkomst: Uitkomst, jaar: Jaarverdeling) -> None:
    soort = uitkomst.gegevens.regio.kostensoort(jaar.kostensoort)
    if jaar.sluitregel is None:
        woorden, bron = "Eerder besloten; niet opnieuw berekend.", "; ".join(dict.fromkeys(r.bron for r in jaar.regels))
    else:
        woorden = f"{SLUITREGEL_IN_WOORDEN[jaar.sluitregel][:1].upper()}{SLUITREGEL_IN_WOORDEN[jaar.sluitregel][1:]}."
        besloten = geldig(soort.sluitregel, jaar.jaar)
        if uitkomst.sluitregel is not None:
            bron = GEKOZEN
        else:
            bron = besloten.bron if besloten else "Standaard van het programma: het regiobestand noemt geen sluitregel"
    blad.schrijf(rij, 1, jaar.kostensoort, "VW tekst")
    blad.schrijf(rij, 2, jaar.jaar, "VW jaar")
    # Locked: the formulas on the Rekenblad are those of this rule.
    blad.schrijf(rij, 3, jaar.sluitregel or "vastgesteld", "VW tekst")
    blad.schrijf(rij, 4, jaar.eenheid, "VW tekst")
    blad.schrijf(rij, 5, DECIMALEN[jaar.eenheid], "VW getal")
    blad.schrijf(rij, 6, 1 / EENHEDEN[jaar.eenheid], "VW getal")
    blad.schrijf(rij, 7, woorden, "VW Tekst lang")
    blad.schrijf(rij, 8, bron, "VW Tekst lang")
    blad.hoogte(rij, regelhoogte([(woorden, 52), (bron, 60)]))


def _deel(blad: Blad, rij: int, uitkomst: Uitkomst, jaar: Jaarverdeling, deel: str, plaatsen: Invoerplaatsen) -> None:
    assert jaar.sleutel is not None
    sleutel = (jaar.kostensoort, jaar.jaar, deel)
    los = woorden_van_deel(uitkomst.gegevens, jaar, deel)
    blad.schrijf(rij, 1, jaar.kostensoort, "VW tekst")
    blad.schrijf(rij, 2, jaar.jaar, "VW jaar")
    blad.schrijf(rij, 3, uitkomst.gegevens.regio.label_deel(deel), "VW Tekst lang")
    plaatsen.gewicht[sleutel] = blad.schrijf(rij, 5, jaar.sleutel.delen[deel], "VW vrij invoer")
    if deel == RATO:
        blad.schrijf(rij, 4, 1, "VW veld")
        blad.schrijf(rij, 6, "–", "VW jaar")
        plaatsen.peiljaar[sleutel] = blad.verwijs(rij, 6)
        opmerking = "elke deelnemer telt voor 1"
    else:
        eenheid = geldig(uitkomst.gegevens.regio.bestand.maatstaven[deel].eenheid, jaar.peiljaren[deel])
        blad.schrijf(rij, 4, eenheid.waarde if eenheid else "", "VW tekst")
        plaatsen.peiljaar[sleutel] = blad.schrijf(rij, 6, jaar.peiljaren[deel], "VW jaar let op" if los else "VW jaar")
        opmerking = ", ".join(los)
        if jaar.sleutel.peiljaar is not None:
            opmerking = f"vast peiljaar {jaar.sleutel.peiljaar}"
    blad.schrijf(rij, 7, opmerking, "VW Let op" if los else "VW tekst")
    blad.schrijf(rij, 8, jaar.sleutel.bron, "VW Tekst lang")
    label = uitkomst.gegevens.regio.label_deel(deel)
    blad.hoogte(rij, regelhoogte([(jaar.sleutel.bron, 60), (label, 20)]))
