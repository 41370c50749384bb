"""A table whose figures are known, written in a random layout: it comes back equal, is asked about, or is refused.

Never otherwise: no figure changes, moves or is lost without a fault or a warning. In fuzzing (`tox -e fuzz`) each round
tries other layouts.
"""

import os
import random
from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from calc.gelezen import gelezen_van
from schemas.fouten import Ernst
from schemas.geldend import laad_regio
from schemas.getal import Notatie
from schemas.lezers.csv import lees_csv
from schemas.losse.tabel import Tabelwens, lees_losse
from schemas.tabel import Rauwblad

FUZZ = "FUZZ" in os.environ
ZUID = laad_regio("zuid-limburg")
DEELNEMERS = {deelnemer.code: deelnemer.naam for deelnemer in ZUID.deelnemers(2022)}
MAATSTAVEN = {naam: maatstaf.label for naam, maatstaf in ZUID.bestand.maatstaven.items()}
vaak = settings(
    max_examples=1000 if FUZZ else 150,
    derandomize=not FUZZ,
    database=None,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)

GEWONE_TITELS = (
    "{t}", "{T}", "Aantal {t}", "{t} (aantal)", "{t}*", "{t} 1)", "Som van {t}", "{t}_12", "totaal {t}", " {t} ",
    "{t} per gemeente", "Het aantal {t}", "{t} [1]",
)  # fmt: skip
EUROTITELS = ("{t}", "{T}", "{t} (euro)", "{t} in €", "Bedrag {t}", "{t}*", "{t} (in euro's)")
ANDERE_TITELS = (
    "{t} (x 1.000)", "{t} (x 1 000)", "{t} x1000", "{t} in duizendtallen", "{t} (mln)", "{t} (tot 18 jaar)",
    "{t} (afgewezen)", "{t} (t/m september)", "{t} (12-18)", "{t} (%)", "{t} (x 100)", "{t} [voorlopig]",
    "{t} (excl. Wmo)", "{t} 2021/2022", "{t} (in 1 000)", "{t} (k€)",
)  # fmt: skip
NAMEN = (
    "{n}", "{N}", "gem. {n}", "Gemeente {n}", "{n} (gemeente)", "{n} 1)", "{n}*", "{c} {n}", "{n} ({c})", "{c} - {n}",
    "  {n} ", "{n}¹", "{n}, gemeente", "{n} (L.)", "{c}",
)  # fmt: skip
TOTALEN = ("Totaal", "Grand Total", "Alle gemeenten", "Eindtotaal:", "Regio Zuid-Limburg", "Zuid", "", "Som", "Sum")
BRIEFHOOFD = (
    "Opgave voor de regio", "Let op: geen BSN invullen", "Verstuurd op 12 maart 2024", "Vul hele getallen in",
)  # fmt: skip
SCHALEN_ERBOVEN = ("(bedragen x € 1.000)", "Alle cijfers x 1.000", "in duizendtallen", "Cijfers in 1 000")


