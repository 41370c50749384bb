"""Every command once, with what it reads and where it writes: what is tested of one is tested of all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import click

from cli import main

DOEL: Final = "{doel}"
"""In arguments: what the command writes."""


@dataclass(frozen=True)
class Proef:
    """A command as somebody gives it, in a folder with everything that it needs.

    doel: the folder or file that it writes, as it is called when a test asks for no other; none where it only reads.
        Where `vast` is set it writes there always, and another name cannot be asked for.
    zelfde: the same bytes each time; a secret is not.
    """

    args: tuple[str, ...]
    doel: str = ""
    vast: bool = False
    overschrijf: bool = True
    zelfde: bool = True

    @property
    def opdracht(self) -> str:
        return " ".join(self.args[: 2 if isinstance(main.commands[self.args[0]], click.Group) else 1])

    @property
    def naam(self) -> str:
        """Among the others, in the name of a test."""
        return f"{self.opdracht} {self.doel}".strip().replace(" ", "-")

    @property
    def map(self) -> bool:
        """Whether it writes a folder."""
        return "." not in self.doel

    def met(self, doel: str = "", *, overschrijf: bool = False) -> list[str]:
        extra = ["--overschrijf"] if overschrijf and self.overschrijf else []
        return [*(woord.replace(DOEL, doel or self.doel) for woord in self.args), *extra]


SCHRIJVEN: Final = (
    Proef(("voorbeeld", "zuid-limburg-2021", "--naar", DOEL), "voorbeeld.xlsx"),
    Proef(("volgend", "drieland-2025.xlsx", "--naar", DOEL), "invoer-2026.xlsx"),
    Proef(("plan", "drieland-2025.xlsx", "--naar", DOEL), "plan-2025"),
    Proef(("plan", "drieland-2025.xlsx", "--pdf", "--naar", DOEL), "plan-pdf"),
    Proef(("plan", "invoeren", "--naar", DOEL), "plannen"),
    Proef(("afrekening", "drieland-2025.xlsx", "definitief.xlsx", "--naar", DOEL), "afrekening-2025"),
    Proef(("vergelijk", "drieland-2025.xlsx", "definitief.xlsx", "--naar", DOEL), "vergelijking"),
    Proef(("boeking", "drieland-2025.xlsx", "--naar", DOEL), "boeking-2025"),
    Proef(("valideer", "drieland-2025.xlsx", "--rapport", DOEL), "rapport.html"),
    Proef(
        ("uitvraag", "drieland.yaml", "--jaar", "2025", "--terug-voor", "1-3-2025", "--naar", DOEL),
        "uitvraag-2025",
        zelfde=False,
    ),
    Proef(("verzamel", "opgaven", "--in", "drieland-2025.xlsx"), "drieland-2025.xlsx", vast=True, overschrijf=False),
    Proef(
        ("tel", "regels.csv", "--regio", "telland.yaml", "--peiljaar", "2021", "--naar", DOEL, "--geheugen", "300"),
        "telling.xlsx",
    ),
    Proef(("sjabloon", "exporteer", "--naar", DOEL), "huisstijl"),
    Proef(("addin", "manifest", "--url", "https://voorbeeldstad.example", "--naar", DOEL), "manifest.xml"),
    Proef(("addin", "com", "--naar", DOEL), "excel-windows"),
)
LEZEN: Final = (
    Proef(("tabel", "verdeling", "drieland-2025.xlsx")),
    Proef(("uitleg", "drieland-2025.xlsx", "--gemeente", "Noordwoude", "--kostensoort", "vervoer")),
    Proef(("verdeel", "1000", "cijfers.csv", "--sleutel", "inwoners")),
    Proef(("regio", "drieland.yaml")),
    Proef(("controleer", "gemaakt/drieland-2025-uitvoeringsplan.xlsx")),
    Proef(("sjabloon", "controleer", "sjablonen/gemeente.xlsx")),
)
ELDERS: Final = {
    "addin start": "a server that goes on: tests/xladdin/server/test_start.py sends it signals and takes its files away"
}
"""What does not stand in the table, and why."""


def opdrachten(groep: click.Group = main, voor: str = "") -> set[str]:
    """Every command of the product, by its name."""
    namen = set()
    for naam, opdracht in groep.commands.items():
        namen |= opdrachten(opdracht, f"{naam} ") if isinstance(opdracht, click.Group) else {f"{voor}{naam}"}
    return namen
