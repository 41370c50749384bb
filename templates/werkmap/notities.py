"""Notes in a workbook: their text, and the boxes in which Excel shows them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from schemas.fouten import Ernst
from schemas.onschadelijk import voor_cel
from schemas.ooxml.xml import HOOFD, KOP, RUIMTE, Element, NietTeBewerken, als_bytes, ontleed, voeg_toe
from schemas.plaats import Plek, celnaam

AFZENDER: Final = "Verdeelwijzer"


@dataclass(frozen=True)
class Celmerk:
    """What is said of one cell. Without a colour only a note is added: it is about the sheet as a whole."""

    ernst: Ernst
    tekst: str
    kleur: bool


def note(lijst: Element, plek: Plek, merk: Celmerk, auteur: int) -> None:
    """Puts a note at the end of a list of notes."""
    loop = voeg_toe(voeg_toe(voeg_toe(lijst, "comment", ref=celnaam(*plek), authorId=str(auteur)), "text"), "r")
    vorm = voeg_toe(loop, "rPr")
    voeg_toe(vorm, "sz", val="9")
    voeg_toe(vorm, "rFont", val="Calibri")
    tekst = voeg_toe(loop, "t")
    tekst.set(RUIMTE, "preserve")
    tekst.text = voor_cel(merk.tekst)


def new_notes(merken: Mapping[Plek, Celmerk]) -> bytes:
    wortel = ontleed(f'<comments xmlns="{HOOFD}"/>'.encode(), "notities")
    voeg_toe(voeg_toe(wortel, "authors"), "author").text = AFZENDER
    lijst = voeg_toe(wortel, "commentList")
    for plek, merk in sorted(merken.items()):
        note(lijst, plek, merk, 0)
    return als_bytes(wortel, KOP)


_VORMSOORT: Final = (
    '<v:shapetype id="vwnotitie" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_RUIMTEN: Final = (
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel"'
)


def _shape(plek: Plek, merk: Celmerk, nummer: int) -> str:
    """The box of a note: four columns wide, and as high as its text needs."""
    rij, kolom = plek[0] - 1, plek[1] - 1
    regels = sum(len(regel) // 45 + 1 for regel in merk.tekst.split("\n")) + 1
    return (
        f'<v:shape id="vw_{nummer}" type="#vwnotitie" style="position:absolute;visibility:hidden" fillcolor="#ffffe1" '
        f'o:insetmode="auto" {_RUIMTEN}><v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/>'
        '<v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div>'
        '</v:textbox><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>'
        f"<x:Anchor>{kolom + 1}, 12, {max(rij - 1, 0)}, 8, {kolom + 5}, 12, {max(rij - 1, 0) + regels}, 8</x:Anchor>"
        f"<x:AutoFill>False</x:AutoFill><x:Row>{rij}</x:Row><x:Column>{kolom}</x:Column></x:ClientData></v:shape>"
    )


def new_vml(merken: Mapping[Plek, Celmerk]) -> bytes:
    vormen = "".join(_shape(plek, merk, nummer) for nummer, (plek, merk) in enumerate(sorted(merken.items()), 1))
    kop = '<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout>'
    return f"<xml {_RUIMTEN}>{kop}{_VORMSOORT}{vormen}</xml>".encode()


def extended_vml(vml: bytes, merken: Mapping[Plek, Celmerk]) -> bytes:
    """More boxes behind those that are there. Excel's own drawing is not always XML, so it is only cut at its end."""
    if not merken:
        return vml
    einde = vml.rfind(b"</xml>")
    if einde < 0 or b"\0" in vml:
        raise NietTeBewerken("De vakken van de notities in de werkmap zijn anders opgebouwd dan die van Excel.")
    begin = 1 + max((int(nr) for nr in re.findall(rb"id=\"vw_(\d+)\"", vml)), default=0)
    soort = b"" if b'id="vwnotitie"' in vml else _VORMSOORT.replace("<v:shapetype", f"<v:shapetype {_RUIMTEN}").encode()
    vormen = "".join(_shape(plek, merk, begin + nr) for nr, (plek, merk) in enumerate(sorted(merken.items())))
    return vml[:einde] + soort + vormen.encode() + vml[einde:]
