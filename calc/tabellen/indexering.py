"""Indexering: a post that follows an index, year by year; what an estimate missed; and the budget with and without.

Source: amounts are indexed yearly; an index that was estimated and turns out otherwise is corrected in the next year.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from calc.begroting import Afwijking, Lijn, Reeksjaar, delen_van, reeksjaren, verrekend_in
from calc.model.model import Tabelsoort
from calc.model.plan import Plan
from calc.model.tabel import TOTAAL, Controle, Kolom, Rij, Tabel
from calc.model.uitdrukking import (
    Functie,
    Tabelnaam,
    Term,
    Uitdrukking,
    als,
    cel,
    exact,
    kol,
    rond,
    som,
    som_waar,
    term,
)
from calc.notatie import jarentekst, kort
from calc.noten import bronnen
from calc.tabel import CENT, Soort
from calc.tabellen.invoer import invoer
from schemas.dekkingcontrole import DEELNEMERS
from schemas.gegevens import Indexregel

PUNTEN = Soort.WAARDE, 2
BOUWT_VOORT = (
    "Het bedrag staat in het basisjaar. Elk jaar volgt uit het onafgeronde bedrag ervoor, met de correctie daarin, en "
    "is één keer afgerond."
)
TELT_OP = (
    "Het bedrag staat in het basisjaar. Bij het onafgeronde bedrag van het jaar ervoor, met de correctie daarin, komt "
    "elk jaar het percentage van het bedrag van het basisjaar. Het is één keer afgerond."
)


def lijnen(plan: Plan, kostensoort: str) -> list[Lijn]:
    """The rows of Begroting that follow an index."""
    return [lijn for lijn in plan.uitkomst.begrotingen[kostensoort].lijnen if lijn.regel.index]


def _jaren(plan: Plan) -> Mapping[tuple[str, int], Reeksjaar]:
    return reeksjaren(plan.uitkomst.gegevens.indexen)


def _percentage(plan: Plan, regel: Indexregel) -> Uitdrukking:
    """In points, as it came in."""
    return cel(plan.tabel(invoer("Indexen")), str(plan.uitkomst.gegevens.indexen.index(regel)), "percentage")


def indexreeksen(plan: Plan, naam: Tabelnaam) -> Tabel | None:
    """Of each series and year whose estimate turned out otherwise: the difference, and what is settled of it."""
    rijen = []
    for (reeks, jaar), een in _jaren(plan).items():
        if (afwijking := een.afwijking) is None or afwijking.verrekend_in not in plan.jaren[1:]:
            continue
        wijze = plan.regio.indexwijze(afwijking.verrekend_in)
        boven = kol("verschil") - Functie("SIGN", kol("verschil")) * kol("bandbreedte")
        te_groot = abs(kol("verschil")) > kol("bandbreedte")
        cellen: dict[str, Term] = {
            "reeks": reeks,
            "jaar": jaar,
            "raming": _percentage(plan, afwijking.raming),
            "definitief": _percentage(plan, afwijking.definitief),
            "bandbreedte": plan.uit_regio(wijze.bandbreedte, wijze.bron),
            "verrekend": als(te_groot, kol("verschil") if wijze.heel else boven, 0),
        }
        rijen.append(Rij(f"{reeks}|{jaar}", cellen))
    kolommen = (
        Kolom("reeks"),
        Kolom("jaar", "Index van"),
        Kolom("raming", "Raming (%)", *PUNTEN),
        Kolom("definitief", "Definitief (%)", *PUNTEN),
        Kolom("verschil", "Verschil (procentpunt)", *PUNTEN, kol("definitief") - kol("raming")),
        Kolom("bandbreedte", "Bandbreedte (procentpunt)", *PUNTEN),
        Kolom("verrekend", "Verrekend (procentpunt)", *PUNTEN),
    )
    return Tabel(naam, "Raming en definitief", kolommen, tuple(rijen), noemt=("reeks", "jaar")) if rijen else None


@dataclass(frozen=True)
class Verrekening:
    """A deviation as it comes back in one line of the budget."""

    lijn: Lijn
    deel: Fraction
    afwijking: Afwijking

    @property
    def rij(self) -> str:
        return f"{self.lijn.rij(self.afwijking.raming.jaar)}|{self.afwijking.raming.reeks}"


def verrekeningen(plan: Plan, kostensoort: str, *jaren: int) -> list[Verrekening]:
    indexen = plan.uitkomst.gegevens.indexen
    return [
        Verrekening(lijn, deel, afwijking)
        for lijn in lijnen(plan, kostensoort)
        for jaar in jaren
        for deel, afwijking in verrekend_in(jaar, delen_van(lijn.regel), indexen)
    ]


def indexcorrecties(plan: Plan, naam: Tabelnaam) -> Tabel | None:
    """Per post and series what an estimate missed, in the budget of the year in which that is settled."""
    soort, basis, bron = naam.kostensoort, plan.basisjaar, plan.tabel(invoer("Begroting"))
    rijen = []
    for een in verrekeningen(plan, soort, *plan.jaren[1:]):
        van, jaar = een.afwijking.raming.jaar, een.afwijking.verrekend_in
        over = cel(plan.tabel("indexering", soort), een.lijn.rij(van), "niveau_voor")
        if plan.regio.indexwijze(jaar).optellen or van <= basis:
            over = cel(bron, een.lijn.nummer, str(basis))
        cellen: dict[str, Term] = {
            "post": een.lijn.naam,
            "regel": een.afwijking.post,
            "dekking": een.lijn.regel.dekking,
            "jaar": jaar,
            "over": over,
            "deel": exact(een.deel),
            "verrekend": cel(plan.tabel("indexreeksen"), f"{een.afwijking.raming.reeks}|{van}", "verrekend"),
            "bedrag": rond(kol("exact"), plan.afronden(soort, jaar)),
        }
        rijen.append(Rij(een.rij, cellen))
    exacte = kol("over") * kol("deel") * kol("verrekend") / 100
    kolommen = (
        Kolom("post"),
        Kolom("regel", "Regel van de begroting"),
        Kolom("dekking"),
        Kolom("jaar", "In begroting"),
        Kolom("over", "Bedrag voor de index", *CENT),
        Kolom("deel", "Deel", Soort.AANDEEL, 2),
        Kolom("verrekend", "Verrekend (procentpunt)", *PUNTEN),
        Kolom("exact", "Onafgerond", *CENT, exacte, stap=True),
        Kolom("bedrag", "Correctie", Soort.GELD, plan.decimalen(soort, *plan.jaren)),
    )
    return Tabel(naam, f"Correcties op de index {soort}", kolommen, tuple(rijen), noemt=("post",)) if rijen else None


def indexering(plan: Plan, naam: Tabelnaam) -> Tabel | None:
    """A row per post and year: the amount before, the percentage, the amount after, and the correction beside it."""
    soort, eigen, basis = naam.kostensoort, lijnen(plan, naam.kostensoort), str(plan.basisjaar)
    rijen = []
    for lijn in eigen:
        begin: Uitdrukking = cel(plan.tabel(invoer("Begroting")), lijn.nummer, basis)
        niveau, betaald = begin, begin
        for jaar in plan.jaren[1:]:
            hier = [een.rij for een in verrekeningen(plan, soort, jaar) if een.lijn == lijn]
            rijen.append(_indexrij(plan, naam, lijn, jaar, (begin, niveau, betaald), hier))
            vorige = lijn.rij(jaar)
            niveau = som(cel(naam, vorige, kolom) for kolom in ("niveau_na", "niveau_bij"))
            betaald = som(cel(naam, vorige, kolom) for kolom in ("bedrag_na", "correctie"))
    if not rijen:
        return None
    geld = Soort.GELD, plan.decimalen(soort, *plan.jaren)
    kolommen = (
        *map(Kolom, ("post", "reeks", "jaar")),
        Kolom("dekking", "Dekking", stap=True),
        Kolom("regel", "Post van de begroting", stap=True),
        Kolom("niveau_voor", "Onafgerond ervoor", *CENT, stap=True),
        Kolom("bedrag_voor", "Bedrag ervoor", *geld),
        Kolom("percentage", "Percentage", Soort.AANDEEL, 2),
        Kolom("niveau_na", "Onafgerond erna", *CENT, stap=True),
        Kolom("bedrag_na", "Bedrag erna", *geld),
        Kolom("niveau_bij", "Correctie onafgerond", *CENT, stap=True),
        Kolom("correctie", "Correctie", *geld),
    )
    titel = f"Indexering {soort} {plan.jaren[1]}–{plan.jaren[-1]}"
    return Tabel(naam, titel, kolommen, tuple(rijen), noemt=("post", "jaar"), noten=_noten(plan, eigen))


def stijgt(voor: Uitdrukking, waarover: Uitdrukking) -> Uitdrukking:
    """An exact amount after the percentage of a year; a sum, and no difference that is rounded far below a cent: the
    years after build on it."""
    return som([voor, waarover * kol("percentage")])


def _indexrij(
    plan: Plan, naam: Tabelnaam, lijn: Lijn, jaar: int, van: tuple[Uitdrukking, Uitdrukking, Uitdrukking],
    correcties: Sequence[str],
) -> Rij:  # fmt: skip
    """`van`: the amount of the base year, the exact one of the year before, and the one that was paid then."""
    begin, niveau, betaald = van
    alle, bron = _jaren(plan), plan.tabel("indexcorrecties", naam.kostensoort)
    punten = [_percentage(plan, alle[reeks, jaar].geldt) * deel for deel, reeks in delen_van(lijn.regel)]
    waarover = begin if plan.regio.indexwijze(jaar).optellen else kol("niveau_voor")
    cellen: dict[str, Term] = {
        "post": lijn.naam, "reeks": lijn.regel.index, "jaar": jaar,
        "dekking": lijn.regel.dekking, "regel": lijn.regel.post,
        "niveau_voor": niveau, "bedrag_voor": betaald,
        "percentage": (punten[0] if len(punten) == 1 else som(punten)) / 100,
        "niveau_na": stijgt(kol("niveau_voor"), waarover),
        "bedrag_na": rond(kol("niveau_na"), plan.afronden(naam.kostensoort, jaar)),
    }  # fmt: skip
    if correcties:
        cellen["niveau_bij"] = som(cel(bron, een, "exact") for een in correcties)
        cellen["correctie"] = som(cel(bron, een, "bedrag") for een in correcties)
    return Rij(lijn.rij(jaar), cellen)


def _noten(plan: Plan, eigen: Sequence[Lijn]) -> tuple[str, ...]:
    gebruikt, jaren = {reeks for lijn in eigen for _, reeks in delen_van(lijn.regel)}, plan.jaren[1:]
    per_wijze: dict[str, list[int]] = {}
    for jaar in jaren:
        per_wijze.setdefault(_in_woorden(plan, jaar), []).append(jaar)
    een = len(per_wijze) == 1
    wijzen = (zin if een else f"{jarentekst(van)}: {zin}" for zin, van in per_wijze.items())
    uit = [plan.regio.indexwijze(jaar).bron for jaar in jaren]
    uit += [regel.bron for regel in plan.uitkomst.gegevens.indexen if regel.reeks in gebruikt]
    return (*wijzen, *bronnen(uit))


def _in_woorden(plan: Plan, jaar: int) -> str:
    wijze = plan.regio.indexwijze(jaar)
    bouwt = f"{BOUWT_VOORT} Percentages werken op elkaar door"
    zo = f"{TELT_OP} Percentages tellen bij elkaar op" if wijze.optellen else bouwt
    wat = "het hele verschil" if wijze.heel else "wat er boven de bandbreedte uitkomt"
    grens = f"wijkt die meer dan {kort(wijze.bandbreedte)} procentpunt af" if wijze.bandbreedte else "wijkt die af"
    return (
        f"{zo}. Een jaar is begroot met de raming; {grens} van het definitieve percentage, dan komt {wat} "
        "in de begroting van het jaar erna, of van het jaar dat blad Indexen noemt."
    )


def prijspeil(plan: Plan, naam: Tabelnaam) -> Tabel | None:
    """Te verdelen at the prices of the base year, and what the index and its corrections add to it."""
    soort, basis, jaren = naam.kostensoort, plan.basisjaar, plan.jaren
    betaald = [lijn for lijn in lijnen(plan, soort) if lijn.regel.dekking == DEELNEMERS]
    if not betaald or jaren[-1] == basis:
        return None
    index = plan.tabel("indexering", soort)
    correcties = plan.tabel("indexcorrecties", soort) if verrekeningen(plan, soort, *jaren[1:]) else None
    begin = [cel(plan.tabel(invoer("Begroting")), lijn.nummer, str(basis)) for lijn in betaald]
    rijen, geld = [], (Soort.GELD, plan.decimalen(soort, *jaren))
    for jaar in jaren:
        erna = [cel(index, lijn.rij(jaar), "bedrag_na") for lijn in betaald] if jaar > basis else begin
        cellen: dict[str, Term] = {
            "jaar": jaar,
            "zonder_index": som([*_niet_geindexeerd(plan, soort, jaar), *begin]),
            "index": som(erna) - som(begin),
            "correctie": term(0),
        }
        if correcties is not None:
            cellen["correctie"] = som_waar(correcties, "bedrag", {"dekking": DEELNEMERS, "jaar": jaar})
        rijen.append(Rij(str(jaar), cellen))
    kolommen = (
        Kolom("jaar"),
        Kolom("zonder_index", f"In prijzen van {basis}", *geld),
        Kolom("index", "Door de index", *geld),
        Kolom("correctie", "Door correcties", *geld),
        Kolom("te_verdelen", "Te verdelen", *geld, som(map(kol, ("zonder_index", "index", "correctie")))),
    )
    waar = f"{soort} {jaren[0]}–{jaren[-1]}"
    controle = Controle(
        "Prijzen en index samen te verdelen", waar,
        som(cel(plan.tabel("begroting", soort), TOTAAL, str(jaar)) for jaar in jaren),
        som(cel(naam, str(jaar), "te_verdelen") for jaar in jaren), term(0), geld, "opgeteld",
    )  # fmt: skip
    noten = (f"Zonder index: elke post die een index volgt, blijft op het bedrag van {basis}.",)
    titel = f"Met en zonder index {waar}"
    return Tabel(naam, titel, kolommen, tuple(rijen), noemt=("jaar",), noten=noten, controles=(controle,))


def _niet_geindexeerd(plan: Plan, soort: str, jaar: int) -> list[Uitdrukking]:
    """What the participants pay that follows no index: lines of the input, and hours."""
    gegevens = plan.uitkomst.gegevens
    uit: list[Uitdrukking] = [
        cel(plan.tabel(invoer("Begroting")), str(nummer), str(jaar))
        for nummer, regel in enumerate(gegevens.begroting)
        if (regel.kostensoort, regel.dekking) == (soort, DEELNEMERS) and not regel.index
    ]
    vertrokken = [p for p in plan.uitkomst.begrotingen[soort].posten if p.van and jaar in p.jaren]
    uit += [-cel(plan.tabel("uittreding", soort), post.van, str(jaar)) for post in vertrokken]
    if any(uren.jaar == jaar for uren in plan.uitkomst.begrotingen[soort].uren):
        uit.append(som_waar(plan.tabel("uren"), f"bedrag_{jaar}", {"kostensoort": soort, "dekking": DEELNEMERS}))
    return uit


INDEXERING = Tabelsoort(
    "indexering", indexering, 32, per_kostensoort=True, blad="Indexering",
    inhoud="wat posten stijgen met hun index", komt_uit="posten die een index volgen, en blad Indexen",
)  # fmt: skip
PRIJSPEIL = Tabelsoort(
    "prijspeil", prijspeil, 33, per_kostensoort=True, blad="Indexering",
    komt_uit="posten die een index volgen, en blad Indexen",
)  # fmt: skip
INDEXCORRECTIES = Tabelsoort(
    "indexcorrecties", indexcorrecties, 34, per_kostensoort=True, zichtbaar=False, blad="Indexering"
)
INDEXREEKSEN = Tabelsoort("indexreeksen", indexreeksen, 35, zichtbaar=False, blad="Indexering")
