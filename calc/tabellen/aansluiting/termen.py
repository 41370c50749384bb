"""The building blocks of published figures: contributions, pots and totals of one outcome, in every stated reading."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import TYPE_CHECKING, Final, cast

from calc.afronding import DECIMALEN, EENHEDEN, NUL
from calc.begroting import DEELNEMERS
from calc.model.tabel import TOTAAL
from calc.model.uitdrukking import Cel, Celnaam, Getal, Tabelnaam, Uitdrukking, Waarde, cel, samen
from calc.notatie import euro
from calc.tabellen import waarden_van
from calc.tabellen.aansluiting.grootheid import HALF, Lezing, Term, is_totaal, punt, rondom, term
from calc.verdeling import Jaarverdeling
from schemas.gegevens import Gedrukt
from schemas.regiovorm import waarde_in

if TYPE_CHECKING:
    from calc.antwoord import Uitkomst

NAAM: Final = Tabelnaam("aansluiting")
MEESTE: Final = 200
"""Terms of one sum in a sheet."""
RIJEN = "rijen"
BEGROTING = "begroting"


def opgeteld(delen: Iterable[tuple[Uitdrukking, Fraction | int]]) -> Uitdrukking:
    """A sum of figures with a plus or a minus; of very many one of sums, as a formula has no room for more."""
    leden = [wat if factor > 0 else -wat for wat, factor in delen]
    if len(leden) > MEESTE:
        return samen(samen(leden[n : n + MEESTE]) for n in range(0, len(leden), MEESTE))
    return samen(leden)


class Termen:
    """Of one outcome; every term is made when it is asked for."""

    def __init__(self, uitkomst: Uitkomst) -> None:
        self.uitkomst = uitkomst
        self.waarden = waarden_van(uitkomst)
        self.model, self.modelplan = self.waarden.model, self.waarden.model.plannen[""]
        self.plan = uitkomst.gegevens.plan
        self.regio = uitkomst.gegevens.regio
        # The totals stand in most tables, with many readings each.
        self._totalen: dict[tuple[str, int, str], Term | None] = {}

    def lees(self, wat: Uitdrukking) -> Waarde:
        """A figure over the tables of the plan."""
        return self.waarden.lees(wat, Celnaam(NAAM, "", ""))

    def getal(self, wat: Uitdrukking) -> Fraction:
        """Of what is one."""
        return Fraction(cast(Getal, self.lees(wat)))

    def cel(self, naam: Tabelnaam, rij: str, kolom: str) -> Cel | None:
        """A cell of the plan's own tables that has something; a printed total is the total of its table."""
        tabel, rij = self.model.zoek(naam), TOTAAL if is_totaal(rij) else rij
        if tabel is None or rij not in tabel.rij_van or kolom not in tabel.kolom_van:
            return None
        wat = cel(naam, rij, kolom)
        return None if self.lees(wat) is None else wat

    def jaar_van(self, gedrukt: Gedrukt) -> int:
        return self.plan.jaar if gedrukt.jaar is None else gedrukt.jaar

    def jaar(self, kostensoort: str, jaar: int) -> Jaarverdeling | None:
        verdeling = self.uitkomst.verdeling
        return verdeling.van(kostensoort, jaar) if verdeling.heeft(kostensoort, jaar) else None

    def blok(self, totaal: Gedrukt) -> tuple[str, ...]:
        """The rows that a printed total adds up: those above it, back to the previous total."""
        tabel = (totaal.tabel, totaal.kostensoort, totaal.jaar)
        gedrukt = (g.rij for g in self.uitkomst.gegevens.gedrukt if (g.tabel, g.kostensoort, g.jaar) == tabel)
        rijen: list[str] = []
        for rij in dict.fromkeys(gedrukt):
            if rij == totaal.rij:
                break
            rijen = [] if is_totaal(rij) else [*rijen, rij]
        return tuple(rijen)

    def bijdrage(self, kostensoort: str, jaar: int, code: str, *, delen: bool = False) -> Term | None:
        """The contribution of one participant; None where it takes no part.

        Args:
            delen: whether the sum of its rounded parts is a reading too; it is where the amount stands beside them.
        """
        bron = self.jaar(kostensoort, jaar)
        if bron is None or code not in bron.bedragen:
            return None
        bedrag, decimalen = bron.bedragen[code], DECIMALEN[bron.eenheid]
        basis = _precies(f"de bijdrage van {jaar}", bedrag, decimalen)
        if bron.vastgesteld:
            half = EENHEDEN[bron.eenheid] / 2
            zin = f"de vastgestelde bijdrage van {jaar} ({euro(bedrag, decimalen)}), die zelf al is afgerond"
            return term(basis, [Lezing(zin, rondom(bedrag, half))])
        anders = []
        if bron.sleutel is not None and not bron.begrensd:
            exact = bron.te_verdelen * (bron.regel(code).aandeel or 0)
            anders.append(_precies(f"de onafgeronde bijdrage van {jaar}", exact, decimalen + 2))
        if delen:
            opgeteld = sum((bron.regel(code, deel.naam).bedrag for deel in bron.hele_delen), NUL)
            anders.append(_precies(f"de som van de afgeronde delen van {jaar}", opgeteld, decimalen))
        return term(basis, anders)

    def deel(self, kostensoort: str, jaar: int, deel: str, code: str) -> Term | None:
        """The amount of one participant in one part of the key."""
        bron = self.jaar(kostensoort, jaar)
        eigen = next((een for een in bron.hele_delen if een.naam == deel), None) if bron is not None else None
        if bron is None or eigen is None or code not in bron.bedragen:
            return None
        decimalen = DECIMALEN[bron.eenheid]
        return term(
            _precies(f"het bedrag van {jaar}", bron.regel(code, deel).bedrag, decimalen),
            [_precies(f"het onafgeronde bedrag van {jaar}", bron.exact(code, eigen), decimalen + 2)],
        )

    def pot(self, kostensoort: str, jaar: int, deel: str) -> Term | None:
        """One part of the key over all participants: the rows together, and the pot that was split."""
        bron = self.jaar(kostensoort, jaar)
        if bron is None or deel not in bron.potten:
            return None
        decimalen = DECIMALEN[bron.eenheid]
        rijen = sum((r.bedrag for r in bron.regels if r.onderdeel == deel), NUL)
        potten = {"de pot": bron.potten[deel]}
        if bron.sleutel is not None:
            gewicht = bron.sleutel.delen[deel] / sum(bron.sleutel.delen.values(), NUL)
            potten["het onafgeronde deel van het te verdelen bedrag"] = bron.te_verdelen * gewicht
        return term(
            _precies("de som van de afgeronde rijen", rijen, decimalen),
            [
                Lezing(f"{zin} ({euro(bedrag, 2)}), niet de som van de rijen", punt(bedrag))
                for zin, bedrag in potten.items()
            ],
        )

    def totaal(self, kostensoort: str, jaar: int, basis: str) -> Term | None:
        """A kostensoort in one year. Tables of participants carry the sum of their rows, budgets the amount that is
        split.

        Args:
            basis: RIJEN or BEGROTING, which of the two the table carries.
        """
        plek = (kostensoort, jaar, basis)
        if plek not in self._totalen:
            bron = self.jaar(kostensoort, jaar)
            self._totalen[plek] = None if bron is None else self._totaal(bron, basis)
        return self._totalen[plek]

    def _totaal(self, bron: Jaarverdeling, basis: str) -> Term:
        kostensoort, jaar, decimalen = bron.kostensoort, bron.jaar, DECIMALEN[bron.eenheid]
        waar = f"{kostensoort} {jaar}"
        lezingen = {
            RIJEN: _precies(f"de som van de rijen van {waar}", bron.totaal, decimalen),
            BEGROTING: _precies(f"het te verdelen bedrag van {waar}", bron.te_verdelen, decimalen),
        }
        # Amounts that were decided may belong to another budget altogether: only a rounding difference is another
        # reading.
        grens = EENHEDEN[bron.eenheid] / 2 * len(bron.bedragen)
        verwant = abs(bron.totaal - bron.te_verdelen) <= grens
        anders = [lezing for naam, lezing in lezingen.items() if naam != basis and verwant]
        if verwant or basis == BEGROTING:
            anders += self._begrotingsregels(bron)
        if verwant or basis == RIJEN:
            anders += self._vaste_rijen(bron)
        return term(lezingen[basis], anders)

    def budget(self, jaar: int) -> tuple[str, Tabelnaam | None]:
        """What contributions are shown against: the maatstaf that the region names, and the table that has it."""
        maatstaf = waarde_in(self.regio.bestand.budgetmaatstaf, jaar, "")
        bekend = [m.peiljaar for m in self.uitkomst.gegevens.maatstaven if m.maatstaf == maatstaf]
        peiljaar = max((een for een in bekend if een < jaar), default=None)
        return maatstaf, None if peiljaar is None else Tabelnaam("maatstaven", jaar=peiljaar)

    def _begrotingsregels(self, bron: Jaarverdeling) -> Iterable[Lezing]:
        """Lines that were rounded before they were entered: their unrounded sum can be half a unit per line off.

        They were entered in cents as soon as one of them has these. Lines in whole euros of an amount that is split to
        the cent are exact as they stand.
        """
        alle = self.uitkomst.begrotingen[bron.kostensoort].lijnen
        lijnen = [lijn.bedragen for lijn in alle if lijn.regel.dekking == DEELNEMERS]
        regels = [bedragen for bedragen in lijnen if bedragen.get(bron.jaar)]
        heel = all(bedrag.denominator == 1 for bedragen in lijnen for bedrag in bedragen.values())
        eenheid = EENHEDEN["euro" if heel else "cent"]
        if regels and eenheid == EENHEDEN[bron.eenheid]:
            yield _voor_afronden("de begrotingsregels", bron, bron.te_verdelen, (len(regels), "regels"))

    def _vaste_rijen(self, bron: Jaarverdeling) -> Iterable[Lezing]:
        if bron.vastgesteld:
            yield _voor_afronden("de vastgestelde bijdragen", bron, bron.totaal, (len(bron.bedragen), "rijen"))


def _precies(zin: str, bedrag: Fraction, decimalen: int) -> Lezing:
    """A reading that is one amount."""
    return Lezing(f"{zin} ({euro(bedrag, decimalen)})", punt(bedrag))


def _voor_afronden(wat: str, bron: Jaarverdeling, samen: Fraction, waarvan: tuple[int, str]) -> Lezing:
    """Figures that were added up before each was rounded in the unit of that year."""
    half, (aantal, woord) = EENHEDEN[bron.eenheid] / 2, waarvan
    zin = f"{wat} van {bron.kostensoort} {bron.jaar}, opgeteld voordat ze werden afgerond"
    elk = f"{aantal} {woord}, elk ± {euro(half, 3 if half < HALF else 2)}"
    return Lezing(f"{zin} ({elk})", rondom(samen, aantal * half))
