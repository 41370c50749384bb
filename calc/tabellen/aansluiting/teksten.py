"""Figures that the running text names: the column says which quantity of the plan is meant, the row is free.

`te_verdelen` (of a kostensoort and year), `uren: <taak, post of totaal>`, `investering`, `investering_van_zorg`,
`besparing`, `variant` (the row is its name) and `terugverdientijd`.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from calc.afronding import DECIMALEN
from calc.notatie import procent
from calc.scenario import BESPARING, ZONDER, Scenario
from calc.tabel import Soort
from calc.tabellen.aansluiting.duiding import Duiding, is_totaal
from calc.tabellen.aansluiting.grootheid import NUL, Grootheid, som
from calc.tabellen.aansluiting.plantabellen import (
    INVESTERING,
    TE_VERDELEN,
    UREN,
    besparingen,
    duid_capaciteit,
    duid_investering,
)
from calc.tabellen.aansluiting.termen import BEGROTING, Termen
from calc.tabellen.scenario import Scenariocijfers
from schemas.gegevens import Gedrukt


def duid_tekst(termen: Termen, cel: Gedrukt) -> Duiding | None:
    jaar = cel.jaar if cel.jaar is not None else termen.plan.jaar
    if cel.kolom == "te_verdelen":
        term = termen.totaal(cel.kostensoort, jaar, BEGROTING)
        if term is None:
            return None
        decimalen = DECIMALEN[termen.regio.eenheid(cel.kostensoort, jaar)]
        return Duiding(Soort.GELD, decimalen, som([(1, term)]), sleutel=(TE_VERDELEN, cel.kostensoort, str(jaar)))
    soort, _, wat = cel.kolom.partition(": ")
    if soort == UREN:
        return _uren(termen, cel, jaar, wat)
    scenario, cijfers = termen.uitkomst.scenario, termen.scenario
    return None if scenario is None or cijfers is None else _scenario(termen, scenario, cijfers, cel)


def _uren(termen: Termen, cel: Gedrukt, jaar: int, wat: str) -> Duiding | None:
    """Hours of a printed total, of a task, or of all that is booked on a post."""
    if is_totaal(wat):
        return duid_capaciteit(termen, replace(cel, tabel="capaciteit", jaar=jaar, rij=wat, kolom=UREN))
    regels = [
        r for r in termen.uitkomst.gegevens.capaciteit if r.kostensoort == cel.kostensoort and wat in (r.taak, r.post)
    ]
    uren = sum((Fraction(r.uren[jaar]) for r in regels if jaar in r.uren), NUL)
    return Duiding(Soort.UREN, 0, Grootheid(uren)) if regels else None


def _scenario(termen: Termen, scenario: Scenario, cijfers: Scenariocijfers, cel: Gedrukt) -> Duiding | None:
    if cel.kolom == "investering":
        geheel = duid_investering(termen, replace(cel, tabel="investering", rij="Totaal", kolom="extra_investering"))
        return None if geheel is None else replace(geheel, sleutel=(INVESTERING,))
    if cel.kolom == "investering_van_zorg":
        return _van_zorg(termen, scenario, cijfers)
    if cel.kolom == "besparing":
        return Duiding(Soort.GELD, 0, Grootheid(cijfers.besparing), sleutel=("besparing", BESPARING))
    if cel.kolom == "variant" and cel.rij in scenario.varianten:
        return Duiding(Soort.GELD, 0, Grootheid(besparingen(cijfers)[cel.rij]))
    if cel.kolom == "terugverdientijd" and cijfers.terugverdientijd is not None:
        return Duiding(Soort.WAARDE, 2, Grootheid(cijfers.terugverdientijd))
    return None


def _van_zorg(termen: Termen, scenario: Scenario, cijfers: Scenariocijfers) -> Duiding | None:
    """The investment as part of the care of the base year; of the whole budget it is another percentage."""
    basisjaar = termen.plan.basisjaar
    zorg, budget = (cijfers.getal(ZONDER, scenario.regel(soort), basisjaar) for soort in ("restpost", "budget"))
    if not zorg or not budget:
        return None
    totaal = cijfers.totaal
    van_zorg, van_budget = procent(totaal / zorg), procent(totaal / abs(budget), 3)
    uitleg = f"Het is {van_zorg} van de zorg en {van_budget} van het budget van {basisjaar}."
    return Duiding(Soort.AANDEEL, 2, Grootheid(totaal / zorg), uitleg=uitleg)
