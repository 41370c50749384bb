"""Capaciteit: the hours of the plan's year, per task and function, and by the post of the budget."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Final

from calc.begroting import Begroting, tarief
from calc.uitkomst import Uitkomst
from schemas.gegevens import Capaciteitsregel
from templates.plan.begrotingblad import AFGELEID, afgeleidzin
from templates.plan.invoerbladen import Invoerplaatsen
from templates.plan.urenblad import Urenplaatsen, geldvorm
from templates.werkmap.boek import Blad, Boek, Plaats, a1, regelhoogte, rijbereik, vast

NUL: Final = Fraction(0)
OP_EEN_BLAD: Final = 75
"""As many rows as can be read on one page."""


def vul_capaciteit(
    boek: Boek, blad: Blad, uitkomst: Uitkomst, invoer: Invoerplaatsen, uren: Urenplaatsen, rij: int
) -> None:
    """Hours of the plan's year: a row per task, a column per function."""
    jaar = uitkomst.gegevens.plan.jaar
    breedste = 3
    for soort, begroting in uitkomst.begrotingen.items():
        regels = [r for r in uitkomst.gegevens.capaciteit if r.kostensoort == soort]
        if any(u.jaar == jaar for u in begroting.uren):
            functies = list(dict.fromkeys(u.regel.functie for u in begroting.uren if u.jaar == jaar))
            breedste = max(breedste, 3 + len(functies))
            blad.breedtes((54, *([13.5] * (breedste - 1)), 11))
            rij = _capaciteit(boek, blad, uitkomst, soort, regels, functies, invoer, uren, rij) + 1
    blad.zet_vast(4, 2)
    blad.afdruk(breedste + 1, rij - 2)
    if rij <= OP_EEN_BLAD:
        blad.ws.page_setup.fitToHeight = 1


