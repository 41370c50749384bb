"""Reading an .xlsx from outside at speed: values by calamine, and beside it what calamine does not tell.

Calamine gives nothing for an error and for a formula without a value, takes an outcome that the file calls stale for a
value, drops looks that carry meaning, and does not tell a percentage from a number. Only where the sheet's own XML has
any of these is it walked through a second time, for those cells alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from io import BytesIO
from typing import Any, Final

from python_calamine import CalamineError, CalamineWorkbook

from schemas.fouten import Bestandsfout
from schemas.lezers.pakket import Bladdeel, Leespakket
from schemas.lezers.xlsxblad import Bijzonder, Cellezing, lees_bijzonder, lees_teksten
from schemas.ooxml.xml import Element, NietTeBewerken, kinderen
from schemas.plaats import Plek
from schemas.tabel import Procentcel, Rauw, Rauwblad, als_tekst
from schemas.werkboek import DAMAGE, Bedekt, Dubbel, Foutwaarde, Ongerekend

INGEBOUWD: Final = {"9": "0%", "10": "0.00%"}
"""The formats without a code of their own in the file that show a percentage (ECMA-376, 18.8.30)."""
LETTERLIJK: Final = re.compile(r"\"[^\"]*\"|\\.|_.|\[[^\]]*\]")
"""Parts of a number format that are shown as they stand, and so mean nothing."""


class Beschadigd(Bestandsfout):
    def __init__(self, bestand: str) -> None:
        super().__init__(bestand, "is beschadigd en niet te lezen. Open het in Excel en sla het opnieuw op.")


def lees_xlsx(data: bytes, bestand: str) -> tuple[Rauwblad, ...]:
    """Every worksheet of a workbook.

    Raises:
        Gebruikersfout: the file is damaged.
    """
    try:
        return tuple(_bladen(data))
    except (*DAMAGE, NietTeBewerken) as fout:
        raise Beschadigd(bestand) from fout
    except BaseException as fout:
        # A panic in the Rust library is no Exception, so that nobody takes it for an ordinary error by accident.
        if type(fout).__name__ in ("PanicException", "CalamineError", "XmlError", "ZipError", "WorksheetNotFound"):
            raise Beschadigd(bestand) from fout
        raise


def _bladen(data: bytes) -> Iterator[Rauwblad]:
    pakket = Leespakket(data)
    boek = CalamineWorkbook.from_filelike(BytesIO(pakket.met_gewone_namen(data)))
    stijlen, strings = (pakket.van_soort(pakket.werkboek, soort) for soort in ("styles", "sharedstrings"))
    procenten = _percent_styles(pakket.xml(stijlen)) if stijlen else frozenset()
    teksten = lees_teksten(pakket.lees(strings)) if strings else {}
    verouderd = pakket.verouderd
    for blad in pakket.leesbladen:
        try:
            rijen = boek.get_sheet_by_name(blad.naam).to_python(skip_empty_area=False)
        except CalamineError:
            # It stumbles over what no cell depends on, though the cells are all there.
            boek = CalamineWorkbook.from_filelike(BytesIO(pakket.kopie()))
            rijen = boek.get_sheet_by_name(blad.naam).to_python(skip_empty_area=False)
        gevuld = sum(len(rij) - rij.count("") for rij in rijen)
        gevonden = lees_bijzonder(pakket.lees(blad.deel), procenten, frozenset(teksten), gevuld)
        yield _blad(blad, rijen, gevonden, procenten, teksten, verouderd=verouderd or gevonden.verouderd)


def _blad(
    blad: Bladdeel,
    rijen: list[list[Any]],
    gevonden: Bijzonder,
    procenten: frozenset[str],
    teksten: dict[str, str],
    *,
    verouderd: bool,
) -> Rauwblad:
    kolommen: list[Any] = list(zip(*rijen, strict=True))
    for (rij, kolom), waarde in _specials(gevonden, procenten, teksten, rijen, verouderd=verouderd):
        if kolom > len(kolommen) or rij > len(rijen):
            kolommen = _grown(kolommen, rij, kolom)
        if not isinstance(kolommen[kolom - 1], list):
            kolommen[kolom - 1] = list(kolommen[kolom - 1])
        kolommen[kolom - 1][rij - 1] = waarde
    dek_toe(kolommen, gevonden.samengevoegd)
    weg = frozenset(kolom for kolom in gevonden.kolommen if kolom <= len(kolommen))
    verborgen = replace(blad.verborgen, rijen=frozenset(gevonden.rijen), kolommen=weg)
    return Rauwblad(blad.naam, tuple(kolommen), verborgen=verborgen)


def dek_toe(kolommen: list[Any], bereiken: Sequence[tuple[int, int, int, int]]) -> None:
    """What stands under a merged cell and is not what the cell itself shows: nobody sees it, so nobody may read it."""
    for boven, links, onder, rechts in bereiken:
        if links > len(kolommen) or boven > len(kolommen[0]):
            continue
        zichtbaar = kolommen[links - 1][boven - 1]
        for kolom in range(links, min(rechts, len(kolommen)) + 1):
            for rij in range(boven, min(onder, len(kolommen[0])) + 1):
                waarde = kolommen[kolom - 1][rij - 1]
                if (rij, kolom) == (boven, links) or waarde in (None, ""):
                    continue
                zelfde = isinstance(waarde, str) and waarde == zichtbaar
                if zelfde and kolom == links:
                    continue
                if not isinstance(kolommen[kolom - 1], list):
                    kolommen[kolom - 1] = list(kolommen[kolom - 1])
                # A title that a writer repeated in every cell below it is shown once; it is over all of its columns.
                kolommen[kolom - 1][rij - 1] = None if zelfde else Bedekt(als_tekst(waarde))


def _grown(kolommen: list[Any], rij: int, kolom: int) -> list[Any]:
    """An error or a formula beyond the last value that calamine saw."""
    hoogte = max(rij, len(kolommen[0]) if kolommen else 0)
    return [
        [*(kolommen[k] if k < len(kolommen) else ()), *[""] * (hoogte - (len(kolommen[k]) if k < len(kolommen) else 0))]
        for k in range(max(kolom, len(kolommen)))
    ]


def _percent_styles(wortel: Element) -> frozenset[str]:
    """The cell styles that show a number as a percentage."""
    vormen = dict(INGEBOUWD)
    for lijst in kinderen(wortel, "numFmts"):
        vormen |= {vorm.get("numFmtId", ""): vorm.get("formatCode", "") for vorm in kinderen(lijst, "numFmt")}
    stijlen = [xf.get("numFmtId", "0") for lijst in kinderen(wortel, "cellXfs") for xf in kinderen(lijst, "xf")]
    return frozenset(str(nr) for nr, vorm in enumerate(stijlen) if "%" in LETTERLIJK.sub("", vormen.get(vorm, "")))


def _specials(
    gevonden: Bijzonder, procenten: frozenset[str], teksten: dict[str, str], rijen: list[list[Any]], *, verouderd: bool
) -> Iterator[tuple[Plek, Rauw]]:
    """The cells of which the value alone does not tell enough."""
    for plek, cel in gevonden.cellen:
        rij, kolom = plek
        waarde = rijen[rij - 1][kolom - 1] if rij <= len(rijen) and kolom <= len(rijen[rij - 1]) else ""
        bijzonder = _special(cel, waarde, procenten, teksten, verouderd=verouderd)
        if bijzonder is not None:
            yield plek, bijzonder
    for plek, stonden in gevonden.dubbel.items():
        yield plek, Dubbel(tuple(_shown(stond) for stond in stonden))


def _shown(stond: str) -> str:
    try:
        return als_tekst(float(stond))
    except ValueError:
        return stond


def _special(
    cel: Cellezing, waarde: Any, procenten: frozenset[str], teksten: dict[str, str], *, verouderd: bool
) -> Rauw:
    tekst = cel.waarde
    # Of formulas that cells share only the first has the text.
    formule = f"={cel.formule}" if cel.formule else ""
    if cel.formule is not None and verouderd:
        return Ongerekend(formule, waarde if waarde != "" else None)
    if cel.soort == "e":
        return Foutwaarde(tekst or "#N/A")
    if cel.formule is not None and not tekst and cel.soort != "inlineStr":
        # Text that a formula made may be empty: then the file says that it is text.
        return Ongerekend(formule) if cel.soort != "str" else None
    if cel.opgemaakt is not None:
        return cel.opgemaakt
    if cel.soort == "s" and tekst.strip() in teksten:
        return teksten[tekst.strip()]
    if isinstance(waarde, float):
        # A formula leaves the noise of doubles, which Excel hides after 15 digits.
        schoon = float(f"{waarde:.15g}") if cel.formule is not None else waarde
        if cel.stijl in procenten:
            return Procentcel(Decimal(repr(schoon)) * 100)
        return schoon if schoon != waarde else None
    return None
