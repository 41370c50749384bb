"""A short cut for large sheets: rows of plain cells are counted as bytes, and never reach the XML parser.

Only whole rows in the exact form that Excel, LibreOffice and openpyxl write, with values and no formulas, are taken
out. Such a row is harmless wherever it stands, so what is left may be judged without it; all else is for the parser.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from schemas.plaats import kolomnummer
from schemas.poort.blad import Omvang, Teller, buiten_blad
from schemas.poort.grenzen import LAATSTE_KOLOM, LAATSTE_RIJ

_TEKST: Final = rb"[^<>&\x00-\x08\x0b\x0c\x0e-\x1f]"
_TEKEN: Final = rb"&(?:amp|lt|gt|quot|apos|#[1-9][0-9]{2,4});"
_CEL: Final = (
    rb'<c r="[A-Z]{1,3}[1-9][0-9]{0,6}"(?: s="[0-9]{1,6}")?+(?: t="[a-zA-Z]{1,9}")?+'
    rb"(?:/>|>(?:<v>"
    + _TEKST
    + rb"{0,400}+</v>|<v ?/>|<is><t(?: xml:space=\"preserve\")?+>"
    + _TEKST
    + rb"{0,32767}+(?:"
    + _TEKEN
    + _TEKST
    + rb"{0,32767}+)*+</t></is>)?+</c>)"
)
_RIJEN: Final = re.compile(
    rb'(?:<row r="[1-9][0-9]{0,6}"(?: (?!r=)[A-Za-z0-9:]{1,20}="[A-Za-z0-9:. ]{0,40}")*+>(?:'
    + _CEL
    + rb")*+</row>[\r\n]?+)++"
)
_GEVULD: Final = re.compile(rb'<c r="([A-Z]+)([0-9]+)"[^/>]*+>(?!</c>)')
"""A cell with something in it: one with only a style closes at once."""
_RIJEINDE: Final = b"</row>"
_HOOGSTENS: Final = 4_000_000
"""Bytes that are kept back for the end of their row; Excel's widest row is about half of it."""


def is_blad(eerste: bytes) -> bool:
    """Whether a part may be a worksheet: then it pays to look for plain rows."""
    return b"worksheet" in eerste[:2_000]


def zonder_gewone_rijen(stukken: Iterator[bytes], deelnaam: str, teller: Teller, omvang: Omvang) -> Iterator[bytes]:
    """The bytes of a sheet without its plain rows, which are counted here.

    Raises:
        Weigering: there are too many cells, or they are too far apart.
    """
    rest = b""
    for stuk in stukken:
        blok = rest + stuk
        tot = blok.rfind(_RIJEINDE) + len(_RIJEINDE)
        if tot < len(_RIJEINDE):
            tot = len(blok) if len(blok) > _HOOGSTENS else 0
        rest = blok[tot:]
        if len(rest) > _HOOGSTENS:
            tot, rest = len(blok), b""
        if tot:
            yield _tel(blok[:tot], deelnaam, teller, omvang)
    yield rest


def _tel(blok: bytes, deelnaam: str, teller: Teller, omvang: Omvang) -> bytes:
    rijen: list[bytes] = []

    def neem(gevonden: re.Match[bytes]) -> bytes:
        rijen.append(gevonden[0])
        return b" "

    over = _RIJEN.sub(neem, blok)
    gewoon = b"".join(rijen)
    try:
        gewoon.decode("utf-8")
    except UnicodeDecodeError:
        return blok  # damaged: the parser will find where
    teller.tel_cellen(gewoon.count(b"<c "))
    gevuld = _GEVULD.findall(gewoon)
    if gevuld:
        kolommen = [kolomnummer(letters.decode("ascii")) for letters in {letters for letters, _ in gevuld}]
        nummers = [int(cijfers) for cijfers in {cijfers for _, cijfers in gevuld}]
        if max(kolommen) > LAATSTE_KOLOM or max(nummers) > LAATSTE_RIJ:
            raise buiten_blad(f"rij {max(nummers)}, kolom {max(kolommen)}", deelnaam)
        omvang.vul(min(nummers), min(kolommen), max(nummers), max(kolommen))
    return over
