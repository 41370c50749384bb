"""An input workbook from rows: the sheets of schemas.bladen with their look, help and lists."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from schemas.bladen import BIJBLADEN, BLADEN, LIJSTEN, PLAN, PLANKOP
from schemas.dekkingcontrole import DEELNEMERS
from schemas.geldend import Regio
from schemas.inhoud import AANTAL, BEDRAG, DECIMALEN, EURO, GROEI, HOEVEELHEID, JAAR, PROCENT, Pm
from schemas.invoer import Kop
from schemas.invoerblad import Bladvorm, Kolom, Waarde, nodige_kolommen
from templates.werkmap.blad import KOPRIJ
from templates.werkmap.bladopmaak import drukwerk
from templates.werkmap.invoerstijl import Invoerrij, Invoerstijl, staat_rechts
from templates.werkmap.maat import regelhoogte
from templates.werkmap.stijlen import BLAUW, GRIJS, nieuw_werkboek, stijlnaam
from templates.werkmap.vastleggen import leg_vast

__all__ = ["Invoerboek", "Invoerrij", "maak_invoerboek"]

RUIMTE: Final = 200
"""Rows below the table in which the lists still work."""
LANGSTE_LIJST: Final = 255
"""Excel takes no longer list than this within a cell's validation."""
VASTE_KOLOMMEN: Final = {"Maatstaven": 3, "Begroting": 2, "Vastgesteld": 3, "Scenario": 1}
"""How many columns stay in sight when one scrolls to the right."""
IN_HET_MIDDEN: Final = Alignment(horizontal="left", vertical="center", wrap_text=True, indent=1)
LIJSTEN_UITLEG: Final = (
    "Hieruit kiest u op de andere bladen. Zet een nieuwe keuze onder de lijst; zij moet ook in het regiobestand staan."
)
LIJSTRUIMTE: Final = 20
"""Cells below each list for what a person adds."""
AFGELEID_UITLEG: Final = "Geel is invoer. Oranje is afgeleid of aangenomen: kolom Afgeleid zegt wat en hoe."


@dataclass(frozen=True)
class Invoerboek:
    """What goes into an input workbook: the fields of Plan, and the rows of each sheet by its column names."""

    plan: Invoerrij
    bladen: Mapping[str, Sequence[Invoerrij]]
    kop: Kop
    om_in_te_vullen: bool = False
    """A book to be filled in: only the sheets that are named or that no plan can do without. Its lists stand on a sheet
    where a person can add to them.
    """


def maak_invoerboek(inhoud: Invoerboek, regio: Regio, moment: datetime) -> bytes:
    """The workbook as bytes, the same for the same content.

    Args:
        inhoud: what it holds.
        regio: names the kostensoorten, the participants and the columns of Maatstaven.
        moment: what the file gives as its time of making.
    """
    boek = nieuw_werkboek(str(inhoud.plan.get("titel") or "Invoer"))
    lijsten = _list_sheet(boek, inhoud.kop, regio) if inhoud.om_in_te_vullen else {}
    for vorm in (*BLADEN, *BIJBLADEN):
        rijen = inhoud.bladen.get(vorm.naam, ())
        if not rijen and (vorm.letterlijk or vorm.optioneel or (inhoud.om_in_te_vullen and not vorm.verplicht)):
            continue
        blad = boek.create_sheet(vorm.naam)
        if vorm is PLAN:
            _fill_plan(blad, vorm, inhoud.plan, regio)
        else:
            jaren = inhoud.kop.scenariojaren if vorm.wissel == "scenario" else inhoud.kop.jaren
            kolommen = nodige_kolommen(vorm.kolommen(jaren, regio.bestand), rijen)
            _fill_table(blad, vorm, kolommen, rijen, regio)
            _lists(blad, kolommen, len(rijen), regio, inhoud.kop, lijsten)
    boek.remove(boek.worksheets[0])
    if lijsten:
        boek.move_sheet(LIJSTEN, len(boek.worksheets))
    boek.active = 0
    return leg_vast(boek, {}, moment)


def _bar(blad: Worksheet, titel: str, uitleg: str, breedtes: Sequence[float]) -> None:
    """The bar with the title and the explanation below it, over the width of the table."""
    for kolom, breedte in enumerate(breedtes, start=1):
        blad.column_dimensions[get_column_letter(kolom)].width = breedte
        blad.cell(1, kolom).style = "VW Titel"
    blad["A1"] = titel
    blad.row_dimensions[1].height = 30
    # Not wider than a screen, so that the sentence can be read without scrolling.
    tot, som = 0, 0.0
    while tot < len(breedtes) and som < 110:
        som += breedtes[tot]
        tot += 1
    blad["A2"] = uitleg
    blad["A2"].style = "VW Uitleg"
    if tot > 1:
        blad.merge_cells(start_row=2, end_row=2, start_column=1, end_column=tot)
    blad.row_dimensions[2].height = regelhoogte([(uitleg, som)]) + 6
    blad.row_dimensions[3].height = 6


