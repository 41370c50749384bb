"""Every kind of node in every reading: its exact value, its formula in LibreOffice, its sum in Dutch."""

from fractions import Fraction

import pytest

from calc.model.model import GeenTabelHier
from calc.model.tabel import TOTAAL, DubbeleNaam, Kolom, Rij, Tabel
from calc.model.uitdrukking import (
    LEEG,
    Als,
    Bereik,
    Beurt,
    Celnaam,
    Functie,
    Gegeven,
    Gezocht,
    Tabelnaam,
    Uitdrukking,
    Uiterste,
    Vast,
    Vergelijking,
    Waarde,
    Zuiver,
    alle,
    als,
    cel,
    gelijk,
    grootste_tot,
    is_leeg,
    kol,
    rij,
    rond,
    som,
    som_waar,
    term,
    totaal,
)
from calc.model.uitleg import Uitlegger
from calc.model.waarden import DoorNiets, Kringverwijzing, LegeCel, RekentMetTekst
from calc.tabel import Rijsoort, Soort
from schemas.gegevens import PM

IN, UIT = Tabelnaam("in"), Tabelnaam("uit")


def invoer() -> Tabel:
    """Four rows of figures: with a fraction, a tie, a minus, an empty cell and PM."""
    cijfers: dict[str, tuple[Waarde, ...]] = {
        "A": (7, 3, None),
        "B": (Fraction(5, 2), 3, 4),
        "C": (-6, 1, PM),
        "D": (7, 0, -2),
    }
    rijen = [
        Rij(
            naam,
            {"naam": Vast(naam), **{k: Gegeven(w, "blad In", pm=k == "c") for k, w in zip("abc", rij, strict=True)}},
        )
        for naam, rij in cijfers.items()
    ]
    kolommen = (Kolom("naam", "Naam"), *(Kolom(k, k.upper(), Soort.GELD, 2) for k in "abc"))
    return Tabel(IN, "Invoer", kolommen, tuple(rijen), (Rij(TOTAAL, {"naam": Vast(TOTAAL)}, soort=Rijsoort.TOTAAL),))


def a(naam: str) -> Uitdrukking:
    return cel(IN, naam, "a")


def c(naam: str) -> Uitdrukking:
    return cel(IN, naam, "c")


