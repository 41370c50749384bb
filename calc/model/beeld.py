"""A declared table as every door shows it: text, csv, json and the functions of Excel follow from that."""

from __future__ import annotations

from calc.model.tabel import Rij
from calc.model.uitdrukking import Celnaam, Tabelnaam
from calc.model.waarden import Waarden
from calc.tabel import Beeld, Beeldkolom, Beeldrij, Soort


def zichtbare_rijen(waarden: Waarden, naam: Tabelnaam) -> tuple[Rij, ...]:
    """The rows that programs read, in order."""
    tabel = waarden.model.tabel(naam)
    return tuple(rij for rij in (*tabel.rijen, *tabel.onder) if not rij.stap)


def als_tabel(waarden: Waarden, naam: Tabelnaam) -> Beeld:
    tabel = waarden.model.tabel(naam)
    kolommen = [kolom for kolom in tabel.kolommen if not kolom.stap]
    rijen = []
    for rij in zichtbare_rijen(waarden, naam):
        cellen = [Celnaam(naam, rij.sleutel, kolom.naam) for kolom in kolommen]
        gevonden = tuple(waarden[cel] for cel in cellen)
        woorden = {
            woord for cel, kolom, waarde in zip(cellen, kolommen, gevonden, strict=True)
            if kolom.soort is not Soort.TEKST and waarde is not None for woord in waarden.herkomst[cel]
        }  # fmt: skip
        rijen.append(Beeldrij(gevonden, rij.soort, ", ".join(sorted(woorden)), rij.vorm))
    koppen = tuple(Beeldkolom(k.naam, k.titel, k.soort, k.decimalen, k.geen) for k in kolommen)
    return Beeld(
        naam.naam,
        tabel.titel,
        naam.kostensoort or None,
        naam.jaar or None,
        koppen,
        tuple(rijen),
        tuple(tabel.noten),
    )
