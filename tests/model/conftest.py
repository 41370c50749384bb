"""What tests of the model need: a book of declared tables, and a reader who redoes every sum of an explanation."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from fractions import Fraction

import pytest
from openpyxl import Workbook

from calc.afronding import rond_op
from calc.model.model import Model
from calc.model.tabel import Tabel
from calc.model.uitdrukking import Celnaam, Tabelnaam, Waarde
from calc.model.uitleg import Uitlegger, Zin
from calc.model.waarden import Waarden
from calc.tabel import Soort
from templates.werkmap.boek import Boek
from templates.werkmap.modelblad import Modelbladen
from templates.werkmap.stijlen import zet_stijlen

GETAL = re.compile(r"(?:€ )?(-?)(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d+))?(%?)")


def los_model(*tabellen: Tabel) -> Waarden:
    """The values of tables that belong to no plan."""
    model = Model({}, {})
    for tabel in tabellen:
        model.zet(tabel)
    return Waarden(model)


def los_boek(waarden: Waarden, namen: Sequence[Tabelnaam]) -> tuple[bytes, Modelbladen]:
    """A workbook with one sheet on which these tables stand."""
    werkboek = Workbook()
    zet_stijlen(werkboek)
    werkboek.worksheets[0].title = "Model"
    boek = Boek(werkboek)
    bladen = Modelbladen(boek, waarden)
    bladen.plaats(boek.blad("Model"), 4, namen)
    bladen.schrijf()
    return boek.bewaar(datetime(2021, 1, 1)), bladen


def cellen(waarden: Waarden, namen: Sequence[Tabelnaam]) -> Iterator[tuple[Celnaam, Waarde]]:
    for naam in namen:
        tabel = waarden.model.tabel(naam)
        for rij in (*tabel.rijen, *tabel.onder):
            for kolom in tabel.kolommen:
                cel = Celnaam(naam, rij.sleutel, kolom.naam)
                yield cel, waarden[cel]


def verschillen(waarden: Waarden, bladen: Modelbladen, herrekend: dict[str, dict[str, object]]) -> list[str]:
    """The formula cells that LibreOffice finds another value for than the exact one."""
    uit = []
    for cel, waarde in cellen(waarden, list(bladen.indeling)):
        formule = bladen.formules[cel]
        vak = bladen.indeling[cel.tabel]
        gevonden = herrekend[vak.blad.strip("'")].get(vak.plek(cel.rij, cel.kolom)) if formule else None
        if formule and not _gelijk(gevonden, waarde):
            uit.append(f"{cel.rij}, {cel.kolom}: ={formule} gives {gevonden!r}, not {waarde!r}")
    return uit


def _gelijk(gevonden: object, waarde: Waarde) -> bool:
    if isinstance(waarde, int | Fraction):
        speling = Fraction(1, 10**6) * max(1, abs(waarde) / 10**6)
        return isinstance(gevonden, int | float) and abs(Fraction(gevonden) - waarde) <= speling
    return (gevonden or "") == ("" if waarde is None else str(waarde))


def reken(tekst: str) -> Fraction:
    """The outcome of a Dutch sum, from its figures alone."""

    def getal(vondst: re.Match[str]) -> str:
        teken, heel, deel, procent = vondst.groups()
        deel = deel or ""
        noemer = 10 ** len(deel) * (100 if procent else 1)
        return f"F({teken}{int(heel.replace('.', '') + deel)},{noemer})"

    python = GETAL.sub(getal, tekst).replace("×", "*")
    assert re.fullmatch(r"[F\d(),*/+\- ]*", python), tekst
    return Fraction(eval(python, {"F": Fraction}))


def foute_sommen(lezer: Uitlegger, namen: Sequence[Tabelnaam]) -> tuple[int, list[str]]:
    """How many sums all explanations of these tables hold, and those that do not give their figure."""
    aantal, fout = 0, []
    for gevraagd, _ in cellen(lezer.waarden, namen):
        if lezer.model.tabel(gevraagd.tabel).kolom_van[gevraagd.kolom].soort is Soort.TEKST:
            continue
        gezegd = "\n".join(lezer.uitleg(gevraagd).regels())
        for cel in lezer.volgorde(gevraagd):
            zin = lezer.zin(cel)
            if zin.rekent and str(zin) in gezegd:
                aantal += 1
                if not _klopt(lezer, cel, zin):
                    fout.append(f"{cel}: {zin}")
    return aantal, fout


def _klopt(lezer: Uitlegger, cel: Celnaam, zin: Zin) -> bool:
    waarde, (soort, decimalen) = lezer.waarden[cel], lezer.model.tabel(cel.tabel).vorm(cel)
    if not isinstance(waarde, int | Fraction):
        return True
    gevonden = reken(zin.som)
    if zin.afgerond:
        waarop = {"hele euro's": 0, "hele centen": 2, "veelvouden van 10": -1}[zin.waarop]
        return rond_op(gevonden, waarop) == waarde == reken(zin.afgerond)
    # The right side is the figure, with enough decimals to round as the exact one does.
    tonend = decimalen + (2 if soort is Soort.AANDEEL else 0)
    return gevonden == waarde and rond_op(reken(zin.exact), tonend) == rond_op(Fraction(waarde), tonend)


@pytest.fixture(scope="session")
def model() -> Callable[..., Waarden]:
    return los_model


@pytest.fixture(scope="session")
def modelboek() -> Callable[..., tuple[bytes, Modelbladen]]:
    return los_boek


@pytest.fixture(scope="session")
def herrekenverschillen() -> Callable[..., list[str]]:
    return verschillen


@pytest.fixture(scope="session")
def sommen() -> Callable[..., tuple[int, list[str]]]:
    return foute_sommen
