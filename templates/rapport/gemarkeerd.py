"""The file of a sender with every finding at its cell, or why there is none."""

from __future__ import annotations

from typing import NamedTuple

from templates.rapport.keuren import Gekeurd
from templates.rapport.markeren import NietTeMarkeren, markeer, merken_van
from templates.rapport.xlsx import kopie


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
        return Gemarkeerd(markeer(een.inhoud, merken))
    except NietTeMarkeren:
        melding = f"{keuring.bestand} is niet zelf te markeren; het rapport is een kopie van de waarden."
        return Gemarkeerd(kopie(een.bladen, merken), melding)
