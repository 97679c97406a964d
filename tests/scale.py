"""The solvers at many random points against 80-bit arithmetic.

`python tests/scale.py 10000000` measures so many optima over all laws, and a hundredth as many
problems of every other solver, a chunk at a time.
"""

import sys
import time
from collections import defaultdict
from itertools import cycle

import numpy as np
from extended import Curve, Long, halve, off

from xlplanner.core.budget import budget_optimum
from xlplanner.core.elastic import LEAST_EXPONENTS, elastic_optimum
from xlplanner.core.limits import limited, params_range, regret
from xlplanner.core.optimum import optimum, saving
from xlplanner.core.own_or_api import break_even_of_best
from xlplanner.core.risk import minimax, plan_regret
from xlplanner.functions.records import DEFAULT_DEPLOYMENT, deployments, laws

CHUNK = 50_000
FURTHER = 100
# No optimum may be further off, of parameters, tokens and cost.
OPTIMUM_LIMIT = 4e-14
# A demand that grows so much moves an optimum by more than rounding, or not at all.
MORE = 1.001
# Smaller ones are held to fifty digits in the tests of their functions.
LEAST_SHARE = 1e-4


def drawn(random, law, points):
    """Losses from just above E to ten above it, and demands over 30 decades, a few of them 0."""
    loss = law.E + 10 ** random.uniform(-3, 1, points)
    demand = 10 ** random.uniform(0, 30, points)
    demand[::97] = 0
    return loss, demand


def near(random, curve, points, decades=6):
    """Demands so many decades about the training-only tokens."""
    return np.float64(np.exp(curve.chinchilla)) * 10 ** random.uniform(-decades, decades, points)


def optimum_errors(random, law, points):
    """Errors of the optimum, and by how much it moves the wrong way with demand."""
    loss, demand = drawn(random, law, points)
    curve = Curve(loss, law)
    d = curve.optimum(demand)
    params, tokens = optimum(loss, demand, law)
    assert np.isfinite(params).all()
    assert np.isfinite(tokens).all()
    fewer, longer = optimum(loss, demand * MORE, law)
    yield "params", off(params, np.exp(curve.log_params(d)))
    yield "tokens", off(tokens, np.exp(d))
    yield "cost", off(params * (tokens + demand), np.exp(curve.log_cost(d, demand)))
    yield "wrong way", max((fewer / params).max() - 1, (tokens / longer).max() - 1)


def share_off(computed, exact):
    """The largest error of shares, of those whose twin does not lose its digits."""
    seen = exact > LEAST_SHARE
    return off(computed[seen], exact[seen])


def saving_errors(random, law, points):
    loss, demand = drawn(random, law, points)
    curve = Curve(loss, law)
    less = curve.log_cost(curve.optimum(demand), demand) - curve.log_cost(curve.chinchilla, demand)
    yield "saving", share_off(saving(loss, demand, law), -np.expm1(less))


def regret_errors(random, law, points):
    loss, demand = drawn(random, law, points)
    curve = Curve(loss, law)
    best = curve.optimum(demand)
    params = np.float64(np.exp(curve.log_params(best))) * 10 ** random.uniform(0.01, 3, points)
    above = curve.log_cost(curve.tokens_at(np.log(Long(params))), demand)
    exact = np.expm1(above - curve.log_cost(best, demand))
    yield "regret", off(regret(params, loss, demand, law), exact)


def plan_regret_errors(random, law, points):
    loss = drawn(random, law, points)[0]
    curve = Curve(loss, law)
    planned, actual = (near(random, curve, points) for _ in range(2))
    best = curve.log_cost(curve.optimum(actual), actual)
    exact = np.expm1(curve.log_cost(curve.optimum(planned), actual) - best)
    yield "regret of a plan", share_off(plan_regret(loss, planned, actual, law), exact)


