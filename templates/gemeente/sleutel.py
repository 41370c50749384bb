"""Verdeelsleutel: per part of the key the own figure beside the regional one, with the chart of both."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from calc.afronding import DECIMALEN
from calc.model.tabel import TOTAAL
from calc.notatie import euro, opsomming, procent
from calc.noten import regelzin, sluitregel_in_woorden
from calc.standen import woorden_van_deel, zinnen_over_cijfers
from calc.verdeling import Deel, Jaarverdeling
from schemas.geldend import Regio
from schemas.inhoud import klein
from schemas.kernwoorden import BIJDRAGE
from templates.gemeente.werk import GEEN, NUL, Gemeenteboek
from templates.plan.rekenblad import Rekenplek
from templates.werkmap.boek import Blad, Plaats, a1
from templates.werkmap.dubbel import ZUIVER
from templates.werkmap.grafieken import ANDERE, EIGEN, Bereik, Grafiek, Reeks, breedte_cm, teken_met_bron
from templates.werkmap.stijlen import maatvorm

SLEUTELKOPPEN: Final = (
    "Deel van de sleutel", "Telt per", "Peiljaar", "Gewicht", "{gemeente}", "Hele regio", "Aandeel {gemeente}",
    "Gemiddelde deelnemer", "Te verdelen via dit deel", "Bijdrage via dit deel", "Opmerking",
)  # fmt: skip
SLEUTELBREEDTES: Final = (26, 11, 9, 9.5, 14, 14, 13, 13, 14, 14, 22)


def vul_sleutel(werk: Gemeenteboek, blad: Blad, soort: str, rij: int) -> None:
    """One kostensoort in the plan's year: per part of the key the own figure, the regional one, share and amount."""
    blad.breedtes(SLEUTELBREEDTES)
    laatste = len(SLEUTELKOPPEN)
    verdeling = werk.verdeling(soort, werk.jaar)
    plek = werk.gerekend(soort, werk.jaar)
    if plek is None:
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
    delen = verdeling.delen
    for r, deel in enumerate(delen, start=eerste):
        _sleuteldeel(werk, blad, r, plek, deel)
    som = eerste + len(delen)
    _sleuteltotaal(werk, blad, som, plek, eerste)
    grafiek = _sleutelgrafiek(werk, blad, soort, delen, rij, som)
    bron = f"Bron: {verdeling.bron}. De cijfers staan in de tabel hierboven."
    einde = teken_met_bron(blad, som + 2, grafiek, bron, laatste)
    einde = blad.noten(einde + 1, laatste, _sleutelnoten(werk, verdeling))
    blad.zet_vast(eerste, 2)
    blad.afdruk(laatste, einde - 1)


