"""`xlplanner bench`: the solver's speed."""

from __future__ import annotations

import argparse
from functools import partial

from xlplanner.commands.command import OK, Commands, add_command, add_json, print_as, progress


def add(commands: Commands) -> None:
    """Add the command."""
    about = "Compare the speed of the solver and of SciPy's in one run."
    bench = add_command(commands, "bench", _bench, about, "xlplanner bench --points 100000")
    bench.add_argument(
        "--points",
        type=int,
        default=1_000_000,
        help="how many optima to solve (default: %(default)s)",
    )
    add_json(bench, "the measurements")


def _bench(arguments: argparse.Namespace) -> int:
    from xlplanner import bench

    with progress() as report:
        figures = bench.run(arguments.points, report)
    print_as(arguments.json, lambda: figures, partial(bench.as_text, figures))
    return OK
