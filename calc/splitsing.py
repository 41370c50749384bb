"""Te verdelen bedrag × share: an amount split by a weighted key."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from calc.afronding import NietInEenheden, Pot, naar_eenheden, rond_deling, verdeel_over_delen, verdeel_pot
from calc.sleutels import Sleutel, Verhouding, weeg
from schemas.kernwoorden import Munteenheid, Sluitregel


class Onderdeel(NamedTuple):
    """One pot of a key, and the weights of the participants in it."""

    naam: str
    verhouding: Verhouding
    pot: Pot


@dataclass(frozen=True)
class Splitsing:
    """An amount split by a weighted key: per part a pot, and the total per participant in units."""

    totaal: Fraction
    sleutel: Sleutel
    onderdelen: tuple[Onderdeel, ...]
    totalen: tuple[int, ...]
    afronding: int

    @property
    def aandelen(self) -> tuple[Fraction, ...]:
        return self.sleutel.aandelen


def splits(
    totaal: Fraction,
    delen: Mapping[str, Fraction],
    waarden: Mapping[str, Sequence[Fraction | int]],
    sluitregel: Sluitregel,
    eenheid: Munteenheid,
) -> Splitsing:
    """Split an amount by a key of several parts.

    Args:
        totaal: amount in euros.
        delen: weight per part, in the key's order; they need not add up to 100.
        waarden: per part one value per participant, in the order of the list.
    Returns:
        Everything in units of `eenheid`.
    Raises:
        LegeMaatstaf, NegatieveMaatstaf: a part that nothing can be split by; and what `splits_naar` raises.
    """
    return splits_naar(weeg(waarden, delen), totaal, sluitregel, eenheid)


def splits_naar(sleutel: Sleutel, totaal: Fraction, sluitregel: Sluitregel, eenheid: Munteenheid) -> Splitsing:
    """Split an amount by a key, so that a table of parts by participants closes as the rule says.

    Under a closing rule the amount is first split over the parts by largest remainder (ties in the key's order), each
    pot closes over the participants by itself, and a total is the sum of its parts. Under `open` every part and every
    total is rounded from its own exact value.

    Args:
        totaal: amount in euros.
    Returns:
        Everything in units of `eenheid`.
    Raises:
        NietInEenheden: a closing rule, and an amount that is no whole number of units.
        TekenDraaitOm: under `grootste-deelnemer`, a difference that would turn the sign of the largest part.
    """
    delen = sleutel.delen
    in_eenheden = naar_eenheden(totaal, eenheid)
    if sluitregel == "open":
        som = sum(delen.values(), Fraction(0))
        potten = [in_eenheden * gewicht / som for gewicht in delen.values()]
    else:
        if in_eenheden.denominator != 1:
            raise NietInEenheden(totaal, eenheid)
        gedeeld = verdeel_over_delen(in_eenheden, tuple(delen.values())) if len(delen) > 1 else (in_eenheden,)
        potten = [Fraction(pot) for pot in gedeeld]
    onderdelen = tuple(
        Onderdeel(deel, een, verdeel_pot(pot, een.tellers, sluitregel, sleutel.tellers))
        for deel, een, pot in zip(delen, sleutel.verhoudingen, potten, strict=True)
    )
    if sluitregel == "open":
        teller, noemer = in_eenheden.numerator, in_eenheden.denominator * sleutel.noemer
        totalen = tuple(rond_deling(teller * een, noemer) for een in sleutel.tellers)
    else:
        totalen = tuple(map(sum, zip(*(deel.pot.eenheden for deel in onderdelen), strict=True)))
    afronding = sum(deel.pot.afronding for deel in onderdelen)
    return Splitsing(in_eenheden, sleutel, onderdelen, totalen, afronding)
