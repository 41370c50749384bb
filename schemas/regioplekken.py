"""A walk over a region file: every part and every name in it, with its place and what its type says of it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from types import NoneType
from typing import Annotated, Any, NamedTuple, get_args, get_origin, get_type_hints

from pydantic import BaseModel

from schemas.regiovorm import Merk, Verwijst

Pad = tuple[str | int, ...]


class Regioplek(NamedTuple):
    """A part, or a single value that its type says something of."""

    pad: Pad
    wat: Any
    merken: tuple[Merk | Verwijst, ...]


def loop(wat: Any, soort: Any, pad: Pad = (), merken: tuple[Any, ...] = ()) -> Iterator[Regioplek]:
    """The parts and values within something of this type, in the order of the file."""
    while get_origin(soort) is Annotated:
        soort, *eigen = get_args(soort)
        merken = (*merken, *eigen)
    if isinstance(wat, BaseModel):
        yield Regioplek(pad, wat, ())
        for naam, veld in type(wat).model_fields.items():
            yield from loop(getattr(wat, naam), veld.annotation, (*pad, naam), tuple(veld.metadata))
        if wat.__pydantic_extra__:
            yield from loop(wat.__pydantic_extra__, vrij(type(wat)), pad)
    elif wat is not None and NoneType in get_args(soort):
        yield from loop(wat, next(lid for lid in get_args(soort) if lid is not NoneType), pad, merken)
    elif isinstance(wat, dict):
        sleutel, inhoud = get_args(soort)
        for naam, een in wat.items():
            yield from loop(naam, sleutel, (*pad, naam))
            yield from loop(een, inhoud, (*pad, naam))
    elif isinstance(wat, tuple):
        for nummer, een in enumerate(wat):
            yield from loop(een, get_args(soort)[0], (*pad, nummer))
    elif wat is not None and (eigen := [merk for merk in merken if isinstance(merk, Merk | Verwijst)]):
        yield Regioplek(pad, wat, tuple(eigen))


@cache
def vrij(model: type[BaseModel]) -> Any:
    """The type of what stands under free names."""
    return get_type_hints(model, include_extras=True)["__pydantic_extra__"]
