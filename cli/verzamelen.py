"""Command verzamel: read the forms of a folder, say who is in, and take the figures into the input workbook."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Final

from calc.notatie import datum, opsomming
from calc.plausibel import plausibel
from calc.uitvraag import peiljaar_van, uitvraag_van
from calc.verzameling import Staat, Verzameling, verzamel
from cli.nederlands import echo
from schemas.formulier import Formulierkop, Opgave, Uitvraag
from schemas.formulierblad import GeenFormulier, formulierkoppen
from schemas.formulierlezer import lees_formulier
from schemas.fouten import Gebruikersfout, InvoerFouten, hoeveel
from schemas.gegevens import Gegevens
from schemas.geldend import Regio, laad_regio
from schemas.herkomst import lees_herkomst
from schemas.inname import gegevens_uit, lees_werkboek
from schemas.kenmerk import GEHEIMBESTAND, lees_geheim
from schemas.lezer import lees_kop
from schemas.poort import bestandsnaam as veilige_naam
from schemas.regio import LANGSTE_ACHTERSTAND
from schemas.tellingblad import is_telling, lees_telling
from schemas.werkboek import Werkboek, met_opgeslagen
from templates.formulier.invoegen import Ingevoegd, Invoerwerkmap, voeg_in
from templates.rapport.keuren import figures
from templates.werkmap.wegschrijven import NietTeSchrijven, alleen, controleer_doelen, schrijf_bestanden

WERKMAPPEN: Final = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".csv")
"""What may be somebody's figures. Anything else in the folder (a letter, a note) is passed over, and named."""
ANDERE_VORMEN: Final = (
    ".xltx", ".xltm", ".xlt", ".ots", ".fods", ".sxc", ".numbers", ".gsheet", ".zip", ".7z", ".rar", ".gz",
)  # fmt: skip
"""What may hold somebody's figures too, in a form that is not read: the figures may not be missed because of that."""
VORIGE: Final = re.compile(r"\.(\d{3,})$")
NAAMBREEDTE: Final = 24
IN_WOORDEN: Final[Mapping[Staat, tuple[str, str]]] = {
    Staat.NIEUW: ("✓", "in orde"),
    Staat.OPGENOMEN: ("✓", "al opgenomen"),
    Staat.FOUT: ("✗", "niet bruikbaar"),
    Staat.LEEG: ("–", "formulier nog leeg"),
    Staat.ONBEVESTIGD: ("–", "vooraf ingevuld, nog niet bevestigd"),
    Staat.ONTBREEKT: ("–", "nog geen opgave"),
}


class NietVolledig(Gebruikersfout):
    def __init__(self, peiljaar: int, namen: Sequence[str]) -> None:
        super().__init__(
            f"er zijn nog geen cijfers over {peiljaar} van {opsomming(list(namen))}. "
            "De cijfers gaan in de invoer zodra zij er allemaal zijn. De invoer is niet gewijzigd."
        )


class Intussen(Gebruikersfout):
    def __init__(self, naam: str) -> None:
        super().__init__(
            f"{naam} is intussen door iemand anders gewijzigd. Er is niets geschreven; probeer het opnieuw."
        )


@dataclass
class _Post:
    """What the folder holds: good forms, and per file that is not good why."""

    opgaven: list[Opgave] = field(default_factory=list)
    fouten: list[str] = field(default_factory=list)
    onleesbaar: list[str] = field(default_factory=list)
    """Files in another form, with the sentence of the gate."""
    ander_plan: dict[tuple[str, int], list[str]] = field(default_factory=dict)
    """Forms of another region or year, which are as they should be for that one."""
    afgekeurd: dict[str, str] = field(default_factory=dict)
    overgeslagen: list[str] = field(default_factory=list)
    mappen: list[str] = field(default_factory=list)


def verzamel_opgaven(map_: Path, invoer: Path, geheim: Path | None, *, vervang: bool, vandaag: date) -> int:
    """Everything or nothing: with a fault anywhere the input stays as it is."""
    with alleen(invoer.parent):
        return _verzamel(map_, invoer, geheim, vervang=vervang, vandaag=vandaag)


