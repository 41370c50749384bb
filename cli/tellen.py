"""Command tel: count maatstaven and costs from lines; what it gives is written down by cli.telverslag."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Final

from calc.telvraag import telvraag_van
from cli.nederlands import echo, op_een_terminal
from schemas.fouten import VerkeerdGebruik
from schemas.geldend import gevraagde_regio
from schemas.tellen.bronnen import vind
from schemas.tellen.motor import Motornaam
from schemas.tellen.motoren import open_motor
from schemas.tellen.tellen import tel
from templates.werkmap.wegschrijven import controleer_doelen, kladmap

WERKMAP: Final = ".xlsx"
PUBLIEK: Final = ".csv"


@dataclass(frozen=True)
class Telopties:
    """How to count: the engine, its memory in megabytes and where it runs; and what to show."""

    motor: Motornaam
    geheugen: int
    master: str | None
    publicatie: Path | None
    voorbeelden: bool
    overschrijf: bool


def tel_regels(regels: Sequence[str], regio: str, peiljaar: int, naar: Path, wens: Telopties) -> int:
    """Count and write all files, or none."""
    _controleer_namen(naar, wens)
    gekozen = gevraagde_regio(regio)
    vraag = telvraag_van(gekozen, peiljaar)
    doelen = [naar] if wens.publicatie is None else [naar, wens.publicatie]
    for doel in doelen:
        # One of the lines would be among what is published, or gone.
        bronnen = vind([deel for deel in regels if "://" not in deel]) if doel.exists() else ()
        controleer_doelen(doel.parent, [doel.name], overschrijf=wens.overschrijf, gelezen=bronnen)
    with kladmap(Path(tempfile.gettempdir())) as klad:
        motor = open_motor(wens.motor, geheugen=wens.geheugen, klad=klad, master=wens.master)
        try:
            with ThreadPoolExecutor(max_workers=1) as naast:
                # What writes the answer down is slow to load: the engine works on.
                naast.submit(import_module, "cli.telverslag")
                telling = tel(regels, vraag, motor, voorbeelden=wens.voorbeelden, voortgang=_voortgang)
        finally:
            motor.sluit()
    from cli.telverslag import schrijf

    schrijf(gekozen, vraag, telling, doelen, overschrijf=wens.overschrijf)
    return 0


def _controleer_namen(naar: Path, wens: Telopties) -> None:
    for pad, achtervoegsel, optie in ((naar, WERKMAP, "--naar"), (wens.publicatie, PUBLIEK, "--publicatie")):
        if pad is not None and pad.suffix.lower() != achtervoegsel:
            raise VerkeerdGebruik(f"{optie} '{pad}' moet op {achtervoegsel} eindigen.")
    if wens.publicatie is not None and wens.publicatie.resolve() == naar.resolve():
        raise VerkeerdGebruik("--naar en --publicatie wijzen naar hetzelfde bestand.")
    if wens.master is not None and wens.motor != "spark":
        raise VerkeerdGebruik("--master hoort bij --motor spark.")


def _voortgang(stap: str) -> None:
    if op_een_terminal():
        echo(f"  {stap} …", err=True)
