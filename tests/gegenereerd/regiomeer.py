"""What else a region file allows, given to a made-up region: units, formulas, pakketten, indexes, limits, terms.

Each has a chance of its own, from the name of the region alone, so that what the region has otherwise stays the same.
"""

from __future__ import annotations

import random
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import orakelcijfers

if TYPE_CHECKING:
    from regiomaker import Maker

BRON = "Verzonnen"
GROOT = {naam: 10**n for n, naam in enumerate(orakelcijfers.GROOT, start=1)}
MATEN = {"cent": Decimal("0.01"), "euro": 1, **GROOT}
FORMULES = (
    "max({a} - 3, 0) + 1", "min({a}, 20) + {b} / 4 + 0.5", "als({a} >= 7, 2 * {a}, {a} + 1)", "afrond({a} / 3, 1) + 1",
    "abs({a} - 5) + 1", "{a} / totaal({a}) + 0.25", "gemiddelde({a}, 2) + 0.01", "som({a}, 3) + 1", "vorig({a}, 1) + 1",
    "als({a} = {b}, 3, {a} + 2 * {b} + 1)", "1 - min({a}, 0) + {b} * {a} / 7",
)  # fmt: skip
TERUG = 4
"""As many years before the first peiljaar as an input may go back."""
WOORDEN = ("Gemeente", "Peiljaar", "Te verdelen", "Code")


def gelijk(waarde: Any, vanaf: int = 2015) -> dict[int, dict[str, Any]]:
    return {vanaf: {"waarde": waarde, "bron": BRON}}


