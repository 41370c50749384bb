"""A region file in plain Dutch, beyond the split: packages, maxima, costs of care, other payers, leaving, certainty."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from calc.notatie import euro, kort, opsomming
from calc.tabellen.keuzepakket import lezing
from schemas.geldend import Regio, in_jaar
from schemas.inhoud import klein
from schemas.kernwoorden import RATO
from schemas.regioopbouw import Deelname
from schemas.regiotelling import Pakket
from schemas.regiozorg import Aanbieders, Plafond, Segment


@dataclass
class Artikel:
    """A heading, its members in order, and the sources that they rest on."""

    kop: str
    leden: list[str] = field(default_factory=list)
    bronnen: list[str] = field(default_factory=list)

    def lid(self, tekst: str, bron: str = "") -> None:
        self.leden.append(tekst)
        if bron and bron not in self.bronnen:
            self.bronnen.append(bron)


def verdere_artikelen(regio: Regio, jaar: int) -> Iterator[Artikel]:
    """What a region file says of a year besides who pays what by which key; nothing that it does not say."""
    for artikel in (
        _keuzepakket(regio, jaar),
        _zorg(regio, jaar),
        _dekkingen(regio, jaar),
        _uittreding(regio, jaar),
        _materialiteit(regio, jaar),
    ):
        if artikel.leden:
            yield artikel


def plafondzin(regio: Regio, plafond: Plafond) -> str:
    if plafond.maatstaf is None or plafond.procent is None:
        return f"ten hoogste {euro(plafond.euro or 0, 2)}"
    maatstaf = klein(regio.label_deel(plafond.maatstaf))
    return f"ten hoogste {kort(plafond.procent)}% van {maatstaf} van allen die meedoen samen"


def _keuzepakket(regio: Regio, jaar: int) -> Artikel:
    artikel = Artikel("Keuzepakket")
    wie: dict[Pakket, list[str]] = {}
    for deelnemer in regio.deelnemers(jaar):
        if (pakket := in_jaar(deelnemer.pakket, jaar)) is not None:
            wie.setdefault(pakket.waarde, []).append(deelnemer.naam)
            if pakket.bron not in artikel.bronnen:
                artikel.bronnen.append(pakket.bron)
    if len(wie) > 1:
        kleinste = min(wie, key=lambda pakket: len(wie[pakket]))
        nemen = "neemt" if len(wie[kleinste]) == 1 else "nemen"
        artikel.lid(f"Alleen {opsomming(wie[kleinste])} {nemen} het {kleinste} af.")
        for maatstaf in regio.bestand.maatstaven.values():
            if (eigen := maatstaf.per_pakket.get(kleinste)) is not None:
                artikel.lid(f"Bij {klein(maatstaf.label)} telt voor hen: {eigen.waarde}.", eigen.bron)
    if (besluit := regio.keuzepakket(jaar)) is not None:
        artikel.lid(lezing(regio, besluit), besluit.bron)
    return artikel


def _zorg(regio: Regio, jaar: int) -> Artikel:
    artikel, zorg = Artikel("Kosten van zorg"), regio.zorg(jaar)
    if zorg is None:
        return artikel
    for segment in zorg.segmenten.values():
        artikel.lid(f"{segment.label}: {_wie(regio, segment.deelnemers, jaar)}{_solidair(regio, segment)}", zorg.bron)
    groepen: list[Segment | Aanbieders] = [*zorg.segmenten.values(), *zorg.aanbieders.values()]
    for groep in groepen:
        if groep.plafond is not None:
            artikel.lid(f"{groep.label} kost {plafondzin(regio, groep.plafond)}.", groep.plafond.bron)
    return artikel


def _wie(regio: Regio, deelname: Deelname | None, jaar: int) -> str:
    if deelname is None:
        return ""
    mee = [deelnemer.naam for deelnemer in regio.deelnemers(jaar) if deelname.telt(deelnemer.code)]
    return f"alleen van {opsomming(mee)}; "


def _solidair(regio: Regio, segment: Segment) -> str:
    hoe = "gelijk" if segment.naar == RATO else f"naar {klein(regio.label_deel(segment.naar))}"
    if segment.solidair == 100:
        return f"de kosten worden {hoe} gedeeld."
    if not segment.solidair:
        return "elke deelnemer betaalt wat hij zelf gebruikt."
    return f"{kort(segment.solidair)}% van de kosten wordt {hoe} gedeeld, de rest is naar eigen gebruik."


def _dekkingen(regio: Regio, jaar: int) -> Artikel:
    artikel, anderen = Artikel("Wat anderen betalen"), in_jaar(regio.bestand.dekkingen, jaar)
    if anderen is not None and anderen.waarde:
        namen = opsomming(list(anderen.waarde))
        artikel.lid(f"Een post kan ook zijn gedekt door: {namen}. Zo'n post wordt niet verdeeld.", anderen.bron)
    return artikel


def _uittreding(regio: Regio, jaar: int) -> Artikel:
    artikel, regel = Artikel("Uittreding"), in_jaar(regio.bestand.uittreding, jaar)
    if regel is None:
        return artikel
    delen = opsomming([f"{kort(procent)}%" for procent in regel.percentages])
    jaren = "het jaar erna" if len(regel.percentages) == 1 else f"de {len(regel.percentages)} jaren erna"
    soorten = opsomming([regio.kostensoort(soort).label for soort in regel.kostensoorten])
    bijdrage = f"laatste bijdrage aan {soorten}" if soorten else "laatste bijdrage"
    artikel.lid(f"Wie na {jaar} niet meer meedoet, betaalt in {jaren} nog {delen} van zijn {bijdrage}.", regel.bron)
    if regel.verrekenen == "kosten":
        artikel.lid("Wat hij betaalt, gaat af van wat de anderen verdelen.")
    return artikel


def _materialiteit(regio: Regio, jaar: int) -> Artikel:
    artikel, regel = Artikel("Definitieve cijfers"), regio.materialiteit(jaar)
    if regel is not None:
        geld = f", en van een bedrag ook meer dan {euro(regel.euro, 2)}" if regel.euro else ""
        artikel.lid(
            f"Wijkt een cijfer meer dan {kort(regel.procent)}% af van het eerdere{geld}, dan wordt het uitgezocht "
            "voordat het definitief is.",
            regel.bron,
        )
    return artikel
