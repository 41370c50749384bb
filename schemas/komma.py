"""A comma in a number that cut it in two: in a CSV with commas, 3,180 is two columns unless it is quoted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

_LINKS: Final = re.compile(r"-?\d+|-?[1-9]\d{0,2}")
_RECHTS: Final = re.compile(r"\d{1,3}")
_VRIJ: Final = re.compile(r"opm|toelicht|noot|bron|bijzonder|uitleg|tekst|vrij|^$", re.IGNORECASE)


def gesneden(paren: Sequence[tuple[str, str]]) -> str | None:
    """The first number that may have been cut, where every filled cell of the next column can be what was behind a
    comma; or None.

    Args:
        paren: per row the cell of a column of figures and the one to the right of it, which has no use.
    """
    gevuld = [(links, rechts) for links, rechts in paren if rechts]
    if not gevuld or not all(_LINKS.fullmatch(links) and _RECHTS.fullmatch(rechts) for links, rechts in gevuld):
        return None
    return ",".join(gevuld[0])


def zeker_gesneden(paren: Sequence[tuple[str, str]], titel: str) -> bool:
    """Whether the next column cannot well hold numbers of its own: it is for words, or they begin with a zero."""
    rechts = [rechts for _, rechts in paren if rechts]
    drie = all(len(deel) == 3 for deel in rechts)
    return drie or bool(_VRIJ.search(titel)) or any(len(deel) > 1 and deel.startswith("0") for deel in rechts)


def snijzin(voorbeeld: str) -> str:
    return (
        f"is '{voorbeeld}' één getal? De komma scheidt hier de kolommen, dus gelezen is "
        f"'{voorbeeld.partition(',')[0]}'. Zet het getal tussen aanhalingstekens of gebruik puntkomma's"
    )
