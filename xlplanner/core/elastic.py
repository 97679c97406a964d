"""The optimum when demand depends on the size of the model.

Minimise N*D + sum_j kappa_j*N^phi_j on the curve L(N, D) = l. A term with phi = 1 is ordinary
demand, kappa = K. Demand that grows as a model shrinks, K*(N/N_ref)^-eps, is kappa = K*N_ref^eps
with phi = 1 - eps. Earnings of v per request, in units of its cost per parameter, take off
v*kappa*N^-eps: one more term, of factor -v*kappa and exponent -eps.

With N0, D0 the training-only optimum at the loss, s = beta/(alpha + beta) and the relative demands
m_j = s*phi_j*kappa_j*N0^(phi_j - 1)/D0, the unknown is q = ln t, with t as in `core.optimum`:

    F(q) = q + log1p(t)/beta - ln M = 0,  M = sum_j m_j*((1 + t/s)/(1 + t))^((1 - phi_j)/alpha)

F' >= 1 where no phi_j is negative, so there is one root; with earnings there is one where
alpha + beta >= `LEAST_EXPONENTS` and 0 <= eps <= 1. As the ratio runs from 1 to 1/s, M and with it
the root lie between known ends.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

import numpy as np

from xlplanner.core.blocks import blockwise
from xlplanner.core.elementary import exp, iterate, power, select
from xlplanner.core.law import Law, Values, reducible_loss
from xlplanner.core.optimum import (
    growth_start,
    params_at,
    training_only_params,
    training_only_tokens,
)

# F' = 1 + g/beta - (1 + eps)/alpha*(t/(s + t) - g) stays positive above 3 - 8^0.5 at eps = 1.
LEAST_EXPONENTS = 0.1716
# Below it a relative demand is none, and has a logarithm.
LEAST_DEMAND = 1e-300
# Three steps are the rule, seven the most seen for alpha and beta from 0.05 to 0.8.
MOST_STEPS = 40
# The step after one of this size is its third power, and below rounding.
LAST_STEP = 1e-7


def generalised_optimum(
    loss: Values, terms: Sequence[tuple[Values, Values]], law: Law
) -> tuple[Values, Values]:
    """Parameters and tokens that minimise N*D + sum of kappa*N^phi on the curve L(N, D) = loss.

    Parameters
    ----------
    loss : float64 scalar or array
        Loss l to reach, above law.E [nats/token].
    terms : sequence of (kappa, phi)
        Factor and exponent of each term, scalars or arrays with phi*kappa >= 0. In units of N*D: a
        bill over the cost of a parameter and token.
    law : Law
        The scaling law.

    Returns
    -------
    params, tokens : float64 scalars or arrays of the broadcast shape

    Examples
    --------
    Demand that doubles as a model becomes four times as small, 5e12/3 at 30 billion parameters:

    >>> chinchilla = Law(E=1.69, A=406.4, B=410.7, alpha=0.336, beta=0.283)
    >>> terms = [(5e12 / 3 * 30e9**0.5, 0.5)]
    >>> params, tokens = generalised_optimum(1.9582533604758408, terms, chinchilla)
    >>> f"{params:.6e} {tokens:.6e}"
    '1.843433e+10 2.759954e+12'
    """
    return _optimum(loss, law, *chain.from_iterable(terms))


@blockwise(outputs=2)
def _optimum(loss: Values, law: Law, *kappas_and_phis: Values) -> tuple[Values, Values]:
    """`generalised_optimum` with its terms in a line."""
    reducible, share = reducible_loss(loss, law), law.params_share
    params0 = training_only_params(reducible, law)
    tokens0 = training_only_tokens(reducible, law)
    demands, powers = [], []
    for kappa, phi in zip(kappas_and_phis[::2], kappas_and_phis[1::2], strict=True):
        demands.append(share * phi * kappa * power(params0, phi - 1) / tokens0)
        powers.append((1 - phi) / law.alpha)
    t = exp(_root(demands, powers, law))
    return params_at(reducible, t, share, law), tokens0 * np.power(1 + t, 1 / law.beta)


def _root(demands: list[Values], powers: list[Values], law: Law) -> Values:
    """The root q: steps of Halley, or to the middle of the bracket where one would leave it."""
    share = law.params_share
    ends = [np.power(share, -p) for p in powers]
    least, most = (
        np.maximum(sum(m * end(1.0, x) for m, x in zip(demands, ends, strict=True)), LEAST_DEMAND)
        for end in (np.minimum, np.maximum)
    )
    # log1p(m)/beta is above the root y of the core, Newton's first step from 0 below it.
    low = np.log(least) - np.log1p(least) / law.beta
    high = np.log(most) - np.log1p(most) / (law.beta + most / (1 + most))
    q = np.log(least) - growth_start(least, law.beta)

    def closer(q: Values, low: Values, high: Values) -> tuple[Values, Values, Values]:
        f, step = _residual_and_step(q, demands, powers, law)
        low, high = select(f < 0, q, low), select(f < 0, high, q)
        stepped = q - step
        inside = (low <= stepped) & (stepped <= high)
        return select(inside, stepped, (low + high) / 2), low, high

    root: Values = iterate(closer, (q, low, high), MOST_STEPS, LAST_STEP)[0]
    return root


def _residual_and_step(
    q: Values, demands: list[Values], powers: list[Values], law: Law
) -> tuple[Values, Values]:
    """F(q), and Halley's step from the mean and variance of the powers weighted by the summands."""
    share = law.params_share
    t = np.exp(q)
    g, g_s = t / (1 + t), t / (share + t)
    ratio = np.log((share + t) / (share * (1 + t)))
    summands = [m * np.exp(p * ratio) for m, p in zip(demands, powers, strict=True)]
    total = np.maximum(sum(summands), LEAST_DEMAND)
    mean = sum(p * x for p, x in zip(powers, summands, strict=True)) / total
    variance = sum(p * p * x for p, x in zip(powers, summands, strict=True)) / total - mean * mean
    f = q + np.log(1 + t) / law.beta - np.log(total)
    slope = 1 + g / law.beta - mean * (g_s - g)
    bend = (
        g * (1 - g) * (1 / law.beta + mean)
        - mean * g_s * (1 - g_s)
        - variance * (g_s - g) * (g_s - g)
    )
    return f, f * slope / (slope * slope - f * bend / 2)


@blockwise(outputs=2)
def elastic_optimum(
    loss: Values,
    demand: Values,
    at_params: Values,
    elasticity: Values,
    price_over_cost: Values,
    fixed_demand: Values,
    law: Law,
) -> tuple[Values, Values]:
    """Parameters and tokens that earn the most when smaller models are in greater demand.

    Parameters
    ----------
    loss : float64 scalar or array
        Loss l to reach.
    demand : float64 scalar or array
        Effective demand K of the requests at `at_params`; K*(at_params/N)^elasticity at N.
    at_params : float64 scalar or array
        Size N_ref at which the demand is known.
    elasticity : float64 scalar or array
        eps, from 0 to 1.
    price_over_cost : float64 scalar or array
        Price of a request over its serving cost at `at_params`; v = price_over_cost*at_params.
    fixed_demand : float64 scalar or array
        Effective demand that does not depend on the size and earns nothing.
    law : Law
        The scaling law, with alpha + beta of at least `LEAST_EXPONENTS`.
    """
    kappa = demand * power(at_params, elasticity)
    earned = -price_over_cost * at_params * kappa
    terms = [(kappa, 1 - elasticity), (earned, -elasticity), (fixed_demand, 1.0)]
    return generalised_optimum(loss, terms, law)
