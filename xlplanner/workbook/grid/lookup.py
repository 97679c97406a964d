"""Rows of a sheet that formulas find by name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from xlplanner.expressions.operations import look_up
from xlplanner.expressions.tree import Expression, Reference
from xlplanner.workbook.grid.book import Sheet


class Lookup:
    """Rows that formulas find by the name in their first column.

    Parameters
    ----------
    sheet : Sheet
    first : int
        The first row.
    fields : sequence of str
        The columns from the second on, as attributes of the rows.
    rows : mapping
        The rows by name.
    """

    def __init__(
        self, sheet: Sheet, first: int, fields: Sequence[str], rows: Mapping[str, Any]
    ) -> None:
        self.sheet, self.first, self.fields, self.rows = sheet, first, list(fields), rows
        self.names = sheet.range(first, 1, list(rows))
        self.columns = {
            field: sheet.range(first, column, [getattr(row, field) for row in rows.values()])
            for column, field in enumerate(fields, start=2)
        }

    def cell(self, name: object, field: str) -> Expression:
        """A formula for a field of the row of a name."""
        return look_up(name, self.names, self.columns[field])

    def row(self, name: object, fields: Iterable[str]) -> dict[str, Expression]:
        """Formulas for fields of the row of a name."""
        return {field: self.cell(name, field) for field in fields}

    def table(self, fields: Sequence[str]) -> Reference:
        """The cells of fields that stand side by side."""
        start = self.fields.index(fields[0])
        if self.fields[start : start + len(fields)] != list(fields):
            raise ValueError(f"{self.sheet.title} has {', '.join(fields)} not side by side")
        cells = [[getattr(row, field) for field in fields] for row in self.rows.values()]
        return self.sheet.area(self.first, 2 + start, cells)
