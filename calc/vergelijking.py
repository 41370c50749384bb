"""Why an amount is another one than in an earlier plan: the split redone step by step, each step with one more thing
of the new plan.

From the old plan first the costs are replaced, then the figures of the participants, the weights of the key, who takes
part, and last the rules (closing rule, unit). What an amount changes in a step is due to that step, so the causes add
up exactly, whatever the rules are. The order matters and is always this one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from itertools import pairwise
from typing import Final

from calc.afronding import EENHEDEN, naar_bedrag
from calc.antwoord import Uitkomst
from calc.mengsel import Helft, overgezet, tussenstand
from calc.splitsing import splits
from calc.verdeling import GEEN_CODE, Jaarverdeling
from calc.verklaring import verklaard
from schemas.fouten import Gebruikersfout
from schemas.kernwoorden import RATO, Munteenheid, Sluitregel

OORZAKEN: Final = ("kosten", "cijfers", "sleutel", "deelnemers", "regels")
BESLOTEN: Final = ("oude bedragen", "nieuwe bedragen")
"""The only part of a key that is not known: amounts that were decided are its figures."""
NUL: Final = Fraction(0)
Waarden = Mapping[str, Fraction]


@dataclass(frozen=True)
class Stand:
    """Everything that the amounts of one kostensoort in one year follow from.

    delen: weight per part of the key. cijfers: per part and gemeentecode, each part in a unit of its own.
    """

    te_verdelen: Fraction
    codes: tuple[str, ...]
    delen: Mapping[str, Fraction]
    cijfers: Mapping[str, Waarden]
    sluitregel: Sluitregel
    eenheid: Munteenheid

    @property
    def besloten(self) -> bool:
        return not self.delen.keys().isdisjoint(BESLOTEN)

    def reeks(self, deel: str) -> tuple[Fraction, ...]:
        return tuple(self.cijfers[deel][code] for code in self.codes)

    @cached_property
    def aandelen(self) -> Waarden:
        """The exact share of each, together 1; nothing where a part has nothing to share by."""
        verhoudingen = {deel: _verhouding(self.reeks(deel)) for deel in self.delen}
        gewichten = dict(zip(self.delen, _verhouding(tuple(self.delen.values())), strict=True))
        return {
            code: sum((gewichten[deel] * verhoudingen[deel][plek] for deel in self.delen), NUL)
            for plek, code in enumerate(self.codes)
        }

    def bedragen(self) -> dict[str, Fraction] | None:
        """Euros per code and for the line Afronding; None where it cannot be split so."""
        eenheid: Munteenheid = self.eenheid if (self.te_verdelen / EENHEDEN[self.eenheid]).denominator == 1 else "cent"
        sluitregel: Sluitregel = self.sluitregel if (self.te_verdelen / EENHEDEN[eenheid]).denominator == 1 else "open"
        waarden = {deel: self.reeks(deel) for deel in self.delen}
        try:
            uitkomst = splits(self.te_verdelen, self.delen, waarden, sluitregel, eenheid)
        except Gebruikersfout:
            return None
        uit = {code: naar_bedrag(een, eenheid) for code, een in zip(self.codes, uitkomst.totalen, strict=True)}
        return {**uit, GEEN_CODE: naar_bedrag(uitkomst.afronding, eenheid)}

    @cached_property
    def kern(self) -> Sequence[object]:
        """What it rests on, whatever the units of the figures and the scale of the weights."""
        cijfers = {deel: _verhouding(self.reeks(deel)) for deel in self.delen}
        return self.te_verdelen, self.codes, cijfers, _verhouding(tuple(self.delen.values()))


@dataclass(frozen=True)
class Stappen:
    """One kostensoort of two plans. `bedragen`: per row the old amounts, those after each cause, the last being the
    new ones; the row `""` is the line Afronding.

    codes: a row each; what who merged into another paid is in the row of that one. samengevoegd: who they are, per
    row. onbekend: of which of the two (`oud`, `nieuw`) the key is not known. ondeelbaar: causes that cannot be told
    apart from the one after it.
    """

    kostensoort: str
    codes: tuple[str, ...]
    bedragen: tuple[Waarden, ...]
    gekomen: tuple[str, ...]
    vertrokken: tuple[str, ...]
    samengevoegd: Mapping[str, tuple[str, ...]]
    onbekend: tuple[str, ...]
    ondeelbaar: tuple[str, ...]

    def door(self, oorzaak: str, code: str) -> Fraction:
        plek = OORZAKEN.index(oorzaak)
        return self.bedragen[plek + 1][code] - self.bedragen[plek][code]


@dataclass(frozen=True)
class Kant:
    """One side: one kostensoort of a plan, in the plan's own year. `erbij`: plans of other regions that join it."""

    uitkomst: Uitkomst
    kostensoort: str
    besluit: str
    erbij: tuple[Uitkomst, ...] = ()

    @cached_property
    def bronnen(self) -> tuple[Jaarverdeling, ...]:
        plekken = [(een, een.gegevens.plan.jaar) for een in (self.uitkomst, *self.erbij)]
        heeft = [(een, jaar) for een, jaar in plekken if een.verdeling.heeft(self.kostensoort, jaar)]
        return tuple(verklaard(een, een.verdeling.van(self.kostensoort, jaar)) for een, jaar in heeft)

    @cached_property
    def bron(self) -> Jaarverdeling | None:
        """The only one."""
        return self.bronnen[0] if len(self.bronnen) == 1 else None

    @property
    def jaar(self) -> int:
        return self.uitkomst.gegevens.plan.jaar

    @cached_property
    def stand(self) -> Stand | None:
        """None where there is no such kostensoort. What no one key explains is known by its amounts."""
        if not self.bronnen:
            return None
        bron = self.bron
        if bron is None or bron.sleutel is None or not bron.enkel_sleutel or bron.sluitregel is None:
            delen, bedragen = {self.besluit: Fraction(1)}, dict(self.bedragen)
            del bedragen[GEEN_CODE]
            samen = sum((een.te_verdelen for een in self.bronnen), NUL)
            fijnst = min((een.eenheid for een in self.bronnen), key=lambda eenheid: EENHEDEN[eenheid])
            return Stand(samen, tuple(bedragen), delen, {self.besluit: bedragen}, "grootste-rest", fijnst)
        cijfers = {deel: dict(zip(bron.deelnemers, bron.cijfers_van(deel), strict=True)) for deel in bron.sleutel.delen}
        return Stand(bron.te_verdelen, bron.deelnemers, bron.sleutel.delen, cijfers, bron.sluitregel, bron.eenheid)

    @cached_property
    def bedragen(self) -> Waarden:
        """As they stand in the plan, or in all of them together."""
        uit: dict[str, Fraction] = {}
        for bron in self.bronnen:
            for code, bedrag in (*bron.bedragen.items(), (GEEN_CODE, bron.afronding)):
                uit[code] = uit.get(code, NUL) + bedrag
        return uit

    def cijfers(self, deel: str) -> Waarden:
        """What the plan has of a part: at the peiljaar of its key, else the newest of before the year."""
        eigen = self.stand.cijfers.get(deel, {}) if self.stand else {}
        peiljaar = self.bron.peiljaren.get(deel) if self.bron else None
        waarden = [w for w in self.uitkomst.gegevens.maatstaven if w.maatstaf == deel]
        if peiljaar is None:
            peiljaar = max((w.peiljaar for w in waarden if w.peiljaar < self.jaar), default=None)
        return {**{w.gemeentecode: Fraction(w.waarde) for w in waarden if w.peiljaar == peiljaar}, **eigen}


