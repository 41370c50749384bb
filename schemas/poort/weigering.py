"""Why the gate refuses a file: one Dutch sentence that says what is wrong with it and what the sender can do."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from schemas.fouten import Gebruikersfout
from schemas.onschadelijk import voor_terminal


class Kenmerk(StrEnum):
    """The kind of refusal, for reports and programs."""

    LEEG = "leeg"
    TE_GROOT = "te groot"
    BOM = "zipbom"
    BESCHADIGD = "beschadigd"
    SOORT = "ander soort bestand"
    MACRO = "macro's"
    WACHTWOORD = "wachtwoord"
    INGESLOTEN = "ingesloten object"
    KOPPELING = "koppeling naar buiten"
    FORMULE = "formule naar buiten"
    DTD = "DTD of entiteit"
    XML = "ongewone XML"
    PAD = "ongeldige naam binnen het bestand"
    AFMETING = "afmetingen"
    TEKST = "onleesbare tekst"
    TIJD = "tijd"
    GEHEUGEN = "geheugen"
    VASTGELOPEN = "vastgelopen"


REDEN: Final = {
    Kenmerk.MACRO: "heeft macro's",
    Kenmerk.WACHTWOORD: "heeft een wachtwoord",
    Kenmerk.INGESLOTEN: "heeft een ingesloten bestand of object",
}
"""What is wrong, where nothing more can be said."""
_OPNIEUW: Final = "open het in Excel, sla het opnieuw op en stuur het nog eens"
_NOOIT: Final = "Excel en LibreOffice schrijven dat nooit; zet de cijfers in een nieuwe werkmap en stuur die"
_TABEL: Final = "kopieer alleen de tabel met cijfers naar een nieuwe werkmap en stuur die"
RAAD: Final = {
    Kenmerk.LEEG: "kijk of het opslaan is gelukt en stuur het bestand opnieuw",
    Kenmerk.TE_GROOT: "stuur een bestand met alleen de tabel met cijfers",
    Kenmerk.BOM: "zo'n bestand kan een computer laten vastlopen; zet de cijfers in een nieuwe werkmap en stuur die",
    Kenmerk.BESCHADIGD: _OPNIEUW,
    Kenmerk.SOORT: "stuur een Excel-werkmap (.xlsx of .xls), een LibreOffice-rekenblad (.ods) of een CSV",
    Kenmerk.MACRO: "macro's kunnen schade doen; sla het in Excel op als Excel-werkmap zonder macro's (.xlsx)",
    Kenmerk.WACHTWOORD: "haal het wachtwoord eraf en stuur het bestand opnieuw",
    Kenmerk.INGESLOTEN: "haal het weg of zet de cijfers als waarden in een nieuwe werkmap",
    Kenmerk.KOPPELING: "verbreek haar in Excel met Gegevens > Koppelingen bewerken, of plak de cijfers als waarden",
    Kenmerk.FORMULE: "vervang die formule door haar uitkomst (kopiëren en plakken als waarden)",
    Kenmerk.DTD: _NOOIT,
    Kenmerk.XML: "open het in Excel, sla het op als Excel-werkmap (.xlsx) en stuur die",
    Kenmerk.PAD: _NOOIT,
    Kenmerk.AFMETING: _TABEL,
    Kenmerk.TEKST: "sla het in Excel op als 'CSV UTF-8' of als Excel-werkmap (.xlsx)",
    Kenmerk.TIJD: _TABEL,
    Kenmerk.GEHEUGEN: _TABEL,
    Kenmerk.VASTGELOPEN: _OPNIEUW,
}
"""What the sender can do; a refusal may know better and bring its own."""


class Weigering(Exception):
    """A reason to refuse, still without the name of the file."""

    def __init__(self, kenmerk: Kenmerk, reden: str = "", raad: str = "") -> None:
        self.kenmerk = kenmerk
        self.reden = reden or REDEN[kenmerk]
        self.raad = raad or RAAD[kenmerk]
        super().__init__(self.reden)


class Geweigerd(Gebruikersfout):
    """A file from outside that is not opened."""

    def __init__(self, naam: str, weigering: Weigering) -> None:
        self.naam = naam
        self.kenmerk = weigering.kenmerk
        self.reden = weigering.reden
        self.raad = weigering.raad
        super().__init__(f"Geweigerd: {naam} {weigering.reden}; {weigering.raad}.")


def genoemd(tekst: str) -> str:
    """A name out of the file, short and harmless, for within a sentence."""
    return f"'{voor_terminal(tekst, 60)}'"
