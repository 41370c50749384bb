"""One sheet of an Excel workbook: how far its cells really reach, what its ranges ask of a reader, and its formulas."""

from __future__ import annotations

import re
from typing import Final

from schemas.plaats import kolomnummer
from schemas.poort.formule import Formulekeurder
from schemas.poort.grenzen import (
    GROOTSTE_OPPERVLAK,
    LAATSTE_KOLOM,
    LAATSTE_RIJ,
    MEEST_SAMENGEVOEGD,
    MEESTE_CELLEN,
)
from schemas.poort.weigering import Kenmerk, Weigering, genoemd
from schemas.poort.xml import Namen

_LETTERS: Final = re.compile(r"[A-Z]{1,3}")
_BEREIK: Final = re.compile(r"\$?([A-Z]{1,3})\$?([1-9]\d{0,6})(?::\$?([A-Z]{1,3})\$?([1-9]\d{0,6}))?")
_FORMULES: Final = frozenset({"f", "formula", "formula1", "formula2", "calculatedColumnFormula", "totalsRowFormula"})
_INHOUD: Final = frozenset({"v", "is", "f"})
_BLADOBJECTEN: Final = frozenset({"oleObject", "oleObjects"})
"""Controls are judged by what they lead to: a check box is let in, ActiveX is not."""
CIJFERS: Final = "0123456789"


class Teller:
    """What the sheets of a workbook hold together."""

    def __init__(self) -> None:
        self.cellen = 0
        self.samengevoegd = 0

    def tel_cellen(self, aantal: int) -> None:
        self.cellen += aantal
        if self.cellen > MEESTE_CELLEN:
            raise Weigering(Kenmerk.AFMETING, f"heeft meer dan {_punten(MEESTE_CELLEN)} cellen")

    def tel_bereik(self, aantal: int) -> None:
        self.samengevoegd += aantal
        if self.samengevoegd > MEEST_SAMENGEVOEGD:
            raise Weigering(
                Kenmerk.AFMETING,
                f"heeft samengevoegde cellen of koppelingen over meer dan {_punten(MEEST_SAMENGEVOEGD)} cellen",
            )


def _punten(getal: int) -> str:
    return f"{getal:,}".replace(",", ".")


class Omvang:
    """The rectangle of the filled cells of one sheet."""

    def __init__(self, bladnaam: str) -> None:
        self._bladnaam = bladnaam
        self.boven = self.links = 1 << 30
        self.onder = self.rechts = 0

    def vul(self, boven: int, links: int, onder: int, rechts: int) -> None:
        """Cells with something in them. Raises Weigering when the sheet becomes absurdly large."""
        if boven >= self.boven and links >= self.links and onder <= self.onder and rechts <= self.rechts:
            return
        self.boven, self.links = min(self.boven, boven), min(self.links, links)
        self.onder, self.rechts = max(self.onder, onder), max(self.rechts, rechts)
        if (self.onder - self.boven + 1) * (self.rechts - self.links + 1) > GROOTSTE_OPPERVLAK:
            raise Weigering(
                Kenmerk.AFMETING,
                f"heeft cijfers die te ver uit elkaar staan: {_punten(self.onder - self.boven + 1)} rijen bij "
                f"{_punten(self.rechts - self.links + 1)} kolommen (onderdeel {genoemd(self._bladnaam)})",
            )


class Bladkeurder(Formulekeurder):
    """Judges one worksheet. The two handlers run for every cell, so they do little."""

    elementen = _FORMULES

    def __init__(self, deelnaam: str, teller: Teller, omvang: Omvang, namen: Namen) -> None:
        super().__init__(deelnaam, namen)
        self._teller = teller
        self._omvang = omvang
        self._kolommen: dict[str, int] = {}
        self._rij = self._kolom = 0

    def begin(self, naam: str, attributen: dict[str, str]) -> None:
        naam = self._namen[naam]
        if naam == "c":
            self._teller.tel_cellen(1)
            verwijzing = attributen.get("r")
            if verwijzing is None:
                self._kolom += 1
            else:
                self._plaats(verwijzing)
            return
        if naam in _INHOUD:
            omvang = self._omvang
            if not (omvang.boven <= self._rij <= omvang.onder and omvang.links <= self._kolom <= omvang.rechts):
                omvang.vul(self._rij, self._kolom, self._rij, self._kolom)
        if naam == "v":
            return
        if naam == "row":
            self._begin_rij(attributen.get("r"))
        elif naam in _FORMULES:
            self.begin_formule()
        elif naam in ("mergeCell", "hyperlink"):
            self._bereik(attributen.get("ref", ""))
        elif naam in _BLADOBJECTEN:
            raise Weigering(
                Kenmerk.INGESLOTEN,
                f"heeft een ingesloten object (onderdeel {genoemd(self._deelnaam)})",
            )

    def _begin_rij(self, nummer: str | None) -> None:
        self._kolom = 0
        if nummer is None:
            self._rij += 1
        elif nummer.isdecimal() and nummer.isascii() and len(nummer) <= 7 and 1 <= int(nummer) <= LAATSTE_RIJ:
            self._rij = int(nummer)
        else:
            raise self._buiten(nummer)

    def _plaats(self, verwijzing: str) -> None:
        letters = verwijzing.rstrip(CIJFERS)
        kolom = self._kolommen.get(letters)
        if kolom is None:
            kolom = self._kolommen[letters] = kolomnummer(letters) if _LETTERS.fullmatch(letters) else 0
        cijfers = verwijzing[len(letters) :]
        rij = int(cijfers) if 0 < len(cijfers) <= 7 else 0
        if not (0 < kolom <= LAATSTE_KOLOM and 0 < rij <= LAATSTE_RIJ):
            raise self._buiten(verwijzing)
        self._rij, self._kolom = rij, kolom

    def _bereik(self, bereik: str) -> None:
        plek = _BEREIK.fullmatch(bereik)
        if plek is None:
            raise self._buiten(bereik)
        links, boven = kolomnummer(plek[1]), int(plek[2])
        rechts, onder = (kolomnummer(plek[3]), int(plek[4])) if plek[3] else (links, boven)
        if max(links, rechts) > LAATSTE_KOLOM or max(boven, onder) > LAATSTE_RIJ:
            raise self._buiten(bereik)
        self._teller.tel_bereik((abs(onder - boven) + 1) * (abs(rechts - links) + 1))

    def _buiten(self, verwijzing: str) -> Weigering:
        return buiten_blad(verwijzing, self._deelnaam)


def buiten_blad(verwijzing: str, deelnaam: str) -> Weigering:
    return Weigering(
        Kenmerk.AFMETING, f"noemt een cel die niet bestaat: {genoemd(verwijzing)} (onderdeel {genoemd(deelnaam)})"
    )
