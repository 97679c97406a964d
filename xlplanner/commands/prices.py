"""`xlplanner prices`: prices of GPUs, as shipped, as added, as offered today."""

from __future__ import annotations

import argparse
from functools import partial

from xlplanner.commands.command import (
    OK,
    Commands,
    add_command,
    add_json,
    complete_names,
    print_as,
    progress,
    terminal_width,
)
from xlplanner.functions.kinds import NameKind

FILTERS = {
    "gpu": ("GPU", NameKind.GPUS),
    "provider": ("provider", NameKind.PROVIDERS),
    "commitment": ("commitment", None),
}
LIST = "xlplanner prices list --gpu H100 --commitment on-demand"
SHOW = "xlplanner prices show H100"


def add(commands: Commands) -> None:
    """Add the command."""
    about = "List GPU prices, or fetch current offers."
    prices = add_command(commands, "prices", None, about, LIST, SHOW)
    actions = prices.add_subparsers(metavar="ACTION")
    about = "List the latest price of every offer."
    listed = add_command(actions, "list", _list, about, "xlplanner prices list", LIST)
    for name, (title, kind) in FILTERS.items():
        option = listed.add_argument(f"--{name}", metavar="NAME", help=f"only this {title}")
        if kind is not None:
            complete_names(option, kind)
    about = "List every price of a GPU with its source, newest first."
    shown = add_command(actions, "show", _show, about, SHOW)
    gpu = shown.add_argument("gpu", metavar="GPU", help="a name from `xlplanner names gpus`")
    complete_names(gpu, NameKind.GPUS)
    about = "Fetch current offers with gpuhunt into your own price file."
    refreshed = add_command(actions, "refresh", refresh, about, "xlplanner prices refresh")
    for action in (listed, shown, refreshed):
        add_json(action, "the prices")


def _list(arguments: argparse.Namespace) -> int:
    from xlplanner import prices

    latest = prices.latest(arguments.gpu, arguments.provider, arguments.commitment)
    text = partial(prices.as_text, latest, width=terminal_width())
    if not latest:
        text = partial(str, "no matching prices")
    print_as(arguments.json, partial(prices.as_records, latest), text)
    return OK


def _show(arguments: argparse.Namespace) -> int:
    from xlplanner import prices

    history = prices.history(arguments.gpu)
    text = partial(prices.as_text, history, source=True, width=terminal_width())
    if not history:
        text = partial(str, "no known prices")
    print_as(arguments.json, partial(prices.as_records, history), text)
    return OK


def refresh(arguments: argparse.Namespace) -> int:
    """Fetch current offers into the folder of --data, which need not exist yet."""
    from xlplanner import prices

    with progress() as report:
        report("asking the providers")
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
