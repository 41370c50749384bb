"""A table declared once: what it is called, its rows, its columns with one expression each. All else follows."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final, Protocol

from calc.model.uitdrukking import SOM, Celnaam, Getal, Tabelnaam, Term, Uitdrukking, Vast, Waarde, term
from calc.tabel import Rijsoort, Soort

ZELFDE: Final = Vast("=")
"""As the total of a column: the row Totaal holds the same expression as the others."""
TOTAAL: Final = "Totaal"
AFRONDING: Final = "Afronding"
SAMEN: Final = "samen"
"""Instead of a kostensoort: all of them together."""
Vorm = tuple[Soort, int]
"""Kind and decimals of a figure as it is shown."""


class DubbeleNaam(Exception):
    """Two rows or columns of one name would silently be one: a fault in a declaration, never of a user."""


class Getallen(Protocol):
    """What a sentence of a declaration may ask of the values."""

    def getal(self, cel: Celnaam) -> Getal: ...


@dataclass(frozen=True)
class Kolom:
    """`naam` is stable (programs read it), `titel` is for people: the name where nothing else is said. `formule` is
    that of every row that is alike.

    totaal: what the row Totaal holds; nothing where it is None.
    stap: a step of the calculation: on the sheet and in an explanation, not in the table that programs read.
    uitleg: a sentence of its own, where the expression alone does not say why.
    geen: what people read where a row has nothing here while it has something beside it; programs read nothing.
    stand: what all its figures are (vastgesteld, voorlopig, ...), where that is known; on a sheet above its head.
    voor: the amount before a closing rule, and `kort` what that rule did to it: for who wants no steps.
    """

    naam: str
    titel: str = ""
    soort: Soort = Soort.TEKST
    decimalen: int = 0
    formule: Uitdrukking | None = None
    totaal: Uitdrukking | None = SOM
    stap: bool = False
    uitleg: Callable[[Getallen, Celnaam], Sequence[str]] | str = ""
    stand: tuple[str, ...] = ()
    geen: str = ""
    voor: Uitdrukking | None = None
    kort: Callable[[Getallen, Celnaam], Sequence[str]] | str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "titel", self.titel or self.naam.capitalize())


@dataclass(frozen=True, eq=False)
class Rij:
    """`cellen` are texts, and what this row has of its own; `formule` is one for all its figures. What is no expression
    stands for itself.

    stap: as of a column. vorm: of the figures of this row, where it differs from that of the columns; vormen: of its
        figure under one column.
    standen: by column what its figures are, of a row that says so in words.
    """

    sleutel: str
    cellen: Mapping[str, Term] = field(default_factory=dict)
    formule: Uitdrukking | None = None
    soort: Rijsoort = Rijsoort.GEWOON
    vorm: Vorm | None = None
    stap: bool = False
    standen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    vormen: Mapping[str, Vorm] = field(default_factory=dict)

    @cached_property
    def eigen(self) -> Mapping[str, Uitdrukking]:
        return {naam: term(wat) for naam, wat in self.cellen.items()}


@dataclass(frozen=True)
class Eis:
    """What must hold before a table means anything, and the sentence when it does not."""

    voorwaarde: Uitdrukking
    fout: str


@dataclass(frozen=True)
class Controle:
    """What a table checks of itself; its formulas, its explanation and its row among the controles follow.

    toegestaan: the largest difference that rounding may leave. heet: the word for what was found, in a sentence.
    woorden: before the sum of what is expected and of what is found, where their cells do not say it.
    """

    naam: str
    waar: str
    verwacht: Uitdrukking
    gevonden: Uitdrukking
    toegestaan: Uitdrukking
    vorm: Vorm
    heet: str = "gevonden"
    woorden: tuple[str, str] = ("", "")
    raad: str = ""
    """What can be done where it does not tie up."""


@dataclass(frozen=True)
class Ergste:
    """One line for what is asked of every row: the check with the largest difference, at `waar` where there is none."""

    waar: str
    controles: tuple[Controle, ...]


class Uitgesteld(Sequence[str]):
    """Sentences that name figures of the table that they stand under: made when they are first read."""

    def __init__(self, maak: Callable[[], Sequence[str]]) -> None:
        self._maak = maak

    @cached_property
    def _zinnen(self) -> Sequence[str]:
        return self._maak()

    def __len__(self) -> int:
        return len(self._zinnen)

    def __getitem__(self, plek: Any) -> Any:
        return self._zinnen[plek]


@dataclass(frozen=True, eq=False)
class Tabel:
    """rijen: those that are alike; onder: what stands below them.

    opbouw: the rows are the parts of what the total is (posts), so an explanation goes on into them; else they stand
        one beside the other (participants). losse_rijen: each is about something else, and so is what stands below.
    noemt: the columns that name a row in a sentence, where not all texts do.
    boven: what the words above the heads of a sheet say (Kolom.stand).
    deel: the part of a kostensoort that it is about, where it is about one.
    bij: what must be said of figures of another table where this one takes them: old here, they are new elsewhere.
    uitgerekend: per row and column what its expression gives, where that was found when the table was made.
    """

    naam: Tabelnaam
    titel: str
    kolommen: tuple[Kolom, ...]
    rijen: tuple[Rij, ...]
    onder: tuple[Rij, ...] = ()
    opbouw: bool = False
    noemt: tuple[str, ...] = ()
    noten: Sequence[str] = ()
    eisen: tuple[Eis, ...] = ()
    controles: tuple[Controle | Ergste, ...] = ()
    boven: str = "Status"
    losse_rijen: bool = False
    deel: str = ""
    bij: Mapping[tuple[Tabelnaam, str], str] = field(default_factory=dict)
    uitgerekend: Mapping[str, Mapping[str, Waarde]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if len(self.rij_van) != len(self.rijen) + len(self.onder) or len(self.kolom_van) != len(self.kolommen):
            raise DubbeleNaam(self.titel)

    @cached_property
    def rij_van(self) -> Mapping[str, Rij]:
        return {rij.sleutel: rij for rij in (*self.rijen, *self.onder)}

    @cached_property
    def kolom_van(self) -> Mapping[str, Kolom]:
        return {kolom.naam: kolom for kolom in self.kolommen}

    @cached_property
    def sleutels(self) -> tuple[str, ...]:
        """The rows that are alike, in order."""
        return tuple(rij.sleutel for rij in self.rijen)

    @cached_property
    def naast_elkaar(self) -> frozenset[str]:
        """The same, to ask whether a row is one of them."""
        return frozenset(self.sleutels)

    def formule(self, sleutel: str, kolomnaam: str) -> Uitdrukking | None:
        """The expression of a cell: its own, else that of its row, else that of its column; None is an empty cell."""
        rij, kolom = self.rij_van.get(sleutel), self.kolom_van[kolomnaam]
        if rij is None:
            return None
        if (eigen := rij.eigen.get(kolomnaam)) is not None:
            return eigen
        if rij.formule is not None and kolom.soort is not Soort.TEKST:
            return rij.formule
        if kolom.soort is Soort.TEKST or rij.soort in (Rijsoort.AFRONDING, Rijsoort.EXTRA):
            return None
        if rij.soort is Rijsoort.TOTAAL and kolom.totaal is not ZELFDE:
            return kolom.totaal
        return kolom.formule

    def vorm(self, cel: Celnaam) -> Vorm:
        kolom = self.kolom_van[cel.kolom]
        rij = self.rij_van[cel.rij]
        return rij.vormen.get(cel.kolom) or rij.vorm or (kolom.soort, kolom.decimalen)

    def tekst(self, sleutel: str, kolomnaam: str) -> str:
        """What names a row, for whoever needs no values for it."""
        wat = self.formule(sleutel, kolomnaam)
        return str(getattr(wat, "waarde", None) or "")
