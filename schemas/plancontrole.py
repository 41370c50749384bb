"""What the head of a plan must hold: years in order, the right region, a decision where it is definitive."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from schemas.bladen import PLAN
from schemas.fouten import aangehaald
from schemas.geldend import Regio
from schemas.invoer import Kop, Rij
from schemas.kladblok import Kladblok

KOLOM: Final = {kolom.sleutel: kolom for kolom in PLAN.kolommen()}
JAREN: Final = ("basisjaar", "jaar", "laatste_jaar", "scenario_tot_en_met")
BESLUIT: Final = ("besluit", "besluitdatum", "besluitkenmerk")


def vul_aan(plan: Rij) -> None:
    """What need not be filled in: a plan of one year, provisional, unless it says otherwise."""
    for veld, zoals in (("basisjaar", "jaar"), ("laatste_jaar", "jaar"), ("scenario_tot_en_met", "laatste_jaar")):
        if plan.waarden.get(veld) is None and veld not in plan.stuk:
            plan.waarden[veld] = plan.waarden.get(zoals)
    if plan.waarden.get("status") is None and "status" not in plan.stuk:
        plan.waarden["status"] = "voorlopig"


def kop_van(plan: Rij) -> Kop | None:
    """The head, or None where its years are wrong."""
    jaren = {veld: plan.heel(veld) for veld in JAREN}
    gevuld = {veld: jaar for veld, jaar in jaren.items() if jaar is not None}
    if len(gevuld) < len(JAREN) or sorted(gevuld.values()) != list(gevuld.values()):
        return None
    return Kop(plan.tekst("regio"), status=plan.tekst("status"), **gevuld)


def controleer_jaren(plan: Rij, klad: Kladblok) -> None:
    """The years of a plan run from the base year, through the plan's year, to the last one and that of the scenario."""
    for eerst, dan in pairwise(JAREN):
        vroeg, laat = plan.heel(eerst), plan.heel(dan)
        if vroeg is not None and laat is not None and laat < vroeg:
            klad.rijfout(plan, dan, aangehaald(laat), f"{vroeg} of later, want {KOLOM[eerst].titel} is {vroeg}")


def controleer_plan(plan: Rij, kop: Kop, regio: Regio, klad: Kladblok) -> None:
    """The head against the region; and what a definitive plan needs."""
    if kop.regio and kop.regio != regio.naam:
        klad.rijfout(plan, "regio", aangehaald(kop.regio), f"{regio.naam}, de regio waarmee dit bestand wordt gelezen")
    if not regio.deelnemers(kop.jaar) and "jaar" in plan.plaatsen:
        klad.rijfout(plan, "jaar", f"'{kop.jaar}'; regio {regio.naam} heeft in dat jaar geen deelnemers")
    if kop.status == "definitief":
        for veld in BESLUIT:
            if plan.waarden.get(veld) is None and veld not in plan.plaatsen:
                klad.bladfout(plan.blad, f"veld '{KOLOM[veld].titel}' ontbreekt, en de status is definitief")
            elif plan.leeg(veld):
                klad.rijfout(plan, veld, "leeg", f"{KOLOM[veld].inhoud.verwacht}, want de status is definitief")
