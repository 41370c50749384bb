"""A table in the three forms of the command: text for people, CSV and JSON for programs."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from textwrap import wrap
from typing import Any, Final, Literal

from calc.afronding import rond_deling
from calc.notatie import euro, getal, kort, procent
from calc.oordeel import Oordeel
from calc.tabel import Beeld, Beeldkolom, Beeldrij, Rijsoort, Soort, Waarde
from calc.uitlegvorm import Uitleg, tussen_haakjes
from schemas.inhoud import Pm
from schemas.onschadelijk import voor_csv, voor_terminal

AANTEKENING: Final = "aantekening"
BREEDTE: Final = 100
VAST: Final = "\N{NO-BREAK SPACE}"
DECIMALEN_AANDEEL: Final = 15


def tabellen_in(
    tabellen: Sequence[Beeld], formaat: Literal["csv", "json"], *, met_kostensoort: bool, met_aantekening: bool = True
) -> bytes:
    """Tables of one name for programs: UTF-8; with a leading column `kostensoort` where more than one may be shown.

    met_aantekening: with what must be said of each row (voorlopig, afgeleid) in a last column.
    """
    if formaat == "json":
        rijen = [
            rij
            for tabel in tabellen
            for rij in rijen_json(tabel, met_kostensoort=met_kostensoort, met_aantekening=met_aantekening)
        ]
        return (json.dumps(rijen, ensure_ascii=False, indent=2) + "\n").encode()
    if not tabellen:
        return b""
    uit = io.StringIO(newline="")
    schrijver = csv.writer(uit, lineterminator="\n")
    kop = list(dict.fromkeys(kolom.naam for tabel in tabellen for kolom in tabel.kolommen))
    slot = [AANTEKENING] if met_aantekening else []
    schrijver.writerow([*(["kostensoort"] if met_kostensoort else []), *kop, *slot])
    for tabel in tabellen:
        namen = [kolom.naam for kolom in tabel.kolommen]
        plekken = [namen.index(naam) if naam in namen else -1 for naam in kop]
        leiding = [tabel.kostensoort or ""] if met_kostensoort else []
        for rij in tabel.rijen:
            # The empty one at the end is of a column that only another table has.
            cellen = [*[voor_csv(cel or "") for cel in _cellen(tabel, rij)], ""]
            staart = [rij.markering] if met_aantekening else []
            schrijver.writerow([*leiding, *[cellen[plek] for plek in plekken], *staart])
    return uit.getvalue().encode()


def rijen_json(tabel: Beeld, *, met_kostensoort: bool = False, met_aantekening: bool = True) -> list[dict[str, Any]]:
    """One object per row, with the names of the CSV; figures as strings, an empty cell as null."""
    namen = [kolom.naam for kolom in tabel.kolommen]
    leiding = {"kostensoort": tabel.kostensoort} if met_kostensoort else {}

    def staart(rij: Beeldrij) -> dict[str, str]:
        return {AANTEKENING: rij.markering} if met_aantekening else {}

    return [{**leiding, **dict(zip(namen, _cellen(tabel, rij), strict=True)), **staart(rij)} for rij in tabel.rijen]


def _cellen(tabel: Beeld, rij: Beeldrij) -> list[str | None]:
    return [
        waarde if type(waarde) is str else _plat(waarde, *(rij.vorm or (kolom.soort, kolom.decimalen)))
        for kolom, waarde in zip(tabel.kolommen, rij.waarden, strict=True)
    ]


def _vorm(kolom: Beeldkolom, rij: Beeldrij) -> tuple[Soort, int]:
    if rij.vorm is not None and kolom.soort is not Soort.TEKST:
        return rij.vorm
    return kolom.soort, kolom.decimalen


def _plat(waarde: Waarde, soort: Soort, decimalen: int) -> str | None:
    """A value for programs: decimal dot, no thousands, money with the decimals of its unit."""
    if waarde is None:
        return None
    if isinstance(waarde, (str, Pm)):
        return str(waarde)
    teller, noemer = waarde.as_integer_ratio()
    if soort is Soort.AANDEEL:
        return _punt(teller, noemer, DECIMALEN_AANDEEL)
    nodig = _nodig(noemer)
    return _punt(teller, noemer, max(nodig, decimalen) if soort is Soort.GELD else nodig)


@lru_cache
def _nodig(noemer: int) -> int:
    """So many decimals a fraction with this denominator has, up to a limit."""
    return next((n for n in range(DECIMALEN_AANDEEL) if 10**n % noemer == 0), DECIMALEN_AANDEEL)


def _punt(teller: int, noemer: int, decimalen: int) -> str:
    eenheden = rond_deling(teller * 10**decimalen, noemer)
    if not decimalen:
        return str(eenheden)
    cijfers = f"{abs(eenheden):0{decimalen + 1}d}"
    return f"{'-' if eenheden < 0 else ''}{cijfers[:-decimalen]}.{cijfers[-decimalen:]}"


def als_tekst(tabel: Beeld, *, heel: bool = False) -> str:
    """A table for people: Dutch notation, aligned, within 100 columns where it can be, with its notes below.

    heel: every column, also one that says what another one does.
    """
    tabel = _zonder_gelijke_teksten(_beknopt(tabel))
    if not tabel.rijen:
        return "\n".join([tabel.titel, "", *_noten(tabel)])
    kolommen = [
        i
        for i, kolom in enumerate(tabel.kolommen)
        if kolom.naam != "gemeentecode" and (heel or not _herhaald(tabel, i))
    ]
    for breedste_tekst in TEKSTKOLOMMEN:
        for met_euro in (True, False):
            blok = _blok(tabel, kolommen, breedste_tekst, met_euro=met_euro)
            if _breedte(blok) <= BREEDTE:
                return "\n".join([_titel(tabel, met_euro=met_euro), "", *blok, "", *_noten(tabel)])
    blokken = "\n\n".join("\n".join(blok) for blok in _gesplitst(tabel, kolommen))
    return "\n".join([_titel(tabel, met_euro=False), "", blokken, "", *_noten(tabel)])


VEEL_RIJEN: Final = 120
MEESTE_TEKSTEN: Final = 4
"""Columns of text that fit beside each other."""


def _beknopt(tabel: Beeld) -> Beeld:
    """A table of verdicts as a person reads it: the place in one column, with what must be said of its figure, and of
    many rows only those that differ.
    """
    namen = [kolom.naam for kolom in tabel.kolommen]
    if "oordeel" not in namen:
        return tabel
    teksten = [i for i, kolom in enumerate(tabel.kolommen) if kolom.soort is Soort.TEKST and kolom.naam != "oordeel"]
    overige = [i for i in range(len(namen)) if i not in teksten]
    rijen, noten = tabel.rijen, tabel.noten
    if len(rijen) > VEEL_RIJEN:
        plaats = namen.index("oordeel")
        rijen = tuple(rij for rij in rijen if rij.waarden[plaats] != Oordeel.GELIJK)
        gelijk = getal(len(tabel.rijen) - len(rijen))
        noten = (f"De {gelijk} regels met oordeel gelijk staan hier niet; --formaat csv geeft ze alle.", *noten)
    kolommen = (Beeldkolom("waar", "Waar", Soort.TEKST), *(tabel.kolommen[i] for i in overige))

    def samen(rij: Beeldrij) -> Beeldrij:
        waar = ", ".join(str(rij.waarden[i]) for i in teksten if rij.waarden[i])
        waarden = (f"{waar}{tussen_haakjes(rij.markering)}", *(rij.waarden[i] for i in overige))
        return replace(rij, waarden=waarden, markering="")

    return replace(tabel, kolommen=kolommen, rijen=tuple(map(samen, rijen)), noten=noten)


def _zonder_gelijke_teksten(tabel: Beeld) -> Beeld:
    """A table of many texts: one that is the same in every row is said below it."""
    teksten = [i for i, kolom in enumerate(tabel.kolommen) if kolom.soort is Soort.TEKST]
    if len(teksten) <= MEESTE_TEKSTEN or len(tabel.rijen) < 2:
        return tabel
    waarden = {i: {rij.waarden[i] for rij in tabel.rijen} for i in teksten}
    weg = [i for i in teksten if len(waarden[i]) == 1]
    blijft = [i for i in range(len(tabel.kolommen)) if i not in weg]
    noten = [f"{tabel.kolommen[i].titel} in elke rij: {waarden[i].pop() or 'leeg'}." for i in weg]
    rijen = tuple(replace(rij, waarden=tuple(rij.waarden[i] for i in blijft)) for rij in tabel.rijen)
    return replace(tabel, kolommen=tuple(tabel.kolommen[i] for i in blijft), rijen=rijen, noten=(*noten, *tabel.noten))


def _herhaald(tabel: Beeld, plaats: int) -> bool:
    """Whether the column of the whole says the same in every row: the only part of a key is the whole key.

    Any two columns may hold the same by chance, as what was asked and what was paid: those are both shown.
    """
    hier = tabel.kolommen[plaats]
    wat, _, deel = hier.naam.partition("_")
    # The whole of it, and what a fixed amount comes to.
    zelfde = (wat, f"bedrag_{deel}")
    return any(
        kolom.naam in zelfde and kolom.soort is hier.soort
        and all(rij.waarden[plaats] == rij.waarden[later] for rij in tabel.rijen)
        for later, kolom in enumerate(tabel.kolommen[plaats + 1 :], start=plaats + 1)
    )  # fmt: skip


def _titel(tabel: Beeld, *, met_euro: bool) -> str:
    heeft_geld = any(kolom.soort is Soort.GELD for kolom in tabel.kolommen)
    return tabel.titel if met_euro or not heeft_geld else f"{tabel.titel} (bedragen in euro's)"


def _noten(tabel: Beeld) -> list[str]:
    return [regel for noot in tabel.noten for regel in omgeslagen(noot, BREEDTE)]


def _gesplitst(tabel: Beeld, kolommen: Sequence[int]) -> list[list[str]]:
    """A table that is too wide: blocks of one kind of figure that fit, each led by the text columns."""
    teksten = [i for i in kolommen if tabel.kolommen[i].soort is Soort.TEKST]
    blokken = []
    for soort in dict.fromkeys(tabel.kolommen[i].soort for i in kolommen if i not in teksten):
        over = [i for i in kolommen if tabel.kolommen[i].soort is soort]
        while over:
            passend = next(
                (n for n in range(len(over), 1, -1) if _breedte(_smal(tabel, [*teksten, *over[:n]])) <= BREEDTE), 1
            )
            blokken.append(_smal(tabel, [*teksten, *over[:passend]]))
            over = over[passend:]
    return blokken


def _smal(tabel: Beeld, kolommen: Sequence[int]) -> list[str]:
    return _blok(tabel, kolommen, TEKSTKOLOMMEN[-1], met_euro=False)


def _breedte(regels: Sequence[str]) -> int:
    return max(len(regel) for regel in regels)


TEKSTKOLOMMEN: Final = (48, 36, 28)
"""Widest text column, tried in turn: a narrower one wraps more and leaves room for figures."""
HOOGSTE_KOP: Final = 12


def _blok(tabel: Beeld, kolommen: Sequence[int], breedste_tekst: int, *, met_euro: bool) -> list[str]:
    markering = any(rij.markering for rij in tabel.rijen)
    koppen = [omgeslagen(tabel.kolommen[i].titel, HOOGSTE_KOP) for i in kolommen]
    cellen: list[list[list[str]]] = []
    for rij in tabel.rijen:
        regel = []
        for i in kolommen:
            kolom = tabel.kolommen[i]
            tekst = _mooi(rij.waarden[i], *_vorm(kolom, rij), met_euro=met_euro)
            if rij.waarden[i] is None and rij.soort is Rijsoort.GEWOON:
                tekst = kolom.geen
            is_tekst = tabel.kolommen[i].soort is Soort.TEKST
            regel.append(omgeslagen(tekst, breedste_tekst) if is_tekst else [tekst])
        if markering:
            regel.append([rij.markering])
        cellen.append(regel)
    if markering:
        koppen.append([""])
    links = [tabel.kolommen[i].soort is Soort.TEKST for i in kolommen] + ([True] if markering else [])
    breed = [
        max([len(r) for r in kop] + [len(stuk) for rij in cellen for stuk in rij[n]]) for n, kop in enumerate(koppen)
    ]

    def regels(rij: Sequence[Sequence[str]], *, onder: bool = False) -> list[str]:
        hoog = max(len(cel) for cel in rij)
        uit = []
        for r in range(hoog):
            stukken = []
            for n, cel in enumerate(rij):
                plek = r - (hoog - len(cel)) if onder else r
                stuk = cel[plek] if 0 <= plek < len(cel) else ""
                stukken.append(stuk.ljust(breed[n]) if links[n] else stuk.rjust(breed[n]))
            uit.append("  ".join(stukken).rstrip())
        return uit

    lijn = "-" * (sum(breed) + 2 * (len(breed) - 1))
    uit = [*regels(koppen, onder=True), lijn]
    for rij, cel in zip(tabel.rijen, cellen, strict=True):
        if rij.soort is Rijsoort.TOTAAL:
            uit.append(lijn)
        uit += regels(cel)
    return uit


def _mooi(waarde: Waarde, soort: Soort, decimalen: int, *, met_euro: bool) -> str:
    if waarde is None:
        return ""
    if isinstance(waarde, str | Pm) or soort is Soort.TEKST:
        # A number among texts is a name, as a year is.
        return voor_terminal(str(waarde))
    match soort:
        case Soort.GELD:
            return euro(waarde, decimalen) if met_euro else getal(waarde, decimalen)
        case Soort.AANDEEL:
            return procent(waarde, decimalen)
        case Soort.WAARDE:
            return getal(waarde, decimalen) if decimalen else kort(waarde)
        case _:
            return kort(waarde)


def alineas_als_tekst(titel: str, *alineas: str) -> str:
    """A title with paragraphs below it, for people."""
    return "\n".join([titel, "", *(regel for alinea in alineas for regel in omgeslagen(alinea, BREEDTE))])


def uitleg_als_tekst(uitleg: Uitleg) -> tuple[str, str]:
    """An explanation for people: numbered steps with the inputs below each, and apart from them the last sentence."""
    regels = [*_veilig(uitleg.titel), "", *_veilig(f"Kort: {uitleg.kern}")]
    for nummer, stap in enumerate(uitleg.stappen, start=1):
        regels += ["", *_veilig(f"{nummer}. {stap.kop}")]
        regels += [regel for zin in stap.zinnen for regel in _veilig(zin, "   ", "   ")]
        if stap.invoer:
            regels.append("   Invoer:")
            regels += [regel for zin in stap.invoer for regel in _veilig(zin, "   - ", "     ")]
    return "\n".join(regels), "\n".join(_veilig(uitleg.slot))


def _veilig(tekst: str, begin: str = "", vervolg: str = "") -> list[str]:
    """A text from outside may hold anything, and is shown whole."""
    return omgeslagen(voor_terminal(tekst, len(tekst)), BREEDTE, begin, vervolg)


def omgeslagen(tekst: str, breedte: int, begin: str = "", vervolg: str = "") -> list[str]:
    """Lines of at most `breedte`, broken between words; a longer word stays whole, and so does an amount in euro.

    begin, vervolg: what the first line begins with, and the others.
    """
    regels = wrap(
        tekst.replace("€ ", f"€{VAST}"), breedte, initial_indent=begin, subsequent_indent=vervolg,
        break_long_words=False, break_on_hyphens=False,
    )  # fmt: skip
    return [regel.replace(VAST, " ") for regel in regels or [""]]
