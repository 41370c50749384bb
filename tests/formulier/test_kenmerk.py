"""The signed key: readable, bound to region, year and code, and worth nothing without the secret."""

from __future__ import annotations

import re

import pytest

from schemas.fouten import Gebruikersfout, VerkeerdGebruik
from schemas.kenmerk import kenmerk, klopt, lees_geheim

GEHEIM = bytes(range(32))


def test_a_key_is_four_groups_of_four_letters_and_digits():
    assert re.fullmatch(r"([A-Z2-7]{4}-){3}[A-Z2-7]{4}", kenmerk(GEHEIM, "zuid-limburg", 2022, "GM0888"))


def test_the_same_form_has_the_same_key_every_time():
    # Fixed on purpose: forms that were sent must still be known after an upgrade. Worked out with openssl and base32.
    assert kenmerk(GEHEIM, "zuid-limburg", 2022, "GM0888") == "PQ7F-JSJJ-GYNL-VEDK"


@pytest.mark.parametrize(
    ("geheim", "regio", "jaar", "code"),
    [
        (bytes(32), "zuid-limburg", 2022, "GM0888"),
        (GEHEIM, "midden-limburg", 2022, "GM0888"),
        (GEHEIM, "zuid-limburg", 2021, "GM0888"),
        (GEHEIM, "zuid-limburg", 2022, "GM1954"),
    ],
    ids=["secret", "region", "year", "code"],
)
def test_another_secret_region_year_or_code_has_another_key(geheim, regio, jaar, code):
    gelezen = kenmerk(GEHEIM, "zuid-limburg", 2022, "GM0888")
    assert klopt(gelezen, GEHEIM, "zuid-limburg", 2022, "GM0888")
    assert not klopt(gelezen, geheim, regio, jaar, code)


@pytest.mark.parametrize("typ", [str.lower, lambda k: k.replace("-", " "), lambda k: f" {k.replace('-', '')} "])
def test_a_key_that_was_typed_over_may_lack_its_dashes_and_capitals(typ):
    gelezen = typ(kenmerk(GEHEIM, "zuid-limburg", 2022, "GM0888"))
    assert klopt(gelezen, GEHEIM, "zuid-limburg", 2022, "GM0888")


@pytest.mark.parametrize("gelezen", ["", "-", "PQ7F", "x" * 500])
def test_a_key_that_is_cut_off_or_something_else_is_no_key(gelezen):
    assert not klopt(gelezen, GEHEIM, "zuid-limburg", 2022, "GM0888")


def test_a_secret_that_is_not_there_is_told_with_what_to_do(tmp_path):
    with pytest.raises(VerkeerdGebruik) as gevonden:
        lees_geheim(tmp_path / "weg")
    assert str(gevonden.value) == (
        f"'{tmp_path / 'weg'}' bestaat niet. Dat bestand is gemaakt toen u de formulieren maakte; zonder dat bestand "
        "is niet te zien of een opgave echt is. Staat het ergens anders? Wijs het dan aan met --geheim."
    )


@pytest.mark.parametrize("inhoud", [b"", b"abc", b"00" * 31, b"zz" * 32, "é".encode() * 32])
def test_a_secret_that_was_changed_is_refused(inhoud, tmp_path):
    pad = tmp_path / "geheim"
    pad.write_bytes(inhoud)
    with pytest.raises(Gebruikersfout, match="is geen geheim van Verdeelwijzer, of het is veranderd"):
        lees_geheim(pad)
