"""A plan that was made, read back: its input as it stands in the regional workbook, and the rule that was chosen."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from schemas.fouten import Gebruikersfout, VerkeerdGebruik
from schemas.gegevens import Gegevens
from schemas.geleverd.werkmap import lees_werkmap
from schemas.kernwoorden import SLUITREGELS, Sluitregel
from templates.controleren.herkomst import zoek_herkomst
from templates.controleren.terug import Afschrift, lader

PLANBOEK: Final = "*-uitvoeringsplan.xlsx"


class GeenPlan(VerkeerdGebruik):
    def __init__(self, map: Path, aantal: int) -> None:
        wat = "geen plan" if not aantal else f"{aantal} plannen"
        super().__init__(
            f"in map '{map}' staat {wat}; geef een map met één plan, of een invoer of uitvoeringsplan (.xlsx)."
        )


class GewijzigdPlan(Gebruikersfout):
    def __init__(self, bestand: str) -> None:
        super().__init__(
            f"{bestand}: op een invoerblad is iets gewijzigd sinds de werkmap is gemaakt, dus dit is niet meer het "
            "plan van toen. Geef de invoer waarmee het is gemaakt."
        )


@dataclass(frozen=True)
class Gemaakt:
    """What a plan was made of. `sluitregel`: chosen then, instead of the region's."""

    gegevens: Gegevens
    sluitregel: Sluitregel | None


def plan_in(map: Path) -> Path:
    """The regional workbook in a folder.

    Raises:
        GeenPlan: there is none, or more than one.
    """
    gevonden = sorted(pad for pad in map.glob(PLANBOEK) if not pad.name.startswith("~$"))
    if len(gevonden) != 1:
        raise GeenPlan(map, len(gevonden))
    return gevonden[0]


def gemaakt_in(map: Path, invoer: Gegevens | None) -> Gemaakt | None:
    """What the plan in a folder was made of: what was given as its input, else what its workbook holds.

    The rule that was chosen for it is known from its workbook alone.

    Raises:
        GewijzigdPlan: nothing was given, and the input in the workbook was changed.
        Gebruikersfout: nothing was given, and the workbook cannot be read.
    """
    gemaakt = None
    with suppress(GeenPlan if invoer is None else Gebruikersfout):
        gemaakt = lees_plan(plan_in(map))
    if invoer is None:
        return gemaakt
    return Gemaakt(invoer, gemaakt.sluitregel if gemaakt else None)


def lees_plan(pad: Path) -> Gemaakt | None:
    """What a regional workbook was made of; None where the file is no such workbook.

    Raises:
        GewijzigdPlan: its input was changed since.
        Gebruikersfout: it cannot be read, or its region is not known.
    """
    werkmap = lees_werkmap(pad)
    afschrift = Afschrift(werkmap)
    if "Plan" in werkmap.bladen or not afschrift.titels:
        return None
    gevonden = zoek_herkomst(werkmap, "")
    if gevonden.klopt is False:
        raise GewijzigdPlan(pad.name)
    gegevens = afschrift.gegevens(lader(werkmap, pad.parent)(afschrift.kop().regio), gevonden.herkomst)
    sluitregel = next((regel for regel in SLUITREGELS if regel == gevonden.herkomst.sluitregel), None)
    return Gemaakt(gegevens, sluitregel)
