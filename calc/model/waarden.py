"""First reading: what a figure is worth. Exact, and each cell worked out once."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cached_property
from math import floor
from typing import Any, Final

from calc.afronding import rond_op
from calc.model.herkomst import Herkomst
from calc.model.model import Lezer, Model
from calc.model.uitdrukking import (
    Als,
    Bereik,
    Beurt,
    Bewerking,
    Cel,
    Celnaam,
    Functie,
    Gegeven,
    Getal,
    Gezocht,
    Rond,
    Som,
    Tabelnaam,
    Tegengesteld,
    Uitdrukking,
    Uiterste,
    Vast,
    Vergelijking,
    Waarde,
    Zuiver,
    exact,
)
from schemas.fouten import Gebruikersfout
from schemas.gegevens import PM

BEZIG: Final = object()
ONBEKEND: Final = object()
GELDT: Final[Mapping[str, Callable[[Any, Any], bool]]] = {
    "=": operator.eq, "<>": operator.ne, "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
}  # fmt: skip
REKEN: Final[Mapping[str, Callable[[Getal, Getal], Getal]]] = {
    "+": operator.add, "-": operator.sub, "*": operator.mul, "/": lambda a, b: Fraction(a) / b,
}  # fmt: skip


class Kringverwijzing(Exception):
    """A cell that needs itself: a fault in a declaration, never of a user."""


class LegeCel(Exception):
    """Arithmetic on a cell that can be empty: a sheet would show an error there; declare a sum instead."""


class DoorNiets(Gebruikersfout):
    """A rule of a region divides by a figure that is 0."""

    def __init__(self, waarden: Waarden, cel: Celnaam) -> None:
        tabel = waarden.model.tabel(cel.tabel)
        wie = next((tekst for naam in tabel.noemt if (tekst := tabel.tekst(cel.rij, naam))), cel.rij)
        titel = tabel.kolom_van[cel.kolom].titel
        self.reden = f"{titel} van {wie} is niet te berekenen, want er wordt gedeeld door 0."
        super().__init__(f"{tabel.titel}: {self.reden}")


class RekentMetTekst(Exception):
    """Arithmetic on a text: a fault in a declaration, never of a user."""


class _IsPm(Exception):
    """Arithmetic on PM: what comes of it is PM too."""


class Waarden(Lezer):
    """`waarden[cel]`; a table is refused as a whole where what it demands does not hold."""

    def __init__(self, model: Model) -> None:
        super().__init__(model)
        self._cellen: dict[Celnaam, Any] = {}
        self._beurten: dict[tuple[Tabelnaam, str, str], dict[str, int]] = {}
        self._gevraagd: set[Tabelnaam] = set()
        self._kolommen: dict[tuple[Tabelnaam, str, bool], list[Celnaam]] = {}
        self._gevonden: dict[tuple[int, Celnaam], tuple[Gezocht, list[Celnaam]]] = {}

    @cached_property
    def herkomst(self) -> Herkomst:
        return Herkomst(self.model, self.gezocht)

    def __getitem__(self, cel: Celnaam) -> Waarde:
        gevonden: Waarde = self._cellen.get(cel, ONBEKEND)
        if gevonden is ONBEKEND:
            self._eis(cel)
            self._reken_uit(cel)
            gevonden = self._cellen[cel]
        if gevonden is BEZIG:
            raise Kringverwijzing(cel)
        return gevonden

    def _reken_uit(self, cel: Celnaam) -> None:
        if cel in self._cellen:
            # Found when its table was made.
            return
        self._cellen[cel] = BEZIG
        try:
            self._cellen[cel] = self.lees(self.model.formule(cel), cel)
        except BaseException as fout:
            # What could not be worked out is not half done: it may be asked again.
            del self._cellen[cel]
            if isinstance(fout, ZeroDivisionError):
                raise DoorNiets(self, cel) from None
            raise

    def neem_over(self, eerder: Waarden) -> None:
        """What was worked out of the same declarations when only their sentences were not known yet."""
        self._cellen |= eerder._cellen
        self._gevraagd |= eerder._gevraagd

    def getal(self, cel: Celnaam) -> Getal:
        """Of a cell that holds a number."""
        waarde = self[cel]
        if not isinstance(waarde, int | Fraction):
            raise RekentMetTekst(cel, waarde)
        return waarde

    def _eis(self, cel: Celnaam) -> None:
        if cel.tabel not in self._gevraagd:
            self._gevraagd.add(cel.tabel)
            tabel = self.model.tabel(cel.tabel)
            for rij, waarden in tabel.uitgerekend.items():
                self._cellen.update((Celnaam(cel.tabel, rij, kolom), waarde) for kolom, waarde in waarden.items())
            for eis in tabel.eisen:
                if not self.lees(eis.voorwaarde, cel):
                    self._gevraagd.discard(cel.tabel)
                    raise Gebruikersfout(eis.fout)

    def lees(self, wat: Uitdrukking | None, hier: Celnaam) -> Waarde:
        """An expression, as if it stood in a cell."""
        match wat:
            case Cel():
                return self[self.model.doel(wat, hier)]
            case Som(leeg=leeg):
                termen = list(self._termen(wat, hier))
                return None if leeg and not termen else _samen(termen)
            case Als():
                return self.lees(self.tak(wat, hier), hier)
            case Vergelijking(teken=teken, links=links, rechts=rechts):
                return int(GELDT[teken](self.lees(links, hier), self.lees(rechts, hier)))
            case Gezocht(functie=functie, leeg=leeg):
                waarden = [waarde for cel in self.gezocht(wat, hier) if (waarde := self[cel]) is not None]
                if functie == "INDEX":
                    return next(iter(waarden), None)
                if functie == "MAX":
                    return max((w for w in waarden if isinstance(w, int | Fraction)), default=0)
                return None if leeg and not waarden else _samen(waarden)
            case Gegeven(waarde=waarde) | Vast(waarde=waarde):
                return waarde
            case None:
                return None
        try:
            return self._reken(wat, hier)
        except _IsPm:
            return PM

    def tak(self, wat: Als, hier: Celnaam) -> Uitdrukking:
        """The branch that is taken."""
        return wat.dan if self.lees(wat.voorwaarde, hier) else wat.anders

    def gezocht(self, wat: Gezocht, hier: Celnaam) -> list[Celnaam]:
        """The cells that are found. Kept: every explanation of a cell asks for them again."""
        sleutel = id(wat), hier
        if sleutel not in self._gevonden:
            # The expression is kept too, so that no other one can get its identity.
            self._gevonden[sleutel] = wat, self._zoek(wat, hier)
        return self._gevonden[sleutel][1]

    def _zoek(self, wat: Gezocht, hier: Celnaam) -> list[Celnaam]:
        eisen = [(self._doorzocht(b, hier), GELDT[teken], self.lees(ander, hier)) for b, teken, ander in wat.waar]
        cellen = enumerate(self._doorzocht(wat.wat, hier))
        return [cel for n, cel in cellen if all(geldt(self[kolom[n]], ander) for kolom, geldt, ander in eisen)]

    def _doorzocht(self, bereik: Bereik, hier: Celnaam) -> list[Celnaam]:
        """The cells of a column in which is searched: for many figures it is the same one."""
        plek = bereik.tabel or hier.tabel, bereik.kolom or hier.kolom, bereik.afronding
        if plek not in self._kolommen:
            self._kolommen[plek] = self.model.cellen(bereik, hier)
        return self._kolommen[plek]

    def _reken(self, wat: Uitdrukking, hier: Celnaam) -> Getal:
        match wat:
            case Bewerking(teken=teken, links=links, rechts=rechts):
                return exact(REKEN[teken](self._getal(links, hier), self._getal(rechts, hier)))
            case Rond(wat=deel, decimalen=decimalen):
                return exact(rond_op(Fraction(self._getal(deel, hier)), int(self._getal(decimalen, hier))))
            case Zuiver(wat=deel):
                return self._getal(deel, hier)
            case Tegengesteld(wat=deel):
                return -self._getal(deel, hier)
            case Functie(naam=naam, wat=deel):
                waarde = self._getal(deel, hier)
                if naam == "INT":
                    return floor(waarde)
                return max(waarde, -waarde) if naam == "ABS" else int(waarde > 0) - int(waarde < 0)
            case Uiterste(naam=naam, delen=delen):
                return (min if naam == "MIN" else max)(self._getal(deel, hier) for deel in delen)
            case Beurt():
                return self._beurt(wat, hier)
        raise TypeError(wat)

    def _getal(self, wat: Uitdrukking, hier: Celnaam) -> Getal:
        waarde = self.lees(wat, hier)
        if waarde is PM:
            raise _IsPm
        if waarde is None:
            # An input cell that is empty counts for nothing, also in a sheet; an empty text does not.
            bron = self.model.formule(self.model.doel(wat, hier)) if isinstance(wat, Cel) else wat
            if not isinstance(bron, Gegeven):
                raise LegeCel(hier, wat)
            return 0
        if not isinstance(waarde, int | Fraction):
            raise RekentMetTekst(hier, waarde)
        return waarde

    def _termen(self, wat: Som, hier: Celnaam) -> Iterator[Waarde]:
        """The figures of a sum, but for what is empty."""
        for deel in wat.delen:
            cellen = self.model.cellen(deel, hier) if isinstance(deel, Bereik) else ()
            waarden = (self[cel] for cel in cellen) if isinstance(deel, Bereik) else (self.lees(deel, hier),)
            yield from (waarde for waarde in waarden if waarde is not None)

    def _beurt(self, wat: Beurt, hier: Celnaam) -> int:
        naam = (hier.tabel, wat.eerst, wat.dan)
        if naam not in self._beurten:
            sleutels = self.model.tabel(hier.tabel).sleutels
            paren = [[self.getal(hier._replace(rij=s, kolom=k)) for k in (wat.eerst, wat.dan)] for s in sleutels]
            volgorde = sorted(range(len(paren)), key=paren.__getitem__, reverse=True)
            self._beurten[naam] = {sleutels[plek]: beurt for beurt, plek in enumerate(volgorde, start=1)}
        return self._beurten[naam][hier.rij]


def _samen(termen: Sequence[Waarde]) -> Getal:
    """What is PM takes no part in a sum, and neither does a text, as in a sheet."""
    return exact(sum(term for term in termen if isinstance(term, int | Fraction)))
