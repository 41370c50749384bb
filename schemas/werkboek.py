"""Opening a workbook: an error, a formula without a value and nothing are three different things."""

from __future__ import annotations

import hashlib
import warnings
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any, Final, Literal

import openpyxl
from openpyxl.cell.cell import Cell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from schemas.fouten import Gebruikersfout

ZIP: Final = b"PK\x03\x04"
OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""First bytes of an old workbook (.xls), and of a new one behind a password."""
GROOTSTE: Final = 50_000_000
UITGEPAKT: Final = 500_000_000
DAMAGE: Final = (
    zipfile.BadZipFile,
    zlib.error,
    KeyError,
    ValueError,
    TypeError,
    AttributeError,
    IndexError,
    OSError,
    SyntaxError,
    EOFError,
    RuntimeError,
)
"""What the library lets through when a file is damaged: it checks little, so nearly anything."""


@dataclass(frozen=True)
class Foutwaarde:
    """A cell that shows an error, such as #N/A."""

    code: str


@dataclass(frozen=True)
class Ongerekend:
    """A formula whose outcome was never stored in the file, or of which the file itself says that it is stale.

    An old workbook (.xls) does not give the formula as text: then it is empty. `opgeslagen` is the stale outcome.
    """

    formule: str
    opgeslagen: str | float | Decimal | bool | date | time | timedelta | None = None


@dataclass(frozen=True)
class Bedekt:
    """What stands in a cell under a merged one, where nobody sees it."""

    tekst: str


@dataclass(frozen=True)
class Dubbel:
    """A cell that the file has more than once, each time with something else."""

    teksten: tuple[str, ...]


Celwaarde = str | int | Decimal | bool | date | time | timedelta | Foutwaarde | Ongerekend | Bedekt | Dubbel | None


@dataclass(frozen=True)
class Verborgen:
    """What of a sheet a person does not see who opens it: the sheet itself, and rows and columns (counted from 1)."""

    blad: Literal["", "verborgen", "zeer verborgen"] = ""
    rijen: frozenset[int] = frozenset()
    kolommen: frozenset[int] = frozenset()


GEHEEL_ZICHTBAAR: Final = Verborgen()


@dataclass(frozen=True)
class Raster:
    """One sheet: its filled cells by row and column, counted from 1."""

    naam: str
    cellen: Mapping[tuple[int, int], Celwaarde]
    verborgen: Verborgen = GEHEEL_ZICHTBAAR


@dataclass(frozen=True)
class Werkboek:
    """A workbook as it was read, and the fingerprint of its bytes."""

    bestand: str
    sha256: str
    bladen: tuple[Raster, ...]


def celnaam(rij: int, kolom: int) -> str:
    return f"{get_column_letter(kolom)}{rij}"


def open_werkboek(pad: Path) -> Werkboek:
    """All filled cells of a workbook.

    Args:
        pad: an .xlsx file.
    Returns:
        The workbook; formulas as their stored value.
    Raises:
        Gebruikersfout: it cannot be opened, or is no workbook that can be read.
    """
    return werkboek_van(_bytes(pad), pad.name)


def werkboek_van(inhoud: bytes, naam: str) -> Werkboek:
    """All filled cells of a workbook whose bytes were read before; `naam` is for the messages.

    Raises:
        Gebruikersfout: it is no workbook that can be read.
    """
    _check_kind(inhoud, naam)
    with _readable(naam):
        with zipfile.ZipFile(BytesIO(inhoud)) as archief:
            uitgepakt = sum(deel.file_size for deel in archief.infolist())
        if uitgepakt > UITGEPAKT:
            raise Gebruikersfout(
                f"{naam} is uitgepakt groter dan {UITGEPAKT // 1_000_000} MB; zo groot is geen invoerbestand."
            )
        waarden = openpyxl.load_workbook(BytesIO(inhoud), data_only=True)
        formules = openpyxl.load_workbook(BytesIO(inhoud), data_only=False)
    rekenen = formules.calculation
    verouderd = rekenen is not None and bool(rekenen.fullCalcOnLoad or rekenen.calcCompleted is False)
    bladen = tuple(_raster(waarden[blad.title], blad, verouderd=verouderd) for blad in formules.worksheets)
    return Werkboek(naam, hashlib.sha256(inhoud).hexdigest(), bladen)


def stored(waarde: Celwaarde) -> str | float | Decimal | bool | date | time | timedelta | None:
    """An outcome that stands in the file beside its formula."""
    return None if isinstance(waarde, Foutwaarde | Ongerekend | Bedekt | Dubbel) else waarde


