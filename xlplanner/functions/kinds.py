"""The kinds of names, in a module of its own so that the command line starts without the data."""

from __future__ import annotations

from enum import StrEnum


class NameKind(StrEnum):
    """What can be named, by the word a user asks for it with."""

    LAWS = "laws"
    DEPLOYMENTS = "deployments"
    GPUS = "gpus"
    PROVIDERS = "providers"
    MFU = "mfu"
    REQUESTS = "requests"
    MODELS = "models"
