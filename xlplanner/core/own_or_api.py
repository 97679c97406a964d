"""A model of one's own against an API, and an owned GPU's hour against a rented one's."""

from __future__ import annotations

import numpy as np

from xlplanner.core.blocks import blockwise
from xlplanner.core.constants import HOURS_PER_YEAR, TOKENS_PER_MTOK
from xlplanner.core.cost import Deployment, train_cost
from xlplanner.core.elementary import iterate
from xlplanner.core.law import Law, Values, law_tokens
from xlplanner.core.optimum import optimum

# About one step for each factor of e by which the API is dearer than the smallest model allows.
MOST_STEPS = 100
# The step after one of this size is its square, and below rounding.
LAST_STEP = 1e-9


def api_price(input_price: Values, output_price: Values, deployment: Deployment) -> Values:
    """Dollars of a request at an API, from its prices of a million tokens."""
    tokens = deployment.effective_input_tokens * input_price
    return (tokens + deployment.output_tokens * output_price) / TOKENS_PER_MTOK


@blockwise(outputs=1)
def api_cost(
    requests: Values, input_price: Values, output_price: Values, deployment: Deployment
) -> Values:
    """Dollars of lifetime requests at an API."""
    return requests * api_price(input_price, output_price, deployment)


@blockwise(outputs=1)
def break_even_of_model(
    loss: Values, price: Values, params: Values, deployment: Deployment, law: Law
) -> Values:
    """Requests at which a model of given size costs as much as an API, training/(p - serving)."""
    training = train_cost(params, law_tokens(loss, params, law), deployment)
    return training / (price - params * deployment.request_cost)


@blockwise(outputs=1)
def break_even_of_best(loss: Values, price: Values, deployment: Deployment, law: Law) -> Values:
    """Requests at which the best model for so many costs as much as an API.

    In training tokens, with the size nu = p/request_cost whose serving costs as much as the API, F
    the fine-tuning and K the serving demand: N*(D + F + K) = nu*K at the optimum N, D for F + K.
    The bill grows with K by its serving share (the optimum is an envelope), so in y = ln K

        G(y) = ln(nu*K) - ln(N*(D + F + K)),  G' = (D + F)/(D + F + K)

    is increasing and concave: from the left of the root Newton's steps rise to it and never pass
    it. The start, at which the API costs what the model without requests does, is to the left.
    """
    size = price / deployment.request_cost
    base = deployment.fine_tuning_demand
    params, tokens = optimum(loss, base, law)
    y = np.log(params * (tokens + base) / size)

    def closer(y: Values) -> tuple[Values]:
        served = np.exp(y)
        params, tokens = optimum(loss, base + served, law)
        trained = tokens + base
        step = np.log(params * (trained + served) / (size * served)) * (trained + served)
        return (y + step / trained,)

    with np.errstate(over="ignore", invalid="ignore"):
        (y,) = iterate(closer, (y,), MOST_STEPS, LAST_STEP)
        return np.exp(y) * (deployment.token_cost / deployment.request_cost)


@blockwise(outputs=1)
def gpu_hour_cost(
    purchase: Values,
    years: Values,
    residual: Values,
    utilisation: Values,
    power_kw: Values,
    pue: Values,
    price_kwh: Values,
    overhead_share: Values,
) -> Values:
    """Dollars of a used hour of an owned GPU: its loss of value, overhead and electricity."""
    used_hours = HOURS_PER_YEAR * utilisation
    value_lost = purchase * (1 - residual) / (years * used_hours)
    return value_lost + purchase * overhead_share / used_hours + power_kw * pue * price_kwh
