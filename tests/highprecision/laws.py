"""Optima of equal quality under several laws, growth with the budget, and fits."""

from itertools import product

import numpy as np
from mpmath import mp, mpf
from scipy.optimize import minimize

from highprecision.base import Deployment, Law, optimum
from xlplanner.reference.records import growth_exponents, law_draws, laws


def laws_anchored(params, demand, law):
    """Loss, D0, N, D and saving of the optimum as good as a Chinchilla model of `params`."""
    # alpha*a = beta*b at the training-only optimum.
    a = law.A / params**law.alpha
    b = law.alpha * a / law.beta
    tokens0 = (law.B / b) ** (1 / law.beta)
    n, d = optimum(a + b, demand, law)
    saving = 1 - n * (d + demand) / (params * (tokens0 + demand))
    return law.E + a + b, tokens0, n, d, saving


def law_compare(params, inf_tokens, deployment=""):
    demand = inf_tokens / 3
    if deployment:
        deployment = Deployment(deployment)
        demand = deployment.demand(inf_tokens / (deployment.input + deployment.output))
    return [(name, *laws_anchored(params, demand, Law(name))) for name in laws()]


def _quantile(values, share):
    values = sorted(values)
    position = share * (len(values) - 1)
    below = min(int(mp.floor(position)), len(values) - 2)
    return values[below] + (position - below) * (values[below + 1] - values[below])


BAND = [f"{name}{end}" for name in ("params", "tokens", "saving") for end in ("_low", "", "_high")]


def _band(params, demand, low, high, law, field):
    law = law or "epoch-refit"
    draws = law_draws().get(law)
    if draws is None:
        draws, low, high = laws().values(), mpf(0), mpf(1)
    low, high = (mpf("0.1") if low == "" else low), (mpf("0.9") if high == "" else high)
    middle = laws_anchored(params, demand, Law(law))[2:]
    optima = zip(*(laws_anchored(params, demand, Law(draw))[2:] for draw in draws), strict=True)
    row = []
    for values, at in zip(optima, middle, strict=True):
        row += [_quantile(values, low), at, _quantile(values, high)]
    return tuple(row) if not field else row[BAND.index(field)]


def opt_band(params, inf_tokens, low="", high="", field="", law=""):
    return _band(params, inf_tokens / 3, low, high, law, field)


def cost_band(params, requests, low="", high="", deployment="", field="", law=""):
    return _band(params, Deployment(deployment).demand(requests), low, high, law, field)


def growth_params(factor, law="chinchilla"):
    if law in growth_exponents():
        return factor ** mpf(growth_exponents()[law].params_share)
    # N = G*(C/6)^(beta/(alpha + beta)), Hoffmann et al., eq. 4.
    return factor ** (Law(law).beta / (Law(law).alpha + Law(law).beta))


def growth_tokens(factor, law="chinchilla"):
    # What is left of the budget, 6*N*D.
    return factor / growth_params(factor, law)


def fit_law(params, tokens, losses, delta=""):
    """Newton's method in fifty digits on the gradient, from the best of many rough fits."""
    delta = delta or mpf("1e-3")
    runs = list(zip(params, tokens, losses, strict=True))
    start = _rough_fit(np.array(runs, dtype=float), float(delta))

    def gradient(irreducible, log_a, log_b, alpha, beta):
        total = [mpf(0)] * 5
        for n, d, loss in runs:
            a, b = mp.exp(log_a - alpha * mp.log(n)), mp.exp(log_b - beta * mp.log(d))
            predicted = irreducible + a + b
            pull = max(-delta, min(mp.log(predicted / loss), delta)) / predicted
            parts = (1, a, b, -a * mp.log(n), -b * mp.log(d))
            total = [sum_ + pull * part for sum_, part in zip(total, parts, strict=True)]
        return total

    root = mp.findroot(gradient, list(map(mpf, start)), tol=mpf(10) ** -60, maxsteps=60)
    irreducible, log_a, log_b, alpha, beta = root
    objective = mpf(0)
    for n, d, loss in runs:
        a, b = mp.exp(log_a - alpha * mp.log(n)), mp.exp(log_b - beta * mp.log(d))
        off = abs(mp.log((irreducible + a + b) / loss))
        objective += off**2 / 2 if off <= delta else delta * (off - delta / 2)
    constants = (irreducible, mp.exp(log_a), mp.exp(log_b), alpha, beta)
    rows = list(zip(("E", "A", "B", "alpha", "beta"), constants, strict=True))
    return [*rows, ("objective", objective), ("runs used", mpf(len(runs)))]


def _rough_fit(runs, delta):
    """The lowest of SciPy's minima in (E, ln A, ln B, alpha, beta)."""
    log_n, log_d, log_loss = np.log(runs.T)

    def objective(unknowns):
        irreducible, log_a, log_b, alpha, beta = unknowns
        predicted = irreducible + np.exp(log_a - alpha * log_n) + np.exp(log_b - beta * log_d)
        off = abs(np.log(np.maximum(predicted, 1e-9)) - log_loss)
        return np.where(off <= delta, off**2 / 2, delta * (off - delta / 2)).sum() * 1e6

    fits = [
        minimize(
            objective,
            (share * runs[:, 2].min(), a, b, alpha, beta),
            method="Nelder-Mead",
            options={"maxiter": 20_000, "maxfev": 20_000, "xatol": 1e-12, "fatol": 1e-12},
        )
        for share, a, b, alpha, beta in product((0.5, 0.8), (5, 7), (5, 7), (0.3,), (0.3,))
    ]
    return min(fits, key=lambda fit: fit.fun).x
