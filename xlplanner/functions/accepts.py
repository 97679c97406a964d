"""What an argument takes besides names: numbers within bounds, words of a choice, days."""

from __future__ import annotations

import datetime
import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol, overload

import numpy as np
from numpy.typing import NDArray

from xlplanner.core.law import Values
from xlplanner.errors import CatalogueError, Status
from xlplanner.functions.cell_errors import CellError, cell_error, late_error, passed_on
from xlplanner.functions.cells import Truths
from xlplanner.functions.numbers import ambiguity, is_blank, shown, to_float
from xlplanner.numerals import EPOCH
from xlplanner.reference.dates import EXAMPLES, first_day, last_day
from xlplanner.reference.names import name_key

FIRST_YEAR, LAST_YEAR, LAST_SERIAL = 2000, 2099, 100_000


class Accepts(Protocol):
    """What an argument, or a row of a label range, may hold."""

    def limits(self) -> str:
        """What is taken, in words."""

    def read(self, cell: object, name: str) -> object:
        """A cell's value, or a CellError that names what the cell stands for."""


@dataclass(frozen=True, slots=True)
class Number:
    """An argument or field that takes a number within bounds, or only a whole one."""

    low: float
    high: float
    low_allowed: bool = True
    whole: bool = False

    def __post_init__(self) -> None:
        if not self.low < self.high:
            raise CatalogueError(f"bounds must rise; got {self.low} to {self.high}")

    def limits(self) -> str:
        """The bounds in words."""
        low = "at least" if self.low_allowed else "above"
        whole = "whole, " if self.whole else ""
        return f"{whole}{low} {self.low:g} and at most {self.high:g}"

    @overload
    def inside(self, numbers: float) -> bool: ...

    @overload
    def inside(self, numbers: NDArray[np.float64]) -> NDArray[np.bool_]: ...

    def inside(self, numbers: Values) -> Truths:
        """Whether numbers lie within the bounds; NaN does not."""
        above = numbers >= self.low if self.low_allowed else numbers > self.low
        inside = above & (numbers <= self.high)
        return inside & (np.floor(numbers) == numbers) if self.whole else inside

    def read(self, cell: object, name: str) -> float | CellError:
        """A cell's number, or what is wrong with it."""
        number = cell if type(cell) is float else to_float(cell)
        if number is None:
            return late_error(
                Status.VALUE,
                lambda _: (
                    f"{name} must be a number, {self.limits()}; got {shown(cell)}{ambiguity(cell)}"
                ),
            )
        return (
            number if self.inside(number) else cell_error(Status.DOMAIN, self.outside(cell, name))
        )

    def outside(self, cell: object, name: str) -> str:
        """What is wrong with a number that is out of bounds."""
        return f"{name} must be {self.limits()}; got {shown(cell)}"


@dataclass(frozen=True, slots=True)
class Series:
    """An argument that takes a whole range as one series of numbers."""

    numbers: Number

    def limits(self) -> str:
        """What each number may be."""
        return f"a range of numbers, each {self.numbers.limits()}"

    def read(self, cell: object, name: str) -> tuple[float, ...] | CellError:
        """The series of a single cell."""
        return self.read_all([cell], name)

    def read_all(self, cells: Iterable[object], name: str) -> tuple[float, ...] | CellError:
        """The numbers of cells in order, NaN for a blank one; or what is wrong with the first bad.

        A NaN from Python counts as blank.
        """
        series: list[float] = []
        for position, cell in enumerate(cells, start=1):
            if is_blank(cell) or (isinstance(cell, float) and math.isnan(cell)):
                series.append(math.nan)
                continue
            number = passed_on(cell) or self.numbers.read(cell, f"{name}, number {position},")
            if isinstance(number, CellError):
                return number
            series.append(number)
        return tuple(series)


@dataclass(frozen=True, slots=True)
class Choice:
    """An argument that takes one of a few words."""

    options: tuple[str, ...]

    def __post_init__(self) -> None:
        if len({name_key(option) for option in self.options}) < max(len(self.options), 1):
            raise CatalogueError(f"a choice needs words that differ; got {self.options}")

    def limits(self) -> str:
        """The words to choose from."""
        return "one of " + ", ".join(self.options)

    def read(self, cell: object, name: str) -> str | CellError:
        """The chosen word, or what is wrong with the cell."""
        number = None if isinstance(cell, str) else to_float(cell)
        if number is not None:
            cell = format(number, "g")
        if isinstance(cell, str):
            word = name_key(cell)
            for option in self.options:
                if name_key(option) == word:
                    return option
        return cell_error(Status.VALUE, f"{name} must be {self.limits()}; got {shown(cell)}")


@dataclass(frozen=True, slots=True)
class Day:
    """An argument that takes a day: a date, its serial number, or text such as 2023 or 2023-05.

    Attributes
    ----------
    first : bool
        Whether a year or month stands for its first day, as a beginning does, or for its last.
    """

    first: bool = False

    def limits(self) -> str:
        """What counts as a day."""
        return f"a date, its serial number, or text such as {EXAMPLES}"

    def read(self, cell: object, name: str) -> str | CellError:
        """The day as text that sorts, or what is wrong with the cell."""
        day = self._day(cell)
        if day is None:
            return cell_error(Status.VALUE, f"{name} must be {self.limits()}; got {shown(cell)}")
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            limits = f"{self.limits()}, from {FIRST_YEAR} to {LAST_YEAR}"
            return cell_error(Status.DOMAIN, f"{name} must be {limits}; got {shown(cell)}")
        return day.isoformat()

    def _day(self, cell: object) -> datetime.date | None:
        if isinstance(cell, np.datetime64):
            # A date or datetime; None where it is no time, an integer where it is finer than these.
            cell = cell.astype("datetime64[D]").item()
        try:
            if isinstance(cell, datetime.datetime):
                return cell.date()
            if isinstance(cell, str):
                return first_day(cell.strip()) if self.first else last_day(cell.strip())
        except ValueError:
            # Text that is no day, or pandas' NaT, which is a datetime without a date.
            pass
        if isinstance(cell, datetime.date):
            return None if isinstance(cell, datetime.datetime) else cell
        number = to_float(cell)
        if number is None:
            return None
        if number in range(FIRST_YEAR, LAST_YEAR + 1):
            return self._day(str(int(number)))
        # A number out of bounds stands for the epoch, which is out of bounds too.
        days = int(number) if 1 <= number <= LAST_SERIAL else 0
        return EPOCH + datetime.timedelta(days=days)
