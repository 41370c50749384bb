"""Invoer Sleutels: per year the rule, the unit and the weighted parts of the key, as the region file gives them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from calc.afronding import DECIMALEN, EENHEDEN, SLUITREGEL_IN_WOORDEN
from calc.model.model import Model
from calc.model.tabel import Rij, Tabel
from calc.model.uitdrukking import Celnaam, Gegeven
from calc.standen import woorden_van_deel
from calc.tabellen import waarden_van
from calc.tabellen.opbouw import tabellen_van
from calc.uitkomst import Uitkomst
from calc.verdeling import Deel, Jaarverdeling
from schemas.geldend import Regio, in_jaar
from templates.plan.invoerplaatsen import Invoerplaatsen
from templates.werkmap.boek import Blad, regelhoogte

KOPRIJ: Final = 4
GEKOZEN: Final = "Gekozen bij het maken van deze werkmap"
GEEN_REGEL: Final = "Standaard van het programma: de regels van de regio noemen geen sluitregel"


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
    koppen = ("Kostensoort", "Jaar", "Deel", "Telt per", "Gewicht of bedrag", "Peiljaar", "Opmerking", "Bron")
    blad.tussenkop(rij, len(koppen), "Sleutel en opbouw per jaar")
    blad.koppen(rij + 1, koppen, rechts=(2, 5, 6))
    kop = rij + 1
    rij += 2
    model = waarden_van(uitkomst).model
    for jaar in uitkomst.verdeling.jaren:
        for regel in _regels(model, uitkomst.gegevens.regio, jaar):
            _deel(blad, rij, uitkomst, jaar, regel, plaatsen)
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
        besloten = in_jaar(soort.sluitregel, jaar.jaar)
        bron = GEKOZEN if uitkomst.sluitregel else besloten.bron if besloten else GEEN_REGEL
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


@dataclass(frozen=True)
class _Regel:
    """One row: a number of a rule (where there is one) and the part that it belongs to."""

    label: str
    per: str
    deel: Deel | None
    cel: Celnaam | None = None
    getal: Fraction | int | None = None


def _regels(model: Model, regio: Regio, jaar: Jaarverdeling) -> Iterator[_Regel]:
    """Every number that the region file says of a year, as the declared tables hold it."""
    delen = {deel.naam: deel for deel in jaar.delen}
    for naam in tabellen_van(model, jaar):
        if naam.soort not in ("opbouw", "sleutel"):
            continue
        tabel = model.tabel(naam)
        for rij in tabel.rijen:
            cellen = {k: wat for k in tabel.kolom_van if isinstance(wat := tabel.formule(rij.sleutel, k), Gegeven)}
            deel = delen.get(rij.sleutel)
            for kolom, wat in cellen.items():
                assert isinstance(wat.waarde, int | Fraction)
                yield _Regel(
                    _label(tabel, rij), _per(regio, deel, kolom), deel, Celnaam(naam, rij.sleutel, kolom), wat.waarde
                )
            if not cellen and deel is not None and naam.naam == "opbouw":
                yield _Regel(_label(tabel, rij), tabel.tekst(rij.sleutel, "wijze"), deel)


def _label(tabel: Tabel, rij: Rij) -> str:
    naam = tabel.tekst(rij.sleutel, "deel")
    return f"{tabel.deel}: {naam.lower()}" if tabel.deel else naam


def _per(regio: Regio, deel: Deel | None, kolom: str) -> str:
    if kolom != "gewicht" or deel is None or deel.peiljaar is None:
        woorden = {"prijs": "euro per eenheid", "bedrag": "euro", "procent": "deel van de begroting"}
        return woorden.get(kolom, "deelnemer" if deel is not None else "eenheid")
    eenheid = in_jaar(regio.bestand.maatstaven[deel.maatstaf].eenheid, deel.peiljaar)
    return eenheid.waarde if eenheid else ""


def _deel(
    blad: Blad, rij: int, uitkomst: Uitkomst, jaar: Jaarverdeling, regel: _Regel, plaatsen: Invoerplaatsen
) -> None:
    deel = regel.deel
    los = woorden_van_deel(uitkomst.gegevens, jaar, deel.maatstaf) if deel is not None and deel.maatstaf else []
    blad.schrijf(rij, 1, jaar.kostensoort, "VW tekst")
    blad.schrijf(rij, 2, jaar.jaar, "VW jaar")
    blad.schrijf(rij, 3, regel.label, "VW Tekst lang")
    blad.schrijf(rij, 4, regel.per, "VW Tekst lang")
    if regel.cel is not None:
        plaatsen.regels[regel.cel] = blad.schrijf(rij, 5, regel.getal, "VW vrij invoer")
    peiljaar = deel.peiljaar if deel is not None else None
    stijl = "VW jaar let op" if los else "VW jaar"
    waar = blad.schrijf(rij, 6, "–" if peiljaar is None else peiljaar, stijl)
    opmerking = ", ".join(los)
    if deel is not None:
        plaatsen.peiljaar[jaar.kostensoort, jaar.jaar, deel.naam] = waar
        if any(vast is not None for maatstaf, vast, _ in jaar.gebruikt if maatstaf == deel.maatstaf):
            opmerking = f"vast peiljaar {peiljaar}"
        elif not deel.maatstaf and regel.cel is not None and regel.cel.kolom == "gewicht":
            opmerking = "elke deelnemer telt voor 1"
    blad.schrijf(rij, 7, opmerking, "VW Let op" if los else "VW tekst")
    blad.schrijf(rij, 8, jaar.bron, "VW Tekst lang")
    blad.hoogte(rij, regelhoogte([(jaar.bron, 60), (regel.label, 20), (regel.per, 26)]))
