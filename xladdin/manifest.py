"""The manifest: the file by which Excel gets to know the add-in, made from the address of the server.

Everything in it points to that one server: pages, functions and icons. The functions are named `VW.VERDEEL` in their
own metadata, so the manifest names no namespace: the two would stack.
"""

from __future__ import annotations

import re
import uuid
import xml.etree.ElementTree as ET
from importlib import metadata
from typing import Final, NamedTuple
from urllib.parse import urlsplit

from schemas.fouten import VerkeerdGebruik

NAAM: Final = "Verdeelwijzer"
OMSCHRIJVING: Final = (
    "Verdeelt de gedeelde kosten van een regio over haar gemeenten, tot op de cent en met uitleg: "
    "als functies in uw eigen blad."
)
KNOP_UITLEG: Final = (
    "Opent het deelvenster van Verdeelwijzer: controleer een bereik, vul een uitvoeringsplan of kies een functie."
)
TAAL: Final = "nl-NL"
ICONEN: Final = (16, 32, 64, 80)
"""Sizes of the icons on the server, in pixels; Excel demands 16, 32 and 80 on the ribbon and 64 in its lists."""
EISEN: Final = {
    # One runtime for task pane and functions: so that both have the same sign-in.
    "SharedRuntime": "1.1",
    # Errors with a sentence of their own.
    "CustomFunctionsRuntime": "1.2",
    # Tables that spill. What is newer, such as putting sheets into the workbook (1.13), the task pane asks for itself.
    "ExcelApi": "1.12",
}
LANGSTE_NAAM: Final = 32
"""Excel cuts a longer label of a button or group."""

_TAAKVENSTER: Final = "http://schemas.microsoft.com/office/taskpaneappversionoverrides"
_HOST: Final = re.compile(r"(?=.{1,253}$)[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*")
_VERWACHT: Final = "verwacht: alleen het adres van de server, zoals https://verdeelwijzer.uw-gemeente.nl"


class OnbruikbaarAdres(VerkeerdGebruik):
    """An address that cannot be that of the server."""

    def __init__(self, url: str, waarom: str) -> None:
        super().__init__(f"adres '{url}' kan niet in het manifest: {waarom}; {_VERWACHT}.")


class Adres(NamedTuple):
    """Where the server is: host and port without a path."""

    host: str

    @property
    def basis(self) -> str:
        return f"https://{self.host}"

    def naar(self, pad: str) -> str:
        return f"{self.basis}{pad}"


def adres(url: str) -> Adres:
    """The address of a server, in its one spelling.

    Raises:
        OnbruikbaarAdres: it is not of https, or holds more than host and port.
    """
    # urlsplit drops tabs and line ends, so look before it does.
    if any(teken.isspace() or not teken.isprintable() for teken in url):
        raise OnbruikbaarAdres(ascii(url)[1:-1], "er staat een spatie of stuurteken in")
    try:
        delen = urlsplit(url)
        poort = delen.port
    except ValueError:
        raise OnbruikbaarAdres(url, "de poort of het IP-adres klopt niet") from None
    if delen.scheme.lower() == "http":
        raise OnbruikbaarAdres(url, "Excel laadt een invoegtoepassing alleen over https, ook op uw eigen computer")
    if delen.scheme.lower() != "https" or not delen.hostname:
        raise OnbruikbaarAdres(url, "het begint niet met https://")
    if "@" in delen.netloc:
        raise OnbruikbaarAdres(url.replace(delen.netloc, f"…@{delen.hostname}"), "er staat een naam of wachtwoord in")
    if delen.path not in ("", "/") or "?" in url or "#" in url:
        raise OnbruikbaarAdres(url, "achter de naam van de server staat nog een pad, vraag of anker")
    host = delen.hostname.lower()
    if ":" in host:
        host = f"[{host}]"
    elif not _HOST.fullmatch(host):
        raise OnbruikbaarAdres(url, f"'{host}' is geen naam van een server (letters a-z, cijfers, streepjes en punten)")
    return Adres(host if poort in (None, 443) else f"{host}:{poort}")


