"""The sender's own workbook with wrong cells marked: a fill and a note, and nothing else changed.

Only what must change is cut into: the style of the marked cells, the styles and the notes. Every other part of the
file, and every other byte of these, stays what it was.
"""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from openpyxl.utils import get_column_letter

from schemas.keuring import Bevinding, Ernst
from schemas.lezers.pakket import Pakket
from schemas.onschadelijk import voor_cel
from templates.werkmap.notities import AFZENDER, HOOFD, Merk, Plek, extended_vml, new_notes, new_vml, note, plek_van
from templates.werkmap.stijlen import ORANJE, ROOD
from templates.werkmap.xmlplekken import Element, Knipsel, NietTeKnippen, elementen, met_kenmerk

RELATIE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PAKKET: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPEN: Final = "http://schemas.openxmlformats.org/package/2006/content-types"
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


def merken_van(bevindingen: Sequence[Bevinding], bladen: Sequence[str]) -> dict[str, dict[Plek, Merk]]:
    """Per sheet the cells to mark; what is said of a sheet or of the file stands in its first cell."""
    merken: dict[str, dict[Plek, Merk]] = {}
    aantal = 0
    for bevinding in bevindingen:
        if bevinding.ernst is Ernst.MELDING or not bladen:
            continue
        aantal += 1
        if aantal > MEESTE_MERKEN:
            break
        blad = bevinding.blad if bevinding.blad in bladen else bladen[0]
        precies = bool(bevinding.rij and bevinding.kolom and blad == bevinding.blad)
        plek = (bevinding.rij, bevinding.kolom) if precies else (1, 1)
        waar = "" if precies or not bevinding.plaats else f"{bevinding.plaats}: "
        tekst = f"{WOORD[bevinding.ernst]}: {waar}{bevinding.tekst}"
        vorig = merken.setdefault(blad, {}).get(plek)
        if vorig is not None:
            ernst = vorig.ernst if vorig.ernst is Ernst.FOUT else bevinding.ernst
            merken[blad][plek] = Merk(ernst, f"{vorig.tekst}\n{tekst}", vorig.kleur or precies)
        else:
            merken[blad][plek] = Merk(bevinding.ernst, tekst, precies)
    return merken


def markeer(inhoud: bytes, merken: Mapping[str, Mapping[Plek, Merk]]) -> bytes:
    """The workbook with its marks.

    Args:
        inhoud: the sender's .xlsx, as it came through the gate.
        merken: per sheet, per cell.
    Raises:
        NietTeMarkeren: it is written in an unusual way.
    """
    try:
        with zipfile.ZipFile(BytesIO(inhoud)) as archief:
            delen = {info.filename: archief.read(info) for info in archief.infolist()}
            pakket = Pakket(archief)
            bladdelen = {blad.naam: blad.deel for blad in pakket.bladen}
            relaties = {deel: pakket.relaties(deel) for deel in bladdelen.values()}
            werk = _Werk(delen, relaties, pakket.van_soort("styles"))
        for naam, plekken in merken.items():
            if plekken:
                werk.blad(bladdelen[naam], plekken)
        werk.stijlen()
        return _packed(inhoud, werk.delen)
    except (NietTeKnippen, KeyError, ValueError, IndexError, zipfile.BadZipFile) as fout:
        raise NietTeMarkeren(str(fout)) from fout


def _packed(inhoud: bytes, delen: Mapping[str, bytes]) -> bytes:
    """The same archive in the same order, with the parts that are new behind it."""
    uit = BytesIO()
    with zipfile.ZipFile(BytesIO(inhoud)) as oud, zipfile.ZipFile(uit, "w", zipfile.ZIP_DEFLATED) as nieuw:
        for info in oud.infolist():
            nieuw.writestr(info, delen[info.filename], compress_type=info.compress_type)
        bekend = set(oud.namelist())
        tijd = oud.infolist()[0].date_time
        for naam, deel in delen.items():
            if naam not in bekend:
                nieuw.writestr(zipfile.ZipInfo(naam, tijd), deel, compress_type=zipfile.ZIP_DEFLATED)
    return uit.getvalue()


