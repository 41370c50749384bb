"""What the region file says of every year: the closing rule and the unit, and the parts of a key with their numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from calc.afronding import DECIMALEN, EENHEDEN, SLUITREGEL_IN_WOORDEN
from calc.antwoord import Uitkomst
from calc.model.model import Tabelsoort
from calc.model.plan import Plan
from calc.model.tabel import Kolom, Rij, Tabel
from calc.model.uitdrukking import Celnaam, Gegeven, Tabelnaam, Term
from calc.notatie import bronnen_in
from calc.standen import woorden_van_deel
from calc.tabel import Soort
from calc.tabellen.eigen import GEEN
from calc.tabellen.opbouw import deelt_op, eenheid_van, opbouw, sleutel, van_deel
from calc.uitlegvorm import hoofdletter
from calc.verdeling import Deel, Jaarverdeling
from schemas.geldend import in_jaar

GEKOZEN: Final = "Gekozen bij het maken van deze werkmap"
GEEN_REGEL: Final = "Standaard van het programma: de regels van de regio noemen geen sluitregel"
SOORT_EN_JAAR: Final = (Kolom("kostensoort"), Kolom("jaar", "Jaar", Soort.MAATSTAF))
PER: Final = {"prijs": "euro per eenheid", "bedrag": "euro", "procent": "deel van de begroting"}


def sluitregels(plan: Plan, naam: Tabelnaam) -> Tabel:
    kolommen = (
        *SOORT_EN_JAAR, Kolom("sluitregel"), Kolom("eenheid"),
        Kolom("decimalen", "Decimalen", Soort.WAARDE), Kolom("per_euro", "Eenheden per euro", Soort.WAARDE),
        Kolom("woorden", "In woorden"), Kolom("bron"),
    )  # fmt: skip
    rijen = tuple(_sluitregel(plan, bron) for bron in plan.uitkomst.verdeling.jaren)
    return Tabel(naam, "Sluitregel en eenheid per jaar", kolommen, rijen)


def _sluitregel(plan: Plan, jaar: Jaarverdeling) -> Rij:
    if jaar.sluitregel is None:
        woorden, bron = "Eerder besloten; niet opnieuw berekend.", "; ".join(bronnen_in(jaar.bronnen))
    else:
        woorden = f"{hoofdletter(SLUITREGEL_IN_WOORDEN[jaar.sluitregel])}."
        besloten = in_jaar(plan.regio.kostensoort(jaar.kostensoort).sluitregel, jaar.jaar)
        bron = GEKOZEN if plan.uitkomst.sluitregel else besloten.bron if besloten else GEEN_REGEL
    cellen: dict[str, Term] = {
        "kostensoort": jaar.kostensoort, "jaar": jaar.jaar, "sluitregel": jaar.sluitregel or "vastgesteld",
        "eenheid": jaar.eenheid, "decimalen": DECIMALEN[jaar.eenheid], "per_euro": 1 / EENHEDEN[jaar.eenheid],
        "woorden": woorden, "bron": bron,
    }  # fmt: skip
    return Rij(f"{jaar.kostensoort} {jaar.jaar}", cellen)


def delen(plan: Plan, naam: Tabelnaam) -> Tabel:
    """A row per number of a rule, and per part without one."""
    kolommen = (
        *SOORT_EN_JAAR, Kolom("deel"), Kolom("per", "Telt per"),
        Kolom("getal", "Gewicht of bedrag", Soort.MAATSTAF), Kolom("peiljaar", "Peiljaar", Soort.MAATSTAF),
        Kolom("opmerking"), Kolom("bron"),
    )  # fmt: skip
    rijen = (rij for bron in plan.uitkomst.verdeling.jaren for rij, _, _ in _regels(plan, bron))
    return Tabel(naam, "Sleutel en opbouw per jaar", kolommen, tuple(rijen))


def getallen(plan: Plan) -> Mapping[Celnaam, str]:
    """Of every number of a rule, as other tables hold it, the row in which it stands."""
    regels = (regel for bron in plan.uitkomst.verdeling.jaren for regel in _regels(plan, bron))
    return {cel: rij.sleutel for rij, cel, _ in regels if cel is not None}


def rijen_van(uitkomst: Uitkomst) -> Mapping[tuple[str, int, str], str]:
    """Per kostensoort, year and part of its key the row with the peiljaar."""
    regels = ((bron, regel) for bron in uitkomst.verdeling.jaren for regel in _regels(Plan(uitkomst), bron))
    return {(bron.kostensoort, bron.jaar, deel): rij.sleutel for bron, (rij, _, deel) in regels}


def _regels(plan: Plan, bron: Jaarverdeling) -> Iterator[tuple[Rij, Celnaam | None, str]]:
    """Each row, with the number that it is about where there is one, and the part."""
    heel, van = plan.tabel("sleutel", bron.kostensoort, bron.jaar), {deel.naam: deel for deel in bron.delen}
    sleutels = [heel]
    if bron.opbouw is not None and deelt_op(bron):
        sleutels = [van_deel(heel, deel.naam) for deel in bron.opbouw.onderdelen]
    alle = (opbouw(plan, heel._replace(naam="opbouw")), *(sleutel(plan, naam) for naam in sleutels))
    for tabel in (tabel for tabel in alle if tabel is not None):
        for rij in tabel.rijen:
            deel, label = van.get(rij.sleutel), tabel.tekst(rij.sleutel, "deel")
            label = f"{tabel.deel}: {label.lower()}" if tabel.deel else label
            cellen = {k: wat for k in tabel.kolom_van if isinstance(wat := tabel.formule(rij.sleutel, k), Gegeven)}
            for kolom, getal in cellen.items():
                cel = Celnaam(tabel.naam, rij.sleutel, kolom)
                yield _rij(plan, bron, cel, deel, label, _per(plan, deel, kolom), getal), cel, rij.sleutel
            if not cellen and deel is not None and tabel.naam.naam == "opbouw":
                cel = Celnaam(tabel.naam, rij.sleutel, "")
                yield _rij(plan, bron, cel, deel, label, tabel.tekst(rij.sleutel, "wijze")), None, rij.sleutel


def _per(plan: Plan, deel: Deel | None, kolom: str) -> str:
    if kolom == "gewicht" and deel is not None and deel.peiljaar is not None:
        return eenheid_van(plan.regio, deel)
    return PER.get(kolom, "deelnemer" if deel is not None else "eenheid")


def _rij(
    plan: Plan, bron: Jaarverdeling, cel: Celnaam, deel: Deel | None, label: str, per: str, getal: Gegeven | None = None
) -> Rij:
    los = woorden_van_deel(plan.uitkomst.gegevens, bron, deel)
    opmerking = ", ".join(los)
    if deel is not None:
        if any(vast is not None for maatstaf, vast, _ in bron.gebruikt if maatstaf == deel.maatstaf):
            opmerking = f"vast peiljaar {deel.peiljaar}"
        elif not deel.maatstaf and cel.kolom == "gewicht":
            opmerking = "elke deelnemer telt voor 1"
    cellen: dict[str, Term] = {
        "kostensoort": bron.kostensoort, "jaar": bron.jaar, "deel": label, "per": per, "getal": getal,
        "peiljaar": GEEN if deel is None or deel.peiljaar is None else deel.peiljaar, "opmerking": opmerking,
        "bron": bron.bron,
    }  # fmt: skip
    sleutel_ = f"{bron.kostensoort} {bron.jaar} {cel.tabel.naam} {cel.rij} {cel.kolom}"
    return Rij(sleutel_, cellen, standen={"peiljaar": los, "opmerking": los})


SLUITREGELS: Final = Tabelsoort("sleutelregels", sluitregels, 37, zichtbaar=False)
DELEN: Final = Tabelsoort("sleuteldelen", delen, 37, zichtbaar=False)
