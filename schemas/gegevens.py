"""What one plan needs, frozen: the figures of the input workbook after the gate, and the region they are of.

A row type is its input sheet: the fields are the columns (see schemas.invoerblad).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar, Final, Literal, get_args

from schemas import inhoud as mag
from schemas import rijvelden
from schemas.fouten import Bevinding
from schemas.geldend import Regio
from schemas.inhoud import PM as PM
from schemas.inhoud import Pm as Pm
from schemas.invoerblad import buiten, jaren, maatstaven, veld
from schemas.jaarrijen import Indexregel as Indexregel
from schemas.jaarrijen import Inzetregel as Inzetregel
from schemas.jaarrijen import Realisatieregel as Realisatieregel
from schemas.jaarrijen import Scenariokeuze as Scenariokeuze
from schemas.jaarrijen import Zorgregel as Zorgregel
from schemas.plaats import Vindplaats
from schemas.standen import STATUSSEN, Status

Scenariosoort = Literal["budget", "restpost", "post", "besparing", "variant", "investering"]
BRIEFONDERDELEN: Final = (
    "kenmerk", "datum", "geadresseerde", "aanhef", "rekening", "betalingskenmerk", "alinea", "ondertekening",
    "gevraagd",
)  # fmt: skip
"""What of a letter an input can fill."""
TABELLEN: Final = (
    "capaciteit", "begroting", "verdeling", "toename", "meerjarig", "mutaties", "scenario", "investering", "formatie",
    "tekst",
)  # fmt: skip
"""Tables of which a published figure can be held against the calculated one."""


def _namen(titel: str, uitleg: str) -> Any:
    """A column of names that is only there where somebody needs it."""
    return veld(titel, mag.TEKST, uitleg, als_gevuld=True, breedte=24)


def _mag_weg(titel: str, inhoud: mag.Inhoud, uitleg: str) -> Any:
    """A field of Plan that may be empty or absent: then its usual value counts (schemas.plancontrole)."""
    return veld(titel, inhoud, uitleg, leeg=True, vereist=False)


@dataclass(frozen=True)
class Plan:
    """Over welk plan gaat dit bestand, en wie heeft het gemaakt? Vul kolom Waarde in.

    `jaar` is the plan's year, amounts run from `basisjaar` to `laatste_jaar`.
    """

    regio: str = veld("Regio", mag.TEKST, "naam van de regio, zoals het regiobestand heet")
    titel: str = veld("Titel", mag.TEKST, "titel van het plan, voor het voorblad")
    jaar: int = veld("Jaar", mag.JAAR, "jaar waarvoor het plan geldt")
    basisjaar: int = _mag_weg("Basisjaar", mag.JAAR, "eerste jaar van het plan; hiermee vergelijkt u de andere jaren")
    laatste_jaar: int = _mag_weg("Laatste jaar", mag.JAAR, "laatste jaar met kosten en bijdragen")
    scenario_tot_en_met: int = _mag_weg(
        "Scenario tot en met", mag.JAAR, "laatste jaar van het scenario; jaren na het laatste jaar herhalen dat jaar"
    )
    status: Status = _mag_weg(
        "Status", mag.keuze(*STATUSSEN), "concept tot het plan is vastgesteld, voorlopig tot de sleutel definitief is"
    )
    opsteller: str = veld("Opsteller", mag.TEKST, "wie dit bestand heeft gemaakt")
    contact: str = _mag_weg("Contact", mag.TEKST, "waar gemeenten met vragen terechtkunnen")
    besluit: str = _mag_weg("Besluit", mag.TEKST, "welk besluit het plan vaststelt; verplicht bij definitief")
    besluitdatum: date | None = _mag_weg("Besluitdatum", mag.DATUM, "dag van het besluit; verplicht bij definitief")
    besluitkenmerk: str = _mag_weg("Besluitkenmerk", mag.TEKST, "kenmerk van het besluit; verplicht bij definitief")
    bron: str = _mag_weg("Bron", mag.TEKST, "stuk waaruit de cijfers komen")
    opmerkingen: str = _mag_weg("Opmerkingen", mag.TEKST, "wat de lezer verder moet weten")

    @property
    def jaren(self) -> tuple[int, ...]:
        return tuple(range(self.basisjaar, self.laatste_jaar + 1))


@dataclass(frozen=True)
class Definitie:
    """Wat telt elke maatstaf, per wanneer, en wie zegt dat? Eén rij per maatstaf en peiljaar."""

    maatstaf: str = veld("Maatstaf", mag.TEKST, "naam of label van de maatstaf in het regiobestand", breedte=22)
    peiljaar: int = rijvelden.peiljaar()
    definitie: str = veld("Definitie", mag.TEKST, "wat er is geteld", breedte=46, lang=True)
    peildatum: str = veld("Peildatum", mag.DATUM_OF_TEKST, "dag of periode van de telling", leeg=True, breedte=18)
    afgeleid: str = rijvelden.afgeleid()
    bron: str = rijvelden.bron()


@dataclass(frozen=True)
class Maatstafrij:
    """De cijfers per gemeente waarmee de kosten worden verdeeld. Eén rij per peiljaar en gemeente."""

    peiljaar: int = rijvelden.peiljaar()
    gemeentecode: str = rijvelden.gemeentecode()
    gemeente: str = rijvelden.gemeente()
    cijfers: Mapping[str, Decimal] = maatstaven()
    voorlopig: str = _namen("Voorlopig", "maatstaven waarvan dit cijfer nog kan veranderen, met een komma ertussen")
    bevestigd: str = _namen("Bevestigd", "maatstaven waarvan een grote afwijking is nagegaan, met een komma ertussen")


@dataclass(frozen=True)
class Maatstafwaarde:
    """One figure of one participant, in the maatstaf's own unit of that peiljaar. `cel` is its place in the input.

    voorlopig: it can still change. bevestigd: a deviation above the threshold was looked into, and it is right.
    """

    maatstaf: str
    peiljaar: int
    gemeentecode: str
    waarde: Decimal
    cel: Vindplaats | None
    voorlopig: bool = False
    bevestigd: bool = False


@dataclass(frozen=True)
class Begrotingsregel:
    """De kosten per post en jaar, in euro's. Uren staan op blad Capaciteit; hun post staat hier zonder bedrag.

    `dekking` says who pays: see schemas.dekkingcontrole.DEELNEMERS.
    """

    kostensoort: str = rijvelden.kostensoort()
    post: str = veld("Post", mag.TEKST, "naam van de post; de volgorde hier is die van de begroting", breedte=30)
    soort: Literal["kosten", "correctie"] = veld(
        "Soort", mag.keuze("kosten", "correctie"), "alleen een correctie kan onder nul zijn"
    )
    dekking: str = veld(
        "Dekking",
        mag.TEKST,
        "'deelnemers' als de deelnemers betalen, anders waaruit wel; dan wordt de post niet verdeeld",
        breedte=22,
    )
    bedragen: Mapping[int, Decimal] = jaren("plan", mag.BEDRAG)
    afgeleid: str = rijvelden.afgeleid()
    bron: str = rijvelden.bron()
    rij: int = buiten()
    index: str = veld(
        "Index",
        mag.TEKST,
        "reeks van blad Indexen, of een mengsel zoals '70% loon + 30% prijs'; het bedrag staat dan in het basisjaar",
        breedte=24,
        als_gevuld=True,
        standaard="",
    )
    corrigeert: int | None = veld(
        "Corrigeert", mag.JAAR, "alleen bij een correctie: het jaar dat zij verrekent", als_gevuld=True, standaard=None
    )
    reeks: str = veld(
        "Reeks",
        mag.TEKST,
        "alleen bij een correctie van een index: de reeks waarvan het percentage in dat jaar anders uitviel",
        breedte=20,
        als_gevuld=True,
        standaard="",
    )


@dataclass(frozen=True)
class Capaciteitsregel:
    """De uren per taak, functie en jaar. Uren maal uurtarief tellen mee in de post waarop ze zijn geboekt.

    A year without hours is absent.
    """

    kostensoort: str = rijvelden.kostensoort()
    post: str = rijvelden.post_van_uren()
    taak: str = veld("Taak", mag.TEKST, "omschrijving van de taak", breedte=46, lang=True)
    functie: str = rijvelden.functie()
    uren: Mapping[int, Decimal] = jaren("plan", mag.HOEVEELHEID)
    afgeleid: str = rijvelden.afgeleid()
    bron: str = rijvelden.bron()
    rij: int = buiten()

    blad: ClassVar[str] = "Capaciteit"


@dataclass(frozen=True)
class Formatieregel:
    """De fte per functie en jaar. Dit onderbouwt de begroting; het telt er niet nog eens bij op.

    The rate is that of its schaal, or of its function where it has none.
    """

    kostensoort: str = rijvelden.kostensoort()
    onderdeel: str = veld("Onderdeel", mag.TEKST, "waarvoor de formatie nodig is", breedte=34)
    functie: str = rijvelden.functie("functie; zonder schaal zoekt het tarief op functie")
    schaal: str = veld("Schaal", mag.TEKST, "salarisschaal; bepaalt het tarief per fte", leeg=True)
    dekking: str = veld("Dekking", mag.TEKST, "'deelnemers', of waaruit het anders wordt betaald", breedte=22)
    fte: Mapping[int, Decimal] = jaren("plan", mag.HOEVEELHEID)
    afgeleid: str = rijvelden.afgeleid()
    bron: str = rijvelden.bron()
    rij: int = buiten()


@dataclass(frozen=True)
class Tarief:
    """Wat een uur of een fte kost, in euro's. Een tarief geldt vanaf zijn jaar, tot er een later staat."""

    functie: str = rijvelden.functie("functie; leeg als het tarief bij een schaal hoort", leeg=True)
    schaal: str = veld("Schaal", mag.TEKST, "salarisschaal", leeg=True)
    eenheid: Literal["uur", "fte"] = veld(
        "Eenheid", mag.keuze("uur", "fte"), "uur voor blad Capaciteit, fte voor blad Formatie", breedte=11
    )
    vanaf: int = veld("Vanaf", mag.JAAR, "eerste jaar waarin het tarief geldt")
    bedrag: Decimal = veld("Tarief", mag.EURO, "euro's per uur of per fte", breedte=13, sleutel="tarief")
    afgeleid: str = rijvelden.afgeleid()
    bron: str = rijvelden.bron()
    rij: int = buiten()