def met_opgeslagen(boek: Werkboek) -> Werkboek:
    """The workbook with its stale outcomes as values: for who only looks whether it hangs together."""

    def waarde(cel: Celwaarde) -> Celwaarde:
        if not isinstance(cel, Ongerekend) or cel.opgeslagen is None:
            return cel
        return Decimal(repr(cel.opgeslagen)) if isinstance(cel.opgeslagen, float) else cel.opgeslagen

    bladen = (replace(b, cellen={plek: waarde(cel) for plek, cel in b.cellen.items()}) for b in boek.bladen)
    return replace(boek, bladen=tuple(bladen))


def _bytes(pad: Path) -> bytes:
    if pad.is_dir():
        raise Gebruikersfout(f"{pad.name} is een map; verwacht: een Excel-bestand (.xlsx).")
    if not pad.exists():
        raise Gebruikersfout(f"{pad.name} bestaat niet. Kijk of de naam en de map kloppen.")
    try:
        inhoud = pad.read_bytes() if pad.stat().st_size <= GROOTSTE else None
    except PermissionError:
        raise Gebruikersfout(
            f"{pad.name} is niet te lezen: het bestand is open in Excel, of u hebt er geen recht op."
        ) from None
    except OSError:
        raise Gebruikersfout(f"{pad.name} is niet te lezen. Staat het op een schijf die nu bereikbaar is?") from None
    if inhoud is None:
        raise Gebruikersfout(f"{pad.name} is groter dan {GROOTSTE // 1_000_000} MB; zo groot is geen invoerbestand.")
    return inhoud


def _check_kind(inhoud: bytes, naam: str) -> None:
    if not inhoud:
        raise Gebruikersfout(f"{naam} is leeg (0 bytes).")
    if inhoud.startswith(OLE):
        raise Gebruikersfout(
            f"{naam} heeft een wachtwoord of is een oud Excel-bestand (.xls). "
            "Haal het wachtwoord eraf en sla het op als Excel-werkmap (.xlsx)."
        )
    if not inhoud.startswith(ZIP):
        raise Gebruikersfout(f"{naam} is geen Excel-werkmap (.xlsx). Sla het in Excel op als .xlsx.")


@contextmanager
def _readable(naam: str) -> Iterator[None]:
    """Whatever a damaged file makes the library do, the user reads one sentence."""
    kapot = Gebruikersfout(f"{naam} is beschadigd en niet te lezen. Open het in Excel en sla het opnieuw op.")
    with warnings.catch_warnings():
        # The library warns of parts that it will not write back; this file is only read.
        warnings.simplefilter("ignore", UserWarning)
        try:
            yield
        except DAMAGE as fout:
            raise kapot from fout


def _raster(waarden: Worksheet, formules: Worksheet, *, verouderd: bool) -> Raster:
    cellen: dict[tuple[int, int], Celwaarde] = {}
    # Only cells that exist: one stray cell in the last corner would make `iter_rows` walk through 10^10 others.
    for plek, formule in formules._cells.items():
        if isinstance(formule, Cell) and formule.value is not None:
            waarde = waarden._cells.get(plek)
            gelezen = _waarde(formule, waarde if isinstance(waarde, Cell) else None, verouderd=verouderd)
            if gelezen is not None:
                cellen[plek] = gelezen
    return Raster(formules.title, cellen)


def _waarde(formule: Cell, waarde: Cell | None, *, verouderd: bool) -> Celwaarde:
    if formule.data_type == "f":
        tekst = str(getattr(formule.value, "text", formule.value))
        if waarde is None or waarde.value is None:
            return Ongerekend(tekst)
        berekend = _plain(waarde.value, waarde.data_type, berekend=True)
        return Ongerekend(tekst, stored(berekend)) if verouderd else berekend
    return _plain(formule.value, formule.data_type, berekend=False)


def _plain(waarde: Any, soort: str, *, berekend: bool) -> Celwaarde:
    if soort == "e":
        return Foutwaarde(str(waarde))
    if isinstance(waarde, float):
        # A typed number is short; a formula leaves the noise of doubles, which Excel hides after 15 digits.
        getal = Decimal(f"{waarde:.15g}") if berekend else Decimal(repr(waarde))
        return int(getal) if getal == getal.to_integral_value() else getal
    if isinstance(waarde, datetime):
        return waarde.date() if waarde.time() == time() else waarde
    if isinstance(waarde, bool | int | date | time | timedelta):
        return waarde
    return str(waarde)
