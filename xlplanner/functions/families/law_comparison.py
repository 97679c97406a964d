"""Family "laws compared": what a plan depends on the law, and how surely a law is known."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TypeAlias

import numpy as np

from xlplanner.core.bands import (
    anchored_optima,
    anchored_optimum,
    optimum_quantiles,
    shapes_of,
)
from xlplanner.core.cost import Deployment, cost_demand, flops_demand
from xlplanner.core.law import Law, Values
from xlplanner.core.optimum import chinchilla_quality
from xlplanner.errors import DomainError
from xlplanner.functions.accepts import Number
from xlplanner.functions.arguments import (
    DEPLOYMENT,
    INF_TOKENS,
    LAW,
    PARAMS,
    REQUESTS,
    SOME_TOKENS,
    one_field,
)
from xlplanner.functions.entry import Argument, Condition, Example, Family
from xlplanner.functions.records import LAW_KIND, laws
from xlplanner.functions.returns import Row, Table
from xlplanner.reference.records import law_draws
from xlplanner.units import Unit

FAMILY = Family("laws compared")
BAND_LAW = "epoch-refit"
# What a note says beside a range over laws.
NO_BAND = (
    f"draws of uncertainty exist for {BAND_LAW} alone; under this law the range is the least and "
    "the greatest over all laws of the data, which says nothing of likelihood"
)
ANCHOR = (
    "As good as the training-only optimum of params under the same law: "
    "D0 = (beta*B*N0^alpha/(alpha*A))^(1/beta)"
)
SIZE = replace(PARAMS, help="Quality: as good as a Chinchilla model of this size under each law")
Rows: TypeAlias = list[list[str | float]]


def dollar_demand(inf_tokens: Values, deployment: Deployment) -> Values:
    """Effective demand for the lowest cost, of the requests that so many tokens are."""
    return cost_demand(inf_tokens / deployment.tokens_per_request, deployment)


def compared_in_flops(params: Values, inf_tokens: Values, law: Law) -> tuple[Values, ...]:
    """A row of LAW_COMPARE without the law's name, for the fewest FLOPs."""
    return compared(params, flops_demand(inf_tokens), law)


def compared_in_dollars(
    params: Values, inf_tokens: Values, deployment: Deployment, law: Law
) -> tuple[Values, ...]:
    """The same for the lowest cost in dollars."""
    return compared(params, dollar_demand(inf_tokens, deployment), law)


def compared(params: Values, demand: Values, law: Law) -> tuple[Values, ...]:
    """The same for any effective demand."""
    return chinchilla_quality(params, law), *anchored_optimum(params, demand, law)


@FAMILY.define(
    SIZE,
    INF_TOKENS,
    replace(
        DEPLOYMENT,
        help="For the lowest cost in dollars: a preset by name, or a two-column range of labels "
        "and values; blank for the fewest FLOPs",
        default=None,
    ),
    returns=Table(
        {
            "law": Unit.NAME,
            "loss": Unit.LOSS,
            "chinchilla_tokens": Unit.TOKENS,
            "params": Unit.PARAMS,
            "tokens": Unit.TOKENS,
            "saving": Unit.FRACTION,
        }
    ),
    equation=f"{ANCHOR}, then eq. 11 of arXiv 2401.00448 under each law",
    examples=(
        Example(
            ("30B", "5T"),
            (
                (
                    "chinchilla",
                    1.9582533604758408,
                    1555901109357.6438,
                    16412440996.434397,
                    3264975024200.7275,
                    0.16277656108991365,
                ),
            ),
            "computed",
        ),
    ),
)
def law_compare(params: float, inf_tokens: float, deployment: Deployment | None) -> Rows:
    """How far a plan depends on the law: for each law of the data the loss of a model as good as a
    Chinchilla model of given size, and the best size, training tokens and saving.
    """
    if deployment is None:
        demand = flops_demand(inf_tokens)
    elif SOME_TOKENS.holds(deployment):
        demand = dollar_demand(inf_tokens, deployment)
    else:
        raise DomainError(SOME_TOKENS.reason(deployment))
    columns = anchored_optima(params, demand, shapes_of(laws().values()))
    return [
        [name, float(chinchilla_quality(params, law)), *optimum]
        for (name, law), optimum in zip(laws().items(), np.transpose(columns).tolist(), strict=True)
    ]


