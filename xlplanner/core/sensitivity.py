"""How the cost-optimal model and its cost respond to a small change of any input.

Every input acts on the optimum in four ways at most, the `Push` of a relative change:

    delta = a*(dlnA - lnN*dalpha) + b*(dlnB - lnD*dbeta) + dE - dl, the loss that is to be made up;
    gamma = (dalpha/alpha + dlnA - lnN*dalpha) - (dbeta/beta + dlnB - lnD*dbeta), the balance of the
    two terms of the loss in eq. 11; d ln K; and d ln P, P the dollars of a parameter and token.

With w = D/(D + K) the total differential of the curve and of eq. 11 gives

    d ln D = (delta/a - gamma + (1 - w)*dlnK)/(alpha*w + beta + 1 - w)
    d ln N = delta/(alpha*a) - w*d ln D
    d ln Cost = delta/(alpha*a) + (1 - w)*dlnK + dlnP
"""

from __future__ import annotations

import math
from typing import NamedTuple

from xlplanner.core.blocks import blockwise
from xlplanner.core.cost import Deployment, cost_demand, serving_demand, total_cost
from xlplanner.core.law import Law, Values, params_term, tokens_term
from xlplanner.core.optimum import optimum


class Push(NamedTuple):
    """What a relative change of an input by 1 does to what decides the optimum."""

    missing_loss: float = 0.0
    balance: float = 0.0
    demand: float = 0.0
    price: float = 0.0


class Response(NamedTuple):
    """Elasticities of the optimum: relative changes over that of an input."""

    params: float
    tokens: float
    cost: float


@blockwise(outputs=1)
def price_of_quality(loss: Values, requests: Values, deployment: Deployment, law: Law) -> Values:
    """Dollars per nat by which the lowest cost rises as the loss falls, Cost/(alpha*a)."""
    params, tokens = optimum(loss, cost_demand(requests, deployment), law)
    cost = total_cost(params, tokens, requests, deployment)
    return cost / (law.alpha * params_term(params, law))


def responses(
    loss: float, requests: float, deployment: Deployment, law: Law
) -> dict[str, Response]:
    """Elasticities by the name of each input: the reducible loss, requests, and every field."""
    demand = float(cost_demand(requests, deployment))
    params, tokens = map(float, optimum(loss, demand, law))
    a = float(params_term(params, law))
    training = tokens / (tokens + demand)
    stiffness = law.alpha * training + law.beta + 1 - training

    def response(push: Push) -> Response:
        inference = (1 - training) * push.demand
        made_up = push.missing_loss / (law.alpha * a)
        longer = (push.missing_loss / a - push.balance + inference) / stiffness
        return Response(
            params=made_up - training * longer,
            tokens=longer,
            cost=made_up + inference + push.price,
        )

    pushes = law_pushes(loss, params, tokens, law) | cost_pushes(requests, deployment)
    return {name: response(push) for name, push in pushes.items()}


def law_pushes(loss: float, params: float, tokens: float, law: Law) -> dict[str, Push]:
    """What the loss and the constants of the law do."""
    a, b = float(params_term(params, law)), float(tokens_term(tokens, law))
    alpha_power, beta_power = law.alpha * math.log(params), law.beta * math.log(tokens)
    return {
        "reducible_loss": Push(law.E - loss),
        "E": Push(law.E),
        "A": Push(a, 1.0),
        "B": Push(b, -1.0),
        "alpha": Push(-a * alpha_power, 1 - alpha_power),
        "beta": Push(-b * beta_power, beta_power - 1),
    }


def cost_pushes(requests: float, deployment: Deployment) -> dict[str, Push]:
    """What requests and the figures of a deployment do; its bandwidth counts nowhere here."""
    d = deployment
    serving = float(serving_demand(requests, d))
    demand = serving + d.fine_tuning_demand
    served = serving / demand if demand else 0.0
    prefill = d.effective_input_tokens / d.input_mfu
    used = prefill + d.output_tokens / d.output_mfu
    each = served / used if used else 0.0
    inputs = each * prefill
    outputs = served - inputs
    cached = each * d.input_tokens / d.input_mfu * d.cached_input
    return {
        "requests": Push(demand=served),
        "training_price": Push(demand=-served, price=1.0),
        "inference_price": Push(demand=served),
        "training_peak": Push(demand=served, price=-1.0),
        "inference_peak": Push(demand=-served),
        "training_mfu": Push(demand=served, price=-1.0),
        "input_mfu": Push(demand=-inputs),
        "output_mfu": Push(demand=-outputs),
        "input_tokens": Push(demand=inputs),
        "output_tokens": Push(demand=outputs),
        "cached_input": Push(demand=-cached * (1 - d.cached_price_ratio)),
        "cached_price_ratio": Push(demand=cached * d.cached_price_ratio),
        "utilisation": Push(demand=-served),
        "peak_over_mean": Push(demand=served),
        "training_overhead": Push(demand=-1.0 if demand else 0.0, price=1.0),
        "fine_tuning_tokens": Push(demand=1 - served if demand else 0.0),
    }
