"""Explanations of another region than the example: every closing rule, minus signs, comers and goers. Invented."""

from dataclasses import replace
from decimal import Decimal

import pytest

from calc.brief import maak_brief
from calc.model.uitdrukking import Celnaam, Tabelnaam
from calc.tabellen import TABELLEN, waarden_van
from calc.uitkomst import Uitkomst, bereken
from calc.uitleg import uitleg, uitleg_cel
from calc.uitleg.cel import DoetNietMee
from schemas.gegevens import (
    PM,
    Begrotingsregel,
    Capaciteitsregel,
    Definitie,
    Gedrukt,
    Gegevens,
    Maatstafwaarde,
    Scenarioregel,
    Tarief,
    Vastgesteld,
)
from schemas.geldend import Regio
from schemas.kernwoorden import SLUITREGELS
from schemas.plaats import Plaatsnaam, Vindplaats, kolomnummer
from schemas.regiobestand import RegioBestand

BRON = {"bron": "verzonnen voor deze test"}
INWONERS = {2029: (100, 200, 300), 2031: (100, 200, 400)}
MELDINGEN = {2029: ("12.5", "12.5", "75"), 2031: ("10.25", "19.75", "70")}
CODES = ("GM0001", "GM0002", "GM0003")


def gedateerd(waarde: object, sinds: int = 2030) -> dict[int, dict[str, object]]:
    return {sinds: {"waarde": waarde, **BRON}}


def regio() -> Regio:
    """Three places, of which the third joins in 2031 and the first leaves after 2032; weights that add up to 7,5."""
    deelnemers = [
        {"code": "GM0001", "naam": "Aa", "van": 2030, "tot_en_met": 2032, **BRON},
        {"code": "GM0002", "naam": "Bee", "andere_schrijfwijzen": ["Bee (D.)"], "van": 2030, **BRON},
        {"code": "GM0003", "naam": "Cee", "van": 2031, "pakket": gedateerd("keuzepakket"), **BRON},
    ]
    maatstaven = {
        "inwoners": {"label": "Inwoners", "definitie": "verzonnen", "eenheid": gedateerd("aantal", 2029)},
        "meldingen": {"label": "Meldingen", "definitie": "verzonnen", "eenheid": gedateerd("procent", 2029)},
    }
    meldpunt = {
        "label": "Meldpunt",
        "grondslag": "verzonnen",
        "eenheid": gedateerd("cent"),
        "sleutel": {
            2031: {"delen": {"rato": Decimal("1.5"), "inwoners": 4, "meldingen": 2}, **BRON},
            2033: {"delen": {"inwoners": 1}, **BRON},
        },
    }
    loket = {
        "label": "Loket",
        "grondslag": "verzonnen",
        "sluitregel": gedateerd("grootste-rest"),
        "eenheid": gedateerd("euro"),
        "sleutel": {2030: {"delen": {"inwoners": 100}, "peiljaar": 2029, **BRON}},
    }
    bestand = {
        "regio": "drieland",
        "label": "Drieland (verzonnen)",
        "centrumgemeente": "GM0002",
        **BRON,
        "deelnemers": deelnemers,
        "maatstaven": maatstaven,
        "kostensoorten": {"meldpunt": meldpunt, "loket": loket},
    }
    return Regio(RegioBestand.model_validate(bestand))


def bedragen(*reeks: str) -> dict[int, Decimal]:
    return {2030 + n: Decimal(waarde) for n, waarde in enumerate(reeks) if waarde}


def begrotingsregel(kostensoort: str, post: str, reeks: dict[int, Decimal], rij: int, **extra: str) -> Begrotingsregel:
    dekking = extra.get("dekking", "deelnemers")
    return Begrotingsregel(kostensoort, post, "correctie", dekking, reeks, extra.get("afgeleid", ""), "verzonnen", rij)


