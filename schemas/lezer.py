"""The reader of input workbooks: finds tables, holds cells against their columns, tells all faults at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from schemas.bladen import BIJBLADEN, BLADEN, HERKOMST, LIJSTEN, PLAN, VORM
from schemas.definitief import controleer_definitief
from schemas.fouten import Advies, Gebruikersfout, InvoerFouten, nabije
from schemas.geldend import Regio
from schemas.inhoud import DATUM, DATUM_OF_TEKST, datumtekst, opsomming, toon, zonder_spaties
from schemas.invoer import Invoer, Kop, Rij, Tabelblad
from schemas.invoerblad import Bladvorm, Kolom, titels_van
from schemas.kladblok import Kladblok
from schemas.kruiscontrole import controleer_invoer, controleer_los_blad
from schemas.maatstafrijen import kolommen_per_peiljaar, zet_peiljaren_recht
from schemas.naamvorm import naamvorm
from schemas.ongezien import ongeziene_zinnen
from schemas.plaats import Plek, Vindplaats
from schemas.planbladen import INGEVULD, NOG_KLOPT, is_ingevuld_plan, is_planblad
from schemas.plancontrole import controleer_jaren, controleer_plan, kop_van, vul_aan
from schemas.sleutelcontrole import controleer_volledig
from schemas.standen import DEFINITIEF
from schemas.titelwoorden import losse_jaren, schaal_van, schaalfout
from schemas.totaalrij import begint_als_totaal
from schemas.werkboek import Celwaarde, Raster, Werkboek

ZOEKRIJEN: Final = 20
"""The header row stands somewhere in the first rows."""
TITELGELIJKENIS: Final = 0.55
"""Titles that are still free are few, so a near one is soon the one that was meant."""
EXCELNUL: Final = date(1899, 12, 30)
"""Day 0 of the numbers that Excel holds for dates."""
EXCELDAGEN: Final = range(20_000, 80_000)
"""From 1954 to 2118: a number outside is no date that figures could be of."""
VRIJE_TEKST: Final = ("bron", "afgeleid", "opmerkingen", "definitie", "peildatum")
"""Columns of which spaces around the text are nobody's concern."""


class GeenInvoer(Gebruikersfout):
    def __init__(self, bestand: str, *, gemaakt: bool = False) -> None:
        if gemaakt:
            super().__init__(f"{bestand} {INGEVULD} {NOG_KLOPT.opdracht}.")
        else:
            voorbeeld = "Een voorbeeld maakt u met: verdeelwijzer voorbeeld zuid-limburg-2021 --naar voorbeeld.xlsx"
            super().__init__(f"{bestand} is geen invoerbestand: blad Plan ontbreekt.", advies=Advies(voorbeeld))


def lees_kop(boek: Werkboek) -> Kop:
    """The head of an input: which region and which years it is of.

    Args:
        boek: the input workbook as it was read (`schemas.inname.lees_werkboek`).
    Raises:
        GeenInvoer: it has no sheet Plan.
        InvoerFouten: the head is wrong.
    """
    klad = Kladblok(tuple(vorm.naam for vorm in BLADEN))
    plan = _lees_plan(boek, klad)
    kop = kop_van(plan)
    if kop is None or not kop.regio:
        # A head that is whole never gets here, so there is a fault to tell.
        raise InvoerFouten(boek.bestand, klad.fouten)
    return kop


