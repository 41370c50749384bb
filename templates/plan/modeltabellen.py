"""Every declared table of a plan on its sheet of the regional workbook."""

from __future__ import annotations

from calc.model.model import Model, Tabelsoort
from calc.model.tabel import AFRONDING, SAMEN, TOTAAL, Tabel
from calc.model.uitdrukking import Tabelnaam
from calc.tabellen import waarden_van
from calc.uitkomst import Uitkomst
from templates.plan.rekenwerk import Rekenwerk
from templates.werkmap.blad import Blad
from templates.werkmap.boek import Boek, Plaats
from templates.werkmap.indeling import vak_van
from templates.werkmap.modelblad import Modelbladen

EERSTE_RIJ = 4
"""Of a table on a sheet that the template does not have."""


def vul_modeltabellen(boek: Boek, uitkomst: Uitkomst, werk: Rekenwerk) -> Modelbladen:
    """A sheet that the template lacks is made; one that has no table in this plan goes."""
    bladen = Modelbladen(boek, waarden_van(uitkomst))
    _elders(bladen, werk)
    per_blad: dict[str, list[Tabelsoort]] = {}
    for soort in bladen.model.soorten.values():
        if soort.blad and soort.beeld is None:
            per_blad.setdefault(soort.blad, []).append(soort)
    for titel, soorten in per_blad.items():
        namen = [naam for soort in soorten for naam in bladen.model.exemplaren(soort)]
        if namen:
            bladen.plaats(*_blad(boek, bladen.model, soorten[0]), namen)
        elif boek.heeft_blad(titel):
            boek.verwijder(titel)
    bladen.schrijf(lambda tabel: _titel(uitkomst, tabel))
    _decided_years(boek, bladen, uitkomst)
    return bladen


def _titel(uitkomst: Uitkomst, tabel: Tabel) -> str:
    """On a sheet of one subject the kostensoort says enough."""
    soort = tabel.naam.kostensoort
    if soort == SAMEN:
        return "Alle kostensoorten samen"
    return uitkomst.gegevens.regio.kostensoort(soort).label if soort else tabel.titel


def _blad(boek: Boek, model: Model, soort: Tabelsoort) -> tuple[Blad, int]:
    if boek.heeft_blad(soort.blad):
        return boek.blad(soort.blad), boek.anker(f"tabel_{soort.naam}")[0]
    uitleg = f"{soort.inhoud[:1].upper()}{soort.inhoud[1:]}. Bedragen in euro's."
    titel = f"{soort.blad} {model.plannen[''].jaar}" if soort.per_jaar else soort.blad
    return boek.extra_blad("Meerjarig", soort.blad, titel, uitleg), EERSTE_RIJ


def _elders(bladen: Modelbladen, werk: Rekenwerk) -> None:
    """What is not declared yet has its place on the sheets that were written by hand."""
    for (soort, jaar), waar in werk.bijdragen.items():
        naam = Tabelnaam("verdeling", soort, jaar)
        tabel = bladen.model.tabel(naam)
        sleutels = (*tabel.sleutels, *([AFRONDING] if AFRONDING in tabel.rij_van else []))
        bladen.staat(naam, vak_van({"gemeentecode": waar.codes, "bedrag": waar.bedragen}, sleutels))
    for soort in {soort for soort, _ in werk.te_verdelen}:
        refs = {str(jaar): ref for (welke, jaar), ref in werk.te_verdelen.items() if welke == soort}
        bladen.staat(Tabelnaam("begroting", soort), vak_van(refs, (TOTAAL,)))


def _decided_years(boek: Boek, bladen: Modelbladen, uitkomst: Uitkomst) -> None:
    """The contributions of a year that no Rekenblad has stand on Meerjarig."""
    for soort in uitkomst.gegevens.regio.kostensoorten:
        vak = bladen.indeling[Tabelnaam("meerjarig", soort)]
        for rij in (
            rij for rij in vak.rijen if not bladen.model.tabel(Tabelnaam("meerjarig", soort)).rij_van[rij].stap
        ):
            for jaar in uitkomst.gegevens.plan.jaren:
                boek.plaatsen.setdefault(Plaats("verdeling", soort, jaar, rij, "bedrag"), vak.cel(rij, str(jaar)))
