"""Sheet "Price History": list prices of a GPU-hour by month, as a chart and a table."""

from __future__ import annotations

from itertools import groupby

from xlplanner.reference import records
from xlplanner.workbook.grid.charts import Axis, Line, add_lines
from xlplanner.workbook.sheets.facts import FIGURE_WIDTH, Facts

X, Y = "year", "median_usd_per_gpu_hour"
CHART, CHART_WIDTH, BELOW = "A4", 24.0, 22


class PriceHistory(Facts):
    """Prices of a GPU-hour by month."""

    title = "Price History"
    kind = (
        "On-demand list prices of a GPU-hour by month: the median over providers, and what the "
        "source restates it to for a machine of 8 GPUs"
    )
    header = BELOW
    load = staticmethod(records.price_index)

    def prepare(self) -> None:
        """Find the columns, with the month as a number, which the chart needs."""
        super().prepare()
        after = 1 + self.columns.index("date")
        self.columns.insert(after, X)
        self.widths = [*self.widths[:after], FIGURE_WIDTH, *self.widths[after:]]

    def write(self) -> None:
        """Write the table, and above it a line for each GPU."""
        super().write()
        lines, row = [], self.first
        for gpu, group in groupby(records.price_index(), key=lambda month: month.gpu):
            months = list(group)
            x, y = (
                self.sheet.range(
                    row, 1 + self.columns.index(name), [getattr(m, name) for m in months]
                )
                for name in (X, Y)
            )
            lines.append(Line(gpu, x, y))
            row += len(months)
        add_lines(
            self.sheet,
            CHART,
            "Median list price of a GPU-hour, on demand",
            Axis("Year", "0"),
            Axis("Price [USD/GPU-hour]", "$0"),
            lines,
            width=CHART_WIDTH,
        )
