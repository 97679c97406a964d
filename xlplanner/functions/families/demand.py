"""Family "demand": how much demand there is, and how much must be there for a model to pay."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from xlplanner.core import demand as core
from xlplanner.core.cost import (
    Deployment,
    inf_cost,
    inf_tokens_of_demand,
    requests_of_demand,
    serving_demand,
    total_cost,
)
from xlplanner.core.elastic import LEAST_EXPONENTS, elastic_optimum
from xlplanner.core.law import Law, Values
from xlplanner.functions.accepts import Number
from xlplanner.functions.arguments import (
    ABOVE_IRREDUCIBLE,
    DEMAND,
    DEPLOYMENT,
    LAW,
    LOSS,
    PAID_REQUESTS,
    PARAMS,
    REQUESTS,
    TOKENS,
    one_field,
)
from xlplanner.functions.cells import Truths
from xlplanner.functions.entry import Argument, Condition, Example, Family
from xlplanner.functions.returns import Row, Scalar
from xlplanner.units import Unit, readable

FAMILY = Family("demand")
TRAINED_ON = replace(TOKENS, help="Training tokens of the model")


# The demand at which a model is the best ---------------------------------------------------------

NOT_TOO_LARGE = Condition(
    lambda params, tokens, law: core.implied_demand(params, tokens, law) >= 0,
    lambda params, tokens, law: (
        "the model is larger than a Chinchilla model of its loss under this law: no demand makes "
        "it the best, and the answer is negative"
    ),
)
IMPLIED = "K = D*(alpha*a/(beta*b) - 1), a = A/N^alpha, b = B/D^beta (arXiv 2401.00448, eq. 11)"


@FAMILY.define(
    PARAMS,
    TRAINED_ON,
    LAW,
    returns=Scalar(Unit.TOKENS),
    equation=f"3*K, {IMPLIED}",
    examples=(Example(("8.03B", "15T"), 88058846799245.42, "computed"),),
    notes=(NOT_TOO_LARGE,),
)
def implied_demand(params: Values, tokens: Values, law: Law) -> Values:
    """Lifetime inference tokens for which a model has the size of fewest FLOPs at its own loss;
    negative if it is too large even if never used. It varies with the law by a factor of 2 to 8.
    """
    return inf_tokens_of_demand(core.implied_demand(params, tokens, law))


@FAMILY.define(
    PARAMS,
    TRAINED_ON,
    DEPLOYMENT,
    LAW,
    returns=Scalar(Unit.REQUESTS),
    equation=f"{IMPLIED}, as requests",
    examples=(Example(("8.03B", "15T"), 22195978860.50548, "computed"),),
    conditions=(PAID_REQUESTS,),
    notes=(NOT_TOO_LARGE,),
)
def implied_requests(params: Values, tokens: Values, deployment: Deployment, law: Law) -> Values:
    """Lifetime requests for which a model has the size of lowest cost at its own loss; negative if
    it is too large even if never used. It varies with the law by a factor of 2 to 8.
    """
    return requests_of_demand(core.implied_demand(params, tokens, law), deployment)


# The demand from which a model pays --------------------------------------------------------------

SMALLER = Condition(
    lambda params, other_params: params < other_params,
    lambda params, other_params: (
        f"params must be below other_params = {other_params:.6g}: only a smaller model gains on a "
        f"larger one with demand; got {params:.6g}"
    ),
)
TWO_MODELS = (
    PARAMS,
    TRAINED_ON,
    Argument("other_params", "Parameters of the larger model", Unit.PARAMS, PARAMS.accepts),
    Argument(
        "other_tokens",
        "Training tokens of the larger model; 0 for open weights, with nothing to train",
        Unit.TOKENS,
        DEMAND,
    ),
)
BREAK_EVEN = "K = (N2*D2 - N1*D1)/(N1 - N2) in training tokens"


@FAMILY.define(
    *TWO_MODELS,
    DEPLOYMENT,
    returns=Scalar(Unit.REQUESTS),
    equation=f"{BREAK_EVEN}, as requests; 0 if negative",
    examples=(Example(("5.4B", "367B", "7B", "276B"), 23535960.34279953, "computed"),),
    conditions=(SMALLER, PAID_REQUESTS),
)
def break_even(
    params: Values,
    tokens: Values,
    other_params: Values,
    other_tokens: Values,
    deployment: Deployment,
) -> Values:
    """Requests over its life from which a model costs less than a larger one."""
    demand = core.break_even_demand(params, tokens, other_params, other_tokens)
    return np.maximum(requests_of_demand(demand, deployment), 0.0)


@FAMILY.define(
    *TWO_MODELS,
    returns=Scalar(Unit.TOKENS),
    equation=f"3*K, {BREAK_EVEN}; 0 if negative",
    examples=(Example(("5.4B", "367B", "7B", "276B"), 93375000000.0, "computed"),),
    conditions=(SMALLER,),
)
def break_even_tokens(
    params: Values, tokens: Values, other_params: Values, other_tokens: Values
) -> Values:
    """Inference tokens over its life from which a model takes fewer FLOPs than a larger one."""
    demand = core.break_even_demand(params, tokens, other_params, other_tokens)
    return np.maximum(inf_tokens_of_demand(demand), 0.0)


# Demand from an estimate, or from months ---------------------------------------------------------

POSITIVE_DEMAND = Number(0, 1e30, low_allowed=False)


@FAMILY.define(
    Argument("p10", "Demand with a 10 % chance to be below", Unit.REQUESTS, POSITIVE_DEMAND),
    Argument("p90", "Demand with a 90 % chance to be below", Unit.REQUESTS, POSITIVE_DEMAND),
    returns=Scalar(Unit.REQUESTS),
    equation="(P10*P90)^(1/2)*exp(sigma^2/2), sigma = ln(P90/P10)/(2*1.28155), a log-normal",
    examples=(Example((1e12, 1e13), 4734217274535.592, "computed"),),
    conditions=(
        Condition(
            lambda p10, p90: p10 <= p90,
            lambda p10, p90: f"p10 must be at most p90 = {p90:.6g}; got {p10:.6g}",
        ),
    ),
)
def demand_mean(p10: Values, p90: Values) -> Values:
    """Mean of an uncertain demand from its low and high case, for requests as for tokens. Plan with
    it: the plan at the mean costs the least on average, that at the middle case costs more.
    """
    return core.log_normal_mean(p10, p90)


MONTHS = Number(1, 600)
A_YEAR = Number(-0.99, 10)


def _whole(count: Values) -> Truths:
    whole: Truths = np.equal(count, np.floor(count))
    return whole


WHOLE_MONTHS = Condition(
    lambda months: _whole(months),
    lambda months: f"months must be whole; got {months:.10g}",
)
WHOLE_RAMP = Condition(
    lambda ramp_months: _whole(ramp_months),
    lambda ramp_months: f"ramp_months must be whole; got {ramp_months:.10g}",
)
LASTING = Argument("months", "Months of use, whole", Unit.MONTHS, MONTHS)
GROWTH = Argument(
    "growth",
    "Growth of demand a month, as 5%",
    Unit.FRACTION,
    Number(-0.99, 1),
    optional=True,
    default=0.0,
)
OVER_TIME = (
    Argument(
        "price_decline",
        "Fall of the price of inference a year; negative for a rise",
        Unit.FRACTION,
        Number(-10, 0.99),
        optional=True,
        default=0.0,
    ),
    Argument("discount", "Discount a year", Unit.FRACTION, A_YEAR, optional=True, default=0.0),
    Argument(
        "delay",
        "Months from paying for training to the first month",
        Unit.MONTHS,
        Number(0, 600),
        optional=True,
        default=0.0,
    ),
)
A_MONTH = "v = ((1 - price_decline)/(1 + discount))^(1/12)"


@FAMILY.define(
    Argument(
        "first_month", "Requests of the first month", Unit.REQUESTS_PER_MONTH, REQUESTS.accepts
    ),
    LASTING,
    GROWTH,
    *OVER_TIME,
    returns=Scalar(Unit.REQUESTS),
    equation=f"sum of first_month*(1 + growth)^k*v^(k + delay) over k >= 0; {A_MONTH}",
    examples=(Example((1e8, 36, 0.05, 0.3, 0.1), 4402998154.991255, "computed"),),
    conditions=(WHOLE_MONTHS,),
)
def demand_pv(
    first_month: Values,
    months: Values,
    growth: Values,
    price_decline: Values,
    discount: Values,
    delay: Values,
) -> Values:
    """Lifetime requests of a demand that grows each month, in requests at the prices of the day
    training is paid: the number to give to COST_OPT. Without decline and discount it is the plain
    sum.
    """
    return core.growing_demand(first_month, months, growth, price_decline, discount, delay)


@FAMILY.define(
    Argument(
        "full", "Requests of a month after the ramp", Unit.REQUESTS_PER_MONTH, REQUESTS.accepts
    ),
    Argument("ramp_months", "Months from none to full demand, whole", Unit.MONTHS, MONTHS),
    LASTING,
    *OVER_TIME,
    returns=Scalar(Unit.REQUESTS),
    equation=f"sum of full*min((k + 1)/ramp_months, 1)*v^(k + delay) over k >= 0; {A_MONTH}",
    examples=(Example((1e8, 12, 36, 0.3, 0.1), 1520570178.2645698, "computed"),),
    conditions=(WHOLE_RAMP, WHOLE_MONTHS),
)
def demand_ramp(
    full: Values,
    ramp_months: Values,
    months: Values,
    price_decline: Values,
    discount: Values,
    delay: Values,
) -> Values:
    """Lifetime requests of a demand that ramps up evenly and then stays, in requests at the prices
    of the day training is paid: the number to give to COST_OPT.
    """
    return core.ramped_demand(full, ramp_months, months, price_decline, discount, delay)


# Demand that depends on the size -----------------------------------------------------------------

ELASTIC = {
    "params": Unit.PARAMS,
    "tokens": Unit.TOKENS,
    "requests": Unit.REQUESTS,
    "cost": Unit.USD,
    "revenue": Unit.USD,
    "profit": Unit.USD,
}
PROFITABLE = Condition(
    lambda profit: profit >= 0,
    lambda profit: (
        f"the plan loses {readable(-profit, Unit.USD)}: at this price and demand no model of the "
        "loss pays for its training"
    ),
)
LAW_SUFFICES = Condition(
    lambda law: law.alpha + law.beta >= LEAST_EXPONENTS,
    lambda law: (
        f"alpha + beta of the law must be at least {LEAST_EXPONENTS:g}, below which earnings may "
        f"have more than one peak; got {law.alpha + law.beta:.6g}"
    ),
)


@FAMILY.define(
    LOSS,
    replace(REQUESTS, help="Lifetime requests of a model of at_params parameters"),
    Argument(
        "at_params", "Parameters at which the requests are known", Unit.PARAMS, PARAMS.accepts
    ),
    Argument(
        "elasticity",
        "Percent more requests for a model 1 % smaller; 0 where size does not matter",
        Unit.RATIO,
        Number(0, 1),
    ),
    Argument(
        "price_over_cost",
        "Price of a request over the cost to serve it at at_params; 0 if requests earn nothing",
        Unit.TIMES,
        Number(0, 1e6),
    ),
    DEPLOYMENT,
    LAW,
    one_field(ELASTIC),
    returns=Row(ELASTIC),
    equation=(
        "maximise revenue - cost on L(N, D) = loss with requests*(at_params/N)^elasticity requests "
        "(arXiv 2401.00448, footnote 2)"
    ),
    examples=(
        Example(
            ("like 30B", 4.2e8, "30B", 0.5, 3),
            (
                13971850536.364279,
                4230847599675.2534,
                615436078.5509703,
                1129554.1721242447,
                1173865.4177746233,
                44311.245650378354,
            ),
            "computed",
        ),
    ),
    conditions=(ABOVE_IRREDUCIBLE, LAW_SUFFICES),
    notes=(PROFITABLE,),
)
def cost_elastic(
    loss: Values,
    requests: Values,
    at_params: Values,
    elasticity: Values,
    price_over_cost: Values,
    deployment: Deployment,
    law: Law,
    field: str | None,
) -> tuple[Values, ...]:
    """The model that earns the most when a smaller one attracts more requests: its params, tokens,
    requests, lifetime cost, revenue and profit. Profit is negative where even the best plan loses
    money.
    """
    params, tokens = elastic_optimum(
        loss,
        serving_demand(requests, deployment),
        at_params,
        elasticity,
        price_over_cost,
        deployment.fine_tuning_demand,
        law,
    )
    served = requests * np.power(at_params / params, elasticity)
    cost = total_cost(params, tokens, served, deployment)
    revenue = price_over_cost * inf_cost(at_params, served, deployment)
    return params, tokens, served, cost, revenue, revenue - cost
