"""What every workbook of a plan shares: the words of its texts, its input sheets, and the calculation from input
to contribution.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from calc.uitkomst import Uitkomst
from templates.plan.begrotingblad import vul_begroting
from templates.plan.invoerbladen import Invoerplaatsen, vul_invoerbladen
from templates.plan.rekenblad import Rekenblok, vul_rekenblad
from templates.plan.urenblad import Urenplaatsen, vul_uren
from templates.plan.verdelingbladen import Bijdragen, bijdragen, meld_plaatsen
from templates.werkmap.boek import Boek


@dataclass(frozen=True)
class Rekenwerk:
    """Where the calculation stands in a workbook."""

    invoer: Invoerplaatsen
    uren: Urenplaatsen
    te_verdelen: dict[tuple[str, int], str]
    """Per kostensoort and year the cell with the amount to split."""
    blokken: dict[str, dict[int, Rekenblok]]
    """Per kostensoort and year the block on its Rekenblad; a year decided before has none."""
    bijdragen: dict[tuple[str, int], Bijdragen]
    """Per kostensoort and year where the contributions stand."""


def vul_rekenwerk(boek: Boek, uitkomst: Uitkomst, invoerbladen: Collection[str] | None = None) -> Rekenwerk:
    """Fill the input sheets, Rekenblad uren, Begroting and a Rekenblad per kostensoort.

    The template must have those sheets: `Invoer ...`, `Rekenblad uren`, `Begroting` and `Rekenblad`, of which a
    copy is made per kostensoort. Every figure is registered in `boek.plaatsen`.

    Args:
        invoerbladen: only these input sheets, by their names in the input workbook; all where None.
    """
    regio = uitkomst.gegevens.regio
    invoer = vul_invoerbladen(boek, uitkomst, None if invoerbladen is None else sorted(invoerbladen))
    uren = vul_uren(boek.blad("Rekenblad uren"), uitkomst, invoer, boek.anker("tabel_uren")[0])
    begroting = boek.blad("Begroting")
    te_verdelen = vul_begroting(boek, begroting, uitkomst, invoer, uren, boek.anker("tabel_begroting")[0])
    rij = boek.anker("tabel_rekenblad")[0]
    blokken: dict[str, dict[int, Rekenblok]] = {}
    rekenbladen = boek.kopieer("Rekenblad", [f"Rekenblad {soort}" for soort in regio.kostensoorten])
    for blad, soort in zip(rekenbladen, regio.kostensoorten, strict=True):
        boek.vul_teksten({"kostensoort": soort}, blad.ws.title)
        refs = {jaar: te_verdelen[soort, jaar] for jaar in uitkomst.gegevens.plan.jaren}
        blokken[soort] = vul_rekenblad(blad, uitkomst, soort, invoer, refs, rij)
        for blok in blokken[soort].values():
            meld_plaatsen(boek, blok)
    return Rekenwerk(invoer, uren, te_verdelen, blokken, bijdragen(uitkomst, invoer, blokken))


def woorden(uitkomst: Uitkomst) -> dict[str, str]:
    """The words between braces that a template may use in any text, header or footer."""
    plan = uitkomst.gegevens.plan
    return {
        "titel": plan.titel,
        "regio": uitkomst.gegevens.regio.label,
        "jaar": str(plan.jaar),
        "vorig_jaar": str(plan.jaar - 1),
        "basisjaar": str(plan.basisjaar),
        "laatste_jaar": str(plan.laatste_jaar),
        "scenario_tot": str(plan.scenario_tot_en_met),
        "status": plan.status,
    }


def moment(uitkomst: Uitkomst) -> datetime:
    """The date in the file properties: of the decision, else the first day of the plan's year. Never the clock."""
    plan = uitkomst.gegevens.plan
    dag = plan.besluitdatum
    return datetime(dag.year, dag.month, dag.day) if dag is not None else datetime(plan.jaar, 1, 1)
