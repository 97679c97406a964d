"""Properties of the pure formulas."""

import math
import tracemalloc

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlplanner.core import blocks, budget, cost, law, optimum
from xlplanner.core.blocks import BLOCK
from xlplanner.core.elementary import select
from xlplanner.functions.records import deployments, laws

LAWS = st.sampled_from(list(laws().values()))
EXCESS = st.floats(1e-3, 10)
DEMAND = st.floats(0, 1e24)
COUNT = st.floats(1e6, 1e14)


def lifetime(params, tokens, demand):
    return params * (tokens + demand)


@given(LAWS, EXCESS, DEMAND, st.floats(1e-4, 0.9))
def test_the_optimum_beats_its_neighbours_of_equal_loss(which, excess, demand, step):
    loss = np.float64(which.E + excess)
    params, tokens = optimum.optimum(loss, np.float64(demand), which)
    best = lifetime(params, tokens, demand)
    for neighbour in (tokens * (1 + step), tokens / (1 + step)):
        if law.tokens_term(neighbour, which) < excess * 0.999:
            other = law.law_params(loss, neighbour, which)
            assert lifetime(other, neighbour, demand) >= best * (1 - 1e-12)


@given(LAWS, EXCESS, DEMAND)
def test_the_optimum_reaches_its_loss(which, excess, demand):
    loss = np.float64(which.E + excess)
    params, tokens = optimum.optimum(loss, np.float64(demand), which)
    assert law.law_loss(params, tokens, which) == pytest.approx(loss, rel=1e-12)


@given(LAWS, EXCESS)
def test_no_demand_is_chinchilla_exactly(which, excess):
    loss = np.float64(which.E + excess)
    assert optimum.optimum(loss, np.float64(0), which) == optimum.chinchilla(loss, which)


@given(LAWS, EXCESS, DEMAND, st.floats(1.001, 1e6))
def test_more_demand_means_fewer_params_and_more_tokens(which, excess, demand, factor):
    loss = np.float64(which.E + excess)
    params, tokens = optimum.optimum(loss, np.float64(demand), which)
    params2, tokens2 = optimum.optimum(loss, np.float64(demand * factor), which)
    assert params2 <= params * (1 + 1e-13)
    assert tokens2 >= tokens * (1 - 1e-13)


def test_demand_moves_the_design_strictly_where_it_matters():
    demand = 10.0 ** np.arange(9, 20)
    params, tokens = optimum.optimum(np.float64(2.1), demand, laws()["chinchilla"])
    assert (np.diff(params) < 0).all()
    assert (np.diff(tokens) > 0).all()


@given(LAWS, COUNT, COUNT)
def test_tokens_and_params_invert_the_law(which, params, tokens):
    params, tokens = np.float64(params), np.float64(tokens)
    loss = law.law_loss(params, tokens, which)
    a, b = law.params_term(params, which), law.tokens_term(tokens, which)
    # Solving for one term loses the digits in which the others exceed it.
    slack = 1e-14 * loss / min(a, b) / min(which.alpha, which.beta)
    assert law.law_tokens(loss, params, which) == pytest.approx(tokens, rel=slack)
    assert law.law_params(loss, tokens, which) == pytest.approx(params, rel=slack)


@given(LAWS, COUNT)
def test_quality_inverts_chinchilla_params(which, params):
    loss = optimum.chinchilla_quality(np.float64(params), which)
    slack = 1e-14 * loss / (loss - which.E) / which.alpha
    assert optimum.chinchilla(loss, which)[0] == pytest.approx(params, rel=slack)


@given(LAWS, st.floats(1e15, 1e30))
def test_loss_of_a_budget_inverts_flops_of_a_loss(which, flops):
    loss = budget.budget_optimum(np.float64(flops) / 6, 0.0, which)[2]
    slack = 1e-13 * loss / (loss - which.E) / min(which.alpha, which.beta)
    again = cost.train_flops(*optimum.chinchilla(loss, which))
    assert again == pytest.approx(flops, rel=slack)


