"""What every workbook of a plan shares: the words of its texts, its input sheets, and the calculation from input
to contribution.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from calc.uitkomst import Uitkomst
from templates.plan.invoerbladen import vul_invoerbladen
from templates.plan.invoerplaatsen import Invoerplaatsen
from templates.plan.modeltabellen import plaats_modeltabellen, schrijf_modeltabellen
from templates.plan.rekenblad import plaats_rekenbladen
from templates.werkmap.boek import Boek
from templates.werkmap.modelblad import Modelbladen


@dataclass(frozen=True)
class Rekenwerk:
    """Where the calculation stands in a workbook."""

    invoer: Invoerplaatsen
    model: Modelbladen


def vul_rekenwerk(boek: Boek, uitkomst: Uitkomst) -> Rekenwerk:
    """Fill the input sheets, a Rekenblad per kostensoort and the sheets of the declared tables.

    The template must have `Invoer ...` and `Rekenblad`, of which a copy is made per kostensoort.
    """
    regio = uitkomst.gegevens.regio
    invoer = vul_invoerbladen(boek, uitkomst)
    model = plaats_modeltabellen(boek, uitkomst, invoer)
    plaats_rekenbladen(boek, uitkomst, model, invoer, regio.kostensoorten)
    schrijf_modeltabellen(uitkomst, model)
    return Rekenwerk(invoer, model)


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
