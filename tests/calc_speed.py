"""How long cells take in Calc, beside cells of a Python add-in that does nothing, in one run.

`python tests/calc_speed.py` measures 10,000 cells. The idle add-in is the extension itself with a
loader that returns 1: the same interface, the same arguments. It stands in a Calc of its own, and
the two are measured by turns.
"""

import tempfile
import zipfile
from pathlib import Path
from statistics import median

from calc_host import Calc

from xlplanner.hosts.calc import extension
from xlplanner.hosts.calc.names import IMPLEMENTATION, SERVICES

IDLE = f"""
import unohelper
from org.xlplanner import XFunctions

class AddIn(unohelper.Base, XFunctions):
    def __init__(self, context):
        pass
    def OPT_PARAMS(self, loss, inf_tokens, law):
        return ((1.0,),)

g_ImplementationHelper = unohelper.ImplementationHelper()
g_ImplementationHelper.addImplementation(AddIn, {IMPLEMENTATION!r}, {SERVICES!r})
"""


def idle_extension(path):
    parts = extension.parts([]) | {extension.LOADER: IDLE}
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return path


def fill(calc, cells):
    """Losses and demands, all different, and a formula for each."""
    (sheet,) = calc.new()
    values = [[1.8 + i / cells, 1e9 * (1 + i)] for i in range(cells)]
    calc.set_formulas(sheet, f"A1:B{cells}", values)
    formulas = [[f"=OPT_PARAMS(A{i};B{i})"] for i in range(1, cells + 1)]
    calc.set_formulas(sheet, f"C1:C{cells}", formulas)
    return sheet


def measure(cells=10_000, rounds=20):
    """The median recalculation of many, in seconds, and ratios."""
    with (
        tempfile.TemporaryDirectory() as folder,
        Calc(idle_extension(Path(folder) / "idle.oxt")) as idle,
        Calc() as calc,
    ):
        fill(idle, cells)
        sheet = fill(calc, cells)
        pairs = [(idle.recalculate(), calc.recalculate()) for _ in range(rounds)]
        calc.set_array(sheet, f"C1:C{cells}", f"=OPT_PARAMS(A1:A{cells};B1:B{cells})")
        array = median(calc.recalculate() for _ in range(rounds))
    # LibreOffice's threads take turns, one three times as fast as the other: no minimum is fair.
    nothing, single = map(median, zip(*pairs, strict=True))
    return {
        "cells": cells,
        "no-op cells [s]": nothing,
        "cells [s]": single,
        "one array [s]": array,
        "cells over no-op cells": single / nothing,
        "cells over one array": single / array,
    }


def as_text(figures):
    return "\n".join(f"{name:<24}{value:>10.4g}" for name, value in figures.items())


if __name__ == "__main__":
    print(as_text(measure()))
