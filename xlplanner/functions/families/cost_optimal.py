"""Family "cost-optimal": the fewest dollars of training and inference together."""

from __future__ import annotations

from typing import Any

from xlplanner.core.cost import Deployment, cost_demand, total_cost
from xlplanner.core.law import Law, Values
from xlplanner.core.optimum import chinchilla, optimum, saving, saving_at
from xlplanner.functions.arguments import (
    ABOVE_IRREDUCIBLE,
    DEPLOYMENT,
    LAW,
    LOSS,
    REQUESTS,
    one_field,
)
from xlplanner.functions.entry import Example, Family
from xlplanner.functions.records import DEPLOYMENT_KIND
from xlplanner.functions.returns import Row, Scalar, Table
from xlplanner.units import Unit

FAMILY = Family("cost-optimal")
OBJECTIVE = "minimise TRAIN_COST + INF_COST on L(N, D) = loss (arXiv 2401.00448, eqs. 5 and 6)"
GIVEN = (LOSS, REQUESTS, DEPLOYMENT, LAW)
ROW = {
    "params": Unit.PARAMS,
    "tokens": Unit.TOKENS,
    "cost": Unit.USD,
    "chinchilla_cost": Unit.USD,
    "saving": Unit.FRACTION,
}
ROW_2 = "arXiv 2401.00448, Table 2, row 2"
# The row's loss and requests, which the table prints with too few digits to compute from.
QUALITY_7B, REQUESTS_200B = 2.127426, 7.017544e8


@FAMILY.define(
    *GIVEN,
    one_field(ROW),
    returns=Row(ROW),
    equation=OBJECTIVE,
    examples=(
        Example(
            (2.13, 7.02e8),
            (
                2751116816.3185205,
                973022837807.6648,
                83828.77075135948,
                132188.53045846283,
                0.3658393019377674,
            ),
            "computed",
        ),
        Example((QUALITY_7B, REQUESTS_200B, "paper-printed", "", "cost"), 81.8e3, ROW_2, digits=3),
    ),
    conditions=(ABOVE_IRREDUCIBLE,),
)
def cost_opt(
    loss: Values, requests: Values, deployment: Deployment, law: Law, field: str | None
) -> tuple[Values, ...]:
    """The model that reaches a loss at the lowest cost of training and inference: a row of params,
    tokens, cost, the Chinchilla model's cost and the saving.
    """
    demand = cost_demand(requests, deployment)
    params, tokens = optimum(loss, demand, law)
    cost = total_cost(params, tokens, requests, deployment)
    cost0 = total_cost(*chinchilla(loss, law), requests, deployment)
    return params, tokens, cost, cost0, saving_at(demand / tokens, law)


@FAMILY.define(
    *GIVEN,
    returns=Scalar(Unit.PARAMS),
    equation=OBJECTIVE,
    examples=(
        Example((QUALITY_7B, REQUESTS_200B, "paper-printed"), 2.90e9, ROW_2, digits=3),
        Example((2.13, 7.02e8), 2751116816.3185205, "computed"),
    ),
    conditions=(ABOVE_IRREDUCIBLE,),
)
def cost_opt_params(loss: Values, requests: Values, deployment: Deployment, law: Law) -> Values:
    """Parameters of the model that reaches a loss at the lowest cost over its life."""
    return optimum(loss, cost_demand(requests, deployment), law)[0]


@FAMILY.define(
    *GIVEN,
    returns=Scalar(Unit.TOKENS),
    equation=OBJECTIVE,
    examples=(
        Example((QUALITY_7B, REQUESTS_200B, "paper-printed"), 929e9, ROW_2, digits=3),
        Example((2.13, 7.02e8), 973022837807.6648, "computed"),
    ),
    conditions=(ABOVE_IRREDUCIBLE,),
)
def cost_opt_tokens(loss: Values, requests: Values, deployment: Deployment, law: Law) -> Values:
    """Training tokens of the model that reaches a loss at the lowest cost over its life."""
    return optimum(loss, cost_demand(requests, deployment), law)[1]


@FAMILY.define(
    *GIVEN,
    returns=Scalar(Unit.USD),
    equation=OBJECTIVE,
    examples=(
        Example((QUALITY_7B, REQUESTS_200B, "paper-printed"), 81.8e3, ROW_2, digits=3),
        Example((2.13, 7.02e8), 83828.77075135948, "computed"),
    ),
    conditions=(ABOVE_IRREDUCIBLE,),
)
def cost_opt_total(loss: Values, requests: Values, deployment: Deployment, law: Law) -> Values:
    """Lowest cost of training and inference together that reaches a loss."""
    return cost_opt(loss, requests, deployment, law, None)[2]


@FAMILY.define(
    *GIVEN,
    returns=Scalar(Unit.FRACTION),
    equation="1 - COST_OPT_TOTAL over the lifetime cost of the training-only optimum of equal loss",
    examples=(
        Example((QUALITY_7B, REQUESTS_200B, "paper-printed"), 0.34, ROW_2, digits=2),
        Example((2.13, 7.02e8), 0.3658393019377674, "computed"),
    ),
    conditions=(ABOVE_IRREDUCIBLE,),
)
def cost_opt_savings(loss: Values, requests: Values, deployment: Deployment, law: Law) -> Values:
    """Share of lifetime cost saved against the training-only (Chinchilla) model of equal loss."""
    return saving(loss, cost_demand(requests, deployment), law)


@FAMILY.define(
    DEPLOYMENT,
    returns=Table(),
    equation="None: the figures that the costs rest on",
    examples=(
        Example(
            ("paper-printed",),
            (("deployment", "paper-printed"), ("training price [USD/GPU-hour]", 1.5)),
            "arXiv 2401.00448, section 4",
        ),
    ),
)
def deployment_info(deployment: Deployment) -> list[list[Any]]:
    """Prices, peaks, utilisation and tokens per request of a deployment, as labels and values; the
    two columns can be edited and given back as a deployment.
    """
    return DEPLOYMENT_KIND.label_range(deployment)
