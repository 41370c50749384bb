"""Of whom a plan has figures, and which peiljaar of a maatstaf one of its years takes."""

from __future__ import annotations

from collections.abc import Iterable

from schemas.fouten import Gebruikersfout
from schemas.gegevens import Gegevens
from schemas.gevraagd import Gevraagd


class GeenMaatstaf(Gebruikersfout):
    def __init__(self, maatstaf: str, jaar: int, peiljaar: int, *, vast: bool) -> None:
        nodig = f"peiljaar {peiljaar}" if vast else f"een peiljaar tot en met {peiljaar}"
        self.reden = f"maatstaf '{maatstaf}' van {nodig} ontbreekt"
        super().__init__(
            f"Voor de sleutel van {jaar} is maatstaf '{maatstaf}' van {nodig} nodig; "
            "vul die aan op het blad Maatstaven."
        )


class OnvolledigeMaatstaf(Gebruikersfout):
    def __init__(self, maatstaf: str, peiljaar: int, gemeente: str) -> None:
        self.reden = f"van maatstaf '{maatstaf}', peiljaar {peiljaar}, ontbreekt de waarde van {gemeente}"
        super().__init__(f"Maatstaf '{maatstaf}', peiljaar {peiljaar}: de waarde van {gemeente} ontbreekt.")


class Peiljaren:
    def __init__(self, gegevens: Gegevens) -> None:
        self._regio = gegevens.regio
        self._codes: dict[str, dict[int, set[str]]] = {}
        for regel in gegevens.maatstaven:
            self._codes.setdefault(regel.maatstaf, {}).setdefault(regel.peiljaar, set()).add(regel.gemeentecode)

    def uit(self, vraag: Gevraagd, jaar: int) -> int | None:
        """The one that is taken of those in which anybody has a figure."""
        return vraag.peiljaar_uit(self._codes.get(vraag.maatstaf, ()), jaar)

    def van(self, vraag: Gevraagd, jaar: int, codes: Iterable[str]) -> int:
        """The same; all of these have a figure of it.

        Raises:
            GeenMaatstaf, OnvolledigeMaatstaf: nobody has one, or somebody has none.
        """
        peiljaar = self.uit(vraag, jaar)
        if peiljaar is None:
            vast = vraag.peiljaar is not None or bool(vraag.eerder)
            raise GeenMaatstaf(vraag.maatstaf, jaar, vraag.gewenst(jaar), vast=vast)
        for code in codes:
            if code not in self._codes[vraag.maatstaf][peiljaar]:
                raise OnvolledigeMaatstaf(vraag.maatstaf, peiljaar, self._regio.gemeente(code))
        return peiljaar
