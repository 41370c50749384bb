"""Values a column at a time, over one denominator: adding, comparing and rounding are then a matter of whole numbers.

The same reading as waarden.py, and it gives way to that wherever a column is no such row of numbers (a choice, a
search, PM, an empty cell). One place to be fast in, for every table at once.
"""

from __future__ import annotations

from contextlib import suppress
from fractions import Fraction
from functools import reduce
from math import lcm
from operator import mul
from typing import NamedTuple

from calc.afronding import op_een_noemer, rond_deling
from calc.model.model import Model
from calc.model.tabel import AFRONDING, Tabel
from calc.model.uitdrukking import (
    Bereik,
    Beurt,
    Bewerking,
    Cel,
    Celnaam,
    Functie,
    Getal,
    Rond,
    Som,
    Tabelnaam,
    Uitdrukking,
    Vergelijking,
    Waarde,
    Zuiver,
    exact,
)
from calc.model.waarden import GELDT, REKEN, Kringverwijzing, Waarden


class Kolomreeks(NamedTuple):
    """The figures of a column."""

    tellers: list[int]
    noemer: int

    def maal(self, getal: Fraction | int) -> Kolomreeks:
        factor = getal.numerator
        tellers = self.tellers if factor == 1 else [teller * factor for teller in self.tellers]
        return Kolomreeks(tellers, self.noemer * getal.denominator)

    def plus(self, ander: Kolomreeks, teken: int = 1) -> Kolomreeks:
        noemer = lcm(self.noemer, ander.noemer)
        a, b = noemer // self.noemer, teken * (noemer // ander.noemer)
        return Kolomreeks([x * a + y * b for x, y in zip(self.tellers, ander.tellers, strict=True)], noemer)


class GeenReeks(Exception):
    """These figures are not of a kind; each is then read by itself."""


Deel = Kolomreeks | Getal


