"""The plan's own figures that stand in no table of it but were published: hours per function, formatie, percentages."""

from __future__ import annotations

from fractions import Fraction

from calc.aansluiting.duiding import is_totaal
from calc.aansluiting.plantabellen import UREN, woordvorm
from calc.aansluiting.termen import Termen
from calc.afronding import DECIMALEN
from calc.antwoord import Uitkomst
from calc.model.tabel import TOTAAL
from calc.model.uitdrukking import Celnaam, Tabelnaam
from calc.scenario import ZONDER
from calc.uitleg.lezer import uitlegger_van
from calc.uitlegvorm import NUL, Stap, bedrag, herkomst, percentage, vol
from schemas.gegevens import Capaciteitsregel, Gedrukt

Deel = tuple[str, tuple[Stap, ...]]


def _jaar(uitkomst: Uitkomst, gedrukt: Gedrukt) -> int:
    return gedrukt.jaar if gedrukt.jaar is not None else uitkomst.gegevens.plan.jaar


def leg_uren_uit(uitkomst: Uitkomst, gedrukt: Gedrukt) -> Deel:
    """Hours of a task, of a post or of a printed block of tasks; of one function where the column names it."""
    jaar = _jaar(uitkomst, gedrukt)
    tekst = gedrukt.kolom.startswith(f"{UREN}: ")
    wat = gedrukt.kolom.removeprefix(f"{UREN}: ") if tekst else gedrukt.rij
    kolom = UREN if tekst else gedrukt.kolom
    regels = [r for r in uitkomst.gegevens.capaciteit if r.kostensoort == gedrukt.kostensoort]
    if is_totaal(wat):
        taken = set(_blok(uitkomst, gedrukt, wat, jaar))
        regels = [r for r in regels if r.taak in taken]
    else:
        regels = [r for r in regels if wat in ((r.taak, r.post) if tekst else (r.taak,))]
    gevuld = [r for r in regels if jaar in r.uren and kolom in (UREN, f"{UREN}_{woordvorm(r.functie)}")]
    gevuld = [r for r in gevuld if r.uren[jaar]]
    uren = [Fraction(r.uren[jaar]) for r in gevuld]
    kern = f"{' + '.join(vol(u) for u in uren) or '0'} = {vol(sum(uren, NUL))}."
    return kern, (Stap(f"De uren van {jaar}", (kern,), tuple(_urenregel(r, jaar) for r in gevuld)),)


def _blok(uitkomst: Uitkomst, gedrukt: Gedrukt, wat: str, jaar: int) -> tuple[str, ...]:
    """The tasks that are printed above a total."""
    totaal = next(
        (
            ander
            for ander in uitkomst.gegevens.gedrukt
            if (ander.tabel, ander.kostensoort, ander.rij, ander.jaar) == ("capaciteit", gedrukt.kostensoort, wat, jaar)
        ),
        gedrukt,
    )
    return Termen(uitkomst).blok(totaal)


def _urenregel(regel: Capaciteitsregel, jaar: int) -> str:
    uren = vol(Fraction(regel.uren[jaar]))
    return f"{regel.taak}, {regel.functie}, {jaar}: {uren} uren{herkomst('Capaciteit', regel)}"


def leg_formatie_uit(uitkomst: Uitkomst, gedrukt: Gedrukt) -> Deel:
    """Fte × rate of one function."""
    jaar = _jaar(uitkomst, gedrukt)
    kosten = [
        k
        for k in uitkomst.formatie
        if (k.regel.kostensoort, k.jaar, f"{k.regel.onderdeel}: {k.regel.functie}")
        == (gedrukt.kostensoort, jaar, gedrukt.rij)
    ]
    if gedrukt.kolom == "fte":
        kern = f"{' + '.join(vol(k.fte) for k in kosten)} = {vol(sum((k.fte for k in kosten), NUL))}."
    else:
        termen = " + ".join(f"{vol(k.fte)} fte × {bedrag(Fraction(k.tarief.bedrag), 0)}" for k in kosten)
        kern = f"{termen} = {bedrag(sum((k.bedrag for k in kosten), NUL), 2)}."
    invoer = [f"{k.regel.functie}, {jaar}: {vol(k.fte)} fte{herkomst('Formatie', k.regel)}" for k in kosten]
    invoer += [
        f"Tarief {f'schaal {k.tarief.schaal}' if not k.tarief.functie else k.tarief.functie}: "
        f"{bedrag(Fraction(k.tarief.bedrag), 0)} per fte, vanaf {k.tarief.vanaf}"
        f"{herkomst('Tarieven', k.tarief)}"
        for k in kosten
    ]
    return kern, (Stap("Fte maal tarief", (kern,), tuple(invoer)),)


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
    scenario = uitkomst.scenario
    assert scenario is not None
    zorg = next(lijn for lijn in scenario.lijnen if (lijn.deel, lijn.soort) == (ZONDER, "restpost"))
    zorg_in_basisjaar = zorg.bedragen[scenario.investering.basisjaar]
    bedrag_zorg = zorg_in_basisjaar if isinstance(zorg_in_basisjaar, Fraction) else NUL
    totaal = scenario.investering.totaal
    kern = f"{bedrag(totaal, 0)} / {bedrag(bedrag_zorg, 0)} = {percentage(totaal / bedrag_zorg)}."
    wat = f"De investering, gedeeld door {zorg.regel} in {scenario.investering.basisjaar}."
    stappen = uitlegger_van(uitkomst).stappen(Celnaam(Tabelnaam("investering"), TOTAAL, "extra_investering"))
    return kern, (*stappen, Stap("De investering als deel van de zorg", (wat, kern)))
