"""Tables in another layout, set upright: participants in the columns, or a row per participant and maatstaf.

What comes out is a sheet in which everything else works as always; every place still names the cell of the sender.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from schemas.deelnemerlijst import GEBIED, TOTAAL, Deelnemerlijst
from schemas.naamvorm import naamvorm
from schemas.plaats import Plaatsnaam, Plek
from schemas.tabel import BOVENSTE, Rauw, Rauwblad
from schemas.titels import Kopregel, Titelboek, zoek_kop
from schemas.titelwoorden import ontleed

MEESTE_CELLEN: Final = 500_000
MINSTENS: Final = 2
"""So many participants beside each other tell a table on its side."""
ONDERWERPEN: Final = frozenset(
    ("maatstaf", "maatstaven", "onderwerp", "onderwerpen", "topic", "variabele", "indicator", "kenmerk", "measure")
)
WAARDEN: Final = frozenset(
    ("waarde", "waarden", "value", "cijfer", "cijfers", "aantal", "getal", "bedrag", "observatie")
)
GEKANTELD: Final = "de gemeenten staan hier in de kolommen, en zo is de tabel gelezen"
LANG: Final = "hier staat een rij per gemeente en maatstaf, en zo is de tabel gelezen"


@dataclass(frozen=True)
class Omgezet(Rauwblad):
    """A sheet that was set upright. `bronnen` has for each of its cells the one of the sender."""

    origineel: Rauwblad = field(default=Rauwblad("", ()))
    bronnen: Mapping[Plek, Plek] = field(default_factory=dict)
    uitleg: str = ""
    dubbel: tuple[tuple[Plek, int], ...] = ()
    """Cells of the sender with a second figure of the same participant and maatstaf, and the row of the first."""

    def bron(self, rij: int, kolom: int) -> Plek:
        return self.bronnen.get((rij, kolom), (0, 0))

    def plaats(self, rij: int, kolom: int, titel: str = "") -> Plaatsnaam:
        # What the sender has no cell for (a figure that lacks) is told beside the participant.
        eigen = next(plek for plek in ((rij, kolom), (rij, 1)) if plek in self.bronnen or plek[1] == 1)
        bron_rij, bron_kolom = self.bron(*eigen)
        naam = titel if not self.origineel.naam and eigen != (rij, kolom) else ""
        return self.origineel.plaats(bron_rij, bron_kolom, naam) if bron_rij else Plaatsnaam()

    def rijplaats(self, rij: int) -> Plaatsnaam:
        plekken = [self.bron(rij, kolom) for kolom in range(1, len(self.kolommen) + 1)]
        gevuld = [plek for plek in plekken if plek[0]]
        if not gevuld:
            return Plaatsnaam()
        if len({kolom for _, kolom in gevuld}) == 1:
            return self.origineel.kolomplaats(gevuld[0][1])
        return self.origineel.rijplaats(gevuld[0][0])


def zoek_tabel(blad: Rauwblad, boek: Titelboek, lijst: Deelnemerlijst) -> Kopregel | None:
    """The header of the table on a sheet, whichever way it lies; or what is nearest to one."""
    kop = zoek_kop(blad, boek)
    if (kop is not None and kop.past) or blad.hoogte * len(blad.kolommen) > MEESTE_CELLEN:
        return kop
    for anders in (_on_its_side(blad, boek, lijst), _long(blad, boek, lijst)):
        if anders is None:
            continue
        andere_kop = zoek_kop(anders, boek)
        if andere_kop is not None and andere_kop.past:
            return andere_kop
    return kop


def _text(waarde: Rauw) -> str:
    if isinstance(waarde, float) and waarde.is_integer():
        return str(int(waarde))
    return " ".join(str(waarde).split()) if isinstance(waarde, str | int) else ""


def _on_its_side(blad: Rauwblad, boek: Titelboek, lijst: Deelnemerlijst) -> Omgezet | None:
    """Rows become columns, from the row in which the participants stand."""
    for koprij in range(1, min(BOVENSTE, blad.hoogte) + 1):
        namen = [nummer for nummer, kolom in enumerate(blad.kolommen, start=1) if lijst.op_naam(kolom[koprij - 1]) >= 0]
        if len(namen) < MINSTENS or namen[0] == 1:
            continue
        while namen[0] > 2 and lijst.op_naam(blad.cel(koprij, namen[0] - 1)) in (TOTAAL, GEBIED):
            namen.insert(0, namen[0] - 1)
        labels = range(1, namen[0])
        rijen = range(koprij + 1, blad.hoogte + 1)
        titels = {rij: " ".join(filter(None, (_text(blad.cel(rij, kolom)) for kolom in labels))) for rij in rijen}
        bekend = [rij for rij in rijen if (t := boek.titel(1, titels[rij])) is not None and t.soort == "maatstaf"]
        if not bekend:
            continue
        waarden = range(namen[0], len(blad.kolommen) + 1)
        kolommen: list[list[Rauw]] = [["Gemeente", *(blad.cel(koprij, kolom) for kolom in waarden)]]
        bronnen: dict[Plek, Plek] = {(plek, 1): (koprij, kolom) for plek, kolom in enumerate(waarden, start=2)}
        bronnen[1, 1] = (koprij, 1)
        for nummer, rij in enumerate(rijen, start=2):
            kolommen.append([titels[rij] or None, *(blad.cel(rij, kolom) for kolom in waarden)])
            bronnen[1, nummer] = (rij, 1)
            bronnen.update({(plek, nummer): (rij, kolom) for plek, kolom in enumerate(waarden, start=2)})
        # A line above or below the figures without any of them is no column.
        over = [
            0,
            *(plek for plek, kolom in enumerate(kolommen) if plek and any(w not in (None, "") for w in kolom[1:])),
        ]
        return _made(blad, koprij, [kolommen[plek] for plek in over], bronnen, over, GEKANTELD)
    return None


def _made(
    blad: Rauwblad,
    koprij: int,
    kolommen: Sequence[Sequence[Rauw]],
    bronnen: Mapping[Plek, Plek],
    over: Sequence[int],
    uitleg: str,
) -> Omgezet:
    nieuw = {oud + 1: plek for plek, oud in enumerate(over, start=1)}
    verplaatst = {(rij, nieuw[kolom]): bron for (rij, kolom), bron in bronnen.items() if kolom in nieuw}
    boven = tuple(
        (waarde, blad.plaats(rij, nummer) if blad.naam else blad.rijplaats(rij))
        for nummer, kolom in enumerate(blad.kolommen, start=1)
        for rij, waarde in enumerate(kolom[: koprij - 1], start=1)
        if isinstance(waarde, str) and waarde.strip()
    )
    return Omgezet(
        naam=blad.naam,
        kolommen=tuple(kolommen),
        verborgen=blad.verborgen,
        erboven=boven,
        origineel=blad,
        bronnen=verplaatst,
        uitleg=uitleg,
    )


def _long(blad: Rauwblad, boek: Titelboek, lijst: Deelnemerlijst) -> Omgezet | None:
    """A row per participant and maatstaf becomes a row per participant."""
    for koprij in range(1, min(BOVENSTE, blad.hoogte) + 1):
        titels = {nummer: naamvorm(_text(kolom[koprij - 1])) for nummer, kolom in enumerate(blad.kolommen, start=1)}
        onderwerp = next((nummer for nummer, titel in titels.items() if titel in ONDERWERPEN), None)
        waarde = next((nummer for nummer, titel in titels.items() if titel in WAARDEN), None)
        sleutels = [nummer for nummer in titels if _is_key(blad.cel(koprij, nummer), boek)]
        if onderwerp is None or waarde is None or not sleutels:
            continue
        onderwerpen = ((rij, _text(blad.cel(rij, onderwerp))) for rij in range(koprij + 1, blad.hoogte + 1))
        rijen = [(rij, tekst) for rij, tekst in onderwerpen if tekst]
        maatstaven = list(dict.fromkeys(tekst for _, tekst in rijen))
        if any((t := boek.titel(1, tekst)) is not None and t.soort == "maatstaf" for tekst in maatstaven):
            return _pivot(blad, koprij, sleutels, waarde, rijen, maatstaven, boek, lijst)
    return None


def _same(waarde: Rauw, lijst: Deelnemerlijst) -> str:
    """What a cell of a key says, however it is written: a participant, a year, or its text."""
    nummer = lijst.op_naam(waarde)
    if nummer >= 0:
        return lijst.codes[nummer]
    tekst = _text(waarde)
    jaar = ontleed(tekst).jaar
    return f"{jaar} {ontleed(tekst).dag}" if jaar is not None else tekst


def _is_key(waarde: Rauw, boek: Titelboek) -> bool:
    titel = boek.titel(1, waarde)
    return titel is not None and titel.soort in ("gemeente", "gemeentecode", "peiljaar")


def _pivot(
    blad: Rauwblad,
    koprij: int,
    sleutels: Sequence[int],
    waarde: int,
    rijen: Sequence[tuple[int, str]],
    maatstaven: Sequence[str],
    boek: Titelboek,
    lijst: Deelnemerlijst,
) -> Omgezet:
    breedte = len(sleutels) + len(maatstaven)
    kop: list[Rauw] = [*(blad.cel(koprij, nummer) for nummer in sleutels), *maatstaven]
    tabel: list[list[Rauw]] = [kop]
    bronnen: dict[Plek, Plek] = {(1, plek): (koprij, nummer) for plek, nummer in enumerate(sleutels, start=1)}
    bronnen |= {(1, len(sleutels) + plek): (koprij, waarde) for plek in range(1, len(maatstaven) + 1)}
    plekken: dict[tuple[str, ...], int] = {}
    namen = [nummer for nummer in sleutels if (t := boek.titel(1, blad.cel(koprij, nummer))) and t.soort != "peiljaar"]
    vorige = koprij
    dubbel: list[tuple[Plek, int]] = []
    for rij, tekst in rijen:
        # Of merged cells only the first has the name.
        vorige = rij if any(_text(blad.cel(rij, nummer)) for nummer in namen) else vorige
        bron = {nummer: vorige if nummer in namen else rij for nummer in sleutels}
        cellen = [blad.cel(bron[nummer], nummer) for nummer in sleutels]
        sleutel = tuple(_same(waarde, lijst) for waarde in cellen)
        if sleutel not in plekken:
            plekken[sleutel] = len(tabel)
            tabel.append([*cellen, *[None] * (breedte - len(sleutels))])
            bronnen |= {(len(tabel), plek): (bron[nummer], nummer) for plek, nummer in enumerate(sleutels, start=1)}
        plek = plekken[sleutel] + 1
        kolom = len(sleutels) + maatstaven.index(tekst) + 1
        if (plek, kolom) in bronnen:
            dubbel.append(((rij, waarde), bronnen[plek, kolom][0]))
            continue
        tabel[plek - 1][kolom - 1] = blad.cel(rij, waarde)
        bronnen[plek, kolom] = (rij, waarde)
    kolommen = [list(kolom) for kolom in zip(*tabel, strict=True)]
    return replace(_made(blad, koprij, kolommen, bronnen, range(breedte), LANG), dubbel=tuple(dubbel))
