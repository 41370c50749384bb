"""A year settled, as workbooks: the region's with live formulas down to the inputs, and a page for each participant.

    boek = maak_afrekenboek(uitkomst)                     every participant, what it rests on, materiality
    blad = maak_afrekenblad(uitkomst, "GM0888")           "Eindafrekening 2021: u ontvangt € 1.355,00"

A page shows the figures of its own participant alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from fractions import Fraction
from typing import Final

from calc.antwoord import Uitkomst
from calc.brief.afrekenbrief import KOLOMMEN, Afrekenbrief, maak_afrekenbrief, samen_van
from calc.brief.teksten import EINDAFREKENING, MIN_BIJ_REST, VOORLOPIGE_AFREKENING
from calc.brief.zin import VAST
from calc.model.tabel import SAMEN, TOTAAL
from calc.model.uitdrukking import Celnaam, Tabelnaam
from calc.standen import statuszin
from calc.tabellen import waarden_van
from calc.tabellen.afrekening import AFREKENING, MATERIALITEIT, TUSSEN, VOORLOPIG
from schemas.standen import DEFINITIEF
from templates.werkmap.blad import Blad
from templates.werkmap.boek import Boek, a1
from templates.werkmap.modelboek import kop, leeg_boek, maak_modelboek

BOEK, BLAD = "Afrekening", "Eindafrekening"
"""The first sheet of the region's workbook, and that of a participant."""
PLANNEN: Final = {"": "definitief", VOORLOPIG: "voorlopig", TUSSEN: "kosten"}
KOPPEN: Final = (
    "Kostensoort", "Voorlopige bijdrage", "Door de kosten", "Door de sleutel", "Definitieve bijdrage", "Voorschotten",
    "Te betalen",
)  # fmt: skip
BREEDTES: Final = (34.0, *[16.0] * 6)
EERSTE: Final = 8
NUL: Final = Fraction(0)


def maak_afrekenboek(uitkomst: Uitkomst) -> bytes:
    """The region's workbook, the same bytes for the same figures."""
    return vul_afrekenboek(uitkomst).bewaar(moment(uitkomst))


def vul_afrekenboek(uitkomst: Uitkomst) -> Boek:
    """The region's workbook, filled and not yet saved."""
    waarden = waarden_van(uitkomst)
    plan = uitkomst.gegevens.plan
    afrekeningen = waarden.model.exemplaren(AFREKENING)
    bladen: dict[str, tuple[str, Sequence[Tabelnaam]]] = {
        BOEK: (
            uitkomst.gegevens.regio.zeg("Wat elke gemeente nog betaalt; een min betekent: geld terug."),
            afrekeningen[::-1],
        ),
    }  # fmt: skip
    if materieel := waarden.model.exemplaren(MATERIALITEIT):
        bladen["Materialiteit"] = ("Elk cijfer van de sleutels: hoe het was en hoe het werd.", materieel)
    return maak_modelboek(waarden, bladen, f"Afrekening {plan.jaar}", PLANNEN)[0]


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


def samen_te_betalen(uitkomst: Uitkomst) -> Fraction:
    """Of all participants together."""
    return _waarde(uitkomst, samen_van(waarden_van(uitkomst).model), TOTAAL, "te_betalen")


def _waarde(uitkomst: Uitkomst, naam: Tabelnaam, code: str, kolom: str) -> Fraction:
    waarde = waarden_van(uitkomst)[Celnaam(naam, code, kolom)]
    return Fraction(waarde) if isinstance(waarde, int | Fraction) else NUL


def maak_afrekenblad(uitkomst: Uitkomst, code: str) -> bytes:
    """The page of one participant, as a workbook of one sheet."""
    return vul_afrekenblad(uitkomst, code).bewaar(moment(uitkomst))


