"""Ranges in text, as a spreadsheet writes an array constant: {1,2;3,4}."""

from __future__ import annotations

import re
from typing import TypeAlias

from xlplanner.errors import CellValueError
from xlplanner.functions.numbers import shown
from xlplanner.numerals import plain_number

CELL = re.compile(r'(?:\s*"(?P<quoted>(?:[^"]|"")*)"\s*|(?P<bare>[^",;{}]*))(?P<end>[,;]|$)')
TRUTH = {"TRUE": True, "FALSE": False}
Cell: TypeAlias = str | float | bool


def parse_cell(text: str) -> Cell | list[list[Cell]]:
    """What a spreadsheet would make of a cell typed in, or the cells of an array constant.

    Rows end with a semicolon, cells with a comma; text may stand in double quotes.

    >>> parse_cell("70B"), parse_cell("7e10"), parse_cell("true")
    ('70B', 70000000000.0, True)
    >>> parse_cell('{1,"a,b";3,"4"}')
    [[1.0, 'a,b'], [3.0, '4']]
    """
    stripped = text.strip()
    if not (stripped.startswith("{") and stripped.endswith("}")):
        return _typed(text)
    body, start = stripped[1:-1], 0
    rows: list[list[Cell]] = [[]]
    while True:
        match = CELL.match(body, start)
        if match is None:
            raise CellValueError(
                f'a range must be written like {{1,2;3,"a"}}; got {shown(stripped)} at character '
                f"{start + 2}"
            )
        quoted = match["quoted"]
        rows[-1].append(_typed(match["bare"]) if quoted is None else quoted.replace('""', '"'))
        if match["end"] == "":
            return rows
        if match["end"] == ";":
            rows.append([])
        start = match.end()


def _typed(text: str) -> Cell:
    word = text.strip()
    number = plain_number(word)
    return TRUTH.get(word.upper(), word) if number is None else number
