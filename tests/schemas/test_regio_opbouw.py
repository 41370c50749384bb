"""What a region file says of a contribution: its parts as exact values in order, and every fault with its line."""

from __future__ import annotations

import pickle
from fractions import Fraction
from pathlib import Path

import pytest

from schemas.formule import Absoluut, Getal, lees_formule
from schemas.fouten import InvoerFouten
from schemas.geldend import Regio, laad_regio
from schemas.geldendeopbouw import Eigen, Naaraandelen, Naarpunten, Naaruitkomst, Pot, Prijs, Vastbedrag
from schemas.regiolezer import lees_regio

BESTAND = Path(__file__).parents[1] / "regios" / "omgevingsdienst.yaml"
TEKST = BESTAND.read_text(encoding="utf-8")
REGIO = Regio(lees_regio(TEKST.encode(), "x.yaml"))


def test_the_parts_of_a_contribution_are_exact_and_in_order() -> None:
    opbouw = REGIO.opbouw("programma", 2025)
    assert opbouw is not None
    basis, uren, extra, kwart, rest = opbouw.onderdelen
    assert (opbouw.bron, opbouw.rest) == ("Verzonnen regeling, artikel 4", rest)
    assert basis == Vastbedrag("basis", "Basis", lees_formule("1000 + 2 * bedrijven"))
    assert uren == Prijs("uren", "Uren", "uren", Fraction(203, 2))
    assert extra == Eigen("extra", "Meerwerk op verzoek", "meerwerk")
    delen = {"bedrijven": Fraction(60), "rato": Fraction(40)}
    assert kwart == Naaraandelen("kwart", "Kwart", Pot(deel=Fraction(1, 4)), delen)
    assert isinstance(rest, Naarpunten)
    assert (rest.punten, rest.vast) == ({"bedrijven_3j": Fraction(3), "uren": Fraction(-1, 2)}, Fraction(1000))
    assert rest.pot == Pot(mag_negatief=True)
    overhead = REGIO.opbouw("overhead", 2024)
    assert overhead is not None
    assert overhead.onderdelen == (Naaruitkomst("deel", "Deel", Pot(), ("programma",)),)
    assert REGIO.opbouw("programma", 2023) is None


def test_an_old_sleutel_is_an_opbouw_of_one_part_whose_delen_keep_their_names() -> None:
    opbouw = laad_regio("zuid-limburg").opbouw("inkoop", 2023)
    assert opbouw is not None
    (deel,) = opbouw.onderdelen
    assert isinstance(deel, Naaraandelen)
    assert opbouw.rest is deel
    assert [deel.kolom(naam) for naam in deel.delen] == ["rato", "jongeren", "toekenningen", "declaraties"]


def test_limits_of_a_participant_go_before_those_of_everyone() -> None:
    grenzen = REGIO.grenzen("programma", 2024)
    assert grenzen is not None
    assert grenzen.verschil == "organisatie"
    assert grenzen.van("GM9901") == grenzen.algemeen
    assert grenzen.van("GM9902").formules == (Getal(Fraction(10)), grenzen.algemeen.formules[1])
    assert grenzen.van("GM9902").bron == "Verzonnen besluit"


def test_a_region_says_who_works_for_it_and_how_its_maatstaven_are_used() -> None:
    assert REGIO.organisatie.naam == "Omgevingsdienst Voorbeeldstreek"
    assert laad_regio("zuid-limburg").organisatie.naam == "Maastricht"
    assert [REGIO.achterstand(naam, 2024) for naam in ("uren", "bedrijven")] == [0, 1]
    assert (REGIO.eenheid("programma", 2024), REGIO.bij_gelijk("programma", 2024)) == ("duizend", "lijst")
    assert REGIO.bij_gelijk("overhead", 2024) == "gewicht"
    assert REGIO.formule("bedrijven_3j", 2024) == lees_formule("gemiddelde(bedrijven, 3)")
    assert REGIO.formule("bedrijven", 2024) is None
    indexering = REGIO.indexering(2026)
    assert indexering is not None
    assert (indexering.stapelen, indexering.bandbreedte, indexering.verrekenen) == (
        "optellen",
        Fraction(1, 2),
        "meerdere",
    )


def test_a_region_with_parts_and_limits_travels_to_another_process() -> None:
    assert pickle.loads(pickle.dumps(REGIO)).bestand == REGIO.bestand


