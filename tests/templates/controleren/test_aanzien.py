"""The figure in the cell is right and a reader sees another one, or none: that is told. A look of one's own is free."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest
from openpyxl import Workbook
from openpyxl.formatting.rule import CellIsRule, DataBarRule, FormulaRule
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.styles.numbers import NumberFormat
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from templates.controleren.getalopmaak import misleidt
from templates.werkmap.contrast import contrast

GELD = "#,##0.00"
KLEIN = "klein-regio"
BLAD = "Meerjarig"


@pytest.mark.parametrize(
    ("formaat", "waarde", "zin"),
    [
        ('"€ 391.319,24"', 591319.24, "toont cijfers die in de opmaak staan"),
        ("[$€ 391.319,24-413]", 591319.24, "toont cijfers die in de opmaak staan"),
        (r"#,##0\\9", 591319.24, "toont cijfers die in de opmaak staan"),
        ('#,##0"0"', 12.0, "toont cijfers die in de opmaak staan"),
        (";;;", 5.0, "toont het cijfer niet"),
        (";;;", "Voorlopig", "toont de tekst niet"),
        ('"geen"', 5.0, "toont het cijfer niet"),
        ("#,##0,", 5000.0, "toont het cijfer gedeeld door duizend"),
        ("0.0,,", 5000.0, "toont het cijfer gedeeld door duizend"),
        ("0.00%", 5.0, "toont het cijfer honderd keer zo groot"),
        ("#,##0;[Red]#,##0", -5.0, "toont het minteken niet"),
        ("-#,##0", 5.0, "toont een minteken"),
        ("d mmmm yyyy", 44000.0, "toont een datum"),
        # 27.584,03 as 127.584,03, as 27.584,030 and as 5 and more.
        ("1#,##0.00", 27584.03, "toont cijfers die in de opmaak staan"),
        (r"\\1#,##0.00", 27584.03, "toont cijfers die in de opmaak staan"),
        ("#,##0.001", 27584.03, "toont cijfers die in de opmaak staan"),
        (r"#,##0.00\\0", 27584.03, "toont cijfers die in de opmaak staan"),
        ("€ 5 #,##0.00", 27584.03, "toont cijfers die in de opmaak staan"),
        ('#,##0.00" miljoen"', 5.0, "noemt een ander duizendtal dan het cijfer heeft"),
        ('0 "cent"', 5.0, "noemt een ander duizendtal dan het cijfer heeft"),
        ('"−"#,##0.00', 5.0, "toont een minteken"),
        ("€ -#,##0", 5.0, "toont een minteken"),
        ("(#,##0.00)", 5.0, "toont een minteken"),
        ("[White]#,##0", 5.0, "geeft de letters de kleur van het papier"),
    ],
)
def test_a_number_format_that_shows_another_figure(formaat: str, waarde: float | str, zin: str) -> None:
    assert misleidt(formaat.replace("\\\\", "\\"), waarde, GELD) == zin


@pytest.mark.parametrize(
    ("formaat", "waarde"),
    [
        ("General", 5.0), ("Standaard", -5.0), ("0", 591319.24), ("0.000", 5.0), ("#,##0;-#,##0", -5.0),
        ("#,##0;(#,##0)", -5.0), ("#,##0;-#,##0;", 0.0), ('#,##0;-#,##0;"–"', 0.0), ("0.00E+00", 5.0),
        ('_-€ * #,##0.00_-;-€ * #,##0.00_-;_-€ * "-"??_-;_-@_-', 5.0), ("@", "tekst"), ('#,##0 "euro"', 5.0),
        ("[$€-413] #,##0.00", 5.0), ("[>=1000]#,##0;0.00", 5.0), ("# ??/16", 5.0), ("[Red]#,##0.00", 5.0),
        ("_(* #,##0.00_);_(* (#,##0.00);_(* \"-\"??_);_(@_)", 5.0), (";;;@", "tekst"), (GELD, 5.0),
    ],
)  # fmt: skip
def test_a_number_format_of_ones_own_is_free(formaat: str, waarde: float | str) -> None:
    assert misleidt(formaat, waarde, GELD) == ""


def test_contrast_is_that_of_the_guidelines_for_the_web() -> None:
    assert contrast("FFFFFF", "000000") == pytest.approx(21)
    assert contrast("FFFFFF", "FFFFFF") == 1


def opmaak(formaat: str) -> Callable[[Workbook], None]:
    def wijzig(werkboek: Workbook) -> None:
        werkboek[BLAD]["C7"].number_format = formaat

    return wijzig


def wit(werkboek: Workbook) -> None:
    werkboek[BLAD]["C7"].font = Font(color="FFFFFFFF")


def letter(**hoe: object) -> Callable[[Workbook], None]:
    def wijzig(werkboek: Workbook) -> None:
        werkboek[BLAD]["C7"].font = Font(**hoe)  # type: ignore[arg-type]

    return wijzig


def herhaald(werkboek: Workbook) -> None:
    werkboek[BLAD]["C7"].alignment = Alignment(horizontal="fill")


def voorwaardelijk_doorgehaald(werkboek: Workbook) -> None:
    werkboek[BLAD].conditional_formatting.add("C7:C9", FormulaRule(formula=["TRUE"], font=Font(strike=True)))


def zoals_getoond(werkboek: Workbook) -> None:
    werkboek.calculation.fullPrecision = False


def vanaf_1904(werkboek: Workbook) -> None:
    werkboek.epoch = CALENDAR_MAC_1904


def zonder_nullen(werkboek: Workbook) -> None:
    werkboek[BLAD].sheet_view.showZeros = False


def formules_in_beeld(werkboek: Workbook) -> None:
    werkboek[BLAD].sheet_view.showFormulas = True


def op_eigen_kleur(werkboek: Workbook) -> None:
    werkboek[BLAD]["C7"].font = Font(color="FF112233")
    werkboek[BLAD]["C7"].fill = PatternFill("solid", start_color="FF112233")


def voorwaardelijk_wit(werkboek: Workbook) -> None:
    regel = CellIsRule(operator="greaterThan", formula=["0"], font=Font(color="FFFFFFFF"))
    werkboek[BLAD].conditional_formatting.add("C7:C9", regel)


def voorwaardelijke_cijfers(werkboek: Workbook) -> None:
    regel = FormulaRule(formula=["TRUE"])
    regel.dxf = DifferentialStyle(numFmt=NumberFormat(numFmtId=199, formatCode='"€ 1,00"'))
    werkboek[BLAD].conditional_formatting.add("C7:C9", regel)


def balk_zonder_getal(werkboek: Workbook) -> None:
    werkboek[BLAD].conditional_formatting.add(
        "C7:C9", DataBarRule("min", None, "max", None, "FF638EC6", showValue=False)
    )


def verborgen_rij(werkboek: Workbook) -> None:
    werkboek[BLAD].row_dimensions[7].hidden = True


def platte_rijen(werkboek: Workbook) -> None:
    for rij in (7, 8):
        werkboek[BLAD].row_dimensions[rij].height = 0.5


def platte_rijen_overal(werkboek: Workbook) -> None:
    """Not by row: what the sheet says of rows that say nothing themselves."""
    werkboek[BLAD].sheet_format.defaultRowHeight = 0.5
    for rij in (7, 8):
        werkboek[BLAD].row_dimensions[rij].height = None


def verborgen_kolommen(werkboek: Workbook) -> None:
    for letter in "CD":
        werkboek[BLAD].column_dimensions[letter].hidden = True


def zonder_grafiek(werkboek: Workbook) -> None:
    werkboek["Samenvatting"]._charts = []  # type: ignore[attr-defined]


def samengevoegd(werkboek: Workbook) -> None:
    """Excel itself leaves only the first; a program that writes a merge keeps what stands under it."""
    werkboek[BLAD].merged_cells.add("C7:C8")


def halve_afdruk(werkboek: Workbook) -> None:
    werkboek[BLAD].print_area = "A1:B8"


@pytest.mark.parametrize(
    ("wijzig", "zin"),
    [
        (opmaak('"€ 1,00"'), "blad Meerjarig, cel C7: de opmaak toont cijfers die in de opmaak staan: "),
        (opmaak(";;;"), "blad Meerjarig, cel C7: de opmaak toont het cijfer niet: "),
        (samengevoegd, "blad Meerjarig, cel C8: een lezer ziet niet wat er staat, onder samengevoegde C7:C8"),
        (wit, "blad Meerjarig, cel C7: de letters hebben de kleur van de cel; een lezer ziet "),
        (op_eigen_kleur, "blad Meerjarig, cel C7: de letters hebben de kleur van de cel; een lezer ziet "),
        (voorwaardelijk_wit, "blad Meerjarig, cellen C7:C9: een voorwaardelijke opmaak maakt de letters onzichtbaar"),
        (voorwaardelijke_cijfers, "blad Meerjarig, cellen C7:C9: een voorwaardelijke opmaak toont cijfers die in "),
        (balk_zonder_getal, "blad Meerjarig, cellen C7:C9: een voorwaardelijke opmaak laat het cijfer weg"),
        (letter(sz=1), "blad Meerjarig, cel C7: de letters zijn te klein om te lezen; er hoort "),
        (letter(name="Wingdings"), "blad Meerjarig, cel C7: de letters zijn tekens van Wingdings; er hoort "),
        (letter(name="Symbol"), "blad Meerjarig, cel C7: de letters zijn tekens van Symbol; er hoort "),
        (letter(strike=True), "blad Meerjarig, cel C7: de letters zijn doorgehaald; er hoort "),
        (herhaald, "blad Meerjarig, cel C7: de letters zijn zo vaak herhaald als er in de cel past; er hoort "),
        (voorwaardelijk_doorgehaald, "blad Meerjarig, cellen C7:C9: een voorwaardelijke opmaak maakt dat de letters"),
        (zoals_getoond, "de werkmap rekent met afgeronde cijfers, zoals zij op het blad staan"),
        (vanaf_1904, "de werkmap telt dagen vanaf 1904"),
        (zonder_nullen, "blad Meerjarig: een nul wordt niet getoond"),
        (formules_in_beeld, "blad Meerjarig: formules worden getoond in plaats van hun uitkomst"),
        (verborgen_rij, "blad Meerjarig: rij 7 is verborgen"),
        (platte_rijen, "blad Meerjarig: rijen 7 tot en met 8 zijn verborgen"),
        (platte_rijen_overal, "blad Meerjarig: rijen "),
        (verborgen_kolommen, "blad Meerjarig: kolommen C tot en met D zijn verborgen"),
        (zonder_grafiek, "blad Samenvatting: een grafiek is weggehaald"),
        (halve_afdruk, "blad Meerjarig: het afdrukbereik 'Meerjarig'!$A$1:$B$8 laat cellen weg, in rij "),
    ],
)
def test_what_a_reader_would_see_otherwise_is_told(
    boeken: Mapping[str, object], wijzig: Callable[[Workbook], None], zin: str
) -> None:
    boek = boeken[KLEIN]
    fouten = boek.controleer(boek.gewijzigd(wijzig)).fouten  # type: ignore[attr-defined]
    assert len(fouten) == 1, fouten
    assert fouten[0].startswith(zin)


def test_letters_of_ones_own_are_free(boeken: Mapping[str, object]) -> None:
    def wijzig(werkboek: Workbook) -> None:
        werkboek[BLAD]["C7"].font = Font(name="Comic Sans MS", sz=6, b=True, i=True, u="double", color="FFC00000")
        # Crossing out a word changes no figure.
        werkboek[BLAD]["A1"].font = Font(strike=True)

    boek = boeken[KLEIN]
    assert boek.controleer(boek.gewijzigd(wijzig)).fouten == ()  # type: ignore[attr-defined]
