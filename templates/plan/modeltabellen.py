"""Every declared table of a plan on its sheet of the regional workbook."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from calc.model.model import Model, Tabelsoort
from calc.model.tabel import SAMEN, Tabel
from calc.model.uitdrukking import Tabelnaam
from calc.tabellen import waarden_van
from calc.tabellen.deelnemers import ALLE_SAMEN
from calc.tabellen.invoer import tabel_van
from calc.uitkomst import Uitkomst
from schemas.bladen import VORM
from templates.plan.invoerplaatsen import Invoerplaatsen
from templates.werkmap.blad import Blad, Bladsoort
from templates.werkmap.boek import Boek
from templates.werkmap.indeling import vak_van
from templates.werkmap.modelblad import Modelbladen

MEESTE_SOORTEN: Final = 3
"""Of so many kostensoorten each is read on paper."""
ONDER_DE_UITLEG = 2
"""Rows to the table of a sheet that the template does not have; a person may have made room above them."""


def plaats_modeltabellen(boek: Boek, uitkomst: Uitkomst, invoer: Invoerplaatsen) -> Modelbladen:
    """Every declared table gets its place; a sheet that the template lacks is made, one without tables goes."""
    bladen = Modelbladen(boek, waarden_van(uitkomst))
    per_blad: dict[str, list[Tabelsoort]] = {}
    for soort in bladen.model.soorten.values():
        if soort.blad:
            per_blad.setdefault(soort.blad, []).append(soort)
    for titel, soorten in per_blad.items():
        namen = [naam for soort in soorten for naam in bladen.model.exemplaren(soort)]
        if namen:
            gelezen, rest = _gelezen(bladen.model, namen)
            doel, rij = _blad(boek, bladen.model, soorten)
            doel.inhoud = next((soort.inhoud for soort in soorten if soort.inhoud), doel.inhoud)
            doel.bijlage |= any(soort.bijlage for soort in soorten)
            bladen.plaats(doel, rij, [*gelezen, *rest], len(gelezen))
        elif boek.heeft_blad(titel):
            boek.verwijder(titel)
    for blad in VORM:
        if tabel := tabel_van(bladen.model, blad):
            refs = {veld: ref for (waar, veld), ref in invoer.kolom.items() if waar == blad}
            bladen.staat(tabel.naam, vak_van(refs, tabel.sleutels))
    return bladen


def _gelezen(model: Model, namen: Sequence[Tabelnaam]) -> tuple[list[Tabelnaam], list[Tabelnaam]]:
    """Of many kostensoorten a reader reads what they are together; what each participant pays for one of them over the
    years is looked up. A table without a row is there for who refers to its total, below all others.
    """
    veel = len(model.plannen[""].kostensoorten) > MEESTE_SOORTEN
    leeg = [naam for naam in namen if not model.tabel(naam).rijen]
    rest = [n for n in namen if veel and model.soorten[n.soort].opgezocht and n.kostensoort != SAMEN]
    return [naam for naam in namen if naam not in (*rest, *leeg)], [*rest, *leeg]


def schrijf_modeltabellen(uitkomst: Uitkomst, bladen: Modelbladen) -> None:
    """All that has a place."""
    bladen.schrijf(lambda tabel: _titel(uitkomst, bladen.model, tabel))


def _titel(uitkomst: Uitkomst, model: Model, tabel: Tabel) -> str:
    """On the sheet of its own subject the kostensoort says enough."""
    soort = tabel.naam.kostensoort
    if model.soorten[tabel.naam.soort].blad.lower() != tabel.naam.naam or not soort:
        return tabel.titel
    return ALLE_SAMEN if soort == SAMEN else uitkomst.gegevens.regio.kostensoort(soort).label


def _blad(boek: Boek, model: Model, soorten: Sequence[Tabelsoort]) -> tuple[Blad, int]:
    """The sheet and the row that the template names for one of them."""
    soort = soorten[0]
    if boek.heeft_blad(soort.blad):
        ankers = [f"tabel_{naam}" for naam in (*(soort.naam for soort in soorten), soort.blad.lower())]
        return boek.blad(soort.blad), boek.anker(next(filter(boek.heeft_anker, ankers), ankers[0]))[0]
    inhoud = model.plannen[""].regio.zeg(soort.inhoud)
    uitleg = f"{inhoud[:1].upper()}{inhoud[1:]}. Bedragen in euro's."
    titel = f"{soort.blad} {model.plannen[''].jaar}" if soort.per_jaar else soort.blad
    blad = boek.extra_blad("Meerjarig", soort.blad, titel, uitleg, Bladsoort())
    return blad, blad.uitlegrij + ONDER_DE_UITLEG
