"""The manifest: the file by which Excel gets to know the add-in, made from the address of the server.

Everything in it points to that one server: pages, functions and icons. The functions are named `VW.VERDEEL` in their
own metadata, so the manifest names no namespace: the two would stack.
"""

from __future__ import annotations

import re
import uuid
from importlib import metadata, resources
from string import Template
from typing import Final, NamedTuple
from urllib.parse import urlsplit

from schemas.fouten import VerkeerdGebruik

_SJABLOON: Final = resources.files("xladdin").joinpath("manifest.xml")
"""In the order that Microsoft's schema prescribes; Excel refuses any other. It asks for one runtime for task pane and
functions, so that both have the same sign-in, for errors with a sentence of their own, and for tables that spill."""
_AANMELDING: Final = Template("""\
    <WebApplicationInfo>
      <Id>$entra</Id>
      <Resource>api://$host/$entra</Resource>
      <Scopes>
        <Scope>openid</Scope>
        <Scope>profile</Scope>
      </Scopes>
    </WebApplicationInfo>
""")
"""The app registration with which Office signs the user in; its address names host and client id."""
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
    aanmelding = _AANMELDING.substitute(host=plaats.host, entra=client_id(entra)) if entra else ""
    # None of these can hold a sign that means something in XML: each was judged first.
    tekst = Template(_SJABLOON.read_text(encoding="utf-8")).substitute(
        id=manifest_id(plaats),
        versie=versienummer(versie or metadata.version("verdeelwijzer")),
        basis=plaats.basis,
        aanmelding=aanmelding,
    )
    return tekst.encode()
