"""Demand: when a model pays, sums of months, and the optimum when demand depends on size.

The slope of N*D + sum of kappa*N^phi by ln D, with d ln N/d ln D = -beta*b/(alpha*a), is
N*D/(alpha*a) times alpha*a - beta*b*(1 + sum of phi*kappa*N^(phi - 1)/D).
"""

from mpmath import mp, mpf

from .base import Deployment, Law, inf_cost, reducible, train_cost


def _implied(params, tokens, law):
    # alpha*a = beta*b*(1 + K/D), eq. 11.
    law = Law(law)
    a, b = law.A / params**law.alpha, law.B / tokens**law.beta
    return tokens * (law.alpha * a / (law.beta * b)) - tokens


def implied_demand(params, tokens, law="chinchilla"):
    return 3 * _implied(params, tokens, law)


def implied_requests(params, tokens, deployment="", law="chinchilla"):
    deployment = Deployment(deployment)
    tuning = deployment.demand(mpf(0))
    each = deployment.demand(mpf(1)) - tuning
    return (_implied(params, tokens, law) - tuning) / each


def break_even(params, tokens, other_params, other_tokens, deployment=""):
    # The training bill saved, over what a request costs more.
    more = train_cost(params, tokens, deployment) - train_cost(
        other_params, other_tokens, deployment
    )
    less = inf_cost(other_params, mpf(1), deployment) - inf_cost(params, mpf(1), deployment)
    return max(more / less, mpf(0))


def break_even_tokens(params, tokens, other_params, other_tokens):
    # 6*N*D + 2*N*x is the same for both.
    return max(
        3 * (params * tokens - other_params * other_tokens) / (other_params - params), mpf(0)
    )


def log_normal(p10, p90):
    """Mean and standard deviation of the logarithm."""
    z = mp.sqrt(2) * mp.erfinv(mpf(4) / 5)
    return (mp.log(p10) + mp.log(p90)) / 2, (mp.log(p90) - mp.log(p10)) / (2 * z)


def demand_mean(p10, p90):
    mu, sigma = log_normal(p10, p90)
    return mp.exp(mu + sigma**2 / 2)


def demand_pv(first_month, months, growth=0, price_decline=0, discount=0, delay=0):
    v = ((1 - mpf(price_decline)) / (1 + mpf(discount))) ** (mpf(1) / 12)
    return first_month * sum(
        (1 + mpf(growth)) ** k * v ** (k + mpf(delay)) for k in range(int(months))
    )


def demand_ramp(full, ramp_months, months, price_decline=0, discount=0, delay=0):
    v = ((1 - mpf(price_decline)) / (1 + mpf(discount))) ** (mpf(1) / 12)
    return full * sum(
        min((k + 1) / ramp_months, mpf(1)) * v ** (k + mpf(delay)) for k in range(int(months))
    )


def generalised_optimum(r, terms, law):
    """Parameters and tokens at which the slope is zero, by bisection and the secant."""
    # Fewer tokens than these reach the loss with no number of parameters.
    fewest = mp.log(law.B / r) / law.beta

    def params(x):
        return (law.A / (-r * mp.expm1(-law.beta * x))) ** (1 / law.alpha)

    def slope(x):
        n, d = params(x), mp.exp(fewest + x)
        b = r * mp.exp(-law.beta * x)
        pull = sum(phi * kappa * n ** (phi - 1) for kappa, phi in terms) / d
        return law.alpha * (r - b) - law.beta * b * (1 + pull)

    low, high = mpf(2) ** -60, mpf(1)
    while slope(high) < 0:
        low, high = high, 2 * high
    for _ in range(30):
        middle = (low + high) / 2
        low, high = (middle, high) if slope(middle) < 0 else (low, middle)
    x = mp.findroot(slope, (low, high), solver="illinois", tol=mpf(10) ** -80, maxsteps=100)
    return params(x), mp.exp(fewest + x)


def cost_elastic(
    loss, requests, at_params, elasticity, price_over_cost, deployment="", law="", field=None
):
    law, deployment = Law(law or "chinchilla"), Deployment(deployment)
    each = deployment.inf_cost(mpf(1), mpf(1))
    token = deployment.train_cost(mpf(1), mpf(1)) - deployment.train_cost(mpf(1), mpf(0))
    # Cost less revenue over the dollars of a parameter and training token.
    served = requests * at_params**elasticity * each / token
    tuning = deployment.train_cost(mpf(1), mpf(0)) / token
    earned = price_over_cost * at_params * served
    terms = [(served, 1 - elasticity), (-earned, -elasticity), (tuning, mpf(1))]
    n, d = generalised_optimum(reducible(loss, law), terms, law)
    at_n = requests * (at_params / n) ** elasticity
    cost = deployment.train_cost(n, d) + deployment.inf_cost(n, at_n)
    revenue = price_over_cost * deployment.inf_cost(at_params, at_n)
    row = (n, d, at_n, cost, revenue, revenue - cost)
    return (
        row
        if field is None
        else row[("params", "tokens", "requests", "cost", "revenue", "profit").index(field)]
    )
