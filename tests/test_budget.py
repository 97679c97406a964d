"""Budgets: against the check values, fifty-digit arithmetic, brute force and the optimum."""

from math import inf

import highprecision
import highprecision.budget
import numpy as np
import pytest
from calls import cell_error, value
from effort import tries
from mpmath import mpf
from problems import drawn_laws, drawn_problems

import xlplanner
from xlplanner.core.budget import budget_optimum, budget_plan
from xlplanner.core.law import Law, law_loss
from xlplanner.core.optimum import optimum
from xlplanner.errors import Status
from xlplanner.functions.records import laws


@pytest.mark.parametrize(
    ("flops", "inf_tokens", "law", "wanted"),
    [
        (1e22, 0, "", (6538112635.20847, 254915563505.511, 2.1375750893197)),
        (1e24, 2e12, "", (38104280917.1351, 3707295068213.32, 1.91706289416613)),
        (1e24, 1e13, "", (19400556292.7083, 5257485618044.26, 1.93515473213938)),
        (3e23, 1e14, "", (1188771590.4773, 8726891187951.34, 2.14222891420522)),
        (1e24, 2e12, "besiroglu", (57898384993.9264, 2211939820960.75, 1.96785938186184)),
    ],
)
def test_budgets_of_flops(flops, inf_tokens, law, wanted):
    plan = xlplanner.budget_plan(flops, inf_tokens, "", "", law)
    assert plan[:3] == pytest.approx(wanted, rel=1e-12)
    assert plan.unused == 0
    assert xlplanner.budget_loss(flops, inf_tokens, law) == pytest.approx(plan.loss, rel=1e-14)
    spent = xlplanner.total_flops(plan.params, plan.tokens, inf_tokens)
    assert spent == pytest.approx(flops, rel=1e-13)
    training = xlplanner.train_flops(plan.params, plan.tokens)
    assert plan.training_share == pytest.approx(training / flops, rel=1e-13)


@pytest.mark.parametrize(
    ("dollars", "requests", "limits", "wanted"),
    [
        (1e6, 1e9, (), (15251738539.2117, 2768892411322.65, 1.96763743313994)),
        (23.8e6, 3.51e10, (), (19791474989.6101, 28620568832016.9, 1.8949065025364)),
        (1e6, 1e9, (5e9,), (5e9, 11157555555555.6, 1.9973037012694)),
        (1e6, 1e9, ("", 1e12), (26868242273.4667, 1e12, 1.98228644289917)),
        (1e6, 1e9, (5e9, 5e11), (5e9, 5e11, 2.11470158505011)),
    ],
)
def test_budgets_of_dollars(dollars, requests, limits, wanted):
    plan = xlplanner.cost_budget(dollars, requests, *limits)
    assert plan[:3] == pytest.approx(wanted, rel=1e-12)
    spent = xlplanner.total_cost(plan.params, plan.tokens, requests)
    assert spent + plan.unused == pytest.approx(dollars, rel=1e-13)
    if len(limits) == 2 and "" not in limits:
        assert plan[:2] == limits
        assert spent / dollars == pytest.approx(0.146029202279, rel=1e-11)
    else:
        assert plan.unused == 0


def test_a_size_of_ones_own_takes_what_is_left():
    # 8B for a million dollars and a billion requests, as OPT_LIMITED's size: it is the limit.
    plan = xlplanner.cost_budget(1e6, 1e9, 8e9)
    assert plan[:3] == pytest.approx((8e9, 6477555555555.56, 1.97846342569781), rel=1e-12)


@pytest.mark.long
def test_budgets_hold_to_1e12_against_fifty_digits():
    random = np.random.default_rng(2)
    for number, law in enumerate(drawn_laws(random, tries(50))):
        product = float(10 ** random.uniform(14, 26))
        demand = float(10 ** random.uniform(6, 17)) if number % 11 else 0.0
        exact = highprecision.budget.plan(mpf(product), mpf(demand), "", "", highprecision.Law(law))
        computed = budget_plan(product, demand, inf, inf, law)
        assert computed[:3] == pytest.approx(tuple(map(float, exact[:3])), rel=1e-13)


@pytest.mark.long
def test_limited_budgets_are_those_of_fifty_digits():
    random = np.random.default_rng(3)
    bound = {"params": 0, "tokens": 0, "both": 0}
    for law in drawn_laws(random, tries(50)):
        product, demand = 10 ** random.uniform(14, 26), 10 ** random.uniform(6, 12)
        params, tokens, _ = budget_optimum(product, demand, law)
        max_params, max_tokens = np.array([params, tokens]) * 10 ** random.uniform(-2, 1, 2)
        exact = highprecision.budget.plan(
            *map(mpf, (product, demand, max_params, max_tokens)), highprecision.Law(law)
        )
        got = budget_plan(product, demand, max_params, max_tokens, law)
        # What a largest model leaves for training is a difference.
        slack = 1e-13 * (1 + demand / float(exact[1]))
        assert got[:3] == pytest.approx(tuple(map(float, exact[:3])), rel=slack)
        assert got[3] == pytest.approx(float(exact[4]), rel=1e-13, abs=1e-13 * product)
        assert got[0] <= max_params
        assert got[1] <= max_tokens
        bound["params"] += got[0] == max_params
        bound["tokens"] += got[1] == max_tokens
        bound["both"] += got[3] > 0
    assert min(bound.values()) > 3


