"""Samenvatting: one row per municipality, grouped by subregion; what it pays, what it paid, and the change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from calc.afronding import DECIMALEN
from calc.model.tabel import AFRONDING as NAAM_AFRONDING
from calc.model.uitdrukking import Celnaam, Tabelnaam
from calc.model.waarden import Waarden
from calc.tabellen.meerjaren import status_van_jaar
from calc.uitkomst import Uitkomst
from calc.verdeling import AFRONDING
from schemas.gegevens import Maatstafwaarde
from schemas.geldend import geldig
from templates.plan.invoerbladen import Invoerplaatsen
from templates.plan.verdelingbladen import NAAM_TOTAAL
from templates.werkmap.boek import Blad, a1
from templates.werkmap.dubbel import is_nul, verschil
from templates.werkmap.indeling import Vak
from templates.werkmap.modelblad import Modelbladen

NUL: Final = Fraction(0)
GEEN: Final = "–"
ZONDER_SUBREGIO: Final = "Overige deelnemers"


@dataclass(frozen=True)
class Meerjarenblok:
    """The contributions of one kostensoort on sheet Meerjarig."""

    waarden: Waarden
    naam: Tabelnaam
    vak: Vak

    @property
    def codes(self) -> tuple[str, ...]:
        tabel = self.waarden.model.tabel(self.naam)
        return (*tabel.sleutels, *([AFRONDING] if NAAM_AFRONDING in tabel.rij_van else []))

    def waarde(self, code: str, jaar: int) -> Fraction | None:
        gevonden = self.waarden[Celnaam(self.naam, code or NAAM_AFRONDING, str(jaar))]
        return Fraction(gevonden) if isinstance(gevonden, int | Fraction) else None

    def cel(self, code: str, jaar: int) -> str:
        return self.vak.cel(code or NAAM_AFRONDING, str(jaar))

    def bereik(self, kolom: str) -> str:
        sleutels = self.waarden.model.tabel(self.naam).sleutels
        return f"{self.vak.blad}!{self.vak.bereik(kolom, sleutels[0], sleutels[-1])}"


@dataclass(frozen=True)
class Samenvatting:
    """Where the totals stand: the row of all, and per kostensoort, `samen` and `vorig` the column."""

    blad: Blad
    totaal: int
    kolommen: Mapping[str, int]
    meerjarig: Mapping[str, Meerjarenblok]

    def cel(self, naam: str) -> str:
        return self.blad.verwijs(self.totaal, self.kolommen[naam])


def vul_samenvatting(
    blad: Blad, uitkomst: Uitkomst, bladen: Modelbladen, invoer: Invoerplaatsen, rij: int
) -> Samenvatting:
    """Every amount is looked up by gemeentecode on Meerjarig, so that the rows may stand in the order of the
    subregions.
    """
    namen = {soort: Tabelnaam("meerjarig", soort) for soort in uitkomst.gegevens.regio.kostensoorten}
    blokken = {s: Meerjarenblok(bladen.waarden, naam, bladen.indeling[naam]) for s, naam in namen.items()}
    return _Maker(blad, uitkomst, blokken, invoer, rij).maak()


class _Maker:
    def __init__(
        self,
        blad: Blad,
        uitkomst: Uitkomst,
        blokken: Mapping[str, Meerjarenblok],
        invoer: Invoerplaatsen,
        rij: int,
    ) -> None:
        self.blad, self.uitkomst, self.blokken, self.invoer, self.kop = blad, uitkomst, blokken, invoer, rij
        plan = uitkomst.gegevens.plan
        self.jaar = plan.jaar
        self.vorig = plan.jaar - 1 if plan.jaar - 1 in plan.jaren else None
        self.soorten = tuple(blokken)
        self.budget = self._budget()
        namen = [*self.soorten, "samen"]
        if self.vorig is not None:
            namen += ["vorig", "verschil", "procent"]
        if self.budget is not None:
            namen.append("budgetdeel")
        self.kolommen = {naam: k for k, naam in enumerate(namen, start=3)}
        self.laatste = 2 + len(namen)
        regio = uitkomst.gegevens.regio
        decimalen = max(DECIMALEN[regio.eenheid(soort, self.jaar)] for soort in self.soorten)
        self.geld = "cent" if decimalen else "euro"
        self.vorm = {
            **{soort: "cent" if DECIMALEN[regio.eenheid(soort, self.jaar)] else "euro" for soort in self.soorten},
            "samen": self.geld,
            "vorig": self.geld,
            "verschil": self.geld,
            "procent": "aandeel 1",
            "budgetdeel": "aandeel",
        }

    def _budget(self) -> tuple[str, int] | None:
        """The maatstaf that stands for the youth budget, with its newest peiljaar of which there are figures."""
        gekozen = geldig(self.uitkomst.gegevens.regio.bestand.budgetmaatstaf, self.jaar)
        peiljaren = [m.peiljaar for m in self.uitkomst.gegevens.maatstaven if gekozen and m.maatstaf == gekozen.waarde]
        return (gekozen.waarde, max(peiljaren)) if gekozen and peiljaren else None

    def maak(self) -> Samenvatting:
        self.blad.breedtes((11, 30, *([17.0] * (self.laatste - 2))))
        self._koppen()
        rij = self.kop + 2
        subtotalen: list[int] = []
        groepen = self._groepen()
        alle: list[str] = []
        for naam, codes in groepen.items():
            if naam:
                self.blad.kleur(rij, 1, self.laatste, "VW Groep")
                self.blad.schrijf(rij, 1, naam)
                rij += 1
            eerste = rij
            for code in codes:
                self._gemeente(rij, code)
                rij += 1
            alle += codes
            if naam:
                self._totaal(rij, f"Samen {naam}", [f"SUM({{0}}{eerste}:{{0}}{rij - 1})"], codes, "subtotaal")
                subtotalen.append(rij)
                rij += 1
            else:
                termen = [f"SUM({{0}}{eerste}:{{0}}{rij - 1})"]
        if any(groepen) and subtotalen:
            termen = [f"SUM({','.join(f'{{0}}{r}' for r in subtotalen)})"]
        if AFRONDING in self._codes():
            self._gemeente(rij, AFRONDING)
            termen.append(f"{{0}}{rij}")
            alle.append(AFRONDING)
            rij += 1
        self._totaal(rij, NAAM_TOTAAL, termen, alle, "totaal")
        einde = self.blad.noten(rij + 2, self.laatste, self._noten())
        self.blad.zet_vast(self.kop + 2, 3)
        self.blad.afdruk(self.laatste, einde - 1, self.kop)
        return Samenvatting(self.blad, rij, self.kolommen, self.blokken)

    def _codes(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(code for blok in self.blokken.values() for code in blok.codes))

    def _groepen(self) -> dict[str, list[str]]:
        regio = self.uitkomst.gegevens.regio
        groepen: dict[str, list[str]] = {}
        for code in self._codes():
            if code == AFRONDING:
                # Not every kostensoort has that line; it stands apart, below the participants.
                continue
            betaalt = any(blok.waarde(code, self.jaar) is not None for blok in self.blokken.values())
            betaalde = self.vorig is not None and any(
                b.waarde(code, self.vorig) is not None for b in self.blokken.values()
            )
            if betaalt or betaalde:
                groepen.setdefault(regio.subregio(code, self.jaar), []).append(code)
        if len(groepen) > 1 and "" in groepen:
            groepen[ZONDER_SUBREGIO] = groepen.pop("")
        return groepen

    def _koppen(self) -> None:
        regio = self.uitkomst.gegevens.regio
        titels = [regio.kostensoort(soort).label for soort in self.soorten]
        titels.append(f"Samen {self.jaar}")
        if self.vorig is not None:
            titels += [f"Samen {self.vorig}", "Verschil", "Verschil in %"]
        if self.budget is not None:
            titels.append(f"Deel van het jeugdbudget {self.budget[1]}")
        self.blad.koppen(self.kop, ("Code", "Gemeente", *titels), rechts=range(3, self.laatste + 1))
        self.blad.hoogte(self.kop, 42)
        self.blad.kleur(self.kop + 1, 1, self.laatste, "VW tekst stap")
        self.blad.schrijf(self.kop + 1, 2, "Status")
        for soort in self.soorten:
            self._status(self.kolommen[soort], {status_van_jaar(self.uitkomst, soort, self.jaar)})
        self._status(self.kolommen["samen"], {status_van_jaar(self.uitkomst, s, self.jaar) for s in self.soorten})
        if self.vorig is not None:
            self._status(self.kolommen["vorig"], {status_van_jaar(self.uitkomst, s, self.vorig) for s in self.soorten})

    def _status(self, kolom: int, woorden: set[str]) -> None:
        woord = "voorlopig" if "voorlopig" in woorden else "" if "" in woorden else " en ".join(sorted(woorden))
        self.blad.schrijf(self.kop + 1, kolom, woord, "VW Let op rechts" if woord == "voorlopig" else "VW jaar stap")

    def _bedrag(self, code: str, soort: str, jaar: int) -> Fraction:
        return self.blokken[soort].waarde(code, jaar) or NUL

    def _zoek(self, rij: int, soort: str, jaar: int, code: str) -> str:
        blok = self.blokken[soort]
        if code not in blok.codes:
            return "SUM(0)"
        if code == AFRONDING:
            return f"SUM({blok.cel(code, jaar)})"
        # SUM turns the empty text of a year without part into nothing.
        return f"SUM(INDEX({blok.bereik(str(jaar))},MATCH($A{rij},{blok.bereik('gemeentecode')},0)))"

    def _gemeente(self, rij: int, code: str) -> None:
        blad, regio = self.blad, self.uitkomst.gegevens.regio
        blad.schrijf(rij, 1, code, "VW tekst")
        blad.schrijf(rij, 2, "Afronding" if code == AFRONDING else regio.gemeente(code), "VW tekst")
        for soort in self.soorten:
            if code != AFRONDING and code not in self.uitkomst.verdeling.van(soort, self.jaar).bedragen:
                # Who does not share a cost pays no zero euros for it.
                blad.schrijf(rij, self.kolommen[soort], GEEN, f"VW {self.vorm[soort]}")
                continue
            formule = f"={self._zoek(rij, soort, self.jaar, code)}"
            blad.zet(rij, self.kolommen[soort], formule, self._bedrag(code, soort, self.jaar), f"VW {self.vorm[soort]}")
        if self.vorig is not None:
            formule = f"={'+'.join(self._zoek(rij, soort, self.vorig, code) for soort in self.soorten)}"
            waarde = sum((self._bedrag(code, soort, self.vorig) for soort in self.soorten), NUL)
            blad.zet(rij, self.kolommen["vorig"], formule, waarde, f"VW {self.geld}")
        if self.budget is not None and code != AFRONDING:
            maatstaf, peiljaar = self.budget
            waarden = {m.gemeentecode: m.waarde for m in self._budgetten()}
            samen = sum((self._bedrag(code, soort, self.jaar) for soort in self.soorten), NUL)
            budget = Fraction(waarden.get(code, 0))
            waarden_bereik, codes = self.invoer.maatstaf[maatstaf, peiljaar], self.invoer.maatstaf_codes[peiljaar]
            zoek = f"INDEX({waarden_bereik},MATCH($A{rij},{codes},0))"
            formule = f'=IFERROR({a1(rij, self.kolommen["samen"])}/{zoek},"")'
            blad.zet(rij, self.kolommen["budgetdeel"], formule, samen / budget if budget else "", "VW aandeel")
        elif self.budget is not None:
            blad.kleur(rij, self.laatste, self.laatste, "VW aandeel")
        self._afgeleid(rij, [code], "")

    def _afgeleid(self, rij: int, codes: list[str], rol: str) -> None:
        """What follows from the row itself: together, difference and percentage."""
        blad, rol = self.blad, f" {rol}" if rol else ""
        samen = sum((self._bedrag(c, s, self.jaar) for c in codes for s in self.soorten), NUL)
        eerste, laatste = (a1(rij, self.kolommen[self.soorten[n]]) for n in (0, -1))
        k = self.kolommen["samen"]
        blad.zet(rij, k, f"=SUM({eerste}:{laatste})", samen, f"VW {self.geld}{rol}")
        if self.vorig is None:
            return
        vorig = sum((self._bedrag(c, s, self.vorig) for c in codes for s in self.soorten), NUL)
        nu, toen = a1(rij, k), a1(rij, self.kolommen["vorig"])
        blad.zet(rij, self.kolommen["verschil"], f"={verschil(nu, toen)}", samen - vorig, f"VW {self.geld}{rol}")
        deel: Fraction | str = (samen - vorig) / vorig if vorig else ""
        formule = f'=IF({is_nul(toen)},"",{a1(rij, self.kolommen["verschil"])}/{toen})'
        blad.zet(rij, self.kolommen["procent"], formule, deel, f"VW aandeel 1{rol}")

    def _totaal(self, rij: int, naam: str, termen: list[str], codes: list[str], rol: str) -> None:
        blad = self.blad
        blad.kleur(rij, 1, self.laatste, f"VW tekst {rol}")
        blad.schrijf(rij, 1 if rol == "subtotaal" else 2, naam)
        formule = "=" + "+".join(termen)
        for soort in self.soorten:
            som = sum((self._bedrag(code, soort, self.jaar) for code in codes), NUL)
            k = self.kolommen[soort]
            blad.zet(
                rij, k, formule.replace("{0}", a1(rij, k).rstrip("0123456789")), som, f"VW {self.vorm[soort]} {rol}"
            )
        if self.vorig is not None:
            som = sum((self._bedrag(code, s, self.vorig) for code in codes for s in self.soorten), NUL)
            k = self.kolommen["vorig"]
            blad.zet(rij, k, formule.replace("{0}", a1(rij, k).rstrip("0123456789")), som, f"VW {self.geld} {rol}")
        self._afgeleid(rij, codes, rol)
        if self.budget is not None and rol == "totaal":
            maatstaf, peiljaar = self.budget
            budget = sum((Fraction(m.waarde) for m in self._budgetten()), NUL)
            samen = sum((self._bedrag(c, s, self.jaar) for c in codes for s in self.soorten), NUL)
            alle = f"SUM({self.invoer.maatstaf[maatstaf, peiljaar]})"
            formule = f'=IF({alle}=0,"",{a1(rij, self.kolommen["samen"])}/{alle})'
            blad.zet(rij, self.laatste, formule, samen / budget if budget else "", "VW aandeel totaal")

    def _budgetten(self) -> list[Maatstafwaarde]:
        return [m for m in self.uitkomst.gegevens.maatstaven if (m.maatstaf, m.peiljaar) == self.budget]

    def _noten(self) -> list[str]:
        noten = (
            ["Een plus bij het verschil betekent: de gemeente betaalt meer dan het jaar ervoor."] if self.vorig else []
        )
        if self.budget is not None:
            maatstaf, peiljaar = self.budget
            label = self.uitkomst.gegevens.regio.label_deel(maatstaf)
            noten.append(f"Jeugdbudget: {label.lower()} {peiljaar} van de gemeente.")
        noten.append(
            "Per kostensoort staan onder de verdeling de sluitregel, wat voorlopig of afgeleid is, en de bronnen."
        )
        return noten
