"""What an argument takes besides names: numbers within bounds, words of a choice, days."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from typing import Any

from xlplanner.errors import CatalogueError, Status
from xlplanner.functions.cell_errors import CellError, cell_error
from xlplanner.functions.numbers import shown, to_float
from xlplanner.reference.names import name_key

# Spreadsheets count days from here.
EPOCH = datetime.date(1899, 12, 30)
FIRST_YEAR, LAST_YEAR, LAST_SERIAL = 2000, 2099, 100_000
DAY_TEXT = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Number:
    """An argument or field that takes a number within bounds."""

    low: float
    high: float
    low_allowed: bool = True

    def __post_init__(self) -> None:
        if not self.low < self.high:
            raise CatalogueError(f"bounds must rise; got {self.low} to {self.high}")

    def limits(self) -> str:
        """The bounds in words."""
        low = "at least" if self.low_allowed else "above"
        return f"{low} {self.low:g} and at most {self.high:g}"

    def inside(self, numbers: Any) -> Any:
        """Whether numbers lie within the bounds; NaN does not."""
        above = numbers >= self.low if self.low_allowed else numbers > self.low
        return above & (numbers <= self.high)

    def read(self, cell: Any, name: str) -> float | CellError:
        """A cell's number, or what is wrong with it."""
        number = cell if type(cell) is float else to_float(cell)
        if number is None:
            return cell_error(
                Status.VALUE, f"{name} must be a number, {self.limits()}; got {shown(cell)}"
            )
        if not self.inside(number):
            return cell_error(Status.DOMAIN, f"{name} must be {self.limits()}; got {shown(cell)}")
        return number


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

    def read(self, cell: Any, name: str) -> str | CellError:
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
    """An argument that takes a day: a date, its serial number, or text such as 2023 or 2023-05."""

    def limits(self) -> str:
        """What counts as a day."""
        return "a date, its serial number, or text such as 2024, 2024-05 or 2024-05-31"

    def read(self, cell: Any, name: str) -> str | CellError:
        """The day as text that sorts, the last one of a year or month; or what is wrong."""
        day = self._day(cell)
        if day is None:
            return cell_error(Status.VALUE, f"{name} must be {self.limits()}; got {shown(cell)}")
        if not FIRST_YEAR <= int(day[:4]) <= LAST_YEAR:
            limits = f"{self.limits()}, from {FIRST_YEAR} to {LAST_YEAR}"
            return cell_error(Status.DOMAIN, f"{name} must be {limits}; got {shown(cell)}")
        return day

    def _day(self, cell: Any) -> str | None:
        if isinstance(cell, datetime.date):
            return cell.isoformat()[:10]
        text = cell.strip() if isinstance(cell, str) else ""
        if DAY_TEXT.fullmatch(text):
            try:
                datetime.date.fromisoformat(text + "-01-01"[len(text) - 4 :])
            except ValueError:
                return None
            return text + "-12-31"[len(text) - 4 :]
        number = to_float(cell)
        if number is None:
            return None
        if number in range(FIRST_YEAR, LAST_YEAR + 1):
            return f"{number:.0f}-12-31"
        if not 1 <= number <= LAST_SERIAL:
            return "0000-00-00"
        return (EPOCH + datetime.timedelta(days=int(number))).isoformat()
