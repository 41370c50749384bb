"""Verdeelsleutel: per part of the key the own figure beside the regional one, with the chart of both."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from calc.model.tabel import TOTAAL
from calc.notatie import euro, opsomming, procent
from calc.noten import sluitregel_in_woorden
from calc.standen import woorden_van_deel, zinnen_over_cijfers
from calc.verdeling import Jaarverdeling
from schemas.regio import RATO
from templates.gemeente.werk import GEEN, NUL, Gemeenteboek
from templates.plan.rekenblad import Rekenplek
from templates.werkmap.boek import Blad, Plaats, a1
from templates.werkmap.grafieken import ANDERE, EIGEN, Bereik, Grafiek, Reeks, breedte_cm, teken_met_bron
from templates.werkmap.stijlen import maatvorm

SLEUTELKOPPEN: Final = (
    "Deel van de sleutel", "Telt per", "Peiljaar", "Gewicht", "{gemeente}", "Hele regio", "Aandeel {gemeente}",
    "Gemiddelde deelnemer", "Te verdelen via dit deel", "Bijdrage via dit deel", "Opmerking",
)  # fmt: skip
SLEUTELBREEDTES: Final = (30, 11, 9, 10, 15, 15, 13, 13, 17, 17, 24)


def vul_sleutel(werk: Gemeenteboek, blad: Blad, soort: str, rij: int) -> None:
    """One kostensoort in the plan's year: per part of the key the own figure, the regional one, share and amount."""
    blad.breedtes(SLEUTELBREEDTES)
    laatste = len(SLEUTELKOPPEN)
    verdeling = werk.verdeling(soort, werk.jaar)
    plek = werk.gerekend(soort, werk.jaar)
    if plek is None or verdeling.sleutel is None:
        bedrag = werk.bedrag(soort, werk.jaar) or NUL
        bron = "; ".join(dict.fromkeys(regel.bron for regel in verdeling.regels))
        zin = (
            f"Het bedrag van {werk.jaar}, {euro(bedrag, werk.decimalen)}, is eerder besloten en niet opnieuw berekend. "
            "De sleutel waarop het berust, staat niet in dit plan."
        )
        rij = blad.noten(rij, laatste, [zin, f"Bron: {bron}."])
        blad.afdruk(laatste, rij - 1)
        return
    blad.koppen(rij, [kop.format(gemeente=werk.gemeente) for kop in SLEUTELKOPPEN], rechts=range(3, 11))
    blad.hoogte(rij, 42 if len(werk.gemeente) > 14 else 30)
    eerste = rij + 1
    delen = tuple(verdeling.sleutel.delen)
    for r, deel in enumerate(delen, start=eerste):
        _sleuteldeel(werk, blad, r, plek, deel)
    som = eerste + len(delen)
    _sleuteltotaal(werk, blad, som, plek, eerste)
    grafiek = _sleutelgrafiek(werk, blad, soort, delen, rij, som)
    bron = f"Bron: {verdeling.sleutel.bron}. De cijfers staan in de tabel hierboven."
    einde = teken_met_bron(blad, som + 2, grafiek, bron, laatste)
    einde = blad.noten(einde + 1, laatste, _sleutelnoten(werk, verdeling))
    blad.zet_vast(eerste, 2)
    blad.afdruk(laatste, einde - 1)


