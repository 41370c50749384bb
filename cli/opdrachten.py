"""What each command does: read, calculate, write, report. Loaded only when a command runs."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal, cast

from cli.naast import GEEN_NAAST, Naast, afgerekend_uit
from cli.nederlands import echo, op_een_terminal, ruim_zelden_op, schrijf_bytes
from cli.weergave import alineas_als_tekst, als_tekst, rijen_json, tabellen_in, uitleg_als_tekst
from schemas.fouten import VerkeerdGebruik, bedoelde_u
from templates.voorbeelden import voorbeeld, voorbeelden

if TYPE_CHECKING:
    from calc.begroting import Begroting
    from calc.uitkomst import Uitkomst
    from schemas.gegevens import Gegevens
    from schemas.kernwoorden import Sluitregel

ALLE: Final = "alle"
"""The key in resultaat.json of a table that is not made per kostensoort."""


def versie() -> str:
    return version("verdeelwijzer")


def lees_en_meld(invoer: Path, *, stil: bool = False) -> Gegevens:
    """Read, and tell what was interpreted and what will not be distributed (a program has table begroting
    for that, and an explanation says it itself)."""
    gegevens = _lees(invoer)
    if not stil:
        _meld_anders_gedekt(gegevens)
    return gegevens


def lees_en_bereken(invoer: Path, sluitregel: Sluitregel | None, *, stil: bool = False) -> Uitkomst:
    """The same, for who asks for the outcome of just these figures: their budgets are then worked out once."""
    from calc.uitkomst import bereken

    uitkomst = bereken(_lees(invoer), sluitregel)
    if not stil:
        _meld_anders_gedekt(uitkomst.gegevens, uitkomst.begrotingen)
    return uitkomst


def _lees(invoer: Path) -> Gegevens:
    from schemas.inname import lees_invoer

    gegevens = lees_invoer(invoer)
    for melding in gegevens.meldingen:
        echo(f"Melding: {melding}", err=True)
    return gegevens


def _meld_anders_gedekt(gegevens: Gegevens, begrotingen: Mapping[str, Begroting] | None = None) -> None:
    from calc.anders_gedekt import anders_gedekt

    for een in anders_gedekt(gegevens, begrotingen):
        echo(f"{'Melding' if een.bekend else 'Let op'}: {een.zin}", err=True)


def schrijf_voorbeeld(naam: str, jaar: int | None, basisjaar: int | None, naar: Path, *, overschrijf: bool) -> str:
    """Write a shipped input, or an empty one that fits a region, whole or not at all; returns what it is."""
    from templates.werkmap.wegschrijven import controleer_doelen, schrijf_los

    controleer_doelen(naar.parent, [naar.name], overschrijf=overschrijf)
    bron = voorbeeld(naam)
    if bron is not None:
        if jaar is not None or basisjaar is not None:
            raise VerkeerdGebruik(f"voorbeeld {naam} heeft zijn eigen jaren; laat --jaar en --basisjaar weg.")
        schrijf_los(naar.parent, [(naar.name, bron.read_bytes())], overschrijf=overschrijf)
        return f"een volledige invoer voor {naam}"
    inhoud, label = _lege_invoer(naam, jaar, basisjaar)
    schrijf_los(naar.parent, [(naar.name, inhoud)], overschrijf=overschrijf)
    return f"een lege invoer voor {label}, {jaar}. Vul de gele cellen en controleer met: verdeelwijzer valideer {naar}"


def _lege_invoer(naam: str, jaar: int | None, basisjaar: int | None) -> tuple[bytes, str]:
    from datetime import datetime

    from calc.eerste_invoer import eerste_invoer
    from schemas.geldend import REGIOS, OnbekendeRegio, gevraagde_regio
    from templates.werkmap.invoerboek import Invoerboek, maak_invoerboek

    geen = f"er is geen voorbeeld '{naam}'; wel: {', '.join(voorbeelden())}."
    try:
        regio = gevraagde_regio(naam)
    except OnbekendeRegio as fout:
        regios = sorted(pad.stem for pad in REGIOS.glob("*.yaml"))
        hint = bedoelde_u(naam, [*voorbeelden(), *regios])
        raise VerkeerdGebruik(
            f"{geen} Een regio van die naam is er ook niet; wel: {', '.join(regios)}.{hint} "
            "Een eigen regio geeft u als bestand, zoals mijn-regio.yaml."
        ) from fout
    if jaar is None:
        raise VerkeerdGebruik(
            f"{geen} Voor een lege invoer van regio {regio.naam} geeft u het jaar, zoals --jaar 2027."
        )
    leeg = eerste_invoer(regio, jaar, jaar if basisjaar is None else basisjaar)
    boek = Invoerboek(leeg.plan, leeg.bladen, leeg.kop, om_in_te_vullen=True)
    return maak_invoerboek(boek, leeg.regio, datetime(jaar, 1, 1)), regio.label


@dataclass(frozen=True)
class Planwens:
    """How a plan is made."""

    sluitregel: Sluitregel | None
    sjablonen: Path | None
    overschrijf: bool
    pdf: bool


def maak_plan(invoer: Path, naar: Path, wens: Planwens, taken: int | None) -> int:
    """Fill every workbook of a plan and say how it ended."""
    from templates.werkmappen import plan_bestanden, write_plan

    if wens.sjablonen is not None:
        from cli.sjablonen import keur_sjablonen

        keur_sjablonen(wens.sjablonen)
    uitkomst = lees_en_bereken(invoer, wens.sluitregel)
    gemeld: list[str] = []
    ruim_zelden_op()
    with _Voortgang(len(plan_bestanden(uitkomst))) as voortgang:
        geschreven = write_plan(
            uitkomst,
            naar,
            versie=versie(),
            sjablonen=wens.sjablonen,
            overschrijf=wens.overschrijf,
            taken=taken,
            resultaat=lambda bestanden: _resultaat(uitkomst, bestanden),
            naast=_als_data(uitkomst) | regiobestand(invoer, naar, uitkomst.gegevens.regio.naam),
            pdf=wens.pdf,
            meld=gemeld.append,
            voortgang=voortgang,
        )
    for pad in geschreven:
        echo(str(pad))
    for zin in gemeld:
        echo(f"Let op: {zin}", err=True)
    return oordeel(uitkomst)


def toon_tabel(
    naam: str,
    invoer: Path,
    kostensoort: str | None,
    jaar: int | None,
    sluitregel: Sluitregel | None,
    formaat: str,
    naast: Naast = GEEN_NAAST,
) -> int:
    """Print one table. Programs get it without a word around it."""
    from calc.tabellen import TABELLEN, NietInDitPlan, maak_tabellen

    soort = TABELLEN[naam]
    _weiger_zonder_betekenis(
        naam,
        ("--kostensoort", kostensoort, soort.per_kostensoort),
        ("--jaar", jaar, soort.per_jaar),
        ("--sluitregel", sluitregel, soort.verdeeld),
    )
    if naast.voorlopig is not None and sluitregel is not None:
        raise VerkeerdGebruik("--sluitregel gaat niet samen met --voorlopig: afgerekend wordt met die van de regio.")
    stil = formaat != "tekst"
    uitkomst = (
        lees_en_bereken(invoer, sluitregel, stil=stil)
        if naast == GEEN_NAAST
        else afgerekend_uit(lees_en_meld(invoer, stil=stil), naast)
    )
    tabellen = maak_tabellen(uitkomst, naam, kostensoort, jaar)
    if not tabellen:
        echo(str(NietInDitPlan(naam, kostensoort)), err=True)
    if formaat == "tekst":
        if tabellen and soort.vervolg:
            tabellen += maak_tabellen(uitkomst, soort.vervolg)
        if tabellen:
            echo("\n\n".join(als_tekst(tabel) for tabel in tabellen))
            echo("")
        if soort.raad and jaar in (None, uitkomst.gegevens.plan.jaar):
            from calc.brief.raad import maak_raadsblad

            echo(alineas_als_tekst(*maak_raadsblad(uitkomst).teksten))
            echo("")
        return oordeel(uitkomst)
    met_kostensoort = soort.per_kostensoort and kostensoort is None
    schrijf_bytes(tabellen_in(tabellen, cast("Literal['csv', 'json']", formaat), met_kostensoort=met_kostensoort))
    return oordeel(uitkomst, stil=True)


def toon_uitleg(
    invoer: Path,
    gemeente: str | None,
    cel: tuple[str | None, str | None, str | None],
    kostensoort: str | None,
    jaar: int | None,
    naast: Naast = GEEN_NAAST,
) -> int:
    """Explain one contribution, or the figure in one cell (`cel` is tabel, rij, kolom) of any table."""
    from calc.uitkomst import bereken
    from calc.uitleg import uitleg, uitleg_cel

    _weiger_verkeerde_vraag(gemeente, cel, kostensoort, jaar)
    gegevens = lees_en_meld(invoer, stil=True)
    uitkomst = bereken(gegevens) if naast == GEEN_NAAST else afgerekend_uit(gegevens, naast)
    tabel, rij, kolom = cel
    if gemeente is not None and kostensoort is not None:
        gevonden = uitleg(uitkomst, gemeente, kostensoort, uitkomst.gegevens.plan.jaar if jaar is None else jaar)
    else:
        gevonden = uitleg_cel(uitkomst, tabel or "", rij or "", kolom or "", kostensoort, jaar)
    stappen, slot = uitleg_als_tekst(gevonden)
    echo(stappen)
    echo("")
    echo(slot, vet=True)
    return oordeel(uitkomst, stil=True)


def _weiger_verkeerde_vraag(
    gemeente: str | None, cel: tuple[str | None, str | None, str | None], kostensoort: str | None, jaar: int | None
) -> None:
    """Either a municipality and a kostensoort, or a whole cell; told before anything is read."""
    from calc.tabellen import TABELLEN

    tabel = cel[0]
    gegeven = [naam for naam, waarde in zip(("--tabel", "--rij", "--kolom"), cel, strict=True) if waarde is not None]
    if gemeente is not None and gegeven:
        raise VerkeerdGebruik(f"--gemeente gaat niet samen met {' en '.join(gegeven)}; kies een van de twee.")
    if gemeente is not None and kostensoort is None:
        raise VerkeerdGebruik("bij --gemeente hoort --kostensoort, zoals beleid of inkoop.")
    if gemeente is None and not gegeven:
        raise VerkeerdGebruik("geef --gemeente en --kostensoort, of --tabel, --rij en --kolom.")
    if gemeente is None and len(gegeven) < len(cel):
        raise VerkeerdGebruik(f"geef --tabel, --rij en --kolom samen; alleen {' en '.join(gegeven)} is te weinig.")
    if tabel is not None:
        soort = TABELLEN[tabel]
        _weiger_zonder_betekenis(
            tabel, ("--kostensoort", kostensoort, soort.per_kostensoort), ("--jaar", jaar, soort.per_jaar)
        )


def _weiger_zonder_betekenis(tabel: str, *opties: tuple[str, object, bool]) -> None:
    """Of each option: its name, what was given and whether the table has it."""
    for optie, gegeven, heeft in opties:
        if gegeven is not None and not heeft:
            raise VerkeerdGebruik(f"optie {optie} betekent niets voor tabel {tabel}; laat hem weg.")


def oordeel(uitkomst: Uitkomst, *, stil: bool = False) -> int:
    """The last line: does it tie up? What does not is always told; the exit code follows."""
    from calc.eindoordeel import eindoordeel

    gevonden = eindoordeel(uitkomst)
    for zin in gevonden.fouten:
        echo(zin, err=True)
    if not stil:
        for zin in (*(f"Let op: {twijfel}" for twijfel in gevonden.twijfels), *gevonden.afrondingen):
            echo(zin, err=True)
        echo(f"{'✓' if gevonden.sluit else '✗'} {gevonden.zin}", vet=True)
    return 0 if gevonden.sluit else 1


def regiobestand(invoer: Path, naar: Path, regio: str) -> dict[str, bytes]:
    """A region file of one's own goes along with its plan, so that it can be checked and compared there."""
    bestand = invoer.parent / f"{regio}.yaml"
    if not bestand.is_file():
        return {}
    inhoud, doel = bestand.read_bytes(), naar / bestand.name
    return {} if doel.is_file() and doel.read_bytes() == inhoud else {bestand.name: inhoud}


