"""A formula that knows its value.

A Formula carries the text of a spreadsheet formula and the value it has now. Arithmetic and NumPy's
functions work on it, so the package's own core, given cells instead of numbers, spells itself as
plain Excel 2010 formulas and computes their cached values in the same pass.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import numpy as np

from xlplanner.core.constants import Constant

# Precedence of the outermost operator; a part with a lower one goes into parentheses.
COMPARISON, JOIN, SUM, PRODUCT, POWER, ATOM = range(6)

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

    def spelled(self, sheet: str) -> str:
        """The text as it stands on a sheet: references to that sheet lose its name."""
        text = self.text.replace(f"{MARK}{sheet}{MARK}", "")
        head, *rest = text.split(MARK)
        for name, tail in zip(rest[::2], rest[1::2], strict=True):
            head += f"{quoted(name)}!{tail}"
        return head

    def __neg__(self) -> Formula:
        return Formula("-" + _part(self, ATOM), -self.value, SUM)

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

    def __array_ufunc__(self, ufunc: Any, method: str, *inputs: Any, **kwargs: Any) -> Any:
        """Spell a NumPy function as Excel's."""
        if method != "__call__" or kwargs or ufunc not in SPELLINGS:
            return NotImplemented
        return SPELLINGS[ufunc](*inputs)


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
    return Formula(format(float(operand), "g"), np.float64(operand))


def _part(operand: Formula, rank: int) -> str:
    return operand.text if operand.rank >= rank else f"({operand.text})"


def _infix(left: Any, sign: str, right: Any, rank: int, operation: Callable[..., Any]) -> Formula:
    """Join two operands, grouped as Python groups them: rounding makes even sums depend on it."""
    a, b = lift(left), lift(right)
    # Excel groups powers from the left, other programs from the right: parentheses for both.
    left_rank = rank + (sign == "^")
    with np.errstate(all="ignore"):
        value = operation(a.value, b.value)
    return Formula(_part(a, left_rank) + sign + _part(b, rank + 1), value, rank)


def function(name: str, operation: Callable[..., Any], *operands: Any) -> Formula:
    """A call of a spreadsheet function, with the Python function that computes the same."""
    parts = [lift(operand) for operand in operands]
    with np.errstate(all="ignore"):
        value = operation(*(part.value for part in parts))
    return Formula(f"{name}({','.join(part.text for part in parts)})", value)


def power(base: Any, exponent: Any) -> Formula:
    """base^exponent."""
    return _infix(base, "^", exponent, POWER, np.power)


def log1p(operand: Any) -> Formula:
    """ln(1 + x) for x >= 0 without losing digits: asinh(x*(2 + x)/(2*(1 + x)))."""
    x = lift(operand)
    spelling = function("ASINH", np.arcsinh, x * (2 + x) / (2 * (1 + x)))
    return Formula(spelling.text, np.log1p(x.value))


SPELLINGS: dict[Any, Callable[..., Formula]] = {
    np.exp: lambda x: function("EXP", np.exp, x),
    np.log: lambda x: function("LN", np.log, x),
    np.log1p: log1p,
    np.power: power,
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


def both(*conditions: Any) -> Formula:
    """AND(…)."""
    return function("AND", lambda *values: all(values), *conditions)


def if_(condition: Any, then: Any, otherwise: Any) -> Formula:
    """IF(condition, then, otherwise)."""
    return function("IF", lambda c, a, b: a if c else b, condition, then, otherwise)


def is_number(cell: Formula) -> Formula:
    """ISNUMBER(cell)."""
    return function("ISNUMBER", lambda value: not isinstance(value, str), cell)


def count_of(cells: Formula, word: str) -> Formula:
    """How many cells of a range hold a word."""
    return function("COUNTIF", lambda values, w: float(list(values).count(w)), cells, word)


def look_up(key: Any, keys: Formula, column: Formula) -> Formula:
    """The cell of a column in the row where a column of keys holds the key."""

    def found(columns: Iterable[Any], place: Any) -> Any:
        return list(columns)[place - 1]

    match = function("MATCH", lambda k, ks, _: list(ks).index(k) + 1, key, keys, 0)
    return function("INDEX", found, column, match)
