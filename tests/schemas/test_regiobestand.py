"""Region files: what the shipped one says, and every fault with its line."""

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
import yaml

from schemas.fouten import Gebruikersfout, InvoerFouten
from schemas.geldend import REGIOS, laad_regio
from schemas.regiobestand import RegioBestand
from schemas.regiolezer import lees_regio

DRIELAND = Path(__file__).parents[1] / "regios" / "drieland.yaml"
TEKST = DRIELAND.read_text(encoding="utf-8")

# Fault: what is replaced by what in the invented region, and the lines of the message.
GEVALLEN: dict[str, tuple[dict[str, str], list[str]]] = {
    "an unknown field": (
        {"van: 2024, bron": "vanaf: 2024, bron"},
        [
            "regel 8, deelnemers[1]: veld 'van' ontbreekt",
            "regel 8, deelnemers[1]: onbekend veld 'vanaf'. Bedoelde u 'van'?",
        ],
    ),
    "a missing field": (
        {"label: Leerlingenvervoer": "# geen label"},
        ["regel 20, kostensoorten.vervoer: veld 'label' ontbreekt"],
    ),
    "a field that stands twice": (
        {"    label: Inwoners": "    label: Inwoners\n    label: Inwoners"},
        ["regel 15, maatstaven.inwoners.label: veld 'label' staat er twee keer, eerder op regel 14"],
    ),
    "a code that is none": (
        {"GM9001, naam": "9001, naam"},
        [
            "regel 8, deelnemers[1].code: '9001'; verwacht: twee tot acht hoofdletters en ten hoogste zes cijfers, "
            "zoals GM0888, PV31 of RIJK"
        ],
    ),
    "the same code in overlapping years": (
        {"GM9003": "GM9002"},
        ["regel 10, deelnemers[3].code: code GM9002 staat er twee keer in 2024: Zuidermeer en Oosterhorst"],
    ),
    "the same name in overlapping years": (
        {"naam: Oosterhorst": "naam: zuídermeer"},
        [
            "regel 10, deelnemers[3].naam: 'zuídermeer' wijst in 2024 op twee deelnemers: "
            "Zuidermeer (GM9002) en zuídermeer (GM9003)"
        ],
    ),
    "another spelling that is somebody's name": (
        {"Zuider-Meer a/d Vecht": "NOORDWOUDE"},
        [
            "regel 9, deelnemers[2].andere_schrijfwijzen[1]: 'NOORDWOUDE' wijst in 2024 op twee deelnemers: "
            "Noordwoude (GM9001) en Zuidermeer (GM9002)"
        ],
    ),
    "taking part until before the start": (
        {"tot_en_met: 2025": "tot_en_met: 2023"},
        ["regel 10, deelnemers[3].tot_en_met: Oosterhorst doet mee tot en met 2023, maar begint pas in 2024"],
    ),
    "a centrumgemeente that takes no part": (
        {"centrumgemeente: GM9001": "centrumgemeente: Noordwoude"},
        ["regel 4, centrumgemeente: 'Noordwoude' is geen gemeentecode van een deelnemer. Bedoelde u 'GM9001'?"],
    ),
    "a key of nothing": (
        {"{inwoners: 70, rato: 30}": "{}"},
        ["regel 28, kostensoorten.vervoer.sleutel.2024.delen: geen velden; verwacht: ten minste één"],
    ),
    "a weight of zero": (
        {"rato: 30": "rato: 0"},
        ["regel 28, kostensoorten.vervoer.sleutel.2024.delen.rato: '0'; verwacht: getal groter dan 0"],
    ),
    "a negative weight": (
        {"rato: 30": "rato: -0.5"},
        ["regel 28, kostensoorten.vervoer.sleutel.2024.delen.rato: '-0.5'; verwacht: getal groter dan 0"],
    ),
    "a weight without end": (
        {"rato: 30": "rato: .inf"},
        ["regel 28, kostensoorten.vervoer.sleutel.2024.delen.rato: '.inf'; verwacht: getal groter dan 0"],
    ),
    "a weight in words": (
        {"rato: 30": "rato: veel"},
        ["regel 28, kostensoorten.vervoer.sleutel.2024.delen.rato: 'veel'; verwacht: getal groter dan 0"],
    ),
    "a key of an unknown maatstaf": (
        {"{inwoners: 70": "{inwonrs: 70"},
        [
            "regel 28, kostensoorten.vervoer.sleutel.2024.delen.inwonrs: 'inwonrs' is geen maatstaf van deze regio. "
            "Bedoelde u 'inwoners'?"
        ],
    ),
    "a maatstaf called rato": (
        {"  inwoners:\n": "  rato:\n", "inwoners: 70, rato: 30": "rato: 30", "inwoners: 87.5, ": ""},
        ["regel 13, maatstaven.rato: een maatstaf kan niet 'rato' heten: die naam heeft al een betekenis"],
    ),
    "a maatstaf with the title of a column": (
        {"label: Inwoners": "label: Peiljaar"},
        [
            "regel 13, maatstaven.inwoners: 'Peiljaar' is al de titel van een kolom op blad Maatstaven; geef de "
            "maatstaf een andere naam"
        ],
    ),
    "a peiljaar from before the unit": (
        {"rato: 30}, bron": "rato: 30}, peiljaar: 2019, bron"},
        [
            "regel 28, kostensoorten.vervoer.sleutel.2024.peiljaar: 'inwoners' heeft pas vanaf 2020 een eenheid, "
            "de sleutel vraagt 2019"
        ],
    ),
    "a youth budget of an unknown maatstaf": (
        {"\nkostensoorten:": "budgetmaatstaf: {2024: {waarde: inwoner, bron: Verzonnen}}\nkostensoorten:"},
        ["regel 18, budgetmaatstaf.2024.waarde: 'inwoner' is geen maatstaf van deze regio. Bedoelde u 'inwoners'?"],
    ),
    "a participant of a cost that is none": (
        {"    grondslag:": "    deelnemers: {2024: {zonder: [Zuidermeer], bron: Verzonnen}}\n    grondslag:"},
        [
            "regel 22, kostensoorten.vervoer.deelnemers.2024.zonder[1]: 'Zuidermeer' is geen code van een deelnemer. "
            "Bedoelde u 'GM9002'?"
        ],
    ),
    "a participant of a cost that stands twice": (
        {"    grondslag:": "    deelnemers: {2024: {waarde: [GM9002, GM9002], bron: Verzonnen}}\n    grondslag:"},
        ["regel 22, kostensoorten.vervoer.deelnemers.2024.waarde[2]: GM9002 (Zuidermeer) staat er twee keer"],
    ),
    "a cost with a list of nobody": (
        {"    grondslag:": "    deelnemers: {2024: {bron: Verzonnen}}\n    grondslag:"},
        [
            "regel 22, kostensoorten.vervoer.deelnemers.2024: verwacht: zonder (wie niet meedoet) of waarde "
            "(wie meedoet), met ten minste een code"
        ],
    ),
    "a cost that nobody shares": (
        {
            "    grondslag:": "    deelnemers: {2024: {zonder: [GM9001, GM9002, GM9003], bron: Verzonnen}}\n"
            "    grondslag:"
        },
        ["regel 22, kostensoorten.vervoer.deelnemers.2024: zo deelt niemand in de kosten van vervoer"],
    ),
    "an unknown sluitregel": (
        {"waarde: grootste-rest": "waarde: grootste-restje"},
        [
            "regel 24, kostensoorten.vervoer.sluitregel.2024.waarde: 'grootste-restje'; "
            "verwacht: open, grootste-rest, grootste-deelnemer, afrondingsregel. Bedoelde u 'grootste-rest'?"
        ],
    ),
    "a year that is none": (
        {"      2020: {waarde: aantal": "      ooit: {waarde: aantal"},
        ["regel 17, maatstaven.inwoners.eenheid.ooit: 'ooit'; verwacht: jaartal van 2000 tot en met 2100"],
    ),
    "a value without its source": (
        {"{waarde: aantal, bron: Verzonnen}": "{waarde: aantal}"},
        ["regel 17, maatstaven.inwoners.eenheid.2020: veld 'bron' ontbreekt"],
    ),
    "a list where fields belong": (
        {"  inwoners:\n    label: Inwoners": "  inwoners: [1]\n  x:\n    label: Inwoners"},
        ["regel 13, maatstaven.inwoners: een lijst; verwacht: velden, elk met een waarde"],
    ),
    "a reference instead of a value": (
        {"label: Regio Drieland (verzonnen)": "label: &x Regio", "bron: Verzonnen voor de tests": "bron: *x"},
        ["regel 3, bron: verwijzingen (& en *) worden niet gebruikt; schrijf de waarde uit"],
    ),
}


