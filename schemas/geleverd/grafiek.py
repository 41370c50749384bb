"""What a chart says: its title, the cells that it draws, the figures kept in it, and the scale of its axes.

Colours, size, place and the kind of bars are a look of one's own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from schemas.ooxml.xml import WAAR, Element, afstammelingen, kinderen, lokaal

GRENZEN: Final = ("min", "max", "logBase")
"""What is said of a scale."""

Bron = tuple[str, tuple[tuple[int, str], ...]]
"""The cells that something refers to, and what a program kept of them, by their number."""


@dataclass(frozen=True)
class Gelezenreeks:
    naam: Bron
    namen: Bron
    cijfers: Bron
    labels: tuple[str, ...]
    """The number formats of the figures beside its bars."""
    getypt: tuple[str, ...]
    """Texts that somebody put in the place of those figures."""


@dataclass(frozen=True)
class As:
    titel: str
    cijfers: bool
    omgekeerd: bool
    weg: bool
    formaat: str
    schaal: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Grafiek:
    titel: str
    reeksen: tuple[Gelezenreeks, ...]
    assen: tuple[As, ...]
    procentueel: bool
    """Whether bars show what part of the whole they are."""


def lees_grafiek(wortel: Element) -> Grafiek:
    """One chart part."""
    vlak = next(afstammelingen(wortel, "plotArea"), wortel)
    return Grafiek(
        _titel(next(iter(afstammelingen(wortel, "chart")), wortel)),
        tuple(map(_reeks, afstammelingen(vlak, "ser"))),
        tuple(_as(element) for element in kinderen(vlak, "catAx", "valAx", "dateAx")),
        any(element.get("val") == "percentStacked" for element in afstammelingen(vlak, "grouping")),
    )


def _titel(ouder: Element) -> str:
    titels = kinderen(ouder, "title")
    return "".join(t.text or "" for titel in titels for t in afstammelingen(titel, "t", "v")).strip()


def _reeks(reeks: Element) -> Gelezenreeks:
    labels = list(afstammelingen(reeks, "dLbls", "dLbl"))
    return Gelezenreeks(
        _bron(kinderen(reeks, "tx")),
        _bron(kinderen(reeks, "cat")),
        _bron(kinderen(reeks, "val")),
        tuple(f.get("formatCode", "") for label in labels for f in kinderen(label, "numFmt")),
        tuple(tekst for label in labels for tx in kinderen(label, "tx") if (tekst := _tekst(tx))),
    )


def _tekst(element: Element) -> str:
    return "".join(t.text or "" for t in afstammelingen(element, "t")).strip()


def _bron(elementen: Sequence[Element]) -> Bron:
    for element in elementen:
        verwijzing = next((f.text or "" for f in afstammelingen(element, "f")), "")
        punten = []
        for punt in afstammelingen(element, "pt"):
            waarde = "".join(v.text or "" for v in kinderen(punt, "v")).strip()
            punten.append((int(punt.get("idx", "0")), waarde))
        return _kaal(verwijzing), tuple(punten)
    return "", ()


def _kaal(verwijzing: str) -> str:
    """A reference without what programs write otherwise."""
    return verwijzing.replace("$", "").replace("'", "")


def _as(element: Element) -> As:
    schaal = next(iter(kinderen(element, "scaling")), element)
    return As(
        _titel(element),
        lokaal(element) == "valAx",
        any(kind.get("val") == "maxMin" for kind in kinderen(schaal, "orientation")),
        any(kind.get("val", "1") in WAAR for kind in kinderen(element, "delete")),
        next((kind.get("formatCode", "") for kind in kinderen(element, "numFmt")), ""),
        tuple((naam, kind.get("val", "")) for naam in GRENZEN for kind in kinderen(schaal, naam)),
    )
