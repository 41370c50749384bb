"""Uittreding: what who left still pays, so many percent of its last contribution in each of the years after.

The percentages are those that held in its last year. Source: the region file, `uittreding`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import cast

from calc.model.model import Tabelsoort
from calc.model.plan import Plan
from calc.model.tabel import SAMEN, TOTAAL, Kolom, Rij, Tabel
from calc.model.uitdrukking import (
    Celnaam,
    Getal,
    Tabelnaam,
    Term,
    Uitdrukking,
    als,
    cel,
    is_leeg,
    kol,
    rond,
    som,
    som_waar,
)
from calc.model.waarden import Waarden
from calc.notatie import opsomming, opvolging
from calc.tabel import CENT, Rijsoort, Soort
from calc.tabellen.deelnemers import deelnemertabel
from calc.tabellen.eigen import Deelnemer, eigen_soort
from calc.uittreding import postnaam, regeling, vertrokken
from schemas.regiojaar import Uittreding


def _wie(plan: Plan, kostensoort: str) -> dict[str, int]:
    return vertrokken(plan.regio, plan.jaren, plan.uitkomst.verdeling, kostensoort)


def _regelingen(plan: Plan, kostensoort: str) -> dict[str, Uittreding]:
    """Who left under a rule for it, with that rule."""
    wie = _wie(plan, kostensoort)
    alle = {code: regeling(plan.regio, laatste, kostensoort) for code, laatste in wie.items()}
    return {code: regels for code, regels in alle.items() if regels is not None}


def _afronden(plan: Plan, kostensoort: str) -> int:
    wie = _wie(plan, kostensoort)
    return max(plan.afronden(kostensoort, wie[code]) for code in _regelingen(plan, kostensoort))


def uittreding(plan: Plan, naam: Tabelnaam) -> Tabel | None:
    if naam.kostensoort == SAMEN:
        return _samen(plan, naam)
    soort, wie, regelingen = naam.kostensoort, _wie(plan, naam.kostensoort), _regelingen(plan, naam.kostensoort)
    if not regelingen:
        return None
    decimalen, afronden = max(plan.decimalen(soort, wie[code]) for code in regelingen), _afronden(plan, soort)
    laatst = max(wie[code] + len(een.percentages) for code, een in regelingen.items())
    jaren = range(min(wie[code] for code in regelingen) + 1, laatst + 1)
    kolommen = [
        Kolom("laatste_jaar", "Laatste jaar", totaal=None),
        Kolom("bijdrage", "Laatste bijdrage", Soort.GELD, decimalen),
    ]
    for jaar in jaren:
        van = kol(f"deel_{jaar}")
        bedrag = als(is_leeg(van), None, rond(kol("bijdrage") * van, afronden))
        kolommen.append(Kolom(f"deel_{jaar}", f"Deel {jaar}", Soort.AANDEEL, 2, totaal=None, stap=True))
        kolommen.append(Kolom(str(jaar), str(jaar), Soort.GELD, decimalen, bedrag))
    kolommen.append(Kolom("samen", "Samen", Soort.GELD, decimalen, som(kol(str(jaar)) for jaar in jaren)))
    rijen: dict[str, dict[str, Term]] = {}
    for code, regels in regelingen.items():
        laatste = wie[code]
        eigen = rijen[code] = {
            "laatste_jaar": str(laatste),
            "bijdrage": cel(plan.tabel("verdeling", soort, laatste), code, "bedrag"),
        }
        for jaar in jaren:
            plek = jaar - laatste - 1
            telt = 0 <= plek < len(regels.percentages)
            deel = Fraction(regels.percentages[plek]) / 100 if telt else None
            eigen[f"deel_{jaar}"] = plan.uit_regio(deel, regels.bron)
    titel = f"Uittreding {soort}: wat nog wordt betaald"
    return deelnemertabel(plan, naam, titel, regelingen, kolommen, eigen=rijen, noten=_noten(plan, soort))


def _samen(plan: Plan, naam: Tabelnaam) -> Tabel | None:
    """Of all kostensoorten together."""
    per_soort = {
        soort: tabel
        for soort in plan.kostensoorten
        if (tabel := uittreding(plan, plan.tabel("uittreding", soort))) is not None
    }
    if not per_soort:
        return None
    decimalen = max(plan.decimalen(soort, *plan.jaren) for soort in per_soort)
    jaren = sorted({kolom.naam for tabel in per_soort.values() for kolom in tabel.kolommen if kolom.naam.isdigit()})
    rijen: dict[str, dict[str, Uitdrukking]] = {}
    for code in plan.regio.alle_deelnemers:
        eigen = [tabel for tabel in per_soort.values() if code in tabel.rij_van]
        for kolom in ("bijdrage", *jaren) if eigen else ():
            delen = [cel(tabel.naam, code, kolom) for tabel in eigen if kolom in tabel.kolom_van]
            rijen.setdefault(code, {})[kolom] = som(delen, leeg=kolom.isdigit())
    kolommen = [Kolom("bijdrage", "Laatste bijdrage", Soort.GELD, decimalen)]
    kolommen += [Kolom(jaar, jaar, Soort.GELD, decimalen) for jaar in jaren]
    kolommen.append(Kolom("samen", "Samen", Soort.GELD, decimalen, som(map(kol, jaren))))
    return deelnemertabel(plan, naam, "Uittreding, alle kostensoorten samen", rijen, kolommen, eigen=rijen)


def van_een(wie: Deelnemer, naam: Tabelnaam) -> Tabel | None:
    """The page of who left: a row per kostensoort and year; below them what is paid in the plan's year."""
    plan, code, rijen = wie.plan, wie.code, []
    for soort in plan.kostensoorten:
        bron, regels = plan.tabel("uittreding", soort), _regelingen(plan, soort).get(code)
        for jaar, _ in enumerate(regels.percentages if regels else (), start=_wie(plan, soort).get(code, 0) + 1):
            cellen: dict[str, Term] = {
                "kostensoort": wie.label(soort), "jaar": jaar, "bijdrage": cel(bron, code, "bijdrage"),
                "deel": cel(bron, code, f"deel_{jaar}"),
                "te_betalen": rond(kol("bijdrage") * kol("deel"), _afronden(plan, soort)),
            }  # fmt: skip
            rijen.append(Rij(f"{soort} {jaar}", cellen))
    kolommen = (
        Kolom("kostensoort"), Kolom("jaar", "Jaar", Soort.MAATSTAF, totaal=None),
        Kolom("bijdrage", "Laatste bijdrage", *CENT, totaal=None),
        Kolom("deel", "Deel", Soort.AANDEEL, 2, totaal=None), Kolom("te_betalen", "Te betalen", *CENT),
    )  # fmt: skip
    dit_jaar = som_waar(None, "te_betalen", {"jaar": kol("jaar")})
    samen: dict[str, Term] = {"kostensoort": f"Samen in {plan.jaar}", "jaar": plan.jaar, "te_betalen": dit_jaar}
    onder = (Rij(TOTAAL, samen, soort=Rijsoort.TOTAAL),)
    return Tabel(naam, "Wat nog wordt betaald", kolommen, tuple(rijen), onder) if rijen else None


