"""The catalogue: every function that xlplanner offers, and nothing lists them a second time."""

from __future__ import annotations

from difflib import get_close_matches

from xlplanner.errors import CatalogueError, UnknownFunctionError
from xlplanner.functions import (
    accounting,
    assistance,
    compute_optimal,
    cost_optimal,
    decisions,
    hardware,
    scaling_law,
    training_only,
)
from xlplanner.functions.cells import shown
from xlplanner.functions.entry import Function

FAMILIES = (
    scaling_law,
    training_only,
    compute_optimal,
    cost_optimal,
    accounting,
    decisions,
    hardware,
    assistance,
)


def index(functions: list[Function]) -> dict[str, Function]:
    """Functions by name.

    Raises
    ------
    CatalogueError
        If two names are the same but for case.
    """
    by_name: dict[str, Function] = {}
    for function in functions:
        if function.name.upper() in by_name:
            raise CatalogueError(f"two functions are named {function.name}, ignoring case")
        by_name[function.name.upper()] = function
    return by_name


CATALOGUE = index([function for module in FAMILIES for function in module.FAMILY.functions])


def find(name: str) -> Function:
    """The function of a name, in any case.

    Raises
    ------
    UnknownFunctionError
        If there is none; the message names the nearest one.
    """
    function = CATALOGUE.get(name.strip().upper())
    if function is None:
        near = get_close_matches(name.upper(), CATALOGUE, n=1)
        hint = f"did you mean {near[0]}?" if near else "`xlplanner functions` lists them"
        raise UnknownFunctionError(f"there is no function {shown(name)}; {hint}")
    return function