def budget_errors(random, law, points):
    product, demand = 10 ** random.uniform(12, 40, points), 10 ** random.uniform(0, 30, points)
    a, b, alpha, beta = map(Long, (law.A, law.B, law.alpha, law.beta))
    log_product, k = np.log(Long(product)), Long(demand)

    def rising(d):
        params = alpha * (log_product - np.log(np.exp(d) + k))
        return np.log(alpha * a) - params - np.log(beta * b) + beta * d - np.log1p(k * np.exp(-d))

    d = halve(rising, -200.0, 200.0)
    log_params = log_product - np.log(np.exp(d) + k)
    loss = Long(law.E) + a * np.exp(-alpha * log_params) + b * np.exp(-beta * d)
    params, tokens, least = budget_optimum(product, demand, law)
    yield "params of a budget", off(params, np.exp(log_params))
    yield "tokens of a budget", off(tokens, np.exp(d))
    yield "loss of a budget", off(least, loss)


def range_errors(random, law, points):
    loss = drawn(random, law, points)[0]
    curve = Curve(loss, law)
    demand, within = near(random, curve, points), 10 ** random.uniform(-8, 2, points)
    best = curve.optimum(demand)
    most = curve.log_cost(best, demand) + np.log1p(Long(within))
    smallest = halve(lambda d: curve.log_cost(d, demand) - most, best, best + 200)
    # Towards the fewest tokens the parameters have no end.
    largest = halve(
        lambda v: curve.log_cost(curve.tokens_at(v), demand) - most,
        curve.log_params(best),
        curve.log_params(best) + 200,
    )
    low, _, high = params_range(loss, demand, within, law)
    yield "smallest size", off(low, np.exp(curve.log_params(smallest)))
    yield "largest size", off(high, np.exp(largest))


def limit_errors(random, law, points):
    loss = drawn(random, law, points)[0]
    curve = Curve(loss, law)
    demand = near(random, curve, points)
    best, first = curve.optimum(demand), curve.chinchilla
    max_tokens = np.float64(np.exp(first + (best - first) * random.uniform(0, 1.5, points)))
    params = limited(loss, demand, np.inf, max_tokens, np.inf, law)[0]
    d = np.minimum(best, np.log(Long(max_tokens)))
    yield "params of a limit on tokens", off(params, np.exp(curve.log_params(d)))
    most = curve.product(first) + (curve.product(best) - curve.product(first)) * Long(
        random.uniform(0.05, 1.5, points)
    )
    max_product = np.float64(np.exp(most))
    d = halve(lambda d: curve.product(d) - np.log(Long(max_product)), first, best)
    params, tokens, _ = limited(loss, demand, np.inf, np.inf, max_product, law)
    # Where N*D hardly depends on the size, the size follows a rounding of the limit.
    b = curve.B * np.exp(-curve.beta * d)
    steep = np.minimum(1, 1 - curve.beta * b / (curve.alpha * (curve.r - b)))
    moved = np.abs(Long(params) * np.exp(-curve.log_params(d)) - 1) * steep
    yield "params of a limit on training", float(moved.max())
    yield (
        "tokens of a limit on training",
        float((np.abs(Long(tokens) * np.exp(-d) - 1) * steep).max()),
    )


def elastic_errors(random, law, points):
    if law.alpha + law.beta < LEAST_EXPONENTS:
        return
    loss = drawn(random, law, points)[0]
    curve = Curve(loss, law)
    demand, fixed = near(random, curve, points), near(random, curve, points)
    at_params = np.float64(np.exp(curve.log_params(curve.chinchilla))) * 10 ** random.uniform(
        -2, 2, points
    )
    elasticity, price = random.uniform(0, 1, points), 10 ** random.uniform(-2, 3, points)
    eps, log_at = Long(elasticity), np.log(Long(at_params))

    def rising(d):
        v = curve.log_params(d)
        weight = Long(demand) * np.exp(eps * (log_at - v))
        pull = weight * (1 - eps) + weight * eps * Long(price) * np.exp(log_at - v) + Long(fixed)
        b = curve.B * np.exp(-curve.beta * d)
        return np.log(curve.alpha * (curve.r - b) / (curve.beta * b)) - np.log1p(pull * np.exp(-d))

    d = halve(rising, curve.chinchilla, curve.chinchilla + 100)
    params, tokens = elastic_optimum(loss, demand, at_params, elasticity, price, fixed, law)
    yield "params of elastic demand", off(params, np.exp(curve.log_params(d)))
    yield "tokens of elastic demand", off(tokens, np.exp(d))