class _Werk:
    """The parts of one workbook while they are being marked."""

    def __init__(
        self, delen: dict[str, bytes], relaties: dict[str, dict[str, tuple[str, str]]], stijldeel: str
    ) -> None:
        self.delen = delen
        self._relaties = relaties
        self._stijldeel = stijldeel
        self._typen = self._echt("[Content_Types].xml")
        if not self._stijldeel:
            raise NietTeKnippen("no styles")
        self._xfs = self._cell_styles()
        self._nieuw: dict[tuple[int, Ernst], int] = {}

    # --- styles

    def _cell_styles(self) -> list[bytes]:
        xml = self.delen[self._stijldeel]
        gevonden = elementen(xml, ("cellXfs", "xf", "fills"))
        lijst = _only(gevonden, "cellXfs")
        return [xml[e.begin : e.einde] for e in gevonden if e.naam == "xf" and lijst.begin < e.begin < lijst.einde]

    def _stijl(self, oud: int, ernst: Ernst) -> int:
        """The number of the style that looks like the old one, in the colour of the mark."""
        if not 0 <= oud < len(self._xfs):
            raise NietTeKnippen("style")
        return self._nieuw.setdefault((oud, ernst), len(self._xfs) + len(self._nieuw))

    def stijlen(self) -> None:
        """Adds the colours and the styles that were asked for."""
        if not self._nieuw:
            return
        xml = self.delen[self._stijldeel]
        gevonden = elementen(xml, ("cellXfs", "fills", "fill"))
        vlakken = _only(gevonden, "fills")
        aantal = sum(e.naam == "fill" and e.diepte == vlakken.diepte + 1 for e in gevonden)
        lijst = _only(gevonden, "cellXfs")
        if vlakken.leeg or lijst.leeg:
            raise NietTeKnippen("styles")
        v = f"{vlakken.voorvoegsel}:" if vlakken.voorvoegsel else ""
        nummers = {ernst: aantal + plek for plek, ernst in enumerate(KLEUR)}
        kleuren = "".join(
            f'<{v}fill><{v}patternFill patternType="solid"><{v}fgColor rgb="{kleur}"/><{v}bgColor indexed="64"/>'
            f"</{v}patternFill></{v}fill>"
            for kleur in KLEUR.values()
        )
        knip = Knipsel(xml)
        knip.voeg_in(vlakken.sluit, kleuren.encode())
        knip.vervang(vlakken.begin, vlakken.open_einde, _counted(xml, vlakken, aantal + len(KLEUR)))
        vormen = b"".join(self._filled(oud, nummers[ernst]) for oud, ernst in self._nieuw)
        knip.voeg_in(lijst.sluit, vormen)
        knip.vervang(lijst.begin, lijst.open_einde, _counted(xml, lijst, len(self._xfs) + len(self._nieuw)))
        self.delen[self._stijldeel] = knip.resultaat()

    def _filled(self, oud: int, vlak: int) -> bytes:
        xf = self._xfs[oud]
        einde = xf.index(b">") + 1
        return met_kenmerk(met_kenmerk(xf[:einde], "fillId", str(vlak)), "applyFill", "1") + xf[einde:]

    # --- one sheet

    def blad(self, deel: str, merken: Mapping[Plek, Merk]) -> None:
        xml = self.delen[deel]
        knip = Knipsel(xml)
        kleuren = {plek: merk.ernst for plek, merk in merken.items() if merk.kleur}
        rijen = {rij for rij, _ in kleuren}
        namen = ("worksheet", "sheetData", "row", "c", "legacyDrawing", *NA_NOTITIES)
        gevonden = elementen(xml, namen, lambda naam, k: naam != "c" or "r" not in k or plek_van(k["r"])[0] in rijen)
        wortel = gevonden[0]
        data = _only(gevonden, "sheetData")
        if wortel.naam != "worksheet" or HOOFD.encode() not in xml[wortel.begin : wortel.open_einde]:
            raise NietTeKnippen("namespace")
        self._cells(xml, knip, data, [e for e in gevonden if e.naam in ("row", "c")], kleuren, rijen)
        self._notes(deel, knip, wortel, gevonden, merken)
        self.delen[deel] = knip.resultaat()

    def _cells(
        self,
        xml: bytes,
        knip: Knipsel,
        data: Element,
        elementen_: Sequence[Element],
        kleuren: Mapping[Plek, Ernst],
        rijen: set[int],
    ) -> None:
        """Gives the marked cells their colour; a cell or row that is not there yet is put in its place."""
        nodig: dict[int, dict[int, Ernst]] = {}
        for (rij, kolom), ernst in kleuren.items():
            nodig.setdefault(rij, {})[kolom] = ernst
        v = f"{data.voorvoegsel}:" if data.voorvoegsel else ""
        bestaand = _with_numbers(elementen_)
        eerder_open = sorted(set(nodig) - {nummer for nummer, _, _ in bestaand})
        for nummer, element, cellen in bestaand:
            while eerder_open and eerder_open[0] < nummer:
                nieuw = eerder_open.pop(0)
                knip.voeg_in(element.begin, self._row(v, nieuw, nodig[nieuw]))
            if nummer in rijen:
                self._in_row(xml, knip, v, nummer, element, cellen, nodig[nummer])
        rest = b"".join(self._row(v, nummer, nodig[nummer]) for nummer in eerder_open)
        if rest and data.leeg:
            knip.vervang(data.begin, data.einde, f"<{v}sheetData>".encode() + rest + f"</{v}sheetData>".encode())
        elif rest:
            knip.voeg_in(data.sluit, rest)

    def _in_row(
        self,
        xml: bytes,
        knip: Knipsel,
        v: str,
        nummer: int,
        rij: Element,
        cellen: Sequence[tuple[int, Element]],
        nodig: Mapping[int, Ernst],
    ) -> None:
        er_zijn = dict(cellen)
        los = []
        for kolom, ernst in sorted(nodig.items()):
            cel = er_zijn.get(kolom)
            if cel is not None:
                stijl = self._stijl(int(cel.kenmerken.get("s", "0")), ernst)
                knip.vervang(cel.begin, cel.open_einde, met_kenmerk(xml[cel.begin : cel.open_einde], "s", str(stijl)))
                continue
            nieuw = self._cell(v, nummer, kolom, ernst, int(rij.kenmerken.get("s", "0")))
            volgende = next((element for ander, element in cellen if ander > kolom), None)
            if volgende is not None:
                knip.voeg_in(volgende.begin, nieuw)
            elif rij.leeg:
                los.append(nieuw)
            else:
                knip.voeg_in(rij.sluit, nieuw)
        if los:
            tag = xml[rij.begin : rij.open_einde]
            sluit = f"</{v}row>".encode()
            knip.vervang(rij.begin, rij.einde, tag[:-2].rstrip() + b">" + b"".join(los) + sluit)

    def _cell(self, v: str, rij: int, kolom: int, ernst: Ernst, stijl: int = 0) -> bytes:
        return f'<{v}c r="{get_column_letter(kolom)}{rij}" s="{self._stijl(stijl, ernst)}"/>'.encode()

    def _row(self, v: str, rij: int, nodig: Mapping[int, Ernst]) -> bytes:
        cellen = b"".join(self._cell(v, rij, kolom, ernst) for kolom, ernst in sorted(nodig.items()))
        return f'<{v}row r="{rij}">'.encode() + cellen + f"</{v}row>".encode()

    # --- notes

    def _notes(
        self, deel: str, knip: Knipsel, wortel: Element, gevonden: Sequence[Element], merken: Mapping[Plek, Merk]
    ) -> None:
        relaties = self._relaties[deel]
        notities = next((doel for soort, doel in relaties.values() if soort == "comments"), "")
        oude_tekening = next((element for element in gevonden if element.naam == "legacyDrawing"), None)
        tekening = ""
        if oude_tekening is not None:
            nummer = next((w for k, w in oude_tekening.kenmerken.items() if k.endswith(":id")), "")
            tekening = relaties[nummer][1]
        bezet: set[Plek] = set()
        if notities:
            bezet = self._extend_notes(notities, merken)
        else:
            notities = self._free("xl/comments", ".xml")
            self.delen[notities] = new_notes(merken)
            self._relate(deel, "comments", notities)
            self._content_type(notities)
        nieuw = {plek: merk for plek, merk in merken.items() if plek not in bezet}
        if tekening:
            self.delen[tekening] = extended_vml(self.delen[tekening], nieuw)
        elif nieuw:
            tekening = self._free("xl/drawings/vmlDrawing", ".vml")
            self.delen[tekening] = new_vml(nieuw)
            nummer = self._relate(deel, "vmlDrawing", tekening)
            v = f"{wortel.voorvoegsel}:" if wortel.voorvoegsel else ""
            regel = f'<{v}legacyDrawing xmlns:vwr="{RELATIE}" vwr:id="{nummer}"/>'.encode()
            na = [e for e in gevonden if e.naam in NA_NOTITIES and e.diepte == wortel.diepte + 1]
            knip.voeg_in(na[0].begin if na else wortel.sluit, regel)
            self._vml_type()

    def _extend_notes(self, deel: str, merken: Mapping[Plek, Merk]) -> set[Plek]:
        """Adds to the notes that are there; in a cell that has one already, below its text."""
        xml = self.delen[deel]
        gevonden = elementen(xml, ("authors", "author", "commentList", "comment", "text"))
        v = f"{gevonden[0].voorvoegsel}:" if gevonden[0].voorvoegsel else ""
        auteurs = _only(gevonden, "authors")
        lijst = _only(gevonden, "commentList")
        nummer = sum(element.naam == "author" for element in gevonden)
        knip = Knipsel(xml)
        _append(knip, xml, auteurs, f"<{v}author>{AFZENDER}</{v}author>".encode())
        oud = {plek_van(e.kenmerken["ref"]): e for e in gevonden if e.naam == "comment"}
        for plek in sorted(set(oud) & set(merken)):
            tekst = _only([e for e in gevonden if oud[plek].begin < e.begin < oud[plek].einde], "text")
            regel = f'<{v}r><{v}t xml:space="preserve">\n{escape(voor_cel(merken[plek].tekst))}</{v}t></{v}r>'
            _append(knip, xml, tekst, regel.encode())
        nieuw = "".join(note(v, plek, merk, nummer) for plek, merk in sorted(merken.items()) if plek not in oud)
        if nieuw:
            _append(knip, xml, lijst, nieuw.encode())
        self.delen[deel] = knip.resultaat()
        return set(oud)

    # --- the package

    def _echt(self, naam: str) -> str:
        """A part as this file spells it."""
        return next((deel for deel in self.delen if deel.casefold() == naam.casefold()), naam)

    def _free(self, begin: str, einde: str) -> str:
        nummer = 1
        bezet = {naam.casefold() for naam in self.delen}
        while f"{begin}{nummer}{einde}".casefold() in bezet:
            nummer += 1
        return f"{begin}{nummer}{einde}"

    def _relate(self, deel: str, soort: str, doel: str) -> str:
        """Adds a relation to a sheet; returns its id."""
        map_, naam = posixpath.split(deel)
        bestand = self._echt(posixpath.join(map_, "_rels", f"{naam}.rels"))
        bezet = set(self._relaties[deel])
        nummer = next(f"rIdVw{n}" for n in range(1, 1000) if f"rIdVw{n}" not in bezet)
        self._relaties[deel][nummer] = (soort, doel)
        regel = (
            f'<Relationship xmlns="{PAKKET}" Id="{nummer}" Type="{RELATIE}/{soort}" Target={quoteattr("/" + doel)}/>'
        )
        if bestand not in self.delen:
            kop = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
            self.delen[bestand] = f'{kop}<Relationships xmlns="{PAKKET}">{regel}</Relationships>'.encode()
            return nummer
        xml = self.delen[bestand]
        knip = Knipsel(xml)
        _append(knip, xml, elementen(xml, ("Relationships",))[0], regel.encode())
        self.delen[bestand] = knip.resultaat()
        return nummer

    def _content_type(self, deel: str) -> None:
        regel = f'<Override xmlns="{TYPEN}" PartName={quoteattr("/" + deel)} ContentType="{NOTITIES}"/>'
        self._in_types(regel)

    def _vml_type(self) -> None:
        xml = self.delen[self._typen]
        vormen = elementen(xml, ("Default",), lambda _, k: k.get("Extension", "").casefold() == "vml")
        if not vormen:
            self._in_types(f'<Default xmlns="{TYPEN}" Extension="vml" ContentType="{VML}"/>')

    def _in_types(self, regel: str) -> None:
        xml = self.delen[self._typen]
        knip = Knipsel(xml)
        _append(knip, xml, elementen(xml, ("Types",))[0], regel.encode())
        self.delen[self._typen] = knip.resultaat()


