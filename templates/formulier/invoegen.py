"""Take the figures of forms into an input workbook: Maatstaven, Definities, and a line per figure in Herkomst."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from calc.notatie import datum, opsomming
from calc.uitvraag import definitie_regio
from schemas.bladen import HERKOMST, VORM
from schemas.deelnemercontrole import controleer_deelnemers
from schemas.formulier import Cijfer, Opgave, Uitvraag, Vraag
from schemas.geldend import Regio
from schemas.herkomst import Herkomstregel, laatste_regels
from schemas.inhoud import dutch, toon
from schemas.invoer import Kop, Rij, Tabelblad
from schemas.invoerblad import Bladvorm
from schemas.kladblok import Kladblok
from schemas.lezer import lees_tabel
from schemas.naamvorm import naamvorm
from schemas.ooxml.xml import NietTeBewerken
from schemas.standen import VOORLOPIG
from schemas.tellen.blad import GETELD
from schemas.werkboek import Celwaarde, Werkboek
from templates.werkmap.blad import KOPRIJ
from templates.werkmap.maat import regelhoogte
from templates.werkmap.stijlen import opgavevorm, stijlnaam
from templates.werkmap.werkmapxml import Celinhoud, Werkblad, Werkmapxml

LANGSTE_OPMERKING: Final = 500
VOORLOPIGKOLOM: Final = next(k.titel for k in VORM["Maatstaven"].kolommen() if k.sleutel == "voorlopig")


@dataclass(frozen=True)
class Wijziging:
    """One cell of Maatstaven: what stood there, and what stands there now."""

    maatstaf: str
    gemeente: str
    oud: str
    nieuw: str

    @property
    def gelijk(self) -> bool:
        return self.oud == self.nieuw


@dataclass(frozen=True)
class Ingevoegd:
    """The new workbook.

    `zonder`: participants that have no row for this peiljaar yet. `formules`: other cells may have been calculated from
    the old figures.
    """

    inhoud: bytes
    wijzigingen: tuple[Wijziging, ...]
    definities: tuple[str, ...]
    zonder: tuple[str, ...]
    formules: bool


@dataclass(frozen=True)
class Invoerwerkmap:
    """An input workbook before: its bytes, what was read of it, and its head and region."""

    inhoud: bytes
    boek: Werkboek
    kop: Kop
    regio: Regio


def voeg_in(
    invoer: Invoerwerkmap,
    uitvraag: Uitvraag,
    opgaven: Sequence[Opgave],
    log: Sequence[Herkomstregel],
    opgenomen_op: date,
) -> Ingevoegd:
    """The input workbook with the figures of these forms in it; all that is not about them stays as it was.

    Args:
        opgaven: one form per participant at most, without faults.
        log: what sheet Herkomst holds now.
        opgenomen_op: the day that the log gives.
    Raises:
        NietTeBewerken: a sheet or column is missing, or a formula stands where a figure must go.
    """
    werkmap = Werkmapxml(invoer.inhoud, invoer.boek.bestand)
    maatstaven = _Maatstaven(werkmap, invoer, uitvraag)
    wijzigingen: list[Wijziging] = []
    regels: list[Herkomstregel] = []
    for opgave in opgaven:
        vragen = {vraag.maatstaf: vraag for vraag in uitvraag.deelnemers[opgave.gemeentecode].vragen}
        for cijfer in opgave.cijfers:
            wijziging, oud = maatstaven.zet(opgave, cijfer, vragen[cijfer.maatstaf])
            wijzigingen.append(wijziging)
            regels.append(_regel(opgave, cijfer, vragen[cijfer.maatstaf], oud, opgenomen_op))
    maatstaven.sluit()
    definities = _definities(werkmap, invoer, uitvraag, [*log, *regels])
    _herkomst(werkmap, invoer, uitvraag, regels)
    formules = werkmap.reken_bij_openen()
    zonder = [vraag.gemeente for code, vraag in uitvraag.deelnemers.items() if code not in maatstaven.rijen]
    return Ingevoegd(werkmap.bewaar(), tuple(wijzigingen), definities, tuple(zonder), formules)


def _regel(opgave: Opgave, cijfer: Cijfer, vraag: Vraag, oud: Celwaarde, opgenomen_op: date) -> Herkomstregel:
    return Herkomstregel(
        peiljaar=opgave.peiljaar,
        maatstaf=cijfer.maatstaf,
        gemeentecode=opgave.gemeentecode,
        gemeente=opgave.gemeente,
        oud=None if oud is None else _number(oud) if _number(oud) is not None else toon(oud),
        nieuw=cijfer.waarde,
        stand=cijfer.stand,
        peildatum=datum(cijfer.peildatum) if cijfer.peildatum else vraag.peilmoment,
        ingevuld_door=opgave.ingevuld_door,
        datum=datum(opgave.datum) if opgave.datum else "",
        opgenomen_op=datum(opgenomen_op),
        bestand=opgave.bestand,
        sha256=opgave.sha256,
        opmerking="; ".join(filter(None, (opgave.opmerkingen, cijfer.opmerking)))[:LANGSTE_OPMERKING],
    )


def _number(waarde: Celwaarde) -> Decimal | None:
    return Decimal(waarde) if isinstance(waarde, int | Decimal) and not isinstance(waarde, bool) else None


@dataclass
class _Tafel:
    """A sheet with a table: where its columns stand, and its last row."""

    blad: Werkblad
    tabel: Tabelblad
    plekken: dict[str, int]
    koprij: int
    eerst: int
    laatste: int

    @classmethod
    def van(cls, werkmap: Werkmapxml, invoer: Invoerwerkmap, vorm: Bladvorm, nodig: Sequence[str]) -> _Tafel:
        naam = next((naam for naam in werkmap.bladnamen if naamvorm(naam) == naamvorm(vorm.naam)), None)
        tabel = lees_tabel(invoer.boek, vorm, invoer.kop, invoer.regio)
        if naam is None or tabel is None:
            raise NietTeBewerken(f"{invoer.boek.bestand}: blad {vorm.naam} ontbreekt.")
        titels = {kolom.sleutel: kolom.titel for kolom in vorm.kolommen(invoer.kop.jaren, invoer.regio.bestand)}
        mist = [titels[sleutel] for sleutel in nodig if sleutel not in tabel.koppen]
        if mist:
            raise NietTeBewerken(f"{invoer.boek.bestand}, blad {vorm.naam}: kolom {opsomming(mist)} ontbreekt.")
        plekken = {sleutel: kolom for sleutel, (_, kolom) in tabel.koppen.items()}
        koprij = next((rij for rij, _ in tabel.koppen.values()), 0)
        blad = werkmap.blad(naam)
        laatste = max([koprij, *(rij.nummer for rij in tabel.rijen)])
        return cls(blad, tabel, plekken, koprij, laatste, laatste)

    def nieuwe_rij(self) -> int:
        """A row below the last one, looking as that one does."""
        voorbeeld = self.laatste
        self.laatste = max(self.laatste, self.blad.laatste_rij) + 1
        if voorbeeld > self.koprij:
            for plek in self.plekken.values():
                self.blad.zet(self.laatste, plek, None, self.blad.stijl(voorbeeld, plek))
        return self.laatste

    def zet(self, rij: int, sleutel: str, waarde: Celinhoud, stijl: str = "") -> None:
        if sleutel in self.plekken:
            self.blad.zet(rij, self.plekken[sleutel], waarde, stijl)

    def nieuwe_kolom(self, sleutel: str, titel: str) -> None:
        """A column right of the last one, with a head that looks as that one's does."""
        laatste = max(self.plekken.values())
        self.blad.zet(self.koprij, laatste + 1, titel, self.blad.stijl(self.koprij, laatste))
        self.plekken[sleutel] = laatste + 1

    def sluit(self) -> None:
        self.blad.verleng(self.eerst, self.laatste)


