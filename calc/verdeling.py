"""Te verdelen bedrag × share → one long table that carries its trace. Every table, sheet and explanation is a view of
it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property, partial
from typing import Final

from calc.afronding import naar_bedrag
from calc.begroting import Begroting
from calc.splitsing import Splitsing, splits
from schemas.fouten import Gebruikersfout
from schemas.gegevens import Gegevens, Maatstafwaarde
from schemas.geldend import Sleutel
from schemas.regio import RATO, TOTAAL, Munteenheid, Sluitregel

AFRONDING: Final = ""
"""The gemeentecode of the explicit line that closes a table under `afrondingsregel`."""


class GeenMaatstaf(Gebruikersfout):
    def __init__(self, maatstaf: str, jaar: int, peiljaar: int | None) -> None:
        nodig = f"peiljaar {peiljaar}" if peiljaar else f"een peiljaar tot en met {jaar - 1}"
        super().__init__(
            f"Voor de sleutel van {jaar} is maatstaf '{maatstaf}' van {nodig} nodig; "
            "vul die aan op het blad Maatstaven."
        )


class OnvolledigeMaatstaf(Gebruikersfout):
    def __init__(self, maatstaf: str, peiljaar: int, gemeente: str) -> None:
        super().__init__(f"Maatstaf '{maatstaf}', peiljaar {peiljaar}: de waarde van {gemeente} ontbreekt.")


class GeenSleutel(Gebruikersfout):
    def __init__(self, kostensoort: str, jaar: int) -> None:
        super().__init__(
            f"Kostensoort '{kostensoort}' heeft in {jaar} geen sleutel en geen vastgestelde bedragen; "
            f"zet een sleutel in het regiobestand of de bedragen op het blad Vastgesteld."
        )


class GeenDeelnemers(Gebruikersfout):
    def __init__(self, kostensoort: str, jaar: int) -> None:
        super().__init__(
            f"Kostensoort '{kostensoort}' heeft in {jaar} geen deelnemers; kijk in het regiobestand bij deelnemers, en "
            f"bij kostensoort {kostensoort} onder deelnemers."
        )


class GrenzenNogNiet(Gebruikersfout):
    def __init__(self, kostensoort: str, jaar: int) -> None:
        super().__init__(f"Kostensoort '{kostensoort}' heeft in {jaar} grenzen; daarmee wordt nog niet verdeeld.")


@dataclass(frozen=True)
class Regel:
    """One amount with its trace. Money in euros, shares and weights exact.

    onderdeel: a maatstaf, `rato`, or `totaal` for the contribution as a whole. Of a total `gewicht` and `waarde` are
        None;
    of a year decided before `aandeel` too. `aandeel` is that within the onderdeel. `exact` is the amount before
    rounding.
    `bron` tells where the value comes from: the peiljaar and its source, or the decision.
    """

    kostensoort: str
    jaar: int
    gemeentecode: str
    onderdeel: str
    gewicht: Fraction | None
    waarde: Fraction | None
    totaal_waarde: Fraction | None
    aandeel: Fraction | None
    te_verdelen: Fraction
    exact: Fraction | None
    bedrag: Fraction
    sluitregel: Sluitregel | None
    eenheid: Munteenheid
    bron: str


@dataclass(frozen=True)
class Jaarverdeling:
    """One kostensoort in one year. `sleutel` and `splitsing` are None for a year decided before."""

    kostensoort: str
    jaar: int
    deelnemers: tuple[str, ...]
    te_verdelen: Fraction
    eenheid: Munteenheid
    sluitregel: Sluitregel | None
    sleutel: Sleutel | None
    peiljaren: Mapping[str, int]
    splitsing: Splitsing | None
    maak_regels: Callable[[], Sequence[Regel]]

    @cached_property
    def regels(self) -> tuple[Regel, ...]:
        """Every amount with its trace, made when it is asked for."""
        return tuple(self.maak_regels())

    @property
    def vastgesteld(self) -> bool:
        return self.sleutel is None

    @cached_property
    def oude_maatstaven(self) -> tuple[str, ...]:
        """The maatstaven that are carried forward: older than the year before, where no fixed peiljaar was adopted."""
        if self.sleutel is None or self.sleutel.peiljaar is not None:
            return ()
        return tuple(maatstaf for maatstaf, peiljaar in self.peiljaren.items() if peiljaar < self.jaar - 1)

    @cached_property
    def bedragen(self) -> Mapping[str, Fraction]:
        """Contribution per gemeentecode, without the line Afronding."""
        return {r.gemeentecode: r.bedrag for r in self.regels if r.onderdeel == TOTAAL and r.gemeentecode != AFRONDING}

    @cached_property
    def afronding(self) -> Fraction:
        return sum(
            (r.bedrag for r in self.regels if r.onderdeel == TOTAAL and r.gemeentecode == AFRONDING), Fraction(0)
        )

    @property
    def totaal(self) -> Fraction:
        """Sum of the rows, the line Afronding included."""
        return sum(self.bedragen.values(), Fraction(0)) + self.afronding

    def regel(self, gemeentecode: str, onderdeel: str = TOTAAL) -> Regel:
        return self._op_plaats[(gemeentecode, onderdeel)]

    @cached_property
    def _op_plaats(self) -> Mapping[tuple[str, str], Regel]:
        return {(r.gemeentecode, r.onderdeel): r for r in self.regels}


@dataclass(frozen=True)
class Verdeling:
    """Every kostensoort and year of a plan."""

    jaren: tuple[Jaarverdeling, ...]

    @property
    def regels(self) -> tuple[Regel, ...]:
        return tuple(regel for jaar in self.jaren for regel in jaar.regels)

    def van(self, kostensoort: str, jaar: int) -> Jaarverdeling:
        return self._op_plaats[(kostensoort, jaar)]

    def heeft(self, kostensoort: str, jaar: int) -> bool:
        return (kostensoort, jaar) in self._op_plaats

    @cached_property
    def _op_plaats(self) -> Mapping[tuple[str, int], Jaarverdeling]:
        return {(j.kostensoort, j.jaar): j for j in self.jaren}


class _Maatstaven:
    """The figures of the plan, by maatstaf and peiljaar."""

    def __init__(self, gegevens: Gegevens) -> None:
        self._waarden: dict[tuple[str, int], dict[str, Maatstafwaarde]] = {}
        for regel in gegevens.maatstaven:
            self._waarden.setdefault((regel.maatstaf, regel.peiljaar), {})[regel.gemeentecode] = regel
        self._bronnen = {(d.maatstaf, d.peiljaar): d.bron for d in gegevens.definities}
        self._gemeente = gegevens.regio.gemeente

    def peiljaar(self, maatstaf: str, jaar: int, vast: int | None) -> int:
        if vast is not None:
            if (maatstaf, vast) not in self._waarden:
                raise GeenMaatstaf(maatstaf, jaar, vast)
            return vast
        bruikbaar = [peiljaar for naam, peiljaar in self._waarden if naam == maatstaf and peiljaar <= jaar - 1]
        if not bruikbaar:
            raise GeenMaatstaf(maatstaf, jaar, None)
        return max(bruikbaar)

    def waarden(self, maatstaf: str, peiljaar: int, codes: Sequence[str]) -> list[Fraction]:
        gevonden = self._waarden[(maatstaf, peiljaar)]
        for code in codes:
            if code not in gevonden:
                raise OnvolledigeMaatstaf(maatstaf, peiljaar, self._gemeente(code))
        return [Fraction(gevonden[code].waarde) for code in codes]

    def bron(self, maatstaf: str, peiljaar: int) -> str:
        return self._bronnen.get((maatstaf, peiljaar), "")


def verdeel_plan(
    gegevens: Gegevens, begrotingen: Mapping[str, Begroting], sluitregel: Sluitregel | None = None
) -> Verdeling:
    """Split every kostensoort of every year of the plan; years decided before are taken over.

    Args:
        sluitregel: instead of the one in the region file, for every kostensoort.
    Raises:
        GeenSleutel, GeenMaatstaf, OnvolledigeMaatstaf: what a year needs is not there.
    Source: SLA art. 8 lid 3; § 7.1.3, § 7.2.5.
    """
    maatstaven = _Maatstaven(gegevens)
    return Verdeling(
        tuple(
            _jaarverdeling(gegevens, maatstaven, kostensoort, jaar, begroting.te_verdelen[jaar], sluitregel)
            for kostensoort, begroting in begrotingen.items()
            for jaar in begroting.jaren
        )
    )


def _jaarverdeling(
    gegevens: Gegevens,
    maatstaven: _Maatstaven,
    kostensoort: str,
    jaar: int,
    te_verdelen: Fraction,
    gevraagd: Sluitregel | None,
) -> Jaarverdeling:
    regio = gegevens.regio
    eenheid = regio.eenheid(kostensoort, jaar)
    ingevoerd = {v.gemeentecode: v for v in gegevens.vastgesteld if (v.kostensoort, v.jaar) == (kostensoort, jaar)}
    # The order of the region file is the order of every table, whatever order the input has.
    besloten = {code: ingevoerd[code] for code in regio.alle_deelnemers if code in ingevoerd}
    if besloten:
        regels = tuple(
            Regel(
                kostensoort,
                jaar,
                code,
                TOTAAL,
                None,
                None,
                None,
                None,
                te_verdelen,
                None,
                Fraction(v.bedrag),
                None,
                eenheid,
                v.bron,
            )
            for code, v in besloten.items()
        )
        return Jaarverdeling(
            kostensoort, jaar, tuple(besloten), te_verdelen, eenheid, None, None, {}, None, partial(tuple, regels)
        )

    sleutel = regio.sleutel(kostensoort, jaar)
    if sleutel is None:
        raise GeenSleutel(kostensoort, jaar)
    if regio.grenzen(kostensoort, jaar) is not None:
        raise GrenzenNogNiet(kostensoort, jaar)
    regel = gevraagd or regio.sluitregel(kostensoort, jaar)
    codes = tuple(deelnemer.code for deelnemer in regio.deelnemers(jaar, kostensoort))
    if not codes:
        raise GeenDeelnemers(kostensoort, jaar)
    peiljaren = {deel: maatstaven.peiljaar(deel, jaar, sleutel.peiljaar) for deel in sleutel.delen if deel != RATO}
    waarden = {
        deel: [Fraction(1)] * len(codes) if deel == RATO else maatstaven.waarden(deel, peiljaren[deel], codes)
        for deel in sleutel.delen
    }
    splitsing = splits(te_verdelen, sleutel.delen, waarden, regel, eenheid)
    maak = partial(
        _regels, kostensoort, jaar, codes, te_verdelen, eenheid, regel, sleutel, peiljaren, splitsing, maatstaven
    )
    return Jaarverdeling(kostensoort, jaar, codes, te_verdelen, eenheid, regel, sleutel, peiljaren, splitsing, maak)


def _regels(
    kostensoort: str,
    jaar: int,
    codes: Sequence[str],
    te_verdelen: Fraction,
    eenheid: Munteenheid,
    sluitregel: Sluitregel,
    sleutel: Sleutel,
    peiljaren: Mapping[str, int],
    splitsing: Splitsing,
    maatstaven: _Maatstaven,
) -> list[Regel]:
    vast = (te_verdelen, sluitregel, eenheid)

    def regel(
        code: str,
        onderdeel: str,
        gewicht: Fraction | None,
        waarde: Fraction | None,
        totaal: Fraction | None,
        aandeel: Fraction | None,
        exact: Fraction | None,
        eenheden: int,
        bron: str,
    ) -> Regel:
        euro = None if exact is None else naar_bedrag(exact, eenheid)
        return Regel(
            kostensoort, jaar, code, onderdeel, gewicht, waarde, totaal, aandeel, vast[0], euro,
            naar_bedrag(eenheden, eenheid), vast[1], vast[2], bron,
        )  # fmt: skip

    regels = []
    for deel in splitsing.onderdelen:
        bron = sleutel.bron if deel.naam == RATO else maatstaven.bron(deel.naam, peiljaren[deel.naam])
        som = sum(deel.waarden, Fraction(0))
        for code, waarde, part in zip(codes, deel.waarden, deel.pot.delen, strict=True):
            regels.append(
                regel(code, deel.naam, deel.gewicht, waarde, som, waarde / som, part.exact, part.eenheden, bron)
            )
        if sluitregel == "afrondingsregel":
            regels.append(
                regel(
                    AFRONDING,
                    deel.naam,
                    deel.gewicht,
                    None,
                    som,
                    None,
                    None,
                    deel.pot.afronding,
                    "sluitregel afrondingsregel",
                )
            )
    for code, aandeel, exact, eenheden in zip(
        codes, splitsing.aandelen, splitsing.exact, splitsing.totalen, strict=True
    ):
        regels.append(regel(code, TOTAAL, None, None, None, aandeel, exact, eenheden, sleutel.bron))
    if sluitregel == "afrondingsregel":
        regels.append(
            regel(AFRONDING, TOTAAL, None, None, None, None, None, splitsing.afronding, "sluitregel afrondingsregel")
        )
    return regels
