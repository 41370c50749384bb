"""Second reading: how a figure reads in Dutch, step by step down to the inputs and their sources.

Nothing is said of a figure but what its expression says; a column may add a sentence on why.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Final

from calc.model.somlezer import Somlezer, Zin, samen_geplaatst
from calc.model.tabel import Vorm
from calc.model.uitdrukking import (
    Als,
    Bereik,
    Bewerking,
    Cel,
    Celnaam,
    Gegeven,
    Gezocht,
    Rond,
    Som,
    Tabelnaam,
    Uitdrukking,
    Uiterste,
    Vast,
    Vergelijking,
    bestanddelen,
)
from calc.model.waarden import Waarden
from calc.notatie import opsomming
from calc.tabel import Rijsoort, Soort
from calc.uitlegvorm import Stap, Uitleg, afgeleid, besluit, toon, tussen_haakjes, vol
from schemas.gegevens import PM

WOORDEN: Final = {
    "=": "gelijk aan",
    "<>": "anders dan",
    "<": "kleiner dan",
    "<=": "ten hoogste",
    ">": "groter dan",
    ">=": "ten minste",
}
SAMEN: Final = 8
"""More inputs of one source are named together."""


class Uitlegger(Somlezer):
    """The explanations of what a model gives."""

    def __init__(self, waarden: Waarden, *, plaatsen: bool = True) -> None:
        """Args:
        plaatsen: with the cell of each input; not for who does not have the file of the input.
        """
        super().__init__(waarden)
        self.plaatsen = plaatsen
        self._genoemd_in: dict[Celnaam, Sequence[Celnaam]] = {}
        self._van_alle: dict[Celnaam, Sequence[Stap]] = {}

    def uitleg(self, cel: Celnaam) -> Uitleg:
        """The explanation of one figure; its steps stand together per table, that of the figure last."""
        tabel, kern, gevuld = self.model.tabel(cel.tabel), self.kern(cel), self.stappen(cel)
        # What stands under a table of parts is about all of them, and not about one.
        los = tabel.opbouw or tabel.losse_rijen
        deel = los and tabel.rij_van[cel.rij].soort is Rijsoort.GEWOON
        regels = [Stap("Regels", tuple(tabel.noten))] if tabel.noten and not deel else []
        return self.besloten(cel, kern, [*(gevuld or [Stap("De invoer", (kern,))]), *regels])

    def besloten(self, cel: Celnaam, kern: str, stappen: Iterable[Stap]) -> Uitleg:
        """The explanation of a cell that these steps are, closed with its figure."""
        tabel = self.model.tabel(cel.tabel)
        titel = f"{tabel.titel}: {self.rijnaam(cel)}, {tabel.kolom_van[cel.kolom].titel}"
        return besluit(titel, kern, stappen, "het cijfer in de tabel", toon(self.waarden[cel], *tabel.vorm(cel)))

    def kern(self, cel: Celnaam) -> str:
        """The last sum, or the place of the input that the figure is."""
        bron = self._gemaakt(cel)
        wat = self.model.formule(bron)
        # What rests on nothing is as its column says.
        if isinstance(wat, Vast) and (eigen := list(self._eigen(bron))):
            return eigen[0]
        if isinstance(wat, Gegeven) and wat.plaats:
            return self._invoerregel(bron, wat)
        zin = self.zin(cel)
        return str(zin if zin.rekent else self.zin(bron))

    def stappen(self, *cellen: Celnaam) -> list[Stap]:
        """What these figures rest on, a step per table."""
        per_tabel: dict[Tabelnaam, dict[Celnaam, None]] = {}
        for cel in cellen:
            for stap in self.volgorde(cel):
                per_tabel[stap.tabel] = {**per_tabel.pop(stap.tabel, {}), stap: None}
        return [
            gevuld
            for naam, stappen in per_tabel.items()
            for gevuld in self._tabelstappen(naam, stappen, cellen)
            if gevuld.zinnen or gevuld.invoer
        ]

    def stappen_van_alle(self, cel: Celnaam) -> Sequence[Stap]:
        """The same of one figure that stands in the explanation of everyone, such as a cost: kept for the next."""
        if cel not in self._van_alle:
            self._van_alle[cel] = self.stappen(cel)
        return self._van_alle[cel]

    def _tabelstappen(self, naam: Tabelnaam, cellen: Iterable[Celnaam], gevraagd: tuple[Celnaam, ...]) -> list[Stap]:
        zinnen: list[str] = []
        invoer: dict[Celnaam, Gegeven] = {}
        for cel in cellen:
            zin = self.zin(cel)
            if cel not in gevraagd and any(self._naast_elkaar(self.model.formule(cel), cel)):
                # What all have together: how much each has of it is said where that total is asked for.
                zinnen.append(str(Zin(zin.label, "", zin.exact)))
                continue
            invoer.update(self._invoer(cel))
            zinnen += [*([str(zin)] if self._telt(cel, zin) or cel in gevraagd else []), *self._erbij(cel)]
        # What holds for every row of a column is said once.
        uniek = tuple(dict.fromkeys(zinnen))
        return [Stap(self.model.tabel(naam).titel, uniek, tuple(self._invoerregels(invoer)))]

    def _telt(self, cel: Celnaam, zin: Zin) -> bool:
        """Whether a sentence says something: a sum, or what a rule chose, of which the reason alone says no amount."""
        return zin.rekent or any(self._keuzes(self._wat(cel), cel))

    def volgorde(self, cel: Celnaam) -> list[Celnaam]:
        """The figures that it rests on, each after what it rests on itself; last the figure."""
        gehad: dict[Celnaam, None] = {}

        def loop(hier: Celnaam) -> None:
            for doel in self._bronnen(hier):
                if doel not in gehad and not isinstance(self.model.formule(doel), Gegeven | Vast | None):
                    loop(doel)
            gehad.setdefault(hier)

        loop(cel)
        return list(gehad)

    def _gemaakt(self, cel: Celnaam) -> Celnaam:
        """Where a figure is made: a reference only passes it on, and so does a sum of one figure."""
        while (verder := self._doorgegeven(cel)) is not None:
            if verder.rij not in self.model.tabel(verder.tabel).rij_van:
                # Who takes no part there has no row: the empty cell is made here.
                return cel
            cel = verder
        return cel

    def _doorgegeven(self, cel: Celnaam) -> Celnaam | None:
        wat = self.model.formule(cel)
        if isinstance(wat, Cel):
            return self.model.doel(wat, cel)
        if isinstance(wat, Rond) and isinstance(wat.wat, Cel):
            # Rounding a whole figure does nothing.
            doel = self.model.doel(wat.wat, cel)
            return doel if self.waarden[doel] == self.waarden[cel] else None
        if not isinstance(wat, Som | Gezocht):
            return None
        genoemd = [doel for doel in self._genoemd(wat, cel) if isinstance(self.waarden[doel], int | Fraction)]
        return genoemd[0] if len(genoemd) == 1 and self.waarden[genoemd[0]] == self.waarden[cel] else None

    def _bronnen(self, cel: Celnaam) -> Sequence[Celnaam]:
        """What the sentence of a cell names. A total names everyone, and stands in the explanation of everyone."""
        if cel not in self._genoemd_in:
            self._genoemd_in[cel] = tuple(self._zoek_bronnen(cel))
        return self._genoemd_in[cel]

    def _zoek_bronnen(self, cel: Celnaam) -> Iterator[Celnaam]:
        """Of rows that stand beside each other only what came in: the others each have an explanation of their own."""
        wat = self._wat(cel)
        naast_elkaar = set(self._naast_elkaar(wat, cel))
        for doel in self._genoemd(wat, cel):
            bron = self._gemaakt(doel)
            if self.waarden[bron] is not None and not (doel in naast_elkaar and not self._is_invoer(bron)):
                yield bron

    def _wat(self, cel: Celnaam) -> Uitdrukking | None:
        """The expression that is told of a cell."""
        return self.model.formule(cel)

    def _is_invoer(self, cel: Celnaam) -> bool:
        return isinstance(self.model.formule(cel), Gegeven)

    def _naast_elkaar(self, wat: Uitdrukking | Bereik | None, hier: Celnaam) -> Iterator[Celnaam]:
        """The rows in a sum that stand one beside the other, so that none of them explains it."""
        match wat:
            case Bereik() if not self.model.tabel(wat.tabel or hier.tabel).opbouw:
                yield from self.model.cellen(wat, hier)
            case Som() | Bewerking():
                for deel in bestanddelen(wat):
                    yield from self._naast_elkaar(deel, hier)
            case Rond(wat=deel):
                yield from self._naast_elkaar(deel, hier)

    # Words.

    def _invoer(self, cel: Celnaam) -> dict[Celnaam, Gegeven]:
        namen = ((doel, self.model.formule(doel)) for doel in self._bronnen(cel))
        return {doel: wat for doel, wat in namen if isinstance(wat, Gegeven) and wat.plaats}

    def _invoerregel(self, cel: Celnaam, bron: Gegeven) -> str:
        waar = tussen_haakjes(str(bron.plaats) if self.plaatsen else "", f"bron: {bron.bron}" if bron.bron else "")
        cijfer = f"'{bron.waarde}'" if isinstance(bron.waarde, str) else self._toon(bron.waarde, self._vorm(cel))
        return f"{self.label(cel)}: {cijfer}{waar}.{afgeleid(bron.afgeleid)}"

    def _invoerregels(self, invoer: Mapping[Celnaam, Gegeven]) -> Iterator[str]:
        """Many figures of one source and without a remark of their own are one line."""
        groepen: dict[tuple[Tabelnaam, str, str, str], list[Celnaam]] = {}
        for cel, van in invoer.items():
            groepen.setdefault((cel.tabel, cel.kolom, van.bron, van.afgeleid), []).append(cel)
        for (_, kolom, bron, reden), cellen in groepen.items():
            if len(cellen) <= SAMEN:
                yield from (self._invoerregel(cel, invoer[cel]) for cel in cellen)
                continue
            samen = sum((Fraction(self.waarden.getal(cel)) for cel in cellen), Fraction(0))
            plekken = samen_geplaatst([invoer[cel].plaats for cel in cellen])
            waar = tussen_haakjes(plekken if self.plaatsen else "", f"bron: {bron}" if bron else "")
            yield f"{len(cellen)} cijfers, {kolom}, samen {vol(samen)}{waar}.{afgeleid(reden)}"

    def _erbij(self, cel: Celnaam) -> Iterator[str]:
        wat = self._wat(cel)
        for doel in self.verwijzingen(wat, cel) if isinstance(wat, Som | Bewerking | Rond) else ():
            if self.waarden[doel] is PM:
                yield f"{self.label(doel)} is PM: nog niet bekend. Het telt niet mee en is geen 0."
        yield from self._keuzes(wat, cel)
        yield from self._eigen(cel)

    def _eigen(self, cel: Celnaam) -> Sequence[str]:
        """What the column says itself; where that differs per row, of those that are alike."""
        tabel = self.model.tabel(cel.tabel)
        eigen = tabel.kolom_van[cel.kolom].uitleg
        if isinstance(eigen, str):
            return (eigen,) if eigen else ()
        return eigen(self.waarden, cel) if tabel.rij_van[cel.rij].soort is Rijsoort.GEWOON else ()

    def _keuzes(self, wat: Uitdrukking | Bereik | None, hier: Celnaam) -> Iterator[str]:
        """What a rule of a region chose between, where the sum only has what was chosen."""
        match wat:
            case Uiterste(naam=naam, delen=delen) if len(delen) > 1:
                keus = opsomming([self._stuk(deel, hier)[0] for deel in delen])
                gekozen = self._toon(self.waarden.lees(wat, hier), (Soort.WAARDE, 0))
                yield f"Van {keus} telt het {'kleinste' if naam == 'MIN' else 'grootste'}: {gekozen}."
                yield from self._keuzes(self._uiterste(wat, hier), hier)
            case Als(voorwaarde=Vergelijking(teken=teken, links=links, rechts=rechts) as als, gezegd=gezegd):
                if gezegd:
                    niet = "" if self.waarden.lees(als, hier) else "niet "
                    een, ander = (self._stuk(deel, hier)[0] for deel in (links, rechts))
                    yield f"{een} is {niet}{WOORDEN[teken]} {ander}."
                yield from self._keuzes(self.waarden.tak(wat, hier), hier)
            case Als() | Vergelijking():
                return
            case _:
                for lid in bestanddelen(wat):
                    yield from self._keuzes(lid, hier)

    def zin(self, cel: Celnaam) -> Zin:
        return self.zin_van(self.label(cel), self._wat(cel), cel, self._vorm(cel))

    def losse_som(self, wat: Uitdrukking, tabel: Tabelnaam, vorm: Vorm, woorden: str = "") -> tuple[str, list[Stap]]:
        """An expression that stands in no cell, such as a side of a check: its sentence, and what leads to it.

        Args:
            woorden: what stands before the sum, instead of the name of a cell.
        """
        hier = Celnaam(tabel, "", "")
        if not isinstance(wat, Cel):
            stappen = self.stappen(*(self._gemaakt(cel) for cel in self._genoemd(wat, hier)))
            return str(self.zin_van(woorden, wat, hier, vorm)), stappen
        cel = self.model.doel(wat, hier)
        bron = self._gemaakt(cel)
        kern = str(replace(self.zin(bron), label=woorden)) if woorden else self.kern(cel)
        return kern, self.stappen(cel if self._is_invoer(bron) else bron)