@given(LAWS, EXCESS, st.floats(0, 1e15))
def test_dollars_and_flops_are_one_objective(which, excess, requests):
    deployment = deployments()["paper-stated"]
    loss, requests = np.float64(which.E + excess), np.float64(requests)
    demand = cost.cost_demand(requests, deployment)
    params, tokens = optimum.optimum(loss, demand, which)
    unified = deployment.token_cost * lifetime(params, tokens, demand)
    assert cost.total_cost(params, tokens, requests, deployment) == pytest.approx(
        unified, rel=1e-13
    )


@pytest.mark.parametrize(
    "shapes", [((), ()), ((7,), ()), ((7,), (7,)), ((3, 1), (1, 4)), ((2, 0), ())]
)
def test_an_array_gives_what_its_cells_give(shapes):
    random = np.random.default_rng(3)
    loss = random.uniform(1.8, 3, shapes[0])
    demand = 10 ** random.uniform(0, 20, shapes[1])
    params, tokens = optimum.optimum(loss, demand, laws()["chinchilla"])
    full_loss, full_demand = np.broadcast_arrays(loss, demand)
    assert np.shape(params) == np.shape(tokens) == full_loss.shape
    for place in np.ndindex(full_loss.shape):
        one = optimum.optimum(full_loss[place], full_demand[place], laws()["chinchilla"])
        assert np.asarray(params)[place] == pytest.approx(one[0], rel=2e-15)
        assert np.asarray(tokens)[place] == pytest.approx(one[1], rel=2e-15)


