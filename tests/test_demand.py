"""Demand: implied, at the break-even, over months, and where it depends on the size of a model."""

from dataclasses import replace

import drawn
import highprecision
import numpy as np
import pytest
from calls import cell_error, value
from effort import tries
from mpmath import mp, mpf

from xlplanner.core import cost
from xlplanner.core.elastic import LEAST_EXPONENTS
from xlplanner.core.law import law_tokens
from xlplanner.core.optimum import optimum
from xlplanner.functions.calling import call
from xlplanner.functions.catalogue import find
from xlplanner.functions.notes import notes_of
from xlplanner.functions.records import deployments, laws

CHINCHILLA, PAPER = laws()["chinchilla"], deployments()["paper-stated"]
TUNED = [["training overhead", 1.7], ["fine-tuning tokens", "2T"]]
FREE = [["input tokens", 0], ["output tokens", 0]]
LOSS_30B = 1.9582533604758408


def notes(name, *cells):
    return notes_of(find(name), cells).item()


# Implied -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("params", "tokens", "law", "inf_tokens", "requests"),
    [
        ("8.03B", "15T", "chinchilla", 88058846799245.6, 22195978860.5055),
        ("8.03B", "15T", "besiroglu", 189483850880000, 47761010976.3064),
        ("6.74B", "2T", "chinchilla", 4638854078958.42, 1169262496.79678),
        ("6.74B", "2T", "besiroglu", 9900340288829.35, 2495464700.59553),
        ("405B", "15.6T", "chinchilla", -9321943214335.34, -2349674814.56949),
        ("405B", "15.6T", "besiroglu", 16465112143605.2, 4150171099.88367),
    ],
)
def test_demand_of_released_models(params, tokens, law, inf_tokens, requests):
    assert value("IMPLIED_DEMAND", params, tokens, law) == pytest.approx(inf_tokens, rel=1e-13)
    assert value("IMPLIED_REQUESTS", params, tokens, "", law) == pytest.approx(requests, rel=1e-13)


def test_demand_from_which_a_limit_of_14b_costs_nothing():
    tokens = law_tokens(LOSS_30B, 14e9, CHINCHILLA)
    assert value("IMPLIED_DEMAND", 14e9, tokens) == pytest.approx(3 * 3005876487094.66, rel=1e-12)


@pytest.mark.long
def test_an_optimum_implies_the_demand_it_is_for():
    random = np.random.default_rng(5)
    for _ in range(tries(60)):
        law, deployment = drawn.law(random), drawn.deployment(random)
        loss = law.E + 10 ** random.uniform(-1.5, 0.8)
        requests = 10 ** random.uniform(3, 13)
        demand = cost.cost_demand(requests, deployment)
        params, tokens = optimum(loss, demand, law)
        if not (1 <= params <= 1e30 and 1 <= tokens <= 1e30):
            continue
        # Near the training-only optimum, and beside much fine-tuning, requests are a difference.
        lost = (tokens + demand) / cost.serving_demand(requests, deployment)
        again = value("IMPLIED_REQUESTS", params, tokens, deployment, law)
        assert again == pytest.approx(requests, rel=1e-13 * lost), (law, loss, demand)
        inf_tokens = value("IMPLIED_DEMAND", params, tokens, law)
        assert inf_tokens == pytest.approx(3 * demand, rel=1e-13 * (1 + tokens / demand))


def test_a_model_too_large_for_any_demand_implies_a_negative_one():
    assert value("IMPLIED_DEMAND", "405B", "15.6T") < 0
    # The training-only optimum is for no demand, and with fine-tuning for less than none.
    params, tokens = optimum(LOSS_30B, 0.0, CHINCHILLA)
    assert abs(value("IMPLIED_DEMAND", params, tokens)) < 1e-13 * tokens
    assert value("IMPLIED_REQUESTS", params, tokens, TUNED) < 0