def lees_tabellen(boek: Werkboek, regio: Regio) -> Invoer:
    """All tables of an input, each cell held against its sheet's model and against the region.

    Args:
        boek: the input workbook as it was read (`schemas.inname.lees_werkboek`).
        regio: the region that the head names (`lees_kop`).
    Returns:
        The tables, with the notes of what was interpreted while reading.
    Raises:
        InvoerFouten: everything that is wrong, one line per cell.
    """
    klad = Kladblok(tuple(vorm.naam for vorm in BLADEN))
    plan = _lees_plan(boek, klad)
    kop = kop_van(plan)
    gevonden, bedoeld = _sheets(boek, klad)
    if kop is None:
        # Without its years no other sheet can be judged.
        raise InvoerFouten(boek.bestand, klad.fouten)
    controleer_plan(plan, kop, regio, klad)
    _unseen(gevonden, klad)
    bladen = {
        vorm.naam: _lees_blad(gevonden[vorm.naam], vorm, _kolommen(vorm, kop, regio), regio, klad)
        for vorm in BLADEN
        if vorm is not PLAN and vorm.naam in gevonden
    }
    for vorm in BLADEN:
        if vorm is not PLAN:
            bladen.setdefault(vorm.naam, Tabelblad(vorm.naam, {}))
    geteld = controleer_invoer(bladen, bedoeld | gevonden.keys(), kop, regio, klad)
    if kop.status == DEFINITIEF:
        log = lees_tabel(boek, HERKOMST, kop, regio)
        controleer_definitief(geteld, log.rijen if log else (), kop, regio, klad)
    if klad.fouten:
        raise InvoerFouten(boek.bestand, klad.fouten)
    return Invoer(boek.bestand, boek.sha256, kop, plan, geteld, klad.meldingen, klad.niet_gelezen)


def lees_tabel(boek: Werkboek, vorm: Bladvorm, kop: Kop, regio: Regio) -> Tabelblad | None:
    """One sheet by itself, as far as it can be read; None where the workbook does not have it.

    For whoever adds to a workbook that need not be whole yet: what is wrong in it is up to `lees_tabellen`. Of sheet
    Plan its fields are the one row.
    """
    if vorm is PLAN:
        return Tabelblad(PLAN.naam, {}, (_lees_plan(boek, Kladblok()),))
    raster = next((raster for raster in boek.bladen if naamvorm(raster.naam) == naamvorm(vorm.naam)), None)
    klad = Kladblok((vorm.naam,))
    return None if raster is None else _lees_blad(raster, vorm, _kolommen(vorm, kop, regio), regio, klad)


def controleer_blad(raster: Raster, vorm: Bladvorm, kop: Kop, regio: Regio) -> Kladblok:
    """What is wrong with the table of one sheet by itself, for whoever has only that.

    A date may be there as the number that Excel holds for it.

    Args:
        raster: the cells, at the places that the messages should name.
        vorm: the sheet that the table is for.
        kop: of which years it is; of sheet Plan its own years count.
    """
    klad = Kladblok((vorm.naam,))
    if vorm is PLAN:
        plan = _lees_plan(Werkboek("", "", (replace(raster, naam=vorm.naam),)), klad)
        eigen = kop_van(plan)
        if eigen is not None:
            controleer_plan(plan, eigen, regio, klad)
        return klad
    kolommen = _kolommen(vorm, kop, regio)
    blad = _lees_blad(_met_datums(raster, kolommen), vorm, kolommen, regio, klad)
    controleer_los_blad(blad, kop, regio, klad)
    controleer_volledig(blad, kop, regio, klad)
    return klad


def _met_datums(raster: Raster, kolommen: Sequence[Kolom]) -> Raster:
    """Numbers below the head of a column of dates, as the dates that Excel shows there."""
    koprij = _header_row(raster, kolommen)
    titels = {naam for naam, kolom in titels_van(kolommen).items() if kolom.inhoud in (DATUM, DATUM_OF_TEKST)}
    plekken = {
        plek
        for (rij, plek), waarde in raster.cellen.items()
        if rij == koprij and isinstance(waarde, str) and naamvorm(waarde) in titels
    }
    if not plekken or koprij is None:
        return raster
    cellen = dict(raster.cellen)
    for (rij, plek), waarde in raster.cellen.items():
        if plek in plekken and rij > koprij and type(waarde) is int and waarde in EXCELDAGEN:
            cellen[rij, plek] = EXCELNUL + timedelta(days=waarde)
    return replace(raster, cellen=cellen)


def _kolommen(vorm: Bladvorm, kop: Kop, regio: Regio) -> tuple[Kolom, ...]:
    return vorm.kolommen(kop.scenariojaren if vorm.wissel == "scenario" else kop.jaren, regio.bestand)


