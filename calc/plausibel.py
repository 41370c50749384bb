"""Figures that can be right and still ask for a look: against last year, each other, and the other maatstaven.

Every threshold is a dated line of the region file; without one a rule is silent. Doubles only find the candidates: what
is reported was compared exactly.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from calc.notatie import kort, opsomming, procent
from calc.schuldige import RUIMTE, Reeks, schuldig_cijfer, schuldige_verschuiving, valt_op, verschoven
from calc.uitschieter import uitschieters_van
from schemas.geldend import Regio, in_jaar
from schemas.inhoud import klein
from schemas.kernwoorden import RATO

DUIZEND: Final = 1000.0
MEESTAL: Final = 0.9
"""So many of the participants must be there before a share of the region means anything."""


@dataclass(frozen=True)
class Opmerking:
    """What asks for a look. Without a gemeentecode it is about the column, without a maatstaf about the table."""

    tekst: str
    maatstaf: str
    peiljaar: int
    gemeentecode: str = ""


def plausibel(cijfers: pd.DataFrame, regio: Regio, vorig: pd.DataFrame | None = None) -> tuple[Opmerking, ...]:
    """Everything that asks for a look.

    Args:
        cijfers: a row per participant and peiljaar (`peiljaar`, `gemeentecode`), a column of doubles per maatstaf, of
            which the shortest decimal is the figure; NaN is nothing.
        regio: the region, with its thresholds.
        vorig: earlier figures in the same form; earlier peiljaren in `cijfers` itself count as well.
    Returns:
        The remarks, per maatstaf and peiljaar.
    """
    maatstaven = [naam for naam in regio.bestand.maatstaven if naam in cijfers.columns]
    codes = list(regio.alle_deelnemers)
    nieuw = {naam: _grid(cijfers, naam, codes) for naam in maatstaven}
    eerder = {naam: _grid(vorig, naam, codes) for naam in maatstaven} if vorig is not None else {}
    gevonden: list[Opmerking] = []
    for naam in maatstaven:
        toets = _Maatstaf(regio, naam, codes, nieuw[naam], eerder.get(naam, {}))
        for peiljaar in nieuw[naam]:
            gevonden += toets.tegen_vorig(peiljaar)
            gevonden += toets.gelijken(peiljaar)
    gevonden += _shares(regio, codes, nieuw)
    verteld: set[tuple[str, int, str]] = set()
    uit = []
    for opmerking in gevonden:
        sleutel = (opmerking.maatstaf, opmerking.peiljaar, opmerking.gemeentecode)
        # One line per cell: the first rule that speaks knows the most likely cause.
        if sleutel not in verteld:
            verteld.add(sleutel)
            uit.append(opmerking)
    return tuple(uit)


def _grid(tabel: pd.DataFrame, maatstaf: str, codes: Sequence[str]) -> dict[int, Reeks]:
    """Per peiljaar one value per participant, in the order of the region; only peiljaren with a figure."""
    if maatstaf not in tabel.columns or tabel.empty:
        return {}
    plek = pd.Index(codes).get_indexer(pd.Index(tabel["gemeentecode"]))
    waarden = tabel[maatstaf].to_numpy(dtype=np.float64)
    jaren = tabel["peiljaar"].to_numpy(dtype=np.int64)
    bruikbaar = (plek >= 0) & np.isfinite(waarden)
    raster: dict[int, Reeks] = {}
    for jaar in np.unique(jaren[bruikbaar]).tolist():
        deel = bruikbaar & (jaren == jaar)
        rij = np.full(len(codes), np.nan)
        rij[plek[deel]] = waarden[deel]
        raster[int(jaar)] = rij
    return raster


def _exact(waarde: float) -> Fraction:
    return Fraction(Decimal(repr(float(waarde))))


def _anders(nieuw: Fraction, oud: Fraction, grens: Decimal) -> str:
    woord = "meer" if nieuw > oud else "minder"
    return f"dat is {procent(abs(nieuw - oud) / oud, 1)} {woord} (grens {kort(grens)}%)"


class _Maatstaf:
    """The rules that look at one maatstaf."""

    def __init__(
        self, regio: Regio, naam: str, codes: Sequence[str], nieuw: Mapping[int, Reeks], eerder: Mapping[int, Reeks]
    ) -> None:
        self.regio, self.naam, self.codes, self.nieuw = regio, naam, codes, nieuw
        self.reeksen = {**eerder, **nieuw}
        self.label = regio.bestand.maatstaven[naam].label
        self.grenzen = regio.bestand.plausibiliteit

    def tegen_vorig(self, peiljaar: int) -> Iterator[Opmerking]:
        """Against the newest earlier peiljaar: each participant, and the region as a whole."""
        eerder = max((jaar for jaar in self.reeksen if jaar < peiljaar), default=None)
        if eerder is None:
            return
        nu, toen = self.nieuw[peiljaar], self.reeksen[eerder]
        bestand = self.regio.bestand.maatstaven[self.naam]
        if bestand.eenheid_van(peiljaar) != bestand.eenheid_van(eerder):
            yield from self._other_unit(peiljaar, eerder, nu, toen)
            return
        beide = np.isfinite(nu) & np.isfinite(toen)
        verdacht = self._thousands(peiljaar, nu, toen, beide)
        aantal = int(verdacht.sum())
        if aantal > 1 and aantal > 0.5 * int(beide.sum()):
            tekst = f"{self.label}: bijna elk cijfer verschilt ongeveer 1.000 keer van {eerder}"
            yield Opmerking(f"{tekst}; staan de cijfers in duizendtallen?", self.naam, peiljaar)
            return
        for plek in np.flatnonzero(verdacht).tolist():
            yield self._op(peiljaar, plek, f"{self._was(nu, toen, plek, eerder)}; staat het in duizendtallen?")
        yield from self._changes(peiljaar, eerder, nu, toen, beide & ~verdacht)
        yield from self._region(peiljaar, eerder, nu, toen, beide, bool(verdacht.any()))

    def _op(self, peiljaar: int, plek: int, tekst: str) -> Opmerking:
        wie = f"{self.label} van {self.regio.gemeente(self.codes[plek])}"
        return Opmerking(f"{wie}: {tekst}", self.naam, peiljaar, self.codes[plek])

    def _was(self, nu: Reeks, toen: Reeks, plek: int, eerder: int) -> str:
        return f"{kort(_exact(nu[plek]))}, was {kort(_exact(toen[plek]))} in {eerder}"

    def _thousands(
        self, peiljaar: int, nu: Reeks, verwacht: Reeks, welke: npt.NDArray[np.bool_]
    ) -> npt.NDArray[np.bool_]:
        """Which figures are about 1.000 times too small or too big."""
        grens = in_jaar(self.grenzen.duizendtal, peiljaar + 1)
        uit = np.zeros(len(nu), dtype=np.bool_)
        if grens is None:
            return uit
        goed = welke & (nu > 0) & (verwacht > 0)
        keer = np.abs(np.log(nu[goed] / verwacht[goed]))
        uit[goed] = np.abs(keer - np.log(DUIZEND)) <= np.log(float(grens.waarde))
        return uit

    def _changes(
        self, peiljaar: int, eerder: int, nu: Reeks, toen: Reeks, welke: npt.NDArray[np.bool_]
    ) -> Iterator[Opmerking]:
        grens = in_jaar(self.grenzen.verandering.get(self.naam, {}), peiljaar + 1)
        if grens is None:
            return
        deel = Fraction(grens.waarde) / 100
        for plek in np.flatnonzero(welke & (np.abs(nu - toen) > float(deel) * toen * (1 - RUIMTE))).tolist():
            nieuw, oud = _exact(nu[plek]), _exact(toen[plek])
            if abs(nieuw - oud) <= deel * oud:
                continue
            was = self._was(nu, toen, plek, eerder)
            if not oud:
                yield self._op(peiljaar, plek, f"{was}; klopt dat?")
                continue
            yield self._op(peiljaar, plek, f"{was}; {_anders(nieuw, oud, grens.waarde)}")

    def _region(
        self, peiljaar: int, eerder: int, nu: Reeks, toen: Reeks, beide: npt.NDArray[np.bool_], verdacht: bool
    ) -> Iterator[Opmerking]:
        """The sum of who is there in both; a single participant is no region, a figure in thousands spoils it."""
        grens = in_jaar(self.grenzen.verandering_totaal.get(self.naam, {}), peiljaar + 1)
        if grens is None or int(beide.sum()) < 2 or verdacht:
            return
        som, vorige = float(nu[beide].sum()), float(toen[beide].sum())
        if not vorige or abs(som - vorige) <= float(grens.waarde) / 100 * vorige:
            return
        nieuw = sum((_exact(w) for w in nu[beide]), Fraction(0))
        oud = sum((_exact(w) for w in toen[beide]), Fraction(0))
        was = f"{self.label} van de regio: {kort(nieuw)}, was {kort(oud)} in {eerder}"
        yield Opmerking(f"{was}; {_anders(nieuw, oud, grens.waarde)}", self.naam, peiljaar)

    def _other_unit(self, peiljaar: int, eerder: int, nu: Reeks, toen: Reeks) -> Iterator[Opmerking]:
        """Counts cannot be held against percentages, but the shares of the same participants can."""
        grens = in_jaar(self.grenzen.verandering.get(self.naam, {}), peiljaar + 1)
        beide = np.isfinite(nu) & np.isfinite(toen)
        if grens is None or int(beide.sum()) < MEESTAL * max(int(np.isfinite(toen).sum()), 2):
            return
        deel = Fraction(grens.waarde) / 100
        plekken = np.flatnonzero(beide).tolist()
        nieuw, oud = [_exact(nu[plek]) for plek in plekken], [_exact(toen[plek]) for plek in plekken]
        anders = verschoven(nieuw, oud, deel)
        schuldige = schuldige_verschuiving(nieuw, oud, deel, anders)
        for een in anders if schuldige is None else [schuldige]:
            was = f"{procent(nieuw[een] / sum(nieuw))} van de regio, was {procent(oud[een] / sum(oud))} in {eerder}"
            zonder = self.regio.zeg("zonder dit cijfer passen de andere gemeenten bij vorig jaar")
            slot = f"; {zonder}" if schuldige is not None else ""
            yield self._op(peiljaar, plekken[een], f"{was} (grens {kort(grens.waarde)}%){slot}")

    def gelijken(self, peiljaar: int) -> Iterator[Opmerking]:
        """The same figure as another participant: seldom chance when it is large, often a row copied twice."""
        grens = in_jaar(self.grenzen.gelijk_vanaf, peiljaar + 1)
        eenheid = self.regio.bestand.maatstaven[self.naam].eenheid_van(peiljaar)
        if grens is None or eenheid == "procent":
            return
        reeks = self.nieuw[peiljaar]
        plekken = np.flatnonzero(np.isfinite(reeks) & (reeks >= float(grens.waarde)))
        if len(plekken) > MEESTE_GELIJKEN:
            return
        waarden, eerste, aantal = np.unique(reeks[plekken], return_index=True, return_counts=True)
        for waarde, begin in zip(waarden[aantal > 1], eerste[aantal > 1], strict=True):
            for plek in plekken[reeks[plekken] == waarde].tolist():
                if plek != plekken[begin]:
                    ander = self.regio.gemeente(self.codes[int(plekken[begin])])
                    yield self._op(peiljaar, plek, f"{kort(_exact(waarde))}, precies hetzelfde als {ander}; klopt dat?")


MEESTE_GELIJKEN: Final = 100
"""Among more participants than this equal figures are no surprise."""


def _shares(regio: Regio, codes: Sequence[str], nieuw: Mapping[str, Mapping[int, Reeks]]) -> Iterator[Opmerking]:
    """A participant's share of one maatstaf against its shares of the others of the same key."""
    gezien: set[tuple[frozenset[str], int]] = set()
    aantal = _Aantallen(regio)
    for kostensoort in regio.bestand.kostensoorten.values():
        for sleutel in kostensoort.sleutel.values():
            delen = tuple(deel for deel in sleutel.delen if deel != RATO and deel in nieuw)
            if len(delen) < 2:
                continue
            for peiljaar in sorted(set.intersection(*(set(nieuw[deel]) for deel in delen))):
                if (frozenset(delen), peiljaar) not in gezien:
                    gezien.add((frozenset(delen), peiljaar))
                    reeksen = {deel: nieuw[deel][peiljaar] for deel in delen}
                    yield from _of_year(regio, codes, reeksen, peiljaar, aantal.in_jaar(peiljaar + 1))


