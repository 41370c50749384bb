"""Who buys only a keuzepakket counts for what was realised for it; which reading of that holds is a dated setting."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
from kleinplan import cijfers, klein_plan, post
from ruamel.yaml import YAML

from calc.model.uitdrukking import Tabelnaam
from calc.tabellen import maak_tabellen
from calc.tabellen.controles import controles
from calc.uitgerekend import vul_aan
from calc.uitkomst import Uitkomst, bereken
from calc.uitleg.cel import uitlegger_van
from schemas.fouten import Gebruikersfout, InvoerFouten
from schemas.regiolezer import lees_regio
from templates.gemeente.gemeenteboek import maak_gemeenteboek
from templates.plan.uitvoeringsplan import maak_uitvoeringsplan

GEVALLEN = YAML(typ="safe").load(Path(__file__).parents[1] / "gevallen" / "keuzepakket" / "factoren.yaml")
JAAR = 2021
REGIO = """
regio: klein
label: Regio Klein (verzonnen)
centrumgemeente: GM9001
bron: Verzonnen
deelnemers:
  - {code: GM9001, naam: Noordwoude, van: 2010, bron: Verzonnen}
  - {code: GM9002, naam: Zuidermeer, van: 2010, bron: Zo, pakket: {2010: {waarde: keuzepakket, bron: Besluit A}}}
  - {code: GM9003, naam: Oosterhorst, van: 2010, bron: Zo, pakket: {2010: {waarde: keuzepakket, bron: Besluit B}}}
maatstaven:
  toekenningen: {label: Toekenningen, definitie: Verzonnen, eenheid: {2010: {waarde: aantal, bron: Verzonnen}}}
  basis: {label: Realisatie basispakket, definitie: Verzonnen, eenheid: {2010: {waarde: aantal, bron: Verzonnen}}}
  keuze: {label: Realisatie keuzepakket, definitie: Verzonnen, eenheid: {2010: {waarde: aantal, bron: Verzonnen}}}
keuzepakket:
  2021:
    maatstaven: [toekenningen]
    gerealiseerd: {basispakket: basis, keuzepakket: keuze}
    per: PER
    deel_van: DEEL_VAN
    bron: Verzonnen lezing van de SLA
kostensoorten:
  bureau:
    label: Bureau
    grondslag: Verzonnen
    eenheid: {2010: {waarde: EENHEID, bron: Verzonnen}}
    sleutel: {2010: {delen: {toekenningen: 100}, bron: Verzonnen}}
"""


def plan_van(geval) -> Uitkomst:
    tekst = REGIO.replace("PER", geval["per"]).replace("DEEL_VAN", geval["deel_van"])
    waarden = [w for naam in ("toekenningen", "basis", "keuze") for w in cijfers(naam, JAAR - 1, geval[naam])]
    begroting = [post("Kosten", {JAAR: geval["te_verdelen"]})]
    return bereken(klein_plan((JAAR, JAAR), begroting, regiotekst=tekst, maatstaven=tuple(waarden)))


@pytest.mark.parametrize("geval", GEVALLEN, ids=lambda geval: geval["naam"])
def test_a_worked_example_comes_out(geval, sommen) -> None:
    uitkomst = plan_van(geval)
    (tabel,) = maak_tabellen(uitkomst, "keuzepakket")
    namen = [kolom.naam for kolom in tabel.kolommen]
    assert namen == ["gemeentecode", "gemeente", "maatstaf", "geteld", "factor", "gecorrigeerd"]
    rijen = {rij.waarden[0]: rij.waarden[3:] for rij in tabel.rijen}
    for kolom, deel in enumerate(("toekenningen", "factor", "gecorrigeerd")):
        assert {code: rij[kolom] for code, rij in rijen.items()} == {c: Fraction(w) for c, w in geval[deel].items()}
    bedragen = uitkomst.verdeling.van("bureau", JAAR).bedragen
    assert bedragen == {code: Fraction(bedrag) for code, bedrag in geval["bijdrage"].items()}
    assert {controle.oordeel for controle in controles(uitkomst)} == {"gelijk"}
    soorten = [Tabelnaam(naam, "bureau", JAAR) for naam in ("keuzepakket", "formules")]
    assert sommen(uitlegger_van(uitkomst), soorten)[1] == []


def test_the_reading_stands_under_the_table_with_its_source() -> None:
    (tabel,) = maak_tabellen(plan_van(GEVALLEN[1]), "keuzepakket")
    assert tabel.noten == (
        "Lezing: wie alleen een keuzepakket koopt, telt bij Toekenningen mee voor wat is geteld maal de factor. De "
        "factor is Realisatie keuzepakket gedeeld door Realisatie basispakket, van alle deelnemers met een keuzepakket "
        "samen. Voor de anderen is de factor 1.",
        "Bron: Verzonnen lezing van de SLA.",
    )


def test_the_book_recalculates_to_the_same(tmp_path, herreken) -> None:
    pad = tmp_path / "regio.xlsx"
    pad.write_bytes(maak_uitvoeringsplan(plan_van(GEVALLEN[1]), versie="test"))
    (bladen,) = herreken([pad]).values()
    assert {30, 15} <= set(bladen["Keuzepakket"].values())
    assert {300, 150} <= set(bladen["Verdeling bureau"].values())
    assert not [w for cellen in bladen.values() for w in cellen.values() if str(w).startswith(("#", "Err:"))]


def test_the_book_of_a_municipality_has_the_correction_as_live_formulas_too(tmp_path, herreken) -> None:
    pad = tmp_path / "gemeente.xlsx"
    pad.write_bytes(maak_gemeenteboek(plan_van(GEVALLEN[1]), "GM9002", versie="test"))
    (bladen,) = herreken([pad]).values()
    rekenblad = bladen["Rekenblad bureau"]
    assert {30, 15, 300, 150} <= set(rekenblad.values())
    assert not [w for cellen in bladen.values() for w in cellen.values() if str(w).startswith(("#", "Err:"))]


def test_nothing_realised_at_all_is_a_fault_and_no_traceback() -> None:
    geval = {**GEVALLEN[0], "basis": {"GM9001": "50", "GM9002": "0", "GM9003": "30"}}
    with pytest.raises(Gebruikersfout, match="Zuidermeer"):
        vul_aan(plan_van(geval))


@pytest.mark.parametrize(
    ("oud", "nieuw", "melding"),
    [
        ("maatstaven: [toekenningen]", "maatstaven: [toekenning]", "'toekenning' is geen maatstaf van deze regio."),
        ("maatstaven: [toekenningen]", "maatstaven: [basis]", "'basis' is zelf wat er is gerealiseerd"),
        ("per: PER", "per: gemeente", "'gemeente'; verwacht: deelnemer, samen"),
    ],
)  # fmt: skip
def test_a_setting_that_cannot_be_is_said(oud, nieuw, melding) -> None:
    tekst = REGIO.replace(oud, nieuw).replace("PER", "samen").replace("DEEL_VAN", "beide").replace("EENHEID", "euro")
    with pytest.raises(InvoerFouten) as gevonden:
        lees_regio(tekst.encode(), "klein.yaml")
    assert melding in str(gevonden.value)


def test_a_region_without_such_a_rule_has_no_such_table(uitkomst) -> None:
    assert maak_tabellen(uitkomst, "keuzepakket") == ()
