"""The largest amount of which a workbook can still be made: its formulas count in doubles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from schemas.fouten import Gebruikersfout

if TYPE_CHECKING:
    from calc.antwoord import Uitkomst

HOOGSTE_BEDRAG: Final = 10**9
"""Above this the doubles of a workbook could round a cent otherwise than the exact core."""


class BedragTeHoog(Gebruikersfout):
    def __init__(self, kostensoort: str, jaar: int) -> None:
        super().__init__(
            f"Het te verdelen bedrag van {kostensoort} in {jaar} is hoger dan € 1.000.000.000. Excel rekent dan "
            f"niet meer "
            f"op de cent; een werkmap is daarvoor niet te maken. Controleer of het bedrag in euro's staat."
        )


def controleer_bedragen(uitkomst: Uitkomst) -> None:
    """Refuse what doubles cannot carry.

    Raises:
        BedragTeHoog: an amount to split above 10^9 euro.
    """
    for jaar in uitkomst.verdeling.jaren:
        if abs(jaar.te_verdelen) > HOOGSTE_BEDRAG:
            raise BedragTeHoog(jaar.kostensoort, jaar.jaar)
