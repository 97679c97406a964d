"""Plans for a demand that is not known: what a wrong one costs, and which one regrets the least.

For a fixed model the cost N*(D + K) is linear in demand, so the plan of least mean cost is the
optimum at the mean demand, and quantiles of its cost are its costs at the quantiles of demand. The
least cost C(K) is a minimum of lines and concave, so the regret of a plan is largest at an end of
a range of demands, and the plan whose worst regret is least has the same regret at both ends.

Models of equal loss are known here by t = s*K/D of the demand they are the optimum for, as
differences of it lose no digits: D = D0*(1 + t)^(1/beta) and a = r*(s + t)/(1 + t).
"""

from __future__ import annotations

import math

import numpy as np

from xlplanner.core.blocks import blockwise
from xlplanner.core.demand import log_normal_mean, log_normal_spread
from xlplanner.core.elementary import (
    NO_MATTER,
    choose,
    exp,
    expm1,
    iterate,
    log1p,
    power,
    select,
    sqrt,
)
from xlplanner.core.law import Law, Values, reducible_loss
from xlplanner.core.optimum import excess, optimum, params_at, training_only_tokens

# Gauss and Legendre's six nodes on -1 to 1, and their weights.
_NODES, _WEIGHTS = (x.tolist() for x in np.polynomial.legendre.leggauss(6))
# Where the least cost rises by less between two demands, a mean of slopes replaces a quotient of
# differences, which would cancel; up to there six nodes are exact.
NEAR = 0.05
# Deviates beyond which a normal distribution is left out, and steps in between. The sum over them
# is exact to rounding for P90/P10 up to `WIDEST`.
TAIL, POINTS = 9.0, 128
WIDEST = 1e6


@blockwise(outputs=1)
def plan_regret(loss: Values, planned: Values, actual: Values, law: Law) -> Values:
    """Cost of the plan for one demand above the least for another, as a fraction of the least."""
    return _regret(_curve_point(loss, planned, law), _curve_point(loss, actual, law), law)


def _curve_point(loss: Values, demand: Values, law: Law) -> Values:
    """The t of the optimum for a demand."""
    return law.params_share * demand / optimum(loss, demand, law)[1]


def _larger(t: Values, other: Values, law: Law) -> Values:
    """Logarithm of the parameters at t over those at another point."""
    share = law.params_share
    return -log1p((1 - share) * (t - other) / ((1 + t) * (share + other))) / law.alpha


def _longer(t: Values, other: Values, law: Law) -> Values:
    """Logarithm of the tokens at t over those at another point."""
    apart = t - other
    return np.sign(apart) * log1p(abs(apart) / (1 + np.minimum(t, other))) / law.beta


def _regret(t: Values, best: Values, law: Law) -> Values:
    """Cost at t, for the demand of which another point is the optimum, above that optimum's."""
    share = law.params_share / (law.params_share + best)
    return excess(_larger(t, best, law), _longer(t, best, law), share, law)


@blockwise(outputs=4)
def minimax(
    loss: Values, low: Values, high: Values, relative: bool, law: Law
) -> tuple[Values, Values, Values, Values]:
    """The model whose worst regret over demands from low to high is the least.

    Parameters
    ----------
    loss : float64 scalar or array
        Loss l to reach.
    low, high : float64 scalar or array
        Ends of the demand, K1 <= K2.
    relative : bool
        Whether it is the regret as a fraction of the least cost that counts, or as an amount.
    law : Law
        The scaling law.

    Returns
    -------
    params, tokens : float64 scalars or arrays of the broadcast shape
    at_low, at_high : float64 scalars or arrays of the broadcast shape
        Regrets at the ends, as fractions of the least cost there.

    Notes
    -----
    The regrets at the ends are equal at N = (C2 - C1)/(K2 - K1) for amounts, which is the mean of
    the best N over the range, and at D = (K2*C1 - K1*C2)/(C2 - C1) for fractions.
    """
    reducible = reducible_loss(loss, law)
    tokens0 = training_only_tokens(reducible, law)
    t_low, t_high = (_curve_point(loss, demand, law) for demand in (low, high))
    cost_low, cost_high = (
        _cost_above_least(t, demand, tokens0, law) for t, demand in ((t_low, low), (t_high, high))
    )
    width, rise = high - low, cost_high - cost_low
    near = rise < NEAR * cost_low
    change = _mean_change(loss, low, width, t_low, law)

    def by_fractions() -> Values:
        close = t_low + _further_by_tokens(change, t_low, law)
        tokens = (high * cost_low - low * cost_high) / select(near, 1.0, rise + width)
        return select(near, close, power(tokens / tokens0, law.beta) - 1)

    def by_amounts() -> Values:
        close = t_low + _further_by_params(change, t_low, law)
        above = expm1(law.alpha * log1p(select(near, 1.0, rise) / select(near, 1.0, width)))
        apart = (1 - law.params_share) / above - law.params_share
        return select(near, close, apart)

    t = choose(relative, by_fractions, by_amounts)
    return (
        params_at(reducible, t, law.params_share, law),
        tokens0 * power(1 + t, 1 / law.beta),
        _regret(t, t_low, law),
        _regret(t, t_high, law),
    )


def _cost_above_least(t: Values, demand: Values, tokens0: Values, law: Law) -> Values:
    """C/N_least - K, with N_least the parameters that reach the loss on endless tokens.

    It is (1 + e)*D + e*K with e = N/N_least - 1, and keeps its digits where N is all but N_least.
    """
    share = law.params_share
    e = expm1(log1p((1 - share) / (share + t)) / law.alpha)
    return (1 + e) * tokens0 * power(1 + t, 1 / law.beta) + e * demand


def _mean_change(loss: Values, low: Values, width: Values, t_low: Values, law: Law) -> Values:
    """The mean of N/N_low - 1 of the best models for a range of demands."""
    total: Values = 0.0
    for node, weight in zip(_NODES, _WEIGHTS, strict=True):
        t = _curve_point(loss, low + width * ((1 + node) / 2), law)
        total = total + weight / 2 * expm1(_larger(t, t_low, law))
    return total


def _further_by_params(change: Values, t: Values, law: Law) -> Values:
    """How much t grows where parameters change by a fraction: `_larger` solved for it."""
    c = expm1(-law.alpha * log1p(change)) * (law.params_share + t) / (1 - law.params_share)
    return c * (1 + t) / (1 - c)


def _further_by_tokens(change: Values, t: Values, law: Law) -> Values:
    """How much t grows to the plan of equal relative regrets, D = C1/N - K1 = (D1 - x*K1)/(1 + x).

    x = N/N1 - 1 is the change that makes the regrets equal as amounts.
    """
    more = -change * (1 + t / law.params_share) / (1 + change)
    return (1 + t) * expm1(law.beta * log1p(more))


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
    plan = law.params_share * mean / tokens
    spread, median = log_normal_spread(p10, p90), sqrt(p10) * sqrt(p90)
    # What grows with demand has its weight up to a spread further out.
    step = (2 * TAIL + spread) / POINTS

    def with_next(total: Values, point: Values) -> tuple[Values, Values]:
        z = point * step - TAIL
        demand = median * exp(spread * z) + fixed
        best, longest = optimum(loss, demand, law)
        regret = _regret(plan, law.params_share * demand / longest, law)
        return total + exp(-z * z / 2) * best * (longest + demand) * regret, point + 1

    total, _ = iterate(with_next, (0.0 * spread, 0.0), POINTS + 1, NO_MATTER)
    return total * step / math.sqrt(2 * math.pi) / (params * (tokens + mean))
