"""About figures and names: codes of municipalities, the check of a table, published against calculated, versions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Final

from calc.afronding import EENHEDEN
from calc.tabellen.aansluiting.reeksen import sluit_aan
from schemas.fouten import Bevinding, Ernst, Gebruikersfout, bedoelde_u
from schemas.geldend import STANDAARD_EENHEID
from schemas.naamvorm import naamvorm
from schemas.onschadelijk import voor_terminal
from xladdin import grens, herkomst
from xladdin.bereik import SOORTEN, controleer_bereik
from xladdin.functie import NAAMRUIMTE, Keuzelijst, functie
from xladdin.grens import AFRONDINGEN, Bereik, Blok
from xladdin.planmap import planmap

__xlwings_func_namespace__ = NAAMRUIMTE

Soortkeuze = Annotated[Bereik, Keuzelijst(SOORTEN)]
Afrondingskeuze = Annotated[Bereik, Keuzelijst(tuple(AFRONDINGEN))]
IN_ORDE: Final = "in orde"
LANGSTE_REGEL: Final = 500


class OnbekendeNaam(Gebruikersfout):
    def __init__(self, gevraagd: str, bekend: list[str]) -> None:
        super().__init__(
            f"'{gevraagd}' is geen gemeente van een bekende regio.{bedoelde_u(gevraagd, bekend)} "
            f"Bekend zijn: {', '.join(bekend)}."
        )


class MeerGemeenten(Gebruikersfout):
    def __init__(self, gevraagd: str, gevonden: Mapping[str, str]) -> None:
        welke = " of ".join(f"{code} ({regio})" for code, regio in gevonden.items())
        super().__init__(f"'{gevraagd}' is de naam van meer dan één gemeente; zet zelf de code neer: {welke}.")


@functie(
    "GEMEENTECODE",
    voorbeeld='=VW.GEMEENTECODE({"Beek (L.)";"Gulpen-Wittem"})',
    naam="Naam van een gemeente, ook in een andere bekende schrijfwijze; een kolom geeft een kolom.",
)
def VW_GEMEENTECODE(naam: Bereik) -> Blok:
    """Geeft de code van het CBS die bij de naam van een gemeente hoort, zoals GM0888."""
    regios = planmap().regios()

    def zoek(gevraagd: str) -> str:
        vorm = naamvorm(gevraagd)
        gevonden = {regio.codes[vorm][-1]: regio.label for regio in regios if vorm in regio.codes}
        if len(gevonden) == 1:
            return next(iter(gevonden))
        if gevonden:
            raise MeerGemeenten(gevraagd, gevonden)
        raise OnbekendeNaam(gevraagd, [een.gemeente(code) for een in regios for code in een.alle_deelnemers])

    return [list(rij) for rij in grens.per_cel(naam, "naam", "een gemeente", zoek)]


@functie(
    "GEMEENTENAAM",
    voorbeeld='=VW.GEMEENTENAAM("GM0888")',
    code="Code van het CBS, zoals GM0888; een kolom geeft een kolom.",
)
def VW_GEMEENTENAAM(code: Bereik) -> Blok:
    """Geeft de naam van de gemeente die bij een code van het CBS hoort."""
    regios = planmap().regios()

    def zoek(gevraagd: str) -> str:
        for regio in regios:
            if gevraagd.upper() in regio.alle_deelnemers:
                return regio.gemeente(gevraagd.upper())
        raise OnbekendeNaam(gevraagd, [code for een in regios for code in een.alle_deelnemers])

    return [list(rij) for rij in grens.per_cel(code, "code", "een code van het CBS, zoals GM0888", zoek)]


@functie(
    "VALIDEER",
    voorbeeld=('=VW.VALIDEER({"Peiljaar","Gemeentecode","Gemeente","Jongeren";2020,"GM0888","Beek",2.7},"Maatstaven")'),
    bereik="De tabel met haar kopregel.",
    soort=f"Voor welk blad van de invoer de tabel is: {', '.join(SOORTEN)}.",
)
def VW_VALIDEER(bereik: Bereik, soort: Soortkeuze) -> Blok:
    """Controleert een tabel met cijfers. Geeft de fouten onder elkaar, of 'in orde'."""
    gevraagd = grens.verplichte_tekst(soort, "soort", f"een van {', '.join(SOORTEN)}")
    bevindingen = controleer_bereik(bereik, gevraagd)
    fouten = [_regel(een) for een in bevindingen if een.ernst is Ernst.FOUT]
    meldingen = [f"Melding: {_regel(een)}" for een in bevindingen if een.ernst is Ernst.MELDING]
    return [[zin] for zin in (*(fouten or [IN_ORDE]), *meldingen)]


@functie(
    "AANSLUITING",
    voorbeeld='=VW.AANSLUITING({81456;54313;135770},{81456.4;54313.2;135769.6},"euro")',
    gepubliceerd="De cijfers zoals zij gepubliceerd zijn.",
    berekend="De berekende cijfers, in een bereik van dezelfde grootte.",
    eenheid=f"Waarop de gepubliceerde cijfers zijn afgerond: {', '.join(AFRONDINGEN)}. Weggelaten: cent.",
)
def VW_AANSLUITING(gepubliceerd: Bereik, berekend: Bereik, eenheid: Afrondingskeuze = None) -> Blok:
    """Vergelijkt gepubliceerde met berekende cijfers. Geeft per cel: gelijk, afronding of afwijking."""
    stap = grens.afronding(eenheid)
    links, rechts = grens.even_groot(gepubliceerd, berekend, ("gepubliceerd", "berekend"))
    if stap is None or stap in EENHEDEN.values():
        stap = stap or EENHEDEN[STANDAARD_EENHEID]
        grens.geen_percentages(links, stap)
    return [[str(oordeel) if oordeel else "" for oordeel in rij] for rij in sluit_aan(links, rechts, stap)]


@functie("VERSIE", voorbeeld="=VW.VERSIE()", vluchtig=True)
def VW_VERSIE() -> Blok:
    """Geeft de versies van het programma, de regiobestanden en de plannen, met hun kenmerk (SHA-256)."""
    return [list(regel) for regel in herkomst.versies(planmap())]


def _regel(bevinding: Bevinding) -> str:
    """A finding of a range whose place on the sheet is not known: its row and column count from its own corner."""
    plek = f"rij {bevinding.waar.rij}, kolom {bevinding.waar.kolom}: " if bevinding.waar.rij else ""
    return voor_terminal(f"{plek}{bevinding.zin}", LANGSTE_REGEL)
