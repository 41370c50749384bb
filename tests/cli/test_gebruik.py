"""Wrong use, in Dutch, with exit code 2; and what a console cannot show."""

import pytest

from calc.afronding import SLUITREGELS
from cli.nederlands import leesbaar
from cli.opdracht import groep


def test_the_names_on_the_command_are_those_of_the_core() -> None:
    assert groep.SLUITREGELS == SLUITREGELS


@pytest.mark.parametrize(
    ("args", "melding"),
    [
        (["tabbel"], "Fout: opdracht 'tabbel' bestaat niet. Bedoelde u 'tabel'?"),
        (["tabel", "verdeeling", "zuid-limburg-2021"], "Bedoelde u 'verdeling'?"),
        (["tabel", "verdeling"], "Fout: INVOER ontbreekt."),
        (["tabel", "verdeling", "zuid-limburg-2012"], "Bedoelde u 'zuid-limburg-2021'?"),
        (["tabel", "verdeling", "zuid-limburg-2021", "--jaar", "twee"], "--jaar: 'twee' is geen heel getal"),
        (
            ["tabel", "verdeling", "zuid-limburg-2021", "--jaar", "2035"],
            "Jaar 2035 valt buiten dit plan; kies een jaar van 2020",
        ),
        (["tabel", "toename", "zuid-limburg-2021", "--jaar", "2020"], "Jaar 2020 is het basisjaar zelf"),
        (["tabel", "verdeling", "zuid-limburg-2021", "--kostensoort", "inkop"], "Bedoelde u 'inkoop'?"),
        (
            ["tabel", "scenario", "zuid-limburg-2021", "--kostensoort", "inkoop"],
            "optie --kostensoort betekent niets voor tabel scenario",
        ),
        (
            ["tabel", "meerjarig", "zuid-limburg-2021", "--jaar", "2021"],
            "optie --jaar betekent niets voor tabel meerjarig",
        ),
        (
            ["tabel", "begroting", "zuid-limburg-2021", "--sluitregel", "open"],
            "optie --sluitregel betekent niets voor tabel begroting",
        ),
        (
            ["tabel", "verdeling", "zuid-limburg-2021", "--sluitregel", "hoogste"],
            "--sluitregel: 'hoogste' kan niet; kies uit open",
        ),
        (
            ["tabel", "verdeling", "zuid-limburg-2021", "--formaat", "xml"],
            "--formaat: 'xml' kan niet; kies uit tekst, csv, json.",
        ),
        (["tabel", "verdeling", "zuid-limburg-2021", "--formaat"], "optie '--formaat' is niet goed gebruikt"),
        (["tabel", "verdeling", "zuid-limburg-2021", "nog-iets"], "te veel argumenten: nog-iets."),
        (["verdeel", "1", "er-is-niets.csv", "--sleutel", "w"], "bestand 'er-is-niets.csv' bestaat niet."),
        (["plan", "zuid-limburg-2021"], "optie '--naar' ontbreekt."),
        (["plan", "zuid-limburg-2021", "--naar", "x", "--taken", "0"], "--taken: 0 kan niet"),
        (
            ["plan", "zuid-limburg-2021", "--naar", "x", "--overschrijven"],
            "optie '--overschrijven' bestaat niet. Bedoelde u '--overschrijf'?",
        ),
        (
            ["voorbeeld", "zuid-limburg", "--naar", "x.xlsx"],
            "er is geen voorbeeld 'zuid-limburg'; wel: midden-limburg-2026, "
            "omgevingsdienst-voorbeeldstreek-2026, zuid-limburg-2021.",
        ),
        (["valideer"], "BESTAND ontbreekt."),
    ],
)
def test_wrong_use_is_told_in_dutch_with_exit_code_2(roep, args, melding, tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    uit = roep(*args)
    assert uit.exit_code == 2
    assert melding in uit.stderr
    assert uit.stdout == ""
    assert not list(tmp_path.iterdir())


def test_a_folder_is_no_input(roep, tmp_path) -> None:
    uit = roep("tabel", "verdeling", tmp_path)
    assert uit.exit_code == 2
    assert "is een map; verwacht: een invoerwerkmap (.xlsx)" in uit.stderr


@pytest.mark.parametrize("encoding", ["cp850", "cp1252", "ascii", "utf-8"])
def test_every_console_gets_something_readable(encoding) -> None:
    tekst = "✓ Één sleutel – € 1.234,50"
    getoond = leesbaar(tekst, encoding)
    getoond.encode(encoding)
    assert "1.234,50" in getoond
    assert getoond == tekst if encoding == "utf-8" else "[v]" in getoond
