"""What the functions are asked: ranges as Excel sends them, of 16 municipalities and of all 342."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Any

GEMEENTEN = ("Beek", "Brunssum", "Gulpen-Wittem", "Vaals")
PLAN = [["zuid-limburg-2021"]]
JONGEREN = "jongeren"


@dataclass(frozen=True)
class Vraag:
    """One call, and how many times that of its double it may cost."""

    naam: str
    wat: str
    args: tuple[Any, ...]
    grens: float


def scalairen() -> list[Vraag]:
    return [
        Vraag("TERUGVERDIENTIJD", "1 cel", ([[2320333]], [[600000]]), 1.5),
        Vraag("BIJDRAGE", "1 cel", ([["Beek"]], [[2021]], [["inkoop"]], PLAN), 1.5),
        Vraag("BIJDRAGE", "1 cel, alles samen", ([["Beek"]], [[2021]]), 1.5),
        Vraag("GEMEENTECODE", "1 cel", ([["Beek"]],), 1.5),
        Vraag("GEMEENTENAAM", "1 cel", ([["GM0888"]],), 1.5),
    ]


def van_een_plan() -> list[Vraag]:
    """Tables of the shipped plan, of 16 municipalities."""
    return [
        Vraag("PLANTABEL", "verdeling", ([["verdeling"]], [[2021]], [["inkoop"]], PLAN), 2),
        Vraag("PLANTABEL", "meerjarig", ([["meerjarig"]], None, [["inkoop"]], PLAN), 2),
        Vraag("UITLEG", "inkoop", ([["Beek"]], [[2021]], [["inkoop"]], PLAN), 2),
        Vraag("VERSIE", "alles", (), 2),
    ]


def tabellen(rijen: int, grens: float) -> list[Vraag]:
    """Every function that takes as many rows as there are municipalities."""
    toeval = Random(rijen)

    def kolom(hoogste: int) -> list[float]:
        return [toeval.randrange(1, hoogste) for _ in range(rijen)]

    namen = [[f"Plaats {nummer}"] for nummer in range(rijen)]
    maatstaven = [list(rij) for rij in zip(kolom(30_000), kolom(3_000), kolom(20_000), strict=True)]
    koppen = [JONGEREN, "toekenningen", "declaraties"]
    cijfers = [koppen, *maatstaven]
    sleutel = [["rato", *koppen], [25, 25, 25, 25]]
    jaren = [[2021, 2022, 2023], [2394001, 2269616, 2201337]]
    over_jaren = [["Gemeente", 2020, 2021, 2022]]
    over_jaren += [[naam, *(toeval.randrange(10**7) / 100 for _ in range(3))] for (naam,) in namen]
    bekend = [[GEMEENTEN[nummer % len(GEMEENTEN)]] for nummer in range(rijen)]
    codes = [["GM0888"] for _ in range(rijen)]
    invoer: list[list[object]] = [["Peiljaar", "Gemeentecode", "Gemeente", "Jongeren"]]
    invoer += [[2020 - nummer // 4, None, naam, 1000 + nummer] for nummer, (naam,) in enumerate(bekend)]
    berekend = [[bedrag, bedrag + 0.004] for bedrag in kolom(10**6)]
    wat = f"{rijen} rijen"
    vragen: list[tuple[str, tuple[Any, ...]]] = [
        ("VERDEEL", ([[1397920]], [[cel] for cel in kolom(10**7)])),
        ("SLEUTEL", (cijfers, sleutel)),
        ("BIJDRAGETABEL", (namen, [[cel] for cel in kolom(10**7)], [[2020, 2021], [766500, 1397920]])),
        ("UITVOERINGSKOSTENTABEL", (namen, cijfers, sleutel, [[2394001]])),
        ("MEERJAREN", (namen, cijfers, sleutel, jaren)),
        ("TOENAME", (over_jaren, [[2020]], [[2021]])),
        ("MUTATIES", (over_jaren,)),
        ("BIJDRAGE", (bekend, [[2021]], [["inkoop"]], PLAN)),
        ("GEMEENTECODE", (bekend,)),
        ("GEMEENTENAAM", (codes,)),
        ("AANSLUITING", ([[round(a, 2), b] for a, b in berekend], berekend)),
    ]
    if rijen < 100:
        vragen.append(("INDEXEER", ([[1397920]], [[2022 + nummer, 0.025] for nummer in range(rijen)])))
    # Every cell is held against its column and every row against the region, and each finding is a sentence.
    controle = Vraag("VALIDEER", wat, (invoer, [["Maatstaven"]]), 6)
    return [*(Vraag(naam, wat, args, grens) for naam, args in vragen), controle]


def groot(soort: str) -> Vraag:
    """A key over ten maatstaven of a thousand municipalities."""
    toeval = Random(soort)
    maak: Callable[[], float] = {
        "hele getallen": lambda: toeval.randrange(100_000),
        "twee decimalen": lambda: toeval.randrange(10_000_000) / 100,
        "willekeurig": lambda: toeval.random() * 1000,
    }[soort]
    koppen = [f"maatstaf {nummer}" for nummer in range(10)]
    cijfers = [koppen, *([maak() for _ in koppen] for _ in range(1000))]
    return Vraag("SLEUTEL", f"1000 × 10, {soort}", (cijfers, [koppen, [10] * 10]), 1.5)


def van_de_dienst() -> list[Vraag]:
    """What clients ask over the network: tables of 16 rows, from cells and from a plan."""
    gevraagd = ("BIJDRAGETABEL", "UITVOERINGSKOSTENTABEL")
    return [vraag for vraag in tabellen(16, 2) if vraag.naam in gevraagd] + van_een_plan()[:1]
