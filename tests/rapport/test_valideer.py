"""`valideer` for files from outside: recognised, checked, reported; nothing of it runs anything or leaks anything."""

import json
import random
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from html.parser import HTMLParser
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result

from cli import main
from schemas.fouten import Gebruikersfout
from schemas.poort.weigering import Geweigerd, Kenmerk, Weigering
from templates.rapport.keuren import Keurvraag, keur
from templates.voorbeelden import VOORBEELDEN
from templates.werkmap.stijlen import ROOD

Valideer = Callable[..., Result]
Opgave = Callable[..., Path]


def test_a_good_loose_table_is_in_order(valideer: Valideer, opgave: Opgave) -> None:
    opgave()
    uit = valideer("opgave.xlsx", "--peiljaar", 2021)
    assert uit.exit_code == 0
    assert uit.stdout == (
        "✓ opgave.xlsx is in orde: losse tabel van Jeugdhulpregio Zuid-Limburg, peiljaar 2021.\n"
        "  Gelezen: 16 gemeenten, 3 maatstaven, 48 cijfers; jongeren samen 20.440, toekenningen samen 2.080, "
        "declaraties samen 4.160.\n"
    )


def test_every_wrong_cell_is_one_line(valideer: Valideer, opgave: Opgave) -> None:
    opgave(B3="veel", C4=-3, A5="Gulpen-Witem", D6=None)
    uit = valideer("opgave.xlsx", "--peiljaar", 2021)
    assert uit.exit_code == 1
    assert uit.stdout.splitlines() == [
        "✗ opgave.xlsx is niet bruikbaar (5 fouten):",
        "  blad Opgave: deelnemer 'Eijsden-Margraten' (GM1903) ontbreekt bij peiljaar 2021",
        "  blad Opgave, cel B3: 'veel'; verwacht: geheel getal van 0 of meer",
        "  blad Opgave, cel C4: '-3'; verwacht: geheel getal van 0 of meer",
        "  blad Opgave, cel A5: 'Gulpen-Witem' is geen deelnemer in 2022. Bedoelde u 'Gulpen-Wittem'?",
        "  blad Opgave, cel D6: leeg; verwacht: geheel getal van 0 of meer",
        "  Gelezen: 15 gemeenten, 3 maatstaven, 42 cijfers; jongeren samen 18.292, toekenningen samen 1.860, "
        "declaraties samen 3.704.",
    ]


def test_the_example_has_its_warning_and_is_in_order(valideer: Valideer) -> None:
    uit = valideer("zuid-limburg-2021")
    assert uit.exit_code == 0
    assert (
        "  Waarschuwing: blad Maatstaven, cel F23: Brunssum heeft 1,01% van de toekenningen, maar 4,96% van de "
        "jongeren en 6,65% van de declaraties; dat scheelt meer dan een factor 3"
    ) in uit.stdout.splitlines()


def test_last_years_input_gives_what_to_compare_with(valideer: Valideer, namen: list[str], tmp_path: Path) -> None:
    regels = "\n".join(f"{naam};{1000 if naam != 'Brunssum' else 9}" for naam in namen)
    (tmp_path / "jongeren.csv").write_text(f"Gemeente;Jongeren 2021\n{regels}\n", encoding="utf-8")
    uit = valideer("jongeren.csv", "--vorig", "zuid-limburg-2021")
    assert uit.exit_code == 0
    assert (
        "Waarschuwing: regel 4, kolom Jongeren 2021: Jongeren van Brunssum: 0,06% van de regio, was 4,96% in 2020"
        in (uit.stdout)
    )


@pytest.mark.parametrize("naam", ["rapport.txt", "rapport", "rapport.pdf", "rapport.xls"])
def test_a_report_of_another_kind_is_wrong_use(valideer: Valideer, opgave: Opgave, naam: str) -> None:
    opgave()
    uit = valideer("opgave.xlsx", "--rapport", naam)
    assert uit.exit_code == 2
    assert "heeft geen bekende vorm; kies een naam op .xlsx, .html of .json." in uit.stderr


