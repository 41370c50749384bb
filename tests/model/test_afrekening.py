"""A settled year: worked cases, what always adds up, its book recalculated, and what refuses it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from kleinplan import klein_plan, post
from openpyxl import load_workbook
from openpyxl.utils.cell import absolute_coordinate
from ruamel.yaml import YAML

from calc.afrekening import (
    AnderJaar,
    DeedNietMee,
    GeenVoorlopigeSleutel,
    MaterieelAfwijkend,
    VerkeerdeVolgorde,
    afgerekend,
    controleer_materieel,
    ver_af,
)
from calc.antwoord import Uitkomst
from calc.brief.afrekenbrief import maak_afrekenbrief
from calc.model.uitdrukking import Tabelnaam
from calc.oordeel import Oordeel
from calc.tabellen import maak_tabellen
from calc.tabellen.afrekening import BINNEN
from calc.tabellen.controles import controles
from calc.uitleg import uitleg_cel
from calc.uitleg.cel import uitlegger_van
from cli.weergave import als_tekst
from gereedschap.maak_brief import maak_afrekening as maak_sjabloon
from schemas.fouten import InvoerFouten
from schemas.gegevens import Betaald, Gegevens, Maatstafwaarde, Vastgesteld
from schemas.geldend import Regio
from schemas.plaats import Vindplaats
from schemas.regiolezer import lees_regio
from schemas.tabel import Rauwblad
from schemas.voorschotten import GeenVoorschotten, lees_voorschotten
from templates.afrekening.afrekenboek import deelnemers, maak_afrekenblad, maak_afrekenboek, uitslag
from templates.afrekening.afrekendocument import maak_afrekendocument, rijen, velden
from templates.sjabloon.briefcontrole import bekende_velden
from templates.sjabloon.meegeleverd import AFREKENING, meegeleverd
from templates.werkmap.blad import BIJLAGE, NERGENS
from templates.werkmap.maat import tekstbreedte

GEVALLEN = Path(__file__).parents[1] / "gevallen" / "afrekenen" / "afrekening.yaml"
KOLOMMEN = ("voorlopig", "definitief", "effect_kosten", "effect_sleutel", "voorschotten", "te_betalen")
JAAR = 2021


def regio(
    namen: list[str], *, sluitregel: str = "grootste-rest", eenheid: str = "euro", erbij: str = "", twee: str = ""
) -> Regio:
    """twee: the formula of a maatstaf `twee`, by which the costs are shared then."""
    eigen = f'  twee: {{label: Twee, formule: {{2010: {{waarde: "{twee}", bron: Verzonnen}}}}}}\n' if twee else ""
    leden = "\n".join(
        f"  - {{code: GM{9001 + n}, naam: {naam}, van: 2010, bron: Verzonnen}}" for n, naam in enumerate(namen)
    )
    tekst = f"""