def nog_te_betalen(waarden: Waarden, kostensoort: str, code: str) -> dict[int, Fraction]:
    """What who left pays in each of the years after its last one, in euros."""
    naam = Tabelnaam("uittreding", kostensoort)
    tabel = waarden.model.zoek(naam)
    if tabel is None or code not in tabel.rij_van:
        return {}
    per_jaar = {int(k.naam): waarden[Celnaam(naam, code, k.naam)] for k in tabel.kolommen if k.naam.isdigit()}
    return {jaar: Fraction(cast(Getal, bedrag)) for jaar, bedrag in per_jaar.items() if bedrag is not None}


def nog_gevraagd(plan: Plan, kostensoort: str, jaar: int) -> dict[str, Uitdrukking]:
    """What who left still pays in a year, per code: by the rule, or by the line of the budget that stands for it once
    its last year is no year of the plan any more.
    """
    wie, posten = _wie(plan, kostensoort), plan.uitkomst.begrotingen[kostensoort].posten
    uit: dict[str, Uitdrukking] = {}
    for code, deelnemer in plan.regio.alle_deelnemers.items():
        laatste = deelnemer.tot_en_met
        if laatste is None or laatste >= jaar:
            continue
        if code in wie:
            regels = regeling(plan.regio, laatste, kostensoort)
            if regels is not None and any(regels.percentages[jaar - laatste - 1 : jaar - laatste]):
                uit[code] = cel(plan.tabel("uittreding", kostensoort), code, str(jaar))
        elif any(post.naam == postnaam(plan.regio, code) and post.bedragen.get(jaar) for post in posten):
            uit[code] = -cel(plan.tabel("begroting", kostensoort), postnaam(plan.regio, code), str(jaar))
    return uit