@dataclass(frozen=True)
class Vastgesteldrij:
    """Bijdragen die eerder zijn vastgesteld, in euro's. Een jaar dat hier staat, wordt niet opnieuw berekend."""

    kostensoort: str = rijvelden.kostensoort()
    gemeentecode: str = rijvelden.gemeentecode()
    gemeente: str = rijvelden.gemeente()
    bedragen: Mapping[int, Decimal] = jaren("plan", mag.BEDRAG)
    bron: str = rijvelden.bron()


@dataclass(frozen=True)
class Vastgesteld:
    """An amount of a year that was decided before: an input, never recalculated."""

    kostensoort: str
    gemeentecode: str
    jaar: int
    bedrag: Decimal
    bron: str
    cel: Vindplaats | None


@dataclass(frozen=True)
class Scenarioregel:
    """De aannames van het scenario, in euro's per jaar. PM is nog niet bekend: het telt niet als 0.

    soort:
        budget       euros a year that the state provides
        restpost     the balancing line; no figures of its own
        post         a cost line of its own (euros, or PM)
        besparing    euros a year that are saved
        variant      a saving that the text also names: `percentage` of `grondslag` (budget or restpost); not used in
        the tables
        investering  marks with 1 the years whose extra costs are the investment
    """

    regel: str = veld("Regel", mag.TEKST, "naam van de regel", breedte=50)
    soort: Scenariosoort = veld(
        "Soort",
        mag.keuze(*get_args(Scenariosoort)),
        "budget, de sluitpost (restpost), een eigen kostenpost, een besparing, een andere genoemde besparing "
        "(variant), of welke jaren bij de investering horen (1)",
    )
    bedragen: Mapping[int, Decimal | Pm] = jaren("scenario", mag.BEDRAG_OF_PM)
    percentage: Decimal | None = veld(
        "Percentage", mag.PROCENT, "alleen bij een variant: hoeveel procent", leeg=True, breedte=13
    )
    grondslag: str = veld(
        "Grondslag", mag.keuze("budget", "restpost"), "alleen bij een variant: procent waarvan", leeg=True
    )
    afgeleid: str = rijvelden.afgeleid()
    bron: str = rijvelden.bron()
    rij: int = buiten()


