"""Participants change: 18 became 16 when Nuth, Onderbanken and Schinnen merged into Beekdaelen. Figures are made up."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from fractions import Fraction

import pytest
from click.testing import CliRunner
from openpyxl import load_workbook

from calc.brief.brief import maak_brief
from calc.notatie import euro
from calc.tabellen import maak_tabellen
from calc.uitkomst import bereken
from cli import main
from cli.opdrachten import versie
from schemas.fouten import Gebruikersfout
from schemas.geldend import laad_regio
from schemas.inname import lees_invoer
from schemas.invoer import Kop
from schemas.regiolezer import lees_regio
from templates.controleren import controleer
from templates.gemeente.gemeenteboek import maak_gemeenteboek
from templates.plan.uitvoeringsplan import maak_uitvoeringsplan
from templates.werkmap.invoerboek import Invoerboek, Invoerrij, maak_invoerboek

LEDEN = {"GM0951": "Nuth", "GM0881": "Onderbanken", "GM0962": "Schinnen"}
BLIJVEN = {
    "GM0888": "Beek", "GM0899": "Brunssum", "GM1903": "Eijsden-Margraten", "GM1729": "Gulpen-Wittem",
    "GM0917": "Heerlen", "GM0928": "Kerkrade", "GM0882": "Landgraaf", "GM0935": "Maastricht", "GM0938": "Meerssen",
    "GM0965": "Simpelveld", "GM1883": "Sittard-Geleen", "GM0971": "Stein", "GM0981": "Vaals",
    "GM0994": "Valkenburg aan de Geul", "GM0986": "Voerendaal",
}  # fmt: skip
REGIO = """
regio: voor-en-na
label: Regio voor en na (cijfers verzonnen)
centrumgemeente: GM0935
bron: Verzonnen cijfers
deelnemers:
{blijven}
{leden}
  - {{code: GM1954, naam: Beekdaelen, van: 2019, samengesteld_uit: [{uit}], bron: Herindeling 2019}}
maatstaven:
  jongeren: {{label: Jongeren, definitie: Jongeren, eenheid: {{2015: {{waarde: aantal, bron: Verzonnen}}}}}}
kostensoorten:
  inkoop:
    label: Inkoop
    grondslag: Verzonnen
    eenheid: {{2018: {{waarde: euro, bron: Verzonnen}}}}
    sleutel: {{2018: {{delen: {{rato: 50, jongeren: 50}}, bron: Verzonnen}}}}
