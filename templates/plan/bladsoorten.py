"""What is said of the sheets of the templates: what they are about, and which are there to be looked up."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from schemas.bladen import VORM
from schemas.planbladen import KOSTENBLAD, REKENBLAD, SLEUTELBLAD, VERDELING, Planblad, invoerblad
from templates.werkmap.blad import Bladsoort

OPGEZOCHT: Final = Bladsoort(bijlage=True)
REKENING: Final[Mapping[str, Bladsoort]] = dict.fromkeys(
    (REKENBLAD, SLEUTELBLAD, KOSTENBLAD, *map(invoerblad, VORM)), OPGEZOCHT
)
"""The sheets of the calculation, in the workbook of the region and in that of a participant."""
GRAFIEKBLAD: Final[Planblad] = "Grafiekgegevens"
CONTROLEBLAD: Final[Planblad] = "Controles"
AANSLUITBLAD: Final[Planblad] = "Aansluiting"
VERANTWOORDBLAD: Final[Planblad] = "Verantwoording"
PLAN: Final[Mapping[str, Bladsoort]] = {
    **REKENING,
    VERDELING: Bladsoort("van maatstaf naar bijdrage"),
    GRAFIEKBLAD: OPGEZOCHT,
    CONTROLEBLAD: Bladsoort("sluit alles?"),
    AANSLUITBLAD: Bladsoort("naast de gepubliceerde cijfers"),
    VERANTWOORDBLAD: Bladsoort("regels, aannames en bronnen"),
}
"""Of the region's workbook; of a sheet with declared tables these say it."""
