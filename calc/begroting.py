"""Which posts, hours and lines a budget has, which series a post follows, and which estimates of these turned out
otherwise. What they come to is declared in calc/tabellen, and read from there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from calc.notatie import bronnen_in, procent, uniek
from schemas.dekkingcontrole import DEELNEMERS as DEELNEMERS
from schemas.fouten import Gebruikersfout
from schemas.gegevens import Begrotingsregel, Capaciteitsregel, Formatieregel, Gegevens, Indexregel, Inzetregel, Tarief
from schemas.indexcontrole import Delen, lees_mengsel

Bedragen = Mapping[int, Fraction]
"""Euros per year; empty as long as they are not read from the model."""


@dataclass(frozen=True)
class Reeksjaar:
    """The percentage of a series in a year as it was estimated and as it turned out; one of the two may be missing."""

    raming: Indexregel | None = None
    definitief: Indexregel | None = None

    @property
    def geldt(self) -> Indexregel:
        """What the budget of that year was made with: the estimate where there was one."""
        gevonden = self.raming or self.definitief
        assert gevonden is not None
        return gevonden

    @property
    def afwijking(self) -> Afwijking | None:
        """Where an estimate turned out otherwise."""
        if self.raming is None or self.definitief is None or self.raming.percentage == self.definitief.percentage:
            return None
        return Afwijking(self.raming, self.definitief)


@dataclass(frozen=True)
class Afwijking:
    """An estimate of a series that turned out otherwise."""

    raming: Indexregel
    definitief: Indexregel

    @property
    def verrekend_in(self) -> int:
        """The year in whose budget it is settled."""
        return self.definitief.verrekenen_in or self.definitief.jaar + 1

    @property
    def post(self) -> str:
        """The line of the budget in which it is settled, with both percentages."""
        later, eerst = (procent(Fraction(regel.percentage) / 100) for regel in (self.definitief, self.raming))
        return f"Correctie index {self.raming.reeks} {self.raming.jaar}: {later} in plaats van {eerst}"


def reeksjaren(indexen: Iterable[Indexregel]) -> dict[tuple[str, int], Reeksjaar]:
    """By series and year."""
    uit: dict[tuple[str, int], Reeksjaar] = {}
    for regel in indexen:
        oud = uit.get((regel.reeks, regel.jaar), Reeksjaar())
        een = Reeksjaar(oud.raming, regel) if regel.definitief else Reeksjaar(regel, oud.definitief)
        uit[regel.reeks, regel.jaar] = een
    return uit


def delen_van(regel: Begrotingsregel) -> Delen:
    """The series of a post, each with its part; nothing where it follows none."""
    return (lees_mengsel(regel.index) or ()) if regel.index else ()


def verrekend_in(jaar: int, delen: Delen, indexen: Iterable[Indexregel]) -> list[tuple[Fraction, Afwijking]]:
    """The deviations that are settled in the budget of a year for a post, oldest first, each with its part."""
    deel_van = {reeks: deel for deel, reeks in delen}
    gevonden = [
        (deel_van[reeks], een.afwijking)
        for (reeks, _), een in reeksjaren(indexen).items()
        if reeks in deel_van and een.afwijking and een.afwijking.verrekend_in == jaar
    ]
    return sorted(gevonden, key=lambda een: een[1].raming.jaar)


class GeenTarief(Gebruikersfout):
    def __init__(self, wat: str, eenheid: str, jaar: int) -> None:
        super().__init__(f"Er is geen tarief per {eenheid} voor '{wat}' in {jaar}; vul het aan op het blad Tarieven.")


@dataclass(frozen=True)
class Uren:
    """Hours of one row of Capaciteit or Inzet in one year, with the rate in force."""

    regel: Capaciteitsregel | Inzetregel
    jaar: int
    uren: Fraction
    tarief: Tarief


@dataclass(frozen=True)
class Post:
    """One line of a budget, and the years in which it has an amount. `dekking` is empty for what the participants pay.

    correctie: of an index, what it settles. van: who left and still pays it.
    """

    naam: str
    dekking: str
    jaren: tuple[int, ...]
    afgeleid: tuple[str, ...]
    bronnen: tuple[str, ...]
    correctie: Afwijking | None = None
    van: str = ""
    bedragen: Bedragen = field(default_factory=dict)


@dataclass(frozen=True)
class Lijn:
    """A row of Begroting, by its number in the input; `naam` is its own among those that follow an index."""

    nummer: str
    naam: str
    regel: Begrotingsregel
    bedragen: Bedragen = field(default_factory=dict)

    def rij(self, jaar: int) -> str:
        """Its row in table indexering."""
        return f"{self.nummer}|{jaar}"


@dataclass(frozen=True)
class Begroting:
    """The budget of one kostensoort.

    te_verdelen: what the participants pay, in euros per year. anders_gedekt: what each other source of funding pays.
    """

    kostensoort: str
    jaren: tuple[int, ...]
    posten: tuple[Post, ...]
    uren: tuple[Uren, ...]
    lijnen: tuple[Lijn, ...]
    te_verdelen: Bedragen = field(default_factory=dict)
    anders_gedekt: Mapping[str, Bedragen] = field(default_factory=dict)


def tarief(tarieven: Iterable[Tarief], eenheid: Literal["uur", "fte"], functie: str, schaal: str, jaar: int) -> Tarief:
    """The rate in force: the newest not after the year, of the schaal where there is one, else of the function.

    Raises:
        GeenTarief: none is in force.
    """
    bij_schaal = eenheid == "fte" and bool(schaal)
    passend = [
        regel
        for regel in tarieven
        if regel.eenheid == eenheid
        and regel.vanaf <= jaar
        and ((regel.schaal == schaal and not regel.functie) if bij_schaal else regel.functie == functie)
    ]
    if not passend:
        raise GeenTarief(f"schaal {schaal}" if bij_schaal else functie, eenheid, jaar)
    return max(passend, key=lambda regel: regel.vanaf)


def begroting(gegevens: Gegevens, kostensoort: str) -> Begroting:
    """The budget of one kostensoort over the years of the plan, as the input has it.

    Raises:
        GeenTarief: hours without a rate.
    Source: § 7.1.2 (hours × rate), § 7.2.4 (lines), § 7.2.2 (funded otherwise).
    """
    jaren = gegevens.plan.jaren
    uren = tuple(
        Uren(regel, jaar, Fraction(aantal), tarief(gegevens.tarieven, "uur", regel.functie, "", jaar))
        for regel in gegevens.urenregels
        if regel.kostensoort == kostensoort
        for jaar, aantal in regel.uren.items()
    )
    lijnen = _lijnen(gegevens, kostensoort)
    namen = dict.fromkeys((lijn.regel.post, _dekking(lijn.regel)) for lijn in lijnen)
    for inzet in uren:
        if not any(naam == inzet.regel.post for naam, _ in namen):
            namen[(inzet.regel.post, "")] = None
    posten = [_post(naam, dekking, jaren, [lijn.regel for lijn in lijnen], uren) for naam, dekking in namen]
    return Begroting(kostensoort, jaren, (*posten, *_correcties(gegevens, lijnen)), uren, lijnen)


def _lijnen(gegevens: Gegevens, kostensoort: str) -> tuple[Lijn, ...]:
    eigen = [(str(n), regel) for n, regel in enumerate(gegevens.begroting) if regel.kostensoort == kostensoort]
    met_index = [regel.post for _, regel in eigen if regel.index]
    return tuple(
        Lijn(n, f"{r.post} ({r.soort}, {r.dekking})" if met_index.count(r.post) > 1 else r.post, r) for n, r in eigen
    )


def _correcties(gegevens: Gegevens, lijnen: Iterable[Lijn]) -> list[Post]:
    """What indexes that were estimated missed, a line for each series and year; those of the participants first."""
    gevonden: dict[tuple[str, str], Afwijking] = {}
    for een in sorted(lijnen, key=lambda een: bool(_dekking(een.regel))):
        for jaar in gegevens.plan.jaren[1:]:
            for _, afwijking in verrekend_in(jaar, delen_van(een.regel), gegevens.indexen):
                gevonden.setdefault((afwijking.post, _dekking(een.regel)), afwijking)
    return [
        Post(post, dekking, (van.verrekend_in,), (), bronnen_in((van.raming.bron, van.definitief.bron)), correctie=van)
        for (post, dekking), van in gevonden.items()
    ]


def _dekking(regel: Begrotingsregel) -> str:
    return "" if regel.dekking == DEELNEMERS else regel.dekking


def _post(
    naam: str, dekking: str, jaren: Sequence[int], regels: Sequence[Begrotingsregel], uren: Sequence[Uren]
) -> Post:
    regels = [regel for regel in regels if (regel.post, _dekking(regel)) == (naam, dekking)]
    # Hours carry no dekking of their own: they belong to the post as the participants pay it.
    inzet = [] if dekking else [u for u in uren if u.regel.post == naam]
    bezet = {u.jaar for u in inzet}
    for regel in regels:
        # What follows an index goes on from its base year.
        bezet |= {*regel.bedragen, *(jaren[1:] if regel.index else ())}
    afgeleid = [r.afgeleid for r in regels] + [u.regel.afgeleid for u in inzet] + [u.tarief.afgeleid for u in inzet]
    bronnen = [r.bron for r in regels] + [u.regel.bron for u in inzet] + [u.tarief.bron for u in inzet]
    return Post(naam, dekking, tuple(j for j in jaren if j in bezet), uniek(afgeleid), bronnen_in(bronnen))


@dataclass(frozen=True)
class Formatiekosten:
    """One formatie row in one year with its rate (not part of the budget: its build-up)."""

    regel: Formatieregel
    jaar: int
    fte: Fraction
    tarief: Tarief


def formatiekosten(gegevens: Gegevens) -> tuple[Formatiekosten, ...]:
    """Every formatie row of every year, with the rate of its schaal or function.

    Raises:
        GeenTarief: fte without a rate.
    Source: § 7.2.1 to 7.2.3.
    """
    return tuple(
        Formatiekosten(regel, jaar, Fraction(fte), tarief(gegevens.tarieven, "fte", regel.functie, regel.schaal, jaar))
        for regel in gegevens.formatie
        for jaar, fte in regel.fte.items()
    )