def _verzamel(map_: Path, invoer: Path, geheim: Path | None, *, vervang: bool, vandaag: date) -> int:
    inhoud = invoer.read_bytes()
    boek = lees_werkboek(inhoud, invoer.name)
    kop = lees_kop(boek)
    regio = laad_regio(kop.regio, invoer.parent)
    uitvraag = uitvraag_van(regio, kop.jaar)
    # A folder with only a count has no forms, and no secret.
    post = _lees_map(map_, invoer, regio, uitvraag, cache(lambda: lees_geheim(geheim or map_ / GEHEIMBESTAND)))
    verzameling = verzamel(uitvraag, post.opgaven, post.afgekeurd, lees_herkomst(boek, kop, regio), vervang=vervang)
    _toon(uitvraag, verzameling, post)
    fouten = [*post.fouten, *verzameling.fouten]
    anders = [_ander_plan(regio_, jaar, namen, uitvraag, invoer) for (regio_, jaar), namen in post.ander_plan.items()]
    if fouten or anders or post.onleesbaar:
        for fout in (*anders, *fouten, *post.onleesbaar):
            echo(f"✗ {fout}")
        echo("")
        echo(f"✗ Er is niets overgenomen: {_hoeveel(fouten, post)}. De invoer is niet gewijzigd.", vet=True)
        return 1
    if not verzameling.nieuw:
        echo(f"✓ Er zijn geen nieuwe opgaven. {invoer.name} is niet gewijzigd.", vet=True)
        return 0
    log = lees_herkomst(boek, kop, regio)
    ingevoegd = voeg_in(Invoerwerkmap(inhoud, boek, kop, regio), uitvraag, verzameling.nieuw, log, vandaag)
    gegevens = _controleer(ingevoegd, invoer, uitvraag)
    _toon_twijfels(gegevens, uitvraag)
    vorige = _bewaar(invoer, inhoud, ingevoegd.inhoud)
    _toon_wijzigingen(ingevoegd, invoer, vorige)
    return 0


def _ander_plan(regio: str, jaar: int, namen: Sequence[str], uitvraag: Uitvraag, invoer: Path) -> str:
    """One sentence about all forms of another plan: each of them is as it should be."""
    wie = opsomming(list(namen)) if len(namen) <= 3 else f"{namen[0]} tot en met {namen[-1]}"
    wat = f"{len(namen)} formulieren zijn" if len(namen) > 1 else "1 formulier is"
    van = f" van regio {regio}" if regio != uitvraag.regio else ""
    eigen = f" van regio {uitvraag.regio}" if van else ""
    raad = "Verzamel ze met de invoer van dat plan" if len(namen) > 1 else "Verzamel het met de invoer van dat plan"
    return (
        f"{wat} voor het plan{van} van {jaar} ({wie}), maar {invoer.name} is het plan{eigen} van {uitvraag.jaar}. "
        f"{raad}, of kies de goede map."
    )


def _hoeveel(fouten: Sequence[str], post: _Post) -> str:
    stukken = []
    if anders := sum(map(len, post.ander_plan.values())):
        stukken.append(hoeveel(anders, "formulier van een ander plan", "formulieren van een ander plan"))
    if fouten:
        stukken.append(hoeveel(len(fouten), "fout", "opgaven met fouten"))
    if post.onleesbaar:
        stukken.append(hoeveel(len(post.onleesbaar), "bestand dat niet is gelezen", "bestanden die niet zijn gelezen"))
    return opsomming(stukken)


def _lees_map(map_: Path, invoer: Path, regio: Regio, uitvraag: Uitvraag, geheim: Callable[[], bytes]) -> _Post:
    """Every file of the folder, in the order of their names."""
    post = _Post()
    for pad in sorted(map_.iterdir()):
        if pad.name.startswith((".", "~$")) or _is_invoer(pad, invoer):
            continue
        if not pad.is_file():
            post.mappen.append(veilige_naam(pad.name))
            continue
        if pad.suffix.lower() not in WERKMAPPEN + ANDERE_VORMEN:
            post.overgeslagen.append(veilige_naam(pad.name))
            continue
        _lees(pad, regio, uitvraag, geheim, post)
    return post


