"""The contribution of one municipality to one kostensoort in one year, from the cost to the rounded amount."""

from __future__ import annotations

from calc.afronding import DECIMALEN
from calc.notatie import datum, euro
from calc.noten import sluitregel_in_woorden, te_verdelen_en_verdeeld
from calc.uitkomst import Uitkomst
from calc.uitleg.afgerond import afwijking_van_delen, bijdragekern, deelbedrag, stap_delen
from calc.uitleg.kosten import stap_te_verdelen
from calc.uitleg.sleutel import Plek, stap_sleutel
from calc.uitleg.zoek import GeenDeelnemer, zoek_gemeente, zoek_jaarverdeling
from calc.uitlegvorm import (
    NUL,
    Stap,
    Uitleg,
    besluit,
    bronvermelding,
    percentage,
    plaats,
    punt,
    tussen_haakjes,
)
from calc.verdeling import Jaarverdeling
from schemas.geldend import STANDAARD_SLUITREGEL, geldig


def uitleg(uitkomst: Uitkomst, gemeentecode: str, kostensoort: str, jaar: int) -> Uitleg:
    """The derivation of one contribution, step by step, down to each input with its place and source.

    Args:
        gemeentecode: the code; a name or another known spelling will do.
    Raises:
        OnbekendeGemeente, OnbekendeKostensoort, JaarBuitenPlan, GeenDeelnemer.
    """
    code = zoek_gemeente(uitkomst, gemeentecode)
    bron = zoek_jaarverdeling(uitkomst, kostensoort, jaar)
    if code not in bron.bedragen:
        raise GeenDeelnemer(uitkomst.gegevens.regio.gemeente(code), jaar, kostensoort)
    return _vastgesteld(uitkomst, bron, code) if bron.vastgesteld else _berekend(Plek(uitkomst, bron, code))


def _titel(uitkomst: Uitkomst, bron: Jaarverdeling, code: str) -> str:
    regio = uitkomst.gegevens.regio
    return f"{regio.kostensoort(bron.kostensoort).label} {bron.jaar}: de bijdrage van {regio.gemeente(code)}"


def _berekend(plek: Plek) -> Uitleg:
    stappen = [stap_te_verdelen(plek.uitkomst, plek.bron.kostensoort, plek.bron.jaar), stap_sleutel(plek)]
    if not plek.enkel:
        stappen.append(stap_delen(plek))
        zinnen = [bijdragekern(plek), *afwijking_van_delen(plek)]
    else:
        zinnen = deelbedrag(plek, next(iter(plek.sleutel.delen)))
    stappen += [Stap("De bijdrage", tuple(zinnen)), stap_regels(plek.uitkomst, plek.bron)]
    bedrag = euro(plek.bron.bedragen[plek.code], plek.decimalen)
    titel = _titel(plek.uitkomst, plek.bron, plek.code)
    return besluit(titel, bijdragekern(plek), stappen, wat_bijdrage(plek.uitkomst, plek.bron, plek.code), bedrag)


def wat_bijdrage(uitkomst: Uitkomst, bron: Jaarverdeling, code: str) -> str:
    regio = uitkomst.gegevens.regio
    label = regio.kostensoort(bron.kostensoort).label.lower()
    return f"de {status(uitkomst, bron)} bijdrage van {regio.gemeente(code)} aan {label} in {bron.jaar}"


def status(uitkomst: Uitkomst, bron: Jaarverdeling) -> str:
    """One word for a contribution: decided before, provisional or definitive."""
    if bron.vastgesteld:
        return "vastgestelde"
    voorlopig = uitkomst.gegevens.plan.status == "voorlopig" or bron.voorlopige_maatstaven
    return "voorlopige" if voorlopig else "definitieve"


def vaste_plaats(uitkomst: Uitkomst, bron: Jaarverdeling, code: str) -> str:
    """Where an amount that was decided before stands in the input, and its source: ` (…; bron: …)`."""
    plek = (bron.kostensoort, code, bron.jaar)
    for vast in uitkomst.gegevens.vastgesteld:
        if (vast.kostensoort, vast.gemeentecode, vast.jaar) == plek:
            return tussen_haakjes(plaats(vast.cel), bronvermelding(vast.bron))
    return tussen_haakjes(bronvermelding(bron.regel(code).bron))