@pytest.mark.parametrize("naam", ["r.html", "r.xlsx", "r.json"])
def test_a_report_that_exists_is_not_replaced_unasked(
    valideer: Valideer, opgave: Opgave, naam: str, tmp_path: Path
) -> None:
    opgave(B3="veel")
    (tmp_path / naam).write_text("van mij", encoding="utf-8")
    uit = valideer("opgave.xlsx", "--rapport", naam)
    assert uit.exit_code == 2
    assert "gebruik --overschrijf" in uit.stderr
    assert (tmp_path / naam).read_text(encoding="utf-8") == "van mij"
    assert valideer("opgave.xlsx", "--rapport", naam, "--overschrijf").exit_code == 1
    assert (tmp_path / naam).read_bytes() != b"van mij"


def test_a_report_never_replaces_the_file_itself(valideer: Valideer, opgave: Opgave) -> None:
    pad = opgave(B3="veel")
    voor = pad.read_bytes()
    uit = valideer("opgave.xlsx", "--rapport", "opgave.xlsx", "--overschrijf")
    assert uit.exit_code == 2
    assert pad.read_bytes() == voor


def test_wrong_use_of_an_option_is_told(valideer: Valideer, opgave: Opgave) -> None:
    opgave()
    for opties, melding in (
        (["--regio", "zuid-limbrug"], "Bedoelde u 'zuid-limburg'?"),
        (["--decimaal", "streep"], "kies uit komma, punt"),
        (["--peiljaar", "1021"], "verwacht: een heel getal van 2000 tot en met 2100"),
        (["--vorig", "er-is-niets.xlsx"], "bestaat niet"),
    ):
        uit = valideer("opgave.xlsx", *opties)
        assert uit.exit_code == 2
        assert melding in uit.stderr


def test_the_marked_copy_is_the_senders_own_file(valideer: Valideer, opgave: Opgave, tmp_path: Path) -> None:
    opgave(B3="veel")
    valideer("opgave.xlsx", "--peiljaar", 2021, "--rapport", "r.xlsx")
    blad = openpyxl.load_workbook(tmp_path / "r.xlsx")["Opgave"]
    assert blad["B3"].fill.fgColor.rgb == ROOD
    assert blad["B3"].comment is not None
    assert blad["B3"].comment.text == "Fout: 'veel'; verwacht: geheel getal van 0 of meer"
    assert blad["B4"].fill.fill_type is None


def test_who_sent_a_csv_gets_a_copy_of_the_values_and_is_told(valideer: Valideer, tmp_path: Path) -> None:
    (tmp_path / "o.csv").write_text("Gemeente;Jongeren\nVaals;=2+3\n=Beek;5\n", encoding="utf-8")
    uit = valideer("o.csv", "--peiljaar", 2021, "--rapport", "r.xlsx")
    assert "o.csv is geen .xlsx; het rapport is een Excel-kopie van de waarden." in uit.stderr
    blad = openpyxl.load_workbook(tmp_path / "r.xlsx").worksheets[0]
    assert (blad["B2"].value, blad["B2"].data_type, blad["B2"].fill.fgColor.rgb) == ("=2+3", "s", ROOD)
    assert (blad["A3"].value, blad["A3"].data_type) == ("=Beek", "s")