class _Maatstaven:
    """Sheet Maatstaven, being filled."""

    def __init__(self, werkmap: Werkmapxml, invoer: Invoerwerkmap, uitvraag: Uitvraag) -> None:
        self.tafel = _Tafel.van(werkmap, invoer, VORM["Maatstaven"], ("peiljaar", "gemeente"))
        self.werkmap, self.invoer, self.uitvraag = werkmap, invoer, uitvraag
        controleer_deelnemers(self.tafel.tabel, invoer.kop, invoer.regio, Kladblok(("Maatstaven",)))
        self.rijen: dict[str, int] = {}
        for rij in self.tafel.tabel.rijen:
            if rij.heel("peiljaar") == uitvraag.peiljaar:
                self.rijen.setdefault(rij.tekst("gemeentecode"), rij.nummer)
        raster = next(raster for raster in invoer.boek.bladen if raster.naam == self.tafel.blad.naam)
        self.cellen: Mapping[tuple[int, int], Celwaarde] = raster.cellen
        self._los: dict[int, set[str]] = {}

    def zet(self, opgave: Opgave, cijfer: Cijfer, vraag: Vraag) -> tuple[Wijziging, Celwaarde]:
        """One figure in its cell; returns what changed, and what stood there."""
        if vraag.maatstaf not in self.tafel.plekken:
            self.tafel.nieuwe_kolom(vraag.maatstaf, vraag.label)
        nieuw = opgave.gemeentecode not in self.rijen
        if nieuw:
            self.rijen[opgave.gemeentecode] = rij = self.tafel.nieuwe_rij()
            for sleutel, tekst, stijl in (
                ("peiljaar", opgave.peiljaar, "VW jaar invoer"),
                ("gemeentecode", opgave.gemeentecode, "VW tekst invoer"),
                ("gemeente", opgave.gemeente, "VW tekst invoer"),
            ):
                # In a table without rows there is none to look like.
                self.tafel.zet(
                    rij, sleutel, tekst, "" if self.tafel.tabel.rijen else self.werkmap.stijlen.genoemd(stijl)
                )
        rij = self.rijen[opgave.gemeentecode]
        plek = self.tafel.plekken[vraag.maatstaf]
        oud = self.cellen.get((rij, plek))
        stijl = self.werkmap.stijlen.genoemd(stijlnaam(opgavevorm(vraag.eenheid), "invoer")) if oud is None else ""
        if _number(oud) != cijfer.waarde:
            self.tafel.blad.zet(rij, plek, cijfer.waarde, stijl)
        self._zet_stand(rij, cijfer)
        wijziging = Wijziging(
            maatstaf=f"{vraag.label} {opgave.peiljaar}",
            gemeente=opgave.gemeente,
            oud=_notatie(oud),
            nieuw=_notatie(cijfer.waarde),
        )
        return wijziging, oud

    def _zet_stand(self, rij: int, cijfer: Cijfer) -> None:
        """The row names which of its figures can still change; a column for it comes when there is one."""
        plek = self.tafel.plekken.get("voorlopig", 0)
        bekend = self.invoer.regio.bestand.maatstaven
        stond = {
            _maatstaf(stuk.strip(), self.invoer.regio)
            for stuk in str(self.cellen.get((rij, plek)) or "").replace(";", ",").split(",")
        }
        los = self._los.setdefault(rij, stond)
        eerst = set(los)
        los -= {cijfer.maatstaf}
        if cijfer.stand == VOORLOPIG:
            los |= {cijfer.maatstaf}
            if not plek:
                self.tafel.nieuwe_kolom("voorlopig", VOORLOPIGKOLOM)
        if los != eerst:
            stijl = self.werkmap.stijlen.genoemd("VW tekst invoer")
            self.tafel.zet(rij, "voorlopig", ", ".join(naam for naam in bekend if naam in los) or None, stijl)

    def sluit(self) -> None:
        self.tafel.sluit()


