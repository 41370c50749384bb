"""The sheets of an input workbook: one pandera model each, the source of titles, help and errors."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal

import pandera.pandas as pa
from pandera.typing import Series

from schemas import inhoud as mag
from schemas.inhoud import Inhoud

if TYPE_CHECKING:
    from schemas.regio import RegioBestand

Wissel = Literal["", "plan", "scenario", "maatstaven"]
"""Which columns a sheet has besides its own: the years of the plan, those of the scenario, or one per maatstaf."""

TABELLEN: Final = (
    "capaciteit",
    "begroting",
    "verdeling",
    "toename",
    "meerjarig",
    "mutaties",
    "scenario",
    "investering",
    "formatie",
    "tekst",
)
"""Tables of which a published figure can be held against the calculated one."""
PER_GEMEENTE: Final = ("verdeling", "toename", "meerjarig", "mutaties")
MAATEENHEDEN: Final = {"aantal": mag.AANTAL, "procent": mag.PROCENT, "euro": mag.EURO}


def veld(titel: str, inhoud: Inhoud, uitleg: str, *, leeg: bool = False) -> Any:
    """A column: its Dutch header, what a cell may hold, what it means, and whether a cell may be empty."""
    return pa.Field(title=titel, description=uitleg, nullable=leeg, metadata={"inhoud": inhoud}, coerce=False)


class Blad(pa.DataFrameModel):
    """Base of the sheets. Whole numbers are never coerced: that would turn 1.5 into 1 without a word."""

    class Config:
        strict = True
        coerce = False


class Plan(Blad):
    """Over welk plan gaat dit bestand, en wie heeft het gemaakt? Vul kolom Waarde in."""

    regio: Series[object] = veld("Regio", mag.TEKST, "naam van de regio, zoals het regiobestand heet")
    titel: Series[object] = veld("Titel", mag.TEKST, "titel van het plan, voor het voorblad")
    jaar: Series[object] = veld("Jaar", mag.JAAR, "jaar waarvoor het plan geldt")
    basisjaar: Series[object] = veld(
        "Basisjaar", mag.JAAR, "eerste jaar van het plan; hiermee vergelijkt u de andere jaren"
    )
    laatste_jaar: Series[object] = veld("Laatste jaar", mag.JAAR, "laatste jaar met kosten en bijdragen")
    scenario_tot_en_met: Series[object] = veld(
        "Scenario tot en met", mag.JAAR, "laatste jaar van het scenario; jaren na het laatste jaar herhalen dat jaar"
    )
    status: Series[object] = veld(
        "Status", mag.keuze("voorlopig", "definitief"), "voorlopig tot de sleutel definitief is"
    )
    opsteller: Series[object] = veld("Opsteller", mag.TEKST, "wie dit bestand heeft gemaakt")
    contact: Series[object] = veld("Contact", mag.TEKST, "waar gemeenten met vragen terechtkunnen", leeg=True)
    besluit: Series[object] = veld(
        "Besluit", mag.TEKST, "welk besluit het plan vaststelt; verplicht bij definitief", leeg=True
    )
    besluitdatum: Series[object] = veld(
        "Besluitdatum", mag.DATUM, "dag van het besluit; verplicht bij definitief", leeg=True
    )
    besluitkenmerk: Series[object] = veld(
        "Besluitkenmerk", mag.TEKST, "kenmerk van het besluit; verplicht bij definitief", leeg=True
    )
    bron: Series[object] = veld("Bron", mag.TEKST, "stuk waaruit de cijfers komen")
    opmerkingen: Series[object] = veld("Opmerkingen", mag.TEKST, "wat de lezer verder moet weten", leeg=True)


class Definities(Blad):
    """Wat telt elke maatstaf, per wanneer, en wie zegt dat? Eén rij per maatstaf en peiljaar."""

    maatstaf: Series[object] = veld("Maatstaf", mag.TEKST, "naam of label van de maatstaf in het regiobestand")
    peiljaar: Series[object] = veld("Peiljaar", mag.JAAR, "jaar waarover is geteld")
    definitie: Series[object] = veld("Definitie", mag.TEKST, "wat er is geteld")
    peildatum: Series[object] = veld("Peildatum", mag.DATUM_OF_TEKST, "dag of periode van de telling", leeg=True)
    afgeleid: Series[object] = veld("Afgeleid", mag.TEKST, "wat is afgeleid of aangenomen, en hoe", leeg=True)
    bron: Series[object] = veld("Bron", mag.TEKST, "waar het cijfer vandaan komt")


class Maatstaven(Blad):
    """De cijfers per gemeente waarmee de kosten worden verdeeld. Eén rij per peiljaar en gemeente."""

    peiljaar: Series[object] = veld("Peiljaar", mag.JAAR, "jaar waarover is geteld")
    gemeentecode: Series[object] = veld("Gemeentecode", mag.TEKST, "code van het CBS; mag leeg blijven", leeg=True)
    gemeente: Series[object] = veld("Gemeente", mag.TEKST, "naam van de deelnemer")


class Begroting(Blad):
    """De kosten per post en jaar, in euro's. Uren staan op blad Capaciteit; hun post staat hier zonder bedrag."""

    kostensoort: Series[object] = veld("Kostensoort", mag.TEKST, "kostensoort van het regiobestand")
    post: Series[object] = veld("Post", mag.TEKST, "naam van de post; de volgorde hier is die van de begroting")
    soort: Series[object] = veld("Soort", mag.keuze("kosten", "correctie"), "alleen een correctie kan onder nul zijn")
    dekking: Series[object] = veld(
        "Dekking",
        mag.TEKST,
        "'deelnemers' als de deelnemers betalen, anders waaruit wel; dan wordt de post niet verdeeld",
    )
    afgeleid: Series[object] = veld("Afgeleid", mag.TEKST, "wat is afgeleid of aangenomen, en hoe", leeg=True)
    bron: Series[object] = veld("Bron", mag.TEKST, "waar het cijfer vandaan komt")


