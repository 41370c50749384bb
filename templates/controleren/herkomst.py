"""What a delivered workbook says of its origin: file, SHA-256, version, chosen rule, notes.

Most of it stands in more than one place. Where those disagree, the control number tells which was there when the
workbook was made.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice, product
from typing import Final

from calc.tabellen.sleutelregels import GEKOZEN
from schemas.gegevens import Gegevens
from schemas.geleverd.werkmap import Boekcel, Werkmap
from schemas.plaats import Plek, met_blad, plek
from schemas.planbladen import INVOER, REKENBLAD, SLEUTELBLAD
from schemas.regiovorm import DEELNEMERCODE
from schemas.werkboek import Foutwaarde, Vlak
from templates.gemeente.tekst import CONTROLEGETAL, OPGEMERKT
from templates.plan.bladsoorten import AANSLUITBLAD, CONTROLEBLAD, GRAFIEKBLAD
from templates.plan.verantwoording import MELDING
from templates.werkmap import zegel
from templates.werkmap.zegel import Herkomst, controlegetal

CIJFERS: Final = re.compile(r"[0-9a-f]{64}")
VERSIE: Final = re.compile(rf"(?:^|met ){zegel.met_versie('([^ ]+?)')}\.?$")
BESTAND_IN_ZIN: Final = re.compile(f" {zegel.uit_bestand('(.+)')}$")
GEMEENTECODE: Final = re.compile(DEELNEMERCODE)
OUD_VELD, OUD_LABEL = "brief_herkomst", "Gemeentecode"
"""Where a workbook of 2026.1 said its version, in a sentence, and whose it was."""
MELDINGEN: Final = (MELDING, OPGEMERKT)
"""Labels of the notes in the Verantwoording of the two kinds of workbook."""
REKENEND: Final = (INVOER, REKENBLAD, AANSLUITBLAD, CONTROLEBLAD, GRAFIEKBLAD)
"""How the titles of large sheets begin that say nothing of the origin."""
REGELKOLOM: Final = 3
BRONKOLOM: Final = 8
MEESTE_MOGELIJK: Final = 64


@dataclass(frozen=True)
class Gevondenherkomst:
    """The origin, and whether the control number belongs to it (None: the workbook carries no such number)."""

    herkomst: Herkomst
    klopt: bool | None


def zoek_herkomst(werkmap: Werkmap, gemeentecode: str, invoer: Gegevens | None = None) -> Gevondenherkomst:
    """The origin of a workbook; of the possible ones that to which its control number belongs, if it belongs to any.

    Args:
        invoer: the input with which it is said to be made: what agrees with it goes first.
    """
    rijen = list(_rijen(werkmap))
    velden = [
        _mogelijk(_bestanden(werkmap, rijen), invoer.bestand if invoer else ""),
        _mogelijk(_sha256(werkmap, rijen), invoer.sha256 if invoer else ""),
        _mogelijk(_versies(werkmap, rijen)),
        _sluitregels(werkmap),
    ]
    meldingen = tuple(tekst for label, tekst in rijen if label in MELDINGEN)
    kandidaten = [
        Herkomst(bestand, sha256, versie, sluitregel, gemeentecode, meldingen)
        for bestand, sha256, versie, sluitregel in islice(product(*velden), MEESTE_MOGELIJK)
    ]
    zegels = {
        _kaal(tekst) for tekst in (_veld(werkmap, zegel.VELD), *_bij(rijen, zegel.COLOFON[zegel.VELD], CONTROLEGETAL))
    } - {""}
    if not zegels:
        return Gevondenherkomst(kandidaten[0], None)
    bladen = {
        titel: {plek: _inhoud(cel) for plek, cel in cellen.items()}
        for titel, cellen in werkmap.bladen.items()
        if titel.startswith(INVOER)
    }
    passend = next((herkomst for herkomst in kandidaten if controlegetal(bladen, herkomst) in zegels), None)
    return Gevondenherkomst(passend or kandidaten[0], passend is not None)


def zoek_gemeente(werkmap: Werkmap) -> str:
    """Code of the participant whose workbook it is; nothing for the region's."""
    mogelijk = (_veld(werkmap, "gemeentecode"), *_bij(_rijen(werkmap), OUD_LABEL))
    return next((code for code in mogelijk if GEMEENTECODE.fullmatch(code)), "")


