"""A contribution of parts over the rows of a loose table: the same engine as a plan, without a region file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

from calc.afronding import TekenDraaitOm
from calc.loswens import Wens
from calc.model.waarden import DoorNiets
from calc.notatie import kort
from calc.uitgerekend import NegatiefCijfer, NegatieveRest
from calc.uitkomst import bereken
from calc.verdeling import Jaarverdeling
from schemas.formule import Maatstafnaam, Totaal, lees_formule, onderdelen
from schemas.fouten import Gebruikersfout, VerkeerdGebruik, bedoelde_u
from schemas.gegevens import Begrotingsregel, Gegevens, Maatstafwaarde, Plan
from schemas.geldend import Regio
from schemas.getal import als_decimaal
from schemas.kernwoorden import VAST, Munteenheid, Sluitregel
from schemas.regiobestand import RegioBestand

JAAR: Final = 2000
"""Any year will do: everything is of the same one."""
SOORT: Final = "bedrag"
BRON: Final = "opdracht"


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
        Maatstafwaarde(intern[titel], JAAR, code, cijfer, None)
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
    # A loose table has no kostensoort and no year: only what is wrong is said.
    except NegatieveRest as fout:
        raise VerkeerdGebruik(f"BEDRAG is te klein: {fout.reden}") from None
    except (DoorNiets, TekenDraaitOm) as fout:
        raise Gebruikersfout(fout.reden) from None
    except NegatiefCijfer as fout:
        raise Gebruikersfout(*fout.reden) from None
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
        # All figures are of the year itself.
        naam: {
            "label": titel,
            "definitie": titel,
            "eenheid": gedateerd("getal", decimalen=6),
            "achterstand": gedateerd(0),
        }
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
        "maatstaven": maatstaven,
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
