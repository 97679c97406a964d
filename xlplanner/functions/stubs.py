"""The type stub of the package, `xlplanner/__init__.pyi`, made from the catalogue.

Of single cells a function returns a float, of a range of cells an array, of a Series of pandas a
Series, and where it returns a row, the row's named tuple of floats or arrays, or a DataFrame: an
overload for each.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from enum import StrEnum
from textwrap import indent, wrap
from typing import Any

from xlplanner.functions import python_api
from xlplanner.functions.accepts import Choice, Day, Number, Series
from xlplanner.functions.catalogue import CATALOGUE
from xlplanner.functions.entry import FIELD, AnyCell, Argument, Function
from xlplanner.functions.named import RecordKind
from xlplanner.functions.numbers import parse_number
from xlplanner.functions.records import DEPLOYMENT_KIND, LAW_KIND
from xlplanner.functions.returns import Raw, Row, Table

WIDTH = 90
NUMBERS = "NDArray[np.float64]"
HEAD = '''\
# Made from the catalogue; install/regenerate writes it anew.
# Single cells fit the overload for ranges of cells too; the first that fits counts.
# mypy: disable-error-code="overload-overlap"
"""How large a language model to train, on how many tokens, and what it costs over its life."""

from typing import Any, Generic, NamedTuple, TypeVar, overload

import numpy as np
from numpy.typing import NDArray

from xlplanner._version import __version__ as __version__
'''
CELLS = "Cell DayCell DeploymentCell Labels LawCell NumberCell Range SeriesLike".split()
# The type of an argument that takes a whole range.
SERIES = "Range[NumberCell] | SeriesLike[Any, Any]"


class Taken(StrEnum):
    """What an overload takes beside single cells."""

    CELL = ""
    RANGE = "Range[{0}]"
    # With ranges too, an array of unknown numbers would fit two overloads.
    SERIES = "SeriesLike[_Series, _Frame]"


def as_stub() -> str:
    """The stub's text."""
    records = (python_api.law, LAW_KIND), (python_api.deployment, DEPLOYMENT_KIND)
    parts = [
        HEAD + "\n".join(_imports()),
        _all(),
        "\n".join(f'{name} = TypeVar("{name}")' for name in ("_Value", "_Series", "_Frame")),
        *(_row_class(name, function) for name, function in python_api.ROWS.items()),
        *(_constructor(make, kind) for make, kind in records),
        _definition(
            python_api.show_notes.__name__,
            ["show: bool = True"],
            "None",
            _summary(python_api.show_notes),
        ),
        *(_function(function) for function in CATALOGUE.values()),
    ]
    return "\n\n".join(parts) + "\n"


def _imports() -> list[str]:
    offered = [value for value in python_api.OTHERS.values() if isinstance(value, type)]
    lines = [f"from {c.__module__} import {c.__name__} as {c.__name__}" for c in offered]
    return [*sorted(lines), f"from xlplanner.functions.cells import {', '.join(CELLS)}"]


def _all() -> str:
    return "\n".join(["__all__ = [", *(f'    "{name}",' for name in python_api.names()), "]"])


def _row_class(name: str, function: Function) -> str:
    if isinstance(function.returns, Table):
        columns = [
            f"    {column}: NDArray[np.{'float64' if unit.measures else 'str_'}]"
            for column, unit in function.returns.columns.items()
        ]
        return "\n".join([f"class {name}(NamedTuple):", *columns])
    fields = [f"    {field}: _Value" for field in function.fields]
    return "\n".join([f"class {name}(NamedTuple, Generic[_Value]):", *fields])


def _constructor(make: Callable[..., object], kind: RecordKind[Any]) -> str:
    """A function that takes each field of a record, or where it comes from, by keyword."""
    accepts = {name: field.accepts for name, field in kind.fields.items()} | dict(kind.sources)
    default = inspect.signature(make).parameters["name"].default
    parameters = [f"name: str = {_literal(default)}", "*"]
    parameters += [f"{name}: {_cell(taken)} = ..." for name, taken in accepts.items()]
    return _definition(make.__name__, parameters, kind.make.__name__, _summary(make))