class Pagina(HTMLParser):
    """What a page has: its tags with their attributes, and its text."""

    def __init__(self, tekst: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.tekst: list[str] = []
        self.feed(tekst)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.tekst.append(data)


@pytest.fixture
def pagina(valideer: Valideer, opgave: Opgave, tmp_path: Path) -> Pagina:
    opgave(B3="<script>alert(1)</script>", C4=-3, A5='"><img src=x onerror=y>')
    valideer("opgave.xlsx", "--peiljaar", 2021, "--rapport", "r.html")
    return Pagina((tmp_path / "r.html").read_text(encoding="utf-8"))


def test_the_page_runs_nothing_and_fetches_nothing(pagina: Pagina) -> None:
    assert not {tag for tag, _ in pagina.tags} & {"script", "img", "link", "iframe", "object", "embed", "form", "base"}
    for _, kenmerken in pagina.tags:
        assert not any(naam.startswith("on") for naam in kenmerken)
        assert (kenmerken.get("href") or "#").startswith("#")
        assert "src" not in kenmerken
    assert "url(" not in "".join(pagina.tekst)
    assert "@import" not in "".join(pagina.tekst)
    assert "<script>alert(1)</script>" in "".join(pagina.tekst)


def test_the_page_keeps_together_what_a_sender_wrote(valideer: Valideer, opgave: Opgave, tmp_path: Path) -> None:
    opgave(C4="3; verwacht: 4")
    valideer("opgave.xlsx", "--peiljaar", 2021, "--rapport", "r.html")
    bladzijde = (tmp_path / "r.html").read_text(encoding="utf-8")
    assert "<td>Er staat: &#x27;3; verwacht: 4&#x27;<br>Verwacht: geheel getal van 0 of meer</td>" in bladzijde


def test_the_page_shows_as_what_stood_there_only_what_stood_there(
    valideer: Valideer, opgave: Opgave, tmp_path: Path, namen: list[str]
) -> None:
    opgave(**{f"A{namen.index('Gulpen-Wittem') + 2}": "Gulpen Wittem"})
    valideer("opgave.xlsx", "--peiljaar", 2021, "--rapport", "r.html")
    bladzijde = (tmp_path / "r.html").read_text(encoding="utf-8")
    assert "<td>&#x27;Gulpen Wittem&#x27; is gelezen als &#x27;Gulpen-Wittem&#x27;</td>" in bladzijde


def test_a_note_on_an_input_says_its_place_apart_from_its_words(valideer: Valideer, tmp_path: Path) -> None:
    boek = openpyxl.load_workbook(VOORBEELDEN / "omgevingsdienst-voorbeeldstreek-2026.xlsx")
    plek = next(cel for cel in boek["Maatstaven"][5] if isinstance(cel.value, str))
    plek.value = f"{plek.value} "
    boek.save(tmp_path / "invoer.xlsx")
    zin = f"spaties rond '{plek.value.strip()}' zijn weggelaten"
    uit = valideer("invoer.xlsx", "--rapport", "r.json", "--rapport", "r.html")
    assert f"Melding: blad Maatstaven, cel {plek.coordinate}: {zin}" in uit.stdout
    (een,) = json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))["bestanden"]
    plaats = {"blad": "Maatstaven", "plaats": f"cel {plek.coordinate}", "rij": 5, "kolom": plek.column}
    assert {**plaats, "tekst": zin} in een["meldingen"]
    waar = f'<td class="plaats">Blad Maatstaven, cel {plek.coordinate}</td>'
    assert waar in (tmp_path / "r.html").read_text(encoding="utf-8")


def test_the_page_begins_with_links_to_every_fault(pagina: Pagina) -> None:
    ids = {kenmerken["id"] for _, kenmerken in pagina.tags if "id" in kenmerken}
    links = [kenmerken["href"] for tag, kenmerken in pagina.tags if tag == "a"]
    assert len(links) == 1 + 4
    assert {str(link).removeprefix("#") for link in links} <= ids


def test_the_page_can_be_read_aloud(pagina: Pagina) -> None:
    assert ("html", {"lang": "nl"}) in pagina.tags
    assert [tag for tag, _ in pagina.tags].count("h1") == 1
    assert [tag for tag, _ in pagina.tags].count("main") == 1
    koppen = [int(tag[1]) for tag, _ in pagina.tags if re.fullmatch("h[1-6]", tag)]
    assert all(na <= voor + 1 for voor, na in pairwise(koppen))
    assert all(kenmerken.get("scope") in ("col", "row") for tag, kenmerken in pagina.tags if tag == "th")


