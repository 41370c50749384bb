"""Meerjarig, toename and mutaties: the same contributions over the years, and against the base year.

Differences are taken between the amounts as they are charged (rounded), so that a reader can redo them from the table.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from calc.verdeling import AFRONDING, Jaarverdeling, Verdeling
from schemas.fouten import VerkeerdGebruik

Reeks = Mapping[int, Fraction | None]


class GeenBasisjaar(VerkeerdGebruik):
    def __init__(self, jaar: int, basisjaar: int) -> None:
        super().__init__(f"Jaar {jaar} is het basisjaar zelf of ligt ervoor; kies een jaar na {basisjaar}.")


@dataclass(frozen=True)
class Gemeentereeks:
    """Euros per year of one participant (or of the line Afronding); None in a year in which it takes no part."""

    gemeentecode: str
    bedragen: Reeks


@dataclass(frozen=True)
class Verandering:
    """Of base year and year: the amounts, and what the year costs more. `fractie` is None where the base year is
    nothing."""

    gemeentecode: str
    basis: Fraction | None
    nieuw: Fraction | None

    @property
    def toename(self) -> Fraction:
        return (self.nieuw or Fraction(0)) - (self.basis or Fraction(0))

    @property
    def fractie(self) -> Fraction | None:
        return self.toename / self.basis if self.basis else None


def _jaren(verdeling: Verdeling, kostensoort: str) -> tuple[Jaarverdeling, ...]:
    return tuple(jaar for jaar in verdeling.jaren if jaar.kostensoort == kostensoort)


def meerjarig(verdeling: Verdeling, kostensoort: str, gemeenten: tuple[str, ...]) -> tuple[Gemeentereeks, ...]:
    """Contribution per participant and year, in the order of `gemeenten`; the line Afronding last, where a year has
    one.

    Source: § 7.2.5.
    """
    jaren = _jaren(verdeling, kostensoort)
    reeksen = [Gemeentereeks(code, {jaar.jaar: jaar.bedragen.get(code) for jaar in jaren}) for code in gemeenten]
    if any(jaar.sluitregel == "afrondingsregel" for jaar in jaren):
        afronding = {jaar.jaar: jaar.afronding if jaar.sluitregel == "afrondingsregel" else None for jaar in jaren}
        reeksen.append(Gemeentereeks(AFRONDING, afronding))
    return tuple(reeksen)


def mutaties(reeksen: tuple[Gemeentereeks, ...], basisjaar: int) -> tuple[Gemeentereeks, ...]:
    """Base year − year, per later year: a minus means that the participant pays more.

    Source: § 7.2.5.
    """
    return tuple(
        Gemeentereeks(
            reeks.gemeentecode,
            {
                jaar: _verschil(reeks.bedragen.get(basisjaar), bedrag)
                for jaar, bedrag in reeks.bedragen.items()
                if jaar > basisjaar
            },
        )
        for reeks in reeksen
    )


def toename(reeksen: tuple[Gemeentereeks, ...], basisjaar: int, jaar: int) -> tuple[Verandering, ...]:
    """Year − base year, in euros and as a fraction of the base year.

    Raises:
        GeenBasisjaar: the year does not come after the base year.
    Source: § 7.2.5.
    """
    if jaar <= basisjaar:
        raise GeenBasisjaar(jaar, basisjaar)
    return tuple(
        Verandering(reeks.gemeentecode, reeks.bedragen.get(basisjaar), reeks.bedragen.get(jaar)) for reeks in reeksen
    )


def totaal(reeksen: tuple[Gemeentereeks, ...], jaar: int) -> Fraction:
    """Sum of the rows in one year."""
    return sum((reeks.bedragen.get(jaar) or Fraction(0) for reeks in reeksen), Fraction(0))


def _verschil(basis: Fraction | None, nieuw: Fraction | None) -> Fraction | None:
    if basis is None and nieuw is None:
        return None
    return (basis or Fraction(0)) - (nieuw or Fraction(0))
