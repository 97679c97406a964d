"""`xlplanner plot`: pictures of the paper's figures and of one's own plan."""

from __future__ import annotations

import argparse
from pathlib import Path

from xlplanner.commands.command import OK, Commands, add_command
from xlplanner.errors import FileError
from xlplanner.plots import INF_TOKENS, KINDS, LOSS

SUFFIXES = (".svg", ".png")


def add(commands: Commands) -> None:
    """Add the command."""
    about = "Draw a picture of a plan, as SVG or PNG."
    plot = add_command(commands, "plot", _plot, about)
    plot.formatter_class = argparse.RawDescriptionHelpFormatter
    width = max(map(len, KINDS))
    plot.epilog = "\n".join(f"  {name:{width}}  {shown}" for name, shown in KINDS.items())
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
    plot.add_argument("--deployment", metavar="NAME", help="default: the paper's as stated")
    plot.add_argument("--law", metavar="NAME", help="default: the paper's; of bands, epoch-refit")
    plot.add_argument("--flops", action="store_true", help="the fewest FLOPs, not dollars")


def _plot(arguments: argparse.Namespace) -> int:
    path: Path = arguments.output
    if path.suffix.lower() not in SUFFIXES:
        raise FileError(f"a picture's name must end in {' or '.join(SUFFIXES)}; got {path}")
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
    save(shown, path)
    print(f"{path}: {shown.title}, {path.stat().st_size / 1024:.0f} KiB\n{shown.words}")
    return OK