def wie_wegging(plan: Plan, kostensoorten: Sequence[str], toen: int, nu: int, naast: str = "") -> Iterator[str]:
    """Sentences below a comparison of two years: who merged and what stands beside it, and who left and still pays."""
    leden: dict[str, dict[str, None]] = {}
    for soort in kostensoorten:
        for code, wie in plan.voorgangers(soort, toen, nu).items():
            leden.setdefault(code, {}).update(dict.fromkeys(wie))
    for code, eerder in leden.items():
        wat, betaald = opvolging(plan.regio.gemeente(code), [plan.regio.gemeente(lid) for lid in eerder])
        yield f"{wat}; {naast or f'{toen} is'} {betaald}."
    er_zijn, waren = ({code for s in kostensoorten for code in plan.deelnemers(jaar, s)} for jaar in (nu, toen))
    samengegaan = {lid for eerder in leden.values() for lid in eerder}
    nog = {code for soort in kostensoorten for code in nog_gevraagd(plan, soort, nu)}
    for code, deelnemer in plan.regio.alle_deelnemers.items():
        if code in waren - er_zijn - samengegaan and deelnemer.tot_en_met is not None:
            wat = f"{plan.regio.gemeente(code)} deed mee tot en met {deelnemer.tot_en_met}"
            staart = f" en betaalt in {nu} nog voor de uittreding; dat bedrag telt hier niet mee"
            yield f"{wat}{staart if code in nog else ''}."


def _noten(plan: Plan, soort: str) -> tuple[str, ...]:
    noten, zonder = [], []
    for code, laatste in _wie(plan, soort).items():
        regels, naam = regeling(plan.regio, laatste, soort), plan.regio.gemeente(code)
        if regels is None:
            zonder.append(naam)
            continue
        reeks = ", ".join(f"{percentage:f}%".replace(".", ",") for percentage in regels.percentages)
        zin = f"{naam} deed mee tot en met {laatste} en betaalt daarna {reeks} van die laatste bijdrage"
        noten.append(f"{zin}. Bron: {regels.bron}.")
    if zonder:
        noten.append(f"Voor {opsomming(zonder)} heeft de regio geen uittreedregeling.")
    af = {post.van for post in plan.uitkomst.begrotingen[soort].posten if post.van}
    if af:
        wie = opsomming([plan.regio.gemeente(code) for code in af])
        noten.append(f"Wat {wie} betaalt, gaat van de kosten af: het is een post van de begroting, onder nul.")
    if buiten := [plan.regio.gemeente(code) for code in _wie(plan, soort) if code not in af]:
        noten.append(f"Wat {opsomming(buiten)} betaalt, gaat in dit plan niet vanzelf van de kosten af.")
    return tuple(noten)


UITTREDING = Tabelsoort(
    "uittreding", uittreding, 77, per_kostensoort=True, verdeeld=True, samen=True,
    blad="Uittreding", inhoud="wat wie is uitgetreden nog betaalt",
    komt_uit="uittreding in het regiobestand, en wie daar een tot_en_met heeft",
)  # fmt: skip
EIGEN = eigen_soort("eigen_uittreding", van_een, 77, "te_betalen")
