"""What tests of the model need: a book of declared tables, and a reader who redoes every sum of an explanation."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from openpyxl import Workbook

from calc.afronding import rond_op
from calc.model.model import Model
from calc.model.somlezer import Zin
from calc.model.tabel import Tabel
from calc.model.uitdrukking import Celnaam, Tabelnaam, Waarde
from calc.model.uitleg import Uitlegger
from calc.model.waarden import Waarden
from calc.tabel import Soort
from schemas.gegevens import Gegevens
from schemas.geldend import Regio, laad_regio
from schemas.invoer import Kop
from schemas.regiobestand import RegioBestand
from templates.werkmap.boek import Boek
from templates.werkmap.invoerboek import Invoerboek, Invoerrij, maak_invoerboek
from templates.werkmap.modelblad import Modelbladen
from templates.werkmap.stijlen import zet_stijlen

HIER = str(Path(__file__).parent)
if HIER not in sys.path:
    sys.path.insert(0, HIER)
TERMIJNEN = {"15-01": "12.5", "15-04": "33.333", "01-07": "8.167", "15-10": "46"}
HALVEN = {"01-03": "50", "01-07": "50"}
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
    for cel, waarde in cellen(waarden, [naam for naam in bladen.indeling if naam not in bladen.elders]):
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
    """How many figures of these tables are sums, and those of which the sum in words does not give the figure.

    Of the first row and of what stands below the rows the whole explanation is made too: it must hold its sentence.
    """
    aantal, fout = 0, []
    for cel, _ in cellen(lezer.waarden, namen):
        tabel = lezer.model.tabel(cel.tabel)
        if tabel.kolom_van[cel.kolom].soort is Soort.TEKST:
            continue
        zin = lezer.zin(cel)
        if cel.rij not in tabel.sleutels[1:]:
            gezegd = lezer.uitleg(cel)
            if zin.rekent and str(zin) not in gezegd.regels():
                fout.append(f"{cel}: not said: {zin}")
        if zin.rekent:
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
        grof = {f"veelvouden van {10**n:,}".replace(",", "."): -n for n in range(1, 7)}
        waarop = {"hele euro's": 0, "hele centen": 2, **grof}[zin.waarop]
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


def betaling(termijnen: dict[str, str]) -> dict[int, object]:
    lijst = tuple({"datum": dag, "procent": Decimal(deel)} for dag, deel in termijnen.items())
    return {2020: {"termijnen": lijst, "bron": "Verzonnen besluit"}}


@pytest.fixture(scope="session")
def met_termijnen(gegevens: Gegevens) -> Gegevens:
    """The example, with terms that nobody decided: Vaals pays in two halves, the others in four parts."""
    inhoud = gegevens.regio.bestand.model_dump()
    inhoud["betaling"] = betaling(TERMIJNEN)
    for deelnemer in inhoud["deelnemers"]:
        if deelnemer["code"] == "GM0981":
            deelnemer["betaling"] = betaling(HALVEN)
    return replace(gegevens, regio=Regio(RegioBestand.model_validate(inhoud)))


@pytest.fixture(scope="session")
def schrijf_drieland() -> Callable[..., Path]:
    """Writes an input of three municipalities that do not exist, 2024 and 2025, with more sheets than the least."""

    def schrijf(map: Path, bladen: Mapping[str, Sequence[Invoerrij]], *, tot: int = 2025) -> Path:
        plan = {
            "regio": "drieland", "titel": "Verzonnen plan", "jaar": 2025, "basisjaar": 2024, "laatste_jaar": tot,
            "scenario_tot_en_met": tot, "status": "voorlopig", "opsteller": "Noordwoude", "bron": "Verzonnen",
        }  # fmt: skip
        inwoners = {"Noordwoude": 5000, "Zuidermeer": 3000, "Oosterhorst": 2000}
        ritten = {
            "kostensoort": "vervoer", "post": "Ritten", "soort": "kosten", "dekking": "deelnemers", "bron": "Verzonnen",
            **dict.fromkeys(jaartallen(2024, tot), Decimal("1000.01")),
        }  # fmt: skip
        alle = {
            "Definities": [{"maatstaf": "inwoners", "peiljaar": 2023, "definitie": "Inwoners", "bron": "Verzonnen"}],
            "Maatstaven": [{"peiljaar": 2023, "gemeente": n, "inwoners": a} for n, a in inwoners.items()],
            "Begroting": [ritten],
            **bladen,
        }
        regios = Path(__file__).parents[1] / "regios"
        boek = Invoerboek(plan, alle, Kop("drieland", 2025, 2024, tot, tot, "voorlopig"))  # type: ignore[arg-type]
        (map / "drieland.yaml").write_bytes((regios / "drieland.yaml").read_bytes())
        pad = map / "invoer.xlsx"
        pad.write_bytes(maak_invoerboek(boek, laad_regio("drieland", regios), datetime(2025, 1, 1)))
        return pad

    return schrijf


def jaartallen(eerste: int, laatste: int) -> list[str]:
    return [str(jaar) for jaar in range(eerste, laatste + 1)]
