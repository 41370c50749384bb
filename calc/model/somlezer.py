"""The sums of an explanation: a figure with its name and the sum that gives exactly that figure.

What cannot be written out in full (1/3) stands as the sum that it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final, cast

from calc.model.model import Lezer
from calc.model.tabel import Vorm
from calc.model.uitdrukking import (
    LOS,
    STERKTE,
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
    Tegengesteld,
    Uitdrukking,
    Uiterste,
    Vast,
    Waarde,
    Zuiver,
    bestanddelen,
)
from calc.model.waarden import Waarden
from calc.tabel import Soort
from calc.uitlegvorm import bedrag, decimalen_van, percentage, vol, waarop
from schemas.gegevens import Pm
from schemas.plaats import Vindplaats

MIN: Final = re.compile(r"^(€ )?-(1 × )?")
Stuk = tuple[str, int]
"""A sum in figures, and how firmly it hangs together."""
TEKENS: Final = {"+": " + ", "-": " - ", "*": " × ", "/": " / "}


@dataclass(frozen=True)
class Zin:
    """One figure: its name, its sum, what that gives, and rounded; `som` is empty where there is nothing to redo.

    waarop: to what it is rounded; nothing where a closing rule did that.
    """

    label: str
    som: str
    exact: str
    afgerond: str = ""
    waarop: str = ""

    @property
    def rekent(self) -> bool:
        return bool(self.afgerond) or any(teken in self.som for teken in (" + ", " - ", " × ", "/"))

    def __str__(self) -> str:
        som = f"{self.som} = " if self.som and self.som != self.exact else ""
        hoe = f"afgerond op {self.waarop}" if self.waarop else "na de sluitregel"
        rond = f", {hoe} {self.afgerond}" if self.afgerond else ""
        return f"{f'{self.label}: ' if self.label else ''}{som}{self.exact}{rond}."


def samen_geplaatst(plaatsen: Sequence[Vindplaats | str]) -> str:
    """`blad X, cel E21 tot en met E36` where they stand in one column without a gap, else each of them."""
    cellen = [plaats for plaats in plaatsen if isinstance(plaats, Vindplaats)]
    if len(cellen) < len(plaatsen):
        return ", ".join(dict.fromkeys(map(str, plaatsen)))
    eerste, laatste = cellen[0], cellen[-1]
    if [(cel.rij, cel.kolom) for cel in cellen] == [(eerste.rij + n, eerste.kolom) for n in range(len(cellen))]:
        return f"{eerste} tot en met {laatste.naam.nummer}"
    return ", ".join([str(eerste), *(cel.naam.nummer for cel in cellen[1:])])


def opgeteld(leden: Iterable[Stuk]) -> Stuk:
    stukken = list(leden)
    if len(stukken) < 2:
        return stukken[0] if stukken else ("0", LOS)
    teksten = [tekst for tekst, _ in stukken]
    return teksten[0] + "".join(_met_teken(tekst) for tekst in teksten[1:]), 1


def _met_teken(term: str) -> str:
    """With its sign as the operator."""
    zonder = MIN.sub(lambda vondst: vondst[1] or "", term)
    return f" + {term}" if zonder == term else f" - {zonder}"


def schrijfbaar(waarde: Fraction | int, vorm: Vorm) -> bool:
    """Whether a figure can be written out with a few decimals more than its table shows."""
    soort, decimalen = vorm
    nodig = decimalen_van(Fraction(waarde) * (100 if soort is Soort.AANDEEL else 1))
    return nodig is not None and nodig <= (max(4, decimalen + 2) if soort in (Soort.GELD, Soort.AANDEEL) else 6)


class Somlezer(Lezer):
    """Reads expressions as sums in figures."""

    def __init__(self, waarden: Waarden) -> None:
        super().__init__(waarden.model)
        self.waarden = waarden
        self._cellen: dict[Celnaam, Stuk] = {}
        self._sommen: dict[tuple[int, Celnaam], tuple[Uitdrukking, Stuk]] = {}
        """Kept with the expression, so that no other one can get its identity: a sum of all is in the text of each."""

    def rijnaam(self, cel: Celnaam) -> str:
        tabel = self.model.tabel(cel.tabel)
        noemt = tabel.noemt or [k.naam for k in tabel.kolommen if k.soort is Soort.TEKST and not k.stap]
        teksten = [self.waarden[cel._replace(kolom=naam)] for naam in noemt]
        return ", ".join(str(tekst) for tekst in teksten if tekst) or cel.rij

    def label(self, cel: Celnaam) -> str:
        return f"{self.rijnaam(cel)}, {self.model.tabel(cel.tabel).kolom_van[cel.kolom].titel}"

    def zin_van(self, label: str, wat: Uitdrukking | None, hier: Celnaam, vorm: Vorm) -> Zin:
        """The sentence of an expression, as if it stood in a cell."""
        waarde = self.waarden.lees(wat, hier)
        while isinstance(wat, Als):
            wat = self.waarden.tak(wat, hier)
        if wat is None or not isinstance(waarde, int | Fraction):
            return Zin(label, "", self._toon(waarde, vorm))
        if (isinstance(wat, Rond) and (ruw := self.waarden.lees(wat.wat, hier)) is None) or self._telt_niets(wat, hier):
            niets = "geen uren" if vorm[0] is Soort.UREN else "geen bedrag"
            return Zin(label, "", f"{niets}, en dat telt als {self._toon(waarde, vorm)}")
        if isinstance(wat, Rond) and ruw != waarde:
            decimalen = int(self.waarden.lees(wat.decimalen, hier) or 0)  # type: ignore[arg-type]
            afgerond = self._toon(waarde, vorm)
            return Zin(label, self.som(wat.wat, hier), self._toon(ruw, vorm), afgerond, waarop(decimalen))
        return Zin(label, self.som(wat, hier), self._toon(waarde, vorm))

    def _telt_niets(self, wat: Uitdrukking, hier: Celnaam) -> bool:
        """Whether it is a sum in which there is nothing to add."""
        genoemd = self._genoemd(wat, hier) if isinstance(wat, Som | Gezocht) else None
        return genoemd is not None and all(self.waarden[cel] is None for cel in genoemd)

    def som(self, wat: Uitdrukking, hier: Celnaam) -> str:
        """The sum in figures, that gives exactly the value."""
        return self._stuk(wat, hier)[0]

    def _stuk(self, wat: Uitdrukking, hier: Celnaam) -> Stuk:
        wat = self._kaal(wat, hier)
        waarde = self.waarden.lees(wat, hier)
        match wat:
            case Cel():
                return self._cel(self.model.doel(wat, hier))
            case Bewerking():
                return self._bewerking(wat, hier)
            case Tegengesteld(wat=deel):
                return f"-1 × {self._lid(deel, hier, 2)}", 2
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
            case Gezocht(functie="SUM" | "INDEX"):
                gevonden = self.waarden.gezocht(wat, hier)
                return opgeteld(self._cel(cel) for cel in gevonden if isinstance(self.waarden[cel], int | Fraction))
        if isinstance(waarde, Fraction) and decimalen_van(waarde) is None:
            return f"{waarde.numerator}/{waarde.denominator}", 2
        return self._toon(waarde, (Soort.WAARDE, 0)), LOS

    def _kaal(self, wat: Uitdrukking, hier: Celnaam) -> Uitdrukking:
        """Without what cancels: a minus of a minus, and a scale that is taken off again, where nothing was rounded
        between them. A workbook needs these steps (up is down with a minus before and after); a reader does not.
        """
        match wat:
            case Zuiver(wat=deel):
                return self._kaal(deel, hier)
            case Rond(wat=deel) | Functie(wat=deel) if self.waarden.lees(deel, hier) == self.waarden.lees(wat, hier):
                return self._kaal(deel, hier)
            case Tegengesteld(wat=deel):
                binnen = self._kaal(deel, hier)
                return self._kaal(binnen.wat, hier) if isinstance(binnen, Tegengesteld) else wat
            case Bewerking(teken="*" | "/", links=links, rechts=Vast(waarde=schaal)):
                binnen = self._kaal(links, hier)
                if isinstance(binnen, Bewerking) and {wat.teken, binnen.teken} == {"*", "/"}:
                    heft_op = isinstance(binnen.rechts, Vast) and binnen.rechts.waarde == schaal
                    return self._kaal(binnen.links, hier) if heft_op else wat
        return wat

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
            case Rond(wat=deel):
                yield from self._genoemd(deel, hier)
            case Cel() | Bereik():
                yield from self.verwijzingen(wat, hier)
            case _:
                for lid in bestanddelen(wat):
                    yield from self._genoemd(lid, hier)

    def _uiterste(self, wat: Uiterste, hier: Celnaam) -> Uitdrukking:
        """The one that is smallest or largest, the first of equals."""
        waarde = self.waarden.lees(wat, hier)
        return next(deel for deel in wat.delen if self.waarden.lees(deel, hier) == waarde)
