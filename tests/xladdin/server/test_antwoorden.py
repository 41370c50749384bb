"""Every address of the running server, asked as it is meant to be asked."""

from __future__ import annotations

import base64
import io
import json
import re

import openpyxl
import pytest

VERDEEL = ([[1000]], [[450], [400], [250]])


def test_the_server_is_alive_and_ready(vreemde):
    assert vreemde.get("/gezond").json() == {"gezond": True}
    gereed = vreemde.get("/gereed").json()
    assert gereed["gereed"] is True
    assert gereed["functies"] >= 17


@pytest.mark.parametrize(
    ("pad", "soort"),
    [
        ("/taskpane.html", "text/html"),
        ("/opgave", "text/html"),
        ("/manifest.xml", "application/xml"),
        ("/xlwings/custom-functions-meta.json", "application/json"),
        ("/xlwings/custom-functions-code.js", "text/javascript"),
        ("/static/js/utils.js", "text/javascript"),
    ],
)
def test_what_excel_loads_needs_no_code_and_is_the_same_for_everyone(vreemde, client, pad, soort):
    antwoord = vreemde.get(pad)
    assert antwoord.status_code == 200
    assert antwoord.headers["content-type"].startswith(soort)
    assert antwoord.content
    assert client.get(pad).content == antwoord.content


def test_the_first_page_is_the_upload_page(vreemde):
    antwoord = vreemde.get("/")
    assert (antwoord.status_code, antwoord.headers["location"]) == (303, "/opgave")


def test_every_function_is_registered_under_one_namespace_and_none_is_for_vba_alone(vreemde):
    meta = vreemde.get("/xlwings/custom-functions-meta.json").json()["functions"]
    namen = {functie["name"] for functie in meta}
    assert {"VW.VERDEEL", "VW.BIJDRAGETABEL", "VW.UITLEG", "VW.VALIDEER", "VW.VERSIE"} <= namen
    assert "VW.LAATSTEFOUT" not in namen
    code = vreemde.get("/xlwings/custom-functions-code.js").text
    assert {functie["id"] for functie in meta} == set(re.findall(r'CustomFunctions\.associate\("(\w+)"', code))
    # The pane shows each function once; under its other name it is there for workbooks that change their road.
    eens = {een["naam"] for een in vreemde.get("/vw/functies").json()["functies"]}
    assert eens | {naam.replace("VW.", "VW_") for naam in eens} == namen


def test_excel_is_not_asked_for_the_name_of_the_workbook_or_the_cell(vreemde):
    meta = vreemde.get("/xlwings/custom-functions-meta.json").json()["functions"]
    assert all("requiresAddress" not in een["options"] for een in meta)
    assert all("requiresParameterAddresses" not in een["options"] for een in meta)


def test_the_task_pane_hears_how_the_server_runs(vreemde):
    start = vreemde.get("/vw/start").json()
    assert start["modus"] == "lokaal"
    assert start["grootste"] >= 20_000_000


def test_a_formula_gets_its_cents(client, roep):
    antwoord = roep(client, "VW_VERDEEL", *VERDEEL, None, None)
    assert antwoord.status_code == 200
    assert antwoord.json() == {"result": [[409.09], [363.64], [227.27]]}


def test_an_argument_that_is_left_out_may_also_be_absent(client, roep):
    assert roep(client, "VW_VERDEEL", *VERDEEL).json() == {"result": [[409.09], [363.64], [227.27]]}


def test_a_range_of_ten_thousand_by_ten_is_no_bother(client, roep):
    rijen = [["jongeren", "toekenningen"] + [f"k{nummer}" for nummer in range(8)]]
    rijen += [[1.123456789012345 + rij] * 10 for rij in range(10_000)]  # type: ignore[list-item]
    antwoord = roep(client, "VW_SLEUTEL", rijen, [rijen[0], [1] * 10])
    assert antwoord.status_code == 200, antwoord.text
    assert len(antwoord.json()["result"]) >= 10_000


def test_what_a_user_did_wrong_is_a_sentence_with_the_number_of_the_request(client, roep):
    antwoord = roep(client, "VW_VERDEEL", [["duizend"]], VERDEEL[1])
    assert antwoord.status_code == 400
    assert antwoord.headers["content-type"].startswith("text/plain")
    nummer = antwoord.headers["X-Vraagnummer"]
    assert antwoord.text == f"bedrag: 'duizend'; verwacht: getal. (vraag {nummer})"


def test_an_error_cell_is_named_by_its_text(client, roep):
    cel = {"type": "Error", "errorType": "Div0", "basicValue": "#DIV/0!", "basicType": "Error"}
    assert "#DIV/0!" in roep(client, "VW_VERDEEL", [[cel]], VERDEEL[1]).text


def test_a_number_with_a_format_is_a_number(client, roep):
    cel = {"type": "FormattedNumber", "basicValue": 1000, "numberFormat": "0,00"}
    assert roep(client, "VW_VERDEEL", [[cel]], VERDEEL[1]).json() == {"result": [[409.09], [363.64], [227.27]]}


