"""Rows of a sheet that formulas find by name, and the lists that inputs are picked from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from xlplanner.expressions.formula import Formula, look_up
from xlplanner.functions.accepts import Number
from xlplanner.functions.families.hardware import FORMATS
from xlplanner.functions.named import Named
from xlplanner.units import Unit
from xlplanner.workbook.grid.book import Book, Sheet
from xlplanner.workbook.inputs import INPUTS, PRECISION, InputSpec

LIST_HEADER, LIST_FIRST = 4, 5
BITS = {precision: float(bits) for bits, names in FORMATS.items() for precision in names}


def on_cells(quantity: Any, cells: Any) -> Any:
    """A property of a law or deployment, on cells."""
    return quantity.fget(cells)


class Lookup:
    """Rows of a sheet that formulas find by name."""

    def __init__(
        self, sheet: Sheet, first: int, fields: Sequence[str], rows: Mapping[str, Any]
    ) -> None:
        self.sheet, self.first, self.fields, self.rows = sheet, first, list(fields), rows
        self.names = sheet.range(first, 1, list(rows))
        self.columns = {
            field: sheet.range(first, column, [getattr(row, field) for row in rows.values()])
            for column, field in enumerate(fields, start=2)
        }

    def cell(self, name: Any, field: str) -> Formula:
        """A formula for a field of the row of a name."""
        return look_up(name, self.names, self.columns[field])

    def row(self, name: Any, fields: Iterable[str]) -> dict[str, Formula]:
        """Formulas for fields of the row of a name."""
        return {field: self.cell(name, field) for field in fields}

    def table(self, fields: Sequence[str]) -> Formula:
        """The cells of fields that stand side by side."""
        place = self.fields.index(fields[0])
        if self.fields[place : place + len(fields)] != list(fields):
            raise ValueError(f"{self.sheet.title} has {', '.join(fields)} not side by side")
        cells = [[getattr(row, field) for field in fields] for row in self.rows.values()]
        return self.sheet.area(self.first, 2 + place, cells)


class Lists:
    """The sheet "Lists": a column for each list that inputs are picked from."""

    def __init__(self, book: Book) -> None:
        picked = {id(spec.accepts): spec for spec in INPUTS.values() if spec.options}
        self.sheet = book.sheet("Lists", [30] * len(picked) + [12])
        self.sheet.heading("Lists", "What the lists of the inputs offer")
        self.ranges: dict[int, Formula] = {}
        for column, (key, spec) in enumerate(picked.items(), start=1):
            options = spec.options or []
            named = isinstance(spec.accepts, Named)
            head = spec.accepts.noun if named else spec.title
            self.sheet.put(LIST_HEADER, column, head, "header")
            for row, option in enumerate(options, start=LIST_FIRST):
                self.sheet.put(row, column, option, "fact")
            self.ranges[key] = self.sheet.range(LIST_FIRST, column, options)
        column = 1 + len(picked)
        self.sheet.put(LIST_HEADER, column, "bits of the precision", "header")
        bits = [BITS[precision] for precision in PRECISION.options]
        for row, number in enumerate(bits, start=LIST_FIRST):
            self.sheet.put(row, column, number, "figure", Unit.BITS)
        self._bits = self.sheet.range(LIST_FIRST, column, bits)
        self.sheet.freeze(LIST_FIRST, 1)

    def of(self, accepts: Any) -> Formula:
        """The cells of the list that an input takes."""
        return self.ranges[id(accepts)]

    def write_input(
        self, sheet: Sheet, row: int, column: int, spec: InputSpec, value: Any
    ) -> Formula:
        """Write an input with its name, its limits and its value."""
        cell = sheet.put(row, column, value, "choice" if spec.options else "input", spec.unit)
        address, accepts, blank = cell.render(sheet.title), spec.accepts, spec.optional
        if spec.options:
            sheet.validate_choice(address, self.of(accepts), spec.allowed, blank=blank)
        elif isinstance(accepts, Number):
            sheet.validate_number(address, accepts.low, accepts.high, spec.allowed, blank=blank)
        else:
            sheet.validate_length(address, accepts.longest, spec.allowed)
        return sheet.name(spec.name, row, column, cell)

    def bits_of(self, precision: Formula) -> Formula:
        """Bits in which a precision stores a parameter."""
        return look_up(precision, self.of(PRECISION), self._bits)
