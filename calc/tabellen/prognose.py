"""Prognose: what the year will come to, by a stated rule per post; per participant and subregion."""

from __future__ import annotations

from calc.model.model import Tabelsoort
from calc.model.plan import Plan
from calc.model.sluitregels import sluit
from calc.model.tabel import TOTAAL, Kolom, Rij, Tabel, Uitgesteld
from calc.model.uitdrukking import GEHEEL, Tabelnaam, Term, Uitdrukking, cel, kol, rond, som, totaal
from calc.notatie import datum
from calc.noten import bronnen
from calc.plafond import plafondzinnen
from calc.tabel import Rijsoort, Soort
from calc.tabellen import waarden_van
from calc.tabellen.deelnemers import deelnemertabel, subregiorijen
from calc.tabellen.invoer import invoer
from calc.tabellen.naar import iemand, naar
from schemas.gegevens import Realisatieregel
from schemas.regiojaar import SLEUTEL

MAANDEN = 12
MEER = "Verschil is prognose min begroting: een plus betekent meer kosten."
HOE = {
    "restant": "gerealiseerd, en de rest van het jaar zoals begroot",
    "doortrekken": "zo verder als tot nu toe",
    "begroting": "zoals begroot",
}
ZONDER_GRENS = "Een minimum of maximum per deelnemer is op de prognose niet opnieuw toegepast."
VERDEELD = "Wat na afronden naar beneden overblijft, gaat naar de grootste resten."


def verwacht(regel: Realisatieregel) -> Uitdrukking:
    """By the rule that stands beside what was realised: that and what remains of the budget, straight on, or the
    budget."""
    begroot, gerealiseerd = kol("begroot"), kol("gerealiseerd")
    match regel.prognose:
        case "restant":
            return gerealiseerd + begroot * (MAANDEN - regel.maanden) / MAANDEN
        case "doortrekken":
            return gerealiseerd * MAANDEN / regel.maanden
    return begroot


def _regels(plan: Plan, kostensoort: str) -> dict[str, tuple[str, Realisatieregel]]:
    """By post the row of the input and its number."""
    regels = enumerate(plan.uitkomst.gegevens.realisatie)
    return {regel.post: (str(n), regel) for n, regel in regels if regel.kostensoort == kostensoort}


def prognose(plan: Plan, naam: Tabelnaam) -> Tabel | None:
    """Per post that the participants pay: budgeted, realised, expected."""
    soort, jaar = naam.kostensoort, naam.jaar
    regels = _regels(plan, soort)
    if not regels or jaar != plan.jaar:
        return None
    posten = plan.uitkomst.begrotingen[soort].posten
    van = plan.tabel("begroting", soort)
    geld = Soort.GELD, plan.decimalen(soort, jaar)
    rijen = []
    for post in (post for post in posten if not post.dekking):
        cellen: dict[str, Term] = {
            "post": post.naam,
            "hoe": HOE["begroting"],
            # An empty cell of the budget is nothing to spend.
            "begroot": som([cel(van, post.naam, str(jaar))]),
            "prognose": kol("begroot"),
        }
        if post.naam in regels:
            nummer, regel = regels[post.naam]
            cellen["hoe"] = HOE[regel.prognose]
            cellen["gerealiseerd"] = cel(plan.tabel(invoer("Realisatie")), nummer, "gerealiseerd")
            cellen["prognose"] = rond(verwacht(regel), geld[1])
        rijen.append(Rij(post.naam, cellen))
    kolommen = (
        Kolom("post"),
        Kolom("hoe", "Prognose volgens", stap=True),
        Kolom("begroot", "Begroot", *geld),
        Kolom("gerealiseerd", "Gerealiseerd", *geld),
        Kolom("prognose", "Prognose", *geld),
        Kolom("verschil", "Verschil", *geld, kol("prognose") - kol("begroot"), uitleg=MEER),
    )
    onder = (Rij(TOTAAL, {"post": TOTAAL}, soort=Rijsoort.TOTAAL),)
    titel, noten = f"Prognose {soort} {jaar}", Uitgesteld(lambda: (*_boven(plan, soort), *_noten(regels)))
    return Tabel(naam, titel, kolommen, tuple(rijen), onder, True, noemt=("post",), noten=noten)


