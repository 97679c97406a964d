"""What the paper's equations give: the law, its optimum, and costs.

The optimum is found in w = ln D on alpha*a = beta*b*(1 + K/D) (eq. 11) with a = r - b, whose left
side minus right side is increasing and concave in w.
"""

from mpmath import mp, mpf

from xlplanner.core import cost
from xlplanner.core.quantities import described_fields
from xlplanner.reference.records import deployments, laws

mp.dps = 50


class Law:
    def __init__(self, name="chinchilla"):
        record = laws()[name or "chinchilla"] if isinstance(name, str) else name
        self.E, self.A, self.B = mpf(record.E), mpf(record.A), mpf(record.B)
        self.alpha, self.beta = mpf(record.alpha), mpf(record.beta)


class Deployment:
    def __init__(self, name="paper-stated"):
        d = deployments()[name or "paper-stated"] if isinstance(name, str) else name
        figures = {name: mpf(getattr(d, name)) for name in described_fields(cost.Deployment)}
        take = figures.pop
        hour = mpf(3600)
        self.peak, self.inf_peak = take("training_peak"), take("inference_peak")
        self.inf_price = take("inference_price")
        self.c_tr = take("training_price") / hour / self.peak
        self.c_inf = self.inf_price / hour / self.inf_peak
        self.mfu_tr, self.mfu_in = take("training_mfu"), take("input_mfu")
        self.mfu_out = take("output_mfu")
        self.input, self.output = take("input_tokens"), take("output_tokens")
        cached = take("cached_input")
        self.new_input = self.input * (1 - cached + cached * take("cached_price_ratio"))
        self.overhead, self.tuning = take("training_overhead"), take("fine_tuning_tokens")
        self.bandwidth = take("inference_bandwidth") * 10**12
        self.paid = take("peak_over_mean") / take("utilisation")
        assert not figures, (
            f"the costs at fifty digits leave out {', '.join(figures)} of Deployment: enter it in "
            "tests/highprecision/base.py"
        )

    def flops(self, params, tokens):
        return 6 * params * tokens * self.overhead + 6 * params * self.tuning

    def demand(self, requests):
        # What does not grow with the tokens of training, over the dollars of one such token.
        one = self.train_cost(mpf(1), mpf(1)) - self.train_cost(mpf(1), mpf(0))
        return (self.inf_cost(mpf(1), requests) + self.train_cost(mpf(1), mpf(0))) / one

    def train_cost(self, params, tokens):
        return self.flops(params, tokens) * self.c_tr / self.mfu_tr

    def inf_cost(self, params, requests):
        utilised = requests * (self.new_input / self.mfu_in + self.output / self.mfu_out)
        return 2 * params * self.c_inf * self.paid * utilised


def reducible(loss, law):
    """r = loss - E as double arithmetic gives it: the measure takes it as given."""
    return mpf(float(loss) - float(law.E))


def optimum(r, demand, law):
    alpha, beta, b_factor = law.alpha, law.beta, law.B
    w = mp.log(b_factor * (1 + beta / alpha) / r) / beta
    if demand > 0:
        w = max(w, mp.log(beta * b_factor * demand / (alpha * r)) / (1 + beta))
    for _ in range(200):
        b = b_factor * mp.exp(-beta * w)
        ratio = demand * mp.exp(-w)
        value = alpha * (r - b) - beta * b * (1 + ratio)
        slope = beta * b * (alpha + beta + (1 + beta) * ratio)
        step = value / slope
        w -= step
        if abs(step) < mpf(10) ** -40:
            break
    else:
        raise AssertionError("the reference did not converge")
    tokens = mp.exp(w)
    return (law.A / (r - b_factor * tokens**-beta)) ** (1 / alpha), tokens


def law_loss(params, tokens, law="chinchilla"):
    law = Law(law)
    return law.E + law.A / params**law.alpha + law.B / tokens**law.beta


def law_tokens(loss, params, law="chinchilla"):
    law = Law(law)
    return (law.B / (reducible(loss, law) - law.A / params**law.alpha)) ** (1 / law.beta)


