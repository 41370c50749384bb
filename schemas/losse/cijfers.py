"""The figures of a loose table: texts that are numbers, and every cell against what its maatstaf may hold."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from schemas.bladen import MAATEENHEDEN
from schemas.fouten import GEEN_ADVIES, HET_DECIMAALTEKEN, Advies, Ernst, Foutzin, aangehaald
from schemas.getal import (
    CIJFERS,
    TE_GROOT,
    TE_LANG,
    Celgetal,
    DubbelzinnigGetal,
    GeenGetal,
    GemengdeNotatie,
    Notatie,
    is_twijfel,
    lees_cel,
    notatie_van,
    op_vijftien,
)
from schemas.inhoud import Inhoud, dutch
from schemas.kladblok import Kladblok
from schemas.onschadelijk import voor_terminal
from schemas.plaats import Plaatsnaam, Vindplaats
from schemas.regio import Maateenheid
from schemas.tabel import Procentcel, Rauw, Rauwblad, getal_van, is_leeg
from schemas.titels import Titel
from schemas.werkboek import Bedekt, Celwaarde, Dubbel, Foutwaarde, Ongerekend

Masker = npt.NDArray[np.bool_]
Getallen = npt.NDArray[np.float64]
_HEEL: Final = re.compile(r"0|[1-9][0-9]*")
LANGSTE_WAARDE: Final = 60
"""Characters of a cell that a message shows."""
RUIS: Final = f"getallen zijn gelezen op {CIJFERS} cijfers, zoals een rekenblad ze toont"


class Kolomlezer:
    """Reads one column of figures into doubles. What a cell holds is the shortest decimal of its double."""

    def __init__(self, blad: Rauwblad, notatie: Notatie | None, klad: Kladblok) -> None:
        self._blad = blad
        self._gezegd = notatie
        self._notatie = notatie
        self._klad = klad
        self._tekstbestand = not blad.naam
        self.notaties: dict[Titel, Notatie] = {}
        """Per column what a comma and a dot turned out to mean in it, where that can be told."""
        self._lang: set[Titel] = set()

    def lees(
        self, titel: Titel, eerste: int, eenheden: npt.NDArray[np.object_], telt: Masker
    ) -> tuple[Getallen, Masker]:
        """Numbers from row `eerste` on (counted from 1), and where something stands at all.

        Args:
            titel: the column.
            eerste: the first row below the header.
            eenheden: the unit of each row, or None.
            telt: the rows that count; of the others nothing is reported.
        """
        reeks = self._blad.getallen(titel.kolom)
        if reeks is not None and not np.isnan(reeks[eerste - 1 :]).any():
            getallen = reeks[eerste - 1 :].copy()
            self._noise(titel, eerste, getallen, telt)
            return getallen, np.ones(len(getallen), dtype=np.bool_)
        self._notatie = self._notation(titel, eerste, eenheden, telt)
        cellen = self._blad.kolommen[titel.kolom - 1][eerste - 1 :]
        if set(map(type, cellen)) == {str}:
            return self._texts(titel, eerste, cellen, eenheden, telt)
        getallen = np.full(len(cellen), np.nan)
        gevuld = np.zeros(len(cellen), dtype=np.bool_)
        for plek, waarde in enumerate(cellen):
            if type(waarde) is float or type(waarde) is int:
                getallen[plek], gevuld[plek] = waarde, True
            elif not is_leeg(waarde):
                gevuld[plek] = True
                if telt[plek]:
                    getallen[plek] = self._apart(titel, eerste + plek, waarde, eenheden[plek])
        self._noise(titel, eerste, getallen, telt)
        return getallen, gevuld

    def _noise(self, titel: Titel, eerste: int, getallen: Getallen, telt: Masker) -> None:
        """Numbers with more digits than a spreadsheet shows are read as it shows them, and that is said."""
        for plek in np.flatnonzero(telt & np.isfinite(getallen) & (np.floor(getallen) != getallen)).tolist():
            precies, waarde = Decimal(repr(float(getallen[plek]))), getal_van(float(getallen[plek]))
            if precies != waarde:
                getallen[plek] = float(waarde)
                if isinstance(self._blad.cel(eerste + plek, titel.kolom), float):
                    self._note(titel, eerste + plek, dutch(precies), Decimal(waarde), RUIS)

    def _notation(self, titel: Titel, eerste: int, eenheden: npt.NDArray[np.object_], telt: Masker) -> Notatie | None:
        """What a comma and a dot mean in one column: as the sender says, as its clear cells show, or by its unit."""
        if self._gezegd is not None:
            return self._gezegd
        if titel in self.notaties:
            return self.notaties[titel]
        soorten = [MAATEENHEDEN[eenheid] for eenheid in set(eenheden[telt].tolist()) if eenheid is not None]
        cellen = self._blad.kolommen[titel.kolom - 1][eerste - 1 :]
        teksten = sorted({w for w, ja in zip(cellen, telt, strict=True) if ja and isinstance(w, str)})

        def past(getal: Decimal) -> bool:
            return any(soort.goed(getal) for soort in soorten)

        try:
            mogelijk = (tekst for tekst in teksten if "," in tekst or "." in tekst)
            gevonden = notatie_van(mogelijk, past if soorten else None)
        except GemengdeNotatie as fout:
            kolom = Plaatsnaam("kolom", titel.tekst) if self._tekstbestand else self._blad.kolomplaats(titel.kolom)
            tekst = f"de getallen zijn niet op één manier geschreven: {fout.tekst}"
            self._klad.algemeen(
                Ernst.FOUT, tekst, Vindplaats(self._blad.naam, kolom, 0, titel.kolom), advies=fout.advies
            )
            return None
        if gevonden is not None:
            self.notaties[titel] = gevonden
            if self._tekstbestand and notatie_van(tekst for tekst in teksten if "," in tekst or "." in tekst) is None:
                self._by_unit(titel, next(tekst for tekst in teksten if is_twijfel(tekst)), gevonden, soorten)
        return gevonden

    def _by_unit(self, titel: Titel, tekst: str, notatie: Notatie, soorten: Sequence[Inhoud]) -> None:
        """What only one reading of fits the column is read so, and said."""
        waarde = dutch(lees_cel(tekst, notatie, zeker=True).waarde)
        verwacht = " of ".join(soort.verwacht for soort in soorten)
        zin = (
            f"'{voor_terminal(tekst.strip(), LANGSTE_WAARDE)}' is gelezen als {waarde}, want hier hoort een {verwacht}"
        )
        self._klad.algemeen(Ernst.MELDING, zin, Vindplaats("", Plaatsnaam("kolom", titel.tekst), 0, titel.kolom))

    def met(self, klad: Kladblok) -> Kolomlezer:
        """The same reader with another place for its findings."""
        return Kolomlezer(self._blad, self._gezegd, klad)

    def zacht(self, titel: Titel, rij: int) -> Decimal | None:
        """The number in one cell that is not judged, or nothing."""
        waarde = self._blad.cel(rij, titel.kolom)
        self._notatie = self._gezegd or self.notaties.get(titel)
        if isinstance(waarde, Procentcel):
            return waarde.waarde
        if isinstance(waarde, float | int) and not isinstance(waarde, bool):
            return Decimal(getal_van(waarde))
        try:
            return self._number(waarde).waarde if isinstance(waarde, str) else None
        except GeenGetal:
            return None

    def _texts(
        self, titel: Titel, eerste: int, cellen: Sequence[Any], eenheden: npt.NDArray[np.object_], telt: Masker
    ) -> tuple[Getallen, Masker]:
        """A column of nothing but text: each different text is read once."""
        gelezen: dict[str, float] = {}
        apart: set[str] = set()
        leeg: set[str] = set()
        for tekst in set(cellen):
            if self._tekstbestand and len(tekst) < 16 and _HEEL.fullmatch(tekst):
                gelezen[tekst] = float(tekst)
                continue
            if not tekst.strip():
                leeg.add(tekst)
                gelezen[tekst] = np.nan
                continue
            getal = self._plain(tekst) if self._tekstbestand else None
            gelezen[tekst] = np.nan if getal is None else getal
            if getal is None:
                apart.add(tekst)
        getallen = np.fromiter(map(gelezen.__getitem__, cellen), dtype=np.float64, count=len(cellen))
        gevuld = np.fromiter((tekst not in leeg for tekst in cellen), dtype=np.bool_, count=len(cellen))
        if apart:
            for plek, tekst in enumerate(cellen):
                if tekst in apart and telt[plek]:
                    getallen[plek] = self._apart(titel, eerste + plek, tekst, eenheden[plek])
        return getallen, gevuld

    def _plain(self, tekst: str) -> float | None:
        """A text of a CSV that is simply a number in the notation of the file."""
        try:
            getal = self._number(tekst)
        except GeenGetal:
            return None
        return None if getal.procent or getal.euro or not _exact(getal.waarde) else float(getal.waarde)

    def _number(self, tekst: str) -> Celgetal:
        if self._notatie is not None:
            return lees_cel(tekst, self._notatie, zeker=True)
        return lees_cel(tekst)

    def _apart(self, titel: Titel, rij: int, waarde: Rauw, eenheid: Maateenheid | None) -> float:
        """The number in a cell that holds something else than a plain number, with a note; or a fault and NaN."""
        inhoud = MAATEENHEDEN.get(eenheid or "", MAATEENHEDEN["aantal"])
        if isinstance(waarde, Procentcel):
            if eenheid != "procent":
                return self._fout(titel, rij, aangehaald(f"{dutch(waarde.waarde.normalize())}%"), inhoud.verwacht)
            return self._note(titel, rij, f"{dutch(_kort(waarde.waarde))}%", waarde.waarde, "percentages zijn gelezen")
        if not isinstance(waarde, str):
            return self._fout(titel, rij, *inhoud.fout(harmless(waarde)))
        schoon = voor_terminal(waarde.strip(), LANGSTE_WAARDE)
        if schoon.startswith("#") and schoon.rstrip("!?").lstrip("#").replace("/", "").isalpha():
            return self._fout(titel, rij, *inhoud.fout(Foutwaarde(schoon)))
        try:
            getal = self._number(waarde)
        except DubbelzinnigGetal:
            # Only digits and signs get here, so the sentence is harmless.
            return self._fout(titel, rij, *_vraag(schoon))
        except GeenGetal:
            return self._fout(titel, rij, aangehaald(schoon), inhoud.verwacht)
        if getal.procent and eenheid != "procent":
            return self._fout(titel, rij, f"'{schoon}' is een percentage", inhoud.verwacht)
        if getal.euro and eenheid not in ("euro", None):
            return self._fout(titel, rij, f"'{schoon}' is een bedrag", inhoud.verwacht)
        if abs(getal.waarde) >= TE_GROOT:
            return self._fout(titel, rij, f"'{schoon}' heeft {TE_LANG}")
        if not _exact(getal.waarde):
            self._digits(titel, rij, schoon, op_vijftien(getal.waarde))
            return float(op_vijftien(getal.waarde))
        return self._note(titel, rij, schoon, getal.waarde, "getallen staan als tekst en zijn gelezen als getal")

    def _digits(self, titel: Titel, rij: int, stond: str, waarde: Decimal) -> None:
        """A text with more digits than any sheet shows was made by a program; told once for a column."""
        tekst = (
            f"hier staan getallen met meer dan {CIJFERS} cijfers, zoals '{stond}'; "
            f"gelezen op {CIJFERS} cijfers, dus als {dutch(_kort(waarde))}"
        )
        if titel in self._lang:
            return
        self._lang.add(titel)
        self._klad.algemeen(Ernst.WAARSCHUWING, tekst, self._blad.waar(rij, titel.kolom, titel.tekst))

    def _note(self, titel: Titel, rij: int, stond: str, waarde: Decimal, samen: str) -> float:
        tekst = f"'{stond}' is gelezen als {dutch(_kort(waarde))}"
        self._klad.melding(self._blad.waar(rij, titel.kolom, titel.tekst), tekst, samen)
        return float(waarde)

    def _fout(self, titel: Titel, rij: int, tekst: str, verwacht: str = "", advies: Advies = GEEN_ADVIES) -> float:
        self._klad.fout(self._blad.waar(rij, titel.kolom, titel.tekst), tekst, verwacht, advies)
        return float("nan")


def _vraag(tekst: str) -> tuple[str, str, Advies]:
    """The question about a number that its column leaves open."""
    heel, breuk = tekst.replace(".", "").replace(",", ""), tekst.replace(".", ",")
    anders = "punt" if "." in tekst else "komma"
    duizend = "komma" if anders == "punt" else "punt"
    advies = Advies(
        f"Zeg het met {HET_DECIMAALTEKEN.optie} {duizend} ({heel}) of {HET_DECIMAALTEKEN.optie} {anders} ({breuk})",
        f"Zeg het in het veld {HET_DECIMAALTEKEN.veld}: {duizend} ({heel}) of {anders} ({breuk})",
    )
    return f"'{tekst}' is dubbelzinnig: bedoelt u {heel} of {breuk}?", "", advies


def _kort(waarde: Decimal) -> Decimal:
    return waarde.normalize() if waarde else Decimal(0)


def _exact(waarde: Decimal) -> bool:
    """Whether a spreadsheet keeps this number as it was written."""
    return abs(waarde) < TE_GROOT and op_vijftien(waarde) == waarde


def harmless(waarde: Rauw) -> Celwaarde:
    """A cell as a message may show it."""
    if isinstance(waarde, float):
        return getal_van(waarde)
    if isinstance(waarde, str):
        return voor_terminal(waarde.strip(), LANGSTE_WAARDE)
    if isinstance(waarde, Ongerekend):
        return Ongerekend(voor_terminal(waarde.formule, LANGSTE_WAARDE))
    if isinstance(waarde, Foutwaarde):
        return Foutwaarde(voor_terminal(waarde.code, 20))
    if isinstance(waarde, Bedekt):
        return Bedekt(voor_terminal(waarde.tekst, LANGSTE_WAARDE))
    if isinstance(waarde, Dubbel):
        return Dubbel(tuple(voor_terminal(tekst, LANGSTE_WAARDE) for tekst in waarde.teksten))
    return None if isinstance(waarde, Procentcel) else waarde


def wrong_cells(getallen: Getallen, eenheid: str) -> Iterator[tuple[int, Foutzin]]:
    """The places whose number is no figure of this unit, with the sentence. NaN is nothing, and no fault here."""
    inhoud = MAATEENHEDEN[eenheid]
    bereik = inhoud.bereik
    assert bereik is not None
    onder, boven = (-np.inf if bereik.van is None else bereik.van), (np.inf if bereik.tot is None else bereik.tot)
    zeker = (getallen >= onder) & (getallen <= boven) & (abs(getallen) < TE_GROOT)
    if bereik.decimalen is not None:
        zeker &= np.floor(getallen) == getallen
    # Of a whole column hardly any number need be looked at by itself.
    for plek in np.flatnonzero(~zeker & ~np.isnan(getallen)).tolist():
        getal = getal_van(float(getallen[plek]))
        if not inhoud.goed(getal):
            yield plek, inhoud.fout(getal)


def exact_sum(getallen: Getallen) -> Decimal:
    """The sum of what was written, to the last digit."""
    heel = getallen[np.isfinite(getallen)]
    if not len(heel) or (bool(np.all(heel == np.floor(heel))) and float(np.abs(heel).sum()) < 2**53):
        return Decimal(int(heel.sum())) if len(heel) else Decimal(0)
    return sum((Decimal(getal_van(float(getal))) for getal in heel), Decimal(0))
