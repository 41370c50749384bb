"""Writing books and sheets: cells, styles, charts, the package, and files that appear whole or not at all."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from types import ModuleType


class ZonderNumpy(SourceFileLoader):
    """Loads openpyxl as if numpy were not installed.

    It takes numbers of numpy in its cells, so it loads numpy where that is there: a sixth of a second for every
    workbook. Nothing here gives it one.
    """

    def exec_module(self, module: ModuleType) -> None:
        if "numpy" in sys.modules:
            super().exec_module(module)
            return
        sys.modules["numpy"] = None  # type: ignore[assignment]
        try:
            super().exec_module(module)
        finally:
            del sys.modules["numpy"]


class _Vinder(MetaPathFinder):
    """Only when openpyxl is asked for: who needs a folder or a name of this package does not wait for it."""

    def find_spec(self, naam: str, pad: Sequence[str] | None, doel: ModuleType | None = None) -> ModuleSpec | None:
        spec = PathFinder.find_spec(naam, pad, doel) if naam == "openpyxl" else None
        if spec is not None and type(spec.loader) is SourceFileLoader:
            spec.loader = ZonderNumpy(spec.loader.name, spec.loader.path)
            return spec
        return None


sys.meta_path.insert(0, _Vinder())
