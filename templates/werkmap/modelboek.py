"""A workbook of declared tables alone: those that are asked for, and behind them everything that they rest on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from calc.model.model import Lezer
from calc.model.tabel import Tabel
from calc.model.uitdrukking import Cel, Gezocht, Tabelnaam
from calc.model.waarden import Waarden
from templates.werkmap.blad import KOPRIJ, Blad
from templates.werkmap.bladopmaak import BLADNUMMER, balk, drukwerk
from templates.werkmap.boek import Boek
from templates.werkmap.modelblad import Modelbladen
from templates.werkmap.stijlen import nieuw_werkboek

GRONDSLAG: Final = "Waar de bedragen op de eerste bladen uit volgen."


def leeg_boek(titels: Sequence[str], titel: str) -> Boek:
    """A workbook with sheets of these titles, in the look of the others."""
    werkboek = nieuw_werkboek(titel)
    werkboek.worksheets[0].title = titels[0]
    for naam in titels[1:]:
        werkboek.create_sheet(naam)
    return Boek(werkboek)


def kop(blad: Blad, titel: str, uitleg: str) -> None:
    """The bar with the title, the sentence below it, and the page with what workbook it is of."""
    drukwerk(blad.ws, (blad.boek.werkboek.properties.title or "", "", BLADNUMMER), liggend=False)
    balk(blad.ws, 1, 30)
    blad.schrijf(1, 1, titel, "VW Titel")
    blad.schrijf(blad.uitlegrij, 1, uitleg, "VW Uitleg")


def maak_bladzijde(
    waarden: Waarden,
    tabel: Tabelnaam,
    blad: str,
    titel: str,
    koptekst: tuple[str, str],
    regels: Sequence[str],
    noten: Sequence[str],
) -> Boek:
    """A workbook of one page around one table, for somebody who sees no figures of others: what the table rests on
    stands elsewhere.

    Args:
        koptekst: the head of the page, and the line below it. regels, noten: lines above the table, sentences below it.
    """
    boek = leeg_boek([blad], titel)
    pagina_, bladen = boek.blad(blad), Modelbladen(boek, waarden)
    bladen.formules.los_van_elders = True
    breedtes = bladen.breedtes([tabel])
    kop(pagina_, *koptekst)
    pagina_.breedtes(pagina_.vullend(breedtes))
    for rij, regel in enumerate(regels, start=KOPRIJ):
        pagina_.schrijf(rij, 1, regel, "VW tekst")
    rij = bladen.zet(pagina_, KOPRIJ + len(regels) + 1, tabel)
    pagina_.afdruk(len(breedtes), pagina_.noten(rij + 1, len(breedtes), noten) - 1)
    return boek


class Modelblad(NamedTuple):
    """A sheet of a workbook: its head, a sentence, and its tables, of which so many are read on paper."""

    kop: str
    uitleg: str
    tabellen: Sequence[Tabelnaam] = ()
    gelezen: int | None = None


def plaats_bladen(waarden: Waarden, bladen: Mapping[str, Modelblad], titel: str) -> Modelbladen:
    """A workbook of sheets with their heads, on which the tables have their place and are not written yet."""
    boek = leeg_boek(list(bladen), titel)
    model = Modelbladen(boek, waarden)
    for naam, een in bladen.items():
        kop(boek.blad(naam), een.kop, een.uitleg)
        if een.tabellen:
            model.plaats(boek.blad(naam), KOPRIJ, een.tabellen, een.gelezen)
    return model


def maak_modelboek(waarden: Waarden, bladen: Mapping[str, Modelblad], titel: str, plannen: Mapping[str, str]) -> Boek:
    """The workbook, written and not yet saved: behind its sheets what they rest on.

    Args:
        plannen: what each plan of the model is called there.
    """
    model = plaats_bladen(waarden, bladen, titel)
    boek, eigen = model.boek, [tabel for blad in bladen.values() for tabel in blad.tabellen]
    per_blad: dict[str, list[Tabelnaam]] = {}
    for tabel in grondslag(model.formules, eigen):
        woord = tabel.naam.replace("_", " ").capitalize()
        per_blad.setdefault(f"{woord} {plannen[tabel.plan]}".strip(), []).append(tabel)
    for naam, tabellen in per_blad.items():
        ws = boek.werkboek.create_sheet(boek.vrije_naam(naam))
        kop(boek.blad(ws.title), naam, GRONDSLAG)
        model.plaats(boek.blad(ws.title), KOPRIJ, tabellen, 0)
    model.schrijf(lambda tabel: _titel(tabel, plannen))
    return boek


def _titel(tabel: Tabel, plannen: Mapping[str, str]) -> str:
    plan = plannen[tabel.naam.plan]
    return f"{tabel.titel} ({plan})" if plan and tabel.naam.plan else tabel.titel


def grondslag(lezer: Lezer, wortels: Sequence[Tabelnaam]) -> list[Tabelnaam]:
    """Every table that these rest on, the nearest first, and not these themselves."""
    gezien, nog = dict.fromkeys(wortels), list(wortels)
    while nog:
        for doel in _genoemd(lezer, lezer.model.tabel(nog.pop(0))):
            if doel not in gezien:
                gezien[doel] = None
                nog.append(doel)
    return [naam for naam in gezien if naam not in wortels]


def _genoemd(lezer: Lezer, tabel: Tabel) -> Iterator[Tabelnaam]:
    for rij in (*tabel.rijen, *tabel.onder):
        for kolom in tabel.kolommen:
            for deel in lezer.bladen(tabel.formule(rij.sleutel, kolom.naam)):
                if isinstance(deel, Gezocht):
                    namen = [deel.wat.tabel, *(bereik.tabel for bereik, _, _ in deel.waar)]
                    anders = [een.tabel for _, _, wat in deel.waar for een in lezer.bladen(wat) if isinstance(een, Cel)]
                    yield from (naam for naam in (*namen, *anders) if naam is not None)
                elif deel.tabel is not None:
                    yield deel.tabel
