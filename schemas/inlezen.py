"""From an input that passed the gate to what one plan needs: the same figures, frozen and under their own names."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final, get_args, get_type_hints

from schemas.bladen import BLADEN
from schemas.gegevens import PM, Gedrukt, Gegevens, Maatstafwaarde, Plan, Scenarioregel, Vastgesteld
from schemas.geldend import Regio
from schemas.invoer import Invoer, Rij
from schemas.invoerblad import regel_uit

_BLAD: Final = {vorm.rijtype: vorm.naam for vorm in BLADEN}


def gegevens_van(invoer: Invoer, regio: Regio) -> Gegevens:
    """Everything one plan needs: each field whose rows are those of a sheet is that sheet.

    Args:
        invoer: the input as `schemas.lezer.lees_tabellen` read it with this region.
        regio: the region of the plan.
    Returns:
        The same figures, exact, in the order of the input; figures per participant in the order of the input too.
    """
    bladen: dict[str, Any] = {}
    for veld, soort in get_type_hints(Gegevens).items():
        rijtype = next(iter(get_args(soort)), None)
        if rijtype in _BLAD:
            lees: Callable[..., Any] = _ANDERS.get(rijtype, regel_uit)
            bladen[veld] = tuple(lees(rijtype, rij) for rij in invoer.rijen(_BLAD[rijtype]))
    return Gegevens(
        regio=regio,
        plan=regel_uit(Plan, invoer.plan),
        maatstaven=_maatstaven(invoer, regio),
        vastgesteld=tuple(waarde for rij in invoer.rijen("Vastgesteld") for waarde in _vastgesteld(rij)),
        meldingen=invoer.meldingen,
        bestand=invoer.bestand,
        sha256=invoer.sha256,
        **bladen,
    )


def _maatstaven(invoer: Invoer, regio: Regio) -> tuple[Maatstafwaarde, ...]:
    return tuple(
        Maatstafwaarde(
            maatstaf,
            rij.heel("peiljaar") or 0,
            rij.tekst("gemeentecode"),
            getal,
            rij.plaats(maatstaf),
            voorlopig=any(deel.genoemd("voorlopig", maatstaf) for deel in rij.delen(maatstaf)),
            bevestigd=all(deel.genoemd("bevestigd", maatstaf) for deel in rij.delen(maatstaf)),
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


def _scenario(rijtype: type[Scenarioregel], rij: Rij) -> Scenarioregel:
    pm = {int(sleutel): PM for sleutel in rij.plaatsen if sleutel.isdigit() and rij.is_pm(sleutel)}
    return regel_uit(rijtype, rij, bedragen=dict(sorted((rij.bedragen() | pm).items())))


def _gedrukt(rijtype: type[Gedrukt], rij: Rij) -> Gedrukt:
    getal = rij.getal("waarde")
    is_tekst = rij.tekst("eenheid") == "tekst"
    waarde = PM if rij.is_pm("waarde") and not is_tekst else rij.tekst("waarde")
    return regel_uit(
        rijtype,
        rij,
        waarde=waarde if getal is None or is_tekst else getal,
        decimalen=rij.heel("decimalen") or 0,
        cel=rij.plaats("waarde"),
    )


_ANDERS: Final[Mapping[type[Any], Callable[..., Any]]] = {Scenarioregel: _scenario, Gedrukt: _gedrukt}
"""What of a row is more than its cells say one by one."""
