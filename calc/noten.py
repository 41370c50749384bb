"""What must stand under a table: te verdelen, the rule, what is provisional or derived, and the sources. Dutch
sentences."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Final

from calc.afronding import DECIMALEN, WAARIN, sluitregelzin
from calc.begroting import Begroting
from calc.model.waarden import Waarden
from calc.notatie import bronnen_in, opsomming, per_jaar, procent, uniek
from calc.opbouwwoorden import grens_in_woorden, potwoorden, wijze
from calc.plafond import plafondzinnen
from calc.standen import zinnen_over_cijfers
from calc.uitlegvorm import afgeleidzin, bedrag
from calc.verdeling import Jaarverdeling
from calc.verouderd import alleen_nullen
from schemas.geldend import Regio

ZONDER_POT: Final = "Elk bedrag is apart afgerond, want niets is een deel van een pot. Bedragen zijn"


def sluitregel_in_woorden(bron: Jaarverdeling) -> str:
    """One sentence on rule and unit: they are part of the regulation and stand under every table."""
    if bron.sluitregel is None:
        return "Vastgesteld: deze bedragen zijn eerder besloten en niet opnieuw berekend."
    if bron.opbouw is not None and not bron.opbouw.potten and not bron.begrensd:
        return f"{ZONDER_POT} in {WAARIN[bron.eenheid]}."
    return sluitregelzin(bron.sluitregel, bron.eenheid)


def noten_verdeling(waarden: Waarden, bron: Jaarverdeling) -> tuple[str, ...]:
    """Under the table of one kostensoort and year."""
    uitkomst = waarden.model.plannen[""].uitkomst
    regio, gegevens = uitkomst.gegevens.regio, uitkomst.gegevens
    noten = [
        te_verdelen_en_verdeeld(bron),
        *niet_verdeeld(uitkomst.begrotingen[bron.kostensoort], [bron.jaar]),
        *(f"Let op: {z}." for z in plafondzinnen(waarden, bron.kostensoort, bron.jaar)),
        sluitregel_in_woorden(bron),
    ]
    if per_subregio := subtotalen(bron, regio):
        decimalen = DECIMALEN[bron.eenheid]
        stukken = [f"{naam or 'overige'} {bedrag(eigen, decimalen)}" for naam, eigen in per_subregio.items()]
        noten.append(f"Per subregio: {opsomming(stukken)}.")
    if bron.opbouw is None:
        return (*noten, *bronnen(bron.bronnen))
    noten.append(regelzin(regio, bron))
    noten += grenszinnen(regio, bron)
    if bron.jaar > gegevens.plan.jaar:
        noten.append(f"Raming: {bron.jaar} is een later jaar van het plan van {gegevens.plan.jaar}.")
    noten += [f"Let op: {zin}" for zin in alleen_nullen(gegevens, bron.kostensoort, bron.jaar)]
    noten += zinnen_over_cijfers(gegevens, bron)
    definities = [d for d in gegevens.definities if (d.maatstaf, d.peiljaar) in bron.cijfers]
    noten += [afgeleidzin(tekst) for tekst in uniek(d.afgeleid for d in definities)]
    return (*noten, *bronnen([bron.bron, *(d.bron for d in definities)]))


def subtotalen(bron: Jaarverdeling, regio: Regio) -> Mapping[str, Fraction]:
    """Euros per subregion in force that year, in order of first appearance; empty where the region names none.

    Participants without a subregion add up under an empty name, so that the subtotals and the line Afronding always
    make the total.
    """
    som: dict[str, Fraction] = {}
    for code in bron.deelnemers:
        subregio = regio.subregio(code, bron.jaar)
        som[subregio] = som.get(subregio, Fraction(0)) + bron.bedragen.get(code, Fraction(0))
    return som if any(som) else {}


def regelzin(regio: Regio, bron: Jaarverdeling) -> str:
    """The key, or the parts that a contribution is made of."""
    if bron.sleutel is not None:
        som = sum(bron.sleutel.delen.values(), Fraction(0))
        delen = []
        for deel, gewicht in bron.sleutel.delen.items():
            peil = f", peiljaar {bron.peiljaren[deel]}" if deel in bron.peiljaren else ""
            delen.append(f"{regio.label_deel(deel)} {procent(gewicht / som)}{peil}")
        return f"Sleutel: {opsomming(delen)}."
    stukken = []
    onderdelen = bron.opbouw.onderdelen if bron.opbouw is not None else ()
    for onderdeel in onderdelen:
        pot = potwoorden(onderdeel) if len(onderdelen) > 1 else ""
        stukken.append(f"{onderdeel.label} ({f'{pot}, ' if pot else ''}{wijze(regio, onderdeel)})")
    return f"De bijdrage bestaat uit: {'; '.join(stukken)}."


def grenszinnen(regio: Regio, bron: Jaarverdeling) -> list[str]:
    """What a contribution is at least and at most, as the rule was written, and who carries the difference."""
    grenzen = regio.grenzen(bron.kostensoort, bron.jaar)
    if grenzen is None or bron.opbouw is None:
        return []
    per_deelnemer = {f" van {regio.gemeente(code)}": grens for code, grens in grenzen.per_deelnemer.items()}
    zinnen = []
    for wie, grens in {"": grenzen.algemeen, **per_deelnemer}.items():
        if woorden := grens_in_woorden(regio, grens):
            zinnen.append(f"Grenzen{wie}: {woorden} (bron: {grens.bron}).")
    if grenzen.verschil == "anderen":
        return [*zinnen, "Wat een grens scheelt, dragen de anderen naar hun bijdrage."]
    last = bedrag(bron.ten_laste or Fraction(0), DECIMALEN[bron.eenheid])
    return [*zinnen, f"Wat een grens scheelt, komt ten laste van {regio.organisatie.naam}: {last}."]


def te_verdelen_en_verdeeld(bron: Jaarverdeling) -> str:
    """Beside the total of the rows: the amount that was to be split, and the difference between them in words."""
    decimalen = DECIMALEN[bron.eenheid]
    # With the decimals that an amount has: what is finer than the unit is what rounding is about.
    gevraagd, rijen = bedrag(bron.te_verdelen, decimalen), bedrag(bron.totaal, decimalen)
    tekst = f"Te verdelen: {gevraagd}; de rijen tellen op tot {rijen}"
    if bron.ten_laste:
        tekst += f", en {bedrag(bron.ten_laste, decimalen)} komt ten laste van de organisatie"
    if not (verschil := bron.gedekt - bron.te_verdelen):
        return f"{tekst}."
    richting = "te veel" if verschil > 0 else "te weinig"
    waardoor = "in de vastgestelde bedragen" if bron.vastgesteld else "door afronden"
    return f"{tekst}, {bedrag(abs(verschil), decimalen)} {richting} {waardoor}."


def niet_verdeeld(bron: Begroting, jaren: Iterable[int]) -> list[str]:
    """How much is left out in these years, and what pays it instead."""
    gekozen = set(jaren)
    per_dekking = {d: {j: b for j, b in bedragen.items() if j in gekozen} for d, bedragen in bron.anders_gedekt.items()}
    return [
        f"Niet verdeeld: {per_jaar(bedragen)}, want dat wordt betaald uit {dekking}."
        for dekking, bedragen in per_dekking.items()
        if any(bedragen.values())
    ]


def afgeleide_posten(bron: Begroting) -> dict[str, str]:
    """Per post of the participants that holds something derived one sentence on what and how, with its sources."""
    gevonden = {}
    for post in bron.posten:
        if post.afgeleid and not post.dekking:
            zinnen = "; ".join(tekst.removeprefix("Afgeleid: ") for tekst in post.afgeleid)
            gevonden[f"{post.naam}: {zinnen}."] = "; ".join(post.bronnen)
    return gevonden


def bronnen(teksten: Iterable[str]) -> tuple[str, ...]:
    bronnen = "; ".join(bronnen_in(teksten))
    return (f"Bron: {bronnen}.",) if bronnen else ()
