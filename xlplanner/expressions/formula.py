"""A formula that knows its value.

A Formula carries the text of a spreadsheet formula and the value it has now. Arithmetic and NumPy's
functions work on it, so the package's own core, given cells instead of numbers, spells itself as
plain Excel 2010 formulas and computes their cached values in the same pass.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from math import isfinite
from typing import Any

import numpy as np

from xlplanner.core.constants import Constant
from xlplanner.errors import ERROR_VALUES

# Precedence of the outermost operator; a part with a lower one goes into parentheses.
COMPARISON, JOIN, SUM, PRODUCT, POWER, ATOM = range(6)

# Error values, which a formula passes on.
NUM, DIV0, NA, VALUE = "#NUM!", "#DIV/0!", "#N/A", "#VALUE!"

NUMBERS = (np.float64, float)

# Marks the sheet of a reference until it is known on which sheet the formula stands.
MARK = "\x1f"


class Formula:
    """The text of a formula without its equals sign, and its value.

    Parameters
    ----------
    text : str
    value : float, str or bool
    rank : int
        Precedence of the outermost operator.
    """

    __slots__ = ("rank", "text", "value")

    def __init__(self, text: str, value: Any, rank: int = ATOM) -> None:
        self.text = text
        self.value = value
        self.rank = rank

    def render(self, sheet: str) -> str:
        """The text as it stands on a sheet: references to that sheet lose its name."""
        text = self.text.replace(f"{MARK}{sheet}{MARK}", "")
        head, *rest = text.split(MARK)
        for name, tail in zip(rest[::2], rest[1::2], strict=True):
            head += f"{quoted(name)}!{tail}"
        return head

    def __neg__(self) -> Formula:
        return Formula("-" + _part(self, ATOM), _evaluate(np.negative, [self.value]), SUM)

    def __add__(self, other: Any) -> Formula:
        return self if _is_number(other, 0) else _infix(self, "+", other, SUM, np.add)

    def __radd__(self, other: Any) -> Formula:
        return self if _is_number(other, 0) else _infix(other, "+", self, SUM, np.add)

    def __sub__(self, other: Any) -> Formula:
        return _infix(self, "-", other, SUM, np.subtract)

    def __rsub__(self, other: Any) -> Formula:
        return _infix(other, "-", self, SUM, np.subtract)

    def __mul__(self, other: Any) -> Formula:
        return self if _is_number(other, 1) else _infix(self, "*", other, PRODUCT, np.multiply)

    def __rmul__(self, other: Any) -> Formula:
        return self if _is_number(other, 1) else _infix(other, "*", self, PRODUCT, np.multiply)

    def __truediv__(self, other: Any) -> Formula:
        return _infix(self, "/", other, PRODUCT, np.divide)

    def __rtruediv__(self, other: Any) -> Formula:
        return _infix(other, "/", self, PRODUCT, np.divide)

    def __lt__(self, other: Any) -> Formula:
        return below(self, other)

    def __le__(self, other: Any) -> Formula:
        return at_most(self, other)

    def __gt__(self, other: Any) -> Formula:
        return below(other, self)

    def __array_ufunc__(self, ufunc: Any, method: str, *inputs: Any, **kwargs: Any) -> Any:
        """Spell a NumPy function as Excel's."""
        if method != "__call__" or kwargs or ufunc not in UFUNC_FORMULAS:
            return NotImplemented
        return UFUNC_FORMULAS[ufunc](*inputs)


def quoted(sheet: str) -> str:
    """A sheet's name as a reference spells it."""
    return sheet if sheet.isidentifier() else "'" + sheet.replace("'", "''") + "'"


def reference(sheet: str, address: str, value: Any) -> Formula:
    """A reference to a cell or range of a sheet."""
    return Formula(f"{MARK}{sheet}{MARK}{address}", value)


def _is_number(operand: Any, number: float) -> bool:
    plain = isinstance(operand, int | float | np.number) and not isinstance(operand, Constant)
    return plain and operand == number


