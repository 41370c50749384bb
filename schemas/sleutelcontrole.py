"""Whether each amount can be split: a key, its maatstaven for every participant, totals that are not nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from typing import Final

from schemas.bladen import VORM
from schemas.dekkingcontrole import DEELNEMERS
from schemas.fouten import aangehaald
from schemas.geldend import Regio
from schemas.geldendeopbouw import Naaraandelen
from schemas.gevraagd import Gevraagd, gevraagd
from schemas.inhoud import HONDERD, dutch, opsomming
from schemas.invoer import Kop, Rij, Tabelblad
from schemas.kladblok import Kladblok
from schemas.samenvoeging import dubbel

OUDSTE: Final = 5
"""Figures from longer before the base year than this were never meant for the plan."""
GEEN_MAATSTAF: Final = frozenset(kolom.sleutel for kolom in VORM["Maatstaven"].kolommen())
"""The columns that hold no figures."""


@dataclass(frozen=True)
class Gebruik:
    """A maatstaf of a peiljaar that a contribution needs, for the participants of one year."""

    kostensoort: str
    jaar: int
    maatstaf: str
    peiljaar: int
    vraag: Gevraagd

    @property
    def gewenst(self) -> int:
        return self.vraag.gewenst(self.jaar)


def controleer_sleutels(
    bladen: Mapping[str, Tabelblad], aanwezig: frozenset[str], kop: Kop, regio: Regio, klad: Kladblok
) -> None:
    """Checks that look through Begroting, Vastgesteld and Maatstaven at once; only where those sheets are there."""
    _vastgesteld(bladen["Vastgesteld"], kop, regio, klad)
    if "Begroting" in aanwezig:
        _Sleutelkeuring(bladen, aanwezig, kop, regio, klad).keur()


def gebruik_van(bladen: Mapping[str, Tabelblad], kop: Kop, regio: Regio) -> list[Gebruik]:
    """What the keys of the plan use, as far as it is there; what is wrong with it is told by the check itself."""
    aanwezig = frozenset(naam for naam, blad in bladen.items() if blad.koppen)
    keuring = _Sleutelkeuring(bladen, aanwezig, kop, regio, Kladblok())
    return keuring.gebruik(list(keuring.gevraagd()))


@dataclass(frozen=True)
class _Sleutelkeuring:
    """The sheets of one plan, held against what the rules of its region ask."""

    bladen: Mapping[str, Tabelblad]
    aanwezig: frozenset[str]
    kop: Kop
    regio: Regio
    klad: Kladblok

    def keur(self) -> None:
        self._below_zero()
        if "Maatstaven" in self.aanwezig and not self.cijfers.koppen:
            return
        vragen = list(self.gevraagd())
        if "Maatstaven" not in self.aanwezig:
            if namen := list(dict.fromkeys(self.regio.label_deel(vraag.maatstaf) for vraag in vragen)):
                self.klad.bladfout("Maatstaven", f"blad ontbreekt; de sleutels vragen {opsomming(namen)}")
            return
        self._peiljaren()
        gebruik = self.gebruik(vragen)
        self._definities({(een.maatstaf, een.peiljaar) for een in gebruik})
        self._participants(gebruik)
        self._units(set(self._empty_totals(gebruik)))

    @property
    def cijfers(self) -> Tabelblad:
        return self.bladen["Maatstaven"]

    @cached_property
    def blokken(self) -> Mapping[tuple[str, int], list[Rij]]:
        """The rows that have a figure of a maatstaf, per maatstaf and peiljaar; faulty cells included."""
        blokken: dict[tuple[str, int], list[Rij]] = defaultdict(list)
        for rij in self.cijfers.rijen:
            peiljaar = rij.heel("peiljaar")
            for sleutel in self.cijfers.koppen:
                if peiljaar is not None and sleutel not in GEEN_MAATSTAF and not rij.leeg(sleutel):
                    blokken[sleutel, peiljaar].append(rij)
        return blokken

    def _peiljaren(self) -> None:
        """A row of a year that cannot be meant is set aside."""
        # Also of a rule that is not in force any more, or not yet: its figures may stand there.
        wensen = [
            vraag.gewenst(jaar)
            for soort, kostensoort in self.regio.bestand.kostensoorten.items()
            for jaar in (*self.kop.jaren, *kostensoort.regels)
            for vraag in gevraagd(self.regio, soort, jaar)
            if vraag.peiljaar is not None or jaar in self.kop.jaren
        ]
        eerste, laatste = min([self.kop.basisjaar - OUDSTE, *wensen]), max([self.kop.laatste_jaar - 1, *wensen])
        for rij in self.cijfers.rijen:
            peiljaar = rij.heel("peiljaar")
            if peiljaar is not None and not eerste <= peiljaar <= laatste:
                verwacht = f"{eerste} tot en met {laatste}"
                self.klad.weiger(rij, "peiljaar", f"peiljaar {peiljaar} valt buiten het plan", verwacht)

    def _units(self, leeg: Collection[tuple[str, int]]) -> None:
        """A figure needs a unit; percentages are a whole key, so they are 100,00 together."""
        for (naam, peiljaar), rijen in self.blokken.items():
            maatstaf = self.regio.bestand.maatstaven[naam]
            if (naam, peiljaar) in leeg:
                continue
            eenheid = maatstaf.eenheid_van(peiljaar)
            if eenheid is None:
                begin = min(maatstaf.eenheid)
                tekst = f"{maatstaf.label} heeft in het regiobestand pas vanaf peiljaar {begin} een eenheid"
                self.klad.rijfout(rijen[0], naam, tekst)
            elif eenheid == "procent" and not any(naam in rij.stuk for rij in rijen):
                weg = dubbel((rij.tekst("gemeentecode") for rij in rijen), self.regio)
                eens = [rij for rij in rijen if rij.tekst("gemeentecode") not in weg]
                som = sum((rij.getal(naam) or Decimal(0) for rij in eens), Decimal(0))
                if som != HONDERD:
                    tekst = f"{maatstaf.label} van peiljaar {peiljaar} is bij elkaar {dutch(som)}%"
                    self.klad.rijfout(rijen[-1], naam, tekst, "precies 100,00%")

    def _definities(self, gebruikt: Set[tuple[str, int]]) -> None:
        """What is used is defined, and what is defined is there. A figure that no rule uses may go without."""
        blad = self.bladen["Definities"]
        if not blad.rijen:
            # Whoever gives no definition of anything uses those of the region file.
            return
        self._wrong_year(blad)
        bekend = {(rij.tekst("maatstaf"), rij.heel("peiljaar")) for rij in blad.rijen}
        for (maatstaf, peiljaar), rijen in self.blokken.items():
            if (maatstaf, peiljaar) in gebruikt - bekend and not any(rij.stuk for rij in blad.rijen):
                tekst = f"{self.regio.label_deel(maatstaf)} van peiljaar {peiljaar} heeft geen rij op blad Definities"
                self.klad.rijfout(rijen[0], maatstaf, tekst)
        stuk = any("peiljaar" in rij.stuk for rij in self.cijfers.rijen)
        for rij in blad.rijen:
            maatstaf, jaar = rij.tekst("maatstaf"), rij.heel("peiljaar")
            anders = stuk or maatstaf in self.cijfers.bedoeld
            if maatstaf and jaar is not None and (maatstaf, jaar) not in self.blokken and not anders:
                tekst = f"{self.regio.label_deel(maatstaf)} van peiljaar {jaar} heeft geen cijfers op blad Maatstaven"
                self.klad.rijfout(rij, "maatstaf", tekst)

    def _wrong_year(self, blad: Tabelblad) -> None:
        """A definition without figures, where just one peiljaar has figures and no definition: that is one slip."""
        bekend = {(rij.tekst("maatstaf"), rij.heel("peiljaar")) for rij in blad.rijen}
        for rij in blad.rijen:
            maatstaf, jaar = rij.tekst("maatstaf"), rij.heel("peiljaar")
            zonder = [p for naam, p in self.blokken if naam == maatstaf and (maatstaf, p) not in bekend]
            if maatstaf and jaar is not None and (maatstaf, jaar) not in self.blokken and len(zonder) == 1:
                want = f"want {self.regio.label_deel(maatstaf)} heeft cijfers van {zonder[0]} en geen van {jaar}"
                self.klad.rijfout(rij, "peiljaar", aangehaald(jaar), f"{zonder[0]}, {want}")
                rij.waarden["peiljaar"] = zonder[0]

    def gevraagd(self) -> Iterator[Gebruik]:
        """What the keys need (peiljaar 0: the newest before the year); a year that cannot be split is a fault."""
        kop, besloten = self.kop, self.bladen["Vastgesteld"]
        for soort in self.regio.kostensoorten:
            begroot = self._budgeted_years(soort) | self._years_by_themselves(soort)
            vast = _decided_years(besloten, soort)
            if kop.jaar not in begroot | vast and self._all_whole(str(kop.jaar)):
                self._without_amount(soort, str(kop.jaar))
            for jaar in kop.jaren:
                if jaar not in begroot or jaar in vast:
                    continue
                opbouw = self.regio.opbouw(soort, jaar)
                if opbouw is None and "Vastgesteld" in self.aanwezig and str(jaar) not in besloten.koppen:
                    continue
                if opbouw is None:
                    verwacht = "de vastgestelde bijdragen van dat jaar"
                    self._fault(besloten, str(jaar), f"{soort} heeft in {jaar} nog geen sleutel", verwacht)
                    continue
                for vraag in gevraagd(self.regio, soort, jaar):
                    if vraag.maatstaf not in self.cijfers.bedoeld:
                        yield Gebruik(soort, jaar, vraag.maatstaf, 0, vraag)

    def gebruik(self, vragen: Iterable[Gebruik]) -> list[Gebruik]:
        """Each with the peiljaar that a key takes: its own, or else the newest one before the year itself."""
        gebruik: list[Gebruik] = []
        if any("peiljaar" in rij.stuk for rij in self.cijfers.rijen):
            return gebruik
        for vraag in vragen:
            jaren = {peiljaar for maatstaf, peiljaar in self.blokken if maatstaf == vraag.maatstaf}
            peiljaar = vraag.vraag.peiljaar_uit(jaren, vraag.jaar)
            if peiljaar is not None:
                gebruik.append(replace(vraag, peiljaar=peiljaar))
                continue
            wat = f"{self.regio.label_deel(vraag.maatstaf)} {vraag.vraag.wens(jaren, vraag.jaar)}"
            self._fault(self.cijfers, vraag.maatstaf, f"{self._regel(vraag)} vraagt {wat}; dat staat er niet")
        return gebruik

    def _regel(self, vraag: Gebruik) -> str:
        """What asks for a figure, in words."""
        wat = "sleutel" if self.regio.sleutel(vraag.kostensoort, vraag.jaar) is not None else "bijdrage"
        return f"de {wat} van {vraag.kostensoort} {vraag.jaar}"

    def _fault(self, blad: Tabelblad, sleutel: str, tekst: str, verwacht: str = "") -> None:
        """At the head of the column, or at the sheet where the column is not there."""
        if sleutel in blad.koppen:
            self.klad.fout(blad.kop(sleutel), tekst, verwacht)
        else:
            self.klad.bladfout(blad.naam, tekst, verwacht)

    def _without_amount(self, soort: str, jaar: str) -> None:
        """At the cell where it can be, or else at the head of the column; where that tells of another one already, at
        the first row of the kostensoort."""
        blad, tekst = self.bladen["Begroting"], f"kostensoort {soort} heeft geen bedrag in {jaar}"
        eigen = [rij for rij in blad.rijen if (rij.tekst("kostensoort"), rij.tekst("dekking")) == (soort, DEELNEMERS)]
        if eigen and jaar in blad.koppen and (len(eigen) == 1 or self.klad.heeft(blad.kop(jaar))):
            self.klad.rijfout(eigen[0], jaar, tekst)
        else:
            self._fault(blad, jaar, tekst)

    @property
    def _uren(self) -> tuple[Rij, ...]:
        return (*self.bladen["Capaciteit"].rijen, *self.bladen["Inzet"].rijen)

    def _all_whole(self, jaar: str) -> bool:
        """A row or column with a fault may be the one that seems to be missing."""
        nodig, begroting = {"kostensoort", "dekking", jaar}, self.bladen["Begroting"]
        heel = not any(rij.stuk & nodig for rij in (*begroting.rijen, *self._uren))
        return heel and nodig <= begroting.koppen.keys()

    def _budgeted_years(self, soort: str) -> set[int]:
        begroting = [rij for rij in self.bladen["Begroting"].rijen if rij.tekst("dekking") == DEELNEMERS]
        rijen = (rij for rij in (*begroting, *self._uren) if rij.tekst("kostensoort") == soort)
        return {jaar for rij in rijen for jaar in _filled_years(rij)}

    def _years_by_themselves(self, soort: str) -> set[int]:
        """Those in which what is shared follows from the parts, so that no budget has to say it."""
        opbouwen = ((jaar, self.regio.opbouw(soort, jaar)) for jaar in self.kop.jaren)
        return {jaar for jaar, opbouw in opbouwen if opbouw is not None and not opbouw.vraagt_begroting}

    def _participants(self, gebruik: Iterable[Gebruik]) -> None:
        """Every participant of a year needs a figure; a peiljaar that no key uses must be whole for the plan's year."""
        if any(rij.stuk & {"gemeentecode", "gemeente", "peiljaar"} for rij in self.cijfers.rijen):
            return
        nodig: dict[int, dict[str, str]] = defaultdict(dict)
        for vraag in gebruik:
            nodig[vraag.peiljaar] |= {d.code: d.naam for d in self.regio.deelnemers(vraag.jaar, vraag.kostensoort)}
        for peiljaar in sorted({peiljaar for _, peiljaar in self.blokken}):
            vereist = nodig.get(peiljaar) or self._later_asked(peiljaar)
            er_staan = {r.tekst("gemeentecode") for r in self.cijfers.rijen if r.heel("peiljaar") == peiljaar}
            _missing(self.cijfers, vereist, er_staan, f"peiljaar {peiljaar}", self.klad)

    def _later_asked(self, peiljaar: int) -> dict[str, str]:
        """Of figures that no key uses: who took part in the year that they were counted for, as far as the plan has
        them.

        Such figures may explain a year that was decided before.
        """
        van_plan = {deelnemer.code for jaar in self.kop.jaren for deelnemer in self.regio.deelnemers(jaar)}
        jaar = peiljaar + 1 if peiljaar + 1 in self.kop.jaren else self.kop.jaar
        return {d.code: d.naam for d in self.regio.deelnemers(jaar) if d.code in van_plan}

    def _empty_totals(self, gebruik: Iterable[Gebruik]) -> Iterator[tuple[str, int]]:
        """The maatstaven that a key needs and that add up to nothing."""
        for vraag in (vraag for vraag in gebruik if vraag.vraag.deelt):
            naam, peiljaar = vraag.maatstaf, vraag.peiljaar
            codes = {deelnemer.code for deelnemer in self.regio.deelnemers(vraag.jaar, vraag.kostensoort)}
            telt = [rij for rij in self.blokken[naam, peiljaar] if rij.tekst("gemeentecode") in codes]
            if telt and not any(naam in rij.stuk or rij.getal(naam) for rij in telt):
                nul = f"{self.regio.label_deel(naam)} van peiljaar {peiljaar} is bij elkaar 0"
                self.klad.rijfout(telt[0], naam, f"{nul}; {self._regel(vraag)} kan er niet mee verdelen")
                yield naam, peiljaar

    def _below_zero(self) -> None:
        """A decided amount can be below zero where a correction or a part of a contribution is; else it is a slip."""
        jaren, regio = self.kop.jaren, self.regio
        gecorrigeerd = {
            (rij.tekst("kostensoort"), jaar)
            for rij in self.bladen["Begroting"].rijen
            for jaar in jaren
            if (rij.getal(str(jaar)) or 0) < 0
        }
        gecorrigeerd |= {(s, jaar) for s in regio.kostensoorten for jaar in jaren if _can_be_negative(regio, s, jaar)}
        for rij in self.bladen["Vastgesteld"].rijen:
            for jaar in jaren:
                bedrag = rij.getal(str(jaar))
                if bedrag is not None and bedrag < 0 and (rij.tekst("kostensoort"), jaar) not in gecorrigeerd:
                    hoort = f"bedrag van 0 of meer, want op blad Begroting staat in {jaar} geen correctie onder nul"
                    self.klad.rijfout(rij, str(jaar), aangehaald(dutch(bedrag)), hoort)


