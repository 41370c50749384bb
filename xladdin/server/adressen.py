"""Every address of the server: its path, who answers, who may ask, and how much. What is not listed does not exist."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from xladdin.server.plekken import HULP, OPGAVE, PLAATJES, STATISCH, TERUG, Antwoord, Bewaren, Maat, Serverplek, Vorm

if TYPE_CHECKING:
    from xladdin.server.aanmelden import Aanmelden
    from xladdin.server.aanroep import Functies
    from xladdin.server.api import Api
    from xladdin.server.instellingen import Servergrenzen
    from xladdin.server.paginas import Paginas

HALEN: Final = ("GET",)


def adressen(
    grenzen: Servergrenzen, paginas: Paginas, functies: Functies, api: Api, aanmelden: Aanmelden | None
) -> list[Serverplek]:
    """The table."""

    def lezen(naam: str, antwoord: Antwoord, *, beveiligd: bool = False, host_vrij: bool = False) -> Serverplek:
        return Serverplek(naam, antwoord, beveiligd=beveiligd, host_vrij=host_vrij, vorm=Vorm.JSON)

    def schrijven(
        naam: str, antwoord: Antwoord, hoogstens: int, maat: Maat = Maat.OVERIG, vorm: Vorm = Vorm.JSON
    ) -> Serverplek:
        seconden = grenzen.uploadseconden if maat is Maat.UPLOAD else grenzen.aanroepseconden
        return Serverplek(naam, antwoord, ("POST",), True, hoogstens, seconden, vorm, maat)

    def van_excel(naam: str, antwoord: Antwoord | None = None) -> Serverplek:
        return Serverplek(naam, antwoord, bewaren=Bewaren.NAVRAGEN, ingelijst=True)

    tabel = [
        lezen("/gezond", api.gezond, host_vrij=True),
        lezen("/gereed", api.gereed, host_vrij=True),
        Serverplek("/", paginas.begin),
        Serverplek("/favicon.ico", None, HALEN, bewaren=Bewaren.NAVRAGEN),
        Serverplek("/taskpane.html", paginas.deelvenster, HALEN, ingelijst=True),
        Serverplek(OPGAVE, paginas.opgave),
        Serverplek(f"{HULP}*", paginas.hulp, bewaren=Bewaren.NAVRAGEN),
        Serverplek("/manifest.xml", paginas.manifest_xml, bewaren=Bewaren.NAVRAGEN),
        van_excel("/xlwings/custom-functions-meta.json", paginas.meta),
        van_excel("/xlwings/custom-functions-code.js", paginas.code),
        van_excel(f"{STATISCH}*"),
        # Excel shows no icon in its ribbon that may not be kept.
        Serverplek(f"{PLAATJES}*", bewaren=Bewaren.DAG, ingelijst=True),
        schrijven("/xlwings/custom-functions-call", functies.beantwoord, grenzen.aanroep, Maat.AANROEP, Vorm.TEKST),
        lezen("/vw/start", api.start),
        lezen("/vw/functies", api.lijst),
        lezen("/vw/kenmerk", api.kenmerk, beveiligd=True),
        lezen("/vw/toegang", api.toegang, beveiligd=True),
        lezen("/vw/overzicht", api.overzicht, beveiligd=True),
        schrijven("/vw/controleer-bereik", api.controleer, grenzen.bereik),
        schrijven("/vw/valideer", api.valideer, grenzen.upload, Maat.UPLOAD),
        schrijven("/vw/plan", api.plan, grenzen.upload, Maat.UPLOAD),
    ]
    if aanmelden is not None:
        tabel += [
            Serverplek("/aanmelden", aanmelden.heen),
            Serverplek(TERUG, aanmelden.terug),
            schrijven("/afmelden", aanmelden.weg, grenzen.klein),
        ]
    return tabel
