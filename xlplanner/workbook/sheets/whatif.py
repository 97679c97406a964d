"""Sheet "What-if": cost against size, plans against demand, which inputs matter, price and use."""

from __future__ import annotations

from typing import Any

import numpy as np
from openpyxl.formatting.rule import ColorScaleRule
from openpyxl.worksheet.pagebreak import Break

from xlplanner.core.constants import RANKED_DIGITS
from xlplanner.core.law import least_params
from xlplanner.expressions.formula import Formula, function, look_up, rounded
from xlplanner.functions.records import DEPLOYMENT_KIND
from xlplanner.units import Unit
from xlplanner.workbook.grid.book import Book
from xlplanner.workbook.grid.charts import Axis, Line, add_lines, add_tornado
from xlplanner.workbook.grid.style import COUNT_TICKS, MONEY_TICKS
from xlplanner.workbook.grid.tables import Table
from xlplanner.workbook.inputs import INPUTS, WHAT_IF, Inputs
from xlplanner.workbook.sheets.cases import QUALITY, REQUESTS, Cases
from xlplanner.workbook.sheets.planner import CHEAPEST, CHINCHILLA, DESIGNS, OWN, Planner

# Sizes of the curve: the least that can reach the loss, times the optimum over it to these powers.
POWERS = [0.4 + 0.1 * step for step in range(22)]
DECADES = [-3 + 0.5 * step for step in range(13)]
PRICE_FACTORS = (0.5, 0.75, 1.0, 1.5, 2.0)
USE_FACTORS = (0.5, 1.0, 2.0, 5.0, 10.0)
LARGEST_MFU = 1
# Rows of charts, then of the tables that they show.
SIZE_CHART, DEMAND_CHARTS, TORNADO_CHART, TABLES = "A6", ("E6", "A25"), "E25", 46


