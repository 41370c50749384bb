"""Tables with a row per participant: the two columns that name it, the line Afronding and the total."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

from calc.model.plan import Plan
from calc.model.tabel import AFRONDING, TOTAAL, Controle, Eis, Kolom, Rij, Tabel
from calc.model.uitdrukking import Cel, Tabelnaam, Term, Uitdrukking, cel, som
from calc.tabel import Rijsoort, Soort

CODE: Final = Kolom("gemeentecode", "Code")
GEMEENTE: Final = Kolom("gemeente")
ALLE_SAMEN: Final = "Alle kostensoorten samen"
OPGETELD: Final = "Alle kostensoorten bij elkaar opgeteld."
VERSCHIL: Final = "Verschil door afronden"
MEER: Final = "een plus betekent dat de gemeente meer betaalt"
Cellen = Mapping[str, Mapping[str, Term]]
"""What rows have of their own, by their key."""


def geldkolom(naam: str, titel: str, decimalen: int, formule: Uitdrukking | None, *, stap: bool = False) -> Kolom:
    return Kolom(naam, titel, Soort.GELD, decimalen, formule, stap=stap)


def deelnemerrijen(namen: Mapping[str, str], eigen: Cellen | None = None) -> tuple[Rij, ...]:
    """A row per participant, by its code."""
    cellen = eigen or {}
    return tuple(
        Rij(code, {"gemeentecode": code, "gemeente": naam, **cellen.get(code, {})}) for code, naam in namen.items()
    )


def met_leden(tabel: Tabelnaam, kolom: str, leden: Sequence[str]) -> Uitdrukking:
    """Of a participant in another table, with those who merged into it since."""
    return som([cel(tabel, wie, kolom) for wie in (None, *leden)], leeg=True)


def onderrij(
    naam: str, soort: Rijsoort, cellen: Mapping[str, Term] | None = None, *, titel: str = "", stap: bool = False
) -> Rij:
    """A row below the participants; it has no code."""
    eigen: dict[str, Term] = {"gemeentecode": "", "gemeente": titel or naam, **(cellen or {})}
    return Rij(naam, eigen, soort=soort, stap=stap)


TOTAALRIJ: Final = onderrij(TOTAAL, Rijsoort.TOTAAL)


def subregiorijen(plan: Plan, codes: Iterable[str], jaar: int, kolommen: Iterable[str]) -> list[Rij]:
    """A row per subregion, to stand below the total; none where the region file names none."""
    leden: dict[str, list[str]] = {}
    for code in codes:
        leden.setdefault(plan.regio.subregio(code, jaar), []).append(code)
    namen = list(kolommen)
    return [
        onderrij(
            f"Subregio {subregio}" if subregio else "Zonder subregio", Rijsoort.EXTRA,
            {kolom: som(Cel(rij=code, kolom=kolom) for code in eigen) for kolom in namen},
        )
        for subregio, eigen in (leden.items() if any(leden) else ())
    ]  # fmt: skip


def deelnemertabel(
    plan: Plan,
    naam: Tabelnaam,
    titel: str,
    codes: Iterable[str],
    kolommen: Sequence[Kolom],
    *,
    heet: Callable[[str], str] | None = None,
    eigen: Cellen | None = None,
    afronding: Mapping[str, Term] | bool = False,
    onder: Sequence[Rij] = (),
    totaal: bool = True,
    noten: Sequence[str] = (),
    eisen: Sequence[Eis] = (),
    controles: Sequence[Controle] = (),
) -> Tabel:
    """A row per participant, the line Afronding where a rule asks for it, and the total.

    Args:
        heet: their names, where these are not those of the region of the plan.
        eigen: what the rows have of their own.
        afronding: the cells of that line, or whether there is one, by the same expressions.
    """
    namen = {code: (heet or plan.regio.gemeente)(code) for code in codes}
    slot = [*([TOTAALRIJ] if totaal else []), *onder]
    if afronding:
        zelfde = {kolom.naam: kolom.formule for kolom in kolommen if kolom.formule is not None}
        slot.insert(0, onderrij(AFRONDING, Rijsoort.AFRONDING, zelfde if afronding is True else afronding))
    return Tabel(
        naam, titel, (CODE, GEMEENTE, *kolommen), deelnemerrijen(namen, eigen), tuple(slot), noemt=("gemeente",),
        noten=noten, eisen=tuple(eisen), controles=tuple(controles),
    )  # fmt: skip
