"""Limits: against brute force along the curve of equal loss."""

import numpy as np
import pytest
from calls import cell_error, value
from hypothesis import assume, given
from hypothesis import strategies as st

import xlplanner
from xlplanner.errors import Status

LOSS, REQUESTS = 2.1, 5e9


def cost(params):
    return xlplanner.total_cost(params, xlplanner.law_tokens(LOSS, params), REQUESTS)


@given(st.floats(9.0, 11.0), st.floats(11.0, 14.0))
def test_no_model_within_the_limits_costs_less(log_params, log_tokens):
    max_params, max_tokens = 10**log_params, 10**log_tokens
    fewest = xlplanner.law_params(LOSS, max_tokens)
    assume(fewest < max_params)
    limits = (LOSS, max_params, max_tokens)
    params = xlplanner.limited_params(xlplanner.cost_opt_params(LOSS, REQUESTS), *limits)
    tokens = xlplanner.limited_tokens(xlplanner.cost_opt_tokens(LOSS, REQUESTS), *limits)
    assert params <= max_params
    assert tokens <= max_tokens
    assert xlplanner.law_loss(params, tokens) == pytest.approx(LOSS, rel=1e-12)
    allowed = np.geomspace(fewest * (1 + 1e-9), max_params, 2000)
    best = xlplanner.total_cost(params, tokens, REQUESTS)
    assert best <= cost(allowed).min() * (1 + 1e-12)


def test_without_limits_the_optimum_stays():
    assert value("LIMITED_PARAMS", 5e9, LOSS) == 5e9
    assert value("LIMITED_TOKENS", 5e11, LOSS, "", "") == 5e11


def test_limits_that_no_model_keeps_are_reported():
    found = cell_error("LIMITED_PARAMS", 5e9, LOSS, 1e9, 1e11)
    assert found.status is Status.DOMAIN
    assert "no model of at most 1e+09 params reaches a loss of 2.1" in found.reason
    found = cell_error("LIMITED_TOKENS", 5e9, LOSS, "", 1e6)
    assert "on at most 1e+06 tokens; the lowest is 9.9" in found.reason