def _only(gevonden: Sequence[Element], naam: str) -> Element:
    """The first element of a name; a part without it is written in a way that this cannot cut into."""
    for element in gevonden:
        if element.naam == naam:
            return element
    raise NietTeKnippen(naam)


def _append(knip: Knipsel, xml: bytes, element: Element, nieuw: bytes) -> None:
    """Put something at the end of an element, also of one that is written as a single tag."""
    if not element.leeg:
        knip.voeg_in(element.sluit, nieuw)
        return
    naam = f"{element.voorvoegsel}:{element.naam}" if element.voorvoegsel else element.naam
    tag = xml[element.begin : element.open_einde][:-2].rstrip()
    knip.vervang(element.begin, element.einde, tag + b">" + nieuw + f"</{naam}>".encode())


def _counted(xml: bytes, element: Element, aantal: int) -> bytes:
    return met_kenmerk(xml[element.begin : element.open_einde], "count", str(aantal))


def _with_numbers(elementen_: Sequence[Element]) -> list[tuple[int, Element, list[tuple[int, Element]]]]:
    """Rows with their number and their cells with theirs; a file may leave the numbers out."""
    rijen: list[tuple[int, Element, list[tuple[int, Element]]]] = []
    for element in elementen_:
        if element.naam == "row":
            vorige = rijen[-1][0] if rijen else 0
            rijen.append((int(element.kenmerken.get("r", vorige + 1)), element, []))
        elif rijen and element.begin < rijen[-1][1].einde:
            cellen = rijen[-1][2]
            plek = element.kenmerken.get("r")
            cellen.append((plek_van(plek)[1] if plek else (cellen[-1][0] + 1 if cellen else 1), element))
    return rijen
