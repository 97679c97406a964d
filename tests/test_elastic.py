"""Demand that depends on the size of the model: against fifty digits and brute force."""

import highprecision
import numpy as np
import pytest
from effort import tries
from mpmath import mpf

from xlplanner.core.elastic import LEAST_EXPONENTS, generalised_optimum
from xlplanner.core.law import Law, law_loss, law_tokens
from xlplanner.core.optimum import chinchilla, optimum
from xlplanner.functions.records import laws

CHINCHILLA = laws()["chinchilla"]
LOSS_30B, DEMAND, SIZE = 1.9582533604758408, 5e12 / 3, 30e9


def elastic(elasticity, earned=0.0, demand=DEMAND):
    """The terms of demand at a size, and of what its requests earn."""
    kappa = demand * SIZE**elasticity
    return [(kappa, 1 - elasticity), (-earned * kappa, -elasticity)]


@pytest.mark.parametrize(
    ("elasticity", "earned", "params", "tokens"),
    [
        (-0.3, 0, 16086404015.5606, 3366231851222.01),
        (0, 0, 16412440996.4344, 3264975024200.73),
        (0.25, 0, 17058305679.2695, 3082675039853.44),
        (0.5, 0, 18434328087.914, 2759953679358.97),
        (0.75, 0, 21616226038.6927, 2240551588416.88),
        (1, 0, 30e9, 1555901109357.64),
        (0.5, 30e9, 12705363738.9557, 5013196405464.48),
        (0.5, 90e9, 9027134362.4156, 10578821592456.8),
    ],
)
def test_demand_of_five_trillion_tokens_at_30b(elasticity, earned, params, tokens):
    found = generalised_optimum(LOSS_30B, elastic(elasticity, earned), CHINCHILLA)
    assert found == pytest.approx((params, tokens), rel=2e-14)


def random_law(random):
    alpha, beta = random.uniform(0.05, 0.8, 2)
    return Law(
        E=1.5, A=10 ** random.uniform(1, 4), B=10 ** random.uniform(1, 4), alpha=alpha, beta=beta
    )


def problems(seed, count, earning):
    """Laws, losses and one to three terms, in turn the shipped laws and random ones."""
    random = np.random.default_rng(seed)
    shipped = list(laws().values())
    for number in range(count):
        law = shipped[number % len(shipped)] if number % 2 else random_law(random)
        if earning and law.alpha + law.beta < LEAST_EXPONENTS:
            continue
        loss = law.E + 10 ** random.uniform(-1.5, 0.7)
        params0, tokens0 = chinchilla(loss, law)
        terms = []
        for _ in range(1 if earning else random.integers(1, 4)):
            elasticity = random.uniform(0 if earning else -1.5, 1)
            kappa = tokens0 * 10 ** random.uniform(-6, 6) * params0**elasticity
            terms.append((kappa, 1 - elasticity))
            if earning:
                terms.append((-kappa * params0 * 10 ** random.uniform(-2, 2), -elasticity))
        yield law, loss, terms


def bill(params, tokens, terms):
    return params * tokens + sum(kappa * params**phi for kappa, phi in terms)


def exact_optimum(law, loss, terms):
    exact = highprecision.Law(law)
    terms = [(mpf(kappa), mpf(phi)) for kappa, phi in terms]
    return highprecision.generalised_optimum(highprecision.reducible(loss, exact), terms, exact)


@pytest.mark.long
@pytest.mark.parametrize("earning", [False, True])
def test_it_is_the_fifty_digit_optimum(earning):
    for law, loss, terms in problems(3, tries(60), earning):
        exact = exact_optimum(law, loss, terms)
        found = generalised_optimum(loss, terms, law)
        assert found == pytest.approx([float(x) for x in exact], rel=1e-12), (law, loss, terms)


@pytest.mark.long
@pytest.mark.parametrize("earning", [False, True])
def test_no_model_of_the_loss_costs_less(earning):
    for law, loss, terms in problems(4, tries(60), earning):
        params, tokens = generalised_optimum(loss, terms, law)
        assert law_loss(params, tokens, law) == pytest.approx(loss, rel=1e-12)

        others = params * np.exp(
            np.concatenate([-np.geomspace(1e-4, 5, 200), np.geomspace(1e-4, 9, 200)])
        )
        with np.errstate(invalid="ignore"):
            costs = bill(others, law_tokens(loss, others, law), terms)
        slack = 1e-12 * (params * tokens + sum(abs(kappa) * params**phi for kappa, phi in terms))
        assert np.nanmin(costs) >= bill(params, tokens, terms) - slack


def test_a_range_is_its_cells():
    for law, loss, terms in problems(5, 20, earning=False):
        factors = 10.0 ** np.arange(-4, 5)
        ranges = [(kappa * factors, phi) for kappa, phi in terms]
        params, tokens = generalised_optimum(loss, ranges, law)
        for i, factor in enumerate(factors):
            one = generalised_optimum(loss, [(kappa * factor, phi) for kappa, phi in terms], law)
            assert (params[i], tokens[i]) == pytest.approx(one, rel=1e-13)


def test_blocks_of_a_long_range():
    demand = np.geomspace(1e6, 1e20, 30_000)
    params, tokens = generalised_optimum(LOSS_30B, [(demand, 1.0)], CHINCHILLA)
    assert np.allclose(params, optimum(LOSS_30B, demand, CHINCHILLA)[0], rtol=1e-13, atol=0)
    assert np.allclose(tokens, optimum(LOSS_30B, demand, CHINCHILLA)[1], rtol=1e-13, atol=0)


@pytest.mark.parametrize("law", laws().values(), ids=laws())
def test_demand_of_every_size_is_the_core(law):
    demand = np.concatenate([[0.0], np.geomspace(1e-9, 1e30, 300)])
    for loss in law.E + np.array([0.01, 0.3, 5.0]):
        found = generalised_optimum(loss, [(demand / 3, 1.0), (2 * demand / 3, 1.0)], law)
        assert np.allclose(found, optimum(loss, demand, law), rtol=1e-13, atol=0)


def test_without_demand_or_with_a_constant_bill_it_is_the_chinchilla_model():
    wanted = pytest.approx(chinchilla(LOSS_30B, CHINCHILLA), rel=1e-15)
    assert generalised_optimum(LOSS_30B, [(0.0, 1.0)], CHINCHILLA) == wanted
    assert generalised_optimum(LOSS_30B, [(0.0, 0.3), (1e25, 0.0)], CHINCHILLA) == wanted
