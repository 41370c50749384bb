"""The checks of a loose table as a whole: peiljaar and unit, empty cells, double and missing participants, totals."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from schemas.bladen import MAATEENHEDEN
from schemas.deelnemerlijst import Deelnemerlijst
from schemas.fouten import Zin
from schemas.inhoud import dutch, lijkt_fractie, toon
from schemas.keuring import Ernst, Verslag
from schemas.losse.cijfers import Getallen, Kolomlezer, exact_sum, harmless, wrong_cells
from schemas.losse.jaren import GEEN_JAAR
from schemas.losse.rijen import Masker, Nummers, Rijlezer
from schemas.losse.totalen import Totalen
from schemas.plaats import Vindplaats
from schemas.tabel import getal_van
from schemas.titels import Kopregel, Titel

HONDERD: Final = Decimal(100)
BREUKEN: Final = ". Dit zijn breuken: typ 2,7 in plaats van 0,027"
GEHEEL_VANAF: Final = 0.5
"""A list of more than half of the participants was meant to be whole; of fewer it is a part."""


class Tabelkeuring:
    """Holds the rows and the figures of one table against its region."""

    def __init__(
        self,
        kop: Kopregel,
        kolommen: Mapping[tuple[str, int | None], Titel],
        rijen: Rijlezer,
        lezer: Kolomlezer,
        lijst: Deelnemerlijst,
        verslag: Verslag,
        *,
        deel: bool = False,
    ) -> None:
        self._deel = deel
        self._kop = kop
        self._blad = kop.blad
        self._kolommen = kolommen
        self._rijen = rijen
        self._lezer = lezer
        self._lijst = lijst
        self._verslag = verslag
        self._maatstaven = lijst.regio.bestand.maatstaven

    def tabel(self) -> pd.DataFrame:
        """The rows that count and their figures; everything that is wrong is told on the way."""
        gevuld = np.zeros(self._rijen.aantal, dtype=np.bool_)
        for titel in self._kolommen.values():
            gevuld |= self._filled(titel)
        eigen = self._rijen.peiljaar(gevuld)
        per_jaar: dict[int | None, list[tuple[str, Titel]]] = {}
        for (maatstaf, jaar), titel in self._kolommen.items():
            per_jaar.setdefault(jaar, []).append((maatstaf, titel))
        titeljaren = [jaar for jaar in per_jaar if jaar is not None]
        if None in per_jaar or len(titeljaren) == 1:
            eigen = self._assumed(per_jaar.get(None, []), eigen, titeljaren)
        totalen = Totalen(self._kolommen, self._rijen, self._lezer, self._lijst)
        totalen.zoek(gevuld, eigen, self._verslag)
        telt, toets = self._rijen.identify(gevuld, eigen)
        stukken = []
        for jaar, groep in sorted(per_jaar.items(), key=lambda paar: paar[0] or 0):
            jaren = eigen if jaar is None else np.full(self._rijen.aantal, jaar, dtype=np.int64)
            if jaar is not None:
                self._contradiction(groep, jaar, eigen, telt)
            met_jaar = jaren != GEEN_JAAR
            stukken.append(self._part(groep, jaren, telt & met_jaar, toets & met_jaar))
        totalen.vergelijk(self._verslag)
        tabel = pd.concat(stukken, ignore_index=True) if len(stukken) > 1 else stukken[0]
        maatstaven = list(dict.fromkeys(maatstaf for maatstaf, _ in self._kolommen))
        leeg = tabel.empty or bool(tabel[maatstaven].isna().all(axis=None))
        if leeg and not self._verslag.bevindingen_van_cellen:
            wat = "onder de kop staan geen cijfers van deelnemers"
            if not tabel.empty:
                wat = "deze opgave is niet ingevuld: bij geen enkele deelnemer staat een cijfer"
            self._verslag.algemeen(Ernst.FOUT, wat, self._blad.waar_rij(self._kop.rij))
        elif not leeg:
            self._unfilled(tabel)
        return tabel

    def _unfilled(self, tabel: pd.DataFrame) -> None:
        """A maatstaf that nobody has is not supplied; one that is nothing for everybody was not counted."""
        for (maatstaf, jaar), titel in self._kolommen.items():
            deel = tabel if jaar is None else tabel[tabel["peiljaar"] == jaar]
            for sleutel, blok in deel.groupby("peiljaar", sort=True)[maatstaf]:
                peiljaar = int(str(sleutel))
                label = self._maatstaven[maatstaf].label
                if blok.isna().all():
                    tekst = f"{label} van peiljaar {peiljaar} is niet ingevuld en telt niet als aangeleverd"
                    self._verslag.algemeen(Ernst.MELDING, tekst, self._kop.waar(titel))
                elif len(blok) > 1 and (blok.dropna() == 0).all():
                    heel = len(blok) > GEHEEL_VANAF * len(self._required(peiljaar))
                    tekst = f"{label} van peiljaar {peiljaar} is voor iedereen 0"
                    verwacht = "wat er is geteld. Is er niet geteld, laat de kolom dan leeg"
                    ernst = Ernst.FOUT if heel else Ernst.WAARSCHUWING
                    self._verslag.algemeen(ernst, tekst, self._kop.waar(titel), verwacht)

    def _filled(self, titel: Titel) -> Masker:
        reeks = self._blad.getallen(titel.kolom)
        if reeks is not None and not np.isnan(reeks[self._kop.rij :]).any():
            return np.ones(self._rijen.aantal, dtype=np.bool_)
        gevuld = {
            w: not (w is None or (isinstance(w, str) and not w.strip())) for w in self._blad.verschillende(titel.kolom)
        }
        cellen = self._blad.kolommen[titel.kolom - 1][self._kop.rij :]
        return np.fromiter(map(gevuld.__getitem__, cellen), dtype=np.bool_, count=len(cellen))

    def _assumed(self, groep: list[tuple[str, Titel]], jaren: Nummers, titeljaren: list[int]) -> Nummers:
        """Without a peiljaar: the newest unit in which the figures can be read."""
        if self._kop.van("peiljaar") or bool((jaren != GEEN_JAAR).any()) or not self._rijen.aantal:
            return jaren
        if len(titeljaren) == 1:
            # The other columns say of which year the table is.
            return np.full(self._rijen.aantal, titeljaren[0], dtype=np.int64)
        begin = sorted({jaar for maatstaf, _ in groep for jaar in self._maatstaven[maatstaf].eenheid}, reverse=True)
        gekozen = next((jaar for jaar in begin if self._readable(groep, jaar)), begin[0])
        eenheden = {self._maatstaven[maatstaf].eenheid_van(gekozen) for maatstaf, _ in groep}
        if len({e.waarde for maatstaf, _ in groep for e in self._maatstaven[maatstaf].eenheid.values()}) > 1:
            woord = " en ".join(sorted(f"{eenheid}" for eenheid in eenheden if eenheid))
            tekst = f"er staat geen peiljaar bij; gelezen als peiljaar {gekozen} ({woord}). Geef het met --peiljaar"
        else:
            tekst = f"er staat geen peiljaar bij; gelezen als peiljaar {gekozen}. Geef het met --peiljaar"
        self._verslag.algemeen(Ernst.MELDING, tekst, Vindplaats(self._blad.naam))
        return np.full(self._rijen.aantal, gekozen, dtype=np.int64)

    def _readable(self, groep: list[tuple[str, Titel]], jaar: int) -> bool:
        """Whether every figure fits the unit of a year; read on a scrap of paper."""
        kladje = Verslag()
        lezer = self._lezer.met(kladje)
        telt = (self._rijen.deelnemer >= 0) & ~self._rijen.totaal
        for maatstaf, titel in groep:
            eenheid = self._maatstaven[maatstaf].eenheid_van(jaar)
            if eenheid is None or (titel.eenheid is not None and titel.eenheid != eenheid):
                return False
            eenheden = np.full(self._rijen.aantal, eenheid, dtype=object)
            getallen, _ = lezer.lees(titel, self._rijen.eerste, eenheden, telt)
            if kladje.bevindingen_van_cellen or next(wrong_cells(getallen[telt], eenheid), None) is not None:
                return False
            if eenheid == "procent" and exact_sum(getallen[telt]) != HONDERD:
                return False
        return True

    def _contradiction(self, groep: list[tuple[str, Titel]], jaar: int, eigen: Nummers, telt: Masker) -> None:
        """A title and a column Peiljaar that name different years."""
        anders = np.flatnonzero(telt & (eigen != jaar) & (eigen != GEEN_JAAR))
        if self._kop.van("peiljaar") and len(anders):
            for _, titel in groep:
                rij = self._rijen.eerste + int(anders[0])
                self._header_fault(
                    titel,
                    f"'{titel.tekst}' is van {jaar}, maar op {self._blad.rijplaats(rij)} staat peiljaar "
                    f"{int(eigen[anders[0]])}",
                )

    def _header_fault(self, titel: Titel, tekst: str) -> None:
        self._verslag.fout(self._kop.waar(titel), tekst)

    def _part(self, groep: list[tuple[str, Titel]], jaren: Nummers, telt: Masker, toets: Masker) -> pd.DataFrame:
        """The columns of one span: rows with their peiljaar, and the figures per maatstaf."""
        uniek = [int(jaar) for jaar in np.unique(jaren[toets])]
        waarden: dict[str, Getallen] = {}
        for maatstaf, titel in groep:
            eenheden = self._units(maatstaf, titel, jaren, uniek)
            getallen, gevuld = self._lezer.lees(titel, self._rijen.eerste, eenheden, toets)
            stuk = gevuld & np.isnan(getallen)
            self._judge(titel, getallen, eenheden, toets)
            self._empty(titel, eenheden, gevuld, jaren, toets, uniek)
            waarden[maatstaf] = np.where(telt, getallen, np.nan)
            self._hundred(maatstaf, titel, getallen, jaren, telt, uniek, bool((stuk & telt).any()))
        codes = np.array([*self._lijst.codes, ""], dtype=object)
        tabel = pd.DataFrame(
            {
                "rij": np.arange(self._rijen.eerste, self._rijen.eerste + self._rijen.aantal)[telt],
                "peiljaar": jaren[telt],
                "deelnemer": self._rijen.deelnemer[telt],
                **{maatstaf: reeks[telt] for maatstaf, reeks in waarden.items()},
            }
        )
        tabel = self._participants(tabel)
        tabel.insert(2, "gemeentecode", codes[tabel.pop("deelnemer").to_numpy()])
        return tabel

    def _units(self, maatstaf: str, titel: Titel, jaren: Nummers, uniek: list[int]) -> npt.NDArray[np.object_]:
        """The unit of each row; a year without one, or a title that contradicts it, is a fault of the column."""
        bestand = self._maatstaven[maatstaf]
        eenheden = np.full(len(jaren), None, dtype=object)
        for jaar in uniek:
            eenheid = bestand.eenheid_van(jaar)
            eenheden[jaren == jaar] = eenheid
            if eenheid is None:
                begin = min(bestand.eenheid)
                tekst = (
                    f"{bestand.label} heeft in het regiobestand pas vanaf peiljaar {begin} een eenheid, niet in {jaar}"
                )
                self._header_fault(titel, tekst)
            elif titel.eenheid is not None and titel.eenheid != ("aantal" if eenheid.startswith("getal") else eenheid):
                tekst = f"'{titel.tekst}' is in {titel.eenheid}; verwacht van peiljaar {jaar}: {eenheid}"
                self._header_fault(titel, tekst)
        return eenheden

    def _judge(self, titel: Titel, getallen: Getallen, eenheden: npt.NDArray[np.object_], telt: Masker) -> None:
        """Every number against the unit of its year; a wrong one is told and taken out."""
        for eenheid in MAATEENHEDEN:
            plekken = np.flatnonzero(telt & (eenheden == eenheid))
            if not len(plekken):
                continue
            for deel, zin in wrong_cells(getallen[plekken], eenheid):
                plek = int(plekken[deel])
                rij = self._rijen.eerste + plek
                stond = self._blad.cel(rij, titel.kolom)
                if isinstance(stond, str):
                    # As it was written, not as it was read.
                    zin = Zin(toon(harmless(stond)), MAATEENHEDEN[eenheid].verwacht)
                self._verslag.fout(self._kop.waar(titel, rij), *zin)
                getallen[plek] = np.nan

    def _empty(
        self,
        titel: Titel,
        eenheden: npt.NDArray[np.object_],
        gevuld: Masker,
        jaren: Nummers,
        telt: Masker,
        uniek: list[int],
    ) -> None:
        """A maatstaf that is empty for a whole peiljaar was not counted; half empty is a fault per cell."""
        if not bool((telt & ~gevuld).any()):
            return
        for jaar in uniek:
            blok = telt & (jaren == jaar)
            if not (blok & gevuld).any():
                continue
            for plek in np.flatnonzero(blok & ~gevuld):
                inhoud = MAATEENHEDEN[eenheden[plek] or "aantal"]
                rij = self._rijen.eerste + int(plek)
                self._verslag.fout(self._kop.waar(titel, rij), *inhoud.fout(None))

    def _hundred(
        self,
        maatstaf: str,
        titel: Titel,
        getallen: Getallen,
        jaren: Nummers,
        telt: Masker,
        uniek: list[int],
        stuk: bool,
    ) -> None:
        """Percentages are a whole key, so those of a whole region are 100,00 together.

        0,027 may be 2,70% of which only the look was lost: a figure that no sum proves is asked about.
        """
        for jaar in uniek:
            if self._maatstaven[maatstaf].eenheid_van(jaar) != "procent":
                continue
            plekken = np.flatnonzero(telt & (jaren == jaar))
            aanwezig = {int(nr) for nr in self._rijen.deelnemer[plekken]}
            som = exact_sum(getallen[plekken])
            volledig = self._required(jaar) <= aanwezig and not np.isnan(getallen[plekken]).any()
            breuken = volledig and som == 1
            if not breuken and (not volledig or som != HONDERD):
                for plek in plekken[(getallen[plekken] > 0) & (getallen[plekken] < 1)].tolist():
                    self._fraction(titel, plek, getallen)
            if volledig and som != HONDERD and not stuk:
                tekst = f"{self._maatstaven[maatstaf].label} van peiljaar {jaar} is bij elkaar {dutch(som)}%"
                plaats = self._kop.waar(titel, self._rijen.eerste + int(plekken[-1]))
                self._verslag.fout(plaats, tekst, f"precies 100,00%{BREUKEN if breuken else ''}")

    def _fraction(self, titel: Titel, plek: int, getallen: Getallen) -> None:
        waarde = Decimal(getal_van(float(getallen[plek])))
        if not lijkt_fractie(waarde):
            return
        maal = dutch((waarde * 100).normalize())
        tekst = f"'{dutch(waarde)}' is gelezen als {dutch(waarde)}%; bedoelt u {maal}%? Typ een percentage als {maal}"
        self._verslag.algemeen(Ernst.WAARSCHUWING, tekst, self._kop.waar(titel, self._rijen.eerste + plek))

    def _required(self, peiljaar: int) -> frozenset[int]:
        """Whose figures a peiljaar needs: those who take part in the year after it."""
        return self._lijst.in_jaar(peiljaar + 1)

    def _participants(self, tabel: pd.DataFrame) -> pd.DataFrame:
        """Nobody twice, nobody who does not take part, and nobody missing from a list that was meant to be whole."""
        dubbel = tabel.duplicated(["deelnemer", "peiljaar"])
        if dubbel.any():
            vorige_rij = {(nr, jaar): rij for rij, jaar, nr in _rows(tabel[~dubbel])}
            for rij, jaar, nummer in _rows(tabel[dubbel]):
                vorige = self._blad.rijplaats(vorige_rij[nummer, jaar])
                self._row_fault(
                    rij, f"'{self._lijst.naam(nummer)}' staat er twee keer bij peiljaar {jaar}, eerder op {vorige}"
                )
            tabel = tabel[~dubbel]
        vreemd = np.zeros(len(tabel), dtype=np.bool_)
        andere_jaren: set[int] = set()
        for sleutel, blok in tabel.groupby("peiljaar", sort=True)["deelnemer"]:
            peiljaar = int(str(sleutel))
            aanwezig = frozenset(blok.to_numpy().tolist())
            nodig = self._required(peiljaar)
            te_veel = aanwezig - nodig - self._lijst.in_jaar(peiljaar)
            if te_veel == aanwezig and len(aanwezig) > 1:
                # Not so many municipalities are wrong, but one year is.
                tekst = (
                    f"geen van deze {len(aanwezig)} deelnemers doet mee in {peiljaar + 1}; klopt peiljaar {peiljaar}?"
                )
                self._verslag.algemeen(Ernst.FOUT, tekst, Vindplaats(self._blad.naam))
                andere_jaren.add(peiljaar)
                continue
            if te_veel:
                vreemd |= ((tabel["peiljaar"] == peiljaar) & tabel["deelnemer"].isin(te_veel)).to_numpy()
            ontbreekt = sorted(nodig - aanwezig)
            if ontbreekt and not self._deel and len(aanwezig) > GEHEEL_VANAF * len(nodig):
                for nummer in ontbreekt:
                    self._missing(nummer, peiljaar)
            elif ontbreekt and len(aanwezig) > 1:
                tekst = f"in deze tabel staan {len(aanwezig)} van de {len(nodig)} deelnemers van peiljaar {peiljaar}"
                self._verslag.algemeen(Ernst.MELDING, tekst, Vindplaats(self._blad.naam))
        for rij, jaar, nummer in _rows(tabel[vreemd]):
            self._row_fault(rij, f"'{self._lijst.naam(nummer)}' is geen deelnemer in {jaar + 1}")
        return tabel[~vreemd & ~tabel["peiljaar"].isin(andere_jaren).to_numpy()].reset_index(drop=True)

    def _missing(self, nummer: int, peiljaar: int) -> None:
        """Not told of a participant that stands there with a fault of its own."""
        naam, code = self._lijst.naam(nummer), self._lijst.codes[nummer]
        if naam not in self._rijen.bedoeld:
            tekst = f"deelnemer '{naam}' ({code}) ontbreekt bij peiljaar {peiljaar}"
            self._verslag.algemeen(Ernst.FOUT, tekst, Vindplaats(self._blad.naam))

    def _row_fault(self, rij: int, tekst: str) -> None:
        titel = (self._kop.van("gemeente") or self._kop.van("gemeentecode"))[0]
        self._verslag.fout(self._kop.waar(titel, rij), tekst)


def _rows(tabel: pd.DataFrame) -> Iterator[tuple[int, int, int]]:
    for rij, jaar, nummer in zip(tabel["rij"], tabel["peiljaar"], tabel["deelnemer"], strict=True):
        yield int(rij), int(jaar), int(nummer)
