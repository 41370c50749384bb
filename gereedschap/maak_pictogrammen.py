"""Draws the icons of the add-in anew: a cake on a blue ground, one piece of it pointed out.

python gereedschap/maak_pictogrammen.py
"""

from __future__ import annotations

from math import cos, radians, sin
from pathlib import Path
from typing import Final

from PIL import Image, ImageDraw

PLEK: Final = Path(__file__).parents[1] / "xladdin" / "server" / "project" / "static" / "images"
MATEN: Final = (16, 32, 64, 80)
VERGROTING: Final = 16
"""Drawn this much larger and then made small: Pillow draws no soft edges."""
BLAUW: Final = "#1F3A5F"
WIT: Final = "#FFFFFF"
ORANJE: Final = "#E69F00"


def teken(maat: int) -> Image.Image:
    zijde = maat * VERGROTING
    beeld = Image.new("RGBA", (zijde, zijde), "#00000000")
    tekening = ImageDraw.Draw(beeld)
    tekening.rounded_rectangle((0, 0, zijde - 1, zijde - 1), radius=zijde * 0.18, fill=BLAUW)
    straal, midden = zijde * 0.34, zijde / 2
    rond = (midden - straal, midden - straal, midden + straal, midden + straal)
    tekening.ellipse(rond, fill=WIT)
    # The lines between the pieces, and one piece pushed outwards, towards the upper right.
    for hoek in (radians(140), radians(215)):
        rand = (midden + straal * cos(hoek), midden + straal * sin(hoek))
        tekening.line((midden, midden, *rand), fill=BLAUW, width=round(zijde * 0.045))
    tekening.pieslice(rond, -90, 0, fill=BLAUW)
    schuif = zijde * 0.055
    tekening.pieslice((rond[0] + schuif, rond[1] - schuif, rond[2] + schuif, rond[3] - schuif), -90, 0, fill=ORANJE)
    return beeld.resize((maat, maat), Image.Resampling.LANCZOS)


def main() -> None:
    PLEK.mkdir(parents=True, exist_ok=True)
    for maat in MATEN:
        teken(maat).save(PLEK / f"verdeelwijzer-{maat}.png", optimize=True)


if __name__ == "__main__":
    main()
