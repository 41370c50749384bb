"""Invoer Kosten: what the amounts on the sheet Te verdelen follow from: plan, budget lines, hours and rates, as put in.

The regional workbook has a sheet for each of these. In the workbook of one participant they stand on one, and what
follows from them on another: hours × rate, posts that follow an index, what who left still pays.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from calc.model.uitdrukking import Tabelnaam
from calc.tabellen.invoer import INVOER
from calc.tabellen.invoer import invoer as invoertabel
from schemas.bladen import VORM
from schemas.invoerblad import Kolom, nodige_kolommen
from templates.gemeente.werk import Gemeenteboek
from templates.plan.invoerbladen import Invoerrij, invoerrijen, staat_rechts
from templates.werkmap.boek import Blad, Invoerwaarde, regelhoogte
from templates.werkmap.indeling import Vak
from templates.werkmap.modelblad import Modelbladen
from templates.werkmap.modelboek import grondslag

KOSTENBLAD: Final = "Invoer Kosten"
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
    jaren = len(werk.jaren)
    breedte = len(VASTE_BREEDTES) + jaren + 2
    blad.breedtes((*VASTE_BREEDTES, *[JAARBREEDTE] * jaren, LANG, LANG))
    for naam in ONDERDELEN:
        vorm = VORM[naam]
        rijen = [] if naam == "Plan" else invoerrijen(naam, werk.uitkomst.gegevens)
        if vorm.optioneel and not rijen:
            continue
        blad.tussenkop(rij, breedte, vorm.titel)
        if naam == "Plan":
            rij = _plan(werk, blad, rij + 1) + 1
            continue
        alle = vorm.kolommen(werk.jaren, werk.uitkomst.gegevens.regio.bestand)
        kolommen = nodige_kolommen(alle, [regel.waarden for regel in rijen])
        if naam in INVOER and bladen.model.zoek(tabel := Tabelnaam(invoertabel(naam))):
            plekken = {str(n): plek for n, plek in enumerate(range(rij + 2, rij + 2 + len(rijen)))}
            bladen.staat(tabel, Vak(blad.naam, {k.sleutel: n for n, k in enumerate(kolommen, start=1)}, plekken))
        rij = _tabel(blad, rij + 1, kolommen, rijen) + 1
    blad.zet_vast(4, 1)
    blad.afdruk(breedte, rij - 2)


def plaats_rekentabellen(werk: Gemeenteboek, bladen: Modelbladen) -> None:
    """What stands between the input and the posts gets a sheet of its own, behind the other sheets of the sum."""
    begrotingen = [Tabelnaam("begroting", soort) for soort in werk.rekensoorten]
    namen = [naam for naam in grondslag(bladen.formules, begrotingen) if naam.naam in REKENTABELLEN]
    if namen:
        uitleg = "Wat uren kosten en hoe posten een index volgen. Bedragen in euro's."
        blad = werk.boek.extra_blad(KOSTENBLAD, REKENBLAD, "Kosten per post: de berekening", uitleg)
        bladen.plaats(blad, blad.uitlegrij + 2, namen)


def _plan(werk: Gemeenteboek, blad: Blad, rij: int) -> int:
    blad.koppen(rij, ("Veld", "Waarde"))
    for veld in VORM["Plan"].kolommen():
        rij += 1
        waarde: Invoerwaarde = getattr(werk.uitkomst.gegevens.plan, veld.sleutel)
        blad.schrijf(rij, 1, veld.titel, "VW tekst")
        vorm = "datum" if isinstance(waarde, date) else "veld"
        blad.schrijf(rij, 2, waarde, "VW Tekst lang invoer" if isinstance(waarde, str) else f"VW {vorm} invoer")
        blad.hoogte(rij, regelhoogte([(str(waarde or ""), VASTE_BREEDTES[1])]))
    return rij + 1


def _tabel(blad: Blad, rij: int, kolommen: tuple[Kolom, ...], rijen: list[Invoerrij]) -> int:
    cijfers = [plek for plek, kolom in enumerate(kolommen, start=1) if staat_rechts(kolom, rijen)]
    blad.koppen(rij, [int(k.titel) if k.sleutel.isdigit() else k.titel for k in kolommen], rechts=cijfers)
    for regel in rijen:
        rij += 1
        teksten = []
        for plek, kolom in enumerate(kolommen, start=1):
            waarde = regel.waarden.get(kolom.sleutel)
            blad.schrijf(rij, plek, waarde, _stijl(kolom, regel, waarde))
            if isinstance(waarde, str):
                teksten.append((waarde, blad.breedte(plek)))
        blad.hoogte(rij, max(15.0, regelhoogte(teksten)))
    return rij + 1


def _stijl(kolom: Kolom, regel: Invoerrij, waarde: Invoerwaarde) -> str:
    """As the input sheets write it."""
    vormen: Mapping[str, str] = regel.vormen
    vorm = vormen.get(kolom.sleutel) or (regel.vorm if kolom.sleutel.isdigit() else "")
    if vorm:
        return f"VW {vorm} invoer{' let op' if regel.afgeleid and waarde is not None else ''}"
    if isinstance(waarde, int):
        return "VW jaar invoer"
    return "VW Tekst lang invoer"