def _boven(plan: Plan, soort: str) -> list[str]:
    """What passes the maximum."""
    return [f"Let op: {zin}." for zin in plafondzinnen(waarden_van(plan.uitkomst), soort, plan.jaar)]


def _noten(regels: dict[str, tuple[str, Realisatieregel]]) -> tuple[str, ...]:
    """The rule of each post, those of one rule and day together."""
    groepen: dict[str, list[str]] = {}
    for post, (_, regel) in regels.items():
        tot = f"gerealiseerd tot en met {datum(regel.tot_en_met)}"
        groepen.setdefault(f"{HOE[regel.prognose]} ({tot})", []).append(post)
    zinnen = [f"{', '.join(posten)}: {hoe}." for hoe, posten in groepen.items()]
    return (*zinnen, "De andere posten: zoals begroot.", MEER, *bronnen(regel.bron for _, regel in regels.values()))


def prognose_deelnemers(plan: Plan, naam: Tabelnaam) -> Tabel | None:
    """Per participant, and added up per subregion, what the year will come to beside the contribution."""
    van = soort, jaar = naam.kostensoort, naam.jaar
    if not _regels(plan, soort) or jaar != plan.jaar or not plan.uitkomst.verdeling.van(*van).totaal:
        return None
    geld = Soort.GELD, plan.decimalen(*van)
    wijze = plan.regio.prognosewijze(jaar)
    wie = naar(plan, wijze.naar if wijze else SLEUTEL, jaar, soort)
    pot = cel(plan.tabel("prognose", *van), TOTAAL, "verschil")
    deel = kol("weegt") / totaal("weegt")
    gesloten = sluit("grootste-rest", "verschil", "Verschil", pot, "aandeel", "weegt", "weegt", geld[1], VERDEELD)
    kolommen = [
        Kolom("bijdrage", "Bijdrage", *geld, cel(plan.tabel("verdeling", *van), None, "bedrag")),
        Kolom("weegt", "Weegt", Soort.MAATSTAF, 4, wie.gewicht, stap=True),
        Kolom("aandeel", "Aandeel", Soort.AANDEEL, 4, deel, GEHEEL, stap=True),
        Kolom("prognose", "Prognose", *geld, kol("bijdrage") + kol("verschil")),
        *gesloten.kolommen,
    ]
    codes = plan.deelnemers(jaar, soort)
    onder = subregiorijen(plan, codes, jaar, ("bijdrage", "prognose", "verschil"))
    hoe = f"De prognose is de bijdrage, plus een deel van het verschil met de begroting, {wie.zin} verdeeld."
    grens = [ZONDER_GRENS] if plan.regio.grenzen(soort, jaar) is not None else []
    noten = (hoe, VERDEELD, *grens, MEER, *_boven(plan, soort), *bronnen([wijze.bron] if wijze else []))
    titel = f"Prognose per deelnemer {soort} {jaar}"
    eisen = [iemand(naam, "weegt", f"Prognose {soort} {jaar}, {wie.zin}")]
    # What closed on a line of its own stays what it is.
    rest = {"bijdrage": kolommen[0].formule, "prognose": kol("bijdrage")}
    afronding = rest if plan.met_afronding([soort], [jaar]) else False
    return deelnemertabel(
        plan, naam, titel, codes, kolommen, onder=onder, noten=noten, eisen=eisen, afronding=afronding
    )


PROGNOSE = Tabelsoort(
    "prognose", prognose, 76, per_kostensoort=True, per_jaar=True,
    blad="Prognose", inhoud="wat het jaar naar verwachting kost",
    komt_uit="blad Realisatie",
)  # fmt: skip
PROGNOSE_DEELNEMERS = Tabelsoort(
    "prognose_deelnemers", prognose_deelnemers, 77, per_kostensoort=True, per_jaar=True, verdeeld=True,
    blad="Prognose", komt_uit="blad Realisatie",
)  # fmt: skip
