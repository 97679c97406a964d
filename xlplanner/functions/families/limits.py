"""Family "limits": the best model under limits, and what a size of one's own costs more."""

from __future__ import annotations

import math
from itertools import chain, combinations

from xlplanner.core import limits as core
from xlplanner.core.constants import TRAINING_FLOPS
from xlplanner.core.cost import Deployment, cost_demand, flops_demand, total_cost, total_flops
from xlplanner.core.elementary import select
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
    return core.reaches(lowest_loss(max_params, max_tokens, max_training_flops, law), loss)


def _out_of_reach(
    loss: float, max_params: float, max_tokens: float, max_training_flops: float, law: Law
) -> str:
    """Which limits keep a loss out of reach, as few of them as do, and the loss they allow."""
    limits = {
        f"{max_params:.6g} params": max_params,
        f"{max_tokens:.6g} tokens": max_tokens,
        f"{max_training_flops:.6g} FLOPs of training": max_training_flops,
    }
    fewest_first = chain.from_iterable(combinations(limits, size) for size in (1, 2, 3))
    why, lowest = "", math.nan
    for words in reversed(list(fewest_first)):
        # A limit that is not among them is endless.
        params, tokens, flops = (x if w in words else x * math.inf for w, x in limits.items())
        least = lowest_loss(params, tokens, flops, law)
        enough = core.reaches(least, loss)
        why = select(enough, why, " and ".join(words))
        lowest = select(enough, lowest, least)
    return f"no model of at most {why} reaches a loss of {loss:.12g}; the lowest is {lowest:.12g}"


WITHIN_REACH = Condition(_within_reach, _out_of_reach)
# Near the optimum a cost hardly depends on the size: what it is above the least rests on the last
# digits of the sizes' quotient. At a size 1e-5 from the best one that is 1e-10 of it.
NEAR_OPTIMUM = Tolerance(relative=1e-10, absolute=1e-17)
# CHINCHILLA_QUALITY of 30B.


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
            (2.13, "2T", "2.5B"),
            (
                2.5e9,
                1182977325913.8848,
                2.774465988870827e22,
                8.643555194347149e20,
                0.0321557192046808,
            ),
            "computed",
        ),
        Example((2.13, "2T", "", "", 1.2e22, "", "params"), 4404006349.173268, "computed"),
    ),
    conditions=(ABOVE_IRREDUCIBLE, WITHIN_REACH),
    tolerance=NEAR_OPTIMUM,
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
        Example(
            (2.13, 7.02e8, "", "800B"),
            (
                3055239814.674578,
                8e11,
                84624.07155659769,
                795.3008052382041,
                0.009487205861542548,
            ),
            "computed",
        ),
        Example((2.13, 7.02e8, "", "800B", "", "", "", "tokens"), 8e11, "the limit itself"),
    ),
    conditions=(ABOVE_IRREDUCIBLE, WITHIN_REACH),
    tolerance=NEAR_OPTIMUM,
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


@FAMILY.define(
    PARAMS,
    LOSS,
    INF_TOKENS,
    LAW,
    returns=Scalar(Unit.FRACTION),
    equation=REGRET,
    examples=(Example(("8B", "like 30B", "5T"), 0.6229918888533622, "computed"),),
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
    examples=(Example(("8B", "like 30B", 1.75e10), 0.003350994096171966, "computed"),),
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
            (12661390742.894659, 16412440996.43441, 22071336075.00605),
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
            (7099190682.096181, 8381970567.247479, 10269142317.628038),
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
