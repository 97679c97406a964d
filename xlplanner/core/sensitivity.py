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
from dataclasses import replace
from typing import Any, NamedTuple

from xlplanner.core.blocks import blockwise
from xlplanner.core.cost import Deployment, cost_demand, total_cost
from xlplanner.core.law import Law, Values, params_term, tokens_term
from xlplanner.core.optimum import optimum
from xlplanner.core.quantities import described_fields

# Demand and price are rational in each figure of a deployment, so a step in the imaginary direction
# gives their derivatives to rounding: f(x*(1 + ih)) = f(x) + ih*x*f'(x) + O(h^2).
STEP = 2.0**-100
STEPPED = 1 + 1j * STEP


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
    """What requests and those figures of a deployment do that costs depend on."""
    figures = [name for name, field in described_fields(Deployment).items() if field.in_costs]
    more: Any = requests * STEPPED
    pushes = {"requests": Push(demand=elasticity(cost_demand(more, deployment)))}
    for name in figures:
        changed: Any = {name: getattr(deployment, name) * STEPPED}
        stepped = replace(deployment, **changed)
        pushes[name] = Push(
            demand=elasticity(cost_demand(requests, stepped)),
            price=elasticity(stepped.token_cost),
        )
    return pushes


def elasticity(stepped: Values) -> float:
    """Relative change of a value over that of its input, which was multiplied by `STEPPED`."""
    return float(stepped.imag / STEP / stepped.real) if stepped.real else 0.0
