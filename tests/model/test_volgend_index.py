"""A post that follows an index keeps its amounts in next year's input, and what an estimate missed stays a line."""

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from kleinplan import REGIO

from calc.uitkomst import bereken
from calc.volgend import volgende
from calc.volgendekosten import Waarde
from schemas.geldend import Regio
from schemas.inlezen import gegevens_van
from schemas.inname import gegevens_uit, lees_werkboek
from schemas.invoer import Invoer, Kop
from schemas.lezer import lees_tabellen
from schemas.regiolezer import lees_regio
from templates.werkmap.invoerboek import Invoerboek, maak_invoerboek

ERBIJ = "indexering: {2010: {stapelen: vermenigvuldigen, bandbreedte: 0, verrekenen: heel, bron: Verzonnen}}\n"


def test_indexed_amounts_stand_as_they_were_worked_out() -> None:
    # 1.000 in 2020; 10% estimated in 2021 is 1.100, and 2% in 2022 of that 1.122. It became 12%: 20 more, settled in
    # 2022.
    plan: dict[str, Waarde] = {
        "regio": "klein", "titel": "Plan 2021", "jaar": 2021, "basisjaar": 2020, "laatste_jaar": 2022,
        "status": "voorlopig", "opsteller": "Noordwoude", "bron": "Verzonnen",
    }  # fmt: skip
    post: dict[str, Waarde] = {
        "kostensoort": "bureau", "post": "Lonen", "soort": "kosten", "dekking": "deelnemers", "2020": Decimal(1000),
        "index": "loon", "bron": "Verzonnen",
    }  # fmt: skip
    indexen: list[dict[str, Waarde]] = [
        {"reeks": "loon", "jaar": jaar, "percentage": Decimal(procent), "stand": stand, "bron": "Verzonnen"}
        for jaar, procent, stand in ((2021, 10, "raming"), (2021, 12, "definitief"), (2022, 2, "raming"))
    ]
    regio = Regio(lees_regio((REGIO.replace("EENHEID", "euro") + ERBIJ).encode(), "klein.yaml"))
    boek = Invoerboek(
        plan, {"Begroting": [post], "Indexen": indexen}, Kop("klein", 2021, 2020, 2022, 2022, "voorlopig")
    )
    invoer = lees_tabellen(lees_werkboek(maak_invoerboek(boek, regio, datetime(2021, 1, 1)), "klein.xlsx"), regio)
    oud = bereken(gegevens_van(invoer, regio))
    nieuw = volgende(invoer, oud)
    inhoud = maak_invoerboek(Invoerboek(nieuw.plan, nieuw.bladen, nieuw.kop), regio, datetime(2022, 1, 1))
    gegevens = gegevens_uit(lees_werkboek(inhoud, "klein-2022.xlsx"), Path(), regio)
    te_verdelen = bereken(gegevens).begrotingen["bureau"].te_verdelen
    assert {jaar: oud.begrotingen["bureau"].te_verdelen[jaar] for jaar in (2021, 2022)} == {
        jaar: te_verdelen[jaar] for jaar in (2021, 2022)
    }
    lonen, correctie = gegevens.begroting
    assert lonen.bedragen[2021] == 1100
    assert lonen.afgeleid.startswith("Geïndexeerd met loon in plan 2021. Over te nemen: 2022")
    assert (correctie.soort, correctie.bedragen) == ("correctie", {2022: Decimal(20)})


