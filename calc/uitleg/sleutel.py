"""Step 2: the key. Per part its weight, the value of the municipality and of all together, and where they come from."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from calc.afronding import DECIMALEN
from calc.notatie import getal
from calc.splitsing import Onderdeel, Splitsing
from calc.uitkomst import Uitkomst
from calc.uitlegvorm import (
    NUL,
    Stap,
    afgeleid,
    bedrag,
    bronvermelding,
    decimalen_van,
    gewicht,
    hoofdletter,
    percentage,
    plaats,
    tussen_haakjes,
    vol,
)
from calc.verdeling import Jaarverdeling, Regel
from schemas.gegevens import Definitie, Maatstafwaarde
from schemas.geldend import Regio, Sleutel, geldig
from schemas.regio import RATO


@dataclass(frozen=True)
class Plek:
    """One municipality in one year of one kostensoort that is split by a key."""

    uitkomst: Uitkomst
    bron: Jaarverdeling
    code: str

    @property
    def regio(self) -> Regio:
        return self.uitkomst.gegevens.regio

    @property
    def gemeente(self) -> str:
        return self.regio.gemeente(self.code)

    @property
    def decimalen(self) -> int:
        return DECIMALEN[self.bron.eenheid]

    @property
    def nummer(self) -> int:
        """Its place in every list of the splitsing."""
        return self.bron.deelnemers.index(self.code)

    @property
    def sleutel(self) -> Sleutel:
        assert self.bron.sleutel is not None
        return self.bron.sleutel

    @property
    def splitsing(self) -> Splitsing:
        assert self.bron.splitsing is not None
        return self.bron.splitsing

    @cached_property
    def gewichten_samen(self) -> Fraction:
        return sum(self.sleutel.delen.values(), NUL)

    @property
    def enkel(self) -> bool:
        """Whether the key has one part, so that the part is the contribution."""
        return len(self.sleutel.delen) == 1

    def regel(self, deel: str) -> Regel:
        return self.bron.regel(self.code, deel)

    def onderdeel(self, deel: str) -> Onderdeel:
        return next(onderdeel for onderdeel in self.splitsing.onderdelen if onderdeel.naam == deel)

    def label(self, deel: str) -> str:
        return self.regio.label_deel(deel)

    def geld(self, waarde: Fraction) -> str:
        return bedrag(waarde, self.decimalen)

    def maat(self, deel: str, waarde: Fraction) -> str:
        """A value of a part as a plain number, with the decimals of its unit."""
        if deel == RATO:
            return vol(waarde)
        eenheid = self.regio.bestand.maatstaven[deel].eenheid_van(self.bron.peiljaren[deel])
        if eenheid == "procent" or decimalen_van(waarde) == 1:
            return getal(waarde, max(2, decimalen_van(waarde) or 0))
        return vol(waarde)

    def met_eenheid(self, deel: str, waarde: Fraction) -> str:
        """The same with its unit."""
        if deel != RATO:
            eenheid = self.regio.bestand.maatstaven[deel].eenheid_van(self.bron.peiljaren[deel])
            if eenheid == "procent":
                return f"{self.maat(deel, waarde)}%"
            if eenheid == "euro":
                return f"€ {self.maat(deel, waarde)}"
        return self.maat(deel, waarde)

    def verhouding(self, deel: str) -> str:
        """`2.339.122/118.543.427`: the share in one part, as a sum."""
        regel = self.regel(deel)
        assert regel.waarde is not None
        assert regel.totaal_waarde is not None
        return f"{self.maat(deel, regel.waarde)}/{self.maat(deel, regel.totaal_waarde)}"

    def gewogen(self, deel: str) -> str:
        """The same, times the weight of the part where the key has more than one."""
        kort = self.verhouding(deel)
        return kort if self.enkel else f"{gewicht(self.sleutel.delen[deel], self.gewichten_samen)} × {kort}"

    def aandeelsom(self) -> str:
        """The total share as a sum of weighted parts."""
        return " + ".join(self.gewogen(deel) for deel in self.sleutel.delen)

    def maatstafwaarde(self, deel: str, code: str) -> Maatstafwaarde | None:
        plek = (deel, self.bron.peiljaren[deel], code)
        return next(
            (m for m in self.uitkomst.gegevens.maatstaven if (m.maatstaf, m.peiljaar, m.gemeentecode) == plek), None
        )

    def definitie(self, deel: str) -> Definitie | None:
        plek = (deel, self.bron.peiljaren[deel])
        return next((d for d in self.uitkomst.gegevens.definities if (d.maatstaf, d.peiljaar) == plek), None)


def stap_sleutel(plek: Plek) -> Stap:
    """The whole key: weights, values, shares and the total share."""
    zinnen = [_welke_sleutel(plek)]
    invoer: list[str] = []
    for deel in plek.sleutel.delen:
        zinnen += deelzinnen(plek, deel)
        invoer += deelinvoer(plek, deel)
    if not plek.enkel:
        aandeel = plek.bron.regel(plek.code).aandeel
        assert aandeel is not None
        zinnen.append(f"Aandeel van {plek.gemeente} in het geheel: {plek.aandeelsom()} = {percentage(aandeel)}.")
    deelnemer = plek.regio.alle_deelnemers[plek.code]
    pakket = geldig(deelnemer.pakket, plek.bron.jaar)
    if pakket is not None and pakket.waarde == "keuzepakket":
        invoer.append(f"{plek.gemeente} koopt alleen het keuzepakket ({bronvermelding(pakket.bron)}).")
    return Stap("De sleutel", tuple(zinnen), tuple(invoer))


def _welke_sleutel(plek: Plek) -> str:
    sleutel = plek.sleutel
    bron = tussen_haakjes(f"regiobestand {plek.regio.naam}", bronvermelding(sleutel.bron))
    if plek.enkel:
        deel = next(iter(sleutel.delen))
        return f"Er is één maatstaf: {plek.label(deel)}. Deze sleutel geldt vanaf {sleutel.sinds}{bron}."
    return f"De sleutel heeft {len(sleutel.delen)} delen en geldt vanaf {sleutel.sinds}{bron}."


def deelzinnen(plek: Plek, deel: str) -> list[str]:
    """Weight, value and share of one part."""
    regel, label = plek.regel(deel), plek.label(deel)
    assert regel.waarde is not None
    assert regel.totaal_waarde is not None
    assert regel.aandeel is not None
    telt = "" if plek.enkel else f", telt voor {vol(plek.sleutel.delen[deel])} van de {vol(plek.gewichten_samen)}"
    aandeel = f"Aandeel: {plek.verhouding(deel)} = {percentage(regel.aandeel)}."
    if deel == RATO:
        return [f"{label}{telt}: elk van de {vol(regel.totaal_waarde)} gemeenten telt even zwaar. {aandeel}"]
    return [
        f"{label}{telt}: {plek.gemeente} {plek.met_eenheid(deel, regel.waarde)}, alle gemeenten samen "
        f"{plek.met_eenheid(deel, regel.totaal_waarde)}. {aandeel} {peiljaarzin(plek, deel)}"
    ]


def peiljaarzin(plek: Plek, deel: str) -> str:
    """Why this peiljaar; a figure that is carried forward is provisional."""
    peiljaar, jaar = plek.bron.peiljaren[deel], plek.bron.jaar
    if plek.sleutel.peiljaar is not None:
        return f"Peiljaar {peiljaar}, zo staat het in de sleutel."
    if deel in plek.bron.voorlopige_maatstaven:
        return f"Peiljaar {peiljaar}, het laatst bekende: dat over {jaar - 1} is er nog niet. Dit deel is voorlopig."
    return f"Peiljaar {peiljaar}, het jaar voor {jaar}."


def deelinvoer(plek: Plek, deel: str) -> list[str]:
    """Place, definition, reference date and source of one value."""
    if deel == RATO:
        return []
    waarde, definitie = plek.maatstafwaarde(deel, plek.code), plek.definitie(deel)
    regel = plek.regel(deel)
    assert regel.waarde is not None
    kop = f"{plek.label(deel)}, peiljaar {plek.bron.peiljaren[deel]}: {plek.met_eenheid(deel, regel.waarde)}"
    if definitie is None:
        return [f"{kop}{tussen_haakjes(plaats(waarde.cel) if waarde else '')}."]
    bron = tussen_haakjes(
        plaats(waarde.cel) if waarde else "",
        f"peildatum: {definitie.peildatum}" if definitie.peildatum else "",
        bronvermelding(definitie.bron),
    )
    return [f"{kop}{bron}. {hoofdletter(definitie.definitie)}.{afgeleid(definitie.afgeleid)}"]
