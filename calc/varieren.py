"""Many keys over the same figures at once: what every participant would pay under each of them, exact to the unit.

A single calculation explains itself; ten thousand of them need not. Here the keys are the columns of a table of whole
numbers (numpy, 64 bits). A guard looks beforehand whether any number could grow past that; such a table is split by
the ordinary calculation, slower and equally exact.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from typing import Final

import numpy as np
import numpy.typing as npt

from calc.afronding import EENHEDEN, op_een_noemer
from calc.splitsing import splits
from schemas.kernwoorden import Munteenheid, Sluitregel

VEILIG: Final = 1 << 62
"""Every product must stay below it: three of them together still fit in 64 bits."""
BLOK: Final = 80_000
"""Amounts that are worked out together: their tables stay near the processor."""
EEN: Final = np.uint64(1)
TWEE: Final = np.uint64(2)
Geheel = npt.NDArray[np.int64]
Telling = npt.NDArray[np.uint64]
"""Without a sign dividing takes half the time, and by one number for all a fifth."""


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
        What `splits` raises.
    """
    vraag = _whole(totalen, sleutels, waarden, eenheid)
    regel = _REGELS.get(sluitregel)
    if vraag is not None and regel is not None and (samen := _in_blokken(vraag, regel)) is not None:
        return samen
    return np.array(
        [[splits(totaal, sleutel, waarden, sluitregel, eenheid).totalen for totaal in totalen] for sleutel in sleutels],
        dtype=np.int64,
    ).reshape(len(sleutels), len(totalen), -1)


@dataclass(frozen=True)
class _Vraag:
    """The same question in whole numbers: amounts and their signs, weights by part and key, figures by part."""

    bedragen: Telling
    tekens: Geheel
    gewichten: Telling
    cijfers: Telling
    sommen: Sequence[int]
    """Of the figures."""


def _whole(
    totalen: Sequence[Fraction],
    sleutels: Sequence[Mapping[str, Fraction]],
    waarden: Mapping[str, Sequence[Fraction | int]],
    eenheid: Munteenheid,
) -> _Vraag | None:
    """None where the ordinary calculation is to do it: its numbers are larger, and it says what is wrong."""
    in_eenheden = [totaal / EENHEDEN[eenheid] for totaal in totalen]
    if not sleutels or not totalen or any(bedrag.denominator != 1 for bedrag in in_eenheden):
        return None
    delen = list(sleutels[0])
    plat, _ = op_een_noemer([sleutel[deel] for sleutel in sleutels for deel in delen])
    cijfers = [op_een_noemer(waarden[deel])[0] for deel in delen]
    bedragen, sommen = [int(bedrag) for bedrag in in_eenheden], list(map(sum, cijfers))
    if min(map(min, (plat, *cijfers))) < 0 or not all(sommen):
        return None
    breed = max(len(delen), len(cijfers[0]))
    if max(breed, *map(abs, bedragen)) * max(max(plat) * len(delen), *sommen) >= VEILIG:
        return None
    gewichten = np.array(plat, dtype=np.uint64).reshape(len(sleutels), len(delen))
    if not gewichten.any(axis=1).all():
        return None
    tekens = np.array([-1 if bedrag < 0 else 1 for bedrag in bedragen], dtype=np.int64)
    absoluut = np.array([abs(bedrag) for bedrag in bedragen], dtype=np.uint64)
    return _Vraag(absoluut, tekens, gewichten.T.copy(), np.array(cijfers, dtype=np.uint64), sommen)