class _Aantallen:
    """How many take part in a year, asked once per span of years in which that does not change."""

    def __init__(self, regio: Regio) -> None:
        self._regio = regio
        alle = regio.bestand.deelnemers
        self._grenzen = {d.van for d in alle} | {d.tot_en_met + 1 for d in alle if d.tot_en_met is not None}
        self._per_grens: dict[int, int] = {}

    def in_jaar(self, jaar: int) -> int:
        grens = max((g for g in self._grenzen if g <= jaar), default=0)
        if grens not in self._per_grens:
            self._per_grens[grens] = len(self._regio.deelnemers(jaar))
        return self._per_grens[grens]


def _of_year(
    regio: Regio, codes: Sequence[str], reeksen: Mapping[str, Reeks], peiljaar: int, aantal: int
) -> Iterator[Opmerking]:
    matrix = np.array(list(reeksen.values()))
    telt = np.isfinite(matrix).all(axis=0)
    if int(telt.sum()) < MEESTAL * aantal or int(telt.sum()) < 2:
        # A share is a share of the region: without most of the participants there is none.
        return
    delen = list(reeksen)

    def op(rang: int, plek: int, tekst: str) -> Opmerking:
        wie = f"{regio.bestand.maatstaven[delen[rang]].label} van {regio.gemeente(codes[plek])}"
        cijfer = kort(_exact(matrix[rang, plek]))
        return Opmerking(f"{wie}: {cijfer}, {tekst}", delen[rang], peiljaar, codes[plek])

    duizend = in_jaar(regio.bestand.plausibiliteit.duizendtal, peiljaar + 1)
    if duizend is not None:
        for rang, plek in _thousandfold(matrix, telt, float(duizend.waarde)):
            anders = "ongeveer 1.000 keer anders dan de andere cijfers doen verwachten; staat het in duizendtallen?"
            yield op(rang, plek, anders)
            telt[plek] = False
    factor = in_jaar(regio.bestand.uitschieter, peiljaar + 1)
    if factor is None:
        return
    labels = {naam: klein(regio.bestand.maatstaven[naam].label) for naam in delen}
    schuldige = schuldig_cijfer(matrix, telt, float(factor.waarde))
    if schuldige is not None:
        rang, plek, keer = schuldige
        hoeveel = f"ongeveer {kort(abs(keer))} keer zo {'veel' if keer > 0 else 'weinig'}"
        zonder = regio.zeg("zonder dit cijfer passen de andere gemeenten bij elkaar")
        yield op(rang, plek, f"{hoeveel} als de andere cijfers doen verwachten; {zonder}")
        telt[plek] = False
    sommen = matrix[:, telt].sum(axis=1)
    if not (sommen > 0).all():
        return
    aandelen = matrix / sommen[:, None]
    for plek in np.flatnonzero(telt & valt_op(aandelen, float(factor.waarde))).tolist():
        exact = _exact_shares(matrix, telt, plek, delen)
        for deel, aandeel in uitschieters_van(exact, Fraction(factor.waarde)):
            rest = opsomming([f"{procent(waarde)} van de {labels[n]}" for n, waarde in exact.items() if n != deel])
            wat = f"{regio.gemeente(codes[plek])} heeft {procent(aandeel)} van de {labels[deel]}, maar {rest}"
            scheelt = f"dat scheelt meer dan een factor {kort(factor.waarde)}"
            yield Opmerking(f"{wat}; {scheelt}", deel, peiljaar, codes[plek])


