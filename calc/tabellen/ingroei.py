"""Ingroei: from the old split to the new one in equal steps, at equal costs, so that every year adds up to the same.

Only who takes part in both plans grows in: who joined pays in full from the first year, who left pays nothing. With a
limit to what may come on top in a year the fall of the others is smaller in the same proportion, so the sum stays zero.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from math import floor

from calc.afronding import NUL, op_een_noemer, verdeel_pot
from calc.model.plan import Plan
from calc.model.sluitregels import grootste_rest
from calc.model.tabel import AFRONDING, SAMEN, Kolom, Tabel, Vorm
from calc.model.uitdrukking import (
    Gegeven,
    Uitdrukking,
    Zuiver,
    als,
    cel,
    exact,
    kol,
    rond,
    som,
    totaal,
)
from calc.notatie import euro, opsomming, procent
from calc.tabel import CENT, Soort
from calc.tabellen.deelnemers import deelnemertabel
from calc.tabellen.vergelijking import decimalen, gemeente, label, stappen_van
from calc.verdeling import GEEN_CODE
from calc.vergelijking import Stappen
from schemas.inhoud import klein

INGROEI = "ingroei"


@dataclass(frozen=True)
class Hoogstens:
    """What may come on top for a participant in every year: euros, or a fraction of what it paid by the old split."""

    bedrag: Fraction
    is_deel: bool

    def __str__(self) -> str:
        return procent(self.bedrag, 2).replace(",00%", "%") if self.is_deel else euro(self.bedrag)

    def van(self, begin: Fraction, decimalen: int) -> Fraction:
        """Whole units, not above it."""
        grens = abs(begin) * self.bedrag if self.is_deel else self.bedrag
        return Fraction(floor(grens * 10**decimalen), 10**decimalen)


def begin_van(stappen: Stappen, decimalen: int) -> dict[str, Fraction]:
    """What each pays by the old split at the new costs, together what they pay by the new one.

    Who left is not in it. Where someone joined or left, or rounding did not close, the total of those who stay is
    split in proportion to what they would have paid.
    """
    na_kosten, nieuw = stappen.bedragen[1], stappen.bedragen[-1]
    blijven = [code for code in stappen.codes if code not in (*stappen.gekomen, *stappen.vertrokken)]
    samen = sum((nieuw[code] for code in blijven), NUL)
    oud = [na_kosten[code] for code in blijven]
    if sum(oud, NUL) != samen and any(oud) and min(oud) >= 0:
        schaal = 10**decimalen
        delen = verdeel_pot(samen * schaal, op_een_noemer(oud)[0], "grootste-rest").eenheden
        oud = [Fraction(deel, schaal) for deel in delen]
    elif sum(oud, NUL) != samen:
        oud = [nieuw[code] for code in blijven]
    begin = {**dict(zip(blijven, oud, strict=True)), **{code: nieuw[code] for code in stappen.gekomen}}
    return {code: begin[code] for code in stappen.codes if code in begin}


def ingroei(plan: Plan, kostensoort: str, jaren: int, hoogstens: Hoogstens | None = None) -> Tabel:
    """One kostensoort over so many years, of which the last has the new split (but for what a limit kept back)."""
    stappen, cijfers = stappen_van(plan.uitkomst)[kostensoort], decimalen(plan, kostensoort)
    begin, nieuw = begin_van(stappen, cijfers), stappen.bedragen[-1]
    alle = tuple(range(plan.jaar, plan.jaar + jaren))
    kolommen = [
        _stap("begin", "Oude verdeling", (Soort.GELD, cijfers)),
        _stap("doel", "Nieuwe verdeling", (Soort.GELD, cijfers)),
        _stap("effect", "Verschil", (Soort.GELD, cijfers), kol("doel") - kol("begin")),
        *_verandering(jaren, cijfers, begrensd=hoogstens is not None),
    ]
    for nummer, jaar in enumerate(alle, start=1):
        kolommen += _jaar(str(jaar), nummer, jaren, cijfers)
    waar = f"vergelijking {kostensoort}"
    eigen: dict[str, dict[str, Gegeven]] = {}
    for code, van in begin.items():
        eigen[code] = {"begin": Gegeven(exact(van), waar), "doel": Gegeven(exact(nieuw[code]), waar)}
        if hoogstens is not None:
            eigen[code]["hoogstens"] = Gegeven(exact(hoogstens.van(van, cijfers)), f"hoogstens {hoogstens} per jaar")
    afronding = {str(jaar): Gegeven(exact(nieuw[GEEN_CODE]), waar) for jaar in alle} if nieuw[GEEN_CODE] else False
    wat = label(plan, kostensoort)
    titel = f"Ingroei {klein(wat)} in {jaren} jaar, bij gelijke kosten"
    return deelnemertabel(
        plan, plan.tabel(INGROEI, kostensoort), titel, begin, kolommen, heet=partial(gemeente, plan), eigen=eigen,
        afronding=afronding, noten=_noten(plan, stappen, begin, alle, cijfers, hoogstens),
    )  # fmt: skip


def _stap(naam: str, titel: str, vorm: Vorm, formule: Uitdrukking | None = None) -> Kolom:
    return Kolom(naam, titel, *vorm, formule, stap=True)


def _verandering(jaren: int, cijfers: int, *, begrensd: bool) -> Sequence[Kolom]:
    """What changes over all years: the difference; above a limit the limit, and the others as much less."""
    geld = Soort.GELD, cijfers
    if not begrensd:
        return [_stap("verandering", "Verandering", geld, kol("effect"))]
    meest = kol("hoogstens") * jaren
    grens = als(kol("effect") < meest, kol("effect"), meest)
    minder = als(Zuiver(totaal("daling")) < 0, -totaal("stijging") / totaal("daling"), 0)
    return [
        _stap("hoogstens", "Hoogstens erbij per jaar", geld),
        _stap("stijging", "Stijging", geld, als(kol("effect") > 0, grens, 0)),
        _stap("daling", "Daling", geld, als(kol("effect") < 0, kol("effect"), 0)),
        _stap("verandering", "Verandering", CENT, kol("stijging") + kol("daling") * minder),
    ]


def _jaar(jaar: str, nummer: int, jaren: int, cijfers: int) -> Sequence[Kolom]:
    """After so many steps, in whole units by largest remainder.

    Everything is multiplied first and divided last, so that doubles carry a whole number as one.
    """
    schaal = 10**cijfers
    eenheden = (rond(kol("begin") * schaal) * jaren + kol("verandering") * (schaal * nummer)) / jaren
    stappen, hele = grootste_rest(jaar, jaar, eenheden, rond(totaal("doel") * schaal), "doel")
    return [*stappen, Kolom(jaar, jaar, Soort.GELD, cijfers, hele / schaal)]


def ingroei_samen(plan: Plan, per_soort: Sequence[Tabel]) -> Tabel:
    """All kostensoorten together."""
    jaren = [kolom.naam for kolom in per_soort[0].kolommen if kolom.naam.isdecimal()]
    cijfers = max(kolom.decimalen for tabel in per_soort for kolom in tabel.kolommen if kolom.naam.isdecimal())
    kolommen = [
        Kolom(jaar, jaar, Soort.GELD, cijfers, som(cel(tabel.naam, None, jaar) for tabel in per_soort))
        for jaar in jaren
    ]
    codes = dict.fromkeys(code for tabel in per_soort for code in tabel.sleutels)
    titel = f"Ingroei van alle kostensoorten samen in {len(jaren)} jaar, bij gelijke kosten"
    afronding = any(AFRONDING in tabel.rij_van for tabel in per_soort)
    naam, heet = plan.tabel(INGROEI, SAMEN), partial(gemeente, plan)
    return deelnemertabel(plan, naam, titel, codes, kolommen, heet=heet, afronding=afronding)


def _noten(
    plan: Plan,
    stappen: Stappen,
    begin: Mapping[str, Fraction],
    jaren: Sequence[int],
    cijfers: int,
    hoogstens: Hoogstens | None,
) -> tuple[str, ...]:
    nieuw, aantal = stappen.bedragen[-1], len(jaren)
    totaal_ = sum((nieuw[code] for code in (*begin, GEEN_CODE)), NUL)
    grenzen = {code: hoogstens.van(van, cijfers) for code, van in begin.items()} if hoogstens is not None else {}
    over = {code: nieuw[code] - begin[code] - aantal * grens for code, grens in grenzen.items()}
    te_veel = [f"{gemeente(plan, code)} {euro(bedrag, cijfers)}" for code, bedrag in over.items() if bedrag > 0]
    noten = [f"Elk jaar telt op tot {euro(totaal_, cijfers)}: wat de een meer betaalt, betaalt een ander minder."]
    if aantal > 1:
        slot = f", in {jaren[-1]} het hele verschil" if not te_veel else ""
        noten.append(f"In {jaren[0]} telt 1/{aantal} van het verschil mee, elk jaar daarna 1/{aantal} meer{slot}.")
    if stappen.gekomen:
        namen = opsomming([gemeente(plan, code) for code in stappen.gekomen])
        noten.append(f"Wie is toegetreden, betaalt vanaf {jaren[0]} de nieuwe bijdrage: {namen}.")
    if te_veel:
        noten.append(f"Hoogstens {hoogstens} per jaar erbij. Wie minder gaat betalen, daalt daardoor ook minder.")
        noten.append(f"Na {jaren[-1]} is nog niet ingegroeid: {opsomming(te_veel)}.")
    elif hoogstens is not None:
        noten.append(f"Hoogstens {hoogstens} per jaar erbij; die grens wordt nergens overschreden.")
    return tuple(noten)
