"""Costs that not everybody shares: who takes no part has no row, no share and no line, and is no zero. Invented."""

from dataclasses import replace
from fractions import Fraction

import pytest

from calc.brief import maak_brief
from calc.tabellen import maak_tabellen
from calc.tabellen.controles import controles
from calc.uitkomst import Uitkomst, bereken
from calc.uitleg import uitleg
from calc.uitleg.cel import DoetNietMee
from calc.uitvraag import uitvraag_van
from calc.verdeling import GeenDeelnemers
from schemas.gegevens import Gegevens
from schemas.geldend import Regio
from schemas.kernwoorden import SLUITREGELS
from schemas.regiobestand import RegioBestand
from templates.gemeente.gemeenteboek import vul_gemeenteboek

BEEK, HEERLEN = "GM0888", "GM0917"


def met_deelname(gegevens: Gegevens, kostensoort: str, keuze: dict[str, object], sinds: int = 2021) -> Gegevens:
    inhoud = gegevens.regio.bestand.model_dump()
    inhoud["kostensoorten"][kostensoort]["deelnemers"] = {sinds: {"bron": "Verzonnen besluit", **keuze}}
    return replace(gegevens, regio=Regio(RegioBestand.model_validate(inhoud)))


@pytest.fixture(scope="module")
def zonder_beek(gegevens: Gegevens) -> Uitkomst:
    """Beek leaves policy from the year of the plan on; the base year keeps it."""
    return bereken(met_deelname(gegevens, "beleid", {"zonder": [BEEK]}))


def rijen(uitkomst: Uitkomst, tabel: str, kostensoort: str, jaar: int | None = None) -> list[object]:
    (gevonden,) = maak_tabellen(uitkomst, tabel, kostensoort, jaar)
    return [rij.waarden[0] for rij in gevonden.rijen if rij.waarden[0]]


def test_who_takes_no_part_has_no_row_and_the_others_share_all(zonder_beek: Uitkomst) -> None:
    assert BEEK in rijen(zonder_beek, "verdeling", "inkoop", 2021)
    assert BEEK in rijen(zonder_beek, "verdeling", "beleid", 2020)
    assert BEEK not in rijen(zonder_beek, "verdeling", "beleid", 2021)
    beleid = zonder_beek.verdeling.van("beleid", 2021)
    assert sum(regel.aandeel or 0 for regel in beleid.regels if regel.onderdeel == "totaal") == 1
    assert abs(beleid.totaal - beleid.te_verdelen) <= Fraction(15, 200)


def test_a_row_over_years_is_empty_and_no_zero_and_who_never_shares_has_none(
    gegevens: Gegevens, zonder_beek: Uitkomst
) -> None:
    (tabel,) = maak_tabellen(zonder_beek, "meerjarig", "beleid")
    (beek,) = (rij for rij in tabel.rijen if rij.waarden[0] == BEEK)
    assert beek.waarden[2] is not None
    assert beek.waarden[3:] == (None,) * 4
    nooit = bereken(met_deelname(gegevens, "beleid", {"zonder": [BEEK]}, sinds=2020))
    for naam in ("meerjarig", "mutaties", "toename"):
        assert BEEK not in rijen(nooit, naam, "beleid")
        assert BEEK in rijen(nooit, naam, "inkoop")


@pytest.mark.parametrize("regel", SLUITREGELS)
def test_rato_is_over_who_takes_part_and_every_check_holds(gegevens: Gegevens, regel: str) -> None:
    """Beek and Heerlen alone: each counts for a half in the part that is equal for all."""
    uitkomst = bereken(met_deelname(gegevens, "inkoop", {"waarde": [HEERLEN, BEEK]}), regel)  # type: ignore[arg-type]
    bron = uitkomst.verdeling.van("inkoop", 2021)
    assert bron.deelnemers == (BEEK, HEERLEN)
    assert bron.regel(BEEK, "rato").aandeel == Fraction(1, 2)
    assert bron.regel(BEEK, "jongeren").aandeel == bron.regel(BEEK, "jongeren").waarde / (
        bron.regel(BEEK, "jongeren").waarde + bron.regel(HEERLEN, "jongeren").waarde
    )
    fout = [een.zin for een in controles(uitkomst) if een.oordeel.value == "afwijking"]
    assert fout == []


def test_what_it_does_not_share_is_not_explained_and_not_a_reason_for_a_change(gegevens: Gegevens) -> None:
    nooit = bereken(met_deelname(gegevens, "beleid", {"zonder": [BEEK]}, sinds=2020))
    with pytest.raises(DoetNietMee, match="Beek doet in 2021 niet mee aan beleid"):
        uitleg(nooit, "Beek", "beleid", 2021)
    assert "beleid" not in maak_brief(nooit, BEEK).tekst("waarom")
    werkmap = vul_gemeenteboek(nooit, BEEK, versie="toets")
    assert [titel for titel in werkmap.werkboek.sheetnames if "beleid" in titel] == []
    brief = [cel.value for rij in werkmap.blad("Brief").ws.iter_rows() for cel in rij if cel.value is not None]
    assert nooit.gegevens.regio.kostensoort("beleid").label not in brief
    assert nooit.gegevens.regio.kostensoort("inkoop").label in brief


def test_who_shares_nothing_is_asked_for_nothing(gegevens: Gegevens) -> None:
    geen = met_deelname(met_deelname(gegevens, "beleid", {"zonder": [BEEK]}), "inkoop", {"zonder": [BEEK]})
    assert BEEK not in uitvraag_van(geen.regio, 2022).deelnemers
    assert BEEK in uitvraag_van(gegevens.regio, 2022).deelnemers


def test_a_cost_without_anyone_in_a_year_is_told(gegevens: Gegevens) -> None:
    inhoud = gegevens.regio.bestand.model_dump()
    inhoud["deelnemers"] = tuple(
        {**een, "tot_en_met": 2020} if een["code"] == BEEK else een for een in inhoud["deelnemers"]
    )
    inhoud["kostensoorten"]["beleid"]["deelnemers"] = {2021: {"waarde": (BEEK,), "bron": "Verzonnen"}}
    with pytest.raises(GeenDeelnemers, match="Kostensoort 'beleid' heeft in 2021 geen deelnemers"):
        bereken(replace(gegevens, regio=Regio(RegioBestand.model_validate(inhoud))))