P = "kostensoorten.programma.opbouw.2024.onderdelen"
# Fault: what is replaced by what, and the lines of the message.
GEVALLEN: dict[str, tuple[dict[str, str], list[str]]] = {
    "both a centrumgemeente and an organisatie": (
        {"organisatie: {": "centrumgemeente: GM9901\norganisatie: {"},
        [
            "regel 4, centrumgemeente: velden 'centrumgemeente' en 'organisatie' staan er allebei; verwacht: een van "
            "beide"
        ],
    ),
    "neither": (
        {"organisatie: {naam: Omgevingsdienst Voorbeeldstreek, soort: gemeenschappelijke regeling}": ""},
        ["regel 2: velden 'centrumgemeente' en 'organisatie' ontbreken; verwacht: een van beide"],
    ),
    "a code of CBS with too few figures": (
        {"code: GM9901": "code: GM991"},
        ["regel 8, deelnemers[1].code: 'GM991'; verwacht: GM en vier cijfers, zoals GM0888"],
    ),
    "a municipality that is called a province": (
        {"naam: Noordhaven": "naam: Noordhaven, soort: provincie"},
        ["regel 8, deelnemers[1].soort: 'provincie'; GM9901 is de code van een gemeente"],
    ),
    "a kind of participant that there is not": (
        {"soort: provincie": "soort: provinsie"},
        [
            "regel 10, deelnemers[3].soort: 'provinsie'; verwacht: gemeente, provincie, waterschap, rijk, organisatie. "
            "Bedoelde u 'provincie'?"
        ],
    ),
    "a number without its decimals": (
        {"waarde: getal, decimalen: 2": "waarde: getal"},
        ["regel 16, maatstaven.uren.eenheid.2020: veld 'decimalen' ontbreekt; dat hoort bij getal"],
    ),
    "a day that is not in every year": (
        {"1 oktober": "29 februari"},
        ["regel 18, maatstaven.uren.peildatum.2020.waarde: 29 februari is geen dag die elk jaar bestaat"],
    ),
    "a maatstaf that is asked for without its definition": (
        {"    definitie: Bedrijven met een vergunning\n": ""},
        ["regel 23, maatstaven.bedrijven: veld 'definitie' ontbreekt"],
    ),
    "a formula that cannot be read": (
        {"gemiddelde(bedrijven, 3)": "gemiddelde(bedrijven; 3)"},
        [
            "regel 29, maatstaven.bedrijven_3j.formule.2024.waarde: formule 'gemiddelde(bedrijven; 3)': bij teken 21 "
            "staat ';'; verwacht: een komma en het aantal jaren: gemiddelde(bedrijven, 3). Scheid de delen van een "
            "functie met een komma"
        ],
    ),
    "a formula over what there is not": (
        {"2 * bedrijven": "2 * bedrijvn"},
        [
            f"regel 41, {P}.basis.bedrag: formule '1000 + 2 * bedrijvn': bij teken 12 staat 'bedrijvn'; dat is geen "
            "maatstaf van deze regio. Bedoelde u 'bedrijven'?"
        ],
    ),
    "a formula that needs itself": (
        {"gemiddelde(bedrijven, 3)": "vorig(bedrijven_3j, 1)"},
        ["regel 29, maatstaven.bedrijven_3j.formule: deze formules hebben elkaar nodig: bedrijven_3j → bedrijven_3j"],
    ),
    "a part of a kind that there is not": (
        {"soort: vast, bedrag": "soort: vst, bedrag"},
        [f"regel 41, {P}.basis.soort: 'vst'; verwacht: vast, prijs, eigen, sleutel, naar. Bedoelde u 'vast'?"],
    ),
    "a part without a kind": (
        {"{soort: vast, bedrag": "{bedrag"},
        [f"regel 41, {P}.basis: veld 'soort' ontbreekt; verwacht: vast, prijs, eigen, sleutel, naar"],
    ),
    "a field of another kind of part": (
        {"prijs: 101.50": "prijss: 101.50"},
        [
            f"regel 42, {P}.uren: veld 'prijs' ontbreekt",
            f"regel 42, {P}.uren: onbekend veld 'prijss'. Bedoelde u 'prijs'?",
        ],
    ),
    "a price in words": (
        {"prijs: 101.50": "prijs: veel"},
        [f"regel 42, {P}.uren.prijs: 'veel'; verwacht: getal"],
    ),
    "own euros of a maatstaf that is no money": (
        {"soort: eigen, maatstaf: meerwerk": "soort: eigen, maatstaf: uren"},
        [f"regel 43, {P}.extra.maatstaf: 'uren' is niet in euro; wat een deelnemer zelf betaalt wel"],
    ),
    "delen and punten at once": (
        {"procent: 25, delen": "procent: 25, punten: {uren: 1}, delen"},
        [f"regel 44, {P}.kwart: verwacht: delen (gewichten van aandelen) of punten (punten per eenheid)"],
    ),
    "two parts that take what remains": (
        {"procent: 25, ": ""},
        [f"regel 44, {P}.kwart: kwart en rest nemen allebei wat overblijft; geef een van beide een bedrag of procent"],
    ),
    "what remains is not the last": (
        {"procent: 25, ": "", "vast: 1000}, mag_negatief: true": "vast: 1000}, procent: 75"},
        [f"regel 44, {P}.kwart: kwart neemt wat overblijft; zet dit onderdeel als laatste"],
    ),
    "more than all of it": (
        {"vast: 1000}, mag_negatief: true": "vast: 1000}, procent: 80.5"},
        [f"regel 40, {P}: de onderdelen zijn samen 105,5% van te verdelen; verwacht: ten hoogste 100%"],
    ),
    "rato among points": (
        {"vast: 1000": "rato: 1000"},
        [f"regel 45, {P}.rest.punten.rato: 'rato' hoort bij delen; evenveel punten voor iedereen heet hier 'vast'"],
    ),
    "a limit that is misspelt": (
        {"        maximum: 20": "        maximm: 20"},
        ["regel 48, kostensoorten.programma.grenzen.2024: onbekend veld 'maximm'. Bedoelde u 'maximum'?"],
    ),
    "a limit of who does not take part": (
        {"GM9902: {min": "GM9903: {min"},
        [
            "regel 51, kostensoorten.programma.grenzen.2024.GM9903: 'GM9903' is geen code van een deelnemer. "
            "Bedoelde u 'GM9902'?"
        ],
    ),
    "a limit without its source": (
        {"        bron: Verzonnen regeling, artikel 5\n": ""},
        ["regel 47, kostensoorten.programma.grenzen.2024: veld 'bron' ontbreekt"],
    ),
    "kostensoorten that name each other": (
        {"maximum: 20 * bedrijven": "maximum: 2 * bijdrage(overhead)"},
        [
            "regel 32, kostensoorten.programma: in 2024 hebben deze kostensoorten elkaars uitkomst nodig: "
            "programma → overhead → programma"
        ],
    ),
    "a cost by another that there is not": (
        {"kostensoorten: [programma]": "kostensoorten: [programa]"},
        [
            "regel 59, kostensoorten.overhead.opbouw.2024.onderdelen.deel.kostensoorten[1]: 'programa' is geen "
            "kostensoort van deze regio. Bedoelde u 'programma'?"
        ],
    ),
    "equal remainders under a rule that has none": (
        {"waarde: grootste-rest, bij": "waarde: open, bij"},
        [
            "regel 35, kostensoorten.programma.sluitregel.2024.bij_gelijk: dit hoort bij grootste-rest; bij open is er "
            "geen rest die gelijk kan zijn"
        ],
    ),
    "a cost without a rule": (
        {
            "    opbouw:\n      2024:\n        bron: Verzonnen regeling, artikel 6\n        onderdelen:\n"
            "          deel: {soort: naar, kostensoorten: [programma]}\n": ""
        },
        ["regel 52, kostensoorten.overhead: verwacht: sleutel of opbouw, met ten minste één jaar"],
    ),
    "a sleutel and an opbouw in one year": (
        {"    label: Overhead\n": "    label: Overhead\n    sleutel: {2024: {delen: {rato: 1}, bron: x}}\n"},
        [
            "regel 57, kostensoorten.overhead.opbouw.2024: overhead heeft in 2024 ook een sleutel; verwacht: een van "
            "beide"
        ],
    ),
}


