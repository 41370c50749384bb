"""Fill the form of one participant: what it is asked, its last figures, its key, and checks that Excel itself makes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Final, Literal

from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.datavalidation import DataValidation

from schemas.formulier import (
    BLAD,
    EENHEDEN,
    KOLOMMEN,
    LANGSTE_TEKST,
    STANDEN,
    VELDEN,
    Deelnemervraag,
    Uitvraag,
    Vraag,
)
from schemas.formulierblad import voorsteltekst
from schemas.inhoud import hoogstens
from templates.sjabloon.meegeleverd import FORMULIER, meegeleverd
from templates.werkmap.adressen import a1, vast
from templates.werkmap.blad import Blad
from templates.werkmap.boek import Boek
from templates.werkmap.maat import regelhoogte
from templates.werkmap.stijlen import GROEN, ROOD, opgavevorm, stijlnaam

SJABLOON: Final = meegeleverd(FORMULIER)
GEEN_VORIG: Final = "–"
HOOGSTE: Final = "1E+12"
GOED: Final = "✓ goed"
VOLLEDIG: Final = "✓ Volledig"
ONVOLLEDIG: Final = "✗ Nog niet volledig. Kijk naar: "
ONTBREEKT: Final = "✗ cijfer ontbreekt"
ZONDER_STAND: Final = "✗ stand ontbreekt"
INLEIDING: Final = {
    False: "Vul de gele cellen in. Bij Stand kiest u definitief, of voorlopig als het cijfer nog kan veranderen. "
    "Uw peildatum vult u alleen in als u op een andere dag telde dan gevraagd.",
    True: "Wat de centrumgemeente al weet, is vooraf ingevuld. Klopt een cijfer, kies dan alleen de stand. Klopt het "
    "niet, typ er dan het goede cijfer overheen. Uw peildatum vult u alleen in als die anders is dan gevraagd.",
}
"""Above the table, by whether figures were filled in before."""
STUUR_TERUG: Final = "Stuur dit formulier terug aan wie het u stuurde."
GEEN_VOORSTEL: Final[Mapping[str, Decimal]] = {}
PLEK: Final = {naam: nummer for nummer, naam in enumerate(KOLOMMEN, start=1)}
VERPLICHT: Final = ("ingevuld_door", "contact", "datum")
EERLIJK: Final = {
    "aantal": ("OR({0}<0,{0}<>INT({0}))", "✗ geen heel getal", "Een heel getal van 0 of meer."),
    "procent": (
        "OR({0}<0,{0}>100)",
        "✗ niet van 0 tot 100",
        "Een percentage van 0 tot en met 100, zonder procentteken: 2,70 betekent 2,70%.",
    ),
    "euro": ("OR({0}<0,{0}<>ROUND({0},2))", "✗ geen bedrag in hele centen", "Een bedrag in euro's, van 0 of meer."),
    **{
        f"getal {n}": (
            f"OR({{0}}<0,{{0}}<>ROUND({{0}},{n}))",
            f"✗ geen getal met {hoogstens(n)}",
            f"Een getal van 0 of meer, met {hoogstens(n)}.",
        )
        for n in range(7)
    },
}
"""Per unit: when a number is wrong (a formula), how the form says so, and what Excel says beside the cell."""


def maak_opgaveformulier(
    uitvraag: Uitvraag,
    gevraagd: Deelnemervraag,
    kenmerk: str,
    vorig: Mapping[str, str],
    sjabloon: Path = SJABLOON,
    *,
    terugsturen: str = STUUR_TERUG,
    voorstel: Mapping[str, Decimal] = GEEN_VOORSTEL,
) -> bytes:
    """The form of one participant as bytes, the same for the same content.

    Args:
        uitvraag: what the region asks, and for which year.
        gevraagd: what this participant is asked.
        kenmerk: its signed key.
        vorig: its last figure per maatstaf, as it must read; nothing where it is not known.
        sjabloon: the template.
        terugsturen: the sentence that says to whom it must be returned, and before when.
        voorstel: figures that the centre holds itself, per maatstaf: the participant only confirms or corrects them.
    """
    boek = Boek.open(sjabloon)
    boek.zeg(uitvraag.zeg)
    boek.vul_teksten(
        {
            "gemeente": gevraagd.gemeente,
            "peiljaar": str(uitvraag.peiljaar),
            "jaar": str(uitvraag.jaar),
            "regio_label": uitvraag.label,
            "terugsturen": terugsturen,
            "inleiding": INLEIDING[bool(voorstel)],
        }
    )
    boek.werkboek.properties.title = f"{gevraagd.gemeente}: opgave van cijfers over {uitvraag.peiljaar}"
    velden: dict[str, str | int] = {
        "regio": uitvraag.regio,
        "jaar": uitvraag.jaar,
        "peiljaar": uitvraag.peiljaar,
        "gemeente": gevraagd.gemeente,
        "gemeentecode": gevraagd.gemeentecode,
        "pakket": gevraagd.pakket or GEEN_VORIG,
        "kenmerk": kenmerk,
    }
    for naam, waarde in velden.items():
        boek.veld(naam, waarde)
    blad = boek.blad(BLAD)
    rij, kolom = boek.anker("tabel_cijfers")
    boek.schuif(BLAD, rij + 2, len(gevraagd.vragen) - 1)
    eerste = rij + 1
    for nummer, vraag in enumerate(gevraagd.vragen, start=eerste):
        _vraag(blad, nummer, kolom - 1, vraag, vorig.get(vraag.maatstaf, GEEN_VORIG), uitvraag)
        if vraag.maatstaf in voorstel:
            blad.schrijf(
                nummer,
                kolom - 1 + PLEK["waarde"],
                voorstel[vraag.maatstaf],
                stijlnaam(opgavevorm(vraag.eenheid), "invoer"),
            )
            blad.waarden[a1(nummer, kolom - 1 + PLEK["controle"])] = ZONDER_STAND
    if voorstel:
        _vooraf(boek, blad, voorsteltekst([voorstel.get(vraag.maatstaf) for vraag in gevraagd.vragen]))
    _afzender(boek, blad, uitvraag)
    _status(boek, blad, eerste, kolom - 1, gevraagd.vragen)
    slot = boek.anker("slot")[0]
    blad.ws.print_area = f"A1:{a1(slot, kolom - 1 + len(KOLOMMEN))}"
    blad.ws.sheet_view.selection[0].activeCell = a1(eerste, kolom - 1 + PLEK["waarde"])
    blad.ws.sheet_view.selection[0].sqref = a1(eerste, kolom - 1 + PLEK["waarde"])
    return boek.bewaar(datetime(uitvraag.jaar, 1, 1))


def _vooraf(boek: Boek, blad: Blad, tekst: str) -> None:
    """What was filled in, in words too: so that a form which came back says whether it was looked at."""
    rij, kolom = boek.anker("vooraf")
    blad.schrijf(rij, kolom - 1, VELDEN["vooraf"], "VW Label")
    blad.schrijf(rij, kolom, tekst)


def _vraag(blad: Blad, rij: int, links: int, vraag: Vraag, vorig: str, uitvraag: Uitvraag) -> None:
    def plek(naam: str) -> int:
        return links + PLEK[naam]

    blad.schrijf(rij, plek("maatstaf"), vraag.label, "VW tekst")
    blad.kleur(rij, plek("waarde"), plek("waarde"), stijlnaam(opgavevorm(vraag.eenheid), "invoer"))
    blad.schrijf(rij, plek("eenheid"), EENHEDEN[vraag.eenheid], "VW tekst")
    blad.kleur(rij, plek("stand"), plek("stand"), "VW tekst invoer")
    blad.schrijf(rij, plek("vorig"), vorig, "VW getal")
    blad.schrijf(rij, plek("definitie"), vraag.definitie, "VW Definitie")
    blad.schrijf(rij, plek("gevraagd"), vraag.peilmoment, "VW tekst")
    blad.kleur(rij, plek("peildatum"), plek("peildatum"), "VW datum invoer")
    waarde, stand, datum = (a1(rij, plek(naam)) for naam in ("waarde", "stand", "peildatum"))
    fout, oordeel, uitleg = EERLIJK[vraag.eenheid]
    standen = ",".join(f'{stand}="{keuze}"' for keuze in STANDEN)
    formule = (
        f'=IF(ISBLANK({waarde}),"{ONTBREEKT}",IF(NOT(ISNUMBER({waarde})),"✗ geen getal",'
        f'IF({fout.format(waarde)},"{oordeel}",IF(NOT(OR({standen})),"{ZONDER_STAND}",'
        f'IF(AND(NOT(ISBLANK({datum})),NOT(ISNUMBER({datum}))),"✗ peildatum is geen datum","{GOED}")))))'
    )
    blad.zet(rij, plek("controle"), formule, ONTBREEKT, "VW tekst")
    blad.hoogte(rij, max(26, regelhoogte([(vraag.definitie, blad.breedte(plek("definitie")))]) + 4))
    soort: Literal["whole", "decimal"] = "whole" if vraag.eenheid == "aantal" else "decimal"
    boven = "100" if vraag.eenheid == "procent" else HOOGSTE
    _toets(blad, waarde, DataValidation(soort, operator="between", formula1="0", formula2=boven), vraag.label, uitleg)
    keuze = DataValidation("list", formula1=f'"{",".join(STANDEN)}"')
    _toets(blad, stand, keuze, KOLOMMEN["stand"], "Kies voorlopig of definitief.")
    _toets(
        blad,
        datum,
        _dagen(uitvraag.eerste_dag, uitvraag.laatste_dag),
        KOLOMMEN["peildatum"],
        f"Alleen als u niet telde op of over {vraag.peilmoment}. Typ een datum, zoals 31-12-{uitvraag.peiljaar}.",
    )
    _kleurregel(blad, a1(rij, plek("controle")))


def _afzender(boek: Boek, blad: Blad, uitvraag: Uitvraag) -> None:
    for veld in ("ingevuld_door", "contact", "opmerkingen"):
        lengte = DataValidation("textLength", operator="lessThanOrEqual", formula1=str(LANGSTE_TEKST))
        _toets(blad, a1(*boek.anker(veld)), lengte, VELDEN[veld], f"Hoogstens {LANGSTE_TEKST} tekens.", vooraf=False)
    dagen = _dagen(uitvraag.eerste_dag, uitvraag.laatste_dag)
    _toets(
        blad,
        a1(*boek.anker("datum")),
        dagen,
        VELDEN["datum"],
        f"Typ een datum, zoals 15-1-{uitvraag.jaar}.",
    )


def _dagen(eerste: date, laatste: date) -> DataValidation:
    van, tot = (f"DATE({dag.year},{dag.month},{dag.day})" for dag in (eerste, laatste))
    return DataValidation("date", operator="between", formula1=van, formula2=tot)


def _toets(blad: Blad, cel: str, toets: DataValidation, titel: str, uitleg: str, *, vooraf: bool = True) -> None:
    """What Excel itself refuses, and the hint when the cell is chosen."""
    toets.allow_blank = True
    toets.showErrorMessage = True
    toets.errorStyle = "stop"
    toets.errorTitle = titel[:32]
    toets.error = uitleg[:225]
    if vooraf:
        toets.showInputMessage = True
        toets.promptTitle = titel[:32]
        toets.prompt = uitleg[:255]
    toets.add(cel)
    blad.ws.add_data_validation(toets)


def _status(boek: Boek, blad: Blad, eerste: int, links: int, vragen: tuple[Vraag, ...]) -> None:
    """One cell that says whether the form is whole, or which labels still need something."""
    controle, naam = links + PLEK["controle"], links + PLEK["maatstaf"]
    stukken = [
        f'IF(LEFT({vast(rij, controle)},1)="✓","",", "&{vast(rij, naam)})'
        for rij in range(eerste, eerste + len(vragen))
    ]
    for veld in VERPLICHT:
        rij, kolom = boek.anker(veld)
        cel = vast(rij, kolom)
        leeg = f"NOT(ISNUMBER({cel}))" if veld == "datum" else f'TRIM({cel})=""'
        stukken.append(f'IF({leeg},", {VELDEN[veld]}","")')
    lijst = "&".join(stukken)
    formule = f'=IF({lijst}="","{VOLLEDIG}","{ONVOLLEDIG}"&MID({lijst},3,500))'
    namen = [vraag.label for vraag in vragen] + [VELDEN[veld] for veld in VERPLICHT]
    blad.zet(*boek.anker("status"), formule, ONVOLLEDIG + ", ".join(namen))
    _kleurregel(blad, a1(*boek.anker("status")))


def _kleurregel(blad: Blad, cel: str) -> None:
    """Green or red as the verdict says; the tick or cross and the word say it too."""
    for teken, kleur in (("✓", GROEN), ("✗", ROOD)):
        regel = FormulaRule(  # type: ignore[no-untyped-call]
            formula=[f'LEFT({cel},1)="{teken}"'],
            fill=PatternFill("solid", start_color=kleur, end_color=kleur),
            font=Font(bold=teken == "✗"),
        )
        blad.ws.conditional_formatting.add(cel, regel)
