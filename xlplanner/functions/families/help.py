"""Family "help": why a call gives an error, and which version this is."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from xlplanner._version import __version__
from xlplanner.errors import XlplannerError
from xlplanner.functions.calling import call
from xlplanner.functions.entry import AnyCell, Argument, Example, Family
from xlplanner.functions.numbers import is_blank
from xlplanner.functions.registry import find
from xlplanner.functions.returns import Raw
from xlplanner.units import Unit

FAMILY = Family("help")
OK = "OK"
NO_FUNCTION = "the name of one function is needed"


@FAMILY.define(
    Argument("function_name", "Name of the function to ask about", Unit.NAME, AnyCell()),
    Argument(
        "cells",
        "The arguments of the call, as they stand in the formula",
        Unit.ANY,
        AnyCell(),
        optional=True,
        repeats=True,
    ),
    returns=Raw(Unit.TEXT),
    equation="The same reading of the arguments as in the call itself",
    examples=(
        Example(("OPT_PARAMS", 2.13, "200B"), OK, "computed"),
        Example(
            ("OPT_PARAMS", 1.69, "200B"),
            "loss must be above the law's irreducible loss E = 1.69; got 1.69",
            "computed",
        ),
    ),
)
def why(function_name: object, *cells: object) -> str | NDArray[np.object_]:
    """Why a call gives an error, in words, or "OK": the name of a function, then its arguments."""
    try:
        (name,) = np.asarray(function_name, dtype=object).flat
        if is_blank(name):
            return NO_FUNCTION
        function = find(str(name))
        answer = call(function, cells)
    except XlplannerError as error:
        return str(error)
    except ValueError:
        return NO_FUNCTION
    errors = answer.errors
    if errors is None:
        return OK
    if answer.fields:
        # Every cell of a row has the same problem: once is enough.
        errors = errors[..., :1] if errors.ndim > 1 else errors[0:1].reshape(())
    reasons = np.vectorize(lambda error: error.reason if error else OK, otypes=[object])
    text: str | NDArray[np.object_] = reasons(errors)[()]
    return text


@FAMILY.define(
    returns=Raw(Unit.TEXT),
    equation="None",
    examples=(Example((), __version__, "the package"),),
)
def xlplanner_version() -> str:
    """Version of xlplanner that computes the cells."""
    return __version__
