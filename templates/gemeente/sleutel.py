"""Verdeelsleutel: per kostensoort the parts of its key, as declared; below them one chart of the shares."""

from __future__ import annotations

from typing import Final

from calc.model.uitdrukking import Celnaam, Tabelnaam
from calc.notatie import opsomming, procent
from calc.tabellen.eigensleutel import SLEUTEL, STAVEN
from templates.gemeente.werk import Gemeenteboek
from templates.werkmap.blad import Blad
from templates.werkmap.formules import celwaarde
from templates.werkmap.grafieken import ANDERE, EIGEN, breedte_cm, teken_met_bron
from templates.werkmap.grafiekvorm import Bereik, Grafiek, Reeks

NAAST: Final = 2
"""Columns from the table to what the chart draws: outside what is printed."""


def vul_sleutel(werk: Gemeenteboek, blad: Blad, rij: int) -> None:
    """Every kostensoort in the plan's year, one below the other, and the chart where there is a share to show."""
    bladen, jaar = werk.model, werk.jaar
    alle = [werk.eigen(SLEUTEL, soort, jaar) for soort in werk.wie.soorten]
    namen = [naam for naam in alle if bladen.model.zoek(naam) is not None]
    bladen.plaats(blad, rij, namen, een_kop=True)
    bladen.schrijf()
    staven = werk.eigen(STAVEN, jaar=jaar)
    if bladen.model.zoek(staven) is not None:
        laatste_rij, laatste = blad.afgedrukt
        blad.breedtes(bladen.breedtes([staven]), laatste + NAAST)
        bladen.zet(blad, rij, staven, laatste + NAAST)
        bron = f"Bron: {werk.uitkomst.gegevens.plan.bron}. De cijfers staan in de tabel hierboven."
        onder = laatste_rij + 2
        blad.delen.append(onder)
        blad.druk(teken_met_bron(blad, onder, _grafiek(werk, blad, staven), bron, laatste) - 1, laatste)


def _grafiek(werk: Gemeenteboek, blad: Blad, naam: Tabelnaam) -> Grafiek:
    """Own shares beside those of the average participant."""
    tabel, vak = werk.model.model.tabel(naam), werk.model.indeling[naam]
    rijen, kop = tabel.sleutels, vak.rijen[tabel.sleutels[0]] - 1

    def bereik(kolom: str) -> Bereik:
        waarden = tuple(celwaarde(werk.model.waarden[Celnaam(naam, rij, kolom)]) for rij in rijen)
        return Bereik(f"{vak.blad}!{vak.bereik(kolom, rijen[0], rijen[-1])}", waarden)

    def reeks(kolom: str, kleur: str) -> Reeks:
        titel = tabel.kolom_van[kolom].titel
        return Reeks(Bereik(blad.verwijs(kop, vak.kolommen[kolom]), (titel,)), bereik(kolom), kleur)

    getallen = [werk.model.waarden.getal(Celnaam(naam, rij, "eigen")) for rij in rijen]
    stukken = [f"{tabel.tekst(rij, 'deel')} {procent(deel)}" for rij, deel in zip(rijen, getallen, strict=True)]
    return Grafiek(
        titel=f"Aandeel van {werk.wie.naam} naast de gemiddelde deelnemer, {werk.jaar}",
        soort="staaf",
        categorieen=bereik("deel"),
        reeksen=(reeks("eigen", EIGEN), reeks("gemiddeld", ANDERE)),
        eenheid="aandeel in procent",
        omschrijving=(
            f"Staafgrafiek met het aandeel van {werk.wie.naam} naast dat van de gemiddelde deelnemer: "
            f"{opsomming(stukken)}. De cijfers staan in de tabel erboven."
        ),
        formaat="0%",
        labelformaat="0.00%",
        breedte=breedte_cm(blad, 1, blad.afgedrukt[1]),
        hoogte=2.8 + 0.95 * len(rijen),
    )
