"""The reader of region files: strict YAML, and every fault in Dutch with its line, its place and a suggestion."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, Final, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from schemas.fouten import Fout, Gebruikersfout, InvoerFouten, bedoelde_u
from schemas.regio import RegioBestand

Pad = tuple[str | int, ...]
HEEL: Final = re.compile(r"[-+]?(0|[1-9][0-9]*)")
KOMMA: Final = re.compile(r"[-+]?[0-9]+\.[0-9]+")
LIJSTEN: Final = (
    "andere_schrijfwijzen", "status", "segmenten", "producten", "uniek", "termijnen", "zonder", "waarde",
)  # fmt: skip
"""Fields whose numbers count in a list, as those of `deelnemers` of the whole file do; else a number is a year."""
LEEG: Final = ("", "~", "null", "Null", "NULL")


def lees_regio(inhoud: bytes, bestand: str) -> RegioBestand:
    """The region file of which `inhoud` are the bytes.

    Args:
        inhoud: the bytes of the file, UTF-8.
        bestand: its name, for the messages.
    Returns:
        The checked region.
    Raises:
        Gebruikersfout: it is no YAML text at all.
        InvoerFouten: everything that is wrong with it, with the line.
    """
    lezer = _Lezer()
    gegevens = lezer.waarde(_compose(inhoud, bestand), ())
    if lezer.fouten:
        raise InvoerFouten(bestand, lezer.fouten)
    try:
        return RegioBestand.model_validate(gegevens)
    except ValidationError as fout:
        fouten = [f for detail in fout.errors(include_url=False) for f in _reword(detail, gegevens, lezer.regels)]
        raise InvoerFouten(bestand, fouten) from None


def _compose(inhoud: bytes, bestand: str) -> Node:
    try:
        tekst = inhoud.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Gebruikersfout(f"{bestand} is geen tekst in UTF-8. Sla het bestand op als UTF-8.") from None
    try:
        knoop: Node | None = YAML(typ="safe", pure=True).compose(tekst)
    except MarkedYAMLError as fout:
        plek = fout.problem_mark or fout.context_mark
        waar = f" Het gaat mis op regel {plek.line + 1}, teken {plek.column + 1}." if plek else ""
        raise Gebruikersfout(
            f"{bestand} is geen leesbare YAML.{waar} Kijk naar inspringing, dubbele punten en aanhalingstekens."
        ) from None
    except RecursionError:
        raise Gebruikersfout(f"{bestand} is geen regiobestand: het is te diep genest.") from None
    except YAMLError:
        raise Gebruikersfout(f"{bestand} is geen leesbare YAML: er staan tekens in die niet mogen.") from None
    if knoop is None:
        raise Gebruikersfout(f"{bestand} is leeg. Neem een meegeleverd regiobestand als voorbeeld.")
    return knoop


class _Lezer:
    """Plain values from YAML nodes. The library's own values will not do: binary floats, and no lines."""

    def __init__(self) -> None:
        self.regels: dict[Pad, int] = {}
        self.fouten: list[Fout] = []
        self._gezien: set[int] = set()

    def waarde(self, knoop: Node, pad: Pad) -> Any:
        regel = knoop.start_mark.line + 1
        self.regels.setdefault(pad, regel)
        if id(knoop) in self._gezien:
            self._fout(regel, pad, "verwijzingen (& en *) worden niet gebruikt; schrijf de waarde uit")
            return None
        self._gezien.add(id(knoop))
        if isinstance(knoop, MappingNode):
            return self._velden(knoop, pad)
        if isinstance(knoop, SequenceNode):
            return [self.waarde(deel, (*pad, plek)) for plek, deel in enumerate(knoop.value)]
        if isinstance(knoop, ScalarNode):
            return self._enkel(knoop)
        return None

    def _velden(self, knoop: MappingNode, pad: Pad) -> dict[Any, Any]:
        velden: dict[Any, Any] = {}
        eerste: dict[Any, int] = {}
        for sleutelknoop, waardeknoop in knoop.value:
            regel = sleutelknoop.start_mark.line + 1
            sleutel = self._enkel(sleutelknoop) if isinstance(sleutelknoop, ScalarNode) else None
            if not isinstance(sleutel, str | int) or isinstance(sleutel, bool):
                self._fout(regel, pad, "een veldnaam is hier geen tekst en geen jaartal")
                continue
            plek = (*pad, sleutel)
            if sleutel in velden:
                self._fout(regel, plek, f"veld '{sleutel}' staat er twee keer, eerder op regel {eerste[sleutel]}")
                continue
            eerste[sleutel] = self.regels[plek] = regel
            velden[sleutel] = self.waarde(waardeknoop, plek)
        return velden

    @staticmethod
    def _enkel(knoop: ScalarNode) -> str | int | bool | Decimal | None:
        tekst, soort = str(knoop.value), str(knoop.tag).rpartition(":")[2]
        if soort == "int" and HEEL.fullmatch(tekst):
            return int(tekst)
        if soort == "float" and KOMMA.fullmatch(tekst):
            return Decimal(tekst)
        if soort == "bool":
            return tekst.casefold() == "true"
        return None if soort == "null" and tekst in LEEG else tekst

    def _fout(self, regel: int, pad: Pad, tekst: str) -> None:
        self.fouten.append(Fout("", _plaats(regel, pad), tekst))