def scenarioregel(regel: str, soort: str, reeks: dict[int, object], rij: int, **extra: object) -> Scenarioregel:
    return Scenarioregel(regel, soort, reeks, extra.get("pct"), str(extra.get("van", "")), "", "verzonnen", rij)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def plan(gegevens: Gegevens) -> Gegevens:
    """A definitive plan of 2031, with 2030 of the meldpunt decided before, on the frame of the example."""
    kop = replace(
        gegevens.plan, regio="drieland", titel="Verzonnen", jaar=2031, basisjaar=2030, laatste_jaar=2033,
        scenario_tot_en_met=2034, status="definitief", besluit="Verzonnen besluit", besluitkenmerk="V-1",
    )  # fmt: skip
    maatstaven = tuple(
        Maatstafwaarde(
            naam,
            peiljaar,
            code,
            Decimal(str(waarde)),
            Vindplaats(
                "Maatstaven",
                Plaatsnaam("cel", f"{kolom}{peiljaar - 2000 + n}"),
                peiljaar - 2000 + n,
                kolomnummer(kolom),
            ),
        )
        for naam, kolom, cijfers in (("inwoners", "D", INWONERS), ("meldingen", "E", MELDINGEN))
        for peiljaar, waarden in cijfers.items()
        for n, (code, waarde) in enumerate(zip(CODES, waarden, strict=True))
    )
    uren = Capaciteitsregel(
        "meldpunt", "Balie", "Bellen", "Beller", bedragen("", "7.25", "7.25", "3"), "", "verzonnen", 5
    )
    begroting = (
        begrotingsregel("meldpunt", "Balie", bedragen("900", "100.01", "-2000", ""), 5),
        begrotingsregel("meldpunt", "Balie", bedragen("", "50", "", ""), 6, dekking="subsidie"),
        begrotingsregel("meldpunt", "Folders", bedragen("", "25.5", "", ""), 7, dekking="subsidie"),
        begrotingsregel("meldpunt", "Huur", bedragen("", "33.335", "", "10"), 8, afgeleid="Geschat"),
        begrotingsregel("loket", "Huur", bedragen("1000", "1000", "1500", "1501"), 9),
    )
    scenario = (
        scenarioregel("Budget", "budget", dict.fromkeys(range(2030, 2035), Decimal(5000)), 5),
        scenarioregel("Zorg", "restpost", {}, 6),
        scenarioregel("Wijkteam", "post", {2030: Decimal(10), 2031: PM, 2032: Decimal(30)}, 7),
        scenarioregel("Minder papier", "besparing", {2032: Decimal(100), 2033: Decimal(100)}, 8),
        scenarioregel("Minder reizen", "besparing", {2032: Decimal(50)}, 9),
        scenarioregel("Ook genoemd", "variant", {}, 10, pct=Decimal("2.5"), van="restpost"),
        scenarioregel("Extra", "investering", {2031: Decimal(1)}, 11),
    )
    vast = tuple(
        Vastgesteld("meldpunt", code, 2030, Decimal(bedrag), "verzonnen", Vindplaats.in_cel("Vastgesteld", n, 4))
        for n, (code, bedrag) in enumerate((("GM0001", "350"), ("GM0002", "550")), start=5)
    )
    definities = tuple(
        Definitie(naam, peiljaar, "verzonnen telling", "1 januari", "", "verzonnen")
        for naam in ("inwoners", "meldingen")
        for peiljaar in (2029, 2031)
    )
    return replace(
        gegevens, regio=regio(), plan=kop, definities=definities, maatstaven=maatstaven, begroting=begroting,
        capaciteit=(uren,), formatie=(), vastgesteld=vast, scenario=scenario, gedrukt=(),
        tarieven=(Tarief("Beller", "", "uur", 2030, Decimal("61.40"), "", "verzonnen", 5),),
    )  # fmt: skip


@pytest.fixture(scope="module")
def sluitend(plan: Gegevens) -> Gegevens:
    """The same with a rent in whole cents, as a closing rule needs."""
    heel = tuple(
        replace(regel, bedragen={jaar: round(bedrag, 2) for jaar, bedrag in regel.bedragen.items()})
        for regel in plan.begroting
    )
    return replace(plan, begroting=heel)


@pytest.mark.parametrize("naam", [naam for naam in TABELLEN if naam != "aansluiting"])
@pytest.mark.parametrize("sluitregel", SLUITREGELS)
def test_every_figure_of_another_region_is_explained(
    plan, sluitend, narekenaar_zonder_werkmap, naam: str, sluitregel
) -> None:
    uitkomst = bereken(plan if sluitregel == "open" else sluitend, sluitregel)
    assert narekenaar_zonder_werkmap.problemen(uitkomst, naam) == []


