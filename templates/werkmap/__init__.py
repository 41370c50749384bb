"""Writing books and sheets: cells, styles, charts, the package, and files that appear whole or not at all."""

from __future__ import annotations

import sys
from decimal import Decimal
from types import ModuleType

if not {"numpy", "openpyxl"} & sys.modules.keys():
    # openpyxl takes numbers of numpy in its cells, so it loads numpy where that is installed: a sixth of a second for
    # every workbook. Nothing here gives it one: it finds its own list of what is a number made already, without those.
    _getallen = ModuleType("openpyxl.compat.numbers")
    vars(_getallen).update(NUMERIC_TYPES=(int, float, Decimal), NUMPY=False)
    sys.modules[_getallen.__name__] = _getallen
