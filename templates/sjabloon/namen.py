"""What the program needs of a template: its sheets, the names of fields and places of tables, and its cell styles.

The shipped template of the same kind is the measure: what it has, a template of one's own must have too.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.worksheet import Worksheet

from schemas.fouten import bedoelde_u, nabije
from schemas.ooxml.pakket import Pakket
from schemas.ooxml.xml import afstammelingen
from schemas.plaats import met_blad, plek
from templates.sjabloon.bevinding import Sjabloonbevinding, fout, melding, op_blad, opgesomd
from templates.sjabloon.meegeleverd import WERKMAPPEN, meegeleverd
from templates.werkmap.binnenwerk import cellen
from templates.werkmap.zegel import COLOFON, VELD

MAG_ONTBREKEN: Final = {
    "uitvoeringsplan.xlsx": frozenset({
        "plan_status", "plan_besluit", "oordeel", "oordeel_toelichting", "kerncijfers_zin", "plan_doel",
        "plan_opsteller", "plan_contact", "plan_bron", "plan_peil", *COLOFON,
    }),
    "gemeente.xlsx": frozenset({"plan_status", "bijdrage", VELD}),
    "formulier.xlsx": frozenset({"vooraf"}),
}  # fmt: skip
"""Fields that a template may leave out; every other name is needed."""


@dataclass(frozen=True)
class Ruimte:
    """What a table between texts takes: rows from its name on, and columns."""

    rijen: int | str
    """So many, or those above the name that closes it."""
    kolommen: int
    sla_over: int = 0
    """Rows of the template's own, such as its head."""


RUIMTE: Final = {
    "uitvoeringsplan.xlsx": {
        "tabel_kerncijfers": Ruimte(3, 5),
        "tabel_inhoud": Ruimte("na_inhoud", 2),
        "tabel_onderbouwing": Ruimte("na_onderbouwing", 7),
    },
    "gemeente.xlsx": {
        "tabel_gegevens": Ruimte(5, 7),
        "tabel_brief": Ruimte(20, 7),
    },
    "formulier.xlsx": {"tabel_cijfers": Ruimte(2, 9, sla_over=1)},
}
EIGEN_KOLOM: Final = frozenset({"tabel_inhoud", "tabel_onderbouwing", "tabel_cijfers"})
"""Tables that may begin in any column; the others begin in that of the shipped template."""
WOORDEN: Final = frozenset({
    "titel", "regio", "jaar", "vorig_jaar", "basisjaar", "laatste_jaar", "scenario_tot", "status", "kostensoort",
    "gemeente", "centrumgemeente", "peiljaar", "regio_label", "terugsturen", "inleiding",
})  # fmt: skip
"""What may stand between braces in a text; not every workbook fills every word."""
WOORD: Final = re.compile(r"\{([^{}\s]{1,40})\}")
MEESTE_KOLOMMEN: Final = 16_384
STIJL: Final = "VW "
"""How the names of our cell styles begin."""
INVOERANKER: Final = "tabel_invoer_"
"""The input sheets are read again later, and therefore have a fixed shape."""
OVERNEMEN: Final = "neem {} over uit het meegeleverde sjabloon (verdeelwijzer sjabloon exporteer)"


@dataclass(frozen=True)
class Naamplek:
    """Where a name points."""

    blad: str
    rij: int
    kolom: int

    @property
    def cel(self) -> str:
        return f"{get_column_letter(self.kolom)}{self.rij}"


@dataclass(frozen=True)
class Eisen:
    """What a template of one kind must have."""

    bestand: str
    bladen: tuple[str, ...]
    namen: dict[str, Naamplek]
    stijlen: frozenset[str]

    def tabelblad(self, naam: str) -> bool:
        """Whether everything from a name on down is the table's."""
        plek = self.namen[naam]
        return naam.startswith("tabel_") and sum(ander.blad == plek.blad for ander in self.namen.values()) == 1


