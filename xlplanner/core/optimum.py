"""The cheapest model of a given quality for a given lifetime demand.

FLOPs (eq. 3) and dollars (eq. 6) are the same problem: minimise N*(D + K) on the curve
L(N, D) = l, where K, the effective demand in training-token equivalents, carries every detail of
inference. With D0 the training-only (Chinchilla) tokens at that loss, s = beta/(alpha + beta),
m = s*K/D0 and y = ln(D/D0), stationarity (eq. 11) becomes one equation in one unknown:

    beta*y = log1p(m*exp(-y))

Its left side minus its right side is increasing and concave in y, and the start below lies left
of the root, so Halley's steps climb to it without bracket, guess or failure.
"""

from __future__ import annotations

import numpy as np

from xlplanner.core.blocks import blockwise
from xlplanner.core.constants import TRAINING_FLOPS
from xlplanner.core.elementary import anywhere, beyond, exp, log1p, power
from xlplanner.core.law import Law, Values, law_loss, reducible_loss

MAX_STEPS = 20

# Halley's error constant is |(f''/2f')^2 - f'''/6f'| <= 1/4 + 1/6 here, so a step of at most
# 1e-5 leaves an error in y below 5/12 * 1e-15.
LAST_STEP = 1e-5


def training_only_tokens(reducible: Values, law: Law) -> Values:
    """Tokens of the training-only optimum, D0 = (B*(1 + beta/alpha)/r)^(1/beta)."""
    return power(law.B * (1 + law.beta / law.alpha) / reducible, 1 / law.beta)


def relative_demand(demand: Values, tokens0: Values, law: Law) -> Values:
    """Effective demand relative to the training-only tokens, m = s*K/D0."""
    return law.params_share * demand / tokens0


def growth_start(m: Values, law: Law) -> Values:
    """A value of y = ln(D/D0) left of the root, log1p(m)/(beta + m/(1 + m))."""
    return log1p(m) / (law.beta + demand_weight(m))


def remaining_demand(m: Values, y: Values) -> Values:
    """Relative demand at the longer training, t = m*exp(-y)."""
    return m * exp(-y)


def demand_weight(t: Values) -> Values:
    """How strongly demand pulls towards more tokens, g = t/(1 + t), in [0, 1)."""
    return t / (1 + t)


def residual(y: Values, t: Values, law: Law) -> Values:
    """Residual of the y-equation, f = beta*y - log1p(t)."""
    return law.beta * y - log1p(t)


def halley_step(f: Values, g: Values, law: Law) -> Values:
    """Step f*f'/(f'^2 - f*f''/2), with f' = beta + g and f'' = -g*(1 - g)."""
    slope = law.beta + g
    return f * slope / (slope * slope + f * 0.5 * g * (1 - g))


def params_at(reducible: Values, t: Values, law: Law) -> Values:
    """Parameters of the optimum, N = (A*(1 + t)/(r*(s + t)))^(1/alpha).

    Uses B/D^beta = r*(1 - s)/(1 + t), which holds at the root, so nothing cancels.
    """
    return power(law.A * (1 + t) / (reducible * (law.params_share + t)), 1 / law.alpha)


def training_only_params(reducible: Values, law: Law) -> Values:
    """Parameters of the training-only optimum, N0 = (A/(r*s))^(1/alpha)."""
    return params_at(reducible, 0.0, law)


def growth(y: Values) -> Values:
    """How many times the training-only tokens the optimum has, D/D0 = exp(y)."""
    return exp(y)


def demand_at_root(m: Values, growth: Values) -> Values:
    """Relative demand at the optimum's tokens, t = m/(D/D0)."""
    return m / growth


def tokens_at(tokens0: Values, growth: Values) -> Values:
    """Tokens of the optimum, D = D0*(D/D0)."""
    return tokens0 * growth


def _solve(m: Values, law: Law) -> Values:
    y = growth_start(m, law)
    for _ in range(MAX_STEPS):
        t = remaining_demand(m, y)
        step = halley_step(residual(y, t, law), demand_weight(t), law)
        y = y - step
        if not anywhere(beyond(step, LAST_STEP)):
            return y
    return np.where(beyond(step, LAST_STEP), np.nan, y)


@blockwise(outputs=2)
def optimum(loss: Values, demand: Values, law: Law) -> tuple[Values, Values]:
    """Parameters and tokens that minimise N*(D + K) on the curve L(N, D) = loss.

    Parameters
    ----------
    loss : float64 scalar or array
        Loss l to reach, above law.E [nats/token].
    demand : float64 scalar or array
        Effective demand K >= 0 in training-token equivalents [tokens].
    law : Law
        The scaling law.

    Returns
    -------
    params, tokens : float64 scalars or arrays of the broadcast shape
        NaN where loss <= law.E, demand < 0, or an input is NaN.

    Notes
    -----
    Source: Sardana & Frankle (arXiv 2401.00448), eqs. 3, 6, 11 and 12.

    Examples
    --------
    >>> chinchilla = Law(E=1.69, A=406.4, B=410.7, alpha=0.336, beta=0.283)
    >>> params, tokens = optimum(2.1275, 2e11 / 3, chinchilla)
    >>> f"{params:.6e} {tokens:.6e}"
    '5.396284e+09 3.664037e+11'
    """
    reducible = reducible_loss(loss, law)
    tokens0 = training_only_tokens(reducible, law)
    m = relative_demand(demand, tokens0, law)
    longer = growth(_solve(m, law))
    return params_at(reducible, demand_at_root(m, longer), law), tokens_at(tokens0, longer)


@blockwise(outputs=2)
def chinchilla(loss: Values, law: Law) -> tuple[Values, Values]:
    """Parameters and tokens of the training-only optimum at a loss (the optimum at K = 0)."""
    reducible = reducible_loss(loss, law)
    return training_only_params(reducible, law), training_only_tokens(reducible, law)


@blockwise(outputs=1)
def chinchilla_quality(params: Values, law: Law) -> Values:
    """Loss at which the training-only optimum has given parameters, E + (A/N^alpha)/s."""
    return law.E + law.A / power(params, law.alpha) / law.params_share


@blockwise(outputs=1)
def chinchilla_loss(flops: Values, law: Law) -> Values:
    """Lowest loss that a training budget of C = 6*N*D FLOPs can reach.

    At fixed N*D = M = C/6, alpha*a = beta*b gives
    D = (beta*B/(alpha*A) * M^alpha)^(1/(alpha + beta)).
    """
    product = flops / TRAINING_FLOPS
    ratio = law.beta * law.B / (law.alpha * law.A)
    tokens = power(ratio * power(product, law.alpha), 1 / (law.alpha + law.beta))
    return law_loss(product / tokens, tokens, law)