def _filled_years(rij: Rij) -> set[int]:
    """A post that follows an index has an amount in every year."""
    return {int(s) for s in rij.plaatsen if s.isdigit() and (not rij.leeg(s) or rij.tekst("index"))}


def _decided_years(blad: Tabelblad, soort: str) -> set[int]:
    return {jaar for rij in blad.rijen if rij.tekst("kostensoort") == soort for jaar in _filled_years(rij)}


def _can_be_negative(regio: Regio, kostensoort: str, jaar: int) -> bool:
    """Whether a part of a contribution is no share of costs: a price can be below zero, and what remains may be."""
    opbouw = regio.opbouw(kostensoort, jaar)
    delen = opbouw.onderdelen if opbouw is not None else ()
    return any(not isinstance(deel, Naaraandelen) or deel.pot.mag_negatief for deel in delen)


def _missing(blad: Tabelblad, vereist: Mapping[str, str], er_staan: Collection[str], bij: str, klad: Kladblok) -> None:
    """Who should be there and is not; `vereist` has the names by code."""
    for code, naam in vereist.items():
        if code not in er_staan:
            klad.bladfout(blad.naam, f"deelnemer '{naam}' ({code}) ontbreekt bij {bij}")


def controleer_volledig(blad: Tabelblad, kop: Kop, regio: Regio, klad: Kladblok) -> None:
    """Who is missing in a table of figures that stands by itself: a fault where most are there, else a note.

    Somebody who checks a few rows of a table knows that the others are not among them, but may not mean it.
    """
    if blad.naam == "Vastgesteld":
        _vastgesteld(blad, kop, regio, klad)
    if blad.naam != "Maatstaven" or any(rij.stuk & {"gemeentecode", "gemeente", "peiljaar"} for rij in blad.rijen):
        return
    per_peiljaar: dict[int, set[str]] = defaultdict(set)
    for rij in blad.rijen:
        peiljaar = rij.heel("peiljaar")
        if peiljaar is not None:
            per_peiljaar[peiljaar].add(rij.tekst("gemeentecode"))
    for peiljaar, er_staan in sorted(per_peiljaar.items()):
        # A count of one year is for the contribution of the next.
        vereist = {deelnemer.code: deelnemer.naam for deelnemer in regio.deelnemers(peiljaar + 1)}
        mist = [code for code in vereist if code not in er_staan]
        if mist and len(mist) >= len(vereist) / 2:
            aantal = len(vereist) - len(mist)
            staan = "staat" if aantal == 1 else "staan"
            tekst = f"hier {staan} {aantal} van de {len(vereist)} deelnemers van peiljaar {peiljaar}"
            klad.bladmelding([blad.naam], tekst)
        else:
            _missing(blad, vereist, er_staan, f"peiljaar {peiljaar}", klad)