def lift(operand: Any) -> Formula:
    """Any operand as a Formula: a constant by its name, text in quotes."""
    if isinstance(operand, Formula):
        return operand
    if isinstance(operand, Constant):
        return Formula(operand.name, np.float64(operand))
    if isinstance(operand, str):
        return Formula('"' + operand.replace('"', '""') + '"', operand)
    if isinstance(operand, bool):
        return Formula(str(operand).upper(), operand)
    if operand is None:
        return Formula("", None)
    return Formula(format(float(operand), "g"), np.float64(operand))


def _part(operand: Formula, rank: int) -> str:
    return operand.text if operand.rank >= rank else f"({operand.text})"


def is_error(value: Any) -> bool:
    """Whether a value is an error value."""
    return isinstance(value, str) and value in ERROR_VALUES


def _evaluate(operation: Callable[..., Any], values: list[Any]) -> Any:
    """The value of an operation: an operand's error first, a blank cell as nil."""
    for place, value in enumerate(values):
        if value is None:
            values[place] = 0.0
        elif value.__class__ is str and value in ERROR_VALUES:
            return value
    try:
        answer = operation(*values)
    except TypeError:
        # Text where a number is needed.
        return VALUE
    if answer.__class__ in NUMBERS and not isfinite(answer):
        return DIV0 if operation is np.divide and values[1] == 0 else NUM
    return answer


def _infix(left: Any, sign: str, right: Any, rank: int, operation: Callable[..., Any]) -> Formula:
    """Join two operands, grouped as Python groups them: rounding makes even sums depend on it."""
    a, b = lift(left), lift(right)
    # Excel groups powers from the left, other programs from the right: parentheses for both.
    left_rank = rank + (sign == "^")
    value = _evaluate(operation, [a.value, b.value])
    return Formula(_part(a, left_rank) + sign + _part(b, rank + 1), value, rank)


def function(name: str, operation: Callable[..., Any], *operands: Any) -> Formula:
    """A call of a spreadsheet function, with the Python function that computes the same."""
    parts = [lift(operand) for operand in operands]
    value = _evaluate(operation, [part.value for part in parts])
    return Formula(f"{name}({','.join(part.text for part in parts)})", value)


def power(base: Any, exponent: Any) -> Formula:
    """base^exponent."""
    return _infix(base, "^", exponent, POWER, np.power)


def log1p(operand: Any) -> Formula:
    """ln(1 + x) for x >= 0 without losing digits: asinh(x*(2 + x)/(2*(1 + x)))."""
    x = lift(operand)
    spelling = function("ASINH", np.arcsinh, x * (2 + x) / (2 * (1 + x)))
    return Formula(spelling.text, _evaluate(np.log1p, [x.value]))


def _rounded_up(operand: Any) -> Formula:
    """The next whole number: ROUNDUP, for CEILING takes other arguments in other programs."""
    return function("ROUNDUP", lambda x, _: np.ceil(x), operand, 0)


UFUNC_FORMULAS: dict[Any, Callable[..., Formula]] = {
    np.exp: lambda x: function("EXP", np.exp, x),
    np.log: lambda x: function("LN", np.log, x),
    np.log1p: log1p,
    np.power: power,
    np.minimum: lambda a, b: function("MIN", np.minimum, a, b),
    np.maximum: lambda a, b: function("MAX", np.maximum, a, b),
    np.ceil: _rounded_up,
    np.absolute: lambda x: function("ABS", np.abs, x),
    np.add: lambda a, b: _infix(a, "+", b, SUM, np.add),
    np.subtract: lambda a, b: _infix(a, "-", b, SUM, np.subtract),
    np.multiply: lambda a, b: _infix(a, "*", b, PRODUCT, np.multiply),
    np.divide: lambda a, b: _infix(a, "/", b, PRODUCT, np.divide),
}


def at_most(left: Any, right: Any) -> Formula:
    """Truth of left <= right."""
    return _infix(left, "<=", right, COMPARISON, lambda a, b: bool(a <= b))


def below(left: Any, right: Any) -> Formula:
    """Truth of left < right."""
    return _infix(left, "<", right, COMPARISON, lambda a, b: bool(a < b))


def equals(left: Any, right: Any) -> Formula:
    """Truth of left = right."""
    return _infix(left, "=", right, COMPARISON, lambda a, b: bool(a == b))


