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
from calc.model.model import Model
from calc.model.tabel import SAMEN, TOTAAL
from calc.model.uitdrukking import Celnaam, Tabelnaam
from calc.notatie import euro, getal, opsomming
from calc.standen import statuszin
from calc.tabellen import waarden_van
from calc.tabellen.afrekening import AFREKENING, MATERIALITEIT, TUSSEN, VOORLOPIG
from schemas.standen import DEFINITIEF
from templates.werkmap.blad import Blad
from templates.werkmap.boek import a1
from templates.werkmap.modelboek import kop, leeg_boek, maak_modelboek

PLANNEN: Final = {"": "definitief", VOORLOPIG: "voorlopig", TUSSEN: "kosten"}
KOLOMMEN: Final = ("voorlopig", "effect_kosten", "effect_sleutel", "definitief", "voorschotten", "te_betalen")
KOPPEN: Final = (
    "Kostensoort", "Voorlopige bijdrage", "Door de kosten", "Door de sleutel", "Definitieve bijdrage", "Voorschotten",
    "Te betalen",
)  # fmt: skip
BREEDTES: Final = (34.0, *[16.0] * 6)
EERSTE: Final = 8
NUL: Final = Fraction(0)


def maak_afrekenboek(uitkomst: Uitkomst) -> bytes:
    """The region's workbook, the same bytes for the same figures."""
    waarden = waarden_van(uitkomst)
    plan = uitkomst.gegevens.plan
    afrekeningen = waarden.model.exemplaren(AFREKENING)
    bladen: dict[str, tuple[str, Sequence[Tabelnaam]]] = {
        "Afrekening": (
            uitkomst.gegevens.regio.zeg("Wat elke gemeente nog betaalt; een min betekent: geld terug."),
            afrekeningen[::-1],
        ),
    }  # fmt: skip
    if materieel := waarden.model.exemplaren(MATERIALITEIT):
        bladen["Materialiteit"] = ("Elk cijfer van de sleutels: hoe het was en hoe het werd.", materieel)
    boek, _ = maak_modelboek(waarden, bladen, f"Afrekening {plan.jaar}", PLANNEN)
    return boek.bewaar(moment(uitkomst))


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
    rest = _waarde(uitkomst, samen_van(waarden_van(uitkomst).model), code, "te_betalen")
    if not rest:
        return "u hoeft niets te betalen en ontvangt niets"
    return f"u {'ontvangt' if rest < 0 else 'betaalt'} {euro(abs(rest), 2)}"


def samen_van(model: Model) -> Tabelnaam:
    """The table of all kostensoorten together, or the only one."""
    namen = model.exemplaren(AFREKENING)
    return next((naam for naam in namen if naam.kostensoort == SAMEN), namen[0])


def samen_te_betalen(uitkomst: Uitkomst) -> Fraction:
    """Of all participants together."""
    return _waarde(uitkomst, samen_van(waarden_van(uitkomst).model), TOTAAL, "te_betalen")


def _waarde(uitkomst: Uitkomst, naam: Tabelnaam, code: str, kolom: str) -> Fraction:
    waarde = waarden_van(uitkomst)[Celnaam(naam, code, kolom)]
    return Fraction(waarde) if isinstance(waarde, int | Fraction) else NUL


def maak_afrekenblad(uitkomst: Uitkomst, code: str) -> bytes:
    """The page of one participant, as a workbook of one sheet."""
    gegevens, plan = uitkomst.gegevens, uitkomst.gegevens.plan
    soort = "Eindafrekening" if plan.status == DEFINITIEF else "Voorlopige afrekening"
    boek = leeg_boek(["Eindafrekening"], f"{soort} {plan.jaar}: {gegevens.regio.gemeente(code)}")
    blad = boek.blad("Eindafrekening")
    kop(blad, f"{soort} {plan.jaar}: {uitslag(uitkomst, code)}", gegevens.regio.label, len(KOPPEN))
    blad.breedtes(BREEDTES)
    blad.schrijf(4, 1, f"Voor: {gegevens.regio.gemeente(code)} ({code})", "VW tekst")
    blad.schrijf(5, 1, f"Van: {plan.opsteller}", "VW tekst")
    blad.schrijf(6, 1, statuszin(plan), "VW tekst")
    rij = _tabel(blad, uitkomst, code)
    rij = blad.noten(rij + 1, len(KOPPEN), [*_zinnen(uitkomst, code), *_cijfers(uitkomst, code)])
    blad.afdruk(len(KOPPEN), rij - 1)
    blad.ws.page_setup.orientation = "landscape"
    blad.ws.page_setup.fitToHeight = 1
    return boek.bewaar(moment(uitkomst))


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


def _zinnen(uitkomst: Uitkomst, code: str) -> list[str]:
    """Why it differs, in words, and what the signs mean."""
    samen = samen_van(waarden_van(uitkomst).model)
    eerst, nu = (_waarde(uitkomst, samen, code, kolom) for kolom in ("voorlopig", "definitief"))
    effecten = {w: _waarde(uitkomst, samen, code, f"effect_{w}") for w in ("kosten", "sleutel")}
    delen = [f"{euro(abs(b), 2)} {'meer' if b > 0 else 'minder'} door de {w}" for w, b in effecten.items() if b]
    waardoor = f": {opsomming(delen)}" if delen else ""
    zinnen = [f"Uw voorlopige bijdrage was {euro(eerst, 2)}; de definitieve is {euro(nu, 2)}{waardoor}."]
    rest = _waarde(uitkomst, samen, code, "te_betalen")
    betaald = _waarde(uitkomst, samen, code, "voorschotten")
    bron = "U hebt" if uitkomst.gegevens.betaald else "Gerekend is met de voorlopige bijdrage als voorschot: u hebt"
    slot = f"; {uitslag(uitkomst, code)}" if rest else ""
    zinnen.append(f"{bron} {euro(betaald, 2)} aan voorschotten betaald{slot}.")
    zinnen.append("Een min bij Te betalen betekent: u ontvangt geld terug.")
    contact = uitkomst.gegevens.plan.contact
    return [*zinnen, *([f"Vragen? {contact}"] if contact else [])]


def _cijfers(uitkomst: Uitkomst, code: str) -> list[str]:
    """Its own figures that became other ones."""
    waarden = waarden_van(uitkomst)
    zinnen = []
    for naam in waarden.model.exemplaren(MATERIALITEIT):
        for sleutel in waarden.model.tabel(naam).sleutels:
            cel = {
                k: waarden[Celnaam(naam, sleutel, k)] for k in ("gemeentecode", "maatstaf", "voorlopig", "definitief")
            }
            toen, nu = cel["voorlopig"], cel["definitief"]
            if cel["gemeentecode"] == code and toen != nu and isinstance(toen, int | Fraction):
                zinnen.append(f"{cel['maatstaf']}: was {_cijfer(toen)}, is {_cijfer(nu)}.")
    return [f"Uw cijfers in de sleutel. {' '.join(zinnen)}"] if zinnen else []


def _cijfer(waarde: object) -> str:
    if not isinstance(waarde, int | Fraction):
        return "–"
    breuk = Fraction(waarde)
    return getal(breuk, next((n for n in range(6) if (breuk * 10**n).denominator == 1), 6))
