"""Where the inputs stand in a workbook: every formula starts from here."""

from __future__ import annotations

from dataclasses import dataclass, field

from templates.werkmap.indeling import Vak


@dataclass
class Invoerplaatsen:
    """Where the inputs stand: references and ranges for formulas, each valid from any sheet."""

    plan: dict[str, str] = field(default_factory=dict)
    maatstafvakken: dict[int, Vak] = field(default_factory=dict)
    """Per peiljaar the gemeentecodes and a column per maatstaf."""
    kolom: dict[tuple[str, str], str] = field(default_factory=dict)
    """Per sheet and column (or year) the range of all rows."""
    vastgesteldvakken: dict[tuple[str, int], Vak] = field(default_factory=dict)
    """Per kostensoort and year the decided amounts: the code and `bedrag`."""
