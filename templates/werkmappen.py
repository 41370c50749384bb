"""All files of a plan: the regional workbook, and of each participant a workbook and a letter, written together."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from calc.bedraggrens import controleer_bedragen
from calc.notatie import opsomming
from calc.uitkomst import Uitkomst
from templates.brief.briefdocument import maak_briefdocument
from templates.gemeente.gemeenteboek import deelnemers, maak_gemeenteboek
from templates.plan.uitvoeringsplan import maak_uitvoeringsplan
from templates.sjabloon.meegeleverd import BRIEF, GEMEENTE, REGIO, meegeleverd
from templates.werkmap.bestandenlijst import LIJST, Eerder, eerder, vingerafdruk, vrije_naam
from templates.werkmap.pdf import als_pdf, libreoffice
from templates.werkmap.taken import gedaan
from templates.werkmap.wegschrijven import alleen, controleer_doelen, schrijf_bestanden

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
        for code in deelnemers(uitkomst)
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
    with alleen(map):
        opdrachten = _opdrachten(uitkomst)
        pdfs = [Path(opdracht.naam).with_suffix(".pdf").name for opdracht in opdrachten if opdracht.brief and pdf]
        namen = [*(opdracht.naam for opdracht in opdrachten), *pdfs, *(naast or {}), *([LIJST] if resultaat else [])]
        controleer_doelen(map, namen, overschrijf=overschrijf)
        controleer_bedragen(uitkomst)
        plan = uitkomst.gegevens.plan
        vorige = eerder(map, namen, f"{plan.regio}-{plan.jaar}-")
        bewaard = {naam: vrije_naam(map, naam) for naam in vorige.gewijzigd}
        maak = partial(_maak, uitkomst, versie, sjablonen)

        def bestanden() -> Iterator[tuple[str, bytes]]:
            sommen: dict[str, str] = {}
            brieven: dict[str, bytes] = {}
            for opdracht, inhoud in gedaan(maak, opdrachten, taken or taken_voor(len(opdrachten))):
                sommen[opdracht.naam] = vingerafdruk(inhoud)
                if opdracht.brief and pdf:
                    brieven[opdracht.naam] = inhoud
                yield opdracht.naam, inhoud
                if voortgang is not None:
                    voortgang(opdracht.naam)
            for naam, inhoud in (als_pdf(brieven) if brieven else {}).items():
                sommen[naam] = vingerafdruk(inhoud)
                yield naam, inhoud
            for naam, kopie in bewaard.items():
                yield kopie, (map / naam).read_bytes()
            yield from (naast or {}).items()
            if resultaat is not None:
                yield LIJST, resultaat(sommen)

        geschreven = schrijf_bestanden(map, bestanden(), reeks=True, weg=vorige.weg)
    if meld is not None:
        for zin in _wat_er_stond(vorige, bewaard):
            meld(zin)
    return [pad for pad in geschreven if pad.name not in bewaard.values()]


def _wat_er_stond(vorige: Eerder, bewaard: Mapping[str, str]) -> Iterator[str]:
    for naam, kopie in bewaard.items():
        yield f"{naam} was gewijzigd sinds het plan is gemaakt; die versie is bewaard als {kopie}."
    if vorige.weg:
        yield f"weggehaald, want niet meer in het plan: {opsomming(list(vorige.weg))}."
    if vorige.vreemd:
        yield f"in de map staat ook {opsomming(list(vorige.vreemd))}; dat hoort niet bij dit plan."


def taken_voor(boeken: int) -> int:
    """How many processes are worth while: each takes half a second to start, a book takes less."""
    return max(1, min(os.cpu_count() or 1, boeken // PER_TAAK))


def _maak(uitkomst: Uitkomst, versie: str, sjablonen: Path | None, opdracht: Boekopdracht) -> bytes:
    if not opdracht.gemeentecode:
        return maak_uitvoeringsplan(uitkomst, versie=versie, sjabloon=sjabloon(sjablonen, REGIO))
    if opdracht.brief:
        return maak_briefdocument(uitkomst, opdracht.gemeentecode, sjabloon=sjabloon(sjablonen, BRIEF))
    return maak_gemeenteboek(uitkomst, opdracht.gemeentecode, versie=versie, sjabloon=sjabloon(sjablonen, GEMEENTE))


def sjabloon(map: Path | None, naam: str) -> Path:
    """One's own template, or the shipped one where the folder has none."""
    if map is not None and (map / naam).is_file():
        return map / naam
    return meegeleverd(naam)
