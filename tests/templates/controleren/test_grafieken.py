"""A chart that says something else than it did is told, by its title; its colours, size and place are free."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.shapes import GraphicalProperties

BLAD = "Samenvatting"
BEGIN = "blad Samenvatting, grafiek 'Bijdrage per gemeente in "
Tekening = Any


def grafiek_op(blad: Any) -> Tekening:
    return blad._charts[0]


def titel(tekening: Tekening) -> None:
    tekening.title.tx.rich.p[0].r[0].t = "Bijdrage per gemeente in 2019"


def zonder_titel(tekening: Tekening) -> None:
    tekening.title = None


def andere_cellen(tekening: Tekening) -> None:
    reeks = tekening.series[0].val.numRef
    reeks.f = reeks.f.replace("$", "").replace("!", "!$A$1:")[: reeks.f.index("!") + 1] + "$A$1:$A$4"


def andere_namen(tekening: Tekening) -> None:
    namen = tekening.series[0].cat.strRef
    namen.f = namen.f.rpartition("!")[0] + "!$A$1:$A$4"


def ander_cijfer(tekening: Tekening) -> None:
    tekening.series[0].val.numRef.numCache.pt[0].v = "1"


def andere_naam(tekening: Tekening) -> None:
    tekening.series[0].cat.strRef.strCache.pt[0].v = "Iemand anders"


def getypte_naam(tekening: Tekening) -> None:
    tekening.series[0].tx.strRef.strCache.pt[0].v = "voorlopig"


def reeks_weg(tekening: Tekening) -> None:
    tekening.series = tekening.series[:-1]


def vanaf(tekening: Tekening) -> None:
    tekening.y_axis.scaling.min = 100000


def tot(tekening: Tekening) -> None:
    tekening.y_axis.scaling.max = 1


def zonder_begin(tekening: Tekening) -> None:
    tekening.y_axis.scaling.min = None


def andersom(tekening: Tekening) -> None:
    tekening.y_axis.scaling.orientation = "maxMin"


def namen_andersom(tekening: Tekening) -> None:
    tekening.x_axis.scaling.orientation = "minMax"


def logaritmisch(tekening: Tekening) -> None:
    tekening.y_axis.scaling.logBase = 10


def schaal_weg(tekening: Tekening) -> None:
    tekening.y_axis.delete = True


def andere_eenheid(tekening: Tekening) -> None:
    tekening.y_axis.title.tx.rich.p[0].r[0].t = "euro x 1.000"


def duizendtallen(tekening: Tekening) -> None:
    tekening.y_axis.number_format = "#,##0,"


def vaste_labels(tekening: Tekening) -> None:
    tekening.series[0].dLbls = DataLabelList(numFmt='"€ 1,00"', showVal=True)


@pytest.mark.parametrize(
    ("wijzig", "zin"),
    [
        (titel, "de titel is nu 'Bijdrage per gemeente in 2019'"),
        (zonder_titel, "de titel is weg"),
        (andere_cellen, "de cijfers van reeks "),
        (andere_namen, "de namen van reeks "),
        (ander_cijfer, "toont een andere uitkomst dan bij de juiste cijfers hoort: de cijfers van reeks "),
        (andere_naam, "de namen van reeks "),
        (getypte_naam, "de naam van reeks "),
        (reeks_weg, "er staan "),
        (vanaf, "de schaal begint bij 100000"),
        (tot, "de schaal eindigt bij 1"),
        (zonder_begin, "de schaal begint bij een eigen keuze van het programma"),
        (andersom, "de schaal loopt andersom"),
        (namen_andersom, "de as met namen loopt andersom"),
        (logaritmisch, "de schaal is logaritmisch, met grondtal 10"),
        (schaal_weg, "de schaal is verborgen"),
        (andere_eenheid, "bij de schaal staat 'euro x 1.000'; verwacht: euro"),
        (duizendtallen, "de opmaak van de schaal toont het cijfer gedeeld door duizend"),
        (vaste_labels, "de opmaak van de cijfers bij "),
    ],
)
def test_a_chart_that_says_something_else_is_told(
    boeken: Mapping[str, Any], wijzig: Callable[[Tekening], None], zin: str
) -> None:
    boek = boeken["klein-regio"]
    fouten = boek.controleer(boek.gewijzigd(lambda werkboek: wijzig(grafiek_op(werkboek[BLAD])))).fouten
    assert len(fouten) == 1, fouten
    assert fouten[0].startswith(BEGIN)
    assert fouten[0].partition("': ")[2].startswith(zin), fouten


def test_a_look_of_ones_own_is_free(boeken: Mapping[str, Any]) -> None:
    def wijzig(werkboek: Workbook) -> None:
        blad: Any = werkboek[BLAD]
        tekening = blad._charts[0]
        for reeks in tekening.series:
            reeks.spPr = GraphicalProperties(solidFill="C00000")
            reeks.dLbls = None
        tekening.legend = None
        tekening.gapWidth = 200
        tekening.y_axis.number_format = "0.00"
        tekening.anchor._from.row += 3
        blad.add_chart(type(tekening)(), "Z90")

    boek = boeken["klein-regio"]
    assert boek.controleer(boek.gewijzigd(wijzig)).fouten == ()
