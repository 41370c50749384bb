"""One region file, whole: its parts hang together. Dates run within it; schemas.geldend has the region of one year."""

from typing import Any, Self

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from schemas.regio import Regiodelen
from schemas.regiocontrole import controleer_regio


class RegioBestand(Regiodelen):
    """A region file of which no part contradicts another."""

    def __reduce__(self) -> tuple[Any, ...]:
        """Travel to another process as plain values: pickle cannot find the classes of dated values by name."""
        return RegioBestand.model_validate, (self.model_dump(),)

    @model_validator(mode="after")
    def _hangs_together(self) -> Self:
        """What no single field can tell; the faults travel whole, so that the reader gets them all at once."""
        fouten = controleer_regio(self)
        if fouten:
            raise PydanticCustomError(
                "samenhang", "{tekst}", {"tekst": "; ".join(str(f) for f in fouten), "fouten": fouten}
            )
        return self
