"""Who shares and which figures count changes over the years; what is said of it is of the year it is about."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from kleinplan import REGIO, cijfers, klein_plan, post

from calc.model.uitdrukking import Celnaam, Tabelnaam
from calc.standen import zinnen_over_cijfers
from calc.tabellen import waarden_van
from calc.uitkomst import Uitkomst, bereken
from schemas.gegevens import Vastgesteld
from schemas.plaats import Vindplaats
from templates.gemeente.gemeenteboek import maak_gemeenteboek

JAAR = 2021


def test_a_change_is_explained_where_somebody_left_in_a_year_that_was_decided() -> None:
    """90 over three is 30 each; 100 over two was decided: of 20 more 17 is the share, and who left has no reason."""
    regio = REGIO.replace("naam: Oosterhorst, van: 2010", "naam: Oosterhorst, van: 2010, tot_en_met: 2020")
    besloten = tuple(
        Vastgesteld("bureau", code, JAAR, Decimal(50), "Besluit", Vindplaats.in_cel("Vastgesteld", 5, 4))
        for code in ("GM9001", "GM9002")
    )
    begroting = [post("Kosten", {2020: "90", JAAR: "100"})]
    uitkomst = bereken(klein_plan((2020, JAAR), begroting, regiotekst=regio, vastgesteld=besloten))
    waarden, tabel = waarden_van(uitkomst), Tabelnaam("waardoor", "bureau", JAAR)
    gevonden = {
        code: [waarden[Celnaam(tabel, code, kolom)] for kolom in ("aandeel", "door_aandeel", "door_kosten")]
        for code in ("GM9001", "GM9003")
    }
    assert gevonden == {"GM9001": [Fraction(1, 2), 17, 3], "GM9003": [None, None, None]}
    assert maak_gemeenteboek(uitkomst, "GM9001", versie="test")


MATEN = """
maatstaven:
  klanten: {label: Klanten, definitie: Zo, eenheid: {2010: {waarde: aantal, bron: Zo}}, ACHTERSTAND}
  druk: {label: Drukte, formule: {2010: {waarde: "FORMULE", bron: Zo}}}
"""


def _met(achterstand: str, formule: str, peiljaren: dict[int, str]) -> Uitkomst:
    maten = MATEN.replace(", ACHTERSTAND", achterstand).replace("FORMULE", formule)
    regio = REGIO.replace("maatstaven: {}\n", maten).replace("delen: {rato: 100}", "delen: {druk: 100}")
    waarden = [w for j, n in peiljaren.items() for w in cijfers("klanten", j, dict.fromkeys(CODES, n))]
    begroting = [post("Kosten", {JAAR: "90"})]
    return bereken(klein_plan((JAAR, JAAR), begroting, regiotekst=regio, maatstaven=tuple(waarden)))


CODES = ("GM9001", "GM9002", "GM9003")


@pytest.mark.parametrize(
    ("achterstand", "formule", "peiljaren", "zin"),
    [
        ("", "klanten", {2019: "5"}, "Oude cijfers: Klanten (2019); het cijfer over 2020 is er nog niet."),
        (
            ", achterstand: {2010: {waarde: 0, bron: Zo}}", "klanten", {2020: "5"},
            "Oude cijfers: Klanten (2020); het cijfer over 2021 is er nog niet.",
        ),
        (
            ", achterstand: {2010: {waarde: 2, bron: Zo}}", "klanten", {2018: "5", 2020: "7"},
            "Oude cijfers: Klanten (2018); het cijfer over 2019 is er nog niet.",
        ),
        (
            "", "vorig(klanten, 1)", {2018: "5", 2019: "7"},
            "Oude cijfers: Klanten (2019); het cijfer over 2020 is er nog niet.",
        ),
    ],
)  # fmt: skip
def test_of_old_figures_it_is_said_which_year_is_missing(achterstand, formule, peiljaren, zin) -> None:
    uitkomst = _met(achterstand, formule, peiljaren)
    assert zinnen_over_cijfers(uitkomst.gegevens, uitkomst.verdeling.van("bureau", JAAR)) == [zin]
    boek = maak_gemeenteboek(uitkomst, "GM9001", versie="test")
    assert boek
