"""Who asks, and what happens when there is no answer; and the pane for whoever uses no mouse or large letters."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

CODE = "localStorage.getItem('verdeelwijzer.startcode')"
DELEN = ["Controleer", "Vul plan", "Functies", "Over"]
OUD = "van-de-vorige-start"


def test_without_a_startcode_the_pane_asks_for_it_and_says_where_it_stands(open_venster: Callable[..., Any]) -> None:
    scherm = open_venster(startcode="")
    veld = scherm.page.get_by_label("Startcode")
    veld.wait_for()
    assert "verdeelwijzer addin start" in scherm.tekst("#startcode-paneel")
    scherm.toegankelijk()
    scherm.page.keyboard.press("Enter")
    assert "het veld is nog leeg" in scherm.tekst("#startcode-fout")
    veld.fill(scherm.server.startcode)
    veld.press("Enter")
    scherm.page.locator("#delen").wait_for()
    assert scherm.page.evaluate(CODE) == scherm.server.startcode
    # Formulas that were refused meanwhile ask again.
    scherm.wacht("__werkmap.herrekend", 1)
    scherm.page.reload()
    scherm.page.locator("#delen").wait_for()


def test_a_wrong_startcode_is_refused_with_a_sentence_beside_the_field(open_venster: Callable[..., Any]) -> None:
    scherm = open_venster(startcode="")
    scherm.verwacht.append("status of 401")
    veld = scherm.page.get_by_label("Startcode")
    veld.fill("dit-is-hem-niet")
    veld.press("Enter")
    zin = scherm.tekst("#startcode-fout")
    assert "startcode" in zin.lower()
    assert "(vraag " in zin
    assert veld.get_attribute("aria-invalid") == "true"
    assert scherm.page.evaluate("document.activeElement.id") == "startcode"
    assert scherm.page.evaluate(CODE) is None
    scherm.toegankelijk()


def test_the_whole_address_that_ends_in_the_startcode_may_be_pasted(open_venster: Callable[..., Any]) -> None:
    scherm = open_venster(startcode="")
    scherm.page.get_by_label("Startcode").fill(f" {scherm.server.basis}/opgave#startcode={scherm.server.startcode} ")
    scherm.page.get_by_role("button", name="Begin").click()
    scherm.page.locator("#delen").wait_for()


OM_DE_CODE = [
    "‘{}’", "„{}”.", '"{}"', "«{}»", "\u02bc{}\u02bc", "\u00a0{} ", "<https://localhost:8443/opgave#startcode={}>",
    "https://localhost:8443/opgave#startcode={}%E2%80%9D", "Startcode van deze start: {}",
]  # fmt: skip


def test_what_stands_around_a_startcode_is_no_part_of_it(open_venster: Callable[..., Any]) -> None:
    scherm = open_venster(startcode="")
    for om in OM_DE_CODE:
        scherm.page.get_by_label("Startcode").fill(om.format(scherm.server.startcode))
        scherm.page.get_by_role("button", name="Begin").click()
        scherm.page.locator("#delen").wait_for()
        assert scherm.page.evaluate(CODE) == scherm.server.startcode, om
        scherm.page.evaluate("localStorage.removeItem('verdeelwijzer.startcode')")
        scherm.page.reload()


def test_what_holds_no_startcode_is_said_beside_the_field_and_not_kept(open_venster: Callable[..., Any]) -> None:
    scherm = open_venster(startcode="")
    veld = scherm.page.get_by_label("Startcode")
    for tekst in ("‘één’", "twee woorden", "…", "https://localhost:8443/opgave", "x" * 5000):
        # Without the word on the one of before.
        scherm.page.reload()
        veld.fill(tekst)
        veld.press("Enter")
        assert scherm.tekst("#startcode-fout").startswith("Hier staat geen startcode in"), tekst
        assert veld.get_attribute("aria-invalid") == "true"
        assert scherm.page.evaluate("document.activeElement.id") == "startcode"
        assert scherm.page.evaluate(CODE) is None
        scherm.toegankelijk()


@pytest.mark.parametrize("bewaard", ["‘abc’", "twee woorden", "é"])
def test_a_kept_startcode_that_cannot_be_used_brings_the_field_back(
    open_venster: Callable[..., Any], bewaard: str
) -> None:
    scherm = open_venster(startcode=bewaard, voor=lambda _: None)
    veld = scherm.page.get_by_label("Startcode")
    veld.wait_for()
    scherm.page.reload()
    veld.fill(scherm.server.startcode)
    veld.press("Enter")
    scherm.page.locator("#delen").wait_for()
    assert scherm.page.evaluate(CODE) == scherm.server.startcode


def test_after_many_refusals_the_right_startcode_still_lets_in_at_once(
    open_venster: Callable[..., Any], start_server: Callable[..., Any]
) -> None:
    """A sheet full of formulas went on asking with the code of before."""
    eigen = start_server()

    def vaak(weg: Any) -> None:
        if not weg.request.headers["authorization"].endswith(OUD):
            weg.continue_()
            return
        while (antwoord := weg.fetch()).status != 429:
            pass
        weg.fulfill(response=antwoord)

    def voor(scherm: Any) -> None:
        scherm.verwacht.append("status of 429")
        scherm.page.route("**/vw/{toegang,overzicht}", vaak)

    scherm = open_venster(bij=eigen, startcode=OUD, voor=voor)
    assert "te vaak met een verkeerde code" in scherm.tekst("#startcode-fout")
    assert scherm.page.evaluate("document.activeElement.id") == "startcode"
    scherm.toegankelijk()
    scherm.page.get_by_label("Startcode").fill(eigen.startcode)
    scherm.page.get_by_role("button", name="Begin").click()
    scherm.page.locator("#delen").wait_for()


def test_too_many_refusals_during_the_work_bring_the_question_back(open_venster: Callable[..., Any]) -> None:
    scherm = open_venster()
    scherm.verwacht.append("status of 429")
    weiger = {"status": 429, "json": {"fout": "Te vaak.", "vraag": "ab12"}, "headers": {"WWW-Authenticate": "Bearer"}}
    scherm.page.route("**/vw/valideer", lambda weg: weg.fulfill(**weiger))
    scherm.page.get_by_role("button", name="Controleer de werkmap").click()
    assert scherm.tekst("#startcode-fout") == "Te vaak. (vraag ab12)"
    assert scherm.page.evaluate(CODE) is None


def test_a_server_that_was_started_again_brings_the_question_back(open_venster: Callable[..., Any]) -> None:
    scherm = open_venster()
    scherm.verwacht.append("status of 401")
    scherm.page.evaluate(f"localStorage.setItem('verdeelwijzer.startcode', '{OUD}')")
    scherm.page.get_by_role("button", name="Controleer de werkmap").click()
    assert "(vraag " in scherm.tekst("#startcode-fout")
    scherm.page.get_by_label("Startcode").fill(scherm.server.startcode)
    scherm.page.get_by_role("button", name="Begin").click()
    scherm.page.get_by_role("button", name="Controleer de werkmap").click()
    assert scherm.tekst("#controleer-uitkomst .oordeel").startswith("✓ In orde")


def test_a_server_that_is_gone_gives_a_sentence_and_can_be_asked_again(open_venster: Callable[..., Any]) -> None:
    weg = {"is": True}

    def zonder(scherm: Any) -> None:
        scherm.verwacht.append("ERR_FAILED")
        scherm.page.route("**/vw/**", lambda route: route.abort() if weg["is"] else route.continue_())

    scherm = open_venster(voor=zonder)
    assert "De server is niet bereikbaar" in scherm.tekst("#start-fout")
    scherm.toegankelijk()
    weg["is"] = False
    scherm.page.get_by_role("button", name="Probeer opnieuw").click()
    scherm.page.locator("#delen").wait_for()
    weg["is"] = True
    scherm.page.get_by_role("button", name="Controleer de werkmap").click()
    assert "De server is niet bereikbaar" in scherm.tekst("#controleer-uitkomst .oordeel")
    scherm.toegankelijk()


@pytest.mark.parametrize(
    ("antwoord", "zin"),
    [
        (
            {"status": 429, "json": {"fout": "Dat zijn veel vragen; wacht een minuut.", "vraag": "ab12"}},
            "Dat zijn veel vragen; wacht een minuut. (vraag ab12)",
        ),
        (
            {"status": 502, "body": "<h1>Bad gateway</h1>", "headers": {"X-Vraagnummer": "cd34"}},
            "De server gaf een onverwacht antwoord (status 502). Probeer het over een minuut nog eens. (vraag cd34)",
        ),
    ],
)
def test_an_error_of_the_server_is_its_sentence_with_the_number_of_the_request(
    open_venster: Callable[..., Any], antwoord: dict[str, Any], zin: str
) -> None:
    scherm = open_venster()
    scherm.verwacht.append("Failed to load resource")
    scherm.page.route("**/vw/plan", lambda weg: weg.fulfill(**antwoord))
    scherm.page.get_by_role("tab", name="Over").click()
    scherm.page.get_by_role("button", name="Reken de werkmap na").click()
    assert scherm.tekst("#over-uitkomst .oordeel") == f"✗ {zin}"
    # Nobody is asked who they are for asking too much.
    assert not scherm.page.locator("#startcode-paneel").is_visible()
    assert scherm.page.evaluate(CODE) == scherm.server.startcode


def test_the_pane_does_not_wait_for_what_the_server_tells_of_itself(open_venster: Callable[..., Any]) -> None:
    """That may stand behind the work of others."""
    scherm = open_venster(voor=lambda scherm: scherm.page.route("**/vw/overzicht", lambda weg: None))
    scherm.page.locator("#delen").wait_for()
    assert "Even geduld" in scherm.tekst("#controleer-bereik")
    assert not scherm.page.get_by_role("button", name="Controleer het bereik").is_visible()
    scherm.toegankelijk()
    scherm.page.get_by_role("button", name="Controleer de werkmap").click()
    assert scherm.tekst("#controleer-uitkomst .oordeel").startswith("✓ In orde")
    scherm.page.get_by_role("tab", name="Over").click()
    assert "Even geduld" in scherm.tekst("#deel-over .overzicht-stand")
    scherm.toegankelijk()


@pytest.fixture
def zonder_planmap(open_venster: Callable[..., Any], start_server: Callable[..., Any], tmp_path: Path) -> Any:
    """The pane of a server whose folder with plans is gone."""
    map_ = tmp_path / "plannen"
    map_.mkdir()
    eigen = start_server("--plannen", str(map_))
    map_.rmdir()
    scherm = open_venster(bij=eigen, voor=lambda scherm: scherm.verwacht.append("status of 400"))
    scherm.page.locator("#delen").wait_for()
    return scherm


def test_when_the_plans_cannot_be_read_the_rest_works_and_they_can_be_asked_again(
    zonder_planmap: Any, tmp_path: Path
) -> None:
    scherm, page = zonder_planmap, zonder_planmap.page
    zin = "De map met plannen (plannen) is niet te lezen"
    assert zin in scherm.tekst("#deel-controleer .overzicht-stand .oordeel")
    assert not page.get_by_label("Wat staat erin?").is_visible()
    scherm.toegankelijk()
    page.get_by_role("button", name="Controleer de werkmap").click()
    assert scherm.tekst("#controleer-uitkomst .oordeel").startswith("✓ In orde")
    page.get_by_role("tab", name="Over").click()
    assert zin in scherm.tekst("#deel-over .overzicht-stand .oordeel")
    assert not page.get_by_role("heading", name="Versies").is_visible()
    scherm.toegankelijk()
    knop = page.get_by_role("button", name="Probeer opnieuw")
    knop.focus()
    with page.expect_response("**/vw/overzicht"):
        page.keyboard.press("Enter")
    page.locator("#deel-over .overzicht-stand .oordeel").wait_for()
    assert page.evaluate("document.activeElement.textContent") == "Probeer opnieuw"
    (tmp_path / "plannen").mkdir()
    knop.and_(page.locator(":not([aria-disabled])")).press("Enter")
    page.get_by_role("heading", name="Versies").wait_for()
    assert scherm.tekst("#plannen .oordeel").startswith("✓ Sluit")
    assert page.evaluate("document.activeElement.id") == "deel-over"
    assert not knop.is_visible()
    scherm.toegankelijk()
    page.get_by_role("tab", name="Controleer").click()
    page.get_by_label("Wat staat erin?").select_option("Maatstaven")
    assert not knop.is_visible()


def test_without_the_names_of_the_input_no_sheet_is_inserted_and_the_plan_is_a_file(
    zonder_planmap: Any, tmp_path: Path
) -> None:
    """A sheet of the input that passes for one of an older plan might be replaced."""
    scherm, page = zonder_planmap, zonder_planmap.page
    bladen = page.evaluate("__werkmap.bladen.map(({ name }) => name)")
    page.get_by_role("tab", name="Vul plan").click()
    page.get_by_role("button", name="Maak de bladen").click()
    zin = scherm.tekst("#vul-uitkomst .oordeel")
    assert "Er is niets ingevoegd; u kunt het plan wel als bestand bewaren. De map met plannen" in zin
    assert page.get_by_role("button", name="Bewaar het plan als bestand").is_visible()
    assert page.evaluate("__werkmap.bladen.map(({ name }) => name)") == bladen
    scherm.toegankelijk()
    (tmp_path / "plannen").mkdir()
    page.get_by_role("button", name="Maak de bladen").click()
    page.locator("#vul-uitkomst .oordeel").filter(has_text="✓ Sluit").wait_for()
    assert "Begroting (plan)" in page.evaluate("__werkmap.bladen.map(({ name }) => name)")
    # What was asked for on the way is shown too.
    page.get_by_role("tab", name="Over").click()
    assert "2026." in scherm.tekst("#versies")


def test_an_answer_that_does_not_come_has_a_sentence_of_its_own(open_venster: Callable[..., Any]) -> None:
    def ongeduldig(scherm: Any) -> None:
        # The page asks for minutes; here they pass in less than a second.
        scherm.page.add_init_script(
            "const echt = Object.getOwnPropertyDescriptor(XMLHttpRequest.prototype, 'timeout');"
            "Object.defineProperty(XMLHttpRequest.prototype, 'timeout',"
            " { ...echt, set(tijd) { echt.set.call(this, tijd / 400); } });"
        )
        scherm.page.route("**/vw/plan", lambda weg: None)

    scherm = open_venster(voor=ongeduldig)
    scherm.page.get_by_role("tab", name="Over").click()
    scherm.page.get_by_role("button", name="Reken de werkmap na").click()
    assert "De server gaf binnen 5 minuten geen antwoord." in scherm.tekst("#over-uitkomst .oordeel")


def test_outside_excel_the_pane_says_so_and_points_to_the_upload_page(open_venster: Callable[..., Any]) -> None:
    scherm = open_venster(host=None, startcode="")
    assert "Dit venster werkt alleen in Excel" in scherm.tekst("#xlwings-office-ready-error")
    scherm.toegankelijk()
    scherm.page.get_by_role("link", name="bestanden laten controleren").click()
    scherm.page.get_by_role("heading", name="Bestanden controleren").wait_for()


@pytest.fixture(scope="module")
def entra(start_entra: Callable[[], Any]) -> Any:
    return start_entra()


def test_with_entra_the_pane_asks_office_who_it_is(open_venster: Callable[..., Any], entra: Any) -> None:
    scherm = open_venster(bij=entra, startcode="")
    assert "Aanmelden bij Microsoft is niet gelukt (13001" in scherm.tekst("#aanmelden-fout")
    scherm.toegankelijk()
    koppen: list[dict[str, str]] = []

    def toegang(weg: Any) -> None:
        koppen.append(weg.request.headers)
        weg.fulfill(json={"toegang": True})

    overzicht = {"versies": [["Onderdeel", "Versie"]], "soorten": ["Maatstaven"], "plannen": []}
    scherm.page.route("**/vw/toegang", toegang)
    scherm.page.route("**/vw/overzicht", lambda weg: weg.fulfill(json=overzicht))
    # A token as Office hands it out: its middle says until when.
    scherm.page.evaluate("__begin.token = `x.${btoa(JSON.stringify({ exp: Date.now() / 1000 + 7200 }))}.x`")
    scherm.page.get_by_role("button", name="Aanmelden").click()
    scherm.page.locator("#delen").wait_for()
    assert koppen[-1]["authorization"].startswith("Bearer x.")
    assert koppen[-1]["auth-provider"] == "entraid"


# By keyboard, in large letters


def test_tabs_work_with_arrows_home_and_end(open_venster: Callable[..., Any]) -> None:
    scherm = open_venster()
    page = scherm.page
    page.get_by_role("tab", name="Controleer").focus()
    for toets, deel in [
        ("ArrowRight", "Vul plan"), ("End", "Over"), ("ArrowRight", "Controleer"), ("ArrowLeft", "Over"),
        ("Home", "Controleer"),
    ]:  # fmt: skip
        page.keyboard.press(toets)
        gekozen = page.get_by_role("tab", selected=True)
        assert gekozen.inner_text() == deel
        assert page.evaluate("document.activeElement.textContent") == deel
        assert page.get_by_role("tabpanel").count() == 1


def test_every_control_is_reached_by_the_keyboard_alone_and_shows_its_focus(open_venster: Callable[..., Any]) -> None:
    scherm = open_venster()
    page = scherm.page
    page.get_by_role("tab", name="Controleer").focus()
    for deel in DELEN:
        if page.get_by_role("tab", selected=True).inner_text() != deel:
            page.keyboard.press("ArrowRight")
        nodig = page.evaluate(
            "[...document.querySelectorAll('[role=tabpanel]:not([hidden]) :is(button, a, input, select, summary)')]"
            ".filter((deel) => deel.checkVisibility()).length"
        )
        bereikt = 0
        for _ in range(nodig + 3):
            page.keyboard.press("Tab")
            waar = page.evaluate(
                "(() => { const nu = document.activeElement; const stijl = getComputedStyle(nu);"
                " return [nu.matches('[role=tabpanel] *'), nu.matches('button, a, input, select, summary'),"
                " stijl.outlineStyle !== 'none' && parseFloat(stijl.outlineWidth) >= 2]; })()"
            )
            if waar[0] and waar[1]:
                bereikt += 1
                assert waar[2]
        assert bereikt == nodig
        page.get_by_role("tab", selected=True).focus()


def test_a_check_and_a_visit_to_a_cell_take_no_mouse(open_venster: Callable[..., Any], fout_voorbeeld: bytes) -> None:
    scherm = open_venster(fout_voorbeeld)
    page = scherm.page
    page.get_by_role("tab", name="Controleer").focus()
    for _ in range(2):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.locator(".bevindingen.fout button").first.wait_for()
    assert page.evaluate("document.activeElement.id") == "controleer-werkmap"
    for _ in range(3):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    scherm.wacht("__werkmap.selectie.blad", "Maatstaven")


@pytest.mark.parametrize("breed", [400, 320, 160])
def test_nothing_falls_off_the_side_of_a_narrow_pane(open_venster: Callable[..., Any], breed: int) -> None:
    """160 is a pane of 320 at 200%."""
    scherm = open_venster(breed=breed)
    for deel in DELEN:
        scherm.page.get_by_role("tab", name=deel).click()
        assert scherm.page.evaluate("document.documentElement.scrollWidth") <= breed
        scherm.toegankelijk()


def test_the_real_office_js_breaks_no_rule_of_the_page(open_scherm: Callable[..., Any]) -> None:
    """Without Excel it finds no host; it may then not call strangers or evaluate text either."""
    scherm = open_scherm()
    # xlwings' own script asks for what only a host has.
    scherm.verwacht.append("reading 'isSetSupported'")
    scherm.page.goto(f"{scherm.server.basis}/taskpane.html")
    scherm.page.locator("#xlwings-office-ready-error").wait_for(timeout=40_000)
    assert "Excel antwoordt niet" in scherm.tekst("#xlwings-office-ready-error")
