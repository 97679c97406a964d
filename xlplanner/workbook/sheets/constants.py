"""Sheet "Constants": the numbers that formulas use by name, and the scales of figures in words."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from xlplanner.core import constants
from xlplanner.core.constants import PERCENT
from xlplanner.expressions.operations import (
    below,
    equals,
    if_,
    joined,
    last_letter,
    last_not_above,
    look_up,
    magnitude,
    number_before_last,
    rounded,
    rounded_down,
)
from xlplanner.expressions.tree import Expression, lift, on_symbols
from xlplanner.units import MAGNITUDES
from xlplanner.workbook.plan import PlanSheet
from xlplanner.workbook.sheets.assumptions import HEADER

SHOWN_DIGITS = 3
# Numbers beyond these are shown with an exponent.
SMALL, LARGE = 1e-6, 1e15


class Constants(PlanSheet):
    """The sheet."""

    title = "Constants"
    about = "Numbers that the formulas use by these names"
    widths = (22, 16, 24, 62)
    landscape = False

    def write(self) -> None:
        """Write a row for each constant, and the scales."""
        put = self.sheet.put
        self.sheet.row(HEADER, 1, ["name", "value", "unit", "what it is"], "header")
        for row, constant in enumerate(constants.ALL, start=HEADER + 1):
            put(row, 1, constant.name, "fact")
            self.sheet.name(constant.name, row, 2, put(row, 2, float(constant), "figure"))
            self._show(row, 2, constant)
            put(row, 3, constant.unit, "fact")
            put(row, 4, constant.meaning, "fact")
            self.sheet.fit_height(row, 4, [constant.meaning], size=9)
        self.sheet.make_table(HEADER, HEADER + len(constants.ALL), len(self.widths))
        self.sheet.freeze(HEADER + 1, 2)
        self._scales(HEADER + len(constants.ALL) + 3)

    def _show(self, row: int, column: int, value: float) -> None:
        """Give a number the format that its size asks for."""
        far = value and not SMALL <= abs(value) < LARGE
        shown = "0.0E+00" if far else "#,##0" if value == int(value) else "General"
        self.sheet.worksheet.cell(row, column).number_format = shown

    def _scales(self, row: int) -> None:
        """Write from which figure on which letter is used."""
        self.sheet.row(row, 1, ["from", "divided by", "letter"], "header")
        # From where a figure rounds to the next letter.
        nearly = 1 - 0.5 / 10**SHOWN_DIGITS
        scales = [(0.0, 1.0, ""), *((nearly * by, by, name) for by, name in MAGNITUDES[::-1])]
        for line, cells in enumerate(scales, start=row + 1):
            # An empty text, for an empty cell would be read as 0 by some programs.
            self.sheet.row(line, 1, [lift(cell) if cell == "" else cell for cell in cells], "data")
            for column, number in enumerate(cells[:2], start=1):
                self._show(line, column, number)
        columns = map(list, zip(*scales, strict=True))
        self.starts, self.scales, self.letters = (
            self.sheet.range(row + 1, column, cells)
            for column, cells in enumerate(columns, start=1)
        )

    def readable(self, cell: Expression) -> Expression:
        """A figure to three digits with its letter, as 21.5B."""
        return self._with_letter(cell, rounded)

    def readable_below(self, cell: Expression) -> Expression:
        """A figure to three digits with its letter, which is not above it."""
        return self._with_letter(cell, rounded_down)

    def _with_letter(
        self, cell: Expression, shorten: Callable[[object, object], Expression]
    ) -> Expression:
        scaled = cell / last_not_above(cell, self.starts, self.scales)
        letter = last_not_above(cell, self.starts, self.letters)
        return joined(shorten(scaled, SHOWN_DIGITS - 1 - magnitude(scaled)), letter)

    def number_in(self, cell: Expression) -> Expression:
        """The number that a text such as 3B is."""
        return number_before_last(cell) * look_up(last_letter(cell), self.letters, self.scales)

    def signed(self, cell: Expression) -> Expression:
        """A figure of either sign, or none, with its letter."""
        size = on_symbols(np.absolute, cell)
        sign = if_(below(cell, 0), "-", "")
        return if_(equals(cell, 0), "0", joined(sign, self.readable(size)))

    def dollars(self, cell: Expression) -> Expression:
        """Dollars of either sign, or none, with their letter."""
        size = on_symbols(np.absolute, cell)
        return joined(if_(below(cell, 0), "-$", "$"), self.signed(size))

    def percent(self, cell: Expression) -> Expression:
        """A fraction as a whole percentage."""
        return joined(rounded(cell * PERCENT, 0), " %")
