"""A year decided before, beside its budget: the rule of that year may tie the two less than a sum does."""

from __future__ import annotations

from typing import Final

from calc.begroting import Begroting
from schemas.geldend import Regio
from schemas.geldendeopbouw import Naaraandelen

ZONDER_SLOT: Final = ("open", "afrondingsregel")
"""Closing rules that leave rows of which nobody takes the difference; what was decided has no line Afronding."""


def uit_de_rijen(regio: Regio, begroting: Begroting, jaar: int) -> bool:
    """Whether what was decided says itself what the participants pay together: where no rule ties it to the budget.

    So it is where te verdelen follows from the rows and the budget says nothing of it, and where the organisation bears
    what a limit takes or gives.
    """
    opbouw = regio.opbouw(begroting.kostensoort, jaar)
    begroot = any(jaar in post.jaren for post in begroting.posten)
    van_de_rijen = opbouw is not None and opbouw.rest is None and not begroot
    return van_de_rijen or regio.organisatie_draagt(begroting.kostensoort, jaar)


def afgerond(regio: Regio, kostensoort: str, jaar: int) -> int:
    """How many roundings a decided amount may hold: of every part where each is rounded by itself, and once more of
    what the others carry of a limit."""
    opbouw, grenzen = regio.opbouw(kostensoort, jaar), regio.grenzen(kostensoort, jaar)
    regel = regio.sluitregel(kostensoort, jaar)
    if opbouw is None or regel not in ZONDER_SLOT:
        return 1
    delen = (len(d.delen) if isinstance(d, Naaraandelen) and not d.los else 1 for d in opbouw.onderdelen)
    draagt = grenzen is not None and grenzen.verschil == "anderen"
    return (sum(delen) if regel == "afrondingsregel" else 1) + draagt
