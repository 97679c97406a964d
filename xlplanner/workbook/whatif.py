"""Sheet "What-if": cost against size, plans against demand, which inputs matter, price and use."""

from __future__ import annotations

from typing import Any

import numpy as np
from openpyxl.formatting.rule import ColorScaleRule
from openpyxl.worksheet.pagebreak import Break

from xlplanner.core.constants import RANKED_DIGITS
from xlplanner.core.law import reducible_loss
from xlplanner.functions.records import DEPLOYMENT_KIND
from xlplanner.units import Unit
from xlplanner.workbook.book import Book
from xlplanner.workbook.cases import QUALITY, REQUESTS, Cases
from xlplanner.workbook.charts import Axis, Line, add_lines, add_tornado
from xlplanner.workbook.formula import Formula, function, look_up, rounded
from xlplanner.workbook.inputs import ASKED, WHAT_IF, Inputs
from xlplanner.workbook.planner import CHEAPEST, CHINCHILLA, DESIGNS, OWN, Planner

# Sizes of the curve: the least that can reach the loss, times the optimum over it to these powers.
POWERS = [0.4 + 0.1 * step for step in range(22)]
DECADES = [-3 + 0.5 * step for step in range(13)]
PRICE_FACTORS = (0.5, 0.75, 1.0, 1.5, 2.0)
USE_FACTORS = (0.5, 1.0, 2.0, 5.0, 10.0)
LARGEST_MFU = 1
COUNT_TICKS = '[>=1E12]0.##,,,,"T";[>=1E9]0.##,,,"B";0.##,,"M"'
MONEY_TICKS = '[>=1E9]$0.##,,,"B";[>=1E6]$0.##,,"M";$#,##0'
# Rows of charts, then of the tables that they show.
SIZE_CHART, DEMAND_CHARTS, TORNADO_CHART, TABLES = "A6", ("E6", "A25"), "E25", 46


