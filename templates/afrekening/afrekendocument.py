"""The letter of a settlement in Word: the merge fields of a template, filled from calc.brief.afrekenbrief.

data = maak_afrekendocument(uitkomst, "GM0888")
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from calc.brief.afrekenbrief import KOLOMMEN, Afrekenbrief, Afrekenregel, maak_afrekenbrief
from calc.brief.teksten import MIN_BIJ_REST
from calc.uitkomst import Uitkomst
from templates.sjabloon.briefvelden import GEEN, hoofdvelden, lees_sjabloon
from templates.sjabloon.meegeleverd import AFREKENING, meegeleverd
from templates.sjabloon.samenvoegen import Rijen, voeg_samen

SJABLOON: Final = meegeleverd(AFREKENING)


def maak_afrekendocument(uitkomst: Uitkomst, gemeentecode: str, *, sjabloon: Path = SJABLOON) -> bytes:
    """One letter as bytes, the same for the same content.

    Args:
        gemeentecode: a participant with something to settle.
        sjabloon: the shipped template, or one that a person made in Word.
    Raises:
        Geweigerd: the template is no Word document, or holds more than text and looks.
    """
    inhoud = lees_sjabloon(sjabloon, SJABLOON)
    brief = maak_afrekenbrief(uitkomst, gemeentecode)
    return voeg_samen(inhoud, velden(brief), rijen(brief))


def velden(brief: Afrekenbrief) -> dict[str, str]:
    """The text of each field by its name; a field that does not apply is empty."""
    samen = brief.regels[-1] if len(brief.regels) > 1 else None
    return {
        **hoofdvelden(brief),
        "noot": MIN_BIJ_REST,
        "samen": samen.label if samen else "",
        **{f"samen_{k}": "" if samen is None else v for k, v in _cijfers(brief, samen or brief.regels[0]).items()},
    }


def rijen(brief: Afrekenbrief) -> Rijen:
    soorten = brief.regels[:-1] if len(brief.regels) > 1 else brief.regels
    return {"kostensoort": [{"kostensoort": regel.label, **_cijfers(brief, regel)} for regel in soorten]}


def _cijfers(brief: Afrekenbrief, regel: Afrekenregel) -> Mapping[str, str]:
    return {
        kolom: GEEN if cijfer is None else cijfer.tekst(brief.waarden)
        for kolom, cijfer in zip(KOLOMMEN, regel.cijfers, strict=True)
    }