def _notatie(waarde: Celwaarde) -> str:
    getal = _number(waarde)
    if getal is not None:
        return dutch(getal.quantize(Decimal(1)) if getal == getal.to_integral_value() else getal.normalize())
    return toon(waarde)


def _definities(
    werkmap: Werkmapxml, invoer: Invoerwerkmap, uitvraag: Uitvraag, log: Sequence[Herkomstregel]
) -> tuple[str, ...]:
    """The row of each maatstaf says where its figures now come from; returns what was changed, in words."""
    tafel = _Tafel.van(werkmap, invoer, VORM["Definities"], ("maatstaf", "peiljaar", "definitie", "bron"))
    rijen: dict[str, Rij] = {}
    for rij in tafel.tabel.rijen:
        if rij.heel("peiljaar") == uitvraag.peiljaar:
            rijen.setdefault(_maatstaf(rij.tekst("maatstaf"), invoer.regio), rij)
    gedaan = []
    bekend = laatste_regels(log)
    for vraag in next(iter(uitvraag.deelnemers.values())).vragen:
        gevonden = rijen.get(vraag.maatstaf)
        if gevonden is None and not any((uitvraag.peiljaar, c, vraag.maatstaf) in bekend for c in uitvraag.deelnemers):
            # A count brings some maatstaven; of the others there is nothing to say yet.
            continue
        nieuw = _definitie(invoer.regio, uitvraag, vraag, log)
        if gevonden is not None and not _compleet(uitvraag, vraag, log):
            bron = gevonden.tekst("bron")
            nieuw = (
                {}
                if "Herkomst" in bron
                else {"bron": f"{bron}; {invoer.regio.zeg('deels opgaven van gemeenten')}, zie blad Herkomst"}
            )
        anders = {s: t for s, t in nieuw.items() if s in tafel.plekken and (gevonden is None or gevonden.tekst(s) != t)}
        if not anders:
            continue
        nummer = gevonden.nummer if gevonden is not None else tafel.nieuwe_rij()
        if gevonden is None:
            tafel.zet(nummer, "maatstaf", vraag.maatstaf)
            tafel.zet(nummer, "peiljaar", uitvraag.peiljaar)
        for sleutel, tekst in anders.items():
            tafel.zet(nummer, sleutel, tekst)
        lang = [kolom for kolom in VORM["Definities"].kolommen() if kolom.lang and kolom.sleutel != "bron"]
        tafel.blad.hoogte(nummer, regelhoogte([(nieuw.get(k.sleutel, ""), k.ruimte) for k in lang]) + 3)
        gedaan.append(vraag.label)
    tafel.sluit()
    return tuple(gedaan)


