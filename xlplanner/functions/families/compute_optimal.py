"""Family "compute-optimal": the fewest FLOPs of training and inference together."""

from __future__ import annotations

from xlplanner.core.cost import flops_demand, inf_flops, total_flops, train_flops
from xlplanner.core.law import Law, Values
from xlplanner.core.optimum import chinchilla, optimum, saving, saving_at
from xlplanner.functions.arguments import ABOVE_IRREDUCIBLE, INF_TOKENS, LAW, LOSS
from xlplanner.functions.entry import Example, Family
from xlplanner.functions.returns import Row, Scalar
from xlplanner.units import Unit

FAMILY = Family("compute-optimal")
OBJECTIVE = "minimise 6*N*D + 2*N*inf_tokens on L(N, D) = loss (arXiv 2401.00448, eqs. 3, 11, 12)"
GIVEN = (LOSS, INF_TOKENS, LAW)


@FAMILY.define(
    *GIVEN,
    returns=Scalar(Unit.PARAMS),
    equation=OBJECTIVE,
    examples=(
        Example((2.1274, "200B"), 5.4e9, "arXiv 2401.00448, Table 1, row 2", digits=2),
        Example((2.1275, "200B"), 5396283813.419081, "computed"),
    ),
    conditions=(ABOVE_IRREDUCIBLE,),
)
def opt_params(loss: Values, inf_tokens: Values, law: Law) -> Values:
    """Parameters of the model that reaches a loss with the fewest FLOPs over its life."""
    return optimum(loss, flops_demand(inf_tokens), law)[0]


@FAMILY.define(
    *GIVEN,
    returns=Scalar(Unit.TOKENS),
    equation=OBJECTIVE,
    examples=(
        Example((2.1274, "200B"), 367e9, "arXiv 2401.00448, Table 1, row 2", digits=3),
        Example((2.1275, "200B"), 366403677102.33435, "computed"),
    ),
    conditions=(ABOVE_IRREDUCIBLE,),
)
def opt_tokens(loss: Values, inf_tokens: Values, law: Law) -> Values:
    """Training tokens of the model that reaches a loss with the fewest FLOPs over its life."""
    return optimum(loss, flops_demand(inf_tokens), law)[1]


@FAMILY.define(
    *GIVEN,
    returns=Scalar(Unit.FLOPS),
    equation=OBJECTIVE,
    examples=(Example((2.1275, "200B"), 1.4021822916914982e22, "computed"),),
    conditions=(ABOVE_IRREDUCIBLE,),
)
def opt_flops(loss: Values, inf_tokens: Values, law: Law) -> Values:
    """Fewest FLOPs of training and inference together that reach a loss."""
    return total_flops(*optimum(loss, flops_demand(inf_tokens), law), inf_tokens)


@FAMILY.define(
    *GIVEN,
    returns=Scalar(Unit.FRACTION),
    equation="1 - OPT_FLOPS/(6*N0*D0 + 2*N0*inf_tokens), N0 and D0 the training-only optimum",
    examples=(
        Example((2.1274, "200B"), 0.026, "arXiv 2401.00448, Table 1, row 2", digits=2),
        Example((2.1275, "200B"), 0.026004042035064668, "computed"),
    ),
    conditions=(ABOVE_IRREDUCIBLE,),
)
def opt_savings(loss: Values, inf_tokens: Values, law: Law) -> Values:
    """Share of lifetime FLOPs saved against the training-only (Chinchilla) model of equal loss."""
    return saving(loss, flops_demand(inf_tokens), law)


@FAMILY.define(
    *GIVEN,
    returns=Row(
        {
            "params": Unit.PARAMS,
            "tokens": Unit.TOKENS,
            "tokens_per_param": Unit.TOKENS_PER_PARAM,
            "training_flops": Unit.FLOPS,
            "inference_flops": Unit.FLOPS,
            "total_flops": Unit.FLOPS,
            "chinchilla_params": Unit.PARAMS,
            "chinchilla_tokens": Unit.TOKENS,
            "chinchilla_flops": Unit.FLOPS,
            "saving": Unit.FRACTION,
        },
        header=True,
    ),
    equation=OBJECTIVE,
    examples=(
        Example(
            (2.1275, "200B"),
            (
                5396283813.419081,
                366403677102.33435,
                67.89925989274113,
                1.186330939154735e22,
                2.1585135253676323e21,
                1.4021822916914982e22,
                6996494902.708527,
                276271286186.2249,
                1.439618183448332e22,
                0.026004042035064668,
            ),
            "computed",
        ),
    ),
    conditions=(ABOVE_IRREDUCIBLE,),
)
def opt_plan(loss: Values, inf_tokens: Values, law: Law) -> tuple[Values, ...]:
    """The compute-optimal model beside the Chinchilla model of equal loss, as a labelled row."""
    demand = flops_demand(inf_tokens)
    params, tokens = optimum(loss, demand, law)
    params0, tokens0 = chinchilla(loss, law)
    training, inference = train_flops(params, tokens), inf_flops(params, inf_tokens)
    return (
        params,
        tokens,
        tokens / params,
        training,
        inference,
        training + inference,
        params0,
        tokens0,
        total_flops(params0, tokens0, inf_tokens),
        saving_at(demand / tokens, law),
    )
