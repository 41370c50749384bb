"""Which form counts: one per participant, the same file once, and a second one only when that was asked for."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from calc.uitvraag import uitvraag_van
from calc.verzameling import Staat, verzamel
from schemas.formulier import Cijfer, Opgave
from schemas.herkomst import Herkomstregel, laatste_regels


def opgave(code: str = "GM0888", bestand: str = "a.xlsx", sha: str = "a", dag: date = date(2022, 2, 3)) -> Opgave:
    cijfer = Cijfer("jongeren", Decimal(10), "definitief", None, (13, 2))
    return Opgave(bestand, sha, "zuid-limburg", 2022, 2021, code, "Beek", (cijfer,), "Controller", "tel.", dag)


def regel(sha: str = "a", code: str = "GM0888", bestand: str = "a.xlsx", nieuw: int = 10) -> Herkomstregel:
    return Herkomstregel(
        2021, "jongeren", code, "Beek", None, Decimal(nieuw), "definitief", "31 december 2021", "Controller",
        "3 februari 2022", "1 maart 2022", bestand, "", sha,
    )  # fmt: skip


@pytest.fixture
def kies(regio):
    uitvraag = uitvraag_van(regio, 2022)

    def kiezen(opgaven=(), log=(), afgekeurd=None, vervang=False):
        return verzamel(uitvraag, opgaven, afgekeurd or {}, log, vervang=vervang)

    return kiezen


def beek(verzameling):
    return next(stand for stand in verzameling.standen if stand.gemeente == "Beek")


def test_every_participant_has_its_place_in_the_order_of_the_region(kies, regio):
    assert [s.gemeente for s in kies().standen] == [d.naam for d in regio.deelnemers(2022)]
    assert {s.staat for s in kies().standen} == {Staat.ONTBREEKT}


def test_a_first_form_counts(kies):
    gekozen = kies([opgave()])
    assert beek(gekozen).staat is Staat.NIEUW
    assert [o.bestand for o in gekozen.nieuw] == ["a.xlsx"]


def test_an_empty_form_is_not_an_answer(kies):
    assert beek(kies([replace(opgave(), cijfers=())])).staat is Staat.LEEG
    assert beek(kies([replace(opgave(sha="leeg"), cijfers=()), opgave()])).staat is Staat.NIEUW


def test_a_form_with_faults_is_named(kies):
    stand = beek(kies(afgekeurd={"GM0888": "fout.xlsx"}))
    assert (stand.staat, stand.bestand) == (Staat.FOUT, "fout.xlsx")


def test_a_form_that_was_taken_in_before_is_not_taken_again(kies):
    gekozen = kies([opgave()], [regel()])
    assert beek(gekozen).staat is Staat.OPGENOMEN
    assert gekozen.nieuw == ()


def test_figures_that_were_taken_in_stay_in_when_the_form_is_gone(kies):
    assert beek(kies([], [regel()])).staat is Staat.OPGENOMEN


def test_the_same_file_twice_is_one_form(kies):
    gekozen = kies([opgave(), opgave(bestand="kopie.xlsx")])
    assert len(gekozen.nieuw) == 1
    assert gekozen.meldingen == ("kopie.xlsx is hetzelfde bestand als a.xlsx en telt één keer.",)


def test_a_second_form_needs_vervang(kies):
    gekozen = kies([opgave(bestand="b.xlsx", sha="b")], [regel()])
    assert gekozen.fouten == (
        "Beek heeft al een opgave gedaan (a.xlsx, 3 februari 2022). b.xlsx komt daar alleen voor in de plaats met "
        "--vervang.",
    )
    assert gekozen.nieuw == ()
    assert [o.bestand for o in kies([opgave(bestand="b.xlsx", sha="b")], [regel()], vervang=True).nieuw] == ["b.xlsx"]


def test_of_two_forms_at_once_the_last_day_counts_with_vervang(kies):
    twee = [opgave(), opgave(bestand="b.xlsx", sha="b", dag=date(2022, 2, 1))]
    assert kies(twee).fouten == (
        "Beek heeft 2 opgaven: a.xlsx (3 februari 2022) en b.xlsx (1 februari 2022). "
        "Haal er 1 weg, of gebruik --vervang: dan telt de laatste.",
    )
    assert [o.bestand for o in kies(twee, vervang=True).nieuw] == ["a.xlsx"]


def test_two_forms_of_one_day_cannot_be_told_apart(kies):
    twee = [opgave(), opgave(bestand="b.xlsx", sha="b")]
    assert kies(twee, vervang=True).fouten == (
        "Beek heeft opgaven van dezelfde dag: a.xlsx (3 februari 2022) en b.xlsx (3 februari 2022). "
        "Laat alleen de goede in de map staan.",
    )


def test_a_form_that_was_replaced_is_passed_over_from_then_on(kies):
    log = [regel("a"), regel("b", bestand="b.xlsx")]
    gekozen = kies([opgave(), opgave(bestand="b.xlsx", sha="b")], log)
    assert beek(gekozen).staat is Staat.OPGENOMEN
    assert gekozen.meldingen == ("a.xlsx is eerder vervangen door een latere opgave en telt niet mee.",)


def test_a_form_that_was_replaced_can_come_back_alone_with_vervang(kies):
    log = [regel("a"), regel("b", bestand="b.xlsx")]
    assert "alleen voor in de plaats met --vervang" in kies([opgave()], log).fouten[0]
    assert [o.bestand for o in kies([opgave()], log, vervang=True).nieuw] == ["a.xlsx"]


def test_a_form_of_another_year_in_the_log_says_nothing_of_this_one(kies):
    assert beek(kies([opgave()], [replace(regel("z"), peiljaar=2020)])).staat is Staat.NIEUW


def test_the_last_line_of_the_log_is_in_force():
    assert laatste_regels([regel("a"), regel("b", nieuw=12)])[2021, "GM0888", "jongeren"].nieuw == 12
