"""`xlplanner replicate`: the paper's tables beside computed values."""

from __future__ import annotations

import argparse
from functools import partial

from xlplanner.commands.command import FAILED, OK, Commands, add_command, add_json, print_as


def add(commands: Commands) -> None:
    """Add the command."""
    about = "Compare the paper's Tables 1 and 2 with computed values."
    examples = ("xlplanner replicate", "xlplanner replicate --json")
    add_json(add_command(commands, "replicate", _replicate, about, *examples), "every value")


def _replicate(arguments: argparse.Namespace) -> int:
    from xlplanner import replication

    comparisons = replication.comparisons()
    print_as(
        arguments.json,
        partial(replication.as_records, comparisons),
        partial(replication.as_text, comparisons),
    )
    return FAILED if replication.disagreements(comparisons) else OK
