"""A size of one's own and limits: what they cost above the optimum of equal loss.

On the curve L(N, D) = loss the logarithm of the cost N*(D + K) is convex in ln N and in ln D. So it
has one minimum, a limit moves the best model to the nearest one that keeps it, and the sizes that
cost up to a share more than the least lie between two roots, one on each side of the optimum.
"""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from xlplanner.core.blocks import blockwise
from xlplanner.core.budget import budget_tokens
from xlplanner.core.constants import NO_LIMIT, SAME_LOSS, SAME_PRODUCT, TINY
from xlplanner.core.elementary import Keep, exp, expm1, log, log1p, naming, select, sqrt
from xlplanner.core.law import Law, Values, law_loss, law_params, law_tokens
from xlplanner.core.optimum import Symbol, chinchilla, excess, optimum
from xlplanner.units import Unit

# Halley's steps that bring the ends of a range to 2e-7 of ln N, the worst being alpha and beta of
# 0.01 to 5 with a demand of 1e-8 to 1e14 times the tokens; a last step of Newton's squares that.
HALLEY_STEPS = 3
# The steps in which a limit on N*D is kept, by name.
NOTATION = {
    "within": Symbol(Unit.RATIO, "N*D allowed over that of the training-only model, less 1"),
    "x": Symbol(Unit.RATIO, "ln(D/D0): a start, then Halley's steps and one of Newton's"),
    "q": Symbol(Unit.RATIO, "exp(-beta*x) - 1"),
    "e": Symbol(Unit.RATIO, "-q*alpha/beta"),
    "w": Symbol(Unit.RATIO, "share of training in the cost"),
    "v": Symbol(Unit.RATIO, "-d ln N/d ln D"),
    "f": Symbol(Unit.RESIDUAL, "ln(N*D) less the logarithm of what is allowed"),
    "C": Symbol(Unit.RATIO, "N*D over the least, less 1"),
}


def limit_of(number: Values) -> Values:
    """A limit; infinity for the number that stands for none."""
    limit: Values = select(number < NO_LIMIT, number, math.inf)
    return limit


# A size of one's own ---------------------------------------------------------------------------


def excess_of_params(relative: Values, ratio: Values, law: Law) -> Values:
    """Cost above the least, C/C* - 1, of N/N* times the optimum's parameters at equal loss.

    Parameters
    ----------
    relative : float64 scalar or array
        N/N*.
    ratio : float64 scalar or array
        K/D* of the optimum.
    law : Law
        The scaling law.
    """
    larger = log(relative)
    longer = -log1p(-balance(ratio, law) * expm1(-law.alpha * larger)) / law.beta
    return excess(larger, longer, 1 / (1 + ratio), law)


def balance(ratio: Values, law: Law) -> Values:
    """The loss that parameters leave at an optimum over that of tokens, a*/b* (eq. 11)."""
    return law.beta / law.alpha * (1 + ratio)


@blockwise(outputs=1)
def regret(params: Values, loss: Values, demand: Values, law: Law) -> Values:
    """Cost of a model of given size above the least at equal loss, as a fraction of the least.

    However small, it is as exact as the optimum it is measured from: a relative error of the
    optimum's size of 1e-15 is one of 2e-15/ln(N/N*) of the regret.
    """
    best, tokens = optimum(loss, demand, law)
    return excess_of_params(params / best, demand / tokens, law)


# Sizes that cost little more -------------------------------------------------------------------


@blockwise(outputs=3)
def params_range(
    loss: Values, demand: Values, within: Values, law: Law
) -> tuple[Values, Values, Values]:
    """The smallest, the best and the largest size that cost at most a share above the least.

    Parameters
    ----------
    loss, demand, law
        As of `core.optimum.optimum`.
    within : float64 scalar or array
        x >= 0: the cost is at most 1 + x times the least.

    Returns
    -------
    low, best, high : float64 scalars or arrays of the broadcast shape
        Parameters.
    """
    best, tokens = optimum(loss, demand, law)
    low, high = sizes_about(best, demand / tokens, within, law)
    return low, best, high


def sizes_about(best: Values, ratio: Values, within: Values, law: Law) -> tuple[Values, Values]:
    """The smallest and the largest size of `params_range`, from the best and its K/D*."""
    longer, larger = longer_training(within, ratio, law), larger_size(within, ratio, law)
    return best * exp(_params_of(longer, ratio, law)), best * exp(larger)


def larger_size(within: Values, ratio: Values, law: Law) -> Values:
    """The largest size whose cost is 1 + x times the least, as v = ln(N/N*) > 0."""
    share, rho = 1 / (1 + ratio), balance(ratio, law)
    keep = naming(within)

    def at(v: Values) -> tuple[Values, Values, Values, Values]:
        """Both v and d, and the first and second derivative of ln(C/C*) by v."""
        e = keep("e", expm1(-law.alpha * v))
        q = -rho * e
        d = -log1p(q) / law.beta
        training = _training_share(d, share)
        fall = rho * law.alpha / law.beta * (1 + e) / (1 + q)
        bend = training * fall * ((1 - training) * fall + law.alpha + law.beta * fall)
        return v, d, 1 - training * fall, bend

    return _end(at, _parabola(within, ratio, law), within, share, law, keep)


