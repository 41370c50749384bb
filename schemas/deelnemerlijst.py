"""Who is meant: every spelling and code of the participants of a region, and who takes part in which year."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from schemas.fouten import bedoelde_u
from schemas.regiocontrole import naamvorm
from schemas.tabel import Rauw
from schemas.totaalrij import SOMS, TOTALEN

if TYPE_CHECKING:
    from schemas.geldend import Regio

GEEN: Final = -1
"""Nothing stands there."""
ONBEKEND: Final = -2
TOTAAL: Final = -3
_CODE: Final = re.compile(r"(?:gm)?\s*0*(\d{1,4})(?:\.0)?")
_TOTALEN: Final = TOTALEN | SOMS


@dataclass(frozen=True)
class Deelnemerlijst:
    """The participants of a region, numbered; a name or a code leads to its number."""

    regio: Regio
    codes: tuple[str, ...] = field(init=False)
    _vormen: dict[str, int] = field(init=False, repr=False)
    _nummers: dict[str, int] = field(init=False, repr=False)
    _grenzen: tuple[int, ...] = field(init=False, repr=False)
    _gelezen: dict[str, int] = field(init=False, repr=False, default_factory=dict)
    _per_grens: dict[int, frozenset[int]] = field(init=False, repr=False, default_factory=dict)

    def __post_init__(self) -> None:
        alle = self.regio.alle_deelnemers
        codes = tuple(alle)
        vormen: dict[str, int] = {}
        for nummer, code in enumerate(codes):
            for naam in (*alle[code].andere_schrijfwijzen, alle[code].naam):
                vormen[naamvorm(naam)] = nummer
        for vorm, nummer in list(vormen.items()):
            vormen.setdefault(_kaal(vorm), nummer)
        nummers = {str(int(code.removeprefix("GM"))): nummer for nummer, code in enumerate(codes)}
        deelnames = [(d.van, d.tot_en_met) for d in self.regio.bestand.deelnemers]
        grenzen = {van for van, _ in deelnames} | {tot + 1 for _, tot in deelnames if tot is not None}
        for veld, waarde in (("codes", codes), ("_vormen", vormen), ("_nummers", nummers)):
            object.__setattr__(self, veld, waarde)
        object.__setattr__(self, "_grenzen", tuple(sorted(grenzen)))

    def naam(self, nummer: int) -> str:
        return self.regio.alle_deelnemers[self.codes[nummer]].naam

    def op_naam(self, waarde: Rauw) -> int:
        """The number of a participant by its name, or one of the marks above."""
        if waarde is None or not isinstance(waarde, str):
            return GEEN if waarde is None else ONBEKEND
        if waarde not in self._gelezen:
            self._gelezen[waarde] = self._zoek(waarde)
        return self._gelezen[waarde]

    def _zoek(self, waarde: str) -> int:
        vorm = naamvorm(waarde)
        if not vorm:
            return GEEN
        for kandidaat in (vorm, _kaal(vorm), _kaal(vorm).removeprefix("gemeente ")):
            if kandidaat in self._vormen:
                return self._vormen[kandidaat]
        eerste = re.split(r"[\s:]", vorm, maxsplit=1)[0]
        return TOTAAL if eerste in _TOTALEN else ONBEKEND

    def op_code(self, waarde: Rauw) -> int:
        """The number of a participant by its code, with or without GM and zeros in front."""
        if waarde is None or (isinstance(waarde, str) and not waarde.strip()):
            return GEEN
        gevonden = _CODE.fullmatch(str(waarde).strip().casefold())
        if gevonden is None:
            return TOTAAL if naamvorm(str(waarde)) in _TOTALEN else ONBEKEND
        return self._nummers.get(str(int(gevonden[1])), ONBEKEND)

    def in_jaar(self, jaar: int) -> frozenset[int]:
        """Who takes part in a year; asked once per span of years in which that does not change."""
        grens = max((g for g in self._grenzen if g <= jaar), default=0)
        if grens not in self._per_grens:
            codes = {deelnemer.code for deelnemer in self.regio.deelnemers(jaar)}
            self._per_grens[grens] = frozenset(nr for nr, code in enumerate(self.codes) if code in codes)
        return self._per_grens[grens]

    def bedoelde_u(self, naam: str) -> str:
        return bedoelde_u(naam, [self.naam(nummer) for nummer in range(len(self.codes))])


def _kaal(vorm: str) -> str:
    """A name without dots, brackets, quotes and the mark of a footnote."""
    return " ".join(re.sub(r"[^\w\s]", " ", vorm).split())
