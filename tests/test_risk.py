"""Plans for an uncertain demand: check values, fifty digits, and brute force over plans."""

import drawn
import highprecision
import numpy as np
import pytest
from calls import cell_error, value
from effort import tries
from mpmath import mpf

from xlplanner.core import cost, risk
from xlplanner.core.demand import log_normal_mean
from xlplanner.core.law import law_params
from xlplanner.core.optimum import optimum
from xlplanner.functions.records import laws

CHINCHILLA = laws()["chinchilla"]
LOSS_30B = 1.9582533604758408
LOW, HIGH = 1e12, 1e13
# One request is as much as a training token, and a parameter and token cost 6e-6 dollars.
UNITS = cost.Deployment(3600, 3600, 1e6, 1e6, 1, 1, 1, input_tokens=3, output_tokens=0)
USD_PER_FLOP = 1e-6
TUNED = [["training overhead", 1.7], ["fine-tuning tokens", "2T"]]


def test_a_request_of_the_checks_is_a_training_token():
    assert cost.cost_demand(7.0, UNITS) == pytest.approx(7, rel=1e-15)
    assert UNITS.token_cost == pytest.approx(6 * USD_PER_FLOP, rel=1e-15)


def test_a_tenfold_error_of_the_forecast():
    wrong = value("PLAN_REGRET", LOSS_30B, LOW, HIGH, UNITS)
    assert wrong == pytest.approx(0.304202334200678, rel=1e-13)
    wrong = value("PLAN_REGRET", LOSS_30B, HIGH, LOW, UNITS)
    assert wrong == pytest.approx(0.304985109256594, rel=1e-13)


def test_the_plan_at_the_mean_of_a_tenfold_range():
    row = value("COST_QUANTILES", LOSS_30B, LOW, HIGH, UNITS)
    assert row[:2] == pytest.approx((12385377307.1707, 5259355716698.15), rel=1e-13)
    flops = row[2:5] / USD_PER_FLOP
    wanted = (4.65146893506616e23, 7.42645032859085e23, 1.13395726809384e24)
    assert flops == pytest.approx(wanted, rel=1e-13)
    assert row[5] == pytest.approx(0.048024849907, rel=1e-11)
    median = value("PLAN_REGRET", LOSS_30B, (LOW * HIGH) ** 0.5, log_normal_mean(LOW, HIGH), UNITS)
    assert median == pytest.approx(0.00983081101390559, rel=1e-12)


def test_the_plans_of_least_regret_for_a_tenfold_range():
    row = value("MINIMAX_PLAN", LOSS_30B, LOW, HIGH, "absolute", UNITS)
    assert row[:2] == pytest.approx((12554855705.9062, 5126053099200.52), rel=1e-13)
    assert row[2] == pytest.approx(0.109782438815858, rel=1e-12)
    assert row[3] == pytest.approx(6 * 7.608297896215e21 * USD_PER_FLOP, rel=1e-12)
    regrets = risk.minimax(LOSS_30B, LOW, HIGH, False, CHINCHILLA)[2:]
    assert regrets == pytest.approx([0.109782438815858, 0.041735700796085], rel=1e-12)
    row = value("MINIMAX_PLAN", LOSS_30B, LOW, HIGH, "", UNITS)
    assert row[:3] == pytest.approx(
        (13451741244.181, 4520048691468.79, 0.0714373433899998), rel=1e-12
    )
    regrets = risk.minimax(LOSS_30B, LOW, HIGH, True, CHINCHILLA)[2:]
    assert regrets == pytest.approx([0.0714373433899998] * 2, rel=1e-12)


def problems(seed, count, widest=15):
    """Laws, deployments, losses and two numbers of requests, often close to each other."""
    random = np.random.default_rng(seed)
    for _ in range(count):
        law, deployment = drawn.law(random), drawn.deployment(random)
        loss = law.E + 10 ** random.uniform(-1.5, 0.8)
        tokens = optimum(loss, 0.0, law)[1]
        unit = cost.serving_demand(1.0, deployment)
        low = min(tokens / unit * 10 ** random.uniform(-6, 6), 1e29)
        decades = random.choice([random.uniform(0, widest), 10 ** random.uniform(-8, 0)])
        yield law, deployment, loss, low, min(low * 10**decades, 1e30)


@pytest.mark.long
def test_regrets_hold_at_fifty_digits():
    for law, deployment, loss, low, high in problems(41, tries(60)):
        for planned, actual in ((low, high), (high, low)):
            exact = highprecision.plan_regret(loss, mpf(planned), mpf(actual), deployment, law)
            found = value("PLAN_REGRET", loss, planned, actual, deployment, law)
            rel = rounding(low, high, deployment)
            assert found == pytest.approx(float(exact), rel=rel, abs=1e-35)


def rounding(low, high, deployment):
    """What a regret loses where two demands differ by little more than their rounding."""
    demands = [cost.cost_demand(x, deployment) for x in (low, high)]
    apart = np.log1p((demands[1] - demands[0]) / demands[0])
    return 1e-12 + (1e-13 / apart if apart else 1)


