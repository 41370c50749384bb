"""Scenarios beside each other: whether each zero year has its costs, and each percentage something to be of."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from schemas.fouten import bedoelde_u
from schemas.geldend import Regio
from schemas.inhoud import dutch, opsomming, toon
from schemas.invoer import Kladblok, Kop, Rij, Tabelblad
from schemas.kernwoorden import RATO
from schemas.naarcontrole import zonder_cijfers
from schemas.regiojaar import BIJDRAGE

HONDERD: Final = Decimal(100)


def controleer_scenarios(bladen: Mapping[str, Tabelblad], kop: Kop, regio: Regio, klad: Kladblok) -> None:
    """Costs of a zero year come from the plan, or stand on the sheet where the plan does not have that year."""
    met_budget = any(rij.tekst("soort") == "budget" for rij in bladen["Scenario"].rijen)
    for rij in bladen["Scenarios"].rijen:
        nuljaar = rij.heel("nuljaar")
        if nuljaar is not None and nuljaar not in kop.jaren and rij.leeg("nulkosten"):
            klad.rijfout(
                rij, "nulkosten", f"leeg; verwacht: de kosten van {nuljaar}, want dat jaar staat niet in het plan"
            )
        elif nuljaar in kop.jaren and rij.getal("nulkosten") is not None:
            waarde = toon(rij.waarden["nulkosten"])
            klad.rijfout(rij, "nulkosten", f"{waarde}; verwacht: leeg, want {nuljaar} staat in het plan")
        _naar(rij, bladen["Maatstaven"], kop, regio, klad)
        if rij.tekst("eenheid") == "procent":
            _percentages(rij, klad, met_budget=met_budget)
        elif rij.tekst("eenheid") == "euro" and rij.tekst("grondslag"):
            klad.rijfout(rij, "grondslag", f"{toon(rij.waarden['grondslag'])}; verwacht: leeg, want de eenheid is euro")


def _naar(rij: Rij, cijfers: Tabelblad, kop: Kop, regio: Regio, klad: Kladblok) -> None:
    wat = rij.tekst("naar")
    gevraagd = [naam for naam, maatstaf in regio.bestand.maatstaven.items() if not maatstaf.formule]
    bekend = [BIJDRAGE, RATO, *regio.kostensoorten, *gevraagd]
    if wat and wat not in bekend:
        hint = bedoelde_u(wat, bekend)
        klad.rijfout(rij, "naar", f"{toon(wat)}; verwacht: {opsomming(bekend)}.{hint}".removesuffix("."))
    elif wat in gevraagd and (mist := zonder_cijfers(wat, cijfers, kop, regio)):
        klad.rijfout(rij, "naar", f"{toon(wat)}; {mist}")


def _percentages(rij: Rij, klad: Kladblok, *, met_budget: bool) -> None:
    if rij.leeg("grondslag"):
        klad.rijfout(rij, "grondslag", "leeg; verwacht: budget of restpost, want de eenheid is procent")
    elif not met_budget:
        klad.rijfout(rij, "grondslag", "het budget staat niet op blad Scenario; zonder budget zegt een procent niets")
    for jaar, getal in rij.bedragen().items():
        if getal > HONDERD:
            klad.rijfout(rij, str(jaar), f"'{dutch(getal)}'; verwacht: percentage van 0 tot en met 100")
