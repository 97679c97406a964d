"""The solver against fifty-digit arithmetic."""

import highprecision
import numpy as np
import pytest
from effort import tries
from mpmath import mpf

from xlplanner.core.cost import cost_demand, total_cost
from xlplanner.core.law import Law
from xlplanner.core.optimum import chinchilla, optimum
from xlplanner.functions.records import deployments, laws

POINTS_PER_LAW = tries(7_800)
LIMIT = 1e-13


def random_problems(seed, points, law):
    """Losses from just above E far upwards, demands over 24 decades and 0."""
    random = np.random.default_rng(seed)
    loss = law.E + 10 ** random.uniform(-3, 1, points)
    demand = 10 ** random.uniform(0, 24, points)
    demand[: points // 50] = 0.0
    return loss, demand


def relative_errors(computed, exact):
    return np.array([float(abs(mpf(c) / e - 1)) for c, e in zip(computed, exact, strict=True)])


def test_there_are_at_least_twenty_thousand_points():
    assert POINTS_PER_LAW * len(laws()) >= 20_000


@pytest.mark.long
@pytest.mark.parametrize("name", laws())
def test_optimum_and_cost_hold_to_1e13(name):
    law, exact_law = laws()[name], highprecision.Law(name)
    loss, demand = random_problems(7, POINTS_PER_LAW, law)
    params, tokens = optimum(loss, demand, law)
    reducible = (highprecision.reducible(x, exact_law) for x in loss)
    exact = [
        highprecision.optimum(r, mpf(k), exact_law) for r, k in zip(reducible, demand, strict=True)
    ]
    exact_cost = [n * (d + mpf(k)) for (n, d), k in zip(exact, demand, strict=True)]
    assert relative_errors(params, [n for n, _ in exact]).max() <= LIMIT
    assert relative_errors(tokens, [d for _, d in exact]).max() <= LIMIT
    assert relative_errors(params * (tokens + demand), exact_cost).max() <= LIMIT


@pytest.mark.long
@pytest.mark.parametrize("name", deployments())
def test_total_dollars_hold_to_1e13(name):
    law, exact_law = laws()["chinchilla"], highprecision.Law()
    deployment, exact_deployment = deployments()[name], highprecision.Deployment(name)
    loss, requests = random_problems(8, tries(200), law)
    params, tokens = optimum(loss, cost_demand(requests, deployment), law)
    cost = total_cost(params, tokens, requests, deployment)
    exact = []
    for x, q in zip(loss, requests, strict=True):
        r, q = highprecision.reducible(x, exact_law), mpf(q)
        n, d = highprecision.optimum(r, exact_deployment.demand(q), exact_law)
        exact.append(exact_deployment.train_cost(n, d) + exact_deployment.inf_cost(n, q))
    assert relative_errors(cost, exact).max() <= LIMIT


@pytest.mark.parametrize(("alpha", "beta"), [(0.05, 0.8), (0.8, 0.05), (0.3, 0.02), (2.0, 3.0)])
def test_every_point_converges_far_outside_the_shipped_laws(alpha, beta):
    law = Law(E=1.0, A=100.0, B=100.0, alpha=alpha, beta=beta)
    relative = np.concatenate([[0.0], 10 ** np.linspace(-30, 40, 2_001)])
    loss = np.full(relative.shape, 90.0)
    tokens0 = chinchilla(loss, law)[1]
    demand = relative * tokens0
    params, tokens = optimum(loss, demand, law)
    assert np.isfinite(params).all()
    y = np.log(tokens / tokens0)
    residual = law.beta * y - np.log1p(law.params_share * relative * np.exp(-y))
    assert np.abs(residual).max() < 1e-12


def test_the_reference_agrees_with_a_brute_search():
    law = highprecision.Law()
    r, demand = mpf("0.44"), mpf(10) ** 12
    n, d = highprecision.optimum(r, demand, law)

    def cost(tokens):
        return (law.A / (r - law.B * tokens**-law.beta)) ** (1 / law.alpha) * (tokens + demand)

    assert abs(n * (d + demand) / cost(d) - 1) < mpf(10) ** -30
    for step in (mpf("1e-6"), mpf("1e-3"), mpf("0.5")):
        assert cost(d * (1 + step)) > cost(d)
        assert cost(d / (1 + step)) > cost(d)
