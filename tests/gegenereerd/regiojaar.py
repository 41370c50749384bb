"""The course of a year, given to a made-up region: hours that are supplied, what was spent, care, scenarios.

Each has a chance of its own, from the name of the region alone, so that what the region has otherwise stays the same.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from regiomaker import Maker

BRON = "Verzonnen"
LAATSTE_DAGEN = ((1, 31), (4, 30), (6, 30), (11, 30), (12, 31))


class Jaarbladen:
    """What one region gets more; `maker` is the region while it is made."""

    def __init__(self, maker: Maker) -> None:
        self.m, self.kans = maker, maker.meer.kans

    def kosten(self) -> None:
        """What changes the costs; before limits and decided amounts, which follow from them."""
        for soort in self.m.soorten:
            if (kans := self.kans(f"inzet {soort}", 3)) and self._in_hele_euros(soort):
                self._inzet(soort, kans)

    def ernaast(self) -> None:
        """What stands beside the costs."""
        self._realisatie()
        self._zorgkosten()
        self._scenarios()

    def _in_hele_euros(self, soort: str) -> bool:
        meer = self.m.meer
        return not meer.volgt_uit_de_rijen(soort) and all(meer.maat(soort, jaar) <= 1 for jaar in self.m.jaren)

    def _inzet(self, soort: str, kans: Any) -> None:
        """Of a post whose hours are known already it says who supplies them; of another they are its costs."""
        begroot = [rij for rij in self.m.bladen["Begroting"] if rij["kostensoort"] == soort]
        posten = [rij["post"] for rij in begroot if rij["dekking"] == "deelnemers" and rij["soort"] == "kosten"]
        geteld = {rij["post"] for rij in self.m.bladen.get("Capaciteit", []) if rij["kostensoort"] == soort}
        post = kans.choice(posten)
        functie = "Adviseur" if geteld else "Ondersteuner"
        if "Tarieven" not in self.m.bladen or functie == "Ondersteuner":
            self._tarief(functie)
        wie = [d for d in self.m.deelnemers if all(self.m.is_er(d, jaar) for jaar in self.m.jaren)]
        gekozen = kans.sample(wie, kans.randint(1, min(3, len(wie))))
        over = {
            str(jaar): sum(rij[str(jaar)] for rij in self.m.bladen.get("Capaciteit", []) if rij["kostensoort"] == soort)
            for jaar in self.m.jaren
        }
        for plek, deelnemer in enumerate(gekozen, start=1):
            uren = {jaar: kans.choice((0, 12, 37, Decimal("8.5") * 2)) for jaar in over}
            if geteld:
                # Together as many as are known: the last has what is left.
                uren = {jaar: min(uren[jaar], rest) if plek < len(gekozen) else rest for jaar, rest in over.items()}
                over = {jaar: rest - uren[jaar] for jaar, rest in over.items()}
            self.m.bladen.setdefault("Inzet", []).append(
                {
                    "kostensoort": soort, "post": "Personeel" if geteld else post, "gemeentecode": deelnemer["code"],
                    "gemeente": deelnemer["naam"], "functie": functie, "bron": BRON, **uren,
                }
            )  # fmt: skip
        self.m.vreemd.add("inzet van bekende uren" if geteld else "inzet")

    def _tarief(self, functie: str) -> None:
        tarieven = self.m.bladen.setdefault("Tarieven", [])
        if not any(rij["functie"] == functie for rij in tarieven):
            tarieven.append({"functie": functie, "eenheid": "uur", "vanaf": 2015, "tarief": 61, "bron": BRON})

    def _realisatie(self) -> None:
        posten = [rij for rij in self.m.bladen["Begroting"] if rij["dekking"] == "deelnemers"]
        if not posten or not (kans := self.kans("realisatie", 4)):
            return
        regels = []
        for rij in kans.sample(posten, kans.randint(1, len(posten))):
            maand, dag = kans.choice(LAATSTE_DAGEN)
            regels.append(
                {
                    "kostensoort": rij["kostensoort"], "post": rij["post"],
                    "gerealiseerd": Decimal(kans.randrange(-500, 900_000)) / kans.choice((1, 100)),
                    "tot_en_met": date(self.m.jaar, maand, dag),
                    "prognose": kans.choice(("restant", "doortrekken", "begroting")), "bron": BRON,
                }
            )  # fmt: skip
        self.m.bladen["Realisatie"] = regels
        self.m.vreemd.add("realisatie")

    def _zorgkosten(self) -> None:
        er_is = [deelnemer for deelnemer in self.m.deelnemers if self.m.is_er(deelnemer, self.m.jaar)]
        if not (kans := self.kans("zorgkosten", 4)):
            return
        naar = ["rato", *self._met_cijfers()]
        segmenten = {
            "ambulant": {"label": "Ambulant", "solidair": kans.choice((0, 33.3, 100)), "naar": kans.choice(naar)},
            "verblijf": {"label": "Verblijf", "solidair": kans.choice((20, 50)), "naar": "rato"},
        }
        self.m.meer.erbij["zorg"] = {2015: {"segmenten": segmenten, "bron": BRON}}
        rijen = []
        for segment in segmenten:
            for deelnemer in kans.sample(er_is, kans.randint(1, len(er_is))):
                kost = Decimal(kans.randrange(50_000_000)) / 100
                rijen.append(
                    {
                        "segment": segment, "gemeentecode": deelnemer["code"], "gemeente": deelnemer["naam"],
                        "gerealiseerd": (kost / kans.choice((1, 2, 4))).quantize(Decimal("0.01")), "prognose": kost,
                        "bron": BRON,
                    }
                )  # fmt: skip
        self.m.bladen["Zorgkosten"] = rijen
        self.m.vreemd.add("zorgkosten")

    def _met_cijfers(self) -> list[str]:
        """Of which there is something to share by in the plan's year."""
        return [
            naam
            for naam, maatstaf in self.m.maatstaven.items()
            if "formule" not in maatstaf and "achterstand" not in maatstaf
        ]

    def _scenarios(self) -> None:
        if not (kans := self.kans("scenarios", 4)):
            return
        jaren, rijen = range(self.m.basis, self.m.tot + 1), []
        met_budget = "Scenario" in self.m.bladen
        for nummer in range(kans.randint(1, 3)):
            eenheid = kans.choice(("euro", "procent")) if met_budget else "euro"
            nuljaar = kans.choice((self.m.basis - 2, *self.m.jaren))
            grens = 4000 if eenheid == "procent" else 200_000_00
            rij: dict[str, Any] = {
                "scenario": f"Scenario {nummer + 1}", "nuljaar": nuljaar, "eenheid": eenheid, "bron": BRON,
                "naar": kans.choice(("bijdrage", "rato")),
                **{str(jaar): Decimal(kans.randrange(grens)) / 100 for jaar in jaren if kans.randrange(3)},
            }  # fmt: skip
            if nuljaar < self.m.basis:
                rij["nulkosten"] = Decimal(kans.randrange(90_000_000)) / 100
            if eenheid == "procent":
                rij["grondslag"] = kans.choice(("budget", "restpost"))
            rijen.append(rij)
        self.m.bladen["Scenarios"] = rijen
        self.m.vreemd.add("scenarios")
