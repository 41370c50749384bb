"""The pandera model of an input sheet, made from its declaration."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
import pandera.pandas as pa
from pandera.errors import SchemaErrors

from schemas.invoerblad import Kolom


def model(kolommen: Sequence[Kolom]) -> pa.DataFrameSchema:
    """Whole numbers are never coerced: that would turn 1.5 into 1 without a word."""
    return pa.DataFrameSchema(
        {
            kolom.sleutel: pa.Column(
                object,
                [pa.Check(kolom.inhoud.goed, element_wise=True, ignore_na=True, name=kolom.inhoud.verwacht)],
                nullable=kolom.leeg,
                title=kolom.titel,
                description=kolom.uitleg,
            )
            for kolom in kolommen
        },
        strict=True,
        coerce=False,
    )


def foute_cellen(kolommen: Sequence[Kolom], rijen: Sequence[dict[str, Any]]) -> list[tuple[int, str]]:
    """Row and column of every cell that is not what its column may hold."""
    tabel = pd.DataFrame({k.sleutel: pd.Series([rij[k.sleutel] for rij in rijen], dtype=object) for k in kolommen})
    try:
        model(kolommen).validate(tabel, lazy=True)
    except SchemaErrors as gevonden:
        # A failure without a row would be a mistake in the model, not in the file.
        gevallen = gevonden.failure_cases
        return sorted({(int(plek), str(k)) for plek, k in zip(gevallen["index"], gevallen["column"], strict=True)})
    return []
