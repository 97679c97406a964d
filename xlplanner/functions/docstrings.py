"""Docstrings of the Python functions, in numpydoc's form, made from the catalogue."""

from __future__ import annotations

from textwrap import wrap

from xlplanner.functions.entry import Argument, Example, Function
from xlplanner.functions.returns import Raw, Row, Table

WIDTH = 96


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
        held = f"Of floats, or of arrays of equal shape: {fields}."
        return ["named tuple or DataFrame", *_indented(held)]
    if isinstance(function.returns, Table):
        if not function.columns:
            return ["dict", "    Values by label."]
        columns = ", ".join(f"{name} [{u}]" for name, u in function.returns.columns.items())
        return ["named tuple", *_indented(f"Of columns, as arrays: {columns}.")]
    if isinstance(function.returns, Raw):
        return ["str, array or Series of str"]
    return [
        "float, array or Series",
        f"    Of the shape to which the arguments broadcast [{function.unit}].",
    ]


def _doctest(function: Function, example: Example) -> list[str]:
    """An example as a prompt and what it prints."""
    arguments = ", ".join(repr(arg) if arg != "" else "None" for arg in example.args)
    expression, digits = f"{function.python_name}({arguments})", example.digits or 6
    match example.value:
        case str(text):
            return [f">>> {expression}", repr(text)]
        case ((first, *_), *_) if function.columns:
            return [f">>> {expression}.{function.columns[0]}.tolist()[0]", repr(first)]
        case ((label, str(text)), *_):
            return [f">>> {expression}[{label!r}]", repr(text)]
        case ((label, value), *_):
            expression += f"[{label!r}]"
        case (value, *_):
            expression += f".{function.fields[0]}"
        case value:
            pass
    return [f'>>> f"{{{expression}:.{digits}g}}"', f"'{value:.{digits}g}'"]
