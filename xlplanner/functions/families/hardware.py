"""Family "hardware": GPUs, prices, utilisation, requests and released models."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from xlplanner.core import hardware as core
from xlplanner.core.law import Values
from xlplanner.errors import UnknownNameError
from xlplanner.functions.accepts import Choice, Day, Number
from xlplanner.functions.arguments import PARAMS, one_field
from xlplanner.functions.entry import Argument, Condition, Example, Family
from xlplanner.functions.records import (
    DEFAULT_COMMITMENT,
    GPU,
    MODEL,
    PROVIDER,
    REQUEST_MIX,
    UTILISATION,
    by_names,
    price_of,
)
from xlplanner.functions.returns import Row, Scalar
from xlplanner.reference import records
from xlplanner.reference.market import known, mfu_at, peak_for_bits, peak_of, price_trend
from xlplanner.units import Unit

FAMILY = Family("hardware")

GPU_ARGUMENT = Argument("gpu", "GPU or other accelerator, by name or alias", Unit.NAME, GPU)
PRECISION = Argument(
    "precision", "Number format of the operations", Unit.NAME, Choice(records.PRECISIONS)
)
BITS = Argument(
    "bits",
    "Bits that a parameter is stored in",
    Unit.BITS,
    Number(1, 32),
    optional=True,
    default=16,
)
# How a GPU generates: what its step reads and computes.
BATCH = Argument("batch", "Requests that generate at the same time", Unit.REQUESTS, Number(1, 1e9))
CONTEXT = Argument(
    "context",
    "Tokens before the one generated, for the cache that is read",
    Unit.TOKENS,
    Number(0, 1e9),
    optional=True,
    default=0,
)
WIDTHS = tuple(dict.fromkeys(map(str, records.BITS.values())))
WIDTH = replace(BITS, accepts=Choice(WIDTHS), default="16")
KV_BYTES = Argument(
    "kv_bytes",
    "Cache read for each token of context; 131072 as in Llama 3.1 8B, 327680 as in 70B",
    Unit.BYTES_PER_TOKEN,
    Number(0, 1e9),
    optional=True,
    default=131072,
)
FORMAT = Argument(
    "precision",
    "Number format that it computes in, and F's; blank for the GPU's fastest of as many bits, or "
    "of 16 where it has none so narrow",
    Unit.NAME,
    Choice(records.PRECISIONS),
    optional=True,
)


@FAMILY.define(
    GPU_ARGUMENT,
    Argument("provider", "Provider; blank for all of them", Unit.NAME, PROVIDER, optional=True),
    Argument(
        "commitment",
        "Terms of the price",
        Unit.NAME,
        Choice(records.COMMITMENTS),
        optional=True,
        default=DEFAULT_COMMITMENT,
    ),
    Argument(
        "as_of",
        "Day up to which prices count; blank for now. A price of which only the year or month is "
        "known counts from the first day of it",
        Unit.DATE,
        Day(),
        optional=True,
    ),
    returns=Scalar(Unit.USD_PER_GPU_HOUR),
    equation=(
        "Median over providers of each one's newest prices, none a year older than the newest; a "
        "price of which only the year or month is known counts from its first day and ages from "
        "its last"
    ),
    examples=(
        Example(("A100-80GB", "Lambda", "", "2023-12-31"), 1.5, "arXiv 2401.00448, section 4"),
        Example(("A100-40GB", "Lambda", "", "2023"), 1.1, "arXiv 2401.00448, section 4"),
    ),
)
def gpu_price(gpu: records.Gpu, provider: str | None, commitment: str, as_of: str | None) -> float:
    """Price of a GPU-hour: the latest, or as of a day; the median where several providers offer
    it.
    """
    return price_of(gpu, provider, commitment, as_of)


@by_names
def gpu_memory_gb(gpu: records.Gpu) -> float:
    """Memory of a GPU, if the data have it; named as the column is."""
    return known(gpu.memory_gb, "memory", gpu)


@by_names
def gpu_bandwidth_tb_per_s(gpu: records.Gpu) -> float:
    """Memory bandwidth of a GPU, if the data have it."""
    return known(gpu.bandwidth_tb_per_s, "memory bandwidth", gpu)


@by_names
def gpu_power_w(gpu: records.Gpu) -> float:
    """Power of a GPU, if the data have it."""
    return known(gpu.power_w, "power", gpu)


@by_names
def roofline_peak(gpu: records.Gpu, bits: str, precision: str | None) -> Values:
    """Peak that generation on a GPU can reach: at a precision, or the fastest of as many bits."""
    peak = peak_for_bits(gpu, int(bits)) if precision is None else peak_of(gpu, precision)
    return np.float64(peak)


@by_names
def stored_bits(bits: str) -> Values:
    """Bits in which a parameter is stored, as the number that the choice of them is."""
    return np.float64(bits)


TREND = {
    "change": Unit.FRACTION,
    "low": Unit.FRACTION,
    "high": Unit.FRACTION,
    "months": Unit.MONTHS,
}


@FAMILY.define(
    GPU_ARGUMENT,
    Argument(
        "since",
        "First day; the month that holds it counts. Blank for the first month known",
        Unit.DATE,
        Day(first=True),
        optional=True,
    ),
    Argument(
        "as_of",
        "Last day; the month that holds it counts. Blank for the last month known",
        Unit.DATE,
        Day(),
        optional=True,
    ),
    one_field(TREND),
    returns=Row(TREND),
    equation=(
        "exp(slope) - 1 of ln(price) = a + slope*years by least squares on the monthly median of "
        "on-demand list prices; 95% range exp(slope +- 1.96*se*sqrt((1 + r)/(1 - r))) - 1, r the "
        "autocorrelation of neighbouring residuals, 0 if negative"
    ),
    examples=(
        Example(
            ("H100", "2024-01", "2024-12"),
            (-0.38348607605722224, -0.45527153074455423, -0.3022405843137942, 12.0),
            "computed",
        ),
    ),
    notes=(
        Condition(
            lambda low, high: low * high > 0,
            lambda low, high: (
                f"{low:.0%} to {high:+.0%} a year holds no change: no steady change can be read "
                "from these months, and a shorter time may have moved more, either way"
            ),
        ),
    ),
)
def gpu_price_trend(
    gpu: records.Gpu, since: str | None, as_of: str | None, field: str | None
) -> tuple[float, ...]:
    """Yearly change of a GPU's list price with its 95 % range. No constant decline is defensible:
    the H100 fell 38 % in 2024, rose 2 % in 2025, and 32 % a year from October 2025 on.
    """
    return tuple(map(float, price_trend(records.price_index(), gpu.name, since=since, as_of=as_of)))


@FAMILY.define(
    GPU_ARGUMENT,
    PRECISION,
    returns=Scalar(Unit.OPS_PER_SECOND),
    equation="Dense operations, without sparsity; a figure not in the data is #N/A",
    examples=(Example(("A100-80GB", "BF16"), 3.12e14, "arXiv 2401.00448, section 4"),),
)
def gpu_peak(gpu: records.Gpu, precision: str) -> float:
    """Peak dense operations per second of a GPU at a precision."""
    return peak_of(gpu, precision)


@FAMILY.define(
    GPU_ARGUMENT,
    returns=Scalar(Unit.GB),
    equation="From the data sheet",
    examples=(Example(("a100-80g",), 80.0, "NVIDIA"),),
)
def gpu_memory(gpu: records.Gpu) -> float:
    """Memory of a GPU."""
    return float(gpu_memory_gb(gpu))


@FAMILY.define(
    GPU_ARGUMENT,
    returns=Scalar(Unit.TB_PER_SECOND),
    equation="From the data sheet",
    examples=(Example(("H100",), 3.35, "NVIDIA"),),
)
def gpu_bandwidth(gpu: records.Gpu) -> float:
    """Memory bandwidth of a GPU."""
    return float(gpu_bandwidth_tb_per_s(gpu))


@FAMILY.define(
    PARAMS,
    BITS,
    returns=Scalar(Unit.GB),
    equation="N*bits/8/1e9: weights alone, without caches and activations",
    examples=(Example(("70B",), 140.0, "two bytes a parameter"),),
)
def model_memory(params: Values, bits: Values) -> Values:
    """Memory that a model's weights take."""
    return core.weights_memory(params, bits)


