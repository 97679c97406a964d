"""Sheet "What-if": how the answer moves with size, demand, price and MFU."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from openpyxl.formatting.rule import ColorScaleRule, FormulaRule, Rule
from openpyxl.styles import Font
from openpyxl.worksheet.pagebreak import Break

from xlplanner.core.constants import SAME_SIZE
from xlplanner.core.law import least_params
from xlplanner.expressions.operations import (
    at_most,
    below,
    both,
    if_,
    is_number,
    joined,
    largest,
    not_available,
)
from xlplanner.expressions.tree import Expression, Reference, lift, on_symbols
from xlplanner.functions.accepts import Number
from xlplanner.units import Unit
from xlplanner.workbook.grid.charts import Axis, Line, add_lines
from xlplanner.workbook.grid.style import MONEY_TICKS, SIZE_TICKS, unseen
from xlplanner.workbook.grid.tables import Table
from xlplanner.workbook.inputs import InputSpec
from xlplanner.workbook.plan import PlanSheet
from xlplanner.workbook.sheets.cases import REQUESTS, Case, Cases
from xlplanner.workbook.sheets.constants import Constants
from xlplanner.workbook.sheets.lists import Lists
from xlplanner.workbook.sheets.planner.results import (
    CHEAPEST,
    CHINCHILLA,
    DESIGNS,
    NOT_COMPARABLE,
    OWN,
    Design,
    is_comparable,
)
from xlplanner.workbook.sheets.planner.sheet import Planner
from xlplanner.workbook.sheets.workings.plan import Bill

GENERAL = "General"
GAP, GAP_HEIGHT = 3, 6
# Charts on the first page, tables from the row after it.
CHARTS, TABLES = ("A4", "F4", "A20", "F20"), 36
CHART_WIDTH, CHART_HEIGHT = 14.0, 8.1
# Exponents of the curve's sizes, the optimum being 0: half of the way, by their logarithms, towards
# the fewest parameters, -1, at which the cost has a pole; then up to the largest, 1. It is a
# multiple of the optimum, or Chinchilla, which is at most (1 + alpha/beta)^(1/alpha) times as large
# as the optimum: so the costs of the curve stay within one linear scale, whatever the inputs are.
STEPS = (-0.5, -0.4, -0.3, -0.2, -0.1, 0.0, 0.1, 0.2, 0.3, 0.4, 0.6, 0.8, 1.0)
WIDEST = 4
# Three decades to both sides of the plan's demand.
DEMANDS = (
    *(digit * 10.0**decade for decade in range(-3, 3) for digit in (1, 3)),
    1000.0,
)
PRICES, MFUS = (0.5, 0.75, 1.0, 1.5, 2.0), (0.5, 1.0, 2.0, 5.0, 10.0)
LARGEST_SHARE = 1
COSTS: dict[str, Unit | None] = {
    "Parameters": Unit.PARAMS,
    "Training tokens": Unit.TOKENS,
    "Training cost": Unit.USD,
    "Inference cost": Unit.USD,
    "Total cost": Unit.USD,
    "Above the optimum": Unit.FRACTION,
}
PARAMS, _, TRAINING, INFERENCE, TOTAL, _ = range(1, 1 + len(COSTS))
DRAWN: dict[str, Unit | None] = {
    "Cost, as drawn": Unit.USD,
    "Size, as drawn": Unit.PARAMS,
    "Saving, as drawn": Unit.FRACTION,
}
DRAWN_COST, DRAWN_SIZE, DRAWN_SAVING = range(1 + len(COSTS), 1 + len(COSTS) + len(DRAWN))
PLAN, FREE, OWN_MODEL = "Plan", "Without limits", "Own model"
NONE, NOT_COMPARED = "none", "–"
DEMAND_COLUMNS: dict[str, Unit | None] = {
    "Multiple of the plan's requests": Unit.TIMES,
    "Lifetime requests": Unit.REQUESTS,
    "Parameters": Unit.PARAMS,
    "Training tokens": Unit.TOKENS,
    "Total cost": Unit.USD,
    "Parameters, Chinchilla": Unit.PARAMS,
    "Total cost, Chinchilla": Unit.USD,
    "Saving against Chinchilla": Unit.FRACTION,
    "Total cost, plan unchanged": Unit.USD,
    "Above optimum, plan unchanged": Unit.FRACTION,
    "Above optimum, Chinchilla": Unit.FRACTION,
}
MULTIPLE, SIZE, SIZE0, SAVING, EXTRA, EXTRA0 = 0, 2, 5, 7, 9, 10


def _multiples(key: str, label: str, defaults: tuple[float, ...]) -> list[InputSpec]:
    return [
        InputSpec(f"{key}_{number}", f"{label} {number}", Unit.TIMES, Number(0.01, 100), default)
        for number, default in enumerate(defaults, start=1)
    ]


PRICE_MULTIPLES = _multiples("price_multiple", "What-if price multiple", PRICES)
MFU_MULTIPLES = _multiples("mfu_multiple", "What-if output MFU multiple", MFUS)


class WhatIf(PlanSheet):
    """The sheet.

    Attributes
    ----------
    as_planned : Case
        The plan in force, solved as all others of the sheet: its cost is the planner's.
    """

    title = "What-if"
    about = (
        "How the answer moves with size, demand, price and MFU, at the plan's quality; of a "
        "budget, what it buys as planned. Totals include fixed costs and contingency. The yellow "
        "multiples of the last table are yours to change."
    )
    about_frozen = (
        "How the answer moves with size, demand, price and MFU, at the plan's quality; of a "
        "budget, what it buys as planned."
    )
    widths = (32, *[12] * 10)
    inputs = (*PRICE_MULTIPLES, *MFU_MULTIPLES)

    def write(self) -> None:
        """Write the tables, and above them the charts that show them."""
        self.cases = self.plan[Cases]
        self.as_planned: Case = self.cases.add("As planned", {})
        self.planner, self.words = self.plan[Planner], self.plan[Constants]
        self.best, self.chosen = self.planner.free[CHEAPEST], self.planner.designs[CHEAPEST]
        self.sheet.worksheet.row_dimensions[GAP].height = GAP_HEIGHT
        self.sheet.worksheet.page_setup.errors = "blank"
        self._new_page(TABLES)
        curve = self._sizes()
        marks = self._marks(curve)
        self._new_page(self.row)
        demands = self._demands()
        self._grid()
        self._draw_sizes(curve, marks)
        self._draw_demands(demands, marks)

    def _new_page(self, row: int) -> None:
        """Go on with a row that begins a page."""
        self.sheet.worksheet.row_breaks.append(Break(id=row - 1))
        self.row = row

    # Cost against size ---------------------------------------------------------------------------

    def _sizes(self) -> Table:
        """Cost of sizes around the optimum, all of which reach the loss."""
        planner, call = self.planner, self.edition.call
        law, loss = planner.law, planner.facts.loss
        base = planner.designs[CHINCHILLA].params
        self.sheet.put(self.row, 1, "Sizes of the curve", "section")
        multiple = self._fact("Drawn up to, times the optimum", WIDEST, Unit.TIMES, "data")
        fewest = self._fact(
            "Fewest parameters (step -1)", on_symbols(least_params, loss, law), Unit.PARAMS
        )
        best = self._fact("Cost-optimal (step 0)", self.best.params, Unit.PARAMS)
        widest = on_symbols(np.maximum, multiple * best, base)
        widest = self._fact("Largest drawn (step 1)", widest, Unit.PARAMS)
        self.free = self._bill(*self.best, planner.facts.requests)
        self.lowest = self._fact("Cost of the optimum, no limits", self.free.total, Unit.USD)
        self.row += 2
        table = Table(
            self.sheet,
            self.row,
            "Cost against size, at equal quality",
            {"Step": Unit.ANY, **COSTS},
        )
        for number in STEPS:
            step = self._data(table, number, "0.0")
            ratio = if_(below(step, 0), fewest, widest) / best
            exponent = on_symbols(np.absolute, step)
            params = table.put(best * on_symbols(np.power, ratio, exponent))
            tokens = table.put(call("LAW_TOKENS", loss, params, law))
            bill = self._bill(params, tokens, planner.facts.requests)
            total = [table.put(figure) for figure in bill][-1]
            table.put(total / self.lowest - 1)
        self.row = table.end + 1
        return table

    def _data(self, table: Table, number: float, number_format: str) -> Reference:
        """Write a number in the next cell of a table, in a format of its own."""
        cell = table.put(number, "data")
        self.sheet.worksheet[cell.address].number_format = number_format
        return cell

    def _fact(
        self, label: str, content: object, unit: Unit, kind: str = "calculation"
    ) -> Reference:
        """Write a figure with its label and unit in the next row."""
        self.row += 1
        self.sheet.put(self.row, 1, label)
        self.sheet.put(self.row, 3, unit.label, "unit")
        return self.sheet.put(self.row, 2, content, kind, unit)

    def _marks(self, curve: Table) -> Table:
        """Write the designs that the charts mark; what is not drawn of them is #N/A."""
        designs, best = self.planner.designs, self.best
        own, sizes = designs[OWN], curve.cells(PARAMS)
        apart = on_symbols(np.absolute, self.chosen.params / best.params - 1)
        binds = if_(is_number(self.chosen.cost), below(SAME_SIZE, apart), lift(True))
        comparable = is_comparable(own.quality)
        within = both(
            at_most(sizes[0], own.params),
            at_most(own.params, sizes[-1]),
            at_most(own.cost, largest(curve.column(TOTAL))),
        )
        always = lift(True)
        table = Table(
            self.sheet, self.row, "Designs marked in the charts", {"Design": None, **COSTS, **DRAWN}
        )
        for name, figures, drawn, otherwise in (
            (PLAN, _figures(self.chosen), always, NONE),
            (FREE, (*best, *self.free), binds, "the same"),
            (DESIGNS[CHINCHILLA], _figures(designs[CHINCHILLA]), always, NONE),
            (OWN_MODEL, _figures(own), both(comparable, within),
             if_(comparable, "off the chart", NOT_COMPARABLE)),
        ):  # fmt: skip
            self._mark(table, name, figures, drawn, otherwise)
        self.row = table.end + 1
        return table

    def _mark(
        self,
        table: Table,
        name: str,
        figures: Sequence[Expression],
        drawn: Expression,
        otherwise: Expression | str,
    ) -> None:
        """Write the row of a design: its name in the legends, its figures, and what is drawn."""
        params, *_, cost = figures
        readable = self.words.readable
        words = joined(readable(params), ", $", readable(cost))
        words = if_(is_number(cost), if_(drawn, words, otherwise), NONE)
        table.put(joined(f"{name}: ", words), "label")
        params, *_, cost = [table.put(figure) for figure in figures]
        drawn = if_(is_number(cost), drawn, lift(False))
        table.put(if_(drawn, cost / self.lowest - 1, NOT_COMPARED))
        saving = 1 - cost / self.planner.designs[CHINCHILLA].cost
        for figure in (cost, params, saving):
            cell = table.put(if_(drawn, figure, not_available()))
            # A chart leaves a gap where there is an error, and draws a text as zero.
            self.sheet.add_rule(cell.address, unseen(f"ISERROR({cell.address})"))

    def _bill(self, params: Expression, tokens: Expression, requests: Expression) -> Bill:
        """Dollars of a model over its life at some requests, at the prices of their months."""
        call, plan = self.edition.call, self.planner.solved
        training = call("TRAIN_COST", params, tokens, plan.deployment)
        inference = call("INF_COST", params, plan.at_prices(requests), plan.deployment)
        return Bill(training, inference, plan.fixed.whole(training + inference))

    def _draw_sizes(self, curve: Table, marks: Table) -> None:
        """Draw the curve and every design that is marked."""
        columns = (("Total", TOTAL), ("Inference", INFERENCE), ("Training", TRAINING))
        lines = [Line(name, curve.column(PARAMS), curve.column(at)) for name, at in columns]
        x, y = marks.cells(PARAMS), marks.cells(DRAWN_COST)
        # The plan is drawn last, on top.
        marked = [
            Line(name, x[row], y[row], points=True, legend=marks.cells(0)[row])
            for row, name in enumerate((PLAN, FREE, DESIGNS[CHINCHILLA], OWN_MODEL))
        ]
        plan, *others = marked
        lines += [*others, plan._replace(strong=True)]
        self._draw(
            CHARTS[0],
            "Lifetime cost against size, at equal quality",
            Axis("Parameters", SIZE_TICKS),
            Axis("Lifetime cost [USD]", MONEY_TICKS),
            lines,
        )

    def _draw(self, anchor: str, title: str, x: Axis, y: Axis, lines: Sequence[Line]) -> None:
        add_lines(self.sheet, anchor, title, x, y, lines, width=CHART_WIDTH, height=CHART_HEIGHT)

    # Demand --------------------------------------------------------------------------------------

    def _demands(self) -> Table:
        """Write the cost-optimal model over six decades of demand, the plan's in the middle."""
        table = Table(self.sheet, self.row, "If demand differs, at equal quality", DEMAND_COLUMNS)
        for multiple in DEMANDS:
            cell = self._data(table, multiple, GENERAL)
            case = self._at_demand(multiple, cell)
            figures = ("requests", "params", "tokens", "cost", "params0", "cost0", "saving")
            for figure in figures:
                table.put(getattr(case, figure))
            bill = self._bill(self.chosen.params, self.chosen.tokens, case.requests)
            unchanged = table.put(bill.total)
            for cost in (unchanged, case.cost0):
                table.put(cost / case.cost - 1)
        self.row = table.end + 1
        return table

    def _at_demand(self, multiple: float, cell: Reference) -> Case:
        """The plan at a multiple of its demand."""
        if multiple == 1:
            return self.as_planned
        requests = self.cases.base[REQUESTS] * cell
        return self.cases.add(f"Requests times {multiple:g}", {REQUESTS: requests})

    def _draw_demands(self, table: Table, marks: Table) -> None:
        """Draw size, saving, and cost above the lowest, against demand."""
        x, here = table.column(MULTIPLE), DEMANDS.index(1)
        axis = Axis(
            "Requests, multiple of the plan's, log scale",
            log=True,
            low=DEMANDS[0],
            high=DEMANDS[-1],
        )
        at_plan = table.cells(MULTIPLE)[here]
        plan, free, *_ = marks.cells(0)

        def marked(column: int) -> list[Line]:
            limited, unlimited, *_ = marks.cells(column)
            return [
                Line(FREE, at_plan, unlimited, points=True, legend=free),
                Line(PLAN, at_plan, limited, points=True, strong=True, legend=plan),
            ]

        self._draw(
            CHARTS[1],
            "Size against demand, at equal quality",
            axis,
            Axis("Parameters", SIZE_TICKS),
            [
                Line("Cost-optimal", x, table.column(SIZE)),
                Line(DESIGNS[CHINCHILLA], x, table.column(SIZE0)),
                *marked(DRAWN_SIZE),
            ],
        )
        self._draw(
            CHARTS[2],
            "Saving against Chinchilla, against demand",
            axis,
            Axis("Saving of the cost-optimal model [%]", "0%"),
            [Line("Cost-optimal", x, table.column(SAVING)), *marked(DRAWN_SAVING)],
        )
        self._draw(
            CHARTS[3],
            "Extra cost if demand differs from the plan",
            axis,
            Axis("Cost above the optimum [%]", "0%"),
            [
                Line("Plan unchanged", x, table.column(EXTRA)),
                Line(DESIGNS[CHINCHILLA], x, table.column(EXTRA0)),
                Line(
                    PLAN, at_plan, table.cells(EXTRA)[here], points=True, strong=True, legend=plan
                ),
            ],
        )

    # Price and MFU -------------------------------------------------------------------------------

    def _grid(self) -> None:
        """Write the total cost by the price of inference and the output MFU."""
        put, base, write = self.sheet.put, self.cases.base, self.plan[Lists].write_input
        put(self.row, 1, "Total cost if price and output MFU differ, re-optimised", "section")
        put(self.row + 1, 1, "The plan's own price and output MFU, if among them, are in bold.")
        factors, uses, heads, first = (self.row + step for step in (2, 3, 4, 5))
        put(factors, 1, "Output MFU, multiple of the plan's")
        put(factors, 2, Unit.TIMES.label, "unit")
        put(uses, 1, "Output MFU, at most 100 %")
        put(uses, 2, Unit.FRACTION.label, "unit")
        heads_of = ["Inference price, multiple of the plan's", "USD/GPU-hour"]
        self.sheet.row(heads, 1, heads_of + ["Total cost"] * len(MFUS), "header")
        mfus: list[Reference] = []
        for column, spec in enumerate(MFU_MULTIPLES, start=3):
            times = write(self.sheet, factors, column, spec)
            mfu = on_symbols(np.minimum, base["output_mfu"] * times, LARGEST_SHARE)
            mfus.append(put(uses, column, mfu, "calculation", Unit.FRACTION))
        for row, spec in enumerate(PRICE_MULTIPLES, start=first):
            times = write(self.sheet, row, 1, spec)
            price = base["inference_price"] * times
            price = put(row, 2, price, "calculation", Unit.USD_PER_GPU_HOUR)
            for column, mfu in enumerate(mfus, start=3):
                case = self.cases.add(
                    f"Price multiple {row - first + 1}, MFU multiple {column - 2}",
                    {"inference_price": price, "output_mfu": mfu},
                )
                put(row, column, case.cost, "calculation", Unit.USD)
        grid = self.sheet.area(first, 3, [MFUS] * len(PRICES)).address.replace("$", "")
        self.sheet.add_rule(grid, in_bold(f"AND($A{first}=1,C${factors}=1)"))
        self.sheet.add_rule(grid, cheap_to_dear())


def _figures(design: Design) -> tuple[Expression, ...]:
    """Parameters, tokens and costs of a design."""
    return design.params, design.tokens, design.train_cost, design.inf_cost, design.cost


def in_bold(condition: str) -> Rule:
    """A conditional format of bold text while a condition holds."""
    rule: Rule = FormulaRule(formula=[condition], font=Font(bold=True))  # type: ignore[no-untyped-call]
    return rule


def cheap_to_dear() -> Rule:
    """Colours from low to high, which differ without hue: light to dark."""
    rule: Rule = ColorScaleRule(  # type: ignore[no-untyped-call]
        start_type="min", start_color="FFFFFF", end_type="max", end_color="F4B183"
    )
    return rule
