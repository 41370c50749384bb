"""What is the same in the workbooks of all participants, made and written once.

Four fifths of a workbook are the sheets of the calculation: input, te verdelen and the split of everyone. They differ
from one participant to the next only where the costs differ that they share. So these sheets are filled and their rows
written for the first of them; the others get the rows as they are.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from openpyxl.workbook import Workbook

from calc.uitkomst import Uitkomst
from templates.gemeente.werk import Gemeenteboek
from templates.plan.bladsoorten import REKENING
from templates.plan.rekenwerk import woorden
from templates.werkmap.boek import Boek

Sleutel = tuple[str, str, tuple[str, ...], tuple[str, ...]]


class Voorwerken:
    """Kept with an outcome: per template and costs that are shared the workbook in which only these sheets are done."""

    def __init__(self, uitkomst: Uitkomst) -> None:
        self._uitkomst = uitkomst
        self._gemaakt: dict[Sleutel, Gemeenteboek] = {}
        # What a participant shares is asked of its workbook before there is one.
        self._nog_geen = Boek(Workbook())

    def begin(
        self,
        code: str,
        versie: str,
        sjabloon: Path,
        reken: Callable[[Gemeenteboek], None],
        eigen: Callable[[Gemeenteboek], Mapping[str, str]],
    ) -> Gemeenteboek:
        """A workbook of its own for a participant, with what is the same for all in it.

        Args:
            reken: fills the sheets that are the same.
            eigen: the words of a template that are a participant's own; a sheet with one of them is not shared.
        """
        werk = Gemeenteboek(self._nog_geen, self._uitkomst, code, versie)
        inhoud = hashlib.sha256(sjabloon.read_bytes()).hexdigest() if sjabloon.is_file() else ""
        sleutel = str(sjabloon), inhoud, tuple(werk.wie.soorten), werk.rekensoorten
        if sleutel not in self._gemaakt:
            werk.boek = Boek.open(sjabloon, REKENING)
            werk.boek.zeg(self._uitkomst.gegevens.regio.zeg)
            reken(werk)
            anders = eigen(werk)
            gelijk = {woord: tekst for woord, tekst in woorden(self._uitkomst).items() if woord not in anders}
            werk.boek.leg_bladen_vast(gelijk, anders)
            self._gemaakt[sleutel] = werk
        klaar = self._gemaakt[sleutel]
        eigen_werk = replace(
            klaar,
            boek=klaar.boek.kopie(),
            code=code,
            versie=versie,
        )
        eigen_werk.model = klaar.model.voor(eigen_werk.boek)
        return eigen_werk