def _sleuteldeel(werk: Gemeenteboek, blad: Blad, rij: int, plek: Rekenplek, deel: str) -> None:
    verdeling = plek.bron
    regio = werk.uitkomst.gegevens.regio
    regel = verdeling.regel(werk.code, deel)
    assert verdeling.sleutel is not None
    assert verdeling.splitsing is not None
    som = sum(verdeling.sleutel.delen.values(), NUL)
    pot = next(o for o in verdeling.splitsing.onderdelen if o.naam == deel)
    eenheid = "deelnemer" if deel == RATO else regio.bestand.maatstaven[deel].eenheid_van(verdeling.peiljaren[deel])
    los = woorden_van_deel(werk.uitkomst.gegevens, verdeling, deel)
    blad.schrijf(rij, 1, regio.label_deel(deel), "VW tekst")
    blad.schrijf(rij, 2, eenheid or "", "VW tekst")
    peiljaar = verdeling.peiljaren.get(deel)
    bron = werk.invoer.peiljaar[verdeling.kostensoort, verdeling.jaar, deel]
    blad.zet(rij, 3, f"={bron}", GEEN if peiljaar is None else peiljaar, f"VW jaar{' let op' if los else ''}")
    formule = f"={plek.sleutel(deel, 'gewicht')}/{plek.sleutel(TOTAAL, 'gewicht')}"
    blad.zet(rij, 4, formule, verdeling.sleutel.delen[deel] / som, "VW aandeel")
    waarde, regionaal = regel.waarde or NUL, regel.totaal_waarde or NUL
    vorm = "getal" if deel == RATO else maatvorm(eenheid)
    blad.zet(rij, 5, f"={plek.cel(werk.code, f'waarde_{deel}')}", waarde, f"VW {vorm}")
    blad.zet(rij, 6, f"={plek.totaal(f'waarde_{deel}')}", regionaal, f"VW {vorm}")
    blad.zet(rij, 7, f"={plek.cel(werk.code, f'aandeel_{deel}')}", regel.aandeel or NUL, "VW aandeel")
    gemiddeld = Fraction(1, len(verdeling.deelnemers))
    blad.zet(rij, 8, f"=AVERAGE({plek.deelnemers(f'aandeel_{deel}')})", gemiddeld, "VW aandeel")
    geld = "euro" if verdeling.eenheid == "euro" else "cent"
    potbedrag = _pot(verdeling, pot.pot.totaal)
    potvorm = geld if potbedrag.denominator == 1 else "cent"
    blad.zet(rij, 9, f"={plek.sleutel(deel, 'pot')}", potbedrag, f"VW {potvorm}")
    ref = blad.zet(rij, 10, f"={plek.cel(werk.code, f'bedrag_{deel}')}", regel.bedrag, f"VW {geld}")
    werk.boek.plaatsen[Plaats("verdeling", verdeling.kostensoort, verdeling.jaar, werk.code, f"bedrag_{deel}")] = ref
    opmerking = _opmerking(werk, verdeling, deel)
    blad.schrijf(rij, 11, opmerking, "VW Let op" if opmerking else "VW tekst")


def _pot(verdeling: Jaarverdeling, eenheden: Fraction) -> Fraction:
    return eenheden / 100 if verdeling.eenheid == "cent" else eenheden


def _opmerking(werk: Gemeenteboek, verdeling: Jaarverdeling, deel: str) -> str:
    """The word for what is not final about a figure; the sentences stand below the table."""
    woorden = woorden_van_deel(werk.uitkomst.gegevens, verdeling, deel)
    peiljaar = verdeling.peiljaren.get(deel)
    if any(d.afgeleid for d in werk.uitkomst.gegevens.definities if (d.maatstaf, d.peiljaar) == (deel, peiljaar)):
        woorden.append("afgeleid, zie hieronder")
    return ", ".join(woorden)


def _sleuteltotaal(werk: Gemeenteboek, blad: Blad, rij: int, plek: Rekenplek, eerste: int) -> None:
    verdeling = plek.bron
    regel = verdeling.regel(werk.code)
    geld = "euro" if verdeling.eenheid == "euro" else "cent"
    blad.kleur(rij, 1, len(SLEUTELKOPPEN), "VW tekst totaal")
    blad.schrijf(rij, 1, "Samen")
    blad.zet(rij, 4, f"=SUM({a1(eerste, 4)}:{a1(rij - 1, 4)})", Fraction(1), "VW aandeel totaal")
    blad.zet(rij, 7, f"={plek.cel(werk.code, 'aandeel')}", regel.aandeel or NUL, "VW aandeel totaal")
    gemiddeld = Fraction(1, len(verdeling.deelnemers))
    blad.zet(rij, 8, f"=AVERAGE({plek.deelnemers('aandeel')})", gemiddeld, "VW aandeel totaal")
    te_verdelen = werk.te_verdelen[verdeling.kostensoort, verdeling.jaar]
    vorm = geld if verdeling.te_verdelen.denominator == 1 else "cent"
    blad.zet(rij, 9, f"={te_verdelen}", verdeling.te_verdelen, f"VW {vorm} totaal")
    ref = blad.zet(rij, 10, f"={plek.cel(werk.code, 'bedrag')}", regel.bedrag, f"VW {geld} totaal")
    werk.boek.plaatsen[Plaats("verdeling", verdeling.kostensoort, verdeling.jaar, werk.code, "bedrag")] = ref


