"""What is wrong with a line. A check is a bit in its mask, so that one pass over the lines counts them all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from schemas.tellen.vraag import Telvraag

EERSTE_DAG: Final = "1990-01-01"
LAATSTE_DAG: Final = "2100-12-31"


class Waar(StrEnum):
    """When a check can be made."""

    LEZEN = "lezen"
    """While a value is read: it is there, and cannot be understood."""
    REGEL = "regel"
    """Of a line by itself."""
    WOORD = "woord"
    """Of a word, once for all lines that have it."""
    SAMEN = "samen"
    """Of lines together, such as a credit and what it credits."""


@dataclass(frozen=True)
class Keur:
    """One check. `sql` is true where the line is wrong; of `lezen` the reader knows itself."""

    naam: str
    waar: Waar
    zin: str
    sql: str = ""
    tenzij: tuple[str, ...] = ()
    """Checks that have told it already: a cell that cannot be read is not empty too."""


KEUREN: Final = (
    Keur("soort", Waar.LEZEN, "soort is geen toekenning en geen declaratie"),
    Keur("gemeentecode", Waar.LEZEN, "gemeentecode is geen code; verwacht: zoals GM0888"),
    Keur("begin", Waar.LEZEN, "begin is geen datum; verwacht: zoals 2021-03-31 of 31-3-2021"),
    Keur("einde", Waar.LEZEN, "einde is geen datum; verwacht: zoals 2021-03-31 of 31-3-2021"),
    Keur("periode", Waar.LEZEN, "periode is geen jaar, kwartaal of maand; verwacht: zoals 2021, 2021-K1 of 2021-03"),
    Keur("ontvangen", Waar.LEZEN, "ontvangen is geen datum; verwacht: zoals 2021-03-31 of 31-3-2021"),
    Keur(
        "bedrag",
        Waar.LEZEN,
        "bedrag is geen heel aantal centen van ten hoogste dertien cijfers; verwacht: zoals 125050 voor € 1.250,50",
    ),
    Keur("nummer", Waar.LEZEN, "een nummer heeft cijfers achter de komma; verwacht: tekst of een heel getal"),
    Keur("soort_leeg", Waar.REGEL, "soort is leeg", "soort IS NULL", ("soort",)),
    Keur("regel_leeg", Waar.REGEL, "regel_id is leeg", "regel_id IS NULL"),
    Keur("gemeente_leeg", Waar.WOORD, "gemeentecode is leeg", "gemeentecode IS NULL", ("gemeentecode",)),
    Keur("begin_leeg", Waar.REGEL, "begin en periode zijn leeg", "begin IS NULL", ("begin", "periode")),
    Keur("einde_eerder", Waar.REGEL, "einde ligt voor begin", "einde < begin"),
    Keur(
        "ver_weg",
        Waar.REGEL,
        "begin of einde ligt voor 1990 of na 2100",
        f"begin < DATE '{EERSTE_DAG}' OR begin > DATE '{LAATSTE_DAG}' OR einde > DATE '9999-12-31'",
    ),
    Keur("zichzelf", Waar.REGEL, "de regel crediteert zichzelf", "crediteert = regel_id"),
    Keur("bedrag_leeg", Waar.REGEL, "bedrag is leeg", "bedrag IS NULL AND soort IN ({kosten})", ("bedrag",)),
    Keur("pseudoniem_leeg", Waar.REGEL, "pseudoniem is leeg", "pseudoniem IS NULL AND soort IN ({clienten})"),
    Keur(
        "ontvangen_leeg", Waar.REGEL, "ontvangen is leeg", "ontvangen IS NULL AND soort IN ({sluiten})", ("ontvangen",)
    ),
    Keur("anders", Waar.SAMEN, "hetzelfde regel_id komt ook met andere inhoud voor", "anders > 1"),
    Keur("credit_van_credit", Waar.SAMEN, "de regel crediteert, en wordt zelf gecrediteerd", "{credit} AND {geraakt}"),
    Keur("vaker", Waar.SAMEN, "de regel wordt meer dan één keer gecrediteerd", "credits > 1"),
    Keur("creditbedrag", Waar.SAMEN, "het bedrag van de credit is niet het omgekeerde", "bedrag + creditbedrag <> 0"),
)
BIT: Final = {keur.naam: 1 << plek for plek, keur in enumerate(KEUREN)}
ZONDER_KOLOM: Final = 1 << len(KEUREN)
"""Of a line whose file has no column that is asked of such a line: no fault of the line, and it is never counted."""


def masker(waar: Waar, vraag: Telvraag) -> str:
    """The bits of every check of this kind, as one number in SQL."""
    delen = [
        f"CASE WHEN ({_ingevuld(keur.sql, vraag)}){_tenzij(keur)} THEN {BIT[keur.naam]} ELSE 0 END"
        for keur in KEUREN
        if keur.waar is waar
    ]
    return " + ".join(f"({deel})" for deel in delen)


def _tenzij(keur: Keur) -> str:
    bits = sum(BIT[naam] for naam in keur.tenzij)
    return f" AND (stuk & {bits}) = 0" if bits else ""


def _ingevuld(sql: str, vraag: Telvraag) -> str:
    """With the kinds of line of which a rule needs that column; where none does, the check holds of none."""
    soorten = {
        "kosten": {deel.regel.soort for deel in vraag.regels if deel.kosten},
        "clienten": {deel.regel.soort for deel in vraag.regels if "pseudoniem" in deel.uniek},
        "sluiten": {deel.regel.soort for deel in vraag.regels if deel.sluitdatum is not None},
    }
    lijsten = {naam: ", ".join(f"'{s}'" for s in sorted(namen)) or "NULL" for naam, namen in soorten.items()}
    return sql.format(credit="crediteert IS NOT NULL", geraakt="credits IS NOT NULL", **lijsten)


@dataclass(frozen=True)
class Bevonden:
    """How often a check failed, of how many lines."""

    keur: Keur
    aantal: int
    van: int


def bevonden(maskers: Iterable[tuple[int, int]], gelezen: int) -> Sequence[Bevonden]:
    """Per check the count, from the masks with their numbers of lines."""
    aantallen = dict.fromkeys(BIT, 0)
    for masker_, regels in maskers:
        if masker_:
            for naam, bit in BIT.items():
                if masker_ & bit:
                    aantallen[naam] += regels
    return [Bevonden(keur, aantallen[keur.naam], gelezen) for keur in KEUREN if aantallen[keur.naam]]
