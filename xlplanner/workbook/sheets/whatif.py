"""Sheet "What-if": cost against size, plans against demand, which inputs matter, price and use."""

from __future__ import annotations

import numpy as np
from openpyxl.formatting.rule import ColorScaleRule, Rule
from openpyxl.worksheet.pagebreak import Break

from xlplanner.core.constants import RANKED_DIGITS
from xlplanner.core.law import least_params
from xlplanner.expressions.operations import count_of, look_up, rank, rounded
from xlplanner.expressions.tree import Expression, Reference, on_symbols
from xlplanner.functions.accepts import Number
from xlplanner.units import Unit
from xlplanner.workbook.grid.charts import Axis, Line, add_bars, add_lines
from xlplanner.workbook.grid.style import COUNT_TICKS, MONEY_TICKS
from xlplanner.workbook.grid.tables import Table
from xlplanner.workbook.inputs import FIGURES, InputSpec
from xlplanner.workbook.plan import PlanSheet
from xlplanner.workbook.sheets.cases import QUALITY, REQUESTS, Cases
from xlplanner.workbook.sheets.lists import Lists
from xlplanner.workbook.sheets.planner.results import CHEAPEST, CHINCHILLA, DESIGNS, OWN
from xlplanner.workbook.sheets.planner.sheet import Planner

# Sizes of the curve: the least that can reach the loss, times the optimum over it to these powers.
POWERS = [0.4 + 0.1 * step for step in range(22)]
DECADES = [-3 + 0.5 * step for step in range(13)]
PRICE_FACTORS = (0.5, 0.75, 1.0, 1.5, 2.0)
USE_FACTORS = (0.5, 1.0, 2.0, 5.0, 10.0)
LARGEST_SHARE, LEAST_MULTIPLE = 1, 1
BARS = 12
# Rows of charts, then of the tables that they show.
SIZE_CHART, DEMAND_CHARTS, TORNADO_CHART, TABLES = "A6", ("E6", "A25"), "E25", 46


SWING = InputSpec("swing", "Change of each input", Unit.FRACTION, Number(0.01, 0.9), 0.25)


