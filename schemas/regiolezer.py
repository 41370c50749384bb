"""The reader of region files: strict YAML, and every fault in Dutch with its line, its place and a suggestion."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal
from types import NoneType, UnionType
from typing import Annotated, Any, Final, Union, get_args, get_origin

import yaml
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from schemas.fouten import Bevinding, Gebruikersfout, InvoerFouten, bedoelde_u
from schemas.plaats import Plaatsnaam, Vindplaats
from schemas.regiobestand import RegioBestand
from schemas.regioopbouw import Deel
from schemas.regioplekken import Pad, vrij

HEEL: Final = re.compile(r"[-+]?(0|[1-9][0-9]*)")
KOMMA: Final = re.compile(r"[-+]?[0-9]+\.[0-9]+")
LIJSTEN: Final = (
    "andere_schrijfwijzen", "status", "segmenten", "producten", "uniek", "termijnen", "zonder", "waarde",
    "kostensoorten", "maatstaven", "mijlpalen", "organen", "percentages", "samengesteld_uit",
)  # fmt: skip
"""Fields whose numbers count in a list, as those of `deelnemers` of the whole file do; else a number is a year."""
KEUZE: Final = "soort"
"""The field that tells which of several models is meant."""
DELEN: Final = get_args(get_args(Deel)[0])
"""The models of which it tells one."""
BREEDTE: Final = 110
"""Of a line of a region file that is written out."""
LEEG: Final = ("", "~", "null", "Null", "NULL")
WAAR: Final = {"true": True, "false": False}
"""By lowercase; yes, on and their like are words, as they are in YAML 1.2."""
DIEPST: Final = 50
"""Levels of a region file; it has eight, and what walks through it here cannot go down for ever."""
YAML_LEZER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The one in C is thirty times as fast; it is missing where PyYAML was built without libyaml."""


class TeDiep(Gebruikersfout):
    def __init__(self, bestand: str) -> None:
        super().__init__(f"{bestand} is geen regiobestand: het is te diep genest.")


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
    lezer = _Lezer(bestand)
    gegevens = lezer.waarde(_compose(inhoud, bestand), ())
    if lezer.fouten:
        raise InvoerFouten(bestand, lezer.fouten)
    try:
        return RegioBestand.model_validate(gegevens)
    except ValidationError as fout:
        fouten = [f for detail in fout.errors(include_url=False) for f in _reword(detail, gegevens, lezer.regels)]
        raise InvoerFouten(bestand, fouten) from None


def zonder_opmerkingen(tekst: str) -> str:
    """The same region file as the program understands it: what somebody noted beside the rules is nobody else's.

    Args:
        tekst: of a file that was read without a fault.
    """
    delen = list(yaml.parse(tekst, Loader=YAML_LEZER))
    for deel in delen:
        if isinstance(deel, yaml.ScalarEvent) and deel.style == '"':
            # Between single quotes a long text goes on on the next line without signs that ask for a programmer.
            deel.style = "'"
    geschreven: str = yaml.emit(delen, width=BREEDTE, allow_unicode=True)
    return geschreven


def _compose(inhoud: bytes, bestand: str) -> Node:
    try:
        tekst = inhoud.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Gebruikersfout(f"{bestand} is geen tekst in UTF-8. Sla het bestand op als UTF-8.") from None
    try:
        knoop: Node | None = yaml.compose(tekst, Loader=YAML_LEZER)
    except yaml.MarkedYAMLError as fout:
        plek = fout.problem_mark
        if fout.context_mark and (plek is None or plek.index >= len(tekst)):
            # At the end of the file something is missing that began there.
            plek = fout.context_mark
        waar = f" Het gaat mis op regel {plek.line + 1}, teken {plek.column + 1}." if plek else ""
        raise Gebruikersfout(
            f"{bestand} is geen leesbare YAML.{waar} Kijk naar inspringing, dubbele punten en aanhalingstekens."
        ) from None
    except RecursionError:
        raise TeDiep(bestand) from None
    except yaml.YAMLError:
        raise Gebruikersfout(f"{bestand} is geen leesbare YAML: er staan tekens in die niet mogen.") from None
    if knoop is None:
        raise Gebruikersfout(f"{bestand} is leeg. Neem een meegeleverd regiobestand als voorbeeld.")
    return knoop


