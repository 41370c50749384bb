"""Third reading: what a figure depends on, and what must therefore be said beside it."""

from __future__ import annotations

from typing import Final

from calc.model.model import Lezer, Model
from calc.model.uitdrukking import Celnaam, Gegeven

AFGELEID: Final = "afgeleid"


class Herkomst(Lezer):
    """`herkomst[cel]`: the words that follow from the inputs of a figure (derived, provisional, ...)."""

    def __init__(self, model: Model) -> None:
        super().__init__(model)
        self._woorden: dict[Celnaam, frozenset[str]] = {}

    def __getitem__(self, cel: Celnaam) -> frozenset[str]:
        if cel not in self._woorden:
            wat = self.model.formule(cel)
            if isinstance(wat, Gegeven):
                woorden = {AFGELEID} if wat.afgeleid else set()
                self._woorden[cel] = frozenset({*woorden, *filter(None, [wat.aantekening])})
            else:
                self._woorden[cel] = frozenset().union(*(self[doel] for doel in self.verwijzingen(wat, cel)))
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
