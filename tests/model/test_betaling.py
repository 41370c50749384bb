"""Terms of the input: for all, a kostensoort or a participant; after an amendment; and very many of them."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from kleinplan import klein_plan, post
from ruamel.yaml import YAML

from calc.tabellen import maak_tabellen
from calc.tabellen.voorschotten import termijnen_van
from calc.uitkomst import Uitkomst, bereken
from calc.uitleg import uitleg_cel
from schemas.fouten import InvoerFouten
from schemas.gegevens import Betaalregel, Gegevens
from schemas.geldend import REGIOS, Regio, laad_regio
from schemas.inname import gegevens_uit, lees_werkboek
from schemas.invoer import Kop
from schemas.regiolezer import lees_regio
from templates.werkmap.invoerboek import Invoerboek, maak_invoerboek

JAAR = 2021


def regel(dag: str, procent: str, code: str = "", soort: str = "", gevraagd: str = "") -> Betaalregel:
    in_rekening = Decimal(gevraagd) if gevraagd else None
    return Betaalregel(
        soort, code, code, date.fromisoformat(f"{JAAR}-{dag}"), Decimal(procent), in_rekening, "Verzonnen", 5
    )


def plan(bedrag: str, *betaling: Betaalregel, eenheid: str = "cent") -> Gegevens:
    return klein_plan((JAAR, JAAR), [post("Lonen", {JAAR: bedrag})], eenheid=eenheid, betaling=betaling)


def rijen(uitkomst: Uitkomst) -> dict[str, dict[str, Any]]:
    (tabel,) = maak_tabellen(uitkomst, "voorschotten")
    namen = [kolom.naam for kolom in tabel.kolommen]
    return {str(rij.waarden[1]): dict(zip(namen, rij.waarden, strict=True)) for rij in tabel.rijen}


KWARTALEN = ("01-15", "04-15", "07-15", "10-15")


def test_who_has_terms_of_its_own_goes_before_the_kostensoort_and_that_before_all() -> None:
    alle = [regel(dag, "25") for dag in KWARTALEN]
    soort = [regel("02-01", "100", soort="bureau")]
    eigen = [regel("03-01", "33.4", "GM9001"), regel("09-01", "66.6", "GM9001")]
    dagen = {
        naam: [t.dag.isoformat()[5:] for t in termijnen_van(plan("100", *deze), "bureau", "GM9001", JAAR)]
        for naam, deze in {"alle": alle, "soort": [*alle, *soort], "eigen": [*alle, *soort, *eigen]}.items()
    }
    assert dagen == {"alle": list(KWARTALEN), "soort": ["02-01"], "eigen": ["03-01", "09-01"]}
    gegevens = plan("100", *alle, *soort, *eigen)
    assert [t.dag.isoformat()[5:] for t in termijnen_van(gegevens, "bureau", "GM9002", JAAR)] == ["02-01"]
    # Of another year the sheet says nothing.
    assert termijnen_van(gegevens, "bureau", "GM9001", JAAR + 1) == ()


TERMIJNEN = Path(__file__).parents[1] / "gevallen" / "termijnen" / "termijnen.yaml"


@pytest.mark.parametrize("geval", YAML(typ="safe").load(TERMIJNEN.read_text("utf-8")), ids=lambda geval: geval["naam"])
def test_a_worked_example_of_terms_comes_out(geval) -> None:
    """All pay alike; what one pays is the case."""
    al = [*geval.get("al", []), *[""] * len(geval["procenten"])]
    codes = ("GM9001", "GM9002", "GM9003")
    regels = [
        regel(f"{maand:02}-15", str(procent), code, gevraagd=gevraagd)
        for code in codes
        for maand, (procent, gevraagd) in enumerate(zip(geval["procenten"], al, strict=False), start=1)
    ]
    noord = rijen(bereken(plan(str(3 * Decimal(geval["bijdrage"])), *regels)))["Noordwoude"]
    gevonden = [noord[f"2021-{maand:02}-15"] for maand in range(1, len(geval["procenten"]) + 1)]
    assert gevonden == [Fraction(bedrag) for bedrag in geval["termijnen"]]
    assert noord["samen"] == noord["bijdrage"] == Fraction(geval["bijdrage"])


def half_jaar_in_rekening() -> list[Betaalregel]:
    """In quarters, of which two were charged by the plan as it was: 250 each."""
    codes = ("GM9001", "GM9002", "GM9003")
    return [regel(dag, "25", code, gevraagd="250" if dag < "05" else "") for code in codes for dag in KWARTALEN]


def test_an_amendment_leaves_what_was_charged_and_settles_the_rest_in_the_next_term() -> None:
    # 1.000 each in quarters is 250 a term. In May it becomes 1.200: 250 and 250 were charged; until July 900 is due,
    # so 400 (300 and a supplement of 100), and then 300.
    gevraagd = half_jaar_in_rekening()
    noord = rijen(bereken(plan("3600", *gevraagd)))["Noordwoude"]
    assert [noord[f"2021-{dag}"] for dag in KWARTALEN] == [250, 250, 400, 300]
    assert noord["samen"] == noord["bijdrage"] == 1200
    uitleg = uitleg_cel(bereken(plan("3600", *gevraagd)), "voorschotten", "Noordwoude", "2021-07-15", "bureau").regels()
    assert "Noordwoude, 15 juli 2021: € 900,00 - € 500,00 = € 400,00." in uitleg


def test_an_amendment_downwards_gives_money_back() -> None:
    # 1.000 becomes 400: 500 was charged, until July 300 is due.
    gevraagd = half_jaar_in_rekening()
    noord = rijen(bereken(plan("1200", *gevraagd)))["Noordwoude"]
    assert [noord[f"2021-{dag}"] for dag in KWARTALEN] == [250, 250, -200, 100]


def test_what_was_charged_waits_for_a_day_of_the_participant_itself() -> None:
    # All pay half in July; Noordwoude 30% in February (100 was charged, 120 is due) and 70% in August.
    eigen = [regel("02-01", "30", "GM9001", gevraagd="100"), regel("08-01", "70", "GM9001")]
    noord = rijen(bereken(plan("1200", regel("01-15", "50"), regel("07-01", "50"), *eigen)))["Noordwoude"]
    assert [noord[f"2021-{dag}"] for dag in ("01-15", "02-01", "07-01", "08-01")] == [0, 100, 0, 300]


def veel(aantal: int) -> Regio:
    leden = "\n".join(f"  - {{code: GM{1000 + n}, naam: Plaats{n}, van: 2010, bron: V}}" for n in range(aantal))
    return Regio(
        lees_regio(
            f"""
