"""Spark: on this machine or on a cluster that is there already."""

from __future__ import annotations

import os
import re
import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

with warnings.catch_warnings():
    # It warns of a version of pandas, which is not used here.
    warnings.simplefilter("ignore")
    import pyspark
    from pyspark.errors import PySparkException
    from pyspark.sql import DataFrame, SparkSession
    from pyspark.sql.types import StringType, StructField, StructType

from schemas.fouten import Gebruikersfout
from schemas.onschadelijk import voor_terminal
from schemas.tellen.bronnen import Bron, controleer_utf8
from schemas.tellen.motor import TIJDZONE, Motor, Motorfout, Waardesoort, getalsoort, tekst
from schemas.tellen.vraag import Bronbestand

HIER: Final = "local[*]"
GEHEEL: Final = {"tinyint", "smallint", "int", "bigint"}
GESCHEURD: Final = ("MALFORMED", "TextParsingException")
"""What Spark says of a line that does not fit under the titles."""
DELEN: Final = "4"
"""Parts of an answer on this machine; on a cluster Spark's own setting holds."""


class GeenJava(Gebruikersfout):
    def __init__(self) -> None:
        super().__init__(
            "Spark start niet. Er is Java 17 of nieuwer nodig (JAVA_HOME), en de master moet bereikbaar zijn."
        )


