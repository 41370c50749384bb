"""The letter to one participant: its figures and sentences, from which sheet and Word document are both filled.

    brief = maak_brief(uitkomst, "GM0888")

The sentences stand in `teksten`; every figure in them is a cell of the model.
"""

from calc.brief.brief import Brief, Soortregel, Termijnregel, maak_brief
from calc.brief.zin import Alinea, Cijfer, Zin

__all__ = ["Alinea", "Brief", "Cijfer", "Soortregel", "Termijnregel", "Zin", "maak_brief"]
