"""The whole year by command, over the golden year and a definitive one that was made up and says so.

voorbeeld → plan → terms → settlement → next year's input → plan with the correction. Every amount is worked by hand.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from ruamel.yaml import YAML

from cli import main
from schemas.geldend import REGIOS

JAARROND = (Path(__file__).parents[1] / "docs" / "jaar-rond.md").read_text(encoding="utf-8")
ERBIJ = """
betaling: {2021: {termijnen: [{datum: 15-01, procent: 25}, {datum: 01-07, procent: 75}], bron: "Verzonnen besluit"}}
materialiteit: {2021: {procent: 2, euro: 5000, bron: "Verzonnen drempel"}}
"""
KOP = 4


def roep(*stukken: object, goed: int = 0) -> Result:
    uitslag = CliRunner().invoke(main, [str(stuk) for stuk in stukken])
    assert uitslag.exit_code == goed, uitslag.output
    return uitslag


def rijen(tekst: str) -> dict[str, dict[str, str]]:
    return {rij["gemeente"]: rij for rij in csv.DictReader(io.StringIO(tekst))}


def vul_plan(blad: Worksheet, velden: Mapping[str, object]) -> None:
    for rij in range(1, blad.max_row + 1):
        if blad.cell(rij, 1).value in velden:
            blad.cell(rij, 2).value = velden[str(blad.cell(rij, 1).value)]  # type: ignore[assignment]


def kolom(blad: Worksheet, titel: object) -> int:
    return next(k for k in range(1, blad.max_column + 1) if str(blad.cell(KOP, k).value) == str(titel))


def tel_op(blad: Worksheet, rij: int, plek: int, meer: float) -> None:
    cel = blad.cell(rij, plek)
    cel.value = round(float(str(cel.value)) + meer, 2)


def maak_definitief(invoer: Path, naar: Path, *, bevestigd: bool) -> Path:
    """A made-up definitive 2021: € 12.345 less for inkoop, and 0,10% of the jongeren from Beekdaelen to Beek."""
    boek = load_workbook(invoer)
    besluit = {"Besluit": "Verzonnen besluit", "Besluitdatum": date(2022, 6, 1), "Besluitkenmerk": "V-1"}
    titel = "VERZONNEN definitief jaar 2021, alleen voor deze test"
    vul_plan(boek["Plan"], {"Titel": titel, "Status": "definitief", **besluit})
    begroting, maatstaven = boek["Begroting"], boek["Maatstaven"]
    soorten = {r: (begroting.cell(r, 1).value, begroting.cell(r, 3).value) for r in range(KOP + 1, 40)}
    eerste = next(rij for rij, wat in soorten.items() if wat == ("inkoop", "kosten"))
    tel_op(begroting, eerste, kolom(begroting, 2021), -12345)
    nagekeken = maatstaven.max_column + 1
    if bevestigd:
        maatstaven.cell(KOP, nagekeken).value = "Bevestigd"
    for rij in range(KOP + 1, maatstaven.max_row + 1):
        meer = {"Beek": 0.10, "Beekdaelen": -0.10}.get(str(maatstaven.cell(rij, 3).value))
        if maatstaven.cell(rij, 1).value == 2020 and meer is not None:
            tel_op(maatstaven, rij, kolom(maatstaven, "Jongeren"), meer)
            if bevestigd and meer > 0:
                maatstaven.cell(rij, nagekeken).value = "jongeren"
    boek.save(naar)
    return naar


@pytest.fixture(scope="module")
def map_(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the region file of the example, and terms and a threshold that were made up."""
    map_ = tmp_path_factory.mktemp("jaar")
    regio = (REGIOS / "zuid-limburg.yaml").read_text(encoding="utf-8")
    (map_ / "zuid-limburg.yaml").write_text(regio + ERBIJ, encoding="utf-8")
    roep("voorbeeld", "zuid-limburg-2021", "--naar", map_ / "invoer-2021.xlsx")
    return map_


