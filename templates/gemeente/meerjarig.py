"""Te verdelen and Meerjarig: what the region pays together, and what this participant pays of it year by year."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from calc.model.herkomst import AFGELEID
from calc.model.tabel import TOTAAL
from calc.model.uitdrukking import Bereik as Cellen
from calc.model.uitdrukking import Celnaam, Gezocht, Som, Tabelnaam, Uitdrukking, Vast
from calc.notatie import euro, jarentekst, opsomming, opvolging
from calc.noten import niet_verdeeld
from calc.standen import kan_veranderen, samengevat, statuszin
from calc.tabellen.begroting import sleutels
from schemas.dekkingcontrole import DEELNEMERS
from schemas.inhoud import klein
from templates.gemeente.werk import GEEN, NUL, Gemeenteboek
from templates.werkmap.boek import Blad, Plaats, a1
from templates.werkmap.dubbel import is_nul, verschil
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
    teken_met_bron,
)
from templates.werkmap.indeling import Vak
from templates.werkmap.modelblad import Modelbladen

POST, SOORT, JAAR = 42.0, 38.0, 13.0
"""Widths in characters."""


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
            werk.te_verdelen[soort, jaar] = blad.zet(som, k, formule, te_verdelen, f"VW {vorm} totaal")
            werk.boek.plaatsen[Plaats("begroting", soort, None, "Totaal", str(jaar))] = werk.te_verdelen[soort, jaar]
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
    """Contribution per kostensoort and year, with its chart; then the change against the base year."""
    jaren = werk.jaren
    laatste = 1 + len(jaren)
    blad.breedtes(blad.vullend((SOORT, *([JAAR] * len(jaren)))))
    blad.tussenkop(rij, laatste, "Bijdrage per jaar")
    kop = rij + 1
    blad.koppen(kop, ("Kostensoort", *jaren), rechts=range(2, laatste + 1))
    eerste = kop + 1
    for r, soort in enumerate(werk.soorten, start=eerste):
        blad.schrijf(r, 1, werk.label(soort), "VW tekst")
        for k, jaar in enumerate(jaren, start=2):
            _bijdrage(werk, blad, r, k, soort, jaar)
    som = eerste + len(werk.soorten)
    blad.schrijf(som, 1, "Totaal", "VW tekst totaal")
    for k, jaar in enumerate(jaren, start=2):
        formule = f"=SUM({a1(eerste, k)}:{a1(som - 1, k)})"
        werk.totalen[jaar] = blad.zet(som, k, formule, werk.totaal(jaar), f"VW {werk.geld} totaal")
    rij = _statusrijen(werk, blad, som + 1)
    _onthoud_reeksen(werk, blad, kop, eerste, som)
    delen = [rij + 1]
    rij = teken_met_bron(blad, rij + 1, meerjarengrafiek(werk, breedte_cm(blad, 1, laatste)), bronregel(werk), laatste)
    if len(jaren) > 1:
        delen += [rij + 1, rij + 4 + len(werk.soorten)]
        rij = _verschillen(werk, blad, rij + 1, eerste, som)
    delen.append(rij + 1)
    rij = _aandelen(werk, blad, rij + 1)
    rij = blad.noten(rij + 1, laatste, _meerjarennoten(werk))
    blad.zet_vast(kop + 1, 2)
    blad.afdruk(laatste, rij - 1, nieuw_blad_voor=delen)


def _bijdrage(werk: Gemeenteboek, blad: Blad, rij: int, kolom: int, soort: str, jaar: int) -> None:
    bedrag = werk.bedrag(soort, jaar)
    stijl = f"VW {werk.geld}{' let op' if werk.los(soort, jaar) else ''}"
    if bedrag is None:
        # Takes no part in that year: not the same as nothing to pay.
        blad.schrijf(rij, kolom, GEEN, f"VW {werk.geld}")
        return
    formule = f"={werk.plekken[soort, jaar].cel(werk.code, 'bedrag', _code(werk))}"
    werk.bijdragen[soort, jaar] = blad.zet(rij, kolom, formule, bedrag, stijl)
    werk.boek.plaatsen[Plaats("meerjarig", soort, None, werk.code, str(jaar))] = werk.bijdragen[soort, jaar]


def _code(werk: Gemeenteboek) -> str:
    rij, kolom = werk.boek.anker("gemeentecode")
    return werk.boek.blad("Brief").verwijs(rij, kolom)


def _statusrijen(werk: Gemeenteboek, blad: Blad, rij: int) -> int:
    """The word under the figure: colour alone tells nothing. Where all have the same words, they stand there once."""
    per_soort = {soort: [_statuswoord(werk, soort, jaar) for jaar in werk.jaren] for soort in werk.soorten}
    regels = {f"Status {klein(werk.label(soort))}": woorden for soort, woorden in per_soort.items()}
    if len({tuple(woorden) for woorden in per_soort.values()}) == 1:
        regels = {"Status": next(iter(per_soort.values()))}
    for r, (label, woorden) in enumerate(regels.items(), start=rij):
        blad.schrijf(r, 1, label, "VW Label")
        for k, status in enumerate(woorden, start=2):
            blad.schrijf(r, k, status, f"VW jaar{' let op' if kan_veranderen(status) else ' stap'}")
    return rij + len(regels)


def _statuswoord(werk: Gemeenteboek, soort: str, jaar: int) -> str:
    return werk.status(soort, jaar) if werk.bedrag(soort, jaar) is not None else "doet niet mee"


def _onthoud_reeksen(werk: Gemeenteboek, blad: Blad, kop: int, eerste: int, som: int) -> None:
    laatste = 1 + len(werk.jaren)
    if len(werk.soorten) > 1:
        totalen = tuple(werk.totaal(jaar) for jaar in werk.jaren)
        naam = Bereik(blad.verwijs(som, 1), ("Totaal",))
        werk.totaalreeks = Reeks(naam, Bereik(_rij(blad, som, laatste), totalen), DONKER, labelkleur=DONKER)
    werk.jaren_bereik = Bereik(_rij(blad, kop, laatste), werk.jaren)
    cijfers = [tuple(werk.bedrag(soort, jaar) for jaar in werk.jaren) for soort in werk.soorten]
    eigen, rest = eigen_en_rest(cijfers)
    for nummer, plek in enumerate(eigen):
        naam = Bereik(blad.verwijs(eerste + plek, 1), (werk.label(werk.soorten[plek]),))
        werk.meerjarig.append(gekleurd(nummer, naam, Bereik(_rij(blad, eerste + plek, laatste), cijfers[plek])))
    if rest:
        werk.meerjarig.append(_rest(werk, blad, som, [(eerste + plek, cijfers[plek]) for plek in rest]))


def _rest(werk: Gemeenteboek, blad: Blad, rij: int, regels: Sequence[tuple[int, Sequence[Fraction | None]]]) -> Reeks:
    """What the chart draws together, beside the table and outside what is printed."""
    laatste = 1 + len(werk.jaren)
    naast = laatste + 2
    samen = tuple(sum((cijfers[k] or NUL for _, cijfers in regels), NUL) for k in range(len(werk.jaren)))
    blad.schrijf(rij, naast, RESTNAAM, "VW tekst")
    for k, bedrag in enumerate(samen, start=1):
        cellen = ",".join(a1(r, k + 1) for r, _ in regels)
        blad.zet(rij, naast + k, f"=SUM({cellen})", bedrag, f"VW {werk.geld}")
    bereik = blad.bereik(rij, rij, naast + 1, naast + len(samen))
    return gekleurd(len(werk.meerjarig), Bereik(blad.verwijs(rij, naast), (RESTNAAM,)), Bereik(bereik, samen))


def _rij(blad: Blad, rij: int, laatste: int) -> str:
    return blad.bereik(rij, rij, 2, laatste)


def meerjarengrafiek(werk: Gemeenteboek, breedte: float) -> Grafiek:
    """Contribution per year, the kostensoorten on top of each other."""
    assert werk.jaren_bereik is not None
    totalen = [f"{jaar} {euro(werk.totaal(jaar), werk.decimalen)}" for jaar in werk.jaren]
    return Grafiek(
        titel=f"Bijdrage van {werk.gemeente} per jaar, {werk.jaren[0]} tot en met {werk.jaren[-1]}",
        soort="gestapeld",
        categorieen=werk.jaren_bereik,
        reeksen=tuple(werk.meerjarig),
        eenheid="euro per jaar",
        omschrijving=(
            f"Gestapelde kolommen met de bijdrage van {werk.gemeente} per jaar en kostensoort. Totaal: "
            f"{opsomming(totalen)}. De cijfers staan op het blad Meerjarig."
        ),
        breedte=breedte,
        hoogte=7.5,
        breed_gat=70,
        totaal=werk.totaalreeks,
    )


def losse_jaren(werk: Gemeenteboek, jaren: Iterable[int]) -> str:
    """Which of these years can still change, and what they are: `2021 (voorlopig) en 2022 (raming)`."""
    per_jaar = {j: [werk.status(s, j) for s in werk.soorten if werk.bedrag(s, j) is not None] for j in jaren}
    standen = {jaar: samengevat(standen) for jaar, standen in per_jaar.items() if any(map(kan_veranderen, standen))}
    per_stand: dict[str, list[int]] = {}
    for jaar, stand in standen.items():
        per_stand.setdefault(stand, []).append(jaar)
    return opsomming([f"{jarentekst(jaren)} ({stand})" for stand, jaren in per_stand.items()])


def bronregel(werk: Gemeenteboek) -> str:
    """Under a chart over the years: where the figures come from, and which years can still change."""
    staart = f" Kan nog veranderen: {losse_jaren(werk, werk.jaren)}." if losse_jaren(werk, werk.jaren) else ""
    return f"Bron: {werk.uitkomst.gegevens.plan.bron}.{staart}"


def _verschillen(werk: Gemeenteboek, blad: Blad, rij: int, eerste: int, som: int) -> int:
    """Year − base year: in euros, and as part of what was paid in the base year."""
    laatste = 1 + len(werk.jaren)
    reeksen: list[tuple[str, Sequence[str], Mapping[int, Fraction]]] = [
        (werk.label(soort), (soort,), {j: werk.bedrag(soort, j) or NUL for j in werk.jaren}) for soort in werk.soorten
    ]
    reeksen.append(("Totaal", werk.soorten, {j: werk.totaal(j) for j in werk.jaren}))
    for titel, vorm, in_procent in (("in euro's", werk.geld, False), ("in procenten", "aandeel 1", True)):
        blad.tussenkop(rij, laatste, f"Verschil met {werk.basisjaar}, {titel} (plus: u betaalt meer)")
        blad.koppen(rij + 1, ("Kostensoort", *werk.jaren), rechts=range(2, laatste + 1))
        for n, (label, soorten, bedragen) in enumerate(reeksen):
            r, bron = rij + 2 + n, eerste + n if n < len(werk.soorten) else som
            rol = " totaal" if bron == som else ""
            blad.schrijf(r, 1, label, f"VW tekst{rol}")
            for k, jaar in enumerate(werk.jaren, start=2):
                if jaar == werk.basisjaar:
                    blad.schrijf(r, k, GEEN, f"VW {vorm}{rol}")
                    continue
                nieuw, oud = f"N({a1(bron, k)})", f"N({a1(bron, 2, vast_kolom=True)})"
                basis = bedragen[werk.basisjaar]
                # What those paid who merged into this participant since is part of what it paid.
                for soort in soorten:
                    for lid in werk.voorgangers(soort, werk.basisjaar, jaar):
                        oud += f"+{werk.plekken[soort, werk.basisjaar].cel(lid, 'bedrag')}"
                        basis += werk.verdeling(soort, werk.basisjaar).bedragen[lid]
                oud = f"({oud})" if "+" in oud else oud
                meer = bedragen[jaar] - basis
                formule = f"={verschil(nieuw, oud)}"
                waarde: Fraction | str = meer
                if in_procent:
                    formule = f'=IF({is_nul(oud)},"{GEEN}",{nieuw}/{oud}-1)'
                    waarde = meer / basis if basis else GEEN
                blad.zet(r, k, formule, waarde, f"VW {vorm}{rol}")
        rij += 3 + len(reeksen)
    return rij - 1


def _aandelen(werk: Gemeenteboek, blad: Blad, rij: int) -> int:
    """What the region splits beside the own share of it."""
    laatste = 1 + len(werk.jaren)
    blad.tussenkop(rij, laatste, f"Te verdelen in de regio, en het aandeel van {werk.gemeente}")
    blad.koppen(rij + 1, ("Kostensoort", *werk.jaren), rechts=range(2, laatste + 1))
    rij += 2
    for soort in werk.soorten:
        blad.schrijf(rij, 1, f"Te verdelen: {klein(werk.label(soort))}", "VW tekst")
        blad.schrijf(rij + 1, 1, f"Aandeel: {klein(werk.label(soort))}", "VW tekst")
        for k, jaar in enumerate(werk.jaren, start=2):
            te_verdelen = werk.verdeling(soort, jaar).te_verdelen
            blad.zet(rij, k, f"={werk.te_verdelen[soort, jaar]}", te_verdelen, f"VW {werk.geld}")
            plek = werk.gerekend(soort, jaar)
            if plek is not None:
                aandeel = plek.bron.regel(werk.code).aandeel or NUL
                blad.zet(rij + 1, k, f"={plek.cel(werk.code, 'aandeel')}", aandeel, "VW aandeel")
            else:
                # A year decided before has amounts and no key.
                blad.schrijf(rij + 1, k, GEEN, "VW aandeel")
        rij += 2
    return rij


def _meerjarennoten(werk: Gemeenteboek) -> Sequence[str]:
    noten = []
    vast = [
        f"{klein(werk.label(soort))} {jaar}"
        for soort in werk.soorten
        for jaar in werk.jaren
        if werk.verdeling(soort, jaar).vastgesteld
    ]
    if vast:
        noten.append(f"Vastgesteld: {opsomming(vast)}. Die bedragen zijn eerder besloten en niet opnieuw berekend.")
    oud = sorted({j.jaar for j in werk.uitkomst.verdeling.jaren if j.oude_maatstaven})
    if oud:
        noten.append(
            f"Oude cijfers: voor {opsomming([str(j) for j in oud])} zijn de nieuwste cijfers er nog niet; "
            "de sleutel rekent met het laatst bekende peiljaar."
        )
    leden = [lid for s in werk.soorten for j in werk.jaren for lid in werk.voorgangers(s, werk.basisjaar, j)]
    if leden:
        namen = [werk.uitkomst.gegevens.regio.gemeente(lid) for lid in dict.fromkeys(leden)]
        wat, betaald = opvolging(werk.gemeente, namen)
        noten.append(f"{wat}. In het verschil met {werk.basisjaar} telt {betaald}.")
    noten.append(statuszin(werk.uitkomst.gegevens.plan))
    noten.append(f"{GEEN} betekent: niet van toepassing of niet bekend. Dat is iets anders dan nul.")
    return noten
