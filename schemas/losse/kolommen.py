"""What the columns of a loose table hold: which maatstaf of which year, and what about a title must be asked."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Final

from schemas.deelnemerlijst import Deelnemerlijst
from schemas.fouten import Ernst, nabije
from schemas.kladblok import Kladblok
from schemas.komma import gesneden, snijzin, zeker_gesneden
from schemas.losse.jaren import peiljaar_van, peilmoment
from schemas.losse.rijen import Rijlezer, herkend
from schemas.naamvorm import naamvorm
from schemas.plaats import Vindplaats
from schemas.tabel import Rauw, is_leeg
from schemas.titels import JAREN, Kopregel, Titel

TITELGELIJKENIS: Final = 0.75
HELFT: Final = 0.5
Kolommen = dict[tuple[str, int | None], Titel]


class Kolomkiezer:
    """Puts the titles of one table to maatstaven; double, unknown and unclear ones are told."""

    def __init__(self, kop: Kopregel, lijst: Deelnemerlijst, gevraagd: int | None, klad: Kladblok) -> None:
        self._kop, self._blad, self._lijst = kop, kop.blad, lijst
        self._gevraagd = gevraagd
        self._klad = klad
        self._maatstaven = lijst.regio.bestand.maatstaven

    def _fout(self, titel: Titel, tekst: str, verwacht: str = "") -> None:
        self._klad.fout(self._kop.waar(titel), tekst, verwacht)

    def _vraag(self, titel: Titel, tekst: str) -> None:
        self._klad.algemeen(Ernst.WAARSCHUWING, tekst, self._kop.waar(titel))

    def kies(self, rijen: Rijlezer, verborgen: Collection[int]) -> Kolommen:
        kolommen: Kolommen = {}
        ongebruikt: list[Titel] = []
        for titel in self._kop.titels:
            if titel.soort == "maatstaf":
                self._figures(titel, kolommen)
            elif titel.soort != "onbekend":
                if titel not in rijen.sleutels and not self._second_key(titel, rijen.sleutels):
                    ongebruikt.append(titel)
            elif titel.kolom not in verborgen:
                ongebruikt.append(titel)
        self._unused([titel for titel in ongebruikt if not self._near(titel)])
        gesneden = self._cut_numbers(kolommen.values()) if self._blad.scheiding == "," else set()
        self._nameless({*verborgen, *gesneden})
        return kolommen

    def _figures(self, titel: Titel, kolommen: Kolommen) -> None:
        maatstaf = self._maatstaven[titel.maatstaf]
        if len(titel.jaren) > 1:
            self._fout(titel, f"'{titel.tekst}' noemt meer jaren", "één peiljaar")
        if titel.jaar is not None and titel.dag is not None:
            jaar = peiljaar_van(titel.jaar, titel.dag, peilmoment(maatstaf, titel.jaar))
            if jaar.uitleg:
                self._vraag(titel, f"'{titel.tekst}': {jaar.uitleg}")
            titel = replace(titel, jaar=jaar.jaar)
        sleutel = (titel.maatstaf, titel.jaar)
        if sleutel in kolommen:
            self._fout(titel, f"'{titel.tekst}': kolom '{maatstaf.label}' staat er twee keer")
            return
        if titel.schaal:
            self._fout(titel, f"'{titel.tekst}' is in {titel.schaal}", "de hele getallen")
        if titel.rest:
            self._vraag(
                titel,
                f"'{titel.tekst}' is gelezen als {maatstaf.label}, maar '{titel.rest}' is niet begrepen. "
                f"Gevraagd is: {maatstaf.definitie}. Klopt dat?",
            )
        if titel.jaar is not None and self._gevraagd is not None and titel.jaar != self._gevraagd:
            self._vraag(titel, f"'{titel.tekst}' is van {titel.jaar}, gevraagd is {self._gevraagd}")
        kolommen[sleutel] = titel

    def _second_key(self, titel: Titel, sleutels: Collection[Titel]) -> bool:
        """Whether a second column says who a row is of, which is a fault; a contact's name or town does not."""
        if titel.soort == "peiljaar":
            self._fout(titel, f"kolom '{titel.tekst}' staat er twee keer")
            return True
        eerste = next(een for een in sleutels if een.soort == titel.soort)
        dubbel = len(herkend(self._kop, titel, self._lijst)) > HELFT * len(herkend(self._kop, eerste, self._lijst))
        if dubbel:
            self._fout(titel, f"kolom '{titel.tekst}' staat er twee keer")
        return dubbel

    def _near(self, titel: Titel) -> bool:
        """A title that is nearly a known one is a fault with a suggestion."""
        if titel.soort != "onbekend":
            return False
        bekend = {een.maatstaf for een in self._kop.van("maatstaf")}
        labels = [m.label for naam, m in self._maatstaven.items() if naam not in bekend]
        namen = labels if self._kop.van("gemeente") else [*labels, "Gemeente"]
        vormen = {naamvorm(naam): naam for naam in reversed(namen)}
        nabij = nabije(naamvorm(titel.tekst), vormen, TITELGELIJKENIS)
        if nabij:
            self._fout(titel, f"onbekende kolom '{titel.tekst}'. Bedoelde u '{vormen[nabij]}'?")
        return bool(nabij)

    def _unused(self, titels: Sequence[Titel]) -> None:
        """Columns that are not read are noted; one that may well be a maatstaf is asked about."""
        stil: list[str] = []
        for titel in titels:
            if titel.tekst.isdigit() and int(titel.tekst) in JAREN:
                wat = f"er staat alleen '{titel.tekst}' boven. Van welke maatstaf is zij?"
                self._vraag(titel, f"deze kolom is niet gelezen: {wat}")
            elif titel.maatstaf and self._has_figures(titel):
                label = self._maatstaven[titel.maatstaf].label
                self._vraag(titel, f"deze kolom is niet gelezen: '{titel.tekst}' is niet begrepen. Is dit {label}?")
            else:
                stil.append(f"'{titel.tekst}'")
        if stil:
            woord = "kolom is" if len(stil) == 1 else "kolommen zijn"
            tekst = f"deze {woord} niet gebruikt: {', '.join(stil)}"
            self._klad.algemeen(Ernst.MELDING, tekst, self._blad.waar_rij(self._kop.rij))

    def _has_figures(self, titel: Titel) -> bool:
        kolom = self._blad.kolommen[titel.kolom - 1][self._kop.rij :]
        return any(isinstance(w, float | int) or (isinstance(w, str) and w.strip()[:1].isdigit()) for w in kolom)

    def _nameless(self, verborgen: Collection[int]) -> None:
        """Cells to the right of a table, or of a line with a comma too many, would go unread without a word."""
        blad, begin = self._blad, self._kop.rij
        met_kop = {titel.kolom for titel in self._kop.titels}
        for nummer, kolom in enumerate(blad.kolommen, start=1):
            if nummer in met_kop or nummer in verborgen or not is_leeg(kolom[begin - 1]):
                continue
            if _counts_rows(kolom[begin:], vooraan=nummer < min(met_kop)):
                tekst = f"{blad.kolomplaats(nummer)} telt de rijen en is niet gelezen"
                self._klad.algemeen(Ernst.MELDING, tekst, Vindplaats(blad.naam, kolom=nummer))
                continue
            for plek, waarde in enumerate(kolom[begin:], start=begin + 1):
                if is_leeg(waarde):
                    continue
                tekst = "hier staat iets in een kolom zonder kop; haal het weg of geef de kolom een kop"
                if not blad.naam:
                    tekst = (
                        "deze regel heeft meer kolommen dan de kop; staat er een komma in een getal, "
                        "zet dat dan tussen aanhalingstekens of gebruik puntkomma's tussen de kolommen"
                    )
                self._klad.fout(blad.waar(plek, nummer), tekst)

    def _cut_numbers(self, titels: Collection[Titel]) -> set[int]:
        """A comma in a number that is not quoted cuts it in two: what is behind it ends up in the next column.

        Returns:
            The columns of which that was told.
        """
        verteld: set[int] = set()
        gebruikt = {titel.kolom for titel in self._kop.titels if titel.soort != "onbekend"}
        koppen = {titel.kolom: titel.tekst for titel in self._kop.titels}
        for titel in titels:
            naast = titel.kolom + 1
            if naast in gebruikt or naast > len(self._blad.kolommen):
                continue
            paren = [
                (str(links).strip(), str(rechts).strip())
                for links, rechts in zip(
                    self._blad.kolommen[titel.kolom - 1][self._kop.rij :],
                    self._blad.kolommen[naast - 1][self._kop.rij :],
                    strict=True,
                )
            ]
            voorbeeld = gesneden(paren)
            if voorbeeld is None:
                continue
            tekst = snijzin(voorbeeld)
            if zeker_gesneden(paren, koppen.get(naast, "")):
                self._fout(titel, tekst)
            else:
                self._vraag(titel, tekst)
            verteld.add(naast)
        return verteld


def _counts_rows(cellen: Sequence[Rauw], *, vooraan: bool) -> bool:
    """Whether a column only numbers the rows, as pandas and R write it; a note below the table may stand there too."""
    gevuld = [str(cel).strip().removesuffix(".0") for cel in cellen if not is_leeg(cel)]
    nummers = [tekst for tekst in gevuld if tekst.isdigit()]
    if len(nummers) < (1 if vooraan else 2) or gevuld[: len(nummers)] != nummers:
        return False
    return any(nummers == [str(begin + plek) for plek in range(len(nummers))] for begin in (0, 1))
