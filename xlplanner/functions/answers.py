"""What a call gives, for people: a labelled line a figure, or a table with headings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from xlplanner.functions.calling import Answer
from xlplanner.functions.cells import CellValue
from xlplanner.functions.entry import FIELD, Function
from xlplanner.functions.returns import Raw, Row, Table
from xlplanner.layout import GAP, aligned, hanging
from xlplanner.units import Unit, figure, label_of, says_unit, split_label, with_unit


def columns_of(function: Function, cells: Sequence[object], answer: Answer) -> Mapping[str, Unit]:
    """The names and units of an answer's columns; none of a table of labels and values."""
    returns = function.returns
    if isinstance(returns, Table):
        return returns.columns
    if not isinstance(returns, Row):
        return {function.name: returns.unit}
    if answer.fields or function.selector is None:
        return returns.fields
    chosen = function.arguments[function.selector].accepts.read(cells[function.selector], "")
    # A range of fields mixes their units.
    return {chosen: returns.fields[chosen]} if isinstance(chosen, str) else {FIELD: Unit.ANY}


def in_full(rows: Sequence[Sequence[object]]) -> str:
    """Every digit of an answer's rows, with tabs between, for a program."""
    return "\n".join("\t".join(map(_exact, row)) for row in rows)


def _exact(value: object) -> str:
    return repr(value) if isinstance(value, float) else str(value)


def as_text(function: Function, cells: Sequence[object], answer: Answer, width: int) -> str:
    """An answer within a width: figures scaled, and single ones in full beside."""
    rows = answer.rows()
    if isinstance(function.returns, Raw):
        return "\n".join(hanging("", "  ".join(map(str, row)), width) for row in rows)
    columns = columns_of(function, cells, answer)
    if not columns:
        return _lines([(*split_label(str(label)), value) for label, value in rows], width)
    body = rows[answer.header :]
    if len(body) == 1 and len(body[0]) == len(columns):
        items = zip(columns.items(), body[0], strict=True)
        return _lines([(_label(name), unit, value) for (name, unit), value in items], width)
    if len(body[0]) == len(columns):
        return _table(columns, body)
    (unit,) = columns.values()
    return aligned([[with_unit(value, unit) for value in row] for row in body])


def _label(name: str) -> str:
    """A column's name; that of a function as it is typed."""
    return name if name.isupper() and len(name) > 1 else label_of(name)


def _lines(items: Sequence[tuple[str, Unit, CellValue]], width: int) -> str:
    """A line for each label: a number scaled and in full, or a text."""
    shown = [with_unit(value, unit) for _, unit, value in items]
    longest = max(len(label) for label, *_ in items)
    numbers = [text for text, item in zip(shown, items, strict=True) if isinstance(item[2], float)]
    size = max(map(len, numbers), default=0)
    lines = []
    for (label, _, value), text in zip(items, shown, strict=True):
        lead = f"{label:<{longest}}{GAP}"
        if isinstance(value, float):
            lines.append(f"{lead}{text:<{size}}{GAP}{value!r}")
        else:
            lines.append(hanging(lead, text, width))
    return "\n".join(lines)


def _table(columns: Mapping[str, Unit], body: Sequence[Sequence[CellValue]]) -> str:
    """Rows below headings, with the units in the headings."""
    labels = {_label(name): unit for name, unit in columns.items()}
    heads = [
        name + ("" if says_unit(name, unit) else f" [{unit}]") for name, unit in labels.items()
    ]
    units = list(columns.values())
    lines = [[figure(value, unit) for value, unit in zip(row, units, strict=True)] for row in body]
    numeric = [i for i, unit in enumerate(units) if unit not in (Unit.NAME, Unit.TEXT)]
    return aligned([heads, *lines], right=numeric)
