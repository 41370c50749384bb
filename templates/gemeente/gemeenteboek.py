"""The workbook of one participant: a letter of one page, and behind it everything that its amount rests on.

    data = maak_gemeenteboek(uitkomst, "GM0888", versie="2026.1")

Letter, key, years and explanation show the figures of this participant and of the region as a whole. The Rekenbladen
and the input sheets hold those of all participants, because the formulas need them: what rounding leaves over depends
on all.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from calc.kritieke_rest import controleer_bedragen
from calc.notatie import opsomming
from calc.tabellen import waarden_van
from calc.uitkomst import Uitkomst
from schemas.fouten import Gebruikersfout
from schemas.planbladen import KOSTENBLAD, invoerblad
from templates.gemeente.brief import vul_brief, vul_inhoud
from templates.gemeente.kosten import plaats_posten, vul_kosten
from templates.gemeente.meerjarig import vul_meerjarig
from templates.gemeente.sleutel import vul_sleutel
from templates.gemeente.tekst import vul_toelichting, vul_verantwoording
from templates.gemeente.voorwerk import Voorwerken
from templates.gemeente.werk import Gemeenteboek
from templates.plan.bladsoorten import REKENING, VERANTWOORDBLAD
from templates.plan.invoerbladen import vul_invoerbladen
from templates.plan.rekenblad import plaats_rekenbladen
from templates.plan.rekenwerk import moment, woorden
from templates.sjabloon.meegeleverd import GEMEENTE, meegeleverd
from templates.werkmap.boek import Boek
from templates.werkmap.modelblad import Modelbladen
from templates.werkmap.zegel import verzegel

SJABLOON: Final = meegeleverd(GEMEENTE)
INVOERBLADEN: Final = ("Definities", "Maatstaven", "Vastgesteld")


class GeenBijdrage(Gebruikersfout):
    def __init__(self, gemeente: str, jaar: int) -> None:
        super().__init__(f"{gemeente} is geen deelnemer in {jaar}; er is geen bijdrage om een werkmap van te maken.")


def deelnemers(uitkomst: Uitkomst) -> tuple[str, ...]:
    """Who gets a workbook: the participants of the plan's year, in the order of the region file."""
    plan, soorten = uitkomst.gegevens.plan, uitkomst.gegevens.regio.kostensoorten
    aanwezig = {code for soort in soorten for code in uitkomst.verdeling.van(soort, plan.jaar).bedragen}
    return tuple(code for code in uitkomst.gemeenten if code in aanwezig)


def maak_gemeenteboek(uitkomst: Uitkomst, gemeentecode: str, *, versie: str, sjabloon: Path = SJABLOON) -> bytes:
    """One workbook as bytes, the same for the same content.

    Args:
        gemeentecode: a participant of the plan's year.
        versie: of the program, for the letter.
        sjabloon: the shipped template, or one that a person made of it.
    Raises:
        GeenBijdrage: the municipality takes no part in the plan's year.
        Gebruikersfout: the template cannot be used, or an amount is too high for a workbook.
    """
    _controleer(uitkomst, gemeentecode)
    voorwerk = uitkomst.bewaar(Voorwerken)
    werk = voorwerk.begin(gemeentecode, versie, sjabloon, _reken, _woorden)
    return _vul(werk).bewaar(moment(uitkomst))


def vul_gemeenteboek(uitkomst: Uitkomst, gemeentecode: str, *, versie: str, sjabloon: Path = SJABLOON) -> Boek:
    """One workbook, filled and not yet saved: all cells of all its sheets."""
    _controleer(uitkomst, gemeentecode)
    werk = Gemeenteboek(Boek.open(sjabloon, REKENING), uitkomst, gemeentecode, versie)
    werk.boek.zeg(uitkomst.gegevens.regio.zeg)
    _reken(werk)
    return _vul(werk)


def _controleer(uitkomst: Uitkomst, gemeentecode: str) -> None:
    plan = uitkomst.gegevens.plan
    if gemeentecode not in deelnemers(uitkomst):
        raise GeenBijdrage(uitkomst.gegevens.regio.gemeente(gemeentecode), plan.jaar)
    controleer_bedragen(uitkomst)


def _woorden(werk: Gemeenteboek) -> dict[str, str]:
    """The words between braces that differ from one participant to the next."""
    regio, plan = werk.uitkomst.gegevens.regio, werk.uitkomst.gegevens.plan
    titel = f"{plan.titel}: {werk.wie.naam}"
    return {"gemeente": werk.wie.naam, "centrumgemeente": regio.organisatie.naam, "titel": titel}


def _vul(werk: Gemeenteboek) -> Boek:
    """The sheets of its own."""
    uitkomst = werk.uitkomst
    vul_meerjarig(werk, werk.boek.blad("Meerjarig"), werk.boek.anker("tabel_meerjarig")[0])
    _sleutel(werk)
    vul_toelichting(werk, werk.boek.blad("Toelichting"), werk.boek.anker("tabel_toelichting")[0])
    vul_verantwoording(werk, werk.boek.blad(VERANTWOORDBLAD), werk.boek.anker("tabel_verantwoording")[0])
    vul_brief(werk)
    vul_inhoud(werk, _inhoud(werk))
    namen = _woorden(werk)
    werk.boek.vul_teksten({**woorden(uitkomst), **namen})
    werk.boek.werkboek.properties.title = namen["titel"]
    verzegel(werk.boek, uitkomst, werk.versie, werk.code)
    return werk.boek


def _reken(werk: Gemeenteboek) -> None:
    """Input, te verdelen and the split of every year: what all other sheets refer to."""
    boek, uitkomst = werk.boek, werk.uitkomst
    werk.invoer = vul_invoerbladen(boek, uitkomst, INVOERBLADEN)
    werk.model = bladen = Modelbladen(boek, waarden_van(uitkomst))
    # Made before the sheet that it looks like is filled.
    plaats_posten(werk, bladen)
    vul_kosten(werk, bladen, boek.blad(KOSTENBLAD), boek.anker("tabel_invoer_kosten")[0])
    plaats_rekenbladen(boek, uitkomst, bladen, werk.invoer, werk.rekensoorten)
    bladen.schrijf()
    if not uitkomst.gegevens.vastgesteld:
        boek.verwijder(invoerblad("Vastgesteld"))


def _sleutel(werk: Gemeenteboek) -> None:
    """A template made before this sheet was about all kostensoorten names one in its title: then it names them all."""
    werk.boek.vul_teksten({"kostensoort": opsomming(werk.wie.soorten)}, "Sleutel")
    vul_sleutel(werk, werk.boek.blad("Sleutel"), werk.boek.anker("tabel_sleutel")[0])


def _inhoud(werk: Gemeenteboek) -> list[tuple[str, str]]:
    """The sheets that explain, in reading order, with what stands there; the tabs lead to the calculation."""
    uitleg = {
        "Sleutel": "Sleutel: uw aandeel naast de regio",
        "Meerjarig": f"Meerjarig: {werk.jaren[0]} tot en met {werk.jaren[-1]}",
        "Toelichting": "Toelichting: de berekening in woorden",
        "Te verdelen": "Te verdelen: de kosten per post",
        "Verantwoording": "Verantwoording: regels en bronnen",
    }
    return [(titel, uitleg[titel]) for titel in werk.boek.werkboek.sheetnames if titel in uitleg]
