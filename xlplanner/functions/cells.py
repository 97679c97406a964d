"""What one cell may hold, and how an argument reads it."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from difflib import get_close_matches
from functools import cached_property, lru_cache
from typing import Any, NamedTuple

import numpy as np

from xlplanner.errors import (
    ERROR_CODES,
    CellValueError,
    DomainError,
    PassedOnError,
    Status,
    UnknownNameError,
    XlplannerError,
)
from xlplanner.units import Unit

# Error values that a spreadsheet cell can hold.
CELL_ERRORS = frozenset(
    "#NULL! #DIV/0! #VALUE! #REF! #NAME? #NUM! #N/A #GETTING_DATA #SPILL! #CALC! #FIELD! "
    "#BLOCKED! #CONNECT! #UNKNOWN! #BUSY! #EXTERNAL! #PYTHON!".split()
)
EXPONENTS = {"k": "e3", "m": "e6", "b": "e9", "t": "e12", "%": "e-2"}
NUMBER_TEXT = re.compile(
    r"\$?\s*(?P<digits>[+-]?(?:\d{1,3}(?:,\d{3})+(?:\.\d*)?|\d+\.?\d*|\.\d+))"
    r"(?:(?P<exponent>e[+-]?\d+)|\s*(?P<suffix>[kmbt%]))?",
    re.IGNORECASE | re.ASCII,
)
# Excel's currency cells arrive as Decimal.
NUMBERS = (int, float, np.integer, np.floating, Decimal)
SHOWN_LENGTH = 40


class Problem(NamedTuple):
    """Why a cell has no value: its status, the error value to show and the reason in words."""

    status: Status
    code: str
    reason: str

    def exception(self) -> XlplannerError:
        """The problem as an exception of the matching class."""
        match self.status:
            case Status.DOMAIN:
                return DomainError(self.reason)
            case Status.UNKNOWN:
                return UnknownNameError(self.reason)
            case Status.PASSED_ON:
                return PassedOnError(self.reason, self.code)
            case _:
                return CellValueError(self.reason)


def problem(status: Status, reason: str) -> Problem:
    """A problem that shows the error value of its status."""
    return Problem(status, ERROR_CODES[status], reason)


def shown(cell: Any) -> str:
    """A cell's content as an error message quotes it."""
    if isinstance(cell, str):
        cut = cell if len(cell) <= SHOWN_LENGTH else cell[: SHOWN_LENGTH - 1] + "…"
        return '"' + "".join(c if c.isprintable() else "�" for c in cut) + '"'
    if isinstance(cell, bool | np.bool_):
        return str(cell).upper()
    number = to_float(cell)
    if number is not None:
        return format(number, ".6g")
    return f"a {type(cell).__name__}"


def is_blank(cell: Any) -> bool:
    """Whether a cell is empty."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


def passed_on(cell: Any) -> Problem | None:
    """The problem of a cell that already holds an error value."""
    if isinstance(cell, str) and (code := cell.strip().upper()) in CELL_ERRORS:
        return Problem(Status.PASSED_ON, code, f"an argument cell holds {code}")
    return None


def parse_number(text: str) -> float | None:
    """Read "70B", "2T", "1.5e12", " 7,000 ", "$1.50" or "50%"; None if it is no number."""
    match = NUMBER_TEXT.fullmatch(text.strip())
    if match is None:
        return None
    exponent = match["exponent"] or EXPONENTS.get((match["suffix"] or "").lower(), "")
    return float(match["digits"].replace(",", "") + exponent)


def to_float(cell: Any) -> float | None:
    """A cell's number, or None if it holds none."""
    if isinstance(cell, str):
        return parse_number(cell)
    if isinstance(cell, bool | np.bool_):
        return None
    if isinstance(cell, NUMBERS):
        try:
            return float(cell)
        except OverflowError:
            return math.inf if cell > 0 else -math.inf
        except ValueError:
            return None
    return None


@dataclass(frozen=True, slots=True)
class Number:
    """An argument or field that takes a number within bounds."""

    low: float
    high: float
    low_allowed: bool = True

    def limits(self) -> str:
        """The bounds in words."""
        low = "at least" if self.low_allowed else "above"
        return f"{low} {self.low:g} and at most {self.high:g}"

    def inside(self, numbers: Any) -> Any:
        """Whether numbers lie within the bounds; NaN does not."""
        above = numbers >= self.low if self.low_allowed else numbers > self.low
        return above & (numbers <= self.high)

    def read(self, cell: Any, name: str) -> np.float64 | Problem:
        """A cell's number, or what is wrong with it."""
        number = cell if type(cell) is float else to_float(cell)
        if number is None:
            return problem(
                Status.VALUE, f"{name} must be a number, {self.limits()}; got {shown(cell)}"
            )
        if not self.inside(number):
            return problem(Status.DOMAIN, f"{name} must be {self.limits()}; got {shown(cell)}")
        return np.float64(number)


