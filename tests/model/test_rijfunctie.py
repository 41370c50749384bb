"""A function of one row gives what the whole model gives, to the last digit."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calc.model.model import Model
from calc.model.rijfunctie import rijfunctie
from calc.model.tabel import TOTAAL, Kolom, Rij, Tabel
from calc.model.uitdrukking import Celnaam, Gegeven, Tabelnaam, alle, cel, exact, rond, totaal
from calc.model.waarden import Waarden
from calc.tabel import Rijsoort, Soort, Waarde
from calc.tabellen.bereik import BEREIK, mutaties_van, toename_van
from calc.tabellen.meerjaren import mutatie, toenamekolommen

UIT = Tabelnaam("uit")
JAREN = (2020, 2021, 2022)
BEDRAG = st.one_of(
    st.none(), st.just(Fraction(0)), st.integers(-(10**9), 10**9).map(lambda centen: Fraction(centen, 100))
)
RIJEN = st.lists(st.tuples(*(BEDRAG for _ in JAREN)), min_size=1, max_size=6)


def met_model(rijen: list[tuple[Fraction | None, ...]], kolommen: list[Kolom]) -> list[tuple[Waarde, ...]]:
    """The same table as a model of cells."""
    invoer = [
        Rij(str(n), {str(jaar): Gegeven(None if w is None else exact(w)) for jaar, w in zip(JAREN, rij, strict=True)})
        for n, rij in enumerate(rijen)
    ]
    model = Model({}, {})
    model.zet(Tabel(BEREIK, "In", tuple(Kolom(str(jaar), str(jaar), Soort.GELD, 2) for jaar in JAREN), tuple(invoer)))
    onder = Rij(TOTAAL, soort=Rijsoort.TOTAAL)
    model.zet(Tabel(UIT, "Uit", tuple(kolommen), tuple(Rij(str(n)) for n in range(len(rijen))), (onder,)))
    waarden = Waarden(model)
    sleutels = [*map(str, range(len(rijen))), TOTAAL]
    return [tuple(waarden[Celnaam(UIT, sleutel, kolom.naam)] for kolom in kolommen) for sleutel in sleutels]


def jaar(een: int) -> Kolom:
    return Kolom(str(een), str(een), Soort.GELD, 2, cel(BEREIK, None, str(een)))


def van_bereik(rijen: list[tuple[Fraction | None, ...]]) -> tuple[list[str], dict[int, list[Fraction | None]]]:
    return [f"Plaats {n}" for n in range(len(rijen))], {een: [rij[n] for rij in rijen] for n, een in enumerate(JAREN)}


@given(RIJEN)
def test_toename_of_a_range_is_that_of_the_declared_table(rijen):
    verwacht = met_model(rijen, [jaar(2020), jaar(2022), *toenamekolommen("2020", "2022", 2)])
    assert [rij.waarden[1:] for rij in toename_van(*van_bereik(rijen), 2020, 2022).rijen] == verwacht


@given(RIJEN)
def test_mutaties_of_a_range_are_those_of_the_declared_table(rijen):
    toen = cel(BEREIK, None, "2020")
    minder = [
        Kolom(str(een), str(een), Soort.GELD, 2, mutatie(toen, cel(BEREIK, None, str(een)))) for een in (2021, 2022)
    ]
    verwacht = met_model(rijen, minder)
    assert [rij.waarden[1:] for rij in mutaties_van(*van_bereik(rijen), 2020).rijen] == verwacht


@pytest.mark.parametrize("wat", [alle("bedrag"), totaal("bedrag"), rond(totaal("bedrag"))])
def test_what_rests_on_other_rows_is_refused(wat):
    with pytest.raises(TypeError):
        rijfunctie(wat)
