"""The command line: call, functions, replicate, build, export, install, doctor, prices, bench."""

from __future__ import annotations

import argparse
import io
import json
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from xlplanner._version import __version__
from xlplanner.errors import FileError, Status, XlplannerError
from xlplanner.functions.kinds import NameKind

OK, FAILED, BAD_CALL, INTERRUPTED = 0, 1, 2, 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command; returns the exit code."""
    _prepare_streams()
    arguments = _parser().parse_args(argv)
    try:
        return _run(arguments)
    except FileError as error:
        return _fail(f"xlplanner: {error}", FAILED)
    except XlplannerError as error:
        return _fail(f"{error.code}: {error}", BAD_CALL)
    except BrokenPipeError:
        # The reader, say `head`, has seen enough.
        _silence_stdout()
        return OK
    except OSError as error:
        _silence_stdout()
        return _fail(f"xlplanner: cannot write the output: {error.strerror}", FAILED)
    except KeyboardInterrupt:
        return _fail("interrupted", INTERRUPTED)


def _run(arguments: argparse.Namespace) -> int:
    # A refresh may make the folder it is given.
    if arguments.data is not None and arguments.run is not _prices_refresh:
        from xlplanner.reference.records import use_folder

        use_folder(arguments.data)
    code: int = arguments.run(arguments)
    sys.stdout.flush()
    return code


def _fail(message: str, code: int) -> int:
    print(message, file=sys.stderr)
    return code


def _prepare_streams() -> None:
    """Let any terminal take any text, and a stop from outside clean up like one from the keys."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, open(os.devnull, "w"))  # noqa: SIM115
        elif isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, _stop)


def _stop(number: int, frame: Any) -> None:
    raise KeyboardInterrupt


def _silence_stdout() -> None:
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="xlplanner",
        description="How large a language model to train, on how many tokens, and what it costs.",
    )
    parser.add_argument("--version", action="version", version=f"xlplanner {__version__}")
    parser.add_argument(
        "--data",
        type=Path,
        metavar="DIR",
        help="a folder of your own prices.csv, gpus.csv and so on that adds to the shipped data",
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def command(name: str, run: Callable[[Any], int], about: str, **details: Any) -> Any:
        added = commands.add_parser(name, help=about, description=about, **details)
        added.set_defaults(run=run)
        return added

    call = command(
        "call",
        _call,
        "Call a function and print its value.",
        usage="xlplanner call [--json] NAME [ARGUMENT ...]",
        epilog='An empty argument "" is a blank cell; {1,2;3,4} is a range of two rows.',
        # No argument is an option: -1e9 is a number.
        prefix_chars="\0",
        add_help=False,
    )
    call.add_argument("words", nargs=argparse.REMAINDER, help="function name, then its arguments")
    call.set_defaults(help=call.format_help)

    functions = command("functions", _functions, "List the functions with arguments and units.")
    form = functions.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="print the catalogue as JSON")
    form.add_argument("--markdown", action="store_true", help="print the table of the README")
    form.add_argument("--stub", action="store_true", help="print the types of the Python functions")

    named = command("names", _names, "List the names that arguments take, one a line.")
    named.add_argument("kind", choices=[*map(str, NameKind)], help="what to name")

    replicate = command(
        "replicate", _replicate, "Print the paper's Tables 1 and 2 beside what is computed."
    )
    replicate.add_argument("--json", action="store_true", help="print every figure as JSON")

    build = command("build", _build, "Build the planner workbook, or an add-in.")
    build.add_argument(
        "-o",
        "--output",
        type=Path,
        metavar="FILE",
        help="the file to write (default: planner.xlsx, or the add-in's own name)",
    )
    kind = build.add_mutually_exclusive_group()
    kind.add_argument(
        "--edition",
        choices=("native", "addin"),
        default="native",
        help="native: plain formulas; addin: functions of xlplanner (default: native)",
    )
    kind.add_argument(
        "--xlam",
        dest="run",
        action="store_const",
        const=_build_xlam,
        help="build the Excel add-in xlplanner.xlam instead",
    )
    kind.add_argument(
        "--oxt",
        dest="run",
        action="store_const",
        const=_build_oxt,
        help="build the LibreOffice extension xlplanner.oxt instead",
    )

    installed = command(
        "install", _install_excel, "Install the functions in a spreadsheet program."
    )
    hosts = installed.add_subparsers(required=True, metavar="PROGRAM")

    def host(name: str, run: Callable[[Any], int], about: str) -> None:
        added = hosts.add_parser(name, help=about, description=about)
        added.set_defaults(run=run)
        added.add_argument("--uninstall", action="store_true", help="remove it again")
        added.add_argument("--dry-run", action="store_true", help="only tell the steps")

    host("libreoffice", _install_libreoffice, "LibreOffice Calc, for this user (as root, for all).")
    host("excel", _install_excel, "Microsoft Excel on Windows, for this user.")

    export = command("export", _export, "Write a planner's inputs into one that needs nothing.")
    export.add_argument("planner", type=Path, metavar="MY.xlsx", help="the planner to read")
    export.add_argument(
        "-o", "--output", type=Path, required=True, metavar="FILE", help="the workbook to write"
    )
    export.add_argument("--pdf", action="store_true", help="print a report beside it too")
    export.add_argument("--values", action="store_true", help="numbers in place of formulas")

    doctor = command("doctor", _doctor, "Look for what keeps the functions from working.")
    doctor.add_argument("--json", action="store_true", help="print the findings as JSON")

    prices = command("prices", _prices_list, "List GPU prices, or take current ones.")
    actions = prices.add_subparsers(required=True, metavar="ACTION")

    def action(name: str, run: Callable[[Any], int], about: str) -> Any:
        added = actions.add_parser(name, help=about, description=about)
        added.set_defaults(run=run)
        added.add_argument("--json", action="store_true", help="print as JSON")
        return added

    listed = action("list", _prices_list, "The newest price of every offer.")
    for option in ("gpu", "provider", "commitment"):
        listed.add_argument(f"--{option}", metavar="NAME", help=f"only of this {option}")
    shown = action("show", _prices_show, "Every price of a GPU with its source, newest first.")
    shown.add_argument("gpu", metavar="GPU")
    about = "Take current offers through gpuhunt into your own price file."
    action("refresh", _prices_refresh, about)

    bench = command("bench", _bench, "Measure the solver beside SciPy's, in one run.")
    bench.add_argument("--points", type=int, default=1_000_000, help="optima to solve")
    bench.add_argument("--json", action="store_true", help="print the figures as JSON")
    return parser


