"""`xlplanner prices`: prices of GPUs, as shipped, as added, as offered today."""

from __future__ import annotations

import argparse
import sys
from functools import partial

from xlplanner.commands.command import OK, Commands, add_command, add_json, print_as

FILTERS = {"gpu": "GPU", "provider": "provider", "commitment": "commitment"}


def add(commands: Commands) -> None:
    """Add the command."""
    about = "List GPU prices, or fetch current offers."
    prices = commands.add_parser("prices", help=about, description=about)
    actions = prices.add_subparsers(required=True, metavar="ACTION")
    listed = add_command(actions, "list", _list, "List the latest price of every offer.")
    for name, title in FILTERS.items():
        listed.add_argument(f"--{name}", metavar="NAME", help=f"only this {title}")
    about = "List every price of a GPU with its source, newest first."
    shown = add_command(actions, "show", _show, about)
    shown.add_argument("gpu", metavar="GPU")
    about = "Fetch current offers with gpuhunt into your own price file."
    refreshed = add_command(actions, "refresh", refresh, about)
    for action in (listed, shown, refreshed):
        add_json(action, "the prices")


def _list(arguments: argparse.Namespace) -> int:
    from xlplanner import prices

    latest = prices.latest(arguments.gpu, arguments.provider, arguments.commitment)
    text = partial(prices.as_text, latest) if latest else lambda: "no matching prices"
    print_as(arguments.json, partial(prices.as_records, latest), text)
    return OK


def _show(arguments: argparse.Namespace) -> int:
    from xlplanner import prices

    history = prices.history(arguments.gpu)
    text = partial(prices.as_text, history, source=True) if history else lambda: "no known prices"
    print_as(arguments.json, partial(prices.as_records, history), text)
    return OK


def refresh(arguments: argparse.Namespace) -> int:
    """Fetch current offers into the folder of --data, which need not exist yet."""
    from xlplanner import prices

    print("asking the providers …", file=sys.stderr)
    path, changes, left_out = prices.refresh(arguments.data)
    print_as(
        arguments.json,
        lambda: prices.as_records(change.price for change in changes),
        lambda: (
            f"{prices.changes_text(changes)}\n"
            f"{len(changes)} prices written to {path}; {left_out} offers left out"
        ),
    )
    return OK
