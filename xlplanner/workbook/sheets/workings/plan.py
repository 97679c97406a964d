"""A plan in one column: inputs in force, deployment, quality, demand, limits, optimum and bill."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from xlplanner.core import budget, cost
from xlplanner.core.constants import DAYS_PER_MONTH, NO_LIMIT, SAME_LOSS
from xlplanner.core.hardware import decode_params
from xlplanner.core.optimum import NOTATION, Symbol
from xlplanner.core.own_or_api import api_price
from xlplanner.expressions.operations import (
    at_most,
    equals,
    if_,
    is_blank,
    is_number,
    not_available,
)
from xlplanner.expressions.tree import Expression, on_symbols, steps
from xlplanner.functions.records import LAW_KIND
from xlplanner.units import Unit
from xlplanner.workbook.cells import DeploymentCells, LawCells, ModelCells
from xlplanner.workbook.editions import Edition
from xlplanner.workbook.grid.style import words_for
from xlplanner.workbook.plan import Plan
from xlplanner.workbook.sheets.facts import Models
from xlplanner.workbook.sheets.laws import Laws
from xlplanner.workbook.sheets.planner.inputs import (
    BY_BUDGET,
    BY_CHINCHILLA,
    BY_DAY,
    BY_LOSS,
    BY_MODEL,
    BY_REQUESTS,
    BY_TOKENS,
)
from xlplanner.workbook.sheets.workings.column import PlanColumn
from xlplanner.workbook.sheets.workings.deployment import (
    InputCells,
    known_bandwidth,
    write_deployment,
)
from xlplanner.workbook.sheets.workings.months import MonthCells, Months
from xlplanner.workbook.sheets.workings.solve import (
    Limits,
    Optimum,
    Put,
    deadline_product,
    write_optimum,
)

# The steps of the largest model at a speed.
SPEED_NOTATION = {
    "k": Symbol(Unit.RATIO, "caches over weights of the largest model that could be read"),
    "v": Symbol(Unit.RATIO, "ln of the size over that model's, by Newton's steps"),
    "weights": Symbol(Unit.RATIO, "weights over those of that model"),
    "caches": Symbol(Unit.RATIO, "caches over the weights of that model"),
}


class Fixed(NamedTuple):
    """Dollars beside GPUs: of a model that is trained, and of one that is served alone."""

    trained: Expression
    served: Expression
    contingency: Expression

    def whole(self, gpus: Expression) -> Expression:
        """The whole bill of a model that is trained, from its dollars for GPUs."""
        return (gpus + self.trained) * (1 + self.contingency)

    def whole_served(self, gpus: Expression) -> Expression:
        """The whole bill of a model that is served alone, from its dollars for GPUs."""
        return (gpus + self.served) * (1 + self.contingency)


class Bill(NamedTuple):
    """Dollars of a model over its life; fixed costs and contingency together."""

    training: Expression
    inference: Expression
    total: Expression


class Untrained(NamedTuple):
    """What costs nothing to train.

    Attributes
    ----------
    open_cost, api_cost : Expression
        Of open weights and of an API over the life; empty without the API's prices.
    open_reaches : Expression
        Whether the open weights are as good as the plan.
    """

    open_cost: Expression
    open_reaches: Expression
    api_cost: Expression


class Target(NamedTuple):
    """What states the quality, whatever the law is.

    Attributes
    ----------
    size : Expression
        The Chinchilla model that is as good as the loss typed.
    model : ModelCells
        The released model.
    product, demand : Expression
        The budget for GPUs as parameters times tokens, and the effective demand K that it serves.
    """

    size: Expression
    model: ModelCells
    product: Expression
    demand: Expression


class SolvedPlan(NamedTuple):
    """The cells of a plan.

    Attributes
    ----------
    requests, inf_tokens : Expression
        Lifetime demand.
    priced, planned : Expression
        Requests at the prices of their months over today's, and at present value besides if a
        discount rate is filled: what the bill and the optimum rest on.
    weighed : Expression
        Months of full demand as the optimum counts them.
    """

    inputs: InputCells
    deployment: DeploymentCells
    law: LawCells
    target: Target
    loss: Expression
    as_good_as: Expression
    requests: Expression
    priced: Expression
    planned: Expression
    inf_tokens: Expression
    months: MonthCells
    weighed: Expression
    limits: Limits
    fast_enough: Expression
    fixed: Fixed
    optimum: Optimum
    chinchilla: ModelCells
    bill: Bill
    chinchilla_bill: Bill
    flops_demand: Expression
    cost_demand: Expression
    days: Expression
    untrained: Untrained

    def at_prices(self, requests: Expression) -> Expression:
        """Requests at the prices of their months over today's: what a bill counts."""
        return requests * (self.months.priced / self.months.running)

    def as_weighed(self, requests: Expression) -> Expression:
        """Requests as the optimum counts them."""
        return requests * (self.weighed / self.months.running)


