"""Te verdelen and Meerjarig: what the region pays together, and what this participant pays of it year by year."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Final

from calc.model.herkomst import AFGELEID
from calc.model.tabel import TOTAAL
from calc.model.uitdrukking import Bereik as Cellen
from calc.model.uitdrukking import Celnaam, Gezocht, Som, Tabelnaam, Uitdrukking, Vast
from calc.notatie import euro, jarentekst, opsomming
from calc.noten import niet_verdeeld
from calc.standen import Stand, kan_veranderen, samengevat
from calc.tabellen.begroting import sleutels
from schemas.dekkingcontrole import DEELNEMERS
from templates.gemeente.werk import NUL, Gemeenteboek
from templates.werkmap.boek import Blad, a1
from templates.werkmap.formules import celwaarde
from templates.werkmap.grafieken import (
    DONKER,
    RESTNAAM,
    Bereik,
    Grafiek,
    Reeks,
    breedte_cm,
    eigen_en_rest,
    gekleurd,
    rijen_onder,
    teken_met_bron,
)
from templates.werkmap.indeling import Vak
from templates.werkmap.modelblad import Modelbladen

POST, JAAR = 42.0, 13.0
"""Widths in characters."""
HOOGTE: Final = 7.5
"""Of the chart, in centimetres."""


def vul_te_verdelen(werk: Gemeenteboek, bladen: Modelbladen, blad: Blad, rij: int) -> None:
    """The posts that the participants pay, each from what came in, in one table."""
    jaren = werk.jaren
    alle = [p for soort in werk.rekensoorten for p in werk.uitkomst.begrotingen[soort].posten if not p.dekking]
    vorm = "euro" if all(b.denominator == 1 for post in alle for b in post.bedragen.values()) else "cent"
    afgeleid = any(post.afgeleid for post in alle)
    laatste = 1 + len(jaren) + afgeleid
    blad.breedtes(blad.vullend((POST, *([JAAR] * (laatste - 1)))))
    bronnen: list[str] = []
    kolommen = {"post": 1} | {str(jaar): kolom for kolom, jaar in enumerate(jaren, start=2)}
    kop, delen = rij, []
    blad.koppen(kop, ("Post", *jaren, *(["Let op"] if afgeleid else [])), rechts=range(2, 2 + len(jaren)))
    rij += 1
    for soort in werk.rekensoorten:
        naam, begroting = Tabelnaam("begroting", soort), werk.uitkomst.begrotingen[soort]
        posten = [post for post in begroting.posten if not post.dekking]
        delen += [rij] if soort != werk.rekensoorten[0] else []
        blad.kleur(rij, 1, laatste, "VW Groep")
        blad.schrijf(rij, 1, werk.label(soort))
        eerste = rij + 1
        som = eerste + len(posten)
        plekken = {sleutel: r for r, sleutel in enumerate(sleutels(post.naam for post in posten), start=eerste)}
        bladen.staat(naam, Vak(blad.naam, kolommen, {**plekken, TOTAAL: som}))
        for post, (sleutel, r) in zip(posten, plekken.items(), strict=True):
            rol = " let op" if post.afgeleid else ""
            blad.schrijf(r, 1, post.naam, "VW tekst")
            for k, jaar in enumerate(jaren, start=2):
                formule = _formule(bladen, Celnaam(naam, sleutel, str(jaar)))
                if formule:
                    blad.zet(r, k, f"={formule}", celwaarde(post.bedragen.get(jaar)), f"VW {vorm}{rol}")
            if afgeleid:
                blad.schrijf(r, laatste, AFGELEID if post.afgeleid else "", "VW Let op" if rol else "VW tekst")
            bronnen += post.bronnen
        blad.kleur(som, 1, laatste, "VW tekst totaal")
        blad.schrijf(som, 1, "Te verdelen", "VW tekst totaal")
        for k, jaar in enumerate(jaren, start=2):
            formule = f"=SUM({a1(eerste, k)}:{a1(som - 1, k)})" if posten else "=0"
            te_verdelen = begroting.te_verdelen[jaar]
            blad.zet(som, k, formule, te_verdelen, f"VW {vorm} totaal")
        rij = som + 1
    rij += 1
    weg = [z for soort in werk.soorten for z in niet_verdeeld(werk.uitkomst.begrotingen[soort], jaren)]
    noten = weg + [f"Afgeleid: {tekst}" for tekst in afgeleide_posten(werk)]
    if bronnen:
        noten.append(f"Bron: {'; '.join(dict.fromkeys(bronnen))}.")
    rij = blad.noten(rij, laatste, noten)
    blad.zet_vast(kop + 1, 2)
    blad.afdruk(laatste, rij - 1, kop, nieuw_blad_voor=delen)


def _formule(bladen: Modelbladen, cel: Celnaam) -> str:
    """That of the regional book, where each post has its dekking beside it; here all are of the participants."""
    wat = bladen.model.formule(cel)
    if wat is None or isinstance(wat, Vast):
        return ""
    return bladen.formules.los(_van_deelnemers(wat), cel, bladen.model.tabel(cel.tabel).vorm(cel))


def _van_deelnemers(wat: Uitdrukking) -> Uitdrukking:
    match wat:
        case Som(delen=delen):
            return replace(wat, delen=tuple(d if isinstance(d, Cellen) else _van_deelnemers(d) for d in delen))
        case Gezocht(waar=waar):
            vast = Vast(DEELNEMERS)
            return replace(wat, waar=tuple((b, teken, vast if b.kolom == "dekking" else x) for b, teken, x in waar))
    return wat


def afgeleide_posten(werk: Gemeenteboek) -> dict[str, str]:
    """Per post that holds something derived one sentence on what and how, with its sources."""
    gevonden = {}
    for soort in werk.soorten:
        for post in werk.uitkomst.begrotingen[soort].posten:
            if post.afgeleid and not post.dekking:
                zinnen = "; ".join(tekst.removeprefix("Afgeleid: ") for tekst in post.afgeleid)
                gevonden[f"{post.naam}: {zinnen}."] = "; ".join(post.bronnen)
    return gevonden


def vul_meerjarig(werk: Gemeenteboek, blad: Blad, rij: int) -> None:
    """Contribution per kostensoort and year, with its chart; then the change against the base year, and the shares."""
    soorten = ("eigen_jaren", "eigen_verschil", "eigen_procent", "eigen_aandeel")
    tabellen = [naam for soort in soorten if werk.model.model.zoek(naam := Tabelnaam(f"{soort}:{werk.code}"))]
    # The chart, its source, and an empty row below that.
    werk.model.plaats(blad, rij, tabellen, ruimte={tabellen[0]: rijen_onder(HOOGTE) + 2})
    werk.model.schrijf()
    onder = max(werk.model.indeling[tabellen[0]].rijen.values()) + 2
    blad.delen.append(onder)
    teken_met_bron(blad, onder, _meerjarengrafiek(werk, blad), _bronregel(werk), 1 + len(werk.jaren))
    blad.druk(*blad.afgedrukt)


def _meerjarengrafiek(werk: Gemeenteboek, blad: Blad) -> Grafiek:
    """Contribution per year, the kostensoorten on top of each other."""
    vak, laatste = werk.model.indeling[werk.eigen_jaren], 1 + len(werk.jaren)

    def reeks(rij: str) -> str:
        return blad.bereik(vak.rijen[rij], vak.rijen[rij], 2, laatste)

    def naam(rij: str, tekst: str) -> Bereik:
        return Bereik(blad.verwijs(vak.rijen[rij], 1), (tekst,))

    cijfers = {soort: tuple(werk.bedrag(soort, jaar) for jaar in werk.jaren) for soort in werk.soorten}
    eigen, rest = ([werk.soorten[plek] for plek in plekken] for plekken in eigen_en_rest(list(cijfers.values())))
    reeksen = [
        gekleurd(nummer, naam(soort, werk.label(soort)), Bereik(reeks(soort), cijfers[soort]))
        for nummer, soort in enumerate(eigen)
    ]
    if rest:
        rijen = {vak.rijen[soort]: cijfers[soort] for soort in rest}
        reeksen.append(gekleurd(len(eigen), *_rest(werk, blad, vak.rijen[TOTAAL], rijen)))
    samen = tuple(map(werk.totaal, werk.jaren))
    som = Reeks(naam(TOTAAL, TOTAAL), Bereik(reeks(TOTAAL), samen), DONKER, labelkleur=DONKER)
    totalen = [f"{jaar} {euro(bedrag, werk.decimalen)}" for jaar, bedrag in zip(werk.jaren, samen, strict=True)]
    kop = min(vak.rijen.values()) - 1
    return Grafiek(
        titel=f"Bijdrage van {werk.gemeente} per jaar, {werk.jaren[0]} tot en met {werk.jaren[-1]}",
        soort="gestapeld",
        categorieen=Bereik(blad.bereik(kop, kop, 2, laatste), tuple(map(str, werk.jaren))),
        reeksen=tuple(reeksen),
        eenheid="euro per jaar",
        omschrijving=(
            f"Gestapelde kolommen met de bijdrage van {werk.gemeente} per jaar en kostensoort. Totaal: "
            f"{opsomming(totalen)}. De cijfers staan op het blad Meerjarig."
        ),
        breedte=breedte_cm(blad, 1, laatste),
        hoogte=HOOGTE,
        breed_gat=70,
        totaal=som if len(werk.soorten) > 1 else None,
    )


def _rest(
    werk: Gemeenteboek, blad: Blad, rij: int, regels: Mapping[int, Sequence[Fraction | None]]
) -> tuple[Bereik, Bereik]:
    """What the chart draws together, beside the table and outside what is printed."""
    naast = 3 + len(werk.jaren)
    samen = tuple(sum((bedrag or NUL for bedrag in jaar), NUL) for jaar in zip(*regels.values(), strict=True))
    blad.schrijf(rij, naast, RESTNAAM, "VW tekst")
    for k, bedrag in enumerate(samen, start=1):
        cellen = ",".join(a1(r, k + 1) for r in regels)
        blad.zet(rij, naast + k, f"=SUM({cellen})", bedrag, f"VW {werk.geld}")
    bereik = blad.bereik(rij, rij, naast + 1, naast + len(samen))
    return Bereik(blad.verwijs(rij, naast), (RESTNAAM,)), Bereik(bereik, samen)


def _losse_jaren(werk: Gemeenteboek, jaren: Iterable[int]) -> str:
    """Which of these years can still change, and what they are: `2021 (voorlopig) en 2022 (raming)`."""
    per_jaar = {j: [werk.status(s, j) for s in werk.soorten if werk.bedrag(s, j) is not None] for j in jaren}
    standen = {jaar: samengevat(standen) for jaar, standen in per_jaar.items() if any(map(kan_veranderen, standen))}
    per_stand: dict[Stand, list[int]] = {}
    for jaar, stand in standen.items():
        per_stand.setdefault(stand, []).append(jaar)
    return opsomming([f"{jarentekst(jaren)} ({', '.join(stand)})" for stand, jaren in per_stand.items()])


def _bronregel(werk: Gemeenteboek) -> str:
    """Under a chart over the years: where the figures come from, and which years can still change."""
    los = _losse_jaren(werk, werk.jaren)
    staart = f" Kan nog veranderen: {los}." if los else ""
    return f"Bron: {werk.uitkomst.gegevens.plan.bron}.{staart}"
