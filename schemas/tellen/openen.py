"""Which files are counted, in groups with the same columns, and opened as the lines that the count reads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from schemas.fouten import Gebruikersfout
from schemas.tellen.bronnen import Bron, vind
from schemas.tellen.bsnproef import bsn_kolom
from schemas.tellen.keuren import ZONDER_KOLOM, Waar, masker
from schemas.tellen.kolommen import BsnKolom, controleer_kolommen, ontbreekt, wijs_toe
from schemas.tellen.lezen import ALLE_DAGEN, REGELSOORTEN, UIT, Regellezer
from schemas.tellen.motor import Motor, Waardesoort
from schemas.tellen.redenen import namen
from schemas.tellen.vraag import Telvraag

WAARDEN: Final = ", ".join(UIT)


@dataclass(frozen=True)
class Groep:
    """Files with the same columns, and which is which."""

    bron: Bron
    titels: Mapping[str, str]
    soorten: Mapping[str, Waardesoort]


def vind_bronnen(gevraagd: Sequence[str], motor: Motor) -> tuple[tuple[Path, ...], tuple[Bron, ...]]:
    """The files of this machine, and those that only the engine can reach."""
    adressen = [deel for deel in gevraagd if "://" in deel]
    hier = vind([deel for deel in gevraagd if "://" not in deel])
    if adressen and motor.naam != "spark":
        raise Gebruikersfout(f"'{adressen[0]}' is een adres; dat leest u met --motor spark.")
    ver = tuple(
        Bron("csv" if adres.lower().split("?")[0].endswith(".csv") else "parquet", (adres,), adres=True)
        for adres in adressen
    )
    return hier, ver


def onveranderd(bewaakt: Mapping[Path, tuple[int, int]]) -> None:
    """The fingerprints are of what was counted."""
    for pad, eerst in bewaakt.items():
        if (pad.stat().st_size, pad.stat().st_mtime_ns) != eerst:
            raise Gebruikersfout(f"{pad.name} is tijdens het tellen gewijzigd. Er is niets geschreven; tel opnieuw.")


def groepen_van(bronnen: Sequence[Bron], vraag: Telvraag, motor: Motor) -> list[Groep]:
    groepen = []
    alle: dict[str, None] = {}
    for bron in bronnen:
        for deel, soorten in motor.groepen(bron):
            titels = wijs_toe(tuple(soorten), deel.naam, vraag.andere_schrijfwijzen)
            groepen.append(Groep(deel, titels, soorten))
            alle.update(dict.fromkeys(soorten))
    namen = groepen[0].bron.naam if len(groepen) == 1 else "De bestanden samen"
    # A file with toekenningen need not have the columns of declaraties: what its lines lack is seen line by line.
    controleer_kolommen({kolom for groep in groepen for kolom in groep.titels}, list(alle), vraag, namen, REGELSOORTEN)
    return groepen


def open_groepen(groepen: Sequence[Groep], vraag: Telvraag, motor: Motor) -> None:
    lezers = [Regellezer(motor, groep.titels, groep.soorten) for groep in groepen]
    if any(lezer.dagteksten for lezer in lezers):
        motor.bewaar("dagen", ALLE_DAGEN)
    delen = []
    for nummer, (groep, lezer) in enumerate(zip(groepen, lezers, strict=True)):
        naam = f"bron{nummer}"
        motor.open(groep.bron, naam)
        verdacht = bsn_kolom(motor, naam, groep.soorten)
        if verdacht is not None:
            raise BsnKolom(groep.bron.naam, verdacht)
        gelezen = lezer.sql(naam)
        if arm := _zonder_kolom(groep, vraag):
            zonder = f"CASE WHEN coalesce(soort, '') IN ({namen(arm)}) THEN {ZONDER_KOLOM} ELSE 0 END"
            gelezen = f"SELECT {WAARDEN}, stuk + {zonder} AS stuk FROM ({gelezen}) AS arm"
        delen.append(gelezen)
    motor.bekijk("genummerd", " UNION ALL ".join(een.nummers(f"bron{plek}") for plek, een in enumerate(lezers)))
    alle = " UNION ALL ".join(delen)
    motor.bekijk("regels", f"SELECT {WAARDEN}, stuk + {masker(Waar.REGEL, vraag)} AS stuk FROM ({alle}) AS gelezen")


def _zonder_kolom(groep: Groep, vraag: Telvraag) -> list[str]:
    """The kinds of line (empty: neither is read) that these files cannot hold, for want of a column."""
    arm = [soort for soort in REGELSOORTEN if ontbreekt(groep.titels, vraag, (soort,))]
    return [*arm, *([""] if "soort" not in groep.titels else [])]


def weiger_zonder_kolom(groepen: Sequence[Groep], vraag: Telvraag, motor: Motor) -> None:
    """Lines that stand in a file without a column that is asked of them: which file, and which column."""
    for nummer, groep in enumerate(groepen):
        gelezen = Regellezer(motor, groep.titels, groep.soorten).sql(f"bron{nummer}")
        soorten = [soort for (soort,) in motor.vraag(f"SELECT DISTINCT soort FROM ({gelezen}) AS gelezen") if soort]
        titels = list(groep.soorten)
        controleer_kolommen(groep.titels, titels, vraag, groep.bron.naam, soorten)
