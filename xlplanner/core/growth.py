"""How the training-only optimum grows with the budget.

At fixed 6*N*D = C the optimum of a law has N ~ C^s and D ~ C^(1 - s), s = beta/(alpha + beta).
"""

from __future__ import annotations

from xlplanner.core.blocks import blockwise
from xlplanner.core.elementary import power
from xlplanner.core.law import Values


@blockwise(outputs=1)
def params_growth(factor: Values, params_share: Values) -> Values:
    """Factor by which the parameters grow when the training budget grows by a factor."""
    return power(factor, params_share)


@blockwise(outputs=1)
def tokens_growth(factor: Values, params_share: Values) -> Values:
    """Factor by which the training tokens grow when the training budget grows by a factor."""
    return power(factor, 1 - params_share)
