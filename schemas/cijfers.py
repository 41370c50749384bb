"""A loose table of figures (CSV or a sheet of a workbook): names and the columns of a key, for `verdeel`."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Final, cast

from schemas.codering import NAMEN as CODERINGEN
from schemas.fouten import Foutzin, Gebruikersfout, InvoerFouten, VerkeerdGebruik, bedoelde_u
from schemas.getal import GeenGetal, GemengdeNotatie, Notatie, gewone_getallen, is_twijfel, lees_cel, notatie_van
from schemas.inhoud import HOEVEELHEID, Inhoud, Perken, dutch
from schemas.kernwoorden import RATO, REGIOS
from schemas.kladblok import Kladblok
from schemas.komma import gesneden, snijzin, zeker_gesneden
from schemas.lezers.csv import lees_csv
from schemas.naamvorm import naamvorm
from schemas.ongezien import ongeziene_zinnen
from schemas.plaats import Vindplaats
from schemas.poort import open_bestand, poort
from schemas.tabel import Procentcel, Rauw, Rauwblad, celtekst, celwaarde, getal_van
from schemas.totaalrij import Totaalrij, heet_regio, is_kengetal, totaalrijen

WERKMAP: Final = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""How the files of spreadsheets begin."""
GEDATEERD: Final = re.compile(r"\bwaarde: *[\"']?([^,}\n\"']+)")
"""The values of a region file that begin somewhen, such as the part of the region of a participant."""
VERWACHT: Final = f"een {HOEVEELHEID.verwacht}"
GETAL: Final = Inhoud(VERWACHT, Perken(0))
ZOEKRIJEN: Final = 30
"""So far down the header may stand: above it there may be a letterhead."""


@dataclass(frozen=True)
class Cijfers:
    """One name per row, and per column of the key one value per row. `naamkolom` is the header of the names, `noten`
    what was taken to be meant.
    """

    naamkolom: str
    namen: tuple[str, ...]
    waarden: Mapping[str, tuple[Decimal, ...]]
    noten: tuple[str, ...] = ()


def lees_cijfers(
    pad: Path, sleutel: Sequence[str], notatie: Notatie | None = None, deelnemers: Collection[str] = ()
) -> Cijfers:
    """Read the columns of a key (without `rato`) from a table.

    A decimal comma is understood only where no comma separates the columns. The first column that is no part of the
    key is the name.

    Args:
        pad: the file.
        sleutel: the columns that are wanted.
        notatie: what a comma and a dot mean, where the sender says so; otherwise each column must show it.
        deelnemers: names of rows that are participants, also where they are the sum of others.
    Raises:
        VerkeerdGebruik: a column of the key is not there.
        InvoerFouten: everything that is wrong with the rows, one line per cell.
        Gebruikersfout: the gate does not let it in, or it is no table.
    """
    kolommen = [deel for deel in sleutel if deel != RATO]
    inhoud, noten = open_bestand(pad), []
    if inhoud.startswith(WERKMAP):
        blad = _werkblad(pad, kolommen)
    else:
        # Through the same gate, but in this process: a text does not take one of its own.
        poort(inhoud, pad.name)
        tekst = lees_csv(inhoud, pad.name)
        blad = tekst.blad
        if tekst.codering in CODERINGEN:
            noten.append(f"De tekst is gelezen als {CODERINGEN[tekst.codering]}.")
    koprij, kop = _kop(blad, kolommen)
    if not kop:
        raise Gebruikersfout(f"{pad.name} heeft geen kopregel", "namen van kolommen op regel 1.")
    _controleer_kop(pad, kop, kolommen)
    naamplaats = next((plaats for plaats, titel in enumerate(kop) if titel not in kolommen), None)
    if naamplaats is None:
        raise Gebruikersfout(f"{pad.name} heeft alleen kolommen van de sleutel", "ook een kolom met namen.")
    tabel = _Tabel(blad, koprij, kop, naamplaats, notatie)
    waarden = {kolom: tabel.kolom(kop.index(kolom)) for kolom in kolommen}
    # With `rato` alone no column is read, but a total among the rows would be paid just as well.
    tabel.keur_namen([list(waarden.values())] if waarden else tabel.cijferkolommen(), deelnemers)
    if fouten := tabel.klad.fouten:
        raise InvoerFouten(pad.name, fouten)
    if not tabel.namen:
        raise Gebruikersfout(f"{pad.name} heeft geen regels onder de kop", "één regel per deelnemer.")
    # Without a fault every cell of the key is a number.
    cijfers = {kolom: tuple(w for w in reeks if w is not None) for kolom, reeks in waarden.items()}
    return Cijfers(kop[naamplaats], tuple(tabel.namen), cijfers, (*noten, *tabel.noten, *tabel.ongezien(kolommen)))