def test_the_same_check_gives_the_same_reports(valideer: Valideer, opgave: Opgave, tmp_path: Path) -> None:
    opgave(B3="veel")
    (tmp_path / "o.csv").write_text("Gemeente;Jongeren\nVaals;x\n", encoding="utf-8")
    for keer in ("een", "twee"):
        for naam in ("opgave.xlsx", "o.csv"):
            rapporten = [f"--rapport={keer}-{naam}.{vorm}" for vorm in ("xlsx", "html", "json")]
            valideer(naam, *rapporten)
        valideer("opgave.xlsx", "o.csv", f"--rapport={keer}-veel.xlsx")
    for pad in tmp_path.glob("een-*"):
        anders = tmp_path / pad.name.replace("een-", "twee-", 1)
        assert pad.read_bytes() == anders.read_bytes()


def test_json_has_everything_for_a_program(valideer: Valideer, opgave: Opgave, tmp_path: Path) -> None:
    opgave(B3="veel", E1="Wethouder")
    valideer("opgave.xlsx", "--peiljaar", 2021, "--rapport", "r.json")
    gelezen = json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))
    assert gelezen["oordeel"] == "fout"
    (bestand,) = gelezen["bestanden"]
    assert bestand["soort"] == "losse tabel"
    assert bestand["fouten"] == [
        {"blad": "Opgave", "plaats": "cel B3", "rij": 3, "kolom": 2,
         "tekst": "'veel'; verwacht: geheel getal van 0 of meer"}
    ]  # fmt: skip
    assert [melding["tekst"] for melding in bestand["meldingen"]] == ["deze kolom is niet gebruikt: 'Wethouder'"]


def test_many_files_give_one_overview(valideer: Valideer, tmp_path: Path) -> None:
    for naam in ("Vaals", "Stein"):
        tekst = f"Gemeente;Jongeren 2021;Toekenningen 2021;Declaraties 2021\n{naam};500;60;70\n"
        (tmp_path / f"{naam}.csv").write_text(tekst, encoding="utf-8")
    (tmp_path / "Beek.csv").write_text("Gemeente;Jongeren 2021\nBeek;x\n", encoding="utf-8")
    (tmp_path / "Heerlen.csv").write_text("Gemeente;Jongeren 2021\nHeerlen;900\n", encoding="utf-8")
    namen = ["Vaals.csv", "Stein.csv", "Beek.csv", "Heerlen.csv"]
    uit = valideer(*namen, "--rapport", "r.xlsx", "--rapport", "r.html", "--rapport", "r.json")
    assert uit.exit_code == 1
    regels = uit.stdout.splitlines()
    assert "Jeugdhulpregio Zuid-Limburg, peiljaar 2021: 2 van de 16 deelnemers hebben alles geleverd." in regels
    assert "  ✗ Heerlen – onvolledig: Toekenningen, Declaraties" in regels
    assert "  ✗ Brunssum – ontbreekt: Jongeren, Toekenningen, Declaraties" in regels
    boek = openpyxl.load_workbook(tmp_path / "r.xlsx")
    assert boek.sheetnames == ["Geleverd", "Bestanden", "Bevindingen"]
    assert boek["Geleverd"].max_row == 17
    (overzicht,) = json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))["overzicht"]
    assert overzicht["volledig"] == 2
    # The figure that Stein and Vaals share is told in the file of the second.
    assert "precies hetzelfde als" in uit.stdout
    assert (tmp_path / "r-Beek.xlsx").exists()


def test_the_same_participant_in_two_files_is_told(valideer: Valideer, tmp_path: Path) -> None:
    for naam in ("een.csv", "twee.csv"):
        (tmp_path / naam).write_text("Gemeente;Jongeren 2021\nVaals;500\n", encoding="utf-8")
    uit = valideer("een.csv", "twee.csv")
    assert "  Waarschuwing: cijfers van Vaals, peiljaar 2021, staan ook in een.csv" in uit.stdout.splitlines()