def client_id(tekst: str) -> str:
    """The id of an app registration in Entra, in its one spelling.

    Raises:
        VerkeerdGebruik: it is no such id.
    """
    if not re.fullmatch(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}", tekst):
        raise VerkeerdGebruik(
            f"'{tekst}' is geen client-ID; verwacht: de Application (client) ID uit Entra, "
            "zoals 11111111-2222-3333-4444-555555555555."
        )
    return tekst.lower()


def manifest_id(plaats: Adres) -> str:
    """Always the same for the same server: a new manifest is an update, not a second add-in."""
    return str(uuid.uuid5(uuid.NAMESPACE_URL, f"{plaats.basis}/manifest.xml"))


def versienummer(versie: str) -> str:
    """The version as the four numbers that a manifest asks for: 2026.1 is 2026.1.0.0."""
    getallen = re.findall(r"\d+", versie.partition("+")[0])[:4]
    return ".".join([*getallen, *["0"] * (4 - len(getallen))])


def manifest(url: str, *, entra: str | None = None, versie: str | None = None) -> bytes:
    """The manifest of the add-in as its server gives it.

    Args:
        url: the address of the server: https, host and if need be a port.
        entra: the client id of the app registration, where users sign in with Entra.
        versie: the version of the program; by default that which is installed.
    Raises:
        OnbruikbaarAdres: no add-in can be loaded from that address.
        VerkeerdGebruik: `entra` is no client id.
    """
    plaats = adres(url)
    wortel = _app(plaats, versienummer(versie or metadata.version("verdeelwijzer")), entra and client_id(entra))
    ET.indent(wortel)
    return bytes(ET.tostring(wortel, encoding="utf-8", xml_declaration=True)) + b"\n"


def _el(naam: str, kenmerken: dict[str, str] | None = None, *kinderen: ET.Element, tekst: str = "") -> ET.Element:
    element = ET.Element(naam, kenmerken or {})
    element.extend(kinderen)
    element.text = tekst or None
    return element


def _standaard(naam: str, waarde: str) -> ET.Element:
    return _el(naam, {"DefaultValue": waarde})


def _soort(naam: str, soort: str, *kinderen: ET.Element, **kenmerken: str) -> ET.Element:
    return _el(naam, {"xsi:type": soort, **kenmerken}, *kinderen)


def _icoon(plaats: Adres, maat: int) -> str:
    return plaats.naar(f"/static/images/verdeelwijzer-{maat}.png")


def _app(plaats: Adres, versie: str, entra: str | None) -> ET.Element:
    """The whole, in the order that Microsoft's schema prescribes; Excel refuses any other."""
    # The prefixes stand in the names themselves: ElementTree would rename them, and not every Office reads that.
    return _el(
        "OfficeApp",
        {
            "xmlns": "http://schemas.microsoft.com/office/appforoffice/1.1",
            "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
            "xmlns:bt": "http://schemas.microsoft.com/office/officeappbasictypes/1.0",
            "xsi:type": "TaskPaneApp",
        },
        _el("Id", tekst=manifest_id(plaats)),
        _el("Version", tekst=versie),
        _el("ProviderName", tekst=NAAM),
        _el("DefaultLocale", tekst=TAAL),
        _standaard("DisplayName", NAAM),
        _standaard("Description", OMSCHRIJVING),
        _standaard("IconUrl", _icoon(plaats, 32)),
        _standaard("HighResolutionIconUrl", _icoon(plaats, 64)),
        _el("AppDomains", None, _el("AppDomain", tekst=plaats.basis)),
        _el("Hosts", None, _el("Host", {"Name": "Workbook"})),
        _el("Requirements", None, _eisen()),
        _el("DefaultSettings", None, _standaard("SourceLocation", plaats.naar("/taskpane.html"))),
        _el("Permissions", tekst="ReadWriteDocument"),
        _el(
            "VersionOverrides",
            {"xmlns": _TAAKVENSTER, "xsi:type": "VersionOverridesV1_0"},
            _el("Hosts", None, _soort("Host", "Workbook", *_werkmap())),
            _bronnen(plaats),
            *([_aanmelding(plaats, entra)] if entra else []),
        ),
    )


