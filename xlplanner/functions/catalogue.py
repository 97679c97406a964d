"""The catalogue: every function that xlplanner offers, in the order in which they are listed."""

from __future__ import annotations

from xlplanner.functions.families import (
    accounting,
    budget,
    chinchilla,
    compute_optimal,
    cost_optimal,
    demand,
    fitting,
    growth,
    hardware,
    inference,
    law_comparison,
    limits,
    own_or_api,
    risk,
    scaling_law,
    sensitivity,
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
    budget,
    limits,
    accounting,
    demand,
    risk,
    sensitivity,
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
