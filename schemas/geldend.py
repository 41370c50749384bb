"""A region as in force in year y, and the dated region files that the product ships."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Final

from schemas.deelnemerwoord import met_deelnemers
from schemas.formule import Formule, lees_formule
from schemas.fouten import Gebruikersfout, VerkeerdGebruik, bedoelde_u
from schemas.geldendeopbouw import Naaraandelen, Opbouw, opbouw_van
from schemas.kernwoorden import RATO, Bijgelijk, Munteenheid, Sluitregel
from schemas.kernwoorden import REGIOS as REGIOS
from schemas.naamvorm import naamvorm
from schemas.opbouwcontrole import leunt_op
from schemas.regio import CENTRUMGEMEENTE, Betaling, Deelnemer, Kostensoort, Materialiteit, Organisatie
from schemas.regiobestand import RegioBestand
from schemas.regiojaar import Briefteksten, PerHoofd, Prognosewijze
from schemas.regiolezer import lees_regio
from schemas.regioopbouw import Grenzen, Indexering, Keuzepakket
from schemas.regiotelling import Pakket
from schemas.regiovorm import Gedateerd, waarde_in
from schemas.regiovorm import in_jaar as in_jaar
from schemas.regiozorg import Zorg

GEPUBLICEERD: Final = "zuid-limburg"
"""The shipped region whose rules were published; the others are examples, with rules that were made up."""
REGIONAAM: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LANGSTE_NAAM: Final = 100
STANDAARD_SLUITREGEL: Final[Sluitregel] = "grootste-rest"
STANDAARD_EENHEID: Final[Munteenheid] = "cent"
STANDAARD_BIJ_GELIJK: Final[Bijgelijk] = "gewicht"
STANDAARD_ACHTERSTAND: Final = 1
JONGEREN: Final = "jongeren"
"""The maatstaf by which contributions are compared where the region file names none."""


@dataclass(frozen=True)
class Regio:
    """One region file; each method answers for one year."""

    bestand: RegioBestand
    eigen: str = field(default="", compare=False)
    """Its text, of a region that does not come with the program: who gets a workbook of it has no such file."""

    def __reduce__(self) -> tuple[type[Regio], tuple[RegioBestand, str]]:
        """Only the file travels to another process; what was looked up in it is looked up again."""
        return Regio, (self.bestand, self.eigen)

    @property
    def naam(self) -> str:
        return self.bestand.regio

    @property
    def label(self) -> str:
        return self.bestand.label

    @property
    def kostensoorten(self) -> tuple[str, ...]:
        return tuple(self.bestand.kostensoorten)

    def kostensoort(self, naam: str) -> Kostensoort:
        return self.bestand.kostensoorten[naam]

    def zeg(self, zin: str) -> str:
        """A sentence of the program itself, in the word for who takes part in this region."""
        return zin if self.bestand.alleen_gemeenten else met_deelnemers(zin)

    def deelnemers(self, jaar: int, kostensoort: str = "") -> tuple[Deelnemer, ...]:
        """The participants of one year, in the order of the file: of one kostensoort where that is named."""
        alle = tuple(deelnemer for deelnemer in self.bestand.deelnemers if deelnemer.neemt_deel(jaar))
        deelname = in_jaar(self.bestand.kostensoorten[kostensoort].deelnemers, jaar) if kostensoort else None
        return alle if deelname is None else tuple(een for een in alle if deelname.telt(een.code))

    @cached_property
    def alle_deelnemers(self) -> Mapping[str, Deelnemer]:
        """Every code that the file knows, its newest entry, in the order of the file."""
        alle: dict[str, Deelnemer] = {}
        for deelnemer in self.bestand.deelnemers:
            bekend = alle.get(deelnemer.code)
            if bekend is None or deelnemer.van > bekend.van:
                alle[deelnemer.code] = deelnemer
        return alle

    @cached_property
    def codes(self) -> Mapping[str, Sequence[str]]:
        """The codes by every code, name and other known spelling in its plain form; in other years a name may be of
        another."""
        codes: dict[str, list[str]] = {}
        for code, deelnemer in self.alle_deelnemers.items():
            for vorm in dict.fromkeys((naamvorm(code), *deelnemer.vormen)):
                codes.setdefault(vorm, []).append(code)
        return codes

    @cached_property
    def gebieden(self) -> frozenset[str]:
        """The names of the region and of the parts that it ever had, in their plain form."""
        delen = (deel.waarde for deelnemer in self.alle_deelnemers.values() for deel in deelnemer.subregio.values())
        return frozenset(map(naamvorm, (self.naam, self.label, *delen)))

    def gemeente(self, code: str) -> str:
        return self.alle_deelnemers[code].naam

    def samengesteld_uit(self, code: str) -> tuple[str, ...]:
        """Who merged into it, and into those before; itself is none of them."""
        gevonden: dict[str, None] = {}
        nog = [code]
        while nog:
            deelnemer = self.alle_deelnemers.get(nog.pop())
            nieuw = [een for een in (deelnemer.samengesteld_uit if deelnemer else ()) if een not in (code, *gevonden)]
            gevonden |= dict.fromkeys(nieuw)
            nog += nieuw
        return tuple(gevonden)

    def opvolgers(self, toen: Iterable[str], nu: Iterable[str]) -> Mapping[str, str]:
        """Of who took part then and is gone because of a merger: into whom of who take part now."""
        zijn = tuple(nu)
        weg = set(toen).difference(zijn)
        return {eerder: code for code in zijn for eerder in self.samengesteld_uit(code) if eerder in weg} if weg else {}

    def opgegaan(self, code: str) -> int | None:
        """The first year in which others count as this participant, which goes on under its own code."""
        leden = self.alle_deelnemers[code].samengesteld_uit
        laatste = [self.alle_deelnemers[lid].tot_en_met for lid in leden if lid != code] if code in leden else []
        return max((jaar for jaar in laatste if jaar is not None), default=-1) + 1 or None

    def subregio(self, code: str, jaar: int) -> str:
        """Subregion in force, or nothing where the file names none."""
        return waarde_in(self.alle_deelnemers[code].subregio, jaar, "")

    @cached_property
    def organisatie(self) -> Organisatie:
        """Who does the work for all: a participant, or else another."""
        centrum = self.bestand.centrumgemeente or ""
        return self.bestand.organisatie or Organisatie(naam=self.gemeente(centrum), soort=CENTRUMGEMEENTE)

    def opbouw(self, kostensoort: str, jaar: int) -> Opbouw | None:
        """What a contribution is made of, or None for a year before the first rule; a sleutel is one part."""
        return opbouw_van(self.bestand, kostensoort, jaar)

    def leunt_op(self, kostensoort: str, jaar: int) -> tuple[str, ...]:
        """The kostensoorten whose outcome this one needs."""
        return tuple(dict.fromkeys(leunt_op(self.bestand, self.bestand.kostensoorten[kostensoort], jaar)))

    def grenzen(self, kostensoort: str, jaar: int) -> Grenzen | None:
        return in_jaar(self.bestand.kostensoorten[kostensoort].grenzen, jaar)

    def los_van_begroting(self, kostensoort: str, jaar: int) -> bool:
        """Whether what the participants pay together can differ from the budget: where it follows from the rows, or
        where the organisation bears what a limit takes."""
        opbouw = self.opbouw(kostensoort, jaar)
        return (opbouw is not None and opbouw.rest is None) or self.organisatie_draagt(kostensoort, jaar)

    def organisatie_draagt(self, kostensoort: str, jaar: int) -> bool:
        """Whether the organisation bears what a limit takes or gives, and not the other participants."""
        grenzen = self.grenzen(kostensoort, jaar)
        return grenzen is not None and grenzen.verschil == "organisatie"

    def sleutel(self, kostensoort: str, jaar: int) -> Naaraandelen | None:
        """The key in force where it is all that there is; None for a year before the first one."""
        opbouw = self.opbouw(kostensoort, jaar)
        deel = opbouw.rest if opbouw is not None and len(opbouw.onderdelen) == 1 else None
        return deel if isinstance(deel, Naaraandelen) else None

    def formule(self, maatstaf: str, jaar: int) -> Formule | None:
        """How a maatstaf is worked out for a year, or None where it is asked for."""
        gevonden = in_jaar(self.bestand.maatstaven[maatstaf].formule, jaar)
        return lees_formule(gevonden.waarde) if gevonden else None

    def achterstand(self, maatstaf: str, jaar: int) -> int:
        """How many years before the year of the plan a maatstaf is counted."""
        return waarde_in(self.bestand.maatstaven[maatstaf].achterstand, jaar, STANDAARD_ACHTERSTAND)

    def bij_gelijk(self, kostensoort: str, jaar: int) -> Bijgelijk:
        """Who goes first where remainders are equal."""
        regel = in_jaar(self.bestand.kostensoorten[kostensoort].sluitregel, jaar)
        return (regel.bij_gelijk if regel else None) or STANDAARD_BIJ_GELIJK

    def indexering(self, jaar: int) -> Indexering | None:
        return in_jaar(self.bestand.indexering, jaar)

    def keuzepakket(self, jaar: int) -> Keuzepakket | None:
        """How the figures of who buys only a keuzepakket are corrected in a plan of that year."""
        return in_jaar(self.bestand.keuzepakket, jaar)

    def prognosewijze(self, jaar: int) -> Prognosewijze | None:
        """By what the difference between forecast and budget is shared; None where nothing is said."""
        return in_jaar(self.bestand.prognose, jaar)

    def zorg(self, jaar: int) -> Zorg | None:
        """The segments of care of a year."""
        return in_jaar(self.bestand.zorg, jaar)

    def segmentdeelnemers(self, segment: str, jaar: int) -> tuple[str, ...]:
        """The codes of who shares a segment in a year, in the order of the file."""
        zorg = self.zorg(jaar)
        deelname = zorg.segmenten[segment].deelnemers if zorg is not None else None
        codes = [deelnemer.code for deelnemer in self.deelnemers(jaar)]
        return tuple(code for code in codes if deelname is None or deelname.telt(code))

    def pakket(self, code: str, jaar: int) -> Gedateerd[Pakket] | None:
        """What a participant buys, as far as the file says it."""
        return in_jaar(self.alle_deelnemers[code].pakket, jaar)

    def indexwijze(self, jaar: int) -> Indexering:
        """How indexes work in that year: they compound, and a deviation is settled whole, unless decided otherwise."""
        return self.indexering(jaar) or Indexering.model_construct(bron="")

    def sluitregel(self, kostensoort: str, jaar: int) -> Sluitregel:
        return waarde_in(self.bestand.kostensoorten[kostensoort].sluitregel, jaar, STANDAARD_SLUITREGEL)

    def eenheid(self, kostensoort: str, jaar: int) -> Munteenheid:
        """The unit in force; a year before the first one has that first one's unit (amounts decided before)."""
        eenheden = self.bestand.kostensoorten[kostensoort].eenheid
        return waarde_in(eenheden, max(jaar, min(eenheden, default=jaar)), STANDAARD_EENHEID)

    def dekkingen(self, jaar: int) -> tuple[str, ...]:
        """What else may pay a post in that year, as far as the file lists it."""
        return waarde_in(self.bestand.dekkingen, jaar, ())

    def betaling(self, kostensoort: str, code: str, jaar: int) -> Betaling | None:
        """The terms that the file has: those of the participant, else of the kostensoort, else of the region."""
        eigen = self.alle_deelnemers[code].betaling if code else {}
        van = (eigen, self.bestand.kostensoorten[kostensoort].betaling, self.bestand.betaling)
        return next((gevonden for per_jaar in van if (gevonden := in_jaar(per_jaar, jaar)) is not None), None)

    def per_hoofd(self, jaar: int) -> PerHoofd | None:
        """By what a contribution is compared: what the file says, else jongeren where the region counts them."""
        besloten = in_jaar(self.bestand.per_hoofd, jaar)
        if besloten is None and JONGEREN in self.bestand.maatstaven:
            return PerHoofd(maatstaf=JONGEREN, woord="jongere", bron=self.bestand.bron)
        return besloten

    def brief(self, jaar: int) -> Briefteksten | None:
        """What the region itself says in its letters of that year."""
        return in_jaar(self.bestand.brief, jaar)

    def materialiteit(self, jaar: int) -> Materialiteit | None:
        """The threshold in force; None where the file names none."""
        return in_jaar(self.bestand.materialiteit, jaar)

    def label_deel(self, deel: str) -> str:
        return "Rato" if deel == RATO else self.bestand.maatstaven[deel].label


