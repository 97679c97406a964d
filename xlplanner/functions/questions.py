"""Questions that a manager asks, each with the formula that answers it, worked out."""

from __future__ import annotations

import re
from itertools import groupby
from typing import NamedTuple

from xlplanner.errors import DataError
from xlplanner.functions.answers import columns_of
from xlplanner.functions.calling import call
from xlplanner.functions.catalogue import find
from xlplanner.functions.cells import CellValue
from xlplanner.functions.entry import Function
from xlplanner.functions.ranges import Cell, parse_cell
from xlplanner.functions.returns import Raw, Table
from xlplanner.reference.folders import read_rows
from xlplanner.reference.records import Question
from xlplanner.units import Unit, figure, label_of, says_unit, with_unit

FORMULA = re.compile(r"=(?P<name>\w+)\((?P<arguments>.*)\)")
# An argument: an array constant, text in quotes, or what has neither comma nor quote.
ARGUMENT = re.compile(r'\{(?:"[^"]*"|[^"{}])*\}|"[^"]*"|[^,"{}]*')


class Worked(NamedTuple):
    """A question with its formula and the answer in words."""

    theme: str
    question: str
    formula: str
    answer: str


def parse_formula(formula: str) -> tuple[Function, tuple[Cell | list[list[Cell]], ...]]:
    """The function and the cells of a formula without references, as `=OPT_PARAMS(2.13,"5T")`.

    Raises
    ------
    DataError
        If it is none.
    UnknownFunctionError
        If it names no function.

    Examples
    --------
    >>> function, cells = parse_formula('=LAW_LOSS("7B",{1,2;3,4},,"a, b")')
    >>> function.name, cells
    ('LAW_LOSS', ('7B', [[1.0, 2.0], [3.0, 4.0]], '', 'a, b'))
    """
    match = FORMULA.fullmatch(formula)
    if match is None:
        raise DataError(f'a formula must be written like =NAME(1,,"text"); got {formula}')
    words, rest = [], match["arguments"]
    while rest:
        argument = ARGUMENT.match(rest)
        assert argument is not None
        words.append(argument[0])
        rest = rest[argument.end() :]
        if rest and not rest.startswith(","):
            raise DataError(f"a formula must have commas between its arguments; got {formula}")
        if rest == ",":
            words.append("")
        rest = rest[1:]
    return find(match["name"]), tuple(map(_cell, words))


def _cell(word: str) -> Cell | list[list[Cell]]:
    return word[1:-1] if word.startswith('"') else parse_cell(word)


def worked() -> list[Worked]:
    """Every question of the data with its answer.

    Raises
    ------
    DataError
        If a formula gives an error.
    """
    return [
        Worked(row.theme, row.question, row.formula, answer_of(row.formula))
        for row in read_rows("questions.csv", Question, ("question",))
    ]


def answer_of(formula: str) -> str:
    """What a formula gives, in words."""
    function, cells = parse_formula(formula)
    answer = call(function, cells)
    if answer.errors is not None:
        reason = next(error.reason for error in answer.errors.ravel().tolist() if error)
        raise DataError(f"{formula} gives an error: {reason}")
    rows = answer.rows()
    returns = function.returns
    if isinstance(returns, Raw):
        return str(rows[0][0])
    columns = columns_of(function, cells, answer)
    if len(columns) == 1 and not isinstance(returns, Table):
        return with_unit(rows[0][0], *columns.values())
    if columns:
        body = rows[answer.header :]
        pairs = zip(columns.items(), body[0], strict=True)
        lead = ", ".join(_labelled(name, cell, unit) for (name, unit), cell in pairs)
        many = f"a table of {len(body)} rows; the first: "
        return (many if isinstance(returns, Table) else "") + lead
    return ", ".join(f"{label} {with_unit(cell, Unit.RATIO)}" for label, cell, *_ in rows)


def _labelled(field: str, cell: CellValue, unit: Unit) -> str:
    """A field's name and value; the unit too, unless the name says it."""
    label = label_of(field)
    shown = figure if says_unit(label, unit) else with_unit
    return f"{label} {shown(cell, unit)}"


def as_markdown() -> str:
    """The questions by theme, a line each, with formula and answer."""
    lines: list[str] = []
    for theme, questions in groupby(worked(), key=lambda item: item.theme):
        lines += [f"### {theme}", "", "| question | formula | answer |", "|---|---|---|"]
        lines += [f"| {q.question} | `{q.formula}` | {q.answer} |" for q in questions]
        lines.append("")
    return "\n".join(lines).rstrip()


def as_text() -> str:
    """The questions with formula and answer, for a terminal."""
    return "\n\n".join(f"{q.question}\n  {q.formula}\n  {q.answer}" for q in worked())


def as_records() -> list[dict[str, str]]:
    """The questions for machines."""
    return [item._asdict() for item in worked()]