@pytest.mark.long
def test_no_model_of_the_budget_is_better():
    random = np.random.default_rng(4)
    for law in drawn_laws(random, tries(50)):
        product, demand = 10 ** random.uniform(14, 26), 10 ** random.uniform(6, 14)
        _, tokens, loss = budget_optimum(product, demand, law)
        others = tokens * np.geomspace(1e-3, 1e3, 2001)
        assert law_loss(product / (others + demand), others, law).min() >= loss * (1 - 1e-14)


@pytest.mark.long
def test_the_budget_of_an_optimum_gives_it_back():
    for law, loss, demand in drawn_problems(5, tries(50)):
        params, tokens = optimum(loss, demand, law)
        product = params * (tokens + demand)
        again = budget_optimum(product, demand, law)
        assert again == pytest.approx((params, tokens, loss), rel=2e-13)


def test_the_budget_of_the_least_flops_and_dollars_is_the_optimum():
    flops = xlplanner.opt_flops(1.91706289416613, 2e12)
    assert flops == pytest.approx(1e24, rel=1e-12)
    plan = xlplanner.budget_plan(flops, 2e12)
    assert plan.params == pytest.approx(xlplanner.opt_params(1.91706289416613, 2e12), rel=1e-12)
    deployment = xlplanner.deployment(training_overhead=1.2, fine_tuning_tokens=1e10)
    best = xlplanner.cost_opt(2.0, 1e9, deployment)
    plan = xlplanner.cost_budget(best.cost, 1e9, "", "", deployment)
    assert plan[:3] == pytest.approx((best.params, best.tokens, 2.0), rel=1e-12)


@pytest.mark.parametrize("law", laws())
@pytest.mark.parametrize("demand", [0.0, 1e9, 1e13])
def test_limits_that_just_hold_the_best_model_change_nothing(law, demand):
    law = laws()[law]
    params, tokens, loss = budget_optimum(1e23, demand, law)
    for limits in ((params, inf), (inf, tokens), (params, tokens)):
        got = budget_plan(1e23, demand, *limits, law)
        assert got[:3] == pytest.approx((params, tokens, loss), rel=1e-13)
        assert got[3] <= 1e-13 * 1e23
        assert got[0] <= limits[0]
        assert got[1] <= limits[1]


def test_a_range_gives_what_its_cells_give():
    budgets, demands = 10.0 ** np.linspace(20, 26, 30), 10.0 ** np.linspace(6, 14, 30)
    for limits in ((), ("5B",), ("", "1T"), ("5B", "1T")):
        together = xlplanner.budget_plan(budgets, demands, *limits)
        for i, (flops, inf_tokens) in enumerate(zip(budgets, demands, strict=True)):
            alone = xlplanner.budget_plan(flops, inf_tokens, *limits)
            slack = 1e-12 * flops
            assert [column[i] for column in together] == pytest.approx(alone, 1e-12, abs=slack)
            field = value("BUDGET_PLAN", flops, inf_tokens, *limits, *[""] * (3 - len(limits)))
            assert list(field) == list(alone)
    columns = np.full(20_000, 1e24), 2e12
    assert (xlplanner.budget_plan(*columns).params == xlplanner.budget_plan(1e24, 2e12)[0]).all()


@pytest.mark.parametrize("alpha", [1.0, 1.5])
def test_an_exponent_of_one_or_more_is_refused(alpha):
    law = Law(1.69, 406.4, 410.7, alpha, 0.283)
    for name, cells in [
        ("BUDGET_LOSS", (1e24, 0, law)),
        ("BUDGET_PLAN", (1e24, 2e12, "", "", law)),
        ("COST_BUDGET", (1e6, 1e9, "", "", "", law)),
    ]:
        error = cell_error(name, *cells)
        assert error.status is Status.DOMAIN
        assert error.reason == f"budgets are not supported for alpha >= 1; got {alpha:g}"


def test_a_budget_that_pays_for_no_parameter_is_refused():
    assert cell_error("BUDGET_PLAN", 10, "2T").reason == (
        "flops must be at least 4e+12, which one parameter takes for inf_tokens = 2e+12; got 10"
    )
    assert cell_error("COST_BUDGET", 1e-6, 1e12).reason == (
        "dollars must be at least 0.021193, which one parameter costs for requests = 1e+12; "
        "got 1e-06"
    )
    assert cell_error("COST_BUDGET", 0, 1e12).status is Status.DOMAIN


# With inference the growth is that of the budget's optimum, no longer a power.
@pytest.mark.parametrize(
    ("demand", "factor", "params", "tokens"),
    [
        (2e12, 1, 4.64146391944807, 2.71897111560375),
        (2e12, 10, 1.53284861545219, 4.82414651123512),
    ],
)
def test_growth_with_inference_is_that_of_the_budget_plan(demand, factor, params, tokens):
    before = xlplanner.budget_plan(1e23, demand)
    after = xlplanner.budget_plan(1e24, demand * factor)
    assert after.params / before.params == pytest.approx(params, rel=1e-12)
    assert after.tokens / before.tokens == pytest.approx(tokens, rel=1e-12)


def test_the_local_exponent_of_the_budget():
    small, large = (xlplanner.budget_plan(1e23 * (1 + h), 2e12).params for h in (-1e-5, 1e-5))
    slope = np.log(large / small) / np.log((1 + 1e-5) / (1 - 1e-5))
    assert slope == pytest.approx(0.73040434901, rel=1e-8)


def test_tiny_budgets_under_vast_demand_lose_without_bound():
    plan = xlplanner.budget_plan(1e20, 1e14)
    assert plan.params == pytest.approx(485_936, rel=1e-6)
    assert f"{plan.loss:.3g}" == "6.85"
