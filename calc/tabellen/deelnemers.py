"""Tables with a row per participant: the two columns that name it, the line Afronding and the total."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from calc.model.plan import Plan
from calc.model.tabel import AFRONDING, TOTAAL, Controle, Kolom, Rij, Tabel
from calc.model.uitdrukking import Tabelnaam, Uitdrukking, Vast, cel, som
from calc.tabel import Rijsoort

CODE: Final = Kolom("gemeentecode", "Code")
GEMEENTE: Final = Kolom("gemeente", "Gemeente")


def deelnemerrijen(namen: Mapping[str, str]) -> tuple[Rij, ...]:
    """A row per participant, by its code."""
    return tuple(Rij(code, {"gemeentecode": Vast(code), "gemeente": Vast(naam)}) for code, naam in namen.items())


def met_leden(tabel: Tabelnaam, kolom: str, leden: Sequence[str]) -> Uitdrukking:
    """Of a participant in another table, with those who merged into it since."""
    return som([cel(tabel, wie, kolom) for wie in (None, *leden)], leeg=True)


def onderrij(
    naam: str, soort: Rijsoort, cellen: Mapping[str, Uitdrukking] | None = None, *, titel: str = "", stap: bool = False
) -> Rij:
    """A row below the participants; it has no code."""
    eigen = {"gemeentecode": Vast(""), "gemeente": Vast(titel or naam), **(cellen or {})}
    return Rij(naam, eigen, soort=soort, stap=stap)


TOTAALRIJ: Final = onderrij(TOTAAL, Rijsoort.TOTAAL)


def deelnemertabel(
    plan: Plan,
    naam: Tabelnaam,
    titel: str,
    codes: Iterable[str],
    kolommen: Sequence[Kolom],
    *,
    afronding: bool = False,
    onder: Sequence[Rij] = (),
    noten: Sequence[str] = (),
    controles: Sequence[Controle] = (),
) -> Tabel:
    """A row per participant, the line Afronding by the same expressions where a rule asks for it, and the total."""
    rijen = deelnemerrijen({code: plan.regio.gemeente(code) for code in codes})
    slot = [TOTAALRIJ, *onder]
    if afronding:
        zelfde = {kolom.naam: kolom.formule for kolom in kolommen if kolom.formule is not None}
        slot.insert(0, onderrij(AFRONDING, Rijsoort.AFRONDING, zelfde))
    return Tabel(
        naam,
        titel,
        (CODE, GEMEENTE, *kolommen),
        rijen,
        tuple(slot),
        noemt=("gemeente",),
        noten=tuple(noten),
        controles=tuple(controles),
    )
