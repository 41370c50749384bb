"""Every fault of an input workbook, with the whole message that the user reads."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from string import ascii_uppercase
from typing import Any

import pytest
from openpyxl.workbook import Workbook

from schemas.fouten import InvoerFouten
from schemas.geldend import Regio
from schemas.inname import lees_invoer
from schemas.regiobestand import RegioBestand

Bederf = Callable[[Workbook], object]
Melding = Callable[[Bederf], str]
DEKKING = "deelnemers, of waaruit het anders wordt betaald"
EURO = "bedrag van 0 of meer, in hele centen"


def cel(blad: str, plaats: str, waarde: Any) -> Bederf:
    return kolom(blad, plaats.rstrip("0123456789"), waarde, *[int(plaats.lstrip(ascii_uppercase))] * 2)


def kolom(blad: str, letter: str, waarde: Any, van: int, tot: int) -> Bederf:
    """The same value in every row of a column."""

    def bederf(boek: Workbook) -> None:
        for rij in range(van, tot + 1):
            boek[blad][f"{letter}{rij}"] = waarde

    return bederf


def zonder_rijen(blad: str, eerste: int, aantal: int = 1) -> Bederf:
    return lambda boek: boek[blad].delete_rows(eerste, aantal)


def samen(*stappen: Bederf) -> Bederf:
    return lambda boek: [stap(boek) for stap in stappen]


GEVALLEN: dict[str, tuple[Bederf, list[str]]] = {
    # --- what a cell may hold
    "a negative figure": (cel("Maatstaven", "D7", -10), [f"blad Maatstaven, cel D7: '-10'; verwacht: {EURO}"]),
    "a figure that no sheet can hold": (
        cel("Maatstaven", "D7", 1e29),
        [
            "blad Maatstaven, cel D7: '99999999999999991433150857216' heeft te veel cijfers; "
            "een rekenblad bewaart er hooguit 15"
        ],
    ),
    "text where a number belongs": (
        cel("Maatstaven", "D7", "veel"),
        [f"blad Maatstaven, cel D7: 'veel'; verwacht: {EURO}"],
    ),
    "a Dutch number typed as text": (
        cel("Maatstaven", "E22", "2,70"),
        [
            "blad Maatstaven, cel E22: '2,70' is tekst; verwacht: percentage van 0 tot en met 100. "
            "Typ het als getal: 2,70."
        ],
    ),
    "a number as text that can be read in two ways": (
        cel("Begroting", "E10", "1.234"),
        [
            "blad Begroting, cel E10: '1.234' is tekst; verwacht: bedrag in hele centen. "
            "Typ het als getal: 1234 of 1,234."
        ],
    ),
    "an error cell": (
        cel("Maatstaven", "D9", "#N/A"),
        [f"blad Maatstaven, cel D9: '#N/A' is een foutwaarde; verwacht: {EURO}"],
    ),
    "a formula without a value": (
        cel("Tarieven", "E5", "=120+6"),
        [
            f"blad Tarieven, cel E5: formule '=120+6' heeft geen berekende waarde in het bestand; verwacht: {EURO}. "
            "Open het bestand in Excel en sla het op, of typ de waarde."
        ],
    ),
    "an empty cell that must be filled": (
        cel("Maatstaven", "D9", None),
        [f"blad Maatstaven, cel D9: leeg; verwacht: {EURO}"],
    ),
    "a cell of nothing but spaces": (cel("Begroting", "B10", "  "), ["blad Begroting, cel B10: leeg; verwacht: tekst"]),
    "a truth value as an amount": (
        cel("Begroting", "E10", True),
        ["blad Begroting, cel E10: 'WAAR'; verwacht: bedrag in hele centen"],
    ),
    "a date as hours": (
        cel("Capaciteit", "F7", date(2021, 3, 1)),
        ["blad Capaciteit, cel F7: '1 maart 2021'; verwacht: getal van 0 of meer"],
    ),
    "a fraction of a cent": (
        cel("Begroting", "F10", 1.005),
        ["blad Begroting, cel F10: '1,005'; verwacht: bedrag in hele centen"],
    ),
    "a year that is half": (
        cel("Tarieven", "D6", 2021.5),
        ["blad Tarieven, cel D6: '2021,5'; verwacht: jaartal, zoals 2021"],
    ),
    "a word outside a list": (
        cel("Begroting", "C10", "korrectie"),
        ["blad Begroting, cel C10: 'korrectie'; verwacht: kosten of correctie. Bedoelde u 'correctie'?"],
    ),
    "a percentage above 100": (
        cel("Maatstaven", "E22", 101),
        ["blad Maatstaven, cel E22: '101'; verwacht: percentage van 0 tot en met 100"],
    ),
    # --- sheets and columns
    "a missing sheet": (lambda boek: boek.__delitem__("Begroting"), ["blad Begroting: blad ontbreekt"]),
    "a sheet that another one needs": (
        lambda boek: boek.__delitem__("Tarieven"),
        [
            "blad Tarieven: blad ontbreekt; een tarief per functie is nodig voor blad Capaciteit en blad Formatie",
        ],
    ),
    "no figures for a key that needs them": (
        samen(lambda boek: boek.__delitem__("Maatstaven"), lambda boek: boek.__delitem__("Definities")),
        [
            "blad Maatstaven: blad ontbreekt; de sleutels vragen Objectief verdeelmodel jeugd, Jongeren, Toekenningen "
            "en Declaraties"
        ],
    ),
    "a decided year that is not there": (
        lambda boek: boek.__delitem__("Vastgesteld"),
        ["blad Vastgesteld: inkoop heeft in 2020 nog geen sleutel; verwacht: de vastgestelde bijdragen van dat jaar"],
    ),
    "a sheet under another name": (
        lambda boek: setattr(boek["Maatstaven"], "title", "Maatstaf"),
        ["blad Maatstaf: onbekend blad. Bedoelde u 'Maatstaven'?"],
    ),
    "a sheet without a header row": (
        zonder_rijen("Tarieven", 1, 40),
        [
            "blad Tarieven: geen kopregel gevonden in de eerste 20 rijen; "
            "verwacht kolommen: Functie, Schaal, Eenheid, Vanaf, Tarief, Afgeleid, Bron"
        ],
    ),
    "an unknown column": (
        cel("Maatstaven", "E4", "Jongern"),
        ["blad Maatstaven, cel E4: onbekende kolom 'Jongern'. Bedoelde u 'Jongeren'?"],
    ),
    "a column that is there twice": (
        cel("Tarieven", "G4", "Tarief"),
        [
            "blad Tarieven: kolom 'Bron' ontbreekt",
            "blad Tarieven, cel G4: kolom 'Tarief' staat er twee keer",
        ],
    ),
    "a missing column": (
        lambda boek: boek["Begroting"].delete_cols(4),
        ["blad Begroting: kolom 'Dekking' ontbreekt"],
    ),
    "a figure beside the table": (
        cel("Maatstaven", "J9", "hoi"),
        ["blad Maatstaven, cel J9: 'hoi' staat in een kolom zonder kop; haal het weg of geef de kolom een kop"],
    ),
    "a row with totals": (
        cel("Maatstaven", "C40", "Totaal"),
        ["blad Maatstaven, cel C40: 'Totaal'; haal deze rij weg: totalen worden berekend"],
    ),
    # --- participants
    "an unknown participant that is nearly known": (
        cel("Maatstaven", "C9", "Gulpen-Witem"),
        ["blad Maatstaven, cel C9: 'Gulpen-Witem' is geen deelnemer in 2021. Bedoelde u 'Gulpen-Wittem'?"],
    ),
    "an unknown participant": (
        cel("Vastgesteld", "C9", "Amsterdam"),
        ["blad Vastgesteld, cel C9: 'Amsterdam' is geen deelnemer in 2021."],
    ),
    "a missing participant": (
        zonder_rijen("Maatstaven", 9),
        ["blad Maatstaven: deelnemer 'Gulpen-Wittem' (GM1729) ontbreekt bij peiljaar 2019"],
    ),
    "a code of another participant": (
        cel("Maatstaven", "B9", "GM0888"),
        ["blad Maatstaven, cel B9: 'GM0888' is de code van Beek, maar in de rij staat Gulpen-Wittem (GM1729)"],
    ),
    "a code of nobody": (
        cel("Maatstaven", "B9", "GM9999"),
        ["blad Maatstaven, cel B9: 'GM9999' is geen code van een deelnemer. Gulpen-Wittem heeft GM1729."],
    ),
    "a participant that stands twice": (
        samen(cel("Maatstaven", "C37", "Beek"), cel("Maatstaven", "A37", 2019), cel("Maatstaven", "D37", 5)),
        ["blad Maatstaven, cel C37: 'Beek' staat er twee keer; zie rij 5 (zelfde peiljaar en gemeentecode)"],
    ),
    "an amount decided before that is missing": (
        cel("Vastgesteld", "D7", None),
        ["blad Vastgesteld, cel D7: leeg; verwacht: het vastgestelde bedrag van inkoop 2020"],
    ),
    "a participant missing among the amounts decided before": (
        zonder_rijen("Vastgesteld", 7),
        ["blad Vastgesteld: deelnemer 'Brunssum' (GM0899) ontbreekt bij inkoop 2020"],
    ),
    # --- years
    "a year column outside the plan": (
        cel("Begroting", "I4", 2031),
        [
            "blad Begroting: kolom '2024' ontbreekt",
            "blad Begroting, cel I4: jaar 2031 valt buiten het plan; verwacht: 2020 tot en met 2024",
        ],
    ),
    "a last year that no sheet goes to": (
        samen(cel("Plan", "B9", 2027), cel("Plan", "B10", 2027)),
        [
            *(
                f"blad {blad}: kolommen '2025' tot en met '2027' ontbreken; kloppen de jaren op blad Plan?"
                for blad in ("Begroting", "Capaciteit", "Formatie", "Vastgesteld")
            ),
            "blad Scenario: kolom '2027' ontbreekt",
        ],
    ),
    "a year column that says more than its year": (
        cel("Begroting", "F4", "Begroting 2021"),
        ["blad Begroting, cel F4: onbekende kolom 'Begroting 2021'. Bedoelde u '2021'?"],
    ),
    "a year column in thousands": (
        cel("Begroting", "F4", "2021 (x € 1.000)"),
        [
            "blad Begroting, cel F4: onbekende kolom '2021 (x € 1.000)'. Bedoelde u '2021'? "
            "Zet de cijfers er dan in hele getallen, niet in duizendtallen."
        ],
    ),
    "a sheet in thousands": (
        cel("Begroting", "A2", "bedragen x € 1.000"),
        [
            "blad Begroting, cel A2: 'bedragen x € 1.000'; de cijfers zijn dus in duizendtallen; "
            "verwacht: de hele getallen"
        ],
    ),
    "a sheet in thousands, without a figure": (
        cel("Begroting", "A2", "bedragen in duizend euro"),
        [
            "blad Begroting, cel A2: 'bedragen in duizend euro'; de cijfers zijn dus in duizendtallen; "
            "verwacht: de hele getallen"
        ],
    ),
    "a year of the scenario outside the plan": (
        cel("Scenario", "I4", 2027),
        [
            "blad Scenario: kolom '2026' ontbreekt",
            "blad Scenario, cel I4: jaar 2027 valt buiten het plan; verwacht: 2020 tot en met 2026",
        ],
    ),
    "an amount decided before in a year outside the plan": (
        cel("Vastgesteld", "D4", 2019),
        [
            "blad Vastgesteld: kolom '2020' ontbreekt",
            "blad Vastgesteld, cel D4: jaar 2019 valt buiten het plan; verwacht: 2020 tot en met 2024",
        ],
    ),
    "a peiljaar outside the plan": (
        cel("Maatstaven", "A9", 2035),
        ["blad Maatstaven, cel A9: '2035'; verwacht: 2019, want Gulpen-Wittem ontbreekt bij peiljaar 2019"],
    ),
    "a rate from after the plan": (
        cel("Tarieven", "D6", 2031),
        [
            "blad Tarieven, cel D6: '2031' valt na het plan; verwacht: 2024 of eerder",
        ],
    ),
    "a published figure of a year outside the plan": (
        cel("Gepubliceerd", "C5", 2031),
        ["blad Gepubliceerd, cel C5: jaar 2031 valt buiten het plan; verwacht: 2020 tot en met 2026"],
    ),
    # --- maatstaven and keys
    "percentages that are not 100 together": (
        cel("Maatstaven", "E21", 2.71),
        ["blad Maatstaven, cel E36: Jongeren van peiljaar 2020 is bij elkaar 100,01%; verwacht: precies 100,00%"],
    ),
    "a maatstaf that adds up to nothing": (
        kolom("Maatstaven", "F", 0, 21, 36),
        [
            "blad Maatstaven, cel F21: Toekenningen van peiljaar 2020 is bij elkaar 0; "
            "de sleutel van inkoop 2021 kan er niet mee verdelen"
        ],
    ),
    "a key whose maatstaf is not there": (
        samen(kolom("Maatstaven", "F", None, 21, 36), zonder_rijen("Definities", 7)),
        [
            "blad Maatstaven, cel F4: de sleutel van inkoop 2021 vraagt Toekenningen "
            "van peiljaar 2020 of eerder; dat staat er niet"
        ],
    ),
    "a key whose fixed peiljaar is not there": (
        samen(zonder_rijen("Maatstaven", 5, 16), zonder_rijen("Definities", 5)),
        [
            "blad Maatstaven, cel D4: de sleutel van beleid 2020 vraagt Objectief verdeelmodel jeugd "
            "van peiljaar 2019; dat staat er niet"
        ],
    ),
    "a figure without a definition": (
        zonder_rijen("Definities", 6),
        ["blad Maatstaven, cel E21: Jongeren van peiljaar 2020 heeft geen rij op blad Definities"],
    ),
    "a definition without figures": (
        samen(
            cel("Definities", "A9", "jongeren"),
            cel("Definities", "B9", 2021),
            cel("Definities", "C9", "Jongeren tot 20 jaar"),
            cel("Definities", "F9", "CBS"),
        ),
        ["blad Definities, cel A9: Jongeren van peiljaar 2021 heeft geen cijfers op blad Maatstaven"],
    ),
    "an unknown maatstaf": (
        cel("Definities", "A6", "jongern"),
        ["blad Definities, cel A6: 'jongern' is geen maatstaf van deze regio. Bedoelde u 'jongeren'?"],
    ),
    "a year that has neither a key nor amounts decided before": (
        zonder_rijen("Vastgesteld", 5, 16),
        [
            "blad Vastgesteld, cel D4: inkoop heeft in 2020 nog geen sleutel; "
            "verwacht: de vastgestelde bijdragen van dat jaar"
        ],
    ),
    # --- budget, hours, rates
    "costs below zero": (
        cel("Begroting", "F10", -5),
        ["blad Begroting, cel F10: '-5'; verwacht: bedrag van 0 of meer. Alleen een correctie kan onder nul zijn."],
    ),
    "an unknown kostensoort": (
        cel("Begroting", "A10", "inkop"),
        ["blad Begroting, cel A10: 'inkop' is geen kostensoort van deze regio. Bedoelde u 'inkoop'?"],
    ),
    "a kostensoort without an amount in the plan's year": (
        kolom("Begroting", "F", None, 10, 16),
        ["blad Begroting, cel F4: kostensoort inkoop heeft geen bedrag in 2021"],
    ),
    "a budget line that stands twice": (
        cel("Begroting", "B11", "Personeel"),
        [
            "blad Begroting, cel D11: 'deelnemers' staat er twee keer; zie rij 10 "
            "(zelfde kostensoort, post, soort en dekking)"
        ],
    ),
    "hours on an unknown post": (
        cel("Capaciteit", "B7", "Beleidsadviseurs"),
        [
            "blad Capaciteit, cel B7: 'Beleidsadviseurs' is geen post van beleid op blad Begroting. "
            "Bedoelde u 'Beleidsadviseur'?"
        ],
    ),
    "hours without a rate": (
        zonder_rijen("Tarieven", 5),
        [
            "blad Capaciteit, cel E5: 5350 uur van functie 'Beleidsadviseur' zonder tarief in 2020. "
            "Zet het tarief op blad Tarieven."
        ],
    ),
    "hours of a function that is nearly known": (
        cel("Capaciteit", "D7", "Beleidsadvisseur"),
        [
            "blad Capaciteit, cel F7: 300 uur van functie 'Beleidsadvisseur' zonder tarief "
            "in 2021, 2022, 2023 en 2024. Bedoelde u 'Beleidsadviseur'?"
        ],
    ),
    "fte without a rate": (
        zonder_rijen("Tarieven", 13),
        [
            "blad Formatie, cel G11: 0,5 fte van functie 'jurist' zonder tarief in 2021 en 2022. "
            "Zet het tarief op blad Tarieven."
        ],
    ),
    "an hourly rate of nobody": (
        samen(
            cel("Tarieven", "A14", None),
            cel("Tarieven", "C14", "uur"),
            cel("Tarieven", "D14", 2021),
            cel("Tarieven", "E14", 5),
            cel("Tarieven", "G14", "x"),
        ),
        ["blad Tarieven, cel A14: leeg; verwacht: functie, want een uurtarief hoort bij een functie"],
    ),
    # --- scenario
    "PM where an amount is needed": (
        cel("Scenario", "C5", "PM"),
        ["blad Scenario, cel C5: 'PM'; verwacht: bedrag, want PM kan alleen bij soort post"],
    ),
    "PM in small letters": (
        cel("Scenario", "C7", "pm"),
        ["blad Scenario, cel C7: 'pm'; verwacht: bedrag van 0 of meer, in hele centen, of PM. Bedoelde u 'PM'?"],
    ),
    "a balancing line with a figure": (
        cel("Scenario", "C6", 5),
        ["blad Scenario, cel C6: '5'; verwacht: leeg, want de soort is restpost"],
    ),
    "a scenario without a balancing line": (
        zonder_rijen("Scenario", 6),
        ["blad Scenario: een regel met soort 'restpost' ontbreekt"],
    ),
    "two budgets": (
        cel("Scenario", "B8", "budget"),
        [
            "blad Scenario, cel B8: 'budget' staat er twee keer, eerder in rij 5; verwacht: één",
            "blad Scenario, cel C8: leeg; verwacht: het budget van dat jaar",
            "blad Scenario, cel D8: leeg; verwacht: het budget van dat jaar",
            "blad Scenario, cel E8: leeg; verwacht: het budget van dat jaar",
        ],
    ),
    "an investment that is an amount": (
        cel("Scenario", "D11", 500),
        ["blad Scenario, cel D11: '500'; verwacht: 1 voor een jaar van de investering, anders leeg"],
    ),
    "a variant without a percentage": (
        cel("Scenario", "J9", None),
        ["blad Scenario, cel J9: leeg; verwacht: een percentage en een grondslag, want de soort is variant"],
    ),
    "a saving with a percentage": (
        cel("Scenario", "J8", 5),
        ["blad Scenario, cel J8: '5'; verwacht: leeg, want de soort is besparing"],
    ),
    # --- published figures
    "a published row of an unknown participant": (
        cel("Gepubliceerd", "D5", "Beeek"),
        ["blad Gepubliceerd, cel D5: 'Beeek' is geen deelnemer in 2021 en niet 'Totaal'. Bedoelde u 'Beek'?"],
    ),
    "a published figure that is text": (
        cel("Gepubliceerd", "F5", "x"),
        ["blad Gepubliceerd, cel F5: 'x'; verwacht: getal of PM, want de eenheid is euro"],
    ),
    "a published figure with more decimals than it says": (
        cel("Gepubliceerd", "F5", 1.234),
        ["blad Gepubliceerd, cel F5: '1,234' heeft meer cijfers achter de komma dan kolom Decimalen zegt (2)"],
    ),
    "a published figure without its precision": (
        cel("Gepubliceerd", "H5", None),
        ["blad Gepubliceerd, cel H5: leeg; verwacht: hoeveel cijfers achter de komma zijn gedrukt"],
    ),
    "a published table without its year": (
        cel("Gepubliceerd", "C5", None),
        ["blad Gepubliceerd, cel C5: leeg; verwacht: jaartal, want tabel verdeling gaat over één jaar"],
    ),
    # --- the head
    "a year in words": (
        cel("Plan", "B7", "tweeduizend"),
        ["blad Plan, cel B7: 'tweeduizend'; verwacht: jaartal, zoals 2021"],
    ),
    "a plan before its base year": (
        cel("Plan", "B7", 2019),
        ["blad Plan, cel B7: '2019'; verwacht: 2020 of later, want Basisjaar is 2020"],
    ),
    "a definitive plan without a decision": (
        cel("Plan", "B11", "definitief"),
        [
            "blad Plan, cel B14: leeg; verwacht: tekst, want de status is definitief",
            "blad Plan, cel B15: leeg; verwacht: datum, zoals 1-1-2021, want de status is definitief",
            "blad Plan, cel B16: leeg; verwacht: tekst, want de status is definitief",
        ],
    ),
    "an unknown field": (
        cel("Plan", "A7", "Jaartal"),
        ["blad Plan, cel A7: onbekend veld 'Jaartal'. Bedoelde u 'Jaar'?"],
    ),
    "one letter off would take a post out of the distribution": (
        cel("Begroting", "D10", "Deelnemer"),
        [f"blad Begroting, cel D10: 'Deelnemer'; verwacht: {DEKKING}. Bedoelde u 'deelnemers'?"],
    ),
    "the participants by another word": (
        samen(cel("Begroting", "D11", "alle gemeenten"), cel("Formatie", "E5", "de deelnemende gemeenten")),
        [
            f"blad Begroting, cel D11: 'alle gemeenten'; verwacht: {DEKKING}. Bedoelde u 'deelnemers'?",
            f"blad Formatie, cel E5: 'de deelnemende gemeenten'; verwacht: {DEKKING}. Bedoelde u 'deelnemers'?",
        ],
    ),
    "a rate of a function that is one letter off": (
        lambda boek: boek["Tarieven"].append(["Beleidsadvisuer", None, "uur", 2022, 130, None, "x"]),
        [
            "blad Tarieven, cel A14: 'Beleidsadvisuer' heeft geen uren of fte; dit tarief wordt niet gebruikt. "
            "Bedoelde u 'Beleidsadviseur'?"
        ],
    ),
    "a missing field": (zonder_rijen("Plan", 12), ["blad Plan: veld 'Opsteller' ontbreekt"]),
    "a status that does not exist": (
        cel("Plan", "B11", "ontwerp"),
        ["blad Plan, cel B11: 'ontwerp'; verwacht: concept, voorlopig of definitief"],
    ),
    "another region": (
        cel("Plan", "B5", "limburg"),
        ["blad Plan, cel B5: 'limburg'; verwacht: zuid-limburg, de regio waarmee dit bestand wordt gelezen"],
    ),
}


@pytest.mark.parametrize("geval", GEVALLEN)
def test_a_fault_is_told_in_one_line_per_cell(geval: str, fouten: Melding) -> None:
    bederf, regels = GEVALLEN[geval]
    aantal = "1 fout" if len(regels) == 1 else f"{len(regels)} fouten"
    verwacht = [f"invoer.xlsx is niet bruikbaar ({aantal}):", *(f"  {regel}" for regel in regels)]
    assert fouten(bederf).splitlines() == verwacht


def test_hours_on_a_post_that_the_participants_do_not_pay_are_asked_about(fouten: Melding) -> None:
    """They would be in no amount at all: not distributed, and not paid from what pays the post either."""
    eerste = fouten(cel("Begroting", "D6", "rijksbijdrage")).splitlines()[1]
    assert eerste == (
        "  blad Capaciteit, cel B6: 'Ondersteuner' wordt op blad Begroting betaald uit rijksbijdrage, en uren zijn "
        "voor de deelnemers. Zet daar ook een rij van deze post met dekking deelnemers (het bedrag mag leeg blijven), "
        "of haal de uren weg."
    )


def test_a_region_that_lists_its_covers_knows_no_other(schrijf: Callable[[Bederf], Path], regio: Regio) -> None:
    lijst = {"waarde": ("opbrengst handhaving",), "bron": "Besluit van 1 maart 2021"}
    inhoud = regio.bestand.model_dump() | {"dekkingen": {2021: lijst}}
    met_lijst = Regio(RegioBestand.model_validate(inhoud))
    bederf = samen(cel("Begroting", "D16", "Opbrengst Handhaving"), cel("Begroting", "D15", "opbrengst handhavin"))
    with pytest.raises(InvoerFouten) as gevonden:
        lees_invoer(schrijf(samen(bederf, cel("Begroting", "D14", "reserve"))), regio=met_lijst)
    assert [str(fout) for fout in gevonden.value.fouten] == [
        "blad Begroting, cel D14: 'reserve' is geen dekking van deze regio. Bekend zijn: deelnemers.",
        "blad Begroting, cel D15: 'opbrengst handhavin' is geen dekking van deze regio. Bekend zijn: deelnemers.",
    ]
    met_lijst = Regio(RegioBestand.model_validate(inhoud | {"dekkingen": {2020: lijst}}))
    with pytest.raises(InvoerFouten) as gevonden:
        lees_invoer(schrijf(bederf), regio=met_lijst)
    assert [str(fout) for fout in gevonden.value.fouten] == [
        "blad Begroting, cel D15: 'opbrengst handhavin' is geen dekking van deze regio. "
        "Bedoelde u 'opbrengst handhaving'?"
    ]


def test_all_faults_are_told_at_once_in_the_order_of_the_sheets(fouten: Melding) -> None:
    bederf = samen(
        cel("Scenario", "B5", "budgt"),
        cel("Maatstaven", "C9", "Gulpen-Witem"),
        cel("Maatstaven", "D7", -10),
        cel("Plan", "B11", "ontwerp"),
        cel("Begroting", "F10", "#REF!"),
    )
    assert fouten(bederf).splitlines() == [
        "invoer.xlsx is niet bruikbaar (5 fouten):",
        "  blad Plan, cel B11: 'ontwerp'; verwacht: concept, voorlopig of definitief",
        f"  blad Maatstaven, cel D7: '-10'; verwacht: {EURO}",
        "  blad Maatstaven, cel C9: 'Gulpen-Witem' is geen deelnemer in 2021. Bedoelde u 'Gulpen-Wittem'?",
        "  blad Begroting, cel F10: '#REF!' is een foutwaarde; verwacht: bedrag in hele centen",
        "  blad Scenario, cel B5: 'budgt'; verwacht: budget, restpost, post, besparing, variant of investering. "
        "Bedoelde u 'budget'?",
    ]


def test_a_count_must_be_whole(schrijf: Callable[[Bederf], Path], regio: Regio) -> None:
    """From peiljaar 2021 on the unit of jongeren is a count, by the region file."""

    def tellingen(boek: Workbook) -> None:
        for deelnemer in regio.deelnemers(2021):
            boek["Maatstaven"].append([2021, deelnemer.code, deelnemer.naam, None, 1000])
        boek["Maatstaven"]["E37"] = -10
        boek["Maatstaven"]["E38"] = 1.5
        boek["Definities"].append(["jongeren", 2021, "Jongeren tot 20 jaar", None, None, "CBS"])

    with pytest.raises(InvoerFouten) as gevonden:
        lees_invoer(schrijf(tellingen), regio=regio)
    assert [str(fout) for fout in gevonden.value.fouten] == [
        "blad Maatstaven, cel E37: '-10'; verwacht: geheel getal van 0 of meer",
        "blad Maatstaven, cel E38: '1,5'; verwacht: geheel getal van 0 of meer",
    ]


def test_a_head_with_a_fault_is_told_before_its_region_is_known(schrijf: Callable[[Bederf], Path]) -> None:
    with pytest.raises(InvoerFouten) as gevonden:
        lees_invoer(schrijf(samen(cel("Plan", "B5", None), cel("Plan", "B8", "2020"))))
    assert str(gevonden.value).splitlines() == [
        "invoer.xlsx is niet bruikbaar (2 fouten):",
        "  blad Plan, cel B5: leeg; verwacht: tekst",
        "  blad Plan, cel B8: '2020' is tekst; verwacht: jaartal, zoals 2021. Typ het als getal: 2020.",
    ]


def test_a_workbook_of_something_else_is_no_input(fouten: Melding) -> None:
    assert fouten(lambda boek: boek.__delitem__("Plan")) == (
        "invoer.xlsx is geen invoerbestand: blad Plan ontbreekt. "
        "Een voorbeeld maakt u met: verdeelwijzer voorbeeld zuid-limburg-2021 --naar voorbeeld.xlsx"
    )
