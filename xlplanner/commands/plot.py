"""`xlplanner plot`: pictures of the paper's figures and of one's own plan."""

from __future__ import annotations

import argparse
from pathlib import Path

from xlplanner.commands.command import OK, Commands, add_command
from xlplanner.errors import FileError

PICTURES = {
    "cost": "cost against model size at equal quality, with three models marked",
    "ratio": "the paper's figures: optimum over Chinchilla, against demand",
    "bands": "size, tokens and saving against demand, with the range that is known of them",
    "laws": "the optimum under each scaling law",
}
SUFFIXES = (".svg", ".png")
# Row 4 of the paper's Tables 1 and 2.
LOSS, INF_TOKENS = "like 30B", "5T"


def add(commands: Commands) -> None:
    """Add the command."""
    about = "Draw a picture of a plan, as SVG or PNG."
    plot = add_command(commands, "plot", _plot, about)
    plot.formatter_class = argparse.RawDescriptionHelpFormatter
    width = max(map(len, PICTURES))
    plot.epilog = "\n".join(f"  {name:{width}}  {shown}" for name, shown in PICTURES.items())
    plot.add_argument("picture", choices=PICTURES, metavar="PICTURE", help=", ".join(PICTURES))
    plot.add_argument(
        "-o", "--output", type=Path, required=True, metavar="FILE", help="the .svg or .png to write"
    )
    plot.add_argument("--loss", metavar="LOSS", help=f'a loss, or as "like 30B" (default: {LOSS})')
    demand = plot.add_mutually_exclusive_group()
    demand.add_argument("--requests", metavar="NUMBER", help="lifetime requests, as 10B")
    demand.add_argument(
        "--inf-tokens", metavar="NUMBER", help=f"or inference tokens (default: {INF_TOKENS})"
    )
    plot.add_argument(
        "--deployment", default="", metavar="NAME", help="default: the paper's as stated"
    )
    plot.add_argument(
        "--law", default="", metavar="NAME", help="default: the paper's; of bands, epoch-refit"
    )
    plot.add_argument("--flops", action="store_true", help="the fewest FLOPs, not dollars")


def _plot(arguments: argparse.Namespace) -> int:
    path: Path = arguments.output
    if path.suffix.lower() not in SUFFIXES:
        raise FileError(f"a picture's name must end in {' or '.join(SUFFIXES)}; got {path}")
    try:
        from xlplanner.plots.drawing import save
    except ImportError:
        raise FileError('a picture needs matplotlib: pip install "xlplanner[plot]"') from None
    from xlplanner.functions.families.law_comparison import BAND_LAW
    from xlplanner.plots import pictures
    from xlplanner.plots.plan import read_plan

    given = arguments.requests is not None or arguments.inf_tokens is not None
    plan = read_plan(
        LOSS if arguments.loss is None else arguments.loss,
        arguments.requests,
        arguments.inf_tokens if given else INF_TOKENS,
        arguments.deployment,
        arguments.law or (BAND_LAW if arguments.picture == "bands" else ""),
        in_flops=arguments.flops,
    )
    picture = pictures.PICTURES[arguments.picture](plan, own_loss=arguments.loss is not None)
    save(picture, path)
    print(f"{path}: {picture.title}, {path.stat().st_size / 1024:.0f} KiB\n{picture.words}")
    return OK
