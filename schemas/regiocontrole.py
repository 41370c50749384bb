"""What must hold between the parts of a region file: no overlap in time, no name twice, no key of unknown parts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from schemas.fouten import Regiofout, onbekend
from schemas.naamvorm import naamvorm
from schemas.opbouwcontrole import controleer_opbouw
from schemas.regio import Deelnemer, Regiodelen
from schemas.regiodelencontrole import CODE, controleer_delen, geen_code

VOORBEHOUDEN: Final = ("rato", "totaal")
VASTE_KOLOMMEN: Final = (
    "peiljaar", "gemeentecode", "gemeente", "deelnemercode", "deelnemer", "voorlopig", "bevestigd",
)  # fmt: skip
"""Columns of sheet Maatstaven that say whose figures a row has, and of when."""
EINDE: Final = 9999
CBS: Final = re.compile(r"GM\d{4}")


def controleer_regio(bestand: Regiodelen) -> tuple[Regiofout, ...]:
    """Every fault that no single field can tell."""
    return tuple(
        fout
        for controle in (
            _jaren,
            _dubbelen,
            _codes,
            _organisatie,
            _maatstaven,
            _maten,
            controleer_delen,
            controleer_opbouw,
            _tellingen,
            _samenvoegingen,
        )
        for fout in controle(bestand)
    )


def _overlap(een: Deelnemer, ander: Deelnemer) -> int | None:
    """First year in which both take part."""
    begin = max(een.van, ander.van)
    return begin if begin <= min(een.tot_en_met or EINDE, ander.tot_en_met or EINDE) else None


def _jaren(bestand: Regiodelen) -> Iterator[Regiofout]:
    for plek, deelnemer in enumerate(bestand.deelnemers):
        if deelnemer.tot_en_met is not None and deelnemer.tot_en_met < deelnemer.van:
            yield Regiofout(
                ("deelnemers", plek, "tot_en_met"),
                f"{deelnemer.naam} doet mee tot en met {deelnemer.tot_en_met}, maar begint pas in {deelnemer.van}",
            )


def _dubbelen(bestand: Regiodelen) -> Iterator[Regiofout]:
    """A code or spelling must point at one participant in every year."""
    eerder: dict[str, list[int]] = {}
    for plek, ander in enumerate(bestand.deelnemers):
        # Only who shares a code or a spelling can be in the way; in a large list that is hardly anyone.
        sleutels = [f"code {ander.code}", *(f"naam {vorm}" for vorm in ander.vormen)]
        for nummer in sorted({nummer for sleutel in sleutels for nummer in eerder.get(sleutel, ())}):
            yield from _samen(bestand.deelnemers[nummer], ander, plek)
        for sleutel in sleutels:
            eerder.setdefault(sleutel, []).append(plek)
    for plek, deelnemer in enumerate(bestand.deelnemers):
        gezien = {naamvorm(deelnemer.naam)}
        for nummer, naam in enumerate(deelnemer.andere_schrijfwijzen):
            if naamvorm(naam) in gezien:
                yield Regiofout(
                    ("deelnemers", plek, "andere_schrijfwijzen", nummer), f"'{naam}' staat al bij {deelnemer.naam}"
                )
            gezien.add(naamvorm(naam))


def _samen(een: Deelnemer, ander: Deelnemer, plek: int) -> Iterator[Regiofout]:
    """What two participants may not share in a year in which both take part."""
    jaar = _overlap(een, ander)
    if jaar is None:
        return
    if een.code == ander.code:
        yield Regiofout(
            ("deelnemers", plek, "code"),
            f"code {ander.code} staat er twee keer in {jaar}: {een.naam} en {ander.naam}",
        )
        return
    eigen: list[tuple[tuple[str | int, ...], str]] = [(("naam",), ander.naam)]
    eigen += [(("andere_schrijfwijzen", nummer), naam) for nummer, naam in enumerate(ander.andere_schrijfwijzen)]
    for pad, naam in eigen:
        if naamvorm(naam) in een.vormen:
            yield Regiofout(
                ("deelnemers", plek, *pad),
                f"'{naam}' wijst in {jaar} op twee deelnemers: {een.naam} ({een.code}) en {ander.naam} ({ander.code})",
            )


def _codes(bestand: Regiodelen) -> Iterator[Regiofout]:
    """GM is the code that CBS gives a municipality: four figures, and nobody else's."""
    for plek, deelnemer in enumerate(bestand.deelnemers):
        if deelnemer.code.startswith("GM") and not CBS.fullmatch(deelnemer.code):
            yield Regiofout(("deelnemers", plek, "code"), f"'{deelnemer.code}'", "GM en vier cijfers, zoals GM0888")
        elif CBS.fullmatch(deelnemer.code) and deelnemer.soort != "gemeente":
            yield Regiofout(
                ("deelnemers", plek, "soort"), f"'{deelnemer.soort}'; {deelnemer.code} is de code van een gemeente"
            )


def _organisatie(bestand: Regiodelen) -> Iterator[Regiofout]:
    """One of two says who does the work; a centrumgemeente takes part itself."""
    centrum = bestand.centrumgemeente
    if (centrum is None) == (bestand.organisatie is None):
        tekst = f"velden 'centrumgemeente' en 'organisatie' {'staan er allebei' if centrum else 'ontbreken'}"
        yield Regiofout(("centrumgemeente",) if centrum else (), tekst, "een van beide")
    namen = {deelnemer.code: deelnemer.naam for deelnemer in bestand.deelnemers}
    if centrum is not None and centrum not in namen:
        yield geen_code(("centrumgemeente",), centrum, f"gemeente{CODE}", namen)


