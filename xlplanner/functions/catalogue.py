"""The catalogue: every function that xlplanner offers, in the order in which they are listed."""

from __future__ import annotations

from xlplanner.functions.families import (
    accounting,
    chinchilla,
    compute_optimal,
    cost_optimal,
    decisions,
    demand,
    fitting,
    growth,
    hardware,
    inference,
    law_comparison,
    own_or_api,
    scaling_law,
)
from xlplanner.functions.families import (
    help as help_family,
)
from xlplanner.functions.registry import REGISTRY, find

__all__ = ["CATALOGUE", "FAMILIES", "find"]

FAMILIES = (
    scaling_law,
    chinchilla,
    compute_optimal,
    cost_optimal,
    accounting,
    decisions,
    demand,
    law_comparison,
    fitting,
    growth,
    own_or_api,
    inference,
    hardware,
    help_family,
)

for family in FAMILIES:
    for function in family.FAMILY.functions:
        REGISTRY.add(function)

CATALOGUE = REGISTRY
