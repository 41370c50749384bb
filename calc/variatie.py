"""What everyone would pay if one or two weights of a key were other ones: every variant exact, all of them at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import product
from math import prod
from typing import Final

from calc.afronding import DECIMALEN, naar_bedrag
from calc.antwoord import Uitkomst
from calc.notatie import getal, kort, opsomming
from calc.tabel import Beeld, Beeldkolom, Beeldrij, Soort
from calc.varieren import Geheel, varieer
from calc.verdeling import Jaarverdeling
from schemas.fouten import VerkeerdGebruik, bedoelde_u
from schemas.inhoud import klein
from schemas.kernwoorden import RATO

MEESTE: Final = 10_000
MEESTE_NAAST_ELKAAR: Final = 8
"""Variants that people can read beside each other; of more the lowest and the highest."""


class TeVeelVarianten(VerkeerdGebruik):
    def __init__(self, aantal: int) -> None:
        super().__init__(
            f"--varieer geeft {getal(aantal)} varianten; hoogstens {getal(MEESTE)}. Neem een grotere stap."
        )


class NietTeVarieren(VerkeerdGebruik):
    def __init__(self, maatstaf: str, bekend: Sequence[str]) -> None:
        geen = "geen kostensoort van NIEUW heeft een sleutel waarvan dat kan"
        kies = f"kies uit {', '.join(bekend)}" if bekend else geen
        super().__init__(
            f"--varieer {maatstaf}: dat is geen deel van een sleutel die wordt berekend; {kies}."
            f"{bedoelde_u(maatstaf, bekend)}"
        )


class AllesNul(VerkeerdGebruik):
    def __init__(self, maatstaven: Sequence[str]) -> None:
        super().__init__(
            f"--varieer: met gewicht 0 voor {opsomming(list(maatstaven))} blijft er van de sleutel niets over; begin "
            "boven 0."
        )


@dataclass(frozen=True)
class Gewichten:
    """A part of the key, and the weights that are tried for it."""

    maatstaf: str
    waarden: tuple[Fraction, ...]


@dataclass(frozen=True)
class Variaties:
    """One kostensoort under many keys; `bedragen` is whole units by variant and participant, in the order of `codes`.

    Every other weight of the key stays as it is: the weights need not add up to 100.
    """

    bron: Jaarverdeling
    maatstaven: tuple[str, ...]
    varianten: tuple[tuple[Fraction, ...], ...]
    eenheden: Geheel

    @property
    def codes(self) -> tuple[str, ...]:
        return self.bron.deelnemers

    def bedrag(self, variant: int, plek: int) -> Fraction:
        return naar_bedrag(int(self.eenheden[variant, plek]), self.bron.eenheid)

    @cached_property
    def uitersten(self) -> Sequence[tuple[int, int]]:
        """Per participant the variants in which it pays least and most; of equal ones the first."""
        laagst, hoogst = self.eenheden.argmin(axis=0), self.eenheden.argmax(axis=0)
        return [(int(een), int(ander)) for een, ander in zip(laagst, hoogst, strict=True)]


def variaties(
    uitkomst: Uitkomst, kostensoorten: Sequence[str], gewichten: Sequence[Gewichten]
) -> tuple[Variaties, ...]:
    """Every kostensoort of these whose key has one of the parts, in the year of the plan.

    Raises:
        TeVeelVarianten, NietTeVarieren, AllesNul; and what splitting raises.
    """
    if (aantal := prod(len(een.waarden) for een in gewichten)) > MEESTE:
        raise TeVeelVarianten(aantal)
    bronnen = [uitkomst.verdeling.van(soort, uitkomst.gegevens.plan.jaar) for soort in kostensoorten]
    berekend = [bron for bron in bronnen if bron.sleutel is not None and bron.enkel_sleutel]
    bekend = list(dict.fromkeys(deel for bron in berekend if bron.sleutel for deel in bron.sleutel.delen))
    for een in gewichten:
        if een.maatstaf not in bekend:
            raise NietTeVarieren(een.maatstaf, bekend)
    uit = (_varieer(bron, gewichten) for bron in berekend)
    return tuple(een for een in uit if een is not None)


def _varieer(bron: Jaarverdeling, gewichten: Sequence[Gewichten]) -> Variaties | None:
    assert bron.sleutel is not None
    assert bron.sluitregel is not None
    eigen = [een for een in gewichten if een.maatstaf in bron.sleutel.delen]
    if not eigen:
        return None
    namen, varianten = tuple(een.maatstaf for een in eigen), tuple(product(*(een.waarden for een in eigen)))
    sleutels = [{**bron.sleutel.delen, **dict(zip(namen, variant, strict=True))} for variant in varianten]
    if not all(any(sleutel.values()) for sleutel in sleutels):
        raise AllesNul(namen)
    waarden = {deel: bron.cijfers_van(deel) for deel in bron.sleutel.delen}
    eenheden = varieer([bron.te_verdelen], sleutels, waarden, bron.sluitregel, bron.eenheid)
    return Variaties(bron, namen, varianten, eenheden[:, 0, :])


def als_lijst(uitkomst: Uitkomst, van: Variaties) -> Beeld:
    """For programs: a row per variant and participant."""
    regio, bron = uitkomst.gegevens.regio, van.bron
    kolommen = (
        *(Beeldkolom(naam, _label(uitkomst, naam), Soort.WAARDE, 2) for naam in van.maatstaven),
        Beeldkolom("gemeentecode", "Code", Soort.TEKST),
        Beeldkolom("gemeente", regio.zeg("Gemeente"), Soort.TEKST),
        *(Beeldkolom(n, n.capitalize(), Soort.GELD, DECIMALEN[bron.eenheid]) for n in ("bedrag", "verschil")),
    )
    rijen = tuple(
        Beeldrij((*variant, code, regio.gemeente(code), bedrag, bedrag - bron.bedragen[code]))
        for nummer, variant in enumerate(van.varianten)
        for plek, code in enumerate(van.codes)
        for bedrag in (van.bedrag(nummer, plek),)
    )
    return Beeld("variatie", _titel(van), bron.kostensoort, bron.jaar, kolommen, rijen)


def als_overzicht(uitkomst: Uitkomst, van: Variaties) -> Beeld:
    """For people: few variants beside each other; of many what each pays least and most, and when."""
    regio, bron = uitkomst.gegevens.regio, van.bron
    geld = Soort.GELD, DECIMALEN[bron.eenheid]
    kolommen = [
        Beeldkolom("gemeentecode", "Code", Soort.TEKST),
        Beeldkolom("gemeente", regio.zeg("Gemeente"), Soort.TEKST),
        Beeldkolom("nu", "Nu", *geld),
    ]
    rijen: list[Beeldrij] = []
    if len(van.varianten) <= MEESTE_NAAST_ELKAAR:
        kolommen += [Beeldkolom(f"variant_{n}", _bij(uitkomst, van, n), *geld) for n in range(len(van.varianten))]
        for plek, code in enumerate(van.codes):
            bedragen = [van.bedrag(nummer, plek) for nummer in range(len(van.varianten))]
            rijen.append(Beeldrij((code, regio.gemeente(code), bron.bedragen[code], *bedragen)))
    else:
        for naam in ("laagst", "hoogst"):
            kolommen += [Beeldkolom(naam, naam.capitalize(), *geld), Beeldkolom(f"{naam}_bij", "bij", Soort.TEKST)]
        for plek, code in enumerate(van.codes):
            uitersten = [(van.bedrag(n, plek), _bij(uitkomst, van, n)) for n in van.uitersten[plek]]
            rijen.append(Beeldrij((code, regio.gemeente(code), bron.bedragen[code], *sum(uitersten, ()))))
    return Beeld(
        "variatie", _titel(van), bron.kostensoort, bron.jaar, tuple(kolommen), tuple(rijen), _noten(uitkomst, van)
    )


def _titel(van: Variaties) -> str:
    return f"Variatie {van.bron.kostensoort} {van.bron.jaar}: {getal(len(van.varianten))} sleutels"


def _label(uitkomst: Uitkomst, naam: str) -> str:
    return uitkomst.gegevens.regio.label_deel(naam)


def _bij(uitkomst: Uitkomst, van: Variaties, nummer: int) -> str:
    delen = zip(van.maatstaven, van.varianten[nummer], strict=True)
    return ", ".join(f"{klein(_label(uitkomst, naam))} {kort(gewicht)}" for naam, gewicht in delen)


def _noten(uitkomst: Uitkomst, van: Variaties) -> tuple[str, ...]:
    assert van.bron.sleutel is not None
    delen: Mapping[str, Fraction] = van.bron.sleutel.delen
    nu = opsomming([f"{klein(_label(uitkomst, deel))} {kort(gewicht)}" for deel, gewicht in delen.items()])
    zin = f"Nu: {nu}. De andere gewichten blijven zoals zij zijn; samen hoeven zij geen 100 te zijn."
    rato = " Rato is het gelijke deel." if RATO in delen else ""
    return (f"{zin}{rato}",)
