"""In words: how the contribution was calculated, and by which rules and from which sources."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final

from calc.anders_gedekt import anders_gedekt
from calc.besluiten import besluitregels
from calc.notatie import bronnen_in, opsomming
from calc.noten import afgeleide_posten, sluitregel_in_woorden
from calc.standen import UITLEG
from calc.tabellen.eigenkosten import OVERZICHT
from calc.uitleg import Uitleg, uitleg
from calc.uitlegvorm import Stap, hoofdletter
from schemas.samenvoeging import samengetelde_cijfers
from templates.gemeente.werk import Gemeenteboek
from templates.plan.verantwoording import AFGELEID, NIET_VERDEELD
from templates.werkmap.blad import Blad
from templates.werkmap.maat import regelhoogte
from templates.werkmap.zegel import VELD, eigen_meldingen, met_versie

BREEDTES_TOELICHTING: Final = (31.0, 16.0, 11.0, 15.0, 21.0)
"""Together as wide as one A4, upright."""
LAATSTE: Final = len(BREEDTES_TOELICHTING)
VAN_ALLE: Final = "Voor al deze kostensoorten"
KOPPEN: Final = ("Onderwerp", "Wat geldt", "Bron")
BREEDTES: Final = (22, 58, 34)
KOSTEN_ELDERS: Final = "Wat de deelnemers samen betalen, staat per post op het blad Te verdelen."
GEKOZEN: Final = "Deze sluitregel is gekozen bij het maken van deze werkmap, niet genomen uit de regeling van de regio."
OPGEMERKT: Final = "Bij het lezen opgemerkt"
CONTROLEGETAL: Final = "Controlegetal van de invoer"


def vul_toelichting(werk: Gemeenteboek, blad: Blad, rij: int) -> None:
    """First what each kostensoort comes to, then per kostensoort the own derivation, down to each figure with its
    source; what holds for all of them is said once.
    """
    blad.breedtes(BREEDTES_TOELICHTING)
    rij = blad.noten(rij, LAATSTE, [KOSTEN_ELDERS])
    soorten = [soort for soort in werk.wie.soorten if werk.wie.betaalt(soort, werk.jaar)]
    uitleggen = [uitleg(werk.uitkomst, werk.code, soort, werk.jaar, kort=True) for soort in soorten]
    samen = _van_alle(uitleggen) if len(soorten) > 1 else ()
    delen: list[int] = []
    if len(soorten) > 1:
        rij = werk.model.zet(blad, rij + 1, werk.eigen(OVERZICHT, jaar=werk.jaar))
    for tekst in uitleggen:
        delen.append(rij + 1)
        rij = _uitleg(blad, rij + 1, tekst, samen)
    if samen:
        delen.append(rij + 1)
        blad.tussenkop(rij + 1, LAATSTE, VAN_ALLE)
        rij = blad.noten(rij + 2, LAATSTE, samen)
    blad.zet_vast(4, 1)
    blad.afdruk(LAATSTE, rij - 1, nieuw_blad_voor=delen)


def _van_alle(uitleggen: Sequence[Uitleg]) -> tuple[str, ...]:
    """The rules that every kostensoort has in common."""
    regels = [(*tekst.stappen[-1].zinnen, *tekst.stappen[-1].invoer) for tekst in uitleggen]
    return tuple(zin for zin in regels[0] if all(zin in andere for andere in regels))


def _uitleg(blad: Blad, rij: int, tekst: Uitleg, samen: Collection[str]) -> int:
    """One contribution, without what is said of all; returns the first free row."""
    blad.tussenkop(rij, LAATSTE, tekst.titel)
    rij = blad.noten(rij + 1, LAATSTE, [tekst.kern], "VW Tekst lang")
    stappen = [_zonder(stap, samen) for stap in tekst.stappen]
    for nummer, stap in enumerate((stap for stap in stappen if stap.zinnen or stap.invoer), start=1):
        blad.kleur(rij, 1, LAATSTE, "VW Groep")
        blad.schrijf(rij, 1, f"{nummer}. {stap.kop}")
        invoer = [f"Gebruikte invoer: {zin}" for zin in stap.invoer]
        rij = blad.noten(rij + 1, LAATSTE, [*stap.zinnen, *invoer])
    blad.kleur(rij, 1, LAATSTE, "VW tekst totaal")
    blad.schrijf(rij, 1, tekst.slot)
    return rij + 1


def _zonder(stap: Stap, samen: Collection[str]) -> Stap:
    zinnen, invoer = (tuple(zin for zin in deel if zin not in samen) for deel in (stap.zinnen, stap.invoer))
    return Stap(stap.kop, zinnen, invoer)


def vul_verantwoording(werk: Gemeenteboek, blad: Blad, rij: int) -> None:
    """Rules with their legal basis, what is provisional or derived, the sources, and what plan this is of."""
    blad.breedtes(BREEDTES)
    blad.koppen(rij, KOPPEN)
    blad.hoogte(rij, 20)
    kop = rij
    for onderwerp, tekst, bron in _verantwoording(werk):
        rij += 1
        for kolom, inhoud in enumerate((onderwerp, tekst, bron), start=1):
            blad.schrijf(rij, kolom, inhoud, "VW Tekst lang")
        if onderwerp == CONTROLEGETAL:
            # What it says is known only when everything else has been filled.
            werk.boek.benoem(VELD, blad, rij, 2)
        blad.hoogte(rij, regelhoogte(list(zip((onderwerp, tekst, bron), BREEDTES, strict=True))))
    blad.zet_vast(kop + 1, 1)
    blad.afdruk(len(KOPPEN), rij, kop)


def _regels(werk: Gemeenteboek) -> dict[tuple[str, str], list[str]]:
    """How amounts are closed and on what authority, with the kostensoorten of which that is so."""
    regels: dict[tuple[str, str], list[str]] = {}
    for soort in werk.wie.soorten:
        verdeling = werk.uitkomst.verdeling.van(soort, werk.jaar)
        regel = sluitregel_in_woorden(verdeling)
        if werk.uitkomst.sluitregel is not None and not verdeling.vastgesteld:
            regel += f" {GEKOZEN}"
        grondslag = werk.uitkomst.gegevens.regio.kostensoort(soort).grondslag
        bron = f"Grondslag: {grondslag}. Sleutel: {'; '.join(bronnen_in(verdeling.bronnen))}."
        regels.setdefault((regel, bron), []).append(werk.wie.label(soort))
    return regels


def _verantwoording(werk: Gemeenteboek) -> list[tuple[str, str, str]]:
    gegevens, regio = werk.uitkomst.gegevens, werk.uitkomst.gegevens.regio
    plan = gegevens.plan
    rijen = [(opsomming(labels), regel, bron) for (regel, bron), labels in _regels(werk).items()]
    status = UITLEG[plan.status]
    rijen.append(
        ("Status van het plan", status, ", ".join(deel for deel in (plan.besluit, plan.besluitkenmerk) if deel))
    )
    afgeleid: dict[str, str] = {}
    for soort in werk.wie.soorten:
        afgeleid |= afgeleide_posten(werk.uitkomst.begrotingen[soort])
    for d in gegevens.definities:
        if d.afgeleid:
            afgeleid[f"{regio.label_deel(d.maatstaf)} {d.peiljaar}: {d.afgeleid}"] = d.bron
    rijen += [(AFGELEID, tekst, bron) for tekst, bron in afgeleid.items()]
    rijen += [("Samengevoegd", zin, bron) for zin, bron in samengetelde_cijfers(gegevens, werk.code)]
    rijen += [(f"Besluiten en kalender: {wanneer}", zin, "") for wanneer, zin in besluitregels(werk.uitkomst)]
    rijen += [(NIET_VERDEELD, hoofdletter(een.zin), "") for een in anders_gedekt(gegevens, werk.uitkomst.begrotingen)]
    rijen += [
        (
            "Cijfers van anderen",
            "De rekenbladen en de invoerbladen bevatten de cijfers van alle deelnemers: de formules hebben ze nodig. "
            "De brief, de sleutel, de jaren en de toelichting laten alleen uw eigen cijfers en die van de hele regio "
            "zien.",
            "",
        ),
        ("Dit plan", f"{plan.titel}, {regio.bestand.label}, {plan.status}", ""),
        ("Bron van het plan", plan.bron, plan.opsteller),
        ("Opmerkingen", plan.opmerkingen, ""),
        (CONTROLEGETAL, "…", "Over de invoerbladen van deze werkmap: zo is te zien of er een cijfer is overgetypt."),
        ("Versie", f"Gemaakt met {met_versie(werk.versie)}.", ""),
    ]
    eigen = eigen_meldingen(werk.uitkomst, werk.code)
    rijen += [(OPGEMERKT, melding, "") for melding in eigen]
    return [rij for rij in rijen if rij[1]]
