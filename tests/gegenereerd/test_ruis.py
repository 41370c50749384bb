"""Made-up regions in which a sum of amounts missed the amount by a hair, and a small divisor blew that up."""

from fractions import Fraction
from pathlib import Path

import regiomaker

from calc.model.model import Model
from calc.model.tabel import TOTAAL, Kolom, Rij, Tabel
from calc.model.uitdrukking import Celnaam, Gegeven, Tabelnaam, kol, totaal
from calc.tabel import Rijsoort, Soort
from calc.uitkomst import bereken
from schemas.inname import lees_invoer
from templates.gemeente.gemeenteboek import deelnemers, maak_gemeenteboek
from templates.plan.uitvoeringsplan import maak_uitvoeringsplan
from templates.werkmap.formules import Formules
from templates.werkmap.indeling import Vak

GEVONDEN = (211, 490)
"""A total of € -1,89 over thousands up and down; shares of hundreds of thousands times a whole of € 5."""


def test_a_quotient_of_sums_is_the_same_double_live_and_stored(verschillen, tmp_path: Path):
    boeken = []
    for zaad in GEVONDEN:
        verzonnen = regiomaker.maak(zaad)
        uitkomst = bereken(lees_invoer(verzonnen.schrijf(tmp_path / verzonnen.naam)))
        eerste = deelnemers(uitkomst)[0]
        inhoud = maak_uitvoeringsplan(uitkomst, versie="1"), maak_gemeenteboek(uitkomst, eerste, versie="1")
        for nummer, boek in enumerate(inhoud):
            boeken.append(tmp_path / f"{zaad}-{nummer}.xlsx")
            boeken[-1].write_bytes(boek)
    assert verschillen(boeken) == []


def test_only_a_sum_of_amounts_with_decimals_is_rounded_before_it_divides():
    """What is typed can have cents; a third of it has no end, and rounding that would be another figure."""
    naam, delen = Tabelnaam("proef"), ("bedrag", "derde", "aantal")
    kolommen = [
        Kolom("bedrag", "Bedrag", Soort.GELD, 2), Kolom("derde", "Derde", Soort.GELD, 2, kol("bedrag") / 3),
        Kolom("aantal", "Aantal", Soort.MAATSTAF),
        *(Kolom(f"deel_{deel}", deel, Soort.AANDEEL, 2, kol(deel) / totaal(deel)) for deel in delen),
    ]  # fmt: skip
    rijen = [Rij(r, {"bedrag": Gegeven(Fraction(n, 2)), "aantal": Gegeven(n)}) for n, r in enumerate("ab", start=1)]
    model = Model({}, {})
    model.zet(Tabel(naam, "Proef", tuple(kolommen), tuple(rijen), (Rij(TOTAAL, soort=Rijsoort.TOTAAL),)))
    plekken = {kolom.naam: n for n, kolom in enumerate(kolommen, start=1)}
    formules = Formules(model, {naam: Vak("Proef", plekken, {"a": 1, "b": 2, TOTAAL: 3})})
    assert [formules[Celnaam(naam, "a", f"deel_{deel}")] for deel in delen] == [
        "$A1/ROUND($A$3,6)", "$B1/$B$3", "$C1/$C$3",
    ]  # fmt: skip