def _in_blokken(vraag: _Vraag, soort: _Snel) -> Geheel | None:
    """Block after block of keys; None where they do not fit the rule."""
    jaren, breed, aantal = len(vraag.bedragen), vraag.cijfers.shape[1], vraag.gewichten.shape[1]
    stap = min(aantal, max(1, BLOK // (jaren * breed)))
    try:
        regel = soort(vraag, stap)
        samen = np.empty((aantal, jaren, breed), dtype=np.int64)
        # The last block is as large as the others, and does some keys again.
        for begin in (*range(0, aantal - stap, stap), aantal - stap):
            samen[begin : begin + stap] = regel.verdeel(vraag.gewichten[:, begin : begin + stap]).T
    except _PastNiet:
        return None
    if vraag.tekens.min() < 0:
        samen *= vraag.tekens[:, None]
    return samen


class _PastNiet(Exception):
    """Not for these numbers."""


class _Tafel:
    """Room for one split of all pots of a block: asked for again at every step, it takes longer than the sums do."""

    def __init__(self, breed: int, jaren: int, stap: int) -> None:
        self.breed = np.uint64(breed)
        self.product, self.heel, self.maal = (np.empty((breed, jaren, stap), np.uint64) for _ in range(3))
        self.meer = np.empty((breed, jaren, stap), np.bool_)
        self.op_rij = np.empty((jaren * stap, breed), np.uint64)
        self.laatste = np.arange(breed - 1, self.op_rij.size, breed)

    def grootste_rest(self, potten: Telling, gewichten: Telling, som: Telling, voorrang: Telling) -> Telling:
        """Over the first axis of the weights; of equal remainders the one with the highest `voorrang` goes first."""
        beurt, heel, op_rij = self.product, self.heel, self.op_rij
        np.multiply(potten, gewichten, out=beurt)
        np.floor_divide(beurt, som, out=heel)
        over = (potten - heel.sum(axis=0)).view(np.int64)
        # One number per part that says all: its remainder, and among equals its place in the order of ties.
        beurt -= np.multiply(heel, som, out=self.maal)
        beurt *= self.breed
        beurt += voorrang
        op_rij[...] = beurt.reshape(len(beurt), -1).T
        op_rij.sort(axis=-1)
        grens = op_rij.reshape(-1)[self.laatste - over.reshape(-1)].reshape(over.shape)
        heel += np.greater(beurt, grens, out=self.meer)
        return heel

    def afgerond(self, bedragen: Telling, gewichten: Telling, som: Telling) -> Telling:
        """Every part rounded by itself, half up."""
        np.multiply(bedragen, gewichten, out=self.product)
        self.product *= TWEE
        self.product += som
        np.floor_divide(self.product, som * TWEE, out=self.heel)
        return self.heel


class _GrootsteRest:
    """First over the parts of the key (equal remainders by the key's order alone), then each pot by itself."""

    def __init__(self, vraag: _Vraag, stap: int) -> None:
        delen, breed = vraag.cijfers.shape
        jaren = len(vraag.bedragen)
        self.bedragen = vraag.bedragen[:, None]
        self.cijfers = vraag.cijfers[:, :, None, None]
        self.sommen = [np.asarray(som, dtype=np.uint64) for som in vraag.sommen]
        self.gelijk = _voorrang(np.zeros(delen, dtype=np.uint64))
        self.voorrang = [_voorrang(rij) for rij in vraag.cijfers]
        self.over_delen, self.tafel = _Tafel(delen, jaren, stap), _Tafel(breed, jaren, stap)
        self.samen = np.empty((breed, jaren, stap), np.uint64)

    def verdeel(self, gewichten: Telling) -> Telling:
        som = gewichten.sum(axis=0)
        potten = self.over_delen.grootste_rest(self.bedragen, gewichten[:, None], som, self.gelijk)
        self.samen[...] = 0
        for deel, pot in enumerate(potten):
            self.samen += self.pot(deel, pot)
        return self.samen

    def pot(self, deel: int, pot: Telling) -> Telling:
        return self.tafel.grootste_rest(pot, self.cijfers[deel], self.sommen[deel], self.voorrang[deel])


class _Afrondingsregel(_GrootsteRest):
    """What remains of a pot stands on a line of its own."""

    def pot(self, deel: int, pot: Telling) -> Telling:
        return self.tafel.afgerond(pot, self.cijfers[deel], self.sommen[deel])


class _GrootsteDeelnemer(_GrootsteRest):
    """The difference goes to the largest weight; of equal ones to the largest share in the whole key."""

    def __init__(self, vraag: _Vraag, stap: int) -> None:
        super().__init__(vraag, stap)
        _, maal = _noemer(vraag)
        self.per_sleutel = (vraag.cijfers * maal[:, None]).T
        self.kolom = np.arange(stap)

    def verdeel(self, gewichten: Telling) -> Telling:
        self.aandelen = self.per_sleutel @ gewichten
        return super().verdeel(gewichten)

    def pot(self, deel: int, pot: Telling) -> Telling:
        cijfers = self.cijfers[deel]
        eenheden = self.tafel.afgerond(pot, cijfers, self.sommen[deel])
        wie = np.where(cijfers[:, 0] == cijfers.max(), self.aandelen + EEN, 0).argmax(axis=0)
        # Without a sign a shortage goes round, and back.
        eenheden[wie, :, self.kolom] += (pot - eenheden.sum(axis=0)).T
        if eenheden.view(np.int64).min() < 0:
            raise _PastNiet
        return eenheden


class _Open:
    """Every total is rounded by itself, from its own exact value: whole units by part, and what they leave together."""

    def __init__(self, vraag: _Vraag, stap: int) -> None:
        self.noemer, self.maal = _noemer(vraag)
        grootste = int(vraag.bedragen.max()) * int(vraag.gewichten.max()) * int(vraag.cijfers.max())
        if grootste >= VEILIG:
            raise _PastNiet
        self.bedragen = vraag.bedragen[:, None]
        self.cijfers = vraag.cijfers[:, :, None, None]
        self.sommen = [np.uint64(som) for som in vraag.sommen]
        self.samen, self.resten, self.product, self.heel = (
            np.empty((vraag.cijfers.shape[1], len(vraag.bedragen), stap), np.uint64) for _ in range(4)
        )

    def verdeel(self, gewichten: Telling) -> Telling:
        product, heel, samen, resten = self.product, self.heel, self.samen, self.resten
        alles = gewichten.sum(axis=0)
        samen[...], resten[...] = 0, self.noemer * alles
        for gewicht, cijfers, som, maal in zip(gewichten, self.cijfers, self.sommen, self.maal, strict=True):
            np.multiply(self.bedragen * gewicht, cijfers, out=product)
            samen += np.floor_divide(product, som * alles, out=heel)
            product -= np.multiply(heel, som * alles, out=heel)
            resten += np.multiply(product, maal * TWEE, out=product)
        samen += np.floor_divide(resten, self.noemer * alles * TWEE, out=heel)
        return samen


_Snel = type[_GrootsteRest | _Open]
_REGELS: Final[Mapping[Sluitregel, _Snel]] = {
    "open": _Open,
    "grootste-rest": _GrootsteRest,
    "grootste-deelnemer": _GrootsteDeelnemer,
    "afrondingsregel": _Afrondingsregel,
}
"""A rule that is not among them is split by the ordinary calculation."""


def _noemer(vraag: _Vraag) -> tuple[np.uint64, Telling]:
    """The denominator of the shares of all parts, and how often the figures of every part go into it."""
    noemer = lcm(*vraag.sommen)
    if noemer * int(vraag.gewichten.max()) * len(vraag.sommen) ** 2 >= VEILIG:
        raise _PastNiet
    return np.uint64(noemer), np.array([noemer // som for som in vraag.sommen], dtype=np.uint64)


def _voorrang(gewichten: Telling) -> Telling:
    """The place of every part in the order of ties, no two the same: by weight, then by the list."""
    aantal = len(gewichten)
    plaats = np.empty(aantal, dtype=np.uint64)
    # A sort keeps the order of what is equal: the last of the list comes first, and has the lowest place.
    plaats[np.argsort(gewichten[::-1], kind="stable")] = np.arange(aantal, dtype=np.uint64)
    return plaats[::-1, None, None]
