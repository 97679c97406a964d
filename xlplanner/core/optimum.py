"""The cheapest model of a given quality for a given lifetime demand.

FLOPs (eq. 3) and dollars (eq. 6) are the same problem: minimise N*(D + K) on the curve
L(N, D) = l, where K, the effective demand in training-token equivalents, carries every detail of
inference. With D0 the training-only (Chinchilla) tokens at that loss, s = beta/(alpha + beta),
m = s*K/D0 and y = ln(D/D0), stationarity (eq. 11) becomes one equation in one unknown:

    beta*y = log1p(m*exp(-y))

Its left side minus its right side is increasing and concave in y. The start below has the root's
slope at m = 0 and its growth for large m, so close to it everywhere that a number of Halley's
steps fixed by beta alone reaches double precision: no bracket, no guess, no test for convergence.

The steps have names, by which renderings of the solver know them: columns of a sheet, variables of
a formula or a program. `NOTATION` says what each stands for.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from xlplanner.core.blocks import blockwise
from xlplanner.core.constants import START_EXPONENT
from xlplanner.core.elementary import (
    Keep,
    coarse,
    exp,
    exp_excess,
    fine,
    log1p,
    naming,
    power,
)
from xlplanner.core.law import Law, Values, reducible_loss
from xlplanner.units import Unit


class Symbol(NamedTuple):
    """What the name of a step stands for."""

    unit: Unit
    meaning: str


# By name; a step that is repeated has its number after an underscore, as y_1.
NOTATION = {
    "r": Symbol(Unit.LOSS, "reducible loss"),
    "s": Symbol(Unit.RATIO, "beta/(alpha + beta)"),
    "D0": Symbol(Unit.TOKENS, "training-only tokens"),
    "m": Symbol(Unit.RATIO, "relative demand, s*K/D0"),
    "y": Symbol(Unit.RATIO, "ln(D/D0): a start, then Halley's steps"),
    "t": Symbol(Unit.RATIO, "m*exp(-y)"),
    "g": Symbol(Unit.RATIO, "t/(1 + t)"),
    "f": Symbol(Unit.RESIDUAL, "beta*y - ln(1 + t)"),
    "growth": Symbol(Unit.RATIO, "D/D0 = exp(y)"),
    "N": Symbol(Unit.PARAMS, "optimal params"),
    "D": Symbol(Unit.TOKENS, "optimal tokens"),
}
STEP_NAMES = tuple(tuple(f"{name}_{step}" for name in "tgfy") for step in range(1, 5))


def training_only_tokens(reducible: Values, law: Law) -> Values:
    """Tokens of the training-only optimum, D0 = (B*(1 + beta/alpha)/r)^(1/beta)."""
    return power(law.B * (1 + law.beta / law.alpha) / reducible, 1 / law.beta)


def growth_start(m: Values, exponent: Values) -> Values:
    """A value of y = ln(D/D0) near the root.

    log1p(c*m)/(1 + beta) with c = 1 + (1/beta)/(1 + m^0.7/2), which is m/beta for small m and
    log1p(m)/(1 + beta) for large, as the root is.
    """
    return log1p(m * (1 + 1 / exponent / (1 + power(m, START_EXPONENT) * 0.5))) / (1 + exponent)


def demand_weight(t: Values) -> Values:
    """Weight of demand in the slope, g = t/(1 + t), in [0, 1)."""
    return t / (1 + t)


def residual(y: Values, t: Values, exponent: Values) -> Values:
    """Residual of the y-equation, f = beta*y - log1p(t)."""
    return exponent * y - log1p(t)


def halley_step(f: Values, g: Values, exponent: Values) -> Values:
    """Step f*f'/(f'^2 - f*f''/2), with f' = beta + g and f'' = -g*(1 - g)."""
    slope = exponent + g
    return f * slope / (slope * slope + f * 0.5 * g * (1 - g))


