"""The empty end of a whole column goes before a call is read, and nothing else ever does."""

from __future__ import annotations

import json
from itertools import chain, repeat

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xladdin.server import inkorten
from xladdin.server.inkorten import kort_in
from xladdin.server.rechthoek import rechthoek

RIJEN = 1_048_576


def als_excel(*args):
    """As JavaScript writes it."""
    return json.dumps({"func_name": "VW_VERDEEL", "args": args}, separators=(",", ":"), ensure_ascii=False).encode()


def gelezen(body):
    """The arguments as the functions get them."""
    return [rechthoek(arg, "bereik") for arg in json.loads(body)["args"]]


def kolom(gevuld, leeg, rijen=RIJEN):
    return list(chain(gevuld, repeat(leeg, rijen - len(gevuld))))


@pytest.mark.parametrize("leeg", [[None], [""], [None, ""], [None, None, None]])
@pytest.mark.parametrize("gevuld", [[], [[1.5]], [["Beek"], [None], ["Vaals"]], [['"\\'], ["\\\\"]]])
def test_of_a_whole_column_as_many_empty_rows_stay_as_tell_that_it_was_one(gevuld, leeg):
    gevuld = [[*rij, *leeg[1:]] for rij in gevuld]
    body = als_excel([[1000]], kolom(gevuld, leeg, 50_000), "cent")
    kort = kort_in(body)
    assert len(kort) < 1_000
    assert gelezen(kort) == gelezen(body)


def test_a_whole_column_is_small_before_it_is_read():
    assert len(kort_in(als_excel([[1000]], kolom([[1]] * 1_000, [None])))) < 20_000


@pytest.mark.parametrize("staart", ["", '"', "\\", '\\"'])
def test_a_text_that_looks_like_empty_rows_stays_as_it_is(staart):
    tekst = staart + "[" + ",[null]" * 4_000 + "]"
    for args in ([[[tekst]]], [[[1], [tekst]], tekst], [[[tekst], [None], [tekst]], [[tekst + staart]]]):
        body = als_excel(*args)
        assert kort_in(body) == body


def test_what_is_no_call_is_refused_by_who_reads_it_and_takes_no_time_here():
    for body in (b"", b"]]", b"]" * 1_000_000, b",[null]]" * 100_000, b",[null]" * 5_000 + b"]"):
        kort_in(body)


CELLEN = st.one_of(st.none(), st.just(""), st.sampled_from([0, 1.5, True, "x", '"', "\\", "],[null],[null]]", "]]"]))


@st.composite
def bereiken(draw):
    breed = draw(st.integers(1, 3))
    rij = st.lists(CELLEN, min_size=breed, max_size=breed)
    lege = draw(st.lists(st.sampled_from([None, ""]), min_size=breed, max_size=breed))
    return draw(st.lists(rij, min_size=1, max_size=5)) + [lege] * draw(st.integers(0, 12))


@given(st.lists(bereiken(), max_size=4))
def test_the_functions_get_what_they_would_have_got(args):
    body = als_excel(*args)
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setattr(inkorten, "_SPRONG", 2)
        assert gelezen(kort_in(body)) == gelezen(body)
