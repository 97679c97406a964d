"""The closed set of units; a help text shows its unit last, in brackets."""

from __future__ import annotations

from enum import StrEnum


class Unit(StrEnum):
    """A unit of measure, as people read it."""

    LOSS = "nats/token"
    PARAMS = "params"
    TOKENS = "tokens"
    FLOPS = "FLOPs"
    REQUESTS = "requests"
    TOKENS_PER_REQUEST = "tokens/request"
    TOKENS_PER_PARAM = "tokens/param"
    OPS_PER_SECOND = "op/s"
    USD = "USD"
    USD_PER_GPU_HOUR = "USD/GPU-hour"
    USD_PER_MTOK = "USD/million tokens"
    GPUS = "GPUs"
    GPU_HOURS = "GPU-hours"
    DAYS = "days"
    FRACTION = "fraction"
    NAME = "name"
    TEXT = "text"
    MIXED = "see fields"
    ANY = "any"
