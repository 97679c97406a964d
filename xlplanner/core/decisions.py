"""From which demand on a model pays."""

from __future__ import annotations

import numpy as np

from xlplanner.core.blocks import blockwise
from xlplanner.core.cost import Deployment, requests_of_demand
from xlplanner.core.law import Values


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
