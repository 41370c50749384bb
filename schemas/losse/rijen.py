"""The rows of a loose table: which participant and which peiljaar each is of, and which rows are totals or notes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from schemas.deelnemerlijst import GEEN, ONBEKEND, TOTAAL, Deelnemerlijst
from schemas.inhoud import JAAR, Inhoud
from schemas.keuring import Ernst, Verslag
from schemas.losse.cijfers import LANGSTE_WAARDE, harmless
from schemas.onschadelijk import voor_terminal
from schemas.tabel import Procentcel, Rauw, Rauwblad, als_tekst, getal_van
from schemas.titels import Kopregel, Titel
from schemas.werkboek import Bedekt, Dubbel, Foutwaarde, Ongerekend

Nummers = npt.NDArray[np.int64]
Masker = npt.NDArray[np.bool_]
GEEN_JAAR: Final = 0
DEELNEMER: Final = Inhoud("een deelnemer", lambda waarde: isinstance(waarde, str))


class Rijlezer:
    """Participant and peiljaar per row below the header, as arrays; the row of place p is `eerste + p`."""

    def __init__(self, kop: Kopregel, lijst: Deelnemerlijst, peiljaar: int | None, verslag: Verslag) -> None:
        self.kop = kop
        self.blad: Rauwblad = kop.blad
        self.eerste = kop.rij + 1
        self.aantal = max(0, kop.blad.hoogte - kop.rij)
        self._lijst = lijst
        self._verslag = verslag
        self._naamtitel = next(iter(kop.van("gemeente")), None)
        self._codetitel = next(iter(kop.van("gemeentecode")), None)
        self._namen = self._column(self._naamtitel, lijst.op_naam)
        self._codes = self._column(self._codetitel, lijst.op_code)
        self.deelnemer = np.where(self._namen >= 0, self._namen, self._codes)
        self.totaal: Masker = (self._namen == TOTAAL) | (self._codes == TOTAAL)
        self.gevraagd = peiljaar

    def _column(self, titel: Titel | None, zoek: Callable[[Rauw], int]) -> Nummers:
        """Each different cell is looked up once."""
        if titel is None:
            return np.full(self.aantal, GEEN, dtype=np.int64)
        cellen: Sequence[Any] = self.blad.kolommen[titel.kolom - 1][self.kop.rij :]
        gevonden = {waarde: zoek(waarde) for waarde in self.blad.verschillende(titel.kolom)}
        return np.fromiter(map(gevonden.__getitem__, cellen), dtype=np.int64, count=self.aantal)

    def peiljaar(self, gevuld: Masker) -> Nummers:
        """The peiljaar per row: its own column, what stands above the table, or what the sender says."""
        titel = next(iter(self.kop.van("peiljaar")), None)
        if titel is None:
            vast = self.kop.peiljaar or self.gevraagd or GEEN_JAAR
            if self.kop.peiljaar and self.gevraagd and self.kop.peiljaar != self.gevraagd:
                self._verslag.algemeen(
                    Ernst.WAARSCHUWING,
                    f"het bestand is van peiljaar {self.kop.peiljaar}, gevraagd is {self.gevraagd}",
                    self.blad.naam,
                )
            return np.full(self.aantal, vast, dtype=np.int64)
        cellen: Sequence[Any] = self.blad.kolommen[titel.kolom - 1][self.kop.rij :]
        gevonden = {waarde: _year(waarde) for waarde in self.blad.verschillende(titel.kolom)}
        jaren = np.fromiter(map(gevonden.__getitem__, cellen), dtype=np.int64, count=self.aantal)
        telt = gevuld & (self.deelnemer >= 0)
        for plek in np.flatnonzero((jaren == GEEN_JAAR) & telt).tolist():
            waarde = cellen[plek]
            tekst = JAAR.fout(harmless(waarde) or None)
            self._fout(plek, titel, tekst)
        if self.gevraagd:
            for jaar in sorted({int(j) for j in np.unique(jaren[telt])} - {GEEN_JAAR, self.gevraagd}):
                plek = int(np.flatnonzero((jaren == jaar) & telt)[0])
                rij = self.eerste + plek
                self._verslag.algemeen(
                    Ernst.WAARSCHUWING,
                    f"hier begint peiljaar {jaar}, gevraagd is {self.gevraagd}",
                    self.blad.naam,
                    self.blad.plaats(rij, titel.kolom, titel.tekst),
                    rij,
                    titel.kolom,
                )
        return jaren

    def identify(self, gevuld: Masker, peiljaren: Nummers) -> tuple[Masker, Masker]:
        """The rows that count, and those whose figures are judged: also of who was not recognised.

        What is wrong with a name or a code is told, what is a note or a total is left out.
        """
        sleutel = self._naamtitel or self._codetitel
        if sleutel is None:
            geen = np.zeros(self.aantal, dtype=np.bool_)
            return geen, geen
        telt = (self.deelnemer >= 0) & ~self.totaal
        twist = telt & (self._namen >= 0) & (self._codes >= 0) & (self._namen != self._codes)
        vreemd = ~self.totaal & ((self._namen == ONBEKEND) | (self._codes == ONBEKEND))
        naamloos = ~self.totaal & gevuld & (self._namen == GEEN) & (self._codes == GEEN)
        for plek in np.flatnonzero(twist).tolist():
            self._conflict(plek)
        for plek in np.flatnonzero(vreemd).tolist():
            self._unknown(plek, bool(gevuld[plek]), int(peiljaren[plek]))
        for plek in np.flatnonzero(naamloos).tolist():
            self._fout(plek, sleutel, "leeg; verwacht: een deelnemer")
        if self.totaal.any():
            eerste = int(np.flatnonzero(self.totaal)[0]) + self.eerste
            aantal = int(self.totaal.sum())
            wat = "deze rij is een totaal en telt" if aantal == 1 else f"vanaf hier staan {aantal} totalen; die tellen"
            tekst = f"{wat} niet mee"
            self._verslag.algemeen(Ernst.MELDING, tekst, self.blad.naam, self.blad.rijplaats(eerste), eerste)
        telt &= ~twist & ~vreemd
        self._spellings(telt)
        return telt, telt | twist | naamloos | (vreemd & gevuld)

    def _cel(self, plek: int, titel: Titel) -> Rauw:
        return self.blad.cel(self.eerste + plek, titel.kolom)

    def _fout(self, plek: int, titel: Titel, tekst: str) -> None:
        rij = self.eerste + plek
        self._verslag.fout(self.blad.naam, self.blad.plaats(rij, titel.kolom, titel.tekst), rij, titel.kolom, tekst)

    def _conflict(self, plek: int) -> None:
        if self._codetitel is None or self._naamtitel is None:
            return
        code, naam = self._lijst.codes[int(self._codes[plek])], self._lijst.codes[int(self._namen[plek])]
        self._fout(
            plek,
            self._codetitel,
            f"'{code}' is de code van {self._lijst.naam(int(self._codes[plek]))}, maar in de rij staat "
            f"{_text(self._cel(plek, self._naamtitel))} ({naam})",
        )

    def _unknown(self, plek: int, gevuld: bool, peiljaar: int) -> None:
        """A name that nobody has. Without figures and near nobody's name it is a line below the table."""
        titel = self._naamtitel if self._namen[plek] == ONBEKEND else self._codetitel
        if titel is None:
            return
        naam = _text(self._cel(plek, titel))
        hint = self._lijst.bedoelde_u(naam) if titel is self._naamtitel else ""
        if not gevuld and not hint:
            rij = self.eerste + plek
            plaats = self.blad.rijplaats(rij)
            tekst = "deze rij is niet gelezen: er staan geen cijfers van een deelnemer"
            self._verslag.melding(self.blad.naam, plaats, rij, 0, tekst, "rijen zonder cijfers zijn niet gelezen")
            return
        waarde = self._cel(plek, titel)
        if isinstance(waarde, Foutwaarde | Ongerekend | Bedekt | Dubbel):
            self._fout(plek, titel, DEELNEMER.fout(harmless(waarde)))
            return
        wie = "deelnemer" if titel is self._naamtitel else "code van een deelnemer"
        wanneer = f" in {peiljaar + 1}" if peiljaar else f" van {self._lijst.regio.label}"
        self._fout(plek, titel, f"'{naam}' is geen {wie}{wanneer}.{hint}".removesuffix("."))

    def _spellings(self, telt: Masker) -> None:
        """Other spellings that were understood are noted."""
        for titel, nummers, eigen, zoek in (
            (self._naamtitel, self._namen, self._lijst.naam, self._lijst.op_naam),
            (self._codetitel, self._codes, self._lijst.codes.__getitem__, self._lijst.op_code),
        ):
            if titel is None:
                continue
            cellen = self.blad.kolommen[titel.kolom - 1][self.kop.rij :]
            mogelijk = {w: zoek(w) for w in self.blad.verschillende(titel.kolom)}
            anders = {
                w for w, nummer in mogelijk.items() if nummer >= 0 and w != eigen(nummer) and _text(w) != eigen(nummer)
            }
            if not anders:
                continue
            for plek in np.flatnonzero(telt & (nummers >= 0)).tolist():
                waarde = cellen[plek]
                if waarde not in anders:
                    continue
                rij = self.eerste + plek
                self._verslag.melding(
                    self.blad.naam,
                    self.blad.plaats(rij, titel.kolom, titel.tekst),
                    rij,
                    titel.kolom,
                    f"'{_text(waarde)}' is gelezen als '{eigen(int(nummers[plek]))}'",
                    "namen of codes zijn anders geschreven en herkend",
                )


def _text(waarde: Rauw) -> str:
    """What stands in a cell, as a message may show it."""
    if isinstance(waarde, Foutwaarde | Ongerekend | Procentcel):
        waarde = "een fout" if isinstance(waarde, Foutwaarde) else "een formule"
    if isinstance(waarde, Bedekt | Dubbel):
        waarde = als_tekst(waarde)
    if isinstance(waarde, float):
        return str(getal_van(waarde))
    return voor_terminal(str(waarde).strip(" \u00a0\t\r\n"), LANGSTE_WAARDE)


def _year(waarde: Rauw) -> int:
    """A year that can be meant, or nothing."""
    tekst = _text(waarde) if waarde is not None and not isinstance(waarde, bool) else ""
    return int(tekst) if len(tekst) == 4 and tekst.isascii() and tekst.isdigit() and 2000 <= int(tekst) <= 2100 else 0
