"""The icons that Excel shows are those that the script draws."""

from pathlib import Path

from PIL import Image

from gereedschap.maak_pictogrammen import MATEN, PLEK, teken


def test_the_icons_are_drawn_by_the_script_and_have_the_sizes_that_excel_asks_for() -> None:
    assert {16, 32, 64, 80} == set(MATEN)
    for maat in MATEN:
        pad = Path(PLEK) / f"verdeelwijzer-{maat}.png"
        with Image.open(pad) as beeld:
            assert beeld.size == (maat, maat)
            assert beeld.convert("RGBA").tobytes() == teken(maat).tobytes()
