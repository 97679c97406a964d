"""Read a CSV file into typed records, or say which cells of it are wrong."""

from __future__ import annotations

import csv
import io
import math
import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import Field, dataclass, field, fields
from decimal import Decimal, InvalidOperation
from itertools import islice
from pathlib import Path
from typing import Any, ClassVar, Protocol, TypeAlias, TypeVar

from xlplanner.core.quantities import Quantity, described_fields
from xlplanner.errors import ERROR_VALUES, DataError, printable, printable_path
from xlplanner.numerals import plain_number
from xlplanner.reference.dates import first_day
from xlplanner.reference.names import name_key

Key = TypeVar("Key")
Value = TypeVar("Value")
# Reads a cell, or raises a ValueError that says what is expected.
Reader: TypeAlias = Callable[[str], Value]
DATA_FOLDER = Path(__file__).resolve().parent.parent / "data"

# What is read of a file, at most: bytes, rows after the header, and characters of a cell, of which
# no spreadsheet program takes more.
MOST_BYTES, MOST_ROWS, LONGEST_CELL = 20_000_000, 100_000, 32_767
# How many faults a message lists.
MOST_FAULTS = 20

# Control, unassigned and line-breaking characters.
NOT_TEXT = {"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"}
# Spreadsheets look these up as any text, any character and an escape.
WILDCARDS = frozenset("*?~")
STATUSES = ("primary", "secondary", "computed", "judgement", "from memory")

# Half a unit of the last digit, and a twentieth for a figure that was rounded to one digit more
# before it was rounded for print: 576.486, 576.5, 577.
ROUNDING = 0.55


class CsvRow(Protocol):
    """A dataclass whose fields are the columns of a file."""

    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]


Row = TypeVar("Row", bound=CsvRow)


@dataclass(frozen=True, slots=True)
class Printed:
    """A printed number: its value, the unit of its last digit and how many digits it has."""

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


def lookup_name(cell: str) -> str:
    """A text that spreadsheets look up as it stands: no number, error value or wildcard."""
    if plain_number(cell) is not None or cell in ERROR_VALUES or WILDCARDS & set(cell):
        raise ValueError("a name that is no number or error value and has no *, ? or ~")
    return text(cell)


def optional_text(cell: str) -> str:
    """Any text without control characters, or nothing."""
    # Most texts are printable, which is decided faster than the category of each character.
    if not cell.isprintable() and any(unicodedata.category(c) in NOT_TEXT for c in cell):
        raise ValueError("text without control characters")
    return cell


def _number(cell: str, expected: str, low: float, *, low_allowed: bool) -> float:
    number = plain_number(cell)
    if number is None or not math.isfinite(number):
        raise ValueError(expected)
    if number < low or (number == low and not low_allowed):
        raise ValueError(expected)
    return number


def between(low: float, high: float) -> Reader[float]:
    """A reader that takes a number within limits."""

    def read(cell: str) -> float:
        expected = f"a number from {low:g} to {high:g}"
        number = _number(cell, expected, low, low_allowed=True)
        if number > high:
            raise ValueError(expected)
        return number

    return read


def within(quantity: Quantity) -> Reader[float]:
    """A reader that takes a number within the limits of its quantity."""
    return between(quantity.low, quantity.high)


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


def optional(read: Reader[Value]) -> Reader[Value | None]:
    """A reader that gives None for an empty cell: nobody knows the value."""
    return lambda cell: read(cell) if cell else None


def names(cell: str) -> tuple[str, ...]:
    """Names with semicolons between them, or none."""
    return tuple(part.strip() for part in optional_text(cell).split(";") if part.strip())


def one_of(*words: str) -> Reader[str]:
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
    first_day(cell)
    return cell


status = one_of(*STATUSES)


def column(read: Reader[Value]) -> Value:
    """Declare a record's field as a CSV column of the same name, read by `read`."""
    declared: Value = field(metadata={"read": read})
    return declared


def readers(row_type: type[CsvRow]) -> dict[str, Reader[object]]:
    """The columns of a record type, and how the cells of each are read."""
    numbers = {name: within(item.quantity) for name, item in described_fields(row_type).items()}
    return {item.name: numbers.get(item.name) or item.metadata["read"] for item in fields(row_type)}


def row_key(row: object, key: Iterable[str]) -> tuple[str, ...]:
    """What distinguishes a row from the others, however its names are written."""
    return tuple(name_key(str(getattr(row, name))) for name in key)


