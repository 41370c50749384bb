"""The regional workbook of a plan: the template filled, sheet by sheet."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from calc.brief.waarom import woord
from calc.model.uitdrukking import Tabelnaam
from calc.uitkomst import Uitkomst
from schemas.planbladen import VERDELING
from templates.plan.aansluitingblad import vul_aansluiting
from templates.plan.bladsoorten import PLAN, VERANTWOORDBLAD
from templates.plan.controlebladen import vul_controles
from templates.plan.grafieken_regio import voeg_grafieken_toe
from templates.plan.modeltabellen import MEESTE_SOORTEN
from templates.plan.raadblad import maak_blad, vul_raadblad
from templates.plan.rekenwerk import Rekenwerk, moment, vul_rekenwerk, woorden
from templates.plan.verantwoording import vul_verantwoording
from templates.plan.voorblad import vul_voorblad
from templates.sjabloon.meegeleverd import REGIO, meegeleverd
from templates.werkmap.boek import Boek
from templates.werkmap.zegel import verzegel

SJABLOON: Final = meegeleverd(REGIO)


def maak_uitvoeringsplan(uitkomst: Uitkomst, *, versie: str, sjabloon: Path = SJABLOON) -> bytes:
    """The regional workbook.

    Args:
        versie: of the program, for the cover.
        sjabloon: the shipped template, or one that a person made of it.
    Returns:
        The bytes of the workbook, the same for the same figures and template.
    Raises:
        Sjabloonfout: the template misses something or cannot be read.
    """
    return vul_uitvoeringsplan(uitkomst, versie=versie, sjabloon=sjabloon).bewaar(moment(uitkomst))


def vul_uitvoeringsplan(uitkomst: Uitkomst, *, versie: str, sjabloon: Path = SJABLOON) -> Boek:
    """The regional workbook, filled and not yet saved."""
    boek = Boek.open(sjabloon, PLAN)
    boek.zeg(uitkomst.gegevens.regio.zeg)
    boek.vul_teksten(woorden(uitkomst))
    boek.werkboek.properties.title = uitkomst.gegevens.plan.titel
    raad = maak_blad(boek)
    werk = vul_rekenwerk(boek, uitkomst)
    _verdelingen(boek, uitkomst, werk)
    controleplaatsen = vul_controles(boek, uitkomst, werk)
    tellingen = vul_aansluiting(boek, uitkomst, werk)
    vul_verantwoording(boek.blad(VERANTWOORDBLAD), uitkomst, versie, boek.anker("tabel_verantwoording")[0])
    vul_raadblad(raad, uitkomst, werk.model)
    vul_voorblad(boek, uitkomst, werk.invoer, werk.model, controleplaatsen, tellingen, versie)
    voeg_grafieken_toe(boek, uitkomst, werk.model)
    verzegel(boek, uitkomst, versie)
    boek.werkboek.active = 0
    return boek


def _verdelingen(boek: Boek, uitkomst: Uitkomst, werk: Rekenwerk) -> None:
    soorten, jaar = uitkomst.gegevens.regio.kostensoorten, uitkomst.gegevens.plan.jaar
    rij = boek.anker("tabel_verdeling")[0]
    bladen = boek.kopieer(VERDELING, [f"{VERDELING} {soort}" for soort in soorten])
    for blad, soort in zip(bladen, soorten, strict=True):
        boek.vul_teksten({"kostensoort": woord(soort)}, blad.ws.title)
        gelezen = 1 if len(soorten) <= MEESTE_SOORTEN else 0
        werk.model.plaats(blad, rij, [Tabelnaam("verdeelblad", soort, jaar)], gelezen)
    werk.model.schrijf()
