"""The plan's own figures that stand in no table of it but were published: hours per function, formatie, percentages."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from calc.afronding import DECIMALEN
from calc.antwoord import Uitkomst
from calc.model.tabel import TOTAAL
from calc.model.uitdrukking import Celnaam, Tabelnaam
from calc.scenario import ZONDER
from calc.tabellen.aansluiting.duiding import is_totaal
from calc.tabellen.aansluiting.plantabellen import UREN
from calc.tabellen.aansluiting.termen import Termen
from calc.tabellen.invoer import invoer
from calc.tabellen.scenario import scenariocijfers
from calc.uitleg.lezer import uitlegger_van
from calc.uitlegvorm import NUL, Stap, bedrag, percentage, vol
from schemas.gegevens import Gedrukt

Deel = tuple[str, tuple[Stap, ...]]


def _jaar(uitkomst: Uitkomst, gedrukt: Gedrukt) -> int:
    return gedrukt.jaar if gedrukt.jaar is not None else uitkomst.gegevens.plan.jaar


def leg_uren_uit(uitkomst: Uitkomst, gedrukt: Gedrukt) -> Deel:
    """Hours of a task, of a post or of a printed block of tasks; of one function where the column names it."""
    jaar, model = _jaar(uitkomst, gedrukt), uitlegger_van(uitkomst).model
    tekst = gedrukt.kolom.startswith(f"{UREN}: ")
    wat, kolom = (gedrukt.kolom.removeprefix(f"{UREN}: "), UREN) if tekst else (gedrukt.rij, gedrukt.kolom)
    taken, posten = (Tabelnaam(naam, gedrukt.kostensoort, jaar) for naam in ("taken", "uren_per_post"))
    if tekst and (per_post := model.zoek(posten)) is not None and wat in per_post.rij_van:
        return _samen(uitkomst, [Celnaam(posten, wat, UREN)])
    namen = _blok(uitkomst, gedrukt, wat, jaar) if is_totaal(wat) else (wat,)
    tabel = model.zoek(taken)
    return _samen(uitkomst, [Celnaam(taken, n, kolom) for n in namen if tabel is not None and n in tabel.sleutels])


def _samen(uitkomst: Uitkomst, cellen: Sequence[Celnaam]) -> Deel:
    """What cells of the plan's own tables are together: by their declaration."""
    lezer = uitlegger_van(uitkomst)
    waarden = [Fraction(lezer.waarden.getal(cel)) for cel in cellen]
    if len(cellen) == 1 and any(waarden):
        return lezer.kern(cellen[0]), tuple(lezer.stappen(cellen[0]))
    kern = f"{' + '.join(vol(waarde) for waarde in waarden) or '0'} = {vol(sum(waarden, NUL))}."
    return kern, (*lezer.stappen(*cellen), Stap("Samen", (kern,)))


def _blok(uitkomst: Uitkomst, gedrukt: Gedrukt, wat: str, jaar: int) -> tuple[str, ...]:
    """The tasks that are printed above a total."""
    plek = ("capaciteit", gedrukt.kostensoort, wat, jaar)
    alle = uitkomst.gegevens.gedrukt
    totaal = next((g for g in alle if (g.tabel, g.kostensoort, g.rij, g.jaar) == plek), gedrukt)
    return Termen(uitkomst).blok(totaal)


def leg_formatie_uit(uitkomst: Uitkomst, gedrukt: Gedrukt) -> Deel:
    """Fte × rate of one function, or its fte alone."""
    jaar, lezer = str(_jaar(uitkomst, gedrukt)), uitlegger_van(uitkomst)
    naam = Tabelnaam("formatie", gedrukt.kostensoort)
    tabel = lezer.model.tabel(naam)
    cellen = [Celnaam(naam, rij, jaar) for rij in tabel.sleutels if tabel.tekst(rij, "functie") == gedrukt.rij]
    if gedrukt.kolom != "fte":
        return _samen(uitkomst, cellen)
    bronnen = [bron for cel in cellen for bron in lezer.verwijzingen(lezer.model.formule(cel), cel)]
    return _samen(uitkomst, [bron for bron in bronnen if bron.tabel.naam == invoer("Formatie")])


def leg_jeugdbudget_uit(uitkomst: Uitkomst, gedrukt: Gedrukt) -> Deel:
    """A contribution as a percentage of the participant's own budget."""
    jaar = _jaar(uitkomst, gedrukt)
    waarden = Termen(uitkomst).budget(jaar)
    bron = uitkomst.verdeling.van(gedrukt.kostensoort, jaar)
    totaal = is_totaal(gedrukt.rij)
    budget = sum(waarden.values(), NUL) if totaal else waarden[gedrukt.rij]
    bijdrage = bron.totaal if totaal else bron.bedragen[gedrukt.rij]
    kern = f"{bedrag(bijdrage, DECIMALEN[bron.eenheid])} / {bedrag(budget, 0)} = {percentage(bijdrage / budget)}."
    cel = Celnaam(Tabelnaam("verdeling", gedrukt.kostensoort, jaar), TOTAAL if totaal else gedrukt.rij, "bedrag")
    return kern, (*uitlegger_van(uitkomst).stappen(cel), Stap("De bijdrage als deel van het jeugdbudget", (kern,)))


def leg_zorgdeel_uit(uitkomst: Uitkomst) -> Deel:
    """The investment as part of the care of the base year."""
    scenario, cijfers, basisjaar = uitkomst.scenario, scenariocijfers(uitkomst), uitkomst.gegevens.plan.basisjaar
    assert scenario is not None
    assert cijfers is not None
    zorg, totaal = cijfers.getal(ZONDER, scenario.regel("restpost"), basisjaar), cijfers.totaal
    kern = f"{bedrag(totaal, 0)} / {bedrag(zorg, 0)} = {percentage(totaal / zorg)}."
    wat = f"De investering, gedeeld door {scenario.regel('restpost')} in {basisjaar}."
    stappen = uitlegger_van(uitkomst).stappen(Celnaam(Tabelnaam("investering"), TOTAAL, "extra_investering"))
    return kern, (*stappen, Stap("De investering als deel van de zorg", (wat, kern)))
