"""Checks between the sheets of an input: names that must be known, rows that stand twice, hours without a rate."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from schemas.bladen import PER_GEMEENTE, VORM
from schemas.correctiecontrole import controleer_correcties
from schemas.deelnemercontrole import controleer_deelnemers, los_gepubliceerde_rijen_op
from schemas.dekkingcontrole import DEELNEMERS, controleer_dekking
from schemas.fouten import aangehaald, bedoelde_u
from schemas.geldend import Regio
from schemas.getal import achter_de_komma
from schemas.indexcontrole import controleer_indexen
from schemas.inhoud import PM_TEKST, dutch, is_number, opsomming, toon
from schemas.invoer import Kop, Rij, Tabelblad, dubbele_rijen, vormen_van
from schemas.jaarbladcontrole import (
    controleer_besluiten,
    controleer_betaling,
    controleer_brief,
    controleer_realisatie,
    controleer_scenarios,
    controleer_zorg,
)
from schemas.kladblok import Kladblok, los_namen_op
from schemas.naamvorm import naamvorm
from schemas.regiovorm import labels
from schemas.samenvoeging import MAATSTAVEN, voeg_samen
from schemas.sleutelcontrole import controleer_sleutels

MET_KOSTENSOORT: Final = ("capaciteit", "begroting", "formatie", *PER_GEMEENTE)
MET_UREN: Final = ("Capaciteit", "Inzet")
TARIEFGELIJKENIS: Final = 0.85
"""Functions that are each of their own may look alike; a slip of the pen looks more alike still."""
NAMENKOLOMMEN: Final = ("voorlopig", "bevestigd")
MET_JAAR: Final = ("verdeling", "toename")


def controleer_invoer(
    bladen: Mapping[str, Tabelblad], aanwezig: frozenset[str], kop: Kop, regio: Regio, klad: Kladblok
) -> Mapping[str, Tabelblad]:
    """Every check that needs more than one cell. Names of the region are resolved on the way.

    Returns:
        The sheets as they count: with the figures of who is composed of others.
    """
    for blad in bladen.values():
        controleer_los_blad(blad, kop, regio, klad)
    bladen = {**bladen, MAATSTAVEN: voeg_samen(bladen[MAATSTAVEN], kop, regio, klad)}
    _rates_needed(bladen, aanwezig, klad)
    for naam in MET_UREN:
        _hours(bladen, naam, klad)
    _supplied(bladen, klad)
    _formatie(bladen, klad)
    _unused_rates(bladen, klad)
    controleer_indexen(bladen, kop, klad)
    controleer_besluiten(bladen, kop, regio, klad)
    controleer_betaling(bladen, kop, regio, klad)
    controleer_realisatie(bladen, kop, regio, klad)
    controleer_scenarios(bladen, kop, regio, klad)
    controleer_sleutels(bladen, aanwezig, kop, regio, klad)
    return bladen


def controleer_los_blad(blad: Tabelblad, kop: Kop, regio: Regio, klad: Kladblok) -> None:
    """The checks of one sheet for which no other sheet is needed."""
    # Of its own columns: a maatstaf may be called kostensoort or dekking.
    eigen = {kolom.sleutel for kolom in VORM[blad.naam].kolommen()} & blad.koppen.keys()
    if "kostensoort" in eigen:
        los_namen_op(blad, "kostensoort", labels(regio.bestand.kostensoorten), "kostensoort", klad)
    if "maatstaf" in eigen:
        los_namen_op(blad, "maatstaf", labels(regio.bestand.opgevraagd), "maatstaf", klad)
    if "gemeente" in eigen:
        controleer_deelnemers(blad, kop, regio, klad)
    los_maatstafnamen_op(blad, regio, klad)
    if blad.naam == "Zorgkosten":
        controleer_zorg(blad, kop, regio, klad)
    if blad.naam == "Gepubliceerd":
        los_gepubliceerde_rijen_op(blad, kop, regio, klad)
    if "dekking" in eigen:
        controleer_dekking(blad, kop, regio, klad)
    _duplicates(blad, klad)
    match blad.naam:
        case "Begroting":
            _begroting(blad, klad)
            controleer_correcties(blad, klad)
        case "Tarieven":
            _tarieven(blad, kop, klad)
        case "Scenario":
            _scenario(blad, kop, klad)
        case "Gepubliceerd":
            _gepubliceerd(blad, kop, klad)
        case "Brief":
            controleer_brief(blad, klad)


def los_maatstafnamen_op(blad: Tabelblad, regio: Regio, klad: Kladblok) -> None:
    """The columns of Maatstaven that name some of a row's figures: names or labels, with a comma between them."""
    maatstaven, namen = regio.bestand.opgevraagd, vormen_van(labels(regio.bestand.opgevraagd))
    for sleutel in NAMENKOLOMMEN:
        for rij in blad.rijen if sleutel in blad.koppen else ():
            gevonden = []
            for stuk in filter(None, map(str.strip, rij.tekst(sleutel).replace(";", ",").split(","))):
                naam = namen.get(naamvorm(stuk), "")
                gevonden.append(naam)
                if not naam or rij.getal(naam) is None:
                    hint = bedoelde_u(stuk, list(maatstaven)) or f" Bekend zijn: {', '.join(maatstaven)}."
                    wat = "heeft in deze rij geen cijfer" if naam else f"is geen maatstaf van deze regio.{hint}"
                    klad.rijfout(rij, sleutel, f"'{stuk}' {wat}")
            rij.waarden[sleutel] = ",".join(dict.fromkeys(gevonden)) or None