KNOPEN: dict[str, tuple[Uitdrukking, object]] = {
    "a sum": (a("A") + a("B"), Fraction(19, 2)),
    "a difference of a difference": (a("A") - (a("B") - a("C")), Fraction(-3, 2)),
    "minus a negative figure": (a("A") - a("C"), 13),
    "a product of a sum": ((a("A") + a("B")) * a("C"), -57),
    "a quotient without end": (a("A") / cel(IN, "A", "b"), Fraction(7, 3)),
    "a quotient of a quotient": (a("A") / (cel(IN, "A", "b") / a("B")), Fraction(35, 6)),
    "the opposite": (-a("A"), -7),
    "the opposite of a difference": (-(a("A") - a("C")), -13),
    "half a unit is rounded up": (rond(a("B")), 3),
    "half a unit below zero is rounded down": (rond(a("B") * -1), -3),
    "rounded to cents": (rond(a("A") / cel(IN, "A", "b"), 2), Fraction(233, 100)),
    "rounded to tens": (rond(a("A") * a("A"), -1), 50),
    "clean": (Zuiver(a("A") / cel(IN, "A", "b")), Fraction(7, 3)),
    "absolute": (Functie("ABS", a("C")), 6),
    "the sign": (Functie("SIGN", a("C")), -1),
    "the whole units": (Functie("INT", a("B")), 2),
    "the whole units below zero": (Functie("INT", a("B") * -1), -3),
    "a comparison counts": (Vergelijking(">", a("A"), a("B")) * a("B"), Fraction(5, 2)),
    "a comparison that fails": (a("A") * Vergelijking("<>", a("A"), a("D")), 0),
    "a choice": (als(gelijk(a("A"), a("D")), a("B"), a("C")), Fraction(5, 2)),
    "the other choice": (als(Vergelijking("<", a("A"), term(0)), a("B"), a("C")), -6),
    "a choice of two that must hold": (als(is_leeg(c("A")) * gelijk(a("A"), 7), a("B"), a("C")), Fraction(5, 2)),
    "a choice of nothing": (als(gelijk(a("A"), a("D")), None, a("C")), None),
    "empty": (is_leeg(c("A")), 1),
    "not empty": (is_leeg(c("B")), 0),
    "the rows of a column": (alle("a", IN), Fraction(21, 2)),
    "a row that is named": (cel(IN, "B", "a"), Fraction(5, 2)),
    "a total by its name": (cel(IN, TOTAAL, "a"), Fraction(21, 2)),
    "a sum leaves out what is empty and PM": (som((Bereik(IN, "c"),)), 2),
    "a sum of nothing": (som([c("A")]), 0),
    "a sum of nothing that is empty": (som([c("A")], leeg=True), None),
    "a sum of a choice that is empty": (som([als(gelijk(a("A"), 7), None, a("B")), a("C")]), -6),
    "a sum of what holds nowhere": (som([som_waar(IN, "a", {"b": 9}, leeg=True), a("C")]), -6),
    "a sum of figures and a range": (som([a("A"), Bereik(IN, "b")]), 14),
    "PM in arithmetic stays PM": (c("C") + a("A"), PM),
    "an input cell that is empty counts for nothing": (c("A") + a("A"), 7),
    "what holds": (som_waar(IN, "a", {"b": 3}), Fraction(19, 2)),
    "what holds twice": (som_waar(IN, "a", {"b": 3, "naam": "A"}), 7),
    "what holds nowhere": (som_waar(IN, "a", {"b": 9}, leeg=True), None),
    "what holds, of which some is empty": (som_waar(IN, "c", {"b": 3}, leeg=True), 4),
    "the largest up to": (grootste_tot(IN, "b", {"naam": "A"}, 5), 3),
    "the largest up to, where there is none": (grootste_tot(IN, "b", {"naam": "A"}, 2), 0),
    "the cell in the row of a figure": (Gezocht("INDEX", Bereik(IN, "b"), ((Bereik(IN, "a"), "=", term(7)),)), 3),
    "what is below zero": (Gezocht("SUM", Bereik(IN, "a"), ((Bereik(IN, "a"), "<", term(0)),)), -6),
    "the smallest": (Uiterste("MIN", (a("A"), a("B") * 2, a("C") + 20)), 5),
    "the largest of a sum": (Uiterste("MAX", (a("A") - a("B"), term(4))) * 3, Fraction(27, 2)),
    "the smallest of the largest": (Uiterste("MIN", (Uiterste("MAX", ((a("C") - 15) / 25, term(0))), term(1))), 0),
    "the largest of one": (-Uiterste("MAX", (a("B"),)), Fraction(-5, 2)),
    "the largest with PM": (Uiterste("MAX", (a("A"), c("C"))), PM),
    "a choice of a rule": (Als(Vergelijking(">", a("A"), term(5)), a("A") / 3, term(1), gezegd=True), Fraction(7, 3)),
    "a fixed fraction": (Vast(Fraction(1, 3)) * a("A"), Fraction(7, 3)),
    "a fixed negative figure": (a("A") - Vast(-2), 9),
}  # fmt: skip


def knopen() -> Tabel:
    rijen = [Rij(naam, {"naam": Vast(naam), "uit": wat}) for naam, (wat, _) in KNOPEN.items()]
    return Tabel(UIT, "Knopen", (Kolom("naam", "Naam"), Kolom("uit", "Uit", Soort.WAARDE, 6)), tuple(rijen))


def kolommen() -> Tabel:
    """Columns with one expression: relative rows, totals, turns, and rows that the source does not have."""
    bedrag = Soort.GELD
    return Tabel(
        Tabelnaam("kolommen"),
        "Kolommen",
        (
            Kolom("naam", "Naam"),
            Kolom("a", "A", bedrag, 2, cel(IN, None, "a")),
            Kolom("deel", "Deel", Soort.AANDEEL, 2, kol("b") / totaal("b")),
            Kolom("b", "B", bedrag, 2, som([cel(IN, None, "b")]) + 1),
            Kolom("beurt", "Beurt", Soort.MAATSTAF, 0, Beurt("b", "b"), None),
            Kolom("beurt2", "Beurt bij gelijke b naar deel", Soort.MAATSTAF, 0, Beurt("b", "deel"), None),
            Kolom("eerste", "Eerste", bedrag, 2, kol("b") - rij("B")),
        ),
        tuple(Rij(naam, {"naam": Vast(naam)}) for naam in ("D", "B", "E", "A")),
        (
            Rij("min", {"naam": Vast("min")}, -totaal("b"), soort=Rijsoort.EXTRA, stap=True),
            Rij(TOTAAL, {"naam": Vast(TOTAAL)}, soort=Rijsoort.TOTAAL),
        ),
    )


@pytest.fixture(scope="module")
def waarden(model):
    # `eerste` looks at its own column in row B: that row itself would go round.
    tabel = kolommen()
    zonder = tuple(kolom for kolom in tabel.kolommen if kolom.naam != "eerste")
    return model(invoer(), knopen(), Tabel(tabel.naam, tabel.titel, zonder, tabel.rijen, tabel.onder))


