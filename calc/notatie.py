"""Dutch notation of exact values, the same in every sentence, table and sheet: `€ 27.584,03`, `1,97%`, `1 januari
2021`."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from calc.afronding import rond_deling
from schemas.inhoud import opsomming as opsomming
from schemas.maanden import MAANDEN


def uniek(teksten: Iterable[str]) -> tuple[str, ...]:
    """Each text once, in the order in which they come first; nothing of what is empty."""
    return tuple(dict.fromkeys(tekst for tekst in teksten if tekst))


def bronnen_in(teksten: Iterable[str]) -> tuple[str, ...]:
    """Each source once, also of a text that names more than one."""
    return uniek(deel for tekst in teksten for deel in tekst.split("; "))


def getal(waarde: Fraction | Decimal | int, decimalen: int = 0) -> str:
    """`1.234,50`; rounded half away from zero, a minus in front. Of tens and more there are no decimals to show."""
    decimalen = max(0, decimalen)
    teller, noemer = waarde.as_integer_ratio()
    eenheden = rond_deling(teller * 10**decimalen, noemer)
    teken = "-" if eenheden < 0 else ""
    heel, rest = divmod(abs(eenheden), 10**decimalen)
    groepen = f"{heel:,}".replace(",", ".")
    return f"{teken}{groepen},{rest:0{decimalen}d}" if decimalen else f"{teken}{groepen}"


def euro(waarde: Fraction | Decimal | int, decimalen: int = 2) -> str:
    return f"€ {getal(waarde, decimalen)}"


def procent(aandeel: Fraction | Decimal | int, decimalen: int = 2) -> str:
    """A fraction as a percentage: 0.0197 is `1,97%`."""
    return f"{getal(Fraction(aandeel) * 100, decimalen)}%"


def gewichtsdeel(gewicht: Fraction, som: Fraction | int) -> str:
    """What part of a key a weight is, exactly: `25%`, `12,5%`, and `1/3` where no percentage says it."""
    deel = Fraction(gewicht) / som
    rond = next((n for n in range(7) if (deel * 100 * 10**n).denominator == 1), None)
    return f"{deel.numerator}/{deel.denominator}" if rond is None else procent(deel, rond)


def kort(waarde: Fraction | Decimal | int, hoogstens: int = 6) -> str:
    """As many decimals as the value needs, to a limit: hours, weights, figures as they were supplied."""
    noemer = waarde.as_integer_ratio()[1]
    decimalen = next((n for n in range(hoogstens) if 10**n % noemer == 0), hoogstens)
    return getal(waarde, decimalen)


def datum(dag: date) -> str:
    return f"{dag.day} {MAANDEN[dag.month - 1]} {dag.year}"


def jarentekst(jaren: Sequence[int]) -> str:
    """Years in words: `2021`, `2021 tot en met 2024`, `2020 en 2022`."""
    if len(jaren) > 2 and list(jaren) == list(range(jaren[0], jaren[-1] + 1)):
        return f"{jaren[0]} tot en met {jaren[-1]}"
    return opsomming([str(jaar) for jaar in jaren])


def per_jaar(bedragen: Mapping[int, Fraction]) -> str:
    """`€ 56.968 in 2021 en € 1.000 in 2022`; years without anything are not named."""
    decimalen = 0 if all(bedrag.denominator == 1 for bedrag in bedragen.values()) else 2
    return opsomming([f"{euro(bedrag, decimalen)} in {jaar}" for jaar, bedrag in bedragen.items() if bedrag])


def opvolging(naam: str, leden: Sequence[str]) -> tuple[str, str]:
    """Of whom it takes the place, and how they paid: others that merged into it, or itself by another code."""
    anderen = [lid for lid in leden if lid != naam]
    if not anderen:
        return f"{naam} heeft een nieuwe code", "wat onder de oude code is betaald"
    return f"{naam} is samengevoegd met {opsomming(anderen)}", "wat zij samen betaalden"


@lru_cache(maxsize=4096)
def woordvorm(tekst: str) -> str:
    """A name as it stands in the name of a column."""
    kaal = "".join(teken for teken in unicodedata.normalize("NFKD", tekst) if not unicodedata.combining(teken))
    return "_".join("".join(teken if teken.isalnum() else " " for teken in kaal.casefold()).split())
