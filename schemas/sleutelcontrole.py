"""Whether each amount can be split: a key, its maatstaven for every participant, totals that are not nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from schemas.bladen import VORM
from schemas.dekkingcontrole import DEELNEMERS
from schemas.fouten import aangehaald
from schemas.geldend import Regio
from schemas.geldendeopbouw import Naaraandelen
from schemas.gevraagd import Gevraagd, gevraagd
from schemas.inhoud import HONDERD, dutch, opsomming
from schemas.invoer import Kop, Rij, Tabelblad
from schemas.kladblok import Kladblok
from schemas.regio import Deelnemer
from schemas.samenvoeging import dubbel

OUDSTE: Final = 5
"""Figures from longer before the base year than this were never meant for the plan."""
GEEN_MAATSTAF: Final = frozenset(kolom.sleutel for kolom in VORM["Maatstaven"].kolommen())
"""The columns that hold no figures."""


@dataclass(frozen=True)
class Gebruik:
    """A maatstaf of a peiljaar that a contribution needs, for the participants of one year."""

    kostensoort: str
    jaar: int
    maatstaf: str
    peiljaar: int
    vraag: Gevraagd

    @property
    def gewenst(self) -> int:
        return self.vraag.gewenst(self.jaar)


def controleer_sleutels(
    bladen: Mapping[str, Tabelblad], aanwezig: frozenset[str], kop: Kop, regio: Regio, klad: Kladblok
) -> None:
    """Checks that look through Begroting, Vastgesteld and Maatstaven at once; only where those sheets are there."""
    _vastgesteld(bladen["Vastgesteld"], kop, regio, klad)
    if "Begroting" not in aanwezig:
        return
    _below_zero(bladen, kop, regio, klad)
    if "Maatstaven" in aanwezig and not bladen["Maatstaven"].koppen:
        return
    vragen = list(_asked(bladen, aanwezig, kop, regio, klad))
    if "Maatstaven" not in aanwezig:
        if namen := list(dict.fromkeys(_label(vraag.maatstaf, regio) for vraag in vragen)):
            klad.bladfout("Maatstaven", f"blad ontbreekt; de sleutels vragen {opsomming(namen)}")
        return
    _peiljaren(bladen["Maatstaven"], kop, regio, klad)
    blokken = _blocks(bladen["Maatstaven"])
    gebruik = [gevonden for vraag in vragen for gevonden in _use(bladen, blokken, vraag, regio, klad)]
    _definities(bladen, blokken, {(een.maatstaf, een.peiljaar) for een in gebruik}, regio, klad)
    _participants(bladen["Maatstaven"], blokken, gebruik, kop, regio, klad)
    leeg = set(_empty_totals(blokken, gebruik, regio, klad))
    _units({blok: rijen for blok, rijen in blokken.items() if blok not in leeg}, regio, klad)


def gebruik_van(bladen: Mapping[str, Tabelblad], kop: Kop, regio: Regio) -> list[Gebruik]:
    """What the keys of the plan use, as far as it is there; what is wrong with it is told by the check itself."""
    klad, aanwezig = Kladblok(), frozenset(naam for naam, blad in bladen.items() if blad.koppen)
    blokken = _blocks(bladen["Maatstaven"])
    vragen = list(_asked(bladen, aanwezig, kop, regio, klad))
    return [gevonden for vraag in vragen for gevonden in _use(bladen, blokken, vraag, regio, klad)]


Blokken = Mapping[tuple[str, int], list[Rij]]
"""The rows that have a figure of a maatstaf, per maatstaf and peiljaar; faulty cells included."""


def _blocks(blad: Tabelblad) -> Blokken:
    blokken: dict[tuple[str, int], list[Rij]] = defaultdict(list)
    for rij in blad.rijen:
        peiljaar = rij.heel("peiljaar")
        for sleutel in blad.koppen:
            if peiljaar is not None and sleutel not in GEEN_MAATSTAF and not rij.leeg(sleutel):
                blokken[sleutel, peiljaar].append(rij)
    return blokken


def _label(maatstaf: str, regio: Regio) -> str:
    return regio.bestand.maatstaven[maatstaf].label


def _peiljaren(blad: Tabelblad, kop: Kop, regio: Regio, klad: Kladblok) -> None:
    """A row of a year that cannot be meant is set aside."""
    # Also of a rule that is not in force any more, or not yet: its figures may stand there.
    regels = [
        (soort, jaar)
        for soort, kostensoort in regio.bestand.kostensoorten.items()
        for jaar in (*kop.jaren, *kostensoort.regels)
    ]
    wensen = [
        vraag.gewenst(jaar)
        for soort, jaar in regels
        for vraag in gevraagd(regio, soort, jaar)
        if vraag.peiljaar is not None or jaar in kop.jaren
    ]
    eerste, laatste = min([kop.basisjaar - OUDSTE, *wensen]), max([kop.laatste_jaar - 1, *wensen])
    for rij in blad.rijen:
        peiljaar = rij.heel("peiljaar")
        if peiljaar is not None and not eerste <= peiljaar <= laatste:
            verwacht = f"{eerste} tot en met {laatste}"
            klad.weiger(rij, "peiljaar", f"peiljaar {peiljaar} valt buiten het plan", verwacht)


def _units(blokken: Blokken, regio: Regio, klad: Kladblok) -> None:
    """A figure needs a unit; percentages are a whole key, so they are 100,00 together."""
    for (maatstaf, peiljaar), rijen in blokken.items():
        eenheid = regio.bestand.maatstaven[maatstaf].eenheid_van(peiljaar)
        if eenheid is None:
            begin = min(regio.bestand.maatstaven[maatstaf].eenheid)
            klad.rijfout(
                rijen[0],
                maatstaf,
                f"{_label(maatstaf, regio)} heeft in het regiobestand pas vanaf peiljaar {begin} een eenheid",
            )
        elif eenheid == "procent" and not any(maatstaf in rij.stuk for rij in rijen):
            weg = dubbel((rij.tekst("gemeentecode") for rij in rijen), regio)
            eens = [rij for rij in rijen if rij.tekst("gemeentecode") not in weg]
            som = sum((rij.getal(maatstaf) or Decimal(0) for rij in eens), Decimal(0))
            if som != HONDERD:
                klad.rijfout(
                    rijen[-1],
                    maatstaf,
                    f"{_label(maatstaf, regio)} van peiljaar {peiljaar} is bij elkaar {dutch(som)}%",
                    "precies 100,00%",
                )


def _definities(
    bladen: Mapping[str, Tabelblad], blokken: Blokken, gebruikt: set[tuple[str, int]], regio: Regio, klad: Kladblok
) -> None:
    """What is used is defined, and what is defined is there. A figure that no rule uses may go without."""
    blad = bladen["Definities"]
    if not blad.rijen:
        # Whoever gives no definition of anything uses those of the region file.
        return
    _wrong_year(blad, blokken, regio, klad)
    bekend = {(rij.tekst("maatstaf"), rij.heel("peiljaar")) for rij in blad.rijen}
    for (maatstaf, peiljaar), rijen in blokken.items():
        if (maatstaf, peiljaar) in gebruikt - bekend and not any(rij.stuk for rij in blad.rijen):
            klad.rijfout(
                rijen[0],
                maatstaf,
                f"{_label(maatstaf, regio)} van peiljaar {peiljaar} heeft geen rij op blad Definities",
            )
    for rij in blad.rijen:
        maatstaf, jaar = rij.tekst("maatstaf"), rij.heel("peiljaar")
        anders = maatstaf in bladen["Maatstaven"].bedoeld or any(
            "peiljaar" in r.stuk for r in bladen["Maatstaven"].rijen
        )
        if maatstaf and jaar is not None and (maatstaf, jaar) not in blokken and not anders:
            klad.rijfout(
                rij, "maatstaf", f"{_label(maatstaf, regio)} van peiljaar {jaar} heeft geen cijfers op blad Maatstaven"
            )


def _wrong_year(blad: Tabelblad, blokken: Blokken, regio: Regio, klad: Kladblok) -> None:
    """A definition without figures, where just one peiljaar has figures and no definition: that is one slip."""
    bekend = {(rij.tekst("maatstaf"), rij.heel("peiljaar")) for rij in blad.rijen}
    for rij in blad.rijen:
        maatstaf, jaar = rij.tekst("maatstaf"), rij.heel("peiljaar")
        zonder = [p for naam, p in blokken if naam == maatstaf and (maatstaf, p) not in bekend]
        if maatstaf and jaar is not None and (maatstaf, jaar) not in blokken and len(zonder) == 1:
            klad.rijfout(
                rij,
                "peiljaar",
                aangehaald(jaar),
                f"{zonder[0]}, want {_label(maatstaf, regio)} heeft cijfers van {zonder[0]} en geen van {jaar}",
            )
            rij.waarden["peiljaar"] = zonder[0]


def _asked(
    bladen: Mapping[str, Tabelblad], aanwezig: frozenset[str], kop: Kop, regio: Regio, klad: Kladblok
) -> Iterator[Gebruik]:
    """What the keys need (peiljaar 0: the newest before the year); a year that cannot be split is a fault."""
    for soort in regio.kostensoorten:
        begroot = _budgeted_years(bladen, soort) | _years_by_themselves(kop, regio, soort)
        vast = _decided_years(bladen["Vastgesteld"], soort)
        if kop.jaar not in begroot | vast and _all_whole(bladen, str(kop.jaar)):
            _without_amount(bladen["Begroting"], soort, str(kop.jaar), klad)
        for jaar in kop.jaren:
            if jaar not in begroot or jaar in vast:
                continue
            opbouw = regio.opbouw(soort, jaar)
            if opbouw is None and "Vastgesteld" in aanwezig and str(jaar) not in bladen["Vastgesteld"].koppen:
                continue
            if opbouw is None:
                _fault(
                    bladen["Vastgesteld"],
                    str(jaar),
                    f"{soort} heeft in {jaar} nog geen sleutel",
                    klad,
                    "de vastgestelde bijdragen van dat jaar",
                )
                continue
            for vraag in gevraagd(regio, soort, jaar):
                if vraag.maatstaf not in bladen["Maatstaven"].bedoeld:
                    yield Gebruik(soort, jaar, vraag.maatstaf, 0, vraag)


def _use(
    bladen: Mapping[str, Tabelblad], blokken: Blokken, vraag: Gebruik, regio: Regio, klad: Kladblok
) -> Iterator[Gebruik]:
    """The peiljaar that a key takes: its own, or else the newest one before the year itself."""
    if any("peiljaar" in rij.stuk for rij in bladen["Maatstaven"].rijen):
        return
    jaren = {peiljaar for maatstaf, peiljaar in blokken if maatstaf == vraag.maatstaf}
    peiljaar = vraag.vraag.peiljaar_uit(jaren, vraag.jaar)
    if peiljaar is not None:
        yield replace(vraag, peiljaar=peiljaar)
        return
    wens = vraag.vraag.wens(jaren, vraag.jaar)
    tekst = f"{_regel(vraag, regio)} vraagt {_label(vraag.maatstaf, regio)} {wens}; dat staat er niet"
    _fault(bladen["Maatstaven"], vraag.maatstaf, tekst, klad)


def _regel(vraag: Gebruik, regio: Regio) -> str:
    """What asks for a figure, in words."""
    wat = "sleutel" if regio.sleutel(vraag.kostensoort, vraag.jaar) is not None else "bijdrage"
    return f"de {wat} van {vraag.kostensoort} {vraag.jaar}"


def _fault(blad: Tabelblad, sleutel: str, tekst: str, klad: Kladblok, verwacht: str = "") -> None:
    """At the head of the column, or at the sheet where the column is not there."""
    if sleutel in blad.koppen:
        klad.fout(blad.kop(sleutel), tekst, verwacht)
    else:
        klad.bladfout(blad.naam, tekst, verwacht)


def _without_amount(blad: Tabelblad, soort: str, jaar: str, klad: Kladblok) -> None:
    """At the cell where it can be, or else at the head of the column; where that tells of another one already, at the
    first row of the kostensoort."""
    tekst = f"kostensoort {soort} heeft geen bedrag in {jaar}"
    eigen = [rij for rij in blad.rijen if (rij.tekst("kostensoort"), rij.tekst("dekking")) == (soort, DEELNEMERS)]
    if eigen and jaar in blad.koppen and (len(eigen) == 1 or klad.heeft(blad.kop(jaar))):
        klad.rijfout(eigen[0], jaar, tekst)
    else:
        _fault(blad, jaar, tekst, klad)


def _all_whole(bladen: Mapping[str, Tabelblad], jaar: str) -> bool:
    """A row or column with a fault may be the one that seems to be missing."""
    nodig = {"kostensoort", "dekking", jaar}
    rijen = (*bladen["Begroting"].rijen, *bladen["Capaciteit"].rijen, *bladen["Inzet"].rijen)
    return nodig <= set(bladen["Begroting"].koppen) and not any(rij.stuk & nodig for rij in rijen)


def _filled_years(rij: Rij) -> set[int]:
    """A post that follows an index has an amount in every year."""
    return {int(s) for s in rij.plaatsen if s.isdigit() and (not rij.leeg(s) or rij.tekst("index"))}


def _budgeted_years(bladen: Mapping[str, Tabelblad], soort: str) -> set[int]:
    begroting = (rij for rij in bladen["Begroting"].rijen if rij.tekst("dekking") == DEELNEMERS)
    rijen = (
        rij
        for rij in (*begroting, *bladen["Capaciteit"].rijen, *bladen["Inzet"].rijen)
        if rij.tekst("kostensoort") == soort
    )
    return {jaar for rij in rijen for jaar in _filled_years(rij)}


def _years_by_themselves(kop: Kop, regio: Regio, soort: str) -> set[int]:
    """Those in which what is shared follows from the parts, so that no budget has to say it."""
    opbouwen = ((jaar, regio.opbouw(soort, jaar)) for jaar in kop.jaren)
    return {jaar for jaar, opbouw in opbouwen if opbouw is not None and not opbouw.vraagt_begroting}


def _decided_years(blad: Tabelblad, soort: str) -> set[int]:
    return {jaar for rij in blad.rijen if rij.tekst("kostensoort") == soort for jaar in _filled_years(rij)}


def _participants(
    blad: Tabelblad, blokken: Blokken, gebruik: list[Gebruik], kop: Kop, regio: Regio, klad: Kladblok
) -> None:
    """Every participant of a year needs a figure; a peiljaar that no key uses must be whole for the plan's year."""
    if any(rij.stuk & {"gemeentecode", "gemeente", "peiljaar"} for rij in blad.rijen):
        return
    nodig: dict[int, dict[str, Deelnemer]] = defaultdict(dict)
    for vraag in gebruik:
        nodig[vraag.peiljaar] |= {
            deelnemer.code: deelnemer for deelnemer in regio.deelnemers(vraag.jaar, vraag.kostensoort)
        }
    for peiljaar in sorted({peiljaar for _, peiljaar in blokken}):
        vereist = nodig.get(peiljaar) or _later_asked(peiljaar, kop, regio)
        er_staan = {rij.tekst("gemeentecode") for rij in blad.rijen if rij.heel("peiljaar") == peiljaar}
        for code, deelnemer in vereist.items():
            if code not in er_staan:
                klad.bladfout(blad.naam, f"deelnemer '{deelnemer.naam}' ({code}) ontbreekt bij peiljaar {peiljaar}")


