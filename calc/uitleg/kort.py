"""The explanation for who pays: its own figures, as few sentences as can be redone, and no place that it has not.

It has its own workbook, not the file of the input: places are left out. What it is about needs no name, what all have
together stands in the sum of its share, and a closing rule is one sentence instead of its steps.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from copy import copy

from calc.model.somlezer import Zin
from calc.model.tabel import Kolom
from calc.model.uitdrukking import Celnaam, Gegeven, Tabelnaam, Uitdrukking
from calc.model.uitleg import Uitlegger
from calc.model.waarden import Waarden
from calc.tabel import Rijsoort
from calc.uitlegvorm import Stap, afgeleid, tussen_haakjes

VAN_DEEL = "waarde_"
"""How the columns begin that name the parts of a contribution."""


class KorteUitlegger(Uitlegger):
    """The explanations of what one participant pays; of nobody in particular until it is said whose."""

    def __init__(self, waarden: Waarden) -> None:
        super().__init__(waarden, plaatsen=False)
        self._code = ""

    def voor(self, code: str) -> KorteUitlegger:
        """The same for one participant. What was read for another is shared: only what a figure is called differs."""
        ander = copy(self)
        ander._code = code
        return ander

    def label(self, cel: Celnaam) -> str:
        return self._kolom(cel).titel if cel.rij == self._code else super().label(cel)

    def _kolom(self, cel: Celnaam) -> Kolom:
        return self.model.tabel(cel.tabel).kolom_van[cel.kolom]

    def _wat(self, cel: Celnaam) -> Uitdrukking | None:
        """Of what a rule closes the amount before that."""
        tabel = self.model.tabel(cel.tabel)
        rij = tabel.rij_van.get(cel.rij)
        voor = self._kolom(cel).voor if rij is not None and rij.soort is Rijsoort.GEWOON else None
        return super()._wat(cel) if voor is None else voor

    def zin(self, cel: Celnaam) -> Zin:
        if not self._gesloten(cel):
            return super().zin(cel)
        exact = self.zin_van("", self._wat(cel), cel, self._vorm(cel))
        return Zin(self.label(cel), exact.som, exact.exact, self._toon(self.waarden[cel], self._vorm(cel)))

    def _gesloten(self, cel: Celnaam) -> bool:
        """Whether a closing rule had something to round."""
        voor = self._wat(cel)
        return voor is not self.model.formule(cel) and self.waarden.lees(voor, cel) != self.waarden[cel]

    def _erbij(self, cel: Celnaam) -> Iterator[str]:
        if self._wat(cel) is self.model.formule(cel):
            yield from super()._erbij(cel)
        elif self._gesloten(cel):
            kort = self._kolom(cel).kort
            yield from kort(self.waarden, cel) if callable(kort) else [kort]

    def _tabelstappen(self, naam: Tabelnaam, cellen: Iterable[Celnaam], gevraagd: tuple[Celnaam, ...]) -> list[Stap]:
        """A paragraph per part of a contribution, and one of all else; the last sum is said before all steps."""
        delen = {k.removeprefix(VAN_DEEL) for k in self.model.tabel(naam).kolom_van if k.startswith(VAN_DEEL)}
        alineas: dict[str, dict[str, None]] = {}
        invoer: dict[Celnaam, Gegeven] = {}
        for cel in cellen:
            if cel not in gevraagd and any(self._naast_elkaar(self.model.formule(cel), cel)):
                continue
            invoer.update(self._invoer(cel))
            zin, deel = self.zin(cel), cel.kolom.partition("_")[2]
            verteld = self._telt(cel, zin) and cel not in gevraagd
            zinnen = [*([str(zin)] if verteld else []), *self._erbij(cel)]
            alinea = alineas.setdefault(deel if deel in delen else "", {})
            alinea.update(dict.fromkeys(filter(None, zinnen)))
        teksten = [" ".join(zinnen) for zinnen in alineas.values() if zinnen]
        return [Stap(self.model.tabel(naam).titel, tuple(teksten), tuple(self._invoerregels(invoer)))]

    def _invoerregels(self, invoer: Mapping[Celnaam, Gegeven]) -> Iterator[str]:
        """Figures of one source and with one remark are one line."""
        groepen: dict[tuple[str, str], list[Celnaam]] = {}
        for cel, van in invoer.items():
            groepen.setdefault((van.bron, van.afgeleid), []).append(cel)
        for (bron, reden), cellen in groepen.items():
            cijfers = [f"{self.label(cel)}: {self._toon(invoer[cel].waarde, self._vorm(cel))}" for cel in cellen]
            waar = tussen_haakjes(f"bron: {bron}" if bron else "")
            yield f"{'; '.join(cijfers)}{waar}.{afgeleid(reden)}"
