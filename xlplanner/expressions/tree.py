"""Symbols that compute like numbers, record how they came about, and know their value.

The core's formulas, given symbols, build a tree instead of a number. The value of each node is
computed in the same pass, as a spreadsheet would: an error of an operand passes on, an empty cell
counts as zero.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Sequence
from itertools import count
from math import isfinite
from typing import Any, NamedTuple, TypeAlias

import numpy as np

from xlplanner.core.constants import Constant
from xlplanner.errors import ERROR_VALUES
from xlplanner.units import Unit

Content: TypeAlias = float | str | bool | None

# What a text shows of symbols, each with its format: the places to which their marks refer.
MARK = "\0"
SHOWN: list[tuple[Expression, str]] = []

NUM, DIV0, NA, VALUE = "#NUM!", "#DIV/0!", "#N/A", "#VALUE!"
NUMBERS = (np.float64, float)


class Operation(NamedTuple):
    """What a node does with its operands.

    Attributes
    ----------
    name : str
        By which renderings know it.
    compute : callable
        From the operands' values to the value.
    """

    name: str
    compute: Callable[..., Any]


class Expression:
    """A node of the tree.

    Attributes
    ----------
    value : float, str, bool, None, or a list of them
        What it comes to now; None for an empty cell, a list for a range.
    """

    __slots__ = ("value",)

    def __init__(self, value: Any) -> None:
        # NumPy's numbers alone go on beyond a division by zero.
        self.value: Any = np.float64(value) if value.__class__ is float else value

    def named(self, name: str) -> Expression:
        """The expression as the step of a name."""
        return Step(name, self)

    def select(self, yes: object, no: object) -> Expression:
        """One of two by this condition; the other one's error does not count."""
        parts = tuple(map(lift, (self, yes, no)))
        truth, *values = (part.value for part in parts)
        value = truth if is_error(truth) else values[not truth]
        return Node(IF, parts, np.float64(0) if value is None else value)

    def __format__(self, spec: str) -> str:
        """A mark for what a text shows of it in a format; `sentences` finds by it what it is."""
        SHOWN.append((self, spec))
        return f"{MARK}{len(SHOWN) - 1}{MARK}"

    def readable(self, unit: Unit, digits: int) -> str:
        """A mark for what `units.readable` writes: its format ends with an r."""
        if unit in (Unit.FRACTION, Unit.FLOPS):
            raise TypeError(f"no text shows a symbol in {unit}")
        return f"{self:{'$' if unit is Unit.USD else ''}.{digits}r}"

    def __abs__(self) -> Expression:
        return apply(ABSOLUTE, self)

    def __neg__(self) -> Expression:
        return apply(NEGATE, self)

    def __add__(self, other: object) -> Expression:
        return self if _is_plain(other, 0) else apply(ADD, self, other)

    def __radd__(self, other: object) -> Expression:
        return self if _is_plain(other, 0) else apply(ADD, other, self)

    def __sub__(self, other: object) -> Expression:
        return self if _is_plain(other, 0) else apply(SUBTRACT, self, other)

    def __rsub__(self, other: object) -> Expression:
        return apply(SUBTRACT, other, self)

    def __mul__(self, other: object) -> Expression:
        return self if _is_plain(other, 1) else apply(MULTIPLY, self, other)

    def __rmul__(self, other: object) -> Expression:
        return self if _is_plain(other, 1) else apply(MULTIPLY, other, self)

    def __truediv__(self, other: object) -> Expression:
        return apply(DIVIDE, self, other)

    def __rtruediv__(self, other: object) -> Expression:
        return apply(DIVIDE, other, self)

    def __lt__(self, other: object) -> Expression:
        return apply(BELOW, self, other)

    def __le__(self, other: object) -> Expression:
        return apply(AT_MOST, self, other)

    def __gt__(self, other: object) -> Expression:
        return apply(BELOW, other, self)

    def __ge__(self, other: object) -> Expression:
        return apply(AT_MOST, other, self)

    def __and__(self, other: object) -> Expression:
        return apply(AND, self, other)

    def __or__(self, other: object) -> Expression:
        return apply(OR, self, other)

    def exp_excess(self) -> Expression:
        """`core.elementary.exp_excess`; formulas of cells take the difference as it stands."""
        return apply(EXP_EXCESS, self)

    def growth_root(self, exponent: object) -> Expression:
        """The root of `core.optimum.solve_growth`, where it has a name of its own."""
        return apply(GROWTH_ROOT, self, exponent)

    def iterated(
        self, step: Callable[..., Sequence[Any]], state: Sequence[Any], times: object
    ) -> list[Expression]:
        """The state after so many steps, as a loop of its own; see `core.elementary.iterate`."""
        numbers = [Name(f"s{place}", lift(item).value) for place, item in enumerate(state, 1)]
        following = tuple(map(lift, step(*numbers)))
        loop = Loop(tuple(numbers), tuple(map(lift, state)), following, lift(times))
        return [Node(OF_STATE, (loop, lift(place)), 0.0) for place, _ in enumerate(state, 1)]

    def __array_ufunc__(self, ufunc: Any, method: str, *inputs: Any, **kwargs: Any) -> Any:
        """A function of NumPy as the operation that stands for it."""
        if method != "__call__" or kwargs or ufunc not in UFUNCS:
            return NotImplemented
        return apply(UFUNCS[ufunc], *inputs)


