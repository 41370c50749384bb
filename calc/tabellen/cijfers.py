"""The figures of participants as they came in: per peiljaar those that are counted, and the amounts decided before."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from calc.model.model import Tabelsoort
from calc.model.plan import Plan
from calc.model.tabel import Controle, Kolom, Tabel
from calc.model.uitdrukking import Gegeven, Tabelnaam, Uitdrukking, alle, cel, exact, term
from calc.tabel import Soort
from calc.tabellen.deelnemers import deelnemertabel
from schemas.gegevens import Maatstafwaarde
from schemas.geldend import in_jaar
from schemas.samenvoeging import dubbel
from schemas.standen import VOORLOPIG


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
