"""What the workbook's formulas do beyond the core's arithmetic: choose, look up, round, word."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from decimal import ROUND_DOWN, ROUND_HALF_UP, Context, Decimal
from typing import Any

import numpy as np

from xlplanner.expressions.tree import (
    AND,
    AT_MOST,
    BELOW,
    EQUALS,
    FLOOR,
    NA,
    VALUE,
    Expression,
    Literal,
    Node,
    Operation,
    apply,
    is_error,
    lift,
)
from xlplanner.numerals import plain_number

# Arithmetic and comparison ---------------------------------------------------------------------


def at_most(left: object, right: object) -> Expression:
    """Truth of left <= right."""
    return apply(AT_MOST, left, right)


def below(left: object, right: object) -> Expression:
    """Truth of left < right."""
    return apply(BELOW, left, right)


def equals(left: object, right: object) -> Expression:
    """Truth of left = right."""
    return apply(EQUALS, left, right)


def both(*conditions: object) -> Expression:
    """Truth of all conditions."""
    return apply(AND, *conditions)


def rounded(number: object, digits: object) -> Expression:
    """A number rounded to decimals, halves away from zero."""
    return apply(ROUND, number, digits)


def rounded_down(number: object, digits: object) -> Expression:
    """A number cut off after decimals."""
    return apply(ROUND_DOWN_TO, number, digits)


def floor(number: object) -> Expression:
    """The largest whole number that is not above a number."""
    return apply(FLOOR, number)


def magnitude(number: object) -> Expression:
    """The place of a number's first digit, floor(log10(number))."""
    return floor(apply(LOG10, number))


# Of the largest number that a cell holds, in full, with decimals.
DIGITS = Context(prec=400)


def _rounding(rounding: str) -> Callable[[Any, Any], Any]:
    def to_digits(value: Any, digits: Any) -> Any:
        unit = Decimal(1).scaleb(-int(digits))
        return np.float64(Decimal(repr(float(value))).quantize(unit, rounding, DIGITS))

    return to_digits


ROUND = Operation("round", _rounding(ROUND_HALF_UP))
ROUND_DOWN_TO = Operation("round down", _rounding(ROUND_DOWN))
LOG10 = Operation("log10", np.log10)

# Cells: what they hold ---------------------------------------------------------------------------


def is_blank(cell: Expression) -> Expression:
    """Truth of a cell's being empty, or holding a text of nothing but spaces."""
    value = cell.value
    blank = value is None or (isinstance(value, str) and not value.strip(" "))
    return Node(IS_BLANK, (cell,), value if is_error(value) else blank)


def is_number(cell: Expression) -> Expression:
    """Truth of a cell's holding a number."""
    return Node(IS_NUMBER, (cell,), holds_number(cell.value))


def is_error_cell(cell: Expression) -> Expression:
    """Truth of a cell's holding an error."""
    return Node(IS_ERROR, (cell,), is_error(cell.value))


def holds_number(value: object) -> bool:
    """Whether a value is a number, which truth is not."""
    return isinstance(value, float | int | np.number) and not isinstance(value, bool)


def if_(condition: object, then: object, otherwise: object) -> Expression:
    """One of two, by a condition; the other one's error does not count."""
    return lift(condition).select(then, otherwise)


def not_available() -> Expression:
    """The error #N/A."""
    return Node(NOT_AVAILABLE, (), NA)


def known(cell: Expression) -> Expression:
    """A cell's number; #N/A where it is empty."""
    return if_(is_number(cell), cell, not_available())


# Their values do not follow from the operands' values by the rule of errors.
IS_BLANK, IS_NUMBER, IS_ERROR, NOT_AVAILABLE, INDEX = (
    Operation(name, lambda *_: None)
    for name in ("is blank", "is number", "is error", "not available", "index")
)

# Ranges ------------------------------------------------------------------------------------------


def count_of(cells: Expression, content: object) -> Expression:
    """How many cells of a range hold a text or number."""
    return apply(COUNT, cells, content)


def count_across(cells: Expression) -> Expression:
    """How many cells a row has."""
    return apply(COLUMNS, cells)


def total(cells: Expression) -> Expression:
    """The sum of the numbers of a range."""
    return apply(SUM, cells)


def count_numbers(cells: Expression) -> Expression:
    """How many cells of a range hold numbers."""
    return apply(COUNT_NUMBERS, cells)


def count_cells(cells: Expression) -> Expression:
    """How many cells a column has."""
    return apply(ROWS, cells)


def largest(*cells: object) -> Expression:
    """The largest number of ranges and cells."""
    return apply(MAX, *cells)


def smallest(*cells: object) -> Expression:
    """The smallest number of ranges and cells; text does not count."""
    return apply(MIN, *cells)


def median(numbers: Expression) -> Expression:
    """The median of the numbers of a range."""
    return apply(MEDIAN, numbers)


def rank(number: object, numbers: Expression) -> Expression:
    """The rank of a number among numbers, the largest first."""
    return apply(RANK, number, numbers)


def percentile(numbers: Expression, share: object) -> Expression:
    """The number below which a share of a range lies, linear between two of its numbers."""
    return apply(PERCENTILE, numbers, share)


def look_up(key: object, keys: Expression, column: Expression) -> Expression:
    """The cell of a column in the row where a column of keys holds the key."""
    row = apply(MATCH, key, keys)
    value = row.value if is_error(row.value) else column.value[row.value - 1]
    return Node(INDEX, (column, row), value)


