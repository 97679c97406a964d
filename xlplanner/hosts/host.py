"""What every host does with a call: cells in, rows of cells out, errors as the codes they show."""

from __future__ import annotations

from typing import Any

from xlplanner.errors import XlplannerError
from xlplanner.functions.calling import call
from xlplanner.functions.entry import Function


def evaluate(function: Function, cells: tuple[Any, ...]) -> list[list[Any]]:
    """Call a function with the cells of a formula.

    Parameters
    ----------
    function : Function
    cells : tuple
        One item an argument: a cell, or rows of cells; None where an argument is missing.

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
    try:
        return call(function, cells).rows()
    except XlplannerError as error:
        return [[error.code]]
