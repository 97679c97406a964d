"""`xlplanner build` and `xlplanner export`: writing planner workbooks and the files of hosts."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from xlplanner.commands.command import (
    OK,
    Commands,
    add_command,
    add_force,
    progress,
    writing,
)
from xlplanner.errors import FileError, printable_path
from xlplanner.hosts import HOSTS
from xlplanner.hosts.host import Host

PLANNER = "planner.xlsx"
BUILDS = (
    "xlplanner build",
    "xlplanner build --lambda-text",
    "xlplanner build --xlam --force",
)
EXPORT = "xlplanner export planner.xlsx -o theirs.xlsx --values"


def _build_lambda_text(path: Path) -> str:
    from xlplanner.files import atomic_write
    from xlplanner.workbook.lambdas.names import functions_of, lambda_names, module_text

    names = lambda_names()
    with atomic_write(path) as temporary:
        temporary.write_text(module_text(names), encoding="utf-8")
    return f"{len(functions_of(names))} functions, {path.stat().st_size / 1024:.0f} KiB"


def _build_javascript(folder: Path) -> str:
    from xlplanner.javascript.bodies import OFFERED
    from xlplanner.javascript.module import write

    paths = write(folder)
    sizes = ", ".join(f"{path.name} {path.stat().st_size / 1024:.0f} KiB" for path in paths)
    return f"{len(OFFERED)} functions, {sizes}"


class _Product(NamedTuple):
    """What `build` makes for no host; its attributes are those of one."""

    build_option: str
    file_name: str
    build: Callable[[Path], str]


LAMBDA_TEXT = _Product("--lambda-text", "xlplanner-lambda.txt", _build_lambda_text)
JAVASCRIPT = _Product("--js", "xlplanner-js", _build_javascript)


def add(commands: Commands) -> None:
    """Add the commands."""
    _add_build(commands)
    _add_export(commands)


def _add_build(commands: Commands) -> None:
    about = "Build the planner workbook, or a spreadsheet program's add-in."
    build = add_command(commands, "build", _build, about, *BUILDS)
    build.add_argument(
        "-o",
        "--output",
        type=Path,
        metavar="PATH",
        help=f"the file or folder to write (default: {PLANNER}, or the name of the add-in)",
    )
    products = build.add_mutually_exclusive_group()
    products.add_argument(
        "--edition",
        choices=("native", "addin", "lambda"),
        default="native",
        help="native: plain formulas; addin: functions of the add-in; lambda: plain formulas, and "
        "the functions as names for Excel 365 (default: native)",
    )
    products.add_argument(
        LAMBDA_TEXT.build_option,
        dest="product",
        action="store_const",
        const=LAMBDA_TEXT,
        help="write the functions as a module of text for Excel Labs instead "
        f"(default name: {LAMBDA_TEXT.file_name})",
    )
    products.add_argument(
        JAVASCRIPT.build_option,
        dest="product",
        action="store_const",
        const=JAVASCRIPT,
        help="write the functions as a JavaScript module and its types into a folder instead "
        f"(default name: {JAVASCRIPT.file_name})",
    )
    build.add_argument(
        "--host",
        choices=("excel", "calc"),
        help="the program that the addin edition is for (default: excel)",
    )
    build.add_argument(
        "--paper",
        choices=("a4", "letter"),
        default="a4",
        help="the paper on which the workbook is printed (default: a4)",
    )
    for host in HOSTS:
        products.add_argument(
            host.build_option,
            dest="product",
            action="store_const",
            const=host,
            help=f"build {host.product} {host.file_name} instead",
        )
    add_force(build)


def _add_export(commands: Commands) -> None:
    about = "Export a standalone workbook from a planner."
    export = add_command(commands, "export", _export, about, EXPORT)
    export.add_argument("planner", type=Path, metavar="MY.xlsx", help="the planner to read")
    export.add_argument(
        "-o", "--output", type=Path, required=True, metavar="FILE", help="the workbook to write"
    )
    export.add_argument("--pdf", action="store_true", help="also print the pack beside it, as PDF")
    export.add_argument("--values", action="store_true", help="write numbers, not formulas")
    add_force(export)


def _build(arguments: argparse.Namespace) -> int:
    product: Host | _Product | None = arguments.product
    if arguments.host and (product or arguments.edition != "addin"):
        asked = product.build_option if product else f"--edition {arguments.edition}"
        raise FileError(f"--host is of --edition addin alone; got it with {asked}")
    path = arguments.output or Path(product.file_name if product else PLANNER)
    if product is None:
        check_workbook_name(path)
    with writing([path], force=arguments.force):
        if product is None:
            _build_workbook(path, arguments)
        else:
            print(f"{printable_path(path)}: {product.build(path)}")
    return OK


def _build_workbook(path: Path, arguments: argparse.Namespace) -> None:
    from xlplanner.workbook.build import build_file

    host = arguments.host or "excel"
    with progress() as report:
        planner = build_file(
            path, None, arguments.edition, report, host=host, paper=arguments.paper
        )
    _print_written([path], f"{len(planner.book.values):,} formulas", planner.headline())


def _export(arguments: argparse.Namespace) -> int:
    from xlplanner.workbook.export import export, targets

    check_workbook_name(arguments.output)
    paths = targets(arguments.planner, arguments.output, pdf=arguments.pdf)
    with writing(paths, force=arguments.force), progress() as report:
        planner, written = export(
            arguments.planner,
            arguments.output,
            frozen=arguments.values,
            pdf=arguments.pdf,
            report=report,
        )
    formulas = len(planner.book.values)
    content = "numbers, no formulas" if arguments.values else f"{formulas:,} formulas"
    _print_written(written, content, planner.headline())
    warn_of_faults(planner.verdict.value)
    return OK


def warn_of_faults(state: object) -> None:
    """Say on stderr of a plan whose state is CHECK that it is none to sign."""
    from xlplanner.workbook.build import NOT_TO_SIGN
    from xlplanner.workbook.grid.style import CHECK

    if state == CHECK:
        print(f"{NOT_TO_SIGN}: see the sheet Checks", file=sys.stderr)


def check_workbook_name(path: Path) -> None:
    """Refuse a name that is no workbook's."""
    if path.suffix.lower() != ".xlsx":
        raise FileError(f"a workbook's name must end in .xlsx; got {printable_path(path)}")


def _print_written(written: list[Path], content: str, headline: str) -> None:
    """Print the size of each file, and the content of the first, the workbook."""
    for path, described in zip(written, (f"{content}, ", ""), strict=False):
        print(f"{printable_path(path)}: {described}{path.stat().st_size / 1024:.0f} KiB")
    print(headline)
