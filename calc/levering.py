"""Who has supplied what was asked, and what is missing: one overview of many files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from calc.uitvraag import NietsTeVragen, jaar_bij, uitvraag_van
from schemas.geldend import Regio
from schemas.keuring import Keuring, Levering

Stand = Literal["volledig", "onvolledig", "met fouten", "ontbreekt"]


@dataclass(frozen=True)
class Deelnemerstand:
    """One participant in the overview. `ontbreekt` has the labels of what is not there yet."""

    gemeentecode: str
    gemeente: str
    stand: Stand
    ontbreekt: tuple[str, ...]
    bestanden: tuple[str, ...]


@dataclass(frozen=True)
class Overzicht:
    """One region and peiljaar. `wie` is what its participants are called, as a head."""

    regio: str
    label: str
    peiljaar: int
    deelnemers: tuple[Deelnemerstand, ...]
    wie: str

    @property
    def volledig(self) -> int:
        return sum(deelnemer.stand == "volledig" for deelnemer in self.deelnemers)

    @property
    def zin(self) -> str:
        hebben = "heeft" if self.volledig == 1 else "hebben"
        return (
            f"{self.label}, peiljaar {self.peiljaar}: {self.volledig} van de {len(self.deelnemers)} deelnemers "
            f"{hebben} alles geleverd"
        )


def overzicht(regio: Regio, keuringen: Sequence[Keuring]) -> tuple[Overzicht, ...]:
    """Per peiljaar that occurs: what every participant should supply, and what the accepted files hold."""
    goed = [keuring for keuring in keuringen if keuring.goed]
    jaren = {levering.peiljaar for keuring in keuringen for levering in keuring.levering}
    jaren |= {keuring.peiljaar for keuring in keuringen if keuring.peiljaar}
    return tuple(_of_year(regio, peiljaar, goed, keuringen) for peiljaar in sorted(jaren))


def _of_year(regio: Regio, peiljaar: int, goed: Sequence[Keuring], alle: Sequence[Keuring]) -> Overzicht:
    jaar = jaar_bij(regio, peiljaar)
    try:
        gevraagd = uitvraag_van(regio, jaar).deelnemers
    except NietsTeVragen:
        gevraagd = {}
    geleverd = {levering for keuring in goed for levering in keuring.levering if levering.peiljaar == peiljaar}
    # A maatstaf of which the figure was fixed before is not asked, but it may be all that is there.
    genoemd = {levering.maatstaf for levering in geleverd}
    standen = []
    for deelnemer in regio.deelnemers(jaar):
        code = deelnemer.code
        vraag = gevraagd.get(code)
        nodig = [v.maatstaf for v in vraag.vragen] if vraag else []
        if not genoemd & set(nodig):
            nodig = [naam for naam in regio.bestand.maatstaven if naam in genoemd] or nodig
        mist = [naam for naam in nodig if Levering(code, naam, peiljaar) not in geleverd]
        bij = [k for k in alle if k.afzender == code or any(lev.gemeentecode == code for lev in k.levering)]
        fout = any(not keuring.goed for keuring in bij)
        stand: Stand = "volledig" if not mist else "met fouten" if fout else "ontbreekt"
        if mist and not fout and len(mist) < len(nodig):
            stand = "onvolledig"
        labels = tuple(regio.bestand.maatstaven[naam].label for naam in mist)
        standen.append(Deelnemerstand(code, deelnemer.naam, stand, labels, tuple(k.bestand for k in bij)))
    return Overzicht(regio.naam, regio.label, peiljaar, tuple(standen), regio.zeg("Gemeente"))