def solve_growth(m: Values, exponent: Values, steps: int, keep: Keep) -> Values:
    """The root y = ln(D/D0) of exponent*y = log1p(m*exp(-y)).

    Parameters
    ----------
    m : float64 scalar or array
        Relative demand, at least 0.
    exponent : float
        Exponent of the tokens, beta; a budget has another (`core.budget`).
    steps : int
        How many of Halley's steps, as `law.halley_steps` says for the exponent. None with a symbol
        for which the root is an operation of its own.
    keep : callable
        What takes the name and value of each step, from `elementary.naming`.
    """
    if not steps:
        root: Values = m.growth_root(exponent)  # type: ignore[union-attr]
        return root

    def closer(y: Values, m: Values, names: Sequence[str]) -> Values:
        t_name, g_name, f_name, y_name = names
        t = keep(t_name, m * exp(-y))
        g = keep(g_name, demand_weight(t))
        f = keep(f_name, residual(y, t, exponent))
        closer_y: Values = keep(y_name, y - halley_step(f, g, exponent))
        return closer_y

    # The last step turns an error e into e^3, and what single precision errs is below 1e-5.
    rough = coarse(m)
    y = keep("y_0", growth_start(rough, exponent))
    for names in STEP_NAMES[: steps - 1]:
        y = closer(y, rough, names)
    return closer(fine(y), m, STEP_NAMES[steps - 1])


def params_at(reducible: Values, t: Values, share: Values, law: Law) -> Values:
    """Parameters of the optimum, N = (A*(1 + t)/(r*(s + t)))^(1/alpha).

    Uses B/D^beta = r*(1 - s)/(1 + t), which holds at the root, so nothing cancels.
    """
    return power(law.A * (1 + t) / (reducible * (share + t)), 1 / law.alpha)


def training_only_params(reducible: Values, law: Law) -> Values:
    """Parameters of the training-only optimum, N0 = (A/(r*s))^(1/alpha)."""
    return params_at(reducible, 0.0, law.params_share, law)


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
    keep = naming(loss)
    reducible = keep("r", reducible_loss(loss, law))
    share = keep("s", law.params_share)
    tokens0 = keep("D0", training_only_tokens(reducible, law))
    m = keep("m", share * demand / tokens0)
    growth = keep("growth", exp(solve_growth(m, law.beta, law.halley_steps, keep)))
    t = keep("t", m / growth)
    return keep("N", params_at(reducible, t, share, law)), keep("D", tokens0 * growth)


def excess(larger: Values, longer: Values, share: Values, law: Law) -> Values:
    """Cost of a model above the optimum's of equal loss, C/C* - 1, exact however small.

    With v = ln(N/N*), d = ln(D/D*) and w = D*/(D* + K), C/C* = w*exp(v + d) + (1 - w)*exp(v). As
    A/N^alpha + B/D^beta is the same for both and alpha*a* = beta*b*/w (eq. 11),
    (exp(-alpha*v) - 1)/alpha + w*(exp(-beta*d) - 1)/beta = 0. Added, it takes away the terms of
    first order, and what remains is a sum of terms of one sign:

        w*X(v + d) + (1 - w)*X(v) + X(-alpha*v)/alpha + w*X(-beta*d)/beta,  X(x) = exp(x) - 1 - x

    Parameters
    ----------
    larger, longer : float64 scalars or arrays
        v and d.
    share : float64 scalar or array
        w, the share of training in the optimum's cost.
    law : Law
        The scaling law.
    """
    training = exp_excess(larger + longer) + exp_excess(-law.beta * longer) / law.beta
    either = exp_excess(-law.alpha * larger) / law.alpha
    return share * training + (1 - share) * exp_excess(larger) + either


@blockwise(outputs=1)
def saving_at(ratio: Values, law: Law) -> Values:
    """Share of cost that an optimum saves against the training-only one, 1 - C*/C0, from K/D*.

    With t = s*K/D*, D*/D0 = (1 + t)^(1/beta) and N0/N* = ((s + t)/(s*(1 + t)))^(1/alpha).
    """
    share = law.params_share
    t = share * ratio
    larger = log1p((1 - share) * t / (share * (1 + t))) / law.alpha
    dearer = excess(larger, -log1p(t) / law.beta, 1 / (1 + ratio), law)
    return dearer / (1 + dearer)


@blockwise(outputs=1)
def saving(loss: Values, demand: Values, law: Law) -> Values:
    """Share of cost that the optimum saves against the training-only one of equal loss.

    Exact to 1e-12 of itself, however small it is.
    """
    return saving_at(demand / optimum(loss, demand, law)[1], law)


@blockwise(outputs=2)
def chinchilla(loss: Values, law: Law) -> tuple[Values, Values]:
    """Parameters and tokens of the training-only optimum at a loss (the optimum at K = 0)."""
    reducible = reducible_loss(loss, law)
    return training_only_params(reducible, law), training_only_tokens(reducible, law)


@blockwise(outputs=1)
def chinchilla_quality(params: Values, law: Law) -> Values:
    """Loss at which the training-only optimum has given parameters, E + (A/N^alpha)/s."""
    return law.E + law.A / power(params, law.alpha) / law.params_share
