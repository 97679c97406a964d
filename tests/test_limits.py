"""Limits, regrets and ranges: check values, fifty digits, brute force, limits that just hold."""

from itertools import product
from math import inf

import highprecision
import highprecision.limits
import numpy as np
import pytest
from calls import cell_error, value
from effort import tries
from mpmath import mpf
from problems import drawn_problems

import xlplanner
from xlplanner.core.law import Law, law_loss, law_tokens, least_params
from xlplanner.core.limits import (
    balance,
    larger_size,
    limited,
    longer_training,
    lowest_loss,
    params_range,
    regret,
)
from xlplanner.core.optimum import chinchilla, chinchilla_quality, excess, optimum
from xlplanner.errors import Status
from xlplanner.functions.families.limits import COST_LIMITED, FLOPS_LIMITED
from xlplanner.functions.records import laws
from xlplanner.workbook.build import build, inputs
from xlplanner.workbook.editions import EDITIONS
from xlplanner.workbook.sheets.planner.results import CHEAPEST

CHINCHILLA = laws()["chinchilla"]
QUALITY_30B = chinchilla_quality(30e9, CHINCHILLA)
# Where both sides of a conditioned number are rounded.
CLOSE = 1e-12


# Limits that just hold the optimum -------------------------------------------------------------


def just_holding(params, tokens, flops):
    """Every set of limits that an optimum keeps exactly, none left out."""
    for kept in product((True, False), repeat=3):
        limits = zip((params, tokens, flops), kept, strict=True)
        yield tuple(limit if holds else "" for limit, holds in limits)


def assert_it_is_the_optimum(plan, best, limits):
    assert plan.params == best[0]
    assert plan.tokens == pytest.approx(best[1], rel=1e-15 if limits[2] else 0, abs=0)
    assert plan.extra_share == plan[3] == 0
    assert plan.params <= (limits[0] or inf)
    assert plan.tokens <= (limits[1] or inf)
    assert xlplanner.train_flops(*plan[:2]) <= (limits[2] or inf) * (1 + 1e-15)


@pytest.mark.parametrize("law", laws())
def test_limits_that_just_hold_an_optimum_of_flops_never_refuse_it(law):
    random = np.random.default_rng(11)
    for _ in range(tries(20)):
        loss = laws()[law].E + 10 ** random.uniform(-2, 0.9)
        demand = 10 ** random.uniform(6, 18) * random.integers(0, 5)
        best = xlplanner.opt_params(loss, demand, law), xlplanner.opt_tokens(loss, demand, law)
        for limits in just_holding(*best, xlplanner.train_flops(*best)):
            plan = xlplanner.opt_limited(loss, demand, *limits, law)
            assert_it_is_the_optimum(plan, best, limits)


@pytest.mark.parametrize("law", laws())
def test_limits_that_just_hold_an_optimum_of_dollars_never_refuse_it(law):
    random = np.random.default_rng(12)
    for _ in range(tries(20)):
        loss = laws()[law].E + 10 ** random.uniform(-2, 0.9)
        demand = 10 ** random.uniform(3, 15) * random.integers(0, 5)
        best = tuple(xlplanner.cost_opt(loss, demand, "", law)[:2])
        for limits in just_holding(*best, xlplanner.train_flops(*best)):
            plan = xlplanner.cost_limited(loss, demand, *limits, "", law)
            assert_it_is_the_optimum(plan, best, limits)


def test_the_optimum_that_was_refused():
    # An optimum of half a parameter in a billion less than a billion, as its own limits.
    params, tokens, loss = 981088470.9262666, 27961974058.848675, 2.5311199091612613
    demand = (
        3
        * tokens
        * (
            CHINCHILLA.alpha
            * (CHINCHILLA.A / params**CHINCHILLA.alpha)
            / (CHINCHILLA.beta * CHINCHILLA.B / tokens**CHINCHILLA.beta)
            - 1
        )
    )
    plan = xlplanner.opt_limited(loss, demand, params, tokens)
    assert plan[:2] == (params, tokens)
    assert plan.extra_share < 1e-25