def _duplicates(blad: Tabelblad, klad: Kladblok) -> None:
    """What makes a row unique differs per sheet; a row with a faulty part of it is left alone."""
    uniek = VORM[blad.naam].uniek
    titels = [kolom.titel.lower() for s in uniek for kolom in VORM[blad.naam].kolommen() if kolom.sleutel == s]
    for rij, eerder, wijzer in dubbele_rijen(blad.rijen, uniek if set(uniek) <= set(blad.koppen) else ()):
        tekst = f"{toon(rij.waarden[wijzer])} staat er twee keer; zie rij {eerder} (zelfde {opsomming(titels)})"
        klad.rijfout(rij, wijzer, tekst)


def _begroting(blad: Tabelblad, klad: Kladblok) -> None:
    for rij in blad.rijen:
        if rij.tekst("soort") != "kosten":
            continue
        for jaar, bedrag in rij.bedragen().items():
            if bedrag < 0:
                klad.rijfout(
                    rij,
                    str(jaar),
                    aangehaald(dutch(bedrag)),
                    "bedrag van 0 of meer. Alleen een correctie kan onder nul zijn.",
                )


def _tarieven(blad: Tabelblad, kop: Kop, klad: Kladblok) -> None:
    for rij in blad.rijen:
        vanaf = rij.heel("vanaf")
        if vanaf is not None and vanaf > kop.laatste_jaar:
            klad.rijfout(rij, "vanaf", f"'{vanaf}' valt na het plan", f"{kop.laatste_jaar} of eerder")
        zonder_functie = rij.leeg("functie")
        if rij.tekst("eenheid") == "uur" and zonder_functie:
            klad.rijfout(rij, "functie", "leeg", "functie, want een uurtarief hoort bij een functie")
        elif zonder_functie and rij.leeg("schaal"):
            klad.rijfout(rij, "functie", "leeg", "functie of schaal")


def _rates(bladen: Mapping[str, Tabelblad], eenheid: str, *, schaal: bool) -> dict[str, int]:
    """First year with a rate, per function; or per schaal, of the rows that are of a schaal alone."""
    sinds: dict[str, int] = {}
    for rij in bladen["Tarieven"].rijen:
        vanaf = rij.heel("vanaf")
        naam = rij.tekst("schaal") if schaal else rij.tekst("functie")
        past = rij.tekst("eenheid") == eenheid or "eenheid" in rij.stuk
        if not naam or not past or (schaal and rij.tekst("functie")):
            continue
        # A rate with a faulty year has its own line; its hours need none.
        sinds[naam] = min(sinds.get(naam, 9999), vanaf if vanaf is not None else 0)
    return sinds


def _without_rate(rij: Rij, naam: str, sinds: Mapping[str, int], wat: str, klad: Kladblok, hoort_bij: str) -> None:
    jaren = [jaar for jaar, aantal in sorted(rij.bedragen().items()) if aantal and jaar < sinds.get(naam, 9999)]
    if not jaren or not naam:
        return
    hint = "" if naam in sinds else bedoelde_u(naam, sinds)
    klad.rijfout(
        rij,
        str(jaren[0]),
        f"{dutch(rij.bedragen()[jaren[0]])} {wat} van {hoort_bij} '{naam}' zonder tarief "
        f"in {opsomming([str(jaar) for jaar in jaren])}.{hint or ' Zet het tarief op blad Tarieven.'}",
    )


