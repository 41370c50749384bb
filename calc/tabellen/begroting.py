"""Hours by their rate and lines of the input, per post and year: what the participants pay together.

Source: § 7.1.2 (hours × rate), § 7.2.4 (lines), § 7.2.2 (funded otherwise), § 7.2.1 to 7.2.3 (formatie).
"""

from __future__ import annotations

from collections.abc import Iterable

from calc.begroting import Begroting, Formatiekosten, Post
from calc.model.model import Tabelsoort
from calc.model.plan import Plan
from calc.model.tabel import TOTAAL, Kolom, Rij, Tabel, Uitgesteld
from calc.model.uitdrukking import (
    Bereik,
    Cel,
    Gezocht,
    Tabelnaam,
    Term,
    Zuiver,
    als,
    cel,
    gelijk,
    grootste_tot,
    is_leeg,
    kol,
    rij,
    som,
    som_waar,
)
from calc.notatie import opsomming, uniek
from calc.noten import afgeleide_posten, bronnen, niet_verdeeld
from calc.plafond import plafondzinnen
from calc.tabel import CENT, EURO, Rijsoort, Soort
from calc.tabellen import waarden_van
from calc.tabellen.invoer import invoer, zoeknaam
from calc.tabellen.verdeling import GEVRAAGD
from calc.uitlegvorm import afgeleidzin
from schemas.dekkingcontrole import DEELNEMERS
from schemas.gegevens import Formatieregel, Gegevens

UUR, FTE = "uur", "fte"


def sleutels(namen: Iterable[str]) -> list[str]:
    """A key per row: its name, with a number where another has that name already."""
    gehad: dict[str, int] = {}
    uit = []
    for naam in namen:
        gehad[naam] = gehad.get(naam, 0) + 1
        uit.append(naam if gehad[naam] == 1 else f"{naam} ({gehad[naam]})")
    return uit


def tarieven(plan: Plan, naam: Tabelnaam) -> Tabel | None:
    """The rate in force per function or schaal and year: the newest that is not after the year."""
    gegevens, bron = plan.uitkomst.gegevens, plan.tabel(invoer("Tarieven"))
    nodig = [(r.functie, "", UUR) for r in gegevens.urenregels] + [
        (r.functie, r.schaal, FTE) for r in gegevens.formatie
    ]

    def van(jaar: int, waar: dict[str, Term]) -> dict[str, Gezocht]:
        tarief = som_waar(bron, "tarief", {**waar, "vanaf": kol(f"vanaf_{jaar}")})
        return {f"vanaf_{jaar}": grootste_tot(bron, "vanaf", waar, rij("jaar")), f"tarief_{jaar}": tarief}

    op_functie: dict[str, Term] = {"functie": kol("naam"), "eenheid": kol("eenheid")}
    op_schaal: dict[str, Term] = {"functie": "", "schaal": kol("schaal"), "eenheid": kol("eenheid")}
    rijen = []
    for functie, schaal, eenheid in dict.fromkeys((f if not s else "", s, e) for f, s, e in nodig):
        genoemd = zoeknaam(functie, schaal)
        cellen: dict[str, Term] = {"naam": genoemd, "schaal": schaal, "eenheid": eenheid}
        for jaar in plan.jaren if schaal else ():
            cellen |= van(jaar, op_schaal)
        rijen.append(Rij(f"{genoemd}|{eenheid}", cellen))
    kolommen = [*map(Kolom, ("naam", "schaal", "eenheid"))]
    for jaar in plan.jaren:
        vanaf, tarief = van(jaar, op_functie).values()
        hoe = f"Voor {jaar} geldt het laatste tarief dat niet na {jaar} ingaat."
        kolommen.append(Kolom(f"vanaf_{jaar}", f"Vanaf, geldig in {jaar}", Soort.MAATSTAF, 0, vanaf))
        kolommen.append(Kolom(f"tarief_{jaar}", f"Tarief {jaar}", *CENT, tarief, uitleg=hoe))
    if not rijen:
        return None
    # The years stand in cells, so that no number hides in a formula.
    jaren: dict[str, Term] = {f"vanaf_{jaar}": jaar for jaar in plan.jaren}
    onder = (Rij("jaar", {"naam": "Jaar", **jaren}, soort=Rijsoort.EXTRA, stap=True),)
    return Tabel(naam, "Tarief dat in een jaar geldt", tuple(kolommen), tuple(rijen), onder, noemt=("naam",))


