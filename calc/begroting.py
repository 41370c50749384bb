"""Hours × rate and posten → te verdelen bedrag per year: only what is not funded otherwise is split."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from calc.indexering import Correctie, geindexeerd
from schemas.dekkingcontrole import DEELNEMERS as DEELNEMERS
from schemas.fouten import Gebruikersfout
from schemas.gegevens import Begrotingsregel, Capaciteitsregel, Formatieregel, Gegevens, Inzetregel, Tarief


class GeenTarief(Gebruikersfout):
    def __init__(self, wat: str, eenheid: str, jaar: int) -> None:
        super().__init__(f"Er is geen tarief per {eenheid} voor '{wat}' in {jaar}; vul het aan op het blad Tarieven.")


@dataclass(frozen=True)
class Uren:
    """Hours of one row of Capaciteit or Inzet in one year, with the rate in force. Amount in euros."""

    regel: Capaciteitsregel | Inzetregel
    jaar: int
    uren: Fraction
    tarief: Tarief

    @property
    def bedrag(self) -> Fraction:
        return self.uren * Fraction(self.tarief.bedrag)


@dataclass(frozen=True)
class Post:
    """One line of a budget: euros per year, from hours and from amounts. `dekking` is empty for what the participants
    pay. `correcties`: what it is made of where it settles an index. `van`: who left and still pays it."""

    naam: str
    dekking: str
    bedragen: Mapping[int, Fraction]
    afgeleid: tuple[str, ...]
    bronnen: tuple[str, ...]
    correcties: tuple[Correctie, ...] = ()
    van: str = ""


@dataclass(frozen=True)
class Lijn:
    """A line of the input with its amounts as they count: as they came in, or as they follow an index."""

    regel: Begrotingsregel
    bedragen: Mapping[int, Fraction]
    correcties: tuple[Correctie, ...] = ()


@dataclass(frozen=True)
class Begroting:
    """The budget of one kostensoort. `te_verdelen` is what the participants pay, in euros per year."""

    kostensoort: str
    jaren: tuple[int, ...]
    posten: tuple[Post, ...]
    uren: tuple[Uren, ...]
    lijnen: tuple[Lijn, ...] = ()

    @property
    def te_verdelen(self) -> Mapping[int, Fraction]:
        return {
            jaar: sum((post.bedragen.get(jaar, Fraction(0)) for post in self.posten if not post.dekking), Fraction(0))
            for jaar in self.jaren
        }

    @property
    def anders_gedekt(self) -> Mapping[str, Mapping[int, Fraction]]:
        """Per other source of funding the euros per year that it pays."""
        dekkingen = dict.fromkeys(post.dekking for post in self.posten if post.dekking)
        return {
            dekking: {
                jaar: sum((p.bedragen.get(jaar, Fraction(0)) for p in self.posten if p.dekking == dekking), Fraction(0))
                for jaar in self.jaren
            }
            for dekking in dekkingen
        }


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
    """The budget of one kostensoort over the years of the plan.

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
    regels = [regel for regel in gegevens.begroting if regel.kostensoort == kostensoort]
    namen = dict.fromkeys((regel.post, _dekking(regel)) for regel in regels)
    lijnen = [lijn(gegevens, regel) for regel in regels]
    for inzet in uren:
        if not any(naam == inzet.regel.post for naam, _ in namen):
            namen[(inzet.regel.post, "")] = None
    posten = tuple(
        _post(naam, dekking, jaren, [r for r in lijnen if (r.regel.post, _dekking(r.regel)) == (naam, dekking)], uren)
        for naam, dekking in namen
    )
    return Begroting(kostensoort, jaren, (*posten, *_correcties(lijnen)), uren, tuple(lijnen))


def lijn(gegevens: Gegevens, regel: Begrotingsregel) -> Lijn:
    """A line of the input with its amounts as they count."""
    if not regel.index:
        return Lijn(regel, {jaar: Fraction(bedrag) for jaar, bedrag in regel.bedragen.items()})
    return Lijn(regel, (gevolgd := geindexeerd(gegevens, regel)).bedragen, gevolgd.correcties)


def _correcties(lijnen: Iterable[Lijn]) -> list[Post]:
    """What indexes that were estimated missed, a line for each series and year; those of the participants first."""
    groepen: dict[tuple[str, str], list[Correctie]] = {}
    for een in sorted(lijnen, key=lambda een: bool(_dekking(een.regel))):
        for correctie in een.correcties:
            groepen.setdefault((correctie.afwijking.post, _dekking(een.regel)), []).append(correctie)
    posten = []
    for (post, dekking), eigen in groepen.items():
        van = eigen[0].afwijking
        bedragen = {van.verrekend_in: sum((correctie.bedrag for correctie in eigen), Fraction(0))}
        posten.append(Post(post, dekking, bedragen, (), _uniek((van.raming.bron, van.definitief.bron)), tuple(eigen)))
    return posten


def _dekking(regel: Begrotingsregel) -> str:
    return "" if regel.dekking == DEELNEMERS else regel.dekking


def _post(naam: str, dekking: str, jaren: Sequence[int], lijnen: Sequence[Lijn], uren: Sequence[Uren]) -> Post:
    # Hours carry no dekking of their own: they belong to the post as the participants pay it.
    inzet = [] if dekking else [u for u in uren if u.regel.post == naam]
    bedragen: dict[int, Fraction] = {}
    for jaar in jaren:
        termen = [u.bedrag for u in inzet if u.jaar == jaar]
        termen += [een.bedragen[jaar] for een in lijnen if jaar in een.bedragen]
        if termen:
            bedragen[jaar] = sum(termen, Fraction(0))
    afgeleid = (
        [een.regel.afgeleid for een in lijnen] + [u.regel.afgeleid for u in inzet] + [u.tarief.afgeleid for u in inzet]
    )
    bronnen = [een.regel.bron for een in lijnen] + [u.regel.bron for u in inzet] + [u.tarief.bron for u in inzet]
    return Post(naam, dekking, bedragen, _uniek(afgeleid), _uniek(bronnen))


@dataclass(frozen=True)
class Formatiekosten:
    """Cost of one formatie row in one year: fte × rate, in euros (not part of the budget: its build-up)."""

    regel: Formatieregel
    jaar: int
    fte: Fraction
    tarief: Tarief

    @property
    def bedrag(self) -> Fraction:
        return self.fte * Fraction(self.tarief.bedrag)


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


def _uniek(teksten: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(tekst for tekst in teksten if tekst))