def test_the_overview_tells_of_versions_and_of_every_plan(client):
    overzicht = client.get("/vw/overzicht").json()
    assert overzicht["versies"][0][:2] == ["Onderdeel", "Versie"]
    assert "Maatstaven" in overzicht["soorten"]
    (plan,) = [plan for plan in overzicht["plannen"] if plan["naam"] == "zuid-limburg-2021"]
    assert plan["sluit"] is True
    assert plan["oordeel"].startswith("Sluit: alle ")


def test_the_plans_of_the_administrator_are_there_too(starter, invoer, tmp_path, roep):
    (tmp_path / "eigen@2.xlsx").write_bytes(invoer.read_bytes())
    (tmp_path / "stuk.xlsx").write_bytes(b"geen werkmap")
    server = starter("--plannen", str(tmp_path))
    with server.client(headers=server.sleutel) as client:
        plannen = {plan["naam"]: plan for plan in client.get("/vw/overzicht").json()["plannen"]}
        assert plannen["eigen"]["versie"] == "2"
        assert plannen["stuk"]["sluit"] is False
        assert plannen["stuk"]["fouten"]
        antwoord = roep(client, "VW_BIJDRAGE", [["Beek"]], [[2021]], [["inkoop"]], [["eigen"]])
        assert antwoord.json()["result"][0][0] > 0
        (tmp_path / "eigen@2.xlsx").unlink()
        (tmp_path / "stuk.xlsx").unlink()
        tmp_path.rmdir()
        gereed = server.wacht_op(lambda: (nu := client.get("/gereed")).status_code == 503 and nu)
        assert "plannen" in gereed.json()["fout"]
    assert server.stop() == 0


def test_a_range_is_checked_cell_by_cell(client):
    cellen = [["peiljaar", "gemeente", "jongeren"], [2019, "Beek", -1]]
    vraag = {"soort": "Maatstaven", "blad": "Blad1", "hoek": "B3", "cellen": cellen}
    antwoord = client.post("/vw/controleer-bereik", json=vraag)
    assert antwoord.status_code == 200, antwoord.text
    gevonden = antwoord.json()
    assert gevonden["goed"] is False
    fout = next(een for een in gevonden["bevindingen"] if een["cel"] == "D4")
    assert (fout["ernst"], fout["blad"]) == ("fout", "Blad1")


def test_an_unknown_kind_of_table_is_a_sentence(client):
    antwoord = client.post("/vw/controleer-bereik", json={"soort": "Maatstafen", "cellen": [["a"]]})
    assert antwoord.status_code == 400
    assert "Bedoelde u 'Maatstaven'?" in antwoord.json()["fout"]
    assert antwoord.json()["vraag"] == antwoord.headers["X-Vraagnummer"]


def stuur(client, pad, inhoud, naam="invoer.xlsx", **koppen):
    return client.post(pad, content=inhoud, headers={"X-Bestandsnaam": naam, **koppen})


def test_a_good_input_is_in_order_and_gets_a_report(client, invoer):
    antwoord = stuur(client, "/vw/valideer", invoer.read_bytes(), "invoer%202021%20%C3%A9.xlsx")
    assert antwoord.status_code == 200, antwoord.text
    gevonden = antwoord.json()
    assert (gevonden["goed"], gevonden["soort"]) == (True, "invoer")
    assert gevonden["oordeel"].startswith("In orde: ")
    assert "<html" in gevonden["rapport"]
    assert "invoer 2021 é.xlsx" in gevonden["rapport"]


@pytest.fixture(scope="module")
def verkeerd(invoer):
    boek = openpyxl.load_workbook(invoer)
    blad = boek["Maatstaven"]
    rij = next(rij for rij in blad.iter_rows() if any(isinstance(cel.value, int) and cel.value > 3000 for cel in rij))
    cel = next(cel for cel in rij if isinstance(cel.value, int) and cel.value > 3000)
    cel.value = -10
    stroom = io.BytesIO()
    boek.save(stroom)
    return stroom.getvalue(), cel.coordinate


def test_a_fault_is_named_with_its_cell_and_marked_in_a_copy(client, verkeerd):
    inhoud, plek = verkeerd
    gevonden = stuur(client, "/vw/valideer", inhoud).json()
    assert gevonden["goed"] is False
    assert {"ernst": "fout", "blad": "Maatstaven", "cel": plek} in [
        {naam: een[naam] for naam in ("ernst", "blad", "cel")} for een in gevonden["bevindingen"]
    ]
    kopie = base64.b64decode(gevonden["gemerkt"]["inhoud"])
    assert gevonden["gemerkt"]["naam"] == "invoer-gemarkeerd.xlsx"
    assert openpyxl.load_workbook(io.BytesIO(kopie))["Maatstaven"][plek].comment is not None


def test_a_plan_is_made_from_the_open_workbook(client, invoer):
    gevonden = stuur(client, "/vw/plan", invoer.read_bytes(), "Map1").json()
    assert gevonden["goed"] is True
    assert gevonden["oordeel"].startswith("Sluit: ")
    boek = openpyxl.load_workbook(io.BytesIO(base64.b64decode(gevonden["werkmap"]["inhoud"])))
    assert boek.sheetnames == gevonden["bladen"]
    assert gevonden["werkmap"]["naam"] == "zuid-limburg-2021-uitvoeringsplan.xlsx"


