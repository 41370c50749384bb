"""The functions that an adviser types in a sheet: convert, call the core, convert back.

Importing this package fills the register (`xladdin.functie.FUNCTIES`), in the order in which the functions are shown.
"""

from xladdin.functie import NAAMRUIMTE
from xladdin.functies.verdelen import VW_BIJDRAGETABEL, VW_PUNTEN, VW_SLEUTEL, VW_UITVOERINGSKOSTENTABEL, VW_VERDEEL

# isort: split
from xladdin.functies.jaren import VW_INDEXEER, VW_MEERJAREN, VW_MUTATIES, VW_TERUGVERDIENTIJD, VW_TOENAME

# isort: split
from xladdin.functies.plannen import VW_BIJDRAGE, VW_PLANTABEL, VW_UITLEG

# isort: split
from xladdin.functies.cijfers import VW_AANSLUITING, VW_GEMEENTECODE, VW_GEMEENTENAAM, VW_VALIDEER, VW_VERSIE

__all__ = [
    "VW_AANSLUITING",
    "VW_BIJDRAGE",
    "VW_BIJDRAGETABEL",
    "VW_GEMEENTECODE",
    "VW_GEMEENTENAAM",
    "VW_INDEXEER",
    "VW_MEERJAREN",
    "VW_MUTATIES",
    "VW_PLANTABEL",
    "VW_PUNTEN",
    "VW_SLEUTEL",
    "VW_TERUGVERDIENTIJD",
    "VW_TOENAME",
    "VW_UITLEG",
    "VW_UITVOERINGSKOSTENTABEL",
    "VW_VALIDEER",
    "VW_VERDEEL",
    "VW_VERSIE",
]

# xlwings reads this name: `VW.VERDEEL` through a server, `VW_VERDEEL` in VBA, where a name can have no dot.
__xlwings_func_namespace__ = NAAMRUIMTE
