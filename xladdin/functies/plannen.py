"""From a plan that is held here or on the server: a contribution, a whole table, a derivation in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache, partial
from typing import Annotated, Final

from calc.afrekening import afgerekend
from calc.model.beeld import als_tabel
from calc.model.tabel import SAMEN
from calc.model.uitdrukking import Tabelnaam
from calc.tabel import Beeld
from calc.tabellen import (
    SOORTEN,
    TABELLEN,
    JaarBuitenPlan,
    NietInDitPlan,
    OnbekendeKostensoort,
    OnbekendeTabel,
    kostensoorten_van,
    maak_tabellen,
    waarden_van,
)
from calc.tabellen.afrekening import AFREKENING, MATERIALITEIT
from calc.tabellen.verdeling import VERDELING
from calc.tabellen.vergelijking import OUD, VERGELIJKING, stappen_van
from calc.uitkomst import Uitkomst
from calc.uitleg import uitleg
from calc.uitleg.cel import DoetNietMee, zoek_gemeente, zoek_jaarverdeling
from schemas.fouten import Gebruikersfout
from xladdin import grens
from xladdin.functie import NAAMRUIMTE, Keuzelijst, functie
from xladdin.grens import Bereik, Blok, Uit
from xladdin.planmap import GEBRUIKT, planmap
from xladdin.tabellen import cel_uit

__xlwings_func_namespace__ = NAAMRUIMTE

NAAST: Final = {AFREKENING.naam: "het voorlopige", MATERIALITEIT.naam: "het voorlopige", VERGELIJKING.naam: "het oude"}
"""Tables over two plans, and which one is the other."""
Tabelkeuze = Annotated[Bereik, Keuzelijst((*TABELLEN, VERGELIJKING.naam))]
Plannaam = Annotated[Bereik, "De naam van het plan, zo nodig met @versie. Mag weg als er maar één is."]
BEWAARD: Final = 500
"""Tables and derivations that stay at hand: a plan that was read does not change, and a sheet asks the same again."""
_GEMEENTE: Final = "de naam of code van een gemeente"


@functie(
    "BIJDRAGE",
    voorbeeld='=VW.BIJDRAGE("Beek",2021,"inkoop","zuid-limburg-2021")',
    gemeente="Naam of code van een gemeente; een kolom met namen geeft een kolom met bedragen.",
    jaar="Een jaar van het plan, zoals 2021; een rij met jaren geeft een kolom per jaar.",
    kostensoort="De kostensoort, zoals beleid of inkoop. Weggelaten: alles samen.",
)
def VW_BIJDRAGE(gemeente: Bereik, jaar: Bereik, kostensoort: Bereik = None, plan: Plannaam = None) -> Blok:
    """Geeft wat een gemeente in een jaar bijdraagt volgens een plan, in euro."""
    uitkomst = _uitkomst(plan)
    jaren = grens.jaren(jaar)
    soort = _kostensoort(kostensoort, uitkomst)
    soorten = [soort] if soort else list(uitkomst.gegevens.regio.kostensoorten)
    codes = grens.per_cel(gemeente, "gemeente", _GEMEENTE, partial(zoek_gemeente, uitkomst))
    if len(jaren) > 1 and len(codes[0]) > 1:
        raise Gebruikersfout("gemeente: met meer jaren naast elkaar staan de gemeenten onder elkaar, in één kolom.")
    return [
        [grens.getal_uit(_bijdrage(uitkomst, code, soorten, een)) for code in rij for een in jaren] for rij in codes
    ]


@functie(
    "PLANTABEL",
    voorbeeld='=VW.PLANTABEL("verdeling",2021,"inkoop","zuid-limburg-2021")',
    naam="De naam van een tabel, zoals meerjarig of controles; de naslag noemt ze alle.",
    jaar="Een jaar van het plan. Weggelaten: het jaar van het plan zelf.",
    kostensoort="De kostensoort, zoals beleid of inkoop. Weggelaten: alles, onder elkaar.",
    ander="Het plan ernaast: het voorlopige bij afrekening en materialiteit, het oude bij vergelijking.",
)
def VW_PLANTABEL(
    naam: Tabelkeuze,
    jaar: Bereik = None,
    kostensoort: Bereik = None,
    plan: Plannaam = None,
    ander: Bereik = None,
) -> Blok:
    """Geeft een hele tabel van een plan, met eronder wat daarbij gezegd moet worden."""
    uitkomst = _uitkomst(plan)
    tabel = _tabelnaam(naam)
    if tabel in NAAST and (ander is not None or tabel not in TABELLEN):
        grens.verplichte_tekst(ander, "ander", f"de naam van {NAAST[tabel]} plan")
        uitkomst = _naast(_uitkomst(ander, "ander"), uitkomst, tabel)
    elif ander is not None:
        raise Gebruikersfout(f"ander: tabel {tabel} is van één plan; laat dit argument leeg.")
    soort = _kostensoort(kostensoort, uitkomst, tabel)
    gevraagd = _tabeljaar(tabel, grens.jaar(jaar), uitkomst)
    if soort and not SOORTEN[tabel].per_kostensoort:
        raise Gebruikersfout(f"kostensoort: tabel {tabel} heeft geen kostensoort; laat dit argument leeg.")
    return [list(rij) for rij in _blok(uitkomst, tabel, soort, gevraagd)]


@functie(
    "UITLEG",
    voorbeeld='=VW.UITLEG("Beek",2021,"inkoop","zuid-limburg-2021")',
    gemeente="Naam of code van een gemeente.",
    jaar="Een jaar van het plan, zoals 2021.",
    kostensoort="De kostensoort, zoals beleid of inkoop.",
)
def VW_UITLEG(gemeente: Bereik, jaar: Bereik, kostensoort: Bereik, plan: Plannaam = None) -> Blok:
    """Legt in gewone taal uit hoe de bijdrage van een gemeente is berekend. Geeft één kolom met zinnen."""
    uitkomst = _uitkomst(plan)
    wie = grens.verplichte_tekst(gemeente, "gemeente", _GEMEENTE)
    soort = _kostensoort(kostensoort, uitkomst)
    if not soort:
        bekend = ", ".join(uitkomst.gegevens.regio.kostensoorten)
        raise Gebruikersfout("kostensoort: een lege cel", f"een van {bekend}.")
    return [[regel] for regel in _regels(uitkomst, wie, soort, grens.verplicht_jaar(jaar))]


@lru_cache(maxsize=BEWAARD)
def _regels(uitkomst: Uitkomst, gemeente: str, kostensoort: str, jaar: int) -> tuple[str, ...]:
    return tuple(uitleg(uitkomst, gemeente, kostensoort, jaar).regels())


def _uitkomst(plan: Bereik, argument: str = "plan") -> Uitkomst:
    plannen = planmap()
    naam = grens.tekst(plan, argument, "de naam van een plan")
    gevraagd = plannen.plan(naam)
    gelezen = plannen.lees(gevraagd)
    if (gebruikt := GEBRUIKT.get()) is not None:
        gebruikt[gevraagd.volle_naam if "@" in naam else gevraagd.naam] = gelezen.kenmerk
    return gelezen.uitkomst


@lru_cache(maxsize=BEWAARD)
def _naast(ander: Uitkomst, uitkomst: Uitkomst, tabel: str) -> Uitkomst:
    """The outcome with the other one beside it, as the table asks."""
    if tabel == VERGELIJKING.naam:
        return replace(uitkomst, naast={OUD: ander})
    return afgerekend(ander.gegevens, uitkomst.gegevens)


def _kostensoort(bereik: Bereik, uitkomst: Uitkomst, tabel: str = VERDELING.naam) -> str:
    """By its name, without regard to capitals; empty where none was asked for."""
    bekend = kostensoorten_van(uitkomst, SOORTEN[tabel])
    gevraagd = grens.tekst(bereik, "kostensoort", f"een van {', '.join(bekend)}")
    if not gevraagd:
        return ""
    for naam in bekend:
        if gevraagd.casefold() == naam.casefold():
            return naam
    raise OnbekendeKostensoort(gevraagd, bekend)


def _bijdrage(uitkomst: Uitkomst, code: str, soorten: list[str], jaar: int) -> Fraction:
    bedragen = [
        zoek_jaarverdeling(uitkomst, soort, jaar).bedragen.get(code)
        for soort in soorten
        if len(soorten) == 1 or uitkomst.verdeling.heeft(soort, jaar)
    ]
    gevuld = [bedrag for bedrag in bedragen if bedrag is not None]
    if not bedragen:
        raise JaarBuitenPlan(jaar, uitkomst.gegevens.plan.jaren)
    if not gevuld:
        raise DoetNietMee(uitkomst.gegevens.regio.gemeente(code), jaar, soorten[0] if len(soorten) == 1 else "")
    return sum(gevuld, Fraction(0))


def _tabelnaam(bereik: Bereik) -> str:
    gevraagd = grens.verplichte_tekst(bereik, "naam", "een tabel van het plan, zoals meerjarig").casefold()
    if gevraagd not in TABELLEN and gevraagd not in NAAST:
        raise OnbekendeTabel(gevraagd)
    return gevraagd


def _tabeljaar(tabel: str, jaar: int | None, uitkomst: Uitkomst) -> int | None:
    """A table over years is of the plan as a whole; its own year may be named, another would be left unanswered."""
    eigen = uitkomst.gegevens.plan.jaar
    if jaar is None or SOORTEN[tabel].per_jaar:
        return jaar
    if jaar != eigen:
        raise Gebruikersfout(
            f"jaar: tabel {tabel} gaat niet over één jaar maar over het hele plan van {eigen}; laat jaar leeg."
        )
    return None


@lru_cache(maxsize=BEWAARD)
def _blok(uitkomst: Uitkomst, naam: str, kostensoort: str, jaar: int | None) -> Blok:
    """The tables below each other, each with what must be said of it: of a row beside it, of the table below it."""
    tabellen = _tabellen(uitkomst, naam, kostensoort, jaar)
    if not tabellen:
        raise NietInDitPlan(naam, kostensoort)
    met_soort = SOORTEN[naam].per_kostensoort and not kostensoort
    blok: Blok = []
    for tabel in tabellen:
        soort: list[Uit] = [tabel.kostensoort or ""] if met_soort else []
        gemarkeerd = any(rij.markering for rij in tabel.rijen)
        koppen = [*(["Kostensoort"] if met_soort else []), *(kolom.titel for kolom in tabel.kolommen)]
        blok.append([*koppen, *(["Status"] if gemarkeerd else [])])
        for rij in tabel.rijen:
            blok.append([*soort, *map(cel_uit, rij.waarden), *([rij.markering] if gemarkeerd else [])])
        blok += [[noot] for noot in tabel.noten]
    breedte = max(map(len, blok))
    return [[*rij, *[""] * (breedte - len(rij))] for rij in blok]


def _tabellen(uitkomst: Uitkomst, naam: str, kostensoort: str, jaar: int | None) -> Sequence[Beeld]:
    if naam != VERGELIJKING.naam:
        return maak_tabellen(uitkomst, naam, kostensoort or None, jaar)
    alle = tuple(stappen_van(uitkomst))
    soorten = (kostensoort,) if kostensoort else (*alle, *([SAMEN] if len(alle) > 1 else []))
    return [als_tabel(waarden_van(uitkomst), Tabelnaam(naam, soort)) for soort in soorten]