def _eisen() -> ET.Element:
    eisen = [_el("Set", {"Name": naam, "MinVersion": minstens}) for naam, minstens in EISEN.items()]
    return _el("Sets", {"DefaultMinVersion": "1.1"}, *eisen)


def _werkmap() -> tuple[ET.Element, ...]:
    """What the add-in brings to a workbook: the functions, and one button that opens the task pane."""

    def bron(naam: str, verwijzing: str) -> ET.Element:
        return _el(naam, {"resid": verwijzing})

    def iconen() -> ET.Element:
        maten = (_el("bt:Image", {"size": str(maat), "resid": f"Icoon.{maat}"}) for maat in ICONEN)
        return _el("Icon", None, *maten)

    functies = _soort(
        "ExtensionPoint",
        "CustomFunctions",
        _el("Script", None, bron("SourceLocation", "Functies.Script")),
        _el("Page", None, bron("SourceLocation", "Venster.Url")),
        _el("Metadata", None, bron("SourceLocation", "Functies.Metadata")),
    )
    knop = _soort(
        "Control",
        "Button",
        bron("Label", "Knop.Naam"),
        _el("Supertip", None, bron("Title", "Knop.Naam"), bron("Description", "Knop.Uitleg")),
        iconen(),
        _soort(
            "Action",
            "ShowTaskpane",
            _el("TaskpaneId", tekst="VerdeelwijzerVenster"),
            bron("SourceLocation", "Venster.Url"),
        ),
        id="VerdeelwijzerKnop",
    )
    groep = _el("Group", {"id": "VerdeelwijzerGroep"}, bron("Label", "Groep.Naam"), iconen(), knop)
    lint = _soort("ExtensionPoint", "PrimaryCommandSurface", _el("OfficeTab", {"id": "TabHome"}, groep))
    return (
        _el("Runtimes", None, _el("Runtime", {"resid": "Venster.Url", "lifetime": "long"})),
        _el("AllFormFactors", None, functies),
        _el("DesktopFormFactor", None, bron("FunctionFile", "Venster.Url"), lint),
    )


def _bronnen(plaats: Adres) -> ET.Element:
    """The addresses and texts to which the rest refers."""

    def lijst(naam: str, stuk: str, inhoud: dict[str, str]) -> ET.Element:
        return _el(
            naam, None, *(_el(stuk, {"id": sleutel, "DefaultValue": waarde}) for sleutel, waarde in inhoud.items())
        )

    return _el(
        "Resources",
        None,
        lijst("bt:Images", "bt:Image", {f"Icoon.{maat}": _icoon(plaats, maat) for maat in ICONEN}),
        lijst(
            "bt:Urls",
            "bt:Url",
            {
                "Venster.Url": plaats.naar("/taskpane.html"),
                "Functies.Script": plaats.naar("/xlwings/custom-functions-code.js"),
                "Functies.Metadata": plaats.naar("/xlwings/custom-functions-meta.json"),
            },
        ),
        lijst("bt:ShortStrings", "bt:String", {"Groep.Naam": NAAM, "Knop.Naam": NAAM}),
        lijst("bt:LongStrings", "bt:String", {"Knop.Uitleg": KNOP_UITLEG}),
    )


def _aanmelding(plaats: Adres, entra: str) -> ET.Element:
    """The app registration with which Office signs the user in; its address names host and client id."""
    rechten = [_el("Scope", tekst=recht) for recht in ("openid", "profile")]
    return _el(
        "WebApplicationInfo",
        None,
        _el("Id", tekst=entra),
        _el("Resource", tekst=f"api://{plaats.host}/{entra}"),
        _el("Scopes", None, *rechten),
    )