def _vastgesteld(blad: Tabelblad, kop: Kop, regio: Regio, klad: Kladblok) -> None:
    """A decided year is whole: an amount for every participant of that year, and for nobody else."""
    if any(rij.stuk & {"gemeentecode", "gemeente", "kostensoort"} for rij in blad.rijen):
        return
    for soort in regio.kostensoorten:
        rijen = {rij.tekst("gemeentecode"): rij for rij in blad.rijen if rij.tekst("kostensoort") == soort}
        for jaar in sorted(_decided_years(blad, soort) & set(kop.jaren)):
            deelnemers = {deelnemer.code: deelnemer for deelnemer in regio.deelnemers(jaar, soort)}
            for code, deelnemer in deelnemers.items():
                if code not in rijen:
                    klad.bladfout(blad.naam, f"deelnemer '{deelnemer.naam}' ({code}) ontbreekt bij {soort} {jaar}")
                elif rijen[code].leeg(str(jaar)):
                    klad.rijfout(rijen[code], str(jaar), "leeg", f"het vastgestelde bedrag van {soort} {jaar}")
            for code, rij in rijen.items():
                if code not in deelnemers and not rij.leeg(str(jaar)):
                    klad.rijfout(rij, str(jaar), f"'{rij.tekst('gemeente')}' is geen deelnemer van {soort} in {jaar}")