BAND = {
    "params_low": Unit.PARAMS,
    "params": Unit.PARAMS,
    "params_high": Unit.PARAMS,
    "tokens_low": Unit.TOKENS,
    "tokens": Unit.TOKENS,
    "tokens_high": Unit.TOKENS,
    "saving_low": Unit.FRACTION,
    "saving": Unit.FRACTION,
    "saving_high": Unit.FRACTION,
}
LOW = Argument(
    "low", "Share of the draws below the band", Unit.FRACTION, Number(0, 1), True, default=0.1
)
HIGH = replace(LOW, name="high", help="Share of the draws below the band's upper end", default=0.9)
IN_ORDER = Condition(
    lambda low, high: low <= high,
    lambda low, high: f"low must be at most high = {high:g}; got {low:g}",
)
BAND_OF = replace(
    LAW,
    help=f"Law in the middle; draws of its uncertainty exist for {BAND_LAW}, for another law the "
    "range is that over all laws",
    default=BAND_LAW,
)
QUANTILES = (
    f"{ANCHOR}; quantiles of the optimum over 200 bootstrap refits of {BAND_LAW}, "
    "each under its own law; or the least and the greatest over the laws of the data"
)


def has_draws(law: Law) -> bool:
    """Whether the data hold draws of a law's uncertainty."""
    return LAW_KIND.name_of(law) in law_draws()


DRAWN = Condition(has_draws, lambda law: NO_BAND)
OF_ITS_LAW = Condition(
    lambda law: not has_draws(law),
    lambda law: (
        f"the band belongs to law {BAND_LAW}: a plan under another law may lie outside it; "
        f"compare it with the plan under {BAND_LAW}"
    ),
)


def band(params: Values, demand: Values, low: Values, high: Values, law: Law) -> tuple[Values, ...]:
    """Low end, middle and high end of N, D and the saving; the middle is the optimum under `law`.

    Without draws of the law, the ends are the least and the greatest over all laws and this one.
    """
    draws: Iterable[Law] | None = law_draws().get(LAW_KIND.name_of(law) or "")
    _, *middle = anchored_optimum(params, demand, law)
    if draws is None:
        ends = optimum_quantiles(params, demand, 0.0, 1.0, shapes_of((law, *laws().values())))
        # This law may be at an end, and differ there in its last digit: NumPy computes arrays by
        # other instructions than single numbers.
        least, greatest = map(np.minimum, ends[::2], middle), map(np.maximum, ends[1::2], middle)
        columns = zip(least, middle, greatest, strict=True)
    else:
        ends = optimum_quantiles(params, demand, low, high, shapes_of(draws))
        columns = zip(ends[::2], middle, ends[1::2], strict=True)
    return tuple(values for column in columns for values in column)


@FAMILY.define(
    SIZE,
    INF_TOKENS,
    LOW,
    HIGH,
    one_field(BAND),
    BAND_OF,
    returns=Row(BAND),
    equation=QUANTILES,
    examples=(
        Example(
            ("30B", "5T"),
            (
                12236867660.799341,
                13606800586.310162,
                14858387254.112347,
                1316723215787.8147,
                1707359745909.1301,
                2101609947057.418,
                0.25179101767353385,
                0.3140241664958685,
                0.3956969880543494,
            ),
            "computed",
        ),
    ),
    conditions=(IN_ORDER,),
    notes=(DRAWN, OF_ITS_LAW),
)
def opt_band(
    params: Values, inf_tokens: Values, low: Values, high: Values, field: str | None, law: Law
) -> tuple[Values, ...]:
    """How surely the compute-optimal size, tokens and saving are known: P10, the fit itself and P90
    over refits of epoch-refit. For another law: least, that law and greatest over all laws.
    """
    return band(params, flops_demand(inf_tokens), low, high, law)


@FAMILY.define(
    SIZE,
    REQUESTS,
    LOW,
    HIGH,
    DEPLOYMENT,
    one_field(BAND),
    BAND_OF,
    returns=Row(BAND),
    equation=QUANTILES,
    examples=(
        Example(
            ("30B", "1B"),
            (
                12907425388.875511,
                14393429350.752094,
                15727019755.267918,
                1172653913071.3745,
                1532841650282.3052,
                1900324497342.1428,
                0.21296729420164442,
                0.2738913111364494,
                0.3572289727008553,
            ),
            "computed",
        ),
    ),
    conditions=(IN_ORDER,),
    notes=(DRAWN, OF_ITS_LAW),
)
def cost_band(
    params: Values,
    requests: Values,
    low: Values,
    high: Values,
    deployment: Deployment,
    field: str | None,
    law: Law,
) -> tuple[Values, ...]:
    """How surely the cost-optimal size, tokens and saving are known: P10, the fit itself and P90
    over refits of epoch-refit. For another law: least, that law and greatest over all laws.
    """
    return band(params, cost_demand(requests, deployment), low, high, law)