@cache
def eisen(bestand: str) -> Eisen:
    """What the shipped template of that name has."""
    pakket = Pakket(meegeleverd(bestand).read_bytes())
    namen = {}
    for naam in afstammelingen(pakket.xml(pakket.werkboek), "definedName"):
        plek = lees_plek(naam.text or "")
        if plek is not None:
            namen[naam.get("name", "")] = plek
    stijlen = afstammelingen(pakket.xml(pakket.van_soort(pakket.werkboek, "styles")), "cellStyle")
    gevonden = (stijl.get("name", "") for stijl in stijlen)
    return Eisen(
        bestand,
        tuple(blad.naam for blad in pakket.bladen),
        namen,
        frozenset(s for s in gevonden if s.startswith(STIJL)),
    )


def lees_plek(verwijzing: str) -> Naamplek | None:
    """The one cell that a reference names, or nothing where it names another thing."""
    titel, cel = met_blad(verwijzing)
    try:
        return Naamplek(titel, *plek(cel)) if titel else None
    except ValueError:
        return None


def herken(bestandsnaam: str, werkboek: Workbook) -> str | None:
    """Which of the shipped templates a workbook was made from: by its name, else by most names in common."""
    if bestandsnaam.casefold() in WERKMAPPEN:
        return bestandsnaam.casefold()
    aanwezig = {naam.casefold() for naam in werkboek.defined_names} | {t.casefold() for t in werkboek.sheetnames}
    gemeen: Counter[str] = Counter()
    for bestand in WERKMAPPEN:
        nodig = eisen(bestand)
        kenmerken = {naam.casefold() for naam in (*nodig.namen, *nodig.bladen)}
        gemeen[bestand] = round(1000 * len(kenmerken & aanwezig) / len(kenmerken))
    beste, deel = gemeen.most_common(1)[0]
    return beste if deel >= 250 else None


def tekorten(werkboek: Workbook, bestand: str) -> list[Sjabloonbevinding]:
    """Everything that a template of one kind misses, or has where it cannot be."""
    nodig = eisen(bestand)
    gevonden = [*_bladen(werkboek, nodig), *_namen(werkboek, nodig), *_ruimte(werkboek, nodig)]
    return [*gevonden, *_stijlen(werkboek, nodig), *_teksten(werkboek)]


def _bladen(werkboek: Workbook, nodig: Eisen) -> Iterator[Sjabloonbevinding]:
    vreemd = [titel for titel in werkboek.sheetnames if titel not in nodig.bladen]
    for titel in nodig.bladen:
        if titel not in werkboek.sheetnames:
            nabij = nabije(titel, vreemd)
            raad = "geef het die naam terug" if nabij else OVERNEMEN.format("het blad")
            yield fout("", f"blad '{titel}' ontbreekt{_er_is('blad', nabij)}", raad)
    for titel in vreemd:
        yield melding(op_blad(titel), "dit blad kent het programma niet", "het komt zoals het is in elke werkmap")
    for blad in werkboek.worksheets:
        if blad.sheet_state != "visible":
            raad = "maak het zichtbaar: een ontvanger moet alles kunnen zien"
            yield fout(op_blad(blad.title), "het blad is verborgen", raad)


def _er_is(wat: str, nabij: str) -> str:
    """A near miss, as part of a sentence."""
    return f"; er is wel een {wat} '{nabij}'" if nabij else ""


