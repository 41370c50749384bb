"""Formulas that reach outside their workbook, or start something."""

from __future__ import annotations

import re
from typing import Final

from schemas.poort.grenzen import LANGSTE_FORMULE
from schemas.poort.weigering import Kenmerk, Weigering, genoemd
from schemas.poort.xml import Keurder, Namen

_BUITEN: Final = (
    "WEBSERVICE", "FILTERXML", "IMAGE", "STOCKHISTORY", "RTD", "DDE", "CALL", "REGISTER", "REGISTER.ID", "EXEC", "PY",
    "SQL.REQUEST", "SQL.EXEC.QUERY", "CUBEVALUE", "CUBEMEMBER", "CUBESET", "CUBERANKEDMEMBER", "CUBESETCOUNT",
    "CUBEKPIMEMBER", "CUBEMEMBERPROPERTY", "IMPORTDATA", "IMPORTXML", "IMPORTHTML", "IMPORTRANGE", "IMPORTFEED",
    "EVALUATE", "GET.CELL", "GET.WORKBOOK", "GET.WORKSPACE", "GET.DOCUMENT", "FILES", "FOPEN", "FWRITE", "RUN",
    "INITIATE", "POKE", "EXECUTE", "REQUEST",
)  # fmt: skip
"""Functions that fetch from or send to elsewhere, start a program or read the computer: of Excel, of its old macro
language (usable in names), of LibreOffice, and of Google Sheets as it exports them."""
_FUNCTIE: Final = re.compile(
    r"(?<![A-Z0-9_.])(?:_?XL(?:FN|WS|UDF|L)\.)*(?:COM\.MICROSOFT\.|__XLUDF\.)?("
    + "|".join(re.escape(naam) for naam in sorted(_BUITEN, key=len, reverse=True))
    + r")\s*\("
)
_CITAAT: Final = re.compile(r'"[^"]*"|\'[^\']*\'')
"""A text or a quoted name of a sheet, whichever begins first: each may hold the other's quotes."""
_KOLOM: Final = re.compile(r"\[[^\[\]]*\]")
_EXTERN: Final = re.compile(r"(?:^|[^\w\]\[.'])\[[^\[\]]{1,250}\][^\[\]'!,;()]{0,250}!")
"""`[1]Blad!A1` and `[boek.xlsx]Blad!A1`; a table reference such as `Cijfers[2020]` has a name before its bracket."""
_EXTERN_GEQUOOT: Final = re.compile(r"'[^'\[\]]*\[[^\[\]]{1,250}\](?:[^']|'')*'!")
_EXTERN_ODF: Final = re.compile(r"'#|\[\.{0,2}/|\b(?:FILE|HTTPS?|FTP|SMB)://")
_ODF_VOORVOEGSEL: Final = re.compile(r"(?:OF|OOOC|OOOW):")


class Formulekeurder(Keurder):
    """Judges the text of a formula, whichever of `elementen` holds it: it comes in pieces."""

    elementen: frozenset[str] = frozenset()

    def __init__(self, deelnaam: str, namen: Namen) -> None:
        self._deelnaam = deelnaam
        self._namen = namen
        self._formule: list[str] | None = None
        self._lengte = 0

    def begin_formule(self) -> None:
        self._formule, self._lengte = [], 0

    def einde(self, naam: str) -> None:
        if self._formule is not None and self._namen[naam] in self.elementen:
            formule, self._formule = "".join(self._formule), None
            if formule:
                keur_formule(formule)

    def tekst(self, stuk: str) -> None:
        if self._formule is not None:
            self._formule.append(stuk)
            self._lengte += len(stuk)
            if self._lengte > LANGSTE_FORMULE:
                keur_formule("".join(self._formule))


def keur_formule(tekst: str, *, odf: bool = False) -> None:
    """Refuse a formula that reaches outside.

    Args:
        tekst: the formula as the file has it, with or without '='.
        odf: from an OpenDocument file, where most formulas have that format's own notation (`of:=…`).
    Raises:
        Weigering: it calls another program, another file or the internet.
    """
    if len(tekst) > LANGSTE_FORMULE:
        raise Weigering(Kenmerk.AFMETING, f"heeft een formule van meer dan {LANGSTE_FORMULE} tekens")
    groot = tekst.upper()
    odf_notatie = odf and _ODF_VOORVOEGSEL.match(groot) is not None
    met_namen = _CITAAT.sub(lambda citaat: '""' if citaat[0][0] == '"' else citaat[0], groot)
    zonder_namen = _CITAAT.sub(lambda citaat: citaat[0][0] * 2, groot)
    kaal = _KOLOM.sub("[]", zonder_namen)
    if gevonden := _FUNCTIE.search(kaal):
        raise Weigering(
            Kenmerk.FORMULE, f"heeft een formule met {gevonden[1]}, die gegevens van buiten haalt of iets start"
        )
    if not odf_notatie and "|" in kaal:
        # Outside texts and names a bar means nothing in a formula but a call to another program: cmd|'/c calc'!A0.
        raise Weigering(Kenmerk.FORMULE, f"heeft een formule die een ander programma aanroept (DDE): {genoemd(tekst)}")
    if (odf and _EXTERN_ODF.search(met_namen)) or (
        not odf_notatie and (_EXTERN.search(zonder_namen) or _EXTERN_GEQUOOT.search(met_namen))
    ):
        raise Weigering(Kenmerk.KOPPELING, f"heeft een formule die naar een ander bestand verwijst: {genoemd(tekst)}")
