"""The sheets of the year: what posts follow, who supplies hours, what was spent, what care costs, which scenarios.

All are optional: a sheet that is not there means that nothing of it is used. A row type is its sheet, as in
schemas.gegevens.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import ClassVar, Literal

from schemas import inhoud as mag
from schemas import rijvelden
from schemas.invoerblad import buiten, jaren, veld


@dataclass(frozen=True)
class Indexregel:
    """Hoeveel procent de kosten per jaar stijgen, per reeks. Een raming en een definitief cijfer staan elk in een rij.

    A percentage holds from the year before to its year. `verrekenen_in`: the year in whose budget the difference with
    the estimate is settled; the next one where nothing is said.
    """

    reeks: str = veld("Reeks", mag.TEKST, "naam van de reeks, zoals loon of prijs", breedte=20)
    jaar: int = veld("Jaar", mag.JAAR, "jaar waarin de kosten zoveel hoger zijn dan het jaar ervoor")
    percentage: Decimal = veld("Percentage", mag.GROEI, "stijging in procenten; een daling met een min", breedte=13)
    stand: Literal["raming", "definitief"] = veld(
        "Stand", mag.keuze("raming", "definitief"), "of het percentage nog een raming is"
    )
    bron: str = rijvelden.bron("stuk waarin het percentage staat")
    verrekenen_in: int | None = veld(
        "Verrekenen in",
        mag.JAAR,
        "alleen bij definitief: jaar waarin het verschil met de raming wordt verrekend; leeg is het jaar erna",
        breedte=15,
        als_gevuld=True,
    )
    rij: int = buiten()

    @property
    def definitief(self) -> bool:
        return self.stand == "definitief"


@dataclass(frozen=True)
class Inzetregel:
    """Welke deelnemer levert welke uren? Uren maal uurtarief krijgt hij vergoed. Staan de uren van een post ook op blad
    Capaciteit, dan zegt dit blad wie ze levert; anders zijn zij de kosten van die post.
    """

    kostensoort: str = rijvelden.kostensoort()
    post: str = rijvelden.post_van_uren()
    gemeentecode: str = rijvelden.gemeentecode()
    gemeente: str = rijvelden.gemeente()
    functie: str = rijvelden.functie()
    uren: Mapping[int, Decimal] = jaren("plan", mag.HOEVEELHEID)
    afgeleid: str = rijvelden.afgeleid()
    bron: str = rijvelden.bron()
    rij: int = buiten()

    blad: ClassVar[str] = "Inzet"

    @property
    def taak(self) -> str:
        return f"inzet van {self.gemeente}"


@dataclass(frozen=True)
class Realisatieregel:
    """Wat er dit jaar al is uitgegeven, per post, en hoe de prognose daaruit volgt. Een post die hier niet staat,
    blijft op zijn begroting.

    prognose:
        restant      realised, and the rest of the year as budgeted
        doortrekken  realised, and the rest of the year as much a month
        begroting    as budgeted
    """

    kostensoort: str = rijvelden.kostensoort()
    post: str = veld("Post", mag.TEKST, "post van blad Begroting", breedte=30)
    gerealiseerd: Decimal = veld(
        "Gerealiseerd", mag.BEDRAG, "euro's die tot en met die dag zijn uitgegeven", breedte=15
    )
    tot_en_met: date = veld("Tot en met", mag.DATUM, "laatste dag van een maand van het jaar van het plan", breedte=14)
    prognose: Literal["restant", "doortrekken", "begroting"] = veld(
        "Prognose",
        mag.keuze("restant", "doortrekken", "begroting"),
        "restant: gerealiseerd, en de rest van het jaar zoals begroot; doortrekken: zo verder als tot nu toe; "
        "begroting: zoals begroot",
        breedte=14,
    )
    bron: str = rijvelden.bron("stuk waarin de realisatie staat")
    rij: int = buiten()

    @property
    def maanden(self) -> int:
        """How many months of the year are over."""
        return self.tot_en_met.month


@dataclass(frozen=True)
class Zorgregel:
    """De kosten van zorg per segment en deelnemer in het jaar van het plan: wat al is uitgegeven, en wat het jaar naar
    verwachting kost.
    """

    segment: str = veld("Segment", mag.TEKST, "segment van het regiobestand", breedte=24)
    aanbieder: str = veld("Aanbieder", mag.TEKST, "groep aanbieders van het regiobestand", leeg=True, breedte=20)
    gemeentecode: str = rijvelden.gemeentecode()
    gemeente: str = rijvelden.gemeente()
    gerealiseerd: Decimal = veld("Gerealiseerd", mag.EURO, "euro's die al zijn uitgegeven", breedte=16)
    prognose: Decimal = veld("Prognose", mag.EURO, "euro's die het hele jaar naar verwachting kost", breedte=16)
    afgeleid: str = rijvelden.afgeleid()
    bron: str = rijvelden.bron()
    rij: int = buiten()


@dataclass(frozen=True)
class Scenariokeuze:
    """Scenario's naast elkaar: elk met zijn eigen nuljaar en zijn eigen besparing, in euro's of in procenten per jaar.

    The costs are those of the plan; what they are compared with are those of the zero year.
    """

    scenario: str = veld("Scenario", mag.TEKST, "naam van het scenario", breedte=30)
    nuljaar: int = veld("Nuljaar", mag.JAAR, "jaar waarmee de kosten worden vergeleken")
    nulkosten: Decimal | None = veld(
        "Nulkosten",
        mag.EURO,
        "kosten van het nuljaar, alle kostensoorten samen; alleen als dat jaar niet in het plan staat",
        leeg=True,
        breedte=15,
    )
    eenheid: Literal["euro", "procent"] = veld(
        "Eenheid", mag.keuze("euro", "procent"), "waarin de besparing per jaar staat", breedte=11
    )
    grondslag: str = veld(
        "Grondslag", mag.keuze("budget", "restpost"), "alleen bij procent: waarvan, op blad Scenario", leeg=True
    )
    besparing: Mapping[int, Decimal] = jaren("scenario", mag.HOEVEELHEID)
    afgeleid: str = rijvelden.afgeleid()
    bron: str = rijvelden.bron()
    rij: int = buiten()
    naar: str = veld(
        "Naar",
        mag.TEKST,
        "waarnaar het saldo over de deelnemers wordt verdeeld: bijdrage, rato, een kostensoort of een maatstaf",
        breedte=16,
        als_gevuld=True,
        standaard="",
    )
