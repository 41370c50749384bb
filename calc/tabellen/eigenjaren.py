"""What one participant pays year by year: per kostensoort, against the base year, and beside what the region splits."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Final

from calc.model.tabel import TOTAAL, ZELFDE, Kolom, Rij, Tabel
from calc.model.uitdrukking import Tabelnaam, Uitdrukking, Vast, Zuiver, als, cel, gelijk, som
from calc.notatie import opsomming, opvolging
from calc.standen import Stand, statuszin, woorden_van_jaar
from calc.tabel import Rijsoort, Soort
from calc.tabellen.eigen import GEEN, Deelnemer, eigen_soort
from calc.tabellen.opbouw import te_verdelen
from schemas.inhoud import klein

NIET_MEE: Final = "doet niet mee"
SOORT: Final = Kolom("kostensoort")
TOTAALRIJ: Final = Rij(TOTAAL, {"kostensoort": Vast(TOTAAL)}, soort=Rijsoort.TOTAAL)


def _standen(wie: Deelnemer, soort: str) -> tuple[Stand, ...]:
    uitkomst = wie.plan.uitkomst
    return tuple(
        woorden_van_jaar(uitkomst, soort, jaar) if wie.betaalt(soort, jaar) else (NIET_MEE,) for jaar in wie.plan.jaren
    )


def bijdragen(wie: Deelnemer, naam: Tabelnaam) -> Tabel:
    """Contribution per kostensoort and year, and what the figures are; where all are the same that is said once."""
    jaren, per_soort = wie.plan.jaren, {soort: _standen(wie, soort) for soort in wie.soorten}
    een = next(iter(per_soort.values())) if len(set(per_soort.values())) == 1 else ((),) * len(jaren)
    kolommen = [Kolom(str(jaar), str(jaar), *wie.geld, stand=een[n], geen=GEEN) for n, jaar in enumerate(jaren)]
    eigen = {
        soort: {
            "kostensoort": Vast(wie.label(soort)),
            **{str(j): cel(wie.verdeling(soort, j), wie.code, "bedrag") for j in jaren if wie.betaalt(soort, j)},
        }
        for soort in wie.soorten
    }
    rijen, onder = tuple(Rij(soort, cellen) for soort, cellen in eigen.items()), [TOTAALRIJ]
    for soort, standen in per_soort.items() if not any(een) else ():
        eigen_stand = dict(zip(map(str, jaren), standen, strict=True))
        woorden = {jaar: Vast(", ".join(stand)) for jaar, stand in eigen_stand.items()}
        label = Vast(f"Status {klein(wie.label(soort))}")
        tekst = Soort.TEKST, 0
        cellen = {"kostensoort": label, **woorden}
        onder.append(Rij(f"status {soort}", cellen, None, Rijsoort.EXTRA, tekst, stap=True, standen=eigen_stand))
    return Tabel(naam, "Bijdrage per jaar", (SOORT, *kolommen), rijen, tuple(onder))


def verschil(wie: Deelnemer, naam: Tabelnaam, *, in_procent: bool) -> Tabel | None:
    """Year − base year: in euros, or as part of what was paid in the base year."""
    plan, basis = wie.plan, str(wie.plan.basisjaar)
    bedragen = plan.tabel(f"{JAREN.naam}:{wie.code}")
    if len(plan.jaren) == 1:
        return None

    def anders(jaar: str, leden: Sequence[Uitdrukking] = ()) -> Uitdrukking:
        """What those paid who merged into this participant since is part of what it paid."""
        nieuw, oud = som([cel(bedragen, None, jaar)]), som([cel(bedragen, None, basis), *leden])
        if in_procent:
            return als(gelijk(Zuiver(oud), 0), GEEN, nieuw / oud - 1)
        return nieuw - oud

    vorm = (Soort.AANDEEL, 1) if in_procent else wie.geld
    kolommen = [
        Kolom(str(jaar), str(jaar), *vorm, Vast(GEEN) if str(jaar) == basis else anders(str(jaar)), ZELFDE)
        for jaar in plan.jaren
    ]
    eigen: dict[str, dict[str, Uitdrukking]] = {s: {"kostensoort": Vast(wie.label(s))} for s in wie.soorten}
    samen: dict[str, Uitdrukking] = {"kostensoort": Vast(TOTAAL)}
    for jaar in plan.jaren:
        per_soort = {
            soort: [cel(wie.verdeling(soort, plan.basisjaar), lid, "bedrag") for lid in wie.voorgangers(soort, jaar)]
            for soort in wie.soorten
        }
        eigen_leden = {soort: leden for soort, leden in per_soort.items() if leden}
        for soort, leden in eigen_leden.items():
            eigen[soort][str(jaar)] = anders(str(jaar), leden)
        if eigen_leden:
            samen[str(jaar)] = anders(str(jaar), [lid for leden in eigen_leden.values() for lid in leden])
    waarin = "procenten" if in_procent else "euro's"
    titel = f"Verschil met {basis}, in {waarin} (plus: u betaalt meer)"
    rijen = tuple(Rij(soort, cellen) for soort, cellen in eigen.items())
    return Tabel(naam, titel, (SOORT, *kolommen), rijen, (Rij(TOTAAL, samen, soort=Rijsoort.TOTAAL),))


def aandelen(wie: Deelnemer, naam: Tabelnaam) -> Tabel:
    """What the region splits beside the own share of it; a year decided before has amounts and no key."""
    plan, jaren, rijen = wie.plan, wie.plan.jaren, []
    for soort in wie.soorten:
        label = klein(wie.label(soort))
        gevraagd = {str(jaar): te_verdelen(plan, soort, jaar) for jaar in jaren}
        deel: dict[str, Uitdrukking] = {}
        for jaar in jaren:
            gerekend = wie.rekent(soort, jaar) and wie.betaalt(soort, jaar)
            deel[str(jaar)] = cel(wie.verdeling(soort, jaar), wie.code, "aandeel") if gerekend else Vast(GEEN)
        rijen.append(Rij(f"te_verdelen {soort}", {"kostensoort": Vast(f"Te verdelen: {label}"), **gevraagd}))
        rijen.append(
            Rij(f"aandeel {soort}", {"kostensoort": Vast(f"Aandeel: {label}"), **deel}, vorm=(Soort.AANDEEL, 2))
        )
    titel = f"Te verdelen in de regio, en het aandeel van {wie.naam}"
    kolommen = (SOORT, *(Kolom(str(jaar), str(jaar), *wie.geld) for jaar in jaren))
    return Tabel(naam, titel, kolommen, tuple(rijen), noten=tuple(_noten(wie)))


def _noten(wie: Deelnemer) -> list[str]:
    plan, noten = wie.plan, []
    van = plan.uitkomst.verdeling.van
    if vast := [f"{klein(wie.label(s))} {j}" for s in wie.soorten for j in plan.jaren if van(s, j).vastgesteld]:
        noten.append(f"Vastgesteld: {opsomming(vast)}. Die bedragen zijn eerder besloten en niet opnieuw berekend.")
    if oud := sorted({bron.jaar for bron in plan.uitkomst.verdeling.jaren if bron.oude_maatstaven}):
        noten.append(
            f"Oude cijfers: voor {opsomming([str(jaar) for jaar in oud])} zijn de nieuwste cijfers er nog niet; "
            "de sleutel rekent met het laatst bekende peiljaar."
        )
    leden = dict.fromkeys(lid for s in wie.soorten for jaar in plan.jaren for lid in wie.voorgangers(s, jaar))
    if leden:
        wat, betaald = opvolging(wie.naam, [plan.regio.gemeente(lid) for lid in leden])
        noten.append(f"{wat}. In het verschil met {plan.basisjaar} telt {betaald}.")
    noten.append(statuszin(plan.uitkomst.gegevens.plan))
    return [*noten, f"{GEEN} betekent: niet van toepassing of niet bekend. Dat is iets anders dan nul."]


JAREN: Final = eigen_soort("eigen_jaren", bijdragen, 61, "bijdragen")
VERSCHIL: Final = eigen_soort("eigen_verschil", partial(verschil, in_procent=False), 61, "verschil")
PROCENT: Final = eigen_soort("eigen_procent", partial(verschil, in_procent=True), 61, "verschil_procent")
AANDEEL: Final = eigen_soort("eigen_aandeel", aandelen, 61, "aandelen")
