"""`xlplanner call`: a function's value."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from typing import TypeAlias

from xlplanner.commands.command import BAD_CALL, OK, Commands
from xlplanner.errors import Status, XlplannerError
from xlplanner.functions.cell_errors import CellError

Rows: TypeAlias = Sequence[Sequence[object]]
# Status, code and reason of each cell's error.
Errors: TypeAlias = Sequence[Sequence[CellError | None]]


def add(commands: Commands) -> None:
    """Add the command."""
    about = "Call a function and print its value."
    parser = commands.add_parser(
        "call",
        help=about,
        description=about,
        usage="xlplanner call [--json] NAME [ARGUMENT ...]",
        epilog='An empty argument "" is a blank cell; {1,2;3,4} is a range of two rows.',
        # Every argument is positional, since -1e9 is a number.
        prefix_chars="\0",
        add_help=False,
    )
    parser.add_argument(
        "words", nargs=argparse.REMAINDER, help="the name of a function, then its arguments"
    )
    parser.set_defaults(run=_call, format_help=parser.format_help)


def _call(arguments: argparse.Namespace) -> int:
    as_json = "--json" in arguments.words
    words = [word for word in arguments.words if word != "--json"]
    if not words or words[0] in ("-h", "--help"):
        print(arguments.format_help())
        return OK if words else BAD_CALL
    name, *cells = words
    if cells and cells[0] in ("-h", "--help"):
        return _explain(name)
    return _print_value(name, cells, as_json=as_json)


def _explain(name: str) -> int:
    from xlplanner.functions.catalogue import find
    from xlplanner.functions.docstrings import docstring

    print(docstring(find(name)))
    return OK


def _print_value(name: str, words: list[str], *, as_json: bool) -> int:
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
        if fields and sys.stdout.isatty() and list(fields) not in values:
            # A reader sees what the figures are; a program gets the figures alone.
            values = [list(fields), *values]
            errors = [[None] * len(fields), *errors]
        _print_text(values, errors)
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


def _print_text(values: Rows, errors: Errors) -> None:
    """Print the values, unless all are errors, and each error once on stderr."""
    if not all(map(all, errors)):
        for row in values:
            print("\t".join(map(_text, row)))
    problems = ((error.code, error.reason) for row in errors for error in row if error)
    for code, reason in dict.fromkeys(problems):
        print(f"{code}: {reason}", file=sys.stderr)


def _text(value: object) -> str:
    return repr(value) if isinstance(value, float) else str(value)