@dataclass(frozen=True)
class Besluit:
    """Wie besloot wanneer wat, en over welke versie van het plan? Eén rij per besluit."""

    orgaan: str = veld("Orgaan", mag.TEKST, "wie besloot, zoals college of raad", breedte=26)
    datum: date = veld("Datum", mag.DATUM, "dag van het besluit", breedte=13)
    kenmerk: str = veld("Kenmerk", mag.TEKST, "kenmerk van het besluit", leeg=True, breedte=20)
    wat: str = veld("Wat", mag.TEKST, "wat is besloten", breedte=46, lang=True)
    versie: str = veld("Versie", mag.TEKST, "over welke versie van het plan, zoals concept 2", leeg=True, breedte=18)


@dataclass(frozen=True)
class Gedrukt:
    """Cijfers zoals zij zijn gedrukt, ook als zij niet kloppen. Zij worden naast de berekende cijfers gelegd.

    `tabel`, `kostensoort`, `jaar`, `rij` and `kolom` name the cell as the command's CSV does (`rij` is a
    gemeentecode, a post, a regel, `Totaal`, ...). `decimalen` is the precision in which it was printed, of the value
    as it stands in the input (percentages: of the percentage). `waarde` of a name is a text.
    """

    tabel: str = veld("Tabel", mag.keuze(*TABELLEN), "tabel van verdeelwijzer, of tekst")
    kostensoort: str = rijvelden.kostensoort("kostensoort van het regiobestand, als de tabel die heeft", leeg=True)
    jaar: int | None = veld("Jaar", mag.JAAR, "jaar van de tabel, als zij over één jaar gaat", leeg=True)
    rij: str = veld("Rij", mag.TEKST, "gemeentecode, post, regel of Totaal", breedte=46)
    kolom: str = veld("Kolom", mag.TEKST, "naam van de kolom, zoals in het csv-bestand van die tabel", breedte=28)
    waarde: Decimal | str | Pm = veld(
        "Waarde", mag.GETAL_TEKST_OF_PM, "het cijfer zoals gedrukt; een percentage als 2,70", breedte=20
    )
    eenheid: str = veld(
        "Eenheid",
        mag.keuze("euro", "procent", "uren", "fte", "aantal", "jaar", "tekst"),
        "waarin het cijfer is gedrukt",
        breedte=11,
    )
    decimalen: int = veld(
        "Decimalen", mag.DECIMALEN, "hoeveel cijfers achter de komma zijn gedrukt", leeg=True, breedte=12
    )
    plaats: str = veld("Plaats", mag.TEKST, "paragraaf of bijlage", breedte=20)
    bron: str = rijvelden.bron("stuk waarin het is gepubliceerd")
    cel: Vindplaats = buiten()

    @property
    def procent(self) -> bool:
        return self.eenheid == "procent"


