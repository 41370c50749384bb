"""Second reading: how a figure reads in Dutch, step by step down to the inputs and their sources.

A sum is written so that whoever redoes it gets exactly the figure: what cannot be written out in full (1/3) stands as
the sum that it is. Nothing is said of a figure but what its expression says; a column may add a sentence on why.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Final, cast

from calc.model.model import Lezer
from calc.model.sommen import LOS, Stuk, Zin, opgeteld, schrijfbaar, van_tot
from calc.model.tabel import Vorm
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
)
from calc.model.waarden import Waarden
from calc.notatie import opsomming
from calc.tabel import Rijsoort, Soort
from calc.uitlegvorm import (
    Stap,
    Uitleg,
    afgeleid,
    bedrag,
    besluit,
    decimalen_van,
    percentage,
    toon,
    tussen_haakjes,
    vol,
    waarop,
)
from schemas.gegevens import PM, Pm

TEKENS: Final = {"+": " + ", "-": " - ", "*": " × ", "/": " / "}
WOORDEN: Final = {
    "=": "gelijk aan",
    "<>": "anders dan",
    "<": "kleiner dan",
    "<=": "ten hoogste",
    ">": "groter dan",
    ">=": "ten minste",
}
STERKTE: Final = {"+": 1, "-": 1, "*": 2, "/": 2}
SAMEN: Final = 8
"""More inputs of one source are named together."""


class Uitlegger(Lezer):
    """The explanations of what a model gives."""

    def __init__(self, waarden: Waarden, *, plaatsen: bool = True) -> None:
        """Args:
        plaatsen: with the cell of each input; not for who does not have the file of the input.
        """
        super().__init__(waarden.model)
        self.waarden, self.plaatsen = waarden, plaatsen
        self._cellen: dict[Celnaam, Stuk] = {}
        self._genoemd_in: dict[Celnaam, Sequence[Celnaam]] = {}
        self._sommen: dict[tuple[int, Celnaam], tuple[Uitdrukking, Stuk]] = {}
        """Kept with the expression, so that no other one can get its identity: a sum of all is in the text of each."""

    def uitleg(self, cel: Celnaam) -> Uitleg:
        """The explanation of one figure; its steps stand together per table, that of the figure last."""
        tabel = self.model.tabel(cel.tabel)
        titel = f"{tabel.titel}: {self.rijnaam(cel)}, {tabel.kolom_van[cel.kolom].titel}"
        cijfer = toon(self.waarden[cel], *tabel.vorm(cel))
        kern, gevuld = self.kern(cel), self.stappen(cel)
        # What stands under a table of parts is about all of them, and not about one.
        deel = tabel.opbouw and tabel.rij_van[cel.rij].soort is Rijsoort.GEWOON
        regels = [Stap("Regels", tuple(tabel.noten))] if tabel.noten and not deel else []
        stappen = [*(gevuld or [Stap("De invoer", (kern,))]), *regels]
        return besluit(titel, kern, stappen, "het cijfer in de tabel", cijfer)

    def kern(self, cel: Celnaam) -> str:
        """The last sum, or the place of the input that the figure is."""
        bron = self._gemaakt(cel)
        wat = self.model.formule(bron)
        eigen = self.model.tabel(bron.tabel).kolom_van[bron.kolom].uitleg
        if isinstance(wat, Vast) and isinstance(eigen, str) and eigen:
            return eigen
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
            zinnen += [*([str(zin)] if zin.rekent or cel in gevraagd else []), *self._erbij(cel)]
        # What holds for every row of a column is said once.
        uniek = tuple(dict.fromkeys(zinnen))
        return [Stap(self.model.tabel(naam).titel, uniek, tuple(self._invoerregels(invoer)))]

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
            case Som(delen=delen):
                for deel in delen:
                    yield from self._naast_elkaar(deel, hier)
            case Bewerking(links=een, rechts=ander):
                yield from self._naast_elkaar(een, hier)
                yield from self._naast_elkaar(ander, hier)
            case Rond(wat=deel):
                yield from self._naast_elkaar(deel, hier)

    def _genoemd(self, wat: Uitdrukking | Bereik | None, hier: Celnaam) -> Iterator[Celnaam]:
        """The references that count: of a choice the branch taken, of a search what was found."""
        match wat:
            case Als(voorwaarde=voorwaarde, gezegd=gezegd):
                yield from self._genoemd(voorwaarde if gezegd else None, hier)
                yield from self._genoemd(self.waarden.tak(wat, hier), hier)
            case Gezocht():
                yield from self.waarden.gezocht(wat, hier)
            case Beurt():
                return
            case Bewerking(links=een, rechts=ander) | Vergelijking(links=een, rechts=ander):
                yield from self._genoemd(een, hier)
                yield from self._genoemd(ander, hier)
            case Tegengesteld(wat=deel) | Zuiver(wat=deel) | Functie(wat=deel) | Rond(wat=deel):
                yield from self._genoemd(deel, hier)
            case Som(delen=leden) | Uiterste(delen=leden):
                for lid in leden:
                    yield from self._genoemd(lid, hier)
            case _:
                yield from self.verwijzingen(wat, hier)

    # Words.

    def rijnaam(self, cel: Celnaam) -> str:
        tabel = self.model.tabel(cel.tabel)
        noemt = tabel.noemt or [k.naam for k in tabel.kolommen if k.soort is Soort.TEKST and not k.stap]
        teksten = [self.waarden[cel._replace(kolom=naam)] for naam in noemt]
        return ", ".join(str(tekst) for tekst in teksten if tekst) or cel.rij

    def label(self, cel: Celnaam) -> str:
        return f"{self.rijnaam(cel)}, {self.model.tabel(cel.tabel).kolom_van[cel.kolom].titel}"

    def _invoer(self, cel: Celnaam) -> dict[Celnaam, Gegeven]:
        namen = ((doel, self.model.formule(doel)) for doel in self._bronnen(cel))
        return {doel: wat for doel, wat in namen if isinstance(wat, Gegeven) and wat.plaats}

    def _invoerregel(self, cel: Celnaam, bron: Gegeven) -> str:
        waar = tussen_haakjes(bron.plaats if self.plaatsen else "", f"bron: {bron.bron}" if bron.bron else "")
        return f"{self.label(cel)}: {self._toon(bron.waarde, self._vorm(cel))}{waar}.{afgeleid(bron.afgeleid)}"

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
            plekken = van_tot([invoer[cel].plaats.rpartition(" ")[2] for cel in cellen])
            blad = invoer[cellen[0]].plaats.rpartition(" ")[0]
            waar = tussen_haakjes(f"{blad} {plekken}" if self.plaatsen else "", f"bron: {bron}" if bron else "")
            yield f"{len(cellen)} cijfers, {kolom}, samen {vol(samen)}{waar}.{afgeleid(reden)}"

    def _erbij(self, cel: Celnaam) -> Iterator[str]:
        tabel, wat = self.model.tabel(cel.tabel), self._wat(cel)
        for doel in self.verwijzingen(wat, cel) if isinstance(wat, Som | Bewerking | Rond) else ():
            if self.waarden[doel] is PM:
                yield f"{self.label(doel)} is PM: nog niet bekend. Het telt niet mee en is geen 0."
        yield from self._keuzes(wat, cel)
        eigen = tabel.kolom_van[cel.kolom].uitleg
        if isinstance(eigen, str):
            yield from (eigen,) if eigen else ()
        elif tabel.rij_van[cel.rij].soort is Rijsoort.GEWOON:
            yield from eigen(self.waarden, cel)

    def _keuzes(self, wat: Uitdrukking | Bereik | None, hier: Celnaam) -> Iterator[str]:
        """What a rule of a region chose between, where the sum only has what was chosen."""
        match wat:
            case Uiterste(naam=naam, delen=delen) if len(delen) > 1:
                leden = opsomming([self._stuk(deel, hier)[0] for deel in delen])
                gekozen = self._toon(self.waarden.lees(wat, hier), (Soort.WAARDE, 0))
                yield f"Van {leden} telt het {'kleinste' if naam == 'MIN' else 'grootste'}: {gekozen}."
                yield from self._keuzes(self._uiterste(wat, hier), hier)
            case Als(voorwaarde=Vergelijking(teken=teken, links=links, rechts=rechts) as als, gezegd=gezegd):
                if gezegd:
                    niet = "" if self.waarden.lees(als, hier) else "niet "
                    een, ander = (self._stuk(deel, hier)[0] for deel in (links, rechts))
                    yield f"{een} is {niet}{WOORDEN[teken]} {ander}."
                yield from self._keuzes(self.waarden.tak(wat, hier), hier)
            case Bewerking(links=een, rechts=ander):
                yield from self._keuzes(een, hier)
                yield from self._keuzes(ander, hier)
            case Tegengesteld(wat=deel) | Zuiver(wat=deel) | Functie(wat=deel) | Rond(wat=deel):
                yield from self._keuzes(deel, hier)
            case Som(delen=leden):
                for lid in leden:
                    yield from self._keuzes(lid, hier)

    def _uiterste(self, wat: Uiterste, hier: Celnaam) -> Uitdrukking:
        """The one that is smallest or largest, the first of equals."""
        waarde = self.waarden.lees(wat, hier)
        return next(deel for deel in wat.delen if self.waarden.lees(deel, hier) == waarde)

    # Figures.

    def zin(self, cel: Celnaam) -> Zin:
        return self.zin_van(self.label(cel), self._wat(cel), cel, self._vorm(cel))

    def zin_van(self, label: str, wat: Uitdrukking | None, hier: Celnaam, vorm: Vorm) -> Zin:
        """The sentence of an expression, as if it stood in a cell."""
        waarde = self.waarden.lees(wat, hier)
        while isinstance(wat, Als):
            wat = self.waarden.tak(wat, hier)
        if wat is None or not isinstance(waarde, int | Fraction):
            return Zin(label, "", self._toon(waarde, vorm))
        if isinstance(wat, Rond) and (ruw := self.waarden.lees(wat.wat, hier)) is None:
            return Zin(label, "", f"geen bedrag, en dat telt als {self._toon(waarde, vorm)}")
        if isinstance(wat, Rond) and ruw != waarde:
            decimalen = int(self.waarden.lees(wat.decimalen, hier) or 0)  # type: ignore[arg-type]
            afgerond = self._toon(waarde, vorm)
            return Zin(label, self.som(wat.wat, hier), self._toon(ruw, vorm), afgerond, waarop(decimalen))
        return Zin(label, self.som(wat, hier), self._toon(waarde, vorm))

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

    def som(self, wat: Uitdrukking, hier: Celnaam) -> str:
        """The sum in figures, that gives exactly the value."""
        return self._stuk(wat, hier)[0]

    def _stuk(self, wat: Uitdrukking, hier: Celnaam) -> Stuk:
        waarde = self.waarden.lees(wat, hier)
        match wat:
            case Cel():
                return self._cel(self.model.doel(wat, hier))
            case Bewerking():
                return self._bewerking(wat, hier)
            case Tegengesteld(wat=deel):
                return f"-1 × {self._lid(deel, hier, 2)}", 2
            case Zuiver(wat=deel):
                return self._stuk(deel, hier)
            case Rond(wat=deel) | Functie(wat=deel) if self.waarden.lees(deel, hier) == waarde:
                return self._stuk(deel, hier)
            case Rond():
                return self._toon(waarde, self._vorm(hier if hier.kolom else next(self._genoemd(wat, hier)))), LOS
            case Als():
                return self._stuk(self.waarden.tak(wat, hier), hier)
            case Uiterste():
                return self._stuk(self._uiterste(wat, hier), hier)
            case Som(delen=delen):
                sleutel = id(wat), hier
                if sleutel not in self._sommen:
                    self._sommen[sleutel] = wat, opgeteld(lid for deel in delen for lid in self._leden(deel, hier))
                return self._sommen[sleutel][1]
            case Gezocht(functie="SUM"):
                gevonden = self.waarden.gezocht(wat, hier)
                return opgeteld(self._cel(cel) for cel in gevonden if isinstance(self.waarden[cel], int | Fraction))
        if isinstance(waarde, Fraction) and decimalen_van(waarde) is None:
            return f"{waarde.numerator}/{waarde.denominator}", 2
        return self._toon(waarde, (Soort.WAARDE, 0)), LOS

    def _leden(self, deel: Uitdrukking | Bereik, hier: Celnaam) -> Iterator[Stuk]:
        if isinstance(deel, Bereik):
            cellen = self.model.cellen(deel, hier)
            yield from (self._cel(cel) for cel in cellen if isinstance(self.waarden[cel], int | Fraction))
        elif isinstance(self.waarden.lees(deel, hier), int | Fraction):
            yield self._stuk(deel, hier)

    def _bewerking(self, wat: Bewerking, hier: Celnaam) -> Stuk:
        links, rechts = (self.waarden.lees(deel, hier) for deel in (wat.links, wat.rechts))
        # Nothing added, or times one: left out, as a person would.
        niets = wat.teken in "+-" and rechts == 0 and isinstance(wat.rechts, Vast)
        if niets or (wat.teken in "*/" and rechts == 1 and isinstance(wat.rechts, Vast)):
            return self._stuk(wat.links, hier)
        if wat.teken == "*" and links == 1 and isinstance(wat.links, Vast | Functie):
            return self._stuk(wat.rechts, hier)
        sterkte = STERKTE[wat.teken]
        # What is added or multiplied may go on without brackets; what is taken off or divided by may not.
        eronder = sterkte if wat.teken in "+*" else sterkte + 1
        een, ander = self._lid(wat.links, hier, sterkte), self._lid(wat.rechts, hier, eronder)
        if wat.teken == "/" and "€" not in ander:
            return f"{een}/{ander}", sterkte
        return f"{een}{TEKENS[wat.teken]}{ander}", sterkte

    def _lid(self, wat: Uitdrukking, hier: Celnaam, sterkte: int) -> str:
        tekst, eigen = self._stuk(wat, hier)
        return f"({tekst})" if eigen < sterkte or tekst.startswith("-") else tekst

    def _cel(self, cel: Celnaam) -> Stuk:
        if cel not in self._cellen:
            self._cellen[cel] = self._in_tabel(cel)
        return self._cellen[cel]

    def _in_tabel(self, cel: Celnaam) -> Stuk:
        """A figure as it stands in its table; one that cannot be written out, as the sum that it is."""
        waarde, wat, vorm = self.waarden[cel], self.model.formule(cel), self._vorm(cel)
        gerekend = isinstance(waarde, int | Fraction) and wat is not None and not isinstance(wat, Gegeven)
        if gerekend and not schrijfbaar(cast(Getal, waarde), vorm):
            return self._stuk(cast(Uitdrukking, wat), cel)
        return "0" if waarde is None else self._toon(waarde, vorm), LOS

    def _vorm(self, cel: Celnaam) -> Vorm:
        return self.model.tabel(cel.tabel).vorm(cel)

    @staticmethod
    def _toon(waarde: Waarde, vorm: Vorm) -> str:
        """With as many decimals as it takes to redo a sum."""
        soort, decimalen = vorm
        if waarde is None or isinstance(waarde, str | Pm):
            return "leeg" if waarde is None else str(waarde)
        exact = Fraction(waarde)
        if soort is Soort.GELD:
            return bedrag(exact, decimalen)
        return percentage(exact, decimalen) if soort is Soort.AANDEEL else vol(exact)