def plaats_van(verwijzing: str) -> tuple[str, Plek] | None:
    """Sheet, row and column of a reference to one cell."""
    titel, cel = met_blad(verwijzing)
    try:
        return titel, plek(cel)
    except ValueError:
        return None


def _inhoud(cel: Boekcel) -> Vlak:
    """An input cell has no formula and no error; one that has, has another content than before."""
    if cel.formule:
        return f"={cel.formule}"
    return cel.waarde.code if isinstance(cel.waarde, Foutwaarde) else cel.waarde


def _rijen(werkmap: Werkmap) -> Iterator[tuple[str, str]]:
    """Text in the first column with the text beside it, of the sheets that may tell of the origin."""
    for titel, cellen in werkmap.bladen.items():
        if not titel.startswith(REKENEND):
            for (rij, kolom), cel in sorted(cellen.items()):
                naast = cellen.get((rij, kolom + 1))
                if kolom == 1 and isinstance(cel.waarde, str) and naast and isinstance(naast.waarde, str):
                    yield cel.waarde, naast.waarde


def _bij(rijen: Iterable[tuple[str, str]], *labels: str) -> list[str]:
    return [tekst for label, tekst in rijen if label in labels]


def _veld(werkmap: Werkmap, naam: str) -> str:
    """The text in a field, by its name."""
    plaats = plaats_van(werkmap.namen.get(naam, ""))
    cel = werkmap.bladen.get(plaats[0], {}).get(plaats[1]) if plaats else None
    return cel.waarde if cel and isinstance(cel.waarde, str) else ""


def _mogelijk(gevonden: Iterable[str], liefst: str = "") -> list[str]:
    """What was found, that which stands in most places first; nothing where nothing was found."""
    op_volgorde = [tekst for tekst, _ in Counter(tekst for tekst in gevonden if tekst).most_common()]
    return sorted(op_volgorde, key=lambda tekst: tekst != liefst) or [""]


def _kaal(tekst: str) -> str:
    """A SHA-256 without the spaces between its groups, or nothing."""
    kaal = "".join(tekst.split()).lower()
    return kaal if CIJFERS.fullmatch(kaal) else ""


def _bestanden(werkmap: Werkmap, rijen: list[tuple[str, str]]) -> Iterator[str]:
    yield _veld(werkmap, zegel.BESTAND)
    for tekst in _bij(rijen, zegel.COLOFON[zegel.BESTAND]):
        yield tekst.rpartition(", SHA-256 ")[0] or tekst
    for _, tekst in rijen:
        if vondst := BESTAND_IN_ZIN.search(tekst):
            yield vondst[1]


def _sha256(werkmap: Werkmap, rijen: list[tuple[str, str]]) -> Iterator[str]:
    yield _kaal(_veld(werkmap, zegel.SHA256))
    for tekst in _bij(rijen, zegel.COLOFON[zegel.SHA256]):
        yield _kaal(tekst)
    for tekst in _bij(rijen, zegel.COLOFON[zegel.BESTAND]):
        yield _kaal(tekst.rpartition(", SHA-256 ")[2])


def _versies(werkmap: Werkmap, rijen: list[tuple[str, str]]) -> Iterator[str]:
    for tekst in (_veld(werkmap, zegel.PROGRAMMA), _veld(werkmap, OUD_VELD), *(t for _, t in rijen)):
        if vondst := VERSIE.search(tekst.partition(". Elk bedrag")[0]):
            yield vondst[1]


def _sluitregels(werkmap: Werkmap) -> list[str]:
    """The rule that was chosen when the workbook was made, by what most rows of the key sheet say."""
    cellen = werkmap.bladen.get(SLEUTELBLAD, {})
    regels: Counter[str] = Counter()
    for (rij, kolom), cel in cellen.items():
        regel = cellen.get((rij, REGELKOLOM))
        if kolom == BRONKOLOM and cel.waarde == GEKOZEN and regel and isinstance(regel.waarde, str):
            regels[regel.waarde] += 1
    return [*(regel for regel, _ in regels.most_common()), ""]
