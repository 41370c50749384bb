"""Why a contribution is not that of last year: how much it differs, and the causes in order of size."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from calc.brief import teksten as t
from calc.brief.zin import Alinea, Cijfer, Vulling, Zin, samen
from calc.model.plan import Plan
from calc.model.tabel import SAMEN
from calc.model.uitdrukking import Celnaam, Tabelnaam
from calc.model.waarden import Waarden
from calc.notatie import opsomming
from calc.tabel import Soort
from calc.verklaring import verklaard

NUL: Final = Fraction(0)
MEESTE: Final = 3
"""Causes that are named; what is smaller still changes the reader's mind about nothing."""


@dataclass(frozen=True)
class _Oorzaak:
    """One cause, by its cell."""

    soort: str
    cijfer: Cijfer
    waarde: Fraction
    sjabloon: str

    @property
    def zin(self) -> Zin:
        hoe = "meer" if self.waarde > 0 else "minder"
        return Zin(self.sjabloon, {"soort": woord(self.soort), "bedrag": self.cijfer, "hoe": hoe})


def woord(soort: str) -> str:
    """The name of a kostensoort within a sentence."""
    return soort.replace("_", " ")


def te_verdelen(soort: str, jaar: int) -> Cijfer:
    """Of one kostensoort, or of all together: the costs that are split, as every table says them."""
    return Cijfer(Celnaam(Tabelnaam("meerjarig", soort), "te_verdelen", str(jaar)), (Soort.GELD, 0))


def waarom(plan: Plan, waarden: Waarden, code: str, vast: Mapping[str, Vulling]) -> Alinea:
    """
    Args:
        vast: what fills the names of year, participant and the like.
    """
    return _Waarom(plan, waarden, code, vast).alinea()


