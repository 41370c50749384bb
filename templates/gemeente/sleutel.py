"""Verdeelsleutel: per kostensoort and part of its key the own figure beside the regional one; below it one chart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from calc.afronding import DECIMALEN
from calc.model.tabel import TOTAAL
from calc.notatie import euro, getal, opsomming, procent
from calc.noten import regelzin, sluitregel_in_woorden
from calc.standen import woorden_van_deel, zinnen_over_cijfers
from calc.verdeling import Deel, Jaarverdeling
from schemas.inhoud import klein
from schemas.kernwoorden import BIJDRAGE
from templates.gemeente.werk import GEEN, NUL, Gemeenteboek
from templates.plan.rekenblad import Rekenplek
from templates.werkmap.boek import Blad, a1
from templates.werkmap.dubbel import ZUIVER
from templates.werkmap.grafieken import ANDERE, EIGEN, Bereik, Grafiek, Reeks, breedte_cm, teken_met_bron
from templates.werkmap.maat import cijferbreedte, kopbreedte
from templates.werkmap.stijlen import maatvorm

KOPPEN: Final = (
    "Deel van de sleutel", "Peiljaar", "Gewicht", "{gemeente}", "Hele regio", "Aandeel {gemeente}",
    "Te verdelen via dit deel", "Bijdrage via dit deel", "Let op",
)  # fmt: skip
BREEDTES: Final = (25.0, 8.0, 8.5, 11.0, 12.5, 10.0, 13.0, 12.0, 11.0)
"""At least; together they stand on an A4 upright."""
LAATSTE: Final = len(KOPPEN)
NAAST: Final = LAATSTE + 2
"""First column of what the chart draws: beside the table and outside what is printed."""
OP_EEN_BLAD: Final = 50
"""A table of more rows goes on under a head that is repeated."""
MEESTE_STAVEN: Final = 12
"""With more parts than that the chart shows each kostensoort as a whole."""
GEMIDDELD: Final = "Gemiddelde deelnemer"


@dataclass(frozen=True)
class Staaf:
    """What the chart shows of one row: its label, the own share and that of the average, with their formulas."""

    label: str
    eigen: Fraction
    gemiddeld: Fraction
    formules: tuple[str, str]
    geheel: bool


def vul_sleutel(werk: Gemeenteboek, blad: Blad, rij: int) -> None:
    """Every kostensoort in the plan's year, one below the other: own figure, regional one, share and amount."""
    soorten = [soort for soort in werk.soorten if werk.bedrag(soort, werk.jaar) is not None]
    blad.breedtes(_breedtes(werk, soorten))
    kop, delen, staven, noten = rij, [], [], []
    blad.koppen(kop, [een.format(gemeente=werk.gemeente) for een in KOPPEN], rechts=range(2, LAATSTE))
    rij += 1
    for soort in soorten:
        delen += [rij] if soort != soorten[0] else []
        blad.kleur(rij, 1, LAATSTE, "VW Groep")
        blad.schrijf(rij, 1, f"{werk.label(soort)} {werk.jaar}")
        plek = werk.gerekend(soort, werk.jaar)
        if plek is None:
            rij = blad.noten(rij + 1, LAATSTE, _besloten(werk, werk.verdeling(soort, werk.jaar)))
            continue
        staven += _kostensoort(werk, blad, rij + 1, plek, soort if len(soorten) > 1 else "")
        rij += len(plek.bron.delen) + 2
        noten.append((soort, plek.bron))
    herhaal = kop if rij - kop > OP_EEN_BLAD else None
    if staven:
        delen.append(rij + 1)
        rij = _grafiek(werk, blad, kop, rij + 1, staven)
    rij = blad.noten(rij + 1, LAATSTE, _noten(werk, dict(noten)))
    blad.zet_vast(kop + 1, 2)
    blad.afdruk(LAATSTE, rij - 1, herhaal, nieuw_blad_voor=delen)


