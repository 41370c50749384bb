"""What `controleer` does: read, calculate again, compare, report."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from cli.nederlands import echo
from cli.opdrachten import versie
from schemas.fouten import Gebruikersfout, hoeveel
from schemas.inname import lees_invoer
from templates.controleren import Verslag, controleer
from templates.sjabloon.briefcontrole import DOCUMENT


def controleer_werkmappen(werkboeken: Sequence[Path], invoer: Path | None, sjablonen: Path | None) -> int:
    """Check each workbook or letter; one that cannot be checked does not keep the others from it."""
    gegevens = None
    if invoer is not None:
        gegevens = lees_invoer(invoer)
    fout = False
    for pad in werkboeken:
        try:
            if pad.suffix.casefold() == DOCUMENT:
                from cli.brieven import controleer_brief

                verslag = controleer_brief(pad, invoer, gegevens, sjablonen)
            else:
                from cli.toen import afrekening_van

                afgerekend = partial(afrekening_van, pad, invoer, "werkmap")
                verslag = controleer(pad, versie=versie(), invoer=gegevens, sjablonen=sjablonen, afgerekend=afgerekend)
        except Gebruikersfout as gevonden:
            fout = True
            echo(f"✗ {gevonden}")
            continue
        fout |= not verslag.in_orde
        _toon(verslag, met_invoer=invoer is not None)
    return 1 if fout else 0


def _toon(verslag: Verslag, *, met_invoer: bool) -> None:
    is_brief = verslag.bestand.casefold().endswith(DOCUMENT)
    if verslag.in_orde and is_brief:
        echo(f"✓ {verslag.bestand} is in orde: elk van de {verslag.cellen} zinnen en rijen staat er.", vet=True)
    elif verslag.in_orde:
        formules = hoeveel(verslag.formules, "formule", "formules")
        waarmee = verslag.elders or ("de opgegeven invoer" if met_invoer else "de invoer in de werkmap")
        echo(
            f"✓ {verslag.bestand} is in orde: {formules} en {hoeveel(verslag.cellen, 'cel', 'cellen')} zijn "
            f"vergeleken met een nieuwe berekening uit {waarmee}.",
            vet=True,
        )
    else:
        echo(f"✗ {verslag.bestand} is niet meer zoals de {'brief' if is_brief else 'werkmap'} is gemaakt:", vet=True)
        for fout in verslag.fouten:
            echo(f"  {fout}")
    for melding in verslag.meldingen:
        echo(f"  Melding: {melding}")
