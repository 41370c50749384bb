"""Begroting: cost lines per kostensoort and year, the amount to split, and the build-up of the formatie."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from fractions import Fraction
from typing import Final

from calc.begroting import DEELNEMERS, Begroting, Formatiekosten, Post
from calc.notatie import opsomming
from calc.noten import niet_verdeeld
from calc.uitkomst import Uitkomst
from templates.plan.invoerbladen import Invoerplaatsen
from templates.plan.urenblad import Urenplaatsen, geldvorm
from templates.werkmap.boek import Blad, Boek, Plaats, a1, kolombereik, vast

NUL: Final = Fraction(0)
AFGELEID: Final = "afgeleid"


def vul_begroting(
    boek: Boek, blad: Blad, uitkomst: Uitkomst, invoer: Invoerplaatsen, uren: Urenplaatsen, rij: int
) -> dict[tuple[str, int], str]:
    """Cost lines per kostensoort, and below them the build-up of the formatie.

    Returns:
        Per kostensoort and year the cell with the amount to split.
    """
    jaren = uitkomst.gegevens.plan.jaren
    laatste = 3 + len(jaren)
    blad.breedtes((42, 22, *([14.0] * len(jaren)), 20))
    te_verdelen: dict[tuple[str, int], str] = {}
    koppen = []
    for begroting in uitkomst.begrotingen.values():
        koppen.append(rij)
        rij = _begroting(boek, blad, uitkomst, begroting, invoer, uren, rij, laatste, te_verdelen) + 1
    if uitkomst.formatie:
        rij = _formatie(boek, blad, uitkomst, uren, rij, laatste) + 1
    blad.zet_vast(4, 2)
    blad.afdruk(laatste, rij - 2, nieuw_blad_voor=koppen[1:])
    return te_verdelen


def _begroting(
    boek: Boek,
    blad: Blad,
    uitkomst: Uitkomst,
    begroting: Begroting,
    invoer: Invoerplaatsen,
    uren: Urenplaatsen,
    rij: int,
    laatste: int,
    te_verdelen: dict[tuple[str, int], str],
) -> int:
    jaren, soort = begroting.jaren, begroting.kostensoort
    blad.tussenkop(rij, laatste, uitkomst.gegevens.regio.kostensoort(soort).label)
    blad.schrijf(rij + 1, 1, "Kostensoort", "VW Label")
    blad.schrijf(rij + 1, 2, soort, "VW tekst")
    blad.schrijf(rij + 2, 1, "Wordt verdeeld als de dekking is", "VW Label")
    blad.schrijf(rij + 2, 2, DEELNEMERS, "VW tekst")
    soort_cel, deelnemers_cel = vast(rij + 1, 2), vast(rij + 2, 2)
    boek.plaatsen[Plaats("begroting", soort, None, "kostensoort", "waarde")] = blad.verwijs(rij + 1, 2)
    boek.plaatsen[Plaats("begroting", soort, None, "deelnemers", "waarde")] = blad.verwijs(rij + 2, 2)
    kop = rij + 3
    blad.koppen(kop, ("Post", "Dekking", *jaren, "Let op"), rechts=range(3, laatste))
    eerste = kop + 1
    posten = [p for p in begroting.posten if not p.dekking] + [p for p in begroting.posten if p.dekking]
    vorm = geldvorm([bedrag for post in posten for bedrag in post.bedragen.values()])
    met_uren = uren if begroting.uren else None
    for r, post in enumerate(posten, start=eerste):
        afgeleid = _afgeleide_jaren(uitkomst, begroting, post)
        _postrij(boek, blad, r, soort, post, jaren, invoer, met_uren, vorm, (soort_cel, deelnemers_cel), afgeleid)
    r = eerste + len(posten)
    eind_posten = r - 1
    for dekking, bedragen in begroting.anders_gedekt.items():
        blad.schrijf(r, 1, f"Af: {dekking}", "VW tekst")
        blad.schrijf(r, 2, dekking, "VW tekst")
        for k, jaar in enumerate(jaren, start=3):
            alle = kolombereik(eerste, eind_posten, k)
            formule = f"=-SUMPRODUCT(1*({kolombereik(eerste, eind_posten, 2, vast_kolom=True)}=$B{r}),{alle})"
            ref = blad.zet(r, k, formule, -bedragen[jaar], f"VW {vorm} post")
            boek.plaatsen[Plaats("begroting", soort, None, f"Af: {dekking}", str(jaar))] = ref
        blad.kleur(r, laatste, laatste, "VW tekst")
        r += 1
    blad.tabel(f"Begroting_{soort}", kop, r - 1, laatste)
    blad.kleur(r, 1, laatste, "VW tekst totaal")
    blad.schrijf(r, 1, "Te verdelen over de deelnemers")
    for k, jaar in enumerate(jaren, start=3):
        bedrag = begroting.te_verdelen[jaar]
        ref = blad.zet(r, k, f"=SUM({a1(eerste, k)}:{a1(r - 1, k)})", bedrag, f"VW {vorm} totaal")
        te_verdelen[soort, jaar] = ref
        boek.plaatsen[Plaats("begroting", soort, None, "Totaal", str(jaar))] = ref
    return blad.noten(r + 2, laatste, _noten_begroting(begroting))


def _postrij(
    boek: Boek,
    blad: Blad,
    rij: int,
    soort: str,
    post: Post,
    jaren: Sequence[int],
    invoer: Invoerplaatsen,
    uren: Urenplaatsen | None,
    vorm: str,
    cellen: tuple[str, str],
    afgeleid: Collection[int],
) -> None:
    soort_cel, deelnemers_cel = cellen
    blad.schrijf(rij, 1, post.naam, "VW tekst")
    blad.schrijf(rij, 2, post.dekking or DEELNEMERS, "VW tekst")
    in_begroting = (
        f"({invoer.kolom['Begroting', 'kostensoort']}={soort_cel})*({invoer.kolom['Begroting', 'post']}=$A{rij})"
        f"*({invoer.kolom['Begroting', 'dekking']}=$B{rij})"
    )
    for k, jaar in enumerate(jaren, start=3):
        formule = f"=SUMPRODUCT({in_begroting},{invoer.kolom['Begroting', str(jaar)]})"
        if uren is not None:
            soorten, posten = (invoer.kolom["Capaciteit", naam] for naam in ("kostensoort", "post"))
            in_uren = f"({soorten}={soort_cel})*({posten}=$A{rij})"
            # Hours belong to the post as the participants pay it.
            formule += f"+($B{rij}={deelnemers_cel})*SUMPRODUCT({in_uren},{uren.bedrag[jaar]})"
        rol = " let op" if jaar in afgeleid else ""
        ref = blad.zet(rij, k, formule, post.bedragen.get(jaar, NUL), f"VW {vorm}{rol or ' post'}")
        boek.plaatsen[Plaats("begroting", soort, None, post.naam, str(jaar))] = ref
    blad.schrijf(rij, 3 + len(jaren), _let_op(afgeleid, jaren), "VW Let op" if afgeleid else "VW tekst")


def _afgeleide_jaren(uitkomst: Uitkomst, begroting: Begroting, post: Post) -> set[int]:
    """The years in which an amount of this post was derived: a line of the budget, hours, or their rate."""
    jaren = {
        jaar
        for regel in uitkomst.gegevens.begroting
        if regel.afgeleid
        and (regel.kostensoort, regel.post) == (begroting.kostensoort, post.naam)
        and (regel.dekking == post.dekking or (not post.dekking and regel.dekking == DEELNEMERS))
        for jaar in regel.bedragen
    }
    if not post.dekking:
        uren = [u for u in begroting.uren if u.regel.post == post.naam]
        jaren |= {u.jaar for u in uren if u.regel.afgeleid or u.tarief.afgeleid}
    return jaren


def _let_op(afgeleid: Collection[int], jaren: Sequence[int]) -> str:
    """The word beside the row, with the years where it is not all of them."""
    if not afgeleid:
        return ""
    welke = sorted(afgeleid)
    if set(jaren) <= set(welke):
        return AFGELEID
    aaneen = len(welke) > 1 and welke == list(range(welke[0], welke[-1] + 1))
    return f"{AFGELEID} {f'{welke[0]}–{welke[-1]}' if aaneen else ', '.join(str(jaar) for jaar in welke)}"


def afgeleidzin(tekst: str) -> str:
    """A note on what was derived: begins with that word, once."""
    kaal = tekst.removeprefix("Afgeleid: ")
    slot = "" if kaal.endswith((".", "!", "?")) else "."
    return f"{kaal}{slot}" if kaal.startswith("Afgeleid") else f"Afgeleid: {kaal[:1].lower()}{kaal[1:]}{slot}"


def _noten_begroting(begroting: Begroting) -> list[str]:
    per_tekst: dict[str, list[str]] = {}
    for post in begroting.posten:
        for tekst in post.afgeleid:
            per_tekst.setdefault(tekst, []).append(post.naam)
    noten = [f"{opsomming(namen)}. {afgeleidzin(tekst)}" for tekst, namen in per_tekst.items()]
    bronnen = list(dict.fromkeys(b for post in begroting.posten for b in post.bronnen))
    weg = niet_verdeeld(begroting, begroting.jaren)
    return [*weg, *noten, *([f"Bron: {'; '.join(bronnen)}."] if bronnen else [])]


def _formatie(boek: Boek, blad: Blad, uitkomst: Uitkomst, uren: Urenplaatsen, rij: int, laatste: int) -> int:
    """The build-up of staff: it explains the budget and is no part of it."""
    jaren = uitkomst.gegevens.plan.jaren
    blad.tussenkop(rij, laatste, "Opbouw van de formatie (onderbouwing; telt niet nog eens mee)")
    blad.koppen(rij + 1, ("Onderdeel en functie", "Dekking", *jaren, "Let op"), rechts=range(3, laatste))
    eerste = r = rij + 2
    kosten = {(id(k.regel), k.jaar): k for k in uitkomst.formatie}
    vorm = geldvorm([k.bedrag for k in uitkomst.formatie])
    for n, regel in enumerate(uitkomst.gegevens.formatie):
        afgeleid = bool(regel.afgeleid) or any(k.tarief.afgeleid for k in uitkomst.formatie if k.regel is regel)
        schaal = f" (schaal {regel.schaal})" if regel.schaal else ""
        blad.schrijf(r, 1, f"{regel.onderdeel}: {regel.functie}{schaal}", "VW Tekst lang")
        blad.schrijf(r, 2, regel.dekking, "VW tekst")
        for k, jaar in enumerate(jaren, start=3):
            gevonden: Formatiekosten | None = kosten.get((id(regel), jaar))
            bedrag = gevonden.bedrag if gevonden else NUL
            ref = blad.zet(r, k, f"={uren.formatie[n, jaar]}", bedrag, f"VW {vorm} post")
            rijnaam = f"{regel.onderdeel}: {regel.functie}"
            boek.plaatsen[Plaats("formatie", regel.kostensoort, jaar, rijnaam, "bedrag")] = ref
        blad.schrijf(r, laatste, AFGELEID if afgeleid else "", "VW Let op" if afgeleid else "VW tekst")
        blad.hoogte(r, 28 if len(regel.onderdeel) + len(regel.functie) + len(schaal) > 38 else 15)
        r += 1
    blad.tabel("Formatie", rij + 1, r - 1, laatste)
    for dekking in dict.fromkeys(regel.dekking for regel in uitkomst.gegevens.formatie):
        blad.kleur(r, 1, laatste, "VW tekst totaal")
        blad.schrijf(r, 1, "Samen")
        blad.schrijf(r, 2, dekking)
        for k, jaar in enumerate(jaren, start=3):
            dekkingen = kolombereik(eerste, eerste + len(uitkomst.gegevens.formatie) - 1, 2, vast_kolom=True)
            bedragen = kolombereik(eerste, eerste + len(uitkomst.gegevens.formatie) - 1, k)
            som = sum((f.bedrag for f in uitkomst.formatie if f.jaar == jaar and f.regel.dekking == dekking), NUL)
            blad.zet(r, k, f"=SUMPRODUCT(1*({dekkingen}=$B{r}),{bedragen})", som, f"VW {vorm} totaal")
        r += 1
    noten = [afgeleidzin(tekst) for tekst in dict.fromkeys(_afgeleid_formatie(uitkomst))]
    bronnen = list(dict.fromkeys(regel.bron for regel in uitkomst.gegevens.formatie if regel.bron))
    return blad.noten(r + 1, laatste, [*noten, *([f"Bron: {'; '.join(bronnen)}."] if bronnen else [])])


def _afgeleid_formatie(uitkomst: Uitkomst) -> list[str]:
    teksten = [t for k in uitkomst.formatie for t in (k.regel.afgeleid, k.tarief.afgeleid)]
    return [tekst for tekst in teksten if tekst]