@dataclass(frozen=True, slots=True)
class Choice:
    """An argument that takes one of a few words."""

    options: tuple[str, ...]

    def limits(self) -> str:
        """The words to choose from."""
        return "one of " + ", ".join(self.options)

    def read(self, cell: Any, name: str) -> str | Problem:
        """The chosen word, or what is wrong with the cell."""
        if isinstance(cell, str):
            word = simplify(cell)
            for option in self.options:
                if simplify(option) == word:
                    return option
        return problem(Status.VALUE, f"{name} must be {self.limits()}; got {shown(cell)}")


class Field(NamedTuple):
    """One field of a record: its bounds, its unit, what it is and what else it is called."""

    accepts: Number
    unit: Unit
    help: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class RecordKind:
    """An argument that takes a record: its name in the data, or a table of labels and values.

    Attributes
    ----------
    noun : str
        What a record is called in messages.
    make : callable
        Builds the record from its fields.
    fields : mapping
        The fields by name.
    load : callable
        Returns the named records; the first is the default.
    remarks : tuple of str
        Labels that a table may carry besides, such as a source; they are passed over.
    """

    noun: str
    make: Callable[..., Any]
    fields: Mapping[str, Field]
    load: Callable[[], Mapping[str, Any]]
    remarks: tuple[str, ...] = ()

    @cached_property
    def named(self) -> Mapping[str, Any]:
        """Records by simplified name."""
        return {simplify(name): record for name, record in self.load().items()}

    @cached_property
    def labels(self) -> Mapping[str, str]:
        """Field names by simplified label."""
        return {simplify(label): name for label, name in self._labels()}

    def _labels(self) -> Iterator[tuple[str, str]]:
        for name, field in self.fields.items():
            yield from ((label, name) for label in (name, *field.aliases))

    def limits(self) -> str:
        """What the argument takes, in words."""
        return f"the name of a {self.noun} or a two-column range of labels and values"

    def read(self, cell: Any, name: str) -> Any:
        """The record that a cell names, or what is wrong with the cell."""
        if isinstance(cell, self.make):  # type: ignore[arg-type]
            return self._checked(cell, name)
        if not isinstance(cell, str):
            return problem(Status.VALUE, f"{name} must be {self.limits()}; got {shown(cell)}")
        record = self.named.get(simplify(cell))
        if record is None:
            known = list(self.load())
            near = get_close_matches(cell.lower(), known, n=1)
            hint = f"did you mean {near[0]}?" if near else f"known are {', '.join(known)}"
            return problem(
                Status.UNKNOWN, f"{name} {shown(cell)} is not a known {self.noun}; {hint}"
            )
        return record

    def is_table(self, cells: np.ndarray[Any, Any]) -> bool:
        """Whether a range is one record written as labels and values: it has numbers or labels."""
        if cells.ndim != 2 or cells.shape[1] != 2:
            return False
        labelled = any(isinstance(label, str) and self._known(label) for label in cells[:, 0])
        return labelled or any(to_float(cell) is not None for cell in cells[:, 1])

    def _known(self, label: str) -> bool:
        return simplify(label) in self.labels or simplify(label) == self.noun

    def read_table(self, cells: np.ndarray[Any, Any], name: str) -> Any:
        """The record in a two-column range; fields not given are those of the record it names."""
        for cell in cells.flat:
            if found := passed_on(cell):
                return found
        base = next(iter(self.load().values()))
        given: dict[str, Any] = {}
        remarks = {simplify(remark) for remark in self.remarks}
        for label, cell in cells:
            if is_blank(label) or is_blank(cell) or simplify(str(label)) in remarks:
                continue
            if simplify(str(label)) == self.noun:
                base = self.read(cell, name)
                if isinstance(base, Problem):
                    return base
                continue
            field = self.labels.get(simplify(str(label)))
            if field is None:
                near = get_close_matches(str(label), [self.noun, *self.fields], n=1)
                hint = f"did you mean {near[0]}?" if near else f"known are {', '.join(self.fields)}"
                return problem(Status.VALUE, f"{name} has no field {shown(label)}; {hint}")
            if field in given:
                return problem(Status.VALUE, f"{name} gives {field} twice")
            value = self.fields[field].accepts.read(cell, f"{name} {field}")
            if isinstance(value, Problem):
                return value
            given[field] = float(value)
        return self.make(**{f: given.get(f, getattr(base, f)) for f in self.fields})

    def _checked(self, record: Any, name: str) -> Any:
        for field, details in self.fields.items():
            value = details.accepts.read(getattr(record, field), f"{name} {field}")
            if isinstance(value, Problem):
                return value
        return record


@lru_cache(maxsize=1024)
def simplify(label: str) -> str:
    """A label without case, spaces, punctuation or a unit in brackets."""
    return re.sub(r"\[.*?\]|[\s_\-:.]", "", label).casefold()
