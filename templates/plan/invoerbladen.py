"""The input sheets of a filled workbook: every figure that came in, with its source, in the columns of the input
workbook.

Each sheet has the name and columns of the sheet it came from, so that a delivered workbook can be read again as
input. All formulas of the workbook start here: `Invoerplaatsen` tells where each figure stands.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Final

from calc.uitkomst import Uitkomst
from schemas.bladen import VORM
from schemas.gegevens import Gegevens, Pm
from schemas.invoerblad import Kolom, nodige_kolommen, waarden_van
from schemas.kruiscontrole import NAMENKOLOMMEN
from templates.plan.invoerplaatsen import Invoerplaatsen
from templates.plan.regioblad import vul_regioblad
from templates.plan.sleutelblad import vul_sleutels
from templates.werkmap.boek import Blad, Boek, Invoerwaarde, regelhoogte
from templates.werkmap.indeling import Vak
from templates.werkmap.stijlen import maatvorm

__all__ = ["Invoerplaatsen", "Invoerrij", "invoerrijen", "vul_invoerbladen"]

KOPRIJ: Final = 4
EERSTE: Final = 5
GEEN_INVOER: Final = "Geen invoer."
VOORBEELD: Final = "Invoer Begroting"
"""The sheet that gives its look to those that the template does not have."""
LANG_VANAF: Final = 28.0
"""A text column so wide holds sentences or long names: they are wrapped."""


@dataclass(frozen=True)
class Invoerrij:
    """One row of an input sheet: values by column, the kind of its figures, and whether it is derived."""

    waarden: Mapping[str, Invoerwaarde]
    vormen: Mapping[str, str] = field(default_factory=dict)
    vorm: str = "euro"
    afgeleid: bool = False


def vul_invoerbladen(boek: Boek, uitkomst: Uitkomst, bladen: Sequence[str] | None = None) -> Invoerplaatsen:
    """Fill the input sheets of the template.

    Args:
        bladen: only these, by their name in the input workbook (`Maatstaven`, ...); all where None. `Sleutels` is
            always filled.
    """
    plaatsen = Invoerplaatsen()
    gegevens = uitkomst.gegevens
    gevraagd = set(VORM) if bladen is None else set(bladen)
    _optional_sheets(boek, gegevens)
    if "Plan" in gevraagd:
        _plan(boek.blad("Invoer Plan"), gegevens, plaatsen)
    for naam, maak in _RIJEN.items():
        vorm = VORM[naam]
        if naam in gevraagd and (not vorm.optioneel or boek.heeft_blad(f"Invoer {naam}")):
            jaren = _scenariojaren(gegevens) if vorm.wissel == "scenario" else gegevens.plan.jaren
            rijen = maak(gegevens)
            alle = vorm.kolommen(jaren, gegevens.regio.bestand)
            kolommen = nodige_kolommen(alle, [rij.waarden for rij in rijen])
            _tabel(boek.blad(f"Invoer {naam}"), naam, kolommen, rijen, plaatsen)
    if "Maatstaven" in gevraagd:
        _maatstafplaatsen(boek.blad("Invoer Maatstaven"), gegevens, plaatsen)
    if "Vastgesteld" in gevraagd:
        _vastgesteldplaatsen(boek.blad("Invoer Vastgesteld"), gegevens, plaatsen)
    vul_regioblad(boek, gegevens.regio)
    vul_sleutels(boek.blad("Invoer Sleutels"), uitkomst, plaatsen)
    return plaatsen


def _optional_sheets(boek: Boek, gegevens: Gegevens) -> None:
    """A sheet that only some inputs have stands in a book that uses it, after that of the budget and with its look."""
    for naam in reversed([naam for naam in _RIJEN if VORM[naam].optioneel]):
        titel, vorm, zeg = f"Invoer {naam}", VORM[naam], gegevens.regio.zeg
        if not _RIJEN[naam](gegevens):
            if boek.heeft_blad(titel):
                boek.verwijder(titel)
        elif not boek.heeft_blad(titel) and boek.heeft_blad(VOORBEELD):
            boek.extra_blad(
                VOORBEELD, titel, zeg(f"Invoer: {vorm.titel[:1].lower()}{vorm.titel[1:]}"), zeg(vorm.uitleg)
            )


def invoerrijen(naam: str, gegevens: Gegevens) -> list[Invoerrij]:
    """The rows of one sheet of the input, by its name in the input workbook."""
    return _RIJEN[naam](gegevens)


def _scenariojaren(gegevens: Gegevens) -> tuple[int, ...]:
    return tuple(range(gegevens.plan.basisjaar, gegevens.plan.scenario_tot_en_met + 1))


def _plan(blad: Blad, gegevens: Gegevens, plaatsen: Invoerplaatsen) -> None:
    plan = gegevens.plan
    for kolom, titel in enumerate(("Veld", "Waarde", "Toelichting"), start=1):
        blad.schrijf(KOPRIJ, kolom, titel, "VW Kop")
    blad.breedtes((24, 70, 60))
    kolommen = VORM["Plan"].kolommen((), gegevens.regio.bestand)
    for rij, veld in enumerate(kolommen, start=EERSTE):
        waarde: Invoerwaarde = getattr(plan, veld.sleutel)
        blad.schrijf(rij, 1, veld.titel, "VW tekst")
        stijl = "VW veld invoer" if isinstance(waarde, int) else "VW Tekst lang invoer"
        if isinstance(waarde, date):
            stijl = "VW datum invoer"
        plaatsen.plan[veld.sleutel] = blad.schrijf(rij, 2, waarde, stijl)
        blad.schrijf(rij, 3, f"{veld.uitleg[:1].upper()}{veld.uitleg[1:]}.", "VW Tekst lang")
        blad.hoogte(rij, regelhoogte([(str(waarde or ""), 70), (veld.uitleg, 60)]))
    laatste = EERSTE + len(kolommen) - 1
    blad.zet_vast(EERSTE, 1)
    blad.afdruk(3, laatste, KOPRIJ)


def _tabel(
    blad: Blad, naam: str, kolommen: Sequence[Kolom], rijen: Sequence[Invoerrij], plaatsen: Invoerplaatsen
) -> None:
    for nummer, kolom in enumerate(kolommen, start=1):
        kop = int(kolom.sleutel) if kolom.sleutel.isdigit() else kolom.titel
        rechts = staat_rechts(kolom, rijen)
        blad.schrijf(KOPRIJ, nummer, kop, "VW Kop rechts" if rechts else "VW Kop")
        blad.breedtes([kolom.ruimte], nummer)
    blad.hoogte(KOPRIJ, regelhoogte([(k.titel, blad.breedte(n)) for n, k in enumerate(kolommen, start=1)]) + 4)
    for rij, regel in enumerate(rijen, start=EERSTE):
        hoogtes = []
        for nummer, kolom in enumerate(kolommen, start=1):
            waarde = regel.waarden.get(kolom.sleutel)
            plaatsen.cel[naam, rij - EERSTE, kolom.sleutel] = blad.schrijf(
                rij, nummer, waarde, _stijl(kolom, regel, waarde)
            )
            if _is_lang(kolom) and isinstance(waarde, str):
                hoogtes.append((waarde, kolom.ruimte))
        blad.hoogte(rij, max(15.0, regelhoogte(hoogtes)))
    laatste = EERSTE + max(len(rijen), 1) - 1
    for nummer, kolom in enumerate(kolommen, start=1):
        plaatsen.kolom[naam, kolom.sleutel] = blad.bereik(EERSTE, laatste, nummer)
    if rijen:
        blad.tabel(f"Invoer_{naam}", KOPRIJ, laatste, len(kolommen))
    else:
        blad.schrijf(EERSTE, 1, GEEN_INVOER, "VW tekst")
    blad.zet_vast(EERSTE, _vaste_kolommen(kolommen) + 1)
    blad.afdruk(len(kolommen), laatste, KOPRIJ)


def staat_rechts(kolom: Kolom, rijen: Sequence[Invoerrij]) -> bool:
    """Whether figures stand below a head: a year does as well."""
    return kolom.is_cijfer or any(isinstance(rij.waarden.get(kolom.sleutel), int) for rij in rijen)


def _vaste_kolommen(kolommen: Sequence[Kolom]) -> int:
    """The columns left of the first figures stay in sight, if they are few."""
    cijfers = [plek for plek, kolom in enumerate(kolommen) if kolom.sleutel.isdigit()]
    return cijfers[0] if cijfers and cijfers[0] <= 3 else 0


def _is_lang(kolom: Kolom) -> bool:
    return kolom.ruimte >= LANG_VANAF and not kolom.is_cijfer


def _stijl(kolom: Kolom, regel: Invoerrij, waarde: Invoerwaarde) -> str:
    rol = " let op" if regel.afgeleid else ""
    vorm = regel.vormen.get(kolom.sleutel)
    if vorm is None and kolom.sleutel.isdigit():
        vorm = regel.vorm
    if vorm is not None:
        return f"VW {vorm} invoer{rol}"
    if _is_lang(kolom):
        return f"VW Tekst lang invoer{rol if kolom.sleutel == 'afgeleid' else ''}"
    return f"VW {'jaar' if isinstance(waarde, int) else 'tekst'} invoer"


def _decimalen(waarden: Sequence[object], heel: str, gebroken: str) -> str:
    return heel if all(Fraction(str(waarde)).denominator == 1 for waarde in waarden) else gebroken


def _definities(gegevens: Gegevens) -> list[Invoerrij]:
    label = gegevens.regio.label_deel
    return [
        Invoerrij({**waarden_van(d), "maatstaf": label(d.maatstaf)}, afgeleid=bool(d.afgeleid))
        for d in gegevens.definities
    ]


def _maatstaven(gegevens: Gegevens) -> list[Invoerrij]:
    volgorde = {code: plek for plek, code in enumerate(gegevens.regio.alle_deelnemers)}
    rijen: dict[tuple[int, str], dict[str, Invoerwaarde]] = {}
    for w in gegevens.maatstaven:
        rij = rijen.setdefault((w.peiljaar, w.gemeentecode), {})
        rij[w.maatstaf] = w.waarde
        for sleutel in NAMENKOLOMMEN:
            if getattr(w, sleutel):
                rij[sleutel] = ", ".join(filter(None, (str(rij.get(sleutel) or ""), w.maatstaf)))
    afgeleid = {d.peiljaar for d in gegevens.definities if d.afgeleid}
    uit = []
    for (peiljaar, code), waarden in sorted(rijen.items(), key=lambda paar: (paar[0][0], volgorde[paar[0][1]])):
        vormen = {}
        for naam, maatstaf in gegevens.regio.bestand.opgevraagd.items():
            vormen[naam] = maatvorm(maatstaf.eenheid_van(peiljaar))
        vast: dict[str, Invoerwaarde] = {
            "peiljaar": peiljaar,
            "gemeentecode": code,
            "gemeente": gegevens.regio.gemeente(code),
        }
        uit.append(Invoerrij({**vast, **waarden}, vormen, afgeleid=peiljaar in afgeleid))
    return uit


def _begroting(gegevens: Gegevens) -> list[Invoerrij]:
    return [
        Invoerrij(waarden_van(r), vorm=_decimalen(list(r.bedragen.values()), "euro", "cent"), afgeleid=bool(r.afgeleid))
        for r in gegevens.begroting
    ]


def _indexen(gegevens: Gegevens) -> list[Invoerrij]:
    vorm = {"percentage": _decimalen([r.percentage * 100 for r in gegevens.indexen], "getal 2", "vrij")}
    return [Invoerrij(waarden_van(r), vorm) for r in gegevens.indexen]


def _capaciteit(gegevens: Gegevens) -> list[Invoerrij]:
    return [
        Invoerrij(waarden_van(r), vorm=_decimalen(list(r.uren.values()), "getal", "getal 2"), afgeleid=bool(r.afgeleid))
        for r in gegevens.capaciteit
    ]


def _inzet(gegevens: Gegevens) -> list[Invoerrij]:
    return [
        Invoerrij(waarden_van(r), vorm=_decimalen(list(r.uren.values()), "getal", "getal 2"), afgeleid=bool(r.afgeleid))
        for r in gegevens.inzet
    ]


def _realisatie(gegevens: Gegevens) -> list[Invoerrij]:
    vorm = _decimalen([r.gerealiseerd for r in gegevens.realisatie], "euro", "cent")
    return [Invoerrij(waarden_van(r), {"gerealiseerd": vorm, "tot_en_met": "datum"}) for r in gegevens.realisatie]


def _formatie(gegevens: Gegevens) -> list[Invoerrij]:
    return [Invoerrij(waarden_van(r), vorm="getal 2", afgeleid=bool(r.afgeleid)) for r in gegevens.formatie]


def _tarieven(gegevens: Gegevens) -> list[Invoerrij]:
    return [Invoerrij(waarden_van(r), {"tarief": "cent"}, afgeleid=bool(r.afgeleid)) for r in gegevens.tarieven]


def _vastgesteld(gegevens: Gegevens) -> list[Invoerrij]:
    rijen: dict[tuple[str, str], dict[str, Invoerwaarde]] = {}
    for v in gegevens.vastgesteld:
        rij = rijen.setdefault((v.kostensoort, v.gemeentecode), {"bron": v.bron})
        rij[str(v.jaar)] = v.bedrag
    soorten = list(gegevens.regio.kostensoorten)
    volgorde = {code: plek for plek, code in enumerate(gegevens.regio.alle_deelnemers)}
    geordend = sorted(rijen.items(), key=lambda paar: (soorten.index(paar[0][0]), volgorde[paar[0][1]]))
    return [
        Invoerrij(
            {"kostensoort": soort, "gemeentecode": code, "gemeente": gegevens.regio.gemeente(code), **waarden},
            vorm=_decimalen([w for k, w in waarden.items() if k != "bron"], "euro", "cent"),
        )
        for (soort, code), waarden in geordend
    ]


def _scenario(gegevens: Gegevens) -> list[Invoerrij]:
    return [
        Invoerrij(
            waarden_van(r),
            {"percentage": "getal 2"},
            vorm="getal" if r.soort == "investering" else "euro",
            afgeleid=bool(r.afgeleid),
        )
        for r in gegevens.scenario
    ]


def _betaling(gegevens: Gegevens) -> list[Invoerrij]:
    vormen = {"datum": "datum", "procent": "vrij", "in_rekening": "cent"}
    return [Invoerrij(waarden_van(regel), vormen) for regel in gegevens.betaling]


def _besluiten(gegevens: Gegevens) -> list[Invoerrij]:
    return [Invoerrij(waarden_van(besluit), {"datum": "datum"}) for besluit in gegevens.besluiten]


def _zorgkosten(gegevens: Gegevens) -> list[Invoerrij]:
    zorg = gegevens.regio.zorg(gegevens.plan.jaar)
    uit = []
    for r in gegevens.zorg:
        namen = {"segment": zorg.segmenten[r.segment].label if zorg else r.segment}
        if zorg and r.aanbieder:
            namen["aanbieder"] = zorg.aanbieders[r.aanbieder].label
        vormen = {
            "gerealiseerd": _decimalen([r.gerealiseerd], "euro", "cent"),
            "prognose": _decimalen([r.prognose], "euro", "cent"),
        }
        uit.append(Invoerrij({**waarden_van(r), **namen}, vormen, afgeleid=bool(r.afgeleid)))
    return uit


def _scenarios(gegevens: Gegevens) -> list[Invoerrij]:
    uit = []
    for r in gegevens.scenarios:
        vorm = _decimalen(list(r.besparing.values()), "getal", "getal 2") if r.eenheid == "procent" else "euro"
        uit.append(Invoerrij(waarden_van(r), {"nulkosten": "euro"}, vorm=vorm, afgeleid=bool(r.afgeleid)))
    return uit


def _gepubliceerd(gegevens: Gegevens) -> list[Invoerrij]:
    rijen = []
    for r in gegevens.gedrukt:
        is_tekst = r.eenheid == "tekst"
        vorm = "tekst" if is_tekst else {0: "getal", 1: "getal 1", 2: "getal 2"}.get(r.decimalen, "vrij")
        # What is no number has no decimals.
        waarden = {**waarden_van(r), "decimalen": None if is_tekst or isinstance(r.waarde, Pm) else r.decimalen}
        rijen.append(Invoerrij(waarden, {"waarde": vorm}))
    return rijen


def _brief(gegevens: Gegevens) -> list[Invoerrij]:
    return [Invoerrij(waarden_van(regel)) for regel in gegevens.brief]


_RIJEN: Final[Mapping[str, Callable[[Gegevens], list[Invoerrij]]]] = {
    "Definities": _definities,
    "Maatstaven": _maatstaven,
    "Begroting": _begroting,
    "Indexen": _indexen,
    "Capaciteit": _capaciteit,
    "Inzet": _inzet,
    "Realisatie": _realisatie,
    "Formatie": _formatie,
    "Tarieven": _tarieven,
    "Vastgesteld": _vastgesteld,
    "Scenario": _scenario,
    "Betaling": _betaling,
    "Besluiten": _besluiten,
    "Zorgkosten": _zorgkosten,
    "Scenarios": _scenarios,
    "Gepubliceerd": _gepubliceerd,
    "Brief": _brief,
}


def _maatstafplaatsen(blad: Blad, gegevens: Gegevens, plaatsen: Invoerplaatsen) -> None:
    """Rows of one peiljaar stand together, so that a code is looked up among those of its year alone."""
    rijen = _maatstaven(gegevens)
    for peiljaar in dict.fromkeys(rij.waarden["peiljaar"] for rij in rijen):
        plekken = [EERSTE + n for n, rij in enumerate(rijen) if rij.waarden["peiljaar"] == peiljaar]
        assert isinstance(peiljaar, int)
        plaatsen.maatstaf_codes[peiljaar] = blad.bereik(plekken[0], plekken[-1], 2)
        for kolom, naam in enumerate(gegevens.regio.bestand.opgevraagd, start=4):
            plaatsen.maatstaf[naam, peiljaar] = blad.bereik(plekken[0], plekken[-1], kolom)
        kolommen = {naam: kolom for kolom, naam in enumerate(gegevens.regio.bestand.opgevraagd, start=4)}
        codes = {str(rijen[plek - EERSTE].waarden["gemeentecode"]): plek for plek in plekken}
        plaatsen.maatstafvakken[peiljaar] = Vak(blad.naam, {"gemeentecode": 2, **kolommen}, codes)


def _vastgesteldplaatsen(blad: Blad, gegevens: Gegevens, plaatsen: Invoerplaatsen) -> None:
    rijen = _vastgesteld(gegevens)
    for kolom, jaar in enumerate(gegevens.plan.jaren, start=4):
        per_soort: dict[str, dict[str, int]] = {}
        for plek, rij in enumerate(rijen, start=EERSTE):
            if str(jaar) in rij.waarden:
                codes = per_soort.setdefault(str(rij.waarden["kostensoort"]), {})
                codes[str(rij.waarden["gemeentecode"])] = plek
        for soort, codes in per_soort.items():
            plaatsen.vastgesteldvakken[soort, jaar] = Vak(blad.naam, {"gemeentecode": 2, "bedrag": kolom}, codes)
