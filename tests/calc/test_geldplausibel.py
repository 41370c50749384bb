"""Money that can be right and still asks for a look: both figures in the sentence, and never refused."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from calc.eindoordeel import eindoordeel
from calc.geldplausibel import geldtwijfels
from calc.uitkomst import bereken
from calc.uitschieter import uitschieters
from schemas.gegevens import Gegevens

Wijzig = Callable[[Gegevens], Gegevens]


def teksten(gegevens: Gegevens, vorig: Gegevens | None = None) -> list[str]:
    return [f"{twijfel.blad}: {twijfel.tekst}" for twijfel in geldtwijfels(gegevens, vorig)]


def in_rij(veld: str, welke: Callable[[Any], bool], **anders: Any) -> Wijzig:
    """One row of a sheet with other values."""

    def wijzig(gegevens: Gegevens) -> Gegevens:
        rijen = getattr(gegevens, veld)
        (rij,) = (rij for rij in rijen if welke(rij))
        nieuw = {naam: waarde(rij) if callable(waarde) else waarde for naam, waarde in anders.items()}
        anders_: dict[str, Any] = {veld: tuple(replace(r, **nieuw) if r is rij else r for r in rijen)}
        return replace(gegevens, **anders_)

    return wijzig


def bedragen(**nieuw: str | None) -> Callable[[Any], dict[int, Decimal]]:
    """The amounts of a row with some years other, or empty."""

    def maak(rij: Any) -> dict[int, Decimal]:
        samen = {**rij.bedragen, **{int(j[1:]): None if b is None else Decimal(b) for j, b in nieuw.items()}}
        return {jaar: bedrag for jaar, bedrag in sorted(samen.items()) if bedrag is not None}

    return maak


def post(naam: str, soort: str = "kosten") -> Callable[[Any], bool]:
    return lambda rij: (rij.post, rij.soort) == (naam, soort)


CORRECTIE = post("Correctie feitelijke inzet 2020", "correctie")


def cijfer(maatstaf: str, code: str) -> Callable[[Any], bool]:
    return lambda rij: (rij.maatstaf, rij.gemeentecode) == (maatstaf, code)


def tarief(functie: str, vanaf: int) -> Callable[[Any], bool]:
    return lambda rij: (rij.functie, rij.vanaf) == (functie, vanaf)


def test_the_published_year_asks_for_nothing_but_its_outlier(gegevens: Gegevens):
    assert teksten(gegevens) == []
    uitkomst = bereken(gegevens)
    assert eindoordeel(uitkomst).waarschuwingen == tuple(uitschieters(uitkomst))


@pytest.mark.parametrize(
    ("wijzig", "zin"),
    [
        (
            in_rij("tarieven", tarief("Beleidsadviseur", 2021), bedrag=Decimal(1270)),
            "Tarieven: tarief van Beleidsadviseur vanaf 2021: € 1.270,00 per uur, was € 126,00 vanaf 2020; "
            "klopt dat?",
        ),
        (
            in_rij("begroting", post("ICT"), bedragen=bedragen(_2021="16800000")),
            "Begroting: post ICT van inkoop: € 16.800.000,00 in 2021, was € 244.235,00 in 2020; klopt dat?",
        ),
        (
            in_rij("begroting", post("ICT"), bedragen=bedragen(_2022=None)),
            "Begroting: post ICT van inkoop is leeg in 2022, tussen € 168.000,00 en € 168.000,00; klopt dat?",
        ),
        (
            in_rij("begroting", CORRECTIE, bedragen=bedragen(_2021="-4168000")),
            "Begroting: correctie Correctie feitelijke inzet 2020 van beleid: € -4.168.000,00 in 2021, ",
        ),
        (
            in_rij("maatstaven", cijfer("verdeelmodel_jeugd", "GM0888"), waarde=Decimal("942339122000")),
            "Maatstaven: Objectief verdeelmodel jeugd 2019 van Beek: 942.339.122.000, 100,0% van de regio. De anderen "
            "hebben samen ",
        ),
    ],
)  # fmt: skip
def test_what_is_hardly_true_is_asked_with_both_figures(gegevens: Gegevens, wijzig: Wijzig, zin: str):
    gevonden = teksten(wijzig(gegevens))
    assert [tekst for tekst in gevonden if tekst.startswith(zin)], gevonden


def test_a_count_that_nobody_can_have_is_asked_for(proefplan_met_grenzen: Gegevens):
    wijzig = in_rij(
        "maatstaven",
        lambda r: (r.maatstaf, r.peiljaar, r.gemeentecode) == ("m1", 2020, "GM9001"),
        waarde=Decimal("1e300"),
    )
    assert (
        "Maatstaven: Maatstaf m1 2020 van Verzonnen 2: een getal van 301 cijfers, meer dan 20.000.000; klopt dat?"
        in (teksten(wijzig(proefplan_met_grenzen)))
    )


def test_nothing_or_less_to_split_is_asked_for(gegevens: Gegevens):
    nul = in_rij(
        "begroting",
        lambda r: (r.post, r.soort) == ("Correctie feitelijke inzet 2020", "correctie"),
        bedragen=bedragen(_2021="-9000000"),
    )
    assert any(
        "is te verdelen € -7.643.760,00, onder nul in 2021; klopt dat?" in tekst for tekst in teksten(nul(gegevens))
    )


def test_a_rate_that_was_taken_away_is_missed(gegevens: Gegevens):
    zonder = replace(gegevens, tarieven=tuple(t for t in gegevens.tarieven if not tarief("Beleidsadviseur", 2021)(t)))
    assert (
        "Tarieven: Beleidsadviseur heeft geen nieuw tarief vanaf 2021, Ondersteuner wel. € 126,00 van 2020 blijft "
        "gelden; klopt dat?"
    ) in teksten(zonder)
    assert (
        "Tarieven: tarief van Beleidsadviseur vanaf 2021: € 127,00 per uur stond in zuid-limburg-2021.xlsx en nu niet "
        "meer; klopt dat?"
    ) in teksten(zonder, gegevens)


def test_a_post_is_held_against_the_earlier_input(gegevens: Gegevens):
    keer_tien = in_rij("begroting", post("Accountant"), bedragen=lambda r: {j: b * 10 for j, b in r.bedragen.items()})
    assert (
        "Begroting: post Accountant van inkoop: € 590.760,00 in 2020, was € 59.076,00 in zuid-limburg-2021.xlsx; "
        "klopt dat?" in (teksten(keer_tien(gegevens), gegevens))
    )


def test_what_is_asked_is_asked_by_the_verdict_too_and_refused_by_nobody(gegevens: Gegevens):
    anders = in_rij("tarieven", tarief("Beleidsadviseur", 2021), bedrag=Decimal(1270))(gegevens)
    oordeel = eindoordeel(bereken(anders))
    assert oordeel.sluit
    assert oordeel.waarschuwingen[0].startswith("blad Tarieven: tarief van Beleidsadviseur vanaf 2021: € 1.270,00")


@pytest.fixture(scope="module")
def proefplan_met_grenzen(gegevens: Gegevens) -> Gegevens:
    """The thresholds of the shipped region on a plan that counts."""
    from schemas.geldend import Regio
    from schemas.regiobestand import RegioBestand

    bron = "verzonnen"
    bestand = RegioBestand.model_validate({
        "regio": "verzonnen", "label": "Verzonnen", "centrumgemeente": "GM9000", "bron": bron,
        "deelnemers": [
            {"code": f"GM900{n}", "naam": f"Verzonnen {n + 1}", "van": 2019, "bron": bron} for n in range(3)
        ],
        "maatstaven": {"m1": {
            "label": "Maatstaf m1", "definitie": "telt", "eenheid": {2019: {"waarde": "aantal", "bron": bron}},
        }},
        "kostensoorten": {"zorg": {
            "label": "Zorg", "grondslag": bron, "sleutel": {2019: {"delen": {"m1": Decimal(1)}, "bron": bron}},
        }},
    }).model_copy(update={"plausibiliteit": gegevens.regio.bestand.plausibiliteit})  # fmt: skip
    rijen = [replace(gegevens.maatstaven[0], maatstaf="m1", peiljaar=2020, gemeentecode=f"GM900{n}") for n in range(3)]
    return replace(
        gegevens,
        regio=Regio(bestand),
        maatstaven=tuple(rijen),
        begroting=(),
        capaciteit=(),
        tarieven=(),
        vastgesteld=(),
    )


def test_the_sentence_has_the_figures_that_it_was_judged_by(gegevens: Gegevens):
    """1.397.920 less the correction of 41.680 is 1.356.240; of 118.543.427 Beek has 2.339.122."""
    correctie = in_rij("begroting", CORRECTIE, bedragen=bedragen(_2021="-800000"))
    assert teksten(correctie(gegevens)) == [
        "Begroting: correctie Correctie feitelijke inzet 2020 van beleid: € -800.000,00 in 2021, 59,0% van de overige "
        "kosten van € 1.356.240,00; klopt dat?"
    ]
    beek = cijfer("verdeelmodel_jeugd", "GM0888")
    for waarde, zoveel, rest in (
        ("942339122000", "942.339.122.000", "116.204.305"),
        ("1e15", "een getal van 16 cijfers", "de rest"),
    ):
        assert teksten(in_rij("maatstaven", beek, waarde=Decimal(waarde))(gegevens)) == [
            f"Maatstaven: Objectief verdeelmodel jeugd 2019 van Beek: {zoveel}, 100,0% van de regio. De anderen hebben "
            f"samen {rest}; klopt dat?"
        ]


def test_only_what_cannot_be_is_asked_of_a_count(proefplan_met_grenzen: Gegevens):
    van_een = lambda r: (r.maatstaf, r.peiljaar, r.gemeentecode) == ("m1", 2020, "GM9001")  # noqa: E731
    gevonden = teksten(in_rij("maatstaven", van_een, waarde=Decimal(20_000_001))(proefplan_met_grenzen))
    assert [tekst for tekst in gevonden if tekst.startswith("Maatstaven")] == [
        "Maatstaven: Maatstaf m1 2020 van Verzonnen 2: 20.000.001, meer dan 20.000.000; klopt dat?"
    ]


def test_a_correction_that_jumps_is_held_against_the_costs_and_not_against_itself(gegevens: Gegevens):
    assert teksten(in_rij("begroting", CORRECTIE, bedragen=bedragen(_2021="10", _2022="1000"))(gegevens)) == []


def test_a_rate_that_goes_on_is_missed_in_every_year_after_one_in_which_it_was_new(gegevens: Gegevens):
    (oud,) = (een for een in gegevens.tarieven if tarief("Ondersteuner", 2021)(een))
    nieuw = replace(gegevens, tarieven=(*gegevens.tarieven, replace(oud, vanaf=2022)))
    assert teksten(nieuw) == [
        "Tarieven: Beleidsadviseur heeft geen nieuw tarief vanaf 2022, Ondersteuner wel. € 127,00 van 2021 blijft "
        "gelden; klopt dat?"
    ]


@pytest.mark.parametrize(("bedrag", "was"), [("120", "€ 127,00"), ("130", "€ 127,00"), ("127", "")])
def test_a_rate_is_held_against_that_of_the_earlier_input(gegevens: Gegevens, bedrag: str, was: str):
    anders = in_rij("tarieven", tarief("Beleidsadviseur", 2021), bedrag=Decimal(bedrag))(gegevens)
    zin = (
        f"Tarieven: tarief van Beleidsadviseur vanaf 2021: € {bedrag},00 per uur, was {was} in zuid-limburg-2021.xlsx; "
        "klopt dat?"
    )
    assert teksten(anders, gegevens) == ([zin] if was else [])
