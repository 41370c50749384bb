"""The rows of a loose table: which participant and which peiljaar each is of, and which rows are totals or notes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from schemas.deelnemerlijst import GEBIED, GEEN, ONBEKEND, Deelnemerlijst
from schemas.fouten import Ernst
from schemas.inhoud import JAAR, Inhoud
from schemas.kladblok import Kladblok
from schemas.losse.cijfers import LANGSTE_WAARDE, Masker, harmless
from schemas.losse.jaren import GEEN_JAAR, Jaar, jaar_in_cel, peilmoment
from schemas.onschadelijk import voor_terminal
from schemas.plaats import Vindplaats
from schemas.tabel import Procentcel, Rauw, Rauwblad, als_tekst, getal_van
from schemas.titels import JAREN, Kolomsoort, Kopregel, Titel
from schemas.werkboek import Bedekt, Dubbel, Foutwaarde, Ongerekend

Nummers = npt.NDArray[np.int64]
PROEFRIJEN: Final = 2000
"""So many rows tell what a column holds."""
ANDERS_GESCHREVEN: Final = "namen of codes zijn anders geschreven en herkend"
ZONDER_CIJFERS: Final = "rijen zonder cijfers zijn niet gelezen"
DEELNEMER: Final = Inhoud("een deelnemer", tekst=True)


class Rijlezer:
    """Participant and peiljaar per row below the header, as arrays; the row of place p is `eerste + p`."""

    def __init__(self, kop: Kopregel, lijst: Deelnemerlijst, peiljaar: int | None, klad: Kladblok) -> None:
        self.kop = kop
        self.blad: Rauwblad = kop.blad
        self.eerste = kop.rij + 1
        self.aantal = max(0, kop.blad.hoogte - kop.rij)
        self._lijst = lijst
        self._klad = klad
        self._naamtitel = sleutelkolom(kop, "gemeente", lijst)
        self._codetitel = sleutelkolom(kop, "gemeentecode", lijst)
        self._namen = self._column(self._naamtitel, lijst.op_naam)
        self._codes = self._column(self._codetitel, lijst.op_code)
        self._fill_down()
        self.deelnemer = np.where(self._namen >= 0, self._namen, self._codes)
        self.soort: Nummers = np.where(self._namen == GEEN, self._codes, self._namen)
        """What a row is where it is no participant: a total, an area, unknown, or nothing."""
        self.totaal: Masker = np.zeros(self.aantal, dtype=np.bool_)
        """The totals, once they were looked for."""
        self.landelijk = False
        """Whether this is a table of the whole country, of which only the participants are read."""
        self.gevraagd = peiljaar
        self.bedoeld: set[str] = set()
        """Participants that were suggested beside another name: they are not missing as well."""

    @property
    def sleutels(self) -> frozenset[Titel]:
        """The columns that say who a row is of, and of which year."""
        gevonden = (self._naamtitel, self._codetitel, self._jaartitel())
        return frozenset(titel for titel in gevonden if titel is not None)

    def naam(self, plek: int) -> str:
        """What a row is called, as a message may show it."""
        titel = self._naamtitel or self._codetitel
        waarde = self._cel(plek, titel) if titel is not None else None
        return _text(waarde) if waarde is not None else ""

    def naamfout(self, plek: int, tekst: str, bedoeld: str) -> None:
        titel = self._naamtitel or self._codetitel
        if titel is not None:
            self._bedoelde_u(plek, titel, tekst, bedoeld)

    def _jaartitel(self) -> Titel | None:
        """The column of years: where more titles may be, the one in which most cells are a year."""

        def jaren(titel: Titel) -> int:
            cellen = self.blad.kolommen[titel.kolom - 1][self.kop.rij : self.kop.rij + PROEFRIJEN]
            return sum(jaar_in_cel(waarde, ()).jaar != GEEN_JAAR for waarde in set(cellen))

        return max(self.kop.van("peiljaar"), key=jaren, default=None)

    def _column(self, titel: Titel | None, zoek: Callable[[Rauw], int]) -> Nummers:
        """Each different cell is looked up once."""
        if titel is None:
            return np.full(self.aantal, GEEN, dtype=np.int64)
        cellen: Sequence[Any] = self.blad.kolommen[titel.kolom - 1][self.kop.rij :]
        gevonden = {waarde: zoek(waarde) for waarde in self.blad.verschillende(titel.kolom)}
        return np.fromiter(map(gevonden.__getitem__, cellen), dtype=np.int64, count=self.aantal)

    def _fill_down(self) -> None:
        """A name that is merged over the rows of its years stands in the first of them only."""
        titel = self._jaartitel()
        if titel is None or self._naamtitel is None:
            return
        leeg = (self._namen == GEEN) & (self._codes == GEEN)
        jaren = self.blad.kolommen[titel.kolom - 1][self.kop.rij :]
        for plek in np.flatnonzero(leeg[1:]).tolist():
            rij = plek + 1
            if self._namen[rij - 1] >= 0 and jaar_in_cel(jaren[rij], ()).jaar and jaren[rij] != jaren[rij - 1]:
                self._namen[rij] = self._namen[rij - 1]
                wie = self._lijst.naam(int(self._namen[rij]))
                tekst, samen = f"leeg, en gelezen als '{wie}'", "lege namen zijn gelezen als de naam erboven"
                self._klad.melding(self._waar(rij, self._naamtitel), tekst, samen)

    def peiljaar(self, gevuld: Masker) -> Nummers:
        """The peiljaar per row: its own column, what stands above the table, or what the sender says."""
        titel = self._jaartitel()
        if titel is None:
            vast = self.kop.peiljaar or self.gevraagd or GEEN_JAAR
            if self.kop.peiljaar and self.gevraagd and self.kop.peiljaar != self.gevraagd:
                tekst = f"het bestand is van peiljaar {self.kop.peiljaar}, gevraagd is {self.gevraagd}"
                self._klad.algemeen(Ernst.WAARSCHUWING, tekst, Vindplaats(self.blad.naam))
            return np.full(self.aantal, vast, dtype=np.int64)
        cellen: Sequence[Any] = self.blad.kolommen[titel.kolom - 1][self.kop.rij :]
        maatstaven = self._lijst.regio.bestand.maatstaven
        namen = dict.fromkeys(een.maatstaf for een in self.kop.van("maatstaf"))
        gevonden: dict[Any, Jaar] = {
            waarde: jaar_in_cel(waarde, (peilmoment(maatstaven[naam], JAREN.stop) for naam in namen))
            for waarde in self.blad.verschillende(titel.kolom)
        }
        jaren = np.fromiter((gevonden[waarde].jaar for waarde in cellen), dtype=np.int64, count=self.aantal)
        telt = gevuld & (self.deelnemer >= 0)
        for plek in np.flatnonzero((jaren == GEEN_JAAR) & telt).tolist():
            waarde = cellen[plek]
            self._fout(plek, titel, *JAAR.fout(harmless(waarde) or None))
        for waarde, gelezen in gevonden.items():
            if not gelezen.uitleg:
                continue
            eerste = next((plek for plek in np.flatnonzero(telt).tolist() if cellen[plek] == waarde), None)
            if eerste is not None:
                tekst = f"'{_text(waarde)}': {gelezen.uitleg}"
                self._klad.algemeen(Ernst.WAARSCHUWING, tekst, self._waar(eerste, titel))
        if self.gevraagd:
            for jaar in sorted({int(j) for j in np.unique(jaren[telt])} - {GEEN_JAAR, self.gevraagd}):
                plek = int(np.flatnonzero((jaren == jaar) & telt)[0])
                tekst = f"hier begint peiljaar {jaar}, gevraagd is {self.gevraagd}"
                self._klad.algemeen(Ernst.WAARSCHUWING, tekst, self._waar(plek, titel))
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
        gebied = ~self.totaal & (self.soort == GEBIED)
        vreemd = ~self.totaal & ~gebied & ((self._namen == ONBEKEND) | (self._codes == ONBEKEND))
        naamloos = ~self.totaal & gevuld & (self._namen == GEEN) & (self._codes == GEEN)
        for plek in np.flatnonzero(twist).tolist():
            self._conflict(plek)
        elders = vreemd & gevuld & (self.deelnemer < 0) if self._is_national(telt, vreemd & gevuld, peiljaren) else None
        if elders is not None:
            tekst = (
                f"{int(elders.sum())} rijen zijn van gemeenten buiten {self._lijst.regio.label} en zijn niet gelezen"
            )
            self._klad.algemeen(Ernst.MELDING, tekst, Vindplaats(self.blad.naam))
            vreemd &= ~elders
            self.landelijk = True
        for plek in np.flatnonzero(vreemd).tolist():
            self._unknown(plek, bool(gevuld[plek]), int(peiljaren[plek]))
        for plek in np.flatnonzero(naamloos).tolist():
            self._fout(plek, sleutel, "leeg", "een deelnemer")
        for plek in np.flatnonzero(gebied & gevuld).tolist():
            tekst = f"'{self.naam(plek)}' is geen gemeente; deze rij is niet gelezen"
            samen = "rijen van gebieden die geen gemeente zijn, zijn niet gelezen"
            self._klad.melding(self.blad.waar_rij(self.eerste + plek), tekst, samen)
        telt &= ~twist & ~vreemd
        self._spellings(telt)
        return telt, telt | twist | naamloos | (vreemd & gevuld)

    def _is_national(self, telt: Masker, vreemd: Masker, peiljaren: Nummers) -> bool:
        """Whether this is a table of the whole country, in which everybody of the region is found.

        Where one is missing, an unknown name may be that one.
        """
        jaren = [int(jaar) for jaar in np.unique(peiljaren[telt]) if jaar]
        nodig = frozenset().union(*(self._lijst.in_jaar(jaar + 1) for jaar in jaren))
        return bool(nodig) and int(vreemd.sum()) > len(nodig) and nodig <= set(self.deelnemer[telt].tolist())

    def _cel(self, plek: int, titel: Titel) -> Rauw:
        return self.blad.cel(self.eerste + plek, titel.kolom)

    def _fout(self, plek: int, titel: Titel, tekst: str, verwacht: str = "") -> None:
        self._klad.fout(self._waar(plek, titel), tekst, verwacht)

    def _bedoelde_u(self, plek: int, titel: Titel, tekst: str, bedoeld: str) -> None:
        """A fault with the participant that was probably meant, where there is one."""
        self.bedoeld.add(bedoeld)
        self._fout(plek, titel, f"{tekst}. Bedoelde u '{bedoeld}'?" if bedoeld else tekst)

    def _waar(self, plek: int, titel: Titel) -> Vindplaats:
        return self.kop.waar(titel, self.eerste + plek)

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
        bedoeld = self._lijst.nabije(naam) if titel is self._naamtitel else ""
        if not gevuld and not bedoeld:
            tekst, samen = "deze rij is niet gelezen: er staan geen cijfers van een deelnemer", ZONDER_CIJFERS
            self._klad.melding(self.blad.waar_rij(self.eerste + plek), tekst, samen)
            return
        waarde = self._cel(plek, titel)
        if isinstance(waarde, Foutwaarde | Ongerekend | Bedekt | Dubbel):
            self._fout(plek, titel, *DEELNEMER.fout(harmless(waarde)))
            return
        wie = "deelnemer" if titel is self._naamtitel else "code van een deelnemer"
        wanneer = f" in {peiljaar + 1}" if peiljaar else f" van {self._lijst.regio.label}"
        self._bedoelde_u(plek, titel, f"'{naam}' is geen {wie}{wanneer}", bedoeld)

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
                tekst = f"'{_text(waarde)}' is gelezen als '{eigen(int(nummers[plek]))}'"
                self._klad.melding(self._waar(plek, titel), tekst, ANDERS_GESCHREVEN)


def _text(waarde: Rauw) -> str:
    """What stands in a cell, as a message may show it."""
    if isinstance(waarde, Foutwaarde | Ongerekend | Procentcel):
        waarde = "een fout" if isinstance(waarde, Foutwaarde) else "een formule"
    if isinstance(waarde, Bedekt | Dubbel):
        waarde = als_tekst(waarde)
    if isinstance(waarde, float):
        return str(getal_van(waarde))
    return voor_terminal(str(waarde).strip(), LANGSTE_WAARDE)


def sleutelkolom(kop: Kopregel, soort: Kolomsoort, lijst: Deelnemerlijst) -> Titel | None:
    """Of the titles that may name the participants (Gemeente, Naam, Plaats), the one below which most of them stand."""
    return max(kop.van(soort), key=lambda titel: len(herkend(kop, titel, lijst)), default=None)


def herkend(kop: Kopregel, titel: Titel, lijst: Deelnemerlijst) -> frozenset[int]:
    """The participants that stand in a column."""
    zoek = lijst.op_code if titel.soort == "gemeentecode" else lijst.op_naam
    kolom = kop.blad.kolommen[titel.kolom - 1][kop.rij : kop.rij + PROEFRIJEN]
    return frozenset(nummer for nummer in map(zoek, set(kolom)) if nummer >= 0)
