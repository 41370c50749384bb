"""Verantwoording: the rules in words with their legal basis, what is provisional, derived or assumed, the
sources, the version.
"""

from __future__ import annotations

from typing import Final

from calc.afronding import SLUITREGEL_IN_WOORDEN, WAARIN
from calc.anders_gedekt import anders_gedekt
from calc.besluiten import besluitregels
from calc.notatie import datum, jarentekst, opsomming, procent
from calc.noten import regelzin
from calc.standen import statuszin, zinnen_over_cijfers
from calc.tabellen.controles import kritieke_rest
from calc.tabellen.deelnemers import MEER
from calc.uitkomst import Uitkomst
from calc.verdeling import Jaarverdeling
from schemas.geldend import Regio
from schemas.inhoud import klein
from schemas.standen import VOORLOPIG
from templates.werkmap.blad import Blad
from templates.werkmap.maat import regelhoogte
from templates.werkmap.zegel import COLOFON, SHA256, met_versie, uit_bestand

MELDING: Final = "Melding"
AFGELEID: Final = "Afgeleid of aangenomen"
NIET_VERDEELD: Final = "Wat niet is verdeeld"
BREEDTES: Final = (28.0, 90.0)
Regels = list[tuple[str, str]]


def vul_verantwoording(blad: Blad, uitkomst: Uitkomst, versie: str, rij: int) -> None:
    """Sections of two columns: what, and the sentence about it."""
    blad.breedtes(BREEDTES)
    for titel, regels in (
        ("Wat is verdeeld, en waarom zo", _regels(uitkomst)),
        (
            NIET_VERDEELD,
            [(een.dekking, een.zin) for een in anders_gedekt(uitkomst.gegevens, uitkomst.begrotingen)],
        ),
        ("Wat nog kan veranderen", _los(uitkomst)),
        (AFGELEID, _afgeleid(uitkomst)),
        ("Maatstaven", _maatstaven(uitkomst)),
        ("Besluiten en kalender", besluitregels(uitkomst)),
        ("Zo is gerekend", _rekenwijze(uitkomst)),
        ("Bij het inlezen uitgelegd", [(MELDING, str(melding)) for melding in uitkomst.gegevens.meldingen]),
        ("Bronnen", [("Bron", bron) for bron in _bronnen(uitkomst)]),
        ("Versie", _versie(uitkomst, versie)),
    ):
        if not regels:
            continue
        blad.tussenkop(rij, 2, titel)
        rij += 1
        for wat, zin in regels:
            blad.schrijf(rij, 1, wat, "VW Tekst lang")
            blad.schrijf(rij, 2, zin, "VW Tekst lang")
            blad.hoogte(rij, regelhoogte([(wat, BREEDTES[0]), (zin, BREEDTES[1])]))
            rij += 1
        rij += 1
    blad.zet_vast(4, 1)
    blad.afdruk(2, rij - 2)


def _sleutel(regio: Regio, jaar: Jaarverdeling) -> str:
    if jaar.sleutel is None:
        return regelzin(regio, jaar)
    som = sum(jaar.sleutel.delen.values())
    delen = [
        f"{procent(gewicht / som, 0 if (gewicht * 100 / som).denominator == 1 else 2)} {klein(regio.label_deel(deel))}"
        + (f" {jaar.peiljaren[deel]}" if deel in jaar.peiljaren else "")
        for deel, gewicht in jaar.sleutel.delen.items()
    ]
    return f"Sleutel: {opsomming(delen)}."


def _regels(uitkomst: Uitkomst) -> Regels:
    regio, regels = uitkomst.gegevens.regio, []
    for soort in regio.kostensoorten:
        kostensoort = regio.kostensoort(soort)
        regels.append((kostensoort.label, f"Grondslag: {kostensoort.grondslag}."))
        per_zin: dict[str, list[int]] = {}
        for jaar in (j for j in uitkomst.verdeling.jaren if j.kostensoort == soort):
            if jaar.opbouw is None:
                bronnen = opsomming(list(dict.fromkeys(jaar.bronnen)))
                zin = f"Eerder vastgesteld en niet opnieuw berekend. Bron: {bronnen}."
            else:
                assert jaar.sluitregel is not None
                eenheid = WAARIN[jaar.eenheid]
                zin = (
                    f"{_sleutel(regio, jaar)} Sluitregel {jaar.sluitregel}, in {eenheid}: "
                    f"{SLUITREGEL_IN_WOORDEN[jaar.sluitregel]}. Bron: {jaar.bron}."
                )
            per_zin.setdefault(zin, []).append(jaar.jaar)
        regels += [(f"{soort} {jarentekst(jaren)}", zin) for zin, jaren in per_zin.items()]
    if uitkomst.sluitregel is not None:
        regels.append(("Andere sluitregel", f"Bij het maken is gekozen voor sluitregel {uitkomst.sluitregel}."))
    return regels


