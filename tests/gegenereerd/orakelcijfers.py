"""What a participant counts for in a maatstaf, and what an amount becomes by an index: from the rules alone.

A formula is run by Python itself, over fractions: another road than the one the program takes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

Bijdragen = dict[tuple[str, int], dict[str, Fraction]]
GROOT = ("tien", "honderd", "duizend", "tienduizend", "honderdduizend", "miljoen")
PER_EURO = {
    "cent": Fraction(100), "euro": Fraction(1), **{naam: Fraction(1, 10**n) for n, naam in enumerate(GROOT, start=1)},
}  # fmt: skip


def geldt(gedateerd: Mapping[int, Any], jaar: int) -> Any:
    """What is in force in a year, or None before the first."""
    vanaf = [een for een in gedateerd if een <= jaar]
    return gedateerd[max(vanaf)] if vanaf else None


def per_euro(bestand: dict[str, Any], soort: str, jaar: int) -> Fraction:
    return PER_EURO[geldt(bestand["kostensoorten"][soort]["eenheid"], jaar)["waarde"]]


def afgerond(getal: Fraction) -> int:
    """Half away from zero, as one does by hand: the sign apart, then half up."""
    heel = (abs(getal) + Fraction(1, 2)).__floor__()
    return -heel if getal < 0 else heel


@dataclass(frozen=True)
class Cijfers:
    """The figures of one kostensoort in one year, of who takes part in it."""

    bestand: dict[str, Any]
    bladen: dict[str, list[dict[str, Any]]]
    jaar: int
    doet_mee: list[str]
    eerder: Bijdragen

    def waarde(self, naam: str, code: str, vast: int | None = None) -> Fraction:
        if naam == "rato":
            return Fraction(1)
        besluit = geldt(self.bestand.get("keuzepakket", {}), self.jaar)
        if besluit is not None and naam in besluit["maatstaven"]:
            return self._geteld(naam, code, vast, 0) * self._factor(besluit, code)
        return self._geteld(naam, code, vast, 0)

    def _factor(self, besluit: dict[str, Any], code: str) -> Fraction:
        koopt = [wie for wie in self.doet_mee if self._keuzepakket(wie)]
        if code not in koopt:
            return Fraction(1)
        namen = besluit["gerealiseerd"]
        wie = koopt if besluit["per"] == "samen" else [code]
        basis, keuze = (
            sum(self._geteld(namen[p], een, None, 0) for een in wie) for p in ("basispakket", "keuzepakket")
        )
        return Fraction(keuze) / (basis if besluit["deel_van"] == "basispakket" else basis + keuze)

    def _keuzepakket(self, code: str) -> bool:
        deelnemer = next(d for d in self.bestand["deelnemers"] if d["code"] == code)
        return (geldt(deelnemer.get("pakket", {}), self.jaar) or {}).get("waarde") == "keuzepakket"

    def _geteld(self, naam: str, code: str, vast: int | None, terug: int) -> Fraction:
        """Of the newest peiljaar that the rule allows, or so many years before that."""
        maatstaf = self.bestand["maatstaven"][naam]
        formule = geldt(maatstaf.get("formule", {}), self.jaar)
        if formule is not None:
            return self.formule(formule["waarde"], code, vast, terug)
        laatste = self.jaar - (geldt(maatstaf.get("achterstand", {}), self.jaar) or {"waarde": 1})["waarde"]
        peiljaar = vast or max(rij["peiljaar"] for rij in self.bladen["Maatstaven"] if rij["peiljaar"] <= laatste)
        plek = (peiljaar - terug, code)
        rij = next(r for r in self.bladen["Maatstaven"] if (r["peiljaar"], r["gemeentecode"]) == plek)
        return Fraction(rij[naam])

    def formule(self, tekst: str, code: str, vast: int | None = None, terug: int = 0) -> Fraction:
        def over(naam: str, jaren: int) -> list[Fraction]:
            return [self._geteld(naam, code, vast, terug + n) for n in range(int(jaren))]

        functies = {
            "F": Fraction, "min": min, "max": max, "abs": abs,
            "afrond": lambda getal, n: Fraction(afgerond(getal * 10 ** int(n)), 10 ** int(n)),
            "als": lambda waar, dan, anders: dan if waar else anders,
            "gemiddelde": lambda naam, n: sum(over(naam, n)) / n,
            "som": lambda naam, n: sum(over(naam, n)),
            "vorig": lambda naam, n: self._geteld(naam, code, vast, terug + int(n)),
            "totaal": lambda naam: sum(self._geteld(naam, een, vast, terug) for een in self.doet_mee),
            "bijdrage": lambda soort: self.eerder[soort, self.jaar].get(code, Fraction(0)),
        }  # fmt: skip
        python = re.sub(r"(?<![\w.])\d+(?:\.\d+)?", r"F('\g<0>')", tekst)
        python = re.sub(r"(gemiddelde|som|vorig|totaal|bijdrage)\((\w+)", r"\1('\2'", python)
        python = re.sub(r"(?<![<>=])=(?!=)", "==", python)
        namen = {
            naam: self._geteld(naam, code, vast, terug)
            for naam in self.bestand["maatstaven"]
            if re.search(rf"(?<!['\w]){naam}(?!\w)", python)
        }
        return Fraction(eval(python, {"__builtins__": {}}, {**functies, **namen}))


def te_verdelen(bestand: dict[str, Any], bladen: dict[str, list[dict[str, Any]]], soort: str, jaar: int) -> Fraction:
    """Posts that the participants pay, and hours times the rate in force."""
    som = Fraction(0)
    for post in bladen["Begroting"]:
        if post["kostensoort"] == soort and post["dekking"] == "deelnemers":
            som += _met_index(bestand, bladen, post, jaar) if post.get("index") else Fraction(post.get(str(jaar), 0))
    geteld = {(regel["kostensoort"], regel["post"]) for regel in bladen.get("Capaciteit", [])}
    inzet = [rij for rij in bladen.get("Inzet", []) if (rij["kostensoort"], rij["post"]) not in geteld]
    for regel in (*bladen.get("Capaciteit", []), *inzet):
        if regel["kostensoort"] == soort:
            gelden = [t for t in bladen["Tarieven"] if t["vanaf"] <= jaar and t["functie"] == regel["functie"]]
            som += Fraction(regel[str(jaar)]) * max(gelden, key=lambda t: t["vanaf"])["tarief"]
    return som


def _met_index(bestand: dict[str, Any], bladen: dict[str, list[dict[str, Any]]], post: Any, jaar: int) -> Fraction:
    """Its amount in a year and what is settled in that year, each rounded once; the years build on what is exact."""
    basisjaar = min(int(kolom) for kolom in post if kolom.isdigit())
    mengsel = post["index"].split(" + ") if "%" in post["index"] else [f"100% {post['index']}"]
    delen = {stuk.split("% ")[1]: Fraction(stuk.split("% ")[0]) / 100 for stuk in mengsel}
    wijze = geldt(bestand["indexering"], jaar)
    optellen, band = wijze["stapelen"] == "optellen", Fraction(str(wijze["bandbreedte"]))
    basis = stand = Fraction(post[str(basisjaar)])
    voor, uit = {basisjaar: basis}, basis
    stand_van = {(r["reeks"], r["jaar"], r["stand"]): r for r in bladen["Indexen"]}
    for nu in range(basisjaar + 1, jaar + 1):
        keer = per_euro(bestand, post["kostensoort"], nu)
        voor[nu] = stand
        percentage = sum(deel * Fraction(stand_van[r, nu, "raming"]["percentage"]) / 100 for r, deel in delen.items())
        stand += (basis if optellen else stand) * percentage
        uit = afgerond(stand * keer) / keer
        for reeks, deel in delen.items():
            for definitief in (r for (naam, _, wat), r in stand_van.items() if (naam, wat) == (reeks, "definitief")):
                if definitief.get("verrekenen_in", definitief["jaar"] + 1) != nu:
                    continue
                geraamd = stand_van[reeks, definitief["jaar"], "raming"]["percentage"]
                scheelt = Fraction(definitief["percentage"]) - Fraction(geraamd)
                if abs(scheelt) <= band:
                    continue
                if wijze["verrekenen"] == "meerdere":
                    scheelt -= band if scheelt > 0 else -band
                correctie = (basis if optellen else voor[definitief["jaar"]]) * deel * scheelt / 100
                uit += afgerond(correctie * keer) / keer
                stand += correctie
    return Fraction(uit)
