"""What came in as tables that others rest on, a sheet of the input each: every figure with its place and its source."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from calc.model.model import Model, Tabelsoort
from calc.model.plan import Plan
from calc.model.tabel import Controle, Kolom, Rij, Tabel, Vorm
from calc.model.uitdrukking import Gegeven, Tabelnaam, Term, Uitdrukking, alle, cel, exact, term
from calc.tabel import CENT, EURO, Soort
from calc.tabellen.deelnemers import deelnemertabel
from schemas.gegevens import Gegevens, Maatstafwaarde
from schemas.geldend import in_jaar
from schemas.plaats import Vindplaats
from schemas.planbladen import invoerblad
from schemas.samenvoeging import dubbel
from schemas.standen import RAMING, VOORLOPIG

Vormen = Mapping[str, Vorm]


def invoer(blad: str) -> str:
    """The name of the table that a sheet of the input is."""
    return f"invoer_{blad.lower()}"


def tabel_van(model: Model, blad: str) -> Tabel | None:
    """The table that a sheet of the input is, where the model has one."""
    naam = Tabelnaam(invoer(blad))
    return model.zoek(naam) if naam.soort in model.soorten else None


def _blad(
    blad: str,
    volgorde: int,
    regels: Callable[[Gegevens], Sequence[Any]],
    teksten: str,
    noemt: str,
    vormen: Callable[[Plan], Vormen],
    reeks: str = "",
    *,
    altijd: bool = False,
    titels: Mapping[str, str] | None = None,
    anders: Callable[[Any, dict[str, Term]], dict[str, Term]] = lambda _, cellen: cellen,
) -> Tabelsoort:
    """A sheet as a table: texts and figures of each row by the name of their field.

    Args:
        reeks: the field with the figures of years; those of a year after the plan's own are estimates.
        altijd: also where the sheet has no rows.
        titels: the heads that are not the name of their field.
        anders: what a row has otherwise.
    """

    def cel(plan: Plan, regel: Any, kolom: str) -> Gegeven:
        """Of what is not filled in nothing is said."""
        waarde = getattr(regel, reeks).get(int(kolom)) if kolom.isdigit() else getattr(regel, kolom)
        raming = reeks != "besparing" and (int(kolom) if kolom.isdigit() else getattr(regel, "jaar", 0)) > plan.jaar
        woorden = ("", "") if waarde is None else (getattr(regel, "afgeleid", ""), RAMING if raming else "")
        getal = exact(waarde) if isinstance(waarde, Decimal) else waarde
        return Gegeven(getal, Vindplaats.op_rij(blad, regel.rij), regel.bron, *woorden)

    def maak(plan: Plan, naam: Tabelnaam) -> Tabel | None:
        namen, cijfers = teksten.split(), vormen(plan)
        kolommen = [*map(Kolom, namen)]
        kolommen += [Kolom(k, (titels or {}).get(k, ""), *vorm) for k, vorm in cijfers.items()]
        rijen = []
        for nummer, regel in enumerate(regels(plan.uitkomst.gegevens)):
            cellen = {veld: getattr(regel, veld) for veld in namen} | {k: cel(plan, regel, k) for k in cijfers}
            rijen.append(Rij(str(nummer), anders(regel, cellen)))
        if not rijen and not altijd:
            return None
        return Tabel(naam, invoerblad(blad), tuple(kolommen), tuple(rijen), noemt=tuple(noemt.split()))

    return Tabelsoort(invoer(blad), maak, volgorde, zichtbaar=False)


def _jaren(vorm: Vorm) -> Callable[[Plan], Vormen]:
    return lambda plan: {str(jaar): vorm for jaar in plan.jaren}


def _scenariojaren(plan: Plan, vorm: Vorm) -> Vormen:
    laatste = plan.uitkomst.gegevens.plan.scenario_tot_en_met
    return {str(jaar): vorm for jaar in range(plan.basisjaar, laatste + 1)}


def _met_pm(regel: Any, cellen: dict[str, Term]) -> dict[str, Term]:
    """A post of a scenario may be PM."""
    pm = regel.soort == "post"
    return {kolom: replace(wat, pm=pm) if isinstance(wat, Gegeven) else wat for kolom, wat in cellen.items()}


def _tarieven(plan: Plan, naam: Tabelnaam) -> Tabel:
    kolommen = [*map(Kolom, ("wat", "functie", "schaal", "eenheid"))]
    kolommen += [Kolom("vanaf", "Vanaf", Soort.MAATSTAF), Kolom("tarief", "Tarief", *CENT)]
    rijen = []
    for nummer, t in enumerate(plan.uitkomst.gegevens.tarieven):
        wat = f"{zoeknaam(t.functie, '' if t.functie else t.schaal)}, per {t.eenheid} vanaf {t.vanaf}"
        bedrag = Gegeven(exact(t.bedrag), Vindplaats.op_rij("Tarieven", t.rij), t.bron, t.afgeleid)
        cellen: dict[str, Term] = {
            "wat": wat,
            "functie": t.functie,
            "schaal": t.schaal,
            "eenheid": t.eenheid,
            "vanaf": t.vanaf,
        }
        rijen.append(Rij(str(nummer), {**cellen, "tarief": bedrag}))
    return Tabel(naam, invoerblad("Tarieven"), tuple(kolommen), tuple(rijen), noemt=("wat",))


def zoeknaam(functie: str, schaal: str) -> str:
    """The name by which a rate is found: that of the schaal where it goes by that."""
    return f"schaal {schaal}" if schaal else functie


BEGROTING = _blad(
    "Begroting", 1, lambda van: van.begroting, "kostensoort post soort dekking", "post soort", _jaren(EURO),
    "bedragen", altijd=True,
)  # fmt: skip
CAPACITEIT = _blad(
    "Capaciteit", 2, lambda van: van.capaciteit, "kostensoort post taak functie", "taak functie",
    _jaren((Soort.UREN, 0)), "uren", altijd=True,
)  # fmt: skip
FORMATIE = _blad(
    "Formatie", 3, lambda van: van.formatie, "kostensoort onderdeel functie schaal dekking", "onderdeel functie",
    _jaren((Soort.MAATSTAF, 2)), "fte", altijd=True,
)  # fmt: skip
TARIEVEN = Tabelsoort(invoer("Tarieven"), _tarieven, 4, zichtbaar=False)
SCENARIO = _blad(
    "Scenario", 5, lambda van: van.scenario, "regel soort", "regel",
    lambda plan: {**_scenariojaren(plan, EURO), "percentage": (Soort.WAARDE, 0)}, "bedragen", altijd=True,
    anders=_met_pm,
)  # fmt: skip
INDEXEN = _blad(
    "Indexen", 6, lambda van: van.indexen, "reeks jaar stand", "reeks jaar stand",
    lambda _: {"percentage": (Soort.WAARDE, 2)}, titels={"percentage": "%"},
)  # fmt: skip
INZET = _blad(
    "Inzet", 7, lambda van: van.inzet, "gemeentecode gemeente kostensoort post functie", "gemeente functie",
    _jaren((Soort.UREN, 0)), "uren",
)  # fmt: skip
REALISATIE = _blad(
    "Realisatie", 8, lambda van: van.realisatie, "post kostensoort", "post", lambda _: {"gerealiseerd": CENT}
)
SCENARIOS = _blad(
    "Scenarios", 9, lambda van: van.scenarios, "scenario", "scenario",
    lambda plan: {"nulkosten": EURO, **_scenariojaren(plan, (Soort.WAARDE, 2))}, "besparing",
)  # fmt: skip
ZORGKOSTEN = _blad(
    "Zorgkosten", 9, lambda van: van.zorg, "gemeentecode gemeente segment aanbieder", "gemeente segment",
    lambda _: {"gerealiseerd": CENT, "prognose": CENT},
)  # fmt: skip


def op_volgorde(plan: Plan, codes: Collection[str]) -> dict[str, str]:
    """Codes and names in the order of the region file, as they stand on every sheet."""
    return {code: plan.regio.gemeente(code) for code in plan.regio.alle_deelnemers if code in codes}


def maatstaven(plan: Plan, naam: Tabelnaam) -> Tabel | None:
    """The figures of one peiljaar, as they came in."""
    per_code: dict[str, dict[str, Maatstafwaarde]] = {}
    for waarde in plan.uitkomst.gegevens.maatstaven:
        if waarde.peiljaar == naam.jaar:
            per_code.setdefault(waarde.gemeentecode, {})[waarde.maatstaf] = waarde
    if not per_code:
        return None
    definities = {d.maatstaf: d for d in plan.uitkomst.gegevens.definities if d.peiljaar == naam.jaar}
    namen = list(dict.fromkeys(maatstaf for waarden in per_code.values() for maatstaf in waarden))

    def gegeven(waarde: Maatstafwaarde) -> Gegeven:
        definitie = definities.get(waarde.maatstaf)
        bron, afgeleid = (definitie.bron, definitie.afgeleid) if definitie else ("", "")
        stand = VOORLOPIG if waarde.voorlopig else ""
        return Gegeven(exact(waarde.waarde), waarde.cel or "", bron, afgeleid, stand)

    kolommen = [Kolom(maatstaf, plan.regio.label_deel(maatstaf), Soort.MAATSTAF) for maatstaf in namen]
    eigen = {code: {m: gegeven(w) for m, w in waarden.items()} for code, waarden in per_code.items()}
    titel, wie = f"Maatstaven, peiljaar {naam.jaar}", op_volgorde(plan, per_code)
    return deelnemertabel(plan, naam, titel, wie, kolommen, eigen=eigen, totaal=False)


def vastgesteld(plan: Plan, naam: Tabelnaam) -> Tabel | None:
    """What was decided before, per year."""
    per_code: dict[str, dict[str, Gegeven]] = {}
    for vast in plan.uitkomst.gegevens.vastgesteld:
        if vast.kostensoort == naam.kostensoort:
            bedrag = Gegeven(exact(vast.bedrag), vast.cel or "", vast.bron)
            per_code.setdefault(vast.gemeentecode, {})[str(vast.jaar)] = bedrag
    if not per_code:
        return None
    jaren = sorted({jaar for bedragen in per_code.values() for jaar in bedragen})
    kolommen = [Kolom(j, "eerder vastgesteld", Soort.GELD, plan.decimalen(naam.kostensoort, int(j))) for j in jaren]
    wie = op_volgorde(plan, per_code)
    return deelnemertabel(plan, naam, "Eerder vastgesteld", wie, kolommen, eigen=per_code, totaal=False)


def percentages(plan: Plan) -> Iterator[tuple[Tabelnaam, Controle]]:
    """A maatstaf in percents is of everyone together the whole; per peiljaar, which no year of the plan need be."""
    gegevens = plan.uitkomst.gegevens
    for maatstaf, peiljaar in dict.fromkeys((m.maatstaf, m.peiljaar) for m in gegevens.maatstaven):
        eenheid = in_jaar(plan.regio.bestand.maatstaven[maatstaf].eenheid, peiljaar)
        if eenheid is not None and eenheid.waarde == "procent":
            naam = plan.tabel("maatstaven", jaar=peiljaar)
            samen: Uitdrukking = alle(maatstaf, naam)
            codes = [w.gemeentecode for w in gegevens.maatstaven if (w.maatstaf, w.peiljaar) == (maatstaf, peiljaar)]
            for code in sorted(dubbel(codes, plan.regio)):
                # Who was added up of others that are there too does not count once more.
                samen -= cel(naam, code, maatstaf)
            geheel = plan.regio.zeg("Percentages van alle gemeenten zijn samen het geheel")
            yield naam, Controle(
                "Percentages samen 100%", f"{maatstaf} {peiljaar}", term(1), samen / 100, term(0),
                (Soort.AANDEEL, 2), "opgeteld",
                (geheel, f"De percentages van {plan.regio.label_deel(maatstaf)} in de invoer"),
            )  # fmt: skip


MAATSTAVEN = Tabelsoort("maatstaven", maatstaven, 36, per_jaar=True, zichtbaar=False)
VASTGESTELD = Tabelsoort("vastgesteld", vastgesteld, 37, per_kostensoort=True, zichtbaar=False)