class Meer:
    """What one region gets more; `maker` is the region while it is made."""

    def __init__(self, maker: Maker) -> None:
        self.m, self.terug, self.ten_minste_een = maker, 0, ("m8", "m9")
        self.erbij: dict[str, Any] = {}
        """Keys of the region file itself."""

    def kans(self, wat: str, van_de_tien: int) -> random.Random | None:
        kans = random.Random(f"{wat} {self.m.naam}")
        return kans if kans.randrange(10) < van_de_tien else None

    # ---- before there are figures

    def regels(self) -> None:
        """Who takes part, what is counted, and by which rule."""
        for wat in (
            self._woorden, self._organisatie, self._samengevoegd, self._termijnen, self._maten, self._formules,
            self._peiljaren, self._keuzepakket, self._eenheden, self._naar_lijst, self._zonder_rest,
        ):  # fmt: skip
            wat()
        for maatstaf in self.m.maatstaven.values():
            # Shares in procent are of who takes part in one year; in the years before they need not be together 100.
            if self.terug and "formule" not in maatstaf and maatstaf["eenheid"][2015]["waarde"] == "procent":
                maatstaf["eenheid"] = gelijk("aantal")

    def _woorden(self) -> None:
        if kans := self.kans("woorden", 3):
            kans.choice(self.m.deelnemers)["naam"] = kans.choice(WOORDEN)
            kans.choice(list(self.m.soorten.values()))["label"] = kans.choice(WOORDEN)
            self.m.vreemd.add("woorden")

    def _organisatie(self) -> None:
        """Participants that are no municipality, and who works for them takes no part."""
        if kans := self.kans("organisatie", 3):
            self.erbij["organisatie"] = {"naam": "Bureau Verzonnen", "soort": "bedrijfsvoeringsorganisatie"}
            for deelnemer in self.m.deelnemers:
                soort, letters = kans.choice((("gemeente", "GM"), ("provincie", "PV"), ("waterschap", "WS")))
                deelnemer |= {"soort": soort, "code": letters + deelnemer["code"][2:]}
            self._nieuwe_codes()
            self.m.vreemd.add("organisatie")

    def _nieuwe_codes(self) -> None:
        """Codes that were named already follow those of the participants."""
        nieuw = {deelnemer["code"][2:]: deelnemer["code"] for deelnemer in self.m.deelnemers}
        for regels in self.m.soorten.values():
            for keuze in regels.get("deelnemers", {}).values():
                for lijst in ("zonder", "waarde"):
                    if lijst in keuze:
                        keuze[lijst] = [nieuw[code[2:]] for code in keuze[lijst]]

    def _samengevoegd(self) -> None:
        """Who leaves goes into who comes the year after."""
        gaat = next((d for d in self.m.deelnemers if "tot_en_met" in d), None)
        komt = next((d for d in self.m.deelnemers if gaat and d["van"] == gaat["tot_en_met"] + 1), None)
        if gaat and komt:
            komt["samengesteld_uit"] = [gaat["code"]]
            self.m.vreemd.add("samengevoegd")
            if self.kans("nieuwe code", 5):
                # Not the municipality is another, but its code.
                komt["naam"] = gaat["naam"]
                self.m.vreemd.add("nieuwe code")

    def _termijnen(self) -> None:
        def termijnen(*delen: int) -> dict[int, Any]:
            dagen = ("15-01", "01-04", "15-07", "01-10")
            paren = [{"datum": dag, "procent": deel} for dag, deel in zip(dagen, delen, strict=False)]
            return {2015: {"termijnen": paren, "bron": BRON}}

        if kans := self.kans("termijnen", 4):
            self.erbij["betaling"] = termijnen(25, 25, 25, 25)
            kans.choice(list(self.m.soorten.values()))["betaling"] = termijnen(33, 33, 34)
            kans.choice(self.m.deelnemers)["betaling"] = termijnen(100)
            self.m.vreemd.add("termijnen")

    def _maten(self) -> None:
        for naam, maatstaf in self.m.maatstaven.items():
            if (kans := self.kans(f"getal {naam}", 2)) and maatstaf["eenheid"][2015]["waarde"] == "aantal":
                maatstaf["eenheid"][2015] |= {"waarde": "getal", "decimalen": 2}
                self.m.vreemd.add("getal")
            if kans := self.kans(f"achterstand {naam}", 2):
                maatstaf["achterstand"] = gelijk(kans.choice((0, 2)), kans.choice((2015, self.m.jaar)))
                maatstaf["peildatum"] = gelijk(kans.choice(("1 oktober", "heel jaar")))
                self.terug = TERUG
                self.m.vreemd.add("achterstand")

    def _formules(self) -> None:
        """Maatstaven that are worked out; they are asked for in keys and points like any other."""
        gevraagd = list(self.m.maatstaven)
        if not gevraagd or not (kans := self.kans("formules", 4)):
            return
        for naam in ("f1", "f2")[: kans.randint(1, 2)]:
            tekst = kans.choice(FORMULES).format(a=kans.choice(gevraagd), b=kans.choice(gevraagd))
            self.m.maatstaven[naam] = {"label": f"Berekend {naam}", "formule": gelijk(tekst)}
            gevraagd.append(naam)
            self._gebruik(naam, kans)
        self.terug = TERUG
        self.m.vreemd.add("formule")

    def _gebruik(self, naam: str, kans: random.Random) -> None:
        for regels in self.m.soorten.values():
            for sleutel in regels["sleutel"].values():
                if kans.randrange(2):
                    sleutel["delen"][naam] = kans.choice((25, 10.5))
            for opbouw in regels.get("opbouw", {}).values():
                for deel in opbouw["onderdelen"].values():
                    if kans.randrange(3) == 0 and ("delen" in deel or "punten" in deel):
                        deel["delen" if "delen" in deel else "punten"][naam] = kans.choice((2, 7.5))

    def _peiljaren(self) -> None:
        """A key of an adopted year."""
        for soort, regels in self.m.soorten.items():
            if kans := self.kans(f"peiljaar {soort}", 2):
                kans.choice(list(regels["sleutel"].values()) or [{}])["peiljaar"] = self.m.basis - kans.choice((1, 2))
                self.terug = TERUG
                self.m.vreemd.add("vast peiljaar")

    def _keuzepakket(self) -> None:
        vraag = [naam for naam, m in self.m.maatstaven.items() if "formule" not in m]
        if len(self.m.deelnemers) < 2 or not vraag or not (kans := self.kans("keuzepakket", 3)):
            return
        for naam in self.ten_minste_een:
            eenheid = gelijk("aantal")
            self.m.maatstaven[naam] = {"label": f"Gerealiseerd {naam}", "definitie": "Realisatie", "eenheid": eenheid}
        for deelnemer in kans.sample(self.m.deelnemers[1:], kans.randint(1, len(self.m.deelnemers) - 1)):
            deelnemer["pakket"] = gelijk("keuzepakket", kans.choice((2015, self.m.jaar)))
        self.erbij["keuzepakket"] = {
            kans.choice((2015, self.m.jaar)): {
                "maatstaven": kans.sample(vraag, kans.randint(1, len(vraag))),
                "gerealiseerd": dict(zip(("basispakket", "keuzepakket"), self.ten_minste_een, strict=True)),
                "per": kans.choice(("deelnemer", "samen")), "deel_van": kans.choice(("basispakket", "beide")),
                "bron": BRON,
            }
        }  # fmt: skip
        self.m.vreemd.add("keuzepakket")

    def _eenheden(self) -> None:
        for soort, regels in self.m.soorten.items():
            if kans := self.kans(f"eenheid {soort}", 2):
                regels["eenheid"] = gelijk(kans.choice((*GROOT, "cent")))
                if kans.randrange(2):
                    regels["eenheid"] |= gelijk(kans.choice(("euro", *GROOT)), self.m.jaar)
                maat = max(int(MATEN[een["waarde"]]) or 1 for een in regels["eenheid"].values())
                for opbouw in regels.get("opbouw", {}).values():
                    for deel in opbouw["onderdelen"].values():
                        if deel["soort"] == "sleutel" and "bedrag" in deel:
                            # A pot of a few units for many has a difference that its largest cannot take.
                            deel["bedrag"] *= maat * 10
                self.m.vreemd.add("eenheden")

    def _naar_lijst(self) -> None:
        for soort, regels in self.m.soorten.items():
            for keuze in regels["sluitregel"].values():
                if keuze["waarde"] == "grootste-rest" and self.kans(f"lijst {soort}", 4):
                    keuze["bij_gelijk"] = "lijst"
                    self.m.vreemd.add("gelijk naar lijst")

    def _zonder_rest(self) -> None:
        """Percentages that are all of it; or amounts alone, so that te verdelen follows from the rows."""
        for soort, regels in self.m.soorten.items():
            if "opbouw" not in regels or not (kans := self.kans(f"zonder rest {soort}", 4)):
                continue
            if kans.randrange(2):
                delen = {f"helft{n}": {"soort": "sleutel", "procent": p, "delen": {"rato": 1}} for n, p in
                         enumerate(kans.choice(((50, 50), (33.5, 33.5, 33), (20, 80))))}  # fmt: skip
                next(iter(regels["opbouw"].values()))["onderdelen"] = delen
                self.m.vreemd.add("honderd procent")
            else:
                delen = {"vast": {"soort": "vast", "bedrag": 1234.5}, "pot": {"soort": "sleutel", "bedrag": 3 * 10**6}}
                delen["pot"]["delen"] = {"rato": 1}
                regels["opbouw"], regels["sleutel"] = {2015: {"onderdelen": delen, "bron": BRON}}, {}
                self.m.vreemd.add("zonder rest")

    # ---- when there are figures

    def volgt_uit_de_rijen(self, soort: str) -> bool:
        return not self.m.soorten[soort]["sleutel"] and "pot" in self.m.soorten[soort]["opbouw"][2015]["onderdelen"]

    def maat(self, soort: str, jaar: int) -> Decimal | int:
        """The unit in force."""
        eenheden = self.m.soorten[soort]["eenheid"]
        return MATEN[eenheden[max(vanaf for vanaf in eenheden if vanaf <= jaar)]["waarde"]]

    def cijfers(self) -> None:
        """What is realised is never nothing, so that there is a ratio."""
        for rij in self.m.bladen["Maatstaven"]:
            for naam in self.ten_minste_een:
                if naam in rij:
                    rij[naam] = max(rij[naam], 1)

    def bedragen(self) -> None:
        """Amounts in whole units; posts that follow an index; and nothing where te verdelen follows from the rows."""
        for soort in self.m.soorten:
            grof = any(int(self.maat(soort, jaar)) > 1 for jaar in self.m.jaren)
            if grof or self.volgt_uit_de_rijen(soort):
                self._weg("Capaciteit", soort)
            if self.volgt_uit_de_rijen(soort):
                self._weg("Begroting", soort)
            for rij in self.m.bladen["Begroting"]:
                for jaar in map(str, self.m.jaren if rij["kostensoort"] == soort else ()):
                    maat = self.maat(soort, int(jaar))
                    if maat >= 1:
                        teken = -1 if rij[jaar] < 0 else 1
                        grens = 90 if maat == 10**6 else 900
                        rij[jaar] = int(rij[jaar]) if maat == 1 else teken * (abs(int(rij[jaar])) % grens) * maat
        self._indexen()

    def _weg(self, blad: str, soort: str) -> None:
        over = [rij for rij in self.m.bladen.get(blad, []) if rij["kostensoort"] != soort]
        if over or blad == "Begroting":
            self.m.bladen[blad] = over
        elif blad in self.m.bladen:
            del self.m.bladen[blad], self.m.bladen["Tarieven"]

    def _indexen(self) -> None:
        jaren = list(self.m.jaren)
        posten = [rij for rij in self.m.bladen["Begroting"] if rij["soort"] == "kosten"]
        if len(jaren) < 2 or not posten or not (kans := self.kans("index", 4)):
            return
        gekozen, basis = kans.sample(posten, kans.randint(1, len(posten))), str(self.m.basis)
        reeksen = ("loon", "prijs")
        for rij in gekozen:
            for jaar in jaren[1:]:
                rij.pop(str(jaar))
            rij["index"] = kans.choice(("loon", "prijs", "70% loon + 30% prijs", "50% prijs + 50% loon"))
        assert all(basis in rij for rij in gekozen)
        regels = []
        for reeks in reeksen if len({*" ".join(r["index"] for r in gekozen).split()} & {*reeksen}) > 1 else [
            next(r for r in reeksen if r in gekozen[0]["index"])
        ]:  # fmt: skip
            for jaar in jaren[1:]:
                een = {"reeks": reeks, "jaar": jaar, "bron": BRON}
                raming = Decimal(kans.randrange(-200, 700)) / 100
                regels.append(een | {"percentage": raming, "stand": "raming"})
                if kans.randrange(2):
                    later = {"percentage": raming + Decimal(kans.randrange(-150, 150)) / 100, "stand": "definitief"}
                    erna = {"verrekenen_in": jaar + 2} if kans.randrange(4) == 0 else {}
                    regels.append(een | later | erna)
                    self.m.vreemd.add("index anders")
        self.m.bladen["Indexen"] = regels
        self.erbij["indexering"] = {2015: {
            "stapelen": kans.choice(("vermenigvuldigen", "optellen")), "bandbreedte": kans.choice((0, 0.5)),
            "verrekenen": kans.choice(("heel", "meerdere")), "bron": BRON,
        }}  # fmt: skip
        self.m.vreemd.add("index")

    def grenzen(self) -> None:
        """Formulas as limits, and limits of one participant; also of contributions of parts."""
        namen = [naam for naam, m in self.m.maatstaven.items() if "formule" not in m or self.terug]
        for plek, (soort, regels) in enumerate(self.m.soorten.items()):
            if "grenzen" in regels or not (kans := self.kans(f"meer grenzen {soort}", 3)):
                continue
            eerder = list(self.m.soorten)[:plek]
            mogelijk = [f"{kans.choice(namen)} * 3 + 10"] if namen else ["250.55"]
            mogelijk += [f"0.5 * bijdrage({kans.choice(eerder)}) + 5"] if eerder else []
            wie = kans.choice(self.m.deelnemers)["code"]
            grens: dict[str, Any] = {wie: {"maximum": kans.choice(mogelijk), "bron": BRON}}
            if kans.randrange(2) or "opbouw" in regels or self.m.laagst(soort) < 0:
                grens |= {"verschil": "organisatie", "minimum": kans.choice(("-100000000", "1", "0.335")), "bron": BRON}
                # Who has a lower maximum has a minimum that fits.
                grens[wie]["minimum"] = "-100000000"
            regels["grenzen"] = {kans.choice((2015, self.m.jaar)): grens}
            self.m.vreemd.add("eigen grens")
