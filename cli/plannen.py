"""Command plan over many inputs: a folder per region, side by side; one that fails does not stop the others."""

from __future__ import annotations

import io
import os
from collections.abc import Sequence
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NamedTuple

from calc.notatie import opsomming
from cli.nederlands import AFGEBROKEN, echo, met_uitgang, op_een_terminal
from cli.opdrachten import Planwens, maak_plan
from schemas.fouten import VerkeerdGebruik
from templates.werkmap.taken import TaakGestopt, gedaan

WERKMAPPEN: Final = (".xlsx", ".ods", ".xls")


class Planopdracht(NamedTuple):
    """One input, and how its plan is made."""

    invoer: Path
    naar: Path
    wens: Planwens


@dataclass(frozen=True)
class Planuitslag:
    """What making one plan said, and how it ended."""

    uitgang: int
    uitvoer: str
    meldingen: str


def invoeren_in(gevraagd: Sequence[Path]) -> list[Path]:
    """The inputs that were given; of a folder every workbook in it, in the order of their names."""
    gevonden: list[Path] = []
    for pad in gevraagd:
        if not pad.is_dir():
            gevonden.append(pad)
            continue
        binnen = [
            werkmap
            for werkmap in sorted(pad.iterdir())
            if werkmap.suffix.lower() in WERKMAPPEN and werkmap.is_file() and not werkmap.name.startswith((".", "~$"))
        ]
        if not binnen:
            raise VerkeerdGebruik(f"in map '{pad}' staat geen invoerwerkmap (.xlsx).")
        gevonden += binnen
    return gevonden


def maak_plannen(invoeren: Sequence[Path], naar: Path, wens: Planwens, taken: int | None) -> int:
    """A plan of each input, in a folder of its own that has the name of the input."""
    namen = [invoer.stem for invoer in invoeren]
    dubbel = sorted({naam for naam in namen if namen.count(naam) > 1})
    if dubbel:
        raise VerkeerdGebruik(
            f"meer dan één invoer heet {opsomming(dubbel)}; elke invoer krijgt een map met zijn naam."
        )
    opdrachten = [Planopdracht(invoer, naar / naam, wens) for invoer, naam in zip(invoeren, namen, strict=True)]
    mislukt: list[str] = []
    gereed = 0
    try:
        for opdracht, verslag in gedaan(_maak, opdrachten, taken or min(os.cpu_count() or 1, len(opdrachten))):
            gereed += 1
            if op_een_terminal():
                echo(f"\r  {gereed}/{len(opdrachten)} {opdracht.invoer.name:<50.50}", err=True)
            _toon(opdracht, verslag)
            if verslag.uitgang:
                mislukt.append(opdracht.invoer.name)
    except TaakGestopt:
        gevolg = f"{gereed} van {len(opdrachten)} plannen zijn afgerond; geen plan is half geschreven."
        raise TaakGestopt(gevolg) from None
    echo("")
    if mislukt:
        goed = len(opdrachten) - len(mislukt)
        echo(f"✗ {goed} van {len(opdrachten)} plannen zijn gemaakt. Niet goed: {opsomming(mislukt)}.", vet=True)
        return 1
    echo(f"✓ {len(opdrachten)} plannen zijn gemaakt, elk in een eigen map in {naar}.", vet=True)
    return 0


def _toon(opdracht: Planopdracht, verslag: Planuitslag) -> None:
    """Of a plan that was made its last line; of another all that it said."""
    if verslag.uitgang:
        echo(f"✗ {opdracht.invoer.name}", vet=True)
    else:
        echo(f"{opdracht.invoer.name}: {''.join(verslag.uitvoer.splitlines()[-1:])}")
    for regel in verslag.meldingen.splitlines():
        echo(f"    {regel}", err=True)


def _maak(opdracht: Planopdracht) -> Planuitslag:
    """One plan as the command makes it; whatever goes wrong with it stays with it."""
    uitvoer, meldingen = io.StringIO(), io.StringIO()
    with redirect_stdout(uitvoer), redirect_stderr(meldingen):
        uitgang = met_uitgang(lambda: maak_plan(*opdracht, taken=1))
    if uitgang >= AFGEBROKEN - 2:
        # Asked to stop: that is no fault of this plan.
        raise KeyboardInterrupt
    return Planuitslag(uitgang, uitvoer.getvalue(), meldingen.getvalue())