def vergelijk(oud: Uitkomst, nieuw: Uitkomst, kostensoort: str, erbij: tuple[Uitkomst, ...] = ()) -> Stappen:
    """One kostensoort of two plans, each in its own year; `erbij` are old plans of regions that join the first.

    A kostensoort that only one of them has costs nothing in the other: then all of it is due to the costs.
    """
    kant_oud, kant_nieuw = Kant(oud, kostensoort, BESLOTEN[0], erbij), Kant(nieuw, kostensoort, BESLOTEN[1])
    bekend = {"oud": kant_oud.stand, "nieuw": kant_nieuw.stand}
    een = kant_oud.stand or kant_nieuw.stand
    assert een is not None
    toen = kant_oud.stand or replace(een, te_verdelen=NUL)
    nu = kant_nieuw.stand or replace(een, te_verdelen=NUL)
    opvolgers = nieuw.gegevens.regio.opvolgers(toen.codes, nu.codes)
    if in_delen(kant_oud, kant_nieuw):
        reeks, ondeelbaar = _met_delen(kant_oud, kant_nieuw, opvolgers)
        bekend = {}
    else:
        standen = _standen(toen, nu, kant_oud, kant_nieuw, opvolgers)
        reeks, ondeelbaar = _bedragen(standen, kant_oud.bedragen, kant_nieuw.bedragen, besloten=nu.besloten)
    codes = _rijen((oud, *erbij), nieuw, {*toen.codes, *nu.codes} - opvolgers.keys())
    leden = {code: tuple(een for een in toen.codes if opvolgers.get(een) == code) for code in (*codes, GEEN_CODE)}
    bedragen = tuple(
        {rij: sum((na.get(lid, NUL) for lid in (rij, *wie)), NUL) for rij, wie in leden.items()} for na in reeks
    )
    return Stappen(
        kostensoort,
        codes,
        bedragen,
        tuple(code for code in nu.codes if code not in toen.codes and not leden[code]),
        tuple(code for code in toen.codes if code not in nu.codes and code not in opvolgers),
        {code: wie for code, wie in leden.items() if wie},
        tuple(naam for naam, stand in bekend.items() if stand is not None and stand.besloten),
        ondeelbaar,
    )  # fmt: skip