def look_up_both(
    row: object, rows: Expression, column: object, columns: Expression, table: Expression
) -> Expression:
    """The cell of a table in the row and the column that are so headed."""
    down, across = apply(MATCH, row, rows), apply(MATCH, column, columns)
    errors = [position.value for position in (down, across) if is_error(position.value)]
    value = errors[0] if errors else table.value[down.value - 1][across.value - 1]
    return Node(INDEX, (table, down, across), value)


def last_not_above(number: object, starts: Expression, column: Expression) -> Expression:
    """The cell of a column beside the last start, of a rising row, not above a number."""
    return apply(LOOKUP, number, starts, column)


def first_cell(cells: Expression, value: object) -> Expression:
    """The first cell of a table that a function gives."""
    return Node(INDEX, (cells, Literal(1.0), Literal(1.0)), value)


def _flat(groups: Sequence[Any]) -> list[Any]:
    """The contents of cells and ranges."""
    return [item for group in groups for item in (group if isinstance(group, list) else [group])]


def _extreme(choose: Callable[..., Any]) -> Callable[..., Any]:
    def extreme(*groups: Any) -> Any:
        flat = _flat(groups)
        errors = [item for item in flat if is_error(item)]
        numbers = [item for item in flat if not isinstance(item, str)]
        return errors[0] if errors else np.float64(choose(numbers, default=0.0))

    return extreme


def _sum(cells: Any) -> Any:
    errors = [item for item in cells if is_error(item)]
    return errors[0] if errors else np.float64(sum(filter(holds_number, cells)))


def _percentile(numbers: Any, share: Any) -> Any:
    errors = [item for item in numbers if is_error(item)]
    return errors[0] if errors else np.float64(np.quantile(numbers, share))


def _median(numbers: Any) -> Any:
    errors = [item for item in numbers if is_error(item)]
    return errors[0] if errors else np.float64(np.median(numbers))


def _match(key: Any, keys: Any) -> Any:
    # Spreadsheets take upper and lower case for the same.
    same = [_folded(other) for other in keys]
    return same.index(_folded(key)) + 1 if _folded(key) in same else NA


def _folded(cell: Any) -> Any:
    return cell.casefold() if isinstance(cell, str) else cell


def _last_not_above(number: Any, starts: Any, cells: Any) -> Any:
    position = bisect_right(starts, number)
    return cells[position - 1] if position else NA


COUNT = Operation("count", lambda cells, content: float(list(cells).count(content)))
SUM = Operation("sum", _sum)
COUNT_NUMBERS = Operation("numbers", lambda cells: float(sum(map(holds_number, cells))))
COLUMNS = Operation("columns", lambda cells: float(len(cells)))
ROWS = Operation("rows", lambda cells: float(len(cells)))
MAX = Operation("max", _extreme(max))
MIN = Operation("min", _extreme(min))
MEDIAN = Operation("median", _median)
RANK = Operation("rank", lambda n, numbers: np.float64(1 + sum(other > n for other in numbers)))
PERCENTILE = Operation("percentile", _percentile)
MATCH = Operation("match", _match)
LOOKUP = Operation("lookup", _last_not_above)

# Text --------------------------------------------------------------------------------------------


def joined(*parts: object) -> Expression:
    """Texts and numbers side by side."""
    text, *rest = parts
    for part in rest:
        text = apply(JOIN, text, part)
    return lift(text)


def last_letter(text: object) -> Expression:
    """The last character of a text."""
    return last_letters(text, 1)


def last_letters(text: object, count: object) -> Expression:
    """The last characters of a text."""
    return apply(RIGHT, text, count)


def number_before_last(text: object) -> Expression:
    """The number that a text without its last character is, and without a sign of dollars.

    A point or a comma begins its decimals, in every locale; a comma before three digits might be
    of thousands, and is refused.
    """
    digits = apply(LEFT, text, apply(LENGTH, text) - 1)
    digits = apply(TRIM, apply(SUBSTITUTE, digits, "$", ""))
    three = lift("000")
    before_three = apply(LEFT, apply(RIGHT, joined(three, digits), apply(LENGTH, three) + 1), 1)
    point = if_(equals(before_three, ","), "?", ".")
    # Some locales take a space for one of thousands.
    marked = apply(SUBSTITUTE, apply(SUBSTITUTE, digits, " ", "?"), ",", point)
    # VALUE reads what the locale writes, which a number joined to text shows.
    mark = apply(LEFT, apply(RIGHT, HALF, 2), 1)
    # With an exponent, programs take no percentage or date for a number.
    return apply(VALUE_OF, joined(apply(SUBSTITUTE, marked, ".", mark), "E0"))


def as_text(value: Any) -> str:
    """A value as a spreadsheet joins it to text."""
    return format(float(value), ".15g") if holds_number(value) else str(value)


def _value_of(text: Any) -> Any:
    number = plain_number(text.strip()) if isinstance(text, str) else None
    return VALUE if number is None else np.float64(number)


HALF = Literal(0.5)
JOIN = Operation("join", lambda a, b: as_text(a) + as_text(b))
RIGHT = Operation("right", lambda text, length: as_text(text)[-int(length) :])
LEFT = Operation("left", lambda text, length: as_text(text)[: max(0, int(length))])
TRIM = Operation("trim", lambda text: " ".join(as_text(text).split()))
SUBSTITUTE = Operation("substitute", lambda text, old, new: as_text(text).replace(old, new))
LENGTH = Operation("length", lambda text: float(len(as_text(text))))
VALUE_OF = Operation("value of", _value_of)

# Functions of the catalogue ----------------------------------------------------------------------


def call(name: str, arguments: Sequence[object], value: object) -> Expression:
    """A call of a function that the host knows by name, with the value that it has."""
    return Node(Operation(name, lambda *_: None), tuple(map(lift, arguments)), value)
