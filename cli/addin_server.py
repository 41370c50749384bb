"""Commands of the add-in: from options to settings, and what a person must know to begin."""

from __future__ import annotations

import os
import platform
import secrets
import sys
import uuid
from collections.abc import Mapping
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

import click

from cli.nederlands import echo
from schemas.fouten import VerkeerdGebruik

if TYPE_CHECKING:
    from xladdin.server.instellingen import Entra, Instellingen

EXTRA: Final = "addin"
GEHEIM: Final = "VERDEELWIJZER_ENTRA_GEHEIM"
SLEUTELS: Final = "VERDEELWIJZER_ENTRA_JWKS"
METADATA: Final = "VERDEELWIJZER_ENTRA_METADATA"


class ExtraOntbreekt(VerkeerdGebruik):
    def __init__(self) -> None:
        super().__init__(
            f"de invoegtoepassing is niet geïnstalleerd; installeer die met: pip install 'verdeelwijzer[{EXTRA}]' "
            f"(in een kloon van de broncode: pip install '.[{EXTRA}]')."
        )


def start_server(
    *,
    modus: str,
    adres: str,
    poort: int,
    url: str | None,
    zonder_tls: bool,
    certificaat: Path | None,
    sleutelbestand: Path | None,
    proxy: tuple[str, ...],
    tenant: str | None,
    client_id: str | None,
    rollen: tuple[str, ...],
    plannen: Path | None,
    werkers: int,
    nieuwe_startcode: bool,
) -> None:
    """Check the options together, tell how to begin, and serve."""
    _eis_extra()
    from xladdin.server.certificaat import CERTIFICAAT, eigen_startcode
    from xladdin.server.einde import breek_af
    from xladdin.server.instellingen import Instellingen, Modus
    from xladdin.server.start import open_poort, start

    if plannen is not None:
        # What reads plans takes seconds to load, and options that are refused need none of it.
        from xladdin.planmap import OMGEVING

        os.environ[OMGEVING] = str(plannen.resolve())
    if (certificaat is None) != (sleutelbestand is None):
        raise VerkeerdGebruik("--certificaat en --sleutelbestand horen bij elkaar; geef ze allebei.")
    if modus == Modus.LOKAAL:
        _keur_lokaal(adres, {"--url": url, "--zonder-tls": zonder_tls, "--proxy": proxy, "--rol": rollen})
        entra, basis = None, ""
    else:
        if nieuwe_startcode:
            raise VerkeerdGebruik("--nieuwe-startcode hoort bij modus lokaal; met entraid is er geen.")
        entra, basis = _entra(tenant, client_id, rollen), _basis(url)
        if zonder_tls and certificaat is not None:
            raise VerkeerdGebruik("--zonder-tls gaat niet samen met --certificaat; kies een van de twee.")
        if not zonder_tls and certificaat is None:
            raise VerkeerdGebruik(
                "met --modus entraid is een certificaat nodig: geef --certificaat en --sleutelbestand, of --zonder-tls "
                "achter een proxy die voor https zorgt."
            )
    vernieuwd = False
    if not zonder_tls:
        eigen = _map() / CERTIFICAAT
        vorige = eigen.read_bytes() if certificaat is None and eigen.is_file() else b""
        certificaat, sleutelbestand = _certificaat(certificaat, sleutelbestand)
        vernieuwd = bool(vorige) and vorige != certificaat.read_bytes()
    # Where users sign in, nobody has use for it; then it is one that nobody is told.
    lokaal = modus == Modus.LOKAAL
    instellingen = Instellingen(
        startcode=eigen_startcode(_map(), nieuw=nieuwe_startcode) if lokaal else secrets.token_urlsafe(),
        modus=Modus(modus),
        adres=adres,
        poort=poort,
        url=basis,
        tls=not zonder_tls,
        certificaat=certificaat,
        sleutelbestand=sleutelbestand,
        proxy=proxy,
        entra=entra,
        werkers=werkers,
    )
    sockets = open_poort(instellingen)
    _vertel(instellingen, vernieuwd=vernieuwd)
    start(instellingen, sockets)
    echo("De server is gestopt.")
    breek_af()


def _eis_extra() -> None:
    if any(find_spec(naam) is None for naam in ("xlwings_server", "authlib", "cryptography", "itsdangerous", "limits")):
        raise ExtraOntbreekt