def _supplied(bladen: Mapping[str, Tabelblad], klad: Kladblok) -> None:
    """Of a post whose hours stand on Capaciteit, Inzet says who supplies them: of a function that is there too."""
    per_post: dict[tuple[str, str], list[str]] = {}
    for rij in bladen["Capaciteit"].rijen:
        per_post.setdefault((rij.tekst("kostensoort"), rij.tekst("post")), []).append(rij.tekst("functie"))
    for rij in bladen["Inzet"].rijen:
        functies, functie = per_post.get((rij.tekst("kostensoort"), rij.tekst("post"))), rij.tekst("functie")
        if functies and functie and functie not in functies:
            hint = bedoelde_u(functie, functies) or f" Daar staan: {opsomming(list(dict.fromkeys(functies)))}."
            klad.rijfout(
                rij, "functie", f"'{functie}' heeft op blad Capaciteit geen uren voor post {rij.tekst('post')}.{hint}"
            )


def _hours(bladen: Mapping[str, Tabelblad], naam: str, klad: Kladblok) -> None:
    posten: dict[str, list[str]] = {}
    for rij in bladen["Begroting"].rijen:
        posten.setdefault(rij.tekst("kostensoort"), []).append(rij.tekst("post"))
    sinds = _rates(bladen, "uur", schaal=False)
    for rij in bladen[naam].rijen:
        soort, post = rij.tekst("kostensoort"), rij.tekst("post")
        if soort and post and bladen["Begroting"].koppen and post not in posten.get(soort, ()):
            hint = (
                bedoelde_u(post, posten.get(soort, ()))
                or " Zet de post ook op blad Begroting; het bedrag mag daar leeg blijven."
            )
            klad.rijfout(rij, "post", f"'{post}' is geen post van {soort} op blad Begroting.{hint}")
        elif anders := _paid_otherwise(bladen["Begroting"], soort, post):
            klad.rijfout(
                rij,
                "post",
                f"'{post}' wordt op blad Begroting betaald uit {anders}, en uren zijn voor de deelnemers. Zet daar ook "
                f"een rij van deze post met dekking {DEELNEMERS} (het bedrag mag leeg blijven), of haal de uren weg.",
            )
        if bladen["Tarieven"].koppen:
            _without_rate(rij, rij.tekst("functie"), sinds, "uur", klad, "functie")


def _rates_needed(bladen: Mapping[str, Tabelblad], aanwezig: frozenset[str], klad: Kladblok) -> None:
    """Without a sheet of rates no hour and no fte costs anything: one line says so."""
    if "Tarieven" in aanwezig:
        return
    voor = [naam for naam in (*MET_UREN, "Formatie") if any(any(r.bedragen().values()) for r in bladen[naam].rijen)]
    if voor:
        waarvoor = opsomming([f"blad {naam}" for naam in voor])
        klad.bladfout("Tarieven", f"blad ontbreekt; een tarief per functie is nodig voor {waarvoor}")


def _paid_otherwise(begroting: Tabelblad, soort: str, post: str) -> str:
    """What pays a post of which the participants pay nothing; hours booked there would be in no amount."""
    rijen = [rij for rij in begroting.rijen if (rij.tekst("kostensoort"), rij.tekst("post")) == (soort, post)]
    dekkingen = [rij.tekst("dekking") for rij in rijen]
    if not rijen or DEELNEMERS in dekkingen or any("dekking" in rij.stuk for rij in rijen):
        return ""
    return dekkingen[0]


def _unused_rates(bladen: Mapping[str, Tabelblad], klad: Kladblok) -> None:
    """A rate under a name that is one letter off would leave an older rate in force without a word."""
    gebruikt = {
        veld: {rij.tekst(veld) for blad in (*MET_UREN, "Formatie") for rij in bladen[blad].rijen} - {""}
        for veld in ("functie", "schaal")
    }
    for rij in bladen["Tarieven"].rijen:
        veld = "functie" if rij.tekst("functie") else "schaal"
        naam = rij.tekst(veld)
        if not naam or naam in gebruikt[veld]:
            continue
        if hint := bedoelde_u(naam, gebruikt[veld], TARIEFGELIJKENIS):
            klad.rijfout(rij, veld, f"'{naam}' heeft geen uren of fte; dit tarief wordt niet gebruikt.{hint}")
        else:
            klad.melding(rij.plaats(veld), f"'{naam}' heeft geen uren of fte; dit tarief wordt niet gebruikt")