def _exact_shares(matrix: Reeks, telt: npt.NDArray[np.bool_], plek: int, delen: Sequence[str]) -> dict[str, Fraction]:
    """The shares of one participant; totals of whole numbers are exact as doubles, others are added exactly."""
    exact: dict[str, Fraction] = {}
    for rang, deel in enumerate(delen):
        rij = matrix[rang, telt]
        heel = bool((rij == np.floor(rij)).all()) and float(rij.sum()) < 2**53
        som = Fraction(int(rij.sum())) if heel else sum((_exact(waarde) for waarde in rij), Fraction(0))
        exact[deel] = _exact(matrix[rang, plek]) / som
    return exact


def _thousandfold(matrix: Reeks, telt: npt.NDArray[np.bool_], ruimte: float) -> list[tuple[int, int]]:
    """Cells that are about 1.000 times smaller or larger than the other maatstaven of the participant suggest.

    Held against the middle of all participants, so that one wrong cell does not make all others look wrong.
    """
    goed = telt & (matrix > 0).all(axis=0)
    if int(goed.sum()) < 3:
        return []
    logs = np.log(matrix[:, goed])
    logs -= np.median(logs, axis=1, keepdims=True)
    plekken = np.flatnonzero(goed)
    gevonden: list[tuple[int, int]] = []
    for rang in range(len(matrix)):
        verschil = logs[rang] - np.median(np.delete(logs, rang, axis=0), axis=0)
        for waar in np.flatnonzero(np.abs(np.abs(verschil) - np.log(DUIZEND)) <= np.log(ruimte)).tolist():
            andere = np.delete(logs[:, waar], rang)
            # With two others that disagree among themselves nothing can be said of the third.
            eens = float(andere.max() - andere.min()) < np.log(DUIZEND) / 2
            if eens and int(plekken[waar]) not in {plek for _, plek in gevonden}:
                gevonden.append((rang, int(plekken[waar])))
    return gevonden
