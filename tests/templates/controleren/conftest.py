"""Workbooks to damage: of the published year and of a made-up region, of the region and of one participant."""

from __future__ import annotations

import random
import re
import subprocess
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from unittest.mock import patch

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell

from calc.uitkomst import Uitkomst, bereken
from schemas.gegevens import Gegevens
from schemas.geldend import Regio
from schemas.geleverd.werkmap import ontleed_werkmap
from templates.controleren import Verslag, controleer_werkmap
from templates.controleren.verwachting import Verwachting, verwacht
from templates.gemeente.gemeenteboek import maak_gemeenteboek
from templates.plan.uitvoeringsplan import maak_uitvoeringsplan

VERSIE = "2021.1"
EEN_CEL = re.compile(r"blad .+, cel [A-Z]+\d+: ")


@dataclass(frozen=True)
class Boek:
    """One workbook as it was delivered, and the input with which it was made."""

    naam: str
    inhoud: bytes
    gegevens: Gegevens
    geheugen: list[tuple[object, Verwachting]] = field(default_factory=list)

    def controleer(self, inhoud: bytes, *, met_invoer: bool = False, versie: str = VERSIE) -> Verslag:
        """Check these bytes as if they were this workbook."""
        werkmap = ontleed_werkmap(inhoud, f"{self.naam}.xlsx")
        with patch("templates.controleren.verwacht", self.onthouden):
            return controleer_werkmap(werkmap, self.regio, versie=versie, invoer=self.gegevens if met_invoer else None)

    def onthouden(self, uitkomst: Uitkomst, gemeentecode: str, versie: str, *rest: Path | None) -> Verwachting:
        """The same figures give the same workbook, so that hundreds of checks need not fill it hundreds of times."""
        vraag = (uitkomst.gegevens, uitkomst.sluitregel, gemeentecode, versie)
        for bekend, antwoord in self.geheugen:
            if bekend == vraag:
                return antwoord
        antwoord = verwacht(uitkomst, gemeentecode, versie, *rest)
        self.geheugen.append((vraag, antwoord))
        del self.geheugen[:-3]
        return antwoord

    def regio(self, naam: str) -> Regio:
        assert naam == self.gegevens.regio.naam
        return self.gegevens.regio

    def gewijzigd(self, wijzig: Callable[[Workbook], object]) -> bytes:
        """The workbook after a change, saved by openpyxl."""
        werkboek = load_workbook(BytesIO(self.inhoud))
        wijzig(werkboek)
        uit = BytesIO()
        werkboek.save(uit)
        return uit.getvalue()


def boeken_van(naam: str, uitkomst: Uitkomst, gemeentecode: str) -> dict[str, Boek]:
    inhoud = {
        f"{naam}-regio": maak_uitvoeringsplan(uitkomst, versie=VERSIE),
        f"{naam}-gemeente": maak_gemeenteboek(uitkomst, gemeentecode, versie=VERSIE),
    }
    return {titel: Boek(titel, data, uitkomst.gegevens) for titel, data in inhoud.items()}


@pytest.fixture(scope="session")
def boeken(uitkomst: Uitkomst, proefplan: Callable[..., Gegevens]) -> Mapping[str, Boek]:
    """By name: `voorbeeld-regio`, `voorbeeld-gemeente`, `klein-regio`, `klein-gemeente`."""
    klein = proefplan(deelnemers=4, delen={"rato": "25", "m1": "25", "m2": "50"}, vastgesteld=[2020])
    return boeken_van("voorbeeld", uitkomst, "GM0888") | boeken_van("klein", bereken(klein), "GM9001")


@dataclass(frozen=True)
class Mutatie:
    """One cell that was changed, and the workbook with that change."""

    boek: Boek
    blad: str
    cel: str
    wat: str
    inhoud: bytes

    def gemist(self, inhoud: bytes) -> list[str]:
        """What should be said of this change and is not, or is said of another cell."""
        in_invoer = self.blad.startswith("Invoer ")
        zonder = self.boek.controleer(inhoud)
        # Without the input file a figure that was typed over is only seen by the control number.
        met = self.boek.controleer(inhoud, met_invoer=True) if in_invoer else zonder
        genoemd = [zin for zin in met.fouten if EEN_CEL.match(zin)]
        if zonder.in_orde or len(genoemd) != 1 or not genoemd[0].startswith(f"blad {self.blad}, cel {self.cel}: "):
            wat = f"{self.boek.naam}: {self.blad}!{self.cel} {self.wat}"
            return [f"{wat}: {list(zonder.fouten)[:5]} / {list(met.fouten)[:5]}"]
        return []


