"""How long checking takes, against reading: ratios within one run, so that the machine does not matter.

    tox -e bench

Ends with exit code 1 when a promise is not kept: 100.000 rows of loose figures in at most 1,5 times the time of reading
them with the fastest reader that still tells error cells and formulas without a value apart, and in at most 1,5 times
the time of pandas reading the same file as it does by default; and a form in under 50 ms.
"""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable
from io import BytesIO
from typing import Any

import openpyxl
import pandas as pd
from openpyxl.workbook import Workbook

from calc.plausibel import plausibel
from schemas.geldend import Regio, laad_regio
from schemas.lezers.xlsx import lees_xlsx
from schemas.losse.tabel import Tabelwens, lees_losse
from schemas.poort import poort
from schemas.regiolezer import lees_regio

RIJEN = 100_000
DEELNEMERS = 1_000
BEURTEN = 7
MEESTE_KEER = 1.5
MEESTE_MS = 50.0
MAATSTAVEN = ("jongeren", "toekenningen", "declaraties")


def regiotekst() -> str:
    """A made-up region of a thousand participants, with every rule of plausibility switched on."""
    deelnemers = "\n".join(
        f"  - {{code: GM{nr:04d}, naam: Plaats {nr}, van: 2000, bron: verzonnen}}" for nr in range(DEELNEMERS)
    )
    eenheid = "eenheid: {2000: {waarde: aantal, bron: x}}"
    maatstaven = "\n".join(
        f"  {naam}: {{label: {naam.capitalize()}, definitie: verzonnen, {eenheid}}}" for naam in MAATSTAVEN
    )
    grenzen = ", ".join(f"{naam}: {{2000: {{waarde: 30, bron: x}}}}" for naam in MAATSTAVEN)
    return f"""
regio: bench
label: Bench
centrumgemeente: GM0000
bron: verzonnen
deelnemers:
{deelnemers}
maatstaven:
{maatstaven}
kostensoorten:
  inkoop:
    label: Inkoop
    grondslag: verzonnen
    sleutel:
      2000: {{delen: {{rato: 25, jongeren: 25, toekenningen: 25, declaraties: 25}}, bron: verzonnen}}
uitschieter: {{2000: {{waarde: 3, bron: x}}}}
plausibiliteit:
  verandering: {{{grenzen}}}
  verandering_totaal: {{{grenzen}}}
  duizendtal: {{2000: {{waarde: 2, bron: x}}}}
  gelijk_vanaf: {{2000: {{waarde: 100, bron: x}}}}
"""


def maak_regio() -> Regio:
    return Regio(lees_regio(regiotekst().encode(), "bench.yaml"))


def maak_tabel() -> bytes:
    """A workbook of loose figures that are in line from year to year."""
    willekeur = random.Random(1)
    basis = [willekeur.randrange(500, 30_000) for _ in range(DEELNEMERS)]
    boek = Workbook(write_only=True)
    blad = boek.create_sheet("Cijfers")
    blad.append(["Peiljaar", "Gemeentecode", "Gemeente", *(naam.capitalize() for naam in MAATSTAVEN)])
    for jaar in range(2000, 2000 + RIJEN // DEELNEMERS):
        for nummer, aantal in enumerate(basis):
            nu = aantal + willekeur.randrange(aantal // 20)
            blad.append([jaar, f"GM{nummer:04d}", f"Plaats {nummer}", nu, nu // 10, nu // 2])
    uit = BytesIO()
    boek.save(uit)
    return uit.getvalue()


def openpyxl_twee_keer(data: bytes) -> list[list[Any]]:
    """The usual way to tell errors and formulas without a value apart: read it once with and once without values."""
    return [
        [
            list(rij)
            for rij in openpyxl.load_workbook(BytesIO(data), read_only=True, data_only=waarden)
            .worksheets[0]
            .iter_rows(values_only=True)
        ]
        for waarden in (True, False)
    ]


def klok(doe: Callable[[], Any]) -> float:
    begin = time.process_time()
    doe()
    return time.process_time() - begin


def losse_tabel() -> float:
    """The ratio of checking (gate apart, reading included) to reading alone."""
    regio, data = maak_regio(), maak_tabel()

    def keur() -> None:
        opgave = lees_losse("cijfers.xlsx", lees_xlsx(data, "cijfers.xlsx"), [regio], Tabelwens())
        opmerkingen = plausibel(opgave.tabel, regio)
        if len(opgave.tabel) != RIJEN or opgave.bevindingen or opmerkingen:
            raise SystemExit(f"the table is not clean: {opgave.bevindingen[:3]} {opmerkingen[:3]}")

    keur()
    # Taken in turns, so that a busy moment of the machine falls on both.
    paren = [(klok(lambda: lees_xlsx(data, "cijfers.xlsx")), klok(keur)) for _ in range(BEURTEN)]
    lezen, alles = (statistics.median(kolom) for kolom in zip(*paren, strict=True))
    traag = klok(lambda: openpyxl_twee_keer(data))
    print(f"{RIJEN} rows: reading {lezen:.2f} s, reading and checking {alles:.2f} s: {alles / lezen:.2f} times")
    print(f"  openpyxl, read twice, reads them in {traag:.2f} s: {traag / lezen:.1f} times as slow as the reader used")
    pandas = klok(lambda: pd.read_excel(BytesIO(data), engine="openpyxl"))
    kaal = klok(lambda: pd.read_excel(BytesIO(data), engine="calamine"))
    print(
        f"  pandas reads them in {pandas:.2f} s by default, {kaal:.2f} s with calamine and without telling errors apart"
    )
    return max(alles / lezen, alles / pandas)  # type: ignore[no-any-return]


def formulier() -> float:
    """Milliseconds for one form: the gate, reading, recognising and checking."""
    from calc.uitvraag import uitvraag_van
    from schemas.formulierblad import is_formulier
    from schemas.formulierlezer import lees_formulier
    from schemas.kenmerk import kenmerk
    from schemas.lezers.bladen import lees_bladen, werkboek_uit
    from templates.formulier.opgaveformulier import maak_opgaveformulier

    regio = laad_regio("zuid-limburg")
    uitvraag = uitvraag_van(regio, 2022)
    vraag = uitvraag.deelnemers["GM0888"]
    geheim = bytes(32)
    leeg = maak_opgaveformulier(uitvraag, vraag, kenmerk(geheim, "zuid-limburg", 2022, "GM0888"), {})

    def keur() -> None:
        soort = poort(leeg, "opgave.xlsx")
        boek = werkboek_uit(lees_bladen(leeg, soort, "opgave.xlsx").bladen, "opgave.xlsx", "")
        if not is_formulier(boek):
            raise SystemExit("the form is not recognised")
        lees_formulier(boek, uitvraag, geheim)

    keur()
    duur = statistics.median(klok(keur) for _ in range(3 * BEURTEN)) * 1000
    print(f"one form: {duur:.1f} ms")
    return duur


def main() -> int:
    keer, duur = losse_tabel(), formulier()
    goed = keer <= MEESTE_KEER and duur < MEESTE_MS
    print("kept" if goed else f"not kept: at most {MEESTE_KEER} times and under {MEESTE_MS:.0f} ms")
    return 0 if goed else 1


if __name__ == "__main__":
    raise SystemExit(main())
