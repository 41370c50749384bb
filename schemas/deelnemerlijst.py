"""Who is meant: every spelling and code of the participants of a region, and who takes part in which year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from schemas.fouten import nabije
from schemas.geldend import Regio
from schemas.naamvorm import naamvorm
from schemas.tabel import Rauw, is_leeg
from schemas.totaalrij import SOMS, TOTALEN, is_kengetal, is_totaal, zonder_totaalwoord

GEEN: Final = -1
"""Nothing stands there."""
ONBEKEND: Final = -2
TOTAAL: Final = -3
GEBIED: Final = -4
"""A country, a province, an average: no municipality, and no total of this table either."""
_CODE: Final = re.compile(r"(?:gm)?\s*0*(\d{1,4})(?:\.0)?")
_TOTALEN: Final = TOTALEN | SOMS
_MET_CODE: Final = re.compile(
    r"(?:gm ?)?(?P<voor>\d{3,4})\s*[-–:/_.,]?\s+(?P<naam>\D.*)|gm ?(?P<voor2>\d{3,4})[-–:/_,]?(?P<naam2>\D.*)"
    r"|(?P<naam3>.*?\D)\s*[-–:/,]?\s*\(?(?:gm ?(?P<na>\d{3,4})|(?<=\()(?P<na2>\d{4}))\)?"
)
"""A code and a name in one cell: `GM0888 Beek`, `0888 - Beek`, `Beek (GM0888)`."""
_NOOT: Final = re.compile(r"\s*(?:[*†‡]+|\(\d\)|\[\d\]|\d{1,2}\)?)\s*$")
_AFKORTING: Final = (
    (re.compile(r"\ba\s?[./]\s?d\.?(?=\s|$)"), "aan de"),
    (re.compile(r"\ba\s?[./]\s?h\.?(?=\s|$)"), "aan het"),
    (re.compile(r"\bo\s?[./]\s?d\.?(?=\s|$)"), "op de"),
    (re.compile(r"\bv\s?[./]\s?d\.?(?=\s|$)"), "van de"),
    (re.compile(r"\bi\s?[./]\s?d\.?(?=\s|$)"), "in de"),
)
_ACHTER: Final = re.compile(r"\s*\(([^()]*)\)\s*$")
_PROVINCIES: Final = {
    "groningen": ("gr", "gn", "gron"), "fryslan": ("fr", "frl", "fri", "friesland"), "drenthe": ("dr", "dn"),
    "overijssel": ("ov", "o"), "flevoland": ("fl", "flevo"), "gelderland": ("gld", "ge", "gl", "g"),
    "utrecht": ("ut", "u", "utr"), "noord holland": ("nh", "n h", "noord holland"), "zuid holland": ("zh", "z h"),
    "zeeland": ("zl", "ze", "z"), "noord brabant": ("nb", "n b", "br", "brabant"), "limburg": ("l", "lb", "li", "lim"),
}  # fmt: skip
_OOK_GEMEENTE: Final = frozenset(("groningen", "utrecht"))
_GEBIED: Final = re.compile(r"(?:pv|ld|cr|provincie|landsdeel|corop|corop gebied|arbeidsmarktregio|jeugdregio|ggd|rmc)")
_LANDEN: Final = frozenset(("nederland", "the netherlands", "noord nederland", "oost nederland", "west nederland",
                            "zuid nederland", "europees nederland", "onbekend", "buitenland", "overig"))  # fmt: skip


@dataclass(frozen=True)
class Deelnemerlijst:
    """The participants of a region, numbered; a name or a code leads to its number."""

    regio: Regio
    _gelezen: dict[str, int] = field(init=False, repr=False, default_factory=dict)
    _per_grens: dict[int, frozenset[int]] = field(init=False, repr=False, default_factory=dict)

    @cached_property
    def codes(self) -> tuple[str, ...]:
        return tuple(self.regio.alle_deelnemers)

    @cached_property
    def _vormen(self) -> dict[str, int]:
        """The number by every spelling."""
        vormen: dict[str, int] = {}
        for nummer, deelnemer in enumerate(self.regio.alle_deelnemers.values()):
            vormen |= dict.fromkeys(deelnemer.vormen, nummer)
        return {_kaal(vorm): nummer for vorm, nummer in reversed(vormen.items())} | vormen

    @cached_property
    def _nummers(self) -> dict[str, int]:
        """The number by every code: those of CBS go by their number, others are as they are written."""
        kort = (str(int(code[2:])) if code.startswith("GM") else code.casefold() for code in self.codes)
        return {code: nummer for nummer, code in enumerate(kort)}

    @cached_property
    def _grenzen(self) -> tuple[int, ...]:
        """The years in which who takes part may change."""
        alle = self.regio.bestand.deelnemers
        begin, einde = {d.van for d in alle}, {d.tot_en_met + 1 for d in alle if d.tot_en_met is not None}
        return tuple(sorted(begin | einde))

    @cached_property
    def _streken(self) -> frozenset[str]:
        return frozenset(map(_kaal, self.regio.gebieden))

    @cached_property
    def _provincies(self) -> frozenset[str]:
        return frozenset(map(_province, self._vormen)) - {""}

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
        for kandidaat in self._candidates(vorm):
            if kandidaat in self._vormen:
                return self._vormen[kandidaat]
        met_code = self._with_code(vorm)
        if met_code != ONBEKEND:
            return met_code
        return self._total(vorm)

    def _candidates(self, vorm: str) -> Iterator[str]:
        """A name as it stands, and without what people add to it: a footnote, the word municipality, the province."""
        yield vorm
        yield _kaal(vorm)
        zonder = _NOOT.sub("", vorm)
        for vol in (vorm, zonder):
            kort = vol
            for woord, lang in _AFKORTING:
                kort = woord.sub(lang, kort)
            kort = re.sub(
                r"^(?:de )?(?:gemeente|gem\.?)\s+|,?\s+(?:gemeente|gem\.)$|\s*\((?:gemeente|gem\.?)\)$", "", kort
            )
            yield _kaal(kort)
            if _province(kort) in self._provincies:
                yield _kaal(_ACHTER.sub("", kort))

    def _with_code(self, vorm: str) -> int:
        """A cell that holds a code, or a code and a name that belong together."""
        if re.fullmatch(r"gm\s*\d{3,4}", vorm):
            return self.op_code(vorm)
        gevonden = _MET_CODE.fullmatch(vorm)
        if gevonden is None:
            return ONBEKEND
        delen = {naam.rstrip("23"): deel for naam, deel in gevonden.groupdict().items() if deel is not None}
        nummer = self.op_code(delen.get("voor") or delen.get("na") or "")
        namen = {
            self._vormen[naam] for naam in self._candidates(delen["naam"].strip(" -–:/,(")) if naam in self._vormen
        }
        return nummer if nummer >= 0 and namen == {nummer} else ONBEKEND

    def _total(self, vorm: str) -> int:
        """What names everybody, a part of the region, or an area that is none of its municipalities."""
        kaal = _kaal(vorm)
        achter = _ACHTER.search(vorm)
        eigen = _kaal(_ACHTER.sub("", vorm)) in self._streken or kaal.removeprefix("regio ") in self._streken
        if achter and _GEBIED.fullmatch(_kaal(achter[1])):
            return GEBIED
        if eigen:
            return TOTAAL
        zonder = _kaal(zonder_totaalwoord(vorm))
        if zonder != kaal and zonder in (_LANDEN | _PROVINCIES.keys()):
            return GEBIED
        if kaal in _LANDEN or kaal.startswith("provincie ") or is_kengetal(kaal):
            return GEBIED
        if kaal in _PROVINCIES and kaal not in _OOK_GEMEENTE:
            return GEBIED
        eerste = re.split(r"[\s:]", vorm, maxsplit=1)[0]
        return TOTAAL if eerste in _TOTALEN or is_totaal(vorm) else ONBEKEND

    def op_code(self, waarde: Rauw) -> int:
        """The number of a participant by its code, with or without GM and zeros in front."""
        if is_leeg(waarde):
            return GEEN
        geschreven = str(waarde).strip().casefold()
        if not geschreven.isdecimal() and geschreven in self._nummers:
            return self._nummers[geschreven]
        gevonden = _CODE.fullmatch(geschreven)
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

    def nabije(self, naam: str) -> str:
        """The participant whose name is near, or nothing."""
        return nabije(naam, [self.naam(nummer) for nummer in range(len(self.codes))])


def _province(vorm: str) -> str:
    """The province that is named in brackets behind a name, or nothing."""
    achter = _ACHTER.search(vorm)
    if achter is None:
        return ""
    kort = _kaal(achter[1])
    return next((naam for naam, korter in _PROVINCIES.items() if kort == naam or kort in korter), "")


def _kaal(vorm: str) -> str:
    """A name without dots, brackets, quotes and the mark of a footnote."""
    return " ".join(re.sub(r"[^\w\s]", " ", vorm).split())
