"""`xlplanner call`: a function's value."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Sequence
from typing import TypeAlias

from xlplanner.commands.command import (
    BAD_CALL,
    OK,
    Commands,
    complete,
    examples_text,
    terminal_width,
)
from xlplanner.errors import Status, XlplannerError
from xlplanner.functions.cell_errors import CellError

Rows: TypeAlias = Sequence[Sequence[object]]
# Status, code and reason of each cell's error.
Errors: TypeAlias = Sequence[Sequence[CellError | None]]

HELP = ("-h", "--help")
NOTES = """\
A terminal shows figures scaled, and single ones in full beside; a pipe gets
them in full, with tabs between. An empty argument "" is a blank cell;
{1,2;3,4} is a range of two rows. `xlplanner functions` lists the functions,
`xlplanner call NAME --help` explains one."""
EXAMPLES = (
    "xlplanner call OPT_PARAMS 2.13 200B",
    "xlplanner call COST_OPT 'like 30B' 1.461B",
    "xlplanner call COST_OPT 2.13 7.02e8 paper-printed '' cost",
    """xlplanner call COST_OPT_TOTAL 2.13 7.02e8 '{"training GPU","H100";"as of",2025}'""",
    "xlplanner call OPT_PARAMS '{2.13;2}' '{1B,200B}'",
    "xlplanner call LAW_COMPARE 30B 5T --json",
    "xlplanner call COST_OPT --help",
)


def add(commands: Commands) -> None:
    """Add the command."""
    about = "Call a function and print its value."
    parser = commands.add_parser(
        "call",
        help=about,
        description=about,
        usage="xlplanner call [--json] NAME [ARGUMENT ...]",
        epilog=f"{NOTES}\n\n{examples_text(EXAMPLES)}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        # Every argument is positional, since -1e9 is a number.
        prefix_chars="\0",
        add_help=False,
    )
    words = parser.add_argument(
        "words",
        nargs=argparse.REMAINDER,
        metavar="NAME ARGUMENT",
        help="the name of a function, then its arguments; --json prints values, statuses, reasons "
        "and notes",
    )
    complete(words, _completions)
    parser.set_defaults(run=_call, format_help=parser.format_help)


def _completions(arguments: argparse.Namespace, prefix: str) -> Iterable[str]:
    """The functions, or what the next argument of one takes by name."""
    from xlplanner.functions.accepts import Choice
    from xlplanner.functions.catalogue import CATALOGUE, find
    from xlplanner.functions.named import Named

    if prefix.startswith("-"):
        return ["--json", "--help"]
    words = [word for word in arguments.words or () if word != "--json"]
    if not words:
        return CATALOGUE
    taken = find(words[0]).arguments[len(words) - 1 :]
    accepts = taken[0].accepts if taken else None
    if isinstance(accepts, Choice):
        return accepts.options
    return accepts.named() if isinstance(accepts, Named) else ()


def _call(arguments: argparse.Namespace) -> int:
    as_json = "--json" in arguments.words
    words = [word for word in arguments.words if word != "--json"]
    if not words or words[0] in HELP:
        print(arguments.format_help(), end="")
        return OK if words else BAD_CALL
    name, *cells = words
    if cells and cells[0] in HELP:
        return _explain(name)
    return _print_value(name, cells, as_json=as_json)


def _explain(name: str) -> int:
    from xlplanner.functions.catalogue import find
    from xlplanner.functions.docstrings import docstring
    from xlplanner.functions.listing import in_shell

    function = find(name)
    print(docstring(function))
    print(examples_text(in_shell(function, example) for example in function.examples))
    return OK


def _print_value(name: str, words: list[str], *, as_json: bool) -> int:
    from xlplanner.functions.answers import as_text, in_full
    from xlplanner.functions.calling import call
    from xlplanner.functions.catalogue import find
    from xlplanner.functions.notes import notes_of
    from xlplanner.functions.ranges import parse_cell

    try:
        function = find(name)
        name = function.name
        cells = tuple(map(parse_cell, words))
        answer = call(function, cells)
        fields, (values, errors) = answer.fields, answer.cells()
        notes = notes_of(function, cells, answer).ravel().tolist()
    except XlplannerError as error:
        if not as_json:
            raise
        values, errors = [[error.code]], [[CellError(error.status, error.code, str(error))]]
        fields, notes = (), []
    if as_json:
        print(_as_json(name, fields, values, errors, notes))
    else:
        # Where every cell is an error, the reasons say all.
        if not all(map(all, errors)):
            width = terminal_width()
            print(as_text(function, cells, answer, width) if width else in_full(values))
        _print_errors(errors)
        for note in dict.fromkeys(note for cell in notes for note in cell):
            print(f"note: {note}", file=sys.stderr)
    return BAD_CALL if any(map(any, errors)) else OK


def _as_json(
    name: str,
    fields: Sequence[str],
    values: Rows,
    errors: Errors,
    notes: Sequence[Sequence[str]],
) -> str:
    import json

    status = [[error.status if error is not None else Status.OK for error in row] for row in errors]
    reasons = [[error.reason if error is not None else "" for error in row] for row in errors]
    answer = {
        "function": name,
        # Of a row or a table, what each column is; none of single values.
        "fields": fields,
        "values": values,
        "status": status,
        "reasons": reasons,
        # A list for each cell of the arguments, in order.
        "notes": notes,
    }
    return json.dumps(answer, allow_nan=False)


def _print_errors(errors: Errors) -> None:
    """Print each error once on stderr."""
    problems = ((error.code, error.reason) for row in errors for error in row if error)
    for code, reason in dict.fromkeys(problems):
        print(f"{code}: {reason}", file=sys.stderr)
