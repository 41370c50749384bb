"""The regional workbook: live formulas that a second calculator agrees with, and the same bytes every time."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.formula import Tokenizer
from openpyxl.formula.translate import Translator
from openpyxl.workbook import Workbook

from calc.kritieke_rest import BedragTeHoog, controleer_bedragen
from calc.uitkomst import Uitkomst, bereken
from schemas.gegevens import Gegevens
from schemas.kernwoorden import SLUITREGELS, Sluitregel
from templates.plan.uitvoeringsplan import maak_uitvoeringsplan

STRUCTUUR = {"0", "1", "100"}
"""Numbers that say how a formula works; every other number belongs in a cell."""
AFRONDEN = re.compile(r",(0|2|6|8|12)\)")

LABELS = ("Totaal", "Te verdelen", "Verschil door afronden")

Herreken = Callable[[Sequence[Path]], Mapping[Path, Mapping[str, Mapping[str, object]]]]
Proefplan = Callable[..., Gegevens]
Formules = Sequence[tuple[str, str, str]]
Verschillen = Callable[[Sequence[Path]], list[Any]]

EUROS = {2020: "7", 2021: "98765", 2022: "11"}
UITERSTEN = {2020: "0", 2021: "999999999.99", 2022: "-500.03"}
VORMEN: tuple[dict[str, Any], ...] = (
    {"deelnemers": 3},
    {"deelnemers": 3, "delen": {"rato": "1"}, "bedragen": {2020: "0.05", 2021: "1.00", 2022: "100.01"}},
    {"deelnemers": 3, "delen": {"m1": "0.5", "rato": "2"}, "eenheid": "euro", "bedragen": EUROS},
    {"deelnemers": 30, "delen": {"rato": "25", "m1": "25", "m2": "25", "m3": "25"}, "vastgesteld": [2020]},
    {"deelnemers": 30, "delen": {"m1": "60", "m2": "40"}, "eenheid": "euro", "bedragen": EUROS},
    {"deelnemers": 7, "komt_later": 2, "gaat_weg": 4, "scenario": False},
    {"deelnemers": 4, "delen": {"m3": "1"}, "bedragen": UITERSTEN, "scenario": False},
)  # fmt: skip


def maak(gegevens: Gegevens, sluitregel: Sluitregel | None = None) -> bytes:
    return maak_uitvoeringsplan(bereken(gegevens, sluitregel), versie="1.0")


@pytest.fixture(scope="module")
def boek(voorbeeldboek: Callable[[str], bytes]) -> bytes:
    return voorbeeldboek("")


@pytest.fixture(scope="module")
def van_regel(voorbeeld: Gegevens) -> Callable[[Sluitregel], bytes]:
    """The example under a closing rule; each is made once."""
    return cache(lambda sluitregel: maak(voorbeeld, sluitregel))


@pytest.fixture(scope="module")
def met_formules(boek: bytes) -> Workbook:
    """The book of the example, read once and changed by nobody."""
    return load_workbook(BytesIO(boek))


@pytest.fixture(scope="module")
def met_waarden(boek: bytes) -> Workbook:
    return load_workbook(BytesIO(boek), data_only=True)


@pytest.fixture(scope="module")
def formules(met_formules: Workbook) -> list[tuple[str, str, str]]:
    return [
        (ws.title, cel.coordinate, str(cel.value))
        for ws in met_formules.worksheets
        for rij in ws.iter_rows()
        for cel in rij
        if cel.data_type == "f"
    ]


# ---- a second calculator


@pytest.mark.parametrize("sluitregel", SLUITREGELS)
def test_libreoffice_agrees_with_every_formula(
    sluitregel: Sluitregel,
    van_regel: Callable[[Sluitregel], bytes],
    proefplan: Proefplan,
    verschillen: Verschillen,
    tmp_path: Path,
) -> None:
    boeken = [van_regel(sluitregel), *(maak(proefplan(**vorm), sluitregel) for vorm in VORMEN)]
    paden = []
    for nummer, inhoud in enumerate(boeken):
        pad = tmp_path / f"plan{nummer}.xlsx"
        pad.write_bytes(inhoud)
        paden.append(pad)
    assert verschillen(paden) == []


def test_libreoffice_finds_a_wrong_value(
    boek: bytes, met_formules: Workbook, verschillen: Verschillen, tmp_path: Path
) -> None:
    pad = tmp_path / "fout.xlsx"
    delen = {naam: zipfile.ZipFile(BytesIO(boek)).read(naam) for naam in zipfile.ZipFile(BytesIO(boek)).namelist()}
    index = met_formules.sheetnames.index("Verdeling inkoop") + 1
    blad = f"xl/worksheets/sheet{index}.xml"
    assert delen[blad].count(b"<v>81456</v>") == 1
    delen[blad] = delen[blad].replace(b"<v>81456</v>", b"<v>81457</v>")
    with zipfile.ZipFile(pad, "w") as archief:
        for naam, inhoud in delen.items():
            archief.writestr(naam, inhoud)
    gevonden = verschillen([pad])
    assert [(v.blad, v.in_bestand, v.herrekend) for v in gevonden] == [("Verdeling inkoop", 81457, 81456)]


@pytest.mark.parametrize("sluitregel", ["open", "grootste-rest"])
def test_a_changed_input_runs_through_to_every_contribution(
    sluitregel: Sluitregel,
    van_regel: Callable[[Sluitregel], bytes],
    voorbeeld: Gegevens,
    herreken: Herreken,
    tmp_path: Path,
) -> None:
    werkboek = load_workbook(BytesIO(van_regel(sluitregel)))
    for naam, nieuw in (("Invoer Maatstaven", "9.87"), ("Invoer Begroting", "654321"), ("Invoer Tarieven", "131.5")):
        ws = werkboek[naam]
        kolom, rij = _cel_van(ws, naam)
        ws.cell(rij, kolom).value = float(nieuw)
    werkboek.save(tmp_path / "gewijzigd.xlsx")
    (herrekend,) = herreken([tmp_path / "gewijzigd.xlsx"]).values()
    meerjarig = herrekend["Meerjarig"]
    rijen = [int(plek[1:]) for plek, inhoud in meerjarig.items() if plek[0] == "A" and str(inhoud).startswith("GM")]
    verwacht = bereken(_gewijzigd(voorbeeld), sluitregel)
    for soort in ("beleid", "inkoop"):
        for jaar, letter in ((2020, "C"), (2021, "D"), (2022, "E"), (2024, "G")):
            bedragen = verwacht.verdeling.van(soort, jaar).bedragen
            helft = rijen[:16] if soort == "beleid" else rijen[16:32]
            gevonden = {str(meerjarig[f"A{rij}"]): round(float(str(meerjarig[f"{letter}{rij}"])), 2) for rij in helft}
            assert gevonden == {code: float(bedrag) for code, bedrag in bedragen.items()}


def _cel_van(ws: Any, blad: str) -> tuple[int, int]:
    """Column and row of one figure: jongeren 2020 of Beek, ICT in 2022, the rate of a Beleidsadviseur from 2021."""
    koppen = {ws.cell(4, k).value: k for k in range(1, ws.max_column + 1)}
    for rij in range(5, ws.max_row + 1):
        waarden = {kop: ws.cell(rij, k).value for kop, k in koppen.items()}
        if blad == "Invoer Maatstaven" and (waarden["Peiljaar"], waarden["Gemeente"]) == (2020, "Beek"):
            return koppen["Jongeren"], rij
        if blad == "Invoer Begroting" and waarden["Post"] == "ICT":
            return koppen["2022"], rij
        if blad == "Invoer Tarieven" and (waarden["Functie"], waarden["Vanaf"]) == ("Beleidsadviseur", 2021):
            return koppen["Tarief"], rij
    raise AssertionError(blad)


def _gewijzigd(gegevens: Gegevens) -> Gegevens:
    maatstaven = tuple(
        replace(m, waarde=Decimal("9.87"))
        if (m.maatstaf, m.peiljaar, m.gemeentecode) == ("jongeren", 2020, "GM0888")
        else m
        for m in gegevens.maatstaven
    )
    begroting = tuple(
        replace(r, bedragen={**r.bedragen, 2022: Decimal(654321)}) if r.post == "ICT" else r for r in gegevens.begroting
    )
    tarieven = tuple(
        replace(t, bedrag=Decimal("131.5")) if (t.functie, t.vanaf) == ("Beleidsadviseur", 2021) else t
        for t in gegevens.tarieven
    )
    return replace(gegevens, maatstaven=maatstaven, begroting=begroting, tarieven=tarieven)


# ---- what stands in it


def test_every_formula_carries_its_value(formules: Formules, met_waarden: Workbook) -> None:
    zonder = [
        (blad, cel)
        for blad, cel, formule in formules
        # openpyxl reads an empty text, where a formula may give one, as nothing.
        if met_waarden[blad][cel].value is None and '""' not in formule
    ]
    assert zonder == []


def test_the_contribution_of_beek_is_the_published_one(met_waarden: Workbook) -> None:
    blad = met_waarden["Samenvatting"]
    rij = next(rij for rij in blad.iter_rows(values_only=True) if rij[0] == "GM0888")
    assert [round(float(str(bedrag)), 2) for bedrag in rij[3:8]] == [27584.03, 81456, 109040.03, 76274.73, 32765.3]


def test_open_shows_the_sum_of_the_rows_beside_what_was_to_be_split(met_waarden: Workbook) -> None:
    blad = met_waarden["Verdeling inkoop"]
    onderkant = {rij[1]: rij[11] for rij in blad.iter_rows(values_only=True) if rij[1] in LABELS}
    assert onderkant == {"Totaal": 2394002, "Te verdelen": 2394001, "Verschil door afronden": 1}


@pytest.mark.parametrize("sluitregel", ["grootste-rest", "grootste-deelnemer", "afrondingsregel"])
def test_a_closing_rule_leaves_no_difference(sluitregel: Sluitregel, van_regel: Callable[[Sluitregel], bytes]) -> None:
    blad = load_workbook(BytesIO(van_regel(sluitregel)), data_only=True, read_only=True)["Verdeling beleid"]
    onderkant = {rij[1]: rij[4] for rij in blad.iter_rows(values_only=True) if rij[1] in LABELS}
    assert onderkant == {"Totaal": 1397920, "Te verdelen": 1397920, "Verschil door afronden": 0}


def test_the_cover_gives_status_verdict_version_and_hash(met_waarden: Workbook, voorbeeld: Gegevens) -> None:
    def veld(naam: str) -> str:
        ((blad, cel),) = met_waarden.defined_names[naam].destinations
        return str(met_waarden[blad][cel].value)

    assert veld("plan_status") == "VOORLOPIG"
    assert re.fullmatch(r"✓ Sluit: alle \d+ controles kloppen", veld("oordeel"))
    assert "1.063 gelijk, 121 afronding, 4 melding, 12 afwijking" in veld("oordeel_toelichting")
    assert veld("programma_versie") == "Verdeelwijzer 1.0"
    assert veld("invoer_sha256").replace(" ", "") == voorbeeld.sha256


def test_no_number_hides_in_a_formula(formules: Formules) -> None:
    """The decimals of the unit, and those at which the noise of doubles is rounded off, are no figure of the plan."""
    gevonden = {
        (blad, token.value)
        for blad, _, formule in formules
        for token in Tokenizer(AFRONDEN.sub(")", formule)).items
        if token.type == "OPERAND" and token.subtype == "NUMBER" and token.value not in STRUCTUUR
    }
    assert gevonden == set()


def test_a_column_of_the_rekenblad_has_one_formula(van_regel: Callable[[Sluitregel], bytes]) -> None:
    for sluitregel in SLUITREGELS:
        blad = load_workbook(BytesIO(van_regel(sluitregel)), read_only=True)["Rekenblad inkoop"]
        per_kolom: dict[tuple[int, str], set[object]] = {}
        blok = 0
        for rij in blad.iter_rows():
            if rij[0].value == "Code":
                blok += 1
            if str(rij[0].value).startswith("GM"):
                for cel in rij:
                    if cel.data_type == "f":
                        kolom = cel.coordinate.rstrip("0123456789")
                        verplaatst = Translator(str(cel.value), origin=cel.coordinate).translate_formula(f"{kolom}500")
                        per_kolom.setdefault((blok, kolom), set()).add(verplaatst)
        # The equal part counts for 1 everywhere, without a formula.
        assert len(per_kolom) >= 4 * 13
        assert {plek: vormen for plek, vormen in per_kolom.items() if len(vormen) > 1} == {}


def test_formulas_use_only_functions_that_every_spreadsheet_knows(formules: Formules) -> None:
    bekend = {
        "SUM", "ROUND", "INDEX", "MATCH", "SUMPRODUCT", "SUMIFS", "COUNTIFS", "RANK", "IF", "IFERROR", "INT", "ABS",
        "SIGN", "AND", "OR", "MAX", "COUNTIF", "FIXED", "SUBSTITUTE",
    }  # fmt: skip
    gebruikt = {
        naam for _, _, formule in formules for naam in re.findall(r"([A-Z.]+)\(", re.sub(r'"[^"]*"', "", formule))
    }
    assert gebruikt <= bekend


def test_formulas_are_short(formules: Formules) -> None:
    langste = max((formule for blad, _, formule in formules if blad.startswith(("Rekenblad", "Verdeling"))), key=len)
    assert len(langste) <= 255, langste


def test_nothing_is_hidden_and_everything_but_input_is_locked(boek: bytes, met_formules: Workbook) -> None:
    for ws in met_formules.worksheets:
        assert ws.sheet_state == "visible"
        assert ws.protection.sheet
        assert not ws.protection.password
        assert not ws.sheet_view.showGridLines
        for rij in ws.iter_rows():
            for cel in rij:
                if cel.data_type == "f":
                    assert cel.protection.locked, (ws.title, cel.coordinate)
    invoer = met_formules["Invoer Maatstaven"]
    assert not invoer["D5"].protection.locked
    namen = zipfile.ZipFile(BytesIO(boek)).namelist()
    assert not [naam for naam in namen if "externalLink" in naam or "vba" in naam.lower()]


def test_derived_and_provisional_figures_carry_the_word(met_waarden: Workbook) -> None:
    kop = [rij for rij in met_waarden["Verdeling inkoop"].iter_rows(values_only=True) if rij[1] == "Let op"]
    assert "afgeleid" in kop[0]
    statussen = [rij for rij in met_waarden["Meerjarig"].iter_rows(values_only=True) if rij[1] == "Status"]
    assert statussen[1][2:7] == ("vastgesteld", "voorlopig", "raming", "raming", "raming")


def test_the_cover_links_to_every_sheet_that_is_read_and_to_the_first_of_every_kind_to_look_things_up_in(
    met_formules: Workbook,
) -> None:
    doelen = {cel.hyperlink.location for rij in met_formules["Voorblad"].iter_rows() for cel in rij if cel.hyperlink}
    gezien: set[str] = set()
    verwacht = set()
    for titel in met_formules.sheetnames[1:]:
        soort = titel.split(" ")[0]
        if soort not in ("Invoer", "Rekenblad") or soort not in gezien:
            verwacht.add(f"'{titel}'!A1")
        gezien.add(soort)
    assert doelen == verwacht


def test_rows_without_years_are_excel_tables(met_formules: Workbook) -> None:
    tabellen = {tabel for ws in met_formules.worksheets for tabel in ws.tables}
    assert {
        "Invoer_Maatstaven",
        "Invoer_Tarieven",
        "Invoer_Gepubliceerd",
        "Controles_rijen",
        "Aansluiting_cijfers",
    } <= tabellen
    for ws in met_formules.worksheets:
        for tabel in ws.tables.values():
            koppen = [cel.value for cel in ws[tabel.ref][0]]
            assert koppen == [kolom.name for kolom in tabel.tableColumns]


# ---- what comes from outside


def test_a_name_that_looks_like_a_formula_stays_text(proefplan: Proefplan) -> None:
    namen = ("=1+1", "+CMD", "<b> & 'co'", "@SUM(A1)", "-2", "#N/A")
    inhoud = maak(proefplan(deelnemers=6, namen=namen))
    for ws in load_workbook(BytesIO(inhoud)).worksheets:
        for rij in ws.iter_rows():
            for cel in rij:
                if cel.value in namen:
                    assert cel.data_type == "s", (ws.title, cel.coordinate)
    blad = load_workbook(BytesIO(inhoud), data_only=True)["Verdeling zorg"]
    assert [blad.cell(rij, 2).value for rij in range(7, 13)] == list(namen)


def test_an_amount_above_a_thousand_million_is_refused(proefplan: Proefplan) -> None:
    te_hoog = bereken(proefplan(bedragen={2020: "1", 2021: "1000000000.01", 2022: "1"}))
    with pytest.raises(BedragTeHoog) as fout:
        controleer_bedragen(te_hoog)
    assert str(fout.value) == (
        "Het te verdelen bedrag van zorg in 2021 is hoger dan € 1.000.000.000. Excel rekent dan niet meer op de "
        "cent; een "
        "werkmap is daarvoor niet te maken. Controleer of het bedrag in euro's staat."
    )


def test_a_plan_without_scenario_published_figures_or_hours_has_no_empty_sheets(proefplan: Proefplan) -> None:
    titels = load_workbook(BytesIO(maak(proefplan(scenario=False)))).sheetnames
    assert "Scenario" not in titels
    assert "Investering" not in titels


# ---- reproducible


def test_the_same_figures_give_the_same_bytes(boek: bytes, uitkomst: Uitkomst) -> None:
    assert maak_uitvoeringsplan(uitkomst, versie="1.0") == boek


MAAK_EN_TOON = """
import hashlib, sys
from pathlib import Path
from calc.uitkomst import bereken
from schemas.inname import lees_invoer
from templates.plan.uitvoeringsplan import maak_uitvoeringsplan
uitkomst = bereken(lees_invoer(Path(sys.argv[1])))
print(hashlib.sha256(maak_uitvoeringsplan(uitkomst, versie="1.0")).hexdigest())
"""


def test_another_time_zone_and_hash_seed_give_the_same_bytes(boek: bytes, voorbeeldpad: Path) -> None:
    verwacht = hashlib.sha256(boek).hexdigest()
    for zaad, zone in (("1", "Pacific/Auckland"), ("2", "America/Anchorage")):
        omgeving = {**os.environ, "PYTHONHASHSEED": zaad, "TZ": zone, "PYTHONPATH": os.pathsep.join(sys.path)}
        opdracht = [sys.executable, "-c", MAAK_EN_TOON, str(voorbeeldpad)]
        klaar = subprocess.run(opdracht, check=True, capture_output=True, text=True, env=omgeving)
        assert klaar.stdout.strip() == verwacht


def test_the_file_properties_hold_no_moment_of_making(boek: bytes, met_formules: Workbook) -> None:
    eigenschappen = met_formules.properties
    assert eigenschappen.created == eigenschappen.modified
    assert (eigenschappen.created.year, eigenschappen.created.month, eigenschappen.created.day) == (2021, 1, 1)
    assert {info.date_time for info in zipfile.ZipFile(BytesIO(boek)).infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_amounts_are_exact_to_the_cent_also_near_the_limit(proefplan: Proefplan) -> None:
    gegevens = proefplan(
        deelnemers=3, delen={"m1": "1"}, bedragen={2020: "1", 2021: "999999999.99", 2022: "1"}, scenario=False
    )
    uitkomst = bereken(gegevens, "grootste-rest")
    inhoud = maak_uitvoeringsplan(uitkomst, versie="1.0")
    blad = load_workbook(BytesIO(inhoud), data_only=True)["Meerjarig"]
    bedragen = [rij[3] for rij in blad.iter_rows(values_only=True) if str(rij[0]).startswith("GM9")]
    assert sum(Decimal(str(bedrag)) for bedrag in bedragen) == Decimal("999999999.99")


def _rijen(ws: Any) -> list[dict[str, str]]:
    """What stands below the titles of row 4, as text: a year is a title in both, a number in one of them."""
    koppen = [str(cel.value) for cel in ws[4]]
    rijen = ([("" if w is None else str(w)) for w in rij] for rij in ws.iter_rows(min_row=5, values_only=True))
    return [dict(zip(koppen, rij, strict=True)) for rij in rijen if any(rij)]


def test_every_cell_of_the_invoer_sheets_is_that_of_the_input(
    met_formules: Workbook, invoer: Path, voorbeeld: Gegevens
) -> None:
    bron, plan = load_workbook(invoer), met_formules
    labels = {naam: maatstaf.label for naam, maatstaf in voorbeeld.regio.bestand.maatstaven.items()}
    gevuld = [naam for naam in bron.sheetnames if f"Invoer {naam}" in plan.sheetnames]
    assert len(gevuld) == 10
    for naam in gevuld:
        verwacht, gevonden = _rijen(bron[naam]), _rijen(plan[f"Invoer {naam}"])
        for rij in (*verwacht, *gevonden):
            # What a field is for is help and no figure.
            rij.pop("Toelichting", None)
            rij.pop("None", None)
        if naam == "Definities":
            verwacht = [rij | {"Maatstaf": labels[rij["Maatstaf"]]} for rij in verwacht]
        assert gevonden == verwacht, naam
