"""How closely two computations of a function must agree."""

from __future__ import annotations

import math
from typing import NamedTuple


class Tolerance(NamedTuple):
    """The difference that rounding may make between two computations of a value.

    Attributes
    ----------
    relative : float
        Against the larger of the two values.
    absolute : float
        For values near 0, such as a saving, that are the difference of larger ones.
    """

    relative: float = 1e-12
    absolute: float = 0.0

    def agrees(self, answer: object, expected: object) -> bool:
        """Whether two answers agree: numbers within the tolerance, other cells exactly.

        Parameters
        ----------
        answer, expected : float, str, None, or a list or tuple of these
            Rows agree only with rows of the same length.

        Examples
        --------
        >>> Tolerance().agrees([[1.0, "#N/A"]], [[1.0 + 1e-14, "#N/A"]])
        True
        >>> Tolerance().agrees(0.0, 1e-14), Tolerance(absolute=1e-12).agrees(0.0, 1e-14)
        (False, True)
        """
        if isinstance(answer, int | float) and isinstance(expected, int | float):
            return math.isclose(answer, expected, rel_tol=self.relative, abs_tol=self.absolute)
        if isinstance(answer, list | tuple) and isinstance(expected, list | tuple):
            return len(answer) == len(expected) and all(map(self.agrees, answer, expected))
        return answer == expected


ROUNDING = Tolerance()
# For a saving computed as 1 less the ratio of two totals, which may be nearly equal.
SAVING = Tolerance(absolute=1e-12)