def write_plan(plan: Plan, column: PlanColumn, name: str, inputs: InputCells) -> SolvedPlan:
    """Write what follows from a plan's inputs; returns its cells."""
    return _Writer(plan, column, name, inputs).write()


class _Writer:
    def __init__(self, plan: Plan, column: PlanColumn, name: str, inputs: InputCells) -> None:
        self.plan, self.column, self.name, self.inputs = plan, column, name, inputs
        self.edition, self.put = plan.edition, column.put

    def write(self) -> SolvedPlan:
        inputs, put, column = self.inputs, self.put, self.column
        self.deployment = deployment = write_deployment(self.plan, inputs, column)
        self.law = law = write_law(self.plan, column, "The scaling law", inputs["law"])
        months, (requests, priced, planned, inf_tokens) = self._demand()
        flops_demand = put("Effective demand K for FLOPs",
                           on_symbols(cost.flops_demand, inf_tokens), Unit.TOKENS)  # fmt: skip
        demand = on_symbols(cost.cost_demand, planned, deployment)
        cost_demand = put("Effective demand K for dollars", demand, Unit.TOKENS)
        fixed, limits = self._fixed(), self._limits()
        target = self._target(priced, fixed)
        loss, as_good_as = write_quality(self.edition, column, inputs, target, limits, law)

        column.section("The cost-optimal model")
        optimum = write_optimum(
            put, self.edition, self.name, loss, planned, limits, deployment, law
        )
        chinchilla = ModelCells(
            put("Chinchilla's parameters", self._call("CHINCHILLA_PARAMS", loss), Unit.PARAMS),
            put("Chinchilla's training tokens", self._call("CHINCHILLA_TOKENS", loss), Unit.TOKENS),
        )
        column.section("Its bill, and Chinchilla's")
        bill, chinchilla_bill = (
            self._bill(model, priced, fixed) for model in (optimum.best, chinchilla)
        )
        return SolvedPlan(
            inputs,
            deployment,
            law,
            target,
            loss,
            as_good_as,
            requests,
            priced,
            planned,
            inf_tokens,
            months,
            self.weighed,
            limits,
            self.fast_enough,
            fixed,
            optimum,
            chinchilla,
            bill,
            chinchilla_bill,
            flops_demand,
            cost_demand,
            self._days(optimum.best),
            self._untrained(loss, requests, priced, fixed),
        )

    def _call(self, name: str, *arguments: object) -> Expression:
        return self.edition.call(name, *arguments, self.law)

    # Demand --------------------------------------------------------------------------------------

    def _demand(self) -> tuple[MonthCells, tuple[Expression, ...]]:
        """Months of full demand; requests as they are, priced and planned, and tokens."""
        inputs, put, per_request = self.inputs, self.put, self.deployment.tokens_per_request
        self.column.section("Demand")
        running, priced, planned = self.plan[Months].add(self.name, inputs)
        months = MonthCells(
            put("Months of full demand", running, Unit.MONTHS),
            put("The same at their prices", priced, Unit.MONTHS),
            put("The same at present value", planned, Unit.MONTHS),
        )
        by = inputs["demand_by"]
        by_day = inputs["requests_per_day"] * DAYS_PER_MONTH * months.running
        otherwise = if_(equals(by, BY_TOKENS), inputs["inf_tokens"] / per_request, not_available())
        otherwise = if_(equals(by, BY_REQUESTS), inputs["requests"], otherwise)
        requests = put(
            "Lifetime requests", if_(equals(by, BY_DAY), by_day, otherwise), Unit.REQUESTS
        )
        at_price = put("Requests at their prices", requests * (months.priced / months.running),
                       Unit.REQUESTS)  # fmt: skip
        # A budget is of dollars as they are spent, whatever they are worth today.
        weight = if_(equals(inputs["quality_by"], BY_BUDGET), months.priced, months.planned)
        self.weighed = put("Months that the optimum counts", weight, Unit.MONTHS)
        at_value = put("Requests that the optimum rests on",
                       requests * (self.weighed / months.running), Unit.REQUESTS)  # fmt: skip
        inf_tokens = put("Lifetime inference tokens", requests * per_request, Unit.TOKENS)
        return months, (requests, at_price, at_value, inf_tokens)

    # Limits --------------------------------------------------------------------------------------

    def _fixed(self) -> Fixed:
        self.column.section("Costs beside GPUs")
        inputs, put = self.inputs, self.put
        served = put("Of a model that is served", inputs["staff"] + inputs["storage"], Unit.USD)
        trained = put("Of a model that is trained", served + inputs["data"], Unit.USD)
        return Fixed(trained, served, inputs["contingency"])

    def _limits(self) -> Limits:
        self.column.section("Limits; a number too large to show where there is none")
        inputs, put = self.inputs, self.put
        product = put(
            "Parameters times tokens by the deadline",
            deadline_product(inputs["deadline"], inputs["gpus"], self.deployment),
            Unit.ANY,
        )
        self.fast_enough = self._fast_enough()
        most_params = or_no_limit(inputs["max_params"])
        most = on_symbols(np.minimum, most_params, self.fast_enough)
        most_tokens = or_no_limit(inputs["max_tokens"])
        cells = (
            put("Maximum parameters", most, Unit.PARAMS),
            put("Maximum training tokens", most_tokens, Unit.TOKENS),
            product,
        )
        for cell in cells:
            # A limit that is not set is a number too large to show.
            self.column.sheet.add_rule(cell.address, words_for(NO_LIMIT.name, "no limit"))
        return Limits(*cells)

    def _fast_enough(self) -> Expression:
        """The largest model that generates at the least speed."""
        inputs, deployment = self.inputs, self.deployment
        wanted, batch = inputs["min_speed"], inputs["batch"]
        drafted = if_(is_blank(wanted), 1, wanted) / deployment.drafting
        speed = self.put("Speed without drafting", drafted,
                         Unit.TOKENS_PER_SECOND)  # fmt: skip
        largest = on_symbols(
            decode_params,
            speed,
            deployment.inference_peak,
            known_bandwidth(deployment.inference_bandwidth),
            if_(is_blank(batch), 1, batch),
            inputs["context"],
            deployment.bits,
            inputs["kv_bytes"],
        )
        self.column.steps(steps(largest), SPEED_NOTATION)
        return self.put("Largest model at that speed", if_(is_blank(wanted), NO_LIMIT, largest),
                        Unit.PARAMS)  # fmt: skip

    # Quality -------------------------------------------------------------------------------------

    def _target(self, priced: Expression, fixed: Fixed) -> Target:
        """The quality as it is stated; a budget is less by the fixed costs."""
        inputs, put, deployment = self.inputs, self.put, self.deployment
        stated = write_law(
            self.plan, self.column, "The law of a loss that is typed", inputs["loss_law"]
        )
        self.column.section("Quality")
        size = self.edition.call("CHINCHILLA_PARAMS", inputs["loss"], stated)
        size = put("Chinchilla model as good as the loss typed", size, Unit.PARAMS)
        params, tokens = released_model(self.plan, inputs["model"])
        model = ModelCells(
            put("The released model's parameters, of all experts", params, Unit.PARAMS),
            put("The released model's training tokens", tokens, Unit.TOKENS),
        )
        dollars = inputs["budget"] / (1 + fixed.contingency) - fixed.trained
        dollars = put("Budget for GPUs", dollars, Unit.USD)
        product = put(
            "Budget as parameters times tokens", dollars / deployment.token_cost, Unit.ANY
        )
        demand = put("Effective demand K of the budget",
                     on_symbols(cost.cost_demand, priced, deployment), Unit.TOKENS)  # fmt: skip
        return Target(size, model, product, demand)

    # The bill ------------------------------------------------------------------------------------

    def _days(self, model: ModelCells) -> Expression:
        days = self.edition.call("TRAIN_DAYS", *model, self.inputs["gpus"], self.deployment)
        return self.put("Calendar days of training", days, Unit.DAYS)

    def _untrained(
        self, loss: Expression, requests: Expression, priced: Expression, fixed: Fixed
    ) -> Untrained:
        self.column.section("What is not trained")
        inputs, put, call = self.inputs, self.put, self.edition.call
        model = released_model(self.plan, inputs["open_model"])
        params = put("Open weights: parameters", model.params, Unit.PARAMS)
        reached = put("Open weights: loss", self._call("LAW_LOSS", params, model.tokens), Unit.LOSS)
        served = call("INF_COST", params, priced, self.deployment)
        open_cost = put("Open weights: lifetime cost", fixed.whole_served(served), Unit.USD)
        prices = inputs["api_input"], inputs["api_output"]
        known = if_(is_blank(prices[0]), False, is_number(prices[1]))
        api = requests * on_symbols(api_price, *prices, self.deployment)
        return Untrained(
            open_cost,
            at_most(reached, loss + SAME_LOSS),
            put("API: lifetime cost", if_(known, api, ""), Unit.USD),
        )

    def _bill(self, model: ModelCells, priced: Expression, fixed: Fixed) -> Bill:
        return write_bill(self.put, self.edition, model, priced, self.deployment, fixed)


