"""Labelled figures one below the other, beside the planner's inputs."""

from __future__ import annotations

from collections.abc import Sequence

from xlplanner.expressions.tree import Expression, Reference
from xlplanner.units import Unit
from xlplanner.workbook.grid.book import Sheet

# Columns: inputs in A to C; results, facts and their units in E to J.
LABEL, VALUE, UNIT = 5, 6, 10


class FactColumn:
    """Where the next figure goes, from a row on."""

    def __init__(self, sheet: Sheet, row: int) -> None:
        self.sheet, self.row = sheet, row

    def section(self, title: str, heads: Sequence[str] = ()) -> None:
        """Begin a section."""
        self.row += 1
        self.sheet.put(self.row, LABEL, title, "section")
        self.sheet.row(self.row, VALUE, heads, "unit")
        self.row += 1

    def fact(self, label: str, content: object, unit: Unit) -> Reference:
        """Write a figure with its label and unit."""
        self.sheet.put(self.row, LABEL, label)
        cell = self.sheet.put(self.row, VALUE, content, "calculation", unit)
        self.sheet.put(self.row, UNIT, unit.label, "unit")
        self.row += 1
        return cell

    def text(self, label: str, content: Expression) -> None:
        """Write a text with its label."""
        self.sheet.put(self.row, LABEL, label)
        self.sheet.put(self.row, VALUE, content)
        self.row += 1

    def beside(self, columns: int, content: object, unit: Unit) -> Reference:
        """Write a figure in the next row, so many columns further right."""
        return self.sheet.put(self.row, VALUE + columns, content, "calculation", unit)

    def area(self, first: int, pairs: Sequence[Sequence[object]]) -> Reference:
        """The labels and figures from a row on."""
        return self.sheet.area(first, LABEL, pairs)