@pytest.mark.parametrize("anders", [True, False])
def test_a_correction_says_who_shared_the_year_and_not_the_correction(anders: bool) -> None:
    """Oosterhorst leaves after 2021 and Westerwold comes in 2022: the difference of 2021 is shared by others."""
    tekst = REGIO.replace("EENHEID", "euro")
    if anders:
        tekst = tekst.replace("Oosterhorst, van: 2010,", "Oosterhorst, van: 2010, tot_en_met: 2021,").replace(
            "maatstaven:", "  - {code: GM9004, naam: Westerwold, van: 2022, bron: Verzonnen}\nmaatstaven:"
        )
    regio = Regio(lees_regio(tekst.encode(), "klein.yaml"))
    plan: dict[str, Waarde] = {
        "regio": "klein", "titel": "Plan 2021", "jaar": 2021, "status": "definitief", "opsteller": "Noordwoude",
        "bron": "Verzonnen", "besluit": "Verzonnen", "besluitdatum": date(2022, 6, 1), "besluitkenmerk": "V-1",
    }  # fmt: skip
    kosten = {"kostensoort": "bureau", "soort": "kosten", "dekking": "deelnemers", "bron": "Verzonnen"}

    def lees(bedrag: int) -> Invoer:
        boek = Invoerboek(
            plan,
            {"Begroting": [{**kosten, "post": "Lonen", "2021": Decimal(bedrag)}]},
            Kop("klein", 2021, 2021, 2021, 2021, "definitief"),
        )
        return lees_tabellen(lees_werkboek(maak_invoerboek(boek, regio, datetime(2021, 1, 1)), "klein.xlsx"), regio)

    toen, nu = (bereken(gegevens_van(lees(bedrag), regio)) for bedrag in (900, 1200))
    gezegd = " ".join(volgende(lees(900), toen, definitief=nu).meldingen)
    assert "Correctie 2021 van bureau, € 300,00, staat in 2022." in gezegd
    weg, erbij = "Oosterhorst deelde mee in 2021, en niet in", "Westerwold deelde niet mee in 2021, en wel in"
    assert (f"{weg} deze correctie." in gezegd, f"{erbij} deze correctie." in gezegd) == (anders, anders)


@pytest.mark.parametrize(
    ("regel", "waarom"),
    [
        ("sleutel: {2010: {delen: {leden: 100}, bron: Verzonnen}}", "te verdelen bleef gelijk"),
        (
            "opbouw: {2010: {bron: Verzonnen, onderdelen: {leden: {soort: prijs, maatstaf: leden, prijs: 2}}}}",
            "de kosten volgen eruit",
        ),
    ],
)
def test_without_a_correction_it_is_said_that_the_contributions_differ(regel: str, waarom: str) -> None:
    """10, 20 and 30 members of 2 euros each are 120; definitively it is 10, 20 and 20, so 100."""
    tekst = REGIO.replace("EENHEID", "euro").replace(
        "sleutel: {2010: {delen: {rato: 100}, bron: Verzonnen}}", regel
    ).replace(
        "maatstaven: {}",
        "maatstaven: {leden: {label: Leden, definitie: Verzonnen, eenheid: {2010: {waarde: aantal, bron: Verzonnen}}}}",
    )  # fmt: skip
    regio = Regio(lees_regio(tekst.encode(), "klein.yaml"))
    plan: dict[str, Waarde] = {
        "regio": "klein", "titel": "Plan 2021", "jaar": 2021, "status": "definitief", "opsteller": "Noordwoude",
        "bron": "Verzonnen", "besluit": "Verzonnen", "besluitdatum": date(2022, 6, 1), "besluitkenmerk": "V-1",
    }  # fmt: skip
    kosten: dict[str, Waarde] = {
        "kostensoort": "bureau", "post": "Lonen", "soort": "kosten", "dekking": "deelnemers", "2021": Decimal(120),
        "bron": "Verzonnen",
    }  # fmt: skip

    def lees(laatste: int) -> Invoer:
        leden = {"GM9001": 10, "GM9002": 20, "GM9003": laatste}
        rijen: list[dict[str, Waarde]] = [
            {
                "gemeentecode": code, "gemeente": regio.gemeente(code), "peiljaar": 2020, "leden": Decimal(aantal),
                "bron": "Verzonnen",
            }
            for code, aantal in leden.items()
        ]  # fmt: skip
        bladen = {"Begroting": [kosten] if "sleutel" in regel else [], "Maatstaven": rijen}
        boek = Invoerboek(plan, bladen, Kop("klein", 2021, 2021, 2021, 2021, "definitief"))
        return lees_tabellen(lees_werkboek(maak_invoerboek(boek, regio, datetime(2021, 1, 1)), "klein.xlsx"), regio)

    toen, nu = (bereken(gegevens_van(lees(laatste), regio)) for laatste in (30, 20))
    samen = nu.verdeling.van("bureau", 2021).totaal
    assert samen == (120 if "sleutel" in regel else 100)
    zin = (
        f"blad Begroting: geen Correctie 2021 van bureau, want {waarom}. De bijdragen zijn wel anders "
        f"(samen € {samen},00, in het plan € 120,00). Reken die af met afrekening."
    )
    assert zin in volgende(lees(30), toen, definitief=nu).meldingen
    assert not any("Correctie" in melding for melding in volgende(lees(30), toen, definitief=toen).meldingen)
