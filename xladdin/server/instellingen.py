"""How one server runs: decided once by the command, handed to every worker, and never changed."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Final

from schemas.poort import GROOTSTE_BESTAND
from schemas.poort.grenzen import MB

PROJECT: Final = Path(__file__).parent / "project"
POORT: Final = 8443
HTTPS: Final = 443
LUSNAMEN: Final = ("localhost", "127.0.0.1", "[::1]")
"""What a browser calls this computer itself."""


class Modus(StrEnum):
    """Who may call: whoever has the code of this start, or whoever Entra ID vouches for."""

    LOKAAL = "lokaal"
    ENTRAID = "entraid"


@dataclass(frozen=True)
class Entra:
    """The organisation's own directory."""

    tenant: str
    client_id: str
    rollen: tuple[str, ...] = ()
    geheim: str = field(default="", repr=False)
    """Only for signing in outside Excel, and only where the registration asks for one."""
    sleutels: Path | None = None
    """The keys of Entra as a file, for a network without internet."""
    metadata: str = ""
    """Where the directory describes itself, for clouds with addresses of their own."""

    @property
    def metadata_url(self) -> str:
        standaard = f"https://login.microsoftonline.com/{self.tenant}/v2.0/.well-known/openid-configuration"
        return self.metadata or standaard


@dataclass(frozen=True)
class Servergrenzen:
    """What one server takes on; each is far above what a department of advisers asks for."""

    upload: int = GROOTSTE_BESTAND
    aanroep: int = 8 * MB
    """A range of 10.000 by 10 with fifteen digits in every cell is 2 MB; with long texts four times that."""
    bereik: int = 8 * MB
    licht: int = MB // 4
    """What a call may be to take no turn: nearly all of them, a table of a thousand rows included."""
    zwaar: int = 2 * MB
    """Of larger calls together, that one worker reads and converts at the same time; the others wait, and one that is
    larger still goes alone. A byte can become a hundred in memory."""
    klein: int = 4_000
    uploadseconden: float = 120.0
    aanroepseconden: float = 15.0
    kopseconden: float = 10.0
    kopgrootte: int = 64_000
    verbindingen: int = 2_000
    tegelijk: int = 500
    """Requests that one worker has in hand."""
    wachtrij: int = 8
    """Files that wait for their turn in one worker."""
    draden: int = 8
    stopseconden: int = 30
    aanroepen_per_minuut: int = 60_000
    """A sheet with a thousand scalars, recalculated sixty times."""
    uploads_per_minuut: int = 30
    overig_per_minuut: int = 6_000
    """Pages are counted by address, which a whole organisation may share; a task pane that opens asks thirty files."""
    mislukt_per_minuut: int = 20


@dataclass(frozen=True)
class Instellingen:
    """Everything that a worker must know."""

    modus: Modus = Modus.LOKAAL
    adres: str = "127.0.0.1"
    poort: int = POORT
    url: str = ""
    """Where users find the server, when that is not this computer itself."""
    tls: bool = True
    certificaat: Path | None = None
    sleutelbestand: Path | None = None
    proxy: tuple[str, ...] = ()
    entra: Entra | None = None
    werkers: int = 1
    project: Path = PROJECT
    grenzen: Servergrenzen = field(default_factory=Servergrenzen)
    startcode: str = field(default_factory=lambda: secrets.token_urlsafe(32), repr=False)
    sessiesleutel: str = field(default_factory=lambda: secrets.token_urlsafe(32), repr=False)
    zout: bytes = field(default_factory=lambda: secrets.token_bytes(16), repr=False)

    @property
    def basis(self) -> str:
        """Where users find the server."""
        return self.url or f"https://localhost{self._bij_poort}"

    @property
    def _bij_poort(self) -> str:
        return "" if self.poort == HTTPS else f":{self.poort}"

    @property
    def hosts(self) -> frozenset[str]:
        """Every Host header by which a browser of ours asks."""
        if not self.url:
            return frozenset(f"{naam}{self._bij_poort}" for naam in LUSNAMEN)
        host = self.url.removeprefix("https://").casefold()
        return frozenset((host, f"{host}:{HTTPS}")) if ":" not in host else frozenset((host,))

    @property
    def oorsprongen(self) -> frozenset[str]:
        """Every Origin header that is our own."""
        return frozenset(f"https://{host.removesuffix(f':{HTTPS}')}" for host in self.hosts)


_huidig: list[Instellingen] = []


def gebruik(instellingen: Instellingen) -> None:
    """Make these the settings of this process, for the parts that xlwings imports by name."""
    _huidig[:] = [instellingen]


def huidig() -> Instellingen:
    """The settings of this process."""
    return _huidig[0]
