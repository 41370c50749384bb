"""Splitting an amount: by weights, by one maatstaf, by a weighted key."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Annotated, Final, TypeVar

from calc.afronding import EENHEDEN, NietInEenheden, TekenDraaitOm
from calc.notatie import kort, opsomming
from calc.sleutels import Sleutel, weeg
from calc.splitsing import Splitsing, splits, splits_naar
from schemas.fouten import Gebruikersfout
from schemas.kernwoorden import RATO, SLUITREGELS, VAST, Munteenheid, Sluitregel
from xladdin import grens, tabellen
from xladdin.deelnemers import keur_cijfers
from xladdin.functie import NAAMRUIMTE, Keuzelijst, functie
from xladdin.grens import Bereik, Blok

__xlwings_func_namespace__ = NAAMRUIMTE

K = TypeVar("K", str, int)

_REGELUITLEG: Final = (
    f"Wat er met het afrondingsverschil gebeurt: {opsomming(SLUITREGELS, 'of')}. Weggelaten: grootste-rest."
)
_MUNTUITLEG: Final = f"Waarop wordt afgerond: {', '.join(EENHEDEN)}. Weggelaten: cent."
Regelkeuze = Annotated[Bereik, Keuzelijst(SLUITREGELS), _REGELUITLEG]
Muntkeuze = Annotated[Bereik, Keuzelijst(tuple(EENHEDEN)), _MUNTUITLEG]
Bedrag = Annotated[Bereik, "Het bedrag in euro dat verdeeld wordt."]
Gemeenten = Annotated[Bereik, "De namen van de gemeenten, één per rij."]
Maatstaven = Annotated[Bereik, "Een kolom per maatstaf, met de namen in de kopregel."]
Gewichten = Annotated[Bereik, "Twee rijen of twee kolommen: de namen (rato is het gelijke deel) en de gewichten."]
_NAMEN: Final = '{"Beek";"Brunssum";"Vaals"}'
_CIJFERS: Final = '{"jongeren","toekenningen";2910,230;4580,410;1320,95}'
_PUNTEN: Final = '{"vast","jongeren","toekenningen";1000,1,3}'
_SLEUTEL: Final = '{"rato","jongeren","toekenningen";20,40,40}'


@functie(
    "VERDEEL",
    voorbeeld="=VW.VERDEEL(1000,{450;400;250})",
    gewichten="Eén kolom, één gewicht van 0 of meer per gemeente.",
)
def VW_VERDEEL(bedrag: Bedrag, gewichten: Bereik, sluitregel: Regelkeuze = None, eenheid: Muntkeuze = None) -> Blok:
    """Verdeelt een bedrag naar rato van de gewichten. Geeft één kolom, in dezelfde volgorde."""
    regel, munt = grens.sluitregel(sluitregel), grens.eenheid(eenheid)
    waarden = {"gewichten": grens.gewichten(gewichten)}
    keur_cijfers(list(waarden.values()), lambda rij: f"gewichten, cel {rij + 1}")
    uitkomst = splits(grens.bedrag(bedrag, "bedrag"), {"gewichten": Fraction(1)}, waarden, regel, munt)
    return tabellen.kolom(uitkomst, regel, munt)


@functie("SLEUTEL", voorbeeld=f"=VW.SLEUTEL({_CIJFERS},{_SLEUTEL})", aandelen=True)
def VW_SLEUTEL(maatstaven: Maatstaven, gewichten: Gewichten) -> Blok:
    """Berekent de aandelen van een gewogen verdeelsleutel. Geeft één kolom, samen 100%."""
    waarden, delen, _ = lees_sleutel(maatstaven, gewichten)
    sleutel = weeg(waarden, delen)
    return [[aandeel] for aandeel in tabellen.aandelen(sleutel.tellers, sleutel.noemer)]


@functie(
    "PUNTEN",
    voorbeeld=f"=VW.PUNTEN({_CIJFERS},{_PUNTEN})",
    eenheden="Een kolom per soort eenheid, met de namen in de kopregel.",
    punten="Twee rijen of twee kolommen: de namen (vast is voor iedereen) en de punten per eenheid.",
    aandelen=True,
)
def VW_PUNTEN(eenheden: Bereik, punten: Bereik) -> Blok:
    """Berekent de aandelen naar punten per eenheid. Geeft één kolom, samen 100%."""
    cijfers = grens.eenheden(eenheden)
    per_eenheid = grens.punten(punten, tuple(cijfers))
    keur_cijfers(list(cijfers.values()), lambda rij: f"eenheden, rij {rij + 2}", [])
    aantal = len(next(iter(cijfers.values())))
    iedereen = per_eenheid.pop(VAST, Fraction(0))
    totalen = [
        iedereen + sum(waarde * cijfers[naam][rij] for naam, waarde in per_eenheid.items()) for rij in range(aantal)
    ]
    for rij, totaal in enumerate(totalen, start=2):
        if totaal < 0:
            raise Gebruikersfout(f"eenheden, rij {rij}: de punten zijn samen {kort(totaal)}", "0 of meer.")
    sleutel = weeg({"punten": totalen}, {"punten": Fraction(1)})
    return [[aandeel] for aandeel in tabellen.aandelen(sleutel.tellers, sleutel.noemer)]


@functie(
    "BIJDRAGETABEL",
    voorbeeld=f"=VW.BIJDRAGETABEL({_NAMEN},{{2910;4580;1320}},{{2021,2022;766500,1397920}})",
    maatstaf="Eén kolom met het cijfer van elke gemeente; mag met kop.",
    bedragen="Eén of meer bedragen naast elkaar; mag met jaartallen erboven.",
)
def VW_BIJDRAGETABEL(
    gemeenten: Gemeenten,
    maatstaf: Bereik,
    bedragen: Bereik,
    sluitregel: Regelkeuze = None,
    eenheid: Muntkeuze = None,
) -> Blok:
    """Verdeelt elk bedrag naar één maatstaf. Geeft een tabel met kop, aandelen, bijdragen en totaal."""
    regel, munt = grens.sluitregel(sluitregel), grens.eenheid(eenheid)
    titel, waarden = grens.maatstaf(maatstaf, met_kop=grens.heeft_kop(gemeenten))
    namen = grens.gemeenten(gemeenten, len(waarden), titel)
    keur_cijfers([waarden], lambda rij: f"maatstaf, cel {rij + (2 if titel else 1)}", namen)
    naam = titel or "maatstaf"
    sleutel = weeg({naam: waarden}, {naam: Fraction(1)})
    splitsingen = splits_elk(sleutel, grens.bedragen(bedragen), regel, munt)
    return tabellen.bijdragetabel(namen, titel, waarden, splitsingen, regel, munt)


@functie(
    "UITVOERINGSKOSTENTABEL",
    voorbeeld=f"=VW.UITVOERINGSKOSTENTABEL({_NAMEN},{_CIJFERS},{_SLEUTEL},2394001)",
)
def VW_UITVOERINGSKOSTENTABEL(
    gemeenten: Gemeenten,
    maatstaven: Maatstaven,
    gewichten: Gewichten,
    bedrag: Bedrag,
    sluitregel: Regelkeuze = None,
    eenheid: Muntkeuze = None,
) -> Blok:
    """Verdeelt een bedrag met een gewogen sleutel. Geeft een tabel met kop, aandelen, bedragen per deel en totaal."""
    regel, munt = grens.sluitregel(sluitregel), grens.eenheid(eenheid)
    waarden, delen, namen = lees_sleutel(maatstaven, gewichten, gemeenten)
    uitkomst = splits(grens.bedrag(bedrag, "bedrag"), delen, waarden, regel, munt)
    return tabellen.uitvoeringskostentabel(namen, uitkomst, regel, munt)


def lees_sleutel(
    maatstaven: Bereik, gewichten: Bereik, *gemeenten: Bereik
) -> tuple[dict[str, Sequence[Fraction | int]], dict[str, Fraction], list[str]]:
    """The values of every part of a key, its weights, and the participants where they have names."""
    cijfers = grens.maatstaven(maatstaven)
    delen = grens.sleutel(gewichten, tuple(cijfers))
    kop, eerste = next(iter(cijfers.items()))
    namen = grens.gemeenten(gemeenten[0], len(eerste), kop) if gemeenten else []
    keur_cijfers(list(cijfers.values()), lambda rij: f"maatstaven, rij {rij + 2}", namen)
    return {deel: [Fraction(1)] * len(eerste) if deel == RATO else cijfers[deel] for deel in delen}, delen, namen


def splits_elk(
    sleutel: Sleutel, bedragen: Mapping[K, Fraction], sluitregel: Sluitregel, eenheid: Munteenheid
) -> dict[K, Splitsing]:
    """Several amounts by one key; an amount that cannot be split is named by its heading."""

    def een(kop: K, bedrag: Fraction) -> Splitsing:
        try:
            return splits_naar(sleutel, bedrag, sluitregel, eenheid)
        except (NietInEenheden, TekenDraaitOm) as fout:
            raise Gebruikersfout(f"{grens.waar_bedrag(kop)}: {fout}") from None

    return {kop: een(kop, bedrag) for kop, bedrag in bedragen.items()}
