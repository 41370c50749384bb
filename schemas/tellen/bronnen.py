"""The files that are counted: found, told apart by what they are, and fingerprinted before anything is read."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from glob import glob, has_magic
from io import StringIO
from pathlib import Path
from threading import Event
from typing import Final, Literal

from schemas.fouten import Gebruikersfout, VerkeerdGebruik
from schemas.onschadelijk import voor_terminal
from schemas.tellen.vraag import Bronbestand

Soort = Literal["parquet", "csv"]
SOORTEN: Final[dict[str, Soort]] = {".parquet": "parquet", ".pq": "parquet", ".csv": "csv"}
UITPAKKEN: Final = " Pak het eerst uit."
ANDERS_OPSLAAN: Final = " Sla het blad op als CSV UTF-8."
RAAD: Final = {
    **dict.fromkeys((".gz", ".zip", ".7z", ".bz2", ".zst"), UITPAKKEN),
    **dict.fromkeys((".xlsx", ".xls", ".xlsm", ".xlsb", ".ods"), ANDERS_OPSLAAN),
}
"""What to do with a file that holds lines, but not as a table in text."""
VERMOMD: Final = {b"PK\x03\x04": " Het is een Excel-bestand of een zip-bestand.", b"\x1f\x8b": UITPAKKEN}
"""How a file begins that is no text, whatever its name says."""
LANGSTE_KOP: Final = 1 << 20
BLOK: Final = 1 << 20


class GeenRegels(VerkeerdGebruik):
    def __init__(self, gevraagd: str) -> None:
        super().__init__(f"in '{gevraagd}' zijn geen bestanden met regels gevonden", ".parquet of .csv.")


class GeenRegelbestand(VerkeerdGebruik):
    def __init__(self, pad: Path) -> None:
        raad = RAAD.get(pad.suffix.lower(), "")
        super().__init__(f"'{pad}' is geen bestand met regels", f".parquet of .csv.{raad}")


class NaamOnbekend(VerkeerdGebruik):
    def __init__(self, pad: Path) -> None:
        super().__init__(
            f"de naam van '{pad}' heeft tekens die het telprogramma niet kent. Geef het bestand een naam van gewone "
            "letters en cijfers, en probeer het opnieuw."
        )


@dataclass(frozen=True)
class Bron:
    """Files that are read in one go: of one kind, with the same columns. `adres` where only the engine can reach it."""

    soort: Soort
    paden: tuple[str, ...]
    titels: tuple[str, ...] = ()
    """Of a CSV: the titles in its first line; of Parquet the engine knows them."""
    scheiding: str = ","
    adres: bool = False

    @property
    def naam(self) -> str:
        eerste = self.paden[0].rsplit("/", 1)[-1] or self.paden[0]
        rest = len(self.paden) - 1
        return voor_terminal(eerste) + (f" en {rest} andere" if rest else "")


def vind(gevraagd: Sequence[str]) -> tuple[Path, ...]:
    """Every file of the files, folders and patterns that were given, each once, in the order of their names."""
    gevonden: dict[Path, None] = {}
    for deel in gevraagd:
        pad = Path(deel)
        if not pad.exists() and has_magic(deel):
            treffers = sorted(Path(naam) for naam in glob(deel, recursive=True))  # noqa: PTH207  (a Path has no absolute patterns)
        elif pad.exists():
            treffers = [pad]
        else:
            raise VerkeerdGebruik(f"'{deel}' bestaat niet.")
        bestanden = [bestand for treffer in treffers for bestand in _in(treffer)]
        if not bestanden:
            raise GeenRegels(deel)
        gevonden.update(dict.fromkeys(bestand.resolve() for bestand in bestanden))
    for bestand in gevonden:
        try:
            str(bestand).encode()
        except UnicodeEncodeError:
            raise NaamOnbekend(bestand) from None
    return tuple(sorted(gevonden))


def _in(pad: Path) -> Iterator[Path]:
    if pad.is_dir():
        # Engines leave files behind that are no lines: _SUCCESS, .crc.
        yield from (
            bestand
            for bestand in sorted(pad.rglob("*"))
            if bestand.suffix.lower() in SOORTEN and bestand.is_file() and not bestand.name.startswith((".", "_"))
        )
    elif pad.suffix.lower() in SOORTEN:
        yield pad
    else:
        raise GeenRegelbestand(pad)


def bronnen_van(paden: Sequence[Path]) -> tuple[Bron, ...]:
    """The files, those of a kind together. Parquet stays one by one: its columns are for the engine to compare."""
    groepen: dict[tuple[Soort, str, tuple[str, ...]], list[str]] = {}
    for pad in paden:
        soort = SOORTEN[pad.suffix.lower()]
        if soort == "parquet":
            groepen.setdefault((soort, "", ()), []).append(str(pad))
        else:
            scheiding, titels = _kop(pad)
            groepen.setdefault((soort, scheiding, titels), []).append(str(pad))
    return tuple(Bron(soort, tuple(namen), titels, scheiding) for (soort, scheiding, titels), namen in groepen.items())


def _kop(pad: Path) -> tuple[str, tuple[str, ...]]:
    """Delimiter and titles of a CSV. Both engines are told them: each would guess in its own way."""
    try:
        with pad.open("rb") as stroom:
            regel = stroom.readline(LANGSTE_KOP)
            # A title between quotes may run on in the next line.
            while regel.count(b'"') % 2 and len(regel) < LANGSTE_KOP and (verder := stroom.readline(LANGSTE_KOP)):
                regel += verder
    except OSError as fout:
        raise Gebruikersfout(f"{pad.name} is niet te lezen ({fout.strerror}).") from None
    vermomd = next((wat for begin, wat in VERMOMD.items() if regel.startswith(begin)), None)
    if vermomd is not None:
        raise Gebruikersfout(f"{pad.name} is geen CSV.{vermomd}")
    try:
        tekst = regel.decode("utf-8-sig").rstrip("\r\n")
    except UnicodeDecodeError:
        raise Gebruikersfout(f"{pad.name} is geen tekst in UTF-8. Sla het bestand op als CSV UTF-8.") from None
    if not tekst.strip():
        raise Gebruikersfout(f"{pad.name} is leeg", "een eerste regel met titels.")
    if tekst.lower().startswith("sep="):
        raise Gebruikersfout(f"{pad.name} begint met de regel sep=. Haal die weg: de eerste regel heeft de titels.")
    if "\r" in tekst.replace("\r\n", "\n"):
        raise Gebruikersfout(f"{pad.name} heeft regeleinden van een oude Mac. Sla het bestand op als CSV UTF-8.")
    scheiding = max(";,\t|", key=_buiten_aanhaling(tekst).count)
    try:
        koppen = [" ".join(titel.split()) for titel in next(csv.reader(StringIO(tekst), delimiter=scheiding))]
    except csv.Error:
        raise Gebruikersfout(f"{pad.name} heeft geen eerste regel met titels die te lezen is.") from None
    # Excel ends every line with what divides empty columns.
    titels = tuple(titel or f"kolom {plek} zonder titel" for plek, titel in enumerate(koppen, start=1))
    dubbel = next((titel for titel in titels if titels.count(titel) > 1), None)
    if dubbel is not None:
        raise Gebruikersfout(f"{pad.name}: de titel '{voor_terminal(dubbel)}' staat er twee keer.")
    return scheiding, titels


def _buiten_aanhaling(tekst: str) -> str:
    """Without what stands between quotes: there a comma separates nothing."""
    return "".join(tekst.split('"')[::2])


def controleer_utf8(pad: Path) -> None:
    """For an engine that reads on with another sign in place of what is no UTF-8."""
    with pad.open(encoding="utf-8", newline="\n") as stroom:
        try:
            while stroom.read(BLOK):
                pass
        except UnicodeDecodeError:
            raise Gebruikersfout(
                f"{pad.name} is geen tekst in UTF-8. Sla het bestand op als CSV UTF-8. Er is niets geteld."
            ) from None


@contextmanager
def vingerafdrukken(paden: Sequence[Path]) -> Iterator[Callable[[], tuple[Bronbestand, ...]]]:
    """Fingerprints that are taken beside the count, as it begins on one core; what it gives waits for them."""
    for pad in paden:
        # What cannot be read is told before anything begins.
        with pad.open("rb"):
            pass
    klaar = Event()
    with ThreadPoolExecutor(max_workers=1) as naast:
        gevraagd = naast.submit(lambda: tuple(_vingerafdruk(pad, klaar) for pad in paden))
        try:
            yield gevraagd.result
        finally:
            klaar.set()


def _vingerafdruk(pad: Path, klaar: Event) -> Bronbestand:
    som = hashlib.sha256()
    grootte = 0
    with pad.open("rb") as stroom:
        while (blok := stroom.read(BLOK)) and not klaar.is_set():
            som.update(blok)
            grootte += len(blok)
    return Bronbestand(pad.name, grootte, som.hexdigest())
