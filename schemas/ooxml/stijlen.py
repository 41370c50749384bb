"""The cell formats of a workbook: new ones come behind those that are there, which keep their number."""

from __future__ import annotations

from copy import deepcopy
from typing import Final

from schemas.ooxml.pakket import Pakket
from schemas.ooxml.xml import Element, NietTeBewerken, afstammelingen, als_stuk, kinderen, voeg_toe

GEEN: Final = ""
_EIGENSCHAPPEN: Final = ("numFmtId", "fontId", "fillId", "borderId")


class Stijlen:
    """Asked for a format, it gives the number with which a cell takes it; the part changes only where it must."""

    def __init__(self, pakket: Pakket) -> None:
        self._pakket = pakket
        self._deel = pakket.van_soort(pakket.werkboek, "styles")
        self._gevuld: dict[tuple[int, str], str] = {}
        self._vlakken: dict[str, str] = {}

    def genoemd(self, naam: str) -> str:
        """The number of a named style; nothing where the workbook does not have it."""
        stijlen = afstammelingen(self._pakket.xml(self._deel), "cellStyle") if self._deel else iter(())
        nummer = next((stijl.get("xfId", "0") for stijl in stijlen if stijl.get("name") == naam), None)
        if nummer is None:
            return GEEN
        basis = kinderen(self._lijst("cellStyleXfs"))[int(nummer)]
        for plek, xf in enumerate(kinderen(self._lijst("cellXfs"))):
            if xf.get("xfId") == nummer and _same(xf, basis):
                return str(plek)
        nieuw = deepcopy(basis)
        nieuw.set("xfId", nummer)
        return self._voeg_toe("cellXfs", nieuw)

    def gevuld(self, oud: str, kleur: str) -> str:
        """The number of the format that looks like another one, on this colour."""
        sleutel = int(oud or 0), kleur
        if sleutel not in self._gevuld:
            vormen = kinderen(self._lijst("cellXfs"))
            if not 0 <= sleutel[0] < len(vormen):
                raise NietTeBewerken(f"{self._pakket.bestand}: een cel heeft een opmaak die er niet is.")
            nieuw = deepcopy(vormen[sleutel[0]])
            nieuw.set("fillId", self._vlak(kleur))
            nieuw.set("applyFill", "1")
            self._gevuld[sleutel] = self._voeg_toe("cellXfs", nieuw)
        return self._gevuld[sleutel]

    def _vlak(self, kleur: str) -> str:
        if kleur not in self._vlakken:
            vulling = deepcopy(kinderen(self._lijst("fills"))[0])
            for kind in kinderen(vulling):
                vulling.remove(kind)
            patroon = voeg_toe(vulling, "patternFill", patternType="solid")
            voeg_toe(patroon, "fgColor", rgb=kleur)
            voeg_toe(patroon, "bgColor", indexed="64")
            self._vlakken[kleur] = self._voeg_toe("fills", vulling)
        return self._vlakken[kleur]

    def _lijst(self, naam: str) -> Element:
        gevonden = kinderen(self._pakket.xml(self._deel), naam) if self._deel else []
        if not gevonden or not len(gevonden[0]):
            raise NietTeBewerken(f"{self._pakket.bestand} heeft geen stijlen. Sla het in Excel opnieuw op.")
        return gevonden[0]

    def _voeg_toe(self, naam: str, nieuw: Element) -> str:
        self._pakket.wijzig(self._deel)
        lijst = self._lijst(naam)
        lijst.append(nieuw)
        lijst.set("count", str(len(kinderen(lijst))))
        return str(len(kinderen(lijst)) - 1)


def _same(xf: Element, basis: Element) -> bool:
    """A cell format that looks as the named style does; one that was changed for a few cells is no use."""
    binnen = [[als_stuk(kind) for kind in kinderen(deel)] for deel in (xf, basis)]
    return binnen[0] == binnen[1] and all(xf.get(e) == basis.get(e) for e in _EIGENSCHAPPEN)
