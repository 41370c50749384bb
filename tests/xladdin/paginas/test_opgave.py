"""The upload page outside Excel, in a browser."""

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from schemas.geldend import REGIOS, laad_regio

BEWAARD = "[localStorage.length, sessionStorage.length, document.cookie]"


@pytest.fixture
def open_opgave(open_scherm: Callable[..., Any]) -> Callable[..., Any]:
    """The page, with the startcode behind the hash as the command prints it."""

    def openen(
        breed: int = 1280,
        *,
        startcode: str | None = None,
        kiezen: bool = True,
        bij: Any = None,
        voor: Callable[[Any], None] | None = None,
    ) -> Any:
        scherm = open_scherm(breed, 900, bij=bij)
        code = scherm.server.startcode if startcode is None else startcode
        if voor is not None:
            voor(scherm)
        scherm.page.goto(f"{scherm.server.basis}/opgave{f'#startcode={code}' if code else ''}")
        # Long before any key: the browser does not say when it has heard that the test will do the choosing.
        scherm.page.on("filechooser", lambda _: None)
        if kiezen:
            scherm.page.get_by_label("Kies bestanden").wait_for()
        return scherm

    return openen


@pytest.fixture
def fout_bestand(tmp_path: Path, fout_voorbeeld: bytes) -> Path:
    pad = tmp_path / "invoer été.xlsx"
    pad.write_bytes(fout_voorbeeld)
    return pad


def test_the_startcode_behind_the_hash_is_used_and_wiped_and_nothing_is_kept(open_opgave: Callable[..., Any]) -> None:
    scherm = open_opgave()
    assert scherm.page.url == f"{scherm.server.basis}/opgave"
    assert scherm.page.evaluate(BEWAARD) == [0, 0, ""]
    scherm.toegankelijk()
    scherm.page.reload()
    scherm.page.get_by_role("textbox", name="Startcode").wait_for()


def test_without_a_startcode_the_page_asks_for_it(open_opgave: Callable[..., Any]) -> None:
    scherm = open_opgave(startcode="", kiezen=False)
    scherm.verwacht.append("status of 401")
    veld = scherm.page.get_by_role("textbox", name="Startcode")
    veld.wait_for()
    scherm.toegankelijk()
    veld.press("Enter")
    assert "het veld is nog leeg" in scherm.tekst("#startcode-fout")
    veld.fill("dit-is-hem-niet")
    veld.press("Enter")
    scherm.page.locator("#startcode-fout").filter(has_text="(vraag ").wait_for()
    scherm.toegankelijk()
    veld.fill(scherm.server.startcode)
    veld.press("Enter")
    scherm.page.get_by_label("Kies bestanden").wait_for()
    assert scherm.page.evaluate("document.activeElement.id") == "bestanden"
    assert scherm.page.evaluate(BEWAARD) == [0, 0, ""]


def test_what_stands_around_a_startcode_is_no_part_of_it(open_opgave: Callable[..., Any], server: Any) -> None:
    assert open_opgave(startcode=f"{server.startcode}”").page.url == f"{server.basis}/opgave"
    scherm = open_opgave(startcode="", kiezen=False)
    veld = scherm.page.get_by_role("textbox", name="Startcode")
    veld.fill(f"‘{server.startcode}’")
    veld.press("Enter")
    scherm.page.get_by_label("Kies bestanden").wait_for()


def test_what_holds_no_startcode_is_said_beside_the_field(open_opgave: Callable[..., Any]) -> None:
    scherm = open_opgave(startcode="‘één’", kiezen=False)
    assert scherm.tekst("#startcode-fout").startswith("Hier staat geen startcode in")
    scherm.toegankelijk()
    veld = scherm.page.get_by_role("textbox", name="Startcode")
    veld.fill("twee woorden")
    veld.press("Enter")
    assert scherm.tekst("#startcode-fout").startswith("Hier staat geen startcode in")
    veld.fill(scherm.server.startcode)
    veld.press("Enter")
    scherm.page.get_by_label("Kies bestanden").wait_for()


