"""The benchmark runs and compares like with like; its figures are not judged here."""

import json

import numpy as np
import pytest

from xlplanner import bench
from xlplanner.cli import main
from xlplanner.core.optimum import optimum
from xlplanner.functions.records import laws


def test_every_solver_solves_the_same_problems():
    law = laws()["chinchilla"]
    problems = bench._problems(300)
    params, tokens = optimum(*problems, law)
    for solver in (bench._brentq, bench._newton, bench._find_root):
        theirs = solver(*problems, law)
        np.testing.assert_allclose(theirs[0], params, rtol=1e-6)
        np.testing.assert_allclose(theirs[1], tokens, rtol=1e-6)


def test_the_command_prints_its_figures(capsys, monkeypatch):
    monkeypatch.setattr(bench, "DECADES", (1_000, 10_000))
    monkeypatch.setattr(bench, "ROUNDS", 1)
    monkeypatch.setattr(bench, "BAD_CELLS", 1_000)
    monkeypatch.setattr(bench, "FIT_RUNS", 30)
    monkeypatch.setattr(bench, "FIT_DRAWS", 10)
    assert main(["bench", "--points", "2000", "--json"]) == 0
    printed = capsys.readouterr()
    figures = json.loads(printed.out)
    assert figures["over_best_scipy"] > 1
    assert figures["unsolved_share"]["xlplanner"] == 0
    assert set(figures["nanoseconds_per_optimum"]) == {"1000", "10000"}
    assert set(figures["time_over_optimum"]) == set(bench.OTHERS)
    assert all(ratio > 0 for ratio in figures["time_over_optimum"].values())
    assert figures["one_thread_over_all"] > 0
    assert figures["bad_cells"]["seconds"] * figures["bad_cells"]["over_good"] > 0
    assert figures["fit"]["scipy_objective_over_fit"] > 1 - 1e-10
    assert printed.err == ""
    text = bench.as_text(figures)
    assert "times the best SciPy" in text
    assert "SciPy's L-BFGS-B from the same starts takes" in text


def test_the_other_solvers_solve_every_problem():
    law = laws()["chinchilla"]
    for name, solver in bench.OTHERS.items():
        answers = np.atleast_2d(solver(*bench._problems(300), law))
        assert np.isfinite(answers).all() or name == "API or own model"
        assert answers.shape[-1] == 300


@pytest.mark.parametrize("points", ["0", "-5", "999", "10000000000"])
def test_points_out_of_range(capsys, points):
    assert main(["bench", "--points", points]) == 2
    assert "--points must be 1000 to 50000000" in capsys.readouterr().err