def _later_asked(peiljaar: int, kop: Kop, regio: Regio) -> dict[str, Deelnemer]:
    """Of figures that no key uses: who took part in the year that they were counted for, as far as the plan has them.

    Such figures may explain a year that was decided before.
    """
    van_plan = {deelnemer.code for jaar in kop.jaren for deelnemer in regio.deelnemers(jaar)}
    jaar = peiljaar + 1 if peiljaar + 1 in kop.jaren else kop.jaar
    return {d.code: d for d in regio.deelnemers(jaar) if d.code in van_plan}


def controleer_volledig(blad: Tabelblad, kop: Kop, regio: Regio, klad: Kladblok) -> None:
    """Who is missing in a table of figures that stands by itself: a fault where most are there, else a note.

    Somebody who checks a few rows of a table knows that the others are not among them, but may not mean it.
    """
    if blad.naam == "Vastgesteld":
        _vastgesteld(blad, kop, regio, klad)
    if blad.naam != "Maatstaven" or any(rij.stuk & {"gemeentecode", "gemeente", "peiljaar"} for rij in blad.rijen):
        return
    per_peiljaar: dict[int, set[str]] = defaultdict(set)
    for rij in blad.rijen:
        peiljaar = rij.heel("peiljaar")
        if peiljaar is not None:
            per_peiljaar[peiljaar].add(rij.tekst("gemeentecode"))
    for peiljaar, er_staan in sorted(per_peiljaar.items()):
        # A count of one year is for the contribution of the next.
        vereist = {deelnemer.code: deelnemer.naam for deelnemer in regio.deelnemers(peiljaar + 1)}
        mist = [code for code in vereist if code not in er_staan]
        if mist and len(mist) >= len(vereist) / 2:
            aantal = len(vereist) - len(mist)
            staan = "staat" if aantal == 1 else "staan"
            tekst = f"hier {staan} {aantal} van de {len(vereist)} deelnemers van peiljaar {peiljaar}"
            klad.bladmelding([blad.naam], tekst)
            continue
        for code in mist:
            klad.bladfout(blad.naam, f"deelnemer '{vereist[code]}' ({code}) ontbreekt bij peiljaar {peiljaar}")


