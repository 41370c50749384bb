"""The series of a chart over the years: the rows of a table where it stands, and of many the smallest together."""

from __future__ import annotations

from typing import NamedTuple

from calc.model.tabel import TOTAAL
from calc.model.uitdrukking import Celnaam, Tabelnaam
from calc.tabellen.getekend import OVERIGE, overige
from templates.werkmap.binnenwerk import cel_op
from templates.werkmap.blad import Blad
from templates.werkmap.formules import celwaarde
from templates.werkmap.grafieken import eigen_en_rest, gekleurd
from templates.werkmap.grafiekvorm import DONKER, Bereik, Reeks
from templates.werkmap.modelblad import Modelbladen


class Stapel(NamedTuple):
    """totaal: the sum above a stack of more than one series, where the table has it. vrij: the first free row."""

    jaren: Bereik
    reeksen: tuple[Reeks, ...]
    totaal: Reeks | None
    vrij: int


def stapel(bladen: Modelbladen, blad: Blad, naam: Tabelnaam, rij: int, kolom: int) -> Stapel:
    """The series of a table with a row for each and a column for each year.

    Args:
        rij, kolom: where the head and the row of what is drawn together may stand.
    """
    tabel, vak = bladen.model.tabel(naam), bladen.indeling[naam]
    noemt, *jaren = (kolom.naam for kolom in tabel.kolommen)

    def naast(van: Tabelnaam, rij: int) -> str:
        kolommen = bladen.indeling[van].kolommen
        return blad.bereik(rij, rij, kolommen[jaren[0]], kolommen[jaren[-1]])

    def reeks(van: Tabelnaam, sleutel: str) -> tuple[Bereik, Bereik]:
        plek, tekst = bladen.indeling[van], bladen.model.tabel(van).tekst(sleutel, noemt)
        waarden = tuple(celwaarde(bladen.waarden[Celnaam(van, sleutel, jaar)]) for jaar in jaren)
        return Bereik(plek.cel(sleutel, noemt), (tekst,)), Bereik(naast(van, plek.rijen[sleutel]), waarden)

    alle = [reeks(naam, sleutel) for sleutel in tabel.sleutels]
    eigen, rest = eigen_en_rest([cijfers.waarden for _, cijfers in alle])
    getoond = [alle[plek] for plek in eigen]
    if rest:
        samen = overige(tabel, [tabel.sleutels[plek] for plek in rest])
        bladen.model.zet(samen)
        rij = bladen.zet(blad, rij, samen.naam, kolom)
        getoond.append(reeks(samen.naam, OVERIGE))
    kop = min(vak.rijen.values()) - 1
    koppen = tuple(cel_op(blad.ws, kop, vak.kolommen[jaar]).value for jaar in jaren)
    boven = len(alle) > 1 and TOTAAL in vak.rijen
    totaal = Reeks(*reeks(naam, TOTAAL), DONKER, labelkleur=DONKER) if boven else None
    reeksen = tuple(gekleurd(nummer, *een) for nummer, een in enumerate(getoond))
    return Stapel(Bereik(naast(naam, kop), koppen), reeksen, totaal, rij)