regio: veel
label: Veel
centrumgemeente: GM1000
bron: V
deelnemers:
{leden}
maatstaven: {{}}
kostensoorten:
  bureau: {{label: Bureau, grondslag: V, sleutel: {{2010: {{delen: {{rato: 100}}, bron: V}}}}}}
""".encode(),
            "veel.yaml",
        )
    )


@pytest.mark.parametrize("zaad", range(3))
def test_443_participants_in_12_unequal_terms_add_up_in_both_directions(zaad: int) -> None:
    kans = random.Random(zaad)
    stukken = sorted(kans.sample(range(1, 10**6), 11))
    procenten = [Decimal(b - a) / 10**4 for a, b in zip([0, *stukken], [*stukken, 10**6], strict=True)]
    assert sum(procenten) == 100
    termijnen = [regel(f"{maand:02}-15", str(procent)) for maand, procent in enumerate(procenten, start=1)]
    gegevens = plan(str(Decimal(kans.randint(1, 10**10)) / 100), *termijnen)
    (tabel,) = maak_tabellen(bereken(replace(gegevens, regio=veel(443))), "voorschotten")
    maanden = [kolom.naam for kolom in tabel.kolommen if kolom.naam.startswith("2021")]
    assert (len(tabel.rijen), len(maanden)) == (444, 12)
    plek = {kolom.naam: n for n, kolom in enumerate(tabel.kolommen)}
    for rij in tabel.rijen:
        assert sum(_bedrag(rij.waarden[plek[m]]) for m in maanden) == rij.waarden[plek["bijdrage"]]
    for kolom in (*maanden, "bijdrage", "samen"):
        *eigen, totaal = tabel.kolom(kolom)
        assert sum(map(_bedrag, eigen)) == totaal


def _bedrag(waarde: object) -> Fraction:
    assert isinstance(waarde, int | Fraction)
    return Fraction(waarde)


def boek(betaling: Sequence[dict[str, Any]]) -> bytes:
    kop = Kop("zuid-limburg", JAAR, JAAR, JAAR, JAAR, "voorlopig")
    hoofd = {"regio": "zuid-limburg", "titel": "Plan", "jaar": JAAR, "opsteller": "Wij"}
    regio = laad_regio("zuid-limburg", REGIOS)
    begroting = [
        {"kostensoort": soort, "post": "Kosten", "soort": "kosten", "dekking": "deelnemers", "2021": 100, "bron": "V"}
        for soort in regio.kostensoorten
    ]
    vast = [
        {"kostensoort": soort, "gemeente": d.naam, "2021": Decimal("6.25"), "bron": "V"}
        for soort in regio.kostensoorten
        for d in regio.deelnemers(JAAR)
    ]
    bladen = {"Begroting": begroting, "Vastgesteld": vast, "Betaling": betaling}
    return maak_invoerboek(Invoerboek(hoofd, bladen, kop), regio, datetime(JAAR, 1, 1))  # type: ignore[arg-type]


def lees(betaling: Sequence[dict[str, Any]]) -> Gegevens:
    return gegevens_uit(lees_werkboek(boek(betaling), "invoer.xlsx"), Path(), laad_regio("zuid-limburg", REGIOS))


RIJ = {"datum": date(JAAR, 2, 1), "procent": 40, "bron": "V"}


def test_the_sheet_is_read_with_other_spellings_and_any_percentages() -> None:
    gegevens = lees(
        [{**RIJ, "gemeente": "Beek (L.)"}, {**RIJ, "gemeente": "Beek", "datum": date(JAAR, 8, 1), "procent": 60}]
    )
    assert [(r.gemeentecode, r.datum, r.procent) for r in gegevens.betaling] == [
        ("GM0888", date(JAAR, 2, 1), 40), ("GM0888", date(JAAR, 8, 1), 60),
    ]  # fmt: skip


FOUT = [
    ([RIJ], "de termijnen zijn samen 40%; verwacht: 100%"),
    ([{**RIJ, "procent": 100, "datum": date(2022, 1, 1)}], "verwacht: een dag in 2021, het jaar van het plan"),
    ([{**RIJ, "procent": 100, "in_rekening": 5}], "verwacht: bij één gemeente, niet bij alle"),
    (
        [{**RIJ, "procent": 100, "in_rekening": 5, "gemeente": "Beek", "kostensoort": "inkoop"}],
        "verwacht: leeg, want in de laatste termijn wordt verrekend",
    ),
    ([{**RIJ, "procent": 100, "gemeente": "Been"}], "'Been' is geen deelnemer in 2021. Bedoelde u 'Beek'?"),
]


@pytest.mark.parametrize(("rijen_", "melding"), FOUT, ids=[melding for _, melding in FOUT])
def test_terms_that_cannot_be_are_said_with_their_cell(rijen_, melding) -> None:
    with pytest.raises(InvoerFouten) as gevonden:
        lees(rijen_)
    assert any(melding in str(fout) and "blad Betaling, cel" in str(fout) for fout in gevonden.value.fouten)
