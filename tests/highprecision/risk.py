"""Plans for an uncertain demand, by search and by integrals."""

from mpmath import mp, mpf

from .base import Deployment, Law, optimum, reducible
from .demand import log_normal


def _least(r, demand, law):
    n, d = optimum(r, demand, law)
    return n * (d + demand)


def _regret(model, r, demand, law):
    n, d = model
    return n * (d + demand) / _least(r, demand, law) - 1


def plan_regret(loss, planned, actual, deployment="", law=""):
    law, deployment = Law(law or "chinchilla"), Deployment(deployment)
    r = reducible(loss, law)
    model = optimum(r, deployment.demand(planned), law)
    return _regret(model, r, deployment.demand(actual), law)


MINIMAX_ROW = ("params", "tokens", "regret", "regret_cost")


def minimax(r, low, high, relative, law):
    """The model whose regrets at both ends are the same, by bisection between the two optima."""
    least = [_least(r, demand, law) for demand in (low, high)]
    scale = least if relative else [mpf(1), mpf(1)]

    def model(tokens):
        return (law.A / (r - law.B / tokens**law.beta)) ** (1 / law.alpha), tokens

    def difference(tokens):
        n, d = model(tokens)
        regrets = [
            (n * (d + demand) - cost) / unit
            for demand, cost, unit in zip((low, high), least, scale, strict=True)
        ]
        return regrets[0] - regrets[1]

    # The plan for the low demand regrets the high one, and the other way round.
    shortest, longest = (optimum(r, demand, law)[1] for demand in (low, high))
    for _ in range(170):
        middle = mp.sqrt(shortest * longest)
        shortest, longest = (middle, longest) if difference(middle) < 0 else (shortest, middle)
    return model(longest)


def minimax_plan(loss, low, high, kind="relative", deployment="", law="", field=None):
    law, deployment = Law(law or "chinchilla"), Deployment(deployment)
    r = reducible(loss, law)
    ends = [deployment.demand(x) for x in (low, high)]
    model = minimax(r, *ends, (kind or "relative") == "relative", law)
    regrets = [_regret(model, r, demand, law) for demand in ends]
    costs = []
    for demand, requests in zip(ends, (low, high), strict=True):
        n, d = optimum(r, demand, law)
        costs.append(deployment.train_cost(n, d) + deployment.inf_cost(n, requests))
    amounts = [x * y for x, y in zip(regrets, costs, strict=True)]
    row = (*model, max(regrets), max(amounts))
    return row if field is None else row[MINIMAX_ROW.index(field)]


def cost_quantiles(loss, p10, p90, deployment="", law="", field=None):
    law, deployment = Law(law or "chinchilla"), Deployment(deployment)
    r = reducible(loss, law)
    mu, sigma = log_normal(p10, p90)
    mean = mp.exp(mu + sigma**2 / 2)
    model = optimum(r, deployment.demand(mean), law)
    costs = [
        deployment.train_cost(*model) + deployment.inf_cost(model[0], requests)
        for requests in (p10, mean, p90)
    ]

    def weighed(z):
        demand = deployment.demand(mp.exp(mu + sigma * z))
        return mp.npdf(z) * (model[0] * (model[1] + demand) - _least(r, demand, law))

    # The trapezoidal rule on a normal distribution, whose error falls as exp(-2*pi^2/step^2).
    step = mpf(1) / 16
    saved = step * sum(weighed(k * step) for k in range(-190, 190 + int(16 * sigma)))
    known = saved / (model[0] * (model[1] + deployment.demand(mean)))
    row = (*model, *costs, known)
    fields = ("params", "tokens", "cost_p10", "cost_mean", "cost_p90", "value_of_knowing")
    return row if field is None else row[fields.index(field)]
