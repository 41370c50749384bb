"""An input sheet is declared once: a frozen row type is the sheet.

Its fields are the columns, in their order: title, what a cell may hold, what it means, how wide it is. Reading,
writing into a book, the empty input and the model of a DataFrame are readings of that one declaration.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import MISSING, Field, dataclass, field, fields, replace
from datetime import date
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any, Final, Literal, TypeVar

from schemas import inhoud as mag
from schemas.deelnemerwoord import met_deelnemers
from schemas.inhoud import Inhoud, Pm
from schemas.naamvorm import naamvorm

if TYPE_CHECKING:
    from schemas.invoer import Rij
    from schemas.regiobestand import RegioBestand
    from schemas.werkboek import Celwaarde

Wissel = Literal["", "plan", "scenario", "maatstaven"]
"""Which columns a sheet has besides its own: the years of the plan, those of the scenario, or one per maatstaf."""
Waarde = str | int | Decimal | date | Pm | None
R = TypeVar("R")
JAARBREEDTE: Final = 13.0
_KOLOM: Final = "kolom"
_WISSEL: Final = "wissel"


@dataclass(frozen=True)
class Kolom:
    """One column of a sheet in one workbook. `sleutel` is the name in code; of a year its number as text."""

    sleutel: str
    titel: str
    inhoud: Inhoud
    uitleg: str
    leeg: bool
    anders: tuple[str, ...] = ()
    """Other headers that are accepted."""
    vereist: bool = True
    """Whether the sheet must have the column."""
    breedte: float = 0.0
    lang: bool = False
    """Whether its texts are sentences, that are wrapped."""
    als_gevuld: bool = False
    """Whether a book without anything in it goes without the column."""

    def goed(self, waarde: Celwaarde) -> bool:
        """Whether a cell may hold this, once it was read."""
        return self.leeg if waarde is None else self.inhoud.goed(waarde)

    def gelezen(self, waarde: Celwaarde) -> Celwaarde:
        """A cell as it counts: a day that was typed as text is that day, for other programs write all days so."""
        if self.inhoud == mag.DATUM and isinstance(waarde, str):
            return mag.getypte_dag(waarde) or waarde
        return waarde

    @property
    def ruimte(self) -> float:
        """How wide the column is, in characters."""
        return self.breedte or max(12.0, len(self.titel) + 4.0)


def veld(
    titel: str,
    inhoud: Inhoud,
    uitleg: str,
    *,
    leeg: bool = False,
    vereist: bool = True,
    breedte: float = 0.0,
    lang: bool = False,
    sleutel: str = "",
    als_gevuld: bool = False,
    standaard: Any = MISSING,
) -> Any:
    """A field that is a column. `sleutel` is its name where the field is called otherwise; `standaard` is what it holds
    where nothing is said. What a book without anything in it goes without, may be empty and may be lacking.
    """
    gegeven = Kolom(
        sleutel, titel, inhoud, uitleg, leeg or als_gevuld, vereist=vereist and not als_gevuld, breedte=breedte,
        lang=lang, als_gevuld=als_gevuld,
    )  # fmt: skip
    return field(default=standaard, metadata={_KOLOM: gegeven})


def jaren(wissel: Literal["plan", "scenario"], inhoud: Inhoud) -> Any:
    """A field that is a column per year."""
    return field(metadata={_WISSEL: (wissel, inhoud)})


def maatstaven() -> Any:
    """A field that is a column per maatstaf of the region."""
    return field(metadata={_WISSEL: ("maatstaven", mag.HOEVEELHEID)})


def buiten() -> Any:
    """A field that is no column: its row, or its place."""
    return field()


def _velden(rijtype: type[Any]) -> tuple[tuple[Field[Any], Kolom | None], ...]:
    """The fields of a row type, each with the column that it is."""
    return tuple((deel, _own(deel)) for deel in fields(rijtype))


@cache
def _own(deel: Field[Any]) -> Kolom | None:
    gegeven: Kolom | None = deel.metadata.get(_KOLOM)
    return gegeven and replace(gegeven, sleutel=gegeven.sleutel or deel.name)


@dataclass(frozen=True)
class Bladvorm:
    """A sheet: its row type, its name, and what makes a row unique. `verplicht`: no plan without it; `optioneel`: what
    it is for is not used where it is not there, and only a book that uses it has it.
    """

    naam: str
    titel: str
    rijtype: type[Any]
    uniek: tuple[str, ...] = ()
    verplicht: bool = False
    letterlijk: bool = False
    """Rows are as they were printed or logged: a row that is a total is no mistake there."""
    optioneel: bool = False

    @property
    def uitleg(self) -> str:
        return " ".join((self.rijtype.__doc__ or "").partition("\n\n")[0].split())

    @property
    def wissel(self) -> Wissel:
        return next((deel.metadata[_WISSEL][0] for deel in fields(self.rijtype) if _WISSEL in deel.metadata), "")

    def kolommen(self, jaren: Sequence[int] = (), regio: RegioBestand | None = None) -> tuple[Kolom, ...]:
        """The sheet's columns in order, with the years or the maatstaven in their place."""
        alle: list[Kolom] = []
        for deel, eigen in _velden(self.rijtype):
            if eigen is not None:
                alle.append(_in_word(eigen, regio))
            elif _WISSEL in deel.metadata:
                wissel, inhoud = deel.metadata[_WISSEL]
                if wissel == "maatstaven":
                    alle += [
                        Kolom(naam, m.label, inhoud, m.definitie, True, (naam,), vereist=False)
                        for naam, m in (regio.opgevraagd if regio else {}).items()
                    ]
                else:
                    alle += [Kolom(str(jaar), str(jaar), inhoud, "", True, breedte=JAARBREEDTE) for jaar in jaren]
        return tuple(alle)


