"""The sheets of an input workbook: their names and order, and what makes a row unique."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from schemas import gegevens as rij
from schemas import inhoud as mag
from schemas import rijvelden
from schemas.invoerblad import Bladvorm, veld

PER_GEMEENTE: Final = ("verdeling", "toename", "meerjarig", "mutaties")
MAATEENHEDEN: Final = {
    "aantal": mag.AANTAL,
    "procent": mag.PROCENT,
    "euro": mag.EURO,
    **{f"getal {decimalen}": mag.getal_met(decimalen) for decimalen in range(7)},
}


@dataclass(frozen=True)
class Herkomstregel:
    """Welk cijfer kwam van wie, wanneer, en uit welk bestand? Verdeelwijzer vult dit blad; u hoeft er niets te doen.

    One figure that came from a form. Days are in words, as they stand on the sheet.
    """

    peiljaar: int = rijvelden.peiljaar(breedte=9)
    maatstaf: str = veld("Maatstaf", mag.TEKST, "naam van de maatstaf in het regiobestand", breedte=16)
    gemeentecode: str = veld("Gemeentecode", mag.TEKST, "code van het CBS", breedte=14)
    gemeente: str = veld("Gemeente", mag.TEKST, "naam van de deelnemer", breedte=23)
    oud: Decimal | str | None = veld(
        "Oud", mag.GETAL_TEKST_OF_PM, "wat er eerst stond; leeg als er niets stond", leeg=True, breedte=11
    )
    nieuw: Decimal = veld("Nieuw", mag.HOEVEELHEID, "het cijfer uit de opgave", breedte=11)
    stand: str = veld("Stand", mag.TEKST, "definitief of voorlopig, volgens de gemeente", breedte=11)
    peildatum: str = veld("Peildatum", mag.TEKST, "dag of periode van de telling", breedte=18)
    ingevuld_door: str = veld("Ingevuld door", mag.TEKST, "wie het formulier invulde", breedte=26)
    datum: str = veld("Datum opgave", mag.TEKST, "dag waarop het formulier is ingevuld", breedte=18)
    opgenomen_op: str = veld("Opgenomen op", mag.TEKST, "dag waarop het cijfer in dit bestand kwam", breedte=18)
    bestand: str = veld("Bestand", mag.TEKST, "naam van het formulier", breedte=38)
    opmerking: str = veld("Opmerking", mag.TEKST, "wat de gemeente erbij schreef of wat opviel", leeg=True, breedte=40)
    sha256: str = veld("SHA-256", mag.TEKST, "vingerafdruk van het formulier", breedte=66)


PLANKOP: Final = ("Veld", "Waarde", "Toelichting")
"""The heads of sheet Plan, whose fields stand below each other."""
PLAN: Final = Bladvorm("Plan", "Plan", rij.Plan, verplicht=True)
BLADEN: Final = (
    PLAN,
    Bladvorm("Definities", "Definities van de maatstaven", rij.Definitie, ("maatstaf", "peiljaar")),
    Bladvorm("Maatstaven", "Maatstaven per gemeente", rij.Maatstafrij, ("peiljaar", "gemeentecode")),
    Bladvorm(
        "Begroting", "Begroting", rij.Begrotingsregel, ("kostensoort", "post", "soort", "dekking"), verplicht=True
    ),
    Bladvorm("Indexen", "Indexen", rij.Indexregel, ("jaar", "stand", "reeks"), optioneel=True),
    Bladvorm("Capaciteit", "Capaciteit in uren", rij.Capaciteitsregel, ("kostensoort", "post", "taak", "functie")),
    Bladvorm(
        "Inzet",
        "Inzet van deelnemers in uren",
        rij.Inzetregel,
        ("kostensoort", "post", "functie", "gemeentecode"),
        optioneel=True,
    ),
    Bladvorm("Realisatie", "Realisatie tot nu toe", rij.Realisatieregel, ("kostensoort", "post"), optioneel=True),
    Bladvorm(
        "Formatie", "Formatie in fte", rij.Formatieregel, ("kostensoort", "onderdeel", "functie", "schaal", "dekking")
    ),
    Bladvorm("Tarieven", "Tarieven", rij.Tarief, ("functie", "schaal", "eenheid", "vanaf")),
    Bladvorm("Vastgesteld", "Vastgestelde bijdragen", rij.Vastgesteldrij, ("kostensoort", "gemeentecode")),
    Bladvorm("Scenario", "Scenario", rij.Scenarioregel, ("regel",)),
    Bladvorm("Zorgkosten", "Kosten van zorg", rij.Zorgregel, ("segment", "aanbieder", "gemeentecode"), optioneel=True),
    Bladvorm("Scenarios", "Scenario's naast elkaar", rij.Scenariokeuze, ("scenario",), optioneel=True),
    Bladvorm(
        "Betaling", "Betaling in termijnen", rij.Betaalregel, ("kostensoort", "gemeentecode", "datum"), optioneel=True
    ),
    Bladvorm(
        "Besluiten",
        "Besluiten",
        rij.Besluit,
        ("orgaan", "datum", "kenmerk", "wat", "versie"),
        letterlijk=True,
        optioneel=True,
    ),
    Bladvorm(
        "Gepubliceerd",
        "Gepubliceerde cijfers",
        rij.Gedrukt,
        ("tabel", "kostensoort", "jaar", "rij", "kolom"),
        letterlijk=True,
    ),
    Bladvorm(
        "Brief",
        "Wat er in de brieven komt",
        rij.Briefregel,
        ("onderdeel", "gemeentecode", "tekst"),
        letterlijk=True,
        optioneel=True,
    ),
)
HERKOMST: Final = Bladvorm(
    "Herkomst",
    "Herkomst van de cijfers",
    Herkomstregel,
    ("peiljaar", "maatstaf", "gemeentecode", "sha256", "nieuw"),
    letterlijk=True,
)
BIJBLADEN: Final = (HERKOMST,)
"""Sheets that may stand in an input workbook without being input: a plan does not look at them."""
LIJSTEN: Final = "Lijsten"
"""The sheet with the choices of an input that was made to be filled in; nobody reads it."""
VORM: Final[Mapping[str, Bladvorm]] = {vorm.naam: vorm for vorm in BLADEN}
