"""DuckDB: embedded, on this machine, within a limit of memory."""

from __future__ import annotations

import os
import re
import secrets
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

# The engine itself. Its package loads much besides that nothing here asks for, a tenth of a second for every count.
import _duckdb as duckdb

from schemas.onschadelijk import voor_terminal
from schemas.tellen.bronnen import Bron
from schemas.tellen.motor import TIJDZONE, Motor, Motorfout, TeWeinigGeheugen, Waardesoort, getalsoort, tekst
from schemas.tellen.vraag import Bronbestand

EIGEN: Final = 160
"""Megabytes that Python and the program itself take; the rest is for the engine."""
MINSTENS: Final = 64
GEHEEL: Final = {"TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT"}
BUFFERS: Final = (4_000_000, 8_000_000)
"""Bytes of a text that are read in one go, at least and at most; the usual 32 million leave no room for the rest."""
KLAD: Final = "klad"
REGELS: Final = "regels.duckdb"
_REGEL: Final = re.compile(r"\bLine: (\d+)")


class DuckdbMotor(Motor):
    naam = "duckdb"

    def __init__(self, geheugen: int, klad: Path) -> None:
        self.versie = duckdb.__version__
        self.geheugen = geheugen
        self.klad = klad
        self.neergelegd = False
        self.teksten: list[str] = []
        self.verbinding = duckdb.connect(
            config={
                "memory_limit": f"{max(MINSTENS, geheugen - EIGEN)}MB",
                "temp_directory": str(klad),
                # What does not fit in memory goes to disk encrypted. Without an extension from the internet its keys
                # come from a weaker source, and DuckDB wants that said; the folder is closed to others besides.
                "temp_file_encryption": True,
                "force_mbedtls_unsafe": "true",
                "preserve_insertion_order": False,
                "autoinstall_known_extensions": False,
            }
        )
        self.verbinding.execute(f"SET TimeZone='{TIJDZONE}'")
        # Of a text it does not know how many lines there are, and would keep all of them to compare a few with. In
        # every question here the small table stands last.
        self.verbinding.execute("SET disabled_optimizers='join_order,build_side_probe_side'")

    @contextmanager
    def _bewaakt(self, bron: Bron | None = None) -> Iterator[None]:
        """An error of the engine can quote a line: what it says stays inside."""
        try:
            yield
        except duckdb.OutOfMemoryException:
            raise TeWeinigGeheugen(self.geheugen) from None
        except duckdb.InterruptException:
            raise KeyboardInterrupt from None
        except RuntimeError as fout:
            # What a signal raised is lost on its way through the engine.
            if "interrupted" in str(fout):
                raise KeyboardInterrupt from None
            raise
        except duckdb.Error as fout:
            if "state machine" in str(fout):
                raise Motorfout(
                    f"{self._csv_naam(str(fout))} heeft regeleinden van twee soorten door elkaar. Sla het bestand op "
                    "als CSV UTF-8. Er is niets geteld."
                ) from None
            regel = _REGEL.search(str(fout))
            if isinstance(fout, duckdb.InvalidInputException) and regel is not None:
                raise self._csv_fout(str(fout), regel[1]) from None
            waar = bron.naam if bron else "een van de bestanden"
            raise Motorfout(
                f"{waar} is niet te lezen of te tellen (DuckDB: {type(fout).__name__}). Er is niets geteld."
            ) from None

    def _csv_fout(self, melding: str, regel: str) -> Motorfout:
        waar = self._csv_naam(melding)
        if "Invalid unicode" in melding:
            return Motorfout(
                f"{waar} is bij regel {regel} geen UTF-8. Sla het bestand op als CSV UTF-8. Er is niets geteld."
            )
        return Motorfout(
            f"{waar} is niet te lezen bij regel {regel}: die regel heeft meer of minder velden dan de kop, of een "
            "aanhalingsteken dat niet sluit. Er is niets geteld."
        )

    def _csv_naam(self, melding: str) -> str:
        pad = next((pad for pad in self.teksten if f"\n  file = {pad}\n" in melding), None)
        return voor_terminal(Path(pad).name) if pad else "een CSV-bestand"

    def groepen(self, bron: Bron) -> Sequence[tuple[Bron, Mapping[str, Waardesoort]]]:
        if bron.soort == "csv":
            return [(bron, dict.fromkeys(bron.titels, "tekst"))]
        gelijk: dict[tuple[tuple[str, Waardesoort], ...], list[str]] = {}
        for pad in bron.paden:
            with self._bewaakt(Bron("parquet", (pad,))):
                rijen = self.verbinding.execute(f"DESCRIBE SELECT * FROM {_parquet((pad,))}").fetchall()
                oud = self.verbinding.execute(
                    f"SELECT name FROM parquet_schema({tekst(pad)}) WHERE type = 'INT96'"
                ).fetchall()
            # Spark writes a point in time as INT96 unless told otherwise; the file does not say that it is one.
            tijdstippen = {naam for (naam,) in oud}
            kolommen = tuple((rij[0], "tijdstip" if rij[0] in tijdstippen else _soort(rij[1])) for rij in rijen)
            gelijk.setdefault(kolommen, []).append(pad)
        return [(Bron("parquet", tuple(paden), tuple(n for n, _ in k)), dict(k)) for k, paden in gelijk.items()]

    def open(self, bron: Bron, naam: str) -> None:
        if bron.soort == "parquet":
            with self._bewaakt(bron):
                oud = self.verbinding.execute(
                    f"SELECT name FROM parquet_schema({tekst(bron.paden[0])}) WHERE type = 'INT96'"
                ).fetchall()
            vervang = ", ".join(f"timezone('UTC', {self.citeer(n)}) AS {self.citeer(n)}" for (n,) in oud)
            bron_sql = _parquet(bron.paden)
            sql = f"SELECT *{f' REPLACE ({vervang})' if vervang else ''} FROM {bron_sql}"
        else:
            self.teksten.extend(bron.paden)
            titels = ", ".join(f"{tekst(titel)}: 'VARCHAR'" for titel in bron.titels)
            sql = (
                f"SELECT * FROM read_csv({_lijst(bron.paden)}, columns={{{titels}}}, delim={tekst(bron.scheiding)}, "
                "quote='\"', escape='\"', header=true, auto_detect=false, hive_partitioning=false, null_padding=false, "
                f"strict_mode=true, buffer_size={self._buffer()})"
            )
        with self._bewaakt(bron):
            self.verbinding.execute(f"CREATE OR REPLACE VIEW {naam} AS {sql}")

    def _buffer(self) -> int:
        """Every core holds one or two; together they take a quarter of the memory."""
        return sorted((*BUFFERS, (self.geheugen - EIGEN) * 1_000_000 // (8 * (os.cpu_count() or 1))))[1]

    def bekijk(self, naam: str, sql: str) -> None:
        with self._bewaakt():
            self.verbinding.execute(f"CREATE OR REPLACE VIEW {naam} AS {sql}")

    def bewaar(self, naam: str, sql: str) -> None:
        self._doe(f"CREATE OR REPLACE TEMP TABLE {naam} AS {sql}")

    def _doe(self, sql: str) -> duckdb.DuckDBPyConnection:
        """Every core keeps a part of the answer; where they do not fit together, one by itself takes longer."""
        with self._bewaakt():
            try:
                return self.verbinding.execute(sql)
            except duckdb.OutOfMemoryException:
                self.verbinding.execute("SET threads=1")
                return self.verbinding.execute(sql)

    def leg_neer(self, naam: str, sql: str) -> None:
        # A file of its own, as encrypted as what does not fit: a table in memory is written and read block by block
        # once it is too large, which took four times as long at a limit of 300 MB.
        with self._bewaakt():
            if not self.neergelegd:
                sleutel = secrets.token_hex(32)
                self.verbinding.execute(
                    f"ATTACH {tekst(str(self.klad / REGELS))} AS {KLAD} (ENCRYPTION_KEY '{sleutel}')"
                )
                self.neergelegd = True
        self._doe(f"CREATE OR REPLACE TABLE {KLAD}.{naam} AS {sql}")
        self.bekijk(naam, f"SELECT * FROM {KLAD}.{naam}")

    def vraag(self, sql: str) -> list[tuple[Any, ...]]:
        with self._bewaakt():
            rijen: list[tuple[Any, ...]] = self._doe(sql).fetchall()
            return rijen

    def sluit(self) -> None:
        self.verbinding.close()

    def citeer(self, titel: str) -> str:
        return '"' + titel.replace('"', '""') + '"'

    def past(self, waarde: str, patroon: str) -> str:
        return f"regexp_full_match({waarde}, {tekst(patroon)})"

    def tijdstip(self, waarde: str) -> str:
        return f"try_cast({waarde} AS TIMESTAMPTZ)"

    def hash(self, waarde: str) -> str:
        return f"sha256({waarde})"

    def kort(self, *waarden: str) -> str:
        return f"hash({', '.join(waarden)})"

    def vingerafdrukken(self, bron: Bron) -> Sequence[Bronbestand]:
        raise AssertionError("DuckDB reads files of this machine")


def _parquet(paden: Sequence[str]) -> str:
    # A column is what stands in a file, and not in the name of its folder.
    return f"read_parquet({_lijst(paden)}, hive_partitioning=false)"


def _lijst(paden: Sequence[str]) -> str:
    # Between brackets a name is taken as it stands; a star or a question mark in it is escaped.
    return "[" + ", ".join(tekst(re.sub(r"([\[*?])", r"[\1]", pad)) for pad in paden) + "]"


def _soort(type_: str) -> Waardesoort:
    if type_ == "VARCHAR":
        return "tekst"
    if type_ in GEHEEL:
        return "geheel"
    if type_ in ("FLOAT", "DOUBLE") or type_.startswith("DECIMAL"):
        return getalsoort(type_)
    if type_ == "DATE":
        return "dag"
    if type_ == "TIMESTAMP WITH TIME ZONE":
        return "tijdstip"
    return "moment" if type_.startswith("TIMESTAMP") else "anders"