def _sheets(boek: Werkboek, klad: Kladblok) -> tuple[dict[str, Raster], frozenset[str]]:
    """The sheets by their own name (capitals do not matter), and which are there under a wrong one."""
    namen = {naamvorm(vorm.naam): vorm.naam for vorm in BLADEN}
    gevonden: dict[str, Raster] = {}
    bedoeld: set[str] = set()
    bij = {naamvorm(naam) for naam in (*(vorm.naam for vorm in BIJBLADEN), LIJSTEN)}
    van_plan: list[str] = []
    for raster in boek.bladen:
        naam = namen.get(naamvorm(raster.naam))
        if naam and naam not in gevonden:
            gevonden[naam] = raster
    for raster in boek.bladen:
        if raster in gevonden.values() or naamvorm(raster.naam) in bij:
            continue
        if is_planblad(raster.naam, frozenset(VORM)):
            van_plan.append(raster.naam)
        else:
            # What is nearest to a sheet that is there, such as a copy of it, is one of the user's own.
            nabij = nabije(raster.naam, VORM, TITELGELIJKENIS)
            if nabij and nabij not in gevonden:
                bedoeld.add(nabij)
                klad.bladfout(raster.naam, f"onbekend blad. Bedoelde u '{nabij}'?")
            else:
                klad.eigen(raster.naam)
    if van_plan:
        klad.bladmelding(van_plan, "niet gelezen, want van een ingevuld plan")
    for vorm in BLADEN:
        if vorm.naam not in gevonden and vorm.verplicht and vorm.naam not in bedoeld:
            klad.bladfout(vorm.naam, "blad ontbreekt")
    return gevonden, frozenset(bedoeld)


def _unseen(gevonden: Mapping[str, Raster], klad: Kladblok) -> None:
    """What counts but is out of sight; an input that was made by many hands may hold it for years."""
    for naam, raster in gevonden.items():
        rijen, kolommen = {rij for rij, _ in raster.cellen}, {kolom for _, kolom in raster.cellen}
        for zin in ongeziene_zinnen(raster.verborgen, rijen, kolommen):
            klad.bladmelding([naam], zin)


def _lees_plan(boek: Werkboek, klad: Kladblok) -> Rij:
    """The head as one row: its fields stand below each other, so a field is found by its name and not by its place."""
    raster = next((r for r in boek.bladen if naamvorm(r.naam) == naamvorm(PLAN.naam)), None)
    if raster is None:
        raise GeenInvoer(boek.bestand, gemaakt=is_ingevuld_plan([raster.naam for raster in boek.bladen]))
    kolommen = PLAN.kolommen()
    kop = next((rij for (rij, k), w in sorted(raster.cellen.items()) if k == 1 and naamvorm(str(w)) == "veld"), 0)
    namen = {plek: w for plek, w in sorted(raster.cellen.items()) if plek[1] == 1 and plek[0] > kop}
    velden, _ = _titled(namen, PLAN, kolommen, klad)
    plaatsen = {sleutel: (rij, 2) for sleutel, (rij, _) in velden.items()}
    waarden = {sleutel: zonder_spaties(raster.cellen.get(plek)) for sleutel, plek in plaatsen.items()}
    plan = Rij(PLAN.naam, 1, waarden, plaatsen)
    aanwezig = [kolom for kolom in kolommen if kolom.sleutel in plaatsen]
    _typed_days(aanwezig, [plan], klad)
    _validate(aanwezig, [plan], klad)
    vul_aan(plan)
    controleer_jaren(plan, klad)
    return plan


def _lees_blad(raster: Raster, vorm: Bladvorm, kolommen: Sequence[Kolom], regio: Regio, klad: Kladblok) -> Tabelblad:
    """One sheet: header row, columns, rows, and every cell against the model."""
    koprij = _header_row(raster, kolommen)
    if koprij is None:
        titels = ", ".join(kolom.titel for kolom in kolommen if kolom.vereist)
        klad.bladfout(vorm.naam, f"geen kopregel gevonden in de eerste {ZOEKRIJEN} rijen; verwacht kolommen: {titels}")
        return Tabelblad(vorm.naam, {})
    for (rij, kolom), waarde in raster.cellen.items():
        if rij < koprij and isinstance(waarde, str) and (fout := schaalfout(waarde)):
            klad.fout(Vindplaats.in_cel(vorm.naam, rij, kolom), *fout)
    koppen, bedoeld = _columns(raster, vorm, kolommen, koprij, klad)
    aanwezig = [kolom for kolom in kolommen if kolom.sleutel in koppen]
    rijen = _rows(raster, vorm, koppen, koprij, klad)
    _typed_days(aanwezig, rijen, klad)
    if vorm.wissel == "maatstaven":
        zet_peiljaren_recht(rijen, regio, klad)
        for soorten, groep in kolommen_per_peiljaar(aanwezig, rijen, regio):
            _validate(soorten, groep, klad)
    else:
        _validate(aanwezig, rijen, klad)
    return Tabelblad(vorm.naam, koppen, tuple(rijen), bedoeld)


