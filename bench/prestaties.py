"""`python -m bench.prestaties [RONDEN]`: makes the table of docs/prestaties.md, every figure a ratio within one run.

Whole processes of the installed command, away from the checkout; processor time with all children, so that others on
the machine matter less; the median over the rounds. Both sides of a ratio are measured one after the other, after one
call of the command that is not counted: the first one compiles its modules.
"""

from __future__ import annotations

import json
import os
import platform
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from statistics import median
from typing import Any

from openpyxl import load_workbook

from bench.__main__ import Gemeten, meet
from bench.bench_valideren import maak_tabel, regiotekst
from calc.telvraag import telvraag_van
from schemas.geldend import laad_regio

WORTEL = Path(__file__).parents[1]
for _map in ("land", "tellen"):
    sys.path.insert(0, str(WORTEL / "tests" / _map))

from landmaker import maak_land  # noqa: E402
from regelmaker import maak_veel  # noqa: E402

VERSLAG = WORTEL / "docs" / "prestaties.md"
BEGIN, EINDE = "<!-- begin van de tabel -->", "<!-- einde van de tabel -->"
OPDRACHT = shutil.which("verdeelwijzer", path=str(Path(sys.executable).parent)) or "verdeelwijzer"
CODES = ("GM0888", "GM0917", "GM0935", "GM0986", "GM1954", "GM0899")
REGELS = 3_000_000
VEEL = (10_000_000, 20_000_000)
"""Also of so many lines, one round: pandas takes up to 9 GB for it."""
PANDAS = Path(__file__).with_name("tel_pandas.py")
KAAL = """
import duckdb
v = duckdb.connect(config={'memory_limit': '%s', 'temp_directory': r'%s', 'preserve_insertion_order': False})
v.execute('''
WITH regels AS (SELECT DISTINCT * FROM '%s'),
credits AS (SELECT soort, crediteert FROM regels WHERE crediteert IS NOT NULL),
goed AS (SELECT * FROM regels r WHERE crediteert IS NULL AND NOT EXISTS
         (SELECT 1 FROM credits c WHERE c.soort = r.soort AND c.crediteert = r.regel_id))
SELECT gemeentecode, segment, soort, pakket,
       count(*) FILTER (soort = 'toekenning' AND begin <= DATE '2021-12-31' AND einde >= DATE '2021-01-01'),
       count(*) FILTER (soort = 'declaratie' AND year(begin) = 2021),
       sum(bedrag) FILTER (soort = 'declaratie' AND year(begin) = 2021)
FROM goed GROUP BY ALL''').fetchall()
"""
OPENPYXL = """
import io, pathlib, warnings
warnings.simplefilter('ignore')
from openpyxl import load_workbook
for p in sorted(pathlib.Path(r'%s').glob('*.xlsx')):
    load_workbook(io.BytesIO(p.read_bytes())).save(io.BytesIO())
"""
ZIP = """
import io, pathlib, zipfile
for p in sorted(pathlib.Path(r'%s').glob('*.xlsx')):
    with zipfile.ZipFile(p) as oud, zipfile.ZipFile(io.BytesIO(), 'w', zipfile.ZIP_DEFLATED) as nieuw:
        for naam in oud.namelist():
            nieuw.writestr(naam, oud.read(naam))
"""
VERDEEL = """
import pandas as pd
from fractions import Fraction
t = pd.read_csv(r'%s')
w = t['jongeren'].astype(object)
som, pot = int(w.sum()), 10**8
heel = w * pot // som
rest = w * pot %% som
heel.loc[rest.sort_values(ascending=False, kind='stable').index[: pot - int(heel.sum())]] += 1
t.assign(aandeel=[Fraction(int(x), som) for x in w], bedrag=heel).to_csv(r'%s', index=False)
"""
LEZEN = "import pandas as pd; pd.read_excel(r'%s', engine=%r)"
VARIEER = """
import sys, time
from fractions import Fraction
from calc.splitsing import splits
from calc.varieren import varieer
w = {'rato': [1] * 16, 'jongeren': [1000 + 977 * p %% 4001 for p in range(16)]}
w['toekenningen'] = [9 + 313 * p %% 997 for p in range(16)]
s = [dict(zip(w, map(Fraction, (25, p %% 7919, 75 + p)))) for p in range(10_000)]
t = [Fraction(b) for b in (2394001, 2269616, 1677218, 1677218, 1803063)]
varieer(t, s[:10], w, 'grootste-rest', 'cent')
a = time.process_time()
varieer(t, s, w, 'grootste-rest', 'cent')
b = time.process_time()
for sleutel in s[::50]:
    for bedrag in t:
        splits(bedrag, sleutel, w, 'grootste-rest', 'cent')
print((time.process_time() - b) * 50 / (b - a))
"""


