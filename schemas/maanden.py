"""The months by name: one list for every day that is read or written in words."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import Final

MAANDEN: Final = (
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip
GEEN_SCHRIKKELJAAR: Final = 2001


def maand_en_dag(tekst: str) -> tuple[int, int]:
    """Of `15-04` or `15 april`: so they stand in the order of the year."""
    dag, maand = tekst.replace(" ", "-").split("-")
    return MAANDEN.index(maand) + 1 if maand in MAANDEN else int(maand), int(dag)


def is_elk_jaar(tekst: str) -> bool:
    """Whether every year has this day: 29 February is none."""
    maand, dag = maand_en_dag(tekst)
    return dag <= monthrange(GEEN_SCHRIKKELJAAR, maand)[1]


def op_dag(tekst: str, jaar: int) -> date:
    """`15-04` in a year; 29 February is the 28th where there is none."""
    maand, dag = maand_en_dag(tekst)
    return date(jaar, maand, min(dag, monthrange(jaar, maand)[1]))