# call ------------------------------------------------------------------------------------------


def _call(arguments: argparse.Namespace) -> int:
    words = list(arguments.words)
    as_json = "--json" in words
    words = [word for word in words if word != "--json"]
    if not words or words[0] in ("-h", "--help"):
        print(arguments.help())
        return OK if words else BAD_CALL
    from xlplanner.functions.calling import call
    from xlplanner.functions.catalogue import find
    from xlplanner.functions.cell_errors import CellError
    from xlplanner.functions.ranges import parse_cell

    if words[1:] and words[1] in ("-h", "--help"):
        from xlplanner.functions.docstrings import docstring

        print(docstring(find(words[0])))
        return OK
    try:
        function = find(words[0])
        name = function.name
        values, problems = call(function, tuple(map(parse_cell, words[1:]))).cells()
    except XlplannerError as error:
        if not as_json:
            raise
        name = words[0]
        values, problems = [[error.code]], [[CellError(error.status, error.code, str(error))]]
    found = [problem for row in problems for problem in row if problem]
    if as_json:
        print(_call_json(name, values, problems))
    else:
        for row in values if len(found) < sum(map(len, problems)) else []:
            print("\t".join(map(_printed, row)))
        for code, reason in dict.fromkeys((p.code, p.reason) for p in found):
            print(f"{code}: {reason}", file=sys.stderr)
    return BAD_CALL if found else OK


def _call_json(name: str, values: list[list[Any]], problems: list[list[Any]]) -> str:
    status = [[p.status if p else Status.OK for p in row] for row in problems]
    reasons = [[p.reason if p else "" for p in row] for row in problems]
    answer = {"function": name, "values": values, "status": status, "reasons": reasons}
    return json.dumps(answer, allow_nan=False)


def _printed(value: Any) -> str:
    return repr(value) if isinstance(value, float) else str(value)


# functions -------------------------------------------------------------------------------------


def _functions(arguments: argparse.Namespace) -> int:
    from xlplanner.functions import listing

    if arguments.json:
        print(json.dumps(listing.as_records(), indent=1))
    elif arguments.markdown:
        print(listing.as_markdown())
    elif arguments.stub:
        from xlplanner.functions import stubs

        print(stubs.as_stub(), end="")
    else:
        print(listing.as_text())
    return OK


def _names(arguments: argparse.Namespace) -> int:
    from xlplanner.functions.records import NAMES

    print("\n".join(NAMES[arguments.kind].load()))
    return OK


# replicate -------------------------------------------------------------------------------------


def _replicate(arguments: argparse.Namespace) -> int:
    from xlplanner import replication

    found = replication.comparisons()
    if arguments.json:
        print(json.dumps(replication.as_records(found), indent=1))
    else:
        print(replication.as_text(found))
    return FAILED if replication.disagreements(found) else OK


# build and export -------------------------------------------------------------------------------


def _build(arguments: argparse.Namespace) -> int:
    from xlplanner.workbook.build import build_file

    path = arguments.output or Path("planner.xlsx")
    _needs_workbook_name(path)
    with _progress() as report:
        planner = build_file(path, None, arguments.edition, report)
    _print_built(planner, [path])
    return OK


