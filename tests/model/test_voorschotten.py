"""Voorschotten: contributions in terms, each row adding up to the cent, under every rule and per participant."""

from fractions import Fraction

import pytest

from calc.model.uitdrukking import Celnaam, Gegeven, Tabelnaam
from calc.tabellen import maak_tabellen, waarden_van
from calc.tabellen.controles import controles
from calc.uitkomst import bereken
from calc.uitleg import uitleg_cel
from calc.uitleg.cel import uitlegger_van
from schemas.fouten import InvoerFouten
from schemas.geldend import REGIOS
from schemas.inname import lees_invoer
from schemas.kernwoorden import SLUITREGELS
from schemas.regiolezer import lees_regio
from templates.voorbeelden import VOORBEELDEN


def test_a_plan_without_terms_has_no_such_table(uitkomst) -> None:
    assert maak_tabellen(uitkomst, "voorschotten") == ()


@pytest.mark.parametrize("regel", [None, *SLUITREGELS])
def test_every_row_adds_up_to_the_contribution_in_the_unit_of_its_kostensoort(met_termijnen, regel) -> None:
    uitkomst = bereken(met_termijnen, regel)
    beleid, inkoop, samen = maak_tabellen(uitkomst, "voorschotten")
    assert [tabel.kostensoort for tabel in (beleid, inkoop, samen)] == ["beleid", "inkoop", "samen"]
    dagen = ["2021-01-15", "2021-03-01", "2021-04-15", "2021-07-01", "2021-10-15"]
    assert [kolom.naam for kolom in inkoop.kolommen] == ["gemeentecode", "gemeente", "bijdrage", *dagen, "samen"]
    for tabel, eenheid in ((beleid, 100), (inkoop, 1), (samen, 100)):
        for rij in tabel.rijen:
            bijdrage, *termijnen, som = (Fraction(str(waarde)) for waarde in rij.waarden[2:])
            assert sum(termijnen) == bijdrage == som
            assert all((termijn * eenheid).denominator == 1 for termijn in termijnen)
    verdeeld = {soort: uitkomst.verdeling.van(soort, 2021) for soort in ("beleid", "inkoop")}
    assert inkoop.kolom("bijdrage")[:16] == tuple(verdeeld["inkoop"].bedragen.values())
    assert samen.kolom("bijdrage")[-1] == sum(bron.totaal for bron in verdeeld.values())
    assert {c.oordeel for c in controles(uitkomst) if c.controle == "Voorschotten samen de bijdrage"} == {"gelijk"}


def test_a_term_is_what_is_due_up_to_it_minus_what_was_due_before(met_termijnen) -> None:
    # Beek pays 81.456: 12,5% is 10.182, with 33,333% more 45,833% is 37.333,73 and so 37.334.
    inkoop = maak_tabellen(bereken(met_termijnen), "voorschotten", "inkoop")[0]
    beek = dict(zip((kolom.naam for kolom in inkoop.kolommen), inkoop.rijen[0].waarden, strict=True))
    assert [beek[f"2021-{dag}"] for dag in ("01-15", "03-01", "04-15", "07-01", "10-15")] == [
        10182,
        0,
        27152,
        6652,
        37470,
    ]


def test_who_has_terms_of_its_own_pays_by_those(met_termijnen) -> None:
    inkoop = maak_tabellen(bereken(met_termijnen), "voorschotten", "inkoop")[0]
    vaals = next(rij.waarden for rij in inkoop.rijen if rij.waarden[1] == "Vaals")
    assert vaals[3] == vaals[5] == vaals[7] == 0
    assert vaals[4] + vaals[6] == vaals[2]
    assert abs(vaals[4] - vaals[6]) <= 1


