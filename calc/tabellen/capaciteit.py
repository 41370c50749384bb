"""Hours of one year: per task and function as a list and as a cross, and by the post of the budget."""

from __future__ import annotations

from collections.abc import Sequence

from calc.begroting import Uren
from calc.model.model import Tabelsoort
from calc.model.plan import Plan
from calc.model.tabel import TOTAAL, Kolom, Rij, Tabel
from calc.model.uitdrukking import Tabelnaam, Term, cel, kol, som, som_waar
from calc.notatie import euro, kort, opsomming, uniek, woordvorm
from calc.noten import bronnen
from calc.tabel import CENT, EURO, Rijsoort, Soort
from calc.tabellen.begroting import UUR, sleutels, tarief
from calc.tabellen.invoer import invoer
from calc.uitlegvorm import afgeleidzin


def _alle_uren(plan: Plan, naam: Tabelnaam) -> list[Uren]:
    return [uren for uren in plan.uitkomst.begrotingen[naam.kostensoort].uren if uren.jaar == naam.jaar]


def _inzet(plan: Plan, naam: Tabelnaam) -> list[Uren]:
    """Those of Capaciteit, per task."""
    return [uren for uren in _alle_uren(plan, naam) if uren.regel.blad == "Capaciteit"]


def _totaal(kolom: str, **eigen: Term) -> Rij:
    return Rij(TOTAAL, {kolom: TOTAAL, **eigen}, soort=Rijsoort.TOTAAL)


def capaciteit(plan: Plan, naam: Tabelnaam) -> Tabel | None:
    """Hours per task and function, with rate and cost."""
    soort, jaar, regels = naam.kostensoort, naam.jaar, plan.uitkomst.gegevens.capaciteit
    inzet, bron = _inzet(plan, naam), plan.tabel(invoer("Capaciteit"))
    eigen = [n for n, regel in enumerate(regels) if regel.kostensoort == soort and jaar in regel.uren]
    if not eigen:
        return None
    bedrag = kol("uren") * kol("tarief")
    kolommen = (
        *map(Kolom, ("taak", "functie")),
        Kolom("uren", "Uren", Soort.UREN),
        Kolom("tarief", "Uurtarief", *CENT, tarief(plan, jaar, "functie", UUR), None),
        Kolom("bedrag", "Bedrag", Soort.GELD, plan.decimalen(soort, jaar), bedrag),
    )
    namen = sleutels(f"{regels[n].taak}: {regels[n].functie}" for n in eigen)
    rijen = []
    for n, sleutel in zip(eigen, namen, strict=True):
        teksten = {"taak": regels[n].taak, "functie": regels[n].functie}
        rijen.append(Rij(sleutel, {**teksten, "uren": cel(bron, str(n), str(jaar))}))
    onder = (_totaal("taak", functie=""),)
    return Tabel(naam, f"Capaciteit {soort} {jaar}", kolommen, tuple(rijen), onder, True, noten=_noten(inzet))


def _noten(inzet: Sequence[Uren]) -> tuple[str, ...]:
    per_functie: dict[str, list[Uren]] = {}
    for een in inzet:
        per_functie.setdefault(een.regel.functie, []).append(een)
    samen = [f"{functie} {kort(sum(u.uren for u in eigen))}" for functie, eigen in per_functie.items()]
    tarieven = [
        f"{functie} {euro(eigen[0].tarief.bedrag)} (vanaf {eigen[0].tarief.vanaf})"
        for functie, eigen in per_functie.items()
    ]
    return (
        f"Uren per functie: {opsomming(samen)}.",
        f"Uurtarief: {opsomming(tarieven)}.",
        *map(afgeleidzin, uniek(t for u in inzet for t in (u.regel.afgeleid, u.tarief.afgeleid))),
        *bronnen(b for u in inzet for b in (u.regel.bron, u.tarief.bron)),
    )


def taken(plan: Plan, naam: Tabelnaam) -> Tabel | None:
    """The same hours with a column per function, as they are published."""
    soort, jaar, inzet = naam.kostensoort, str(naam.jaar), _inzet(plan, naam)
    if not inzet:
        return None
    bron, tarieven = plan.tabel(invoer("Capaciteit")), plan.tabel("tarieven")
    functies = list(dict.fromkeys(een.regel.functie for een in inzet))
    kolom_van = dict(zip(functies, sleutels(f"uren_{woordvorm(f)}" for f in functies), strict=True))
    per_uur = {functie: cel(tarieven, f"{functie}|{UUR}", f"tarief_{jaar}") for functie in functies}
    kolommen = [Kolom("taak")]
    for functie, kolom in kolom_van.items():
        waar: dict[str, Term] = {"kostensoort": soort, "taak": kol("taak"), "functie": functie}
        kolommen.append(Kolom(kolom, functie, Soort.UREN, 0, som_waar(bron, jaar, waar)))
    bedrag = som(kol(kolom) * per_uur[functie] for functie, kolom in kolom_van.items())
    kolommen.append(Kolom("uren", "Uren", Soort.UREN, 0, som(kol(kolom) for kolom in kolom_van.values())))
    kolommen.append(Kolom("bedrag", "Bedrag", *EURO, bedrag))
    rijen = tuple(Rij(taak, {"taak": taak}) for taak in dict.fromkeys(een.regel.taak for een in inzet))
    tarief = {kolom: per_uur[functie] for functie, kolom in kolom_van.items()}
    uurtarief = Rij("tarief", {"taak": "Tarief per uur", **tarief}, None, Rijsoort.EXTRA, CENT, True)
    titel = f"Uren per taak {soort} {jaar}"
    return Tabel(naam, titel, tuple(kolommen), rijen, (_totaal("taak"), uurtarief), True)


def uren_per_post(plan: Plan, naam: Tabelnaam) -> Tabel | None:
    """The same hours by the post that they are booked on."""
    soort, jaar, inzet = naam.kostensoort, naam.jaar, _alle_uren(plan, naam)
    if not inzet:
        return None
    waar: dict[str, Term] = {"kostensoort": soort, "post": kol("post")}
    uren, bedrag = (som_waar(plan.tabel("uren"), f"{wat}_{jaar}", waar) for wat in ("uren", "bedrag"))
    kolommen = (
        Kolom("post"),
        Kolom("uren", "Uren", Soort.UREN, 0, uren),
        Kolom("bedrag", "Bedrag", *EURO, bedrag),
    )
    rijen = tuple(Rij(post, {"post": post}) for post in dict.fromkeys(een.regel.post for een in inzet))
    titel = f"Uren per post van de begroting {soort} {jaar}"
    return Tabel(naam, titel, kolommen, rijen, (_totaal("post"),), True)


TAKEN = Tabelsoort(
    "taken", taken, 20, per_kostensoort=True, per_jaar=True, zichtbaar=False,
    blad="Capaciteit", inhoud="de uren per taak",
)  # fmt: skip
UREN_PER_POST = Tabelsoort(
    "uren_per_post", uren_per_post, 21, per_kostensoort=True, per_jaar=True, zichtbaar=False, blad="Capaciteit"
)
CAPACITEIT = Tabelsoort(
    "capaciteit", capaciteit, 20, per_kostensoort=True, per_jaar=True, blad="Rekenblad uren",
    komt_uit="blad Capaciteit",
)  # fmt: skip