class _Lezer:
    """Plain values from YAML nodes. The library's own values will not do: binary floats, and no lines."""

    def __init__(self, bestand: str) -> None:
        self.bestand = bestand
        self.regels: dict[Pad, int] = {}
        self.fouten: list[Bevinding] = []
        self._gezien: set[int] = set()

    def waarde(self, knoop: Node, pad: Pad) -> Any:
        if len(pad) > DIEPST:
            raise TeDiep(self.bestand)
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
            return WAAR.get(tekst.casefold(), tekst)
        return None if soort == "null" and tekst in LEEG else tekst

    def _fout(self, regel: int, pad: Pad, tekst: str) -> None:
        self.fouten.append(Bevinding(tekst, _in(regel, pad)))


def _in(regel: int | None, pad: Pad) -> Vindplaats:
    """'regel 12, deelnemers[3].code': as an editor counts the lines, and people count a list."""
    veld = ""
    for plek, deel in enumerate(pad):
        in_lijst = plek > 0 and (pad[plek - 1] in LIJSTEN or pad[:plek] == ("deelnemers",))
        veld += f"[{deel + 1}]" if in_lijst and isinstance(deel, int) else f".{deel}" if veld else str(deel)
    return Vindplaats(naam=Plaatsnaam("regel", str(regel), veld=veld) if regel else Plaatsnaam(veld=veld))


def _reword(detail: ErrorDetails, gegevens: Any, regels: Mapping[Pad, int]) -> list[Bevinding]:
    """One Dutch line for one finding of pydantic; the joint check brings several."""
    if detail["type"] == "samenhang":
        return [_fout(regels, pad, *zin) for pad, *zin in detail["ctx"]["fouten"]]
    pad = _zonder_keuzes(tuple(deel for deel in detail["loc"] if deel != "[key]"), gegevens)
    if detail["type"].startswith("union_tag"):
        return [_geen_soort(pad, gegevens, regels)]
    waar, veld = pad[:-1], str(pad[-1]) if pad else ""
    if detail["type"] == "model_type" and pad and (bekend := _open_velden(waar, veld, gegevens)):
        return [_fout(regels, waar, f"onbekend veld '{veld}'.{bedoelde_u(veld, bekend)}", van=pad)]
    if pad and detail["type"] == "missing":
        return [_fout(regels, waar, f"veld '{veld}' ontbreekt")]
    if pad and detail["type"] == "extra_forbidden":
        model = _model(waar, gegevens)
        bekend = set(model.model_fields if model else ()) - set(_op(gegevens, waar) or ())
        hint = bedoelde_u(veld, bekend) or _komma_in_tekst(pad, gegevens)
        return [_fout(regels, waar, f"onbekend veld '{veld}'.{hint}", van=pad)]
    if detail["type"] == "invalid_key" and (hint := _komma(pad, gegevens)):
        return [_fout(regels, waar, hint, van=pad)]
    gevonden, verwacht = detail["input"], _verwacht(detail, pad, "[key]" in detail["loc"], gegevens)
    if detail["type"] == "literal_error" and isinstance(gevonden, str):
        verwacht = _met_hint(gevonden, verwacht.split(", "))
    return [_fout(regels, pad, _toon(gevonden), verwacht)]


