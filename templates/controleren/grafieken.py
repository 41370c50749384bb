"""What a chart says otherwise than the one that should be there; how it looks is free.

The chart that should be there is written out and read by the same reader as the one that was delivered, so that both
are plain facts to compare.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import isclose, isfinite
from typing import Any, Final

from openpyxl.xml.functions import tostring

from schemas.geleverd.grafiek import GRENZEN, As, Gelezenreeks, Grafiek, lees_grafiek
from schemas.onschadelijk import voor_terminal
from schemas.ooxml.xml import ontleed
from templates.controleren.getalopmaak import misleidt

SCHAAL: Final = dict(zip(GRENZEN, ("begint bij", "eindigt bij", "is logaritmisch, met grondtal"), strict=True))
CIJFERS: Final = "de cijfers"
ANDERS: Final = "toont een andere uitkomst dan bij de juiste cijfers hoort: "
MARGE: Final = 1e-9
"""What programs may leave of a figure that they keep in a chart."""


@dataclass(frozen=True)
class _Bewaard:
    """What the chart keeps of a cell is not what should be there."""

    waar: str
    staat: str
    hoort: str

    def __str__(self) -> str:
        return f"{self.waar}: er staat {voor_terminal(self.staat)}; verwacht: {self.hoort or 'niets'}"


def van_openpyxl(tekening: Any) -> Grafiek:
    """The chart as it will be written."""
    return lees_grafiek(ontleed(tostring(tekening._write()), "grafiek"))


def anders_getekend(hoort: Sequence[Grafiek], staat: Sequence[Grafiek], *, verschoven: bool) -> Iterator[str]:
    """In what way each chart that should be there says something else, by its title.

    Args:
        verschoven: rows moved, and references with them.
    """
    over = list(staat)
    for bedoeld in hoort:
        gevonden = _bijbehorend(bedoeld, over)
        if gevonden is None:
            continue
        over.remove(gevonden)
        bewaard = False
        for verschil in _anders(bedoeld, gevonden, verschoven=verschoven):
            # One figure that was changed changes others of the chart: the first of them is told.
            if not (bewaard and isinstance(verschil, _Bewaard)):
                yield f"grafiek '{voor_terminal(bedoeld.titel)}': {verschil}"
            bewaard |= isinstance(verschil, _Bewaard)


def _bijbehorend(bedoeld: Grafiek, staat: Sequence[Grafiek]) -> Grafiek | None:
    """The same chart, else the one with its title, else one that draws the same cells, else the next."""
    cellen = [reeks.cijfers[0] for reeks in bedoeld.reeksen]
    proeven: tuple[Callable[[Grafiek], bool], ...] = (
        lambda een: een == bedoeld,
        lambda een: een.titel == bedoeld.titel,
        lambda een: [reeks.cijfers[0] for reeks in een.reeksen] == cellen,
    )
    return next((een for proef in proeven for een in staat if proef(een)), staat[0] if staat else None)


def _anders(hoort: Grafiek, staat: Grafiek, *, verschoven: bool) -> Iterator[str | _Bewaard]:
    if hoort.titel != staat.titel:
        yield f"de titel is nu '{voor_terminal(staat.titel)}'" if staat.titel else "de titel is weg"
    if len(hoort.reeksen) != len(staat.reeksen):
        yield f"er staan {len(staat.reeksen)} reeksen in; verwacht: {len(hoort.reeksen)}"
    else:
        for bedoeld, reeks in zip(hoort.reeksen, staat.reeksen, strict=True):
            yield from _andere_reeks(bedoeld, reeks, verschoven=verschoven)
    if staat.procentueel and not hoort.procentueel:
        yield "de balken tonen een deel van het geheel en geen bedragen"
    for cijfers in (False, True):
        bedoelde = [as_ for as_ in hoort.assen if as_.cijfers is cijfers]
        gevonden = [as_ for as_ in staat.assen if as_.cijfers is cijfers]
        for een, ander in zip(bedoelde, gevonden, strict=False):
            yield from _andere_as(een, ander)
        if len(gevonden) != len(bedoelde):
            yield f"er zijn {len(gevonden)} {'schalen' if cijfers else 'assen met namen'}; verwacht: {len(bedoelde)}"


def _andere_reeks(hoort: Gelezenreeks, staat: Gelezenreeks, *, verschoven: bool) -> Iterator[str | _Bewaard]:
    naam = next((tekst for _, tekst in hoort.naam[1]), "")
    for wat, bedoeld, gevonden in (
        ("de naam", hoort.naam, staat.naam),
        ("de namen", hoort.namen, staat.namen),
        (CIJFERS, hoort.cijfers, staat.cijfers),
    ):
        waar = f"{wat} van reeks '{voor_terminal(naam)}'"
        if not verschoven and bedoeld[0].casefold() != gevonden[0].casefold():
            komt = "komt" if wat == "de naam" else "komen"
            yield f"{waar} {komt} uit {voor_terminal(gevonden[0]) or 'geen cellen'}; verwacht: {bedoeld[0]}"
            continue
        bekend = dict(bedoeld[1])
        for plek, waarde in gevonden[1]:
            if not _zelfde(bekend.get(plek, ""), waarde):
                ervoor = ANDERS if wat == CIJFERS else ""
                yield _Bewaard(f"{ervoor}{waar}", waarde, bekend.get(plek, ""))
                break
    yield from (f"een label bij '{voor_terminal(naam)}' is getypt: {voor_terminal(tekst)}" for tekst in staat.getypt)
    bedoeld_formaat = next(iter(hoort.labels), "")
    for formaat in dict.fromkeys(staat.labels):
        if formaat not in hoort.labels and (zin := _misleidt(formaat, bedoeld_formaat)):
            yield f"de opmaak van de cijfers bij '{voor_terminal(naam)}' {zin}: {voor_terminal(formaat)}"


def _misleidt(formaat: str, hoort: str) -> str:
    return next(filter(None, (misleidt(formaat, waarde, hoort) for waarde in (1.0, -1.0))), "")


def _zelfde(hoort: str, staat: str) -> bool:
    """A year that became a text is the same year, and nothing may be kept as 0."""
    if hoort == staat:
        return True
    try:
        een, ander = float(hoort or "0"), float(staat or "0")
    except ValueError:
        # Of a text among figures some programs keep 0.
        return hoort == "" and staat in ("0", "NaN")
    return not isfinite(ander) or isclose(een, ander, rel_tol=MARGE, abs_tol=MARGE)


def _andere_as(hoort: As, staat: As) -> Iterator[str]:
    naam = "de schaal" if hoort.cijfers else "de as met namen"
    if staat.weg and not hoort.weg:
        yield f"{naam} is verborgen"
    if staat.omgekeerd != hoort.omgekeerd:
        yield f"{naam} loopt andersom"
    if hoort.cijfers and staat.titel != hoort.titel:
        yield f"bij de schaal staat '{voor_terminal(staat.titel)}'; verwacht: {hoort.titel}"
    bedoeld, gevonden = dict(hoort.schaal), dict(staat.schaal)
    for sleutel, woorden in SCHAAL.items():
        if not _zelfde_grens(bedoeld, gevonden, sleutel):
            yield f"{naam} {woorden} {gevonden.get(sleutel, 'een eigen keuze van het programma')}"
    if hoort.cijfers and staat.formaat != hoort.formaat and (zin := _misleidt(staat.formaat, hoort.formaat)):
        yield f"de opmaak van de schaal {zin}: {voor_terminal(staat.formaat)}"


def _zelfde_grens(hoort: Mapping[str, str], staat: Mapping[str, str], sleutel: str) -> bool:
    if (sleutel in hoort) != (sleutel in staat):
        return False
    return sleutel not in hoort or float(hoort[sleutel]) == float(staat[sleutel])
