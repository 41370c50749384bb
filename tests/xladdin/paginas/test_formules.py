"""Formulas in cells: they run in the page of the task pane, and whatever happens, a cell gets a Dutch sentence."""

import re
from collections.abc import Callable
from typing import Any

import pytest

ROEP = """async ([naam, args]) => {
  try {
    return { uitkomst: await window.__functies[naam](...args, {}) };
  } catch (fout) {
    return { fout: fout.code, zin: fout.message };
  }
}"""
BIJDRAGE = ["VW_BIJDRAGE", [[["Beek"]], [[2021]], [["inkoop"]]]]
OPNIEUW = "__werkmap.herrekend"


def met_config(**anders: Any) -> Callable[[Any], None]:
    """Settings of the page that are otherwise."""

    def voor(scherm: Any) -> None:
        def weg(route: Any) -> None:
            antwoord = route.fetch()
            tekst = antwoord.text()
            for naam, waarde in anders.items():
                tekst = re.sub(rf'"{naam}": ?[^,}}]+', f'"{naam}": {waarde}', tekst)
            route.fulfill(response=antwoord, body=tekst)

        scherm.page.route("**/taskpane.html", weg)

    return voor


def klaar(scherm: Any) -> None:
    scherm.page.locator("#versies dt").first.wait_for(state="attached")
    scherm.wacht("'VW_BIJDRAGE' in window.__functies")


def test_a_formula_says_in_dutch_that_there_is_no_server_and_soon(open_venster: Callable[..., Any]) -> None:
    scherm = open_venster()
    klaar(scherm)
    pogingen: list[str] = []

    def weg(route: Any) -> None:
        pogingen.append(route.request.url)
        route.abort()

    scherm.page.route("**/custom-functions-call", weg)
    scherm.verwacht += ["Failed to load resource", "Attempt "]
    antwoorden = [scherm.page.evaluate(ROEP, BIJDRAGE) for _ in range(5)]
    assert antwoorden[0]["fout"] == "#VALUE!"
    assert antwoorden[0]["zin"] == (
        "De server is niet bereikbaar. Kijk of het venster met ‘verdeelwijzer addin start’ nog open is; "
        "start hem anders opnieuw."
    )
    assert antwoorden == [antwoorden[0]] * 5
    # A sheet full of formulas does not try a thousand times.
    assert len(pogingen) == 1


def test_a_formula_does_not_wait_for_a_server_from_which_nothing_comes(open_venster: Callable[..., Any]) -> None:
    scherm = open_venster(voor=met_config(requestTimeout=1))
    klaar(scherm)
    scherm.page.route("**/custom-functions-call", lambda route: None)
    scherm.verwacht += ["Failed to load resource", "Attempt "]
    antwoord = scherm.page.evaluate(ROEP, BIJDRAGE)
    assert antwoord["zin"].startswith("De server van Verdeelwijzer antwoordt al 1 seconden niet. Reken het blad zo")


@pytest.mark.parametrize("status", [500, 502, 504])
def test_what_a_proxy_says_in_english_is_said_in_dutch(open_venster: Callable[..., Any], status: int) -> None:
    scherm = open_venster()
    klaar(scherm)
    scherm.page.route(
        "**/custom-functions-call", lambda route: route.fulfill(status=status, body="<h1>Bad Gateway</h1>")
    )
    scherm.verwacht += ["Failed to load resource", "Attempt "]
    assert scherm.page.evaluate(ROEP, BIJDRAGE)["zin"] == (
        f"De server gaf een onverwacht antwoord (status {status}). Probeer het over een minuut nog eens."
    )


def test_a_refusal_of_the_server_is_its_own_sentence(open_venster: Callable[..., Any]) -> None:
    scherm = open_venster()
    klaar(scherm)
    scherm.verwacht += ["Failed to load resource", "Attempt "]
    zin = scherm.page.evaluate(ROEP, ["VW_VERDEEL", [[[1]], [[1], [""]]]])["zin"]
    assert zin.startswith("gewichten, cel 2: een lege cel; verwacht: getal. (vraag ")


def test_neither_language_nor_workbook_is_sent_and_an_answer_is_kept(open_venster: Callable[..., Any]) -> None:
    scherm = open_venster()
    klaar(scherm)
    gestuurd: list[dict[str, Any]] = []
    scherm.page.on(
        "request", lambda verzoek: gestuurd.extend([verzoek.post_data_json] * ("functions-call" in verzoek.url))
    )
    eerste = scherm.page.evaluate(ROEP, BIJDRAGE)
    assert eerste == {"uitkomst": [[81456]]}
    assert scherm.page.evaluate(ROEP, BIJDRAGE) == eerste
    (een,) = gestuurd
    assert een["culture_info_name"] is None
    assert re.fullmatch(r"[0-9a-f]{16}-[0-9a-f]{16}", een["date_format"])


