"""Third reading: what a figure depends on, and what must therefore be said beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from calc.model.model import Lezer, Model
from calc.model.uitdrukking import Bereik, Celnaam, Gegeven, Gezocht, Uitdrukking

AFGELEID: Final = "afgeleid"


class _Gevonden(Lezer):
    """Of a search only what is found: the other rows have no part in the figure."""

    def __init__(self, model: Model, gezocht: Callable[[Gezocht, Celnaam], list[Celnaam]]) -> None:
        super().__init__(model)
        self._gezocht = gezocht

    def verwijzingen(self, wat: Uitdrukking | Bereik | None, hier: Celnaam) -> Iterator[Celnaam]:
        return iter(self._gezocht(wat, hier)) if isinstance(wat, Gezocht) else super().verwijzingen(wat, hier)


class Herkomst(Lezer):
    """`herkomst[cel]`: the words that follow from the inputs of a figure (derived, provisional, ...)."""

    def __init__(self, model: Model, gezocht: Callable[[Gezocht, Celnaam], list[Celnaam]]) -> None:
        super().__init__(model)
        self._gevonden = _Gevonden(model, gezocht)
        self._woorden: dict[Celnaam, frozenset[str]] = {}

    def __getitem__(self, cel: Celnaam) -> frozenset[str]:
        if cel not in self._woorden:
            wat = self.model.formule(cel)
            if isinstance(wat, Gegeven):
                woorden = {AFGELEID} if wat.afgeleid else set()
                self._woorden[cel] = frozenset({*woorden, *filter(None, [wat.aantekening])})
            else:
                self._woorden[cel] = frozenset().union(*(self[doel] for doel in self._gevonden.verwijzingen(wat, cel)))
        return self._woorden[cel]

    def invoer(self, cel: Celnaam) -> dict[Celnaam, Gegeven]:
        """Every input that a figure depends on, whatever its value: what to look at again when one changes."""
        gezien, nog, gevonden = {cel}, [cel], {}
        while nog:
            hier = nog.pop()
            wat = self.model.formule(hier)
            if isinstance(wat, Gegeven):
                gevonden[hier] = wat
            nieuw = [doel for doel in self.verwijzingen(wat, hier) if doel not in gezien]
            gezien.update(nieuw)
            nog += nieuw
        return gevonden
