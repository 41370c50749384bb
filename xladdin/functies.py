"""The functions that an adviser types in a sheet: convert, call the core, convert back."""

from __future__ import annotations

from fractions import Fraction

from xlwings import arg, func

from calc.regio import STANDAARD_EENHEID, STANDAARD_SLUITREGEL
from calc.splitsing import splits
from schemas.regio import RATO
from xladdin import grens, tabellen
from xladdin.grens import Bereik, Cel, deur
from xladdin.tabellen import Blok

# xlwings reads this name: `VW.VERDEEL` through a server, `VW_VERDEEL` in VBA, where a name can have no dot.
__xlwings_func_namespace__ = "VW"

SLUITREGEL_DOC = (
    "Wat er met het afrondingsverschil gebeurt: open, grootste-rest, grootste-deelnemer of afrondingsregel."
)
EENHEID_DOC = "Waarop wordt afgerond: cent of euro."


@func(name="VERDEEL")
@arg("bedrag", ndim=2, err_to_str=True, doc="Het bedrag in euro dat verdeeld wordt.")
@arg("gewichten", ndim=2, err_to_str=True, doc="Eén kolom, één gewicht van 0 of meer per gemeente.")
@arg("sluitregel", err_to_str=True, doc=SLUITREGEL_DOC)
@arg("eenheid", err_to_str=True, doc=EENHEID_DOC)
@deur
def VW_VERDEEL(
    bedrag: Bereik, gewichten: Bereik, sluitregel: Cel = STANDAARD_SLUITREGEL, eenheid: Cel = STANDAARD_EENHEID
) -> Blok:
    """Verdeelt een bedrag naar rato van de gewichten. Geeft één kolom, in dezelfde volgorde."""
    regel, munt = grens.sluitregel(sluitregel), grens.eenheid(eenheid)
    waarden = {"gewichten": grens.gewichten(gewichten, "gewichten")}
    uitkomst = splits(grens.bedrag(bedrag, "bedrag"), {"gewichten": Fraction(1)}, waarden, regel, munt)
    return tabellen.kolom(uitkomst, regel, munt)


@func(name="BIJDRAGETABEL")
@arg("gemeenten", ndim=2, err_to_str=True, doc="De namen van de gemeenten, één per rij.")
@arg("maatstaf", ndim=2, err_to_str=True, doc="Eén kolom met het cijfer van elke gemeente; mag met kop.")
@arg("bedragen", ndim=2, err_to_str=True, doc="Eén of meer bedragen naast elkaar; mag met jaartallen erboven.")
@arg("sluitregel", err_to_str=True, doc=SLUITREGEL_DOC)
@arg("eenheid", err_to_str=True, doc=EENHEID_DOC)
@deur
def VW_BIJDRAGETABEL(
    gemeenten: Bereik,
    maatstaf: Bereik,
    bedragen: Bereik,
    sluitregel: Cel = STANDAARD_SLUITREGEL,
    eenheid: Cel = STANDAARD_EENHEID,
) -> Blok:
    """Verdeelt elk bedrag naar één maatstaf. Geeft een tabel met kop, aandelen, bijdragen en totaal."""
    regel, munt = grens.sluitregel(sluitregel), grens.eenheid(eenheid)
    titel, waarden = grens.maatstaf(maatstaf)
    namen = grens.gemeenten(gemeenten, len(waarden), titel)
    naam = titel or "maatstaf"
    splitsingen = {
        kop: splits(bedrag, {naam: Fraction(1)}, {naam: waarden}, regel, munt)
        for kop, bedrag in grens.bedragen(bedragen).items()
    }
    return tabellen.bijdragetabel(namen, titel, waarden, splitsingen, regel, munt)


@func(name="UITVOERINGSKOSTENTABEL")
@arg("gemeenten", ndim=2, err_to_str=True, doc="De namen van de gemeenten, één per rij.")
@arg("maatstaven", ndim=2, err_to_str=True, doc="Een kolom per maatstaf, met de namen in de kopregel.")
@arg("gewichten", ndim=2, err_to_str=True, doc="Twee rijen: namen (rato is het gelijke deel), gewichten.")
@arg("bedrag", ndim=2, err_to_str=True, doc="Het bedrag in euro dat verdeeld wordt.")
@arg("sluitregel", err_to_str=True, doc=SLUITREGEL_DOC)
@arg("eenheid", err_to_str=True, doc=EENHEID_DOC)
@deur
def VW_UITVOERINGSKOSTENTABEL(
    gemeenten: Bereik,
    maatstaven: Bereik,
    gewichten: Bereik,
    bedrag: Bereik,
    sluitregel: Cel = STANDAARD_SLUITREGEL,
    eenheid: Cel = STANDAARD_EENHEID,
) -> Blok:
    """Verdeelt een bedrag met een gewogen sleutel. Geeft een tabel met kop, aandelen, bedragen per deel en totaal."""
    regel, munt = grens.sluitregel(sluitregel), grens.eenheid(eenheid)
    cijfers = grens.maatstaven(maatstaven)
    delen = grens.sleutel(gewichten, tuple(cijfers))
    namen = grens.gemeenten(gemeenten, len(next(iter(cijfers.values()))), next(iter(cijfers)))
    waarden = {deel: [Fraction(1)] * len(namen) if deel == RATO else cijfers[deel] for deel in delen}
    uitkomst = splits(grens.bedrag(bedrag, "bedrag"), delen, waarden, regel, munt)
    return tabellen.uitvoeringskostentabel(namen, uitkomst, regel, munt)
