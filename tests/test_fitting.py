"""Fits of scaling laws, judged by their objective: made-up runs, outliers, narrow runs, SciPy."""

import highprecision
import numpy as np
import pytest
from calls import cell_error, value
from effort import tries
from mpmath import mpf

import xlplanner
from xlplanner import bench
from xlplanner.core import fitting
from xlplanner.core.fitting import Runs
from xlplanner.core.law import law_loss
from xlplanner.errors import Status
from xlplanner.functions.families.fitting import (
    EXAMPLE_RUNS,
    FLAT_VALLEY,
    MOST_DRAWN_RUNS,
    OK,
)
from xlplanner.functions.records import laws

CONSTANTS = ("E", "A", "B", "alpha", "beta")
GRID = np.array(
    [(n, d) for n in (1e8, 3e8, 1e9, 3e9, 1e10) for d in (2e9, 1e10, 5e10, 2e11, 1e12)]
).T
LOSSES = np.array(
    """3.4962 3.1466 2.9183 2.7837 2.6797 3.2083 2.8618 2.648 2.532 2.4425 3.0469 2.6889 2.4576
    2.3257 2.2284 2.9032 2.5621 2.3479 2.2269 2.1303 2.8305 2.4707 2.2428 2.1172 2.0263""".split(),
    dtype=float,
)
DELTA = 1e-3


def fitted(*cells):
    """The constants of FIT_LAW, and what it reports."""
    table = xlplanner.fit_law(*cells)
    return [table[name] for name in CONSTANTS], table


def test_exact_losses_give_back_their_law():
    law = laws()["chinchilla"]
    constants, table = fitted(*GRID, law_loss(*GRID, law))
    assert constants == pytest.approx([getattr(law, name) for name in CONSTANTS], rel=1e-12)
    assert table["objective"] < 1e-28
    assert table["runs used"] == 25


NOISY = (1.6749367702998, 340.49716995357, 483.67248142592, 0.3248286270167, 0.29042207985222)
OUTLIER = (1.6639597222057, 296.50472210501, 468.51997226255, 0.31672642868997, 0.28891588238244)


@pytest.mark.parametrize(
    ("outlier", "wanted", "objective"),
    [(None, NOISY, 6.1195767438852e-5), (3.1949, OUTLIER, 3.2107284546214e-4)],
)
def test_noise_and_an_outlier(outlier, wanted, objective):
    losses = LOSSES.copy()
    if outlier:
        losses[12] = outlier
    constants, table = fitted(*GRID, losses)
    assert constants == pytest.approx(wanted, rel=1e-12)
    assert table["objective"] == pytest.approx(objective, rel=1e-12)


def test_least_squares_would_follow_the_outlier():
    losses = LOSSES.copy()
    losses[12] = 3.1949
    constants, _ = fitted(*GRID, losses, 10)
    assert constants[0] == pytest.approx(0.544, abs=5e-4)
    assert constants[3] == pytest.approx(0.114, abs=5e-4)


def made_up(seed, size, law=None, noise=0.004):
    """Runs about a law with errors of long tails."""
    random = np.random.default_rng(seed)
    params = 10 ** random.uniform(7.7, 10.2, size)
    tokens = 10 ** random.uniform(18.5, 21.5, size) / 6 / params
    errors = noise * random.standard_t(3, size)
    return params, tokens, law_loss(params, tokens, law or laws()["besiroglu"]) * np.exp(errors)


@pytest.mark.long
def test_no_fit_is_above_the_law_that_made_the_runs():
    random = np.random.default_rng(2)
    for seed in range(tries(10)):
        # Laws of which both terms show above the noise, at runs of a billion parameters.
        exponents, terms = random.uniform(0.15, 0.7, 2), random.uniform(0.1, 1, 2)
        factors = terms * np.array([1e9, 3e10]) ** exponents
        law = xlplanner.Law(float(random.uniform(0.5, 2)), *factors.tolist(), *exponents.tolist())
        runs = Runs(*made_up(seed, 120, law, 1e-3))
        own = runs.unknowns(np.array([[getattr(law, name) for name in CONSTANTS]]))
        true = runs.quadratic(own, np.ones((1, 120)), DELTA).objective[0]
        minimum = fitting.fit(runs, DELTA)
        assert 0.8 * true < minimum.objective <= true
        found = runs.constants(minimum.unknowns)
        near = runs.params / 2, runs.tokens * 2
        predicted = law_loss(*near, xlplanner.Law(*found.tolist()))
        assert np.median(abs(predicted / law_loss(*near, law) - 1)) < 1e-3


@pytest.mark.long
@pytest.mark.parametrize("delta", [1e-3, 1.0])
def test_scipy_from_the_same_starts_is_never_lower(delta):
    for seed in range(tries(1)):
        runs = Runs(*made_up(seed, 40))
        ours = fitting.fit(runs, delta)
        theirs = bench.fit_by_scipy(runs, delta)
        assert ours.objective <= theirs * (1 + 1e-10), seed


