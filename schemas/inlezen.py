"""From an input that passed the gate to what one plan needs: the same figures, frozen and under their own names."""

from __future__ import annotations

from decimal import Decimal
from typing import cast

from schemas.gegevens import (
    PM,
    Begrotingsregel,
    Capaciteitsregel,
    Definitie,
    Formatieregel,
    Gedrukt,
    Gegevens,
    Maatstafwaarde,
    Plan,
    Pm,
    Scenarioregel,
    Scenariosoort,
    Status,
    Tarief,
    Vastgesteld,
)
from schemas.geldend import Regio
from schemas.invoer import Invoer, Rij


def gegevens_van(invoer: Invoer, regio: Regio) -> Gegevens:
    """Everything one plan needs.

    Args:
        invoer: the input as `schemas.lezer.read_invoer` read it with this region.
        regio: the region of the plan.
    Returns:
        The same figures, exact, in the order of the input; figures per participant in the order of the input too.
    """
    return Gegevens(
        regio=regio,
        plan=_plan(invoer),
        definities=tuple(_definitie(rij) for rij in invoer.rijen("Definities")),
        maatstaven=_maatstaven(invoer, regio),
        begroting=tuple(_begrotingsregel(rij) for rij in invoer.rijen("Begroting")),
        capaciteit=tuple(_capaciteitsregel(rij) for rij in invoer.rijen("Capaciteit")),
        formatie=tuple(_formatieregel(rij) for rij in invoer.rijen("Formatie")),
        tarieven=tuple(_tarief(rij) for rij in invoer.rijen("Tarieven")),
        vastgesteld=tuple(waarde for rij in invoer.rijen("Vastgesteld") for waarde in _vastgesteld(rij)),
        scenario=tuple(_scenarioregel(rij) for rij in invoer.rijen("Scenario")),
        gedrukt=tuple(_gedrukt(rij) for rij in invoer.rijen("Gepubliceerd")),
        meldingen=invoer.meldingen,
        bestand=invoer.bestand,
        sha256=invoer.sha256,
    )


def _plan(invoer: Invoer) -> Plan:
    rij, kop = invoer.plan, invoer.kop
    return Plan(
        regio=kop.regio,
        titel=rij.tekst("titel"),
        jaar=kop.jaar,
        basisjaar=kop.basisjaar,
        laatste_jaar=kop.laatste_jaar,
        scenario_tot_en_met=kop.scenario_tot_en_met,
        status=cast(Status, kop.status),
        opsteller=rij.tekst("opsteller"),
        contact=rij.tekst("contact"),
        besluit=rij.tekst("besluit"),
        besluitdatum=rij.dag("besluitdatum"),
        besluitkenmerk=rij.tekst("besluitkenmerk"),
        bron=rij.tekst("bron"),
        opmerkingen=rij.tekst("opmerkingen"),
    )


def _getal(rij: Rij, sleutel: str) -> Decimal:
    getal = rij.getal(sleutel)
    if getal is None:
        raise AssertionError(f"{rij.plaats(sleutel)} passed the gate without a number")
    return getal


def _heel(rij: Rij, sleutel: str) -> int:
    return int(_getal(rij, sleutel))


def _definitie(rij: Rij) -> Definitie:
    return Definitie(
        maatstaf=rij.tekst("maatstaf"),
        peiljaar=_heel(rij, "peiljaar"),
        definitie=rij.tekst("definitie"),
        peildatum=rij.tekst("peildatum"),
        bron=rij.tekst("bron"),
        afgeleid=rij.tekst("afgeleid"),
    )


def _maatstaven(invoer: Invoer, regio: Regio) -> tuple[Maatstafwaarde, ...]:
    return tuple(
        Maatstafwaarde(
            maatstaf, _heel(rij, "peiljaar"), rij.tekst("gemeentecode"), _getal(rij, maatstaf), rij.plaats(maatstaf)
        )
        for maatstaf in regio.bestand.maatstaven
        for rij in invoer.rijen("Maatstaven")
        if rij.getal(maatstaf) is not None
    )


