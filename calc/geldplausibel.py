"""Amounts that can be right and still ask for a look: a rate or a post that jumps, a year without, a share that rules.

Every threshold is a dated line of the region file; without one a rule is silent. What needs no threshold (nothing to
split, a year left open in a series, a rate that others got and this one did not) is always asked. Nothing is refused.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from calc.afronding import EENHEDEN
from calc.antwoord import Uitkomst
from calc.begroting import Begroting, Uren
from calc.notatie import euro, kort, opsomming, procent
from calc.plafond import plafondzinnen
from calc.tabellen import waarden_van
from calc.tabellen.zorgkosten import boven_plafond
from calc.uitgerekend import begroot
from schemas.dekkingcontrole import DEELNEMERS
from schemas.gegevens import Begrotingsregel, Gegevens, Tarief
from schemas.geldend import in_jaar
from schemas.regiovorm import Gedateerd

Zin = tuple[str, str]
"""A sheet of the input, and what is odd on it."""


@dataclass(frozen=True)
class Twijfel:
    """What asks for a look, and on which sheet of the input."""

    blad: str
    tekst: str


def geldtwijfels(
    gegevens: Gegevens, vorig: Gegevens | None = None, uitkomst: Uitkomst | None = None
) -> tuple[Twijfel, ...]:
    """Everything about money that asks for a look, both figures in every sentence.

    Args:
        vorig: an earlier input, to hold rates and posts against.
        uitkomst: of these figures, where it is there: it has their budgets, unless who left pays for some of them.
    Raises:
        GeenTarief: hours without a rate.
    """
    kosten = begroot(gegevens) if uitkomst is None or _betaalt_wie_vertrok(uitkomst) else uitkomst
    begrotingen, waarden = list(kosten.begrotingen.values()), waarden_van(kosten)
    gevonden = [
        *_te_verdelen(gegevens, begrotingen),
        *_ten_laste(gegevens, begrotingen),
        *_posten(gegevens),
        *_correcties(gegevens, begrotingen),
        *_tarieven(gegevens),
        *_zonder_nieuw_tarief(gegevens, [uren for een in begrotingen for uren in een.uren]),
        *_cijfers(gegevens),
    ]
    for wie, meer, mag in boven_plafond(waarden, gegevens.plan.jaar):
        gevonden.append(("Zorgkosten", f"prognose van {wie}: {euro(meer)}, meer dan het plafond van {euro(mag)}"))
    gevonden += [("Begroting", zin) for soort in kosten.begrotingen for zin in plafondzinnen(waarden, soort)]
    if vorig is not None:
        gevonden += _tegen_vorig(gegevens, vorig)
    return tuple(Twijfel(blad, f"{zin}; klopt dat?") for blad, zin in dict.fromkeys(gevonden))


def _betaalt_wie_vertrok(uitkomst: Uitkomst) -> bool:
    return any(post.van for een in uitkomst.begrotingen.values() for post in een.posten)


def _grens(gedateerd: Mapping[int, Gedateerd[Decimal]], jaar: int) -> Fraction | None:
    """A threshold in percent as a fraction."""
    gevonden = in_jaar(gedateerd, jaar)
    return None if gevonden is None else Fraction(gevonden.waarde) / 100


def _te_verdelen(gegevens: Gegevens, begrotingen: Iterable[Begroting]) -> Iterator[Zin]:
    vast = {(waarde.kostensoort, waarde.jaar) for waarde in gegevens.vastgesteld}
    for een in begrotingen:
        for jaar, bedrag in een.te_verdelen.items():
            opbouw = gegevens.regio.opbouw(een.kostensoort, jaar)
            # Where what is shared follows from the parts, or may be below zero by the rule itself, nothing is odd.
            if opbouw is not None and (not opbouw.vraagt_begroting or (bedrag < 0 and opbouw.mag_negatief)):
                continue
            if bedrag <= 0 and (een.kostensoort, jaar) not in vast:
                wat = "is er niets te verdelen" if not bedrag else f"is te verdelen {euro(bedrag)}, onder nul"
                yield "Begroting", f"van {een.kostensoort} {wat} in {jaar}"


def _ten_laste(gegevens: Gegevens, begrotingen: Iterable[Begroting]) -> Iterator[Zin]:
    """Decided amounts that are not the budget, where the organisation bears what a limit takes: no check can tell."""
    regio = gegevens.regio
    for een in begrotingen:
        for jaar, geraamd in een.te_verdelen.items():
            besloten = [v.bedrag for v in gegevens.vastgesteld if (v.kostensoort, v.jaar) == (een.kostensoort, jaar)]
            if not besloten or not regio.organisatie_draagt(een.kostensoort, jaar):
                continue
            over = geraamd - sum(map(Fraction, besloten), Fraction(0))
            if abs(over) > EENHEDEN[regio.eenheid(een.kostensoort, jaar)] / 2 * len(besloten):
                wat = f"van {een.kostensoort} is in {jaar} {euro(geraamd - over, 2)} vastgesteld, bij een begroting van"
                wie = f"dan komt {euro(over, 2)} ten laste van {regio.organisatie.naam}"
                yield "Vastgesteld", f"{wat} {euro(geraamd, 2)}; {wie}"


def _posten(gegevens: Gegevens) -> Iterator[Zin]:
    """A post that jumps from one year to the next, and a year left open between two that are not."""
    for regel in gegevens.begroting:
        if regel.soort != "kosten":
            continue
        wie = f"post {regel.post} van {regel.kostensoort}"
        jaren = sorted(regel.bedragen)
        for eerder, later in pairwise(jaren):
            if later - eerder > 1:
                open_ = opsomming([str(jaar) for jaar in range(eerder + 1, later)])
                voor, na = (euro(Fraction(regel.bedragen[jaar])) for jaar in (eerder, later))
                yield "Begroting", f"{wie} is leeg in {open_}, tussen {voor} en {na}"
            yield from _sprong(gegevens, wie, regel, eerder, later)


def _sprong(gegevens: Gegevens, wie: str, regel: Begrotingsregel, eerder: int, later: int) -> Iterator[Zin]:
    grens = _grens(gegevens.regio.bestand.plausibiliteit.post, later)
    oud, nieuw = Fraction(regel.bedragen[eerder]), Fraction(regel.bedragen[later])
    if grens is not None and _springt(oud, nieuw, grens):
        yield "Begroting", f"{wie}: {euro(nieuw)} in {later}, was {euro(oud)} in {eerder}"


def _springt(oud: Fraction, nieuw: Fraction, grens: Fraction) -> bool:
    """Whether the larger of two amounts is more than so much above the smaller, whichever comes first."""
    klein, groot = sorted((abs(oud), abs(nieuw)))
    return klein > 0 and groot > klein * (1 + grens)


def _correcties(gegevens: Gegevens, begrotingen: Iterable[Begroting]) -> Iterator[Zin]:
    """A correction against all other costs of its kostensoort and year."""
    per_soort = {een.kostensoort: een for een in begrotingen}
    for regel in gegevens.begroting:
        if regel.soort != "correctie" or regel.dekking != DEELNEMERS:
            continue
        for jaar, bedrag in regel.bedragen.items():
            grens = _grens(gegevens.regio.bestand.plausibiliteit.correctie, jaar)
            kosten = per_soort[regel.kostensoort].te_verdelen[jaar] - Fraction(bedrag)
            if grens is not None and kosten > 0 and abs(Fraction(bedrag)) > grens * kosten:
                deel = procent(abs(Fraction(bedrag)) / kosten, 1)
                yield (
                    "Begroting",
                    f"correctie {regel.post} van {regel.kostensoort}: {euro(Fraction(bedrag))} in {jaar}, {deel} van "
                    f"de overige kosten van {euro(kosten)}",
                )


def _tarieven(gegevens: Gegevens) -> Iterator[Zin]:
    per_wie: dict[tuple[str, str, str], list[Tarief]] = {}
    for regel in sorted(gegevens.tarieven, key=lambda regel: regel.vanaf):
        per_wie.setdefault((regel.functie, regel.schaal, regel.eenheid), []).append(regel)
    for reeks in per_wie.values():
        for oud, nieuw in pairwise(reeks):
            grens = _grens(gegevens.regio.bestand.plausibiliteit.tarief, nieuw.vanaf)
            if grens is not None and _springt(Fraction(oud.bedrag), Fraction(nieuw.bedrag), grens):
                yield "Tarieven", f"{_tarief(nieuw)}, was {_geld(oud)} vanaf {oud.vanaf}"


def _tarief(regel: Tarief) -> str:
    wie = regel.functie or f"schaal {regel.schaal}"
    return f"tarief van {wie} vanaf {regel.vanaf}: {_geld(regel)} per {regel.eenheid}"


def _geld(regel: Tarief) -> str:
    return euro(Fraction(regel.bedrag), 2)


def _zonder_nieuw_tarief(gegevens: Gegevens, uren: Iterable[Uren]) -> Iterator[Zin]:
    """A year of the plan in which other functions get a new rate and this one goes on with an older one."""
    gebruikt = {(een.tarief.functie, een.jaar): een.tarief for een in uren}
    functies = {functie for functie, _ in gebruikt}
    for (functie, jaar), geldt in sorted(gebruikt.items()):
        nieuw = [t for t in gegevens.tarieven if t.eenheid == "uur" and t.vanaf == jaar and t.functie in functies]
        if nieuw and geldt.vanaf == jaar - 1:
            anderen = opsomming(list(dict.fromkeys(t.functie for t in nieuw)))
            yield (
                "Tarieven",
                f"{functie} heeft geen nieuw tarief vanaf {jaar}, {anderen} wel. {_geld(geldt)} van {geldt.vanaf} "
                "blijft gelden",
            )


def _cijfers(gegevens: Gegevens) -> Iterator[Zin]:
    """A figure that nobody can have, and a participant that rules a maatstaf."""
    grenzen = gegevens.regio.bestand.plausibiliteit
    per_blok: dict[tuple[str, int], dict[str, Fraction]] = {}
    for waarde in gegevens.maatstaven:
        blok = per_blok.setdefault((waarde.maatstaf, waarde.peiljaar), {})
        blok[waarde.gemeentecode] = Fraction(waarde.waarde)
    for (maatstaf, peiljaar), blok in per_blok.items():
        label, som = gegevens.regio.label_deel(maatstaf), sum(blok.values(), Fraction(0))
        aantal = gegevens.regio.bestand.maatstaven[maatstaf].eenheid_van(peiljaar) == "aantal"
        hoogste, deel = in_jaar(grenzen.hoogste_aantal, peiljaar + 1), _grens(grenzen.overheersend, peiljaar + 1)
        for code, cijfer in blok.items():
            wie = f"{label} {peiljaar} van {gegevens.regio.gemeente(code)}"
            if aantal and hoogste is not None and cijfer > hoogste.waarde:
                yield "Maatstaven", f"{wie}: {_groot(cijfer)}, meer dan {kort(hoogste.waarde)}"
            elif deel is not None and len(blok) > 2 and som and cijfer > deel * som:
                rest = kort(som - cijfer) if som < 10**15 else "de rest"
                yield (
                    "Maatstaven",
                    f"{wie}: {_groot(cijfer)}, {procent(cijfer / som, 1)} van de regio. De anderen hebben samen {rest}",
                )


def _groot(waarde: Fraction) -> str:
    """A figure that may have hundreds of digits."""
    return kort(waarde) if waarde < 10**15 else f"een getal van {len(str(int(waarde)))} cijfers"


def _tegen_vorig(gegevens: Gegevens, vorig: Gegevens) -> Iterator[Zin]:
    """Rates that are gone or other than before, and posts that jumped between the two inputs."""
    nu = {(t.functie, t.schaal, t.eenheid, t.vanaf): t for t in gegevens.tarieven}
    for oud in vorig.tarieven:
        nieuw = nu.get((oud.functie, oud.schaal, oud.eenheid, oud.vanaf))
        if nieuw is None and oud.vanaf <= gegevens.plan.laatste_jaar:
            yield "Tarieven", f"{_tarief(oud)} stond in {vorig.bestand} en nu niet meer"
        elif nieuw is not None and nieuw.bedrag != oud.bedrag:
            yield "Tarieven", f"{_tarief(nieuw)}, was {_geld(oud)} in {vorig.bestand}"
    posten = {(r.kostensoort, r.post, r.soort, r.dekking): r.bedragen for r in gegevens.begroting}
    for regel in vorig.begroting:
        bedragen = posten.get((regel.kostensoort, regel.post, regel.soort, regel.dekking), {})
        for jaar, oud_bedrag in regel.bedragen.items():
            grens = _grens(gegevens.regio.bestand.plausibiliteit.post, jaar)
            was, wordt = Fraction(oud_bedrag), bedragen.get(jaar)
            if grens is not None and wordt is not None and _springt(was, Fraction(wordt), grens):
                yield (
                    "Begroting",
                    f"post {regel.post} van {regel.kostensoort}: {euro(Fraction(wordt))} in {jaar}, was "
                    f"{euro(was)} in {vorig.bestand}",
                )