class Capaciteit(Blad):
    """De uren per taak, functie en jaar. Uren maal uurtarief tellen mee in de post waarop ze zijn geboekt."""

    kostensoort: Series[object] = veld("Kostensoort", mag.TEKST, "kostensoort van het regiobestand")
    post: Series[object] = veld("Post", mag.TEKST, "post van blad Begroting waarop de uren komen")
    taak: Series[object] = veld("Taak", mag.TEKST, "omschrijving van de taak")
    functie: Series[object] = veld("Functie", mag.TEKST, "functie met een uurtarief op blad Tarieven")
    afgeleid: Series[object] = veld("Afgeleid", mag.TEKST, "wat is afgeleid of aangenomen, en hoe", leeg=True)
    bron: Series[object] = veld("Bron", mag.TEKST, "waar het cijfer vandaan komt")


class Formatie(Blad):
    """De fte per functie en jaar. Dit onderbouwt de begroting; het telt er niet nog eens bij op."""

    kostensoort: Series[object] = veld("Kostensoort", mag.TEKST, "kostensoort van het regiobestand")
    onderdeel: Series[object] = veld("Onderdeel", mag.TEKST, "waarvoor de formatie nodig is")
    functie: Series[object] = veld("Functie", mag.TEKST, "functie; zonder schaal zoekt het tarief op functie")
    schaal: Series[object] = veld("Schaal", mag.TEKST, "salarisschaal; bepaalt het tarief per fte", leeg=True)
    dekking: Series[object] = veld("Dekking", mag.TEKST, "'deelnemers', of waaruit het anders wordt betaald")
    afgeleid: Series[object] = veld("Afgeleid", mag.TEKST, "wat is afgeleid of aangenomen, en hoe", leeg=True)
    bron: Series[object] = veld("Bron", mag.TEKST, "waar het cijfer vandaan komt")


class Tarieven(Blad):
    """Wat een uur of een fte kost, in euro's. Een tarief geldt vanaf zijn jaar, tot er een later staat."""

    functie: Series[object] = veld("Functie", mag.TEKST, "functie; leeg als het tarief bij een schaal hoort", leeg=True)
    schaal: Series[object] = veld("Schaal", mag.TEKST, "salarisschaal", leeg=True)
    eenheid: Series[object] = veld(
        "Eenheid", mag.keuze("uur", "fte"), "uur voor blad Capaciteit, fte voor blad Formatie"
    )
    vanaf: Series[object] = veld("Vanaf", mag.JAAR, "eerste jaar waarin het tarief geldt")
    tarief: Series[object] = veld("Tarief", mag.EURO, "euro's per uur of per fte")
    afgeleid: Series[object] = veld("Afgeleid", mag.TEKST, "wat is afgeleid of aangenomen, en hoe", leeg=True)
    bron: Series[object] = veld("Bron", mag.TEKST, "waar het cijfer vandaan komt")


class Vastgesteld(Blad):
    """Bijdragen die eerder zijn vastgesteld, in euro's. Een jaar dat hier staat, wordt niet opnieuw berekend."""

    kostensoort: Series[object] = veld("Kostensoort", mag.TEKST, "kostensoort van het regiobestand")
    gemeentecode: Series[object] = veld("Gemeentecode", mag.TEKST, "code van het CBS; mag leeg blijven", leeg=True)
    gemeente: Series[object] = veld("Gemeente", mag.TEKST, "naam van de deelnemer")
    bron: Series[object] = veld("Bron", mag.TEKST, "waar het cijfer vandaan komt")


