"""Family "budget": the best model that a budget of training and inference pays for."""

from __future__ import annotations

from dataclasses import replace

from xlplanner.core import budget as core
from xlplanner.core.constants import TRAINING_FLOPS
from xlplanner.core.cost import Deployment, cost_demand, flops_demand
from xlplanner.core.law import Law, Values
from xlplanner.core.limits import limit_of
from xlplanner.functions.accepts import Number
from xlplanner.functions.arguments import (
    DEPLOYMENT,
    FLOPS,
    INF_TOKENS,
    LAW,
    MAX_PARAMS,
    MAX_TOKENS,
    REQUESTS,
    one_field,
)
from xlplanner.functions.cells import Truths
from xlplanner.functions.entry import Argument, Condition, Example, Family
from xlplanner.functions.returns import Row, Scalar
from xlplanner.units import Unit

FAMILY = Family("budget")
OBJECTIVE = (
    "minimise L(N, D) on N*(D + K) = M, the converse of arXiv 2401.00448, eq. 2: "
    "alpha*A/N^alpha = beta*B/D^beta*(1 + K/D)"
)
DOLLARS = Argument(
    "dollars", "Budget of training and lifetime inference", Unit.USD, Number(1e-6, 1e30)
)
PLAN = {
    "params": Unit.PARAMS,
    "tokens": Unit.TOKENS,
    "loss": Unit.LOSS,
    "training_share": Unit.FRACTION,
}
FLOPS_PLAN = PLAN | {"unused": Unit.FLOPS}
COST_PLAN = PLAN | {"unused": Unit.USD}

ALPHA_BELOW_1 = Condition(
    lambda law: law.alpha < 1,
    lambda law: f"budgets are not supported for alpha >= 1; got {law.alpha:.6g}",
)


def least_flops(inf_tokens: Values) -> Values:
    """FLOPs of one parameter, trained on one token."""
    return TRAINING_FLOPS * (1 + flops_demand(inf_tokens))


def _pays_flops(flops: Values, inf_tokens: Values) -> Truths:
    return flops >= least_flops(inf_tokens)


PAYS_FLOPS = Condition(
    _pays_flops,
    lambda flops, inf_tokens: (
        f"flops must be at least {least_flops(inf_tokens):.6g}, which one parameter takes for "
        f"inf_tokens = {inf_tokens:.6g}; got {flops:.6g}"
    ),
)


def least_dollars(requests: Values, deployment: Deployment) -> Values:
    """Dollars of one parameter, trained on one token."""
    return deployment.token_cost * (1 + cost_demand(requests, deployment))


def _pays_dollars(dollars: Values, requests: Values, deployment: Deployment) -> Truths:
    return dollars >= least_dollars(requests, deployment)


PAYS_DOLLARS = Condition(
    _pays_dollars,
    lambda dollars, requests, deployment: (
        f"dollars must be at least {least_dollars(requests, deployment):.6g}, which one parameter "
        f"costs for requests = {requests:.6g}; got {dollars:.6g}"
    ),
)


def plan(
    product: Values, demand: Values, max_params: Values, max_tokens: Values, law: Law, price: float
) -> tuple[Values, ...]:
    """The fields of a plan, from a budget in parameters times tokens and the price of one."""
    params, tokens, loss, unused = core.budget_plan(
        product, demand, limit_of(max_params), limit_of(max_tokens), law
    )
    return params, tokens, loss, tokens / (tokens + demand), unused * price


@FAMILY.define(
    FLOPS,
    INF_TOKENS,
    MAX_PARAMS,
    MAX_TOKENS,
    LAW,
    one_field(FLOPS_PLAN),
    returns=Row(FLOPS_PLAN),
    equation=f"{OBJECTIVE}, K = inf_tokens/3 and M = flops/6",
    examples=(
        Example(
            (1e24, "2T"),
            (38104280917.135025, 3707295068213.3296, 1.9170628941661336, 0.8475828763314599, 0.0),
            "computed",
        ),
        Example((1e24, "2T", "20B", "", "", "params"), 20e9, "the limit itself"),
    ),
    conditions=(ALPHA_BELOW_1, PAYS_FLOPS),
)
def budget_plan(
    flops: Values,
    inf_tokens: Values,
    max_params: Values,
    max_tokens: Values,
    law: Law,
    field: str | None,
) -> tuple[Values, ...]:
    """The model of lowest loss that a budget of FLOPs pays for, inference included: params, tokens,
    loss, the share of training, and what is left if both limits bind.
    """
    product, demand = flops / TRAINING_FLOPS, flops_demand(inf_tokens)
    return plan(product, demand, max_params, max_tokens, law, TRAINING_FLOPS)


@FAMILY.define(
    FLOPS,
    replace(INF_TOKENS, optional=True, default=0.0),
    LAW,
    returns=Scalar(Unit.LOSS),
    equation=f"{OBJECTIVE}, K = inf_tokens/3 and M = flops/6",
    examples=(
        Example((1e24,), 1.9106149246590443, "computed"),
        Example((1e24, "2T"), 1.9170628941661336, "computed"),
    ),
    conditions=(ALPHA_BELOW_1, PAYS_FLOPS),
)
def budget_loss(flops: Values, inf_tokens: Values, law: Law) -> Values:
    """Lowest loss that a budget of FLOPs can reach, inference included; without inf_tokens, that a
    training budget can reach.
    """
    return core.budget_optimum(flops / TRAINING_FLOPS, flops_demand(inf_tokens), law)[2]


@FAMILY.define(
    DOLLARS,
    REQUESTS,
    MAX_PARAMS,
    MAX_TOKENS,
    DEPLOYMENT,
    LAW,
    one_field(COST_PLAN),
    returns=Row(COST_PLAN),
    equation=f"{OBJECTIVE}, K the requests in training tokens and M = dollars*MFU_tr/(6*c_tr)",
    examples=(
        Example(
            ("1M", "1B"),
            (15251738539.211641, 2768892411322.6514, 1.9676374331399409, 0.6767696009727618, 0.0),
            "computed",
        ),
        Example(("1M", "1B", "5B", "500B", "", "", "unused"), 853970.7977207977, "computed"),
    ),
    conditions=(ALPHA_BELOW_1, PAYS_DOLLARS),
)
def cost_budget(
    dollars: Values,
    requests: Values,
    max_params: Values,
    max_tokens: Values,
    deployment: Deployment,
    law: Law,
    field: str | None,
) -> tuple[Values, ...]:
    """The model of lowest loss that money pays for, training and lifetime requests: params, tokens,
    loss, the share of training, and dollars left if both limits bind.
    """
    price = deployment.token_cost
    demand = cost_demand(requests, deployment)
    return plan(dollars / price, demand, max_params, max_tokens, law, price)