@pytest.mark.parametrize("sluitregel", SLUITREGELS)
def test_every_contribution_of_another_region_is_explained(
    plan, sluitend, narekenaar_zonder_werkmap, sluitregel
) -> None:
    uitkomst = bereken(plan if sluitregel == "open" else sluitend, sluitregel)
    for bron in uitkomst.verdeling.jaren:
        for code in bron.bedragen:
            gevonden = uitleg(uitkomst, code, bron.kostensoort, bron.jaar)
            assert narekenaar_zonder_werkmap.foute_som(gevonden) == ""
            assert narekenaar_zonder_werkmap.aantal_sommen(gevonden) > 0


def regels(uitkomst: Uitkomst, *vraag: object) -> str:
    return "\n".join(uitleg(uitkomst, *vraag).regels())  # type: ignore[arg-type]


def test_the_left_over_euro_goes_by_the_remainders(sluitend: Gegevens) -> None:
    # loket 2030: 1.000 over 100 and 200 inhabitants: 333,33… and 666,66…; one euro is left, for the largest remainder.
    uitkomst = bereken(sluitend)
    bee = regels(uitkomst, "Bee", "loket", 2030)
    assert (
        "met een rest van 0,666667 euro. Bij alle gemeenten samen blijft zo 1 euro over, voor de grootste rest." in bee
    )
    assert "Die ene euro gaat naar Bee, want deze rest is de grootste." in bee
    assert "Bee, Bedrag inwoners: 666 + 1 = € 667." in bee
    aa = regels(uitkomst, "Aa", "loket", 2030)
    assert "Aa krijgt er geen, want deze rest is de op één na grootste. Het blijft € 333." in aa


def test_nothing_is_said_of_remainders_where_nothing_is_left_over(sluitend: Gegevens) -> None:
    # loket 2032: 1.500 over 100, 200 and 300 is 250, 500 and 750.
    tekst = regels(bereken(sluitend), "Aa", "loket", 2032)
    assert "€ 1.500 × 100/600 = 250." in tekst
    assert "met een rest" not in tekst


def test_equal_remainders_name_the_rule_that_decides(sluitend: Gegevens) -> None:
    # meldpunt 2032 shares 2.000 back; its part rato is the same for all three.
    tekst = regels(bereken(sluitend, "grootste-rest"), "Cee", "meldpunt", 2032)
    assert "bij gelijke rest gaat het grootste gewicht voor, en daarna de volgorde van de deelnemers" in tekst
    assert "Afgerond naar nul toe" in tekst


def test_the_difference_is_borne_by_the_largest_and_the_others_read_who(sluitend: Gegevens) -> None:
    # loket 2033: 1.501 over 200 and 300 is 600,4 and 900,6: rounded 600 and 901, no difference; 2030: 333 and 667.
    uitkomst = bereken(sluitend, "grootste-deelnemer")
    assert "er is geen verschil" in regels(uitkomst, "Bee", "loket", 2033)
    # loket 2031: 1.000 over 100, 200 and 300 is 166,67, 333,33 and 500: rounded 167, 333 and 500, no difference.
    assert "er is geen verschil" in regels(uitkomst, "Cee", "loket", 2031)
    # meldpunt 2031, rato: a fifth of 578,48 is 115,70 (pots in cents), in three: 38,57 each, one cent short.
    bee = regels(uitkomst, "Bee", "meldpunt", 2031)
    assert "Dat verschil draagt Cee, de gemeente met het grootste gewicht (bij gelijk gewicht: met het grootste" in bee


def test_what_no_one_bears_stands_on_its_own_line(sluitend: Gegevens) -> None:
    uitkomst = bereken(sluitend, "afrondingsregel")
    assert "Dat verschil staat op de regel Afronding, bij geen enkele gemeente." in regels(
        uitkomst, "Bee", "meldpunt", 2031
    )
    afronding = uitleg_cel(uitkomst, "verdeling", "Afronding", "bedrag", "meldpunt", 2031)
    assert afronding.stappen[-2].kop == "Verdeling meldpunt 2031"
    assert any(zin.startswith("Afronding, Bedrag ") for zin in afronding.stappen[-2].zinnen)
    assert not any(zin.startswith("Bee, Bedrag ") for zin in afronding.stappen[-2].zinnen)


