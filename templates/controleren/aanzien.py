"""What a reader would see otherwise: the figure is right and something on the sheet shows another, or none.

A look of one's own is free: fonts, colours, widths, decimals. What is told here changes what the sheet says: digits
typed into a number format, a format that shows nothing, a sign that is gone, letters in the colour of their cell, rows
and columns that are hidden, a chart that was taken out, a print area that leaves a table out.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Final

from openpyxl.utils import get_column_letter, range_boundaries

from schemas.geleverd.tekening import BEELD, GRAFIEK
from schemas.geleverd.uiterlijk import DOORGEHAALD, HERHAALD, VERPLAATST, WIT, Celvorm, Letterstuk, Uiterlijk
from schemas.geleverd.werkmap import Boekcel, Werkmap
from schemas.inhoud import dutch
from schemas.onschadelijk import voor_terminal
from schemas.plaats import Plek, celnaam
from schemas.werkboek import Foutwaarde, Vlak
from templates.controleren.getalopmaak import misleidt
from templates.controleren.grafieken import anders_getekend
from templates.controleren.vergelijken import Celvergelijking
from templates.controleren.verslag import bereiken
from templates.controleren.verwachting import Verwacht, Verwachting
from templates.werkmap.contrast import contrast

CIJFER: Final = re.compile(r"€ ?[-−–]?\d|\d[.,]\d|\d%")
"""A text in which a figure stands, and not only a year."""
LEESBAAR: Final = 1.6
"""Contrast below which nobody reads a text; what may be printed has at least 4,5."""
MEESTE: Final = 20
OM_CIJFERS: Final = (DOORGEHAALD, HERHAALD, VERPLAATST)
"""What is told of letters where they are a figure."""


def onleesbaar(letter: str, vlak: str) -> bool:
    return bool(letter and vlak) and contrast(letter, vlak) < LEESBAAR


def wat_anders_oogt(hoort: Verwachting, staat: Werkmap, uit: Celvergelijking) -> Iterator[str]:
    """Sheet by sheet, as sentences."""
    yield from staat.instellingen
    for titel, cellen in staat.bladen.items():
        uiterlijk, thuis = staat.uiterlijk.get(titel), uit.hernoemd.get(titel, titel)
        if uiterlijk is None or titel in uit.erbij or thuis not in hoort.bladen:
            continue
        if titel in staat.verborgen:
            yield f"blad {titel} is verborgen"
        verschoven = titel in uit.liggingen
        bedoeld = {} if verschoven else hoort.bladen[thuis]
        yield from _cellen(titel, cellen, uiterlijk, bedoeld, hoort.formaten.get(thuis, {}))
        yield from _regels(titel, uiterlijk)
        yield from _verstopt(titel, cellen, uiterlijk)
        yield from _bedekt(titel, cellen, uiterlijk)
        yield from _overdekt(titel, cellen, uiterlijk, hoort.beelden.get(thuis, frozenset()))
        yield from (f"blad {titel}: {zin}" for zin in dict.fromkeys(uiterlijk.weergave))
        getekend = hoort.grafieken.get(thuis, ())
        if (weg := len(getekend) - len(uiterlijk.grafieken)) > 0:
            yield f"blad {titel}: {'een grafiek is' if weg == 1 else f'{weg} grafieken zijn'} weggehaald"
        anders = anders_getekend(getekend, uiterlijk.grafieken, verschoven=bool(uit.liggingen or uit.hernoemd))
        yield from (f"blad {titel}, {zin}" for zin in anders)
        if not verschoven:
            yield from _afdruk(titel, hoort.bladen[thuis], hoort.afdruk.get(thuis, ""), uiterlijk.afdruk)


def _cellen(
    titel: str,
    cellen: Mapping[Plek, Boekcel],
    uiterlijk: Uiterlijk,
    hoort: Mapping[Plek, Verwacht],
    formaten: Mapping[Plek, str],
) -> Iterator[str]:
    gevonden = []
    for plek, cel in cellen.items():
        waarde = cel.waarde
        if waarde is None and plek in hoort:
            # A program that does not calculate saved it: Excel shows the outcome in this look.
            waarde = hoort[plek].waarde
        if waarde is None or isinstance(waarde, Foutwaarde) or plek not in uiterlijk.stijl:
            continue
        if hoort and plek not in hoort:
            # That it holds anything at all is told already.
            continue
        vorm = uiterlijk.vormen[uiterlijk.stijl[plek]]
        waar = f"blad {titel}, cel {celnaam(*plek)}"
        if zin := misleidt(vorm.formaat, waarde, formaten.get(plek, "") if hoort else vorm.formaat):
            gevonden.append(f"{waar}: de opmaak {zin}: {voor_terminal(vorm.formaat)} bij {_tekst(waarde)}")
        elif vorm.letters and (vorm.letters not in OM_CIJFERS or _is_cijfer(waarde)):
            gevonden.append(f"{waar}: de letters zijn {vorm.letters}; er hoort {_tekst(waarde)} te staan")
        elif onleesbaar(vorm.letter, vorm.vlak):
            gevonden.append(f"{waar}: de letters hebben de kleur van de cel; een lezer ziet {_tekst(waarde)} niet")
        elif anders := next(_stukken(uiterlijk.stukken.get(plek, ()), vorm), ""):
            gevonden.append(f"{waar}: {anders}; er hoort {_tekst(waarde)} te staan")
    yield from gevonden[:MEESTE]
    if len(gevonden) > MEESTE:
        yield f"blad {titel}: nog {len(gevonden) - MEESTE} cellen tonen iets anders dan erin staat"


def _stukken(stukken: Sequence[Letterstuk], vorm: Celvorm) -> Iterator[str]:
    """What a reader does not see as it is written of a text of which a part looks otherwise."""
    for stuk, kleur, letters in stukken:
        if letters and re.search(r"\d" if letters in OM_CIJFERS else r"\S", stuk):
            staan = "staan" if letters == VERPLAATST else "zijn"
            yield f"de letters van '{voor_terminal(stuk.strip())[:40]}' {staan} {letters}"
        elif stuk.strip() and onleesbaar(kleur or vorm.letter, vorm.vlak):
            yield f"een lezer ziet '{voor_terminal(stuk.strip())[:40]}' niet"


def _is_cijfer(waarde: Vlak | Foutwaarde) -> bool:
    return isinstance(waarde, float) or CIJFER.search(str(waarde)) is not None


def _tekst(waarde: Vlak) -> str:
    if isinstance(waarde, float):
        return dutch(Decimal(repr(round(waarde, 6))) if not waarde.is_integer() else int(waarde))
    return f"'{voor_terminal(str(waarde))[:40]}'"


def _regels(titel: str, uiterlijk: Uiterlijk) -> Iterator[str]:
    """Conditional formats that hide what they colour."""
    for regel in uiterlijk.regels:
        vorm = regel.vorm
        if regel.zonder_getal:
            zin = "laat het cijfer weg"
        elif vorm.letters:
            zin = f"maakt dat de letters {vorm.letters} zijn"
        elif gevonden := next(filter(None, (misleidt(vorm.formaat, w, "") for w in (1.0, -1.0))), ""):
            zin = gevonden
        elif vorm.letter and onleesbaar(vorm.letter, vorm.vlak or WIT):
            zin = "maakt de letters onzichtbaar"
        else:
            continue
        yield f"blad {titel}, cellen {regel.bereik}: een voorwaardelijke opmaak {zin}"


def _verstopt(titel: str, cellen: Mapping[Plek, Boekcel], uiterlijk: Uiterlijk) -> Iterator[str]:
    rijen = sorted({rij for rij, _ in cellen} & set(uiterlijk.rijen_weg))
    kolommen = sorted({kolom for _, kolom in cellen} & set(uiterlijk.kolommen_weg))
    if rijen:
        yield f"blad {titel}: {_lijst('rij', 'rijen', rijen, str)} verborgen"
    if kolommen:
        yield f"blad {titel}: {_lijst('kolom', 'kolommen', kolommen, get_column_letter)} verborgen"


def _bedekt(titel: str, cellen: Mapping[Plek, Boekcel], uiterlijk: Uiterlijk) -> Iterator[str]:
    """Of merged cells a reader sees the first alone."""
    for vak in uiterlijk.samengevoegd:
        vlakken = _vlakken(vak)
        eerste = min(((rij, kolom) for kolom, rij, _, _ in vlakken), default=None)
        for plek, cel in cellen.items():
            if (cel.waarde is not None or cel.formule) and plek != eerste and _binnen(plek, vlakken):
                yield f"blad {titel}, cel {celnaam(*plek)}: een lezer ziet niet wat er staat, onder samengevoegde {vak}"


def _overdekt(
    titel: str, cellen: Mapping[Plek, Boekcel], uiterlijk: Uiterlijk, beelden: Collection[Plek]
) -> Iterator[str]:
    """What was laid over cells or a chart. A picture that the workbook was made with is where it should be, and a chart
    may stand elsewhere, also over words, as long as no figure is under it.
    """
    for wat, begin, onder, grafieken in uiterlijk.bedekkingen:
        if wat == BEELD and begin in beelden:
            continue
        hier = {plek: cellen[plek] for plek in onder if plek in cellen}
        weg = [plek for plek, cel in hier.items() if wat != GRAFIEK or cel.formule or _is_cijfer(cel.waarde)]
        if weg:
            yield f"blad {titel}: {wat} ligt over {bereiken(weg)}; een lezer ziet niet wat daar staat"
        for nummer in grafieken:
            yield f"blad {titel}: {wat} ligt over grafiek '{voor_terminal(uiterlijk.grafieken[nummer].titel)}'"


def _lijst(een: str, meer: str, nummers: Sequence[int], naam: object) -> str:
    assert callable(naam)
    if len(nummers) == 1:
        return f"{een} {naam(nummers[0])} is"
    if nummers[-1] - nummers[0] == len(nummers) - 1:
        return f"{meer} {naam(nummers[0])} tot en met {naam(nummers[-1])} zijn"
    return f"{meer} {', '.join(naam(nummer) for nummer in nummers[:MEESTE])} zijn"


def _afdruk(titel: str, hoort: Mapping[Plek, object], bedoeld: str, staat: str) -> Iterator[str]:
    """Cells that were printed and no longer are."""
    if not bedoeld or not staat or bedoeld == staat:
        return
    was, nu = _vlakken(bedoeld), _vlakken(staat)
    if not nu:
        return
    buiten = [plek for plek in hoort if _binnen(plek, was) and not _binnen(plek, nu)]
    if buiten:
        rijen = sorted({rij for rij, _ in buiten})
        waar = f"rij {rijen[0]}" if len(rijen) == 1 else f"rij {rijen[0]} tot en met {rijen[-1]}"
        yield f"blad {titel}: het afdrukbereik {staat} laat cellen weg, in {waar}; het was {bedoeld}"


def _vlakken(bereiken: str) -> list[tuple[int, int, int, int]]:
    """Each as first column, first row, last column, last row."""
    gevonden = []
    for stuk in bereiken.replace("$", "").split(","):
        try:
            van_k, van_r, tot_k, tot_r = range_boundaries(stuk.rpartition("!")[2])
        except ValueError:
            return []
        gevonden.append((van_k or 1, van_r or 1, tot_k or 16_384, tot_r or 1_048_576))
    return gevonden


def _binnen(plek: Plek, vlakken: Sequence[tuple[int, int, int, int]]) -> bool:
    rij, kolom = plek
    return any(van_k <= kolom <= tot_k and van_r <= rij <= tot_r for van_k, van_r, tot_k, tot_r in vlakken)
