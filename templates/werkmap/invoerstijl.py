"""How a cell of an input sheet looks: from what its column may hold, in the input workbook and in every filled one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Final

from schemas.geldend import Regio
from schemas.getal import achter_de_komma
from schemas.inhoud import AANTAL, BEDRAG, BEDRAG_OF_PM, DATUM, EURO, HOEVEELHEID, JAAR, PROCENT, Pm
from schemas.invoerblad import Bladvorm, Kolom, Waarde
from templates.werkmap.stijlen import maatvorm, stijlnaam

Invoerrij = Mapping[str, Waarde]
"""A row by the names of its columns."""
OPTELBAAR: Final = (EURO, BEDRAG, BEDRAG_OF_PM)


def staat_rechts(kolom: Kolom) -> bool:
    """Whether figures stand below a head: a year does as well."""
    return kolom.inhoud.bereik is not None or kolom.sleutel == "waarde"


class Invoerstijl:
    """The named style of each cell of one sheet."""

    def __init__(self, vorm: Bladvorm, kolommen: Sequence[Kolom], rijen: Sequence[Invoerrij], regio: Regio) -> None:
        self._vorm, self._regio = vorm, regio
        self._decimalen = {kolom.sleutel: _decimals(kolom, rijen) for kolom in kolommen}
        self._af_te_leiden = {kolom.sleutel for kolom in kolommen if _can_be_derived(kolom)}
        self._soorten = {kolom.sleutel: self._kind(kolom, {}) for kolom in kolommen if not self._per_row(kolom)}

    def van(self, kolom: Kolom, rij: Invoerrij, *, lang: bool) -> str:
        """lang: whether the texts of that column are wrapped."""
        afgeleid = (
            rij.get(kolom.sleutel) is not None and bool(rij.get("afgeleid")) and kolom.sleutel in self._af_te_leiden
        )
        rol = "invoer let op" if afgeleid else "invoer"
        if lang and not isinstance(rij.get(kolom.sleutel), int):
            return f"VW Tekst lang {rol}"
        return stijlnaam(self._soorten.get(kolom.sleutel) or self._kind(kolom, rij), rol)

    def _per_row(self, kolom: Kolom) -> bool:
        """Whether the kind of figure differs from row to row."""
        if kolom.sleutel.isdigit():
            return self._vorm.naam in ("Scenario", "Scenarios")
        return self._is_measure(kolom) or self._is_printed(kolom)

    def _is_measure(self, kolom: Kolom) -> bool:
        return self._vorm.wissel == "maatstaven" and kolom.sleutel in self._regio.bestand.maatstaven

    def _is_printed(self, kolom: Kolom) -> bool:
        return self._vorm.naam == "Gepubliceerd" and kolom.sleutel == "waarde"

    def _kind(self, kolom: Kolom, rij: Invoerrij) -> str:
        """The kind of figure; where that is dated or mixed, from its row."""
        decimalen, naam, per_jaar = self._decimalen[kolom.sleutel], self._vorm.naam, kolom.sleutel.isdigit()
        if kolom.inhoud == JAAR:
            return "jaar"
        if self._is_measure(kolom):
            peiljaar = rij.get("peiljaar")
            maatstaf = self._regio.bestand.maatstaven[kolom.sleutel]
            return maatvorm(maatstaf.eenheid_van(peiljaar if isinstance(peiljaar, int) else 0))
        if self._is_printed(kolom):
            gedrukt = rij.get("decimalen")
            # PM stands where a figure would.
            geen = "getal" if isinstance(rij.get("waarde"), Pm) else "tekst"
            return _plain(gedrukt) if isinstance(gedrukt, int) else geen
        if naam == "Scenario" and per_jaar and rij.get("soort") == "investering":
            return "getal"
        if kolom.inhoud == DATUM:
            return "datum"
        if kolom.inhoud in OPTELBAAR or (naam == "Scenarios" and per_jaar and rij.get("eenheid") == "euro"):
            return "cent" if decimalen else "euro"
        return "tekst" if kolom.inhoud.bereik is None else _plain(decimalen)


def _can_be_derived(kolom: Kolom) -> bool:
    """Figures and the sentence about them; names are as they are."""
    return kolom.sleutel == "afgeleid" or kolom.inhoud in (*OPTELBAAR, AANTAL, PROCENT, HOEVEELHEID)


def _decimals(kolom: Kolom, rijen: Sequence[Invoerrij]) -> int:
    """As many as the most precise figure of the column has."""
    waarden = [rij.get(kolom.sleutel) for rij in rijen]
    return max((achter_de_komma(waarde) for waarde in waarden if isinstance(waarde, Decimal)), default=0)


def _plain(decimalen: int) -> str:
    return {0: "getal", 1: "getal 1", 2: "getal 2"}.get(decimalen, "vrij")
