"""The contribution of one municipality to one kostensoort in one year, from the cost to the rounded amount."""

from __future__ import annotations

from typing import Final

from calc.antwoord import Uitkomst
from calc.model.tabel import TOTAAL
from calc.model.uitdrukking import Celnaam, Tabelnaam
from calc.noten import niet_verdeeld, sluitregel_in_woorden, te_verdelen_en_verdeeld
from calc.standen import BIJVOEGLIJK, statuszin, woorden_van_jaar, zinnen_over_cijfers
from calc.tabellen import waarden_van
from calc.uitleg.cel import DoetNietMee, uitlegger_van, zoek_gemeente, zoek_jaarverdeling
from calc.uitleg.kort import KorteUitlegger
from calc.uitlegvorm import Stap, Uitleg, besluit, bronvermelding, hoofdletter, punt, toon
from calc.verdeling import Jaarverdeling
from schemas.geldend import STANDAARD_SLUITREGEL, in_jaar
from schemas.inhoud import klein

REGELING: Final = "de regeling van de regio"
"""To who pays the region file is this."""


def uitleg(uitkomst: Uitkomst, gemeentecode: str, kostensoort: str, jaar: int, *, kort: bool = False) -> Uitleg:
    """The derivation of one contribution, step by step, down to each input with its place and source.

    Args:
        gemeentecode: the code; a name or another known spelling will do.
        kort: for who pays and has its own workbook: its own derivation, of which the costs stand in a table of that
            book, and without places in files that it does not have.
    Raises:
        OnbekendeGemeente, OnbekendeKostensoort, JaarBuitenPlan, GeenDeelnemer.
    """
    code = zoek_gemeente(uitkomst, gemeentecode)
    bron = zoek_jaarverdeling(uitkomst, kostensoort, jaar)
    if code not in bron.bedragen:
        raise DoetNietMee(uitkomst.gegevens.regio.gemeente(code), jaar, kostensoort)
    lezer = uitkomst.bewaar(_korte_uitlegger).voor(code) if kort else uitlegger_van(uitkomst)
    cel = Celnaam(Tabelnaam("verdeling", kostensoort, jaar), code, "bedrag")
    begroot = Celnaam(Tabelnaam("begroting", kostensoort), TOTAAL, str(jaar))
    volgt = bron.opbouw is not None and bron.opbouw.rest is None
    kosten = [] if volgt else lezer.stappen_van_alle(begroot)
    koppen = {stap.kop for stap in kosten}
    eigen = [stap for stap in lezer.stappen(cel) if stap.kop not in koppen]
    stappen = eigen if kort else [*kosten, *eigen]
    regio = uitkomst.gegevens.regio
    naam, label = regio.gemeente(code), regio.kostensoort(kostensoort).label
    # One word for a contribution, by the first word of what it is.
    stand = BIJVOEGLIJK.get(next(iter(woorden_van_jaar(uitkomst, kostensoort, jaar)), ""), "berekende")
    titel = f"{label} {jaar}: de bijdrage van {naam}"
    wat = f"de {stand} bijdrage van {naam} aan {klein(label)} in {jaar}"
    cijfer = toon(bron.bedragen[code], *lezer.model.tabel(cel.tabel).vorm(cel))
    return besluit(titel, lezer.kern(cel), [*stappen, _stap_regels(uitkomst, bron, code, kort=kort)], wat, cijfer)


def _korte_uitlegger(uitkomst: Uitkomst) -> KorteUitlegger:
    return KorteUitlegger(waarden_van(uitkomst))


def _stap_regels(uitkomst: Uitkomst, bron: Jaarverdeling, code: str, *, kort: bool) -> Stap:
    """Status, sluitregel, unit and legal basis: what the amounts rest on besides figures."""
    zinnen = [*_status(uitkomst, bron), sluitregel_in_woorden(bron)]
    zinnen += niet_verdeeld(uitkomst.begrotingen[bron.kostensoort], (bron.jaar,))
    invoer: list[str] = []
    regio, soort = uitkomst.gegevens.regio, uitkomst.gegevens.regio.kostensoort(bron.kostensoort)
    if not bron.vastgesteld:
        zinnen.append(_waar_sluitregel(uitkomst, bron, kort=kort))
        eenheid = in_jaar(soort.eenheid, bron.jaar)
        if eenheid is not None:
            waar = REGELING if kort else f"regiobestand {regio.naam}"
            invoer.append(f"Eenheid {eenheid.waarde}: {waar} ({bronvermelding(eenheid.bron)}).")
        pakket = in_jaar(regio.alle_deelnemers[code].pakket, bron.jaar)
        if pakket is not None and pakket.waarde == "keuzepakket":
            invoer.append(f"{regio.gemeente(code)} koopt alleen het keuzepakket ({bronvermelding(pakket.bron)}).")
    if not kort or bron.gedekt != bron.te_verdelen or bron.ten_laste:
        zinnen.append(te_verdelen_en_verdeeld(bron))
    zinnen.append(punt(f"Grondslag: {soort.grondslag}"))
    return Stap("Status en regels", tuple(zinnen), tuple(invoer))


def _status(uitkomst: Uitkomst, bron: Jaarverdeling) -> list[str]:
    plan = uitkomst.gegevens.plan
    if bron.vastgesteld:
        return [f"De bijdragen van {bron.jaar} zijn vastgesteld."]
    raming = [f"Het jaar {bron.jaar} is een raming."] if bron.jaar > plan.jaar else []
    return [statuszin(plan), *raming, *zinnen_over_cijfers(uitkomst.gegevens, bron)]


def _waar_sluitregel(uitkomst: Uitkomst, bron: Jaarverdeling, *, kort: bool) -> str:
    regio = uitkomst.gegevens.regio
    regels = REGELING if kort else f"het regiobestand {regio.naam}"
    eigen = in_jaar(regio.kostensoort(bron.kostensoort).sluitregel, bron.jaar)
    volgens = regio.sluitregel(bron.kostensoort, bron.jaar)
    if uitkomst.sluitregel is not None and volgens != bron.sluitregel:
        wie = REGELING if kort else "het regiobestand"
        return f"Deze sluitregel is voor deze berekening gekozen; volgens {wie} is het {volgens}."
    if eigen is None:
        return f"{hoofdletter(regels)} noemt geen sluitregel; dan geldt {STANDAARD_SLUITREGEL}."
    return f"Zo staat de sluitregel in {regels} ({bronvermelding(eigen.bron)})."
