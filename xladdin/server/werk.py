"""The work behind the pages: the same checks and workbooks as the command, from bytes to what JSON can carry."""

from __future__ import annotations

import atexit
import base64
import json
import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path, PurePath
from typing import Any, Final, NamedTuple

from calc.afronding import controleer_sluitregel
from calc.anders_gedekt import anders_gedekt
from calc.eindoordeel import eindoordeel
from calc.kritieke_rest import controleer_bedragen
from calc.tabellen.aansluiting.reeksen import JAREN
from calc.uitkomst import Uitkomst, bereken
from schemas.afgezonderd import MEGABYTES, Werker
from schemas.fouten import (
    DE_REGIO,
    HET_DECIMAALTEKEN,
    HET_PEILJAAR,
    Aanhaling,
    Bevinding,
    Ernst,
    Gebruikersfout,
    VerkeerdeKeuze,
    hoeveel,
)
from schemas.geldend import REGIONAAM
from schemas.getal import DECIMAALTEKENS
from schemas.keuring import Keuring
from schemas.losse.tabel import Tabelwens
from schemas.onschadelijk import voor_bestandsnaam
from schemas.plaats import Vindplaats, celnaam
from templates.plan.rekenwerk import moment
from templates.plan.uitvoeringsplan import vul_uitvoeringsplan
from templates.rapport.gemarkeerd import gemarkeerd
from templates.rapport.html import rapport_html
from templates.rapport.keuren import Keurvraag, keur_inhoud, with_warnings
from templates.sjabloon.meegeleverd import REGIO
from xladdin.bereik import SOORTEN, controleer_bereik
from xladdin.herkomst import versies
from xladdin.planmap import planmap

ACHTERVOEGSEL: Final = "-gemarkeerd.xlsx"
SECONDEN: Final = 120.0
"""For reading, checking and marking together."""
MEESTE_BEVINDINGEN: Final = 1_000
"""In one answer; nobody reads more, and the marked copy has them all."""
_LEZER: Final = Werker()
"""Beside the process that reads plans: a formula does not wait for the file of another."""
atexit.register(_LEZER.sluit)


class Velden(NamedTuple):
    """What the sender knows of a file, as the page asks it; empty where nothing was filled in."""

    peiljaar: str = ""
    regio: str = ""
    decimaal: str = ""

    def vraag(self) -> Keurvraag:
        """As the checks take it.

        Raises:
            Gebruikersfout: it is no year, no region by its name, or no decimal sign.
        """
        if self.regio and not REGIONAAM.fullmatch(self.regio):
            # As at the command a file may be pointed at, but those of the server are not for who sends one.
            raise VerkeerdeKeuze(DE_REGIO, f"'{self.regio}' is geen naam van een regio; kies er een uit de lijst.")
        if self.peiljaar and not (self.peiljaar.isdecimal() and int(self.peiljaar) in JAREN):
            raise Gebruikersfout(f"{HET_PEILJAAR.veld}: '{self.peiljaar}'", "een jaartal, zoals 2021.")
        if self.decimaal and self.decimaal not in DECIMAALTEKENS:
            raise Gebruikersfout(f"{HET_DECIMAALTEKEN.veld}: '{self.decimaal}'", f"{' of '.join(DECIMAALTEKENS)}.")
        peiljaar = int(self.peiljaar) if self.peiljaar else None
        return Keurvraag(self.regio or None, Tabelwens(peiljaar, DECIMAALTEKENS.get(self.decimaal)))


def apart(wat: str, *args: Any) -> bytes:
    """The JSON of `valideer` or `vul_plan`, made in the limited process: reading, checking and marking alike.

    Raises:
        Gebruikersfout: what is wrong with the file or the question, or that it took too much.
    """
    uit = _LEZER.doe(_in_kind, (wat, args), SECONDEN, MEGABYTES, "dit bestand")
    if isinstance(uit, str):
        raise Gebruikersfout(uit)
    return uit


def _in_kind(wat: str, args: tuple[Any, ...]) -> bytes | str:
    if hasattr(os, "setpriority"):
        # Whoever waits for a file waits anyhow; formulas come first.
        os.setpriority(os.PRIO_PROCESS, 0, 10)
    try:
        werk: Callable[..., dict[str, Any]] = valideer if wat == "valideer" else vul_plan
        return json.dumps(werk(*args), ensure_ascii=False).encode()
    except Gebruikersfout as fout:
        # As a sentence: the class may be one of a room that this process does not let through.
        return str(fout)