class Literal(Expression):
    """A number, text or truth as it stands, or a row of them; None for nothing at all."""

    __slots__ = ()


class Name(Expression):
    """A named cell or constant, an argument or a variable."""

    __slots__ = ("name",)

    def __init__(self, name: str, value: Any = None) -> None:
        super().__init__(value)
        self.name = name


def any_number(name: str) -> Name:
    """A name for any number; 1 stands for it in the values, which nobody reads."""
    return Name(name, np.float64(1))


class ConstantName(Name):
    """A constant of the core by its name; where names are not known, its value stands for it."""

    __slots__ = ()


class Reference(Expression):
    """A cell or range of a sheet."""

    __slots__ = ("address", "sheet")

    def __init__(self, sheet: str, address: str, value: Any = None) -> None:
        super().__init__(value)
        self.sheet, self.address = sheet, address

    @property
    def fixed(self) -> Reference:
        """The same cell, which stays put when a formula is copied."""
        letters = self.address.rstrip("0123456789")
        return Reference(self.sheet, f"${letters}${self.address[len(letters) :]}", self.value)


class Node(Expression):
    """An operation on operands."""

    __slots__ = ("operands", "operation")

    def __init__(self, operation: Operation, operands: tuple[Expression, ...], value: Any) -> None:
        super().__init__(value)
        self.operation, self.operands = operation, operands


class Step(Expression):
    """An intermediate result that the core named.

    Attributes
    ----------
    name : str
    operand : Expression
        What it is.
    number : int
        Steps made later have higher ones.
    symbol : Expression or None
        What stands for it, once a rendering gave it a cell or a variable.
    """

    __slots__ = ("name", "number", "operand", "symbol")
    numbers = count()

    def __init__(self, name: str, operand: Expression) -> None:
        super().__init__(operand.value)
        self.name, self.operand, self.number = name, operand, next(self.numbers)
        self.symbol: Expression | None = None


class Loop(Expression):
    """What a formula repeats; its value is not computed.

    Attributes
    ----------
    names : tuple of Name
        What stands for the state within the step.
    start, following : tuple of Expression
        The state at first, and after a step.
    times : Expression
    """

    __slots__ = ("following", "names", "start", "times")

    def __init__(
        self,
        names: tuple[Name, ...],
        start: tuple[Expression, ...],
        following: tuple[Expression, ...],
        times: Expression,
    ) -> None:
        super().__init__(None)
        self.names, self.start, self.following, self.times = names, start, following, times


def lift(operand: object) -> Expression:
    """Any operand as an expression: a constant by its name."""
    if isinstance(operand, Expression):
        return operand
    if isinstance(operand, Constant):
        return ConstantName(operand.name, np.float64(operand))
    if operand is None or isinstance(operand, str | bool | tuple):
        return Literal(operand)
    if isinstance(operand, int | float | np.number):
        return Literal(np.float64(operand))
    raise TypeError(f"an expression takes numbers, text and symbols; got {type(operand).__name__}")