class WhatIf:
    """The sheet."""

    def __init__(self, book: Book, planner: Planner, cases: Cases, inputs: Inputs) -> None:
        self.planner, self.cases = planner, cases
        self.sheet = book.sheet(WHAT_IF, [34, 15, 15, 15, 15, 15, 15, 15])
        self.sheet.heading(WHAT_IF, "How the answer moves with size, demand, and every input")
        asked = ASKED["swing"]
        self.sheet.put(4, 1, asked.label)
        lists = planner.sources.lists
        self.given = {"swing": lists.ask(self.sheet, 4, 2, asked, inputs["swing"])}
        self.sheet.put(4, 3, "up and down, for the bars below", "unit")
        self.row = TABLES
        self._sizes()
        self._demands()
        self._tornado()
        self._grid()

    def _table(
        self, heading: str, titles: list[str], units: list[str], *, new_page: bool = False
    ) -> None:
        self.row += 2
        if new_page:
            self.sheet.worksheet.row_breaks.append(Break(id=self.row - 1))
        self.sheet.put(self.row, 1, heading, "section")
        self.sheet.row(self.row + 1, 1, titles, "header")
        self.sheet.row(self.row + 2, 1, units, "unit")
        self.row += 3

    def _column(self, first: int, column: int, cells: list[Formula]) -> Formula:
        return self.sheet.range(first, column, [cell.value for cell in cells])

    def _sizes(self) -> None:
        """Total cost of every size that reaches the loss, with the optimum marked."""
        planner, put = self.planner, self.sheet.put
        law, deployment, facts = planner.law, planner.deployment, planner.facts
        call = planner.edition.call
        self.row -= 2
        self._table(
            "Cost against size, at equal quality",
            ["Power of the optimum", "Parameters", "Training tokens", "Training", "Inference",
             "Total"],
            [Unit.RATIO, Unit.PARAMS, Unit.TOKENS, Unit.USD, Unit.USD, Unit.USD],
            new_page=True,
        )  # fmt: skip
        # With fewer parameters no number of tokens reaches the loss: A/N^alpha = r.
        least = np.power(law.A / reducible_loss(facts.loss, law), 1 / law.alpha)
        self.sheet.put(self.row, 1, "Least that can reach it")
        least = put(self.row, 2, least, "calculation", Unit.PARAMS)
        self.row += 1
        first = self.row
        columns: list[list[Formula]] = [[] for _ in range(5)]
        best = planner.solved[CHEAPEST].params
        for power in POWERS:
            exponent = put(self.row, 1, power, "data", Unit.LOSS)
            params: Any = least * np.power(best / least, exponent)  # type: ignore[call-overload]
            params = put(self.row, 2, params, "calculation", Unit.PARAMS)
            tokens: Any = call("LAW_TOKENS", facts.loss, params, law)
            tokens = put(self.row, 3, tokens, "calculation", Unit.TOKENS)
            training = call("TRAIN_COST", params, tokens, deployment)
            training = put(self.row, 4, training, "calculation", Unit.USD)
            inference = call("INF_COST", params, facts.requests, deployment)
            inference = put(self.row, 5, inference, "calculation", Unit.USD)
            total = put(self.row, 6, training + inference, "calculation", Unit.USD)
            for column, cell in zip(
                columns, (params, tokens, training, inference, total), strict=True
            ):
                column.append(cell)
            self.row += 1
        x, _, *costs = (
            self._column(first, place, cells) for place, cells in enumerate(columns, start=2)
        )
        marks = []
        for place in (CHEAPEST, CHINCHILLA, OWN):
            design = planner.designs[place]
            put(self.row, 1, DESIGNS[place])
            n = put(self.row, 2, design.params, "calculation", Unit.PARAMS)
            put(self.row, 3, design.tokens, "calculation", Unit.TOKENS)
            cost = put(self.row, 6, design.cost, "calculation", Unit.USD)
            marks.append(Line(DESIGNS[place], n, cost, points=True))
            self.row += 1
        names = ("Training", "Inference", "Total")
        lines = [Line(name, x, cells) for name, cells in zip(names, costs, strict=True)]
        add_lines(
            self.sheet,
            SIZE_CHART,
            "Cost against size, at equal quality",
            Axis("Parameters", COUNT_TICKS, log=True),
            Axis("Lifetime cost [USD]", MONEY_TICKS, log=True),
            [*lines[::-1], *marks],
        )

    def _demands(self) -> None:
        """The optimum over six decades of demand."""
        put = self.sheet.put
        self._table(
            "The cost-optimal model against demand",
            ["Times the demand", "Requests", "Parameters", "Training tokens", "Total cost",
             "Chinchilla-style", "Saving"],
            [Unit.RATIO, Unit.REQUESTS, Unit.PARAMS, Unit.TOKENS, Unit.USD, Unit.USD, "%"],
            new_page=True,
        )  # fmt: skip
        first = self.row
        columns: list[list[Formula]] = [[] for _ in range(6)]
        for decade in DECADES:
            factor = put(self.row, 1, 10**decade, "data", Unit.RESIDUAL)
            case = self.cases.add(
                f"Demand times 10^{decade:g}", {REQUESTS: self.cases.base[REQUESTS] * factor}
            )
            figures = (case.requests, case.params, case.tokens, case.cost, case.cost0, case.saving)
            units = (Unit.REQUESTS, Unit.PARAMS, Unit.TOKENS, Unit.USD, Unit.USD, Unit.FRACTION)
            for place, (figure, unit) in enumerate(zip(figures, units, strict=True)):
                columns[place].append(put(self.row, 2 + place, figure, "calculation", unit))
            self.row += 1
        x, params, _, _, _, saving = (
            self._column(first, place, cells) for place, cells in enumerate(columns, start=2)
        )
        demand = Axis("Requests over the life", COUNT_TICKS, log=True)
        size_at, saving_at = DEMAND_CHARTS
        add_lines(
            self.sheet,
            size_at,
            "Cost-optimal size against demand",
            demand,
            Axis("Parameters", COUNT_TICKS, log=True),
            [Line("Cost-optimal size", x, params)],
        )
        add_lines(
            self.sheet,
            saving_at,
            "Saving against demand",
            demand,
            Axis("Saving against Chinchilla-style [%]", "0%"),
            [Line("Saving", x, saving)],
        )

    def _tornado(self) -> None:
        """Total cost, planned anew, with each input lower and higher; the largest swing on top."""
        put, swing = self.sheet.put, self.given["swing"]
        names = {QUALITY: "Quality, as a Chinchilla size", REQUESTS: "Requests"}
        names |= {name: field.help for name, field in DEPLOYMENT_KIND.fields.items()}
        self._table(
            "Total cost with each input changed, planned anew",
            ["Input", "Now", "Cost if lower", "Cost if higher", "Change if lower",
             "Change if higher", "Largest change", "Place"],
            ["", "its unit", Unit.USD, Unit.USD, "%", "%", "%", ""],
        )  # fmt: skip
        first, planned = self.row, self.cases.add("As planned", {})
        swings: list[Formula] = []
        changes: list[list[Formula]] = [[], []]
        for name, label in names.items():
            put(self.row, 1, label)
            now = self.cases.base[name]
            unit = ASKED[name].unit
            put(self.row, 2, now, "calculation", unit)
            for side, factor in enumerate((1 - swing, 1 + swing)):
                changed: Any = now * factor
                if unit is Unit.FRACTION:
                    changed = np.minimum(changed, LARGEST_MFU)
                what = f"{label} {'lower' if side == 0 else 'higher'}"
                case = self.cases.add(what, {name: changed})
                cost = put(self.row, 3 + side, case.cost, "calculation", Unit.USD)
                change = put(
                    self.row, 5 + side, cost / planned.cost - 1, "calculation", Unit.FRACTION
                )
                changes[side].append(change)
            largest = np.maximum(np.absolute(changes[0][-1]), np.absolute(changes[1][-1]))
            # Inputs that act alike, such as price and requests, differ by rounding alone.
            largest = rounded(largest, RANKED_DIGITS)
            swings.append(put(self.row, 7, largest, "calculation", Unit.FRACTION))
            self.row += 1
        sizes = self._column(first, 7, swings)
        places = []
        for row, size in enumerate(swings, start=first):
            # Ties take their places in turn.
            before = self.sheet.range(first, 7, [cell.value for cell in swings[: row - first]])
            ties = count_number(before, size) if row > first else 0
            places.append(put(row, 8, rank(size, sizes) + ties, "calculation"))
        self._sorted(first, list(names.values()), places, changes)

    def _sorted(
        self, first: int, names: list[str], places: list[Formula], changes: list[list[Formula]]
    ) -> None:
        put = self.sheet.put
        keys, labels = self._column(first, 8, places), self.sheet.range(first, 1, names)
        sides = [self._column(first, 5 + side, cells) for side, cells in enumerate(changes)]
        self._table("The same, the largest first", ["Input", "Place", "If lower", "If higher"],
                    ["", "", "%", "%"], new_page=True)  # fmt: skip
        top = self.row
        shown: list[list[Formula]] = [[], [], []]
        for place in range(1, len(names) + 1):
            key = put(self.row, 2, place, "data")
            shown[0].append(put(self.row, 1, look_up(key, keys, labels)))
            for side, cells in enumerate(sides):
                cell = put(
                    self.row, 3 + side, look_up(key, keys, cells), "calculation", Unit.FRACTION
                )
                shown[1 + side].append(cell)
            self.row += 1
        add_tornado(
            self.sheet,
            TORNADO_CHART,
            "Change of total cost, each input lower and higher",
            Axis("Change of total cost [%]", "0%"),
            self._column(top, 1, shown[0]),
            {"lower": self._column(top, 3, shown[1]), "higher": self._column(top, 4, shown[2])},
        )

    def _grid(self) -> None:
        """Total cost over price of inference and utilisation of generation."""
        put, base = self.sheet.put, self.cases.base
        self._table(
            "Total cost [USD] over inference price (down) and generation MFU (across), planned "
            "anew",
            ["Times the price", "Price", *["Total cost"] * len(USE_FACTORS)],
            ["", Unit.USD_PER_GPU_HOUR, *[Unit.USD] * len(USE_FACTORS)],
        )
        factors, uses = self.row, self.row + 1
        put(factors, 1, "Times the MFU")
        put(uses, 1, "MFU")
        mfus: list[Any] = []
        for column, factor in enumerate(USE_FACTORS, start=3):
            times: Any = put(factors, column, factor, "data")
            mfu = np.minimum(base["output_mfu"] * times, LARGEST_MFU)
            mfus.append(put(uses, column, mfu, "calculation", Unit.FRACTION))
        self.row += 2
        first = self.row
        for factor in PRICE_FACTORS:
            times = put(self.row, 1, factor, "data")
            price = base["inference_price"] * times
            price = put(self.row, 2, price, "calculation", Unit.USD_PER_GPU_HOUR)
            for column, (mfu, use) in enumerate(zip(mfus, USE_FACTORS, strict=True), start=3):
                case = self.cases.add(
                    f"Price times {factor:g}, MFU times {use:g}",
                    {"inference_price": price, "output_mfu": mfu},
                )
                put(self.row, column, case.cost, "calculation", Unit.USD)
            self.row += 1
        last = self.sheet.across(self.row - 1, 3, USE_FACTORS).spelled(WHAT_IF).split(":")[1]
        self.sheet.worksheet.conditional_formatting.add(
            f"C{first}:{last.replace('$', '')}", cheap_to_dear()
        )


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