class Scenario(Blad):
    """De aannames van het scenario, in euro's per jaar. PM is nog niet bekend: het telt niet als 0."""

    regel: Series[object] = veld("Regel", mag.TEKST, "naam van de regel")
    soort: Series[object] = veld(
        "Soort",
        mag.keuze("budget", "restpost", "post", "besparing", "variant", "investering"),
        "budget, de sluitpost (restpost), een eigen kostenpost, een besparing, een andere genoemde besparing "
        "(variant), of welke jaren bij de investering horen (1)",
    )
    percentage: Series[object] = veld("Percentage", mag.PROCENT, "alleen bij een variant: hoeveel procent", leeg=True)
    grondslag: Series[object] = veld(
        "Grondslag", mag.keuze("budget", "restpost"), "alleen bij een variant: procent waarvan", leeg=True
    )
    afgeleid: Series[object] = veld("Afgeleid", mag.TEKST, "wat is afgeleid of aangenomen, en hoe", leeg=True)
    bron: Series[object] = veld("Bron", mag.TEKST, "waar het cijfer vandaan komt")


class Gepubliceerd(Blad):
    """Cijfers zoals zij zijn gedrukt, ook als zij niet kloppen. Zij worden naast de berekende cijfers gelegd."""

    tabel: Series[object] = veld("Tabel", mag.keuze(*TABELLEN), "tabel van verdeelwijzer, of tekst")
    kostensoort: Series[object] = veld(
        "Kostensoort", mag.TEKST, "kostensoort van het regiobestand, als de tabel die heeft", leeg=True
    )
    jaar: Series[object] = veld("Jaar", mag.JAAR, "jaar van de tabel, als zij over één jaar gaat", leeg=True)
    rij: Series[object] = veld("Rij", mag.TEKST, "gemeentecode, post, regel of Totaal")
    kolom: Series[object] = veld("Kolom", mag.TEKST, "naam van de kolom, zoals in het csv-bestand van die tabel")
    waarde: Series[object] = veld("Waarde", mag.GETAL_TEKST_OF_PM, "het cijfer zoals gedrukt; een percentage als 2,70")
    eenheid: Series[object] = veld(
        "Eenheid",
        mag.keuze("euro", "procent", "uren", "fte", "aantal", "jaar", "tekst"),
        "waarin het cijfer is gedrukt",
    )
    decimalen: Series[object] = veld(
        "Decimalen", mag.DECIMALEN, "hoeveel cijfers achter de komma zijn gedrukt", leeg=True
    )
    plaats: Series[object] = veld("Plaats", mag.TEKST, "paragraaf of bijlage")
    bron: Series[object] = veld("Bron", mag.TEKST, "stuk waarin het is gepubliceerd")


class Herkomst(Blad):
    """Welk cijfer kwam van wie, wanneer, en uit welk bestand? Verdeelwijzer vult dit blad; u hoeft er niets te doen."""

    peiljaar: Series[object] = veld("Peiljaar", mag.JAAR, "jaar waarover is geteld")
    maatstaf: Series[object] = veld("Maatstaf", mag.TEKST, "naam van de maatstaf in het regiobestand")
    gemeentecode: Series[object] = veld("Gemeentecode", mag.TEKST, "code van het CBS")
    gemeente: Series[object] = veld("Gemeente", mag.TEKST, "naam van de deelnemer")
    oud: Series[object] = veld("Oud", mag.GETAL_TEKST_OF_PM, "wat er eerst stond; leeg als er niets stond", leeg=True)
    nieuw: Series[object] = veld("Nieuw", mag.HOEVEELHEID, "het cijfer uit de opgave")
    stand: Series[object] = veld("Stand", mag.TEKST, "definitief of voorlopig, volgens de gemeente")
    peildatum: Series[object] = veld("Peildatum", mag.TEKST, "dag of periode van de telling")
    ingevuld_door: Series[object] = veld("Ingevuld door", mag.TEKST, "wie het formulier invulde")
    datum: Series[object] = veld("Datum opgave", mag.TEKST, "dag waarop het formulier is ingevuld")
    opgenomen_op: Series[object] = veld("Opgenomen op", mag.TEKST, "dag waarop het cijfer in dit bestand kwam")
    bestand: Series[object] = veld("Bestand", mag.TEKST, "naam van het formulier")
    opmerking: Series[object] = veld("Opmerking", mag.TEKST, "wat de gemeente erbij schreef of wat opviel", leeg=True)
    sha256: Series[object] = veld("SHA-256", mag.TEKST, "vingerafdruk van het formulier")