@pytest.fixture(scope="session")
def mutaties() -> Callable[[Boek, int, int], Iterator[Mutatie]]:
    """So many random cells of a workbook, each changed in turn: a third formulas, a third input, a third anywhere."""

    def muteer(boek: Boek, aantal: int, zaad: int) -> Iterator[Mutatie]:
        willekeur = random.Random(zaad)
        werkboek = load_workbook(BytesIO(boek.inhoud))
        uitkomsten = load_workbook(BytesIO(boek.inhoud), data_only=True)
        cellen = [cel for ws in werkboek for cel in ws._cells.values() if isinstance(cel, Cell)]
        gevuld = [cel for cel in cellen if cel.value is not None]
        soorten = (
            [cel for cel in gevuld if cel.data_type == "f"],
            [cel for cel in gevuld if cel.parent.title.startswith("Invoer ")],
            cellen,
        )
        for nummer in range(aantal):
            cel = willekeur.choice(soorten[nummer % 3])
            was = (cel.value, cel.data_type)
            uitkomst = uitkomsten[cel.parent.title][cel.coordinate].value
            cel.value, cel.data_type, wat = willekeur.choice(_wijzigingen(*was, uitkomst))  # type: ignore[assignment]
            opgeslagen = BytesIO()
            werkboek.save(opgeslagen)
            cel.value, cel.data_type = was
            yield Mutatie(boek, cel.parent.title, cel.coordinate, wat, opgeslagen.getvalue())

    return muteer


def _wijzigingen(waarde: object, soort: str, uitkomst: object) -> list[tuple[object, str, str]]:
    """What may happen to a cell: new value, its type, and in words."""
    if waarde is None:
        return [(4711, "n", "krijgt een getal"), ("een notitie", "s", "krijgt een tekst")]
    keuzen: list[tuple[object, str, str]] = [
        (None, "n", "wordt leeggemaakt"),
        ("xyz", "s", "wordt een andere tekst"),
        (4711, "n", "wordt een ander getal"),
    ]
    if soort == "f":
        keuzen += [
            (f"{waarde}+0", "f", "krijgt een andere formule"),
            (f"=IF(TRUE,{str(waarde)[1:]},0)", "f", "krijgt een formule eromheen"),
            (uitkomst, "s" if isinstance(uitkomst, str) else "n", "wordt zijn eigen uitkomst"),
        ]
    elif isinstance(waarde, int | float):
        keuzen += [
            (waarde + 1, "n", "wordt een hoger"),
            (waarde * (1 + 1e-9) + 1e-9, "n", "wordt een haar hoger"),
            (str(waarde), "s", "wordt een getal als tekst"),
            (f"={waarde}", "f", "wordt een formule"),
        ]
    return keuzen


@pytest.fixture(scope="session")
def door_libreoffice(
    soffice: str, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[Sequence[bytes]], list[bytes]]:
    """Each workbook opened and saved by LibreOffice, all in one call."""

    def bewaar(boeken: Sequence[bytes]) -> list[bytes]:
        werk = tmp_path_factory.mktemp("libreoffice")
        paden = [werk / f"{nummer}.xlsx" for nummer in range(len(boeken))]
        for pad, inhoud in zip(paden, boeken, strict=True):
            pad.write_bytes(inhoud)
        opdracht = [
            str(soffice), f"-env:UserInstallation={(werk / 'profiel').as_uri()}", "--headless", "--convert-to", "xlsx",
            "--outdir", str(werk / "uit"), *map(str, paden),
        ]  # fmt: skip
        subprocess.run(opdracht, check=True, capture_output=True)
        return [Path(werk / "uit" / pad.name).read_bytes() for pad in paden]

    return bewaar
