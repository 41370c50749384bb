"""What the letter to one participant says: values frozen, sentences as templates over cells of the model."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final

from calc.brief import teksten as t
from calc.brief.schrijver import Briefhoofd, Schrijver
from calc.brief.waarom import te_verdelen, waarom, woord
from calc.brief.zin import Alinea, Cijfer, Zin
from calc.model.herkomst import AFGELEID
from calc.model.tabel import SAMEN
from calc.model.uitdrukking import Celnaam, Tabelnaam
from calc.notatie import opsomming
from calc.standen import voorlopige_cijfers
from calc.tabel import CENT
from calc.uitkomst import Uitkomst
from schemas.geldend import in_jaar
from schemas.inhoud import klein

HEEN: Final = (t.TERMIJN, t.TERMIJNEN, t.VRAAG_WANNEER)
TERUG: Final = (t.TERMIJN_TERUG, t.TERMIJNEN_TERUG, t.VRAAG_ONTVANGST)
"""What is said of one day, of more days, and of none: of who pays, and of who receives."""
ZONDER_PAKKET: Final = Alinea(kop=Zin(""))
AANTALLEN: Final = (
    "nul", "één", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf",
)  # fmt: skip


@dataclass(frozen=True)
class Soortregel:
    """What of one kostensoort is paid; the last row is all of them together. A figure that is not known is None."""

    soort: str
    label: str
    te_verdelen: Cijfer | None
    aandeel: Cijfer | None
    vorig: Cijfer | None
    nieuw: Cijfer
    verschil: Cijfer | None


@dataclass(frozen=True)
class Termijnregel:
    dag: str
    bedrag: Cijfer


@dataclass(frozen=True, kw_only=True)
class Brief(Briefhoofd):
    """The letter on what a participant pays: per kostensoort, and on which days."""

    gemeentecode: str
    vorig: int | None
    kosten: tuple[Soortregel, ...]
    termijnen: tuple[Termijnregel, ...]


def maak_brief(uitkomst: Uitkomst, gemeentecode: str) -> Brief:
    """The letter to one participant of the plan's year: the same for its workbook and for Word."""
    brieven = uitkomst.bewaar(_geschreven)
    if gemeentecode not in brieven:
        brieven[gemeentecode] = _Schrijver(uitkomst, gemeentecode).brief()
    return brieven[gemeentecode]


def _geschreven(_: Uitkomst) -> dict[str, Brief]:
    """Of an outcome, by participant; none when it is first asked for."""
    return {}


