"""API or own model, the hour of an owned GPU, and energy."""

import drawn
import highprecision
import numpy as np
import pytest
from calls import cell_error, value
from effort import tries
from mpmath import mpf

from xlplanner.core import own_or_api
from xlplanner.core.cost import cost_demand, total_cost
from xlplanner.core.law import least_params
from xlplanner.core.optimum import optimum

LOSS_30B = 1.9582533604758408


def test_an_api_costs_its_tokens():
    assert value("API_COST", 1e9, 0.15, 0.6) == pytest.approx(1e3 * (70 * 0.15 + 215 * 0.6))
    cached = [["cached input", 0.6], ["cached price ratio", 0.1], ["input tokens", 1000]]
    assert value("API_COST", 1e6, 2, 0, cached) == pytest.approx(460 * 2, rel=1e-15)
    assert value("API_COST", 0, 2, 8) == 0
    # What the GPUs cost does not matter to it.
    dear = [["utilisation", 0.1], ["peak over mean", 9], ["inference price", 99]]
    assert value("API_COST", 1e9, 0.15, 0.6, dear) == value("API_COST", 1e9, 0.15, 0.6)


def test_at_the_break_even_the_best_model_costs_what_the_api_does():
    requests = value("BREAK_EVEN_API", LOSS_30B, 0.5, 1.5)
    api = value("API_COST", requests, 0.5, 1.5)
    assert value("COST_OPT_TOTAL", LOSS_30B, requests) == pytest.approx(api, rel=1e-13)
    for factor, dearer in ((0.9, True), (1.1, False)):
        own = value("COST_OPT_TOTAL", LOSS_30B, factor * requests)
        assert (own > value("API_COST", factor * requests, 0.5, 1.5)) is dearer


def test_at_the_break_even_a_model_of_given_size_costs_what_the_api_does():
    requests = value("BREAK_EVEN_API", LOSS_30B, 0.5, 1.5, "12B")
    tokens = value("LAW_TOKENS", LOSS_30B, "12B")
    own = value("TOTAL_COST", "12B", tokens, requests)
    assert own == pytest.approx(value("API_COST", requests, 0.5, 1.5), rel=1e-13)


def test_no_size_breaks_even_before_the_best_model():
    """The best model's break-even is the lowest over all sizes, and that of its own size."""
    best = value("BREAK_EVEN_API", LOSS_30B, 0.5, 1.5)
    size = value("COST_OPT_PARAMS", LOSS_30B, best)
    assert value("BREAK_EVEN_API", LOSS_30B, 0.5, 1.5, size) == pytest.approx(best, rel=1e-12)
    for factor in (0.7, 0.97, 1.03, 1.4):
        assert value("BREAK_EVEN_API", LOSS_30B, 0.5, 1.5, factor * size) > best


@pytest.mark.long
def test_break_even_against_a_bracketed_root_at_fifty_digits():
    random, checked = np.random.default_rng(51), 0
    while checked < tries(60):
        law, deployment = drawn.law(random), drawn.deployment(random)
        loss = law.E + 10 ** random.uniform(-2, 0.7)
        # From barely dearer than the smallest model allows to much dearer.
        dearer = 10 ** random.uniform(-2, 3)
        price = least_params(loss, law) * deployment.request_cost * (1 + dearer)
        got = own_or_api.break_even_of_best(loss, price, deployment, law)
        exact = highprecision.break_even_at(mpf(loss), mpf(price), 0, deployment, law)
        # A price that differs by a rounding moves the root by (1 + dearer)/dearer roundings over
        # the training share, and the loss by more where it is close to E.
        share = total_cost(
            *optimum(loss, cost_demand(got, deployment), law), 0.0, deployment
        ) / total_cost(*optimum(loss, cost_demand(got, deployment), law), got, deployment)
        assert float(abs(mpf(float(got)) / exact - 1)) < 2e-14 / share
        checked += 1