def test_the_benchmark_compares_fits_of_equal_quality(monkeypatch):
    monkeypatch.setattr(bench, "FIT_RUNS", 30)
    monkeypatch.setattr(bench, "FIT_DRAWS", 10)
    monkeypatch.setattr(bench, "SCIPY_STEPS", 100)
    figures = bench.fit_figures()
    assert figures["scipy_over_fit"] > 1
    assert figures["scipy_objective_over_fit"] >= 1 - 1e-10


@pytest.mark.long
def test_most_starts_meet_in_well_spread_runs():
    for seed in range(tries(3)):
        runs = Runs(*made_up(seed, 240))
        objectives = fitting.descend(runs, runs.starts, DELTA).objective
        # One in some hundred ends where the term of the parameters is next to nothing.
        assert np.quantile(objectives, 0.9) <= objectives.min() * (1 + 1e-9)


@pytest.mark.long
def test_fits_hold_to_fifty_digits():
    for seed in range(tries(2)):
        columns = made_up(seed, 20 + seed)
        exact = dict(highprecision.fit_law(*(tuple(map(mpf, column)) for column in columns)))
        _, table = fitted(*columns)
        assert FLAT_VALLEY.agrees(list(table.values()), [float(exact[name]) for name in table])


def test_gradient_and_hessian_are_those_of_the_objective():
    runs, step = Runs(*GRID, LOSSES), 1e-5
    # Far off, so that no residual lies where the Huber function changes its form.
    at = runs.starts[[10]]
    weights = np.random.default_rng(0).uniform(0.5, 2, (1, 25))
    quadratic = runs.quadratic(at, weights, DELTA)
    for i in range(5):
        ahead, behind = (at + sign * step * np.eye(5)[i] for sign in (1, -1))
        ends = [runs.quadratic(end, weights, DELTA) for end in (ahead, behind)]
        slope = (ends[0].objective - ends[1].objective) / (2 * step)
        assert slope == pytest.approx(quadratic.gradient[0, i], rel=1e-6)
        bend = (ends[0].gradient - ends[1].gradient) / (2 * step)
        np.testing.assert_allclose(bend[0], quadratic.hessian[0, i], rtol=1e-5, atol=1e-7)


# What the sheet gives --------------------------------------------------------------------------


def test_the_answer_can_be_given_on_as_a_law():
    columns = made_up(1, 30)
    rows = value("FIT_LAW", *columns, "", 50).tolist()
    constants, table = fitted(*columns, None, 50)
    assert [label for label, _ in rows[:7]] == [*CONSTANTS, "objective", "runs used"]
    wanted = xlplanner.opt_params("like 7B", 1e12, xlplanner.Law(*constants))
    assert xlplanner.opt_params("like 7B", 1e12, rows) == wanted
    assert xlplanner.opt_params("like 7B", 1e12, table) == wanted
    assert xlplanner.growth_params(10, rows) > 1


def test_blank_runs_are_left_out_in_all_columns():
    columns = [list(column) for column in made_up(1, 12)]
    wanted = fitted(*columns)
    padded = [[*column, None] for column in columns]
    padded[0].append(1e9)
    padded[1].append("")
    padded[2].append(2.0)
    assert fitted(*padded) == wanted
    stood = [[[cell] for cell in column] for column in columns]
    assert fitted(*stood) == wanted


@pytest.mark.long
def test_the_order_of_the_runs_does_not_matter():
    columns = np.array(made_up(3, 40))
    order = np.random.default_rng(0).permutation(40)
    assert fitted(*columns[:, order])[0] == pytest.approx(fitted(*columns)[0], rel=1e-9)


def test_draws_are_the_same_each_time_and_surround_the_fit():
    columns = made_up(4, 60)
    constants, table = fitted(*columns, None, 200)
    assert fitted(*columns, None, 200)[1] == table
    for name, constant in zip(CONSTANTS, constants, strict=True):
        assert table[f"{name} P10"] < constant < table[f"{name} P90"]


@pytest.mark.long
def test_a_draw_is_as_low_as_the_fit_of_its_runs_from_all_starts():
    runs = Runs(*made_up(5, 60))
    minimum = fitting.fit(runs, DELTA)
    random = np.random.default_rng(fitting.SEED)
    weights = random.multinomial(60, np.full(60, 1 / 60), size=tries(3)).astype(float)
    drawn = fitting.descend(runs, np.tile(minimum.unknowns, (len(weights), 1)), DELTA, weights)
    for row, objective in zip(weights, drawn.objective, strict=True):
        every = fitting.descend(runs, runs.starts, DELTA, np.tile(row, (54, 1))).objective
        assert objective <= every.min() * (1 + 1e-9)


GOOD = tuple(map(tuple, made_up(1, 25)))


