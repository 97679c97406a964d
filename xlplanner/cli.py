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
from typing import TYPE_CHECKING

from xlplanner._version import __version__
from xlplanner.commands import (
    bench,
    call,
    doctor,
    functions,
    install,
    plan,
    plot,
    prices,
    replicate,
    workbook,
)
from xlplanner.commands.command import BAD_CALL, FAILED, INTERRUPTED, OK
from xlplanner.errors import FileError, XlplannerError

if TYPE_CHECKING:
    from _typeshed import SupportsWrite

# In the order of the help.
COMMANDS = (plan, call, functions, replicate, plot, workbook, install, doctor, prices, bench)


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
        return _fail(f"xlplanner: cannot write the output: {error.strerror}", FAILED)
    except KeyboardInterrupt:
        return _fail("interrupted", INTERRUPTED)


def _parse(argv: Sequence[str] | None) -> argparse.Namespace:
    try:
        return _parser().parse_args(argv)
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


class _Parser(argparse.ArgumentParser):
    """A parser that reports help that cannot be written; argparse of later Pythons does not."""

    def _print_message(self, message: str, file: SupportsWrite[str] | None = None) -> None:
        if message:
            (file or sys.stderr).write(message)


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="xlplanner",
        description="How large a language model to train, on how many tokens, and what it costs.",
    )
    parser.add_argument("--version", action="version", version=f"xlplanner {__version__}")
    parser.add_argument(
        "--data",
        type=Path,
        metavar="DIR",
        help="a folder of your own data files (prices.csv, gpus.csv, …), added to the shipped ones",
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for command in COMMANDS:
        command.add(commands)
    return parser