@pytest.mark.parametrize("naam", KNOPEN)
def test_a_node_has_its_exact_value(waarden, naam: str) -> None:
    assert waarden[Celnaam(UIT, naam, "uit")] == KNOPEN[naam][1]


def test_libreoffice_finds_every_value_from_the_formulas(waarden, modelboek, herreken, herrekenverschillen, tmp_path):
    inhoud, bladen = modelboek(waarden, [IN, UIT, Tabelnaam("kolommen")])
    pad = tmp_path / "model.xlsx"
    pad.write_bytes(inhoud)
    gevonden = herreken([pad])[pad]
    assert herrekenverschillen(waarden, bladen, gevonden) == []
    # The comparison can fail: a figure that the formulas do not give is found.
    fout = Celnaam(UIT, "a sum", "uit")
    goed, waarden._cellen[fout] = waarden[fout], 10
    assert len(herrekenverschillen(waarden, bladen, gevonden)) == 1
    waarden._cellen[fout] = goed


def test_every_sum_of_every_explanation_gives_its_figure(waarden, sommen) -> None:
    aantal, fout = sommen(Uitlegger(waarden), [UIT, Tabelnaam("kolommen")])
    assert fout == []
    assert aantal > 30


def test_what_a_rule_chose_between_is_said(waarden) -> None:
    lezer = Uitlegger(waarden)
    regels = lezer.uitleg(Celnaam(UIT, "the largest of a sum", "uit")).regels()
    assert "Van € 7,00 - € 2,50 en 4 telt het grootste: 4,5." in regels
    regels = lezer.uitleg(Celnaam(UIT, "a choice of a rule", "uit")).regels()
    assert "€ 7,00 is groter dan 5." in regels


def test_dividing_by_nothing_names_the_table_the_figure_and_whose_it_is(model) -> None:
    kolommen = (
        Kolom("naam", "Naam"),
        Kolom("a", "Per hoofd", Soort.GELD, 0, kol("b") / kol("c")),
        Kolom("b", "B", Soort.GELD),
        Kolom("c", "C", Soort.GELD),
    )
    rijen = [
        Rij(naam, {"naam": Vast(naam), "b": Gegeven(6), "c": Gegeven(c)}) for naam, c in {"Noord": 2, "Zuid": 0}.items()
    ]
    waarden = model(Tabel(IN, "Formules", kolommen, tuple(rijen), noemt=("naam",)))
    assert waarden[Celnaam(IN, "Noord", "a")] == 3
    with pytest.raises(DoorNiets) as fout:
        waarden[Celnaam(IN, "Zuid", "a")]
    assert str(fout.value) == ("Formules: Per hoofd van Zuid is niet te berekenen, want er wordt gedeeld door 0.")


def test_rows_that_stand_beside_each_other_are_looked_up_by_their_code(waarden) -> None:
    naam = Tabelnaam("kolommen")
    assert [waarden[Celnaam(naam, r, "a")] for r in ("D", "B", "E", "A")] == [7, Fraction(5, 2), None, 7]
    assert [waarden[Celnaam(naam, r, "beurt")] for r in ("D", "B", "E", "A")] == [3, 1, 4, 2]
    assert waarden[Celnaam(naam, "min", "b")] == -10


def test_a_figure_that_needs_itself_is_a_fault_that_names_the_cell(model) -> None:
    waarden = model(invoer(), kolommen())
    with pytest.raises(Kringverwijzing, match="eerste"):
        waarden[Celnaam(Tabelnaam("kolommen"), "B", "eerste")]


@pytest.mark.parametrize(
    ("wat", "fout"),
    [(kol("leeg") + 1, LegeCel), (kol("naam") + 1, RekentMetTekst), (rij("Z") + 1, GeenTabelHier)],
    ids=["empty", "text", "no such row"],
)
def test_a_declaration_that_cannot_be_counted_is_refused(model, wat, fout) -> None:
    kolommen = (Kolom("naam", "Naam"), Kolom("leeg", "Leeg", Soort.GELD, 0, LEEG), Kolom("a", "A", Soort.GELD, 0, wat))
    waarden = model(Tabel(IN, "Fout", kolommen, (Rij("A", {"naam": Vast("A")}),)))
    with pytest.raises(fout):
        waarden[Celnaam(IN, "A", "a")]


def test_two_rows_of_one_name_are_refused() -> None:
    with pytest.raises(DubbeleNaam):
        Tabel(IN, "Dubbel", (Kolom("naam", "Naam"),), (Rij("A"), Rij("A")))
