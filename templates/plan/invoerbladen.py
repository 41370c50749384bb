"""The input sheets of a filled workbook: every figure that came in, with its source, in the columns of the input
workbook.

Each sheet has the name and columns of the sheet it came from, so that a delivered workbook can be read again as
input. All formulas of the workbook start here: `Invoerplaatsen` tells where the figures stand.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Final

from calc.uitkomst import Uitkomst
from schemas.bladen import PLAN, PLANKOP, VORM
from schemas.gegevens import Gegevens, Pm
from schemas.invoerblad import Bladvorm, Kolom, Waarde, nodige_kolommen, waarden_van
from schemas.kruiscontrole import NAMENKOLOMMEN
from schemas.planbladen import invoerblad
from templates.plan.bladsoorten import OPGEZOCHT
from templates.plan.invoerplaatsen import Invoerplaatsen
from templates.plan.regioblad import vul_regioblad
from templates.werkmap.blad import KOPRIJ, Blad
from templates.werkmap.boek import Boek
from templates.werkmap.indeling import Vak
from templates.werkmap.invoerstijl import Invoerrij, Invoerstijl, staat_rechts
from templates.werkmap.maat import regelhoogte

EERSTE: Final = 5
GEEN_INVOER: Final = "Geen invoer."
VOORBEELD: Final = invoerblad("Begroting")
"""The sheet that gives its look to those that the template does not have."""
LANG_VANAF: Final = 28.0
"""A text column so wide holds sentences or long names: they are wrapped."""


def vul_invoerbladen(boek: Boek, uitkomst: Uitkomst, bladen: Sequence[str] | None = None) -> Invoerplaatsen:
    """Fill the input sheets of the template.

    Args:
        bladen: only these, by their name in the input workbook (`Maatstaven`, ...); all where None.
    """
    plaatsen, gegevens = Invoerplaatsen(), uitkomst.gegevens
    rijen = {naam: invoerrijen(naam, gegevens) for naam in VORM}
    _optional_sheets(boek, gegevens, rijen)
    for naam in VORM if bladen is None else bladen:
        if naam == PLAN.naam:
            blad = boek.blad(invoerblad(naam))
            blad.breedtes((24, 70, 60))
            laatste, plaatsen.plan = schrijf_plan(blad, KOPRIJ, gegevens, uitleg=True), _planplaatsen(blad)
            blad.zet_vast(EERSTE, 1)
            blad.afdruk(3, laatste, KOPRIJ)
        elif not VORM[naam].optioneel or boek.heeft_blad(invoerblad(naam)):
            _blad(boek.blad(invoerblad(naam)), VORM[naam], gegevens, rijen[naam], plaatsen)
    if bladen is None or "Maatstaven" in bladen:
        _maatstafplaatsen(boek.blad(invoerblad("Maatstaven")), gegevens, rijen["Maatstaven"], plaatsen)
    if bladen is None or "Vastgesteld" in bladen:
        _vastgesteldplaatsen(boek.blad(invoerblad("Vastgesteld")), gegevens, rijen["Vastgesteld"], plaatsen)
    vul_regioblad(boek, gegevens.regio)
    return plaatsen


def _optional_sheets(boek: Boek, gegevens: Gegevens, rijen: Mapping[str, Sequence[Invoerrij]]) -> None:
    """A sheet that only some inputs have stands in a book that uses it, after that of the budget and with its look."""
    for naam, vorm in reversed(list(VORM.items())):
        titel, zeg = invoerblad(naam), gegevens.regio.zeg
        if not vorm.optioneel:
            continue
        if not rijen[naam]:
            if boek.heeft_blad(titel):
                boek.verwijder(titel)
        elif not boek.heeft_blad(titel) and boek.heeft_blad(VOORBEELD):
            kop = zeg(f"Invoer: {vorm.titel[:1].lower()}{vorm.titel[1:]}")
            boek.extra_blad(VOORBEELD, titel, kop, zeg(vorm.uitleg), OPGEZOCHT)


def invoerrijen(naam: str, gegevens: Gegevens) -> list[Invoerrij]:
    """The rows of one sheet of the input, by its name in the input workbook; those of a field of their own, as its
    type says them.
    """
    maak = _RIJEN.get(naam)
    if maak is not None:
        return maak(gegevens)
    return [] if naam == PLAN.naam else [waarden_van(regel) for regel in getattr(gegevens, naam.lower())]


def invoerkolommen(vorm: Bladvorm, gegevens: Gegevens, rijen: Sequence[Invoerrij]) -> tuple[Kolom, ...]:
    """The columns of a sheet with these rows."""
    plan = gegevens.plan
    jaren = range(plan.basisjaar, plan.scenario_tot_en_met + 1) if vorm.wissel == "scenario" else plan.jaren
    return nodige_kolommen(vorm.kolommen(jaren, gegevens.regio.bestand), rijen)


def schrijf_plan(blad: Blad, kop: int, gegevens: Gegevens, *, uitleg: bool) -> int:
    """A row per field of the plan below a head; returns the last row. uitleg: with what each field means."""
    koppen = PLANKOP[: 3 if uitleg else 2]
    blad.koppen(kop, koppen)
    rij = kop
    for rij, veld in enumerate(PLAN.kolommen((), gegevens.regio.bestand), start=kop + 1):
        waarde: Waarde = getattr(gegevens.plan, veld.sleutel)
        vorm = "Tekst lang" if isinstance(waarde, str) else "datum" if isinstance(waarde, date) else "veld"
        blad.schrijf(rij, 1, veld.titel, "VW tekst")
        blad.schrijf(rij, 2, waarde, f"VW {vorm} invoer")
        teksten = [(str(waarde or ""), blad.breedte(2))]
        if uitleg:
            blad.schrijf(rij, 3, f"{veld.uitleg[:1].upper()}{veld.uitleg[1:]}.", "VW Tekst lang")
            teksten.append((veld.uitleg, blad.breedte(3)))
        blad.hoogte(rij, regelhoogte(teksten))
    return rij


def _planplaatsen(blad: Blad) -> dict[str, str]:
    return {veld.sleutel: blad.verwijs(rij, 2) for rij, veld in enumerate(PLAN.kolommen(), start=EERSTE)}


def schrijf_rijen(
    blad: Blad,
    kop: int,
    vorm: Bladvorm,
    kolommen: Sequence[Kolom],
    rijen: Sequence[Invoerrij],
    gegevens: Gegevens,
    lang: Callable[[Kolom], bool],
) -> int:
    """The rows of a sheet of the input below a head; returns the last row. lang: whether texts of a column wrap."""
    stijlen = Invoerstijl(vorm, kolommen, rijen, gegevens.regio)
    koppen = [int(k.titel) if k.sleutel.isdigit() else k.titel for k in kolommen]
    blad.koppen(kop, koppen, rechts=[plek for plek, kolom in enumerate(kolommen, start=1) if staat_rechts(kolom)])
    met_plek = [(plek, kolom, lang(kolom), blad.breedte(plek)) for plek, kolom in enumerate(kolommen, start=1)]
    for r, rij in enumerate(rijen, start=kop + 1):
        teksten = []
        for plek, kolom, loopt_door, breedte in met_plek:
            waarde = rij.get(kolom.sleutel)
            blad.schrijf(r, plek, waarde, stijlen.van(kolom, rij, lang=loopt_door))
            if isinstance(waarde, str) and loopt_door:
                teksten.append((waarde, breedte))
        blad.hoogte(r, max(15.0, regelhoogte(teksten)))
    return kop + len(rijen)


def _blad(blad: Blad, vorm: Bladvorm, gegevens: Gegevens, rijen: Sequence[Invoerrij], plaatsen: Invoerplaatsen) -> None:
    """A sheet of its own, of which every column has a place."""
    kolommen = invoerkolommen(vorm, gegevens, rijen)
    blad.breedtes([kolom.ruimte for kolom in kolommen])
    laatste = max(schrijf_rijen(blad, KOPRIJ, vorm, kolommen, rijen, gegevens, _is_lang), EERSTE)
    for nummer, kolom in enumerate(kolommen, start=1):
        plaatsen.kolom[vorm.naam, kolom.sleutel] = blad.bereik(EERSTE, laatste, nummer)
    if rijen:
        blad.tabel(f"Invoer_{vorm.naam}", KOPRIJ, laatste, len(kolommen))
    else:
        blad.schrijf(EERSTE, 1, GEEN_INVOER, "VW tekst")
        blad.leeg = True
    blad.zet_vast(EERSTE, _vaste_kolommen(kolommen) + 1)
    blad.afdruk(len(kolommen), laatste, KOPRIJ)


def _vaste_kolommen(kolommen: Sequence[Kolom]) -> int:
    """The columns left of the first figures stay in sight, if they are few."""
    cijfers = [plek for plek, kolom in enumerate(kolommen) if kolom.sleutel.isdigit()]
    return cijfers[0] if cijfers and cijfers[0] <= 3 else 0


def _is_lang(kolom: Kolom) -> bool:
    return kolom.ruimte >= LANG_VANAF and not staat_rechts(kolom)


def _definities(gegevens: Gegevens) -> list[Invoerrij]:
    label = gegevens.regio.label_deel
    return [{**waarden_van(d), "maatstaf": label(d.maatstaf)} for d in gegevens.definities]


def _maatstaven(gegevens: Gegevens) -> list[Invoerrij]:
    volgorde = {code: plek for plek, code in enumerate(gegevens.regio.alle_deelnemers)}
    # No column of this sheet: the sentence stands with the definition, and marks the figures here.
    afgeleid = {d.peiljaar: d.afgeleid for d in gegevens.definities if d.afgeleid}
    rijen: dict[tuple[int, str], dict[str, Waarde]] = {}
    for w in gegevens.maatstaven:
        vast: dict[str, Waarde] = {
            "peiljaar": w.peiljaar,
            "gemeentecode": w.gemeentecode,
            "gemeente": gegevens.regio.gemeente(w.gemeentecode),
            "afgeleid": afgeleid.get(w.peiljaar),
        }
        rij = rijen.setdefault((w.peiljaar, w.gemeentecode), vast)
        rij[w.maatstaf] = w.waarde
        for sleutel in NAMENKOLOMMEN:
            if getattr(w, sleutel):
                rij[sleutel] = ", ".join(filter(None, (str(rij.get(sleutel) or ""), w.maatstaf)))
    geordend = sorted(rijen, key=lambda van: (van[0], volgorde[van[1]]))
    return [rijen[van] for van in geordend]


def _vastgesteld(gegevens: Gegevens) -> list[Invoerrij]:
    rijen: dict[tuple[str, str], dict[str, Waarde]] = {}
    for v in gegevens.vastgesteld:
        vast: dict[str, Waarde] = {
            "kostensoort": v.kostensoort,
            "gemeentecode": v.gemeentecode,
            "gemeente": gegevens.regio.gemeente(v.gemeentecode),
            "bron": v.bron,
        }
        rijen.setdefault((v.kostensoort, v.gemeentecode), vast)[str(v.jaar)] = v.bedrag
    soorten, codes = list(gegevens.regio.kostensoorten), list(gegevens.regio.alle_deelnemers)
    geordend = sorted(rijen, key=lambda van: (soorten.index(van[0]), codes.index(van[1])))
    return [rijen[van] for van in geordend]


def _zorgkosten(gegevens: Gegevens) -> list[Invoerrij]:
    zorg = gegevens.regio.zorg(gegevens.plan.jaar)
    uit: list[Invoerrij] = []
    for r in gegevens.zorg:
        namen = {"segment": zorg.segmenten[r.segment].label if zorg else r.segment}
        if zorg and r.aanbieder:
            namen["aanbieder"] = zorg.aanbieders[r.aanbieder].label
        uit.append({**waarden_van(r), **namen})
    return uit


def _gepubliceerd(gegevens: Gegevens) -> list[Invoerrij]:
    """What is no number has no decimals."""
    zonder = {"decimalen": None}
    return [
        {**waarden_van(r), **(zonder if r.eenheid == "tekst" or isinstance(r.waarde, Pm) else {})}
        for r in gegevens.gedrukt
    ]


_RIJEN: Final[Mapping[str, Callable[[Gegevens], list[Invoerrij]]]] = {
    "Definities": _definities,
    "Maatstaven": _maatstaven,
    "Vastgesteld": _vastgesteld,
    "Zorgkosten": _zorgkosten,
    "Gepubliceerd": _gepubliceerd,
}
"""Those whose rows are more than what their type says, or other rows than what they were read as."""


def _maatstafplaatsen(blad: Blad, gegevens: Gegevens, rijen: Sequence[Invoerrij], plaatsen: Invoerplaatsen) -> None:
    """Rows of one peiljaar stand together, so that a code is looked up among those of its year alone."""
    kolommen = {naam: kolom for kolom, naam in enumerate(gegevens.regio.bestand.opgevraagd, start=4)}
    per_jaar: dict[int, dict[str, int]] = {}
    for plek, rij in enumerate(rijen, start=EERSTE):
        peiljaar = rij["peiljaar"]
        assert isinstance(peiljaar, int)
        per_jaar.setdefault(peiljaar, {})[str(rij["gemeentecode"])] = plek
    for peiljaar, codes in per_jaar.items():
        plaatsen.maatstafvakken[peiljaar] = Vak(blad.naam, {"gemeentecode": 2, **kolommen}, codes)


def _vastgesteldplaatsen(blad: Blad, gegevens: Gegevens, rijen: Sequence[Invoerrij], plaatsen: Invoerplaatsen) -> None:
    for kolom, jaar in enumerate(gegevens.plan.jaren, start=4):
        per_soort: dict[str, dict[str, int]] = {}
        for plek, rij in enumerate(rijen, start=EERSTE):
            if str(jaar) in rij:
                codes = per_soort.setdefault(str(rij["kostensoort"]), {})
                codes[str(rij["gemeentecode"])] = plek
        for soort, codes in per_soort.items():
            plaatsen.vastgesteldvakken[soort, jaar] = Vak(blad.naam, {"gemeentecode": 2, "bedrag": kolom}, codes)