def _vervangen(vervang: dict[str, str]) -> bytes:
    tekst = TEKST
    for oud, nieuw in vervang.items():
        assert oud in tekst
        tekst = tekst.replace(oud, nieuw, 1)
    return tekst.encode()


@pytest.mark.parametrize("geval", GEVALLEN)
def test_a_fault_in_a_region_file_is_told_with_its_line(geval: str) -> None:
    vervang, regels = GEVALLEN[geval]
    with pytest.raises(InvoerFouten) as gevonden:
        lees_regio(_vervangen(vervang), "drieland.yaml")
    aantal = "1 fout" if len(regels) == 1 else f"{len(regels)} fouten"
    verwacht = [f"drieland.yaml is niet bruikbaar ({aantal}):", *(f"  {regel}" for regel in regels)]
    assert str(gevonden.value).splitlines() == verwacht


def test_a_closing_day_of_a_count_is_a_day_that_every_year_has() -> None:
    tekst = (Path(__file__).parents[1] / "regios" / "telland.yaml").read_text(encoding="utf-8")
    with pytest.raises(InvoerFouten, match=r"telling\.\d+\.sluitdatum: 29 februari is geen dag die elk jaar bestaat"):
        lees_regio(tekst.replace("sluitdatum: 1 mei", "sluitdatum: 29 februari").encode(), "telland.yaml")


