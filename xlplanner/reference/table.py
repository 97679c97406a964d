"""Read a CSV file into typed records, or say which cells of it are wrong."""

from __future__ import annotations

import csv
import datetime
import io
import math
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field, fields
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, TypeVar

from xlplanner.errors import DataError
from xlplanner.reference.names import name_key

Record = TypeVar("Record")
DATA_FOLDER = Path(__file__).resolve().parent.parent / "data"

NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?", re.ASCII | re.IGNORECASE)
# Control, unassigned and line-breaking characters.
NOT_TEXT = {"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"}
STATUSES = ("primary", "secondary", "computed", "from memory")
DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")

# Half a unit of the last digit, and a twentieth for a figure that was rounded to one digit more
# before it was rounded for print: 576.486, 576.5, 577.
ROUNDING = 0.55


@dataclass(frozen=True, slots=True)
class Printed:
    """A figure as print shows it: its value, its digits and the worth of one in the last place."""

    value: float
    unit: float
    digits: int

    def units_off(self, computed: float) -> float:
        """Distance from print to a computed figure, in units of the last printed digit."""
        return (computed - self.value) / self.unit

    def agrees(self, computed: float) -> bool:
        """Whether a computed figure comes to the printed digits."""
        return abs(self.units_off(computed)) <= ROUNDING

    def only_just(self, computed: float) -> bool:
        """Whether it does so only when rounded twice, to one digit more first."""
        return self.agrees(computed) and abs(self.units_off(computed)) > 0.5


def text(cell: str) -> str:
    """Any text that is not empty."""
    if not cell:
        raise ValueError("text")
    return optional_text(cell)


def optional_text(cell: str) -> str:
    """Any text without control characters, or nothing."""
    if any(unicodedata.category(character) in NOT_TEXT for character in cell):
        raise ValueError("text without control characters")
    return cell


def _number(cell: str, expected: str, low: float, *, low_allowed: bool) -> float:
    if not NUMBER.fullmatch(cell):
        raise ValueError(expected)
    number = float(cell)
    if not math.isfinite(number) or number < low or (number == low and not low_allowed):
        raise ValueError(expected)
    return number


def between(low: float, high: float) -> Callable[[str], float]:
    """A reader that takes a number within limits."""

    def read(cell: str) -> float:
        expected = f"a number from {low:g} to {high:g}"
        number = _number(cell, expected, low, low_allowed=True)
        if number > high:
            raise ValueError(expected)
        return number

    return read


def positive(cell: str) -> float:
    """A number above zero."""
    return _number(cell, "a number above 0", 0.0, low_allowed=False)


def fraction(cell: str) -> float:
    """A number above zero and at most one."""
    number = _number(cell, "a fraction above 0 and at most 1", 0.0, low_allowed=False)
    if number > 1:
        raise ValueError("a fraction above 0 and at most 1")
    return number


def whole(cell: str) -> int:
    """A whole number from one up."""
    if not re.fullmatch(r"[1-9]\d{0,14}", cell, re.ASCII):
        raise ValueError("a whole number of at least 1")
    return int(cell)


def optional(read: Callable[[str], Any]) -> Callable[[str], Any]:
    """A reader that gives None for a figure that nobody knows, an empty cell."""
    return lambda cell: read(cell) if cell else None


def names(cell: str) -> tuple[str, ...]:
    """Names with semicolons between them, or none."""
    return tuple(name.strip() for name in optional_text(cell).split(";") if name.strip())


def one_of(*words: str) -> Callable[[str], str]:
    """A reader that takes one of a few words."""

    def read(cell: str) -> str:
        if cell not in words:
            raise ValueError("one of " + ", ".join(words))
        return cell

    return read


def printed(cell: str) -> Printed:
    """A positive number whose written digits count, such as 27.4e9."""
    positive(cell)
    try:
        number = Decimal(cell)
    except InvalidOperation:
        raise ValueError("a number such as 27.4e9") from None
    last_digit = Decimal(1).scaleb(int(number.as_tuple().exponent))
    return Printed(float(number), float(last_digit), len(number.as_tuple().digits))


def date(cell: str) -> str:
    """A date: a year, a month of a year or a day."""
    expected = "a date such as 2024, 2024-05 or 2024-05-31"
    if not DATE.fullmatch(cell):
        raise ValueError(expected)
    try:
        datetime.date.fromisoformat(cell + "-01-01"[len(cell) - 4 :])
    except ValueError:
        raise ValueError(expected) from None
    return cell


status = one_of(*STATUSES)


def column(read: Callable[[str], Any]) -> Any:
    """Declare a record's field as a CSV column of the same name, read by `read`."""
    return field(metadata={"read": read})


def row_key(record: Any, key: tuple[str, ...]) -> tuple[str, ...]:
    """What tells a row from another, whatever the spelling of its names."""
    return tuple(name_key(str(getattr(record, name))) for name in key)


def read_table(
    path: Path, record_type: type[Record], *, key: tuple[str, ...]
) -> tuple[Record, ...]:
    """Read a CSV file whose columns are the fields of a record type.

    Parameters
    ----------
    path : Path
        The CSV file, UTF-8, with a header row.
    record_type : type
        A dataclass whose fields are made by `column`.
    key : tuple of str
        The columns that together tell one row from another.

    Raises
    ------
    DataError
        If the file or any cell cannot be read; lists every fault with file, row and column.
    """
    try:
        content = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(f"{path.name}: cannot be read: {error}") from None
    columns: dict[str, Callable[[str], Any]] = {
        item.name: item.metadata["read"]
        for item in fields(record_type)  # type: ignore[arg-type]
    }
    try:
        rows = list(csv.reader(io.StringIO(content, newline=""), strict=True))
    except csv.Error as error:
        raise DataError(f"{path.name}: cannot be read: {error}") from None
    header = rows[0] if rows else []
    if sorted(header) != sorted(columns):
        raise DataError(
            f"{path.name} row 1: expected the columns {', '.join(columns)}; "
            f"found {', '.join(header) or 'none'}"
        )
    records, faults = [], []
    first_row: dict[tuple[Any, ...], int] = {}
    for number, row in enumerate(rows[1:], start=2):
        if not row:
            continue
        cells, row_faults = _read_row(f"{path.name} row {number}", header, row, columns)
        faults += row_faults
        if row_faults:
            continue
        record = record_type(**cells)
        place = row_key(record, key)
        if place in first_row:
            told = ", ".join(str(cells[name]) for name in key)
            faults.append(
                f"{path.name} row {number} column {', '.join(key)}: expected no second row for "
                f"{told}; found one already in row {first_row[place]}"
            )
        first_row.setdefault(place, number)
        records.append(record)
    if faults:
        raise DataError("\n".join(faults))
    return tuple(records)


def _read_row(
    place: str, header: list[str], row: list[str], columns: dict[str, Callable[[str], Any]]
) -> tuple[dict[str, Any], list[str]]:
    if len(row) != len(header):
        return {}, [f"{place}: expected {len(header)} cells; found {len(row)}"]
    cells, faults = {}, []
    for name, cell in zip(header, row, strict=True):
        try:
            cells[name] = columns[name](cell.strip())
        except ValueError as error:
            faults.append(f'{place} column {name}: expected {error}; found "{cell}"')
    return cells, faults
