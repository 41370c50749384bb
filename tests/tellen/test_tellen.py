"""A count with DuckDB gives what the rules say, from any kind of file, and every line is accounted for."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import get_args

import pytest
from conftest import cijfers, teller
from regelmaker import Regel, maak_regels, schrijf_csv, tel_langzaam

from schemas.fouten import Gebruikersfout, VerkeerdGebruik
from schemas.geldend import Regio
from schemas.regiotelling import Regelkolom
from schemas.tellen.kolommen import KOLOMMEN
from schemas.tellen.vraag import Reden


@pytest.mark.parametrize("zaad", range(3))
def test_a_count_is_what_the_rules_say_line_by_line(zaad, telt, pakketten, tmp_path):
    regels = maak_regels(zaad, 400, list(pakketten))
    uitkomst = telt(schrijf_csv(tmp_path / "regels.csv", regels))
    assert cijfers(uitkomst) == tel_langzaam(regels, pakketten)
    assert uitkomst.telling.gelezen == len(regels)


def test_parquet_and_csv_of_the_same_lines_count_the_same(telt, csv_bestand, parquet_bestand):
    uit_csv, uit_parquet = telt(csv_bestand), telt(parquet_bestand)
    assert cijfers(uit_csv) == cijfers(uit_parquet)
    assert uit_csv.telling.vakken == uit_parquet.telling.vakken


def test_what_does_not_fit_with_all_cores_at_once_is_counted_with_one(maak_motor, telland, csv_bestand, telt):
    """Every core holds a part of the answer; the limit is the limit."""
    import duckdb

    motor = maak_motor()
    echt, gevraagd = motor.verbinding, []

    class Krap:
        def execute(self, sql: str) -> object:
            gevraagd.append(sql)
            if "TABLE geteld" in sql and "SET threads=1" not in gevraagd:
                raise duckdb.OutOfMemoryException("too many at once")
            return echt.execute(sql)

        def close(self) -> None:
            echt.close()

    motor.verbinding = Krap()
    assert cijfers(teller(motor, telland)(csv_bestand)) == cijfers(telt(csv_bestand))
    assert gevraagd.count("SET threads=1") == 1


def test_files_cut_in_pieces_of_both_kinds_count_as_one(telt, regels, csv_bestand, tmp_path):
    """A credit and its line in different files, a repeat in a folder below: whatever the pieces, it is one count."""
    import duckdb

    schrijf_csv(tmp_path / "een.csv", regels[:200], ";")
    schrijf_csv(tmp_path / "twee.csv", regels[200:350], ",")
    (tmp_path / "map" / "jaar=2021").mkdir(parents=True)
    drie = schrijf_csv(tmp_path / "drie.tmp", regels[350:])
    with duckdb.connect() as verbinding:
        verbinding.execute(
            f"COPY (FROM read_csv('{drie}', all_varchar=true)) TO '{tmp_path}/map/jaar=2021/deel.parquet'"
        )
    (tmp_path / "map" / "_SUCCESS").touch()
    uitkomst = telt(tmp_path / "*.csv", tmp_path / "map")
    assert cijfers(uitkomst) == cijfers(telt(csv_bestand))
    assert [bron.naam for bron in uitkomst.telling.bronnen] == ["een.csv", "deel.parquet", "twee.csv"]


def test_a_file_that_is_named_twice_counts_once(telt, csv_bestand):
    assert telt(csv_bestand, csv_bestand.parent / "*.csv").telling.gelezen == telt(csv_bestand).telling.gelezen


def test_a_file_that_was_delivered_twice_changes_no_count(telt, csv_bestand, tmp_path):
    for naam in ("mei.csv", "juni.csv"):
        shutil.copy(csv_bestand, tmp_path / naam)
    assert cijfers(telt(tmp_path)) == cijfers(telt(csv_bestand))


def test_for_every_question_the_reasons_add_up_to_the_lines_that_were_read(telt, csv_bestand):
    uitkomst = telt(csv_bestand)
    for redenen in (*(m.redenen for m in uitkomst.maatstaven), uitkomst.kostenredenen):
        assert sum(redenen.values()) == uitkomst.telling.gelezen
    declaraties = uitkomst.maatstaven[2].redenen
    assert all(declaraties[r] for r in (Reden.TELT, Reden.CREDIT, Reden.GECREDITEERD, Reden.TE_LAAT, Reden.HERHAALD))
    assert uitkomst.maatstaven[1].redenen[Reden.NIET_UNIEK]


def test_a_figure_is_definitive_only_when_the_files_were_made_after_the_cut_off_day(
    telt, csv_bestand, regels, tmp_path
):
    vroeg = [regel for regel in regels if regel["ontvangen"] <= "2022-05-01"]
    stand = {m.naam: m.stand for m in telt(csv_bestand).maatstaven}
    assert stand == {"toekenningen": "voorlopig", "clienten": "voorlopig", "declaraties": "definitief"}
    assert telt(schrijf_csv(tmp_path / "vroeg.csv", vroeg)).maatstaven[2].stand == "voorlopig"


def test_a_credit_of_a_line_that_is_elsewhere_is_said(telt, csv_bestand):
    assert any("naar een regel die er niet bij is" in zin for zin in telt(csv_bestand).let_op)


DAG = {"soort": "declaratie", "regel_id": "R1", "pseudoniem": "p", "gemeentecode": "GM9001", "pakket": "",
       "product": "", "segment": "ambulant", "begin": "2021-12-31", "einde": "", "bedrag": "100", "status": "",
       "crediteert": "", "ontvangen": "2022-01-01"}  # fmt: skip


@pytest.mark.parametrize(
    ("begin", "telt_mee"),
    [
        ("2021-12-31", True), ("31-12-2021", True), ("1-1-2021", True), ("20211231", True), ("2022-01-01", False),
        # Half past midnight here is still last year in Greenwich, and the other way around.
        ("2021-12-31T23:30:00Z", False), ("2020-12-31T23:30:00Z", True), ("2021-12-31T23:30:00+01:00", True),
        ("2021-06-30T22:30:00Z", True), ("2022-01-01T00:30:00+02:00", True), ("2021-12-31 23:59:59", True),
    ],
)  # fmt: skip
def test_a_day_is_the_day_that_it_was_here(begin, telt_mee, telt, tmp_path):
    bestand = schrijf_csv(tmp_path / "regels.csv", [{**DAG, "begin": begin}])
    assert telt(bestand).maatstaven[2].aantallen["GM9001"] == telt_mee


@pytest.mark.parametrize(
    ("periode", "telt_mee"),
    [("2021", True), ("2021-12", True), ("202112", True), ("12-2021", True), ("2021-K4", True), ("2021Q1", True),
     ("2022", False), ("2022-01", False), ("2022-K1", False)],
)  # fmt: skip
def test_a_period_stands_for_its_first_and_last_day(periode, telt_mee, telt, tmp_path):
    regel = {naam: waarde for naam, waarde in DAG.items() if naam not in ("begin", "einde")}
    uitkomst = telt(schrijf_csv(tmp_path / "regels.csv", [{**regel, "periode": periode}]))
    assert uitkomst.maatstaven[2].aantallen["GM9001"] == telt_mee
    assert bool(uitkomst.kosten) == telt_mee


def test_titles_of_the_region_file_and_usual_ones_are_known(telt, regels, csv_bestand, tmp_path):
    anders = {
        "regel_id": "Volgnummer",
        "pseudoniem": "Sleutel van de cliënt",
        "begin": "Begindatum",
        "bedrag": "Bedrag (centen)",
    }
    vertaald = [{anders.get(naam, naam.upper()): waarde for naam, waarde in regel.items()} for regel in regels]
    assert cijfers(telt(schrijf_csv(tmp_path / "regels.csv", vertaald))) == cijfers(telt(csv_bestand))


def test_whole_numbers_that_came_as_doubles_or_without_zeros_are_the_same_numbers(telt, tmp_path):
    import duckdb

    with duckdb.connect() as verbinding:
        verbinding.execute(
            "COPY (SELECT 'declaratie' AS soort, CAST(i AS DOUBLE) AS regel_id, 9001 AS gemeentecode, "
            "'x' AS pseudoniem, '' AS pakket, 'ambulant' AS segment, TIMESTAMPTZ '2021-06-30 22:30:00Z' AS begin, "
            "'ok' AS status, CASE WHEN i = 2 THEN -250.0 ELSE 250.0 END AS bedrag, DATE '2022-01-01' AS ontvangen, "
            "CASE WHEN i = 2 THEN CAST(1 AS DOUBLE) WHEN i = 3 THEN 'NaN'::DOUBLE END AS crediteert "
            f"FROM range(1, 5) AS r(i)) TO '{tmp_path}/regels.parquet'"
        )
    uitkomst = telt(tmp_path / "regels.parquet")
    assert cijfers(uitkomst) == {
        "toekenningen": {}, "clienten": {}, "declaraties": {"GM9001": 2}, "kosten": {"ambulant|GM9001": 500},
    }  # fmt: skip


def test_more_maatstaven_that_count_people_are_each_counted_once_per_person(telt, telland, regels, csv_bestand):
    bestand = telland.bestand.model_dump()
    clienten = bestand["maatstaven"]["clienten"]
    regel = {"soort": "declaratie", "uniek": ["pseudoniem"], "bron": "Verzonnen"}
    bestand["maatstaven"]["personen"] = {**clienten, "label": "Personen", "peildatum": {}, "telling": {2020: regel}}
    uitkomst = telt(csv_bestand, regio=Regio(type(telland.bestand).model_validate(bestand)))
    terug = {(r["soort"], r["crediteert"]) for r in regels}
    personen = {
        (r["gemeentecode"], r["pseudoniem"])
        for r in regels
        if r["soort"] == "declaratie" and not r["crediteert"] and (r["soort"], r["regel_id"]) not in terug
        if r["begin"] <= "2021-12-31" and (r["einde"] or "9999") >= "2021-01-01"
    }
    gevonden = {m.naam: m.aantallen for m in uitkomst.maatstaven}
    assert gevonden["personen"] == {
        code: sum(gemeente == code for gemeente, _ in personen) for code in gevonden["personen"]
    }
    assert gevonden["clienten"] == telt(csv_bestand).maatstaven[1].aantallen


def test_capitals_make_no_other_segment(telt, tmp_path):
    soorten = [("toekenning", "ambulant"), ("toekenning", "Ambulant"), ("toekenning", "ambulant")]
    soorten += [("declaratie", "Ambulant"), ("declaratie", "ambulant"), ("declaratie", "AMBULANT")]
    regels = [
        {**DAG, "regel_id": f"R{n}", "soort": soort, "segment": segment, "einde": "", "status": "toegekend"}
        for n, (soort, segment) in enumerate(soorten)
    ]
    uitkomst = telt(schrijf_csv(tmp_path / "regels.csv", regels))
    gevonden = cijfers(uitkomst)
    assert gevonden["clienten"] == {"GM9001": 1}
    assert gevonden["kosten"] == {"ambulant|GM9001": 3 * int(DAG["bedrag"])}


def test_a_word_of_a_rule_is_found_as_it_is_written(telt, telland, tmp_path):
    """Folded rather than in small letters, ß would be ss, and no line would have it."""
    bestand = telland.bestand.model_dump()
    bestand["maatstaven"]["declaraties"]["telling"][2020]["segmenten"] = ["Maßnahme"]
    pad = schrijf_csv(tmp_path / "regels.csv", [{**DAG, "segment": "maßnahme"}])
    uitkomst = telt(pad, regio=Regio(type(telland.bestand).model_validate(bestand)))
    assert cijfers(uitkomst)["declaraties"] == {"GM9001": 1}


# --- what cannot be counted is said, and nothing is


def fout(telt, tmp_path, *regels: Regel) -> str:
    with pytest.raises(Gebruikersfout) as gevonden:
        telt(schrijf_csv(tmp_path / "regels.csv", regels))
    return str(gevonden.value)


@pytest.mark.parametrize(
    ("verandering", "zin"),
    [
        ({"soort": "factuur"}, "soort is geen toekenning en geen declaratie"),
        ({"soort": ""}, "soort is leeg"),
        ({"regel_id": ""}, "regel_id is leeg"),
        ({"gemeentecode": "Bovenwoude"}, "gemeentecode is geen code"),
        ({"gemeentecode": ""}, "gemeentecode is leeg"),
        ({"begin": "2021-02-30"}, "begin is geen datum"),
        ({"begin": "12/31/2021"}, "begin is geen datum"),
        ({"begin": ""}, "begin en periode zijn leeg"),
        ({"begin": "1921-01-01"}, "begin of einde ligt voor 1990"),
        ({"einde": "2021-01-01"}, "einde ligt voor begin"),
        ({"einde": "gisteren"}, "einde is geen datum"),
        ({"bedrag": "12.50"}, "bedrag is geen heel aantal centen"),
        ({"bedrag": "12,50"}, "bedrag is geen heel aantal centen"),
        ({"bedrag": "99999999999999"}, "bedrag is geen heel aantal centen"),
        ({"bedrag": ""}, "bedrag is leeg"),
        ({"crediteert": "R1"}, "de regel crediteert zichzelf"),
        ({"ontvangen": ""}, "ontvangen is leeg"),
        ({"ontvangen": "mei"}, "ontvangen is geen datum"),
    ],
)
def test_a_line_that_is_wrong_is_told_with_its_count_and_share(verandering, zin, telt, tmp_path):
    goed = [{**DAG, "regel_id": f"G{nummer}"} for nummer in range(3)]
    gezegd = fout(telt, tmp_path, *goed, {**DAG, **verandering})
    assert "1 van 4 regels (25,00%) zijn fout" in gezegd
    assert f"  {zin}" in gezegd
    assert "1 regel (25,00%)." in gezegd
    assert "Er is niets geteld" in gezegd


@pytest.mark.parametrize(
    ("regels", "zin"),
    [
        ([DAG, {**DAG, "bedrag": "101"}], "hetzelfde regel_id komt ook met andere inhoud voor: 2 regels"),
        ([DAG, {**DAG, "regel_id": "C", "crediteert": "R1", "bedrag": "-99"}], "niet het omgekeerde: 1 regel"),
        ([DAG, *({**DAG, "regel_id": f"C{n}", "crediteert": "R1", "bedrag": "-100"} for n in (1, 2))],
         "meer dan één keer gecrediteerd: 1 regel"),
        ([DAG, {**DAG, "regel_id": "C", "crediteert": "R1", "bedrag": "-100"},
          {**DAG, "regel_id": "D", "crediteert": "C"}], "crediteert, en wordt zelf gecrediteerd: 1 regel"),
    ],
)  # fmt: skip
def test_lines_that_contradict_each_other_are_asked_about(regels, zin, telt, tmp_path):
    assert zin in fout(telt, tmp_path, *regels)


def test_copies_of_a_credit_without_a_number_are_each_a_fault(telt, tmp_path):
    """Whether they are the same line, only their numbers could say."""
    credit = {**DAG, "regel_id": "", "crediteert": "R1", "bedrag": "-100"}
    gezegd = fout(telt, tmp_path, DAG, credit, credit, {**credit, "segment": "verblijf"})
    assert "regel_id is leeg: 3 regels (75,00%)" in gezegd
    assert "andere inhoud" not in gezegd


def test_lines_with_faults_within_the_margin_are_left_out_and_told(telt, tmp_path, telland):
    from calc.telling import in_zinnen

    bestand = telland.bestand.model_dump()
    bestand["regels"]["foutmarge"] = {2020: {"waarde": 30, "bron": "Verzonnen"}}
    ruim = Regio(type(telland.bestand).model_validate(bestand))
    regels = [{**DAG, "regel_id": f"G{nummer}"} for nummer in range(3)]
    pad = schrijf_csv(tmp_path / "regels.csv", [*regels, {**DAG, "bedrag": "veel"}])
    uitkomst = telt(pad, regio=ruim)
    assert uitkomst.maatstaven[2].aantallen["GM9001"] == 3
    assert uitkomst.maatstaven[2].redenen[Reden.FOUT] == 1
    assert in_zinnen(uitkomst.fouten, uitkomst.telling)[0].endswith("1 regel (25,00%).")


def test_all_missing_columns_are_named_at_once_with_why(telt, tmp_path):
    regel = {naam: DAG[naam] for naam in ("soort", "regel_id", "pseudoniem", "gemeentecode", "begin")}
    gezegd = fout(telt, tmp_path, {**regel, "segmnt": "ambulant"})
    assert "kolom status ontbreekt, want de telregel van clienten vraagt erom." in gezegd
    assert "kolom segment ontbreekt, want de telregel van clienten vraagt erom. Bedoelde u 'segmnt'?" in gezegd
    assert "kolom ontvangen ontbreekt, want de telregel van declaraties vraagt erom." in gezegd
    assert "kolom bedrag ontbreekt, want de telregel van realisatie vraagt erom." in gezegd


@pytest.mark.parametrize(
    ("anders", "zin"),
    [
        ({"status": "Status regel"}, "twee.csv is niet te tellen:\n  kolom status ontbreekt, want de telregel van"),
        ({"segment": ""}, "twee.csv is niet te tellen:\n  kolom segment ontbreekt, want de telregel van declaraties"),
        ({"bedrag": "Bedrag in euro"}, "Kolom 'Bedrag in euro' is in euro; verwacht: een kolom bedrag in hele centen"),
        (
            {"ontvangen": ""},
            "twee.csv is niet te tellen:\n  kolom ontvangen ontbreekt, want de telregel van declaraties",
        ),
        ({"soort": ""}, "twee.csv is niet te tellen:\n  kolom soort ontbreekt."),
        ({"begin": "", "einde": ""}, "twee.csv is niet te tellen:\n  kolom begin of kolom periode ontbreekt."),
    ],
)
def test_a_column_that_one_file_lacks_is_asked_for_though_another_has_it(anders, zin, telt, tmp_path, telland):
    """Its lines would be left out one by one, for a reason that is not theirs; or under no segment."""
    bestand = telland.bestand.model_dump()
    bestand["regels"]["realisatie"][2020] |= {"status": ["betaald"]}
    regio = Regio(type(telland.bestand).model_validate(bestand))
    goed = {**DAG, "status": "betaald"}
    schrijf_csv(tmp_path / "een.csv", [goed])
    arm = {anders.get(naam, naam): waarde for naam, waarde in {**goed, "regel_id": "R2"}.items()}
    arm.pop("", None)
    schrijf_csv(tmp_path / "twee.csv", [arm])
    with pytest.raises(Gebruikersfout, match=zin):
        telt(tmp_path, regio=regio)


def test_a_file_needs_the_columns_of_its_own_lines_only(telt, tmp_path):
    """Toekenningen have no amount, and no day of receipt is asked of them here."""
    los = {naam: DAG[naam] for naam in DAG if naam not in ("bedrag", "crediteert", "ontvangen")}
    schrijf_csv(tmp_path / "toekenningen.csv", [{**los, "soort": "toekenning", "status": "toegekend"}])
    schrijf_csv(tmp_path / "declaraties.csv", [DAG])
    uitkomst = telt(tmp_path)
    assert [m.aantallen["GM9001"] for m in uitkomst.maatstaven] == [1, 1, 1]
    assert "in toekenningen.csv is geen kolom crediteert; credits zijn daar niet te zien, en al die regels tellen." in (
        uitkomst.let_op
    )


def test_two_titles_for_one_column_are_asked_about(telt, tmp_path):
    assert "zijn allebei begin" in fout(telt, tmp_path, {**DAG, "startdatum": "2021-01-01"})


KOP = (";".join(DAG) + "\n").encode()
GOED = (";".join(DAG.values()) + "\n").encode()


@pytest.mark.parametrize(
    ("inhoud", "zin"),
    [
        (b"", "regels.csv is leeg"),
        (b"soort;soort\n", "de titel 'soort' staat er twee keer"),
        (b"so\xebrt;regel_id\n", "geen tekst in UTF-8"),
        (KOP + GOED.replace(b"ambulant", b"ambul\xe1nt"), r"regels.csv is bij regel 2 geen UTF-8. Sla het bestand op"),
        (KOP, "geen enkele regel in wat u opgaf, alleen titels. Er is niets geteld"),
        (b"sep=;\n" + KOP + GOED, "regels.csv begint met de regel sep=. Haal die weg"),
        ((KOP + GOED).replace(b"\n", b"\r"), "regels.csv heeft regeleinden van een oude Mac"),
        (
            (KOP + GOED).replace(b"\n", b"\r\n") + GOED.replace(b"R1", b"R2"),
            "regels.csv heeft regeleinden van twee soorten",
        ),
        (b"PK\x03\x04\0\0\n", "regels.csv is geen CSV. Het is een Excel-bestand of een zip-bestand"),
        (b"\x1f\x8b\x08\0\n", "regels.csv is geen CSV. Pak het eerst uit"),
        (b"x" * 200_000, "geen eerste regel met titels die te lezen is"),
        (
            KOP.replace(b"bedrag", b"Bedrag (EUR)") + GOED,
            r"Kolom 'Bedrag \(EUR\)' is in euro; verwacht: een kolom bedrag in",
        ),
    ],
)
def test_a_file_that_is_no_table_gets_its_sentence(inhoud, zin, telt, tmp_path):
    (tmp_path / "regels.csv").write_bytes(inhoud)
    with pytest.raises(Gebruikersfout, match=zin):
        telt(tmp_path / "regels.csv")


@pytest.mark.parametrize(
    "inhoud",
    [
        b"\xef\xbb\xbf" + KOP + GOED,
        (KOP + GOED).replace(b"\n", b"\r\n"),
        (KOP + GOED).replace(b";", b"\t"),
        (KOP + GOED).replace(b";", b" ; "),
        # Columns without a title.
        (KOP + GOED).replace(b"\n", b";;\n"),
        KOP.replace(b"bedrag", b'"Bedrag\nin centen"') + GOED,
        (KOP + GOED).replace(b"product", b'"Product, of wat er, anders, is, geleverd, of, nog, wordt, en, of, dan"'),
        KOP + GOED.replace(b";;", b';"twee\nregels; en meer";', 1),
    ],
)  # fmt: skip
def test_what_other_programs_make_of_a_csv_is_read(inhoud, telt, tmp_path):
    (tmp_path / "regels.csv").write_bytes(inhoud)
    assert cijfers(telt(tmp_path / "regels.csv"))["declaraties"] == {"GM9001": 1}


def test_a_title_in_euros_is_never_taken_for_cents(telt, telland, tmp_path):
    """Also not where the region file says that it is the amount; a column that nothing asks for may be in euros."""
    bestand = telland.bestand.model_dump()
    bestand["regels"]["andere_schrijfwijzen"]["bedrag"] = ["Bedrag in euro"]
    regio = Regio(type(telland.bestand).model_validate(bestand))
    pad = schrijf_csv(tmp_path / "regels.csv", [{k.replace("bedrag", "Bedrag in euro"): v for k, v in DAG.items()}])
    with pytest.raises(Gebruikersfout, match="kolom 'Bedrag in euro' is in euro; verwacht: een kolom bedrag in hele"):
        telt(pad, regio=regio)
    naast = schrijf_csv(tmp_path / "naast.csv", [{**DAG, "Eigen bijdrage (euro)": "12,50"}])
    assert telt(naast, regio=regio).telling.gelezen == 1


def test_decimals_are_euros_though_they_are_whole(telt, tmp_path):
    import duckdb

    pad, velden = tmp_path / "regels.parquet", ", ".join(f"'{v}' AS {k}" for k, v in DAG.items() if k != "bedrag")
    duckdb.execute(f"COPY (SELECT {velden}, CAST(1250 AS DECIMAL(18, 2)) AS bedrag) TO '{pad}'")
    with pytest.raises(Gebruikersfout, match="bedrag is geen heel aantal centen"):
        telt(pad)
    duckdb.execute(f"COPY (SELECT {velden}, CAST(1250 AS DECIMAL(38, 0)) AS bedrag) TO '{pad}'")
    assert cijfers(telt(pad))["kosten"] == {"ambulant|GM9001": 1250}


@pytest.mark.parametrize(("naam", "raad"), [("regels.csv.gz", "Pak het eerst uit"), ("regels.xlsx", "als CSV UTF-8")])
def test_lines_in_another_kind_of_file_are_told_what_to_do(naam, raad, telt, tmp_path):
    (tmp_path / naam).touch()
    with pytest.raises(VerkeerdGebruik, match=raad):
        telt(tmp_path / naam)


def test_amounts_below_zero_that_credit_nothing_are_asked_about(telt, tmp_path):
    regels = [{**DAG, "regel_id": f"R{n}", "bedrag": bedrag} for n, bedrag in enumerate(("-5", "100", "-7", "-7"))]
    credit = {**regels[1], "regel_id": "C", "bedrag": "-100", "crediteert": "R1"}
    uitkomst = telt(schrijf_csv(tmp_path / "regels.csv", [*regels, regels[2], credit]))
    assert "3 regels hebben een bedrag onder nul en crediteren niets; zij tellen mee" in " ".join(uitkomst.let_op)


@pytest.mark.parametrize(("bedrag", "gevraagd"), [("1250", True), ("125000", False), ("0", False)])
def test_amounts_that_would_be_usual_in_euros_are_asked_about(bedrag, gevraagd, telt, tmp_path):
    regels = [{**DAG, "regel_id": f"R{n}", "bedrag": bedrag} for n in range(3)]
    uitkomst = telt(schrijf_csv(tmp_path / "regels.csv", regels))
    assert ("een regel kost gemiddeld € 12,50. Staat kolom bedrag in euro" in " ".join(uitkomst.let_op)) == gevraagd


def test_a_line_with_too_many_fields_stops_the_count_and_is_not_quoted(telt, csv_bestand, tmp_path):
    tekst = csv_bestand.read_text(encoding="utf-8") + "geheim;" * 20 + "\n"
    (tmp_path / "regels.csv").write_text(tekst, encoding="utf-8")
    with pytest.raises(Gebruikersfout, match="meer of minder velden") as gevonden:
        telt(tmp_path / "regels.csv")
    assert "geheim" not in str(gevonden.value)


def test_what_is_no_parquet_is_said_so(telt, tmp_path):
    (tmp_path / "regels.parquet").write_bytes(b"geen parquet")
    with pytest.raises(Gebruikersfout, match=r"regels.parquet is niet te lezen of te tellen \(DuckDB"):
        telt(tmp_path / "regels.parquet")


@pytest.mark.parametrize("gevraagd", ["nergens.csv", "*.csv", ".", "brief.docx"])
def test_files_that_are_not_there_are_wrong_use(gevraagd, telt, tmp_path):
    (tmp_path / "brief.docx").touch()
    with pytest.raises(VerkeerdGebruik):
        telt(tmp_path / gevraagd)


def test_a_column_with_as_many_segments_as_lines_is_no_segment(telt, tmp_path):
    regels = [{**DAG, "regel_id": f"R{n}", "segment": f"s{n}"} for n in range(501)]
    assert "kolom segment heeft 501 verschillende waarden" in fout(telt, tmp_path, *regels)


def test_a_name_with_a_star_in_it_is_that_file_only(telt, csv_bestand, parquet_bestand, tmp_path):
    ster = tmp_path / "[a] regels*.parquet"
    shutil.copy(parquet_bestand, ster)
    shutil.copy(parquet_bestand, tmp_path / "[a] regels2.parquet")
    assert telt(ster).telling.gelezen == telt(csv_bestand).telling.gelezen


def test_every_column_of_a_line_is_one_that_a_region_file_can_name_and_the_manual_explains():
    assert tuple(KOLOMMEN) == get_args(Regelkolom)
    uitgelegd = (Path(__file__).parents[2] / "docs" / "tellen.md").read_text(encoding="utf-8")
    genoemd = {naam for kop in re.findall(r"^\| ([a-z_, ]+) \|", uitgelegd, flags=re.M) for naam in kop.split(", ")}
    assert [naam for naam in KOLOMMEN if naam not in genoemd and f"kolom {naam}:" not in uitgelegd] == []
