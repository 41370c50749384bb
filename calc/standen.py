"""What is said of a plan, of a year of it and of a figure: the words of schemas.standen, and when each applies."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Final

from calc.notatie import datum, opsomming
from calc.uitlegvorm import tussen_haakjes
from calc.verdeling import Deel, Jaarverdeling
from schemas.gegevens import Gegevens, Plan
from schemas.standen import CONCEPT, DEFINITIEF, OUDE_CIJFERS, RAMING, VASTGESTELD, VOORLOPIG

if TYPE_CHECKING:
    from calc.antwoord import Uitkomst

Stand = tuple[str, ...]
"""What is said of a year or a figure, in words; where nothing is, none."""
VOLGORDE: Final = (CONCEPT, VOORLOPIG, RAMING, OUDE_CIJFERS)
"""What can still change, in the order in which it is said."""
UITLEG: Final[Mapping[str, str]] = {
    CONCEPT: "Het plan is een concept: het is nog niet vastgesteld.",
    VOORLOPIG: "Het plan is voorlopig: na de jaarrekening volgt de definitieve bijdrage.",
    DEFINITIEF: "Het plan is definitief.",
}
BIJVOEGLIJK: Final[Mapping[str, str]] = {
    CONCEPT: "voorgestelde", VOORLOPIG: "voorlopige", OUDE_CIJFERS: "voorlopige", RAMING: "geraamde",
    VASTGESTELD: "vastgestelde", DEFINITIEF: "definitieve",
}  # fmt: skip


def kan_veranderen(stand: Iterable[str]) -> bool:
    """Whether what is of these words is marked: it is not final."""
    return any(woord in VOLGORDE for woord in stand)


def woorden_van_jaar(uitkomst: Uitkomst, kostensoort: str, jaar: int) -> Stand:
    """What the contributions of a year are: decided, an estimate, or of the status of the plan; and on old figures.

    Of a year before its own a plan has no status: then only what its figures are, or nothing.
    """
    bron, plan = uitkomst.verdeling.van(kostensoort, jaar), uitkomst.gegevens.plan
    if bron.vastgesteld:
        return (VASTGESTELD,)
    if jaar > plan.jaar:
        return (RAMING,)
    los = [OUDE_CIJFERS] if bron.oude_maatstaven else []
    if jaar == plan.jaar and plan.status != DEFINITIEF:
        return (plan.status, *los)
    if voorlopige_cijfers(uitkomst.gegevens, bron):
        los.insert(0, VOORLOPIG)
    return tuple(los) or ((DEFINITIEF,) if jaar == plan.jaar else ())


def samengevat(standen: Iterable[Stand]) -> Stand:
    """What is said of what is of several stands together."""
    elk = list(standen)
    alle = {woord for stand in elk for woord in stand}
    if los := tuple(woord for woord in VOLGORDE if woord in alle):
        return los
    return (" en ".join(sorted(alle)),) if alle and all(elk) else ()


def voorlopige_cijfers(gegevens: Gegevens, bron: Jaarverdeling) -> dict[str, list[str]]:
    """Per maatstaf of the key whose figure can still change, by gemeentecode in the order of the region."""
    los: dict[str, list[str]] = {}
    for waarde in gegevens.maatstaven:
        if waarde.voorlopig and bron.peiljaren.get(waarde.maatstaf) == waarde.peiljaar:
            los.setdefault(waarde.maatstaf, []).append(waarde.gemeentecode)
    return {m: [code for code in bron.deelnemers if code in codes] for m, codes in los.items()}


def woorden_van_deel(gegevens: Gegevens, bron: Jaarverdeling, deel: Deel | None) -> Stand:
    """What is not final about the figures of a part of a key."""
    if deel is None or not deel.maatstaf:
        return ()
    los = (VOORLOPIG,) if voorlopige_cijfers(gegevens, bron).get(deel.maatstaf) else ()
    return (*los, OUDE_CIJFERS) if deel.maatstaf in bron.oude_maatstaven else los


def is_afgeleid(gegevens: Gegevens, bron: Jaarverdeling, deel: Deel) -> bool:
    """Whether the figures of a part were derived, as their definition says."""
    eigen = {(d.maatstaf, d.peiljaar) for d in gegevens.definities if d.afgeleid and d.maatstaf == deel.maatstaf}
    return bool(eigen & bron.cijfers)


def _oude_cijfers(bron: Jaarverdeling) -> dict[int, dict[str, int]]:
    """By the year that is wished for the maatstaven that are older, each with the peiljaar that is taken."""
    oud: dict[int, dict[str, int]] = {}
    for maatstaf in bron.oude_maatstaven:
        # A formula may look back from there; the year that is missing is the last one.
        eerder, peiljaar = min(
            (e, p) for (naam, vast, e), p in bron.gebruikt.items() if (naam, vast) == (maatstaf, None)
        )
        oud.setdefault(bron.gewenst[maatstaf], {})[maatstaf] = peiljaar + eerder
    return oud


def zinnen_over_cijfers(gegevens: Gegevens, bron: Jaarverdeling) -> list[str]:
    """Which figures of a key are old, and which can still change; nothing where all are as they should be."""
    zinnen = []
    for gewenst, maatstaven in _oude_cijfers(bron).items():
        delen = [f"{gegevens.regio.label_deel(maatstaf)} ({peiljaar})" for maatstaf, peiljaar in maatstaven.items()]
        zinnen.append(f"Oude cijfers: {opsomming(delen)}; het cijfer over {gewenst} is er nog niet.")
    for maatstaf, codes in voorlopige_cijfers(gegevens, bron).items():
        if codes:
            namen = opsomming([gegevens.regio.gemeente(code) for code in codes])
            zinnen.append(f"Voorlopige cijfers: {gegevens.regio.label_deel(maatstaf)} van {namen}.")
    return zinnen


def statuszin(plan: Plan) -> str:
    """The status with what it means, and of a definitive plan the decision."""
    if plan.status != DEFINITIEF:
        return UITLEG[plan.status]
    return f"Het plan is definitief: {besluit_in_woorden(plan)}."


def besluit_in_woorden(plan: Plan) -> str:
    """Which decision made it definitive."""
    bij = [datum(plan.besluitdatum)] if plan.besluitdatum else []
    bij += [f"kenmerk {plan.besluitkenmerk}"] if plan.besluitkenmerk else []
    return f"{plan.besluit or 'besluit niet genoemd'}{tussen_haakjes(*bij)}"