class WhatIf(PlanSheet):
    """The sheet."""

    title = "What-if"
    about = "How the answer moves with size, demand, and every input"
    widths = (34, 15, 15, 15, 15, 15, 15, 15)
    inputs = (SWING,)
    in_report = True

    def write(self) -> None:
        """Write the tables, and above them the charts that show them."""
        self.cases = self.plan[Cases]
        self.sheet.put(4, 1, SWING.label)
        self.swing = self.plan[Lists].write_input(self.sheet, 4, 2, SWING)
        self.sheet.put(4, 3, "up and down, for the bars below", "unit")
        self.row = TABLES
        self._sizes()
        self._demands()
        self._tornado()
        self._grid()

    def _table(
        self, heading: str, columns: dict[str, Unit | None], *, new_page: bool = False
    ) -> Table:
        if new_page:
            self.sheet.worksheet.row_breaks.append(Break(id=self.row - 1))
        return Table(self.sheet, self.row, heading, columns)

    def _sizes(self) -> None:
        """Total cost of every size that reaches the loss, with the optimum marked."""
        planner, call = self.plan[Planner], self.edition.call
        law, deployment, facts = planner.law, planner.deployment, planner.facts
        self.sheet.put(self.row, 1, "Fewest parameters that can reach the loss")
        fewest = on_symbols(least_params, facts.loss, law)
        least = self.sheet.put(self.row, 2, fewest, "calculation", Unit.PARAMS)
        best = planner.free[CHEAPEST].params
        self.row += 2
        table = self._table(
            "Cost against size, at equal quality",
            {
                "Position (0 fewest, 1 optimum)": Unit.TIMES,
                "Parameters": Unit.PARAMS,
                "Training tokens": Unit.TOKENS,
                "Training": Unit.USD,
                "Inference": Unit.USD,
                "Total": Unit.USD,
            },
        )
        for power in POWERS:
            exponent = table.put(power, "data")
            params = table.put(least * on_symbols(np.power, best / least, exponent))
            tokens = table.put(call("LAW_TOKENS", facts.loss, params, law))
            training = table.put(call("TRAIN_COST", params, tokens, deployment))
            inference = table.put(call("INF_COST", params, facts.requests, deployment))
            table.put(training + inference)
        lines = [
            Line(name, table.column(1), table.column(place))
            for name, place in (("Total", 5), ("Inference", 4), ("Training", 3))
        ]
        for number in (CHEAPEST, CHINCHILLA, OWN):
            design = planner.designs[number]
            table.put(DESIGNS[number], "label")
            at = table.put(design.params)
            for cell in (design.tokens, design.train_cost, design.inf_cost):
                table.put(cell)
            lines.append(Line(DESIGNS[number], at, table.put(design.cost), points=True))
        self.row = table.end + 1
        add_lines(
            self.sheet,
            SIZE_CHART,
            "Cost against size, at equal quality",
            Axis("Parameters", COUNT_TICKS, log=True),
            Axis("Lifetime cost [USD]", MONEY_TICKS, log=True),
            lines,
        )

    def _demands(self) -> None:
        """The optimum over six decades of demand."""
        table = self._table(
            "The cost-optimal model against demand",
            {
                "Demand multiple": Unit.TIMES,
                "Requests": Unit.REQUESTS,
                "Parameters": Unit.PARAMS,
                "Training tokens": Unit.TOKENS,
                "Total cost": Unit.USD,
                "Chinchilla": Unit.USD,
                "Saving": Unit.FRACTION,
            },
            new_page=True,
        )
        for decade in DECADES:
            demand = self.cases.base[REQUESTS] * table.put(10**decade, "data")
            case = self.cases.add(f"Demand times 10^{decade:g}", {REQUESTS: demand})
            for figure in ("requests", "params", "tokens", "cost", "cost0", "saving"):
                table.put(getattr(case, figure))
        self.row = table.end + 1
        sizes = Axis("Parameters", COUNT_TICKS, log=True), 2
        savings = Axis("Saving against Chinchilla [%]", "0%"), 6
        titles = ("Cost-optimal size against demand", "Saving against demand")
        for anchor, title, (axis, place) in zip(
            DEMAND_CHARTS, titles, (sizes, savings), strict=True
        ):
            add_lines(
                self.sheet,
                anchor,
                title,
                Axis("Requests over the life", COUNT_TICKS, log=True),
                axis,
                [Line(title, table.column(1), table.column(place))],
            )

    def _tornado(self) -> None:
        """Total cost, re-optimised, with each input lower and higher; the largest swing on top."""
        swing = self.swing
        planned = self.cases.add("As planned", {})
        table = self._table(
            "Total cost with each input changed, re-optimised",
            {
                "Input": None,
                "Now": None,
                "Cost, low case": Unit.USD,
                "Cost, high case": Unit.USD,
                "Change, low case": Unit.FRACTION,
                "Change, high case": Unit.FRACTION,
                "Largest change": Unit.FRACTION,
                "Rank": None,
            },
        )
        specs = self.plan.specs
        for name in (QUALITY, REQUESTS, *FIGURES):
            label = "Quality, as a Chinchilla size" if name == QUALITY else specs[name].title
            table.put(label[:1].upper() + label[1:], "label")
            unit = specs[name].unit
            now = table.put(self.cases.base[name], unit=unit)
            costs = []
            for side, factor in (("lower", 1 - swing), ("higher", 1 + swing)):
                changed: Expression = now * factor
                if unit is Unit.FRACTION:
                    changed = on_symbols(np.minimum, changed, LARGEST_SHARE)
                elif unit is Unit.TIMES:
                    changed = on_symbols(np.maximum, changed, LEAST_MULTIPLE)
                case = self.cases.add(f"{label}, {side}", {name: changed})
                costs.append(table.put(case.cost))
            changes = [table.put(cost / planned.cost - 1) for cost in costs]
            largest = on_symbols(lambda a, b: np.maximum(np.absolute(a), np.absolute(b)), *changes)
            # Inputs that act alike, such as price and requests, differ by rounding alone.
            table.put(rounded(largest, RANKED_DIGITS))
            table.skip()
        self.row = table.end + 1
        self._sorted(table)

    def _sorted(self, table: Table) -> None:
        """The table again, the largest change on top."""
        labels, lower, higher, sizes = (table.column(number) for number in (0, 4, 5, 6))
        ranks: list[Reference] = []
        for row, size in enumerate(table.cells(6), start=table.first):
            # Ties take their ranks in turn.
            before = self.sheet.range(table.first, 7, sizes.value[: row - table.first])
            ties = count_of(before, size) if row > table.first else 0
            ranks.append(self.sheet.put(row, 8, rank(size, sizes) + ties, "calculation"))
        keys = self.sheet.range(table.first, 8, [cell.value for cell in ranks])
        ranked = self._table(
            f"The {BARS} largest changes",
            {"Input": None, "Low case": Unit.FRACTION, "High case": Unit.FRACTION, "Rank": None},
            new_page=True,
        )
        for number in range(1, min(len(ranks), BARS) + 1):
            key = self.sheet.put(ranked.next_row, 4, number, "data")
            ranked.put(look_up(key, keys, labels), "label")
            ranked.put(look_up(key, keys, lower))
            ranked.put(look_up(key, keys, higher))
            ranked.put(number, "data")
        self.row = ranked.end + 1
        add_bars(
            self.sheet,
            TORNADO_CHART,
            "Change of total cost, each input lower and higher",
            Axis("Change of total cost [%]", "0%"),
            ranked.column(0),
            {"lower": ranked.column(1), "higher": ranked.column(2)},
        )

    def _grid(self) -> None:
        """Total cost over price of inference and utilisation of generation."""
        put, base = self.sheet.put, self.cases.base
        put(self.row, 1, "Total cost [USD] by inference price and output MFU, re-optimised",
            "section")  # fmt: skip
        factors, uses, first = self.row + 1, self.row + 2, self.row + 3
        self.sheet.row(factors, 1, ["Price multiple", "Price"], "header")
        put(uses, 1, "Output MFU")
        put(uses, 2, Unit.USD_PER_GPU_HOUR, "unit")
        mfus: list[Reference] = []
        for column, factor in enumerate(USE_FACTORS, start=3):
            times = put(factors, column, factor, "data", Unit.TIMES)
            mfu = on_symbols(np.minimum, base["output_mfu"] * times, LARGEST_SHARE)
            mfus.append(put(uses, column, mfu, "calculation", Unit.FRACTION))
        for row, factor in enumerate(PRICE_FACTORS, start=first):
            times = put(row, 1, factor, "data", Unit.TIMES)
            price = put(
                row, 2, base["inference_price"] * times, "calculation", Unit.USD_PER_GPU_HOUR
            )
            for column, (mfu, use) in enumerate(zip(mfus, USE_FACTORS, strict=True), start=3):
                case = self.cases.add(
                    f"Price times {factor:g}, MFU times {use:g}",
                    {"inference_price": price, "output_mfu": mfu},
                )
                put(row, column, case.cost, "calculation", Unit.USD)
        grid = self.sheet.area(first, 3, [USE_FACTORS] * len(PRICE_FACTORS)).address
        self.sheet.worksheet.conditional_formatting.add(grid.replace("$", ""), cheap_to_dear())


def cheap_to_dear() -> Rule:
    """Colours from low to high, which differ without hue: light to dark."""
    rule: Rule = ColorScaleRule(  # type: ignore[no-untyped-call]
        start_type="min", start_color="FFFFFF", end_type="max", end_color="F4B183"
    )
    return rule