class Opgave:
    """One random table: what it holds, and rows that say so in some layout."""

    def __init__(self, kies: random.Random) -> None:
        self.kies = kies
        self.twijfel = False
        """Whether something in it makes the figures mean something else: then it may not pass without a word."""
        self.erboven = ""
        aantal = kies.choice([1, 2, 3, 7, 16, 16, 16])
        self.codes = kies.sample(list(DEELNEMERS), aantal)
        self.maatstaven = kies.sample(list(MAATSTAVEN), kies.choice([1, 1, 2, 3]))
        self.jaren = kies.choice([(2021,), (2021,), (2022,), (2021, 2022)])
        self.cijfers = {
            (maatstaf, jaar, code): self._waarde(maatstaf)
            for maatstaf in self.maatstaven
            for jaar in self.jaren
            for code in self.codes
        }

    def _waarde(self, maatstaf: str) -> Decimal:
        heel = self.kies.choice([self.kies.randint(1, 99), self.kies.randint(100, 99_999), self.kies.randint(1, 10**8)])
        if maatstaf != "verdeelmodel_jeugd":
            return Decimal(heel)
        return Decimal(heel) + Decimal(self.kies.choice([0, 0, 5, 50, 99, 10])) / 100

    # --- words

    def titel(self, maatstaf: str) -> str:
        vormen: tuple[str, ...] = EUROTITELS if maatstaf == "verdeelmodel_jeugd" else GEWONE_TITELS
        if self.kies.random() < 0.08:
            vormen, self.twijfel = ANDERE_TITELS, True
        label = MAATSTAVEN[maatstaf]
        return self.kies.choice(vormen).format(t=self.kies.choice([label, label.lower()]), T=label.upper())

    def naam(self, code: str) -> str:
        naam = DEELNEMERS[code]
        return self.kies.choice(NAMEN if self.kies.random() < 0.4 else NAMEN[:1]).format(n=naam, N=naam.upper(), c=code)

    def getal(self, waarde: Decimal, stijl: str) -> object:
        if stijl == "getal":
            return float(waarde)
        if stijl == "ruis":
            return float(waarde) * 0.1 * 10
        tekst = f"{waarde:,.2f}" if waarde != int(waarde) else f"{int(waarde):,}"
        if stijl == "nl":
            return tekst.translate(str.maketrans(",.", ".,"))
        if stijl == "nl-kaal":
            return tekst.replace(",", "").replace(".", ",")
        if stijl == "spatie":
            return tekst.translate(str.maketrans(",.", "\u00a0,"))
        return tekst if stijl == "en" else tekst.replace(",", "")

    # --- layouts

    def rijen(self, stijlen: dict[str, str]) -> list[list[object]]:
        """The table as rows, with its year somewhere."""
        kies = self.kies
        waar = kies.choice(["titel", "titel", "kolom", "groep", "lang", "gekanteld", "boven"])
        if waar == "boven" and len(self.jaren) > 1:
            waar = "titel"
        tabel: list[list[object]]
        if waar == "lang":
            tabel = [["Gemeente", kies.choice(["Maatstaf", "Onderwerp"]), "Jaar", "Waarde"]]
            tabel += [
                [self.naam(code), MAATSTAVEN[maatstaf], jaar, self.getal(waarde, stijlen[self.maatstaven[0]])]
                for (maatstaf, jaar, code), waarde in self.cijfers.items()
            ]
            return tabel
        if waar == "kolom":
            titels = [self.titel(maatstaf) for maatstaf in self.maatstaven]
            tabel = [["Gemeente", kies.choice(["Peiljaar", "Jaar", "Perioden"]), *titels]]
            for jaar in self.jaren:
                geschreven = kies.choice([jaar, str(jaar), f"{jaar}JJ00", f"31-12-{jaar}"])
                for code in self.codes:
                    waarden = [self.getal(self.cijfers[m, jaar, code], stijlen[m]) for m in self.maatstaven]
                    tabel.append([self.naam(code), geschreven, *waarden])
            return tabel
        kolommen = [(maatstaf, jaar) for jaar in self.jaren for maatstaf in self.maatstaven]
        titels = [self.titel(maatstaf) for maatstaf, _ in kolommen]
        if waar == "boven":
            jaar = self.jaren[0]
            self.erboven = kies.choice(
                [f"Jeugdhulp {jaar}", f"Peiljaar {jaar}", f"Stand 31 december {jaar}", f"{jaar}"]
            )
            tabel = [["Gemeente", *titels]]
        elif waar == "groep":
            groepen: list[object] = [jaar if jaar != vorige else None for (_, jaar), (_, vorige) in
                                     zip(kolommen, [("", 0), *kolommen], strict=False)]  # fmt: skip
            tabel = [[None, *groepen], ["Gemeente", *titels]]
        else:
            slot = [kies.choice([f" {jaar}", f" ({jaar})", f"\n{jaar}", f" in {jaar}"]) for _, jaar in kolommen]
            tabel = [["Gemeente", *(titel + eind for titel, eind in zip(titels, slot, strict=True))]]
            if kies.random() < 0.15:
                tabel.append([None, *("euro" if m == "verdeelmodel_jeugd" else "aantal" for m, _ in kolommen)])
        eerste = len(tabel)
        for code in self.codes:
            tabel.append([self.naam(code), *(self.getal(self.cijfers[m, j, code], stijlen[m]) for m, j in kolommen)])
        self._spoil(tabel, eerste)
        self._totals(tabel, eerste, kolommen, stijlen)
        if kies.random() < 0.2:
            self._aside(tabel, eerste)
        if waar == "gekanteld" and len(self.codes) > 1 and eerste == 1:
            return [list(kolom) for kolom in zip(*tabel, strict=True)]
        if kies.random() < 0.1:
            for nummer, rij in enumerate(tabel):
                rij.insert(0, None if nummer < eerste else nummer - eerste)
        return tabel

    def _spoil(self, tabel: list[list[object]], eerste: int) -> None:
        """A mistake that may not pass unseen."""
        kies = self.kies
        if kies.random() > 0.06:
            return
        self.twijfel = True
        rij = kies.randrange(eerste, len(tabel))
        match kies.choice(["dubbel", "naam", "leeg", "tekst", "onbekend"]):
            case "dubbel":
                tabel.append(list(tabel[rij]))
            case "naam":
                tabel[rij][0] = f"{DEELNEMERS[self.codes[rij - eerste]]}x"
            case "leeg":
                tabel[rij][0] = None
            case "tekst":
                tabel[rij][1] = kies.choice(["n.v.t.", "?", "-", "circa 5"])
            case "onbekend":
                tabel[rij][0] = "Utrecht"

    def _aside(self, tabel: list[list[object]], eerste: int) -> None:
        """A column that is not asked for, somewhere among the others."""
        kies = self.kies
        soorten: list[tuple[str, list[object]]] = [
            ("Opmerking", ["", "voorlopig"]), ("Contactpersoon", ["A. de Vries"]), ("Rang", [3, 7, 12]),
            ("Plaats", ["Dorp"]), ("Wmo-clienten", [12, 340]),
        ]  # fmt: skip
        kop, cellen = kies.choice(soorten)
        plek = kies.randint(1, len(tabel[0]))
        for nummer, rij in enumerate(tabel):
            rij.insert(plek, kop if nummer == eerste - 1 else None if nummer < eerste else kies.choice(cellen))

    def _totals(
        self, tabel: list[list[object]], eerste: int, kolommen: list[tuple[str, int]], stijlen: dict[str, str]
    ) -> None:
        kies = self.kies
        if len(self.codes) < 2 or kies.random() < 0.5:
            return
        fout = kies.random() < 0.1
        self.twijfel |= fout
        som = [Decimal(fout) + sum((self.cijfers[m, j, code] for code in self.codes), Decimal(0)) for m, j in kolommen]
        plek = len(tabel) if kies.random() < 0.8 else eerste
        namen = TOTALEN if plek == len(tabel) else TOTALEN[:4]
        tabel.insert(
            plek, [kies.choice(namen), *(self.getal(w, stijlen[m]) for w, (m, _) in zip(som, kolommen, strict=True))]
        )

    def blad(self) -> tuple[Rauwblad, Notatie | None]:
        kies = self.kies
        csv = kies.random() < 0.5
        tekst = ["nl", "nl-kaal", "en", "en-kaal", "spatie"]
        stijl = kies.choice(tekst if csv else [*tekst, "getal", "getal", "getal", "ruis"])
        stijlen = {m: stijl if kies.random() < 0.85 else kies.choice(tekst) for m in self.maatstaven}
        rijen = self.rijen(stijlen)
        boven: list[list[object]] = []
        if kies.random() < 0.3:
            boven = [[kies.choice(BRIEFHOOFD)], []]
        if self.erboven:
            boven = [[self.erboven], *boven]
        if kies.random() < 0.06:
            boven, self.twijfel = [*boven, [kies.choice(SCHALEN_ERBOVEN)], []], True
        onder: list[list[object]] = [[], ["Bron: eigen telling"]] if kies.random() < 0.2 else []
        alles = [*boven, *rijen, *onder]
        breedte = max(map(len, alles))
        vol = [[*rij, *[None] * (breedte - len(rij))] for rij in alles]
        if not csv:
            naam = kies.choice(["Opgave", "Blad1", "Jeugd"])
            return Rauwblad(naam, tuple(zip(*vol, strict=True))), None
        scheiding = kies.choice([";", ";", ",", "\t"])

        def cel(waarde: object) -> str:
            tekst = "" if waarde is None else str(waarde)
            return f'"{tekst}"' if any(teken in tekst for teken in (scheiding, "\n")) else tekst

        return lees_csv("\n".join(scheiding.join(map(cel, rij)) for rij in vol).encode(), "t.csv").blad, None


