"""What one cell may hold, and how an argument reads it."""

from __future__ import annotations

import datetime
import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from difflib import get_close_matches
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np

from xlplanner.errors import (
    ERROR_CODES,
    CatalogueError,
    CellValueError,
    DomainError,
    PassedOnError,
    Status,
    UnknownNameError,
    XlplannerError,
)
from xlplanner.reference.folders import follows
from xlplanner.reference.names import simplify
from xlplanner.units import Unit

# Error values that a spreadsheet cell can hold.
CELL_ERRORS = frozenset(
    "#NULL! #DIV/0! #VALUE! #REF! #NAME? #NUM! #N/A #GETTING_DATA #SPILL! #CALC! #FIELD! "
    "#BLOCKED! #CONNECT! #UNKNOWN! #BUSY! #EXTERNAL! #PYTHON!".split()
)
EXPONENTS = {"k": "e3", "m": "e6", "b": "e9", "t": "e12", "%": "e-2"}
NUMBER_TEXT = re.compile(
    r"\$?\s*(?P<digits>[+-]?(?:\d{1,3}(?:,\d{3})+(?:\.\d*)?|\d+(?:\.\d*)?|\.\d+))"
    r"(?:(?P<exponent>e[+-]?\d+)|\s*(?P<suffix>[kmbt%]))?",
    re.IGNORECASE | re.ASCII,
)
# Excel's currency cells arrive as Decimal.
NUMBERS = (int, float, np.integer, np.floating, Decimal)
SHOWN_LENGTH = 40
SHOWN_NAMES, SHOWN_NEAR = 12, 4
LONGEST_NUMBER = 400
# Spreadsheets count days from here.
EPOCH = datetime.date(1899, 12, 30)
FIRST_YEAR, LAST_YEAR, LAST_SERIAL = 2000, 2099, 100_000
DAY_TEXT = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?", re.ASCII)


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
    stripped = text.strip()
    match = NUMBER_TEXT.fullmatch(stripped) if len(stripped) <= LONGEST_NUMBER else None
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

    def read(self, cell: Any, name: str) -> float | Problem:
        """A cell's number, or what is wrong with it."""
        number = cell if type(cell) is float else to_float(cell)
        if number is None:
            return problem(
                Status.VALUE, f"{name} must be a number, {self.limits()}; got {shown(cell)}"
            )
        if not self.inside(number):
            return problem(Status.DOMAIN, f"{name} must be {self.limits()}; got {shown(cell)}")
        return number


@dataclass(frozen=True, slots=True)
class Choice:
    """An argument that takes one of a few words."""

    options: tuple[str, ...]

    def __post_init__(self) -> None:
        if len({simplify(option) for option in self.options}) < max(len(self.options), 1):
            raise CatalogueError(f"a choice needs words that differ; got {self.options}")

    def limits(self) -> str:
        """The words to choose from."""
        return "one of " + ", ".join(self.options)

    def read(self, cell: Any, name: str) -> str | Problem:
        """The chosen word, or what is wrong with the cell."""
        number = None if isinstance(cell, str) else to_float(cell)
        if number is not None:
            cell = format(number, "g")
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
class Named:
    """An argument that takes the name of a record in the data.

    Attributes
    ----------
    noun : str
        What a record is called in messages.
    load : callable
        Returns the records by name; for a kind with a default, it is the first.
    aliases : callable
        Returns other names of a record.
    """

    noun: str
    load: Callable[[], Mapping[str, Any]]
    aliases: Callable[[Any], tuple[str, ...]] = field(default=lambda record: (), kw_only=True)

    @cached_property
    def named(self) -> Callable[[], Mapping[str, Any]]:
        """A loader of the records by simplified name."""
        return follows(self.load, self._simplified)

    def _simplified(self, records: Mapping[str, Any]) -> Mapping[str, Any]:
        other = ((alias, r) for r in records.values() for alias in self.aliases(r))
        return {simplify(name): record for name, record in (*other, *records.items())}

    def limits(self) -> str:
        """What the argument takes, in words."""
        return f"the name of a {self.noun}"

    def read(self, cell: Any, name: str) -> Any:
        """The record that a cell names, or what is wrong with the cell."""
        if not isinstance(cell, str):
            return problem(Status.VALUE, f"{name} must be {self.limits()}; got {shown(cell)}")
        record = self.named().get(simplify(cell))
        return self._unknown(cell, name) if record is None else record

    def _unknown(self, cell: str, name: str) -> Problem:
        known = {known.lower(): known for known in self.load()}
        # Names with the text in them come before names that look like it.
        holding = [name for lower, name in known.items() if simplify(cell) in simplify(lower)]
        near = holding or [known[word] for word in get_close_matches(cell.lower(), known, n=3)]
        if near and simplify(cell):
            hint = f"did you mean {' or '.join(near[:SHOWN_NEAR])}?"
        else:
            hint = f"known are {_some(list(known.values()))}"
        return problem(Status.UNKNOWN, f"{name} {shown(cell)} is not a known {self.noun}; {hint}")


