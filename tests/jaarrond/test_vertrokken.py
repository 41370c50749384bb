"""One participant leaves after 2021: its page and letter, the deduction, and two years rolled on. Made up, and by hand.

Vaals pays 17.023,03 for beleid and 58.055 for inkoop in 2021, as printed; the rule is 100, 80, 60, 40 and 20 percent.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from click.testing import CliRunner
from openpyxl import load_workbook

from calc.brief.uittreedbrief import maak_uittreedbrief, uitgetreden
from calc.tabellen import maak_tabellen
from calc.uitkomst import Uitkomst, bereken
from cli import main
from schemas.geldend import REGIOS, Regio
from schemas.inname import lees_invoer
from schemas.regiobestand import RegioBestand
from templates.brief.briefdocument import maak_briefdocument
from templates.gemeente.uittreedblad import maak_uittreedblad
from templates.werkmappen import plan_bestanden

VAALS = "GM0981"
REGEL = '\nuittreding: {2015: {percentages: [100, 80, 60, 40, 20], bron: "Verzonnen regeling, artikel 30"}}\n'


def roep(*stukken: object) -> str:
    uitslag = CliRunner().invoke(main, [str(stuk) for stuk in stukken])
    assert uitslag.exit_code == 0, uitslag.output
    return " ".join(uitslag.stderr.split())


@pytest.fixture(scope="module")
def map_(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The inputs of 2021, 2022 and 2023, of a region that Vaals leaves after 2021."""
    map_ = tmp_path_factory.mktemp("vertrokken")
    tekst = (REGIOS / "zuid-limburg.yaml").read_text(encoding="utf-8")
    voor, naam, na = tekst.partition("naam: Vaals\n")
    na = na.replace("van: 2020", "van: 2020\n    tot_en_met: 2021", 1)
    (map_ / "zuid-limburg.yaml").write_text(f"{voor}{naam}{na}{REGEL}", encoding="utf-8")
    roep("voorbeeld", "zuid-limburg-2021", "--naar", map_ / "2021.xlsx")
    roep("volgend", map_ / "2021.xlsx", "--naar", map_ / "2022.xlsx")
    (map_ / "gezegd.txt").write_text(
        roep("volgend", map_ / "2022.xlsx", "--naar", map_ / "2023.xlsx"), encoding="utf-8"
    )
    return map_


@pytest.fixture(scope="module")
def plan_2022(map_: Path) -> Uitkomst:
    return bereken(lees_invoer(map_ / "2022.xlsx"))


def bedragen(uitkomst: Uitkomst, post: str) -> dict[str, dict[str, object]]:
    uit: dict[str, dict[str, object]] = {}
    for tabel in maak_tabellen(uitkomst, "begroting"):
        rij = next(rij for rij in tabel.rijen if rij.waarden[0] == post)
        uit[str(tabel.kostensoort)] = {k.naam: w for k, w in zip(tabel.kolommen, rij.waarden, strict=True)}
    return uit


def test_who_left_has_a_page_and_a_letter_and_no_share(plan_2022: Uitkomst) -> None:
    assert uitgetreden(plan_2022) == (VAALS,)
    namen = [naam for naam in plan_bestanden(plan_2022) if VAALS in naam]
    assert namen == ["zuid-limburg-2022-GM0981.xlsx", "zuid-limburg-2022-GM0981-brief.docx"]
    assert VAALS not in plan_2022.verdeling.van("inkoop", 2022).bedragen


def test_what_it_pays_comes_off_what_the_others_share(plan_2022: Uitkomst) -> None:
    posten = bedragen(plan_2022, "Uittreding Vaals")
    assert str(posten["beleid"]["2022"]) == "-1702303/100"
    # 80% and 60% of 58.055.
    assert [posten["inkoop"][jaar] for jaar in ("2022", "2023", "2024")] == [-58055, -46444, -34833]
    # 2.269.616 - 58.055; and 15 participants.
    assert plan_2022.begrotingen["inkoop"].te_verdelen[2022] == 2211561
    assert len(plan_2022.verdeling.van("inkoop", 2022).bedragen) == 15


def test_the_ledger_holds_what_is_asked_of_it(plan_2022: Uitkomst, map_: Path) -> None:
    def van_vaals(uitkomst: Uitkomst) -> list[object]:
        (tabel,) = maak_tabellen(uitkomst, "boeking")
        plek = [kolom.naam for kolom in tabel.kolommen].index("bedrag")
        return [rij.waarden[plek] for rij in tabel.rijen if VAALS in rij.waarden]

    assert van_vaals(plan_2022) == [Fraction("17023.03"), 58055]
    assert van_vaals(bereken(lees_invoer(map_ / "2023.xlsx"))) == [Fraction("13618.42"), 46444]


