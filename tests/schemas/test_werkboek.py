"""A file that cannot be opened is told in one sentence."""

from pathlib import Path

import pytest

from schemas.fouten import Gebruikersfout
from schemas.werkboek import open_werkboek

OUD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


@pytest.mark.parametrize(
    ("inhoud", "melding"),
    [
        (b"", "invoer.xlsx is leeg (0 bytes)."),
        (
            OUD,
            "invoer.xlsx heeft een wachtwoord of is een oud Excel-bestand (.xls). "
            "Haal het wachtwoord eraf en sla het op als Excel-werkmap (.xlsx).",
        ),
        (
            b"gemeente;bedrag\nBeek;1\n",
            "invoer.xlsx is geen Excel-werkmap (.xlsx). Sla het in Excel op als .xlsx.",
        ),
        (
            b"PK\x03\x04" + b"kapot" * 40,
            "invoer.xlsx is beschadigd en niet te lezen. Open het in Excel en sla het opnieuw op.",
        ),
    ],
    ids=["empty", "old or with a password", "a csv", "damaged"],
)
def test_a_file_that_is_no_workbook_is_told_in_one_sentence(inhoud: bytes, melding: str, tmp_path: Path) -> None:
    pad = tmp_path / "invoer.xlsx"
    pad.write_bytes(inhoud)
    with pytest.raises(Gebruikersfout) as fout:
        open_werkboek(pad)
    assert str(fout.value) == melding


def test_a_workbook_that_was_cut_off_is_damaged(invoer: Path, tmp_path: Path) -> None:
    pad = tmp_path / "invoer.xlsx"
    heel = invoer.read_bytes()
    for deel in (len(heel) // 4, len(heel) // 2, len(heel) - 30):
        pad.write_bytes(heel[:deel])
        with pytest.raises(Gebruikersfout, match=r"^invoer\.xlsx is beschadigd"):
            open_werkboek(pad)


def test_a_folder_and_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(Gebruikersfout, match=r"is een map; verwacht: een Excel-bestand \(\.xlsx\)\.$"):
        open_werkboek(tmp_path)
    with pytest.raises(Gebruikersfout, match=r"^weg\.xlsx bestaat niet\. Kijk of de naam en de map kloppen\.$"):
        open_werkboek(tmp_path / "weg.xlsx")


def test_a_locked_file_may_be_open_in_excel(invoer: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def op_slot(self: Path) -> bytes:
        raise PermissionError

    monkeypatch.setattr(Path, "read_bytes", op_slot)
    with pytest.raises(
        Gebruikersfout, match="is niet te lezen: het bestand is open in Excel, of u hebt er geen recht op"
    ):
        open_werkboek(invoer)
