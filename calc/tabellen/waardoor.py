"""Waardoor: what of the change against the year before comes from the costs, and what from the share.

Where only the amount to split changed, all of it is `door_kosten`; where only the share did, `door_aandeel`. Where both
did, `door_aandeel` is the changed share of the new amount, rounded, and `door_kosten` the rest: together exactly the
difference. Of a year without a key nobody can tell them apart.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Final

from calc.model.model import Tabelsoort
from calc.model.plan import Plan
from calc.model.tabel import Kolom, Tabel
from calc.model.uitdrukking import (
    Gegeven,
    Tabelnaam,
    Uitdrukking,
    Zuiver,
    als,
    cel,
    exact,
    gelijk,
    is_leeg,
    kol,
    rond,
    som,
)
from calc.tabel import Soort
from calc.tabellen.deelnemers import deelnemertabel, met_leden
from calc.tabellen.opbouw import voor_deelnemers
from calc.tabellen.samenvatting import vorig_jaar
from calc.verklaring import verklaard

NIEMAND: Final[Mapping[str, Sequence[str]]] = {}


def waardoor(plan: Plan, naam: Tabelnaam) -> Tabel | None:
    soort, jaar = naam.kostensoort, naam.jaar
    vorig = vorig_jaar(plan, jaar)
    if vorig is None:
        return None
    geld, jaren = (Soort.GELD, plan.decimalen(soort, vorig, jaar)), (vorig, jaar)
    toen, nu = (plan.tabel("verdeling", soort, een) for een in jaren)
    kolommen = [
        Kolom("vorig", str(vorig), *geld, cel(toen, None, "bedrag")),
        Kolom("nieuw", str(jaar), *geld, cel(nu, None, "bedrag")),
        Kolom("verschil", "Verschil", *geld, som([kol("nieuw")]) - som([kol("vorig")])),
    ]
    leden = plan.voorgangers(soort, vorig, jaar)
    eigen = {"aandeel_vorig": _aandelen(plan, soort, vorig, leden), "aandeel": _aandelen(plan, soort, jaar)}
    if all(aandelen is not None for aandelen in eigen.values()):
        # A year that was decided has no shares in its table; who did not share then has none of its own either.
        besloten = {een: plan.uitkomst.verdeling.van(soort, een).vastgesteld for een in jaren}
        van_toen, van_nu = (
            None if besloten[een] else cel(tabel, None, "aandeel") for een, tabel in ((vorig, toen), (jaar, nu))
        )
        kolommen += [
            Kolom("aandeel_vorig", f"Aandeel {vorig}", Soort.AANDEEL, 2, van_toen, totaal=None),
            Kolom("aandeel", f"Aandeel {jaar}", Soort.AANDEEL, 2, van_nu, totaal=None),
            Kolom("door_aandeel", "Door het aandeel", *geld, _in_beide(_door_aandeel(plan, soort, vorig, jaar))),
            Kolom("door_kosten", "Door de kosten", *geld, _in_beide(kol("verschil") - kol("door_aandeel"))),
        ]
    op = {lid for wie in leden.values() for lid in wie}
    alle = [code for code in plan.gemeenten if any(code in plan.deelnemers(een, soort) for een in jaren)]
    wie = [code for code in alle if code not in op]
    tabel = deelnemertabel(plan, naam, f"Waardoor {soort} {vorig}–{jaar}", wie, kolommen)
    eigen["vorig"] = {code: met_leden(toen, "bedrag", leden[code]) for code in leden}
    cellen = {k: a for k, a in eigen.items() if a and k in tabel.kolom_van}
    rijen = tuple(
        replace(r, cellen={**r.cellen, **{k: a[r.sleutel] for k, a in cellen.items() if r.sleutel in a}})
        for r in tabel.rijen
    )
    return replace(tabel, rijen=rijen)


def _aandelen(
    plan: Plan, soort: str, jaar: int, leden: Mapping[str, Sequence[str]] = NIEMAND
) -> Mapping[str, Uitdrukking] | None:
    """The shares of a year that was decided, where its key is known after all; of one that was calculated only those
    of who merged since, together; nothing where the key is not known, or a limit makes
    a contribution something else than a share.
    """
    if plan.regio.grenzen(soort, jaar) is not None:
        return None
    bron = plan.uitkomst.verdeling.van(soort, jaar)
    if bron.sleutel is not None:
        return {code: met_leden(plan.tabel("verdeling", soort, jaar), "aandeel", wie) for code, wie in leden.items()}
    bekend = verklaard(plan.uitkomst, bron)
    if bekend.sleutel is None:
        return None
    aandelen = {code: bekend.regel(code).aandeel for code in bekend.deelnemers}
    for code, wie in leden.items():
        delen = [aandelen.get(een) for een in (code, *wie)]
        aandelen[code] = sum((deel for deel in delen if deel is not None), Fraction(0))
    return {
        code: Gegeven(exact(deel), f"sleutel {soort} {jaar}") for code, deel in aandelen.items() if deel is not None
    }


def _door_aandeel(plan: Plan, soort: str, vorig: int, jaar: int) -> Uitdrukking:
    oud, nieuw = (voor_deelnemers(plan, soort, een) for een in (vorig, jaar))
    anders = kol("aandeel") - kol("aandeel_vorig")
    deel = rond(nieuw * anders, plan.decimalen(soort, vorig, jaar))
    return als(gelijk(anders, 0), 0, als(gelijk(Zuiver(oud - nieuw), 0), kol("verschil"), deel))


def _in_beide(wat: Uitdrukking) -> Uitdrukking:
    """Only who takes part in both years can be told why."""
    return als(is_leeg(kol("vorig")), None, als(is_leeg(kol("nieuw")), None, wat))


WAARDOOR = Tabelsoort("waardoor", waardoor, 51, per_kostensoort=True, per_jaar=True, verdeeld=True, zichtbaar=False)
