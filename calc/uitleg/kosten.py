"""Step 1: the te verdelen bedrag, from posten to lines and hours × rate, down to the row of the input."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from calc.afronding import DECIMALEN
from calc.antwoord import Uitkomst
from calc.begroting import DEELNEMERS, Begroting, Post, Uren
from calc.indexering import Correctie
from calc.notatie import opsomming
from calc.uitlegvorm import (
    NUL,
    Stap,
    afgeleid,
    bedrag,
    bronvermelding,
    herkomst,
    percentage,
    rijplaats,
    som,
    tussen_haakjes,
    vol,
)
from schemas.gegevens import Begrotingsregel, Tarief


@dataclass(frozen=True)
class Posttermen:
    """What one post of one year consists of: hours per function and rate, and lines of the budget."""

    jaar: int
    uren: tuple[Uren, ...]
    regels: tuple[tuple[Begrotingsregel, Fraction], ...]
    correcties: tuple[Correctie, ...] = ()
    uittreding: Fraction | None = None
    """Minus what who left still pays, and by which rule."""
    regeling: str = ""

    @property
    def per_tarief(self) -> dict[Tarief, tuple[Uren, ...]]:
        groepen: dict[Tarief, tuple[Uren, ...]] = {}
        for inzet in self.uren:
            groepen[inzet.tarief] = (*groepen.get(inzet.tarief, ()), inzet)
        return groepen


def posttermen(begroting: Begroting, post: Post, jaar: int) -> Posttermen:
    uren = () if post.dekking else tuple(u for u in begroting.uren if (u.regel.post, u.jaar) == (post.naam, jaar))
    regels = tuple(
        (lijn.regel, lijn.bedragen[jaar])
        for lijn in begroting.lijnen
        if (lijn.regel.post, lijn.regel.dekking) == (post.naam, post.dekking or DEELNEMERS) and jaar in lijn.bedragen
    )
    uittreding = post.bedragen.get(jaar) if post.van else None
    return Posttermen(jaar, uren, regels, post.correcties, uittreding, "; ".join(post.bronnen) if post.van else "")


def postzinnen(naam: str, termen: Posttermen, decimalen: int, *, kort: bool = False) -> list[str]:
    """How one post adds up. The hours of one function and rate are one term; `kort`: their sum is not spelt out."""
    termwaarden, zinnen = [], []
    for tarief, inzet in termen.per_tarief.items():
        uren = sum((u.uren for u in inzet), NUL)
        functie = inzet[0].regel.functie
        kosten = uren * Fraction(tarief.bedrag)
        termwaarden.append(kosten)
        per_uur = bedrag(Fraction(tarief.bedrag), 2)
        wie = naam if naam == functie else f"{naam}, {functie}"
        zinnen.append(f"{wie}: {vol(uren)} uren × {per_uur} = {bedrag(kosten, decimalen)}.")
        if len(inzet) > 1 and not kort:
            zinnen.append(
                f"De uren van {functie}: {' + '.join(vol(u.uren) for u in inzet if u.uren) or 0} = {vol(uren)}."
            )
    termwaarden += [waarde for _, waarde in termen.regels]
    termwaarden += [correctie.bedrag for correctie in termen.correcties]
    if termen.uittreding is not None:
        termwaarden.append(termen.uittreding)
    if len(termwaarden) > 1:
        zinnen.append(f"{naam} samen: {som(termwaarden, decimalen)} = {bedrag(sum(termwaarden, NUL), decimalen)}.")
    elif termwaarden and not termen.uren:
        zinnen.append(f"{naam}: {bedrag(termwaarden[0], decimalen)}.")
    return zinnen


def postinvoer(termen: Posttermen, decimalen: int, *, kort: bool = False) -> list[str]:
    """The rows of the input that a post rests on; `kort`: the hours of one function on one line."""
    uit = [regel for inzet in termen.per_tarief.values() for regel in _ureninvoer(termen.jaar, inzet, kort=kort)]
    uit += [
        f"Tarief {tarief.functie}: {bedrag(Fraction(tarief.bedrag), 2)} per uur, vanaf {tarief.vanaf}"
        f"{herkomst('Tarieven', tarief)}"
        for tarief in termen.per_tarief
    ]
    uit += [
        f"{regel.post}{', correctie' if regel.soort == 'correctie' else ''}, {termen.jaar}: {bedrag(waarde, decimalen)}"
        f"{herkomst('Begroting', regel)}"
        f"{_volgt(regel, termen.jaar)}"
        for regel, waarde in termen.regels
    ]
    if termen.uittreding is not None:
        uit.append(f"Wie is uitgetreden betaalt {bedrag(-termen.uittreding, decimalen)} (bron: {termen.regeling}).")
    percentages = [regel for een in termen.correcties for regel in (een.afwijking.raming, een.afwijking.definitief)]
    uit += [
        f"{regel.reeks} {regel.jaar}, {regel.stand}: {percentage(Fraction(regel.percentage) / 100)}"
        f"{tussen_haakjes(rijplaats('Indexen', regel.rij), bronvermelding(regel.bron))}."
        for regel in dict.fromkeys(percentages)
    ]
    return uit


def _volgt(regel: Begrotingsregel, van: int) -> str:
    """Where an amount is not what came in: a post that follows an index."""
    if not regel.index or van in regel.bedragen:
        return ""
    (jaar, begin), *_ = regel.bedragen.items()
    basis = f"{bedrag(Fraction(begin), 0 if begin == begin.to_integral_value() else 2)} in {jaar}"
    return f" Dat is {basis}, met index {regel.index}."


def _ureninvoer(jaar: int, inzet: Sequence[Uren], *, kort: bool) -> list[str]:
    gevuld = [u for u in inzet if u.uren]
    if not kort or len(gevuld) < 2:
        return [
            f"{u.regel.taak}, {u.regel.functie}, {jaar}: {vol(u.uren)} uren{herkomst(u.regel.blad, u.regel)}"
            for u in gevuld
        ]
    rijen = f"blad {gevuld[0].regel.blad}, rijen {opsomming([str(u.regel.rij) for u in gevuld])}"
    bron = bronvermelding("; ".join(dict.fromkeys(u.regel.bron for u in gevuld if u.regel.bron)))
    samen = vol(sum((u.uren for u in gevuld), NUL))
    redenen = "".join(afgeleid(reden) for reden in dict.fromkeys(u.regel.afgeleid for u in gevuld))
    return [
        f"{inzet[0].regel.functie}, {jaar}: {samen} uren in {len(gevuld)} taken{tussen_haakjes(rijen, bron)}.{redenen}"
    ]


def stap_te_verdelen(uitkomst: Uitkomst, kostensoort: str, jaar: int, *, kort: bool = False) -> Stap:
    """From the posts of one year to what the participants pay together; `kort` as in `postinvoer`."""
    begroting = uitkomst.begrotingen[kostensoort]
    decimalen = DECIMALEN[uitkomst.gegevens.regio.eenheid(kostensoort, jaar)]
    zinnen: list[str] = []
    invoer: list[str] = []
    verdeeld = [post for post in begroting.posten if not post.dekking and jaar in post.bedragen]
    for post in verdeeld:
        termen = posttermen(begroting, post, jaar)
        zinnen += postzinnen(post.naam, termen, decimalen, kort=kort)
        invoer += postinvoer(termen, decimalen, kort=kort)
    totaal = begroting.te_verdelen[jaar]
    optelling = som([post.bedragen[jaar] for post in verdeeld], decimalen)
    zinnen.append(f"Te verdelen in {jaar}: {optelling} = {bedrag(totaal, decimalen)}.")
    for post in _anders_gedekt(begroting.posten, jaar):
        kosten = bedrag(post.bedragen[jaar], decimalen)
        zinnen.append(f"Niet verdeeld: {post.naam}, {kosten}. Dat wordt betaald uit {post.dekking}.")
        invoer += postinvoer(posttermen(begroting, post, jaar), decimalen, kort=kort)
    return Stap("Wat de gemeenten samen betalen", tuple(zinnen), tuple(dict.fromkeys(invoer)))


def _anders_gedekt(posten: Iterable[Post], jaar: int) -> list[Post]:
    return [post for post in posten if post.dekking and post.bedragen.get(jaar)]
