"""The files with which a workbook on Windows calls Python: the two modules, the settings and the steps."""

from __future__ import annotations

import os
import sys
from importlib import metadata, resources
from pathlib import Path
from string import Template
from typing import Final

import xlwings

import xladdin.functies  # noqa: F401 (fills the register)
from schemas.fouten import Gebruikersfout
from xladdin.com.vba import CODERING, module
from xladdin.functie import FUNCTIES

MODULE: Final = "verdeelwijzer.bas"
XLWINGS: Final = "xlwings.bas"
INSTELLINGEN: Final = "xlwings.conf"
STAPPEN: Final = "LEESMIJ.md"
NAMEN: Final = (MODULE, XLWINGS, INSTELLINGEN, STAPPEN)
VUL_IN: Final = r"C:\VUL IN\.venv\Scripts\pythonw.exe"
"""What stands for the Python of a machine that is not this one."""


class OnleesbaarPad(Gebruikersfout):
    def __init__(self, pad: str) -> None:
        super().__init__(
            f"'{pad}' bevat tekens die Excel niet kan lezen in {INSTELLINGEN}",
            "alleen West-Europese letters, cijfers en leestekens. Installeer Verdeelwijzer in zo'n map.",
        )


def bestanden() -> dict[str, bytes]:
    """Every file by its name.

    Raises:
        OnleesbaarPad: this Python stands in a folder that Excel cannot find.
    """
    versie = metadata.version("verdeelwijzer")
    python = _pythonw(sys.executable) if os.name == "nt" else VUL_IN
    return {
        MODULE: module(FUNCTIES.values(), versie).encode(CODERING),
        # From the installed package: the module and the DLL beside Python must be of one version.
        XLWINGS: (Path(xlwings.__file__).parent / XLWINGS).read_bytes(),
        INSTELLINGEN: _instellingen(python),
        STAPPEN: _stappen(versie, python),
    }


def _pythonw(python: str) -> str:
    """The Python that opens no window, where there is one."""
    zonder = Path(python).with_name("pythonw.exe")
    return str(zonder) if zonder.is_file() else python


def _instellingen(python: str) -> bytes:
    regels = {
        "INTERPRETER_WIN": python,
        # A folder or file beside the workbook that is called calc or schemas would take the place of ours. It also
        # spares xlwings the search for the folder of a workbook on SharePoint.
        "ADD_WORKBOOK_TO_PYTHONPATH": "False",
    }
    tekst = "".join(f'"{naam}","{waarde}"\r\n' for naam, waarde in regels.items())
    try:
        return tekst.encode(CODERING)
    except UnicodeEncodeError:
        raise OnleesbaarPad(python) from None


def _stappen(versie: str, python: str) -> bytes:
    sjabloon = Template(resources.files("xladdin.com").joinpath("leesmij.md").read_text(encoding="utf-8"))
    tekst = sjabloon.substitute(versie=versie, xlwings=metadata.version("xlwings"), python=python)
    return tekst.replace("\n", "\r\n").encode("utf-8")
