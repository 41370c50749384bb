"""Command uitvraag: one form per participant, and the secret by which they are known again."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from calc.notatie import datum, euro, kort, opsomming
from calc.uitvraag import uitvraag_van
from cli.nederlands import echo
from cli.sjablonen import formuliersjabloon
from cli.voorstellen import lees_voorstel
from schemas.formulier import Uitvraag
from schemas.formulierblad import is_onbeschreven
from schemas.fouten import Gebruikersfout, VerkeerdGebruik, hoeveel
from schemas.geldend import Regio, gevraagde_regio
from schemas.getal import DECIMAALTEKENS
from schemas.inname import lees_invoer
from schemas.kenmerk import GEHEIMBESTAND, LENGTE_GEHEIM, kenmerk, lees_geheim
from schemas.regio import CENTRUMGEMEENTE
from templates.formulier.opgaveformulier import SJABLOON, maak_opgaveformulier
from templates.werkmap.onderbreken import ongestoord
from templates.werkmap.wegschrijven import NietTeSchrijven, alleen, controleer_doelen, schrijf_bestanden, schrijf_geheim

Cijfers = Mapping[str, Mapping[str, Decimal]]
"""Per participant and maatstaf."""


@dataclass(frozen=True)
class Uitvraagwensen:
    """What the one who asks wants besides."""

    vorig: Path | None = None
    invullen: Path | None = None
    decimaal: str | None = None
    sjablonen: Path | None = None
    terug_aan: str = ""
    terug_voor: date | None = None


def maak_uitvraag(regio: str, jaar: int, naar: Path, wensen: Uitvraagwensen, *, overschrijf: bool) -> int:
    """Write the forms of a year, all or none, and say what to do with them."""
    with alleen(naar):
        return _maak_uitvraag(regio, jaar, naar, wensen, overschrijf=overschrijf)


def _maak_uitvraag(regio: str, jaar: int, naar: Path, wensen: Uitvraagwensen, *, overschrijf: bool) -> int:
    vorig = wensen.vorig
    uitvraag_regio = gevraagde_regio(regio)
    uitvraag = uitvraag_van(uitvraag_regio, jaar)
    terugsturen = _terugsturen(uitvraag, uitvraag_regio, wensen)
    sjabloon = formuliersjabloon(wensen.sjablonen) if wensen.sjablonen is not None else SJABLOON
    notatie = DECIMAALTEKENS[wensen.decimaal] if wensen.decimaal else None
    voorstel = lees_voorstel(wensen.invullen, regio, uitvraag, notatie) if wensen.invullen is not None else {}
    namen = {code: bestandsnaam(uitvraag, code) for code in uitvraag.deelnemers}
    blijven = _ingevuld(naar, namen) if overschrijf else {}
    nieuwe = {code: naam for code, naam in namen.items() if code not in blijven}
    controleer_doelen(naar, nieuwe.values(), overschrijf=overschrijf)
    eerder = _vorige_cijfers(uitvraag, vorig) if vorig is not None else {}
    bestaand = naar / GEHEIMBESTAND
    geheim = lees_geheim(bestaand) if bestaand.exists() else secrets.token_bytes(LENGTE_GEHEIM)
    formulieren = [
        (
            namen[code],
            maak_opgaveformulier(
                uitvraag,
                vraag,
                kenmerk(geheim, uitvraag.regio, uitvraag.jaar, code),
                eerder.get(code, {}),
                sjabloon,
                terugsturen=terugsturen,
                voorstel=voorstel.get(code, {}),
            ),
        )
        for code, vraag in uitvraag.deelnemers.items()
        if code in nieuwe
    ]
    nieuw = not bestaand.exists()
    # Forms without the secret that signed them are never recognised again: a request to stop waits for both.
    with ongestoord():
        if nieuw:
            _bewaar_geheim(naar, geheim)
        try:
            geschreven = schrijf_bestanden(naar, iter(formulieren), reeks=True)
        except BaseException:
            if nieuw:
                _neem_terug(naar)
            raise
    for pad in geschreven:
        echo(str(pad))
    _vertel(uitvraag, bestaand, len(formulieren), list(blijven.values()), nieuw=nieuw)
    if wensen.invullen is not None:
        _vertel_voorstel(uitvraag, wensen.invullen, {code: voorstel.get(code, {}) for code in nieuwe})
    if wensen.terug_voor is None:
        echo(f"Let op: op de formulieren staat geen datum. Geef die met --terug-voor 1-12-{jaar - 1}.", err=True)
    return 0


def _terugsturen(uitvraag: Uitvraag, regio: Regio, wensen: Uitvraagwensen) -> str:
    """To whom the form goes back, and before when; a sender should not have to look that up in a mail."""
    voor = wensen.terug_voor
    if voor is not None and not uitvraag.eerste_dag <= voor <= uitvraag.laatste_dag:
        raise VerkeerdGebruik(
            f"--terug-voor: {datum(voor)} past niet bij cijfers over {uitvraag.peiljaar}",
            f"een dag van {datum(uitvraag.eerste_dag)} tot en met {datum(uitvraag.laatste_dag)}.",
        )
    centrum = regio.organisatie
    aan = f"gemeente {centrum.naam}" if centrum.soort == CENTRUMGEMEENTE else centrum.naam
    wanneer = f"vóór {datum(voor)} " if voor is not None else ""
    return f"Stuur dit formulier {wanneer}terug aan {wensen.terug_aan.strip() or aan}."


def _vertel_voorstel(uitvraag: Uitvraag, bestand: Path, voorstel: Cijfers) -> None:
    """How many figures were filled in, and whose are not in the file."""
    aantal = sum(map(len, voorstel.values()))
    wat = "1 cijfer uit {} is" if aantal == 1 else f"{aantal} cijfers uit {{}} zijn"
    echo(
        f"✓ {wat.format(bestand.name)} vooraf ingevuld; {uitvraag.zeg('de gemeente bevestigt of verbetert ze')}.",
        err=True,
    )
    mist = []
    for vraag in next(iter(uitvraag.deelnemers.values())).vragen:
        codes = [code for code, gevuld in voorstel.items() if vraag.maatstaf not in gevuld]
        zonder = [uitvraag.deelnemers[code].gemeente for code in codes]
        if zonder:
            mist.append(vraag.label if len(zonder) == len(voorstel) else f"{vraag.label} van {opsomming(zonder)}")
    if mist:
        echo(f"Melding: niet vooraf ingevuld, want niet in {bestand.name}: {opsomming(mist)}.", err=True)


def _ingevuld(naar: Path, namen: Mapping[str, str]) -> dict[str, str]:
    """The forms that somebody filled in, by code; also what cannot be read may hold figures, so it counts as filled.

    A form comes back under the name that it was sent with, often into the folder that it came from.
    """
    from cli.verzamelen import open_opgave

    gevonden = {}
    for code, naam in namen.items():
        if not (naar / naam).exists():
            continue
        try:
            onbeschreven = is_onbeschreven(open_opgave(naar / naam))
        except Gebruikersfout:
            onbeschreven = False
        if not onbeschreven:
            gevonden[code] = naam
    return gevonden


def bestandsnaam(uitvraag: Uitvraag, code: str) -> str:
    return f"{uitvraag.regio}-{uitvraag.jaar}-opgave-{code}.xlsx"


def _vorige_cijfers(uitvraag: Uitvraag, vorig: Path) -> dict[str, dict[str, str]]:
    """Per participant and maatstaf the newest figure before this peiljaar, as it must read."""
    gegevens = lees_invoer(vorig)
    if gegevens.plan.regio != uitvraag.regio:
        raise VerkeerdGebruik(f"{vorig.name} is van regio {gegevens.plan.regio}", f"{uitvraag.regio}.")
    gevonden: dict[str, dict[str, str]] = {code: {} for code in uitvraag.deelnemers}
    for waarde in sorted(gegevens.maatstaven, key=lambda waarde: waarde.peiljaar):
        if waarde.peiljaar >= uitvraag.peiljaar or waarde.gemeentecode not in gevonden:
            continue
        eenheid = gegevens.regio.bestand.maatstaven[waarde.maatstaf].eenheid_van(waarde.peiljaar)
        tekst = euro(waarde.waarde) if eenheid == "euro" else kort(waarde.waarde)
        teken = "%" if eenheid == "procent" else ""
        gevonden[waarde.gemeentecode][waarde.maatstaf] = f"{tekst}{teken} ({waarde.peiljaar})"
    return gevonden


def _bewaar_geheim(naar: Path, geheim: bytes) -> None:
    """The secret, whole or not at all, and for nobody else to read."""
    doel = naar / GEHEIMBESTAND
    try:
        naar.mkdir(parents=True, exist_ok=True)
        schrijf_geheim(doel, f"{geheim.hex()}\n".encode())
    except OSError as fout:
        raise NietTeSchrijven(doel, fout) from None


def _neem_terug(naar: Path) -> None:
    with suppress(OSError):
        (naar / GEHEIMBESTAND).unlink()
        naar.rmdir()


def _vertel(uitvraag: Uitvraag, geheim: Path, aantal: int, blijven: Sequence[str], *, nieuw: bool) -> None:
    echo(
        f"✓ {hoeveel(aantal, 'formulier', 'formulieren')} voor de cijfers over {uitvraag.peiljaar} "
        f"{'is' if aantal == 1 else 'zijn'} gemaakt. "
        f"{uitvraag.zeg('Stuur elke gemeente haar eigen formulier.')}",
        err=True,
    )
    if uitvraag.elders:
        wat = opsomming([f"{label} over {peiljaar}" for label, peiljaar in uitvraag.elders.items()])
        echo(f"Let op: niet gevraagd, want van een ander peiljaar: {wat}. Zet die cijfers zelf in de invoer.", err=True)
    if blijven:
        wat = "dit formulier is" if len(blijven) == 1 else "deze formulieren zijn"
        echo(
            f"Let op: {wat} al ingevuld of gewijzigd en niet vervangen: {opsomming(list(blijven))}. "
            "Wilt u toch een leeg formulier? Zet het ingevulde dan eerst in een andere map.",
            err=True,
        )
    if nieuw:
        echo(
            f"Bewaar {geheim} en deel het met niemand: daarmee herkent verzamel de formulieren die terugkomen.",
            err=True,
        )
