"""Verdeling twice: the declaration against the exact core that VERDEEL uses too, under every rule, cell by cell."""

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

import pytest

from calc.afronding import naar_bedrag
from calc.model.tabel import AFRONDING
from calc.model.uitdrukking import Celnaam, Tabelnaam
from calc.splitsing import Splitsing, splits
from calc.tabellen import waarden_van
from calc.uitkomst import Uitkomst, bereken
from calc.uitleg.cel import uitlegger_van
from calc.verdeling import Jaarverdeling
from schemas.gegevens import Gegevens
from schemas.kernwoorden import SLUITREGELS


def aangeleverd(uitkomst: Uitkomst, bron: Jaarverdeling, deel: str) -> list[Fraction]:
    """The figures of one part of a key as they came in."""
    if deel == "rato":
        return [Fraction(1)] * len(bron.deelnemers)
    cijfers = {(m.maatstaf, m.peiljaar, m.gemeentecode): m.waarde for m in uitkomst.gegevens.maatstaven}
    return [Fraction(cijfers[deel, bron.peiljaren[deel], code]) for code in bron.deelnemers]


def gesplitst(uitkomst: Uitkomst, bron: Jaarverdeling) -> Splitsing | None:
    """What `splits` makes of the figures as they came in, where a key is all that there is."""
    if bron.sleutel is None or not bron.enkel_sleutel or bron.sluitregel is None:
        return None
    waarden = {deel: aangeleverd(uitkomst, bron, deel) for deel in bron.sleutel.delen}
    return splits(bron.te_verdelen, bron.sleutel.delen, waarden, bron.sluitregel, bron.eenheid)


def ongelijk(uitkomst: Uitkomst, splitser: Callable[..., Splitsing | None] = gesplitst) -> tuple[int, list[str]]:
    """How many figures were compared, and those that differ."""
    waarden, aantal, anders = waarden_van(uitkomst), 0, []
    for bron in uitkomst.verdeling.jaren:
        naam = Tabelnaam("verdeling", bron.kostensoort, bron.jaar)
        splitsing = splitser(uitkomst, bron)
        verwacht: dict[Celnaam, Fraction] = {}
        for deel in splitsing.onderdelen if splitsing else ():
            verwacht[Celnaam(naam._replace(naam="sleutel"), deel.naam, "pot")] = naar_bedrag(
                deel.pot.totaal, bron.eenheid
            )
            cijfers = aangeleverd(uitkomst, bron, deel.naam)
            som = sum(cijfers, Fraction(0))
            for code, waarde, eenheden in zip(bron.deelnemers, cijfers, deel.pot.eenheden, strict=True):
                verwacht[Celnaam(naam, code, f"waarde_{deel.naam}")] = waarde
                verwacht[Celnaam(naam, code, f"aandeel_{deel.naam}")] = waarde / som
                verwacht[Celnaam(naam, code, f"bedrag_{deel.naam}")] = naar_bedrag(eenheden, bron.eenheid)
        if splitsing is not None:
            paren = zip(bron.deelnemers, splitsing.aandelen, splitsing.totalen, strict=True)
            for code, aandeel, eenheden in paren:
                verwacht[Celnaam(naam, code, "aandeel")] = aandeel
                verwacht[Celnaam(naam, code, "bedrag")] = naar_bedrag(eenheden, bron.eenheid)
            if bron.sluitregel == "afrondingsregel":
                verwacht[Celnaam(naam, AFRONDING, "bedrag")] = naar_bedrag(splitsing.afronding, bron.eenheid)
        # What every door reads is what the model holds.
        for code, bedrag in bron.bedragen.items():
            assert waarden[Celnaam(naam, code, "bedrag")] == bedrag
        aantal += len(verwacht)
        anders += [f"{cel}: {waarden[cel]}, not {cijfer}" for cel, cijfer in verwacht.items() if waarden[cel] != cijfer]
    return aantal, anders


@pytest.mark.parametrize("regel", [None, *SLUITREGELS])
def test_the_declaration_gives_what_the_exact_core_gives(gegevens: Gegevens, regel) -> None:
    aantal, anders = ongelijk(bereken(gegevens, regel))
    assert anders == []
    assert aantal > 1000


def test_a_fault_in_one_of_the_two_is_found(gegevens: Gegevens) -> None:
    uitkomst = bereken(gegevens)
    laatste = uitkomst.verdeling.jaren[-1]

    def fout(uitkomst: Uitkomst, bron: Jaarverdeling) -> Splitsing | None:
        goed = gesplitst(uitkomst, bron)
        return replace(goed, totalen=tuple(een + 1 for een in goed.totalen)) if goed and bron is laatste else goed

    assert len(ongelijk(uitkomst, fout)[1]) == len(laatste.deelnemers)


@pytest.mark.parametrize("regel", SLUITREGELS)
def test_every_sum_of_every_step_gives_its_figure(gegevens: Gegevens, sommen, regel) -> None:
    """Also of the steps that no table shows: exact parts, turns, pots."""
    uitkomst = bereken(gegevens, regel)
    namen = [
        Tabelnaam(naam, s, uitkomst.gegevens.plan.jaar)
        for naam in ("sleutel", "verdeling")
        for s in uitkomst.begrotingen
    ]
    aantal, fout = sommen(uitlegger_van(uitkomst), namen)
    assert fout == []
    assert aantal > 150
