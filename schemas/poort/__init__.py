"""The gate: what a file from outside must be before any reader opens it. Cheap, strict, and every refusal one sentence.

It judges what a file can do to the reader (bombs, DTDs, absurd sizes) and what does not belong in an answer with
figures (macros, passwords, objects, links to elsewhere). Whether the figures are right is up to the readers behind it.
"""

from __future__ import annotations

from pathlib import Path

from schemas.fouten import Gebruikersfout
from schemas.onschadelijk import voor_terminal
from schemas.poort.grenzen import GROOTSTE_BESTAND, MB
from schemas.poort.soort import MIMETYPE, Bestandssoort, drager, keur_belofte, keur_naam
from schemas.poort.weigering import Geweigerd, Kenmerk, Weigering

__all__ = ["GROOTSTE_BESTAND", "Bestandssoort", "Geweigerd", "Kenmerk", "bestandsnaam", "open_bestand", "poort"]


def poort(data: bytes, naam: str) -> Bestandssoort:
    """Let a file in, or not.

    Args:
        data: the whole file.
        naam: its name, for its extension and for the sentence; a path before it is dropped.
    Returns:
        What it is, proven by its content.
    Raises:
        Geweigerd: it is not let in; the message says what, why and what to do.
    """
    try:
        return _keur(data, naam)
    except Weigering as weigering:
        raise Geweigerd(bestandsnaam(naam), weigering) from None


def open_bestand(pad: Path) -> bytes:
    """The bytes of a file that somebody named, for the gate: never more than it needs to see that it is too large.

    Raises:
        Gebruikersfout: it cannot be read; the sentence says why.
    """
    try:
        with pad.open("rb") as stroom:
            return stroom.read(GROOTSTE_BESTAND + 1)
    except OSError as fout:
        if pad.is_dir():
            raise Gebruikersfout(f"{bestandsnaam(pad.name)} is een map", "een bestand.") from None
        if isinstance(fout, FileNotFoundError):
            tekst = "bestaat niet. Kijk of de naam en de map kloppen."
        elif isinstance(fout, PermissionError):
            tekst = "is niet te lezen: het bestand is open in Excel, of u hebt er geen recht op."
        else:
            tekst = "is niet te lezen. Staat het op een schijf die nu bereikbaar is?"
        raise Gebruikersfout(f"{bestandsnaam(pad.name)} {tekst}") from None


def bestandsnaam(naam: str) -> str:
    """A name from outside as it may stand in a sentence: no folders, no control characters, not endless."""
    return voor_terminal(naam.replace("\\", "/").rpartition("/")[2], 100) or "(bestand zonder naam)"


def _keur(data: bytes, naam: str) -> Bestandssoort:
    if not data:
        raise Weigering(Kenmerk.LEEG, "is leeg (0 bytes)")
    if len(data) > GROOTSTE_BESTAND:
        raise Weigering(Kenmerk.TE_GROOT, f"is groter dan {GROOTSTE_BESTAND // MB} MB")
    drager_ = drager(data)
    beloofd = keur_naam(naam)
    # Each judge is loaded where it judges: of most files the first bytes tell which one that is.
    if drager_ == "tekst":
        from schemas.poort.csv import keur_csv

        keur_belofte(beloofd, "csv")
        keur_csv(data)
        return "csv"
    if drager_ == "ole":
        from schemas.poort.xls import keur_xls

        keur_xls(data)
        keur_belofte(beloofd, "xls")
        return "xls"
    from schemas.poort.xlsx import TYPEN, keur_xlsx
    from schemas.poort.zip import Archief

    archief = Archief(data)
    if MIMETYPE in archief.delen and archief.zoek(TYPEN) is None:
        from schemas.poort.ods import keur_ods

        keur_belofte(beloofd, "ods")
        keur_ods(archief)
        return "ods"
    keur_xlsx(archief)
    keur_belofte(beloofd, "xlsx")
    return "xlsx"