class OnbekendeRegio(Gebruikersfout):
    def __init__(self, gevraagd: str, bekend: Iterable[str]) -> None:
        namen = sorted(bekend)
        super().__init__(
            f"Regio '{gevraagd}' is niet bekend.{bedoelde_u(gevraagd, namen)} Bekend zijn: {', '.join(namen)}. "
            f"Een eigen regio leest u uit {gevraagd}.yaml naast het invoerbestand."
        )


def regiobestanden(map: Path) -> list[Path]:
    """The region files in a folder, by name: what else is called so (a folder, a link to nowhere, the lock of an
    editor) is none."""
    return sorted(pad for pad in map.glob("*.yaml") if REGIONAAM.fullmatch(pad.stem) and pad.is_file())


def laad_regio(naam: str, map: Path | None = None) -> Regio:
    """The region of that name: from `<naam>.yaml` in `map` (the folder of the input) or else from the shipped ones.

    Args:
        naam: name of the region, as the input's sheet Plan gives it.
        map: folder that goes before the shipped files.
    Returns:
        The checked region.
    Raises:
        OnbekendeRegio: no such file.
        Gebruikersfout: the file cannot be read, or is wrong (InvoerFouten: all faults at once).
    """
    mappen = [REGIOS] if map is None else [map, REGIOS]
    # A name with a folder in it could point anywhere on the machine, and one without end at nothing it can look for.
    bruikbaar = len(naam) <= LANGSTE_NAAM and REGIONAAM.fullmatch(naam) is not None
    bestand = next((m / f"{naam}.yaml" for m in mappen if bruikbaar and (m / f"{naam}.yaml").is_file()), None)
    if bestand is None:
        raise OnbekendeRegio(naam, {pad.stem for m in mappen for pad in regiobestanden(m)})
    try:
        inhoud = bestand.read_bytes()
    except OSError:
        raise Gebruikersfout(f"{bestand.name} is niet te lezen. Staat het open in een ander programma?") from None
    meegeleverd = REGIOS / bestand.name
    eigen = bestand != meegeleverd and (not meegeleverd.is_file() or meegeleverd.read_bytes() != inhoud)
    regio = _gelezen(inhoud, bestand.name, eigen)
    if regio.naam != naam:
        raise Gebruikersfout(f"{bestand.name} beschrijft regio '{regio.naam}'", f"'{naam}', zoals het bestand heet.")
    return regio


@lru_cache(maxsize=32)
def _gelezen(inhoud: bytes, bestand: str, eigen: bool) -> Regio:
    """The same bytes are read once: a formula in a sheet asks for its region again and again."""
    return Regio(lees_regio(inhoud, bestand), inhoud.decode("utf-8-sig") if eigen else "")


def gevraagde_regio(gevraagd: str, map: Path | None = Path()) -> Regio:
    """The region that somebody names: a shipped one, one in that folder, or the file that is pointed at.

    Raises:
        VerkeerdGebruik: there is no such file.
        Gebruikersfout: as `laad_regio`.
    """
    pad = Path(gevraagd)
    if pad.suffix.casefold() not in (".yaml", ".yml"):
        return laad_regio(gevraagd, map)
    if not pad.is_file():
        raise VerkeerdGebruik(f"regiobestand '{gevraagd}' bestaat niet.")
    return laad_regio(pad.stem, pad.parent)


def regio_van_tekst(tekst: str, bestand: str) -> Regio:
    """A region of its own, from its text.

    Raises:
        Gebruikersfout: as `laad_regio`.
    """
    return _gelezen(tekst.encode(), bestand, True)
