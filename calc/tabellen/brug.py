"""Tables that others rest on and that are not declared yet, as given figures; it goes when they are."""

from __future__ import annotations

from calc.afronding import DECIMALEN
from calc.model.plan import Plan
from calc.model.tabel import AFRONDING, Kolom, Rij, Tabel
from calc.model.uitdrukking import Gegeven, Tabelnaam, Vast, exact
from calc.tabel import Rijsoort, Soort
from calc.tabellen.deelnemers import CODE, GEMEENTE
from calc.verdeling import Jaarverdeling


def verdeling(plan: Plan, naam: Tabelnaam) -> Tabel:
    """The contributions of one kostensoort and year."""
    bron = plan.uitkomst.verdeling.van(naam.kostensoort, naam.jaar)
    aantekening, afgeleid = "voorlopig" if bron.voorlopige_maatstaven else "", _afgeleid(plan, bron)

    def rij(code: str, gemeente: str, soort: Rijsoort) -> Rij:
        waarde = exact(bron.regel(code if code != AFRONDING else "").bedrag)
        bedrag = Gegeven(waarde, afgeleid=afgeleid, aantekening=aantekening)
        teksten = {"gemeentecode": Vast("" if code == AFRONDING else code), "gemeente": Vast(gemeente)}
        return Rij(code, {**teksten, "bedrag": bedrag}, soort=soort)

    betalen = [code for code in bron.deelnemers if code in bron.bedragen]
    rijen = tuple(rij(code, plan.regio.gemeente(code), Rijsoort.GEWOON) for code in betalen)
    onder = (rij(AFRONDING, AFRONDING, Rijsoort.AFRONDING),) if bron.sluitregel == "afrondingsregel" else ()
    kolommen = (CODE, GEMEENTE, Kolom("bedrag", "Bijdrage", Soort.GELD, DECIMALEN[bron.eenheid]))
    return Tabel(naam, f"Verdeling {naam.kostensoort} {naam.jaar}", kolommen, rijen, onder, noemt=("gemeente",))


def _afgeleid(plan: Plan, bron: Jaarverdeling) -> str:
    """What among the costs and the figures of the key was derived."""
    if bron.vastgesteld:
        return ""
    gebruikt = set(bron.peiljaren.items())
    redenen = [d.afgeleid for d in plan.uitkomst.gegevens.definities if (d.maatstaf, d.peiljaar) in gebruikt]
    return "; ".join(filter(None, [*redenen, _afgeleide_kosten(plan, bron.kostensoort, bron.jaar)]))


def _afgeleide_kosten(plan: Plan, kostensoort: str, jaar: int) -> str:
    posten = plan.uitkomst.begrotingen[kostensoort].posten
    return "; ".join(reden for post in posten if not post.dekking and jaar in post.bedragen for reden in post.afgeleid)
