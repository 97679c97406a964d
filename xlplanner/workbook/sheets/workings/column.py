"""A column of figures, one below the other, with labels and units on the left of all columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from xlplanner.core.optimum import Symbol
from xlplanner.expressions.tree import Expression, Reference, Step
from xlplanner.units import Unit
from xlplanner.workbook.grid.book import Sheet

LABEL, LIVE, UNIT, FIRST_PLAN = 1, 2, 3, 4


class PlanColumn:
    """Where the next figure of a plan goes.

    Attributes
    ----------
    labelled : bool
        Whether this column writes the labels and units.
    """

    def __init__(self, sheet: Sheet, column: int, row: int, *, labelled: bool) -> None:
        self.sheet, self.column, self.row, self.labelled = sheet, column, row, labelled

    def section(self, title: str) -> None:
        """Begin a section."""
        self.row += 1
        if self.labelled:
            self.sheet.put(self.row, LABEL, title, "section")
        self.row += 1

    def put(self, label: str, content: object, unit: Unit) -> Reference:
        """Write a figure."""
        if self.labelled:
            self.sheet.put(self.row, LABEL, label)
            self.sheet.put(self.row, UNIT, unit.label, "unit")
        cell = self.sheet.put(self.row, self.column, content, "calculation", unit)
        self.row += 1
        return cell

    def steps(self, chain: Sequence[Step], notation: Mapping[str, Symbol]) -> None:
        """Write the steps of a formula."""
        for step in chain:
            symbol = notation[step.name.split("_")[0]]
            self.put(f"{step.name}: {symbol.meaning}", step, symbol.unit)

    def area(self, first: int, labels: Sequence[str], cells: Sequence[Expression]) -> Reference:
        """The labels and figures from a row on, of the column beside the labels."""
        pairs = [[label, cell.value] for label, cell in zip(labels, cells, strict=True)]
        return self.sheet.area(first, LABEL, pairs)
