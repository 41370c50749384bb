"""What a finding says of its place and its file is carried as a value, and never looked for in a sentence."""

import pytest

from schemas.fouten import Bestandsfout, Bevinding, Gebruikersfout
from schemas.keuring import Keuring, oordeel_over
from schemas.kladblok import SAMEN_VANAF, Kladblok
from schemas.tabel import Rauwblad


@pytest.mark.parametrize(
    ("blad", "titel", "plaats"),
    [
        ("Blad 1", "Jongeren", "cel B2 tot en met B7"),
        ("", "Jongeren, tot 20 jaar", "kolom Jongeren, tot 20 jaar, regel 2 tot en met 7"),
        ("", "regel 3", "kolom regel 3, regel 2 tot en met 7"),
    ],
)
def test_many_notes_of_a_column_become_one_from_the_first_to_the_last(blad: str, titel: str, plaats: str) -> None:
    klad, tabel = Kladblok(), Rauwblad(blad, ((), ()))
    for rij in range(2, 2 + SAMEN_VANAF):
        klad.melding(tabel.waar(rij, 2, titel), "gelezen", "getallen zijn gelezen")
    (bevinding,) = klad.bevindingen
    assert (bevinding.tekst, str(bevinding.waar.naam)) == (f"{SAMEN_VANAF} getallen zijn gelezen", plaats)


@pytest.mark.parametrize(
    ("fout", "zin"),
    [
        (Bestandsfout("tabel", "heeft geen tabel die wordt herkend"), "tabel heeft geen tabel die wordt herkend"),
        (Gebruikersfout("Geweigerd: tabel is leeg."), "Geweigerd: tabel is leeg."),
    ],
)
def test_a_file_that_is_called_as_a_word_of_its_verdict_is_named_once(fout: Gebruikersfout, zin: str) -> None:
    keuring = Keuring("tabel", "", "onbekend", (oordeel_over(fout, "tabel"),))
    assert keuring.afwijzing == zin


def test_a_file_with_more_to_say_has_no_single_verdict() -> None:
    twee = tuple(Bevinding(tekst) for tekst in ("een", "twee"))
    assert not Keuring("a.csv", "", "onbekend", twee).afwijzing
    assert not Keuring("a.csv", "", "losse tabel", twee[:1]).afwijzing