@pytest.mark.long
def test_break_even_of_a_size_against_fifty_digits():
    random = np.random.default_rng(52)
    for _ in range(tries(60)):
        law, deployment = drawn.law(random), drawn.deployment(random)
        loss = law.E + 10 ** random.uniform(-1, 0.7)
        params = least_params(loss, law) * (1 + 10 ** random.uniform(-1, 3))
        dearer = 10 ** random.uniform(-1, 3)
        price = params * deployment.request_cost * (1 + dearer)
        got = own_or_api.break_even_of_model(loss, price, params, deployment, law)
        exact = highprecision.break_even_at(mpf(loss), mpf(price), mpf(params), deployment, law)
        # The curve is steep where the size is close to the least that reaches the loss.
        assert got == pytest.approx(float(exact), rel=1e-13 / min(law.alpha, law.beta))


def test_a_column_breaks_even_as_its_cells_do():
    prices = [[0.5], [0.01], [2.0], [30.0]]
    sizes = [[""], [""], ["9B"], [0]]
    from xlplanner.functions.calling import call
    from xlplanner.functions.catalogue import find

    rows = call(find("BREAK_EVEN_API"), (LOSS_30B, prices, prices, sizes)).rows()
    assert rows[1] == ["#NUM!"]
    for i in (0, 2, 3):
        alone = value("BREAK_EVEN_API", LOSS_30B, prices[i][0], prices[i][0], sizes[i][0])
        assert rows[i][0] == pytest.approx(alone, rel=1e-13)


def test_an_api_that_stays_cheaper_is_reported_with_both_prices():
    error = cell_error("BREAK_EVEN_API", LOSS_30B, 0.05, 0.15)
    assert error.code == "#NUM!"
    assert error.reason.startswith("the API stays cheaper at any demand: a request costs 3.575e-05")
    assert "any model of the loss has more than 2.9208e+09 params" in error.reason
    sized = cell_error("BREAK_EVEN_API", LOSS_30B, 0.15, 0.6, "8B")
    assert "as the model has 8e+09 params" in sized.reason
    small = cell_error("BREAK_EVEN_API", LOSS_30B, 5, 15, "1B")
    assert "with 1e+09 params no number of tokens reaches" in small.reason
    free = cell_error("BREAK_EVEN_API", LOSS_30B, 0, 0)
    assert "a request costs 0 USD there" in free.reason


def test_just_above_the_price_of_the_smallest_model_the_root_is_far_but_there():
    """The serving of the smallest model is the limit; a thousandth above it the root is far."""
    random = np.random.default_rng(53)
    for _ in range(50):
        law, deployment = drawn.law(random), drawn.deployment(random)
        loss = law.E + 0.3
        price = least_params(loss, law) * deployment.request_cost * 1.001
        requests = own_or_api.break_even_of_best(loss, price, deployment, law)
        params, tokens = optimum(loss, cost_demand(requests, deployment), law)
        own = total_cost(params, tokens, requests, deployment)
        assert own == pytest.approx(price * requests, rel=1e-12)


def test_an_hour_of_an_owned_gpu():
    """Four years at 60 %: 21,038.4 hours in use, which bear 36,000 of value and 8,000 of upkeep."""
    hours = 4 * 8766 * 0.6
    wanted = (36000 + 4 * 0.05 * 40000) / hours + 1.3 * 1.25 * 0.08
    got = value("GPU_HOUR_COST", 40000, 4, "10%", "60%", 1.3, 1.25, 0.08, "5%")
    assert got == pytest.approx(wanted, rel=1e-15)
    assert value("GPU_HOUR_COST", 8766, 1) == 1
    assert value("GPU_HOUR_COST", 0, 1, "", "", 1) == pytest.approx(1.56 * 0.0806)
    assert value("GPU_HOUR_COST", 8766, 1, 1) == 0


def test_energy_of_gpu_hours():
    assert value("ENERGY", 1e6, "H100") == pytest.approx([1092, 1092 * 0.436], rel=1e-15)
    assert value("ENERGY", 1e6, "H100", 1.1, 0.02, "emissions") == pytest.approx(15.4, rel=1e-15)
    assert "power of TPU v4" in cell_error("ENERGY", 1e6, "TPU v4").reason
    column = value("ENERGY", [[1e6], [2e6]], "H100", "", "", "energy")
    assert column.ravel() == pytest.approx([1092, 2184], rel=1e-15)
