"""How the share of one participant comes about: per part of a key its own figure beside that of the region."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from calc.afronding import DECIMALEN
from calc.model.herkomst import AFGELEID
from calc.model.tabel import TOTAAL, Kolom, Rij, Tabel
from calc.model.uitdrukking import SOM, Tabelnaam, Term, cel, kol
from calc.notatie import euro, procent, uniek
from calc.noten import bronnen, regelzin, sluitregel_in_woorden
from calc.standen import is_afgeleid, woorden_van_deel, zinnen_over_cijfers
from calc.tabel import Rijsoort, Soort
from calc.tabellen.eigen import GEEN, Deelnemer, eigen_soort
from calc.tabellen.opbouw import eenheid_van, te_verdelen, vorm_van_deel
from calc.tabellen.sleutelregels import DELEN, rijen_van
from calc.tabellen.verdeling import GEVRAAGD
from calc.uitlegvorm import afgeleidzin
from calc.verdeling import Deel, Jaarverdeling

AANDEEL: Final = Soort.AANDEEL, 2
BESLOTEN: Final = (
    "Het bedrag van {jaar} is eerder besloten en niet opnieuw berekend. De sleutel waarop het berust, staat niet in "
    "dit plan."
)
MEESTE_STAVEN: Final = 12
"""With more parts than that a chart shows each kostensoort as a whole."""


def sleutel(wie: Deelnemer, naam: Tabelnaam) -> Tabel | None:
    """One kostensoort in one year; of a year decided before there is an amount alone."""
    if not wie.betaalt(naam.kostensoort, naam.jaar):
        return None
    return _Sleutel(wie, naam).tabel()


class _Sleutel:
    def __init__(self, wie: Deelnemer, naam: Tabelnaam) -> None:
        self._wie, self._naam, self._plan = wie, naam, wie.plan
        self._bron = wie.plan.uitkomst.verdeling.van(naam.kostensoort, naam.jaar)
        self._verdeling = wie.verdeling(naam.kostensoort, naam.jaar)
        self._regels = wie.plan.uitkomst.bewaar(rijen_van)
        gegevens = wie.plan.uitkomst.gegevens
        self._definities = [d for d in gegevens.definities if (d.maatstaf, d.peiljaar) in self._bron.cijfers]

    def tabel(self) -> Tabel:
        wie, bron = self._wie, self._bron
        kolommen = (
            Kolom("deel", "Deel van de sleutel"),
            Kolom("peiljaar", "Peiljaar", Soort.MAATSTAF, totaal=None),
            Kolom("gewicht", "Gewicht", *AANDEEL, totaal=None if bron.sleutel is None else SOM),
            Kolom("waarde", wie.naam, Soort.WAARDE, totaal=None),
            Kolom("regio", "Hele regio", Soort.WAARDE, totaal=None),
            Kolom("aandeel", f"Aandeel {wie.naam}", *AANDEEL, totaal=None),
            Kolom("te_verdelen", "Te verdelen via dit deel", *wie.geld, totaal=None),
            Kolom("bedrag", "Bijdrage via dit deel", *wie.geld, totaal=None),
            Kolom("let_op", "Let op"),
        )
        samen: dict[str, Term] = {
            "deel": "Samen",
            "aandeel": GEEN if bron.vastgesteld else cel(self._verdeling, wie.code, "aandeel"),
            "te_verdelen": te_verdelen(self._plan, bron.kostensoort, bron.jaar),
            "bedrag": cel(self._verdeling, wie.code, "bedrag"),
            "let_op": "",
        }
        titel = f"{wie.label(bron.kostensoort)} {bron.jaar}"
        rijen, onder = tuple(map(self._rij, bron.delen)), (Rij(TOTAAL, samen, soort=Rijsoort.TOTAAL),)
        return Tabel(self._naam, titel, kolommen, rijen, onder, noten=tuple(self._noten()))

    def _rij(self, deel: Deel) -> Rij:
        wie, bron, verdeling, regio = self._wie, self._bron, self._verdeling, self._plan.regio
        regel, gegevens = bron.regel(wie.code, deel.naam), self._plan.uitkomst.gegevens
        los = woorden_van_deel(gegevens, bron, deel)
        let_op = (*los, AFGELEID) if is_afgeleid(gegevens, bron, deel) else los
        waarde, aandeel, bedrag = (f"{woord}_{deel.naam}" for woord in ("waarde", "aandeel", "bedrag"))
        heeft, deelt = regel.waarde is not None, regel.aandeel is not None
        peiljaar = cel(self._plan.tabel(DELEN.naam), self._regels[bron.kostensoort, bron.jaar, deel.naam], "peiljaar")
        gewicht = cel(verdeling._replace(naam="sleutel"), deel.naam, "aandeel")
        # What a part does not have is not 0.
        cellen: dict[str, Term] = {
            "deel": f"{deel.label} (procent)" if eenheid_van(regio, deel) == "procent" else deel.label,
            "peiljaar": GEEN if deel.peiljaar is None else peiljaar,
            "gewicht": GEEN if bron.sleutel is None else gewicht,
            "waarde": cel(verdeling, wie.code, waarde) if heeft else GEEN,
            "regio": cel(verdeling, TOTAAL, waarde) if heeft else GEEN,
            "aandeel": cel(verdeling, wie.code, aandeel) if deelt else GEEN,
            "te_verdelen": cel(verdeling, GEVRAAGD if deel.naam in bron.potten else TOTAAL, bedrag),
            "bedrag": cel(verdeling, wie.code, bedrag),
            "let_op": ", ".join(let_op),
        }
        vorm = vorm_van_deel(regio, bron, deel)
        return Rij(
            deel.naam, cellen, vormen={"waarde": vorm, "regio": vorm},
            standen={"peiljaar": los, "let_op": let_op},
        )  # fmt: skip

    def _noten(self) -> Iterator[str]:
        wie, bron, regio, gegevens = self._wie, self._bron, self._plan.regio, self._plan.uitkomst.gegevens
        if bron.vastgesteld:
            yield BESLOTEN.format(jaar=bron.jaar)
            yield from bronnen(bron.bronnen)
            return
        gemiddeld = f"De gemiddelde deelnemer heeft 1/{len(bron.deelnemers)} deel."
        yield f"Aandeel: het cijfer van {wie.naam} gedeeld door dat van de hele regio. {gemiddeld}"
        yield regelzin(regio, bron) if bron.sleutel is None else "Samen: de aandelen, elk maal zijn gewicht."
        yield from self._apart_afgerond(bron)
        yield sluitregel_in_woorden(bron)
        yield from zinnen_over_cijfers(gegevens, bron)
        for d in self._definities:
            peildatum = f" Peildatum: {d.peildatum}." if d.peildatum else ""
            yield f"{regio.label_deel(d.maatstaf)} {d.peiljaar}: {d.definitie}.{peildatum}"
        yield from map(afgeleidzin, uniek(d.afgeleid for d in self._definities))
        yield from bronnen([bron.bron, *(d.bron for d in self._definities)])

    def _apart_afgerond(self, bron: Jaarverdeling) -> Iterator[str]:
        decimalen = max(0, DECIMALEN[bron.eenheid])
        samen = sum((bron.regel(self._wie.code, deel.naam).bedrag for deel in bron.hele_delen), Fraction(0))
        eigen = bron.regel(self._wie.code)
        if samen != eigen.bedrag:
            yield (
                f"De delen tellen op tot {euro(samen, decimalen)}. De bijdrage is {euro(eigen.bedrag, decimalen)}: "
                f"die is apart afgerond, uit het precieze aandeel van {procent(eigen.aandeel or Fraction(0), 4)}."
            )


def staven(wie: Deelnemer, naam: Tabelnaam) -> Tabel | None:
    """What a chart draws: the shares of the participant beside those of the average one."""
    soorten = [soort for soort in wie.soorten if wie.betaalt(soort, naam.jaar)]
    per_deel: list[Rij] = []
    samen: list[Rij] = []
    for soort in soorten:
        bron = wie.plan.uitkomst.verdeling.van(soort, naam.jaar)
        delen = [deel for deel in bron.delen if bron.regel(wie.code, deel.naam).aandeel is not None]
        voor = f"{soort}: " if len(soorten) > 1 else ""
        eigen = [_staaf(wie, bron, deel.naam, f"{voor}{deel.label}", f"aandeel_{deel.naam}") for deel in delen]
        heel = eigen
        if len(bron.delen) > 1:
            heel = [_staaf(wie, bron, TOTAAL, f"{voor}samen" if voor else "Samen", "aandeel")]
            eigen = [*eigen, *heel]
        per_deel += eigen
        samen += heel
    if not per_deel:
        return None
    kolommen = (
        Kolom("deel", "Deel van de sleutel"),
        Kolom("eigen", f"Aandeel {wie.naam}", *AANDEEL),
        Kolom("gemiddeld", "Gemiddelde deelnemer", *AANDEEL),
        Kolom("deelnemers", "Deelnemers", Soort.WAARDE),
    )
    rijen = tuple(per_deel if len(per_deel) <= MEESTE_STAVEN else samen)
    return Tabel(naam, "Aandeel naast dat van de gemiddelde deelnemer", kolommen, rijen)


def _staaf(wie: Deelnemer, bron: Jaarverdeling, rij: str, label: str, aandeel: str) -> Rij:
    van = bron.kostensoort, bron.jaar
    # The number of participants stands in a cell, so that it does not hide in a formula.
    cellen: dict[str, Term] = {
        "deel": label,
        "eigen": cel(wie.plan.tabel(f"{SLEUTEL.naam}:{wie.code}", *van), rij, "aandeel"),
        "gemiddeld": cel(wie.verdeling(*van), TOTAAL, aandeel) / kol("deelnemers"),
        "deelnemers": len(bron.deelnemers),
    }
    return Rij(f"{bron.kostensoort} {rij}", cellen)


SLEUTEL: Final = eigen_soort("eigen_sleutel", sleutel, 62, "delen")
STAVEN: Final = eigen_soort("eigen_staven", staven, 63, "aandelen_naast_gemiddeld")
