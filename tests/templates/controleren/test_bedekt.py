"""A text of which a part shows otherwise, and what is laid over cells or a chart: the reader sees another figure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from copy import deepcopy
from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.drawing.image import Image
from PIL import Image as Beeld

from schemas.ooxml.pakket import Pakket
from schemas.ooxml.xml import ontleed

KLEIN = "klein-regio"
BLAD = "Meerjarig"
SAMENVATTING = "Samenvatting"


def te_verdelen(werkboek: Workbook) -> Any:
    """The line below the table, in which a figure stands."""
    return next(cel for rij in werkboek[BLAD].iter_rows() for cel in rij if str(cel.value).startswith("Te verdelen: "))


def stuk(welk: str, **hoe: Any) -> Callable[[Workbook], None]:
    """Give a part of the line a look of its own."""

    def wijzig(werkboek: Workbook) -> None:
        cel = te_verdelen(werkboek)
        voor, midden, na = cel.value.partition(welk)
        cel.value = CellRichText(voor, TextBlock(InlineFont(**hoe), midden), na)

    return wijzig


@pytest.mark.parametrize(
    ("wijzig", "zin"),
    [
        (stuk("0", color="FFFFFFFF"), "een lezer ziet '0' niet; er hoort 'Te verdelen: "),
        (stuk("€", sz=1), "de letters van '€' zijn te klein om te lezen; er hoort "),
        (stuk("0", strike=True), "de letters van '0' zijn doorgehaald; er hoort "),
        (stuk("0", rFont="Wingdings"), "de letters van '0' zijn tekens van Wingdings; er hoort "),
        (stuk("0", vertAlign="superscript"), "de letters van '0' staan hoger of lager dan de rest; er hoort "),
    ],
)
def test_a_part_of_a_text_that_shows_otherwise_is_told(
    boeken: Mapping[str, Any], wijzig: Callable[[Workbook], None], zin: str
) -> None:
    boek = boeken[KLEIN]
    fouten = boek.controleer(boek.gewijzigd(wijzig)).fouten
    assert len(fouten) == 1, fouten
    assert fouten[0].partition(": ")[2].startswith(zin), fouten


@pytest.mark.parametrize("wijzig", [stuk("€", b=True, color="FFC00000", sz=8), stuk("verdelen", strike=True)])
def test_a_part_of_a_text_may_have_a_look_of_its_own(
    boeken: Mapping[str, Any], wijzig: Callable[[Workbook], None]
) -> None:
    boek = boeken[KLEIN]
    assert boek.controleer(boek.gewijzigd(wijzig)).fouten == ()


def afbeelding(blad: str, cel: str) -> Callable[[Workbook], None]:
    def wijzig(werkboek: Workbook) -> None:
        inhoud = BytesIO()
        Beeld.new("RGB", (90, 30), "white").save(inhoud, "PNG")
        werkboek[blad].add_image(Image(inhoud), cel)

    return wijzig


def grafiek_over_tabel(werkboek: Workbook) -> None:
    blad: Any = werkboek[SAMENVATTING]
    blad._charts[0].anchor._from.row = 4


def grafiek_over_grafiek(werkboek: Workbook) -> None:
    blad: Any = werkboek[SAMENVATTING]
    blad.add_chart(deepcopy(blad._charts[0]))
    blad._charts[-1].anchor._from.row += 2


@pytest.mark.parametrize(
    ("wijzig", "zin"),
    [
        (afbeelding(BLAD, "C7"), "blad Meerjarig: een afbeelding ligt over C7:C8; een lezer ziet niet wat daar "),
        (grafiek_over_tabel, "blad Samenvatting: een grafiek ligt over "),
        (grafiek_over_grafiek, "blad Samenvatting: een grafiek ligt over grafiek 'Bijdrage per gemeente in "),
    ],
)
def test_what_is_laid_over_figures_is_told(
    boeken: Mapping[str, Any], wijzig: Callable[[Workbook], None], zin: str
) -> None:
    boek = boeken[KLEIN]
    fouten = boek.controleer(boek.gewijzigd(wijzig)).fouten
    assert len(fouten) == 1, fouten
    assert fouten[0].startswith(zin), fouten


def test_a_picture_beside_the_figures_is_free(boeken: Mapping[str, Any]) -> None:
    boek = boeken[KLEIN]
    assert boek.controleer(boek.gewijzigd(afbeelding(BLAD, "Z3"))).fouten == ()


VULLING = '<a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill>'
WOORDEN = "<xdr:txBody><a:bodyPr/><a:p><a:r><a:t>€ 1</a:t></a:r></a:p></xdr:txBody>"
VORM = (
    '<xdr:twoCellAnchor xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing">'
    "<xdr:from><xdr:col>1</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>{boven}</xdr:row><xdr:rowOff>0</xdr:rowOff>"
    "</xdr:from><xdr:to><xdr:col>2</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>{onder}</xdr:row>"
    "<xdr:rowOff>0</xdr:rowOff></xdr:to>"
    '<xdr:sp><xdr:nvSpPr><xdr:cNvPr id="9" name="V"/><xdr:cNvSpPr/></xdr:nvSpPr>'
    "<xdr:spPr>{vulling}</xdr:spPr>{woorden}</xdr:sp><xdr:clientData/></xdr:twoCellAnchor>"
)


def met_vorm(boek: Any, vulling: str, woorden: str, boven: int, onder: int, *, nieuw: bool) -> bytes:
    """The workbook with a shape over column B of the summary, as Excel writes it."""
    pakket = Pakket(boek.inhoud)
    blad = next(regel.deel for regel in pakket.bladen if regel.naam == SAMENVATTING)
    vorm = VORM.format(boven=boven, onder=onder, vulling=vulling, woorden=woorden).encode()
    # A thing of a newer kind stands beside what an older program shows for it.
    keuze = (
        b'<m:AlternateContent xmlns:m="urn:m"><m:Choice>%s</m:Choice><m:Fallback>%s</m:Fallback></m:AlternateContent>'
    )
    pakket.wijzig(pakket.van_soort(blad, "drawing")).append(ontleed(keuze % (vorm, vorm) if nieuw else vorm, "vorm"))
    return pakket.bewaar()


OVER_GRAFIEK = "blad Samenvatting: een vorm ligt over grafiek 'Bijdrage per gemeente in "
OVER_CELLEN = "blad Samenvatting: een vorm ligt over B"


@pytest.mark.parametrize("nieuw", [False, True])
@pytest.mark.parametrize(
    ("vulling", "woorden", "rijen", "zin"),
    [
        (VULLING, "", (4, 7), OVER_CELLEN),
        (VULLING, "", (28, 30), OVER_GRAFIEK),
        # Without a filling only what is written on it hides.
        ("<a:noFill/>", WOORDEN, (4, 7), OVER_CELLEN),
        ("<a:noFill/>", "", (4, 7), ""),
        ("<a:noFill/>", "", (28, 30), ""),
    ],
)
def test_a_shape_that_hides_something_is_told(
    boeken: Mapping[str, Any], vulling: str, woorden: str, rijen: tuple[int, int], zin: str, *, nieuw: bool
) -> None:
    boek = boeken[KLEIN]
    fouten = boek.controleer(met_vorm(boek, vulling, woorden, *rijen, nieuw=nieuw)).fouten
    assert len(fouten) == bool(zin), fouten
    assert not zin or fouten[0].startswith(zin), fouten


VAK = (
    '<xml xmlns:x="urn:schemas-microsoft-com:office:excel"><br><x:ClientData ObjectType="{soort}">{zichtbaar}'
    "<x:Anchor>1, 0, 4, 0, 2, 0, 7, 0</x:Anchor></x:ClientData></xml>"
)


@pytest.mark.parametrize(
    ("soort", "zichtbaar", "zin"),
    [
        ("Note", "<x:Visible/>", "blad Samenvatting: een notitie ligt over B"),
        ("Label", "", "blad Samenvatting: een knop of keuzevak ligt over B"),
        # It shows only while one points at its cell.
        ("Note", "", ""),
    ],
)
def test_a_note_that_is_shown_and_a_control_over_figures_are_told(
    boeken: Mapping[str, Any], soort: str, zichtbaar: str, zin: str
) -> None:
    boek, deel = boeken[KLEIN], "xl/drawings/vakken.vml"
    pakket = Pakket(boek.inhoud)
    pakket.zet(deel, VAK.format(soort=soort, zichtbaar=zichtbaar).encode())
    pakket.relateer(next(regel.deel for regel in pakket.bladen if regel.naam == SAMENVATTING), "vmlDrawing", deel)
    fouten = boek.controleer(pakket.bewaar()).fouten
    assert len(fouten) == bool(zin), fouten
    assert not zin or fouten[0].startswith(zin), fouten