"""


def regiotekst(uit="GM0951, GM0881, GM0962", tot=2018):
    def rij(code, naam, eind=""):
        return f"  - {{code: {code}, naam: {naam}, van: 2018{eind}, bron: Verzonnen}}"

    blijven = "\n".join(rij(code, naam) for code, naam in BLIJVEN.items())
    leden = "\n".join(rij(code, naam, f", tot_en_met: {tot}") for code, naam in LEDEN.items())
    return REGIO.format(blijven=blijven, leden=leden, uit=uit)


@pytest.fixture
def invoer(tmp_path):
    """Writes the input of one year; the figures are those of the eighteen of the year before."""
    (tmp_path / "voor-en-na.yaml").write_text(regiotekst(), encoding="utf-8")

    def schrijf(jaar, erbij=(), zonder=(), **anders):
        plan = {
            "regio": "voor-en-na", "titel": f"Plan {jaar}", "jaar": jaar, "basisjaar": jaar, "laatste_jaar": jaar,
            "scenario_tot_en_met": jaar, "status": "voorlopig", "opsteller": "Verzonnen", "bron": "Verzonnen", **anders,
        }  # fmt: skip
        namen = [naam for naam in (*BLIJVEN.values(), *LEDEN.values()) if naam not in zonder]
        cijfers = [
            {"peiljaar": jaar - 1, "gemeente": naam, "jongeren": 1000 if naam in LEDEN.values() else 2000}
            for naam in namen
        ]
        post = {
            "kostensoort": "inkoop", "post": "Personeel", "soort": "kosten", "dekking": "deelnemers",
            "bron": "Verzonnen", str(jaar): Decimal(720_000),
        }  # fmt: skip
        bladen = {"Maatstaven": [*cijfers, *erbij], "Begroting": [post]}
        boek = Invoerboek(plan, bladen, Kop("voor-en-na", jaar, jaar, jaar, jaar, "voorlopig"))
        pad = tmp_path / f"invoer-{jaar}.xlsx"
        pad.write_bytes(maak_invoerboek(boek, laad_regio("voor-en-na", tmp_path), datetime(jaar, 1, 1)))
        return pad

    return schrijf


def test_eighteen_become_sixteen_and_the_figures_of_the_year_before_are_added_up(invoer):
    voor, na = (bereken(lees_invoer(invoer(jaar))) for jaar in (2018, 2019))
    toen, nu = voor.verdeling.van("inkoop", 2018), na.verdeling.van("inkoop", 2019)
    assert (len(toen.deelnemers), len(nu.deelnemers)) == (18, 16)
    # 720.000: half by rato, half by jongeren. 15 x 2.000 + 3 x 1.000 = 33.000.
    # 2018: Nuth 360.000/18 + 360.000 x 1/33 = 20.000 + 10.909,09. 2019: Beekdaelen 360.000/16 + 360.000 x 3/33.
    samen = sum(toen.bedragen[code] for code in LEDEN)
    assert abs(samen - 3 * (20_000 + Fraction(360_000, 33))) <= 3
    assert abs(nu.bedragen["GM1954"] - (22_500 + Fraction(360_000 * 3, 33))) <= 1
    # Merging is the sum but for rato: three equal parts of 18 become one of 16.
    rato = {jaar: Fraction(360_000, aantal) for jaar, aantal in ((2018, 18), (2019, 16))}
    assert abs((samen - 3 * rato[2018]) - (nu.bedragen["GM1954"] - rato[2019])) <= 3
    (melding,) = (str(m) for m in na.gegevens.meldingen if "Beekdaelen" in str(m))
    assert "Beekdaelen, peiljaar 2018: opgeteld uit Nuth, Onderbanken en Schinnen" in melding
    assert "jongeren 1000 + 1000 + 1000 = 3000" in melding
    assert not any("Beekdaelen" in m for m in map(str, voor.gegevens.meldingen) if "opgeteld uit" in m and "2018:" in m)


def test_a_figure_of_its_own_goes_before_what_can_be_added_up(invoer):
    eigen = {"peiljaar": 2018, "gemeente": "Beekdaelen", "jongeren": 2900}
    gegevens = lees_invoer(invoer(2019, [eigen]))
    assert {w.waarde for w in gegevens.maatstaven if w.gemeentecode == "GM1954"} == {2900}
    assert not any("opgeteld uit" in str(melding) for melding in gegevens.meldingen)


BESLOTEN = {
    "status": "definitief",
    "besluit": "Jaarrekening",
    "besluitdatum": datetime(2020, 7, 1),
    "besluitkenmerk": "1",
}


def test_the_figure_of_who_merged_can_still_change_as_long_as_that_of_one_of_them_can(invoer):
    """It is the sum of three cells: all of them are its place, and each that stands in the way is named where it is."""
    nuth = {"peiljaar": 2018, "gemeente": "Nuth", "jongeren": 1000, "voorlopig": "jongeren"}
    (samen,) = (w for w in lees_invoer(invoer(2019, [nuth], ["Nuth"])).maatstaven if w.gemeentecode == "GM1954")
    assert (samen.waarde, samen.voorlopig) == (3000, True)
    assert str(samen.cel) == "blad Maatstaven, cel D22 + D20 + D21"
    with pytest.raises(Gebruikersfout, match=r"cel D22: Jongeren van Nuth is voorlopig; verwacht: een definitief cijf"):
        lees_invoer(invoer(2019, [nuth], ["Nuth"], **BESLOTEN))


def test_a_deviation_that_was_looked_into_at_each_of_them_is_not_asked_of_their_sum(invoer, tmp_path):
    """In their own year the sum is no figure of the key; after it the sum is, and nobody has a row to confirm that."""
    drempel = "materialiteit: {2018: {procent: 5, bron: Verzonnen}}\n"
    (tmp_path / "voor-en-na.yaml").write_text(regiotekst() + drempel, encoding="utf-8")
    anders = [{"peiljaar": 2018, "gemeente": naam, "jongeren": 800, "bevestigd": "jongeren"} for naam in LEDEN.values()]
    voorlopig, wachtend = invoer(2019), [{**anders[0], "bevestigd": None}, *anders[1:]]
    voorlopig = voorlopig.rename(tmp_path / "voorlopig.xlsx")
    for cijfers, code in ((wachtend, 1), (anders, 0)):
        definitief = invoer(2019, cijfers, LEDEN.values(), **BESLOTEN)
        opdracht = ["afrekening", str(voorlopig), str(definitief), "--naar", str(tmp_path / "afrekening")]
        uit = CliRunner().invoke(main, opdracht)
        assert uit.exit_code == code, uit.output
        zin = "Jongeren van Beekdaelen (Nuth, Onderbanken en Schinnen samen) wijkt materieel af"
        assert (zin in uit.output) is bool(code)


def test_where_one_of_them_is_missing_nothing_is_added_up(invoer):
    with pytest.raises(Gebruikersfout, match=r"deelnemer 'Beekdaelen' \(GM1954\) ontbreekt bij peiljaar 2018"):
        lees_invoer(invoer(2019, zonder=["Nuth"]))


def test_the_comparison_has_one_row_for_the_merged_one(invoer):
    uit = CliRunner().invoke(main, ["vergelijk", str(invoer(2018)), str(invoer(2019))])
    assert uit.exit_code == 0
    tekst = " ".join(uit.output.split())
    assert "Beekdaelen is samengevoegd met Nuth, Onderbanken en Schinnen; oud is wat zij samen betaalden" in tekst
    assert "Door wie meedoet verschuift" in tekst
    # What the rato of three was becomes that of one; it is carried by all sixteen.
    assert "Beekdaelen het meest minder" in tekst


def test_the_books_of_the_merged_year_hold_and_those_of_the_members_do_not_stay_behind(invoer, tmp_path):
    plan = tmp_path / "plan"
    assert CliRunner().invoke(main, ["plan", str(invoer(2018)), "--naar", str(plan)]).exit_code == 0
    assert len(list(plan.glob("*.xlsx"))) == 19
    (plan / "voor-en-na-2018-GM0951.xlsx").write_bytes(b"iemand schreef hierin")
    uit = CliRunner().invoke(main, ["plan", str(invoer(2019)), "--naar", str(plan), "--overschrijf"])
    assert uit.exit_code == 0
    boeken = sorted(pad.name for pad in plan.glob("*.xlsx"))
    assert [naam for naam in boeken if "2018" in naam] == ["voor-en-na-2018-GM0951.xlsx"]
    assert "in de map staat ook voor-en-na-2018-GM0951.xlsx; dat hoort niet bij dit plan" in uit.output
    assert "weggehaald, want niet meer in het plan" in uit.output
    # The region file went along, so the books can be calculated again where they are.
    boek = plan / "voor-en-na-2019-GM1954.xlsx"
    assert CliRunner().invoke(main, ["controleer", str(boek)]).exit_code == 0
    assert CliRunner().invoke(main, ["controleer", str(plan / "voor-en-na-2019-uitvoeringsplan.xlsx")]).exit_code == 0
    som = "Beekdaelen, peiljaar 2018: opgeteld uit Nuth, Onderbanken en Schinnen (jongeren 1000 + 1000 + 1000 = 3000)"
    assert opgetelde(boek) == [som]


def opgetelde(boek):
    """What the page of a participant says of figures that were added up."""
    cellen = [str(cel.value) for rij in load_workbook(boek)["Verantwoording"].iter_rows() for cel in rij]
    return [tekst for tekst in cellen if "opgeteld uit" in tekst]


@pytest.mark.parametrize(
    ("anders", "zin"),
    [
        ({"uit": "GM0951, GM9999"}, "'GM9999' is geen deelnemer van deze regio"),
        ({"uit": "GM1954"}, "'GM1954' is de deelnemer zelf; noem ook wie erin opgaat"),
        ({"uit": "GM1954, GM0951"}, "Beekdaelen doet niet mee in 2018 en 2019; dan gaat niemand erin op"),
        ({"uit": "GM1954, GM0888"}, "wie in Beekdaelen opgaat, heeft een tot_en_met, en allemaal hetzelfde jaar"),
        ({"tot": 2019}, "Nuth (GM0951) doet in 2019 zelf nog mee; verwacht: tot en met 2018"),
    ],
)
def test_a_merger_that_cannot_be_is_a_fault_of_the_region_file(anders, zin):
    with pytest.raises(Gebruikersfout) as fout:
        lees_regio(regiotekst(**anders).encode(), "voor-en-na.yaml")
    assert zin in str(fout.value)


def test_the_difference_per_head_is_that_of_the_new_figures(invoer):
    from dataclasses import replace

    from calc.model.beeld import als_tabel
    from calc.model.uitdrukking import Tabelnaam
    from calc.tabellen import waarden_van

    voor, na = (bereken(lees_invoer(invoer(jaar))) for jaar in (2018, 2019))
    tabel = als_tabel(waarden_van(replace(na, naast={"oud": voor})), Tabelnaam("vergelijking", "inkoop"))
    rij = next(rij for rij in tabel.rijen if rij.waarden[0] == "GM1954")
    waarden = dict(zip([kolom.naam for kolom in tabel.kolommen], rij.waarden, strict=True))
    assert waarden["per_jongere"] == Fraction(waarden["verschil"]) / 3000  # type: ignore[arg-type]


def test_who_begins_after_the_plan_has_no_figures_in_it(invoer, tmp_path):
    """Of 2018, before the merger: what is read, checked and written back is the eighteen, and nobody else."""
    gegevens = lees_invoer(invoer(2018))
    assert "GM1954" not in {waarde.gemeentecode for waarde in gegevens.maatstaven}
    assert not [melding for melding in gegevens.meldingen if "opgeteld" in str(melding)]
    boek = tmp_path / "boek.xlsx"
    boek.write_bytes(maak_uitvoeringsplan(bereken(gegevens), versie=versie()))
    verslag = controleer(boek, versie=versie())
    assert (verslag.fouten, verslag.meldingen) == ((), ())


OPNAME = """
regio: opname
label: Regio met een opname (cijfers verzonnen)
centrumgemeente: GM9901
bron: Verzonnen
deelnemers:
  - {code: GM9901, naam: Noordhaven, van: 2018, samengesteld_uit: [GM9901, GM9902], bron: Verzonnen herindeling}
  - {code: GM9902, naam: Zuiderveen, van: 2018, tot_en_met: 2024, bron: Verzonnen}
  - {code: GM9903, naam: Oostermeer, van: 2018, bron: Verzonnen}