def _header_row(raster: Raster, kolommen: Sequence[Kolom]) -> int | None:
    """The row with most known titles: people put a line or two above a table."""
    titels = titels_van(kolommen)
    treffers: dict[int, int] = {}
    for (rij, _), waarde in raster.cellen.items():
        if rij - raster.boven <= ZOEKRIJEN and isinstance(waarde, str | int) and naamvorm(str(waarde)) in titels:
            treffers[rij] = treffers.get(rij, 0) + 1
    return min(treffers, key=lambda rij: (-treffers[rij], rij)) if treffers else None


def _titled(
    namen: Mapping[Plek, Celwaarde], vorm: Bladvorm, kolommen: Sequence[Kolom], klad: Kladblok
) -> tuple[dict[str, Plek], frozenset[str]]:
    """Where the name of each column stands, and which are there under a wrong name; each odd one is a fault."""
    wat, onbekend = ("veld", "onbekend veld") if vorm is PLAN else ("kolom", "onbekende kolom")
    titels = titels_van(kolommen)
    jaren = [kolom.titel for kolom in kolommen if kolom.sleutel.isdigit()]
    schoon = {plek: zonder_spaties(waarde) for plek, waarde in namen.items()}
    plekken: dict[str, Plek] = {}
    for plek, waarde in schoon.items():
        kolom = titels.get(naamvorm(str(waarde)))
        if kolom and kolom.sleutel in plekken:
            klad.fout(Vindplaats.in_cel(vorm.naam, *plek), f"{wat} '{kolom.titel}' staat er twee keer")
        elif kolom:
            plekken[kolom.sleutel] = plek
    bedoeld: set[str] = set()
    for plek, waarde in schoon.items():
        if waarde is None or naamvorm(str(waarde)) in titels:
            continue
        if jaren and str(waarde).isdigit():
            tot = f" tot en met {jaren[-1]}" if len(jaren) > 1 else ""
            klad.fout(Vindplaats.in_cel(vorm.naam, *plek), f"jaar {waarde} valt buiten het plan", f"{jaren[0]}{tot}")
        elif nabij := _meant(str(waarde), [k.titel for k in kolommen if k.sleutel not in plekken]):
            bedoeld |= {k.sleutel for k in kolommen if k.titel == nabij}
            schaal = schaal_van(str(waarde))
            raad = f" Zet de cijfers er dan in hele getallen, niet in {schaal}." if schaal else ""
            klad.fout(Vindplaats.in_cel(vorm.naam, *plek), f"{onbekend} {toon(waarde)}. Bedoelde u '{nabij}'?{raad}")
        else:
            klad.eigen(vorm.naam, f"{wat} {toon(waarde)}")
    mist = [k for k in kolommen if k.vereist and k.sleutel not in plekken and k.sleutel not in bedoeld]
    jaren = [kolom.titel for kolom in mist if kolom.sleutel.isdigit()]
    if len(jaren) > 1:
        # The years follow from sheet Plan: one slip there, and none of them is here.
        op_rij = len(jaren) > 2 and int(jaren[-1]) - int(jaren[0]) + 1 == len(jaren)
        welke = f"'{jaren[0]}' tot en met '{jaren[-1]}'" if op_rij else opsomming([f"'{jaar}'" for jaar in jaren])
        klad.bladfout(vorm.naam, f"kolommen {welke} ontbreken; kloppen de jaren op blad {PLAN.naam}?")
    for kolom in mist:
        if len(jaren) < 2 or kolom.titel not in jaren:
            klad.bladfout(vorm.naam, f"{wat} '{kolom.titel}' ontbreekt")
    return plekken, frozenset(bedoeld)