def _is_invoer(pad: Path, invoer: Path) -> bool:
    """The input itself or an earlier version of it, where it stands in the same folder."""
    if pad.resolve().parent != invoer.resolve().parent or pad.suffix != invoer.suffix:
        return False
    return pad.stem == invoer.stem or VORIGE.sub("", pad.stem) == invoer.stem


def open_opgave(pad: Path) -> Werkboek:
    """What somebody sent. Nothing from outside is opened here: first the gate, then a process of its own.

    Raises:
        Gebruikersfout: it cannot be read, or may not come in.
    """
    return lees_werkboek(pad)


def _plan_van(koppen: Sequence[Formulierkop], regio: Regio) -> tuple[str, int] | None:
    """The plan whose form it says to be; None where its years do not agree, for then one was changed by hand."""
    if len(koppen) != 1:
        return None
    kop = koppen[0]
    if kop.jaar is None or kop.peiljaar is None:
        return None
    eigen = kop.regio == regio.naam
    goed = (
        kop.peiljaar == peiljaar_van(regio, kop.jaar) if eigen else 0 <= kop.jaar - kop.peiljaar <= LANGSTE_ACHTERSTAND
    )
    return (kop.regio, kop.jaar) if goed else None


def _lees(pad: Path, regio: Regio, uitvraag: Uitvraag, geheim: Callable[[], bytes], post: _Post) -> None:
    naam = veilige_naam(pad.name)
    try:
        boek = open_opgave(pad)
    except Gebruikersfout as fout:
        (post.fouten if pad.suffix.lower() in WERKMAPPEN else post.onleesbaar).append(str(fout))
        return
    if is_telling(boek):
        try:
            post.opgaven.extend(lees_telling(boek, uitvraag))
        except Gebruikersfout as fout:
            post.fouten.append(str(fout))
        return
    sleutel = geheim()
    koppen = formulierkoppen(boek)
    plan = _plan_van(koppen, regio)
    if plan is not None and plan != (uitvraag.regio, uitvraag.jaar):
        post.ander_plan.setdefault(plan, []).append(naam)
        return
    try:
        if not koppen:
            raise GeenFormulier(naam)
        post.opgaven.append(lees_formulier(boek, uitvraag, sleutel))
    except Gebruikersfout as fout:
        post.fouten.append(str(fout))
        for kop in koppen:
            post.afgekeurd.setdefault(kop.gemeentecode, naam)


def _toon(uitvraag: Uitvraag, verzameling: Verzameling, post: _Post) -> None:
    """Who is in, who is not, and what the sender should know."""
    binnen = len(verzameling.van(Staat.NIEUW, Staat.OPGENOMEN))
    echo(f"{uitvraag.label}: cijfers over {uitvraag.peiljaar}, voor het plan van {uitvraag.jaar}", vet=True)
    heeft = "heeft" if binnen == 1 else "hebben"
    echo(f"{binnen} van {len(verzameling.standen)} deelnemers {heeft} een opgave die in orde is.")
    echo("")
    for stand in verzameling.standen:
        teken, tekst = IN_WOORDEN[stand.staat]
        echo(f"  {teken} {stand.gemeente:<{NAAMBREEDTE}} {tekst}{_afzender(stand.opgave, stand.bestand)}")
    echo("")
    for opgave in verzameling.nieuw:
        for waarschuwing in opgave.waarschuwingen:
            echo(f"Let op: {opgave.bestand}, {waarschuwing}")
        for melding in opgave.meldingen:
            echo(f"Melding: {opgave.bestand}, {melding}")
    for tekst in verzameling.meldingen:
        echo(f"Melding: {tekst}")
    if post.overgeslagen:
        echo(f"Melding: niet gelezen, want geen werkmap: {opsomming(post.overgeslagen)}.")
    if post.mappen:
        wat = "deze map is" if len(post.mappen) == 1 else "deze mappen zijn"
        echo(f"Melding: {wat} niet gelezen: {opsomming(post.mappen)}.")