@pytest.fixture
def formulieren(tmp_path: Path) -> Path:
    """The empty forms of a year, as they are sent."""
    uit = CliRunner().invoke(main, ["uitvraag", "zuid-limburg", "--jaar", "2022", "--naar", str(tmp_path / "uit")])
    assert uit.exit_code == 0
    return tmp_path / "uit"


def test_a_form_is_recognised_whatever_its_name(valideer: Valideer, formulieren: Path) -> None:
    pad = formulieren / "zuid-limburg-2022-opgave-GM0888.xlsx"
    pad.rename(formulieren / "cijfers van ons.xlsx")
    uit = valideer(formulieren / "cijfers van ons.xlsx", formulieren / "zuid-limburg-2022-opgave-GM0899.xlsx")
    assert uit.exit_code == 1
    assert "blad Opgave: het formulier is nog niet ingevuld" in uit.stdout
    assert "  ✗ Beek – met fouten: Jongeren, Toekenningen, Declaraties" in uit.stdout.splitlines()
    assert "  ✗ Stein – ontbreekt: Jongeren, Toekenningen, Declaraties" in uit.stdout.splitlines()


def test_a_form_of_an_endless_region_is_one_sentence(valideer: Valideer, formulieren: Path) -> None:
    pad = formulieren / "zuid-limburg-2022-opgave-GM0888.xlsx"
    boek = openpyxl.load_workbook(pad)
    blad = boek.worksheets[0]
    plek = next(cel for rij in blad.iter_rows() for cel in rij if cel.value == "zuid-limburg")
    for naam in ("x" * 3000, "../../etc/passwd", "zuid\tlimburg"):
        plek.value = naam
        boek.save(pad)
        uit = valideer(pad)
        assert uit.exit_code == 1
        assert "is niet bruikbaar (1 fout)" in uit.stdout
        assert len(uit.stdout) < 1500


# --- privacy


def bsns(aantal: int) -> list[int]:
    willekeur = random.Random(7)
    gewichten = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    alle = (willekeur.randrange(100_000_000, 999_999_999) for _ in range(1000))
    return [n for n in alle if sum(g * int(c) for g, c in zip(gewichten, str(n), strict=True)) % 11 == 0][:aantal]


@pytest.mark.parametrize("vorm", ["csv", "xlsx", "invoer"])
def test_burgerservicenummers_appear_in_no_output(
    valideer: Valideer, opgave: Opgave, namen: list[str], tmp_path: Path, invoer: Path, vorm: str
) -> None:
    nummers = bsns(16)
    if vorm == "csv":
        pad = tmp_path / "o.csv"
        regels = "\n".join(f"{naam};{nummer}" for naam, nummer in zip(namen, nummers, strict=True))
        pad.write_text(f"Gemeente;Jongeren\n{regels}\n", encoding="utf-8")
    elif vorm == "xlsx":
        pad = opgave(**{f"E{rij}": nummer for rij, nummer in enumerate(nummers, start=2)})
    else:
        boek = openpyxl.load_workbook(invoer)
        for rij, nummer in enumerate(nummers, start=6):
            boek["Maatstaven"].cell(rij, 9, nummer)
        pad = tmp_path / "invoer.xlsx"
        boek.save(pad)
    uit = valideer(pad.name, *(f"--rapport=r.{soort}" for soort in ("html", "json", "xlsx")))
    assert uit.exit_code == 1
    assert "hier staan burgerservicenummers" in uit.stdout
    assert f"Van {pad.name} is geen gemarkeerde kopie gemaakt: er staan burgerservicenummers in." in uit.stderr
    assert not (tmp_path / "r.xlsx").exists()
    gezegd = uit.output + (tmp_path / "r.html").read_text("utf-8") + (tmp_path / "r.json").read_text("utf-8")
    assert not [nummer for nummer in nummers if str(nummer) in gezegd]


