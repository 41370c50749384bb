"""Made-up regions from a number: everything that a region file and an input allow, mixed; the same number, the same
region.

Rules, units, keys and participants change by year and by kostensoort; there are zeros, ties, negative lines, cents in
the scenario, years decided before, and names that are words of the program.
"""

from __future__ import annotations

import json
import random
import re
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

from orakelcijfers import te_verdelen
from regiojaar import Jaarbladen
from regiomeer import Meer

from schemas.geldend import laad_regio
from schemas.invoer import Kop
from templates.werkmap.invoerboek import Invoerboek, maak_invoerboek

BRON = "Verzonnen"
NAMEN = (
    "Peildorp", "Codeveld", "Bedragen aan de Maas", "Jaarsveld", "Ratum", "'s-Gravenmoer", "De Post", "Súdwold",
    "Nieuw-Balinge", "Aandeel", "Ede-West", "Onder & Boven",
)  # fmt: skip
LABELS = ("Inwoners", "Waarde", "Bedrag", "Aandeel", "Kosten < 18", "Post")
SLUITREGELS = ("open", "grootste-rest", "grootste-deelnemer", "afrondingsregel")
CENT = Decimal("0.01")


@dataclass
class Verzonnen:
    """One region with its figures, before anything is written."""

    naam: str
    bestand: dict[str, Any]
    plan: dict[str, Any]
    bladen: dict[str, list[dict[str, Any]]]
    kop: Kop
    vreemd: set[str] = field(default_factory=set)
    """What this region has that others lack, to tell whether all are among those that were made."""

    def schrijf(self, map: Path) -> Path:
        """The region file and the input beside it."""
        map.mkdir(parents=True, exist_ok=True)
        (map / f"{self.naam}.yaml").write_text(als_yaml(self.bestand), encoding="utf-8")
        boek = Invoerboek(self.plan, self.bladen, self.kop)
        inhoud = maak_invoerboek(boek, laad_regio(self.naam, map), datetime(2024, 1, 1))
        (map / f"{self.naam}-invoer.xlsx").write_bytes(inhoud)
        return map / f"{self.naam}-invoer.xlsx"


def als_yaml(bestand: dict[str, Any]) -> str:
    """JSON is YAML, but for keys: years must be numbers there."""
    return re.sub(r'"(\d{4})": ', r"\1: ", json.dumps(bestand, ensure_ascii=False))


def maak(zaad: int) -> Verzonnen:
    return Maker(zaad).maak()