def _werkblad(pad: Path, kolommen: Sequence[str]) -> Rauwblad:
    """The sheet of a workbook that has these columns; it came in through the gate."""
    from schemas import inname

    bladen = [blad for blad in inname.lees_bestand(pad).bladen if _kop(blad, kolommen)[1]]
    passend = [blad for blad in bladen if set(kolommen) <= set(_kop(blad, kolommen)[1])]
    if len(passend) > 1:
        namen = " en ".join(f"'{blad.naam}'" for blad in passend)
        raise Gebruikersfout(f"{pad.name} heeft deze kolommen op bladen {namen}; laat alleen het blad staan dat telt.")
    if not bladen:
        raise Gebruikersfout(f"{pad.name} is leeg", "een blad met een kopregel en regels.")
    return (passend or bladen)[0]


def _kop(blad: Rauwblad, kolommen: Collection[str]) -> tuple[int, list[str]]:
    """The row that has the titles of these columns, and all titles in it; otherwise the first that holds anything."""
    eerste: tuple[int, list[str]] | None = None
    for rij in range(1, min(ZOEKRIJEN, blad.hoogte) + 1):
        kop = [celtekst(blad.cel(rij, kolom)) for kolom in range(1, len(blad.kolommen) + 1)]
        while kop and not kop[-1]:
            kop.pop()
        if kop and set(kolommen) <= set(kop):
            return rij, kop
        eerste = eerste or ((rij, kop) if kop else None)
    return eerste or (1, [])


def _als_teksten(cellen: Sequence[Rauw]) -> list[str]:
    if set(map(type, cellen)) <= {str}:
        return list(map(str.strip, cast("Sequence[str]", cellen)))
    return list(map(celtekst, cellen))


def _controleer_kop(pad: Path, kop: Sequence[str], kolommen: Sequence[str]) -> None:
    for titel in kop:
        if titel and kop.count(titel) > 1:
            raise Gebruikersfout(f"{pad.name}: kolom '{titel}' staat er twee keer; geef elke kolom een eigen naam.")
    for kolom in kolommen:
        if kolom not in kop:
            bekend = ", ".join(titel for titel in kop if titel)
            raise VerkeerdGebruik(f"{pad.name} heeft geen kolom '{kolom}'; wel: {bekend}.{bedoelde_u(kolom, kop)}")