def vaste_kern(uitkomst: Uitkomst, bron: Jaarverdeling, code: str) -> str:
    bedrag = euro(bron.bedragen[code], DECIMALEN[bron.eenheid])
    return f"Eerder vastgesteld op {bedrag}{vaste_plaats(uitkomst, bron, code)}."


def _vastgesteld(uitkomst: Uitkomst, bron: Jaarverdeling, code: str) -> Uitleg:
    regio = uitkomst.gegevens.regio
    gemeente, decimalen = regio.gemeente(code), DECIMALEN[bron.eenheid]
    samen = sum(bron.bedragen.values(), NUL)
    zinnen = [
        vaste_kern(uitkomst, bron, code),
        "Dit bedrag is een gegeven en wordt niet opnieuw berekend. De sleutel erachter is in dit plan niet bekend.",
    ]
    if samen:
        zinnen.append(
            f"Deel van alle vastgestelde bedragen: {euro(bron.bedragen[code], decimalen)} / {euro(samen, decimalen)} = "
            f"{percentage(bron.bedragen[code] / samen)}."
        )
    stappen = (
        Stap("Het vastgestelde bedrag", tuple(zinnen)),
        stap_te_verdelen(uitkomst, bron.kostensoort, bron.jaar),
        stap_regels(uitkomst, bron),
    )
    titel = f"{regio.kostensoort(bron.kostensoort).label} {bron.jaar}: de bijdrage van {gemeente}"
    bedrag = euro(bron.bedragen[code], decimalen)
    return besluit(titel, zinnen[0], stappen, wat_bijdrage(uitkomst, bron, code), bedrag)


def stap_regels(uitkomst: Uitkomst, bron: Jaarverdeling) -> Stap:
    """Status, sluitregel, unit and legal basis: what the amounts rest on besides figures."""
    zinnen = [*_status(uitkomst, bron), sluitregel_in_woorden(bron)]
    invoer: list[str] = []
    regio, soort = uitkomst.gegevens.regio, uitkomst.gegevens.regio.kostensoort(bron.kostensoort)
    if not bron.vastgesteld:
        zinnen.append(_waar_sluitregel(uitkomst, bron))
        eenheid = geldig(soort.eenheid, bron.jaar)
        if eenheid is not None:
            invoer.append(f"Eenheid {eenheid.waarde}: regiobestand {regio.naam} ({bronvermelding(eenheid.bron)}).")
    zinnen.append(te_verdelen_en_verdeeld(bron))
    zinnen.append(punt(f"Grondslag: {soort.grondslag}"))
    return Stap("Status en regels", tuple(zinnen), tuple(invoer))


def _status(uitkomst: Uitkomst, bron: Jaarverdeling) -> list[str]:
    plan = uitkomst.gegevens.plan
    if bron.vastgesteld:
        return [f"De bijdragen van {bron.jaar} zijn vastgesteld."]
    if plan.status == "definitief":
        kenmerk = f"kenmerk {plan.besluitkenmerk}" if plan.besluitkenmerk else ""
        dag = datum(plan.besluitdatum) if plan.besluitdatum else ""
        zinnen = [f"Het plan is definitief: {plan.besluit or 'besluit niet genoemd'}{tussen_haakjes(dag, kenmerk)}."]
    else:
        zinnen = ["Het plan is voorlopig."]
    if bron.voorlopige_maatstaven:
        labels = ", ".join(uitkomst.gegevens.regio.label_deel(deel) for deel in bron.voorlopige_maatstaven)
        zinnen.append(
            f"Ook de sleutel van {bron.jaar} is voorlopig: het cijfer over {bron.jaar - 1} ontbreekt nog ({labels})."
        )
    return zinnen


def _waar_sluitregel(uitkomst: Uitkomst, bron: Jaarverdeling) -> str:
    regio = uitkomst.gegevens.regio
    eigen = geldig(regio.kostensoort(bron.kostensoort).sluitregel, bron.jaar)
    volgens = regio.sluitregel(bron.kostensoort, bron.jaar)
    if uitkomst.sluitregel is not None and volgens != bron.sluitregel:
        return f"Deze sluitregel is voor deze berekening gekozen; volgens het regiobestand is het {volgens}."
    if eigen is None:
        return f"Het regiobestand {regio.naam} noemt geen sluitregel; dan geldt {STANDAARD_SLUITREGEL}."
    return f"Zo staat de sluitregel in het regiobestand {regio.naam} ({bronvermelding(eigen.bron)})."