def apply(operation: Operation, *operands: object) -> Expression:
    """An operation on operands of any kind."""
    lifted = tuple([part if isinstance(part, Expression) else lift(part) for part in operands])
    return Node(operation, lifted, evaluate(operation.compute, [part.value for part in lifted]))


def on_symbols(formula: Callable[..., object], *arguments: object) -> Expression:
    """What a formula of the core, which is typed for numbers, makes of symbols."""
    return lift(formula(*arguments))


def evaluate(compute: Callable[..., Any], values: list[Any]) -> Any:
    """The value of an operation: an operand's error first, an empty cell as zero."""
    for position, value in enumerate(values):
        if value is None:
            values[position] = np.float64(0)
        elif value.__class__ is str and value in ERROR_VALUES:
            return value
    try:
        answer = compute(*values)
    except TypeError:
        # Text where a number is needed.
        return VALUE
    if answer.__class__ in NUMBERS and not isfinite(answer):
        return DIV0 if compute is operator.truediv and values[1] == 0 else NUM
    return answer


def steps(*results: Expression) -> list[Step]:
    """The named steps behind some results in the order in which they were made."""
    found: list[Step] = []
    seen: set[int] = set()
    waiting = list(results)
    while waiting:
        expression = waiting.pop()
        if id(expression) in seen:
            continue
        seen.add(id(expression))
        if isinstance(expression, Node):
            waiting += expression.operands
        elif isinstance(expression, Step):
            found.append(expression)
            waiting.append(expression.operand)
    return sorted(found, key=lambda step: step.number)


def is_error(value: object) -> bool:
    """Whether a value is an error value."""
    return isinstance(value, str) and value in ERROR_VALUES


def _is_plain(operand: object, number: float) -> bool:
    plain = isinstance(operand, int | float | np.number) and not isinstance(operand, Constant)
    return plain and operand == number


# Python's operators compute what NumPy's functions do, for single numbers several times as fast.
NEGATE = Operation("negate", operator.neg)
ADD = Operation("add", operator.add)
SUBTRACT = Operation("subtract", operator.sub)
MULTIPLY = Operation("multiply", operator.mul)
DIVIDE = Operation("divide", operator.truediv)
POWER = Operation("power", operator.pow)
EXP = Operation("exp", np.exp)
LOG = Operation("log", np.log)
LOG1P = Operation("log1p", np.log1p)
EXPM1 = Operation("expm1", np.expm1)
SQRT = Operation("sqrt", np.sqrt)
MINIMUM = Operation("minimum", np.minimum)
MAXIMUM = Operation("maximum", np.maximum)
# They leave out NaN, which no cell holds.
LEAST = Operation("least", np.fmin)
MOST = Operation("most", np.fmax)
CEIL = Operation("ceil", np.ceil)
ABSOLUTE = Operation("absolute", np.abs)
BELOW = Operation("below", lambda a, b: bool(a < b))
AT_MOST = Operation("at most", lambda a, b: bool(a <= b))
AND = Operation("and", lambda *values: all(values))
OR = Operation("or", lambda *values: any(values))
EQUALS = Operation("equals", lambda a, b: bool(a == b))
FLOOR = Operation("floor", np.floor)
SIGN = Operation("sign", np.sign)
GROWTH_ROOT = Operation("growth root", lambda m, exponent: 0.0)
EXP_EXCESS = Operation("exp excess", lambda x: np.expm1(x) - x)
OF_STATE = Operation("of state", lambda loop, place: 0.0)
# Its value does not follow from the operands' values by the rule of errors.
IF = Operation("if", lambda *_: None)

UFUNCS: dict[Any, Operation] = {
    np.negative: NEGATE,
    np.add: ADD,
    np.subtract: SUBTRACT,
    np.multiply: MULTIPLY,
    np.divide: DIVIDE,
    np.power: POWER,
    np.equal: EQUALS,
    np.less: BELOW,
    np.less_equal: AT_MOST,
    **{
        operation.compute: operation
        for operation in (
            *(EXP, LOG, LOG1P, EXPM1, SQRT, MINIMUM, MAXIMUM),
            *(LEAST, MOST, CEIL, ABSOLUTE, FLOOR, SIGN),
        )
    },
}