def _maatstaf(tekst: str, regio: Regio) -> str:
    """The name of a maatstaf that was given by its name or its label."""
    for naam, maatstaf in regio.bestand.maatstaven.items():
        if naamvorm(tekst) in (naamvorm(naam), naamvorm(maatstaf.label)):
            return naam
    return ""


def _compleet(uitvraag: Uitvraag, vraag: Vraag, log: Sequence[Herkomstregel]) -> bool:
    """Whether every participant's figure came from a form."""
    regels = laatste_regels(log)
    return all((uitvraag.peiljaar, code, vraag.maatstaf) in regels for code in uitvraag.deelnemers)


def _definitie(regio: Regio, uitvraag: Uitvraag, vraag: Vraag, log: Sequence[Herkomstregel]) -> dict[str, str]:
    """What the row must say of figures that came from forms."""
    regels = laatste_regels(log)
    eigen = [regels.get((uitvraag.peiljaar, code, vraag.maatstaf)) for code in uitvraag.deelnemers]
    er_zijn = [regel for regel in eigen if regel is not None]
    geteld = bool(er_zijn) and all(regel.ingevuld_door == GETELD for regel in er_zijn)
    zinnen = []
    voorlopig = [regel.gemeente for regel in er_zijn if regel.stand == VOORLOPIG]
    if voorlopig:
        zinnen.append("Voorlopig geteld." if geteld else f"Voorlopig opgegeven door {opsomming(voorlopig)}.")
    ander = [f"{regel.gemeente} ({regel.peildatum})" for regel in er_zijn if regel.peildatum != vraag.peilmoment]
    if ander:
        zinnen.append(f"Geteld op een andere dag dan gevraagd: {opsomming(ander)}.")
    van_wie = GETELD if geteld else regio.zeg("Opgaven van de gemeenten")
    return {
        "definitie": definitie_regio(regio, uitvraag, vraag.maatstaf),
        "peildatum": vraag.peilmoment,
        "afgeleid": " ".join(zinnen),
        "bron": f"{van_wie} over {uitvraag.peiljaar}; zie blad Herkomst",
    }