class WhatIf:
    """The sheet."""

    def __init__(self, book: Book, planner: Planner, cases: Cases, inputs: Inputs) -> None:
        self.planner, self.cases = planner, cases
        self.sheet = book.sheet(WHAT_IF, [34, 15, 15, 15, 15, 15, 15, 15])
        self.sheet.heading(WHAT_IF, "How the answer moves with size, demand, and every input")
        spec = INPUTS["swing"]
        self.sheet.put(4, 1, spec.label)
        lists = planner.sources.lists
        self.given = {"swing": lists.write_input(self.sheet, 4, 2, spec, inputs["swing"])}
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
        planner, call = self.planner, self.planner.edition.call
        law, deployment, facts = planner.law, planner.deployment, planner.facts
        self.sheet.put(self.row, 1, "Fewest parameters that can reach the loss")
        least: Any = self.sheet.put(
            self.row, 2, least_params(facts.loss, law), "calculation", Unit.PARAMS
        )
        best = planner.solved[CHEAPEST].params
        self.row += 2
        table = self._table(
            "Cost against size, at equal quality",
            {
                "Power of optimum over fewest": Unit.TIMES,
                "Parameters": Unit.PARAMS,
                "Training tokens": Unit.TOKENS,
                "Training": Unit.USD,
                "Inference": Unit.USD,
                "Total": Unit.USD,
            },
        )
        for power in POWERS:
            exponent = table.put(power, "data")
            params = table.put(least * np.power(best / least, exponent))
            tokens = table.put(call("LAW_TOKENS", facts.loss, params, law))
            training = table.put(call("TRAIN_COST", params, tokens, deployment))
            inference = table.put(call("INF_COST", params, facts.requests, deployment))
            table.put(training + inference)
        lines = [
            Line(name, table.column(1), table.column(place))
            for name, place in (("Total", 5), ("Inference", 4), ("Training", 3))
        ]
        for place in (CHEAPEST, CHINCHILLA, OWN):
            design = planner.designs[place]
            table.put(DESIGNS[place], "label")
            at = table.put(design.params)
            for cell in (design.tokens, design.train_cost, design.inf_cost):
                table.put(cell)
            lines.append(Line(DESIGNS[place], at, table.put(design.cost), points=True))
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
                "Times the demand": Unit.TIMES,
                "Requests": Unit.REQUESTS,
                "Parameters": Unit.PARAMS,
                "Training tokens": Unit.TOKENS,
                "Total cost": Unit.USD,
                "Chinchilla-style": Unit.USD,
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
        savings = Axis("Saving against Chinchilla-style [%]", "0%"), 6
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
        """Total cost, planned anew, with each input lower and higher; the largest swing on top."""
        swing: Any = self.given["swing"]
        planned = self.cases.add("As planned", {})
        table = self._table(
            "Total cost with each input changed, planned anew",
            {
                "Input": None,
                "Now": None,
                "Cost if lower": Unit.USD,
                "Cost if higher": Unit.USD,
                "Change if lower": Unit.FRACTION,
                "Change if higher": Unit.FRACTION,
                "Largest change": Unit.FRACTION,
                "Place": None,
            },
        )
        for name in (QUALITY, REQUESTS, *DEPLOYMENT_KIND.fields):
            label = "Quality, as a Chinchilla size" if name == QUALITY else INPUTS[name].title
            table.put(label[:1].upper() + label[1:], "label")
            unit = INPUTS[name].unit
            now: Any = table.put(self.cases.base[name], unit=unit)
            costs = []
            for side, factor in (("lower", 1 - swing), ("higher", 1 + swing)):
                changed = now * factor
                if unit is Unit.FRACTION:
                    changed = np.minimum(changed, LARGEST_MFU)
                case = self.cases.add(f"{label}, {side}", {name: changed})
                costs.append(table.put(case.cost))
            changes = [table.put(cost / planned.cost - 1) for cost in costs]
            largest = np.maximum(*map(np.absolute, changes))
            # Inputs that act alike, such as price and requests, differ by rounding alone.
            table.put(rounded(largest, RANKED_DIGITS))
            table.skip()
        self.row = table.end + 1
        self._sorted(table)

    def _sorted(self, table: Table) -> None:
        """The table again, the largest change on top."""
        labels, lower, higher, sizes = (table.column(place) for place in (0, 4, 5, 6))
        places = []
        for row, size in enumerate(table.cells(6), start=table.first):
            # Ties take their places in turn.
            before = self.sheet.range(table.first, 7, sizes.value[: row - table.first])
            ties = count_number(before, size) if row > table.first else 0
            places.append(self.sheet.put(row, 8, rank(size, sizes) + ties, "calculation"))
        keys = self.sheet.range(table.first, 8, [place.value for place in places])
        ranked = self._table(
            "The same, the largest first",
            {"Input": None, "If lower": Unit.FRACTION, "If higher": Unit.FRACTION, "Place": None},
            new_page=True,
        )
        for number in range(1, len(places) + 1):
            key = self.sheet.put(ranked.next_row, 4, number, "data")
            ranked.put(look_up(key, keys, labels), "label")
            ranked.put(look_up(key, keys, lower))
            ranked.put(look_up(key, keys, higher))
            ranked.put(number, "data")
        self.row = ranked.end + 1
        add_tornado(
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
        put(self.row, 1, "Total cost [USD] by inference price and generation MFU, planned anew",
            "section")  # fmt: skip
        factors, uses, first = self.row + 1, self.row + 2, self.row + 3
        self.sheet.row(factors, 1, ["Times the price", "Price"], "header")
        put(uses, 1, "MFU")
        put(uses, 2, Unit.USD_PER_GPU_HOUR, "unit")
        mfus: list[Any] = []
        for column, factor in enumerate(USE_FACTORS, start=3):
            times: Any = put(factors, column, factor, "data", Unit.TIMES)
            mfu = np.minimum(base["output_mfu"] * times, LARGEST_MFU)
            mfus.append(put(uses, column, mfu, "calculation", Unit.FRACTION))
        for row, factor in enumerate(PRICE_FACTORS, start=first):
            times = put(row, 1, factor, "data", Unit.TIMES)
            price = base["inference_price"] * times
            price = put(row, 2, price, "calculation", Unit.USD_PER_GPU_HOUR)
            for column, (mfu, use) in enumerate(zip(mfus, USE_FACTORS, strict=True), start=3):
                case = self.cases.add(
                    f"Price times {factor:g}, MFU times {use:g}",
                    {"inference_price": price, "output_mfu": mfu},
                )
                put(row, column, case.cost, "calculation", Unit.USD)
        grid = self.sheet.area(first, 3, [USE_FACTORS] * len(PRICE_FACTORS)).render(WHAT_IF)
        self.sheet.worksheet.conditional_formatting.add(grid.replace("$", ""), cheap_to_dear())


def cheap_to_dear() -> Any:
    """Colours from low to high, told apart without hue: light to dark."""
    return ColorScaleRule(  # type: ignore[no-untyped-call]
        start_type="min", start_color="FFFFFF", end_type="max", end_color="F4B183"
    )


def rank(number: Formula, numbers: Formula) -> Formula:
    """RANK: the place of a number among numbers, the largest first."""
    return function(
        "RANK", lambda n, ns: np.float64(1 + sum(other > n for other in ns)), number, numbers
    )


def count_number(cells: Formula, number: Formula) -> Formula:
    """How many cells of a range hold a number."""
    return function("COUNTIF", lambda values, n: np.float64(list(values).count(n)), cells, number)