def is_blank(cell: Formula) -> Formula:
    """Truth of a cell's being empty, or holding an empty text."""
    value = cell.value if is_error(cell.value) else cell.value in (None, "")
    return Formula(_part(cell, JOIN) + '=""', value, COMPARISON)


def both(*conditions: Any) -> Formula:
    """AND(…)."""
    return function("AND", lambda *values: all(values), *conditions)


def if_(condition: Any, then: Any, otherwise: Any) -> Formula:
    """IF(condition, then, otherwise)."""
    parts = [lift(operand) for operand in (condition, then, otherwise)]
    truth, yes, no = (part.value for part in parts)
    value = truth if is_error(truth) else (yes if truth else no)
    text = ",".join(part.text for part in parts)
    # The value of an empty cell is nil.
    return Formula(f"IF({text})", np.float64(0) if value is None else value)


def is_number(cell: Formula) -> Formula:
    """ISNUMBER(cell)."""
    return Formula(f"ISNUMBER({cell.text})", _holds_number(cell.value))


def is_error_cell(cell: Formula) -> Formula:
    """ISERROR(cell)."""
    return Formula(f"ISERROR({cell.text})", is_error(cell.value))


def _holds_number(value: Any) -> bool:
    return isinstance(value, float | int | np.number) and not isinstance(value, bool)


def not_available() -> Formula:
    """NA()."""
    return Formula("NA()", NA)


def known(cell: Formula) -> Formula:
    """A cell's number; #N/A where it is empty."""
    return if_(is_number(cell), cell, not_available())


def count_of(cells: Formula, word: str) -> Formula:
    """How many cells of a range hold a word."""
    return function("COUNTIF", lambda values, w: float(list(values).count(w)), cells, word)


def _place(key: Any, keys: Formula) -> Formula:
    """MATCH(key, keys, 0)."""

    def place(wanted: Any, found: Any, _: Any) -> Any:
        return found.index(wanted) + 1 if wanted in found else NA

    return function("MATCH", place, key, keys, 0)


def look_up(key: Any, keys: Formula, column: Formula) -> Formula:
    """The cell of a column in the row where a column of keys holds the key."""
    place = _place(key, keys)
    value = place.value if is_error(place.value) else column.value[place.value - 1]
    return Formula(f"INDEX({column.text},{place.text})", value)


def look_up_both(row: Any, rows: Formula, column: Any, columns: Formula, table: Formula) -> Formula:
    """The cell of a table in the row and the column that are so headed."""
    places = _place(row, rows), _place(column, columns)
    errors = [place.value for place in places if is_error(place.value)]
    down, across = (place.value for place in places)
    value = errors[0] if errors else table.value[down - 1][across - 1]
    return Formula(f"INDEX({table.text},{places[0].text},{places[1].text})", value)


def last_not_above(number: Any, starts: Formula, column: Formula) -> Formula:
    """LOOKUP: the cell of a column beside the last start, of a rising row, not above a number."""

    def found(wanted: Any, rising: Any, cells: Any) -> Any:
        place = bisect_right(rising, wanted)
        return cells[place - 1] if place else NA

    return function("LOOKUP", found, number, starts, column)


def rounded(number: Any, digits: Any) -> Formula:
    """ROUND(number, digits), halves away from nil."""

    def half_up(value: Any, places: Any) -> Any:
        unit = Decimal(1).scaleb(-int(places))
        return np.float64(Decimal(repr(float(value))).quantize(unit, ROUND_HALF_UP))

    return function("ROUND", half_up, number, digits)


def magnitude(number: Any) -> Formula:
    """INT(LOG10(number)), the place of the first digit."""
    place = function("LOG10", np.log10, number)
    return function("INT", np.floor, place)


def joined(*parts: Any) -> Formula:
    """Texts and numbers side by side."""
    text, *rest = parts
    for part in rest:
        text = _infix(text, "&", part, JOIN, lambda a, b: as_text(a) + as_text(b))
    return lift(text)


def as_text(value: Any) -> str:
    """A value as a spreadsheet joins it to text."""
    return format(float(value), ".15g") if _holds_number(value) else str(value)
