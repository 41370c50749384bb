"""What a comparison says to a board: how much each cost rises or falls and by which posts, what shifts between the
participants and by what cause, and for each of them what it pays more or less."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Final

from calc.afronding import NUL
from calc.antwoord import Uitkomst
from calc.notatie import euro, gewichtsdeel, opsomming, opvolging, procent
from calc.uitlegvorm import hoofdletter
from calc.verdeling import GEEN_CODE
from calc.vergelijking import OORZAKEN, Stappen
from schemas.inhoud import klein
from schemas.kernwoorden import RATO

MEESTE_POSTEN: Final = 4
"""Posts that are named one by one; the others are taken together."""
DOOR: Final = {
    "kosten": "de kosten",
    "cijfers": "de cijfers",
    "sleutel": "de sleutel",
    "deelnemers": "wie meedoet",
    "regels": "de afrondingsregels",
}
Namen = Callable[[str], str]


def regiozinnen(
    ouden: Sequence[Uitkomst], nieuw: Uitkomst, stappen: Stappen, decimalen: int, gemeente: Namen, nog: Collection[str]
) -> tuple[str, ...]:
    """For the region as a whole, about one kostensoort; more old plans than one are of regions that join.

    nog: the codes of who left and still pays for it.
    """
    schuift = {oorzaak: _verschuiving(stappen, oorzaak) for oorzaak in OORZAKEN[1:]}
    zinnen = [_kosten(ouden, nieuw, stappen)]
    if any(schuift.values()):
        gelijk = [oorzaak for oorzaak, bedrag in schuift.items() if not bedrag]
        for oorzaak, bedrag in schuift.items():
            if bedrag:
                hoe = _sleutels(ouden, nieuw, stappen.kostensoort) if oorzaak == "sleutel" else ""
                wie = _uitersten(stappen, oorzaak, decimalen, gemeente)
                zinnen.append(f"Door {DOOR[oorzaak]}{hoe} verschuift {euro(bedrag, decimalen)}: {wie}.")
        if gelijk:
            doen = "doet" if gelijk in (["sleutel"], ["deelnemers"]) else "doen"
            zinnen.append(f"{hoofdletter(opsomming([DOOR[een] for een in gelijk]))} {doen} geen verschil.")
    elif any(stappen.bedragen[0][code] != stappen.bedragen[-1][code] for code in stappen.codes):
        zinnen.append("Dat komt alleen door de kosten: cijfers, sleutel, deelnemers en regels doen geen verschil.")
    return (*zinnen, *_wie(stappen, decimalen, gemeente, nog), *_voorbehoud(ouden, nieuw, stappen))


def _kosten(ouden: Sequence[Uitkomst], nieuw: Uitkomst, stappen: Stappen) -> str:
    """How much the cost itself changed, and by which posts; or what is paid, where that follows from contributions."""
    soort, toen, nu = stappen.kostensoort, *(_posten(een, stappen.kostensoort) for een in (ouden, [nieuw]))
    volgt = any(_uit_bijdragen(een, soort) for een in (*ouden, nieuw))
    delen = (stappen.bedragen[0], stappen.bedragen[-1]) if volgt else (toen, nu)
    van, naar = (sum(deel.values(), NUL) for deel in delen)
    cijfers = 0 if all(bedrag.denominator == 1 for deel in delen for bedrag in deel.values()) else 2
    meer = {post: nu.get(post, NUL) - toen.get(post, NUL) for post in dict.fromkeys((*nu, *toen))}
    meer = {post: bedrag for post, bedrag in meer.items() if bedrag}
    naam = hoofdletter(soort.replace("_", " "))
    if van == naar:
        zin = f"{naam} blijft {euro(naar, cijfers)}"
        return f"{zin}; daarbinnen {_per_post(meer, cijfers, 1)}." if meer and not volgt else f"{zin}."
    hoe = "stijgt" if naar > van else "daalt"
    pct = f" ({procent(abs(naar - van) / van, 1)})" if van > 0 else ""
    teken = 1 if naar > van else -1
    return (
        f"{naam} {hoe} met {euro(abs(naar - van), cijfers)}{pct}, van {euro(van, cijfers)} naar {euro(naar, cijfers)}: "
        f"{'dat volgt uit de bijdragen' if volgt else _per_post(meer, cijfers, teken)}."
    )


def _uit_bijdragen(uitkomst: Uitkomst, soort: str) -> bool:
    """Whether what the participants pay together follows from the parts of their contributions."""
    opbouw = uitkomst.gegevens.regio.opbouw(soort, uitkomst.gegevens.plan.jaar)
    return opbouw is not None and opbouw.rest is None


def _posten(plannen: Sequence[Uitkomst], soort: str) -> dict[str, Fraction]:
    """What the participants pay, by post."""
    uit: dict[str, Fraction] = {}
    for uitkomst in plannen:
        begroting, jaar = uitkomst.begrotingen.get(soort), uitkomst.gegevens.plan.jaar
        for post in begroting.posten if begroting else ():
            if not post.dekking:
                uit[post.naam] = uit.get(post.naam, NUL) + post.bedragen.get(jaar, NUL)
    return uit


def _per_post(meer: Mapping[str, Fraction], cijfers: int, teken: int) -> str:
    """Those that go the way of the whole, and over against them the others; a few by name."""
    mee = {post: bedrag for post, bedrag in meer.items() if bedrag * teken > 0}
    tegen = {post: bedrag for post, bedrag in meer.items() if bedrag * teken < 0}
    delen = [opsomming(_genoemd(mee, cijfers, ""))]
    if tegen:
        delen.append(f"daartegenover {opsomming(_genoemd(tegen, cijfers, ' minder' if teken > 0 else ' meer'))}")
    return "; ".join(filter(None, delen))


def _genoemd(posten: Mapping[str, Fraction], cijfers: int, woord: str) -> list[str]:
    volgorde = sorted(posten, key=lambda post: -abs(posten[post]))
    namen = volgorde if len(volgorde) <= MEESTE_POSTEN else volgorde[: MEESTE_POSTEN - 1]
    uit = [f"{euro(abs(posten[post]), cijfers)}{woord} door {post}" for post in namen]
    if rest := sum((abs(posten[post]) for post in volgorde[len(namen) :]), NUL):
        uit.append(f"{euro(rest, cijfers)}{woord} door {len(volgorde) - len(namen)} andere posten")
    return uit


def _verschuiving(stappen: Stappen, oorzaak: str) -> Fraction:
    """What some pay more by it; under a closing rule others pay as much less."""
    effecten = [stappen.door(oorzaak, code) for code in (*stappen.codes, GEEN_CODE)]
    meer = sum((effect for effect in effecten if effect > 0), NUL)
    return meer or -sum(effecten, NUL)


def _uitersten(stappen: Stappen, oorzaak: str, decimalen: int, gemeente: Namen) -> str:
    effecten = {code: stappen.door(oorzaak, code) for code in stappen.codes}
    hoogst, laagst = max(effecten, key=lambda c: effecten[c]), min(effecten, key=lambda c: effecten[c])
    uit = []
    if effecten[hoogst] > 0:
        uit.append(f"{gemeente(hoogst)} betaalt het meest meer ({euro(effecten[hoogst], decimalen)})")
    if effecten[laagst] < 0:
        uit.append(f"{gemeente(laagst)} het meest minder ({euro(-effecten[laagst], decimalen)})")
    return opsomming(uit) or "dat staat op de regel Afronding"


def _sleutels(ouden: Sequence[Uitkomst], nieuw: Uitkomst, soort: str) -> str:
    toen, nu = _sleutel(ouden[0], soort) if len(ouden) == 1 else "", _sleutel(nieuw, soort)
    return f" ({toen} wordt {nu})" if toen and nu else ""


def _sleutel(uitkomst: Uitkomst, soort: str) -> str:
    jaar = uitkomst.gegevens.plan.jaar
    bron = uitkomst.verdeling.van(soort, jaar) if uitkomst.verdeling.heeft(soort, jaar) else None
    if bron is None or bron.sleutel is None:
        return ""
    som, label = sum(bron.sleutel.delen.values(), NUL), uitkomst.gegevens.regio.label_deel
    delen = [
        f"{gewichtsdeel(gewicht, som)} {RATO if deel == RATO else klein(label(deel))}"
        for deel, gewicht in bron.sleutel.delen.items()
    ]
    return opsomming(delen)


def _wie(stappen: Stappen, decimalen: int, gemeente: Namen, nog: Collection[str]) -> Iterator[str]:
    if stappen.gekomen:
        yield f"Toegetreden: {opsomming([gemeente(code) for code in stappen.gekomen])}."
    if stappen.vertrokken:
        yield f"Uitgetreden: {opsomming([gemeente(code) for code in stappen.vertrokken])}."
    if betaalt := [gemeente(code) for code in stappen.vertrokken if code in nog]:
        yield f"Wat {opsomming(betaalt)} nog voor de uittreding betaalt, telt hier niet mee."
    for code, leden in stappen.samengevoegd.items():
        wat, betaald = opvolging(gemeente(code), [gemeente(lid) for lid in leden])
        yield f"{wat}; oud is {betaald}, {euro(stappen.bedragen[0][code], decimalen)}."


def _voorbehoud(ouden: Sequence[Uitkomst], nieuw: Uitkomst, stappen: Stappen) -> Iterator[str]:
    plannen = {"oud": ouden, "nieuw": [nieuw]}
    for welke in stappen.onbekend:
        yield (
            f"{_waarom_onbekend(plannen[welke], stappen.kostensoort)}: de aandelen volgen uit de bedragen, en wat niet "
            "door de kosten of de deelnemers komt, staat bij de sleutel."
        )
    samen: list[str] = []
    for oorzaak, later in pairwise(OORZAKEN):
        if oorzaak in stappen.ondeelbaar:
            samen.append(DOOR[oorzaak])
        if samen and later not in stappen.ondeelbaar:
            yield f"Wat door {opsomming(samen)} komt is niet apart te berekenen; het staat bij {DOOR[later]}."
            samen = []


def _waarom_onbekend(plannen: Sequence[Uitkomst], soort: str) -> str:
    """Why what comes from figures and what from the key cannot be told apart."""
    jaar = plannen[0].gegevens.plan.jaar
    if len(plannen) > 1:
        namen = opsomming([uitkomst.gegevens.regio.label for uitkomst in plannen])
        return f"Oud is van {namen} samen, elk met een eigen sleutel"
    if plannen[0].verdeling.van(soort, jaar).opbouw is not None:
        return f"In {jaar} is de bijdrage opgebouwd uit delen, en niet uit één sleutel"
    return f"Van {jaar} zijn alleen de bedragen bekend, en niet de sleutel"


def deelnemerzin(naam: str, oud: Fraction, nieuw: Fraction, door: Sequence[Fraction], decimalen: int) -> str:
    """One participant: more or less, and by what."""
    if not nieuw - oud and not any(door):
        return f"{naam} betaalt evenveel: {euro(nieuw, decimalen)}."
    pct = f" ({procent(abs(nieuw - oud) / oud, 1)})" if oud > 0 and nieuw != oud else ""
    begin = (
        f"{naam} betaalt {_hoeveel(nieuw - oud, decimalen)}{pct}, {euro(nieuw, decimalen)} tegen {euro(oud, decimalen)}"
    )
    delen = [
        f"{_hoeveel(bedrag, decimalen)} door {DOOR[oorzaak]}"
        for oorzaak, bedrag in zip(OORZAKEN, door, strict=True)
        if bedrag
    ]
    return f"{begin}: {opsomming(delen)}." if delen else f"{begin}."


def _hoeveel(bedrag: Fraction, decimalen: int) -> str:
    if not bedrag:
        return "evenveel"
    return f"{euro(abs(bedrag), decimalen)} {'meer' if bedrag > 0 else 'minder'}"
