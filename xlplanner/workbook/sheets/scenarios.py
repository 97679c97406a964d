"""Sheet "Scenarios": up to six plans side by side, each with inputs of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter

from xlplanner.core.constants import MONTHS_PER_YEAR, SAME_SIZE
from xlplanner.expressions.operations import (
    at_most,
    count_cells,
    count_of,
    equals,
    if_,
    is_blank,
    is_number,
    smallest,
)
from xlplanner.expressions.tree import Expression, Reference, lift, on_symbols
from xlplanner.units import Unit
from xlplanner.workbook.grid.book import LINE_HEIGHT
from xlplanner.workbook.grid.charts import Axis, add_columns
from xlplanner.workbook.grid.style import BEST, CHECK, MONEY_TICKS, OK
from xlplanner.workbook.inputs import InputSpec, InputValue, Label
from xlplanner.workbook.plan import PlanSheet
from xlplanner.workbook.sheets.lists import Lists
from xlplanner.workbook.sheets.planner.inputs import (
    AS_PLANNED,
    BY_CHINCHILLA,
    BY_REQUESTS,
    CHANGEABLE,
    PLAN_NAMES,
    SCENARIO_NAMES,
)
from xlplanner.workbook.sheets.planner.results import NONE
from xlplanner.workbook.sheets.workings.plan import SolvedPlan
from xlplanner.workbook.sheets.workings.sheet import Workings, scenario_key

LABEL, UNIT, BASE, FIRST_COLUMN = 1, 2, 3, 4
TOP = 5
STATE = TOP + 2
NUMBERS = range(1, len(SCENARIO_NAMES) + 1)
NAME = InputSpec("name", "Name", Unit.TEXT, Label(), None, optional=True)
DEFAULTS: dict[int, dict[str, InputValue]] = {
    1: {"name": "351B requests over the life", "demand_by": BY_REQUESTS, "requests": 351e9},
    2: {"name": "Output at 5 % MFU", "output_mfu": 0.05},
    3: {"name": "As good as a 30B", "quality_by": BY_CHINCHILLA, "chinchilla_params": 30e9},
}


def _spec(number: int, base: InputSpec) -> InputSpec:
    """An input of a scenario: one of the planner's, which may be empty."""
    return base._replace(
        key=scenario_key(number, base.key),
        label=f"Scenario {number}: {base.title}",
        default=DEFAULTS.get(number, {}).get(base.key),
        optional=True,
        section="",
    )


INPUTS = {
    (number, base.key): _spec(number, base) for number in NUMBERS for base in (NAME, *CHANGEABLE)
}
# Without the samples.
EMPTY: dict[str, InputValue] = {
    scenario_key(number, key): None for number, changes in DEFAULTS.items() for key in changes
}
PER_YEAR = "per_year"
# A name of a scenario may take so many lines.
NAME_LINES, REASON_LINES, WRAPPED = 3, 9, Alignment(wrap_text=True, vertical="top")
RESULTS: dict[str, tuple[str, Unit, Callable[[SolvedPlan], Expression]]] = {
    "as_good_as": ("As good as a Chinchilla model of", Unit.PARAMS, lambda p: p.as_good_as),
    "loss": ("Loss to reach", Unit.LOSS, lambda p: p.loss),
    "requests": ("Lifetime requests", Unit.REQUESTS, lambda p: p.requests),
    "params": ("Parameters", Unit.PARAMS, lambda p: p.optimum.best.params),
    "tokens": ("Training tokens", Unit.TOKENS, lambda p: p.optimum.best.tokens),
    "training": ("Training cost", Unit.USD, lambda p: p.bill.training),
    "inference": ("Inference cost", Unit.USD, lambda p: p.bill.inference),
    "fixed": (
        "Costs beside GPUs, contingency",
        Unit.USD,
        lambda p: (
            p.fixed.trained
            + (p.bill.training + p.bill.inference + p.fixed.trained) * p.fixed.contingency
        ),
    ),
    "cost": ("Total lifetime cost", Unit.USD, lambda p: p.bill.total),
    "cost0": ("Total lifetime cost, Chinchilla", Unit.USD, lambda p: p.chinchilla_bill.total),
    "saving": (
        "Saving against Chinchilla",
        Unit.FRACTION,
        lambda p: 1 - p.bill.total / p.chinchilla_bill.total,
    ),
    PER_YEAR: (
        "Total lifetime cost per year in service",
        Unit.USD_PER_YEAR,
        lambda p: p.bill.total / p.inputs["months"] * MONTHS_PER_YEAR,
    ),
}
NOTES = (
    "A scenario without a name is left out. Fill what differs; what is empty is as planned.",
    "To see a scenario on Planner, Summary and the other sheets, pick it as the plan shown.",
)


class PlanState(NamedTuple):
    """OK, NOTE or CHECK, and the first reason; both empty where a scenario has no name."""

    verdict: Reference
    reason: Reference


