"""Break-even demand."""

import pytest
from calls import cell_error

import xlplanner

LOSS = 2.1


def test_at_the_break_even_both_models_cost_the_same():
    smaller, larger = (4e9, xlplanner.law_tokens(LOSS, 4e9)), xlplanner.chinchilla_params(LOSS)
    larger = (larger, xlplanner.chinchilla_tokens(LOSS))
    requests = xlplanner.break_even(*smaller, *larger)
    both = [xlplanner.total_cost(*model, requests) for model in (smaller, larger)]
    assert both[0] == pytest.approx(both[1], rel=1e-13)
    more = [xlplanner.total_cost(*model, 2 * requests) for model in (smaller, larger)]
    assert more[0] < more[1]


def test_a_model_that_is_cheaper_to_train_too_pays_from_the_start():
    assert xlplanner.break_even(4e9, 1e9, 5e9, 1e11) == 0


def test_a_larger_model_never_breaks_even():
    assert "params must be below other_params" in cell_error("BREAK_EVEN", 2, 1, 1, 1).reason
