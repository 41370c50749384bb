"""Tables that are not declared yet, made by hand; each goes from here to a file of its own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Final

from calc.aansluiting import aansluiting_tabel
from calc.afronding import DECIMALEN
from calc.model.model import Tabelsoort
from calc.noten import noten_verdeling
from calc.tabel import Kolom, Rij, Rijsoort, Soort, Tabel, Waarde
from calc.tabellen import brug
from calc.tabellen.controles import controles_tabel
from calc.uitkomst import Uitkomst
from calc.verdeling import AFRONDING, Jaarverdeling

NAAM_TOTAAL: Final = "Totaal"
NAAM_AFRONDING: Final = "Afronding"
NUL: Final = Fraction(0)


def _gemeentekolommen() -> tuple[Kolom, Kolom]:
    return Kolom("gemeentecode", "Code", Soort.TEKST), Kolom("gemeente", "Gemeente", Soort.TEKST)


def _naam(uitkomst: Uitkomst, code: str) -> str:
    return NAAM_AFRONDING if code == AFRONDING else uitkomst.gegevens.regio.gemeente(code)


def _som(waarden: Iterable[Fraction | None]) -> Fraction:
    return sum((waarde for waarde in waarden if waarde is not None), NUL)


def verdeling(uitkomst: Uitkomst, kostensoort: str, jaar: int) -> Tabel:
    """Per part of the key value, share and amount, then the total share and the contribution; of a decided year only
    that."""
    bron = uitkomst.verdeling.van(kostensoort, jaar)
    delen = tuple(bron.sleutel.delen) if bron.sleutel else ()
    decimalen = DECIMALEN[bron.eenheid]
    kolommen = [*_gemeentekolommen()]
    for deel in delen:
        label = uitkomst.gegevens.regio.label_deel(deel)
        kolommen += [
            Kolom(f"waarde_{deel}", label, Soort.MAATSTAF),
            Kolom(f"aandeel_{deel}", f"Aandeel {label.lower()}", Soort.AANDEEL, 2),
            Kolom(f"bedrag_{deel}", f"Bedrag {label.lower()}", Soort.GELD, decimalen),
        ]
    if delen:
        kolommen.append(Kolom("aandeel", "Aandeel", Soort.AANDEEL, 2))
    kolommen.append(Kolom("bedrag", "Bijdrage", Soort.GELD, decimalen))
    rijen = [_verdeelrij(uitkomst, bron, code, delen) for code in bron.deelnemers]
    if bron.sluitregel == "afrondingsregel":
        rijen.append(_verdeelrij(uitkomst, bron, AFRONDING, delen))
    rijen.append(_verdeeltotaal(bron, delen))
    titel = f"Verdeling {kostensoort} {jaar}"
    return Tabel("verdeling", titel, kostensoort, jaar, tuple(kolommen), tuple(rijen), noten_verdeling(uitkomst, bron))


def _verdeelrij(uitkomst: Uitkomst, bron: Jaarverdeling, code: str, delen: Sequence[str]) -> Rij:
    waarden: list[Waarde] = [code, _naam(uitkomst, code)]
    for deel in delen:
        regel = bron.regel(code, deel)
        waarden += [regel.waarde, regel.aandeel, regel.bedrag]
    totaalregel = bron.regel(code)
    if delen:
        waarden.append(totaalregel.aandeel)
    voorlopig = bool(bron.voorlopige_maatstaven)
    soort = Rijsoort.AFRONDING if code == AFRONDING else Rijsoort.GEWOON
    return Rij((*waarden, totaalregel.bedrag), soort, "voorlopig" if voorlopig else "")


def _verdeeltotaal(bron: Jaarverdeling, delen: Sequence[str]) -> Rij:
    waarden: list[Waarde] = ["", NAAM_TOTAAL]
    for deel in delen:
        regels = [regel for regel in bron.regels if regel.onderdeel == deel]
        waarden += [_som(r.waarde for r in regels), _som(r.aandeel for r in regels), _som(r.bedrag for r in regels)]
    if delen:
        waarden.append(_som(bron.regel(code).aandeel for code in bron.deelnemers))
    return Rij((*waarden, bron.totaal), Rijsoort.TOTAAL)


VERDELING = Tabelsoort(
    "verdeling",
    brug.verdeling,
    40,
    per_kostensoort=True,
    per_jaar=True,
    verdeeld=True,
    alle_jaren=True,
    beeld=verdeling,
)
CONTROLES = Tabelsoort(
    "controles", None, 100, verdeeld=True, beeld=lambda uitkomst, _soort, _jaar: controles_tabel(uitkomst)
)
AANSLUITING = Tabelsoort(
    "aansluiting", None, 110, verdeeld=True, beeld=lambda uitkomst, _soort, _jaar: aansluiting_tabel(uitkomst)
)