def test_after_many_refusals_the_right_startcode_still_lets_in_at_once(
    open_opgave: Callable[..., Any], start_server: Callable[..., Any]
) -> None:
    eigen = start_server()

    def vaak(weg: Any) -> None:
        if not weg.request.headers["authorization"].endswith("-vorige-start"):
            weg.continue_()
            return
        while (antwoord := weg.fetch()).status != 429:
            pass
        weg.fulfill(response=antwoord)

    def voor(scherm: Any) -> None:
        scherm.verwacht.append("status of 429")
        scherm.page.route("**/vw/{toegang,overzicht}", vaak)

    scherm = open_opgave(bij=eigen, startcode="van-de-vorige-start", kiezen=False, voor=voor)
    assert "te vaak met een verkeerde code" in scherm.tekst("#startcode-fout")
    scherm.toegankelijk()
    veld = scherm.page.get_by_role("textbox", name="Startcode")
    veld.fill(eigen.startcode)
    veld.press("Enter")
    scherm.page.get_by_label("Kies bestanden").wait_for()


def test_signing_in_does_not_wait_behind_the_work_of_others(open_opgave: Callable[..., Any], invoer: Path) -> None:
    scherm = open_opgave(voor=lambda scherm: scherm.page.route("**/vw/overzicht", lambda weg: None))
    scherm.page.get_by_label("Kies bestanden").set_input_files(invoer)
    scherm.page.locator(".bestand .oordeel").filter(has_text="In orde").wait_for()


def test_a_file_is_chosen_by_keyboard_and_each_of_its_faults_is_told_once(
    open_opgave: Callable[..., Any], fout_bestand: Path
) -> None:
    scherm = open_opgave()
    page = scherm.page
    # Past the fields of who knows more, which stay folded.
    for _ in range(3):
        page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "bestanden"
    rand = "getComputedStyle(document.querySelector('#bestanden + label .knop')).outlineStyle"
    assert page.evaluate(rand) == "solid"
    with page.expect_file_chooser() as gevangen:
        page.keyboard.press("Space")
    gevangen.value.set_files(fout_bestand)
    assert scherm.tekst(".bestand .oordeel").startswith("✗ Niet bruikbaar")
    assert scherm.tekst(".bestand h2") == "✗ invoer été.xlsx"
    scherm.toegankelijk()
    fouten = page.locator(".bestand table").first.locator("tbody tr").all_inner_texts()
    (een,) = (fout for fout in fouten if "Gulpen-Witem" in fout)
    assert page.locator(".bestand").inner_text().count("Gulpen-Witem") == een.count("Gulpen-Witem")


def test_what_the_sender_knows_goes_along_with_a_file(open_opgave: Callable[..., Any]) -> None:
    scherm = open_opgave()
    page = scherm.page
    losse = {"name": "cijfers.csv", "mimeType": "text/csv", "buffer": b"Gemeente;Jongeren\nBeek;3.180\nVaals;1.234\n"}
    page.locator("#velden summary").click()
    scherm.toegankelijk()
    regios = page.get_by_label("Regio").locator("option").all_inner_texts()[1:]
    assert sorted(regios) == sorted(laad_regio(pad.stem).label for pad in REGIOS.glob("*.yaml"))
    assert regios[0] == "Jeugdhulpregio Zuid-Limburg", "verzonnen regio's staan achteraan"
    page.get_by_label("Peiljaar").fill("2021")
    page.get_by_label("Regio").select_option("zuid-limburg")
    page.get_by_label("Decimaalteken").select_option("punt")
    page.get_by_label("Kies bestanden").set_input_files(losse)
    page.locator(".bestand .oordeel").wait_for()
    met = scherm.tekst(".bestand")
    assert "peiljaar 2021" in met
    assert "--" not in met
    page.get_by_label("Peiljaar").fill("20xx")
    scherm.verwacht.append("status of 400")
    page.get_by_label("Kies bestanden").set_input_files(losse)
    page.locator(".bestand").nth(1).locator(".oordeel").wait_for()
    assert "Peiljaar: '20xx'; verwacht: een jaartal, zoals 2021." in page.locator(".bestand").nth(1).inner_text()


