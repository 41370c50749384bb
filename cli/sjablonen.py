"""Templates of one's own: look whether they can be used, and write the shipped ones to start from."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from cli.nederlands import echo
from schemas.fouten import VerkeerdGebruik, onbruikbaar
from schemas.onschadelijk import voor_terminal
from templates.sjabloon.controle import Sjabloonoordeel, controleer_sjabloon, eigen_sjablonen
from templates.sjabloon.meegeleverd import AFREKENING, BRIEF, FORMULIER, GEMEENTE, REGIO, SJABLONEN, meegeleverd
from templates.werkmap.wegschrijven import schrijf_reeks

VAN_EEN_PLAN: Final = (REGIO, GEMEENTE, BRIEF)
LANGSTE_REGEL: Final = 1000


def controleer(bestanden: Sequence[Path]) -> int:
    """Say of each template what would be lost or is missing; one line for each finding."""
    goed = True
    for pad in bestanden:
        oordeel = controleer_sjabloon(pad)
        goed = goed and oordeel.bruikbaar
        if oordeel.bruikbaar:
            echo(f"✓ {pad} is bruikbaar als sjabloon voor {oordeel.doel}.")
        else:
            echo(f"✗ {onbruikbaar(pad, len(oordeel.fouten))}")
        for bevinding in (*oordeel.fouten, *oordeel.meldingen):
            echo(f"  {voor_terminal(str(bevinding), LANGSTE_REGEL)}")
    return 0 if goed else 1


def exporteer(naar: Path, *, overschrijf: bool) -> int:
    """Write the shipped templates into a folder, all or none."""
    inhoud = ((naam, meegeleverd(naam).read_bytes()) for naam in SJABLONEN)
    for pad in schrijf_reeks(naar, SJABLONEN, inhoud, overschrijf=overschrijf):
        echo(str(pad))
    echo(
        "✓ Pas ze aan in Excel of Word, controleer ze met sjabloon controleer en gebruik ze met plan --sjablonen.",
        err=True,
    )
    return 0


def keur_sjablonen(map: Path) -> None:
    """Before a plan is filled: refuse templates with faults, and say which are used.

    Raises:
        VerkeerdGebruik: the folder holds none of the templates of a plan.
        SjabloonOnbruikbaar: one has faults.
    """
    oordelen = {oordeel.bestand: oordeel for oordeel in eigen_sjablonen(map, VAN_EEN_PLAN)}
    if not oordelen:
        raise VerkeerdGebruik(
            f"map '{map}' heeft geen sjabloon",
            f"{', '.join(VAN_EEN_PLAN[:-1])} of {VAN_EEN_PLAN[-1]}. "
            "De meegeleverde krijgt u met: verdeelwijzer sjabloon exporteer --naar MAP.",
        )
    for naam in VAN_EEN_PLAN:
        if naam not in oordelen:
            echo(f"Melding: {naam} staat niet in {map}; het meegeleverde sjabloon wordt gebruikt.", err=True)
            continue
        _meld(oordelen[naam])


def formuliersjabloon(map: Path) -> Path:
    """The template of the form in a folder of one's own, after a look at it.

    Raises:
        VerkeerdGebruik: the folder has none.
        SjabloonOnbruikbaar: it has faults.
    """
    return _een_sjabloon(map, FORMULIER)


def keur_afrekensjabloon(map: Path) -> Path:
    """The same of the letter of a settlement."""
    return _een_sjabloon(map, AFREKENING)


def _een_sjabloon(map: Path, naam: str) -> Path:
    oordelen = eigen_sjablonen(map, (naam,))
    if not oordelen:
        raise VerkeerdGebruik(
            f"map '{map}' heeft geen {naam}. Het meegeleverde krijgt u met: "
            "verdeelwijzer sjabloon exporteer --naar MAP."
        )
    _meld(oordelen[0])
    return map / naam


def _meld(oordeel: Sjabloonoordeel) -> None:
    for bevinding in oordeel.meldingen:
        echo(f"Melding: sjabloon {oordeel.bestand}: {voor_terminal(bevinding.zin, LANGSTE_REGEL)}", err=True)
