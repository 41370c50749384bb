"""Command afrekening: a provisional and a definitive input in, the settlement out: books, a page each, tables."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import partial
from hashlib import sha256
from itertools import chain
from pathlib import Path
from typing import Final

from calc.afrekening import controleer_materieel, ver_af
from calc.antwoord import Uitkomst
from calc.kritieke_rest import controleer_bedragen
from calc.model.tabel import AFRONDING, SAMEN, TOTAAL
from calc.notatie import euro
from calc.tabellen import maak_tabellen, waarden_van
from calc.tabellen.afrekening import zonder_betaling
from cli.datapakket import NAAM, Csv, datapakket
from cli.naast import Naast, afgerekend_uit
from cli.nederlands import echo
from cli.opdrachten import lees_en_meld, oordeel, regiobestand, versie
from cli.sjablonen import keur_afrekensjabloon
from schemas.standen import DEFINITIEF

LIJST: Final = "afrekening.json"


def reken_af(
    voorlopig: Path,
    definitief: Path,
    voorschotten: Path | None,
    naar: Path,
    *,
    sjablonen: Path | None,
    overschrijf: bool,
) -> int:
    """Every file, or none; then what it comes to."""
    from templates.afrekening.afrekenboek import deelnemers, te_betalen, uitslag
    from templates.werkmap.bestandenlijst import Bestanden, schrijf_reeks_met_lijst

    if sjablonen is not None:
        keur_afrekensjabloon(sjablonen)
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
    per_code = (naam for code in codes for naam in (f"{begin}-{code}.xlsx", f"{begin}-{code}-brief.docx"))
    regio = regiobestand(definitief, naar, plan.regio)
    namen = (f"{begin}.xlsx", *per_code, *(csv.bestand for csv in csvs), NAAM, *regio)
    bronnen = {"voorlopig": voorlopig, "definitief": definitief}
    bronnen |= {"voorschotten": voorschotten} if voorschotten else {}
    reeks = Bestanden(namen, begin, ("de afrekening", "deze afrekening"), LIJST, partial(_lijst, uitkomst, bronnen))
    inhoud = chain(_bestanden(uitkomst, begin, csvs, sjablonen), regio.items())
    geschreven, zinnen = schrijf_reeks_met_lijst(naar, reeks, inhoud, overschrijf=overschrijf)
    for pad in geschreven:
        echo(str(pad))
    for zin in zinnen:
        echo(f"Let op: {zin}", err=True)
    echo("")
    for code in codes:
        echo(f"{uitkomst.gegevens.regio.gemeente(code)}: {uitslag(uitkomst, code)}.")
    if afronding := te_betalen(uitkomst, AFRONDING):
        echo(f"Afronding, op een eigen regel: {euro(afronding, 2)}.")
    _twijfels(uitkomst)
    rest = te_betalen(uitkomst, TOTAAL)
    echo("")
    echo(f"Samen {'te ontvangen' if rest < 0 else 'te betalen'}: {euro(abs(rest), 2)}.")
    return oordeel(uitkomst)


def _lijst(uitkomst: Uitkomst, bronnen: Mapping[str, Path], bestanden: Mapping[str, str]) -> bytes:
    """What it was made of and what was made, each with its SHA-256."""
    plan = uitkomst.gegevens.plan
    van = {wat: {"bestand": pad.name, "sha256": sha256(pad.read_bytes()).hexdigest()} for wat, pad in bronnen.items()}
    antwoord = {
        "versie": versie(), "regio": plan.regio, "jaar": plan.jaar, "status": plan.status, **van,
        "bestanden": bestanden,
    }  # fmt: skip
    # A name that is not UTF-8 becomes an escape, as JSON has them, and so can be found again.
    return (json.dumps(antwoord, ensure_ascii=False, indent=1) + "\n").encode(errors="backslashreplace")


def _bestanden(uitkomst: Uitkomst, begin: str, csvs: list[Csv], sjablonen: Path | None) -> Iterator[tuple[str, bytes]]:
    from templates.afrekening.afrekenboek import deelnemers, maak_afrekenblad, maak_afrekenboek
    from templates.afrekening.afrekendocument import maak_afrekendocument
    from templates.sjabloon.meegeleverd import AFREKENING, sjabloon

    yield f"{begin}.xlsx", maak_afrekenboek(uitkomst)
    for code in deelnemers(uitkomst):
        yield f"{begin}-{code}.xlsx", maak_afrekenblad(uitkomst, code)
        pad = sjabloon(sjablonen, AFREKENING)
        yield f"{begin}-{code}-brief.docx", maak_afrekendocument(uitkomst, code, sjabloon=pad)
    plan = uitkomst.gegevens.plan
    yield from datapakket(begin, f"Afrekening {plan.jaar}", csvs, bron=plan.bron).items()


def _twijfels(uitkomst: Uitkomst) -> None:
    """What keeps it from being final."""
    plan = uitkomst.gegevens.plan
    if plan.status != DEFINITIEF:
        echo(f"Let op: {uitkomst.gegevens.bestand} is {plan.status}, dus deze afrekening ook.", err=True)
    for cijfer in ver_af(uitkomst):
        echo(f"Let op: {cijfer} wijkt materieel af.", err=True)
    for zin in zonder_betaling(waarden_van(uitkomst).model.plannen[""], SAMEN):
        echo(f"Let op: {zin}", err=True)
    if not uitkomst.gegevens.betaald:
        echo("Melding: zonder --voorschotten is gerekend met de voorlopige bijdrage als voorschot.", err=True)
