"""What may come in: readers, a model per table, and faults worded in Dutch."""

from __future__ import annotations

import sys

# Where pyspark is installed, pandera loads the pandas of Spark: seconds for every command, and a warning. Nothing uses
# it, so it is not there.
sys.modules.setdefault("pyspark.pandas", None)  # type: ignore[arg-type]