def test_all_marked_copies_come_in_one_download(open_opgave: Callable[..., Any], fout_bestand: Path) -> None:
    scherm = open_opgave()
    page = scherm.page
    knop = page.locator("#alle-kopieen")
    page.get_by_label("Kies bestanden").set_input_files([fout_bestand, fout_bestand])
    page.locator(".bestand .oordeel").nth(1).wait_for()
    assert knop.inner_text() == "Bewaar alle 2 gemerkte kopieën"
    with page.expect_download() as gevangen:
        knop.click()
    assert gevangen.value.suggested_filename == "gemerkte-kopieen.zip"
    with zipfile.ZipFile(gevangen.value.path()) as pakket:
        assert pakket.testzip() is None
        namen = pakket.namelist()
        assert namen == ["invoer-ete-gemarkeerd.xlsx", "invoer-ete-gemarkeerd (2).xlsx"]
        for naam in namen:
            assert "Maatstaven" in openpyxl.load_workbook(io.BytesIO(pakket.read(naam))).sheetnames


def test_report_and_marked_copy_can_be_saved(open_opgave: Callable[..., Any], fout_bestand: Path) -> None:
    scherm = open_opgave()
    scherm.page.get_by_label("Kies bestanden").set_input_files(fout_bestand)
    with scherm.page.expect_download() as gevangen:
        scherm.page.get_by_role("button", name="Bewaar het rapport").click()
    assert gevangen.value.suggested_filename == "invoer été-rapport.html"
    assert "Gulpen-Witem" in gevangen.value.path().read_text(encoding="utf-8")
    with scherm.page.expect_download() as gevangen:
        scherm.page.get_by_role("button", name="Bewaar de gemerkte kopie").click()
    assert gevangen.value.suggested_filename.endswith("-gemarkeerd.xlsx")
    kopie = openpyxl.load_workbook(io.BytesIO(gevangen.value.path().read_bytes()))
    assert any(cel.comment for rij in kopie["Maatstaven"].iter_rows() for cel in rij)