def test_a_workbook_knows_on_which_plans_its_figures_rest(open_venster: Callable[..., Any]) -> None:
    scherm = open_venster()
    klaar(scherm)
    scherm.page.evaluate(ROEP, BIJDRAGE)
    bewaard = scherm.page.evaluate("__werkmap.bewaard['verdeelwijzer.plannen']")
    assert list(bewaard) == ["zuid-limburg-2021"]
    assert scherm.page.locator("#verouderd").is_hidden()


def test_figures_of_an_older_plan_are_told_and_calculated_anew(open_venster: Callable[..., Any]) -> None:
    scherm = open_venster(bewaard={"verdeelwijzer.plannen": {"zuid-limburg-2021": "een oud plan", "ander": "x"}})
    assert scherm.tekst("#verouderd-zin") == (
        "Let op: op de server staat een nieuwere versie van zuid-limburg-2021 dan waarmee deze werkmap rekende. "
        "Wat u ziet, kan oud zijn."
    )
    scherm.toegankelijk()
    # One new formula does not make the others new.
    klaar(scherm)
    scherm.page.evaluate(ROEP, BIJDRAGE)
    assert scherm.page.locator("#verouderd").is_visible()
    scherm.page.get_by_role("button", name="Reken opnieuw").click()
    scherm.wacht(OPNIEUW, 1)
    scherm.page.locator("#verouderd").wait_for(state="hidden")
    bewaard = scherm.page.evaluate("__werkmap.bewaard['verdeelwijzer.plannen']")
    assert bewaard["zuid-limburg-2021"] != "een oud plan"
    assert bewaard["ander"] == "x"


def test_a_date_among_the_figures_of_a_range_is_none(open_venster: Callable[..., Any]) -> None:
    tabel: dict[str, object] = {"A1": "Peiljaar", "B1": "Gemeentecode", "C1": "Gemeente", "D1": "Jongeren"}
    tabel |= {"A2": 2020, "B2": "GM0888", "C2": "Beek", "D2": 44197}
    scherm = open_venster(extra={"Cijfers": tabel}, selectie=("Cijfers", "A1:D2"), opmaak={"D2": "d-m-yyyy"})
    scherm.page.get_by_label("Wat staat erin?").select_option("Maatstaven")
    scherm.page.get_by_role("button", name="Controleer het bereik").click()
    assert scherm.tekst("#controleer-uitkomst .oordeel").startswith("✗ Niet bruikbaar: 1 fout")
    assert "1 januari 2021" in scherm.tekst(".bevindingen.fout button")


def test_an_example_is_put_in_with_amounts_as_amounts_and_shares_as_shares(open_venster: Callable[..., Any]) -> None:
    scherm = open_venster(extra={"Leeg": {}}, selectie=("Leeg", "B2"))
    page = scherm.page
    page.get_by_role("tab", name="Functies").click()
    page.get_by_text("VW.BIJDRAGETABEL", exact=True).click()
    page.get_by_role("button", name="Voorbeeld van VW.BIJDRAGETABEL invoegen").click()
    page.get_by_text("staat in B2").first.wait_for()
    opmaak = page.evaluate("__werkmap.opmaak")
    # Below the head, which holds years.
    assert [opmaak.get(f"{kolom}2") for kolom in "BCDEF"] == [None] * 5
    assert [opmaak[f"{kolom}3"] for kolom in "BCDEF"] == ["General", "#,##0", "0.00%", "#,##0.00", "#,##0.00"]


@pytest.mark.parametrize("kleur", ["light", "dark"])
def test_the_pane_is_dark_where_excel_or_the_computer_is(open_venster: Callable[..., Any], kleur: Any) -> None:
    achter = "getComputedStyle(document.body).backgroundColor"
    scherm = open_venster(voor=lambda een: een.page.emulate_media(color_scheme=kleur))
    klaar(scherm)
    assert (scherm.page.evaluate(achter) == "rgb(22, 32, 44)") is (kleur == "dark")
    scherm.toegankelijk()
    # Excel's own choice counts more.
    anders = {"light": "donker", "dark": "licht"}[kleur]
    scherm.page.evaluate(f"document.documentElement.dataset.thema = '{anders}'")
    assert (scherm.page.evaluate(achter) == "rgb(22, 32, 44)") is (kleur == "light")
    scherm.toegankelijk()