def _meant(titel: str, vrij: Sequence[str]) -> str | None:
    """The column that a title is near to: one like it, or the one year that it names."""
    jaren = [jaar for jaar in vrij if jaar.isdigit() and int(jaar) in losse_jaren(titel)]
    return jaren[0] if len(jaren) == 1 else nabije(titel, vrij, TITELGELIJKENIS)


def _columns(
    raster: Raster, vorm: Bladvorm, kolommen: Sequence[Kolom], koprij: int, klad: Kladblok
) -> tuple[dict[str, Plek], frozenset[str]]:
    """The columns by the header row; what stands below it in a column without a name is a fault."""
    namen = {plek: waarde for plek, waarde in sorted(raster.cellen.items()) if plek[0] == koprij}
    eerste: dict[int, Plek] = {}
    for rij, kolom in sorted(raster.cellen):
        if rij > koprij and (koprij, kolom) not in namen:
            eerste.setdefault(kolom, (rij, kolom))
    for plek in eerste.values():
        tekst = f"{toon(raster.cellen[plek])} staat in een kolom zonder kop; haal het weg of geef de kolom een kop"
        klad.fout(Vindplaats.in_cel(vorm.naam, *plek), tekst)
    return _titled(namen, vorm, kolommen, klad)


def _rows(raster: Raster, vorm: Bladvorm, koppen: Mapping[str, Plek], koprij: int, klad: Kladblok) -> list[Rij]:
    """The rows below the header that hold something; a total is refused, for it would be counted."""
    rijen: list[Rij] = []
    sleutels = {kolom: sleutel for sleutel, (_, kolom) in koppen.items()}
    gevuld: dict[int, dict[str, Celwaarde]] = {}
    for (nummer, plek), waarde in sorted(raster.cellen.items()):
        if nummer <= koprij or plek not in sleutels:
            continue
        schoon = zonder_spaties(waarde)
        if schoon is None:
            continue
        sleutel = sleutels[plek]
        gevuld.setdefault(nummer, {})[sleutel] = schoon
        if isinstance(waarde, str) and schoon != waarde and sleutel not in VRIJE_TEKST:
            klad.melding(Vindplaats.in_cel(vorm.naam, nummer, plek), f"spaties rond '{schoon}' zijn weggelaten")
    for nummer, inhoud in gevuld.items():
        waarden: dict[str, Celwaarde] = {sleutel: inhoud.get(sleutel) for sleutel in koppen}
        rij = Rij(vorm.naam, nummer, waarden, {s: (nummer, kolom) for s, (_, kolom) in koppen.items()})
        totaal = None if vorm.letterlijk else next((s for s in koppen if begint_als_totaal(waarden[s])), None)
        if totaal is None:
            rijen.append(rij)
        else:
            klad.rijfout(rij, totaal, f"{toon(waarden[totaal])}; haal deze rij weg: totalen worden berekend")
    return rijen


def _typed_days(kolommen: Sequence[Kolom], rijen: Sequence[Rij], klad: Kladblok) -> None:
    """A day that was typed as text counts as that day, and is said."""
    for kolom in kolommen:
        for rij in rijen:
            waarde = rij.waarden[kolom.sleutel]
            dag = kolom.gelezen(waarde)
            if isinstance(dag, date) and dag is not waarde:
                rij.waarden[kolom.sleutel] = dag
                klad.melding(rij.plaats(kolom.sleutel), f"tekst {toon(waarde)} is gelezen als {datumtekst(dag)}")


def _validate(kolommen: Sequence[Kolom], rijen: Sequence[Rij], klad: Kladblok) -> None:
    """Every cell against its column: one line each; one that fails is taken out, so that later checks skip it."""
    for rij in rijen:
        for kolom in kolommen:
            waarde = rij.waarden[kolom.sleutel]
            if not kolom.goed(waarde):
                klad.weiger(rij, kolom.sleutel, *kolom.inhoud.fout(waarde))
