"""Command tel: count maatstaven and costs from lines, and write them down with where they come from."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from fractions import Fraction
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Final

from calc.notatie import euro, getal
from calc.telling import publicatie, telvraag_van, uitkomst_van
from cli.nederlands import echo, op_een_terminal
from schemas.fouten import VerkeerdGebruik
from schemas.geldend import gevraagde_regio
from schemas.tellen.bronnen import vind
from schemas.tellen.motor import Motornaam
from schemas.tellen.motoren import open_motor
from schemas.tellen.tellen import tel
from templates.werkmap.wegschrijven import controleer_doelen, kladmap, schrijf_los

if TYPE_CHECKING:
    from calc.telling import Uitkomst

WERKMAP: Final = ".xlsx"
PUBLIEK: Final = ".csv"
KOSTEN: Final = "Kosten"


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
                # What writes workbooks is slow to load: the engine works on.
                naast.submit(import_module, "templates.rapport.telling")
                telling = tel(regels, vraag, motor, voorbeelden=wens.voorbeelden, voortgang=_voortgang)
        finally:
            motor.sluit()
    uitkomst = uitkomst_van(gekozen, vraag, telling)
    publiek = publicatie(gekozen, vraag, uitkomst) if wens.publicatie is not None else ()
    from templates.rapport.telling import maak_publicatie, maak_tellingboek

    bestanden = [(naar, maak_tellingboek(uitkomst))]
    if wens.publicatie is not None:
        bestanden.append((wens.publicatie, maak_publicatie(publiek, dict(uitkomst.deelnemers))))
    per_map: dict[Path, list[tuple[str, bytes]]] = {}
    for pad, inhoud in bestanden:
        per_map.setdefault(pad.parent, []).append((pad.name, inhoud))
    for map_, van_die in per_map.items():
        for geschreven in schrijf_los(map_, van_die, overschrijf=wens.overschrijf):
            echo(str(geschreven))
    _vertel(uitkomst)
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


def _samen(uitkomst: Uitkomst) -> str:
    return f", samen {euro(Fraction(sum(kosten.bedrag for kosten in uitkomst.kosten), 100))}"


def _vertel(uitkomst: Uitkomst) -> None:
    """What was counted and what was left out, in a few lines."""
    from calc.telling import IN_WOORDEN, in_zinnen
    from schemas.tellen.vraag import Reden

    telling = uitkomst.telling
    echo(f"{uitkomst.label}, peiljaar {uitkomst.peiljaar}: {getal(telling.gelezen)} regels gelezen ({telling.motor}).")
    delen = [(m.label, m.redenen, sum(m.aantallen.values())) for m in uitkomst.maatstaven]
    if uitkomst.kostenregel is not None:
        delen.append((KOSTEN, uitkomst.kostenredenen, uitkomst.kostenredenen[Reden.TELT]))
    for label, redenen, telt in delen:
        weg = [f"{IN_WOORDEN[r]} {getal(n)}" for r, n in redenen.items() if n and r is not Reden.TELT]
        rest = f"; niet geteld: {', '.join(weg)}" if weg else ""
        echo(f"  {label}: {getal(telt)} geteld{_samen(uitkomst) if label == KOSTEN else ''}{rest}")
    for zin in in_zinnen(uitkomst.fouten, telling):
        echo(f"Fout in regels, niet geteld: {zin}", err=True)
    for zin in uitkomst.let_op:
        echo(f"Let op: {zin}", err=True)
    echo("✓ Alle regels zijn verantwoord.", vet=True)
