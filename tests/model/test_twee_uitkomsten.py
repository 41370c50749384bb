"""A table may be over two outcomes: the other one stands beside it under a name of its own."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

import pytest

from calc.model.model import Tabelsoort
from calc.model.plan import Plan
from calc.model.tabel import Kolom, Tabel
from calc.model.uitdrukking import Tabelnaam, cel, kol
from calc.tabel import Soort
from calc.tabellen import SOORTEN, TABELLEN, maak_tabellen
from calc.tabellen.deelnemers import deelnemertabel
from calc.uitkomst import Uitkomst, bereken
from calc.uitleg import uitleg_cel
from schemas.gegevens import Gegevens

NAAM, VROEGER = "meer", "vroeger"


def meer(plan: Plan, naam: Tabelnaam) -> Tabel | None:
    if VROEGER not in plan.andere:
        return None
    van = ("verdeling", naam.kostensoort, naam.jaar)
    toen, nu = cel(plan.andere[VROEGER].tabel(*van), None, "bedrag"), cel(plan.tabel(*van), None, "bedrag")
    kolommen = [
        Kolom("toen", "Toen", Soort.GELD, 2, toen),
        Kolom("nu", "Nu", Soort.GELD, 2, nu),
        Kolom("meer", "Meer", Soort.GELD, 2, kol("nu") - kol("toen")),
    ]
    return deelnemertabel(plan, naam, "Meer", plan.deelnemers(naam.jaar, naam.kostensoort), kolommen)


@pytest.fixture(scope="module", autouse=True)
def geregistreerd() -> Iterator[None]:
    soort = Tabelsoort(NAAM, meer, 76, per_kostensoort=True, per_jaar=True)
    with pytest.MonkeyPatch.context() as omgeving:
        omgeving.setitem(SOORTEN, NAAM, soort)
        omgeving.setitem(TABELLEN, NAAM, soort)
        yield


@pytest.fixture(scope="module")
def twee(gegevens: Gegevens) -> Uitkomst:
    """The example, and beside it the example with € 1.000 more of one post."""
    post = next(r for r in gegevens.begroting if r.kostensoort == "inkoop" and r.bedragen.get(2021))
    duurder = replace(post, bedragen={**post.bedragen, 2021: post.bedragen[2021] + Decimal(1000)})
    begroting = tuple(duurder if regel is post else regel for regel in gegevens.begroting)
    return replace(bereken(replace(gegevens, begroting=begroting)), naast={VROEGER: bereken(gegevens)})


def test_the_difference_between_two_outcomes_is_a_column(twee: Uitkomst) -> None:
    (tabel,) = maak_tabellen(twee, NAAM, "inkoop")
    assert tabel.kolom("toen")[0] == 81456
    assert tabel.kolom("meer") == tuple(
        nu - toen for nu, toen in zip(tabel.kolom("nu"), tabel.kolom("toen"), strict=True)
    )
    assert abs(tabel.kolom("meer")[-1] - 1000) <= len(tabel.rijen)


def test_it_is_explained_down_to_the_inputs_of_both(twee: Uitkomst) -> None:
    tekst = uitleg_cel(twee, NAAM, "Beek", "meer", "inkoop").regels()
    assert any(regel.startswith("Beek, Meer: € 81.490,00 - € 81.456,00 = € 34,00.") for regel in tekst)


def test_an_outcome_by_itself_has_no_such_table(uitkomst: Uitkomst) -> None:
    assert maak_tabellen(uitkomst, NAAM, "inkoop") == ()
