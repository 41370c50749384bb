"""What tests of explanations need: a reader who redoes every sum and looks every input up."""

import re
from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from calc.afronding import rond_op
from calc.model.beeld import zichtbare_rijen
from calc.model.uitdrukking import Celnaam, Tabelnaam
from calc.tabel import Soort
from calc.tabellen import TABELLEN, gevraagde_tabellen, waarden_van
from calc.uitkomst import Uitkomst
from calc.uitleg import Uitleg
from calc.uitleg.cel import rijnamen
from calc.uitleg.cellen import leg_uit
from calc.uitlegvorm import toon

CIJFER = r"(?:€ )?-?\d{1,3}(?:\.\d{3})*(?:,\d+)?%?|(?:€ )?-?\d+(?:,\d+)?%?"
TERM = rf"\(*(?:{CIJFER})(?: uren| fte)?\)*"
REKENING = re.compile(rf"(?<![\w.,])({TERM}(?:(?: [-+×/] |/){TERM})*) = ({CIJFER})")


def waarde(cijfer: str) -> Fraction:
    kaal = cijfer.replace("€ ", "").replace(".", "").replace(",", ".")
    return Fraction(kaal.rstrip("%")) / (100 if kaal.endswith("%") else 1)


def decimalen(cijfer: str) -> int:
    return len(cijfer.partition(",")[2].rstrip("%")) + (2 if cijfer.endswith("%") else 0)


@cache
def reken(rekening: str) -> Fraction:
    """The outcome of a sum as a reader would redo it: every figure exactly as it is written."""
    stukken = re.findall(rf"{CIJFER}|[-+×/()]", re.sub(r" (?:uren|fte)\b", "", rekening))
    python = "".join({"×": "*"}.get(s, s) if s in "-+×/()" else f"Fraction('{waarde(s)}')" for s in stukken)
    uitkomst = eval(python, {"Fraction": Fraction})
    assert isinstance(uitkomst, Fraction)
    return uitkomst


def rekeningen(tekst: str) -> list[tuple[str, str]]:
    return [(gevonden.group(1), gevonden.group(2)) for gevonden in REKENING.finditer(tekst)]


def cellen(uitkomst: Uitkomst, naam: str) -> Iterator[Celnaam]:
    jaren = uitkomst.gegevens.plan.jaren if TABELLEN[naam].per_jaar else (uitkomst.gegevens.plan.jaar,)
    for jaar in jaren if naam != "toename" else jaren[1:]:
        for tabel in gevraagde_tabellen(uitkomst, naam, None, jaar):
            yield from cellen_van(uitkomst, tabel)


def cellen_van(uitkomst: Uitkomst, naam: Tabelnaam) -> Iterator[Celnaam]:
    waarden = waarden_van(uitkomst)
    for rij in zichtbare_rijen(waarden, naam):
        for kolom in waarden.model.tabel(naam).kolommen:
            if kolom.soort is not Soort.TEKST and not kolom.stap:
                yield Celnaam(naam, rij.sleutel, kolom.naam)


def volgt_uit(cijfer: Fraction, rekening: str, getoond: int) -> bool:
    return rond_op(reken(rekening), getoond) == rond_op(cijfer, getoond)


class Invoerwerkmap:
    """The workbook that the plan was read from: does a figure stand at the place that is named?"""

    def __init__(self, pad: Path) -> None:
        boek = load_workbook(pad, data_only=True)
        self._bladen: dict[str, Worksheet] = {naam: boek[naam] for naam in boek.sheetnames}

    def heeft(self, tekst: str, cijfer: Fraction) -> bool:
        gezocht = {cijfer, cijfer * 100}
        for blad, cel in re.findall(r"blad (\w+), cel ([A-Z]+\d+)", tekst):
            if self._getal(self._bladen[blad][cel].value) in gezocht:
                return True
        for blad, rij in re.findall(r"blad (\w+), rij (\d+)", tekst):
            if any(self._getal(cel.value) in gezocht for cel in self._bladen[blad][int(rij)]):
                return True
        return False

    @staticmethod
    def _getal(inhoud: object) -> Fraction | None:
        return Fraction(repr(inhoud)) if isinstance(inhoud, int | float) and not isinstance(inhoud, bool) else None


PER_DEFINITIE = {
    "Bij rato telt elke gemeente even zwaar": 1,
    "Alle aandelen samen zijn het geheel": 1,
    "Percentages van alle gemeenten zijn samen het geheel": 1,
    "De aandelen van alle deelnemers moeten samen": 1,
    "Elke deelnemer heeft precies één bijdrage": 0,
    "Zonder besparing is het saldo nul": 0,
    "Op deze plaats heeft het plan geen bedrag": 0,
}
"""What needs no sum: the sentence, and the only figure it may close."""