class _Tabel:
    """The rows below the header that hold anything, and what is wrong with them by row and column."""

    def __init__(self, blad: Rauwblad, koprij: int, kop: Sequence[str], naam: int, notatie: Notatie | None) -> None:
        self._blad, self._koprij, self._kop, self._naam = blad, koprij, kop, naam
        self._notatie, self._komma = notatie, blad.scheiding == ","
        self.klad = Kladblok()
        self.noten: list[str] = []
        self._teksten = [_als_teksten(kolom) for kolom in blad.kolommen]
        self._rijen: list[int] = []
        gevulde = (rij for rij, cellen in enumerate(zip(*self._teksten, strict=True), start=1) if any(cellen))
        for rij in (rij for rij in gevulde if rij > koprij):
            if any(kolom[rij - 1] for kolom in self._teksten[len(kop) :]):
                breedte = max(nummer for nummer, kolom in enumerate(self._teksten, start=1) if kolom[rij - 1])
                verwacht = f"{len(kop)}, zoals in de kop"
                self.klad.fout(Vindplaats("", blad.rijplaats(rij), rij), f"{breedte} kolommen", verwacht)
                continue
            self._rijen.append(rij)
        self.namen = self._in_rijen(naam)

    def ongezien(self, kolommen: Sequence[str]) -> list[str]:
        """What the sender may not see of what was read."""
        plekken = [self._naam + 1, *(self._kop.index(kolom) + 1 for kolom in kolommen)]
        zinnen = ongeziene_zinnen(self._blad.verborgen, self._rijen, plekken)
        return [f"Let op: {zin}." for zin in zinnen]

    def _in_rijen(self, plaats: int) -> list[str]:
        teksten = self._teksten[plaats]
        return [teksten[rij - 1] for rij in self._rijen]

    def _fout(self, rij: int, plaats: int, tekst: str, verwacht: str = "") -> None:
        naam = self._blad.plaats(rij, plaats + 1, self._kop[plaats])
        # The name of a row goes before its figures, wherever it stands.
        self.klad.fout(Vindplaats("", naam, rij, 0 if plaats == self._naam else plaats + 1), tekst, verwacht)

    def kolom(self, plaats: int) -> list[Decimal | None]:
        """The figures of one column, read in one notation; what is no figure is told."""
        teksten = self._in_rijen(plaats)
        if self._blad.scheiding and (gewoon := gewone_getallen(teksten)) is not None:
            if self._snijdt(plaats):
                self._cut(plaats, teksten)
            return list(gewoon)
        # A number in a cell is what it is; only texts are written in a notation.
        getallen = {
            rij: Decimal(getal_van(float(cel)))
            for rij in self._rijen
            if isinstance(cel := self._blad.cel(rij, plaats + 1), int | float) and not isinstance(cel, bool)
        }
        teksten = ["" if rij in getallen else tekst for rij, tekst in zip(self._rijen, teksten, strict=True)]
        notatie = self._notatie
        if notatie is None:
            try:
                notatie = notatie_van(teksten)
            except GemengdeNotatie as fout:
                rij = next(rij for rij, tekst in zip(self._rijen, teksten, strict=True) if tekst == fout.punt)
                self._fout(rij, plaats, f"de getallen zijn niet op één manier geschreven: {fout}")
                return [None] * len(teksten)
            if notatie and (gelezen := next(filter(is_twijfel, teksten), "")):
                heel = dutch(lees_cel(gelezen, notatie, zeker=True).waarde)
                self.noten.append(f"In kolom {self._kop[plaats]} is {gelezen} gelezen als {heel}.")
        if self._snijdt(plaats):
            self._cut(plaats, teksten)
        return [
            self._eigen(rij, plaats, getallen[rij]) if rij in getallen else self._waarde(rij, plaats, tekst, notatie)
            for rij, tekst in zip(self._rijen, teksten, strict=True)
        ]

    def _eigen(self, rij: int, plaats: int, getal: Decimal) -> Decimal:
        if not GETAL.goed(getal):
            self._fout(rij, plaats, *GETAL.fout(getal))
        return getal

    def _snijdt(self, plaats: int) -> bool:
        """Whether a comma in a number of this column could have put its rest in the next one."""
        return self._komma and plaats + 1 < len(self._kop) and plaats + 1 != self._naam

    def _cut(self, plaats: int, teksten: Sequence[str]) -> None:
        """A number that its own comma cut in two, where the rest landed in a column for words."""
        paren = list(zip(teksten, self._in_rijen(plaats + 1), strict=True))
        voorbeeld = gesneden(paren)
        if voorbeeld is not None and zeker_gesneden(paren, self._kop[plaats + 1]):
            rij = next(rij for rij, (_, rechts) in zip(self._rijen, paren, strict=True) if rechts)
            self._fout(rij, plaats, snijzin(voorbeeld))

    def _waarde(self, rij: int, plaats: int, tekst: str, notatie: Notatie | None) -> Decimal | None:
        cel = self._blad.cel(rij, plaats + 1)
        if not tekst or not isinstance(cel, str | Procentcel):
            self._fout(rij, plaats, *GETAL.fout(celwaarde(cel) if tekst else None))
            return None
        try:
            getal = lees_cel(tekst, notatie or Notatie.NEDERLANDS, zeker=notatie is not None)
        except GeenGetal as fout:
            self._fout(rij, plaats, str(fout), VERWACHT)
            return None
        if self._komma and notatie is Notatie.NEDERLANDS and "," in tekst:
            hoort = f"{VERWACHT}. Een decimale komma kan alleen in een CSV met puntkomma's"
            self._fout(rij, plaats, f"'{tekst}' is geen getal", hoort)
        elif getal.procent:
            self._fout(rij, plaats, f"'{tekst}' is een percentage", f"{VERWACHT}, zonder procentteken in deze kolom")
        elif getal.waarde < 0:
            self._fout(rij, plaats, f"'{tekst}'", VERWACHT)
        return getal.waarde

    def cijferkolommen(self) -> list[list[list[Decimal | None]]]:
        """Every column of which all cells are numbers, each apart: who asked for none of them gets no faults."""
        kladje = _Tabel(self._blad, self._koprij, self._kop, self._naam, self._notatie)
        reeksen = [kladje.kolom(plaats) for plaats in range(len(self._kop)) if plaats != self._naam]
        return [[reeks] for reeks in reeksen if None not in reeks] or [[]]

    def keur_namen(self, groepen: Sequence[Sequence[Sequence[Decimal | None]]], deelnemers: Collection[str]) -> None:
        """Every row is named once, and no row is a total in any of these groups of columns."""
        zeker = {plek for plek, naam in enumerate(self.namen) if naam in deelnemers}
        totalen = {rij.plek: rij for reeksen in groepen for rij in totaalrijen(self.namen, reeksen, zeker)}
        vormen = list(map(naamvorm, self.namen))
        gebieden = set(_gebieden(self.namen, vormen)) - zeker
        # A list of regions is a list of participants.
        gebieden = gebieden if len(gebieden) < len(self.namen) else set()
        gezien: dict[str, str] = {}
        for plek, (rij, naam, vorm) in enumerate(zip(self._rijen, self.namen, vormen, strict=True)):
            if plek in totalen:
                self._fout(rij, self._naam, *_totaalzin(naam, totalen[plek]))
            elif plek in gebieden:
                self._fout(rij, self._naam, *_gebiedzin(naam))
            elif not naam:
                self._fout(rij, self._naam, "leeg", "een naam")
            elif is_kengetal(naam) and naam not in deelnemers:
                self._fout(rij, self._naam, f"'{naam}'", "alleen deelnemers. Haal deze regel weg")
            elif (eerder := gezien.get(vorm)) is not None:
                wat = "staat er twee keer" if eerder == naam else f"is dezelfde naam als '{eerder}'"
                self._fout(rij, self._naam, f"'{naam}' {wat}", "elke naam één keer")
            else:
                gezien[vorm] = naam


