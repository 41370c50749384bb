"""Colours that follow the word in a cell: the word tells it, the colour only helps the eye."""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy

from openpyxl.formatting.rule import Rule
from openpyxl.styles import PatternFill
from openpyxl.styles.differential import DifferentialStyle

from templates.werkmap.binnenwerk import benoemde_stijlen
from templates.werkmap.blad import Blad


def kleur_bij_woord(blad: Blad, bereik: str, cel: str, stijlen: Mapping[str, str]) -> None:
    """While the text of a cell begins with a word, its row of the range has the fill and weight of a style of the
    template.

    Args:
        cel: the cell that is looked at, its column fixed (`$G8`).
        stijlen: per word the name of the style.
    """
    for woord, naam in stijlen.items():
        stijl = next(stijl for stijl in benoemde_stijlen(blad.boek.werkboek) if stijl.name == naam)
        # In a differential style the colour of a solid fill is its background.
        assert isinstance(stijl.fill, PatternFill)
        vorm = DifferentialStyle(fill=PatternFill(bgColor=copy(stijl.fill.fgColor)))
        regel = Rule(type="expression", formula=[f'LEFT({cel},{len(woord)})="{woord}"'], dxf=vorm)
        blad.ws.conditional_formatting.add(bereik, regel)
