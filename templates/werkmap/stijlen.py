"""The named cell styles of the templates: which there are, and how the first version of a template looks.

A filled workbook takes the look of every repeated cell from the named style of the template it was filled from, so
a person who changes a style in Excel changes all cells that carry it. The names are the contract; the looks below
are only the first version.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Protection, Side
from openpyxl.workbook import Workbook

LETTER: Final = "Calibri"
BLAUW: Final = "FF1F3A5F"
INVOERBLAUW: Final = "FF1F3A9E"
WIT: Final = "FFFFFFFF"
ZWART: Final = "FF000000"
GRIJS: Final = "FFECEFF3"
TEKSTGRIJS: Final = "FF4A5565"
LIJN: Final = "FFD5DAE1"
GEEL: Final = "FFFFF8DC"
ORANJE: Final = "FFFDEBD0"
GROEN: Final = "FFE3F1E3"
ROOD: Final = "FFF9DEDC"
LICHTBLAUW: Final = "FFDCE5F0"


@dataclass(frozen=True)
class Vorm:
    """How a kind of figure is written; `rechts` where it stands at the right."""

    formaat: str
    rechts: bool = True


NL: Final = "[$-413]"
"""Dutch notation. LibreOffice writes 1.234,50 by it anywhere; in Excel the setting of the computer decides."""


def nederlands(formaat: str) -> str:
    """The notation of figures in Dutch, in each of its parts."""
    return ";".join(f"{NL}{deel}" for deel in formaat.split(";"))


VORMEN: Final = {
    "tekst": Vorm("General", rechts=False),
    "jaar": Vorm("0"),
    "getal": Vorm(nederlands("#,##0_0")),
    "getal 1": Vorm(nederlands("#,##0.0_0")),
    "getal 2": Vorm(nederlands("#,##0.00_0")),
    "getal 6": Vorm(nederlands("#,##0.000000_0")),
    "euro": Vorm(nederlands('"€" #,##0_0;"€" \\-#,##0_0')),
    "cent": Vorm(nederlands('"€" #,##0.00_0;"€" \\-#,##0.00_0')),
    "euro post": Vorm(nederlands('"€" #,##0_0;"€" \\-#,##0_0;"–"_0')),
    "cent post": Vorm(nederlands('"€" #,##0.00_0;"€" \\-#,##0.00_0;"–"_0')),
    "getal post": Vorm(nederlands('#,##0_0;\\-#,##0_0;"–"_0')),
    "getal 2 post": Vorm(nederlands('#,##0.00_0;\\-#,##0.00_0;"–"_0')),
    "aandeel": Vorm(nederlands("0.00%_0")),
    "aandeel 1": Vorm(nederlands("0.0%_0")),
    "aandeel 4": Vorm(nederlands("0.0000%_0")),
    "vrij": Vorm("General"),
    "veld": Vorm("General", rechts=False),
    "datum": Vorm("[$-413]d mmmm yyyy", rechts=False),
}
"""Kinds of figures. `post` shows nothing as a dash, `vrij` as many decimals as a figure has, `veld` is a value
beside its label.
"""

ROLLEN: Final = ("", "totaal", "subtotaal", "let op", "invoer", "invoer let op", "stap")
"""What a cell is: calculated, a total, marked (voorlopig or afgeleid), input, marked input, or a step of a
calculation.
"""

_HAAR: Final = Side(style="hair", color=LIJN)
_DUN: Final = Side(style="thin", color=BLAUW)
_LICHT: Final = Side(style="thin", color=LIJN)


def stijlnaam(vorm: str, rol: str = "") -> str:
    """`VW euro`, `VW euro totaal`, `VW cent invoer`: the name under which the style stands in the template."""
    return f"VW {vorm} {rol}" if rol else f"VW {vorm}"


def maatvorm(eenheid: str | None) -> str:
    """The kind of figure of a maatstaf in a unit; one with many decimals shows as many as it has."""
    vormen = {"euro": "euro", "procent": "getal 2", "getal 1": "getal 1", "getal 2": "getal 2", "getal 6": "getal 6"}
    met_meer = eenheid in ("getal 3", "getal 4", "getal 5")
    return vormen.get(eenheid or "", "vrij" if met_meer else "getal")


def opgavevorm(eenheid: str) -> str:
    """The same of one figure by itself, as somebody fills it in."""
    return {"aantal": "getal", "procent": "getal 2", "euro": "cent"}.get(eenheid, "vrij")


def _letter(grootte: float = 10, kleur: str = ZWART, *, vet: bool = False) -> Font:
    return Font(name=LETTER, size=grootte, color=kleur, bold=vet, family=2)


def _vlak(kleur: str) -> PatternFill:
    return PatternFill("solid", start_color=kleur, end_color=kleur)


def _cijferstijl(vorm: str, rol: str) -> NamedStyle:
    """The style of one kind in one role: the two are independent of each other."""
    invoer = rol.startswith("invoer")
    stijl = NamedStyle(name=stijlnaam(vorm, rol))
    stijl.number_format = VORMEN[vorm].formaat
    # Figures keep their distance by a blank as wide as a 0: an indent at the right gets lost in some viewers.
    inspringen = 0 if VORMEN[vorm].formaat.endswith("_0") else 1
    kant = "right" if VORMEN[vorm].rechts else "left"
    stijl.alignment = Alignment(horizontal=kant, vertical="center", indent=inspringen)
    stijl.font = _letter(
        kleur=INVOERBLAUW if invoer else TEKSTGRIJS if rol == "stap" else ZWART, vet=rol in ("totaal", "subtotaal")
    )
    vlakken = {"totaal": GRIJS, "subtotaal": GRIJS, "let op": ORANJE, "invoer": GEEL, "invoer let op": ORANJE}
    if rol in vlakken:
        stijl.fill = _vlak(vlakken[rol])
    stijl.border = Border(top=_DUN, bottom=_LICHT) if rol == "totaal" else Border(bottom=_HAAR)
    stijl.protection = Protection(locked=not invoer)
    return stijl


def _opmaak(
    naam: str,
    letter: Font,
    *,
    vlak: str = "",
    horizontaal: str = "left",
    verticaal: str = "center",
    terugloop: bool = False,
    inspringen: int = 0,
    rand: Border | None = None,
) -> NamedStyle:
    stijl = NamedStyle(name=f"VW {naam}", font=letter, number_format="General")
    stijl.alignment = Alignment(horizontal=horizontaal, vertical=verticaal, wrap_text=terugloop, indent=inspringen)
    if vlak:
        stijl.fill = _vlak(vlak)
    if rand is not None:
        stijl.border = rand
    return stijl


def maak_stijlen() -> tuple[NamedStyle, ...]:
    """Every style of the first version of a template."""
    witte_rand = Border(left=Side(style="thin", color=WIT), right=Side(style="thin", color=WIT))
    stijlen = [
        _opmaak("Titel", _letter(16, WIT, vet=True), vlak=BLAUW, inspringen=1),
        _opmaak("Ondertitel", _letter(11, WIT), vlak=BLAUW, inspringen=1),
        _opmaak("Uitleg", _letter(10, TEKSTGRIJS), terugloop=True, inspringen=1),
        _opmaak("Tussenkop", _letter(12, BLAUW, vet=True), rand=Border(bottom=Side(style="medium", color=BLAUW))),
        _opmaak("Kop", _letter(10, WIT, vet=True), vlak=BLAUW, terugloop=True, inspringen=1, rand=witte_rand),
        _opmaak(
            "Kop rechts",
            _letter(10, WIT, vet=True),
            vlak=BLAUW,
            horizontaal="right",
            terugloop=True,
            inspringen=1,
            rand=witte_rand,
        ),
        _opmaak(
            "Kop midden", _letter(10, WIT, vet=True), vlak=BLAUW, horizontaal="center", terugloop=True, rand=witte_rand
        ),
        _opmaak("Groep", _letter(10, BLAUW, vet=True), vlak=LICHTBLAUW, horizontaal="left", inspringen=1),
        _opmaak(
            "Let op rechts", _letter(10), vlak=ORANJE, horizontaal="right", inspringen=1, rand=Border(bottom=_HAAR)
        ),
        _opmaak("Noot", _letter(10, TEKSTGRIJS), terugloop=True, inspringen=1),
        _opmaak("Tekst lang", _letter(10), terugloop=True, inspringen=1, rand=Border(bottom=_HAAR)),
        _opmaak("Alinea", _letter(10.5), verticaal="top", terugloop=True, inspringen=1),
        _opmaak("Label", _letter(10, TEKSTGRIJS), inspringen=1),
        _opmaak("Verwijzing", Font(name=LETTER, size=10, color=BLAUW, underline="single", family=2), inspringen=1),
        _opmaak("Status", _letter(14, ZWART, vet=True), vlak=ORANJE, inspringen=1),
        _opmaak("Oordeel", _letter(12, ZWART, vet=True), vlak=GROEN, inspringen=1),
        _opmaak("Goed", _letter(10), vlak=GROEN, inspringen=1, rand=Border(bottom=_HAAR)),
        _opmaak("Fout", _letter(10, vet=True), vlak=ROOD, inspringen=1, rand=Border(bottom=_HAAR)),
        _opmaak("Let op", _letter(10), vlak=ORANJE, inspringen=1, rand=Border(bottom=_HAAR)),
    ]
    lang = _opmaak("Tekst lang invoer", _letter(10, INVOERBLAUW), vlak=GEEL, terugloop=True, inspringen=1)
    lang.protection = Protection(locked=False)
    lang_let_op = _opmaak(
        "Tekst lang invoer let op", _letter(10, INVOERBLAUW), vlak=ORANJE, terugloop=True, inspringen=1
    )
    lang_let_op.protection = Protection(locked=False)
    for stijl in (lang, lang_let_op):
        stijl.border = Border(bottom=_HAAR)
    stijlen += [lang, lang_let_op]
    stijlen += [_cijferstijl(vorm, rol) for vorm in VORMEN for rol in ROLLEN]
    return tuple(stijlen)


def zet_stijlen(boek: Workbook) -> None:
    """Put the first version of every style into a new template."""
    for stijl in maak_stijlen():
        boek.add_named_style(stijl)


def nieuw_werkboek(titel: str) -> Workbook:
    """A workbook of ours with one empty sheet."""
    boek = Workbook()
    zet_stijlen(boek)
    boek.properties.creator, boek.properties.language, boek.properties.title = "Verdeelwijzer", "nl-NL", titel
    return boek