maatstaven:
  jongeren: {label: Jongeren, definitie: Jongeren, eenheid: {2015: {waarde: aantal, bron: Verzonnen}}}
kostensoorten:
  inkoop:
    label: Inkoop
    grondslag: Verzonnen
    eenheid: {2018: {waarde: euro, bron: Verzonnen}}
    sleutel: {2018: {delen: {rato: 50, jongeren: 50}, bron: Verzonnen}}
"""


@pytest.fixture
def opname(tmp_path):
    """Noordhaven keeps its code when it takes Zuiderveen in, from 2025 on. Each year costs 1.200."""
    (tmp_path / "opname.yaml").write_text(OPNAME, encoding="utf-8")

    def lees(basis, jaar, cijfers):
        plan = {
            "regio": "opname", "titel": f"Plan {jaar}", "jaar": jaar, "basisjaar": basis, "laatste_jaar": jaar,
            "scenario_tot_en_met": jaar, "status": "voorlopig", "opsteller": "Verzonnen", "bron": "Verzonnen",
        }  # fmt: skip
        namen = ("Noordhaven", "Zuiderveen", "Oostermeer")
        rijen = [
            {"peiljaar": peiljaar, "gemeente": naam, "jongeren": aantal}
            for peiljaar, aantallen in cijfers.items()
            for naam, aantal in zip(namen, aantallen, strict=True)
            if aantal is not None
        ]
        post: dict[str, str | Decimal] = {
            "kostensoort": "inkoop", "post": "Lonen", "soort": "kosten", "dekking": "deelnemers", "bron": "V",
            **{str(een): Decimal(1200) for een in range(basis, jaar + 1)},
        }  # fmt: skip
        boek = Invoerboek(
            plan, {"Maatstaven": rijen, "Begroting": [post]}, Kop("opname", jaar, basis, jaar, jaar, "voorlopig")
        )
        pad = tmp_path / f"opname-{basis}-{jaar}.xlsx"
        pad.write_bytes(maak_invoerboek(boek, laad_regio("opname", tmp_path), datetime(jaar, 1, 1)))
        return lees_invoer(pad)

    return lees


def test_its_books_can_be_calculated_again_where_they_are(opname, tmp_path):
    opname(2024, 2025, {2023: (300, 100, 200), 2024: (310, 90, 200)})
    plan = tmp_path / "plan"
    assert (
        CliRunner().invoke(main, ["plan", str(tmp_path / "opname-2024-2025.xlsx"), "--naar", str(plan)]).exit_code == 0
    )
    for boek in ("opname-2025-uitvoeringsplan.xlsx", "opname-2025-GM9901.xlsx"):
        assert CliRunner().invoke(main, ["controleer", str(plan / boek)]).exit_code == 0
    assert not list(plan.glob("*GM9902*"))
    # The figures of both are one figure there: only the note on reading tells, and only on its own page.
    som = "Noordhaven, peiljaar 2024: opgeteld uit Noordhaven en Zuiderveen (jongeren 310 + 90 = 400)"
    assert opgetelde(plan / "opname-2025-GM9901.xlsx") == [som]
    assert opgetelde(plan / "opname-2025-GM9903.xlsx") == []


def test_who_goes_on_under_its_own_code_has_the_figures_of_both_from_the_first_year(opname):
    gegevens = opname(2024, 2025, {2023: (300, 100, 200), 2024: (310, 90, 200)})
    uitkomst = bereken(gegevens)
    # 2024: 200 each by rato, and 600 by 300, 100 and 200 of 600. 2025: 300 each, and 600 by 400 and 200.
    assert uitkomst.verdeling.van("inkoop", 2024).bedragen == {"GM9901": 500, "GM9902": 300, "GM9903": 400}
    assert uitkomst.verdeling.van("inkoop", 2025).bedragen == {"GM9901": 700, "GM9903": 500}
    (melding,) = (str(m) for m in gegevens.meldingen if "opgeteld" in str(m))
    assert "Noordhaven, peiljaar 2024: opgeteld uit Noordhaven en Zuiderveen (jongeren 310 + 90 = 400)" in melding


def test_figures_that_were_added_up_by_hand_are_taken_as_they_are(opname):
    gegevens = opname(2025, 2025, {2024: (400, None, 200)})
    assert bereken(gegevens).verdeling.van("inkoop", 2025).bedragen == {"GM9901": 700, "GM9903": 500}
    assert not any("opgeteld" in str(melding) for melding in gegevens.meldingen)


def test_old_figures_are_added_up_where_no_year_before_the_merger_uses_them(opname):
    gegevens = opname(2025, 2026, {2023: (300, 100, 200)})
    assert bereken(gegevens).verdeling.van("inkoop", 2026).bedragen == {"GM9901": 700, "GM9903": 500}


def test_the_comparison_sets_what_both_paid_beside_it(opname):
    from dataclasses import replace

    from calc.model.beeld import als_tabel
    from calc.model.uitdrukking import Tabelnaam
    from calc.tabellen import waarden_van

    oud = bereken(opname(2024, 2024, {2023: (300, 100, 200)}))
    nieuw = bereken(opname(2025, 2025, {2024: (310, 90, 200)}))
    tabel = als_tabel(waarden_van(replace(nieuw, naast={"oud": oud})), Tabelnaam("vergelijking", "inkoop"))
    rijen = {rij.waarden[1]: rij.waarden[2:5] for rij in tabel.rijen}
    assert rijen["Noordhaven"] == (800, 700, -100)
    assert rijen["Oostermeer"] == (400, 500, 100)
    assert "Zuiderveen" not in rijen


def test_percentages_of_who_merged_count_once(tmp_path, verschillen):
    """Noord 50, Oost 30 and West 20 are 100 together; Oost and West became Zuid, which is 50 of it and no other 50."""
    regels = """regio: drie
