"""A year decided before, explained: where its key and figures are known and give the amounts that were decided.

The decided amounts stay what they are; the key only says where they come from, so that a change can be told apart in
costs and key. Where it gives one amount otherwise, it explains none of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from calc.antwoord import Uitkomst
from calc.verdeling import Jaarverdeling
from schemas.fouten import Gebruikersfout


def verklaard(uitkomst: Uitkomst, bron: Jaarverdeling) -> Jaarverdeling:
    """The same year with the key that explains it, or as it is where none does."""
    return uitkomst.bewaar(_verklaringen).get((bron.kostensoort, bron.jaar), bron) if bron.vastgesteld else bron


def _verklaringen(uitkomst: Uitkomst) -> Mapping[tuple[str, int], Jaarverdeling]:
    jaren = ((bron, _herrekend(uitkomst, bron)) for bron in uitkomst.verdeling.jaren if bron.vastgesteld)
    return {
        (bron.kostensoort, bron.jaar): nu
        for bron, nu in jaren
        if nu is not None and not nu.vastgesteld and dict(nu.bedragen) == dict(bron.bedragen)
    }


def _herrekend(uitkomst: Uitkomst, bron: Jaarverdeling) -> Jaarverdeling | None:
    """As if it had not been decided; nothing where that cannot be calculated."""
    gegevens, (soort, jaar) = uitkomst.gegevens, (bron.kostensoort, bron.jaar)
    plan = replace(gegevens.plan, basisjaar=jaar, jaar=jaar, laatste_jaar=jaar, scenario_tot_en_met=jaar)
    rest = tuple(vast for vast in gegevens.vastgesteld if (vast.kostensoort, vast.jaar) != (soort, jaar))
    if uitkomst.herreken is None:
        return None
    try:
        nu = uitkomst.herreken(replace(gegevens, plan=plan, vastgesteld=rest, scenario=()), uitkomst.sluitregel)
    except Gebruikersfout:
        return None
    return nu.verdeling.van(soort, jaar)