regio: klein
label: Regio Klein (verzonnen)
centrumgemeente: GM9001
bron: Verzonnen
deelnemers:
{leden}
maatstaven:
{eigen}  inwoners: {{label: Inwoners, definitie: Inwoners, eenheid: {{2010: {{waarde: aantal, bron: Verzonnen}}}}}}
kostensoorten:
  bureau:
    label: Bureau
    grondslag: Verzonnen
    eenheid: {{2010: {{waarde: {eenheid}, bron: Verzonnen}}}}
    sluitregel: {{2010: {{waarde: {sluitregel}, bron: Verzonnen}}}}
    sleutel: {{2010: {{delen: {{{"twee" if twee else "inwoners"}: 100}}, bron: Verzonnen}}}}
{erbij}"""
    return Regio(lees_regio(tekst.encode(), "klein.yaml"))


def plan(van: Regio, kosten: Decimal | str, cijfers: list[int], status: str = "voorlopig", **anders: Any) -> Gegevens:
    soort = "kosten" if Decimal(kosten) >= 0 else "correctie"
    gegevens = klein_plan((JAAR, JAAR), [post("Lonen", {JAAR: str(kosten)}, soort=soort)], regio=van)
    maatstaven = tuple(
        Maatstafwaarde(
            "inwoners", JAAR - 1, f"GM{9001 + n}", Decimal(cijfer), Vindplaats.in_cel("Maatstaven", n + 5, 4)
        )
        for n, cijfer in enumerate(cijfers)
    )
    kop = replace(gegevens.plan, status=status, besluit="Verzonnen", besluitkenmerk="V-1")
    return replace(gegevens, plan=kop, maatstaven=maatstaven, bestand=f"{status}.xlsx", **anders)


def rijen_van(uitkomst: Uitkomst, naam: str = "afrekening") -> dict[str, dict[str, Any]]:
    (tabel,) = maak_tabellen(uitkomst, naam)
    koppen = [kolom.naam for kolom in tabel.kolommen]
    rijen = [dict(zip(koppen, rij.waarden, strict=True)) for rij in tabel.rijen]
    return {f"{rij.get('maatstaf', '')} {rij['gemeente']}".strip(): rij for rij in rijen}


def gevallen() -> Iterator[Any]:
    for geval in YAML(typ="safe").load(GEVALLEN.read_text(encoding="utf-8")):
        yield pytest.param(geval, id=geval["naam"])


def uit(geval: dict[str, Any]) -> Uitkomst:
    namen = list(geval["cijfers"])
    van = regio(namen, sluitregel=geval.get("sluitregel", "grootste-rest"), eenheid=geval.get("eenheid", "euro"))
    toen, nu = (
        plan(van, geval["kosten"][n], [geval["cijfers"][naam][n] for naam in namen], status)
        for n, status in enumerate(("voorlopig", "definitief"))
    )
    betaald = [
        Betaald(f"GM{9001 + namen.index(naam)}", Decimal(bedrag), "", f"betaald.csv, regel {n}, kolom bedrag")
        for n, (naam, bedrag) in enumerate(geval.get("betaald", {}).items(), start=2)
    ]
    return afgerekend(toen, nu, betaald)


@pytest.mark.parametrize("geval", list(gevallen()))
def test_a_worked_settlement_comes_out_as_written(geval: dict[str, Any]) -> None:
    uitkomst = uit(geval)
    rijen = rijen_van(uitkomst)
    for naam, bedragen in geval["uitkomst"].items():
        assert [rijen[naam][kolom] for kolom in KOLOMMEN] == [Fraction(str(bedrag)) for bedrag in bedragen], naam
    som = {kolom: sum(Fraction(str(b[n])) for b in geval["uitkomst"].values()) for n, kolom in enumerate(KOLOMMEN)}
    assert {kolom: rijen["Totaal"][kolom] for kolom in KOLOMMEN} == som


@settings(max_examples=60)
@given(
    st.integers(0, 10**7), st.integers(0, 10**7),
    st.lists(st.tuples(st.integers(0, 99), st.integers(0, 99)), min_size=1, max_size=8),
    st.sampled_from(["grootste-rest", "open", "grootste-deelnemer", "afrondingsregel"]),
)  # fmt: skip
def test_provisional_and_effects_are_definitive_and_a_key_moves_no_cent(toen, nu, cijfers, sluitregel) -> None:
    namen = [f"Plaats{'abcdefgh'[n]}" for n in range(len(cijfers))]
    eerst, dan = ([max(paar[n], 0) for paar in cijfers] for n in (0, 1))
    if not sum(eerst) or not sum(dan):
        eerst[0], dan[0] = eerst[0] or 1, dan[0] or 1
    van = regio(namen, sluitregel=sluitregel, eenheid="cent")
    try:
        uitkomst = afgerekend(plan(van, Decimal(toen) / 100, eerst), plan(van, Decimal(nu) / 100, dan, "definitief"))
    except Exception as fout:
        # The one closing rule that can be refused: a difference would turn a sign.
        if sluitregel == "grootste-deelnemer" and "teken" in str(fout):
            return
        raise
    rijen = rijen_van(uitkomst)
    for rij in rijen.values():
        assert rij["definitief"] == rij["voorlopig"] + rij["effect_kosten"] + rij["effect_sleutel"]
        assert rij["te_betalen"] == rij["definitief"] - rij["voorschotten"]
    if sluitregel != "open":
        assert rijen["Totaal"]["effect_sleutel"] == 0
        assert rijen["Totaal"]["effect_kosten"] == Fraction(nu - toen, 100)
    assert all(
        c.oordeel != Oordeel.AFWIJKING
        for c in controles(uitkomst)
        if "sleutel is samen" in c.controle or "effecten" in c.controle
    )


@pytest.fixture(scope="module")
def golden(gegevens: Gegevens) -> Uitkomst:
    """The golden year against one that was made up: € 12.345 less, and 0,10 of the jongeren from Beekdaelen to Beek."""
    begroting = list(gegevens.begroting)
    plek = next(n for n, r in enumerate(begroting) if r.kostensoort == "inkoop" and r.bedragen.get(2021))
    bedragen = begroting[plek].bedragen
    begroting[plek] = replace(begroting[plek], bedragen={**bedragen, 2021: bedragen[2021] - 12345})
    naar = {"GM0888": Decimal("0.10"), "GM1954": Decimal("-0.10")}
    maatstaven = tuple(
        replace(w, waarde=w.waarde + naar.get(w.gemeentecode, Decimal(0))) if w.maatstaf == "jongeren" else w
        for w in gegevens.maatstaven
    )
    kop = replace(gegevens.plan, status="definitief", besluit="Verzonnen besluit", besluitkenmerk="V-1")
    nu = replace(gegevens, plan=kop, begroting=tuple(begroting), maatstaven=maatstaven, bestand="verzonnen-2021.xlsx")
    return afgerekend(gegevens, nu)


def test_the_golden_year_settled_by_a_made_up_one(golden: Uitkomst) -> None:
    inkoop = next(t for t in maak_tabellen(golden, "afrekening", "inkoop"))
    beek = dict(zip([k.naam for k in inkoop.kolommen], inkoop.rijen[0].waarden, strict=True))
    # The share of Beek was 3,4025%: 2.381.656 by that is 81.035,85. It has 0,025 points more: 3,4275% is 81.631,26.
    assert [beek[kolom] for kolom in KOLOMMEN] == [81456, 81631, -420, 595, 81456, 175]
    samen = {rij["gemeente"]: rij for rij in _samen(golden)}
    assert samen["Beek"]["te_betalen"] == 175
    assert samen["Beekdaelen"]["te_betalen"] == -1355
    assert uitslag(golden, "GM1954") == "u ontvangt € 1.355,00"
    assert uitslag(golden, "GM0888") == "u betaalt € 175,00"


def _samen(uitkomst: Uitkomst) -> list[dict[str, Any]]:
    tabel = maak_tabellen(uitkomst, "afrekening", "samen")[0]
    return [dict(zip([k.naam for k in tabel.kolommen], rij.waarden, strict=True)) for rij in tabel.rijen]


def test_it_is_explained_down_to_the_inputs_of_all_three(golden: Uitkomst, sommen) -> None:
    tekst = uitleg_cel(golden, "afrekening", "Beek", "effect_sleutel", "inkoop").regels()
    assert "Beek, Door de sleutel: € 81.631 - € 81.036 = € 595." in tekst
    namen = [Tabelnaam("afrekening", soort) for soort in ("beleid", "inkoop", "samen")]
    namen.append(Tabelnaam("eigen_afrekening:GM1954"))
    aantal, fout = sommen(uitlegger_van(golden), namen)
    assert fout == []
    assert aantal > 100


def test_libreoffice_finds_the_same_in_the_book_of_the_region_and_on_the_page(
    golden: Uitkomst, herreken, tmp_path: Path
) -> None:
    boek, blad = tmp_path / "afrekening.xlsx", tmp_path / "GM1954.xlsx"
    boek.write_bytes(maak_afrekenboek(golden))
    blad.write_bytes(maak_afrekenblad(golden, "GM1954"))
    herrekend = herreken([boek, blad])
    for pad in (boek, blad):
        formules, waarden = load_workbook(pad), load_workbook(pad, data_only=True)
        aantal = 0
        for ws in formules.worksheets:
            for rij in ws.iter_rows():
                for cel in rij:
                    if isinstance(cel.value, str) and cel.value.startswith("="):
                        aantal += 1
                        er_staat, gevonden = (
                            waarden[ws.title][cel.coordinate].value,
                            herrekend[pad][ws.title].get(cel.coordinate),
                        )
                        if isinstance(er_staat, int | float):
                            assert gevonden == pytest.approx(er_staat, abs=1e-6), (pad.name, ws.title, cel.coordinate)
                        else:
                            assert (gevonden or "") == (er_staat or ""), (pad.name, ws.title, cel.coordinate)
        assert aantal > (1000 if pad is boek else 9)


def test_a_page_says_what_it_comes_to_and_shows_nobody_else(golden: Uitkomst) -> None:
    blad = load_workbook(BytesIO(maak_afrekenblad(golden, "GM1954")), data_only=True).worksheets[0]
    tekst = " ".join(str(cel.value) for rij in blad.iter_rows() for cel in rij if cel.value is not None)
    assert blad["A1"].value == "Eindafrekening 2021: u ontvangt € 1.355,00"
    assert "€ 760,00 minder door de kosten en € 595,00 minder door de sleutel" in tekst
    assert "Jongeren: was 6,37, is 6,27." in tekst
    anderen = [golden.gegevens.regio.gemeente(code) for code in deelnemers(golden) if code not in ("GM1954", "GM0935")]
    assert not [naam for naam in anderen if f" {naam} " in tekst]


def test_the_letter_in_word_says_the_same_as_the_page(golden: Uitkomst) -> None:
    with ZipFile(BytesIO(maak_afrekendocument(golden, "GM1954"))) as archief:
        xml = archief.read("word/document.xml").decode()
    tekst = " ".join(re.findall(r"<w:t\b[^>]*>([^<]*)</w:t>", xml)).replace("\u00a0", " ")
    for zin in (
        "Eindafrekening 2021: u ontvangt € 1.355,00",
        "€ 760,00 minder door de kosten en € 595,00 minder door de sleutel.",
        "Uw cijfers in de sleutel. Jongeren: was 6,37, is 6,27.",
        "; u ontvangt € 1.355,00.",
        "U ontvangt het bedrag van de centrumgemeente Maastricht.",
        "Nee. Deze afrekening is definitief.",
    ):
        assert zin in tekst, tekst
    assert "«" not in tekst
    assert "Heerlen" not in tekst


def test_every_field_of_the_letter_is_filled_and_stands_in_the_template(golden: Uitkomst) -> None:
    brief = maak_afrekenbrief(golden, "GM1954")
    gevuld = set(velden(brief)) | {naam for regel in rijen(brief)["kostensoort"] for naam in regel}
    assert gevuld == bekende_velden(AFREKENING)
    assert meegeleverd(AFREKENING).read_bytes() == maak_sjabloon()


def test_the_letter_has_the_figures_of_each_cost_and_leaves_out_what_was_only_paid_for_all(
    golden: Uitkomst, gegevens: Gegevens
) -> None:
    def inkoop(uitkomst: Uitkomst) -> list[Fraction | None]:
        brief = maak_afrekenbrief(uitkomst, "GM0888")
        (regel,) = (regel for regel in brief.regels if "inkoop" in regel.label)
        return [None if cijfer is None else cijfer.waarde(brief.waarden) for cijfer in regel.cijfers]

    # Provisional, by the costs, by the key, definitive, paid before and to pay: as in the golden year above.
    assert inkoop(golden) == [81456, -420, 595, 81631, 81456, 175]
    samen = [Betaald(code, Decimal(1000), "", "betaald.csv, regel 2, kolom bedrag") for code in deelnemers(golden)]
    assert inkoop(afgerekend(gegevens, golden.gegevens, samen)) == [81456, -420, 595, 81631, None, None]


def test_a_page_leaves_open_of_each_cost_what_was_only_paid_for_all(golden: Uitkomst, gegevens: Gegevens) -> None:
    samen = [Betaald(code, Decimal(1000), "", "betaald.csv, regel 2, kolom bedrag") for code in deelnemers(golden)]
    data = maak_afrekenblad(afgerekend(gegevens, golden.gegevens, samen), "GM0888")
    blad = load_workbook(BytesIO(data), data_only=True).worksheets[0]
    # Beleid and inkoop, and all together: 27.584,03 + 81.631 - 1.000.
    assert [[blad.cell(rij, kolom).value for kolom in (5, 6, 7)] for rij in (9, 10, 11)] == [
        [27584.03, "–", "–"],
        [81631, "–", "–"],
        [109215.03, 1000, 108215.03],
    ]


def test_a_figure_in_the_letter_has_every_decimal_that_it_has() -> None:
    van = regio(["Noordwoude", "Zuidermeer"])
    toen, nu = (plan(van, "1000", [1, 1], status) for status in ("voorlopig", "definitief"))
    eigen, ander = nu.maatstaven
    nu = replace(nu, maatstaven=(replace(eigen, waarde=Decimal("1.123456")), ander))
    cijfers = maak_afrekenbrief(afgerekend(toen, nu), "GM9001").tekst("cijfers")
    assert cijfers == "Uw cijfers in de sleutel. Inwoners: was 1, is 1,123456."


def test_who_has_nothing_to_settle_reads_that() -> None:
    van = regio(["Noordwoude", "Zuidermeer"])
    een = plan(van, "1000", [1, 1])
    brief = maak_afrekenbrief(afgerekend(een, een), "GM9001")
    assert brief.slot == "u hoeft niets te betalen en ontvangt niets"
    assert brief.tekst("status") == f"Ja. De cijfers van {JAAR} zijn nog niet definitief vastgesteld."
    assert brief.tekst("bedrag").startswith(f"Voorlopige afrekening {JAAR}: u hoeft niets")


def test_a_figure_that_is_far_off_is_named_and_refuses_what_is_called_definitive() -> None:
    erbij = "materialiteit: {2021: {procent: 2, bron: Verzonnen drempel}}"
    van = regio(["Noordwoude", "Zuidermeer"], erbij=erbij)
    uitkomst = afgerekend(plan(van, "1000", [1000, 500]), plan(van, "1000", [1020, 511], "definitief"))
    rijen = rijen_van(uitkomst, "materialiteit")
    # 2% of 1.000 is 20: 20 more is not above it. 2% of 500 is 10, and 11 is.
    assert (rijen["Inwoners Noordwoude"]["drempel"], rijen["Inwoners Noordwoude"]["oordeel"]) == (
        20,
        "binnen de drempel",
    )
    assert (rijen["Inwoners Zuidermeer"]["verschil"], rijen["Inwoners Zuidermeer"]["oordeel"]) == (11, "materieel")
    assert ver_af(uitkomst) == ["Inwoners van Zuidermeer"]
    with pytest.raises(MaterieelAfwijkend, match="Inwoners van Zuidermeer wijkt materieel af"):
        controleer_materieel(uitkomst)
    nu = plan(van, "1000", [1020, 511], "definitief")
    nagegaan = replace(nu, maatstaven=tuple(replace(w, bevestigd=True) for w in nu.maatstaven))
    controleer_materieel(goed := afgerekend(plan(van, "1000", [1000, 500]), nagegaan))
    assert rijen_van(goed, "materialiteit")["Inwoners Zuidermeer"]["oordeel"] == "materieel, nagegaan"


def test_a_figure_of_an_earlier_year_of_a_mean_is_looked_at_too() -> None:
    """The mean of two years: that of 2019 goes from 1.000 to 1.100, and 2020 stays 1.000."""
    erbij = "materialiteit: {2021: {procent: 2, bron: Verzonnen drempel}}"
    van = regio(["Noordwoude", "Zuidermeer"], erbij=erbij, twee="gemiddelde(inwoners, 2)")

    def met(eerder: int, status: str) -> Gegevens:
        een = plan(van, "1000", [1000, 1000], status)
        ouder = tuple(replace(w, peiljaar=JAAR - 2, waarde=Decimal(eerder)) for w in een.maatstaven[:1])
        zelfde = tuple(replace(w, peiljaar=JAAR - 2) for w in een.maatstaven[1:])
        return replace(een, maatstaven=(*een.maatstaven, *ouder, *zelfde))

    uitkomst = afgerekend(met(1000, "voorlopig"), met(1100, "definitief"))
    rijen = rijen_van(uitkomst, "materialiteit")
    assert [*rijen] == [f"Inwoners {jaar} {wie}" for jaar in (2020, 2019) for wie in ("Noordwoude", "Zuidermeer")]
    assert rijen["Inwoners 2019 Noordwoude"]["verschil"] == 100
    assert ver_af(uitkomst) == ["Inwoners 2019 van Noordwoude"]


def test_a_verdict_stands_on_one_line_of_the_book_and_its_threshold_as_people_write_it() -> None:
    erbij = "materialiteit: {2021: {procent: 2.5, euro: 5000, bron: Verzonnen drempel}}"
    van = regio(["Noordwoude", "Zuidermeer"], erbij=erbij)
    uitkomst = afgerekend(plan(van, "1000", [1000, 500]), plan(van, "1000", [1001, 501], "definitief"))
    blad = load_workbook(BytesIO(maak_afrekenboek(uitkomst)))["Materialiteit"]
    (kop,) = [cel for rij in blad.iter_rows() for cel in rij if cel.value == "Oordeel"]
    assert blad.column_dimensions[kop.column_letter].width >= tekstbreedte([BINNEN])
    (tabel,) = maak_tabellen(uitkomst, "materialiteit")
    assert tabel.noten == (
        "Materieel is meer dan 2,5% van het voorlopige cijfer, en in euro's bovendien meer dan € 5.000. "
        "Bron: Verzonnen drempel.",
    )


def test_large_figures_stand_in_groups_of_three_on_the_sheet_of_what_is_material() -> None:
    van = regio(["Noordwoude", "Zuidermeer"], erbij="materialiteit: {2021: {procent: 2.5, bron: Verzonnen drempel}}")
    uitkomst = afgerekend(plan(van, "1000", [123456, 500]), plan(van, "1000", [123457, 501], "definitief"))
    blad = load_workbook(BytesIO(maak_afrekenboek(uitkomst)))["Materialiteit"]
    (rij,) = [rij for rij in blad.iter_rows() if any(cel.value == "Noordwoude" for cel in rij)]
    assert [cel.number_format for cel in rij[3:8] if cel.column != 7] == ["[$-413]#,##0_0"] * 3 + ["[$-413]#,##0.00_0"]


def test_of_the_book_of_the_region_what_a_reader_reads_is_printed_and_what_it_rests_on_is_not(golden: Uitkomst) -> None:
    boek = load_workbook(BytesIO(maak_afrekenboek(golden)))
    gedrukt = [ws.title for ws in boek.worksheets if absolute_coordinate(NERGENS) not in ws.print_area]
    assert gedrukt == ["Afrekening", "Materialiteit"]
    assert [ws.title for ws in boek.worksheets[2:] if BIJLAGE not in str(ws.cell(2, 1).value)] == []


def test_who_paid_nothing_is_named_and_who_has_nothing_to_settle_is_refused() -> None:
    van = regio(["Noordwoude", "Zuidermeer", "Oosterhorst"])
    toen, nu = (plan(van, "900", [1, 1, 1], status) for status in ("voorlopig", "definitief"))
    een = Betaald("GM9001", Decimal(300), "", "betaald.csv, regel 2, kolom 2")
    (tabel,) = maak_tabellen(afgerekend(toen, nu, [een]), "afrekening")
    assert tabel.noten[-1] == ("Van Zuidermeer en Oosterhorst is geen voorschot opgegeven: gerekend is met € 0,00.")
    alle = [replace(een, gemeentecode=code, kostensoort="bureau") for code in ("GM9001", "GM9002", "GM9003")]
    (tabel,) = maak_tabellen(afgerekend(toen, nu, alle), "afrekening")
    assert not [noot for noot in tabel.noten if "geen voorschot" in noot]
    erbij = van.bestand.deelnemers[0].model_copy(update={"code": "GM9004", "naam": "Westerwold", "van": JAAR + 1})
    later = Regio(van.bestand.model_copy(update={"deelnemers": (*van.bestand.deelnemers, erbij)}))
    betaald = [*alle, replace(alle[0], gemeentecode="GM9004")]
    with pytest.raises(DeedNietMee, match=r"Westerwold voor bureau \(betaald.csv, regel 2, kolom 2\)"):
        afgerekend(replace(toen, regio=later), replace(nu, regio=later), betaald)


def test_another_year_and_an_unknown_key_are_refused() -> None:
    van = regio(["Noordwoude", "Zuidermeer"])
    een = plan(van, "1000", [1, 1])
    later = replace(een, plan=replace(een.plan, jaar=2022, basisjaar=2022, laatste_jaar=2022, scenario_tot_en_met=2022))
    with pytest.raises(AnderJaar, match="tweemaal dezelfde regio en hetzelfde jaar"):
        afgerekend(een, later)
    vast = tuple(
        Vastgesteld("bureau", f"GM{9001 + n}", JAAR, Decimal(b), "x", Vindplaats.in_cel("Vastgesteld", n, 4))
        for n, b in enumerate((900, 100))
    )
    with pytest.raises(GeenVoorlopigeSleutel, match="bureau 2021 op blad Vastgesteld"):
        afgerekend(replace(een, vastgesteld=vast), een)
    with pytest.raises(VerkeerdeVolgorde, match="verwacht: eerst de voorlopige invoer"):
        afgerekend(plan(van, "1100", [1, 1], "definitief"), een)


def blad(*rijen: tuple[object, ...]) -> list[Rauwblad]:
    return [Rauwblad("", tuple(zip(*rijen, strict=True)))]


def test_advances_are_read_as_a_bookkeeper_exports_them() -> None:
    van = regio(["Noordwoude", "Zuidermeer"])
    gelezen = lees_voorschotten(
        blad(
            ("Gemeente", "Bedrag"), ("Noordwoude", "1.000,50"), ("Zuidermeer", "250,00"), ("Noordwoude", "1,50"),
            ("Totaal", "1.252,00"),
        ),
        "betaald.csv", van, JAAR,
    )  # fmt: skip
    assert [(een.gemeentecode, een.bedrag) for een in gelezen] == [
        ("GM9001", Decimal("1000.50")), ("GM9002", Decimal(250)), ("GM9001", Decimal("1.50")),
    ]  # fmt: skip
    with pytest.raises(InvoerFouten, match=r"'Noordwode' is geen deelnemer van deze regio. Bedoelde u 'Noordwoude'\?"):
        lees_voorschotten(blad(("Gemeente", "Bedrag"), ("Noordwode", 5)), "betaald.csv", van, JAAR)
    # Twenty-nine nines are more than a Decimal can round to cents.
    for bedrag in ("veel", "9" * 29, 1.234, True):
        with pytest.raises(InvoerFouten, match="verwacht: een bedrag in euro's"):
            lees_voorschotten(blad(("Gemeente", "Bedrag"), ("Noordwoude", bedrag)), "betaald.csv", van, JAAR)
    with pytest.raises(GeenVoorschotten):
        lees_voorschotten(blad(("Wie", "Wat"), ("Noordwoude", 5)), "betaald.csv", van, JAAR)


@pytest.mark.parametrize(
    ("bedragen", "gelezen"),
    [
        (("225.108,62", "32.328"), ("225108.62", "32328")),
        (("225,108.62", "32,328"), ("225108.62", "32328")),
        (("32.328", 5), ("32328", "5")),
        (("(1.250,00)", "-3,10"), ("-1250.00", "-3.10")),
    ],
)
def test_the_clear_amounts_of_a_column_and_cents_tell_what_a_dot_means(bedragen, gelezen) -> None:
    van = regio(["Noordwoude", "Zuidermeer"])
    rijen = (("Gemeente", "Bedrag"), *zip(("Noordwoude", "Zuidermeer"), bedragen, strict=True))
    assert [een.bedrag for een in lees_voorschotten(blad(*rijen), "betaald.csv", van, JAAR)] == [*map(Decimal, gelezen)]


def test_no_payment_is_left_out_unsaid() -> None:
    """Below a merged name, on a line without one, on a second sheet, or in two notations."""
    van = regio(["Noordwoude", "Zuidermeer"])
    kop = ("Gemeente", "Bedrag")
    for tabel, zin in (
        ((kop, ("Noordwoude", 5), (None, 7)), "leeg, met bedrag 7 erachter; verwacht: een deelnemer"),
        ((kop, ("Noordwoude", "1.000,50"), ("Zuidermeer", "1,000.50")), "'1.000,50' heeft een komma .* een punt"),
        ((kop, ("Noordwoude", None)), "leeg; verwacht: een bedrag in euro's"),
        ((("Bedragen x € 1.000", None), kop, ("Noordwoude", 5)), "de bedragen zijn dus in duizendtallen"),
        (
            ((*kop, "Jaar"), ("Noordwoude", 5, JAAR), ("Zuidermeer", 5, JAAR - 1)),
            f"'{JAAR - 1}'; verwacht: {JAAR}, het jaar",
        ),
    ):
        with pytest.raises(InvoerFouten, match=zin) as fout:
            lees_voorschotten(blad(*tabel), "betaald.csv", van, JAAR)
        assert "--decimaal" not in str(fout.value)
    een = replace(blad(kop, ("Noordwoude", 5))[0], naam="Januari")
    with pytest.raises(InvoerFouten, match="blad Februari: ook hier staan voorschotten"):
        lees_voorschotten([een, replace(een, naam="Februari")], "betaald.xlsx", van, JAAR)
    # An empty line and a total are no payment.
    assert (
        len(lees_voorschotten(blad(kop, ("Noordwoude", 5), (None, None), ("Totaal", 5)), "betaald.csv", van, JAAR)) == 1
    )


def test_what_was_asked_is_shown_where_it_was_paid_to_the_cent() -> None:
    """Two columns that happen to be the same are two columns: only the only part of a key is left out of the text."""
    van = regio(["Noordwoude", "Zuidermeer"])
    uitkomst = afgerekend(plan(van, "1000", [60, 40]), plan(van, "1100", [50, 50], "definitief"))
    regels = als_tekst(maak_tabellen(uitkomst, "afrekening")[0]).split("\n")
    assert "Voorlopig" in regels[3]
    assert [deel for deel in regels[5].split() if deel[0] not in "N€"] == ["600", "550", "60", "-110", "600", "-50"]
    verdeling = als_tekst(maak_tabellen(uitkomst, "verdeling")[0])
    assert "Bedrag inwoners" not in verdeling.replace("\n", " ")
