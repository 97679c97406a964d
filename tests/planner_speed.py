"""How long planners take to load and recalculate, one beside another, by turns in one run.

`python tests/planner_speed.py BEFORE.xlsx AFTER.xlsx` measures both in LibreOffice and in ironcalc.
"""

import sys
import time
from pathlib import Path
from statistics import median

from calc_host import Calc
from engines import Ironcalc

TURNS = 7


def seconds(act):
    """How long an act takes."""
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def in_libreoffice(paths):
    """Seconds to load and to recalculate each file, by turns."""
    times = {path: ([], []) for path in paths}
    with Calc() as calc:
        for _ in range(TURNS):
            for path in paths:
                times[path][0].append(seconds(lambda: calc.load(path)))  # noqa: B023
                times[path][1].append(seconds(calc.recalculate))
    return times


def in_ironcalc(paths):
    """Seconds to load and to recalculate each file, by turns."""
    Ironcalc.kept = 0
    times = {path: ([], []) for path in paths}
    for _ in range(TURNS):
        for path in paths:
            opened = []
            times[path][0].append(seconds(lambda: opened.append(Ironcalc(path))))  # noqa: B023
            times[path][1].append(seconds(opened[0].recalculate))
    return times


if __name__ == "__main__":
    paths = list(map(Path, sys.argv[1:]))
    for program, measured in (("LibreOffice", in_libreoffice), ("ironcalc", in_ironcalc)):
        for path, (load, recalculate) in measured(paths).items():
            figures = f"load {median(load):.2f} s, recalculate {median(recalculate):.3f} s"
            print(f"{program}  {path.name:<24} {figures}")
