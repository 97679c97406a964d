"""Sheet "Months": demand and prices month by month, of every plan."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from xlplanner.core.demand import monthly_log_factor
from xlplanner.core.elementary import exp
from xlplanner.expressions.operations import if_, is_blank, total
from xlplanner.expressions.tree import Expression, on_symbols
from xlplanner.units import Unit
from xlplanner.workbook.plan import InExport, PlanSheet
from xlplanner.workbook.sheets.workings.deployment import InputCells

TITLES, UNITS, FIRST = 4, 5, 6
MONTHS = range(1, 61)
COLUMNS = ("share of full demand", "at its price", "at its present value")


class MonthCells(NamedTuple):
    """Months of full demand that the months of a plan add up to.

    As they are, at the price of the month over today's, and at present value besides.
    """

    running: Expression
    priced: Expression
    planned: Expression


class Months(PlanSheet):
    """The sheet; `add` adds a plan's three columns."""

    title = "Months"
    about = (
        "How much of full demand each month in service has, and what it costs over today's price"
    )
    widths = (9, *[13] * 24)
    hidden = True
    in_export = InExport.HIDDEN

    def write(self) -> None:
        """Write the months."""
        self.sheet.put(TITLES, 1, "month", "header")
        self.months = [
            self.sheet.put(row, 1, float(month), "data")
            for row, month in enumerate(MONTHS, start=FIRST)
        ]
        self.sheet.freeze(FIRST, 2)
        self.column = 2
        self.rows: dict[str, list[tuple[Expression, ...]]] = {}

    def add(self, name: str, inputs: InputCells) -> MonthCells:
        """Write the months of a plan; returns their sums."""
        start, put = self.column, self.sheet.put
        self.column += len(COLUMNS)
        put(TITLES - 1, start, name, "note")
        for column, title in enumerate(COLUMNS, start=start):
            put(TITLES, column, title, "header")
        rate = inputs["discount"]
        discount = if_(is_blank(rate), 0, rate)
        decline = inputs["price_decline"]
        falls = [
            put(UNITS, start + number, content, "calculation", Unit.RATIO)
            for number, content in enumerate(
                (
                    on_symbols(np.maximum, inputs["ramp_months"], 1),
                    on_symbols(monthly_log_factor, decline, 0.0),
                    on_symbols(monthly_log_factor, decline, discount),
                )
            )
        ]
        rows: list[tuple[Expression, ...]] = []
        for row, month in enumerate(self.months, start=FIRST):
            rows.append(self._month(row, start, month, inputs, falls))
        self.rows[name] = rows
        columns = zip(*rows, strict=True)
        sums = (
            total(self.sheet.range(FIRST, start + number, [cell.value for cell in cells]))
            for number, cells in enumerate(columns)
        )
        return MonthCells(*sums)

    def _month(
        self,
        row: int,
        start: int,
        month: Expression,
        inputs: InputCells,
        falls: Sequence[Expression],
    ) -> tuple[Expression, ...]:
        ramp, price, value = falls
        served = inputs["months"] - (month - 1)
        in_service = on_symbols(np.maximum, on_symbols(np.minimum, served, 1), 0)
        share = on_symbols(np.minimum, month / ramp, 1) * in_service
        age = month - 1 + inputs["demand_start"]
        running = self.sheet.put(row, start, share, "calculation", Unit.RATIO)
        cells = [
            self.sheet.put(
                row,
                start + number,
                running * on_symbols(exp, fall * age),
                "calculation",
                Unit.RATIO,
            )
            for number, fall in enumerate((price, value), start=1)
        ]
        return (running, *cells)