class Maker:
    def __init__(self, zaad: int) -> None:
        self.kans = random.Random(zaad)
        self.naam = f"verzonnen-{zaad}"
        self.jaar = 2023
        self.basis = self.jaar - self.kans.choice((0, 1, 1, 2))
        self.laatste = self.jaar + self.kans.choice((0, 0, 1, 2))
        self.tot = self.laatste + self.kans.choice((0, 1, 2))
        self.jaren = range(self.basis, self.laatste + 1)
        self.vreemd: set[str] = set()
        self.bladen: dict[str, list[dict[str, Any]]] = {"Definities": [], "Maatstaven": [], "Begroting": []}

    def gebeurt(self, van_de_tien: int) -> bool:
        return self.kans.randrange(10) < van_de_tien

    def maak(self) -> Verzonnen:
        self.deelnemers = self._deelnemers()
        self.maatstaven = self._maatstaven()
        self.soorten = self._kostensoorten()
        self._opbouwen()
        self.meer = Meer(self)
        self.meer.regels()
        bestand: dict[str, Any] = {
            "regio": self.naam, "label": "Verzonnen regio", "centrumgemeente": self.deelnemers[0]["code"], "bron": BRON,
            "deelnemers": self.deelnemers, "maatstaven": self.maatstaven, "kostensoorten": self.soorten,
        }  # fmt: skip
        in_euro = self._in_euro()
        if in_euro and self.gebeurt(7):
            bestand["budgetmaatstaf"] = {2015: {"waarde": in_euro[0], "bron": BRON}}
        self._cijfers()
        self.meer.cijfers()
        self._begroting()
        self.meer.bedragen()
        jaarbladen = Jaarbladen(self)
        jaarbladen.kosten()
        self._grenzen()
        self.meer.grenzen()
        self._vastgesteld()
        bestand |= self.meer.erbij
        if "organisatie" in bestand:
            del bestand["centrumgemeente"]
        if self.gebeurt(6):
            self._scenario()
        jaarbladen.ernaast()
        bestand |= self.meer.erbij
        plan = {
            "regio": self.naam, "titel": "Plan van een regio die niet bestaat", "jaar": self.jaar,
            "basisjaar": self.basis, "laatste_jaar": self.laatste, "scenario_tot_en_met": self.tot,
            "status": "voorlopig", "opsteller": "Verzonnen", "bron": BRON,
        }  # fmt: skip
        kop = Kop(self.naam, self.jaar, self.basis, self.laatste, self.tot, "voorlopig")
        return Verzonnen(self.naam, bestand, plan, self.bladen, kop, self.vreemd)

    def _in_euro(self) -> list[str]:
        return [n for n, m in self.maatstaven.items() if "eenheid" in m and m["eenheid"][2015]["waarde"] == "euro"]

    @property
    def gevraagd(self) -> list[str]:
        """The maatstaven that stand on the sheet."""
        return [naam for naam, maatstaf in self.maatstaven.items() if "formule" not in maatstaf]

    def _deelnemers(self) -> list[dict[str, Any]]:
        aantal = self.kans.choice((1, 2, 3, 4, 5, 7, 9))
        codes = self.kans.sample(range(1000, 9999), aantal)
        namen = self.kans.sample(NAMEN, aantal)
        gevonden = []
        for n, (code, naam) in enumerate(zip(codes, namen, strict=True)):
            deelnemer: dict[str, Any] = {"code": f"GM{code}", "naam": naam, "van": 2010, "bron": BRON}
            if n and self.gebeurt(2):
                deelnemer["van"] = self.kans.choice((self.jaar, self.jaar + 1))
                self.vreemd.add("komt")
            elif n and self.gebeurt(2):
                deelnemer["tot_en_met"] = self.kans.choice((self.jaar - 1, self.jaar))
                self.vreemd.add("gaat")
            if self.gebeurt(4):
                deelnemer["subregio"] = {2010: {"waarde": self.kans.choice(("Noord", "Zuid")), "bron": BRON}}
                self.vreemd.add("subregio")
            gevonden.append(deelnemer)
        return gevonden

    def _maatstaven(self) -> dict[str, Any]:
        labels = self.kans.sample(LABELS, self.kans.randrange(4))
        return {
            f"m{n}": {
                "label": label, "definitie": f"Wat {label} telt",
                "eenheid": {2015: {"waarde": self.kans.choice(("aantal", "euro", "procent")), "bron": BRON}},
            }
            for n, label in enumerate(labels)
        }  # fmt: skip

    def _kostensoorten(self) -> dict[str, Any]:
        soorten: dict[str, Any] = {}
        for n in range(self.kans.choice((1, 2, 3, 3, 4))):
            regels = {2015: {"waarde": self.kans.choice(SLUITREGELS), "bron": BRON}}
            sleutels = {2015: self._sleutel()}
            if self.gebeurt(3):
                regels[self.jaar] = {"waarde": self.kans.choice(SLUITREGELS), "bron": BRON}
                self.vreemd.add("andere regel")
            if self.gebeurt(3):
                sleutels[self.jaar] = self._sleutel()
                self.vreemd.add("andere sleutel")
            eenheden = {2015: {"waarde": self.kans.choice(("cent", "euro")), "bron": BRON}}
            soorten[("zorg", "inkoop", "beleid", "totaalplan")[n]] = {
                "label": ("Zorg", "Inkoop", "Beleid", "Plan")[n], "grondslag": BRON, "sluitregel": regels,
                "eenheid": eenheden, "sleutel": sleutels, **self._deelname(),
            }  # fmt: skip
        gebruikt = {r["waarde"] for s in soorten.values() for r in s["sluitregel"].values()}
        if "afrondingsregel" in gebruikt and len(gebruikt) > 1:
            self.vreemd.add("gemengde regels")
        return soorten

    def _opbouwen(self) -> None:
        """Some costs by parts, from the plan's year or always. Its own chance leaves the rest what it is."""
        for plek, soort in enumerate(self.soorten):
            kans = random.Random(f"opbouw {self.naam} {soort}")
            if kans.randrange(10) < 4:
                vanaf = kans.choice((2015, 2016, self.jaar))
                eerder = [naam for naam in self.soorten if list(self.soorten).index(naam) < plek]
                self.soorten[soort].setdefault("opbouw", {})[vanaf] = {
                    "onderdelen": self._delen(kans, eerder),
                    "bron": BRON,
                }
                self.soorten[soort]["sleutel"].pop(vanaf, None)
                self.vreemd.add("opbouw")

    def _delen(self, kans: random.Random, eerder: list[str]) -> dict[str, Any]:
        """Parts in order, of which the last takes what remains."""
        namen, euro = list(self.maatstaven), self._in_euro()

        def deelt(**pot: Any) -> dict[str, Any]:
            if namen and kans.randrange(3) == 0:
                punten = {naam: kans.choice((1, 3, 0.5)) for naam in kans.sample(namen, kans.randint(1, len(namen)))}
                return {"soort": "sleutel", "punten": {**punten, "vast": kans.choice((1, 2.5))}, **pot}
            gekozen = kans.sample(["rato", *namen], kans.randint(1, 1 + len(namen)))
            return {"soort": "sleutel", "delen": {naam: kans.choice((25, 50, 33)) for naam in gekozen}, **pot}

        mogelijk: list[dict[str, Any]] = [
            {"soort": "vast", "bedrag": kans.choice((10, 12.345, 0.5))},
            deelt(bedrag=kans.choice((7, 100))),
            deelt(procent=kans.choice((12.5, 33, 40))),
        ]
        if namen:
            mogelijk.append({"soort": "vast", "bedrag": f"0.25 * {kans.choice(namen)} + 3"})
            mogelijk.append({"soort": "prijs", "maatstaf": kans.choice(namen), "prijs": kans.choice((1.25, -0.333, 2))})
        if euro:
            mogelijk.append({"soort": "eigen", "maatstaf": kans.choice(euro)})
        gekozen = kans.sample(mogelijk, kans.randint(1, 3))
        rest = deelt(mag_negatief=True)
        if eerder and kans.randrange(3) == 0:
            rest = {
                "soort": "naar",
                "kostensoorten": kans.sample(eerder, kans.randint(1, len(eerder))),
                "mag_negatief": True,
            }
            self.vreemd.add("naar")
        return {f"deel{n}": deel for n, deel in enumerate(gekozen, start=1)} | {"rest": rest}

    def _grenzen(self) -> None:
        """Limits that can be met, of costs that go by a key alone and are never below zero."""
        for soort, regels in self.soorten.items():
            kans = random.Random(f"grenzen {self.naam} {soort}")
            laagst = self.laagst(soort)
            hoogst = max(self._te_verdelen(soort, jaar) for jaar in self.jaren)
            if kans.randrange(10) >= 4 or laagst < 0 or "opbouw" in regels:
                continue
            grens: dict[str, Any] = {"bron": BRON, "verschil": "organisatie"}
            grens["maximum"] = str(int(hoogst / kans.choice((2, 3))) + 1)
            if kans.randrange(2) and len(self.deelnemers) > 1:
                # Twice what everyone would pay alike can always be met, however few take part.
                grens = {"bron": BRON, "maximum": str(int(hoogst) + 1), "minimum": str(int(laagst / 50))}
            regels["grenzen"] = {kans.choice((2015, self.jaar)): grens}
            self.vreemd.add("grenzen")

    def _deelname(self) -> dict[str, Any]:
        """Who shares a cost; the first, who is always there, does. Its own chance leaves the rest what it is."""
        kans = random.Random(f"deelname {self.naam} {len(self.vreemd)}")
        anderen = [deelnemer["code"] for deelnemer in self.deelnemers[1:]]
        if not anderen or kans.randrange(10) >= 3:
            return {}
        self.vreemd.add("niet iedereen")
        weg = kans.sample(anderen, kans.randint(1, len(anderen)))
        wel = [deelnemer["code"] for deelnemer in self.deelnemers if deelnemer["code"] not in weg]
        kans.shuffle(wel)
        vanaf = kans.choice((2015, self.jaar))
        return {"deelnemers": {vanaf: {**kans.choice(({"zonder": weg}, {"waarde": wel})), "bron": BRON}}}

    def is_er(self, deelnemer: dict[str, Any], jaar: int) -> bool:
        return bool(deelnemer["van"] <= jaar <= deelnemer.get("tot_en_met", 9999))

    def _deelt(self, deelnemer: dict[str, Any], soort: str, jaar: int) -> bool:
        keuzes = [keuze for vanaf, keuze in self.soorten[soort].get("deelnemers", {}).items() if vanaf <= jaar]
        er_is = self.is_er(deelnemer, jaar)
        if not er_is or not keuzes:
            return er_is
        code = deelnemer["code"]
        return code in keuzes[0]["waarde"] if "waarde" in keuzes[0] else code not in keuzes[0]["zonder"]

    def _sleutel(self) -> dict[str, Any]:
        mogelijk = ["rato", *self.maatstaven]
        gekozen = self.kans.sample(mogelijk, self.kans.randint(1, len(mogelijk)))
        return {"delen": {deel: self.kans.choice((25, 50, 12.5, 1, 33)) for deel in gekozen}, "bron": BRON}

    def _cijfers(self) -> None:
        peiljaren = sorted({self.basis - 1, self.kans.choice(range(self.basis - 1, self.laatste))})
        if self.meer.terug:
            peiljaren = list(range(self.basis - 1 - self.meer.terug, peiljaren[-1] + 1))
        for peiljaar in peiljaren if self.maatstaven else ():
            kolommen = {naam: self._kolom(naam, peiljaar) for naam in self.gevraagd}
            volgorde = [(n, d) for n, d in enumerate(self.deelnemers) if self._doet_ooit_mee(d)]
            if self.gebeurt(5):
                self.kans.shuffle(volgorde)
            for n, deelnemer in volgorde:
                rij = {"peiljaar": peiljaar, "gemeentecode": deelnemer["code"], "gemeente": deelnemer["naam"]}
                self.bladen["Maatstaven"].append(rij | {naam: kolom[n] for naam, kolom in kolommen.items()})
            for naam in self.gevraagd:
                wat = self.maatstaven[naam]["definitie"]
                definitie = {"maatstaf": naam, "peiljaar": peiljaar, "definitie": wat, "bron": BRON}
                self.bladen["Definities"].append(definitie)

    def _doet_ooit_mee(self, deelnemer: dict[str, Any]) -> bool:
        return deelnemer["van"] <= self.laatste and deelnemer.get("tot_en_met", 9999) >= self.basis

    def _kolom(self, naam: str, peiljaar: int) -> list[Decimal | int]:
        eenheid = self.maatstaven[naam]["eenheid"][2015]["waarde"]
        aantal = len(self.deelnemers)
        if eenheid == "procent":
            # The first, who is always there, has the remainder.
            delen: list[Decimal] = [Decimal(self.kans.randrange(0, 10000 // aantal)) / 100 for _ in range(aantal)]
            # Of who is composed of others the shares are those of the others, and are not counted twice.
            telt = [self._doet_ooit_mee(d) and "samengesteld_uit" not in d for d in self.deelnemers]
            delen = [deel * mee for deel, mee in zip(delen, telt, strict=True)]
            delen[0] += 100 - sum(delen)
            return list(delen)
        grens = self.kans.choice((3, 50, 20000))
        waarden = [self.kans.randrange(grens) for _ in range(aantal)]
        if self.gebeurt(3):
            waarden = [self.kans.choice((7, 7, 14)) for _ in waarden]
            self.vreemd.add("gelijke stand")
        waarden[0] = max(waarden[0], 1)
        if 0 in waarden:
            self.vreemd.add("nul")
        return list(waarden) if eenheid == "aantal" else [Decimal(w) + self.kans.randrange(100) * CENT for w in waarden]

    def _bedrag(self, soort: str, grens: int) -> Decimal | int:
        heel = self.soorten[soort]["eenheid"][2015]["waarde"] == "euro"
        euro = self.kans.randrange(grens)
        return euro if heel else Decimal(euro) + self.kans.randrange(100) * CENT

    def _begroting(self) -> None:
        for soort in self.soorten:
            grens = self.kans.choice((5, 1000, 2_000_000))
            for post in ("Personeel", "Huur", "Alle overhead")[: self.kans.randint(1, 3)]:
                bedragen = {str(jaar): self._bedrag(soort, grens) for jaar in self.jaren}
                self._regel(soort, post, "kosten", "deelnemers", bedragen)
            if self.gebeurt(3):
                bedragen = {str(jaar): -self._bedrag(soort, grens) for jaar in self.jaren}
                self._regel(soort, "Correctie", "correctie", "deelnemers", bedragen)
                self.vreemd.add("negatief")
            if self.gebeurt(3):
                bedragen = {str(jaar): self._bedrag(soort, grens) for jaar in self.jaren}
                self._regel(soort, "Handhaving", "kosten", "eigen opbrengst", bedragen)
                self.vreemd.add("anders gedekt")
            if self.gebeurt(1):
                for rij in self.bladen["Begroting"]:
                    if rij["kostensoort"] == soort:
                        rij[str(self.jaar)] = 0
                self.vreemd.add("niets te verdelen")
            if self.gebeurt(3):
                self._uren(soort)

    def _regel(self, soort: str, post: str, wat: str, dekking: str, bedragen: dict[str, Any]) -> None:
        rij = {"kostensoort": soort, "post": post, "soort": wat, "dekking": dekking, "bron": BRON}
        self.bladen["Begroting"].append(rij | bedragen)

    def _uren(self, soort: str) -> None:
        uren = {str(jaar): self.kans.randrange(0, 400) for jaar in self.jaren}
        self.bladen.setdefault("Capaciteit", []).append(
            {"kostensoort": soort, "post": "Personeel", "taak": "=Taak", "functie": "Adviseur", "bron": BRON, **uren}
        )
        self.bladen["Tarieven"] = [
            {"functie": "Adviseur", "eenheid": "uur", "vanaf": 2015, "tarief": 88, "bron": BRON},
            {"functie": "Adviseur", "eenheid": "uur", "vanaf": self.jaar, "tarief": 97, "bron": BRON},
        ]
        self.vreemd.add("uren")

    def laagst(self, soort: str) -> Fraction:
        return min(self._te_verdelen(soort, jaar) for jaar in self.jaren)

    def _te_verdelen(self, soort: str, jaar: int) -> Fraction:
        return te_verdelen({"kostensoorten": self.soorten, **self.meer.erbij}, self.bladen, soort, jaar)

    def _vastgesteld(self) -> None:
        for soort in self.soorten:
            if not self.gebeurt(3) or self.meer.volgt_uit_de_rijen(soort):
                continue
            jaar = self.kans.choice(list(self.jaren))
            er_zijn = [d for d in self.deelnemers if self._deelt(d, soort, jaar)]
            if self.gebeurt(5):
                self.kans.shuffle(er_zijn)
            over, eenheid = self._te_verdelen(soort, jaar), self.meer.maat(soort, jaar)
            if over < 0:
                self.vreemd.add("vastgesteld onder nul")
            for n, deelnemer in enumerate(er_zijn, start=1):
                # The last one has what is left, so that the decided amounts are what was to be split.
                deel = over if n == len(er_zijn) else over / (n + 1)
                bedrag = deel // Fraction(eenheid) * eenheid
                over -= Fraction(bedrag)
                rij = {
                    "kostensoort": soort, "gemeentecode": deelnemer["code"], "gemeente": deelnemer["naam"],
                    "bron": BRON, str(jaar): bedrag,
                }  # fmt: skip
                self.bladen.setdefault("Vastgesteld", []).append(rij)
            self.vreemd.add("vastgesteld")

    def _scenario(self) -> None:
        jaren = [str(jaar) for jaar in range(self.basis, self.tot + 1)]
        cent = self.kans.choice((Decimal(0), CENT, Decimal("0.50")))

        def reeks(grens: int) -> dict[str, Any]:
            return {jaar: self.kans.randrange(grens) + cent for jaar in jaren}

        rijen: list[dict[str, Any]] = [
            {"regel": "Budget", "soort": "budget", "bron": BRON, **reeks(5_000_000)},
            {"regel": "Zorg in natura", "soort": "restpost", "bron": BRON},
        ]
        if self.gebeurt(5):
            rijen.append({"regel": "Toegang", "soort": "post", "bron": BRON, **dict.fromkeys(jaren, "PM")})
        if self.gebeurt(5):
            rijen.append({"regel": "Eigen post", "soort": "post", "bron": BRON, **reeks(1000)})
        if self.gebeurt(6):
            rijen.append({"regel": "Besparing", "soort": "besparing", "bron": BRON, jaren[-1]: 600 + cent})
        if self.gebeurt(5):
            rijen.append(
                {"regel": "Vijf procent", "soort": "variant", "percentage": 5, "grondslag": "budget", "bron": BRON}
            )
        if self.gebeurt(6) and self.jaar > self.basis:
            rijen.append({"regel": "Extra", "soort": "investering", "bron": BRON, str(self.jaar): 1})
        self.bladen["Scenario"] = rijen
        self.vreemd.add("scenario met centen" if cent else "scenario")
