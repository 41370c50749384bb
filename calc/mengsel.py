"""A plan that is half of one and half of another: what a contribution would be with one more thing of the new.

The region file of each is frozen at the year of its plan, and the wanted halves are put together; what that gives is
calculated as any plan is. So every rule that a region file can say takes part, also one that no key is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import Any, Final, cast

from pydantic import BaseModel

from calc.afronding import EENHEDEN, NUL
from calc.antwoord import Uitkomst
from calc.verdeling import GEEN_CODE, Jaarverdeling, Regel
from calc.verklaring import verklaard
from schemas.dekkingcontrole import DEELNEMERS
from schemas.fouten import Gebruikersfout
from schemas.gegevens import Begrotingsregel, Gegevens, Maatstafwaarde
from schemas.geldend import Regio
from schemas.getal import als_decimaal
from schemas.gevraagd import Gevraagd, gevraagd
from schemas.kernwoorden import BIJDRAGE
from schemas.regio import Deelnemer, Maatstaf
from schemas.regiobestand import RegioBestand
from schemas.regioopbouw import Sleutel
from schemas.regiovorm import Gedateerd, sinds

BEGIN: Final = 2000
Waarden = Mapping[str, Fraction]
KOSTEN, CIJFERS, SLEUTEL, WIE = 1, 2, 3, 4
"""From which step on the costs, the figures, the rule and the participants are those of the new plan."""


@dataclass(frozen=True)
class Helft:
    """One of the two plans: one kostensoort in its own year.

    besluit: where no rule is known but the amounts, what these are called as the only maatstaf of a key. deelnemers:
        who they are of, where that is not who takes part in the year.
    """

    uitkomst: Uitkomst
    bron: Jaarverdeling
    besluit: str = ""
    deelnemers: tuple[Deelnemer, ...] = ()

    @property
    def jaar(self) -> int:
        return self.bron.jaar

    @cached_property
    def bestand(self) -> RegioBestand:
        """The region file as it was in the year, without a date."""
        eigen = self.uitkomst.gegevens.regio.bestand
        erbij = self.deelnemers or tuple(d for d in eigen.deelnemers if d.neemt_deel(self.jaar))
        altijd = {"van": BEGIN, "tot_en_met": None, "samengesteld_uit": ()}
        bevroren: RegioBestand = _bevroren(eigen, self.jaar)
        wie = tuple(_bevroren(d, self.jaar).model_copy(update=altijd) for d in erbij)
        bevroren = bevroren.model_copy(update={"deelnemers": wie})
        return self._naar_de_bedragen(bevroren) if self.besluit else bevroren

    def _naar_de_bedragen(self, bestand: RegioBestand) -> RegioBestand:
        """With the amounts as the key."""
        regel = {
            "sleutel": {BEGIN: Sleutel.model_construct(delen={self.besluit: Decimal(1)}, bron="")},
            "eenheid": {BEGIN: Gedateerd.model_construct(waarde=self.bron.eenheid, bron="")},
            "sluitregel": {}, "opbouw": {}, "grenzen": {}, "deelnemers": {},
        }  # fmt: skip
        naam = self.bron.kostensoort
        anders = {
            "kostensoorten": {**bestand.kostensoorten, naam: bestand.kostensoorten[naam].model_copy(update=regel)},
            "maatstaven": {**bestand.maatstaven, self.besluit: Maatstaf(label=self.besluit)},
        }
        return bestand.model_copy(update=anders)

    def van(self, kostensoort: str) -> Helft:
        """Another cost of the same plan and year, with the key that explains it where it was decided."""
        return Helft(self.uitkomst, verklaard(self.uitkomst, self.uitkomst.verdeling.van(kostensoort, self.jaar)))

    def cijfers(self, vraag: Gevraagd) -> Waarden:
        """What the plan has of a figure: at the peiljaar that it took itself, else the newest that it could take."""
        if vraag.maatstaf == self.besluit:
            return self.bron.bedragen
        gebruikt = self.bron.gebruikt
        eigen = (
            peil for (naam, _, eerder), peil in gebruikt.items() if (naam, eerder) == (vraag.maatstaf, vraag.eerder)
        )
        waarden = [w for w in self.uitkomst.gegevens.maatstaven if w.maatstaf == vraag.maatstaf]
        laatste = self.jaar - vraag.achterstand - vraag.eerder
        peiljaar = gebruikt.get((vraag.maatstaf, vraag.peiljaar, vraag.eerder)) or next(eigen, None)
        peiljaar = peiljaar or max((w.peiljaar for w in waarden if w.peiljaar <= laatste), default=None)
        return {w.gemeentecode: Fraction(w.waarde) for w in waarden if w.peiljaar == peiljaar}


def bedragen_van(plannen: Iterable[Helft]) -> Waarden:
    """As they stand in the plan, or in all of them together; with the line Afronding."""
    uit: dict[str, Fraction] = {}
    for een in plannen:
        for code, bedrag in (*een.bron.bedragen.items(), (GEEN_CODE, een.bron.afronding)):
            uit[code] = uit.get(code, NUL) + bedrag
    return uit


def alleen_bedragen(plannen: Sequence[Helft], besluit: str) -> Helft:
    """What is known of one or more plans together without their rules: who paid what."""
    eerste = plannen[0]
    bedragen = {code: bedrag for code, bedrag in bedragen_van(plannen).items() if code != GEEN_CODE}
    bekend = {c: d for een in reversed(plannen) for c, d in een.uitkomst.gegevens.regio.alle_deelnemers.items()}
    bron = Jaarverdeling(
        eerste.bron.kostensoort, eerste.jaar, tuple(bedragen),
        min((een.bron.eenheid for een in plannen), key=lambda eenheid: EENHEDEN[eenheid]), "grootste-rest", None, {},
        tuple(Regel(code, BIJDRAGE, bedrag) for code, bedrag in bedragen.items()),
        begroot=sum((een.bron.te_verdelen for een in plannen), NUL),
    )  # fmt: skip
    return Helft(eerste.uitkomst, bron, besluit, tuple(bekend[code] for code in bedragen))


def tussenstand(
    oud: Helft, nieuw: Helft, stap: int, opvolgers: Mapping[str, str], vorige: Jaarverdeling
) -> Jaarverdeling | None:
    """What the plan would be with so many things of the new one; None where that cannot be.

    vorige: the same with one thing less.
    """
    herreken, soort, jaar = nieuw.uitkomst.herreken, nieuw.bron.kostensoort, nieuw.jaar
    paren = {soort: (oud, nieuw), **_waarop_zij_leunen(oud, nieuw)}
    # Of decided amounts no rule of rounding is known, so none changes.
    afronding = nieuw if oud.besluit else oud
    regio = Regio(_bestand(oud.bestand, nieuw.bestand, afronding.bestand, paren, stap))
    nodig = [soort]
    for een in nodig:
        if een not in paren:
            return None
        nodig += [ander for ander in regio.leunt_op(een, jaar) if ander not in nodig]
    begroot = {een: als_decimaal(paren[een][1].bron.begroot) for een in nodig}
    if herreken is None or any(Fraction(bedrag) != paren[een][1].bron.begroot for een, bedrag in begroot.items()):
        return None
    bestand, sluitregel = regio.bestand, None if afronding.besluit else afronding.uitkomst.sluitregel
    kostensoorten = {een: bestand.kostensoorten[een] for een in nodig}
    if (nieuw.bron.begroot / EENHEDEN[regio.eenheid(soort, jaar)]).denominator != 1:
        cent: dict[str, Any] = {"eenheid": {BEGIN: Gedateerd.model_construct(waarde="cent", bron="")}}
        kostensoorten[soort] = kostensoorten[soort].model_copy(update=cent)
        sluitregel = sluitregel if (nieuw.bron.begroot / EENHEDEN["cent"]).denominator == 1 else "open"
    regio = Regio(bestand.model_copy(update={"kostensoorten": kostensoorten}))
    cijfers: dict[tuple[str, int, str], Maatstafwaarde] = {}
    for een in nodig:
        aandelen = _aandelen(vorige if een == soort else paren[een][0].bron)
        for waarde in _cijfers(regio, *paren[een], stap, aandelen, opvolgers):
            cijfers.setdefault((waarde.maatstaf, waarde.peiljaar, waarde.gemeentecode), waarde)
    plan = replace(nieuw.uitkomst.gegevens.plan, basisjaar=jaar, laatste_jaar=jaar, scenario_tot_en_met=jaar)
    posten = tuple(
        Begrotingsregel(een, "Kosten", "correctie", DEELNEMERS, {jaar: bedrag}, "", "", 0)
        for een, bedrag in begroot.items()
    )
    gegevens = Gegevens(regio, plan, (), tuple(cijfers.values()), posten, (), (), (), (), (), (), (), "", "")
    try:
        return herreken(gegevens, sluitregel).verdeling.van(soort, jaar)
    except Gebruikersfout:
        return None


def _waarop_zij_leunen(oud: Helft, nieuw: Helft) -> dict[str, tuple[Helft, Helft]]:
    """The other costs of the new plan, by whose outcome this one may be shared; of what was decided no rule is known.

    What the old plan did not have yet is in both halves as the new one has it.
    """
    anderen = [een for een in nieuw.uitkomst.gegevens.regio.kostensoorten if een != nieuw.bron.kostensoort]
    nu = {een: nieuw.van(een) for een in anderen}
    toen = {een: oud.van(een) if oud.uitkomst.verdeling.heeft(een, oud.jaar) else nu[een] for een in anderen}
    paren = {een: (toen[een], nu[een]) for een in anderen}
    return {een: paar for een, paar in paren.items() if not any(helft.bron.vastgesteld for helft in paar)}


def _cijfers(
    regio: Regio, oud: Helft, nieuw: Helft, stap: int, aandelen: Waarden, opvolgers: Mapping[str, str]
) -> Iterator[Maatstafwaarde]:
    """The figures that one of the costs asks for."""
    codes = (nieuw if stap >= WIE else oud).bron.deelnemers
    for vraag in gevraagd(regio, nieuw.bron.kostensoort, nieuw.jaar):
        toen, nu = oud.cijfers(vraag), nieuw.cijfers(vraag)
        waarden = nu if stap >= WIE else toen
        if CIJFERS <= stap < WIE:
            waarden = _overgezet(codes, toen, nu, aandelen, opvolgers)
        for code, waarde in waarden.items():
            # A fraction as it is: cut at the precision of decimals a tie would be rounded the other way.
            yield Maatstafwaarde(vraag.maatstaf, vraag.gewenst(nieuw.jaar), code, cast(Decimal, waarde), None)


def _overgezet(
    codes: Sequence[str], eerder: Waarden, nieuw: Waarden, aandelen: Waarden, opvolgers: Mapping[str, str]
) -> Waarden:
    """The figures of a new plan for the participants of before.

    Who has none there keeps its proportion to the others: by its own figure of before where all have one, else by its
    share. Of who merged into another, the figure of that one is divided in the same way.
    """
    maat = eerder if all(code in eerder for code in codes) else aandelen
    uit = {code: nieuw[code] for code in codes if code in nieuw}
    for code in codes:
        samen = opvolgers.get(code, "")
        if code not in uit and samen in nieuw:
            groep = [een for een in codes if opvolgers.get(een) == samen and een not in nieuw]
            som = sum((maat[een] for een in groep), NUL)
            uit[code] = nieuw[samen] * (maat[code] / som if som else Fraction(1, len(groep)))
    toen = sum((maat[code] for code in uit), NUL)
    factor = sum(uit.values(), NUL) / toen if toen else Fraction(1)
    return {code: uit.get(code, maat[code] * factor) for code in codes}


def _aandelen(bron: Jaarverdeling) -> Waarden:
    """Exact where a key gives them, else what each amount is of all."""
    if bron.enkel_sleutel:
        return {code: bron.regel(code).aandeel or NUL for code in bron.deelnemers}
    som = sum(bron.bedragen.values(), NUL)
    return {code: bedrag / som if som else bedrag for code, bedrag in bron.bedragen.items()}


def _bestand(
    oud: RegioBestand, nieuw: RegioBestand, afronding: RegioBestand, soorten: Iterable[str], stap: int
) -> RegioBestand:
    """The halves together; `afronding`: the one of which the rules of rounding and limits are."""
    kostensoorten = {}
    for soort in soorten:
        nu = nieuw.kostensoorten[soort]
        toen = oud.kostensoorten.get(soort, nu)
        regel, wie = (toen if stap < SLEUTEL else nu), (toen if stap < WIE else nu)
        anders = {"sleutel": regel.sleutel, "opbouw": regel.opbouw, "deelnemers": wie.deelnemers}
        kostensoorten[soort] = afronding.kostensoorten.get(soort, nu).model_copy(update=anders)
    eerst, dan = (oud, nieuw) if stap < SLEUTEL else (nieuw, oud)
    return nieuw.model_copy(
        update={
            "kostensoorten": kostensoorten,
            "maatstaven": {**dan.maatstaven, **eerst.maatstaven},
            "keuzepakket": eerst.keuzepakket,
            "deelnemers": (oud if stap < WIE else nieuw).deelnemers,
        }
    )


def _bevroren(wat: Any, jaar: int) -> Any:
    """A part of a region file with of everything dated only what holds in the year."""
    if isinstance(wat, BaseModel):
        return wat.model_copy(update={naam: _bevroren(getattr(wat, naam), jaar) for naam in type(wat).model_fields})
    if isinstance(wat, tuple):
        return tuple(_bevroren(deel, jaar) for deel in wat)
    if not isinstance(wat, dict):
        return wat
    if wat and all(isinstance(sleutel, int) for sleutel in wat):
        begin = sinds(wat, jaar)
        return {} if begin is None else {BEGIN: wat[begin]}
    return {sleutel: _bevroren(deel, jaar) for sleutel, deel in wat.items()}
