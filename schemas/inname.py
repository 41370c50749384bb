"""The one way in: through the gate, read in a process of its own, by one reader; for every door.

    gegevens = lees_invoer(Path("invoer.xlsx"))          an input, of which a plan can be made
    ingelezen = lees_bestand(Path("opgave.ods"))         whatever it is: its sheets

Nothing else in the product opens a workbook that people bring to read what is in it.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from schemas.afgezonderd import in_eigen_proces
from schemas.bsn import BSN_TEKST, bsn_kolommen, bsn_plaats
from schemas.fouten import Bevinding, InvoerFouten
from schemas.gegevens import Gegevens
from schemas.geldend import Regio, laad_regio
from schemas.inlezen import gegevens_van
from schemas.lezer import lees_kop, lees_tabellen
from schemas.lezers.bladen import lees_bladen, werkboek_uit
from schemas.plaats import Vindplaats
from schemas.poort import Bestandssoort, bestandsnaam, open_bestand, poort
from schemas.tabel import Rauwblad
from schemas.werkboek import Werkboek

MEESTE_RIJEN: Final = 50_000
"""No form or input is this long, all sheets together; a loose table may be, and need not be laid out cell by cell."""


@dataclass(frozen=True)
class Ingelezen:
    """A file that the gate let in, as it was read."""

    bestand: str
    sha256: str
    inhoud: bytes
    soort: Bestandssoort
    bladen: tuple[Rauwblad, ...]
    meldingen: tuple[str, ...] = ()

    @property
    def werkboek(self) -> Werkboek | None:
        """Its sheets cell by cell; None where it cannot be a form or an input: a text, or far too long."""
        if not self.bladen or not self.bladen[0].naam or sum(blad.hoogte for blad in self.bladen) > MEESTE_RIJEN:
            return None
        return werkboek_uit(self.bladen, self.bestand, self.sha256)

    @property
    def bsn(self) -> tuple[tuple[Rauwblad, int], ...]:
        """The columns that hold burgerservicenummers: what stands there may reach no message."""
        return tuple((blad, kolom) for blad in self.bladen for kolom in bsn_kolommen(blad))


def lees_bestand(bron: Path | bytes, naam: str = "") -> Ingelezen:
    """The sheets of a file from outside: .xlsx, .xls, .ods or .csv, told by its content.

    Args:
        bron: the file, or its bytes for whoever received them otherwise than from a disk.
        naam: the name that the sender gave it, for its extension and for the messages.
    Raises:
        Geweigerd: the gate does not let it in, or reading it took too much.
        Gebruikersfout: it cannot be opened, or is damaged.
    """
    inhoud = bron if isinstance(bron, bytes) else open_bestand(bron)
    volle_naam = naam or ("bestand.xlsx" if isinstance(bron, bytes) else bron.name)
    soort = poort(inhoud, volle_naam)
    kort = bestandsnaam(volle_naam)
    uitslag = in_eigen_proces(lees_bladen, inhoud, soort, kort, naam=kort)
    return Ingelezen(kort, hashlib.sha256(inhoud).hexdigest(), inhoud, soort, uitslag.bladen, uitslag.meldingen)


def lees_werkboek(bron: Path | bytes, naam: str = "") -> Werkboek:
    """The same, cell by cell, for a form or an input.

    Raises:
        Gebruikersfout: it cannot be read, or is no workbook of a plan.
        InvoerFouten: it holds burgerservicenummers.
    """
    ingelezen = lees_bestand(bron, naam)
    boek = ingelezen.werkboek
    if boek is None:
        return Werkboek(ingelezen.bestand, ingelezen.sha256, ())
    if geheim := ingelezen.bsn:
        raise InvoerFouten(
            boek.bestand, [Bevinding(BSN_TEKST, Vindplaats(blad.naam, bsn_plaats(blad, k))) for blad, k in geheim]
        )
    return boek


def lees_invoer(bron: Path | bytes, *, naam: str = "", map: Path | None = None, regio: Regio | None = None) -> Gegevens:
    """An input of which a plan can be made.

    Args:
        bron: the input workbook, or its bytes.
        naam: its name, where only the bytes are given.
        map: the folder whose region files count beside the shipped ones; that of the file where nothing is given.
        regio: the region to read it with; the one that its sheet Plan names where nothing is given.
    Returns:
        Its figures, frozen, ready for `calc.uitkomst.bereken`.
    Raises:
        Gebruikersfout: it cannot be read, or is no input.
        InvoerFouten: everything that is wrong with it, one line per cell.
    """
    if map is None and not isinstance(bron, bytes):
        map = bron.parent
    return gegevens_uit(lees_werkboek(bron, naam), map, regio)


def gegevens_uit(boek: Werkboek, map: Path | None, regio: Regio | None = None) -> Gegevens:
    """The figures of an input workbook that was read before; see `lees_invoer`."""
    regio = regio or laad_regio(lees_kop(boek).regio, map)
    return gegevens_van(lees_tabellen(boek, regio), regio)
