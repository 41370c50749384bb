"""What every letter has: from whom and to whom, what it is about, its paragraphs, and who signs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from calc.brief.zin import Alinea, Zin
from calc.model.waarden import Waarden


@dataclass(frozen=True, kw_only=True)
class Briefhoofd:
    """Of a letter; texts that are empty have no place in it."""

    waarden: Waarden
    gemeente: str
    jaar: int
    regio: str
    organisatie: str
    status: str
    geadresseerde: str
    datum: str
    kenmerk: str
    onderwerp: Zin
    aanhef: str
    alineas: Mapping[str, Alinea]
    eigen: tuple[str, ...]
    ondertekening: str

    def tekst(self, alinea: str) -> str:
        """A paragraph in words; nothing where the letter has none of that name."""
        gevonden = self.alineas.get(alinea, Alinea())
        return " ".join(zin.tekst(self.waarden) for zin in gevonden.zinnen)

    def kop(self, alinea: str) -> str:
        return self.alineas.get(alinea, Alinea()).kop.tekst(self.waarden)