def vul_afrekenblad(uitkomst: Uitkomst, code: str) -> Boek:
    """The page, filled and not yet saved."""
    gegevens, plan = uitkomst.gegevens, uitkomst.gegevens.plan
    soort = EINDAFREKENING if plan.status == DEFINITIEF else VOORLOPIGE_AFREKENING
    brief = maak_afrekenbrief(uitkomst, code)
    boek = leeg_boek([BLAD], f"{soort} {plan.jaar}: {brief.gemeente}")
    blad = boek.blad(BLAD)
    kop(blad, brief.tekst("bedrag").replace(VAST, " "), gegevens.regio.label, len(KOPPEN))
    blad.breedtes(BREEDTES)
    blad.schrijf(4, 1, f"Voor: {brief.gemeente} ({code})", "VW tekst")
    blad.schrijf(5, 1, f"Van: {plan.opsteller}", "VW tekst")
    blad.schrijf(6, 1, statuszin(plan), "VW tekst")
    rij = _tabel(blad, uitkomst, code)
    vraag = [f"Vragen? {plan.contact}"] if plan.contact else []
    rij = blad.noten(rij + 1, len(KOPPEN), [*_zinnen(brief), *vraag])
    blad.afdruk(len(KOPPEN), rij - 1)
    return boek


def _tabel(blad: Blad, uitkomst: Uitkomst, code: str) -> int:
    model = waarden_van(uitkomst).model
    samen = samen_van(model)
    namen = [n for n in model.exemplaren(AFREKENING) if n.kostensoort != SAMEN and code in model.tabel(n).sleutels]
    blad.koppen(EERSTE, KOPPEN, rechts=range(2, len(KOPPEN) + 1))
    blad.hoogte(EERSTE, 30)
    for rij, naam in enumerate(namen, start=EERSTE + 1):
        blad.schrijf(rij, 1, uitkomst.gegevens.regio.kostensoort(naam.kostensoort).label, "VW tekst")
        _regel(blad, uitkomst, rij, naam, code, "")
    laatste = EERSTE + len(namen) + 1
    blad.kleur(laatste, 1, len(KOPPEN), "VW tekst totaal")
    blad.schrijf(laatste, 1, TOTAAL, "VW tekst totaal")
    for plek, kolom in enumerate(KOLOMMEN, start=2):
        waarde = _waarde(uitkomst, samen, code, kolom)
        formule = f"=SUM({a1(EERSTE + 1, plek)}:{a1(laatste - 1, plek)})"
        if kolom == "te_betalen":
            formule = f"=ROUND({a1(laatste, 5)}-{a1(laatste, 6)},2)"
        elif kolom == "voorschotten" and not _per_soort(uitkomst):
            blad.schrijf(laatste, plek, waarde, "VW cent totaal")
            continue
        blad.zet(laatste, plek, formule, waarde, "VW cent totaal")
    return laatste + 1


def _per_soort(uitkomst: Uitkomst) -> bool:
    """Whether advances are known per kostensoort."""
    betaald = uitkomst.gegevens.betaald
    return not betaald or bool(betaald[0].kostensoort) or len(uitkomst.gegevens.regio.kostensoorten) == 1


def _regel(blad: Blad, uitkomst: Uitkomst, rij: int, naam: Tabelnaam, code: str, rol: str) -> None:
    stijl = f"VW cent{rol}"
    waarden = {kolom: _waarde(uitkomst, naam, code, kolom) for kolom in KOLOMMEN}
    for plek, kolom in enumerate(KOLOMMEN, start=2):
        if kolom == "definitief":
            blad.zet(rij, plek, f"=ROUND({a1(rij, 2)}+{a1(rij, 3)}+{a1(rij, 4)},2)", waarden[kolom], stijl)
        elif kolom == "te_betalen" and _per_soort(uitkomst):
            blad.zet(rij, plek, f"=ROUND({a1(rij, 5)}-{a1(rij, 6)},2)", waarden[kolom], stijl)
        elif kolom in ("voorschotten", "te_betalen") and not _per_soort(uitkomst):
            blad.schrijf(rij, plek, "–", stijl)
        else:
            blad.schrijf(rij, plek, waarden[kolom], stijl)


def _zinnen(brief: Afrekenbrief) -> list[str]:
    """Why it differs, in words, and what the signs mean: as the letter says it."""
    zinnen = [brief.tekst("waarom"), brief.tekst("betaling"), MIN_BIJ_REST, brief.tekst("cijfers")]
    return [zin.replace(VAST, " ") for zin in zinnen if zin]