@FAMILY.define(
    PARAMS,
    GPU_ARGUMENT,
    BITS,
    returns=Scalar(Unit.GPUS),
    equation="ceil(N*bits/8/memory): weights alone, without caches and activations",
    examples=(Example(("70B", "A100-80GB"), 2.0, "140 GB over 80 GB"),),
)
def gpus_to_fit(params: Values, gpu: records.Gpu, bits: Values) -> Values:
    """Fewest GPUs whose memory together holds a model's weights."""
    return core.gpus_to_fit(params, gpu_memory_gb(gpu), bits)


@FAMILY.define(
    PARAMS,
    GPU_ARGUMENT,
    BATCH,
    CONTEXT,
    WIDTH,
    KV_BYTES,
    FORMAT,
    returns=Scalar(Unit.FRACTION),
    equation="2*N*batch/(t*F), t the longer of 2*N*batch/F and (N*bits/8 + caches)/bandwidth",
    examples=(
        Example(("70B", "H100", 1), 0.0034, "roofline of one H100 in BF16", digits=2),
        Example(("70B", "A100-40GB", 1, 0, 8), 0.0050, "roofline of one A100 in INT8", digits=2),
    ),
)
def mfu_decode(
    params: Values,
    gpu: records.Gpu,
    batch: Values,
    context: Values,
    bits: str,
    kv_bytes: Values,
    precision: str | None,
) -> Values:
    """Highest MFU that generation can reach, by the roofline of computing and memory bandwidth."""
    peak, bandwidth = roofline_peak(gpu, bits, precision), gpu_bandwidth_tb_per_s(gpu)
    return core.decode_mfu(params, peak, bandwidth, batch, context, stored_bits(bits), kv_bytes)


