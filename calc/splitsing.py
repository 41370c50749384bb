"""Te verdelen bedrag × share: an amount split by a weighted key, with everything that explains it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from calc.afronding import NietInEenheden, Pot, naar_eenheden, rond_deling, verdeel_over_delen, verdeel_pot
from calc.sleutels import aandelen
from schemas.regio import Munteenheid, Sluitregel


@dataclass(frozen=True)
class Onderdeel:
    """One pot of a key: its weight in the key, its amount in units and the weights of the participants in it."""

    naam: str
    gewicht: Fraction
    waarden: tuple[Fraction, ...]
    pot: Pot


@dataclass(frozen=True)
class Splitsing:
    """An amount split by a weighted key: per part a pot, and the total per participant in units."""

    totaal: Fraction
    onderdelen: tuple[Onderdeel, ...]
    aandelen: tuple[Fraction, ...]
    totalen: tuple[int, ...]
    afronding: int

    @property
    def exact(self) -> tuple[Fraction, ...]:
        """The total of each participant before any rounding, in units."""
        return tuple(self.totaal * aandeel for aandeel in self.aandelen)


def splits(
    totaal: Fraction,
    delen: Mapping[str, Fraction],
    waarden: Mapping[str, Sequence[Fraction | int]],
    sluitregel: Sluitregel,
    eenheid: Munteenheid,
) -> Splitsing:
    """Split an amount by a key of several parts, so that a table of parts by participants closes as the rule says.

    Under a closing rule the amount is first split over the parts by largest remainder (ties in the key's order), each
    pot closes
    over the participants by itself, and a total is the sum of its parts. Under `open` every part and every total is
    rounded
    from its own exact value.

    Args:
        totaal: amount in euros.
        delen: weight per part, in the key's order; they need not add up to 100.
        waarden: per part one value per participant, in the order of the list.
    Returns:
        Everything in units of `eenheid`.
    Raises:
        NietInEenheden: a closing rule, and an amount that is no whole number of units.
        GeenGewicht, NegatiefGewicht, TekenDraaitOm.
    """
    in_eenheden = naar_eenheden(totaal, eenheid)
    som = sum(delen.values(), Fraction(0))
    if sluitregel == "open":
        potten = [in_eenheden * gewicht / som for gewicht in delen.values()]
    else:
        if in_eenheden.denominator != 1:
            raise NietInEenheden(totaal, eenheid)
        potten = [Fraction(pot) for pot in verdeel_over_delen(in_eenheden, tuple(delen.values()))]
    kolommen = {
        deel: [waarde if isinstance(waarde, Fraction) else Fraction(waarde) for waarde in waarden[deel]]
        for deel in delen
    }
    per_deelnemer = aandelen(kolommen, delen)
    onderdelen = tuple(
        Onderdeel(deel, gewicht, tuple(kolommen[deel]), verdeel_pot(pot, kolommen[deel], sluitregel, per_deelnemer))
        for (deel, gewicht), pot in zip(delen.items(), potten, strict=True)
    )
    if sluitregel == "open":
        teller, noemer = in_eenheden.numerator, in_eenheden.denominator
        totalen = tuple(rond_deling(teller * een.numerator, noemer * een.denominator) for een in per_deelnemer)
    else:
        totalen = tuple(map(sum, zip(*(deel.pot.eenheden for deel in onderdelen), strict=True)))
    afronding = sum(deel.pot.afronding for deel in onderdelen)
    return Splitsing(in_eenheden, onderdelen, per_deelnemer, totalen, afronding)
