"""The linter of templates: what would be lost or is missing, before anything is filled.

    oordeel = controleer_sjabloon(Path("huisstijl/gemeente.xlsx"))
    oordeel.bruikbaar, oordeel.bevindingen

A template from outside first passes the gate, as any file from outside: no macros, no links to elsewhere.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Final

from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from schemas.ooxml.pakket import Pakket
from schemas.poort import Geweigerd, poort
from templates.sjabloon.bevinding import Sjabloonbevinding, fout, melding
from templates.sjabloon.briefcontrole import DOCUMENT, controleer_brief
from templates.sjabloon.meegeleverd import SJABLONEN, WERKMAPPEN
from templates.sjabloon.namen import herken, tekorten
from templates.sjabloon.verlies import verliezen
from templates.werkmap.blad import Sjabloonfout

AL_GENOEMD: Final = re.compile(r"extension is not supported|image format is not supported|will be removed because")
"""Warnings of openpyxl about what is found in the parts themselves, with its place."""


@dataclass(frozen=True)
class Sjabloonoordeel:
    """Whether a template can be used."""

    bestand: str
    soort: str | None
    """The shipped template that it stands in for, such as `gemeente.xlsx`; nothing where that cannot be told."""
    bevindingen: tuple[Sjabloonbevinding, ...]

    @property
    def fouten(self) -> tuple[Sjabloonbevinding, ...]:
        return tuple(bevinding for bevinding in self.bevindingen if bevinding.niveau == "fout")

    @property
    def meldingen(self) -> tuple[Sjabloonbevinding, ...]:
        return tuple(bevinding for bevinding in self.bevindingen if bevinding.niveau == "melding")

    @property
    def bruikbaar(self) -> bool:
        return not self.fouten

    @property
    def doel(self) -> str:
        """What it is a template of, in words."""
        return SJABLONEN[self.soort] if self.soort is not None else "onbekend"


class SjabloonOnbruikbaar(Sjabloonfout):
    """Templates of one's own with faults, all of them at once."""

    def __init__(self, oordelen: Sequence[Sjabloonoordeel]) -> None:
        regels = []
        for oordeel in oordelen:
            aantal = "1 fout" if len(oordeel.fouten) == 1 else f"{len(oordeel.fouten)} fouten"
            regels += [f"sjabloon {oordeel.bestand} is niet bruikbaar ({aantal}):"]
            regels += [f"  {bevinding}" for bevinding in oordeel.fouten]
        super().__init__("\n".join(regels))


def controleer_sjabloon(pad: Path) -> Sjabloonoordeel:
    """Look at a template without filling it.

    Args:
        pad: a file that can be read; its name tells which template it stands in for, else its content does.
    """
    inhoud = pad.read_bytes()
    if pad.suffix.casefold() == DOCUMENT:
        return Sjabloonoordeel(pad.name, *controleer_brief(inhoud, pad.name))
    try:
        soort = poort(inhoud, pad.name)
    except Geweigerd as geweigerd:
        return Sjabloonoordeel(pad.name, None, (fout("", f"het bestand {geweigerd.reden}", geweigerd.raad),))
    if soort != "xlsx":
        raad = "sla het in Excel op als Excel-werkmap (.xlsx)"
        return Sjabloonoordeel(pad.name, None, (fout("", "het bestand is geen Excel-werkmap", raad),))
    bevindingen = verliezen(Pakket(inhoud))
    werkboek, gezegd = _laad(inhoud)
    bevindingen += gezegd
    if werkboek is None:
        return Sjabloonoordeel(pad.name, None, tuple(bevindingen))
    bedoeld = herken(pad.name, werkboek)
    if bedoeld is None:
        raad = f"begin met een meegeleverd sjabloon en houd zijn naam: {', '.join(WERKMAPPEN)}"
        bevindingen.insert(0, fout("", "dit is geen sjabloon van Verdeelwijzer", raad))
    else:
        bevindingen += tekorten(werkboek, bedoeld)
        if pad.name not in SJABLONEN:
            raad = f"noem het {bedoeld}"
            bevindingen.append(melding("", "plan --sjablonen gebruikt dit bestand onder deze naam niet", raad))
    return Sjabloonoordeel(pad.name, bedoeld, tuple(bevindingen))


def eigen_sjablonen(map: Path, namen: Sequence[str]) -> list[Sjabloonoordeel]:
    """Look at the templates in a folder that will be used.

    Args:
        map: folder with templates of one's own; what is not there is taken from the shipped ones.
        namen: the templates that are needed.
    Returns:
        An outcome for each that is there.
    Raises:
        SjabloonOnbruikbaar: one or more have faults; all are named.
    """
    oordelen = [controleer_sjabloon(map / naam) for naam in namen if (map / naam).is_file()]
    if onbruikbaar := [oordeel for oordeel in oordelen if not oordeel.bruikbaar]:
        raise SjabloonOnbruikbaar(onbruikbaar)
    return oordelen


def _laad(inhoud: bytes) -> tuple[Workbook | None, list[Sjabloonbevinding]]:
    """The workbook as the program would read it, and what its reader says that is not told better elsewhere."""
    raad = "open het in Excel, sla het opnieuw op en controleer het nog eens"
    with warnings.catch_warnings(record=True) as gewaarschuwd:
        warnings.simplefilter("always")
        try:
            werkboek = load_workbook(BytesIO(inhoud))
        except Exception as oorzaak:  # openpyxl has no one class of faults, and whatever it is, the file is at fault
            return None, [fout("", f"het bestand is niet te lezen ({type(oorzaak).__name__})", raad)]
    anders = dict.fromkeys(str(w.message) for w in gewaarschuwd if not AL_GENOEMD.search(str(w.message)))
    return werkboek, [fout("", f"een onderdeel gaat verloren ({tekst})", "haal het weg") for tekst in anders]