def test_a_negative_demand_is_noted():
    for name in ("IMPLIED_DEMAND", "IMPLIED_REQUESTS"):
        (note,) = [n for n in notes(name, "405B", "15.6T") if "no demand makes it the best" in n]
        assert note.startswith("the model is larger than a Chinchilla model of its loss")
        assert not any("no demand" in n for n in notes(name, "8B", "15T"))


# Break-even --------------------------------------------------------------------------------------

PAIR = 4e9, 6e12, 8e9, 1e12


@pytest.mark.parametrize("deployment", ["paper-stated", "paper-printed", TUNED])
def test_at_the_break_even_both_models_cost_the_same(deployment):
    def costs(requests):
        models = (PAIR[:2], PAIR[2:])
        return [value("TOTAL_COST", *model, requests, deployment) for model in models]

    requests = value("BREAK_EVEN", *PAIR, deployment)
    assert costs(requests)[0] == pytest.approx(costs(requests)[1], rel=1e-13)
    assert np.subtract(*costs(2 * requests)) < 0 < np.subtract(*costs(requests / 2))


def test_at_the_break_even_both_models_take_the_same_flops():
    inf_tokens = value("BREAK_EVEN_TOKENS", *PAIR)
    flops = [value("TOTAL_FLOPS", *model, inf_tokens) for model in (PAIR[:2], PAIR[2:])]
    assert flops[0] == pytest.approx(flops[1], rel=1e-14)


def test_a_model_that_is_cheaper_to_train_too_pays_from_the_start():
    assert value("BREAK_EVEN", 4e9, 1e9, 5e9, 1e11) == 0
    assert value("BREAK_EVEN_TOKENS", 4e9, 1e9, 5e9, 1e11) == 0


@pytest.mark.parametrize("name", ["BREAK_EVEN", "BREAK_EVEN_TOKENS"])
def test_a_larger_or_equal_model_never_breaks_even(name):
    for params in (1, 2):
        assert "params must be below other_params = 1: " in cell_error(name, params, 1, 1, 1).reason


@pytest.mark.parametrize(
    ("name", "cells"), [("BREAK_EVEN", PAIR), ("IMPLIED_REQUESTS", ("8B", "15T"))]
)
def test_requests_that_cost_nothing_are_reported(name, cells):
    error = cell_error(name, *cells, FREE)
    assert error.code == "#NUM!"
    assert error.reason.startswith("a request of the deployment must cost something; got input")
    cached = replace(PAPER, cached_input=1.0, cached_price_ratio=0.0, output_tokens=0.0)
    assert "of which 1 cached at 0 of the price" in cell_error(name, *cells, cached).reason


# Estimates and months ----------------------------------------------------------------------------


def test_the_mean_of_a_wide_estimate():
    assert value("DEMAND_MEAN", 1e12, 1e13) == pytest.approx(4734217274535.59, rel=1e-14)
    assert value("DEMAND_MEAN", 5e9, 5e9) == pytest.approx(5e9, rel=1e-15)
    assert "p10 must be at most p90 = 1e+12" in cell_error("DEMAND_MEAN", 1e13, 1e12).reason
    assert "p10 must be above 0" in cell_error("DEMAND_MEAN", 0, 1e12).reason


def test_the_mean_is_the_integral_over_the_distribution():
    mu, sigma = highprecision.log_normal(mpf(10) ** 12, mpf(10) ** 13)
    points = mp.linspace(-12, 14, 14)
    mean = mp.quad(lambda z: mp.exp(mu + sigma * z) * mp.npdf(z), points)
    assert float(mean) == pytest.approx(4734217274535.592, rel=1e-14)
    tail = mp.quad(mp.npdf, [-mp.inf, (12 * mp.log(10) - mu) / sigma])
    assert float(tail) == pytest.approx(0.1, rel=1e-14)