def _sleutelnoten(werk: Gemeenteboek, verdeling: Jaarverdeling) -> list[str]:
    assert verdeling.sleutel is not None
    decimalen = 0 if verdeling.eenheid == "euro" else 2
    delen = [verdeling.regel(werk.code, deel).bedrag for deel in verdeling.sleutel.delen]
    bijdrage, precies = verdeling.bedragen[werk.code], procent(verdeling.regel(werk.code).aandeel or NUL, 4)
    noten = [
        f"Aandeel: het cijfer van {werk.gemeente} gedeeld door dat van de hele regio. Samen: de aandelen, elk maal "
        f"zijn gewicht. De gemiddelde deelnemer heeft 1/{len(verdeling.deelnemers)} deel."
    ]
    if sum(delen, NUL) != bijdrage:
        noten.append(
            f"De delen tellen op tot {euro(sum(delen, NUL), decimalen)}. De bijdrage is {euro(bijdrage, decimalen)}: "
            f"die is apart afgerond, uit het precieze aandeel van {precies}."
        )
    noten.append(sluitregel_in_woorden(verdeling))
    noten += zinnen_over_cijfers(werk.uitkomst.gegevens, verdeling)
    gebruikt = set(verdeling.peiljaren.items())
    definities = [d for d in werk.uitkomst.gegevens.definities if (d.maatstaf, d.peiljaar) in gebruikt]
    regio = werk.uitkomst.gegevens.regio
    noten += [
        f"{regio.label_deel(d.maatstaf)} {d.peiljaar}: {d.definitie}. Peildatum: {d.peildatum}." for d in definities
    ]
    noten += [f"Afgeleid: {tekst}" for tekst in dict.fromkeys(d.afgeleid for d in definities if d.afgeleid)]
    bronnen = dict.fromkeys([verdeling.sleutel.bron, *(d.bron for d in definities if d.bron)])
    return [*noten, f"Bron: {'; '.join(bronnen)}."]


def _sleutelgrafiek(werk: Gemeenteboek, blad: Blad, soort: str, delen: tuple[str, ...], kop: int, som: int) -> Grafiek:
    """Own share beside the average; the row Samen only where there is more than one part."""
    verdeling = werk.verdeling(soort, werk.jaar)
    laatste = som if len(delen) > 1 else som - 1
    regio = werk.uitkomst.gegevens.regio
    namen = [regio.label_deel(deel) for deel in delen]
    eigen = [verdeling.regel(werk.code, deel).aandeel or NUL for deel in delen]
    if laatste == som:
        namen.append("Samen")
        eigen.append(verdeling.regel(werk.code).aandeel or NUL)
    gemiddeld = (Fraction(1, len(verdeling.deelnemers)),) * len(eigen)
    koppen = [kop_.format(gemeente=werk.gemeente) for kop_ in SLEUTELKOPPEN]
    reeksen = tuple(
        Reeks(
            Bereik(blad.verwijs(kop, k), (koppen[k - 1],)),
            Bereik(blad.bereik(kop + 1, laatste, k), tuple(waarden)),
            kleur,
        )
        for k, waarden, kleur in ((7, eigen, EIGEN), (8, gemiddeld, ANDERE))
    )
    stukken = [f"{naam} {procent(aandeel)}" for naam, aandeel in zip(namen, eigen, strict=True)]
    return Grafiek(
        titel=f"Aandeel van {werk.gemeente} per deel van de sleutel, {werk.label(soort).lower()} {werk.jaar}",
        soort="staaf",
        categorieen=Bereik(blad.bereik(kop + 1, laatste, 1), tuple(namen)),
        reeksen=reeksen,
        eenheid="aandeel in procent",
        omschrijving=(
            f"Staafgrafiek met het aandeel van {werk.gemeente} naast dat van de gemiddelde deelnemer "
            f"({procent(gemiddeld[0])}): {opsomming(stukken)}. De cijfers staan in de tabel erboven."
        ),
        formaat="0%",
        labelformaat="0.00%",
        breedte=min(22.0, breedte_cm(blad, 1, 9)),
        hoogte=2.8 + 1.15 * len(eigen),
    )
