"""Checking a file from outside: through the gate, read in a process of its own, recognised, held against a region."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from calc.anders_gedekt import anders_gedekt
from calc.geldplausibel import geldtwijfels
from calc.gelezen import gelezen_van
from calc.plausibel import Opmerking, plausibel
from calc.verouderd import alleen_nullen, anders_omschreven, verouderd
from schemas.bsn import BSN_TEKST, bsn_plaats
from schemas.fouten import DE_REGIO, Bevinding, Ernst, Gebruikersfout, InvoerFouten, VerkeerdeKeuze
from schemas.geldend import GEPUBLICEERD, REGIOS, Regio, gevraagde_regio, laad_regio, regiobestanden
from schemas.inname import MEESTE_RIJEN, Ingelezen, gegevens_uit, lees_bestand
from schemas.keuring import Keuring, Levering, Soort, oordeel_over
from schemas.kladblok import gesorteerd
from schemas.losse.tabel import Losseopgave, Tabelwens, lees_losse
from schemas.onschadelijk import voor_terminal
from schemas.plaats import HET_BESTAND, Plaatsnaam, Vindplaats
from schemas.planbladen import INGEVULD, NOG_KLOPT, is_ingevuld_plan, is_invoer
from schemas.poort import Bestandssoort, bestandsnaam
from schemas.tabel import Rauwblad
from schemas.werkboek import Werkboek

if TYPE_CHECKING:
    from schemas.gegevens import Gegevens

Plaatsen = Callable[[str, str, int], Vindplaats]
"""From maatstaf, gemeentecode and peiljaar to where the figure stands."""


@dataclass(frozen=True)
class Keurvraag:
    """What the user said of the files."""

    regio: str | None = None
    wens: Tabelwens = field(default_factory=Tabelwens)
    vorig: Gegevens | None = None


@dataclass(frozen=True)
class Gekeurd:
    """A verdict with what the reports and the checks over many files need besides."""

    keuring: Keuring
    inhoud: bytes = b""
    vorm: Bestandssoort | None = None
    bladen: tuple[Rauwblad, ...] = ()
    regio: Regio | None = None
    tabel: pd.DataFrame | None = None
    plaats: Plaatsen | None = None
    gegevens: Gegevens | None = None
    """Of an input that is right: its figures."""

    def licht(self) -> Gekeurd:
        """Without what it can be read for again: of many files only the verdicts are kept, and figures to compare."""
        los = replace(self, inhoud=b"", bladen=(), gegevens=None)
        return los if self.keuring.goed else replace(los, tabel=None, plaats=None)

    def opnieuw(self, pad: Path) -> Gekeurd:
        """With its sheets again.

        Raises:
            Gebruikersfout: the file is gone or is not what it was.
        """
        if self.bladen or self.vorm is None or self.keuring.vertrouwelijk:
            return self
        ingelezen = lees_bestand(pad)
        if ingelezen.sha256 != self.keuring.sha256:
            raise Gebruikersfout(f"{self.keuring.bestand} is intussen gewijzigd; controleer het opnieuw.")
        return replace(self, inhoud=ingelezen.inhoud, bladen=ingelezen.bladen)


def keur(pad: Path, vraag: Keurvraag) -> Gekeurd:
    """The verdict on one file. Whatever is wrong with it is a finding; only wrong use is raised."""
    return _keur(pad, pad.name, pad.parent, vraag)


def keur_inhoud(inhoud: bytes, volle_naam: str, map_: Path | None, vraag: Keurvraag) -> Gekeurd:
    """The verdict on the bytes of one file, for whoever received them otherwise than from a disk.

    Args:
        volle_naam: the name that the sender gave it, for its extension and for the messages.
        map_: the folder whose region files and secret count; None where there is none (only the shipped regions).
    """
    return _keur(inhoud, volle_naam, map_, vraag)


def _keur(bron: Path | bytes, volle_naam: str, map_: Path | None, vraag: Keurvraag) -> Gekeurd:
    naam = bestandsnaam(volle_naam)
    try:
        ingelezen = lees_bestand(bron, volle_naam)
    except Gebruikersfout as fout:
        sha256 = hashlib.sha256(bron).hexdigest() if isinstance(bron, bytes) else ""
        return _refused(naam, sha256, oordeel_over(fout, naam))
    return _recognised(map_, ingelezen, vraag)


def _refused(naam: str, sha256: str, fout: Bevinding) -> Gekeurd:
    return Gekeurd(Keuring(naam, sha256, "onbekend", (fout,)))


def _recognised(map_: Path | None, ingelezen: Ingelezen, vraag: Keurvraag) -> Gekeurd:
    from schemas.formulierblad import is_formulier

    boek = ingelezen.werkboek
    keuring = Keuring(ingelezen.bestand, ingelezen.sha256, "onbekend", ())
    basis = Gekeurd(keuring, ingelezen.inhoud, ingelezen.soort, ingelezen.bladen)
    if boek is not None and is_invoer(boek):
        soort: Soort = "invoer"
    elif boek is not None and is_formulier(boek):
        soort = "formulier"
    elif boek is not None and is_ingevuld_plan([raster.naam for raster in boek.bladen]):
        return _refused(ingelezen.bestand, ingelezen.sha256, Bevinding(INGEVULD, advies=NOG_KLOPT))
    else:
        return _loose(map_, basis, ingelezen, vraag)
    if geheim := ingelezen.bsn:
        # What stands in such a column may reach no message, so nothing else of this file is told.
        gevonden = [
            Bevinding(BSN_TEKST, Vindplaats(blad.naam, bsn_plaats(blad, kolom), 0, kolom)) for blad, kolom in geheim
        ]
        keuring = replace(keuring, soort=soort, bevindingen=tuple(gevonden), vertrouwelijk=True)
        return replace(basis, keuring=keuring, bladen=(), inhoud=b"")
    return _input(map_, basis, boek, vraag) if soort == "invoer" else _form(map_, basis, boek, vraag)


def _loose(map_: Path | None, basis: Gekeurd, ingelezen: Ingelezen, vraag: Keurvraag) -> Gekeurd:
    regios = [gekozen_regio(vraag.regio, map_)] if vraag.regio else alle_regios(map_)
    opgave: Losseopgave = lees_losse(basis.keuring.bestand, ingelezen.bladen, regios, vraag.wens)
    extra = [Bevinding(tekst, ernst=Ernst.MELDING) for tekst in ingelezen.meldingen]
    regio = opgave.regio
    jaren = ", ".join(str(jaar) for jaar in opgave.peiljaren[:4]) + (", …" if len(opgave.peiljaren) > 4 else "")
    keuring = replace(
        basis.keuring,
        soort="losse tabel" if regio or opgave.vertrouwelijk else "onbekend",
        bevindingen=gesorteerd([*opgave.bevindingen, *extra]),
        omschrijving=f"losse tabel van {regio.label}, peiljaar {jaren}" if regio else "",
        regio=regio.naam if regio else "",
        levering=opgave.levering() if regio and len(opgave.tabel) <= MEESTE_RIJEN else frozenset(),
        vertrouwelijk=opgave.vertrouwelijk,
    )
    if opgave.vertrouwelijk:
        basis = replace(basis, inhoud=b"", bladen=())
    return replace(basis, keuring=keuring, regio=regio, tabel=opgave.tabel, plaats=_in_table(opgave))


def _in_table(opgave: Losseopgave) -> Plaatsen:
    # Only the places of the sheet are needed later, and not its cells.
    los = opgave.blad and replace(opgave.blad, kolommen=())
    opgave = replace(opgave, blad=los)

    def plaats(maatstaf: str, code: str, peiljaar: int) -> Vindplaats:
        if opgave.blad is None:
            return HET_BESTAND
        titel = opgave.titel(maatstaf, peiljaar)
        blad = opgave.blad
        deel = opgave.tabel
        rijen = deel.loc[(deel["gemeentecode"] == code) & (deel["peiljaar"] == peiljaar), "rij"] if code else ()
        if len(rijen) == 0:
            return Vindplaats(
                blad.naam, blad.kolomplaats(titel.kolom) if blad.naam else Plaatsnaam("kolom", titel.tekst)
            )
        rij = int(next(iter(rijen)))
        return Vindplaats(blad.naam, blad.plaats(rij, titel.kolom, titel.tekst), *blad.bron(rij, titel.kolom))

    return plaats


def _input(map_: Path | None, basis: Gekeurd, boek: Werkboek | None, vraag: Keurvraag) -> Gekeurd:
    if boek is None:
        raise AssertionError("an input is a workbook")
    try:
        gegevens = gegevens_uit(boek, map_)
    except Gebruikersfout as fout:
        return replace(basis, keuring=replace(basis.keuring, soort="invoer", bevindingen=_faults(fout, boek.bestand)))
    geweigerd, bevindingen = _as_a_plan(gegevens)
    if geweigerd:
        return replace(basis, keuring=replace(basis.keuring, soort="invoer", bevindingen=tuple(bevindingen)))
    plan, regio = gegevens.plan, gegevens.regio
    tabel = figures(gegevens)
    cellen = {(w.maatstaf, w.gemeentecode, w.peiljaar): w.cel for w in gegevens.maatstaven}

    def plaats(maatstaf: str, code: str, peiljaar: int) -> Vindplaats:
        return cellen.get((maatstaf, code, peiljaar)) or Vindplaats("Maatstaven")

    bevindingen += [
        Bevinding(tekst, Vindplaats("Maatstaven"), ernst=Ernst.WAARSCHUWING) for _, tekst in verouderd(gegevens)
    ]
    nullen = [zin for soort in regio.kostensoorten for zin in alleen_nullen(gegevens, soort, plan.jaar)]
    bevindingen += [Bevinding(zin, Vindplaats("Maatstaven"), ernst=Ernst.WAARSCHUWING) for zin in nullen]
    if vraag.vorig is not None:
        anders = anders_omschreven(gegevens, vraag.vorig)
        bevindingen += [Bevinding(tekst, Vindplaats("Definities"), ernst=Ernst.WAARSCHUWING) for _, tekst in anders]
    for een in anders_gedekt(gegevens):
        ernst, slot = (Ernst.MELDING, "") if een.bekend else (Ernst.WAARSCHUWING, " Let op of dat klopt.")
        bevindingen.append(Bevinding(f"{een.zin}{slot}", Vindplaats("Begroting"), ernst=ernst))
    bevindingen += [
        Bevinding(t.tekst, Vindplaats(t.blad), ernst=Ernst.WAARSCHUWING) for t in geldtwijfels(gegevens, vraag.vorig)
    ]
    bevindingen += gegevens.meldingen
    keuring = replace(
        basis.keuring,
        soort="invoer",
        bevindingen=tuple(bevindingen),
        omschrijving=f"{regio.label}, {plan.jaar}, {plan.status}",
        regio=regio.naam,
        levering=frozenset(Levering(w.gemeentecode, w.maatstaf, w.peiljaar) for w in gegevens.maatstaven),
    )
    return replace(basis, keuring=keuring, regio=regio, tabel=tabel, plaats=plaats, gegevens=gegevens)


def _as_a_plan(gegevens: Gegevens) -> tuple[bool, list[Bevinding]]:
    """Whether a plan of these figures would be refused, and what is wrong with it: told now, and not by `plan`."""
    from calc.kritieke_rest import controleer_bedragen
    from calc.oordeel import Oordeel
    from calc.tabellen.controles import controles
    from calc.uitkomst import bereken

    try:
        uitkomst = bereken(gegevens)
        controleer_bedragen(uitkomst)
    except Gebruikersfout as fout:
        return True, [Bevinding.van(fout)]
    fouten = [controle.zin for controle in controles(uitkomst) if controle.oordeel is Oordeel.AFWIJKING]
    return False, [Bevinding(zin) for zin in fouten]


def _form(map_: Path | None, basis: Gekeurd, boek: Werkboek | None, vraag: Keurvraag) -> Gekeurd:
    from calc.uitvraag import peiljaar_van, uitvraag_van
    from schemas.formulierblad import formulierblad, lees_formulierkop
    from schemas.formulierlezer import lees_formulier
    from schemas.kenmerk import GEHEIMBESTAND, lees_geheim

    if boek is None:
        raise AssertionError("a form is a workbook")
    keuring = replace(basis.keuring, soort="formulier")
    try:
        kop = lees_formulierkop(boek)
    except Gebruikersfout as fout:
        return replace(basis, keuring=replace(keuring, bevindingen=(oordeel_over(fout, boek.bestand),)))
    regio: Regio | None = None
    try:
        if kop.jaar is None:
            raise InvoerFouten(boek.bestand, [Bevinding("op het formulier staat geen jaar")])
        regio = gekozen_regio(vraag.regio, map_) if vraag.regio else laad_regio(kop.regio, map_)
        pad = map_ / GEHEIMBESTAND if map_ is not None else None
        geheim = lees_geheim(pad) if pad is not None and pad.is_file() else None
        opgave = lees_formulier(boek, uitvraag_van(regio, kop.jaar), geheim)
    except Gebruikersfout as fout:
        keuring = replace(
            keuring, bevindingen=_faults(fout, boek.bestand), afzender=voor_terminal(kop.gemeentecode, 10)
        )
        if regio is not None and kop.jaar is not None and regio.deelnemers(kop.jaar):
            keuring = replace(keuring, regio=regio.naam, peiljaar=peiljaar_van(regio, kop.jaar))
        return replace(basis, keuring=keuring, regio=regio)
    blad = formulierblad(boek).naam
    peiljaar = opgave.peiljaar
    plekken = {cijfer.maatstaf: cijfer.cel for cijfer in opgave.cijfers}

    def plaats(maatstaf: str, code: str, _jaar: int) -> Vindplaats:
        cel = plekken.get(maatstaf) if code else None
        return Vindplaats(blad) if cel is None else Vindplaats.in_cel(blad, *cel)

    bevindingen = [*opgave.waarschuwingen, *opgave.meldingen]
    if not opgave.cijfers:
        vooraf = "is vooraf ingevuld en nog niet bevestigd: stand, naam en datum ontbreken"
        tekst = vooraf if opgave.onbevestigd else "is nog niet ingevuld"
        bevindingen.append(Bevinding(f"het formulier {tekst}", Vindplaats(blad)))
    rij = {cijfer.maatstaf: float(cijfer.waarde) for cijfer in opgave.cijfers}
    tabel = pd.DataFrame([{"rij": 0, "peiljaar": peiljaar, "gemeentecode": opgave.gemeentecode, **rij}])
    keuring = replace(
        keuring,
        bevindingen=gesorteerd(bevindingen),
        omschrijving=f"formulier van {opgave.gemeente}, {regio.label}, {opgave.jaar}",
        regio=regio.naam,
        levering=frozenset(Levering(opgave.gemeentecode, maatstaf, peiljaar) for maatstaf in rij),
        afzender=opgave.gemeentecode,
        peiljaar=peiljaar,
    )
    return replace(basis, keuring=keuring, regio=regio, tabel=tabel, plaats=plaats)


def _faults(fout: Gebruikersfout, bestand: str) -> tuple[Bevinding, ...]:
    if isinstance(fout, InvoerFouten):
        if fout.bestand != bestand:
            # The region file beside it: its name and line, for nothing in this file needs to be mended.
            return tuple(
                Bevinding(f"{fout.bestand}, {los.waar}: {los.tekst}", verwacht=los.verwacht) for los in fout.fouten
            )
        return fout.fouten
    return (Bevinding.van(fout),)


def figures(gegevens: Gegevens) -> pd.DataFrame:
    """The maatstaven of an input: a row per participant and peiljaar."""
    rijen: dict[tuple[int, str], dict[str, float]] = {}
    for waarde in gegevens.maatstaven:
        rijen.setdefault((waarde.peiljaar, waarde.gemeentecode), {})[waarde.maatstaf] = float(waarde.waarde)
    return pd.DataFrame([{"rij": 0, "peiljaar": jaar, "gemeentecode": code, **w} for (jaar, code), w in rijen.items()])


def gekozen_regio(naam: str, map_: Path | None) -> Regio:
    """The region that the user named with the option."""
    try:
        return gevraagde_regio(naam, map_)
    except Gebruikersfout as fout:
        raise VerkeerdeKeuze(DE_REGIO, str(fout)) from fout


def alle_regios(map_: Path | None) -> list[Regio]:
    """Every region that a loose table may be of, made-up ones last; a region file beside it that is wrong is not in the
    way."""
    mappen = [m for m in (map_, REGIOS) if m is not None]
    paden = [pad for m in mappen for pad in sorted(regiobestanden(m), key=lambda pad: pad.stem != GEPUBLICEERD)]
    namen = dict.fromkeys(pad.stem for pad in paden)
    gevonden = []
    for naam in namen:
        try:
            gevonden.append(laad_regio(naam, map_))
        except Gebruikersfout:
            continue
    return gevonden


def with_warnings(gekeurd: Sequence[Gekeurd], vorig: pd.DataFrame | None) -> list[Gekeurd]:
    """Adds what asks for a look. Forms and loose tables of one region are looked at together; an input by itself."""
    samen: dict[str, list[int]] = {}
    for nummer, een in enumerate(gekeurd):
        if een.tabel is not None and een.regio is not None and not een.tabel.empty and een.keuring.goed:
            groep = f"invoer {nummer}" if een.keuring.soort == "invoer" else een.regio.naam
            samen.setdefault(groep, []).append(nummer)
    uit = [_with_what_was_read(een, vorig) for een in gekeurd]
    for nummers in samen.values():
        extra = _together([gekeurd[nummer] for nummer in nummers], vorig)
        for plek, bevindingen in extra.items():
            een = uit[nummers[plek]]
            keuring = replace(een.keuring, bevindingen=gesorteerd([*een.keuring.bevindingen, *bevindingen]))
            uit[nummers[plek]] = replace(een, keuring=keuring)
    return uit


def _with_what_was_read(een: Gekeurd, vorig: pd.DataFrame | None) -> Gekeurd:
    if een.tabel is None or een.regio is None or een.tabel.empty or een.keuring.vertrouwelijk:
        return een
    return replace(een, keuring=replace(een.keuring, gelezen=gelezen_van(een.tabel, een.regio, vorig)))


def _together(groep: Sequence[Gekeurd], vorig: pd.DataFrame | None) -> Mapping[int, list[Bevinding]]:
    tabellen = [een.tabel for een in groep if een.tabel is not None]
    regio = groep[0].regio
    if regio is None:
        return {}
    bron: dict[tuple[str, int], int] = {}
    extra: dict[int, list[Bevinding]] = {}
    if len(tabellen) > 1:
        for plek, tabel in enumerate(tabellen):
            for code, jaar in zip(tabel["gemeentecode"], tabel["peiljaar"], strict=True):
                eerder = bron.setdefault((str(code), int(jaar)), plek)
                if eerder != plek:
                    tekst = (
                        f"cijfers van {regio.gemeente(str(code))}, peiljaar {int(jaar)}, staan ook in "
                        f"{groep[eerder].keuring.bestand}"
                    )
                    extra.setdefault(plek, []).append(Bevinding(tekst, ernst=Ernst.WAARSCHUWING))
    alles = pd.concat(tabellen, ignore_index=True) if len(tabellen) > 1 else tabellen[0]
    for opmerking in plausibel(alles, regio, vorig):
        plek = bron.get((opmerking.gemeentecode, opmerking.peiljaar), 0)
        extra.setdefault(plek, []).append(_placed(opmerking, groep[plek]))
    return extra


def _placed(opmerking: Opmerking, gekeurd: Gekeurd) -> Bevinding:
    een = opmerking
    waar = gekeurd.plaats(een.maatstaf, een.gemeentecode, een.peiljaar) if gekeurd.plaats else HET_BESTAND
    return Bevinding(een.tekst, waar, ernst=Ernst.WAARSCHUWING)
