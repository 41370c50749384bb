"""All files of a plan: the regional workbook, and of each participant a workbook and a letter, written together."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from calc.brief.uittreedbrief import uitgetreden
from calc.kritieke_rest import controleer_bedragen
from calc.uitkomst import Uitkomst
from templates.brief.briefdocument import maak_briefdocument
from templates.gemeente.gemeenteboek import deelnemers, maak_gemeenteboek
from templates.gemeente.uittreedblad import maak_uittreedblad
from templates.plan.uitvoeringsplan import maak_uitvoeringsplan
from templates.sjabloon.meegeleverd import BRIEF, GEMEENTE, REGIO, sjabloon
from templates.werkmap.bestandenlijst import LIJST, Bestanden, schrijf_reeks_met_lijst
from templates.werkmap.pdf import als_pdf, libreoffice
from templates.werkmap.taken import gedaan

__all__ = ["Boekopdracht", "maak_uitvoeringsplan", "plan_bestanden", "write_plan"]


PER_TAAK: Final = 25
"""Books for which one more process pays."""


@dataclass(frozen=True)
class Boekopdracht:
    """One file to make; of the region as a whole where `gemeentecode` is empty."""

    naam: str
    gemeentecode: str
    brief: bool = False
    """The letter in Word, and not the workbook."""


def plan_bestanden(uitkomst: Uitkomst) -> tuple[str, ...]:
    """The names of the files that `write_plan` makes, in order."""
    return tuple(opdracht.naam for opdracht in _opdrachten(uitkomst))


def _opdrachten(uitkomst: Uitkomst) -> tuple[Boekopdracht, ...]:
    plan = uitkomst.gegevens.plan
    begin = f"{plan.regio}-{plan.jaar}"
    per_gemeente = (
        opdracht
        for code in (*deelnemers(uitkomst), *_alleen_uitgetreden(uitkomst))
        for opdracht in (
            Boekopdracht(f"{begin}-{code}.xlsx", code),
            Boekopdracht(f"{begin}-{code}-{BRIEF}", code, brief=True),
        )
    )
    return (Boekopdracht(f"{begin}-{REGIO}", ""), *per_gemeente)


def write_plan(
    uitkomst: Uitkomst,
    map: Path,
    *,
    versie: str,
    sjablonen: Path | None = None,
    overschrijf: bool = False,
    taken: int | None = None,
    resultaat: Callable[[Mapping[str, str]], bytes] | None = None,
    naast: Mapping[str, bytes] | None = None,
    pdf: bool = False,
    meld: Callable[[str], None] | None = None,
    voortgang: Callable[[str], None] | None = None,
) -> list[Path]:
    """Write every workbook of a plan, all of them or none.

    Args:
        map: folder of the files; it is made if it is not there.
        versie: of the program, for the cover.
        sjablonen: folder with templates of one's own; what is not in it is taken from the shipped ones.
        overschrijf: replace files that are already there.
        taken: how many workbooks are filled at the same time; nothing said, as many as pay for so many books.
        resultaat: makes resultaat.json from the SHA-256 of each workbook by its name.
        naast: files for programs that belong to it, by name.
        pdf: make of each letter a PDF too, with LibreOffice.
        meld: told in a sentence what of the folder was kept, taken away or is no part of this plan.
        voortgang: told the name of each workbook when it is ready.
    Returns:
        The paths: regional workbook, workbook and letter of each participant, `naast`, resultaat.json.
    Raises:
        BestaatAl, GeenMap, InGebruik, NietCompleet, NietTeSchrijven: the files cannot be written; nothing was changed.
        BedragTeHoog: an amount that doubles cannot carry to the cent.
        Sjabloonfout: a template cannot be used.
        GeenLibreOffice, PdfMislukt: no PDF can be made.
    """
    if pdf:
        libreoffice()
    opdrachten = _opdrachten(uitkomst)
    pdfs = [Path(opdracht.naam).with_suffix(".pdf").name for opdracht in opdrachten if opdracht.brief and pdf]
    namen = (*(opdracht.naam for opdracht in opdrachten), *pdfs, *(naast or {}))
    plan = uitkomst.gegevens.plan
    reeks = Bestanden(namen, f"{plan.regio}-{plan.jaar}-", ("het plan", "dit plan"), LIJST, resultaat)
    maak = partial(_maak, uitkomst, versie, sjablonen)

    def bestanden() -> Iterator[tuple[str, bytes]]:
        controleer_bedragen(uitkomst)
        brieven: dict[str, bytes] = {}
        for opdracht, inhoud in gedaan(maak, opdrachten, taken or taken_voor(len(opdrachten))):
            if opdracht.brief and pdf:
                brieven[opdracht.naam] = inhoud
            yield opdracht.naam, inhoud
            if voortgang is not None:
                voortgang(opdracht.naam)
        yield from (als_pdf(brieven) if brieven else {}).items()
        yield from (naast or {}).items()

    geschreven, zinnen = schrijf_reeks_met_lijst(map, reeks, bestanden(), overschrijf=overschrijf)
    if meld is not None:
        for zin in zinnen:
            meld(zin)
    return geschreven


def _alleen_uitgetreden(uitkomst: Uitkomst) -> tuple[str, ...]:
    """Who left and still pays, and takes no part in the plan's year."""
    mee = set(deelnemers(uitkomst))
    return tuple(code for code in uitgetreden(uitkomst) if code not in mee)


def taken_voor(boeken: int) -> int:
    """How many processes are worth while: each takes half a second to start, a book takes less."""
    return max(1, min(os.cpu_count() or 1, boeken // PER_TAAK))


def _maak(uitkomst: Uitkomst, versie: str, sjablonen: Path | None, opdracht: Boekopdracht) -> bytes:
    if not opdracht.gemeentecode:
        return maak_uitvoeringsplan(uitkomst, versie=versie, sjabloon=sjabloon(sjablonen, REGIO))
    if opdracht.brief:
        return maak_briefdocument(uitkomst, opdracht.gemeentecode, sjabloon=sjabloon(sjablonen, BRIEF))
    if opdracht.gemeentecode in _alleen_uitgetreden(uitkomst):
        return maak_uittreedblad(uitkomst, opdracht.gemeentecode)
    return maak_gemeenteboek(uitkomst, opdracht.gemeentecode, versie=versie, sjabloon=sjabloon(sjablonen, GEMEENTE))