def _keur_lokaal(adres: str, gegeven: Mapping[str, object]) -> None:
    """In local mode nobody else may come in, so nothing may be set that is for others."""
    from xladdin.server.start import is_lus

    if not is_lus(adres):
        raise VerkeerdGebruik(
            f"--adres: '{adres}' is ook voor anderen bereikbaar; in modus lokaal kan alleen 127.0.0.1 of ::1. "
            "Voor meer gebruikers is er --modus entraid."
        )
    for optie, waarde in gegeven.items():
        if waarde:
            raise VerkeerdGebruik(f"{optie} hoort bij --modus entraid; in modus lokaal is de server alleen voor u.")


def _entra(tenant: str | None, client_id: str | None, rollen: tuple[str, ...]) -> Entra:
    from xladdin.server.instellingen import Entra

    nummers = {"--tenant": tenant, "--client-id": client_id}
    for optie, waarde in nummers.items():
        if not waarde:
            raise VerkeerdGebruik(f"{optie} ontbreekt; met --modus entraid is dat het nummer in het portaal.")
        try:
            uuid.UUID(waarde)
        except ValueError:
            raise VerkeerdGebruik(
                f"{optie}: '{waarde}' is geen nummer van Entra", "iets als 00000000-0000-0000-0000-000000000000."
            ) from None
    sleutels = Path(pad) if (pad := os.environ.get(SLEUTELS)) else None
    if sleutels is not None and not sleutels.is_file():
        raise VerkeerdGebruik(f"{SLEUTELS}: bestand '{sleutels}' bestaat niet.")
    metadata = os.environ.get(METADATA, "")
    if metadata and urlsplit(metadata).scheme != "https" and not _is_hier(metadata):
        raise VerkeerdGebruik(f"{METADATA}: '{metadata}' is geen adres dat met https:// begint.")
    return Entra(str(tenant), str(client_id), rollen, os.environ.get(GEHEIM, ""), sleutels, metadata)


def _is_hier(url: str) -> bool:
    from xladdin.server.start import is_lus

    return is_lus(urlsplit(url).hostname or "")


def _basis(url: str | None) -> str:
    from xladdin.manifest import adres

    if url is None:
        raise VerkeerdGebruik(
            "--url ontbreekt; met --modus entraid is dat het adres waaronder uw gebruikers de server vinden, zoals "
            "https://verdeelwijzer.uw-gemeente.nl."
        )
    return adres(url).basis


def _map() -> Path:
    """Where this user keeps what is of no other: the certificate of this computer, and the startcode."""
    return Path(click.get_app_dir("verdeelwijzer"))


def _certificaat(certificaat: Path | None, sleutel: Path | None) -> tuple[Path, Path]:
    from xladdin.server.certificaat import eigen_certificaat, keur_certificaat

    if certificaat is None or sleutel is None:
        return eigen_certificaat(_map(), datetime.now(UTC))
    keur_certificaat(certificaat, sleutel)
    return certificaat, sleutel


def _vertel(instellingen: Instellingen, *, vernieuwd: bool) -> None:
    """What a person must know to begin; the startcode is told here, and nowhere else."""
    from xladdin.server.certificaat import CERTIFICAAT, geldigheid, geldt_niet, vertrouwen
    from xladdin.server.instellingen import Modus

    if vernieuwd:
        echo(
            "Let op: het certificaat liep af, dus er is een nieuw gemaakt. Vertrouw het opnieuw (hieronder staat hoe); "
            "tot dan zegt Excel bij elke formule dat de server niet bereikbaar is."
        )
    echo(f"Verdeelwijzer voor Excel: {instellingen.basis} (modus {instellingen.modus})")
    if instellingen.modus is Modus.LOKAAL:
        echo(f"Startcode: {instellingen.startcode}")
        echo(f"Buiten Excel: {instellingen.basis}/opgave#startcode={instellingen.startcode}")
    pad = instellingen.certificaat
    if pad == _map() / CERTIFICAAT:
        echo(f"Certificaat: {pad}, geldig tot en met {geldigheid(pad)[1]:%d-%m-%Y}, alleen voor deze computer.")
        echo(vertrouwen(pad, platform.system()))
    elif pad is not None and (zin := geldt_niet(pad, datetime.now(UTC))):
        echo(f"Let op: {zin} Excel zegt dan bij elke formule dat de server niet bereikbaar is.")
    echo("Stoppen: Ctrl-C.")
    # Whoever reads this through a pipe must see the code before the server begins to wait.
    if sys.stdout is not None:
        sys.stdout.flush()