def test_a_comparison_says_that_it_left_and_still_pays(plan_2022: Uitkomst) -> None:
    zin = "Vaals deed mee tot en met 2021 en betaalt in 2022 nog voor de uittreding; dat bedrag telt hier niet mee."
    for naam in ("samenvatting", "toename", "mutaties"):
        assert all(zin in tabel.noten for tabel in maak_tabellen(plan_2022, naam)), naam


def test_the_letter_says_what_and_why(plan_2022: Uitkomst) -> None:
    with ZipFile(BytesIO(maak_briefdocument(plan_2022, VAALS))) as archief:
        xml = archief.read("word/document.xml").decode()
    tekst = " ".join(re.findall(r"<w:t\b[^>]*>([^<]*)</w:t>", xml)).replace("\u00a0", " ")
    for zin in (
        "Uw bijdrage in 2022: € 75.078,03",
        "Vaals deed mee tot en met 2021. Wie uittreedt, betaalt daarna nog enkele jaren mee.",
        "Voor inkoop is dat in 2022 100,00% van uw laatste bijdrage, € 58.055,00: € 58.055,00.",
        "Van 2022 tot en met 2026 betaalt u voor inkoop samen € 174.165,00.",
        "Zo staat het in Verzonnen regeling, artikel 30.",
    ):
        assert zin in tekst
    assert "«" not in tekst
    assert "Beek" not in tekst.replace("Beekdaelen", "")


def test_the_letter_does_not_deny_the_terms_of_the_others(plan_2022: Uitkomst) -> None:
    """The plan names days for who takes part; what is owed for leaving has none."""
    vraag = "Vraag de centrumgemeente Maastricht wanneer u betaalt."
    zonder = maak_uittreedbrief(plan_2022, VAALS).tekst("betaling")
    assert zonder.startswith(f"Dit plan noemt geen betaaltermijnen. {vraag}")
    gegevens = plan_2022.gegevens
    termijnen = [{"datum": "15-01", "procent": 50}, {"datum": "01-07", "procent": 50}]
    bestand = {
        **gegevens.regio.bestand.model_dump(),
        "betaling": {2022: {"termijnen": termijnen, "bron": "Verzonnen"}},
    }
    met = bereken(replace(gegevens, regio=Regio(RegioBestand.model_validate(bestand))))
    betaling = maak_uittreedbrief(met, VAALS).tekst("betaling")
    assert betaling.startswith(f"Voor dit bedrag noemt dit plan geen betaaltermijnen. {vraag}")


def regels(uitkomst: Uitkomst, code: str) -> list[tuple[object, ...]]:
    brief = maak_uittreedbrief(uitkomst, code)
    return [(r.label, *(c and c.waarde(brief.waarden) for c in (r.vorig, r.nieuw))) for r in brief.kosten]


def test_the_table_of_the_letter_has_a_total_where_there_is_more_than_one_amount(
    plan_2022: Uitkomst, plan_van: Callable[..., Uitkomst], code_van: Callable[[str], str]
) -> None:
    # In the first year it pays all of its last contribution.
    beleid, inkoop, samen = regels(plan_2022, VAALS)
    assert (beleid[1:], inkoop[1:]) == ((Fraction("17023.03"),) * 2, (58055, 58055))
    assert samen == ("Samen", Fraction("75078.03"), Fraction("75078.03"))
    # The year after: 80 percent of the last contribution, beside what it paid the year before.
    gegevens = plan_2022.gegevens
    later = regels(bereken(replace(gegevens, plan=replace(gegevens.plan, jaar=2023))), VAALS)
    assert later[-1] == ("Samen", Fraction("75078.03"), Fraction("60062.42"))
    # One kostensoort: 1.000 for three is 333,33, of which 80 percent is 266,66. No line says that once more.
    een = plan_van(
        {
            "jaar": 2024, "laatste_jaar": 2025, "kosten": {"P": 1000}, "cijfers": {"A": {}, "B": {}, "C": {}},
            "tot_en_met": {"C": 2024}, "uittreding": {2015: {"percentages": [80, 20], "bron": "Verzonnen"}},
        }
    )  # fmt: skip
    volgend = bereken(replace(een.gegevens, plan=replace(een.gegevens.plan, jaar=2025)))
    assert regels(volgend, code_van("C")) == [("Kosten van inkoop", Fraction("333.33"), Fraction("266.66"))]