def _empty_totals(blokken: Blokken, gebruik: list[Gebruik], regio: Regio, klad: Kladblok) -> Iterator[tuple[str, int]]:
    """The maatstaven that a key needs and that add up to nothing."""
    for vraag in (vraag for vraag in gebruik if vraag.vraag.deelt):
        rijen = blokken[vraag.maatstaf, vraag.peiljaar]
        codes = {deelnemer.code for deelnemer in regio.deelnemers(vraag.jaar, vraag.kostensoort)}
        telt = [rij for rij in rijen if rij.tekst("gemeentecode") in codes]
        if telt and not any(vraag.maatstaf in rij.stuk or rij.getal(vraag.maatstaf) for rij in telt):
            klad.rijfout(
                telt[0],
                vraag.maatstaf,
                f"{_label(vraag.maatstaf, regio)} van peiljaar {vraag.peiljaar} is bij elkaar 0; "
                f"{_regel(vraag, regio)} kan er niet mee verdelen",
            )
            yield vraag.maatstaf, vraag.peiljaar


def _below_zero(bladen: Mapping[str, Tabelblad], kop: Kop, regio: Regio, klad: Kladblok) -> None:
    """A decided amount can be below zero where a correction or a part of a contribution is; else it is a slip."""
    gecorrigeerd = {
        (rij.tekst("kostensoort"), jaar)
        for rij in bladen["Begroting"].rijen
        for jaar in kop.jaren
        if (rij.getal(str(jaar)) or 0) < 0
    }
    gecorrigeerd |= {(s, jaar) for s in regio.kostensoorten for jaar in kop.jaren if _can_be_negative(regio, s, jaar)}
    for rij in bladen["Vastgesteld"].rijen:
        for jaar in kop.jaren:
            bedrag = rij.getal(str(jaar))
            if bedrag is not None and bedrag < 0 and (rij.tekst("kostensoort"), jaar) not in gecorrigeerd:
                klad.rijfout(
                    rij,
                    str(jaar),
                    aangehaald(dutch(bedrag)),
                    f"bedrag van 0 of meer, want op blad Begroting staat in {jaar} geen correctie onder nul",
                )


