"""Make the first version of the template of the regional workbook: `python -m gereedschap.maak_sjablonen MAP`.

The template in this folder was made by this script and is used as it is: a person may restyle it in Excel. What the
program needs of it are its names (fields and places of tables), its sheets and its cell styles; see
docs/naslag.md.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from openpyxl.formatting.rule import Rule
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import quote_sheetname
from openpyxl.workbook import Workbook
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.worksheet import Worksheet

from schemas.bladen import BLADEN
from schemas.planbladen import SLEUTELBLAD, Gemeenteblad, Invoerblad, Planblad, Reeksblad, invoerblad
from templates.sjabloon.meegeleverd import REGIO, meegeleverd
from templates.werkmap import stijlen
from templates.werkmap.bladopmaak import balk, bladopmaak
from templates.werkmap.vastleggen import leg_vast
from templates.werkmap.zegel import COLOFON

INVOERKLEUR: Final = "FFE6C84F"
REKENKLEUR: Final = "FF7F8FA9"
MOMENT: Final = datetime(2021, 1, 1)


@dataclass(frozen=True)
class Bladopzet:
    """A sheet of the template: title bar, one sentence of explanation, and of what its table is in the name of the
    place where that starts: what the sheet is called, where nothing else is said.
    """

    titel: Planblad | Reeksblad | Gemeenteblad | Invoerblad
    kop: str
    uitleg: str
    liggend: bool = True
    kleur: str = stijlen.BLAUW
    van: str = ""

    @property
    def anker(self) -> str:
        return f"tabel_{(self.van or self.titel).lower().replace(' ', '_')}"


UITVOER: Final = (
    Bladopzet(
        "Samenvatting",
        "Samenvatting {jaar}",
        "Wat elke gemeente in {jaar} bijdraagt, naast {vorig_jaar}. Bedragen in euro's.",
    ),
    Bladopzet(
        "Verdeling",
        "Verdeling {kostensoort} {jaar}",
        "Van maatstaf naar bijdrage. Het aandeel van een gemeente volgt uit de verdeelsleutel; de bijdrage is het te "
        "verdelen bedrag maal dat aandeel.",
    ),
    Bladopzet(
        "Toename",
        "Toename van {basisjaar} naar {jaar}",
        "De bijdrage in {jaar} naast die in {basisjaar}. Een plus betekent: de gemeente betaalt meer.",
        liggend=False,
    ),
    Bladopzet(
        "Meerjarig",
        "Bijdragen {basisjaar} tot en met {laatste_jaar}",
        "De bijdrage per gemeente en jaar, in euro's.",
    ),
    Bladopzet(
        "Mutaties",
        "Mutaties ten opzichte van {basisjaar}",
        "Het jaar min {basisjaar}, in euro's. Een plus betekent: de gemeente betaalt meer dan in {basisjaar}.",
    ),
    Bladopzet(
        "Begroting",
        "Begroting {basisjaar} tot en met {laatste_jaar}",
        "De kosten per post. Wat de deelnemers samen betalen, is het te verdelen bedrag. Bedragen in euro's.",
    ),
    Bladopzet(
        "Capaciteit",
        "Capaciteit {jaar}",
        "De uren per taak en functie. Uren maal tarief tellen mee in de begroting.",
        liggend=False,
    ),
    Bladopzet(
        "Scenario",
        "Scenario {basisjaar} tot en met {scenario_tot}",
        "Wat het plan betekent voor het budget: zonder en met investering, en het verschil. PM betekent: nog "
        "niet bekend. PM telt niet mee en is geen 0.",
    ),
    Bladopzet(
        "Investering",
        "Investering",
        "Wat de uitvoering meer kost dan in {basisjaar}, wat het oplevert en wanneer het is "
        "terugverdiend. Bedragen in euro's.",
    ),
    Bladopzet(
        "Grafiekgegevens",
        "Gegevens bij de grafieken",
        "De grafieken tekenen deze cijfers. De gemeenten staan hier ook op "
        "volgorde van grootte; in de tabellen staan zij in de vaste volgorde van de regio.",
        kleur=REKENKLEUR,
    ),
    Bladopzet(
        "Controles",
        "Controles",
        "Elke controle legt twee bedragen naast elkaar. Bij 'sluit' zijn zij gelijk, bij "
        "'afronding' verklaart de sluitregel het verschil, bij 'sluit niet' klopt er iets niet.",
    ),
    Bladopzet(
        "Aansluiting",
        "Aansluiting op de gepubliceerde cijfers",
        "Elk gepubliceerd cijfer naast het berekende. "
        "'Afronding' staat er alleen als een genoemde manier van afronden en optellen het gepubliceerde cijfer geeft.",
    ),
)
REKEN: Final = (
    Bladopzet(
        "Rekenblad",
        "Rekenblad {kostensoort}",
        "De verdeling stap voor stap, per jaar. Alle bedragen op de andere bladen "
        "verwijzen hierheen. Eén formule per kolom.",
        kleur=REKENKLEUR,
    ),
    Bladopzet(
        "Rekenblad uren",
        "Rekenblad uren en tarieven",
        "Welk tarief in een jaar geldt, en wat uren en formatie dan kosten.",
        kleur=REKENKLEUR,
        van="uren",
    ),
)
VERANTWOORDING: Final = Bladopzet(
    "Verantwoording",
    "Verantwoording",
    "Welke regels zijn toegepast en waarop zij berusten, wat is afgeleid of "
    "aangenomen, en uit "
    "welke bronnen de cijfers komen.",
    liggend=False,
    kleur=REKENKLEUR,
)


def maak_uitvoeringsplan() -> Workbook:
    """The regional workbook, empty."""
    boek = Workbook()
    voorblad = boek.active
    assert isinstance(voorblad, Worksheet)
    voorblad.title = "Voorblad"
    stijlen.zet_stijlen(boek)
    maak_voorblad(boek, voorblad)
    for opzet in (*UITVOER, *REKEN, *invoeropzet(), VERANTWOORDING):
        maak_blad(boek, opzet)
    boek.properties.creator = "Verdeelwijzer"
    boek.properties.title = "{titel}"
    return boek


def invoeropzet() -> tuple[Bladopzet, ...]:
    """The input sheets: those of the input workbook, and the keys of the region file."""
    sleutels = Bladopzet(
        SLEUTELBLAD,
        "Invoer: verdeelsleutels en sluitregels",
        "Wat in elk jaar geldt volgens de regels van de regio, met de bron. "
        "De sluitregel en de eenheid kunt u hier niet wijzigen: de formules op de rekenbladen horen erbij.",
        kleur=INVOERKLEUR,
    )
    bladen = [
        Bladopzet(
            invoerblad(vorm.naam),
            f"Invoer: {vorm.titel[:1].lower()}{vorm.titel[1:]}",
            vorm.uitleg,
            liggend=vorm.naam != "Plan",
            kleur=INVOERKLEUR,
        )
        for vorm in BLADEN
        if not vorm.optioneel
    ]
    return (*bladen[:3], sleutels, *bladen[3:])


def maak_blad(boek: Workbook, opzet: Bladopzet) -> Worksheet:
    ws: Worksheet = boek.create_sheet(opzet.titel)
    ws["A1"], ws["A2"], ws["A3"] = opzet.kop, opzet.uitleg, "{regio} · plan {jaar} · {status}"
    ws["A1"].style, ws["A2"].style, ws["A3"].style = "VW Titel", "VW Uitleg", "VW Label"
    balk(ws, 1, 30)
    ws.row_dimensions[3].height = 18
    naam(boek, opzet.anker, ws, "A4")
    bladopmaak(ws, liggend=opzet.liggend, kleur=opzet.kleur)
    return ws


def naam(boek: Workbook, wat: str, ws: Worksheet, cel: str) -> None:
    letters, cijfers = cel.rstrip("0123456789"), cel.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    boek.defined_names[wat] = DefinedName(wat, attr_text=f"{quote_sheetname(ws.title)}!${letters}${cijfers}")


def maak_voorblad(boek: Workbook, ws: Worksheet) -> None:
    """The cover, with every text and field in place; the program shifts what is below the key figures."""
    for letter, breedte in zip("ABCDEFG", (27, 13.5, 13.5, 13.5, 9, 2, 37), strict=True):
        ws.column_dimensions[letter].width = breedte
    bladopmaak(ws, liggend=False)
    ws.page_margins.top, ws.page_margins.bottom = 0.45, 0.55
    balk(ws, 1, 38)
    balk(ws, 2, 20)
    tekst(ws, "A1", "{titel}", "VW Titel")
    ws["A1"].font = Font(name=stijlen.LETTER, size=20, bold=True, color=stijlen.WIT)
    tekst(ws, "A2", "{regio} · plan {jaar} · bedragen {basisjaar} tot en met {laatste_jaar}", "VW Ondertitel")
    for rij, wat, stijl in ((4, "plan_status", "VW Status"), (6, "oordeel", "VW Oordeel")):
        for kolom in range(1, 8):
            ws.cell(rij, kolom).style = stijl
        naam(boek, wat, ws, f"A{rij}")
        ws.row_dimensions[rij].height = 24
    naam(boek, "plan_besluit", ws, "A5")
    naam(boek, "oordeel_toelichting", ws, "A7")
    for rij in (5, 7):
        ws.merge_cells(start_row=rij, end_row=rij, start_column=1, end_column=7)
        ws.cell(rij, 1).style = "VW Noot"
        ws.row_dimensions[rij].height = 28
    kleur_bij(ws, "A4:G4", "$A$4", "DEFINITIEF", stijlen.GROEN)
    kleur_bij(ws, "A6:G6", "$A$6", "✗", stijlen.ROOD)
    _tussenkop(ws, 9, "Kerncijfers", 7)
    naam(boek, "tabel_kerncijfers", ws, "A10")
    # Row 10 head, 11 one kostensoort (more are shifted in), 12 together, 13 what is read from it.
    naam(boek, "kerncijfers_zin", ws, "A13")
    ws.merge_cells("A13:G13")
    ws["A13"].style = "VW Noot"
    ws.row_dimensions[13].height = 28
    _tussenkop(ws, 15, "Inhoud", 5)
    naam(boek, "tabel_inhoud", ws, "A16")
    tekst(ws, "G15", "Kleuren en tekens", "VW Tussenkop")
    legenda = (
        ("Invoer: hier mag u een cijfer wijzigen", "VW tekst invoer"),
        ("Berekend: een formule, beveiligd", "VW tekst"),
        ("Totaal", "VW tekst totaal"),
        ("Voorlopig of afgeleid: het woord staat erbij", "VW Let op"),
        ("✓ sluit, of gelijk", "VW Goed"),
        ("✗ sluit niet, of afwijking", "VW Fout"),
        ("Plus bij een verschil: de gemeente betaalt meer", "VW tekst"),
        ("PM: nog niet bekend, telt niet mee", "VW tekst"),
    )
    for rij, (wat, stijl) in enumerate(legenda, start=16):
        tekst(ws, f"G{rij}", wat, stijl)
    tekst(ws, "G25", "Onderbouwing", "VW Tussenkop")
    naam(boek, "tabel_onderbouwing", ws, "G26")
    # Beside the legend and what the figures rest on is room for as many links; the program shifts the rest for more.
    naam(boek, "na_inhoud", ws, "A31")
    _tussenkop(ws, 32, "Over deze werkmap", 7)
    velden = (
        ("Opsteller", "plan_opsteller"),
        ("Vragen", "plan_contact"),
        ("Bron van de cijfers", "plan_bron"),
        ("Cijfers van", "plan_peil"),
        *((label, veld) for veld, label in COLOFON.items()),
    )
    for rij, (label, veld) in enumerate(velden, start=33):
        tekst(ws, f"A{rij}", label, "VW Label")
        for kolom in range(2, 8):
            ws.cell(rij, kolom).style = "VW Tekst lang"
        ws.merge_cells(start_row=rij, end_row=rij, start_column=2, end_column=7)
        ws.row_dimensions[rij].height = 15
        naam(boek, veld, ws, f"B{rij}")


def tekst(ws: Worksheet, cel: str, wat: str, stijl: str) -> None:
    ws[cel].value = wat
    ws[cel].style = stijl


def _tussenkop(ws: Worksheet, rij: int, tekst: str, laatste: int) -> None:
    for kolom in range(1, laatste + 1):
        ws.cell(rij, kolom).style = "VW Tussenkop"
    ws.cell(rij, 1).value = tekst
    ws.row_dimensions[rij].height = 20


def kleur_bij(ws: Worksheet, bereik: str, cel: str, woord: str, kleur: str) -> None:
    """Another colour while a cell begins with a word: the word stays what tells it."""
    vorm = DifferentialStyle(fill=PatternFill(bgColor=kleur))
    regel = Rule(type="expression", formula=[f'LEFT({cel},{len(woord)})="{woord}"'], dxf=vorm)
    ws.conditional_formatting.add(bereik, regel)


def main(map: Path) -> None:
    map.mkdir(parents=True, exist_ok=True)
    (map / "uitvoeringsplan.xlsx").write_bytes(leg_vast(maak_uitvoeringsplan(), {}, MOMENT))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else meegeleverd(REGIO).parent)