label: Drie (verzonnen)
centrumgemeente: GM9901
bron: Verzonnen
deelnemers:
  - {code: GM9901, naam: Noord, van: 2018, bron: Zo}
  - {code: GM9902, naam: Oost, van: 2018, tot_en_met: 2018, bron: Zo}
  - {code: GM9903, naam: West, van: 2018, tot_en_met: 2018, bron: Zo}
  - {code: GM9904, naam: Zuid, van: 2019, samengesteld_uit: [GM9902, GM9903], bron: Zo}
maatstaven: {deel: {label: Aandeel, definitie: Aandeel, eenheid: {2015: {waarde: procent, bron: Zo}}}}
kostensoorten:
  inkoop: {label: Inkoop, grondslag: Zo, sleutel: {2018: {delen: {deel: 1}, bron: Zo}}}
"""
    (tmp_path / "drie.yaml").write_text(regels, encoding="utf-8")
    plan: Invoerrij = {
        "regio": "drie", "titel": "Plan 2019", "jaar": 2019, "basisjaar": 2018, "laatste_jaar": 2019,
        "scenario_tot_en_met": 2019, "status": "voorlopig", "opsteller": "Verzonnen", "bron": "Verzonnen",
    }  # fmt: skip
    cijfers: list[Invoerrij] = [
        {"peiljaar": jaar, "gemeente": naam, "deel": deel}
        for jaar in (2017, 2018)
        for naam, deel in {"Noord": 50, "Oost": 30, "West": 20}.items()
    ]
    post: Invoerrij = {"kostensoort": "inkoop", "post": "P", "soort": "kosten", "dekking": "deelnemers", "bron": "Zo"}
    bladen: dict[str, list[Invoerrij]] = {
        "Maatstaven": cijfers,
        "Begroting": [{**post, "2018": Decimal(1000), "2019": Decimal(1100)}],
    }
    boek = Invoerboek(plan, bladen, Kop("drie", 2019, 2018, 2019, 2019, "voorlopig"))
    pad = tmp_path / "invoer.xlsx"
    pad.write_bytes(maak_invoerboek(boek, laad_regio("drie", tmp_path), datetime(2019, 1, 1)))
    keuring = CliRunner().invoke(main, ["valideer", str(pad)])
    assert keuring.exit_code == 0, keuring.output
    assert "aandeel 2017 samen 100%, aandeel 2018 samen 100%" in keuring.output
    uitkomst = bereken(lees_invoer(pad))
    assert uitkomst.verdeling.van("inkoop", 2019).bedragen == {"GM9901": 550, "GM9904": 550}
    (tmp_path / "boek.xlsx").write_bytes(maak_uitvoeringsplan(uitkomst, versie=versie()))
    assert verschillen([tmp_path / "boek.xlsx"]) == []
    # What was added up is added up again next year, and is no row of its own.
    naar = tmp_path / "volgend.xlsx"
    assert CliRunner().invoke(main, ["volgend", str(pad), "--basisjaar", "2018", "--naar", str(naar)]).exit_code == 0
    rijen = [rij for rij in load_workbook(naar)["Maatstaven"].iter_rows(min_row=5, values_only=True) if rij[0]]
    assert "Zuid" not in {rij[2] for rij in rijen}
    assert CliRunner().invoke(main, ["valideer", str(naar)]).exit_code == 0


@pytest.mark.usefixtures("invoer")
def test_a_merged_participant_is_set_beside_what_they_paid_together(tmp_path, verschillen):
    """2018: 20.000 + 10.909,09 each, 92.727 for the three; 2019: 22.500 + 32.727,27, with the
    largest remainder 55.228."""
    plan: Invoerrij = {
        "regio": "voor-en-na", "titel": "Plan 2019", "jaar": 2019, "basisjaar": 2018, "laatste_jaar": 2019,
        "scenario_tot_en_met": 2019, "status": "voorlopig", "opsteller": "Verzonnen", "bron": "Verzonnen",
    }  # fmt: skip
    cijfers: list[Invoerrij] = [
        {"peiljaar": jaar, "gemeente": naam, "jongeren": 1000 if naam in LEDEN.values() else 2000}
        for jaar in (2017, 2018)
        for naam in (*BLIJVEN.values(), *LEDEN.values())
    ]
    post: Invoerrij = {
        "kostensoort": "inkoop",
        "post": "P",
        "soort": "kosten",
        "dekking": "deelnemers",
        "bron": "Verzonnen",
    }
    bladen: dict[str, list[Invoerrij]] = {
        "Maatstaven": cijfers,
        "Begroting": [{**post, "2018": Decimal(720_000), "2019": Decimal(720_000)}],
    }
    boek = Invoerboek(plan, bladen, Kop("voor-en-na", 2019, 2018, 2019, 2019, "voorlopig"))
    pad = tmp_path / "invoer.xlsx"
    pad.write_bytes(maak_invoerboek(boek, laad_regio("voor-en-na", tmp_path), datetime(2019, 1, 1)))
    uitkomst = bereken(lees_invoer(pad))
    toen = sum(uitkomst.verdeling.van("inkoop", 2018).bedragen[code] for code in LEDEN)
    assert toen == 92_727
    nu = uitkomst.verdeling.van("inkoop", 2019).bedragen["GM1954"]
    assert nu == 55_228
    for naam, kolommen in {
        "samenvatting": ("vorig_jaar", "verschil", "verschil_pct"),
        "toename": ("2018", "toename", "toename_pct"),
    }.items():
        (tabel,) = maak_tabellen(uitkomst, naam)
        rijen = {
            rij.waarden[1]: dict(zip([k.naam for k in tabel.kolommen], rij.waarden, strict=True)) for rij in tabel.rijen
        }
        assert [rijen["Beekdaelen"][kolom] for kolom in kolommen] == [toen, nu - toen, (nu - toen) / toen]
        assert not rijen.keys() & set(LEDEN.values())
        assert rijen["Totaal"][kolommen[1]] == 0
        zin = "Beekdaelen is samengevoegd met Nuth, Onderbanken en Schinnen; 2018 is wat zij samen betaalden."
        assert zin in tabel.noten
    (mutaties,) = maak_tabellen(uitkomst, "mutaties")
    plek = [k.naam for k in mutaties.kolommen].index("2019")
    per = {rij.waarden[1]: rij.waarden[plek] for rij in mutaties.rijen}
    assert (per["Beekdaelen"], per["Nuth"], per["Totaal"]) == (nu - toen, None, 0)
    # The letter says so, and that it comes from the share: the costs are the same.
    waarom = maak_brief(uitkomst, "GM1954").tekst("waarom").replace("\u00a0", " ")
    assert waarom.startswith(
        "Beekdaelen is samengevoegd met Nuth, Onderbanken en Schinnen. "
        f"In 2019 betaalt u {euro(toen - nu, 0)} (40,4%) minder dan in 2018, toen u samen {euro(toen, 0)} betaalde. "
        f"Dat komt door een kleiner aandeel in inkoop ({euro(toen - nu, 0)} minder)."
    )
    boeken = {
        tmp_path / "plan.xlsx": maak_uitvoeringsplan(uitkomst, versie=versie()),
        tmp_path / "beekdaelen.xlsx": maak_gemeenteboek(uitkomst, "GM1954", versie=versie()),
    }
    for bestand, inhoud in boeken.items():
        bestand.write_bytes(inhoud)
    assert verschillen(list(boeken)) == []
    grafiek = load_workbook(tmp_path / "plan.xlsx", data_only=True)["Grafiekgegevens"]
    bijdrage, verschil, _ = (rij[2:4] for rij in grafiek.iter_rows(values_only=True) if rij[1] == "Beekdaelen")
    assert (*bijdrage, verschil[0]) == (toen, nu, nu - toen)
    blad = load_workbook(tmp_path / "beekdaelen.xlsx", data_only=True)["Meerjarig"]
    assert [float(nu - toen)] * 2 == [rij[2] for rij in blad.iter_rows(values_only=True) if rij[2] == nu - toen]


def test_of_a_year_that_was_decided_too_the_share_is_that_of_all_who_merged(invoer, tmp_path):
    """Rolled on from 2018: what Nuth, Onderbanken and Schinnen paid is decided, and the key of it is known."""
    naar = tmp_path / "2019.xlsx"
    assert CliRunner().invoke(main, ["volgend", str(invoer(2018)), "--naar", str(naar)]).exit_code == 0
    uitkomst = bereken(lees_invoer(naar))
    assert uitkomst.verdeling.van("inkoop", 2018).vastgesteld
    waarom = maak_brief(uitkomst, "GM1954").tekst("waarom").replace("\u00a0", " ")
    assert "(40,4%) minder dan in 2018, toen u samen € 92.727 betaalde. " in waarom
    assert "Dat komt door een kleiner aandeel in inkoop" in waarom


def test_who_took_another_in_is_set_beside_what_both_paid(opname):
    """Noordhaven 500 and Zuiderveen 300 in 2024; 700 in 2025. Oostermeer pays 400 and then 500."""
    uitkomst = bereken(opname(2024, 2025, {2023: (300, 100, 200), 2024: (310, 90, 200)}))
    for naam, hoort in {
        "samenvatting": {"Noordhaven": [800, -100], "Oostermeer": [400, 100], "Totaal": [1200, 0]},
        "toename": {"Noordhaven": [800, -100], "Oostermeer": [400, 100], "Totaal": [1200, 0]},
        "mutaties": {"Noordhaven": [-100], "Zuiderveen": [None], "Oostermeer": [100], "Totaal": [0]},
    }.items():
        (tabel,) = maak_tabellen(uitkomst, naam)
        koppen = [kolom.naam for kolom in tabel.kolommen]
        plekken = [koppen.index(k) for k in koppen if k in {"vorig_jaar", "verschil", "2024", "toename"}]
        plekken = plekken or [koppen.index("2025")]
        assert {
            rij.waarden[1]: [rij.waarden[plek] for plek in plekken]
            for rij in tabel.rijen
            if rij.waarden[0] or rij.waarden[1] == "Totaal"
        } == hoort
        assert "Noordhaven is samengevoegd met Zuiderveen; 2024 is wat zij samen betaalden." in tabel.noten
