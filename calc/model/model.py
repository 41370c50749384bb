"""The tables of one or more plans, each declared when it is first asked for; and how references are followed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from calc.model.plan import Plan
from calc.model.tabel import AFRONDING, SAMEN, Controle, Ergste, Tabel
from calc.model.uitdrukking import Bereik, Beurt, Cel, Celnaam, Gezocht, Tabelnaam, Uitdrukking, bestanddelen
from schemas.planbladen import Afrekenblad, Planblad

Blad = Cel | Bereik | Gezocht
"""Where an expression refers to cells."""


class GeenTabelHier(Exception):
    """A table that a plan does not have is asked for: a fault in a declaration, never of a user."""


@dataclass(frozen=True)
class Tabelsoort:
    """A kind of table: what it is made per, and the function that declares it, or None where a plan does not have it.

    volgorde: its place among the tables of the plan.
    verdeeld: whether the closing rule matters to it. samen: whether there is one of all kostensoorten together too.
    alle_jaren: every year has its place in the plan, and not only the plan's own.
    zichtbaar: a table that a user may ask for; else one that others rest on.
    weiger: refuses a year that was asked for and that it cannot have.
    blad, inhoud: the sheet of the regional workbook that it stands on, and what that is about.
    opgezocht: what each pays for one cost over the years; where there are many costs it is looked up and not printed.
    bijlage: that sheet is there to be looked up and not printed.
    komt_uit: what a plan has it from, for who asks it of a plan that has none.
    vervolg: the table that people read after it, where they ask for this one.
    heet: in a workbook its figures are those of that table, of which this shows a part.
    raad: of the plan's own year, people read the page for a council after it.
    toetst: it holds the others against something, and so has nothing to check of itself.
    """

    naam: str
    maak: Callable[[Plan, Tabelnaam], Tabel | None]
    volgorde: int = 0
    per_kostensoort: bool = False
    per_jaar: bool = False
    verdeeld: bool = False
    samen: bool = False
    alle_jaren: bool = False
    zichtbaar: bool = True
    weiger: Callable[[Plan, int], None] | None = None
    blad: Planblad | Afrekenblad | Literal[""] = ""
    inhoud: str = ""
    bijlage: bool = False
    opgezocht: bool = False
    komt_uit: str = ""
    vervolg: str = ""
    heet: str = ""
    raad: bool = False
    toetst: bool = False


class Model:
    """What is declared of each plan, by its name; `""` where there is one."""

    def __init__(self, plannen: Mapping[str, Plan], soorten: Mapping[str, Tabelsoort]) -> None:
        self.plannen, self.soorten = plannen, soorten
        self._tabellen: dict[Tabelnaam, Tabel | None] = {}

    def zoek(self, naam: Tabelnaam) -> Tabel | None:
        if naam not in self._tabellen:
            gemaakt = self.soorten[naam.soort].maak(self.plannen[naam.plan], naam)
            self._tabellen[naam] = None if gemaakt is None else self._in_woord(gemaakt)
        return self._tabellen[naam]

    def _in_woord(self, tabel: Tabel) -> Tabel:
        """The head above the names, in the word for who takes part."""
        naam = tabel.kolom_van.get("gemeente")
        plan = self.plannen.get(tabel.naam.plan)
        if naam is None or plan is None or plan.regio.bestand.alleen_gemeenten:
            return tabel
        koppen = (replace(k, titel=plan.regio.zeg(k.titel)) if k is naam else k for k in tabel.kolommen)
        return replace(tabel, kolommen=tuple(koppen))

    def exemplaren(self, soort: Tabelsoort) -> list[Tabelnaam]:
        """The tables of a kind that a plan has, in order: per kostensoort and per year where it is made per those."""
        eigen = self.plannen[""]
        jaren = [0] if not soort.per_jaar else eigen.jaren if soort.alle_jaren else [eigen.jaar]
        kostensoorten = [""]
        if soort.per_kostensoort:
            kostensoorten = [*eigen.kostensoorten, *([SAMEN] if soort.samen and len(eigen.kostensoorten) > 1 else [])]
        namen = [Tabelnaam(soort.naam, k, jaar) for k in kostensoorten for jaar in jaren]
        return [naam for naam in namen if self.zoek(naam) is not None]

    def controles(self) -> list[tuple[Tabelnaam, Controle | Ergste]]:
        """Everything that the tables of a plan check of themselves."""
        return [
            (naam, controle)
            for soort in self.soorten.values()
            if not soort.toetst
            for naam in self.exemplaren(soort)
            for controle in self.tabel(naam).controles
        ]

    def tabel(self, naam: Tabelnaam) -> Tabel:
        gevonden = self._tabellen.get(naam) or self.zoek(naam)
        if gevonden is None:
            raise GeenTabelHier(naam)
        return gevonden

    def zet(self, tabel: Tabel) -> None:
        """A table that is made of others, or of a range of a sheet."""
        self._tabellen[tabel.naam] = self._in_woord(tabel)

    def formule(self, cel: Celnaam) -> Uitdrukking | None:
        return self.tabel(cel.tabel).formule(cel.rij, cel.kolom)

    def doel(self, verwijzing: Cel, hier: Celnaam) -> Celnaam:
        """The cell that a reference means. A row or column by a name that does not exist is a fault."""
        doel = Celnaam(verwijzing.tabel or hier.tabel, verwijzing.rij or hier.rij, verwijzing.kolom or hier.kolom)
        if verwijzing.rij is not None and verwijzing.rij not in self.tabel(doel.tabel).rij_van:
            raise GeenTabelHier(doel)
        return doel

    def kolom(self, bereik: Bereik, hier: Celnaam) -> tuple[Tabelnaam, str, Sequence[str]]:
        """The table, the column and the rows of a range."""
        naam, kolom = bereik.tabel or hier.tabel, bereik.kolom or hier.kolom
        tabel = self.tabel(naam)
        onder = (AFRONDING,) if bereik.afronding and AFRONDING in tabel.rij_van else ()
        return naam, kolom, tabel.sleutels + onder

    def cellen(self, bereik: Bereik, hier: Celnaam) -> list[Celnaam]:
        naam, kolom, sleutels = self.kolom(bereik, hier)
        return [Celnaam(naam, sleutel, kolom) for sleutel in sleutels]


class Lezer:
    """One reading of a model."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self._bladen: dict[Uitdrukking | None, tuple[Blad, ...]] = {}

    def verwijzingen(self, wat: Uitdrukking | Bereik | None, hier: Celnaam) -> Iterator[Celnaam]:
        """The cells that an expression names itself."""
        for blad in (wat,) if isinstance(wat, Bereik) else self.bladen(wat):
            if isinstance(blad, Gezocht):
                yield from self.model.cellen(blad.wat, hier)
                for waarin, _, gelijk in blad.waar:
                    yield from self.model.cellen(waarin, hier)
                    yield from self.verwijzingen(gelijk, hier)
            elif isinstance(blad, Bereik):
                yield from self.model.cellen(blad, hier)
            else:
                yield self.model.doel(blad, hier)

    def bladen(self, wat: Uitdrukking | None) -> tuple[Blad, ...]:
        """The references in an expression; one expression serves a whole column, so it is walked once."""
        if wat not in self._bladen:
            self._bladen[wat] = tuple(_bladen(wat))
        return self._bladen[wat]


def _bladen(wat: Uitdrukking | Bereik | None) -> Iterator[Blad]:
    match wat:
        case Cel() | Bereik() | Gezocht():
            yield wat
        case Beurt(eerst=eerst, dan=tweede):
            for kolom in dict.fromkeys((eerst, tweede)):
                yield Bereik(kolom=kolom)
        case _:
            for lid in bestanddelen(wat):
                yield from _bladen(lid)
