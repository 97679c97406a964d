"""Plans for an uncertain demand: at the planned and the mean demand, and of least worst regret."""

from __future__ import annotations

from typing import NamedTuple

from xlplanner.core import cost
from xlplanner.core.constants import SAME_COST
from xlplanner.core.demand import log_normal_mean
from xlplanner.expressions.operations import below, if_, largest
from xlplanner.expressions.tree import Reference, on_symbols
from xlplanner.units import Unit
from xlplanner.workbook.cells import ModelCells
from xlplanner.workbook.grid.book import Sheet
from xlplanner.workbook.grid.tables import Table
from xlplanner.workbook.plan import Plan
from xlplanner.workbook.sheets.cases import REQUESTS, Case, Cases
from xlplanner.workbook.sheets.planner.results import CHEAPEST
from xlplanner.workbook.sheets.planner.sheet import Planner
from xlplanner.workbook.sheets.risk.ranges import HIGH, INPUTS, LOW, Ranges

COLUMNS: dict[str, Unit | None] = {
    "Plan": None,
    "Parameters": Unit.PARAMS,
    "Training tokens": Unit.TOKENS,
    "Cost at low demand": Unit.USD,
    "Cost at mean demand": Unit.USD,
    "Cost at high demand": Unit.USD,
    "Worst regret": Unit.FRACTION,
    "Worst regret in dollars": Unit.USD,
}
NOTE = (
    "Low and high: P10 and P90 of a log-normal demand, as entered above; costs there are P10 and "
    "P90 of the cost. Regret: above the best model for the demand that comes."
)


class Plans(NamedTuple):
    """Rows of the table: worst regrets of each plan, and the row after it."""

    regrets: dict[str, Reference]
    end: int


IN_FORCE, AT_MEAN = "As planned", "For the mean demand"
RELATIVE, ABSOLUTE = "Least worst regret in %", "Least worst regret in dollars"


def write_demand(plan: Plan, sheet: Sheet, row: int) -> Plans:
    """Write each plan with its cost over the range of demands."""
    planner, cases, ranges = plan[Planner], plan[Cases], plan[Ranges]
    low, high = (ranges.sides[REQUESTS][side] for side in (LOW, HIGH))
    ends = (plan.inputs[INPUTS[REQUESTS, side].key] for side in (LOW, HIGH))
    table = Table(sheet, row, "Plans for an uncertain demand", COLUMNS)
    table.put("Lifetime requests", "label")
    table.put("", "label")
    table.put("", "label")
    lowest = table.put(low.value, unit=Unit.REQUESTS)
    # A multiple of P10 is one of the demand.
    times = on_symbols(log_normal_mean, *ends)
    mean = table.put(cases.base[REQUESTS] * times, unit=Unit.REQUESTS)
    highest = table.put(high.value, unit=Unit.REQUESTS)
    table.put("", "label")
    table.put("", "label")
    at_mean = cases.add("Mean demand", {REQUESTS: mean})
    planned = planner.designs[CHEAPEST]
    models = {
        IN_FORCE: ModelCells(planned.params, planned.tokens),
        AT_MEAN: ModelCells(at_mean.params, at_mean.tokens),
        **_minimax(plan, low.case, high.case, at_mean),
    }
    regrets = {}
    for name, model in models.items():
        table.put(name, "label")
        params, tokens = table.put(model.params), table.put(model.tokens)
        costs = [
            table.put(plan.edition.call("TOTAL_COST", params, tokens, requests, planner.deployment))
            for requests in (lowest, mean, highest)
        ]
        extra = [(costs[0], low.case.cost), (costs[2], high.case.cost)]
        regrets[name] = table.put(largest(*(cost / best - 1 for cost, best in extra)), "result")
        table.put(largest(*(cost - best for cost, best in extra)))
    table.put("The best model for each demand", "label")
    table.put("", "label")
    table.put("", "label")
    for case in (low.case, at_mean, high.case):
        table.put(case.cost)
    sheet.put(table.end, 1, NOTE, "subtitle")
    return Plans(regrets, table.end + 1)


def _minimax(plan: Plan, low: Case, high: Case, between: Case) -> dict[str, ModelCells]:
    """The models whose regret is the same at both ends of a demand; see `core.risk.minimax`.

    With limits too: sizes that keep them are an interval, in which both models lie.
    """
    planner, call = plan[Planner], plan.edition.call
    loss, law, deployment = planner.facts.loss, planner.law, planner.deployment
    rise, more = high.cost - low.cost, high.requests - low.requests
    # Where costs hardly differ, their difference has few digits and any plan between will do.
    same = below(rise, low.cost * SAME_COST)
    params = if_(same, between.params, rise / (more * deployment.request_cost))
    demands = [on_symbols(cost.cost_demand, case.requests, deployment) for case in (low, high)]
    equal = (demands[1] * low.cost - demands[0] * high.cost) / rise
    tokens = if_(same, between.tokens, equal)
    return {
        RELATIVE: ModelCells(call("LAW_PARAMS", loss, tokens, law), tokens),
        ABSOLUTE: ModelCells(params, call("LAW_TOKENS", loss, params, law)),
    }