def _breedtes(werk: Gemeenteboek, soorten: Sequence[str]) -> list[float]:
    """As wide as the largest figure of each column asks for, in the total row in bold."""
    verdelingen = [werk.verdeling(soort, werk.jaar) for soort in soorten]
    regels = [v.regel(werk.code, deel.naam) for v in verdelingen if not v.vastgesteld for deel in v.delen]
    geld = [[v.te_verdelen for v in verdelingen], [v.bedragen[werk.code] for v in verdelingen]]
    cijfers = [[regel.waarde for regel in regels], [regel.totaal_waarde for regel in regels]]
    nodig = {4 + n: [f"€ {getal(waarde or NUL, 2)}" for waarde in waarden] for n, waarden in enumerate(cijfers)}
    nodig |= {7 + n: [euro(bedrag, werk.decimalen) for bedrag in bedragen] for n, bedragen in enumerate(geld)}
    cijfers_ = [max(maat, cijferbreedte(nodig.get(kolom, ()))) for kolom, maat in enumerate(BREEDTES, start=1)]
    return [max(maat, kopbreedte(werk.gemeente)) if kolom in (4, 6) else maat for kolom, maat in enumerate(cijfers_, 1)]


def _besloten(werk: Gemeenteboek, verdeling: Jaarverdeling) -> list[str]:
    bedrag = verdeling.bedragen[werk.code]
    bron = "; ".join(dict.fromkeys(regel.bron for regel in verdeling.regels))
    return [
        f"Het bedrag van {werk.jaar}, {euro(bedrag, werk.decimalen)}, is eerder besloten en niet opnieuw berekend. "
        "De sleutel waarop het berust, staat niet in dit plan.",
        f"Bron: {bron}.",
    ]


def _kostensoort(werk: Gemeenteboek, blad: Blad, eerste: int, plek: Rekenplek, soort: str) -> list[Staaf]:
    """The parts of one key and what they come to; returns what a chart can show of them."""
    delen, staven = plek.bron.delen, []
    voor = f"{soort}: " if soort else ""
    for rij, deel in enumerate(delen, start=eerste):
        _deel(werk, blad, rij, plek, deel)
        eigen = plek.bron.regel(werk.code, deel.naam).aandeel
        if eigen is not None:
            formules = a1(rij, 6), f"AVERAGE({plek.deelnemers(f'aandeel_{deel.naam}')})"
            label = f"{voor}{deel.label}"
            staven.append(
                Staaf(label, eigen, plek.bron.gemiddelde_aandelen[deel.naam], formules, geheel=len(delen) == 1)
            )
    som = eerste + len(delen)
    gemiddeld = _totaal(werk, blad, som, plek, eerste)
    if len(delen) > 1:
        aandeel = plek.bron.regel(werk.code).aandeel or NUL
        label = f"{voor}samen" if soort else "Samen"
        staven.append(
            Staaf(label, aandeel, plek.bron.gemiddelde_aandelen[BIJDRAGE], (a1(som, 6), gemiddeld), geheel=True)
        )
    return staven


def _deel(werk: Gemeenteboek, blad: Blad, rij: int, plek: Rekenplek, deel: Deel) -> None:
    verdeling = plek.bron
    regel = verdeling.regel(werk.code, deel.naam)
    los = woorden_van_deel(werk.uitkomst.gegevens, verdeling, deel.maatstaf) if deel.maatstaf else []
    eenheid = _eenheid(werk, deel)
    blad.schrijf(rij, 1, f"{deel.label} (procent)" if eenheid == "procent" else deel.label, "VW tekst")

    def zet(kolom: int, formule: str, waarde: Fraction | int | str | None, stijl: str) -> str:
        """What a part does not have is not 0."""
        if waarde is None or not formule:
            return blad.schrijf(rij, kolom, GEEN if waarde is None else waarde, stijl)
        return blad.zet(rij, kolom, f"={formule}", waarde, stijl)

    bron = werk.invoer.peiljaar.get((verdeling.kostensoort, verdeling.jaar, deel.naam), "")
    zet(2, bron, GEEN if deel.peiljaar is None else deel.peiljaar, f"VW jaar{' let op' if los else ''}")
    if verdeling.sleutel is not None:
        gewicht = verdeling.sleutel.delen[deel.naam] / sum(verdeling.sleutel.delen.values(), NUL)
        zet(3, f"{plek.sleutel(deel.naam, 'gewicht')}/{plek.sleutel(TOTAAL, 'gewicht')}", gewicht, "VW aandeel")
    else:
        zet(3, "", None, "VW aandeel")
    vorm = "getal" if deel.rato else maatvorm(eenheid or None)
    naam, heeft, deelt = f"waarde_{deel.naam}", regel.waarde is not None, regel.aandeel is not None
    zet(4, plek.cel(werk.code, naam) if heeft else "", regel.waarde, f"VW {vorm}")
    zet(5, plek.totaal(naam) if heeft else "", regel.totaal_waarde if heeft else None, f"VW {vorm}")
    zet(6, plek.cel(werk.code, f"aandeel_{deel.naam}") if deelt else "", regel.aandeel, "VW aandeel")
    samen = sum((r.bedrag for r in verdeling.regels if r.onderdeel == deel.naam), NUL)
    pot, naam = verdeling.potten.get(deel.naam, samen), f"bedrag_{deel.naam}"
    zet(7, plek.pot(deel.naam) if deel.naam in verdeling.potten else plek.totaal(naam), pot, f"VW {werk.geld}")
    zet(8, plek.cel(werk.code, naam), regel.bedrag, f"VW {werk.geld}")
    opmerking = ", ".join([*los, *(["afgeleid"] if _afgeleid(werk, deel) else [])])
    blad.schrijf(rij, LAATSTE, opmerking, "VW Let op" if opmerking else "VW tekst")


