"""Family "risk": plans for a demand that is uncertain."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from xlplanner.core import risk as core
from xlplanner.core.cost import Deployment, cost_demand, serving_demand, total_cost
from xlplanner.core.demand import log_normal_mean
from xlplanner.core.law import Law, Values
from xlplanner.core.optimum import optimum
from xlplanner.functions.accepts import Choice, Number
from xlplanner.functions.arguments import (
    ABOVE_IRREDUCIBLE,
    DEPLOYMENT,
    LAW,
    LOSS,
    PAID_REQUESTS,
    REQUESTS,
    one_field,
)
from xlplanner.functions.entry import Argument, Condition, Example, Family
from xlplanner.functions.returns import Row, Scalar
from xlplanner.functions.tolerance import Tolerance
from xlplanner.units import Unit

FAMILY = Family("risk")
# Demands that all but agree, as beside much fine-tuning, differ by little more than their rounding.
REGRET = Tolerance(relative=1e-10, absolute=1e-15)


def _requests(name: str, description: str) -> Argument:
    return replace(REQUESTS, name=name, help=description)


@FAMILY.define(
    LOSS,
    _requests("planned_requests", "Lifetime requests that the model is planned for"),
    _requests("actual_requests", "Lifetime requests that come"),
    DEPLOYMENT,
    LAW,
    returns=Scalar(Unit.FRACTION),
    equation="N1*(D1 + K)/C(K) - 1, N1, D1 the optimum for planned_requests and C the least cost",
    examples=(Example(("like 30B", 1e9, 1e10), 0.3205952665194654, "computed"),),
    conditions=(ABOVE_IRREDUCIBLE,),
    tolerance=REGRET,
)
def plan_regret(
    loss: Values,
    planned_requests: Values,
    actual_requests: Values,
    deployment: Deployment,
    law: Law,
) -> Values:
    """Price of a wrong forecast: lifetime cost of the model planned for one demand if another
    comes, above that of the right model, as a fraction of the latter.
    """
    planned, actual = (cost_demand(x, deployment) for x in (planned_requests, actual_requests))
    return core.plan_regret(loss, planned, actual, law)


RELATIVE, ABSOLUTE = "relative", "absolute"
MINIMAX = {
    "params": Unit.PARAMS,
    "tokens": Unit.TOKENS,
    "regret": Unit.FRACTION,
    "regret_cost": Unit.USD,
}


@FAMILY.define(
    LOSS,
    _requests("low_requests", "Lifetime requests, low case"),
    _requests("high_requests", "Lifetime requests, high case"),
    Argument(
        "kind",
        "Whether the regret to keep low is a fraction of the lowest cost (relative) or an amount "
        "(absolute)",
        Unit.NAME,
        Choice((RELATIVE, ABSOLUTE)),
        optional=True,
        default=RELATIVE,
    ),
    DEPLOYMENT,
    LAW,
    one_field(MINIMAX),
    returns=Row(MINIMAX),
    equation=(
        "equal regret at both ends: D = (K2*C1 - K1*C2)/(C2 - C1) if relative, "
        "N = (C2 - C1)/(K2 - K1) if absolute, C the least cost N*(D + K)"
    ),
    examples=(
        Example(
            ("like 30B", 1e9, 1e10),
            (12571658750.868294, 5113202545482.59, 0.0770051232450966, 264151.726335256),
            "computed",
        ),
        Example(
            ("like 30B", 1e9, 1e10, "absolute"),
            (11672793823.848257, 5903833946101.047, 0.12285189070437506, 147898.6751615323),
            "computed",
        ),
    ),
    conditions=(
        ABOVE_IRREDUCIBLE,
        Condition(
            lambda low_requests, high_requests: low_requests <= high_requests,
            lambda low_requests, high_requests: (
                f"low_requests must be at most high_requests = {high_requests:.6g}; "
                f"got {low_requests:.6g}"
            ),
        ),
    ),
    tolerance=REGRET,
)
def minimax_plan(
    loss: Values,
    low_requests: Values,
    high_requests: Values,
    kind: str,
    deployment: Deployment,
    law: Law,
    field: str | None,
) -> tuple[Values, ...]:
    """The safest plan between a low and a high demand: the model whose worst extra cost, against
    the right model, is the least; its params, tokens and worst regret, as a fraction and in USD.
    """
    low, high = (cost_demand(x, deployment) for x in (low_requests, high_requests))
    params, tokens, at_low, at_high = core.minimax(loss, low, high, kind == RELATIVE, law)
    low_cost = total_cost(*optimum(loss, low, law), low_requests, deployment)
    high_cost = total_cost(*optimum(loss, high, law), high_requests, deployment)
    worst_cost = np.maximum(at_low * low_cost, at_high * high_cost)
    return params, tokens, np.maximum(at_low, at_high), worst_cost


QUANTILES = {
    "params": Unit.PARAMS,
    "tokens": Unit.TOKENS,
    "cost_p10": Unit.USD,
    "cost_mean": Unit.USD,
    "cost_p90": Unit.USD,
    "value_of_knowing": Unit.FRACTION,
}
UNCERTAIN = Number(0, 1e30, low_allowed=False)


@FAMILY.define(
    LOSS,
    Argument(
        "p10_requests",
        "Lifetime requests with a 10 % chance to be below",
        Unit.REQUESTS,
        UNCERTAIN,
    ),
    Argument(
        "p90_requests",
        "Lifetime requests with a 90 % chance to be below",
        Unit.REQUESTS,
        UNCERTAIN,
    ),
    DEPLOYMENT,
    LAW,
    one_field(QUANTILES),
    returns=Row(QUANTILES),
    equation=(
        "COST_OPT at the mean of a log-normal demand, its cost at P10, mean and P90 of demand, and "
        "1 - E[C(K)]/C(E[K]), C the least cost"
    ),
    examples=(
        Example(
            ("like 30B", 1e9, 1e10),
            (
                11503061034.98866,
                6080785839987.903,
                1364740.541953554,
                2275085.2137100846,
                3558801.959236167,
                0.05049989257539622,
            ),
            "computed",
        ),
    ),
    conditions=(
        ABOVE_IRREDUCIBLE,
        PAID_REQUESTS,
        Condition(
            lambda p10_requests, p90_requests: (
                (p10_requests <= p90_requests) & (p90_requests <= core.WIDEST * p10_requests)
            ),
            lambda p10_requests, p90_requests: (
                f"p90_requests must be from p10_requests = {p10_requests:.6g} to a million times "
                f"that; got {p90_requests:.6g}"
            ),
        ),
    ),
    tolerance=REGRET,
)
def cost_quantiles(
    loss: Values,
    p10_requests: Values,
    p90_requests: Values,
    deployment: Deployment,
    law: Law,
    field: str | None,
) -> tuple[Values, ...]:
    """The plan of lowest mean cost for an uncertain demand: params, tokens, the P10, mean and P90
    of its cost as the demand alone varies, and the share that knowing the demand would save.
    """
    mean = log_normal_mean(p10_requests, p90_requests)
    params, tokens = optimum(loss, cost_demand(mean, deployment), law)
    costs = [
        total_cost(params, tokens, requests, deployment)
        for requests in (p10_requests, mean, p90_requests)
    ]
    low, high = (serving_demand(x, deployment) for x in (p10_requests, p90_requests))
    known = core.value_of_knowing(loss, low, high, deployment.fine_tuning_demand, law)
    return params, tokens, *costs, known
