"""Next year's costs from this year's: lines of the budget, hours, rates, and what a definitive year corrects; and what
every sheet is carried on with: a row with its years shifted, and the mark of what is a proposal."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Final

from calc.afrekening import met_voorlopige_sleutel
from calc.antwoord import Uitkomst
from calc.notatie import euro, jarentekst, opsomming
from calc.standen import besluit_in_woorden, statuszin
from calc.tabellen import waarden_van
from calc.tabellen.uittreding import nog_te_betalen
from calc.uitkomst import bereken
from calc.uittreding import komt_eraf, postnaam, regeling, vertrokken
from schemas.fouten import Gebruikersfout, hoeveel
from schemas.gegevens import Begrotingsregel
from schemas.geldend import Regio
from schemas.getal import als_decimaal
from schemas.invoer import Invoer, Kop, Rij
from schemas.standen import DEFINITIEF

Waarde = str | int | Decimal | date | None
Regel = dict[str, Waarde]
OVER: Final = "Over te nemen"
_OVER: Final = re.compile(rf" ?{OVER}: [^.]*\.")
PER_POST: Final = ("Capaciteit", "Formatie", "Inzet")


@dataclass
class Werk:
    invoer: Invoer
    uitkomst: Uitkomst
    kop: Kop
    meldingen: list[str] = field(default_factory=list)

    @property
    def oud(self) -> Kop:
        return self.invoer.kop

    def weg(self, blad: str, aantal: int, waarom: str) -> None:
        if aantal:
            self.meldingen.append(f"blad {blad}: {hoeveel(aantal, 'rij is', 'rijen zijn')} niet overgenomen, {waarom}.")


def vlak(rij: Rij) -> Iterator[tuple[str, Waarde]]:
    for sleutel, waarde in rij.waarden.items():
        # What passed the gate is one of these.
        yield sleutel, waarde if isinstance(waarde, str | int | Decimal | date) else None


def bron_van(werk: Werk) -> str:
    """Where the new input comes from: the plan and its decision, and its file."""
    plan, gegevens = werk.uitkomst.gegevens.plan, werk.uitkomst.gegevens
    besluit = f": {besluit_in_woorden(plan)}" if plan.status == DEFINITIEF else ""
    return f"{plan.titel}, plan {plan.jaar}, {plan.status}{besluit} ({gegevens.bestand})"


def gemerkt(afgeleid: Waarde, zin: str) -> str | None:
    """The sentence about what was derived, with the mark of this year instead of an earlier one."""
    rest = _OVER.sub("", str(afgeleid or "")).strip()
    slot = "." if rest and zin and not rest.endswith(".") else ""
    return " ".join(filter(None, (f"{rest}{slot}", f"{OVER}: {zin}." if zin else ""))) or None


def jarenrij(werk: Werk, rij: Rij, jaren: Iterable[int], *, herhaal: bool = True) -> Regel:
    """A row with the years of the new plan: those that both have, and the last one again where there is one more."""
    waarden = dict(vlak(rij))
    laatste = max(int(sleutel) for sleutel in rij.plaatsen if sleutel.isdigit())
    oud = {int(sleutel): waarden.pop(sleutel) for sleutel in list(waarden) if sleutel.isdigit()}
    bekend, nieuw = [], []
    for jaar in jaren:
        if jaar <= laatste:
            waarden[str(jaar)] = oud.get(jaar)
            bekend += [jaar] if oud.get(jaar) is not None and jaar >= werk.kop.jaar else []
        elif herhaal and oud.get(laatste) is not None:
            waarden[str(jaar)] = oud[laatste]
            nieuw.append(jaar)
    zinnen = [f"{jarentekst(bekend)} zoals in het plan van {werk.oud.jaar}"] if bekend else []
    zinnen += [f"{jarentekst(nieuw)} zoals {laatste}"] if nieuw else []
    if "afgeleid" in waarden or zinnen:
        waarden["afgeleid"] = gemerkt(waarden.get("afgeleid"), ", ".join(zinnen))
    return waarden


def gevuld(rij: Mapping[str, Waarde]) -> bool:
    return any(waarde is not None for sleutel, waarde in rij.items() if sleutel.isdigit())


class NietDefinitief(Gebruikersfout):
    def __init__(self, bestand: str, zin: str) -> None:
        super().__init__(f"{bestand} is geen definitieve afrekening. {zin} Verwacht: status {DEFINITIEF}.")


class BuitenDitPlan(Gebruikersfout):
    def __init__(self, bestand: str, regio: str, jaar: int, gevraagd: str, jaren: str) -> None:
        super().__init__(
            f"{bestand} is van regio {regio}, {jaar}", f"regio {gevraagd} en een jaar van dit plan ({jaren})."
        )


def begrotingsrijen(werk: Werk, bladen: Mapping[str, Sequence[Regel]]) -> list[Regel]:
    """The lines; a correction is of its own year, and a line without amounts stays only for its hours."""
    volgen = [rij.tekst("post") for rij in werk.invoer.rijen("Begroting") if rij.tekst("index")]
    if volgen:
        werk.meldingen.append(
            f"blad Begroting: de index van {opsomming(volgen)} is eraf, want het bedrag waarvan hij uitging, is van "
            f"{werk.oud.basisjaar}. Er staat wat in het plan van {werk.oud.jaar} is berekend. Moet een post weer "
            f"volgen, zet dan zijn index terug, en laat alleen het bedrag van {werk.kop.basisjaar} staan."
        )
    met_uren = {(r["kostensoort"], r["post"]) for naam in ("Capaciteit", "Inzet") for r in bladen[naam]}
    rijen, weg = [], []
    for rij in [_bevroren(werk, rij) for rij in werk.invoer.rijen("Begroting")]:
        regel = jarenrij(werk, rij, werk.kop.jaren, herhaal=rij.tekst("soort") == "kosten")
        if gevuld(regel) or (regel["kostensoort"], regel["post"]) in met_uren:
            rijen.append(regel)
        else:
            weg.append(rij.tekst("post"))
    rijen += [*_indexcorrecties(werk), *_uitgetreden(werk)]
    if weg:
        werk.meldingen.append(
            f"blad Begroting: {opsomming(weg)} niet overgenomen, want zonder bedrag vanaf {werk.kop.basisjaar}."
        )
    return rijen


def _bevroren(werk: Werk, rij: Rij) -> Rij:
    """A line that follows an index has its amount in a base year that is gone: it stands as it was worked out."""
    if not rij.tekst("index"):
        return rij
    lijnen = werk.uitkomst.begrotingen[rij.tekst("kostensoort")].lijnen
    bedragen = next(lijn.bedragen for lijn in lijnen if lijn.regel.rij == rij.nummer)
    jaren = {str(jaar): als_decimaal(bedrag) for jaar, bedrag in bedragen.items() if str(jaar) in rij.plaatsen}
    afgeleid = f"{rij.tekst('afgeleid')} Geïndexeerd met {rij.tekst('index')} in plan {werk.oud.jaar}.".strip()
    return replace(rij, waarden={**rij.waarden, **jaren, "index": None, "afgeleid": afgeleid})


def _indexcorrecties(werk: Werk) -> Iterator[Regel]:
    """What an estimated index missed was a line of the budget too."""
    for soort, begroting in werk.uitkomst.begrotingen.items():
        for post in begroting.posten:
            jaren = {str(j): als_decimaal(b) for j, b in post.bedragen.items() if b and j in werk.kop.jaren}
            if post.correctie and jaren:
                yield {
                    "kostensoort": soort, "post": post.naam, "soort": "correctie",
                    "dekking": post.dekking or "deelnemers", "bron": "; ".join(post.bronnen), **jaren,
                    "corrigeert": post.correctie.raming.jaar, "reeks": post.correctie.raming.reeks,
                }  # fmt: skip


def _uitgetreden(werk: Werk) -> Iterator[Regel]:
    """What who left pays, where its last year is no year of the new plan: there it would be forgotten."""
    gegevens, verdeling = werk.uitkomst.gegevens, werk.uitkomst.verdeling
    regio = gegevens.regio
    for soort in werk.uitkomst.begrotingen:
        for code, laatste in vertrokken(regio, gegevens.plan.jaren, verdeling, soort).items():
            regels = regeling(regio, laatste, soort)
            if laatste >= werk.kop.basisjaar:
                continue
            naam, alle = postnaam(regio, code), nog_te_betalen(waarden_van(werk.uitkomst), soort, code)
            if not komt_eraf(gegevens, soort, code, werk.kop.jaar):
                nog_los = [f"{jaar} {euro(b)}" for jaar, b in alle.items() if b and jaar >= werk.kop.jaar]
                eigen = any((r.kostensoort, r.post) == (soort, naam) for r in gegevens.begroting)
                if nog_los and not eigen:
                    werk.meldingen.append(
                        f"{regio.gemeente(code)} betaalt na uittreding voor {soort} nog: {opsomming(nog_los)}. Dat "
                        f"staat niet in dit plan, want {laatste} is er geen jaar meer van. Houd het zelf bij."
                    )
                continue
            jaren = {str(jaar): -als_decimaal(bedrag) for jaar, bedrag in alle.items() if jaar in werk.kop.jaren}
            bron = f"{regels.bron}; bijdrage van {laatste} in plan {gegevens.plan.jaar}" if regels else ""
            later = [jaar for jaar, bedrag in alle.items() if bedrag and jaar > werk.kop.laatste_jaar]
            if jaren:
                yield {
                    "kostensoort": soort, "post": naam, "soort": "correctie", "dekking": "deelnemers", "bron": bron,
                    **jaren,
                }  # fmt: skip
                nog = f" Vul het in een later plan aan voor {jarentekst(later)}." if later else ""
                werk.meldingen.append(
                    f"blad Begroting: {naam} staat er als post van {soort}, want {laatste} is geen jaar meer van dit "
                    f"plan.{nog}"
                )


def rijen_per_post(werk: Werk, blad: str) -> Iterator[Regel]:
    for rij in werk.invoer.rijen(blad):
        regel = jarenrij(werk, rij, werk.kop.jaren)
        if gevuld(regel):
            yield regel


def tarieven(werk: Werk, bladen: Mapping[str, Sequence[Regel]]) -> list[Regel]:
    """Every rate that is still used; and the one in force once more for the new year, as a proposal."""
    velden = ("functie", "schaal")
    gebruikt = {(v, str(rij.get(v) or "")) for n in PER_POST for rij in bladen.get(n, ()) for v in velden}
    was = {(v, rij.tekst(v)) for n in PER_POST for rij in werk.invoer.rijen(n) for v in velden}
    rijen: list[Regel] = []
    in_kracht: dict[tuple[str, str, str], tuple[int, Regel]] = {}
    for rij in werk.invoer.rijen("Tarieven"):
        veld = "functie" if rij.tekst("functie") else "schaal"
        naam = (veld, rij.tekst(veld))
        if naam in was and naam not in gebruikt:
            continue
        regel = dict(vlak(rij))
        regel["afgeleid"] = gemerkt(regel.get("afgeleid"), "")
        rijen.append(regel)
        wat, vanaf = (rij.tekst("functie"), rij.tekst("schaal"), rij.tekst("eenheid")), rij.heel("vanaf") or 0
        if vanaf <= werk.kop.jaar and vanaf >= in_kracht.get(wat, (0, regel))[0]:
            in_kracht[wat] = (vanaf, regel)
    for vanaf, regel in in_kracht.values():
        if vanaf < werk.kop.jaar:
            zin = f"tarief van {vanaf}, nog niet vastgesteld voor {werk.kop.jaar}"
            rijen.append({**regel, "vanaf": werk.kop.jaar, "afgeleid": gemerkt(regel["afgeleid"], zin)})
    return rijen


def correcties(werk: Werk, definitief: Uitkomst) -> list[Regel]:
    """What the definitive costs of a year differ from what was shared then, as a dated line of the new year."""
    van, plan = definitief.gegevens, werk.uitkomst.gegevens.plan
    if van.plan.status != DEFINITIEF:
        raise NietDefinitief(van.bestand, statuszin(van.plan))
    if van.regio.naam != plan.regio or van.plan.jaar not in plan.jaren or van.plan.jaar > plan.jaar:
        jaren = [jaar for jaar in plan.jaren if jaar <= plan.jaar]
        raise BuitenDitPlan(van.bestand, van.regio.naam, van.plan.jaar, plan.regio, jarentekst(jaren))
    jaar = van.plan.jaar
    rijen: list[Regel] = []
    bekend = {rij.tekst("post") for rij in werk.invoer.rijen("Begroting")}
    toen_verdeeld = _toen_verdeeld(werk.uitkomst, definitief)
    for soort in van.regio.kostensoorten:
        nu, toen = definitief.begrotingen[soort].te_verdelen[jaar], werk.uitkomst.begrotingen[soort].te_verdelen[jaar]
        if nu == toen:
            werk.meldingen += _zonder_correctie(werk.uitkomst, definitief, soort, jaar)
            continue
        post, wat = f"Correctie {jaar}", (soort, "correctie")
        eerder = [r for r in werk.uitkomst.gegevens.begroting if (r.kostensoort, r.soort) == wat]
        al = sum(sum(map(Fraction, r.bedragen.values())) for r in eerder if (r.corrigeert, r.reeks) == (jaar, ""))
        verschil = nu - toen - al
        if not verschil:
            zin = f"{post} van {soort}, {euro(al, 2)}, staat al in dit plan, en komt er niet nog een keer bij"
            werk.meldingen.append(f"blad Begroting: {zin}.")
            continue
        post = f"{post} (eindafrekening)" if post in bekend else post
        bron = f"Definitieve kosten {jaar} {euro(nu, 2)} min {euro(toen, 2)} in het plan ({van.bestand})"
        bron += f" min {euro(al, 2)} die al was gecorrigeerd" if al else ""
        rijen.append(
            {
                "kostensoort": soort, "post": post, "soort": "correctie", "dekking": "deelnemers",
                str(werk.kop.jaar): als_decimaal(verschil), "bron": bron, "corrigeert": jaar,
            }
        )  # fmt: skip
        werk.meldingen.append(
            f"blad Begroting: {post} van {soort}, {euro(verschil, 2)}, staat in {werk.kop.jaar}. Dat bedrag verrekent "
            f"u dus niet ook nog met afrekening.{_misschien_al(werk, eerder, jaar)}"
            f"{_andere_deelnemers(van.regio, soort, jaar, werk.kop.jaar)}"
            f"{_andere_sleutel(toen_verdeeld, definitief, soort, jaar)}"
        )
    return rijen


def _misschien_al(werk: Werk, eerder: Iterable[Begrotingsregel], jaar: int) -> str:
    """A correction that goes along and says of no year that it settles it: it could be of this one."""
    regio = werk.uitkomst.gegevens.regio
    uitgetreden = {postnaam(regio, code) for code in regio.alle_deelnemers}
    mee = [r.post for r in eerder if r.corrigeert is None and r.bedragen.keys() & set(werk.kop.jaren)]
    if not (posten := [post for post in mee if post not in uitgetreden]):
        return ""
    return (
        f" Verrekent {opsomming(posten, 'of')} {jaar} ook, dan telt dat twee keer. Zet dan {jaar} in kolom Corrigeert "
        f"van de invoer van {werk.oud.jaar}, en maak deze invoer opnieuw."
    )


def _zonder_correctie(plan: Uitkomst, definitief: Uitkomst, soort: str, jaar: int) -> Iterator[str]:
    """What participants owe can differ where the costs do not: by prices, or by a key with other figures."""
    toen, nu = (een.verdeling.van(soort, jaar) for een in (plan, definitief))
    if toen.bedragen == nu.bedragen:
        return
    opbouw = definitief.gegevens.regio.opbouw(soort, jaar)
    waarom = "te verdelen bleef gelijk" if opbouw is None or opbouw.rest is not None else "de kosten volgen eruit"
    samen = f"samen {euro(nu.totaal, 2)}, in het plan {euro(toen.totaal, 2)}"
    yield (
        f"blad Begroting: geen Correctie {jaar} van {soort}, want {waarom}. De bijdragen zijn wel anders ({samen}). "
        "Reken die af met afrekening."
    )


def _toen_verdeeld(plan: Uitkomst, definitief: Uitkomst) -> Uitkomst | None:
    """The definitive costs as they were shared then; None where the key of a year decided before is not known."""
    try:
        return bereken(met_voorlopige_sleutel(plan.gegevens, definitief))
    except Gebruikersfout:
        return None


def _andere_sleutel(verdeeld: Uitkomst | None, definitief: Uitkomst, soort: str, jaar: int) -> str:
    """What other figures or another key moved between participants: the correction has the costs alone."""
    if verdeeld is None:
        return ""
    toen = verdeeld.verdeling.van(soort, jaar)
    nu = definitief.verdeling.van(soort, jaar).bedragen
    erbij = (bedrag - toen.bedragen.get(code, Fraction(0)) for code, bedrag in nu.items())
    verschuift = sum((meer for meer in erbij if meer > 0), Fraction(0))
    if not verschuift:
        return ""
    return (
        f" Door andere cijfers of een andere sleutel verschuift in {jaar} ook {euro(verschuift, 2)}. Dat zit er niet "
        "in; afrekening zegt het in kolom effect_sleutel."
    )


def _andere_deelnemers(regio: Regio, soort: str, toen: int, nu: int) -> str:
    """Who shared the costs of a year and not its correction, or the other way around: euros shift between them."""
    waren, zijn = ({een.code: een for een in regio.deelnemers(jaar, soort)} for jaar in (toen, nu))
    opgegaan = {lid for een in zijn.values() for lid in een.samengesteld_uit}
    weg = [een.naam for code, een in waren.items() if code not in zijn and code not in opgegaan]
    erbij = [een.naam for code, een in zijn.items() if code not in waren and not een.samengesteld_uit]
    zinnen = [f" {opsomming(weg)} deelde mee in {toen}, en niet in deze correctie." if weg else ""]
    zinnen += [f" {opsomming(erbij)} deelde niet mee in {toen}, en wel in deze correctie." if erbij else ""]
    return "".join(zinnen)
