"""A file that cannot be opened is told in one sentence."""

from pathlib import Path

import pytest

from schemas.fouten import Gebruikersfout
from schemas.inname import lees_werkboek


@pytest.mark.parametrize(
    ("inhoud", "melding"),
    [
        (b"", "Geweigerd: invoer.xlsx is leeg (0 bytes)"),
        (
            b"gemeente;bedrag\nBeek;1\n",
            "Geweigerd: invoer.xlsx heet een Excel-werkmap (.xlsx), maar is een tekstbestand (.csv)",
        ),
        (b"PK\x03\x04" + b"kapot" * 40, "Geweigerd: invoer.xlsx is niet compleet"),
    ],
    ids=["empty", "a csv", "damaged"],
)
def test_a_file_that_is_no_workbook_is_told_in_one_sentence(inhoud: bytes, melding: str, tmp_path: Path) -> None:
    pad = tmp_path / "invoer.xlsx"
    pad.write_bytes(inhoud)
    with pytest.raises(Gebruikersfout) as fout:
        lees_werkboek(pad)
    assert str(fout.value).startswith(melding)


def test_a_workbook_that_was_cut_off_is_damaged(invoer: Path, tmp_path: Path) -> None:
    pad = tmp_path / "invoer.xlsx"
    heel = invoer.read_bytes()
    for deel in (len(heel) // 4, len(heel) // 2, len(heel) - 30):
        pad.write_bytes(heel[:deel])
        with pytest.raises(Gebruikersfout, match=r"invoer\.xlsx is (beschadigd|niet compleet)"):
            lees_werkboek(pad)


def test_a_folder_and_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(Gebruikersfout, match=r"is een map; verwacht: een bestand"):
        lees_werkboek(tmp_path)
    with pytest.raises(Gebruikersfout, match=r"^weg\.xlsx bestaat niet\. Kijk of de naam en de map kloppen\.$"):
        lees_werkboek(tmp_path / "weg.xlsx")


def test_a_locked_file_may_be_open_in_excel(invoer: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def op_slot(self: Path, wijze: str) -> bytes:
        raise PermissionError

    monkeypatch.setattr(Path, "open", op_slot)
    with pytest.raises(
        Gebruikersfout, match="is niet te lezen: het bestand is open in Excel, of u hebt er geen recht op"
    ):
        lees_werkboek(invoer)
