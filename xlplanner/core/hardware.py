"""What accelerators can do: how many hold a model, and how well they generate."""

from __future__ import annotations

import numpy as np

from xlplanner.core.blocks import blockwise
from xlplanner.core.constants import BITS_PER_BYTE, BYTES_PER_GB, BYTES_PER_TB, INFERENCE_FLOPS
from xlplanner.core.law import Values


@blockwise(outputs=1)
def weights_memory(params: Values, bits: Values) -> Values:
    """Gigabytes that the weights take, at given bits per parameter."""
    return params * bits / BITS_PER_BYTE / BYTES_PER_GB


@blockwise(outputs=1)
def gpus_to_fit(params: Values, memory_gb: float, bits: Values) -> Values:
    """Fewest accelerators whose memory together holds the weights, at given bits per parameter."""
    return np.ceil(weights_memory(params, bits) / memory_gb)


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
    """MFU of generation on the roofline.

    A step of one token for each of a batch takes the longer of computing, 2*N*batch/F, and of
    reading the weights and the caches, (N*bits/8 + batch*context*kv_bytes)/BW; the MFU is the
    share of it that computing takes.
    """
    computing = INFERENCE_FLOPS * params * batch / peak
    bytes_read = params * bits / BITS_PER_BYTE + batch * context * kv_bytes
    reading = bytes_read / (bandwidth_tb * BYTES_PER_TB)
    return np.minimum(1.0, computing / reading)
