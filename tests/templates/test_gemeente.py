"""The workbook of one participant: the published figures on its letter, and of nobody else."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from drukregio import VIJF, schrijf
from openpyxl import load_workbook
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from calc.uitkomst import Uitkomst, bereken
from calc.uitleg import uitleg
from gereedschap.maak_gemeente import maak_gemeente
from schemas.gegevens import Briefregel, Gegevens
from schemas.inname import lees_invoer
from templates.gemeente.gemeenteboek import SJABLOON, GeenBijdrage, deelnemers, maak_gemeenteboek
from templates.gemeente.tekst import BREEDTES_TOELICHTING
from templates.plan.uitvoeringsplan import maak_uitvoeringsplan
from templates.werkmap.blad import Sjabloonfout
from templates.werkmap.maat import tekstbreedte

Bron = Callable[[str], list[dict[str, str]]]
EIGEN_BLADEN = ("Brief", "Sleutel", "Meerjarig", "Toelichting", "Te verdelen", "Verantwoording")
"""First words of the sheets on which no other municipality may be seen."""


@pytest.fixture(scope="module")
def boeken(uitkomst: Uitkomst, voorbeeldboek: Callable[[str], bytes]) -> Mapping[str, bytes]:
    """The sixteen workbooks of the example, by name of the municipality."""
    naam = uitkomst.gegevens.regio.gemeente
    return {naam(code): voorbeeldboek(code) for code in deelnemers(uitkomst)}


@pytest.fixture(scope="module")
def gevuld(boeken: Mapping[str, bytes]) -> Mapping[str, Workbook]:
    """The same workbooks, opened by a reader that does not calculate."""
    return {naam: _waarden(data) for naam, data in boeken.items()}


def _waarden(data: bytes) -> Workbook:
    return load_workbook(BytesIO(data), data_only=True)


def _veld(boek: Workbook, naam: str) -> object:
    titel, cel = next(boek.defined_names[naam].destinations)
    return boek[titel][cel.replace("$", "")].value


def _rij(ws: Worksheet, label: str, vanaf: int = 1) -> list[object]:
    """The cells behind the first row that begins with a text."""
    return next([c.value for c in rij[1:]] for rij in ws.iter_rows(min_row=vanaf) if rij[0].value == label)


def _teksten(boek: Workbook) -> dict[str, str]:
    return {
        ws.title: "\n".join(str(cel.value) for rij in ws.iter_rows() for cel in rij if cel.value is not None)
        for ws in boek.worksheets
        if ws.title.startswith(EIGEN_BLADEN)
    }


def test_every_participant_of_the_plans_year_gets_a_workbook(boeken: Mapping[str, bytes], bron: Bron) -> None:
    assert set(boeken) == {rij["gemeente"] for rij in bron("gemeenten")}


def test_the_letter_of_beek_says_what_beek_pays(gevuld: Mapping[str, Workbook]) -> None:
    boek = gevuld["Beek"]
    assert boek.sheetnames[:5] == ["Brief", "Sleutel", "Meerjarig", "Toelichting", "Te verdelen"]
    assert boek["Brief"]["A12"].value == "Uw bijdrage in 2021:"
    assert _veld(boek, "bijdrage") == 109040.03
    assert _veld(boek, "plan_status") == "VOORLOPIG"
    waarom = _teksten(boek)["Brief"].replace("\u00a0", " ")
    assert "In 2021 betaalt u € 32.765,30 (43,0%) meer dan in 2020, toen u € 76.274,73 betaalde." in waarom


def test_the_letters_carry_the_published_amounts(gevuld: Mapping[str, Workbook], bron: Bron) -> None:
    beleid = {rij["gemeente"]: rij for rij in bron("bijdrage_beleid")}
    inkoop = {rij["gemeente"]: rij for rij in bron("uitvoeringskosten_inkoop_2021")}
    eerder = {rij["gemeente"]: rij for rij in bron("meerjarig_inkoop")}
    for naam, boek in gevuld.items():
        gedrukt = [Decimal(beleid[naam]["bijdrage_2021_eur"]), Decimal(inkoop[naam]["totaal_eur"])]
        toen = [Decimal(beleid[naam]["bijdrage_2020_eur"]), Decimal(eerder[naam]["2020_eur"])]
        for label, nu, vorig in zip(
            ("Uitvoeringskosten beleid", "Uitvoeringskosten inkoop"), gedrukt, toen, strict=True
        ):
            rij = _rij(boek["Brief"], label)
            assert (rij[3], rij[2]) == (float(nu), float(vorig)), (naam, label)
            assert rij[4] == pytest.approx(float(nu - vorig), abs=1e-9)
        assert _veld(boek, "bijdrage") == float(sum(gedrukt)), naam
        assert _rij(boek["Brief"], "Samen")[3] == float(sum(gedrukt)), naam


def test_the_key_and_the_years_carry_the_published_figures(gevuld: Mapping[str, Workbook], bron: Bron) -> None:
    verdeling = {rij["gemeente"]: rij for rij in bron("uitvoeringskosten_inkoop_2021")}
    jaren = {rij["gemeente"]: rij for rij in bron("meerjarig_inkoop")}
    for naam, boek in gevuld.items():
        sleutel = boek["Sleutel"]
        kop = next(r for r in range(5, 20) if sleutel.cell(r, 1).value == "Uitvoeringskosten inkoop 2021")
        rijen = sleutel.iter_rows(min_row=kop + 1, max_row=kop + 5)
        labels = {str(rij[0].value): [c.value for c in rij] for rij in rijen}
        delen = dict(zip(labels, ("rato", "jongeren", "toekenningen", "declaraties", "totaal"), strict=True))
        for label, deel in delen.items():
            assert labels[label][7] == float(verdeling[naam][f"{deel}_eur"]), (naam, deel)
        assert [labels[label][5] for label in list(delen)[1:4]] == [
            pytest.approx(float(Decimal(verdeling[naam][f"{deel}_pct"]) / 100)) for deel in list(delen.values())[1:4]
        ]
        printed = [float(jaren[naam][f"{jaar}_eur"]) for jaar in range(2020, 2025)]
        assert _rij(boek["Meerjarig"], "Uitvoeringskosten inkoop")[:5] == printed, naam


def test_nobody_elses_name_or_code_stands_on_the_own_sheets(
    boeken: Mapping[str, bytes], gevuld: Mapping[str, Workbook], uitkomst: Uitkomst
) -> None:
    regio = uitkomst.gegevens.regio
    assert regio.bestand.centrumgemeente is not None
    centrum = regio.gemeente(regio.bestand.centrumgemeente)
    namen = {regio.gemeente(code): code for code in deelnemers(uitkomst)}
    for eigen, data in boeken.items():
        teksten = _teksten(gevuld[eigen])
        assert len(teksten) == 6
        with ZipFile(BytesIO(data)) as archief:
            for deel in archief.namelist():
                if deel.startswith(("xl/charts/", "xl/drawings/drawing", "docProps/")):
                    teksten[deel] = archief.read(deel).decode()
        for waar, tekst in teksten.items():
            for naam, code in namen.items():
                if naam == eigen:
                    continue
                assert code not in tekst, (eigen, waar, code)
                # Whom to ask and who made the plan is the centrumgemeente; its figures stand nowhere.
                if naam != centrum:
                    assert not re.search(rf"(?<![\w-]){re.escape(naam)}(?![\w-])", tekst), (eigen, waar, naam)


def test_nobody_elses_amounts_stand_on_the_own_sheets(gevuld: Mapping[str, Workbook], uitkomst: Uitkomst) -> None:
    naam = uitkomst.gegevens.regio.gemeente
    per_gemeente: dict[str, set[float]] = {}
    for regel in (regel for jaar in uitkomst.verdeling.jaren for regel in jaar.regels):
        per_gemeente.setdefault(naam(regel.gemeentecode), set()).add(float(regel.bedrag))
    for eigen, boek in gevuld.items():
        anderen = set().union(*(bedragen for van, bedragen in per_gemeente.items() if van != eigen))
        verboden = {bedrag for bedrag in anderen - per_gemeente[eigen] if bedrag > 1000}
        for ws in boek.worksheets:
            if ws.title.startswith(EIGEN_BLADEN):
                gevonden = {c.value for rij in ws.iter_rows() for c in rij if isinstance(c.value, int | float)}
                assert not gevonden & verboden, (eigen, ws.title)


def test_the_calculation_in_words_stands_in_the_book(gevuld: Mapping[str, Workbook], uitkomst: Uitkomst) -> None:
    tekst = _teksten(gevuld["Stein"])["Toelichting"]
    for soort in uitkomst.gegevens.regio.kostensoorten:
        stappen = uitleg(uitkomst, "GM0971", soort, 2021, kort=True)
        for regel in (stappen.titel, stappen.kern, stappen.slot, *(z for s in stappen.stappen for z in s.zinnen)):
            assert regel in tekst


def test_every_formula_shows_its_value_and_holds_no_figure_of_its_own(boeken: Mapping[str, bytes]) -> None:
    data = boeken["Eijsden-Margraten"]
    waarden = _waarden(data)
    aantal = 0
    for ws in load_workbook(BytesIO(data)).worksheets:
        for rij in ws.iter_rows():
            for cel in rij:
                if isinstance(cel.value, str) and cel.data_type == "f":
                    aantal += 1
                    # A post without costs in a year shows nothing.
                    leeg = cel.value.startswith("=IF(") and '"",' in cel.value
                    assert leeg or waarden[ws.title][cel.coordinate].value is not None, (ws.title, cel.coordinate)
                    # The unit, and the decimals at which the noise of doubles is rounded off, are no such figures.
                    kaal = re.sub(r'"[^"]*"|\'[^\']*\'|\$?[A-Z]{1,3}\$?\d+|,(0|2|6|8|12)\)', "", cel.value)
                    assert set(re.findall(r"\d+(?:\.\d+)?", kaal)) <= {"0", "1", "100"}, cel.value
    assert aantal > 1000


def test_the_explanation_names_no_place_that_its_reader_does_not_have(
    gevuld: Mapping[str, Workbook], uitkomst: Uitkomst
) -> None:
    """No cell or row of the input, no region file, no sheet of another book; the costs per post stand in one table.

    What was derived is said in the words of who made the input.
    """
    for boek in gevuld.values():
        teksten = _teksten(boek)
        for titel, tekst in teksten.items():
            assert not re.search(
                r"\bcel(?:len)? \$?[A-Z]{1,3}\$?\d|\brij(?:en)? \d|regiobestand|invoerbestand", tekst
            ), titel
            assert "SHA" not in tekst, titel
            assert uitkomst.gegevens.bestand not in tekst, titel
            eigen = "\n".join(regel for regel in tekst.splitlines() if not regel.startswith("Afgeleid: "))
            genoemd = set(re.findall(r"\bblad ([A-Z]\w*(?: \w+)?)", eigen))
            assert not {naam for naam in genoemd if not naam.startswith(tuple(boek.sheetnames))}, titel
        posten = {p.naam for b in uitkomst.begrotingen.values() for p in b.posten if not p.dekking}
        assert not [post for post in posten if f"{post}, " in teksten["Toelichting"]]


def test_a_small_region_has_no_half_sentences_and_no_empty_sheets_to_look_up(tmp_path: Path) -> None:
    """Five participants, no contact and no peildata; also in the book of the organisation itself."""
    klein = bereken(lees_invoer(schrijf(VIJF, tmp_path)))
    boek = _waarden(maak_gemeenteboek(klein, "GM9000", versie="1"))
    teksten = _teksten(boek)
    assert f"Neem dan contact op met {klein.gegevens.plan.opsteller}." in teksten["Brief"]
    assert "Peildatum" not in teksten["Sleutel"]
    assert not re.search(r"\bcel [A-Z]+\d|\brij \d|regiobestand|invoerbestand", teksten["Toelichting"])
    regio = load_workbook(BytesIO(maak_uitvoeringsplan(klein, versie="1")))
    leeg = [ws.title for ws in regio.worksheets if ws["A5"].value == "Geen invoer."]
    genoemd = {str(cel.value) for rij in regio["Voorblad"].iter_rows() for cel in rij}
    invoer = [titel for titel in regio.sheetnames if titel.startswith("Invoer")]
    assert leeg
    assert f"Invoer ({len(invoer) - len(leeg)} bladen)" in genoemd


def test_yellow_is_only_what_came_in_and_every_amount_is_a_formula(boeken: Mapping[str, bytes]) -> None:
    """What a post costs follows from the hours, rates and lines of the input in the same book."""
    boek = load_workbook(BytesIO(boeken["Stein"]))
    geel = {ws.title for ws in boek.worksheets for rij in ws.iter_rows() for cel in rij if " invoer" in cel.style}
    assert geel
    assert all(titel.startswith("Invoer ") for titel in geel)
    posten = [rij for rij in boek["Te verdelen"].iter_rows(min_row=6) if rij[1].value is not None]
    getypt = [cel.coordinate for rij in posten for cel in rij[1:] if type(cel.value) in (float, int)]
    assert {boek["Te verdelen"][cel].value for cel in getypt} <= set(range(2020, 2025))
    assert boek["Rekenblad per post"]["G7"].value == '=IF($E7="","",$E7*$F7)'


def test_the_same_plan_gives_the_same_bytes(uitkomst: Uitkomst, boeken: Mapping[str, bytes]) -> None:
    assert maak_gemeenteboek(uitkomst, "GM0888", versie="1.0") == boeken["Beek"]


def test_derived_and_provisional_figures_say_so_in_words(gevuld: Mapping[str, Workbook]) -> None:
    boek = gevuld["Vaals"]
    teksten = _teksten(boek)
    assert _rij(boek["Meerjarig"], "Status uitvoeringskosten inkoop")[:5] == [
        "vastgesteld",
        "voorlopig",
        *["raming"] * 3,
    ]
    assert (
        "De cijfers van beleid en inkoop zijn voor een deel afgeleid. De werkmap zegt welke en hoe." in teksten["Brief"]
    )
    assert teksten["Sleutel"].splitlines().count("afgeleid") == 3
    assert "alleen de sleutel is gepubliceerd" in teksten["Sleutel"]


def test_terms_of_payment_that_are_not_known_are_not_made_up(gevuld: Mapping[str, Workbook]) -> None:
    zin, vraag = "Dit plan noemt geen betaaltermijnen.", "Vraag de centrumgemeente Maastricht wanneer u betaalt."
    assert f"{zin} {vraag}" in _teksten(gevuld["Beek"])["Brief"].splitlines()
    assert zin in _teksten(gevuld["Maastricht"])["Brief"].splitlines()


def test_a_definitive_plan_names_its_decision_and_whom_to_ask(uitkomst: Uitkomst) -> None:
    plan = replace(
        uitkomst.gegevens.plan,
        status="definitief",
        besluit="Stuurgroep",
        besluitdatum=date(2020, 12, 3),
        besluitkenmerk="K-1",
        contact="het regiobureau",
    )
    besloten = bereken(replace(uitkomst.gegevens, plan=plan))
    boek = _waarden(maak_gemeenteboek(besloten, "GM0888", versie="1"))
    assert _veld(boek, "plan_status") == "DEFINITIEF"
    brief = _teksten(boek)["Brief"]
    assert "Nee. Uw bijdrage is definitief. Dat staat in Stuurgroep van 3 december 2020, kenmerk K-1." in brief
    assert "Neem dan contact op met het regiobureau." in brief
    assert _rij(boek["Meerjarig"], "Status uitvoeringskosten beleid")[1] == "definitief"


def test_paying_less_and_paying_as_much_read_right(proefplan: Callable[..., Gegevens]) -> None:
    for nu, meer in (("1250", 0.0), ("250", -500.0)):
        # Hours add 250 euros in the first year.
        plan = proefplan(delen={"rato": "1"}, bedragen={2020: "1250", 2021: nu, 2022: "0"}, deelnemers=2)
        uitkomst = bereken(replace(plan, capaciteit=()))
        rij = _rij(_waarden(maak_gemeenteboek(uitkomst, "GM9001", versie="1"))["Brief"], "Kosten zorg")
        assert (rij[4], rij[5]) == (meer, meer / 625)


def test_a_year_without_part_in_it_is_not_a_year_of_nothing_to_pay(proefplan: Callable[..., Gegevens]) -> None:
    uitkomst = bereken(proefplan(deelnemers=4, gaat_weg=2, komt_later=1))
    assert deelnemers(uitkomst) == ("GM9000", "GM9002", "GM9003")
    boek = _waarden(maak_gemeenteboek(uitkomst, "GM9002", versie="1"))
    assert _rij(boek["Meerjarig"], "Kosten zorg")[2] == "–"
    assert _rij(boek["Meerjarig"], "Status")[2] == "doet niet mee"
    with pytest.raises(GeenBijdrage, match="Verzonnen 2 is geen deelnemer in 2021; er is geen bijdrage"):
        maak_gemeenteboek(uitkomst, "GM9001", versie="1")


def test_a_decided_plan_year_has_an_amount_and_no_key(proefplan: Callable[..., Gegevens]) -> None:
    uitkomst = bereken(proefplan(vastgesteld=(2020, 2021)))
    boek = _waarden(maak_gemeenteboek(uitkomst, "GM9001", versie="1"))
    assert _veld(boek, "bijdrage") == 11
    assert "eerder besloten en niet opnieuw berekend" in _teksten(boek)["Sleutel"]


def test_a_name_from_outside_never_becomes_a_formula(proefplan: Callable[..., Gegevens]) -> None:
    uitkomst = bereken(proefplan(namen=("=HYPERLINK(1)", "@twee", "+drie")))
    boek = load_workbook(BytesIO(maak_gemeenteboek(uitkomst, "GM9000", versie="1")))
    eigen = [cel for ws in boek for rij in ws.iter_rows() for cel in rij if cel.value == "=HYPERLINK(1)"]
    assert eigen
    assert {cel.data_type for cel in eigen} == {"s"}
    formules = [c.value for ws in boek for rij in ws.iter_rows() for c in rij if c.data_type == "f"]
    assert not [formule for formule in formules if "HYPERLINK" in formule]


def test_a_template_of_before_that_names_one_kostensoort_in_the_title_of_its_key_names_them_all(
    uitkomst: Uitkomst, tmp_path: Path
) -> None:
    eigen = maak_gemeente()
    eigen["Sleutel"]["A1"].value = "Verdeelsleutel {kostensoort} {jaar}"
    pad = tmp_path / "gemeente.xlsx"
    eigen.save(pad)
    boek = _waarden(maak_gemeenteboek(uitkomst, "GM0888", versie="1", sjabloon=pad))
    assert boek["Sleutel"]["A1"].value == "Verdeelsleutel beleid en inkoop 2021"


def test_a_paragraph_of_ones_own_in_the_input_stands_in_the_letter(uitkomst: Uitkomst) -> None:
    eigen = (Briefregel("alinea", "GM0888", "Beek", "Beek betaalt in twee termijnen.", 5),)
    boek = _waarden(maak_gemeenteboek(bereken(replace(uitkomst.gegevens, brief=eigen)), "GM0888", versie="1"))
    assert "Beek betaalt in twee termijnen." in _teksten(boek)["Brief"].splitlines()


def test_a_template_without_a_needed_name_says_which(uitkomst: Uitkomst, tmp_path: Path) -> None:
    kaal = maak_gemeente()
    del kaal.defined_names["tabel_brief"]
    pad = tmp_path / "gemeente.xlsx"
    kaal.save(pad)
    with pytest.raises(Sjabloonfout, match="Het sjabloon mist de naam 'tabel_brief'"):
        maak_gemeenteboek(uitkomst, "GM0888", versie="1", sjabloon=pad)


def test_no_sheet_is_hidden_and_every_sheet_is_protected_without_a_password(boeken: Mapping[str, bytes]) -> None:
    for ws in load_workbook(BytesIO(boeken["Beek"])).worksheets:
        assert ws.sheet_state == "visible"
        assert ws.protection.sheet, ws.title
        assert not ws.protection.password
        assert ws.page_setup.paperSize == 9
        assert ws.sheet_view.showGridLines is False


def test_the_shipped_template_opens_and_names_every_field() -> None:
    boek = load_workbook(SJABLOON)
    assert set(maak_gemeente().defined_names) == set(boek.defined_names)


def test_a_status_of_two_words_is_not_cut_at_the_edge_of_the_page() -> None:
    """The sheets of one participant are as wide as one A4, upright."""
    assert tekstbreedte(["concept, oude cijfers", "voorlopig, oude cijfers"]) <= BREEDTES_TOELICHTING[-1]
    assert sum(BREEDTES_TOELICHTING) <= 94