def _totaalzin(naam: str, totaal: Totaalrij) -> Foutzin:
    wat = f"'{naam}'" if naam else "een rij zonder naam"
    if totaal.benoemd:
        return Foutzin(wat, "alleen deelnemers, want totalen worden berekend. Haal deze regel weg")
    andere = "alle andere regels" if totaal.plek < totaal.blok[0] else f"{len(totaal.blok)} regels erboven"
    raad = f', of zeg met --deelnemer "{naam}" dat het geen totaal is' if naam else ""
    return Foutzin(f"{wat} is precies de som van {andere}", f"alleen deelnemers. Haal deze regel weg{raad}")


def _gebieden(namen: Sequence[str], vormen: Sequence[str]) -> Iterator[int]:
    """The rows with the name of a region, by its word or as one of ours is called, or of a part of one of ours."""
    delen = _mogelijke_delen()
    for plek, (naam, kaal) in enumerate(zip(namen, vormen, strict=True)):
        if heet_regio(naam) or (kaal in delen and (not delen[kaal] or _is_deel(naam, delen[kaal]))):
            yield plek


def _mogelijke_delen() -> dict[str, list[str]]:
    """What may be a part of a region, with the regions to ask: to load every region costs more than to split.

    The name of a region itself needs no asking: nothing stands with it.
    """
    delen: dict[str, list[str]] = {}
    for pad in REGIOS.glob("*.yaml"):
        for waarde in set(GEDATEERD.findall(pad.read_text(encoding="utf-8"))):
            delen.setdefault(naamvorm(waarde), []).append(pad.stem)
    return delen | {naamvorm(pad.stem): [] for pad in REGIOS.glob("*.yaml")}


def _is_deel(naam: str, regios: Sequence[str]) -> bool:
    from schemas.geldend import laad_regio

    return any(naamvorm(naam) in laad_regio(regio).gebieden for regio in regios)


def _gebiedzin(naam: str) -> Foutzin:
    return Foutzin(
        f"'{naam}' is een gebied",
        f'alleen deelnemers. Haal deze regel weg, of zeg met --deelnemer "{naam}" dat het geen totaal is',
    )
