"""What a region works out by a formula: its exact value, in LibreOffice, in Dutch, and every fault in a sentence."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from random import Random

import pytest

from calc.model.kolommen import Kolomwaarden
from calc.model.model import Model
from calc.model.plan import Plan
from calc.model.uitdrukking import Celnaam, Tabelnaam
from calc.model.uitleg import Uitlegger
from calc.model.waarden import DoorNiets, Waarden
from calc.peiljaren import GeenMaatstaf
from calc.tabel import Soort
from calc.tabellen import SOORTEN
from calc.uitkomst import Uitkomst
from schemas.formule import FormuleFout, lees_formule
from schemas.gegevens import Maatstafwaarde
from schemas.geldend import Regio
from schemas.regiobestand import RegioBestand

NAAM = Tabelnaam("formules", "inkoop", 2021)
ZONDER = {"GM0917", "GM0882", "GM0986"}
"""Who does not share in these costs."""
KLEIN, GROOT = "GM0981", "GM0935"

# A formula, and what it is for one participant by hand, from its figures a (young people) and b (awards) of 2020.
FORMULES: dict[str, tuple[str, Callable[[Fraction, Fraction], Fraction]]] = {
    "model": ("min(max((jongeren - 1500) / 2500, 0), 1)", lambda a, b: _model(a)),
    "drempel": ("als(toekenningen >= 100, toekenningen / 3, -1)", lambda a, b: b / 3 if b >= 100 else Fraction(-1)),
    "heel": ("afrond(jongeren / 7, -1) + abs(0.5 - toekenningen)", lambda a, b: _tien(a / 7) + abs(Fraction(1, 2) - b)),
    "vorige": ("jongeren - vorig(jongeren, 1)", lambda a, b: Fraction(10)),
    "drie": ("gemiddelde(jongeren, 3) * 3 - som(jongeren, 2)", lambda a, b: a - 20),
    "vorig_model": ("model - vorig(model, 2)", lambda a, b: _model(a) - _model(a - 20)),
    "gelijk_deel": ("als(jongeren = vorig(jongeren, 1) + 10, 1, 0)", lambda a, b: Fraction(1)),
}  # fmt: skip


def _model(a: Fraction) -> Fraction:
    return min(max((a - 1500) / 2500, Fraction(0)), Fraction(1))


def _tien(waarde: Fraction) -> Fraction:
    return Fraction((waarde / 10 + Fraction(1, 2)).__floor__() * 10)


def met_formules(uitkomst: Uitkomst, formules: dict[str, str], grenzen: dict[str, str] | None = None) -> Waarden:
    """The example with earlier figures and a rule of these formulas; three do not take part."""
    inhoud = uitkomst.gegevens.regio.bestand.model_dump()
    for naam, tekst in formules.items():
        inhoud["maatstaven"][naam] = {
            "label": naam.capitalize(),
            "formule": {2021: {"waarde": tekst, "bron": "Verzonnen"}},
        }
    inkoop = inhoud["kostensoorten"]["inkoop"]
    onderdelen = {naam: {"soort": "prijs", "maatstaf": naam, "prijs": Decimal(1)} for naam in formules}
    inkoop["sleutel"], inkoop["opbouw"] = {}, {2021: {"onderdelen": onderdelen, "bron": "Verzonnen"}}
    inkoop["deelnemers"] = {2021: {"zonder": tuple(sorted(ZONDER)), "bron": "Verzonnen"}}
    inkoop["grenzen"] = {2021: {**grenzen, "bron": "Verzonnen"}} if grenzen else {}
    eerder = [
        replace(w, peiljaar=2020 - n, waarde=w.waarde - 10 * n)
        for w in uitkomst.gegevens.maatstaven
        if (w.maatstaf, w.peiljaar) == ("jongeren", 2020)
        for n in (1, 2)
    ]
    gegevens = replace(
        uitkomst.gegevens,
        regio=Regio(RegioBestand.model_validate(inhoud)),
        maatstaven=(*_aantallen(uitkomst), *_aantallen(uitkomst, eerder)),
    )
    jaren = tuple(
        replace(bron, deelnemers=tuple(c for c in bron.deelnemers if c not in ZONDER))
        for bron in uitkomst.verdeling.jaren
    )
    anders = replace(uitkomst, gegevens=gegevens, verdeling=replace(uitkomst.verdeling, jaren=jaren))
    return Kolomwaarden(Model({"": Plan(anders)}, SOORTEN))


def _aantallen(uitkomst: Uitkomst, regels: list[Maatstafwaarde] | None = None) -> list[Maatstafwaarde]:
    """The published figures are percentages; times a thousand they are counts."""
    if regels is None:
        return [replace(w, waarde=w.waarde * 1000) for w in uitkomst.gegevens.maatstaven]
    return [replace(w, waarde=(w.waarde + 10 * (2020 - w.peiljaar)) * 1000 - 10 * (2020 - w.peiljaar)) for w in regels]


@pytest.fixture(scope="module")
def waarden(uitkomst: Uitkomst) -> Waarden:
    return met_formules(uitkomst, {naam: tekst for naam, (tekst, _) in FORMULES.items()})


@pytest.mark.parametrize("naam", FORMULES)
def test_a_formula_is_exactly_what_it_is_by_hand(waarden: Waarden, naam: str) -> None:
    cijfers = {
        (w.maatstaf, w.peiljaar, w.gemeentecode): Fraction(w.waarde)
        for w in waarden.model.plannen[""].uitkomst.gegevens.maatstaven
    }
    codes = waarden.model.tabel(NAAM).sleutels
    assert len(codes) == 13
    for code in codes:
        a, b = (cijfers[maatstaf, 2020, code] for maatstaf in ("jongeren", "toekenningen"))
        assert waarden[Celnaam(NAAM, code, naam)] == FORMULES[naam][1](a, b)


def test_a_total_is_over_who_takes_part(uitkomst: Uitkomst) -> None:
    waarden = met_formules(uitkomst, {"deel": "jongeren / totaal(jongeren)"})
    assert waarden[Celnaam(NAAM, "Totaal", "deel")] == 1
    assert not ZONDER & set(waarden.model.tabel(NAAM).sleutels)


def test_a_limit_may_name_what_is_paid_elsewhere(uitkomst: Uitkomst) -> None:
    waarden = met_formules(uitkomst, {"model": FORMULES["model"][0]}, {"maximum": "bijdrage(beleid) * 2"})
    beleid = waarden[Celnaam(Tabelnaam("verdeling", "beleid", 2021), GROOT, "bedrag")]
    assert waarden[Celnaam(NAAM, GROOT, "bijdrage-beleid")] == beleid


def test_libreoffice_finds_every_formula(waarden, modelboek, herreken, herrekenverschillen, tmp_path) -> None:
    namen = [Tabelnaam("maatstaven", "", jaar) for jaar in (2018, 2019, 2020)]
    inhoud, bladen = modelboek(waarden, [*namen, NAAM])
    pad = tmp_path / "formules.xlsx"
    pad.write_bytes(inhoud)
    assert herrekenverschillen(waarden, bladen, herreken([pad])[pad]) == []
    assert bladen.formules[Celnaam(NAAM, KLEIN, "model")].startswith("MIN(MAX((")


def test_every_explanation_of_a_formula_gives_its_figure(waarden, sommen) -> None:
    aantal, fout = sommen(Uitlegger(waarden), [NAAM])
    assert fout == []
    assert aantal > 60
    regels = Uitlegger(waarden).uitleg(Celnaam(NAAM, KLEIN, "model")).regels()
    assert "Formule: min(max((jongeren - 1500) / 2500, 0), 1) (bron: Verzonnen)." in regels
    assert any(regel.startswith("Van ") and "telt het" in regel for regel in regels)


def test_a_formula_that_divides_by_nothing_names_the_participant(uitkomst: Uitkomst) -> None:
    eigen = next(
        w for w in _aantallen(uitkomst) if (w.maatstaf, w.gemeentecode, w.peiljaar) == ("jongeren", KLEIN, 2020)
    )
    waarden = met_formules(uitkomst, {"per_hoofd": f"toekenningen / (jongeren - {eigen.waarde})"})
    with pytest.raises(DoorNiets) as fout:
        waarden[Celnaam(NAAM, "Totaal", "per_hoofd")]
    assert str(fout.value) == (
        "Formules inkoop 2021: Per_hoofd van Vaals is niet te berekenen, want er wordt gedeeld door 0."
    )


def test_a_formula_over_a_year_without_figures_says_which(uitkomst: Uitkomst) -> None:
    waarden = met_formules(uitkomst, {"lang": "gemiddelde(jongeren, 9)"})
    with pytest.raises(GeenMaatstaf, match="maatstaf 'jongeren' van peiljaar 2017 nodig"):
        waarden.model.tabel(NAAM)


def willekeurig(kans: Random, diep: int = 3) -> str:
    """A formula as somebody could write it."""
    if diep == 0 or kans.random() < 0.2:
        return kans.choice(["jongeren", "toekenningen", "2.5", "1000", "3", "vorig(jongeren, 1)", "som(jongeren, 3)"])

    def lid() -> str:
        return willekeurig(kans, diep - 1)

    return kans.choice([
        lambda: f"({lid()} {kans.choice('+-*')} {lid()})",
        lambda: f"{lid()} / ({lid()} + 1)",
        lambda: f"min({lid()}, {lid()}, {lid()})",
        lambda: f"max({lid()}, {lid()})",
        lambda: f"abs({lid()})",
        lambda: f"-{lid()}",
        lambda: f"afrond({lid()}, {kans.randint(-3, 4)})",
        lambda: f"als({lid()} {kans.choice(['<', '<=', '>', '>=', '=', '<>'])} {lid()}, {lid()}, {lid()})",
    ])()  # fmt: skip


def test_a_formula_is_in_libreoffice_what_it_is_exactly(uitkomst, modelboek, herreken, tmp_path) -> None:
    """To 1e-9 of its size, before any rounding."""
    kans = Random(14)
    waarden = met_formules(uitkomst, {f"f{n}": willekeurig(kans) for n in range(60)})
    namen = [Tabelnaam("maatstaven", "", jaar) for jaar in (2018, 2019, 2020)]
    inhoud, bladen = modelboek(waarden, [*namen, NAAM])
    pad = tmp_path / "willekeurig.xlsx"
    pad.write_bytes(inhoud)
    gevonden, vak = herreken([pad])[pad]["Model"], bladen.indeling[NAAM]
    tabel, vergeleken = waarden.model.tabel(NAAM), 0
    for kolom in tabel.kolommen:
        for code in tabel.sleutels if kolom.soort is Soort.WAARDE else ():
            waarde = Fraction(waarden.getal(Celnaam(NAAM, code, kolom.naam)))
            verschil = abs(Fraction(gevonden[vak.plek(code, kolom.naam)]) - waarde)
            assert verschil <= Fraction(1, 10**9) * max(1, abs(waarde)), (kolom.naam, code)
            vergeleken += 1
    assert vergeleken == 60 * 13


# What is written, and the sentence.
FOUTEN = {
    "": "aan het einde staat niets meer; verwacht: een getal, een maatstaf, een functie of '('",
    "a +": "aan het einde staat niets meer; verwacht: een getal, een maatstaf, een functie of '('",
    "a + * b": "bij teken 5 staat '*'; verwacht: een getal, een maatstaf, een functie of '('",
    "(a + b": "aan het einde staat niets meer; verwacht: +, -, * of /, of ')'",
    "a b": "bij teken 3 staat 'b'; verwacht: +, -, * of /, of het einde",
    "a > 3": "bij teken 3 staat '>'; verwacht: het einde, want vergelijken kan alleen in als(voorwaarde, dan, anders)",
    "1,5": "bij teken 2 staat ','; verwacht: +, -, * of /, of het einde. Schrijf een getal met een punt",
    "a ^ 2": "bij teken 3 staat '^'; verwacht: +, -, * of /, of het einde",
    "a & b": "bij teken 3 staat '&'; verwacht: een getal, een maatstaf, een functie of '('",
    "maks(a, b)": (
        "bij teken 1 staat 'maks('; verwacht: min, max, abs, afrond, als, gemiddelde, som, vorig, totaal of bijdrage. "
        "Bedoelde u 'max'?"
    ),
    "afrond(a)": "bij teken 9 staat ')'; verwacht: een komma en het aantal decimalen: afrond(x, 2)",
    "afrond(a, 2.5)": "bij teken 11 staat '2.5'; verwacht: het aantal decimalen, een geheel getal van -6 tot en met 10",
    "gemiddelde(a + b, 3)": "bij teken 14 staat '+'; verwacht: een komma en het aantal jaren: gemiddelde(a, 3)",
    "gemiddelde(a, 0)": "bij teken 15 staat '0'; verwacht: het aantal jaren, een geheel getal van 1 tot en met 30",
    "gemiddelde(3, a)": "bij teken 12 staat '3'; verwacht: de naam van een maatstaf",
    "bijdrage()": "bij teken 10 staat ')'; verwacht: de naam van een kostensoort",
    "als(a, b, c)": "bij teken 6 staat ','; verwacht: =, <>, <, <=, > of >=, zoals in als(inwoners > 50000, 2, 1)",
    "als(a > b, c)": "bij teken 13 staat ')'; verwacht: een komma en wat het anders is: als(voorwaarde, dan, anders)",
    "min(a; b)": (
        "bij teken 6 staat ';'; verwacht: ')' aan het einde van min(…). Scheid de delen van een functie met een komma"
    ),
    "(" * 60 + "1": "de formule is meer dan 50 haakjes of functies diep",
    "a + " * 300 + "a": "de formule is 1201 tekens lang; verwacht: ten hoogste 1000",
}  # fmt: skip


@pytest.mark.parametrize("tekst", FOUTEN)
def test_a_formula_that_cannot_be_read_says_where_and_what_was_expected(tekst: str) -> None:
    with pytest.raises(FormuleFout) as fout:
        lees_formule(tekst)
    assert str(fout.value) == FOUTEN[tekst]