def _export(arguments: argparse.Namespace) -> int:
    from xlplanner.workbook.export import export

    _needs_workbook_name(arguments.output)
    with _progress() as report:
        planner, written = export(
            arguments.planner,
            arguments.output,
            frozen=arguments.values,
            pdf=arguments.pdf,
            report=report,
        )
    _print_built(planner, written, formulas=not arguments.values)
    return OK


def _needs_workbook_name(path: Path) -> None:
    if path.suffix.lower() != ".xlsx":
        raise FileError(f"a workbook's name must end in .xlsx; got {path}")


def _print_built(planner: Any, written: list[Path], *, formulas: bool = True) -> None:
    count = f"{len(planner.book.values)} formulas" if formulas else "numbers, no formulas"
    for path in written:
        held = f"{count}, " if path == written[0] else ""
        print(f"{path}: {held}{path.stat().st_size / 1024:.0f} KiB")
    print(planner.headline())


@contextmanager
def _progress() -> Iterator[Callable[[str], None]]:
    """A line on a terminal that says what is being done, gone at the end."""
    terminal = sys.stderr.isatty()

    def report(step: str) -> None:
        if terminal:
            print(f"\r\x1b[K{step} …", end="", file=sys.stderr, flush=True)

    try:
        yield report
    finally:
        if terminal:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)


def _build_xlam(arguments: argparse.Namespace) -> int:
    from xlplanner.hosts.excel import addin

    path = arguments.output or Path(addin.FILE_NAME)
    versions = addin.build_addin(path)
    print(f"{path}: xlplanner {versions.xlplanner} for xlwings {versions.xlwings}")
    return OK


def _build_oxt(arguments: argparse.Namespace) -> int:
    from xlplanner.hosts.calc import extension

    path = arguments.output or Path(extension.FILE_NAME)
    extension.write(path)
    print(f"{path}: xlplanner {__version__}, with the packages of this environment")
    return OK


# install ---------------------------------------------------------------------------------------


def _install_libreoffice(arguments: argparse.Namespace) -> int:
    from xlplanner.hosts.calc import install

    return _install(arguments, install, 'start LibreOffice anew and type =OPT_PARAMS(2.13;"200B")')


def _install_excel(arguments: argparse.Namespace) -> int:
    from xlplanner.hosts.excel import install

    if arguments.dry_run and sys.platform != "win32":
        print(f"This is {sys.platform}; on Windows, in its folders, the steps would be:")
    return _install(arguments, install, 'start Excel anew and type =OPT_PARAMS(2.13,"200B")')


def _install(arguments: argparse.Namespace, host: Any, first_formula: str) -> int:
    action = host.uninstall if arguments.uninstall else host.install
    action(dry_run=arguments.dry_run)
    if not arguments.dry_run:
        print("done" if arguments.uninstall else f"done: {first_formula}")
    return OK


def _doctor(arguments: argparse.Namespace) -> int:
    from xlplanner.hosts import doctor

    print("looking …", file=sys.stderr)
    findings = list(doctor.examine())
    if arguments.json:
        print(json.dumps(doctor.as_records(findings), indent=1))
    else:
        print(doctor.as_text(findings))
    return FAILED if any(f.state is doctor.State.BROKEN for f in findings) else OK


# prices ----------------------------------------------------------------------------------------


def _prices_list(arguments: argparse.Namespace) -> int:
    from xlplanner import prices

    found = prices.latest(arguments.gpu, arguments.provider, arguments.commitment)
    return _print_prices(found, arguments, source=False)


def _prices_show(arguments: argparse.Namespace) -> int:
    from xlplanner import prices

    return _print_prices(prices.history(arguments.gpu), arguments, source=True)


def _print_prices(found: list[Any], arguments: argparse.Namespace, *, source: bool) -> int:
    from xlplanner import prices

    if arguments.json:
        print(json.dumps(prices.as_records(found), indent=1))
    else:
        print(prices.as_text(found, source=source) if found else "no prices fit")
    return OK


def _prices_refresh(arguments: argparse.Namespace) -> int:
    from xlplanner import prices

    print("asking the providers …", file=sys.stderr)
    path, changes, left_out = prices.refresh(arguments.data)
    if arguments.json:
        print(json.dumps(prices.as_records(change.price for change in changes), indent=1))
    else:
        print(prices.changes_text(changes))
        print(f"{len(changes)} prices in {path}; {left_out} offers left out")
    return OK


# bench -----------------------------------------------------------------------------------------


def _bench(arguments: argparse.Namespace) -> int:
    from xlplanner import bench

    figures = bench.run(arguments.points, report=lambda text: print(text, file=sys.stderr))
    print(json.dumps(figures, indent=1) if arguments.json else bench.as_text(figures))
    return OK