def test_files_can_be_dropped_and_are_checked_one_after_the_other(
    open_opgave: Callable[..., Any], invoer: Path, fout_bestand: Path
) -> None:
    scherm = open_opgave()
    page = scherm.page
    tegelijk: list[int] = []
    nu = [0]

    def tel(weg: Any) -> None:
        nu[0] += 1
        tegelijk.append(nu[0])
        antwoord = weg.fetch()
        nu[0] -= 1
        weg.fulfill(response=antwoord)

    page.route("**/vw/valideer", tel)
    bestanden = [[pad.name, list(pad.read_bytes())] for pad in (invoer, fout_bestand)]
    sleep = page.evaluate_handle(
        "(bestanden) => { const sleep = new DataTransfer();"
        " for (const [naam, bytes] of bestanden) { sleep.items.add(new File([new Uint8Array(bytes)], naam)); }"
        " return sleep; }",
        bestanden,
    )
    page.dispatch_event("#neerzetvak", "dragover", {"dataTransfer": sleep})
    assert page.locator("#neerzetvak.boven").count() == 1
    page.dispatch_event("#neerzetvak", "drop", {"dataTransfer": sleep})
    page.locator(".bestand .oordeel").nth(1).wait_for()
    assert tegelijk == [1, 1]
    regels = page.locator("#overzicht li").all_inner_texts()
    assert regels[0].startswith("zuid-limburg-2021.xlsx: ✓ In orde")
    assert regels[1].startswith("invoer été.xlsx: ✗ Niet bruikbaar")
    scherm.toegankelijk()
    page.set_viewport_size({"width": 320, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    scherm.toegankelijk()


def test_sending_and_checking_show_how_far_they_are(open_opgave: Callable[..., Any], tmp_path: Path) -> None:
    scherm = open_opgave()
    page = scherm.page
    groot = tmp_path / "groot.csv"
    groot.write_bytes(b"x" * 3_000_000)
    lijn = page.context.new_cdp_session(page)
    # A file that is refused at once is answered before anybody hears that it is checked.
    traag = {"offline": False, "latency": 400, "downloadThroughput": -1, "uploadThroughput": 1_500_000}
    lijn.send("Network.emulateNetworkConditions", traag)
    page.evaluate(
        "void (window.__gezien = [], new MutationObserver(() => {"
        " const stand = document.querySelector('.bestand progress');"
        " window.__gezien.push([document.querySelector('.bestand div p')?.textContent, stand?.getAttribute('value'),"
        " document.getElementById('melding').textContent]); })"
        ".observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true }))"
    )
    page.get_by_label("Kies bestanden").set_input_files(groot)
    page.locator(".bestand progress").wait_for()
    scherm.toegankelijk()
    page.locator(".bestand .oordeel").wait_for()
    gezien = page.evaluate("__gezien")
    zinnen = json.dumps(gezien)
    assert any(regel[0] and regel[0].startswith("Versturen: ") and regel[1] not in ("0", "100") for regel in gezien)
    assert ["Verstuurd. Nu controleren…", None] in [regel[:2] for regel in gezien]
    assert "groot.csv wordt verstuurd." in zinnen
    assert "groot.csv wordt gecontroleerd." in zinnen


def test_a_file_that_is_no_table_gets_the_sentence_of_the_gate(open_opgave: Callable[..., Any], tmp_path: Path) -> None:
    scherm = open_opgave()
    (tmp_path / "foto.xlsx").write_bytes(b"\x89PNG\r\n\x1a\n" + b"0" * 100)
    scherm.page.get_by_label("Kies bestanden").set_input_files(tmp_path / "foto.xlsx")
    assert scherm.tekst(".bestand .oordeel").startswith("✗ ")
    scherm.toegankelijk()


def test_a_file_that_is_too_large_is_not_sent(open_opgave: Callable[..., Any], open_scherm: Any, invoer: Path) -> None:
    scherm = open_scherm(400)
    page = scherm.page
    begin = {"modus": "lokaal", "versie": "2026.1", "grootste": 5000, "regios": []}
    page.route("**/vw/start", lambda weg: weg.fulfill(json=begin))
    page.route("**/vw/valideer", lambda weg: pytest.fail("it was sent"))
    page.goto(f"{scherm.server.basis}/opgave#startcode={scherm.server.startcode}")
    page.get_by_label("Kies bestanden").set_input_files(invoer)
    assert "mag ten hoogste 5 kB zijn" in scherm.tekst(".bestand .oordeel")


def test_a_server_that_is_gone_gives_a_sentence_and_the_page_stays(
    open_opgave: Callable[..., Any], invoer: Path
) -> None:
    scherm = open_opgave()
    scherm.verwacht.append("ERR_FAILED")
    scherm.page.route("**/vw/valideer", lambda weg: weg.abort())
    scherm.page.get_by_label("Kies bestanden").set_input_files(invoer)
    assert "De server is niet bereikbaar" in scherm.tekst(".bestand .oordeel")
    scherm.toegankelijk()
    scherm.page.unroute("**/vw/valideer")
    scherm.page.get_by_label("Kies bestanden").set_input_files(invoer)
    scherm.page.locator(".bestand .oordeel").filter(has_text="In orde").wait_for()


GEHOORD = (
    "void (window.__gehoord = [], window.__gezien = [], new MutationObserver(() => {"
    " for (const [lijst, plek] of [[__gehoord, '#melding'], [__gezien, '.bestand:last-child div p']]) {"
    "  const zin = document.querySelector(plek)?.textContent;"
    "  if (zin && zin !== lijst.at(-1)) { lijst.push(zin); } } })"
    ".observe(document.body, { subtree: true, childList: true, characterData: true }))"
)
"""Keeps what a screen reader gets to hear, and what stands at the last file."""


@pytest.mark.parametrize(
    ("status", "reden"),
    [(429, "U hebt in korte tijd veel bestanden verstuurd."), (503, "De server heeft het nu druk.")],
)
def test_a_file_that_comes_too_soon_waits_as_long_as_the_server_asks_and_goes_on(
    open_opgave: Callable[..., Any], invoer: Path, fout_bestand: Path, status: int, reden: str
) -> None:
    scherm = open_opgave()
    page = scherm.page
    scherm.verwacht.append(f"status of {status}")
    namen: list[str] = []

    def soms(weg: Any) -> None:
        namen.append(weg.request.headers["x-bestandsnaam"])
        if len(namen) == 2:
            weg.fulfill(status=status, json={"fout": "Te veel.", "vraag": "ab12"}, headers={"Retry-After": "1"})
        else:
            weg.continue_()

    page.route("**/vw/valideer", soms)
    page.evaluate(GEHOORD)
    page.get_by_label("Kies bestanden").set_input_files([invoer, fout_bestand])
    page.locator(".bestand .oordeel").nth(1).wait_for()
    assert namen == ["zuid-limburg-2021.xlsx", *["invoer%20%C3%A9t%C3%A9.xlsx"] * 2]
    regels = page.locator("#overzicht li").all_inner_texts()
    assert regels[0].startswith("zuid-limburg-2021.xlsx: ✓ In orde")
    assert regels[1].startswith("invoer été.xlsx: ✗ Niet bruikbaar")
    assert f"{reden} Over 1 seconde gaan wij vanzelf verder met dit bestand." in page.evaluate("__gezien")
    scherm.wacht("__gehoord.at(-1)", "Klaar: 2 bestanden gecontroleerd.")


def test_how_long_it_waits_counts_down_for_the_eye_and_is_heard_once(
    open_opgave: Callable[..., Any], invoer: Path, fout_bestand: Path
) -> None:
    scherm = open_opgave()
    page = scherm.page
    scherm.verwacht.append("status of 429")
    weiger = {"status": 429, "json": {"fout": "Te veel.", "vraag": "ab12"}, "headers": {"Retry-After": "120"}}
    page.route("**/vw/valideer", lambda weg: weg.fulfill(**weiger))
    page.evaluate(GEHOORD)
    page.get_by_label("Kies bestanden").set_input_files([invoer, fout_bestand])
    page.locator(".bestand").filter(has_text="gaan wij vanzelf verder").wait_for()
    scherm.toegankelijk()
    regels = page.locator("#overzicht li").all_inner_texts()
    assert regels == ["zuid-limburg-2021.xlsx: wacht op de server", "invoer été.xlsx: wacht"]
    page.evaluate("void (window.__eerst = document.querySelector('.bestand div p').textContent)")
    scherm.wacht("document.querySelector('.bestand div p').textContent !== __eerst")
    scherm.wacht(
        "__gehoord.filter((zin) => zin.includes('seconden'))",
        [
            "zuid-limburg-2021.xlsx: U hebt in korte tijd veel bestanden verstuurd. "
            "Over 120 seconden gaan wij vanzelf verder met dit bestand."
        ],
    )
    # Whoever looks for more that is told by itself, finds only that one line.
    assert page.locator(".bestand").locator("[role=alert], [role=status], [aria-live]").count() == 0


@pytest.mark.parametrize(("wacht", "keren"), [("1", 6), ("3600", 1), (None, 1)])
def test_a_file_waits_a_few_times_and_not_for_hours(
    open_opgave: Callable[..., Any], invoer: Path, wacht: str | None, keren: int
) -> None:
    scherm = open_opgave()
    scherm.verwacht.append("status of 503")
    gevraagd: list[str] = []

    def weiger(weg: Any) -> None:
        gevraagd.append(weg.request.url)
        koppen = {"Retry-After": wacht} if wacht else {}
        weg.fulfill(status=503, json={"fout": "Er wacht al veel werk.", "vraag": "ab12"}, headers=koppen)

    scherm.page.route("**/vw/valideer", weiger)
    scherm.page.get_by_label("Kies bestanden").set_input_files(invoer)
    assert scherm.tekst(".bestand .oordeel") == "✗ Er wacht al veel werk. (vraag ab12)"
    assert len(gevraagd) == keren
    scherm.toegankelijk()


@pytest.mark.parametrize("status", [401, 429])
def test_a_file_waits_when_the_server_was_started_again_and_goes_on_after_the_new_code(
    open_opgave: Callable[..., Any], invoer: Path, status: int
) -> None:
    scherm = open_opgave()
    scherm.verwacht.append(f"status of {status}")
    weiger = {
        "status": status,
        "json": {"fout": "Deze startcode is van een vorige start.", "vraag": "ab12"},
        "headers": {"WWW-Authenticate": "Bearer", "Retry-After": "60"},
    }
    scherm.page.route("**/vw/valideer", lambda weg: weg.fulfill(**weiger))
    scherm.page.get_by_label("Kies bestanden").set_input_files(invoer)
    assert scherm.tekst("#startcode-fout") == "Deze startcode is van een vorige start. (vraag ab12)"
    assert "Wacht tot u bent aangemeld" in scherm.tekst(".bestand")
    scherm.toegankelijk()
    scherm.page.unroute("**/vw/valideer")
    scherm.page.get_by_role("textbox", name="Startcode").fill(scherm.server.startcode)
    scherm.page.get_by_role("button", name="Begin").click()
    scherm.page.locator(".bestand .oordeel").filter(has_text="In orde").wait_for()


def test_on_paper_only_the_outcome_remains(open_opgave: Callable[..., Any], fout_bestand: Path) -> None:
    scherm = open_opgave()
    scherm.page.get_by_label("Kies bestanden").set_input_files(fout_bestand)
    scherm.page.locator(".bestand .oordeel").wait_for()
    scherm.page.emulate_media(media="print")
    assert not scherm.page.locator("#neerzetvak").is_visible()
    assert not scherm.page.get_by_role("button", name="Bewaar het rapport").is_visible()
    assert scherm.page.locator(".bestand table").first.is_visible()


@pytest.fixture(scope="module")
def entra(start_entra: Callable[[], Any]) -> Any:
    return start_entra()


def test_with_entra_whoever_is_unknown_is_sent_to_sign_in(open_scherm: Callable[..., Any], entra: Any) -> None:
    scherm = open_scherm(1280, bij=entra)
    scherm.verwacht.append("status of 401")
    scherm.page.goto(f"{entra.basis}/opgave")
    link = scherm.page.get_by_role("link", name="Aanmelden")
    link.wait_for()
    assert link.get_attribute("href") == "/aanmelden"
    assert not scherm.page.locator("#startcode-paneel").is_visible()
    scherm.toegankelijk()


def test_with_entra_too_many_refusals_lead_to_signing_in_with_the_sentence(
    open_scherm: Callable[..., Any], entra: Any
) -> None:
    scherm = open_scherm(1280, bij=entra)
    scherm.verwacht.append("status of 429")
    weiger = {"status": 429, "json": {"fout": "Te vaak.", "vraag": "ab12"}, "headers": {"WWW-Authenticate": "Bearer"}}
    scherm.page.route("**/vw/{toegang,overzicht}", lambda weg: weg.fulfill(**weiger))
    scherm.page.goto(f"{entra.basis}/opgave")
    scherm.page.get_by_role("link", name="Aanmelden").wait_for()
    assert scherm.tekst("#aanmelden-fout") == "Te vaak. (vraag ab12)"
    scherm.toegankelijk()


def test_with_entra_who_signs_off_too_late_is_signed_off(open_scherm: Callable[..., Any], entra: Any) -> None:
    """The session was over before: the real server does not know it."""
    scherm = open_scherm(1280, bij=entra)
    scherm.verwacht.append("status of 401")
    scherm.page.route("**/vw/toegang", lambda weg: weg.fulfill(json={"toegang": True}))
    scherm.page.goto(f"{entra.basis}/opgave")
    scherm.page.get_by_role("button", name="Afmelden").click()
    scherm.page.get_by_role("link", name="Aanmelden").wait_for()
    assert "aanmelding is verlopen" in scherm.tekst("#aanmelden-fout")


def test_with_entra_a_cookie_counts_only_with_a_header_that_no_other_site_can_send(
    open_scherm: Callable[..., Any], entra: Any, invoer: Path
) -> None:
    scherm = open_scherm(1280, bij=entra)
    page = scherm.page
    goed = {"goed": True, "oordeel": "In orde.", "soort": "invoer", "bevindingen": [], "rapport": "", "gemerkt": None}
    page.route("**/vw/toegang", lambda weg: weg.fulfill(json={"toegang": True}))
    page.route("**/vw/valideer", lambda weg: weg.fulfill(json=goed))
    page.route("**/afmelden", lambda weg: weg.fulfill(status=204))
    page.goto(f"{entra.basis}/opgave")
    with page.expect_request("**/vw/valideer") as gevangen:
        page.get_by_label("Kies bestanden").set_input_files(invoer)
    koppen = gevangen.value.headers
    assert koppen["x-verdeelwijzer"] == "1"
    assert "authorization" not in koppen
    scherm.toegankelijk()
    with page.expect_request("**/afmelden") as gevangen:
        page.get_by_role("button", name="Afmelden").click()
    assert (gevangen.value.method, gevangen.value.headers["x-verdeelwijzer"]) == ("POST", "1")
    page.get_by_role("link", name="Aanmelden").wait_for()
    assert page.locator(".bestand").count() == 0
