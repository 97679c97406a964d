"""Family "decisions": the best model under limits."""

from __future__ import annotations

from dataclasses import replace

from xlplanner.core import decisions as core
from xlplanner.core.law import Law, Values, law_loss
from xlplanner.functions.arguments import (
    ABOVE_IRREDUCIBLE,
    LAW,
    LOSS,
    MAX_PARAMS,
    MAX_TOKENS,
    PARAMS,
    TOKENS,
)
from xlplanner.functions.cells import Truths
from xlplanner.functions.entry import Condition, Example, Family
from xlplanner.functions.returns import Scalar
from xlplanner.units import Unit

FAMILY = Family("decisions")
LIMITED = "the point of L(N, D) = loss with N <= max_params and D <= max_tokens nearest to it"


def limits_meet(loss: Values, max_params: Values, max_tokens: Values, law: Law) -> Truths:
    """Whether the largest model allowed reaches a loss on the most tokens allowed."""
    return law_loss(max_params, max_tokens, law) <= loss


LIMITS_MEET = Condition(
    limits_meet,
    lambda loss, max_params, max_tokens, law: (
        f"no model of at most {max_params:.6g} params reaches a loss of {loss:.10g} on at most "
        f"{max_tokens:.6g} tokens; the lowest is {law_loss(max_params, max_tokens, law):.10g}"
    ),
)
WITHIN_LIMITS = (ABOVE_IRREDUCIBLE, LIMITS_MEET)


@FAMILY.define(
    PARAMS,
    LOSS,
    MAX_PARAMS,
    MAX_TOKENS,
    LAW,
    returns=Scalar(Unit.PARAMS),
    equation=f"min(max(N, LAW_PARAMS(loss, max_tokens)), max_params): {LIMITED}",
    examples=(
        Example(("5.4B", 2.13, "3B"), 3e9, "the limit itself"),
        Example(("5.4B", 2.13, "", "200B"), 9610426070.84658, "computed"),
    ),
    conditions=WITHIN_LIMITS,
)
def limited_params(
    params: Values, loss: Values, max_params: Values, max_tokens: Values, law: Law
) -> Values:
    """Parameters of the best model under limits, from those of the optimum without them."""
    return core.limited_params(params, loss, max_params, max_tokens, law)


@FAMILY.define(
    replace(TOKENS, help="Training tokens of the model"),
    LOSS,
    MAX_PARAMS,
    MAX_TOKENS,
    LAW,
    returns=Scalar(Unit.TOKENS),
    equation=f"min(max(D, LAW_TOKENS(loss, max_params)), max_tokens): {LIMITED}",
    examples=(
        Example(("360B", 2.13, "", "200B"), 2e11, "the limit itself"),
        Example(("360B", 2.13, "3B"), 826688641787.7405, "computed"),
    ),
    conditions=WITHIN_LIMITS,
)
def limited_tokens(
    tokens: Values, loss: Values, max_params: Values, max_tokens: Values, law: Law
) -> Values:
    """Training tokens of the best model under limits, from those of the optimum without them."""
    return core.limited_tokens(tokens, loss, max_params, max_tokens, law)
