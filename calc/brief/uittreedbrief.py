"""What the letter to who left says: what it still pays of its last contribution, and by which rule."""

from __future__ import annotations

from collections.abc import Iterator

from calc.brief import teksten as t
from calc.brief.brief import ZONDER_PAKKET, Brief, Soortregel
from calc.brief.schrijver import Schrijver
from calc.brief.waarom import woord
from calc.brief.zin import Alinea, Cijfer, Zin
from calc.model.tabel import SAMEN, Tabel
from calc.model.uitdrukking import Celnaam
from calc.tabel import CENT
from calc.tabellen import waarden_van
from calc.tabellen.uittreding import UITTREDING
from calc.uitkomst import Uitkomst
from calc.uittreding import regeling


def uitgetreden(uitkomst: Uitkomst) -> tuple[str, ...]:
    """Who left and still pays something in the plan's year, in the order of the region."""
    waarden, jaar = waarden_van(uitkomst), str(uitkomst.gegevens.plan.jaar)
    codes = {
        code
        for naam in waarden.model.exemplaren(UITTREDING)
        if jaar in (tabel := waarden.model.tabel(naam)).kolom_van
        for code in tabel.sleutels
        if code in uitkomst.gegevens.regio.alle_deelnemers and waarden[Celnaam(naam, code, jaar)]
    }
    return tuple(code for code in uitkomst.gegevens.regio.alle_deelnemers if code in codes)


def maak_uittreedbrief(uitkomst: Uitkomst, gemeentecode: str) -> Brief:
    """The letter to one of `uitgetreden`; it is filled in the template of the other letters."""
    return _Schrijver(uitkomst, gemeentecode).brief()


class _Schrijver(Schrijver):
    def __init__(self, uitkomst: Uitkomst, code: str) -> None:
        super().__init__(uitkomst, code)
        self.laatste = self.deelnemer.tot_en_met or self.jaar
        alle = [self.model.tabel(naam) for naam in self.model.exemplaren(UITTREDING)]
        eigen = [tabel for tabel in alle if code in tabel.rij_van]
        self.per_soort = [tabel for tabel in eigen if tabel.naam.kostensoort != SAMEN]
        self.samen = next((tabel for tabel in eigen if tabel.naam.kostensoort == SAMEN), self.per_soort[0])
        self.vast = {**self.vast, "laatste": str(self.laatste)}

    def brief(self) -> Brief:
        hoofd = self.hoofd(
            t.UITTREDING,
            {
                "bedrag": Alinea((self.zin(t.BEDRAG, bijdrage=self._geld(self.samen, self.jaar)),)),
                "wat": Alinea((self.zin(t.UITTREDING_WAT),)),
                "vergelijking": Alinea(tuple(self._delen())),
                "waarom": Alinea(tuple(self._waarom()), Zin(t.KOP_UITTREDING)),
                "betaling": Alinea(tuple(self._betaling()), Zin(t.KOP_BETALING)),
                "status": Alinea((self.zin(t.UITTREDING_STATUS),), Zin(t.KOP_STATUS)),
                "keuzepakket": ZONDER_PAKKET,
                "vragen": Alinea(tuple(self.vragen()), Zin(t.KOP_VRAGEN)),
            },
        )
        kosten = tuple(self._kosten())
        return Brief(**vars(hoofd), gemeentecode=self.code, vorig=self.jaar - 1, kosten=kosten, termijnen=())

    def _geld(self, tabel: Tabel, kolom: int | str) -> Cijfer:
        return Cijfer(Celnaam(tabel.naam, self.code, str(kolom)), CENT)

    def _vorig(self, tabel: Tabel) -> Cijfer:
        return self._geld(tabel, "bijdrage" if self.jaar - 1 == self.laatste else self.jaar - 1)

    def _kosten(self) -> Iterator[Soortregel]:
        for tabel in self.per_soort:
            soort = tabel.naam.kostensoort
            label, deel = self.regio.kostensoort(soort).label, self.cijfer(tabel, f"deel_{self.jaar}")
            yield Soortregel(soort, label, None, deel, self._vorig(tabel), self._geld(tabel, self.jaar), None)
        if len(self.per_soort) > 1:
            oud, nieuw = self._vorig(self.samen), self._geld(self.samen, self.jaar)
            yield Soortregel(SAMEN, "Samen", None, None, oud, nieuw, None)

    def _delen(self) -> Iterator[Zin]:
        for tabel in self.per_soort:
            deel, bijdrage = self.cijfer(tabel, f"deel_{self.jaar}"), self._geld(tabel, "bijdrage")
            soort, bedrag = woord(tabel.naam.kostensoort), self._geld(tabel, self.jaar)
            yield self.zin(t.UITTREDING_DEEL, soort=soort, deel=deel, bijdrage=bijdrage, bedrag=bedrag)

    def _waarom(self) -> Iterator[Zin]:
        alle = (regeling(self.regio, self.laatste, tabel.naam.kostensoort) for tabel in self.per_soort)
        if (regels := next(filter(None, alle), None)) is None:
            return
        yield self.zin(t.UITTREDING_BRON, bron=regels.bron)
        eerste, einde = str(self.laatste + 1), str(self.laatste + len(regels.percentages))
        for tabel in self.per_soort:
            soort, samen = woord(tabel.naam.kostensoort), self._geld(tabel, "samen")
            yield self.zin(t.UITTREDING_SAMEN, eerste=eerste, einde=einde, soort=soort, samen=samen)

    def _betaling(self) -> Iterator[Zin]:
        yield self.zonder_termijnen()
        if not self.is_zelf:
            yield self.zin(t.VRAAG_WANNEER)
        yield from self.rekening("uittreding")
