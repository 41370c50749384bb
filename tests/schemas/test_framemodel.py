"""A DataFrame of an input sheet is judged as the reader judges the sheet: both are readings of one declaration."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

import pandas as pd
import pandera.pandas as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pandera.errors import SchemaErrors

from schemas.bladen import BIJBLADEN, BLADEN, PLAN
from schemas.framemodel import EENMAAL, GEEN_TOTAAL, OnbekendBlad, bladmodel
from schemas.geldend import Regio, laad_regio
from schemas.inname import lees_werkboek
from schemas.invoer import Kop
from schemas.invoerblad import Bladvorm, Kolom
from schemas.lezer import controleer_blad, lees_kop, lees_tabel
from schemas.werkboek import Celwaarde, Raster, Werkboek
from templates.voorbeelden import VOORBEELDEN, voorbeelden

KOP = Kop("zuid-limburg", 2021, 2020, 2022, 2022, "concept")
VORMEN = (*BLADEN, *BIJBLADEN)
CELLEN: tuple[Celwaarde, ...] = (
    None, "", "  ", "tekst", " tekst ", "PM", "12", "2021", "31-12-2020", "31-02-2020", True, False, 0, 1, -1, 10, 11,
    2020, 2021, 1999, 2101, 100, 101, 10**14, 10**15, date(2021, 3, 31), *map(
        Decimal, ("0.5", "-0.5", "2.345", "12.34", "99.99", "100.01", "-100", "1E-7", "123456789012.345")),
)  # fmt: skip
Getekend = list[dict[str, Celwaarde]]


@pytest.fixture(scope="module")
def regio() -> Regio:
    return laad_regio("zuid-limburg")


def kolommen_van(vorm: Bladvorm, regio: Regio) -> Sequence[Kolom]:
    return vorm.kolommen(jaren_van(vorm), regio.bestand)


def jaren_van(vorm: Bladvorm) -> range:
    return KOP.scenariojaren if vorm.wissel == "scenario" else KOP.jaren


def raster_van(vorm: Bladvorm, kolommen: Sequence[Kolom], rijen: Getekend) -> Raster:
    """As it would stand on a sheet: the head on row 1, and of Plan its fields below each other."""
    if vorm is PLAN:
        cellen: dict[tuple[int, int], Celwaarde] = {(1, 1): "Veld"}
        for nummer, kolom in enumerate(kolommen, start=2):
            cellen |= {(nummer, 1): kolom.titel, (nummer, 2): rijen[0][kolom.sleutel]}
    else:
        cellen = {(1, plek): kolom.titel for plek, kolom in enumerate(kolommen, start=1)}
        for nummer, rij in enumerate(rijen, start=2):
            cellen |= {(nummer, plek): rij[kolom.sleutel] for plek, kolom in enumerate(kolommen, start=1)}
    return Raster(vorm.naam, {plek: waarde for plek, waarde in cellen.items() if waarde is not None})


def frame_van(kolommen: Sequence[Kolom], rijen: Getekend) -> pd.DataFrame:
    titels = {kolom.sleutel: kolom.titel for kolom in kolommen}
    als_rijen = [{titels[sleutel]: waarde for sleutel, waarde in rij.items()} for rij in rijen]
    return pd.DataFrame(als_rijen, index=range(2, len(rijen) + 2), columns=list(titels.values()), dtype=object)


def geweigerd(model: pa.DataFrameSchema, frame: pd.DataFrame) -> set[tuple[int, str, str]]:
    """Row, title and check of every cell that the model refuses."""
    try:
        model.validate(frame, lazy=True)
    except SchemaErrors as fout:
        gevallen = fout.failure_cases
        return set(zip(map(int, gevallen["index"]), gevallen["column"], gevallen["check"], strict=True))
    return set()


def door_de_lezer(vorm: Bladvorm, raster: Raster, regio: Regio) -> tuple[set[tuple[int, str]], set[int]]:
    """The cells that the reader takes out, and the rows that it has left."""
    gelezen = lees_tabel(Werkboek("invoer.xlsx", "", (raster,)), vorm, KOP, regio)
    assert gelezen is not None
    nummers = {2} if vorm is PLAN else {rij.nummer for rij in gelezen.rijen}
    return {(2 if vorm is PLAN else rij.nummer, s) for rij in gelezen.rijen for s in rij.stuk}, nummers


@pytest.mark.parametrize("vorm", VORMEN, ids=lambda vorm: vorm.naam)
@settings(max_examples=4, deadline=None)
@given(draai=st.integers(0, 1000))
def test_the_model_and_the_reader_refuse_the_same_cells(vorm: Bladvorm, draai: int, regio: Regio) -> None:
    """Every column holds every kind of cell once, beside ever other ones."""
    kolommen = kolommen_van(vorm, regio)
    cellen = [(*CELLEN, *kolom.inhoud.keuzes) for kolom in kolommen]
    rijen: Getekend = [
        {
            k.sleutel: c[(nummer + draai * plek) % len(c)]
            for plek, (k, c) in enumerate(zip(kolommen, cellen, strict=True))
        }
        for nummer in range(max(map(len, cellen)))
    ]
    model = bladmodel(vorm.naam, jaren=jaren_van(vorm), regio=regio)
    titels = {kolom.titel: kolom.sleutel for kolom in kolommen}
    geweigerde = geweigerd(model, frame_van(kolommen, rijen))
    van_model = {(rij, titels[titel]) for rij, titel, check in geweigerde if check != EENMAAL}
    if vorm is PLAN:
        gelezen = [door_de_lezer(vorm, raster_van(vorm, kolommen, [rij]), regio)[0] for rij in rijen]
        van_lezer = {(nummer, s) for nummer, geweigerd in enumerate(gelezen, start=2) for _, s in geweigerd}
    else:
        van_lezer = door_de_lezer(vorm, raster_van(vorm, kolommen, rijen), regio)[0]
    assert van_model == van_lezer
    assert len(van_model) > 3 * len(kolommen)


@pytest.mark.parametrize("vorm", [vorm for vorm in VORMEN if vorm is not PLAN], ids=lambda vorm: vorm.naam)
def test_a_total_among_the_rows_is_refused_where_the_reader_refuses_it(vorm: Bladvorm, regio: Regio) -> None:
    kolommen = kolommen_van(vorm, regio)
    rijen: Getekend = [{k.sleutel: "Totaal:" if k == kolommen[0] else None for k in kolommen} for _ in range(2)]
    rijen[1][kolommen[0].sleutel] = "Totaalpakket"
    model = bladmodel(vorm.naam, jaren=jaren_van(vorm), regio=regio)
    totalen = {rij for rij, _, check in geweigerd(model, frame_van(kolommen, rijen)) if check == GEEN_TOTAAL}
    assert {2, 3} - totalen == door_de_lezer(vorm, raster_van(vorm, kolommen, rijen), regio)[1]


@pytest.mark.parametrize("naam", voorbeelden())
def test_the_sheets_of_the_shipped_examples_pass_and_a_row_that_stands_twice_does_not(naam: str) -> None:
    boek = lees_werkboek(VOORBEELDEN / f"{naam}.xlsx")
    kop = lees_kop(boek)
    regio = laad_regio(kop.regio)
    for vorm in VORMEN:
        blad = lees_tabel(boek, vorm, kop, regio)
        if blad is None or not blad.rijen:
            continue
        jaren = kop.scenariojaren if vorm.wissel == "scenario" else kop.jaren
        kolommen = vorm.kolommen(jaren, regio.bestand)
        model = bladmodel(vorm.naam, jaren=jaren, regio=regio)
        rijen: Getekend = [{s: rij.waarden.get(s) for s in blad.koppen or rij.waarden} for rij in blad.rijen]
        aanwezig = [kolom for kolom in kolommen if kolom.sleutel in rijen[0]]
        assert geweigerd(model, frame_van(aanwezig, rijen)) == set(), vorm.naam
        if vorm.uniek and vorm in BLADEN:
            dubbel = [*rijen, rijen[0]]
            raster = raster_van(vorm, aanwezig, dubbel)
            gevonden = controleer_blad(raster, vorm, kop, regio).fouten
            lezer = {
                (f.waar.rij, aanwezig[f.waar.kolom - 1].titel) for f in gevonden if "staat er twee keer; zie" in f.tekst
            }
            assert {g[:2] for g in geweigerd(model, frame_van(aanwezig, dubbel))} == lezer != set(), vorm.naam


def test_a_validated_frame_holds_what_the_reader_would_hold() -> None:
    """Binary floats, numpy's whole numbers, days with a time and titles in other letters are what people have."""
    frame = pd.DataFrame({
        "segment": ["Jeugd "], "aanbieder": [float("nan")], "GEMEENTECODE": [None], "Deelnemer": ["Beek"], "Eigen": [1],
        "gerealiseerd": [0.1 + 0.2 + 12], "Prognose": [2.0], "Afgeleid": [pd.NA], "Bron": ["boek"],
    })  # fmt: skip
    (rij,) = bladmodel("Zorgkosten").validate(frame).to_dict("records")
    assert rij == {
        "Segment": "Jeugd", "Aanbieder": None, "Gemeentecode": None, "Gemeente": "Beek", "Prognose": 2,
        "Gerealiseerd": Decimal("12.3"), "Afgeleid": None, "Bron": "boek",
    }  # fmt: skip
    assert {type(rij["Prognose"]), type(rij["Gerealiseerd"])} == {int, Decimal}


