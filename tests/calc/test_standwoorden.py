"""The words for what is not final, over every combination of status, stand of a figure, its age, and the year."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from types import SimpleNamespace
from typing import Any, cast

import pytest

from calc.antwoord import Uitkomst
from calc.standen import kan_veranderen, samengevat, woorden_van_jaar
from schemas.standen import STANDEN, STATUSSEN

# Status of the plan, stand of the figures, their age -> what is said of its own year.
EIGEN_JAAR = {
    ("concept", "definitief", "zoals gevraagd"): "concept",
    ("concept", "definitief", "ouder"): "concept, oude cijfers",
    ("concept", "voorlopig", "zoals gevraagd"): "concept",
    ("concept", "voorlopig", "ouder"): "concept, oude cijfers",
    ("voorlopig", "definitief", "zoals gevraagd"): "voorlopig",
    ("voorlopig", "definitief", "ouder"): "voorlopig, oude cijfers",
    ("voorlopig", "voorlopig", "zoals gevraagd"): "voorlopig",
    ("voorlopig", "voorlopig", "ouder"): "voorlopig, oude cijfers",
    # The doors refuse the last three; were one to forget, the year is still not called definitive.
    ("definitief", "definitief", "zoals gevraagd"): "definitief",
    ("definitief", "definitief", "ouder"): "oude cijfers",
    ("definitief", "voorlopig", "zoals gevraagd"): "voorlopig",
    ("definitief", "voorlopig", "ouder"): "voorlopig, oude cijfers",
}
# Of a year before its own a plan has no status: only what its figures are.
EERDER = {
    ("definitief", "zoals gevraagd"): "",
    ("definitief", "ouder"): "oude cijfers",
    ("voorlopig", "zoals gevraagd"): "voorlopig",
    ("voorlopig", "ouder"): "voorlopig, oude cijfers",
}
JAREN = ("besloten", "eerder", "eigen", "later")
LEEFTIJDEN = ("zoals gevraagd", "ouder")


@pytest.mark.parametrize(("jaar", "status", "stand", "leeftijd"), list(product(JAREN, STATUSSEN, STANDEN, LEEFTIJDEN)))
def test_what_is_said_of_a_year(uitkomst: Uitkomst, jaar: str, status: str, stand: str, leeftijd: str) -> None:
    eigen = uitkomst.gegevens.plan.jaar
    welk = {"eerder": eigen - 1, "later": eigen + 1}.get(jaar, eigen)
    echt = uitkomst.verdeling.van("inkoop", eigen)
    bron = SimpleNamespace(
        vastgesteld=jaar == "besloten",
        oude_maatstaven=("jongeren",) if leeftijd == "ouder" else (),
        peiljaren=echt.peiljaren,
        deelnemers=echt.deelnemers,
    )
    gegevens = replace(
        uitkomst.gegevens,
        plan=replace(uitkomst.gegevens.plan, status=cast(Any, status)),
        maatstaven=tuple(replace(een, voorlopig=stand == "voorlopig") for een in uitkomst.gegevens.maatstaven),
    )
    van = SimpleNamespace(gegevens=gegevens, verdeling=SimpleNamespace(van=lambda *_: bron))
    woorden = woorden_van_jaar(cast(Uitkomst, van), "inkoop", welk)
    gezegd = ", ".join(woorden)
    verwacht = {"besloten": "vastgesteld", "later": "raming"}.get(jaar)
    if verwacht is None:
        verwacht = EIGEN_JAAR[status, stand, leeftijd] if jaar == "eigen" else EERDER[stand, leeftijd]
    assert gezegd == verwacht
    assert kan_veranderen(woorden) is (gezegd not in ("", "vastgesteld", "definitief"))


@pytest.mark.parametrize(
    ("standen", "samen"),
    [
        ([("definitief",), ("definitief",)], "definitief"),
        ([("vastgesteld",), ("definitief",)], "definitief en vastgesteld"),
        ([("vastgesteld",), ("raming",)], "raming"),
        ([("concept", "oude cijfers"), ("raming",)], "concept, raming, oude cijfers"),
        ([(), ("definitief",)], ""),
        ([(), ("voorlopig",)], "voorlopig"),
        ([], ""),
    ],
)
def test_of_several_together_what_can_change_is_said_in_one_order(standen: list[tuple[str, ...]], samen: str) -> None:
    assert ", ".join(samengevat(standen)) == samen