@pytest.mark.parametrize("geval", GEVALLEN)
def test_a_fault_in_the_parts_of_a_contribution_is_told_with_its_line(geval: str) -> None:
    vervang, regels = GEVALLEN[geval]
    tekst = TEKST
    for oud, nieuw in vervang.items():
        assert oud in tekst
        tekst = tekst.replace(oud, nieuw, 1)
    with pytest.raises(InvoerFouten) as gevonden:
        lees_regio(tekst.encode(), "x.yaml")
    assert [str(fout) for fout in gevonden.value.fouten] == regels


def test_a_formula_has_the_tree_that_was_written() -> None:
    assert lees_formule("abs( 1.5 )") == Absoluut(Getal(Fraction(3, 2)))
    assert lees_formule("1 − 2 × (3 : 4)") == lees_formule("1-2*(3/4)")


@pytest.mark.parametrize(
    ("oud", "nieuw", "zin"),
    [
        (
            "prijs: 101.50",
            "prijs: 101,50",
            "'101,50' bij prijs heeft een komma; schrijf een getal met een punt: 101.50",
        ),
        (
            "eenheid: {2024: {waarde: duizend, bron: Verzonnen}}",
            "eenheid: {2024: duizend}",
            "'duizend'; verwacht: velden, elk met een waarde, zoals {waarde: duizend, bron: ...}",
        ),
        (
            "eenheid: {2020: {waarde: euro, bron: Verzonnen}}",
            "eenheid: euro",
            "'euro'; verwacht: velden, elk met een waarde, zoals {2026: {waarde: euro, bron: ...}}",
        ),
        (
            "eenheid: {2020: {waarde: euro, bron: Verzonnen}}",
            "eenheid: {2020: {waarde: euro, bron: Artikel 9, lid 3, onder a}}",
            "onbekend veld 'onder a'. Hoort dit bij bron? Zet een tekst met een komma tussen aanhalingstekens: "
            '"Artikel 9, lid 3, onder a"',
        ),
    ],
)
def test_who_writes_a_value_bare_or_with_a_comma_reads_how_it_is_written(oud: str, nieuw: str, zin: str) -> None:
    assert oud in TEKST
    with pytest.raises(InvoerFouten) as fouten:
        lees_regio(TEKST.replace(oud, nieuw).encode(), "omgevingsdienst.yaml")
    assert zin in str(fouten.value)
