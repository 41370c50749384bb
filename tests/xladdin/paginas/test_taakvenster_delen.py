"""The four parts of the task pane, clicked through in a browser."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

BLADEN = "__werkmap.bladen.map(({ name }) => name)"
SELECTIE = "__werkmap.selectie"
INVOER = [
    "Plan", "Definities", "Maatstaven", "Begroting", "Capaciteit", "Formatie", "Tarieven", "Vastgesteld", "Scenario",
    "Gepubliceerd",
]  # fmt: skip


def vul(scherm: Any) -> str:
    scherm.page.get_by_role("tab", name="Vul plan").click()
    scherm.page.get_by_role("button", name="Maak de bladen").click()
    return scherm.tekst("#vul-uitkomst .oordeel")


# Controleer


def test_a_whole_workbook_without_faults_is_in_order(open_venster: Callable[..., Any]) -> None:
    scherm = open_venster()
    scherm.toegankelijk()
    scherm.page.get_by_role("button", name="Controleer de werkmap").click()
    assert scherm.tekst("#controleer-uitkomst .oordeel").startswith("✓ In orde")
    assert scherm.page.evaluate("__werkmap.openBestanden") == 0
    scherm.toegankelijk()


def test_a_fault_leads_to_its_cell(open_venster: Callable[..., Any], fout_voorbeeld: bytes) -> None:
    scherm = open_venster(fout_voorbeeld)
    scherm.page.get_by_role("button", name="Controleer de werkmap").click()
    assert scherm.tekst("#controleer-uitkomst .oordeel").startswith("✗ Niet bruikbaar: ")
    scherm.toegankelijk()
    fout = scherm.page.locator(".bevindingen.fout button").filter(has_text="Gulpen-Witem")
    assert "Bedoelde u 'Gulpen-Wittem'?" in fout.inner_text()
    fout.click()
    scherm.wacht(f"{SELECTIE}.blad", "Maatstaven")
    cel = scherm.page.evaluate("__werkmap.selectie.adres")
    assert scherm.page.evaluate(f"__werkmap.bladen[2].cellen.get('{cel}')") == "Gulpen-Witem"
    scherm.wacht("document.getElementById('melding').textContent.includes('is gekozen')")


@pytest.mark.parametrize(
    ("doe", "zin"),
    [
        ("__werkmap.bladen[2].name = 'Cijfers'", "Blad Maatstaven is er niet meer"),
        ("__werkmap.bladen[2].visibility = 'Hidden'", "Blad Maatstaven is verborgen"),
    ],
)
def test_a_cell_that_cannot_be_reached_gives_a_sentence(
    open_venster: Callable[..., Any], fout_voorbeeld: bytes, doe: str, zin: str
) -> None:
    scherm = open_venster(fout_voorbeeld)
    scherm.page.get_by_role("button", name="Controleer de werkmap").click()
    fout = scherm.page.locator(".bevindingen.fout button").first
    fout.wait_for()
    scherm.page.evaluate(doe)
    fout.click()
    assert zin in scherm.tekst("#ga-fout")
    scherm.toegankelijk()
    scherm.page.get_by_role("button", name="Sluiten").click()
    assert scherm.page.locator("#ga-fout").inner_text() == ""


def test_a_row_or_a_column_is_a_place_too(open_venster: Callable[..., Any]) -> None:
    scherm = open_venster()
    plaatsen = {
        "D7": "D7", "B3:B9": "B3:B9", "rij 4": "4:4", "rijen 4 tot en met 9": "4:4", "kolom F": "F:F",
        "kolom gemeente": "A1", "": "A1", "cel AB12": "AB12",
    }  # fmt: skip
    for plaats, adres in plaatsen.items():
        vraag = "(plaats) => import('/static/js/werkmap.js').then((deel) => deel.adresUit(plaats))"
        assert scherm.page.evaluate(vraag, plaats) == adres


def test_whole_columns_stand_for_the_figures_in_them(open_venster: Callable[..., Any], fout_voorbeeld: bytes) -> None:
    scherm = open_venster(fout_voorbeeld, selectie=("Maatstaven", "A:Z"))
    scherm.page.get_by_label("Wat staat erin?").select_option("Maatstaven")
    with scherm.page.expect_request("**/vw/controleer-bereik") as gevangen:
        scherm.page.get_by_role("button", name="Controleer het bereik").click()
    vraag = gevangen.value.post_data_json
    assert (vraag["blad"], vraag["hoek"]) == ("Maatstaven", "A1")
    assert 2 < len(vraag["cellen"]) < 500
    assert scherm.tekst("#controleer-uitkomst .oordeel").startswith("✗ Niet bruikbaar")
    scherm.page.locator(".bevindingen.fout button").filter(has_text="Gulpen-Witem").click()
    scherm.wacht(f"{SELECTIE}.adres.includes(':')", False)
    assert "Gulpen-Witem" in scherm.page.evaluate("[...__werkmap.bladen[2].cellen.values()]")


@pytest.mark.parametrize(
    ("selectie", "zin"),
    [
        (("Plan", "X50:Z60"), "In X50:Z60 staat niets. Kies het bereik met de cijfers"),
        (("Plan", "A1,C3"), "U hebt meer dan één gebied gekozen"),
    ],
)
def test_a_selection_without_figures_gives_a_sentence(
    open_venster: Callable[..., Any], selectie: tuple[str, str], zin: str
) -> None:
    scherm = open_venster(selectie=selectie)
    scherm.page.get_by_role("button", name="Controleer het bereik").click()
    assert zin in scherm.tekst("#controleer-uitkomst .oordeel")
    assert "niet gelukt" in scherm.tekst("#controleer-stappen .mislukt")
    scherm.toegankelijk()


def test_a_workbook_that_excel_does_not_give_is_a_sentence(open_venster: Callable[..., Any]) -> None:
    scherm = open_venster()
    scherm.page.evaluate("__storing.bestand = true")
    scherm.page.get_by_role("button", name="Controleer de werkmap").click()
    assert "Excel geeft de werkmap niet" in scherm.tekst("#controleer-uitkomst .oordeel")
    scherm.page.evaluate("__storing.bestand = false")
    scherm.page.get_by_role("button", name="Controleer de werkmap").click()
    scherm.page.locator("#controleer-uitkomst .oordeel").filter(has_text="✓ In orde").wait_for()


def test_a_workbook_that_is_too_large_is_not_sent(open_venster: Callable[..., Any]) -> None:
    begin = {"modus": "lokaal", "versie": "2026.1", "grootste": 5000}

    def klein(scherm: Any) -> None:
        scherm.page.route("**/vw/start", lambda weg: weg.fulfill(json=begin))
        scherm.page.route("**/vw/valideer", lambda weg: pytest.fail("it was sent"))

    scherm = open_venster(voor=klein)
    scherm.page.get_by_role("button", name="Controleer de werkmap").click()
    assert "en mag ten hoogste 5 kB zijn" in scherm.tekst("#controleer-uitkomst .oordeel")
    assert scherm.page.evaluate("__werkmap.openBestanden") == 0


def test_a_long_list_of_faults_shows_the_first_hundred_and_then_the_rest(open_venster: Callable[..., Any]) -> None:
    fouten = [{"ernst": "fout", "blad": "Plan", "cel": f"A{n}", "tekst": "x", "stond": "x"} for n in range(1, 131)]
    antwoord = {"goed": False, "oordeel": "Niet bruikbaar: 130 fouten.", "bevindingen": fouten}
    scherm = open_venster()
    scherm.page.route("**/vw/valideer", lambda weg: weg.fulfill(json=antwoord))
    scherm.page.get_by_role("button", name="Controleer de werkmap").click()
    regels = scherm.page.locator(".bevindingen li")
    meer = scherm.page.get_by_role("button", name="Toon de andere 30")
    meer.click()
    assert regels.count() == 130
    assert "A101" in scherm.page.evaluate("document.activeElement.textContent")


# Vul uitvoeringsplan


def test_a_plan_that_does_not_tie_up_has_no_tick(open_venster: Callable[..., Any]) -> None:
    def sluit_niet(weg: Any) -> None:
        antwoord = weg.fetch()
        weg.fulfill(response=antwoord, json=antwoord.json() | {"sluit": False, "oordeel": "Sluit niet: 1 van de 9."})

    scherm = open_venster()
    scherm.page.route("**/vw/plan", sluit_niet)
    scherm.page.get_by_role("tab", name="Vul plan").click()
    assert vul(scherm) == "✗ Sluit niet: 1 van de 9."


def test_the_sheets_of_the_plan_come_behind_the_input_which_stays_as_it_is(open_venster: Callable[..., Any]) -> None:
    scherm = open_venster()
    voor = scherm.page.evaluate("__werkmap.bladen.map(({ id, name }) => [id, name])")
    scherm.page.get_by_role("tab", name="Vul plan").click()
    scherm.toegankelijk()
    assert vul(scherm).startswith("✓ Sluit")
    scherm.toegankelijk()
    bladen = scherm.page.evaluate(BLADEN)
    assert scherm.page.evaluate(f"__werkmap.bladen.slice(0, {len(voor)}).map(({{ id, name }}) => [id, name])") == voor
    assert bladen[10] == "Voorblad"
    assert {"Begroting (plan)", "Capaciteit (plan)", "Scenario (plan)", "Verantwoording"} <= set(bladen)
    assert "bladen staan nu achteraan in uw werkmap" in scherm.tekst("#vul-uitkomst")
    assert scherm.page.evaluate("__werkmap.bladen.find(({ id }) => id === __werkmap.actief).name") == "Voorblad"


@pytest.fixture
def gevuld(open_venster: Callable[..., Any]) -> Any:
    """A workbook in which the user already has a cover sheet, and an older sheet of the plan."""
    scherm = open_venster(extra={"voorblad": {"B2": "van mij"}, "Begroting (plan)": {"A1": "oud"}, "Kladje": {"A1": 1}})
    scherm.page.get_by_role("tab", name="Vul plan").click()
    scherm.page.get_by_role("button", name="Maak de bladen").click()
    scherm.page.get_by_role("dialog").wait_for()
    return scherm


BEGIN = [*INVOER, "voorblad", "Begroting (plan)", "Kladje"]


def test_sheets_with_the_same_name_are_asked_about_and_the_safe_answer_has_the_focus(gevuld: Any) -> None:
    gevuld.toegankelijk()
    namen = gevuld.page.locator("dialog li").all_inner_texts()
    assert namen == ["voorblad", "Begroting (plan)"]
    assert gevuld.page.evaluate("document.activeElement.textContent") == "Annuleren"
    gevuld.page.keyboard.press("Escape")
    assert "U hebt geannuleerd. Er is niets ingevoegd" in gevuld.tekst("#vul-uitkomst")
    assert gevuld.page.evaluate(BLADEN) == BEGIN
    assert gevuld.page.evaluate("document.activeElement.id") == "vul-plan"


def test_the_keyboard_stays_inside_the_question(gevuld: Any) -> None:
    # Past the last button the browser goes to its own bars, which a page sees as its body.
    buiten = "(nu) => nu !== document.body && !nu.closest('dialog')"
    for _ in range(8):
        gevuld.page.keyboard.press("Tab")
        assert not gevuld.page.evaluate(f"({buiten})(document.activeElement)")


def test_sheets_can_be_set_beside_the_old_ones(gevuld: Any) -> None:
    gevuld.page.get_by_role("button", name="Ernaast zetten").click()
    gevuld.page.locator("#vul-uitkomst .oordeel").wait_for()
    bladen = gevuld.page.evaluate(BLADEN)
    assert bladen[: len(BEGIN)] == BEGIN
    assert {"Voorblad (2)", "Begroting (plan) (2)", "Samenvatting"} <= set(bladen)
    assert gevuld.page.evaluate("__werkmap.bladen[10].cellen.get('B2')") == "van mij"
    gevuld.toegankelijk()


def test_old_sheets_can_be_replaced_and_no_other_sheet_goes(gevuld: Any) -> None:
    gevuld.page.get_by_role("button", name="Vervangen").click()
    gevuld.page.locator("#vul-uitkomst .oordeel").wait_for()
    bladen = gevuld.page.evaluate(BLADEN)
    assert bladen[:11] == [*INVOER, "Kladje"]
    assert len({naam.lower() for naam in bladen}) == len(bladen)
    assert bladen[11] == "Voorblad"
    assert gevuld.page.evaluate("__werkmap.bladen[11].cellen.get('A1')") == "nieuw: Voorblad"
    assert not [naam for naam in bladen if "(oud)" in naam]


@pytest.mark.parametrize("hoe", ["niets", "half"])
@pytest.mark.parametrize("keuze", ["Vervangen", "Ernaast zetten"])
def test_when_excel_stops_halfway_the_old_sheets_are_back_under_their_names(gevuld: Any, hoe: str, keuze: str) -> None:
    voor = gevuld.page.evaluate("__werkmap.bladen.map(({ id, name, cellen }) => [id, name, [...cellen]])")
    gevuld.page.evaluate("(hoe) => { __storing.invoegen = hoe; }", hoe)
    gevuld.page.get_by_role("button", name=keuze).click()
    assert "Uw werkmap is weer zoals hij was" in gevuld.tekst("#vul-uitkomst .oordeel")
    assert gevuld.page.evaluate("__werkmap.bladen.map(({ id, name, cellen }) => [id, name, [...cellen]])") == voor
    assert gevuld.page.get_by_role("button", name="Bewaar het plan als bestand").is_visible()
    gevuld.toegankelijk()


def test_an_old_sheet_that_excel_does_not_delete_keeps_its_content_and_is_named(gevuld: Any) -> None:
    gevuld.page.evaluate("__storing.verwijderen = true")
    gevuld.page.get_by_role("button", name="Vervangen").click()
    zin = gevuld.tekst("#vul-uitkomst .oordeel")
    assert "Excel verwijdert deze oude niet: voorblad (oud), Begroting (plan) (oud)" in zin
    assert gevuld.page.evaluate("__werkmap.bladen[10].cellen.get('B2')") == "van mij"


def test_when_even_the_way_back_fails_the_sentence_says_where_the_old_sheets_are(gevuld: Any) -> None:
    gevuld.page.evaluate("void (__storing.invoegen = 'half', __storing.hernoemen = (naam) => !naam.includes('(oud)'))")
    gevuld.page.get_by_role("button", name="Vervangen").click()
    zin = gevuld.tekst("#vul-uitkomst .oordeel")
    assert "Er is niets verwijderd" in zin
    assert "voorblad heet nu voorblad (oud)" in zin
    assert gevuld.page.evaluate("__werkmap.bladen[10].cellen.get('B2')") == "van mij"


def test_an_excel_that_inserts_no_sheets_gets_the_plan_as_a_file(open_venster: Callable[..., Any]) -> None:
    scherm = open_venster(versie=12)
    assert vul(scherm).startswith("✓ Sluit")
    assert "Uw Excel kan geen bladen invoegen" in scherm.tekst("#vul-uitkomst")
    with scherm.page.expect_download() as gevangen:
        scherm.page.get_by_role("button", name="Bewaar het plan als bestand").click()
    bestand = gevangen.value
    assert bestand.suggested_filename == "zuid-limburg-2021-uitvoeringsplan.xlsx"
    assert "Voorblad" in openpyxl.load_workbook(io.BytesIO(bestand.path().read_bytes())).sheetnames
    assert scherm.page.evaluate(BLADEN) == INVOER
    scherm.toegankelijk()


def test_faults_in_the_input_are_listed_and_nothing_is_inserted(
    open_venster: Callable[..., Any], fout_voorbeeld: bytes
) -> None:
    scherm = open_venster(fout_voorbeeld)
    assert vul(scherm).startswith("✗ Niet bruikbaar")
    assert scherm.page.evaluate(BLADEN) == INVOER
    scherm.page.locator("#vul-uitkomst .bevindingen button").first.click()
    scherm.wacht(f"{SELECTIE}.blad", "Maatstaven")
    scherm.toegankelijk()


def test_a_plan_that_is_already_in_the_workbook_can_be_made_again(
    open_venster: Callable[..., Any], invoer: Path
) -> None:
    """The workbook that is sent then holds the sheets of the first time too."""
    eerst = open_venster(versie=12)
    vul(eerst)
    with eerst.page.expect_download() as gevangen:
        eerst.page.get_by_role("button", name="Bewaar het plan als bestand").click()
    plan = openpyxl.load_workbook(io.BytesIO(gevangen.value.path().read_bytes()), read_only=True).sheetnames
    boek = openpyxl.load_workbook(invoer)
    for naam in plan:
        boek.create_sheet(f"{naam} (plan)" if naam in INVOER else naam)["A1"] = "van de vorige keer"
    uit = io.BytesIO()
    boek.save(uit)
    scherm = open_venster(uit.getvalue())
    scherm.page.get_by_role("tab", name="Vul plan").click()
    scherm.page.get_by_role("button", name="Maak de bladen").click()
    scherm.page.get_by_role("button", name="Vervangen").click()
    assert scherm.tekst("#vul-uitkomst .oordeel").startswith("✓ Sluit")
    assert scherm.page.evaluate(BLADEN)[:10] == INVOER
    assert len(scherm.page.evaluate(BLADEN)) == 10 + len(plan)


# Functies


def open_functies(scherm: Any) -> Any:
    scherm.page.get_by_role("tab", name="Functies").click()
    return scherm.page


def test_every_function_is_explained_and_can_be_found(open_venster: Callable[..., Any]) -> None:
    scherm = open_venster()
    page = open_functies(scherm)
    scherm.toegankelijk()
    alle = page.locator("#functielijst h3").all_inner_texts()
    assert {"VW.VERDEEL", "VW.BIJDRAGETABEL", "VW.UITLEG", "VW.VERSIE"} <= set(alle)
    assert scherm.tekst("#gevonden") == f"{len(alle)} functies"
    page.get_by_label("Zoek een functie").fill("terugverdien")
    assert page.locator("#functielijst h3:visible").all_inner_texts() == ["VW.TERUGVERDIENTIJD"]
    page.get_by_label("Zoek een functie").fill("bestaat niet")
    assert "Geen functie gevonden" in scherm.tekst("#gevonden")
    scherm.toegankelijk()
    page.get_by_label("Zoek een functie").fill("")
    for kaart in page.locator("#functielijst summary").all():
        kaart.click()
    scherm.toegankelijk()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def kies_voorbeeld(scherm: Any, naam: str = "VW.VERDEEL") -> Any:
    page = open_functies(scherm)
    page.locator("summary").filter(has=page.get_by_role("heading", name=naam, exact=True)).click()
    page.get_by_role("button", name=f"Voorbeeld van {naam} invoegen").click()
    return page


def test_an_example_goes_into_the_active_cell_in_the_notation_that_office_takes(
    open_venster: Callable[..., Any],
) -> None:
    scherm = open_venster(extra={"Leeg": {}}, selectie=("Leeg", "C3"))
    page = kies_voorbeeld(scherm)
    assert "staat in C3" in scherm.tekst(".functie .oordeel.goed")
    assert scherm.page.evaluate("__werkmap.bladen.at(-1).cellen.get('C3')").startswith("=VW.VERDEEL(1")
    assert ";" in page.locator(".functie[open] code").inner_text()


@pytest.mark.parametrize(
    ("cellen", "kop", "knop"),
    [
        ({"C3": "van mij"}, "Deze cel is niet leeg", "Vervangen"),
        ({"C5": "van mij"}, "Er is misschien geen ruimte", "Toch invoegen"),
        ({"E3": 0}, "Er is misschien geen ruimte", "Toch invoegen"),
    ],
)
def test_what_stands_in_the_way_of_an_example_is_asked_about(
    open_venster: Callable[..., Any], cellen: dict[str, Any], kop: str, knop: str
) -> None:
    scherm = open_venster(extra={"Leeg": cellen}, selectie=("Leeg", "C3"))
    page = kies_voorbeeld(scherm)
    assert scherm.tekst("dialog h2") == kop
    scherm.toegankelijk()
    page.keyboard.press("Enter")
    page.get_by_role("dialog").wait_for(state="detached")
    assert page.evaluate("Object.fromEntries(__werkmap.bladen.at(-1).cellen)") == cellen
    page.get_by_role("button", name="Voorbeeld van VW.VERDEEL invoegen").click()
    page.get_by_role("button", name=knop).click()
    page.locator(".functie .oordeel.goed").wait_for()
    assert page.evaluate("__werkmap.bladen.at(-1).cellen.get('C3')").startswith("=VW.VERDEEL")


def test_a_locked_cell_gives_a_sentence(open_venster: Callable[..., Any]) -> None:
    scherm = open_venster(extra={"Leeg": {}}, selectie=("Leeg", "C3"))
    scherm.page.evaluate("__storing.schrijven = true")
    kies_voorbeeld(scherm)
    assert "Excel neemt de formule niet aan" in scherm.tekst(".functie .oordeel.fout")


def test_the_functions_in_the_cells_ask_the_same_server_with_the_same_startcode(
    open_venster: Callable[..., Any],
) -> None:
    scherm = open_venster()
    roep = "() => __functies['VW_VERDEEL'](1000, [[450], [400], [250]], null, null, { address: 'Plan!A1' })"
    assert scherm.page.evaluate(roep) == [[409.09], [363.64], [227.27]]


# Over


def test_versions_plans_and_the_verdict_on_the_open_workbook(open_venster: Callable[..., Any]) -> None:
    scherm = open_venster()
    scherm.page.get_by_role("tab", name="Over").click()
    scherm.toegankelijk()
    assert "2026." in scherm.tekst("#versies")
    assert scherm.tekst("#plannen .oordeel").startswith("✓ Sluit")
    scherm.page.get_by_role("button", name="Reken de werkmap na").click()
    assert scherm.tekst("#over-uitkomst .oordeel").startswith("✓ Sluit")
    assert scherm.page.evaluate(BLADEN) == INVOER
    scherm.toegankelijk()