def valideer(inhoud: bytes, naam: str, velden: Velden, map_: Path | None) -> dict[str, Any]:
    """The verdict on one file, its report, and a copy with every finding at its cell where there is one to mark."""
    try:
        gezien = keur_inhoud(inhoud, naam, map_, velden.vraag())
    except VerkeerdeKeuze as fout:
        raise Gebruikersfout(f"{fout.keuze.veld}: {fout.reden}") from fout
    (gekeurd,) = with_warnings([gezien], None)
    keuring = op_pagina(gekeurd.keuring)
    te_merken = any(een.waar.blad or een.waar.rij or een.waar.kolom for een in keuring.bevindingen)
    kopie = gemarkeerd(replace(gekeurd, keuring=keuring)).inhoud if te_merken else None
    doel = f"{voor_bestandsnaam(PurePath(keuring.bestand).stem)}{ACHTERVOEGSEL}"
    return {
        "goed": keuring.goed,
        "oordeel": oordeel(keuring),
        "soort": keuring.soort,
        **bevindingen(keuring.naast_afwijzing),
        "rapport": rapport_html([keuring], [], version("verdeelwijzer")).decode(),
        "gemerkt": None if kopie is None else bestand(doel, kopie),
    }


def op_pagina(keuring: Keuring) -> Keuring:
    """A verdict for who has no command line: options are fields on the page, and other commands are not there."""
    return replace(keuring, bevindingen=tuple(een.op_pagina for een in keuring.bevindingen))


def vul_plan(inhoud: bytes, naam: str, sluitregel: str) -> dict[str, Any]:
    """The workbook of the region, from the input sheets of a workbook.

    Raises:
        Gebruikersfout: no such closing rule, or amounts that a workbook cannot carry.
    """
    regel = controleer_sluitregel(sluitregel) if sluitregel else None
    gekeurd = keur_inhoud(inhoud, naam if PurePath(naam).suffix else f"{naam}.xlsx", None, Keurvraag())
    keuring = op_pagina(gekeurd.keuring)
    if gekeurd.gegevens is None:
        if keuring.goed:
            fout = Bevinding(f"deze werkmap is een {keuring.soort}", verwacht="een invoer, met een blad Plan")
            keuring = Keuring(keuring.bestand, keuring.sha256, keuring.soort, (fout,))
        return {"goed": False, "oordeel": oordeel(keuring), **bevindingen(keuring.naast_afwijzing)}
    uitkomst = bereken(gekeurd.gegevens, regel)
    controleer_bedragen(uitkomst)
    boek = vul_uitvoeringsplan(uitkomst, versie=version("verdeelwijzer"))
    bladen = list(boek.werkboek.sheetnames)
    niet_verdeeld = anders_gedekt(uitkomst.gegevens, uitkomst.begrotingen)
    slot = eindoordeel(uitkomst)
    return {
        "goed": True,
        "sluit": slot.sluit,
        "oordeel": slot.zin,
        "meldingen": [*(een.zin for een in niet_verdeeld), *map(str, uitkomst.gegevens.meldingen)],
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
        "oordeel": f"Niet bruikbaar: {hoeveel(fouten, 'fout', 'fouten')}." if fouten else f"In orde als tabel {soort}.",
        **bevindingen(gevonden),
    }


def oordeel(keuring: Keuring) -> str:
    """The verdict on a file in one sentence."""
    fouten = keuring.van(Ernst.FOUT)
    if not fouten:
        return f"In orde: {keuring.omschrijving}." if keuring.omschrijving else "In orde."
    return keuring.afwijzing or f"Niet bruikbaar: {hoeveel(len(fouten), 'fout', 'fouten')}."


def bevindingen(lijst: Sequence[Bevinding]) -> dict[str, Any]:
    """The first so many findings, faults first as they come; and how many more there are."""
    eerste = [
        {
            "ernst": str(een.ernst),
            "blad": een.waar.blad,
            "cel": _plek(een.waar),
            "tekst": str(een.zin),
            "stond": een.zin.tekst,
            "letterlijk": isinstance(een.tekst, Aanhaling),
            "verwacht": een.verwacht,
        }
        for een in lijst[:MEESTE_BEVINDINGEN]
    ]
    return {"bevindingen": eerste, "meer": len(lijst) - len(eerste)}


def _plek(waar: Vindplaats) -> str:
    return celnaam(waar.rij, waar.kolom) if waar.blad and waar.rij and waar.kolom else str(waar.naam)


def bestand(naam: str, inhoud: bytes) -> dict[str, str]:
    return {"naam": naam, "inhoud": base64.b64encode(inhoud).decode()}


def _boeknaam(uitkomst: Uitkomst) -> str:
    plan = uitkomst.gegevens.plan
    return f"{plan.regio}-{plan.jaar}-{REGIO}"
