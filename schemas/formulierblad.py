"""A form found on a sheet: its labels, the head of its table, and whose form it says to be.

Nothing depends on where a cell stands or on how it looks: people move rows and restyle, and other programs rewrite the
file.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from schemas.deelnemerwoord import met_deelnemers
from schemas.formulier import KOLOMMEN, LANGSTE_TEKST, VELDEN, Formulierkop
from schemas.fouten import Bestandsfout
from schemas.inhoud import dutch, is_number
from schemas.naamvorm import naamvorm
from schemas.onschadelijk import voor_terminal
from schemas.werkboek import GEHEEL_ZICHTBAAR, Celwaarde, Raster, Verborgen, Werkboek

INVUL: Final = ("ingevuld_door", "contact", "datum", "opmerkingen")
"""Fields that the sender fills in; they stand below the table."""
INVULKOLOMMEN: Final = ("waarde", "stand", "peildatum")
"""Columns of the table that the sender fills in."""
TUSSEN: Final = "; "
GEEN_VOORSTEL: Final = "–"
_LABELS: Final = {naamvorm(vorm): veld for veld, label in VELDEN.items() for vorm in (label, met_deelnemers(label))}
_TITELS: Final = {naamvorm(titel): naam for naam, titel in KOLOMMEN.items()}


class GeenFormulier(Bestandsfout):
    def __init__(self, bestand: str) -> None:
        super().__init__(
            bestand, "is geen opgaveformulier van Verdeelwijzer: het kenmerk of de tabel met cijfers ontbreekt."
        )


@dataclass(frozen=True)
class Veldcel:
    rij: int
    kolom: int
    waarde: Celwaarde


@dataclass(frozen=True)
class Formulierblad:
    """A sheet with its labels and its table found: values by field, columns by name, the rows between."""

    naam: str
    cellen: Mapping[tuple[int, int], Celwaarde]
    velden: Mapping[str, Veldcel]
    kolommen: Mapping[str, int]
    koprij: int
    einde: int
    verborgen: Verborgen = GEHEEL_ZICHTBAAR

    def rijen(self) -> Iterator[int]:
        plek = self.kolommen["maatstaf"]
        for rij in sorted({rij for rij, _ in self.cellen if self.koprij < rij < self.einde}):
            if self.cellen.get((rij, plek)) is not None or self.cellen.get((rij, self.kolommen["waarde"])) is not None:
                yield rij

    def cel(self, rij: int, kolom: str) -> Veldcel:
        plek = self.kolommen.get(kolom, 0)
        return Veldcel(rij, plek, self.cellen.get((rij, plek)))


def is_formulier(boek: Werkboek) -> bool:
    """Whether a workbook is a form, whatever its name."""
    return any(_find(raster) for raster in boek.bladen)


def is_onbeschreven(boek: Werkboek) -> bool:
    """Whether a workbook is a form as it was sent: nobody filled anything in, and nothing was put beside it."""
    bladen = [(raster, _find(raster)) for raster in boek.bladen if raster.cellen]
    return len(bladen) == 1 and (blad := bladen[0][1]) is not None and is_onaangeroerd(blad)


def is_onaangeroerd(blad: Formulierblad) -> bool:
    """Whether nothing was filled in but what the centre filled in itself, and that is as it was."""
    rijen = range(blad.koprij + 1, blad.einde)
    eigen = [kolom for kolom in INVULKOLOMMEN if kolom in blad.kolommen and kolom != "waarde"]
    leeg = [blad.cel(rij, kolom).waarde for rij in rijen for kolom in eigen]
    leeg += [blad.velden[veld].waarde for veld in INVUL if veld in blad.velden]
    cijfers = [blad.cel(rij, "waarde").waarde for rij in rijen]
    voorstel = [cijfer for cijfer in voorgesteld(blad) if cijfer is not None]
    return all(waarde is None for waarde in leeg) and [cijfer for cijfer in cijfers if cijfer is not None] == voorstel


def voorgesteld(blad: Formulierblad) -> tuple[Decimal | None, ...]:
    """The figures that the centre filled in, in the order of the questions; none where it asked only."""
    stukken = veldtekst(blad, "vooraf").split(TUSSEN) if "vooraf" in blad.velden else []
    try:
        return tuple(None if stuk == GEEN_VOORSTEL else Decimal(stuk.replace(",", ".")) for stuk in stukken)
    except ArithmeticError:
        # Written over: then the form is like any other.
        return ()


def voorsteltekst(cijfers: Sequence[Decimal | None]) -> str:
    """How the figures that the centre filled in stand on the form, for people and for `voorgesteld`."""
    return TUSSEN.join(GEEN_VOORSTEL if cijfer is None else dutch(cijfer) for cijfer in cijfers)


def lees_formulierkop(boek: Werkboek) -> Formulierkop:
    """Whose form it says to be, so that the caller can look up what was asked.

    Raises:
        GeenFormulier: it is none.
    """
    return _kop(formulierblad(boek))


def formulierkoppen(boek: Werkboek) -> tuple[Formulierkop, ...]:
    """Whose forms a workbook says to hold: none, one, or more where sheets were put together or copied."""
    return tuple(_kop(blad) for raster in boek.bladen if (blad := _find(raster)) is not None)


def _kop(blad: Formulierblad) -> Formulierkop:
    return Formulierkop(
        veldtekst(blad, "regio"), _jaar(blad, "jaar"), veldtekst(blad, "gemeentecode"), _jaar(blad, "peiljaar")
    )


def _jaar(blad: Formulierblad, veld: str) -> int | None:
    waarde = blad.velden[veld].waarde if veld in blad.velden else None
    if isinstance(waarde, str) and waarde.strip().isdigit() and len(waarde) < 6:
        return int(waarde)
    return waarde if isinstance(waarde, int) and not isinstance(waarde, bool) else None


def kale_tekst(waarde: Celwaarde) -> str:
    return (
        naamvorm(waarde).removesuffix(":").strip() if isinstance(waarde, str) and len(waarde) <= LANGSTE_TEKST else ""
    )


def _find(raster: Raster) -> Formulierblad | None:
    """The form on a sheet, or None: the head of its table and the label of its key must be there."""
    treffers: dict[int, dict[str, int]] = {}
    for (rij, kolom), waarde in sorted(raster.cellen.items()):
        naam = _TITELS.get(kale_tekst(waarde))
        if naam:
            treffers.setdefault(rij, {}).setdefault(naam, kolom)
    koppen = [rij for rij, kolommen in treffers.items() if {"maatstaf", "waarde"} <= set(kolommen)]
    if not koppen:
        return None
    koprij = max(koppen, key=lambda rij: (len(treffers[rij]), -rij))
    labels: dict[str, tuple[int, int]] = {}
    for (rij, kolom), waarde in sorted(raster.cellen.items()):
        veld = _LABELS.get(kale_tekst(waarde))
        # What the sender types stands below the table, so a label above it is one of ours.
        if veld and veld not in labels and (rij < koprij) == (veld not in INVUL):
            labels[veld] = (rij, kolom)
    if "kenmerk" not in labels:
        return None
    plekken = set(labels.values())
    velden = {veld: _right_of(raster.cellen, plek, plekken) for veld, plek in labels.items()}
    onder = [rij for veld, (rij, _) in labels.items() if veld in INVUL]
    hoogste = max((rij for rij, _ in raster.cellen), default=koprij)
    einde = min(onder, default=hoogste + 1)
    return Formulierblad(raster.naam, raster.cellen, velden, treffers[koprij], koprij, einde, raster.verborgen)


def _right_of(
    cellen: Mapping[tuple[int, int], Celwaarde], plek: tuple[int, int], labels: set[tuple[int, int]]
) -> Veldcel:
    """The value of a label: the first filled cell beside it, up to the next label; else the empty cell beside it.

    Only the two cells beside a label can be its value: further on stands the hint for the sender.
    """
    rij, kolom = plek
    for verder in (kolom + 1, kolom + 2):
        if (rij, verder) in labels:
            break
        if cellen.get((rij, verder)) is not None:
            return Veldcel(rij, verder, cellen[rij, verder])
    return Veldcel(rij, kolom + 1, None)


def formulierblad(boek: Werkboek) -> Formulierblad:
    gevonden = [blad for raster in boek.bladen if (blad := _find(raster)) is not None]
    if not gevonden:
        raise GeenFormulier(boek.bestand)
    if len(gevonden) > 1:
        namen = " en ".join(f"'{voor_terminal(blad.naam)}'" for blad in gevonden)
        raise Bestandsfout(boek.bestand, f"heeft meer dan één formulier, op blad {namen}. Laat er één staan.")
    return gevonden[0]


def veldtekst(blad: Formulierblad, veld: str) -> str:
    waarde = blad.velden[veld].waarde if veld in blad.velden else None
    if is_number(waarde):
        return dutch(waarde)
    return voor_terminal(waarde) if isinstance(waarde, str) else ""
