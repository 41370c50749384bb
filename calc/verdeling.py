"""Te verdelen bedrag × share → one long table that carries its trace. Every table, sheet and explanation is a view of
it. A year decided before stands beside its budget: the rule of that year may tie the two less than a sum does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property
from typing import Final

from calc.afronding import ZONDER_SLOT
from calc.begroting import Begroting
from calc.peiljaren import Peiljaren
from schemas.fouten import Gebruikersfout
from schemas.gegevens import Gegevens
from schemas.geldend import Regio
from schemas.geldendeopbouw import Eigen, Naaraandelen, Opbouw, Prijs, Vastbedrag
from schemas.gevraagd import gevraagd
from schemas.inhoud import klein
from schemas.kernwoorden import BIJDRAGE, RATO, Munteenheid, Sluitregel

Gebruik = Mapping[tuple[str, int | None, int], int]
GEEN_CODE: Final = ""
"""The gemeentecode of the explicit line that closes a table under `afrondingsregel`."""


class GeenSleutel(Gebruikersfout):
    def __init__(self, kostensoort: str, jaar: int) -> None:
        super().__init__(
            f"Kostensoort '{kostensoort}' heeft in {jaar} geen sleutel en geen vastgestelde bedragen; "
            f"zet een sleutel in het regiobestand of de bedragen op het blad Vastgesteld. "
            "Was zij er dat jaar nog niet, zet daar dan nullen."
        )


class GeenDeelnemers(Gebruikersfout):
    def __init__(self, kostensoort: str, jaar: int) -> None:
        super().__init__(
            f"Kostensoort '{kostensoort}' heeft in {jaar} geen deelnemers; kijk in het regiobestand bij deelnemers, en "
            f"bij kostensoort {kostensoort} onder deelnemers."
        )


@dataclass(frozen=True)
class Deel:
    """One part of a contribution as tables name it: `waarde_<naam>`, `aandeel_<naam>`, `bedrag_<naam>`.

    maatstaf: whose figure its value is; empty where it is worked out otherwise. peiljaar: of which year that is.
    deelt: whether it is a share of a pot; else its value makes the amount, at so many euros a unit (`prijs`).
    van: the part of which it is one of several, by its name.
    """

    naam: str
    label: str
    maatstaf: str = ""
    peiljaar: int | None = None
    deelt: bool = True
    prijs: Fraction = Fraction(1)
    van: str = ""
    rato: bool = False
    """Everyone counts for 1."""


@dataclass(frozen=True)
class Regel:
    """One amount of one participant, in euros; shares and figures exact.

    onderdeel: a part of the contribution, or `totaal`. Of a total there is no `waarde`; of a year decided before no
        `aandeel` either, which is that within the onderdeel.
    """

    gemeentecode: str
    onderdeel: str
    bedrag: Fraction
    waarde: Fraction | None = None
    aandeel: Fraction | None = None


@dataclass(frozen=True)
class Jaarverdeling:
    """One kostensoort in one year.

    opbouw: None for a year decided before. sleutel: only where a key is all that there is; `enkel_sleutel`: and no
        formula, limit or order of a list comes into it, so that `splits` gives what this key gives.
    delen: the parts, and those of which a part has several.
    gebruikt: the figures of participants that it rests on: by maatstaf, the peiljaar that the rule fixes and how many
        years before that, the year whose figures are taken.
    begroot: what the budget says; the same as te verdelen, but where that follows from the rows.
    """

    kostensoort: str
    jaar: int
    deelnemers: tuple[str, ...]
    eenheid: Munteenheid
    sluitregel: Sluitregel | None
    sleutel: Naaraandelen | None
    peiljaren: Mapping[str, int]
    regels: tuple[Regel, ...] = ()
    """Every amount with its trace; none as long as it is not read from the model, as are te verdelen and what is below
    it."""
    enkel_sleutel: bool = False
    opbouw: Opbouw | None = None
    delen: tuple[Deel, ...] = ()
    gebruikt: Gebruik = field(default_factory=dict)
    gewenst: Mapping[str, int] = field(default_factory=dict)
    """Per maatstaf the peiljaar that a plan of this year wishes for."""
    begrensd: bool = False
    """Whether there are limits to a contribution."""
    te_verdelen: Fraction = Fraction(0)
    begroot: Fraction = Fraction(0)
    potten: Mapping[str, Fraction] = field(default_factory=dict)
    """Per part that is a share of a pot that pot, in euros."""
    dragers: int = 0
    """How many carry what a limit takes from others: their contributions are rounded once more."""
    ten_laste: Fraction | None = None
    """What a limit puts on the organisation, where the rule says so."""
    uit_de_rijen: bool = False
    """Of a year decided before: whether te verdelen is what was decided, and not what the budget says."""
    keren: int = 1
    """Of a year decided before: how many roundings an amount may hold."""
    besluiten: tuple[str, ...] = ()
    """Of a year decided before: where each amount was decided."""

    @property
    def vastgesteld(self) -> bool:
        return self.opbouw is None

    @property
    def bron(self) -> str:
        """Who decided on the rule."""
        return self.opbouw.bron if self.opbouw is not None else ""

    @property
    def bronnen(self) -> tuple[str, ...]:
        """Who decided on the rule, or else on the amounts."""
        return self.besluiten if self.vastgesteld else (self.bron,)

    @cached_property
    def cijfers(self) -> frozenset[tuple[str, int]]:
        """Every maatstaf with a peiljaar on which it rests."""
        return frozenset((maatstaf, peiljaar) for (maatstaf, _, _), peiljaar in self.gebruikt.items())

    @cached_property
    def hele_delen(self) -> tuple[Deel, ...]:
        """Those that together are the contribution."""
        return tuple(deel for deel in self.delen if not deel.van)

    @cached_property
    def oude_cijfers(self) -> tuple[tuple[str, int], ...]:
        """The maatstaven that are carried forward, each with its peiljaar: older than the year before, where no fixed
        peiljaar was adopted."""
        return tuple(
            (maatstaf, peiljaar) for (maatstaf, vast, eerder), peiljaar in self.gebruikt.items()
            if vast is None and peiljaar < self.gewenst[maatstaf] - eerder
        )  # fmt: skip

    @cached_property
    def oude_maatstaven(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(maatstaf for maatstaf, _ in self.oude_cijfers))

    @cached_property
    def bedragen(self) -> Mapping[str, Fraction]:
        """Contribution per gemeentecode, without the line Afronding."""
        return {
            r.gemeentecode: r.bedrag for r in self.regels if r.onderdeel == BIJDRAGE and r.gemeentecode != GEEN_CODE
        }

    @cached_property
    def afronding(self) -> Fraction:
        return sum(
            (r.bedrag for r in self.regels if r.onderdeel == BIJDRAGE and r.gemeentecode == GEEN_CODE), Fraction(0)
        )

    @property
    def totaal(self) -> Fraction:
        """Sum of the rows, the line Afronding included."""
        return sum(self.bedragen.values(), Fraction(0)) + self.afronding

    @property
    def gedekt(self) -> Fraction:
        """The same with what the organisation bears."""
        return self.totaal + (self.ten_laste or 0)

    def cijfers_van(self, deel: str) -> tuple[Fraction, ...]:
        """What everyone who takes part has of a share of a key."""
        return tuple(self.regel(code, deel).waarde or Fraction(0) for code in self.deelnemers)

    def regel(self, gemeentecode: str, onderdeel: str = BIJDRAGE) -> Regel:
        return self._op_plaats[(gemeentecode, onderdeel)]

    def exact(self, gemeentecode: str, deel: Deel) -> Fraction:
        """What somebody bears of a part before rounding."""
        regel = self.regel(gemeentecode, deel.naam)
        if deel.deelt:
            return self.potten[deel.naam] * (regel.aandeel or 0)
        return (regel.waarde or 0) * deel.prijs

    def bedrag(self, gemeentecode: str, onderdeel: str) -> Fraction | None:
        """What somebody bears of a part; nothing where that part is not theirs."""
        regel = self._op_plaats.get((gemeentecode, onderdeel))
        return None if regel is None else regel.bedrag

    @cached_property
    def _op_plaats(self) -> Mapping[tuple[str, str], Regel]:
        return {(r.gemeentecode, r.onderdeel): r for r in self.regels}


@dataclass(frozen=True)
class Verdeling:
    """Every kostensoort and year of a plan."""

    jaren: tuple[Jaarverdeling, ...]

    def van(self, kostensoort: str, jaar: int) -> Jaarverdeling:
        return self._op_plaats[(kostensoort, jaar)]

    def heeft(self, kostensoort: str, jaar: int) -> bool:
        return (kostensoort, jaar) in self._op_plaats

    @cached_property
    def _op_plaats(self) -> Mapping[tuple[str, int], Jaarverdeling]:
        return {(j.kostensoort, j.jaar): j for j in self.jaren}


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
    peiljaren = Peiljaren(gegevens)
    return Verdeling(
        tuple(
            _jaarverdeling(gegevens, peiljaren, begroting, jaar, sluitregel)
            for begroting in begrotingen.values()
            for jaar in begroting.jaren
        )
    )


def _jaarverdeling(
    gegevens: Gegevens,
    bekend: Peiljaren,
    begroting: Begroting,
    jaar: int,
    andere_regel: Sluitregel | None,
) -> Jaarverdeling:
    regio, kostensoort = gegevens.regio, begroting.kostensoort
    eenheid = regio.eenheid(kostensoort, jaar)
    ingevoerd = {v.gemeentecode: v for v in gegevens.vastgesteld if (v.kostensoort, v.jaar) == (kostensoort, jaar)}
    # The order of the region file is the order of every table, whatever order the input has.
    besloten = {code: ingevoerd[code] for code in regio.alle_deelnemers if code in ingevoerd}
    if besloten:
        regels = tuple(Regel(code, BIJDRAGE, Fraction(v.bedrag)) for code, v in besloten.items())
        return Jaarverdeling(
            kostensoort, jaar, tuple(besloten), eenheid, None, None, {}, regels,
            uit_de_rijen=uit_de_rijen(regio, begroting, jaar), keren=afgerond(regio, kostensoort, jaar),
            besluiten=tuple(v.bron for v in besloten.values()),
        )  # fmt: skip

    opbouw = regio.opbouw(kostensoort, jaar)
    if opbouw is None:
        raise GeenSleutel(kostensoort, jaar)
    regel = andere_regel or regio.sluitregel(kostensoort, jaar)
    codes = tuple(deelnemer.code for deelnemer in regio.deelnemers(jaar, kostensoort))
    if not codes:
        raise GeenDeelnemers(kostensoort, jaar)
    gebruikt = {
        (vraag.maatstaf, vraag.peiljaar, vraag.eerder): bekend.van(vraag, jaar, codes)
        for vraag in gevraagd(regio, kostensoort, jaar)
    }
    peiljaren = {maatstaf: peiljaar for (maatstaf, _, eerder), peiljaar in gebruikt.items() if not eerder}
    deel = opbouw.onderdelen[0]
    sleutel, enkel = None, False
    if isinstance(deel, Naaraandelen) and not deel.los:
        sleutel, enkel = deel, _is_enkel(regio, kostensoort, jaar, deel.delen, regel)
    return Jaarverdeling(
        kostensoort, jaar, codes, eenheid, regel, sleutel, peiljaren, (), enkel, opbouw,
        tuple(delen_van(regio, opbouw, gebruikt)), gebruikt,
        {maatstaf: jaar - regio.achterstand(maatstaf, jaar) for maatstaf, _, _ in gebruikt},
        regio.grenzen(kostensoort, jaar) is not None,
    )  # fmt: skip


def _is_enkel(regio: Regio, soort: str, jaar: int, delen: Mapping[str, Fraction], sluitregel: Sluitregel) -> bool:
    """Whether only the figures as they came in, the weights and the closing rule decide."""
    besluit = regio.keuzepakket(jaar)
    gecorrigeerd = besluit.maatstaven if besluit is not None else ()
    apart = [naam for naam in delen if naam in gecorrigeerd or (naam != RATO and regio.formule(naam, jaar))]
    lijst = sluitregel == "grootste-rest" and regio.bij_gelijk(soort, jaar) == "lijst"
    return not (apart or lijst or regio.grenzen(soort, jaar) is not None)


def delen_van(regio: Regio, opbouw: Opbouw, gebruikt: Gebruik) -> Iterator[Deel]:
    """The parts of a contribution, and before each those of which it has several."""

    def peiljaar(maatstaf: str, vast: int | None) -> int | None:
        return gebruikt.get((maatstaf, vast, 0))

    for deel in opbouw.onderdelen:
        match deel:
            case Naaraandelen(delen=delen, peiljaar=vast, los=los):
                samen = los and len(delen) > 1
                for naam in delen:
                    label = deel.label if los and not samen else regio.label_deel(naam)
                    maatstaf = "" if naam == RATO else naam
                    van = deel.naam if samen else ""
                    lid = Deel(deel.kolom(naam), label, maatstaf, peiljaar(naam, vast), van=van, rato=naam == RATO)
                    yield replace(lid, label=f"{deel.label}: {klein(label)}") if samen else lid
                if samen:
                    yield Deel(deel.naam, deel.label)
            case Prijs(maatstaf=maatstaf, peiljaar=vast, prijs=prijs):
                yield Deel(deel.naam, deel.label, maatstaf, peiljaar(maatstaf, vast), deelt=False, prijs=prijs)
            case Eigen(maatstaf=maatstaf, peiljaar=vast):
                yield Deel(deel.naam, deel.label, maatstaf, peiljaar(maatstaf, vast), deelt=False)
            case _:
                yield Deel(deel.naam, deel.label, deelt=not isinstance(deel, Vastbedrag))


def uit_de_rijen(regio: Regio, begroting: Begroting, jaar: int) -> bool:
    """Whether what was decided says itself what the participants pay together: where no rule ties it to the budget.

    So it is where te verdelen follows from the rows and the budget says nothing of it, and where the organisation bears
    what a limit takes or gives.
    """
    opbouw = regio.opbouw(begroting.kostensoort, jaar)
    begroot = any(jaar in post.jaren for post in begroting.posten)
    van_de_rijen = opbouw is not None and opbouw.rest is None and not begroot
    return van_de_rijen or regio.organisatie_draagt(begroting.kostensoort, jaar)


def afgerond(regio: Regio, kostensoort: str, jaar: int) -> int:
    """How many roundings a decided amount may hold: of every part where each is rounded by itself, and once more of
    what the others carry of a limit."""
    opbouw, grenzen = regio.opbouw(kostensoort, jaar), regio.grenzen(kostensoort, jaar)
    regel = regio.sluitregel(kostensoort, jaar)
    if opbouw is None or regel not in ZONDER_SLOT:
        return 1
    delen = (len(d.delen) if isinstance(d, Naaraandelen) and not d.los else 1 for d in opbouw.onderdelen)
    draagt = grenzen is not None and grenzen.verschil == "anderen"
    return (sum(delen) if regel == "afrondingsregel" else 1) + draagt
