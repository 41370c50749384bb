"""Tables that are not declared yet, made by hand; each goes from here to a file of its own."""

from __future__ import annotations

from calc.aansluiting import aansluiting_tabel
from calc.model.model import Tabelsoort
from calc.tabellen.controles import controles_tabel

CONTROLES = Tabelsoort(
    "controles", None, 100, verdeeld=True, beeld=lambda uitkomst, _soort, _jaar: controles_tabel(uitkomst)
)
AANSLUITING = Tabelsoort(
    "aansluiting", None, 110, verdeeld=True, beeld=lambda uitkomst, _soort, _jaar: aansluiting_tabel(uitkomst)
)
