"""Door 1: the command. It reads, calculates, writes and reports; no rule lives here.

What a user can ask stands in `cli/opdracht`, a module each; the order below is that of the help.
"""

# ruff: noqa: E402, F401, I001
from cli.vroeg import let_op

let_op()

from cli.opdracht.groep import main
from cli.opdracht import voorbeeld
from cli.opdracht import volgend
from cli.opdracht import plan
from cli.opdracht import afrekening
from cli.opdracht import vergelijk
from cli.opdracht import boeking
from cli.opdracht import verdeel
from cli.opdracht import regio
from cli.opdracht import controle
from cli.opdracht import formulier
from cli.opdracht import tel
from cli.opdracht import sjabloon
from cli.opdracht import addin

__all__ = ["main"]
