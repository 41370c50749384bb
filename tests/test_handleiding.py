"""The manual and its reference part tell what the product does: their examples are recalculated, their lists are held
against the code."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from io import BytesIO
from pathlib import Path

import click
import openpyxl
import pytest
from click.testing import CliRunner
from ruamel.yaml import YAML

from calc.afronding import rond_op
from calc.notatie import getal
from calc.splitsing import splits
from calc.uitgerekend import begroot
from cli import main
from schemas.bladen import BLADEN
from schemas.fouten import InvoerFouten
from schemas.gegevens import Begrotingsregel, Indexregel
from schemas.inname import lees_invoer
from schemas.kernwoorden import SLUITREGELS
from schemas.regiolezer import lees_regio
from templates.voorbeelden import VOORBEELDEN

HANDLEIDING_GEVAL = Path(__file__).parent / "gevallen" / "inzet" / "uren.yaml"
ROOT = Path(__file__).parents[1]
HANDLEIDING, NASLAG = ((ROOT / "docs" / naam).read_text(encoding="utf-8") for naam in ("handleiding.md", "naslag.md"))
VOORBEELD = VOORBEELDEN / "zuid-limburg-2021.xlsx"
MEESTE_REGELS = 600
"""A manual that is longer is not read from start to end."""


def hoofdstuk(kop: str) -> str:
    gevonden = re.search(rf"^#+ {re.escape(kop)}\n(.*?)(?=^##|\Z)", f"{HANDLEIDING}\n{NASLAG}", flags=re.M | re.S)
    assert gevonden, kop
    return gevonden[1]


def tabel(tekst: str) -> list[list[str]]:
    rijen = [
        [cel.strip() for cel in regel.strip("|").split("|")] for regel in tekst.splitlines() if regel.startswith("|")
    ]
    return [rijen[0], *rijen[2:]]


def als_getal(tekst: str) -> Fraction:
    return Fraction(tekst.replace(".", "").replace(",", "."))


def test_the_worked_example_of_the_sluitregels_is_right():
    kop, *rijen, afronding, totaal = tabel(hoofdstuk("De vier sluitregels"))
    assert kop[3:] == list(SLUITREGELS)
    gewichten = [als_getal(rij[1]) for rij in rijen]
    for kolom, sluitregel in enumerate(SLUITREGELS, start=3):
        uitkomst = splits(Fraction(1000), {"jongeren": Fraction(1)}, {"jongeren": gewichten}, sluitregel, "euro")
        assert [int(rij[kolom]) for rij in rijen] == list(uitkomst.totalen)
        assert afronding[kolom] == (str(uitkomst.afronding) if uitkomst.afronding else "")
        assert als_getal(totaal[kolom]) == sum(uitkomst.totalen) + uitkomst.afronding
        exact = [uitkomst.totaal * aandeel for aandeel in uitkomst.aandelen]
        assert [rij[2] for rij in rijen] == [getal(rond_op(deel, 2), 2) for deel in exact]


def test_the_region_of_the_manual_can_be_read():
    (bestand,) = re.findall(r"^```yaml\n(.*?)^```$", NASLAG, flags=re.M | re.S)
    regio = lees_regio(bestand.encode(), "voorbeeldstreek.yaml")
    assert [deelnemer.naam for deelnemer in regio.deelnemers] == ["Noordhaven", "Zuiderveen", "Oostermeer"]
    assert f"`{regio.regio}.yaml`" in NASLAG


def test_the_faults_that_the_manual_shows_read_as_the_command_words_them(tmp_path, monkeypatch):
    werkmap = openpyxl.load_workbook(VOORBEELD)
    werkmap["Maatstaven"]["D7"] = -10
    werkmap["Maatstaven"]["C9"] = "Gulpen-Witem"
    monkeypatch.chdir(tmp_path)
    werkmap.save("invoer.xlsx")
    (getoond,) = re.findall(r"^```text\n(.*?)^```$", HANDLEIDING, flags=re.M | re.S)
    assert CliRunner().invoke(main, ["valideer", "invoer.xlsx"]).output == getoond


@pytest.mark.parametrize("blad", BLADEN, ids=lambda blad: blad.naam)
def test_the_manual_names_every_column_of_a_sheet(blad):
    tekst = hoofdstuk(f"Blad {blad.naam}")
    assert [kolom.titel for kolom in blad.kolommen() if not re.search(rf"\b{kolom.titel}\b", tekst)] == []


def test_the_manual_names_the_sheets_in_their_order():
    assert re.findall(r"^### Blad (\w+)$", NASLAG, flags=re.M) == [blad.naam for blad in BLADEN]


def test_the_manual_names_every_table():
    from calc.tabellen import TABELLEN

    assert [rij[0] for rij in tabel(hoofdstuk("De tabellen"))[1:]] == list(TABELLEN)


@pytest.mark.parametrize("tekst", [HANDLEIDING, NASLAG], ids=["handleiding", "naslag"])
def test_every_chapter_is_in_the_table_of_contents(tekst):
    inhoud = re.findall(r"^- \[(.+)\]\(#", tekst, flags=re.M)
    assert re.findall(r"^## (.+)$", tekst, flags=re.M) == inhoud


def test_the_manual_can_be_read_from_start_to_end():
    assert len(HANDLEIDING.splitlines()) <= MEESTE_REGELS


def test_the_manual_says_of_every_sheet_whether_it_may_be_absent():
    genoemd = [naam for rij in tabel(hoofdstuk("De invoer in het kort"))[1:] for naam in rij[0].split(", ")]
    assert sorted(genoemd) == sorted(blad.naam for blad in BLADEN)


def opdrachten(groep: click.Group, pad: tuple[str, ...] = ()) -> Iterator[tuple[str, click.Command]]:
    for naam, opdracht in groep.commands.items():
        if isinstance(opdracht, click.Group):
            yield from opdrachten(opdracht, (*pad, naam))
        else:
            yield " ".join((*pad, naam)), opdracht


def optieregels(opdracht: click.Command) -> Iterator[str]:
    samenhang = click.Context(opdracht)
    for optie in opdracht.params:
        if isinstance(optie, click.Option) and not optie.hidden:
            waarde = "" if optie.is_flag else " " + optie.make_metavar(samenhang).replace("|", r"\|")
            yield f"| `{optie.opts[0]}{waarde}` | {' '.join((optie.help or '').split())} |"


def test_the_reference_has_every_command_and_option_with_its_help():
    gevraagd = []
    for naam, opdracht in opdrachten(main):
        argumenten = [p.make_metavar(click.Context(opdracht)) for p in opdracht.params if isinstance(p, click.Argument)]
        gevraagd += [f"### `{' '.join([naam, *argumenten])}`", (opdracht.help or "").partition("\n")[0]]
        gevraagd += optieregels(opdracht)
    regels = NASLAG.splitlines()
    assert [regel for regel in gevraagd if regel not in regels] == []
    assert [regel for regel in regels if regel.startswith("| `--") and regel not in gevraagd] == []


def test_the_reference_explains_messages_that_the_product_gives():
    bron = "\n".join(
        pad.read_text(encoding="utf-8")
        for kamer in ("calc", "cli", "schemas", "templates")
        for pad in (ROOT / kamer).rglob("*.py")
    )
    meldingen = [rij[0].strip("`") for rij in tabel(hoofdstuk("Meldingen"))[1:]]
    assert meldingen
    assert [melding for melding in meldingen if melding not in bron] == []


def test_an_amount_that_a_formula_does_not_round_is_refused_and_never_rounded():
    """The manual gives the sum of a cell of the example; what the gate says of its outcome is tested with the gate."""
    (som,) = set(re.findall(r"`=(\d+)/3`", hoofdstuk("De invoer in het kort")))
    werkmap = openpyxl.load_workbook(VOORBEELD)
    cel = next(cel for rij in werkmap["Begroting"].iter_rows() for cel in rij if cel.value == int(som))
    cel.value = int(som) / 3
    inhoud = BytesIO()
    werkmap.save(inhoud)
    with pytest.raises(InvoerFouten, match=rf"cel {cel.coordinate}: .*verwacht: bedrag in hele centen"):
        lees_invoer(inhoud.getvalue())


def test_the_example_of_an_index_is_right():
    rijen = tabel(hoofdstuk("Blad Indexen"))[1:]
    regel = Begrotingsregel("inkoop", "Personeel", "kosten", "deelnemers", {2020: Decimal(100_000)}, "", "", 5, "loon")
    indexen = (
        Indexregel("loon", 2021, Decimal(2), "raming", "", None, 5),
        Indexregel("loon", 2021, Decimal(3), "definitief", "", None, 5),
        Indexregel("loon", 2022, Decimal(2), "raming", "", None, 5),
        Indexregel("loon", 2023, Decimal(1), "raming", "", None, 5),
    )
    gegevens = lees_invoer(VOORBEELD)
    gegevens = replace(gegevens, plan=replace(gegevens.plan, laatste_jaar=2023), indexen=indexen)
    inkoop = begroot(replace(gegevens, capaciteit=(), begroting=(regel,))).begrotingen["inkoop"]
    post, *correcties = (een.bedragen for een in inkoop.posten)
    bij = {jaar: bedrag for correctie in correcties for jaar, bedrag in correctie.items()}
    ramingen = {i.jaar: i.percentage for i in indexen if not i.definitief}
    for jaartal, voor, procent, erna, correctie in rijen:
        jaar = int(jaartal)
        assert als_getal(voor) == post[jaar - 1] + bij.get(jaar - 1, 0)
        assert als_getal(erna) == post[jaar]
        assert als_getal(correctie or "0") == bij.get(jaar, 0)
        assert als_getal(procent.rstrip("%")) == ramingen[jaar]


def test_the_example_of_hours_that_participants_supply_is_right():
    rijen = tabel(hoofdstuk("Blad Inzet"))[1:]
    for _, bijdrage, uren, tarief, vergoeding, saldo in rijen:
        assert als_getal(uren) * als_getal(tarief or "0") == als_getal(vergoeding)
        assert als_getal(bijdrage) - als_getal(vergoeding) == als_getal(saldo)
    totalen = [sum(als_getal(rij[kolom]) for rij in rijen) for kolom in (1, 2, 4, 5)]
    assert totalen == [766_500, 6_400, 766_500, 0]
    (geval, *_) = YAML(typ="safe").load(HANDLEIDING_GEVAL)
    assert [[als_getal(cel or "0") for cel in rij[1:]] for rij in rijen] == [
        [Fraction(waarde or 0) for waarde in geval["uitkomst"][code].values()]
        for code in ("GM9001", "GM9002", "GM9003")
    ]


def test_the_example_of_the_keuzepakket_is_right():
    (zin,) = re.findall(
        r"keuzepakket (\d+) gerealiseerd en voor het basispakket (\d+), dan tellen (\d+) .* voor (\d+)\.", NASLAG
    )
    keuze, basis, geteld, telt = map(int, zin)
    assert Fraction(keuze, basis) * geteld == telt


def test_the_example_of_a_forecast_is_right():
    rijen = tabel(hoofdstuk("Blad Realisatie"))[1:]
    for _, begroot_, gerealiseerd_, regel, prognose, verschil in rijen:
        begroot, gerealiseerd = als_getal(begroot_), als_getal(gerealiseerd_)
        uitkomst = {"restant": gerealiseerd + begroot / 2, "doortrekken": gerealiseerd * 2, "begroting": begroot}[regel]
        assert als_getal(prognose) == uitkomst
        assert als_getal(verschil) == uitkomst - begroot


def test_the_example_of_scenarios_is_right():
    per_regel = {rij[0]: [als_getal(cel) for cel in rij[1:]] for rij in tabel(hoofdstuk("Blad Scenarios"))[1:]}
    kosten = [1000, 1400, 1400, 1100, 1100]
    assert per_regel["Meerkosten"] == [bedrag - kosten[0] for bedrag in kosten]
    paren = zip(per_regel["Meerkosten"], per_regel["Besparing"], strict=True)
    assert per_regel["Saldo"] == [meer + minder for meer, minder in paren]
    assert per_regel["Saldo opgeteld"] == [sum(per_regel["Saldo"][: n + 1]) for n in range(5)]
    assert "800 / 250 = 3,20 jaar" in hoofdstuk("Blad Scenarios")
    assert sum(per_regel["Meerkosten"][:3]) == 800


def test_the_example_of_the_costs_of_care_is_right():
    rijen = [[als_getal(cel) for cel in rij[1:]] for rij in tabel(hoofdstuk("Blad Zorgkosten"))[1:]]
    samen = sum(rij[0] for rij in rijen)
    for inwoners, (prognose, eigen, solidair, bijdrage) in zip((600, 300, 100), rijen, strict=True):
        assert (eigen, solidair) == (prognose * 7 / 10, samen * 3 / 10 * inwoners / 1000)
        assert bijdrage == eigen + solidair
