"""What the letter of a settlement says: "Eindafrekening 2021: u ontvangt € 1.355,00", and why; over the same cells as
the page and the tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from calc.brief import teksten as t
from calc.brief.schrijver import Briefhoofd, Schrijver
from calc.brief.zin import Alinea, Cijfer, Zin, samen
from calc.model.model import Model
from calc.model.tabel import SAMEN, TOTAAL, Tabel
from calc.model.uitdrukking import Celnaam, Tabelnaam
from calc.tabel import CENT, Soort
from calc.tabellen.afrekening import AFREKENING, MATERIALITEIT
from calc.uitkomst import Uitkomst
from schemas.standen import DEFINITIEF

KOLOMMEN: Final = ("voorlopig", "effect_kosten", "effect_sleutel", "definitief", "voorschotten", "te_betalen")
FIJNST: Final = 6


@dataclass(frozen=True)
class Afrekenregel:
    """Of one kostensoort, or of all together, the figures of `KOLOMMEN`; None where that is not known of this one."""

    label: str
    cijfers: tuple[Cijfer | None, ...]


@dataclass(frozen=True, kw_only=True)
class Afrekenbrief(Briefhoofd):
    """The letter of a settlement: what it comes to, and the figures of each kostensoort."""

    uitslag: Zin
    regels: tuple[Afrekenregel, ...]

    @property
    def slot(self) -> str:
        """What it comes to, without the words before it: `u ontvangt € 1.355,00`."""
        return self.uitslag.tekst(self.waarden)


def maak_afrekenbrief(uitkomst: Uitkomst, gemeentecode: str) -> Afrekenbrief:
    """The letter to one participant of a settled year."""
    return _Schrijver(uitkomst, gemeentecode).brief()


def samen_van(model: Model) -> Tabelnaam:
    """The table of all kostensoorten together, or the only one."""
    namen = model.exemplaren(AFREKENING)
    return next((naam for naam in namen if naam.kostensoort == SAMEN), namen[0])


class _Schrijver(Schrijver):
    def __init__(self, uitkomst: Uitkomst, code: str) -> None:
        super().__init__(uitkomst, code)
        self.samen = self.model.tabel(samen_van(self.model))
        self.definitief = self.plan.status == DEFINITIEF
        soort = t.EINDAFREKENING if self.definitief else t.VOORLOPIGE_AFREKENING
        self.vast = {**self.vast, "soort": soort}

    def brief(self) -> Afrekenbrief:
        uitslag = self._uitslag()
        waarom = tuple(self._waarom())
        effect = any(self._geld(kolom).waarde(self.waarden) for kolom in ("effect_kosten", "effect_sleutel"))
        hoofd = self.hoofd(
            t.AFREKENING,
            {
                "bedrag": Alinea((self.zin(f"{{soort}} {{jaar}}: {uitslag.sjabloon}", **uitslag.vulling),)),
                "wat": Alinea((self.zin(t.AFREKENING_WAT),)),
                "waarom": Alinea(waarom, Zin(t.KOP_ANDERS if effect else t.KOP_ZELFDE)),
                "cijfers": Alinea(tuple(self._cijfers())),
                "betaling": Alinea(tuple(self._verrekening(uitslag)), Zin(t.KOP_VERREKENING)),
                "status": Alinea(tuple(self._status()), Zin(t.KOP_STATUS)),
                "vragen": Alinea(tuple(self.vragen()), Zin(t.KOP_VRAGEN)),
            },
        )
        return Afrekenbrief(**vars(hoofd), uitslag=uitslag, regels=tuple(self._regels()))

    def _geld(self, kolom: str, tabel: Tabel | None = None, *, zonder_teken: bool = False) -> Cijfer:
        """In cents, as what is paid."""
        return Cijfer(Celnaam((tabel or self.samen).naam, self.code, kolom), CENT, zonder_teken)

    def _uitslag(self) -> Zin:
        rest = self._geld("te_betalen", zonder_teken=True)
        waarde = rest.waarde(self.waarden)
        return self.zin(t.NIETS if not waarde else t.ONTVANGT if waarde < 0 else t.BETAALT, rest=rest)

    def _regels(self) -> Iterator[Afrekenregel]:
        per_soort = [naam for naam in self.model.exemplaren(AFREKENING) if naam.kostensoort != SAMEN]
        for naam in per_soort:
            tabel = self.model.tabel(naam)
            if self.code in tabel.rij_van:
                label = self.regio.kostensoort(naam.kostensoort).label
                alle = [self._geld(kolom, tabel) for kolom in KOLOMMEN]
                yield Afrekenregel(label, tuple(een if self.bekend(een) else None for een in alle))
        if len(per_soort) > 1:
            yield Afrekenregel(TOTAAL, tuple(self._geld(kolom) for kolom in KOLOMMEN))

    def _waarom(self) -> Iterator[Zin]:
        delen = []
        for wat in ("kosten", "sleutel"):
            bedrag = self._geld(f"effect_{wat}", zonder_teken=True)
            if waarde := bedrag.waarde(self.waarden):
                delen.append(Zin(t.EFFECT, {"bedrag": bedrag, "hoe": "meer" if waarde > 0 else "minder", "wat": wat}))
        begin = self.zin(t.AFREKENING_WAAROM, eerst=self._geld("voorlopig"), nu=self._geld("definitief"))
        if delen:
            waardoor = samen(delen)
            begin = Zin(f"{begin.sjabloon}: {waardoor.sjabloon}", {**begin.vulling, **waardoor.vulling})
        yield Zin(f"{begin.sjabloon}.", begin.vulling)

    def _cijfers(self) -> Iterator[Zin]:
        """Its own figures that became other ones."""
        zinnen = []
        for naam in self.model.exemplaren(MATERIALITEIT):
            tabel = self.model.tabel(naam)
            for rij in tabel.sleutels:
                if tabel.tekst(rij, "gemeentecode") != self.code:
                    continue
                toen, nu = (self._maatstaf(tabel, rij, kolom) for kolom in ("voorlopig", "definitief"))
                if toen.waarde(self.waarden) not in (None, nu.waarde(self.waarden)):
                    zinnen.append(Zin(t.CIJFER, {"maatstaf": tabel.tekst(rij, "maatstaf"), "toen": toen, "nu": nu}))
        if zinnen:
            yield Zin(t.CIJFERS_SLEUTEL)
        yield from zinnen

    def _maatstaf(self, tabel: Tabel, rij: str, kolom: str) -> Cijfer:
        """With as many decimals as it has."""
        kaal = self.cijfer(tabel, kolom, rij=rij)
        waarde = kaal.waarde(self.waarden) or Fraction(0)
        decimalen = next((n for n in range(FIJNST) if (waarde * 10**n).denominator == 1), FIJNST)
        return Cijfer(kaal.cel, (Soort.MAATSTAF, decimalen))

    def _verrekening(self, uitslag: Zin) -> Iterator[Zin]:
        rest = self._geld("te_betalen").waarde(self.waarden) or Fraction(0)
        begin = self.zin(
            t.VOORSCHOT if self.uitkomst.gegevens.betaald else t.VOORSCHOT_GEREKEND, betaald=self._geld("voorschotten")
        )
        slot = f"; {uitslag.sjabloon}" if rest else ""
        yield Zin(f"{begin.sjabloon}{slot}.", {**begin.vulling, **(uitslag.vulling if rest else {})})
        if rest > 0 and not self.is_zelf:
            yield from self.rekening("afrekening")
        elif rest < 0 and not self.is_zelf:
            yield self.zin(t.VAN_ORGANISATIE)

    def _status(self) -> Iterator[Zin]:
        yield self.zin(t.AFREKENING_VAST if self.definitief else t.AFREKENING_LOS)
        if self.definitief:
            yield from self.besluit()
