"""What a person put in a template and a filled workbook would not show: openpyxl drops it, mostly without a word.

Every kind was tried: what openpyxl 3.1 carries over is not named here, and a part that nobody knows is named as such.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from schemas.ooxml.cellen import gedeelde_teksten
from schemas.ooxml.pakket import Pakket
from schemas.ooxml.xml import Element, afstammelingen, attribuut, kinderen, lokaal
from schemas.plaats import celnaam
from templates.sjabloon.bevinding import Sjabloonbevinding, fout, melding, op_blad

IN_CEL: Final = "zet de tekst in een cel"
WEG: Final = "haal het weg"
NIETS: Final = "u hoeft niets te doen"
OP_BLAD: Final = "plaats haar op het blad zelf (Invoegen > Afbeelding)"
BLOKKEREN: Final = "gebruik Celeigenschappen > Bescherming > Geblokkeerd"

GEDRAGEN: Final = re.compile(
    r"sheet\.main|worksheet\+xml|chartsheet|styles\+xml|sharedstrings|theme\+xml|calcchain|core-properties|"
    r"extended-properties|custom-properties|relationships\+xml|^image/|vmldrawing|comments\+xml|drawing\+xml|"
    r"drawingml\.chart\+xml|table\+xml|pivottable|pivotcache|sheetmetadata"
)
"""Kinds of parts that are carried over, made anew, or of which nothing is missed. Some are looked into elsewhere."""
STIL: Final = re.compile(
    r"person\+xml|slicercache|timelinecache|chartstyle|chartcolorstyle|chartusershapes|"
    r"diagram(?:data|layout|style|colors)"
)
"""Belongs to something that is named where it is used."""
FOUTE_DELEN: Final = {
    # A word within the kind of part, what it is, and what to do.
    "threadedcomment": ("een opmerking met antwoorden gaat verloren", f"{IN_CEL} of in een gewone notitie"),
    "slicer+xml": ("een slicer gaat verloren", WEG),
    "timeline+xml": ("een tijdlijn gaat verloren", WEG),
    "chartex": (
        "een grafiek van een nieuw soort (waterval, trechter, kaart) gaat verloren",
        "kies een kolom-, staaf- of lijngrafiek",
    ),
    "controlproperties": ("een knop of keuzevak gaat verloren", WEG),
    "diagramdrawing": ("SmartArt gaat verloren", IN_CEL),
}
STILLE_DELEN: Final = {
    # What goes without anyone seeing it in the workbook.
    "printersettings": ("de instellingen van uw printer gaan niet mee", f"{NIETS}: papier, marges en richting blijven"),
    "classificationlabels": (
        "het vertrouwelijkheidslabel gaat niet mee",
        "geef de gevulde werkmappen hun eigen label",
    ),
    "customproperty": ("gegevens van een invoegtoepassing gaan niet mee", NIETS),
    "rdrichvalue": ("gegevens bij een gegevenstype of afbeelding in een cel gaan niet mee", NIETS),
    "pivottable": ("een draaitabel wordt niet bijgewerkt bij het vullen", "haal haar weg"),
    "drawingml.chart+xml": (
        "van een eigen grafiek gaan fijne details van de opmaak verloren",
        "kijk in een gevulde werkmap of zij er nog goed uitziet",
    ),
    "comments+xml": ("notities houden hun tekst, niet hun grootte en opmaak", NIETS),
}
IN_BLAD: Final = {
    # Elements of a sheet that nothing carries over.
    "picture": ("de achtergrond van het blad gaat verloren", OP_BLAD),
    "legacyDrawingHF": ("een afbeelding in de kop- of voettekst gaat verloren", OP_BLAD),
    "drawingHF": ("een afbeelding in de kop- of voettekst gaat verloren", OP_BLAD),
    "protectedRanges": ("bereiken die na beveiliging te wijzigen zijn, gaan verloren", BLOKKEREN),
}
STIL_IN_BLAD: Final = {
    "customSheetViews": (
        "aangepaste weergaven gaan niet mee, en pagina-einden op dit blad ook niet",
        "verwijder de weergaven met Beeld > Aangepaste weergaven",
    ),
    "dataConsolidate": ("instellingen van Gegevens > Samenvoegen gaan niet mee", NIETS),
}
UITBREIDINGEN: Final = {
    "{05C60535-1F16-4FD2-B633-F4F36F0B64E0}": ("een sparkline gaat verloren", "gebruik een gewone grafiek"),
    "{78C0D931-6437-407D-A8EE-F0AAD7539E65}": (
        "een voorwaardelijke opmaak van Excel 2010 of later (gegevensbalk, pictogrammen, ander blad) gaat verloren",
        "gebruik een voorwaardelijke opmaak met een formule en een kleur",
    ),
    "{CCE6A557-97BC-4B89-ADB6-D9C93CAAB3DF}": (
        "een gegevensvalidatie van Excel 2010 of later gaat verloren",
        "verwijs in de validatie naar een naam of naar cellen op hetzelfde blad",
    ),
    "{A8765BA9-456A-4DAB-B4F3-ACF838C121DE}": ("een slicer gaat verloren", WEG),
    "{3A4CF648-6AED-40F4-86FF-DC5316D8AED3}": ("een slicer gaat verloren", WEG),
    "{7E03D99C-DC04-49D9-9315-930204A7B6E9}": ("een tijdlijn gaat verloren", WEG),
    "{FC87AEE6-9EDD-4A0A-B7FB-166176984837}": (
        "bereiken die na beveiliging te wijzigen zijn, gaan verloren",
        BLOKKEREN,
    ),
}
"""Extensions of a sheet, by the id that Microsoft gave them."""
REGELUITBREIDING: Final = "{B025F937-C7B1-47D3-B67F-A62EFF666E3E}"
"""In a rule of conditional formatting: refers to the extension of the sheet, which is named already."""
SOORT_TEKENING: Final = {
    "sp": "een vorm",
    "cxnSp": "een lijn of pijl",
    "grpSp": "een groep van vormen of afbeeldingen",
    "contentPart": "een tekening met de pen",
    "AlternateContent": "een object van een nieuw soort",
}
ELDERS_GENOEMD: Final = re.compile(r"^(?:cx\d*|sle\d*|tsle)$")
"""Prefixes of new kinds of charts, slicers and timelines: their parts are named."""
ONBRUIKBAAR_BEELD: Final = re.compile(r"\.(?:emf|wmf|emz|wmz)$", re.I)


def verliezen(pakket: Pakket) -> list[Sjabloonbevinding]:
    """Everything in a workbook that would be lost, sheet by sheet, then what belongs to no sheet."""
    gevonden: list[Sjabloonbevinding] = []
    bladen, typen = [blad for blad in pakket.bladen if blad.deel], pakket.typen
    gezien = {blad.deel for blad in bladen}
    rijke_teksten = _rijke_teksten(pakket)
    for blad in bladen:
        gevonden += _blad(pakket.xml(blad.deel), blad.naam, rijke_teksten)
        for naam in pakket.bereikt(blad.deel):
            if naam not in gezien:
                gezien.add(naam)
                gevonden += _deel(pakket, naam, typen[naam], op_blad(blad.naam))
    for naam, soort in typen.items():
        if naam not in gezien and not naam.startswith(("_rels/", "[")):
            gevonden += _deel(pakket, naam, soort, "")
    return list(dict.fromkeys(gevonden))


def _deel(pakket: Pakket, naam: str, soort: str, plaats: str) -> Iterator[Sjabloonbevinding]:
    if soort.endswith("drawing+xml") and not STIL.search(soort) and "diagram" not in soort:
        yield from _tekening(pakket, naam, plaats)
        return
    for woorden, maak in ((FOUTE_DELEN, fout), (STILLE_DELEN, melding)):
        for woord, (wat, raad) in woorden.items():
            if woord in soort:
                yield maak(plaats, wat, raad)
                return
    if naam.startswith("customXml/"):
        yield melding("", "verborgen gegevens van documentbeheer gaan niet mee", NIETS)
    elif not GEDRAGEN.search(soort) and not STIL.search(soort):
        yield melding(plaats, f"het onderdeel {naam} gaat niet mee", "kijk in een gevulde werkmap of u iets mist")


# --- what stands in a sheet


def _blad(wortel: Element, titel: str, rijke_teksten: frozenset[int]) -> Iterator[Sjabloonbevinding]:
    formules: list[str] = []
    beelden: list[str] = []
    rijk: list[str] = []
    for cel in afstammelingen(wortel, "c"):
        plek = cel.get("r", "?")
        delen = {lokaal(deel): deel for deel in kinderen(cel)}
        if "f" in delen:
            formules.append(plek)
        elif cel.get("vm"):
            beelden.append(plek)
        elif _is_rijk(cel, delen, rijke_teksten):
            rijk.append(plek)
    if formules:
        wat = "het sjabloon heeft een eigen formule, en die krijgt geen waarde"
        yield fout(
            op_blad(titel, *formules), wat, "maak er tekst van; woorden als {jaar} en {regio} vult het programma in"
        )
    if beelden:
        raad = "kies in Excel 'Over cellen plaatsen', of typ de tekst"
        yield fout(op_blad(titel, *beelden), "een afbeelding of gegevenstype in de cel gaat verloren", raad)
    if rijk:
        wat = "verschil in opmaak binnen de tekst gaat verloren: de hele cel krijgt één opmaak"
        yield melding(op_blad(titel, *rijk), wat, "geef de cel als geheel haar opmaak")
    for deel in kinderen(wortel):
        naam = lokaal(deel)
        if naam in IN_BLAD:
            yield fout(op_blad(titel), *IN_BLAD[naam])
        elif naam in STIL_IN_BLAD:
            yield melding(op_blad(titel), *STIL_IN_BLAD[naam])
        elif naam == "sheetProtection" and {"password", "hashValue"} & set(deel.attrib):
            wat = "het blad is beveiligd met een wachtwoord, en de gevulde werkmappen dan ook"
            yield melding(op_blad(titel), wat, "beveilig het zonder wachtwoord, dan kan de ontvanger erbij")
    for lijst in afstammelingen(wortel, "extLst"):
        for uitbreiding in kinderen(lijst):
            yield from _uitbreiding(uitbreiding.get("uri", "").upper(), titel)


def _uitbreiding(uri: str, titel: str) -> Iterator[Sjabloonbevinding]:
    if uri == REGELUITBREIDING:
        uri = "{78C0D931-6437-407D-A8EE-F0AAD7539E65}"
    wat, raad = UITBREIDINGEN.get(uri, (f"een uitbreiding van Excel gaat verloren ({uri})", "haal haar weg"))
    yield fout(op_blad(titel), wat, raad)


def _is_rijk(cel: Element, delen: dict[str, Element], rijke_teksten: frozenset[int]) -> bool:
    if cel.get("t") == "s" and "v" in delen:
        tekst = delen["v"].text or ""
        return tekst.isdigit() and int(tekst) in rijke_teksten
    return cel.get("t") == "inlineStr" and "is" in delen and bool(kinderen(delen["is"], "r"))


def _rijke_teksten(pakket: Pakket) -> frozenset[int]:
    """Numbers of the shared texts that have looks of their own within the text."""
    teksten = enumerate(gedeelde_teksten(pakket))
    return frozenset(nummer for nummer, tekst in teksten if any(True for _ in afstammelingen(tekst, "rPr")))


# --- what floats over a sheet


def _tekening(pakket: Pakket, naam: str, plaats: str) -> Iterator[Sjabloonbevinding]:
    relaties = pakket.relaties(naam)
    for anker in kinderen(pakket.xml(naam)):
        for ding in kinderen(anker):
            soort = lokaal(ding)
            if soort == "pic":
                yield from _afbeelding(ding, plaats, {n: r.doel for n, r in relaties.items()})
            elif soort == "AlternateContent":
                if not any(ELDERS_GENOEMD.match(keuze.get("Requires", "")) for keuze in kinderen(ding)):
                    yield fout(plaats, f"{SOORT_TEKENING[soort]} gaat verloren{_waar(anker)}", WEG)
            elif soort in SOORT_TEKENING:
                yield _vorm(ding, soort, plaats, anker)
            elif soort == "graphicFrame" and not _is_genoemd(ding):
                yield fout(plaats, f"een object gaat verloren{_waar(anker)}", WEG)


def _is_genoemd(ding: Element) -> bool:
    """A chart or SmartArt: its part is named."""
    return any(True for _ in afstammelingen(ding, "chart", "relIds"))


def _vorm(ding: Element, soort: str, plaats: str, anker: Element) -> Sjabloonbevinding:
    tekst = "".join(deel.text or "" for deel in afstammelingen(ding, "t")).strip()
    tekstvak = any(attribuut(deel, "txBox") == "1" for deel in afstammelingen(ding, "cNvSpPr"))
    wat = "een tekstvak" if tekstvak else SOORT_TEKENING[soort]
    met = f" met de tekst '{tekst[:60]}'" if tekst else ""
    raad = IN_CEL if tekst else "sla haar op als afbeelding en plaats die (Invoegen > Afbeelding)"
    return fout(plaats, f"{wat}{met} gaat verloren{_waar(anker)}", raad)


def _afbeelding(ding: Element, plaats: str, doelen: dict[str, str]) -> Iterator[Sjabloonbevinding]:
    for deel in afstammelingen(ding, "hlinkClick", "hlinkHover"):
        if attribuut(deel, "id"):
            raad = "haal de koppeling van de afbeelding af en zet haar op een cel"
            yield fout(plaats, "de koppeling op een afbeelding gaat verloren en beschadigt de werkmap", raad)
            break
    for beeld in afstammelingen(ding, "blip"):
        if ONBRUIKBAAR_BEELD.search(doelen.get(attribuut(beeld, "embed"), "")):
            yield fout(plaats, "een afbeelding in EMF of WMF gaat verloren", "sla haar op als PNG en plaats die")


def _waar(anker: Element) -> str:
    """Where an object begins, as ` (bij cel C5)`."""
    for van in afstammelingen(anker, "from"):
        cijfers = {lokaal(deel): int(deel.text or 0) for deel in kinderen(van)}
        return f" (bij cel {celnaam(cijfers.get('row', 0) + 1, cijfers.get('col', 0) + 1)})"
    return ""
