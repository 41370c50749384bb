"""The file of a sender with every finding at its cell, or why there is none."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from schemas.afgezonderd import in_eigen_proces
from schemas.plaats import Plek
from schemas.poort import Geweigerd
from templates.rapport.keuren import Gekeurd
from templates.rapport.markeren import NietTeMarkeren, markeer, merken_van
from templates.rapport.xlsx import kopie
from templates.werkmap.notities import Celmerk


class Gemarkeerd(NamedTuple):
    """A workbook, or nothing; `melding` says why it is not the sender's own workbook with marks."""

    inhoud: bytes | None
    melding: str = ""


def gemarkeerd(een: Gekeurd) -> Gemarkeerd:
    """The sender's own workbook with marks, or a copy of its values where that cannot be; nothing where it may not."""
    keuring = een.keuring
    if keuring.vertrouwelijk:
        return Gemarkeerd(
            None, f"Van {keuring.bestand} is geen gemarkeerde kopie gemaakt: er staan burgerservicenummers in."
        )
    if not een.bladen:
        return Gemarkeerd(
            None, f"Van {keuring.bestand} is geen gemarkeerde kopie te maken: het bestand is niet te lezen."
        )
    merken = merken_van(keuring.bevindingen, [blad.naam for blad in een.bladen])
    if een.vorm != "xlsx":
        melding = f"{keuring.bestand} is geen .xlsx; het rapport is een Excel-kopie van de waarden."
        return Gemarkeerd(kopie(een.bladen, merken), melding)
    try:
        # Also marking opens what somebody sent: what goes wrong there may take nothing else along.
        zelf = in_eigen_proces(probeer, een.inhoud, merken, naam=keuring.bestand)
    except Geweigerd:
        zelf = None
    if zelf is not None:
        return Gemarkeerd(zelf)
    melding = f"{keuring.bestand} is niet zelf te markeren; het rapport is een kopie van de waarden."
    return Gemarkeerd(kopie(een.bladen, merken), melding)


def probeer(inhoud: bytes, merken: Mapping[str, Mapping[Plek, Celmerk]]) -> bytes | None:
    """The marked workbook, or nothing where it is written in a way that cannot be marked."""
    try:
        return markeer(inhoud, merken)
    except NietTeMarkeren:
        return None
