"""The gate: names in its sentences, its second line of defence, and how real programs' files pass."""

from __future__ import annotations

import shutil
import subprocess

import openpyxl
import pytest

from schemas.codering import lees_tekst
from schemas.onschadelijk import voor_bestandsnaam, voor_cel, voor_csv, voor_html, voor_terminal
from schemas.poort import Geweigerd, bestandsnaam, poort


@pytest.mark.parametrize(
    ("naam", "toon"),
    [
        ("C:\\Users\\x\\opgave.xlsx", "opgave.xlsx"),
        ("/tmp/map/opgave.xlsx", "opgave.xlsx"),
        ("op\x1b[31mgave\r\n.xlsx", "op\ufffdgave .xlsx"),
        ("opgave\u202exslx.exe", "opgave\ufffdxslx.exe"),
        ("", "(bestand zonder naam)"),
    ],
)
def test_a_name_from_outside_is_harmless_in_a_sentence(naam, toon):
    assert bestandsnaam(naam) == toon
    with pytest.raises(Geweigerd) as gevangen:
        poort(b"", naam)
    assert str(gevangen.value) == (
        f"Geweigerd: {toon} is leeg (0 bytes); kijk of het opslaan is gelukt en stuur het bestand opnieuw."
    )


def test_the_shipped_example_passes(invoer):
    assert poort(invoer.read_bytes(), invoer.name) == "xlsx"


def test_behind_the_gate_openpyxl_reads_no_dtd_either():
    assert openpyxl.DEFUSEDXML is True


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_what_libreoffice_saves_passes_in_every_kind(invoer, tmp_path):
    for soort in ("ods", "xls", "xlsx", "csv"):
        profiel = f"-env:UserInstallation={(tmp_path / 'profiel').as_uri()}"
        opdracht = [
            "soffice",
            profiel,
            "--headless",
            "--convert-to",
            soort,
            "--outdir",
            str(tmp_path / "uit"),
            str(invoer),
        ]
        subprocess.run(opdracht, check=True, capture_output=True)
        pad = tmp_path / "uit" / f"{invoer.stem}.{soort}"
        assert poort(pad.read_bytes(), pad.name) == soort


@pytest.mark.parametrize("codering", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "cp850"])
@pytest.mark.parametrize("tekst", ["Súdwest-Fryslân;2", "Köln;2", "Curaçao;2", "BÉ;2"])
def test_a_text_is_read_in_its_own_encoding(codering, tekst):
    assert lees_tekst(tekst.encode(codering)) == (tekst, codering)


@pytest.mark.parametrize("tekst", ["Beek;€ 2", "‘s-Gravenhage;foto’s", "4 – 5;“ja”"])
def test_the_signs_of_windows_are_no_letters_of_dos(tekst):
    assert lees_tekst(tekst.encode("cp1252")) == (tekst, "cp1252")


@pytest.mark.parametrize(
    ("tekst", "toon"),
    [
        ("Gulpen-Wittem", "Gulpen-Wittem"),
        ("\x1b[31mrood\x1b[0m", "\ufffdrood\ufffd"),
        ("\x1b]0;titel\x07tekst", "\ufffdtekst"),
        ("\x1b]52;c;Z2VoZWlt\x1b\\tekst", "\ufffdtekst"),
        ("\x9b2Jtekst", "\ufffdtekst"),
        ("twee\r\nregels\t!", "twee regels !"),
        ("geld\u202e12", "geld\ufffd12"),
        ("nul\u200bbreed", "nul\ufffdbreed"),
        ("half\ud800", "half\ufffd"),
        ("1\u00a0234", "1 234"),
        ("x" * 500, "x" * 199 + "…"),
    ],
)
def test_a_terminal_shows_text_and_obeys_none(tekst, toon):
    assert voor_terminal(tekst) == toon


@pytest.mark.parametrize(
    ("tekst", "veilig"),
    [
        ("=1+1", "'=1+1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("+cmd|'/c calc'!A0", "'+cmd|'/c calc'!A0"),
        ("-2+3+cmd|' /C calc'!D2", "'-2+3+cmd|' /C calc'!D2"),
        ("  =1", "'  =1"),
        ("\t=1", "'\t=1"),
        ("＝1+1", "'＝1+1"),
        ("-12,50", "-12,50"),
        ("-1.234,56", "-1.234,56"),
        ("+3", "+3"),
        ("-1,97%", "-1,97%"),
        ("-inf", "'-inf"),
        ("Beek", "Beek"),
        ("", ""),
    ],
)
def test_a_csv_holds_text_and_no_formula(tekst, veilig):
    assert voor_csv(tekst) == veilig


def test_a_page_shows_markup_as_text():
    assert voor_html("<script>alert('x')</script>") == "&lt;script&gt;alert(&#x27;x&#x27;)&lt;/script&gt;"


def test_a_cell_holds_what_excel_can_hold():
    assert voor_cel("a\x00b\x0bc") == "a\ufffdb\ufffdc"
    assert len(voor_cel("x" * 40_000)) == 32_767


@pytest.mark.parametrize(
    ("tekst", "naam"),
    [
        ("../../etc/passwd", "etc-passwd"),
        ("C:\\Windows\\x.xlsx", "C-Windows-x.xlsx"),
        ("nul.xlsx", "_nul.xlsx"),
        ("COM1", "_COM1"),
        ("Eijsden-Margraten (kopie).xlsx", "Eijsden-Margraten-kopie-.xlsx"),
        ("Súdwest-Fryslân", "Sudwest-Fryslan"),
        (".bashrc", "bashrc"),
        ("...", "bestand"),
        ("", "bestand"),
        ("a\x00b", "a-b"),
    ],
)
def test_a_text_becomes_a_file_name_and_never_a_path(tekst, naam):
    assert voor_bestandsnaam(tekst) == naam