def test_a_closing_rule_that_was_asked_for_is_told_apart_from_that_of_the_region(sluitend: Gegevens) -> None:
    gevraagd = regels(bereken(sluitend, "afrondingsregel"), "Bee", "loket", 2031)
    assert "Deze sluitregel is voor deze berekening gekozen; volgens het regiobestand is het grootste-rest." in gevraagd
    standaard = regels(bereken(sluitend), "Bee", "meldpunt", 2031)
    assert "Het regiobestand drieland noemt geen sluitregel; dan geldt grootste-rest." in standaard


def test_a_definitive_plan_names_its_decision_and_old_figures_stay_old(sluitend: Gegevens) -> None:
    uitkomst = bereken(sluitend)
    loket = regels(uitkomst, "Bee", "loket", 2031)
    assert "Het plan is definitief: Verzonnen besluit (kenmerk V-1)." in loket
    assert loket.endswith("De definitieve bijdrage van Bee aan loket in 2031 is dus € 333.")
    meldpunt = regels(uitkomst, "Bee", "meldpunt", 2031)
    assert "Peiljaar 2029, het laatst bekende: dat over 2030 is er nog niet. Dit zijn oude cijfers." in meldpunt
    assert "De voorlopige bijdrage van Bee" in meldpunt


def test_a_keuzepakket_is_named_among_the_inputs(sluitend: Gegevens) -> None:
    assert "Cee koopt alleen het keuzepakket (bron: verzonnen voor deze test)." in regels(
        bereken(sluitend), "Cee", "meldpunt", 2031
    )


def test_who_takes_no_part_has_no_contribution_to_explain(sluitend: Gegevens) -> None:
    uitkomst = bereken(sluitend)
    with pytest.raises(DoetNietMee, match="Cee doet in 2030 niet mee"):
        uitleg(uitkomst, "Cee", "meldpunt", 2030)
    assert uitleg_cel(uitkomst, "meerjarig", "Cee", "2030", "meldpunt").uitkomst == "leeg"


def in_jaar(gegevens: Gegevens, jaar: int) -> Uitkomst:
    return bereken(replace(gegevens, plan=replace(gegevens.plan, jaar=jaar)))


def waardoor(uitkomst: Uitkomst, code: str) -> tuple[object, ...]:
    """What of the change against the year before comes from the costs, and what from the share: of loket."""
    naam = Tabelnaam("waardoor", "loket", uitkomst.gegevens.plan.jaar)
    waarden = waarden_van(uitkomst)
    return tuple(waarden[Celnaam(naam, code, kolom)] for kolom in ("verschil", "door_kosten", "door_aandeel"))


def code_van(uitkomst: Uitkomst, naam: str) -> str:
    return next(code for code in uitkomst.gemeenten if uitkomst.gegevens.regio.gemeente(code).startswith(naam))


def test_a_comer_reads_that_it_took_no_part(sluitend: Gegevens) -> None:
    uitkomst = in_jaar(sluitend, 2031)
    waarom = maak_brief(uitkomst, code_van(uitkomst, "Cee")).tekst("waarom")
    assert "In 2030 nam u nog niet deel." in waarom
    assert "deelname aan loket" in waarom


def test_a_change_falls_apart_into_cost_and_share(sluitend: Gegevens) -> None:
    # loket, Bee: 1.000 × 200/600 = 333 in 2031, 1.500 × 200/600 = 500 in 2032: the share stayed, the cost is all.
    uitkomst = in_jaar(sluitend, 2032)
    assert waardoor(uitkomst, code_van(uitkomst, "Bee")) == (167, 167, 0)
    waarom = maak_brief(uitkomst, code_van(uitkomst, "Bee")).tekst("waarom")
    assert "hogere kosten van loket (€\u00a0167 meer)" in waarom