class _Schrijver(Schrijver):
    def brief(self) -> Brief:
        termijnen = tuple(self._termijnen())
        hoofd = self.hoofd(
            t.ONDERWERP,
            {
                "bedrag": Alinea((self.zin(t.BEDRAG, bijdrage=self.geheel("totaal")),)),
                "wat": Alinea(tuple(self._wat())),
                "vergelijking": Alinea(tuple(self._vergelijking())),
                "waarom": waarom(self),
                "betaling": self._betaling(termijnen),
                "status": Alinea(tuple(self._status()), Zin(t.KOP_STATUS)),
                "keuzepakket": self._pakket(),
                "vragen": Alinea(tuple(self.vragen()), Zin(t.KOP_VRAGEN)),
            },
        )
        return Brief(
            **vars(hoofd),
            gemeentecode=self.code,
            vorig=self.vorig,
            kosten=self._in_een_eenheid(list(self._kosten())),
            termijnen=termijnen if len(termijnen) > 1 else (),
        )

    # --- figures

    def _soorten(self) -> list[str]:
        """The costs that it shares this year or did last year."""
        jaren = [jaar for jaar in (self.jaar, self.vorig) if jaar is not None]
        alle = self.regio.kostensoorten
        return [s for s in alle if any(self.code in self.modelplan.deelnemers(jaar, s) for jaar in jaren)]

    def _kosten(self) -> Iterator[Soortregel]:
        soorten = self._soorten()
        for soort in soorten:
            label = self.regio.kostensoort(soort).label
            verdeling = self.model.tabel(Tabelnaam("verdeling", soort, self.jaar))
            doet_mee = self.code in self.modelplan.deelnemers(self.jaar, soort)
            # Where a limit may hold the contribution is no share of what was split.
            begrensd = self.regio.grenzen(soort, self.jaar) is not None
            heeft = doet_mee and not begrensd and "aandeel" in verdeling.kolom_van
            aandeel = self.cijfer(verdeling, "aandeel") if heeft else None
            vorig = verschil = None
            if self.vorig is not None:
                waardoor = self.model.tabel(Tabelnaam("waardoor", soort, self.jaar))
                vorig, verschil = self.cijfer(waardoor, "vorig"), self.cijfer(waardoor, "verschil")
            nieuw = self.geheel(soort)
            yield Soortregel(soort, label, te_verdelen(soort, self.jaar), aandeel, vorig, nieuw, verschil)
        if len(soorten) > 1:
            oud = None if self.vorig is None else self.geheel("vorig_jaar")
            verschil = None if self.vorig is None else self.geheel("verschil")
            alle = te_verdelen(SAMEN, self.jaar) if len(soorten) == len(self.regio.kostensoorten) else None
            yield Soortregel(SAMEN, "Samen", alle, None, oud, self.geheel("totaal"), verschil)

    def _in_een_eenheid(self, regels: list[Soortregel]) -> tuple[Soortregel, ...]:
        """All in cents as soon as one of them has these: a table has one unit."""
        for kolommen in (("te_verdelen",), ("vorig", "nieuw", "verschil")):
            cijfers = [cijfer for regel in regels for naam in kolommen if (cijfer := getattr(regel, naam)) is not None]
            if any(c.vorm[1] or (c.waarde(self.waarden) or Fraction(0)).denominator > 1 for c in cijfers):
                regels = [self._in_centen(regel, kolommen) for regel in regels]
        return tuple(regels)

    @staticmethod
    def _in_centen(regel: Soortregel, kolommen: tuple[str, ...]) -> Soortregel:
        cijfers = {naam: getattr(regel, naam) for naam in kolommen}
        return replace(regel, **{naam: cijfer and replace(cijfer, vorm=CENT) for naam, cijfer in cijfers.items()})

    def _termijnen(self) -> Iterator[Termijnregel]:
        """Each day on which something is due, of all kostensoorten together."""
        soorten = self.regio.kostensoorten
        tabel = self.model.zoek(Tabelnaam("voorschotten", SAMEN if len(soorten) > 1 else soorten[0], self.jaar))
        if tabel is None or self.code not in tabel.rij_van:
            return
        for kolom in tabel.kolommen:
            cijfer = Cijfer(Celnaam(tabel.naam, self.code, kolom.naam), CENT)
            if kolom.naam[:4].isdigit() and not kolom.stap and cijfer.waarde(self.waarden):
                yield Termijnregel(kolom.titel, cijfer)

    # --- paragraphs

    def _wat(self) -> Iterator[Zin]:
        yield self.zin(t.DELEN)
        for soort in self._soorten():
            if omschrijving := self.regio.kostensoort(soort).omschrijving:
                yield Zin("{tekst}", {"tekst": omschrijving})
        teksten = self.regio.brief(self.jaar)
        if teksten is not None and teksten.niet_in_bijdrage:
            yield Zin("{tekst}", {"tekst": teksten.niet_in_bijdrage})

    def _vergelijking(self) -> Iterator[Zin]:
        if (self.geheel("totaal").waarde(self.waarden) or 0) <= 0:
            # Of nothing, and of what is received, a share says nothing.
            return
        hoofd, kolommen = self.regio.per_hoofd(self.jaar), self.samenvatting.kolom_van
        if hoofd is not None and f"per_{hoofd.woord}" in kolommen:
            bedrag = self.geheel(f"per_{hoofd.woord}")
            if self.bekend(bedrag):
                yield self.zin(t.PER_HOOFD, bedrag=bedrag, woord=hoofd.woord)
        yield from self.van_budget(t.VAN_BUDGET)

    def _betaling(self, termijnen: tuple[Termijnregel, ...]) -> Alinea:
        totaal = self.geheel("totaal").waarde(self.waarden) or 0
        if totaal < 0:
            return Alinea(tuple(self._ontvangst(termijnen)), Zin(t.KOP_ONTVANGST))
        zinnen = self._betalen(termijnen) if totaal or termijnen else iter((self.zin(t.NIETS_TE_BETALEN),))
        return Alinea(tuple(zinnen), Zin(t.KOP_BETALING))

    def _ontvangst(self, termijnen: tuple[Termijnregel, ...]) -> Iterator[Zin]:
        """Who receives money has no account to pay to."""
        if not self.is_zelf:
            yield self.zin(t.MIN_ONTVANGT)
        yield from self._dagen(termijnen, terug=True)

    def _betalen(self, termijnen: tuple[Termijnregel, ...]) -> Iterator[Zin]:
        yield from self._dagen(termijnen, terug=False)
        if self.is_zelf:
            return
        if self.invoer("rekening"):
            yield from self.rekening("bijdrage")
        elif self.betalingskenmerk:
            yield self.zin(t.VERMELD, kenmerk=self.betalingskenmerk)

    def _dagen(self, termijnen: tuple[Termijnregel, ...], *, terug: bool) -> Iterator[Zin]:
        een, meer, vraag = TERUG if terug else HEEN
        if not termijnen:
            yield self.zonder_termijnen()
            if not self.is_zelf:
                yield self.zin(vraag)
        elif len(termijnen) == 1:
            yield self.zin(een, bedrag=replace(termijnen[0].bedrag, zonder_teken=terug), dag=termijnen[0].dag)
        else:
            aantal = AANTALLEN[len(termijnen)] if len(termijnen) < len(AANTALLEN) else str(len(termijnen))
            bedrag = Cijfer(termijnen[0].bedrag.cel._replace(kolom="samen"), CENT, zonder_teken=terug)
            yield self.zin(meer, aantal=aantal, bedrag=bedrag)
        if zonder := [woord(soort) for soort in self._soorten() if termijnen and self._zonder_termijn(soort)]:
            yield self.zin(t.DEEL_ZONDER, soorten=opsomming(zonder))
            if not self.is_zelf:
                yield self.zin(vraag)

    def _zonder_termijn(self, soort: str) -> bool:
        """Of what it pays for this cost no day is named."""
        tabel = self.model.zoek(Tabelnaam("voorschotten", soort, self.jaar))
        betaalt = self.code in self.modelplan.deelnemers(self.jaar, soort)
        bedrag = self.geheel(soort).waarde(self.waarden) if betaalt else None
        return bool(bedrag) and (tabel is None or self.code not in tabel.rij_van)

    def _status(self) -> Iterator[Zin]:
        yield from self._kan_veranderen()
        soorten = [soort for soort in self._soorten() if AFGELEID in self.waarden.herkomst[self.geheel(soort).cel]]
        if soorten:
            yield self.zin(t.AFGELEID, soorten=opsomming([woord(soort) for soort in soorten]))

    def _kan_veranderen(self) -> Iterator[Zin]:
        if self.plan.status == "definitief":
            yield Zin(t.DEFINITIEF)
            yield from self.besluit()
            return
        yield Zin(t.VOORLOPIG if self.plan.status == "voorlopig" else t.CONCEPT)
        jaren = [self.uitkomst.verdeling.van(soort, self.jaar) for soort in self._soorten()]
        oud: dict[int, dict[str, None]] = {}
        for deel, gewenst in ((deel, bron.gewenst[deel]) for bron in jaren for deel in bron.oude_maatstaven):
            oud.setdefault(gewenst, {})[deel] = None
        for gewenst, delen in oud.items():
            labels = opsomming([klein(self.regio.label_deel(deel)) for deel in delen])
            yield self.zin(t.OUDE_CIJFERS, maatstaven=labels, jaar_terug=str(gewenst))
        if any(any(voorlopige_cijfers(self.uitkomst.gegevens, bron).values()) for bron in jaren):
            yield Zin(t.VOORLOPIGE_CIJFERS)
        teksten = self.regio.brief(self.jaar)
        if teksten is not None and teksten.vervolg:
            yield Zin("{tekst}", {"tekst": teksten.vervolg})

    def _pakket(self) -> Alinea:
        """What counts differently for who takes another pakket; only what its key counts."""
        pakket = in_jaar(self.deelnemer.pakket, self.jaar)
        if pakket is None:
            return ZONDER_PAKKET
        sleutels = [self.regio.sleutel(soort, self.jaar) for soort in self._soorten()]
        delen = dict.fromkeys(deel for sleutel in sleutels if sleutel is not None for deel in sleutel.delen)
        maatstaven = self.regio.bestand.maatstaven
        zinnen = [
            self.zin(t.PAKKET_TELT, maatstaf=klein(maatstaven[deel].label), tekst=klein(anders.waarde))
            for deel in delen
            if deel in maatstaven and (anders := maatstaven[deel].per_pakket.get(pakket.waarde)) is not None
        ]
        if not zinnen:
            return ZONDER_PAKKET
        kop, eerste = (self.zin(sjabloon, pakket=pakket.waarde) for sjabloon in (t.KOP_PAKKET, t.PAKKET))
        return Alinea((eerste, *zinnen), kop)
