"""Internal checks: from figures and outcome to a list of what was expected, what was found and a verdict. Pure.

`afronding` is the difference that sluitregel `open` allows: at most half a unit per rounded row. Beyond that, and of
every closing rule, a difference is an `afwijking`, and the command ends with exit code 1.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Final, cast

from calc.afronding import DECIMALEN, EENHEDEN
from calc.begroting import DEELNEMERS, tarief
from calc.kritieke_rest import kritieke_rest
from calc.model.tabel import TOTAAL
from calc.model.uitdrukking import Celnaam, Getal, Tabelnaam
from calc.notatie import euro, getal, kort, opsomming, procent
from calc.oordeel import CIJFERS, Oordeel
from calc.tabel import Kolom, Rij, Soort, Tabel
from calc.tabellen import waarden_van
from calc.uittreding import aftrek
from calc.verdeling import GEEN_CODE, Jaarverdeling
from schemas.geldend import geldig
from schemas.kernwoorden import BIJDRAGE

if TYPE_CHECKING:
    from calc.antwoord import Uitkomst

__all__ = ["Controle", "controles", "controles_tabel", "kritieke_rest"]

NUL: Final = Fraction(0)
EEN: Final = Fraction(1)


@dataclass(frozen=True)
class Controle:
    """One check at one place. `gevonden_heet` is the word for what was found (verdeeld, opgeteld, ...) in the sentence.

    soort: GELD, AANDEEL or WAARDE (a count); `decimalen` those in which it is shown; `toegestaan` the largest
    rounding difference.
    """

    controle: str
    waar: str
    verwacht: Fraction
    gevonden: Fraction
    toegestaan: Fraction = NUL
    toelichting: str = ""
    soort: Soort = Soort.GELD
    decimalen: int = 2
    gevonden_heet: str = "gevonden"

    @property
    def verschil(self) -> Fraction:
        """Found − expected: above zero is too much."""
        return self.gevonden - self.verwacht

    @property
    def oordeel(self) -> Oordeel:
        if not self.verschil:
            return Oordeel.GELIJK
        return Oordeel.AFRONDING if abs(self.verschil) <= self.toegestaan else Oordeel.AFWIJKING

    @property
    def zin(self) -> str:
        """The check as a Dutch sentence; what does not tie up is said in full."""
        if self.oordeel is Oordeel.GELIJK:
            return f"{self.controle} sluit voor {self.waar}: {self._getal(self.gevonden)}"
        richting = "te veel" if self.verschil > 0 else "te weinig"
        zin = (
            f"{self.controle} sluit niet voor {self.waar}: verwacht {self._getal(self.verwacht)}, "
            f"{self.gevonden_heet} {self._getal(self.gevonden)} ({self._getal(abs(self.verschil))} {richting})"
        )
        if self.oordeel is Oordeel.AFRONDING:
            zin += f"; dat is afronding, ten hoogste {self._getal(self.toegestaan)}"
        return f"{zin}. {self.toelichting}" if self.toelichting else zin

    def _getal(self, waarde: Fraction) -> str:
        if self.soort is Soort.GELD:
            # Sentences give cents, whatever the unit: an exact part need not be whole.
            return euro(waarde, 2)
        return procent(waarde, self.decimalen) if self.soort is Soort.AANDEEL else kort(waarde)


def controles(uitkomst: Uitkomst) -> tuple[Controle, ...]:
    """Every check of one outcome, per kostensoort and year, then over the years and of the scenario."""
    per_jaar = [controle for bron in uitkomst.verdeling.jaren for maak in PER_JAAR for controle in maak(uitkomst, bron)]
    return (*per_jaar, *(controle for maak in OVER_JAREN for controle in maak(uitkomst)))


def _waar(bron: Jaarverdeling) -> str:
    return f"{bron.kostensoort} {bron.jaar}"


def _speling(bron: Jaarverdeling, termen: int) -> Fraction:
    """Half a unit per rounded row where rows were rounded by themselves and nothing takes the difference."""
    los = bron.vastgesteld or bron.sluitregel == "open"
    return EENHEDEN[bron.eenheid] / 2 * termen if los else NUL


def _geheel_verdeeld(_uitkomst: Uitkomst, bron: Jaarverdeling) -> Iterator[Controle]:
    naam = "Vastgestelde bedragen tegenover begroting" if bron.vastgesteld else "Kosten geheel verdeeld"
    yield Controle(
        naam,
        _waar(bron),
        bron.te_verdelen,
        bron.gedekt,
        # Where the others carry what a limit takes, their contributions are rounded once more.
        _speling(bron, len(bron.bedragen) * (2 if bron.voor_grenzen and bron.ten_laste is None else 1)),
        decimalen=DECIMALEN[bron.eenheid],
        gevonden_heet="vastgesteld" if bron.vastgesteld else "verdeeld",
    )


def _potten_verdeeld(_uitkomst: Uitkomst, bron: Jaarverdeling) -> Iterator[Controle]:
    for naam, pot in bron.potten.items():
        verdeeld = sum((r.bedrag for r in bron.regels if r.onderdeel == naam), NUL)
        yield Controle(
            "Deel van de sleutel geheel verdeeld",
            f"{_waar(bron)}, {naam}",
            pot,
            verdeeld,
            _speling(bron, len(bron.bedragen)),
            # Under `open` a pot need not be whole.
            decimalen=DECIMALEN[bron.eenheid] if pot.denominator == 1 else 2,
            gevonden_heet="verdeeld",
        )


def _delen_per_gemeente(uitkomst: Uitkomst, bron: Jaarverdeling) -> Iterator[Controle]:
    """One line for all participants: the one with the largest difference."""
    if bron.vastgesteld:
        return
    heel = {deel.naam for deel in bron.hele_delen}
    delen = Counter[str]()
    som: dict[str, Fraction] = {}
    for regel in bron.regels:
        if regel.onderdeel in heel:
            som[regel.gemeentecode] = som.get(regel.gemeentecode, NUL) + regel.bedrag
            delen[regel.gemeentecode] += 1
    bijdragen = {**bron.bedragen, **({GEEN_CODE: bron.afronding} if GEEN_CODE in som else {}), **bron.voor_grenzen}
    ergst = max(bijdragen, key=lambda code: abs(som.get(code, NUL) - bijdragen[code]))
    anders = sum(1 for code, bedrag in bijdragen.items() if som.get(code, NUL) != bedrag)
    naam = "regel Afronding" if ergst == GEEN_CODE else uitkomst.gegevens.regio.gemeente(ergst)
    yield Controle(
        "Delen tellen op tot de bijdrage",
        f"{_waar(bron)}, {naam}" if anders else _waar(bron),
        bijdragen[ergst],
        som.get(ergst, NUL),
        # Every part is rounded by itself, and so is the contribution.
        _speling(bron, delen[ergst] + 1),
        f"Er is verschil bij {anders} van de {len(bijdragen)} rijen; dit is het grootste." if anders else "",
        decimalen=DECIMALEN[bron.eenheid],
        gevonden_heet="opgeteld",
    )


def _aandelen_samen_een(_uitkomst: Uitkomst, bron: Jaarverdeling) -> Iterator[Controle]:
    if bron.sleutel is not None:
        samen = sum((bron.regel(code).aandeel or NUL for code in bron.deelnemers), NUL)
        yield Controle("Aandelen samen 100%", _waar(bron), EEN, samen, soort=Soort.AANDEEL, gevonden_heet="opgeteld")


def _deelnemers_compleet(uitkomst: Uitkomst, bron: Jaarverdeling) -> Iterator[Controle]:
    """Every participant of the year has exactly one contribution, and nobody else has any."""
    regio = uitkomst.gegevens.regio
    verwacht = {deelnemer.code for deelnemer in regio.deelnemers(bron.jaar, bron.kostensoort)}
    aantal = Counter(r.gemeentecode for r in bron.regels if r.onderdeel == BIJDRAGE and r.gemeentecode != GEEN_CODE)
    fout = {
        "geen bijdrage": [c for c in regio.alle_deelnemers if c in verwacht and c not in aantal],
        "meer dan één bijdrage": [c for c, keer in aantal.items() if keer > 1],
        "wel een bijdrage maar geen deelnemer": [c for c in aantal if c not in verwacht],
    }
    zinnen = [
        f"{reden}: {opsomming([regio.gemeente(c) if c in regio.alle_deelnemers else c for c in codes])}"
        for reden, codes in fout.items()
        if codes
    ]
    yield Controle(
        "Deelnemers zonder precies één bijdrage",
        _waar(bron),
        NUL,
        Fraction(sum(len(codes) for codes in fout.values())),
        toelichting=f"{'; '.join(zinnen)}." if zinnen else "",
        soort=Soort.WAARDE,
        decimalen=0,
    )


def _begroting_telt_op(uitkomst: Uitkomst, bron: Jaarverdeling) -> Iterator[Controle]:
    """From the inputs again: hours × rate and lines of the participants; what is funded otherwise comes off whole."""
    gegevens, soort, jaar = uitkomst.gegevens, bron.kostensoort, bron.jaar
    uren = [
        Fraction(r.uren[jaar]) * Fraction(tarief(gegevens.tarieven, "uur", r.functie, "", jaar).bedrag)
        for r in gegevens.urenregels
        if r.kostensoort == soort and jaar in r.uren
    ]
    regels = [
        (r.dekking, Fraction(r.bedragen[jaar]))
        for r in gegevens.begroting
        if r.kostensoort == soort and jaar in r.bedragen
    ]
    regels += _geindexeerd(uitkomst, soort, jaar)
    regels += [(DEELNEMERS, -jaren.get(jaar, NUL)) for jaren in aftrek(gegevens, uitkomst.verdeling, soort).values()]
    betaald = sum(uren, NUL) + sum((bedrag for dekking, bedrag in regels if dekking == DEELNEMERS), NUL)
    posten = uitkomst.begrotingen[soort].posten
    alles = sum((post.bedragen.get(jaar, NUL) for post in posten), NUL)
    anders = sum((bedrag for dekking, bedrag in regels if dekking != DEELNEMERS), NUL)
    decimalen = DECIMALEN[bron.eenheid]
    yield Controle(
        "Te verdelen volgt uit uren en posten",
        _waar(bron),
        betaald,
        bron.begroot,
        decimalen=decimalen,
        gevonden_heet="te verdelen",
    )
    yield Controle(
        "Posten min andere dekking",
        _waar(bron),
        bron.begroot,
        alles - anders,
        decimalen=decimalen,
        gevonden_heet="opgeteld",
    )


def _geindexeerd(uitkomst: Uitkomst, soort: str, jaar: int) -> Iterator[tuple[str, Fraction]]:
    """Of the rows of Indexering what each adds to a year, and whoever pays it; another road than that of the budget."""
    waarden = waarden_van(uitkomst)
    naam = Tabelnaam("indexering", soort)
    tabel = waarden.model.zoek(naam)
    for rij in tabel.rijen if tabel is not None else ():
        if waarden[Celnaam(naam, rij.sleutel, "jaar")] == jaar:
            for kolom in ("bedrag_na", "correctie"):
                bedrag = cast("Getal | None", waarden[Celnaam(naam, rij.sleutel, kolom)])
                yield str(waarden[Celnaam(naam, rij.sleutel, "dekking")]), Fraction(bedrag or 0)


def _percentages_samen_honderd(uitkomst: Uitkomst) -> Iterator[Controle]:
    gegevens = uitkomst.gegevens
    for maatstaf, peiljaar in dict.fromkeys((m.maatstaf, m.peiljaar) for m in gegevens.maatstaven):
        eenheid = geldig(gegevens.regio.bestand.maatstaven[maatstaf].eenheid, peiljaar)
        if eenheid is None or eenheid.waarde != "procent":
            continue
        waarden = (Fraction(m.waarde) for m in gegevens.maatstaven if (m.maatstaf, m.peiljaar) == (maatstaf, peiljaar))
        samen = sum(waarden, NUL) / 100
        waar = f"{maatstaf} {peiljaar}"
        yield Controle("Percentages samen 100%", waar, EEN, samen, soort=Soort.AANDEEL, gevonden_heet="opgeteld")


def _gedeclareerd(uitkomst: Uitkomst) -> Iterator[Controle]:
    """What the declared tables check of themselves, per kostensoort."""
    waarden = waarden_van(uitkomst)
    op_soort = sorted(waarden.model.controles(), key=lambda paar: _plaats(uitkomst, paar[0]))
    for naam, controle in op_soort:
        verwacht, gevonden, mag = (
            Fraction(cast(Getal, waarden.lees(wat, Celnaam(naam, TOTAAL, ""))))
            for wat in (controle.verwacht, controle.gevonden, controle.toegestaan)
        )
        yield Controle(
            controle.naam, controle.waar, verwacht, gevonden, mag, soort=controle.vorm[0], decimalen=controle.vorm[1],
            gevonden_heet=controle.heet,
        )  # fmt: skip


def _plaats(uitkomst: Uitkomst, naam: Tabelnaam) -> int:
    soorten = uitkomst.gegevens.regio.kostensoorten
    return soorten.index(naam.kostensoort) if naam.kostensoort in soorten else len(soorten)


PER_JAAR: Final[tuple[Callable[[Uitkomst, Jaarverdeling], Iterator[Controle]], ...]] = (
    _geheel_verdeeld,
    _potten_verdeeld,
    _delen_per_gemeente,
    _aandelen_samen_een,
    _deelnemers_compleet,
    _begroting_telt_op,
)
OVER_JAREN: Final[tuple[Callable[[Uitkomst], Iterator[Controle]], ...]] = (
    _percentages_samen_honderd,
    _gedeclareerd,
)

KOLOMMEN: Final = (
    Kolom("controle", "Controle", Soort.TEKST),
    Kolom("waar", "Waar", Soort.TEKST),
    Kolom("verwacht", "Verwacht", Soort.WAARDE),
    Kolom("gevonden", "Gevonden", Soort.WAARDE),
    Kolom("verschil", "Verschil", Soort.WAARDE),
    Kolom("oordeel", "Oordeel", Soort.TEKST),
)


def controles_tabel(uitkomst: Uitkomst) -> Tabel:
    """The checks as a table; under it what does not tie up, and where a formula could round otherwise."""
    gedaan = controles(uitkomst)
    rijen = tuple(
        Rij((c.controle, c.waar, c.verwacht, c.gevonden, c.verschil, str(c.oordeel)), vorm=(c.soort, c.decimalen))
        for c in gedaan
    )
    aantal = Counter(c.oordeel for c in gedaan)
    telling = ", ".join(f"{getal(aantal[oordeel])} {oordeel}" for oordeel in CIJFERS)
    noten = (
        f"{getal(len(gedaan))} controles: {telling}. Verschil is gevonden min verwacht.",
        "Afronding: elke rij is apart afgerond; het verschil is ten hoogste een halve eenheid per rij. "
        "Waar de anderen een grens dragen, is dat een hele eenheid.",
        *(c.zin if c.zin.endswith(".") else f"{c.zin}." for c in gedaan if c.oordeel is Oordeel.AFWIJKING),
        *kritieke_rest(uitkomst),
    )
    return Tabel("controles", "Controles", None, None, KOLOMMEN, rijen, noten)
