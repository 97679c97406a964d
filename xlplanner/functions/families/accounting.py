"""Family "accounting": FLOPs, dollars, GPU-hours and days of any model, optimal or not."""

from __future__ import annotations

from xlplanner.core import cost as core
from xlplanner.core.cost import Deployment
from xlplanner.core.law import Values
from xlplanner.functions.arguments import (
    DEPLOYMENT,
    GPUS,
    INF_TOKENS,
    PARAMS,
    REQUESTS,
    SOME_TOKENS,
    TOKENS,
)
from xlplanner.functions.entry import Example, Family
from xlplanner.functions.returns import Scalar
from xlplanner.units import Unit

FAMILY = Family("accounting")


@FAMILY.define(
    PARAMS,
    TOKENS,
    returns=Scalar(Unit.FLOPS),
    equation="6*N*D (arXiv 2401.00448, eq. 3)",
    examples=(Example(("70B", "1.4T"), 5.88e23, "6*N*D of Chinchilla"),),
)
def train_flops(params: Values, tokens: Values) -> Values:
    """FLOPs of training a model."""
    return core.train_flops(params, tokens)


@FAMILY.define(
    PARAMS,
    INF_TOKENS,
    returns=Scalar(Unit.FLOPS),
    equation="2*N*inf_tokens (arXiv 2401.00448, eq. 3)",
    examples=(Example(("7B", "200B"), 2.8e21, "2*N*inf_tokens"),),
)
def inf_flops(params: Values, inf_tokens: Values) -> Values:
    """FLOPs of a model's lifetime inference."""
    return core.inf_flops(params, inf_tokens)


@FAMILY.define(
    PARAMS,
    TOKENS,
    INF_TOKENS,
    returns=Scalar(Unit.FLOPS),
    equation="6*N*D + 2*N*inf_tokens (arXiv 2401.00448, eq. 3)",
    examples=(
        Example(("7B", "276B", "200B"), 1.44e22, "arXiv 2401.00448, Table 1, row 2", digits=3),
        Example(("7B", "276B", "200B"), 1.4392e22, "computed"),
    ),
)
def total_flops(params: Values, tokens: Values, inf_tokens: Values) -> Values:
    """FLOPs of training and lifetime inference."""
    return core.total_flops(params, tokens, inf_tokens)


@FAMILY.define(
    PARAMS,
    TOKENS,
    DEPLOYMENT,
    returns=Scalar(Unit.USD),
    equation=(
        "6*N*(h*D + D_ft)*c_tr/MFU_tr, c = price per hour/3600/peak, h = training_overhead, "
        "D_ft = fine_tuning_tokens (arXiv 2401.00448, eq. 5)"
    ),
    examples=(Example(("7B", "276B"), 30961.53846153846, "computed"),),
)
def train_cost(params: Values, tokens: Values, deployment: Deployment) -> Values:
    """Cost of training a model."""
    return core.train_cost(params, tokens, deployment)


@FAMILY.define(
    PARAMS,
    REQUESTS,
    DEPLOYMENT,
    returns=Scalar(Unit.USD),
    equation=(
        "2*N*c_inf*(D_inp/MFU_inp + D_out/MFU_out) (arXiv 2401.00448, eq. 6), c_inf times "
        "peak_over_mean/utilisation, cached tokens of D_inp at cached_price_ratio"
    ),
    examples=(Example(("7B", "700M"), 103845.79772079772, "computed"),),
)
def inf_cost(params: Values, requests: Values, deployment: Deployment) -> Values:
    """Cost of serving a model's lifetime requests."""
    return core.inf_cost(params, requests, deployment)


@FAMILY.define(
    PARAMS,
    TOKENS,
    REQUESTS,
    DEPLOYMENT,
    returns=Scalar(Unit.USD),
    equation="TRAIN_COST + INF_COST (arXiv 2401.00448, eq. 6)",
    examples=(
        Example(
            ("7B", "276B", "702M", "paper-printed"),
            124e3,
            "arXiv 2401.00448, Table 2, row 2",
            digits=3,
        ),
        Example(("7B", "276B", "702M"), 135104.03846153847, "computed"),
    ),
)
def total_cost(params: Values, tokens: Values, requests: Values, deployment: Deployment) -> Values:
    """Cost of training a model and serving its lifetime requests."""
    return core.total_cost(params, tokens, requests, deployment)


@FAMILY.define(
    PARAMS,
    TOKENS,
    DEPLOYMENT,
    returns=Scalar(Unit.GPU_HOURS),
    equation="6*N*(h*D + D_ft)/(peak*MFU_tr*3600), h and D_ft as in TRAIN_COST",
    examples=(Example(("7B", "276B"), 20641.02564102564, "computed"),),
)
def gpu_hours(params: Values, tokens: Values, deployment: Deployment) -> Values:
    """GPU-hours of training a model."""
    return core.gpu_hours(params, tokens, deployment)


@FAMILY.define(
    PARAMS,
    TOKENS,
    GPUS,
    DEPLOYMENT,
    returns=Scalar(Unit.DAYS),
    equation="GPU_HOURS/gpus/24",
    examples=(Example(("7B", "276B", 512), 1.6797709668803418, "computed"),),
)
def train_days(params: Values, tokens: Values, gpus: Values, deployment: Deployment) -> Values:
    """Calendar days of training a model on a cluster that runs without a break."""
    return core.train_days(params, tokens, gpus, deployment)


@FAMILY.define(
    PARAMS,
    DEPLOYMENT,
    returns=Scalar(Unit.USD_PER_MTOK),
    equation="1e6*INF_COST per request over input and output tokens per request",
    examples=(Example(("7B",), 0.5205303143899636, "computed"),),
    conditions=(SOME_TOKENS,),
)
def cost_per_mtok(params: Values, deployment: Deployment) -> Values:
    """Cost of serving a million tokens, input and output alike; training is not in it."""
    return core.cost_per_mtok(params, deployment)
