"""Invoer Kosten: what the amounts on the sheet Te verdelen rest on: plan, budget lines, hours and rates, as put in.

The regional workbook has a sheet for each of these and calculates with them. In the workbook of one participant they
are a copy on one sheet: to follow a cost to its source, and for `controleer` to calculate the workbook again.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from schemas.bladen import VORM
from schemas.invoerblad import Kolom, nodige_kolommen
from templates.gemeente.werk import Gemeenteboek
from templates.plan.invoerbladen import Invoerrij, invoerrijen
from templates.werkmap.boek import Blad, Invoerwaarde, regelhoogte

KOSTENBLAD: Final = "Invoer Kosten"
ONDERDELEN: Final = (
    "Plan",
    "Begroting",
    "Indexen",
    "Capaciteit",
    "Inzet",
    "Tarieven",
    "Betaling",
    "Besluiten",
    "Brief",
)
VASTE_BREEDTES: Final = (22.0, 40.0, 46.0, 26.0)
JAARBREEDTE: Final = 14.0
LANG: Final = 40.0


def vul_kosten(werk: Gemeenteboek, blad: Blad, rij: int) -> None:
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
        rij = _tabel(blad, rij + 1, kolommen, rijen) + 1
    blad.zet_vast(4, 1)
    blad.afdruk(breedte, rij - 2)


def _plan(werk: Gemeenteboek, blad: Blad, rij: int) -> int:
    blad.koppen(rij, ("Veld", "Waarde"))
    for veld in VORM["Plan"].kolommen():
        rij += 1
        waarde: Invoerwaarde = getattr(werk.uitkomst.gegevens.plan, veld.sleutel)
        blad.schrijf(rij, 1, veld.titel, "VW tekst")
        vorm = "datum" if isinstance(waarde, date) else "veld"
        blad.schrijf(rij, 2, waarde, "VW Tekst lang" if isinstance(waarde, str) else f"VW {vorm}")
        blad.hoogte(rij, regelhoogte([(str(waarde or ""), VASTE_BREEDTES[1])]))
    return rij + 1


def _tabel(blad: Blad, rij: int, kolommen: tuple[Kolom, ...], rijen: list[Invoerrij]) -> int:
    cijfers = [plek for plek, kolom in enumerate(kolommen, start=1) if kolom.sleutel.isdigit()]
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
    """As the input sheets write it, but not as input: the formulas of this workbook do not begin here."""
    vormen: Mapping[str, str] = regel.vormen
    vorm = vormen.get(kolom.sleutel) or (regel.vorm if kolom.sleutel.isdigit() else "")
    if vorm:
        return f"VW {vorm}{' let op' if regel.afgeleid and waarde is not None else ''}"
    if isinstance(waarde, int):
        return "VW jaar"
    return "VW Tekst lang"