def _als_data(uitkomst: Uitkomst) -> dict[str, bytes]:
    """The contributions of every year as a CSV, and what its columns are: for whoever wants them as data."""
    from calc.model.tabel import SAMEN
    from calc.tabellen import maak_tabellen
    from cli.datapakket import Csv, datapakket

    plan = uitkomst.gegevens.plan
    begin = f"{plan.regio}-{plan.jaar}"
    titel = f"Bijdragen {plan.jaren[0]}" + (f" tot en met {plan.jaren[-1]}" if len(plan.jaren) > 1 else "")
    tabellen = [tabel for tabel in maak_tabellen(uitkomst, "meerjarig") if tabel.kostensoort != SAMEN]
    csv = Csv(f"{begin}-bijdragen.csv", f"{plan.titel}: {titel.lower()}", tabellen)
    return datapakket(f"{begin}-bijdragen", plan.titel, [csv], bron=plan.bron)


def _resultaat(uitkomst: Uitkomst, bestanden: Mapping[str, str]) -> bytes:
    """Every table for programs, as resultaat.json, with the SHA-256 of each workbook that belongs to it."""
    from calc.tabellen import TABELLEN, maak_tabellen

    tabellen: dict[str, dict[str, list[dict[str, Any]]]] = {}
    for naam in TABELLEN:
        gemaakt = maak_tabellen(uitkomst, naam)
        tabellen[naam] = {tabel.kostensoort or ALLE: rijen_json(tabel) for tabel in gemaakt}
    gegevens = uitkomst.gegevens
    antwoord = {
        "versie": versie(),
        "regio": gegevens.plan.regio,
        "jaar": gegevens.plan.jaar,
        "status": gegevens.plan.status,
        "invoer_sha256": gegevens.sha256,
        "bestanden": bestanden,
        "tabellen": tabellen,
        "controles": tabellen["controles"].get(ALLE, []),
    }
    return (json.dumps(antwoord, ensure_ascii=False, indent=1) + "\n").encode()


@dataclass
class _Voortgang:
    """Progress over the books: on a terminal only, on stderr."""

    aantal: int
    gedaan: int = 0

    def __enter__(self) -> _Voortgang:
        return self

    def __call__(self, naam: str) -> None:
        self.gedaan += 1
        if op_een_terminal():
            balk = "#" * (20 * self.gedaan // max(self.aantal, 1))
            echo(f"\r  [{balk:<20}] {self.gedaan}/{self.aantal} {naam:<50.50}", err=True, nl=False)

    def __exit__(self, *_: object) -> None:
        if op_een_terminal() and self.gedaan:
            echo("", err=True)