def _los(uitkomst: Uitkomst) -> Regels:
    plan = uitkomst.gegevens.plan
    regels = [("Het plan", statuszin(plan))]
    if plan.status == VOORLOPIG:
        regels[0] = (
            "Het plan",
            "De status van dit plan is voorlopig. De sleutel wordt definitief na de jaarrekening, als er geen "
            "materiële afwijkingen meer zijn; dan wordt het verschil verrekend.",
        )
    if ramingen := [jaar for jaar in plan.jaren if jaar > plan.jaar]:
        regels.append(("Raming", f"Een later jaar van het plan is een raming: {jarentekst(ramingen)}."))
    for jaar in uitkomst.verdeling.jaren:
        regels += [(f"{jaar.kostensoort} {jaar.jaar}", zin) for zin in zinnen_over_cijfers(uitkomst.gegevens, jaar)]
    return regels


def _afgeleid(uitkomst: Uitkomst) -> Regels:
    g = uitkomst.gegevens
    regels = [(f"{g.regio.label_deel(d.maatstaf)} {d.peiljaar}", d.afgeleid) for d in g.definities]
    regels += [(f"Begroting: {r.post}", r.afgeleid) for r in g.begroting]
    regels += [(f"Uren: {r.taak}", r.afgeleid) for r in g.urenregels]
    regels += [(f"Formatie: {r.functie}", r.afgeleid) for r in g.formatie]
    regels += [(f"Tarief: {r.functie or 'schaal ' + r.schaal} {r.vanaf}", r.afgeleid) for r in g.tarieven]
    regels += [(f"Scenario: {r.regel}", r.afgeleid) for r in g.scenario]
    regels += [(f"Scenario {r.scenario}", r.afgeleid) for r in g.scenarios]
    regels += [(f"Zorgkosten: {g.regio.gemeente(r.gemeentecode)}", r.afgeleid) for r in g.zorg]
    return list(dict.fromkeys((wat, zin) for wat, zin in regels if zin))


def _maatstaven(uitkomst: Uitkomst) -> Regels:
    label = uitkomst.gegevens.regio.label_deel
    return [
        (f"{label(d.maatstaf)} {d.peiljaar}", f"{d.definitie}. Peildatum: {d.peildatum or d.peiljaar}. Bron: {d.bron}.")
        for d in uitkomst.gegevens.definities
    ]


def _rekenwijze(uitkomst: Uitkomst) -> Regels:
    zeg = uitkomst.gegevens.regio.zeg
    return [
        (
            "Van invoer naar bijdrage",
            "Te verdelen is wat de posten met dekking 'deelnemers' samen kosten: uren maal tarief plus de "
            "begrotingsregels. "
            + zeg("Het aandeel van een gemeente is de gewogen som van haar aandelen in de maatstaven.")
            + " De bijdrage is het te verdelen bedrag maal dat aandeel, afgerond volgens de sluitregel.",
        ),
        (
            "Formules",
            "Elke berekende cel is een formule en draagt haar waarde. De waarden komen van een exacte "
            "berekening met breuken; "
            "Excel rekent met ongeveer 15 cijfers. Bij het openen rekent Excel alles opnieuw.",
        ),
        (
            "Wijzigen",
            "Gele cellen zijn invoer. Wijzigt u er een, dan rekent de werkmap door. De SHA-256 op het "
            "voorblad hoort dan niet "
            "meer bij de invoer. De sluitregel, de eenheid en de peiljaren kunt u alleen wijzigen door de werkmap "
            "opnieuw te maken.",
        ),
        (
            "Mutatie en toename",
            f"Een mutatie is het jaar min het basisjaar: {zeg(MEER)}. Een "
            "toename net zo. Beide zijn het verschil tussen bedragen zoals zij worden betaald, dus na afronden.",
        ),
        *[("Let op bij afronden", zin) for zin in kritieke_rest(uitkomst)],
    ]


def _bronnen(uitkomst: Uitkomst) -> list[str]:
    """Of every row of every sheet of the input, whatever sheets there are."""
    g = uitkomst.gegevens
    rijen = [rij for veld in vars(g).values() if isinstance(veld, tuple) for rij in veld]
    met_bron = (g.plan, g.regio.bestand, *rijen, *uitkomst.verdeling.jaren)
    return sorted({bron for een in met_bron if (bron := getattr(een, "bron", ""))})


def _versie(uitkomst: Uitkomst, versie: str) -> Regels:
    g = uitkomst.gegevens
    plan = g.plan
    besluit = (
        f"{plan.besluit}, {datum(plan.besluitdatum)}" if plan.besluit and plan.besluitdatum else plan.besluit or "geen"
    )
    regels = [
        (
            f"Plan {plan.jaar}, {plan.status}",
            f"Besluit: {besluit}. Opgesteld door {plan.opsteller}. {uit_bestand(g.bestand)}",
        ),
        (COLOFON[SHA256], g.sha256),
        ("Programma", met_versie(versie)),
    ]
    if plan.opmerkingen:
        regels.append(("Opmerkingen", plan.opmerkingen))
    return regels
