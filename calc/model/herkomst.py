"""Third reading: what a figure depends on, and what must therefore be said beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from calc.model.model import Lezer, Model
from calc.model.uitdrukking import Bereik, Celnaam, Gegeven, Gezocht, Tabelnaam, Uitdrukking

AFGELEID: Final = "afgeleid"
Woorden = frozenset[str]


class Herkomst(Lezer):
    """`herkomst[cel]`: the words that follow from the inputs of a figure (derived, provisional, ...)."""

    def __init__(self, model: Model, gezocht: Callable[[Gezocht, Celnaam], list[Celnaam]]) -> None:
        super().__init__(model)
        self._gezocht = gezocht
        self._woorden: dict[Celnaam, Woorden] = {}
        self._van_bereik: dict[tuple[Tabelnaam, str, bool], Woorden] = {}
        # A few rows of words, of which every cell has one: a set of its own for each took a fifth of the memory.
        self._zelfde: dict[Woorden, Woorden] = {}

    def __getitem__(self, cel: Celnaam) -> Woorden:
        bekend = self._woorden.get(cel)
        if bekend is None:
            wat = self.model.formule(cel)
            if isinstance(wat, Gegeven):
                woorden = frozenset(filter(None, [AFGELEID if wat.afgeleid else None, wat.aantekening]))
            else:
                woorden = frozenset().union(*self._bronnen(wat, cel))
            bekend = self._woorden[cel] = self._zelfde.setdefault(woorden, woorden)
        return bekend

    def _bronnen(self, wat: Uitdrukking | None, cel: Celnaam) -> Iterator[Woorden]:
        """Of each reference; what all rows of a column rest on is asked once, and of a search counts what is found."""
        for blad in self.bladen(wat):
            if isinstance(blad, Gezocht):
                yield from (self[doel] for doel in self._gezocht(blad, cel))
            elif isinstance(blad, Bereik):
                alle = (blad.tabel or cel.tabel, blad.kolom or cel.kolom, blad.afronding)
                if alle not in self._van_bereik:
                    self._van_bereik[alle] = frozenset().union(*(self[doel] for doel in self.model.cellen(blad, cel)))
                yield self._van_bereik[alle]
            else:
                doel = self.model.doel(blad, cel)
                yield self[doel]
                if woord := self.model.tabel(cel.tabel).bij.get((doel.tabel, doel.kolom)):
                    yield frozenset([woord])
