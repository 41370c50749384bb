"""A spreadsheet of LibreOffice (.ods): repeated rows counted as what they become; no scripts, links or objects."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from schemas.poort.blad import Omvang, Teller, buiten_blad
from schemas.poort.formule import keur_formule
from schemas.poort.grenzen import LAATSTE_KOLOM, LAATSTE_RIJ, MEESTE_BLADEN
from schemas.poort.soort import ANDERE_EXTENSIES, MIMETYPE
from schemas.poort.weigering import REDEN, Kenmerk, Weigering, genoemd
from schemas.poort.xlsx import GEEN_REKENBLAD, RAAD_VERBINDING, is_stil, keur_geen_bestand, weer_voor
from schemas.poort.xml import Keurder, Namen, is_xml, keur_xml
from schemas.poort.zip import Archief

_ODS: Final = "application/vnd.oasis.opendocument.spreadsheet"
_ANDERE: Final = (
    ("opendocument.text", "is een LibreOffice-tekstdocument"),
    ("opendocument.presentation", "is een LibreOffice-presentatie"),
    ("opendocument.graphics", "is een LibreOffice-tekening"),
    ("opendocument.spreadsheet-template", ANDERE_EXTENSIES[".ots"][1]),
    ("opendocument.base", "is een LibreOffice-database"),
)
_MACROS: Final = REDEN[Kenmerk.MACRO]
_RAAD_MACROS: Final = "macro's kunnen schade doen; verwijder ze, of zet de cijfers in een nieuw rekenblad en stuur dat"
_OBJECT: Final = REDEN[Kenmerk.INGESLOTEN]
_VERBINDING: Final = "heeft een koppeling met een database of een ander bestand"
_BASIC: Final = re.compile(r"^Basic/.+/(?!script-l[bc]\.xml$|dialog-l[bc]\.xml$)[^/]+\.xml$", re.I)
_SCRIPTS: Final = re.compile(r"^Scripts/", re.I)
_GRAFIEK: Final = "opendocument.chart"
_MACRO_ELEMENTEN: Final = frozenset({"event-listener", "event-listeners", "libraries", "library-embedded", "module"})
_VERBINDINGEN: Final = frozenset(
    {
        "dde-link", "dde-links", "dde-source", "table-source", "cell-range-source", "database-source-sql",
        "database-source-query", "database-source-table", "connection-resource", "auto-reload", "source-service",
    }
)  # fmt: skip
_OBJECTEN: Final = frozenset({"object-ole", "plugin", "applet", "floating-frame"})
_FORMULES: Final = ("formula", "expression", "condition")
_LEIDT_WEG: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|/|\\|(?:\./)?\.\./")
_KLIKBAAR: Final = frozenset({"a", "template"})
"""What a person clicks, and where a new document came from: nothing is fetched."""
_INHOUD: Final = frozenset(
    {"value", "value-type", "date-value", "time-value", "boolean-value", "string-value", "formula"}
)


def keur_ods(archief: Archief) -> None:
    """Refuse a spreadsheet that holds anything but cells, looks, pictures and its own charts.

    Raises:
        Weigering: at the first thing that is not let in.
    """
    soort = archief.alles(archief.delen[MIMETYPE], 200).decode("ascii", "replace").strip()
    if soort != _ODS:
        reden = next((reden for woord, reden in _ANDERE if woord in soort), GEEN_REKENBLAD)
        raise Weigering(Kenmerk.SOORT, reden)
    if "content.xml" not in archief.delen:
        raise Weigering(Kenmerk.BESCHADIGD, "is beschadigd: de cellen (content.xml) ontbreken")
    for naam in archief.delen:
        if _BASIC.search(naam) or _SCRIPTS.search(naam):
            raise Weigering(Kenmerk.MACRO, f"{_MACROS} ({genoemd(naam)})", _RAAD_MACROS)
    kiezer = _Kiezer()
    for naam in sorted(archief.delen, key=lambda naam: not naam.startswith("META-INF/")):
        if naam == MIMETYPE:
            continue
        stukken = archief.stukken(archief.delen[naam])
        eerste = next(stukken, b"")
        keur_geen_bestand(eerste, naam)
        if is_xml(eerste) or (eerste and not is_stil(eerste, naam) and not _onschuldig(naam)):
            keur_xml(weer_voor(eerste, stukken), naam, kiezer.voor(naam))
        else:
            for _ in stukken:
                pass


def _onschuldig(naam: str) -> bool:
    """Where LibreOffice keeps bytes of its own: looks of its window, and cached layout."""
    return naam.startswith(("Configurations2/", "layout-cache", "Fonts/")) or naam.endswith(".rdf")


class _Kiezer:
    def __init__(self) -> None:
        self._teller = Teller()
        self._namen = Namen()

    def voor(self, deelnaam: str) -> Callable[[str, dict[str, str]], Keurder]:
        def kies(wortel: str, _: dict[str, str]) -> Keurder:
            if self._namen[wortel] == "manifest":
                return _Manifestkeurder(self._namen)
            return _Inhoudkeurder(deelnaam, self._teller, self._namen)

        return kies


class _Manifestkeurder(Keurder):
    """The list of parts: tells what is behind a password, and what was put in."""

    def __init__(self, namen: Namen) -> None:
        self._namen = namen

    def begin(self, naam: str, attributen: dict[str, str]) -> None:
        lokaal = self._namen[naam]
        if lokaal in ("encryption-data", "encrypted-key"):
            raise Weigering(Kenmerk.WACHTWOORD)
        if lokaal != "file-entry":
            return
        eigen = {self._namen[sleutel]: waarde for sleutel, waarde in attributen.items()}
        soort, pad = eigen.get("media-type", ""), eigen.get("full-path", "")
        if pad.rstrip("/") and "opendocument" in soort and _GRAFIEK not in soort:
            raise Weigering(Kenmerk.INGESLOTEN, f"{_OBJECT} ({genoemd(pad)})")
        if "vnd.sun.star.oleobject" in soort or "x-openoffice-ole" in soort or "msword" in soort:
            raise Weigering(Kenmerk.INGESLOTEN, f"{_OBJECT} ({genoemd(pad)})")


class _Inhoudkeurder(Keurder):
    """Cells, styles and settings. Empty repeated cells up to the edge of the sheet are usual, and count for nothing."""

    def __init__(self, deelnaam: str, teller: Teller, namen: Namen) -> None:
        self._deelnaam = deelnaam
        self._teller = teller
        self._namen = namen
        self._omvang = Omvang(deelnaam)
        self._bladen = 0
        self._rij = self._kolom = 0
        self._rijen = self._kolommen = 1
        self._in_cel = False
        self._gevuld = False

    def begin(self, naam: str, attributen: dict[str, str]) -> None:
        lokaal = self._namen[naam]
        if lokaal == "table-cell" or lokaal == "covered-table-cell":
            self._cel(attributen)
            return
        if lokaal == "table-row":
            self._rij += self._rijen
            self._rijen = self._aantal(attributen, "number-rows-repeated", LAATSTE_RIJ)
            self._kolom, self._kolommen = 1, 0
        elif lokaal == "table":
            self._blad()
        elif self._in_cel and not self._gevuld:
            self._vul()
        self._keur_element(lokaal, attributen)

    def _blad(self) -> None:
        self._bladen += 1
        if self._bladen > MEESTE_BLADEN:
            raise Weigering(Kenmerk.AFMETING, f"heeft meer dan {MEESTE_BLADEN} bladen")
        self._omvang = Omvang(self._deelnaam)
        self._rij, self._rijen = 1, 0

    def _cel(self, attributen: dict[str, str]) -> None:
        self._kolom += self._kolommen
        self._kolommen = self._aantal(attributen, "number-columns-repeated", LAATSTE_KOLOM)
        self._in_cel, self._gevuld = True, False
        for sleutel, waarde in attributen.items():
            lokaal = self._namen[sleutel]
            if lokaal in _INHOUD and not self._gevuld:
                self._vul()
            if lokaal in _FORMULES:
                keur_formule(waarde, odf=True)
            elif lokaal in ("number-columns-spanned", "number-rows-spanned"):
                self._teller.tel_bereik(self._aantal(attributen, lokaal, LAATSTE_RIJ))

    def _vul(self) -> None:
        """The cell holds something, and so do its copies to the right and below."""
        self._gevuld = True
        onder, rechts = self._rij + self._rijen - 1, self._kolom + self._kolommen - 1
        if onder > LAATSTE_RIJ or rechts > LAATSTE_KOLOM:
            raise buiten_blad(f"rij {onder}, kolom {rechts}", self._deelnaam)
        self._teller.tel_cellen(self._rijen * self._kolommen)
        self._omvang.vul(self._rij, self._kolom, onder, rechts)

    def _aantal(self, attributen: dict[str, str], wat: str, hoogstens: int) -> int:
        for sleutel, waarde in attributen.items():
            if self._namen[sleutel] == wat:
                if not (waarde.isascii() and waarde.isdecimal() and len(waarde) <= 7 and 1 <= int(waarde) <= hoogstens):
                    raise buiten_blad(f"{wat} = {waarde}", self._deelnaam)
                return int(waarde)
        return 1

    def _keur_element(self, lokaal: str, attributen: dict[str, str]) -> None:
        if lokaal in _MACRO_ELEMENTEN:
            raise Weigering(Kenmerk.MACRO, f"{_MACROS} of een knop die er een start", _RAAD_MACROS)
        if lokaal in _VERBINDINGEN:
            raise Weigering(Kenmerk.KOPPELING, _VERBINDING, RAAD_VERBINDING)
        if lokaal in _OBJECTEN:
            raise Weigering(Kenmerk.INGESLOTEN)
        for sleutel, waarde in attributen.items():
            eigen = self._namen[sleutel]
            if eigen in _FORMULES:
                keur_formule(waarde, odf=True)
            elif eigen == "href" and lokaal not in _KLIKBAAR and _LEIDT_WEG.match(waarde):
                raise Weigering(Kenmerk.KOPPELING, f"haalt iets van buiten: {genoemd(waarde)}")

    def einde(self, naam: str) -> None:
        if self._in_cel and self._namen[naam] in ("table-cell", "covered-table-cell"):
            self._in_cel = False
