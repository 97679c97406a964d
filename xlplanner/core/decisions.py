"""What a planner decides beside the optimum: keeping to limits, and from which demand on it pays.

On the curve L(N, D) = loss the objective N*(D + K) has one minimum, so under a limit the best
model is the one on the curve nearest to the optimum.
"""

from __future__ import annotations

import numpy as np

from xlplanner.core.blocks import blockwise
from xlplanner.core.cost import Deployment, requests_of_demand
from xlplanner.core.law import Law, Values, law_params, law_tokens


@blockwise(outputs=1)
def limited_params(
    params: Values, loss: Values, max_params: Values, max_tokens: Values, law: Law
) -> Values:
    """Parameters nearest to given ones that keep to limits on parameters and tokens."""
    return np.minimum(np.maximum(params, law_params(loss, max_tokens, law)), max_params)


@blockwise(outputs=1)
def limited_tokens(
    tokens: Values, loss: Values, max_params: Values, max_tokens: Values, law: Law
) -> Values:
    """Training tokens nearest to given ones that keep to limits on parameters and tokens."""
    return np.minimum(np.maximum(tokens, law_tokens(loss, max_params, law)), max_tokens)


def break_even_demand(
    params: Values, tokens: Values, other_params: Values, other_tokens: Values
) -> Values:
    """Effective demand at which two models cost the same, K = (N2*D2 - N1*D1)/(N1 - N2)."""
    return (params * tokens - other_params * other_tokens) / (other_params - params)


@blockwise(outputs=1)
def break_even(
    params: Values,
    tokens: Values,
    other_params: Values,
    other_tokens: Values,
    deployment: Deployment,
) -> Values:
    """Requests from which a model costs less over its life than a larger one; at least none."""
    demand = break_even_demand(params, tokens, other_params, other_tokens)
    return np.maximum(requests_of_demand(demand, deployment), 0.0)
