"""Command volgend: this year's input and outcome in, next year's input out, checked at once."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from calc.uitkomst import Uitkomst, bereken
from calc.volgend import VolgendeInvoer, volgende
from cli.nederlands import echo
from schemas.bladen import HERKOMST
from schemas.fouten import Bevinding, InvoerFouten
from schemas.geldend import Regio, laad_regio
from schemas.inlezen import gegevens_van
from schemas.inname import gegevens_uit, lees_invoer, lees_werkboek
from schemas.lezer import lees_kop, lees_tabel, lees_tabellen
from templates.werkmap.invoerboek import Invoerboek, maak_invoerboek
from templates.werkmap.wegschrijven import controleer_doelen, schrijf_los


def schrijf_volgende(
    invoer: Path, naar: Path, basisjaar: int | None, definitief: Path | None, *, overschrijf: bool
) -> int:
    """Whole or not at all. What only a person can fill in is named; it does not keep the file from being made."""
    controleer_doelen(naar.parent, [naar.name], overschrijf=overschrijf, gelezen=(invoer, definitief))
    boek = lees_werkboek(invoer)
    kop = lees_kop(boek)
    regio = laad_regio(kop.regio, invoer.parent)
    gelezen = lees_tabellen(boek, regio)
    log = lees_tabel(boek, HERKOMST, kop, regio)
    uitkomst = bereken(gegevens_van(gelezen, regio))
    eind = bereken(lees_invoer(definitief)) if definitief is not None else None

    def maak(*, ver: bool) -> tuple[VolgendeInvoer, bytes, tuple[Bevinding, ...]]:
        nieuw = volgende(gelezen, uitkomst, basisjaar=basisjaar, definitief=eind, log=log.rijen if log else (), ver=ver)
        inhoud = maak_invoerboek(Invoerboek(nieuw.plan, nieuw.bladen, nieuw.kop), regio, datetime(nieuw.kop.jaar, 1, 1))
        return nieuw, inhoud, _fouten(inhoud, naar.name, regio)

    nieuw, inhoud, fouten = maak(ver=True)
    if fouten:
        # A year more may ask for figures that nobody has yet; without it there is at least the next year.
        korter = maak(ver=False)
        nieuw, inhoud, fouten = korter if not korter[-1] else (nieuw, inhoud, fouten)
    bestanden = [(naar.name, inhoud), *_regiobestand(uitkomst, invoer, naar)]
    schrijf_los(naar.parent, bestanden, overschrijf=overschrijf)
    for melding in nieuw.meldingen:
        echo(f"Melding: {melding}", err=True)
    for naam, _ in bestanden[1:]:
        echo(f"Melding: {naam} is meegekopieerd.", err=True)
    for fout in fouten:
        echo(f"Let op, nog aan te vullen: {fout}", err=True)
    wat = f"de invoer voor het plan van {nieuw.kop.jaar}, met {nieuw.kop.basisjaar} als basisjaar"
    echo(f"✓ {naar} is gemaakt: {wat}. Kolom Afgeleid zegt wat over te nemen is.", err=True)
    return 0


def _fouten(inhoud: bytes, naam: str, regio: Regio) -> tuple[Bevinding, ...]:
    """What the reader of inputs says of it."""
    try:
        gegevens_uit(lees_werkboek(inhoud, naam), None, regio)
    except InvoerFouten as gevonden:
        return tuple(gevonden.fouten)
    return ()


def _regiobestand(uitkomst: Uitkomst, invoer: Path, naar: Path) -> list[tuple[str, bytes]]:
    """A region file of one's own goes along to another folder: without it the new input cannot be read there."""
    bron = invoer.parent / f"{uitkomst.gegevens.regio.naam}.yaml"
    doel = naar.parent / bron.name
    return [(bron.name, bron.read_bytes())] if bron.is_file() and not doel.exists() else []
