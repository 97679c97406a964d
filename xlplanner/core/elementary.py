"""Elementary functions for one body on every kind of value: floats, arrays and symbols.

A Python float goes to `math`, ten times as fast as NumPy is on one number; anything else to NumPy,
which hands a symbol on to the operation of an expression. Out of its domain a float raises
ValueError or an ArithmeticError where an array gives NaN or infinity.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any, TypeAlias

import numpy as np

# What takes the name and value of a formula's step and gives back what stands for it.
Keep: TypeAlias = Callable[[str, Any], Any]


def exp(x: Any) -> Any:
    """e^x."""
    return math.exp(x) if type(x) is float else np.exp(x)


def log1p(x: Any) -> Any:
    """ln(1 + x)."""
    return math.log1p(x) if type(x) is float else np.log1p(x)


def expm1(x: Any) -> Any:
    """e^x - 1."""
    return math.expm1(x) if type(x) is float else np.expm1(x)


def log(x: Any) -> Any:
    """ln(x)."""
    return math.log(x) if type(x) is float else np.log(x)


def sqrt(x: Any) -> Any:
    """The square root."""
    return math.sqrt(x) if type(x) is float else np.sqrt(x)


def coarse(x: Any) -> Any:
    """A value to be computed with in single precision where that is faster, as in `core.tape`."""
    return x.coarse() if hasattr(x, "coarse") else x


def fine(x: Any) -> Any:
    """What was computed from a coarse value, in double precision."""
    return x.fine() if hasattr(x, "fine") else x


def power(base: Any, exponent: Any) -> Any:
    """base^exponent."""
    return math.pow(base, exponent) if type(base) is float else np.power(base, exponent)


def select(condition: Any, yes: Any, no: Any) -> Any:
    """One of two by a condition, element by element."""
    if isinstance(condition, bool | np.bool_):
        return yes if condition else no
    if isinstance(condition, np.ndarray):
        return np.where(condition, yes, no)
    return condition.select(yes, no)


def choose(condition: Any, yes: Callable[[], Any], no: Callable[[], Any]) -> Any:
    """What one of two formulas gives, which is the only one to run; of symbols both are."""
    if isinstance(condition, bool):
        return yes() if condition else no()
    return condition.select(yes(), no())


# Below this a series replaces a difference that cancels; from there on that is good to 2e-15.
_NEAR_ZERO = 0.2
_SERIES = [1 / math.factorial(power) for power in range(12, 1, -1)]


def exp_excess(x: Any) -> Any:
    """e^x - 1 - x, without cancellation near 0: x^2/2 + x^3/6 + ...

    Of a symbol it is an operation, as a formula of the series would be of a dozen bare constants.
    """
    return x.exp_excess() if hasattr(x, "exp_excess") else excess_by_series(x)


def excess_by_series(x: Any) -> Any:
    """`exp_excess` in full, on every kind of value."""
    total = _SERIES[0]
    for coefficient in _SERIES[1:]:
        total = total * x + coefficient
    return select(abs(x) < _NEAR_ZERO, total * x * x, expm1(x) - x)


# For `iterate`: no step may be left out, however little the last one changed.
NO_MATTER = -1.0


def iterate(
    step: Callable[..., Sequence[Any]], state: Sequence[Any], times: Any, close: float
) -> Sequence[Any]:
    """The state after so many steps, or once its first number changes by no more than `close`.

    Parameters
    ----------
    step : callable
        From the numbers of a state to those of the next.
    state : sequence
    times : int
        With symbols it may be one, and all steps are taken.
    close : float
    """
    if hasattr(state[0], "iterated"):
        iterated: Sequence[Any] = state[0].iterated(step, state, times)
        return iterated
    for _ in range(times):
        last, state = state[0], step(*state)
        if not np.any(np.abs(state[0] - last) > close):
            break
    return state


def naming(value: Any) -> Keep:
    """How a formula names its steps, so that a rendering can give each a cell or a variable.

    With symbols, as the `value` then is, a step comes back as the symbol of its name. With numbers
    it passes as it is.
    """
    return _name if hasattr(value, "named") else _pass


# The quickest callable that gives back its second argument.
_nothing: dict[str, Any] = {}
_pass: Keep = _nothing.get


def _name(name: str, value: Any) -> Any:
    return value.named(name) if hasattr(value, "named") else value
