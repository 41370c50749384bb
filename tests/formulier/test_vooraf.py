"""Forms that the centre filled in: a participant confirms or corrects, and what nobody looked at does not count."""

from __future__ import annotations

from datetime import date

import pytest
from openpyxl import load_workbook

from schemas.formulier import BLAD

NAAM = "zuid-limburg-2021-opgave-{}.xlsx"


@pytest.fixture
def cijfers(tmp_path, regio):
    """What the centre holds: two of the three maatstaven, of every participant."""
    pad = tmp_path / "cijfers.csv"
    rijen = ["Gemeente;Jongeren 2020;Declaraties 2020"]
    namen = [deelnemer.naam for deelnemer in regio.deelnemers(2021)]
    rijen += [f"{naam};6,25;6,25" for naam in namen]
    pad.write_text("\n".join(rijen), encoding="utf-8")
    return pad


@pytest.fixture
def vraag(map_, cijfers, roep):
    def vragen(*extra: object):
        return roep("uitvraag", "zuid-limburg", "--jaar", "2021", "--invullen", cijfers, "--naar", map_, *extra)

    return vragen


def vul(pad, *, jongeren: object = None, stand: object = "definitief") -> None:
    """As a sender who confirms, or types another figure over it."""
    boek = load_workbook(pad)
    ws = boek[BLAD]
    if jongeren is not None:
        ws["B13"] = jongeren  # type: ignore[assignment]
    ws["B14"] = 2.54
    for rij in (13, 14, 15):
        ws.cell(rij, 4).value = stand  # type: ignore[assignment]
    ws["B18"], ws["B19"], ws["B20"] = "Controller", "controller@gemeente.example", date(2021, 2, 3)
    boek.save(pad)


def test_a_form_holds_the_figures_of_the_centre_and_says_so(map_, vraag):
    uit = vraag("--terug-voor", "1-12-2020", "--terug-aan", "team sturing, 043 000 00 00")
    assert uit.exit_code == 0
    assert "✓ 32 cijfers uit cijfers.csv zijn vooraf ingevuld; de gemeente bevestigt of verbetert ze." in uit.stderr
    assert "Melding: niet vooraf ingevuld, want niet in cijfers.csv: Toekenningen." in uit.stderr
    ws = load_workbook(map_ / NAAM.format("GM0888"))[BLAD]
    assert [ws.cell(rij, 2).value for rij in (13, 14, 15)] == [6.25, None, 6.25]
    assert (ws["G8"].value, ws["H8"].value) == ("Vooraf ingevuld", "6,25; –; 6,25")
    terug = "Stuur dit formulier vóór 1 december 2020 terug aan team sturing, 043 000 00 00."
    assert terug in ws["A2"].value
    assert sum(terug in str(cel.value) for rij in ws.iter_rows() for cel in rij) == 2
    assert "vooraf ingevuld" in ws["A11"].value


def test_a_form_that_nobody_looked_at_does_not_count(map_, doel, vraag, roep):
    vraag()
    uit = roep("verzamel", map_, "--in", doel).stdout
    assert "– Beek                     vooraf ingevuld, nog niet bevestigd: zuid-limburg-2021-opgave-GM0888.xlsx" in uit
    assert "Er zijn geen nieuwe opgaven. invoer.xlsx is niet gewijzigd." in uit
    gekeurd = roep("valideer", map_ / NAAM.format("GM0888"))
    assert gekeurd.exit_code == 1
    assert "is vooraf ingevuld en nog niet bevestigd: stand, naam en datum ontbreken" in gekeurd.stdout


def test_a_confirmed_form_counts_and_a_correction_is_told(map_, vraag, roep):
    vraag()
    vul(map_ / NAAM.format("GM0888"))
    vul(map_ / NAAM.format("GM0971"), jongeren=6.5)
    goed = roep("valideer", map_ / NAAM.format("GM0888")).stdout
    assert goed.startswith("✓ zuid-limburg-2021-opgave-GM0888.xlsx is in orde")
    assert "verbeterd" not in goed
    anders = roep("valideer", map_ / NAAM.format("GM0971")).stdout
    assert "cel B13: Jongeren is verbeterd: 6,25 was vooraf ingevuld, 6,5 is opgegeven" in anders


def test_a_form_that_is_half_confirmed_is_told_by_its_cells(map_, vraag, roep):
    vraag()
    vul(map_ / NAAM.format("GM0888"), stand=None)
    assert "cel D13: leeg; verwacht: voorlopig of definitief" in roep("valideer", map_ / NAAM.format("GM0888")).stdout