@pytest.mark.long
@pytest.mark.parametrize("kind", ["relative", "absolute"])
def test_plans_of_least_regret_hold_at_fifty_digits(kind):
    for law, deployment, loss, low, high in problems(42, tries(60)):
        cells = (loss, low, high, kind, deployment, law)
        exact = highprecision.minimax_plan(loss, mpf(low), mpf(high), kind, deployment, law)
        found = value("MINIMAX_PLAN", *cells)
        assert found[:2] == pytest.approx([float(x) for x in exact[:2]], rel=1e-12), cells
        rel = rounding(low, high, deployment)
        if exact[2] > mpf(10) ** -35:
            # Below it the ratio of two costs leaves few of the fifty digits.
            assert found[2:] == pytest.approx([float(x) for x in exact[2:]], rel=rel), cells


@pytest.mark.long
@pytest.mark.parametrize("kind", ["relative", "absolute"])
def test_no_plan_has_a_lower_worst_regret(kind):
    for law, _deployment, loss, low, high in problems(43, tries(50), widest=4):
        ends, inside = (low, high), np.geomspace(low, high, 60)
        plan = risk.minimax(loss, low, high, kind == "relative", law)[:2]

        def worst(params, tokens, demands, law=law, loss=loss):
            least = [
                np.multiply(*optimum(loss, k, law)) + optimum(loss, k, law)[0] * k for k in demands
            ]
            regrets = [params * (tokens + k) - c for k, c in zip(demands, least, strict=True)]
            scale = least if kind == "relative" else np.ones(len(least))
            return np.max([r / c for r, c in zip(regrets, scale, strict=True)], axis=0)

        best = worst(*plan, ends)
        slack = 1e-12 * (1 if kind == "relative" else plan[0] * (plan[1] + high))
        # The worst case is an end of the range.
        assert worst(*plan, inside) <= best * (1 + 1e-9) + slack
        tokens = plan[1] * np.exp(np.linspace(-0.3, 1, 400))
        with np.errstate(invalid="ignore"):
            others = worst(law_params(loss, tokens, law), tokens, ends)
        assert np.nanmin(others) >= best * (1 - 1e-9) - slack


@pytest.mark.long
def test_quantiles_hold_at_fifty_digits():
    for law, deployment, loss, low, high in problems(44, tries(10), widest=6):
        exact = highprecision.cost_quantiles(loss, mpf(low), mpf(high), deployment, law)
        found = value("COST_QUANTILES", loss, low, high, deployment, law)
        assert found[:5] == pytest.approx([float(x) for x in exact[:5]], rel=1e-12)
        assert found[5] == pytest.approx(float(exact[5]), rel=1e-12, abs=1e-18)


def test_the_wide_ends_of_demand():
    for law in laws().values():
        for low, high in ((0.0, 1e30), (0.0, 1e-3), (0.0, 1e12), (1e29, 1e30), (1e6, 1e7)):
            for relative in (True, False):
                exact_law = highprecision.Law(law)
                r = highprecision.reducible(law.E + 0.3, exact_law)
                exact = highprecision.minimax(r, mpf(low), mpf(high), relative, exact_law)
                found = risk.minimax(law.E + 0.3, low, high, relative, law)[:2]
                assert found == pytest.approx([float(x) for x in exact], rel=1e-12)


def test_a_forecast_that_comes_true_regrets_nothing():
    for requests in (0, 1e9, 1e30):
        assert value("PLAN_REGRET", LOSS_30B, requests, requests) == 0
        for kind in ("relative", "absolute"):
            row = value("MINIMAX_PLAN", LOSS_30B, requests, requests, kind, TUNED)
            assert row[:2] == pytest.approx(
                value("COST_OPT", LOSS_30B, requests, TUNED)[:2], rel=1e-14
            )
            assert row[2:].tolist() == [0, 0]
    row = value("COST_QUANTILES", LOSS_30B, 1e9, 1e9, TUNED)
    assert row[:2] == pytest.approx(value("COST_OPT", LOSS_30B, 1e9, TUNED)[:2], rel=1e-14)
    assert row[2:5] == pytest.approx([value("COST_OPT_TOTAL", LOSS_30B, 1e9, TUNED)] * 3, rel=1e-14)
    assert 0 <= row[5] < 1e-25


def test_without_a_cost_of_requests_nothing_is_regretted():
    free = [["input tokens", 0], ["output tokens", 0]]
    assert value("PLAN_REGRET", LOSS_30B, 1e9, 1e12, free) == 0
    assert value("MINIMAX_PLAN", LOSS_30B, 1e9, 1e12, "", free)[2:].tolist() == [0, 0]


def test_ends_in_the_wrong_order_are_reported():
    reason = cell_error("MINIMAX_PLAN", 2, 2e9, 1e9).reason
    assert reason == "low_requests must be at most high_requests = 1e+09; got 2e+09"
    for ends in ((2e9, 1e9), (1, 1e7)):
        error = cell_error("COST_QUANTILES", 2, *ends)
        assert error.code == "#NUM!"
        assert error.reason.startswith(f"p90_requests must be from p10_requests = {ends[0]:.6g} to")
    assert (
        "kind must be one of relative, absolute" in cell_error("MINIMAX_PLAN", 2, 1, 2, "x").reason
    )


def test_a_column_is_its_cells():
    lows, highs = np.geomspace(1e6, 1e12, 7), np.geomspace(1e6, 1e15, 7)
    for kind in ("relative", "absolute"):
        rows = value("MINIMAX_PLAN", LOSS_30B, lows[:, None], highs[:, None], kind)
        for row, low, high in zip(rows, lows, highs, strict=True):
            alone = value("MINIMAX_PLAN", LOSS_30B, low, high, kind)
            assert row == pytest.approx(alone, rel=1e-13, abs=1e-20)
