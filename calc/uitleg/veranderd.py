"""Why a municipality does not pay what it paid in the base year: two sentences for its letter, and the facts."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from calc.afronding import DECIMALEN, rond_op
from calc.antwoord import Uitkomst
from calc.notatie import euro, opsomming, procent
from calc.tabellen.meerjaren import GeenBasisjaar
from calc.uitleg.zoek import GeenDeelnemer, zoek_gemeente, zoek_jaarverdeling
from calc.uitlegvorm import NUL, bedrag, hoofdletter
from calc.verdeling import Jaarverdeling
from calc.verklaring import verklaard


@dataclass(frozen=True)
class Verschil:
    """One kostensoort of one municipality: base year and year. An amount is None where it takes no part.

    Where only the amount to split changed, all of it is `door_kosten`; where only the key or its figures did,
    `door_sleutel`. Where both did, `door_sleutel` is the changed share of the new amount, rounded, and `door_kosten`
    the rest. Both are None where a year (`zonder_sleutel`) has no key: then nobody can tell them apart.
    """

    kostensoort: str
    label: str
    decimalen: int
    basis: Fraction | None
    nieuw: Fraction | None
    te_verdelen_basis: Fraction
    te_verdelen_nieuw: Fraction
    door_kosten: Fraction | None
    door_sleutel: Fraction | None
    zonder_sleutel: int | None

    @property
    def verschil(self) -> Fraction:
        return (self.nieuw or NUL) - (self.basis or NUL)


@dataclass(frozen=True)
class Opbouw:
    """What one municipality pays in a year and in the base year, per kostensoort."""

    gemeentecode: str
    gemeente: str
    basisjaar: int
    jaar: int
    soorten: tuple[Verschil, ...]

    @property
    def decimalen(self) -> int:
        """Those of the finest unit: a total of cents and euros is in cents."""
        return max(soort.decimalen for soort in self.soorten)

    @property
    def basis(self) -> Fraction | None:
        """None where it took no part at all in the base year."""
        bekend = [soort.basis for soort in self.soorten if soort.basis is not None]
        return sum(bekend, NUL) if bekend else None

    @property
    def nieuw(self) -> Fraction:
        return sum((soort.nieuw or NUL for soort in self.soorten), NUL)

    @property
    def verschil(self) -> Fraction:
        return self.nieuw - (self.basis or NUL)


def opbouw(uitkomst: Uitkomst, gemeentecode: str, jaar: int) -> Opbouw:
    """The facts under `waarom_veranderd`.

    Raises:
        OnbekendeGemeente, JaarBuitenPlan, GeenDeelnemer; GeenBasisjaar when the year does not come after the base year.
    """
    code = zoek_gemeente(uitkomst, gemeentecode)
    regio, basisjaar = uitkomst.gegevens.regio, uitkomst.gegevens.plan.basisjaar
    nieuw = {soort: zoek_jaarverdeling(uitkomst, soort, jaar) for soort in regio.kostensoorten}
    if jaar <= basisjaar:
        raise GeenBasisjaar(jaar, basisjaar)
    if not any(code in bron.bedragen for bron in nieuw.values()):
        raise GeenDeelnemer(regio.gemeente(code), jaar)
    soorten = tuple(
        _verschil(uitkomst, regio.kostensoort(soort).label, uitkomst.verdeling.van(soort, basisjaar), bron, code)
        for soort, bron in nieuw.items()
        if any(code in uitkomst.verdeling.van(soort, een).bedragen for een in uitkomst.gegevens.plan.jaren)
    )
    return Opbouw(code, regio.gemeente(code), basisjaar, jaar, soorten)


def _verschil(uitkomst: Uitkomst, label: str, oud: Jaarverdeling, nieuw: Jaarverdeling, code: str) -> Verschil:
    basis, bedrag_nu = oud.bedragen.get(code), nieuw.bedragen.get(code)
    decimalen = DECIMALEN[nieuw.eenheid]
    # A decided year whose key is known is explained by that.
    toen, nu = verklaard(uitkomst, oud), verklaard(uitkomst, nieuw)
    kosten, sleutel = _uiteen(toen, nu, code)
    te_verdelen = (oud.te_verdelen, nieuw.te_verdelen)
    zonder = next((bron.jaar for bron in (toen, nu) if bron.vastgesteld), None)
    return Verschil(nieuw.kostensoort, label, decimalen, basis, bedrag_nu, *te_verdelen, kosten, sleutel, zonder)


def _uiteen(oud: Jaarverdeling, nieuw: Jaarverdeling, code: str) -> tuple[Fraction | None, Fraction | None]:
    """What comes from the cost and what from the key; together exactly the difference between the two contributions."""
    if code not in oud.bedragen or code not in nieuw.bedragen or oud.vastgesteld or nieuw.vastgesteld:
        return None, None
    toen, nu = oud.regel(code).aandeel or NUL, nieuw.regel(code).aandeel or NUL
    verschil = nieuw.bedragen[code] - oud.bedragen[code]
    if toen == nu:
        return verschil, NUL
    if oud.te_verdelen == nieuw.te_verdelen:
        return NUL, verschil
    sleutel = rond_op(nieuw.te_verdelen * (nu - toen), DECIMALEN[nieuw.eenheid])
    return verschil - sleutel, sleutel


def waarom_veranderd(uitkomst: Uitkomst, gemeentecode: str, jaar: int) -> tuple[str, str]:
    """What the municipality pays in all against the base year, and what comes from the cost and what from the key.

    Raises:
        As `opbouw`.
    """
    feiten = opbouw(uitkomst, gemeentecode, jaar)
    return _hoeveel(feiten), _waardoor(feiten)


def _hoeveel(feiten: Opbouw) -> str:
    decimalen = feiten.decimalen
    aanhef = f"In {feiten.jaar} betaalt {feiten.gemeente} {euro(feiten.nieuw, decimalen)}"
    if feiten.basis is None:
        return f"{aanhef}; in {feiten.basisjaar} deed de gemeente nog niet mee."
    toen = f"in {feiten.basisjaar} ({euro(feiten.basis, decimalen)})"
    if not feiten.verschil:
        return f"{aanhef}, net zoveel als {toen}."
    pct = f" ({procent(abs(feiten.verschil) / feiten.basis, 1)})" if feiten.basis > 0 else ""
    zin = f"{aanhef}, dat is {euro(abs(feiten.verschil), decimalen)}{pct} {_meer(feiten.verschil)} dan {toen}"
    if len(feiten.soorten) < 2:
        return f"{zin}."
    return f"{zin}: {opsomming([f'{soort.kostensoort} {_hoeveel_meer(soort)}' for soort in feiten.soorten])}."


def _meer(verschil: Fraction) -> str:
    return "minder" if verschil < 0 else "meer"


def _hoeveel_meer(soort: Verschil) -> str:
    return _scheelt(soort.verschil, soort) if soort.verschil else "evenveel"


def _waardoor(feiten: Opbouw) -> str:
    """One clause per kostensoort, in one sentence."""
    return f"{hoofdletter('; '.join(_oorzaak(feiten, soort) for soort in feiten.soorten))}."


def _oorzaak(feiten: Opbouw, soort: Verschil) -> str:
    bij = f"bij {soort.kostensoort}"
    if soort.basis is None and soort.nieuw is None:
        return f"{bij} doet de gemeente in geen van beide jaren mee"
    if soort.nieuw is None:
        return f"{bij} doet de gemeente in {feiten.jaar} niet meer mee"
    if soort.basis is None:
        return f"{bij} deed de gemeente in {feiten.basisjaar} nog niet mee"
    kosten = _kosten(soort)
    if soort.door_kosten is None or soort.door_sleutel is None:
        return (
            f"{bij} {kosten}; wat daar door de kosten komt en wat door de sleutel, is niet te zeggen: "
            f"de sleutel van {soort.zonder_sleutel} is niet bekend"
        )
    if not soort.door_sleutel:
        return f"{bij} {kosten} en bleef het aandeel gelijk"
    scheelt = [f"{_scheelt(bedrag, soort)} door {wat}" for bedrag, wat in _oorzaken(soort) if bedrag]
    return f"{bij} {kosten}: {opsomming(scheelt)}"


def _oorzaken(soort: Verschil) -> list[tuple[Fraction, str]]:
    return [(soort.door_kosten or NUL, "de kosten"), (soort.door_sleutel or NUL, "de sleutel en de cijfers daarin")]


def _scheelt(verschil: Fraction, soort: Verschil) -> str:
    return f"{euro(abs(verschil), soort.decimalen)} {_meer(verschil)}"


def _kosten(soort: Verschil) -> str:
    oud, nieuw = bedrag(soort.te_verdelen_basis, 0), bedrag(soort.te_verdelen_nieuw, 0)
    if soort.te_verdelen_basis == soort.te_verdelen_nieuw:
        return f"bleef het te verdelen bedrag {oud}"
    hoe = "steeg" if soort.te_verdelen_nieuw > soort.te_verdelen_basis else "daalde"
    return f"{hoe} het te verdelen bedrag van {oud} naar {nieuw}"
