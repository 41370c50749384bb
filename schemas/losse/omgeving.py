"""What stands near a table and is about all of it: a year, a unit or a scale above it or in the name of its sheet."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Final, NamedTuple

from schemas.fouten import GEEN_ADVIES, HET_PEILJAAR, Advies, Ernst
from schemas.kladblok import Kladblok
from schemas.losse.jaren import peiljaar_van, peilmoment
from schemas.onschadelijk import voor_terminal
from schemas.plaats import Vindplaats
from schemas.tabel import Rauwblad
from schemas.titels import LANGSTE_TITEL, Kopregel, Titel, regels_erboven
from schemas.titelwoorden import KORT, losse_jaren, ontleed, peiljaren_in, schaal_van

if TYPE_CHECKING:
    from schemas.regio import Maatstaf

BOVEN: Final = "boven de tabel staat"
MEESTE_NOTEN: Final = 30
_BEDRAG: Final = re.compile(r"€|\beuro|\bbedrag", re.IGNORECASE)


class Omgevingsregel(NamedTuple):
    """A text near a table: where that is in words, and its place."""

    waar: str
    tekst: str
    plaats: Vindplaats

    @property
    def getoond(self) -> str:
        return voor_terminal(" ".join(self.tekst.split()), LANGSTE_TITEL)


class Omgeving:
    """The lines near one table."""

    def __init__(self, kop: Kopregel, maatstaven: Mapping[str, Maatstaf], klad: Kladblok) -> None:
        self._kop, self._maatstaven, self._klad = kop, maatstaven, klad
        self._regels = tuple(self._lines())

    def _lines(self) -> Iterator[Omgevingsregel]:
        blad = self._kop.blad
        if blad.naam:
            yield Omgevingsregel("het blad heet", blad.naam, Vindplaats(blad.naam))
        for tekst, plaats in blad.erboven:
            yield Omgevingsregel(BOVEN, tekst, Vindplaats(blad.naam, plaats))
        for rij, kolom, tekst in regels_erboven(self._kop):
            yield Omgevingsregel(BOVEN, tekst, _place(blad, rij, kolom))

    def _below(self, laatste: int) -> Iterator[Omgevingsregel]:
        """The notes below the last participant."""
        blad = self._kop.blad
        for rij in range(laatste + 1, min(laatste + MEESTE_NOTEN, blad.hoogte) + 1):
            for kolom in range(1, len(blad.kolommen) + 1):
                waarde = blad.cel(rij, kolom)
                if isinstance(waarde, str) and waarde.strip():
                    yield Omgevingsregel("onder de tabel staat", waarde, _place(blad, rij, kolom))

    def _tell(
        self, ernst: Ernst, regel: Omgevingsregel, tekst: str, verwacht: str = "", advies: Advies = GEEN_ADVIES
    ) -> None:
        self._klad.algemeen(ernst, f"{regel.waar} '{regel.getoond}'; {tekst}", regel.plaats, verwacht, advies)

    def met_jaar(self, gevraagd: int | None) -> Kopregel:
        """The header with the year that stands near, where the table itself has none; that it was used, is said."""
        kop = self._kop
        eigen = {titel.jaar for titel in kop.van("maatstaf")} - {None}
        if kop.van("peiljaar") or eigen or kop.peiljaar is not None or gevraagd is not None:
            return kop
        met_jaar = [regel for regel in self._regels if losse_jaren(regel.tekst) or ontleed(regel.tekst).jaar]
        moment = next((peilmoment(self._maatstaven[t.maatstaf], 2100) for t in kop.van("maatstaf")), None)
        gevonden: dict[int, Omgevingsregel] = {}
        for regel in met_jaar:
            woorden = ontleed(regel.tekst)
            if woorden.jaar is not None and woorden.dag in ((1, 1), (31, 12)):
                gevonden.setdefault(peiljaar_van(woorden.jaar, woorden.dag, moment).jaar, regel)
                continue
            for jaar in losse_jaren(regel.tekst):
                gevonden.setdefault(jaar, regel)
        if len(gevonden) == 1:
            ((jaar, regel),) = gevonden.items()
            advies = Advies.met(HET_PEILJAAR, "Klopt dat niet, geef het peiljaar dan {}")
            self._tell(Ernst.WAARSCHUWING, regel, f"gelezen als peiljaar {jaar}.", advies=advies)
            return replace(kop, peiljaar=jaar)
        for jaar, regel in gevonden.items():
            advies = Advies.met(HET_PEILJAAR, "Geef het {}")
            self._tell(Ernst.WAARSCHUWING, regel, f"is {jaar} het peiljaar?", advies=advies)
        return kop

    def houd_tegen(self, kolommen: Collection[Titel], peiljaren: Collection[int], laatste: int) -> None:
        """What the lines say against how the figures were read; `laatste` is the row of the last participant."""
        for regel in (*self._regels, *(self._below(laatste) if laatste else ())):
            self._scale(regel, kolommen, peiljaren)
            self._unit(regel, kolommen, peiljaren)
            if regel in self._regels:
                self._other_year(regel, peiljaren)

    def _scale(self, regel: Omgevingsregel, kolommen: Collection[Titel], peiljaren: Collection[int]) -> None:
        schaal = schaal_van(regel.tekst, in_een_regel=True)
        if not schaal:
            return
        eenheden = {self._maatstaven[t.maatstaf].eenheid_van(jaar) for t in kolommen for jaar in peiljaren}
        over_bedragen = bool(_BEDRAG.search(regel.tekst))
        if over_bedragen and eenheden and "euro" not in eenheden:
            self._tell(
                Ernst.WAARSCHUWING, regel, "de cijfers hieronder zijn geen bedragen, en zijn gelezen als hele getallen"
            )
            return
        ernst = Ernst.FOUT if len(regel.tekst) <= KORT else Ernst.WAARSCHUWING
        self._tell(ernst, regel, f"de cijfers zijn dus in {schaal}", "de hele getallen")

    def _unit(self, regel: Omgevingsregel, kolommen: Collection[Titel], peiljaren: Collection[int]) -> None:
        woorden = ontleed(regel.tekst)
        if woorden.kern or woorden.eenheid not in ("procent", "aantal"):
            return
        for titel in kolommen:
            for jaar in peiljaren:
                eenheid = self._maatstaven[titel.maatstaf].eenheid_van(jaar)
                if titel.eenheid is None and eenheid is not None and eenheid != woorden.eenheid:
                    self._tell(Ernst.WAARSCHUWING, regel, f"'{titel.tekst}' is gelezen als {eenheid}")
                    return

    def _other_year(self, regel: Omgevingsregel, peiljaren: Collection[int]) -> None:
        """A year that is neither that of the figures nor the one after it, in which they are used."""
        goed = {jaar + verder for jaar in peiljaren for verder in (0, 1)}
        anders = (losse_jaren(regel.tekst) | peiljaren_in(regel.tekst)) - goed
        if anders and peiljaren and not (losse_jaren(regel.tekst) & goed):
            jaren = ", ".join(str(jaar) for jaar in sorted(peiljaren)[:4])
            self._tell(Ernst.WAARSCHUWING, regel, f"de cijfers zijn gelezen als peiljaar {jaren}")


def _place(blad: Rauwblad, rij: int, kolom: int) -> Vindplaats:
    return blad.waar(rij, kolom) if blad.naam else blad.waar_rij(rij)._replace(kolom=kolom)