def test_blocks_do_not_change_the_answer():
    random = np.random.default_rng(4)
    loss = random.uniform(1.9, 3, (3, BLOCK // 2 + 5, 1))
    demand = 10 ** random.uniform(0, 20, (4,))
    which = laws()["besiroglu"]
    whole = optimum.optimum(loss, demand, which)
    for i in range(4):
        part = optimum.optimum(loss[..., 0], demand[i], which)
        np.testing.assert_allclose(whole[0][..., i], part[0], rtol=2e-15)
        np.testing.assert_allclose(whole[1][..., i], part[1], rtol=2e-15)


def test_threads_do_not_change_a_bit(monkeypatch):
    monkeypatch.setattr(blocks, "LARGE", 2 * blocks.SHARED_BLOCK)
    random = np.random.default_rng(6)
    loss = random.uniform(1.9, 3, (blocks.LARGE // 100 + 1, 1))
    demand = 10 ** random.uniform(0, 20, (2, 1, 100))
    answers = []
    for threads in (1, 2, 3):
        monkeypatch.setattr(blocks, "THREADS", threads)
        answers.append(np.array(optimum.optimum(loss, demand, laws()["besiroglu"])))
    assert all((answer == answers[0]).all() for answer in answers)


def test_numbers_beyond_single_precision_are_computed_in_double():
    """Such a block, and the next one, which keeps to single precision."""
    demand = np.geomspace(1e3, 1e60, 2 * BLOCK)
    which = laws()["chinchilla"]
    whole = np.array(optimum.optimum(np.full(2 * BLOCK, 2.5), demand, which))
    alone = [optimum.optimum(2.5, float(k), which) for k in demand[::97]]
    np.testing.assert_allclose(whole[:, ::97].T, alone, rtol=2e-14)


def test_a_formula_that_looks_at_its_values_runs_as_it_is():
    @blocks.blockwise(outputs=1)
    def magnitude(x):
        return x if np.all(x > 0) else -x

    numbers = np.repeat([1.0, -2.0], BLOCK)
    np.testing.assert_array_equal(magnitude(numbers), abs(numbers))


def test_results_may_be_numbers_arguments_and_the_same():
    @blocks.blockwise(outputs=5)
    def formula(x, y):
        twice = x + x
        return 3.0, x, twice, twice, select(y > x, twice, np.sqrt(twice * y))

    x, y = np.random.default_rng(7).uniform(0, 1, (2, 2 * BLOCK + 1))
    wanted = [np.full(x.shape, 3.0), x, 2 * x, 2 * x, np.where(y > x, 2 * x, np.sqrt(2 * x * y))]
    np.testing.assert_array_equal(formula(x, y), wanted)


def test_memory_beyond_input_and_output_stays_constant(monkeypatch):
    which = laws()["chinchilla"]

    def extra(points):
        loss, demand = np.linspace(1.8, 3, points), np.full(points, 1e11)
        tracemalloc.start()
        answer = optimum.optimum(loss, demand, which)
        peak = tracemalloc.get_traced_memory()[1] - sum(a.nbytes for a in answer)
        tracemalloc.stop()
        return peak

    threads, many = blocks.THREADS, math.lcm(BLOCK, blocks.SHARED_BLOCK) * 6
    # How many threads find something to do in a few blocks is up to the machine.
    monkeypatch.setattr(blocks, "THREADS", 1)
    extra(10 * BLOCK)
    one = extra(10 * BLOCK)
    assert extra(many) < 1.2 * one
    monkeypatch.setattr(blocks, "THREADS", threads)
    # Each has one set of longer blocks.
    assert extra(many) < 1.2 * threads * one * blocks.SHARED_BLOCK / BLOCK


@pytest.mark.parametrize("loss", [1.69, 1.5, np.nan, -np.inf])
def test_an_impossible_loss_gives_nan_or_infinity_and_no_exception(loss):
    with np.errstate(all="ignore"):
        params, tokens = optimum.optimum(np.float64(loss), np.float64(1e9), laws()["chinchilla"])
    assert not (np.isfinite(params) and np.isfinite(tokens))


def test_the_checked_figure_of_the_mathematics():
    params, tokens = optimum.optimum(
        np.float64(2.1275), cost.flops_demand(np.float64(2e11)), laws()["chinchilla"]
    )
    assert f"{params:.6e} {tokens:.6e}" == "5.396284e+09 3.664037e+11"


def test_the_constants_of_the_laws_are_the_published_ones():
    """Typed a second time, from the sources, so that a slip in either place shows."""
    published = {
        "chinchilla": (1.69, 406.4, 410.7, 0.336, 0.283),
        "hoffmann-rounded": (1.69, 406.4, 410.7, 0.34, 0.28),
        "hoffmann-tex": (1.693374, 406.4010, 410.7228, 0.33917084, 0.2849083),
        "besiroglu": (1.8172, 482.01, 2085.43, 0.3478, 0.3658),
        # Not published, but computed to forty digits from published points.
        "epoch-refit": (
            1.8172180990101,
            477.82586823391,
            2143.4173633605,
            0.34731049888175,
            0.36717243262776,
        ),
        "muennighoff": (1.86914, 520.825, 1487.716, 0.3526596, 0.3526596),
        "gadre-c4": (1.5083, 113.69, 152.51, 0.24247, 0.24247),
        "gadre-redpajama": (1.8366, 166.21, 287.17, 0.27285, 0.27285),
        "gadre-refinedweb": (1.7345, 125.10, 196.03, 0.25439, 0.25439),
    }
    found = {name: (w.E, w.A, w.B, w.alpha, w.beta) for name, w in laws().items()}
    assert not found.keys() - published.keys(), "type a new law's constants here too"
    assert found == published


def test_least_params_are_where_tokens_no_longer_help():
    chosen = laws()["chinchilla"]
    least = law.least_params(np.float64(2.0), chosen)
    assert law.law_loss(least, np.float64(1e300), chosen) == pytest.approx(2.0, rel=1e-12)
    with np.errstate(invalid="ignore"):
        assert np.isnan(law.law_tokens(np.float64(2.0), least * 0.999, chosen))
