"""Family "training only": the Chinchilla optimum, which counts no inference."""

from __future__ import annotations

from xlplanner.core import optimum as core
from xlplanner.core.cost import train_flops
from xlplanner.core.law import Law, Values
from xlplanner.functions.arguments import ABOVE_IRREDUCIBLE, LAW, LOSS, PARAMS
from xlplanner.functions.entry import Example, Family
from xlplanner.functions.returns import Scalar
from xlplanner.units import Unit

FAMILY = Family("training only")
TABLE_1 = "arXiv 2401.00448, Table 1"


@FAMILY.define(
    LOSS,
    LAW,
    returns=Scalar(Unit.PARAMS),
    equation="N0 = (A/((loss - E)*s))^(1/alpha), s = beta/(alpha + beta) (eq. 11 at zero demand)",
    examples=(Example((2.13,), 6878845958.53187, "computed"),),
    conditions=(ABOVE_IRREDUCIBLE,),
)
def chinchilla_params(loss: Values, law: Law) -> Values:
    """Parameters of the model that reaches a loss with the fewest training FLOPs."""
    return core.chinchilla(loss, law)[0]


@FAMILY.define(
    LOSS,
    LAW,
    returns=Scalar(Unit.TOKENS),
    equation="D0 = (B*(1 + beta/alpha)/(loss - E))^(1/beta) (eq. 11 at zero demand)",
    examples=(Example((2.13,), 270764368493.9828, "computed"),),
    conditions=(ABOVE_IRREDUCIBLE,),
)
def chinchilla_tokens(loss: Values, law: Law) -> Values:
    """Training tokens of the model that reaches a loss with the fewest training FLOPs."""
    return core.chinchilla(loss, law)[1]


@FAMILY.define(
    LOSS,
    LAW,
    returns=Scalar(Unit.FLOPS),
    equation="6*N0*D0 at the training-only optimum",
    examples=(Example((2.13,), 1.1175278291575605e22, "computed"),),
    conditions=(ABOVE_IRREDUCIBLE,),
)
def chinchilla_flops(loss: Values, law: Law) -> Values:
    """Fewest training FLOPs that reach a loss."""
    return train_flops(*core.chinchilla(loss, law))


@FAMILY.define(
    PARAMS,
    LAW,
    returns=Scalar(Unit.LOSS),
    equation="E + (A/N^alpha)/s, s = beta/(alpha + beta): the inverse of CHINCHILLA_PARAMS",
    examples=(
        Example(("70B",), 1.89, f"{TABLE_1}, row 5", digits=3),
        Example(("7B",), 2.127426380716915, "computed"),
    ),
)
def chinchilla_quality(params: Values, law: Law) -> Values:
    """Loss of the training-only optimum of given size: what "as good as a 7B Chinchilla model"
    means.
    """
    return core.chinchilla_quality(params, law)