def _namen(werkboek: Workbook, nodig: Eisen) -> Iterator[Sjabloonbevinding]:
    eigen = {naam: definitie.attr_text or "" for naam, definitie in werkboek.defined_names.items()}
    vreemd = [naam for naam in eigen if naam not in nodig.namen and not naam.startswith("_xlnm")]
    per_blad = {naam: ws.title for ws in werkboek.worksheets for naam in ws.defined_names}
    for naam, bedoeld in nodig.namen.items():
        if naam in eigen:
            yield from _naam(werkboek, naam, eigen[naam], bedoeld)
            continue
        nabij = nabije(naam, vreemd)
        if naam in per_blad:
            wat = f"de naam '{naam}' geldt alleen op dit blad"
            yield fout(op_blad(per_blad[naam]), wat, "geef haar in Formules > Namen beheren het bereik Werkmap")
        elif naam in MAG_ONTBREKEN[nodig.bestand]:
            wat = f"het veld '{naam}' ontbreekt en komt niet in de werkmap{_er_is('naam', nabij)}"
            yield melding("", wat, f"wilt u het wel, geef dan een cel op blad {bedoeld.blad} die naam")
        else:
            raad = f"geef de cel op blad {bedoeld.blad} die naam (in het meegeleverde sjabloon {bedoeld.cel})"
            yield fout("", f"de naam '{naam}' ontbreekt{_er_is('naam', nabij)}", raad)
    for naam in vreemd:
        hint = bedoelde_u(naam, nodig.namen)
        raad = f"verbeter de naam.{hint}" if hint else "het programma laat haar zoals zij is"
        yield melding("", f"de naam '{naam}' kent het programma niet en vult het niet", raad)


def _naam(werkboek: Workbook, naam: str, verwijzing: str, bedoeld: Naamplek) -> Iterator[Sjabloonbevinding]:
    plek = lees_plek(verwijzing)
    raad = f"laat haar naar één cel op blad {bedoeld.blad} wijzen (in het meegeleverde sjabloon {bedoeld.cel})"
    if plek is None:
        yield fout("", f"de naam '{naam}' wijst niet naar één cel, maar naar {verwijzing[:60]}", raad)
    elif bedoeld.blad not in werkboek.sheetnames:
        return  # the sheet is missing, which is told already
    elif plek.blad != bedoeld.blad:
        yield fout(op_blad(plek.blad, plek.cel), f"de naam '{naam}' wijst naar een ander blad", raad)
    elif naam.startswith(INVOERANKER) and plek != bedoeld:
        wat = f"de tabel met invoer is verschoven: zij begint altijd in {bedoeld.cel}"
        yield fout(op_blad(plek.blad, plek.cel), wat, "haal de rijen of kolommen weg die u hebt ingevoegd")
    elif naam.startswith("tabel_") and naam not in EIGEN_KOLOM and plek.kolom != bedoeld.kolom:
        letter = get_column_letter(bedoeld.kolom)
        yield fout(op_blad(plek.blad, plek.cel), f"de tabel '{naam}' begint altijd in kolom {letter}", raad)
    elif _binnen_samengevoegd(werkboek[plek.blad], plek):
        wat = f"de naam '{naam}' wijst naar een cel binnen samengevoegde cellen"
        yield fout(op_blad(plek.blad, plek.cel), wat, "laat haar naar de eerste van die cellen wijzen")


def _binnen_samengevoegd(blad: Worksheet, plek: Naamplek) -> bool:
    return any(plek.cel in samen and plek.cel != samen.start_cell.coordinate for samen in blad.merged_cells.ranges)


