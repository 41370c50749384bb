"""What was quadratic compares no longer everything with everything, and finds the same."""

from __future__ import annotations

import gc
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from calc.antwoord import Uitkomst
from calc.kritieke_rest import HALF, KLEINSTE, marge, ruis, twijfel
from calc.model.model import Model
from calc.uitkomst import bereken


def alle_paren(resten, kreeg, totaal):
    """Every part that got a unit against every part that did not, as the sentence says it."""

    def te_dicht(een, ander):
        if een == ander:
            return False
        if een[0] == ander[0]:
            return abs(een[0] / KLEINSTE % 1 - HALF) < ruis(totaal) / KLEINSTE
        return abs(een[0] - ander[0]) < marge(totaal)

    return sorted(
        {
            plek
            for een, wel in enumerate(kreeg)
            for ander, ook in enumerate(kreeg)
            if wel and not ook and te_dicht(resten[een], resten[ander])
            for plek in (een, ander)
        }
    )


resten = st.sampled_from(
    [
        Fraction(0),
        HALF,
        HALF + KLEINSTE / 3,
        HALF - KLEINSTE / 2,
        KLEINSTE / 2,
        HALF + KLEINSTE / 2,
        HALF + 2 * KLEINSTE,
    ]
)


@given(st.lists(st.tuples(resten, st.integers(1, 3).map(Fraction)), min_size=1, max_size=12), st.data())
def test_only_neighbours_of_the_boundary_are_compared_and_the_same_ones_are_found(delen, data):
    over = data.draw(st.integers(0, len(delen)))
    volgorde = sorted(range(len(delen)), key=lambda plek: (-delen[plek][0], -delen[plek][1], plek))
    kreeg = [plek in volgorde[:over] for plek in range(len(delen))]
    for totaal in (Fraction(1000), Fraction(10**13)):
        assert twijfel(delen, kreeg, totaal) == alle_paren(delen, kreeg, totaal)


def test_ten_thousand_parts_are_looked_at_once():
    class Geteld(Fraction):
        keer = 0

        def __sub__(self, ander):
            Geteld.keer += 1
            return Fraction.__sub__(self, ander)

    aantal = 10_000
    delen = [(Geteld(plek, aantal), Fraction(plek + 1)) for plek in range(aantal)]
    twijfel(delen, [plek >= aantal // 2 for plek in range(aantal)], Fraction(10**6))
    assert Geteld.keer < 10 * aantal


def test_a_step_of_a_calculation_does_not_hold_itself(gegevens):
    """What is dropped goes at once: the collector comes by when it likes, and a step is as large as the outcome."""
    gc.collect()
    was = {id(een) for een in gc.get_objects() if isinstance(een, Uitkomst | Model)}
    gc.disable()
    try:
        uitkomst = bereken(gegevens)
        nieuw = [een for een in gc.get_objects() if isinstance(een, Uitkomst | Model) and id(een) not in was]
    finally:
        gc.enable()
    assert [een for een in nieuw if isinstance(een, Uitkomst)] == [uitkomst]
    assert len(nieuw) == 2
