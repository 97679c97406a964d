"""Family "help": why a call gives an error, and which version this is."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from xlplanner._version import __version__
from xlplanner.errors import CellValueError, XlplannerError
from xlplanner.functions.calling import Answer, call
from xlplanner.functions.entry import AnyCell, Argument, Example, Family, Function
from xlplanner.functions.notes import notes_of
from xlplanner.functions.numbers import is_blank
from xlplanner.functions.registry import find
from xlplanner.functions.returns import Raw
from xlplanner.units import Unit

FAMILY = Family("help")
OK = "OK"


FUNCTION_NAME = Argument("function_name", "Name of the function to ask about", Unit.NAME, AnyCell())
CELLS = Argument(
    "cells",
    "The arguments of the call, as they stand in the formula",
    Unit.ANY,
    AnyCell(),
    optional=True,
    repeats=True,
)


def _named(function_name: object) -> Function:
    """The function that a single cell names.

    Raises
    ------
    CellValueError, UnknownFunctionError
        If there is not one cell with a name, or no function of that name.
    """
    names = np.asarray(function_name, dtype=object).ravel()
    if len(names) != 1 or is_blank(names[0]):
        raise CellValueError("the name of one function is needed")
    return find(str(names[0]))


@FAMILY.define(
    FUNCTION_NAME,
    CELLS,
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
        return _reasons(call(_named(function_name), cells))
    except XlplannerError as error:
        return str(error)


def _reasons(answer: Answer) -> str | NDArray[np.object_]:
    """The reason of each cell's error, or OK."""
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
    FUNCTION_NAME,
    CELLS,
    returns=Raw(Unit.TEXT),
    equation="None: rules on the arguments and the answer",
    examples=(
        Example(("OPT_PARAMS", 2.13, "200B"), OK, "computed"),
        Example(
            ("LAW_LOSS", 7e9, 276e9, "gadre-c4"),
            OK,
            "computed",
        ),
    ),
)
def notes(function_name: object, *cells: object) -> str | NDArray[np.object_]:
    """What to know before an answer is relied on, such as a law used far outside the range that it
    was fitted on, or "OK": the name of a function, then its arguments. An error's reason too.
    """
    try:
        function = _named(function_name)
        answer = call(function, cells)
    except XlplannerError as error:
        return str(error)
    reasons = _reasons(answer)
    if isinstance(reasons, str) and reasons != OK:
        return reasons
    sentences = notes_of(function, cells, answer)
    joined = np.vectorize(lambda cell: "; ".join(cell) or OK, otypes=[object])(sentences)
    text: str | NDArray[np.object_] = np.where(np.equal(reasons, OK), joined, reasons)[()]
    return text


@FAMILY.define(
    returns=Raw(Unit.TEXT),
    equation="None",
    examples=(Example((), __version__, "the package"),),
)
def xlplanner_version() -> str:
    """Version of xlplanner that computes the cells."""
    return __version__
