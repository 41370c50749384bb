"""The differences in Dutch sentences: per cell what it was, what it should be and what stands there now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from openpyxl.utils import get_column_letter

from calc.notatie import opsomming
from schemas.fouten import hoeveel
from schemas.geleverd.werkmap import Boekcel, Werkmap
from schemas.onschadelijk import voor_terminal
from schemas.plaats import Plek, celnaam
from schemas.planbladen import INVOER
from schemas.werkboek import Foutwaarde, Vlak
from templates.controleren.vergelijken import Aard, Celvergelijking, Verschil
from templates.controleren.verschuiving import Ligging
from templates.controleren.verwachting import Verwacht, Verwachting
from templates.werkmap.zegel import in_cijfers

LANGST: Final = 90
GEVOLGEN: Final = (
    "formule is goed, maar toont een andere uitkomst dan bij de juiste cijfers hoort",
    "formules zijn goed, maar tonen een andere uitkomst dan bij de juiste cijfers hoort",
)
VERSCHOVEN: Final = (
    "formule is niet meegeschoven en verwijst nu naar een verkeerde cel",
    "formules zijn niet meegeschoven en verwijzen nu naar een verkeerde cel",
)
TEKSTEN: Final = (
    "tekst hoort bij de invoer van vóór de wijziging, of is zelf gewijzigd",
    "teksten horen bij de invoer van vóór de wijziging, of zijn zelf gewijzigd",
)
MEESTE_REGELS: Final = 200
"""Lines per sheet; past that the cells are told as ranges."""


@dataclass(frozen=True)
class Verslag:
    """How a workbook came out. `fouten` are complete sentences, one per line; without any it is in order."""

    bestand: str
    gemeentecode: str
    fouten: tuple[str, ...]
    meldingen: tuple[str, ...]
    formules: int = 0
    cellen: int = 0
    elders: str = ""
    """Where its input was found, if not in the workbook itself."""

    @property
    def in_orde(self) -> bool:
        return not self.fouten


@dataclass(frozen=True)
class Omstandigheden:
    """What decides how a difference is told."""

    invoer_anders: bool
    """The input sheets are certainly not what they were."""
    met_invoer: bool
    """The workbook is held against an input file, and not against its own input sheets."""


def zinnen(gevonden: Celvergelijking, hoort: Verwachting, staat: Werkmap, zo: Omstandigheden) -> list[str]:
    """Every difference as a sentence: the workbook as a whole, then sheet by sheet."""
    verschoven = [v for v in gevonden.verschillen if v.aard is Aard.VERSCHOVEN]
    gevolgen, teksten, rest = _verdeeld(gevonden, zo)
    regels = list(_bladen(gevonden))
    for titel in staat.bladen:
        if titel in gevonden.liggingen:
            regels += _lijnen(titel, gevonden.liggingen[titel], hoort, gevonden, staat)
        hier = [verschil for verschil in rest if verschil.blad == titel]
        regels += [_zin(verschil) for verschil in hier[:MEESTE_REGELS]]
        if over := hier[MEESTE_REGELS:]:
            regels.append(f"blad {titel}: nog {len(over)} cellen wijken af: {bereiken(v.plek for v in over)}")
    regels += _namen(gevonden)
    regels += _samengevat(verschoven, VERSCHOVEN)
    regels += _samengevat(teksten, TEKSTEN)
    regels += _samengevat(gevolgen, GEVOLGEN)
    return regels


def _verdeeld(gevonden: Celvergelijking, zo: Omstandigheden) -> tuple[list[Verschil], list[Verschil], list[Verschil]]:
    """What follows from something else, texts that may do so, and what is to be told by itself."""
    inhoud = [v for v in gevonden.verschillen if v.aard is not Aard.UITKOMST]
    oorzaak = bool(inhoud or gevonden.liggingen or gevonden.ontbreekt or gevonden.hernoemd or zo.invoer_anders)
    gevolgen = [v for v in gevonden.verschillen if v.aard is Aard.UITKOMST] if oorzaak else []
    teksten = [v for v in inhoud if zo.invoer_anders and not zo.met_invoer and _is_tekst(v)]
    apart = {id(v) for v in (*gevolgen, *teksten)}
    rest = [v for v in gevonden.verschillen if id(v) not in apart and v.aard is not Aard.VERSCHOVEN]
    return gevolgen, teksten, rest


def _is_tekst(verschil: Verschil) -> bool:
    """A text outside the input sheets, where another text should be."""
    return (
        not verschil.blad.startswith(INVOER)
        and verschil.aard is Aard.WAARDE
        and verschil.hoort is not None
        and verschil.staat is not None
        and isinstance(verschil.hoort.waarde, str)
        and isinstance(verschil.staat.waarde, str)
    )


def _bladen(gevonden: Celvergelijking) -> Iterator[str]:
    for titel in gevonden.ontbreekt:
        yield f"blad {titel} ontbreekt"
    for nu, hoort in gevonden.hernoemd.items():
        yield f"blad {hoort} heet nu '{nu}'"
    for titel in gevonden.erbij:
        yield f"blad '{titel}' hoort niet in deze werkmap"


def _lijnen(titel: str, zo: Ligging, hoort: Verwachting, gevonden: Celvergelijking, staat: Werkmap) -> Iterator[str]:
    """Rows or columns that came in or went."""
    as_ = 0 if zo.richting == "rij" else 1
    for nummer in zo.ingevoegd:
        hier = staat.bladen[titel]
        inhoud = [hier[plek] for plek in sorted(hier) if plek[as_] == nummer]
        erin = f" met {_toon_cel(inhoud[0])}" if inhoud else ", leeg"
        yield f"blad {titel}: {zo.richting} {_naam(nummer, zo.richting)} is ingevoegd{erin}"
    for nummer in zo.verwijderd:
        was = hoort.bladen[gevonden.hernoemd.get(titel, titel)]
        weg = [was[plek] for plek in sorted(was) if plek[as_] == nummer]
        wat = f"; daar stond {', '.join(_toon(cel) for cel in weg[:2])}" if weg else ""
        yield f"blad {titel}: {zo.richting} {_naam(nummer, zo.richting)} is verwijderd{wat}"


def _naam(nummer: int, richting: str) -> str:
    return str(nummer) if richting == "rij" else get_column_letter(nummer)


def _zin(verschil: Verschil) -> str:
    waar = f"blad {verschil.blad}, cel {celnaam(*verschil.plek)}"
    hoort, staat = verschil.hoort, verschil.staat
    if hoort is None or staat is None:
        if staat is not None:
            return f"{waar}: {_toon_cel(staat)}; hoort leeg te zijn"
        assert hoort is not None
        return f"{waar}: leeg; hoort te zijn {_toon(hoort)}"
    match verschil.aard:
        case Aard.OVERGETYPT:
            kop = f"{_toon_cel(staat)} staat op de plaats van een formule"
        case Aard.ALS_TEKST:
            kop = f"{_toon_cel(staat)} is een getal dat als tekst is opgeslagen"
        case Aard.UITKOMST:
            return f"{waar}: toont {_toon_waarde(staat.waarde)}; de formule geeft {_toon_waarde(hoort.waarde)}"
        case _:
            kop = _toon_cel(staat)
    return f"{waar}: {kop}; hoort te zijn {_toon(hoort)}"


def _toon(cel: Verwacht) -> str:
    if cel.formule:
        return f"{_kort(f'={cel.formule}')} (uitkomst {_toon_waarde(cel.waarde)})"
    return _toon_waarde(cel.waarde)


def _toon_cel(cel: Boekcel) -> str:
    return _kort(f"={cel.formule}") if cel.formule else _toon_waarde(cel.waarde)


def _toon_waarde(waarde: Vlak | Foutwaarde) -> str:
    if waarde is None:
        return "leeg"
    if isinstance(waarde, bool):
        return "WAAR" if waarde else "ONWAAR"
    if isinstance(waarde, float):
        return in_cijfers(waarde).replace(".", ",")
    return _kort(waarde.code) if isinstance(waarde, Foutwaarde) else f"'{_kort(waarde)}'"


def _kort(tekst: str) -> str:
    return voor_terminal(tekst, LANGST)


def _namen(gevonden: Celvergelijking) -> Iterator[str]:
    for naam, hoort, staat in gevonden.namen:
        nu = f"wijst naar {_kort(staat)}" if staat else "ontbreekt"
        yield f"naam {naam} {nu}; hoort te wijzen naar {_kort(hoort)}"


def _samengevat(verschillen: Sequence[Verschil], vormen: tuple[str, str]) -> Iterator[str]:
    """A line per sheet for cells of which the cause is told elsewhere."""
    per_blad: dict[str, list[Plek]] = defaultdict(list)
    for verschil in verschillen:
        per_blad[verschil.blad].append(verschil.plek)
    for titel, plekken in per_blad.items():
        yield f"blad {titel}: {hoeveel(len(plekken), *vormen)}: {bereiken(plekken)}"


def bereiken(plekken: Iterable[Plek]) -> str:
    """Cells in as few ranges as columns allow: `C5:C20, E7 en F7`."""
    per_kolom: dict[int, list[int]] = defaultdict(list)
    for rij, kolom in sorted(set(plekken), key=lambda plek: (plek[1], plek[0])):
        per_kolom[kolom].append(rij)
    stukken: dict[tuple[int, int], list[int]] = defaultdict(list)
    for kolom, rijen in per_kolom.items():
        begin = vorige = rijen[0]
        for rij in [*rijen[1:], -1]:
            if rij != vorige + 1:
                stukken[begin, vorige].append(kolom)
                begin = rij
            vorige = rij
    namen = []
    for (begin, einde), kolommen in sorted(stukken.items(), key=lambda stuk: (stuk[0][0], stuk[1][0])):
        links = kolommen[0]
        for plek, kolom in enumerate(kolommen):
            volgende = kolommen[plek + 1] if plek + 1 < len(kolommen) else None
            if volgende != kolom + 1:
                van, tot = celnaam(begin, links), celnaam(einde, kolom)
                namen.append(van if van == tot else f"{van}:{tot}")
                links = volgende or 0
    return opsomming(namen)
