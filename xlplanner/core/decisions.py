"""What a planner decides beside the optimum: keeping to limits.

On the curve L(N, D) = loss the objective N*(D + K) has one minimum, so under a limit the best
model is the one on the curve nearest to the optimum.
"""

from __future__ import annotations

import numpy as np

from xlplanner.core.blocks import blockwise
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
