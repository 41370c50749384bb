"""Command afrekening: a provisional and a definitive input in, the settlement out: books, a page each, tables."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from calc.afrekening import controleer_materieel, ver_af
from calc.antwoord import Uitkomst
from calc.bedraggrens import controleer_bedragen
from calc.notatie import euro
from calc.tabellen import maak_tabellen
from cli.datapakket import NAAM, Csv, datapakket
from cli.naast import Naast, afgerekend_uit
from cli.nederlands import echo
from cli.opdrachten import lees_en_meld, oordeel
from schemas.standen import DEFINITIEF


def reken_af(voorlopig: Path, definitief: Path, voorschotten: Path | None, naar: Path, *, overschrijf: bool) -> int:
    """Every file, or none; then what it comes to."""
    from templates.afrekening.afrekenboek import deelnemers, samen_te_betalen, uitslag
    from templates.werkmap.wegschrijven import schrijf_reeks

    uitkomst = afgerekend_uit(lees_en_meld(definitief), Naast(voorlopig, voorschotten))
    controleer_materieel(uitkomst)
    controleer_bedragen(uitkomst)
    plan = uitkomst.gegevens.plan
    begin = f"{plan.regio}-{plan.jaar}-afrekening"
    csvs = [
        Csv(f"{naam}.csv", f"{naam.capitalize()} {plan.jaar}", tabellen, met_kostensoort=naam == "afrekening")
        for naam in ("afrekening", "materialiteit")
        if (tabellen := maak_tabellen(uitkomst, naam))
    ]
    codes = deelnemers(uitkomst)
    namen = [f"{begin}.xlsx", *(f"{begin}-{code}.xlsx" for code in codes), *(csv.bestand for csv in csvs), NAAM]
    for pad in schrijf_reeks(naar, namen, _bestanden(uitkomst, begin, csvs), overschrijf=overschrijf):
        echo(str(pad))
    echo("")
    for code in codes:
        echo(f"{uitkomst.gegevens.regio.gemeente(code)}: {uitslag(uitkomst, code)}.")
    _twijfels(uitkomst)
    rest = samen_te_betalen(uitkomst)
    echo("")
    echo(f"Samen {'te ontvangen' if rest < 0 else 'te betalen'}: {euro(abs(rest), 2)}.")
    return oordeel(uitkomst)


def _bestanden(uitkomst: Uitkomst, begin: str, csvs: list[Csv]) -> Iterator[tuple[str, bytes]]:
    from templates.afrekening.afrekenboek import deelnemers, maak_afrekenblad, maak_afrekenboek

    yield f"{begin}.xlsx", maak_afrekenboek(uitkomst)
    for code in deelnemers(uitkomst):
        yield f"{begin}-{code}.xlsx", maak_afrekenblad(uitkomst, code)
    for csv in csvs:
        yield csv.bestand, csv.inhoud
    titel = f"Afrekening {uitkomst.gegevens.plan.jaar}"
    yield NAAM, datapakket(begin, titel, csvs, bron=uitkomst.gegevens.plan.bron)


def _twijfels(uitkomst: Uitkomst) -> None:
    """What keeps it from being final."""
    plan = uitkomst.gegevens.plan
    if plan.status != DEFINITIEF:
        echo(f"Let op: {uitkomst.gegevens.bestand} is {plan.status}, dus deze afrekening ook.", err=True)
    for cijfer in ver_af(uitkomst):
        echo(f"Let op: {cijfer} wijkt materieel af.", err=True)
    if not uitkomst.gegevens.betaald:
        echo("Melding: zonder --voorschotten is gerekend met de voorlopige bijdrage als voorschot.", err=True)
