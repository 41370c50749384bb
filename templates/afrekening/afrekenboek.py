"""A year settled, as workbooks: the region's with live formulas down to the inputs, and a page for each participant.

    boek = maak_afrekenboek(uitkomst)                     every participant, what it rests on, materiality
    blad = maak_afrekenblad(uitkomst, "GM0888")           "Eindafrekening 2021: u ontvangt € 1.355,00"

A page shows the figures of its own participant alone.
"""

from __future__ import annotations

from datetime import datetime
from fractions import Fraction
from typing import Final

from calc.antwoord import Uitkomst
from calc.brief.afrekenbrief import Afrekenbrief, maak_afrekenbrief, samen_van
from calc.brief.teksten import EINDAFREKENING, MIN_BIJ_REST, VOORLOPIGE_AFREKENING
from calc.brief.zin import VAST
from calc.model.uitdrukking import Celnaam, Tabelnaam
from calc.standen import statuszin
from calc.tabellen import waarden_van
from calc.tabellen.afrekening import AFREKENING, EIGEN, MATERIALITEIT, TUSSEN, VOORLOPIG
from schemas.standen import DEFINITIEF
from templates.werkmap.boek import Boek
from templates.werkmap.modelboek import Modelblad, maak_bladzijde, maak_modelboek

BOEK, BLAD = "Afrekening", "Eindafrekening"
"""The first sheet of the region's workbook, and that of a participant."""
PLANNEN: Final = {"": "definitief", VOORLOPIG: "voorlopig", TUSSEN: "kosten"}


def maak_afrekenboek(uitkomst: Uitkomst) -> bytes:
    """The region's workbook, the same bytes for the same figures."""
    return vul_afrekenboek(uitkomst).bewaar(moment(uitkomst))


def vul_afrekenboek(uitkomst: Uitkomst) -> Boek:
    """The region's workbook, filled and not yet saved."""
    waarden = waarden_van(uitkomst)
    plan = uitkomst.gegevens.plan
    afrekeningen = waarden.model.exemplaren(AFREKENING)
    titel = f"{BOEK} {plan.jaar}"
    uitleg = uitkomst.gegevens.regio.zeg("Wat elke gemeente nog betaalt; een min betekent: geld terug.")
    bladen = {BOEK: Modelblad(titel, uitleg, afrekeningen[::-1])}
    if materieel := waarden.model.exemplaren(MATERIALITEIT):
        uitleg = "Elk cijfer van de sleutels: hoe het was en hoe het werd."
        bladen["Materialiteit"] = Modelblad(f"Materialiteit: {titel}", uitleg, materieel)
    return maak_modelboek(waarden, bladen, titel, PLANNEN)


def moment(uitkomst: Uitkomst) -> datetime:
    plan = uitkomst.gegevens.plan
    dag = plan.besluitdatum
    return datetime(dag.year, dag.month, dag.day) if dag is not None else datetime(plan.jaar + 1, 1, 1)


def deelnemers(uitkomst: Uitkomst) -> tuple[str, ...]:
    """Who has something to settle, in the order of the region."""
    model = waarden_van(uitkomst).model
    codes = {code for naam in model.exemplaren(AFREKENING) for code in model.tabel(naam).sleutels}
    return tuple(code for code in uitkomst.gegevens.regio.alle_deelnemers if code in codes)


def uitslag(uitkomst: Uitkomst, code: str) -> str:
    """What it comes to for one participant: `u ontvangt € 1.355,00`."""
    return maak_afrekenbrief(uitkomst, code).slot.replace(VAST, " ")


def te_betalen(uitkomst: Uitkomst, rij: str) -> Fraction:
    """Of all kostensoorten together, in the total or in the line Afronding; nothing where there is no such line."""
    waarden = waarden_van(uitkomst)
    naam = samen_van(waarden.model)
    return Fraction(waarden.getal(Celnaam(naam, rij, "te_betalen")) if rij in waarden.model.tabel(naam).rij_van else 0)


def maak_afrekenblad(uitkomst: Uitkomst, code: str) -> bytes:
    """The page of one participant, as a workbook of one sheet."""
    return vul_afrekenblad(uitkomst, code).bewaar(moment(uitkomst))


def vul_afrekenblad(uitkomst: Uitkomst, code: str) -> Boek:
    """The page, filled and not yet saved."""
    gegevens, plan = uitkomst.gegevens, uitkomst.gegevens.plan
    soort = EINDAFREKENING if plan.status == DEFINITIEF else VOORLOPIGE_AFREKENING
    brief = maak_afrekenbrief(uitkomst, code)
    naam, kop = Tabelnaam(f"{EIGEN.naam}:{code}"), (brief.tekst("bedrag").replace(VAST, " "), gegevens.regio.label)
    regels = [f"Voor: {brief.gemeente} ({code})", f"Van: {plan.opsteller}", statuszin(plan)]
    noten = [*_zinnen(brief), *([f"Vragen? {plan.contact}"] if plan.contact else [])]
    titel = f"{soort} {plan.jaar}: {brief.gemeente}"
    return maak_bladzijde(waarden_van(uitkomst), naam, BLAD, titel, kop, regels, noten)


def _zinnen(brief: Afrekenbrief) -> list[str]:
    """Why it differs, in words, and what the signs mean: as the letter says it."""
    zinnen = [brief.tekst("waarom"), brief.tekst("betaling"), MIN_BIJ_REST, brief.tekst("cijfers")]
    return [zin.replace(VAST, " ") for zin in zinnen if zin]
