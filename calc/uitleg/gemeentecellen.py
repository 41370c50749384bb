"""Cells of verdeling; and contributions as the declared tables that rest on them explain them."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from calc.afronding import DECIMALEN, naar_bedrag
from calc.model.tabel import AFRONDING as NAAM_AFRONDING
from calc.model.uitdrukking import Celnaam
from calc.noten import te_verdelen_en_verdeeld
from calc.tabel import Rijsoort, Soort
from calc.uitkomst import Uitkomst
from calc.uitleg.afgerond import bijdragekern, deelbedrag
from calc.uitleg.bijdrage import stap_regels, uitleg, vaste_kern
from calc.uitleg.cel import Cel
from calc.uitleg.kosten import stap_te_verdelen
from calc.uitleg.sleutel import Plek, deelinvoer, deelzinnen, stap_sleutel
from calc.uitlegvorm import NUL, Stap, Uitleg, bedrag, besluit, gewicht, percentage, som, vol
from calc.verdeling import AFRONDING, Jaarverdeling
from schemas.regio import RATO, TOTAAL

WAARDE, AANDEEL, BEDRAG = "waarde_", "aandeel_", "bedrag_"


def leg_verdeling_uit(cel: Cel) -> Uitleg:
    """Per part value, share and amount; the total share and the contribution."""
    assert cel.tabel.jaar is not None
    bron = cel.uitkomst.verdeling.van(cel.kostensoort, cel.tabel.jaar)
    if cel.rij.soort is Rijsoort.TOTAAL:
        return _kolomtotaal(cel, bron)
    code = str(cel.bij("gemeentecode") or AFRONDING)
    kolom = cel.kolom.naam
    if code == AFRONDING:
        return _afrondingcel(cel, bron, TOTAAL if kolom == "bedrag" else kolom.removeprefix(BEDRAG))
    if kolom == "bedrag":
        return uitleg(cel.uitkomst, code, cel.kostensoort, bron.jaar)
    plek = Plek(cel.uitkomst, bron, code)
    if kolom == "aandeel":
        aandeel = bron.regel(code).aandeel or NUL
        return cel.uitleg(f"{plek.aandeelsom()} = {percentage(aandeel)}.", (stap_sleutel(plek),))
    for voorvoegsel, maak in ((WAARDE, _waarde), (AANDEEL, _deelaandeel), (BEDRAG, _deelbedrag)):
        if kolom.startswith(voorvoegsel):
            return maak(cel, plek, kolom.removeprefix(voorvoegsel))
    raise AssertionError(f"column {kolom} of verdeling has no explanation")


def _waarde(cel: Cel, plek: Plek, deel: str) -> Uitleg:
    if deel == RATO:
        return cel.uitleg("Bij rato telt elke gemeente even zwaar, elk voor 1.")
    kern = deelinvoer(plek, deel)[0]
    return cel.uitleg(kern, (Stap("De waarde", tuple(deelzinnen(plek, deel)), (kern,)),))


def _deelaandeel(cel: Cel, plek: Plek, deel: str) -> Uitleg:
    aandeel = plek.regel(deel).aandeel or NUL
    stap = Stap("Het aandeel", tuple(deelzinnen(plek, deel)), tuple(deelinvoer(plek, deel)))
    return cel.uitleg(f"{plek.verhouding(deel)} = {percentage(aandeel)}.", (stap,))


def _deelbedrag(cel: Cel, plek: Plek, deel: str) -> Uitleg:
    zinnen = deelbedrag(plek, deel)
    stappen = (
        stap_te_verdelen(cel.uitkomst, cel.kostensoort, plek.bron.jaar),
        Stap("Het deel van de sleutel", tuple(deelzinnen(plek, deel)), tuple(deelinvoer(plek, deel))),
        Stap("Het bedrag", tuple(zinnen)),
        stap_regels(cel.uitkomst, plek.bron),
    )
    return cel.uitleg(_deelkern(plek, deel), stappen)


def _deelkern(plek: Plek, deel: str) -> str:
    regel = plek.regel(deel)
    if plek.bron.sluitregel == "open":
        return deelbedrag(plek, deel)[0]
    assert regel.exact is not None
    kern = f"{plek.geld(pot_van(plek.bron, deel))} × {plek.verhouding(deel)} = {plek.geld(regel.exact)}"
    if regel.exact == regel.bedrag:
        return f"{kern}."
    return f"{kern}; met sluitregel {plek.bron.sluitregel} wordt dat {plek.geld(regel.bedrag)}."


def _afrondingcel(cel: Cel, bron: Jaarverdeling, deel: str) -> Uitleg:
    """What the rounded rows miss of the amount: the line Afronding."""
    if cel.waarde is None:
        return cel.uitleg("De regel Afronding is een bedrag en heeft geen waarde of aandeel.")
    rijen = [bron.regel(code, deel).bedrag for code in bron.deelnemers]
    decimalen = DECIMALEN[bron.eenheid]
    kern, samen = f"{afrondingrekening(bron, deel)}.", bedrag(sum(rijen, NUL), decimalen)
    zinnen = (
        f"De afgeronde bedragen van de gemeenten zijn samen {som(rijen, decimalen)} = {samen}.",
        "Het verschil met het bedrag dat wordt verdeeld, staat op deze regel.",
        kern,
    )
    return cel.uitleg(kern, (Stap("De afronding", zinnen), stap_te_verdelen(cel.uitkomst, bron.kostensoort, bron.jaar)))


def afrondingrekening(bron: Jaarverdeling, deel: str) -> str:
    """The amount of a part (or of the whole) minus the rounded rows: the line Afronding as a sum."""
    rijen = sum((bron.regel(code, deel).bedrag for code in bron.deelnemers), NUL)
    pot = bron.te_verdelen if deel == TOTAAL else pot_van(bron, deel)
    decimalen = DECIMALEN[bron.eenheid]
    return f"{som([pot, -rijen], decimalen)} = {bedrag(pot - rijen, decimalen)}"


def pot_van(bron: Jaarverdeling, deel: str) -> Fraction:
    """What one part of the key splits, in euros."""
    assert bron.splitsing is not None
    pot = next(onderdeel.pot for onderdeel in bron.splitsing.onderdelen if onderdeel.naam == deel)
    return naar_bedrag(pot.totaal, bron.eenheid)


def potrekening(bron: Jaarverdeling, deel: str) -> str:
    """The pot of one part as a sum: te verdelen times its weight, and what a closing rule made of that."""
    assert bron.sleutel is not None
    decimalen = DECIMALEN[bron.eenheid]
    samen = sum(bron.sleutel.delen.values(), NUL)
    telt = bron.sleutel.delen[deel]
    exact = bron.te_verdelen * telt / samen
    rekening = f"{bedrag(bron.te_verdelen, decimalen)} × {gewicht(telt, samen)} = {bedrag(exact, decimalen)}"
    pot = pot_van(bron, deel)
    return (
        rekening if pot == exact else f"{rekening}; met sluitregel {bron.sluitregel} wordt dat {bedrag(pot, decimalen)}"
    )


def _kolomtotaal(cel: Cel, bron: Jaarverdeling) -> Uitleg:
    """The sum of the rows, as they stand in the table."""
    rijen = [rij for rij in cel.tabel.rijen if rij.soort is not Rijsoort.TOTAAL]
    plaats = [kolom.naam for kolom in cel.tabel.kolommen].index(cel.kolom.naam)
    termen = [(str(rij.waarden[1]), w) for rij in rijen if isinstance(w := rij.waarden[plaats], Fraction)]
    waarden = [waarde for _, waarde in termen]
    totaal = sum(waarden, NUL)
    noten: tuple[str, ...] = ()
    if cel.kolom.soort is Soort.GELD:
        kern = f"{som(waarden, cel.kolom.decimalen)} = {bedrag(totaal, cel.kolom.decimalen)}."
        noten = (te_verdelen_en_verdeeld(bron),) if cel.kolom.naam == "bedrag" else _pot(bron, cel)
    elif cel.kolom.soort is Soort.AANDEEL:
        kern = f"{' + '.join(percentage(waarde) for waarde in waarden)} = {percentage(totaal)}."
    else:
        kern = f"{' + '.join(vol(waarde) for waarde in waarden)} = {vol(totaal)}."
    return cel.uitleg(kern, (Stap("De som van de rijen", (kern, *noten)), *_na_de_som(cel, bron)))


def _pot(bron: Jaarverdeling, cel: Cel) -> tuple[str, ...]:
    return (f"De pot die is verdeeld: {potrekening(bron, cel.kolom.naam.removeprefix(BEDRAG))}.",)


def _na_de_som(cel: Cel, bron: Jaarverdeling) -> Sequence[Stap]:
    if cel.kolom.soort is not Soort.GELD:
        return ()
    return (stap_te_verdelen(cel.uitkomst, bron.kostensoort, bron.jaar), stap_regels(cel.uitkomst, bron))


def jaarstap(uitkomst: Uitkomst, kostensoort: str, jaar: int, code: str | None) -> Stap:
    """One year of one row in short: a contribution, the line Afronding or (None) the total of the rows."""
    bron = uitkomst.verdeling.van(kostensoort, jaar)
    decimalen, kop = DECIMALEN[bron.eenheid], f"Het bedrag van {jaar}"
    if code is None:
        rijen = [*bron.bedragen.values(), *([bron.afronding] if bron.sluitregel == "afrondingsregel" else [])]
        zin = f"De som van de rijen: {som(rijen, decimalen)} = {bedrag(bron.totaal, decimalen)}."
        return Stap(kop, (zin, te_verdelen_en_verdeeld(bron)))
    if code == AFRONDING:
        if bron.sluitregel != "afrondingsregel":
            return Stap(kop, (f"In {jaar} is er geen regel Afronding.",))
        return Stap(kop, (f"Te verdelen min de som van de gemeenten: {afrondingrekening(bron, TOTAAL)}.",))
    if code not in bron.bedragen:
        wie = uitkomst.gegevens.regio.gemeente(code)
        return Stap(kop, (f"Hier is geen bedrag: {wie} doet in {jaar} niet mee aan {kostensoort}.",))
    if bron.vastgesteld:
        return Stap(kop, (vaste_kern(uitkomst, bron, code), "Dit bedrag wordt niet opnieuw berekend."))
    plek = Plek(uitkomst, bron, code)
    invoer = [zin for deel in plek.sleutel.delen for zin in deelinvoer(plek, deel)]
    voorlopig = ("De sleutel van dit jaar is voorlopig.",) if bron.voorlopige_maatstaven else ()
    return Stap(kop, (bijdragekern(plek), *voorlopig), tuple(invoer))


class Bijdragen:
    """The explanation of contributions, for the declared tables that rest on them."""

    def __init__(self, uitkomst: Uitkomst) -> None:
        self._uitkomst = uitkomst

    def geheel(self, cel: Celnaam) -> Uitleg:
        """Of a figure that is the contribution itself."""
        soort, jaar, code = self._plek(cel)
        if code in self._uitkomst.verdeling.van(soort, jaar).bedragen:
            return uitleg(self._uitkomst, code, soort, jaar)
        stap = jaarstap(self._uitkomst, soort, jaar, code)
        te_verdelen = stap_te_verdelen(self._uitkomst, soort, jaar)
        return besluit("", stap.zinnen[0], (stap, te_verdelen), "", "")

    def kort(self, cel: Celnaam) -> Sequence[Stap]:
        """Of a figure that it counts in."""
        return (jaarstap(self._uitkomst, *self._plek(cel)),)

    @staticmethod
    def _plek(cel: Celnaam) -> tuple[str, int, str]:
        return cel.tabel.kostensoort, cel.tabel.jaar, AFRONDING if cel.rij == NAAM_AFRONDING else cel.rij
