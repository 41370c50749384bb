"""Writing books and sheets: cells, styles, charts, the package, and files that appear whole or not at all."""

from __future__ import annotations

import sys

if "numpy" not in sys.modules:
    # openpyxl takes numbers of numpy in its cells, so it loads numpy where that is installed: a sixth of a second for
    # every workbook. Nothing here gives it one, so while openpyxl is being loaded numpy is not there.
    sys.modules["numpy"] = None  # type: ignore[assignment]
    try:
        import openpyxl  # noqa: F401
    finally:
        del sys.modules["numpy"]
