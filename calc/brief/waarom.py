"""Why a contribution is not that of last year: how much it differs, and the causes in order of size."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from calc.afronding import NUL
from calc.brief import teksten as t
from calc.brief.schrijver import Schrijver
from calc.brief.zin import Alinea, Cijfer, Zin, samen
from calc.model.tabel import SAMEN, Tabel
from calc.model.uitdrukking import Celnaam, Tabelnaam
from calc.notatie import opsomming
from calc.tabel import EURO
from calc.verklaring import verklaard

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
    return Cijfer(Celnaam(Tabelnaam("meerjarig", soort), "te_verdelen", str(jaar)), EURO)


def waarom(pen: Schrijver) -> Alinea:
    """Of the one to whom the letter is."""
    if pen.vorig is None:
        return Alinea((pen.zin(t.EERSTE_JAAR),), pen.zin(t.KOP_EERSTE))
    return _Waarom(pen, pen.vorig).alinea()


class _Waarom:
    def __init__(self, pen: Schrijver, vorig: int) -> None:
        self.pen, self.plan, self.waarden, self.code = pen, pen.modelplan, pen.waarden, pen.code
        self.jaar, self.vorig = pen.jaar, vorig

    def alinea(self) -> Alinea:
        return Alinea((*self._hoeveel(), *self._waardoor(), *self._regio()), self.pen.zin(t.KOP_WAAROM))

    def _zonder_teken(self, kolom: str) -> Cijfer:
        return self.pen.geheel(kolom, zonder_teken=True)

    def _hoeveel(self) -> Iterator[Zin]:
        toen, verschil = self._zonder_teken("vorig_jaar"), self._zonder_teken("verschil")
        anders, eerst = verschil.waarde(self.waarden) or NUL, toen.waarde(self.waarden)
        leden = self._samengevoegd()
        if leden:
            yield self.pen.zin(t.SAMENGEVOEGD, leden=opsomming(leden))
        if eerst is None:
            yield self.pen.zin(t.NIEUW)
        elif not anders:
            yield self.pen.zin(t.GELIJK_SAMEN if leden else t.GELIJK)
        else:
            procent = self._zonder_teken("verschil_pct")
            hoe = t.MEER if anders > 0 else t.MINDER
            # Of what was received a percentage says nothing.
            bekend = self.pen.bekend(procent) and eerst > 0 and eerst + anders >= 0
            sjabloon = hoe.replace("{procent}", t.IN_PROCENT if bekend else "")
            sjabloon = sjabloon.replace("{samen}", "samen " if leden else "")
            deed = t.ONTVING if eerst < 0 else t.BETAALDE
            yield self.pen.zin(sjabloon, verschil=verschil, procent=procent, toen=toen, toen_deed=deed)

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
            zin = samen([oorzaak.zin for oorzaak in genoemd])
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
            yield self.pen.zin(reden, soorten=opsomming(woorden), jaar_zonder=str(zonder))

    def _tabel(self, soort: str) -> Tabel:
        return self.pen.model.tabel(Tabelnaam("waardoor", soort, self.jaar))

    def _oorzaken(self, soort: str) -> Iterator[_Oorzaak]:
        tabel = self._tabel(soort)
        if self.code not in tabel.rij_van:
            return
        nieuw, oud = (self.pen.cijfer(tabel, kolom).waarde(self.waarden) for kolom in ("nieuw", "vorig"))
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
        cijfer = self.pen.cijfer(self._tabel(soort), kolom, zonder_teken=True)
        if waarde := cijfer.waarde(self.waarden):
            yield _Oorzaak(soort, cijfer, waarde, sjabloon)

    def _regio(self) -> Iterator[Zin]:
        """What all share together, so that a reader sees whether it is the region or the own share."""
        soorten = self.plan.kostensoorten
        nu, toen = (te_verdelen(SAMEN if len(soorten) > 1 else soorten[0], j) for j in (self.jaar, self.vorig))
        if nu.waarde(self.waarden) != toen.waarde(self.waarden):
            yield self.pen.zin(t.SAMEN_VERDEELD, nu=nu, toen=toen)
