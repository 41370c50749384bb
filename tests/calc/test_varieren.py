"""Ten thousand keys at once give to the cent what each gives by itself."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from calc import afronding
from calc.afronding import NietInEenheden, TekenDraaitOm
from calc.splitsing import splits
from calc.varieren import BLOK, VEILIG, varieer
from schemas.fouten import Gebruikersfout
from schemas.kernwoorden import SLUITREGELS

DELEN = ("rato", "jongeren", "declaraties")


def een_voor_een(totalen, sleutels, waarden, sluitregel="grootste-rest", eenheid="cent"):
    return np.array(
        [[splits(totaal, sleutel, waarden, sluitregel, eenheid).totalen for totaal in totalen] for sleutel in sleutels]
    )


gewichten = st.lists(st.integers(0, 60), min_size=3, max_size=3).filter(any)
breuken = st.builds(Fraction, st.integers(0, 10_000), st.sampled_from([1, 1, 3, 100]))


@given(
    st.lists(st.integers(-(10**9), 10**9), min_size=1, max_size=3),
    st.lists(gewichten, min_size=1, max_size=4),
    st.lists(st.tuples(st.just(1), breuken, st.sampled_from([0, 1, 1, 7, 10**6])), min_size=2, max_size=7),
    st.sampled_from(["cent", "euro"]),
    st.sampled_from(["grootste-rest", "open", "afrondingsregel"]),
)
def test_every_key_gives_to_the_unit_what_it_gives_alone(centen, wegingen, rijen, eenheid, sluitregel):
    waarden = {deel: [rij[plek] for rij in rijen] for plek, deel in enumerate(DELEN)}
    if not all(any(reeks) for reeks in waarden.values()):
        return
    totalen = [Fraction(bedrag, 1 if eenheid == "euro" else 100) for bedrag in centen]
    sleutels = [dict(zip(DELEN, map(Fraction, weging), strict=True)) for weging in wegingen]
    gevonden = varieer(totalen, sleutels, waarden, sluitregel, eenheid)
    assert (gevonden == een_voor_een(totalen, sleutels, waarden, sluitregel, eenheid)).all()


def voorbeeld(aantal):
    waarden = {
        "rato": [1] * 16,
        "jongeren": [1000 + 977 * plek % 4001 for plek in range(16)],
        "declaraties": [100 + 313 * plek % 997 for plek in range(16)],
    }
    sleutels = [dict(zip(DELEN, map(Fraction, (25, plek % 7919, 75 + plek)), strict=True)) for plek in range(aantal)]
    return [Fraction(bedrag) for bedrag in (2394001, 2269616, 1677218, 1677218, 1803063)], sleutels, waarden


@pytest.mark.parametrize("sluitregel", ["grootste-rest", "open"])
def test_numbers_that_could_grow_past_64_bits_are_split_the_ordinary_way(sluitregel):
    totalen, sleutels, waarden = voorbeeld(3)
    groot = {**waarden, "jongeren": [VEILIG // 7 + plek for plek in range(16)]}
    gevonden = varieer(totalen, sleutels, groot, sluitregel, "cent")
    assert (gevonden == een_voor_een(totalen, sleutels, groot, sluitregel)).all()


@pytest.mark.parametrize("sluitregel", ["open", "grootste-deelnemer"])
def test_other_closing_rules_give_the_same_too(sluitregel):
    totalen, sleutels, waarden = voorbeeld(3)
    gevonden = varieer(totalen, sleutels, waarden, sluitregel, "cent")
    assert (gevonden == een_voor_een(totalen, sleutels, waarden, sluitregel)).all()


def test_a_closing_rule_that_has_no_fast_split_yet_is_split_the_ordinary_way(monkeypatch):
    nieuw: Any = "kleinste"
    monkeypatch.setitem(afronding._REGELS, nieuw, afronding._REGELS["grootste-rest"])
    totalen, sleutels, waarden = voorbeeld(3)
    gevonden = varieer(totalen, sleutels, waarden, nieuw, "cent")
    assert (gevonden == een_voor_een(totalen, sleutels, waarden, nieuw)).all()


@pytest.mark.parametrize("sluitregel", SLUITREGELS)
@pytest.mark.parametrize("anders", [{"jongeren": [0] * 16}, {"jongeren": [-1] * 16}, {"rato": [1] * 15 + [-1]}])
def test_figures_that_cannot_be_split_are_refused_in_the_words_of_the_single_calculation(sluitregel, anders):
    totalen, sleutels, waarden = voorbeeld(2)
    with pytest.raises(Gebruikersfout) as alleen:
        een_voor_een(totalen, sleutels, {**waarden, **anders}, sluitregel)
    with pytest.raises(type(alleen.value), match=re.escape(str(alleen.value))):
        varieer(totalen, sleutels, {**waarden, **anders}, sluitregel, "cent")


def test_an_amount_that_is_not_whole_is_refused():
    _, sleutels, waarden = voorbeeld(1)
    with pytest.raises(NietInEenheden):
        varieer([Fraction(1, 3)], sleutels, waarden, "grootste-rest", "cent")


def test_a_difference_that_turns_the_sign_of_the_largest_is_refused_as_ever():
    with pytest.raises(TekenDraaitOm):
        varieer([Fraction(-5)], [{"rato": Fraction(1)}] * 3, {"rato": [1] * 9}, "grootste-deelnemer", "euro")


@pytest.mark.parametrize("sluitregel", SLUITREGELS)
def test_thousands_of_keys_give_every_cent_of_the_exact_core_with_ties_and_amounts_below_zero(sluitregel):
    """Participants that are equal, one of nothing, and amounts that leave remainders on both sides of zero."""
    waarden: Mapping[str, Sequence[Fraction | int]] = {
        "rato": [1] * 16,
        "jongeren": [1200, 1200, 1200, 0, 77, 77, 3001, 3001, 40, 41, 42, 43, 1200, 500, 500, 4000],
        "declaraties": [Fraction(een, 3) for een in (9, 9, 0, 8, 8, 8, 1, 997, 997, 2, 2, 2, 3, 3, 3, 12)],
    }
    wegingen = [(een, ander, 50 + plek % 3) for plek, een in enumerate(range(63)) for ander in range(50)]
    sleutels = [dict(zip(DELEN, map(Fraction, weging), strict=True)) for weging in wegingen]
    totalen = [Fraction(bedrag, 100) for bedrag in (239400100, -167721807, 24000)]
    # More than one block, and no whole number of them: the last one does some of its keys again.
    assert len(sleutels) * 3 * 16 > BLOK
    assert len(sleutels) % (BLOK // 48)
    gevonden = varieer(totalen, sleutels, waarden, sluitregel, "cent")
    assert np.array_equal(gevonden, een_voor_een(totalen, sleutels, waarden, sluitregel))


@pytest.mark.parametrize("sluitregel", SLUITREGELS)
def test_none_of_those_is_left_to_the_ordinary_calculation(sluitregel, monkeypatch):
    totalen, sleutels, waarden = voorbeeld(30)
    monkeypatch.setattr("calc.varieren.splits", None)
    assert varieer(totalen, sleutels, waarden, sluitregel, "cent").shape == (30, 5, 16)


def test_ten_thousand_keys_at_once_are_each_what_they_are_alone():
    """How much faster that is, `tox -e bench` says."""
    totalen, sleutels, waarden = voorbeeld(10_000)
    steek = slice(None, None, 100)
    alles = varieer(totalen, sleutels, waarden, "grootste-rest", "cent")
    assert (alles[steek] == een_voor_een(totalen, sleutels[steek], waarden)).all()
