"""Who decided what, and when: the trail of a plan and its versions, and the days of its cycle, in sentences."""

from __future__ import annotations

from collections.abc import Iterator

from calc.antwoord import Uitkomst
from calc.notatie import datum, opsomming
from schemas.gegevens import Besluit
from schemas.geldend import in_jaar
from schemas.kalender import kalender


def besluitregels(uitkomst: Uitkomst) -> list[tuple[str, str]]:
    """What, and the sentence about it; nothing where the input and the region file say nothing."""
    gegevens = uitkomst.gegevens
    regels = [
        (datum(besluit.datum), f"{besluit.orgaan}: {besluit.wat.rstrip('.')}{_staart(besluit)}.")
        for besluit in sorted(gegevens.besluiten, key=lambda een: een.datum)
    ]
    regels += _organen(uitkomst)
    return regels + [
        (f"{'Vóór' if dag.voor else 'Op'} {datum(dag.datum)}", f"{dag.wat}. Bron: {dag.bron}.")
        for dag in kalender(gegevens.regio, gegevens.plan.jaar)
    ]


def kenmerk(uitkomst: Uitkomst) -> str:
    """That of the plan, else of the last decision that has one."""
    gegevens = uitkomst.gegevens
    genummerd = [besluit for besluit in gegevens.besluiten if besluit.kenmerk]
    laatste = max(genummerd, key=lambda besluit: besluit.datum, default=None)
    return gegevens.plan.besluitkenmerk or (laatste.kenmerk if laatste else "")


def _staart(besluit: Besluit) -> str:
    delen = [f"{wat} {waarde}" for wat, waarde in (("versie", besluit.versie), ("kenmerk", besluit.kenmerk)) if waarde]
    return f" ({', '.join(delen)})" if delen else ""


def _organen(uitkomst: Uitkomst) -> Iterator[tuple[str, str]]:
    """In what order it goes past whom, and whose turn has not come; only of a plan that keeps a trail."""
    gegevens = uitkomst.gegevens
    wie = in_jaar(gegevens.regio.bestand.besluitvorming, gegevens.plan.jaar)
    if wie is None:
        return
    yield "Wie besluit", f"In deze volgorde: {opsomming(list(wie.organen))}. Bron: {wie.bron}."
    gehad = {besluit.orgaan for besluit in gegevens.besluiten}
    nog = [orgaan for orgaan in wie.organen if orgaan not in gehad]
    if gehad and nog:
        yield "Nog geen besluit", f"{opsomming(nog)}."
