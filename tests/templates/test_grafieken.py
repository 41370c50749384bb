"""Charts: they show what the cells say, to readers that do not calculate and to people who cannot see them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from xml.etree.ElementTree import Element, fromstring
from zipfile import ZipFile

import pytest
from drukregio import VEERTIG, schrijf
from openpyxl import load_workbook
from openpyxl.utils import range_boundaries
from openpyxl.workbook import Workbook

from calc.uitkomst import Uitkomst, bereken
from schemas.gegevens import Gegevens
from schemas.inname import lees_invoer
from templates.gemeente.gemeenteboek import maak_gemeenteboek
from templates.plan.uitvoeringsplan import maak_uitvoeringsplan
from templates.werkmap.grafieken import ANDERE, KLEUREN, REST, eigen_en_rest, letter_op

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
X = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
BIJDRAGEN = "Bijdrage per gemeente in 2021, naast 2020"


@dataclass(frozen=True)
class Gevonden:
    """One chart part, and the text that a screen reader speaks at its place."""

    titel: str
    wortel: Element
    omschrijving: str


@pytest.fixture(scope="module")
def regionaal(voorbeeldboek: Callable[[str], bytes]) -> bytes:
    return voorbeeldboek("")


@pytest.fixture(scope="module")
def boeken(voorbeeldboek: Callable[[str], bytes]) -> Mapping[str, bytes]:
    return {"regio": voorbeeldboek(""), "Beek": voorbeeldboek("GM0888")}


def _grafieken(data: bytes) -> Iterator[Gevonden]:
    with ZipFile(BytesIO(data)) as archief:
        for deel in archief.namelist():
            if not re.fullmatch(r"xl/drawings/drawing\d+\.xml", deel):
                continue
            relaties = archief.read(f"xl/drawings/_rels/{deel.rpartition('/')[2]}.rels")
            doelen = {r.get("Id"): r.get("Target").lstrip("/") for r in fromstring(relaties)}
            for kader in fromstring(archief.read(deel)).iter(f"{X}graphicFrame"):
                eigenschappen = kader.find(f"{X}nvGraphicFramePr/{X}cNvPr")
                verwijzing = next(kader.iter(f"{C}chart"))
                doel = doelen[next(v for k, v in verwijzing.attrib.items() if k.endswith("}id"))]
                wortel = fromstring(archief.read(doel))
                titel = "".join(t.text or "" for t in wortel.find(f"{C}chart/{C}title").iter(f"{A}t"))
                yield Gevonden(titel, wortel, eigenschappen.get("descr") or "")


def _cellen(boek: Workbook, verwijzing: str) -> list[object]:
    titel, _, bereik = verwijzing.rpartition("!")
    eerste_k, eerste_r, laatste_k, laatste_r = range_boundaries(bereik.replace("$", ""))
    ws = boek[titel.strip("'")]
    return [c.value for rij in ws.iter_rows(eerste_r, laatste_r, eerste_k, laatste_k) for c in rij]


def _een(bij: Element, pad: str) -> Element:
    gevonden = bij.find(pad)
    assert gevonden is not None
    return gevonden


def _tekst(bij: Element, pad: str = ".") -> str:
    return _een(bij, pad).text or ""


def _getallen(cellen: Sequence[object]) -> list[float]:
    return [float(str(cel or 0)) for cel in cellen]


def test_both_books_have_their_charts(boeken: Mapping[str, bytes]) -> None:
    assert [g.titel for g in _grafieken(boeken["Beek"])] == [
        "Aandeel van Beek naast de gemiddelde deelnemer, 2021",
        "Bijdrage van Beek per jaar, 2020 tot en met 2024",
    ]
    assert {g.titel for g in _grafieken(boeken["regio"])} == {
        "Bijdrage van alle gemeenten samen, 2020 tot en met 2024",
        BIJDRAGEN,
        "Verschil in bijdrage tussen 2020 en 2021, in euro's",
        "Verschil in bijdrage tussen 2020 en 2021, in procenten",
        "Meer (plus) of minder kosten door de investering, 2020 tot en met 2026",
    }


@pytest.mark.parametrize("welk", ["regio", "Beek"])
def test_a_chart_holds_the_figures_of_its_cells(welk: str, boeken: Mapping[str, bytes]) -> None:
    waarden = load_workbook(BytesIO(boeken[welk]), data_only=True)
    aantal = 0
    for grafiek in _grafieken(boeken[welk]):
        for bron in (f"{C}numRef", f"{C}strRef"):
            for ref in grafiek.wortel.iter(bron):
                cellen = _cellen(waarden, _tekst(ref, f"{C}f"))
                voorraad = _een(ref, f"{C}{'numCache' if bron.endswith('numRef') else 'strCache'}")
                assert int(_een(voorraad, f"{C}ptCount").attrib["val"]) == len(cellen)
                punten = {int(pt.attrib["idx"]): _tekst(pt, f"{C}v") for pt in voorraad.iter(f"{C}pt")}
                for plek, cel in enumerate(cellen):
                    if bron.endswith("strRef"):
                        assert punten[plek] == str(cel), grafiek.titel
                    elif isinstance(cel, int | float):
                        assert float(punten[plek]) == cel, grafiek.titel
                    else:
                        assert plek not in punten, grafiek.titel
                    aantal += 1
    assert aantal > 50


@pytest.mark.parametrize("welk", ["regio", "Beek"])
def test_a_chart_tells_its_subject_its_unit_and_its_content_in_words(welk: str, boeken: Mapping[str, bytes]) -> None:
    for grafiek in _grafieken(boeken[welk]):
        assert re.search(r"20\d\d", grafiek.titel)
        as_ = grafiek.wortel.find(f".//{C}valAx")
        assert re.match("euro|procent|aandeel", "".join(t.text or "" for t in as_.find(f"{C}title").iter(f"{A}t")))
        assert as_.find(f"{C}majorGridlines") is None
        assert grafiek.wortel.find(f".//{C}catAx/{C}delete").get("val") == "0"
        assert len(grafiek.omschrijving) > 60
        assert re.search(r"\d", grafiek.omschrijving)
        letters = {latin.get("typeface") for latin in grafiek.wortel.iter(f"{A}latin")}
        assert letters == {"Calibri"}


@pytest.mark.parametrize("welk", ["regio", "Beek"])
def test_bars_start_at_zero_and_have_the_colours_that_everyone_can_tell_apart(
    welk: str, boeken: Mapping[str, bytes]
) -> None:
    for grafiek in _grafieken(boeken[welk]):
        schaal = grafiek.wortel.find(f".//{C}valAx/{C}scaling")
        cijfers = [float(_tekst(v)) for v in grafiek.wortel.findall(f".//{C}val/{C}numRef/{C}numCache/{C}pt/{C}v")]
        if min(cijfers) >= 0:
            assert schaal.find(f"{C}min").get("val") == "0"
        for reeks in grafiek.wortel.findall(f".//{C}barChart/{C}ser"):
            kleur = reeks.find(f"{C}spPr/{A}solidFill/{A}srgbClr").get("val")
            assert kleur in {*KLEUREN, ANDERE}


def test_neighbours_in_a_stack_differ_in_a_grey_print() -> None:
    def licht(kleur: str) -> float:
        rood, groen, blauw = (int(kleur[i : i + 2], 16) for i in (0, 2, 4))
        return (299 * rood + 587 * groen + 114 * blauw) / 1000

    for een, ander in pairwise((*KLEUREN, REST)):
        assert abs(licht(een) - licht(ander)) > 40
    assert letter_op("0072B2") == "FFFFFF"
    assert letter_op("E69F00") == "000000"
    assert letter_op("009E73") == "000000"


def test_what_comes_to_least_is_the_rest_and_a_rest_is_more_than_one() -> None:
    assert eigen_en_rest([(n,) for n in range(7)]) == ([*range(7)], [])
    assert eigen_en_rest([(5, None), (-9,), (1,), (7,), (8,), (2,), (6,), (9,)]) == ([0, 1, 3, 4, 6, 7], [2, 5])


@pytest.fixture(scope="module")
def veertig(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    uitkomst = bereken(lees_invoer(schrijf(VEERTIG, tmp_path_factory.mktemp("veertig"))))
    return {
        "regio": maak_uitvoeringsplan(uitkomst, versie="2026.1"),
        "gemeente": maak_gemeenteboek(uitkomst, "GM9003", versie="2026.1"),
    }


@pytest.mark.parametrize("welk", ["regio", "gemeente"])
def test_forty_participants_and_eight_costs_are_six_series_and_a_rest_that_can_be_read(
    welk: str, veertig: Mapping[str, bytes]
) -> None:
    """No hatch, nothing written for nothing, no label in a slice that is thinner; the rest is the sum of the others."""
    gestapeld = 0
    waarden = load_workbook(BytesIO(veertig[welk]), data_only=True)
    for grafiek in _grafieken(veertig[welk]):
        assert grafiek.wortel.find(f".//{A}pattFill") is None
        for labels in grafiek.wortel.iter(f"{C}dLbls"):
            assert labels.find(f"{C}numFmt").get("formatCode").endswith(";")
        reeksen = grafiek.wortel.findall(f".//{C}barChart/{C}ser")
        assert len(reeksen) <= len(KLEUREN) + 1
        kleuren = [reeks.find(f"{C}spPr/{A}solidFill/{A}srgbClr").get("val") for reeks in reeksen]
        assert len(set(kleuren)) == len(kleuren)
        if grafiek.wortel.find(f".//{C}grouping").get("val") != "stacked":
            continue
        gestapeld += 1
        cijfers = [_getallen(_cellen(waarden, _tekst(reeks, f"{C}val/{C}numRef/{C}f"))) for reeks in reeksen]
        for reeks, staat in zip(reeksen, cijfers, strict=True):
            zonder = {int(_een(een, f"{C}idx").attrib["val"]) for een in reeks.iter(f"{C}dLbl")}
            hoogste = max(sum(abs(rij[k]) for rij in cijfers) for k in range(len(staat)))
            for plek, waarde in enumerate(staat):
                assert plek in zonder or not waarde or abs(waarde) > hoogste / 20, (grafiek.titel, plek)
        totaal = grafiek.wortel.find(f".//{C}lineChart/{C}ser/{C}val/{C}numRef/{C}f")
        if totaal is not None:
            assert len(reeksen) == len(KLEUREN) + 1
            assert _cellen(waarden, _tekst(reeksen[-1], f"{C}tx/{C}strRef/{C}f")) == ["Overige"]
            for k, som in enumerate(_getallen(_cellen(waarden, _tekst(totaal)))):
                assert sum(rij[k] for rij in cijfers) == pytest.approx(som)
    assert gestapeld >= 1


def test_the_chart_sorts_a_copy_and_never_the_table(regionaal: bytes, uitkomst: Uitkomst) -> None:
    boek = load_workbook(BytesIO(regionaal), data_only=True)
    grafiek = next(g for g in _grafieken(regionaal) if g.titel == BIJDRAGEN)
    reeks = _een(grafiek.wortel, f".//{C}ser")
    bedragen = _getallen(_cellen(boek, _tekst(reeks, f"{C}val/{C}numRef/{C}f")))
    namen = _cellen(boek, _tekst(reeks, f"{C}cat/{C}strRef/{C}f"))
    assert bedragen == sorted(bedragen, reverse=True)
    assert (namen[0], bedragen[0]) == ("Maastricht", 645896.39)
    assert (namen[-1], bedragen[-1]) == ("Vaals", 75078.03)
    verdeling = boek["Verdeling inkoop"]
    volgorde = [c.value for c in verdeling["A"] if isinstance(c.value, str) and re.fullmatch(r"GM\d{4}", c.value)]
    assert volgorde == [d.code for d in uitkomst.gegevens.regio.deelnemers(2021)]


def test_equal_contributions_stand_in_the_order_of_the_region(
    proefplan: Callable[..., Gegevens], tmp_path: Path, verschillen: Callable[..., list[object]]
) -> None:
    bedragen = dict.fromkeys((2020, 2021, 2022), "400")
    uitkomst = bereken(proefplan(deelnemers=5, delen={"rato": "1"}, komt_later=3, bedragen=bedragen))
    data = maak_uitvoeringsplan(uitkomst, versie="1")
    grafiek = next(g for g in _grafieken(data) if g.titel.startswith("Bijdrage per gemeente"))
    namen = [v.text for v in grafiek.wortel.find(f".//{C}cat").iter(f"{C}v")]
    assert namen == ["Verzonnen 1", "Verzonnen 2", "Verzonnen 3", "Verzonnen 5"]
    pad = tmp_path / "plan.xlsx"
    pad.write_bytes(data)
    assert verschillen([pad]) == []