def test_a_column_that_the_sheet_must_have_is_missed() -> None:
    with pytest.raises(SchemaErrors) as fout:
        bladmodel("Tarieven").validate(pd.DataFrame({"Functie": ["jurist"], "Eenheid": ["uur"]}), lazy=True)
    mist = set(fout.value.failure_cases.query("check == 'column_in_dataframe'")["failure_case"])
    assert mist == {"Schaal", "Vanaf", "Tarief", "Afgeleid", "Bron"}


def test_a_failure_says_what_was_expected() -> None:
    frame = pd.DataFrame({
        "Functie": ["jurist"], "Schaal": [None], "Eenheid": ["dag"], "Vanaf": [2021.5], "Tarief": [-1],
        "Afgeleid": [None], "Bron": ["cao"],
    })  # fmt: skip
    with pytest.raises(SchemaErrors) as fout:
        bladmodel("Tarieven").validate(frame, lazy=True)
    gezegd = dict(zip(fout.value.failure_cases["column"], fout.value.failure_cases["check"], strict=True))
    assert gezegd == {
        "Eenheid": "uur of fte", "Vanaf": "jaartal, zoals 2021", "Tarief": "bedrag van 0 of meer, in hele centen",
    }  # fmt: skip


def test_a_sheet_that_no_input_has_gets_a_suggestion() -> None:
    with pytest.raises(OnbekendBlad, match=r"'Begrotng' is geen blad van een invoer\. Bedoelde u 'Begroting'\?"):
        bladmodel("Begrotng")
