"""Elementary functions for one body on every kind of value.

A Python float goes to `math`, ten times as fast as NumPy is on one number; anything else to NumPy,
which also hands a formula of the workbook on to its spelling. Out of its domain a float raises
ValueError or an ArithmeticError where an array gives NaN or infinity.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np


def exp(x: Any) -> Any:
    """e^x."""
    return math.exp(x) if type(x) is float else np.exp(x)


def log1p(x: Any) -> Any:
    """ln(1 + x)."""
    return math.log1p(x) if type(x) is float else np.log1p(x)


def power(base: Any, exponent: Any) -> Any:
    """base^exponent."""
    return math.pow(base, exponent) if type(base) is float else np.power(base, exponent)


def anywhere(mask: Any) -> bool:
    """Whether a condition holds in any place."""
    return mask if type(mask) is bool else bool(np.count_nonzero(mask))


def beyond(x: Any, limit: float) -> Any:
    """Whether |x| is above a limit."""
    return abs(x) > limit
