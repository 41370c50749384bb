"""Loose tables: recognised whatever they look like, and every fault in one line with its whole text."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import NamedTuple

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.bladen import MAATEENHEDEN
from schemas.fouten import Ernst
from schemas.geldend import Regio, laad_regio
from schemas.getal import Notatie
from schemas.lezers.csv import lees_csv
from schemas.losse.cijfers import wrong_cells
from schemas.losse.jaren import Jaar, jaar_in_cel
from schemas.losse.tabel import Losseopgave, Tabelwens, lees_losse
from schemas.plaats import Vindplaats
from schemas.regiolezer import lees_regio
from schemas.tabel import Procentcel, Rauwblad, getal_van
from schemas.werkboek import Foutwaarde, Ongerekend, Verborgen

Lees = Callable[..., Losseopgave]


class Cijfer(NamedTuple):
    """A figure that was accepted, and its place."""

    maatstaf: str
    peiljaar: int
    gemeentecode: str
    waarde: Decimal
    waar: Vindplaats


def cijfers_van(opgave: Losseopgave) -> list[Cijfer]:
    gevonden = []
    for maatstaf in opgave.maatstaven:
        for rij in opgave.tabel[opgave.tabel[maatstaf].notna()].to_dict("records"):
            titel = opgave.titel(maatstaf, rij["peiljaar"])
            assert opgave.blad is not None
            waar = opgave.blad.waar(rij["rij"], titel.kolom, titel.tekst)
            getal = Decimal(getal_van(rij[maatstaf]))
            gevonden.append(Cijfer(maatstaf, rij["peiljaar"], rij["gemeentecode"], getal, waar))
    return gevonden


AANTAL = "geheel getal van 0 of meer"


@pytest.fixture(scope="module")
def zuid() -> Regio:
    return laad_regio("zuid-limburg")


@pytest.fixture
def namen(zuid: Regio) -> list[str]:
    return [deelnemer.naam for deelnemer in zuid.deelnemers(2022)]


@pytest.fixture
def lees(zuid: Regio) -> Lees:
    """Read a CSV text as a loose table of Zuid-Limburg."""

    def lezen(tekst: str, regios: Sequence[Regio] = (), codering: str = "utf-8", **wens: object) -> Losseopgave:
        blad = lees_csv(tekst.encode(codering), "los.csv").blad
        return lees_losse("los.csv", [blad], regios or [zuid], Tabelwens(**wens))  # type: ignore[arg-type]

    return lezen


@pytest.fixture
def lees_blad(zuid: Regio) -> Lees:
    """Read rows as a sheet."""

    def lezen(*rijen: Sequence[object], naam: str = "Blad1", meer: Sequence[Rauwblad] = ()) -> Losseopgave:
        breedte = max(len(rij) for rij in rijen)
        vol = [[*rij, *[None] * (breedte - len(rij))] for rij in rijen]
        blad = Rauwblad(naam, tuple(zip(*vol, strict=True)))
        return lees_losse("los.xlsx", [blad, *meer], [zuid], Tabelwens(peiljaar=2021))

    return lezen


def teksten(opgave: Losseopgave, ernst: Ernst = Ernst.FOUT) -> list[str]:
    return [str(bevinding) for bevinding in opgave.bevindingen if bevinding.ernst is ernst]


def heel(namen: Sequence[str], kop: str = "Gemeente;Jongeren", begin: int = 1000, extra: str = "") -> str:
    return "\n".join([kop, *(f"{naam};{begin + nummer}{extra}" for nummer, naam in enumerate(namen))])


# --- good tables


def test_a_table_of_participants_with_one_known_column_is_enough(lees: Lees, namen: list[str]) -> None:
    opgave = lees(heel(namen), peiljaar=2021)
    assert opgave.bevindingen == ()
    cijfers = cijfers_van(opgave)
    assert len(cijfers) == 16
    assert cijfers[0][:4] == ("jongeren", 2021, "GM0888", Decimal(1000))
    assert str(cijfers[0].waar.naam) == "regel 2, kolom Jongeren"


@pytest.mark.parametrize(
    "kop",
    [
        "Gemeente;Jongeren",
        "GEMEENTE;JONGEREN",
        "gemeentenaam;jongeren 2021",
        "Naam gemeente;Aantal jongeren",
        "Gemeente ;Jongeren (aantal)",
        "Deelnemer;Jongeren tot 20 jaar",
        "gemeente;Jongeren*",
        "Gemeente;aantal jongeren in 2021",
        '"Naam van de\ngemeente";"Jongeren\n2021"',
        "Gemeente;jeugdigen",
    ],
)
def test_a_column_is_known_by_every_usual_title(lees: Lees, namen: list[str], kop: str) -> None:
    opgave = lees(heel(namen, kop), peiljaar=2021)
    assert teksten(opgave) == []
    assert len(cijfers_van(opgave)) == 16


@pytest.mark.parametrize("scheiding", [";", ",", "\t", "|"])
@pytest.mark.parametrize("codering", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "cp850"])
@pytest.mark.parametrize("einde", ["\n", "\r\n", "\r"])
def test_any_usual_file_of_text_is_read(
    lees: Lees, namen: list[str], scheiding: str, codering: str, einde: str
) -> None:
    tekst = heel(namen, "Gemeente;Jongeren;Contactpersoon café", extra=";Renée").replace(";", scheiding)
    opgave = lees(tekst.replace("\n", einde), codering=codering, peiljaar=2021)
    assert teksten(opgave) == []
    assert len(opgave.tabel) == 16
    assert teksten(opgave, Ernst.MELDING) == ["regel 1: deze kolom is niet gebruikt: 'Contactpersoon café'"]


def test_a_letterhead_above_and_notes_below_a_table_are_no_rows(lees: Lees, namen: list[str]) -> None:
    tekst = f"Opgave voor de regio;\n;\nPeiljaar: 2021;\n;\n{heel(namen)}\n;\nBron: eigen telling;\n* voorlopig;"
    opgave = lees(tekst)
    assert teksten(opgave) == []
    assert opgave.peiljaren == (2021,)
    assert len(opgave.tabel) == 16
    assert len(teksten(opgave, Ernst.MELDING)) == 2


@pytest.mark.parametrize("code", ["GM0888", "gm0888", "0888", "888", " GM 888"])
def test_a_code_is_known_with_and_without_its_letters_and_zeros(lees: Lees, code: str) -> None:
    opgave = lees(f"Gemeentecode;Jongeren\n{code};5", peiljaar=2021)
    assert teksten(opgave) == []
    assert list(opgave.tabel["gemeentecode"]) == ["GM0888"]


def test_other_spellings_are_resolved_and_noted(lees: Lees) -> None:
    opgave = lees("Gemeente;Jongeren\nBeek (L.);5\nGEMEENTE STEIN;6\nEijsden Margraten;7", peiljaar=2021)
    assert list(opgave.tabel["gemeentecode"]) == ["GM0888", "GM0971", "GM1903"]
    assert teksten(opgave, Ernst.MELDING)[1:] == [
        "regel 2, kolom Gemeente: 'Beek (L.)' is gelezen als 'Beek'",
        "regel 3, kolom Gemeente: 'GEMEENTE STEIN' is gelezen als 'Stein'",
        "regel 4, kolom Gemeente: 'Eijsden Margraten' is gelezen als 'Eijsden-Margraten'",
    ]


def test_many_of_the_same_note_become_one_line(lees: Lees, namen: list[str]) -> None:
    opgave = lees(heel([naam.upper() for naam in namen]), peiljaar=2021)
    assert teksten(opgave, Ernst.MELDING) == [
        "kolom Gemeente, regel 2 tot en met 17: 16 namen of codes zijn anders geschreven en herkend"
    ]


def test_one_participant_may_send_only_its_own_row(lees: Lees) -> None:
    opgave = lees("Gemeente;Jongeren;Toekenningen\nVaals;5;6", peiljaar=2021)
    assert opgave.bevindingen == ()


def test_each_row_may_have_its_own_peiljaar(lees: Lees) -> None:
    opgave = lees("Peiljaar;Gemeente;Jongeren\n2021;Vaals;5\n2022;Vaals;6")
    assert opgave.peiljaren == (2021, 2022)
    assert opgave.bevindingen == ()


def test_each_column_may_have_its_own_peiljaar(lees: Lees) -> None:
    opgave = lees("Gemeente;Jongeren 2021;Jongeren 2022\nVaals;5;6")
    assert [c[1:4] for c in cijfers_van(opgave)] == [
        (2021, "GM0981", Decimal(5)),
        (2022, "GM0981", Decimal(6)),
    ]


def test_percentages_that_are_100_together_are_read_as_what_they_are(lees: Lees, namen: list[str]) -> None:
    opgave = lees("Gemeente;Jongeren\n" + "\n".join(f"{naam};6,25" for naam in namen))
    assert teksten(opgave) == []
    assert opgave.peiljaren == (2020,)
    assert "er staat geen peiljaar bij; gelezen als peiljaar 2020 (procent). Geef het met --peiljaar" in teksten(
        opgave, Ernst.MELDING
    )


@pytest.mark.parametrize(("namen_", "peiljaar"), [("Aa Bee", 2023), ("Aa Bee Cee", 2025)])
def test_without_a_peiljaar_a_table_is_of_no_year_in_which_who_is_there_took_no_part(lees: Lees, namen_, peiljaar):
    """The unit holds from 2015, the region begins in 2024, Cee joins in 2026: figures are of the year before."""
    leden = "".join(
        f"  - {{code: GM990{nr}, naam: {naam}, van: {van}, bron: Zo}}\n"
        for nr, (naam, van) in enumerate((("Aa", 2024), ("Bee", 2024), ("Cee", 2026)), start=1)
    )
    jongeren = "{label: Jongeren, definitie: Zo, eenheid: {2015: {waarde: aantal, bron: Zo}}}"
    sleutel = "{2015: {delen: {jongeren: 1}, bron: Zo}}"
    tekst = (
        f"regio: klein\nlabel: Klein\ncentrumgemeente: GM9901\nbron: Zo\ndeelnemers:\n{leden}maatstaven:\n"
        f"  jongeren: {jongeren}\nkostensoorten:\n  bureau: {{label: Bureau, grondslag: Zo, sleutel: {sleutel}}}\n"
    )
    regio = Regio(lees_regio(tekst.encode(), "klein.yaml"))
    rijen = "\n".join(f"{naam};{nr}" for nr, naam in enumerate(namen_.split(), start=7))
    opgave = lees(f"Gemeente;Jongeren\n{rijen}", regios=[regio])
    assert (opgave.peiljaren, teksten(opgave)) == ((peiljaar,), [])
    assert [zin for zin in teksten(opgave, Ernst.MELDING) if f"gelezen als peiljaar {peiljaar}. Geef het met" in zin]


def test_a_total_that_is_right_is_left_out_and_noted(lees: Lees, namen: list[str]) -> None:
    opgave = lees(heel(namen) + f"\nTotaal;{sum(range(1000, 1016))}", peiljaar=2021)
    assert len(opgave.tabel) == 16
    assert [str(b) for b in opgave.bevindingen] == ["regel 18: deze rij is een totaal en telt niet mee"]


def test_a_total_that_is_not_the_sum_is_a_warning(lees: Lees, namen: list[str]) -> None:
    opgave = lees(heel(namen) + "\nTotaal;16.100,0", peiljaar=2021)
    assert teksten(opgave, Ernst.WAARSCHUWING) == [
        "regel 18, kolom Jongeren: het totaal is 16100,0, maar de rijen tellen op tot 16120"
    ]


def test_dutch_numbers_typed_as_text_are_read_and_noted(lees_blad: Lees) -> None:
    opgave = lees_blad(
        ["Gemeente", "Jongeren", "Verdeelmodel jeugd"], ["Vaals", "1.234,0", "€ 1.000"], ["Stein", 5, 6.5]
    )
    assert teksten(opgave) == []
    assert [c.waarde for c in cijfers_van(opgave)] == [Decimal(1234), Decimal(5), Decimal(1000), Decimal("6.5")]
    assert "blad Blad1, cel B2: '1.234,0' is gelezen als 1234" in teksten(opgave, Ernst.MELDING)
    assert "blad Blad1, cel C2: '€ 1.000' is gelezen als 1000" in teksten(opgave, Ernst.MELDING)


def test_a_percentage_is_read_as_it_is_shown(zuid: Regio) -> None:
    blad = Rauwblad("Blad1", (("Gemeente", "Vaals"), ("Jongeren", Procentcel(Decimal("2.70")))))
    opgave = lees_losse("los.xlsx", [blad], [zuid], Tabelwens(peiljaar=2020))
    assert [c.waarde for c in cijfers_van(opgave)] == [Decimal("2.7")]
    assert teksten(opgave, Ernst.MELDING) == ["blad Blad1, cel B2: '2,7%' is gelezen als 2,7"]


def test_the_sheet_that_fits_is_read_and_the_others_are_noted(lees_blad: Lees) -> None:
    toelichting = Rauwblad("Toelichting", (("Wie belt u?", "De afdeling"),))
    opgave = lees_blad(["Gemeente", "Jongeren"], ["Vaals", 5], meer=[toelichting])
    assert [str(b) for b in opgave.bevindingen] == [
        "blad Toelichting: dit blad is niet gelezen: er staat geen tabel met cijfers"
    ]


def test_a_hidden_sheet_is_read_and_says_so(zuid: Regio) -> None:
    blad = Rauwblad("Blad1", (("Gemeente", "Vaals"), ("Jongeren", 5.0)), verborgen=Verborgen("verborgen"))
    opgave = lees_losse("los.xlsx", [blad], [zuid], Tabelwens(peiljaar=2021))
    assert [str(b) for b in opgave.bevindingen] == ["blad Blad1: dit blad is verborgen, maar wel gelezen"]


def test_the_region_follows_from_the_participants(lees: Lees, zuid: Regio, drieland: Regio) -> None:
    eerste = drieland.deelnemers(2024)[0].naam
    maatstaf = next(iter(drieland.bestand.maatstaven.values())).label
    opgave = lees(f"Gemeente;{maatstaf}\n{eerste};5", regios=[zuid, drieland], peiljaar=2023)
    assert opgave.regio is drieland


@pytest.fixture(scope="module")
def drieland(request: pytest.FixtureRequest) -> Regio:
    return laad_regio("drieland", request.config.rootpath / "tests" / "regios")


# --- notation of a CSV


def test_the_notation_of_a_csv_follows_from_its_clear_cells(lees: Lees) -> None:
    tekst = "Gemeente;Verdeelmodel jeugd\nVaals;1.234\nStein;2.345,60"
    opgave = lees(tekst, peiljaar=2021)
    assert [c.waarde for c in cijfers_van(opgave)] == [Decimal(1234), Decimal("2345.6")]
    opgave = lees("Gemeente,Verdeelmodel jeugd\nVaals,1234.5\nStein,2345", peiljaar=2021)
    assert [c.waarde for c in cijfers_van(opgave)] == [Decimal("1234.5"), Decimal(2345)]


def test_a_csv_that_leaves_the_notation_open_asks_for_it(lees: Lees) -> None:
    vraag = (
        "'1.000' is dubbelzinnig: bedoelt u 1000 of 1,000? "
        "Zeg het met --decimaal komma (1000) of --decimaal punt (1,000)"
    )
    assert teksten(lees("Gemeente;Jongeren\nVaals;1.000\nStein;15", peiljaar=2021)) == [
        f"regel 2, kolom Jongeren: {vraag}"
    ]
    opgave = lees("Gemeente;Verdeelmodel jeugd\nVaals;345.670\nStein;15", peiljaar=2021)
    assert "'345.670' is dubbelzinnig: bedoelt u 345670 of 345,670?" in teksten(opgave)[0]


def test_a_column_of_which_only_one_reading_can_be_meant_is_read_so_and_says_it(lees: Lees, lees_blad: Lees) -> None:
    opgave = lees("Gemeente;Jongeren;Verdeelmodel jeugd\nVaals;1.234;345.678\nStein;1.000;15", peiljaar=2021)
    assert [c.waarde for c in cijfers_van(opgave)] == [1234, 1000, 345678, 15]
    assert "kolom Jongeren: '1.000' is gelezen als 1000, want hier hoort een geheel getal van 0 of meer" in teksten(
        opgave, Ernst.MELDING
    )
    opgave = lees_blad(["Gemeente", "Jongeren"], ["Vaals", "3.180"], ["Stein", "1.000"], ["Beek", 5])
    assert [c.waarde for c in cijfers_van(opgave)] == [3180, 1000, 5]
    assert "blad Blad1, cel B2: '3.180' is gelezen als 3180" in teksten(opgave, Ernst.MELDING)


def test_each_column_has_its_own_notation(lees: Lees, lees_blad: Lees, zuid: Regio) -> None:
    tekst = "Gemeente;Verdeelmodel jeugd;Jongeren\nVaals;1.234,5;2.70"
    opgave = lees(tekst, peiljaar=2020)
    assert [c.waarde for c in cijfers_van(opgave)] == [Decimal("1234.5"), Decimal("2.7")]
    assert teksten(opgave, Ernst.MELDING)[-2:] == [
        "kolom Verdeelmodel jeugd: de decimalen in deze kolom staan achter een komma",
        "kolom Jongeren: de decimalen in deze kolom staan achter een punt",
    ]
    # What shows in one column, tells nothing of another.
    opgave = lees("Gemeente;Verdeelmodel jeugd;Jongeren\nVaals;345.670;2.70", peiljaar=2020)
    assert "'345.670' is dubbelzinnig" in teksten(opgave)[0]
    opgave = lees("Gemeente;Verdeelmodel jeugd\nVaals;1.234.567\nStein;1234.5", peiljaar=2020)
    assert "kolom Verdeelmodel jeugd: de getallen zijn niet op één manier geschreven" in teksten(opgave)[0]
    opgave = lees_blad(["Gemeente", "Verdeelmodel jeugd"], ["Vaals", "1.234.567"], ["Stein", "1234.5"])
    assert "kolom B: de getallen zijn niet op één manier geschreven" in teksten(opgave)[0]


def test_a_sender_may_say_what_a_comma_means_in_the_texts_of_a_workbook(zuid: Regio) -> None:
    blad = Rauwblad("Blad1", (("Gemeente", "Vaals"), ("Verdeelmodel jeugd", "345.670")))
    for notatie, waarde in ((Notatie.NEDERLANDS, Decimal(345670)), (Notatie.ENGELS, Decimal("345.67"))):
        opgave = lees_losse("los.xlsx", [blad], [zuid], Tabelwens(peiljaar=2021, notatie=notatie))
        assert [c.waarde for c in cijfers_van(opgave)] == [waarde]


def test_noise_of_doubles_is_no_figure(lees: Lees, lees_blad: Lees) -> None:
    opgave = lees("Gemeente,Verdeelmodel jeugd\nVaals,2.6999999999999997\nStein,3180.0000000000005", peiljaar=2021)
    assert [c.waarde for c in cijfers_van(opgave)] == [Decimal("2.7"), 3180]
    assert teksten(opgave, Ernst.WAARSCHUWING) == [
        "regel 2, kolom Verdeelmodel jeugd: hier staan getallen met meer dan 15 cijfers, zoals '2.6999999999999997'; "
        "gelezen op 15 cijfers, dus als 2,7"
    ]
    opgave = lees_blad(["Gemeente", "Jongeren"], ["Vaals", 3180.0000000000005])
    assert [c.waarde for c in cijfers_van(opgave)] == [3180]
    assert teksten(opgave, Ernst.MELDING) == ["blad Blad1, cel B2: '3180,0000000000005' is gelezen als 3180"]


@pytest.mark.parametrize("waarde", [12345678901234568.0, 1e15, 1e29, 1e300, "1e29", "1" + 29 * "0"])
def test_a_number_that_no_sheet_can_hold_is_none_as_number_and_as_text(lees_blad: Lees, waarde: object) -> None:
    for titel in ("Jongeren", "Verdeelmodel jeugd"):
        (fout,) = teksten(lees_blad(["Gemeente", titel], ["Vaals", waarde]))
        assert "heeft te veel cijfers; een rekenblad bewaart er hooguit 15" in fout or waarde == "1e29"


def test_the_sender_may_say_what_a_comma_means(lees: Lees) -> None:
    tekst = "Gemeente;Jongeren\nVaals;1.234\nStein;15"
    assert [c.waarde for c in cijfers_van(lees(tekst, peiljaar=2021, notatie=Notatie.NEDERLANDS))] == [1234, 15]
    opgave = lees(tekst, peiljaar=2021, notatie=Notatie.ENGELS)
    assert teksten(opgave) == [f"regel 2, kolom Jongeren: '1.234'; verwacht: {AANTAL}"]


# --- faults

SLECHT: dict[str, tuple[str, list[str]]] = {
    "text where a number belongs": ("Vaals;veel", [f"regel 2, kolom Jongeren: 'veel'; verwacht: {AANTAL}"]),
    "a negative figure": ("Vaals;-1", [f"regel 2, kolom Jongeren: '-1'; verwacht: {AANTAL}"]),
    "half a person": ("Vaals;1,5", [f"regel 2, kolom Jongeren: '1,5'; verwacht: {AANTAL}"]),
    "a percentage where a number is asked": (
        "Vaals;5%",
        [f"regel 2, kolom Jongeren: '5%' is een percentage; verwacht: {AANTAL}"],
    ),
    "an amount where a number is asked": (
        "Vaals;€ 5",
        [f"regel 2, kolom Jongeren: '€ 5' is een bedrag; verwacht: {AANTAL}"],
    ),
    "an error of Excel": ("Vaals;#N/B", [f"regel 2, kolom Jongeren: '#N/B' is een foutwaarde; verwacht: {AANTAL}"]),
    "a cell that is empty": ("Vaals;\nStein;5", [f"regel 2, kolom Jongeren: leeg; verwacht: {AANTAL}"]),
    "a participant that is near": (
        "Gulpen-Witem;5",
        ["regel 2, kolom Gemeente: 'Gulpen-Witem' is geen deelnemer in 2022. Bedoelde u 'Gulpen-Wittem'?"],
    ),
    "a participant that nobody knows": (
        "Rotterdam;5",
        ["regel 2, kolom Gemeente: 'Rotterdam' is geen deelnemer in 2022"],
    ),
    "a figure of nobody": (";5", ["regel 2, kolom Gemeente: leeg; verwacht: een deelnemer"]),
    "a participant that is there twice": (
        "Vaals;5\nStein;6\nvaals;7",
        ["regel 4, kolom Gemeente: 'Vaals' staat er twee keer bij peiljaar 2021, eerder op regel 2"],
    ),
    "a name and a figure that are both wrong": (
        "Gulpen-Witem;x",
        [
            "regel 2, kolom Gemeente: 'Gulpen-Witem' is geen deelnemer in 2022. Bedoelde u 'Gulpen-Wittem'?",
            f"regel 2, kolom Jongeren: 'x'; verwacht: {AANTAL}",
        ],
    ),
    "more columns than the header": (
        "Vaals;5;6",
        [
            "regel 2, kolom 3: deze regel heeft meer kolommen dan de kop; staat er een komma in een getal, zet dat dan "
            "tussen aanhalingstekens of gebruik puntkomma's tussen de kolommen"
        ],
    ),
    "a number that no sheet can hold": (
        "Vaals;12345678901234567",
        ["regel 2, kolom Jongeren: '12345678901234567' heeft te veel cijfers; een rekenblad bewaart er hooguit 15"],
    ),
    "figures that are not there": ("", ["regel 1: onder de kop staan geen cijfers van deelnemers"]),
}


@pytest.mark.parametrize("naam", SLECHT)
def test_each_wrong_cell_gets_one_line(lees: Lees, naam: str) -> None:
    rijen, verwacht = SLECHT[naam]
    opgave = lees(f"Gemeente;Jongeren\n{rijen}", peiljaar=2021)
    assert [tekst for tekst in teksten(opgave) if "niet op één manier" not in tekst] == verwacht


KOPPEN: dict[str, tuple[str, str]] = {
    "a title that is near": ("Jongern;Declaraties", "onbekende kolom 'Jongern'. Bedoelde u 'Jongeren'?"),
    "thousands": (
        "Jongeren x 1.000;Declaraties",
        "'Jongeren x 1.000' is in duizendtallen; verwacht: de hele getallen",
    ),
    "another unit": (
        "Jongeren (%);Declaraties",
        "'Jongeren (%)' is in procent; verwacht van peiljaar 2021: aantal",
    ),
    "a column twice": ("Jongeren;Aantal jongeren", "'Aantal jongeren': kolom 'Jongeren' staat er twee keer"),
}


@pytest.mark.parametrize("naam", KOPPEN)
def test_a_header_that_cannot_be_right_is_a_fault(lees: Lees, naam: str) -> None:
    kop, verwacht = KOPPEN[naam]
    opgave = lees(f"Gemeente;{kop}\nVaals;5;6", peiljaar=2021)
    assert [tekst.partition(": ")[2] for tekst in teksten(opgave)] == [verwacht]


def test_a_second_column_with_participants_is_a_fault_and_one_with_a_contact_is_not(lees: Lees) -> None:
    assert teksten(lees("Gemeente;Jongeren;Naam\nVaals;5;Vaals\nBeek;6;Beek", peiljaar=2021)) == [
        "regel 1, kolom Naam: kolom 'Naam' staat er twee keer"
    ]
    opgave = lees("Naam;Plaats;Gemeente;Jongeren\nA. Medewerker;Dorp;Vaals;5", peiljaar=2021)
    assert [c.gemeentecode for c in cijfers_van(opgave)] == ["GM0981"]
    assert [str(b) for b in opgave.bevindingen] == ["regel 1: deze kolommen zijn niet gebruikt: 'Naam', 'Plaats'"]


def test_a_whole_list_that_misses_somebody_is_a_fault(lees: Lees, namen: list[str]) -> None:
    assert teksten(lees(heel(namen[:-1]), peiljaar=2021)) == [
        "deelnemer 'Voerendaal' (GM0986) ontbreekt bij peiljaar 2021"
    ]


def test_a_part_of_the_list_is_noted(lees: Lees, namen: list[str]) -> None:
    opgave = lees(heel(namen[:5]), peiljaar=2021)
    assert [str(b) for b in opgave.bevindingen] == ["in deze tabel staan 5 van de 16 deelnemers van peiljaar 2021"]


def test_percentages_of_a_whole_region_are_100_together(lees: Lees, namen: list[str]) -> None:
    tekst = "Gemeente;Jongeren\n" + "\n".join(f"{naam};6,{24 if naam == 'Beek' else 25}" for naam in namen)
    assert teksten(lees(tekst, peiljaar=2020)) == [
        "regel 17, kolom Jongeren: Jongeren van peiljaar 2020 is bij elkaar 99,99%; verwacht: precies 100,00%"
    ]


def test_a_code_and_a_name_that_disagree_are_a_fault(lees: Lees) -> None:
    opgave = lees("Code;Gemeente;Jongeren\nGM0888;Stein;5", peiljaar=2021)
    assert teksten(opgave) == ["regel 2, kolom Code: 'GM0888' is de code van Beek, maar in de rij staat Stein (GM0971)"]


def test_a_year_that_is_none_is_a_fault(lees: Lees) -> None:
    opgave = lees("Peiljaar;Gemeente;Jongeren\n2021;Vaals;5\nvorig;Stein;6")
    assert "regel 3, kolom Peiljaar: 'vorig'; verwacht: jaartal, zoals 2021" in teksten(opgave)


def test_a_year_before_there_was_a_unit_is_a_fault(lees: Lees) -> None:
    opgave = lees("Gemeente;Jongeren\nVaals;5", peiljaar=2018)
    assert "Jongeren heeft in het regiobestand pas vanaf peiljaar 2020 een eenheid, niet in 2018" in teksten(opgave)[0]


def test_another_year_than_was_asked_is_a_warning(lees: Lees) -> None:
    opgave = lees("Peiljaar;Gemeente;Jongeren\n2021;Vaals;5", peiljaar=2022)
    assert teksten(opgave, Ernst.WAARSCHUWING) == [
        "regel 2, kolom Peiljaar: hier begint peiljaar 2021, gevraagd is 2022"
    ]


def test_an_error_cell_and_a_formula_without_a_value_are_told_apart(lees_blad: Lees) -> None:
    opgave = lees_blad(
        ["Gemeente", "Jongeren"], ["Vaals", Foutwaarde("#REF!")], ["Stein", Ongerekend("=SUM(A1)")], ["Beek", True]
    )
    assert teksten(opgave) == [
        f"blad Blad1, cel B2: '#REF!' is een foutwaarde; verwacht: {AANTAL}",
        f"blad Blad1, cel B3: formule '=SUM(A1)' heeft geen berekende waarde in het bestand; verwacht: {AANTAL}. "
        "Open het bestand in Excel en sla het op, of typ de waarde.",
        f"blad Blad1, cel B4: 'WAAR'; verwacht: {AANTAL}",
    ]


def test_two_sheets_with_figures_may_not_both_go_in(lees_blad: Lees) -> None:
    tweede = Rauwblad("Blad2", (("Gemeente", "Stein"), ("Jongeren", 5.0)))
    opgave = lees_blad(["Gemeente", "Jongeren"], ["Vaals", 5], meer=[tweede])
    assert teksten(opgave) == [
        "blad Blad2: ook hier staan cijfers per gemeente, net als op blad Blad1; "
        "zet alle cijfers op één blad of haal dit blad weg"
    ]


def test_a_figure_outside_the_columns_is_a_fault(lees_blad: Lees) -> None:
    opgave = lees_blad(["Gemeente", "Jongeren"], ["Vaals", 5, None, 7])
    assert teksten(opgave) == [
        "blad Blad1, cel D2: hier staat iets in een kolom zonder kop; haal het weg of geef de kolom een kop"
    ]


def test_a_file_without_a_table_says_what_was_looked_for(lees: Lees) -> None:
    assert teksten(lees("a;b\n1;2")) == [
        "heeft geen tabel die wordt herkend: in de eerste 30 rijen staat geen kopregel met Gemeente of Gemeentecode en "
        "een maatstaf (Objectief verdeelmodel jeugd, Jongeren, Toekenningen, Declaraties)"
    ]


def test_participants_of_no_known_region_are_asked_about(lees: Lees, zuid: Regio, drieland: Regio) -> None:
    opgave = lees("Gemeente;Jongeren\nRotterdam;5", regios=[zuid, drieland])
    assert len(teksten(opgave)) == 1
    assert "Zeg met --regio van welke regio het is" in teksten(opgave)[0]


def test_text_from_outside_moves_no_cursor(lees: Lees) -> None:
    opgave = lees("Gemeente;Jongeren\nVaals;\x1b[31mrood\u202e\nSt\x07ein;5", peiljaar=2021)
    assert all(str(bevinding).isprintable() for bevinding in opgave.bevindingen)


@pytest.mark.parametrize("eenheid", MAATEENHEDEN)
@settings(max_examples=5)
@given(getallen=st.lists(st.floats(-1e16, 1e16), max_size=40))
def test_a_column_of_doubles_is_judged_as_its_cells_are(eenheid: str, getallen: list[float]) -> None:
    kort = [float(f"{getal:.15g}") for getal in (0.0, -0.5, 100.0, 100.5, 1e15, 12.34, 12.345, *getallen)]
    goed = MAATEENHEDEN[eenheid].goed
    gevonden = {plek for plek, _ in wrong_cells(np.array(kort), eenheid)}
    assert gevonden == {plek for plek, getal in enumerate(kort) if not goed(getal_van(getal))}


@pytest.mark.parametrize(("cel", "gezegd"), [("", True), ("n.v.t.", False)])
def test_a_column_of_which_every_cell_is_wrong_is_not_called_empty(lees, namen, cel, gezegd) -> None:
    rijen = [f"{naam};{nummer};{cel}" for nummer, naam in enumerate(namen, start=1)]
    opgave = lees("\n".join(["Gemeente;Jongeren;Toekenningen", *rijen]), peiljaar=2021)
    zin = "Toekenningen van peiljaar 2021 is niet ingevuld en telt niet als aangeleverd"
    assert (zin in " ".join(teksten(opgave, Ernst.MELDING))) == gezegd


@pytest.mark.parametrize(
    "momenten", [("1 januari", "31 december"), ("31 december", "1 januari"), ("heel jaar", "1 januari")]
)
def test_a_day_beside_maatstaven_of_different_moments_is_read_the_same_and_said(momenten) -> None:
    uitleg = "de stand van 1-1-2021 is die van 31-12-2020, dus van peiljaar 2020"
    assert jaar_in_cel("1-1-2021", momenten) == Jaar(2020, uitleg)
    assert jaar_in_cel("1-1-2021", ("1 januari", "1 januari")) == Jaar(2021)