def test_a_plan_takes_another_closing_rule_and_refuses_one_that_is_not_there(client, invoer):
    goed = stuur(client, "/vw/plan", invoer.read_bytes(), **{"X-Sluitregel": "grootste-rest"})
    assert goed.json()["goed"] is True
    fout = stuur(client, "/vw/plan", invoer.read_bytes(), **{"X-Sluitregel": "grootste-res"})
    assert fout.status_code == 400
    assert "grootste-rest" in fout.json()["fout"]


def test_an_input_with_faults_makes_no_plan_and_says_why(client, verkeerd):
    gevonden = stuur(client, "/vw/plan", verkeerd[0]).json()
    assert gevonden["goed"] is False
    assert gevonden["bevindingen"]
    assert "werkmap" not in gevonden


def test_every_answer_has_its_number_and_the_headers_that_keep_strangers_out(vreemde, client):
    for pad in ("/gezond", "/opgave", "/taskpane.html", "/static/js/utils.js", "/nergens", "/vw/overzicht"):
        koppen = vreemde.get(pad).headers
        assert re.fullmatch(r"[0-9a-f]{8}", koppen["X-Vraagnummer"])
        assert koppen["X-Content-Type-Options"] == "nosniff"
        assert "script-src 'self'" in koppen["Content-Security-Policy"]
        assert "unsafe" not in koppen["Content-Security-Policy"]
        assert "server" not in koppen
        # On localhost it would hold for every other program of this computer as well.
        assert "Strict-Transport-Security" not in koppen
    assert client.get("/vw/overzicht").headers["Cache-Control"] == "no-store"
    # Excel shows no icon in its ribbon that may not be kept.
    assert vreemde.get("/static/images/verdeelwijzer-32.png").headers["Cache-Control"] == "max-age=86400"


def test_only_the_task_pane_may_stand_in_a_frame_and_only_in_that_of_excel(vreemde):
    beleid = vreemde.get("/taskpane.html").headers["Content-Security-Policy"]
    assert "frame-ancestors 'self' https://*.office.com" in beleid
    for pad in ("/opgave", "/gezond"):
        koppen = vreemde.get(pad).headers
        assert "frame-ancestors 'none'" in koppen["Content-Security-Policy"]
        assert koppen["X-Frame-Options"] == "DENY"


def test_the_pages_hold_no_code(server, vreemde):
    for pad in ("/taskpane.html", "/opgave", "/xlwings/custom-functions-code.js", "/manifest.xml"):
        assert server.code not in vreemde.get(pad).text


def test_the_settings_of_the_page_never_send_a_failing_call_again(vreemde):
    tekst = re.search(
        r'<script id="config" type="application/json">(.*?)</script>', vreemde.get("/taskpane.html").text, re.S
    )
    config = json.loads(tekst[1])
    assert config["customFunctionsRetryCodes"] == [502, 504]
    assert config["customFunctionsMaxRetries"] == 3


def test_a_folder_of_plans_that_is_gone_is_one_sentence_wherever_it_is_asked_for(starter, roep, tmp_path):
    map_ = tmp_path / "plannen"
    map_.mkdir()
    server = starter("--plannen", str(map_))
    map_.rmdir()
    zin = "De map met plannen (plannen) is niet te lezen; vraag de beheerder om VERDEELWIJZER_PLANNEN na te kijken."
    with server.client(headers=server.sleutel) as client:
        server.wacht_op(lambda: client.get("/gereed").status_code == 503)
        assert client.get("/gereed").json()["fout"] == zin
        antwoord = client.get("/vw/overzicht")
        assert (antwoord.status_code, antwoord.json()["fout"]) == (400, zin)
        assert roep(client, "VW_VERSIE").text.startswith(zin)
        # Who only signs in, has nothing to do with it.
        assert client.get("/vw/toegang").json() == {"toegang": True}


@pytest.mark.parametrize("hoek", ["XFE1", "XFD1", "A1048576", "ZZZ9999999"])
def test_a_range_that_sticks_out_of_the_sheet_is_a_sentence(client, hoek):
    vraag = {"soort": "Maatstaven", "blad": "Blad1", "hoek": hoek, "cellen": [["Gemeente", "Jongeren"], ["Beek", 1]]}
    antwoord = client.post("/vw/controleer-bereik", json=vraag)
    assert antwoord.status_code == 400
    assert antwoord.json()["fout"] == "Het bereik past niet in een blad; kies een gewoon bereik van cellen."


def test_a_large_range_is_checked_row_by_row(client):
    rijen = [[2020, "Beek", nummer % 7] for nummer in range(20_000)]
    vraag = {"soort": "Maatstaven", "cellen": [["Peiljaar", "Gemeente", "Jongeren"], *rijen]}
    antwoord = client.post("/vw/controleer-bereik", json=vraag)
    assert antwoord.status_code == 200
    assert not antwoord.json()["goed"]
