"""The checks of a loose table as a whole: peiljaar and unit, empty cells, double and missing participants, totals."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from schemas.bladen import MAATEENHEDEN
from schemas.deelnemerlijst import Deelnemerlijst
from schemas.fouten import HET_PEILJAAR, Advies, Ernst, Foutzin
from schemas.inhoud import HONDERD, dutch, lijkt_fractie, toon
from schemas.kladblok import Kladblok
from schemas.losse.cijfers import Getallen, Kolomlezer, Masker, exact_sum, harmless, wrong_cells
from schemas.losse.jaren import GEEN_JAAR
from schemas.losse.rijen import Nummers, Rijlezer
from schemas.losse.totalen import Totalen
from schemas.plaats import Vindplaats
from schemas.regio import Maatstaf
from schemas.tabel import getal_van, is_leeg
from schemas.titels import Kopregel, Titel

BREUKEN: Final = ". Dit zijn breuken: typ 2,7 in plaats van 0,027"
GEHEEL_VANAF: Final = 0.5
"""A list of more than half of the participants was meant to be whole; of fewer it is a part."""


@dataclass(frozen=True)
class _Span:
    """The rows of columns that are of the same years: the peiljaar of each, which count, and which are judged."""

    jaren: Nummers
    telt: Masker
    toets: Masker

    @cached_property
    def uniek(self) -> list[int]:
        return [int(jaar) for jaar in np.unique(self.jaren[self.toets])]


@dataclass(frozen=True)
class Tabelkeuring:
    """Holds the rows and the figures of one table against its region. `deel`: it need not be of all participants."""

    kop: Kopregel
    kolommen: Mapping[tuple[str, int | None], Titel]
    rijen: Rijlezer
    lezer: Kolomlezer
    lijst: Deelnemerlijst
    klad: Kladblok
    deel: bool

    @property
    def maatstaven(self) -> Mapping[str, Maatstaf]:
        return self.lijst.regio.bestand.maatstaven

    def tabel(self) -> pd.DataFrame:
        """The rows that count and their figures; everything that is wrong is told on the way."""
        gevuld = np.zeros(self.rijen.aantal, dtype=np.bool_)
        for titel in self.kolommen.values():
            gevuld |= self._filled(titel)
        eigen = self.rijen.peiljaar(gevuld)
        per_jaar: dict[int | None, list[tuple[str, Titel]]] = {}
        for (maatstaf, jaar), titel in self.kolommen.items():
            per_jaar.setdefault(jaar, []).append((maatstaf, titel))
        titeljaren = [jaar for jaar in per_jaar if jaar is not None]
        if None in per_jaar or len(titeljaren) == 1:
            eigen = self._assumed(per_jaar.get(None, []), eigen, titeljaren)
        totalen = Totalen(self.kolommen, self.rijen, self.lezer, self.lijst)
        totalen.zoek(gevuld, eigen, self.klad)
        telt, toets = self.rijen.identify(gevuld, eigen)
        stukken = []
        for jaar, groep in sorted(per_jaar.items(), key=lambda paar: paar[0] or 0):
            jaren = eigen if jaar is None else np.full(self.rijen.aantal, jaar, dtype=np.int64)
            if jaar is not None:
                self._contradiction(groep, jaar, eigen, telt)
            met_jaar = jaren != GEEN_JAAR
            stukken.append(self._part(groep, _Span(jaren, telt & met_jaar, toets & met_jaar)))
        totalen.vergelijk(self.klad)
        tabel = pd.concat(stukken, ignore_index=True) if len(stukken) > 1 else stukken[0]
        maatstaven = list(dict.fromkeys(maatstaf for maatstaf, _ in self.kolommen))
        leeg = tabel.empty or bool(tabel[maatstaven].isna().all(axis=None))
        if leeg and not self.klad.bevindingen_van_cellen:
            wat = "onder de kop staan geen cijfers van deelnemers"
            if not tabel.empty:
                wat = "deze opgave is niet ingevuld: bij geen enkele deelnemer staat een cijfer"
            self.klad.algemeen(Ernst.FOUT, wat, self.kop.blad.waar_rij(self.kop.rij))
        elif not leeg:
            self._unfilled(tabel)
        return tabel

    def _unfilled(self, tabel: pd.DataFrame) -> None:
        """A maatstaf that nobody has is not supplied; one that is nothing for everybody was not counted."""
        for (maatstaf, jaar), titel in self.kolommen.items():
            deel = tabel if jaar is None else tabel[tabel["peiljaar"] == jaar]
            for sleutel, blok in deel.groupby("peiljaar", sort=True)[maatstaf]:
                peiljaar = int(str(sleutel))
                label = self.maatstaven[maatstaf].label
                if blok.isna().all() and not self.klad.heeft_in_kolom(self.kop.waar(titel)):
                    tekst = f"{label} van peiljaar {peiljaar} is niet ingevuld en telt niet als aangeleverd"
                    self.klad.algemeen(Ernst.MELDING, tekst, self.kop.waar(titel))
                elif len(blok) > 1 and (blok.dropna() == 0).all():
                    heel = len(blok) > GEHEEL_VANAF * len(self._required(peiljaar))
                    tekst = f"{label} van peiljaar {peiljaar} is voor iedereen 0"
                    verwacht = "wat er is geteld. Is er niet geteld, laat de kolom dan leeg"
                    ernst = Ernst.FOUT if heel else Ernst.WAARSCHUWING
                    self.klad.algemeen(ernst, tekst, self.kop.waar(titel), verwacht)

    def _filled(self, titel: Titel) -> Masker:
        reeks = self.kop.blad.getallen(titel.kolom)
        if reeks is not None and not np.isnan(reeks[self.kop.rij :]).any():
            return np.ones(self.rijen.aantal, dtype=np.bool_)
        gevuld = {waarde: not is_leeg(waarde) for waarde in self.kop.blad.verschillende(titel.kolom)}
        cellen = self.kop.blad.kolommen[titel.kolom - 1][self.kop.rij :]
        return np.fromiter(map(gevuld.__getitem__, cellen), dtype=np.bool_, count=len(cellen))

    def _assumed(self, groep: list[tuple[str, Titel]], jaren: Nummers, titeljaren: list[int]) -> Nummers:
        """Without a peiljaar: the newest unit in which the figures can be read."""
        if self.kop.van("peiljaar") or bool((jaren != GEEN_JAAR).any()) or not self.rijen.aantal:
            return jaren
        if len(titeljaren) == 1:
            # The other columns say of which year the table is.
            return np.full(self.rijen.aantal, titeljaren[0], dtype=np.int64)
        begin = sorted({jaar for maatstaf, _ in groep for jaar in self.maatstaven[maatstaf].eenheid}, reverse=True)
        gekozen = next((jaar for jaar in begin if self._readable(groep, jaar)), begin[0])
        gekozen = self._all_present(gekozen, min((jaar for jaar in begin if jaar > gekozen), default=None))
        eenheden = {self.maatstaven[maatstaf].eenheid_van(gekozen) for maatstaf, _ in groep}
        if len({e.waarde for maatstaf, _ in groep for e in self.maatstaven[maatstaf].eenheid.values()}) > 1:
            woord = " en ".join(sorted(f"{eenheid}" for eenheid in eenheden if eenheid))
            tekst = f"er staat geen peiljaar bij; gelezen als peiljaar {gekozen} ({woord})."
        else:
            tekst = f"er staat geen peiljaar bij; gelezen als peiljaar {gekozen}."
        advies = Advies.met(HET_PEILJAAR, "Geef het {}")
        self.klad.algemeen(Ernst.MELDING, tekst, Vindplaats(self.kop.blad.naam), advies=advies)
        return np.full(self.rijen.aantal, gekozen, dtype=np.int64)

    def _all_present(self, vanaf: int, tot: int | None) -> int:
        """The first year, in the same unit, in which all who are there take part: a unit may be older than they are."""
        er_zijn = frozenset(self.rijen.deelnemer[(self.rijen.deelnemer >= 0) & ~self.rijen.totaal].tolist())
        laatste = max(deelnemer.van for deelnemer in self.lijst.regio.bestand.deelnemers)
        jaren = range(vanaf, laatste if tot is None else min(tot, laatste))
        return next((jaar for jaar in jaren if er_zijn <= self._required(jaar)), vanaf)

    def _readable(self, groep: list[tuple[str, Titel]], jaar: int) -> bool:
        """Whether every figure fits the unit of a year; read on a scrap of paper."""
        kladje = Kladblok()
        lezer = self.lezer.met(kladje)
        telt = (self.rijen.deelnemer >= 0) & ~self.rijen.totaal
        for maatstaf, titel in groep:
            eenheid = self.maatstaven[maatstaf].eenheid_van(jaar)
            if eenheid is None or (titel.eenheid is not None and titel.eenheid != eenheid):
                return False
            eenheden = np.full(self.rijen.aantal, eenheid, dtype=object)
            getallen, _ = lezer.lees(titel, self.rijen.eerste, eenheden, telt)
            if kladje.bevindingen_van_cellen or next(wrong_cells(getallen[telt], eenheid), None) is not None:
                return False
            if eenheid == "procent" and exact_sum(getallen[telt]) != HONDERD:
                return False
        return True

    def _contradiction(self, groep: list[tuple[str, Titel]], jaar: int, eigen: Nummers, telt: Masker) -> None:
        """A title and a column Peiljaar that name different years."""
        anders = np.flatnonzero(telt & (eigen != jaar) & (eigen != GEEN_JAAR))
        if self.kop.van("peiljaar") and len(anders):
            for _, titel in groep:
                rij = self.rijen.eerste + int(anders[0])
                self._header_fault(
                    titel,
                    f"'{titel.tekst}' is van {jaar}, maar op {self.kop.blad.rijplaats(rij)} staat peiljaar "
                    f"{int(eigen[anders[0]])}",
                )

    def _header_fault(self, titel: Titel, tekst: str) -> None:
        self.klad.fout(self.kop.waar(titel), tekst)

    def _part(self, groep: list[tuple[str, Titel]], span: _Span) -> pd.DataFrame:
        """The columns of one span: rows with their peiljaar, and the figures per maatstaf."""
        telt = span.telt
        waarden: dict[str, Getallen] = {}
        for maatstaf, titel in groep:
            eenheden = self._units(maatstaf, titel, span)
            getallen, gevuld = self.lezer.lees(titel, self.rijen.eerste, eenheden, span.toets)
            stuk = gevuld & np.isnan(getallen)
            self._judge(titel, getallen, eenheden, span.toets)
            self._empty(titel, eenheden, gevuld, span)
            waarden[maatstaf] = np.where(telt, getallen, np.nan)
            self._hundred(maatstaf, titel, getallen, span, stuk=bool((stuk & telt).any()))
        codes = np.array([*self.lijst.codes, ""], dtype=object)
        tabel = pd.DataFrame(
            {
                "rij": np.arange(self.rijen.eerste, self.rijen.eerste + self.rijen.aantal)[telt],
                "peiljaar": span.jaren[telt],
                "deelnemer": self.rijen.deelnemer[telt],
                **{maatstaf: reeks[telt] for maatstaf, reeks in waarden.items()},
            }
        )
        tabel = self._participants(tabel)
        tabel.insert(2, "gemeentecode", codes[tabel.pop("deelnemer").to_numpy()])
        return tabel

    def _units(self, maatstaf: str, titel: Titel, span: _Span) -> npt.NDArray[np.object_]:
        """The unit of each row; a year without one, or a title that contradicts it, is a fault of the column."""
        bestand = self.maatstaven[maatstaf]
        eenheden = np.full(len(span.jaren), None, dtype=object)
        for jaar in span.uniek:
            eenheid = bestand.eenheid_van(jaar)
            eenheden[span.jaren == jaar] = eenheid
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
                rij = self.rijen.eerste + plek
                stond = self.kop.blad.cel(rij, titel.kolom)
                if isinstance(stond, str):
                    # As it was written, not as it was read.
                    zin = Foutzin(toon(harmless(stond)), MAATEENHEDEN[eenheid].verwacht)
                self.klad.fout(self.kop.waar(titel, rij), *zin)
                getallen[plek] = np.nan

    def _empty(self, titel: Titel, eenheden: npt.NDArray[np.object_], gevuld: Masker, span: _Span) -> None:
        """A maatstaf that is empty for a whole peiljaar was not counted; half empty is a fault per cell."""
        if not bool((span.toets & ~gevuld).any()):
            return
        for jaar in span.uniek:
            blok = span.toets & (span.jaren == jaar)
            if not (blok & gevuld).any():
                continue
            for plek in np.flatnonzero(blok & ~gevuld):
                inhoud = MAATEENHEDEN[eenheden[plek] or "aantal"]
                rij = self.rijen.eerste + int(plek)
                self.klad.fout(self.kop.waar(titel, rij), *inhoud.fout(None))

    def _hundred(self, maatstaf: str, titel: Titel, getallen: Getallen, span: _Span, *, stuk: bool) -> None:
        """Percentages are a whole key, so those of a whole region are 100,00 together.

        0,027 may be 2,70% of which only the look was lost: a figure that no sum proves is asked about.
        """
        for jaar in span.uniek:
            if self.maatstaven[maatstaf].eenheid_van(jaar) != "procent":
                continue
            plekken = np.flatnonzero(span.telt & (span.jaren == jaar))
            aanwezig = {int(nr) for nr in self.rijen.deelnemer[plekken]}
            som = exact_sum(getallen[plekken])
            volledig = self._required(jaar) <= aanwezig and not np.isnan(getallen[plekken]).any()
            breuken = volledig and som == 1
            if not breuken and (not volledig or som != HONDERD):
                for plek in plekken[(getallen[plekken] > 0) & (getallen[plekken] < 1)].tolist():
                    self._fraction(titel, plek, getallen)
            if volledig and som != HONDERD and not stuk:
                tekst = f"{self.maatstaven[maatstaf].label} van peiljaar {jaar} is bij elkaar {dutch(som)}%"
                plaats = self.kop.waar(titel, self.rijen.eerste + int(plekken[-1]))
                self.klad.fout(plaats, tekst, f"precies 100,00%{BREUKEN if breuken else ''}")

    def _fraction(self, titel: Titel, plek: int, getallen: Getallen) -> None:
        waarde = Decimal(getal_van(float(getallen[plek])))
        if not lijkt_fractie(waarde):
            return
        maal = dutch((waarde * 100).normalize())
        tekst = f"'{dutch(waarde)}' is gelezen als {dutch(waarde)}%; bedoelt u {maal}%? Typ een percentage als {maal}"
        self.klad.algemeen(Ernst.WAARSCHUWING, tekst, self.kop.waar(titel, self.rijen.eerste + plek))

    def _required(self, peiljaar: int) -> frozenset[int]:
        """Whose figures a peiljaar needs: those who take part in the year after it."""
        return self.lijst.in_jaar(peiljaar + 1)

    def _participants(self, tabel: pd.DataFrame) -> pd.DataFrame:
        """Nobody twice, nobody who does not take part, and nobody missing from a list that was meant to be whole."""
        dubbel = tabel.duplicated(["deelnemer", "peiljaar"])
        if dubbel.any():
            vorige_rij = {(nr, jaar): rij for rij, jaar, nr in _rows(tabel[~dubbel])}
            for rij, jaar, nummer in _rows(tabel[dubbel]):
                vorige = self.kop.blad.rijplaats(vorige_rij[nummer, jaar])
                self._row_fault(
                    rij, f"'{self.lijst.naam(nummer)}' staat er twee keer bij peiljaar {jaar}, eerder op {vorige}"
                )
            tabel = tabel[~dubbel]
        vreemd = np.zeros(len(tabel), dtype=np.bool_)
        andere_jaren: set[int] = set()
        for sleutel, blok in tabel.groupby("peiljaar", sort=True)["deelnemer"]:
            peiljaar = int(str(sleutel))
            aanwezig = frozenset(blok.to_numpy().tolist())
            nodig = self._required(peiljaar)
            te_veel = aanwezig - nodig - self.lijst.in_jaar(peiljaar)
            if te_veel == aanwezig and len(aanwezig) > 1:
                # Not so many municipalities are wrong, but one year is.
                tekst = (
                    f"geen van deze {len(aanwezig)} deelnemers doet mee in {peiljaar + 1}; klopt peiljaar {peiljaar}?"
                )
                self.klad.algemeen(Ernst.FOUT, tekst, Vindplaats(self.kop.blad.naam))
                andere_jaren.add(peiljaar)
                continue
            if te_veel:
                vreemd |= ((tabel["peiljaar"] == peiljaar) & tabel["deelnemer"].isin(te_veel)).to_numpy()
            ontbreekt = sorted(nodig - aanwezig)
            if ontbreekt and not self.deel and len(aanwezig) > GEHEEL_VANAF * len(nodig):
                for nummer in ontbreekt:
                    self._missing(nummer, peiljaar)
            elif ontbreekt and len(aanwezig) > 1:
                tekst = f"in deze tabel staan {len(aanwezig)} van de {len(nodig)} deelnemers van peiljaar {peiljaar}"
                self.klad.algemeen(Ernst.MELDING, tekst, Vindplaats(self.kop.blad.naam))
        for rij, jaar, nummer in _rows(tabel[vreemd]):
            self._row_fault(rij, f"'{self.lijst.naam(nummer)}' is geen deelnemer in {jaar + 1}")
        return tabel[~vreemd & ~tabel["peiljaar"].isin(andere_jaren).to_numpy()].reset_index(drop=True)

    def _missing(self, nummer: int, peiljaar: int) -> None:
        """Not told of a participant that stands there with a fault of its own."""
        naam, code = self.lijst.naam(nummer), self.lijst.codes[nummer]
        if naam not in self.rijen.bedoeld:
            tekst = f"deelnemer '{naam}' ({code}) ontbreekt bij peiljaar {peiljaar}"
            self.klad.algemeen(Ernst.FOUT, tekst, Vindplaats(self.kop.blad.naam))

    def _row_fault(self, rij: int, tekst: str) -> None:
        titel = (self.kop.van("gemeente") or self.kop.van("gemeentecode"))[0]
        self.klad.fout(self.kop.waar(titel, rij), tekst)


def _rows(tabel: pd.DataFrame) -> Iterator[tuple[int, int, int]]:
    for rij, jaar, nummer in zip(tabel["rij"], tabel["peiljaar"], tabel["deelnemer"], strict=True):
        yield int(rij), int(jaar), int(nummer)
