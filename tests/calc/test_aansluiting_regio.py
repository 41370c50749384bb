"""Aansluiting of another region than the example: other names, key, unit, participants that come and go. Invented."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from calc.oordeel import Oordeel
from calc.tabellen import maak_tabellen
from calc.tabellen.aansluiting import SOM_DELEN, SOM_RIJEN, Aansluitpunt, aansluiting
from calc.uitkomst import Uitkomst, bereken
from calc.uitschieter import uitschieters
from schemas.gegevens import Gedrukt, Gegevens, Maatstafwaarde, Vastgesteld
from schemas.geldend import Regio
from schemas.plaats import Vindplaats
from schemas.regiobestand import RegioBestand

GELIJK, AFRONDING, AFWIJKING = Oordeel.GELIJK, Oordeel.AFRONDING, Oordeel.AFWIJKING
BRON = {"bron": "verzonnen voor deze test"}
CIJFERS = {"GM0001": (100, 30), "GM0002": (200, 30), "GM0003": (400, 31)}


def gedateerd(waarde: object, sinds: int = 2030) -> dict[int, dict[str, object]]:
    return {sinds: {"waarde": waarde, **BRON}}


def regio() -> Regio:
    """Three places, of which the third joins in 2032; a key of three parts; whole euros."""
    deelnemers = [
        {"code": code, "naam": naam, "van": van, **BRON}
        for code, naam, van in (("GM0001", "Aa", 2030), ("GM0002", "Bee", 2030), ("GM0003", "Cee", 2032))
    ]
    maatstaf = {"definitie": "verzonnen", "eenheid": gedateerd("aantal", 2029)}
    return Regio(
        RegioBestand.model_validate(
            {
                "regio": "drieland",
                "label": "Drieland (verzonnen)",
                "centrumgemeente": "GM0001",
                **BRON,
                "deelnemers": deelnemers,
                "maatstaven": {
                    "inwoners": {"label": "Inwoners", **maatstaf},
                    "meldingen": {"label": "Meldingen", **maatstaf},
                },
                "kostensoorten": {
                    "meldpunt": {
                        "label": "Meldpunt",
                        "grondslag": "verzonnen",
                        "sluitregel": gedateerd("open"),
                        "eenheid": gedateerd("euro"),
                        "sleutel": {2031: {"delen": {"rato": 20, "inwoners": 50, "meldingen": 30}, **BRON}},
                    }
                },
                "uitschieter": gedateerd(Decimal(5)),
            }
        )
    )


@pytest.fixture
def basis(gegevens: Gegevens) -> Gegevens:
    """A plan of 2031 to 2033 with 2030 decided before, on the frame of the example."""
    plan = replace(
        gegevens.plan, regio="drieland", jaar=2031, basisjaar=2030, laatste_jaar=2033, scenario_tot_en_met=2033
    )
    maatstaven = tuple(
        Maatstafwaarde(naam, 2030, code, Decimal(waarde), None)
        for code, waarden in CIJFERS.items()
        for naam, waarde in zip(("inwoners", "meldingen"), waarden, strict=True)
    )
    bedragen = {2030: Decimal(900), 2031: Decimal(1000), 2032: Decimal(1000), 2033: Decimal(500)}
    post = replace(gegevens.begroting[0], kostensoort="meldpunt", post="Balie", dekking="deelnemers", bedragen=bedragen)
    vast = tuple(
        Vastgesteld("meldpunt", code, 2030, Decimal(bedrag), "verzonnen", None)
        for code, bedrag in {"GM0001": 350, "GM0002": 550}.items()
    )
    return replace(
        gegevens,
        regio=regio(),
        plan=plan,
        definities=(),
        maatstaven=maatstaven,
        begroting=(post,),
        capaciteit=(),
        formatie=(),
        vastgesteld=vast,
        scenario=(),
        gedrukt=(),
    )


def drukwerk(tabel: str, jaar: int | None, rijen: dict[str, dict[str, str]]) -> tuple[Gedrukt, ...]:
    return tuple(
        Gedrukt(
            tabel,
            "meldpunt",
            jaar,
            rij,
            kolom,
            Decimal(waarde.rstrip("%")),
            "procent" if waarde.endswith("%") else "euro",
            len(waarde.rstrip("%").partition(".")[2]),
            "blz. 1",
            "verzonnen",
            Vindplaats.in_cel("Gepubliceerd", 5, 6),
        )
        for rij, cellen in rijen.items()
        for kolom, waarde in cellen.items()
    )


def reken(basis: Gegevens, *gedrukt: tuple[Gedrukt, ...]) -> tuple[Uitkomst, dict[tuple[str, str, str], Aansluitpunt]]:
    uitkomst = bereken(replace(basis, gedrukt=tuple(cel for tabel in gedrukt for cel in tabel)))
    return uitkomst, {(b.tabel, b.rij, b.kolom): b for b in aansluiting(uitkomst)}


# Two take part in 2031: 1000 = 200 + 500 + 300; Aa 100 + 166,67 + 150 = 416,67 and Bee 100 + 333,33 + 150 = 583,33.
VERDELING = {
    "GM0001": {"aandeel": "41.67%", "bedrag_rato": "100", "bedrag_inwoners": "167", "bedrag_meldingen": "150"},
    "GM0002": {"aandeel": "58.33%", "bedrag_rato": "100", "bedrag_inwoners": "333", "bedrag_meldingen": "150"},
    "Totaal": {"aandeel": "100.00%", "bedrag_rato": "200", "bedrag_inwoners": "500", "bedrag_meldingen": "300"},
}


def test_without_published_figures_there_is_nothing_to_report(basis: Gegevens) -> None:
    assert reken(basis)[1] == {}


def test_a_table_that_is_right_is_equal_in_every_cell_and_sum(basis: Gegevens) -> None:
    bedragen = {"GM0001": "417", "GM0002": "583", "Totaal": "1000"}
    rijen = {rij: {**cellen, "bedrag": bedragen[rij]} for rij, cellen in VERDELING.items()}
    _, gevonden = reken(basis, drukwerk("verdeling", 2031, rijen))
    assert {b.oordeel for b in gevonden.values()} == {GELIJK}
    assert ("verdeling meldpunt 2031", "Aa", SOM_DELEN) in gevonden
    assert ("verdeling meldpunt 2031", SOM_RIJEN, "bedrag") in gevonden


def test_an_amount_that_was_added_up_from_its_rounded_parts_is_rounding(basis: Gegevens) -> None:
    # Aa's share of 1002 is 417,50, printed 418; from its parts 100 + 167 + 150 it is 417.
    post = replace(basis.begroting[0], bedragen={**basis.begroting[0].bedragen, 2031: Decimal(1002)})
    rijen = {"GM0001": {"bedrag": "417"}, "GM0002": {"bedrag": "583"}}
    _, gevonden = reken(replace(basis, begroting=(post,)), drukwerk("verdeling", 2031, rijen))
    aa = gevonden[("verdeling meldpunt 2031", "Aa", "bedrag")]
    assert (aa.berekend, aa.oordeel) == (418, AFRONDING)
    assert aa.reden == "Gerekend met de som van de afgeronde delen van 2031 (€ 417)."
    assert gevonden[("verdeling meldpunt 2031", "Bee", "bedrag")].oordeel is AFWIJKING


def test_someone_who_joins_later_paid_nothing_before(basis: Gegevens) -> None:
    uitkomst, _ = reken(basis)
    cee = uitkomst.verdeling.van("meldpunt", 2032).bedragen["GM0003"]
    mutaties = {"GM0003": {"2032": str(-cee)}, "GM0001": {"2031": "-67"}}
    _, gevonden = reken(basis, drukwerk("mutaties", None, mutaties))
    assert [b.oordeel for b in gevonden.values()] == [GELIJK, GELIJK]


def test_a_key_is_proven_only_over_years_with_the_same_participants(basis: Gegevens) -> None:
    uitkomst, _ = reken(basis)
    meerjarig = {
        code: {str(jaar): str(bedrag) for jaar in (2031, 2032, 2033) if (bedrag := _bedrag(uitkomst, jaar, code))}
        for code in CIJFERS
    }
    _, gevonden = reken(basis, drukwerk("meerjarig", None, meerjarig))
    bewijzen = {b.tabel for b in gevonden.values() if b.tabel.startswith("bewijs")}
    assert bewijzen == {"bewijs meldpunt 2032–2033"}
    assert {b.oordeel for b in gevonden.values()} == {GELIJK}


def _bedrag(uitkomst: Uitkomst, jaar: int, code: str) -> Fraction | None:
    return uitkomst.verdeling.van("meldpunt", jaar).bedragen.get(code)


def test_shares_that_cannot_add_up_to_one_are_no_key(basis: Gegevens) -> None:
    uitkomst, _ = reken(basis)
    te_hoog = {
        code: {str(jaar): str((_bedrag(uitkomst, jaar, code) or 0) * 2) for jaar in (2032, 2033)} for code in CIJFERS
    }
    _, gevonden = reken(basis, drukwerk("meerjarig", None, te_hoog))
    bewijs = [b for b in gevonden.values() if b.tabel.startswith("bewijs")]
    assert {b.oordeel for b in bewijs} == {AFWIJKING}
    assert "kunnen samen niet 1 zijn" in bewijs[0].reden or "overlappen niet" in bewijs[0].reden


def test_an_outlier_needs_a_factor_of_the_region_and_stands_away_from_all_other_shares(basis: Gegevens) -> None:
    waarden = tuple(
        replace(m, waarde=Decimal(2)) if (m.maatstaf, m.gemeentecode) == ("meldingen", "GM0003") else m
        for m in basis.maatstaven
    )
    (zin,) = uitschieters(bereken(replace(basis, maatstaven=waarden)))
    assert zin.startswith("meldpunt 2032: Cee heeft 57,14% van de inwoners")
    zonder = Regio(basis.regio.bestand.model_copy(update={"uitschieter": {}}))
    assert list(uitschieters(bereken(replace(basis, regio=zonder, maatstaven=waarden)))) == []


def test_what_who_merged_paid_before_is_what_its_members_paid(basis: Gegevens) -> None:
    """As the plan's own table has it: Aa and Bee are Cee from 2032 on, and paid 350 and 550 in the base year."""
    bestand = basis.regio.bestand
    aa, bee, cee = bestand.deelnemers
    leden = [een.model_copy(update={"tot_en_met": 2031}) for een in (aa, bee)]
    samen = cee.model_copy(update={"samengesteld_uit": ["GM0001", "GM0002"]})
    fusie = Regio(bestand.model_copy(update={"deelnemers": [*leden, samen]}))
    uitkomst, gevonden = reken(replace(basis, regio=fusie), drukwerk("mutaties", None, {"GM0003": {"2032": "-100"}}))
    (eigen,) = maak_tabellen(uitkomst, "mutaties")
    assert dict(zip(eigen.kolom("gemeentecode"), eigen.kolom("2032"), strict=True))["GM0003"] == 100
    (cel,) = gevonden.values()
    assert (cel.berekend, cel.oordeel) == (-100, GELIJK)
