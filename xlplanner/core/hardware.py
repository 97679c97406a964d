"""What accelerators can do: how many hold a model, how fast they generate, and on what energy.

On the roofline, a step of one token for each of a batch takes the longer of computing, 2*N*batch/F,
and of reading the weights and the caches, (N*bits/8 + batch*context*kv)/BW. The cache kv grows with
the model as N^0.42, which is slower than the weights.
"""

from __future__ import annotations

import numpy as np

from xlplanner.core.blocks import blockwise
from xlplanner.core.constants import (
    BITS_PER_BYTE,
    BYTES_PER_GB,
    BYTES_PER_TB,
    INFERENCE_FLOPS,
    KV_GROWTH,
    KV_PARAMS,
    WATTS_PER_MW,
)
from xlplanner.core.elementary import naming, power, select
from xlplanner.core.law import Values

# From a start within ln 2 of the root, a fifth step would be below rounding for any cache.
STEPS = 5


@blockwise(outputs=1)
def weights_memory(params: Values, bits: Values) -> Values:
    """Gigabytes that the weights take, at given bits per parameter."""
    return params * bits / BITS_PER_BYTE / BYTES_PER_GB


@blockwise(outputs=1)
def gpus_to_fit(params: Values, memory_gb: float, bits: Values) -> Values:
    """Fewest accelerators whose memory together holds the weights, at given bits per parameter."""
    return np.ceil(weights_memory(params, bits) / memory_gb)


def cache_bytes(params: Values, kv_bytes: Values) -> Values:
    """Bytes of cache per token of context, kv*(N/8e9)^0.42 from those of a model of 8e9."""
    return kv_bytes * power(params / KV_PARAMS, KV_GROWTH)


def computing_time(params: Values, peak: Values, batch: Values) -> Values:
    """Seconds of computing in a step, 2*N*batch/F."""
    return INFERENCE_FLOPS * params * batch / peak


def reading_time(params: Values, bandwidth_tb: Values, bits: Values, caches: Values) -> Values:
    """Seconds of reading in a step: weights, and so many bytes of caches."""
    return (params * bits / BITS_PER_BYTE + caches) / (bandwidth_tb * BYTES_PER_TB)


@blockwise(outputs=1)
def decode_mfu(
    params: Values,
    peak: Values,
    bandwidth_tb: float,
    batch: Values,
    context: Values,
    bits: Values,
    kv_bytes: Values,
) -> Values:
    """MFU of generation on the roofline: the share of a step that computing takes."""
    computing = computing_time(params, peak, batch)
    return np.minimum(
        1.0, computing / reading_time(params, bandwidth_tb, bits, batch * context * kv_bytes)
    )


@blockwise(outputs=2)
def decode_speed(
    params: Values,
    peak: Values,
    bandwidth_tb: Values,
    batch: Values,
    context: Values,
    bits: Values,
    kv_bytes: Values,
) -> tuple[Values, Values]:
    """Tokens per second on the roofline, of one stream and of the whole batch."""
    caches = batch * context * cache_bytes(params, kv_bytes)
    step = np.maximum(
        computing_time(params, peak, batch), reading_time(params, bandwidth_tb, bits, caches)
    )
    return 1 / step, batch / step


@blockwise(outputs=1)
def decode_params(
    speed: Values,
    peak: Values,
    bandwidth_tb: Values,
    batch: Values,
    context: Values,
    bits: Values,
    kv_bytes: Values,
) -> Values:
    """Largest model that generates at a speed: the inverse of `decode_speed` for one stream.

    With M the model that could be read in a step without caches, and k its caches over its weights,
    v = ln(N/M) solves ln(e^v + k*e^(0.42*v)) = 0. The left side is increasing and convex, and at
    the start at most ln 2.
    """
    computed = peak / (INFERENCE_FLOPS * batch * speed)
    read = bandwidth_tb * BYTES_PER_TB / speed
    largest = read * BITS_PER_BYTE / bits
    keep = naming(speed)
    k = keep("k", batch * context * cache_bytes(largest, kv_bytes) / read)
    v = keep("v", -np.log(np.maximum(k, 1.0)) / KV_GROWTH)
    for _ in range(STEPS):
        weights, caches = keep("weights", np.exp(v)), keep("caches", k * np.exp(KV_GROWTH * v))
        both = weights + caches
        v = keep("v", v - np.log(both) * both / (weights + KV_GROWTH * caches))
    return np.minimum(computed, largest * np.exp(v))


@blockwise(outputs=1)
def speculative_speedup(acceptance: Values, draft_tokens: Values, draft_cost: Values) -> Values:
    """Speed-up of speculative decoding, (1 - a^(g+1))/((1 - a)*(c*g + 1)).

    The numerator is the mean number of tokens that a check of g drafted ones yields, and the
    denominator what drafting and checking cost in steps of the model itself.
    """
    rejected = 1.0 - acceptance
    with np.errstate(divide="ignore", invalid="ignore"):
        some = np.divide(-np.expm1((draft_tokens + 1) * np.log1p(-rejected)), rejected)
    yielded: Values = select(rejected > 0, some, draft_tokens + 1)
    return yielded / (draft_cost * draft_tokens + 1)


def energy(gpu_hours: Values, power_w: float, pue: Values) -> Values:
    """Megawatt-hours that GPU-hours take at a power, with what the data centre takes besides."""
    return gpu_hours * power_w / WATTS_PER_MW * pue
