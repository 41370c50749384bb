"""The four closing rules (sluitregels), exact: from an amount and weights to whole units that close as asked.

Everything is counted in whole units (cents or euros). Nothing is rounded before the one rounding at the end, which is
half
away from zero, as Excel's ROUND.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from schemas.fouten import Gebruikersfout, bedoelde_u
from schemas.regio import Munteenheid, Sluitregel

SLUITREGELS: Final[tuple[Sluitregel, ...]] = ("open", "grootste-rest", "grootste-deelnemer", "afrondingsregel")
EENHEDEN: Final[Mapping[Munteenheid, Fraction]] = {"cent": Fraction(1, 100), "euro": Fraction(1)}
DECIMALEN: Final[Mapping[Munteenheid, int]] = {"cent": 2, "euro": 0}


class OnbekendeSluitregel(Gebruikersfout):
    def __init__(self, gevraagd: str) -> None:
        hint = bedoelde_u(gevraagd, SLUITREGELS)
        super().__init__(f"Sluitregel '{gevraagd}' bestaat niet; kies uit {', '.join(SLUITREGELS)}.{hint}")


class NietInEenheden(Gebruikersfout):
    def __init__(self, bedrag: Fraction, eenheid: Munteenheid) -> None:
        heel = "hele centen" if eenheid == "cent" else "hele euro's"
        super().__init__(
            f"Het te verdelen bedrag {float(bedrag):.10g} is geen bedrag in {heel}; "
            f"zo kan de verdeling niet sluiten. Rond het bedrag af of kies een andere eenheid."
        )


class GeenGewicht(Gebruikersfout):
    def __init__(self) -> None:
        super().__init__(
            "De gewichten zijn samen nul: er is niets om naar te verdelen. Geef ten minste één gewicht boven nul."
        )


class NegatiefGewicht(Gebruikersfout):
    def __init__(self, plaats: int) -> None:
        super().__init__(f"Gewicht {plaats} is negatief; verwacht: een getal van 0 of meer.")


class TekenDraaitOm(Gebruikersfout):
    def __init__(self, plaats: int, verschil: int) -> None:
        super().__init__(
            f"Het afrondingsverschil van {verschil} eenheden past niet in deel {plaats}, de grootste deelnemer: "
            f"dat deel zou van teken wisselen. Kies sluitregel grootste-rest."
        )


@dataclass(frozen=True)
class Deel:
    """One participant's part of a pot, in units: the exact part, what the rule made of it, and how.

    `heel` and `rest` are the whole units and the remainder of the absolute exact part; `beurt` is the turn in which a
    left-over
    unit is given out (largest remainder) or 1 for the participant that takes the difference (grootste-deelnemer),
    else 0.
    """

    exact: Fraction
    heel: int
    rest: Fraction
    beurt: int
    eenheden: int


@dataclass(frozen=True)
class Pot:
    """A whole pot: its parts in the order of the weights, and the difference that stands on a line of its own."""

    totaal: Fraction
    delen: tuple[Deel, ...]
    afronding: int = 0

    @property
    def eenheden(self) -> tuple[int, ...]:
        return tuple(deel.eenheden for deel in self.delen)


def rond(waarde: Fraction) -> int:
    """Nearest whole number, half away from zero."""
    heel, rest = divmod(abs(waarde), 1)
    afgerond = int(heel) + (1 if rest * 2 >= 1 else 0)
    return -afgerond if waarde < 0 else afgerond


def rond_op(waarde: Fraction, decimalen: int) -> Fraction:
    """Nearest multiple of 10^-decimalen, half away from zero."""
    schaal = Fraction(10) ** decimalen
    return Fraction(rond(waarde * schaal)) / schaal


def naar_eenheden(bedrag: Fraction, eenheid: Munteenheid) -> Fraction:
    return bedrag / EENHEDEN[eenheid]


def naar_bedrag(eenheden: int | Fraction, eenheid: Munteenheid) -> Fraction:
    return eenheden * EENHEDEN[eenheid]


def verdeel_pot(
    totaal: Fraction,
    gewichten: Sequence[Fraction],
    sluitregel: Sluitregel,
    voorrang: Sequence[Fraction] | None = None,
) -> Pot:
    """Split a pot over weights under a closing rule.

    Args:
        totaal: the pot in units; whole under every rule but `open`. May be negative.
        gewichten: one weight of 0 or more per participant, in the order of the list.
        sluitregel: see the module.
        voorrang: second order of ties under `grootste-deelnemer` (the total share); the list decides what remains
            equal.
    Returns:
        The parts, same order. Under a closing rule parts and `afronding` add up to the pot.
    Raises:
        GeenGewicht, NegatiefGewicht, TekenDraaitOm.
    Source: domain rules of the four closing rules as they occur in published Dutch tables.
    """
    for plaats, gewicht in enumerate(gewichten, start=1):
        if gewicht < 0:
            raise NegatiefGewicht(plaats)
    som = sum(gewichten, Fraction(0))
    if som == 0:
        raise GeenGewicht
    exact = [totaal * gewicht / som for gewicht in gewichten]
    return _REGELS[sluitregel](totaal, exact, gewichten, voorrang)


_Regel = Callable[[Fraction, Sequence[Fraction], Sequence[Fraction], Sequence[Fraction] | None], Pot]


def _kaal(exact: Fraction, eenheden: int, beurt: int = 0) -> Deel:
    heel, rest = divmod(abs(exact), 1)
    return Deel(exact, int(heel), rest, beurt, eenheden)


def _open(totaal: Fraction, exact: Sequence[Fraction], gewichten: object, voorrang: object) -> Pot:
    return Pot(totaal, tuple(_kaal(deel, rond(deel)) for deel in exact))


def _grootste_rest(totaal: Fraction, exact: Sequence[Fraction], gewichten: Sequence[Fraction], voorrang: object) -> Pot:
    teken = -1 if totaal < 0 else 1
    heel = [int(abs(deel)) for deel in exact]
    rest = [abs(deel) - geheel for deel, geheel in zip(exact, heel, strict=True)]
    over = int(abs(totaal)) - sum(heel)
    volgorde = sorted(range(len(exact)), key=lambda i: (-rest[i], -gewichten[i], i))
    beurt = {i: plaats for plaats, i in enumerate(volgorde, start=1)}
    return Pot(
        totaal,
        tuple(
            Deel(exact[i], heel[i], rest[i], beurt[i], teken * (heel[i] + (1 if beurt[i] <= over else 0)))
            for i in range(len(exact))
        ),
    )


def verdeel_over_delen(totaal: Fraction, gewichten: Sequence[Fraction]) -> tuple[int, ...]:
    """Split whole units over the parts of a key by largest remainder; equal remainders go by the key's order alone."""
    som = sum(gewichten, Fraction(0))
    gelijk = [Fraction(0)] * len(gewichten)
    return _grootste_rest(totaal, [totaal * gewicht / som for gewicht in gewichten], gelijk, None).eenheden


