"""The functions that docs/python.md gives, as it gives them."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from calc.tabel import Beeld

ROOT = Path(__file__).parents[1]


def test_the_example_of_the_page_runs_and_its_functions_exist(
    maak_drieland: Callable[[Path], Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pagina = (ROOT / "docs" / "python.md").read_text(encoding="utf-8")
    code, _ = re.findall(r"^```python\n(.*?)^```$", pagina, flags=re.M | re.S)
    maak_drieland(tmp_path).rename(tmp_path / "invoer.xlsx")
    monkeypatch.chdir(tmp_path)
    namen: dict[str, object] = {}
    exec(code, namen)
    meerjarig, verslagen = namen["meerjarig"], namen["verslagen"]
    assert isinstance(meerjarig, Beeld)
    assert str(meerjarig.rijen[-1].waarden[-1]) == "100001/100"
    assert isinstance(verslagen, list)
    assert len(verslagen) == 4
    assert all(verslag.in_orde for verslag in verslagen)


def test_the_example_with_a_frame_names_the_three_cells_that_it_says(capsys: pytest.CaptureFixture[str]) -> None:
    pagina = (ROOT / "docs" / "python.md").read_text(encoding="utf-8")
    _, code = re.findall(r"^```python\n(.*?)^```$", pagina, flags=re.M | re.S)
    exec(code, {})
    gevallen = [regel.split()[1:3] for regel in capsys.readouterr().out.splitlines()[1:]]
    assert sorted(gevallen) == [["1", "2025"], ["1", "Bron"], ["1", "Soort"]]
