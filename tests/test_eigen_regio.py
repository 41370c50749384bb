"""The chapter on a region of one's own: every field has an example that is read, and every rule is said as printed."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any, get_args

import pytest
from click.testing import CliRunner
from pydantic import BaseModel
from ruamel.yaml import YAML

from calc.regiowoorden import regio_in_woorden
from cli import main
from schemas.formule import FUNCTIES
from schemas.geldend import Regio
from schemas.regiobestand import RegioBestand
from schemas.regiolezer import lees_regio

TEKST = (Path(__file__).parents[1] / "docs" / "eigen-regio.md").read_text(encoding="utf-8")
JAAR = 2026
YAML_ = YAML(typ="safe")
YAML_.sort_base_mapping_type_on_output = False  # type: ignore[assignment]
BLOKKEN = re.findall(r"^```(yaml|text)\n(.*?)^```$", TEKST, flags=re.M | re.S)
STUKKEN = [inhoud for taal, inhoud in BLOKKEN if taal == "yaml"]


def samen(onder: Any, boven: Any) -> Any:
    """What a person gets who types the piece into the file; participants go by their code."""
    if isinstance(onder, Mapping) and isinstance(boven, Mapping):
        return {**onder, **{naam: samen(onder.get(naam), waarde) for naam, waarde in boven.items()}}
    if isinstance(onder, list) and onder and isinstance(onder[0], Mapping) and "code" in onder[0]:
        per_code = {een["code"]: een for een in onder} | {een["code"]: een for een in boven}
        return list(per_code.values())
    return boven


def bestand_met(stuk: str) -> RegioBestand:
    """The shortest file with a piece in it. A piece of a piece rests on the maatstaven of the chapter."""
    basis = YAML_.load(STUKKEN[0])
    inhoud = basis
    for deel in (een for een in STUKKEN[1:] if een.startswith("maatstaven:\n  clienten:\n")):
        inhoud = samen(inhoud, YAML_.load(deel))
    inhoud = samen(inhoud, YAML_.load(stuk))
    if "organisatie" in inhoud:
        inhoud.pop("centrumgemeente", None)
    tekst = BytesIO()
    YAML_.dump(inhoud, tekst)
    return lees_regio(tekst.getvalue(), "voorbeeldstreek.yaml")


def modellen(soort: Any, gezien: dict[str, type[BaseModel]]) -> dict[str, type[BaseModel]]:
    """Every kind of value that a region file can hold, by its name."""
    if isinstance(soort, type) and issubclass(soort, BaseModel):
        naam = soort.__name__.partition("[")[0]
        if naam not in gezien:
            gezien[naam] = soort
        for veld in soort.model_fields.values():
            modellen(veld.annotation, gezien)
            for extra in veld.metadata:
                modellen(extra, gezien)
        return gezien
    for deel in get_args(soort):
        modellen(deel, gezien)
    return gezien


def gebruikt(waarde: Any) -> Iterator[tuple[str, str]]:
    """The fields that a file sets, by the kind of value they are of."""
    if isinstance(waarde, BaseModel):
        for naam in waarde.model_fields_set:
            if naam in type(waarde).model_fields:
                yield type(waarde).__name__.partition("[")[0], naam
                yield from gebruikt(getattr(waarde, naam))
        for extra in (waarde.__pydantic_extra__ or {}).values():
            yield from gebruikt(extra)
    elif isinstance(waarde, Mapping):
        for deel in waarde.values():
            yield from gebruikt(deel)
    elif isinstance(waarde, tuple):
        for deel in waarde:
            yield from gebruikt(deel)


@pytest.mark.parametrize("stuk", STUKKEN, ids=range(len(STUKKEN)))
def test_every_piece_of_the_chapter_can_be_typed_into_the_file(stuk: str) -> None:
    regio = Regio(bestand_met(stuk))
    assert len(regio_in_woorden(regio, JAAR)) > 2


def test_every_field_of_a_region_file_has_an_example_that_is_read() -> None:
    velden = {(naam, veld) for naam, model in modellen(RegioBestand, {}).items() for veld in model.model_fields}
    # A part of a contribution inherits its label and its pot; those are fields of every part that has them.
    velden = {paar for paar in velden if paar[0] not in ("Strikt", "Onderdeel", "Pot", "Regelkeuze")}
    gehad = {paar for stuk in STUKKEN for paar in gebruikt(bestand_met(stuk))}
    assert velden - gehad == set()
    assert len(velden) > 100


def test_every_field_is_told_in_words() -> None:
    """Its name stands between backticks somewhere, outside the pieces."""
    proza = re.sub(r"^```.*?^```$", "", TEKST, flags=re.M | re.S)
    namen = {veld for model in modellen(RegioBestand, {}).values() for veld in model.model_fields} - {"waarde"}
    assert sorted(naam for naam in namen if not re.search(rf"`{naam}`|`{naam}:", proza)) == []


def test_every_function_of_a_formula_is_told() -> None:
    assert [naam for naam in FUNCTIES if f"{naam}(" not in TEKST] == []


def test_a_rule_is_said_as_the_command_prints_it() -> None:
    """Each piece that is followed by words: the command prints those words."""
    paren = [(BLOKKEN[n - 1][1], tekst) for n, (taal, tekst) in enumerate(BLOKKEN) if taal == "text"]
    assert len(paren) >= 9
    for stuk, tekst in paren:
        artikelen = regio_in_woorden(Regio(bestand_met(stuk)), JAAR)
        gezegd = " ".join(" ".join(lid.split()) for artikel in artikelen for lid in artikel.leden)
        for regel in tekst.splitlines():
            assert regel in gezegd, regel


def als_getal(tekst: str) -> Decimal | None:
    return None if tekst == "–" else Decimal(tekst.replace(".", "").replace(",", "."))


def tabel_onder(kop: str) -> list[list[str]]:
    deel = TEKST[TEKST.index(kop) :]
    regels = re.findall(r"^\|(.*)\|$", deel.partition("\n### ")[0] if "\n### " in deel else deel, flags=re.M)
    return [[cel.strip() for cel in regel.split("|")] for regel in regels]


def test_the_table_of_the_two_former_regions_is_what_the_command_gives() -> None:
    for rij in tabel_onder("### Midden-Limburg: twee vroegere regio's")[2:]:
        for soort, cel in zip(("inkoopbureau", "jeugdhulp_oost", "jeugdhulp_west"), rij[1:], strict=True):
            assert bijdragen("midden-limburg-2026", soort).get(rij[0], {}).get("bedrag") == als_getal(cel), (rij, soort)


def test_the_table_of_the_omgevingsdienst_is_what_the_command_gives() -> None:
    naam = "omgevingsdienst-voorbeeldstreek-2026"
    per_soort = {soort: bijdragen(naam, soort) for soort in ("werkprogramma", "overhead", "resultaat")}
    for wie, *cellen in tabel_onder("### Een omgevingsdienst: gemeenten en een provincie")[2:]:
        programma = per_soort["werkprogramma"][wie]
        cijfers = [programma[f"bedrag_{deel}"] for deel in ("uren", "meerwerk", "nacalculatie")]
        cijfers += [per_soort[soort][wie]["bedrag"] for soort in ("overhead", "resultaat")]
        assert [als_getal(cel) for cel in cellen] == [*cijfers, sum(cijfers)]


def bijdragen(naam: str, soort: str) -> dict[str, dict[str, Decimal]]:
    opties = ["--kostensoort", soort, "--formaat", "json"]
    uit = CliRunner().invoke(main, ["tabel", "verdeling", naam, *opties])
    rijen = [rij for rij in json.loads(uit.stdout) if rij["gemeentecode"]]
    return {
        rij["gemeente"]: {n: Decimal(w) for n, w in rij.items() if n.startswith("bedrag") and w is not None}
        for rij in rijen
    }
