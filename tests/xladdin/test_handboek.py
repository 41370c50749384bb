"""The handbook of the add-in tells what the product does: its list of functions comes from the register.

Did the functions change on purpose? Renew the list with: python tests/xladdin/test_handboek.py
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path
from unittest.mock import Mock

import click
import pytest
from packaging.requirements import Requirement

import xladdin.functies  # noqa: F401 (fills the register)
from xladdin.functie import FUNCTIES, Beschrijving
from xladdin.functies import VW_VERDEEL
from xladdin.grens import rijen
from xladdin.manifest import manifest

PAD = Path(__file__).parents[2] / "docs" / "excel.md"
HANDBOEK = PAD.read_text(encoding="utf-8")
# Asked for without importing it: xlwings Server changes the environment of whoever does.
met_extra = pytest.mark.skipif(find_spec("xlwings_server") is None, reason="needs the extra: pip install '.[addin]'")
BEGIN, EIND = "<!-- functies -->\n", "<!-- /functies -->\n"


def lijst() -> str:
    """Every function: first a table to find it in, then each with its arguments and an example."""
    overzicht = [f"| [{een.naam}](#{een.naam.lower()}) | {_cel(een.uitleg)} |" for een in FUNCTIES.values()]
    kop = ["| functie | wat u krijgt |", "|---|---|", *overzicht]
    return "\n".join(kop) + "\n\n" + "\n".join(_functie(een) for een in FUNCTIES.values())


def _functie(een: Beschrijving) -> str:
    regels = [f"### {een.naam}", "", f"`{een.aanroep}`", ""]
    if een.argumenten:
        regels += ["| argument | wat u aanwijst |", "|---|---|"]
        regels += [
            f"| {argument.naam}{'' if argument.verplicht else ' (mag weg)'} | {_cel(argument.uitleg)} |"
            for argument in een.argumenten
        ]
        regels.append("")
    return "\n".join([*regels, "```text", een.voorbeeld_nl, "```", ""])


def _cel(tekst: str) -> str:
    return " ".join(tekst.split()).replace("|", "\\|")


def opgenomen() -> str:
    return HANDBOEK.partition(BEGIN)[2].partition(EIND)[0]


def test_the_list_of_functions_is_that_of_the_register():
    assert opgenomen() == lijst(), __doc__


def test_every_chapter_is_in_the_table_of_contents():
    inhoud = re.findall(r"^- \[(.+)\]\(#", HANDBOEK, flags=re.M)
    assert re.findall(r"^## (.+)$", HANDBOEK, flags=re.M) == inhoud


def test_the_first_formula_gives_what_the_handbook_says():
    uitkomst = [f"{cel:.2f}".replace(".", ",") for (cel,) in rijen(VW_VERDEEL([[1000.0]], [[450.0], [400.0], [250.0]]))]
    assert f"{uitkomst[0]}, {uitkomst[1]} en {uitkomst[2]}" in HANDBOEK
    assert sum(float(deel.replace(",", ".")) for deel in uitkomst) == 1000


def test_the_sentence_that_the_handbook_shows_is_the_one_that_a_function_gives():
    with pytest.raises(Exception, match="gewichten") as fout:
        VW_VERDEEL([[1000.0]], [[450.0], ["n.v.t."], [250.0]])
    assert f"```text\n{fout.value}\n```" in HANDBOEK


def test_the_handbook_names_every_option_of_start():
    from cli import main

    groep = main.commands["addin"]
    assert isinstance(groep, click.Group)
    opties = [param.opts[0] for param in groep.commands["start"].params if isinstance(param, click.Option)]
    assert len(opties) > 5
    assert [optie for optie in opties if optie not in HANDBOEK] == []


def test_the_application_id_is_that_of_the_manifest():
    client = "22222222-2222-2222-2222-222222222222"
    server = "verdeelwijzer.voorbeeldstad.nl"
    assert f"`api://{server}/<client-ID>`" in HANDBOEK
    assert f"<Resource>api://{server}/{client}</Resource>" in manifest(f"https://{server}", entra=client).decode()


@met_extra
def test_the_addresses_of_the_handbook_are_those_of_the_server():
    from xladdin.server.adressen import adressen
    from xladdin.server.instellingen import Servergrenzen
    from xladdin.server.plekken import Plekken

    # Who answers is nobody's concern here.
    plekken = Plekken(adressen(Servergrenzen(), Mock(), Mock(), Mock(), Mock()))
    for adres in ("/gezond", "/gereed", "/opgave", "/manifest.xml", "/aanmelden/terug"):
        assert adres in HANDBOEK
        assert plekken.zoek(adres) is not None
    grenzen = Servergrenzen()
    assert f"ten hoogste {grenzen.upload // 1_000_000} MB, een aanroep" in HANDBOEK
    assert f"functie van ten hoogste {grenzen.aanroep // 1_000_000} MB" in HANDBOEK
    assert f"nog {grenzen.stopseconden} seconden" in HANDBOEK
    assert f"client_max_body_size {grenzen.upload // 1_000_000}m;" in HANDBOEK


@met_extra
def test_the_handbook_trusts_the_certificate_as_the_command_says():
    from xladdin.server.certificaat import DAGEN, vertrouwen

    for systeem in ("Windows", "Darwin", "Linux"):
        opdracht = vertrouwen(Path("PAD"), systeem).partition("account: ")[2]
        voor, achter = opdracht.replace('"', "'").split("'PAD'")
        assert voor in HANDBOEK.replace('"', "'"), systeem
        assert not achter
    assert f"geldt {DAGEN} dagen" in HANDBOEK


# --- licences

VRIJ = re.compile(r"BSD|MIT|Apache|Python Software Foundation|PSF", re.I)
GENOEMD = {"xlwings-server": "PolyForm", "certifi": "MPL|Mozilla", "bidict": "MPL"}


def _van_de_extra() -> Iterator[str]:
    """What the extra installs on this machine."""
    project = tomllib.loads((PAD.parents[1] / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    namen = [Requirement(regel).name for regel in project["optional-dependencies"]["addin"]]
    gezien: set[str] = set()
    while namen:
        naam = namen.pop().casefold().replace("_", "-")
        if naam in gezien:
            continue
        gezien.add(naam)
        yield naam
        eisen = [Requirement(regel) for regel in metadata.requires(naam) or []]
        namen += [eis.name for eis in eisen if eis.marker is None or eis.marker.evaluate({"extra": ""})]


@met_extra
def test_every_licence_of_the_extra_that_is_not_permissive_is_named():
    afwijkend = {}
    for naam in _van_de_extra():
        velden = metadata.metadata(naam)
        uitdrukking, eigen = (" ".join(velden.get_all(naam) or []) for naam in ("License-Expression", "License"))
        merken = " ".join(stuk for stuk in velden.get_all("Classifier") or [] if stuk.startswith("License ::"))
        # Only where a package names no licence at all does its own text say it.
        tekst = uitdrukking or merken or eigen or _eigen_tekst(naam)
        if not VRIJ.search(tekst) or "PolyForm" in tekst:
            afwijkend[naam] = tekst
    assert set(afwijkend) == set(GENOEMD)
    for naam, patroon in GENOEMD.items():
        assert re.search(patroon, afwijkend[naam])
        assert naam in HANDBOEK


def _eigen_tekst(naam: str) -> str:
    return " ".join(
        bestand.read_text()[:500] for bestand in metadata.files(naam) or [] if "LICENSE" in bestand.name.upper()
    )


if __name__ == "__main__":
    voor, _, rest = HANDBOEK.partition(BEGIN)
    PAD.write_text(f"{voor}{BEGIN}{lijst()}{EIND}{rest.partition(EIND)[2]}", encoding="utf-8", newline="\n")
