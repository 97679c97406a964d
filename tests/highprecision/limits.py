"""Limits, sizes of one's own and ranges: by bisection along the curve of equal loss.

The cost along the curve has one minimum, at the optimum that `base` finds.
"""

from mpmath import mp, mpf

from highprecision.base import Deployment, Law, optimum, reducible
from highprecision.budget import picked


class Curve:
    """Models of one loss, by ln N above the least parameters."""

    def __init__(self, loss, demand, law):
        self.law, self.r, self.demand = law, reducible(loss, law), demand
        self.params, self.tokens = optimum(self.r, demand, law)

    def tokens_at(self, params):
        left = self.r - self.law.A * params**-self.law.alpha
        return (self.law.B / left) ** (1 / self.law.beta) if left > 0 else mp.inf

    def params_at(self, tokens):
        left = self.r - self.law.B * tokens**-self.law.beta
        return (self.law.A / left) ** (1 / self.law.alpha) if left > 0 else mp.inf

    def cost(self, params, demand=None):
        return params * (self.tokens_at(params) + (self.demand if demand is None else demand))

    def above(self, params):
        """C/C* - 1; fifty digits leave twenty where it is 1e-30."""
        return self.cost(params) / (self.params * (self.tokens + self.demand)) - 1

    def root(self, f, inner, outer):
        """N where f, which is above 0 at `outer`, is 0; both in ln N."""
        for _ in range(20):
            middle = (inner + outer) / 2
            inner, outer = (inner, middle) if f(mp.exp(middle)) > 0 else (middle, outer)
        if f(mp.exp(outer)) == mp.inf:
            return self.root(f, inner, outer)
        both = (inner, outer)
        return mp.exp(
            mp.findroot(lambda x: f(mp.exp(x)), both, solver="anderson", maxsteps=200, verify=False)
        )

    def below(self):
        """A ln N at which no tokens reach the loss."""
        return mp.log(self.law.A / self.r) / self.law.alpha - 1


def limited(loss, demand, max_params, max_tokens, max_product, law):
    curve = Curve(loss, demand, law)
    params = curve.params
    if max_product and curve.cost(params, 0) > max_product:
        # Training gets cheaper up to the training-only size.
        top = optimum(curve.r, mpf(0), law)[0]
        params = curve.root(
            lambda n: curve.cost(n, 0) / max_product - 1, mp.log(top), mp.log(params)
        )
    if max_tokens and curve.tokens_at(params) > max_tokens:
        params = curve.params_at(max_tokens)
    params = min(params, max_params or mp.inf)
    tokens = min(curve.tokens_at(params), max_tokens or mp.inf)
    return params, tokens, curve


def opt_limited(
    loss, inf_tokens, max_params="", max_tokens="", max_training_flops="", law="", field=""
):
    product = max_training_flops / 6 if max_training_flops else ""
    params, tokens, curve = limited(loss, inf_tokens / 3, max_params, max_tokens, product, Law(law))
    total = 6 * params * (tokens + curve.demand)
    least = 6 * curve.params * (curve.tokens + curve.demand)
    row = (params, tokens, total, total - least, total / least - 1)
    return picked(row, ("params", "tokens", "total_flops", "extra_flops", "extra_share"), field)


def cost_limited(
    loss,
    requests,
    max_params="",
    max_tokens="",
    max_training_flops="",
    deployment="",
    law="",
    field="",
):
    deployment = Deployment(deployment)
    product = max_training_flops / 6 if max_training_flops else ""
    params, tokens, curve = limited(
        loss, deployment.demand(requests), max_params, max_tokens, product, Law(law)
    )

    def dollars(n, d):
        return deployment.train_cost(n, d) + deployment.inf_cost(n, requests)

    total, least = dollars(params, tokens), dollars(curve.params, curve.tokens)
    row = (params, tokens, total, total - least, total / least - 1)
    return picked(row, ("params", "tokens", "cost", "extra_cost", "extra_share"), field)


def opt_regret(params, loss, inf_tokens, law=""):
    return Curve(loss, inf_tokens / 3, Law(law)).above(params)


def cost_regret(params, loss, requests, deployment="", law=""):
    return Curve(loss, Deployment(deployment).demand(requests), Law(law)).above(params)


def params_range(loss, demand, within, law):
    curve = Curve(loss, demand, law)
    within, best = mpf("0.05") if within == "" else within, mp.log(curve.params)

    def over(params):
        return curve.above(params) - within

    far = best + mp.log(1 + within) + 1
    while over(mp.exp(far)) < 0:
        far += 10
    return curve.root(over, best, curve.below()), curve.params, curve.root(over, best, far)


def opt_range(loss, inf_tokens, within="", law="", field=""):
    return picked(
        params_range(loss, inf_tokens / 3, within, Law(law)), ("low", "best", "high"), field
    )


def cost_range(loss, requests, within="", deployment="", law="", field=""):
    demand = Deployment(deployment).demand(requests)
    return picked(params_range(loss, demand, within, Law(law)), ("low", "best", "high"), field)
