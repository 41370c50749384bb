"""What a table verdeling checks of itself: all of it is divided, pot by pot too, and parts are together the whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Final

from calc.afronding import EENHEDEN
from calc.model.plan import Plan
from calc.model.tabel import AFRONDING, TOTAAL, Controle, Ergste, Rij
from calc.model.uitdrukking import Tabelnaam, Uitdrukking, alle, cel, samen, term
from calc.tabel import Soort
from calc.tabellen.opbouw import ORGANISATIE, VOOR, te_verdelen
from calc.verdeling import Jaarverdeling

GEVRAAGD: Final = "Te verdelen"
"""The row beside the total with what was to be split."""


def besluit(plan: Plan, naam: Tabelnaam) -> Controle:
    """Amounts that were decided before need not be what the budget says now."""
    soort, jaar = naam.kostensoort, naam.jaar
    return Controle(
        "Vastgestelde bedragen tegenover begroting", f"{soort} {jaar}", te_verdelen(plan, soort, jaar),
        alle("bedrag", naam), term(plan.speling(soort, jaar)), (Soort.GELD, plan.decimalen(soort, jaar)), "vastgesteld",
        ("", plan.regio.zeg("De vastgestelde bedragen van de gemeenten")),
    )  # fmt: skip


def verdeelcontroles(
    plan: Plan, naam: Tabelnaam, bron: Jaarverdeling, rijen: Sequence[Rij], onder: Sequence[Rij]
) -> Iterator[Controle | Ergste]:
    """Of a year that is split. Under `open` each amount is rounded by itself: half a unit of each may remain."""
    soort, jaar = naam.kostensoort, naam.jaar
    waar, zeg, geld = f"{soort} {jaar}", plan.regio.zeg, (Soort.GELD, plan.decimalen(soort, jaar))
    verdeeld: Uitdrukking = cel(naam, TOTAAL, "bedrag")
    eronder = {rij.sleutel: rij for rij in onder}
    if ORGANISATIE in eronder:
        verdeeld = samen([verdeeld, cel(naam, ORGANISATIE, "bedrag")])
    yield Controle(
        "Kosten geheel verdeeld", waar, te_verdelen(plan, soort, jaar), verdeeld, term(plan.speling(soort, jaar)), geld,
        "verdeeld", ("", zeg("De bijdragen van de gemeenten")),
    )  # fmt: skip
    for deel in bron.delen:
        if deel.deelt:
            pot, gedeeld = (cel(naam, rij, f"bedrag_{deel.naam}") for rij in (GEVRAAGD, TOTAAL))
            yield Controle(
                "Deel van de sleutel geheel verdeeld", f"{waar}, {deel.naam}", pot, gedeeld,
                term(plan.speling_een_keer(soort, jaar)), geld, "verdeeld",
                ("", f"{zeg('De bedragen van de gemeenten')} voor {deel.label}"),
            )  # fmt: skip
    heel = [f"bedrag_{deel.naam}" for deel in bron.hele_delen]
    delen = {rij.sleutel: heel for rij in rijen}
    if AFRONDING in eronder:
        delen[AFRONDING] = [kolom for kolom in heel if kolom in eronder[AFRONDING].cellen]
    bijdrage = VOOR if plan.regio.grenzen(soort, jaar) is not None else "bedrag"
    # Every part is rounded by itself, and so is the contribution.
    half = EENHEDEN[bron.eenheid] / 2 if bron.sluitregel == "open" else Fraction(0)
    yield Ergste(waar, tuple(
        Controle(
            "Delen tellen op tot de bijdrage", f"{waar}, {wie}", cel(naam, code, bijdrage),
            samen(cel(naam, code, kolom) for kolom in kolommen), term(half * (len(kolommen) + 1)), geld, "opgeteld",
            ("", f"De delen van {wie}"),
        )
        for code, kolommen in delen.items()
        for wie in ("regel Afronding" if code == AFRONDING else plan.regio.gemeente(code),)
    ))  # fmt: skip
    if bron.sleutel is not None:
        yield Controle(
            "Aandelen samen 100%", waar, term(1), cel(naam, TOTAAL, "aandeel"), term(0), (Soort.AANDEEL, 2), "opgeteld",
            ("Alle aandelen samen zijn het geheel", zeg("De aandelen van de gemeenten")),
        )  # fmt: skip
