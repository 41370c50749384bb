"""The one figure that puts many others out of line: ten times too big, it makes the shares of all others too small."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Final

import numpy as np
import numpy.typing as npt

Reeks = npt.NDArray[np.float64]
MEESTE_BIJ_SCHULDIGE: Final = 400
"""Among more participants no single figure is big enough to put all others out of line."""
VEEL: Final = 3
"""From so many participants out of line one is looked for who did it: without it a third at most may be left."""
RUIMTE: Final = 1e-9
"""How much wider the net of the doubles is than the exact rule."""


def verschoven(nieuw: Sequence[Fraction], oud: Sequence[Fraction], deel: Fraction) -> list[int]:
    """Whose share changed by more than a part of what it was."""
    som, vorige = sum(nieuw), sum(oud)
    if not som or not vorige:
        return []
    return [
        plek
        for plek, (nu, toen) in enumerate(zip(nieuw, oud, strict=True))
        if abs(nu / som - toen / vorige) > deel * toen / vorige
    ]


def schuldige_verschuiving(
    nieuw: Sequence[Fraction], oud: Sequence[Fraction], deel: Fraction, anders: Sequence[int]
) -> int | None:
    """The one participant without whom the shares of the others are what they were, or None."""
    if len(anders) < VEEL or len(nieuw) > MEESTE_BIJ_SCHULDIGE:
        return None

    def over(plek: int) -> int:
        return len(verschoven(_without(nieuw, plek), _without(oud, plek), deel))

    aantal, beste = min((over(plek), plek) for plek in anders)
    return beste if aantal * VEEL <= len(anders) else None


def _without(reeks: Sequence[Fraction], plek: int) -> list[Fraction]:
    return [*reeks[:plek], *reeks[plek + 1 :]]


def schuldig_cijfer(matrix: Reeks, telt: npt.NDArray[np.bool_], factor: float) -> tuple[int, int, int] | None:
    """The one figure by which most others seem out of line, and how many times it is too big (below 0: too small).

    Args:
        matrix: a row per maatstaf, a column per participant.
        telt: the participants that count.
        factor: from how many times another share a share is out of line.
    Returns:
        The row, the column and the factor; or None where no single figure explains it.
    """

    def anders(welke: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
        sommen = matrix[:, welke].sum(axis=1)
        if not (sommen > 0).all():
            return welke
        return welke & valt_op(matrix / sommen[:, None], factor)

    eerst = anders(telt)
    if int(eerst.sum()) < VEEL or int(telt.sum()) > MEESTE_BIJ_SCHULDIGE:
        return None
    over: dict[int, int] = {}
    for plek in np.flatnonzero(telt).tolist():
        zonder = telt.copy()
        zonder[plek] = False
        over[plek] = int(anders(zonder).sum())
    plek = min(over, key=over.__getitem__)
    goed = telt & (matrix > 0).all(axis=0)
    if over[plek] * VEEL > int(eerst.sum()) or not goed[plek]:
        return None
    logs = np.log(matrix[:, goed]) - np.median(np.log(matrix[:, goed]), axis=1, keepdims=True)
    eigen = logs[:, int(np.flatnonzero(np.flatnonzero(goed) == plek)[0])]
    afstand = [float(eigen[rang] - np.median(np.delete(eigen, rang))) for rang in range(len(eigen))]
    rang = max(range(len(afstand)), key=lambda nummer: abs(afstand[nummer]))
    keer = round(float(np.exp(abs(afstand[rang]))))
    return rang, plek, keer if afstand[rang] > 0 else -keer


def valt_op(aandelen: Reeks, factor: float) -> npt.NDArray[np.bool_]:
    """The participants of which some share may be out of line; the exact rule decides."""
    uit = np.zeros(aandelen.shape[1], dtype=np.bool_)
    for rang in range(len(aandelen)):
        andere = np.delete(aandelen, rang, axis=0)
        uit |= aandelen[rang] > factor * andere.max(axis=0) * (1 - RUIMTE)
        uit |= aandelen[rang] * factor < andere.min(axis=0) * (1 + RUIMTE)
    return uit
