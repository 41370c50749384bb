"""Figures that can be right and still ask for a look: each rule, its threshold and its sentence."""

import dataclasses
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest

from calc.gelezen import gelezen_van
from calc.plausibel import plausibel
from calc.verouderd import anders_omschreven, verouderd
from schemas.gegevens import Gegevens
from schemas.geldend import Regio, laad_regio

Tabel = Callable[..., pd.DataFrame]


@pytest.fixture(scope="module")
def zuid() -> Regio:
    return laad_regio("zuid-limburg")


@pytest.fixture(scope="module")
def tabel(zuid: Regio) -> Tabel:
    """A region whose figures are all in line, with some of them set otherwise."""

    def maak(peiljaar: int = 2022, keer: float = 1.0, **anders: dict[str, float]) -> pd.DataFrame:
        rijen = []
        for nummer, deelnemer in enumerate(zuid.deelnemers(peiljaar + 1)):
            basis = round((1000 + 370 * nummer) * keer)
            rij: dict[str, float] = {
                "jongeren": basis,
                "toekenningen": basis // 5 + nummer,
                "declaraties": basis // 3 + 2 * nummer,
            }
            rij |= anders.get(deelnemer.code, {})
            rijen.append({"rij": nummer, "peiljaar": peiljaar, "gemeentecode": deelnemer.code, **rij})
        return pd.DataFrame(rijen).astype(dict.fromkeys(("jongeren", "toekenningen", "declaraties"), float))

    return maak


def zinnen(nieuw: pd.DataFrame, regio: Regio, vorig: pd.DataFrame | None = None) -> list[str]:
    return [opmerking.tekst for opmerking in plausibel(nieuw, regio, vorig)]


def test_figures_that_are_in_line_ask_for_nothing(tabel: Tabel, zuid: Regio) -> None:
    assert zinnen(tabel(), zuid, tabel(2021)) == []
    assert zinnen(tabel(keer=1.04), zuid, tabel(2021)) == []


@pytest.mark.parametrize(("keer", "hoeveel"), [(100, "ongeveer 100 keer zo veel"), (60, "ongeveer 60 keer zo veel")])
def test_one_figure_that_is_far_too_big_is_named_and_not_all_others(
    tabel: Tabel, zuid: Regio, keer: int, hoeveel: str
) -> None:
    grootste = zuid.deelnemers(2023)[-1]
    nieuw = tabel(2022)
    plek = nieuw.index[nieuw["gemeentecode"] == grootste.code][0]
    nieuw.loc[plek, "jongeren"] *= keer
    (zin,) = zinnen(nieuw, zuid)
    assert zin.startswith(f"Jongeren van {grootste.naam}: ")
    assert hoeveel in zin
    assert zin.endswith("zonder dit cijfer passen de andere gemeenten bij elkaar")


def test_one_figure_ten_times_too_big_moves_no_shares_of_others_against_last_year(tabel: Tabel, zuid: Regio) -> None:
    vorig = tabel(2020)
    for naam in ("jongeren", "toekenningen", "declaraties"):
        vorig[naam] = vorig[naam] * 100 / vorig[naam].sum()
    nieuw = tabel(2021)
    nieuw.loc[nieuw.index[-1], "jongeren"] *= 10
    (zin,) = (zin for zin in zinnen(nieuw, zuid, vorig) if "van de regio" in zin)
    assert zin.startswith(f"Jongeren van {zuid.deelnemers(2022)[-1].naam}: ")
    assert zin.endswith("zonder dit cijfer passen de andere gemeenten bij vorig jaar")


def test_the_example_has_one_outlier_and_it_is_brunssum(gegevens: Gegevens) -> None:
    rijen: dict[tuple[int, str], dict[str, float]] = {}
    for w in gegevens.maatstaven:
        rijen.setdefault((w.peiljaar, w.gemeentecode), {})[w.maatstaf] = float(w.waarde)
    nieuw = pd.DataFrame([{"peiljaar": j, "gemeentecode": c, **w} for (j, c), w in rijen.items()])
    (opmerking,) = plausibel(nieuw, gegevens.regio)
    assert (opmerking.gemeentecode, opmerking.maatstaf, opmerking.peiljaar) == ("GM0899", "toekenningen", 2020)
    assert opmerking.tekst == (
        "Brunssum heeft 1,01% van de toekenningen, maar 4,96% van de jongeren en 6,65% van de declaraties; "
        "dat scheelt meer dan een factor 3"
    )


