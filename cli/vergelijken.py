"""Command vergelijk: two plans are read, calculated and compared; sentences for people, tables for programs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from fractions import Fraction
from functools import cached_property
from pathlib import Path
from typing import Final, Literal, NamedTuple, cast

from calc.model.beeld import als_tabel
from calc.model.plan import Plan
from calc.model.tabel import SAMEN
from calc.model.uitdrukking import Tabelnaam
from calc.model.waarden import Waarden
from calc.notatie import kort
from calc.tabel import Beeld, Rijsoort
from calc.tabellen import JaarBuitenPlan, OnbekendeKostensoort, waarden_van
from calc.tabellen.deelnemers import ALLE_SAMEN
from calc.tabellen.ingroei import INGROEI, Hoogstens, ingroei, ingroei_samen
from calc.tabellen.vergelijking import OUD, decimalen, stappen_van
from calc.tabellen.vergelijkzinnen import deelnemerzin
from calc.uitkomst import Uitkomst, bereken
from calc.variatie import MEESTE, Gewichten, TeVeelVarianten, Variaties, als_lijst, als_overzicht, variaties
from calc.vergelijking import OORZAKEN
from cli.datapakket import NAAM as DATAPAKKET
from cli.datapakket import Csv, datapakket
from cli.nederlands import echo, schrijf_bytes
from cli.weergave import BREEDTE, als_tekst, omgeslagen, tabellen_in
from schemas.fouten import VerkeerdGebruik
from schemas.getal import Celgetal, GeenGetal, lees_cel
from schemas.inname import lees_invoer

BOEK: Final = "vergelijking.xlsx"
MEESTE_GEWICHTEN: Final = 2
GELIJK: Final = "Er is geen verschil: elke deelnemer betaalt evenveel."


class Vergelijkopties(NamedTuple):
    """The options of the command, as they were typed."""

    kostensoort: str | None
    jaar: int | None
    jaar_oud: int | None
    ingroei: int | None
    hoogstens: str | None
    varieer: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Antwoord:
    """Everything that was asked for, each made once."""

    uitkomst: Uitkomst
    kostensoorten: tuple[str, ...]
    jaren: int | None
    hoogstens: Hoogstens | None
    gewichten: tuple[Gewichten, ...]

    @property
    def waarden(self) -> Waarden:
        return waarden_van(self.uitkomst)

    @property
    def plan(self) -> Plan:
        return self.waarden.model.plannen[""]

    @property
    def vergelijkingen(self) -> list[Tabelnaam]:
        samen = [SAMEN] if len(self.kostensoorten) > 1 else []
        return [Tabelnaam("vergelijking", soort) for soort in (*self.kostensoorten, *samen)]

    @cached_property
    def ingroei(self) -> list[Tabelnaam]:
        if self.jaren is None:
            return []
        tabellen = [ingroei(self.plan, soort, self.jaren, self.hoogstens) for soort in self.kostensoorten]
        if len(tabellen) > 1:
            tabellen.append(ingroei_samen(self.plan, tabellen))
        for tabel in tabellen:
            self.waarden.model.zet(tabel)
        return [tabel.naam for tabel in tabellen]

    @cached_property
    def variaties(self) -> tuple[Variaties, ...]:
        eigen = [soort for soort in self.kostensoorten if soort in self.plan.kostensoorten]
        return variaties(self.uitkomst, eigen, self.gewichten) if self.gewichten else ()

    def tabellen(self, naam: str) -> list[Beeld]:
        """Those of one name, for programs."""
        if naam == "variatie":
            return [als_lijst(self.uitkomst, van) for van in self.variaties]
        namen = self.ingroei if naam == INGROEI else self.vergelijkingen
        return [als_tabel(self.waarden, een) for een in namen]

    @property
    def namen(self) -> list[str]:
        extra = [(INGROEI, self.jaren is not None), ("variatie", bool(self.gewichten))]
        return ["vergelijking", *(naam for naam, gevraagd in extra if gevraagd)]


def vergelijk_plannen(
    ouden: Sequence[Path], nieuw: Path, wensen: Vergelijkopties, formaat: str, naar: Path | None, *, overschrijf: bool
) -> int:
    """Compare, show, and write where a folder is given; more old plans than one are of regions that join."""
    gewichten, hoogstens = _gewichten(wensen.varieer), _hoogstens(wensen)
    if formaat != "tekst" and wensen.ingroei is not None and gewichten:
        raise VerkeerdGebruik("--ingroei en --varieer geven elk een tabel; geef er één, of schrijf beide met --naar.")
    uitkomst = replace(
        _lees(nieuw, wensen.jaar, "NIEUW", stil=formaat != "tekst"),
        naast={
            f"{OUD} {nummer}" if nummer else OUD: _lees(oud, wensen.jaar_oud, "OUD", stil=formaat != "tekst")
            for nummer, oud in enumerate(ouden)
        },
    )
    soorten = tuple(stappen_van(uitkomst))
    if wensen.kostensoort is not None and wensen.kostensoort not in soorten:
        raise OnbekendeKostensoort(wensen.kostensoort, soorten)
    gekozen = soorten if wensen.kostensoort is None else (wensen.kostensoort,)
    antwoord = Antwoord(uitkomst, gekozen, wensen.ingroei, hoogstens, gewichten)
    if naar is not None:
        for pad in _schrijf(antwoord, naar, overschrijf=overschrijf):
            echo(str(pad), err=formaat != "tekst")
    if formaat == "tekst":
        _toon(antwoord)
        return 0
    tabellen = antwoord.tabellen(antwoord.namen[-1])
    vorm = cast("Literal['csv', 'json']", formaat)
    schrijf_bytes(tabellen_in(tabellen, vorm, met_kostensoort=wensen.kostensoort is None))
    return 0


def _lees(pad: Path, jaar: int | None, wie: str, *, stil: bool) -> Uitkomst:
    """One of the two: an input, or a plan that was made."""
    from templates.controleren.planmap import lees_plan, plan_in
    from templates.werkmap.bestandenlijst import WERKMAP

    bestand = plan_in(pad) if pad.is_dir() else pad
    gemaakt = lees_plan(bestand) if bestand.suffix.lower() == WERKMAP else None
    gegevens = gemaakt.gegevens if gemaakt else lees_invoer(bestand)
    for melding in () if stil else gegevens.meldingen:
        echo(f"Melding ({wie}): {melding}", err=True)
    if jaar is not None:
        if jaar not in gegevens.plan.jaren:
            raise JaarBuitenPlan(jaar, gegevens.plan.jaren)
        gegevens = replace(gegevens, plan=replace(gegevens.plan, jaar=jaar))
    return bereken(gegevens, gemaakt.sluitregel if gemaakt else None)


def _toon(antwoord: Antwoord) -> None:
    """First what it comes to in sentences, then the tables."""
    for naam in antwoord.vergelijkingen:
        if naam.kostensoort == SAMEN:
            continue
        for zin in antwoord.waarden.model.tabel(naam).noten:
            echo("\n".join(omgeslagen(zin, BREEDTE)))
        echo("")
    laatste = antwoord.vergelijkingen[-1]
    zinnen = list(_per_deelnemer(antwoord, laatste))
    if not zinnen:
        echo(GELIJK, vet=True)
    else:
        echo(f"{ALLE_SAMEN}:" if laatste.kostensoort == SAMEN else "Per deelnemer:")
        for zin in zinnen:
            echo("\n".join(omgeslagen(zin, BREEDTE, "- ", "  ")))
        for naam in antwoord.vergelijkingen:
            echo("")
            echo(als_tekst(_zonder_lege_oorzaken(als_tabel(antwoord.waarden, naam)), heel=True))
    for naam in antwoord.ingroei:
        echo("")
        echo(als_tekst(als_tabel(antwoord.waarden, naam), heel=True))
    for van in antwoord.variaties:
        echo("")
        echo(als_tekst(als_overzicht(antwoord.uitkomst, van), heel=True))


def _per_deelnemer(antwoord: Antwoord, naam: Tabelnaam) -> Iterator[str]:
    tabel = als_tabel(antwoord.waarden, naam)
    if all(not bedrag for k in ("verschil", *(f"door_{o}" for o in OORZAKEN)) for bedrag in tabel.kolom(k)):
        return
    cijfers = max(decimalen(antwoord.plan, soort) for soort in antwoord.kostensoorten)
    kolommen = {kolom.naam: plek for plek, kolom in enumerate(tabel.kolommen)}
    for rij in tabel.rijen:
        if rij.soort is Rijsoort.GEWOON:
            waarden = {naam: rij.waarden[plek] for naam, plek in kolommen.items()}
            door = [_breuk(waarden[f"door_{oorzaak}"]) for oorzaak in OORZAKEN]
            gemeente, oud, nieuw = str(waarden["gemeente"]), _breuk(waarden["oud"]), _breuk(waarden["nieuw"])
            yield deelnemerzin(gemeente, oud, nieuw, door, cijfers)


def _breuk(waarde: object) -> Fraction:
    return Fraction(waarde) if isinstance(waarde, int | Fraction) else Fraction(0)


def _zonder_lege_oorzaken(tabel: Beeld) -> Beeld:
    """A cause that makes no difference to anybody takes no column of a page; the sentences stand above the tables."""
    plekken = [
        plek
        for plek, kolom in enumerate(tabel.kolommen)
        if not kolom.naam.startswith("door_") or any(tabel.kolom(kolom.naam))
    ]
    rijen = tuple(replace(rij, waarden=tuple(rij.waarden[plek] for plek in plekken)) for rij in tabel.rijen)
    return replace(tabel, kolommen=tuple(tabel.kolommen[plek] for plek in plekken), rijen=rijen, noten=())


def _schrijf(antwoord: Antwoord, naar: Path, *, overschrijf: bool) -> list[Path]:
    """The workbook and a CSV for each table, all of them or none."""
    from templates.vergelijking.vergelijkboek import maak_vergelijkboek
    from templates.werkmap.wegschrijven import schrijf_reeks

    titel = f"Vergelijking {antwoord.plan.uitkomst.gegevens.plan.titel}"
    csvs = [Csv(f"{naam}.csv", f"{titel}: {naam}", antwoord.tabellen(naam)) for naam in antwoord.namen]
    namen = [BOEK, *(csv.bestand for csv in csvs), DATAPAKKET]

    def bestanden() -> Iterator[tuple[str, bytes]]:
        moment = datetime(antwoord.plan.jaar, 1, 1)
        yield (
            BOEK,
            maak_vergelijkboek(antwoord.waarden, antwoord.vergelijkingen, antwoord.ingroei, antwoord.variaties, moment),
        )
        yield from datapakket(f"{antwoord.plan.regio.naam}-{antwoord.plan.jaar}-vergelijking", titel, csvs).items()

    return schrijf_reeks(naar, namen, bestanden(), overschrijf=overschrijf)


def _hoogstens(wensen: Vergelijkopties) -> Hoogstens | None:
    if wensen.hoogstens is None:
        return None
    if wensen.ingroei is None:
        raise VerkeerdGebruik("--hoogstens hoort bij --ingroei; geef ook in hoeveel jaar, zoals --ingroei 4.")
    gelezen = _getal("--hoogstens", wensen.hoogstens, "een bedrag als 5000 of een deel als 2,5%")
    waarde = Fraction(gelezen.waarde)
    if waarde < 0:
        raise VerkeerdGebruik(f"--hoogstens '{wensen.hoogstens}': verwacht: 0 of meer.")
    return Hoogstens(waarde / 100 if gelezen.procent else waarde, gelezen.procent)


def _gewichten(varieer: Sequence[str]) -> tuple[Gewichten, ...]:
    if len(varieer) > MEESTE_GEWICHTEN:
        raise VerkeerdGebruik(f"--varieer mag hoogstens twee keer; hier staat het {len(varieer)} keer.")
    gewichten = tuple(map(_gewicht, varieer))
    if len({een.maatstaf for een in gewichten}) < len(gewichten):
        raise VerkeerdGebruik(f"--varieer {gewichten[0].maatstaf} staat er twee keer; noem elke maatstaf één keer.")
    return gewichten


def _gewicht(tekst: str) -> Gewichten:
    maatstaf, _, reeks = tekst.partition("=")
    grenzen, vorm = reeks.split(":"), "MAATSTAF=VAN:TOT:STAP, zoals jongeren=0:50:5"
    if not maatstaf or len(grenzen) != len(("van", "tot", "stap")):
        raise VerkeerdGebruik(f"--varieer '{tekst}': verwacht: {vorm}.")
    gelezen = [_getal(f"--varieer '{tekst}'", grens, vorm) for grens in grenzen]
    van, tot, stap = (Fraction(een.waarde) for een in gelezen)
    if van < 0 or tot < van or stap <= 0 or any(een.procent for een in gelezen):
        raise VerkeerdGebruik(
            f"--varieer '{tekst}': VAN is 0 of meer, TOT niet lager dan VAN, en STAP groter dan 0 "
            f"(hier {kort(van)}, {kort(tot)} en {kort(stap)})."
        )
    if (aantal := int((tot - van) / stap) + 1) > MEESTE:
        raise TeVeelVarianten(aantal)
    return Gewichten(maatstaf, tuple(van + nummer * stap for nummer in range(aantal)))


def _getal(optie: str, tekst: str, verwacht: str) -> Celgetal:
    try:
        return lees_cel(tekst)
    except GeenGetal as fout:
        raise VerkeerdGebruik(f"{optie}: {fout}", f"{verwacht}.") from fout