@dataclass(frozen=True)
class RecordKind(Named):
    """An argument that takes a record by its name, or as a table of labels and values.

    Attributes
    ----------
    make : callable
        Builds the record from its fields.
    fields : mapping
        The fields by name.
    remarks : tuple of str
        Labels that a table may carry besides, such as a source; they are passed over.
    sources : mapping
        Labels that name where fields come from, such as a GPU, and what each takes.
    derive : callable
        From what the sources name, and the names of the fields given outright, to other fields.
    """

    make: Callable[..., Any] = field(kw_only=True)
    fields: Mapping[str, Field] = field(kw_only=True)
    remarks: tuple[str, ...] = field(default=(), kw_only=True)
    sources: Mapping[str, Any] = field(default_factory=dict, kw_only=True)
    derive: Callable[[dict[str, Any], Iterable[str]], dict[str, float]] = field(
        default=lambda told, given: {}, kw_only=True
    )

    @cached_property
    def labels(self) -> Mapping[str, str]:
        """Field names by simplified label."""
        return {simplify(label): name for label, name in self._labels()}

    def _labels(self) -> Iterator[tuple[str, str]]:
        for name, details in self.fields.items():
            yield from ((label, name) for label in (name, *details.aliases))
        yield from ((name, name) for name in self.sources)

    def limits(self) -> str:
        """What the argument takes, in words."""
        return f"the name of a {self.noun} or a two-column range of labels and values"

    def read(self, cell: Any, name: str) -> Any:
        """The record that a cell names or is, or what is wrong with the cell."""
        if isinstance(cell, self.make):  # type: ignore[arg-type]
            return self._checked(cell, name)
        return super().read(cell, name)

    def is_table(self, cells: np.ndarray[Any, Any]) -> bool:
        """Whether a range is one record written as labels and values: it has numbers or labels."""
        if cells.ndim != 2 or cells.shape[1] != 2:
            return False
        labelled = any(isinstance(label, str) and self._known(label) for label in cells[:, 0])
        return labelled or any(to_float(cell) is not None for cell in cells[:, 1])

    def _known(self, label: str) -> bool:
        return simplify(label) in self.labels or simplify(label) == self.noun

    def read_table(self, cells: np.ndarray[Any, Any], name: str) -> Any:
        """The record in a two-column range.

        What a row gives outright counts before what a source names, and that before the fields of
        the record that the table names, or of the default one.
        """
        for cell in cells.flat:
            if found := passed_on(cell):
                return found
        base = next(iter(self.load().values()))
        remarks = {simplify(remark) for remark in self.remarks}
        given: dict[str, Any] = {}
        for label, cell in cells:
            if is_blank(cell) or (isinstance(label, str) and simplify(label) in remarks):
                continue
            if is_blank(label):
                return problem(Status.VALUE, f"{name} gives {shown(cell)} without a label")
            read = self._read_row(str(label), cell, name, given)
            if isinstance(read, Problem):
                return read
        base = given.pop(self.noun, base)
        told = {source: given.pop(source) for source in self.sources if source in given}
        try:
            derived = self.derive(told, given)
        except XlplannerError as error:
            return Problem(error.status, error.code, f"{name}: {error}")
        fields = {f: getattr(base, f) for f in self.fields}
        return self.make(**fields | derived | {f: float(value) for f, value in given.items()})

    def _read_row(self, label: str, cell: Any, name: str, given: dict[str, Any]) -> Any:
        """Read a row into the fields and sources given; a record's name, or a Problem."""
        known = self.noun if simplify(label) == self.noun else self.labels.get(simplify(label))
        if known is None:
            labels = [self.noun, *self.sources, *self.fields]
            near = get_close_matches(label.lower().replace(" ", "_"), labels, n=1)
            hint = f"did you mean {near[0]}?" if near else f"known are {', '.join(labels[1:])}"
            return problem(Status.VALUE, f"{name} has no field {shown(label)}; {hint}")
        if known in given:
            return problem(Status.VALUE, f"{name} gives {known} twice")
        if known == self.noun:
            value = self.read(cell, name)
        elif known in self.sources:
            value = self.sources[known].read(cell, f"{name} {known}")
        else:
            value = self.fields[known].accepts.read(cell, f"{name} {known}")
        if not isinstance(value, Problem):
            given[known] = value
        return value

    def _checked(self, record: Any, name: str) -> Any:
        fields: dict[str, float] = {}
        for known, details in self.fields.items():
            value = details.accepts.read(getattr(record, known), f"{name} {known}")
            if isinstance(value, Problem):
                return value
            fields[known] = float(value)
        return self.make(**fields)


def _some(names: list[str]) -> str:
    """The first of many names."""
    return ", ".join(names[:SHOWN_NAMES]) + (", …" if len(names) > SHOWN_NAMES else "")


@dataclass(frozen=True, slots=True)
class Day:
    """An argument that takes a day: a date, its serial number, or text such as 2023 or 2023-05."""

    def limits(self) -> str:
        """What counts as a day."""
        return "a date, its serial number, or text such as 2024, 2024-05 or 2024-05-31"

    def read(self, cell: Any, name: str) -> str | Problem:
        """The day as text that sorts, the last one of a year or month; or what is wrong."""
        day = self._day(cell)
        if day is None:
            return problem(Status.VALUE, f"{name} must be {self.limits()}; got {shown(cell)}")
        if not FIRST_YEAR <= int(day[:4]) <= LAST_YEAR:
            limits = f"{self.limits()}, from {FIRST_YEAR} to {LAST_YEAR}"
            return problem(Status.DOMAIN, f"{name} must be {limits}; got {shown(cell)}")
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
