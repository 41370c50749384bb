"""The work behind the pages: the same checks and workbooks as the command, from bytes to what JSON can carry."""

from __future__ import annotations

import base64
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import PurePath
from typing import Any, Final

from calc.afronding import controleer_sluitregel
from calc.anders_gedekt import anders_gedekt
from calc.bedraggrens import controleer_bedragen
from calc.eindoordeel import eindoordeel
from calc.uitkomst import Uitkomst, bereken
from schemas.fouten import Gebruikersfout
from schemas.keuring import Bevinding, Ernst, Keuring
from schemas.onschadelijk import voor_bestandsnaam
from templates.plan.rekenwerk import moment
from templates.plan.uitvoeringsplan import vul_uitvoeringsplan
from templates.rapport.gemarkeerd import gemarkeerd
from templates.rapport.html import rapport_html
from templates.rapport.keuren import Vraag, keur_inhoud, with_warnings
from templates.sjabloon.meegeleverd import REGIO
from xladdin.bereik import SOORTEN, controleer_bereik
from xladdin.herkomst import versies
from xladdin.planmap import planmap

ACHTERVOEGSEL: Final = "-gemarkeerd.xlsx"


def valideer(inhoud: bytes, naam: str) -> dict[str, Any]:
    """The verdict on one file, its report, and a copy with every finding at its cell."""
    (gekeurd,) = with_warnings([keur_inhoud(inhoud, naam, None, Vraag())], None)
    keuring = gekeurd.keuring
    kopie = gemarkeerd(gekeurd).inhoud if keuring.bevindingen else None
    doel = f"{voor_bestandsnaam(PurePath(keuring.bestand).stem)}{ACHTERVOEGSEL}"
    return {
        "goed": keuring.goed,
        "oordeel": oordeel(keuring),
        "soort": keuring.soort,
        "bevindingen": bevindingen(keuring.bevindingen),
        "rapport": rapport_html([keuring], [], version("verdeelwijzer")).decode(),
        "gemerkt": None if kopie is None else bestand(doel, kopie),
    }


def vul_plan(inhoud: bytes, naam: str, sluitregel: str) -> dict[str, Any]:
    """The workbook of the region, from the input sheets of a workbook.

    Raises:
        Gebruikersfout: no such closing rule, or amounts that a workbook cannot carry.
    """
    regel = controleer_sluitregel(sluitregel) if sluitregel else None
    gekeurd = keur_inhoud(inhoud, naam if PurePath(naam).suffix else f"{naam}.xlsx", None, Vraag())
    keuring = gekeurd.keuring
    if gekeurd.gegevens is None:
        if keuring.goed:
            soort = f"deze werkmap is een {keuring.soort}; verwacht: een invoer, met een blad Plan"
            keuring = Keuring(keuring.bestand, keuring.sha256, keuring.soort, (Bevinding(Ernst.FOUT, soort),))
        return {"goed": False, "oordeel": oordeel(keuring), "bevindingen": bevindingen(keuring.bevindingen)}
    uitkomst = bereken(gekeurd.gegevens, regel)
    controleer_bedragen(uitkomst)
    boek = vul_uitvoeringsplan(uitkomst, versie=version("verdeelwijzer"))
    bladen = list(boek.werkboek.sheetnames)
    return {
        "goed": True,
        "oordeel": eindoordeel(uitkomst).zin,
        "meldingen": [*(een.zin for een in anders_gedekt(gekeurd.gegevens)), *gekeurd.gegevens.meldingen],
        "bladen": bladen,
        "werkmap": bestand(_boeknaam(uitkomst), boek.bewaar(moment(uitkomst))),
    }


def overzicht() -> dict[str, Any]:
    """The versions, the kinds of tables, and the verdict on every plan that formulas may ask for.

    Raises:
        Gebruikersfout: the folder with plans cannot be read.
    """
    return {"versies": versies(planmap()), "soorten": list(SOORTEN), "plannen": list(_plannen())}


def _plannen() -> Iterable[dict[str, Any]]:
    map_ = planmap()
    for plan in map_.plannen():
        # Who names no version gets the first one of that name.
        heet = [een for een in dict.fromkeys((plan.volle_naam, plan.naam)) if map_.plan(een) == plan]
        regel: dict[str, Any] = {"naam": plan.naam, "versie": plan.versie, "heet": heet, "kenmerk": ""}
        try:
            gelezen = map_.lees(plan)
        except Gebruikersfout as fout:
            niets: dict[str, Any] = {"jaar": None, "status": "", "sluit": False, "waarschuwingen": []}
            yield regel | niets | {"oordeel": "Niet bruikbaar.", "fouten": [str(fout)]}
            continue
        wat, slot = gelezen.uitkomst.gegevens.plan, gelezen.eindoordeel
        yield regel | {
            "kenmerk": gelezen.kenmerk,
            "jaar": wat.jaar,
            "status": wat.status,
            "sluit": slot.sluit,
            "oordeel": slot.zin,
            "fouten": list(slot.fouten),
            "waarschuwingen": list(slot.waarschuwingen),
        }


def controleer(cellen: list[list[Any]], soort: str, blad: str, linksboven: tuple[int, int]) -> dict[str, Any]:
    """The verdict on a range, as a table of one kind.

    Raises:
        Gebruikersfout: no such kind, or nothing to check.
    """
    gevonden = controleer_bereik(cellen, soort, blad=blad, linksboven=linksboven)
    fouten = sum(een.ernst is Ernst.FOUT for een in gevonden)
    return {
        "goed": not fouten,
        "oordeel": f"Niet bruikbaar: {_fouten(fouten)}." if fouten else f"In orde als tabel {soort}.",
        "bevindingen": bevindingen(gevonden),
    }


def oordeel(keuring: Keuring) -> str:
    """The verdict on a file in one sentence."""
    fouten = keuring.van(Ernst.FOUT)
    if not fouten:
        return f"In orde: {keuring.omschrijving}." if keuring.omschrijving else "In orde."
    if keuring.soort == "onbekend" and len(fouten) == 1:
        # The gate words whole sentences.
        return fouten[0].tekst
    return f"Niet bruikbaar: {_fouten(len(fouten))}."


def _fouten(aantal: int) -> str:
    return "1 fout" if aantal == 1 else f"{aantal} fouten"


def bevindingen(lijst: Iterable[Bevinding]) -> list[dict[str, str]]:
    return [
        {"ernst": str(een.ernst), "blad": een.blad, "cel": een.plaats.removeprefix("cel "), "tekst": een.tekst}
        for een in lijst
    ]


def bestand(naam: str, inhoud: bytes) -> dict[str, str]:
    return {"naam": naam, "inhoud": base64.b64encode(inhoud).decode()}


def _boeknaam(uitkomst: Uitkomst) -> str:
    plan = uitkomst.gegevens.plan
    return f"{plan.regio}-{plan.jaar}-{REGIO}"
