"""The command line: options for every command, exit codes, and errors as one line."""

from __future__ import annotations

import argparse
import io
import os
import signal
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from types import FrameType
from typing import NoReturn, Protocol

from xlplanner._version import __version__
from xlplanner.commands import (
    bench,
    call,
    completion,
    doctor,
    functions,
    install,
    plan,
    plot,
    prices,
    replicate,
    workbook,
)
from xlplanner.commands.command import (
    BAD_CALL,
    EXIT_CODES,
    FAILED,
    INTERRUPTED,
    OK,
    examples_text,
    help_of,
)
from xlplanner.errors import FileError, XlplannerError, printable, printable_path

# By task, in the order of the help.
COMMANDS = {
    "decide": (plan, call, plot),
    "look up": (functions, prices),
    "workbooks": (workbook,),
    "install and repair": (install, doctor, completion),
    "prove": (replicate, bench),
}
ABOUT = "How large a language model to train, on how many tokens, and what it costs."
MORE = "`xlplanner COMMAND --help` has the options and examples of a command."
NAMES_WIDTH = 13
EXAMPLES = (
    "xlplanner plan",
    "xlplanner call COST_OPT 'like 30B' 1.461B",
    "xlplanner functions --questions",
    "xlplanner prices list --gpu H100",
    "xlplanner build",
    "xlplanner export planner.xlsx -o theirs.xlsx --values",
    "xlplanner install libreoffice --dry-run",
)


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command; returns the exit code."""
    _prepare_streams()
    try:
        return _run(_parse(argv))
    except FileError as error:
        return _fail(f"xlplanner: {error}", FAILED)
    except XlplannerError as error:
        return _fail(f"{error.code}: {error}", BAD_CALL)
    except BrokenPipeError:
        # The reader, such as `head`, has closed the pipe.
        _silence_stdout()
        return OK
    except OSError as error:
        _silence_stdout()
        what = printable_path(error.filename) if error.filename else "cannot write the output"
        return _fail(f"xlplanner: {what}: {error.strerror}", FAILED)
    except KeyboardInterrupt:
        return _fail("interrupted", INTERRUPTED)


def _parse(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = _parser()
    if "_ARGCOMPLETE" in os.environ:
        completion.completed(parser)
    try:
        return parser.parse_args(argv)
    except SystemExit:
        # The help has been printed: what cannot be written shows here, not after the end.
        sys.stdout.flush()
        raise


def _run(arguments: argparse.Namespace) -> int:
    # A refresh creates the folder if need be.
    if arguments.data is not None and arguments.run is not prices.refresh:
        from xlplanner.reference.records import use_folder

        use_folder(arguments.data)
    code: int = arguments.run(arguments)
    sys.stdout.flush()
    return code


def _fail(message: str, code: int) -> int:
    print(message, file=sys.stderr)
    return code


def _prepare_streams() -> None:
    """Make any text printable on any terminal, and SIGTERM clean up as Ctrl+C does."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, open(os.devnull, "w"))  # noqa: SIM115
        elif isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    # Only the main thread can set a handler.
    with suppress(ValueError):
        signal.signal(signal.SIGTERM, _interrupt)


def _interrupt(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _silence_stdout() -> None:
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


class _Writer(Protocol):
    def write(self, text: str, /) -> object: ...


class _Parser(argparse.ArgumentParser):
    """A parser that reports what is wrong in one line, with the nearest word that is right."""

    def _print_message(self, message: str, file: _Writer | None = None) -> None:
        # argparse of later Pythons does not report help that cannot be written.
        if message:
            (file or sys.stderr).write(message)

    def error(self, message: str) -> NoReturn:
        self.exit(BAD_CALL, f"{self.prog}: {message}\n")

    def parse_known_args(  # type: ignore[override]
        self,
        args: Sequence[str] | None = None,
        namespace: argparse.Namespace | None = None,
    ) -> tuple[argparse.Namespace, list[str]]:
        known, rest = super().parse_known_args(args, namespace)
        if rest:
            word = rest[0].partition("=")[0]
            if not word.startswith("-"):
                self.error(f'"{printable(word)}" is one argument too many')
            self.error(_unknown("option", word, list(self._option_string_actions)))
        return known, rest

    def _check_value(self, action: argparse.Action, value: object) -> None:
        if action.choices is None or value in action.choices:
            return
        kind = str(action.metavar or action.dest).lower()
        self.error(_unknown(kind, str(value), list(map(str, action.choices))))


def _unknown(kind: str, word: str, known: list[str]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(word.lower(), known, n=1)
    hint = f"did you mean {near[0]}?" if near else f"known are {', '.join(known)}"
    return f'there is no {kind} "{printable(word)}"; {hint}'


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="xlplanner",
        usage="xlplanner [--version] [--data DIR] COMMAND ...",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.set_defaults(run=help_of(parser))
    parser.add_argument("--version", action="version", version=f"xlplanner {__version__}")
    parser.add_argument(
        "--data",
        type=Path,
        metavar="DIR",
        help="a folder of your own data files (prices.csv, gpus.csv, …), added to the shipped ones",
    )
    commands = parser.add_subparsers(prog="xlplanner", metavar="COMMAND", help=argparse.SUPPRESS)
    lines = [ABOUT]
    for task, modules in COMMANDS.items():
        lines += ["", f"{task}:"]
        for command in modules:
            begun = len(commands._choices_actions)
            command.add(commands)
            added = commands._choices_actions[begun:]
            lines += [f"  {action.dest:<{NAMES_WIDTH}}{action.help}" for action in added]
    parser.description = "\n".join([*lines, "", MORE])
    codes = (f"  {code:<4} {meaning}" for code, meaning in EXIT_CODES.items())
    parser.epilog = "\n".join([examples_text(EXAMPLES), "", "exit codes:", *codes])
    return parser
