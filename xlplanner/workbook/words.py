"""Figures in words, by formulas: 21.5B, 54 %."""

from __future__ import annotations

from xlplanner.core.constants import PERCENT
from xlplanner.expressions.formula import Formula, joined, last_not_above, lift, magnitude, rounded
from xlplanner.units import MAGNITUDES
from xlplanner.workbook.grid.book import Sheet

SHOWN_DIGITS = 3


class Words:
    """Figures in words, by a table of scales."""

    def __init__(self, sheet: Sheet, row: int) -> None:
        """Write the table on a sheet, from a row on."""
        sheet.row(row, 1, ["from", "divided by", "letter"], "header")
        # From where a figure rounds to the next letter.
        nearly = 1 - 0.5 / 10**SHOWN_DIGITS
        scales = [(0.0, 1.0, ""), *((nearly * by, by, name) for by, name in MAGNITUDES[::-1])]
        for line, cells in enumerate(scales, start=row + 1):
            # An empty text, for an empty cell would be read as 0 by some programs.
            sheet.row(line, 1, [lift(cell) if cell == "" else cell for cell in cells], "data")
        columns = map(list, zip(*scales, strict=True))
        self.starts, self.scales, self.letters = (
            sheet.range(row + 1, column, cells) for column, cells in enumerate(columns, start=1)
        )

    def readable(self, cell: Formula) -> Formula:
        """A figure to three digits with its letter, as 21.5B."""
        scaled = cell / last_not_above(cell, self.starts, self.scales)
        letter = last_not_above(cell, self.starts, self.letters)
        return joined(rounded(scaled, 2 - magnitude(scaled)), letter)

    def percent(self, cell: Formula) -> Formula:
        """A fraction as a whole percentage."""
        return joined(rounded(cell * PERCENT, 0), " %")