def test_the_steps_of_the_page_done_by_hand_give_its_amounts(tmp_path: Path) -> None:
    invoer = tmp_path / "invoer-2021.xlsx"
    roep("voorbeeld", "zuid-limburg-2021", "--naar", invoer)
    boek = load_workbook(invoer)
    betaling = boek.create_sheet("Betaling")
    betaling.append(["Kostensoort", "Gemeentecode", "Gemeente", "Datum", "Procent", "Bron"])
    for dag, procent in ((date(2021, 1, 15), 25), (date(2021, 7, 1), 75)):
        betaling.append([None, None, None, dag, procent, "Verzonnen besluit"])
    boek.save(invoer)
    termijnen = rijen(roep("tabel", "voorschotten", invoer, "--kostensoort", "samen", "--formaat", "csv").stdout)
    assert [termijnen["Beek"][k] for k in ("2021-01-15", "2021-07-01")] == ["27260.01", "81780.02"]
    definitief = maak_definitief(invoer, tmp_path / "definitief-2021.xlsx", bevestigd=False)
    begroting = load_workbook(definitief)["Begroting"].iter_rows(values_only=True)
    assert any({"inkoop", "Personeel", 698_963} <= set(rij) for rij in begroting)
    vraag = ("tabel", "afrekening", definitief, "--voorlopig", invoer, "--kostensoort", "samen", "--formaat", "csv")
    assert rijen(roep(*vraag).stdout)["Beekdaelen"]["te_betalen"] == "-1355.00"


def test_the_whole_year_by_command(map_: Path) -> None:
    invoer = map_ / "invoer-2021.xlsx"
    # November: the plan. Beek pays 27.584,03 + 81.456, as printed.
    roep("plan", invoer, "--naar", map_ / "plan-2021", "--taken", "1")
    resultaat = json.loads((map_ / "plan-2021" / "resultaat.json").read_text(encoding="utf-8"))
    assert resultaat["status"] == "voorlopig"

    # In the year: 25% of 27.584,03 is 6.896,01 and of 81.456 it is 20.364, together 27.260,01; the rest in July.
    termijnen = rijen(roep("tabel", "voorschotten", invoer, "--kostensoort", "samen", "--formaat", "csv").stdout)
    beek = termijnen["Beek"]
    assert [beek[k] for k in ("2021-01-15", "2021-07-01", "samen")] == ["27260.01", "81780.02", "109040.03"]

    # After the accounts: a figure that is 3,7% off refuses what is called definitive, until it was looked into.
    ver = maak_definitief(invoer, map_ / "ver.xlsx", bevestigd=False)
    geweigerd = roep("afrekening", invoer, ver, "--naar", map_ / "niets", goed=1)
    assert "Jongeren van Beek wijkt materieel af van het voorlopige cijfer" in " ".join(geweigerd.stderr.split())
    assert not (map_ / "niets").exists()
    definitief = maak_definitief(invoer, map_ / "definitief-2021.xlsx", bevestigd=True)

    # Settlement: Beek paid only the first term, the others all of it.
    betaald = map_ / "betaald.csv"
    deel = {naam: r["2021-01-15" if naam == "Beek" else "samen"] for naam, r in termijnen.items() if r["gemeentecode"]}
    regels = [f"{naam};{bedrag}" for naam, bedrag in deel.items()]
    betaald.write_text("Gemeente;Bedrag\n" + "\n".join(regels).replace(".", ",") + "\n", encoding="utf-8")
    afrekening = roep("afrekening", invoer, definitief, "--voorschotten", betaald, "--naar", map_ / "afrekening")
    # Beek: 3,4025% of 2.381.656 is 81.036 (420 less by the costs), 3,4275% is 81.631 (595 more by the key); with
    # 27.584,03 that is 109.215,03, minus 27.260,01. Beekdaelen: 760 and 595 less, and all was paid.
    assert "Beek: u betaalt € 81.955,02." in afrekening.stdout
    assert "Beekdaelen: u ontvangt € 1.355,00." in afrekening.stdout
    tekst = (map_ / "afrekening" / "afrekening.csv").read_text(encoding="utf-8")
    samen = {r["gemeente"]: r for r in csv.DictReader(io.StringIO(tekst)) if r["kostensoort"] == "samen"}
    assert [samen["Beek"][k] for k in ("voorlopig", "definitief", "effect_kosten", "effect_sleutel", "te_betalen")] == [
        "109040.03", "109215.03", "-420.00", "595.00", "81955.02",
    ]  # fmt: skip
    # Rounded by themselves the 16 amounts of 2021 are 2.394.002 together, and of the definitive year 2.381.656.
    assert [samen["Totaal"][k] for k in ("effect_kosten", "effect_sleutel")] == ["-12346.00", "0.00"]
    blad = load_workbook(map_ / "afrekening" / "zuid-limburg-2021-afrekening-GM1954.xlsx", data_only=True).worksheets[0]
    assert blad["A1"].value == "Eindafrekening 2021: u ontvangt € 1.355,00"
    # What it was made of goes along, or is named with its hash.
    assert (map_ / "afrekening" / "zuid-limburg.yaml").read_bytes() == (map_ / "zuid-limburg.yaml").read_bytes()
    lijst = json.loads((map_ / "afrekening" / "afrekening.json").read_text(encoding="utf-8"))
    assert [lijst[wat]["bestand"] for wat in ("voorlopig", "definitief", "voorschotten")] == [
        "invoer-2021.xlsx", "definitief-2021.xlsx", "betaald.csv",
    ]  # fmt: skip
    assert sum(naam.endswith("-brief.docx") for naam in lijst["bestanden"]) == 16
    met = roep("tabel", "materialiteit", definitief, "--voorlopig", invoer, "--formaat", "csv").stdout
    cijfers = {(r["maatstaf"], r["gemeente"]): r for r in csv.DictReader(io.StringIO(met))}
    jongeren = [cijfers["Jongeren", "Beek"][k] for k in ("voorlopig", "definitief", "drempel", "oordeel")]
    assert jongeren == ["2.7", "2.8", "0.054", "materieel, nagegaan"]

    # Autumn: next year's input, with the difference in costs as a dated line; it is in order at once.
    volgend = map_ / "invoer-2022.xlsx"
    gemaakt = roep("volgend", invoer, "--definitief", definitief, "--naar", volgend)
    assert "blad Begroting: Correctie 2021 van inkoop, € -12.345,00, staat in 2022." in " ".join(gemaakt.stderr.split())
    roep("valideer", volgend)
    # 2.269.616 minus 12.345 is 2.257.271, and 3,4025% of that 76.803,65.
    roep("plan", volgend, "--naar", map_ / "plan-2022", "--taken", "1")
    inkoop = rijen(roep("tabel", "verdeling", volgend, "--kostensoort", "inkoop", "--formaat", "csv").stdout)
    assert inkoop["Beek"]["bedrag"] == "76804"
    posten = roep("tabel", "begroting", volgend, "--kostensoort", "inkoop", "--formaat", "csv").stdout
    begroting = {r["post"]: r for r in csv.DictReader(io.StringIO(posten))}
    assert begroting["Correctie 2021"]["2022"] == "-12345"
    jaren = rijen(roep("tabel", "meerjarig", volgend, "--kostensoort", "inkoop", "--formaat", "csv").stdout)
    assert (jaren["Beek"]["2021"], jaren["Beek"]["2022"]) == ("81456", "76804")


