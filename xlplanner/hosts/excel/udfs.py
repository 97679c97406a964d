"""The functions of the catalogue as xlwings' user-defined functions, under their Excel names.

The add-in calls them through xlwings' `CallUDF`. In a workbook of one's own, xlwings' "Import
Functions" imports the module like any other; error values are then text, such as "#NUM!", for
xlwings cannot return error values. Off Windows xlwings' decorators do nothing.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Sequence
from typing import TypeAlias

import xlwings as xw

from xlplanner.functions.catalogue import CATALOGUE
from xlplanner.functions.entry import Function
from xlplanner.hosts.evaluate import Value, evaluate
from xlplanner.hosts.excel.errors import COM_ERRORS, error_text
from xlplanner.hosts.excel.vba import category

Udf: TypeAlias = Callable[..., list[list[Value]]]


def _signature(function: Function) -> inspect.Signature:
    """The signature for xlwings, which rejects an optional argument beside a repeated one."""
    kinds = inspect.Parameter
    return inspect.Signature(
        [
            kinds(argument.name, kinds.VAR_POSITIONAL)
            if argument.repeats
            else kinds(
                argument.name,
                kinds.POSITIONAL_OR_KEYWORD,
                default=None if argument.optional else kinds.empty,
            )
            for argument in function.arguments
        ]
    )


def _cell(cell: object) -> object:
    return error_text(cell) if type(cell) is int and cell in COM_ERRORS else cell


def _cells(rows: Sequence[Sequence[object]] | None) -> object:
    """An argument as rows of cells, or as its only cell; None if it is missing."""
    if rows is None:
        return None
    if len(rows) == 1 and len(rows[0]) == 1:
        return _cell(rows[0][0])
    return [list(map(_cell, row)) for row in rows]


def _udf(function: Function) -> Udf:
    def udf(*arguments):  # type: ignore[no-untyped-def]
        return evaluate(function, tuple([_cells(rows) for rows in arguments]))

    udf.__name__ = udf.__qualname__ = function.name
    udf.__doc__ = function.help_text
    udf.__signature__ = _signature(function)  # type: ignore[attr-defined]
    for argument in function.arguments:
        udf = xw.arg(argument.name, doc=argument.help_text, ndim=2, err_to_str=True)(udf)
    # Last, since xw.arg resets the category.
    return xw.func(category=category(function.family))(udf)


globals().update({function.name: _udf(function) for function in CATALOGUE.values()})
