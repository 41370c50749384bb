"""What was asked of a loose table: columns with weights, points and prices; and that in one sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from calc.notatie import gewichtsdeel, kort, opsomming
from schemas.formule import Bijdrage, FormuleFout, Maatstafnaam, Overjaren, Totaal, lees_formule, onderdelen
from schemas.fouten import VerkeerdGebruik
from schemas.kernwoorden import RATO, VAST


@dataclass(frozen=True)
class Wens:
    """What was asked: columns with their weights, points and prices, an amount for everyone, formulas by their name."""

    sleutel: Mapping[str, Fraction] = field(default_factory=dict)
    punten: Mapping[str, Fraction] = field(default_factory=dict)
    prijzen: Mapping[str, Fraction] = field(default_factory=dict)
    vast: Fraction | None = None
    formules: Mapping[str, str] = field(default_factory=dict)

    @property
    def los(self) -> bool:
        """Whether it is more than a key."""
        return bool(self.punten or self.prijzen or self.formules) or self.vast is not None

    def kolommen(self) -> tuple[str, ...]:
        """The columns that a table must have."""
        genoemd = dict.fromkeys([*self.sleutel, *self.punten, *self.prijzen])
        for naam, tekst in self.formules.items():
            genoemd |= dict.fromkeys(_namen(naam, tekst))
        return tuple(naam for naam in genoemd if naam not in self.formules and naam not in (VAST, RATO))


def _namen(naam: str, tekst: str) -> list[str]:
    try:
        formule = lees_formule(tekst)
    except FormuleFout as fout:
        raise VerkeerdGebruik(f"--formule {naam}: formule '{tekst}': {fout.tekst}", fout.verwacht) from None
    for deel in onderdelen(formule):
        if isinstance(deel, Overjaren | Bijdrage):
            wat = "meer jaren" if isinstance(deel, Overjaren) else "andere kosten"
            raise VerkeerdGebruik(f"--formule {naam}: een losse tabel heeft geen {wat}; dat kan in een regiobestand.")
    return [deel.naam for deel in onderdelen(formule) if isinstance(deel, Maatstafnaam | Totaal)]


def regelzin(wens: Wens) -> str:
    """Which rule was applied, in one sentence."""
    delen = []
    if wens.vast is not None:
        delen.append(f"elke regel krijgt een vast bedrag van {kort(wens.vast)}")
    delen += [f"{naam} kost {kort(prijs, 9)} per eenheid" for naam, prijs in wens.prijzen.items()]
    som = sum(wens.sleutel.values())
    for nummer, (naam, gewicht) in enumerate(wens.sleutel.items()):
        delen.append(f"{naam} weegt {gewichtsdeel(gewicht, som)}{'' if nummer else ' van de sleutel'}")
    for naam, getal in wens.punten.items():
        zo = f"telt voor {kort(getal, 9)}"
        delen.append(f"iedereen {zo}" if naam == VAST else f"{naam} {zo} per eenheid")
    zin = f"{opsomming(delen)}."
    rest = wens.sleutel or wens.punten
    if rest and (wens.vast is not None or wens.prijzen):
        zin = f"{opsomming(delen)}; zo wordt verdeeld wat overblijft."
    return f"{zin[:1].upper()}{zin[1:]}"
