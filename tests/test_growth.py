"""How the training-only optimum grows with the budget."""

import highprecision
import numpy as np
import pytest
from calls import cell_error, value
from effort import tries
from mpmath import mpf
from problems import drawn_laws

import xlplanner
from xlplanner.core.budget import budget_optimum
from xlplanner.errors import Status
from xlplanner.functions.records import laws
from xlplanner.reference.records import growth_exponents

# Times as many parameters and tokens at ten times the budget.
TENFOLD = {
    "chinchilla": (2.86542479464941, 3.48988394972813),
    "hoffmann-rounded": (2.82886943462597, 3.53498110503011),
    "besiroglu": (3.25545808182334, 3.07176432583617),
    "muennighoff": (3.16227766016838,) * 2,
    "gadre-c4": (3.16227766016838,) * 2,
    "gadre-redpajama": (3.16227766016838,) * 2,
    "gadre-refinedweb": (3.16227766016838,) * 2,
    "hoffmann-1": (3.16227766016838,) * 2,
    "hoffmann-2": (3.09029543251359, 3.23593656929628),
    "hoffmann-3": (2.88403150312661, 3.46736850452532),
    "kaplan": (5.37031796370253, 1.86208713666287),
}


@pytest.mark.parametrize("name", TENFOLD)
def test_ten_times_the_budget(name):
    found = xlplanner.growth_params(10, name), xlplanner.growth_tokens(10, name)
    assert found == pytest.approx(TENFOLD[name], rel=1e-12)


@pytest.mark.long
def test_growth_is_that_of_the_training_only_optimum():
    random = np.random.default_rng(4)
    for law in drawn_laws(random, tries(50)):
        flops, factor = (float(10 ** random.uniform(*ends)) for ends in ((18, 26), (-6, 6)))
        budgets = flops, flops * factor
        before, after = (budget_optimum(c / 6, 0.0, law) for c in budgets)
        grown = xlplanner.growth_params(factor, law), xlplanner.growth_tokens(factor, law)
        wanted = after[0] / before[0], after[1] / before[1]
        assert grown == pytest.approx(wanted, rel=1e-12)
        for name in ("growth_params", "growth_tokens"):
            exact = getattr(highprecision, name)(mpf(factor), law)
            assert getattr(xlplanner, name)(factor, law) == pytest.approx(float(exact), rel=1e-12)


def test_parameters_times_tokens_grow_as_the_budget():
    factors = np.array([float(f"1e{power}") for power in range(-30, 31)])
    for name in (*laws(), *growth_exponents()):
        product = xlplanner.growth_params(factors, name) * xlplanner.growth_tokens(factors, name)
        np.testing.assert_allclose(product, factors, rtol=1e-13)
    assert value("GROWTH_PARAMS", 1, "kaplan") == 1


def test_names_of_many_kinds_in_a_range():
    names = [["Kaplan"], ["chinchilla"], ["hoffmann 2"], [""]]
    found = value("GROWTH_PARAMS", 10, names)
    assert found.ravel() == pytest.approx(
        [TENFOLD[name][0] for name in ("kaplan", "chinchilla", "hoffmann-2", "chinchilla")]
    )
    assert xlplanner.growth_params(10, {"alpha": 0.5, "beta": 0.5}) == pytest.approx(10**0.5)


@pytest.mark.parametrize("name", growth_exponents())
def test_exponents_alone_are_no_law_elsewhere(name):
    reason = (
        f'law "{name}" gives exponents of growth with the budget alone: use it in GROWTH_PARAMS '
        "and GROWTH_TOKENS"
    )
    for cells in (("OPT_PARAMS", 2.1, 1e9, name), ("LAW_INFO", name)):
        error = cell_error(*cells)
        assert (error.status, error.reason) == (Status.UNKNOWN, reason)
    assert cell_error("OPT_BAND", 1e9, 1e9, "", "", "", name.upper()).status is Status.UNKNOWN
    error = cell_error("GROWTH_PARAMS", 10, [["law", name], ["alpha", 0.3]])
    assert (error.status, error.reason) == (Status.UNKNOWN, reason)


def test_an_unknown_name_is_met_with_what_is_near():
    assert "did you mean kaplan?" in cell_error("GROWTH_PARAMS", 10, "kaplann").reason
    assert cell_error("GROWTH_PARAMS", 0).status is Status.DOMAIN
