"""functions.json: what Excel shows of the functions while one types."""

from __future__ import annotations

import json
from typing import Any

from xlplanner.functions.entry import Argument, Function
from xlplanner.javascript.bodies import OFFERED


def metadata() -> str:
    """The functions as Excel's metadata of custom functions."""
    # With errors passed on, a range with one bad cell has the values of its others.
    found = {"allowErrorForDataTypeAny": True, "functions": list(map(_described, OFFERED))}
    return json.dumps(found, indent=1, ensure_ascii=False) + "\n"


def _described(function: Function) -> dict[str, Any]:
    return {
        "id": function.name,
        "name": function.name,
        "description": function.help_text,
        "parameters": list(map(_parameter, function.arguments)),
        "result": {"type": "any", "dimensionality": "matrix"},
    }


def _parameter(argument: Argument) -> dict[str, Any]:
    found: dict[str, Any] = {
        "name": argument.name,
        "description": argument.help_text,
        "type": "any",
        "dimensionality": "matrix",
    }
    if argument.repeats:
        return found | {"repeating": True}
    return found | ({"optional": True} if argument.optional else {})