@dataclass(frozen=True)
class Briefregel:
    """Wat staat er in de brieven? Een regel zonder gemeente geldt voor iedereen, een regel met een gemeente voor haar.

    `gemeentecode` is empty where a line is for all.
    """

    onderdeel: str = veld("Onderdeel", mag.keuze(*BRIEFONDERDELEN), "wat van de brief u invult", breedte=20)
    gemeentecode: str = rijvelden.gemeentecode()
    gemeente: str = veld("Gemeente", mag.TEKST, "naam van de deelnemer; leeg voor alle brieven", leeg=True, breedte=25)
    tekst: str = veld("Tekst", mag.DATUM_OF_TEKST, "wat er in de brief komt", breedte=70, lang=True)
    rij: int = buiten()


@dataclass(frozen=True)
class Betaalregel:
    """Wanneer wordt de bijdrage van dit plan betaald, waar dat anders is dan in het regiobestand? Eén rij per termijn.

    Without a kostensoort it holds for all, without a municipality for everyone.
    """

    kostensoort: str = rijvelden.kostensoort("kostensoort van het regiobestand; leeg voor alle", leeg=True)
    gemeentecode: str = rijvelden.gemeentecode()
    gemeente: str = veld("Gemeente", mag.TEKST, "naam van de deelnemer; leeg voor allemaal", leeg=True, breedte=25)
    datum: date = veld("Datum", mag.DATUM, "dag waarop de termijn betaald moet zijn", breedte=13)
    procent: Decimal = veld("Procent", mag.PROCENT, "deel van de bijdrage; de termijnen zijn samen 100", breedte=11)
    in_rekening: Decimal | None = veld(
        "In rekening",
        mag.BEDRAG,
        "alleen na een wijziging: wat voor deze termijn al in rekening is gebracht",
        als_gevuld=True,
        breedte=14,
    )
    bron: str = rijvelden.bron("wie deze termijnen heeft besloten")
    rij: int = buiten()


