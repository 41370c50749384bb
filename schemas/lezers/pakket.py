"""The parts of a workbook (.xlsx), found as the format says: by relation, whatever they are called and in any case.

Excel on the web calls them `workbook2.xml` and `styles2.xml`, others write them with capitals.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final
from xml.parsers import expat
from xml.sax.saxutils import quoteattr

from schemas.werkboek import Verborgen

HOOFD: Final = "xl/workbook.xml"
_GEWOON: Final = {"styles": "xl/styles.xml", "sharedStrings": "xl/sharedStrings.xml"}
"""What a reader that goes by name expects."""
_BEREIK: Final = re.compile(rb"<((?:\w+:)?)dimension\b[^>]*?(?:/>|>\s*</\1dimension>)")
_FOUTCEL: Final = re.compile(rb"(<(?:\w+:)?c\s(?:[^>]*?\s)?t=)([\"'])e\2")
_STAND: Final = {"hidden": Verborgen("verborgen"), "veryHidden": Verborgen("zeer verborgen")}


@dataclass(frozen=True)
class Blad:
    """A worksheet: its name, the part it stands in, and whether people see it."""

    naam: str
    deel: str
    verborgen: Verborgen


class Pakket:
    """A workbook that is only read; who opened the archive closes it."""

    def __init__(self, archief: zipfile.ZipFile) -> None:
        self._archief = archief
        self._namen = {naam.casefold(): naam for naam in archief.namelist()}
        self.hoofd = next(
            (doel for soort, doel in self.relaties("").values() if soort == "officeDocument"), self._echt(HOOFD)
        )
        self._doelen = self.relaties(self.hoofd)
        self.bladen: tuple[Blad, ...] = ()
        self.verouderd = False
        """Whether the workbook says that its formulas still have to be calculated."""
        self._lees_boek()

    def lees(self, deel: str) -> bytes:
        return self._archief.read(self._echt(deel))

    def van_soort(self, soort: str) -> str:
        """The part to which the workbook has a relation of this kind; nothing where there is none."""
        gevonden = next((doel for naam, doel in self._doelen.values() if naam == soort), "")
        return gevonden if gevonden in self._archief.NameToInfo else ""

    def relaties(self, deel: str) -> dict[str, tuple[str, str]]:
        """Kind and part of every relation of a part, by its id."""
        map_ = posixpath.dirname(deel)
        return {
            nummer: (soort, self._echt(posixpath.normpath(posixpath.join("/", map_, wijzer)).lstrip("/")))
            for nummer, soort, wijzer in self._regels(deel)
        }

    def _regels(self, deel: str) -> list[tuple[str, str, str]]:
        """Id, kind and target of every relation of a part, as they are written."""
        map_, naam = posixpath.split(deel)
        bestand = posixpath.join(map_, "_rels", f"{naam}.rels").casefold()
        gevonden: list[tuple[str, str, str]] = []

        def start(element: str, kenmerken: dict[str, str]) -> None:
            if lokaal(element) == "Relationship":
                soort = kenmerken.get("Type", "").rpartition("/")[2]
                gevonden.append((kenmerken.get("Id", ""), soort, kenmerken.get("Target", "")))

        if bestand in self._namen:
            walk(self.lees(bestand), start)
        return gevonden

    def met_gewone_namen(self, data: bytes) -> bytes:
        """The workbook as a reader wants it that finds parts by their usual names: itself, or a copy of what it needs.

        Args:
            data: the whole file, of which this is the archive.
        """
        return data if self._is_gewoon() else self.kopie()

    def _is_gewoon(self) -> bool:
        delen = {deel: gewoon for soort, gewoon in _GEWOON.items() if (deel := self.van_soort(soort))}
        omwegen = any("./" in wijzer for _, soort, wijzer in self._regels(self.hoofd) if soort == "worksheet")
        gewoon = all(deel.casefold() == naam.casefold() for deel, naam in delen.items())
        return gewoon and self.hoofd.casefold() == HOOFD and not omwegen

    def kopie(self) -> bytes:
        """What a reader of cells needs, under usual names, and without what one stumbles over.

        That is what sheets say of their own size, and errors that are newer than the reader, such as #SPILL!.
        """
        delen = {deel: gewoon for soort, gewoon in _GEWOON.items() if (deel := self.van_soort(soort))}
        delen |= {blad.deel: f"xl/worksheets/sheet{nummer}.xml" for nummer, blad in enumerate(self.bladen, start=1)}
        regels = "".join(
            f'<Relationship Id={quoteattr(nummer)} Type={quoteattr(f"{_RELATIE}/{soort}")} Target="/{delen[doel]}"/>'
            for nummer, (soort, doel) in self._doelen.items()
            if doel in delen
        )
        uit = io.BytesIO()
        with zipfile.ZipFile(uit, "w") as archief:
            begin = f'<Relationship Id="r1" Type="{_RELATIE}/officeDocument" Target="{HOOFD}"/>'
            archief.writestr("_rels/.rels", _LIJST.format(begin))
            archief.writestr("xl/_rels/workbook.xml.rels", _LIJST.format(regels))
            archief.writestr(HOOFD, self.lees(self.hoofd))
            for deel, naam in delen.items():
                archief.writestr(naam, _FOUTCEL.sub(rb"\1\2str\2", _BEREIK.sub(b"", self.lees(deel), count=1)))
        return uit.getvalue()

    def _echt(self, deel: str) -> str:
        """A part as the archive spells it: names of parts are equal whatever their case."""
        return self._namen.get(deel.casefold(), deel)

    def _lees_boek(self) -> None:
        bladen: list[Blad] = []

        def start(naam: str, kenmerken: dict[str, str]) -> None:
            if lokaal(naam) == "sheet":
                verwijzing = next((w for k, w in kenmerken.items() if lokaal(k) == "id" and ":" in k), "")
                soort, doel = self._doelen.get(verwijzing, ("", ""))
                if soort == "worksheet":
                    stand = _STAND.get(kenmerken.get("state", "visible"), Verborgen())
                    bladen.append(Blad(kenmerken.get("name", ""), doel, stand))
            elif lokaal(naam) == "calcPr" and is_verouderd(kenmerken):
                self.verouderd = True

        walk(self.lees(self.hoofd), start)
        self.bladen = tuple(bladen)


_RELATIE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_LIJST: Final = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
)


def is_verouderd(kenmerken: dict[str, str]) -> bool:
    """Whether `calcPr` or `sheetCalcPr` says that stored outcomes are none: the writer asks for them on opening, or
    was not done. Libraries write so and store 0; Excel never leaves it beside a formula."""
    return kenmerken.get("fullCalcOnLoad", "0") in WAAR or kenmerken.get("calcCompleted", "1") not in WAAR


WAAR: Final = ("1", "true")


def lokaal(naam: str) -> str:
    """A name without its prefix."""
    return naam.rpartition(":")[2]


def walk(
    xml: bytes,
    start: Callable[[str, dict[str, str]], Any],
    end: Callable[[str], Any] | None = None,
    tekst: Callable[[str], Any] | None = None,
) -> None:
    """Walk through XML that the gate has let in; a document type is refused here too, for who comes by another door."""
    lezer = expat.ParserCreate()
    lezer.buffer_text = True
    lezer.StartElementHandler = start
    lezer.EndElementHandler = end
    lezer.CharacterDataHandler = tekst
    lezer.StartDoctypeDeclHandler = _refuse
    lezer.Parse(xml, True)


def _refuse(*_: object) -> None:
    raise ValueError("a document type has no place in a workbook")
