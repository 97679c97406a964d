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
QUALITY_30B = 1.9582533604758408
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
    examples=(Example((QUALITY_30B, 4.2e8), 20991064.06515979, "computed"),),
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
            (QUALITY_30B, 4.2e8),
            (
                ("law E", 23.445770127851823, 16.41428145622029, 36.627514473224245),
                ("law alpha", -22.716900497875155, -1.3337522036671365, -23.787990975744034),
                ("law beta", -7.07187748296219, -19.64246581435901, -22.84606555011501),
                ("loss above E", -3.721542382094873, -2.6054355978860184, -5.813878013798758),
            ),
            "computed",
        ),
    ),
)
def cost_sensitivity(
    loss: float, requests: float, deployment: Deployment, law: Law
) -> list[list[CellValue]]:
    """By how many percent params, tokens and cost of the cost-optimal model change when one input
    rises by 1 %, the largest effect on cost first; the loss rises by 1 % of what is above E.
    """
    if not loss > law.E:
        raise DomainError(ABOVE_IRREDUCIBLE.reason(loss, law))
    responses = core.responses(loss, requests, deployment, law)
    ranked = sorted(responses.items(), key=lambda item: -abs(item[1].cost))
    return [[_label(name), *response] for name, response in ranked]


def _label(name: str) -> str:
    """An input as people read it: one of the law's constants, a field or an argument."""
    if name == "reducible_loss":
        return REDUCIBLE_LOSS
    return f"law {name}" if name in {field.name for field in fields(Law)} else label_of(name)
