"""Family "inference": how fast a model generates, and models planned for the GPUs they run on."""

from __future__ import annotations

from dataclasses import replace

from xlplanner.core import hardware as core
from xlplanner.core.cost import Deployment
from xlplanner.core.fleet import fleet_plan as best_fleet
from xlplanner.core.law import Law, Values
from xlplanner.core.roofline import roofline_optimum
from xlplanner.functions.accepts import Number
from xlplanner.functions.arguments import (
    ABOVE_IRREDUCIBLE,
    DEPLOYMENT,
    LAW,
    LOSS,
    PAID_REQUESTS,
    PARAMS,
    REQUESTS,
    one_field,
)
from xlplanner.functions.cells import Truths
from xlplanner.functions.entry import Argument, Condition, Example, Family
from xlplanner.functions.families.hardware import (
    BATCH,
    BITS,
    CONTEXT,
    FORMAT,
    GPU_ARGUMENT,
    KV_BYTES,
    WIDTH,
    gpu_bandwidth_tb_per_s,
    gpu_memory_gb,
    roofline_peak,
    stored_bits,
)
from xlplanner.functions.returns import Row, Scalar
from xlplanner.reference import records
from xlplanner.units import Unit

FAMILY = Family("inference")
GROWING_CACHE = replace(
    KV_BYTES,
    help="Cache per token of context at 8B params, as in Llama 3; it grows as params^0.42",
)
ON_GPUS = (
    replace(BATCH, optional=True, default=1),
    CONTEXT,
    Argument(
        "gpus",
        "GPUs that share the model, as if none waited for another",
        Unit.GPUS,
        Number(1, 1e6),
        optional=True,
        default=1,
    ),
    WIDTH,
    GROWING_CACHE,
    FORMAT,
)
STEP = "the longer of 2*N*batch/(gpus*F) and (N*bits/8 + batch*context*kv(N))/(gpus*bandwidth)"


@FAMILY.define(
    Argument(
        "acceptance",
        "Chance that the model takes over a drafted token",
        Unit.FRACTION,
        Number(0, 1),
    ),
    Argument("draft_tokens", "Tokens drafted before each check", Unit.TOKENS, Number(0, 1e4)),
    Argument(
        "draft_cost",
        "Time of drafting a token over that of a step of the model",
        Unit.RATIO,
        Number(0, 100),
    ),
    returns=Scalar(Unit.TIMES),
    equation=(
        "(1 - a^(g + 1))/((1 - a)*(c*g + 1)) (Leviathan et al., arXiv 2211.17192, theorem 3.8); "
        "each token accepted by itself"
    ),
    examples=(Example((0.8, 4, 0.05), 2.8013333333333335, "computed"),),
)
def speculative_speedup(acceptance: Values, draft_tokens: Values, draft_cost: Values) -> Values:
    """How many times as fast a model generates with a small one that drafts for it. Multiply the
    output MFU by it, where memory bandwidth limits generation: small batches.
    """
    return core.speculative_speedup(acceptance, draft_tokens, draft_cost)


def _fit_in_memory(params: Values, gpu: records.Gpu, gpus: Values, bits: str) -> Truths:
    fit: Truths = core.weights_memory(params, stored_bits(bits)) <= gpus * gpu_memory_gb(gpu)
    return fit


WEIGHTS_FIT = Condition(
    _fit_in_memory,
    lambda params, gpu, gpus, bits: (
        f"the weights take {core.weights_memory(params, stored_bits(bits)):.4g} GB, more than "
        f"the {gpus * gpu_memory_gb(gpu):.4g} GB of {gpus:g} {gpu.name}"
    ),
)
SPEED = {"per_stream": Unit.TOKENS_PER_SECOND, "total": Unit.TOKENS_PER_SECOND}


@FAMILY.define(
    PARAMS,
    GPU_ARGUMENT,
    *ON_GPUS,
    one_field(SPEED),
    returns=Row(SPEED),
    equation=f"1/t and batch/t, t {STEP}; kv(N) = kv_bytes*(N/8e9)^0.42",
    examples=(
        Example(("70B", "H100", 32, 8000, 4), (59.97037829425926, 1919.0521054162964), "computed"),
    ),
    notes=(WEIGHTS_FIT,),
)
def decode_speed(  # noqa: PLR0913 (what a roofline takes, and the field)
    params: Values,
    gpu: records.Gpu,
    batch: Values,
    context: Values,
    gpus: Values,
    bits: str,
    kv_bytes: Values,
    precision: str | None,
    field: str | None,
) -> tuple[Values, Values]:
    """Most tokens a second that a model can generate, by the roofline: a row of per_stream, what
    one user sees, and total. Whether it fits is GPUS_TO_FIT.
    """
    peak, bandwidth = _roofline(gpu, gpus, bits, precision)
    return core.decode_speed(params, peak, bandwidth, batch, context, stored_bits(bits), kv_bytes)


def _fast_enough(
    speed: Values,
    gpu: records.Gpu,
    batch: Values,
    context: Values,
    gpus: Values,
    bits: str,
    kv_bytes: Values,
    precision: str | None,
) -> Truths:
    return decode_params(speed, gpu, batch, context, gpus, bits, kv_bytes, precision) >= 1


FAST_ENOUGH = Condition(
    _fast_enough,
    lambda speed, gpu, batch, context, gpus, bits, kv_bytes, precision: (
        f"no model, however small, generates {speed:.6g} tokens/s for each of {batch:g} on "
        f"{gpus:g} {gpu.name}: reading the cache of {context:g} tokens takes longer"
    ),
)