def _sleuteldeel(werk: Gemeenteboek, blad: Blad, rij: int, plek: Rekenplek, deel: Deel) -> None:
    verdeling = plek.bron
    regio = werk.uitkomst.gegevens.regio
    regel = verdeling.regel(werk.code, deel.naam)
    los = woorden_van_deel(werk.uitkomst.gegevens, verdeling, deel.maatstaf) if deel.maatstaf else []
    eenheid = _eenheid(regio, deel)
    blad.schrijf(rij, 1, deel.label, "VW tekst")
    blad.schrijf(rij, 2, eenheid, "VW tekst")

    def zet(kolom: int, formule: str, waarde: Fraction | int | str | None, stijl: str) -> str:
        """What a part does not have is not 0."""
        if waarde is None or not formule:
            return blad.schrijf(rij, kolom, GEEN if waarde is None else waarde, stijl)
        return blad.zet(rij, kolom, f"={formule}", waarde, stijl)

    bron = werk.invoer.peiljaar.get((verdeling.kostensoort, verdeling.jaar, deel.naam), "")
    zet(3, bron, GEEN if deel.peiljaar is None else deel.peiljaar, f"VW jaar{' let op' if los else ''}")
    if verdeling.sleutel is not None:
        gewicht = verdeling.sleutel.delen[deel.naam] / sum(verdeling.sleutel.delen.values(), NUL)
        zet(4, f"{plek.sleutel(deel.naam, 'gewicht')}/{plek.sleutel(TOTAAL, 'gewicht')}", gewicht, "VW aandeel")
    else:
        zet(4, "", None, "VW aandeel")
    vorm = "getal" if deel.rato else maatvorm(eenheid or None)
    naam, heeft, deelt = f"waarde_{deel.naam}", regel.waarde is not None, regel.aandeel is not None
    zet(5, plek.cel(werk.code, naam) if heeft else "", regel.waarde, f"VW {vorm}")
    zet(6, plek.totaal(naam) if heeft else "", regel.totaal_waarde if heeft else None, f"VW {vorm}")
    naam = f"aandeel_{deel.naam}"
    zet(7, plek.cel(werk.code, naam) if deelt else "", regel.aandeel, "VW aandeel")
    gemiddeld = _gemiddeld(verdeling, deel.naam) if deelt else None
    zet(8, f"AVERAGE({plek.deelnemers(naam)})" if deelt else "", gemiddeld, "VW aandeel")
    geld = "cent" if verdeling.eenheid == "cent" else "euro"
    samen = sum((r.bedrag for r in verdeling.regels if r.onderdeel == deel.naam), NUL)
    pot, naam = verdeling.potten.get(deel.naam, samen), f"bedrag_{deel.naam}"
    formule = plek.pot(deel.naam) if deel.naam in verdeling.potten else plek.totaal(naam)
    zet(9, formule, pot, f"VW {geld if pot.denominator == 1 else 'cent'}")
    ref = zet(10, plek.cel(werk.code, naam), regel.bedrag, f"VW {geld}")
    werk.boek.plaatsen[Plaats("verdeling", verdeling.kostensoort, verdeling.jaar, werk.code, naam)] = ref
    opmerking = _opmerking(werk, los, deel)
    blad.schrijf(rij, 11, opmerking, "VW Let op" if opmerking else "VW tekst")


def _eenheid(regio: Regio, deel: Deel) -> str:
    if deel.rato:
        return "deelnemer"
    return regio.bestand.maatstaven[deel.maatstaf].eenheid_van(deel.peiljaar) or "" if deel.peiljaar else ""


def _opmerking(werk: Gemeenteboek, los: list[str], deel: Deel) -> str:
    """The word for what is not final about a figure; the sentences stand below the table."""
    gezocht = (deel.maatstaf, deel.peiljaar)
    if any(d.afgeleid for d in werk.uitkomst.gegevens.definities if (d.maatstaf, d.peiljaar) == gezocht):
        los = [*los, "afgeleid, zie hieronder"]
    return ", ".join(los)


def _sleuteltotaal(werk: Gemeenteboek, blad: Blad, rij: int, plek: Rekenplek, eerste: int) -> None:
    verdeling = plek.bron
    regel = verdeling.regel(werk.code)
    geld = "cent" if verdeling.eenheid == "cent" else "euro"
    blad.kleur(rij, 1, len(SLEUTELKOPPEN), "VW tekst totaal")
    blad.schrijf(rij, 1, "Samen")
    if verdeling.sleutel is not None:
        blad.zet(rij, 4, f"=SUM({a1(eerste, 4)}:{a1(rij - 1, 4)})", Fraction(1), "VW aandeel totaal")
    blad.zet(rij, 7, f"={plek.cel(werk.code, 'aandeel')}", regel.aandeel or NUL, "VW aandeel totaal")
    aandelen = plek.deelnemers("aandeel")
    # Of contributions above and below zero a share can be many times the whole; together they are that whole.
    samen = f"ROUND(SUM({aandelen}),{ZUIVER})/COUNT({aandelen})"
    gemiddeld = f"AVERAGE({aandelen})" if verdeling.sleutel is not None else samen
    blad.zet(rij, 8, f"={gemiddeld}", _gemiddeld(verdeling), "VW aandeel totaal")
    te_verdelen = werk.te_verdelen[verdeling.kostensoort, verdeling.jaar]
    vorm = geld if verdeling.te_verdelen.denominator == 1 else "cent"
    blad.zet(rij, 9, f"={te_verdelen}", verdeling.te_verdelen, f"VW {vorm} totaal")
    ref = blad.zet(rij, 10, f"={plek.cel(werk.code, 'bedrag')}", regel.bedrag, f"VW {geld} totaal")
    werk.boek.plaatsen[Plaats("verdeling", verdeling.kostensoort, verdeling.jaar, werk.code, "bedrag")] = ref


