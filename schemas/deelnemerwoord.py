"""The word for who takes part: `gemeente` where all are municipalities, and else `deelnemer`.

The program's own sentences are written with the first; a region where others take part too says them with the second.
What people wrote (labels, sources, names) is never touched: only a sentence of the program itself goes through here.
"""

from __future__ import annotations

import re
from typing import Final

_GEMEENTE: Final = re.compile(r"(?<![\w{])(g|G)emeente(n|code|)(?![\w}])")
"""Between braces it is the name of what is filled in."""
_HAAR: Final = re.compile(r"\bhaar\b")


def met_deelnemers(zin: str) -> str:
    """A sentence on municipalities as one on participants: Gemeentecode is Deelnemercode, and hers is his."""

    def woord(gevonden: re.Match[str]) -> str:
        begin, eind = ("d" if gevonden[1] == "g" else "D"), {"n": "s"}.get(gevonden[2], gevonden[2])
        return f"{begin}eelnemer{eind}"

    return _HAAR.sub("zijn", _GEMEENTE.sub(woord, zin)) if _GEMEENTE.search(zin) else zin
