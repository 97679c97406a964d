"""What the commands share: exit codes, options, examples, overwriting, printing, progress."""

from __future__ import annotations

import argparse
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeAlias

from xlplanner.errors import FileError, printable_path
from xlplanner.functions.kinds import NameKind

OK, FAILED, BAD_CALL, INTERRUPTED = 0, 1, 2, 130
YES = ("y", "yes")
EXIT_CODES = {
    OK: "done",
    FAILED: "a file cannot be read or written, or a check found something broken",
    BAD_CALL: "no such command, option or argument, or an answer with an error",
    INTERRUPTED: "interrupted, and what was begun is taken away",
}

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"
Run: TypeAlias = Callable[[argparse.Namespace], int]


def add_command(
    commands: Commands, name: str, run: Run | None, about: str, *examples: str
) -> argparse.ArgumentParser:
    """Add a command; returns its parser.

    Without `run` it has commands of its own and prints its help.
    """
    parser = commands.add_parser(
        name,
        help=about,
        description=about,
        epilog=examples_text(examples),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.set_defaults(run=run or help_of(parser))
    return parser


def help_of(parser: argparse.ArgumentParser) -> Run:
    """What prints the help of a parser, for a call without a command."""

    def run(arguments: argparse.Namespace) -> int:
        parser.print_help()
        return BAD_CALL

    return run


def examples_text(examples: Iterable[str]) -> str:
    """Examples as a help shows them last."""
    return "\n".join(["examples:", *(f"  {example}" for example in examples)])


def add_json(parser: argparse._ActionsContainer, what: str) -> None:
    """Add the option --json."""
    parser.add_argument("--json", action="store_true", help=f"print {what} as JSON")


def add_force(parser: argparse.ArgumentParser) -> None:
    """Add the option --force."""
    parser.add_argument(
        "--force",
        action="store_true",
        help="overwrite without asking; without a terminal to ask on, what exists is kept and the "
        f"exit code is {FAILED}",
    )


def complete(
    action: argparse.Action, words: Callable[[argparse.Namespace, str], Iterable[str]]
) -> None:
    """Complete an argument by words for the arguments before it and what is typed of it."""

    def completer(*, parsed_args: argparse.Namespace, prefix: str, **_: object) -> Iterable[str]:
        if parsed_args.data is not None:
            from xlplanner.reference.records import use_folder

            use_folder(parsed_args.data)
        return words(parsed_args, prefix)

    # The attribute at which argcomplete looks.
    action.completer = completer  # type: ignore[attr-defined]


def complete_names(action: argparse.Action, kind: NameKind) -> None:
    """Complete an argument by names in the data."""

    def names(arguments: argparse.Namespace, prefix: str) -> Iterable[str]:
        from xlplanner.functions.records import NAMES

        return NAMES[kind].named()

    complete(action, names)


def print_as(as_json: bool, records: Callable[[], object], text: Callable[[], str]) -> None:
    """Print records as JSON, or else a text."""
    if not as_json:
        print(text())
        return
    import json

    print(json.dumps(records(), indent=1))


def terminal_width() -> int | None:
    """Columns of the terminal that shows the output; None where no terminal does."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else None


@contextmanager
def writing(paths: list[Path], *, force: bool) -> Iterator[None]:
    """Within the block, write files, or into folders, that can be written.

    What is there is overwritten by force, or if the answer is yes; what comes later is not.

    Raises
    ------
    FileError
        If one cannot be written, the answer is no, or there is no terminal to ask on.
    """
    from xlplanner.files import check_writable, only_new

    for path in paths:
        check_writable(path)
    old = [path for path in paths if path.is_file() or (path.is_dir() and any(path.iterdir()))]
    if old and not force:
        _ask_to_overwrite(old)
    with only_new(() if force else set(paths).difference(old)):
        yield


def _ask_to_overwrite(paths: list[Path]) -> None:
    shown = " and ".join(map(printable_path, paths))
    exist = f"{shown} {'exists' if len(paths) == 1 else 'exist'}"
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise FileError(f"{exist}; --force overwrites")
    print(f"{exist}. Overwrite? [y/N] ", end="", file=sys.stderr, flush=True)
    if sys.stdin.readline().strip().lower() not in YES:
        raise FileError("nothing was written")


@contextmanager
def progress() -> Iterator[Callable[[str], None]]:
    """A line on a terminal that shows the current step, erased at the end."""
    terminal = sys.stderr.isatty()

    def report(step: str) -> None:
        if terminal:
            # A line that wraps could not be erased.
            line = f"{step} …"[: shutil.get_terminal_size().columns - 1]
            print(f"\r\x1b[K{line}", end="", file=sys.stderr, flush=True)

    try:
        yield report
    finally:
        if terminal:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)