def test_limits_that_miss_by_less_than_the_same_loss_are_the_answer():
    best = xlplanner.opt_limited(2.13, 2e11)
    rounded = (float(f"{best.params:.9e}"), float(f"{best.tokens * (1 - 1e-10):.9e}"))
    plan = xlplanner.opt_limited(2.13, 2e11, *rounded)
    assert plan[:2] == rounded
    assert xlplanner.law_loss(*rounded) == pytest.approx(2.13, abs=1e-9)
    assert cell_error("OPT_LIMITED", 2.13, 2e11, rounded[0], rounded[1] * (1 - 1e-7))


@pytest.mark.parametrize("edition", EDITIONS)
def test_the_planner_takes_limits_that_just_hold_its_optimum(edition):
    free = build(inputs(), edition).free[CHEAPEST]
    limits = {"max_params": float(free.params.value), "max_tokens": float(free.tokens.value)}
    for names in (["max_tokens"], [*limits]):
        planner = build(inputs(**{name: limits[name] for name in names}), edition)
        assert planner.facts.optimum.feasible.value is True
        best = planner.designs[CHEAPEST]
        assert (best.params.value, best.tokens.value) == (free.params.value, free.tokens.value)
        assert planner.remarks[CHEAPEST].value == "The optimum; no limit binds"


# Limits that bind ------------------------------------------------------------------------------


@pytest.mark.long
def test_limited_models_are_those_of_fifty_digits():
    random = np.random.default_rng(13)
    bound = np.zeros(3, dtype=int)
    for law, loss, demand in drawn_problems(13, tries(150)):
        params, tokens = optimum(loss, demand, law)
        n0, d0 = chinchilla(loss, law)
        which = random.integers(0, 3)
        limits = [inf, inf, inf]
        fewest = least_params(loss, law)
        if which == 0:
            limits[0] = float(fewest + (params - fewest) * random.uniform(0.2, 0.95))
        elif which == 1:
            least = law_tokens(loss, inf, law)
            limits[1] = float(least + (tokens - least) * random.uniform(0.05, 0.95))
        else:
            limits[2] = float(n0 * d0 + (params * tokens - n0 * d0) * random.uniform(0.05, 0.95))
            if demand == 0:
                continue
        twin = ["" if limit == inf else mpf(limit) for limit in limits]
        exact_n, exact_d, curve = highprecision.limits.limited(
            mpf(loss), mpf(demand), *twin, highprecision.Law(law)
        )
        n, d, extra = limited(loss, demand, *limits, law)
        # On one side of the curve the loss that is left for the other term is a difference.
        left = min((loss - law.E - law.A / n**law.alpha), (loss - law.E - law.B / d**law.beta))
        slack = 2e-14 * (loss - law.E) / left / min(law.alpha, law.beta) + 2e-14
        if which == 2:
            # Near the least training N*D hardly depends on the size.
            slack += 2e-14 / (law.alpha + law.beta) / np.log(n0 / n)
        assert n == pytest.approx(float(exact_n), rel=slack)
        assert d == pytest.approx(float(exact_d), rel=slack)
        away = abs(np.log(n / params))
        exact = float(curve.above(exact_n))
        assert extra == pytest.approx(exact, rel=slack + 2 * slack / away, abs=0)
        assert (n == limits[0], d == limits[1]) == (which == 0, which == 1)
        bound[which] += 1
    assert bound.min() > 3


@pytest.mark.long
def test_no_model_within_the_limits_costs_less():
    random = np.random.default_rng(14)
    solved = 0
    for law, loss, demand in drawn_problems(14, tries(100)):
        params, tokens = optimum(loss, demand, law)
        limits = np.array([params, tokens, params * tokens]) * 10 ** random.uniform(-0.7, 0.7, 3)
        sizes = least_params(loss, law) * np.geomspace(1 + 1e-6, 1e4, 20_001)
        needed = law_tokens(loss, sizes, law)
        allowed = (sizes <= limits[0]) & (needed <= limits[1]) & (sizes * needed <= limits[2])
        if lowest_loss(*limits, law) > loss:
            assert not allowed.any()
            continue
        solved += 1
        n, d, extra = limited(loss, demand, *limits, law)
        assert law_loss(n, d, law) == pytest.approx(loss, rel=1e-12)
        assert (np.array([n, d, n * d]) <= limits * (1 + 1e-15)).all()
        best = n * (d + demand)
        assert best == pytest.approx((1 + extra) * params * (tokens + demand), rel=1e-12)
        if allowed.any():
            assert best <= (sizes * (needed + demand))[allowed].min() * (1 + 1e-12)
    assert solved > tries(20)


