"""What is said of the sheets of the templates: what they are about, and which are there to be looked up."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from schemas.bladen import VORM
from schemas.planbladen import INVOER, KOSTENBLAD, REKENBLAD, SLEUTELBLAD, VERDELING, invoerblad
from templates.werkmap.blad import Bladsoort

OPGEZOCHT: Final = Bladsoort(bijlage=True)
INGEVOERD: Final = Bladsoort(bijlage=True, reeks=INVOER.strip())
REKENEND: Final = Bladsoort(bijlage=True, reeks=REKENBLAD)
REKENING: Final[Mapping[str, Bladsoort]] = {
    REKENBLAD: REKENEND,
    SLEUTELBLAD: INGEVOERD,
    **{invoerblad(naam): INGEVOERD for naam in VORM},
}
"""The sheets of the calculation, in the workbook of the region and in that of a participant."""
PLAN: Final[Mapping[str, Bladsoort]] = {
    **REKENING,
    VERDELING: Bladsoort("van maatstaf naar bijdrage", reeks=VERDELING),
    "Grafiekgegevens": OPGEZOCHT,
    "Controles": Bladsoort("sluit alles?"),
    "Aansluiting": Bladsoort("naast de gepubliceerde cijfers"),
    "Verantwoording": Bladsoort("regels, aannames en bronnen"),
}
"""Of the region's workbook; of a sheet with declared tables these say it."""
GEMEENTE: Final[Mapping[str, Bladsoort]] = {**REKENING, KOSTENBLAD: INGEVOERD}
