"""The letter: every figure in a sentence is a figure of the tables, and every sentence is short."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from calc.brief import Brief, maak_brief
from calc.brief.raad import maak_raadsblad
from calc.brief.zin import Cijfer, Zin
from calc.tabellen import maak_tabellen
from calc.uitkomst import Uitkomst, bereken
from schemas.gegevens import Briefregel, Gegevens
from schemas.geldend import Regio
from schemas.regiobestand import RegioBestand

Bedragen = Mapping[int, Decimal]
CIJFER = re.compile(r"€\u00a0-?[\d.]+(?:,\d+)?|-?[\d.]+,\d+%|-?\d+%")


def met_brief(gegevens: Gegevens, *regels: tuple[str, str, str]) -> Uitkomst:
    brief = tuple(Briefregel(onderdeel, code, "", tekst, rij) for rij, (onderdeel, code, tekst) in enumerate(regels))
    return bereken(replace(gegevens, brief=brief))


def met_regio(gegevens: Gegevens, **anders: object) -> Gegevens:
    bestand = RegioBestand.model_validate({**gegevens.regio.bestand.model_dump(), **anders})
    return replace(gegevens, regio=Regio(bestand))


def getal(cijfer: str) -> Fraction:
    kaal = cijfer.removeprefix("€\u00a0").replace(".", "").replace(",", ".")
    return Fraction(kaal.rstrip("%")) / (100 if kaal.endswith("%") else 1)


def decimalen(cijfer: str) -> int:
    return len(cijfer.partition(",")[2].rstrip("%"))


def van_tabel(uitkomst: Uitkomst, naam: str, rij: str, kolom: str, soort: str | None = None) -> Fraction:
    """A figure as a program gets it from `tabel`."""
    (tabel,) = maak_tabellen(uitkomst, naam, soort)
    eigen = next(r for r in tabel.rijen if rij in r.waarden[:2])
    return Fraction(str(eigen.waarden[[k.naam for k in tabel.kolommen].index(kolom)]))


def zinnen(brief: Brief) -> Iterator[Zin]:
    return (zin for alinea in brief.alineas.values() for zin in alinea.met_kop)


def gaten(zin: Zin) -> list[Cijfer]:
    """The figures that fill its gaps."""
    return [wat for wat in zin.vulling.values() if isinstance(wat, Cijfer)]


def cijfers(brief: Brief) -> Iterator[tuple[str, str]]:
    """Every figure of every sentence, as written, with the sentence."""
    for zin in zinnen(brief):
        tekst = zin.tekst(brief.waarden)
        yield from ((cijfer, tekst) for cijfer in CIJFER.findall(tekst))


def test_every_figure_in_a_sentence_of_every_letter_is_its_cell_and_nothing_else_is_a_figure(
    uitkomst: Uitkomst,
) -> None:
    for code in uitkomst.gemeenten:
        brief = maak_brief(uitkomst, code)
        for zin in zinnen(brief):
            geschreven = [getal(cijfer) for cijfer in CIJFER.findall(zin.tekst(brief.waarden))]
            decimaal = [decimalen(cijfer) for cijfer in CIJFER.findall(zin.tekst(brief.waarden))]
            waarden = [abs(cijfer.waarde(brief.waarden) or 0) for cijfer in gaten(zin)]
            assert len(geschreven) == len(waarden)
            for gezegd, achter_de_komma, waarde in zip(geschreven, decimaal, waarden, strict=True):
                half = Fraction(1, 2 * 10 ** (achter_de_komma + (2 if gezegd < 1 else 0)))
                assert abs(gezegd - waarde) <= half, zin.tekst(brief.waarden)


def test_the_figures_of_a_letter_are_those_of_the_tables(uitkomst: Uitkomst) -> None:
    """Along another road: as a reader would redo them from `tabel`."""
    for code in uitkomst.gemeenten:
        brief = maak_brief(uitkomst, code)
        totaal, vorig = (van_tabel(uitkomst, "samenvatting", code, kolom) for kolom in ("totaal", "vorig_jaar"))
        assert f"Uw bijdrage in 2021: {euro(totaal)}" == brief.tekst("bedrag")
        assert f"{euro(totaal - vorig)} ({procent((totaal - vorig) / vorig, 1)}) meer dan in 2020" in brief.tekst(
            "waarom"
        )
        assert f"toen u {euro(vorig)} betaalde" in brief.tekst("waarom")
        for soort in ("beleid", "inkoop"):
            oud, nieuw = (van_tabel(uitkomst, "meerjarig", code, jaar, soort) for jaar in ("2020", "2021"))
            assert re.search(rf"van {soort}[a-z ]* \({re.escape(euro(nieuw - oud))} meer\)", brief.tekst("waarom"))
        budget = next(
            w.waarde
            for w in uitkomst.gegevens.maatstaven
            if (w.maatstaf, w.gemeentecode) == ("verdeelmodel_jeugd", code)
        )
        deel = f"{procent(totaal / Fraction(budget), 2)} van uw jeugdbudget van {euro(Fraction(budget))}"
        assert deel in brief.tekst("vergelijking")


def euro(waarde: Fraction) -> str:
    decimaal = 0 if waarde.denominator == 1 else 2
    tekst = f"{float(waarde):,.{decimaal}f}".replace(",", "_").replace(".", ",").replace("_", ".")
    return f"€\u00a0{tekst}"


def procent(waarde: Fraction, decimaal: int) -> str:
    return f"{float(waarde * 100):.{decimaal}f}%".replace(".", ",")


def test_the_causes_stand_in_order_of_size(uitkomst: Uitkomst) -> None:
    for code in uitkomst.gemeenten:
        zin = next(
            z for z in maak_brief(uitkomst, code).alineas["waarom"].zinnen if "van groot naar klein" in z.sjabloon
        )
        groottes = [abs(c.waarde(maak_brief(uitkomst, code).waarden) or 0) for c in gaten(zin)]
        assert groottes == sorted(groottes, reverse=True)  # type: ignore[type-var]
        assert len(groottes) == 2


def test_a_year_with_known_keys_is_taken_apart_into_costs_and_share(gegevens: Gegevens) -> None:
    later = bereken(replace(gegevens, plan=replace(gegevens.plan, jaar=2022)))
    waarom = maak_brief(later, "GM0888").tekst("waarom")
    assert "In 2022 betaalt u € 4.232".replace("€ ", "€\u00a0") in waarom
    assert "minder dan in 2021" in waarom
    assert "lagere kosten van inkoop" in waarom
    assert "niet bekend" not in waarom


def met_kosten(gegevens: Gegevens, jaar: int, factor: int) -> Gegevens:
    """The lines of the budget of a year so many times, and no hours."""
    regels = [
        replace(r, bedragen={j: b * factor if j == jaar else b for j, b in r.bedragen.items()})
        for r in gegevens.begroting
    ]
    return replace(gegevens, capaciteit=(), begroting=tuple(regels))


def test_who_pays_nothing_reads_that_and_no_days_or_account(gegevens: Gegevens) -> None:
    brief = maak_brief(bereken(met_kosten(gegevens, 2021, 0)), "GM0917")
    assert brief.tekst("bedrag") == "Uw bijdrage in 2021: €\u00a00,00"
    assert brief.tekst("betaling") == "U hoeft in 2021 niets te betalen."
    assert brief.tekst("vergelijking") == ""
    assert "€\u00a0235.267,00 (100,0%) minder dan in 2020" in brief.tekst("waarom")


def test_who_receives_money_reads_from_whom_and_when(gegevens: Gegevens) -> None:
    terug = met_kosten(gegevens, 2021, -1)
    brief = maak_brief(bereken(terug), "GM0917")
    assert brief.kop("betaling") == "Wanneer ontvangt u dit bedrag?"
    assert brief.tekst("betaling") == (
        "Een min voor uw bijdrage betekent: u ontvangt dit bedrag van de centrumgemeente Maastricht. "
        "Dit plan noemt geen betaaltermijnen. Vraag de centrumgemeente Maastricht wanneer u het ontvangt."
    )
    assert brief.tekst("vergelijking") == ""
    assert "€\u00a0540.263,00 minder dan in 2020, toen u €\u00a0235.267,00 betaalde" in brief.tekst("waarom")
    termijnen = [{"datum": "15-01", "procent": 25}, {"datum": "01-07", "procent": 75}]
    met_dagen = met_regio(terug, betaling={2021: {"termijnen": termijnen, "bron": "Besluit"}})
    rekening = (Briefregel("rekening", "", "", "NL91 ABNA 0417 1643 00", 1),)
    tekst = maak_brief(bereken(replace(met_dagen, brief=rekening)), "GM0917").tekst("betaling")
    assert "U ontvangt het in twee termijnen, samen €\u00a0304.996,00." in tekst
    assert "Maak het bedrag over" not in tekst


def test_what_was_received_last_year_is_not_called_paid(gegevens: Gegevens) -> None:
    later = met_kosten(gegevens, 2021, -1)
    waarom = maak_brief(bereken(replace(later, plan=replace(later.plan, jaar=2022))), "GM0917").tekst("waarom")
    assert re.search(
        r"In 2022 betaalt u € [\d.,]+ meer dan in 2021, toen u € 304\.996,00 ontving\.".replace("€ ", "€\u00a0"), waarom
    )


def test_the_amounts_of_one_table_have_one_unit(uitkomst: Uitkomst) -> None:
    """In cents as soon as one has them; what the region splits has a column of its own."""
    brief = maak_brief(uitkomst, "GM0917")
    for kolom, decimaal in (("te_verdelen", {0}), ("vorig", {2}), ("nieuw", {2}), ("verschil", {2})):
        assert {decimalen(getattr(regel, kolom).tekst(brief.waarden)) for regel in brief.kosten} == decimaal


def test_a_plan_without_a_year_before_says_so(gegevens: Gegevens) -> None:
    eerste = bereken(replace(gegevens, plan=replace(gegevens.plan, jaar=2020)))
    brief = maak_brief(eerste, "GM0888")
    assert brief.vorig is None
    assert brief.tekst("waarom") == "Dit plan begint in 2020. Er is geen eerder jaar om mee te vergelijken."
    assert all(regel.vorig is None and regel.verschil is None for regel in brief.kosten)


def test_the_letter_of_who_takes_the_keuzepakket_says_what_counts(uitkomst: Uitkomst) -> None:
    met = [code for code in uitkomst.gemeenten if maak_brief(uitkomst, code).tekst("keuzepakket")]
    assert [uitkomst.gegevens.regio.gemeente(code) for code in met] == ["Heerlen", "Landgraaf", "Voerendaal"]
    tekst = maak_brief(uitkomst, met[0]).tekst("keuzepakket")
    assert tekst.startswith(
        "Heerlen koopt alleen het keuzepakket in. Bij toekenningen telt daarom voor u: toekenningen"
    )


def test_when_to_pay_is_what_table_voorschotten_says(gegevens: Gegevens) -> None:
    termijnen = [{"datum": "15-01", "procent": 25}, {"datum": "01-07", "procent": 75}]
    uitkomst = bereken(met_regio(gegevens, betaling={2021: {"termijnen": termijnen, "bron": "Besluit"}}))
    brief = maak_brief(uitkomst, "GM0888")
    assert [regel.dag for regel in brief.termijnen] == ["15 januari 2021", "1 juli 2021"]
    for regel, dag in zip(brief.termijnen, ("2021-01-15", "2021-07-01"), strict=True):
        assert regel.bedrag.waarde(brief.waarden) == van_tabel(uitkomst, "voorschotten", "GM0888", dag, "samen")
    assert brief.tekst("betaling") == "U betaalt in twee termijnen, samen €\u00a0109.040,03."


def test_what_has_no_terms_is_not_left_out_in_silence(gegevens: Gegevens) -> None:
    """Inkoop is paid in two terms and beleid on no day that the plan names."""
    termijnen = [{"datum": "15-01", "procent": 50}, {"datum": "01-07", "procent": 50}]
    soorten = gegevens.regio.bestand.model_dump()["kostensoorten"]
    soorten["inkoop"]["betaling"] = {2021: {"termijnen": termijnen, "bron": "Verzonnen"}}
    tekst = maak_brief(bereken(met_regio(gegevens, kostensoorten=soorten)), "GM0888").tekst("betaling")
    assert "U betaalt in twee termijnen, samen €\u00a081.456" in tekst
    assert "Voor uw bijdrage aan beleid noemt dit plan geen termijnen. Vraag de centrumgemeente Maastricht" in tekst


def test_a_limit_or_parts_are_named_where_costs_and_share_cannot_be_told_apart(gegevens: Gegevens) -> None:
    """At least € 90.000 of inkoop in 2022: no share of what was split, and no key that nobody knows."""
    soorten = gegevens.regio.bestand.model_dump()["kostensoorten"]
    soorten["inkoop"]["grenzen"] = {2021: {"minimum": "90000", "bron": "Verzonnen"}}
    later = replace(gegevens, plan=replace(gegevens.plan, jaar=2022))
    brief = maak_brief(bereken(met_regio(later, kostensoorten=soorten)), "GM0888")
    inkoop = next(regel for regel in brief.kosten if regel.soort == "inkoop")
    assert (inkoop.aandeel, inkoop.nieuw.waarde(brief.waarden)) == (None, 90000)
    assert "niet bekend" not in brief.tekst("waarom")


def test_a_budget_that_nobody_counted_is_no_share_of_anything(gegevens: Gegevens) -> None:
    """The region file names a maatstaf as the youth budget, and the plan has no figures of it."""
    maatstaven = gegevens.regio.bestand.model_dump()["maatstaven"]
    eenheid = {2015: {"waarde": "euro", "bron": "Verzonnen"}}
    maatstaven["ongeteld"] = {"label": "Ongeteld budget", "definitie": "Verzonnen", "eenheid": eenheid}
    budget = {2020: {"waarde": "ongeteld", "bron": "Verzonnen"}}
    uitkomst = bereken(met_regio(gegevens, maatstaven=maatstaven, budgetmaatstaf=budget))
    brief = maak_brief(uitkomst, "GM0888")
    assert "ngeteld" not in " ".join(map(brief.tekst, brief.alineas))
    assert "ngeteld" not in " ".join(maak_raadsblad(uitkomst).teksten)


def test_one_term_is_one_sentence(gegevens: Gegevens) -> None:
    termijnen = [{"datum": "01-07", "procent": 100}]
    uitkomst = bereken(met_regio(gegevens, betaling={2021: {"termijnen": termijnen, "bron": "Besluit"}}))
    brief = maak_brief(uitkomst, "GM0888")
    assert not brief.termijnen
    assert brief.tekst("betaling") == "U betaalt €\u00a0109.040,03 op 1 juli 2021."


def test_what_the_input_says_of_letters_stands_in_them(gegevens: Gegevens) -> None:
    uitkomst = met_brief(
        gegevens,
        ("kenmerk", "", "2020-118"), ("datum", "", "1 november 2020"), ("rekening", "", "NL91 ABNA 0417 1643 00"),
        ("geadresseerde", "GM0888", "College van Beek\nPostbus 20"), ("alinea", "", "Voor iedereen."),
        ("alinea", "GM0888", "Alleen voor Beek."), ("ondertekening", "", "De directeur"),
        ("kenmerk", "GM0888", "118-B"),
    )  # fmt: skip
    beek, stein = maak_brief(uitkomst, "GM0888"), maak_brief(uitkomst, "GM0971")
    assert (beek.kenmerk, stein.kenmerk) == ("118-B", "2020-118")
    assert (beek.geadresseerde, stein.geadresseerde) == ("College van Beek\nPostbus 20", "Gemeente Stein")
    assert (beek.eigen, stein.eigen) == (("Voor iedereen.", "Alleen voor Beek."), ("Voor iedereen.",))
    assert beek.ondertekening == stein.ondertekening == "De directeur"
    rekening = "Maak het bedrag over naar rekening NL91 ABNA 0417 1643 00 en vermeld 118-B.".replace(
        "NL91 ABNA 0417 1643 00", "NL91\u00a0ABNA\u00a00417\u00a01643\u00a000"
    )
    assert rekening in beek.tekst("betaling")


def test_a_sentence_has_no_more_than_25_words_and_promises_nothing(uitkomst: Uitkomst) -> None:
    for code in uitkomst.gemeenten:
        brief = maak_brief(uitkomst, code)
        for alinea in brief.alineas:
            for zin in re.split(r"(?<=[.?!]) ", brief.tekst(alinea)):
                assert len(zin.replace("€\u00a0", "€").split()) <= 25, zin
        tekst = " ".join(map(brief.tekst, brief.alineas))
        assert not re.search(r"SHA|oranje|geel|wordt later", tekst, re.I)


def test_the_status_of_the_plan_is_the_answer_to_whether_it_can_change(gegevens: Gegevens) -> None:
    antwoorden = {
        status: maak_brief(bereken(replace(gegevens, plan=replace(gegevens.plan, status=status))), "GM0888").tekst(
            "status"
        )
        for status in ("concept", "voorlopig", "definitief")
    }
    assert antwoorden["concept"].startswith("Ja. Het plan is een concept")
    assert antwoorden["voorlopig"].startswith("Ja. Uw bijdrage is voorlopig. De sleutel wordt definitief na")
    assert antwoorden["definitief"].startswith("Nee. Uw bijdrage is definitief. De cijfers van")
