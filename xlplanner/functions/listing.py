"""The catalogue as text for people, as the pages of a reference and as records for machines."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from itertools import groupby
from textwrap import wrap
from typing import Any

from xlplanner.functions.accepts import Choice, Number
from xlplanner.functions.catalogue import CATALOGUE
from xlplanner.functions.cells import CellValue
from xlplanner.functions.entry import Argument, Condition, Example, Function
from xlplanner.functions.questions import answer_of
from xlplanner.functions.returns import Returns, Row, Table


def typed(function: Function, example: Example) -> str:
    """An example as it is typed in a cell.

    >>> from xlplanner.functions.catalogue import find
    >>> opt = find("OPT_PARAMS")
    >>> typed(opt, opt.examples[-1])
    '=OPT_PARAMS(2.1275,"200B")'
    """

    def rendered(arg: CellValue | tuple[CellValue, ...]) -> str:
        if arg is None or arg == "":
            return ""
        if isinstance(arg, tuple):
            return f"{{{','.join(map(rendered, arg))}}}"
        return f'"{arg}"' if isinstance(arg, str) else format(arg, ".12g").replace("e+", "E+")

    return f"={function.name}({','.join(map(rendered, example.args))})"


def in_shell(function: Function, example: Example) -> str:
    """An example as it is typed in a shell.

    >>> from xlplanner.functions.catalogue import find
    >>> bands = find("COST_RANGE")
    >>> in_shell(bands, bands.examples[0])
    "xlplanner call COST_RANGE 'like 30B' 17500000000"
    """
    return shlex.join(["xlplanner", "call", function.name, *map(_word, example.args)])


def _word(cell: CellValue | tuple[CellValue, ...]) -> str:
    if isinstance(cell, tuple):
        return f"{{{','.join(map(_word, cell))}}}"
    return f"{cell:.12g}" if isinstance(cell, float) else str(cell)


def as_text(width: int) -> str:
    """The functions by family within a width, each with what it does and its arguments."""
    lines: list[str] = []
    for family, functions in groupby(CATALOGUE.values(), key=lambda function: function.family):
        lines += [family.upper(), ""]
        for function in functions:
            lines += wrap(function.usage, width, initial_indent="  ", subsequent_indent="    ")
            lines += wrap(
                function.help_text, width, initial_indent="    ", subsequent_indent="    "
            )
            for argument in function.arguments:
                lines += wrap(
                    f"{argument.name}: {argument.help_text}",
                    width,
                    initial_indent="      ",
                    subsequent_indent="        ",
                )
            lines += [f"    e.g. {typed(function, function.examples[-1])}", ""]
    return "\n".join(lines).rstrip()


def as_markdown() -> str:
    """The functions by family, each with all that the catalogue knows, and an index on top."""
    families = [
        (family, list(functions))
        for family, functions in groupby(CATALOGUE.values(), key=lambda function: function.family)
    ]
    lines = ["| family | functions |", "|---|---|"]
    for family, functions in families:
        links = ", ".join(f"[{f.name}](#{f.name.lower()})" for f in functions)
        anchor = family.lower().replace(" ", "-")
        lines.append(f"| [{family}](#{anchor}) | {links} |")
    for family, functions in families:
        lines += ["", f"## {family}"]
        for function in functions:
            lines += ["", *_entry(function)]
    return "\n".join(lines)


def _entry(function: Function) -> list[str]:
    """A function's part of the reference."""
    lines = [f"### {function.name}", "", f"`{function.usage}`", "", _plain(function.help), ""]
    if function.arguments:
        lines += ["| argument | is | takes | default |", "|---|---|---|---|"]
        lines += [*map(_argument_row, function.arguments), ""]
    example = typed(function, function.examples[-1])
    lines += [
        f"- **Gives** {_given(function)}.",
        f"- **Example**: `{example}` gives {answer_of(example)}",
        f"- **Equation**: `{function.equation}`",
    ]
    lines += [f"- **`#NUM!`**: {_plain(_elided(condition))}" for condition in function.conditions]
    return lines


def _argument_row(argument: Argument) -> str:
    default = argument.default_words or argument.default
    blank = "" if default is None else str(default)
    unit = f" [{argument.unit}]" if argument.unit.measures else ""
    taken = _plain(argument.accepts.limits())
    last = blank if argument.optional else "required"
    return f"| `{argument.name}` | {_plain(argument.help)}{unit} | {taken} | {last} |"


def _plain(text: str) -> str:
    """A text that Markdown shows as it is."""
    return text.replace("*", r"\*").replace("|", r"\|")


def _given(function: Function) -> str:
    """What a call returns, with units."""
    returns = function.returns
    if not isinstance(returns, Row | Table):
        return f"a value [{returns.unit}]"
    if not function.columns:
        return "a table of labels and values"
    columns = returns.fields if isinstance(returns, Row) else returns.columns
    kind = "row" if isinstance(returns, Row) else "table"
    return f"a {kind}: {', '.join(f'`{name}` [{unit}]' for name, unit in columns.items())}"


class _Elided:
    """A value that a reason shows as an ellipsis, whatever is computed with it."""

    def __format__(self, form: str) -> str:
        return "…"

    def __bool__(self) -> bool:
        return False

    def _same(self, *others: object, **options: object) -> _Elided:
        return self

    __call__ = __getattr__ = __array_ufunc__ = __lt__ = __le__ = __neg__ = __pow__ = _same
    __add__ = __radd__ = __sub__ = __mul__ = __rmul__ = __truediv__ = __rtruediv__ = _same


def _elided(condition: Condition) -> str:
    """Why there is no answer, without the values of a call."""
    reason = condition.reason(*(_Elided() for _ in condition.arguments))
    return reason.removesuffix("; got …")


def as_records() -> list[dict[str, Any]]:
    """Everything the catalogue knows, for machines."""
    return [_record(function) for function in CATALOGUE.values()]


def _record(function: Function) -> dict[str, Any]:
    return {
        "name": function.name,
        "family": function.family,
        "usage": function.usage,
        "help": function.help,
        "unit": function.unit,
        "equation": function.equation,
        "arguments": [_argument(argument) for argument in function.arguments],
        **_returns(function.returns),
        "tolerance": function.tolerance._asdict(),
        "examples": [
            {
                "formula": typed(function, example),
                "args": list(example.args),
                "value": example.value,
                "digits": example.digits,
                "source": example.source,
            }
            for example in function.examples
        ],
    }


def _returns(returns: Returns) -> dict[str, Any]:
    columns: Mapping[str, str] = {}
    if isinstance(returns, Row | Table):
        columns = returns.fields if isinstance(returns, Row) else returns.columns
    return {
        "returns": type(returns).__name__.lower(),
        "fields": [{"name": name, "unit": unit} for name, unit in columns.items()],
        "header": isinstance(returns, Row | Table) and bool(columns) and returns.header,
    }


def _argument(argument: Argument) -> dict[str, Any]:
    accepts = argument.accepts
    record: dict[str, Any] = {
        "name": argument.name,
        "help": argument.help,
        "unit": argument.unit,
        "optional": argument.optional,
        "default": argument.default,
        "repeats": argument.repeats,
        "limits": accepts.limits(),
    }
    if isinstance(accepts, Number):
        record |= {"low": accepts.low, "high": accepts.high, "low_allowed": accepts.low_allowed}
    if isinstance(accepts, Choice):
        record |= {"options": list(accepts.options)}
    return record
