"""The report for programs."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from calc.gelezen import in_zin
from calc.uitvraag import Overzicht
from schemas.fouten import Bevinding, Ernst
from schemas.keuring import Gelezen, Keuring


def rapport_json(keuringen: Sequence[Keuring], overzichten: Sequence[Overzicht], versie: str) -> bytes:
    """Every file with its findings per level, and who has supplied what."""
    antwoord = {
        "versie": versie,
        "oordeel": _verdict(all(keuring.goed for keuring in keuringen)),
        "bestanden": [_file(keuring) for keuring in keuringen],
        "overzicht": [_supplied(overzicht) for overzicht in overzichten],
    }
    return (json.dumps(antwoord, ensure_ascii=False, indent=1) + "\n").encode()


def _verdict(goed: bool) -> str:
    return "in orde" if goed else "fout"


def _file(keuring: Keuring) -> dict[str, Any]:
    return {
        "bestand": keuring.bestand,
        "sha256": keuring.sha256,
        "soort": keuring.soort,
        "omschrijving": keuring.omschrijving,
        "regio": keuring.regio,
        "oordeel": _verdict(keuring.goed),
        "gelezen": _read(keuring.gelezen),
        "fouten": [_finding(bevinding) for bevinding in keuring.van(Ernst.FOUT)],
        "waarschuwingen": [_finding(bevinding) for bevinding in keuring.van(Ernst.WAARSCHUWING)],
        "meldingen": [_finding(bevinding) for bevinding in keuring.van(Ernst.MELDING)],
    }


def _read(gelezen: Gelezen | None) -> dict[str, Any] | None:
    if gelezen is None:
        return None
    return {
        "tekst": in_zin(gelezen),
        "deelnemers": gelezen.deelnemers,
        "cijfers": gelezen.cijfers,
        "maatstaven": [
            {
                "maatstaf": reeks.maatstaf,
                "peiljaar": reeks.peiljaar,
                "eenheid": reeks.eenheid,
                "som": str(reeks.som),
                "vorig": None if reeks.vorig is None else str(reeks.vorig),
            }
            for reeks in gelezen.reeksen
        ],
        "waarden": [{**waarde._asdict(), "waarde": str(waarde.waarde)} for waarde in gelezen.waarden],
    }


def _finding(bevinding: Bevinding) -> dict[str, Any]:
    return {
        "blad": bevinding.waar.blad,
        "plaats": str(bevinding.waar.naam),
        "rij": bevinding.waar.rij or None,
        "kolom": bevinding.waar.kolom or None,
        "tekst": str(bevinding.zin),
    }


def _supplied(overzicht: Overzicht) -> dict[str, Any]:
    return {
        "regio": overzicht.regio,
        "peiljaar": overzicht.peiljaar,
        "volledig": overzicht.volledig,
        "deelnemers": [vars(deelnemer) for deelnemer in overzicht.deelnemers],
    }