def tarief(plan: Plan, jaar: int, naam: str, eenheid: str) -> Gezocht:
    """That of the function or schaal in a column."""
    return som_waar(plan.tabel("tarieven"), f"tarief_{jaar}", {"naam": kol(naam), "eenheid": eenheid})


def uren(plan: Plan, naam: Tabelnaam) -> Tabel | None:
    """Per post and function the hours × the rate. Hours belong to the post as the participants pay it."""
    teksten, gegevens = ("kostensoort", "post", "functie"), plan.uitkomst.gegevens
    kolommen = [*map(Kolom, (*teksten, "dekking"))]

    def gewerkt(blad: str, jaar: str) -> Gezocht:
        return som_waar(plan.tabel(invoer(blad)), jaar, {tekst: kol(tekst) for tekst in teksten}, leeg=True)

    for jaar in map(str, plan.jaren):
        per_uur = tarief(plan, int(jaar), "functie", UUR)
        bedrag = als(is_leeg(kol(f"uren_{jaar}")), None, kol(f"uren_{jaar}") * kol(f"tarief_{jaar}"))
        kolommen += [
            Kolom(f"uren_{jaar}", f"Uren {jaar}", Soort.UREN, 0, gewerkt("Capaciteit", jaar)),
            Kolom(f"tarief_{jaar}", f"Tarief {jaar}", *CENT, per_uur),
            Kolom(f"bedrag_{jaar}", f"Bedrag {jaar}", *EURO, bedrag),
        ]
    rijen: dict[str, Rij] = {}
    for regel in gegevens.urenregels:
        cellen: dict[str, Term] = {tekst: getattr(regel, tekst) for tekst in teksten}
        if regel.blad == "Inzet":
            cellen |= {f"uren_{jaar}": gewerkt("Inzet", str(jaar)) for jaar in plan.jaren}
        sleutel = "|".join((regel.kostensoort, regel.post, regel.functie))
        rijen[sleutel] = Rij(sleutel, {**cellen, "dekking": DEELNEMERS})
    if not rijen:
        return None
    return Tabel(naam, "Uren maal tarief", tuple(kolommen), tuple(rijen.values()), noemt=("post", "functie"))


def begroting(plan: Plan, naam: Tabelnaam) -> Tabel:
    """Per post what its lines and hours cost; what is funded otherwise comes off again below the posts."""
    soort, jaren = naam.kostensoort, [str(jaar) for jaar in plan.jaren]
    bron = plan.uitkomst.begrotingen[soort]
    kolommen = [Kolom("post"), Kolom("dekking", "Dekking", stap=True)]
    kolommen += _bedragen(plan, bron, kol("dekking"))
    rijen = [
        Rij(sleutel, {"post": p.naam, "dekking": p.dekking or DEELNEMERS, **_uitgetreden(plan, soort, p)})
        for sleutel, p in postrijen(bron)
    ]
    anders = {jaar: som_waar(None, jaar, {"dekking": kol("dekking")}) for jaar in jaren}
    af = {jaar: als(gelijk(Zuiver(bedrag), 0), None, -bedrag) for jaar, bedrag in anders.items()}
    minder = [
        Rij(afrij(dekking), {"post": afrij(dekking), "dekking": dekking, **af}, soort=Rijsoort.EXTRA)
        for dekking in dict.fromkeys(post.dekking for post in bron.posten if post.dekking)
    ]
    samen = som((Bereik(), *(rij(regel.sleutel) for regel in minder)))
    totaal = Rij(TOTAAL, {"post": TOTAAL}, samen, Rijsoort.TOTAAL)
    titel, noten = f"Begroting {soort} {jaren[0]}–{jaren[-1]}", Uitgesteld(lambda: _noten(plan, bron))
    return Tabel(naam, titel, tuple(kolommen), tuple(rijen), (*minder, totaal), True, noemt=("post",), noten=noten)


