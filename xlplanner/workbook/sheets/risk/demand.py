"""Plans for an uncertain demand: at the planned and the mean demand, and of least worst regret."""

from __future__ import annotations

from typing import NamedTuple

from xlplanner.core import cost
from xlplanner.core.constants import SAME_COST
from xlplanner.core.demand import log_normal_mean
from xlplanner.expressions.operations import below, if_, largest
from xlplanner.expressions.tree import Expression, Reference, on_symbols
from xlplanner.units import Unit
from xlplanner.workbook.cells import ModelCells
from xlplanner.workbook.grid.book import Sheet
from xlplanner.workbook.grid.tables import Table
from xlplanner.workbook.plan import Plan
from xlplanner.workbook.sheets.cases import REQUESTS, Case, Cases
from xlplanner.workbook.sheets.risk.ranges import HIGH, INPUTS, LOW, Ranges
from xlplanner.workbook.sheets.workings.sheet import Workings

COLUMNS: dict[str, Unit | None] = {
    "Plan": None,
    "Parameters": Unit.PARAMS,
    "Training tokens": Unit.TOKENS,
    "GPU cost, low": Unit.USD,
    "GPU cost, mean": Unit.USD,
    "GPU cost, high": Unit.USD,
    "Worst regret": Unit.FRACTION,
    "Worst regret in dollars": Unit.USD,
}
IN_FORCE, AT_MEAN = "As planned", "For the mean demand"
RELATIVE, ABSOLUTE = "Least worst regret in %", "Least worst regret in dollars"
BEST = "The best model for each demand"
NOTE = (
    "Low and high: P10 and P90 of a log-normal demand, as entered above, and so of the cost. "
    "Regret: above the best model of the plan's quality for the demand that comes. Discounted if "
    "the plan is."
)


class Plans(NamedTuple):
    """The worst regret of each plan as a fraction, and the row after the table."""

    regrets: dict[str, Reference]
    end: int


def write_demand(plan: Plan, sheet: Sheet, row: int) -> Plans:
    """Write each plan with its cost over the range of demands."""
    return _Writer(plan, sheet, row).write()


class _Writer:
    def __init__(self, plan: Plan, sheet: Sheet, row: int) -> None:
        self.plan, self.sheet, self.call = plan, sheet, plan.edition.call
        self.live, self.base = plan[Workings].live, plan[Cases].base[REQUESTS]
        self.low, self.high = (plan[Ranges].sides[REQUESTS][side].case for side in (LOW, HIGH))
        self.table = Table(sheet, row, "Plans for an uncertain demand", COLUMNS)

    def write(self) -> Plans:
        requests = self._requests()
        self.between = self.plan[Cases].add("Mean demand", {REQUESTS: requests[1]})
        models = {
            IN_FORCE: self.live.optimum.best,
            AT_MEAN: ModelCells(self.between.params, self.between.tokens),
            **self._minimax(),
        }
        regrets = {name: self._plan(name, model, requests) for name, model in models.items()}
        self._label(BEST)
        for case in (self.low, self.between, self.high):
            self.table.put(self._least(case))
        self.sheet.put(self.table.end, 1, NOTE, "subtitle")
        return Plans(regrets, self.table.end + 1)

    def _label(self, text: str) -> None:
        """Begin a row that is of no model."""
        self.table.put(text, "label")
        self.table.skip()
        self.table.skip()

    def _requests(self) -> list[Reference]:
        """Write the low, the mean and the high demand."""
        # The mean of multiples of the planned demand is one too.
        ends = (self.plan.inputs[INPUTS[REQUESTS, side].key] for side in (LOW, HIGH))
        mean = self.base * on_symbols(log_normal_mean, *ends)
        self._label("Lifetime requests")
        demands = (self.low.requests, mean, self.high.requests)
        cells = [self.table.put(demand, unit=Unit.REQUESTS) for demand in demands]
        self.table.skip()
        self.table.skip()
        return cells

    def _plan(self, name: str, model: ModelCells, requests: list[Reference]) -> Reference:
        """Write a plan with its costs; returns its worst regret."""
        put = self.table.put
        put(name, "label")
        params, tokens = put(model.params), put(model.tokens)
        at_low, _, at_high = (
            put(self.call("TOTAL_COST", params, tokens, self._counted(q), self.live.deployment))
            for q in requests
        )
        ends = [(at_low, self._least(self.low)), (at_high, self._least(self.high))]
        regret = put(largest(*(cost / least - 1 for cost, least in ends)), "result")
        put(largest(*(cost - least for cost, least in ends)))
        return regret

    def _counted(self, requests: Expression) -> Expression:
        """Requests as the optimum counts them: at their prices, or at present value."""
        return self.live.as_weighed(requests)

    def _least(self, case: Case) -> Expression:
        """What the best model of a case costs for GPUs, requests counted so."""
        return case.training + case.inference * (self.live.weighed / self.live.months.priced)

    def _minimax(self) -> dict[str, ModelCells]:
        """The models whose regret is the same at both ends of a demand; see `core.risk.minimax`.

        With limits too: sizes that keep them are an interval, in which both models lie.
        """
        live, call = self.live, self.call
        least, most = self._least(self.low), self._least(self.high)
        few, many = self._counted(self.low.requests), self._counted(self.high.requests)
        rise = most - least
        # Where costs hardly differ, their difference has few digits and any plan between will do.
        same = below(rise, least * SAME_COST)
        slope = rise / ((many - few) * live.deployment.request_cost)
        params = if_(same, self.between.params, slope)
        low, high = (on_symbols(cost.cost_demand, q, live.deployment) for q in (few, many))
        equal = (high * least - low * most) / rise
        tokens = if_(same, self.between.tokens, equal)
        return {
            RELATIVE: ModelCells(call("LAW_PARAMS", live.loss, tokens, live.law), tokens),
            ABSOLUTE: ModelCells(params, call("LAW_TOKENS", live.loss, params, live.law)),
        }