@pytest.mark.long
def test_the_lowest_loss_within_limits_is_what_no_model_beats():
    random = np.random.default_rng(15)
    for law, loss, demand in drawn_problems(15, tries(50)):
        params, tokens = optimum(loss, demand, law)
        drawn = np.array([params, tokens, params * tokens]) * 10 ** random.uniform(-1, 1, 3)
        for unset in ([], [0], [1], [2], [0, 1], [1, 2]):
            limits = drawn.copy()
            limits[unset] = inf
            lowest = lowest_loss(*map(float, limits), law)
            sizes = params * np.geomspace(1e-6, 1e6, 4001)
            sizes = np.append(sizes[sizes <= limits[0]], limits[0] if limits[0] < inf else [])
            losses = law_loss(sizes, np.minimum(limits[1], limits[2] / sizes), law)
            assert losses.min() >= lowest * (1 - 1e-14)
    assert lowest_loss(inf, inf, inf, CHINCHILLA) == CHINCHILLA.E


def test_a_deadline_leaves_the_smallest_model_that_can_be_trained_in_time():
    free = xlplanner.opt_limited(2.13, 2e12)
    least = xlplanner.chinchilla_flops(2.13)
    cap = (least + xlplanner.train_flops(*free[:2])) / 2
    plan = xlplanner.opt_limited(2.13, 2e12, "", "", cap)
    assert xlplanner.train_flops(*plan[:2]) == pytest.approx(cap, rel=1e-14)
    assert free.params < plan.params < xlplanner.chinchilla_params(2.13)
    # At the least that training takes only the Chinchilla model is left, and below it none.
    plan = xlplanner.opt_limited(2.13, 2e12, "", "", least)
    assert plan.params == pytest.approx(xlplanner.chinchilla_params(2.13), rel=1e-7)
    assert xlplanner.law_loss(*plan[:2]) == pytest.approx(2.13, abs=1e-9)
    assert cell_error("OPT_LIMITED", 2.13, 2e12, "", "", least * (1 - 1e-6))


@pytest.mark.parametrize(
    ("name", "cells", "fields"),
    [
        ("OPT_LIMITED", (2.13, 2e12), FLOPS_LIMITED),
        ("COST_LIMITED", (2.13, 7e8), COST_LIMITED),
    ],
)
def test_the_price_of_a_limit_is_what_it_adds_to_the_free_optimum(name, cells, fields):
    kinds = ("deployment",) * (name == "COST_LIMITED")
    for limits in (("2B", "", ""), ("", "500B", ""), ("", "", 1.2e22), ("2.9B", "", "")):
        free = value(name, *cells)
        row = dict(zip(fields, value(name, *cells, *limits), strict=True))
        total, extra = list(row)[2:4]
        assert row[extra] == pytest.approx(row[total] - free[2], abs=1e-14 * free[2])
        assert row["extra_share"] == pytest.approx(row[extra] / free[2], rel=1e-13)
        for field, number in row.items():
            assert value(name, *cells, *limits, *[""] * len(kinds), "", field) == number


@pytest.mark.parametrize("limits", [(1e60, 1e60, 1e60), (1e60,), ("", 1e60)])
def test_a_limit_that_is_not_set_is_none(limits):
    law = Law(1.0, 400.0, 400.0, 0.05, 0.3)
    # The best model has 1e80 parameters.
    free = xlplanner.opt_limited(1.05, 1e12, "", "", "", law)
    assert free.params > 1e70
    assert xlplanner.opt_limited(1.05, 1e12, *limits, *[""] * (3 - len(limits)), law) == free
    assert free.extra_share == 0