def _fout(regels: Mapping[Pad, int], pad: Pad, tekst: str, verwacht: str = "", *, van: Pad | None = None) -> Bevinding:
    """A fault at a place, with the line of that place (or of `van`), or of the nearest thing that is in the file."""
    dichtst = pad if van is None else van
    while dichtst and dichtst not in regels:
        dichtst = dichtst[:-1]
    return Bevinding(tekst, _in(regels.get(dichtst), pad), verwacht)


def _met_hint(gevonden: str, mogelijk: Sequence[str]) -> str:
    hint = bedoelde_u(gevonden, mogelijk)
    return f"{', '.join(mogelijk)}{'.' if hint else ''}{hint}"


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


def _verwacht(detail: ErrorDetails, pad: Pad, sleutel: bool, gegevens: Any) -> str:
    """The field's own description where it has one, else the words for the type."""
    if detail["type"] == "literal_error":
        return str(detail["ctx"]["expected"]).replace(" or ", ", ").replace("'", "")
    woorden = VERWACHT.get(detail["type"], "een andere waarde")
    if detail["type"] == "too_short":
        return woorden
    # The structure of a field says more about a wrong shape than the description of what it holds.
    if detail["type"] in ("dict_type", "tuple_type", "model_type", "model_attributes_type"):
        return woorden + _zoals(pad, gegevens, detail["input"])
    return _beschrijving(pad, sleutel, gegevens) or woorden


def _komma(pad: Pad, gegevens: Any) -> str:
    """`{prijs: 2,37}` is a price of 2 and a field 37 without a value."""
    velden = _op(gegevens, pad[:-1])
    namen = [str(naam) for naam in velden] if isinstance(velden, dict) else []
    plek = namen.index(str(pad[-1])) if str(pad[-1]) in namen else 0
    if not plek or not isinstance(getal := list(velden.values())[plek - 1], int):
        return ""
    return (
        f"'{getal},{pad[-1]}' bij {namen[plek - 1]} heeft een komma; schrijf een getal met een punt: {getal}.{pad[-1]}"
    )


def _komma_in_tekst(pad: Pad, gegevens: Any) -> str:
    """`{bron: Artikel 8, lid 3}` is a source and a field `lid 3` without a value."""
    velden = _op(gegevens, pad[:-1])
    if not isinstance(velden, dict) or velden.get(pad[-1], "") is not None:
        return ""
    namen = list(velden)
    gevuld = [plek for plek, naam in enumerate(namen) if velden[naam] is not None]
    hier = namen.index(pad[-1])
    bij = max((plek for plek in gevuld if plek < hier), default=-1)
    eind = min((plek for plek in gevuld if plek > hier), default=len(namen))
    if bij < 0 or not isinstance(begin := velden[namen[bij]], str):
        return ""
    tekst = ", ".join((begin, *map(str, namen[bij + 1 : eind])))
    return f' Hoort dit bij {namen[bij]}? Zet een tekst met een komma tussen aanhalingstekens: "{tekst}"'


def _zoals(pad: Pad, gegevens: Any, gevonden: Any) -> str:
    """Where a bare value stands: an example of the fields that were expected, with that value among them."""
    if not pad or not isinstance(gevonden, str | int | Decimal) or isinstance(gevonden, bool):
        return ""
    soort, jaar = _soort(pad, gegevens), ""
    if get_origin(soort) is dict and "jaartal" in _description(get_args(soort)[0]):
        jaar, soort = "2026: ", _kaal(get_args(soort)[1], gevonden)
    if not isinstance(soort, type) or not issubclass(soort, BaseModel):
        return ""
    namen = [naam for naam, veld in soort.model_fields.items() if veld.is_required()]
    velden = ", ".join(f"{naam}: {gevonden if naam == 'waarde' else '...'}" for naam in namen)
    return f", zoals {{{jaar}{{{velden}}}}}" if jaar else f", zoals {{{velden}}}" if velden else ""


