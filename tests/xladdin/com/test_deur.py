"""The door for COM, through xlwings' own conversion: what it gives the VBA module, and that no failure is a value."""

from __future__ import annotations

import logging
import math
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from xlwings import XlwingsError

import xladdin.functies  # noqa: F401 (fills the register)
from schemas.fouten import Gebruikersfout
from xladdin.com import functies as deurmodule
from xladdin.com.functies import FOUTWAARDEN, MERK, _deur
from xladdin.functie import FUNCTIES

WEG = -2147352572
"""How pywin32 hands over an argument that was left out."""
FOUTWAARDE = -2146826273
"""How it hands over #VALUE! (#WAARDE!)."""
RAAR = [
    None, "", " ", "abc", "1.234,56", "=A1", True, False, 0.0, -1.0, 2.5, 1e300, 2021.0, 44197.5,
    FOUTWAARDE, -2146826281, -2146826243, -2146826238, WEG, {"datum": "2021-12-31T00:00:00"},
]  # fmt: skip


def zin(antwoord: object) -> str:
    """The sentence of a failure."""
    assert isinstance(antwoord, str)
    assert antwoord.startswith(MERK), antwoord
    return antwoord.removeprefix(MERK)


def test_every_function_stands_at_the_door():
    assert FUNCTIES
    for functie in FUNCTIES.values():
        assert callable(getattr(deurmodule, functie.python_naam))


def test_a_formula_gets_its_column(vraag_python):
    gewichten = [[450.0], [400.0], [250.0]]
    assert vraag_python("VW_VERDEEL", 1000.0, gewichten) == [[409.09], [363.64], [227.27]]
    assert vraag_python("VW_VERDEEL", 1000.0, gewichten, WEG, "euro") == [[409.0], [364.0], [227.0]]


def test_an_empty_cell_is_no_argument_left_out(vraag_python):
    assert vraag_python("VW_BIJDRAGE", "Beek", 2021.0, WEG) == pytest.approx(109040.03)
    assert zin(vraag_python("VW_BIJDRAGE", "Beek", 2021.0, None)).startswith("kostensoort: een lege cel; verwacht: een")
    assert zin(vraag_python("VW_VERDEEL", 1000.0, [[1.0], [2.0], [None]])) == (
        "gewichten, cel 3: een lege cel; verwacht: getal."
    )
    assert vraag_python("VW_VERDEEL", 1000.0, [[1.0], [3.0], *[[None]] * 3]) == [[250.0], [750.0]]


def test_a_total_among_the_weights_is_no_participant(vraag_python):
    assert zin(vraag_python("VW_VERDEEL", 1000.0, [[450.0], [250.0], [700.0]])).startswith(
        "gewichten, cel 3: deze rij is precies de som van 2 rijen erboven"
    )


def test_one_cell_goes_back_as_one_value(vraag_python):
    assert vraag_python("VW_VERDEEL", 12.34, 7.0) == 12.34


def test_an_error_in_a_cell_is_named_and_never_counted(vraag_python):
    for nummer, tekst in FOUTWAARDEN.items():
        gewichten = [[450.0], [-2146828288 + nummer], [250.0]]
        melding = zin(vraag_python("VW_VERDEEL", 1000.0, gewichten))
        assert melding.startswith(f"gewichten, cel 2: foutwaarde {tekst}; verwacht: ")


def test_an_error_value_that_is_newer_than_we_are_is_none_the_less_no_number(vraag_python):
    melding = zin(vraag_python("VW_VERDEEL", 1000.0, [[450.0], [-2146828288 + 2099]]))
    assert "foutwaarde #UNKNOWN!" in melding


def test_a_date_is_no_number(vraag_python):
    melding = zin(vraag_python("VW_VERDEEL", 1000.0, [[450.0], [{"datum": "2021-02-03T00:00:00"}]]))
    assert melding == "gewichten, cel 2: een datum (03-02-2021); verwacht: getal."


def test_a_wrong_choice_gives_the_sentence_with_a_suggestion(vraag_python):
    melding = zin(vraag_python("VW_VERDEEL", 1000.0, [[1.0], [2.0]], "grootste-res"))
    assert "Bedoelde u 'grootste-rest'?" in melding


@pytest.mark.parametrize("waarde", RAAR, ids=repr)
@pytest.mark.parametrize("naam", [functie.python_naam for functie in FUNCTIES.values()])
def test_whatever_a_cell_holds_excel_gets_a_value_or_a_sentence(vraag_python, naam, waarde):
    functie = FUNCTIES[naam.removeprefix("VW_")]
    for argumenten in (
        [waarde] * len(functie.argumenten),
        [[[waarde, waarde], [waarde, 1.0]]] * len(functie.argumenten),
    ):
        antwoord = vraag_python(naam, *argumenten)
        if isinstance(antwoord, str) and antwoord.startswith(MERK):
            melding = zin(antwoord)
            assert "vastgelopen" not in melding
            assert melding.endswith((".", "?", ")", "'"))
            assert "\n" not in melding


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    bedrag=st.sampled_from([*RAAR, 100.0]),
    gewichten=st.lists(st.lists(st.sampled_from([*RAAR, 1.0, 2.0]), min_size=1, max_size=1), min_size=1, max_size=5),
)
def test_a_split_gives_numbers_or_a_sentence(vraag_python, bedrag, gewichten):
    antwoord = vraag_python("VW_VERDEEL", bedrag, gewichten)
    if isinstance(antwoord, str):
        assert zin(antwoord)
    else:
        rijen = antwoord if isinstance(antwoord, list) else [[antwoord]]
        assert all(isinstance(cel, float) for rij in rijen for cel in (rij if isinstance(rij, list) else [rij]))


def met_kern(kern):
    return _deur(replace(FUNCTIES["VERDEEL"], functie=kern))


@pytest.mark.parametrize("fout", [KeyError("geheim"), ZeroDivisionError(), RecursionError(), SystemExit(1)], ids=repr)
def test_our_own_mistake_is_a_sentence_without_what_was_inside(fout, caplog):
    def kern():
        raise fout

    with caplog.at_level(logging.CRITICAL):
        ((antwoord,),) = met_kern(kern)()
    assert zin(antwoord) == (
        f"VW_VERDEEL is vastgelopen door een fout in Verdeelwijzer zelf ({type(fout).__name__}). "
        "Meld dit, met de formule en de uitkomst van VW_VERSIE()."
    )


def test_a_user_error_is_its_sentence_on_one_line():
    def kern():
        raise XlwingsError(str(Gebruikersfout("bedrag: 'x';\n verwacht: getal.")))

    assert met_kern(kern)() == [[f"{MERK}bedrag: 'x'; verwacht: getal."]]


@pytest.mark.parametrize("uitkomst", [math.nan, math.inf, -math.inf, MERK, f"{MERK}iets"], ids=repr)
def test_what_no_cell_can_hold_does_not_slip_through(uitkomst, caplog):
    with caplog.at_level(logging.CRITICAL):
        ((antwoord,),) = met_kern(lambda: [[uitkomst]])()
    assert "vastgelopen" in zin(antwoord)


def test_a_whole_number_goes_back_as_excel_keeps_it():
    ((uitkomst,),) = met_kern(lambda: [[10**15]])()
    assert isinstance(uitkomst, float)
    assert uitkomst == 1e15
