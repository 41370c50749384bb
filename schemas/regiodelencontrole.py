"""What must hold of single parts of a region file, wherever they stand: names that exist, days that every year has."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from schemas.formule import Bijdrage, FormuleFout, Maatstafnaam, Overjaren, Totaal, lees_formule, onderdelen
from schemas.fouten import Regiofout, bedoelde_u, onbekend
from schemas.kernwoorden import RATO, VAST
from schemas.maanden import is_elk_jaar, maand_en_dag
from schemas.naamvorm import naamvorm
from schemas.regio import HEEL_JAAR, Betaling, Maatkeuze, Regiodelen, Sluitkeuze
from schemas.regiojaar import Kalender
from schemas.regioopbouw import (
    Deelname,
    Eigendeel,
    Grens,
    Grenzen,
    Keuzepakket,
    Naardeel,
    Opbouw,
    Pot,
    Prijsdeel,
    Sleutel,
    Sleuteldeel,
)
from schemas.regioplekken import Pad, loop
from schemas.regiovorm import Merk, Verwijst
from schemas.regiozorg import Plafond

CODE: Final = "code van een deelnemer"
MAATSTAF: Final = "maatstaf van deze regio"
Fouten = Iterator[Regiofout]


def controleer_delen(bestand: Regiodelen) -> Fouten:
    """Every part against what holds of its kind, and every name, day and formula against what it can be."""
    for pad, wat, merken in loop(bestand, type(bestand)):
        for merk in merken:
            if isinstance(merk, Verwijst):
                yield from _verwijzing(bestand, pad, wat, merk)
            elif merk is Merk.FORMULE:
                yield from _formule(bestand, pad, wat)
            elif wat != HEEL_JAAR and not is_elk_jaar(wat):
                yield Regiofout(pad, f"{wat} is geen dag die elk jaar bestaat")
        for soort, controle in _PER_SOORT.items():
            if isinstance(wat, soort):
                yield from controle(bestand, pad, wat)


def _verwijzing(bestand: Regiodelen, pad: Pad, naam: str, merk: Verwijst) -> Fouten:
    if naam in merk.ook:
        return
    if merk.naar == "deelnemer":
        codes = {deelnemer.code: deelnemer.naam for deelnemer in bestand.deelnemers}
        if naam not in codes:
            yield geen_code(pad, naam, CODE, codes)
    elif merk.naar == "kostensoort":
        if naam not in bestand.kostensoorten:
            yield onbekend(pad, naam, "kostensoort van deze regio", bestand.kostensoorten)
    elif naam not in bestand.maatstaven:
        yield onbekend(pad, naam, MAATSTAF, [*merk.ook, *bestand.maatstaven])
    elif merk.gevraagd and bestand.maatstaven[naam].formule:
        yield Regiofout(pad, f"'{naam}' is een formule", "een maatstaf die wordt gevraagd")
    elif merk.euro and not bestand.maatstaven[naam].in_euro:
        yield Regiofout(pad, f"'{naam}' is niet in euro; {merk.euro}")


def geen_code(pad: Pad, gevraagd: str, wat: str, namen: Mapping[str, str]) -> Regiofout:
    """A code that nobody has; who wrote a name meant the code of that name."""
    code = next((code for code, naam in namen.items() if naamvorm(naam) == naamvorm(gevraagd)), None)
    bedoeld = Regiofout(pad, f"'{gevraagd}' is geen {wat}. Bedoelde u '{code}'?")
    return bedoeld if code else onbekend(pad, gevraagd, wat, namen)


def _formule(bestand: Regiodelen, pad: Pad, tekst: str) -> Fouten:
    """A formula can be read, and names what there is."""
    try:
        formule = lees_formule(tekst)
    except FormuleFout as fout:
        yield Regiofout(pad, f"formule '{tekst}': {fout.tekst}", fout.verwacht)
        return
    for deel in onderdelen(formule):
        match deel:
            case Maatstafnaam(naam=naam, plek=waar) | Overjaren(naam=naam, plek=waar) | Totaal(naam=naam, plek=waar):
                bekend, wat = [*bestand.maatstaven], "maatstaf"
            case Bijdrage(kostensoort=naam, plek=waar):
                bekend, wat = [*bestand.kostensoorten], "kostensoort"
            case _:
                continue
        if naam not in bekend:
            zin = f"formule '{tekst}': bij teken {waar + 1} staat '{naam}'; dat is geen {wat} van deze regio."
            yield Regiofout(pad, f"{zin}{bedoelde_u(naam, bekend)}")


def _deelname(bestand: Regiodelen, pad: Pad, deelname: Deelname) -> Fouten:
    """Who shares a cost is named once, and is not everybody or nobody by mistake."""
    namen = {deelnemer.code: deelnemer.naam for deelnemer in bestand.deelnemers}
    if bool(deelname.zonder) == bool(deelname.waarde):
        yield Regiofout(pad, "verwacht: zonder (wie niet meedoet) of waarde (wie meedoet), met ten minste een code")
    veld = "zonder" if deelname.zonder else "waarde"
    for plek, code in enumerate(deelname.codes):
        if code in namen and code in deelname.codes[:plek]:
            yield Regiofout((*pad, veld, plek), f"{code} ({namen[code]}) staat er twee keer")
    if not any(deelname.telt(code) for code in namen):
        # The name of the kostensoort, or of the segment, is the nearest one above.
        soort = next(deel for deel in reversed(pad[:-1]) if isinstance(deel, str) and deel != "deelnemers")
        yield Regiofout(pad, f"zo deelt niemand in de kosten van {soort}")


def _plafond(_: Regiodelen, pad: Pad, plafond: Plafond) -> Fouten:
    """An amount, or a percentage of a maatstaf."""
    if (plafond.euro is None) == (plafond.procent is None):
        yield Regiofout(pad, "verwacht: euro, of procent met een maatstaf")
    elif (plafond.procent is None) != (plafond.maatstaf is None):
        yield Regiofout(pad, "procent en maatstaf horen bij elkaar")


def _kalender(_: Regiodelen, pad: Pad, kalender: Kalender) -> Fouten:
    if not (kalender.mijlpalen or kalender.vaststelling is not None or kalender.wgr):
        yield Regiofout(pad, "zegt geen enkele dag", "wgr, vaststelling of mijlpalen")


def _keuzepakket(_: Regiodelen, pad: Pad, besluit: Keuzepakket) -> Fouten:
    """What was realised is not corrected itself."""
    for naam in (besluit.gerealiseerd.basispakket, besluit.gerealiseerd.keuzepakket):
        if naam in besluit.maatstaven:
            yield Regiofout(pad, f"'{naam}' is zelf wat er is gerealiseerd, en wordt dus niet gecorrigeerd")


def _maatkeuze(_: Regiodelen, pad: Pad, eenheid: Maatkeuze) -> Fouten:
    if eenheid.waarde == "getal" and eenheid.decimalen is None:
        yield Regiofout(pad, "veld 'decimalen' ontbreekt; dat hoort bij getal")
    if eenheid.waarde != "getal" and eenheid.decimalen is not None:
        yield Regiofout((*pad, "decimalen"), f"alleen een getal heeft decimalen, geen {eenheid.waarde}")


def _sluitkeuze(_: Regiodelen, pad: Pad, regel: Sluitkeuze) -> Fouten:
    if regel.bij_gelijk is not None and regel.waarde != "grootste-rest":
        tekst = f"dit hoort bij grootste-rest; bij {regel.waarde} is er geen rest die gelijk kan zijn"
        yield Regiofout((*pad, "bij_gelijk"), tekst)


def _betaling(_: Regiodelen, pad: Pad, betaling: Betaling) -> Fouten:
    """Terms that are no whole, or stand in another order than they come."""
    samen, pad = sum(termijn.procent for termijn in betaling.termijnen), (*pad, "termijnen")
    if samen != 100:
        tekst = f"de termijnen zijn samen {samen:f}%".replace(".", ",")
        yield Regiofout(pad, tekst, "100%")
    dagen = [maand_en_dag(termijn.datum) for termijn in betaling.termijnen]
    for eerst, dan, termijn in zip(dagen, dagen[1:], betaling.termijnen[1:], strict=False):
        if dan <= eerst:
            tekst = f"termijn {termijn.datum} staat na een termijn die niet eerder valt; zet ze op volgorde"
            yield Regiofout(pad, tekst)


def _opbouw(_: Regiodelen, pad: Pad, opbouw: Opbouw) -> Fouten:
    """Parts that together leave one remainder at most, at the end."""
    delen, pad = opbouw.onderdelen, (*pad, "onderdelen")
    resten = [naam for naam, deel in delen.items() if isinstance(deel, Pot) and deel.rest]
    for naam in resten[:-1]:
        tekst = f"{naam} en {resten[-1]} nemen allebei wat overblijft; geef een van beide een bedrag of procent"
        yield Regiofout((*pad, naam), tekst)
    if resten and resten[-1] != list(delen)[-1]:
        yield Regiofout((*pad, resten[-1]), f"{resten[-1]} neemt wat overblijft; zet dit onderdeel als laatste")
    procenten = [deel.procent for deel in delen.values() if isinstance(deel, Pot) and deel.procent]
    if sum(procenten) > 100:
        samen = f"{sum(procenten):f}".replace(".", ",")
        yield Regiofout(pad, f"de onderdelen zijn samen {samen}% van te verdelen", "ten hoogste 100%")
    if "totaal" in delen:
        yield Regiofout((*pad, "totaal"), "een onderdeel kan niet 'totaal' heten: die naam heeft al een betekenis")


def _pot(_: Regiodelen, pad: Pad, pot: Pot) -> Fouten:
    if pot.bedrag is not None and pot.procent is not None:
        yield Regiofout(pad, "een bedrag en een procent tegelijk", "een van beide, of geen")
    if pot.mag_negatief and not pot.rest:
        yield Regiofout((*pad, "mag_negatief"), "dit geldt alleen voor een onderdeel dat neemt wat overblijft")


def _sleutel(bestand: Regiodelen, pad: Pad, sleutel: Sleutel | Sleuteldeel) -> Fouten:
    for deel in sleutel.delen or {}:
        yield from _peiljaar(bestand, pad, deel, sleutel.peiljaar, "de sleutel")


def _punten(bestand: Regiodelen, pad: Pad, deel: Sleuteldeel) -> Fouten:
    """Among points the word vast stands for everyone, so a maatstaf of that name cannot be meant."""
    if (deel.delen is None) == (deel.punten is None):
        yield Regiofout(pad, "verwacht: delen (gewichten van aandelen) of punten (punten per eenheid)")
    for punt in deel.punten or {}:
        plek = (*pad, "punten", punt)
        if punt == RATO:
            yield Regiofout(plek, "'rato' hoort bij delen; evenveel punten voor iedereen heet hier 'vast'")
        elif punt == VAST and VAST in bestand.maatstaven:
            yield Regiofout(plek, "'vast' is hier evenveel punten voor iedereen, en ook een maatstaf; noem die anders")
        else:
            yield from _peiljaar(bestand, pad, punt, deel.peiljaar, "het onderdeel")


def _een_maatstaf(bestand: Regiodelen, pad: Pad, deel: Prijsdeel | Eigendeel) -> Fouten:
    return _peiljaar(bestand, pad, deel.maatstaf, deel.peiljaar, "het onderdeel")


def _peiljaar(bestand: Regiodelen, pad: Pad, naam: str, peiljaar: int | None, wie: str) -> Fouten:
    """A fixed peiljaar is not from before the maatstaf had a unit."""
    maatstaf = bestand.maatstaven.get(naam)
    if maatstaf is not None and peiljaar is not None and maatstaf.eenheid and peiljaar < min(maatstaf.eenheid):
        tekst = f"'{naam}' heeft pas vanaf {min(maatstaf.eenheid)} een eenheid, {wie} vraagt {peiljaar}"
        yield Regiofout((*pad, "peiljaar"), tekst)


def _naardeel(_: Regiodelen, pad: Pad, deel: Naardeel) -> Fouten:
    for nummer, ander in enumerate(deel.kostensoorten):
        if ander in deel.kostensoorten[:nummer]:
            yield Regiofout((*pad, "kostensoorten", nummer), f"{ander} staat er twee keer")


def _grenzen(_: Regiodelen, pad: Pad, grenzen: Grenzen) -> Fouten:
    algemeen = grenzen.minimum is not None or grenzen.maximum is not None
    if not algemeen and not grenzen.per_deelnemer:
        yield Regiofout(pad, "verwacht: minimum of maximum, of die van een deelnemer onder zijn code")
    if algemeen and grenzen.bron is None:
        yield Regiofout(pad, "veld 'bron' ontbreekt")


def _grens(_: Regiodelen, pad: Pad, grens: Grens) -> Fouten:
    if grens.minimum is None and grens.maximum is None:
        yield Regiofout(pad, "verwacht: minimum of maximum")


_PER_SOORT: Final[Mapping[Any, Callable[[Regiodelen, Pad, Any], Fouten]]] = {
    Deelname: _deelname,
    Plafond: _plafond,
    Kalender: _kalender,
    Keuzepakket: _keuzepakket,
    Maatkeuze: _maatkeuze,
    Sluitkeuze: _sluitkeuze,
    Betaling: _betaling,
    Opbouw: _opbouw,
    Pot: _pot,
    Sleutel | Sleuteldeel: _sleutel,
    Sleuteldeel: _punten,
    Prijsdeel | Eigendeel: _een_maatstaf,
    Naardeel: _naardeel,
    Grenzen: _grenzen,
    Grens: _grens,
}
"""What must hold of the parts of each kind."""