def _maatstaven(bestand: Regiodelen) -> Iterator[Regiofout]:
    labels: dict[str, str] = {}
    for naam, maatstaf in bestand.maatstaven.items():
        if naam in VOORBEHOUDEN:
            yield Regiofout(
                ("maatstaven", naam), f"een maatstaf kan niet '{naam}' heten: die naam heeft al een betekenis"
            )
        for titel in (naam, maatstaf.label, *maatstaf.andere_schrijfwijzen):
            if naamvorm(titel) in VASTE_KOLOMMEN:
                yield Regiofout(
                    ("maatstaven", naam),
                    f"'{titel}' is al de titel van een kolom op blad Maatstaven; geef de maatstaf een andere naam",
                )
        # A column of the input is found by its name or its label, so neither may stand for two.
        for vorm in {naamvorm(titel) for titel in (naam, maatstaf.label, *maatstaf.andere_schrijfwijzen)}:
            if vorm in labels:
                yield Regiofout(
                    ("maatstaven", naam), f"'{naam}' en '{labels[vorm]}' hebben dezelfde naam of hetzelfde label"
                )
            labels.setdefault(vorm, naam)


def _maten(bestand: Regiodelen) -> Iterator[Regiofout]:
    """A maatstaf is asked for, with its definition and unit, or worked out from others."""
    for naam, maatstaf in bestand.maatstaven.items():
        pad = ("maatstaven", naam)
        for veld in ("definitie", "eenheid"):
            if not maatstaf.formule and not getattr(maatstaf, veld):
                er_staat = veld in maatstaf.model_fields_set
                yield (
                    Regiofout((*pad, veld), "leeg", "ten minste één")
                    if er_staat
                    else Regiofout(pad, f"veld '{veld}' ontbreekt")
                )
        for veld in ("telling", "per_pakket", "achterstand", "peildatum"):
            if maatstaf.formule and getattr(maatstaf, veld):
                yield Regiofout((*pad, veld), f"'{naam}' is een formule; {veld} hoort bij wat daarin staat")


def _tellingen(bestand: Regiodelen) -> Iterator[Regiofout]:
    """Only a number can be counted, on a day only where there is one, and a title points at one column."""
    for naam, maatstaf in bestand.maatstaven.items():
        for jaar, regel in maatstaf.telling.items():
            pad = ("maatstaven", naam, "telling", jaar)
            if maatstaf.eenheid_van(jaar) != "aantal":
                yield Regiofout(pad, f"'{naam}' is in {jaar} geen aantal; alleen een aantal wordt geteld uit regels")
            dagen = [m.waarde for vanaf, m in sorted(maatstaf.peildatum.items()) if vanaf <= jaar]
            if regel.wanneer == "peildatum" and (not dagen or dagen[-1] == "heel jaar"):
                yield Regiofout(
                    (*pad, "wanneer"), f"'{naam}' heeft in {jaar} geen peildatum; zet er een bij, zoals 31 december"
                )
    titels: dict[str, str] = {}
    for kolom, namen in bestand.regels.andere_schrijfwijzen.items():
        for plek, titel in enumerate(namen):
            if titels.setdefault(naamvorm(titel), kolom) != kolom:
                yield Regiofout(
                    ("regels", "andere_schrijfwijzen", kolom, plek),
                    f"'{titel}' staat ook bij {titels[naamvorm(titel)]}; een titel hoort bij één kolom",
                )


def _samenvoegingen(bestand: Regiodelen) -> Iterator[Regiofout]:
    """Who merged is known, took part before that and not after, and went into one other."""
    bekend = {deelnemer.code for deelnemer in bestand.deelnemers}
    waarin: dict[str, str] = {}
    for plek, deelnemer in enumerate(bestand.deelnemers):
        pad = ("deelnemers", plek, "samengesteld_uit")
        for code in deelnemer.samengesteld_uit:
            nog = [een for een in bestand.deelnemers if een.code == code and een.neemt_deel(deelnemer.van)]
            if code == deelnemer.code:
                yield from _onder_eigen_code(bestand, deelnemer, pad)
                continue
            if deelnemer.code in deelnemer.samengesteld_uit:
                nog = []
            if code not in bekend:
                yield onbekend(pad, code, "deelnemer van deze regio", sorted(bekend))
            elif nog:
                tekst = f"{nog[0].naam} ({code}) doet in {deelnemer.van} zelf nog mee"
                yield Regiofout(pad, tekst, f"tot en met {deelnemer.van - 1}")
            elif waarin.setdefault(code, deelnemer.code) != deelnemer.code:
                yield Regiofout(pad, f"'{code}' is ook al samengevoegd in {waarin[code]}")


def _onder_eigen_code(bestand: Regiodelen, deelnemer: Deelnemer, pad: tuple[str | int, ...]) -> Iterator[Regiofout]:
    """Who takes others in goes on, and they end together while it took part."""
    anderen = [een for een in bestand.deelnemers if een.code in deelnemer.samengesteld_uit and een is not deelnemer]
    einden = {een.tot_en_met for een in anderen}
    (einde, *meer) = einden or {None}
    if not anderen:
        yield Regiofout(pad, f"'{deelnemer.code}' is de deelnemer zelf; noem ook wie erin opgaat")
    elif meer or einde is None:
        yield Regiofout(pad, f"wie in {deelnemer.naam} opgaat, heeft een tot_en_met, en allemaal hetzelfde jaar")
    elif not (deelnemer.neemt_deel(einde) and deelnemer.neemt_deel(einde + 1)):
        yield Regiofout(pad, f"{deelnemer.naam} doet niet mee in {einde} en {einde + 1}; dan gaat niemand erin op")