def in_delen(oud: Kant, nieuw: Kant) -> bool:
    """Whether one of two known rules is more than a key, so that the whole calculation has to be done again."""
    if oud.bron is None or nieuw.bron is None or oud.bron.opbouw is None or nieuw.bron.opbouw is None:
        return False
    return not (oud.bron.enkel_sleutel and nieuw.bron.enkel_sleutel)


def _met_delen(oud: Kant, nieuw: Kant, opvolgers: Mapping[str, str]) -> tuple[list[Waarden], tuple[str, ...]]:
    """The amounts after each cause, of contributions that are made of parts."""
    assert oud.bron is not None
    assert nieuw.bron is not None
    helften = Helft(oud.uitkomst, oud.bron), Helft(nieuw.uitkomst, nieuw.bron)
    reeks, ondeelbaar = [oud.bedragen], []
    for stap, oorzaak in enumerate(OORZAKEN[:-1], start=1):
        gevonden = tussenstand(*helften, stap, opvolgers)
        if gevonden is None:
            ondeelbaar.append(oorzaak)
        reeks.append(reeks[-1] if gevonden is None else gevonden)
    return [*reeks, nieuw.bedragen], tuple(ondeelbaar)


def _rijen(ouden: Sequence[Uitkomst], nieuw: Uitkomst, codes: set[str]) -> tuple[str, ...]:
    """In the order of the new region file; who it does not know comes last."""
    volgorde = dict.fromkeys(code for een in (nieuw, *ouden) for code in een.gegevens.regio.alle_deelnemers)
    return tuple(code for code in volgorde if code in codes)


def _standen(toen: Stand, nu: Stand, oud: Kant, nieuw: Kant, opvolgers: Mapping[str, str]) -> list[Stand]:
    """From the old plan to the new one, but for the rules: of decided amounts no rule is known, so none changes."""
    if toen.besloten:
        toen = replace(toen, sluitregel=nu.sluitregel, eenheid=nu.eenheid)
    kosten = replace(toen, te_verdelen=nu.te_verdelen)
    cijfers = replace(kosten, cijfers={deel: _overgezet(deel, kosten, nieuw, oud, opvolgers) for deel in kosten.delen})
    overgezet = {deel: _overgezet(deel, cijfers, nieuw, oud, opvolgers) for deel in nu.delen}
    sleutel = replace(cijfers, delen=nu.delen, cijfers=overgezet)
    return [toen, kosten, cijfers, sleutel, replace(nu, sluitregel=toen.sluitregel, eenheid=toen.eenheid)]


def _overgezet(deel: str, stand: Stand, nieuw: Kant, oud: Kant, opvolgers: Mapping[str, str]) -> Waarden:
    """The figures of the new plan for the participants of before."""
    if deel == RATO:
        return dict.fromkeys(stand.codes, Fraction(1))
    eerder = stand.cijfers.get(deel) or oud.cijfers(deel)
    return overgezet(stand.codes, eerder, nieuw.cijfers(deel), stand.aandelen, opvolgers)


def _bedragen(
    standen: Sequence[Stand], begin: Waarden, slot: Waarden, *, besloten: bool
) -> tuple[list[Waarden], tuple[str, ...]]:
    """The old amounts, those after each cause, the new ones; what nothing changed in leaves them as they are."""
    reeks, ondeelbaar, laatste = [begin], [], 0
    for plek, (voor, na) in enumerate(pairwise(standen), start=1):
        if voor.kern == na.kern:
            reeks.append(reeks[-1])
            continue
        laatste, gevonden = plek, na.bedragen()
        if gevonden is None:
            ondeelbaar.append(OORZAKEN[plek - 1])
        reeks.append(reeks[-1] if gevonden is None else gevonden)
    if besloten and laatste:
        # A decision was taken, no rule was applied: the last cause leads to what was decided, to the cent.
        reeks[laatste:] = [slot] * (len(reeks) - laatste)
    return [*reeks, slot], tuple(ondeelbaar)


def _verhouding(waarden: Sequence[Fraction]) -> tuple[Fraction, ...]:
    som = sum(waarden, NUL)
    return tuple(Fraction(waarde) / som for waarde in waarden) if som else tuple(map(Fraction, waarden))
