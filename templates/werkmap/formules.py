"""How a figure of the model stands in a sheet. A column has one formula, worked out once and filled in per row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Final

from openpyxl.utils import get_column_letter

from calc.model.model import Lezer, Model
from calc.model.tabel import Tabel, Vorm
from calc.model.uitdrukking import (
    LOS,
    STERKTE,
    Als,
    Bereik,
    Beurt,
    Bewerking,
    Cel,
    Celnaam,
    Functie,
    Gegeven,
    Gezocht,
    Rond,
    Som,
    Tabelnaam,
    Tegengesteld,
    Uitdrukking,
    Uiterste,
    Vast,
    Vergelijking,
    Waarde,
    Zuiver,
    bestanddelen,
)
from calc.tabel import Rijsoort, Soort
from schemas.gegevens import Pm
from templates.werkmap.delen import Delen
from templates.werkmap.dubbel import ZUIVER
from templates.werkmap.indeling import Vak

RIJ: Final = "\0"
"""Around a distance to the row of the formula, in what is the same for a whole column."""
Rijformule = tuple[list[str], list[int]]
"""A formula in pieces, and the distances that are every second one."""


class Formules(Lezer):
    """`formules[cel]`, without the sign in front; empty where the cell is an input itself, a text or nothing."""

    def __init__(self, model: Model, indeling: Mapping[Tabelnaam, Vak]) -> None:
        super().__init__(model)
        self.vakken = indeling
        self.gegevens: dict[Celnaam, str] = {}
        """Inputs that stand on another sheet than that of their table, which refers to them."""
        self.opgezocht: set[Tabelnaam] = set()
        """Tables of which a person may sort the rows: each is looked up by its code."""
        self.los_van_elders = False
        """Whether what refers to a table that has no place in this workbook is a figure by itself: of a page."""
        self._per_kolom: dict[tuple[Tabelnaam, str], Rijformule] = {}
        self._per_uitdrukking: dict[tuple[object, ...], Rijformule] = {}
        self._getoetst: dict[int, tuple[Uitdrukking, list[Uitdrukking], list[Cel]]] = {}
        self._pm: dict[Celnaam, bool] = {}
        self._samen: Sequence[str] | None = None
        """The rows for which one formula is worked out; None where it is for its own row only."""
        self._delen = Delen(model)

    def __getitem__(self, cel: Celnaam) -> str:
        return self.van(cel, self.model.formule(cel))

    def van(self, cel: Celnaam, wat: Uitdrukking | None) -> str:
        """The same, for who has its expression at hand."""
        if wat is None or isinstance(wat, Gegeven | Vast):
            return self.gegevens.get(cel, "")
        if self.los_van_elders and any(doel.tabel not in self.vakken for doel in self.verwijzingen(wat, cel)):
            return ""
        tabel = self.model.tabel(cel.tabel)
        if wat is not tabel.kolom_van[cel.kolom].formule or not _gewoon(tabel, cel.rij):
            return self.los(wat, cel, tabel.vorm(cel))
        naam = (cel.tabel, cel.kolom)
        if naam not in self._per_kolom:
            self._per_kolom[naam] = self._voor_rijen(wat, cel, tabel.vorm(cel), tabel.sleutels)
        return self._in_rij(self._per_kolom[naam], cel)

    def in_rij(self, wat: Uitdrukking, hier: Celnaam, vorm: Vorm) -> str:
        """As `los`, of an expression that stands in many rows of a column and not in all: worked out once for the rows
        in which the same can be PM and the same has noise.
        """
        if id(wat) not in self._getoetst:
            # With the expression, so that no other one can get its identity.
            getoetst = list(dict.fromkeys(_zijden_van_quotienten(wat))), list(dict.fromkeys(_in_rekening(wat)))
            self._getoetst[id(wat)] = wat, *getoetst
        _, zijden, in_rekening = self._getoetst[id(wat)]
        ruis = tuple(self._delen.heeft_ruis(zijde, (hier,)) for zijde in zijden)
        pm = tuple(self._kan_pm(deel, hier) for deel in in_rekening)
        naam = id(wat), hier.tabel, hier.kolom, vorm[0], ruis, pm
        if naam not in self._per_uitdrukking:
            self._per_uitdrukking[naam] = self._voor_rijen(wat, hier, vorm, (hier.rij,))
        return self._in_rij(self._per_uitdrukking[naam], hier)

    def _voor_rijen(self, wat: Uitdrukking, hier: Celnaam, vorm: Vorm, rijen: Sequence[str]) -> Rijformule:
        self._samen = rijen
        try:
            stukken = self.los(wat, hier, vorm).split(RIJ)
        finally:
            self._samen = None
        return stukken, [int(afstand) for afstand in stukken[1::2]]

    def _in_rij(self, formule: Rijformule, cel: Celnaam) -> str:
        rij, (stukken, afstanden) = self.vakken[cel.tabel].rijen[cel.rij], formule
        uit = list(stukken)
        uit[1::2] = [str(rij + afstand) for afstand in afstanden]
        return "".join(uit)

    def los(self, wat: Uitdrukking, hier: Celnaam, vorm: Vorm) -> str:
        """The formula of an expression, as if it stood in a cell of that kind. Arithmetic on PM gives PM."""
        formule = self._zonder_ruis(wat, hier) if vorm[0] is Soort.GELD else self.tekst(wat, hier)
        pm = dict.fromkeys(f'{self.tekst(deel, hier)}="PM"' for deel in _in_rekening(wat) if self._kan_pm(deel, hier))
        if not pm:
            return formule
        een = next(iter(pm)) if len(pm) == 1 else f"OR({','.join(pm)})"
        return f'IF({een},"PM",{formule})'

    def _zonder_ruis(self, wat: Uitdrukking, hier: Celnaam) -> str:
        """A difference of amounts misses the amount by a hair in doubles; rounded far below a cent it is that again."""
        match wat:
            case Als(voorwaarde=als, dan=dan, anders=anders):
                takken = ",".join(self._zonder_ruis(tak, hier) for tak in (dan, anders))
                return f"IF({self._voorwaarde(als, hier)},{takken})"
            case Bewerking(teken="+" | "-"):
                return f"ROUND({self.tekst(wat, hier)},{ZUIVER})"
        return self.tekst(wat, hier)

    def _kan_pm(self, verwijzing: Cel, hier: Celnaam) -> bool:
        cel = self.model.doel(verwijzing, hier)
        kan = self._pm.get(cel)
        if kan is None:
            wat = self.model.formule(cel)
            leden = _in_rekening(wat) if wat is not None else ()
            kan = self._pm[cel] = (isinstance(wat, Gegeven) and wat.pm) or any(self._kan_pm(d, cel) for d in leden)
        return kan

    def tekst(self, wat: Uitdrukking, hier: Celnaam) -> str:
        match wat:
            case Cel():
                return self._verwijzing(wat, hier)
            case Bewerking(teken="/", links=links, rechts=rechts):
                return f"{self._gedeeld(links, hier, 2)}/{self._gedeeld(rechts, hier, LOS)}"
            case Bewerking(teken=teken, links=links, rechts=rechts):
                sterkte = STERKTE[teken]
                return f"{self._lid(links, hier, sterkte)}{teken}{self._lid(rechts, hier, sterkte + 1)}"
            case Tegengesteld(wat=deel):
                return f"-{self._lid(deel, hier, 2)}"
            case Som(delen=delen, leeg=leeg):
                if leeg and all(isinstance(deel, Gezocht) for deel in delen):
                    return self._gevonden_samen([deel for deel in delen if isinstance(deel, Gezocht)], hier)
                # A column without rows has no range.
                delen = tuple(d for d in delen if not isinstance(d, Bereik) or self.model.kolom(d, hier)[2])
                leden = [self._bereik(d, hier) if isinstance(d, Bereik) else self.tekst(d, hier) for d in delen]
                # Nor has a row that another table does not have a cell there.
                delen, leden = _zonder_lege(delen, leden)
                opgeteld = f"SUM({','.join(map(_als_term, delen, leden))})" if leden else "0"
                niets = ",".join(f'{lid}=""' for lid in leden)
                return (f'IF(AND({niets}),"",{opgeteld})' if leden else '""') if leeg else opgeteld
            case Rond(wat=deel, decimalen=decimalen):
                aantal = self.tekst(decimalen, hier)
                # Half a unit can come out a hair lower in doubles; rounding first at the precision puts it back.
                tussen = str(int(aantal) + ZUIVER) if aantal.isdigit() else f"{aantal}+{ZUIVER}"
                return f"ROUND(ROUND({self.tekst(deel, hier)},{tussen}),{aantal})"
            case Zuiver(wat=deel, decimalen=cijfers):
                return f"ROUND({self.tekst(deel, hier)},{cijfers})"
            case Functie(naam=naam, wat=deel):
                return f"{naam}({self.tekst(deel, hier)})"
            case Vergelijking(teken=vergelijkt, links=links, rechts=rechts):
                # Also where it is counted with: a truth value by itself is no number to every function.
                return f"1*({self._lid(links, hier, 1)}{vergelijkt}{self._lid(rechts, hier, 1)})"
            case Als(voorwaarde=als, dan=dan, anders=anders):
                return f"IF({self._voorwaarde(als, hier)},{self.tekst(dan, hier)},{self.tekst(anders, hier)})"
            case Uiterste(naam=naam, delen=delen):
                return f"{naam}({','.join(self.tekst(deel, hier) for deel in delen)})"
            case Beurt():
                return self._beurt(wat, hier)
            case Gezocht():
                return self._gezocht(wat, hier)
            case Vast(waarde=waarde) | Gegeven(waarde=waarde):
                return vaste_tekst(waarde)
        raise TypeError(wat)

    def _voorwaarde(self, wat: Uitdrukking, hier: Celnaam) -> str:
        """A comparison that is only asked whether it holds."""
        match wat:
            case Vergelijking():
                return f"{self._lid(wat.links, hier, 1)}{wat.teken}{self._lid(wat.rechts, hier, 1)}"
            case Bewerking(teken="*", links=Vergelijking() as een, rechts=Vergelijking() as ander):
                return f"AND({self._voorwaarde(een, hier)},{self._voorwaarde(ander, hier)})"
        return self.tekst(wat, hier)

    def _lid(self, wat: Uitdrukking, hier: Celnaam, sterkte: int) -> str:
        tekst = self.tekst(wat, hier)
        return tekst if _sterkte_van(wat) >= sterkte else f"({tekst})"

    def _gedeeld(self, wat: Uitdrukking, hier: Celnaam, sterkte: int) -> str:
        """A side of a quotient, or a factor in it: a sum of amounts is the amount itself, without its noise."""
        if isinstance(wat, Bewerking) and wat.teken == "*" and sterkte < LOS:
            return f"{self._gedeeld(wat.links, hier, 2)}*{self._gedeeld(wat.rechts, hier, LOS)}"
        rijen = (hier.rij,) if self._samen is None else self._samen
        if self._delen.heeft_ruis(wat, [Celnaam(hier.tabel, rij, hier.kolom) for rij in rijen]):
            return f"ROUND({self.tekst(wat, hier)},{ZUIVER})"
        return self._lid(wat, hier, sterkte)

    def _verwijzing(self, wat: Cel, hier: Celnaam) -> str:
        cel = self.model.doel(wat, hier)
        doel, vak = self.model.tabel(cel.tabel), self.vakken[cel.tabel]
        kolom = f"{'$' if wat.kolom else ''}{get_column_letter(vak.kolommen[cel.kolom])}"
        blad = self._blad(cel.tabel, hier)
        if wat.rij in doel.naast_elkaar and cel.tabel in self.opgezocht:
            codes, waarden = (
                f"{blad}{vak.bereik(naam, doel.sleutels[0], doel.sleutels[-1])}"
                for naam in (doel.kolommen[0].naam, cel.kolom)
            )
            return f"INDEX({waarden},MATCH({vaste_tekst(cel.rij)},{codes},0))"
        if wat.rij is not None or not _gewoon(eigen := self.model.tabel(hier.tabel), hier.rij):
            return f"{blad}{kolom}{'$' if wat.rij else ''}{vak.rijen[cel.rij]}" if cel.rij in vak.rijen else '""'
        if doel.sleutels == eigen.sleutels and cel.tabel not in self.opgezocht:
            return f"{blad}{kolom}{self._rij(vak.rijen[cel.rij], hier)}"
        # Other rows, so that each is looked up by its code: participants come and go.
        eerste, laatste = doel.sleutels[0], doel.sleutels[-1]
        codes = f"{blad}{vak.bereik(doel.kolommen[0].naam, eerste, laatste)}"
        waarden = f"{blad}{vak.bereik(cel.kolom, eerste, laatste, vast_kolom=bool(wat.kolom))}"
        thuis = self.vakken[hier.tabel]
        code = f"${get_column_letter(thuis.kolommen[eigen.kolommen[0].naam])}{self._rij(thuis.rijen[hier.rij], hier)}"
        gezocht = f"INDEX({waarden},MATCH({code},{codes},0))"
        return gezocht if set(eigen.sleutels) <= set(doel.sleutels) else f'IFERROR({gezocht},"")'

    def _rij(self, rij: int, hier: Celnaam) -> str:
        """A row that moves along with that of the formula."""
        return f"{RIJ}{rij - self.vakken[hier.tabel].rijen[hier.rij]}{RIJ}" if self._samen is not None else str(rij)

    def _blad(self, tabel: Tabelnaam, hier: Celnaam) -> str:
        blad = self.vakken[tabel].blad
        return "" if blad == self.vakken[hier.tabel].blad else f"{blad}!"

    def _bereik(self, wat: Bereik, hier: Celnaam) -> str:
        tabel, kolom, rijen = self.model.kolom(wat, hier)
        if not rijen:
            return '""'
        stuk = self.vakken[tabel].bereik(kolom, rijen[0], rijen[-1], vast_kolom=bool(wat.kolom))
        return f"{self._blad(tabel, hier)}{stuk}"

    def _beurt(self, wat: Beurt, hier: Celnaam) -> str:
        vak = self.vakken[hier.tabel]
        rij = self._rij(vak.rijen[hier.rij], hier)
        e, d = (self._bereik(Bereik(kolom=kolom), hier) for kolom in (wat.eerst, wat.dan))
        deze_e, deze_d = (f"${get_column_letter(vak.kolommen[kolom])}{rij}" for kolom in (wat.eerst, wat.dan))
        tot_e, tot_d = (f"{bereik.partition(':')[0]}:{deze}" for bereik, deze in ((e, deze_e), (d, deze_d)))
        if wat.eerst == wat.dan:
            return f"SUMPRODUCT(1*({e}>{deze_e}))+SUMPRODUCT(1*({tot_e}={deze_e}))"
        eerder = f"SUMPRODUCT(({e}>{deze_e})+({e}={deze_e})*({d}>{deze_d}))"
        return f"{eerder}+SUMPRODUCT(({tot_e}={deze_e})*({tot_d}={deze_d}))"

    def _gezocht(self, wat: Gezocht, hier: Celnaam) -> str:
        if wat.functie == "INDEX":
            ((waar, _, gelijk),) = wat.waar
            plek = f"MATCH({self.tekst(gelijk, hier)},{self._bereik(waar, hier)},0)"
            return f"INDEX({self._bereik(wat.wat, hier)},{plek})"
        if wat.functie == "MAX":
            past, bereik = self._past(wat, hier)
            return f"SUMPRODUCT(MAX({past}*{bereik}))"
        if wat.leeg:
            return self._gevonden_samen([wat], hier)
        past, bereik = self._past(wat, hier)
        return f"SUMPRODUCT({'' if len(wat.waar) > 1 else '1*'}{past},{bereik})"

    def _gevonden_samen(self, zoeken: Sequence[Gezocht], hier: Celnaam) -> str:
        """What several searches find together; empty where none of them finds a figure."""
        paren = (self._past(een, hier) for een in zoeken)
        aantal = "+".join(f'SUMPRODUCT({past}*({bereik}<>""))' for past, bereik in paren)
        opgeteld = "+".join(self._gezocht(replace(een, leeg=False), hier) for een in zoeken)
        return f'IF({aantal}=0,"",{opgeteld})'

    def _past(self, wat: Gezocht, hier: Celnaam) -> tuple[str, str]:
        """Per row whether it holds, and the cells."""
        past = "*".join(f"({self._bereik(b, hier)}{teken}{self.tekst(gelijk, hier)})" for b, teken, gelijk in wat.waar)
        return past, self._bereik(wat.wat, hier)


def _gewoon(tabel: Tabel, sleutel: str) -> bool:
    """A row that has the formulas of its columns."""
    rij = tabel.rij_van.get(sleutel)
    return rij is not None and rij.soort is Rijsoort.GEWOON and rij.formule is None


def _zijden_van_quotienten(wat: Uitdrukking | Bereik) -> Iterator[Uitdrukking]:
    """What is divided and divided by, in factors: of each it is looked at whether it has noise."""
    if isinstance(wat, Bewerking) and wat.teken == "/":
        yield from _factoren(wat.links)
        yield wat.rechts
    for lid in bestanddelen(wat):
        yield from _zijden_van_quotienten(lid)


def _factoren(wat: Uitdrukking) -> Iterator[Uitdrukking]:
    if isinstance(wat, Bewerking) and wat.teken == "*":
        yield from _factoren(wat.links)
        yield wat.rechts
    else:
        yield wat


def _in_rekening(wat: Uitdrukking | Bereik) -> Iterator[Cel]:
    """The references that are counted with, so not those of a sum: that leaves texts out by itself."""
    match wat:
        case Cel():
            yield wat
        case Bewerking() | Tegengesteld() | Rond() | Zuiver() | Functie() | Uiterste():
            for lid in bestanddelen(wat):
                yield from _in_rekening(lid)


def _zonder_lege(
    delen: tuple[Uitdrukking | Bereik, ...], leden: list[str]
) -> tuple[tuple[Uitdrukking | Bereik, ...], list[str]]:
    gevuld = [(deel, lid) for deel, lid in zip(delen, leden, strict=True) if lid != '""']
    return tuple(deel for deel, _ in gevuld), [lid for _, lid in gevuld]


def _als_term(deel: Uitdrukking | Bereik, tekst: str) -> str:
    """SUM leaves a text in a cell out, but not one that is worked out within it; N makes nothing of that."""
    los = isinstance(deel, Als | Gezocht | Som | Vast) or tekst.startswith("IFERROR(")
    return f"N({tekst})" if los and '""' in tekst else tekst


def _sterkte_van(wat: Uitdrukking) -> int:
    """How firmly its parts hang together: what is weaker than its surroundings needs brackets."""
    match wat:
        case Bewerking(teken=teken):
            return STERKTE[teken]
        case Tegengesteld() | Beurt():
            return 1
        case Vergelijking():
            return 2
        case Vast(waarde=waarde) | Gegeven(waarde=waarde) if isinstance(waarde, int | Fraction) and waarde < 0:
            return 1
        case Vast(waarde=Fraction()) | Gegeven(waarde=Fraction()):
            return 2
        case _:
            return LOS


def vaste_tekst(waarde: Waarde) -> str:
    """A value as it stands in a formula; one without end (1/3) as the quotient that it is."""
    match waarde:
        case None:
            return '""'
        case Pm():
            return '"PM"'
        case str():
            escaped = waarde.replace('"', '""')
            return f'"{escaped}"'
        case Fraction():
            getal = float(waarde)
            return repr(getal) if Fraction(repr(getal)) == waarde else f"{waarde.numerator}/{waarde.denominator}"
        case _:
            return str(waarde)


def celwaarde(waarde: Waarde) -> Fraction | int | str:
    """As a cell of a sheet holds it."""
    return "" if waarde is None else str(waarde) if isinstance(waarde, Pm) else waarde
