"""What the explanation says of an amount that a formula of a region chose between."""

from __future__ import annotations

from kleinplan import REGIO, cijfers, klein_plan

from calc.uitkomst import bereken
from calc.uitleg import uitleg


def test_an_amount_that_a_formula_chose_is_said_with_why_it_was_chosen() -> None:
    """It takes no sum, so only the reason was said: 6 is greater than 5, and nothing of the euros."""
    maten = "maatstaven: {leden: {label: Leden, definitie: Zo, eenheid: {2010: {waarde: aantal, bron: Zo}}}}"
    vast = "{soort: vast, bedrag: 'als(leden > 5, 100.50, 50)'}"
    delen = f"{{basis: {vast}, per_lid: {{soort: prijs, maatstaf: leden, prijs: 2}}}}"
    opbouw = f"opbouw: {{2010: {{bron: Verzonnen, onderdelen: {delen}}}}}"
    tekst = REGIO.replace("maatstaven: {}", maten).replace(
        "sleutel: {2010: {delen: {rato: 100}, bron: Verzonnen}}", opbouw
    )
    leden = cijfers("leden", 2020, {"GM9001": "6", "GM9002": "5", "GM9003": "4"})
    uitkomst = bereken(klein_plan((2021, 2021), [], eenheid="cent", maatstaven=leden, regiotekst=tekst))
    for kort in (False, True):
        for code, regels in {
            "GM9001": ("Basis: 100,5 = € 100,50.", "6 is groter dan 5."),
            "GM9002": ("Basis: 50 = € 50,00.", "5 is niet groter dan 5."),
        }.items():
            gezegd = " ".join(uitleg(uitkomst, code, "bureau", 2021, kort=kort).regels())
            assert all(regel in gezegd for regel in regels), gezegd