@pytest.mark.parametrize(
    ("cells", "requests"),
    [
        ((24,), 2.4e9),
        ((24, 0.05), 4450199887.4274),
        ((36, 0.05, 0.3, 0.1), 4402998154.99125),
        ((36, 0.05, 0.3, 0.1, 6), 3512377455.25468),
        ((24, 0, 0.2, -0.2), 2.4e9),
    ],
)
def test_requests_of_growing_months(cells, requests):
    assert value("DEMAND_PV", 1e8, *cells) == pytest.approx(requests, rel=1e-14)


def test_requests_of_a_ramp():
    assert value("DEMAND_RAMP", 1e8, 12, 36, 0.3, 0.1) == pytest.approx(1520570178.26457, rel=1e-14)
    assert value("DEMAND_RAMP", 1e8, 12, 36) == pytest.approx(1e8 * (6.5 + 24), rel=1e-15)
    assert value("DEMAND_RAMP", 1e8, 36, 12) == pytest.approx(1e8 * 78 / 36, rel=1e-14)
    # Without a ramp it is the demand that does not grow.
    assert value("DEMAND_RAMP", 1e8, 1, 36, 0.3, 0.1, 6) == pytest.approx(
        value("DEMAND_PV", 1e8, 36, 0, 0.3, 0.1, 6), rel=1e-13
    )


@pytest.mark.long
def test_sums_of_months_hold_to_1e12():
    random = np.random.default_rng(9)
    for _ in range(tries(60)):
        months, ramp = (float(random.integers(1, 601)) for _ in range(2))
        small = 10 ** random.uniform(-14, -0.5) * random.choice([-1, 1])
        over_time = random.uniform(-0.5, 0.9), random.uniform(-0.5, 2), random.uniform(0, 60)
        if random.random() < 0.3:
            # A value that all but stays.
            over_time = small, 0.0, 0.0
        cells = 1e8, months, random.choice([0.0, small, random.uniform(-0.5, 0.5)]), *over_time
        exact = highprecision.demand_pv(*map(mpf, cells))
        assert value("DEMAND_PV", *cells) == pytest.approx(float(exact), rel=1e-12), cells
        cells = 1e8, ramp, months, *over_time
        exact = highprecision.demand_ramp(*map(mpf, cells))
        assert value("DEMAND_RAMP", *cells) == pytest.approx(float(exact), rel=1e-12), cells


def test_a_factor_near_one_is_the_plain_sum():
    for growth in (0.0, 1e-300, 1e-17, -1e-17, 1e-12):
        assert value("DEMAND_PV", 1e8, 600, growth) == pytest.approx(6e10, rel=1e-9)
        assert value("DEMAND_RAMP", 1e8, 10, 600, growth) == pytest.approx(5.955e10, rel=1e-9)
    assert value("DEMAND_PV", 0, 600, 0.1) == value("DEMAND_RAMP", 0, 5, 600) == 0


def test_months_are_whole_and_at_most_600():
    assert cell_error("DEMAND_PV", 1, 1.5).reason == "months must be whole; got 1.5"
    assert cell_error("DEMAND_RAMP", 1, 1.5, 2).reason == "ramp_months must be whole; got 1.5"
    assert "months must be at least 1 and at most 600" in cell_error("DEMAND_PV", 1, 601).reason
    months = [[12], [24.5], ["x"]]
    rows = np.array([[1e8], [np.nan], [np.nan]])
    for name, cells in (("DEMAND_PV", (1e8 / 12, months)), ("DEMAND_RAMP", (1e8 / 12, 1, months))):
        answer = call(find(name), cells)
        assert answer.values == pytest.approx(rows, rel=1e-14, nan_ok=True)


