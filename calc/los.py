"""A contribution of parts over the rows of a loose table: the same engine as a plan, without a region file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

from calc.notatie import kort, opsomming, procent
from calc.uitgerekend import NegatieveRest
from calc.uitkomst import bereken
from calc.verdeling import Jaarverdeling
from schemas.formule import Bijdrage, FormuleFout, Maatstafnaam, Overjaren, Totaal, lees_formule, onderdelen
from schemas.fouten import Gebruikersfout, VerkeerdGebruik, bedoelde_u
from schemas.gegevens import Begrotingsregel, Gegevens, Maatstafwaarde, Plan
from schemas.geldend import Regio
from schemas.getal import als_decimaal
from schemas.opbouwcontrole import VAST
from schemas.regio import Munteenheid, Sluitregel
from schemas.regiobestand import RegioBestand

JAAR: Final = 2000
"""Any year will do: everything is of the same one."""
SOORT: Final = "bedrag"
BRON: Final = "opdracht"


@dataclass(frozen=True)
class Wens:
    """What was asked: columns with their weights, points and prices, an amount for everyone, formulas by their name."""

    sleutel: Mapping[str, Fraction] = field(default_factory=dict)
    punten: Mapping[str, Fraction] = field(default_factory=dict)
    prijzen: Mapping[str, Fraction] = field(default_factory=dict)
    vast: Fraction | None = None
    formules: Mapping[str, str] = field(default_factory=dict)

    @property
    def los(self) -> bool:
        """Whether it is more than a key."""
        return bool(self.punten or self.prijzen or self.formules) or self.vast is not None

    def kolommen(self) -> tuple[str, ...]:
        """The columns that a table must have."""
        genoemd = dict.fromkeys([*self.sleutel, *self.punten, *self.prijzen])
        for naam, tekst in self.formules.items():
            genoemd |= dict.fromkeys(_namen(naam, tekst))
        return tuple(naam for naam in genoemd if naam not in self.formules and naam not in (VAST, "rato"))


def _namen(naam: str, tekst: str) -> list[str]:
    try:
        formule = lees_formule(tekst)
    except FormuleFout as fout:
        raise VerkeerdGebruik(f"--formule {naam}: formule '{tekst}': {fout}.") from None
    for deel in onderdelen(formule):
        if isinstance(deel, Overjaren | Bijdrage):
            wat = "meer jaren" if isinstance(deel, Overjaren) else "andere kosten"
            raise VerkeerdGebruik(f"--formule {naam}: een losse tabel heeft geen {wat}; dat kan in een regiobestand.")
    return [deel.naam for deel in onderdelen(formule) if isinstance(deel, Maatstafnaam | Totaal)]


def verdeel_los(
    bedrag: Fraction,
    namen: Sequence[str],
    cijfers: Mapping[str, Sequence[Decimal]],
    wens: Wens,
    sluitregel: Sluitregel,
    eenheid: Munteenheid,
) -> Jaarverdeling:
    """Split an amount over rows by parts: an amount for everyone, prices, and what remains by a key or by points.

    Raises:
        VerkeerdGebruik: what is asked cannot be.
        Gebruikersfout: figures that a rule cannot be applied to.
    """
    codes = [f"RIJ{nummer:06d}" for nummer in range(1, len(namen) + 1)]
    intern = {titel: f"m{nummer}" for nummer, titel in enumerate([*cijfers, *wens.formules])}
    regio = Regio(RegioBestand.model_validate(_bestand(codes, namen, intern, wens, sluitregel, eenheid)))
    waarden = tuple(
        Maatstafwaarde(intern[titel], JAAR, code, cijfer, "")
        for titel, reeks in cijfers.items()
        for code, cijfer in zip(codes, reeks, strict=True)
    )
    post = Begrotingsregel(
        kostensoort=SOORT, post="Bedrag", soort="kosten", dekking="deelnemers",
        bedragen={JAAR: als_decimaal(bedrag)}, afgeleid="", bron=BRON, rij=1,
    )  # fmt: skip
    plan = Plan(
        regio=regio.naam, titel=regio.label, jaar=JAAR, basisjaar=JAAR, laatste_jaar=JAAR, scenario_tot_en_met=JAAR,
        status="voorlopig", opsteller=BRON, contact="", besluit="", besluitdatum=None, besluitkenmerk="", bron=BRON,
        opmerkingen="",
    )  # fmt: skip
    gegevens = Gegevens(regio, plan, (), waarden, (post,), (), (), (), (), (), (), (), "", "")
    try:
        bron = bereken(gegevens).verdeling.van(SOORT, JAAR)
    except NegatieveRest as fout:
        zin = str(fout).partition(" Mag dat?")[0].partition(": ")[2]
        raise VerkeerdGebruik(f"BEDRAG is te klein: {zin}") from None
    except Gebruikersfout as fout:
        # A loose table has no kostensoort and no year.
        zin = str(fout).removeprefix("Kostensoort ").replace(f"{SOORT} {JAAR}, ", "").replace(f" {SOORT} {JAAR}", "")
        raise Gebruikersfout(zin) from None
    if not (wens.sleutel or wens.punten) and bron.totaal != bedrag:
        raise VerkeerdGebruik(
            f"de onderdelen zijn samen {kort(bron.totaal, 6)}, en BEDRAG is {kort(bedrag, 6)}; geef dat bedrag, of zeg "
            "met --sleutel of --punten waarnaar de rest wordt verdeeld."
        )
    return bron


def _bestand(
    codes: Sequence[str],
    namen: Sequence[str],
    intern: Mapping[str, str],
    wens: Wens,
    sluitregel: Sluitregel,
    eenheid: Munteenheid,
) -> dict[str, Any]:
    def gedateerd(waarde: object, **meer: object) -> dict[int, object]:
        return {JAAR: {"waarde": waarde, "bron": BRON, **meer}}

    maatstaven: dict[str, Any] = {
        naam: {"label": titel, "definitie": titel, "eenheid": gedateerd("getal", decimalen=6)}
        if titel not in wens.formules
        else {"label": titel, "formule": gedateerd(_vertaald(titel, wens.formules[titel], intern))}
        for titel, naam in intern.items()
    }
    delen: dict[str, Any] = {}
    if wens.vast is not None:
        delen["vast"] = {"soort": "vast", "bedrag": als_decimaal(wens.vast), "label": "Vast"}
    for titel, prijs in wens.prijzen.items():
        naam = _bekend("--prijs", titel, intern)
        delen[f"prijs_{naam}"] = {"soort": "prijs", "maatstaf": naam, "prijs": als_decimaal(prijs), "label": titel}
    if wens.sleutel:
        gewichten = {
            "rato" if titel == "rato" else _bekend("--sleutel", titel, intern): als_decimaal(gewicht)
            for titel, gewicht in wens.sleutel.items()
        }
        delen["rest"] = {"soort": "sleutel", "delen": gewichten, "label": "Sleutel"}
    if wens.punten:
        punten = {
            VAST if titel == VAST else _bekend("--punten", titel, intern): als_decimaal(getal)
            for titel, getal in wens.punten.items()
        }
        delen["rest"] = {"soort": "sleutel", "punten": punten, "label": "Punten"}
    return {
        "regio": "los",
        "label": "Losse tabel",
        "organisatie": {"naam": "Losse tabel", "soort": "tabel"},
        "bron": BRON,
        "deelnemers": tuple(
            {"code": code, "naam": naam, "soort": "organisatie", "van": JAAR, "bron": BRON}
            for code, naam in zip(codes, namen, strict=True)
        ),
        "maatstaven": _op_jaar(maatstaven),
        "kostensoorten": {
            SOORT: {
                "label": "Bedrag",
                "grondslag": BRON,
                "sluitregel": gedateerd(sluitregel),
                "eenheid": gedateerd(eenheid),
                "opbouw": {JAAR: {"onderdelen": delen, "bron": BRON}},
            }
        },
    }


def _op_jaar(maatstaven: dict[str, Any]) -> dict[str, Any]:
    """All figures are of the year itself."""
    nul = {"achterstand": {JAAR: {"waarde": 0, "bron": BRON}}}
    return {naam: maatstaf if "formule" in maatstaf else {**maatstaf, **nul} for naam, maatstaf in maatstaven.items()}


def _bekend(optie: str, titel: str, intern: Mapping[str, str]) -> str:
    if titel not in intern:
        raise VerkeerdGebruik(f"{optie} {titel}: die kolom is er niet.{bedoelde_u(titel, intern)}")
    return intern[titel]


def _vertaald(naam: str, tekst: str, intern: Mapping[str, str]) -> str:
    """The formula with the names that the columns have within."""
    formule = lees_formule(tekst)
    plekken = {deel.plek: deel.naam for deel in onderdelen(formule) if isinstance(deel, Maatstafnaam | Totaal)}
    for plek, titel in sorted(plekken.items(), reverse=True):
        if titel == naam:
            raise VerkeerdGebruik(f"--formule {naam}: de formule heeft zichzelf nodig.")
        tekst = f"{tekst[:plek]}{_bekend(f'--formule {naam}:', titel, intern)}{tekst[plek + len(titel) :]}"
    return tekst


def regelzin(wens: Wens) -> str:
    """Which rule was applied, in one sentence."""
    delen = []
    if wens.vast is not None:
        delen.append(f"elke regel krijgt een vast bedrag van {kort(wens.vast)}")
    delen += [f"een {naam} kost {kort(prijs, 9)}" for naam, prijs in wens.prijzen.items()]
    som = sum(wens.sleutel.values())
    for nummer, (naam, gewicht) in enumerate(wens.sleutel.items()):
        deel = procent(gewicht / som, 0 if (gewicht / som * 100).denominator == 1 else 2)
        delen.append(f"{naam} weegt {deel}{'' if nummer else ' van de sleutel'}")
    for naam, getal in wens.punten.items():
        wat = "iedereen telt" if naam == VAST else f"een {naam} telt"
        delen.append(f"{wat} voor {kort(getal, 9)}")
    zin = f"{opsomming(delen)}."
    rest = wens.sleutel or wens.punten
    if rest and (wens.vast is not None or wens.prijzen):
        zin = f"{opsomming(delen)}; zo wordt verdeeld wat overblijft."
    return f"{zin[:1].upper()}{zin[1:]}"
