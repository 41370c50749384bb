"""What is not plain from next year's input itself is said: what was not decided, what an index and a key did, and what
was corrected already."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal

import pytest
from kleinplan import REGIO

from calc.uitkomst import Uitkomst, bereken
from calc.volgend import VolgendeInvoer, volgende
from calc.volgendekosten import Waarde
from schemas.fouten import InvoerFouten
from schemas.geldend import Regio
from schemas.inlezen import gegevens_van
from schemas.inname import gegevens_uit, lees_werkboek
from schemas.invoer import Invoer, Kop
from schemas.lezer import lees_tabellen
from schemas.regiolezer import lees_regio
from templates.werkmap.invoerboek import Invoerboek, maak_invoerboek

NAAR_LEDEN = (
    REGIO.replace("EENHEID", "euro")
    .replace("delen: {rato: 100}", "delen: {leden: 100}")
    .replace(
        "maatstaven: {}",
        "maatstaven: {leden: {label: Leden, definitie: Verzonnen, eenheid: {2010: {waarde: aantal, bron: Verzonnen}}}}",
    )
)
NAMEN = {"GM9001": "Noordwoude", "GM9002": "Zuidermeer", "GM9003": "Oosterhorst"}
Rij = Mapping[str, Waarde]
Bladen = Mapping[str, Sequence[Rij]]


def _regio(tekst: str = NAAR_LEDEN) -> Regio:
    return Regio(lees_regio(tekst.encode(), "klein.yaml"))


def _boek(plan: Rij, bladen: Bladen, regio: Regio) -> bytes:
    jaar, basis, laatste = (int(str(plan[veld])) for veld in ("jaar", "basisjaar", "laatste_jaar"))
    kop = Kop("klein", jaar, basis, laatste, laatste, str(plan["status"]))
    return maak_invoerboek(Invoerboek(plan, bladen, kop), regio, datetime(jaar, 1, 1))


def _lees(plan: Rij, bladen: Bladen, regio: Regio) -> tuple[Invoer, Uitkomst]:
    invoer = lees_tabellen(lees_werkboek(_boek(plan, bladen, regio), "klein.xlsx"), regio)
    return invoer, bereken(gegevens_van(invoer, regio))


def _plan(status: str, basisjaar: int = 2021, laatste: int = 2021) -> Rij:
    besluit: Rij = {"besluit": "Verzonnen", "besluitdatum": date(2022, 6, 1), "besluitkenmerk": "V-1"}
    return {
        "regio": "klein", "titel": "Plan 2021", "jaar": 2021, "basisjaar": basisjaar, "laatste_jaar": laatste,
        "scenario_tot_en_met": laatste, "status": status, "opsteller": "Noordwoude", "bron": "Verzonnen",
        **(besluit if status == "definitief" else {}),
    }  # fmt: skip


def _post(naam: str, **rest: Waarde) -> Rij:
    kop: Rij = {"kostensoort": "bureau", "post": naam, "soort": "kosten", "dekking": "deelnemers", "bron": "Verzonnen"}
    return {**kop, **rest}


def _jaar(bedrag: int, leden: Sequence[int]) -> Bladen:
    rijen: list[Rij] = [
        {"peiljaar": 2020, "gemeentecode": code, "gemeente": naam, "leden": Decimal(aantal)}
        for (code, naam), aantal in zip(NAMEN.items(), leden, strict=True)
    ]
    return {"Begroting": [_post("Lonen", **{"2021": Decimal(bedrag)})], "Maatstaven": rijen}


def _gezegd(nieuw: VolgendeInvoer) -> str:
    return " ".join(nieuw.meldingen)


@pytest.mark.parametrize("status", ["concept", "voorlopig"])
def test_contributions_of_a_concept_are_not_said_to_be_decided(status: str) -> None:
    gezegd = _gezegd(volgende(*_lees(_plan(status), _jaar(60, (1, 2, 3)), _regio())))
    assert ("het plan van 2021 is een concept, dus zijn bijdragen zijn nog niet besloten" in gezegd) == (
        status == "concept"
    )


def test_each_decided_amount_keeps_its_own_source() -> None:
    """Of 2021 three contributions by three decisions; the next input names of each its own."""
    vast: list[Rij] = [
        {**_post(""), "gemeentecode": code, "gemeente": naam, "2021": Decimal(20), "bron": f"Besluit {code}"}
        for code, naam in NAMEN.items()
    ]
    regio = _regio(REGIO.replace("EENHEID", "euro"))
    plan = {**_plan("voorlopig", laatste=2022), "jaar": 2022}
    kosten = _post("Lonen", **{"2021": Decimal(60), "2022": Decimal(60)})
    nieuw = volgende(*_lees(plan, {"Begroting": [kosten], "Vastgesteld": vast}, regio), basisjaar=2021)
    bronnen = {rij["gemeentecode"]: str(rij["bron"]).split("; ")[0] for rij in nieuw.bladen["Vastgesteld"]}
    assert bronnen == {code: f"Besluit {code}" for code in NAMEN}


@pytest.mark.parametrize(("leden", "verschuift"), [((10, 20, 30), ""), ((10, 20, 20), "€ 15,00")])
def test_a_correction_says_what_the_key_moved(leden: Sequence[int], verschuift: str) -> None:
    """150 by 10, 20 and 30 is 25, 50 and 75; by 10, 20 and 20 it is 30, 60 and 60: 15 moves from the last."""
    regio = _regio()
    _, nu = _lees(_plan("definitief"), _jaar(150, leden), regio)
    gezegd = _gezegd(volgende(*_lees(_plan("voorlopig"), _jaar(120, (10, 20, 30)), regio), definitief=nu))
    assert "Correctie 2021 van bureau, € 30,00, staat in 2022." in gezegd
    assert (f"verschuift in 2021 ook {verschuift}. Dat zit er niet in" in gezegd) == bool(verschuift)
    assert ("verschuift" in gezegd) == bool(verschuift)


def _anders(rij: Rij) -> Rij:
    """A correction whose words somebody changed."""
    return {**rij, "bron": "Jaarrekening", "post": f"Nagekomen: {rij['post']}"} if rij["soort"] == "correctie" else rij


def _vroeger(rij: Rij) -> Rij:
    """As a next input was written before it had columns for it."""
    return {veld: waarde for veld, waarde in rij.items() if veld not in ("corrigeert", "reeks")}


@pytest.mark.parametrize("schrijf", [_anders, _vroeger])
@pytest.mark.parametrize(("eerst", "later", "nog"), [(150, 150, None), (150, 160, 10)])
def test_a_year_is_not_corrected_twice(eerst: int, later: int, nog: int | None, schrijf: Callable[[Rij], Rij]) -> None:
    """What plan 2022 has of the definitive costs of 2021 does not come into that of 2023 again."""
    regio = _regio()
    van = lambda bedrag: _lees(_plan("definitief"), _jaar(bedrag, (1, 2, 3)), regio)[1]  # noqa: E731
    nieuw = volgende(*_lees(_plan("voorlopig"), _jaar(120, (1, 2, 3)), regio), basisjaar=2021, definitief=van(eerst))
    bladen = {**nieuw.bladen, "Begroting": [schrijf(rij) for rij in nieuw.bladen["Begroting"]]}
    invoer, uitkomst = _lees(nieuw.plan, bladen, regio)
    geraden = [str(m) for m in invoer.meldingen if "gelezen als correctie van de kosten van 2021" in str(m)]
    assert len(geraden) == (schrijf is _vroeger)
    daarna = volgende(invoer, uitkomst, basisjaar=2021, definitief=van(later))
    erbij = [rij.get("2023") for rij in daarna.bladen["Begroting"] if rij["soort"] == "correctie" and rij.get("2023")]
    assert erbij == ([] if nog is None else [Decimal(nog)])
    zin = "Correctie 2021 van bureau, € 30,00, staat al in dit plan, en komt er niet nog een keer bij."
    assert (zin in _gezegd(daarna)) == (nog is None)


def test_a_correction_that_names_no_year_is_asked_about() -> None:
    """Typed by hand it can be of 2021 too: then the definitive costs of 2021 would count twice."""
    regio = _regio()
    _, nu = _lees(_plan("definitief"), _jaar(150, (1, 2, 3)), regio)
    jaar = _jaar(120, (1, 2, 3))
    nagekomen = {**_post("Nagekomen", **{"2021": Decimal(0), "2022": Decimal(30)}), "soort": "correctie"}
    for erbij, vraagt in ((nagekomen, True), ({**nagekomen, "corrigeert": 2020}, False)):
        bladen = {**jaar, "Begroting": [*jaar["Begroting"], erbij]}
        gezegd = _gezegd(volgende(*_lees(_plan("voorlopig", laatste=2022), bladen, regio), definitief=nu))
        assert ("Verrekent Nagekomen 2021 ook, dan telt dat twee keer." in gezegd) == vraagt


@pytest.mark.parametrize(
    ("anders", "fout"),
    [
        ({"soort": "kosten"}, "'2021'; verwacht: leeg, want alleen een correctie verrekent een jaar"),
        ({"corrigeert": None}, "leeg; verwacht: het jaar waarin de reeks anders uitviel"),
        ({"reeks": "lon"}, "reeks 'lon' staat niet op blad Indexen. Bedoelde u 'loon'?"),
    ],
)
def test_what_a_correction_settles_is_held_against_the_row(anders: Rij, fout: str) -> None:
    regio = _regio(REGIO.replace("EENHEID", "euro"))
    indexen: list[Rij] = [
        {"reeks": "loon", "jaar": 2021, "percentage": Decimal(2), "stand": "raming", "bron": "Verzonnen"}
    ]
    rij = {**_post("Nagekomen", corrigeert=2021, reeks="loon", **{"2021": Decimal(5)}), "soort": "correctie", **anders}
    with pytest.raises(InvoerFouten, match=re.escape(fout)):
        _lees(_plan("voorlopig"), {"Begroting": [rij], "Indexen": indexen}, regio)


@pytest.mark.parametrize("schrijf", [_anders, _vroeger])
def test_a_post_that_follows_its_index_again_does_not_settle_a_year_twice(schrijf: Callable[[Rij], Rij]) -> None:
    """Loon of 2021 became 12% where 10% was estimated: that is a line of 2022, and follows from sheet Indexen too."""
    regio = _regio(REGIO.replace("EENHEID", "euro"))
    indexen: list[Rij] = [
        {"reeks": "loon", "jaar": jaar, "percentage": Decimal(procent), "stand": stand, "bron": "Verzonnen"}
        for jaar, procent, stand in ((2021, 10, "raming"), (2021, 12, "definitief"), (2022, 2, "raming"))
    ]
    lonen = _post("Lonen", index="loon", **{"2020": Decimal(1000)})
    oud = _lees(_plan("voorlopig", 2020, 2022), {"Begroting": [lonen], "Indexen": indexen}, regio)
    nieuw = volgende(*oud, ver=False)
    assert "de index van Lonen is eraf, want het bedrag waarvan hij uitging, is van 2020." in _gezegd(nieuw)
    weer = [
        {**rij, "2022": None, "index": "loon"} if rij["post"] == "Lonen" else schrijf(rij)
        for rij in nieuw.bladen["Begroting"]
    ]
    inhoud = _boek(nieuw.plan, {**nieuw.bladen, "Begroting": weer}, regio)
    with pytest.raises(InvoerFouten, match="deze correctie volgt ook uit blad Indexen; verwacht: een van beide"):
        gegevens_uit(lees_werkboek(inhoud, "klein.xlsx"), None, regio)
    eens = {**nieuw.bladen, "Begroting": weer, "Indexen": [indexen[0], indexen[2]]}
    # 1.100 in 2021, 2% is 22 more in 2022, and the 20 of before.
    assert _lees(nieuw.plan, eens, regio)[1].begrotingen["bureau"].te_verdelen[2022] == 1142