@dataclass(frozen=True)
class Regel:
    """One line of the table; `grens` is the goal of the issue, and whether less or more is better."""

    wat: str
    peer: str
    gevonden: float
    grens: float | None
    eenheid: str = "×"
    hoogstens: bool = True

    def __str__(self) -> str:
        if self.grens is None:
            return f"| {self.wat} | {self.peer} | {_nl(self.gevonden)} {self.eenheid} | – | – |"
        goed = self.gevonden <= self.grens if self.hoogstens else self.gevonden >= self.grens
        doel = f"{'≤' if self.hoogstens else '≥'} {_nl(self.grens)} {self.eenheid}"
        return f"| {self.wat} | {self.peer} | {_nl(self.gevonden)} {self.eenheid} | {doel} | {'✓' if goed else '✗'} |"


def _nl(getal: float) -> str:
    tekst = f"{getal:.0f}" if abs(getal) >= 100 else f"{getal:.2f}".rstrip("0").rstrip(".")
    return tekst.replace(".", ",")


def python(code: str) -> list[str]:
    # Safe path: what is measured is what is installed, and not the checkout that this is run from.
    return [sys.executable, "-P", "-c", code]


def main() -> int:
    ronden = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    versies = ", ".join(
        f"{naam} {version(naam)}" for naam in ("duckdb", "pandas", "numpy", "openpyxl", "python-calamine")
    )
    regels = [
        f"Gemeten op {platform.system()} {platform.machine()} met {os.cpu_count()} kernen, Python "
        f"{platform.python_version()}, {versies}; {'één ronde' if ronden == 1 else f'mediaan van {ronden} ronden'}.",
        "",
        "| wat | tegenover | gemeten | doel | |",
        "|---|---|--:|--:|---|",
    ]
    print("\n".join(regels), flush=True)
    with tempfile.TemporaryDirectory(prefix="bench-") as tijdelijk:
        for deel in (kleine_regels, keur_regels, tel_regels, plan_regels, tabel_regels):
            begin = time.perf_counter()
            nieuw = [str(regel) for regel in deel(Path(tijdelijk), ronden)]
            print("\n".join(nieuw), flush=True)
            print(f"{deel.__name__}: {time.perf_counter() - begin:.0f} s", file=sys.stderr, flush=True)
            regels += nieuw
    voor, _, rest = VERSLAG.read_text(encoding="utf-8").partition(BEGIN)
    VERSLAG.write_text(
        f"{voor}{BEGIN}\n" + "\n".join(regels) + f"\n{EINDE}{rest.partition(EINDE)[2]}", encoding="utf-8"
    )
    return 0


def samen(ronden: int, *opdrachten: Callable[[int], Sequence[str]]) -> list[list[Gemeten]]:
    """Every command in every round, one after the other; per command its measurements."""
    gemeten = [[meet(list(opdracht(ronde))) for opdracht in opdrachten] for ronde in range(ronden)]
    return [list(kolom) for kolom in zip(*gemeten, strict=True)]


def keer(een: Sequence[Gemeten], ander: Sequence[Gemeten], eraf: float = 0.0) -> float:
    return median((a.werk - eraf) / b.werk for a, b in zip(een, ander, strict=True))


