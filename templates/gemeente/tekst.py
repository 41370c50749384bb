"""In words: how the contribution was calculated, and by which rules and from which sources."""

from __future__ import annotations

from typing import Final

from calc.anders_gedekt import anders_gedekt
from calc.besluiten import besluitregels
from calc.noten import sluitregel_in_woorden
from calc.standen import UITLEG
from calc.uitleg import Uitleg, uitleg
from templates.gemeente.meerjarig import afgeleide_posten
from templates.gemeente.werk import Gemeenteboek
from templates.werkmap.boek import Blad, regelhoogte
from templates.werkmap.zegel import VELD

BREEDTE_TEKST: Final = 94.0
"""As wide as one A4, upright."""
KOPPEN: Final = ("Onderwerp", "Wat geldt", "Bron")
BREEDTES: Final = (22, 58, 34)
KOSTEN_ELDERS: Final = "Wat de deelnemers samen betalen, staat per post op het blad Te verdelen."
CONTROLEGETAL: Final = "Controlegetal van de invoer"


def vul_toelichting(werk: Gemeenteboek, blad: Blad, rij: int) -> None:
    """Per kostensoort the own derivation step by step, down to each figure with its source."""
    blad.breedtes((BREEDTE_TEKST,))
    uitleg_boven = blad.ws.cell(blad.uitlegrij, 1).value
    blad.hoogte(blad.uitlegrij, regelhoogte([(str(uitleg_boven or ""), BREEDTE_TEKST)]) + 3)
    rij = _regel(blad, rij, KOSTEN_ELDERS, "VW Noot") + 1
    delen: list[int] = []
    for soort in werk.soorten:
        if werk.bedrag(soort, werk.jaar) is None:
            continue
        delen.append(rij)
        rij = _uitleg(blad, delen, rij, uitleg(werk.uitkomst, werk.code, soort, werk.jaar, kort=True)) + 1
    blad.zet_vast(4, 1)
    blad.afdruk(1, rij - 1, nieuw_blad_voor=delen)


def _uitleg(blad: Blad, delen: list[int], rij: int, tekst: Uitleg) -> int:
    """One contribution; its steps go to `delen`, for a page ends between them."""
    blad.tussenkop(rij, 1, tekst.titel)
    blad.hoogte(rij + 1, 4)
    rij = _regel(blad, rij + 2, tekst.kern, "VW Tekst lang")
    for nummer, stap in enumerate(tekst.stappen, start=1):
        delen += [rij] if nummer > 1 else []
        blad.schrijf(rij, 1, f"{nummer}. {stap.kop}", "VW Groep")
        blad.hoogte(rij, 17)
        rij += 1
        for zin in stap.zinnen:
            rij = _regel(blad, rij, zin, "VW Tekst lang")
        if stap.invoer:
            rij = _regel(blad, rij, "Gebruikte invoer:", "VW Noot")
            for zin in stap.invoer:
                rij = _regel(blad, rij, f"• {zin}", "VW Noot")
    blad.schrijf(rij, 1, tekst.slot, "VW tekst totaal")
    blad.hoogte(rij, 18)
    return rij + 1


def _regel(blad: Blad, rij: int, tekst: str, stijl: str) -> int:
    blad.schrijf(rij, 1, tekst, stijl)
    blad.hoogte(rij, regelhoogte([(tekst, BREEDTE_TEKST)]))
    return rij + 1


def vul_verantwoording(werk: Gemeenteboek, blad: Blad, rij: int) -> None:
    """Rules with their legal basis, what is provisional or derived, the sources, and how this book was made."""
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


def _verantwoording(werk: Gemeenteboek) -> list[tuple[str, str, str]]:
    gegevens, regio = werk.uitkomst.gegevens, werk.uitkomst.gegevens.regio
    plan = gegevens.plan
    rijen = []
    for soort in werk.soorten:
        verdeling = werk.verdeling(soort, werk.jaar)
        bronnen = [r.bron for r in verdeling.regels] if verdeling.vastgesteld else [verdeling.bron]
        bron = "; ".join(dict.fromkeys(bronnen))
        regel = sluitregel_in_woorden(verdeling)
        if werk.uitkomst.sluitregel is not None and not verdeling.vastgesteld:
            regel += (
                " Deze sluitregel is gekozen bij het maken van deze werkmap, niet genomen uit de regeling van de regio."
            )
        grondslag = regio.kostensoort(soort).grondslag
        rijen.append((werk.label(soort), regel, f"Grondslag: {grondslag}. Sleutel: {bron}."))
    status = UITLEG[plan.status]
    rijen.append(
        ("Status van het plan", status, ", ".join(deel for deel in (plan.besluit, plan.besluitkenmerk) if deel))
    )
    afgeleid = afgeleide_posten(werk)
    for d in gegevens.definities:
        if d.afgeleid:
            afgeleid[f"{regio.label_deel(d.maatstaf)} {d.peiljaar}: {d.afgeleid}"] = d.bron
    rijen += [("Afgeleid of aangenomen", tekst, bron) for tekst, bron in afgeleid.items()]
    rijen += [(f"Besluiten en kalender: {wanneer}", zin, "") for wanneer, zin in besluitregels(werk.uitkomst)]
    rijen += [("Wat niet is verdeeld", een.zin, "") for een in anders_gedekt(gegevens)]
    rijen += [
        (
            "Cijfers van anderen",
            "De rekenbladen en de invoerbladen bevatten de cijfers van alle deelnemers: de formules hebben ze nodig. "
            "De brief, de sleutel, de jaren en de toelichting laten alleen uw eigen cijfers en die van de hele regio "
            "zien.",
            "",
        ),
        ("Bron van het plan", plan.bron, plan.opsteller),
        ("Opmerkingen", plan.opmerkingen, ""),
        ("Invoerbestand", f"{gegevens.bestand}, SHA-256 {gegevens.sha256}", ""),
        (CONTROLEGETAL, "…", "Over de invoerbladen van deze werkmap: zo is te zien of er een cijfer is overgetypt."),
        ("Versie", f"Gemaakt met Verdeelwijzer {werk.versie}.", ""),
    ]
    rijen += [("Bij het lezen opgemerkt", melding, "") for melding in gegevens.meldingen]
    return [rij for rij in rijen if rij[1]]