@FAMILY.define(
    Argument("reference", "Name of a reported MFU, as in the data", Unit.NAME, UTILISATION),
    Argument(
        "precision",
        "Number format of the peak that the MFU shall be a share of; blank for the one reported",
        Unit.NAME,
        Choice(records.PRECISIONS),
        optional=True,
    ),
    returns=Scalar(Unit.FRACTION),
    equation="As reported, times the peak that it is a share of over the peak at the precision",
    examples=(
        Example(("PaLM 540B training on 6144x TPU v4",), 0.462, "Chowdhery et al. 2022, page 9"),
        Example(
            ("DeepSeek-V3 671B-A37B training on 2048x H800", "FP8"),
            0.195,
            "0.3894 of the BF16 peak, by a run in FP8",
            digits=3,
        ),
    ),
)
def mfu_ref(reference: records.Utilisation, precision: str | None) -> float:
    """A reported MFU, by name: a share of the peak that its report names, or of the peak at a
    precision; #N/A where the run was in a format of other width, which says nothing of it.
    """
    if precision is None:
        return reference.mfu
    return mfu_at(reference, precision, records.gpus().get(reference.gpu or ""))


MIX = {"input_tokens": Unit.TOKENS_PER_REQUEST, "output_tokens": Unit.TOKENS_PER_REQUEST}


@FAMILY.define(
    Argument("mix", "Name of a workload, as in the data", Unit.NAME, REQUEST_MIX),
    one_field(MIX),
    returns=Row(MIX),
    equation="Means as reported",
    examples=(Example(("Sardana & Frankle",), (70.0, 215.0), "arXiv 2401.00448, section 4"),),
)
def request_tokens(mix: records.RequestMix, field: str | None) -> tuple[Any, Any]:
    """Mean input and output tokens of a workload's requests."""
    figures = mix.input_tokens_per_request, mix.output_tokens_per_request
    wanted = figures if field is None else (figures[list(MIX).index(field)],)
    if None in wanted:
        raise UnknownNameError(f"the data do not give both tokens of {mix.name}")
    return tuple(0.0 if figure is None else figure for figure in figures)  # type: ignore[return-value]


TOTAL, ACTIVE = "total", "active"
MODEL_ARGUMENT = Argument("model", "Name of a released model, as in the data", Unit.NAME, MODEL)


@FAMILY.define(
    MODEL_ARGUMENT,
    Argument(
        "which",
        "total, or active: those that compute on each token, which are all of a dense model",
        Unit.NAME,
        Choice((TOTAL, ACTIVE)),
        optional=True,
        default=TOTAL,
    ),
    returns=Scalar(Unit.PARAMS),
    equation="As released",
    examples=(
        Example(("Llama 2 70B",), 69e9, "Llama 2 model card"),
        Example(("DeepSeek-V3", ACTIVE), 37e9, "DeepSeek-V3 technical report"),
    ),
)
def model_params(model: records.Model, which: str) -> float:
    """Parameters of a released model. The laws are of dense models: in them a mixture of experts
    counts with its total parameters, which is a rough guide alone.
    """
    return model.params if which == TOTAL else known(model.active_params, "active params", model)


@FAMILY.define(
    MODEL_ARGUMENT,
    returns=Scalar(Unit.TOKENS),
    equation="As released",
    examples=(Example(("Llama 2 70B",), 2e12, "Llama 2 model card"),),
)
def model_tokens(model: records.Model) -> float:
    """Training tokens of a released model."""
    return known(model.training_tokens, "training tokens", model)
