"""Command valideer: check every file, tell what was found, and write the reports that were asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Final

from calc.gelezen import in_zin
from calc.uitvraag import Overzicht, overzicht
from cli.nederlands import echo
from schemas.fouten import Bevinding, Ernst, Gebruikersfout, VerkeerdGebruik, onbruikbaar
from schemas.gegevens import Gegevens
from schemas.getal import DECIMAALTEKENS
from schemas.inname import lees_invoer
from schemas.keuring import Keuring
from schemas.losse.tabel import Tabelwens
from schemas.onschadelijk import LANGSTE_MELDING, voor_bestandsnaam, voor_terminal
from templates.rapport.keuren import Gekeurd, Keurvraag, figures, gekozen_regio, keur, with_warnings
from templates.werkmap.wegschrijven import controleer_doelen, schrijf_los

MEESTE_REGELS: Final = 200
"""Lines of one level of one file on a terminal; a report holds the rest."""
VORMEN: Final = (".xlsx", ".html", ".json")
VOORVOEGSEL: Final = {Ernst.FOUT: "", Ernst.WAARSCHUWING: "Waarschuwing: ", Ernst.MELDING: "Melding: "}


def valideer(
    bestanden: Sequence[Path],
    *,
    regio: str | None,
    vorig: Path | None,
    peiljaar: int | None,
    decimaal: str | None,
    rapporten: Sequence[Path],
    overschrijf: bool,
) -> int:
    """Check files; a fault in one does not keep the others from being read."""
    _check_reports(rapporten, (*bestanden, vorig), overschrijf=overschrijf)
    if regio is not None:
        gekozen_regio(regio, bestanden[0].parent)
    vorige = _previous(vorig) if vorig is not None else None
    vraag = Keurvraag(regio, Tabelwens(peiljaar, DECIMAALTEKENS[decimaal] if decimaal else None), vorige)
    gekeurd = [keur(pad, vraag).licht() for pad in bestanden] if len(bestanden) > 1 else [keur(bestanden[0], vraag)]
    gekeurd = with_warnings(gekeurd, figures(vorige) if vorige is not None else None)
    keuringen = [een.keuring for een in gekeurd]
    for keuring in keuringen:
        _tell(keuring)
    overzichten = _overviews(gekeurd) if len(gekeurd) > 1 else []
    for een in overzichten:
        _tell_overview(een)
    for rapport in rapporten:
        _write(rapport, gekeurd, bestanden, overzichten, overschrijf=overschrijf)
    return 0 if all(keuring.goed for keuring in keuringen) else 1


def _check_reports(rapporten: Sequence[Path], bestanden: Sequence[Path | None], *, overschrijf: bool) -> None:
    """Before any work: can these reports be written?"""
    for rapport in rapporten:
        if rapport.suffix.casefold() not in VORMEN:
            raise VerkeerdGebruik(
                f"--rapport: '{rapport}' heeft geen bekende vorm; kies een naam op .xlsx, .html of .json."
            )
        controleer_doelen(rapport.parent, [rapport.name], overschrijf=overschrijf, gelezen=bestanden)


def _previous(pad: Path) -> Gegevens:
    try:
        return lees_invoer(pad)
    except Gebruikersfout as fout:
        raise Gebruikersfout(f"--vorig: {fout}") from fout


def _line(tekst: str) -> str:
    return voor_terminal(tekst, LANGSTE_MELDING)


def _tell(keuring: Keuring) -> None:
    fouten = keuring.van(Ernst.FOUT)
    if keuring.goed:
        echo(f"✓ {keuring.bestand} is in orde: {_line(keuring.omschrijving)}.")
    elif keuring.afwijzing:
        echo(f"✗ {_line(keuring.afwijzing)}")
    else:
        echo(f"✗ {onbruikbaar(keuring.bestand, len(fouten))}")
        _tell_level(fouten, Ernst.FOUT)
    if keuring.gelezen is not None:
        echo(f"  Gelezen: {in_zin(keuring.gelezen)}.")
    for ernst in (Ernst.WAARSCHUWING, Ernst.MELDING):
        _tell_level(keuring.van(ernst), ernst)


def _tell_level(bevindingen: Sequence[Bevinding], ernst: Ernst) -> None:
    for bevinding in bevindingen[:MEESTE_REGELS]:
        echo(f"  {VOORVOEGSEL[ernst]}{_line(str(bevinding))}")
    if len(bevindingen) > MEESTE_REGELS:
        echo(f"  {VOORVOEGSEL[ernst]}en nog {len(bevindingen) - MEESTE_REGELS}; --rapport laat ze allemaal zien")


def _overviews(gekeurd: Sequence[Gekeurd]) -> list[Overzicht]:
    """Who has supplied, by region; inputs hold what was collected before, so they do not count."""
    regios = {een.regio.naam: een.regio for een in gekeurd if een.regio is not None}
    return [
        een
        for naam, regio in regios.items()
        for een in overzicht(
            regio, [g.keuring for g in gekeurd if g.keuring.soort != "invoer" and g.keuring.regio in ("", naam)]
        )
    ]


def _tell_overview(een: Overzicht) -> None:
    echo("")
    echo(f"{een.zin}.", vet=True)
    for deelnemer in een.deelnemers:
        if deelnemer.stand != "volledig":
            mist = f": {', '.join(deelnemer.ontbreekt)}" if deelnemer.ontbreekt else ""
            echo(f"  ✗ {deelnemer.gemeente} – {deelnemer.stand}{mist}")


def _write(
    rapport: Path,
    gekeurd: Sequence[Gekeurd],
    paden: Sequence[Path],
    overzichten: Sequence[Overzicht],
    *,
    overschrijf: bool,
) -> None:
    from templates.rapport.html import rapport_html
    from templates.rapport.json import rapport_json

    keuringen = [een.keuring for een in gekeurd]
    vorm = rapport.suffix.casefold()
    if vorm == ".xlsx":
        bestanden = _workbooks(rapport, gekeurd, paden, overzichten)
    else:
        maak: Callable[[Sequence[Keuring], Sequence[Overzicht], str], bytes]
        maak = rapport_html if vorm == ".html" else rapport_json
        bestanden = [(rapport.name, maak(keuringen, overzichten, version("verdeelwijzer")))]
    if bestanden:
        for pad in schrijf_los(rapport.parent, bestanden, overschrijf=overschrijf):
            echo(f"Rapport: {pad}", err=True)


def _workbooks(
    rapport: Path, gekeurd: Sequence[Gekeurd], paden: Sequence[Path], overzichten: Sequence[Overzicht]
) -> list[tuple[str, bytes]]:
    """The marked file of a single sender; of many files one overview, and beside it every marked file with findings."""
    from templates.rapport.xlsx import overzichtsboek

    if len(gekeurd) == 1:
        gemaakt = _marked(gekeurd[0])
        return [(rapport.name, gemaakt)] if gemaakt is not None else []
    bestanden = [(rapport.name, overzichtsboek([een.keuring for een in gekeurd], overzichten))]
    for een, pad in zip(gekeurd, paden, strict=True):
        if any(b.ernst is not Ernst.MELDING for b in een.keuring.bevindingen):
            try:
                gemaakt = _marked(een.opnieuw(pad))
            except Gebruikersfout as fout:
                echo(f"Melding: {fout}", err=True)
                continue
            if gemaakt is not None:
                stam = voor_bestandsnaam(f"{rapport.stem}-{Path(een.keuring.bestand).stem}")
                bezet = {naam for naam, _ in bestanden}
                naam = next(n for n in (f"{stam}{nr}.xlsx" for nr in ("", *range(2, 1000))) if n not in bezet)
                bestanden.append((naam, gemaakt))
    return bestanden


def _marked(een: Gekeurd) -> bytes | None:
    """The marked copy of one file; says so where it is not quite that."""
    from templates.rapport.gemarkeerd import gemarkeerd

    kopie = gemarkeerd(een)
    if kopie.melding:
        echo(kopie.melding, err=True)
    return kopie.inhoud