def longer_training(within: Values, ratio: Values, law: Law) -> Values:
    """The smallest size whose cost is 1 + x times the least, as d = ln(D/D*) > 0.

    In ln D the cost has no pole on this side, as it has in ln N where the parameters alone leave
    the loss.
    """
    share, rho = 1 / (1 + ratio), balance(ratio, law)
    keep = naming(within)

    def at(d: Values) -> tuple[Values, Values, Values, Values]:
        """Both v and d, and the first and second derivative of ln(C/C*) by d."""
        q = keep("q", expm1(-law.beta * d))
        e = keep("e", -q / rho)
        training = keep("w", _training_share(d, share))
        fall = keep("v", share * (1 + q) / (1 + e))
        bend = training * (1 - training) + fall * (law.beta + law.alpha * fall)
        return -log1p(e) / law.alpha, d, training - fall, bend

    parabola = _parabola(within, ratio, law) * (1 + ratio)
    # Parameters cannot fall below N*/(1 + 1/rho)^(1/alpha), where a is all of r.
    bound = log1p(expm1(log1p(within) + log1p(1 / rho) / law.alpha) / share)
    return _end(at, select(parabola < bound, parabola, bound), within, share, law, keep)


def _params_of(longer: Values, ratio: Values, law: Law) -> Values:
    """ln(N/N*) from ln(D/D*) on the curve."""
    return -log1p(-expm1(-law.beta * longer) / balance(ratio, law)) / law.alpha


def _training_share(longer: Values, share: Values) -> Values:
    """Share of training in the cost, from ln(D/D*) and the share at the optimum."""
    cost = share * expm1(longer)
    return (cost + share) / (cost + 1)


def _parabola(within: Values, ratio: Values, law: Law) -> Values:
    """|ln(N/N*)| at a cost of 1 + x by the curvature at the optimum alone.

    d^2 ln C/d(ln N)^2 = alpha + beta + (1 + beta)*K/D*.
    """
    curvature = law.alpha + law.beta + (1 + law.beta) * ratio
    return sqrt(2 * log1p(within) / curvature)


def _end(
    at: Callable[[Values], tuple[Values, Values, Values, Values]],
    start: Values,
    within: Values,
    share: Values,
    law: Law,
    keep: Keep,
) -> Values:
    """The root of ln(C/C*) = log1p(x) on one side of the optimum, where it is convex."""
    goal, x = log1p(within), keep("x", start)
    for _ in range(HALLEY_STEPS):
        larger, longer, slope, bend = at(x)
        f = larger + log1p(share * expm1(longer)) - goal
        f = keep("f", f)
        x = keep("x", x - f * slope / (slope * slope - f * 0.5 * bend + TINY))
    larger, longer, slope, _ = at(x)
    above = keep("C", excess(larger, longer, share, law))
    return keep("x", x - (above - within) / ((1 + above) * slope + TINY))


# Limits ----------------------------------------------------------------------------------------


def within_limits(
    params: Values,
    tokens: Values,
    loss: Values,
    max_params: Values,
    max_tokens: Values,
    law: Law,
) -> tuple[Values, Values]:
    """The model of equal loss nearest to a given one that keeps to limits on both numbers.

    A limit that binds is the answer itself.
    """
    fewest = select(max_tokens < tokens, law_params(loss, max_tokens, law), params)
    shortest = select(max_params < params, law_tokens(loss, max_params, law), tokens)
    return np.minimum(fewest, max_params), np.minimum(shortest, max_tokens)


def reaches(attained: Values, loss: Values) -> bool | NDArray[np.bool_]:
    """Whether a loss that is attained counts as the one to reach.

    Limits that exactly hold an optimum miss its loss by rounding.
    """
    return attained <= loss + SAME_LOSS


def lowest_loss(max_params: Values, max_tokens: Values, max_product: Values, law: Law) -> Values:
    """Lowest loss within limits on parameters, tokens and the product of the two.

    It is that of a training budget N*D; a limit that is not there is infinite.
    """
    tokens0 = budget_tokens(max_product, law)
    # fmin and fmax leave out the quotient of two limits that are not there.
    tokens = np.fmin(np.fmax(tokens0, max_product / max_params), max_tokens)
    params = np.fmin(np.fmax(max_product / tokens0, max_product / max_tokens), max_params)
    return law_loss(params, tokens, law)


@blockwise(outputs=3)
def limited(
    loss: Values,
    demand: Values,
    max_params: Values,
    max_tokens: Values,
    max_product: Values,
    law: Law,
) -> tuple[Values, Values, Values]:
    """The cheapest model of a loss under limits, and its cost above the least without them.

    Parameters
    ----------
    loss, demand, law
        As of `core.optimum.optimum`.
    max_params, max_tokens, max_product : float64 scalar or array
        Limits on N, D and N*D, infinite where there is none. They are kept; where they miss the
        loss by rounding, the model does.

    Returns
    -------
    params, tokens, extra : float64 scalars or arrays of the broadcast shape
        `extra` is C/C* - 1. Nothing of use where `lowest_loss` is above the loss.
    """
    best, longest = optimum(loss, demand, law)
    params, tokens = within_product(best, longest, loss, max_product, law)
    params, tokens = within_limits(params, tokens, loss, max_params, max_tokens, law)
    tokens = np.minimum(tokens, max_product / params)
    return params, tokens, excess_of_params(params / best, demand / longest, law)


def within_product(
    params: Values, tokens: Values, loss: Values, max_product: Values, law: Law
) -> tuple[Values, Values]:
    """The model of equal loss nearest to an optimum whose training keeps to a limit on N*D.

    It lies between the optimum and the training-only one, whose N*D is the least.
    """
    keep = naming(loss)
    params0, tokens0 = chinchilla(loss, law)
    # Where N*D hardly depends on the size, the size follows a rounding by its square root.
    binds = max_product + params * tokens * SAME_PRODUCT < params * tokens
    product = select(binds, max_product, params * tokens)
    least = params0 * tokens0
    within = keep("within", select(product > least, product / least - 1, 0.0))
    longer = longer_training(within, 0.0, law)
    smaller = params0 * exp(_params_of(longer, 0.0, law))
    return select(binds, smaller, params), select(binds, tokens0 * exp(longer), tokens)