def _can_be_negative(regio: Regio, kostensoort: str, jaar: int) -> bool:
    """Whether a part of a contribution is no share of costs: a price can be below zero, and what remains may be."""
    opbouw = regio.opbouw(kostensoort, jaar)
    delen = opbouw.onderdelen if opbouw is not None else ()
    return any(not isinstance(deel, Naaraandelen) or deel.pot.mag_negatief for deel in delen)


def _vastgesteld(blad: Tabelblad, kop: Kop, regio: Regio, klad: Kladblok) -> None:
    """A decided year is whole: an amount for every participant of that year, and for nobody else."""
    if any(rij.stuk & {"gemeentecode", "gemeente", "kostensoort"} for rij in blad.rijen):
        return
    for soort in regio.kostensoorten:
        rijen = {rij.tekst("gemeentecode"): rij for rij in blad.rijen if rij.tekst("kostensoort") == soort}
        for jaar in sorted(_decided_years(blad, soort) & set(kop.jaren)):
            deelnemers = {deelnemer.code: deelnemer for deelnemer in regio.deelnemers(jaar, soort)}
            for code, deelnemer in deelnemers.items():
                if code not in rijen:
                    klad.bladfout(blad.naam, f"deelnemer '{deelnemer.naam}' ({code}) ontbreekt bij {soort} {jaar}")
                elif rijen[code].leeg(str(jaar)):
                    klad.rijfout(rijen[code], str(jaar), "leeg", f"het vastgestelde bedrag van {soort} {jaar}")
            for code, rij in rijen.items():
                if code not in deelnemers and not rij.leeg(str(jaar)):
                    klad.rijfout(rij, str(jaar), f"'{rij.tekst('gemeente')}' is geen deelnemer van {soort} in {jaar}")
