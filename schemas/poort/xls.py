"""An old Excel workbook (.xls): passwords, macros, objects and links, and how far its cells reach."""

from __future__ import annotations

import struct
from typing import Final

from schemas.poort.blad import Omvang, Teller
from schemas.poort.grenzen import LAATSTE_KOLOM_XLS, MEESTE_BLADEN, MEESTE_RECORDS
from schemas.poort.ole import Ole, records, werkmap_in
from schemas.poort.soort import POWERPOINT, VISIO, WORD
from schemas.poort.weigering import REDEN, Kenmerk, Weigering, genoemd
from schemas.poort.xlsx import ANDER_BESTAND, RAAD_VERBINDING, VERBINDING

_ANDERE: Final = (
    ("WordDocument", WORD),
    ("PowerPoint Document", POWERPOINT),
    ("VisioDocument", VISIO),
    ("__properties_version1.0", "is een Outlook-bericht"),
    ("__nameid_version1.0", "is een Outlook-bericht"),
)
_MACROBLAD: Final = f"{REDEN[Kenmerk.MACRO]} (een macroblad)"
_TE_OUD: Final = "is een Excel-bestand van voor 1995 of beschadigd", "sla het in Excel op als .xlsx"
_MACROS: Final = frozenset({"_VBA_PROJECT_CUR", "VBA", "_VBA_PROJECT", "PROJECTwm"})
_OBJECTEN: Final = ("MBD", "LNK", "ObjectPool", "Ctls", "\x01Ole10Native")
_WACHTWOORD: Final = frozenset({"EncryptedPackage", "EncryptionInfo", "EncryptedSummary"})

_BOF, _EOF, _FILEPASS, _BOUNDSHEET, _SUPBOOK = 0x0809, 0x000A, 0x002F, 0x0085, 0x01AE
_DBQUERY: Final = frozenset({0x00DC, 0x01AD, 0x0803, 0x0804, 0x0051})
"""Parameters, queries, their texts, and consolidation from another file."""
_CEL: Final = frozenset({0x0006, 0x0203, 0x0204, 0x0205, 0x027E, 0x00FD, 0x00D6})
"""A formula, number, text, truth or error: one cell with a value. Blank cells count for nothing."""
_MULRK: Final = 0x00BD
_GLOBAAL, _BLAD, _GRAFIEK = 0x0005, 0x0010, 0x0020
_EIGEN: Final = frozenset({0x0401, 0x3A01, 0x0001})
"""A reference to the workbook itself, to the functions that come with Excel, or one that is no longer used."""
_ROEPT: Final = (b"_xlfn.WEBSERVICE", "_xlfn.WEBSERVICE".encode("utf-16-le"))


def keur_xls(data: bytes) -> None:
    """Refuse an old workbook that holds anything but cells and looks.

    Raises:
        Weigering: at the first thing that is not let in.
    """
    ole = Ole(data)
    namen = {ingang.naam for ingang in ole.ingangen}
    if namen & _WACHTWOORD:
        raise Weigering(Kenmerk.WACHTWOORD)
    boek = werkmap_in(ole)
    if boek is None:
        reden = next((reden for naam, reden in _ANDERE if naam in namen), "is een Office-bestand, maar geen rekenblad")
        raise Weigering(Kenmerk.SOORT, reden)
    if namen & _MACROS:
        raise Weigering(Kenmerk.MACRO)
    for naam in namen:
        if naam.startswith(_OBJECTEN):
            raise Weigering(Kenmerk.INGESLOTEN, f"{REDEN[Kenmerk.INGESLOTEN]} ({genoemd(naam)})")
    _keur_records(ole.lees(boek))


def _keur_records(stroom: bytes) -> None:
    if any(roep in stroom for roep in _ROEPT):
        raise Weigering(
            Kenmerk.FORMULE, "heeft een formule met WEBSERVICE, die gegevens van buiten haalt of iets start"
        )
    if not stroom.startswith(b"\x09\x08"):
        raise Weigering(Kenmerk.BESCHADIGD, *_TE_OUD)
    teller, omvang = Teller(), Omvang("Workbook")
    bladen = 0
    for aantal, (soort, plek, lengte) in enumerate(records(stroom), start=1):
        if aantal > MEESTE_RECORDS:
            raise Weigering(Kenmerk.AFMETING, "heeft veel te veel onderdelen voor een oude Excel-werkmap")
        if soort in _CEL:
            rij, kolom = struct.unpack_from("<HH", stroom, plek) if lengte >= 4 else (0, LAATSTE_KOLOM_XLS)
            _tel(teller, omvang, rij, kolom, kolom)
        elif soort == _MULRK:
            rij, kolom = struct.unpack_from("<HH", stroom, plek) if lengte >= 6 else (0, LAATSTE_KOLOM_XLS)
            _tel(teller, omvang, rij, kolom, struct.unpack_from("<H", stroom, plek + max(lengte, 2) - 2)[0])
        elif soort == _BOF:
            omvang = Omvang("Workbook")
            _keur_bof(stroom[plek : plek + lengte])
        elif soort == _BOUNDSHEET:
            bladen += 1
            _keur_blad(stroom[plek : plek + lengte], bladen)
        elif soort == _FILEPASS:
            raise Weigering(Kenmerk.WACHTWOORD)
        elif soort == _SUPBOOK and lengte >= 4 and struct.unpack_from("<2xH", stroom, plek)[0] not in _EIGEN:
            raise Weigering(Kenmerk.KOPPELING, ANDER_BESTAND)
        elif soort in _DBQUERY:
            raise Weigering(Kenmerk.KOPPELING, VERBINDING, RAAD_VERBINDING)


def _tel(teller: Teller, omvang: Omvang, rij: int, links: int, rechts: int) -> None:
    if rechts >= LAATSTE_KOLOM_XLS or links > rechts:
        raise Weigering(Kenmerk.AFMETING, f"noemt een cel die niet bestaat: rij {rij + 1}, kolom {rechts + 1}")
    teller.tel_cellen(rechts - links + 1)
    omvang.vul(rij + 1, links + 1, rij + 1, rechts + 1)


def _keur_bof(inhoud: bytes) -> None:
    if len(inhoud) < 4:
        raise Weigering(Kenmerk.BESCHADIGD, "is beschadigd: een blad heeft geen begin")
    versie, soort = struct.unpack_from("<HH", inhoud)
    if versie not in (0x0500, 0x0600):
        raise Weigering(Kenmerk.BESCHADIGD, *_TE_OUD)
    if soort not in (_GLOBAAL, _BLAD, _GRAFIEK):
        raise Weigering(Kenmerk.MACRO, _MACROBLAD)


def _keur_blad(inhoud: bytes, aantal: int) -> None:
    if aantal > MEESTE_BLADEN:
        raise Weigering(Kenmerk.AFMETING, f"heeft meer dan {MEESTE_BLADEN} bladen")
    if len(inhoud) > 5 and inhoud[5] in (0x01, 0x06):
        raise Weigering(Kenmerk.MACRO, _MACROBLAD)
