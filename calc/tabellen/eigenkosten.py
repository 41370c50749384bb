"""What one participant pays in a year, per kostensoort and together: as its letter and its explanation begin."""

from __future__ import annotations

from typing import Final

from calc.model.tabel import TOTAAL, ZELFDE, Kolom, Rij, Tabel
from calc.model.uitdrukking import SOM, Tabelnaam, Term, Uitdrukking, Zuiver, als, cel, gelijk, kol, samen, som
from calc.standen import woorden_van_jaar
from calc.tabel import EURO, Rijsoort, Soort
from calc.tabellen.eigen import GEEN, Deelnemer, eigen_soort
from calc.tabellen.eigenjaren import JAREN, SOORT
from calc.tabellen.opbouw import te_verdelen
from calc.tabellen.samenvatting import vorig_jaar

AANDEEL: Final = Soort.AANDEEL, 2


def kosten(wie: Deelnemer, naam: Tabelnaam) -> Tabel:
    """Beside what it paid the year before, with who merged into it since."""
    plan, jaar, vorig = wie.plan, naam.jaar, vorig_jaar(wie.plan, naam.jaar)
    jaren = [een for een in (vorig, jaar) if een is not None]
    soorten = [soort for soort in wie.soorten if any(wie.betaalt(soort, een) for een in jaren)]
    geld = Soort.GELD, max(plan.decimalen(soort, *jaren) for soort in soorten)
    oud, nieuw = som([kol("vorig")]), som([kol("nieuw")])
    deel = als(gelijk(Zuiver(oud), 0), GEEN, nieuw / oud - 1)
    eerder = {soort: _eerder(wie, soort, vorig, jaar) for soort in soorten}
    # What the others share stands in no row of this one.
    alle = SOM if len(soorten) == len(plan.kostensoorten) else None
    kolommen = (
        SOORT,
        Kolom("te_verdelen", "Te verdelen in de regio", *EURO, totaal=alle, geen=GEEN),
        Kolom("aandeel", "Uw aandeel", *AANDEEL, totaal=None, geen=GEEN),
        Kolom("vorig", str(vorig or GEEN), *geld, totaal=SOM if any(eerder.values()) else None, geen=GEEN),
        Kolom("nieuw", str(jaar), *geld, geen=GEEN),
        Kolom("verschil", "Verschil", *geld, nieuw - oud if vorig else None, ZELFDE, geen=GEEN),
        Kolom("procent", "Verschil in %", Soort.AANDEEL, 1, deel if vorig else None, ZELFDE, geen=GEEN),
    )
    rijen = []
    for soort in soorten:
        nu, mee = wie.verdeling(soort, jaar), wie.betaalt(soort, jaar)
        # Where a limit may hold the contribution is no share of what was split.
        deelt = mee and wie.rekent(soort, jaar) and plan.regio.grenzen(soort, jaar) is None
        cellen: dict[str, Term] = {
            "kostensoort": wie.label(soort),
            "te_verdelen": te_verdelen(plan, soort, jaar),
            "aandeel": cel(nu, wie.code, "aandeel") if deelt else None,
            "vorig": samen(eerder[soort]) if eerder[soort] else None,
            "nieuw": _in_jaar(wie, soort, jaar) if mee else None,
        }
        rijen.append(Rij(soort, cellen, standen={"nieuw": woorden_van_jaar(plan.uitkomst, soort, jaar)}))
    onder = [Rij(TOTAAL, {"kostensoort": "Samen"}, soort=Rijsoort.TOTAAL)] if len(soorten) > 1 else []
    return Tabel(naam, f"Bijdrage {jaar}", kolommen, tuple(rijen), tuple(onder))


def _eerder(wie: Deelnemer, soort: str, vorig: int | None, jaar: int) -> list[Uitdrukking]:
    if vorig is None:
        return []
    leden = wie.plan.voorgangers(soort, vorig, jaar).get(wie.code, ())
    eigen = [_in_jaar(wie, soort, vorig)] if wie.betaalt(soort, vorig) else []
    return [*eigen, *(cel(wie.verdeling(soort, vorig), lid, "bedrag") for lid in leden if lid != wie.code)]


def _in_jaar(wie: Deelnemer, soort: str, jaar: int) -> Uitdrukking:
    return cel(wie.plan.tabel(f"{JAREN.naam}:{wie.code}"), soort, str(jaar))


def overzicht(wie: Deelnemer, naam: Tabelnaam) -> Tabel | None:
    """What is explained, where that is more than one kostensoort."""
    plan, jaar, rijen = wie.plan, naam.jaar, []
    for soort in (soort for soort in wie.soorten if wie.betaalt(soort, jaar)):
        nu, stand = wie.verdeling(soort, jaar), woorden_van_jaar(plan.uitkomst, soort, jaar)
        cellen: dict[str, Term] = {
            "kostensoort": wie.label(soort),
            "te_verdelen": te_verdelen(plan, soort, jaar),
            "aandeel": cel(nu, wie.code, "aandeel") if wie.rekent(soort, jaar) else GEEN,
            "bedrag": _in_jaar(wie, soort, jaar),
            "status": ", ".join(stand),
        }
        rijen.append(Rij(soort, cellen, standen={"status": stand}))
    kolommen = (
        SOORT,
        Kolom("te_verdelen", "Te verdelen", *wie.geld, totaal=None),
        Kolom("aandeel", "Uw aandeel", *AANDEEL, totaal=None),
        Kolom("bedrag", "Uw bijdrage", *wie.geld),
        Kolom("status"),
    )
    samen = Rij(TOTAAL, {"kostensoort": "Samen", "status": ""}, soort=Rijsoort.TOTAAL)
    return Tabel(naam, f"Bijdrage {jaar}", kolommen, tuple(rijen), (samen,)) if len(rijen) > 1 else None


KOSTEN: Final = eigen_soort("eigen_kosten", kosten, 64, "kosten")
OVERZICHT: Final = eigen_soort("eigen_overzicht", overzicht, 65, "overzicht")
