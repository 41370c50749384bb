"""The figures of the two invented examples: a region of seven with two former regions in it, and an omgevingsdienst."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from gereedschap.voorbeeld.cijfers import DEELNEMERS, Rijen, Waarde
from schemas.geldend import laad_regio
from schemas.invoer import Kop
from templates.werkmap.invoerboek import Invoerboek

VERZONNEN: Final = "Verzonnen voorbeeld"
MIDDEN_LIMBURG: Final = "midden-limburg"
OMGEVINGSDIENST: Final = "omgevingsdienst-voorbeeldstreek"

JONGEREN: Final = {
    "GM1711": (5100, 5060), "GM1640": (5600, 5550), "GM1641": (3700, 3680), "GM0946": (3000, 3010),
    "GM1669": (3100, 3060), "GM0957": (10200, 10300), "GM0988": (8600, 8650),
}  # fmt: skip
"""Of 2024 and 2025."""
CLIENTEN: Final = {
    "GM1711": (610, 622, 640, 631), "GM1640": (590, 604, 611, 620), "GM1641": (420, 431, 425, 440),
    "GM0946": (270, 281, 290, 287), "GM1669": (350, 362, 371, 365), "GM0957": (1510, 1545, 1580, 1602),
    "GM0988": (1120, 1131, 1160, 1175),
}  # fmt: skip
"""Of 2022 to 2025: a mean of three years asks for three."""

DIENST: Final[dict[int, dict[str, tuple[float, ...]]]] = {
    2023: {"afgesproken_uren": (9000, 7000, 5200, 14800), "gemaakte_uren": (9120.5, 6890, 5200, 15010)},
    2024: {"afgesproken_uren": (9200, 7100, 5250, 15000), "gemaakte_uren": (9050, 7262.5, 5310, 14875)},
    2025: {"uren": (9300, 7150, 5300, 15100), "meerwerk": (12500, 0, 4800, 30000)},
    2026: {"uren": (9412.5, 7200, 5350.5, 15250), "meerwerk": (15000, 0, 6250, 42000)},
}
"""Per peiljaar, in the order of the region file."""


def _plan(regio: str, titel: str, opsteller: str, laatste: int) -> dict[str, Waarde]:
    return {
        "regio": regio, "titel": titel, "jaar": 2026, "basisjaar": 2025, "laatste_jaar": laatste,
        "scenario_tot_en_met": laatste, "status": "concept", "opsteller": opsteller, "bron": VERZONNEN,
        "opmerkingen": "Voorbeeld: alle cijfers en regels zijn verzonnen.",
    }  # fmt: skip


def _post(kostensoort: str, post: str, jaren: dict[int, int], dekking: str = DEELNEMERS) -> dict[str, Waarde]:
    soort = "correctie" if min(jaren.values()) < 0 else "kosten"
    rij: dict[str, Waarde] = {
        "kostensoort": kostensoort, "post": post, "soort": soort, "dekking": dekking, "bron": VERZONNEN,
    }  # fmt: skip
    return rij | {str(jaar): bedrag for jaar, bedrag in jaren.items()}


def _definities(regio: str, peiljaren: dict[str, tuple[int, ...]]) -> Rijen:
    maatstaven = laad_regio(regio).bestand.maatstaven
    return [
        {
            "maatstaf": naam, "peiljaar": peiljaar, "definitie": maatstaven[naam].definitie,
            "peildatum": next(iter(maatstaven[naam].peildatum.values())).waarde, "bron": VERZONNEN,
        }
        for naam, jaren in peiljaren.items()
        for peiljaar in jaren
    ]  # fmt: skip


def midden_limburg() -> Invoerboek:
    """Seven municipalities: one cost of all, and one of each of the two former regions."""
    regio = laad_regio(MIDDEN_LIMBURG)
    maatstaven: Rijen = []
    for plek, peiljaar in enumerate((2022, 2023, 2024, 2025)):
        for code, clienten in CLIENTEN.items():
            rij: dict[str, Waarde] = {"peiljaar": peiljaar, "gemeentecode": code, "gemeente": regio.gemeente(code)}
            jongeren: dict[str, Waarde] = {"jongeren": JONGEREN[code][plek - 2]} if plek >= 2 else {}
            maatstaven.append(rij | {"clienten": clienten[plek]} | jongeren)
    begroting: Rijen = [
        _post("inkoopbureau", "Personeel", {2025: 840_000, 2026: 865_000, 2027: 890_000}),
        _post("inkoopbureau", "Huisvesting en automatisering", {2025: 120_000, 2026: 124_500, 2027: 127_000}),
        _post("inkoopbureau", "Proef met een gezamenlijke toegang", {2026: 60_000}, "subsidie van het Rijk"),
        _post("jeugdhulp_oost", "Ambulante hulp", {2025: 9_400_000, 2026: 9_710_000, 2027: 9_800_000}),
        _post("jeugdhulp_oost", "Verblijf", {2025: 4_150_000, 2026: 4_280_000, 2027: 4_300_000}),
        _post("jeugdhulp_west", "Ambulante hulp", {2025: 8_900_000, 2026: 9_050_000, 2027: 9_120_000}),
        _post("jeugdhulp_west", "Verblijf", {2025: 3_610_000, 2026: 3_702_000, 2027: 3_750_000}),
    ]
    definities = _definities(MIDDEN_LIMBURG, {"jongeren": (2024, 2025), "clienten": (2022, 2023, 2024, 2025)})
    plan = _plan(MIDDEN_LIMBURG, "Voorbeeld: jeugdhulp in Midden-Limburg, 2026", "Centrumgemeente Roermond", 2027)
    bladen = {"Definities": definities, "Maatstaven": maatstaven, "Begroting": begroting}
    return Invoerboek(plan, bladen, Kop(MIDDEN_LIMBURG, 2026, 2025, 2027, 2027, "concept"))


def omgevingsdienst() -> Invoerboek:
    """Municipalities and a province: hours at a price, additional work, overhead by hours, and what is settled."""
    regio = laad_regio(OMGEVINGSDIENST)
    codes = [deelnemer.code for deelnemer in regio.deelnemers(2026)]
    maatstaven: Rijen = []
    for peiljaar, cijfers in DIENST.items():
        for plek, code in enumerate(codes):
            rij: dict[str, Waarde] = {"peiljaar": peiljaar, "gemeentecode": code, "gemeente": regio.gemeente(code)}
            maatstaven.append(rij | {naam: Decimal(str(waarden[plek])) for naam, waarden in cijfers.items()})
    begroting: Rijen = [
        _post("overhead", "Leiding en bedrijfsvoering", {2025: 640_000, 2026: 655_000}),
        _post("overhead", "Huisvesting", {2025: 310_000, 2026: 318_000}),
        _post("overhead", "Automatisering", {2025: 275_000, 2026: 290_000}),
        _post("resultaat", "Resultaat van vorig jaar, terug naar wie meedoet", {2025: -48_000, 2026: -91_250}),
    ]
    definities = _definities(
        OMGEVINGSDIENST,
        {
            "uren": (2025, 2026), "meerwerk": (2025, 2026), "afgesproken_uren": (2023, 2024),
            "gemaakte_uren": (2023, 2024),
        },
    )  # fmt: skip
    titel = "Voorbeeld: wie betaalt wat aan de omgevingsdienst in 2026"
    plan = _plan(OMGEVINGSDIENST, titel, "Omgevingsdienst Voorbeeldstreek", 2026)
    bladen = {"Definities": definities, "Maatstaven": maatstaven, "Begroting": begroting}
    return Invoerboek(plan, bladen, Kop(OMGEVINGSDIENST, 2026, 2025, 2026, 2026, "concept"))
