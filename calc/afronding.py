"""The four closing rules (sluitregels), exact: from an amount and weights to whole units that close as asked.

Everything is counted in whole units (cents or euros). Nothing is rounded before the one rounding at the end, which is
half away from zero, as Excel's ROUND.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from math import lcm
from typing import Final, NamedTuple

from schemas.fouten import Gebruikersfout, bedoelde_u
from schemas.getal import als_decimaal
from schemas.inhoud import HOEVEELHEID, dutch
from schemas.kernwoorden import SLUITREGELS, Munteenheid, Sluitregel

NUL: Final = Fraction(0)
ZONDER_SLOT: Final[tuple[Sluitregel, ...]] = ("open", "afrondingsregel")
"""Those that round each amount by itself."""
DECIMALEN: Final[Mapping[Munteenheid, int]] = {
    "cent": 2, "euro": 0, "tien": -1, "honderd": -2, "duizend": -3, "tienduizend": -4, "honderdduizend": -5,
    "miljoen": -6,
}  # fmt: skip
HELE: Final[Mapping[Munteenheid, str]] = {
    "cent": "hele centen",
    "euro": "hele euro's",
    "tien": "hele tientallen euro's",
    "honderd": "hele honderdtallen euro's",
    "duizend": "hele duizenden euro's",
    "tienduizend": "hele tienduizenden euro's",
    "honderdduizend": "hele honderdduizenden euro's",
    "miljoen": "hele miljoenen euro's",
}
"""In what amounts are whole, in words."""
SLUITREGEL_IN_WOORDEN: Final[Mapping[Sluitregel, str]] = {
    "open": "elk bedrag is apart afgerond; de rijen hoeven niet precies op te tellen",
    "grootste-rest": "wat na afronden naar beneden overblijft, gaat naar de grootste resten; de tabel telt precies op",
    "grootste-deelnemer": "elk bedrag is apart afgerond; het verschil draagt de deelnemer met het grootste gewicht",
    "afrondingsregel": "elk bedrag is apart afgerond; het verschil staat op de regel Afronding",
}
WAARIN: Final[Mapping[Munteenheid, str]] = {**HELE, "cent": "centen"}
"""In what is rounded, in words."""
EENHEDEN: Final[Mapping[Munteenheid, Fraction]] = {
    naam: Fraction(10) ** -decimalen for naam, decimalen in DECIMALEN.items()
}


class OnbekendeSluitregel(Gebruikersfout):
    def __init__(self, gevraagd: str) -> None:
        hint = bedoelde_u(gevraagd, SLUITREGELS)
        super().__init__(f"Sluitregel '{gevraagd}' bestaat niet; kies uit {', '.join(SLUITREGELS)}.{hint}")


class NietInEenheden(Gebruikersfout):
    """`waar`: the part of a plan that this amount is of; nobody typed it there."""

    def __init__(self, bedrag: Fraction, eenheid: Munteenheid, waar: str = "") -> None:
        het = f"{waar}: het" if waar else "Het"
        raad = in_een_plan(eenheid) if waar else "rond het bedrag af of kies een andere eenheid"
        super().__init__(
            f"{het} te verdelen bedrag {dutch(als_decimaal(bedrag))} is geen bedrag in {HELE[eenheid]}; zo kan de "
            f"verdeling niet sluiten. {raad[:1].upper()}{raad[1:]}."
        )


def in_een_plan(eenheid: Munteenheid) -> str:
    """What can be done in a plan about an amount that is no whole number of units."""
    anders = "" if eenheid == "cent" else ", of kies in het regiobestand een kleinere eenheid"
    return f"rond een post, de uren of een tarief af{anders}"


class GeenGewicht(Gebruikersfout):
    def __init__(self) -> None:
        super().__init__(
            "De gewichten zijn samen nul: er is niets om naar te verdelen. Geef ten minste één gewicht boven nul."
        )


class NegatiefGewicht(Gebruikersfout):
    def __init__(self, plaats: int) -> None:
        super().__init__(f"Gewicht {plaats} is negatief", f"een {HOEVEELHEID.verwacht}.")


class TekenDraaitOm(Gebruikersfout):
    """`waar`: the part of a plan that this is about; `wie` has a name there."""

    def __init__(self, wie: str, verschil: int, waar: str = "") -> None:
        self.reden = (
            f"Het afrondingsverschil van {verschil} eenheden past niet in {wie}, de grootste deelnemer: "
            "dat deel zou van teken wisselen. Kies sluitregel grootste-rest."
        )
        super().__init__(f"{waar}: h{self.reden[1:]}" if waar else self.reden)


class _Parten(NamedTuple):
    """The exact parts of a pot over one denominator, and what decides ties."""

    tellers: Sequence[int]
    noemer: int
    gewichten: Sequence[int]
    voorrang: Sequence[Fraction | int] | None

    def afgerond(self) -> list[int]:
        return [rond_deling(teller, self.noemer) for teller in self.tellers]


class Pot(NamedTuple):
    """A pot in units, what everyone gets of it in the order of the weights, and the difference that stands on a line of
    its own.
    """

    totaal: Fraction
    eenheden: Sequence[int]
    afronding: int = 0


def sluitregelzin(regel: Sluitregel, eenheid: Munteenheid) -> str:
    return f"Sluitregel: {regel}, in {WAARIN[eenheid]} ({SLUITREGEL_IN_WOORDEN[regel]})."


def rond(waarde: Fraction) -> int:
    """Nearest whole number, half away from zero."""
    return rond_deling(waarde.numerator, waarde.denominator)


def rond_tot(waarde: Fraction, eenheid: Fraction) -> int:
    """Nearest whole number of units, half away from zero: the rounded quotient, without working out the quotient."""
    return rond_deling(waarde.numerator * eenheid.denominator, waarde.denominator * eenheid.numerator)


def rond_deling(teller: int, noemer: int) -> int:
    """Nearest whole number to a quotient, half away from zero; `noemer` is above zero."""
    afgerond = (2 * abs(teller) + noemer) // (2 * noemer)
    return -afgerond if teller < 0 else afgerond


def op_een_noemer(waarden: Sequence[Fraction | int]) -> tuple[list[int], int]:
    """The same numbers as whole numbers over one denominator."""
    if set(map(type, waarden)) == {int}:
        return list(map(int, waarden)), 1
    noemer = lcm(*{waarde.denominator for waarde in waarden})
    if noemer == 1:
        return [waarde.numerator for waarde in waarden], 1
    return [waarde.numerator * (noemer // waarde.denominator) for waarde in waarden], noemer


def rond_op(waarde: Fraction, decimalen: int) -> Fraction:
    """Nearest multiple of 10^-decimalen, half away from zero."""
    schaal = Fraction(10) ** decimalen
    return Fraction(rond(waarde * schaal)) / schaal


def naar_eenheden(bedrag: Fraction, eenheid: Munteenheid) -> Fraction:
    return bedrag / EENHEDEN[eenheid]


def naar_bedrag(eenheden: int | Fraction, eenheid: Munteenheid) -> Fraction:
    maal = EENHEDEN[eenheid]
    return Fraction(eenheden * maal.numerator, maal.denominator)


def verdeel_pot(
    totaal: Fraction,
    gewichten: Sequence[Fraction | int],
    sluitregel: Sluitregel,
    voorrang: Sequence[Fraction | int] | None = None,
) -> Pot:
    """Split a pot over weights under a closing rule.

    Args:
        totaal: the pot in units; whole under every rule but `open`. May be negative.
        gewichten: one weight of 0 or more per participant, in the order of the list.
        sluitregel: see the module.
        voorrang: second order of ties under `grootste-deelnemer` (the total share, in any unit); the list decides what
            remains equal.
    Returns:
        The parts, same order. Under a closing rule parts and `afronding` add up to the pot.
    Raises:
        GeenGewicht, NegatiefGewicht, TekenDraaitOm.
    Source: domain rules of the four closing rules as they occur in published Dutch tables.
    """
    heel, _ = op_een_noemer(gewichten)
    # Asked of whole numbers: a fraction takes twenty times as long to compare.
    if min(heel, default=0) < 0:
        raise NegatiefGewicht(next(plaats for plaats, gewicht in enumerate(heel, start=1) if gewicht < 0))
    som = sum(heel)
    if som == 0:
        raise GeenGewicht
    tellers = [totaal.numerator * gewicht for gewicht in heel]
    return _REGELS[sluitregel](totaal, _Parten(tellers, totaal.denominator * som, heel, voorrang))


_Regel = Callable[[Fraction, _Parten], Pot]


def _open(totaal: Fraction, parten: _Parten) -> Pot:
    return Pot(totaal, parten.afgerond())


def _grootste_rest(totaal: Fraction, parten: _Parten) -> Pot:
    teken = -1 if totaal < 0 else 1
    eenheden = [abs(teller) // parten.noemer for teller in parten.tellers]
    resten = [abs(teller) % parten.noemer for teller in parten.tellers]
    over = abs(int(totaal)) - sum(eenheden)
    # A sort keeps the order of what is equal: by rest, then by weight, then by the list.
    volgorde = sorted(range(len(resten)), key=parten.gewichten.__getitem__, reverse=True)
    volgorde.sort(key=resten.__getitem__, reverse=True)
    for i in volgorde[:over]:
        eenheden[i] += 1
    if teken < 0:
        eenheden = [-aantal for aantal in eenheden]
    return Pot(totaal, eenheden)


def verdeel_over_delen(totaal: Fraction, gewichten: Sequence[Fraction]) -> tuple[int, ...]:
    """Split whole units over the parts of a key by largest remainder; equal remainders go by the key's order alone."""
    heel, _ = op_een_noemer(gewichten)
    tellers = [totaal.numerator * gewicht for gewicht in heel]
    gelijk = [0] * len(heel)
    return tuple(_grootste_rest(totaal, _Parten(tellers, totaal.denominator * sum(heel), gelijk, None)).eenheden)


def _grootste_deelnemer(totaal: Fraction, parten: _Parten) -> Pot:
    eenheden = parten.afgerond()
    verschil = int(totaal) - sum(eenheden)
    tweede: Sequence[Fraction | int] = parten.voorrang if parten.voorrang is not None else parten.gewichten
    wie = min(range(len(eenheden)), key=lambda i: (-parten.gewichten[i], -tweede[i], i))
    if (eenheden[wie] + verschil) * totaal < 0:
        raise TekenDraaitOm(f"deel {wie + 1}", verschil)
    eenheden[wie] += verschil
    return Pot(totaal, eenheden)


def _afrondingsregel(totaal: Fraction, parten: _Parten) -> Pot:
    eenheden = parten.afgerond()
    return Pot(totaal, eenheden, int(totaal) - sum(eenheden))


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