def test_a_change_against_last_year_is_told_with_its_threshold(tabel: Tabel, zuid: Regio) -> None:
    assert zinnen(tabel(GM0888={"jongeren": 1101}), zuid, tabel(2021)) == [
        "Jongeren van Beek: 1.101, was 1.000 in 2021; dat is 10,1% meer (grens 10%)"
    ]
    assert zinnen(tabel(GM0888={"jongeren": 1100}), zuid, tabel(2021)) == []
    assert zinnen(tabel(GM0888={"jongeren": 899}), zuid, tabel(2021)) == [
        "Jongeren van Beek: 899, was 1.000 in 2021; dat is 10,1% minder (grens 10%)"
    ]


def test_an_earlier_peiljaar_in_the_same_table_counts_as_last_year(tabel: Tabel, zuid: Regio) -> None:
    samen = pd.concat([tabel(2021), tabel(GM0888={"jongeren": 1200})])
    assert zinnen(samen, zuid) == ["Jongeren van Beek: 1.200, was 1.000 in 2021; dat is 20,0% meer (grens 10%)"]


def test_a_figure_in_thousands_is_asked_about(tabel: Tabel, zuid: Regio) -> None:
    fout = tabel(GM0935={"jongeren": 4})
    assert zinnen(fout, zuid, tabel(2021)) == [
        "Jongeren van Maastricht: 4, was 3.960 in 2021; staat het in duizendtallen?"
    ]
    assert zinnen(fout, zuid) == [
        "Jongeren van Maastricht: 4, ongeveer 1.000 keer anders dan de andere cijfers doen verwachten; "
        "staat het in duizendtallen?"
    ]


def test_one_figure_a_thousand_times_too_large_does_not_make_all_others_look_small(tabel: Tabel, zuid: Regio) -> None:
    assert zinnen(tabel(GM0888={"declaraties": 333_000}), zuid) == [
        "Declaraties van Beek: 333.000, ongeveer 1.000 keer anders dan de andere cijfers doen verwachten; "
        "staat het in duizendtallen?"
    ]


def test_a_whole_column_in_thousands_is_one_remark(tabel: Tabel, zuid: Regio) -> None:
    nieuw = tabel()
    nieuw["jongeren"] = (nieuw["jongeren"] / 1000).round(0)
    (zin, *_) = zinnen(nieuw, zuid, tabel(2021))
    assert zin == (
        "Jongeren: bijna elk cijfer verschilt ongeveer 1.000 keer van 2021; staan de cijfers in duizendtallen?"
    )


def test_the_same_figure_twice_is_told_once(tabel: Tabel, zuid: Regio) -> None:
    assert zinnen(tabel(GM1954={"jongeren": 1000}), zuid) == [
        "Jongeren van Beekdaelen: 1.000, precies hetzelfde als Beek; klopt dat?"
    ]


def test_small_figures_are_equal_by_chance(tabel: Tabel, zuid: Regio) -> None:
    klein = tabel(keer=0.02)
    klein.loc[1, "jongeren"] = klein["jongeren"][0]
    assert zinnen(klein, zuid) == []


def test_the_region_as_a_whole_has_a_threshold_of_its_own(tabel: Tabel, zuid: Regio) -> None:
    gevonden = zinnen(tabel(keer=1.08), zuid, tabel(2021))
    assert len(gevonden) == 1
    assert gevonden[0].startswith("Jongeren van de regio: ")
    assert gevonden[0].endswith(" in 2021; dat is 8,0% meer (grens 5%)")


def test_counts_are_held_against_percentages_by_their_shares(tabel: Tabel, zuid: Regio) -> None:
    nieuw = tabel(2021)
    vorig = nieuw.assign(peiljaar=2020, jongeren=nieuw["jongeren"] / nieuw["jongeren"].sum() * 100)
    assert zinnen(nieuw, zuid, vorig[["peiljaar", "gemeentecode", "jongeren"]]) == []
    vorig.loc[0, "jongeren"] = 2 * vorig["jongeren"][0]
    (zin,) = zinnen(nieuw, zuid, vorig[["peiljaar", "gemeentecode", "jongeren"]])
    assert zin.startswith("Jongeren van Beek: 1,66% van de regio, was 3,2")
    assert zin.endswith(" in 2020 (grens 10%)")


def test_without_thresholds_nothing_is_told(tabel: Tabel, zuid: Regio) -> None:
    kaal = Regio(
        zuid.bestand.model_copy(update={"plausibiliteit": type(zuid.bestand.plausibiliteit)(), "uitschieter": {}})
    )
    assert zinnen(tabel(GM0888={"jongeren": 4}, GM0899={"declaraties": 99999}), kaal, tabel(2021)) == []


