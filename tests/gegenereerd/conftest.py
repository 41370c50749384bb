"""Makes the generator of regions known to the tests of this folder; there is no package of tests to import it from."""

import sys
from pathlib import Path

HIER = str(Path(__file__).parent)
if HIER not in sys.path:
    sys.path.insert(0, HIER)
