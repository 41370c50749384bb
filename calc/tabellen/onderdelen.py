"""The kinds of parts that a contribution is made of: of each its columns in the table verdeling.

A share of a pot closes by the rule of the kostensoort; what is no share (vast, prijs, eigen) is rounded by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Final

from calc.afronding import ZONDER_SLOT
from calc.model.plan import Plan
from calc.model.sluitregels import sluit
from calc.model.tabel import Eis, Kolom
from calc.model.uitdrukking import Uitdrukking, Vast, Zuiver, cel, kol, ongelijk, rond, samen, som, totaal
from calc.notatie import opsomming
from calc.sleutels import LegeMaatstaf
from calc.tabel import CENT, Soort
from calc.tabellen.formules import Formules
from calc.tabellen.opbouw import pot, te_verdelen, van_deel, zoals_gegeven
from calc.tabellen.sluitzinnen import Sluitzinnen
from calc.verdeling import Deel, Jaarverdeling
from schemas import formule as f
from schemas.geldendeopbouw import Delend, Eigen, Naaraandelen, Naarpunten, Naaruitkomst, Onderdeel, Prijs, Vastbedrag
from schemas.inhoud import klein
from schemas.kernwoorden import RATO, VAST

FIJN: Final = 9
"""Decimals in which figures that are worked out are compared."""
PRECIES: Final = 12
"""Decimals of a share to which doubles can be trusted: shares that are equal stay equal."""
LOS: Final = "Dit is geen deel van een pot en is apart afgerond."
RATO_TELT: Final = "Bij rato telt elke gemeente even zwaar, elk voor 1."
PUNTEN: Final = "De eenheden van deze deelnemer, elk maal de punten per eenheid."


@dataclass
class Bijdragekolommen:
    """The columns of one contribution while they are made.

    afronding: what stands on the line Afronding. bedragen: the amounts that together are the contribution; gedeeld and
        los: the exact shares, and the rounded amounts that are no share.
    """

    plan: Plan
    bron: Jaarverdeling
    waarom: Callable[[Deel], str]
    kolommen: list[Kolom] = field(default_factory=list)
    afronding: dict[str, Uitdrukking] = field(default_factory=dict)
    potten: dict[str, Uitdrukking] = field(default_factory=dict)
    bedragen: list[Uitdrukking] = field(default_factory=list)
    gedeeld: list[Uitdrukking] = field(default_factory=list)
    los: list[Uitdrukking] = field(default_factory=list)

    def __post_init__(self) -> None:
        soort, jaar = self.bron.kostensoort, self.bron.jaar
        self._decimalen, self._afronden = self.plan.decimalen(soort, jaar), self.plan.afronden(soort, jaar)
        self._maten = Formules.van(self.plan, soort, jaar)
        self._opbouw = self.plan.tabel("opbouw", soort, jaar)
        self._delen = {deel.naam: deel for deel in self.bron.delen}
        namen = {code: self.plan.regio.gemeente(code) for code in self.bron.deelnemers}
        self._lijst = self.plan.bij_gelijk_lijst(soort, jaar)
        self._zinnen = Sluitzinnen(namen, self.bron.eenheid, self.plan.regio.zeg, lijst=self._lijst)

    def maak(self, deel: Onderdeel) -> None:
        match deel:
            case Vastbedrag(bedrag=f.Getal(waarde=getal)):
                self._los(deel, cel(self._opbouw, deel.naam, "bedrag"), Soort.GELD, zoals_gegeven([getal]))
            case Vastbedrag(bedrag=formule, peiljaar=vast):
                self._los(deel, self._maten.bedrag(formule, vast), *CENT)
            case Prijs(maatstaf=naam, peiljaar=vast):
                prijs = cel(self._opbouw, deel.naam, "prijs")
                label = self.plan.regio.label_deel(naam)
                los = all(kolom.titel != label for kolom in self.kolommen)
                self._los(deel, self._maat(naam, vast), Soort.MAATSTAF, 0, prijs, label if los else deel.label)
            case Eigen(maatstaf=naam, peiljaar=vast):
                self._los(deel, self._maat(naam, vast), Soort.GELD, zoals_gegeven(self._aangeleverd(naam)))
            case Naarpunten(punten=punten, vast=voor_iedereen, peiljaar=vast):
                tabel = van_deel(self._opbouw, deel.naam)
                termen = [cel(tabel, naam, "gewicht") * self._maat(naam, vast) for naam in punten]
                termen += [cel(tabel, VAST, "gewicht")] if voor_iedereen else []
                titel = f"Punten {klein(deel.label)}"
                self._deelt(deel, self._delen[deel.naam], som(termen), titel, PUNTEN, rekent=True)
                self._heel(deel.naam, pot(self.plan, self.bron, deel, deel.naam))
            case Naaruitkomst(kostensoorten=soorten):
                tabellen = [self.plan.tabel("verdeling", soort, self.bron.jaar) for soort in soorten]
                waarde = Zuiver(som(cel(tabel, None, "bedrag") for tabel in tabellen))
                labels = [klein(self.plan.regio.kostensoort(soort).label) for soort in soorten]
                cijfers = max(self.plan.decimalen(soort, self.bron.jaar) for soort in soorten)
                titel = f"Bijdrage aan {opsomming(labels)}"
                self._deelt(deel, self._delen[deel.naam], waarde, titel, soort=Soort.GELD, decimalen=cijfers)
                self._heel(deel.naam, pot(self.plan, self.bron, deel, deel.naam))
            case Naaraandelen():
                self._naar_aandelen(deel)

    def _aangeleverd(self, maatstaf: str) -> Iterator[Fraction]:
        """The figures of a maatstaf as they came in; none of one that is worked out."""
        alle = self.plan.uitkomst.gegevens.maatstaven
        yield from (Fraction(een.waarde) for een in alle if een.maatstaf == maatstaf)

    def _maat(self, naam: str, peiljaar: int | None) -> Uitdrukking:
        return Vast(1) if naam == RATO else self._maten.maatstaf(naam, peiljaar)

    def _los(
        self,
        deel: Onderdeel,
        waarde: Uitdrukking,
        soort: Soort,
        decimalen: int,
        prijs: Uitdrukking | None = None,
        titel: str = "",
    ) -> None:
        """What is no share of a pot."""
        naam, bedrag = f"waarde_{deel.naam}", f"bedrag_{deel.naam}"
        exact = kol(naam) if prijs is None else prijs * kol(naam)
        uitleg = self.waarom(self._delen[deel.naam])
        self.kolommen += [
            Kolom(naam, titel or deel.label, soort, decimalen, waarde, uitleg=uitleg),
            Kolom(
                bedrag, f"Bedrag {klein(deel.label)}", Soort.GELD, self._decimalen, rond(exact, self._afronden),
                uitleg=LOS,
            ),
        ]  # fmt: skip
        self.bedragen.append(kol(bedrag))
        self.los.append(kol(bedrag))

    def _heel(self, naam: str, wat: Uitdrukking) -> None:
        """A part that is the contribution with the others."""
        self.bedragen.append(kol(f"bedrag_{naam}"))
        self.gedeeld.append(wat * kol(f"aandeel_{naam}"))

    def _naar_aandelen(self, deel: Naaraandelen) -> None:
        meer = len(deel.delen) > 1
        voorrang = f"voorrang_{deel.naam}" if meer else ""
        for maatstaf in deel.delen:
            lid = self._delen[deel.kolom(maatstaf)]
            rekent = maatstaf != RATO and self._maten.rekent(maatstaf)
            self._deelt(deel, lid, self._maat(maatstaf, deel.peiljaar), voorrang=voorrang, rekent=rekent)
        if meer or not deel.los:
            self._samen(deel, voorrang)
        else:
            self._heel(deel.naam, pot(self.plan, self.bron, deel, deel.naam))

    def _samen(self, deel: Naaraandelen, voorrang: str) -> None:
        """Of several shares what they are together: of a whole key that is the contribution itself."""
        soort, jaar = self.bron.kostensoort, self.bron.jaar
        sleutel = self.plan.tabel("sleutel", soort, jaar)
        tabel = van_deel(sleutel, deel.naam) if deel.los else sleutel
        namen = [deel.kolom(maatstaf) for maatstaf in deel.delen]
        aandeel = f"aandeel_{deel.naam}" if deel.los else "aandeel"
        gewogen: Uitdrukking = som(kol(f"aandeel_{naam}") * cel(tabel, naam, "aandeel") for naam in namen)
        if len(namen) == 1:
            gewogen = kol(f"aandeel_{namen[0]}")
        titel = f"Aandeel {klein(deel.label)}" if deel.los else "Aandeel"
        self.kolommen.append(Kolom(aandeel, titel, Soort.AANDEEL, 2, gewogen))
        if self.bron.sluitregel == "grootste-deelnemer" and len(namen) > 1:
            gelijk = Zuiver(kol(aandeel), PRECIES)
            self.kolommen.append(Kolom(voorrang, f"{titel}, vergeleken", Soort.AANDEEL, 4, gelijk, None, stap=True))
        if not deel.los:
            self.bedragen = [kol(f"bedrag_{naam}") for naam in namen]
            self.gedeeld = [te_verdelen(self.plan, soort, jaar) * kol(aandeel)]
            return
        wat = cel(self._opbouw, deel.naam, "pot")
        bedrag: Uitdrukking = som(kol(f"bedrag_{naam}") for naam in namen)
        if self.bron.sluitregel == "open":
            bedrag = rond(wat * kol(aandeel), self._afronden)
        kolom = f"bedrag_{deel.naam}"
        self.kolommen.append(Kolom(kolom, f"Bedrag {klein(deel.label)}", Soort.GELD, self._decimalen, bedrag))
        self.potten[kolom] = wat
        if self.afronding:
            self.afronding[kolom] = som(kol(f"bedrag_{naam}") for naam in namen)
        self._heel(deel.naam, wat)

    def _deelt(
        self,
        deel: Delend,
        lid: Deel,
        waarde: Uitdrukking,
        titel: str = "",
        uitleg: str = "",
        soort: Soort = Soort.MAATSTAF,
        decimalen: int = 0,
        voorrang: str = "",
        rekent: bool = False,
    ) -> None:
        """A share of a pot: value, share, amount, and the steps that the closing rule needs.

        rekent: its value is worked out, and shared by in full; where the closing rule compares values, equal ones are
            equal in doubles too.
        """
        regel = self.bron.sluitregel
        assert regel is not None
        waarden, aandelen, bedragen = (f"{woord}_{lid.naam}" for woord in ("waarde", "aandeel", "bedrag"))
        gewicht = f"vergeleken_{lid.naam}" if rekent and regel not in ZONDER_SLOT else waarden
        wat, tweede, label = pot(self.plan, self.bron, deel, lid.naam), voorrang or aandelen, klein(lid.label)
        if regel == "grootste-rest":
            tweede = f"rest_{bedragen}" if self._lijst else gewicht
        waarom, kort = self._zinnen.van(regel), self._zinnen.kort(regel)
        titel_ = f"Bedrag {label}"
        gesloten = sluit(regel, bedragen, titel_, wat, aandelen, gewicht, tweede, self._afronden, waarom, kort)
        deelt = kol(waarden) / totaal(waarden)
        rato = self.plan.regio.zeg(RATO_TELT) if isinstance(waarde, Vast) else ""
        self.kolommen += [
            Kolom(waarden, titel or lid.label, soort, decimalen, waarde, uitleg=uitleg or rato),
            Kolom(aandelen, f"Aandeel {label}", Soort.AANDEEL, 2, deelt, uitleg=self.waarom(lid)),
        ]
        if gewicht != waarden:
            gelijk = Zuiver(kol(waarden), FIJN)
            self.kolommen.append(
                Kolom(gewicht, f"{titel or lid.label}, vergeleken", soort, decimalen, gelijk, None, stap=True)
            )
        self.kolommen += gesloten.kolommen
        self.potten[bedragen] = wat
        if gesloten.afronding is not None:
            self.afronding[bedragen] = gesloten.afronding

    def bijdrage(self) -> Uitdrukking:
        """Under `open` what is shared is rounded from its exact value; else a contribution is the sum of its parts."""
        if self.bron.sluitregel == "open" and self.gedeeld:
            gedeeld = rond(samen(self.gedeeld), self._afronden)
            return som([*self.los, gedeeld]) if self.los else gedeeld
        return samen(self.bedragen)

    def samen(self) -> Uitdrukking:
        """On the line Afronding: what stands there of the parts that have it."""
        heel = [deel.naam for deel in self.bron.hele_delen if f"bedrag_{deel.naam}" in self.afronding]
        return samen(kol(f"bedrag_{naam}") for naam in heel)

    def eisen(self) -> Iterator[Eis]:
        """A share of nothing is no share."""
        for deel in self.bron.delen:
            if any(kolom.naam == f"waarde_{deel.naam}" for kolom in self.kolommen) and deel.deelt:
                yield Eis(ongelijk(totaal(f"waarde_{deel.naam}"), 0), str(LegeMaatstaf(deel.label)))
