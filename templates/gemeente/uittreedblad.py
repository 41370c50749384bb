"""The page of who left, as a workbook of one sheet: what it still pays, year by year, with the sum behind it.

    data = maak_uittreedblad(uitkomst, "GM9903")

It shows the figures of that participant alone.
"""

from __future__ import annotations

from typing import Final

from calc.brief.teksten import KOP_STATUS, KOP_VRAGEN
from calc.brief.uittreedbrief import maak_uittreedbrief
from calc.brief.zin import VAST
from calc.model.uitdrukking import Tabelnaam
from calc.standen import statuszin
from calc.tabellen import waarden_van
from calc.tabellen.uittreding import EIGEN
from calc.uitkomst import Uitkomst
from templates.plan.rekenwerk import moment
from templates.werkmap.boek import Boek
from templates.werkmap.modelboek import maak_bladzijde

BLAD: Final = "Uittreding"
ALINEAS: Final = ("wat", "waarom", "betaling", "status", "vragen")
VRAGEN: Final = {"status": KOP_STATUS, "vragen": KOP_VRAGEN}
"""What a paragraph answers, where that is not clear from itself."""


def maak_uittreedblad(uitkomst: Uitkomst, gemeentecode: str) -> bytes:
    """The page as bytes, the same for the same content."""
    return vul_uittreedblad(uitkomst, gemeentecode).bewaar(moment(uitkomst))


def vul_uittreedblad(uitkomst: Uitkomst, gemeentecode: str) -> Boek:
    """The page, filled and not yet saved."""
    plan, brief = uitkomst.gegevens.plan, maak_uittreedbrief(uitkomst, gemeentecode)
    naam, kop = Tabelnaam(f"{EIGEN.naam}:{gemeentecode}"), brief.tekst("bedrag").replace(VAST, " ")
    regels = [f"Voor: {brief.gemeente} ({gemeentecode})", statuszin(plan)]
    alineas = ((VRAGEN.get(alinea, ""), brief.tekst(alinea).replace(VAST, " ")) for alinea in ALINEAS)
    noten = [f"{vraag} {tekst}".strip() for vraag, tekst in alineas if tekst]
    titel = f"{plan.titel}: {brief.gemeente}"
    return maak_bladzijde(waarden_van(uitkomst), naam, BLAD, titel, (kop, brief.regio), regels, noten)