def minimax_errors(random, law, points):
    loss = drawn(random, law, points)[0]
    curve = Curve(loss, law)
    low = near(random, curve, points, 3)
    high = low * 10 ** random.uniform(0.001, 4, points)
    ends = [Long(low), Long(high)]
    costs = [np.exp(curve.log_cost(curve.optimum(k), k)) for k in ends]
    tokens = (ends[1] * costs[0] - ends[0] * costs[1]) / (costs[1] - costs[0])
    yield "tokens of least regret", off(minimax(loss, low, high, True, law)[1], tokens)
    params = (costs[1] - costs[0]) / (ends[1] - ends[0])
    yield "params of least regret", off(minimax(loss, low, high, False, law)[0], params)


def break_even_errors(random, law, points):
    loss = drawn(random, law, points)[0]
    curve = Curve(loss, law)
    deployment = deployments()[DEFAULT_DEPLOYMENT]
    serving, training = Long(deployment.request_cost), Long(deployment.token_cost)
    base = Long(deployment.fine_tuning_demand)
    dearer = 10 ** random.uniform(0.01, 4, points)
    least = np.exp(np.log(curve.A / curve.r) / curve.alpha)
    price = np.float64(least * serving * dearer)

    def rising(y):
        demand = np.exp(y)
        cost = curve.log_cost(curve.optimum(base + demand), base + demand)
        return y + np.log(Long(price) / serving) - cost

    y = halve(rising, -50.0, 300.0)
    computed = break_even_of_best(loss, price, deployment, law)
    # How steeply the requests change with the price there.
    tokens = np.exp(curve.optimum(base + np.exp(y))) + base
    slack = 1 + np.float64((tokens + np.exp(y)) / tokens)
    yield (
        "break-even of the best",
        float((np.abs(np.log(Long(computed) * serving / training) - y) / slack).max()),
    )


# Solver by solver, the largest error that is allowed: that of the functions' tolerances.
FURTHER_SOLVERS = {
    saving_errors: 1e-12,
    regret_errors: 1e-10,
    plan_regret_errors: 1e-10,
    budget_errors: 1e-12,
    range_errors: 1e-12,
    limit_errors: 1e-12,
    elastic_errors: 1e-12,
    minimax_errors: 1e-12,
    break_even_errors: 1e-12,
}


def worst(solver, points, report=lambda done: None, seed=0):
    """The largest errors of a solver by what they are of, over all laws in turn."""
    random = np.random.default_rng(seed)
    largest = defaultdict(float)
    law, done = cycle(laws().values()), 0
    with np.errstate(all="ignore"):
        while done < points:
            count = min(CHUNK, -(-points // len(laws())), points - done)
            for name, error in solver(random, next(law), count):
                assert not np.isnan(error), name
                largest[name] = max(largest[name], error)
            done += count
            report(done)
    return dict(largest)


def main(points):
    start = time.perf_counter()
    for solver in (optimum_errors, *FURTHER_SOLVERS):
        count = points if solver is optimum_errors else points // FURTHER

        def report(done, count=count, solver=solver):
            print(f"\r{solver.__name__} {done:,} of {count:,}", end="", file=sys.stderr)

        for name, error in worst(solver, count, report).items():
            print(f"\r{name:<32}{count:>12,} points, error at most {error:.1e}")
    print(f"{time.perf_counter() - start:.0f} s")


if __name__ == "__main__":
    main(int(sys.argv[1]))