def _eenheid(werk: Gemeenteboek, deel: Deel) -> str:
    if deel.rato or not deel.peiljaar:
        return ""
    return werk.uitkomst.gegevens.regio.bestand.maatstaven[deel.maatstaf].eenheid_van(deel.peiljaar) or ""


def _afgeleid(werk: Gemeenteboek, deel: Deel) -> bool:
    gezocht = (deel.maatstaf, deel.peiljaar)
    return any(d.afgeleid for d in werk.uitkomst.gegevens.definities if (d.maatstaf, d.peiljaar) == gezocht)


def _totaal(werk: Gemeenteboek, blad: Blad, rij: int, plek: Rekenplek, eerste: int) -> str:
    """What the parts come to; returns the formula of the average share."""
    verdeling = plek.bron
    regel = verdeling.regel(werk.code)
    blad.kleur(rij, 1, LAATSTE, "VW tekst totaal")
    blad.schrijf(rij, 1, "Samen")
    if verdeling.sleutel is not None:
        blad.zet(rij, 3, f"=SUM({a1(eerste, 3)}:{a1(rij - 1, 3)})", Fraction(1), "VW aandeel totaal")
    blad.zet(rij, 6, f"={plek.cel(werk.code, 'aandeel')}", regel.aandeel or NUL, "VW aandeel totaal")
    te_verdelen = werk.te_verdelen(verdeling.kostensoort, verdeling.jaar)
    blad.zet(rij, 7, f"={te_verdelen}", verdeling.te_verdelen, f"VW {werk.geld} totaal")
    blad.zet(rij, 8, f"={plek.cel(werk.code, 'bedrag')}", regel.bedrag, f"VW {werk.geld} totaal")
    aandelen = plek.deelnemers("aandeel")
    # Of contributions above and below zero a share can be many times the whole; together they are that whole.
    samen = f"ROUND(SUM({aandelen}),{ZUIVER})/COUNT({aandelen})"
    return f"AVERAGE({aandelen})" if verdeling.sleutel is not None else samen


def _noten(werk: Gemeenteboek, verdelingen: dict[str, Jaarverdeling]) -> list[str]:
    """What is said of all of them once, and of one kostensoort with its name."""
    if not verdelingen:
        return []
    aantallen = {len(verdeling.deelnemers) for verdeling in verdelingen.values()}
    gemiddeld = f" De gemiddelde deelnemer heeft 1/{aantallen.pop()} deel." if len(aantallen) == 1 else ""
    noten = [
        f"Aandeel: het cijfer van {werk.gemeente} gedeeld door dat van de hele regio. Samen: de aandelen, elk maal "
        f"zijn gewicht.{gemiddeld}"
    ]
    per_soort = {soort: _eigen_noten(werk, verdeling) for soort, verdeling in verdelingen.items()}
    gelijk = [noot for noot in next(iter(per_soort.values())) if all(noot in rest for rest in per_soort.values())]
    for soort, eigen in per_soort.items():
        noten += [f"{werk.label(soort)}: {klein(noot)}" for noot in eigen if noot not in gelijk]
    noten += gelijk
    alle = {cijfer for verdeling in verdelingen.values() for cijfer in verdeling.cijfers}
    definities = [d for d in werk.uitkomst.gegevens.definities if (d.maatstaf, d.peiljaar) in alle]
    for d in definities:
        peildatum = f" Peildatum: {d.peildatum}." if d.peildatum else ""
        noten.append(f"{werk.uitkomst.gegevens.regio.label_deel(d.maatstaf)} {d.peiljaar}: {d.definitie}.{peildatum}")
    noten += [f"Afgeleid: {tekst}" for tekst in dict.fromkeys(d.afgeleid for d in definities if d.afgeleid)]
    bronnen = [verdeling.bron for verdeling in verdelingen.values()] + [d.bron for d in definities if d.bron]
    return [*noten, f"Bron: {'; '.join(dict.fromkeys(bronnen))}."]