def _page(blad: Worksheet, laatste_rij: int, laatste_kolom: int, *, liggend: bool) -> None:
    drukwerk(blad, ("&F", "&A", "Pagina &P van &N"), liggend=liggend)
    blad.print_title_rows = f"{KOPRIJ}:{KOPRIJ}"
    blad.print_area = f"A1:{get_column_letter(laatste_kolom)}{laatste_rij}"


def _head(blad: Worksheet, kolom: int, titel: str | int, uitleg: str, *, rechts: bool) -> None:
    cel = blad.cell(KOPRIJ, kolom, titel)
    cel.style = "VW Kop rechts" if rechts else "VW Kop"
    if uitleg:
        cel.comment = Comment(uitleg, "Verdeelwijzer", width=260, height=30 + 18 * (1 + len(uitleg) // 38))


def _write(cel: Cell | MergedCell, waarde: Waarde, stijl: str) -> None:
    """Figures as numbers; a text never becomes a formula."""
    if isinstance(waarde, Decimal):
        cel.value = int(waarde) if waarde == waarde.to_integral_value() else float(waarde)
    elif isinstance(waarde, (str, Pm)):
        cel.value, cel.data_type = str(waarde), "s"
    elif waarde is not None:
        cel.value = waarde
    cel.style = stijl


def _fill_plan(blad: Worksheet, vorm: Bladvorm, plan: Invoerrij, regio: Regio) -> None:
    breedtes = (24.0, 64.0, 70.0)
    _bar(blad, regio.zeg(vorm.titel), regio.zeg(vorm.uitleg), breedtes)
    for kolom, titel in enumerate(PLANKOP, start=1):
        _head(blad, kolom, titel, "", rechts=False)
    blad.row_dimensions[KOPRIJ].height = 20
    laatste = KOPRIJ
    for laatste, veld in enumerate(vorm.kolommen((), regio.bestand), start=KOPRIJ + 1):
        waarde = plan.get(veld.sleutel)
        _write(blad.cell(laatste, 1), veld.titel, "VW Label")
        _write(blad.cell(laatste, 2), waarde, "VW Tekst lang invoer")
        _write(blad.cell(laatste, 3), veld.uitleg, "VW Noot")
        for kolom in range(1, 4):
            blad.cell(laatste, kolom).alignment = IN_HET_MIDDEN
        blad.row_dimensions[laatste].height = max(19, regelhoogte([(str(waarde or ""), 64), (veld.uitleg, 76)]) + 3)
        if isinstance(waarde, date):
            blad.cell(laatste, 2).number_format = "d-m-yyyy"
        plek = f"B{laatste}"
        if veld.inhoud.keuzes:
            _list(blad, plek, veld.inhoud.keuzes, veld)
        elif veld.inhoud == JAAR:
            _numbers(blad, plek, veld)
    blad.sheet_properties.tabColor = BLAUW
    blad.freeze_panes = f"A{KOPRIJ + 1}"
    _page(blad, laatste, 3, liggend=True)


def _fill_table(
    blad: Worksheet, vorm: Bladvorm, kolommen: Sequence[Kolom], rijen: Sequence[Invoerrij], regio: Regio
) -> None:
    breedtes = [kolom.ruimte for kolom in kolommen]
    heeft_afgeleid = any(kolom.sleutel == "afgeleid" for kolom in kolommen)
    uitleg = f"{vorm.uitleg} {AFGELEID_UITLEG}" if heeft_afgeleid else vorm.uitleg
    _bar(blad, regio.zeg(vorm.titel), regio.zeg(uitleg), breedtes)
    for nummer, kolom in enumerate(kolommen, start=1):
        titel: str | int = int(kolom.titel) if kolom.sleutel.isdigit() else kolom.titel
        _head(blad, nummer, titel, kolom.uitleg, rechts=staat_rechts(kolom))
    blad.row_dimensions[KOPRIJ].height = 30
    stijlen = Invoerstijl(vorm, kolommen, rijen, regio)
    for rijnummer, rij in enumerate(rijen, start=KOPRIJ + 1):
        for nummer, kolom in enumerate(kolommen, start=1):
            cel = blad.cell(rijnummer, nummer)
            _write(cel, rij.get(kolom.sleutel), stijlen.van(kolom, rij, lang=kolom.lang))
            if cel.alignment.wrap_text:
                # In the middle, as the figures of the same row are.
                cel.alignment = IN_HET_MIDDEN
        teksten = [(str(rij.get(k.sleutel) or ""), b) for k, b in zip(kolommen, breedtes, strict=True)]
        blad.row_dimensions[rijnummer].height = max(16, regelhoogte(teksten) + 3)
    blad.freeze_panes = f"{get_column_letter(VASTE_KOLOMMEN.get(vorm.naam, 0) + 1)}{KOPRIJ + 1}"
    laatste = KOPRIJ + max(len(rijen), 1)
    blad.auto_filter.ref = f"A{KOPRIJ}:{get_column_letter(len(kolommen))}{laatste}"
    blad.sheet_properties.tabColor = GRIJS if vorm.letterlijk else "FFE3C65B"
    _page(blad, laatste, len(kolommen), liggend=True)


def _list_sheet(boek: Workbook, kop: Kop, regio: Regio) -> dict[str, str]:
    """The choices, beside the data: per column its range, with room for what a person adds."""
    blad = boek.create_sheet(LIJSTEN)
    keuzes = {
        "kostensoort": ("Kostensoorten", regio.kostensoorten),
        "gemeente": ("Deelnemers", tuple(deelnemer.naam for deelnemer in regio.deelnemers(kop.jaar))),
        "maatstaf": ("Maatstaven", tuple(maatstaf.label for maatstaf in regio.bestand.opgevraagd.values())),
        "dekking": ("Dekkingen", (DEELNEMERS, *regio.dekkingen(kop.jaar))),
    }
    gevuld = {sleutel: keuze for sleutel, keuze in keuzes.items() if keuze[1]}
    breedtes = [max(24.0, *(len(woord) + 4.0 for woord in woorden)) for _, woorden in gevuld.values()]
    _bar(blad, "Lijsten", LIJSTEN_UITLEG, breedtes)
    bereiken = {}
    for kolom, (sleutel, (titel, woorden)) in enumerate(gevuld.items(), start=1):
        _head(blad, kolom, titel, "", rechts=False)
        for rij, woord in enumerate(woorden, start=KOPRIJ + 1):
            _write(blad.cell(rij, kolom), woord, stijlnaam("tekst", "invoer"))
        letter = get_column_letter(kolom)
        bereiken[sleutel] = f"{LIJSTEN}!${letter}${KOPRIJ + 1}:${letter}${KOPRIJ + len(woorden) + LIJSTRUIMTE}"
    blad.sheet_properties.tabColor = GRIJS
    blad.freeze_panes = f"A{KOPRIJ + 1}"
    _page(blad, KOPRIJ + max(len(woorden) for _, woorden in gevuld.values()), len(gevuld), liggend=False)
    return bereiken


def _lists(
    blad: Worksheet, kolommen: Sequence[Kolom], aantal: int, regio: Regio, kop: Kop, lijsten: Mapping[str, str]
) -> None:
    """Choices where there are few, and a warning beside the cell where a figure is needed."""
    for nummer, kolom in enumerate(kolommen, start=1):
        letter = get_column_letter(nummer)
        bereik = f"{letter}{KOPRIJ + 1}:{letter}{KOPRIJ + aantal + RUIMTE}"
        if kolom.inhoud.keuzes:
            _list(blad, bereik, kolom.inhoud.keuzes, kolom)
        elif kolom.sleutel in lijsten:
            _choose(blad, bereik, f"={lijsten[kolom.sleutel]}", kolom, hard=False)
        elif kolom.sleutel == "kostensoort":
            _list(blad, bereik, regio.kostensoorten, kolom)
        elif kolom.sleutel == "gemeente":
            _list(blad, bereik, tuple(deelnemer.naam for deelnemer in regio.deelnemers(kop.jaar)), kolom, hard=False)
        elif kolom.sleutel == "maatstaf":
            _list(blad, bereik, tuple(regio.bestand.opgevraagd), kolom)
        elif kolom.inhoud in (JAAR, AANTAL, EURO, HOEVEELHEID, PROCENT, GROEI, BEDRAG, DECIMALEN):
            _numbers(blad, bereik, kolom)


def _list(blad: Worksheet, bereik: str, keuzes: Sequence[str], kolom: Kolom, *, hard: bool = True) -> None:
    tekst = ",".join(keuzes)
    if len(tekst) > LANGSTE_LIJST or any("," in keuze or '"' in keuze for keuze in keuzes):
        return
    _choose(blad, bereik, f'"{tekst}"', kolom, hard=hard)


def _choose(blad: Worksheet, bereik: str, keuze: str, kolom: Kolom, *, hard: bool) -> None:
    lijst = DataValidation("list", formula1=keuze, allow_blank=True)
    # Another spelling of a municipality is fine: the reader resolves it, and says so.
    lijst.errorStyle = "stop" if hard else "warning"
    _say(lijst, kolom, "een waarde uit de lijst")
    lijst.add(bereik)
    blad.add_data_validation(lijst)


def _numbers(blad: Worksheet, bereik: str, kolom: Kolom) -> None:
    heel = kolom.inhoud in (JAAR, AANTAL, DECIMALEN)
    grenzen = {
        JAAR: ("2000", "2100"),
        PROCENT: ("0", "100"),
        GROEI: ("-100", "100"),
        DECIMALEN: ("0", "10"),
        BEDRAG: ("-1E+12", "1E+12"),
    }
    onder, boven = grenzen.get(kolom.inhoud, ("0", "1E+12"))
    controle = DataValidation(
        "whole" if heel else "decimal", operator="between", formula1=onder, formula2=boven, allow_blank=True
    )
    _say(controle, kolom, kolom.inhoud.verwacht)
    controle.add(bereik)
    blad.add_data_validation(controle)


def _say(controle: DataValidation, kolom: Kolom, verwacht: str) -> None:
    controle.showErrorMessage = True
    controle.errorTitle = kolom.titel[:32]
    controle.error = f"Verwacht: {verwacht}."[:225]
