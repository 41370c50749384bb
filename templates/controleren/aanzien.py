"""What a reader would see otherwise: the figure is right and something on the sheet shows another, or none.

A look of one's own is free: fonts, colours, widths, decimals. What is told here changes what the sheet says: digits
typed into a number format, a format that shows nothing, a sign that is gone, letters in the colour of their cell, rows
and columns that are hidden, a chart that was taken out, a print area that leaves a table out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from openpyxl.utils import get_column_letter, range_boundaries

from schemas.inhoud import dutch
from schemas.onschadelijk import voor_terminal
from schemas.plaats import Plek, celnaam
from schemas.werkboek import Foutwaarde
from templates.controleren.lezen import Boekcel, Werkmap
from templates.controleren.uiterlijk import WIT, Uiterlijk
from templates.controleren.vergelijken import Vergelijking
from templates.controleren.verwachting import Verwacht, Verwachting
from templates.werkmap.zegel import Vlak

DEEL: Final = re.compile(r'"[^"]*"?|\\.|_.|\*.|\[[^\]]*\]|.', re.S)
"""A piece of a number format: quoted text, one escaped letter, a space, a filling, brackets, or a sign that works."""
VALUTA: Final = re.compile(r"\[\$([^\]-]*)(?:-[^\]]*)?\]")
PLEKKEN: Final = re.compile(r"[0#?]")
SCHALEN: Final = re.compile(r"[0#?],+(?![0#?,])")
DATUM: Final = re.compile(r"[ymdhs]", re.I)
ALGEMEEN: Final = re.compile(r"general|standaard", re.I)
BREUK: Final = re.compile(r"/\s*\d+")
"""The denominator of a fraction is no figure of its own."""
GROOT: Final = re.compile(r"duizend|miljoen|miljard|mln|mld|thousand|million|\bcents?\b", re.I)
KLEURLOOS: Final = re.compile(r"\[(?:white|wit|color\s*2|kleur\s*2)\]", re.I)
MIN_ERVOOR: Final = re.compile(r'(?:\[[^\]]*\]|_.|[\s€]|"[^"\d]*€[^"]*")*(?:"?[-−–(]|\\[-−–(])')
"""A sign of less than nothing before the figure: a minus of any kind, or the bracket that stands for it."""
LEESBAAR: Final = 1.6
"""Contrast below which nobody reads a text; what may be printed has at least 4,5."""
MEESTE: Final = 20


@dataclass(frozen=True)
class _Sectie:
    """The part of a number format that a value gets."""

    letterlijk: str
    werkend: str


def _secties(formaat: str) -> list[_Sectie]:
    secties = [_Sectie("", "")]
    for stuk in DEEL.findall(formaat):
        laatste = secties[-1]
        if stuk == ";":
            secties.append(_Sectie("", ""))
        elif stuk[0] in '"\\' and len(stuk) > 1:
            secties[-1] = _Sectie(laatste.letterlijk + stuk.strip('"')[stuk[0] == "\\" :], laatste.werkend)
        elif valuta := VALUTA.fullmatch(stuk):
            secties[-1] = _Sectie(laatste.letterlijk + valuta[1], laatste.werkend)
        elif stuk[0] not in "_*[":
            secties[-1] = _Sectie(laatste.letterlijk, laatste.werkend + stuk)
    return secties


def misleidt(formaat: str, waarde: Vlak, hoort: str) -> str:
    """In what way a number format shows another figure than the cell holds; nothing where it does not.

    Args:
        hoort: the format that the cell was made with.
    """
    if formaat == hoort or waarde is None or isinstance(waarde, bool):
        return ""
    secties = _secties(formaat)
    if isinstance(waarde, str):
        verborgen = len(secties) > 3 and "@" not in secties[3].werkend
        return "toont de tekst niet" if verborgen else ""
    plek = 1 if waarde < 0 and len(secties) > 1 else 2 if waarde == 0 and len(secties) > 2 else 0
    sectie = secties[plek]
    # A digit is one that is filled in (0, # or ?), or a figure that the format itself shows.
    if re.search(r"\d", sectie.letterlijk) or re.search(r"[1-9]", BREUK.sub("", sectie.werkend)):
        return "toont cijfers die in de opmaak staan"
    if GROOT.search(f"{sectie.letterlijk} {sectie.werkend}"):
        return "noemt een ander duizendtal dan het cijfer heeft"
    if KLEURLOOS.search(formaat):
        return "geeft de letters de kleur van het papier"
    if ALGEMEEN.search(sectie.werkend):
        return ""
    if DATUM.search(sectie.werkend) and not DATUM.search("".join(s.werkend for s in _secties(hoort))):
        return "toont een datum"
    if not PLEKKEN.search(sectie.werkend) and not DATUM.search(sectie.werkend):
        # A dash for nothing is a look of one's own.
        return "" if waarde == 0 else "toont het cijfer niet"
    if SCHALEN.search(sectie.werkend):
        return "toont het cijfer gedeeld door duizend"
    if "%" in sectie.werkend and "%" not in hoort:
        return "toont het cijfer honderd keer zo groot"
    min_of_haakje = any(teken in sectie.werkend + sectie.letterlijk for teken in "-−(")
    if waarde < 0 and plek == 1 and not min_of_haakje:
        return "toont het minteken niet"
    if waarde > 0 and MIN_ERVOOR.match(formaat.split(";")[0]):
        return "toont een minteken"
    return ""


def contrast(een: str, ander: str) -> float:
    """How far two colours differ in lightness, as WCAG measures it."""
    licht, donker = sorted((_helderheid(een), _helderheid(ander)), reverse=True)
    return (licht + 0.05) / (donker + 0.05)


def _helderheid(kleur: str) -> float:
    delen = [int(kleur[plek : plek + 2], 16) / 255 for plek in (0, 2, 4)]
    rood, groen, blauw = (d / 12.92 if d <= 0.03928 else ((d + 0.055) / 1.055) ** 2.4 for d in delen)
    return 0.2126 * rood + 0.7152 * groen + 0.0722 * blauw


def onleesbaar(letter: str, vlak: str) -> bool:
    return bool(letter and vlak) and contrast(letter, vlak) < LEESBAAR


def wat_anders_oogt(hoort: Verwachting, staat: Werkmap, uit: Vergelijking) -> Iterator[str]:
    """Sheet by sheet, as sentences."""
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
        if uiterlijk.grafieken < hoort.grafieken.get(thuis, 0):
            weg = hoort.grafieken[thuis] - uiterlijk.grafieken
            yield f"blad {titel}: {'een grafiek is' if weg == 1 else f'{weg} grafieken zijn'} weggehaald"
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
        elif onleesbaar(vorm.letter, vorm.vlak):
            gevonden.append(f"{waar}: de letters hebben de kleur van de cel; een lezer ziet {_tekst(waarde)} niet")
    yield from gevonden[:MEESTE]
    if len(gevonden) > MEESTE:
        yield f"blad {titel}: nog {len(gevonden) - MEESTE} cellen tonen iets anders dan erin staat"


def _tekst(waarde: Vlak) -> str:
    if isinstance(waarde, float):
        return dutch(Decimal(repr(round(waarde, 6))) if not waarde.is_integer() else int(waarde))
    return f"'{voor_terminal(str(waarde))[:40]}'"


def _regels(titel: str, uiterlijk: Uiterlijk) -> Iterator[str]:
    """Conditional formats that hide what they colour."""
    for bereik, formaat, letter, vlak, zonder_getal in uiterlijk.regels:
        if zonder_getal:
            zin = "laat het cijfer weg"
        elif formaat and (gevonden := next(filter(None, (misleidt(formaat, w, "") for w in (1.0, -1.0))), "")):
            zin = gevonden
        elif letter and onleesbaar(letter, vlak or WIT):
            zin = "maakt de letters onzichtbaar"
        else:
            continue
        yield f"blad {titel}, cellen {bereik}: een voorwaardelijke opmaak {zin}"


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