@dataclass(frozen=True)
class Betaald:
    """An amount that a participant paid in advance; `kostensoort` is empty where it is for all together."""

    gemeentecode: str
    bedrag: Decimal
    kostensoort: str
    plaats: str


@dataclass(frozen=True)
class Gegevens:
    """Everything one plan needs. `meldingen` is what was interpreted while reading, `sha256` of the input's bytes."""

    regio: Regio
    plan: Plan
    definities: tuple[Definitie, ...]
    maatstaven: tuple[Maatstafwaarde, ...]
    begroting: tuple[Begrotingsregel, ...]
    capaciteit: tuple[Capaciteitsregel, ...]
    formatie: tuple[Formatieregel, ...]
    tarieven: tuple[Tarief, ...]
    vastgesteld: tuple[Vastgesteld, ...]
    scenario: tuple[Scenarioregel, ...]
    gedrukt: tuple[Gedrukt, ...]
    meldingen: tuple[Bevinding, ...]
    bestand: str
    sha256: str
    indexen: tuple[Indexregel, ...] = ()
    besluiten: tuple[Besluit, ...] = ()
    inzet: tuple[Inzetregel, ...] = ()
    brief: tuple[Briefregel, ...] = ()
    realisatie: tuple[Realisatieregel, ...] = ()
    betaling: tuple[Betaalregel, ...] = ()
    betaald: tuple[Betaald, ...] = ()
    """Advances, where a year is settled; they come from a file of their own."""
    scenarios: tuple[Scenariokeuze, ...] = ()
    zorg: tuple[Zorgregel, ...] = ()

    @property
    def kosten_van_inzet(self) -> tuple[Inzetregel, ...]:
        """Hours that are the cost of their post: those of the others stand on Capaciteit as well."""
        elders = {(regel.kostensoort, regel.post) for regel in self.capaciteit}
        return tuple(regel for regel in self.inzet if (regel.kostensoort, regel.post) not in elders)

    @property
    def urenregels(self) -> tuple[Capaciteitsregel | Inzetregel, ...]:
        """All hours that cost something, each once."""
        return (*self.capaciteit, *self.kosten_van_inzet)
