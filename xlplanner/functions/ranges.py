"""Ranges in text, as a spreadsheet writes an array constant: {1,2;3,4}."""

from __future__ import annotations

import re

from xlplanner.errors import CellValueError
from xlplanner.functions.cells import shown

CELL = re.compile(r'(?:\s*"(?P<quoted>(?:[^"]|"")*)"\s*|(?P<bare>[^",;{}]*))(?P<end>[,;]|$)')


def parse_cell(text: str) -> str | list[list[str]]:
    """A cell's text as it is, or the cells of an array constant.

    Rows end with a semicolon, cells with a comma; text may stand in double quotes.

    >>> parse_cell("70B")
    '70B'
    >>> parse_cell('{1,"a,b";3,4}')
    [['1', 'a,b'], ['3', '4']]
    """
    stripped = text.strip()
    if not (stripped.startswith("{") and stripped.endswith("}")):
        return text
    body, place = stripped[1:-1], 0
    rows: list[list[str]] = [[]]
    while True:
        match = CELL.match(body, place)
        if match is None:
            raise CellValueError(
                f'a range must be written like {{1,2;3,"a"}}; got {shown(stripped)} at character '
                f"{place + 2}"
            )
        quoted = match["quoted"]
        rows[-1].append(match["bare"].strip() if quoted is None else quoted.replace('""', '"'))
        if match["end"] == "":
            return rows
        if match["end"] == ";":
            rows.append([])
        place = match.end()
