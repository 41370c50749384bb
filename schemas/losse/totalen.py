"""The totals of a loose table: told from the participants, and each held against the rows that it is the sum of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Final

import numpy as np

from schemas.deelnemerlijst import GEBIED, GEEN, ONBEKEND, TOTAAL, Deelnemerlijst
from schemas.fouten import Ernst
from schemas.getal import als_decimaal
from schemas.inhoud import dutch
from schemas.kladblok import Kladblok
from schemas.losse.cijfers import Getallen, Kolomlezer, Masker
from schemas.losse.jaren import GEEN_JAAR
from schemas.losse.rijen import Nummers, Rijlezer
from schemas.tabel import getal_van, is_leeg
from schemas.titels import Titel
from schemas.totaalrij import Totaalrij, totaalrijen, zonder_totaalwoord

if TYPE_CHECKING:
    from schemas.regio import Maatstaf

BENOEMD: Final = "Totaal"
MEESTE_NAMEN: Final = 200
"""So many unknown names are compared with those of the participants."""
Kolommen = Mapping[tuple[str, int | None], Titel]


class Totalen:
    """Finds the totals among the rows, before anybody is judged to be no participant."""

    def __init__(self, kolommen: Kolommen, rijen: Rijlezer, lezer: Kolomlezer, lijst: Deelnemerlijst) -> None:
        self._kolommen = tuple(kolommen.items())
        self._rijen, self._lezer, self._lijst = rijen, lezer, lijst
        self._maatstaven: Mapping[str, Maatstaf] = lijst.regio.bestand.maatstaven
        self._plekken: Sequence[int] = ()
        self._gevonden: tuple[Totaalrij, ...] = ()
        self._verborgen: set[int] = set()

    def zoek(self, gevuld: Masker, jaren: Nummers, klad: Kladblok) -> None:
        """Marks the rows that are totals, and says so."""
        rijen = self._rijen
        mogelijk = (rijen.deelnemer < 0) & (rijen.soort != GEBIED) & gevuld
        for plek in np.flatnonzero(mogelijk & (rijen.soort == ONBEKEND)).tolist()[:MEESTE_NAMEN]:
            # Who is nearly a participant may well be the sum of others, as one and two are three.
            mogelijk[plek] = not self._lijst.nabije(rijen.naam(plek))
        if not mogelijk.any():
            return
        self._plekken = np.flatnonzero(mogelijk | (rijen.deelnemer >= 0)).tolist()
        namen = [BENOEMD if rijen.soort[plek] == TOTAAL else "" for plek in self._plekken]
        zeker = {nummer for nummer, plek in enumerate(self._plekken) if not mogelijk[plek]}
        reeksen = [self._column(maatstaf, titel, jaar, jaren) for (maatstaf, jaar), titel in self._kolommen]
        self._gevonden = totaalrijen(namen, reeksen, zeker)
        for rij in self._gevonden:
            rijen.totaal[self._plekken[rij.plek]] = True
        self._tell(klad)
        self._hidden()

    def _column(self, maatstaf: str, titel: Titel, jaar: int | None, jaren: Nummers) -> list[int | Decimal | None]:
        """The figures of a column, also those beside no participant; read without a word."""
        eigen = jaren if jaar is None else np.full(len(jaren), jaar, dtype=np.int64)
        laatste = int(eigen.max()) if len(eigen) else GEEN_JAAR
        eenheden = np.full(len(eigen), None, dtype=object)
        for een in np.unique(eigen).tolist():
            eenheden[eigen == een] = self._maatstaven[maatstaf].eenheid_van(een or laatste)
        getallen: Getallen = self._lezer.met(Kladblok()).lees(
            titel, self._rijen.eerste, eenheden, np.ones(len(eigen), dtype=np.bool_)
        )[0]
        return [None if np.isnan(getallen[plek]) else getal_van(float(getallen[plek])) for plek in self._plekken]

    def _tell(self, klad: Kladblok) -> None:
        blad, eerste = self._rijen.blad, self._rijen.eerste
        op_naam = [rij for rij in self._gevonden if rij.benoemd]
        op_som = [rij for rij in self._gevonden if not rij.benoemd]
        if op_naam:
            plek = self._plekken[op_naam[0].plek] + eerste
            meer = f"vanaf hier staan {len(op_naam)} totalen; die tellen"
            wat = meer if len(op_naam) > 1 else "deze rij is een totaal en telt"
            klad.algemeen(Ernst.MELDING, f"{wat} niet mee", blad.waar_rij(plek))
        for rij in op_som:
            plek = self._plekken[rij.plek] + eerste
            wie = f"'{self._rijen.naam(plek - eerste)}'" if self._rijen.naam(plek - eerste) else "deze rij zonder naam"
            waar = "alle andere rijen" if rij.plek < rij.blok[0] else f"{len(rij.blok)} rijen erboven"
            tekst = f"{wie} is precies de som van {waar}: een totaal, dat niet meetelt"
            klad.melding(blad.waar_rij(plek), tekst, "rijen zijn een totaal en tellen niet mee")

    def _hidden(self) -> None:
        """`Totaal Beek` where Beek has no row: its figures would be lost."""
        aanwezig = set(self._rijen.deelnemer[self._rijen.deelnemer >= 0].tolist())
        for rij in self._gevonden:
            plek = self._plekken[rij.plek]
            naam = self._rijen.naam(plek)
            nummer = self._lijst.op_naam(zonder_totaalwoord(naam)) if naam else GEEN
            if nummer >= 0 and nummer not in aanwezig:
                wie = self._lijst.naam(nummer)
                self._verborgen.add(rij.plek)
                self._rijen.naamfout(plek, f"'{naam}' heet een totaal, maar {wie} heeft geen eigen rij", wie)

    def vergelijk(self, klad: Kladblok) -> None:
        """Each total against the rows that it is of, as far as those could be read."""
        blad, eerste = self._rijen.blad, self._rijen.eerste
        if self._rijen.landelijk:
            return
        for rij in (een for een in self._gevonden if een.plek not in self._verborgen):
            for nummer, (stond, som) in rij.afwijking.items():
                titel = self._kolommen[nummer][1]
                plek = self._plekken[rij.plek] + eerste
                if any(self._unread(titel, self._plekken[deel] + eerste) for deel in rij.blok):
                    continue
                cel = self._lezer.zacht(titel, plek)
                alle = len(rij.blok) == int((self._rijen.deelnemer >= 0).sum())
                wat = "de rijen" if alle else f"{len(rij.blok)} rijen"
                tekst = (
                    f"het totaal is {dutch(als_decimaal(stond) if cel is None else cel)}, maar {wat} "
                    f"tellen op tot {dutch(als_decimaal(som))}"
                )
                klad.algemeen(Ernst.WAARSCHUWING, tekst, blad.waar(plek, titel.kolom, titel.tekst))

    def _unread(self, titel: Titel, rij: int) -> bool:
        """Whether something stands in a cell that is no number: then nothing can be said of the sum."""
        waarde = self._rijen.blad.cel(rij, titel.kolom)
        return not is_leeg(waarde) and self._lezer.zacht(titel, rij) is None
