"""The number of the solver's steps, proved over every exponent and demand in extended precision."""

import numpy as np
import pytest

from xlplanner.core import optimum
from xlplanner.core.elementary import naming
from xlplanner.core.law import steps_for
from xlplanner.functions.records import LAW_KIND

# The equation beta*y = log1p(m*exp(-y)) has beta and m alone; (alpha + beta)/(1 - alpha) stands for
# beta in a budget, and grows without bound as alpha nears 1.
LIMITS = LAW_KIND.fields["beta"].accepts
DEMANDS = np.concatenate([[0], 10.0 ** np.linspace(-40, 60, 2001)])
OF_LAWS = np.geomspace(LIMITS.low, LIMITS.high, 60)
BETAS = sorted({*OF_LAWS, 0.05, 0.28, 0.283, 0.0499, 0.2799, *np.geomspace(10, 1e6, 6)})
LONG = np.longdouble


def root(m, beta):
    """The root in extended precision by many steps of Newton, which climbs from the left."""
    y = np.log1p(m) / (beta + m / (1 + m))
    for _ in range(80):
        t = m * np.exp(-y)
        y = y - (beta * y - np.log1p(t)) / (beta + t / (1 + t))
    return y


def solved(m, beta, steps):
    """The start and so many of the core's steps, in the precision of m."""
    return optimum.solve_growth(m, beta, steps, naming(m))


@pytest.mark.skipif(np.finfo(LONG).eps > 1e-18, reason="this processor has no extended precision")
@pytest.mark.parametrize("beta", BETAS)
def test_the_steps_of_a_law_reach_double_precision(beta):
    steps = steps_for(beta)
    m = DEMANDS.astype(LONG)
    y = root(m, LONG(beta))
    error = np.abs(np.expm1(solved(m, LONG(beta), steps) - y)).max()
    assert error < {2: 1.2e-14, 3: 2e-17, 4: 2e-17}[steps]
    rounded = np.abs(np.expm1(solved(DEMANDS, beta, steps) - y)).max()
    assert rounded < 2.5e-14
    fewer = np.abs(np.expm1(solved(m, LONG(beta), steps - 1) - y)).max()
    if 0.05 <= beta < 0.4 or beta < 0.02:
        # One step fewer would not do.
        assert fewer > 1e-14


def test_no_demand_is_left_exactly_where_it_is():
    assert solved(0.0, 0.283, 2) == 0.0