GEVALLEN = Path(__file__).parent / "gevallen"
MOMENTEN = {
    "De eerste keer": ("voorbeeld", "valideer"),
    "Cijfers opvragen": ("uitvraag", "verzamel"),
    "Concept en vastgesteld": ("plan", "vergelijk"),
    "Voorschotten": ("tabel voorschotten",),
    "De begroting wordt gewijzigd": (),
    "Hoe loopt het?": ("tabel prognose",),
    "In de administratie": ("boeking",),
    "De afrekening": ("afrekening", "uitleg"),
    "De invoer van het volgende jaar": ("volgend",),
    "Een andere sleutel": ("vergelijk",),
    "Wie komt en wie gaat": (),
}
"""Every moment of the year with the commands that its page names."""
AL_GEDAAN = "verdeelwijzer plan "
"""The plan of the example is made and held against its figures in the test above."""


def bladzijde(naam: str) -> str:
    return JAARROND.partition(f"\n## {naam}\n")[2].partition("\n## ")[0]


def tabel_van(tekst: str, kop: str) -> list[list[str]]:
    """The rows of a table of the page, under the head that begins so."""
    regels = tekst.partition(f"| {kop} |")[2].split("\n\n")[0].splitlines()[2:]
    return [[cel.strip() for cel in regel.strip("|").split("|")] for regel in regels]


def lees_gevallen(naam: str) -> list[dict[str, object]]:
    gelezen: list[dict[str, object]] = YAML(typ="safe").load((GEVALLEN / naam).read_text(encoding="utf-8"))
    return gelezen


def test_every_moment_of_the_year_has_its_page_with_an_example() -> None:
    assert re.findall(r"^## (.+)$", JAARROND, flags=re.M) == list(MOMENTEN)
    assert re.findall(r"^- \[(.+)\]\(#", JAARROND, flags=re.M) == list(MOMENTEN)
    for naam, opdrachten in MOMENTEN.items():
        tekst = bladzijde(naam)
        assert [een for een in opdrachten if f"verdeelwijzer {een}" not in tekst] == [], naam
        assert "```text" in tekst or "\n|--" in tekst, naam


