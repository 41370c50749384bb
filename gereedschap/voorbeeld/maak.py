"""Makes the shipped examples, in a checkout: python -m gereedschap.voorbeeld.maak

That of Zuid-Limburg comes from the published tables; the figures of the others are invented.
"""

from __future__ import annotations

from datetime import datetime
from typing import Final

from gereedschap.voorbeeld.cijfers import BASISJAAR, JAAR, LAATSTE, SCENARIO, bladen, plan
from gereedschap.voorbeeld.gepubliceerd import gepubliceerd
from gereedschap.voorbeeld.verzonnen import midden_limburg, omgevingsdienst
from schemas.geldend import laad_regio
from schemas.invoer import Kop
from templates.voorbeelden import VOORBEELDEN
from templates.werkmap.invoerboek import Invoerboek, maak_invoerboek

MOMENT: Final = datetime(2021, 1, 1)
"""Part of the content: the same tables give the same file."""


def zuid_limburg() -> Invoerboek:
    """As published."""
    kop = Kop("zuid-limburg", JAAR, BASISJAAR, LAATSTE, SCENARIO, "voorlopig")
    return Invoerboek(plan(), bladen() | {"Gepubliceerd": gepubliceerd()}, kop)


MAKERS: Final = (zuid_limburg, midden_limburg, omgevingsdienst)


def maak() -> dict[str, bytes]:
    """The examples as bytes, by their name: region and year."""
    boeken = (maker() for maker in MAKERS)
    return {
        f"{boek.kop.regio}-{boek.kop.jaar}": maak_invoerboek(boek, laad_regio(boek.kop.regio), MOMENT)
        for boek in boeken
    }


if __name__ == "__main__":
    for naam, inhoud in maak().items():
        (VOORBEELDEN / f"{naam}.xlsx").write_bytes(inhoud)
