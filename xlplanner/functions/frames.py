"""Series of pandas: their cells as arrays, and answers with their index. It imports no pandas."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from xlplanner.errors import CellValueError
from xlplanner.functions.numbers import is_blank


def without_index(args: tuple[Any, ...]) -> tuple[tuple[Any, ...], Any]:
    """Arguments with arrays in place of Series, and the index of these, or None without any.

    Series are aligned as pandas' operators align them: by label, with a missing value where one
    has no such label.

    Raises
    ------
    CellValueError
        If their indexes differ and a label is repeated, or pandas cannot join them.
    """
    # Whoever has a Series has imported pandas.
    kind: Any = getattr(sys.modules.get("pandas"), "Series", None)
    places = [i for i, arg in enumerate(args) if isinstance(arg, kind)] if kind else []
    if not places:
        return args, None
    aligned = _aligned([args[place] for place in places])
    taken = dict(enumerate(args)) | dict(zip(places, map(_cells, aligned), strict=True))
    return tuple(taken.values()), aligned[0].index


def _aligned(series: Sequence[Any]) -> Sequence[Any]:
    first = series[0]
    if all(first.index.equals(other.index) for other in series):
        return series
    if any(one.index.has_duplicates for one in series):
        raise CellValueError("Series whose indexes differ cannot be paired: a label is repeated")
    try:
        table = sys.modules["pandas"].concat(series, axis=1, sort=False)
    except (TypeError, ValueError) as error:
        raise CellValueError(f"Series whose indexes differ cannot be paired: {error}") from None
    return [table.iloc[:, column] for column in range(len(series))]


def _cells(series: Any) -> NDArray[Any]:  # noqa: ANN401 (a Series)
    """The values, NaN for a missing one: a blank cell might stand for a default."""
    if series.dtype.kind in "fiu":
        numbers: NDArray[Any] = series.to_numpy(np.float64, na_value=np.nan)
        return numbers
    pandas: Any = sys.modules["pandas"]
    cells = series.to_numpy(object)
    # pandas' own isna raises for a signalling NaN, and looks into an array.
    missing = [is_blank(cell) or cell is pandas.NA or cell is pandas.NaT for cell in cells]
    return np.where(missing, np.nan, cells)


def with_index(value: Any, index: Any, name: str) -> Any:  # noqa: ANN401 (what pandas makes)
    """An array as a Series, a row of them as a DataFrame; what has another shape as it is."""
    pandas: Any = sys.modules["pandas"]
    one = value[0] if isinstance(value, tuple) else value
    if np.shape(one) != (len(index),):
        return value
    if isinstance(value, tuple):
        return pandas.DataFrame(value._asdict(), index=index)  # type: ignore[attr-defined]
    return pandas.Series(value, index=index, name=name)
