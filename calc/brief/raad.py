"""The page for a council: what changes, why, what it costs per head, what is asked; over the same cells as a letter."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from calc.afronding import NUL
from calc.brief import teksten as t
from calc.brief.schrijver import Pen
from calc.brief.waarom import te_verdelen, woord
from calc.brief.zin import VAST, Alinea, Zin
from calc.model.tabel import TOTAAL
from calc.model.uitdrukking import Tabelnaam
from calc.model.waarden import Waarden
from calc.uitkomst import Uitkomst

GEVRAAGD: Final = "gevraagd"


@dataclass(frozen=True)
class Raadsblad:
    """kolommen: of table samenvatting, what stands in the table of the page. kort: a title where that is too long."""

    waarden: Waarden
    titel: Zin
    kort: Zin
    alineas: tuple[Alinea, ...]
    tabel: Tabelnaam
    kolommen: tuple[str, ...]

    @property
    def teksten(self) -> tuple[str, ...]:
        """The title and each paragraph with its head before it, as one pastes them into a proposal."""
        zinnen = (Alinea(alinea.met_kop).tekst(self.waarden) for alinea in self.alineas)
        return (self.titel.tekst(self.waarden), *(tekst.replace(VAST, " ").strip() for tekst in zinnen))


def maak_raadsblad(uitkomst: Uitkomst) -> Raadsblad:
    return _Schrijver(uitkomst, TOTAAL).blad()


class _Schrijver(Pen):
    def blad(self) -> Raadsblad:
        hoofd = self.regio.per_hoofd(self.jaar)
        wil = ["vorig_jaar", "totaal", "verschil", "verschil_pct", *([f"per_{hoofd.woord}"] if hoofd else [])]
        delen = (
            (t.KOP_VERANDERT, self._verandert()), (t.KOP_RAAD_WAAROM, self._waarom()), (t.KOP_KOST, self._kost()),
            (t.KOP_GEVRAAGD, self._gevraagd()), (t.KOP_STAND, self._stand()),
        )  # fmt: skip
        alineas = [Alinea(tuple(zinnen), Zin(kop)) for kop, zinnen in delen]
        return Raadsblad(
            self.waarden,
            self.zin(t.RAAD_TITEL),
            self.zin(t.RAAD_KORT),
            tuple(alinea for alinea in alineas if alinea.zinnen),
            self.samenvatting.naam,
            tuple(kolom for kolom in wil if kolom in self.samenvatting.kolom_van),
        )

    def _verandert(self) -> Iterator[Zin]:
        yield self.zin(t.RAAD_SAMEN, nu=self.geheel("totaal"))
        if self.vorig is None:
            yield self.zin(t.EERSTE_JAAR)
            return
        verschil = self.geheel("verschil", zonder_teken=True)
        anders, toen = verschil.waarde(self.waarden) or NUL, self.geheel("vorig_jaar")
        if not anders:
            yield self.zin(t.RAAD_GELIJK)
            return
        hoe, procent = (
            t.RAAD_MEER if anders > 0 else t.RAAD_MINDER,
            self.geheel("verschil_pct", zonder_teken=True),
        )
        zin = hoe.replace("{procent}", t.IN_PROCENT if self.bekend(procent) else "")
        yield self.zin(zin, verschil=verschil, procent=procent, toen=toen)

    def _waarom(self) -> Iterator[Zin]:
        """What the costs of each kostensoort did, the largest change first."""
        if self.vorig is None:
            return
        paren = []
        for soort in self.regio.kostensoorten:
            toen, nu = te_verdelen(soort, self.vorig), te_verdelen(soort, self.jaar)
            oud, nieuw = (cijfer.waarde(self.waarden) or NUL for cijfer in (toen, nu))
            sjabloon = t.RAAD_STEEG if nieuw > oud else t.RAAD_DAALDE if nieuw < oud else t.RAAD_BLEEF
            paren.append((abs(nieuw - oud), self.zin(sjabloon, soort=woord(soort), toen=toen, nu=nu)))
        yield from (zin for _, zin in sorted(paren, key=lambda paar: paar[0], reverse=True))

    def _kost(self) -> Iterator[Zin]:
        hoofd, kolommen = self.regio.per_hoofd(self.jaar), self.samenvatting.kolom_van
        if hoofd is not None and f"per_{hoofd.woord}" in kolommen:
            yield self.zin(t.PER_HOOFD, bedrag=self.geheel(f"per_{hoofd.woord}"), woord=hoofd.woord)
        else:
            yield Zin(t.RAAD_GEEN_HOOFD)
        yield from self.van_budget(t.RAAD_BUDGET)
        teksten = self.regio.brief(self.jaar)
        if teksten is not None and teksten.niet_in_bijdrage:
            yield Zin("{tekst}", {"tekst": teksten.niet_in_bijdrage})

    def _gevraagd(self) -> Iterator[Zin]:
        """What the input asks of a council."""
        for regel in self.uitkomst.gegevens.brief:
            if regel.onderdeel == GEVRAAGD:
                yield Zin("{tekst}", {"tekst": regel.tekst})

    def _stand(self) -> Iterator[Zin]:
        yield self.zin(t.RAAD_STATUS)
        teksten = self.regio.brief(self.jaar)
        if self.plan.status != "definitief" and teksten is not None and teksten.vervolg:
            yield Zin("{tekst}", {"tekst": teksten.vervolg})