def posten(plan: Plan, naam: Tabelnaam) -> Tabel:
    """The posts that the participants pay, as each of them reads it: their rows and total are those of begroting."""
    soort = naam.kostensoort
    bron, label = plan.uitkomst.begrotingen[soort], plan.regio.kostensoort(soort).label
    eigen = [(sleutel, post) for sleutel, post in postrijen(bron) if not post.dekking]
    rijen = tuple(Rij(sleutel, {"post": post.naam, **_uitgetreden(plan, soort, post)}) for sleutel, post in eigen)
    volgt = _volgt(plan, soort)
    samen = Rij(TOTAAL, {"post": "Begroot" if volgt == plan.jaren else GEVRAAGD}, soort=Rijsoort.TOTAAL)
    noten = (
        *([_samen(plan, soort)] if volgt else ()),
        *niet_verdeeld(bron, bron.jaren),
        *(f"Afgeleid: {tekst}" for tekst in afgeleide_posten(bron)),
        *bronnen(tekst for _, post in eigen for tekst in post.bronnen),
    )
    kolommen = (Kolom("post"), *_bedragen(plan, bron, DEELNEMERS))
    return Tabel(naam, label, kolommen, rijen, (samen,), True, noemt=("post",), noten=noten)


def _bedragen(plan: Plan, bron: Begroting, dekking: Term) -> list[Kolom]:
    """Per year what lines and hours make of a post with this dekking."""
    soort, gegevens, kolommen = bron.kostensoort, plan.uitkomst.gegevens, []
    waar: dict[str, Term] = {"kostensoort": soort, "post": kol("post"), "dekking": dekking}
    bronnen_van = [(plan.tabel("uren"), "bedrag_")] if gegevens.capaciteit or gegevens.inzet else []
    bronnen_van += [(plan.tabel(invoer("Begroting")), "")] if gegevens.begroting else []
    for jaar in plan.jaren:
        delen = [som_waar(tabel, f"{voor}{jaar}", waar, leeg=True) for tabel, voor in bronnen_van]
        if jaar > plan.basisjaar:
            delen += _geindexeerd(plan, bron, jaar, dekking)
        vorm = Soort.GELD, plan.decimalen(soort, plan.jaar)
        kolommen.append(Kolom(str(jaar), str(jaar), *vorm, som(delen, leeg=True)))
    return kolommen


def _uitgetreden(plan: Plan, soort: str, post: Post) -> dict[str, Term]:
    """What who left pays comes off the costs."""
    if not post.van:
        return {}
    bron = plan.tabel("uittreding", soort)
    return {str(jaar): -cel(bron, post.van, str(jaar)) if jaar in post.jaren else None for jaar in plan.jaren}


def _geindexeerd(plan: Plan, begroting: Begroting, jaar: int, dekking: Term) -> list[Gezocht]:
    """What posts that follow an index come to, and what was settled of one."""
    waar: dict[str, Term] = {"regel": kol("post"), "dekking": dekking, "jaar": jaar}
    bronnen_van = {"indexering": "bedrag_na"} if any(lijn.regel.index for lijn in begroting.lijnen) else {}
    if any(post.correctie for post in begroting.posten):
        bronnen_van["indexcorrecties"] = "bedrag"
    soort = begroting.kostensoort
    return [som_waar(plan.tabel(naam, soort), kolom, waar, leeg=True) for naam, kolom in bronnen_van.items()]


def postrijen(begroting: Begroting) -> list[tuple[str, Post]]:
    """The posts, each with its row of the table; those of the participants first."""
    posten = sorted(begroting.posten, key=lambda post: bool(post.dekking))
    return list(zip(sleutels(post.naam for post in posten), posten, strict=True))


def afrij(dekking: str) -> str:
    """The row with all that another source of funding pays."""
    return f"Af: {dekking}"


def _volgt(plan: Plan, soort: str) -> tuple[int, ...]:
    """The years in which what the participants pay together follows from the parts of their contributions."""
    opbouwen = {jaar: plan.regio.opbouw(soort, jaar) for jaar in plan.jaren}
    return tuple(jaar for jaar, opbouw in opbouwen.items() if opbouw is not None and opbouw.rest is None)


def _samen(plan: Plan, soort: str) -> str:
    """What the total is to the participants."""
    volgt = _volgt(plan, soort)
    if volgt == plan.jaren:
        return "Totaal is wat is begroot. Wat de deelnemers samen betalen, volgt uit hun bijdragen."
    wanneer = f" In {opsomming([*map(str, volgt)])} volgt dat uit hun bijdragen." if volgt else ""
    return f"Totaal is het te verdelen bedrag: wat de deelnemers samen betalen.{wanneer}"


