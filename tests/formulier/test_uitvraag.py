"""What a region asks: the figures that the keys of the year need, as each participant counts them."""

from __future__ import annotations

from datetime import date

import pytest

from calc.uitvraag import NietsTeVragen, definitie_regio, uitvraag_van
from schemas.geldend import Regio


def test_all_participants_are_asked_the_maatstaven_of_the_key_over_the_year_before(regio):
    uitvraag = uitvraag_van(regio, 2022)
    assert len(uitvraag.deelnemers) == 16
    assert uitvraag.peiljaar == 2021
    for vraag in uitvraag.deelnemers.values():
        assert [(v.label, v.eenheid) for v in vraag.vragen] == [
            ("Jongeren", "aantal"),
            ("Toekenningen", "aantal"),
            ("Declaraties", "aantal"),
        ]


def test_a_maatstaf_with_a_fixed_peiljaar_is_asked_only_in_the_year_after_it(regio):
    assert "verdeelmodel_jeugd" not in [v.maatstaf for v in uitvraag_van(regio, 2021).deelnemers["GM0888"].vragen]
    assert [v.maatstaf for v in uitvraag_van(regio, 2020).deelnemers["GM0888"].vragen] == ["verdeelmodel_jeugd"]


def test_over_2020_percentages_are_asked(regio):
    vraag = uitvraag_van(regio, 2021).deelnemers["GM0888"].vragen[0]
    assert vraag.eenheid == "procent"
    assert vraag.definitie == "Jongeren tot 20 jaar die in de gemeente wonen, als percentage van de hele regio"


def test_a_participant_with_the_keuzepakket_counts_the_keuzepakket_where_that_matters(uitvraag):
    heerlen = {v.maatstaf: v.definitie for v in uitvraag.deelnemers["GM0917"].vragen}
    beek = {v.maatstaf: v.definitie for v in uitvraag.deelnemers["GM0888"].vragen}
    assert uitvraag.deelnemers["GM0917"].pakket == "keuzepakket"
    assert heerlen["jongeren"] == beek["jongeren"]
    assert beek["declaraties"] == "Declaraties van jeugdhulp in het peiljaar"
    assert heerlen["declaraties"] == (
        "Declaraties van jeugdhulp in het peiljaar binnen het keuzepakket, dus voor cliënten met verblijf"
    )


def test_the_region_as_a_whole_says_who_counts_otherwise(regio, uitvraag):
    assert definitie_regio(regio, uitvraag, "toekenningen") == (
        "Toekenningen van jeugdhulp in het peiljaar. Heerlen, Landgraaf en Voerendaal (keuzepakket): Toekenningen van "
        "jeugdhulp in het peiljaar binnen het keuzepakket, dus voor cliënten met verblijf"
    )


def test_a_stock_is_counted_on_a_day_and_the_rest_over_the_whole_year(uitvraag):
    jongeren, toekenningen, _ = uitvraag.deelnemers["GM0888"].vragen
    assert (jongeren.peilmoment, jongeren.peildatum) == ("31 december 2021", date(2021, 12, 31))
    assert (toekenningen.peilmoment, toekenningen.peildatum) == ("heel 2021", date(2021, 12, 31))


def test_another_region_needs_no_code(drieland):
    uitvraag = uitvraag_van(drieland, 2026)
    assert [(v.gemeente, v.pakket) for v in uitvraag.deelnemers.values()] == [("Noordwoude", ""), ("Zuidermeer", "")]
    assert [(v.label, v.peilmoment) for v in uitvraag.deelnemers["GM9001"].vragen] == [("Inwoners", "heel 2025")]


def test_a_year_without_participants_or_a_key_has_nothing_to_ask(regio, drieland):
    with pytest.raises(NietsTeVragen) as gevonden:
        uitvraag_van(regio, 2019)
    assert str(gevonden.value) == "Voor zuid-limburg 2019 is er niets uit te vragen: dat jaar heeft geen deelnemers."
    alleen_rato = drieland.bestand.model_copy(
        update={
            "kostensoorten": {
                "vervoer": drieland.bestand.kostensoorten["vervoer"].model_copy(
                    update={
                        "sleutel": {
                            2024: drieland.bestand.kostensoorten["vervoer"]
                            .sleutel[2024]
                            .model_copy(update={"delen": {"rato": 1}})
                        }
                    }
                )
            }
        }
    )
    with pytest.raises(NietsTeVragen, match="geen sleutel heeft nieuwe cijfers over 2024 nodig"):
        uitvraag_van(Regio(alleen_rato), 2025)
