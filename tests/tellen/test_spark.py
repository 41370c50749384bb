"""Spark gives the same count as DuckDB on the same files. One session for all of it: it takes long to start."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import Tel, cijfers, moet_er_zijn, teller
from regelmaker import maak_regels, schrijf_csv, tel_langzaam

from schemas.fouten import Gebruikersfout
from schemas.geldend import Regio
from schemas.tellen.motor import Motor
from schemas.tellen.motoren import open_motor

pytestmark = pytest.mark.filterwarnings("ignore")


@pytest.fixture(scope="module")
def spark(tmp_path_factory: pytest.TempPathFactory, programma) -> Iterator[Motor]:
    moet_er_zijn("pyspark", "Spark ontbreekt: pip install pyspark")
    programma("Java", "default-jre-headless", "java")
    motor: Any = open_motor("spark", geheugen=700, klad=tmp_path_factory.mktemp("spark"), master="local[1]")
    # A few hundred lines: what Spark prepares for millions takes longer than counting them.
    motor.sessie.conf.set("spark.sql.codegen.wholeStage", "false")
    motor.sessie.conf.set("spark.sql.codegen.factoryMode", "NO_CODEGEN")
    motor.sessie.conf.set("spark.sql.shuffle.partitions", "1")
    yield motor
    motor.sluit()


@pytest.fixture
def met_spark(spark: Motor, telland: Regio) -> Tel:
    return teller(spark, telland)


def test_spark_and_duckdb_count_the_same(met_spark, telt, csv_bestand, regels, pakketten):
    een, ander = met_spark(csv_bestand), telt(csv_bestand)
    assert cijfers(een) == cijfers(ander) == tel_langzaam(regels, pakketten)
    assert een.telling.vakken == ander.telling.vakken
    assert een.telling.herhaald == ander.telling.herhaald
    assert een.telling.credits_zonder_regel == ander.telling.credits_zonder_regel == 1
    assert een.telling.laatst_ontvangen == ander.telling.laatst_ontvangen


def test_a_file_that_spark_wrote_itself_counts_the_same_in_both(met_spark, telt, spark, csv_bestand, tmp_path):
    """Spark writes a point in time in an old form that does not say so; half an hour decides the year."""
    sql = (
        "SELECT * EXCEPT (begin), CASE WHEN begin = '2021-01-01' THEN TIMESTAMP '2020-12-31 23:30:00+00:00' "
        "ELSE to_timestamp(begin) END AS begin FROM proef"
    )
    tabel = spark.sessie.read.csv(str(csv_bestand), sep=";", header=True)
    tabel.createOrReplaceTempView("proef")
    for vorm in ("INT96", "TIMESTAMP_MICROS"):
        spark.sessie.conf.set("spark.sql.parquet.outputTimestampType", vorm)
        spark.sessie.sql(sql).write.parquet(str(tmp_path / vorm))
        assert cijfers(telt(tmp_path / vorm)) == cijfers(telt(csv_bestand))
    # Both at once: the same lines twice.
    assert met_spark(tmp_path).telling.vakken == telt(tmp_path).telling.vakken


def test_faults_are_the_same_sentence_in_both(met_spark, telt, pakketten, tmp_path):
    stuk = [
        {"regel_id": ""}, {"bedrag": "12.5"}, {"begin": "2021-02-30"}, {"begin": "31-4-2021"}, {"gemeentecode": "x"},
        {"soort": "iets"}, {"einde": "1999-01-01"}, {"bedrag": ""}, {"ontvangen": "later"}, {"begin": "20210231"},
        {"begin": "2021-03-28T02:30:00+01:00"}, {"begin": "2021-13-01T00:00:00Z"}, {"pseudoniem": "  "},
        {"segment": "'; DROP TABLE regels; --\\"}, {"status": "a\\'b"}, {"begin": "1-1-2021"}, {"bedrag": " 7 "},
        {"begin": "2021-01-1T"}, {"einde": "-021-01-01"}, {"ontvangen": "2022/01/01"}, {"begin": "20a1-01-01"},
        {"begin": "2021-1--01"}, {"ontvangen": "2022- 1-01"},
        {"bedrag": "\u00a05"}, {"gemeentecode": "GM9001\u00a0"}, {"soort": "\u2003declaratie"},
        {"begin": "2021-01-01\u00a0"},
    ]  # fmt: skip
    regels = maak_regels(1, 60, list(pakketten))
    regels += [{**regels[nummer], "regel_id": f"S{nummer}", **deel} for nummer, deel in enumerate(stuk)]
    pad = schrijf_csv(tmp_path / "regels.csv", regels)
    zinnen = []
    for doe in (met_spark, telt):
        with pytest.raises(Gebruikersfout) as gevonden:
            doe(pad)
        zinnen.append(str(gevonden.value))
    assert zinnen[0] == zinnen[1]
    assert zinnen[0].count("\n") > 7


def test_an_address_of_a_cluster_is_read_by_spark_itself(met_spark, telt, parquet_bestand, csv_bestand, tmp_path):
    map_ = tmp_path / "regels"
    map_.mkdir()
    shutil.copy(parquet_bestand, map_)
    uitkomst = met_spark(map_.as_uri(), csv_bestand.as_uri())
    hier = telt(parquet_bestand, csv_bestand)
    assert cijfers(uitkomst) == cijfers(hier)
    assert {bron.sha256 for bron in uitkomst.telling.bronnen} == {bron.sha256 for bron in hier.telling.bronnen}
    with pytest.raises(Gebruikersfout, match="--motor spark"):
        telt(map_.as_uri())


@pytest.mark.parametrize("scheur", ["geheim;" * 20, 'declaratie;"geheim"er;' + ";" * 11])
def test_a_torn_line_stops_spark_too_and_is_not_quoted(scheur, met_spark, telt, csv_bestand, tmp_path, capfd):
    tekst = csv_bestand.read_text(encoding="utf-8") + f"{scheur}\n"
    (tmp_path / "mei regels.csv").write_text(tekst, encoding="utf-8")
    for doe in (telt, met_spark):
        with pytest.raises(
            Gebruikersfout, match=r"^mei regels.csv is niet te lezen.*meer of minder velden"
        ) as gevonden:
            doe(tmp_path / "mei regels.csv")
        assert "geheim" not in str(gevonden.value) + "".join(capfd.readouterr())


def test_what_is_no_utf8_stops_spark_too(met_spark, csv_bestand, tmp_path):
    """It would read on with another sign in its place, and count a segment of that name."""
    (tmp_path / "regels.csv").write_bytes(csv_bestand.read_bytes().replace(b"ambulant", b"ambul\xe1nt", 1))
    with pytest.raises(Gebruikersfout, match=r"regels.csv is geen tekst in UTF-8. Sla het bestand op als CSV UTF-8"):
        met_spark(tmp_path / "regels.csv")


def test_examples_are_hashed_by_the_engine(met_spark, spark, csv_bestand, regels, tmp_path):
    from calc.telvraag import telvraag_van
    from schemas.tellen.tellen import tel

    pad = schrijf_csv(tmp_path / "regels.csv", [{**regels[0], "regel_id": "R-geheim", "bedrag": "x"}])
    from schemas.geldend import laad_regio

    telling = tel(
        [str(pad)],
        telvraag_van(laad_regio("telland", Path(__file__).parents[1] / "regios"), 2021),
        spark,
        voorbeelden=True,
    )
    assert len(telling.voorbeelden["bedrag"][0]) == 16
    assert "geheim" not in repr(telling)
