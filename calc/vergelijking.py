"""Why an amount is another one than in an earlier plan: the calculation redone step by step, each step with one more
thing of the new plan.

From the old plan first the costs are replaced, then the figures of the participants, the weights of the key, who takes
part, and last the rules (closing rule, unit). What an amount changes in a step is due to that step, so the causes add
up exactly, whatever the rules are. The order matters and is always this one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final

from calc.afronding import NUL
from calc.antwoord import Uitkomst
from calc.mengsel import CIJFERS, KOSTEN, SLEUTEL, WIE, Helft, Waarden, alleen_bedragen, bedragen_van, tussenstand
from calc.verdeling import GEEN_CODE
from calc.verklaring import verklaard

OORZAKEN: Final = ("kosten", "cijfers", "sleutel", "deelnemers", "regels")
BESLOTEN: Final = ("oude bedragen", "nieuwe bedragen")
"""The only part of a key that is not known: amounts that were decided are its figures."""


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


def vergelijk(oud: Uitkomst, nieuw: Uitkomst, kostensoort: str, erbij: tuple[Uitkomst, ...] = ()) -> Stappen:
    """One kostensoort of two plans, each in its own year; `erbij` are old plans of regions that join the first.

    A kostensoort that only one of them has costs nothing in the other: then all of it is due to the costs.
    """
    ouden, nieuwen = _plannen(kostensoort, oud, *erbij), _plannen(kostensoort, nieuw)
    # What is more than a key can be calculated again where both rules are known.
    heel = all(len(kant) == 1 and kant[0].bron.opbouw is not None for kant in (ouden, nieuwen))
    kanten = [_kant(kant, naam, heel=heel) for kant, naam in zip((ouden, nieuwen), BESLOTEN, strict=True)]
    toen, nu = kanten[0] or _zonder_kosten(kanten[1]), kanten[1] or _zonder_kosten(kanten[0])
    van, naar = toen.bron.deelnemers, nu.bron.deelnemers
    opvolgers = nieuw.gegevens.regio.opvolgers(van, naar)
    besluit = len(OORZAKEN)
    if nu.besluit:
        # A decision was taken, no rule was applied: the last cause leads to what was decided, to the cent.
        besluit = KOSTEN if None in kanten else SLEUTEL if set(van) == set(naar) else WIE
    begin, slot = bedragen_van(ouden), bedragen_van(nieuwen)
    reeks, ondeelbaar = _reeks(toen, nu, begin, opvolgers, besluit)
    reeks += [slot] * (len(OORZAKEN) + 1 - len(reeks))
    codes = _rijen((oud, *erbij), nieuw, {*van, *naar} - opvolgers.keys())
    leden = {code: tuple(een for een in van if opvolgers.get(een) == code) for code in (*codes, GEEN_CODE)}
    bedragen = tuple(
        {rij: sum((na.get(lid, NUL) for lid in (rij, *wie)), NUL) for rij, wie in leden.items()} for na in reeks
    )
    return Stappen(
        kostensoort,
        codes,
        bedragen,
        tuple(code for code in naar if code not in van and not leden[code]),
        tuple(code for code in van if code not in naar and code not in opvolgers),
        {code: wie for code, wie in leden.items() if wie},
        tuple(naam for naam, kant in zip(("oud", "nieuw"), kanten, strict=True) if kant is not None and kant.besluit),
        ondeelbaar,
    )  # fmt: skip


def _plannen(kostensoort: str, *uitkomsten: Uitkomst) -> list[Helft]:
    """Those of the plans that have it, each in its own year."""
    plekken = [(een, een.gegevens.plan.jaar) for een in uitkomsten]
    heeft = [(een, jaar) for een, jaar in plekken if een.verdeling.heeft(kostensoort, jaar)]
    return [Helft(een, verklaard(een, een.verdeling.van(kostensoort, jaar))) for een, jaar in heeft]


def _kant(plannen: Sequence[Helft], besluit: str, *, heel: bool) -> Helft | None:
    """None where there is no such kostensoort. What no one key explains is known by its amounts."""
    if len(plannen) == 1 and (heel or plannen[0].bron.enkel_sleutel):
        return plannen[0]
    return alleen_bedragen(plannen, besluit) if plannen else None


def _zonder_kosten(ander: Helft | None) -> Helft:
    assert ander is not None
    return replace(ander, bron=replace(ander.bron, begroot=NUL))


def _rijen(ouden: Sequence[Uitkomst], nieuw: Uitkomst, codes: set[str]) -> tuple[str, ...]:
    """In the order of the new region file; who it does not know comes last."""
    volgorde = dict.fromkeys(code for een in (nieuw, *ouden) for code in een.gegevens.regio.alle_deelnemers)
    return tuple(code for code in volgorde if code in codes)


def _reeks(
    oud: Helft, nieuw: Helft, begin: Waarden, opvolgers: Mapping[str, str], besluit: int
) -> tuple[list[Waarden], tuple[str, ...]]:
    """The old amounts and those after each cause, up to the one that leads to the new amounts; and what cannot be told
    apart."""
    reeks, ondeelbaar, vorige = [begin], [], oud.bron
    for stap, oorzaak in enumerate(OORZAKEN[:-1], start=1):
        if stap == besluit:
            break
        # Decided amounts need not be what they would be split to: as long as nothing changed they stay as they are.
        zelfde = oud.bron.begroot == nieuw.bron.begroot if stap == KOSTEN else stap == CIJFERS
        gevonden = None if oud.besluit and zelfde else tussenstand(oud, nieuw, stap, opvolgers, vorige)
        if gevonden is not None:
            vorige = gevonden
            reeks.append({**gevonden.bedragen, GEEN_CODE: gevonden.afronding})
            continue
        reeks.append(reeks[-1])
        if not (oud.besluit and zelfde):
            ondeelbaar.append(oorzaak)
    return reeks, tuple(ondeelbaar)
