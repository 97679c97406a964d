"""Symbols of what is one of a few: a record of the data by its name, or a word of a choice."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import product
from operator import attrgetter
from typing import Any, NamedTuple

import numpy as np

from xlplanner.errors import XlplannerError
from xlplanner.expressions.operations import INDEX, call, equals
from xlplanner.expressions.tree import Expression, Node, lift
from xlplanner.functions.accepts import Accepts, Choice
from xlplanner.functions.cells import CellValue
from xlplanner.functions.entry import Argument
from xlplanner.functions.named import Named
from xlplanner.functions.records import (
    DEPLOYMENT_KIND,
    GPU,
    GROWTH_KIND,
    LAW_KIND,
    MODEL,
    PROVIDER,
    REQUEST_MIX,
    UTILISATION,
)

NOT_AVAILABLE = "#N/A"


KINDS: dict[str, Named[Any]] = {
    "law": LAW_KIND,
    "deployment": DEPLOYMENT_KIND,
    "growth": GROWTH_KIND,
    "gpu": GPU,
    "provider": PROVIDER,
    "mfu": UTILISATION,
    "mix": REQUEST_MIX,
    "model": MODEL,
}


class Tabulated(NamedTuple):
    """A table of a function over all that its symbols may stand for.

    Attributes
    ----------
    name : str
    rows : list of list
        By the first symbol, and by all others in the columns.
    options : sequence
        What the rows stand for.
    """

    name: str
    rows: list[list[CellValue]]
    options: Sequence[Any]


class Tables:
    """The tables that were made, by name, and where they were looked up since it was asked last.

    Attributes
    ----------
    value : callable
        From a function and its arguments to what a table holds; see `value_of`.
    """

    def __init__(self, value: Callable[..., Any] | None = None) -> None:
        self.value = value or value_of
        self.by_name: dict[str, Tabulated] = {}
        self.looked_up: list[Expression] = []

    def take_looked_up(self) -> list[Expression]:
        """What was looked up; its errors come before all others."""
        taken, self.looked_up = self.looked_up, []
        return taken

    def look_up(
        self, name: str, function: Callable[..., Any], members: Sequence[Member]
    ) -> Expression:
        """The value of a function of symbols, from its table."""
        if name not in self.by_name:
            options = [member.options for member in members]
            rows = tabulate(function, options, self.value)
            self.by_name[name] = Tabulated(name, rows, options[0])
        first, *others = members
        column: Expression = lift(1)
        for place, other in enumerate(others):
            column = other.place if place == 0 else (column - 1) * len(other.options) + other.place
        found = Node(INDEX, (call(name, (), None), first.place, column), np.float64(1))
        self.looked_up.append(found)
        return found


class Member:
    """A symbol of one of a few values.

    Attributes
    ----------
    options : sequence
        What it may stand for.
    place : Expression
        Which one it is, from 1 on.
    kind : str
        By which tables are named.
    """

    def __init__(self, kind: str, options: Sequence[Any], place: Expression, tables: Tables):
        self.kind, self.options, self.place, self._tables = kind, options, place, tables

    def __getattr__(self, name: str) -> Expression:
        if name.startswith("_"):
            raise AttributeError(name)
        return self._tables.look_up(f"xlp_{self.kind}_{name}", attrgetter(name), [self])

    def __eq__(self, other: object) -> Any:  # noqa: ANN401 (a symbol of the truth)
        return equals(self.place, self.options.index(other) + 1)

    __hash__ = None  # type: ignore[assignment]

    def tabulated(self, function: Callable[..., Any], members: Sequence[Member]) -> Expression:
        """The value of a function of this and other symbols; see `functions.records.by_names`."""
        return self._tables.look_up(f"xlp_{function.__name__}", function, members)


def tabulate(
    function: Callable[..., Any],
    options: Sequence[Sequence[Any]],
    value: Callable[..., Any] | None = None,
) -> list[list[Any]]:
    """The values of a function, the first argument down and all combinations of others across."""
    first, *others = options
    value = value or value_of
    return [[value(function, item, *rest) for rest in product(*others)] for item in first]


def value_of(function: Callable[..., Any], *args: object) -> CellValue:
    """A function's value as a cell holds it; of what is not known the error."""
    try:
        value = function(*args)
    except XlplannerError as error:
        return error.code
    return NOT_AVAILABLE if value is None else value


def kind_of(accepts: Named[Any]) -> str:
    """The word for a kind of names, of which helpers' names are made."""
    return next(word for word, kind in KINDS.items() if kind is accepts)


def options_of(accepts: Accepts, *, blank: bool = False) -> list[Any]:
    """All that a name or choice may stand for, None first if it may be blank."""
    if isinstance(accepts, Choice):
        found: Iterable[Any] = accepts.options
    elif isinstance(accepts, Named):
        found = accepts.load().values()
    else:
        raise TypeError(f"{type(accepts).__name__} has no end of options")
    return [*([None] * blank), *found]


def member_of(argument: Argument, place: Expression, tables: Tables) -> Member:
    """The symbol of an argument that takes a name or a choice, from the place of what it holds."""
    accepts = argument.accepts
    if isinstance(accepts, Named):
        return Member(kind_of(accepts), options_of(accepts), place, tables)
    blank = argument.optional and argument.default is None
    return Member(argument.name, options_of(accepts, blank=blank), place + blank, tables)
