"""What a count gives, as files and in a few lines on the screen."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path
from typing import Final

from calc.notatie import euro, getal
from calc.telling import IN_WOORDEN, Uitkomst, in_zinnen, publicatie, uitkomst_van
from cli.nederlands import echo
from schemas.geldend import Regio
from schemas.tellen.vraag import Reden, Telling, Telvraag
from templates.rapport.telling import maak_publicatie, maak_tellingboek
from templates.werkmap.wegschrijven import schrijf_los

KOSTEN: Final = "Kosten"


def schrijf(regio: Regio, vraag: Telvraag, telling: Telling, doelen: Sequence[Path], *, overschrijf: bool) -> None:
    """Write all files, or none, and say what was counted.

    Args:
        doelen: the workbook and, where it was asked for, the file for publication.
    Raises:
        Gebruikersfout: more lines are wrong than the region allows, or a file cannot be written.
    """
    uitkomst = uitkomst_van(regio, vraag, telling)
    inhoud = [maak_tellingboek(uitkomst)]
    if len(doelen) > len(inhoud):
        inhoud.append(maak_publicatie(publicatie(regio, vraag, uitkomst), dict(uitkomst.deelnemers)))
    per_map: dict[Path, list[tuple[str, bytes]]] = {}
    for pad, bytes_ in zip(doelen, inhoud, strict=True):
        per_map.setdefault(pad.parent, []).append((pad.name, bytes_))
    for map_, van_die in per_map.items():
        for geschreven in schrijf_los(map_, van_die, overschrijf=overschrijf):
            echo(str(geschreven))
    _vertel(uitkomst)


def _samen(uitkomst: Uitkomst) -> str:
    return f", samen {euro(Fraction(sum(kosten.bedrag for kosten in uitkomst.kosten), 100))}"


def _vertel(uitkomst: Uitkomst) -> None:
    """What was counted and what was left out, in a few lines."""
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
