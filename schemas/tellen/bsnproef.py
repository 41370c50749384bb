"""Burgerservicenummers in a column, whatever its title: found by the eleven-test, on the engine."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from schemas.bsn import GEWICHTEN, enough
from schemas.tellen.motor import Motor, Waardesoort

STEEKPROEF: Final = 20_000
"""Of each group of files so many lines are looked at."""


def bsn_kolom(motor: Motor, naam: str, soorten: Mapping[str, Waardesoort]) -> str | None:
    """The title of the first column, used or not, that holds burgerservicenummers in a sample of the lines."""
    titels = [titel for titel, soort in soorten.items() if soort in ("tekst", "geheel", "getal", "decimaal")]
    if not titels:
        return None
    # In steps, so that a long expression does not stand in another one ten times.
    cijfers = ", ".join(
        f"replace(replace(replace({motor.citeer(titel)}, '.', ''), ' ', ''), '-', '') AS d{plek}"
        if soorten[titel] == "tekst"
        else f"CAST(try_cast({motor.citeer(titel)} AS BIGINT) AS STRING) AS d{plek}"
        for plek, titel in enumerate(titels)
    )
    proef = f"(SELECT {cijfers} FROM {naam} LIMIT {STEEKPROEF}) AS proef"
    # In most files no column has the digits at all, and that is a short question.
    namen = [f"d{plek}" for plek in range(len(titels))]
    kunnen = motor.vraag(f"SELECT {', '.join(f'sum({_kan(motor, cel)})' for cel in namen)} FROM {proef}")[0]
    for titel, cel, aantal in zip(titels, namen, kunnen, strict=True):
        if not enough(int(aantal or 0), int(aantal or 0)):
            continue
        kan, is_bsn = motor.vraag(f"SELECT sum({_kan(motor, cel)}), sum({_is_bsn(motor, cel)}) FROM {proef}")[0]
        if enough(int(kan or 0), int(is_bsn or 0)):
            return titel
    return None


def _kan(motor: Motor, cijfers: str) -> str:
    """Of a text: 1 where it has eight or nine digits. A pattern costs more than all else that is done with it."""
    vorm = motor.past(cijfers, "[0-9]{8,9}")
    return f"CASE WHEN length({cijfers}) IN (8, 9) THEN CASE WHEN {vorm} THEN 1 ELSE 0 END ELSE 0 END"


def _is_bsn(motor: Motor, cijfers: str) -> str:
    """Of a text: 1 where it passes the eleven-test besides."""
    negen = f"lpad({cijfers}, 9, '0')"
    som = " + ".join(
        f"{gewicht} * CAST(substr({negen}, {plek}, 1) AS INT)" for plek, gewicht in enumerate(GEWICHTEN, start=1)
    )
    return f"CASE WHEN {_kan(motor, cijfers)} = 1 THEN CASE WHEN ({som}) % 11 = 0 THEN 1 ELSE 0 END ELSE 0 END"


def per_regel(motor: Motor) -> str:
    """Of the pseudonyms of all lines, not of a sample only: `is_bsn`, and `kan_bsn` where it has the digits for one."""
    return f"{_is_bsn(motor, 'pseudoniem')} AS is_bsn, {_kan(motor, 'pseudoniem')} AS kan_bsn"
