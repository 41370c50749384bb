"""Which rows of a table are totals: by what they are called, and by what they add up to."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.totaalrij import is_totaal, totaalrijen, zonder_totaalwoord


def plekken(namen, *kolommen, **meer):
    return [rij.plek for rij in totaalrijen(namen, kolommen, **meer)]


@pytest.mark.parametrize(
    "naam",
    ["Totaal", "TOTALEN:", "Subtotaal Zuid", "Grand Total", "Algemeen totaal", "Totaalbedrag", "Alle gemeenten", "Sum",
     "Tot.", "∑", "Σ:",
     "Nederland", "Regio", "Som", "Te verdelen", "Totaal Beek", "Zuid (totaal)", "Eindtotaal", "Totaalgeneraal"],
)  # fmt: skip
def test_people_call_a_total_many_things(naam) -> None:
    assert is_totaal(naam)


@pytest.mark.parametrize("naam", ["Beek", "Talen", "Sommelsdijk", "Regio Zuid", "Heerlen", "", "Tota"])
def test_a_name_is_no_total(naam) -> None:
    assert not is_totaal(naam)


def test_a_total_is_the_sum_of_what_stands_above_it_or_of_its_block_whatever_it_is_called() -> None:
    assert plekken(["A", "B", "?"], [1, 2, 3]) == [2]
    assert plekken(["A", "B", "Noord", "C", "D", "Zuid", "Heel"], [1, 2, 3, 4, 5, 9, 12]) == [2, 5, 6]
    assert plekken(["A", "B", ""], [Decimal("0.1"), Decimal("0.2"), Decimal("0.3")]) == [2]
    assert plekken(["A", "B", ""], [Fraction(1, 3), Fraction(2, 3), 1]) == [2]


def test_a_total_on_top_is_told_by_its_name_or_by_two_columns() -> None:
    assert plekken(["Heel", "A", "B"], [3, 1, 2], [30, 10, 20]) == [0]
    # Somebody has half of everything.
    assert plekken(["Heel", "A", "B"], [3, 1, 2]) == []
    (rij,) = totaalrijen(["Nederland", "A", "B"], [[4, 1, 2]])
    assert rij.blok == (1, 2)
    assert rij.afwijking == {0: (4, 3)}


def test_a_row_is_no_total_by_a_part_of_its_columns() -> None:
    assert plekken(["A", "B", "C"], [1, 2, 3], [1, 2, 4]) == []
    assert plekken(["A", "B", "C"], [1, 2, 3], [1, 2, None]) == [2]


def test_the_same_figure_once_more_or_nothing_at_all_is_no_total() -> None:
    assert plekken(["A", "B"], [5, 5]) == []
    assert plekken(["A", "B", "C"], [0, 5, 5]) == []
    assert plekken(["A", "B", "C"], [0, 0, 0]) == []


def test_a_participant_for_certain_is_one_whatever_it_adds_up_to() -> None:
    assert plekken(["A", "B", "C"], [1, 2, 3], deelnemers={2}) == []


def test_each_total_is_held_against_its_own_block() -> None:
    namen = ["A", "B", "Subtotaal", "C", "D", "Subtotaal", "Totaal"]
    een, twee, alles = totaalrijen(namen, [[1, 2, 3, 4, 50, 9, 12]])
    assert not een.afwijking
    assert twee.blok == (3, 4)
    assert twee.afwijking == {0: (9, 54)}
    # The end total is that of the totals above it: the fault is told once, where it is.
    assert alles.blok == (2, 5)
    assert not alles.afwijking


def test_a_participant_hidden_in_the_name_of_a_total_can_be_told() -> None:
    assert zonder_totaalwoord("Totaal Beek") == "Beek"
    assert zonder_totaalwoord("Beek totaal:") == "Beek"


@given(st.lists(st.integers(1, 10**12), min_size=2, max_size=20), st.data())
def test_a_total_below_its_rows_is_always_found(reeks, data) -> None:
    namen = [f"P{plek}" for plek in range(len(reeks))]
    zeker = set(range(len(reeks)))
    assert plekken([*namen, "x"], [*reeks, sum(reeks)], deelnemers=zeker) == [len(reeks)]
    knip = data.draw(st.integers(0, len(reeks) - 2))
    blok = [*reeks[:knip], sum(reeks[:knip]), *reeks[knip:], sum(reeks[knip:])]
    namen = [*namen[:knip], "Subtotaal", *namen[knip:], "x"]
    gevonden = plekken(namen, blok, deelnemers={plek for plek, naam in enumerate(namen) if naam.startswith("P")})
    assert gevonden == [knip, len(blok) - 1]


@given(
    st.lists(
        st.tuples(*[st.one_of(st.none(), st.integers(-4, 12), st.fractions(-2, 2, max_denominator=4))] * 2), max_size=9
    ),
    st.data(),
)
def test_rows_taken_in_together_are_judged_as_rows_taken_in_one_by_one(reeks, data) -> None:
    namen = data.draw(st.lists(st.sampled_from(["A", "Totaal"]), min_size=len(reeks), max_size=len(reeks)))
    kolommen = [list(kolom) for kolom in zip(*reeks, strict=True)] or [[], []]
    gevonden = plekken(namen, *kolommen)
    verwacht: list[int] = []
    boven: list[int] = []
    sinds: list[int] = []
    totalen: list[int] = []

    def is_som(blok, plek) -> bool:
        past = draagt = 0
        for kolom in kolommen:
            cellen = [kolom[rij] or 0 for rij in blok]
            past += kolom[plek] is None or kolom[plek] == sum(cellen)
            draagt += bool(kolom[plek]) and sum(map(bool, cellen)) > 1
        return past == len(kolommen) and draagt > 0

    def past(blok, plek) -> bool:
        return all(kolom[plek] is None or kolom[plek] == sum(kolom[r] or 0 for r in blok) for kolom in kolommen)

    for plek, naam in enumerate(namen):
        benoemd = naam == "Totaal"
        passend = next(
            (b for b in (sinds, boven, totalen) if b and (is_som(b, plek) or (benoemd and past(b, plek)))), None
        )
        if not benoemd and passend is None:
            boven.append(plek)
            sinds.append(plek)
            continue
        verwacht.append(plek)
        if passend is sinds or (passend is None and sinds and _dichtst_bij(kolommen, plek, sinds, boven)):
            totalen.append(plek)
        sinds = []
    # On top is a total only where two columns say so; the others do not depend on it.
    assert [plek for plek in gevonden if plek in verwacht or plek != min(boven, default=-1)] == verwacht


def _dichtst_bij(kolommen, plek, sinds, boven) -> bool:
    def verte(blok):
        return sum(abs(kolom[plek] - sum(kolom[r] or 0 for r in blok)) for kolom in kolommen if kolom[plek] is not None)

    return verte(sinds) <= verte(boven)
