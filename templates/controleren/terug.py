"""From a delivered workbook back to its input: the sheets of the input workbook, as far as this workbook has them.

The reader of inputs then reads them as it reads any input. What it would stumble over though everyone can see what is
meant (a number as text, a header that was typed over) is put right here; the comparison names those cells.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Final

from openpyxl.utils.datetime import from_excel

from schemas.bladen import BLADEN, PLAN, PLANKOP, VORM
from schemas.fouten import Bevinding, Ernst, InvoerFouten
from schemas.gegevens import Gegevens
from schemas.geldend import Regio, laad_regio, regio_van_tekst
from schemas.geleverd.werkmap import Boekcel, Werkmap
from schemas.getal import GeenGetal, lees_cel
from schemas.inhoud import DATUM
from schemas.inlezen import gegevens_van
from schemas.invoer import Kop
from schemas.invoerblad import Bladvorm
from schemas.lezer import lees_kop, lees_tabellen
from schemas.plaats import Plek
from schemas.planbladen import INVOER, KOSTENBLAD, invoerblad
from schemas.werkboek import Celwaarde, Foutwaarde, Raster, Vlak, Werkboek
from templates.gemeente.kosten import ONDERDELEN
from templates.plan.invoerbladen import GEEN_INVOER
from templates.plan.regioblad import BLAD as REGIOBLAD
from templates.plan.regioblad import regiotekst_van
from templates.werkmap.blad import KOPRIJ
from templates.werkmap.zegel import Herkomst

GENOEG: Final = 0.5
"""This part of the titles of a sheet must be there to put the others right."""
HERKEND: Final = 0.8
"""This part of the titles must be there to know a sheet under another name."""
WAARDE: Final = 2
"""Column of the values on the sheet Plan."""
LAATSTE_DAG: Final = 2_958_466
"""The day after the last one that Excel knows."""
Cellen = Mapping[Plek, Boekcel]


class Afschrift:
    """The input sheets of one delivered workbook."""

    def __init__(self, werkmap: Werkmap) -> None:
        self.werkmap = werkmap
        self.titels: dict[str, str] = {}
        """Per sheet of the input workbook the title of the sheet on which it stands here."""
        self.kostenblad: str = KOSTENBLAD
        self._rasters: dict[str, dict[Plek, Celwaarde]] = {}
        self._boven: dict[str, int] = {}
        """Of a table below others how many rows stand above it: a reader looks for a header near the top."""
        kosten = self._zoek_kosten()
        for vorm in BLADEN:
            titel = invoerblad(vorm.naam)
            if titel in werkmap.bladen:
                self._neem(vorm, titel, werkmap.bladen[titel])
            elif vorm.naam in kosten:
                self._neem_kosten(vorm, kosten[vorm.naam])
            elif hernoemd := self._zoek_hernoemd(vorm):
                self._neem(vorm, hernoemd, werkmap.bladen[hernoemd])

    def _neem(self, vorm: Bladvorm, titel: str, cellen: Cellen) -> None:
        self.titels[vorm.naam] = titel
        self._rasters[vorm.naam] = {
            plek: waarde for plek, cel in cellen.items() if (waarde := _celwaarde(cel.waarde)) is not None
        }
        # A date in a file is a number; only its looks make it a date.
        raster = self._rasters[vorm.naam]
        dagen = {kolom.titel for kolom in vorm.kolommen() if kolom.inhoud == DATUM}
        onder = {} if vorm is PLAN else {kolom: rij for (rij, kolom), waarde in raster.items() if waarde in dagen}
        for (rij, kolom), waarde in list(raster.items()):
            is_dag = kolom == WAARDE and raster.get((rij, 1)) in dagen if vorm is PLAN else rij > onder.get(kolom, rij)
            if is_dag and isinstance(waarde, int) and 0 < waarde < LAATSTE_DAG:
                raster[rij, kolom] = from_excel(waarde).date()

    def _neem_kosten(self, vorm: Bladvorm, cellen: Cellen) -> None:
        """One of the tables of the sheet with the costs, with its header at the top."""
        self._boven[vorm.naam] = min(rij for rij, _ in cellen) - 1
        self._neem(vorm, self.kostenblad, cellen)

    def _zoek_hernoemd(self, vorm: Bladvorm) -> str:
        """A sheet under another title that has the columns of an input sheet."""
        vast = {kolom.titel for kolom in vorm.kolommen()} if vorm is not PLAN else set(PLANKOP)
        anders = {ander: kolom.titel for kolom in vorm.kolommen() for ander in kolom.anders}
        for titel, cellen in self.werkmap.bladen.items():
            if titel.startswith(INVOER):
                continue
            per_rij: dict[int, set[object]] = {}
            for (rij, _), cel in cellen.items():
                per_rij.setdefault(rij, set()).add(anders.get(str(cel.waarde), cel.waarde))
            if any(len(vast & teksten) >= HERKEND * len(vast) for teksten in per_rij.values()):
                return titel
        return ""

    def _zoek_kosten(self) -> dict[str, Cellen]:
        """The tables that stand below each other on the sheet with the costs, by the titles between them."""
        titels = {VORM[naam].titel: naam for naam in ONDERDELEN}
        for titel, cellen in self.werkmap.bladen.items():
            if len(titels.keys() & {cel.waarde for (_, kolom), cel in cellen.items() if kolom == 1}) > 1:
                self.kostenblad = titel
        cellen = self.werkmap.bladen.get(self.kostenblad, {})
        begin = {
            titels[cel.waarde]: rij
            for (rij, kolom), cel in sorted(cellen.items())
            if kolom == 1 and isinstance(cel.waarde, str) and cel.waarde in titels and rij >= KOPRIJ
        }
        grenzen = sorted([*begin.values(), max((rij for rij, _ in cellen), default=0) + 1])
        return {
            naam: gevonden
            for naam, rij in begin.items()
            if (gevonden := {p: cel for p, cel in cellen.items() if rij < p[0] < grenzen[grenzen.index(rij) + 1]})
        }

    def kop(self) -> Kop:
        """Which region and which years.

        Raises:
            InvoerFouten: the sheet with the plan cannot be read.
        """
        return lees_kop(self._werkboek([PLAN.naam]))

    def gegevens(self, regio: Regio, herkomst: Herkomst) -> Gegevens:
        """The figures, as the workbook holds them now.

        Raises:
            InvoerFouten: they can no longer be read; the faults name the cells of this workbook.
        """
        kop = self.kop()
        for vorm in BLADEN:
            jaren = kop.scenariojaren if vorm.wissel == "scenario" else kop.jaren
            titels = [int(k.titel) if k.sleutel.isdigit() else k.titel for k in vorm.kolommen(jaren, regio.bestand)]
            if vorm is not PLAN:
                self._zet_koppen_recht(vorm, titels)
        try:
            invoer = lees_tabellen(self._werkboek(), regio)
        except InvoerFouten as gevonden:
            if not self._zet_getallen_recht(gevonden.fouten):
                raise
            invoer = lees_tabellen(self._werkboek(), regio)
        gegevens = gegevens_van(invoer, regio)
        code = herkomst.gemeentecode
        meldingen = tuple(Bevinding(een, ernst=Ernst.MELDING, gemeentecode=code) for een in herkomst.meldingen)
        return replace(gegevens, bestand=herkomst.bestand, sha256=herkomst.sha256, meldingen=meldingen)

    def fouten(self, gevonden: InvoerFouten) -> Iterator[Bevinding]:
        """The faults with the sheets of this workbook."""
        for fout in gevonden.fouten:
            blad = fout.waar.blad
            yield replace(fout, waar=fout.waar._replace(blad=self.titels.get(blad, blad)))

    def _werkboek(self, namen: Sequence[str] = ()) -> Werkboek:
        rasters = tuple(
            Raster(naam, cellen, boven=self._boven.get(naam, 0))
            for naam, cellen in self._rasters.items()
            if not namen or naam in namen
        )
        return Werkboek(self.werkmap.bestand, "", rasters)

    def _zet_koppen_recht(self, vorm: Bladvorm, titels: Sequence[str | int]) -> None:
        """The header row by its place, where enough of it is there; a sheet that is not there gets only that row."""
        if vorm.naam not in self._rasters:
            if not vorm.letterlijk and not vorm.optioneel:
                self._rasters[vorm.naam] = {(1, plek): titel for plek, titel in enumerate(titels, start=1)}
            return
        cellen = self._rasters[vorm.naam]
        for plek in [plek for plek, waarde in cellen.items() if plek[1] == 1 and waarde == GEEN_INVOER]:
            del cellen[plek]
        treffers: dict[int, int] = {}
        for (rij, kolom), waarde in cellen.items():
            if kolom <= len(titels) and waarde == titels[kolom - 1]:
                treffers[rij] = treffers.get(rij, 0) + 1
        beste = max(treffers, key=lambda rij: (treffers[rij], -rij), default=0)
        if treffers.get(beste, 0) > GENOEG * len(titels):
            aanwezig = {waarde for (rij, _), waarde in cellen.items() if rij == beste}
            for kolom, titel in enumerate(titels, start=1):
                staat = cellen.get((beste, kolom))
                if titel not in aanwezig and not any(staat == ander for ander in titels):
                    cellen[beste, kolom] = titel

    def _zet_getallen_recht(self, fouten: Sequence[Bevinding]) -> bool:
        """Text that can only be one number, as that number; whether there was any."""
        recht = False
        for fout in fouten:
            cellen, plek = self._rasters.get(fout.waar.blad, {}), fout.waar[2:]
            waarde = cellen.get(plek)
            getal = als_getal(waarde) if isinstance(waarde, str) else None
            if getal is not None:
                cellen[plek] = getal
                recht = True
        return recht


def lader(werkmap: Werkmap, map: Path) -> Callable[[str], Regio]:
    """The region by its name: from the file beside the workbook, else from what stands in it, else the shipped one."""

    def laad(naam: str) -> Regio:
        if (cellen := werkmap.bladen.get(REGIOBLAD)) and not (map / f"{naam}.yaml").is_file():
            tekst = regiotekst_van({plek: cel.waarde for plek, cel in cellen.items() if cel.waarde is not None})
            return regio_van_tekst(tekst, f"blad {REGIOBLAD}")
        return laad_regio(naam, map)

    return laad


def als_getal(tekst: str) -> Decimal | None:
    """The number that a text means, however it was written; of one in doubt nothing is made."""
    try:
        gelezen = lees_cel(tekst)
    except GeenGetal:
        return None
    return None if gelezen.procent else gelezen.waarde


def _celwaarde(waarde: Vlak | Foutwaarde) -> Celwaarde:
    if isinstance(waarde, float):
        getal = Decimal(repr(waarde))
        return int(getal) if getal == getal.to_integral_value() else getal
    return waarde
