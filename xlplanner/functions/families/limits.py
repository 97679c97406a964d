"""Family "limits": the best model under limits, and what a size of one's own costs more."""

from __future__ import annotations

import math
from itertools import chain, combinations

from xlplanner.core import limits as core
from xlplanner.core.constants import SAME_LOSS, TRAINING_FLOPS
from xlplanner.core.cost import Deployment, cost_demand, flops_demand, total_cost, total_flops
from xlplanner.core.law import Law, Values
from xlplanner.core.limits import limit_of
from xlplanner.functions.accepts import Number
from xlplanner.functions.arguments import (
    ABOVE_IRREDUCIBLE,
    DEPLOYMENT,
    INF_TOKENS,
    LAW,
    LOSS,
    MAX_PARAMS,
    MAX_TOKENS,
    MAX_TRAINING_FLOPS,
    PARAMS,
    PARAMS_SUFFICE,
    REQUESTS,
    one_field,
)
from xlplanner.functions.cells import Truths
from xlplanner.functions.entry import Argument, Condition, Example, Family
from xlplanner.functions.returns import Row, Scalar
from xlplanner.functions.tolerance import Tolerance
from xlplanner.units import Unit

FAMILY = Family("limits")
LIMITS = (MAX_PARAMS, MAX_TOKENS, MAX_TRAINING_FLOPS)
LIMITED = (
    "minimise N*(D + K) on L(N, D) = loss (arXiv 2401.00448, eqs. 3 and 6) with N <= max_params, "
    "D <= max_tokens and 6*N*D <= max_training_flops: the cost has one minimum along the curve, so "
    "limits clamp it"
)
FLOPS_LIMITED = {
    "params": Unit.PARAMS,
    "tokens": Unit.TOKENS,
    "total_flops": Unit.FLOPS,
    "extra_flops": Unit.FLOPS,
    "extra_share": Unit.FRACTION,
}
COST_LIMITED = {
    "params": Unit.PARAMS,
    "tokens": Unit.TOKENS,
    "cost": Unit.USD,
    "extra_cost": Unit.USD,
    "extra_share": Unit.FRACTION,
}


def lowest_loss(
    max_params: Values, max_tokens: Values, max_training_flops: Values, law: Law
) -> Values:
    """Lowest loss within limits as the functions take them."""
    product = limit_of(max_training_flops) / TRAINING_FLOPS
    return core.lowest_loss(limit_of(max_params), limit_of(max_tokens), product, law)


def _within_reach(
    loss: Values, max_params: Values, max_tokens: Values, max_training_flops: Values, law: Law
) -> Truths:
    return lowest_loss(max_params, max_tokens, max_training_flops, law) <= loss + SAME_LOSS


def _out_of_reach(
    loss: float, max_params: float, max_tokens: float, max_training_flops: float, law: Law
) -> str:
    """Which limits keep a loss out of reach, as few of them as do, and the loss they allow."""
    limits = (max_params, max_tokens, max_training_flops)
    words = ("{:.6g} params", "{:.6g} tokens", "{:.6g} FLOPs of training")
    sets = chain.from_iterable(combinations(range(3), size) for size in (1, 2, 3))
    for kept in sets:
        alone = [limit if i in kept else math.inf for i, limit in enumerate(limits)]
        if not _within_reach(loss, *alone, law):
            break
    most = " and ".join(words[i].format(limits[i]) for i in kept)
    return (
        f"no model of at most {most} reaches a loss of {loss:.12g}; the lowest is "
        f"{lowest_loss(*alone, law):.12g}"
    )


WITHIN_REACH = Condition(_within_reach, _out_of_reach)
# Where a deadline leaves hardly more than the least training, the size rests on the square root of
# the difference, and the cost above the least on the optimum's last digits.
LIMIT_BINDS = Tolerance(absolute=1e-20)


@FAMILY.define(
    LOSS,
    INF_TOKENS,
    *LIMITS,
    LAW,
    one_field(FLOPS_LIMITED),
    returns=Row(FLOPS_LIMITED),
    equation=LIMITED,
    examples=(
        Example(
            (2.13, "2T", "3B"),
            (3e9, 826688641787.7405, 0, 0, 0),
            "computed",
        ),
        Example((2.13, "2T", "3B", "", "", "", "params"), 3e9, "the limit itself"),
    ),
    conditions=(ABOVE_IRREDUCIBLE, WITHIN_REACH),
)
def opt_limited(
    loss: Values,
    inf_tokens: Values,
    max_params: Values,
    max_tokens: Values,
    max_training_flops: Values,
    law: Law,
    field: str | None,
) -> tuple[Values, ...]:
    """The model that reaches a loss with the fewest FLOPs within limits: params, tokens,
    total_flops, and the price of the limits as extra_flops and extra_share over the free optimum.
    """
    params, tokens, extra = core.limited(
        loss,
        flops_demand(inf_tokens),
        limit_of(max_params),
        limit_of(max_tokens),
        limit_of(max_training_flops) / TRAINING_FLOPS,
        law,
    )
    total = total_flops(params, tokens, inf_tokens)
    return params, tokens, total, total * (extra / (1 + extra)), extra


