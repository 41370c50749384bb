"""The map of the code: its worked example works, and what it names is there."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from calc.model.model import Tabelsoort
from calc.tabellen import SOORTEN, TABELLEN, maak_tabellen
from calc.uitkomst import bereken
from calc.uitleg import uitleg_cel
from cli.weergave import tabellen_in
from schemas.gegevens import Gegevens
from templates.plan.uitvoeringsplan import maak_uitvoeringsplan

ROOT = Path(__file__).parents[1]
PAGINA = (ROOT / "docs" / "bouw.md").read_text(encoding="utf-8")


def test_the_table_of_the_page_is_there_by_being_declared(gegevens: Gegevens, monkeypatch: pytest.MonkeyPatch) -> None:
    (code,) = re.findall(r"^```python\n(.*?)^```$", PAGINA, flags=re.M | re.S)
    namen: dict[str, object] = {}
    exec(code, namen)
    (soort,) = (waarde for waarde in namen.values() if isinstance(waarde, Tabelsoort))
    monkeypatch.setitem(SOORTEN, soort.naam, soort)
    monkeypatch.setitem(TABELLEN, soort.naam, soort)
    uitkomst = bereken(gegevens)
    (tabel,) = maak_tabellen(uitkomst, "halfjaren", "beleid")
    # Beek pays € 27.584,03; half of it is € 13.792,015, half away from zero € 13.792,02.
    csv = tabellen_in([tabel], "csv", met_kostensoort=False).decode()
    assert "GM0888,Beek,27584.03,13792.02,13792.01," in csv
    assert uitleg_cel(uitkomst, "halfjaren", "Beek", "tweede", "beleid").kern.endswith("= € 13.792,01.")
    werkmap = load_workbook(BytesIO(maak_uitvoeringsplan(uitkomst, versie="1")))
    formules = [cel.value for rij in werkmap["Halfjaren"].iter_rows() for cel in rij if cel.data_type == "f"]
    assert any(str(formule).startswith("=ROUND(") for formule in formules)


def test_every_file_and_folder_that_the_page_names_is_there() -> None:
    genoemd = re.findall(r"`([a-z_]+(?:/[a-z_*]+)+(?:\.[a-z]+|/)?)`", PAGINA)
    assert len(genoemd) > 20
    weg = [naam for naam in genoemd if naam != "calc/tabellen/halfjaren.py" and not list(ROOT.glob(naam.rstrip("/")))]
    assert weg == []


def test_what_the_page_says_to_make_anew_can_be_made_anew() -> None:
    paden = re.findall(r"`python (\S+\.py)`", PAGINA)
    paden += [f"{module.replace('.', '/')}.py" for module in re.findall(r"`python -m (\S+)`", PAGINA)]
    assert len(paden) > 3
    assert [pad for pad in paden if "__main__" not in (ROOT / pad).read_text(encoding="utf-8")] == []