def foute_som(uitleg: Uitleg) -> str:
    """The first sum of an explanation that does not give what it says, or nothing."""
    for zin in (uitleg.kern, *(zin for stap in uitleg.stappen for zin in stap.zinnen)):
        for rekening, cijfer in rekeningen(zin):
            if rond_op(reken(rekening), decimalen(cijfer)) != waarde(cijfer):
                return f"the sum does not give what it says: {rekening} = {cijfer}"
    return ""


def _rondt_af(ruw: str, rond: str, exact: Fraction, uitleg: Uitleg) -> str:
    """A figure of which only the rounding is told: that holds, and the figure itself stands in a step."""
    if not rond_op(waarde(ruw), decimalen(rond)) == waarde(rond) == exact:
        return f"{rond} is not {ruw} rounded"
    stappen = [zin for stap in uitleg.stappen for zin in (*stap.zinnen, *stap.invoer) if zin != uitleg.kern]
    return "" if any(ruw in zin for zin in stappen) else f"{ruw} stands in no step: {uitleg.kern}"


def klopt(uitkomst: Uitkomst, cel: Celnaam, uitleg: Uitleg, werkmap: Invoerwerkmap | None) -> str:
    """Empty when the explanation holds; else what is wrong with it. Without a workbook a named figure must do."""
    if som := foute_som(uitleg):
        return som
    waarden = waarden_van(uitkomst)
    gezien = waarden[cel]
    cijfer = toon(gezien, *waarden.model.tabel(cel.tabel).vorm(cel))
    if uitleg.uitkomst != cijfer or not uitleg.slot.endswith(f" is dus {cijfer}."):
        return f"ends with '{uitleg.slot}', not with {cijfer}"
    if gezien is None:
        return "" if "leeg" in uitleg.kern or "geen" in uitleg.kern else f"an empty cell says: {uitleg.kern}"
    if not isinstance(gezien, Fraction | int) and isinstance(gezien, str):
        return "" if gezien in uitleg.kern else f"'{gezien}' is not in: {uitleg.kern}"
    if not any(teken.isdigit() for teken in cijfer):
        return "" if cijfer in uitleg.kern else f"{cijfer} is not in: {uitleg.kern}"
    exact, getoond = Fraction(gezien), decimalen(cijfer)  # type: ignore[arg-type]
    if any(uitleg.kern.startswith(zin) and exact == vast for zin, vast in PER_DEFINITIE.items()):
        return ""
    if leeg := re.search(rf": geen (?:bedrag|uren), en dat telt als ({CIJFER})\.$", uitleg.kern):
        return "" if exact == waarde(leeg.group(1)) == 0 else f"nothing counts as 0: {uitleg.kern}"
    if afgerond := re.search(rf": ({CIJFER}), afgerond op [^:]+ ({CIJFER})\.$", uitleg.kern):
        return _rondt_af(*afgerond.groups(), exact, uitleg)  # type: ignore[arg-type, call-arg]
    genoemd = {waarde(gevonden) for gevonden in re.findall(CIJFER, uitleg.kern)}
    if werkmap.heeft(uitleg.kern, exact) if werkmap else {exact, exact / 100} & genoemd and "blad" in uitleg.kern:
        return ""
    gevonden = rekeningen(uitleg.kern)
    if gevonden:
        if volgt_uit(exact, gevonden[-1][0], getoond):
            return ""
        gesloten = re.search(rf"met sluitregel [\w-]+ wordt dat ({CIJFER})\.$", uitleg.kern)
        if gesloten and waarde(gesloten.group(1)) == exact:
            return ""
        return f"{cijfer} does not follow from: {uitleg.kern}"
    return f"no sum and no place where {cijfer} stands: {uitleg.kern}"


class Narekenaar:
    """A reader of explanations, with the workbook that the plan was read from beside them."""

    def __init__(self, werkmap: Invoerwerkmap | None) -> None:
        self._werkmap = werkmap

    def klopt(self, uitkomst: Uitkomst, cel: Celnaam, uitleg: Uitleg) -> str:
        return klopt(uitkomst, cel, uitleg, self._werkmap)

    def foute_som(self, uitleg: Uitleg) -> str:
        return foute_som(uitleg)

    def aantal_sommen(self, uitleg: Uitleg) -> int:
        return sum(len(rekeningen(zin)) for stap in uitleg.stappen for zin in stap.zinnen)

    def problemen(self, uitkomst: Uitkomst, naam: str) -> list[str]:
        """Of every figure in the tables of one name."""
        return [
            f"{cel.tabel} | {rijnamen(waarden_van(uitkomst), cel.tabel, cel.rij)[0]} | {cel.kolom}: {probleem}"
            for cel in cellen(uitkomst, naam)
            if (probleem := self.klopt(uitkomst, cel, leg_uit(uitkomst, cel)))
        ]


@pytest.fixture(scope="session")
def narekenaar(invoer: Path) -> Narekenaar:
    return Narekenaar(Invoerwerkmap(invoer))


@pytest.fixture(scope="session")
def narekenaar_zonder_werkmap() -> Narekenaar:
    """For a plan that was made in a test and never stood in a workbook."""
    return Narekenaar(None)
