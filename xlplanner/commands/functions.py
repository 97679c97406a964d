"""`xlplanner functions` and `xlplanner names`: the catalogue, and the names in the data."""

from __future__ import annotations

import argparse
from functools import partial

from xlplanner.commands.command import (
    OK,
    Commands,
    add_command,
    add_json,
    print_as,
    terminal_width,
)
from xlplanner.functions.kinds import NameKind

FUNCTIONS = ("xlplanner functions", "xlplanner functions --questions")
NAMES_OF = ("xlplanner names laws", "xlplanner names gpus")
WIDTH = 96


def add(commands: Commands) -> None:
    """Add the commands."""
    about = "List the functions with their arguments and units."
    functions = add_command(commands, "functions", _functions, about, *FUNCTIONS)
    form = functions.add_mutually_exclusive_group()
    add_json(form, "the catalogue")
    form.add_argument(
        "--markdown", action="store_true", help="print the reference of the functions"
    )
    form.add_argument(
        "--questions", action="store_true", help="print which function answers which question"
    )
    form.add_argument("--stub", action="store_true", help="print the types of the Python functions")
    about = "List the names that an argument accepts, one per line."
    names = add_command(commands, "names", _names, about, *NAMES_OF)
    names.add_argument("kind", choices=[*map(str, NameKind)], help="which names to list")


def _functions(arguments: argparse.Namespace) -> int:
    if arguments.stub:
        from xlplanner.functions.stubs import as_stub

        print(as_stub(), end="")
        return OK
    if arguments.questions:
        from xlplanner.functions.questions import as_text

        print(as_text())
        return OK
    from xlplanner.functions import listing

    width = min(WIDTH, terminal_width() or WIDTH)
    text = listing.as_markdown if arguments.markdown else partial(listing.as_text, width)
    print_as(arguments.json, listing.as_records, text)
    return OK


def _names(arguments: argparse.Namespace) -> int:
    from xlplanner.functions.records import NAMES

    print("\n".join(NAMES[arguments.kind].load()))
    return OK
