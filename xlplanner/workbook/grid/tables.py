"""Rows under headed columns, to which charts and formulas refer."""

from __future__ import annotations

from collections.abc import Mapping

from xlplanner.expressions.tree import Reference
from xlplanner.units import Unit
from xlplanner.workbook.grid.book import Sheet

HEAD_ROWS = 3


class Table:
    """A table under a heading, written row by row from left to right.

    Parameters
    ----------
    sheet : Sheet
    row : int
        Where its heading stands.
    heading : str
    columns : mapping
        Units by the columns' titles; None for text.
    """

    def __init__(
        self, sheet: Sheet, row: int, heading: str, columns: Mapping[str, Unit | None]
    ) -> None:
        self.sheet, self.units = sheet, list(columns.values())
        self.first = self.row = row + HEAD_ROWS
        self.columns: list[list[Reference]] = [[] for _ in columns]
        self.at = 0
        sheet.put(row, 1, heading, "section")
        sheet.row(row + 1, 1, list(columns), "header")
        sheet.fit_height(row + 1, 1, list(columns))
        sheet.row(row + 2, 1, [unit.label if unit else "" for unit in self.units], "unit")

    @property
    def next_row(self) -> int:
        """The row of the next cell."""
        return self.row + (self.at == len(self.units))

    @property
    def end(self) -> int:
        """The row after the last."""
        return self.row + 1

    def put(
        self, content: object, kind: str = "calculation", unit: Unit | None = None
    ) -> Reference:
        """Write the next cell of the row; a new row begins when one is full."""
        self.row, self.at = self.next_row, self.at % len(self.units)
        cell = self.sheet.put(self.row, self.at + 1, content, kind, unit or self.units[self.at])
        self.columns[self.at].append(cell)
        self.at += 1
        return cell

    def skip(self) -> None:
        """Leave the next cell of the row to be written later."""
        self.at += 1

    def cells(self, index: int) -> list[Reference]:
        """The cells of a column, the first being 0, one by one."""
        return self.columns[index]

    def column(self, index: int) -> Reference:
        """The cells of a column, the first being 0, as a range."""
        values = [cell.value for cell in self.columns[index]]
        return self.sheet.range(self.first, index + 1, values)