# Demand that depends on the size -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("elasticity", "earned", "params", "tokens"),
    [
        (0, 0, 16412440996.4344, 3264975024200.73),
        (0.25, 0, 17058305679.2695, 3082675039853.44),
        (0.5, 0, 18434328087.914, 2759953679358.97),
        (0.75, 0, 21616226038.6927, 2240551588416.88),
        (1, 0, 30e9, 1555901109357.64),
        (0.5, 1, 12705363738.9557, 5013196405464.48),
        (0.5, 3, 9027134362.4156, 10578821592456.8),
    ],
)
def test_elastic_demand_of_five_trillion_tokens_at_30b(elasticity, earned, params, tokens):
    requests = 5e12 / 3 / cost.cost_demand(1.0, PAPER)
    row = value("COST_ELASTIC", "like 30B", requests, 30e9, elasticity, earned)
    assert row[:2] == pytest.approx((params, tokens), rel=5e-14)
    # Requests that just pay for themselves at 30B do not pay for training.
    assert row[5] < 0 or earned == 3
    assert row[5] == pytest.approx(row[4] - row[3], rel=1e-12)


def test_a_plan_that_loses_money_is_noted():
    lost = notes("COST_ELASTIC", LOSS_30B, 4.2e8, 30e9, 0.5, 1)
    assert any(n.startswith("the plan loses $") and "pays for its training" in n for n in lost)
    assert not any("loses" in n for n in notes("COST_ELASTIC", LOSS_30B, 4.2e8, 30e9, 0.5, 3))


def test_without_elasticity_it_is_the_cost_optimum():
    for earned in (0, 1, 50):
        row = value("COST_ELASTIC", LOSS_30B, 1e9, 7e9, 0, earned, TUNED)
        wanted = value("COST_OPT", LOSS_30B, 1e9, TUNED)
        assert row[:2] == pytest.approx(wanted[:2], rel=1e-13)
        assert (row[2], row[3]) == pytest.approx((1e9, wanted[2]), rel=1e-13)


def test_elastic_demand_that_is_none_or_free_is_for_a_chinchilla_model():
    params, tokens = optimum(LOSS_30B, 0.0, CHINCHILLA)
    for cells in ((0, 30e9, 0.5, 3), (1e9, 30e9, 0.5, 3, FREE)):
        row = value("COST_ELASTIC", LOSS_30B, *cells)
        assert row[:2] == pytest.approx((params, tokens), rel=1e-14)
        assert row[4] == 0


def test_a_law_under_which_earnings_may_have_two_peaks_is_refused():
    error = cell_error("COST_ELASTIC", 2, 1e9, 3e9, 0.5, 3, "", [["alpha", 0.05], ["beta", 0.1]])
    assert error.reason.startswith("alpha + beta of the law must be at least 0.1716")
    assert "got 0.15" in error.reason


@pytest.mark.long
def test_no_model_of_the_loss_earns_more():
    random = np.random.default_rng(12)
    for _ in range(tries(60)):
        law, deployment = drawn.law(random), drawn.deployment(random)
        if law.alpha + law.beta < LEAST_EXPONENTS:
            continue
        loss = law.E + 10 ** random.uniform(-1, 0.7)
        size, tokens0 = optimum(loss, 0.0, law)
        at_params = float(np.clip(size * 10 ** random.uniform(-1, 1), 1, 1e30))
        unit = cost.serving_demand(1.0, deployment)
        requests = float(np.clip(tokens0 * 10 ** random.uniform(-3, 3) / unit, 0, 1e30))
        elasticity, price = random.uniform(0, 1), random.uniform(0, 10)
        cells = (loss, requests, at_params, elasticity, price, deployment, law)
        params, _, _, bill, revenue, profit = value("COST_ELASTIC", *cells)
        others = params * np.exp(np.linspace(-4, 6, 2001))
        with np.errstate(invalid="ignore"):
            longer = law_tokens(loss, others, law)
        at_size = requests * (at_params / others) ** elasticity
        earned = price * cost.inf_cost(at_params, at_size, deployment)
        profits = earned - cost.total_cost(others, longer, at_size, deployment)
        assert np.nanmax(profits) <= profit + 1e-11 * (bill + revenue)
