"""The files of the add-in: the manifest for a server, and the modules for Excel on Windows without one."""

from __future__ import annotations

from pathlib import Path

import click

from cli.nederlands import echo
from templates.werkmap.wegschrijven import schrijf_los, schrijf_reeks


def schrijf_manifest(url: str, naar: Path | None, entra: str | None, *, overschrijf: bool) -> int:
    """Write the manifest whole or not at all; without a file it goes to standard output, for another program."""
    from xladdin.manifest import manifest

    inhoud = manifest(url, entra=entra)
    if naar is None:
        click.echo(inhoud, nl=False)
        return 0
    schrijf_los(naar.parent, [(naar.name, inhoud)], overschrijf=overschrijf)
    echo(f"✓ {naar} is gemaakt. Hoe u het manifest in Excel brengt, staat in docs/excel.md.", err=True)
    return 0


def schrijf_com(naar: Path, *, overschrijf: bool) -> int:
    """Write the modules, the settings and the steps into a folder, all or none."""
    from xladdin.com.bestanden import NAMEN, bestanden

    for pad in schrijf_reeks(naar, NAMEN, iter(bestanden().items()), overschrijf=overschrijf):
        echo(str(pad))
    echo("✓ Voor Excel op Windows. Volg de stappen in LEESMIJ.md.", err=True)
    return 0
