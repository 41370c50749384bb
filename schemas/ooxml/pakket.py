"""A workbook as its parts: what each is, what leads to what; changed in place, and all that is not keeps its bytes."""

from __future__ import annotations

import posixpath
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from typing import Final
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

from schemas.ooxml.eenmaal import Deel, schrijf
from schemas.ooxml.xml import (
    KOP,
    RELATIE,
    Element,
    NietTeBewerken,
    afstammelingen,
    als_bytes,
    attribuut,
    kinderen,
    lokaal,
    ontleed,
    voeg_toe,
)

TYPEN: Final = "[Content_Types].xml"
_TIJD: Final = (1980, 1, 1, 0, 0, 0)
_VOORAAN: Final = (TYPEN, "_rels/.rels")
_WERKBOEK: Final = "xl/workbook.xml"
_LEGE_RELATIES: Final = KOP + b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>'


@dataclass(frozen=True)
class Relatie:
    soort: str
    """Last word of the kind of relationship, in lower case."""
    doel: str
    """Name of the part, or the address where it leads outside."""
    buiten: bool


@dataclass(frozen=True)
class Bladregel:
    """What the workbook says of one sheet. `deel` is empty where the part is not there; `stand` as it is written."""

    naam: str
    soort: str
    deel: str
    stand: str


