"""The JavaScript that the server gives Excel for its functions, run in Node against that server."""

from __future__ import annotations

import json
import re

import pytest

import xladdin.functies  # noqa: F401  # fills the register
from calc.afronding import EENHEDEN
from xladdin.functie import FUNCTIES

GEWICHTEN = [[450], [400], [250]]
NUMMER = re.compile(r" \(vraag [0-9a-f]{8}\)$")


def test_every_function_that_is_described_is_there_and_no_other(excel, server):
    gezien = excel(server)
    namen = {functie.python_naam: functie.excelnaam for functie in FUNCTIES.values()}
    assert len(namen) == 18
    # Each also under the name that it has without a server, so that a workbook can change its road.
    namen |= {f"{naam}_OOK": naam for naam in namen}
    assert sorted(gezien["geregistreerd"]) == sorted(namen)
    assert {functie["id"]: functie["name"] for functie in gezien["beschreven"]} == namen


def test_a_function_answers_under_the_name_that_it_has_without_a_server(een):
    ook, gewoon = een("VW_VERDEEL_OOK", [[1000]], GEWICHTEN), een("VW_VERDEEL", [[1000]], GEWICHTEN)
    assert ook["uitkomst"] == gewoon["uitkomst"] == [[409.09], [363.64], [227.27]]
    assert ook["verzoeken"][0]["inhoud"]["func_name"] == "VW_VERDEEL"


def test_arguments_of_a_few_words_have_a_drop_down(excel, server):
    gezien = excel(server)
    keuzes = {keuze["id"]: [waarde["name"] for waarde in keuze["values"]] for keuze in gezien["keuzes"]}
    (verdeel,) = (functie for functie in gezien["beschreven"] if functie["id"] == "VW_VERDEEL")
    welke = {een["name"]: keuzes.get(een.get("customEnumId")) for een in verdeel["parameters"]}
    assert welke["sluitregel"] == ["open", "grootste-rest", "grootste-deelnemer", "afrondingsregel"]
    assert welke["eenheid"] == [*EENHEDEN]
    assert welke["bedrag"] is welke["gewichten"] is None
    assert "Maatstaven" in keuzes["VW_VALIDEER.SOORT"]
    assert "verdeling" in keuzes["VW_PLANTABEL.NAAM"]
    assert keuzes["VW_AANSLUITING.EENHEID"] == [*EENHEDEN, "1%", "0,1%", "0,01%", "0,001%"]


def test_every_function_leads_to_its_page_on_the_server(excel, server, vreemde):
    for functie in excel(server)["beschreven"]:
        assert functie["helpUrl"].startswith(f"{server.basis}/hulp/")
        pagina = vreemde.get(functie["helpUrl"])
        assert pagina.status_code == 200
        naam = functie["helpUrl"].rpartition("/")[2]
        for argument in FUNCTIES[naam].argumenten:
            assert f">{argument.naam}" in pagina.text
    assert vreemde.get("/hulp/ANDERS").status_code == 404
    assert vreemde.get("/hulp/").status_code == 404


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