def test_all_faults_of_a_region_file_are_told_at_once() -> None:
    with pytest.raises(InvoerFouten) as gevonden:
        lees_regio(_vervangen({"GM9003": "GM9002", "{inwoners: 70": "{x: 70", "GM9001\n": "GM1\n"}), "drieland.yaml")
    assert len(gevonden.value.fouten) == 3


@pytest.mark.parametrize(
    ("inhoud", "melding"),
    [
        (
            b"label: [Beek",
            "x.yaml is geen leesbare YAML. Het gaat mis op regel 1, teken 8. "
            "Kijk naar inspringing, dubbele punten en aanhalingstekens.",
        ),
        (b"label: \x00", "x.yaml is geen leesbare YAML: er staan tekens in die niet mogen."),
        (b"label: caf\xe9", "x.yaml is geen tekst in UTF-8. Sla het bestand op als UTF-8."),
        (b"# niets\n", "x.yaml is leeg. Neem een meegeleverd regiobestand als voorbeeld."),
        (b"[" * 60 + b"]" * 60, "x.yaml is geen regiobestand: het is te diep genest."),
        (
            b"[" * 20000,
            "x.yaml is geen leesbare YAML. Het gaat mis op regel 1, teken 1001. "
            "Kijk naar inspringing, dubbele punten en aanhalingstekens.",
        ),
    ],
    ids=["unclosed", "control character", "other encoding", "empty", "deep", "deeper than the library goes"],
)
def test_a_file_that_is_no_yaml_is_told_in_one_sentence(inhoud: bytes, melding: str) -> None:
    with pytest.raises(Gebruikersfout) as fout:
        lees_regio(inhoud, "x.yaml")
    assert str(fout.value) == melding


