"""Family "sensitivity": how the cost-optimal model and its cost respond to each input."""

from __future__ import annotations

from dataclasses import fields

from xlplanner.core import sensitivity as core
from xlplanner.core.cost import Deployment
from xlplanner.core.law import Law, Values
from xlplanner.errors import DomainError
from xlplanner.functions.arguments import ABOVE_IRREDUCIBLE, DEPLOYMENT, LAW, LOSS, REQUESTS
from xlplanner.functions.cells import CellValue
from xlplanner.functions.entry import Example, Family
from xlplanner.functions.returns import Scalar, Table
from xlplanner.units import Unit, label_of

FAMILY = Family("sensitivity")
GIVEN = (LOSS, REQUESTS, DEPLOYMENT, LAW)
COLUMNS = {
    "input": Unit.NAME,
    "params": Unit.ELASTICITY,
    "tokens": Unit.ELASTICITY,
    "cost": Unit.ELASTICITY,
}
REDUCIBLE_LOSS = "loss above E"


@FAMILY.define(
    *GIVEN,
    returns=Scalar(Unit.USD_PER_LOSS),
    equation="-dCost/dloss = Cost/(alpha*A/N^alpha) at the optimum",
    examples=(Example(("like 30B", 4.2e8), 20991064.06515979, "computed"),),
    conditions=(ABOVE_IRREDUCIBLE,),
)
def cost_of_quality(loss: Values, requests: Values, deployment: Deployment, law: Law) -> Values:
    """Price of quality at the margin: dollars per nat by which the lowest cost over its life rises
    for a lower loss. For 0.01 nats take a hundredth; for larger steps compare two plans.
    """
    return core.price_of_quality(loss, requests, deployment, law)


@FAMILY.define(
    *GIVEN,
    returns=Table(COLUMNS),
    equation="d ln N, d ln D and d ln Cost over d ln input at the optimum, by its differentials",
    examples=(
        Example(
            ("like 30B", 4.2e8),
            (("loss above E", -3.721542382094873, -2.6054355978860184, -5.813878013798758),),
            "computed",
        ),
    ),
)
def cost_sensitivity(
    loss: float, requests: float, deployment: Deployment, law: Law
) -> list[list[CellValue]]:
    """By how many percent params, tokens and cost of the cost-optimal model change for each percent
    of an input, at the margin: the largest effect on cost first, the law's constants, at this very
    loss, last. The loss counts above E.
    """
    if not loss > law.E:
        raise DomainError(ABOVE_IRREDUCIBLE.reason(loss, law))
    responses = core.responses(loss, requests, deployment, law)
    constants = {field.name for field in fields(Law)}
    ranked = sorted(responses.items(), key=lambda item: (item[0] in constants, -abs(item[1].cost)))
    return [[_label(name), *response] for name, response in ranked]


def _label(name: str) -> str:
    """An input as people read it: one of the law's constants, a field or an argument."""
    if name == "reducible_loss":
        return REDUCIBLE_LOSS
    return f"law {name}" if name in {field.name for field in fields(Law)} else label_of(name)
