"""Checking a letter in Word: held, sentence by sentence, against the same letter made anew.

    verslag = vergelijk_brief(lees_brief(pad), hoort, vast)

Fonts, order and layout are no concern here, and neither is text that somebody wrote in addition: that is told, not
judged.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import Final

from schemas.fouten import Gebruikersfout
from schemas.geleverd.brief import Briefzin
from schemas.onschadelijk import voor_terminal
from templates.controleren.verslag import Verslag

LIJKT: Final = 0.6
"""From here on a sentence is another one changed, and not one of somebody's own."""
GENOEG: Final = 0.3
"""Of our sentences so many stand in a letter of ours, however much was changed in it."""


class GeenBriefVanOns(Gebruikersfout):
    def __init__(self, naam: str) -> None:
        super().__init__(
            f"{naam} is geen brief van dit plan: er staat bijna niets in van wat het programma schrijft. "
            "Geef een brief die met dit plan is gemaakt."
        )


def gelijkenis(staat: Sequence[Briefzin], hoort: Sequence[Briefzin]) -> float:
    """Which part of what should stand there does."""
    daar, hier = Counter(zin.tekst for zin in hoort), Counter(zin.tekst for zin in staat)
    return (daar & hier).total() / max(1, daar.total())


def vergelijk_brief(
    bestand: str, gemeentecode: str, staat: Sequence[Briefzin], hoort: Sequence[Briefzin], vast: frozenset[str]
) -> Verslag:
    """How a letter came out.

    Args:
        staat, hoort: the sentences of the letter, and of the same letter made anew.
        vast: sentences of the template in which nothing is filled in; a template may be changed.
    Raises:
        GeenBriefVanOns: hardly anything of it stands there.
    """
    if gelijkenis(staat, hoort) < GENOEG:
        raise GeenBriefVanOns(bestand)
    anders, mist = _zonder(staat, hoort), _zonder(hoort, staat)
    fouten: list[str] = []
    meldingen: list[str] = []
    for paar in _paren(anders, mist):
        nu, zin = anders[paar[0]], mist[paar[1]]
        tekst = f"{nu.plaats}: '{voor_terminal(nu.tekst)}'; verwacht: '{zin.tekst}'"
        (meldingen if zin.tekst in vast else fouten).append(tekst)
        anders[paar[0]] = mist[paar[1]] = Briefzin("", "")
    for zin in mist:
        if zin.tekst:
            (meldingen if zin.tekst in vast else fouten).append(f"er ontbreekt: '{zin.tekst}'")
    meldingen += [
        f"{nu.plaats} is niet door het programma geschreven: '{voor_terminal(nu.tekst)}'" for nu in anders if nu.tekst
    ]
    return Verslag(bestand, gemeentecode, tuple(fouten), tuple(meldingen), 0, len(hoort))


def _zonder(zinnen: Sequence[Briefzin], andere: Sequence[Briefzin]) -> list[Briefzin]:
    over, rest = Counter(zin.tekst for zin in andere), []
    for zin in zinnen:
        if over[zin.tekst]:
            over[zin.tekst] -= 1
        else:
            rest.append(zin)
    return rest


def _paren(anders: Sequence[Briefzin], mist: Sequence[Briefzin]) -> list[tuple[int, int]]:
    """Which sentence is which one changed: the most alike first, and those in the same place before others."""
    kansen = sorted(
        (-_lijkt(nu.tekst, zin.tekst), -(nu.plaats == zin.plaats), n, m)
        for n, nu in enumerate(anders)
        for m, zin in enumerate(mist)
        if _lijkt(nu.tekst, zin.tekst) >= LIJKT or _zelfde_plek(nu, zin, anders, mist)
    )
    gevonden: list[tuple[int, int]] = []
    for _, _, n, m in kansen:
        if all(n != een and m != ander for een, ander in gevonden):
            gevonden.append((n, m))
    return sorted(gevonden)


def _lijkt(een: str, ander: str) -> float:
    return SequenceMatcher(None, een, ander, autojunk=False).ratio()


def _zelfde_plek(nu: Briefzin, zin: Briefzin, anders: Sequence[Briefzin], mist: Sequence[Briefzin]) -> bool:
    """The only one that differs in its paragraph, on both sides: a name or a date of which nothing was left."""
    return nu.plaats == zin.plaats and all(
        sum(ander.plaats == nu.plaats for ander in zinnen) == 1 for zinnen in (anders, mist)
    )
