"""A region file in plain Dutch: who pays what by which rule in a year, with the sources, as a board could adopt it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Final

from calc.afronding import HELE, SLUITREGEL_IN_WOORDEN
from calc.notatie import gewichtsdeel, kort, opsomming
from calc.noten import ZONDER_POT
from calc.opbouwwoorden import formule_in_woorden, grens_in_woorden, potwoorden, precies
from calc.regioverder import Artikel, plafondzin, verdere_artikelen
from calc.uitlegvorm import hoofdletter
from schemas import formule as f
from schemas.formulier import EENHEDEN
from schemas.fouten import VerkeerdGebruik
from schemas.geldend import Regio, in_jaar
from schemas.geldendeopbouw import Eigen, Naaraandelen, Naarpunten, Naaruitkomst, Onderdeel, Prijs, Vastbedrag
from schemas.gevraagd import gevraagd, gevraagd_naast
from schemas.inhoud import klein
from schemas.kernwoorden import RATO
from schemas.regio import CENTRUMGEMEENTE, GEMEENTE, Betaling
from schemas.regioopbouw import Grens, Grenzen
from schemas.regiovorm import Gedateerd

BIJ_GELIJK: Final = {
    "gewicht": "Bij gelijke rest gaat het grootste gewicht voor, en daarna de volgorde van de deelnemers.",
    "lijst": "Bij gelijke rest gaat de volgorde van de deelnemers voor.",
}
STAPELEN: Final = {
    "vermenigvuldigen": "Indexen van meer jaren worden met elkaar vermenigvuldigd.",
    "optellen": "Indexen van meer jaren worden bij elkaar opgeteld.",
}


class GeenRegel(VerkeerdGebruik):
    def __init__(self, regio: str, jaar: int, eerste: int) -> None:
        super().__init__(f"Regio {regio} heeft in {jaar} nog geen regels; kies --jaar {eerste} of later.")


def jaren_met_regels(regio: Regio) -> tuple[int, ...]:
    """The years from which a rule holds."""
    soorten = regio.bestand.kostensoorten.values()
    return tuple(sorted({jaar for soort in soorten for jaar in (*soort.sleutel, *soort.opbouw)}))


def regio_in_woorden(regio: Regio, jaar: int) -> tuple[Artikel, ...]:
    """The articles of one year.

    Raises:
        GeenRegel: nobody takes part in that year, or no kostensoort has a rule in it.
    """
    jaren = jaren_met_regels(regio)
    if not regio.deelnemers(jaar) or jaar < jaren[0]:
        raise GeenRegel(regio.naam, jaar, max(jaren[0], min(d.van for d in regio.bestand.deelnemers)))
    schrijver = _Schrijver(regio, jaar)
    return tuple(schrijver.artikelen())


class _Schrijver:
    def __init__(self, regio: Regio, jaar: int) -> None:
        self._regio, self._jaar = regio, jaar
        self._maten: dict[str, None] = {}

    def artikelen(self) -> Iterator[Artikel]:
        yield self._deelnemers()
        for soort in self._regio.kostensoorten:
            yield self._kostensoort(soort)
        for _, vraag in gevraagd_naast(self._regio, self._jaar):
            self._maten.setdefault(vraag.maatstaf)
        if self._maten:
            yield self._maatstaven()
        indexering = self._regio.indexering(self._jaar)
        if indexering is not None:
            artikel = Artikel("Indexering")
            artikel.lid(STAPELEN[indexering.stapelen], indexering.bron)
            wat = "de hele afwijking" if indexering.verrekenen == "heel" else "wat daarboven ligt"
            punten = kort(indexering.bandbreedte)
            artikel.lid(
                f"Wijkt een definitieve index meer dan {punten} procentpunt af van de raming, dan wordt {wat} "
                "verrekend in het volgende jaar."
            )
            yield artikel
        yield from verdere_artikelen(self._regio, self._jaar)

    def _deelnemers(self) -> Artikel:
        artikel = Artikel("Deelnemers")
        alle = self._regio.deelnemers(self._jaar)
        wie = [d.naam if d.soort == GEMEENTE else f"{d.naam} ({d.soort})" for d in alle]
        artikel.lid(f"In {self._jaar} zijn er {len(wie)} deelnemers: {opsomming(wie)}.", self._regio.bestand.bron)
        centrum = self._regio.organisatie
        if centrum.soort == CENTRUMGEMEENTE:
            artikel.lid(f"{centrum.naam} is de centrumgemeente: zij koopt in voor de deelnemers en rekent met hen af.")
        else:
            artikel.lid(f"{centrum.naam} ({centrum.soort}) voert het werk uit en rekent af met de deelnemers.")
        return artikel

    def _kostensoort(self, soort: str) -> Artikel:
        kostensoort = self._regio.kostensoort(soort)
        artikel = Artikel(kostensoort.label, bronnen=[kostensoort.grondslag])
        opbouw = self._regio.opbouw(soort, self._jaar)
        artikel.lid(*self._wie_deelt(soort))
        if opbouw is None:
            artikel.lid(f"In {self._jaar} is er geen regel: de bijdragen zijn bedragen die eerder zijn vastgesteld.")
            return artikel
        if not opbouw.vraagt_begroting:
            artikel.lid("Wat de deelnemers samen betalen, volgt uit hun bijdragen; het hoeft niet in de begroting.")
        if len(opbouw.onderdelen) == 1:
            # Of the only part nothing came before.
            (enige,) = opbouw.onderdelen
            artikel.lid(hoofdletter(self._onderdeel(enige, potwoorden(enige, "het te verdelen bedrag"))), opbouw.bron)
        else:
            delen = [self._onderdeel(deel, potwoorden(deel)) for deel in opbouw.onderdelen]
            regels = "\n".join(f"{chr(ord('a') + n)}. {deel}" for n, deel in enumerate(delen))
            artikel.lid(
                f"De bijdrage van een deelnemer bestaat uit deze onderdelen, bij elkaar opgeteld:\n{regels}",
                opbouw.bron,
            )
        for zin, bron in self._grenzen(self._regio.grenzen(soort, self._jaar)):
            artikel.lid(zin, bron)
        artikel.lid(*self._afronding(soort))
        if (plafond := in_jaar(kostensoort.plafond, self._jaar)) is not None:
            artikel.lid(f"De kosten zijn {plafondzin(self._regio, plafond)}.", plafond.bron)
        for zin, bron in self._betaling(soort):
            artikel.lid(zin, bron)
        for vraag in gevraagd(self._regio, soort, self._jaar):
            self._maten.setdefault(vraag.maatstaf)
        return artikel

    def _wie_deelt(self, soort: str) -> tuple[str, str]:
        label = self._regio.kostensoort(soort).label
        delen = {d.code for d in self._regio.deelnemers(self._jaar, soort)}
        alle = [d.code for d in self._regio.deelnemers(self._jaar)]
        deelname = in_jaar(self._regio.kostensoort(soort).deelnemers, self._jaar)
        bron = deelname.bron if deelname else ""
        wel, niet = ([self._regio.gemeente(code) for code in alle if (code in delen) is mee] for mee in (True, False))
        if not niet:
            return f"Alle deelnemers delen in de kosten van {label}.", bron
        if len(niet) < len(wel):
            return f"Alle deelnemers delen in de kosten van {label}, behalve {opsomming(niet)}.", bron
        return f"In de kosten van {label} {'deelt' if len(wel) == 1 else 'delen'} alleen {opsomming(wel)}.", bron

    def _onderdeel(self, deel: Onderdeel, pot: str) -> str:
        kop = f"{deel.label}: "
        match deel:
            case Vastbedrag(bedrag=f.Getal(waarde=getal)):
                return f"{kop}{precies(getal)} voor elke deelnemer."
            case Vastbedrag(bedrag=formule, peiljaar=vast):
                self._in_formule(formule)
                woorden = formule_in_woorden(self._regio, formule)
                return f"{kop}een bedrag in euro per deelnemer: {woorden}{_vast(vast)}."
            case Prijs(maatstaf=naam, prijs=prijs, peiljaar=vast):
                return f"{kop}{precies(prijs)} maal {self._maat(naam)} van de deelnemer{_vast(vast)}."
            case Eigen(maatstaf=naam, peiljaar=vast):
                return f"{kop}het bedrag van de deelnemer zelf: {self._maat(naam)}{_vast(vast)}."
            case Naaraandelen(delen=delen, los=los, peiljaar=vast):
                return f"{kop if los else ''}{_wat(pot, los)}{self._aandelen(delen)}{_vast(vast)}."
            case Naarpunten(punten=punten, vast=iedereen, peiljaar=vast):
                tellen = [f"{kort(getal)} per eenheid {self._maat(naam)}" for naam, getal in punten.items()]
                tellen += [f"{kort(iedereen)} voor iedereen"] if iedereen else []
                return f"{kop}{_wat(pot, True)}naar punten: {opsomming(tellen)}{_vast(vast)}."
            case Naaruitkomst(kostensoorten=soorten):
                namen = opsomming([self._regio.kostensoort(soort).label for soort in soorten])
                return f"{kop}{_wat(pot, True)}naar wat elke deelnemer bijdraagt aan {namen}."
        raise TypeError(deel)

    def _aandelen(self, gewichten: Mapping[str, Fraction]) -> str:
        som = sum(gewichten.values())
        if len(gewichten) == 1:
            (naam,) = gewichten
            return "gelijk: elke deelnemer evenveel" if naam == RATO else f"naar {self._maat(naam)}"
        stukken = [
            f"{gewichtsdeel(gewicht, som)} {'gelijk (rato)' if naam == RATO else f'naar {self._maat(naam)}'}"
            for naam, gewicht in gewichten.items()
        ]
        return f"voor {opsomming(stukken)}"

    def _maat(self, naam: str) -> str:
        self._gebruik(naam)
        return klein(self._regio.label_deel(naam))

    def _gebruik(self, naam: str) -> None:
        """It will be described, and so will what it is worked out from, after it."""
        self._maten.setdefault(naam)
        formule = self._regio.formule(naam, self._jaar)
        if formule is not None:
            self._in_formule(formule)

    def _in_formule(self, formule: f.Formule) -> None:
        for deel in f.onderdelen(formule):
            if isinstance(deel, f.Maatstafnaam | f.Overjaren | f.Totaal) and deel.naam not in self._maten:
                self._gebruik(deel.naam)

    def _grenzen(self, grenzen: Grenzen | None) -> Iterator[tuple[str, str]]:
        if grenzen is None:
            return
        if zin := self._grens(grenzen.algemeen):
            yield f"Een deelnemer betaalt {zin}.", grenzen.algemeen.bron
        for code, grens in grenzen.per_deelnemer.items():
            if zin := self._grens(grens):
                yield f"{self._regio.gemeente(code)} betaalt {zin}.", grens.bron
        if grenzen.verschil == "anderen":
            yield "Wat een grens scheelt, dragen de andere deelnemers, naar hun bijdrage.", ""
        else:
            yield f"Wat een grens scheelt, komt ten laste van {self._regio.organisatie.naam}.", ""

    def _grens(self, grens: Grens) -> str:
        for formule in grens.formules:
            if formule is not None:
                self._in_formule(formule)
        return grens_in_woorden(self._regio, grens, "dit bedrag in euro: ")

    def _afronding(self, soort: str) -> tuple[str, str]:
        regel, eenheid = (self._regio.sluitregel(soort, self._jaar), self._regio.eenheid(soort, self._jaar))
        opbouw = self._regio.opbouw(soort, self._jaar)
        if opbouw is not None and not opbouw.potten and self._regio.grenzen(soort, self._jaar) is None:
            return f"{ZONDER_POT} in {HELE[eenheid]}.", ""
        tekst = f"Bedragen zijn in {HELE[eenheid]}. Sluitregel {regel}: {SLUITREGEL_IN_WOORDEN[regel]}."
        if regel == "grootste-rest":
            tekst += f" {BIJ_GELIJK[self._regio.bij_gelijk(soort, self._jaar)]}"
        besloten = in_jaar(self._regio.kostensoort(soort).sluitregel, self._jaar)
        return tekst, besloten.bron if besloten else ""

    def _betaling(self, soort: str) -> Iterator[tuple[str, str]]:
        gewoon = self._regio.betaling(soort, "", self._jaar)
        if gewoon is not None:
            yield f"Betaling vooraf: {_termijnen(gewoon)}.", gewoon.bron
        for deelnemer in self._regio.deelnemers(self._jaar, soort):
            eigen = self._regio.betaling(soort, deelnemer.code, self._jaar)
            if eigen is not None and eigen is not gewoon:
                yield f"{deelnemer.naam} betaalt {_termijnen(eigen)}.", eigen.bron

    def _maatstaven(self) -> Artikel:
        artikel = Artikel("Maatstaven")
        for naam in (naam for naam in self._regio.bestand.maatstaven if naam in self._maten):
            maatstaf = self._regio.bestand.maatstaven[naam]
            formule = in_jaar(maatstaf.formule, self._jaar)
            if formule is not None:
                woorden = formule_in_woorden(self._regio, f.lees_formule(formule.waarde))
                tekst = f"{maatstaf.label}: per deelnemer berekend en niet afgerond. Het is {woorden}."
                artikel.lid(tekst, formule.bron)
                continue
            achter = self._regio.achterstand(naam, self._jaar)
            wanneer = "het jaar zelf" if not achter else "het jaar ervoor" if achter == 1 else f"{achter} jaar eerder"
            moment: Gedateerd[str] | None = in_jaar(maatstaf.peildatum, self._jaar - achter)
            dag = "" if moment is None or moment.waarde == "heel jaar" else f", stand op {moment.waarde}"
            eenheid = maatstaf.eenheid_van(self._jaar - achter)
            in_wat = f", in {EENHEDEN[eenheid]}" if eenheid is not None and eenheid != "aantal" else ""
            in_wat = "" if maatstaf.definitie.rstrip(".").endswith(in_wat) else in_wat
            besloten = in_jaar(maatstaf.eenheid, self._jaar - achter)
            bron = besloten.bron if besloten else ""
            artikel.lid(f"{maatstaf.label}: {maatstaf.definitie}{in_wat}. Geteld over {wanneer}{dag}.", bron)
        return artikel


def _wat(pot: str, los: bool) -> str:
    if not los:
        return "het te verdelen bedrag wordt verdeeld "
    return f"{pot}, verdeeld "


def _vast(peiljaar: int | None) -> str:
    return f", met de cijfers van {peiljaar}" if peiljaar is not None else ""


def _termijnen(betaling: Betaling) -> str:
    return opsomming([f"{kort(termijn.procent)}% op {termijn.datum}" for termijn in betaling.termijnen])
