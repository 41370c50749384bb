"""The VBA module: its text as it was looked at, and what must hold in every line of it.

Did it change on purpose? Renew the copy with: python tests/xladdin/com/test_vba.py
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import xladdin.functies  # noqa: F401 (fills the register)
from xladdin.com.functies import MERK
from xladdin.com.vba import CODERING, LANGSTE_HULP, LANGSTE_REGEL, kort, module
from xladdin.functie import FUNCTIES

KOPIE = Path(__file__).with_name("verdeelwijzer.bas")
VERSIE = "0"
"""No real one: else each release would ask for a new copy."""
_WOORDEN = (
    "and any array as boolean byref byte byval call case const currency date debug declare dim do double each else "
    "elseif empty end enum error event exit false for friend function get global go goto gosub if implements imp in "
    "input integer is let like line local lock long loop lset me mod name new next not nothing null object on open "
    "option optional or paramarray preserve print private property public put raiseevent redim rem resume return rset "
    "select set single static step stop string sub text then time to true type typeof unload until variant wend while "
    "with withevents write xor"
)
SLEUTELWOORDEN = frozenset(_WOORDEN.split())


def tekst() -> str:
    return module(FUNCTIES.values(), VERSIE)


def regels() -> list[str]:
    return tekst().split("\r\n")


def procedures() -> dict[str, str]:
    """The body of every function and sub by its name."""
    patroon = r"^(?:Public|Private) (Function|Sub) (\w+)\((.*?)\)(?: As \w+)?\r\n(.*?)^End \1\r$"
    return {naam: inhoud for _, naam, _, inhoud in re.findall(patroon, tekst(), flags=re.M | re.S)}


def test_the_module_is_the_one_that_was_looked_at():
    assert tekst().replace("\r\n", "\n") == KOPIE.read_text(encoding="utf-8"), __doc__


def test_every_function_is_there_once_and_asks_python_for_itself():
    kop = r"^Public Function (\w+)\(.*\) As Variant\r$"
    namen = re.findall(kop, tekst(), flags=re.M)
    assert namen == [*(functie.python_naam for functie in FUNCTIES.values()), "VW_LAATSTEFOUT"]
    for functie in FUNCTIES.values():
        argumenten = "".join(f", {argument.naam}" for argument in functie.argumenten)
        vluchtig = "Application.Volatile\r\n    " if functie.naam == "VERSIE" else ""
        assert procedures()[functie.python_naam].strip() == (
            f'{vluchtig}{functie.python_naam} = Antwoord("{functie.python_naam}"{argumenten})'
        )


def test_what_is_obligatory_on_the_server_is_so_here():
    for functie in FUNCTIES.values():
        (kop,) = [regel for regel in regels() if regel.startswith(f"Public Function {functie.python_naam}(")]
        parameters = ", ".join(
            f"{'' if argument.verplicht else 'Optional '}ByVal {argument.naam} As Variant"
            for argument in functie.argumenten
        )
        assert kop == f"Public Function {functie.python_naam}({parameters}) As Variant"


def test_every_failure_is_an_error_value():
    antwoord = procedures()["Antwoord"]
    begin, _, mislukt = antwoord.partition("Mislukt:")
    # The trap is set before anything that can fail, and every way out but the last line gives the answer.
    assert "On Error GoTo Mislukt" in begin.split("cellen = ")[0]
    assert mislukt.rstrip().endswith("Antwoord = CVErr(xlErrValue)")
    assert "Resume" not in antwoord
    merk = re.search(r"zin = ZinVan\(gegeven\)\r\n    If Len\(zin\) > 0 Then\r\n(.*?)End If", begin, flags=re.S)
    assert merk
    assert "Antwoord = CVErr(xlErrValue)" in merk[1]
    assert merk[1].rstrip().endswith("Exit Function")
    assert "If Left$(gegeven, Len(MERK)) = MERK Then ZinVan = Mid$(gegeven, Len(MERK) + 1)" in procedures()["ZinVan"]
    assert f'Private Const MERK As String = "{MERK}"\r\n' in tekst()


def test_a_sentence_counts_no_longer_than_its_error():
    antwoord = procedures()["Antwoord"]
    # Every error value has its sentence, and a cell that is right again loses it.
    assert antwoord.count("Antwoord = CVErr(xlErrValue)") == antwoord.count("Onthoud zin") == 2
    goed = antwoord.partition("Exit Function")[2].partition("Mislukt:")[0]
    assert [regel.strip() for regel in goed.split("\r\n") if regel.strip()] == [
        "End If", "Vergeet Aanroeper()", "Antwoord = gegeven", "Exit Function",
    ]  # fmt: skip
    assert "ZinVan(gegeven)" in procedures()["VW_Proef"]


def test_no_text_of_an_exception_gets_into_a_cell():
    met = [naam for naam, inhoud in procedures().items() if "Err.Description" in inhoud]
    assert met == ["VW_Proef"]
    assert "MsgBox" in procedures()["VW_Proef"]


def test_only_one_place_calls_python_for_a_cell():
    assert [naam for naam, inhoud in procedures().items() if "XLPy" in inhoud] == ["Python"]
    assert [naam for naam, inhoud in procedures().items() if "Python()." in inhoud] == ["Antwoord", "VW_Proef"]


def test_a_start_that_failed_is_remembered_for_a_minute():
    # Each try can hold Excel for two minutes, and a sheet has hundreds of formulas.
    regels = [regel.strip() for regel in procedures()["Python"].splitlines()]
    assert regels == [
        "If (Now - mislukt) * 86400 < RUST Then Err.Raise NOG_EVEN",
        "mislukt = Now",
        "Set Python = XLPy",
        "mislukt = 0",
    ]
    assert "Private Const RUST As Long = 60\r\n" in tekst()
    assert "ElseIf Err.Number = NOG_EVEN Then" in procedures()["Antwoord"]
    # Who asks for the cause, does not get the memory of it.
    proef = procedures()["VW_Proef"]
    assert proef.index("mislukt = 0") < proef.index("Python()")


def test_of_an_empty_end_enough_is_handed_over_to_see_how_long_it_is():
    inhoud = procedures()["Inhoud"]
    for maat in ("hoogte", "breedte"):
        assert inhoud.index(f"If {maat} < 0 Then {maat} = 0") < inhoud.index(f"{maat} = 2 * {maat} + 1")
    assert inhoud.index("breedte = 2 * breedte + 1") < inhoud.index("Set bereik = bereik.Resize")


def test_help_can_be_given_in_an_add_in_for_all_workbooks():
    regels = [regel.strip() for regel in procedures()["VW_Registreer"].splitlines()]
    assert regels[1:3] == ["verborgen = ThisWorkbook.IsAddin", "ThisWorkbook.IsAddin = False"]
    assert regels[-1] == "ThisWorkbook.IsAddin = verborgen"


def test_every_variable_is_declared():
    assert regels()[:2] == ['Attribute VB_Name = "Verdeelwijzer"', "Option Explicit"]


def test_vba_can_read_every_line():
    for regel in regels():
        assert len(regel) <= LANGSTE_REGEL, regel
        # A text that does not close on its line is an error.
        assert regel.split("'")[0].count('"') % 2 == 0 or regel.count('"') % 2 == 0, regel
    doorlopend = 0
    for regel in regels():
        doorlopend = doorlopend + 1 if regel.endswith(" _") else 0
        assert doorlopend <= 24


def test_excel_on_a_western_windows_reads_every_character():
    assert tekst().encode(CODERING).decode(CODERING) == tekst()
    assert "\n" not in tekst().replace("\r\n", "")


def test_no_name_means_something_else_in_vba():
    eigen = {
        naam.casefold() for naam in re.findall(r"^(?:Public|Private) (?:Function|Sub|Const) (\w+)", tekst(), flags=re.M)
    }
    for functie in FUNCTIES.values():
        for argument in functie.argumenten:
            assert re.fullmatch(r"[a-z]\w*", argument.naam, flags=re.A)
            assert argument.naam.casefold() not in SLEUTELWOORDEN | eigen | {"inhoud", "xlpy"}


def test_every_function_has_its_help_in_excel():
    hulp = procedures()["VW_Registreer"]
    for functie in FUNCTIES.values():
        assert f'Beschrijf "{functie.python_naam}", _' in hulp
        for uitleg in (functie.uitleg, *(argument.uitleg for argument in functie.argumenten)):
            assert kort(uitleg).replace('"', '""') in hulp
    assert all(len(gevonden) <= LANGSTE_HULP for gevonden in re.findall(r'"((?:[^"]|"")*)"', hulp))


@pytest.mark.parametrize(
    ("lang", "over"),
    [
        ("Eén zin.", "Eén zin."),
        ("Twee\n    regels.", "Twee regels."),
        (f"{'Kort. ' * 42}Dit past niet meer.", ("Kort. " * 42).rstrip()),
        ("woord " * 60, f"{('woord ' * 42).rstrip()}…"),
    ],
)
def test_help_that_is_too_long_is_cut_between_sentences(lang, over):
    assert kort(lang) == over
    assert len(over) <= LANGSTE_HULP


if __name__ == "__main__":
    KOPIE.write_text(tekst().replace("\r\n", "\n"), encoding="utf-8", newline="\n")