@vaak
@given(st.integers(0, 2**64))
def test_a_table_in_any_layout_comes_back_equal_or_is_asked_about_or_refused(zaad: int) -> None:
    opgave = Opgave(random.Random(zaad))
    blad, notatie = opgave.blad()
    gelezen = lees_losse("t", [blad], [ZUID], Tabelwens(notatie=notatie))
    gezegd = [b for b in gelezen.bevindingen if b.ernst is not Ernst.MELDING]
    if gezegd:
        return
    assert not opgave.twijfel, blad.kolommen
    waarden = gelezen_van(gelezen.tabel, ZUID).waarden
    terug = {(w.maatstaf, w.peiljaar, w.gemeentecode): w.waarde for w in waarden}
    assert terug == opgave.cijfers, blad.kolommen


def test_most_layouts_come_back_equal() -> None:
    """A property that nothing meets would hold as well: nearly all that is clear must be read."""
    gelijk = duidelijk = 0
    for zaad in range(100):
        opgave = Opgave(random.Random(zaad))
        blad, _ = opgave.blad()
        if opgave.twijfel:
            continue
        gelezen = lees_losse("t", [blad], [ZUID], Tabelwens())
        duidelijk += 1
        if gelezen.regio is not None:
            terug = {
                (w.maatstaf, w.peiljaar, w.gemeentecode): w.waarde for w in gelezen_van(gelezen.tabel, ZUID).waarden
            }
            fout = any(b.ernst is Ernst.FOUT for b in gelezen.bevindingen)
            gelijk += terug == opgave.cijfers and not fout
    assert gelijk > 0.95 * duidelijk, (gelijk, duidelijk)