@pytest.mark.parametrize(
    ("cells", "status", "reason"),
    [
        (([1e9] * 5, [1e10] * 5, [2.0] * 5), Status.DOMAIN, "a fit needs 6 to 5000 runs with"),
        ((*GOOD[:2], GOOD[2][:-1]), Status.VALUE, "for each run; got 25, 25 and 24 cells"),
        (
            ([*GOOD[0][:-1], "big"], *GOOD[1:]),
            Status.VALUE,
            "params, number 25, must be a number, at least 1 and at most 1e+30",
        ),
        ((*GOOD[:2], [0, *GOOD[2][1:]]), Status.DOMAIN, "losses, number 1, must be above 0"),
        ((*GOOD, 0), Status.DOMAIN, "delta must be at least 1e-06 and at most 10; got 0"),
        ((*GOOD, "", 2001), Status.DOMAIN, "draws must be at least 0 and at most 2000"),
        ((*GOOD, "", 1.5), Status.DOMAIN, "draws must be a whole number; got 1.5"),
        (
            ([1e9] * 10, [1e10] * 10, [2.0] * 10, "", 5),
            Status.DOMAIN,
            "draws need at least 20 runs; got 10",
        ),
        (
            (*((column * 200) for column in GOOD), "", 2000),
            Status.DOMAIN,
            f"with 5000 runs draws must be at most {MOST_DRAWN_RUNS // 5_000}; got 2000",
        ),
        (([1, 1e30] * 4, [1, 1e30] * 4, [1e-3, 100] * 4), Status.DOMAIN, "determine no law: "),
    ],
)
def test_bad_runs_are_refused_in_words(cells, status, reason):
    error = cell_error("FIT_LAW", *cells)
    assert error.status is status
    assert reason in error.reason
    assert len(error.reason) < 200


# What FIT_CHECK warns of -----------------------------------------------------------------------


def warnings(*cells):
    return value("FIT_CHECK", *cells)[:, 0].tolist()


def test_good_runs_pass():
    assert warnings(*EXAMPLE_RUNS) == [OK]
    assert warnings(*GRID, LOSSES) == [OK]
    assert warnings(*made_up(1, 240), 30e9, 2e12) == [OK]


def test_runs_at_one_ratio_cannot_separate_the_exponents():
    params = np.geomspace(1e8, 1e10, 25)
    runs = params, 20 * params, law_loss(params, 20 * params, laws()["chinchilla"])
    assert [w.partition(":")[0].partition(" (")[0] for w in warnings(*runs)] == [
        "params and tokens change together",
        "the runs hardly determine the constants",
    ]
    # The objective is next to nothing and the constants are wrong all the same.
    _, table = fitted(*runs)
    assert table["objective"] < 1e-12
    assert abs(table["A"] / 406.4 - 1) > 1e-3


def test_narrow_runs_are_warned_of():
    params, tokens = GRID[0] ** 0.2 * 1e8, GRID[1] ** 0.2 * 1e9
    found = warnings(params, tokens, law_loss(params, tokens, laws()["chinchilla"]))
    assert found[0].startswith("params span a factor of 2.51; at least 10 is needed")
    assert found[1].startswith("tokens span a factor of 3.47; at least 10 is needed")
    assert "condition number" in found[2]


def test_one_size_is_warned_of_and_crashes_nothing():
    tokens = np.geomspace(1e9, 1e12, 6)
    found = warnings([1e9] * 6, tokens, law_loss(1e9, tokens, laws()["chinchilla"]))
    assert found[:2] == [
        "params have 1 distinct values; at least 4 are needed",
        "params span a factor of 1; at least 10 is needed",
    ]
    assert "condition number inf" in found[2]
    assert "condition number inf" in warnings([1e9] * 6, [1e9] * 6, [2.0] * 6)[-1]


def test_constants_at_an_end_are_warned_of():
    found = warnings(*GRID, law_loss(*GRID, xlplanner.Law(0.1, 30.0, 400.0, 0.1, 0.3)))
    assert found[1].startswith("E = 0.1 is below a tenth of the lowest loss 3.2: ")
    found = warnings(*GRID, law_loss(*GRID, xlplanner.Law(1.5, 400.0, 2e11, 0.3, 1.2)))
    assert found == ["beta = 1.2 is not at least 0.05 and at most 1"]


def test_targets_far_outside_the_runs_are_warned_of():
    found = warnings(*GRID, LOSSES, 2e11, 1e9)
    assert found == [
        "target params of 2e+11 are more than 10 times outside the runs, which span 1e+08 to 1e+10",
        (
            "target tokens per parameter of 0.005 are more than 10 times outside the runs, "
            "which span 0.2 to 1e+04"
        ),
    ]
    assert warnings(*GRID, LOSSES, "", 1e14)[0].startswith("target tokens of 1e+14 are more")
    assert warnings(*GRID, LOSSES, 1e11, 1e13) == [OK]
