"""Invoer Kosten: what the amounts on the sheet Te verdelen follow from: plan, budget lines, hours and rates, as put in.

The regional workbook has a sheet for each of these. In the workbook of one participant they stand on one, and what
follows from them on another: hours × rate, posts that follow an index, what who left still pays.
"""

from __future__ import annotations

from typing import Final

from calc.model.uitdrukking import Tabelnaam
from calc.tabellen.invoer import tabel_van
from schemas.bladen import VORM
from schemas.inhoud import DATUM
from schemas.invoerblad import Kolom
from schemas.planbladen import KOSTENBLAD
from templates.gemeente.werk import Gemeenteboek
from templates.plan.bladsoorten import OPGEZOCHT
from templates.plan.invoerbladen import invoerkolommen, invoerrijen, schrijf_plan, schrijf_rijen
from templates.werkmap.blad import Blad
from templates.werkmap.indeling import Vak
from templates.werkmap.invoerstijl import staat_rechts
from templates.werkmap.modelblad import Modelbladen
from templates.werkmap.modelboek import grondslag

REKENBLAD: Final = "Rekenblad per post"
"""Two words behind it, so that no kostensoort has a sheet of that name."""
REKENTABELLEN: Final = ("tarieven", "uren", "indexreeksen", "indexering", "indexcorrecties", "uittreding")
"""Of all that a budget rests on what stands on no other sheet of this book."""
ONDERDELEN: Final = (
    "Plan",
    "Begroting",
    "Indexen",
    "Capaciteit",
    "Inzet",
    "Tarieven",
    "Formatie",
    "Betaling",
    "Besluiten",
    "Brief",
)
VASTE_BREEDTES: Final = (22.0, 40.0, 46.0, 26.0)
JAARBREEDTE: Final = 14.0
LANG: Final = 40.0


def vul_kosten(werk: Gemeenteboek, bladen: Modelbladen, blad: Blad, rij: int) -> None:
    """The tables below each other, each with the columns of its sheet in the input workbook."""
    jaren, gegevens = len(werk.jaren), werk.uitkomst.gegevens
    breedte = len(VASTE_BREEDTES) + jaren + 2
    blad.breedtes((*VASTE_BREEDTES, *[JAARBREEDTE] * jaren, LANG, LANG))
    for naam in ONDERDELEN:
        vorm = VORM[naam]
        rijen = invoerrijen(naam, gegevens)
        if vorm.optioneel and not rijen:
            continue
        blad.tussenkop(rij, breedte, vorm.titel)
        if naam == "Plan":
            rij = schrijf_plan(blad, rij + 1, gegevens, uitleg=False) + 2
            continue
        kolommen = invoerkolommen(vorm, gegevens, rijen)
        if tabel := tabel_van(bladen.model, naam):
            plekken = {str(n): plek for n, plek in enumerate(range(rij + 2, rij + 2 + len(rijen)))}
            bladen.staat(tabel.naam, Vak(blad.naam, {k.sleutel: n for n, k in enumerate(kolommen, start=1)}, plekken))
        rij = schrijf_rijen(blad, rij + 1, vorm, kolommen, rijen, gegevens, _is_lang) + 2
    blad.zet_vast(4, 1)
    blad.afdruk(breedte, rij - 2)


def plaats_posten(werk: Gemeenteboek, bladen: Modelbladen) -> None:
    """Te verdelen: the posts that the participants pay. What stands between the input and those gets a sheet of its
    own, behind the other sheets of the sum.
    """
    posten = [Tabelnaam("posten", soort) for soort in werk.rekensoorten]
    namen = [naam for naam in grondslag(bladen.formules, posten) if naam.naam in REKENTABELLEN]
    if namen:
        uitleg = "Wat uren kosten en hoe posten een index volgen. Bedragen in euro's."
        blad = werk.boek.extra_blad(KOSTENBLAD, REKENBLAD, "Kosten per post: de berekening", uitleg, OPGEZOCHT)
        bladen.plaats(blad, blad.uitlegrij + 2, namen)
    bladen.plaats(werk.boek.blad("Te verdelen"), werk.boek.anker("tabel_te_verdelen")[0], posten)
    for naam in posten:
        bladen.staat(naam._replace(naam="begroting"), bladen.indeling[naam])


def _is_lang(kolom: Kolom) -> bool:
    """Its columns are as wide for one table as for the next, so any text may need more lines."""
    return not staat_rechts(kolom) and kolom.inhoud != DATUM
