"""Family "decisions": from which demand on a model pays."""

from __future__ import annotations

from xlplanner.core import decisions as core
from xlplanner.core.cost import Deployment
from xlplanner.core.law import Values
from xlplanner.functions.arguments import (
    DEPLOYMENT,
    PARAMS,
    TOKENS,
)
from xlplanner.functions.entry import Argument, Condition, Example, Family
from xlplanner.functions.returns import Scalar
from xlplanner.units import Unit

FAMILY = Family("decisions")
SMALLER = Condition(
    lambda params, other_params: params < other_params,
    lambda params, other_params: (
        f"params must be below other_params = {other_params:.6g}: only a smaller model gains on a "
        f"larger one with demand; got {params:.6g}"
    ),
)


@FAMILY.define(
    PARAMS,
    TOKENS,
    Argument("other_params", "Parameters of the larger model", Unit.PARAMS, PARAMS.accepts),
    Argument("other_tokens", "Training tokens of the larger model", Unit.TOKENS, TOKENS.accepts),
    DEPLOYMENT,
    returns=Scalar(Unit.REQUESTS),
    equation="K = (N2*D2 - N1*D1)/(N1 - N2) in training tokens, as requests; 0 if negative",
    examples=(Example(("5.4B", "367B", "7B", "276B"), 23535960.34279953, "computed"),),
    conditions=(SMALLER,),
)
def break_even(
    params: Values,
    tokens: Values,
    other_params: Values,
    other_tokens: Values,
    deployment: Deployment,
) -> Values:
    """Requests over its life from which a model costs less than a larger one."""
    return core.break_even(params, tokens, other_params, other_tokens, deployment)