@pytest.mark.parametrize("pad", sorted(REGIOS.glob("*.yaml")), ids=lambda pad: pad.stem)
def test_without_the_reader_in_c_a_region_file_reads_the_same(pad: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    snel = lees_regio(pad.read_bytes(), pad.name)
    monkeypatch.setattr("schemas.regiolezer.YAML_LEZER", yaml.SafeLoader)
    assert lees_regio(pad.read_bytes(), pad.name) == snel


@pytest.mark.parametrize("woord", ["yes", "No", "on", "off", "y", "1_000", "017", "0x1F", "1:30", "2021-01-01", "="])
def test_a_word_that_an_older_yaml_takes_for_something_else_is_a_word(woord: str) -> None:
    tekst = (REGIOS / "midden-limburg.yaml").read_text(encoding="utf-8")
    label = next(regel for regel in tekst.splitlines() if regel.startswith("label: "))
    assert lees_regio(tekst.replace(label, f"label: {woord}").encode(), "x.yaml").label == woord


def test_plain_text_is_no_region() -> None:
    with pytest.raises(InvoerFouten) as fout:
        lees_regio(b"zuid-limburg\n", "x.yaml")
    assert str(fout.value).splitlines()[1] == "  regel 1: 'zuid-limburg'; verwacht: velden, elk met een waarde"


def test_weights_are_exactly_what_was_written() -> None:
    regio = lees_regio(_vervangen({"inwoners: 87.5": "inwoners: 87.100000000000000000001"}), "drieland.yaml")
    assert regio.kostensoorten["vervoer"].sleutel[2025].delen["inwoners"] == Decimal("87.100000000000000000001")


def test_a_code_may_come_back_after_it_left() -> None:
    regels = "  - {code: GM9003, naam: Oosterhorst, van: 2027, bron: Verzonnen}\n\nmaatstaven:"
    regio = lees_regio(_vervangen({"\nmaatstaven:": regels}), "drieland.yaml")
    assert [deelnemer.van for deelnemer in regio.deelnemers if deelnemer.code == "GM9003"] == [2024, 2027]


def test_the_model_itself_refuses_what_does_not_hang_together() -> None:
    gegevens = lees_regio(TEKST.encode(), "drieland.yaml").model_dump()
    with pytest.raises(ValueError, match="geen gemeentecode van een deelnemer"):
        RegioBestand.model_validate(gegevens | {"centrumgemeente": "GM0001"})


# --- the shipped region


def test_zuid_limburg_has_sixteen_participants_as_the_source_lists_them(
    bron: Callable[[str], list[dict[str, str]]],
) -> None:
    regio = laad_regio("zuid-limburg")
    gepubliceerd = [
        (
            rij["gemeentecode"],
            rij["gemeente"],
            tuple(naam for naam in rij["andere_schrijfwijzen"].split(";") if naam),
            rij["subregio"],
            "keuzepakket" if rij["ambulante_jeugdhulp"] == "alleen tijdens verblijf" else "basispakket",
        )
        for rij in bron("gemeenten")
    ]
    assert [
        (d.code, d.naam, d.andere_schrijfwijzen, regio.subregio(d.code, 2021), d.pakket[2020].waarde)
        for d in regio.deelnemers(2021)
    ] == gepubliceerd


def test_zuid_limburg_buys_by_four_pots_and_shares_policy_by_one_measure() -> None:
    regio = laad_regio("zuid-limburg")
    inkoop, beleid = regio.sleutel("inkoop", 2023), regio.sleutel("beleid", 2020)
    assert inkoop is not None
    assert beleid is not None
    assert inkoop.delen == dict.fromkeys(["rato", "jongeren", "toekenningen", "declaraties"], Fraction(25))
    assert beleid.delen == {"verdeelmodel_jeugd": Fraction(100)}
    assert beleid.peiljaar == 2019
    assert regio.sleutel("inkoop", 2020) is None
    assert (regio.sluitregel("inkoop", 2021), regio.eenheid("inkoop", 2021)) == ("open", "euro")
    assert (regio.sluitregel("beleid", 2021), regio.eenheid("beleid", 2021)) == ("open", "cent")


def test_the_unit_of_a_maatstaf_is_dated() -> None:
    jongeren = laad_regio("zuid-limburg").bestand.maatstaven["jongeren"]
    assert [jongeren.eenheid_van(jaar) for jaar in (2019, 2020, 2021, 2030)] == [None, "procent", "aantal", "aantal"]


def test_every_shipped_region_can_be_loaded() -> None:
    for pad in REGIOS.glob("*.yaml"):
        assert laad_regio(pad.stem).naam == pad.stem


# --- finding a region


def test_a_region_file_beside_the_input_goes_before_the_shipped_one(tmp_path: Path) -> None:
    eigen = (REGIOS / "zuid-limburg.yaml").read_text(encoding="utf-8").replace("Jeugdhulpregio", "Eigen regio")
    (tmp_path / "zuid-limburg.yaml").write_text(eigen, encoding="utf-8", newline="\n")
    assert laad_regio("zuid-limburg", tmp_path).label == "Eigen regio Zuid-Limburg"
    assert laad_regio("zuid-limburg").label == "Jeugdhulpregio Zuid-Limburg"


def test_an_unknown_region_is_told_with_the_known_ones() -> None:
    with pytest.raises(Gebruikersfout) as fout:
        laad_regio("zuid-limbrug")
    assert str(fout.value) == (
        "Regio 'zuid-limbrug' is niet bekend. Bedoelde u 'zuid-limburg'? Bekend zijn: midden-limburg, "
        "omgevingsdienst-voorbeeldstreek, zuid-limburg. "
        "Een eigen regio leest u uit zuid-limbrug.yaml naast het invoerbestand."
    )


@pytest.mark.parametrize("naam", ["../zuid-limburg", "regios/zuid-limburg", "", "Zuid-Limburg"])
def test_a_region_is_a_name_and_never_a_path(naam: str) -> None:
    with pytest.raises(Gebruikersfout, match="is niet bekend"):
        laad_regio(naam, REGIOS)


def test_a_region_file_carries_the_name_of_its_region(tmp_path: Path) -> None:
    (tmp_path / "ander.yaml").write_bytes(TEKST.encode())
    with pytest.raises(Gebruikersfout) as fout:
        laad_regio("ander", tmp_path)
    assert str(fout.value) == "ander.yaml beschrijft regio 'drieland'; verwacht: 'ander', zoals het bestand heet."