class SparkMotor(Motor):
    naam = "spark"

    def __init__(self, geheugen: int, klad: Path, master: str | None) -> None:
        self.versie = pyspark.__version__
        self.teksten: list[str] = []
        bouwer = SparkSession.builder.appName("verdeelwijzer tel").master(master or HIER)
        instellingen = {
            "spark.sql.session.timeZone": TIJDZONE,
            "spark.sql.ansi.enabled": "true",
            # A backslash in a text is a backslash, as in the other engine.
            "spark.sql.parser.escapedStringLiterals": "true",
            "spark.sql.files.ignoreCorruptFiles": "false",
            "spark.ui.enabled": "false",
            "spark.ui.showConsoleProgress": "false",
            "spark.io.encryption.enabled": "true",
        }
        if master is None or master.startswith("local"):
            instellingen |= {
                "spark.driver.memory": f"{geheugen}m",
                "spark.driver.host": "127.0.0.1",
                "spark.driver.bindAddress": "127.0.0.1",
                "spark.local.dir": str(klad),
                "spark.sql.warehouse.dir": str(klad),
                "spark.sql.shuffle.partitions": DELEN,
            }
        for naam, waarde in instellingen.items():
            bouwer = bouwer.config(naam, waarde)
        # Spark tells of its start on stderr, in English, and takes no setting for it before there is a session.
        with _stil():
            try:
                self.sessie = bouwer.getOrCreate()
            except (PySparkException, OSError, RuntimeError):
                raise GeenJava from None
            self.sessie.sparkContext.setLogLevel("OFF")

    @contextmanager
    def _bewaakt(self, bron: Bron | None = None) -> Iterator[None]:
        """An error of the engine can quote a line: what it says stays inside."""
        try:
            with _stil():
                yield
        except Exception as fout:
            if not _van_spark(fout):
                raise
            if any(woord in str(fout) for woord in GESCHEURD):
                # The message has the address of the file, and may go on with a line of it.
                pad = next(
                    (pad for pad in self.teksten if re.search(rf"{re.escape(Path(pad).as_uri())}(?!\\w)", str(fout))),
                    None,
                )
                waar = voor_terminal(Path(pad).name) if pad else "een CSV-bestand"
                raise Motorfout(
                    f"{waar} is niet te lezen: een regel heeft meer of minder velden dan de kop, of een "
                    "aanhalingsteken dat niet sluit. Er is niets geteld."
                ) from None
            waar = bron.naam if bron else "een van de bestanden"
            soort = type(fout).__name__
            raise Motorfout(f"{waar} is niet te lezen of te tellen (Spark: {soort}). Er is niets geteld.") from None

    def groepen(self, bron: Bron) -> Sequence[tuple[Bron, Mapping[str, Waardesoort]]]:
        if bron.soort == "csv":
            if not bron.adres:
                return [(bron, dict.fromkeys(bron.titels, "tekst"))]
            with self._bewaakt(bron):
                eerste = self.sessie.read.text(list(bron.paden)).first()
            kop = (eerste[0] if eerste else "").lstrip("\ufeff")
            scheiding = max(";,\t|", key=kop.count)
            titels = tuple(deel.strip().strip('"') for deel in kop.split(scheiding))
            return [(Bron("csv", bron.paden, titels, scheiding, adres=True), dict.fromkeys(titels, "tekst"))]
        # A folder on a cluster is one table; files of this machine are compared one by one.
        delen = [bron.paden] if bron.adres else [(pad,) for pad in bron.paden]
        gelijk: dict[tuple[tuple[str, Waardesoort], ...], list[str]] = {}
        for paden in delen:
            with self._bewaakt(Bron("parquet", paden)):
                schema = self._parquet(paden).schema
            kolommen = tuple((veld.name, _soort(veld.dataType.simpleString())) for veld in schema.fields)
            gelijk.setdefault(kolommen, []).extend(paden)
        return [
            (Bron("parquet", tuple(p), tuple(n for n, _ in k), adres=bron.adres), dict(k)) for k, p in gelijk.items()
        ]

    def _parquet(self, paden: Sequence[str]) -> DataFrame:
        return self.sessie.read.option("mergeSchema", "true").parquet(*map(_letterlijk, paden))

    def open(self, bron: Bron, naam: str) -> None:
        with self._bewaakt(bron):
            if bron.soort == "parquet":
                tabel = self._parquet(bron.paden)
            else:
                if not bron.adres:
                    self.teksten.extend(bron.paden)
                    for pad in bron.paden:
                        controleer_utf8(Path(pad))
                schema = StructType([StructField(titel, StringType()) for titel in bron.titels])
                tabel = self.sessie.read.csv(
                    [_letterlijk(pad) for pad in bron.paden],
                    schema=schema,
                    sep=bron.scheiding,
                    header=True,
                    quote='"',
                    escape='"',
                    multiLine=True,
                    mode="FAILFAST",
                    # What goes on behind a closing quote is torn, as it is to the other engine.
                    unescapedQuoteHandling="RAISE_ERROR",
                    encoding="UTF-8",
                )
            tabel.createOrReplaceTempView(naam)

    def bekijk(self, naam: str, sql: str) -> None:
        with self._bewaakt():
            self.sessie.sql(sql).createOrReplaceTempView(naam)

    def bewaar(self, naam: str, sql: str) -> None:
        with self._bewaakt():
            self.sessie.sql(sql).persist().createOrReplaceTempView(naam)

    def leg_neer(self, naam: str, sql: str) -> None:
        # A cluster has no room of its own to put them; it reads in many places at once.
        self.bekijk(naam, sql)

    def vraag(self, sql: str) -> list[tuple[Any, ...]]:
        with self._bewaakt():
            return [tuple(rij) for rij in self.sessie.sql(sql).collect()]

    def sluit(self) -> None:
        with _stil():
            self.sessie.catalog.clearCache()
            self.sessie.stop()

    def citeer(self, titel: str) -> str:
        return "`" + titel.replace("`", "``") + "`"

    def past(self, waarde: str, patroon: str) -> str:
        return f"regexp_like({waarde}, {tekst(f'^(?:{patroon})$')})"

    def tijdstip(self, waarde: str) -> str:
        return f"try_cast({waarde} AS TIMESTAMP)"

    def hash(self, waarde: str) -> str:
        return f"sha2({waarde}, 256)"

    def kort(self, *waarden: str) -> str:
        return f"xxhash64({', '.join(waarden)})"

    def vingerafdrukken(self, bron: Bron) -> Sequence[Bronbestand]:
        with self._bewaakt(bron):
            bestanden = self.sessie.read.format("binaryFile").load(list(bron.paden))
            rijen = bestanden.selectExpr("path", "length", "sha2(content, 256) AS som").orderBy("path").collect()
        return [Bronbestand(rij[0].rsplit("/", 1)[-1], rij[1], rij[2]) for rij in rijen]


@contextmanager
def _stil() -> Iterator[None]:
    """Java writes to stderr by itself, and a line of a file could be in it."""
    echt = os.dup(2)
    nergens = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nergens, 2)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        os.dup2(echt, 2)
        os.close(echt)
        os.close(nergens)


def _van_spark(fout: Exception) -> bool:
    return isinstance(fout, PySparkException) or type(fout).__module__.startswith("py4j")


def _letterlijk(pad: str) -> str:
    """A name as it stands: Spark would take a star or a brace in it for a pattern."""
    return pad if "://" in pad else re.sub(r"([\[\]{}*?\\])", r"\\\1", pad)


def _soort(type_: str) -> Waardesoort:
    if type_ == "string":
        return "tekst"
    if type_ in GEHEEL:
        return "geheel"
    if type_ in ("float", "double") or type_.startswith("decimal"):
        return getalsoort(type_)
    soorten: Mapping[str, Waardesoort] = {"date": "dag", "timestamp": "tijdstip", "timestamp_ntz": "moment"}
    return soorten.get(type_, "anders")
