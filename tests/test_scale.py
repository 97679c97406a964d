"""Random points by the hundred thousand, and by the ten million with --prove, in 80 bits."""

import effort
import pytest
import scale
from extended import extended

from xlplanner.functions.records import laws

POINTS, PROOF = 100_000, 10_000_000

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(not extended(), reason="long doubles are doubles on this machine"),
]


def points():
    return PROOF if effort.proving else POINTS


def test_no_optimum_is_off_by_more_than_4e14_or_moves_the_wrong_way():
    assert all(
        error <= scale.OPTIMUM_LIMIT
        for error in scale.worst(scale.optimum_errors, points()).values()
    )


@pytest.mark.parametrize("solver", scale.FURTHER_SOLVERS, ids=lambda solver: solver.__name__)
def test_every_other_solver_keeps_its_tolerance(solver):
    errors = scale.worst(solver, points() // scale.FURTHER, seed=1)
    assert errors
    limit = scale.FURTHER_SOLVERS[solver]
    assert {name: error for name, error in errors.items() if error > limit} == {}


def test_an_error_would_be_seen(monkeypatch):
    right = scale.optimum
    for factor, seen in ((1 + 1e-13, {"params", "cost"}), (1.0, set())):
        monkeypatch.setattr(
            scale, "optimum", lambda *args, f=factor: (right(*args)[0] * f, right(*args)[1])
        )
        errors = scale.worst(scale.optimum_errors, 10 * len(laws()))
        assert {name for name, error in errors.items() if error > scale.OPTIMUM_LIMIT} == seen
