"""A plan that is half of one and half of another: what a contribution of parts would be with one more thing of the new.

The region file of each is frozen at the year of its plan, and the wanted halves are put together; what that gives is
calculated as any plan is. So every rule that a region file can say takes part, also one that no key is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any, Final

from pydantic import BaseModel

from calc.antwoord import Uitkomst
from calc.verdeling import GEEN_CODE, Jaarverdeling
from calc.verklaring import verklaard
from schemas.dekkingcontrole import DEELNEMERS
from schemas.fouten import Gebruikersfout
from schemas.gegevens import Begrotingsregel, Gegevens, Maatstafwaarde
from schemas.geldend import Regio
from schemas.getal import als_decimaal
from schemas.gevraagd import Gevraagd, gevraagd
from schemas.regiobestand import RegioBestand
from schemas.regiovorm import sinds

BEGIN: Final = 2000
NUL: Final = Fraction(0)
Waarden = Mapping[str, Fraction]
CIJFERS, SLEUTEL, WIE = 2, 3, 4
"""From which step on the figures, the rule and the participants are those of the new plan; the costs always are."""


@dataclass(frozen=True)
class Helft:
    """One of the two plans: one kostensoort in its own year."""

    uitkomst: Uitkomst
    bron: Jaarverdeling

    @property
    def jaar(self) -> int:
        return self.bron.jaar

    @property
    def bestand(self) -> RegioBestand:
        """The region file as it was in the year, without a date."""
        eigen = self.uitkomst.gegevens.regio.bestand
        erbij = tuple(d for d in eigen.deelnemers if d.neemt_deel(self.jaar))
        altijd = {"van": BEGIN, "tot_en_met": None, "samengesteld_uit": ()}
        bevroren: RegioBestand = _bevroren(eigen, self.jaar)
        wie = tuple(_bevroren(d, self.jaar).model_copy(update=altijd) for d in erbij)
        return bevroren.model_copy(update={"deelnemers": wie})

    def van(self, kostensoort: str) -> Helft:
        """Another cost of the same plan and year, with the key that explains it where it was decided."""
        return Helft(self.uitkomst, verklaard(self.uitkomst, self.uitkomst.verdeling.van(kostensoort, self.jaar)))

    def cijfers(self, vraag: Gevraagd) -> Waarden:
        """What the plan has of a figure: at the peiljaar that it took itself, else the newest that it could take."""
        gebruikt = self.bron.gebruikt
        eigen = (
            peil for (naam, _, eerder), peil in gebruikt.items() if (naam, eerder) == (vraag.maatstaf, vraag.eerder)
        )
        waarden = [w for w in self.uitkomst.gegevens.maatstaven if w.maatstaf == vraag.maatstaf]
        laatste = self.jaar - vraag.achterstand - vraag.eerder
        peiljaar = gebruikt.get((vraag.maatstaf, vraag.peiljaar, vraag.eerder)) or next(eigen, None)
        peiljaar = peiljaar or max((w.peiljaar for w in waarden if w.peiljaar <= laatste), default=None)
        return {w.gemeentecode: Fraction(w.waarde) for w in waarden if w.peiljaar == peiljaar}


def tussenstand(oud: Helft, nieuw: Helft, stap: int, opvolgers: Mapping[str, str]) -> Waarden | None:
    """Euros per code, and for the line Afronding, with so many things of the new plan; None where that cannot be."""
    herreken, soort, jaar = nieuw.uitkomst.herreken, nieuw.bron.kostensoort, nieuw.jaar
    paren = {soort: (oud, nieuw), **_waarop_zij_leunen(oud, nieuw)}
    regio = Regio(_bestand(oud.bestand, nieuw.bestand, paren, stap))
    nodig = [soort]
    for een in nodig:
        if een not in paren:
            return None
        nodig += [ander for ander in regio.leunt_op(een, jaar) if ander not in nodig]
    begroot = {een: als_decimaal(paren[een][1].bron.begroot) for een in nodig}
    if herreken is None or any(Fraction(bedrag) != paren[een][1].bron.begroot for een, bedrag in begroot.items()):
        return None
    bestand = regio.bestand
    regio = Regio(bestand.model_copy(update={"kostensoorten": {een: bestand.kostensoorten[een] for een in nodig}}))
    cijfers: dict[tuple[str, int, str], Maatstafwaarde] = {}
    for een in nodig:
        for waarde in _cijfers(regio, *paren[een], stap, opvolgers):
            cijfers.setdefault((waarde.maatstaf, waarde.peiljaar, waarde.gemeentecode), waarde)
    plan = replace(nieuw.uitkomst.gegevens.plan, basisjaar=jaar, laatste_jaar=jaar, scenario_tot_en_met=jaar)
    posten = tuple(
        Begrotingsregel(een, "Kosten", "correctie", DEELNEMERS, {jaar: bedrag}, "", "", 0)
        for een, bedrag in begroot.items()
    )
    gegevens = Gegevens(regio, plan, (), tuple(cijfers.values()), posten, (), (), (), (), (), (), (), "", "")
    try:
        bron = herreken(gegevens, nieuw.uitkomst.sluitregel).verdeling.van(soort, jaar)
        return {**bron.bedragen, GEEN_CODE: bron.afronding}
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
    regio: Regio, oud: Helft, nieuw: Helft, stap: int, opvolgers: Mapping[str, str]
) -> Iterator[Maatstafwaarde]:
    """The figures that one of the costs asks for."""
    codes = (nieuw if stap >= WIE else oud).bron.deelnemers
    for vraag in gevraagd(regio, nieuw.bron.kostensoort, nieuw.jaar):
        toen, nu = oud.cijfers(vraag), nieuw.cijfers(vraag)
        waarden = nu if stap >= WIE else toen
        if CIJFERS <= stap < WIE:
            waarden = overgezet(codes, toen, nu, _aandelen(oud.bron), opvolgers)
        for code, waarde in waarden.items():
            yield Maatstafwaarde(vraag.maatstaf, vraag.gewenst(nieuw.jaar), code, als_decimaal(waarde), None)


def overgezet(
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
    som = sum(bron.bedragen.values(), NUL)
    return {code: bedrag / som if som else bedrag for code, bedrag in bron.bedragen.items()}


def _bestand(oud: RegioBestand, nieuw: RegioBestand, soorten: Iterable[str], stap: int) -> RegioBestand:
    """The halves together: rules of rounding and limits are those of before, up to the last step."""
    kostensoorten = {}
    for soort in soorten:
        nu = nieuw.kostensoorten[soort]
        toen = oud.kostensoorten.get(soort, nu)
        regel, wie = (toen if stap < SLEUTEL else nu), (toen if stap < WIE else nu)
        anders = {"sleutel": regel.sleutel, "opbouw": regel.opbouw, "deelnemers": wie.deelnemers}
        kostensoorten[soort] = toen.model_copy(update=anders)
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