def tel_regels(werk: Path, ronden: int) -> list[Regel]:
    bron, tekst = werk / "regels.parquet", werk / "regels.csv"
    maak_veel(bron, REGELS, CODES)
    meet(python(f"import duckdb; duckdb.execute(\"COPY (FROM '{bron}') TO '{tekst}'\")"))
    vast = ["--regio", "zuid-limburg", "--peiljaar", "2021", "--overschrijf", "--naar", str(werk / "t.xlsx")]

    def tel(pad: Path, geheugen: int) -> Callable[[int], Sequence[str]]:
        return lambda _: [OPDRACHT, "tel", str(pad), *vast, "--geheugen", str(geheugen)]

    kaal = python(KAAL % ("2GB", werk / "kaal", bron))
    onze, hun, krap = samen(ronden, tel(bron, 2000), lambda _: kaal, tel(bron, 300))
    miljoen = f"{REGELS // 1_000_000} miljoen regels"
    regels = [
        Regel(f"`tel`, {miljoen}, min 1 s", "kaal DuckDB, zelfde antwoord", keer(onze, hun, 1.0), 1.15),
        Regel(f"`tel --geheugen 300`, {miljoen}, geheugen", "de grens", max(g.geheugen for g in krap) / 300, 1.15),
        Regel(f"`tel --geheugen 300`, {miljoen}", "`tel --geheugen 2000`", keer(krap, onze), None),
    ]
    for aantal, pad, soort in (
        (REGELS, tekst, "CSV"),
        (REGELS, bron, "Parquet"),
        *((n, bron, "Parquet") for n in VEEL),
    ):
        if aantal != REGELS:
            maak_veel(pad, aantal, CODES)
        wat, geheugen = f"`tel`, {aantal // 1_000_000} miljoen regels {soort}", max(300, 60 * aantal // 1_000_000)
        regels += _naast_pandas(wat, tel(pad, geheugen), pad, werk / "t.xlsx", ronden if aantal == REGELS else 1)
    return regels


def _naast_pandas(
    wat: str, tel: Callable[[int], Sequence[str]], pad: Path, werkmap: Path, ronden: int
) -> Sequence[Regel]:
    """Faster is what a person waits for: DuckDB works with all cores, pandas with one. Work done stands beside it."""
    vraag = telvraag_van(laad_regio("zuid-limburg"), 2021)
    vast = [sys.executable, "-P", str(PANDAS), str(pad), json.dumps(dict(vraag.deelnemers))]
    onze, hun, keurt, slim = samen(ronden, tel, lambda _: vast, lambda _: [*vast, "keur"], lambda _: [*vast, "slim"])
    antwoord = antwoord_van(werkmap)
    for ander in (*hun, *keurt, *slim):
        assert json.loads(ander.uitvoer) == antwoord, f"pandas vindt iets anders dan tel in {pad.name}"

    def sneller(ander: Sequence[Gemeten]) -> float:
        return median(b.muur / a.muur for a, b in zip(onze, ander, strict=True))

    def geheugen(ander: Sequence[Gemeten]) -> float:
        return median(g.geheugen for g in onze) / median(g.geheugen for g in ander)

    return [
        Regel(f"{wat}, sneller klaar", "pandas, zelfde antwoord", sneller(hun), 4, hoogstens=False),
        Regel(f"{wat}, sneller klaar", "pandas dat ook keurt", sneller(keurt), None),
        Regel(f"{wat}, sneller klaar", "pandas, met de hand versneld", sneller(slim), None),
        Regel(f"{wat}, minder rekentijd", "pandas, zelfde antwoord", keer(hun, onze), None),
        Regel(f"{wat}, geheugen", "pandas, zelfde antwoord", geheugen(hun), 0.2),
        Regel(f"{wat}, geheugen", "pandas, met de hand versneld", geheugen(slim), None),
    ]


def antwoord_van(werkmap: Path) -> dict[str, Any]:
    """What `tel` wrote down, in the words of the peer."""
    boek = load_workbook(werkmap, read_only=True)
    rijen: dict[str, list[tuple[Any, ...]]] = {
        blad.title: [rij for rij in blad.iter_rows(min_row=5, values_only=True) if rij[0]] for blad in boek
    }
    namen = [str(cel) for cel in next(boek["Maatstaven"].iter_rows(min_row=4, max_row=4, values_only=True)) if cel][3:]
    return {
        "redenen": {f"{deel}: {reden}": n for deel, reden, n in rijen["Telling"] if deel in (*namen, "Kosten")},
        **{naam: {rij[1]: rij[plek] for rij in rijen["Maatstaven"] if rij[plek]} for plek, naam in enumerate(namen, 3)},
        "kosten": {f"{rij[0]}, {rij[1]}": [round(rij[3] * 100), rij[4]] for rij in rijen["Kosten per gemeente"]},
    }


def plan_regels(werk: Path, ronden: int) -> list[Regel]:
    groei = maak_streken(werk, 16, 342)
    plan, openpyxl, zip_ = samen(
        ronden,
        lambda r: [OPDRACHT, "plan", "zuid-limburg-2021", "--naar", str(werk / f"plan{r}")],
        lambda r: python(OPENPYXL % (werk / f"plan{r}")),
        lambda r: python(ZIP % (werk / f"plan{r}")),
    )
    klein, groot = samen(
        1,
        lambda r: [OPDRACHT, "plan", groei[16], "--naar", str(werk / f"p16-{r}")],
        lambda r: [OPDRACHT, "plan", groei[342], "--naar", str(werk / f"p342-{r}"), "--taken", "1"],
    )
    return [
        Regel("`plan`, 17 werkmappen", "openpyxl: dezelfde laden en opslaan", keer(plan, openpyxl), 0.5),
        Regel("`plan`, 17 werkmappen", "dezelfde delen opnieuw inpakken", keer(plan, zip_), 10),
        Regel("`plan`, 17 werkmappen, geheugen", "", max(g.geheugen for g in plan), 300, "MB"),
        Regel("`plan`, 342 deelnemers (20 × de werkmappen)", "16 deelnemers", keer(groot, klein), 16),
        Regel("`plan`, 342 deelnemers, geheugen", "", max(g.geheugen for g in groot), 300, "MB"),
    ]


def maak_streken(werk: Path, *aantallen: int) -> dict[int, str]:
    for aantal in aantallen:
        (werk / str(aantal)).mkdir()
        maak_land(werk / str(aantal), regios=1, deelnemers=aantal)
    return {aantal: str(werk / str(aantal) / "streek-01.xlsx") for aantal in aantallen}


def tabel_regels(werk: Path, ronden: int) -> list[Regel]:
    groei = maak_streken(werk, 1_000, 8_000)
    vast = ["--formaat", "csv"]
    tabel, basis, controleer, uitvraag = samen(
        ronden,
        lambda _: [OPDRACHT, "tabel", "verdeling", "zuid-limburg-2021", *vast],
        lambda _: python("import pandas, pandera.pandas, openpyxl"),
        lambda _: [OPDRACHT, "controleer", str(werk / "plan0" / "zuid-limburg-2021-GM0888.xlsx")],
        lambda r: [OPDRACHT, "uitvraag", "zuid-limburg", "--jaar", "2022", "--naar", str(werk / f"uitvraag{r}")],
    )
    duizend, veel = samen(
        1,
        lambda _: [OPDRACHT, "tabel", "verdeling", groei[1_000], *vast],
        lambda _: [OPDRACHT, "tabel", "verdeling", groei[8_000], *vast],
    )
    return [
        Regel("`tabel`, het voorbeeld", "pandas, pandera en openpyxl laden", keer(tabel, basis), 1.4),
        Regel("`tabel`, 8.000 deelnemers", "1.000 deelnemers", keer(veel, duizend), 8.8),
        Regel("`tabel`, 8.000 deelnemers, geheugen", "", veel[0].geheugen, 300, "MB"),
        Regel("`controleer`, een werkmap", "pandas, pandera en openpyxl laden", keer(controleer, basis), None),
        Regel("`uitvraag`, 16 formulieren", "pandas, pandera en openpyxl laden", keer(uitvraag, basis), None),
    ]


def keur_regels(werk: Path, ronden: int) -> list[Regel]:
    """Loose figures: 100.000 rows of a thousand participants over a hundred years."""
    (werk / "bench.yaml").write_text(regiotekst(), encoding="utf-8")
    (werk / "cijfers.xlsx").write_bytes(maak_tabel())
    cijfers = str(werk / "cijfers.xlsx")
    valideer, gewoon, calamine = samen(
        ronden,
        lambda _: [OPDRACHT, "valideer", cijfers, "--regio", str(werk / "bench.yaml")],
        lambda _: python(LEZEN % (cijfers, "openpyxl")),
        lambda _: python(LEZEN % (cijfers, "calamine")),
    )
    return [
        Regel("`valideer`, 100.000 rijen", "pandas leest ze", keer(valideer, gewoon), 1.5),
        Regel("`valideer`, 100.000 rijen", "pandas leest ze met calamine", keer(valideer, calamine), None),
        Regel("`valideer`, 100.000 rijen, geheugen", "", max(g.geheugen for g in valideer), 300, "MB"),
    ]


def kleine_regels(werk: Path, ronden: int) -> list[Regel]:
    for naam, aantal in (("zestien.csv", 16), ("veel.csv", 100_000)):
        rijen = "\n".join(f"Plaats {nummer},{500 + 977 * nummer % 40_001}" for nummer in range(aantal))
        (werk / naam).write_text(f"gemeente,jongeren\n{rijen}\n", encoding="utf-8")

    def verdeel(naam: str) -> Callable[[int], Sequence[str]]:
        vast = ["--sleutel", "jongeren", "--formaat", "csv"]
        return lambda _: [OPDRACHT, "verdeel", "1000000", str(werk / naam), *vast]

    meet([OPDRACHT, "verdeel", "1", str(werk / "zestien.csv"), "--sleutel", "jongeren"])
    hulp, click, zestien, veel, panda, sweep = samen(
        ronden,
        lambda _: [OPDRACHT, "--help"],
        lambda _: python("import click"),
        verdeel("zestien.csv"),
        verdeel("veel.csv"),
        lambda _: python(VERDEEL % (werk / "veel.csv", werk / "uit.csv")),
        lambda _: python(VARIEER.replace("%%", "%")),
    )
    return [
        Regel("`--help`", "click laden", keer(hulp, click), None),
        Regel("`verdeel`, 16 rijen", "click laden", keer(zestien, click), 4),
        Regel("`verdeel`, 100.000 rijen", "pandas, even exact", keer(veel, panda), 2),
        Regel(
            "10.000 sleutels × 16 × 5 jaar tegelijk, sneller",
            "één voor één",
            median(float(g.uitvoer) for g in sweep),
            100,
            hoogstens=False,
        ),
    ]


if __name__ == "__main__":
    raise SystemExit(main())
