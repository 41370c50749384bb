"""A plan that is half of one and half of another: what a contribution of parts would be with one more thing of the new.

The region file of each is frozen at the year of its plan, and the wanted halves are put together; what that gives is
calculated as any plan is. So every rule that a region file can say takes part, also one that no key is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any, Final

from pydantic import BaseModel

from calc.antwoord import Uitkomst
from calc.verdeling import GEEN_CODE, Jaarverdeling
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
    herreken, soort = nieuw.uitkomst.herreken, nieuw.bron.kostensoort
    begroot = als_decimaal(nieuw.bron.begroot)
    if herreken is None or Fraction(begroot) != nieuw.bron.begroot:
        return None
    regio, jaar = Regio(_bestand(oud.bestand, nieuw.bestand, soort, stap)), nieuw.jaar
    codes = (nieuw if stap >= WIE else oud).bron.deelnemers
    cijfers = []
    for vraag in gevraagd(regio, soort, jaar):
        toen, nu = oud.cijfers(vraag), nieuw.cijfers(vraag)
        waarden = nu if stap >= WIE else toen
        if CIJFERS <= stap < WIE:
            waarden = overgezet(codes, toen, nu, _aandelen(oud.bron), opvolgers)
        cijfers += [
            Maatstafwaarde(vraag.maatstaf, vraag.gewenst(jaar), code, als_decimaal(w), None)
            for code, w in waarden.items()
        ]
    plan = replace(nieuw.uitkomst.gegevens.plan, basisjaar=jaar, laatste_jaar=jaar, scenario_tot_en_met=jaar)
    post = Begrotingsregel(soort, "Kosten", "correctie", DEELNEMERS, {jaar: begroot}, "", "", 0)
    gegevens = Gegevens(regio, plan, (), tuple(cijfers), (post,), (), (), (), (), (), (), (), "", "")
    try:
        bron = herreken(gegevens, nieuw.uitkomst.sluitregel).verdeling.van(soort, jaar)
        return {**bron.bedragen, GEEN_CODE: bron.afronding}
    except Gebruikersfout:
        return None


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


def _bestand(oud: RegioBestand, nieuw: RegioBestand, soort: str, stap: int) -> RegioBestand:
    """The halves together: rules of rounding and limits are those of before, up to the last step."""
    toen, nu = oud.kostensoorten[soort], nieuw.kostensoorten[soort]
    regel, wie = (toen if stap < SLEUTEL else nu), (toen if stap < WIE else nu)
    kostensoort = toen.model_copy(
        update={"sleutel": regel.sleutel, "opbouw": regel.opbouw, "deelnemers": wie.deelnemers}
    )
    eerst, dan = (oud, nieuw) if stap < SLEUTEL else (nieuw, oud)
    return nieuw.model_copy(
        update={
            "kostensoorten": {soort: kostensoort},
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