def write_law(plan: Plan, column: PlanColumn, title: str, name: Expression) -> LawCells:
    """Write the constants of a law of the data."""
    column.section(title)
    laws = plan[Laws]
    constants: dict[str, Expression] = {
        field: column.put(field, formula, LAW_KIND.fields[field].unit)
        for field, formula in laws.lookup.row(name, LAW_KIND.fields).items()
    }
    law = laws.cells(constants, name)
    law.cells["params_share"] = column.put("s", law.params_share, Unit.RATIO)
    return law


def write_quality(
    edition: Edition,
    column: PlanColumn,
    inputs: InputCells,
    target: Target,
    limits: Limits,
    law: LawCells,
) -> tuple[Expression, Expression]:
    """Write the loss to reach under a law, and the Chinchilla model that is as good."""
    call, put = edition.call, column.put
    same = equals(inputs["loss_law"], law.reference)
    converted = call("CHINCHILLA_QUALITY", target.size, law)
    formulas = {
        BY_LOSS: if_(same, inputs["loss"], converted),
        BY_CHINCHILLA: call("CHINCHILLA_QUALITY", inputs["chinchilla_params"], law),
        BY_MODEL: call("LAW_LOSS", *target.model, law),
        BY_BUDGET: call("LAW_LOSS", *_write_bought(column, target, limits, law), law),
    }
    loss: Expression = not_available()
    for word, formula in reversed(formulas.items()):
        cell = put(f"Loss by {word}", formula, Unit.LOSS)
        loss = if_(equals(inputs["quality_by"], word), cell, loss)
    loss = put("Loss to reach", loss, Unit.LOSS)
    size = call("CHINCHILLA_PARAMS", loss, law)
    return loss, put("As good as a Chinchilla model of", size, Unit.PARAMS)


