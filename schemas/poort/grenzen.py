"""How much the gate lets through, and why that much. Every limit is far above what a municipality sends."""

from __future__ import annotations

from typing import Final

MB: Final = 1_000_000

GROOTSTE_BESTAND: Final = 50 * MB
"""Bytes of a file as sent. No mail carries more; a million rows of five figures are about 25 MB."""
MEEST_UITGEPAKT: Final = 200 * MB
"""Bytes of all parts of a workbook together, really inflated. Two million cells are about 80 MB."""
HOOGSTE_VERHOUDING: Final = 200
VERHOUDING_VANAF: Final = 20 * MB
"""Past this size a file that grows more than so many times is a bomb: sheets grow 5 to 50 times, deflate can 1000."""
MEESTE_DELEN: Final = 2_000
"""Parts of a workbook. A plan of ten sheets has 45; every sheet adds at most a handful."""
LANGSTE_DEELNAAM: Final = 250
MEESTE_BLADEN: Final = 250

MEESTE_CELLEN: Final = 2_000_000
"""Cells of a workbook: 100.000 rows of twenty columns."""
GROOTSTE_OPPERVLAK: Final = 10_000_000
"""Rows times columns between the first and the last filled cell of a sheet. Fast readers lay out all of it in memory,
so that two cells in far corners ask for 17 thousand million. A million rows of ten columns still pass."""
MEEST_SAMENGEVOEGD: Final = 200_000
"""Cells in merged ranges and in links over a range: readers make each of them, also the empty ones."""
LAATSTE_RIJ: Final = 1_048_576
LAATSTE_KOLOM: Final = 16_384
LAATSTE_KOLOM_XLS: Final = 256

DIEPSTE_XML: Final = 100
"""Elements within elements; the files of Excel and LibreOffice stay under 30. Readers that recurse fall over."""
GROOTSTE_XMLSTUK: Final = 4 * MB
"""Bytes of one tag or comment. The parser begins again with every block that it gets until the tag closes."""
LANGSTE_FORMULE: Final = 20_000
"""Characters; Excel allows 8.192, and its file form adds prefixes."""

MEESTE_REGELS: Final = 2_000_000
"""Lines of a text file."""
LANGSTE_REGEL: Final = 100_000
"""Characters of a line of a text file: a table of 16.384 columns of six characters."""
MEESTE_RECORDS: Final = 5_000_000
"""Records of an old workbook (.xls): it has at most 65.536 rows a sheet."""