def test_where_the_cost_stayed_the_share_explains_everything(sluitend: Gegevens) -> None:
    uitkomst = in_jaar(sluitend, 2031)
    assert waardoor(uitkomst, code_van(uitkomst, "Bee")) == (-334, 0, -334)
    waarom = maak_brief(uitkomst, code_van(uitkomst, "Bee")).tekst("waarom")
    assert "een kleiner aandeel in loket (€\u00a0334 minder)" in waarom


def test_who_stays_when_another_leaves_has_a_larger_share(sluitend: Gegevens) -> None:
    # loket, Bee: 200 of 600 in 2032 and 200 of 500 in 2033, of 1.500 and 1.501: 500 and 600.
    uitkomst = in_jaar(sluitend, 2033)
    waarom = maak_brief(uitkomst, code_van(uitkomst, "Bee")).tekst("waarom")
    assert "een groter aandeel in loket (€\u00a0100 meer)" in waarom


def test_a_post_with_two_ways_of_funding_is_chosen_by_its_row(sluitend: Gegevens) -> None:
    uitkomst = bereken(sluitend)
    with pytest.raises(Exception, match="Rij 'Balie' komt vaker voor in tabel begroting; kies uit: rij 1, rij 3"):
        uitleg_cel(uitkomst, "begroting", "Balie", "2031", "meldpunt")
    assert uitleg_cel(uitkomst, "begroting", "3", "2031", "meldpunt").uitkomst == "€ 50,00"


def test_hours_and_lines_of_one_post_stand_side_by_side(plan: Gegevens) -> None:
    # 7,25 × 61,40 = 445,15, and a line of 100,01.
    kern = uitleg_cel(bereken(plan, "open"), "begroting", "1", "2031", "meldpunt").kern
    assert kern == "Balie, 2031: € 445,15 + € 100,01 = € 545,16."


def gedrukt(tabel: str, jaar: int | None, rij: str, kolom: str, waarde: str, n: int) -> Gedrukt:
    kaal = waarde.rstrip("%")
    decimalen = len(kaal.partition(".")[2])
    cel = Vindplaats.in_cel("Gepubliceerd", n, 6)
    soort = "" if tabel == "tekst" and kolom != "te_verdelen" else "meldpunt"
    eenheid = "procent" if waarde.endswith("%") else "euro"
    return Gedrukt(tabel, soort, jaar, rij, kolom, Decimal(kaal), eenheid, decimalen, "blz. 1", "verzonnen", cel)


def test_every_finding_on_other_published_figures_is_explained(sluitend, narekenaar_zonder_werkmap) -> None:
    """Among them a place that does not exist, a post with two ways of funding, and amounts that no one key explains."""
    drukwerk = [
        *(("verdeling", 2031, rij, "bedrag", bedrag) for rij, bedrag in (
            ("GM0001", "200.00"), ("GM0002", "250.00"), ("GM0003", "128.49"), ("Totaal", "578.49"),
        )),
        *(("verdeling", 2032, rij, "bedrag", bedrag) for rij, bedrag in (
            ("GM0001", "-1.00"), ("GM0002", "-900.00"), ("GM0003", "-653.85"),
        )),
        ("verdeling", 2031, "GM0002", "bedrag_inwoners", "102.85"),
        ("verdeling", 2031, "GM0002", "aandeel", "28.15%"),
        ("verdeling", 2031, "GM0002", "onzin", "12"),
        ("begroting", None, "Balie", "2031", "595.16"),
        ("capaciteit", 2031, "Bellen", "uren", "7.25"),
        ("meerjarig", None, "GM0003", "2030", "0"),
        ("scenario", None, "scenario_2: Saldo", "2032", "-150"),
        ("investering", None, "Besparing", "besparing_vanaf_2032", "-150"),
        ("tekst", 2031, "Te verdelen", "te_verdelen", "578.49"),
        ("tekst", None, "Besparing", "besparing", "150"),
        ("tekst", None, "Ook genoemd", "variant", "77"),
    ]  # fmt: skip
    uitkomst = bereken(replace(sluitend, gedrukt=tuple(gedrukt(*cel, n) for n, cel in enumerate(drukwerk, start=5))))
    assert narekenaar_zonder_werkmap.problemen(uitkomst, "aansluiting") == []
