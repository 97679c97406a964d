"""Family "growth": how the training-only optimum grows with the training budget."""

from __future__ import annotations

from dataclasses import replace

from xlplanner.core import growth as core
from xlplanner.core.law import Law, Values
from xlplanner.functions.accepts import Number
from xlplanner.functions.arguments import LAW
from xlplanner.functions.entry import Argument, Example, Family
from xlplanner.functions.records import GROWTH_KIND
from xlplanner.functions.returns import Scalar
from xlplanner.reference.records import GrowthExponents
from xlplanner.units import Unit

FAMILY = Family("growth")
FACTOR = Argument(
    "factor", "Factor by which the training budget grows", Unit.TIMES, Number(1e-30, 1e30)
)
GROWTH_LAW = replace(
    LAW,
    help="Scaling law by id or as a two-column range, or exponents alone: hoffmann-1, hoffmann-2, "
    "hoffmann-3, kaplan",
    accepts=GROWTH_KIND,
)


@FAMILY.define(
    FACTOR,
    GROWTH_LAW,
    returns=Scalar(Unit.TIMES),
    equation="factor^(beta/(alpha + beta)), from N^alpha ~ D^beta at fixed 6*N*D",
    examples=(
        Example((10, "hoffmann-2"), 3.09, "10^0.49 (arXiv 2203.15556, Table 2)", digits=3),
        Example((10,), 2.865424794649411, "computed"),
    ),
)
def growth_params(factor: Values, law: Law | GrowthExponents) -> Values:
    """Times as many parameters that a training-only (Chinchilla) model should have when the
    training budget grows by a factor.
    """
    return core.params_growth(factor, law.params_share)


@FAMILY.define(
    FACTOR,
    GROWTH_LAW,
    returns=Scalar(Unit.TIMES),
    equation="factor^(alpha/(alpha + beta)), from N^alpha ~ D^beta at fixed 6*N*D",
    examples=(
        Example((10, "hoffmann-2"), 3.24, "10^0.51 (arXiv 2203.15556, Table 2)", digits=3),
        Example((10,), 3.489883949728129, "computed"),
    ),
)
def growth_tokens(factor: Values, law: Law | GrowthExponents) -> Values:
    """Times as many training tokens that a training-only (Chinchilla) model should see when the
    training budget grows by a factor.
    """
    return core.tokens_growth(factor, law.params_share)