def test_the_page_has_its_sum_live(plan_2022: Uitkomst, herreken, tmp_path: Path) -> None:
    pad = tmp_path / "vaals.xlsx"
    pad.write_bytes(maak_uittreedblad(plan_2022, VAALS))
    blad = load_workbook(pad, data_only=True)["Uittreding"]
    assert blad["A1"].value == "Uw bijdrage in 2022: € 75.078,03"
    assert [blad.cell(9, k).value for k in range(2, 6)] == [2023, 17023.03, 0.8, 13618.42]
    assert blad["E18"].value == pytest.approx(75078.03)
    onder = [str(cel.value) for cel in blad["A"][18:]]
    assert "Kan dit bedrag nog veranderen? Ja, zolang de bijdrage van 2021 niet definitief is." in onder
    (gevonden,) = herreken([pad]).values()
    formules = load_workbook(pad)["Uittreding"]
    alle = [cel for rij in formules.iter_rows() for cel in rij if str(cel.value).startswith("=")]
    assert len(alle) == 11
    for cel in alle:
        assert gevonden["Uittreding"][cel.coordinate] == pytest.approx(blad[cel.coordinate].value), cel.coordinate


def test_its_page_is_checked_from_the_plan_beside_it_or_the_input(map_: Path, tmp_path: Path) -> None:
    roep("plan", map_ / "2022.xlsx", "--naar", tmp_path / "plan")
    pad = tmp_path / "plan" / "zuid-limburg-2022-GM0981.xlsx"

    def controleer(*wat: object) -> tuple[int, str]:
        uitslag = CliRunner().invoke(main, ["controleer", *map(str, wat)])
        return uitslag.exit_code, " ".join(uitslag.output.split())

    naast = "de invoer in zuid-limburg-2022-uitvoeringsplan.xlsx, dat ernaast ligt."
    for waaruit, *wat in ((naast, pad), ("de opgegeven invoer.", pad, "--invoer", map_ / "2022.xlsx")):
        code, zegt = controleer(*wat)
        zin = f"11 formules en 67 cellen zijn vergeleken met een nieuwe berekening uit {waaruit}"
        assert (code, zegt) == (0, f"✓ {pad.name} is in orde: {zin}")
    boek = load_workbook(pad)
    boek["Uittreding"]["C8"].value = 1
    boek.save(pad)
    code, zegt = controleer(pad)
    assert code == 1
    assert "blad Uittreding, cel C8: " in zegt
    alleen = tmp_path / "alleen.xlsx"
    alleen.write_bytes(pad.read_bytes())
    code, zegt = controleer(alleen)
    assert (code, "Leg haar terug naast het uitvoeringsplan, of geef de invoer met --invoer." in zegt) == (1, True), (
        zegt
    )


def test_it_is_not_forgotten_when_its_last_year_leaves_the_plan(map_: Path, plan_2022: Uitkomst) -> None:
    gezegd = (map_ / "gezegd.txt").read_text(encoding="utf-8")
    assert "Uittreding Vaals staat er als post van inkoop, want 2021 is geen jaar meer van dit plan." in gezegd
    later = bereken(lees_invoer(map_ / "2023.xlsx"))
    for jaar in (2023, 2024):
        assert later.begrotingen["inkoop"].te_verdelen[jaar] == plan_2022.begrotingen["inkoop"].te_verdelen[jaar]
    # 20% of 58.055.
    assert bedragen(later, "Uittreding Vaals")["inkoop"]["2026"] == -11611


def test_what_is_kept_apart_from_the_costs_is_not_forgotten_unsaid(map_: Path, tmp_path: Path) -> None:
    """Kept apart there is no line of the budget to carry it on: it is named once its last year leaves the plan."""
    for naam in ("zuid-limburg.yaml", "2022.xlsx"):
        inhoud = (map_ / naam).read_bytes()
        (tmp_path / naam).write_bytes(inhoud.replace(b"20], bron", b"20], verrekenen: los, bron"))
    gezegd = roep("volgend", tmp_path / "2022.xlsx", "--naar", tmp_path / "2023.xlsx")
    assert "Vaals betaalt na uittreding voor inkoop nog: 2023 € 46.444,00" in gezegd
    assert "Dat staat niet in dit plan, want 2021 is er geen jaar meer van. Houd het zelf bij." in gezegd