def _afzender(opgave: Opgave | None, bestand: str) -> str:
    if opgave is None or opgave.datum is None:
        return f": {bestand}" if bestand else ""
    return f": {', '.join(filter(None, (bestand, datum(opgave.datum), opgave.ingevuld_door, opgave.contact)))}"


def _controleer(ingevoegd: Ingevoegd, invoer: Path, uitvraag: Uitvraag) -> Gegevens:
    """The new input must be one of which a plan can be made."""
    if ingevoegd.zonder:
        raise NietVolledig(uitvraag.peiljaar, ingevoegd.zonder)
    # What a formula becomes with the new figures is for Excel: the outcomes of before do for this look.
    boek = met_opgeslagen(lees_werkboek(ingevoegd.inhoud, invoer.name))
    try:
        return gegevens_uit(boek, invoer.parent)
    except InvoerFouten as fouten:
        regels = "\n".join(f"  {fout}" for fout in fouten.fouten)
        raise Gebruikersfout(
            f"met deze opgaven is {invoer.name} niet bruikbaar. De invoer is niet gewijzigd.\n{regels}"
        ) from None


def _toon_twijfels(gegevens: Gegevens, uitvraag: Uitvraag) -> None:
    """Figures that can be right and still ask for a look."""
    for opmerking in plausibel(figures(gegevens), gegevens.regio):
        if opmerking.peiljaar == uitvraag.peiljaar:
            echo(f"Let op: {opmerking.tekst}")


def _bewaar(invoer: Path, oud: bytes, nieuw: bytes) -> str:
    """The new input in place of the old one, and the old one beside it under a number."""
    controleer_doelen(invoer.parent, [invoer.name], overschrijf=True)
    nummers = [
        int(gevonden[1])
        for pad in invoer.parent.glob(f"*{invoer.suffix}")
        if (gevonden := VORIGE.search(pad.stem)) and VORIGE.sub("", pad.stem) == invoer.stem
    ]
    vorige = f"{invoer.stem}.{max(nummers, default=0) + 1:03d}{invoer.suffix}"
    try:
        if invoer.read_bytes() != oud:
            raise Intussen(invoer.name)
    except OSError as fout:
        raise NietTeSchrijven(invoer, fout) from None
    rechten = invoer.stat().st_mode
    for pad in schrijf_bestanden(invoer.parent, iter([(vorige, oud), (invoer.name, nieuw)])):
        with suppress(OSError):
            pad.chmod(rechten)
    return vorige


def _toon_wijzigingen(ingevoegd: Ingevoegd, invoer: Path, vorige: str) -> None:
    anders = [wijziging for wijziging in ingevoegd.wijzigingen if not wijziging.gelijk]
    if anders:
        echo(f"Gewijzigd in {invoer.name}:")
    for wijziging in anders:
        echo(f"  {wijziging.gemeente:<{NAAMBREEDTE}} {wijziging.maatstaf}: {wijziging.oud} → {wijziging.nieuw}")
    gelijk = len(ingevoegd.wijzigingen) - len(anders)
    if gelijk:
        echo(f"{hoeveel(gelijk, 'cijfer is', 'cijfers zijn')} hetzelfde als wat er al stond.")
    if ingevoegd.definities:
        echo(f"Bijgewerkt op blad Definities: {opsomming(list(ingevoegd.definities))}.")
    if ingevoegd.formules:
        echo(
            "Let op: in de invoer staan formules. Open het bestand in Excel en sla het op, zodat zij met de nieuwe "
            "cijfers rekenen."
        )
    echo("")
    aantal = hoeveel(len(ingevoegd.wijzigingen), "cijfer is", "cijfers zijn")
    echo(f"✓ {aantal} overgenomen in {invoer.name}. De vorige invoer staat in {vorige}.", vet=True)
