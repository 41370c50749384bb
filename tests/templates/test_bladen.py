"""What every sheet of every book has in common: yellow is what came in, figures stand right under their heads in Dutch
notation, a column of amounts has one unit, and a figure in a sentence is one of the plan.

The books of the example (with a keuzepakket) and of a region of five, of the region and of a participant.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

import pytest
from drukregio import VIJF, schrijf
from openpyxl.cell.cell import Cell

from calc.afronding import rond_op
from calc.brief import maak_brief
from calc.model.uitdrukking import Celnaam
from calc.tabellen import TABELLEN, waarden_van
from calc.uitkomst import Uitkomst, bereken
from schemas.gegevens import Pm
from schemas.inname import lees_invoer
from templates.gemeente.gemeenteboek import vul_gemeenteboek
from templates.plan.uitvoeringsplan import vul_uitvoeringsplan
from templates.voorbeelden import VOORBEELDEN
from templates.werkmap.blad import JAARFORMAAT
from templates.werkmap.boek import Boek

EIGEN = {"gemeente": "GM0917", "vijf-gemeente": "GM9001"}
ELDERS = ("Invoer ", "Brief", "Aansluiting")
"""Sheets of which the sentences are those of the input, of the letter, or of a finding
on what was published: those are held one by one where findings are tested.
"""
GEMENGD = ("midden-limburg-2026", "omgevingsdienst-voorbeeldstreek-2026")
"""Two former regions with a cost of their own each; municipalities and a province, hours times a price."""
MET_INVOERBLADEN = ("regio", "gemeente", "vijf", "vijf-gemeente")
"""Of these all that came in stands on sheets of its own; terms of payment stand on Voorschotten."""
BOEKEN = (*MET_INVOERBLADEN, *GEMENGD)
NEDERLANDS = re.compile(r"(?:\[\$-413\][^;]*)(?:;\[\$-413\][^;]*)*")
KAAL = ("General", "0", "@")
"""A year, and a figure with as many decimals as it has."""
CIJFER = re.compile(r"€ -?\d[\d.]*(?:,\d+)?(?<!\.)|(?<![\d,.])-?\d[\d.]*(?:,\d+)?%")
ELKE_RIJ_ANDERS = ("Controles", "Aansluiting")
"""Sheets where each row is about a figure of another table, in the unit of that table."""


@dataclass(frozen=True)
class Plek:
    """One filled cell, with what a reader sees in it and the head of its column."""

    cel: Cell
    waarde: object
    kop: Cell | None

    @property
    def is_getal(self) -> bool:
        return isinstance(self.waarde, (int, float)) or (
            self.cel.data_type == "f" and self.waarde is not None and not isinstance(self.waarde, str | Pm)
        )

    @property
    def waar(self) -> str:
        assert self.cel.parent is not None
        return f"{self.cel.parent.title}!{self.cel.coordinate}: {self.waarde}"


@pytest.fixture(scope="module")
def uitkomsten(uitkomst: Uitkomst, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Uitkomst]:
    klein = bereken(lees_invoer(schrijf(VIJF, tmp_path_factory.mktemp("vijf"))))
    return {"regio": uitkomst, "gemeente": uitkomst, "vijf": klein, "vijf-gemeente": klein}


@pytest.fixture(scope="module")
def boeken(uitkomsten: Mapping[str, Uitkomst]) -> Mapping[str, list[Plek]]:
    uitkomst, klein = uitkomsten["regio"], uitkomsten["vijf"]
    maak: Mapping[str, Callable[[], Boek]] = {
        "regio": lambda: vul_uitvoeringsplan(uitkomst, versie="1"),
        "gemeente": lambda: vul_gemeenteboek(uitkomst, EIGEN["gemeente"], versie="1"),
        "vijf": lambda: vul_uitvoeringsplan(klein, versie="1"),
        "vijf-gemeente": lambda: vul_gemeenteboek(klein, EIGEN["vijf-gemeente"], versie="1"),
    }
    gemengd = {
        naam: vul_uitvoeringsplan(bereken(lees_invoer(VOORBEELDEN / f"{naam}.xlsx")), versie="1") for naam in GEMENGD
    }
    return {naam: list(_plekken(vul)) for naam, vul in ({naam: vul() for naam, vul in maak.items()} | gemengd).items()}


def _plekken(boek: Boek) -> Iterator[Plek]:
    """Of each cell the head above it: a sentence or a new head between them ends a table."""
    bladen: dict[str, list[tuple[Cell, object]]] = {}
    for titel, cel, waarde in boek.cellen():
        bladen.setdefault(titel, []).append((cel, cel.value if cel.data_type != "f" else waarde))
    for cellen in bladen.values():
        koppen: dict[int, Cell] = {}
        for cel, inhoud in sorted(cellen, key=lambda paar: (paar[0].row, paar[0].column)):
            if cel.style.startswith("VW Kop"):
                koppen[cel.column] = cel
            elif cel.style.startswith("VW Tussenkop"):
                koppen = {}
            else:
                yield Plek(cel, inhoud, koppen.get(cel.column))


@pytest.mark.parametrize("boek", MET_INVOERBLADEN)
def test_yellow_is_only_what_came_in(boeken: Mapping[str, list[Plek]], boek: str) -> None:
    """On a sheet of the input, no formula; the legend of the cover shows the colour."""
    geel = [plek for plek in boeken[boek] if " invoer" in plek.cel.style]
    assert geel
    assert not [
        plek.waar
        for plek in geel
        if plek.cel.data_type == "f"
        or not (plek.cel.parent.title.startswith("Invoer ") or str(plek.waarde).startswith("Invoer: "))
    ]


@pytest.mark.parametrize("boek", BOEKEN)
def test_figures_and_what_stands_in_their_place_stand_right_under_their_heads(
    boeken: Mapping[str, list[Plek]], boek: str
) -> None:
    """PM and the dash too. A field has its value beside its label, at the left."""
    in_tabel = [plek for plek in boeken[boek] if plek.kop is not None and "veld" not in plek.cel.style]
    cijfers = [plek for plek in in_tabel if plek.is_getal or str(plek.waarde) in ("PM", "–")]
    assert cijfers
    assert [plek.waar for plek in cijfers if plek.cel.alignment.horizontal != "right"] == []
    assert [plek.waar for plek in cijfers if plek.kop and plek.kop.style != "VW Kop rechts"] == []


@pytest.mark.parametrize("boek", BOEKEN)
def test_a_year_stands_over_its_figures_as_far_from_the_edge(boeken: Mapping[str, list[Plek]], boek: str) -> None:
    """Not by an indent, which LibreOffice forgets of a number, but by a blank as wide as a 0."""
    jaren = {plek.kop for plek in boeken[boek] if plek.kop is not None and isinstance(plek.kop.value, int)}
    assert jaren
    assert {(kop.number_format, kop.alignment.indent) for kop in jaren} == {(JAARFORMAAT, 0)}


@pytest.mark.parametrize("boek", BOEKEN)
def test_every_figure_is_in_dutch_notation(boeken: Mapping[str, list[Plek]], boek: str) -> None:
    formaten = {plek.cel.number_format for plek in boeken[boek] if plek.is_getal} - set(KAAL)
    assert formaten
    assert [formaat for formaat in formaten if not NEDERLANDS.fullmatch(formaat)] == []


@pytest.mark.parametrize("boek", BOEKEN)
def test_a_column_of_amounts_has_one_unit(boeken: Mapping[str, list[Plek]], boek: str) -> None:
    """All in cents as soon as one has them; a step below a table may be finer than its rows."""
    per_kolom: dict[tuple[str, str], set[str]] = {}
    for plek in boeken[boek]:
        if plek.kop is None or "€" not in plek.cel.number_format or plek.cel.style.endswith(" stap"):
            continue
        titel = plek.cel.parent.title
        if not titel.startswith(ELKE_RIJ_ANDERS):
            eenheid = "cent" if ".00" in plek.cel.number_format else "euro"
            per_kolom.setdefault((titel, plek.kop.coordinate), set()).add(eenheid)
    assert per_kolom
    assert {waar: eenheden for waar, eenheden in per_kolom.items() if len(eenheden) > 1} == {}


@pytest.mark.parametrize("boek", ["gemeente", "vijf-gemeente"])
def test_every_figure_in_a_sentence_is_a_figure_of_the_plan(
    boeken: Mapping[str, list[Plek]], uitkomsten: Mapping[str, Uitkomst], boek: str
) -> None:
    """Rounded as it is written, of a table or of the input. What a person wrote in the input is theirs; a sum that is
    written out is redone where explanations are tested, and the sentences of the letter where letters are.
    """
    brief = maak_brief(uitkomsten[boek], EIGEN[boek])
    van_brief = {str(plek.waarde) for plek in boeken[boek] if plek.cel.parent.title == "Brief"}
    assert {brief.tekst(alinea) for alinea in brief.alineas if alinea != "bedrag"} - {""} <= van_brief
    gevonden, los = _in_zinnen(boeken[boek], uitkomsten[boek])
    assert gevonden
    assert los == [], "\n".join(los)


@pytest.mark.parametrize("boek", ["regio", "vijf"])
def test_every_figure_in_a_sentence_of_the_region_is_a_figure_of_the_plan(
    boeken: Mapping[str, list[Plek]], uitkomsten: Mapping[str, Uitkomst], boek: str
) -> None:
    gevonden, los = _in_zinnen(boeken[boek], uitkomsten[boek])
    assert gevonden
    assert los == [], "\n".join(los)


def _in_zinnen(plekken: list[Plek], uitkomst: Uitkomst) -> tuple[int, list[str]]:
    """How many figures stand in sentences, and which of them are no figure of the plan as it is written."""
    alle, eigen = _getallen(uitkomst), _geschreven(plekken)
    gevonden, los = 0, []
    for plek in plekken:
        tekst = str(plek.waarde).replace("\u00a0", " ")
        if not tekst.endswith(".") or " = " in tekst or plek.cel.parent.title.startswith(ELDERS):
            continue
        for stuk in eigen:
            tekst = tekst.replace(stuk, "")
        for cijfer in CIJFER.findall(tekst):
            gevonden += 1
            procent, kaal = cijfer.endswith("%"), cijfer.strip("€ %").replace(".", "").replace(",", ".")
            decimalen = len(kaal.partition(".")[2]) + 2 * procent
            getal = abs(Fraction(kaal)) / (100 if procent else 1)
            if getal not in {rond_op(waarde, decimalen) for waarde in alle}:
                los.append(f"{cijfer} in {plek.waar}")
    return gevonden, los


def _getallen(uitkomst: Uitkomst) -> set[Fraction]:
    """Every figure of every table, and every figure of the input."""
    waarden = waarden_van(uitkomst)
    namen = [naam for soort in TABELLEN.values() for naam in waarden.model.exemplaren(soort)]
    tabellen = [waarden.model.tabel(naam) for naam in namen]
    cellen = (Celnaam(t.naam, rij, kolom) for t in tabellen for rij in t.rij_van for kolom in t.kolom_van)
    uit_tabellen = {abs(Fraction(w)) for w in map(waarden.__getitem__, cellen) if isinstance(w, int | Fraction)}
    sleutels = [bron.sleutel.delen for bron in uitkomst.verdeling.jaren if bron.sleutel is not None]
    gewichten = {Fraction(gewicht) / sum(delen.values()) for delen in sleutels for gewicht in delen.values()}
    samen: dict[tuple[str, int, str], Fraction] = {}
    for bron in uitkomst.verdeling.jaren:
        for code, bedrag in bron.bedragen.items():
            plek = bron.kostensoort, bron.jaar, uitkomst.gegevens.regio.subregio(code, bron.jaar)
            samen[plek] = samen.get(plek, Fraction(0)) + bedrag
    return (
        uit_tabellen
        | gewichten
        | set(samen.values())
        | {abs(Fraction(waarde.waarde)) for waarde in uitkomst.gegevens.maatstaven}
    )


def _geschreven(plekken: list[Plek]) -> list[str]:
    """Texts of the input, the longest first: a sentence of ours may hold one."""
    invoer = {str(plek.waarde).rstrip(".") for plek in plekken if plek.cel.parent.title.startswith("Invoer ")}
    return sorted((tekst for tekst in invoer if len(tekst) > 20), key=len, reverse=True)


def test_where_printed_and_calculated_look_equal_the_sheet_shows_what_differs(boeken: Mapping[str, list[Plek]]) -> None:
    cijfers = [plek for plek in boeken["regio"] if plek.cel.parent.title == "Aansluiting cijfers"]
    per_rij: dict[int, dict[int, Plek]] = {}
    for plek in cijfers:
        per_rij.setdefault(plek.cel.row, {})[plek.cel.column] = plek
    waar = ["verdeling inkoop 2021", "Beekdaelen", "aandeel"]
    (rij,) = [van for van in per_rij.values() if [van[k].waarde if k in van else "" for k in (1, 2, 3)] == waar]
    assert [rij[kolom].cel.style for kolom in (5, 6, 7)] == ["VW aandeel 4"] * 3