def test_forms_that_only_the_centre_filled_in_may_be_made_again(map_, vraag):
    vraag()
    vul(map_ / NAAM.format("GM0888"), jongeren=6.5)
    uit = vraag("--overschrijf")
    assert uit.exit_code == 0
    assert len(uit.stdout.splitlines()) == 15
    assert "niet vervangen: zuid-limburg-2021-opgave-GM0888.xlsx" in uit.stderr
    assert load_workbook(map_ / NAAM.format("GM0888"))[BLAD]["B13"].value == 6.5


def test_wrong_figures_fill_in_nothing(map_, cijfers, vraag):
    cijfers.write_text(cijfers.read_text(encoding="utf-8").replace("Beek;6,25", "Beek;veel"), encoding="utf-8")
    uit = vraag()
    assert uit.exit_code == 1
    assert "cijfers.csv is niet bruikbaar (1 fout):" in uit.stderr
    assert "'veel'; verwacht: percentage van 0 tot en met 100" in uit.stderr
    assert not list(map_.glob("*.xlsx"))


def test_what_is_asked_of_two_notations_can_be_answered(map_, cijfers, vraag):
    """The message names an option, and the command has it."""
    tekst = cijfers.read_text(encoding="utf-8").replace("6,25", "6.25").replace("6.25", "6,25", 1)
    cijfers.write_text(tekst, encoding="utf-8")
    uit = vraag()
    assert uit.exit_code == 1
    assert "Zeg met --decimaal komma of --decimaal punt wat u bedoelt" in uit.stderr
    cijfers.write_text(tekst.replace("6,25", "6.25"), encoding="utf-8")
    assert vraag("--decimaal", "punt").exit_code == 0
    assert load_workbook(map_ / NAAM.format("GM0888"))[BLAD]["B13"].value == 6.25


def test_figures_of_another_year_fill_in_nothing(map_, cijfers, vraag):
    cijfers.write_text("Gemeente;Jongeren 2021\nVaals;5\n", encoding="utf-8")
    uit = vraag()
    assert uit.exit_code == 1
    assert "cijfers.csv heeft geen cijfers over 2020 die op het formulier komen." in uit.stderr


def test_without_a_day_the_adviser_is_told(map_, roep):
    uit = roep("uitvraag", "zuid-limburg", "--jaar", "2021", "--naar", map_)
    assert "Let op: op de formulieren staat geen datum. Geef die met --terug-voor 1-12-2020." in uit.stderr
    ws = load_workbook(map_ / NAAM.format("GM0888"))[BLAD]
    assert "Stuur dit formulier terug aan gemeente Maastricht." in ws["A2"].value


@pytest.mark.parametrize(
    ("waarde", "zin"),
    [
        ("morgen", "'morgen' is geen datum; verwacht: een dag zoals 1-12-2021."),
        ("31-2-2021", "'31-2-2021' is geen datum"),
        ("1-12-2030", "--terug-voor: 1 december 2030 past niet bij cijfers over 2020; verwacht: een dag van 1 januari"),
    ],
)
def test_a_day_that_cannot_be_is_refused(map_, roep, waarde, zin):
    uit = roep("uitvraag", "zuid-limburg", "--jaar", "2021", "--naar", map_, "--terug-voor", waarde)
    assert uit.exit_code == 2
    assert zin in " ".join(uit.stderr.split())


def test_a_form_of_ones_own_style_is_used(map_, tmp_path, roep):
    roep("sjabloon", "exporteer", "--naar", tmp_path / "huisstijl")
    pad = tmp_path / "huisstijl" / "formulier.xlsx"
    boek = load_workbook(pad)
    boek[BLAD]["A1"] = "Opgave van {gemeente}"
    boek.save(pad)
    opdracht = ("uitvraag", "zuid-limburg", "--jaar", "2021", "--naar", map_, "--sjablonen")
    assert roep(*opdracht, tmp_path / "huisstijl").exit_code == 0
    assert load_workbook(map_ / NAAM.format("GM0888"))[BLAD]["A1"].value == "Opgave van Beek"
    leeg = roep(*opdracht, tmp_path, "--overschrijf")
    assert leeg.exit_code == 2
    assert "heeft geen formulier.xlsx" in leeg.stderr


def test_who_is_not_in_the_file_of_the_centre_gets_an_empty_form(map_, cijfers, vraag):
    regels = [regel for regel in cijfers.read_text(encoding="utf-8").splitlines() if not regel.startswith("Vaals")]
    cijfers.write_text("\n".join(regels).replace("6,25", "6"), encoding="utf-8")
    uit = vraag()
    assert uit.exit_code == 0
    assert "niet in cijfers.csv: Jongeren van Vaals, Toekenningen en Declaraties van Vaals." in uit.stderr
    ws = load_workbook(map_ / NAAM.format("GM0981"))[BLAD]
    assert (ws["B13"].value, ws["G8"].value, ws["A11"].value[:20]) == (None, None, "Vul de gele cellen i")
