"""The Python API: one function for each entry of the catalogue, with signature and docstring."""

from __future__ import annotations

import inspect
import warnings
from collections import namedtuple
from collections.abc import Callable
from textwrap import wrap
from typing import Any

import numpy as np

from xlplanner.functions.calling import Answer, call
from xlplanner.functions.catalogue import CATALOGUE
from xlplanner.functions.cell_errors import CellError
from xlplanner.functions.entry import Argument, Example, Function
from xlplanner.functions.returns import Raw, Row, Table

WIDTH = 96


def _signature(function: Function) -> inspect.Signature:
    parameters = []
    for argument in function.arguments:
        if argument.repeats:
            parameters.append(inspect.Parameter(argument.name, inspect.Parameter.VAR_POSITIONAL))
            continue
        kind = inspect.Parameter.POSITIONAL_OR_KEYWORD
        default = argument.default if argument.optional else inspect.Parameter.empty
        parameters.append(inspect.Parameter(argument.name, kind, default=default))
    return inspect.Signature(parameters)


def bind(function: Function) -> Callable[..., Any]:
    """A Python function that calls a catalogue entry.

    Numbers come back as floats or arrays, a row as a named tuple, a table as a dict. A single bad
    cell raises; in an array it gives NaN and a warning.
    """
    signature = _signature(function)
    row = namedtuple(function.name, function.fields) if function.fields else None

    def api(*args: Any, **kwargs: Any) -> Any:
        if kwargs or not function.fewest <= len(args) <= function.most:
            given = signature.bind(*args, **kwargs)
            given.apply_defaults()
            args = given.args
        return _python_value(function, call(function, args), row)

    api.__name__ = api.__qualname__ = function.python_name
    api.__module__ = "xlplanner"
    api.__doc__ = docstring(function)
    api.__signature__ = signature  # type: ignore[attr-defined]
    return api


def _python_value(function: Function, answer: Answer, row: Any) -> Any:
    values, errors = answer.values, answer.errors
    first = answer.first_error()
    if errors is not None and first is not None:
        cells: list[CellError | None] = errors.ravel().tolist()
        if all(found is first for found in cells):
            raise first.exception()
        count = f"{len(cells) - cells.count(None)} of {len(cells)} cells are NaN"
        message = f"{function.python_name}: {count}; the first: {first.reason}"
        warnings.warn(message, RuntimeWarning, stacklevel=3)
    if isinstance(function.returns, Table):
        return dict(values.tolist())
    if answer.fields:
        return row(*(values.tolist() if values.ndim == 1 else np.moveaxis(values, -1, 0)))
    return float(values) if isinstance(values, np.float64) else values


def docstring(function: Function) -> str:
    """A numpydoc docstring made from a catalogue entry."""
    lines = [*wrap(function.help, WIDTH), ""]
    if function.arguments:
        lines += ["Parameters", "----------"]
        for argument in function.arguments:
            lines += _parameter(argument)
        lines.append("")
    lines += ["Returns", "-------", *_returned(function), "", *RAISES]
    lines += ["", "Notes", "-----", *wrap(f"{function.equation}.", WIDTH), ""]
    lines += ["Examples", "--------", f">>> from xlplanner import {function.python_name}"]
    for example in function.examples:
        lines += _doctest(function, example)
    return "\n".join(lines) + "\n"


RAISES = [
    "Raises",
    "------",
    "DomainError, CellValueError, UnknownNameError",
    "    If a single cell is out of bounds, no number, or a name not in the data; the message",
    "    names the argument, its limit and what was given. In an array such cells are NaN.",
]


def _indented(text: str) -> list[str]:
    return wrap(text, WIDTH, initial_indent="    ", subsequent_indent="    ")


def _parameter(argument: Argument) -> list[str]:
    optional = ", optional" if argument.optional else ""
    star = "*" if argument.repeats else ""
    return [
        f"{star}{argument.name} : scalar or array-like{optional}",
        *_indented(f"{argument.help_text}: {argument.accepts.limits()}."),
    ]


def _returned(function: Function) -> list[str]:
    if isinstance(function.returns, Row):
        fields = ", ".join(f"{name} [{unit}]" for name, unit in function.returns.fields.items())
        return ["named tuple", *_indented(f"Of floats, or of arrays of equal shape: {fields}.")]
    if isinstance(function.returns, Table):
        return ["dict", "    Values by label."]
    if isinstance(function.returns, Raw):
        return ["str or array of str"]
    return [
        "float or array",
        f"    Of the shape to which the arguments broadcast [{function.unit}].",
    ]


def _doctest(function: Function, example: Example) -> list[str]:
    """An example as a prompt and what it prints."""
    arguments = ", ".join(repr(arg) if arg != "" else "None" for arg in example.args)
    value, digits = example.value, example.digits or 6
    expression = f"{function.python_name}({arguments})"
    if isinstance(value, str):
        return [f">>> {expression}", repr(value)]
    if isinstance(function.returns, Table):
        label, value = value[0]
        return [f">>> {expression}[{label!r}]", repr(value)]
    if isinstance(value, tuple):
        expression += f".{function.fields[0]}"
        value = value[0]
    return [f'>>> f"{{{expression}:.{digits}g}}"', f"'{value:.{digits}g}'"]


API: dict[str, Callable[..., Any]] = {
    function.python_name: bind(function) for function in CATALOGUE.values()
}
