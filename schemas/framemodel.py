"""The model of a DataFrame that holds an input sheet, derived from the sheet's row type: what its reader refuses, too.

    bladmodel("Begroting", jaren=range(2021, 2025)).validate(frame, lazy=True)

Who has no DataFrame needs none of this: a plan is read without pandas.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd
import pandera.pandas as pa
from pandera.api.base.checks import CheckResult

from schemas.bladen import BIJBLADEN, PLAN, VORM
from schemas.fouten import VerkeerdGebruik, bedoelde_u
from schemas.inhoud import Inhoud, zonder_spaties
from schemas.invoer import Rij, dubbele_rijen
from schemas.invoerblad import Bladvorm, Kolom, titels_van
from schemas.maatstafrijen import code_van, kolommen_per_peiljaar
from schemas.naamvorm import naamvorm
from schemas.tabel import getal_van
from schemas.totaalrij import begint_als_totaal

if TYPE_CHECKING:
    from schemas.geldend import Regio
    from schemas.werkboek import Celwaarde

Fouten = Iterator[tuple[Rij, str]]
"""Rows, each with the key of the column in which it is wrong."""
EENMAAL: Final = "elke rij één keer"
GEEN_TOTAAL: Final = "geen totaal: totalen worden berekend"
PER_PEILJAAR: Final = "een cijfer in de eenheid van zijn peiljaar, van iedereen of van niemand"


class OnbekendBlad(VerkeerdGebruik):
    def __init__(self, gevraagd: str, bekend: Sequence[str]) -> None:
        hint = bedoelde_u(gevraagd, bekend)
        super().__init__(f"'{gevraagd}' is geen blad van een invoer.{hint} Bekend zijn: {', '.join(bekend)}.")


def bladmodel(blad: str, *, jaren: Sequence[int] = (), regio: Regio | None = None) -> pa.DataFrameSchema:
    """The model of one input sheet: a column for every field of its row type, under the title that it has there.

    A validated frame holds what the reader would hold: exact numbers, days as days, and None where nothing stands.
    What hangs together between sheets, or asks for the region file, stays with `lees_invoer`.

    Args:
        blad: the name of the sheet.
        jaren: the years that are columns of it, where it has any.
        regio: the region whose maatstaven are columns of sheet Maatstaven, and whose names may stand for one another.
    Raises:
        OnbekendBlad: no input has such a sheet.
    """
    vormen = {**VORM, **{vorm.naam: vorm for vorm in BIJBLADEN}}
    if blad not in vormen:
        raise OnbekendBlad(blad, list(vormen))
    vorm = vormen[blad]
    kolommen = vorm.kolommen(jaren, regio.bestand if regio else None)
    wissel = set(regio.bestand.opgevraagd) if regio and vorm.wissel == "maatstaven" else set[str]()
    checks = []
    if not vorm.letterlijk and len(kolommen) > len(vorm.uniek):
        checks.append(_Bladcheck(kolommen, _totalen, GEEN_TOTAAL))
    if vorm.uniek:
        checks.append(_Bladcheck(kolommen, lambda rijen: _dubbelen(rijen, vorm.uniek, regio), EENMAAL))
    if regio is not None and wissel:
        checks.append(_Bladcheck(kolommen, lambda rijen: _per_peiljaar(rijen, kolommen, regio), PER_PEILJAAR))
    return pa.DataFrameSchema(
        {kolom.titel: _kolom(kolom, los=kolom.sleutel in wissel) for kolom in kolommen},
        checks=checks,
        parsers=pa.Parser(lambda frame: _gelezen(frame, kolommen, vorm)),
        name=blad,
        title=vorm.titel,
        description=vorm.uitleg,
    )


def _kolom(kolom: Kolom, *, los: bool) -> pa.Column:
    """los: what it may hold differs by row, so that the sheet as a whole judges it."""
    keuzes = kolom.inhoud.keuzes
    check = pa.Check.isin(keuzes, error=kolom.inhoud.verwacht) if keuzes else _check(kolom.inhoud)
    return pa.Column(
        object,
        None if los else check,
        nullable=kolom.leeg or los,
        required=kolom.vereist,
        title=kolom.titel,
        description=kolom.uitleg or None,
        metadata={"inhoud": kolom.inhoud},
    )


def _check(inhoud: Inhoud) -> pa.Check:
    return pa.Check(lambda reeks: reeks.map(inhoud.goed).astype(bool), name=inhoud.verwacht, error=inhoud.verwacht)


def _gelezen(frame: pd.DataFrame, kolommen: Sequence[Kolom], vorm: Bladvorm) -> pd.DataFrame:
    """The frame as the reader would hold it: under its own titles, exact, without rows in which nothing stands."""
    titels = titels_van(kolommen)
    exact = pd.DataFrame(index=frame.index)
    for naam in frame.columns:
        kolom = titels.get(naamvorm(str(naam)))
        waarden = [_cel(waarde) for waarde in frame[naam].tolist()]
        if kolom is not None and kolom.titel not in exact:
            exact[kolom.titel] = pd.Series(map(kolom.gelezen, waarden), frame.index, dtype=object)
    return exact if vorm is PLAN else exact.dropna(how="all")


def _cel(waarde: Any) -> Celwaarde:
    """What pandas holds in a cell, as it would stand on a sheet."""
    if isinstance(waarde, np.generic):
        waarde = waarde.item()
    if waarde is None or waarde is pd.NaT or waarde is pd.NA or waarde != waarde:
        return None
    if isinstance(waarde, float) and np.isfinite(waarde):
        return getal_van(waarde)
    gelezen: Celwaarde = zonder_spaties(waarde)
    return gelezen


class _Bladcheck(pa.Check):
    """A check of the sheet as a whole that points at cells; the library's own forgets those in which nothing stands."""

    def __init__(self, kolommen: Sequence[Kolom], zoek: Callable[[Sequence[Rij]], Fouten], verwacht: str) -> None:
        super().__init__(zoek, name=verwacht, error=verwacht, ignore_na=False)
        self._kolommen, self._zoek = kolommen, zoek

    def __call__(self, check_obj: pd.DataFrame, *_: str | None) -> CheckResult:
        titels = {kolom.sleutel: kolom.titel for kolom in self._kolommen if kolom.titel in check_obj}
        rijen = [
            Rij("", plek, dict(zip(titels, cellen, strict=True)), dict.fromkeys(titels, (plek, 0)))
            for plek, cellen in enumerate(check_obj[list(titels.values())].itertuples(index=False, name=None))
        ]
        gevallen = [
            (check_obj.index[rij.nummer], titels[sleutel], check_obj[titels[sleutel]].iat[rij.nummer])
            for rij, sleutel in self._zoek(rijen)
        ]
        gevonden = pd.DataFrame(gevallen, columns=["index", "column", "failure_case"])
        return CheckResult(not gevallen, not gevallen, check_obj, gevonden)