def law_params(loss, tokens, law="chinchilla"):
    law = Law(law)
    return (law.A / (reducible(loss, law) - law.B / tokens**law.beta)) ** (1 / law.alpha)


def chinchilla_params(loss, law="chinchilla"):
    return optimum(reducible(loss, Law(law)), mpf(0), Law(law))[0]


def chinchilla_tokens(loss, law="chinchilla"):
    return optimum(reducible(loss, Law(law)), mpf(0), Law(law))[1]


def chinchilla_flops(loss, law="chinchilla"):
    params, tokens = optimum(reducible(loss, Law(law)), mpf(0), Law(law))
    return 6 * params * tokens


def chinchilla_quality(params, law="chinchilla"):
    law = Law(law)
    # alpha*a = beta*b at the training-only optimum.
    a = law.A / params**law.alpha
    return law.E + a + law.alpha * a / law.beta


def opt_params(loss, inf_tokens, law="chinchilla"):
    return opt_plan(loss, inf_tokens, law)[0]


def opt_tokens(loss, inf_tokens, law="chinchilla"):
    return opt_plan(loss, inf_tokens, law)[1]


def opt_flops(loss, inf_tokens, law="chinchilla"):
    return opt_plan(loss, inf_tokens, law)[5]


def opt_savings(loss, inf_tokens, law="chinchilla"):
    return opt_plan(loss, inf_tokens, law)[9]


def opt_plan(loss, inf_tokens, law="chinchilla"):
    law = Law(law)
    r = reducible(loss, law)
    n, d = optimum(r, inf_tokens / 3, law)
    n0, d0 = optimum(r, mpf(0), law)
    total, total0 = total_flops(n, d, inf_tokens), total_flops(n0, d0, inf_tokens)
    flops = (train_flops(n, d), inf_flops(n, inf_tokens), total)
    return (n, d, d / n, *flops, n0, d0, total0, 1 - total / total0)


COST_ROW = ("params", "tokens", "cost", "chinchilla_cost", "saving")


def cost_opt(loss, requests, deployment="", law="", field=None):
    law = Law(law or "chinchilla")
    r, deployment = reducible(loss, law), Deployment(deployment)
    n, d = optimum(r, deployment.demand(requests), law)
    n0, d0 = optimum(r, mpf(0), law)
    cost = deployment.train_cost(n, d) + deployment.inf_cost(n, requests)
    cost0 = deployment.train_cost(n0, d0) + deployment.inf_cost(n0, requests)
    row = (n, d, cost, cost0, 1 - cost / cost0)
    return row if field is None else row[COST_ROW.index(field)]


def cost_opt_params(loss, requests, deployment="", law=""):
    return cost_opt(loss, requests, deployment, law)[0]


def cost_opt_tokens(loss, requests, deployment="", law=""):
    return cost_opt(loss, requests, deployment, law)[1]


def cost_opt_total(loss, requests, deployment="", law=""):
    return cost_opt(loss, requests, deployment, law)[2]


def cost_opt_savings(loss, requests, deployment="", law=""):
    return cost_opt(loss, requests, deployment, law)[4]


def train_flops(params, tokens):
    return 6 * params * tokens


def inf_flops(params, inf_tokens):
    return 2 * params * inf_tokens


def total_flops(params, tokens, inf_tokens):
    return 6 * params * tokens + 2 * params * inf_tokens


def train_cost(params, tokens, deployment=""):
    return Deployment(deployment).train_cost(params, tokens)


def inf_cost(params, requests, deployment=""):
    return Deployment(deployment).inf_cost(params, requests)


def total_cost(params, tokens, requests, deployment=""):
    return train_cost(params, tokens, deployment) + inf_cost(params, requests, deployment)


def gpu_hours(params, tokens, deployment=""):
    d = Deployment(deployment)
    return d.flops(params, tokens) / (d.peak * d.mfu_tr * 3600)


def train_days(params, tokens, gpus, deployment=""):
    return gpu_hours(params, tokens, deployment) / gpus / 24


def cost_per_mtok(params, deployment=""):
    d = Deployment(deployment)
    return inf_cost(params, mpf(1), deployment) / (d.input + d.output) * 10**6