@dataclass(frozen=True)
class Kolom:
    """One column of a sheet in one workbook. `sleutel` is the name in code; of a year its number as text."""

    sleutel: str
    titel: str
    inhoud: Inhoud
    uitleg: str
    leeg: bool
    anders: tuple[str, ...] = ()
    """Other headers that are accepted."""
    vereist: bool = True
    """Whether the sheet must have the column."""


@dataclass(frozen=True)
class Bladvorm:
    """A sheet: its model, which columns depend on plan or region and where they stand, and what makes a row unique."""

    naam: str
    titel: str
    model: type[Blad]
    uniek: tuple[str, ...]
    wissel: Wissel = ""
    na: str = ""
    jaarinhoud: Inhoud = mag.EURO
    optioneel: bool = False

    @property
    def uitleg(self) -> str:
        return (self.model.__doc__ or "").strip()

    def kolommen(self, jaren: Sequence[int] = (), regio: RegioBestand | None = None) -> tuple[Kolom, ...]:
        """The sheet's columns in order, with the years or the maatstaven in their place."""
        vast = [
            Kolom(naam, str(veld.title), (veld.metadata or {})["inhoud"], str(veld.description), bool(veld.nullable))
            for naam, veld in self.model.to_schema().columns.items()
        ]
        if not self.wissel:
            return tuple(vast)
        plek = [k.sleutel for k in vast].index(self.na) + 1
        if self.wissel == "maatstaven":
            extra = [
                Kolom(naam, m.label, mag.HOEVEELHEID, m.definitie, True, (naam,), vereist=False)
                for naam, m in (regio.maatstaven if regio else {}).items()
            ]
        else:
            extra = [Kolom(str(jaar), str(jaar), self.jaarinhoud, "", True) for jaar in jaren]
        return (*vast[:plek], *extra, *vast[plek:])


PLAN: Final = Bladvorm("Plan", "Plan", Plan, ())
BLADEN: Final = (
    PLAN,
    Bladvorm("Definities", "Definities van de maatstaven", Definities, ("maatstaf", "peiljaar")),
    Bladvorm(
        "Maatstaven", "Maatstaven per gemeente", Maatstaven, ("peiljaar", "gemeentecode"), "maatstaven", "gemeente"
    ),
    Bladvorm(
        "Begroting",
        "Begroting",
        Begroting,
        ("kostensoort", "post", "soort", "dekking"),
        "plan",
        "dekking",
        mag.BEDRAG,
    ),
    Bladvorm(
        "Capaciteit",
        "Capaciteit in uren",
        Capaciteit,
        ("kostensoort", "post", "taak", "functie"),
        "plan",
        "functie",
        mag.HOEVEELHEID,
    ),
    Bladvorm(
        "Formatie",
        "Formatie in fte",
        Formatie,
        ("kostensoort", "onderdeel", "functie", "schaal", "dekking"),
        "plan",
        "dekking",
        mag.HOEVEELHEID,
    ),
    Bladvorm("Tarieven", "Tarieven", Tarieven, ("functie", "schaal", "eenheid", "vanaf")),
    Bladvorm(
        "Vastgesteld",
        "Vastgestelde bijdragen",
        Vastgesteld,
        ("kostensoort", "gemeentecode"),
        "plan",
        "gemeente",
        mag.BEDRAG,
    ),
    Bladvorm("Scenario", "Scenario", Scenario, ("regel",), "scenario", "soort", mag.BEDRAG_OF_PM),
    Bladvorm(
        "Gepubliceerd",
        "Gepubliceerde cijfers",
        Gepubliceerd,
        ("tabel", "kostensoort", "jaar", "rij", "kolom"),
        optioneel=True,
    ),
)
HERKOMST: Final = Bladvorm(
    "Herkomst",
    "Herkomst van de cijfers",
    Herkomst,
    ("peiljaar", "maatstaf", "gemeentecode", "sha256", "nieuw"),
    optioneel=True,
)
BIJBLADEN: Final = (HERKOMST,)
"""Sheets that may stand in an input workbook without being input: a plan does not look at them."""
VORM: Final[Mapping[str, Bladvorm]] = {vorm.naam: vorm for vorm in BLADEN}


def schema(vorm: Bladvorm, kolommen: Sequence[Kolom]) -> pa.DataFrameSchema:
    """The model of a sheet with the columns of this plan and region added, and the test of every column attached."""
    basis = vorm.model.to_schema()
    extra = [k for k in kolommen if k.sleutel not in basis.columns]
    gevuld = basis.add_columns({k.sleutel: pa.Column(object, nullable=k.leeg, title=k.titel) for k in extra})
    return gevuld.update_columns(
        {
            k.sleutel: {
                "nullable": k.leeg,
                "checks": [pa.Check(k.inhoud.goed, element_wise=True, ignore_na=True, name=k.inhoud.verwacht)],
            }
            for k in kolommen
        }
    )
