"""Over the years: contributions per year, what they rise and change, an index, a payback period."""

from __future__ import annotations

from fractions import Fraction
from typing import Annotated, Final

from calc.scenario import terugverdientijd
from calc.sleutels import weeg
from calc.tabellen.bereik import indexeer, mutaties_van, toename_van
from calc.tabellen.meerjaren import GeenBasisjaar
from schemas.fouten import Gebruikersfout
from schemas.naamvorm import naamvorm
from xladdin import grens, tabellen
from xladdin.deelnemers import keur_cijfers, keur_namen
from xladdin.functie import NAAMRUIMTE, functie
from xladdin.functies.verdelen import (
    Gemeenten,
    Gewichten,
    Maatstaven,
    Muntkeuze,
    Regelkeuze,
    lees_sleutel,
    splits_elk,
)
from xladdin.grens import Bereik, Blok

__xlwings_func_namespace__ = NAAMRUIMTE

_TABEL: Final = '{"Gemeente",2020,2021,2022;"Beek",60050,81456,77223;"Vaals",41020,52210,49500}'
Jarentabel = Annotated[
    Bereik, "Een tabel zoals MEERJAREN die maakt: een kop met Gemeente en de jaren, een rij per gemeente."
]


@functie(
    "MEERJAREN",
    voorbeeld=(
        '=VW.MEERJAREN({"Beek";"Brunssum"},{"jongeren";2910;4580},{"rato","jongeren";50,50},'
        "{2021,2022;2394001,2269616},{2020;60050;110420})"
    ),
    bedragen="Twee rijen: de jaren en het te verdelen bedrag van elk jaar.",
    vastgesteld="Bijdragen van eerdere jaren die al vaststaan: de jaren in de kop, een rij per gemeente.",
)
def VW_MEERJAREN(
    gemeenten: Gemeenten,
    maatstaven: Maatstaven,
    gewichten: Gewichten,
    bedragen: Bereik,
    vastgesteld: Bereik = None,
    sluitregel: Regelkeuze = None,
    eenheid: Muntkeuze = None,
) -> Blok:
    """Verdeelt de bedragen van meer jaren met één sleutel. Geeft een tabel met een kolom per jaar en het totaal."""
    regel, munt = grens.sluitregel(sluitregel), grens.eenheid(eenheid)
    waarden, delen, namen = lees_sleutel(maatstaven, gewichten, gemeenten)
    te_verdelen = grens.jaarbedragen(bedragen)
    vast = grens.vastgesteld(vastgesteld, len(namen))
    dubbel = sorted(set(vast) & set(te_verdelen))
    if dubbel:
        raise Gebruikersfout(
            f"vastgesteld: {dubbel[0]} staat ook bij bedragen; een jaar staat vast of wordt verdeeld, niet beide."
        )
    sleutel = weeg(waarden, delen)
    splitsingen = splits_elk(sleutel, te_verdelen, regel, munt)
    return tabellen.meerjarentabel(namen, vast, splitsingen, regel, munt)


@functie(
    "TOENAME",
    voorbeeld=f"=VW.TOENAME({_TABEL},2020,2021)",
    basisjaar="Het jaar waarmee u vergelijkt.",
    jaar="Het jaar dat u vergelijkt; later dan het basisjaar.",
)
def VW_TOENAME(tabel: Jarentabel, basisjaar: Bereik, jaar: Bereik) -> Blok:
    """Geeft per gemeente wat een jaar meer kost dan het basisjaar, in euro en in procent. Plus is meer betalen."""
    namen, bedragen = _jarentabel(tabel)
    basis = _jaar_in(grens.verplicht_jaar(basisjaar, "basisjaar"), list(bedragen), "basisjaar")
    nieuw = _jaar_in(grens.verplicht_jaar(jaar), list(bedragen), "jaar")
    if nieuw <= basis:
        raise GeenBasisjaar(nieuw, basis)
    return tabellen.als_blok(toename_van(namen, bedragen, basis, nieuw))


@functie(
    "MUTATIES",
    voorbeeld=f"=VW.MUTATIES({_TABEL})",
    basisjaar="Het jaar waarmee u vergelijkt. Weggelaten: het eerste jaar van de tabel.",
)
def VW_MUTATIES(tabel: Jarentabel, basisjaar: Bereik = None) -> Blok:
    """Geeft per gemeente het verschil van elk later jaar met het basisjaar. Plus is meer betalen."""
    namen, bedragen = _jarentabel(tabel)
    jaren = list(bedragen)
    gevraagd = grens.jaar(basisjaar, "basisjaar")
    basis = jaren[0] if gevraagd is None else _jaar_in(gevraagd, jaren, "basisjaar")
    if basis == jaren[-1]:
        raise Gebruikersfout(f"basisjaar: na {basis} staat geen jaar in de tabel; kies een eerder basisjaar.")
    return tabellen.als_blok(mutaties_van(namen, bedragen, basis))


@functie(
    "INDEXEER",
    voorbeeld="=VW.INDEXEER(1397920,{2022,0.025;2023,0.031})",
    bedrag="Het bedrag in euro, in prijzen van voor het eerste percentage.",
    percentages="De percentages, het oudste eerst; mag met de jaren ernaast of erboven.",
    hoogste="Tot hoeveel procent er niets wordt gevraagd. Weggelaten: 25%.",
)
def VW_INDEXEER(bedrag: Bereik, percentages: Bereik, eenheid: Muntkeuze = None, hoogste: Bereik = None) -> Blok:
    """Indexeert een bedrag over de jaren, percentage op percentage. Geeft per jaar de index en het bedrag."""
    munt = grens.eenheid(eenheid)
    gelezen = grens.percentages(percentages, grens.hoogste_percentage(hoogste))
    stappen = indexeer(grens.bedrag(bedrag, "bedrag"), [percentage for _, percentage in gelezen], munt)
    return tabellen.indextabel([naam for naam, _ in gelezen], stappen)


@functie(
    "TERUGVERDIENTIJD",
    voorbeeld="=VW.TERUGVERDIENTIJD(2320333,600000)",
    investering="Wat de investering in totaal kost, in euro.",
    besparing="Wat zij per jaar bespaart, in euro.",
)
def VW_TERUGVERDIENTIJD(investering: Bereik, besparing: Bereik) -> Blok:
    """Geeft het aantal jaren waarin een besparing per jaar de investering terugverdient."""
    kosten = grens.bedrag(investering, "investering")
    if kosten < 0:
        raise grens.OnbruikbareCel("investering", float(kosten), "een bedrag van 0 of meer")
    return [[grens.getal_uit(terugverdientijd(kosten, grens.bedrag(besparing, "besparing")))]]


def _jarentabel(tabel: Bereik) -> tuple[list[str], dict[int, list[Fraction | None]]]:
    """Names and per year the amounts of a table over years, a total or an area among them refused."""
    namen, bedragen = grens.jarentabel(tabel)
    keur_namen(namen, [naamvorm(naam) for naam in namen], lambda rij: f"tabel, rij {rij + 2}")
    per_jaar = [[cel or 0 for cel in kolom] for kolom in bedragen.values()]
    keur_cijfers(per_jaar, lambda rij: f"tabel, rij {rij + 2}", namen)
    return namen, bedragen


def _jaar_in(gevraagd: int, jaren: list[int], naam: str) -> int:
    if gevraagd not in jaren:
        bekend = ", ".join(str(een) for een in jaren)
        raise Gebruikersfout(f"{naam}: {gevraagd} is geen kolom van de tabel; kies uit {bekend}.")
    return gevraagd
