"""Many keys over the same figures at once: what every participant would pay under each of them, exact to the unit.

A single calculation explains itself; ten thousand of them need not. Here the keys are the rows of a table of whole
numbers (numpy, 64 bits). A guard looks beforehand whether any number could grow past that; such a table is split by
the ordinary calculation, slower and equally exact.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import lcm
from typing import Final

import numpy as np
import numpy.typing as npt

from calc.afronding import EENHEDEN, GeenGewicht, NegatiefGewicht, NietInEenheden, op_een_noemer
from calc.splitsing import splits
from schemas.kernwoorden import Munteenheid, Sluitregel

VEILIG: Final = 1 << 62
"""Every product must stay below it: a sum of two still fits in 64 bits."""
BLOK: Final = 128
"""Keys that are taken together: above this the memory of every step goes back to the system, and is asked for again."""
Geheel = npt.NDArray[np.int64]


def varieer(
    totalen: Sequence[Fraction],
    sleutels: Sequence[Mapping[str, Fraction]],
    waarden: Mapping[str, Sequence[Fraction | int]],
    sluitregel: Sluitregel,
    eenheid: Munteenheid,
) -> Geheel:
    """Split every amount by every key.

    Args:
        totalen: amounts in euros, such as one per year.
        sleutels: per key the weight of every part, all with the same parts; at least one weight above zero.
        waarden: per part one value per participant.
    Returns:
        Whole units by key, amount and participant: what `splits` gives for each of them.
    Raises:
        GeenGewicht, NegatiefGewicht, NietInEenheden, and what `splits` raises.
    """
    if sluitregel == "open" and (los := _open(totalen, sleutels, waarden, eenheid)) is not None:
        return los
    getallen = _whole(totalen, sleutels, waarden, sluitregel, eenheid)
    if getallen is None:
        return np.array(
            [
                [splits(totaal, sleutel, waarden, sluitregel, eenheid).totalen for totaal in totalen]
                for sleutel in sleutels
            ],
            dtype=np.int64,
        ).reshape(len(sleutels), len(totalen), -1)
    bedragen, gewichten, cijfers = getallen
    samen = np.zeros((len(gewichten), len(bedragen), cijfers.shape[1]), dtype=np.int64)
    gelijk = np.zeros(len(cijfers), dtype=np.int64)
    # In blocks that stay near the processor: a table of all keys goes to memory and back at every step.
    for begin in range(0, len(gewichten), BLOK):
        blok = slice(begin, begin + BLOK)
        # First over the parts of the key (equal remainders by the key's order alone), then each pot by itself.
        potten = _largest_remainder(bedragen[None, :], gewichten[blok, None, :], gelijk)
        for deel, rij in enumerate(cijfers):
            samen[blok] += _largest_remainder(potten[:, :, deel], rij, rij)
    return samen


def _whole(
    totalen: Sequence[Fraction],
    sleutels: Sequence[Mapping[str, Fraction]],
    waarden: Mapping[str, Sequence[Fraction | int]],
    sluitregel: Sluitregel,
    eenheid: Munteenheid,
) -> tuple[Geheel, Geheel, Geheel] | None:
    """Amounts, weights and figures as whole numbers; None where they, or the rule, do not fit."""
    if sluitregel != "grootste-rest" or not sleutels or not totalen:
        return None
    in_eenheden = [totaal / EENHEDEN[eenheid] for totaal in totalen]
    for totaal, eenheden in zip(totalen, in_eenheden, strict=True):
        if eenheden.denominator != 1:
            raise NietInEenheden(totaal, eenheid)
    delen = list(sleutels[0])
    plat, _ = op_een_noemer([sleutel[deel] for sleutel in sleutels for deel in delen])
    cijfers = [op_een_noemer(waarden[deel])[0] for deel in delen]
    for reeks in (plat, *cijfers):
        if min(reeks) < 0:
            raise NegatiefGewicht(next(plek for plek, gewicht in enumerate(reeks, start=1) if gewicht < 0))
    grootste = max(1, *(abs(int(bedrag)) for bedrag in in_eenheden))
    breed = max(len(delen), len(cijfers[0]))
    if max(grootste, breed) * max(max(plat) * len(delen), *map(sum, cijfers)) >= VEILIG:
        return None
    gewichten = np.array(plat, dtype=np.int64).reshape(len(sleutels), len(delen))
    if not all(map(any, cijfers)) or not gewichten.any(axis=1).all():
        raise GeenGewicht
    bedragen = np.array([int(bedrag) for bedrag in in_eenheden], dtype=np.int64)
    return bedragen, gewichten, np.array(cijfers, dtype=np.int64)


def _open(
    totalen: Sequence[Fraction],
    sleutels: Sequence[Mapping[str, Fraction]],
    waarden: Mapping[str, Sequence[Fraction | int]],
    eenheid: Munteenheid,
) -> Geheel | None:
    """Every total rounded by itself; None where the numbers do not fit, or there is a fault to tell."""
    in_eenheden = [totaal / EENHEDEN[eenheid] for totaal in totalen]
    if not sleutels or not totalen or any(bedrag.denominator != 1 for bedrag in in_eenheden):
        return None
    delen = list(sleutels[0])
    plat, _ = op_een_noemer([sleutel[deel] for sleutel in sleutels for deel in delen])
    cijfers = [op_een_noemer(waarden[deel])[0] for deel in delen]
    sommen = [sum(reeks) for reeks in cijfers]
    if min(map(min, (plat, *cijfers))) < 0 or not all(sommen):
        return None
    noemer, grootste = lcm(*sommen), max(abs(int(bedrag)) for bedrag in in_eenheden)
    if (2 * grootste + 1) * noemer * max(plat) * len(delen) >= VEILIG:
        return None
    gewichten = np.array(plat, dtype=np.int64).reshape(len(sleutels), len(delen))
    samen = gewichten.sum(axis=1)
    if not samen.all():
        return None
    per_deel = [[waarde * (noemer // som) for waarde in reeks] for reeks, som in zip(cijfers, sommen, strict=True)]
    tellers = gewichten @ np.array(per_deel, dtype=np.int64)
    bedragen = np.array([int(bedrag) for bedrag in in_eenheden], dtype=np.int64)
    heel, onder = np.abs(bedragen)[None, :, None] * tellers[:, None, :], (noemer * samen)[:, None, None]
    afgerond: Geheel = np.sign(bedragen)[None, :, None] * ((2 * heel + onder) // (2 * onder))
    return afgerond


def _largest_remainder(potten: Geheel, gewichten: Geheel, voorrang: Geheel) -> Geheel:
    """Pots split over the last axis of the weights; equal remainders by `voorrang`, then by the order of the list."""
    som = gewichten.sum(axis=-1, keepdims=True)
    groot = np.abs(potten)
    product = groot[..., None] * gewichten
    # Without a sign dividing is twice as fast; none of these numbers is below zero. By one number for all, four times.
    deler = som.view(np.uint64) if som.size > 1 else np.uint64(som.item())
    heel = (product.view(np.uint64) // deler).view(np.int64)
    rest = product - heel * som
    over = groot - heel.sum(axis=-1)
    # One number per part that says all: its remainder, and among equals its place in the order of ties.
    breed = len(voorrang)
    plaats = np.empty(breed, dtype=np.int64)
    plaats[np.lexsort((np.arange(breed), -voorrang))] = np.arange(breed)[::-1]
    beurt = rest * breed + plaats
    op_rij = np.sort(beurt, axis=-1).reshape(-1)
    grens = op_rij[np.arange(breed - 1, op_rij.size, breed).reshape(over.shape) - over]
    eenheden: Geheel = heel + (beurt > grens[..., None])
    # Amounts below zero are rare, and a sign for all costs as much as a sort.
    return eenheden if potten.min() >= 0 else np.sign(potten)[..., None] * eenheden