def test_nothing_at_all_is_no_reason_to_stop(tabel: Tabel, zuid: Regio) -> None:
    leeg = tabel().iloc[:0]
    assert zinnen(leeg, zuid, tabel(2021)) == []
    assert zinnen(tabel(), zuid, leeg) == []
    nullen = tabel()
    nullen[["jongeren", "toekenningen", "declaraties"]] = 0.0
    assert zinnen(nullen, zuid) == []
    assert zinnen(tabel(), zuid, nullen.assign(peiljaar=2021))[0].endswith("was 0 in 2021; klopt dat?")


def test_an_old_peiljaar_is_told(gegevens: Gegevens) -> None:
    assert list(verouderd(gegevens)) == []
    later = dataclasses.replace(gegevens, plan=dataclasses.replace(gegevens.plan, jaar=2023))
    assert [zin for _, zin in verouderd(later)] == [
        f"{label} is van peiljaar 2020, 3 jaar voor het plan van 2023 (grens 1 jaar)"
        for label in ("Jongeren", "Toekenningen", "Declaraties")
    ]


def test_another_definition_or_reference_date_is_told(gegevens: Gegevens) -> None:
    eerste, *rest = gegevens.definities
    vorig = dataclasses.replace(
        gegevens, definities=(dataclasses.replace(eerste, definitie="Iets anders", peildatum="1 januari 2018"), *rest)
    )
    assert list(anders_omschreven(gegevens, gegevens)) == []
    gevonden = [zin for _, zin in anders_omschreven(gegevens, vorig)]
    assert gevonden[0].startswith("de definitie van Objectief verdeelmodel jeugd, peiljaar 2019, is anders")
    assert gevonden[0].endswith("was 'Iets anders'")


def test_a_year_in_a_definition_may_move_along(gegevens: Gegevens) -> None:
    eerste, *rest = gegevens.definities
    nu = dataclasses.replace(eerste, peildatum="31 december 2021")
    toen = dataclasses.replace(eerste, peildatum="31 december 2020")
    vorig = dataclasses.replace(gegevens, definities=(toen, *rest))
    assert list(anders_omschreven(dataclasses.replace(gegevens, definities=(nu, *rest)), vorig)) == []


def test_a_day_that_nobody_filled_in_is_that_of_the_region_file(gegevens: Gegevens) -> None:
    """What `verzamel` writes is no other day than the empty input, which says nothing where the region does not."""
    regio, eerste = gegevens.regio, next(d for d in gegevens.definities if d.maatstaf == "jongeren")
    zonder = {
        **regio.bestand.maatstaven,
        "jongeren": regio.bestand.maatstaven["jongeren"].model_copy(update={"peildatum": {}}),
    }
    anders = Regio(regio.bestand.model_copy(update={"maatstaven": zonder}))
    for dag, was, regels in (
        ("heel 2021", "", anders),
        ("heel 2021", "heel jaar", regio),
        ("31 december 2021", "", regio),
    ):
        nu, toen = (dataclasses.replace(eerste, peildatum=een) for een in (dag, was))
        nieuw = dataclasses.replace(gegevens, regio=regels, definities=(nu,))
        assert list(anders_omschreven(nieuw, dataclasses.replace(nieuw, definities=(toen,)))) == []


def test_a_threshold_of_an_unknown_maatstaf_is_a_fault_of_the_region_file(tmp_path: Path) -> None:
    from schemas.geldend import REGIOS

    tekst = (REGIOS / "zuid-limburg.yaml").read_text(encoding="utf-8")
    kapot = tekst.replace("  verandering:\n    verdeelmodel_jeugd:", "  verandering:\n    jongern:", 1)
    (tmp_path / "zuid-limburg.yaml").write_text(kapot, encoding="utf-8")
    with pytest.raises(Exception, match=r"'jongern' is geen maatstaf van deze regio\. Bedoelde u 'jongeren'"):
        laad_regio("zuid-limburg", tmp_path)


def test_what_one_participant_sends_stands_beside_its_own_figure_of_the_year_before(zuid: Regio) -> None:
    """A form is of one; of a table of many the sum of all of them tells that somebody was left out."""
    toen = pd.DataFrame({"peiljaar": 2021, "gemeentecode": ["GM0888", "GM0899"], "jongeren": [2700.0, 6000.0]})
    nu = toen.assign(peiljaar=2022)
    for tabel, vorig in ((nu[:1], Decimal(2700)), (nu, Decimal(8700))):
        (reeks,) = gelezen_van(tabel, zuid, toen).reeksen
        assert reeks.vorig == vorig
