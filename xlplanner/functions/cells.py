"""The types of cells: what one may hold, what a range of them is, and what a call returns."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, Protocol, TypeAlias, TypeVar

import numpy as np
from numpy.typing import NDArray

from xlplanner.core.cost import Deployment
from xlplanner.core.law import Law

NumberCell: TypeAlias = float | str | Decimal | np.integer[Any] | np.floating[Any]
DayCell: TypeAlias = str | float | datetime.date
# What stands in a cell of an answer.
CellValue: TypeAlias = float | str | None
# What a call returns: numbers, or text and tables of cells.
CallValue: TypeAlias = float | str | NDArray[np.float64] | NDArray[np.object_]

# Whether something holds: of one cell, or of each.
Truths: TypeAlias = bool | np.bool_ | NDArray[np.bool_]

# None and text without a character are blank.
Cell: TypeAlias = NumberCell | DayCell | Law | Deployment | None
# A record's fields by their labels.
Labels: TypeAlias = Mapping[str, Cell]
LawCell: TypeAlias = str | Law | Labels
DeploymentCell: TypeAlias = str | Deployment | Labels

CellT = TypeVar("CellT")
# A sequence of cells or of rows of cells, or an array.
Range: TypeAlias = Sequence[CellT | Sequence[CellT | None] | None] | NDArray[Any]

SeriesT_co = TypeVar("SeriesT_co", covariant=True)
FrameT_co = TypeVar("FrameT_co", covariant=True)


class SeriesLike(Protocol[SeriesT_co, FrameT_co]):
    """A Series of pandas, as a type checker knows it without pandas.

    What its methods return are pandas' classes of a Series of numbers and of a DataFrame.
    """

    @property
    def index(self) -> Any:  # noqa: ANN401 (pandas' own)
        """The labels."""

    def rank(self) -> SeriesT_co:
        """The ranks."""

    def to_frame(self) -> FrameT_co:
        """The Series as a DataFrame."""
