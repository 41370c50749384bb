"""Burgerservicenummers: a column is known by its header or by its numbers, and its values appear nowhere."""

import random

import pytest

from schemas.bsn import bsn_kolommen
from schemas.geldend import laad_regio
from schemas.losse.tabel import Tabelwens, lees_losse
from schemas.tabel import Rauwblad

GEWICHTEN = (9, 8, 7, 6, 5, 4, 3, 2, -1)


def klopt(getal: int) -> bool:
    return sum(g * int(c) for g, c in zip(GEWICHTEN, f"{getal:09d}", strict=True)) % 11 == 0


@pytest.fixture(scope="module")
def nummers() -> list[int]:
    """Made-up numbers that pass the eleven-test."""
    willekeur = random.Random(11)
    return [n for n in (willekeur.randrange(10_000_000, 999_999_999) for _ in range(500)) if klopt(n)][:20]


def blad(*kolommen: tuple[object, ...]) -> Rauwblad:
    return Rauwblad("Blad1", kolommen)  # type: ignore[arg-type]


KOPPEN = ["BSN", "bsn-nummer", "Burgerservicenummer", "BSN cliënt", "burgerservice nummer", "Sofinummer", "bsn_nr"]


@pytest.mark.parametrize("kop", KOPPEN)
def test_below_a_header_that_names_them_one_number_is_enough(kop: str, nummers: list[int]) -> None:
    assert bsn_kolommen(blad(("Gemeente", "Vaals"), (kop, float(nummers[0])))) == (2,)
    assert bsn_kolommen(blad(("Gemeente", "Vaals", "Stein"), (kop, "onbekend", f"{nummers[0]:09d}"))) == (2,)
    # Mistyped ones are no less somebody's.
    fout = next(n + 1 for n in nummers if not klopt(n + 1))
    assert bsn_kolommen(blad(("Gemeente", "Vaals"), (kop, float(fout)))) == (2,)


@pytest.mark.parametrize("kop", [*KOPPEN, "Let op: geen BSN invullen", "Aantal unieke BSN's"])
def test_a_header_alone_makes_no_column_of_bsns(kop: str) -> None:
    assert bsn_kolommen(blad(("Gemeente", "Vaals", "Stein"), (kop, 3180.0, 1420.0))) == ()
    assert bsn_kolommen(blad(("Opgave", kop, "Gemeente", "Vaals"), (None, None, "Jongeren", 5.0))) == ()
    assert bsn_kolommen(blad(("Gemeente", "Vaals"), (kop, None))) == ()


@pytest.mark.parametrize("vorm", [float, str, lambda n: f"{n:09d}", lambda n: f"{n:09d}"[:4] + "." + f"{n:09d}"[4:]])
def test_ten_numbers_that_pass_the_test_tell_one_too(nummers: list[int], vorm: object) -> None:
    assert callable(vorm)
    assert bsn_kolommen(blad(("Cliënt", *(vorm(n) for n in nummers[:10])))) == (1,)


def test_nine_numbers_prove_nothing(nummers: list[int]) -> None:
    assert bsn_kolommen(blad(("Cliënt", *map(float, nummers[:9])))) == ()


def test_eight_of_ten_is_enough_and_seven_is_not(nummers: list[int]) -> None:
    fout = [n + 1 for n in nummers if not klopt(n + 1)]
    assert bsn_kolommen(blad(("x", *map(float, nummers[:8] + fout[:2])))) == (1,)
    assert bsn_kolommen(blad(("x", *map(float, nummers[:7] + fout[:3])))) == ()


def test_other_values_in_the_column_do_not_count(nummers: list[int]) -> None:
    assert bsn_kolommen(blad(("x", *map(float, nummers[:10]), *map(float, range(50)), "nvt", None))) == (1,)


def test_amounts_of_a_plan_are_no_bsns() -> None:
    bedragen = [239400100 + 1000 * n for n in range(50)]
    assert bsn_kolommen(blad(("Bedrag", *map(float, bedragen)))) == ()


def test_the_message_names_the_column_and_never_a_value(nummers: list[int]) -> None:
    regio = laad_regio("zuid-limburg")
    namen = [deelnemer.naam for deelnemer in regio.deelnemers(2022)]
    tabel = blad(
        ("Gemeente", *namen),
        ("Jongeren", *map(float, nummers[:16])),
        ("Kenmerk cliënt", *(f"{n:09d}" for n in nummers[:16])),
    )
    opgave = lees_losse("los.xlsx", [tabel], [regio], Tabelwens(peiljaar=2021))
    assert opgave.vertrouwelijk
    gezegd = "\n".join(str(bevinding) for bevinding in opgave.bevindingen)
    assert "blad Blad1, kolom B (Jongeren): hier staan burgerservicenummers" in gezegd
    assert "blad Blad1, kolom C (Kenmerk cliënt): hier staan burgerservicenummers" in gezegd
    assert not any(str(nummer) in gezegd for nummer in nummers)
    assert not opgave.levering()
