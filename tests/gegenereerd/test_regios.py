"""Regions that a number makes, from the input to every sheet: one answer, by five roads.

The exact core, the workbooks as they are written, the same workbooks calculated again by LibreOffice, the functions for
Excel and an oracle that was written from the rules alone must give the same amounts. `FUZZ_REGIOS=1000` makes more of
them, with both their workbooks, and `FUZZ_BEGIN` begins at another number.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import orakel
import pytest
import regiomaker
import twijfel
from click.testing import CliRunner
from xlwings import XlwingsError

from calc.kritieke_rest import kritieke_rest
from calc.model.tabel import SAMEN as BIJ_ELKAAR
from calc.tabellen import TABELLEN, maak_tabellen
from calc.uitkomst import Uitkomst, bereken
from calc.verdeling import GEEN_CODE
from cli import main
from cli.opdrachten import versie
from schemas.fouten import Gebruikersfout
from schemas.inname import lees_invoer
from templates.controleren import controleer
from templates.gemeente.gemeenteboek import deelnemers, maak_gemeenteboek
from templates.plan.uitvoeringsplan import maak_uitvoeringsplan
from xladdin.functies.verdelen import VW_VERDEEL

AANTAL = int(os.environ.get("FUZZ_REGIOS", "60"))
ALLES = "FUZZ_REGIOS" in os.environ
"""Else one workbook of each region: two of three times that of the region, which has all sheets but the letter."""
SAMEN = 60
"""Regions of one block, and workbooks that LibreOffice calculates in one go. A block is made, tested by every road and
forgotten before the next: what a thousand regions take in memory and on disk is what sixty take."""
OPMAAK = re.compile(
    rb'<(?:legacyD|d)rawing [^>]*/>|<conditionalFormatting.*?</conditionalFormatting>|'
    rb'<dataValidations.*?</dataValidations>| s="\d+"', re.S,
)  # fmt: skip
"""What LibreOffice need not read to calculate: half of its time."""
BEGIN = int(os.environ.get("FUZZ_BEGIN", "0"))
BIJZONDER = {
    "andere regel", "andere sleutel", "anders gedekt", "gaat", "gelijke stand", "gemengde regels",
    "komt", "negatief", "niet iedereen", "niets te verdelen", "nul", "scenario", "scenario met centen", "subregio",
    "uren", "vastgesteld", "opbouw", "naar", "grenzen", "woorden", "organisatie", "samengevoegd", "termijnen", "getal",
    "achterstand", "formule", "vast peiljaar", "keuzepakket", "eenheden", "gelijk naar lijst", "honderd procent",
    "zonder rest", "index", "index anders", "eigen grens", "inzet", "inzet van bekende uren", "realisatie",
    "zorgkosten", "scenarios", "vastgesteld onder nul", "nieuwe code",
}  # fmt: skip


@dataclass(frozen=True)
class Gemaakt:
    """A region, its outcome, and its workbooks as files."""

    verzonnen: regiomaker.Verzonnen
    invoer: Path
    uitkomst: Uitkomst
    boeken: tuple[Path, ...]


def _blokken() -> list[object]:
    """Where each block begins; all tests of a block go to one worker."""
    beginnen = range(BEGIN, BEGIN + AANTAL, SAMEN)
    return [pytest.param(begin, marks=pytest.mark.xdist_group(f"regios {begin}"), id=f"{begin}") for begin in beginnen]


@pytest.fixture(scope="module", params=_blokken())
def regios(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sequence[Gemaakt]]:
    map_ = tmp_path_factory.mktemp("regios")
    gemaakt = [_maak(zaad, map_) for zaad in range(request.param, min(request.param + SAMEN, BEGIN + AANTAL))]
    yield [een for een in gemaakt if een is not None]
    shutil.rmtree(map_)


def _maak(zaad: int, map_: Path) -> Gemaakt | None:
    """The books of the region and of the participant that stands in the middle: the first and last are special."""
    verzonnen = regiomaker.maak(zaad)
    invoer = verzonnen.schrijf(map_ / verzonnen.naam)
    try:
        uitkomst = bereken(lees_invoer(invoer))
    except Gebruikersfout as fout:
        # The rule itself is a fault with these figures, and whoever checks the input is told the same.
        if str(fout) not in CliRunner().invoke(main, ["valideer", str(invoer)]).output:
            raise
        return None
    codes = deelnemers(uitkomst)
    code = codes[len(codes) // 2]
    inhoud: dict[str, bytes] = {}
    if ALLES or zaad % 3:
        inhoud[f"{verzonnen.naam}-regio.xlsx"] = maak_uitvoeringsplan(uitkomst, versie=versie())
    if ALLES or not zaad % 3:
        inhoud[f"{verzonnen.naam}-{code}.xlsx"] = maak_gemeenteboek(uitkomst, code, versie=versie())
    boeken = tuple(invoer.parent / naam for naam in inhoud)
    for pad in boeken:
        pad.write_bytes(inhoud[pad.name])
    return Gemaakt(verzonnen, invoer, uitkomst, boeken)


def test_everything_that_a_region_may_have_is_among_the_sixty_of_the_suite():
    assert {vreemd for zaad in range(SAMEN) for vreemd in regiomaker.maak(zaad).vreemd} >= BIJZONDER


def test_the_exact_core_gives_what_the_rules_give(regios: Sequence[Gemaakt]):
    for gemaakt in regios:
        v = gemaakt.verzonnen
        for (soort, jaar), verwacht in orakel.bijdragen(v.bestand, v.plan, v.bladen).items():
            bron = gemaakt.uitkomst.verdeling.van(soort, jaar)
            gevonden: dict[str, Fraction] = dict(bron.bedragen)
            if bron.sluitregel == "afrondingsregel":
                gevonden[GEEN_CODE] = bron.afronding
            assert list(gevonden.items()) == list(verwacht.items()), (v.naam, soort, jaar)


def test_every_input_is_called_in_order(regios: Sequence[Gemaakt]):
    gekeurd = CliRunner().invoke(main, ["valideer", *(str(gemaakt.invoer) for gemaakt in regios)])
    assert gekeurd.exit_code == 0, gekeurd.output[-3000:]


def test_every_formula_gives_the_value_that_stands_beside_it(regios: Sequence[Gemaakt], verschillen, tmp_path: Path):
    boeken = [pad for gemaakt in regios for pad in gemaakt.boeken]
    for pad in boeken:
        _zonder_opmaak(pad, tmp_path / pad.name)
    anders = [een for n in range(0, len(boeken), SAMEN) for een in verschillen(boeken[n : n + SAMEN], tmp_path)]
    # Where doubles cannot tell, the plan says so itself, of which kostensoort and year: see calc.kritieke_rest.
    per_boek = {pad: [een for een in anders if een.bestand == pad.name] for pad in boeken}
    onverklaard = [
        een
        for gemaakt in regios
        for pad in gemaakt.boeken
        if per_boek[pad]
        for een in twijfel.onverklaard(pad, per_boek[pad], twijfel.gezegd(kritieke_rest(gemaakt.uitkomst)))
    ]
    assert onverklaard == []
    assert ALLES or anders == []


def _zonder_opmaak(pad: Path, naar: Path) -> None:
    with ZipFile(pad) as oud, ZipFile(naar, "w", ZIP_DEFLATED) as nieuw:
        for naam in oud.namelist():
            deel = oud.read(naam)
            nieuw.writestr(naam, OPMAAK.sub(b"", deel) if naam.startswith("xl/worksheets/sheet") else deel)


def test_every_workbook_is_called_in_order(regios: Sequence[Gemaakt]):
    gekeurd = [gemaakt for gemaakt in regios if ALLES or gemaakt.verzonnen.naam.endswith(("1", "6"))]
    assert gekeurd or len(regios) < SAMEN
    for gemaakt in gekeurd:
        for pad in gemaakt.boeken:
            verslag = controleer(pad, versie=versie())
            assert (verslag.fouten, verslag.meldingen) == ((), ()), pad.name


def test_every_table_can_be_asked_for_and_meerjarig_is_what_the_rules_give(regios: Sequence[Gemaakt]):
    for gemaakt in regios:
        v = gemaakt.verzonnen
        for naam in TABELLEN:
            for tabel in maak_tabellen(gemaakt.uitkomst, naam):
                assert all(len(rij.waarden) == len(tabel.kolommen) for rij in tabel.rijen), (v.naam, tabel.titel)
        verwacht = orakel.bijdragen(v.bestand, v.plan, v.bladen)
        for tabel in (t for t in maak_tabellen(gemaakt.uitkomst, "meerjarig") if t.kostensoort != BIJ_ELKAAR):
            jaren = [kolom.naam for kolom in tabel.kolommen if kolom.naam.isdigit()]
            for rij in tabel.rijen:
                code, naam, *bedragen = rij.waarden  # type: ignore[assignment]
                for jaar, bedrag in zip(jaren, bedragen, strict=True):
                    eigen = verwacht[str(tabel.kostensoort), int(jaar)]
                    hoort = sum(eigen.values()) if naam == "Totaal" else eigen.get(str(code))
                    assert bedrag == hoort, (v.naam, tabel.titel, naam, jaar)


def test_the_function_for_excel_splits_as_the_plan_does(regios: Sequence[Gemaakt]):
    """Of every year with a key of one part, which is what the function splits by."""
    gedaan = 0
    for gemaakt in regios:
        for bron in gemaakt.uitkomst.verdeling.jaren:
            if not bron.enkel_sleutel or bron.sleutel is None or len(bron.sleutel.delen) > 1:
                continue
            (deel,) = bron.sleutel.delen
            gewichten = [[float(waarde)] for waarde in bron.cijfers_van(deel)]
            try:
                kolom = VW_VERDEEL([[float(bron.te_verdelen)]], gewichten, bron.sluitregel, bron.eenheid)
            except XlwingsError as vraag:
                # Small figures are soon the sum of those above them: the function asks, and gives no figure.
                if "precies de som" in str(vraag):
                    continue
                raise
            bedragen = [Fraction(repr(rij[0])) for rij in kolom]
            hoort = [*bron.bedragen.values(), *([bron.afronding] if bron.sluitregel == "afrondingsregel" else [])]
            assert bedragen == hoort, (gemaakt.verzonnen.naam, bron.kostensoort, bron.jaar)
            gedaan += 1
    assert gedaan > len(regios) // 4
