"""A certificate for this computer alone: it vouches for nothing else, and its key is for its owner's eyes only."""

from __future__ import annotations

import ipaddress
import os
import secrets
import ssl
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from schemas.fouten import VerkeerdGebruik
from schemas.systeem import reden
from templates.werkmap.wegschrijven import alleen, schrijf_geheim

DAGEN: Final = 397
"""The longest that browsers accept."""
VERNIEUW: Final = 30
CERTIFICAAT: Final = "localhost.pem"
SLEUTEL: Final = "localhost.key"
STARTCODE: Final = "startcode"
LENGTE: Final = 32
"""Characters that a startcode has at least."""


def eigen_certificaat(map_: Path, nu: datetime) -> tuple[Path, Path]:
    """The certificate and its key in this folder; made anew when there is none that will do for the coming weeks.

    Raises:
        VerkeerdGebruik: the folder cannot be written.
    """
    certificaat, sleutel = map_ / CERTIFICAAT, map_ / SLEUTEL
    if not _bruikbaar(certificaat, sleutel, nu):
        try:
            map_.mkdir(mode=0o700, parents=True, exist_ok=True)
            # Of two servers that begin at once the key would be of one and the certificate of the other.
            with alleen(certificaat):
                if not _bruikbaar(certificaat, sleutel, nu):
                    sleutel_inhoud, inhoud = _maak(nu)
                    schrijf_geheim(sleutel, sleutel_inhoud)
                    schrijf_geheim(certificaat, inhoud)
        except OSError as fout:
            raise VerkeerdGebruik(
                f"het certificaat is niet te bewaren in '{map_}' ({reden(fout)}); geef een eigen certificaat met "
                "--certificaat en --sleutelbestand."
            ) from fout
    return certificaat, sleutel


def eigen_startcode(map_: Path, *, nieuw: bool = False) -> str:
    """The code by which this user gets in, the same at every start, so that nobody need paste it each morning.

    Made anew when there is none, when somebody else could have read it, or when that is asked.

    Raises:
        VerkeerdGebruik: the folder cannot be written.
    """
    pad = map_ / STARTCODE
    try:
        if not nieuw and (vorige := _bewaarde_code(pad)):
            return vorige
        map_.mkdir(mode=0o700, parents=True, exist_ok=True)
        with alleen(pad):
            if not nieuw and (vorige := _bewaarde_code(pad)):
                return vorige
            code = secrets.token_urlsafe(32)
            schrijf_geheim(pad, code.encode())
    except OSError as fout:
        raise VerkeerdGebruik(f"de startcode is niet te bewaren in '{map_}' ({reden(fout)}).") from fout
    return code


def _bewaarde_code(pad: Path) -> str:
    """The code that is kept; empty where there is none that will do."""
    code = pad.read_text(encoding="ascii", errors="replace").strip() if pad.is_file() and not _voor_anderen(pad) else ""
    return code if len(code) >= LENGTE and code.replace("-", "").replace("_", "").isalnum() else ""


def _voor_anderen(pad: Path) -> bool:
    """Whether somebody else could have read it."""
    return os.name != "nt" and bool(pad.stat().st_mode & 0o077)


def keur_certificaat(certificaat: Path, sleutel: Path) -> None:
    """Is this a certificate with its key, to serve with?

    Raises:
        VerkeerdGebruik: it is not.
    """
    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(certificaat, sleutel, password=_geen_wachtwoord)
    except (ssl.SSLError, ValueError) as fout:
        raise VerkeerdGebruik(
            f"'{certificaat}' en '{sleutel}' zijn samen geen certificaat met zijn sleutel",
            "twee PEM-bestanden die bij elkaar horen, de sleutel zonder wachtwoord.",
        ) from fout
    except OSError as fout:
        raise VerkeerdGebruik(
            f"het certificaat ('{certificaat}') of de sleutel ('{sleutel}') is niet te lezen ({reden(fout)})."
        ) from fout


def _geen_wachtwoord() -> str:
    # Without this OpenSSL would ask for one on the terminal.
    return ""


def _bruikbaar(certificaat: Path, sleutel: Path, nu: datetime) -> bool:
    try:
        gelezen = x509.load_pem_x509_certificate(certificaat.read_bytes())
        prive = serialization.load_pem_private_key(sleutel.read_bytes(), None)
        namen = gelezen.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except (OSError, ValueError, TypeError, x509.ExtensionNotFound):
        return False
    if _voor_anderen(sleutel):
        return False
    past = isinstance(prive, ec.EllipticCurvePrivateKey) and prive.public_key() == gelezen.public_key()
    return past and list(namen) == _namen() and gelezen.not_valid_after_utc - nu > timedelta(days=VERNIEUW)


def _namen() -> list[x509.GeneralName]:
    return [
        x509.DNSName("localhost"),
        x509.IPAddress(ipaddress.ip_address("127.0.0.1")),
        x509.IPAddress(ipaddress.ip_address("::1")),
    ]


def _maak(nu: datetime) -> tuple[bytes, bytes]:
    """A key and its certificate."""
    sleutel = ec.generate_private_key(ec.SECP256R1())
    naam = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Verdeelwijzer op deze computer")])
    # An hour back, for clocks that are slow.
    begin = nu - timedelta(hours=1)
    gebruik = x509.KeyUsage(
        digital_signature=True, content_commitment=False, key_encipherment=False, data_encipherment=False,
        key_agreement=False, key_cert_sign=False, crl_sign=False, encipher_only=False, decipher_only=False,
    )  # fmt: skip
    certificaat = (
        x509.CertificateBuilder()
        .subject_name(naam)
        .issuer_name(naam)
        .public_key(sleutel.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(begin)
        .not_valid_after(begin + timedelta(days=DAGEN))
        .add_extension(x509.SubjectAlternativeName(_namen()), critical=False)
        # Whoever trusts it, trusts it for this computer: it can vouch for no other certificate.
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(gebruik, critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(sleutel.public_key()), critical=False)
        .sign(sleutel, hashes.SHA256())
    )
    prive = sleutel.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return prive, certificaat.public_bytes(serialization.Encoding.PEM)


def geldigheid(certificaat: Path) -> tuple[datetime, datetime]:
    """From when on and until when the certificate counts."""
    gelezen = x509.load_pem_x509_certificate(certificaat.read_bytes())
    return gelezen.not_valid_before_utc, gelezen.not_valid_after_utc


def geldt_niet(certificaat: Path, nu: datetime) -> str:
    """Why a certificate that somebody brought does not count now; empty where it does."""
    vanaf, tot = geldigheid(certificaat)
    if nu < vanaf:
        return f"het certificaat '{certificaat}' geldt pas vanaf {vanaf:%d-%m-%Y}."
    return f"het certificaat '{certificaat}' is verlopen op {tot:%d-%m-%Y}." if nu > tot else ""


def vertrouwen(certificaat: Path, systeem: str) -> str:
    """How a person makes this computer trust the certificate; `systeem` as `platform.system()` says it."""
    # A shell reads all between these as it stands, but for the sign itself.
    tussen = "'" + str(certificaat).replace("'", "'\"'\"'") + "'"
    match systeem:
        case "Windows":
            hoe = f'certutil -user -addstore Root "{certificaat}"'
        case "Darwin":
            hoe = f"security add-trusted-cert -p ssl -k ~/Library/Keychains/login.keychain-db {tussen}"
        case _:
            hoe = f"certutil -d sql:$HOME/.pki/nssdb -A -t P,, -n Verdeelwijzer -i {tussen}"
    return f"Nog niet vertrouwd? Eenmalig, voor uw eigen account: {hoe}"
