"""The notebook of whoever reads a file: faults, one per cell and in reading order, and notes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Final

from schemas.fouten import GEEN_ADVIES, Advies, Bevinding, Ernst, bedoelde_u
from schemas.inhoud import opsomming
from schemas.invoer import Rij, Tabelblad, vormen_van
from schemas.naamvorm import naamvorm
from schemas.plaats import HET_BESTAND, Vindplaats

SAMEN_VANAF: Final = 6
"""From how many cells of one column the same note becomes one line."""


class Kladblok:
    """Collects findings: one fault per cell, and many notes of one kind in a column as one line."""

    def __init__(self, volgorde: Iterable[str] = ()) -> None:
        self._volgorde = {naam: plek for plek, naam in enumerate(volgorde)}
        self._cellen: dict[tuple[str, int, int], Bevinding] = {}
        self._los: list[Bevinding] = []
        self._groepen: dict[tuple[str, int, str], list[Bevinding]] = {}
        self._eigen: dict[str, list[str]] = {}

    def fout(self, waar: Vindplaats, tekst: str, verwacht: str = "", advies: Advies = GEEN_ADVIES) -> None:
        """A fault in a cell; the first one of a cell tells the cause and stands."""
        self._cellen.setdefault((waar.blad, waar.rij, waar.kolom), Bevinding(tekst, waar, verwacht, advies=advies))

    def heeft(self, waar: Vindplaats) -> bool:
        """Whether a cell has its fault already."""
        return (waar.blad, waar.rij, waar.kolom) in self._cellen

    def heeft_in_kolom(self, waar: Vindplaats) -> bool:
        """Whether a cell in the column of this place has its fault: something stands there."""
        return any((blad, kolom) == (waar.blad, waar.kolom) for blad, _, kolom in self._cellen)

    def algemeen(
        self, ernst: Ernst, tekst: str, waar: Vindplaats = HET_BESTAND, verwacht: str = "", advies: Advies = GEEN_ADVIES
    ) -> None:
        """A finding of a row, a column, a sheet or the file as a whole."""
        bevinding = Bevinding(tekst, waar, verwacht, ernst, advies=advies)
        if bevinding not in self._los:
            self._los.append(bevinding)

    def bladfout(self, blad: str, tekst: str, verwacht: str = "") -> None:
        self.algemeen(Ernst.FOUT, tekst, Vindplaats(blad), verwacht)

    def rijfout(self, rij: Rij, sleutel: str, tekst: str, verwacht: str = "") -> None:
        self.fout(rij.plaats(sleutel), tekst, verwacht)

    def weiger(self, rij: Rij, sleutel: str, tekst: str, verwacht: str = "") -> None:
        """A fault in a cell that is taken out, so that later checks skip it."""
        self.rijfout(rij, sleutel, tekst, verwacht)
        rij.stuk.add(sleutel)
        rij.waarden[sleutel] = None

    def melding(self, waar: Vindplaats, tekst: str, samen: str = "") -> None:
        """A note in a cell. `samen` words the line for many of them: it begins with their number."""
        bevinding = Bevinding(tekst, waar, ernst=Ernst.MELDING)
        (self._groepen.setdefault((waar.blad, waar.kolom, samen), []) if samen else self._los).append(bevinding)

    def bladmelding(self, bladen: Sequence[str], tekst: str, gemeentecode: str = "") -> None:
        """A note on one or more sheets as a whole."""
        een = len(bladen) == 1
        zin = tekst if een else f"{len(bladen)} bladen ({bladen[0]} tot en met {bladen[-1]}): {tekst}"
        waar = Vindplaats(bladen[0]) if een else HET_BESTAND
        self._los.append(Bevinding(zin, waar, ernst=Ernst.MELDING, gemeentecode=gemeentecode))

    def eigen(self, blad: str, wat: str = "") -> None:
        """A sheet, or a column or field of one, that somebody added for himself."""
        self._eigen.setdefault(blad, []).extend([wat] if wat else [])

    @property
    def niet_gelezen(self) -> str:
        """The note on what is no part of an input; empty where there is nothing of the kind."""
        eigen = [f"blad {blad}{', ' if wat else ''}{opsomming(wat)}" for blad, wat in self._eigen.items()]
        return f"niet gelezen, want geen deel van de invoer: {'; '.join(eigen)}" if eigen else ""

    @property
    def meldingen(self) -> tuple[Bevinding, ...]:
        """The notes in the order in which they were made."""
        slot = [Bevinding(self.niet_gelezen, ernst=Ernst.MELDING)] if self._eigen else []
        return (*(een for een in self._los if een.ernst is Ernst.MELDING), *slot)

    @property
    def fouten(self) -> tuple[Bevinding, ...]:
        fouten = [*(een for een in self._los if een.ernst is Ernst.FOUT), *self._cellen.values()]
        return gesorteerd(fouten, self._volgorde)

    @property
    def bevindingen_van_cellen(self) -> int:
        """How many cells have a fault."""
        return len(self._cellen)

    @property
    def bevindingen(self) -> tuple[Bevinding, ...]:
        """Everything: the worst first, then in reading order."""
        return gesorteerd([*self._los, *self._cellen.values(), *self._noted()], self._volgorde)

    def _noted(self) -> Iterator[Bevinding]:
        for (blad, kolom, samen), groep in self._groepen.items():
            if len(groep) < SAMEN_VANAF:
                yield from groep
                continue
            naam = groep[0].waar.naam._replace(tot=groep[-1].waar.naam.nummer)
            yield Bevinding(f"{len(groep)} {samen}", Vindplaats(blad, naam, 0, kolom), ernst=Ernst.MELDING)


def gesorteerd(bevindingen: Iterable[Bevinding], bladen: Mapping[str, int] | None = None) -> tuple[Bevinding, ...]:
    orde = {ernst: plek for plek, ernst in enumerate(Ernst)}
    volgorde = bladen or {}
    return tuple(
        sorted(bevindingen, key=lambda b: (orde[b.ernst], volgorde.get(b.waar.blad, len(volgorde)), *b.waar[2:]))
    )


def los_namen_op(
    blad: Tabelblad, sleutel: str, labels: Mapping[str, str], soort: str, klad: Kladblok, bekend: Collection[str] = ()
) -> None:
    """Names of the region in one column, as they are known there; of what is none the nearest is asked, or all told.

    labels: by name; either may stand there.
    bekend: what people call them, where that is not by their names.
    """
    namen, woorden = vormen_van(labels), list(bekend or labels)
    for rij in blad.rijen if sleutel in blad.koppen else ():
        gevraagd = rij.tekst(sleutel)
        if gevraagd and naamvorm(gevraagd) not in namen:
            hint = bedoelde_u(gevraagd, woorden) or (f" Bekend zijn: {', '.join(woorden)}." if woorden else "")
            klad.weiger(rij, sleutel, f"'{gevraagd}' is geen {soort} van deze regio.{hint}")
        elif gevraagd:
            rij.waarden[sleutel] = namen[naamvorm(gevraagd)]
