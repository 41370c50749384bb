"""One block of the Rekenblad: where its figures stand, and what every step of writing it needs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Final

from calc.afronding import DECIMALEN, rond_op
from calc.uitkomst import Uitkomst
from calc.verdeling import AFRONDING, Jaarverdeling
from templates.plan.invoerplaatsen import Invoerplaatsen
from templates.werkmap.boek import Blad, a1, vast

PRECISIE: Final = 6
PRECISIE_AANDEEL: Final = 12
EERSTE_DEEL: Final = 3
"""Column of the first part; code and name stand before it."""
NUL: Final = Fraction(0)


@dataclass
class Rekenblok:
    """Where one year stands on the Rekenblad."""

    blad: Blad
    jaar: Jaarverdeling
    delen: tuple[str, ...]
    kop: int
    eerste: int = 0
    laatste: int = 0
    afronding: int | None = None
    totaal: int = 0
    kolommen: dict[str, int] = field(default_factory=dict)
    """`waarde_<deel>`, `aandeel_<deel>`, `aandeel`, `bedrag_<deel>`, `bedrag`, ... as the table verdeling names
    them.
    """
    rijen: dict[str, int] = field(default_factory=dict)
    """`te verdelen`, `gewicht`, `peiljaar`, `pot`, ..."""

    @property
    def codes(self) -> str:
        """The gemeentecodes (and the line Afronding), from any sheet."""
        return self.blad.bereik(self.eerste, self.onderste, 1)

    @property
    def onderste(self) -> int:
        return self.afronding or self.laatste

    def kolom(self, naam: str) -> str:
        """One column of all participants (and the line Afronding), from any sheet."""
        return self.blad.bereik(self.eerste, self.onderste, self.kolommen[naam])

    def rij_van(self, gemeentecode: str) -> int:
        if gemeentecode == AFRONDING and self.afronding:
            return self.afronding
        return self.eerste + self.jaar.deelnemers.index(gemeentecode)

    def cel(self, gemeentecode: str, naam: str) -> str:
        return self.blad.verwijs(self.rij_van(gemeentecode), self.kolommen[naam])

    def in_rij(self, rij: str, kolom: str) -> str:
        return self.blad.verwijs(self.rijen[rij], self.kolommen[kolom])


class Blokbasis:
    """What every step of writing one block needs: the sheet, the figures, the places, and the small formulas."""

    def __init__(
        self, blad: Blad, uitkomst: Uitkomst, jaar: Jaarverdeling, invoer: Invoerplaatsen, te_verdelen: str, rij: int
    ) -> None:
        assert jaar.sleutel is not None
        assert jaar.splitsing is not None
        self.blad, self.uitkomst, self.jaar, self.invoer, self.bron = blad, uitkomst, jaar, invoer, te_verdelen
        self.sleutel, self.splitsing = jaar.sleutel, jaar.splitsing
        self.delen = tuple(jaar.sleutel.delen)
        self.decimalen = DECIMALEN[jaar.eenheid]
        self.geld = "euro" if self.decimalen == 0 else "cent"
        self.sluit = jaar.sluitregel != "open"
        self.blok = Rekenblok(blad, jaar, self.delen, rij)
        self.groepen: list[tuple[str, list[str]]] = []
        self.rij = rij
        self.breedte = EERSTE_DEEL

    def nieuwe_rij(self, naam: str, label: str) -> int:
        self.blok.rijen[naam] = self.rij
        self.blad.kleur(self.rij, 1, self.breedte, "VW tekst stap")
        self.blad.schrijf(self.rij, 2, label)
        self.rij += 1
        return self.rij - 1

    def som(self, kolom: int, waarde: Fraction, vorm: str, laatste: int | None = None) -> None:
        bereik = rijbereik_kolom(self.blok.eerste, laatste or self.blok.laatste, kolom)
        self.blad.zet(self.blok.totaal, kolom, f"=SUM({bereik})", waarde, f"VW {vorm} totaal")

    def vaste_cel(self, naam: str) -> str:
        return vast(self.blok.rijen[naam], EERSTE_DEEL)

    def gewicht(self, deel: str) -> str:
        return a1(self.blok.rijen["gewicht"], self.blok.kolommen[f"aandeel_{deel}"])

    def som_gewichten(self) -> str:
        return vast(self.blok.rijen["gewicht"], self.blok.kolommen["aandeel"])

    def uiterste(self, groep: str) -> tuple[int, int]:
        """First and last column of the parts in a group."""
        return self.blok.kolommen[f"{groep}_{self.delen[0]}"], self.blok.kolommen[f"{groep}_{self.delen[-1]}"]

    def geldvorm(self, bedrag: Fraction) -> str:
        """Whole euros where the amount and the unit are, else cents."""
        return "euro" if self.decimalen == 0 and bedrag.denominator == 1 else "cent"

    def tussenstap(self, rij: int, naam: str, label: str, formule: str, waarde: Fraction | int) -> None:
        self.blad.schrijf(rij, 1, label, "VW Label")
        self.blad.zet(rij, EERSTE_DEEL, formule, waarde, "VW getal")
        self.blok.rijen[naam] = rij

    def rond_af(self, bedrag: str) -> str:
        """An amount rounded to the unit, half away from zero."""
        return f"=ROUND(ROUND({bedrag},{self.vaste_cel('tussen')}),{self.vaste_cel('decimalen')})"


def rijbereik_kolom(eerste: int, laatste: int, kolom: int) -> str:
    """Rows of one column, all relative: `C5:C20`, for the sum below them."""
    return f"{a1(eerste, kolom)}:{a1(laatste, kolom)}"


def heel_en_rest(exact: Sequence[Fraction]) -> tuple[list[int], list[Fraction]]:
    """Whole units and remainder as the formulas see them: after rounding to the precision of the sheet."""
    afgerond = [rond_op(waarde, PRECISIE) for waarde in exact]
    heel = [int(waarde) for waarde in afgerond]
    return heel, [waarde - geheel for waarde, geheel in zip(afgerond, heel, strict=True)]


def beurten(eerst: Sequence[Fraction], dan: Sequence[Fraction]) -> list[int]:
    """Turn per row: largest `eerst` first, then largest `dan`, then the order of the list."""
    volgorde = sorted(range(len(eerst)), key=lambda i: (-eerst[i], -dan[i], i))
    beurt = {i: plek for plek, i in enumerate(volgorde, start=1)}
    return [beurt[i] for i in range(len(eerst))]
