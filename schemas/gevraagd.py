"""Which figures of participants a contribution asks for: those of its parts, limits and formulas, down to the input."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from sys import maxsize

from schemas.formule import Formule, Maatstafnaam, Overjaren, Totaal, onderdelen
from schemas.geldend import Regio, in_jaar
from schemas.geldendeopbouw import Naaraandelen, Vastbedrag
from schemas.kernwoorden import RATO


@dataclass(frozen=True)
class Gevraagd:
    """A maatstaf that is asked of participants, and of which year.

    peiljaar: the fixed one, where the rule has it. achterstand: else so many years before the year of the plan, or
        the newest before that.
    eerder: so many years before that peiljaar.
    deelt: a share of its total is taken, so that total cannot be nothing.
    """

    maatstaf: str
    peiljaar: int | None
    achterstand: int
    eerder: int = 0
    deelt: bool = False

    def gewenst(self, jaar: int) -> int:
        """The peiljaar that a plan of a year wishes for."""
        return (self.peiljaar or jaar - self.achterstand) - self.eerder

    def wens(self, jaren: Iterable[int], jaar: int) -> str:
        """In words, for whoever looks for the figures among these years and does not find them."""
        basis = max((peiljaar for peiljaar in jaren if peiljaar <= jaar - self.achterstand), default=None)
        if self.peiljaar is None and (basis is None or not self.eerder):
            return f"van peiljaar {self.gewenst(jaar)} of eerder"
        return f"van peiljaar {(self.peiljaar or basis or 0) - self.eerder}"

    def peiljaar_uit(self, jaren: Iterable[int], jaar: int) -> int | None:
        """The peiljaar that a plan of a year takes, of those in which there are figures; None where there is none."""
        if self.peiljaar is not None:
            basis: int | None = self.peiljaar
        else:
            basis = max((peiljaar for peiljaar in jaren if peiljaar <= jaar - self.achterstand), default=None)
        return None if basis is None or basis - self.eerder not in set(jaren) else basis - self.eerder


def gevraagd(regio: Regio, kostensoort: str, jaar: int) -> tuple[Gevraagd, ...]:
    """What a plan needs for one kostensoort and year, each once; nothing before the first rule."""
    return tuple(dict.fromkeys(_alles(regio, kostensoort, jaar)))


def gevraagd_naast(regio: Regio, jaar: int) -> tuple[tuple[str, Gevraagd], ...]:
    """What a plan needs beside the contributions, and of which kostensoort's participants: for the maximum of that
    kostensoort; where it is "", of all: to share costs of care, and for a maximum of those.
    """
    zorg, soorten = regio.zorg(jaar), regio.bestand.kostensoorten
    segmenten = list(zorg.segmenten.values()) if zorg else []
    plafonds = [("", groep.plafond) for groep in (*segmenten, *(zorg.aanbieders.values() if zorg else ()))]
    plafonds += [(naam, in_jaar(soort.plafond, jaar)) for naam, soort in soorten.items()]
    namen = [("", segment.naar) for segment in segmenten if segment.solidair]
    namen += [(wie, plafond.maatstaf) for wie, plafond in plafonds if plafond is not None and plafond.maatstaf]
    vraag = _Vraag(regio, jaar)
    return tuple(dict.fromkeys((wie, gevonden) for wie, naam in namen for gevonden in vraag.van(naam, None)))


def peiljaren(
    regio: Regio, er_zijn: Iterable[tuple[str, int]], jaren: Iterable[int], soorten: Iterable[str] | None = None
) -> set[int]:
    """Of the maatstaven and peiljaren of which there are figures the peiljaren that plans of these years would take.

    soorten: for these costs alone; for all where nothing is said.
    """
    per_maatstaf: dict[str, set[int]] = {}
    for maatstaf, peiljaar in er_zijn:
        per_maatstaf.setdefault(maatstaf, set()).add(peiljaar)
    gevonden = (
        vraag.peiljaar_uit(per_maatstaf.get(vraag.maatstaf, ()), jaar)
        for jaar in jaren
        for soort in (regio.kostensoorten if soorten is None else soorten)
        for vraag in gevraagd(regio, soort, jaar)
    )
    return {peiljaar for peiljaar in gevonden if peiljaar is not None}


def gevraagde_jaren(regio: Regio, bekend: Mapping[str, Collection[int]]) -> Mapping[str, Mapping[str, range]]:
    """Per maatstaf who ever shares in a cost that asks for it, and the peiljaren that it can be asked of: none from
    before it came or from after it left. A maatstaf that nothing asks for is not there; who merged gives the figures
    of whom it became.

    bekend: the peiljaren in which there are figures, per maatstaf.
    """
    per_maatstaf: dict[str, dict[str, range]] = {}
    alle = regio.alle_deelnemers.values()
    opgegaan = {lid for deelnemer in alle for lid in deelnemer.samengesteld_uit}
    einde = {d.code: d.tot_en_met for d in alle if d.tot_en_met is not None and d.code not in opgegaan}
    begin = {deelnemer.van for deelnemer in regio.bestand.deelnemers}
    # Who came back has an entry for each time.
    eerder = {deelnemer.code for deelnemer in regio.bestand.deelnemers if deelnemer.van == min(begin)}
    later = {deelnemer.code for deelnemer in alle if not deelnemer.samengesteld_uit} - eerder
    jaren = begin.union(range(min(begin), max(einde.values(), default=0) + 1))
    for soort, kostensoort in regio.bestand.kostensoorten.items():
        delen = kostensoort.regels, kostensoort.grenzen, kostensoort.deelnemers
        for jaar in jaren.union(*delen):
            for vraag in gevraagd(regio, soort, jaar):
                wie, eerst = per_maatstaf.setdefault(vraag.maatstaf, {}), bekend.get(vraag.maatstaf, ())
                for code in (deelnemer.code for deelnemer in regio.deelnemers(jaar, soort)):
                    van = (vraag.peiljaar_uit(eerst, jaar) or 0) if code in later else 0
                    tot = vraag.gewenst(jaar) + 1 if code in einde else maxsize
                    al = wie.get(code, range(van, tot))
                    wie[code] = range(min(al.start, van), max(al.stop, tot))
    return per_maatstaf


def in_formule(formule: Formule) -> Iterator[tuple[str, range]]:
    """The maatstaven that a formula names, and how many years before its peiljaar each."""
    for deel in onderdelen(formule):
        match deel:
            case Maatstafnaam(naam=naam) | Totaal(naam=naam):
                yield naam, range(1)
            case Overjaren(functie="vorig", naam=naam, jaren=jaren):
                yield naam, range(jaren, jaren + 1)
            case Overjaren(naam=naam, jaren=jaren):
                yield naam, range(jaren)


def _alles(regio: Regio, kostensoort: str, jaar: int) -> Iterator[Gevraagd]:
    opbouw, grenzen = regio.opbouw(kostensoort, jaar), regio.grenzen(kostensoort, jaar)
    vraag = _Vraag(regio, jaar)
    for deel in opbouw.onderdelen if opbouw else ():
        if isinstance(deel, Vastbedrag):
            yield from vraag.van_formule(deel.bedrag, deel.peiljaar)
        for naam in deel.maatstaven:
            yield from vraag.van_deel(naam, deel.peiljaar, deelt=isinstance(deel, Naaraandelen))
    for formule in grenzen.formules if grenzen else ():
        yield from vraag.van_formule(formule, None)


@dataclass(frozen=True)
class _Vraag:
    regio: Regio
    jaar: int

    def van_deel(self, naam: str, peiljaar: int | None, *, deelt: bool = False) -> Iterator[Gevraagd]:
        """A maatstaf itself; with what was realised, where that corrects it."""
        yield from self.van(naam, peiljaar, deelt=deelt)
        besluit = self.regio.keuzepakket(self.jaar)
        if besluit is not None and naam in besluit.maatstaven:
            for gerealiseerd in (besluit.gerealiseerd.basispakket, besluit.gerealiseerd.keuzepakket):
                yield from self.van(gerealiseerd, None)

    def van(self, naam: str, peiljaar: int | None, eerder: int = 0, *, deelt: bool = False) -> Iterator[Gevraagd]:
        if naam == RATO:
            return
        formule = self.regio.formule(naam, self.jaar)
        if formule is not None:
            yield from self.van_formule(formule, peiljaar, eerder)
        else:
            yield Gevraagd(naam, peiljaar, self.regio.achterstand(naam, self.jaar), eerder, deelt)

    def van_formule(self, formule: Formule, peiljaar: int | None, eerder: int = 0) -> Iterator[Gevraagd]:
        for naam, terug in in_formule(formule):
            for jaren in terug:
                yield from self.van(naam, peiljaar, eerder + jaren)