@pytest.mark.parametrize(
    ("limits", "which", "lowest"),
    [
        ((1e8,), "1e+08 params", 1.69 + 406.4 / 1e8**0.336),
        (("", 1e6), "1e+06 tokens", 1.69 + 410.7 / 1e6**0.283),
        (("", "", 1e20), "1e+20 FLOPs of training", None),
        ((1e9, 1e11), "1e+09 params and 1e+11 tokens", None),
        ((1e9, 1e11, 1e25), "1e+09 params and 1e+11 tokens", None),
        ((1e9, 1e16, 2e22), "1e+09 params and 2e+22 FLOPs of training", None),
        (("", 1e11, 2e22), "1e+11 tokens and 2e+22 FLOPs of training", None),
    ],
)
def test_limits_out_of_reach_are_named_with_the_lowest_loss(limits, which, lowest):
    for name in ("OPT_LIMITED", "COST_LIMITED"):
        error = cell_error(name, 2.1, 5e9, *limits)
        assert error.status is Status.DOMAIN
        start = f"no model of at most {which} reaches a loss of 2.1; the lowest is "
        assert error.reason.startswith(start)
        if lowest:
            assert error.reason == start + format(lowest, ".12g")
        assert float(error.reason.removeprefix(start)) > 2.1
        assert "1e+60" not in error.reason


# Regrets ---------------------------------------------------------------------------------------


def test_the_regrets_of_8b_at_the_quality_of_30b():
    regrets = (0.622991888853355, 0.00335099409617068)
    assert xlplanner.law_tokens("like 30B", 8e9) == pytest.approx(14754010221925.8, rel=2e-13)
    assert xlplanner.opt_regret(8e9, "like 30B", 5e12) == pytest.approx(regrets[0], rel=CLOSE)
    assert xlplanner.cost_regret(8e9, "like 30B", 1.75e10) == pytest.approx(regrets[1], rel=CLOSE)
    error = cell_error("OPT_REGRET", 2920798330.45385 * (1 - 1e-12), "like 30B", 5e12)
    assert "no number of tokens reaches" in error.reason
    assert xlplanner.opt_regret(2920798330.45385 * (1 + 1e-9), "like 30B", 5e12) > 1e9


@pytest.mark.long
def test_regrets_are_those_of_fifty_digits():
    random = np.random.default_rng(16)
    for law, loss, demand in drawn_problems(16, tries(50)):
        best = optimum(loss, demand, law)[0]
        away = 10 ** random.uniform(-8, 1)
        params = float(best * np.exp(away * random.choice([-1, 1])))
        fewest = least_params(loss, law)
        if params < fewest * 1.01:
            continue
        curve = highprecision.limits.Curve(mpf(loss), mpf(demand), highprecision.Law(law))
        # The best size is rounded to some 1e-14, and near the least params tokens are a difference.
        slack = 1e-13 * (1 + 1 / (params / fewest - 1) + 1 / away)
        exact = float(curve.above(mpf(params)))
        assert regret(params, loss, demand, law) == pytest.approx(exact, rel=slack, abs=0)


def test_the_regret_of_the_optimum_is_none():
    for law in laws():
        params = xlplanner.opt_params(2.9, 1e12, law)
        assert xlplanner.opt_regret(params, 2.9, 1e12, law) == 0
        assert xlplanner.opt_regret(params * (1 + 1e-9), 2.9, 1e12, law) < 1e-17


def test_the_regret_of_the_chinchilla_model_is_what_the_optimum_saves():
    for demand in 10.0 ** np.arange(4, 20):
        regret_of_it = xlplanner.opt_regret(xlplanner.chinchilla_params(2.13), 2.13, demand)
        saved = xlplanner.opt_savings(2.13, demand)
        # Near no demand the two sizes are nearly one, to the last digits.
        slack = 1e-13 + 1e-14 / np.sqrt(saved)
        assert regret_of_it / (1 + regret_of_it) == pytest.approx(saved, rel=slack)


