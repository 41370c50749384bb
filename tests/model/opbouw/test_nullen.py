"""Zeros: who takes part pays in an equal part, and that asks for a look."""

from decimal import Decimal

from calc.tabellen import maak_tabellen
from calc.uitkomst import bereken
from calc.verouderd import alleen_nullen

MATEN = {"jongeren": {"AA": 10, "BB": 0, "CC": 5}, "ots": {"AA": 0, "BB": 0, "CC": 2}}


def zinnen(maak, maak_delen, **deel):
    gegevens = maak({"x": maak_delen(d={"soort": "sleutel", **deel})}, MATEN, {"x": 100})
    return gegevens, list(alleen_nullen(gegevens, "x", 2024))


def test_only_zeros_beside_an_equal_part_are_told(maak, delen):
    een = {"delen": {"jongeren": Decimal(50), "ots": Decimal(25), "rato": Decimal(25)}}
    gegevens, gezegd = zinnen(maak, delen, **een)
    assert len(gezegd) == 1
    assert gezegd[0].startswith("Plaats BB heeft voor X 2024 alleen nullen (jongeren en ots) en betaalt toch mee in")
    (tabel,) = maak_tabellen(bereken(gegevens), "verdeling")
    assert f"Let op: {gezegd[0]}" in tabel.noten
    assert len(zinnen(maak, delen, punten={"jongeren": Decimal(3), "vast": Decimal(1)})[1]) == 1


def test_without_an_equal_part_a_zero_pays_nothing_and_asks_nothing(maak, delen):
    assert zinnen(maak, delen, delen={"jongeren": Decimal(50), "ots": Decimal(25)})[1] == []
    assert zinnen(maak, delen, delen={"rato": Decimal(1)})[1] == []
