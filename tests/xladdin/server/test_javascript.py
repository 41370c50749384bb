"""The JavaScript that the server gives Excel for its functions, run in Node against that server."""

from __future__ import annotations

import json
import re

import pytest

import xladdin.functies  # noqa: F401  # fills the register
from xladdin.functie import FUNCTIES

GEWICHTEN = [[450], [400], [250]]
NUMMER = re.compile(r" \(vraag [0-9a-f]{8}\)$")


def test_every_function_that_is_described_is_there_and_no_other(excel, server):
    gezien = excel(server)
    namen = sorted(functie.python_naam for functie in FUNCTIES.values())
    assert len(namen) == 17
    assert sorted(gezien["geregistreerd"]) == namen
    assert sorted(functie["id"] for functie in gezien["beschreven"]) == namen
    assert {functie["id"]: functie["name"] for functie in gezien["beschreven"]} == {
        functie.python_naam: functie.excelnaam for functie in FUNCTIES.values()
    }


def test_every_example_gives_excel_a_table_and_takes_one_request(excel, server):
    aanroepen = [(functie.python_naam, *_argumenten(functie.voorbeeld)) for functie in FUNCTIES.values()]
    for functie, antwoord in zip(FUNCTIES.values(), excel(server, *aanroepen)["antwoorden"], strict=True):
        assert "fout" not in antwoord, (functie.naam, antwoord)
        assert len(antwoord["verzoeken"]) == 1
        breedtes = {len(rij) for rij in antwoord["uitkomst"]}
        assert len(breedtes) == 1, functie.naam


def _argumenten(formule):
    """The arguments of an example as Excel hands them over: a constant as one cell, a list in braces as its rows."""
    binnen = formule.partition("(")[2].removesuffix(")")
    stukken = re.findall(r'\{[^}]*\}|"[^"]*"|[^,]+', binnen)
    return [
        [json.loads(f"[{rij}]") for rij in stuk.strip("{}").split(";")] if stuk[0] == "{" else [[json.loads(stuk)]]
        for stuk in stukken
    ]


def test_a_formula_spills_its_column(een):
    assert een("VW_VERDEEL", [[1000]], GEWICHTEN)["uitkomst"] == [[409.09], [363.64], [227.27]]
    # As Excel fills in what the adviser left out.
    assert een("VW_VERDEEL", [[1000]], GEWICHTEN, None, [["euro"]])["uitkomst"] == [[409], [364], [227]]


@pytest.mark.parametrize(
    ("cel", "zin"),
    [
        ({"type": "Error", "basicType": "Error", "basicValue": "#N/A", "errorType": "NotAvailable"},
         "gewichten, cel 2: foutwaarde #N/A; verwacht: getal."),
        ("1.234,50",
         "gewichten, cel 2: '1.234,50'; verwacht: getal. Dit staat als tekst in de cel: maak er een getal van."),
        ("", "gewichten, cel 2: een lege cel; verwacht: getal."),
        (None, "gewichten, cel 2: een lege cel; verwacht: getal."),
        (True, "gewichten, cel 2: WAAR; verwacht: getal."),
        (-1, "gewichten, cel 2: '-1'; verwacht: getal van 0 of meer."),
    ],
    ids=["error", "text", "empty text", "empty", "boolean", "negative"],
)  # fmt: skip
def test_a_refusal_is_an_error_with_its_sentence_after_one_request(een, cel, zin):
    antwoord = een("VW_VERDEEL", [[1000]], [[450], [cel], [250]])
    assert antwoord["fout"] == "#VALUE!"
    assert NUMMER.sub("", antwoord["zin"]) == zin
    assert NUMMER.search(antwoord["zin"])
    assert len(antwoord["verzoeken"]) == 1


def test_a_linked_data_type_is_named(een):
    aandeel = {"type": "LinkedEntity", "basicType": "Error", "basicValue": "#VALUE!", "text": "ASML"}
    antwoord = een("VW_VERDEEL", [[aandeel]], GEWICHTEN)
    assert antwoord["fout"] == "#VALUE!"
    assert NUMMER.sub("", antwoord["zin"]) == "bedrag: een gekoppeld gegevenstype; verwacht: getal."


def test_a_mistake_of_ours_is_asked_only_once_and_tells_nothing(excel, traag):
    (antwoord,) = excel(traag, ("VW_STUK", [["mijn cijfer"]]))["antwoorden"]
    assert antwoord["fout"] == "#VALUE!"
    assert antwoord["zin"].startswith("Er ging iets mis in Verdeelwijzer zelf")
    assert "mijn cijfer" not in antwoord["zin"]
    assert len(antwoord["verzoeken"]) == 1


def test_a_wrong_startcode_is_asked_only_once(excel, server, monkeypatch):
    monkeypatch.setattr(type(server), "code", "verkeerd")
    (antwoord,) = excel(server, ("VW_VERDEEL", [[1000]], GEWICHTEN))["antwoorden"]
    assert antwoord["fout"] == "#VALUE!"
    assert "startcode" in antwoord["zin"] or "te vaak" in antwoord["zin"]
    assert len(antwoord["verzoeken"]) == 1


def test_neither_workbook_nor_cell_is_named(een):
    (verzoek,) = een("VW_VERDEEL", [[1000]], GEWICHTEN)["verzoeken"]
    assert "Geheim" not in json.dumps(verzoek)
    assert verzoek["inhoud"]["caller_address"] is None
    assert verzoek["koppen"] == ["Auth-Provider", "Authorization", "Content-Type"]