# --- what comes from outside


def test_a_file_that_is_refused_is_told_and_the_rest_is_still_read(
    valideer: Valideer, opgave: Opgave, tmp_path: Path
) -> None:
    opgave()
    (tmp_path / "leeg.xlsx").write_bytes(b"")
    uit = valideer("leeg.xlsx", "opgave.xlsx", "--peiljaar", 2021)
    assert uit.exit_code == 1
    assert uit.stdout.startswith("✗ Geweigerd: leeg.xlsx is leeg (0 bytes); ")
    assert "✓ opgave.xlsx is in orde" in uit.stdout


def test_text_from_outside_reaches_no_terminal_as_it_is(valideer: Valideer, tmp_path: Path) -> None:
    (tmp_path / "o.csv").write_text("Gemeente;Jongeren\nVaals;\x1b[2Jrood\n\u202eStein;5\n", encoding="utf-8")
    uit = valideer("o.csv", "--peiljaar", 2021)
    assert all(regel.isprintable() for regel in uit.stdout.splitlines())


def test_a_table_with_everything_wrong_is_told_in_part_and_reported_whole(valideer: Valideer, tmp_path: Path) -> None:
    regels = "\n".join(f"Vaals;x{nummer}" for nummer in range(1000))
    (tmp_path / "o.csv").write_text(f"Gemeente;Jongeren\n{regels}\n", encoding="utf-8")
    uit = valideer("o.csv", "--peiljaar", 2021, "--rapport", "r.json")
    assert len(uit.stdout.splitlines()) < 250
    assert "  en nog 1799; --rapport laat ze allemaal zien" in uit.stdout.splitlines()
    gelezen = json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))
    assert len(gelezen["bestanden"][0]["fouten"]) == 1999


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice makes these files")
@pytest.mark.parametrize("vorm", ["ods", "xls"])
def test_a_table_saved_by_another_program_is_read_the_same(
    valideer: Valideer, opgave: Opgave, tmp_path: Path, vorm: str
) -> None:
    opgave(B3="veel", C4=-3)
    subprocess.run(
        ["soffice", f"-env:UserInstallation={(tmp_path / 'profiel').as_uri()}", "--headless", "--convert-to", vorm,
         "--outdir", tmp_path, tmp_path / "opgave.xlsx"],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    uit = valideer(f"opgave.{vorm}", "--peiljaar", 2021, "--rapport", "r.xlsx")
    assert uit.stdout.splitlines()[1:] == [
        "  blad Opgave, cel B3: 'veel'; verwacht: geheel getal van 0 of meer",
        "  blad Opgave, cel C4: '-3'; verwacht: geheel getal van 0 of meer",
        "  Gelezen: 16 gemeenten, 3 maatstaven, 46 cijfers; jongeren samen 19.403, toekenningen samen 1.972, "
        "declaraties samen 4.160.",
    ]
    assert openpyxl.load_workbook(tmp_path / "r.xlsx")["Opgave"]["B3"].fill.fgColor.rgb == ROOD


def test_every_report_shows_what_was_read(valideer: Valideer, opgave: Opgave, tmp_path: Path) -> None:
    opgave()
    zin = "16 gemeenten, 3 maatstaven, 48 cijfers; jongeren samen 20.440, toekenningen samen 2.080"
    uit = valideer("opgave.xlsx", "--peiljaar", 2021, "--rapport", "r.json", "--rapport", "r.html")
    assert f"  Gelezen: {zin}" in uit.stdout
    assert f"<dt>Gelezen</dt><dd>{zin}" in (tmp_path / "r.html").read_text("utf-8")
    (bestand,) = json.loads((tmp_path / "r.json").read_text("utf-8"))["bestanden"]
    gelezen = bestand["gelezen"]
    assert gelezen["tekst"].startswith(zin)
    assert (gelezen["deelnemers"], gelezen["cijfers"], len(gelezen["waarden"])) == (16, 48, 48)
    assert gelezen["maatstaven"][0] == {
        "maatstaf": "jongeren", "peiljaar": 2021, "eenheid": "aantal", "som": "20440", "vorig": None
    }  # fmt: skip
    assert set(gelezen["waarden"][0]) == {"maatstaf", "peiljaar", "gemeentecode", "gemeente", "waarde"}
    assert sum(int(w["waarde"]) for w in gelezen["waarden"] if w["maatstaf"] == "jongeren") == 20440


def test_a_workbook_with_bare_styles_is_reported_as_a_copy_of_its_values(valideer, opgave, tmp_path):
    pad = opgave(C5="veel")
    uit = BytesIO()
    with zipfile.ZipFile(pad) as bron, zipfile.ZipFile(uit, "w") as doel:
        for naam in bron.namelist():
            doel.writestr(naam, "<styleSheet xmlns='x'/>" if naam == "xl/styles.xml" else bron.read(naam))
    pad.write_bytes(uit.getvalue())
    resultaat = valideer("opgave.xlsx", "--rapport", "verslag.xlsx")
    assert resultaat.exit_code == 1
    assert "opgave.xlsx is niet zelf te markeren; het rapport is een kopie van de waarden." in resultaat.stderr
    assert openpyxl.load_workbook(tmp_path / "verslag.xlsx")["Opgave"]["C5"].comment is not None


def test_marking_goes_on_in_the_process_that_reads(valideer, opgave, tmp_path, monkeypatch):
    """What a sender's file does to it takes nothing else along: then there is a copy of its values."""
    opgave(C5="veel")

    def vastgelopen(functie, *args, naam):
        assert functie.__name__ == "probeer"
        raise Geweigerd(naam, Weigering(Kenmerk.VASTGELOPEN, "is niet te lezen"))

    monkeypatch.setattr("templates.rapport.gemarkeerd.in_eigen_proces", vastgelopen)
    resultaat = valideer("opgave.xlsx", "--rapport", "verslag.xlsx")
    assert "opgave.xlsx is niet zelf te markeren" in resultaat.stderr
    assert (tmp_path / "verslag.xlsx").exists()


def test_of_many_files_only_the_verdict_stays_and_a_report_reads_them_again(opgave):
    pad = opgave(C5="veel")
    een = keur(pad, Keurvraag()).licht()
    assert (een.bladen, een.inhoud, een.tabel, een.keuring.goed) == ((), b"", None, False)
    assert een.opnieuw(pad).inhoud == pad.read_bytes()
    opgave(C5="weinig")
    with pytest.raises(Gebruikersfout, match=r"opgave\.xlsx is intussen gewijzigd; controleer het opnieuw\."):
        een.opnieuw(pad)


def test_who_supplies_is_called_as_its_region_calls_it(valideer: Valideer, tmp_path: Path) -> None:
    for naam in ("Noordhaven", "Provincie Voorbeeld"):
        (tmp_path / f"{naam}.csv").write_text(f"Deelnemer;Uren 2026\n{naam};1200\n", encoding="utf-8")
    regio = ("--regio", "omgevingsdienst-voorbeeldstreek")
    uit = valideer("Noordhaven.csv", "Provincie Voorbeeld.csv", *regio, "--rapport", "r.xlsx", "--rapport", "r.html")
    assert "Omgevingsdienst Voorbeeldstreek (verzonnen), peiljaar 2026" in uit.stdout, uit.output
    blad = openpyxl.load_workbook(tmp_path / "r.xlsx")["Geleverd"]
    assert [cel.value for cel in blad[1]][2:4] == ["Deelnemercode", "Deelnemer"]
    bladzijde = (tmp_path / "r.html").read_text(encoding="utf-8")
    assert '<th scope="col">Deelnemer</th>' in bladzijde
    assert "gemeente" not in bladzijde.casefold()