def _eigen_noten(werk: Gemeenteboek, verdeling: Jaarverdeling) -> list[str]:
    decimalen = max(0, DECIMALEN[verdeling.eenheid])
    samen = sum((verdeling.regel(werk.code, deel.naam).bedrag for deel in verdeling.hele_delen), NUL)
    bijdrage, precies = verdeling.bedragen[werk.code], procent(verdeling.regel(werk.code).aandeel or NUL, 4)
    noten = [] if verdeling.sleutel is not None else [regelzin(werk.uitkomst.gegevens.regio, verdeling)]
    if samen != bijdrage:
        noten.append(
            f"De delen tellen op tot {euro(samen, decimalen)}. De bijdrage is {euro(bijdrage, decimalen)}: "
            f"die is apart afgerond, uit het precieze aandeel van {precies}."
        )
    return [*noten, sluitregel_in_woorden(verdeling), *zinnen_over_cijfers(werk.uitkomst.gegevens, verdeling)]


def _grafiek(werk: Gemeenteboek, blad: Blad, kop: int, rij: int, staven: Sequence[Staaf]) -> int:
    """Own shares beside those of the average participant; its figures stand beside the table."""
    getoond = staven if len(staven) <= MEESTE_STAVEN else [staaf for staaf in staven if staaf.geheel]
    blad.schrijf(kop, NAAST + 1, f"Aandeel {werk.gemeente}", "VW tekst")
    blad.schrijf(kop, NAAST + 2, GEMIDDELD, "VW tekst")
    for r, staaf in enumerate(getoond, start=kop + 1):
        blad.schrijf(r, NAAST, staaf.label, "VW tekst")
        blad.zet(r, NAAST + 1, f"={staaf.formules[0]}", staaf.eigen, "VW aandeel")
        blad.zet(r, NAAST + 2, f"={staaf.formules[1]}", staaf.gemiddeld, "VW aandeel")
    laatste = kop + len(getoond)
    namen = tuple(staaf.label for staaf in getoond)
    reeksen = tuple(
        Reeks(Bereik(blad.verwijs(kop, kolom), (naam,)), Bereik(blad.bereik(kop + 1, laatste, kolom), waarden), kleur)
        for kolom, naam, waarden, kleur in (
            (NAAST + 1, f"Aandeel {werk.gemeente}", tuple(staaf.eigen for staaf in getoond), EIGEN),
            (NAAST + 2, GEMIDDELD, tuple(staaf.gemiddeld for staaf in getoond), ANDERE),
        )
    )
    stukken = [f"{staaf.label} {procent(staaf.eigen)}" for staaf in getoond]
    grafiek = Grafiek(
        titel=f"Aandeel van {werk.gemeente} naast de gemiddelde deelnemer, {werk.jaar}",
        soort="staaf",
        categorieen=Bereik(blad.bereik(kop + 1, laatste, NAAST), namen),
        reeksen=reeksen,
        eenheid="aandeel in procent",
        omschrijving=(
            f"Staafgrafiek met het aandeel van {werk.gemeente} naast dat van de gemiddelde deelnemer: "
            f"{opsomming(stukken)}. De cijfers staan in de tabel erboven."
        ),
        formaat="0%",
        labelformaat="0.00%",
        breedte=breedte_cm(blad, 1, LAATSTE),
        hoogte=2.8 + 0.95 * len(getoond),
    )
    bron = f"Bron: {werk.uitkomst.gegevens.plan.bron}. De cijfers staan in de tabel hierboven."
    return teken_met_bron(blad, rij, grafiek, bron, LAATSTE)