def _ruimte(werkboek: Workbook, nodig: Eisen) -> Iterator[Sjabloonbevinding]:
    """Where a table comes, nothing else may stand."""
    plekken = {naam: lees_plek(definitie.attr_text or "") for naam, definitie in werkboek.defined_names.items()}
    aanwezig = {naam: plek for naam, plek in plekken.items() if plek is not None}
    for naam, bedoeld in nodig.namen.items():
        plek = aanwezig.get(naam)
        if plek is None or plek.blad != bedoeld.blad or plek.blad not in werkboek.sheetnames:
            continue
        blad = werkboek[plek.blad]
        namen = {ander.cel for ander in aanwezig.values() if ander.blad == plek.blad} - {plek.cel}
        if nodig.tabelblad(naam):
            vlak = CellRange(min_col=1, min_row=plek.rij, max_col=MEESTE_KOLOMMEN, max_row=max(plek.rij, blad.max_row))
            yield from _bezet(blad, vlak, naam, namen, "verplaats wat er staat naar boven de tabel, of haal het weg")
            continue
        ruimte = RUIMTE[nodig.bestand].get(naam)
        if ruimte is None:
            continue
        if isinstance(ruimte.rijen, int):
            laatste = plek.rij + ruimte.rijen - 1
        elif ruimte.rijen not in aanwezig:
            continue
        elif aanwezig[ruimte.rijen].rij <= plek.rij:
            wat = f"de naam '{ruimte.rijen}' staat niet onder de naam '{naam}'"
            yield fout(op_blad(plek.blad), wat, f"geef haar aan een cel onder {plek.cel}")
            continue
        else:
            laatste = aanwezig[ruimte.rijen].rij - 1
        eerste = plek.rij + ruimte.sla_over
        vlak = CellRange(min_col=plek.kolom, min_row=eerste, max_col=plek.kolom + ruimte.kolommen - 1, max_row=laatste)
        yield from _bezet(blad, vlak, naam, namen, f"houd {vlak.coord} vrij")


def _bezet(blad: Worksheet, vlak: CellRange, naam: str, namen: set[str], raad: str) -> Iterator[Sjabloonbevinding]:
    gevuld = [
        cel.coordinate
        for (rij, kolom), cel in sorted(cellen(blad).items())
        if vlak.min_row <= rij <= vlak.max_row
        and vlak.min_col <= kolom <= vlak.max_col
        and (cel.value is not None or cel.coordinate in namen)
    ]
    if gevuld:
        yield fout(op_blad(blad.title, *gevuld), f"hier komt de tabel van de naam '{naam}'", raad)
    samen = sorted(bereik.coord for bereik in blad.merged_cells.ranges if not bereik.isdisjoint(vlak))
    if samen:
        wat = f"op de plaats van de tabel van de naam '{naam}' zijn cellen samengevoegd ({opgesomd(samen)})"
        yield fout(op_blad(blad.title), wat, "hef het samenvoegen op")


def _stijlen(werkboek: Workbook, nodig: Eisen) -> Iterator[Sjabloonbevinding]:
    ontbreekt = sorted(nodig.stijlen - set(werkboek.named_styles))
    if ontbreekt:
        aantal = "de celstijl ontbreekt" if len(ontbreekt) == 1 else f"{len(ontbreekt)} celstijlen ontbreken"
        raad = "haal ze in Excel terug met Start > Celstijlen > Stijlen samenvoegen, uit het meegeleverde sjabloon"
        genoemd = opgesomd([f"'{naam}'" for naam in ontbreekt])
        yield fout("", f"{aantal}: {genoemd}", raad)


def _teksten(werkboek: Workbook) -> Iterator[Sjabloonbevinding]:
    """Words between braces that nothing fills."""
    for blad in werkboek.worksheets:
        teksten = [(cel.coordinate, cel.value) for cel in cellen(blad).values() if isinstance(cel.value, str)]
        for deel in ("oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter"):
            kanten = getattr(blad, deel)
            teksten += [("", kant.text) for kant in (kanten.left, kanten.center, kanten.right) if kant.text]
        for cel, tekst in teksten:
            for woord in WOORD.findall(tekst):
                if woord not in WOORDEN:
                    plaats = op_blad(blad.title, cel) if cel else f"{op_blad(blad.title)}, kop- of voettekst"
                    nabij = nabije(woord, WOORDEN)
                    hint = f". Bedoelde u '{nabij}'?" if nabij else ""
                    wat = f"{{{woord}}} is geen woord dat het programma invult{hint}"
                    yield melding(plaats, wat, f"kies uit {', '.join(f'{{{w}}}' for w in sorted(WOORDEN))}")