def _formatie(bladen: Mapping[str, Tabelblad], klad: Kladblok) -> None:
    if not bladen["Tarieven"].koppen:
        return
    for rij in bladen["Formatie"].rijen:
        if rij.tekst("schaal"):
            _without_rate(rij, rij.tekst("schaal"), _rates(bladen, "fte", schaal=True), "fte", klad, "schaal")
        elif "schaal" not in rij.stuk:
            _without_rate(rij, rij.tekst("functie"), _rates(bladen, "fte", schaal=False), "fte", klad, "functie")


def _scenario(blad: Tabelblad, kop: Kop, klad: Kladblok) -> None:
    """Each soort has figures of its own kind; a scenario has one budget and one balancing line."""
    if "soort" not in blad.koppen:
        return
    for soort in ("budget", "restpost"):
        rijen = [rij for rij in blad.rijen if rij.tekst("soort") == soort]
        if not rijen and blad.rijen and not any("soort" in rij.stuk for rij in blad.rijen):
            klad.bladfout(blad.naam, f"een regel met soort '{soort}' ontbreekt")
        for rij in rijen[1:]:
            klad.rijfout(rij, "soort", f"'{soort}' staat er twee keer, eerder in rij {rijen[0].nummer}", "één")
    for rij in blad.rijen:
        soort = rij.tekst("soort")
        for jaar in map(str, kop.scenariojaren):
            if jaar in rij.plaatsen and soort:
                _scenario_cell(rij, jaar, soort, klad)
        for veld in ("percentage", "grondslag"):
            if veld not in rij.plaatsen or not soort:
                continue
            if soort == "variant" and rij.leeg(veld):
                klad.rijfout(rij, veld, "leeg", "een percentage en een grondslag, want de soort is variant")
            elif soort != "variant" and rij.waarden.get(veld) is not None:
                klad.rijfout(rij, veld, toon(rij.waarden[veld]), f"leeg, want de soort is {soort}")


def _scenario_cell(rij: Rij, jaar: str, soort: str, klad: Kladblok) -> None:
    waarde = rij.waarden.get(jaar)
    if soort in ("restpost", "variant") and waarde is not None:
        klad.rijfout(rij, jaar, toon(waarde), f"leeg, want de soort is {soort}")
    elif soort == "budget" and rij.leeg(jaar):
        klad.rijfout(rij, jaar, "leeg", "het budget van dat jaar")
    elif soort == "investering" and waarde not in (None, 0, 1):
        klad.rijfout(rij, jaar, toon(waarde), "1 voor een jaar van de investering, anders leeg")
    elif soort != "post" and rij.is_pm(jaar):
        klad.rijfout(rij, jaar, aangehaald(PM_TEKST), "bedrag, want PM kan alleen bij soort post")


def _gepubliceerd(blad: Tabelblad, kop: Kop, klad: Kladblok) -> None:
    plan = f"{kop.basisjaar} tot en met {kop.scenario_tot_en_met}"
    for rij in blad.rijen:
        tabel, eenheid = rij.tekst("tabel"), rij.tekst("eenheid")
        if tabel in MET_KOSTENSOORT and rij.leeg("kostensoort"):
            klad.rijfout(rij, "kostensoort", "leeg", f"kostensoort, want tabel {tabel} heeft er een")
        jaar = rij.heel("jaar")
        if tabel in MET_JAAR and rij.leeg("jaar"):
            klad.rijfout(rij, "jaar", "leeg", f"jaartal, want tabel {tabel} gaat over één jaar")
        elif jaar is not None and jaar not in kop.scenariojaren:
            klad.rijfout(rij, "jaar", f"jaar {jaar} valt buiten het plan", plan)
        waarde = rij.waarden.get("waarde")
        if not eenheid or waarde is None:
            continue
        decimalen = rij.heel("decimalen")
        if eenheid == "tekst":
            if not isinstance(waarde, str):
                klad.rijfout(rij, "waarde", toon(waarde), "tekst, want de eenheid is tekst")
        elif waarde == PM_TEKST:
            continue
        elif not is_number(waarde):
            klad.rijfout(rij, "waarde", toon(waarde), f"getal of PM, want de eenheid is {eenheid}")
        elif rij.leeg("decimalen"):
            klad.rijfout(rij, "decimalen", "leeg", "hoeveel cijfers achter de komma zijn gedrukt")
        elif (
            decimalen is not None
            and (getal := rij.getal("waarde")) is not None
            and achter_de_komma(getal.normalize()) > decimalen
        ):
            klad.rijfout(
                rij,
                "waarde",
                f"{toon(waarde)} heeft meer cijfers achter de komma dan kolom Decimalen zegt ({decimalen})",
            )
