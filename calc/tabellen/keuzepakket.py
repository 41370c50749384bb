"""Keuzepakket: figures of who buys only a part of the care, brought back to what was realised for that part.

Source: the provisional key had to be corrected by the realised ratio basispakket : keuzepakket, for its variable parts.
The published text leaves room for more than one reading; which one holds is a dated setting of the region.
"""

from __future__ import annotations

from calc.model.model import Tabelsoort
from calc.model.plan import Plan
from calc.model.tabel import Kolom, Rij, Tabel
from calc.model.uitdrukking import Tabelnaam, Term, cel
from calc.notatie import opsomming
from calc.noten import bronnen
from calc.tabel import Soort
from calc.tabellen.deelnemers import CODE, GEMEENTE, deelnemerrijen, deelnemertabel
from calc.tabellen.formules import DECIMALEN, FACTOR, FORMULE, KEUZE
from schemas.geldend import Regio
from schemas.regioopbouw import Keuzepakket


def pakketten(plan: Plan, naam: Tabelnaam) -> Tabel | None:
    """Per participant of a year whether it buys only a keuzepakket (1) or not (0)."""
    if plan.regio.keuzepakket(naam.jaar) is None:
        return None
    pakketten = {d.code: plan.regio.pakket(d.code, naam.jaar) for d in plan.regio.deelnemers(naam.jaar)}
    eigen = {
        code: {KEUZE: plan.uit_regio(int(een is not None and een.waarde == KEUZE), een.bron if een else "")}
        for code, een in pakketten.items()
    }
    kolommen = [Kolom(KEUZE, "Keuzepakket", Soort.MAATSTAF, 0)]
    return deelnemertabel(plan, naam, f"Pakketten {naam.jaar}", eigen.keys(), kolommen, eigen=eigen, totaal=False)


def gebruikte_maatstaven(plan: Plan, kostensoort: str, jaar: int) -> list[str]:
    """Those that a contribution is made of and that are corrected, in the order of its parts."""
    besluit, opbouw = plan.regio.keuzepakket(jaar), plan.regio.opbouw(kostensoort, jaar)
    if besluit is None or opbouw is None or plan.uitkomst.verdeling.van(kostensoort, jaar).vastgesteld:
        return []
    namen = dict.fromkeys(naam for deel in opbouw.onderdelen for naam in deel.maatstaven)
    return [naam for naam in namen if naam in besluit.maatstaven]


def keuzepakket(plan: Plan, naam: Tabelnaam) -> Tabel | None:
    """A row per participant and maatstaf: what was counted, the factor, and what counts in the key."""
    van = naam.kostensoort, naam.jaar
    maatstaven, besluit = gebruikte_maatstaven(plan, *van), plan.regio.keuzepakket(naam.jaar)
    if not maatstaven or besluit is None:
        return None
    bron, peiljaren = plan.tabel(FORMULE, *van), plan.uitkomst.verdeling.van(*van).peiljaren
    rijen = []
    for rij in deelnemerrijen(
        {code: plan.regio.gemeente(code) for code in plan.deelnemers(naam.jaar, naam.kostensoort)}
    ):
        for maatstaf in maatstaven:
            cellen: dict[str, Term] = {
                **rij.cellen,
                "maatstaf": maatstaf,
                "geteld": cel(bron, rij.sleutel, f"{maatstaf}-{peiljaren[maatstaf]}"),
                "factor": cel(bron, rij.sleutel, FACTOR),
                "gecorrigeerd": cel(bron, rij.sleutel, maatstaf),
            }
            rijen.append(Rij(f"{rij.sleutel}|{maatstaf}", cellen))
    kolommen = (
        CODE,
        GEMEENTE,
        Kolom("maatstaf"),
        Kolom("geteld", "Geteld", Soort.MAATSTAF),
        Kolom("factor", "Factor", Soort.WAARDE, DECIMALEN),
        Kolom("gecorrigeerd", "Gecorrigeerd", Soort.WAARDE, DECIMALEN),
    )
    noten = (lezing(plan.regio, besluit), *bronnen([besluit.bron]))
    titel = f"Correctie keuzepakket {naam.kostensoort} {naam.jaar}"
    return Tabel(naam, titel, kolommen, tuple(rijen), noemt=("gemeente", "maatstaf"), noten=noten)


def lezing(regio: Regio, besluit: Keuzepakket) -> str:
    """The reading of the rule in words."""
    keuze, basis = (
        regio.label_deel(naam) for naam in (besluit.gerealiseerd.keuzepakket, besluit.gerealiseerd.basispakket)
    )
    wie = "van de deelnemer zelf" if besluit.per == "deelnemer" else "van alle deelnemers met een keuzepakket samen"
    noemer = basis if besluit.deel_van == "basispakket" else f"{basis} en {keuze} samen"
    wat = opsomming([regio.label_deel(naam) for naam in besluit.maatstaven])
    return (
        f"Lezing: wie alleen een keuzepakket koopt, telt bij {wat} mee voor wat is geteld maal de factor. De factor is "
        f"{keuze} gedeeld door {noemer}, {wie}. Voor de anderen is de factor 1."
    )


KEUZEPAKKET = Tabelsoort(
    "keuzepakket", keuzepakket, 40, per_kostensoort=True, per_jaar=True,
    blad="Keuzepakket", inhoud="cijfers teruggebracht tot wat voor het keuzepakket is gerealiseerd",
    komt_uit="keuzepakket in het regiobestand",
)  # fmt: skip
PAKKETTEN = Tabelsoort("pakketten", pakketten, 41, per_jaar=True, alle_jaren=True, zichtbaar=False, blad="Formules")
