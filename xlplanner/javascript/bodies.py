"""The functions of the catalogue as JavaScript: bodies, and conditions with their reasons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any, NamedTuple

import numpy as np

from xlplanner.errors import CatalogueError, XlplannerError
from xlplanner.expressions.javascript import RESERVED, function, sentence
from xlplanner.expressions.let import NO_STEPS
from xlplanner.expressions.members import Member, Tables, member_of, options_of
from xlplanner.expressions.tree import Expression, Name, any_number, lift
from xlplanner.functions.accepts import Choice
from xlplanner.functions.arguments import DEPLOYMENT, LAW, SOME_TOKENS
from xlplanner.functions.calling import call
from xlplanner.functions.catalogue import CATALOGUE
from xlplanner.functions.entry import FIELD, Argument, Function
from xlplanner.functions.families.hardware import gpu_price
from xlplanner.functions.families.law_comparison import (
    compared_in_dollars,
    compared_in_flops,
    law_compare,
)
from xlplanner.functions.named import Named, RecordKind
from xlplanner.functions.records import DEPLOYMENT_KIND, GROWTH_KIND, LAW_KIND
from xlplanner.functions.returns import Row, Scalar, Table
from xlplanner.workbook.cells import DeploymentCells, LawCells
from xlplanner.workbook.lambdas.names import LEFT_OUT as BEYOND_FORMULAS

# What the module does not have, each with why.
LEFT_OUT = {name: why for name, why in BEYOND_FORMULAS.items() if name not in ("WHY", "NOTES")}
OFFERED = [function for function in CATALOGUE.values() if function.name not in LEFT_OUT]


class Rendered(NamedTuple):
    """A function as JavaScript.

    Attributes
    ----------
    body : str
        From the values of its arguments to its value, or the list of a row's fields.
    conditions : list of (str, str)
        From the same to a truth, and to the reason where it does not hold.
    """

    body: str
    conditions: list[tuple[str, str]]

    @property
    def text(self) -> str:
        """An object of both."""
        tests = ", ".join(f"[{holds}, {reason}]" for holds, reason in self.conditions)
        return f"{{ body: {self.body}, conditions: [{tests}] }}"


def bodies(tables: Tables) -> dict[str, Rendered]:
    """The functions that the rule itself does not have, by name, and the rows of LAW_COMPARE."""
    asked = [f for f in OFFERED if isinstance(f.returns, Scalar | Row)]
    found = {f.name: rendered(f, tables) for f in [*asked, *_rows_of_laws()]}
    fields = {name: any_number(f"law.{name}") for name in LAW_KIND.fields}
    law = LawCells(fields, NO_STEPS, NO_STEPS)
    return found | {"PARAMS_SHARE": Rendered(function(["law"], [law.params_share]), [])}


def _rows_of_laws() -> list[Function]:
    """LAW_COMPARE without the laws' names, as functions that take a law."""
    whole = CATALOGUE["LAW_COMPARE"]
    if whole.body is not law_compare or not isinstance(whole.returns, Table):
        raise CatalogueError("LAW_COMPARE is no longer a table of its laws")
    size, tokens, _ = whole.arguments
    _, *columns = whole.returns.columns.items()
    as_rows = partial(replace, whole, returns=Row(dict(columns)))
    return [
        as_rows(name="IN_FLOPS", arguments=(size, tokens, LAW), body=compared_in_flops),
        as_rows(
            name="IN_DOLLARS",
            arguments=(size, tokens, DEPLOYMENT, LAW),
            body=compared_in_dollars,
            conditions=(SOME_TOKENS,),
        ),
    ]


def rendered(entry: Function, tables: Tables) -> Rendered:
    """A function and its conditions."""
    names = [argument.name for argument in entry.arguments]
    clash = RESERVED.intersection(names)
    if clash:
        raise CatalogueError(f"{entry.name} has an argument that JavaScript reserves: {clash}")
    if entry.body is gpu_price:
        return Rendered(f"({', '.join(names)}) => price({', '.join(names)})", [])
    asked = [argument for argument in entry.arguments if argument.name != FIELD]
    if all(_is_one_of_few(argument) for argument in asked):
        body = _looked_up(entry, names, tables)
        tables.take_looked_up()
        return Rendered(body, [])
    symbols = [symbol_of(argument, tables) for argument in entry.arguments]
    with np.errstate(all="ignore"):
        results = entry.body(*symbols)
        first = tables.take_looked_up()
        given = [(test, [symbols[i] for i in places]) for test, places in entry.tests]
        holds = [function(names, [lift(test.holds(*taken))]) for test, taken in given]
        reasons = [sentence(names, test.reason(*taken)) for test, taken in given]
    tables.take_looked_up()
    outputs = list(map(lift, results if isinstance(results, tuple) else (results,)))
    return Rendered(function(names, outputs, first=first), list(zip(holds, reasons, strict=True)))


def _is_one_of_few(argument: Argument) -> bool:
    accepts = argument.accepts
    return isinstance(accepts, Named | Choice) and not isinstance(accepts, RecordKind)


def symbol_of(argument: Argument, tables: Tables) -> Any:  # noqa: ANN401 (whatever the body takes)
    """What stands for an argument in its body."""
    accepts, name = argument.accepts, argument.name
    if name == FIELD:
        return None
    if accepts is GROWTH_KIND:
        return LawCells({"params_share": any_number(f"{name}.params_share")}, NO_STEPS, NO_STEPS)
    if isinstance(accepts, RecordKind):
        fields: dict[str, Expression] = {f: any_number(f"{name}.{f}") for f in accepts.fields}
        if accepts is DEPLOYMENT_KIND:
            return DeploymentCells(fields)
        return LawCells(fields, NO_STEPS, NO_STEPS)
    if isinstance(accepts, Named | Choice):
        return member_of(argument, any_number(name), tables)
    return any_number(name)


def _looked_up(entry: Function, names: Sequence[str], tables: Tables) -> str:
    """The body of a function of names and choices alone, which has a table of its answers."""
    members = [
        Member(a.name, options_of(a.accepts, blank=blank), any_number(a.name) + blank, tables)
        for a in entry.arguments
        if a.name != FIELD
        for blank in (a.optional and a.default is None,)
    ]
    answer = partial(_answer, entry)
    if entry.selector is None:
        return function(names, [tables.look_up(entry.name, answer, members)])
    # The whole row may have an error that one of its fields has not.
    whole = [
        tables.look_up(f"{entry.name} {field}", partial(answer, place), members)
        for place, field in enumerate(entry.fields)
    ]
    picked = Member(FIELD, entry.fields, Name(FIELD, np.float64(1)), tables)
    one = tables.look_up(f"{entry.name} {FIELD}", partial(answer, 0), [*members, picked])
    chosen, row = function(names, [one]), function(names, whole)
    arguments = ", ".join(names)
    return f"({arguments}) => ({FIELD} ? ({chosen})({arguments}) : ({row})({arguments}))"


def _answer(entry: Function, *options: Any) -> Any:  # noqa: ANN401 (what a cell holds)
    """The answer of a function for records and words, after the place of the field to give."""
    place, options = (options[0], options[1:]) if entry.fields else (0, options)
    answer = call(entry, tuple(getattr(option, "name", option) for option in options))
    rows, problems = answer.cells()
    problem = problems[-1][place]
    if problem is not None:
        raise problem.exception()
    return rows[-1][place]


def value_or_reason(asked: Any, *options: object) -> object:  # noqa: ANN401 (any callable)
    """A value, or the status and reason why there is none."""
    try:
        return asked(*options)
    except XlplannerError as error:
        return (error.status, str(error))