def _in_word(kolom: Kolom, regio: RegioBestand | None) -> Kolom:
    """A column under the word for who takes part; its head may say the other word too."""
    ander = met_deelnemers(kolom.titel)
    if regio is not None and not regio.alleen_gemeenten:
        kolom, ander = replace(kolom, titel=ander, uitleg=met_deelnemers(kolom.uitleg)), kolom.titel
    return kolom if ander == kolom.titel else replace(kolom, anders=(*kolom.anders, ander))


def titels_van(kolommen: Sequence[Kolom]) -> dict[str, Kolom]:
    """The columns by every header under which they may stand, in its plain form."""
    return {naamvorm(titel): kolom for kolom in kolommen for titel in (*kolom.anders, kolom.titel)}


def nodige_kolommen(kolommen: Sequence[Kolom], rijen: Sequence[Mapping[str, Any]]) -> tuple[Kolom, ...]:
    """Those that a book with these rows has."""
    return tuple(kolom for kolom in kolommen if not kolom.als_gevuld or any(rij.get(kolom.sleutel) for rij in rijen))


def regel_uit(rijtype: type[R], rij: Rij, **anders: Any) -> R:
    """A row that passed every check, as its type. `anders` are the fields that are more than what one column says."""
    waarden: dict[str, Any] = dict(anders)
    for deel, eigen in _velden(rijtype):
        if deel.name in anders:
            continue
        if eigen is not None:
            waarden[deel.name] = _lees(rij, eigen)
        elif deel.metadata.get(_WISSEL, ("",))[0] in ("plan", "scenario"):
            waarden[deel.name] = dict(sorted(rij.bedragen().items()))
        elif deel.name == "rij":
            waarden[deel.name] = rij.nummer
    return rijtype(**waarden)


def _lees(rij: Rij, eigen: Kolom) -> Any:
    bereik = eigen.inhoud.bereik
    if eigen.inhoud == mag.DATUM:
        return rij.dag(eigen.sleutel)
    if bereik is None:
        return rij.tekst(eigen.sleutel)
    waarde = rij.heel(eigen.sleutel) if bereik.decimalen == 0 else rij.getal(eigen.sleutel)
    if waarde is None and not eigen.leeg:
        raise AssertionError(f"{rij.plaats(eigen.sleutel)} passed the gate without a number")
    return waarde


def waarden_van(regel: Any) -> dict[str, Waarde]:
    """A row as it stands on its sheet: values by column, the other way round."""
    waarden: dict[str, Waarde] = {}
    for deel, eigen in _velden(type(regel)):
        if eigen is not None:
            waarden[eigen.sleutel] = getattr(regel, deel.name)
        elif _WISSEL in deel.metadata:
            reeks: Mapping[Any, Waarde] = getattr(regel, deel.name)
            waarden |= {str(sleutel): waarde for sleutel, waarde in reeks.items()}
    return waarden
