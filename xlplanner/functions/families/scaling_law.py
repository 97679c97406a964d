"""Family "law": the scaling law itself and its inverses."""

from __future__ import annotations

from typing import Any

from xlplanner.core import law as core
from xlplanner.core.law import Law, Values
from xlplanner.functions.arguments import (
    ABOVE_IRREDUCIBLE,
    LAW,
    LOSS,
    PARAMS,
    PARAMS_SUFFICE,
    TOKENS,
    TOKENS_SUFFICE,
)
from xlplanner.functions.entry import Example, Family
from xlplanner.functions.records import LAW_KIND
from xlplanner.functions.returns import Scalar, Table
from xlplanner.units import Unit

FAMILY = Family("law")
LAW_EQUATION = "L(N, D) = E + A/N^alpha + B/D^beta (arXiv 2401.00448, eq. 1)"


@FAMILY.define(
    PARAMS,
    TOKENS,
    LAW,
    returns=Scalar(Unit.LOSS),
    equation=LAW_EQUATION,
    examples=(
        Example(("70B", "4.26T"), 1.89, "arXiv 2401.00448, Table 1, row 5", digits=3),
        Example((7e9, 276e9), 2.127532377766007, "computed"),
    ),
)
def law_loss(params: Values, tokens: Values, law: Law) -> Values:
    """Pre-training loss of a model of given size, trained on given tokens."""
    return core.law_loss(params, tokens, law)


@FAMILY.define(
    LOSS,
    PARAMS,
    LAW,
    returns=Scalar(Unit.TOKENS),
    equation=f"D = (B/(loss - E - A/N^alpha))^(1/beta), from {LAW_EQUATION}",
    examples=(Example((2.13, "4B"), 519257954699.0733, "computed"),),
    conditions=(ABOVE_IRREDUCIBLE, PARAMS_SUFFICE),
)
def law_tokens(loss: Values, params: Values, law: Law) -> Values:
    """Training tokens that bring a model of given size to a loss."""
    return core.law_tokens(loss, params, law)


@FAMILY.define(
    LOSS,
    TOKENS,
    LAW,
    returns=Scalar(Unit.PARAMS),
    equation=f"N = (A/(loss - E - B/D^beta))^(1/alpha), from {LAW_EQUATION}",
    examples=(Example((2.13, "1T"), 2713117722.694593, "computed"),),
    conditions=(ABOVE_IRREDUCIBLE, TOKENS_SUFFICE),
)
def law_params(loss: Values, tokens: Values, law: Law) -> Values:
    """Parameters with which given training tokens reach a loss."""
    return core.law_params(loss, tokens, law)


@FAMILY.define(
    LAW,
    returns=Table(),
    equation=LAW_EQUATION,
    examples=(Example(("besiroglu",), (("law", "besiroglu"), ("E", 1.8172)), "arXiv 2404.10102"),),
)
def law_info(law: Law) -> list[list[Any]]:
    """Constants of a scaling law with its fitted range and source, as labels and values; the two
    columns can be edited and given back as a law.
    """
    return LAW_KIND.label_range(law)
