"""What a contribution is made of, as a region file says it: parts in order, limits, and who shares a cost."""

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from schemas.formule import Formule, lees_formule
from schemas.kernwoorden import RATO, VAST
from schemas.regiovorm import (
    Formuletekst,
    Getal,
    Jaar,
    Lijst,
    Naam,
    Nulofmeer,
    Positief,
    Procent,
    Strikt,
    Tekst,
    Verwijst,
)

Gevraagd = Annotated[Tekst, Verwijst("maatstaf", gevraagd=True)]
Code = Annotated[Tekst, Verwijst("deelnemer")]
Punt = Annotated[str, Verwijst("maatstaf", (VAST, RATO))]
Gewichten = Annotated[dict[Annotated[str, Verwijst("maatstaf", (RATO,))], Positief], Field(min_length=1)]


class Sleutel(Strikt):
    """Weights per maatstaf (or `rato`); they need not add up to 100. Short for an opbouw of one part."""

    delen: Gewichten
    peiljaar: Jaar | None = None
    bron: Tekst


class Onderdeel(Strikt):
    """label: what people read; else that of the maatstaf of the same name, or the name itself."""

    label: Tekst | None = None


class Vastdeel(Onderdeel):
    """An amount for each participant: a number, or a formula over maatstaven."""

    soort: Literal["vast"]
    bedrag: Formuletekst
    peiljaar: Jaar | None = None


class Prijsdeel(Onderdeel):
    """Euros per unit of a maatstaf."""

    soort: Literal["prijs"]
    maatstaf: Annotated[Tekst, Verwijst("maatstaf")]
    prijs: Getal
    peiljaar: Jaar | None = None


class Eigendeel(Onderdeel):
    """The euros of the participant itself."""

    soort: Literal["eigen"]
    maatstaf: Annotated[Tekst, Verwijst("maatstaf", euro="wat een deelnemer zelf betaalt wel")]
    peiljaar: Jaar | None = None


class Pot(Onderdeel):
    """A pot that is shared: an amount, a part of te verdelen, or what remains of it."""

    bedrag: Getal | None = None
    procent: Procent | None = None
    mag_negatief: bool = False
    """What remains may be below zero."""

    @property
    def rest(self) -> bool:
        return self.bedrag is None and self.procent is None


class Sleuteldeel(Pot):
    """A pot by weights of shares, or by points: so many a unit, and `vast` for everyone."""

    soort: Literal["sleutel"]
    delen: Gewichten | None = None
    punten: Annotated[dict[Punt, Getal], Field(min_length=1)] | None = None
    peiljaar: Jaar | None = None


class Naardeel(Pot):
    """A pot in proportion to the outcome of other kostensoorten together."""

    soort: Literal["naar"]
    kostensoorten: Annotated[Lijst[Annotated[Tekst, Verwijst("kostensoort")]], Field(min_length=1)]


Deel = Annotated[Vastdeel | Prijsdeel | Eigendeel | Sleuteldeel | Naardeel, Field(discriminator="soort")]


class Opbouw(Strikt):
    """The parts of a contribution, in order; each has its own column."""

    onderdelen: Annotated[dict[Naam, Deel], Field(min_length=1)]
    bron: Tekst


class Grens(Strikt):
    """The limits of one participant, with the decision."""

    minimum: Formuletekst | None = None
    maximum: Formuletekst | None = None
    bron: Tekst

    @property
    def formules(self) -> tuple[Formule | None, Formule | None]:
        """Minimum and maximum, read."""
        laag, hoog = (None if tekst is None else lees_formule(tekst) for tekst in (self.minimum, self.maximum))
        return laag, hoog


class Grenzen(Strikt, extra="allow"):
    """Limits of everyone, and under its code those of one participant.

    verschil: who carries what a limit takes or gives: the others, or the organisation.
    """

    __pydantic_extra__: dict[Code, Grens] = Field(init=False)
    minimum: Formuletekst | None = None
    maximum: Formuletekst | None = None
    verschil: Literal["anderen", "organisatie"] = "anderen"
    bron: Tekst | None = None

    @property
    def per_deelnemer(self) -> dict[str, Grens]:
        return self.__pydantic_extra__ or {}

    @property
    def algemeen(self) -> Grens:
        """Those of everyone."""
        return Grens.model_construct(minimum=self.minimum, maximum=self.maximum, bron=self.bron or "")

    @property
    def formules(self) -> tuple[Formule, ...]:
        """Of everyone, and of each participant that has its own."""
        alle = (self.algemeen, *self.per_deelnemer.values())
        return tuple(formule for grens in alle for formule in grens.formules if formule is not None)

    def van(self, code: str) -> Grens:
        """Of one participant: what is decided for it, and for the rest what holds for everyone."""
        eigen = self.per_deelnemer.get(code, self.algemeen)
        laag, hoog = eigen.minimum or self.minimum, eigen.maximum or self.maximum
        return Grens.model_construct(minimum=laag, maximum=hoog, bron=eigen.bron)


class Deelname(Strikt):
    """Who of the participants of a year share a cost: all but some, or some by name."""

    zonder: Lijst[Code] = ()
    waarde: Lijst[Code] = ()
    bron: Tekst

    @property
    def codes(self) -> tuple[str, ...]:
        """Those that the file names, whichever way."""
        return self.zonder or self.waarde

    def telt(self, code: str) -> bool:
        return code in self.waarde if self.waarde else code not in self.zonder


class Gerealiseerd(Strikt):
    """The maatstaven with what was realised for each pakket."""

    basispakket: Gevraagd
    keuzepakket: Gevraagd


class Keuzepakket(Strikt):
    """How the figures of who buys only a keuzepakket are brought back to what was realised for it.

    maatstaven: the variable parts of the key, that are corrected.
    per: by the ratio of each participant itself, or by that of all of them together.
    deel_van: keuzepakket as a part of basispakket, or of both together.
    """

    maatstaven: Annotated[Lijst[Gevraagd], Field(min_length=1)]
    gerealiseerd: Gerealiseerd
    per: Literal["deelnemer", "samen"] = "deelnemer"
    deel_van: Literal["basispakket", "beide"] = "basispakket"
    bron: Tekst


class Indexering(Strikt):
    """How amounts follow an index, and how a definitive one that differs from its estimate is settled.

    bandbreedte: in points; a smaller difference is never settled.
    verrekenen: the whole of a larger difference, or what is above the band.
    """

    stapelen: Literal["vermenigvuldigen", "optellen"] = "vermenigvuldigen"
    bandbreedte: Nulofmeer = Decimal(0)
    verrekenen: Literal["heel", "meerdere"] = "heel"
    bron: Tekst

    @property
    def optellen(self) -> bool:
        return self.stapelen == "optellen"

    @property
    def heel(self) -> bool:
        return self.verrekenen == "heel"
