"""Savings and regrets near zero, where differences of costs have no digits left."""

import highprecision
import numpy as np
import pytest
from calls import value
from effort import tries
from mpmath import mp, mpf
from problems import drawn_problems

from xlplanner.core.elementary import exp_excess
from xlplanner.core.law import Law
from xlplanner.core.optimum import saving
from xlplanner.functions.catalogue import CATALOGUE
from xlplanner.functions.records import laws

SAVINGS = [name for name in CATALOGUE if name.endswith("_SAVINGS")]


def exact_saving(loss, demand, law):
    """By the definition, with digits enough that costs which differ by 1e-30 do."""
    with mp.workdps(160):
        law = highprecision.Law(law)
        r, demand = highprecision.reducible(loss, law), mpf(demand)

        def f(w):
            # Eq. 11 over b.
            a = r * mp.exp(law.beta * w) / law.B - 1
            return law.alpha * a - law.beta * (1 + demand * mp.exp(-w))

        d0 = (law.B * (1 + law.beta / law.alpha) / r) ** (1 / law.beta)
        # The optimum is as flat as the saving is small: fifty digits would do for twenty-five.
        near = mp.log(highprecision.optimum(r, demand, law)[1])
        d = mp.exp(mp.findroot(f, (near, near * (1 + mpf(10) ** -30)), verify=False))
        costs = [
            (law.A / (r - law.B * x**-law.beta)) ** (1 / law.alpha) * (x + demand) for x in (d, d0)
        ]
        return 1 - costs[0] / costs[1]


@pytest.mark.long
def test_a_saving_is_exact_however_small():
    seen = []
    for law, loss, demand in drawn_problems(1, tries(100), decades=12):
        exact = exact_saving(loss, demand, law)
        computed = saving(loss, demand, law)
        assert computed == pytest.approx(float(exact), rel=2e-13, abs=1e-140)
        seen.append(computed)
    assert min(s for s in seen if s) < 1e-20
    assert max(seen) > 0.5


@pytest.mark.parametrize("law", [Law(1, 50, 2e3, 0.8, 0.05), Law(1, 50, 2e3, 0.05, 0.8)])
def test_a_saving_of_exponents_far_apart(law):
    for demand in (1e-3, 1.0, 1e6, 1e12):
        exact = float(exact_saving(3.0, demand, law))
        assert saving(3.0, demand, law) == pytest.approx(exact, rel=2e-13, abs=0)


@pytest.mark.parametrize("law", laws())
def test_savings_of_a_range_are_those_of_its_cells(law):
    losses, demands = np.linspace(1.9, 4, 40) + 0.5, 10.0 ** np.linspace(-8, 20, 40)
    for name in SAVINGS:
        deployment = () if name == "OPT_SAVINGS" else ("",)
        together = value(name, losses, demands, *deployment, law)
        alone = [value(name, x, k, *deployment, law) for x, k in zip(losses, demands, strict=True)]
        assert together == pytest.approx(alone, rel=1e-12, abs=0)
        assert (together > 0).all()


def test_no_demand_saves_nothing():
    assert value("OPT_SAVINGS", 2.13, 0.0) == value("COST_OPT_SAVINGS", 2.13, 0.0) == 0
    assert value("COST_OPT", 2.13, 0.0, "", "", "saving") == 0


def test_the_saving_of_a_plan_is_that_of_the_function():
    for demand in (1e3, 1e9, 1e14):
        assert value("OPT_PLAN", 2.13, demand)[-1] == value("OPT_SAVINGS", 2.13, demand)
        assert value("COST_OPT", 2.13, demand)[-1] == value("COST_OPT_SAVINGS", 2.13, demand)


@pytest.mark.parametrize("x", [0.0, 1e-100, 1e-9, 1e-3, 0.1, 0.19999, 0.2, 0.5, 3.0, 300.0])
def test_the_remainder_of_the_exponential_function(x):
    for signed in (x, -x):
        with mp.workdps(250):
            exact = float(mp.expm1(mpf(signed)) - mpf(signed))
        assert exp_excess(signed) == pytest.approx(exact, rel=3e-15, abs=0)
        (array,) = exp_excess(np.array([signed]))
        assert array == pytest.approx(exact, rel=3e-15, abs=0)
