"""`xlplanner plot`: pictures of the paper's figures and of one's own plan."""

from __future__ import annotations

import argparse
import logging
from pathlib import Path

from xlplanner.commands.command import (
    OK,
    Commands,
    add_command,
    add_force,
    complete_names,
    examples_text,
    writing,
)
from xlplanner.errors import FileError, printable_path
from xlplanner.functions.kinds import NameKind
from xlplanner.plots import INF_TOKENS, KINDS, LOSS

SUFFIXES = (".svg", ".png")
EXAMPLES = (
    "xlplanner plot cost -o cost.svg --loss 'like 30B' --requests 2B",
    "xlplanner plot bands -o bands.png",
)


def add(commands: Commands) -> None:
    """Add the command."""
    about = "Draw a picture of a plan, as SVG or PNG."
    plot = add_command(commands, "plot", _plot, about)
    width = max(map(len, KINDS))
    kinds = "\n".join(f"  {name:{width}}  {shown}" for name, shown in KINDS.items())
    plot.epilog = f"pictures:\n{kinds}\n\n{examples_text(EXAMPLES)}"
    plot.add_argument("picture", choices=KINDS, metavar="PICTURE", help=", ".join(KINDS))
    plot.add_argument(
        "-o", "--output", type=Path, required=True, metavar="FILE", help="the .svg or .png to write"
    )
    plot.add_argument("--loss", metavar="LOSS", help=f'a loss, or as "like 30B" (default: {LOSS})')
    demand = plot.add_mutually_exclusive_group()
    demand.add_argument("--requests", metavar="NUMBER", help="lifetime requests, as 10B")
    demand.add_argument(
        "--inf-tokens", metavar="NUMBER", help=f"or inference tokens (default: {INF_TOKENS})"
    )
    deployment = plot.add_argument(
        "--deployment", metavar="NAME", help="default: the paper's as stated"
    )
    complete_names(deployment, NameKind.DEPLOYMENTS)
    law = plot.add_argument(
        "--law", metavar="NAME", help="default: the paper's; of bands, epoch-refit"
    )
    complete_names(law, NameKind.LAWS)
    plot.add_argument("--flops", action="store_true", help="the fewest FLOPs, not dollars")
    add_force(plot)


def _plot(arguments: argparse.Namespace) -> int:
    path: Path = arguments.output
    if path.suffix.lower() not in SUFFIXES:
        ends = " or ".join(SUFFIXES)
        raise FileError(f"a picture's name must end in {ends}; got {printable_path(path)}")
    with writing([path], force=arguments.force):
        title, words = _save(arguments)
    print(f"{printable_path(path)}: {title}, {path.stat().st_size / 1024:.0f} KiB\n{words}")
    return OK


def _save(arguments: argparse.Namespace) -> tuple[str, str]:
    """Draw a picture into its file; returns its title, and what it shows in words."""
    # matplotlib warns where it cannot keep its settings, of which a picture needs none.
    logging.getLogger("matplotlib").setLevel(logging.ERROR)
    try:
        from xlplanner.plots.drawing import save
    except ImportError:
        raise FileError('a picture needs matplotlib: pip install "xlplanner[plot]"') from None
    from xlplanner.plots.pictures import picture

    shown = picture(
        arguments.picture,
        loss=arguments.loss,
        requests=arguments.requests,
        inf_tokens=arguments.inf_tokens,
        deployment=arguments.deployment,
        law=arguments.law,
        in_flops=arguments.flops,
    )
    save(shown, arguments.output)
    return shown.title, shown.words
