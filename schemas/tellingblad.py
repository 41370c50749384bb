"""A workbook that `tel` made, read back: per participant the figures that were counted, as if it had supplied them."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from schemas.formulier import Cijfer, Opgave, Uitvraag
from schemas.fouten import Gebruikersfout
from schemas.naamvorm import naamvorm
from schemas.tellen.blad import DEFINITIES, GETELD, MAATSTAVEN, TELLING
from schemas.werkboek import Celwaarde, Raster, Werkboek

Rij = tuple[int, Mapping[str, Celwaarde]]


class GeenTelling(Gebruikersfout):
    def __init__(self, bestand: str, reden: str) -> None:
        super().__init__(f"{bestand} is geen bruikbare telling: {reden}. Maak haar opnieuw met verdeelwijzer tel.")


def is_telling(boek: Werkboek) -> bool:
    return {MAATSTAVEN, DEFINITIES, TELLING} <= {blad.naam for blad in boek.bladen}


def lees_telling(boek: Werkboek, uitvraag: Uitvraag) -> tuple[Opgave, ...]:
    """The figures that are asked, one answer per participant.

    Raises:
        GeenTelling: it is of another region or year, a participant is missing, or a figure is no whole number.
    """
    bladen = {blad.naam: blad for blad in boek.bladen}
    telling = {str(rij.get("onderdeel")): rij.get("wat") for _, rij in _rijen(bladen[TELLING])}
    if telling.get("Regio") != uitvraag.regio:
        raise GeenTelling(boek.bestand, f"zij is van regio {telling.get('Regio')}, niet van {uitvraag.regio}")
    standen = {str(rij.get("maatstaf")): str(rij.get("stand")) for _, rij in _rijen(bladen[DEFINITIES])}
    koppen = {naamvorm(v.label): v for v in next(iter(uitvraag.deelnemers.values())).vragen if v.maatstaf in standen}
    if not koppen:
        raise GeenTelling(boek.bestand, "geen van de gevraagde maatstaven is geteld")
    opgaven = []
    for nummer, rij in _rijen(bladen[MAATSTAVEN]):
        code = str(rij.get("gemeentecode"))
        if code not in uitvraag.deelnemers:
            continue
        if rij.get("peiljaar") != uitvraag.peiljaar:
            raise GeenTelling(boek.bestand, f"zij gaat over {rij.get('peiljaar')}, niet over {uitvraag.peiljaar}")
        cijfers = []
        for kop, vraag in koppen.items():
            waarde = rij.get(kop)
            if not isinstance(waarde, int | Decimal) or isinstance(waarde, bool) or waarde != int(waarde) or waarde < 0:
                raise GeenTelling(boek.bestand, f"blad {MAATSTAVEN}, rij {nummer}: {vraag.label} is geen aantal")
            cijfers.append(Cijfer(vraag.maatstaf, Decimal(waarde), standen[vraag.maatstaf], None, (nummer, 1)))
        opgaven.append(
            Opgave(
                bestand=boek.bestand,
                sha256=boek.sha256,
                regio=uitvraag.regio,
                jaar=uitvraag.jaar,
                peiljaar=uitvraag.peiljaar,
                gemeentecode=code,
                gemeente=uitvraag.deelnemers[code].gemeente,
                cijfers=tuple(cijfers),
                ingevuld_door=GETELD,
            )
        )
    mist = [
        vraag.gemeente for code, vraag in uitvraag.deelnemers.items() if code not in {o.gemeentecode for o in opgaven}
    ]
    if mist:
        raise GeenTelling(boek.bestand, f"{mist[0]} ontbreekt")
    return tuple(opgaven)


def _rijen(blad: Raster) -> list[Rij]:
    """The rows below the head, which is the first row with more than one cell."""
    per_rij: dict[int, dict[int, Celwaarde]] = {}
    for (rij, kolom), waarde in blad.cellen.items():
        per_rij.setdefault(rij, {})[kolom] = waarde
    koprij = next((rij for rij in sorted(per_rij) if len(per_rij[rij]) > 1), 0)
    kop = {kolom: naamvorm(str(titel)) for kolom, titel in per_rij.get(koprij, {}).items()}
    return [
        (rij, {titel: per_rij[rij].get(kolom) for kolom, titel in kop.items()})
        for rij in sorted(per_rij)
        if rij > koprij
    ]