def _write_bought(column: PlanColumn, target: Target, limits: Limits, law: LawCells) -> ModelCells:
    """Write the best model that the budget pays for."""
    solve: Any = budget.budget_optimum
    clamp: Any = budget.within_limits_of
    amounts = target.product, target.demand
    _, tokens, _ = solve(*amounts, law)
    column.steps(steps(tokens), NOTATION)
    tokens = column.put("Training tokens without limits", tokens, Unit.TOKENS)
    params, tokens = clamp(*amounts, tokens, *limits, law)
    return ModelCells(
        column.put("Parameters that the budget buys", params, Unit.PARAMS),
        column.put("Training tokens that the budget buys", tokens, Unit.TOKENS),
    )


def or_no_limit(own: Expression) -> Expression:
    """A limit; NO_LIMIT where it is left empty."""
    return if_(is_blank(own), NO_LIMIT, own)


def write_bill(
    put: Put,
    edition: Edition,
    model: ModelCells,
    priced: Expression,
    deployment: DeploymentCells,
    fixed: Fixed,
) -> Bill:
    """Write what a model that is trained costs over its life."""
    call = edition.call
    training = put("Training cost", call("TRAIN_COST", *model, deployment), Unit.USD)
    inference = put("Inference cost", call("INF_COST", model.params, priced, deployment),
                    Unit.USD)  # fmt: skip
    whole = fixed.whole(training + inference)
    return Bill(training, inference, put("Total lifetime cost", whole, Unit.USD))


def released_model(plan: Plan, name: Expression) -> ModelCells:
    """Parameters, of all experts, and training tokens of a released model, as formulas."""
    call, lookup = plan.edition.call, plan[Models].lookup
    return ModelCells(
        call("MODEL_PARAMS", name, native=lambda: lookup.cell(name, "params")),
        call("MODEL_TOKENS", name, native=lambda: lookup.cell(name, "training_tokens")),
    )