class Scenarios(PlanSheet):
    """The sheet.

    Attributes
    ----------
    states : list of PlanState
        The state of the plan as it stands and of each scenario.
    results : list of dict
        Their results, by keys.
    """

    title = "Scenarios"
    about = "Up to six plans beside the one on Planner, each cost-optimal within its limits"
    widths = (36, 14, *[15] * len(PLAN_NAMES))
    inputs = tuple(INPUTS.values())
    landscape = False
    in_pack = True

    def write_inputs(self) -> None:
        """Write the names on top, and what each scenario changes below its results."""
        put, write_input = self.sheet.put, self.plan[Lists].write_input
        if not self.plan.frozen:
            for row, text in enumerate(NOTES, start=TOP - len(NOTES)):
                put(row, LABEL, text, "subtitle")
        self.sheet.row(TOP, LABEL, ["", "Unit", *PLAN_NAMES], "header")
        put(TOP + 1, LABEL, "Name")
        for column, number in enumerate(NUMBERS, start=FIRST_COLUMN):
            write_input(self.sheet, TOP + 1, column, INPUTS[number, "name"])
            self.sheet.worksheet.cell(TOP + 1, column).alignment = WRAPPED
        self.sheet.worksheet.row_dimensions[TOP + 1].height = NAME_LINES * LINE_HEIGHT
        put(STATE, LABEL, "State")
        put(STATE + 1, LABEL, "… and its first reason")
        self.sheet.worksheet.row_dimensions[STATE + 1].height = REASON_LINES * LINE_HEIGHT
        self.first_result = STATE + 2
        self.chart_row = self.first_result + len(RESULTS) + 5
        changes = self.chart_row + 19
        self.sheet.row(changes, LABEL, ["What each changes", "Unit", *PLAN_NAMES], "header")
        self.override_rows: dict[str, int] = {}
        for row, spec in enumerate(CHANGEABLE, start=changes + 1):
            put(row, LABEL, spec.title)
            put(row, UNIT, spec.unit.label, "unit")
            self.override_rows[spec.key] = row
            for column, number in enumerate(NUMBERS, start=FIRST_COLUMN):
                write_input(self.sheet, row, column, INPUTS[number, spec.key], spec)
                self._wrap(row, column, spec)

    def write(self) -> None:
        """Write what is planned beside the changes; `show` writes the results."""
        base = self.plan[Workings].plans[AS_PLANNED].inputs
        for key, row in self.override_rows.items():
            self.sheet.put(row, BASE, base[key], "calculation", self.plan.specs[key].unit)
            self._wrap(row, BASE, self.plan.specs[key])
        self.sheet.put(TOP + 1, BASE, AS_PLANNED)
        row = max(self.override_rows.values()) + 4
        self.entered_by = self._count_entered(row)
        self.entered = self.sheet.across(row, BASE, [count.value for count in self.entered_by])
        self.sheet.freeze(TOP + 2, BASE)

    def typed(self, spec: InputSpec) -> Reference:
        """An input as it is planned and as each scenario has it, side by side."""
        base = self.plan[Workings].plans[AS_PLANNED].inputs[spec.key]
        own = [self.plan.values[scenario_key(number, spec.key)] for number in NUMBERS]
        values = [base.value, *("" if value is None else value for value in own)]
        return self.sheet.across(self.override_rows[spec.key], BASE, values)

    def show(self, states: Sequence[tuple[Expression, Expression]]) -> None:
        """Write the results side by side, and the chart, once the state of each plan is known.

        Parameters
        ----------
        states : sequence of (Expression, Expression)
            Of the plan as it stands and of each scenario, with the reason if it is not OK.
        """
        plans = self.plan[Workings].plans
        self.states = [
            self._state(column, *state) for column, state in enumerate(states, start=BASE)
        ]
        row = self.first_result
        for offset, (label, unit, _) in enumerate(RESULTS.values()):
            self.sheet.put(row + offset, LABEL, label)
            self.sheet.put(row + offset, UNIT, unit.label, "unit")
        self.results = [
            self._result(column, plans[name]) for column, name in enumerate(PLAN_NAMES, start=BASE)
        ]
        row += len(RESULTS)
        self._differences(row)
        self._mark(row + 2, "Lowest cost of equal quality and demand", "cost")
        self._mark(row + 3, "Lowest cost per year of equal quality", PER_YEAR)
        labels = [AS_PLANNED, *(self.plan.values[scenario_key(n, "name")] for n in NUMBERS)]
        names = self.sheet.across(TOP + 1, BASE, labels)
        sides = {
            RESULTS[key][0]: self.sheet.across(
                self.first_result + list(RESULTS).index(key),
                BASE,
                [cells[key].value for cells in self.results],
            )
            for key in ("training", "inference", "fixed")
        }
        add_columns(
            self.sheet,
            f"A{self.chart_row}",
            "Lifetime cost, plan by plan",
            Axis("USD over the life", MONEY_TICKS),
            names,
            sides,
        )

    def _wrap(self, row: int, column: int, spec: InputSpec) -> None:
        """Break a word from a list that is wider than its column."""
        if spec.options:
            self.sheet.worksheet.cell(row, column).alignment = WRAPPED

    def for_readers(self) -> None:
        """Hide the scenarios without a name, and the rows of inputs that no scenario changes."""
        page = self.sheet.worksheet
        for column, number in enumerate(NUMBERS, start=FIRST_COLUMN):
            if self.plan.values[scenario_key(number, "name")] is None:
                page.column_dimensions[get_column_letter(column)].hidden = True
        for key, row in self.override_rows.items():
            values = (self.plan.values[scenario_key(number, key)] for number in NUMBERS)
            if all(value is None for value in values):
                page.row_dimensions[row].hidden = True

    def _state(self, column: int, state: Expression, reason: Expression) -> PlanState:
        """Write the state of a plan, and its first reason below."""
        verdict = self.sheet.put(STATE, column, self._if_named(column, state), "verdict")
        shown = if_(equals(verdict, OK), "", self._if_named(column, reason))
        return PlanState(verdict, self.sheet.put(STATE + 1, column, shown, "note"))

    def _if_named(self, column: int, content: Expression) -> Expression:
        """What stands of a plan; empty where a scenario has no name."""
        if column == BASE:
            return content
        return if_(is_blank(self.plan.inputs[scenario_key(column - BASE, "name")]), "", content)

    def _shown(self, column: int, content: Expression) -> Expression:
        """A result; a dash where there is no answer, empty where a scenario has no name."""
        known = if_(is_number(content), content, NONE)
        sound = if_(equals(self.states[column - BASE].verdict, CHECK), NONE, known)
        return self._if_named(column, sound)

    def _result(self, column: int, plan: SolvedPlan) -> dict[str, Reference]:
        cells = {}
        for offset, (key, (_, unit, find)) in enumerate(RESULTS.items()):
            kind = "result" if key == "cost" else "calculation"
            shown = self._shown(column, find(plan))
            cells[key] = self.sheet.put(self.first_result + offset, column, shown, kind, unit)
        return cells

    def _differences(self, row: int) -> None:
        """Write by how much each costs more than the plan."""
        base = self.results[0]["cost"]
        self.sheet.put(row, LABEL, "Cost above the plan's")
        self.sheet.put(row, UNIT, Unit.USD.label, "unit")
        self.sheet.put(row + 1, LABEL, "Cost above the plan's")
        self.sheet.put(row + 1, UNIT, Unit.FRACTION.label, "unit")
        for column, cells in enumerate(self.results[1:], start=FIRST_COLUMN):
            more = self._shown(column, cells["cost"] - base)
            share = self._shown(column, cells["cost"] / base - 1)
            self.sheet.put(row, column, more, "calculation", Unit.USD)
            self.sheet.put(row + 1, column, share, "calculation", Unit.FRACTION)

    def _count_entered(self, row: int) -> list[Expression]:
        """Write how many inputs each scenario changes; returns the cells, as planned first."""
        self.sheet.put(row, LABEL, "Inputs that it changes")
        first = min(self.override_rows.values())
        counts: list[Expression] = [lift("")]
        self.sheet.put(row, BASE, counts[0])
        for column, number in enumerate(NUMBERS, start=FIRST_COLUMN):
            values = [self.plan.values[scenario_key(number, spec.key)] for spec in CHANGEABLE]
            cells = self.sheet.range(first, column, ["" if v is None else v for v in values])
            entered = count_cells(cells) - count_of(cells, "")
            counts.append(self.sheet.put(row, column, entered, "calculation"))
        return counts

    def _mark(self, row: int, label: str, key: str) -> None:
        """Mark the lowest of the plans that are as good as the plan and serve as much."""
        self.sheet.put(row, LABEL, label)
        below = max(self.override_rows.values()) + (2 if key == "cost" else 3)
        self.sheet.put(below, LABEL, f"{label}: those compared")
        values = [
            self.sheet.put(
                below, column, if_(self._comparable(cells, key), cells[key], ""), "calculation",
                Unit.USD,
            )
            for column, cells in enumerate(self.results, start=BASE)
        ]  # fmt: skip
        lowest = smallest(self.sheet.across(below, BASE, [cell.value for cell in values]))
        for column, value in enumerate(values, start=BASE):
            mark = if_(is_number(value), if_(equals(value, lowest), BEST, ""), "")
            self.sheet.put(row, column, mark, "verdict")

    def _comparable(self, cells: dict[str, Reference], key: str) -> Expression:
        """Whether a plan is as good as the one on Planner and, of whole lives, serves as much."""
        base = self.results[0]
        if cells is base:
            return is_number(cells[key])
        apart = on_symbols(np.absolute, cells["as_good_as"] / base["as_good_as"] - 1)
        good = at_most(apart, SAME_SIZE)
        if key == "cost":
            less = on_symbols(np.absolute, cells["requests"] - base["requests"])
            good = if_(good, at_most(less, base["requests"] * SAME_SIZE), False)
        return if_(is_number(cells[key]), good, False)
