"""What the commands share: exit codes, adding a command, printing text or JSON."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import TypeAlias

OK, FAILED, BAD_CALL, INTERRUPTED = 0, 1, 2, 130

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"
Run: TypeAlias = Callable[[argparse.Namespace], int]


def add_command(commands: Commands, name: str, run: Run, about: str) -> argparse.ArgumentParser:
    """Add a command; returns its parser."""
    parser = commands.add_parser(name, help=about, description=about)
    parser.set_defaults(run=run)
    return parser


def add_json(parser: argparse._ActionsContainer, what: str) -> None:
    """Add the option --json."""
    parser.add_argument("--json", action="store_true", help=f"print {what} as JSON")


def print_as(as_json: bool, records: Callable[[], object], text: Callable[[], str]) -> None:
    """Print records as JSON, or else a text."""
    if not as_json:
        print(text())
        return
    import json

    print(json.dumps(records(), indent=1))
