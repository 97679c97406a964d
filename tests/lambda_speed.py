"""How long a cell of OPT_PARAMS takes as a LAMBDA name, beside the cells of the native planner.

`python tests/lambda_speed.py` measures in ironcalc, which computes both: a column of calls of the
name, and the same problems as rows of the solver's steps, as the sheet Engine has them.
"""

import tempfile
import time
from pathlib import Path
from statistics import median

import numpy as np
from engines import Ironcalc
from lambda_host import Lambdas

from xlplanner.core.constants import ALL
from xlplanner.core.optimum import optimum
from xlplanner.expressions.tree import steps
from xlplanner.functions.calling import call
from xlplanner.functions.catalogue import find
from xlplanner.functions.records import LAW_KIND, laws
from xlplanner.workbook.cells import LawCells
from xlplanner.workbook.grid.book import Book


def problems(cells):
    return [(1.8 + i / cells, 1e9 * (1 + i)) for i in range(cells)]


def native(path, cells):
    """A workbook with a row of steps for each problem; returns the addresses of the sizes."""
    book = Book("test", "test")
    sheet = book.sheet("S", [10])
    for place, constant in enumerate(ALL, start=1):
        sheet.name(constant.name, place, 30, sheet.put(place, 30, float(constant), "data"))
    law = laws()["chinchilla"]
    constants = {
        name: sheet.put(1, place, getattr(law, name), "data")
        for place, name in enumerate(LAW_KIND.fields, start=1)
    }
    symbols = LawCells(constants, law.halley_steps, law.budget_steps)
    sizes = []
    for row, (loss, tokens) in enumerate(problems(cells), start=2):
        loss_cell = sheet.put(row, 1, loss, "data")
        demand = sheet.put(row, 3, sheet.put(row, 2, tokens, "data") / 3, "data")
        with np.errstate(all="ignore"):
            params, _ = optimum(loss_cell, demand, symbols)
        *_, size = [
            sheet.put(row, column, step, "data")
            for column, step in enumerate(steps(params), start=4)
        ]
        sizes.append(size.address)
    book.save(path)
    return sizes


def timed(act):
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def measure(cells=1000, rounds=9):
    """The median recalculation of many, in microseconds a problem, and their ratio."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        sizes = native(folder / "native.xlsx", cells)
        chain, names = Ironcalc(folder / "native.xlsx"), Lambdas(folder).model
    for row, (loss, tokens) in enumerate(problems(cells), start=1):
        names.set_user_input(0, row, 2, repr(loss))
        names.set_user_input(0, row, 3, repr(tokens))
        names.set_user_input(0, row, 1, f"=OPT_PARAMS(B{row},C{row})")
    pairs = [(timed(chain.recalculate), timed(names.evaluate)) for _ in range(rounds)]
    for row, (address, problem) in enumerate(zip(sizes, problems(cells), strict=True), start=1):
        value = call(find("OPT_PARAMS"), problem).values
        for computed in (chain.get("S", address), names.get_cell_value(0, row, 1)):
            assert abs(computed / value - 1) < 1e-12, (address, computed, value)
    cells_time, name_time = map(median, zip(*pairs, strict=True))
    return {
        "cells": cells,
        "native chain [us]": cells_time / cells * 1e6,
        "LAMBDA name [us]": name_time / cells * 1e6,
        "name over chain": name_time / cells_time,
    }


if __name__ == "__main__":
    print("\n".join(f"{name:<20}{value:>10.4g}" for name, value in measure().items()))
