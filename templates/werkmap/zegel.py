"""The control number of a workbook: a SHA-256 over its input sheets and over what it says of its own origin.

The SHA-256 of the input file cannot be calculated again from the sheets, so a figure that was typed over on an input
sheet would go unseen. This number can: it is over values and not over looks or bytes, so that it survives saving by
another program. One function makes it when a workbook is filled and when it is checked.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Context
from typing import Final

from openpyxl.utils.datetime import to_excel

from calc.uitkomst import Uitkomst
from schemas.plaats import Plek
from schemas.planbladen import INVOER
from schemas.werkboek import Vlak
from templates.werkmap.boek import Boek

BESTAND, SHA256, VELD, PROGRAMMA = "invoer_bestand", "invoer_sha256", "cijfers_sha256", "programma_versie"
"""The fields in which a workbook says its origin, by their defined names; `VELD` is that of the control number."""
COLOFON: Final = {
    BESTAND: "Invoerbestand", SHA256: "SHA-256 van de invoer", VELD: "Controlegetal", PROGRAMMA: "Gemaakt met",
}  # fmt: skip
"""The label beside each."""
GROEP: Final = 8
CIJFERS: Final = Context(prec=15, rounding=ROUND_HALF_UP)


@dataclass(frozen=True)
class Herkomst:
    """What a workbook says of its origin, and what is needed to make it again besides its input sheets."""

    bestand: str
    sha256: str
    versie: str
    sluitregel: str = ""
    """Chosen when the workbook was made; empty where the region file's hold."""
    gemeentecode: str = ""
    """Of the participant whose workbook it is; empty for the region's."""
    meldingen: tuple[str, ...] = ()
    """What was interpreted while the input was read."""


def vlak(waarde: object) -> Vlak:
    """A value without what programs change when they save it: kind of number, date, line ends, empty text."""
    if waarde is None or waarde == "":
        return None
    if isinstance(waarde, str):
        return waarde.replace("\r\n", "\n").replace("\r", "\n")
    if isinstance(waarde, bool):
        return waarde
    if isinstance(waarde, date | datetime | time | timedelta):
        return float(to_excel(waarde))  # type: ignore[no-untyped-call]
    return float(waarde)  # type: ignore[arg-type]


def in_cijfers(getal: float) -> str:
    """A number in the fifteen digits that every spreadsheet program keeps, rounded as they do: half away from zero.

    They round what is written in the file, and the library that fills our workbooks writes sixteen digits.
    """
    return format(CIJFERS.create_decimal(format(getal + 0.0, ".16g")).normalize(CIJFERS), "f")


def controlegetal(bladen: Mapping[str, Mapping[Plek, Vlak]], herkomst: Herkomst) -> str:
    """SHA-256 of the input.

    Args:
        bladen: per input sheet the cells that hold something.
        herkomst: what the workbook says of its origin.
    """
    return _getal({titel: _cijfers(cellen) for titel, cellen in bladen.items()}, herkomst)


def _getal(bladen: Mapping[str, str], herkomst: Herkomst) -> str:
    """Of the figures of each sheet, written out."""
    cijfers = ",".join(f"{_json(titel)}:{bladen[titel]}" for titel in sorted(bladen))
    return hashlib.sha256(f"[{{{cijfers}}},{_json(asdict(herkomst))}]".encode("ascii")).hexdigest()


def _cijfers(cellen: Mapping[Plek, object]) -> str:
    vlakke = ((plek, vlak(waarde)) for plek, waarde in sorted(cellen.items()))
    return _json([[*plek, _tekst(waarde)] for plek, waarde in vlakke if waarde is not None])


def _json(wat: object) -> str:
    return json.dumps(wat, ensure_ascii=True, sort_keys=True, separators=(",", ":"))


def _tekst(waarde: Vlak) -> str | bool | None:
    """Numbers as text with a mark, so that the number 1 and the text "1" differ."""
    if isinstance(waarde, str):
        return f"t{waarde}"
    return f"n{in_cijfers(waarde)}" if isinstance(waarde, float) else waarde


def eigen_meldingen(uitkomst: Uitkomst, gemeentecode: str) -> tuple[str, ...]:
    """What the notes on the input say of a participant's figures; without the place, for it does not have that file."""
    return tuple(een.tekst for een in uitkomst.gegevens.meldingen if een.gemeentecode == gemeentecode)


def herkomst_van(uitkomst: Uitkomst, versie: str, gemeentecode: str = "") -> Herkomst:
    """Of a participant's workbook without the file of the input: its reader does not have it."""
    gegevens, sluitregel = uitkomst.gegevens, uitkomst.sluitregel or ""
    if gemeentecode:
        return Herkomst("", "", versie, sluitregel, gemeentecode, eigen_meldingen(uitkomst, gemeentecode))
    return Herkomst(
        gegevens.bestand, gegevens.sha256, versie, sluitregel, meldingen=tuple(map(str, gegevens.meldingen))
    )


def met_versie(versie: str) -> str:
    return f"Verdeelwijzer {versie}"


def uit_bestand(bestand: str) -> str:
    return f"Invoer: {bestand}."


def in_groepen(sha256: str) -> str:
    """In groups of eight, so that it can be read aloud and wraps in its cell."""
    return " ".join(sha256[plek : plek + GROEP] for plek in range(0, len(sha256), GROEP))


def verzegel(boek: Boek, uitkomst: Uitkomst, versie: str, gemeentecode: str = "") -> None:
    """Write the control number into its field, last of all. A template without that field goes without."""
    bladen = {ws.title: boek.van_cellen(ws, _cijfers) for ws in boek.werkboek.worksheets if ws.title.startswith(INVOER)}
    boek.veld(VELD, in_groepen(_getal(bladen, herkomst_van(uitkomst, versie, gemeentecode))))
