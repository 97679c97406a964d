"""Demand: what it must be for a model to pay, and how much of it months of requests make."""

from __future__ import annotations

from typing import Any

import numpy as np

from xlplanner.core.blocks import blockwise
from xlplanner.core.constants import MONTHS_PER_YEAR, P90_DEVIATE
from xlplanner.core.elementary import NO_MATTER, exp, expm1, iterate, log, log1p, select
from xlplanner.core.law import Law, Values, params_term, tokens_term


@blockwise(outputs=1)
def implied_demand(params: Values, tokens: Values, law: Law) -> Values:
    """Effective demand at which a model is the optimum at its own loss.

    Eq. 11 solved for K = D*(alpha*a/(beta*b) - 1). Negative where the model is larger than the
    training-only optimum of its loss: no demand makes it the best.
    """
    pull = law.alpha * params_term(params, law) / (law.beta * tokens_term(tokens, law))
    return tokens * (pull - 1)


@blockwise(outputs=1)
def break_even_demand(
    params: Values, tokens: Values, other_params: Values, other_tokens: Values
) -> Values:
    """Effective demand at which two models cost the same, K = (N2*D2 - N1*D1)/(N1 - N2)."""
    return (params * tokens - other_params * other_tokens) / (other_params - params)


def log_normal_mean(p10: Values, p90: Values) -> Values:
    """Mean of a log-normal quantity from its 10th and 90th percentile."""
    # As a multiple of P10, which it is if both percentiles are the same.
    spread = log_normal_spread(p10, p90)
    return p10 * exp(spread * (P90_DEVIATE + spread / 2))


def log_normal_spread(p10: Values, p90: Values) -> Values:
    """Standard deviation of the logarithm of a log-normal quantity, ln(P90/P10)/(2z)."""
    return log(p90 / p10) / P90_DEVIATE / 2


def monthly_log_factor(price_decline: Values, discount: Values) -> Values:
    """Logarithm of what a dollar of inference loses in value a month, from rates a year."""
    return (log1p(-price_decline) - log1p(discount)) / MONTHS_PER_YEAR


def even_share(month: Values, months: Values) -> Values:
    """Share of a month, the first being 1, in what is spread evenly over months."""
    return np.minimum(np.maximum(months - (month - 1), 0), 1) / months


def share_after(month: Values, months: Values) -> Values:
    """Share of a month and all that follow in what is spread evenly over months."""
    return np.maximum(months - (month - 1), 0) / months


@blockwise(outputs=1)
def growing_demand(
    first_month: Values,
    months: Values,
    growth: Values,
    price_decline: Values,
    discount: Values,
    delay: Values,
) -> Values:
    """Requests of months that grow by a factor, each at its value when training is paid.

    q*exp(f*delay)*expm1(T*x)/expm1(x) with x = log1p(growth) + f, T at x = 0.
    """
    f = monthly_log_factor(price_decline, discount)
    x = log1p(growth) + f
    flat = np.equal(x, 0)
    steps = select(flat, months, expm1(months * x) / select(flat, 1.0, expm1(x)))
    return first_month * exp(f * delay) * steps


@blockwise(outputs=1)
def ramped_demand(
    full: Values,
    ramp_months: Values,
    months: Values,
    price_decline: Values,
    discount: Values,
    delay: Values,
) -> Values:
    """Requests of a linear ramp to a plateau, each month at its value when training is paid.

    full*sum of min(k + 1, R)/R*v^(k + delay) for k = 0 ... T - 1, v = exp(f), by Horner's rule:
    the closed form cancels near v = 1.
    """
    f = monthly_log_factor(price_decline, discount)
    factor = exp(f)

    def earlier(total: Values, month: Values) -> tuple[Values, Values]:
        running = select(month <= months, np.minimum(month / ramp_months, 1.0), 0.0)
        return total * factor + running, month - 1

    last = _most(months)
    total, _ = iterate(earlier, (0.0 * full, last), last, NO_MATTER)
    return full * exp(f * delay) * total


def _most(months: Values) -> Any:  # noqa: ANN401 (a whole number, or a symbol of one)
    """The most months of all cells; a symbol is its own."""
    return months if hasattr(months, "named") else int(np.max(np.nan_to_num(months)))