def needing(file: str, rows: dict[Key, Value], needed: Iterable[Key]) -> dict[Key, Value]:
    """Rows of which some must be there.

    Raises
    ------
    DataError
        If one is missing; the message names every one.
    """
    missing = [str(key) for key in needed if key not in rows]
    if missing:
        raise DataError(f"{file}: expected rows for {', '.join(missing)}; found none")
    return rows


def read_table(path: Path, row_type: type[Row], *, key: tuple[str, ...]) -> tuple[Row, ...]:
    """Read a CSV file whose columns are the fields of a record type.

    Parameters
    ----------
    path : Path
        The CSV file, UTF-8, with a header row.
    row_type : type
        A dataclass whose fields are made by `column`, or are described quantities.
    key : tuple of str
        The columns that together distinguish a row.

    Raises
    ------
    DataError
        If the file or any cell cannot be read; lists the first faults with file, row and column,
        and how many more there are.
    """
    columns, file = readers(row_type), shown_path(path)
    header, *lines = _lines(path) or [[]]
    if sorted(header) != sorted(columns):
        found = printable(", ".join(header), 200) or "none"
        raise DataError(f"{file} row 1: expected the columns {', '.join(columns)}; found {found}")
    rows: list[Row] = []
    faults = _Faults(file)
    first_line: dict[tuple[str, ...], int] = {}
    for number, line in enumerate(lines[:MOST_ROWS], start=2):
        if not line:
            continue
        cells, line_faults = _read_line(header, line, columns)
        if line_faults:
            faults.add(number, line_faults)
            continue
        row = row_type(**cells)
        first = first_line.setdefault(row_key(row, key), number)
        if first != number:
            columns_of_key = ", ".join(key)
            values = printable(", ".join(str(cells[name]) for name in key), 200)
            expected = f"expected no second row for {values}; found one already in row {first}"
            faults.add(number, [f" column {columns_of_key}: {expected}"])
        rows.append(row)
    faults.check(more=len(lines) > MOST_ROWS)
    return tuple(rows)


def shown_path(path: Path) -> str:
    """A data file in messages: a shipped one by its name, a user's with its folder."""
    return path.name if path.parent == DATA_FOLDER else printable_path(path)


class _Faults:
    """What is wrong with a file: the first faults, and how many there are."""

    def __init__(self, file: str) -> None:
        self.file, self.count = file, 0
        self.lines: list[str] = []

    def add(self, row: int, faults: list[str]) -> None:
        """Add the faults of a row."""
        self.count += len(faults)
        room = MOST_FAULTS - len(self.lines)
        self.lines += [f"{self.file} row {row}{fault}" for fault in faults[:room]]

    def check(self, *, more: bool) -> None:
        """Refuse a file with faults, or with more rows than are read."""
        lines = list(self.lines)
        if hidden := self.count - len(lines):
            lines.append(f"{self.file}: {hidden} more faults")
        if more:
            lines.append(f"{self.file} has more than {MOST_ROWS} rows; no more are read")
        if lines:
            raise DataError("\n".join(lines))


def _lines(path: Path) -> list[list[str]]:
    """The header and the rows, one more than are taken at most."""
    file = shown_path(path)
    try:
        if not path.is_file():
            raise DataError(f"{file}: cannot be read: it is not there, or not a regular file")
        with path.open("rb") as stream:
            content = stream.read(MOST_BYTES + 1)
        if len(content) > MOST_BYTES:
            raise DataError(f"{file} has more than {MOST_BYTES} bytes; no more are read")
        text = io.StringIO(content.decode("utf-8-sig"), newline="")
        return list(islice(csv.reader(text, strict=True), MOST_ROWS + 2))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise DataError(f"{file}: cannot be read: {error}") from None


def _read_line(
    header: list[str], line: list[str], columns: dict[str, Reader[object]]
) -> tuple[dict[str, object], list[str]]:
    """The values of a line, and what is wrong with its cells, after the number of the row."""
    if len(line) != len(header):
        return {}, [f": expected {len(header)} cells; found {len(line)}"]
    cells, faults = {}, []
    for name, cell in zip(header, line, strict=True):
        try:
            if len(cell) > LONGEST_CELL:
                raise ValueError(f"at most {LONGEST_CELL} characters")
            cells[name] = columns[name](cell.strip())
        except ValueError as error:
            faults.append(f' column {name}: expected {error}; found "{printable(cell)}"')
    return cells, faults
