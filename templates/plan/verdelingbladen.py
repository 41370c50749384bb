"""Verdeling per kostensoort: from value to share to contribution, as references to the Rekenblad."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from calc.afronding import DECIMALEN
from calc.model.tabel import AFRONDING
from calc.noten import noten_verdeling
from calc.standen import kan_veranderen, samengevat, status_van_jaar, woorden_van_deel
from calc.tabel import Soort
from calc.tabellen.opbouw import ORGANISATIE, deelt_op, zoals_gegeven
from calc.uitkomst import Uitkomst
from calc.verdeling import GEEN_CODE, Deel, Jaarverdeling
from schemas.geldend import Regio, geldig
from schemas.inhoud import klein
from schemas.kernwoorden import BIJDRAGE
from templates.plan.rekenblad import Rekenplek
from templates.werkmap.boek import Blad, Boek, Plaats, a1
from templates.werkmap.dubbel import ZUIVER, verschil, zuiver
from templates.werkmap.maat import als_tekst, cijferbreedte, kopbreedte, tekstbreedte
from templates.werkmap.stijlen import maatvorm

NUL: Final = Fraction(0)
NAAM_TOTAAL: Final = "Totaal"
BUDGETDEEL: Final = "pct_van_jeugdbudget"
BUDGETKOP: Final = "Bijdrage als deel van het jeugdbudget"
VORMEN: Final = {"euro": (Soort.GELD, 0), "cent": (Soort.GELD, 2), "aandeel": (Soort.AANDEEL, 2)}
GETALLEN: Final = {"getal 1": 1, "getal 2": 2, "getal 6": 6, "vrij": 2}
"""Decimals of a figure as it is shown."""
LANGSTE_DECIMALEN: Final = 2
TWEE: Final = ("cent", "getal 2")
"""Of figures with two decimals."""


@dataclass(frozen=True)
class _Kolom:
    groep: str
    titel: str
    naam: str
    vorm: str


def vul_verdeling(
    boek: Boek,
    blad: Blad,
    uitkomst: Uitkomst,
    bron: Jaarverdeling,
    plek: Rekenplek,
    rij: int,
    te_verdelen: str,
) -> None:
    """One kostensoort in the plan's year, in full detail.

    Args:
        plek: the year on the Rekenblad; of a year decided before among the inputs.
        te_verdelen: reference of the amount to split.
    """
    kolommen = _kolommen(uitkomst, bron)
    budget = _budgetkolom(uitkomst, bron, kolommen)
    laatste = 2 + len(kolommen) + (1 if budget else 0)
    kop = rij + 2
    blad.kleur(rij, 1, laatste, "VW Groep")
    groep = ""
    for k, kolom in enumerate(kolommen, start=3):
        if kolom.groep != groep:
            blad.schrijf(rij, k, kolom.groep)
            groep = kolom.groep
    namen = map(uitkomst.gegevens.regio.gemeente, bron.deelnemers)
    vast = (tekstbreedte(bron.deelnemers), tekstbreedte([*namen, "Verschil door afronden"]))
    blad.breedtes((*vast, *(_breedte(bron, kolom) for kolom in kolommen), *([kopbreedte(BUDGETKOP)] if budget else [])))
    gemeente = uitkomst.gegevens.regio.zeg("Gemeente")
    titels = ("Code", gemeente, *(k.titel for k in kolommen), *([BUDGETKOP] if budget else []))
    blad.koppen(kop, titels, rechts=range(3, laatste + 1))
    _let_op_rij(blad, uitkomst, bron, kolommen, rij + 1, laatste)
    eerste = kop + 1
    for r, code in enumerate(bron.deelnemers, start=eerste):
        blad.schrijf(r, 1, code, "VW tekst")
        blad.schrijf(r, 2, uitkomst.gegevens.regio.gemeente(code), "VW tekst")
        for k, kolom in enumerate(kolommen, start=3):
            waar = plek.cel(code, kolom.naam, f"$A{r}")
            formule = f"={waar.replace('$', '') if plek.rekent else waar}"
            ref = blad.zet(r, k, formule, _waarde(bron, code, kolom.naam), f"VW {kolom.vorm}")
            boek.plaatsen[Plaats("verdeling", bron.kostensoort, bron.jaar, code, kolom.naam)] = ref
        if budget:
            waarde = _waarde(bron, code, kolommen[budget - 3].naam)
            formule = f"=IF({a1(r, budget)}=0,0,{a1(r, laatste - 1)}/{a1(r, budget)})"
            deel = bron.bedragen[code] / waarde if waarde else NUL
            ref = blad.zet(r, laatste, formule, deel, "VW aandeel")
            boek.plaatsen[Plaats("verdeling", bron.kostensoort, bron.jaar, code, BUDGETDEEL)] = ref
    r = eerste + len(bron.deelnemers)
    blad.tabel(f"Verdeling_{bron.kostensoort}", kop, r - 1, laatste)
    if AFRONDING in plek.vak.rijen:
        blad.kleur(r, 1, laatste, "VW tekst")
        blad.schrijf(r, 2, "Afronding")
        for k, kolom in enumerate(kolommen, start=3):
            if kolom.groep == "Bedrag" and plek.heeft(AFRONDING, kolom.naam):
                formule = f"={plek.cel(GEEN_CODE, kolom.naam)}"
                blad.zet(r, k, formule, _waarde(bron, GEEN_CODE, kolom.naam), f"VW {kolom.vorm}")
        r += 1
    organisatie = uitkomst.gegevens.regio.organisatie.naam
    _onderkant(boek, blad, bron, plek, kolommen, eerste, r, laatste, te_verdelen, budget, organisatie)
    einde = blad.noten(r + 4 + (bron.ten_laste is not None), laatste, noten_verdeling(uitkomst, bron))
    blad.zet_vast(eerste, 3)
    blad.afdruk(laatste, einde - 1, kop)


def _let_op_rij(
    blad: Blad, uitkomst: Uitkomst, bron: Jaarverdeling, kolommen: list[_Kolom], rij: int, laatste: int
) -> None:
    """Above the head the word for each column that rests on a derived or provisional figure. Head and rows stand
    together, as an Excel table needs.
    """
    afgeleid_is = {
        d.maatstaf for d in uitkomst.gegevens.definities if d.afgeleid and (d.maatstaf, d.peiljaar) in bron.cijfers
    }
    maten = {deel.naam: deel.maatstaf for deel in bron.delen if deel.maatstaf}
    afgeleid = {deel for deel, maatstaf in maten.items() if maatstaf in afgeleid_is}
    los = {deel: ", ".join(woorden_van_deel(uitkomst.gegevens, bron, maat)) for deel, maat in maten.items()}
    status = status_van_jaar(uitkomst, bron.kostensoort, bron.jaar)
    blad.kleur(rij, 1, laatste, "VW tekst stap")
    blad.schrijf(rij, 2, "Let op")
    for k, kolom in enumerate(kolommen, start=3):
        _, _, deel = kolom.naam.partition("_")
        woord: str
        if kolom.naam == "bedrag":
            woord = status
        elif deel:
            woord = los.get(deel) or ("afgeleid" if deel in afgeleid else "")
        else:
            woord = samengevat(filter(None, los.values())) or ("afgeleid" if afgeleid else "")
        let_op = woord == "afgeleid" or kan_veranderen(woord)
        blad.schrijf(rij, k, woord, "VW Let op rechts" if let_op else "VW jaar stap")


def _breedte(bron: Jaarverdeling, kolom: _Kolom) -> float:
    soort, decimalen = VORMEN.get(kolom.vorm, (Soort.WAARDE, GETALLEN.get(kolom.vorm, 0)))
    waarden = [_waarde(bron, code, kolom.naam) for code in bron.deelnemers]
    langste = LANGSTE_DECIMALEN if soort is Soort.GELD else decimalen
    # What there was to split can have cents where the rows have none.
    teksten = [als_tekst(waarde, soort, decimalen) for waarde in waarden] + [als_tekst(sum(waarden), soort, langste)]
    return max(
        kopbreedte(kolom.titel), tekstbreedte(["voorlopig"]) if kolom.naam == "bedrag" else 0.0, cijferbreedte(teksten)
    )


def _kolommen(uitkomst: Uitkomst, bron: Jaarverdeling) -> list[_Kolom]:
    """Values that say more than their share, the shares, the amounts; a key of one part has no parts to show."""
    regio = uitkomst.gegevens.regio
    geld = "euro" if DECIMALEN[bron.eenheid] <= 0 else "cent"
    kolommen, samen = [], len(bron.delen) > 1
    groepen = {deel.van for deel in bron.delen}
    for deel in bron.delen:
        vorm = "" if deel.naam in groepen else _vorm(regio, deel)
        if vorm in TWEE and not deel.deelt:
            waarden = [_waarde(bron, code, f"waarde_{deel.naam}") for code in bron.deelnemers]
            # An amount that came in with more decimals than cents stands as it is.
            vorm = "vrij" if zoals_gegeven(waarden) > 2 else vorm
        if vorm and not deel.peiljaar:
            kolommen.append(_Kolom("Waarde", deel.label, f"waarde_{deel.naam}", vorm))
        elif vorm:
            label = regio.label_deel(deel.maatstaf) if bron.sleutel else deel.label
            kolommen.append(_Kolom("Waarde", f"{label} {deel.peiljaar}", f"waarde_{deel.naam}", vorm))
    if samen:
        kolommen += [
            _Kolom("Aandeel", f"Aandeel {klein(deel.label)}", f"aandeel_{deel.naam}", "aandeel")
            for deel in bron.delen
            if deel.deelt
        ]
    if bron.delen:
        kolommen.append(_Kolom("Aandeel", "Aandeel in totaal", "aandeel", "aandeel"))
    if samen:
        kolommen += [
            _Kolom("Bedrag", f"Bedrag {klein(deel.label)}", f"bedrag_{deel.naam}", geld) for deel in bron.delen
        ]
    return [*kolommen, _Kolom("Bedrag", f"Bijdrage {bron.jaar}", "bedrag", geld)]


def _vorm(regio: Regio, deel: Deel) -> str:
    """How its value is shown; nothing where that says no more than its share, or there is none."""
    if deel.maatstaf and deel.peiljaar is not None:
        eenheid = regio.bestand.maatstaven[deel.maatstaf].eenheid_van(deel.peiljaar)
        # A percentage is the share itself, shown in the next group.
        if eenheid is None or (eenheid == "procent" and deel.deelt):
            return ""
        return "cent" if eenheid == "euro" and not deel.deelt else maatvorm(eenheid)
    return "getal 2" if deel.maatstaf or not deel.rato else ""


def _waarde(bron: Jaarverdeling, code: str, naam: str) -> Fraction:
    soort, _, deel = naam.partition("_")
    regel = bron.regel(code, deel or BIJDRAGE)
    waarde = {"waarde": regel.waarde, "aandeel": regel.aandeel, "bedrag": regel.bedrag}[soort]
    return waarde if waarde is not None else NUL


def _onderkant(
    boek: Boek,
    blad: Blad,
    bron: Jaarverdeling,
    plek: Rekenplek,
    kolommen: list[_Kolom],
    eerste: int,
    rij: int,
    laatste: int,
    te_verdelen: str,
    budget: int | None,
    organisatie: str,
) -> None:
    """Total of the rows, what was to be split, and what rounding left between them."""
    blad.kleur(rij, 1, laatste, "VW tekst totaal")
    blad.schrijf(rij, 2, NAAM_TOTAAL)
    onder = rij + 1
    if bron.ten_laste is not None:
        onder += 1
        blad.kleur(rij + 1, 1, laatste, "VW tekst stap")
        blad.schrijf(rij + 1, 2, f"Ten laste van {organisatie}")
    for n, label in ((onder, "Te verdelen"), (onder + 1, "Verschil door afronden")):
        blad.kleur(n, 1, laatste, "VW tekst stap")
        blad.schrijf(n, 2, label)
    codes = (*bron.deelnemers, *([GEEN_CODE] if AFRONDING in plek.vak.rijen else []))
    for k, kolom in enumerate(kolommen, start=3):
        rijen = codes if kolom.groep == "Bedrag" and plek.heeft(AFRONDING, kolom.naam) else bron.deelnemers
        som = sum((_waarde(bron, code, kolom.naam) for code in rijen), NUL)
        formule = f"SUM({a1(eerste, k)}:{a1(rij - 1, k)})"
        if kolom.naam == "aandeel" and deelt_op(bron):
            # Of contributions above and below zero a share can be many times the whole.
            formule = f"ROUND({formule},{ZUIVER})"
        ref = blad.zet(rij, k, f"={formule}", som, f"VW {kolom.vorm} totaal")
        boek.plaatsen[Plaats("verdeling", bron.kostensoort, bron.jaar, NAAM_TOTAAL, kolom.naam)] = ref
        if kolom.groep != "Bedrag":
            continue
        if kolom.naam == "bedrag":
            gevraagd, formule = bron.te_verdelen, f"={te_verdelen}"
        else:
            deel_ = kolom.naam.removeprefix("bedrag_")
            if deel_ not in bron.potten:
                continue
            gevraagd, formule = bron.potten[deel_], f"={plek.pot(deel_)}"
        vorm = kolom.vorm if gevraagd.denominator == 1 else "cent"
        blad.zet(onder, k, formule, gevraagd, f"VW {vorm} stap")
        samen, waarde = a1(rij, k), som - gevraagd
        if kolom.naam == "bedrag" and bron.ten_laste is not None:
            blad.zet(rij + 1, k, f"={plek.cel(ORGANISATIE, 'bedrag')}", bron.ten_laste, f"VW {vorm} stap")
            samen, waarde = f"{samen}+{a1(rij + 1, k)}", waarde + bron.ten_laste
        blad.zet(onder + 1, k, f"={verschil(samen, a1(onder, k))}", zuiver(waarde), f"VW {vorm} stap")
    if budget:
        gevonden = sum((_waarde(bron, code, kolommen[budget - 3].naam) for code in bron.deelnemers), NUL)
        formule = f"=IF({a1(rij, budget)}=0,0,{a1(rij, laatste - 1)}/{a1(rij, budget)})"
        deel = bron.totaal / gevonden if gevonden else NUL
        ref = blad.zet(rij, laatste, formule, deel, "VW aandeel totaal")
        boek.plaatsen[Plaats("verdeling", bron.kostensoort, bron.jaar, NAAM_TOTAAL, BUDGETDEEL)] = ref


def _budgetkolom(uitkomst: Uitkomst, bron: Jaarverdeling, kolommen: list[_Kolom]) -> int | None:
    """The column of the maatstaf that stands for a municipality's own youth budget, when this very key shows it."""
    gekozen = geldig(uitkomst.gegevens.regio.bestand.budgetmaatstaf, bron.jaar)
    namen = [kolom.naam for kolom in kolommen]
    naam = f"waarde_{gekozen.waarde}" if gekozen else ""
    return 3 + namen.index(naam) if naam in namen else None
