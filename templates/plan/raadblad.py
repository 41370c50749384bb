"""Raad: one page that can go into a proposal to a council; its figures are those of sheet Samenvatting, live."""

from __future__ import annotations

from typing import Final

from calc.brief.raad import Raadsblad, maak_raadsblad
from calc.model.uitdrukking import Celnaam
from calc.tabel import Rijsoort
from calc.uitkomst import Uitkomst
from schemas.planbladen import Planblad
from templates.werkmap.blad import LUCHT, Blad, Bladsoort
from templates.werkmap.boek import Boek
from templates.werkmap.formules import celwaarde
from templates.werkmap.maat import LETTER, tekstbreedte
from templates.werkmap.modelblad import Modelbladen, stijl_van

BLAD: Final[Planblad] = "Raad"
VOORBEELD: Final[Planblad] = "Samenvatting"
ONDER_DE_TITEL: Final = 3
NAAM, SAMEN = 30.0, 70.0
"""Width in characters of the names, and of the columns with figures together."""
DICHTER: Final = (13.5, 12.75)
"""Heights of a row where the page would be two."""
ELDERS: Final = f"De bijdrage van elke deelnemer staat op blad {VOORBEELD}."


def maak_blad(boek: Boek) -> Blad:
    """The sheet, right after the cover, with the look of Samenvatting; before that one is filled."""
    uitleg = "Eén bladzijde voor de raad. Een plus betekent: de deelnemer betaalt meer."
    blad = boek.extra_blad(VOORBEELD, BLAD, "", uitleg, Bladsoort("in het kort, voor een raadsvoorstel"))
    boek.werkboek.move_sheet(blad.ws, 1 - boek.werkboek.index(blad.ws))
    return blad


def vul_raadblad(blad: Blad, uitkomst: Uitkomst, model: Modelbladen) -> None:
    """What changes, why, what it costs, what is asked; then a row per participant."""
    raad = maak_raadsblad(uitkomst)
    laatste = 1 + len(raad.kolommen)
    blad.breedtes((NAAM, *([SAMEN / len(raad.kolommen)] * len(raad.kolommen))))
    titel, kort = (zin.tekst(raad.waarden) for zin in (raad.titel, raad.kort))
    groot = blad.ws.cell(blad.titelrij, 1).font.sz / LETTER
    blad.schrijf(blad.titelrij, 1, titel if groot * tekstbreedte([titel]) <= NAAM + SAMEN else kort)
    rij = blad.titelrij + ONDER_DE_TITEL
    for alinea in raad.alineas:
        blad.tussenkop(rij, laatste, alinea.koptekst(raad.waarden))
        blad.hoogte(rij + 1, LUCHT)
        rij = blad.alinea(rij + 2, laatste, alinea.tekst(raad.waarden))
    kop = rij + 1
    rij = _tabel(blad, kop, raad, model)
    blad.afdruk(laatste, rij - 1)
    for hoogte in DICHTER:
        if blad.bladzijden > 1:
            for r in range(kop + 1, rij):
                blad.hoogte(r, hoogte)
            blad.druk(rij - 1, laatste)
    if blad.bladzijden > 1:
        # So many participants are read on a sheet of their own.
        blad.schrijf(kop - 1, 1, ELDERS, "VW Noot")
        blad.druk(kop - 1, laatste)


def _tabel(blad: Blad, kop: int, raad: Raadsblad, model: Modelbladen) -> int:
    tabel, vak = model.model.tabel(raad.tabel), model.indeling[raad.tabel]
    titels = [tabel.kolom_van[kolom].titel for kolom in raad.kolommen]
    blad.koppen(kop, ("Deelnemer", *titels), rechts=range(2, 2 + len(titels)))
    rijen = [*tabel.rijen, *(rij for rij in tabel.onder if not rij.stap)]
    for plek, rij in enumerate(rijen, start=kop + 1):
        rol = " totaal" if rij.soort is Rijsoort.TOTAAL else ""
        blad.schrijf(plek, 1, tabel.tekst(rij.sleutel, "gemeente"), f"VW tekst{rol}")
        for nummer, kolom in enumerate(raad.kolommen, start=2):
            cel = Celnaam(raad.tabel, rij.sleutel, kolom)
            waarde, stijl = celwaarde(raad.waarden[cel]), f"VW {stijl_van(tabel.vorm(cel))}{rol}"
            if waarde == "":
                blad.kleur(plek, nummer, nummer, stijl)
            else:
                blad.zet(plek, nummer, f"={vak.cel(rij.sleutel, kolom)}", waarde, stijl)
    return kop + 1 + len(rijen)