class _Waarom:
    def __init__(self, plan: Plan, waarden: Waarden, code: str, vast: Mapping[str, Vulling]) -> None:
        self.plan, self.waarden, self.model, self.code, self.vast = plan, waarden, waarden.model, code, vast
        self.jaar, self.vorig = plan.jaar, plan.jaar - 1
        self.samenvatting = Tabelnaam("samenvatting", jaar=plan.jaar)

    def alinea(self) -> Alinea:
        if self.vorig not in self.plan.jaren:
            return Alinea((self._zin(t.EERSTE_JAAR),), self._zin(t.KOP_EERSTE))
        return Alinea((*self._hoeveel(), *self._waardoor(), *self._regio()), self._zin(t.KOP_WAAROM))

    def _zin(self, sjabloon: str, **vulling: Vulling) -> Zin:
        return Zin.van(sjabloon, {**self.vast, **vulling})

    def _cijfer(self, tabel: Tabelnaam, kolom: str) -> Cijfer:
        cel = Celnaam(tabel, self.code, kolom)
        return Cijfer(cel, self.model.tabel(tabel).vorm(cel), zonder_teken=True)

    def _hoeveel(self) -> Iterator[Zin]:
        toen, verschil = self._cijfer(self.samenvatting, "vorig_jaar"), self._cijfer(self.samenvatting, "verschil")
        anders, eerst = verschil.waarde(self.waarden) or NUL, toen.waarde(self.waarden)
        leden = self._samengevoegd()
        if leden:
            yield self._zin(t.SAMENGEVOEGD, leden=opsomming(leden))
        if eerst is None:
            yield self._zin(t.NIEUW)
        elif not anders:
            yield self._zin(t.GELIJK_SAMEN if leden else t.GELIJK)
        else:
            procent = self._cijfer(self.samenvatting, "verschil_pct")
            hoe = t.MEER if anders > 0 else t.MINDER
            # Of what was received a percentage says nothing.
            bekend = procent.waarde(self.waarden) is not None and eerst > 0 and eerst + anders >= 0
            sjabloon = hoe.replace("{procent}", t.IN_PROCENT if bekend else "")
            sjabloon = sjabloon.replace("{samen}", "samen " if leden else "")
            deed = t.ONTVING if eerst < 0 else t.BETAALDE
            yield self._zin(sjabloon, verschil=verschil, procent=procent, toen=toen, toen_deed=deed)

    def _samengevoegd(self) -> tuple[str, ...]:
        """The names of who merged into this participant since last year; another code of its own is no news."""
        per_soort = (self.plan.voorgangers(soort, self.vorig, self.jaar) for soort in self.plan.kostensoorten)
        namen = (self.plan.regio.gemeente(lid) for leden in per_soort for lid in leden.get(self.code, ()))
        return tuple(dict.fromkeys(naam for naam in namen if naam != self.plan.regio.gemeente(self.code)))

    def _waardoor(self) -> Iterator[Zin]:
        alle = [oorzaak for soort in self.plan.kostensoorten for oorzaak in self._oorzaken(soort)]
        alle.sort(key=lambda oorzaak: abs(oorzaak.waarde), reverse=True)
        genoemd = alle[:MEESTE]
        if genoemd:
            hoe = t.GROOTSTE if len(alle) > MEESTE else t.OORZAKEN if len(alle) > 1 else t.OORZAAK
            zin = samen([oorzaak.zin for oorzaak in genoemd], ", ", " en ")
            yield Zin(hoe.replace("{oorzaken}", zin.sjabloon), zin.vulling)
        if zonder := [oorzaak.soort for oorzaak in genoemd if oorzaak.sjabloon == t.ONGESCHEIDEN]:
            yield from self._ongescheiden(zonder)
            yield Zin(t.NIET_TE_SCHEIDEN)

    def _ongescheiden(self, soorten: list[str]) -> Iterator[Zin]:
        """Why what the costs and what the share changed cannot be told apart."""
        jaren, uitkomst = (self.vorig, self.jaar), self.plan.uitkomst
        redenen: dict[str, list[str]] = {}
        zonder = self.jaar
        for soort in soorten:
            besloten = [j for j in jaren if verklaard(uitkomst, uitkomst.verdeling.van(soort, j)).vastgesteld]
            if any(self.plan.regio.grenzen(soort, jaar) is not None for jaar in jaren):
                reden = t.BEGRENSD
            else:
                reden = t.ONBEKEND if besloten else t.ONDERDELEN
                zonder = min([zonder, *besloten])
            redenen.setdefault(reden, []).append(woord(soort))
        for reden, woorden in redenen.items():
            yield self._zin(reden, soorten=opsomming(woorden), jaar_zonder=str(zonder))

    def _oorzaken(self, soort: str) -> Iterator[_Oorzaak]:
        naam = Tabelnaam("waardoor", soort, self.jaar)
        tabel = self.model.tabel(naam)
        if self.code not in tabel.rij_van:
            return
        nieuw, oud = (self._cijfer(naam, kolom).waarde(self.waarden) for kolom in ("nieuw", "vorig"))
        if nieuw is None or oud is None:
            yield from self._oorzaak(soort, "verschil", t.NIEUW_IN if oud is None else t.NIET_MEER_IN)
        elif "door_kosten" not in tabel.kolom_van:
            yield from self._oorzaak(soort, "verschil", t.ONGESCHEIDEN)
        else:
            toen, nu = (te_verdelen(soort, jaar).waarde(self.waarden) or NUL for jaar in (self.vorig, self.jaar))
            for een in self._oorzaak(soort, "door_kosten", t.HOGERE_KOSTEN if nu > toen else t.LAGERE_KOSTEN):
                yield een if (een.waarde > 0) == (nu > toen) else _Oorzaak(soort, een.cijfer, een.waarde, t.KOSTEN)
            for een in self._oorzaak(soort, "door_aandeel", t.GROTER_AANDEEL):
                sjabloon = t.GROTER_AANDEEL if een.waarde > 0 else t.KLEINER_AANDEEL
                yield _Oorzaak(soort, een.cijfer, een.waarde, sjabloon)

    def _oorzaak(self, soort: str, kolom: str, sjabloon: str) -> Iterator[_Oorzaak]:
        cijfer = self._cijfer(Tabelnaam("waardoor", soort, self.jaar), kolom)
        if waarde := cijfer.waarde(self.waarden):
            yield _Oorzaak(soort, cijfer, waarde, sjabloon)

    def _regio(self) -> Iterator[Zin]:
        """What all share together, so that a reader sees whether it is the region or the own share."""
        soorten = self.plan.kostensoorten
        nu, toen = (te_verdelen(SAMEN if len(soorten) > 1 else soorten[0], j) for j in (self.jaar, self.vorig))
        if nu.waarde(self.waarden) != toen.waarde(self.waarden):
            yield self._zin(t.SAMEN_VERDEELD, nu=nu, toen=toen)
