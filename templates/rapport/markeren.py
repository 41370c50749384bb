"""The sender's own workbook with wrong cells marked: a fill and a note, and nothing else changed.

Only the sheet, the styles and the notes of what is marked are written again; every other part of the file, and every
row of the sheet without a mark, keeps its bytes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from schemas.fouten import Bevinding, Ernst
from schemas.onschadelijk import voor_cel
from schemas.ooxml.xml import RELATIE, RUIMTE, NietTeBewerken, attribuut, kinderen, maak, voeg_toe
from schemas.plaats import Plek
from schemas.plaats import plek as plek_van
from templates.werkmap.notities import AFZENDER, Celmerk, extended_vml, new_notes, new_vml, note
from templates.werkmap.stijlen import ORANJE, ROOD
from templates.werkmap.werkmapxml import Werkblad, Werkmapxml

NOTITIES: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
VML: Final = "application/vnd.openxmlformats-officedocument.vmlDrawing"
WOORD: Final = {Ernst.FOUT: "Fout", Ernst.WAARSCHUWING: "Waarschuwing", Ernst.MELDING: "Melding"}
KLEUR: Final = {Ernst.FOUT: ROOD, Ernst.WAARSCHUWING: ORANJE}
NA_NOTITIES: Final = (
    "legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems", "tableParts", "extLst",
)  # fmt: skip
"""What stands behind the notes in a sheet."""
MEESTE_MERKEN: Final = 5_000
"""More notes than this nobody opens, and Excel would take minutes to show the file."""


class NietTeMarkeren(Exception):
    """The workbook is written in a way that this cannot cut into; a copy of its values can still be marked."""


def merken_van(bevindingen: Sequence[Bevinding], bladen: Sequence[str]) -> dict[str, dict[Plek, Celmerk]]:
    """Per sheet the cells to mark; what is said of a sheet or of the file stands in its first cell."""
    merken: dict[str, dict[Plek, Celmerk]] = {}
    aantal = 0
    for bevinding in bevindingen:
        if bevinding.ernst is Ernst.MELDING or not bladen:
            continue
        aantal += 1
        if aantal > MEESTE_MERKEN:
            break
        op, naam, rij, kolom = bevinding.waar
        blad = op if op in bladen else bladen[0]
        precies = bool(rij and kolom and blad == op)
        plek = (rij, kolom) if precies else (1, 1)
        waar = "" if precies or not str(naam) else f"{naam}: "
        tekst = f"{WOORD[bevinding.ernst]}: {waar}{bevinding.zin}"
        vorig = merken.setdefault(blad, {}).get(plek)
        if vorig is not None:
            ernst = vorig.ernst if vorig.ernst is Ernst.FOUT else bevinding.ernst
            merken[blad][plek] = Celmerk(ernst, f"{vorig.tekst}\n{tekst}", vorig.kleur or precies)
        else:
            merken[blad][plek] = Celmerk(bevinding.ernst, tekst, precies)
    return merken


def markeer(inhoud: bytes, merken: Mapping[str, Mapping[Plek, Celmerk]]) -> bytes:
    """The workbook with its marks.

    Args:
        inhoud: the sender's .xlsx, as it came through the gate.
        merken: per sheet, per cell.
    Raises:
        NietTeMarkeren: it is written in an unusual way.
    """
    try:
        werkmap = Werkmapxml(inhoud, "De werkmap")
        for naam, plekken in merken.items():
            if plekken:
                blad = werkmap.blad(naam)
                for (rij, kolom), merk in sorted(plekken.items()):
                    if merk.kleur:
                        _kleur(werkmap, blad, rij, kolom, KLEUR[merk.ernst])
                _noteer(werkmap, blad, plekken)
        return werkmap.bewaar()
    except (NietTeBewerken, KeyError, ValueError, IndexError) as fout:
        raise NietTeMarkeren(str(fout)) from fout


def _kleur(werkmap: Werkmapxml, blad: Werkblad, rij: int, kolom: int, kleur: str) -> None:
    """Gives a cell its colour; one that was not there looks as its row does."""
    nieuw = blad.zoek(rij, kolom) is None
    cel = blad.cel(rij, kolom)
    cel.set("s", werkmap.stijlen.gevuld((blad.rij(rij) if nieuw else cel).get("s", "0"), kleur))


def _noteer(werkmap: Werkmapxml, blad: Werkblad, merken: Mapping[Plek, Celmerk]) -> None:
    notities = werkmap.van_soort(blad.deel, "comments")
    nieuw = _extend_notes(werkmap, notities, merken) if notities else merken
    if not notities:
        notities = werkmap.vrij("xl/comments", ".xml")
        werkmap.zet(notities, new_notes(merken))
        werkmap.zet_type(notities, NOTITIES)
        werkmap.relateer(blad.deel, "comments", notities)
    verwijzing = kinderen(blad.wortel, "legacyDrawing")
    if verwijzing:
        tekening = werkmap.relaties(blad.deel)[attribuut(verwijzing[0], "id")].doel
        werkmap.zet(tekening, extended_vml(werkmap.lees(tekening), nieuw))
    elif nieuw:
        tekening = werkmap.vrij("xl/drawings/vmlDrawing", ".vml")
        werkmap.zet(tekening, new_vml(nieuw))
        werkmap.zet_standaardtype("vml", VML)
        regel = maak(blad.wortel, "legacyDrawing")
        regel.set(f"{{{RELATIE}}}id", werkmap.relateer(blad.deel, "vmlDrawing", tekening))
        na = kinderen(blad.wortel, *NA_NOTITIES)
        blad.wortel.insert(blad.wortel.index(na[0]) if na else len(blad.wortel), regel)


def _extend_notes(werkmap: Werkmapxml, deel: str, merken: Mapping[Plek, Celmerk]) -> dict[Plek, Celmerk]:
    """Adds to the notes that are there, in a cell that has one below its text; returns the marks of the other cells."""
    wortel = werkmap.wijzig(deel)
    (auteurs,), (lijst,) = kinderen(wortel, "authors"), kinderen(wortel, "commentList")
    voeg_toe(auteurs, "author").text = AFZENDER
    oud = {plek_van(notitie.get("ref", "")): notitie for notitie in kinderen(lijst, "comment")}
    for plek, merk in sorted(merken.items()):
        if plek in oud:
            tekst = voeg_toe(voeg_toe(kinderen(oud[plek], "text")[0], "r"), "t")
            tekst.set(RUIMTE, "preserve")
            tekst.text = f"\n{voor_cel(merk.tekst)}"
        else:
            note(lijst, plek, merk, len(auteurs) - 1)
    return {plek: merk for plek, merk in merken.items() if plek not in oud}
