"""The parts of a workbook (.xlsx), found as the format says: by relation, whatever they are called and in any case.

Excel on the web calls them `workbook2.xml` and `styles2.xml`, others write them with capitals.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from html import escape
from typing import Final
from zipfile import ZIP_STORED

from schemas.ooxml.pakket import Pakket, pak_in, relatiedeel
from schemas.ooxml.xml import RELATIE, WAAR, Element, afstammelingen, kinderen
from schemas.werkboek import Verborgen

_HOOFD: Final = "xl/workbook.xml"
_GEWOON: Final = {"styles": "xl/styles.xml", "sharedstrings": "xl/sharedStrings.xml"}
"""What a reader that goes by name expects."""
_SOORT: Final = {"styles": "styles", "sharedstrings": "sharedStrings", "worksheet": "worksheet"}
_BEREIK: Final = re.compile(rb"<((?:\w+:)?)dimension\b[^>]*?(?:/>|>\s*</\1dimension>)")
_FOUTCEL: Final = re.compile(rb"(<(?:\w+:)?c\s(?:[^>]*?\s)?t=)([\"'])e\2")
_STAND: Final = {"hidden": Verborgen("verborgen"), "veryHidden": Verborgen("zeer verborgen")}


@dataclass(frozen=True)
class Bladdeel:
    """A worksheet: its name, the part it stands in, and whether people see it."""

    naam: str
    deel: str
    verborgen: Verborgen


class Leespakket(Pakket):
    """A workbook of which the cells are read."""

    @cached_property
    def leesbladen(self) -> tuple[Bladdeel, ...]:
        """The sheets that have cells."""
        bladen = (blad for blad in self.bladen if blad.soort == "worksheet")
        return tuple(Bladdeel(blad.naam, blad.deel, _STAND.get(blad.stand, Verborgen())) for blad in bladen)

    @property
    def verouderd(self) -> bool:
        """Whether the workbook says that its formulas still have to be calculated."""
        return any(is_verouderd(deel) for deel in afstammelingen(self.xml(self.werkboek), "calcPr"))

    def met_gewone_namen(self, data: bytes) -> bytes:
        """The workbook as a reader wants it that finds parts by their usual names: itself, or a copy of what it needs.

        Args:
            data: the whole file, of which this is the archive.
        """
        return data if self._is_gewoon() else self.kopie()

    def _is_gewoon(self) -> bool:
        regels = kinderen(self.xml(relatiedeel(self.werkboek)))
        gewoon = all(deel.casefold() == naam.casefold() for deel, naam in self._gewone_namen().items())
        return gewoon and self.werkboek.casefold() == _HOOFD and not any("./" in r.get("Target", "") for r in regels)

    def _gewone_namen(self) -> dict[str, str]:
        return {deel: naam for soort, naam in _GEWOON.items() if (deel := self.van_soort(self.werkboek, soort))}

    def kopie(self) -> bytes:
        """What a reader of cells needs, under usual names, and without what one stumbles over.

        That is what sheets say of their own size, and errors that are newer than the reader, such as #SPILL!.
        """
        delen = self._gewone_namen()
        delen |= {blad.deel: f"xl/worksheets/sheet{nummer}.xml" for nummer, blad in enumerate(self.leesbladen, start=1)}
        regels = "".join(
            f'<Relationship Id="{escape(nummer)}" Type="{RELATIE}/{_SOORT[relatie.soort]}" '
            f'Target="/{delen[relatie.doel]}"/>'
            for nummer, relatie in self.relaties(self.werkboek).items()
            if relatie.doel in delen and relatie.soort in _SOORT
        )
        begin = f'<Relationship Id="r1" Type="{RELATIE}/officeDocument" Target="{_HOOFD}"/>'
        gewoon = {
            "_rels/.rels": _LIJST.format(begin).encode(),
            "xl/_rels/workbook.xml.rels": _LIJST.format(regels).encode(),
            _HOOFD: self.lees(self.werkboek),
        }
        for deel, naam in delen.items():
            gewoon[naam] = _FOUTCEL.sub(rb"\1\2str\2", _BEREIK.sub(b"", self.lees(deel), count=1))
        return pak_in(gewoon, ZIP_STORED)


_LIJST: Final = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
)


def is_verouderd(kenmerken: Element) -> bool:
    """Whether `calcPr` or `sheetCalcPr` says that stored outcomes are none: the writer asks for them on opening, or
    was not done. Libraries write so and store 0; Excel never leaves it beside a formula."""
    return kenmerken.get("fullCalcOnLoad", "0") in WAAR or kenmerken.get("calcCompleted", "1") not in WAAR