def _summary(function: Callable[..., object]) -> str:
    return (function.__doc__ or "").partition("\n")[0]


def _function(function: Function) -> str:
    variants = list(_variants(function))
    if len(variants) == 1:
        ((parameters, answer),) = variants
        return _definition(function.python_name, parameters, answer, function.help_text)
    texts = [function.help_text] + [""] * (len(variants) - 1)
    return "\n".join(
        "@overload\n" + _definition(function.python_name, parameters, answer, text)
        for (parameters, answer), text in zip(variants, texts, strict=True)
    )


# A value, and a row of them, for what each overload takes; {} is the row's class.
ANSWERS = (
    (Taken.CELL, "float", "{}[float]"),
    (Taken.RANGE, NUMBERS, f"{{}}[{NUMBERS}]"),
    (Taken.SERIES, "_Series", "_Frame"),
)


def _variants(function: Function) -> Iterator[tuple[list[str], str]]:
    """The parameters of each overload with what it returns."""
    returns = function.returns
    if isinstance(returns, Table):
        table = python_api.row_name(function) if function.columns else "dict[str, float | str]"
        yield _parameters(function, Taken.CELL), table
        return
    if isinstance(returns, Raw):
        yield _parameters(function, Taken.CELL), "str"
        if function.arguments:
            yield _parameters(function, Taken.RANGE), "str | NDArray[np.object_]"
            yield _parameters(function, Taken.SERIES), "Any"
        return
    for taken, value, row in ANSWERS:
        parameters = _parameters(function, taken)
        if not isinstance(returns, Row):
            yield parameters, value
            continue
        row = row.format(python_api.row_name(function))
        if function.selector is None:
            yield parameters, row
            continue
        before, after = parameters[: function.selector], parameters[function.selector + 1 :]
        field = parameters[function.selector].removesuffix(" | None = None")
        yield [*before, f"{FIELD}: None = None", *after], row
        yield [*before, "*", field, *after], value
        yield [*(p.partition(" = ")[0] for p in before), field, *after], value


def _parameters(function: Function, taken: Taken) -> list[str]:
    return [_parameter(argument, taken) for argument in function.arguments]


def _parameter(argument: Argument, taken: Taken) -> str:
    accepts = argument.accepts
    cell = SERIES if isinstance(accepts, Series) else _cell(accepts)
    taken_cells = f"{cell} | {taken.format(cell)}" if taken else cell
    if argument.repeats:
        return f"*{argument.name}: {taken_cells}"
    default = f" | None = {_literal(argument.default)}" if argument.optional else ""
    return f"{argument.name}: {taken_cells}{default}"


def _cell(accepts: object) -> str:
    """The type of one cell of an argument."""
    match accepts:
        case Number():
            return "NumberCell"
        case Day():
            return "DayCell"
        case RecordKind():
            return f"{accepts.make.__name__}Cell"
        case AnyCell():
            return "Cell | Labels"
        case Choice() if all(parse_number(option) is not None for option in accepts.options):
            return "str | float"
        case _:
            return "str"


def _literal(default: object) -> str:
    return f'"{default}"' if isinstance(default, str) else repr(default)


def _definition(name: str, parameters: list[str], answer: str, text: str = "") -> str:
    opening = [f"def {name}(", *(f"    {p}," for p in parameters), f") -> {answer}:"]
    if not parameters:
        opening = [f"def {name}() -> {answer}:"]
    if not text:
        return "\n".join([*opening[:-1], f"{opening[-1]} ..."])
    body = '"""' + "\n".join(wrap(text.replace("\\", "\\\\"), WIDTH)) + '"""'
    return "\n".join([*opening, indent(body, "    ")])
