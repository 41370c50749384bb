"""A loose CSV of figures: names and the columns of a key, for `verdeel`."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Final

from schemas.fouten import Fout, Gebruikersfout, InvoerFouten, VerkeerdGebruik, bedoelde_u
from schemas.getal import GeenGetal, Notatie, lees_getal
from schemas.regio import RATO
from schemas.totaalrij import is_totaal

GROOTSTE_BESTAND: Final = 20 * 1024 * 1024


@dataclass(frozen=True)
class Cijfers:
    """One name per row, and per column of the key one value per row. `naamkolom` is the header of the names."""

    naamkolom: str
    namen: tuple[str, ...]
    waarden: Mapping[str, tuple[Decimal, ...]]


def read_cijfers(pad: Path, sleutel: Sequence[str]) -> Cijfers:
    """Read the columns of a key (without `rato`) from a CSV with comma or semicolon.

    A decimal comma is understood only where the semicolon separates. The first column that is no part of the key is
    the name.

    Raises:
        VerkeerdGebruik: a column of the key is not there.
        InvoerFouten: everything that is wrong with the rows, one line per cell.
        Gebruikersfout: no text, or no table.
    """
    tekst = _tekst(pad)
    scheiding = _scheiding(tekst)
    notatie = Notatie.NEDERLANDS if scheiding == ";" else Notatie.PUNT
    try:
        rijen = list(csv.reader(io.StringIO(tekst, newline=""), delimiter=scheiding, strict=True))
    except csv.Error as fout:
        raise Gebruikersfout(f"{pad.name} is geen goede CSV ({fout}); controleer de aanhalingstekens.") from fout
    if not rijen or not any(cel.strip() for cel in rijen[0]):
        raise Gebruikersfout(f"{pad.name} heeft geen kopregel; verwacht: namen van kolommen op regel 1.")
    kop = [cel.strip() for cel in rijen[0]]
    kolommen = [deel for deel in sleutel if deel != RATO]
    _controleer_kop(pad, kop, kolommen)
    naamplaats = next((plaats for plaats, titel in enumerate(kop) if titel not in kolommen), None)
    if naamplaats is None:
        raise Gebruikersfout(f"{pad.name} heeft alleen kolommen van de sleutel; verwacht: ook een kolom met namen.")
    plaatsen = {kolom: kop.index(kolom) for kolom in kolommen}
    namen: list[str] = []
    waarden: dict[str, list[Decimal]] = {kolom: [] for kolom in kolommen}
    gezien: set[str] = set()
    fouten: list[Fout] = []
    for nummer, rij in enumerate(rijen[1:], start=2):
        if not any(cel.strip() for cel in rij):
            continue
        if len(rij) != len(kop):
            fouten.append(Fout("", f"regel {nummer}", f"{len(rij)} kolommen; verwacht: {len(kop)}, zoals in de kop"))
            continue
        naam = rij[naamplaats].strip()
        fouten += _naamfouten(nummer, kop[naamplaats], naam, gezien)
        namen.append(naam)
        gezien.add(naam)
        for kolom, plaats in plaatsen.items():
            waarden[kolom].append(_waarde(nummer, kolom, rij[plaats], notatie, fouten))
    if not namen and not fouten:
        raise Gebruikersfout(f"{pad.name} heeft geen regels onder de kop; verwacht: één regel per deelnemer.")
    if fouten:
        raise InvoerFouten(pad.name, fouten)
    return Cijfers(kop[naamplaats], tuple(namen), {kolom: tuple(reeks) for kolom, reeks in waarden.items()})


def _tekst(pad: Path) -> str:
    ruw = pad.read_bytes()
    if len(ruw) > GROOTSTE_BESTAND:
        raise Gebruikersfout(
            f"{pad.name} is groter dan {GROOTSTE_BESTAND // 2**20} MB; dat is geen tabel van deelnemers."
        )
    if ruw.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")) or b"\0" in ruw:
        raise Gebruikersfout(f"{pad.name} is geen CSV maar een ander soort bestand; sla het in Excel op als CSV.")
    try:
        return ruw.decode("utf-8-sig")
    except UnicodeDecodeError:
        # Excel on Windows writes "CSV (gescheiden door lijstscheidingsteken)" in this code page.
        return ruw.decode("cp1252", errors="replace")


def _scheiding(tekst: str) -> str:
    kop = tekst.partition("\n")[0]
    return ";" if kop.count(";") >= kop.count(",") and ";" in kop else ","


def _controleer_kop(pad: Path, kop: Sequence[str], kolommen: Sequence[str]) -> None:
    for titel in kop:
        if titel and kop.count(titel) > 1:
            raise Gebruikersfout(f"{pad.name}: kolom '{titel}' staat er twee keer; geef elke kolom een eigen naam.")
    for kolom in kolommen:
        if kolom not in kop:
            bekend = ", ".join(titel for titel in kop if titel)
            raise VerkeerdGebruik(f"{pad.name} heeft geen kolom '{kolom}'; wel: {bekend}.{bedoelde_u(kolom, kop)}")


def _naamfouten(nummer: int, kolom: str, naam: str, eerder: set[str]) -> list[Fout]:
    plaats = f"regel {nummer}, kolom {kolom}"
    if not naam:
        return [Fout("", plaats, "leeg; verwacht: een naam")]
    if is_totaal(naam):
        return [
            Fout(
                "", plaats, f"'{naam}'; verwacht: alleen deelnemers, want totalen worden berekend. Haal deze regel weg"
            )
        ]
    if naam in eerder:
        return [Fout("", plaats, f"'{naam}' staat er twee keer; verwacht: elke naam één keer")]
    return []


def _waarde(nummer: int, kolom: str, cel: str, notatie: Notatie, fouten: list[Fout]) -> Decimal:
    plaats = f"regel {nummer}, kolom {kolom}"
    if not cel.strip():
        fouten.append(Fout("", plaats, "leeg; verwacht: een getal van 0 of meer"))
        return Decimal(0)
    try:
        waarde = lees_getal(cel, notatie)
    except GeenGetal as fout:
        komma = (
            " Een decimale komma kan alleen in een CSV met puntkomma's."
            if notatie is Notatie.PUNT and "," in cel
            else ""
        )
        fouten.append(Fout("", plaats, f"{fout}; verwacht: een getal van 0 of meer.{komma}".removesuffix(".")))
        return Decimal(0)
    if waarde < 0:
        fouten.append(Fout("", plaats, f"'{cel.strip()}'; verwacht: een getal van 0 of meer"))
        return Decimal(0)
    return waarde
