"""Figures that the running text names: the column says which quantity of the plan is meant, the row is free.

`te_verdelen` (of a kostensoort and year), `uren: <taak, post of totaal>`, `investering`, `investering_van_zorg`,
`besparing`, `variant` (the row is its name) and `terugverdientijd`.
"""

from __future__ import annotations

from dataclasses import replace

from calc.model.tabel import TOTAAL
from calc.model.uitdrukking import Tabelnaam
from calc.notatie import procent
from calc.scenario import BESPARING, ZONDER, Scenario
from calc.tabel import Soort
from calc.tabellen.aansluiting.duiding import Duiding, is_totaal
from calc.tabellen.aansluiting.plantabellen import (
    EURO,
    INVESTERING,
    UREN,
    besparing,
    duid_capaciteit,
    duid_investering,
    duid_te_verdelen,
    duid_uren,
)
from calc.tabellen.aansluiting.termen import Termen
from calc.tabellen.scenario import TERUG
from schemas.gegevens import Gedrukt


def duid_tekst(termen: Termen, gedrukt: Gedrukt) -> Duiding | None:
    if gedrukt.kolom == "te_verdelen":
        return duid_te_verdelen(termen, gedrukt, termen.jaar_van(gedrukt))
    soort, _, wat = gedrukt.kolom.partition(": ")
    if soort == UREN and is_totaal(wat):
        # Of a printed total.
        van = replace(gedrukt, tabel="capaciteit", jaar=termen.jaar_van(gedrukt), rij=wat, kolom=UREN)
        return duid_capaciteit(termen, van)
    if soort == UREN:
        return duid_uren(termen, gedrukt, wat)
    bron = termen.uitkomst.scenario
    return None if bron is None else _scenario(termen, bron, gedrukt)


def _scenario(termen: Termen, bron: Scenario, gedrukt: Gedrukt) -> Duiding | None:
    if gedrukt.kolom == "investering":
        van = replace(gedrukt, tabel="investering", rij=TOTAAL, kolom="extra_investering")
        geheel = duid_investering(termen, van)
        return None if geheel is None else replace(geheel, sleutel=(INVESTERING,))
    if gedrukt.kolom == "investering_van_zorg":
        return _van_zorg(termen, bron)
    if gedrukt.kolom in ("besparing", "variant"):
        variant = gedrukt.kolom == "variant"
        bedrag = besparing(termen, gedrukt.rij if variant else BESPARING)
        sleutel = () if variant else ("besparing", BESPARING)
        return None if bedrag is None else Duiding(-bedrag, EURO, sleutel=sleutel)
    if gedrukt.kolom == "terugverdientijd":
        jaren = besparing(termen, TERUG)
        return None if jaren is None else Duiding(jaren, (Soort.WAARDE, 2))
    return None


def _van_zorg(termen: Termen, bron: Scenario) -> Duiding | None:
    """The investment as part of the care of the base year; of the whole budget it is another percentage."""
    jaar, naam = str(termen.plan.basisjaar), Tabelnaam("scenario")
    zorg, budget = (termen.cel(naam, f"{ZONDER}: {bron.regel(soort)}", jaar) for soort in ("restpost", "budget"))
    totaal = termen.cel(Tabelnaam("investering"), TOTAAL, "extra_investering")
    if zorg is None or budget is None or totaal is None or not termen.getal(zorg) or not termen.getal(budget):
        return None
    van_zorg, van_budget = (termen.getal(totaal) / abs(termen.getal(deel)) for deel in (zorg, budget))
    uitleg = f"Het is {procent(van_zorg)} van de zorg en {procent(van_budget, 3)} van het budget van {jaar}."
    return Duiding(totaal / zorg, (Soort.AANDEEL, 2), uitleg=uitleg)