def _begrotingsregel(rij: Rij) -> Begrotingsregel:
    return Begrotingsregel(
        kostensoort=rij.tekst("kostensoort"),
        post=rij.tekst("post"),
        soort="correctie" if rij.tekst("soort") == "correctie" else "kosten",
        dekking=rij.tekst("dekking"),
        bedragen=rij.bedragen(),
        afgeleid=rij.tekst("afgeleid"),
        bron=rij.tekst("bron"),
        rij=rij.nummer,
    )


def _capaciteitsregel(rij: Rij) -> Capaciteitsregel:
    return Capaciteitsregel(
        kostensoort=rij.tekst("kostensoort"),
        post=rij.tekst("post"),
        taak=rij.tekst("taak"),
        functie=rij.tekst("functie"),
        uren=rij.bedragen(),
        afgeleid=rij.tekst("afgeleid"),
        bron=rij.tekst("bron"),
        rij=rij.nummer,
    )


def _formatieregel(rij: Rij) -> Formatieregel:
    return Formatieregel(
        kostensoort=rij.tekst("kostensoort"),
        onderdeel=rij.tekst("onderdeel"),
        functie=rij.tekst("functie"),
        schaal=rij.tekst("schaal"),
        dekking=rij.tekst("dekking"),
        fte=rij.bedragen(),
        afgeleid=rij.tekst("afgeleid"),
        bron=rij.tekst("bron"),
        rij=rij.nummer,
    )


def _tarief(rij: Rij) -> Tarief:
    return Tarief(
        functie=rij.tekst("functie"),
        schaal=rij.tekst("schaal"),
        eenheid="uur" if rij.tekst("eenheid") == "uur" else "fte",
        vanaf=_heel(rij, "vanaf"),
        bedrag=_getal(rij, "tarief"),
        afgeleid=rij.tekst("afgeleid"),
        bron=rij.tekst("bron"),
        rij=rij.nummer,
    )


def _vastgesteld(rij: Rij) -> tuple[Vastgesteld, ...]:
    return tuple(
        Vastgesteld(
            kostensoort=rij.tekst("kostensoort"),
            gemeentecode=rij.tekst("gemeentecode"),
            jaar=jaar,
            bedrag=bedrag,
            bron=rij.tekst("bron"),
            cel=rij.plaats(str(jaar)),
        )
        for jaar, bedrag in rij.bedragen().items()
    )


def _scenarioregel(rij: Rij) -> Scenarioregel:
    bedragen: dict[int, Decimal | Pm] = dict(rij.bedragen())
    bedragen |= {int(sleutel): PM for sleutel in rij.plaatsen if sleutel.isdigit() and rij.is_pm(sleutel)}
    return Scenarioregel(
        regel=rij.tekst("regel"),
        soort=cast(Scenariosoort, rij.tekst("soort")),
        bedragen=dict(sorted(bedragen.items())),
        percentage=rij.getal("percentage"),
        grondslag=rij.tekst("grondslag"),
        afgeleid=rij.tekst("afgeleid"),
        bron=rij.tekst("bron"),
        rij=rij.nummer,
    )


def _gedrukt(rij: Rij) -> Gedrukt:
    getal = rij.getal("waarde")
    is_tekst = rij.tekst("eenheid") == "tekst"
    waarde: Decimal | str | Pm = PM if rij.is_pm("waarde") and not is_tekst else rij.tekst("waarde")
    return Gedrukt(
        tabel=rij.tekst("tabel"),
        kostensoort=rij.tekst("kostensoort"),
        jaar=rij.heel("jaar"),
        rij=rij.tekst("rij"),
        kolom=rij.tekst("kolom"),
        waarde=waarde if getal is None or is_tekst else getal,
        procent=rij.tekst("eenheid") == "procent",
        decimalen=rij.heel("decimalen") or 0,
        plaats=rij.tekst("plaats"),
        bron=rij.tekst("bron"),
        cel=rij.plaats("waarde"),
    )
