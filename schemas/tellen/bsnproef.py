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
    proeven = [_elfproef(motor, f"d{plek}") for plek in range(len(titels))]
    sommen = ", ".join(f"sum({kan}), sum({is_bsn})" for is_bsn, kan in proeven)
    rij = motor.vraag(f"SELECT {sommen} FROM (SELECT {cijfers} FROM {naam} LIMIT {STEEKPROEF}) AS proef")[0]
    for plek, titel in enumerate(titels):
        kan, is_bsn = int(rij[2 * plek] or 0), int(rij[2 * plek + 1] or 0)
        if enough(kan, is_bsn):
            return titel
    return None


def _elfproef(motor: Motor, cijfers: str) -> tuple[str, str]:
    """Of a text: 1 where it passes the eleven-test, and 1 where it has eight or nine digits at all."""
    vorm = motor.past(cijfers, "[0-9]{8,9}")
    negen = f"lpad({cijfers}, 9, '0')"
    som = " + ".join(
        f"{gewicht} * CAST(substr({negen}, {plek}, 1) AS INT)" for plek, gewicht in enumerate(GEWICHTEN, start=1)
    )
    return f"CASE WHEN {vorm} THEN CASE WHEN ({som}) % 11 = 0 THEN 1 ELSE 0 END ELSE 0 END", (
        f"CASE WHEN {vorm} THEN 1 ELSE 0 END"
    )


def per_regel(motor: Motor) -> str:
    """Of the pseudonyms of all lines, not of a sample only: `is_bsn`, and `kan_bsn` where it has the digits for one."""
    is_bsn, kan = _elfproef(motor, "pseudoniem")
    kort = "length(pseudoniem) IN (8, 9)"
    return f"CASE WHEN {kort} THEN {is_bsn} ELSE 0 END AS is_bsn, CASE WHEN {kort} THEN {kan} ELSE 0 END AS kan_bsn"
