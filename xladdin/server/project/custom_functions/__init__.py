"""The functions that xlwings Server offers: those of the register."""

from __future__ import annotations

from importlib import import_module

from xladdin.functie import FUNCTIES

import_module("xladdin.functies")
globals().update({een.python_naam: een.functie for een in FUNCTIES.values()})
