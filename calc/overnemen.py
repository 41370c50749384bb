"""What this year's input is carried on with: a row with its years shifted, and the mark of what is a proposal."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Final

from calc.antwoord import Uitkomst
from calc.notatie import jarentekst
from calc.standen import statuszin
from schemas.fouten import hoeveel
from schemas.invoer import Invoer, Kop, Rij
from schemas.standen import DEFINITIEF
from schemas.werkboek import Celwaarde

Waarde = str | int | Decimal | date | None
Regel = dict[str, Waarde]
OVER: Final = "Over te nemen"
_OVER: Final = re.compile(rf" ?{OVER}: [^.]*\.")


@dataclass
class Werk:
    invoer: Invoer
    uitkomst: Uitkomst
    kop: Kop
    meldingen: list[str] = field(default_factory=list)

    @property
    def oud(self) -> Kop:
        return self.invoer.kop

    def weg(self, blad: str, aantal: int, waarom: str) -> None:
        if aantal:
            self.meldingen.append(f"blad {blad}: {hoeveel(aantal, 'rij is', 'rijen zijn')} niet overgenomen, {waarom}.")


def vlak(rij: Rij) -> Iterator[tuple[str, Waarde]]:
    for sleutel, waarde in rij.waarden.items():
        yield sleutel, _waarde(waarde)


def _waarde(waarde: Celwaarde) -> Waarde:
    """What passed the gate is one of these."""
    return waarde if isinstance(waarde, str | int | Decimal | date) else None


def bron_van(werk: Werk) -> str:
    """Where the new input comes from: the plan and its decision, and its file."""
    plan, gegevens = werk.uitkomst.gegevens.plan, werk.uitkomst.gegevens
    besluit = f"; {statuszin(plan).removesuffix('.')}" if plan.status == DEFINITIEF else f", {plan.status}"
    return f"{plan.titel}, plan {plan.jaar}{besluit} ({gegevens.bestand})"


def gemerkt(afgeleid: Waarde, zin: str) -> str | None:
    """The sentence about what was derived, with the mark of this year instead of an earlier one."""
    rest = _OVER.sub("", str(afgeleid or "")).strip()
    slot = "." if rest and zin and not rest.endswith(".") else ""
    return " ".join(filter(None, (f"{rest}{slot}", f"{OVER}: {zin}." if zin else ""))) or None


def jarenrij(werk: Werk, rij: Rij, jaren: Iterable[int], *, herhaal: bool = True) -> Regel:
    """A row with the years of the new plan: those that both have, and the last one again where there is one more."""
    waarden = dict(vlak(rij))
    laatste = max(int(sleutel) for sleutel in rij.plaatsen if sleutel.isdigit())
    oud = {int(sleutel): waarden.pop(sleutel) for sleutel in list(waarden) if sleutel.isdigit()}
    bekend, nieuw = [], []
    for jaar in jaren:
        if jaar <= laatste:
            waarden[str(jaar)] = oud.get(jaar)
            bekend += [jaar] if oud.get(jaar) is not None and jaar >= werk.kop.jaar else []
        elif herhaal and oud.get(laatste) is not None:
            waarden[str(jaar)] = oud[laatste]
            nieuw.append(jaar)
    zinnen = [f"{jarentekst(bekend)} zoals in het plan van {werk.oud.jaar}"] if bekend else []
    zinnen += [f"{jarentekst(nieuw)} zoals {laatste}"] if nieuw else []
    if "afgeleid" in waarden or zinnen:
        waarden["afgeleid"] = gemerkt(waarden.get("afgeleid"), ", ".join(zinnen))
    return waarden


def gevuld(rij: Mapping[str, Waarde]) -> bool:
    return any(waarde is not None for sleutel, waarde in rij.items() if sleutel.isdigit())