def _gemiddeld(verdeling: Jaarverdeling, deel: str = BIJDRAGE) -> Fraction:
    aandelen = [verdeling.regel(code, deel).aandeel or NUL for code in verdeling.deelnemers]
    return sum(aandelen, NUL) / len(aandelen)


def _sleutelnoten(werk: Gemeenteboek, verdeling: Jaarverdeling) -> list[str]:
    decimalen = max(0, DECIMALEN[verdeling.eenheid])
    delen = [verdeling.regel(werk.code, deel.naam).bedrag for deel in verdeling.hele_delen]
    samen = "Samen: de aandelen, elk maal zijn gewicht." if verdeling.sleutel else "Samen: het deel van alle bijdragen."
    bijdrage, precies = verdeling.bedragen[werk.code], procent(verdeling.regel(werk.code).aandeel or NUL, 4)
    noten = [] if verdeling.sleutel is not None else [regelzin(werk.uitkomst.gegevens.regio, verdeling)]
    noten += [
        f"Aandeel: het cijfer van {werk.gemeente} gedeeld door dat van de hele regio. {samen} "
        f"De gemiddelde deelnemer heeft 1/{len(verdeling.deelnemers)} deel."
    ]
    if sum(delen, NUL) != bijdrage:
        noten.append(
            f"De delen tellen op tot {euro(sum(delen, NUL), decimalen)}. De bijdrage is {euro(bijdrage, decimalen)}: "
            f"die is apart afgerond, uit het precieze aandeel van {precies}."
        )
    noten.append(sluitregel_in_woorden(verdeling))
    noten += zinnen_over_cijfers(werk.uitkomst.gegevens, verdeling)
    definities = [d for d in werk.uitkomst.gegevens.definities if (d.maatstaf, d.peiljaar) in verdeling.cijfers]
    regio = werk.uitkomst.gegevens.regio
    for d in definities:
        peildatum = f" Peildatum: {d.peildatum}." if d.peildatum else ""
        noten.append(f"{regio.label_deel(d.maatstaf)} {d.peiljaar}: {d.definitie}.{peildatum}")
    noten += [f"Afgeleid: {tekst}" for tekst in dict.fromkeys(d.afgeleid for d in definities if d.afgeleid)]
    bronnen = dict.fromkeys([verdeling.bron, *(d.bron for d in definities if d.bron)])
    return [*noten, f"Bron: {'; '.join(bronnen)}."]


def _sleutelgrafiek(werk: Gemeenteboek, blad: Blad, soort: str, delen: tuple[Deel, ...], kop: int, som: int) -> Grafiek:
    """Own share beside the average; the row Samen only where there is more than one part."""
    verdeling = werk.verdeling(soort, werk.jaar)
    laatste = som if len(delen) > 1 else som - 1
    namen = [deel.label for deel in delen]
    eigen = [verdeling.regel(werk.code, deel.naam).aandeel or NUL for deel in delen]
    if laatste == som:
        namen.append("Samen")
        eigen.append(verdeling.regel(werk.code).aandeel or NUL)
    gemiddeld = tuple(_gemiddeld(verdeling, deel.naam) for deel in delen)
    if laatste == som:
        gemiddeld = (*gemiddeld, _gemiddeld(verdeling))
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
        titel=f"Aandeel van {werk.gemeente} per deel van de sleutel, {klein(werk.label(soort))} {werk.jaar}",
        soort="staaf",
        categorieen=Bereik(blad.bereik(kop + 1, laatste, 1), tuple(namen)),
        reeksen=reeksen,
        eenheid="aandeel in procent",
        omschrijving=(
            f"Staafgrafiek met het aandeel van {werk.gemeente} naast dat van de gemiddelde deelnemer "
            f"({procent(Fraction(1, len(verdeling.deelnemers)))}): {opsomming(stukken)}. "
            "De cijfers staan in de tabel erboven."
        ),
        formaat="0%",
        labelformaat="0.00%",
        breedte=min(22.0, breedte_cm(blad, 1, 9)),
        hoogte=2.8 + 1.15 * len(eigen),
    )
