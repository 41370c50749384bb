"""A loose table of participants with figures: where it stands, of which region it is, and what its columns mean."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import pandas as pd

from schemas.bsn import BSN_TEKST, bsn_kolommen, bsn_plaats
from schemas.deelnemerlijst import Deelnemerlijst
from schemas.fouten import DE_REGIO, Advies, Bestandsfout, Bevinding, Ernst, Gebruikersfout, VerkeerdGebruik
from schemas.getal import Notatie
from schemas.keuring import Levering, oordeel_over
from schemas.kladblok import Kladblok
from schemas.losse.cijfers import Kolomlezer
from schemas.losse.controle import Tabelkeuring
from schemas.losse.kolommen import Kolomkiezer
from schemas.losse.omgeving import Omgeving
from schemas.losse.rijen import Rijlezer, herkend
from schemas.losse.vorm import Omgezet, zoek_tabel
from schemas.ongezien import BLAD, RAAD, ongezien
from schemas.plaats import Plaatsnaam, Vindplaats
from schemas.tabel import BOVENSTE, Rauwblad
from schemas.titels import Kopregel, Titel, Titelboek

if TYPE_CHECKING:
    from schemas.geldend import Regio


@dataclass(frozen=True)
class Tabelwens:
    """What the one who asks already knows of a table."""

    peiljaar: int | None = None
    notatie: Notatie | None = None
    deel: bool = False
    """Whether it need not hold all participants, however many are in it."""


@dataclass(frozen=True)
class Losseopgave:
    """The figures of a loose table and what was found while reading them.

    `tabel` has a row per row that counts: rij, peiljaar, gemeentecode, and a column of doubles per maatstaf, of which
    the shortest decimal is what stands in the file (NaN: nothing).
    """

    regio: Regio | None
    tabel: pd.DataFrame
    blad: Rauwblad | None
    kolommen: Mapping[tuple[str, int | None], Titel]
    bevindingen: tuple[Bevinding, ...]
    vertrouwelijk: bool = False

    @property
    def maatstaven(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(maatstaf for maatstaf, _ in self.kolommen))

    @property
    def peiljaren(self) -> tuple[int, ...]:
        return tuple(sorted({int(jaar) for jaar in self.tabel["peiljaar"].unique()}))

    def titel(self, maatstaf: str, peiljaar: int) -> Titel:
        return self.kolommen.get((maatstaf, peiljaar)) or self.kolommen[maatstaf, None]

    def levering(self) -> frozenset[Levering]:
        """What this table supplies, without the figures themselves."""
        return frozenset(
            Levering(str(code), maatstaf, int(jaar))
            for maatstaf in self.maatstaven
            for code, jaar in zip(*(self.tabel.loc[self.tabel[maatstaf].notna(), k] for k in SLEUTEL), strict=True)
        )


SLEUTEL: Final = ("gemeentecode", "peiljaar")
LEEG: Final = pd.DataFrame({"rij": [], "peiljaar": [], "gemeentecode": []})


class GeenTabel(Bestandsfout):
    """No sheet of a file has a table of participants."""

    def __init__(self, bestand: str, regios: Sequence[Regio], bijna: str = "") -> None:
        titels = dict.fromkeys(maatstaf.label for regio in regios for maatstaf in regio.bestand.opgevraagd.values())
        geen_kop = (
            f"in de eerste {BOVENSTE} rijen staat geen kopregel met Gemeente of Gemeentecode en een maatstaf "
            f"({', '.join(titels)})"
        )
        super().__init__(bestand, f"heeft geen tabel die wordt herkend: {bijna or geen_kop}")


def lees_losse(bestand: str, bladen: Sequence[Rauwblad], regios: Sequence[Regio], wens: Tabelwens) -> Losseopgave:
    """Read a loose table.

    Args:
        bestand: the name of the file, for the messages.
        bladen: its sheets; a CSV has one without a name.
        regios: the regions it may be of; one when the sender says which.
        wens: what else is known of it.
    Returns:
        The figures and the findings. Faults are findings: nothing is raised for them.
    """
    klad = Kladblok({blad.naam: plek for plek, blad in enumerate(bladen)})
    geheim = _confidential(bladen, klad)
    try:
        lijst, kop = _find(bestand, bladen, regios, geheim)
    except VerkeerdGebruik:
        raise
    except Gebruikersfout as fout:
        if not geheim:
            # With a column out of sight a table may no longer be one; that column is what must go first.
            een = oordeel_over(fout, bestand)
            klad.algemeen(Ernst.FOUT, een.tekst, verwacht=een.verwacht, advies=een.advies)
        return Losseopgave(None, LEEG, None, {}, klad.bevindingen, bool(geheim))
    regio = lijst.regio
    _other_sheets(bladen, kop, lijst, klad)
    omgeving = Omgeving(kop, regio.bestand.maatstaven, klad)
    kop = omgeving.met_jaar(wens.peiljaar)
    rijen = Rijlezer(kop, lijst, wens.peiljaar, klad)
    verborgen = geheim.get(kop.blad.naam, frozenset())
    kolommen = Kolomkiezer(kop, lijst, wens.peiljaar, klad).kies(rijen, verborgen)
    lezer = Kolomlezer(kop.blad, wens.notatie, klad)
    controle = Tabelkeuring(kop, kolommen, rijen, lezer, lijst, klad, deel=wens.deel)
    tabel = controle.tabel()
    laatste = int(tabel["rij"].max()) if len(tabel) and not isinstance(kop.blad, Omgezet) else 0
    omgeving.houd_tegen(kolommen.values(), tabel["peiljaar"].unique().tolist(), laatste)
    _notations(kop.blad, lezer, klad)
    _unseen(kop, kolommen, tabel, klad)
    return Losseopgave(regio, tabel, kop.blad, kolommen, _at_source(klad.bevindingen, kop.blad), bool(geheim))


def _at_source(bevindingen: Sequence[Bevinding], blad: Rauwblad) -> tuple[Bevinding, ...]:
    """Findings in a table that was set upright are marked in the cells of the sender."""
    if not isinstance(blad, Omgezet):
        return tuple(bevindingen)
    uit = []
    for een in bevindingen:
        waar = een.waar
        if waar.rij and waar.blad == blad.naam:
            rij, kolom = blad.bron(waar.rij, waar.kolom) if waar.kolom else (0, 0)
            een = replace(een, waar=waar._replace(rij=rij, kolom=kolom))
        uit.append(een)
    return tuple(uit)


def _confidential(bladen: Sequence[Rauwblad], klad: Kladblok) -> Mapping[str, frozenset[int]]:
    """Columns of burgerservicenummers. The message names the column, never what is in it."""
    gevonden = {blad.naam: frozenset(bsn_kolommen(blad)) for blad in bladen}
    for blad in bladen:
        for kolom in sorted(gevonden[blad.naam]):
            klad.algemeen(Ernst.FOUT, BSN_TEKST, Vindplaats(blad.naam, bsn_plaats(blad, kolom), 0, kolom))
    return {naam: kolommen for naam, kolommen in gevonden.items() if kolommen}


def _without(blad: Rauwblad, kolommen: frozenset[int]) -> Rauwblad:
    """The sheet as if those columns were empty: what is in them can then reach no message."""
    leeg = [None] * blad.hoogte
    over = (leeg if nummer in kolommen else kolom for nummer, kolom in enumerate(blad.kolommen, start=1))
    return Rauwblad(blad.naam, tuple(over), blad.regels, blad.verborgen)


def _find(
    bestand: str, bladen: Sequence[Rauwblad], regios: Sequence[Regio], geheim: Mapping[str, frozenset[int]]
) -> tuple[Deelnemerlijst, Kopregel]:
    """The region and the sheet: where most participants are recognised."""
    beste: list[tuple[int, Deelnemerlijst, Kopregel]] = []
    koppen = 0
    bijna = ""
    schoon = [_without(blad, geheim[blad.naam]) if blad.naam in geheim else blad for blad in bladen]
    for regio in regios:
        boek = Titelboek(regio.bestand)
        lijst = Deelnemerlijst(regio)
        for blad in schoon:
            kop = zoek_tabel(blad, boek, lijst)
            if kop is None or not kop.past:
                bijna = bijna or (_nearly(kop, regio) if kop is not None else "")
                continue
            koppen += 1
            beste.append((_recognised(kop, lijst), lijst, kop))
    if not koppen:
        raise GeenTabel(bestand, regios, bijna)
    meeste = max(aantal for aantal, _, _ in beste)
    gelijk = list(
        {lijst.regio.naam: (lijst, kop) for aantal, lijst, kop in reversed(beste) if aantal == meeste}.values()
    )
    if not meeste and len(regios) > 1:
        advies = Advies.met(DE_REGIO, "Zeg {} van welke regio het is")
        raise Bestandsfout(bestand, "noemt geen deelnemers van een regio die bekend is.", advies)
    if len(gelijk) > 1:
        namen = " of ".join(sorted(lijst.regio.naam for lijst, _ in gelijk))
        raise Bestandsfout(
            bestand, f"kan van meer regio's zijn: {namen}.", Advies.met(DE_REGIO, "Zeg {} welke u bedoelt")
        )
    return gelijk[0]


def _nearly(kop: Kopregel, regio: Regio) -> str:
    """What stands in the way of a table: titles that say more than a maatstaf."""
    titel = next((titel for titel in kop.titels if titel.soort == "onbekend" and titel.maatstaf), None)
    if titel is None or not (kop.van("gemeente") or kop.van("gemeentecode")):
        return ""
    label = regio.bestand.maatstaven[titel.maatstaf].label
    return f"'{titel.tekst}' is niet begrepen. Is dit {label}, noem de kolom dan zo"


def _recognised(kop: Kopregel, lijst: Deelnemerlijst) -> int:
    titels = (*kop.van("gemeente"), *kop.van("gemeentecode"))
    return len(frozenset().union(*(herkend(kop, titel, lijst) for titel in titels)))


def _unseen(
    kop: Kopregel, kolommen: Mapping[tuple[str, int | None], Titel], tabel: pd.DataFrame, klad: Kladblok
) -> None:
    """The sender may not know of figures that stand out of sight."""
    blad = kop.blad
    gebruikt = {t.kolom for t in (*kolommen.values(), *kop.van("gemeente"), *kop.van("gemeentecode"))}
    rijen = [int(rij) for rij in tabel["rij"].to_list()]
    if isinstance(blad, Omgezet):
        plekken = [blad.bron(rij, kolom) for rij in rijen for kolom in gebruikt]
        rijen, gebruikt, blad = sorted({rij for rij, _ in plekken}), {kolom for _, kolom in plekken}, blad.origineel
    for rij, zin in ongezien(blad.verborgen, rijen, gebruikt):
        klad.algemeen(Ernst.WAARSCHUWING, zin, blad.waar_rij(rij) if rij else Vindplaats(blad.naam))


def _other_sheets(bladen: Sequence[Rauwblad], kop: Kopregel, lijst: Deelnemerlijst, klad: Kladblok) -> None:
    """What is not read is said; a second table of figures may not go unseen."""
    boek = Titelboek(lijst.regio.bestand)
    if isinstance(kop.blad, Omgezet):
        klad.algemeen(Ernst.MELDING, kop.blad.uitleg, Vindplaats(kop.blad.naam))
        for (rij, kolom), eerder in kop.blad.dubbel:
            bron = kop.blad.origineel
            tekst = f"dit cijfer staat er twee keer, eerder op {bron.rijplaats(eerder)}"
            klad.algemeen(Ernst.FOUT, tekst, Vindplaats(bron.naam, bron.plaats(rij, kolom)))
    if not kop.blad.zichtbaar:
        klad.algemeen(Ernst.MELDING, BLAD[kop.blad.verborgen.blad], Vindplaats(kop.blad.naam))
    for blad in bladen:
        if blad.naam == kop.blad.naam or not blad.hoogte:
            continue
        ander = zoek_tabel(blad, boek, lijst)
        if ander is not None and ander.past:
            weg = blad.verborgen.blad
            tekst = (
                f"ook hier staan cijfers per gemeente, net als op blad {kop.blad.naam}; "
                f"zet alle cijfers op één blad of haal dit blad weg{f' ({RAAD[weg]})' if weg else ''}"
            )
            klad.algemeen(Ernst.FOUT, tekst, Vindplaats(blad.naam))
        else:
            tekst = "dit blad is niet gelezen: er staat geen tabel met cijfers"
            klad.algemeen(Ernst.MELDING, tekst, Vindplaats(blad.naam))


def _notations(blad: Rauwblad, lezer: Kolomlezer, klad: Kladblok) -> None:
    """What a comma turned out to mean in a text file is said: once where all columns agree."""
    if blad.naam or not lezer.notaties:
        return
    woorden = {Notatie.NEDERLANDS: "een komma", Notatie.ENGELS: "een punt"}
    if len(set(lezer.notaties.values())) == 1:
        tekst = f"de decimalen in dit bestand staan achter {woorden[next(iter(lezer.notaties.values()))]}"
        klad.algemeen(Ernst.MELDING, tekst, Vindplaats(blad.naam))
        return
    for titel, notatie in lezer.notaties.items():
        tekst = f"de decimalen in deze kolom staan achter {woorden[notatie]}"
        klad.algemeen(Ernst.MELDING, tekst, Vindplaats(blad.naam, Plaatsnaam("kolom", titel.tekst), 0, titel.kolom))