def _plaats(regel: int | None, pad: Sequence[str | int]) -> str:
    """'regel 12, deelnemers[3].code': as an editor counts the lines, and people count a list."""
    tekst = ""
    for plek, deel in enumerate(pad):
        in_lijst = plek > 0 and (pad[plek - 1] in LIJSTEN or tuple(pad[:plek]) == ("deelnemers",))
        tekst += f"[{deel + 1}]" if in_lijst and isinstance(deel, int) else f".{deel}" if tekst else str(deel)
    return ", ".join(stuk for stuk in (f"regel {regel}" if regel else "", tekst) if stuk)


def _reword(detail: ErrorDetails, gegevens: Any, regels: Mapping[Pad, int]) -> list[Fout]:
    """One Dutch line for one finding of pydantic; the joint check brings several."""
    if detail["type"] == "samenhang":
        return [Fout("", _plaats(_regel(fout.pad, regels), fout.pad), fout.tekst) for fout in detail["ctx"]["fouten"]]
    pad: Pad = tuple(deel for deel in detail["loc"] if deel != "[key]")
    if pad and detail["type"] in ("missing", "extra_forbidden"):
        waar, veld = pad[:-1], str(pad[-1])
        if detail["type"] == "missing":
            return [Fout("", _plaats(_regel(waar, regels), waar), f"veld '{veld}' ontbreekt")]
        bekend = set(_velden(waar)) - set(_op(gegevens, waar) or ())
        return [Fout("", _plaats(_regel(pad, regels), waar), f"onbekend veld '{veld}'.{bedoelde_u(veld, bekend)}")]
    gevonden, sleutel = detail["input"], "[key]" in detail["loc"]
    verwacht = _verwacht(detail, pad, sleutel)
    hint = (
        bedoelde_u(gevonden, verwacht.split(", "))
        if detail["type"] == "literal_error" and isinstance(gevonden, str)
        else ""
    )
    slot = f".{hint}" if hint else ""
    return [Fout("", _plaats(_regel(pad, regels), pad), f"{_toon(gevonden)}; verwacht: {verwacht}{slot}")]


def _regel(pad: Pad, regels: Mapping[Pad, int]) -> int | None:
    """The line of the nearest thing that stands in the file."""
    while pad and pad not in regels:
        pad = pad[:-1]
    return regels.get(pad)


def _toon(waarde: Any) -> str:
    if waarde is None or waarde == "":
        return "leeg"
    if isinstance(waarde, bool):
        return "'true'" if waarde else "'false'"
    if isinstance(waarde, dict):
        return "velden" if waarde else "geen velden"
    if isinstance(waarde, list | tuple):
        return "een lijst" if waarde else "een lege lijst"
    return f"'{waarde}'"


VERWACHT: Final = {
    "string_type": "tekst",
    "string_too_short": "tekst",
    "int_type": "geheel getal",
    "is_instance_of": "getal",
    "decimal_type": "getal",
    "finite_number": "getal",
    "dict_type": "velden, elk met een waarde",
    "model_type": "velden, elk met een waarde",
    "model_attributes_type": "velden, elk met een waarde",
    "tuple_type": "een lijst",
    "too_short": "ten minste één",
}


def _verwacht(detail: ErrorDetails, pad: Pad, sleutel: bool) -> str:
    """The field's own description where it has one, else the words for the type."""
    if detail["type"] == "literal_error":
        return str(detail["ctx"]["expected"]).replace(" or ", ", ").replace("'", "")
    # The structure of a field says more about a wrong shape than the description of what it holds.
    vorm = detail["type"] in ("dict_type", "tuple_type", "model_type", "model_attributes_type", "too_short")
    beschrijving = "" if vorm else _beschrijving(pad, sleutel)
    return beschrijving or VERWACHT.get(detail["type"], "een andere waarde")


def _modellen(soort: Any) -> list[type[BaseModel]]:
    """Models within a type, through Annotated, dict, tuple and None."""
    if isinstance(soort, type) and issubclass(soort, BaseModel):
        return [soort]
    return [model for deel in get_args(soort) for model in _modellen(deel)]


def _velden(pad: Pad) -> tuple[str, ...]:
    model = _model(pad)
    return tuple(model.model_fields) if model else ()


def _model(pad: Pad) -> type[BaseModel] | None:
    """The model that stands at a path; numbers and free names are the keys of a list or mapping."""
    model: type[BaseModel] = RegioBestand
    vrij = False
    for deel in pad:
        if vrij:
            vrij = False
            continue
        veld = model.model_fields.get(str(deel))
        if veld is None:
            return None
        binnen = _modellen(veld.annotation)
        if not binnen:
            return None
        model, vrij = binnen[0], True
    return None if vrij else model


def _beschrijving(pad: Pad, sleutel: bool) -> str:
    """What a field says that it holds; for a key of a mapping what its keys are."""
    for lengte in range(len(pad) - 1, -1, -1):
        model = _model(pad[:lengte])
        if model is None:
            continue
        veld = model.model_fields.get(str(pad[lengte]))
        if veld is None:
            return ""
        soorten = get_args(veld.annotation)
        if get_origin(veld.annotation) is dict and lengte < len(pad) - 1:
            return _description(soorten[0] if sleutel else soorten[1])
        return veld.description or next(filter(None, (_description(deel) for deel in (veld.annotation, *soorten))), "")
    return ""


def _description(soort: Any) -> str:
    teksten = (getattr(deel, "description", None) for deel in getattr(soort, "__metadata__", ()))
    return next((tekst for tekst in teksten if tekst), "")


def _op(gegevens: Any, pad: Pad) -> Any:
    for deel in pad:
        gegevens = gegevens[deel]
    return gegevens
