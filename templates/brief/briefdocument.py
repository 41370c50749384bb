"""The letter of one participant in Word: the merge fields of a template, filled from calc.brief.

data = maak_briefdocument(uitkomst, "GM0888")
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from calc.brief import Brief, Cijfer, maak_brief
from calc.brief.teksten import PLUS
from calc.brief.uittreedbrief import maak_uittreedbrief, uitgetreden
from calc.uitkomst import Uitkomst
from templates.sjabloon.briefvelden import GEEN, hoofdvelden, lees_sjabloon
from templates.sjabloon.meegeleverd import BRIEF, meegeleverd
from templates.sjabloon.samenvoegen import Rijen, voeg_samen

SJABLOON: Final = meegeleverd(BRIEF)
KOSTENREGEL: Final = ("kostensoort", "te_verdelen", "aandeel", "vorig", "nieuw", "verschil")
TERMIJNREGEL: Final = ("termijn_dag", "termijn_bedrag")


def maak_briefdocument(uitkomst: Uitkomst, gemeentecode: str, *, sjabloon: Path = SJABLOON) -> bytes:
    """One letter as bytes, the same for the same content.

    Args:
        gemeentecode: a participant of the plan's year, or one that left and still pays.
        sjabloon: the shipped template, or one that a person made in Word.
    Raises:
        Geweigerd: the template is no Word document, or holds more than text and looks.
    """
    inhoud = lees_sjabloon(sjabloon, SJABLOON)
    is_weg = gemeentecode in uitgetreden(uitkomst)
    brief = (maak_uittreedbrief if is_weg else maak_brief)(uitkomst, gemeentecode)
    return voeg_samen(inhoud, velden(brief), rijen(brief))


def velden(brief: Brief) -> dict[str, str]:
    """The text of each field by its name; a field that does not apply is empty."""
    samen = brief.kosten[-1] if len(brief.kosten) > 1 else None
    waarden = {
        **hoofdvelden(brief),
        "vorig_jaar": str(brief.vorig or GEEN),
        "noot": PLUS if any(regel.verschil for regel in brief.kosten) else "",
    }
    cijfers = (None, None, None) if samen is None else (samen.vorig, samen.nieuw, samen.verschil)
    for naam, cijfer in zip(("samen_vorig", "samen_nieuw", "samen_verschil"), cijfers, strict=True):
        waarden[naam] = "" if samen is None else _tekst(brief, cijfer)
    waarden["samen"] = "" if samen is None else samen.label
    waarden["samen_te_verdelen"] = "" if samen is None else _tekst(brief, samen.te_verdelen)
    if not brief.termijnen:
        waarden |= dict.fromkeys(TERMIJNREGEL, "")
    return waarden


def rijen(brief: Brief) -> Rijen:
    """Per field that repeats its row the rows."""
    soorten = brief.kosten[:-1] if len(brief.kosten) > 1 else brief.kosten
    kosten = [
        _rij(
            KOSTENREGEL, r.label, *(_tekst(brief, c) for c in (r.te_verdelen, r.aandeel, r.vorig, r.nieuw, r.verschil))
        )
        for r in soorten
    ]
    termijnen = [_rij(TERMIJNREGEL, r.dag, r.bedrag.tekst(brief.waarden)) for r in brief.termijnen]
    return {"kostensoort": kosten, **({"termijn_dag": termijnen} if termijnen else {})}


def _rij(namen: tuple[str, ...], *teksten: str) -> Mapping[str, str]:
    return dict(zip(namen, teksten, strict=True))


def _tekst(brief: Brief, cijfer: Cijfer | None) -> str:
    return GEEN if cijfer is None else cijfer.tekst(brief.waarden)