@FAMILY.define(
    Argument(
        "speed",
        "Tokens a second that one user must see",
        Unit.TOKENS_PER_SECOND,
        Number(1e-6, 1e9),
    ),
    GPU_ARGUMENT,
    *ON_GPUS,
    returns=Scalar(Unit.PARAMS),
    equation=f"The N at which 1/t is the speed, t {STEP}; kv(N) = kv_bytes*(N/8e9)^0.42",
    examples=(Example((50, "H100", 32, 8000, 4), 88056689107.60507, "computed"),),
    conditions=(FAST_ENOUGH,),
)
def decode_params(
    speed: Values,
    gpu: records.Gpu,
    batch: Values,
    context: Values,
    gpus: Values,
    bits: str,
    kv_bytes: Values,
    precision: str | None,
) -> Values:
    """Parameters of the largest model that can generate at a speed, by the roofline: a limit on
    size where users must not wait, for max_params.
    """
    peak, bandwidth = _roofline(gpu, gpus, bits, precision)
    return core.decode_params(speed, peak, bandwidth, batch, context, stored_bits(bits), kv_bytes)


def _roofline(
    gpu: records.Gpu, gpus: Values, bits: str, precision: str | None
) -> tuple[Values, Values]:
    """Peak and memory bandwidth of GPUs that share a model."""
    peak = roofline_peak(gpu, bits, precision)
    return gpus * peak, gpus * gpu_bandwidth_tb_per_s(gpu)


ROOFLINE = {
    "params": Unit.PARAMS,
    "tokens": Unit.TOKENS,
    "cost": Unit.USD,
    "output_mfu": Unit.FRACTION,
    "speed": Unit.TOKENS_PER_SECOND,
}
KNOWN_BANDWIDTH = Condition(
    lambda deployment: deployment.inference_bandwidth > 0,
    lambda deployment: (
        "inference_bandwidth of the deployment must be above 0, which stands for a figure that the "
        "data lack; enter the GPU's own"
    ),
)


@FAMILY.define(
    LOSS,
    REQUESTS,
    BATCH,
    replace(CONTEXT, optional=False, default=None),
    GROWING_CACHE,
    DEPLOYMENT,
    LAW,
    replace(BITS, default=8),
    one_field(ROOFLINE),
    returns=Row(ROOFLINE),
    equation=(
        "minimise TRAIN_COST + INF_COST of the input + steps*t*inference_price/3600 on L(N, D) = "
        "loss, steps = requests*out/batch, t the longer of 2*N*batch/peak and (N*bits/8 + "
        "batch*context*kv_bytes*(N/8e9)^0.42)/inference_bandwidth"
    ),
    examples=(
        Example(
            ("like 30B", "10B", 32, 2000),
            (
                18133242754.860176,
                2824022332243.643,
                1241084.8051930678,
                0.09652180728003884,
                51.898473632254394,
            ),
            "computed",
        ),
    ),
    conditions=(ABOVE_IRREDUCIBLE, KNOWN_BANDWIDTH),
)
def cost_roofline(  # noqa: PLR0913 (what a roofline takes, and the field)
    loss: Values,
    requests: Values,
    batch: Values,
    context: Values,
    kv_bytes: Values,
    deployment: Deployment,
    law: Law,
    bits: Values,
    field: str | None,
) -> tuple[Values, ...]:
    """COST_OPT with the output MFU that follows from each size: params, tokens, cost, output_mfu
    (1 if computing limits), speed of a stream. COST_OPT run again with MFU_DECODE comes to a wrong
    size.
    """
    return roofline_optimum(loss, requests, batch, context, kv_bytes, bits, deployment, law)


FLEET = {
    "gpus": Unit.GPUS,
    "params": Unit.PARAMS,
    "tokens": Unit.TOKENS,
    "cost": Unit.USD,
}


@FAMILY.define(
    LOSS,
    Argument(
        "peak_requests_per_s",
        "Most requests in a second that must be served",
        Unit.REQUESTS_PER_SECOND,
        Number(1e-9, 1e12),
    ),
    Argument("years", "Years for which the GPUs are paid", Unit.YEARS, Number(0.01, 100)),
    DEPLOYMENT,
    LAW,
    one_field(FLEET),
    returns=Row(FLEET),
    equation=(
        "minimise TRAIN_COST + G*inference_price*8766*years over whole G on L(N, D) = loss, "
        "N <= G*peak/(requests/s*2*(in/MFU_in + out/MFU_out))"
    ),
    examples=(
        Example(
            ("like 30B", 50, 3),
            (40.0, 11534195933.456562, 6047558730846.913, 2274960.1942415736),
            "computed",
        ),
    ),
    conditions=(ABOVE_IRREDUCIBLE, PAID_REQUESTS),
)
def fleet_plan(
    loss: Values,
    peak_requests_per_s: Values,
    years: Values,
    deployment: Deployment,
    law: Law,
    field: str | None,
) -> tuple[Values, ...]:
    """Lowest-cost model and whole number of GPUs for peak requests, paid around the clock: a row of
    gpus, params, tokens, cost. Idle hours and peaks are in it, so utilisation and peak_over_mean
    are not counted.
    """
    return best_fleet(loss, peak_requests_per_s, years, deployment, law)
