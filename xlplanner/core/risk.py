"""Plans for a demand that is not known: what a wrong one costs, and which one regrets the least.

For a fixed model the cost N*(D + K) is linear in demand, so the plan of least mean cost is the
optimum at the mean demand, and quantiles of its cost are its costs at the quantiles of demand. The
least cost C(K) is a minimum of lines and concave, so the regret of a plan is largest at an end of
a range of demands, and the plan whose worst regret is least has the same regret at both ends.
"""

from __future__ import annotations

import math

import numpy as np

from xlplanner.core.blocks import blockwise
from xlplanner.core.demand import log_normal_mean, log_normal_spread
from xlplanner.core.elementary import exp, expm1, log, log1p, power, select, sqrt
from xlplanner.core.law import Law, Values, law_params, least_params, reducible_loss
from xlplanner.core.optimum import excess, optimum

# Gauss and Legendre's six nodes on 0 to 1, and their weights.
_NODES, _WEIGHTS = (x.tolist() for x in np.polynomial.legendre.leggauss(6))
# Where the least cost grows by less between two demands, a mean of slopes replaces a quotient of
# differences, which would cancel; up to there six nodes are exact.
NEAR = 0.05
# Deviates beyond which a normal distribution is left out, and steps in between. The sum over them
# is exact to rounding for P90/P10 up to `WIDEST`.
TAIL, POINTS = 9.0, 128
WIDEST = 1e6
# Keeps 0/0 out where a range has no width.
TINY = 1e-300


@blockwise(outputs=1)
def regret_at(params: Values, tokens: Values, loss: Values, demand: Values, law: Law) -> Values:
    """Cost of a model of a loss above the least for a demand, as a fraction of the least."""
    return _excess_over(params, tokens, *optimum(loss, demand, law), demand, law)


@blockwise(outputs=2)
def minimax(
    loss: Values, low: Values, high: Values, relative: bool, law: Law
) -> tuple[Values, Values]:
    """Parameters and tokens whose worst regret over demands from low to high is the least.

    Parameters
    ----------
    loss : float64 scalar or array
        Loss l to reach.
    low, high : float64 scalar or array
        Ends of the demand, K1 <= K2.
    relative : bool
        Whether the regret is a fraction of the least cost, or an amount.
    law : Law
        The scaling law.

    Notes
    -----
    The regrets at the ends are equal at N = (C2 - C1)/(K2 - K1) for amounts, which is the mean of
    the best N over the range, and at D = (K2*C1 - K1*C2)/(C2 - C1) for fractions. For a large
    demand N is all but the least that reaches the loss. So that nothing cancels, the formulas use
    N = least*(1 + e) and C = least*(c + K), c = (1 + e)*D + e*K.
    """
    params1, tokens1, e1 = _above_least(loss, low, law)
    _params2, tokens2, e2 = _above_least(loss, high, law)
    c1, c2 = (1 + e1) * tokens1 + e1 * low, (1 + e2) * tokens2 + e2 * high
    width, rise = high - low, c2 - c1
    near = rise < NEAR * c1
    e = select(near, _mean_above_least(loss, low, width, law), rise / np.maximum(width, TINY))
    if relative:
        steady = ((1 + e1) * tokens1 + (e1 - e) * low) / (1 + e)
        apart = (high * c1 - low * c2) / np.maximum(rise + width, TINY)
        tokens = select(near, steady, apart)
        params = law_params(loss, tokens, law)
    else:
        b = -reducible_loss(loss, law) * expm1(-law.alpha * log1p(e))
        params, tokens = least_params(loss, law) * (1 + e), power(law.B / b, 1 / law.beta)
    sure = width == 0
    return select(sure, params1, params), select(sure, tokens1, tokens)


def _above_least(loss: Values, demand: Values, law: Law) -> tuple[Values, Values, Values]:
    """The optimum, and e = N/least - 1 of it, with N = least*((1 + t)/(s + t))^(1/alpha)."""
    params, tokens = optimum(loss, demand, law)
    share = law.params_share
    t = share * demand / tokens
    return params, tokens, expm1(log1p((1 - share) / (share + t)) / law.alpha)


def _mean_above_least(loss: Values, low: Values, width: Values, law: Law) -> Values:
    """The mean of e over a range of demands."""
    total: Values = 0.0
    for node, weight in zip(_NODES, _WEIGHTS, strict=True):
        demand = low + width * ((1 + node) / 2)
        total = total + weight / 2 * _above_least(loss, demand, law)[2]
    return total


@blockwise(outputs=1)
def value_of_knowing(loss: Values, p10: Values, p90: Values, fixed: Values, law: Law) -> Values:
    """Share of the mean cost that knowing a log-normal demand beforehand would save.

    The mean over demands K of C(K) times the regret of the plan at the mean, over the mean cost of
    that plan.

    Parameters
    ----------
    loss : float64 scalar or array
        Loss l to reach.
    p10, p90 : float64 scalar or array
        Percentiles of the effective demand that is uncertain, at most a million apart.
    fixed : float64 scalar or array
        Effective demand that is certain and comes on top.
    law : Law
        The scaling law.
    """
    mean = log_normal_mean(p10, p90) + fixed
    params, tokens = optimum(loss, mean, law)
    spread, median = log_normal_spread(p10, p90), sqrt(p10) * sqrt(p90)
    # What grows with demand has its weight up to a spread further out.
    step = (2 * TAIL + spread) / POINTS
    total: Values = 0.0
    for point in range(POINTS + 1):
        z = point * step - TAIL
        demand = median * exp(spread * z) + fixed
        best, longest = optimum(loss, demand, law)
        regret = _excess_over(params, tokens, best, longest, demand, law)
        total = total + exp(-z * z / 2) * best * (longest + demand) * regret
    return total * step / math.sqrt(2 * math.pi) / (params * (tokens + mean))


def _excess_over(
    params: Values, tokens: Values, best: Values, longest: Values, demand: Values, law: Law
) -> Values:
    """Cost of a model above that of the optimum, as a fraction of it."""
    share = longest / (longest + demand)
    return excess(log(params / best), log(tokens / longest), share, law)