def _capaciteit(
    boek: Boek,
    blad: Blad,
    uitkomst: Uitkomst,
    soort: str,
    regels: Sequence[Capaciteitsregel],
    functies: Sequence[str],
    invoer: Invoerplaatsen,
    uren: Urenplaatsen,
    rij: int,
) -> int:
    gegevens = uitkomst.gegevens
    jaar = gegevens.plan.jaar
    k_totaal, k_bedrag = 2 + len(functies), 3 + len(functies)
    laatste = k_bedrag + 1
    blad.tussenkop(rij, laatste, f"{gegevens.regio.kostensoort(soort).label} {jaar}")
    blad.schrijf(rij + 1, 1, "Kostensoort", "VW Label")
    blad.schrijf(rij + 1, 2, soort, "VW tekst")
    blad.schrijf(rij + 2, 1, "Eenheid", "VW Label")
    blad.schrijf(rij + 2, 2, "uur", "VW tekst")
    soort_cel, eenheid_cel = vast(rij + 1, 2), vast(rij + 2, 2)
    rij_tarief, kop = rij + 3, rij + 4
    blad.koppen(kop, ("Taak", *functies, "Uren", "Bedrag", "Let op"), rechts=range(2, laatste))
    tarieven = {f: Fraction(tarief(gegevens.tarieven, "uur", f, "", jaar).bedrag) for f in functies}
    blad.schrijf(rij_tarief, 1, "Tarief per uur", "VW tekst stap")
    blad.kleur(rij_tarief, k_totaal, laatste, "VW tekst stap")
    for k, functie in enumerate(functies, start=2):
        formule = f"=SUMPRODUCT(({uren.namen}={a1(kop, k)})*({uren.eenheden}={eenheid_cel}),{uren.tarief[jaar]})"
        blad.zet(rij_tarief, k, formule, tarieven[functie], "VW cent stap")
    taken = list(dict.fromkeys(r.taak for r in regels if jaar in r.uren))
    eerste = kop + 1
    aantal: dict[tuple[str, str], Fraction] = {}
    for regel in regels:
        if jaar in regel.uren:
            plek = (regel.taak, regel.functie)
            aantal[plek] = aantal.get(plek, NUL) + Fraction(regel.uren[jaar])
    vorm = "getal" if all(u.denominator == 1 for u in aantal.values()) else "getal 2"
    geld = geldvorm([sum((aantal.get((t, f), NUL) * tarieven[f] for f in functies), NUL) for t in taken])
    slugs = {functie: "_".join(functie.lower().split()) for functie in functies}
    for r, taak in enumerate(taken, start=eerste):
        afgeleid = any(regel.afgeleid for regel in regels if regel.taak == taak and regel.uren.get(jaar))
        blad.schrijf(r, 1, taak, "VW Tekst lang")
        blad.hoogte(r, max(15.0, regelhoogte([(taak, blad.breedte(1))])))
        passend = f"({invoer.kolom['Capaciteit', 'taak']}=$A{r})"
        for k, functie in enumerate(functies, start=2):
            waar = f"{passend}*({invoer.kolom['Capaciteit', 'functie']}={a1(kop, k, vast_rij=True)})"
            waar += f"*({invoer.kolom['Capaciteit', 'kostensoort']}={soort_cel})"
            formule = f"=SUMPRODUCT({waar},{invoer.kolom['Capaciteit', str(jaar)]})"
            ref = blad.zet(r, k, formule, aantal.get((taak, functie), NUL), f"VW {vorm} post")
            boek.plaatsen[Plaats("capaciteit", soort, jaar, taak, f"uren_{slugs[functie]}")] = ref
        van_tot = rijbereik(r, 2, k_totaal - 1)
        som = sum((aantal.get((taak, f), NUL) for f in functies), NUL)
        bedrag = sum((aantal.get((taak, f), NUL) * tarieven[f] for f in functies), NUL)
        ref = blad.zet(r, k_totaal, f"=SUM({van_tot})", som, f"VW {vorm} post")
        boek.plaatsen[Plaats("capaciteit", soort, jaar, taak, "uren")] = ref
        tarief_rij = rijbereik(rij_tarief, 2, k_totaal - 1, vast_rij=True)
        blad.zet(r, k_bedrag, f"=SUMPRODUCT({van_tot},{tarief_rij})", bedrag, f"VW {geld} post")
        blad.schrijf(r, laatste, AFGELEID if afgeleid else "", "VW Let op" if afgeleid else "VW tekst")
    r = eerste + len(taken)
    blad.tabel(f"Capaciteit_{soort}", kop, r - 1, laatste)
    blad.kleur(r, 1, laatste, "VW tekst totaal")
    blad.schrijf(r, 1, "Totaal")
    for k in range(2, k_bedrag + 1):
        if k == k_bedrag:
            waarde = sum((u * tarieven[f] for (_, f), u in aantal.items()), NUL)
        else:
            waarde = sum((u for (_, f), u in aantal.items() if k == k_totaal or f == functies[k - 2]), NUL)
        stijl = f"VW {geld if k == k_bedrag else vorm} totaal"
        ref = blad.zet(r, k, f"=SUM({a1(eerste, k)}:{a1(r - 1, k)})", waarde, stijl)
        if k < k_bedrag:
            naam = "uren" if k == k_totaal else f"uren_{slugs[functies[k - 2]]}"
            boek.plaatsen[Plaats("capaciteit", soort, jaar, "Totaal", naam)] = ref
    r = _per_post(blad, uitkomst.begrotingen[soort], jaar, geld, vorm, invoer, uren, soort_cel, r + 2, k_totaal)
    gebruikt = [u.regel for u in uitkomst.begrotingen[soort].uren if u.jaar == jaar]
    noten = [f"{regel.taak}. {afgeleidzin(regel.afgeleid)}" for regel in gebruikt if regel.afgeleid]
    bronnen = list(dict.fromkeys(regel.bron for regel in gebruikt if regel.bron))
    return blad.noten(r + 1, laatste, [*noten, *([f"Bron: {'; '.join(bronnen)}."] if bronnen else [])])


def _per_post(
    blad: Blad,
    begroting: Begroting,
    jaar: int,
    geld: str,
    vorm: str,
    invoer: Invoerplaatsen,
    uren: Urenplaatsen,
    soort_cel: str,
    rij: int,
    k_totaal: int,
) -> int:
    """The same hours by the post of the budget that they are booked on; returns the first free row."""
    inzet = [u for u in begroting.uren if u.jaar == jaar]
    posten = [post.naam for post in begroting.posten if any(u.regel.post == post.naam for u in inzet)]
    laatste = k_totaal + 1
    blad.koppen(
        rij, ("Waarvan per post van de begroting", *[""] * (k_totaal - 2), "Uren", "Bedrag"), rechts=(k_totaal, laatste)
    )
    for r, post in enumerate(posten, start=rij + 1):
        blad.kleur(r, 1, laatste, "VW tekst")
        blad.schrijf(r, 1, post)
        waar = f"({invoer.kolom['Capaciteit', 'kostensoort']}={soort_cel})*({invoer.kolom['Capaciteit', 'post']}=$A{r})"
        eigen = [u for u in inzet if u.regel.post == post]
        formule = f"=SUMPRODUCT({waar},{invoer.kolom['Capaciteit', str(jaar)]})"
        blad.zet(r, k_totaal, formule, sum((u.uren for u in eigen), NUL), f"VW {vorm}")
        formule = f"=SUMPRODUCT({waar},{uren.bedrag[jaar]})"
        blad.zet(r, laatste, formule, sum((u.bedrag for u in eigen), NUL), f"VW {geld}")
    return rij + 1 + len(posten)
