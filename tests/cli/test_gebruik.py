"""Wrong use, in Dutch, with exit code 2; and what a console cannot show."""

from collections.abc import Iterator

import click
import pytest

from calc.afronding import DECIMALEN, HELE, SLUITREGEL_IN_WOORDEN
from cli import main
from cli.argumenten import Argumentsoort, EenVan
from cli.nederlands import leesbaar
from schemas.kernwoorden import MUNTEENHEDEN, SLUITREGELS


def test_every_closing_rule_and_unit_that_there_is_can_be_asked_for_and_has_its_words() -> None:
    keuzen = {
        (naam, optie.name): optie.type.keuzen
        for naam in ("plan", "tabel", "verdeel")
        for optie in main.commands[naam].params
        if isinstance(optie.type, EenVan)
    }
    assert {keuzen[naam, "sluitregel"] for naam in ("plan", "tabel", "verdeel")} == {SLUITREGELS}
    assert keuzen["verdeel", "eenheid"] == MUNTEENHEDEN == tuple(DECIMALEN) == tuple(HELE)
    assert tuple(SLUITREGEL_IN_WOORDEN) == SLUITREGELS


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
            ["tabel", "verdeling", "zuid-limburg-2021", "--kostensoort", "Uitvoeringskosten inkoop"],
            "Bedoelde u 'inkoop'?",
        ),
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
        (["voorbeeld", "zuid-limburg", "--jaar", "26", "--naar", "x.xlsx"], "--jaar: 26 kan niet; verwacht: een heel"),
        (["plan", "zuid-limburg-2021", "--naar", __file__], "is een bestand; geef de naam van een map."),
        (["plan", "zuid-limburg-2021", "--naar", "x", "--sjablonen", __file__], "is een bestand; geef de naam van een"),
        (["verzamel", __file__, "--in", __file__], "is een bestand; geef de naam van een map."),
        (["verzamel", "er-is-niets", "--in", __file__], "map 'er-is-niets' bestaat niet."),
        (["addin", "start", "--plannen", "er-is-niets"], "--plannen: map 'er-is-niets' bestaat niet."),
        (
            ["valideer", "zuid-limburg-2021", "--rapport", "."],
            "'.' is een map; geef de naam van het bestand, zoals rap",
        ),
        (["plan", "zuid-limburg-2021", "--naar", "x", "--pdf=ja"], "optie '--pdf' heeft geen waarde; laat weg wat"),
    ],
)
def test_wrong_use_is_told_in_dutch_with_exit_code_2(roep, args, melding, tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    uit = roep(*args)
    assert uit.exit_code == 2
    assert melding in uit.stderr
    assert uit.stdout == ""
    assert not list(tmp_path.iterdir())


def test_no_argument_is_judged_by_a_type_of_the_library_which_speaks_english() -> None:
    def opdrachten(groep_: click.Group) -> Iterator[click.Command]:
        for een in groep_.commands.values():
            yield from opdrachten(een) if isinstance(een, click.Group) else [een]

    vrij = (click.types.StringParamType, click.types.BoolParamType)
    anders = [
        (opdracht.name, param.name)
        for opdracht in opdrachten(main)
        for param in opdracht.params
        if not isinstance(param.type, (Argumentsoort, *vrij))
    ]
    assert anders == []


def test_the_list_of_commands_says_whole_sentences(roep) -> None:
    for args in (["--help"], ["addin", "--help"], ["sjabloon", "--help"]):
        assert "..." not in roep(*args).stdout.partition("Opdrachten:")[2]


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
