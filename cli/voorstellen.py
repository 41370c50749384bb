"""Figures that the centre holds itself, for the forms of `uitvraag`: a table or an input, checked as any upload."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from math import isnan
from pathlib import Path

from cli.nederlands import echo
from schemas.formulier import Uitvraag
from schemas.fouten import Ernst, Gebruikersfout, InvoerFouten
from schemas.getal import Notatie
from schemas.losse.tabel import Tabelwens
from schemas.poort import open_bestand
from schemas.tabel import getal_van
from templates.rapport.keuren import Keurvraag, keur_inhoud


class GeenCijfers(Gebruikersfout):
    def __init__(self, bestand: str, peiljaar: int) -> None:
        super().__init__(f"--invullen: {bestand} heeft geen cijfers over {peiljaar} die op het formulier komen.")


def lees_voorstel(
    pad: Path, regio: str, uitvraag: Uitvraag, notatie: Notatie | None
) -> Mapping[str, Mapping[str, Decimal]]:
    """The figures of the peiljaar that is asked, per participant and maatstaf; who is not in the file has none.

    Args:
        pad: a loose table (.xlsx, .xls, .ods or .csv), or an input workbook.
        regio: the region, as the user named it.
        uitvraag: what is asked of whom.
        notatie: what a comma and a dot mean in it, as the user says.
    Raises:
        InvoerFouten: everything that is wrong with the file.
        GeenCijfers: nothing in it is asked.
    """
    gekeurd = keur_inhoud(
        open_bestand(pad), pad.name, Path(), Keurvraag(regio, Tabelwens(uitvraag.peiljaar, notatie, deel=True))
    )
    keuring = gekeurd.keuring
    if not keuring.goed:
        raise InvoerFouten(keuring.bestand, keuring.van(Ernst.FOUT))
    for bevinding in (*keuring.van(Ernst.WAARSCHUWING), *keuring.van(Ernst.MELDING)):
        woord = "Let op" if bevinding.ernst is Ernst.WAARSCHUWING else "Melding"
        echo(f"{woord}: {keuring.bestand}, {bevinding}", err=True)
    gevraagd = [vraag.maatstaf for vraag in next(iter(uitvraag.deelnemers.values())).vragen]
    gevonden: dict[str, dict[str, Decimal]] = {}
    for rij in gekeurd.tabel.to_dict("records") if gekeurd.tabel is not None else ():
        code = str(rij["gemeentecode"])
        if int(rij["peiljaar"]) != uitvraag.peiljaar or code not in uitvraag.deelnemers:
            continue
        for maatstaf in gevraagd:
            waarde = rij.get(maatstaf)
            if isinstance(waarde, float) and not isnan(waarde):
                gevonden.setdefault(code, {})[maatstaf] = Decimal(getal_van(waarde))
    if not gevonden:
        raise GeenCijfers(keuring.bestand, uitvraag.peiljaar)
    return gevonden
