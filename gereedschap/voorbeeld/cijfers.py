"""The figures of the shipped example: the Transformatieplan 2023 row by row, and what was derived from it."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Final

from schemas.inhoud import dutch

Waarde = str | int | Decimal | None
Rijen = list[dict[str, Waarde]]

TABELLEN: Final = Path(__file__).parents[2] / "tests" / "bron" / "transformatieplan-2021"
PUBLICATIE: Final = "Transformatieplan 2023 Jeugdhulp regio Zuid-Limburg"
BRON: Final = "Transformatieplan 2023"
BASISJAAR, JAAR, LAATSTE, SCENARIO = 2020, 2021, 2024, 2026
JAREN: Final = range(BASISJAAR, LAATSTE + 1)
SCENARIOJAREN: Final = range(BASISJAAR, SCENARIO + 1)
DEELNEMERS: Final = "deelnemers"
HANDHAVING: Final = "opbrengst handhaving"
UITBREIDING: Final = "Extra kosten uitbreiding formatie"
ZORG: Final = "Contract- en leveranciersmanagement (inkoop zorg)"
DELEN: Final = ("rato", "jongeren", "toekenningen", "declaraties")


def tabel(naam: str) -> list[dict[str, str]]:
    with (TABELLEN / f"{naam}.csv").open(encoding="utf-8", newline="") as bestand:
        return list(csv.DictReader(bestand))


def getal(tekst: str) -> int | Decimal | None:
    """A printed figure; whole ones as whole numbers."""
    if not tekst:
        return None
    waarde = Decimal(tekst)
    return int(waarde) if waarde == waarde.to_integral_value() else waarde


def codes() -> dict[str, str]:
    return {rij["gemeente"]: rij["gemeentecode"] for rij in tabel("gemeenten")}


def plan() -> dict[str, Waarde]:
    return {
        "regio": "zuid-limburg",
        "titel": "Transformatieplan 2023: wie betaalt wat voor de jeugdhulp in 2021",
        "jaar": JAAR,
        "basisjaar": BASISJAAR,
        "laatste_jaar": LAATSTE,
        "scenario_tot_en_met": SCENARIO,
        "status": "voorlopig",
        "opsteller": "Centrumgemeente Maastricht",
        "contact": None,
        "besluit": None,
        "besluitdatum": None,
        "besluitkenmerk": None,
        "bron": PUBLICATIE,
        "opmerkingen": "Voorbeeld met gepubliceerde cijfers. Het besluit over het plan staat niet in de bron; daarom "
        "is de status voorlopig. Wat niet is gepubliceerd maar afgeleid, staat in de kolommen Afgeleid.",
    }


def definities() -> Rijen:
    sleutel = (
        "Dit zijn percentages, geen aantallen: alleen de sleutel is gepubliceerd "
        "('herberekening verdeelsleutel 2020'), in twee decimalen."
    )
    rijen: Rijen = [
        {
            "maatstaf": "verdeelmodel_jeugd",
            "peiljaar": 2019,
            "definitie": "Bedrag van de gemeente in het objectief verdeelmodel jeugd 2019, in euro",
            "peildatum": "meicirculaire 2018",
            "afgeleid": None,
            "bron": f"{BRON}, § 7.1.3",
        }
    ]
    for maatstaf, definitie in {
        "jongeren": "Aandeel van de gemeente in de jongeren tot 20 jaar, in procent",
        "toekenningen": "Aandeel van de gemeente in de toekenningen, in procent",
        "declaraties": "Aandeel van de gemeente in de declaraties, in procent",
    }.items():
        rijen.append(
            {
                "maatstaf": maatstaf,
                "peiljaar": 2020,
                "definitie": definitie,
                "peildatum": "2020",
                "afgeleid": sleutel,
                "bron": f"{BRON}, § 7.2.5",
            }
        )
    return rijen


def maatstaven() -> Rijen:
    beleid = {rij["gemeente"]: rij for rij in tabel("bijdrage_beleid")}
    inkoop = {rij["gemeente"]: rij for rij in tabel("uitvoeringskosten_inkoop_2021")}
    rijen: Rijen = []
    for naam, code in codes().items():
        waarde = getal(beleid[naam]["verdeelmodel_jeugd_2019_eur"])
        rijen.append({"peiljaar": 2019, "gemeentecode": code, "gemeente": naam, "verdeelmodel_jeugd": waarde})
    for naam, code in codes().items():
        delen = {deel: getal(inkoop[naam][f"{deel}_pct"]) for deel in DELEN if deel != "rato"}
        rijen.append({"peiljaar": 2020, "gemeentecode": code, "gemeente": naam, **delen})
    return rijen


def _per_jaar(rij: Mapping[str, str], jaren: range = JAREN) -> dict[str, Waarde]:
    return {str(jaar): getal(rij[f"{jaar}_eur"]) for jaar in jaren}


def begroting() -> Rijen:
    bron = f"{BRON}, § 7.1.2"
    uren = "Bedrag volgt uit uren en uurtarief"
    vast: dict[str, Waarde] = {"kostensoort": "beleid", "soort": "kosten", "dekking": DEELNEMERS, "bron": bron}
    correctie = vast | {"soort": "correctie"}
    rijen: Rijen = [
        vast | {"post": "Beleidsadviseur", "afgeleid": uren},
        vast | {"post": "Ondersteuner", "afgeleid": uren},
        correctie
        | {
            "post": "Correctie feitelijke inzet 2020",
            "2021": 41680,
            "afgeleid": "Gedrukt bij 2021 tot en met 2024; alleen het totaal van 2021 bevat het, dus alleen 2021",
        },
        vast | {"post": "Beleidsinzet en ondersteuning", "afgeleid": uren},
        correctie
        | {
            "post": "Beleidsinzet en ondersteuning",
            "2021": -41680,
            "afgeleid": "Van € 673.100 (5.300 uren × € 127) is in 2021 41.680 geboekt als correctie 2020",
        },
    ]
    for rij in tabel("begroting_inkoop"):
        if rij["post"] != "Totaal":
            rijen.append(
                {
                    "kostensoort": "inkoop",
                    "post": rij["post"],
                    "soort": "kosten",
                    "dekking": DEELNEMERS,
                    **_per_jaar(rij),
                    "bron": f"{BRON}, § 7.2.4",
                }
            )
    handhaving = sum(int(rij["bedrag_eur"]) for rij in tabel("formatie_inkoop") if rij["gedekt_uit"] == HANDHAVING)
    rijen.append(
        {
            "kostensoort": "inkoop",
            "post": "Handhaving administratieve lasten",
            "soort": "kosten",
            "dekking": HANDHAVING,
            "2021": handhaving,
            "afgeleid": "Som van € 44.313 en € 12.655; wordt betaald uit de opbrengst en niet verdeeld",
            "bron": f"{BRON}, § 7.2.2",
        }
    )
    return rijen


def capaciteit() -> Rijen:
    adviseur, ondersteuner = "Beleidsadviseur", "Ondersteuner"
    vanaf = range(JAAR, LAATSTE + 1)
    niet_uitgesplitst = "Regiocoördinatie 2020, niet uitgesplitst naar taak"
    afgeleid = "Afgeleid: {} uren × € {} = € {}; uren per functie (samen 6.400) en tarief zijn niet gepubliceerd"
    rijen: Rijen = []

    def regel(post: str, taak: str, functie: str, uren: Mapping[str, Waarde], bron: str, afgeleid: str = "") -> None:
        rijen.append(
            {
                "kostensoort": "beleid",
                "post": post,
                "taak": taak,
                "functie": functie,
                **uren,
                "afgeleid": afgeleid or None,
                "bron": bron,
            }
        )

    bron = f"{BRON}, § 7.1.2"
    regel(adviseur, niet_uitgesplitst, adviseur, {"2020": 5350}, bron, afgeleid.format("5.350", 126, "674.100"))
    regel(ondersteuner, niet_uitgesplitst, ondersteuner, {"2020": 1050}, bron, afgeleid.format("1.050", 88, "92.400"))
    bijlage = f"{BRON}, bijlage 5"
    for rij in tabel("capaciteit_regiocoordinatie"):
        if rij["taak"].startswith("Totaal"):
            continue
        beleid, ondersteuning = int(rij["beleid_uren"]), int(rij["ondersteuning_uren"])
        # A task without any hours is printed as such, and keeps one row.
        if beleid or not ondersteuning:
            regel(adviseur, rij["taak"], adviseur, {str(jaar): beleid for jaar in vanaf}, bijlage)
        if ondersteuning:
            regel(ondersteuner, rij["taak"], ondersteuner, {str(jaar): ondersteuning for jaar in vanaf}, bijlage)
    transformatie = "Beleidsinzet en ondersteuning"
    for rij in tabel("capaciteit_transformatie"):
        if not rij["taak"].startswith("Totaal"):
            uren = getal(rij["beleid_uren"])
            regel(transformatie, rij["taak"], adviseur, {"2021": uren, "2022": uren}, bijlage)
    regel(
        transformatie,
        "Afronding van de tekst op 5.300 uren",
        adviseur,
        {"2021": 5, "2022": 5},
        bron,
        "Afgeleid: bijlage 5 telt op tot 5.295 uren, de tekst en het bedrag gaan uit van 5.300",
    )
    regel(
        transformatie,
        "Transformatie vanaf 2023, niet uitgesplitst naar taak",
        adviseur,
        {"2023": 2000, "2024": 2000},
        bron,
        "Afgeleid: 2.000 uren × € 127 = € 254.000; de uren per taak zijn niet gepubliceerd",
    )
    return rijen


def formatie() -> Rijen:
    jaren = {
        "2021 en verder": range(JAAR, LAATSTE + 1),
        "2021": range(JAAR, JAAR + 1),
        "2021 en 2022": range(JAAR, JAAR + 2),
    }
    return [
        {
            "kostensoort": "inkoop",
            "onderdeel": rij["onderdeel"],
            "functie": rij["functie"],
            "schaal": getal(rij["schaal"]),
            "dekking": DEELNEMERS if rij["gedekt_uit"] == "extra bijdrage" else rij["gedekt_uit"],
            **{str(jaar): getal(rij["fte"]) for jaar in jaren[rij["jaren"]]},
            "bron": f"{BRON}, § {rij['paragraaf']}",
        }
        for rij in tabel("formatie_inkoop")
    ]


def tarieven() -> Rijen:
    namen = {"Seniorbeleidsadviseur": "Beleidsadviseur", "Ondersteuner": "Ondersteuner"}
    uren_2020 = {"Seniorbeleidsadviseur": (126, "674.100", "5.350"), "Ondersteuner": (88, "92.400", "1.050")}
    rijen: Rijen = []
    for rij in tabel("tarieven_beleid"):
        tarief, bedrag, uren = uren_2020[rij["functie"]]
        vast: dict[str, Waarde] = {
            "functie": namen[rij["functie"]],
            "schaal": getal(rij["fwg_schaal"]),
            "eenheid": "uur",
        }
        rijen.append(
            vast
            | {
                "vanaf": 2020,
                "tarief": tarief,
                "afgeleid": f"Afgeleid uit € {bedrag} en {uren} uren; het tarief van 2020 is niet gepubliceerd",
                "bron": f"{BRON}, § 7.1.2",
            }
        )
        gedrukt = "" if rij["functie"] == namen[rij["functie"]] else f" (daar: {rij['functie']})"
        rijen.append(vast | {"vanaf": 2021, "tarief": getal(rij["uurtarief_eur"]), "bron": f"{BRON}, § 7.1.2{gedrukt}"})
    # The first row of a schaal gives the rate; that a later one was priced otherwise is for aansluiting to find.
    gezien: set[str] = set()
    for rij in tabel("formatie_inkoop"):
        naam = rij["schaal"] or rij["functie"]
        if naam in gezien:
            continue
        gezien.add(naam)
        fte = Decimal(rij["fte"])
        tarief_fte = int(Decimal(rij["bedrag_eur"]) / fte)
        rijen.append(
            {
                "functie": None if rij["schaal"] else rij["functie"],
                "schaal": getal(rij["schaal"]),
                "eenheid": "fte",
                "vanaf": 2021,
                "tarief": tarief_fte,
                "afgeleid": f"Afgeleid uit € {_punten(int(rij['bedrag_eur']))} voor {dutch(fte)} fte {rij['functie']}",
                "bron": f"{BRON}, § {rij['paragraaf']}",
            }
        )
    return rijen


def _punten(bedrag: int) -> str:
    return f"{bedrag:,}".replace(",", ".")


def vastgesteld() -> Rijen:
    bedragen = {rij["gemeente"]: rij for rij in tabel("meerjarig_inkoop")}
    return [
        {
            "kostensoort": "inkoop",
            "gemeentecode": code,
            "gemeente": naam,
            "2020": getal(bedragen[naam]["2020_eur"]),
            "bron": f"{BRON}, § 7.2.5; de sleutel van 2020 is niet gepubliceerd",
        }
        for naam, code in codes().items()
    ]


def scenario() -> Rijen:
    bron = f"{BRON}, § 3.2"
    budget = next(rij for rij in tabel("scenario_zoals_gedrukt") if rij["regel"] == "Regionaal budget Jeugdhulp")
    return [
        {
            "regel": "Regionaal budget Jeugdhulp",
            "soort": "budget",
            **{str(jaar): -int(budget[f"{jaar}_eur"]) for jaar in SCENARIOJAREN},
            "afgeleid": "Zonder indexering: elk jaar het bedrag van het objectief verdeelmodel jeugd 2019",
            "bron": bron,
        },
        {
            "regel": ZORG,
            "soort": "restpost",
            "afgeleid": "Sluitpost: budget min inkoop, beleid en besparing. 2025 en 2026 als 2024",
            "bron": bron,
        },
        {"regel": "Toegangsmanagement", "soort": "post", **{str(jaar): "PM" for jaar in SCENARIOJAREN}, "bron": bron},
        {
            "regel": "Besparing",
            "soort": "besparing",
            **{str(jaar): 600000 for jaar in SCENARIOJAREN if jaar >= 2023},
            "bron": bron,
        },
        {
            "regel": "Besparing 5%: van het budget",
            "soort": "variant",
            "percentage": 5,
            "grondslag": "budget",
            "bron": f"{BRON}, § 7",
        },
        {
            "regel": "Besparing 5%: van de kosten 2020",
            "soort": "variant",
            "percentage": 5,
            "grondslag": "restpost",
            "afgeleid": "Gerekend over de zorgkosten (restpost) van 2020",
            "bron": f"{BRON}, tekst",
        },
        {"regel": UITBREIDING, "soort": "investering", "2021": 1, "2022": 1, "bron": bron},
    ]


def bladen() -> dict[str, Rijen]:
    """All sheets but Plan and Gepubliceerd, in the order of the workbook."""
    return {
        "Definities": definities(),
        "Maatstaven": maatstaven(),
        "Begroting": begroting(),
        "Capaciteit": capaciteit(),
        "Formatie": formatie(),
        "Tarieven": tarieven(),
        "Vastgesteld": vastgesteld(),
        "Scenario": scenario(),
    }


def iter_codes() -> Iterator[tuple[str, str]]:
    """Code by the name of a row of a published table; the total keeps its name."""
    yield from codes().items()
    yield "Totaal", "Totaal"