class Pakket:
    """A workbook that is read, and maybe changed. `bewaar` gives its bytes."""

    def __init__(self, inhoud: bytes, bestand: str = "De werkmap") -> None:
        """
        Raises:
            NietTeBewerken: it is no zip, or a damaged one.
        """
        self.bestand = bestand
        try:
            with ZipFile(BytesIO(inhoud)) as archief:
                self._volgorde = archief.infolist()
                self._delen = {info.filename: archief.read(info) for info in self._volgorde}
        except (BadZipFile, NotImplementedError, RuntimeError, EOFError, zlib.error):
            raise NietTeBewerken(f"{bestand} is beschadigd en niet te bewerken. Sla het in Excel opnieuw op.") from None
        self._echt = {naam.lstrip("/").casefold(): naam for naam in self._delen if not naam.endswith("/")}
        self._gelezen: dict[str, Element] = {}
        self._gewijzigd: set[str] = set()

    # --- parts

    def echt(self, deel: str) -> str:
        """A part as the archive spells it; nothing where it is not there."""
        return self._echt.get(deel.casefold(), "")

    @property
    def namen(self) -> list[str]:
        return list(self._echt.values())

    def lees(self, deel: str) -> bytes:
        """
        Raises:
            NietTeBewerken: the part is not there.
        """
        if not self.echt(deel):
            raise NietTeBewerken(f"{self.bestand} mist onderdeel {deel}. Sla het in Excel opnieuw op.")
        return self._delen[self.echt(deel)]

    def xml(self, deel: str) -> Element:
        """A part as a tree to look into: it keeps its bytes."""
        inhoud, naam = self.lees(deel), self.echt(deel)
        if naam not in self._gelezen:
            self._gelezen[naam] = ontleed(inhoud, naam)
        return self._gelezen[naam]

    def wijzig(self, deel: str) -> Element:
        """A part as a tree to change: it is written from the tree."""
        wortel = self.xml(deel)
        self._gewijzigd.add(self.echt(deel))
        return wortel

    def zet(self, deel: str, inhoud: bytes) -> None:
        """A part, in place of the one of that name if there is one."""
        naam = self._echt.setdefault(deel.casefold(), deel)
        self._delen[naam] = inhoud
        self._gelezen.pop(naam, None)
        self._gewijzigd.discard(naam)

    def vrij(self, begin: str, einde: str) -> str:
        """A name for a new part that no other has: `xl/comments3.xml`."""
        nummer = 1
        while self.echt(f"{begin}{nummer}{einde}"):
            nummer += 1
        return f"{begin}{nummer}{einde}"

    # --- what each is

    @property
    def typen(self) -> dict[str, str]:
        """What every part is, by its name; in lower case."""
        standaard: dict[str, str] = {}
        eigen: dict[str, str] = {}
        for regel in kinderen(self.xml(TYPEN)):
            soort = regel.get("ContentType", "").lower()
            if lokaal(regel) == "Default":
                standaard[regel.get("Extension", "").casefold()] = soort
            else:
                eigen[regel.get("PartName", "").lstrip("/").casefold()] = soort
        return {
            naam: eigen.get(klein, standaard.get(klein.rpartition(".")[2], "")) for klein, naam in self._echt.items()
        }

    def zet_type(self, deel: str, soort: str) -> None:
        voeg_toe(self.wijzig(TYPEN), "Override", PartName=f"/{deel}", ContentType=soort)

    def zet_standaardtype(self, extensie: str, soort: str) -> None:
        """What parts with this extension are, where nothing says so yet."""
        regels = kinderen(self.xml(TYPEN), "Default")
        if not any(regel.get("Extension", "").casefold() == extensie for regel in regels):
            voeg_toe(self.wijzig(TYPEN), "Default", Extension=extensie, ContentType=soort)

    # --- what leads to what

    def relaties(self, deel: str) -> dict[str, Relatie]:
        """What a part refers to, by the id that it uses; of the whole package where `deel` is empty."""
        gevonden: dict[str, Relatie] = {}
        if not self.echt(relatiedeel(deel)):
            return gevonden
        for regel in kinderen(self.xml(relatiedeel(deel)), "Relationship"):
            buiten = regel.get("TargetMode", "").casefold() == "external"
            doel = regel.get("Target", "")
            if not buiten:
                doel = posixpath.normpath(posixpath.join("/", posixpath.dirname(deel), doel)).lstrip("/")
                doel = self.echt(doel) or doel
            gevonden[regel.get("Id", "")] = Relatie(regel.get("Type", "").rpartition("/")[2].lower(), doel, buiten)
        return gevonden

    def relateer(self, deel: str, soort: str, doel: str) -> str:
        """Let a part refer to another; returns the id to use."""
        if not self.echt(relatiedeel(deel)):
            self.zet(relatiedeel(deel), _LEGE_RELATIES)
        bezet = self.relaties(deel)
        nummer = next(f"rId{n}" for n in range(1, len(bezet) + 2) if f"rId{n}" not in bezet)
        lijst = self.wijzig(relatiedeel(deel))
        voeg_toe(lijst, "Relationship", Id=nummer, Type=f"{RELATIE}/{soort}", Target=f"/{doel}")
        return nummer

    def van_soort(self, deel: str, soort: str) -> str:
        """The part to which a part has a relation of this kind; nothing where there is none."""
        relaties = self.relaties(deel).values()
        return next((r.doel for r in relaties if r.soort == soort and not r.buiten and self.echt(r.doel)), "")

    def bereikt(self, deel: str) -> list[str]:
        """Every part that a part leads to, directly or not; in order of finding."""
        gevonden: list[str] = []
        te_doen = [deel]
        while te_doen:
            for relatie in self.relaties(te_doen.pop(0)).values():
                if not relatie.buiten and self.echt(relatie.doel) and relatie.doel not in gevonden:
                    gevonden.append(relatie.doel)
                    te_doen.append(relatie.doel)
        return gevonden

    # --- the workbook

    @cached_property
    def werkboek(self) -> str:
        """The part that lists the sheets."""
        return self.van_soort("", "officedocument") or self.echt(_WERKBOEK) or _WERKBOEK

    @property
    def bladen(self) -> tuple[Bladregel, ...]:
        """The sheets in their order, charts that fill a sheet too."""
        relaties = self.relaties(self.werkboek)
        regels = []
        for blad in afstammelingen(self.xml(self.werkboek), "sheet"):
            relatie = relaties.get(attribuut(blad, "id"), Relatie("", "", buiten=True))
            deel = "" if relatie.buiten else self.echt(relatie.doel)
            regels.append(Bladregel(blad.get("name", ""), relatie.soort, deel, blad.get("state", "visible")))
        return tuple(regels)

    def bewaar(self) -> bytes:
        """The workbook: changed parts written anew, all others as they came, in the order in which they came."""
        uit = BytesIO()
        bekend = {info.filename for info in self._volgorde}
        with ZipFile(uit, "w") as archief:
            for info in self._volgorde:
                archief.writestr(info, self._written(info.filename), compress_type=info.compress_type)
            for naam in self._delen:
                if naam not in bekend:
                    archief.writestr(ZipInfo(naam, _TIJD), self._written(naam), compress_type=ZIP_DEFLATED)
        return uit.getvalue()

    def _written(self, naam: str) -> bytes:
        inhoud = self._delen[naam]
        return als_bytes(self._gelezen[naam], inhoud) if naam in self._gewijzigd else inhoud


def pak_in(delen: Mapping[str, Deel], manier: int = ZIP_DEFLATED) -> bytes:
    """Parts packed in one order, with fixed times and attributes: the same parts give the same bytes."""
    uit = BytesIO()
    volgorde = [naam for naam in _VOORAAN if naam in delen] + sorted(naam for naam in delen if naam not in _VOORAAN)
    with ZipFile(uit, "w") as archief:
        for naam in volgorde:
            kop = ZipInfo(naam, _TIJD)
            kop.create_system = 3
            kop.external_attr = 0o600 << 16
            kop.compress_type = manier
            schrijf(archief, kop, delen[naam])
    return uit.getvalue()


def relatiedeel(deel: str) -> str:
    """The part that holds the relations of a part."""
    map_, naam = posixpath.split(deel)
    return posixpath.join(map_, "_rels", f"{naam}.rels")
