"""`uitleg` on the command: the derivation of one figure as text."""

import pytest

INVOER = "zuid-limburg-2021"


def test_a_contribution_is_explained_down_to_its_inputs(roep) -> None:
    uit = roep("uitleg", INVOER, "--gemeente", "beek", "--kostensoort", "inkoop", "--jaar", "2021")
    assert uit.exit_code == 0
    regels = uit.stdout.splitlines()
    assert regels[0] == "Uitvoeringskosten inkoop 2021: de bijdrage van Beek"
    assert regels[-1] == "De voorlopige bijdrage van Beek aan uitvoeringskosten inkoop in 2021 is dus € 81.456."
    assert "2. Sleutel inkoop 2021" in regels
    assert "   Invoer:" in regels
    assert any("blad Maatstaven, cel E21" in regel for regel in regels)
    assert uit.stderr == ""


def test_the_plan_year_is_explained_where_none_is_given(roep) -> None:
    zonder = roep("uitleg", INVOER, "--gemeente", "GM0888", "--kostensoort", "beleid")
    assert zonder.stdout.splitlines()[0] == "Uitvoeringskosten beleid 2021: de bijdrage van Beek"


@pytest.mark.parametrize(
    ("vraag", "slot"),
    [
        (("verdeling", "Stein (L.)", "bedrag_jongeren", "--kostensoort", "inkoop"), "€ 25.376."),
        (("verdeling", "GM0888", "bedrag", "--kostensoort", "beleid", "--jaar", 2020), "€ 15.124,73."),
        (("begroting", "Totaal", "2023", "--kostensoort", "inkoop"), "€ 1.677.218."),
        (("scenario", "verschil: Besparing", "2023"), "€ -600.000."),
        (("investering", "Terugverdientijd (jaren)", "besparing_vanaf_2023"), "3,87."),
        (("controles", "Kosten geheel verdeeld: inkoop 2021", "verschil"), "€ 1."),
    ],
)
def test_a_figure_of_any_table_is_explained(roep, vraag, slot) -> None:
    tabel, rij, kolom, *opties = vraag
    uit = roep("uitleg", INVOER, "--tabel", tabel, "--rij", rij, "--kolom", kolom, *opties)
    assert uit.exit_code == 0
    assert uit.stdout.splitlines()[-1].endswith(f" is dus {slot}")


def test_the_text_fits_and_keeps_amounts_whole(roep) -> None:
    uit = roep("uitleg", INVOER, "--gemeente", "Valkenburg", "--kostensoort", "beleid")
    assert all(len(regel) <= 100 for regel in uit.stdout.splitlines())
    assert not any(regel.endswith("€") for regel in uit.stdout.splitlines())
    assert "\N{NO-BREAK SPACE}" not in uit.stdout
    assert "…" not in uit.stdout


@pytest.mark.parametrize(
    ("opties", "melding"),
    [
        ((), "Fout: geef --gemeente en --kostensoort, of --tabel, --rij en --kolom."),
        (("--kostensoort", "inkoop"), "Fout: geef --gemeente en --kostensoort, of --tabel, --rij en --kolom."),
        (("--gemeente", "Beek"), "Fout: bij --gemeente hoort --kostensoort, zoals beleid of inkoop."),
        (
            ("--gemeente", "Beek", "--kostensoort", "inkoop", "--rij", "Beek", "--kolom", "bedrag"),
            "Fout: --gemeente gaat niet samen met --rij en --kolom; kies een van de twee.",
        ),
        (
            ("--tabel", "verdeling", "--rij", "Beek"),
            "Fout: geef --tabel, --rij en --kolom samen; alleen --tabel en --rij is te weinig.",
        ),
        (
            ("--tabel", "meerjarig", "--rij", "Beek", "--kolom", "2021", "--jaar", "2021"),
            "Fout: optie --jaar betekent niets voor tabel meerjarig; laat hem weg.",
        ),
        (
            ("--tabel", "scenario", "--rij", "Saldo", "--kolom", "2021", "--kostensoort", "inkoop"),
            "Fout: optie --kostensoort betekent niets voor tabel scenario; laat hem weg.",
        ),
        (
            ("--tabel", "verdeling", "--rij", "Beek", "--kolom", "bedrag"),
            "Fout: Tabel verdeling is er per kostensoort; kies een kostensoort: beleid of inkoop.",
        ),
        (("--gemeente", "Beeck", "--kostensoort", "inkoop"), "Bedoelde u 'Beek'?"),
        (("--gemeente", "Beek", "--kostensoort", "inkop"), "Bedoelde u 'inkoop'?"),
        (("--gemeente", "Beek", "--kostensoort", "inkoop", "--jaar", "2019"), "Jaar 2019 valt buiten dit plan"),
        (("--tabel", "verdelin", "--rij", "Beek", "--kolom", "bedrag"), "Bedoelde u 'verdeling'?"),
    ],
)
def test_a_question_that_cannot_be_asked_is_wrong_use(roep, opties, melding) -> None:
    uit = roep("uitleg", INVOER, *opties)
    assert uit.exit_code == 2
    assert melding in uit.stderr
    assert uit.stdout == ""
