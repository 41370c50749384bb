"""What the operating system says, in Dutch: it speaks English, and a user should not have to."""

from __future__ import annotations

import errno
from typing import Final

_ZINNEN: Final[dict[str, str]] = {
    "ENOSPC": "de schijf is vol",
    "EDQUOT": "uw ruimte op de schijf is op",
    "EFBIG": "het bestand is te groot voor deze schijf",
    "EROFS": "de schijf is alleen te lezen",
    "EACCES": "geen toegang",
    "EPERM": "geen toegang",
    "ENAMETOOLONG": "de naam is te lang",
    "ENOTDIR": "op de plaats van een map staat een bestand",
    "EEXIST": "op de plaats van een map staat een bestand",
    "EISDIR": "het is een map",
    "ENOENT": "bestand of map bestaat niet",
    "EBUSY": "een ander programma gebruikt het",
    "ETXTBSY": "een ander programma gebruikt het",
    "EIO": "de schijf geeft een leesfout of schrijffout",
    "ENODEV": "de schijf is er niet meer",
    "ENXIO": "de schijf is er niet meer",
    "ESTALE": "de verbinding met de netwerkschijf is verbroken",
    "EHOSTDOWN": "de netwerkschijf is niet bereikbaar",
    "ENETUNREACH": "het netwerk is niet bereikbaar",
    "ETIMEDOUT": "de netwerkschijf antwoordt niet",
    "EMFILE": "er zijn te veel bestanden open",
    "ENFILE": "er zijn te veel bestanden open",
    "ENOMEM": "er is te weinig geheugen",
    "EINVAL": "de naam kan niet op deze schijf",
    "EILSEQ": "de naam heeft tekens die deze schijf niet kent",
    "ELOOP": "de verwijzingen lopen in een kring",
    "ENOTEMPTY": "de map is niet leeg",
    "EADDRINUSE": "een ander programma gebruikt dit adres al",
    "EADDRNOTAVAIL": "dit adres hoort niet bij deze computer",
}
_OP_NUMMER: Final = {nummer: zin for naam, zin in _ZINNEN.items() if (nummer := getattr(errno, naam, None)) is not None}


def reden(fout: OSError) -> str:
    """Why the system refused, as a clause without a full stop; its number where nobody translated it."""
    if fout.errno is None:
        return "onbekende reden"
    return _OP_NUMMER.get(fout.errno, f"fout {fout.errno} van het systeem")