def test_what_the_pages_show_is_what_the_commands_say(map_: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every command of the chapter in its order; every line that is shown below it stands in what it says."""
    map_ = map_ / "hoofdstuk"
    map_.mkdir()
    (map_ / "zuid-limburg.yaml").write_bytes((map_.parent / "zuid-limburg.yaml").read_bytes())
    monkeypatch.chdir(map_)
    maak_definitief(map_.parent / "invoer-2021.xlsx", map_ / "definitief-2021.xlsx", bevestigd=True)
    termijnen = rijen(
        roep(
            "tabel", "voorschotten", map_.parent / "invoer-2021.xlsx", "--kostensoort", "samen", "--formaat", "csv"
        ).stdout
    )
    betaald = [f"{n};{r['2021-01-15' if n == 'Beek' else 'samen']}" for n, r in termijnen.items() if r["gemeentecode"]]
    (map_ / "betaald.csv").write_text("\n".join(["Gemeente;Bedrag", *betaald]).replace(".", ","), encoding="utf-8")
    gezegd, vergeleken = "", 0
    for soort, inhoud in re.findall(r"^```(sh|text)\n(.*?)^```$", JAARROND, flags=re.M | re.S):
        if soort == "sh":
            gezegd = ""
            for opdracht in inhoud.splitlines():
                if not opdracht.startswith(AL_GEDAAN):
                    uitslag = CliRunner().invoke(main, opdracht.split()[1:])
                    assert uitslag.exit_code == (1 if opdracht.startswith("verdeelwijzer valideer leeg") else 0)
                    gezegd += " ".join(uitslag.output.split()) + " "
            continue
        for regel in inhoud.splitlines():
            assert " ".join(regel.split()) in gezegd, regel
            vergeleken += 1
    assert vergeleken > 15
    # The lines for the ledger that the page shows.
    tekst = (map_ / "boeking" / "zuid-limburg-2021-boeking.csv").read_text(encoding="utf-8")
    boekingen = list(csv.DictReader(io.StringIO(tekst)))
    getoond = tabel_van(bladzijde("In de administratie"), "datum")
    assert [[r[k] for k in ("datum", "gemeente", "taakveld", "categorie", "bedrag")] for r in boekingen[:2]] == getoond


def heel(cel: str) -> int:
    return int(re.sub(r"[€. ]", "", cel))


def test_the_tables_of_the_pages_are_worked_cases() -> None:
    """Each table that can be redone by hand is a case that the program is held against elsewhere."""
    afgerekend = lees_gevallen("afrekenen/afrekening.yaml")[0]["uitkomst"]
    getoond = {naam: list(map(heel, rest)) for naam, *rest in tabel_van(bladzijde("De afrekening"), "gemeente")}
    assert getoond == {n: [v, k, s, d, t] for n, (v, d, k, s, _, t) in afgerekend.items()}  # type: ignore[attr-defined]
    termijnen = tabel_van(bladzijde("De begroting wordt gewijzigd"), "bijdrage was")
    for (_, wordt, al, *rest), geval in zip(termijnen, lees_gevallen("termijnen/termijnen.yaml"), strict=False):
        assert [wordt.replace(".", ""), *rest] == [geval["bijdrage"], *geval["termijnen"][2:]]
        assert int(al) == sum(map(int, geval["al"]))  # type: ignore[call-overload]
    prognose = next(g for g in lees_gevallen("prognose/posten.yaml") if "volgens de sleutel" in str(g["naam"]))
    per_deelnemer = tabel_van(bladzijde("Hoe loopt het?"), "deelnemer")
    assert [rij[2] for rij in per_deelnemer] == list(prognose["deelnemers"].values())  # type: ignore[attr-defined]
    assert [int(a) + int(c) for _, a, _, c in per_deelnemer] == [int(b) for _, _, b, _ in per_deelnemer]
    stappen = tabel_van(bladzijde("Een andere sleutel"), "gemeente")
    assert [rij[1:] for rij in stappen] == [
        [str(begin + stap * n) for n in range(5)] for begin, stap in ((50, 10), (50, -10))
    ]
    vertrokken = lees_gevallen("boeken/uittreding.yaml")
    assert tabel_van(bladzijde("Wie komt en wie gaat"), "jaar")[0][1:] == ["200", "800"]
    tweede = vertrokken[1]
    assert (tweede["uitkomst"]["B"][1], tweede["na"]["A"]) == (200, 800)