def test_a_term_is_explained_down_to_the_region_file(met_termijnen) -> None:
    tekst = "\n".join(uitleg_cel(bereken(met_termijnen), "voorschotten", "Beek", "2021-04-15", "inkoop").regels())
    assert "Beek, 15 april 2021: € 37.334 - € 10.182 = € 27.152." in tekst
    assert "€ 81.456 × (12,50% + 33,333%) = € 37.333,7285, afgerond op hele euro's € 37.334." in tekst
    assert "Beek, 15 april 2021: 33,333% (regiobestand zuid-limburg; bron: Verzonnen besluit)." in tekst
    assert "Uitvoeringskosten inkoop" not in tekst.splitlines()[0]


@pytest.mark.parametrize("regel", SLUITREGELS)
def test_every_sum_of_every_explanation_gives_its_figure(met_termijnen, sommen, regel) -> None:
    uitkomst = bereken(met_termijnen, regel)
    namen = [Tabelnaam("voorschotten", soort, 2021) for soort in ("beleid", "inkoop", "samen")]
    aantal, fout = sommen(uitlegger_van(uitkomst), namen)
    assert fout == []
    assert aantal > 300


def test_what_a_term_rests_on_is_known(met_termijnen) -> None:
    waarden = waarden_van(bereken(met_termijnen))
    nog, gezien = [Celnaam(Tabelnaam("voorschotten", "inkoop", 2021), "GM0888", "2021-01-15")], set[Celnaam]()
    gevonden: set[str] = set()
    while nog:
        cel = nog.pop()
        wat = waarden.model.formule(cel)
        gevonden |= {cel.tabel.naam} if isinstance(wat, Gegeven) else set()
        nog += set(waarden.herkomst.verwijzingen(wat, cel)) - gezien
        gezien.update(nog)
    assert gevonden == {
        "termijnen", "sleutel", "maatstaven", "invoer_begroting", "invoer_capaciteit", "invoer_tarieven",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("regels", "melding"),
    [
        (["{datum: 15-01, procent: 40}", "{datum: 15-07, procent: 59.5}"], "de termijnen zijn samen 99,5%"),
        (["{datum: 15-07, procent: 50}", "{datum: 15-01, procent: 50}"], "termijn 15-01 staat na een termijn"),
        (["{datum: 31-04, procent: 100}"], "31-04 is geen dag die elk jaar bestaat"),
        (["{datum: 29-02, procent: 100}"], "29-02 is geen dag die elk jaar bestaat"),
        (["{datum: 1 mei, procent: 100}"], "'1 mei'; verwacht: dag en maand met een streepje ertussen"),
        (["{datum: 15-01, procent: 0}"], "'0'; verwacht: getal groter dan 0"),
    ],
)
def test_terms_that_are_wrong_are_told_with_their_place(regels, melding) -> None:
    bestand = REGIOS / "zuid-limburg.yaml"
    extra = f"\nbetaling: {{2021: {{termijnen: [{', '.join(regels)}], bron: Verzonnen}}}}\n"
    with pytest.raises(InvoerFouten) as fout:
        lees_regio((bestand.read_text(encoding="utf-8") + extra).encode(), "zuid-limburg.yaml")
    assert melding in str(fout.value)
    assert "betaling.2021.termijnen" in str(fout.value)


def test_a_cost_of_prices_alone_has_no_line_afronding_in_any_table() -> None:
    """Its rule asks for one, but nothing is a share of a pot: the tables made of the split have none either."""
    uitkomst = bereken(lees_invoer(VOORBEELDEN / "omgevingsdienst-voorbeeldstreek-2026.xlsx"), "afrondingsregel")
    for naam in ("verdeling", "voorschotten", "meerjarig", "toename"):
        (tabel,) = maak_tabellen(uitkomst, naam, "werkprogramma")
        assert "Afronding" not in tabel.kolom("gemeente"), naam
        (tabel,) = maak_tabellen(uitkomst, naam, "overhead")
        assert "Afronding" in tabel.kolom("gemeente"), naam
    (boeking,) = maak_tabellen(uitkomst, "boeking")
    samen = sum(uitkomst.verdeling.van(soort, 2026).totaal for soort in uitkomst.gegevens.regio.kostensoorten)
    assert sum(Fraction(str(bedrag)) for bedrag in boeking.kolom("bedrag")) == samen
