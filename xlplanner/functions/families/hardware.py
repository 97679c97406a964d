"""Families "hardware" and "reference": GPUs, prices, utilisation, requests and released models."""

from __future__ import annotations

from typing import Any

import numpy as np

from xlplanner.core import hardware as core
from xlplanner.core.law import Values
from xlplanner.errors import UnknownNameError
from xlplanner.functions.accepts import Choice, Day, Number
from xlplanner.functions.arguments import PARAMS
from xlplanner.functions.entry import FIELD, Argument, Example, Family
from xlplanner.functions.records import (
    DEFAULT_COMMITMENT,
    GPU,
    MODEL,
    PROVIDER,
    REQUEST_MIX,
    UTILISATION,
    price_of,
)
from xlplanner.functions.returns import Row, Scalar
from xlplanner.reference import records
from xlplanner.reference.market import known, peak_of
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
# The number format in which a GPU computes on parameters of so many bits, best first.
FORMATS = {"32": ("TF32", "FP32"), "16": ("BF16",), "8": ("INT8", "FP8"), "4": ("FP4",)}


def peak_for_bits(gpu: records.Gpu, bits: str) -> float:
    """Peak of a GPU in the format in which it computes on parameters of so many bits."""
    peaks = (getattr(gpu, f"{name.lower()}_ops_per_s") for name in FORMATS[bits])
    peak = next((figure for figure in peaks if figure is not None), None)
    return known(peak, f"{' or '.join(FORMATS[bits])} peak", gpu)


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
        "as_of", "Day up to which prices count; blank for now", Unit.DATE, Day(), optional=True
    ),
    returns=Scalar(Unit.USD_PER_GPU_HOUR),
    equation="Median over providers of each one's newest prices, none a year older than the newest",
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
    return known(gpu.memory_gb, "memory", gpu)


@FAMILY.define(
    GPU_ARGUMENT,
    returns=Scalar(Unit.TB_PER_SECOND),
    equation="From the data sheet",
    examples=(Example(("H100",), 3.35, "NVIDIA"),),
)
def gpu_bandwidth(gpu: records.Gpu) -> float:
    """Memory bandwidth of a GPU."""
    return known(gpu.bandwidth_tb_per_s, "memory bandwidth", gpu)


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
    return core.gpus_to_fit(params, gpu_memory(gpu), bits)


@FAMILY.define(
    PARAMS,
    GPU_ARGUMENT,
    Argument("batch", "Requests that generate at the same time", Unit.REQUESTS, Number(1, 1e9)),
    Argument(
        "context",
        "Tokens before the one generated, for the cache that is read",
        Unit.TOKENS,
        Number(0, 1e9),
        optional=True,
        default=0,
    ),
    Argument(
        "bits",
        "Bits that a parameter is stored in, which set the format of the peak too",
        Unit.BITS,
        Choice(tuple(FORMATS)),
        optional=True,
        default="16",
    ),
    Argument(
        "kv_bytes",
        "Cache read for each token of context; 131072 as in Llama 3.1 8B, 327680 as in 70B",
        Unit.BYTES_PER_TOKEN,
        Number(0, 1e9),
        optional=True,
        default=131072,
    ),
    returns=Scalar(Unit.FRACTION),
    equation="2*N*batch/(t*F), t the longer of 2*N*batch/F and (N*bits/8 + caches)/bandwidth",
    examples=(
        Example(("70B", "H100", 1), 0.0034, "roofline of one H100 in BF16", digits=2),
        Example(("70B", "A100-40GB", 1, 0, 8), 0.0050, "roofline of one A100 in INT8", digits=2),
    ),
)
def mfu_decode(
    params: Values, gpu: records.Gpu, batch: Values, context: Values, bits: str, kv_bytes: Values
) -> Values:
    """Highest MFU that generation can reach, by the roofline of computing and memory bandwidth."""
    peak, stored = np.float64(peak_for_bits(gpu, bits)), np.float64(bits)
    return core.decode_mfu(params, peak, gpu_bandwidth(gpu), batch, context, stored, kv_bytes)


@FAMILY.define(
    Argument("reference", "Name of a reported MFU, as in the data", Unit.NAME, UTILISATION),
    returns=Scalar(Unit.FRACTION),
    equation="As reported",
    examples=(
        Example(("PaLM 540B training on 6144x TPU v4",), 0.462, "Chowdhery et al. 2022, page 9"),
    ),
)
def mfu_ref(reference: records.Utilisation) -> float:
    """A model FLOPs utilisation that was measured or reported, by name."""
    return reference.mfu


MIX = {"input_tokens": Unit.TOKENS_PER_REQUEST, "output_tokens": Unit.TOKENS_PER_REQUEST}


@FAMILY.define(
    Argument("mix", "Name of a workload, as in the data", Unit.NAME, REQUEST_MIX),
    Argument(
        FIELD,
        "One of input_tokens and output_tokens alone; blank gives both",
        Unit.NAME,
        Choice(tuple(MIX)),
        optional=True,
    ),
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


MODEL_ARGUMENT = Argument("model", "Name of a released model, as in the data", Unit.NAME, MODEL)


@FAMILY.define(
    MODEL_ARGUMENT,
    returns=Scalar(Unit.PARAMS),
    equation="As released; all parameters of a mixture of experts",
    examples=(Example(("Llama 2 70B",), 69e9, "Llama 2 model card"),),
)
def model_params(model: records.Model) -> float:
    """Parameters of a released model."""
    return model.params


@FAMILY.define(
    MODEL_ARGUMENT,
    returns=Scalar(Unit.TOKENS),
    equation="As released",
    examples=(Example(("Llama 2 70B",), 2e12, "Llama 2 model card"),),
)
def model_tokens(model: records.Model) -> float:
    """Training tokens of a released model."""
    return model.training_tokens