def _noten(plan: Plan, bron: Begroting) -> tuple[str, ...]:
    return (
        _samen(plan, bron.kostensoort),
        *niet_verdeeld(bron, bron.jaren),
        *(f"Let op: {zin}." for zin in plafondzinnen(waarden_van(plan.uitkomst), bron.kostensoort)),
        *map(afgeleidzin, uniek(tekst for post in bron.posten for tekst in post.afgeleid)),
        *bronnen(tekst for post in bron.posten for tekst in post.bronnen),
    )


def formatie(plan: Plan, naam: Tabelnaam) -> Tabel | None:
    """The build-up of staff, fte × rate: it explains the budget and is no part of it."""
    regels = _formatierijen(plan.uitkomst.gegevens, naam.kostensoort)
    if not regels:
        return None
    bron, jaren = plan.tabel(invoer("Formatie")), [str(jaar) for jaar in plan.jaren]
    kolommen = [
        *map(Kolom, ("functie", "dekking")),
        Kolom("tarief", "Tarief van"),
        *(Kolom(jaar, jaar, Soort.GELD) for jaar in jaren),
    ]
    rijen = []
    for sleutel, (nummer, regel) in regels.items():
        teksten = {
            "functie": f"{regel.onderdeel}: {regel.functie}", "dekking": regel.dekking,
            "tarief": zoeknaam(regel.functie, regel.schaal),
        }  # fmt: skip
        kosten = {jaar: cel(bron, nummer, jaar) * tarief(plan, int(jaar), "tarief", FTE) for jaar in jaren}
        rijen.append(Rij(sleutel, {**teksten, **kosten}))
    alle = {jaar: som_waar(None, jaar, {"dekking": kol("dekking")}) for jaar in jaren}
    samen = [
        Rij(f"Samen: {d}", {"functie": "Samen", "dekking": d, **alle}, soort=Rijsoort.TOTAAL)
        for d in dict.fromkeys(regel.dekking for _, regel in regels.values())
    ]
    gerekend = [k for k in plan.uitkomst.formatie if k.regel.kostensoort == naam.kostensoort]
    noten = map(afgeleidzin, uniek(t for k in gerekend for t in (k.regel.afgeleid, k.tarief.afgeleid)))
    uit = bronnen(t for k in gerekend for t in (k.regel.bron, k.tarief.bron))
    titel = f"Opbouw van de formatie {naam.kostensoort} (onderbouwing; telt niet nog eens mee)"
    return Tabel(naam, titel, tuple(kolommen), tuple(rijen), tuple(samen), True, ("functie",), (*noten, *uit))


def _formatierijen(gegevens: Gegevens, kostensoort: str) -> dict[str, tuple[str, Formatieregel]]:
    """By its row of the table each line of a kostensoort, with its number in the input."""
    eigen = [(str(n), regel) for n, regel in enumerate(gegevens.formatie) if regel.kostensoort == kostensoort]
    return dict(zip(sleutels(f"{regel.onderdeel}: {regel.functie}" for _, regel in eigen), eigen, strict=True))


def formatiecellen(gegevens: Gegevens, kosten: Formatiekosten) -> tuple[Cel, Cel]:
    """Of a line of formatie in its year the fte, and what that costs."""
    soort, jaar = kosten.regel.kostensoort, str(kosten.jaar)
    rijen = _formatierijen(gegevens, soort)
    sleutel, nummer = next((sleutel, n) for sleutel, (n, regel) in rijen.items() if regel is kosten.regel)
    return cel(Tabelnaam(invoer("Formatie")), nummer, jaar), cel(Tabelnaam("formatie", soort), sleutel, jaar)


BEGROTING = Tabelsoort("begroting", begroting, 30, per_kostensoort=True, blad="Begroting", inhoud="de kosten per post")
POSTEN = Tabelsoort("posten", posten, 30, per_kostensoort=True, zichtbaar=False, heet="begroting")
FORMATIE = Tabelsoort("formatie", formatie, 31, per_kostensoort=True, zichtbaar=False, blad="Begroting")
TARIEVEN = Tabelsoort("tarieven", tarieven, 10, zichtbaar=False, blad="Rekenblad uren", bijlage=True)
UREN = Tabelsoort(
    "uren", uren, 22, zichtbaar=False, blad="Uren maal tarief", bijlage=True, inhoud="wat uren per post en jaar kosten"
)