def _grootste_deelnemer(
    totaal: Fraction, exact: Sequence[Fraction], gewichten: Sequence[Fraction], voorrang: Sequence[Fraction] | None
) -> Pot:
    eenheden = [rond(deel) for deel in exact]
    verschil = int(totaal) - sum(eenheden)
    tweede = voorrang if voorrang is not None else gewichten
    wie = min(range(len(exact)), key=lambda i: (-gewichten[i], -tweede[i], i))
    if (eenheden[wie] + verschil) * totaal < 0:
        raise TekenDraaitOm(wie + 1, verschil)
    eenheden[wie] += verschil
    return Pot(totaal, tuple(_kaal(exact[i], eenheden[i], int(i == wie)) for i in range(len(exact))))


def _afrondingsregel(totaal: Fraction, exact: Sequence[Fraction], gewichten: object, voorrang: object) -> Pot:
    delen = tuple(_kaal(deel, rond(deel)) for deel in exact)
    return Pot(totaal, delen, int(totaal) - sum(deel.eenheden for deel in delen))


_REGELS: Final[Mapping[str, _Regel]] = {
    "open": _open,
    "grootste-rest": _grootste_rest,
    "grootste-deelnemer": _grootste_deelnemer,
    "afrondingsregel": _afrondingsregel,
}


def controleer_sluitregel(naam: str) -> Sluitregel:
    """The closing rule of that name.

    Raises:
        OnbekendeSluitregel: there is none.
    """
    for regel in SLUITREGELS:
        if regel == naam:
            return regel
    raise OnbekendeSluitregel(naam)
