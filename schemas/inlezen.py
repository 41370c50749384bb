"""From an input that passed the gate to what one plan needs: the same figures, frozen and under their own names."""

from __future__ import annotations

from typing import Any, Final, TypeVar

from schemas.bladen import BLADEN
from schemas.gegevens import (
    PM,
    Begrotingsregel,
    Besluit,
    Betaalregel,
    Briefregel,
    Capaciteitsregel,
    Definitie,
    Formatieregel,
    Gedrukt,
    Gegevens,
    Indexregel,
    Inzetregel,
    Maatstafwaarde,
    Plan,
    Realisatieregel,
    Scenariokeuze,
    Scenarioregel,
    Tarief,
    Vastgesteld,
    Zorgregel,
)
from schemas.geldend import Regio
from schemas.invoer import Invoer, Rij
from schemas.invoerblad import regel_uit

R = TypeVar("R")
_BLAD: Final = {vorm.rijtype: vorm.naam for vorm in BLADEN}


def gegevens_van(invoer: Invoer, regio: Regio) -> Gegevens:
    """Everything one plan needs.

    Args:
        invoer: the input as `schemas.lezer.lees_tabellen` read it with this region.
        regio: the region of the plan.
    Returns:
        The same figures, exact, in the order of the input; figures per participant in the order of the input too.
    """

    def regels(rijtype: type[R]) -> tuple[R, ...]:
        return tuple(regel_uit(rijtype, rij) for rij in invoer.rijen(_BLAD[rijtype]))

    return Gegevens(
        regio=regio,
        plan=regel_uit(Plan, invoer.plan),
        definities=regels(Definitie),
        maatstaven=_maatstaven(invoer, regio),
        begroting=regels(Begrotingsregel),
        capaciteit=regels(Capaciteitsregel),
        formatie=regels(Formatieregel),
        tarieven=regels(Tarief),
        vastgesteld=tuple(waarde for rij in invoer.rijen("Vastgesteld") for waarde in _vastgesteld(rij)),
        scenario=tuple(regel_uit(Scenarioregel, rij, bedragen=_met_pm(rij)) for rij in invoer.rijen("Scenario")),
        gedrukt=tuple(_gedrukt(rij) for rij in invoer.rijen("Gepubliceerd")),
        meldingen=invoer.meldingen,
        bestand=invoer.bestand,
        sha256=invoer.sha256,
        indexen=regels(Indexregel),
        besluiten=regels(Besluit),
        betaling=regels(Betaalregel),
        inzet=regels(Inzetregel),
        brief=regels(Briefregel),
        realisatie=regels(Realisatieregel),
        scenarios=regels(Scenariokeuze),
        zorg=regels(Zorgregel),
    )


def _maatstaven(invoer: Invoer, regio: Regio) -> tuple[Maatstafwaarde, ...]:
    return tuple(
        Maatstafwaarde(
            maatstaf,
            rij.heel("peiljaar") or 0,
            rij.tekst("gemeentecode"),
            getal,
            rij.plaats(maatstaf),
            voorlopig=maatstaf in rij.tekst("voorlopig").split(","),
            bevestigd=maatstaf in rij.tekst("bevestigd").split(","),
        )
        for maatstaf in regio.bestand.maatstaven
        for rij in invoer.rijen("Maatstaven")
        if (getal := rij.getal(maatstaf)) is not None
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


def _met_pm(rij: Rij) -> dict[int, Any]:
    pm = {int(sleutel): PM for sleutel in rij.plaatsen if sleutel.isdigit() and rij.is_pm(sleutel)}
    return dict(sorted((rij.bedragen() | pm).items()))


def _gedrukt(rij: Rij) -> Gedrukt:
    getal = rij.getal("waarde")
    is_tekst = rij.tekst("eenheid") == "tekst"
    waarde = PM if rij.is_pm("waarde") and not is_tekst else rij.tekst("waarde")
    return regel_uit(
        Gedrukt,
        rij,
        waarde=waarde if getal is None or is_tekst else getal,
        decimalen=rij.heel("decimalen") or 0,
        cel=rij.plaats("waarde"),
    )
