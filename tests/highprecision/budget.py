"""Budgets: the lowest loss along N*(D + K) = M, by bisection of its slope in ln D."""

from mpmath import mp, mpf

from highprecision.base import Deployment, Law

FIELDS = ("params", "tokens", "loss", "training_share", "unused")


def loss_of(params, tokens, law):
    return law.E + law.A * params**-law.alpha + law.B * tokens**-law.beta


def best_tokens(product, demand, law):
    def slope(w):
        # dL/d ln D at N = M/(D + K).
        tokens = mp.exp(w)
        params = product / (tokens + demand)
        a, b = law.A * params**-law.alpha, law.B * tokens**-law.beta
        return law.alpha * a * tokens / (tokens + demand) - law.beta * b

    low, high = mpf(-400), mpf(400)
    for _ in range(15):
        middle = (low + high) / 2
        low, high = (low, middle) if slope(middle) > 0 else (middle, high)
    return mp.exp(mp.findroot(slope, (low, high), solver="anderson", maxsteps=200, verify=False))


def plan(product, demand, max_params, max_tokens, law):
    max_params, max_tokens = max_params or mp.inf, max_tokens or mp.inf
    tokens = min(best_tokens(product, demand, law), max_tokens)
    params = product / (tokens + demand)
    if params > max_params:
        # The largest model, on the tokens that the rest pays for.
        params, tokens = max_params, min(product / max_params - demand, max_tokens)
    unused = product - params * (tokens + demand)
    unused = unused if unused > product * mpf(10) ** -40 else mpf(0)
    return params, tokens, loss_of(params, tokens, law), tokens / (tokens + demand), unused


def picked(row, fields, field):
    return row[fields.index(field)] if field else row


def budget_plan(flops, inf_tokens, max_params="", max_tokens="", law="", field=""):
    *row, unused = plan(flops / 6, inf_tokens / 3, max_params, max_tokens, Law(law))
    return picked((*row, 6 * unused), FIELDS, field)


def budget_loss(flops, inf_tokens=0, law=""):
    return plan(flops / 6, mpf(inf_tokens or 0) / 3, "", "", Law(law))[2]


def cost_budget(dollars, requests, max_params="", max_tokens="", deployment="", law="", field=""):
    deployment = Deployment(deployment)
    price = deployment.train_cost(mpf(1), mpf(1)) - deployment.train_cost(mpf(1), mpf(0))
    demand = deployment.demand(requests)
    *row, unused = plan(dollars / price, demand, max_params, max_tokens, Law(law))
    return picked((*row, price * unused), FIELDS, field)
