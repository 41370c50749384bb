"""Makes the shipped example from the published tables, in a checkout: python -m gereedschap.voorbeeld.maak"""

from __future__ import annotations

from datetime import datetime
from typing import Final

from gereedschap.voorbeeld.cijfers import BASISJAAR, JAAR, LAATSTE, SCENARIO, bladen, plan
from gereedschap.voorbeeld.gepubliceerd import gepubliceerd
from schemas.geldend import laad_regio
from schemas.invoer import Kop
from templates.voorbeelden import VOORBEELDEN
from templates.werkmap.invoerboek import Invoerboek, maak_invoerboek

DOEL: Final = VOORBEELDEN / "zuid-limburg-2021.xlsx"
MOMENT: Final = datetime(2021, 1, 1)
"""Part of the content: the same tables give the same file."""


def maak() -> bytes:
    """The example as bytes."""
    kop = Kop("zuid-limburg", JAAR, BASISJAAR, LAATSTE, SCENARIO, "voorlopig")
    inhoud = Invoerboek(plan(), bladen() | {"Gepubliceerd": gepubliceerd()}, kop)
    return maak_invoerboek(inhoud, laad_regio("zuid-limburg"), MOMENT)


if __name__ == "__main__":
    DOEL.write_bytes(maak())