def _kaal(soort: Any, waarde: Any) -> Any:
    """A type without what is said about it; of several the one that the value says that it is."""
    while True:
        leden = [lid for lid in get_args(soort) if lid is not NoneType]
        if get_origin(soort) is Annotated:
            soort = leden[0]
        elif get_origin(soort) not in (Union, UnionType):
            return soort
        elif len(leden) == 1:
            soort = leden[0]
        else:
            keuze = waarde.get(KEUZE) if isinstance(waarde, dict) else None
            return next((lid for lid in leden if keuze in _keuzes(lid)), None)


def _keuzes(model: type[BaseModel]) -> tuple[str, ...]:
    """Under which word this model is chosen."""
    return get_args(model.model_fields[KEUZE].annotation)


def _binnen(soort: Any, deel: str | int) -> Any:
    """The type of what stands under a field, a free name or a number of a list."""
    if get_origin(soort) in (dict, tuple):
        return get_args(soort)[1 if get_origin(soort) is dict else 0]
    if not isinstance(soort, type) or not issubclass(soort, BaseModel):
        return None
    veld = soort.model_fields.get(str(deel))
    return veld.annotation if veld else _vrij(soort)


def _soort(pad: Pad, gegevens: Any) -> Any:
    """The type of what stands at a path."""
    soort: Any = RegioBestand
    for plek, deel in enumerate(pad, start=1):
        soort = _kaal(_binnen(soort, deel), _op(gegevens, pad[:plek]))
    return soort


def _model(pad: Pad, gegevens: Any) -> type[BaseModel] | None:
    soort = _soort(pad, gegevens)
    return soort if isinstance(soort, type) and issubclass(soort, BaseModel) else None


def _vrij(model: type[BaseModel]) -> Any:
    """What stands under a free name of a model that allows them beside its own fields."""
    return get_args(vrij(model))[1] if model.model_config.get("extra") == "allow" else None


def _zonder_keuzes(pad: Pad, gegevens: Any) -> Pad:
    """A path as it stands in the file: pydantic also names which of several models it took."""
    schoon: Pad = ()
    soort: Any = RegioBestand
    for deel in pad:
        waarde = _op(gegevens, schoon)
        kaal = _kaal(soort, waarde)
        if kaal is not soort and kaal in DELEN and deel == waarde.get(KEUZE):
            soort = kaal
            continue
        schoon = (*schoon, deel)
        soort = _binnen(kaal, deel)
    return schoon


def _geen_soort(pad: Pad, gegevens: Any, regels: Mapping[Pad, int]) -> Bevinding:
    """What has a `soort` has none, or one that there is not."""
    soorten = [soort for model in DELEN for soort in _keuzes(model)]
    gevonden = _op(gegevens, pad).get(KEUZE)
    if gevonden is None:
        return _fout(regels, pad, "veld 'soort' ontbreekt", ", ".join(soorten))
    return _fout(regels, (*pad, KEUZE), _toon(gevonden), _met_hint(str(gevonden), soorten))


def _open_velden(pad: Pad, veld: str, gegevens: Any) -> Collection[str]:
    """The fields of a model that allows free names, where something stands under another name than those: beside
    them only velden can, so that one of them was misspelt."""
    model = _model(pad, gegevens)
    return () if model is None or veld in model.model_fields or _vrij(model) is None else model.model_fields


def _beschrijving(pad: Pad, sleutel: bool, gegevens: Any) -> str:
    """What a field says that it holds; for a key of a mapping what its keys are."""
    for lengte in range(len(pad) - 1, -1, -1):
        model = _model(pad[:lengte], gegevens)
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
    # A narrower type stands around the one that it narrows.
    return next((tekst for tekst in reversed([*teksten]) if tekst), "")


def _op(gegevens: Any, pad: Pad) -> Any:
    for deel in pad:
        if isinstance(gegevens, dict):
            gegevens = gegevens.get(deel)
        else:
            gegevens = gegevens[deel] if isinstance(gegevens, list) and isinstance(deel, int) else None
    return gegevens