@FAMILY.define(
    LOSS,
    REQUESTS,
    *LIMITS,
    DEPLOYMENT,
    LAW,
    one_field(COST_LIMITED),
    returns=Row(COST_LIMITED),
    equation=LIMITED,
    examples=(
        Example((2.13, 7.02e8, "", "800B"), (0, 8e11, 0, 0, 0), "computed"),
        Example((2.13, 7.02e8, "", "800B", "", "", "", "tokens"), 8e11, "the limit itself"),
    ),
    conditions=(ABOVE_IRREDUCIBLE, WITHIN_REACH),
)
def cost_limited(
    loss: Values,
    requests: Values,
    max_params: Values,
    max_tokens: Values,
    max_training_flops: Values,
    deployment: Deployment,
    law: Law,
    field: str | None,
) -> tuple[Values, ...]:
    """The model that reaches a loss at the lowest cost within limits: params, tokens, cost, and the
    price of the limits as extra_cost and extra_share over the free optimum.
    """
    params, tokens, extra = core.limited(
        loss,
        cost_demand(requests, deployment),
        limit_of(max_params),
        limit_of(max_tokens),
        limit_of(max_training_flops) / TRAINING_FLOPS,
        law,
    )
    cost = total_cost(params, tokens, requests, deployment)
    return params, tokens, cost, cost * (extra / (1 + extra)), extra


REGRET = "N*(D + K)/(N_opt*(D_opt + K)) - 1 with D = LAW_TOKENS(loss, params)"
# Near its minimum a cost hardly depends on the size: at 1e-6 from the best one the regret is near
# 1e-12, and the rounding of the best size is 1e-9 of that.
NEAR_OPTIMUM = Tolerance(absolute=1e-17)
SIZE = (LOSS, INF_TOKENS, LAW)


@FAMILY.define(
    PARAMS,
    *SIZE,
    returns=Scalar(Unit.FRACTION),
    equation=REGRET,
    examples=(Example(("8B", "like 30B", "5T"), 0.6229918888533587, "computed"),),
    conditions=(ABOVE_IRREDUCIBLE, PARAMS_SUFFICE),
    tolerance=NEAR_OPTIMUM,
)
def opt_regret(params: Values, loss: Values, inf_tokens: Values, law: Law) -> Values:
    """FLOPs over its life of a model of given size above the fewest that reach the same loss, as a
    fraction of the fewest.
    """
    return core.regret(params, loss, flops_demand(inf_tokens), law)


@FAMILY.define(
    PARAMS,
    LOSS,
    REQUESTS,
    DEPLOYMENT,
    LAW,
    returns=Scalar(Unit.FRACTION),
    equation=REGRET,
    examples=(Example(("8B", "like 30B", 1.75e10), 0.003350994096170681, "computed"),),
    conditions=(ABOVE_IRREDUCIBLE, PARAMS_SUFFICE),
    tolerance=NEAR_OPTIMUM,
)
def cost_regret(
    params: Values, loss: Values, requests: Values, deployment: Deployment, law: Law
) -> Values:
    """Cost over its life of a model of given size above the lowest that reaches the same loss, as a
    fraction of the lowest.
    """
    return core.regret(params, loss, cost_demand(requests, deployment), law)


WITHIN = Argument(
    "within",
    "How far above the least the cost may be",
    Unit.FRACTION,
    Number(0, 100),
    optional=True,
    default=0.05,
)
SIZES = {"low": Unit.PARAMS, "best": Unit.PARAMS, "high": Unit.PARAMS}
RANGE = "the two roots in N of N*(D + K) = (1 + within)*least on L(N, D) = loss, and the optimum"


@FAMILY.define(
    LOSS,
    INF_TOKENS,
    WITHIN,
    LAW,
    one_field(SIZES),
    returns=Row(SIZES),
    equation=RANGE,
    examples=(
        Example(
            ("like 30B", "5T"),
            (12661390742.894642, 16412440996.434387, 22071336075.006016),
            "computed",
        ),
    ),
    conditions=(ABOVE_IRREDUCIBLE,),
)
def opt_range(
    loss: Values, inf_tokens: Values, within: Values, law: Law, field: str | None
) -> tuple[Values, ...]:
    """Smallest, best and largest size that reach a loss with at most 5 % more FLOPs over their life
    than the fewest, or another share.
    """
    return core.params_range(loss, flops_demand(inf_tokens), within, law)


@FAMILY.define(
    LOSS,
    REQUESTS,
    WITHIN,
    DEPLOYMENT,
    LAW,
    one_field(SIZES),
    returns=Row(SIZES),
    equation=RANGE,
    examples=(
        Example(
            ("like 30B", 1.75e10),
            (7099190682.096169, 8381970567.247467, 10269142317.628023),
            "computed",
        ),
    ),
    conditions=(ABOVE_IRREDUCIBLE,),
)
def cost_range(
    loss: Values,
    requests: Values,
    within: Values,
    deployment: Deployment,
    law: Law,
    field: str | None,
) -> tuple[Values, ...]:
    """Smallest, best and largest size that reach a loss at most 5 % above the lowest cost over
    their life, or another share.
    """
    return core.params_range(loss, cost_demand(requests, deployment), within, law)
