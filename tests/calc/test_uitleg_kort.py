"""What a participant reads of its own contribution: every sum of it gives what it says, and nobody else is named."""

from __future__ import annotations

import re
from fractions import Fraction

import pytest

from calc.uitkomst import Uitkomst, bereken
from calc.uitleg import Uitleg, uitleg
from schemas.gegevens import Gegevens
from schemas.kernwoorden import SLUITREGELS

GESLOTEN = re.compile(r"Bedrag ([^:.]+): [^=:]+ = € (-?[\d.]+,\d+), na de sluitregel € (-?[\d.]+(?:,\d+)?)\.")
WEGGEGEVEN = re.compile(r"er samen (\d+) (?:cent|euro)\S* over; u krijgt er (geen|één)[^.]* nummer (\d+)\.")


def bedrag(tekst: str) -> Fraction:
    return Fraction(tekst.replace(".", "").replace(",", "."))


def tekst(van: Uitleg) -> str:
    return "\n".join(van.regels()).replace("\u00a0", " ")


@pytest.fixture(scope="module", params=SLUITREGELS)
def gesloten(gegevens: Gegevens, request: pytest.FixtureRequest) -> Uitkomst:
    return bereken(gegevens, sluitregel=request.param)


def test_every_sum_holds_and_ends_with_the_contribution_under_every_rule(gesloten: Uitkomst, narekenaar) -> None:
    aantal = 0
    for jaar in gesloten.verdeling.jaren:
        for code in jaar.bedragen:
            kort = uitleg(gesloten, code, jaar.kostensoort, jaar.jaar, kort=True)
            assert narekenaar.foute_som(kort) == ""
            assert kort.slot.endswith(f" is dus {kort.uitkomst}.")
            aantal += narekenaar.aantal_sommen(kort)
    assert aantal > 400


def test_what_a_closing_rule_does_is_told_in_one_sentence_and_is_so(gesloten: Uitkomst) -> None:
    gevonden = 0
    for jaar in (een for een in gesloten.verdeling.jaren if een.enkel_sleutel):
        labels = {deel.label.casefold(): deel.naam for deel in jaar.delen}
        eenheid = Fraction(1, 100) if jaar.eenheid == "cent" else Fraction(1)
        for code in jaar.deelnemers:
            gezegd = tekst(uitleg(gesloten, code, jaar.kostensoort, jaar.jaar, kort=True))
            for label, exact, na in GESLOTEN.findall(gezegd):
                gevonden += 1
                regel = jaar.regel(code, labels[label.casefold()])
                assert bedrag(na) == regel.bedrag
                assert abs(bedrag(exact) - regel.bedrag) < eenheid or gesloten.sluitregel == "grootste-deelnemer"
            for over, krijgt, nummer in WEGGEGEVEN.findall(gezegd):
                assert (krijgt == "één") == (int(nummer) <= int(over))
    assert bool(gevonden) == (gesloten.sluitregel in ("grootste-rest", "grootste-deelnemer"))


def test_nobody_else_and_no_place_of_a_file_is_named(gesloten: Uitkomst) -> None:
    namen = {code: gesloten.gegevens.regio.gemeente(code) for code in gesloten.gemeenten}
    for jaar in gesloten.verdeling.jaren:
        for code in jaar.bedragen:
            gezegd = tekst(uitleg(gesloten, code, jaar.kostensoort, jaar.jaar, kort=True))
            assert not re.search(r"\bblad [A-Z]|\bcel [A-Z]+\d|regiobestand", gezegd)
            # Only Maastricht is also a word of the sources: who leads.
            anderen = [naam for ander, naam in namen.items() if ander not in (code, "GM0935")]
            assert not [naam for naam in anderen if re.search(rf"(?<![\w-]){re.escape(naam)}(?![\w-])", gezegd)]


def test_a_sentence_has_no_more_than_25_words(gesloten: Uitkomst) -> None:
    """Sums and sources have no words to count."""
    for jaar in gesloten.verdeling.jaren:
        gezegd = tekst(uitleg(gesloten, "GM0888", jaar.kostensoort, jaar.jaar, kort=True))
        zinnen = [zin for zin in re.split(r"(?<=[.:;?!])\s", gezegd) if " = " not in zin]
        assert max(len(zin.split()) for zin in zinnen) <= 25
