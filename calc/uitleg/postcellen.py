"""Cells of capaciteit and begroting: hours, rates, posts and what is funded otherwise."""

from __future__ import annotations

from fractions import Fraction

from calc.afronding import DECIMALEN
from calc.begroting import Post
from calc.tabel import Rijsoort
from calc.uitleg.cel import Cel
from calc.uitleg.kosten import postinvoer, posttermen, postzinnen, stap_te_verdelen
from calc.uitlegvorm import NUL, Stap, Uitleg, bedrag, breuk, herkomst, som, vol


def leg_capaciteit_uit(cel: Cel) -> Uitleg:
    """Hours and rates are inputs, an amount is their product."""
    jaar = cel.tabel.jaar
    inzet = [uren for uren in cel.uitkomst.begrotingen[cel.kostensoort].uren if uren.jaar == jaar]
    if cel.rij.soort is Rijsoort.TOTAAL:
        return _capaciteittotaal(cel)
    uren = inzet[cel.nummer]
    regel, tarief = uren.regel, uren.tarief
    uurzin = f"{regel.taak}, {regel.functie}, {jaar}: {vol(uren.uren)} uren{herkomst('Capaciteit', regel)}"
    per_uur = bedrag(Fraction(tarief.bedrag), 2)
    tariefzin = f"Tarief van {regel.functie} vanaf {tarief.vanaf}: {per_uur} per uur{herkomst('Tarieven', tarief)}"
    if cel.kolom.naam == "uren":
        return cel.uitleg(uurzin)
    if cel.kolom.naam == "tarief":
        later = f"Voor {jaar} geldt het laatste tarief dat niet na {jaar} ingaat."
        return cel.uitleg(tariefzin, (Stap("Het tarief", (tariefzin, later)),))
    kern = f"{vol(uren.uren)} uren × {per_uur} = {bedrag(uren.bedrag, cel.kolom.decimalen)}."
    return cel.uitleg(kern, (Stap("Uren maal tarief", (kern,), (uurzin, tariefzin)),))


def _capaciteittotaal(cel: Cel) -> Uitleg:
    if cel.waarde is None:
        return cel.uitleg("Deze cel is leeg: tarieven worden niet opgeteld.")
    rijen = [rij for rij in cel.tabel.rijen if rij.soort is not Rijsoort.TOTAAL]
    waarden = [w for w in (breuk(waarde) for waarde in cel.tabel.kolom(cel.kolom.naam)[: len(rijen)]) if w is not None]
    totaal = sum(waarden, NUL)
    if cel.kolom.naam == "uren":
        kern = f"{' + '.join(vol(w) for w in waarden)} = {vol(totaal)}."
    else:
        kern = f"{som(waarden, cel.kolom.decimalen)} = {bedrag(totaal, cel.kolom.decimalen)}."
    invoer = tuple(
        f"{taak}, {functie}: {vol(breuk(uren) or NUL)} uren × {bedrag(breuk(tarief) or NUL, 2)}."
        for taak, functie, uren, tarief, _ in (rij.waarden for rij in rijen)
    )
    return cel.uitleg(kern, (Stap("De som van de rijen", (kern,), invoer),))


def leg_begroting_uit(cel: Cel) -> Uitleg:
    """A post, what comes off because it is funded otherwise, or the te verdelen bedrag."""
    begroting = cel.uitkomst.begrotingen[cel.kostensoort]
    jaar = int(cel.kolom.naam)
    eigen = [post for post in begroting.posten if not post.dekking]
    anders = [post for post in begroting.posten if post.dekking]
    if cel.nummer < len(eigen) + len(anders):
        return _post(cel, [*eigen, *anders][cel.nummer], jaar)
    if cel.rij.soort is Rijsoort.TOTAAL:
        stap = stap_te_verdelen(cel.uitkomst, cel.kostensoort, jaar)
        kern = next(zin for zin in reversed(stap.zinnen) if zin.startswith("Te verdelen"))
        return cel.uitleg(kern, (stap,))
    dekking = list(begroting.anders_gedekt)[cel.nummer - len(eigen) - len(anders)]
    return _af(cel, dekking, [post for post in anders if post.dekking == dekking and jaar in post.bedragen], jaar)


def _post(cel: Cel, post: Post, jaar: int) -> Uitleg:
    if cel.waarde is None:
        return cel.uitleg(f"Deze cel is leeg: in {jaar} heeft deze post geen uren en geen bedrag in de invoer.")
    decimalen = cel.kolom.decimalen
    termen = posttermen(cel.uitkomst, cel.uitkomst.begrotingen[cel.kostensoort], post, jaar)
    zinnen = postzinnen(post.naam, termen, decimalen)
    invoer = tuple(postinvoer(termen, decimalen))
    regels = [f"Dit wordt betaald uit {post.dekking} en niet verdeeld."] if post.dekking else []
    stap = Stap("Waar het bedrag uit bestaat", (*zinnen, *regels), invoer)
    # A single line of the budget is no sum: then the input itself is what there is to say.
    if not termen.uren and len(termen.regels) == 1:
        return cel.uitleg(invoer[0], (stap,))
    if len(termen.regels) + len(termen.per_tarief) > 1:
        return cel.uitleg(zinnen[-1], (stap,))
    return cel.uitleg(zinnen[0], (stap,))


def _af(cel: Cel, dekking: str, posten: list[Post], jaar: int) -> Uitleg:
    if cel.waarde is None:
        return cel.uitleg(f"Deze cel is leeg: in {jaar} wordt niets uit {dekking} betaald.")
    decimalen = DECIMALEN[cel.uitkomst.gegevens.regio.eenheid(cel.kostensoort, cel.uitkomst.gegevens.plan.jaar)]
    bedragen = [post.bedragen[jaar] for post in posten]
    samen = sum(bedragen, NUL)
    kern = f"-1 × {bedrag(samen, decimalen)} = {bedrag(-samen, decimalen)}."
    zinnen = [f"Wat uit {dekking} wordt betaald, gaat van de posten af: zo blijft over wat de gemeenten samen betalen."]
    if len(posten) > 1:
        zinnen.append(f"{som(bedragen, decimalen)} = {bedrag(samen, decimalen)}.")
    begroting = cel.uitkomst.begrotingen[cel.kostensoort]
    invoer = [zin for post in posten for zin in postinvoer(posttermen(cel.uitkomst, begroting, post, jaar), decimalen)]
    return cel.uitleg(kern, (Stap("Wat van de posten af gaat", (*zinnen, kern), tuple(invoer)),))
