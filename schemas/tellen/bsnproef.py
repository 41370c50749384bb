"""Burgerservicenummers in a column, whatever its title: found by the eleven-test, on the engine."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import Final

from schemas.bsn import GEWICHTEN, HOOGSTE, LAAGSTE, enough
from schemas.tellen.motor import Motor, Waardesoort, tekst

STEEKPROEF: Final = 20_000
"""Of each group of files so many lines are looked at."""
VAN_IEMAND: Final = ("pseudoniem", "regel_id")
"""The columns of which every line is looked at: a number of somebody may stand in them."""
TUSSEN: Final = " .-/_'\"=\t\u00a0\u202f"
"""What people and programs put between and round the digits of a number."""
DAG: Final = (
    "(19|20)[0-9]{2}(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])|(0[1-9]|[12][0-9]|3[01])(0[1-9]|1[0-2])(19|20)[0-9]{2}"
)
"""Eight digits that are a day: where all lines have the same, one day in eleven passes the test."""


def bsn_kolom(motor: Motor, naam: str, soorten: Mapping[str, Waardesoort]) -> str | None:
    """The title of the first column, used or not, that holds burgerservicenummers in a sample of the lines."""
    titels = [titel for titel, soort in soorten.items() if soort not in ("dag", "moment", "tijdstip")]
    if not titels:
        return None
    # In steps, so that a long expression does not stand in another one ten times.
    plekken = range(len(titels))
    teksten = ", ".join(f"{_als_tekst(motor.citeer(titel), soorten[titel])} AS t{n}" for n, titel in enumerate(titels))
    proef = f"(SELECT {teksten} FROM {naam} LIMIT {STEEKPROEF}) AS proef"
    # What has no eight signs has no eight digits: most words need no pattern.
    lang = ", ".join(f"CASE WHEN length(t{n}) >= 8 THEN t{n} END AS t{n}" for n in plekken)
    proef = f"(SELECT {lang} FROM {proef}) AS proef"
    kaal = ", ".join(f"t{n}, {_in_zijn_geheel(motor, f't{n}')} AS k{n}" for n in plekken)
    cijfers = ", ".join(f"CASE WHEN k{n} <> '' THEN k{n} ELSE {_ergens_in(f't{n}')} END AS d{n}" for n in plekken)
    proef = f"(SELECT {cijfers} FROM (SELECT {kaal} FROM {proef}) AS kaal) AS proef"
    # In most files no column has the digits at all, and that is a short question.
    namen = [f"d{n}" for n in plekken]
    kunnen = motor.vraag(f"SELECT {', '.join(f'sum({_kan(motor, cel)})' for cel in namen)} FROM {proef}")[0]
    for titel, cel, aantal in zip(titels, namen, kunnen, strict=True):
        if not enough(int(aantal or 0), int(aantal or 0)):
            continue
        kan, is_bsn = motor.vraag(f"SELECT {bsns(motor, cel)} FROM {proef}")[0]
        if enough(int(kan or 0), int(is_bsn or 0)):
            return titel
    return None


def _als_tekst(cel: str, soort: Waardesoort) -> str:
    if soort == "tekst":
        return cel
    # What is no column of its own, such as a list, is looked into as it is written.
    return f"CAST({cel} AS STRING)" if soort == "anders" else f"CAST(try_cast({cel} AS BIGINT) AS STRING)"


def _in_zijn_geheel(motor: Motor, cel: str) -> str:
    """The eight or nine digits that a text is, whatever stands between them or round them; nothing where it is not."""
    # Taking the rest away takes five times as long as seeing that there is anything else, as there nearly always is.
    tussen = f"[{TUSSEN.replace('-', '')}-]*"
    cijfers = f"regexp_extract(translate({cel}, {tekst(TUSSEN)}, ''), '^0*([1-9][0-9]{{7,8}})$', 1)"
    return f"CASE WHEN {motor.past(cel, f'{tussen}([0-9]{tussen}){{8,}}')} THEN {cijfers} END"


def _ergens_in(cel: str) -> str:
    """The first eight or nine digits that stand together in a text, such as in D-123456789-01."""
    return f"regexp_extract({cel}, '(?:^|[^0-9])0*([1-9][0-9]{{7,8}})(?:[^0-9]|$)', 1)"


def _kan(motor: Motor, cijfers: str) -> str:
    """Of a text: 1 where it has eight or nine digits and is no day. A pattern costs more than all else."""
    vorm, dag = motor.past(cijfers, "[0-9]{8,9}"), motor.past(cijfers, DAG)
    return f"CASE WHEN length({cijfers}) IN (8, 9) THEN CASE WHEN {vorm} AND NOT {dag} THEN 1 ELSE 0 END ELSE 0 END"


def _is_bsn(motor: Motor, cijfers: str) -> str:
    """Of a text: 1 where it passes the eleven-test besides."""
    slaagt = _elfproef(f"try_cast({cijfers} AS BIGINT)")
    return f"CASE WHEN {_kan(motor, cijfers)} = 1 THEN CASE WHEN {slaagt} THEN 1 ELSE 0 END ELSE 0 END"


def _elfproef(getal: str) -> str:
    """Whether a whole number of at most nine digits passes it."""
    # Without taking it apart, which takes three times as long as the count: ten is one short of eleven, so a digit at
    # place k is, but for elevens, what is left at k + 1 less what is left at k, each time with the other sign.
    tekens = [gewicht * (-1) ** plek for plek, gewicht in enumerate(reversed(GEWICHTEN))]
    resten = [een - ander for een, ander in pairwise((*tekens, 0))]
    som = " + ".join(f"{rest} * ({getal} % {10**plek})" for plek, rest in enumerate(resten, start=1))
    return f"({som}) % 11 = 0"


def bsns(motor: Motor, cijfers: str) -> str:
    """Of a column of texts two sums: how many can be one, and how many pass the test."""
    return f"sum({_kan(motor, cijfers)}), sum({_is_bsn(motor, cijfers)})"


def getal_van(kolom: str) -> str:
    """Of a number of a line or a client: the whole number that it is, where that can be one; nothing of nearly all."""
    # What begins with no digit or has another length is not looked into: that takes more than all else.
    kan = f"{kolom} >= '0' AND {kolom} < ':' AND length({kolom}) IN (8, 9)"
    return f"CASE WHEN {kan} THEN try_cast({kolom} AS BIGINT) END"


def per_regel(kolom: str) -> str:
    """Of these numbers, of all lines and not of a sample only: `is_…`, and `kan_…` where they can be one."""
    kan = f"n_{kolom} BETWEEN {LAAGSTE} AND {HOOGSTE - 1}"
    som = _elfproef(f"n_{kolom}")
    is_bsn = f"CASE WHEN {kan} THEN CASE WHEN {som} THEN 1 ELSE 0 END ELSE 0 END"
    return f"{is_bsn} AS is_{kolom}, CASE WHEN {kan} THEN 1 ELSE 0 END AS kan_{kolom}"