def _totalen(rijen: Sequence[Rij]) -> Fouten:
    """Counted along, a total would be paid for twice."""
    for rij in rijen:
        if sleutel := next((s for s, waarde in rij.waarden.items() if begint_als_totaal(waarde)), None):
            yield rij, sleutel


def _dubbelen(rijen: Sequence[Rij], uniek: Sequence[str], regio: Regio | None) -> Fouten:
    if "gemeentecode" in uniek:
        for rij in rijen:
            code = code_van(rij, regio) if regio else ""
            rij.waarden["gemeentecode"] = code or rij.tekst("gemeentecode") or rij.tekst("gemeente") or None
    # Without one of them nothing can be the same.
    allemaal = all(sleutel in rij.waarden for rij in rijen for sleutel in uniek)
    return ((rij, wijzer) for rij, _, wijzer in dubbele_rijen(rijen, uniek if allemaal else ()))


def _per_peiljaar(rijen: Sequence[Rij], kolommen: Sequence[Kolom], regio: Regio) -> Fouten:
    aanwezig = [kolom for kolom in kolommen if rijen and kolom.sleutel in rijen[0].waarden]
    for soorten, groep in kolommen_per_peiljaar(aanwezig, rijen, regio):
        yield from (
            (rij, kolom.sleutel)
            for rij in groep
            for kolom in soorten
            if kolom.sleutel in regio.bestand.maatstaven and not kolom.goed(rij.waarden[kolom.sleutel])
        )