def _herkomst(werkmap: Werkmapxml, invoer: Invoerwerkmap, uitvraag: Uitvraag, regels: Sequence[Herkomstregel]) -> None:
    """One line per figure below the lines that are there; the sheet is made when it is not there yet."""
    if not regels:
        return
    kolommen = HERKOMST.kolommen()
    if any(naamvorm(naam) == naamvorm(HERKOMST.naam) for naam in werkmap.bladnamen):
        tafel = _Tafel.van(werkmap, invoer, HERKOMST, [kolom.sleutel for kolom in kolommen if not kolom.leeg])
    else:
        tafel = _nieuw_blad(werkmap)
    vragen = next(iter(uitvraag.deelnemers.values())).vragen
    vormen = {vraag.maatstaf: stijlnaam(opgavevorm(vraag.eenheid)) for vraag in vragen}
    stijlen = {naam: werkmap.stijlen.genoemd(naam) for naam in ("VW tekst", "VW jaar", *vormen.values())}
    for regel in regels:
        rij = max(tafel.laatste, tafel.blad.laatste_rij) + 1
        tafel.laatste = rij
        for kolom in kolommen:
            waarde = getattr(regel, kolom.sleutel)
            stijl = "VW tekst"
            if kolom.sleutel == "peiljaar":
                stijl = "VW jaar"
            elif isinstance(waarde, Decimal):
                stijl = vormen[regel.maatstaf]
            tafel.zet(rij, kolom.sleutel, waarde, stijlen[stijl])
    tafel.sluit()


def _nieuw_blad(werkmap: Werkmapxml) -> _Tafel:
    """An empty log with its title, its sentence and its head."""
    kolommen = HERKOMST.kolommen()
    blad = werkmap.voeg_blad_toe(HERKOMST.naam, [kolom.ruimte for kolom in kolommen], KOPRIJ)
    for plek in range(1, len(kolommen) + 1):
        blad.zet(1, plek, HERKOMST.titel if plek == 1 else None, werkmap.stijlen.genoemd("VW Titel"))
    blad.hoogte(1, 30)
    blad.zet(2, 1, HERKOMST.uitleg, werkmap.stijlen.genoemd("VW tekst"))
    for plek, kolom in enumerate(kolommen, start=1):
        rechts = kolom.sleutel in ("peiljaar", "oud", "nieuw")
        blad.zet(KOPRIJ, plek, kolom.titel, werkmap.stijlen.genoemd("VW Kop rechts" if rechts else "VW Kop"))
    blad.hoogte(KOPRIJ, 22)
    plekken = {kolom.sleutel: plek for plek, kolom in enumerate(kolommen, start=1)}
    return _Tafel(blad, Tabelblad(HERKOMST.naam, {}), plekken, KOPRIJ, KOPRIJ, KOPRIJ)
