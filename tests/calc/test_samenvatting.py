"""The summary: what each participant pays beside the year before, per head and of its budget; plus means pays more."""

from __future__ import annotations

from fractions import Fraction

from calc.tabellen import maak_tabellen
from calc.uitkomst import Uitkomst


def test_the_summary_of_the_golden_year(uitkomst: Uitkomst) -> None:
    (tabel,) = maak_tabellen(uitkomst, "samenvatting")
    assert [kolom.naam for kolom in tabel.kolommen] == [
        "gemeentecode", "gemeente", "beleid", "inkoop", "totaal", "vorig_jaar", "verschil", "verschil_pct",
        "pct_van_jeugdbudget",
    ]  # fmt: skip
    beek = dict(zip((kolom.naam for kolom in tabel.kolommen), tabel.rijen[0].waarden, strict=True))
    geld = [beek[naam] for naam in ("beleid", "inkoop", "totaal", "vorig_jaar", "verschil")]
    verwacht = ["27584.03", "81456", "109040.03", "76274.73", "32765.30"]
    assert [Fraction(str(waarde)) for waarde in geld] == [Fraction(waarde) for waarde in verwacht]
    assert beek["pct_van_jeugdbudget"] == Fraction("109040.03") / 2339122
    assert tabel.rijen[-1].waarden[1] == "Totaal"


def test_the_year_of_the_summary_can_be_asked(uitkomst: Uitkomst) -> None:
    (eerste,) = maak_tabellen(uitkomst, "samenvatting", jaar=2020)
    assert "vorig_jaar" not in [kolom.naam for kolom in eerste.kolommen]
    (later,) = maak_tabellen(uitkomst, "samenvatting", jaar=2023)
    (vorig,) = maak_tabellen(uitkomst, "samenvatting", jaar=2022)
    assert later.kolom("vorig_jaar") == vorig.kolom("totaal")


def test_all_kostensoorten_together_over_the_years_are_the_summaries_of_the_years(uitkomst: Uitkomst) -> None:
    (samen,) = maak_tabellen(uitkomst, "meerjarig", "samen")
    for jaar in uitkomst.gegevens.plan.jaren:
        (tabel,) = maak_tabellen(uitkomst, "samenvatting", jaar=jaar)
        assert samen.kolom(str(jaar)) == tabel.kolom("totaal")
