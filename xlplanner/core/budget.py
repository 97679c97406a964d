"""The best loss for a budget that pays for training and inference.

The converse of `core.optimum`: minimise L(N, D) on N*(D + K) = M, where M is the budget in
parameters times tokens. With D0 the tokens at K = 0, m = K/D0 and y = ln(D/D0), stationarity, which
is alpha*a = beta*b*(1 + K/D) as on the curve of equal loss, gives the equation of `core.optimum`
with another exponent:

    y*(alpha + beta)/(1 - alpha) = log1p(m*exp(-y))

Along the budget the loss has one minimum, so that a limit on either number clamps it.
"""

from __future__ import annotations

import numpy as np

from xlplanner.core.blocks import blockwise
from xlplanner.core.constants import NO_LIMIT
from xlplanner.core.elementary import exp, naming, power, select
from xlplanner.core.law import Law, Values, law_loss, tokens_term
from xlplanner.core.optimum import solve_growth


def budget_tokens(product: Values, law: Law) -> Values:
    """Tokens of the lowest loss at N*D = M, D0 = (beta*B/(alpha*A)*M^alpha)^(1/(alpha + beta))."""
    ratio = law.beta * law.B / (law.alpha * law.A)
    return power(ratio * power(product, law.alpha), 1 / (law.alpha + law.beta))


@blockwise(outputs=3)
def budget_optimum(product: Values, demand: Values, law: Law) -> tuple[Values, Values, Values]:
    """Parameters, tokens and loss of the model of lowest loss on N*(D + K) = M.

    Parameters
    ----------
    product : float64 scalar or array
        Budget M > 0 in parameters times tokens: FLOPs/6, or dollars over those of a parameter and
        token.
    demand : float64 scalar or array
        Effective demand K >= 0 in training-token equivalents [tokens].
    law : Law
        The scaling law, with alpha < 1.

    Returns
    -------
    params, tokens, loss : float64 scalars or arrays of the broadcast shape
        NaN where alpha >= 1.
    """
    keep = naming(product)
    tokens0 = keep("D0", budget_tokens(product, law))
    m = keep("m", demand / tokens0)
    growth = keep("growth", exp(solve_growth(m, law.budget_exponent, law.budget_steps, keep)))
    tokens, ratio = keep("D", tokens0 * growth), m / growth
    loss = law.E + tokens_term(tokens, law) * (1 + law.beta / law.alpha * (1 + ratio))
    return product / (tokens * (1 + ratio)), tokens, loss


@blockwise(outputs=4)
def budget_plan(
    product: Values, demand: Values, max_params: Values, max_tokens: Values, law: Law
) -> tuple[Values, Values, Values, Values]:
    """Parameters, tokens and loss of the best model under limits, and what is left of the budget.

    Parameters
    ----------
    product, demand, law
        As of `budget_optimum`.
    max_params, max_tokens : float64 scalar or array
        Limits, infinite where there is none.

    Returns
    -------
    params, tokens, loss, unused : float64 scalars or arrays of the broadcast shape
        `unused` in the unit of `product`, above 0 only where both limits bind.
    """
    _, tokens, _ = budget_optimum(product, demand, law)
    # The largest model allowed cannot take fewer tokens on the whole budget.
    fewest = product / max_params - demand
    tokens = select(tokens < max_tokens, tokens, max_tokens)
    params = select(tokens < fewest, max_params, product / (tokens + demand))
    tokens = select(fewest > tokens, fewest, tokens)
    spent = tokens <= max_tokens
    tokens = select(spent, tokens, max_tokens)
    unused = select(spent, 0.0, product - max_params * (max_tokens + demand))
    return params, tokens, law_loss(params, tokens, law), unused


def within_limits_of(
    product: Values,
    demand: Values,
    tokens: Values,
    max_params: Values,
    max_tokens: Values,
    max_product: Values,
    law: Law,
) -> tuple[Values, Values]:
    """The best model that a budget pays for, within limits on N, D and the training N*D.

    In ln N and ln D the loss is convex, and so is what the budget and the limits allow. Up to
    D = K*F/(M - F) tokens the budget M is what holds the parameters, and from there on the limit F
    on N*D, along which the training-only model is best. What is left of the budget then buys
    nothing.

    Parameters
    ----------
    product, demand, law
        As of `budget_optimum`.
    tokens : float64 scalar or array
        Those of the best model without limits.
    max_params, max_tokens, max_product : float64 scalar or array
        Limits, large where there is none.

    Returns
    -------
    params, tokens : float64 scalars or arrays
    """
    left = product - max_product
    crossing = select(left > 0, demand * max_product / left, NO_LIMIT)
    later = np.maximum(crossing, budget_tokens(max_product, law))
    tokens = select(tokens <= crossing, tokens, later)
    fewest = np.minimum(product / max_params - demand, max_product / max_params)
    tokens = np.minimum(np.maximum(tokens, fewest), max_tokens)
    params = np.minimum(max_product / tokens, product / (tokens + demand))
    return np.minimum(params, max_params), tokens