# Ranges ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("within", "inf_tokens", "wanted"),
    [
        ("5%", 0, (20642578393.562, 30000000000, 45715653574.057)),
        ("", 5e12, (12661390742.895, 16412440996.434, 22071336075.006)),
        (0.01, 5e12, (14536922135.248, 16412440996.434, 18669031679.742)),
        (0.5, 5e12, (8416741197.8426, 16412440996.434, 43713602586.901)),
    ],
)
def test_sizes_of_about_the_same_flops(within, inf_tokens, wanted):
    sizes = xlplanner.opt_range("like 30B", inf_tokens, within)
    assert sizes == pytest.approx(wanted, rel=1e-13)
    assert value("OPT_RANGE", "like 30B", inf_tokens, within, "", "low") == sizes.low


def test_sizes_of_about_the_same_cost():
    wanted = (7099190682.0962, 8381970567.2475, 10269142317.628)
    assert xlplanner.cost_range("like 30B", 1.75e10) == pytest.approx(wanted, rel=1e-13)


def test_no_width_is_the_optimum_twice():
    assert len(set(xlplanner.opt_range("like 30B", 5e12, 0))) == 1
    assert len(set(xlplanner.cost_range(2.5, 0, 0))) == 1
    columns = xlplanner.opt_range("like 30B", [0, 5e12], 0)
    assert (columns.low == columns.high).all()


@pytest.mark.long
def test_ranges_are_those_of_fifty_digits():
    random = np.random.default_rng(17)
    for law, loss, demand in drawn_problems(17, tries(50)):
        within = float(10 ** random.uniform(-12, 2))
        exact = highprecision.limits.params_range(
            mpf(loss), mpf(demand), mpf(within), highprecision.Law(law)
        )
        sizes = params_range(loss, demand, within, law)
        assert sizes == pytest.approx(tuple(map(float, exact)), rel=1e-13)


@pytest.mark.long
@pytest.mark.parametrize("alpha", [0.02, 0.05, 0.336, 0.8, 2.0])
@pytest.mark.parametrize("beta", [0.02, 0.05, 0.283, 0.8, 2.0])
def test_the_ends_of_a_range_cost_what_they_must(alpha, beta):
    random = np.random.default_rng(18)
    law = Law(1.0, 100.0, 100.0, alpha, beta)
    ratio, within = 10 ** random.uniform((-8, -8), (10, 2), (tries(500), 2)).T
    longer, larger = longer_training(within, ratio, law), larger_size(within, ratio, law)
    smaller = -np.log1p(-np.expm1(-beta * longer) / balance(ratio, law)) / alpha
    shorter = -np.log1p(-balance(ratio, law) * np.expm1(-alpha * larger)) / beta
    for end in ((smaller, longer), (larger, shorter)):
        assert excess(*end, 1 / (1 + ratio), law) == pytest.approx(within, rel=1e-12)
    assert (longer > 0).all()
    assert (larger > 0).all()


def test_ranges_of_cells_are_those_of_their_range():
    losses, demands = np.linspace(1.8, 4, 30), 10.0 ** np.linspace(3, 16, 30)
    for within in (1e-9, 0.05, 3.0):
        together = xlplanner.opt_range(losses, demands, within)
        alone = [xlplanner.opt_range(x, k, within) for x, k in zip(losses, demands, strict=True)]
        assert np.transpose(together) == pytest.approx(np.array(alone), rel=CLOSE)
    sizes = together.best * 1.01
    regrets = xlplanner.opt_regret(sizes, losses, demands)
    alone = [xlplanner.opt_regret(n, x, k) for n, x, k in zip(sizes, losses, demands, strict=True)]
    assert regrets == pytest.approx(alone, rel=1e-11)
    many = np.full(20_000, 2.13)
    assert (
        xlplanner.cost_limited(many, 7e8, "2B").tokens
        == xlplanner.cost_limited(2.13, 7e8, "2B").tokens
    ).all()
    assert np.ptp(xlplanner.cost_range(many, 7e8).low) == 0
