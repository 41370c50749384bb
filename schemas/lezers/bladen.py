"""One door to every reader of files from outside: plain sheets, whatever the file is."""

from __future__ import annotations

from dataclasses import dataclass

from schemas.codering import NAMEN as CODERINGEN
from schemas.poort.soort import Bestandssoort
from schemas.tabel import Rauwblad, celwaarde
from schemas.werkboek import Celwaarde, Raster, Werkboek


@dataclass(frozen=True)
class Leesuitslag:
    """The sheets of a file, and how a text was understood."""

    bladen: tuple[Rauwblad, ...]
    meldingen: tuple[str, ...] = ()


def lees_bladen(data: bytes, soort: Bestandssoort, bestand: str) -> Leesuitslag:
    """Read a file that the gate has let in; meant to be called in a process of its own.

    Raises:
        Gebruikersfout: it is damaged, or no text.
    """
    # Each reader is imported where it reads: in the process of its own, and only the one that is needed.
    if soort == "csv":
        from schemas.lezers.csv import NAMEN, lees_csv

        gelezen = lees_csv(data, bestand)
        scheiding = gelezen.blad.scheiding
        meldingen = [f"de kolommen zijn gescheiden door {NAMEN[scheiding]}"] if scheiding != ";" else []
        if gelezen.codering in CODERINGEN:
            meldingen.append(f"de tekst is gelezen als {CODERINGEN[gelezen.codering]}")
        return Leesuitslag((gelezen.blad,), tuple(meldingen))
    if soort == "xls":
        from schemas.lezers.xls import lees_xls

        return Leesuitslag(lees_xls(data, bestand))
    if soort == "ods":
        from schemas.lezers.ods import lees_ods

        return Leesuitslag(lees_ods(data, bestand))
    from schemas.lezers.xlsx import lees_xlsx

    return Leesuitslag(lees_xlsx(data, bestand))


def werkboek_uit(bladen: tuple[Rauwblad, ...], bestand: str, sha256: str) -> Werkboek:
    """The same sheets in the form in which the readers of forms and inputs know them."""
    return Werkboek(bestand, sha256, tuple(Raster(blad.naam, _cells(blad), blad.verborgen) for blad in bladen))


def _cells(blad: Rauwblad) -> dict[tuple[int, int], Celwaarde]:
    gevuld = {
        (rij, kolom): celwaarde(waarde)
        for kolom, cellen in enumerate(blad.kolommen, start=1)
        for rij, waarde in enumerate(cellen, start=1)
        if waarde is not None and waarde != ""
    }
    return dict(sorted(gevuld.items()))