class Kolomwaarden(Waarden):
    def __init__(self, model: Model) -> None:
        super().__init__(model)
        self._reeksen: dict[tuple[Tabelnaam, str], Kolomreeks | None] = {}

    def _reken_uit(self, cel: Celnaam) -> None:
        """With the others of its column, where that is a row of numbers."""
        tabel = self.model.tabel(cel.tabel)
        zoek = cel not in self._cellen and cel.rij in tabel.naast_elkaar
        reeks = self._kolom(cel, tabel) if zoek else None
        if reeks and cel not in self._cellen:
            for sleutel, teller in zip(tabel.sleutels, reeks.tellers, strict=True):
                self._cellen.setdefault(Celnaam(cel.tabel, sleutel, cel.kolom), self._getal_van(teller, reeks))
        super()._reken_uit(cel)

    def lees(self, wat: Uitdrukking | None, hier: Celnaam) -> Waarde:
        match wat:
            case Som(delen=(Bereik() as bereik,), leeg=False):
                cel = Celnaam(bereik.tabel or hier.tabel, "", bereik.kolom or hier.kolom)
                tabel = self.model.tabel(cel.tabel)
                met_afronding = bereik.afronding and AFRONDING in tabel.rij_van
                if not met_afronding and (reeks := self._kolom(cel, tabel)):
                    return self._getal_van(sum(reeks.tellers), reeks)
        return super().lees(wat, hier)

    @staticmethod
    def _getal_van(teller: int, reeks: Kolomreeks | None) -> Getal:
        return teller if reeks is None or reeks.noemer == 1 else exact(Fraction(teller, reeks.noemer))

    def _kolom(self, cel: Celnaam, tabel: Tabel) -> Kolomreeks | None:
        """The whole column, or nothing where it is no row of numbers, or needs itself (a row the one before)."""
        naam, formule = (cel.tabel, cel.kolom), tabel.kolom_van[cel.kolom].formule
        if naam not in self._reeksen:
            self._reeksen[naam] = None
            hier = cel._replace(rij=tabel.sleutels[0]) if tabel.sleutels else cel
            self._eis(hier)
            eigen = any(rij.formule is not None or cel.kolom in rij.cellen for rij in tabel.rijen)
            # Which row divides by nothing is told where each is read by itself; and a row that needs another column of
            # which a later row needs this one is no circle, but nothing for a whole column.
            with suppress(GeenReeks, ZeroDivisionError, Kringverwijzing):
                los = formule is None or eigen
                deel = self._losse(cel, tabel.sleutels) if los else self._deel(formule, hier, tabel.sleutels)
                self._reeksen[naam] = deel if isinstance(deel, Kolomreeks) else _overal(deel, len(tabel.rijen))
        return self._reeksen[naam]

    def _losse(self, cel: Celnaam, sleutels: tuple[str, ...]) -> Kolomreeks:
        """Figures that each stand by themselves, as inputs do."""
        waarden = [self[Celnaam(cel.tabel, sleutel, cel.kolom)] for sleutel in sleutels]
        getallen = [waarde for waarde in waarden if isinstance(waarde, int | Fraction)]
        if len(getallen) < len(waarden):
            raise GeenReeks
        return Kolomreeks(*op_een_noemer(getallen))

    def _deel(self, wat: Uitdrukking | Bereik | None, hier: Celnaam, sleutels: tuple[str, ...]) -> Deel:
        """A figure per row, or one where it is the same for all; `hier` is the first row, for all of them."""

        def lid(deel: Uitdrukking | Bereik) -> Deel:
            return self._deel(deel, hier, sleutels)

        match wat:
            case Cel(rij=None):
                doel = self.model.doel(wat, hier)
                tabel = self.model.tabel(doel.tabel)
                if tabel.sleutels == sleutels and (reeks := self._kolom(doel, tabel)):
                    return reeks
                raise GeenReeks
            case Bewerking(teken=teken, links=links, rechts=rechts):
                return self._bewerking(teken, lid(links), lid(rechts))
            case Som(delen=(eerste, *rest), leeg=False) if not any(isinstance(d, Bereik) for d in wat.delen):
                return reduce(lambda samen, deel: self._bewerking("+", samen, lid(deel)), rest, lid(eerste))
            case Rond(wat=deel, decimalen=decimalen) if isinstance(ruw := lid(deel), Kolomreeks):
                schaal = Fraction(10) ** int(self._getal(decimalen, hier))
                maal, deel_ = schaal.numerator, ruw.noemer * schaal.denominator
                afgerond = [rond_deling(teller * maal, deel_) for teller in ruw.tellers]
                return Kolomreeks([heel * schaal.denominator for heel in afgerond], maal)
            case Zuiver(wat=deel):
                return lid(deel)
            case Functie(naam="ABS", wat=deel) if isinstance(abs_ := lid(deel), Kolomreeks):
                return Kolomreeks([abs(teller) for teller in abs_.tellers], abs_.noemer)
            case Functie(naam="INT", wat=deel) if isinstance(heel := lid(deel), Kolomreeks):
                return Kolomreeks([teller // heel.noemer for teller in heel.tellers], 1)
            case Vergelijking(teken=teken, links=links, rechts=rechts):
                een, ander = lid(links), lid(rechts)
                if isinstance(een, Kolomreeks) and not isinstance(ander, Kolomreeks):
                    return Kolomreeks([int(GELDT[teken](teller, ander * een.noemer)) for teller in een.tellers], 1)
                raise GeenReeks
            case Beurt(eerst=eerst, dan=dan):
                return Kolomreeks(self._volgorde(hier, eerst, dan), 1)
        # The same for every row, or nothing to be quick about.
        if wat is None or isinstance(wat, Bereik) or any(c.rij == hier.rij for c in self.verwijzingen(wat, hier)):
            raise GeenReeks
        waarde = self.lees(wat, hier)
        if isinstance(waarde, int | Fraction):
            return waarde
        raise GeenReeks

    def _volgorde(self, hier: Celnaam, eerst: str, dan: str) -> list[int]:
        tabel = self.model.tabel(hier.tabel)
        een, ander = (self._kolom(hier._replace(kolom=kolom), tabel) for kolom in (eerst, dan))
        if een is None or ander is None:
            raise GeenReeks
        paren = list(zip(een.tellers, ander.tellers, strict=True))
        beurten = [0] * len(paren)
        for beurt, plek in enumerate(sorted(range(len(paren)), key=paren.__getitem__, reverse=True), start=1):
            beurten[plek] = beurt
        return beurten

    def _bewerking(self, teken: str, a: Deel, b: Deel) -> Deel:
        match a, b, teken:
            case Kolomreeks(), Kolomreeks(), "*":
                return Kolomreeks([*map(mul, a.tellers, b.tellers)], a.noemer * b.noemer)
            case Kolomreeks(), int() | Fraction(), "*":
                return a.maal(b)
            case int() | Fraction(), Kolomreeks(), "*":
                return b.maal(a)
            case Kolomreeks(), int() | Fraction(), "/":
                return a.maal(exact(Fraction(1) / b))
            case Kolomreeks(), _, "+" | "-":
                return a.plus(b if isinstance(b, Kolomreeks) else _overal(b, len(a.tellers)), 1 if teken == "+" else -1)
            case int() | Fraction(), int() | Fraction(), _:
                return exact(REKEN[teken](a, b))
        raise GeenReeks


def _overal(waarde: Getal, aantal: int) -> Kolomreeks:
    return Kolomreeks([waarde.numerator] * aantal, waarde.denominator)
