"""Sheet "Constants": the numbers that formulas use by name, and the scales of figures in words."""

from __future__ import annotations

from xlplanner.core import constants
from xlplanner.core.constants import PERCENT
from xlplanner.expressions.operations import joined, last_not_above, magnitude, rounded
from xlplanner.expressions.tree import Expression, lift
from xlplanner.units import MAGNITUDES
from xlplanner.workbook.plan import InExport, PlanSheet
from xlplanner.workbook.sheets.assumptions import HEADER

SHOWN_DIGITS = 3


class Constants(PlanSheet):
    """The sheet."""

    title = "Constants"
    about = "Numbers that the formulas use by these names"
    widths = (20, 12, 12, 60)
    landscape = False
    in_export = InExport.FOR_FORMULAS

    def write(self) -> None:
        """Write a row for each constant, and the scales."""
        put = self.sheet.put
        self.sheet.row(HEADER, 1, ["name", "value", "unit", "what it is"], "header")
        for row, constant in enumerate(constants.ALL, start=HEADER + 1):
            put(row, 1, constant.name, "data")
            self.sheet.name(constant.name, row, 2, put(row, 2, float(constant), "data"))
            put(row, 3, constant.unit, "unit")
            put(row, 4, constant.meaning, "note")
        self._scales(HEADER + len(constants.ALL) + 3)

    def _scales(self, row: int) -> None:
        """Write from which figure on which letter is used."""
        self.sheet.row(row, 1, ["from", "divided by", "letter"], "header")
        # From where a figure rounds to the next letter.
        nearly = 1 - 0.5 / 10**SHOWN_DIGITS
        scales = [(0.0, 1.0, ""), *((nearly * by, by, name) for by, name in MAGNITUDES[::-1])]
        for line, cells in enumerate(scales, start=row + 1):
            # An empty text, for an empty cell would be read as 0 by some programs.
            self.sheet.row(line, 1, [lift(cell) if cell == "" else cell for cell in cells], "data")
        columns = map(list, zip(*scales, strict=True))
        self.starts, self.scales, self.letters = (
            self.sheet.range(row + 1, column, cells)
            for column, cells in enumerate(columns, start=1)
        )

    def readable(self, cell: Expression) -> Expression:
        """A figure to three digits with its letter, as 21.5B."""
        scaled = cell / last_not_above(cell, self.starts, self.scales)
        letter = last_not_above(cell, self.starts, self.letters)
        return joined(rounded(scaled, 2 - magnitude(scaled)), letter)

    def percent(self, cell: Expression) -> Expression:
        """A fraction as a whole percentage."""
        return joined(rounded(cell * PERCENT, 0), " %")
