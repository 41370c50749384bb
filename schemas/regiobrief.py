"""What a region file says for whoever pays: by what contributions are compared, and the sentences of its letters."""

from __future__ import annotations

from schemas.regiovorm import Naam, Strikt, Tekst


class PerHoofd(Strikt):
    """What a contribution is divided by to compare participants, and the word for one of it."""

    maatstaf: str
    woord: Naam
    bron: Tekst


class Briefteksten(Strikt):
    """What only the region can say in its letters, in whole sentences."""

    niet_in_bijdrage: Tekst | None = None
    vervolg: Tekst | None = None
    """What follows on a contribution that is not definitive."""
    bron: Tekst
