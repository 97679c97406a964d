"""Sheet "Functions": the catalogue with units, equations and examples."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from xlplanner.core.constants import SAME_SIZE
from xlplanner.expressions import operations
from xlplanner.expressions.operations import (
    at_most,
    below,
    count_of,
    equals,
    holds_number,
    if_,
    is_error_cell,
)
from xlplanner.expressions.tree import Expression, Reference, on_symbols
from xlplanner.functions.calling import call
from xlplanner.functions.catalogue import CATALOGUE
from xlplanner.functions.entry import Example, Function
from xlplanner.functions.listing import typed
from xlplanner.functions.returns import Row, Table
from xlplanner.units import label_of
from xlplanner.workbook.editions import Addin
from xlplanner.workbook.grid.style import CHECK, OK
from xlplanner.workbook.lambdas.names import LEFT_OUT
from xlplanner.workbook.plan import PlanSheet

HEADER, FIRST = 4, 5
HEADS = ("Function", "Gives", "Unit", "Equation", "Example", "Value", "Source of the example")
# Of a table of labels and values.
BESIDE = "beside each label"
# Values beyond these are shown with an exponent, and from WHOLE on without decimals.
SMALL, WHOLE, LARGE = 1e-3, 1e4, 1e15


NO_LAMBDA = "no LAMBDA in this program"
# How the names of the LAMBDA edition get into a workbook of one's own.
TAKING = (
    "In Excel 365 every function below works in any cell of this workbook: nothing is installed.",
    (
        "To take the functions along, copy this sheet into your own workbook (right-click its "
        "tab, Move or Copy, Create a copy): the names come with it, and the sheet can then go."
    ),
    (
        "Or paste them as text, which xlplanner build --lambda-text writes: in the Advanced "
        "Formula Environment of Excel Labs, a free add-in of Microsoft's, open the module "
        "Workbook, paste, Save. In any other module the names get its name before them."
    ),
    "Names that begin with xlp_ are shared by the functions: keep all of them.",
    (
        "Use one of three for a workbook: these names, the Excel add-in xlplanner.xlam, or the "
        "Office add-in; of two functions with one name only one is called."
    ),
)


class Functions(PlanSheet):
    """The sheet; in the add-in and the LAMBDA edition the examples are live."""

    title = "Functions"
    widths: Sequence[float] = (36, 42, 24, 40, 34, 12, 30)

    def prepare(self) -> None:
        """Add columns where the functions are live."""
        self.live, self.checked = isinstance(self.edition, Addin), self.edition.lambdas
        about = "for cells where xlplanner is installed"
        heads: tuple[str, ...] = HEADS
        if self.live:
            self.widths, heads = (*self.widths, 12), (*HEADS, "Live")
            about = "live in the last column"
        elif self.checked:
            self.widths, heads = (*self.widths, 24, 10), (*HEADS, "Live in Excel 365", "Check")
            about = "live and checked in the last columns in Excel 365"
        self.heads, self.about = heads, f"Every function with an example, {about}."

    def write(self) -> None:
        """Write a row for each function."""
        header = HEADER
        if self.checked:
            for header, text in enumerate(TAKING, start=HEADER):
                self.sheet.paragraph(header, 1, 5, text)
            header += 3
        self.first = header + 1
        self.values: dict[int, Any] = {}
        self.sheet.row(header, 1, self.heads, "header")
        for row, function in enumerate(CATALOGUE.values(), start=self.first):
            self._function(row, function)
        self.sheet.freeze(self.first, 2)
        self.sheet.make_table(header, self.first + len(CATALOGUE) - 1, len(self.widths))
        if self.checked:
            self._summarise(header - 2)

    def _summarise(self, row: int) -> None:
        """Write whether every live example has the value that Python gives it."""
        column = len(self.widths)
        values = [self.values.get(self.first + at, "") for at, _ in enumerate(CATALOGUE)]
        failing = count_of(self.sheet.range(self.first, column, values), CHECK)
        self.sheet.put(row, 1, "All examples", "section")
        # No name works in a spreadsheet without LAMBDA.
        state = if_(equals(failing, len(self.values)), NO_LAMBDA, if_(
            below(0, failing), CHECK, OK))  # fmt: skip
        self.verdict = self.sheet.put(row, 2, state, "verdict")

    def _function(self, row: int, function: Function) -> None:
        example = function.examples[-1]
        value: Any = _first(function, example)
        texts = [
            function.usage,
            function.help,
            _units(function),
            function.equation,
            typed(function, example),
        ]
        last, source = len(texts) + 1, _source(example)
        self.sheet.row(row, 1, texts, "fact")
        stored = self._show(row, last, value)
        self.sheet.put(row, last + 1, source, "fact")
        if isinstance(self.edition, Addin):
            self._show(row, last + 2, _live(self.edition, function, example, value))
        said = [LEFT_OUT.get(function.name, "")] if self.checked else []
        if said == [""]:
            called = operations.call(function.name, _arguments(example), value)
            # Of an answer the first cell, by INDEX: what spills is not allowed in a table.
            first = operations.first_cell(called, value) if function.arguments else called
            self._check(row, last + 2, stored, first)
        elif said:
            said = [f"not as a name: {said[0]}"]
            self.sheet.row(row, last + 2, [*said, ""], "fact")
        shown = value if isinstance(value, str) else ""
        self.sheet.fit_height(row, 1, [*texts, shown, source, *said], size=9)

    def _check(self, row: int, column: int, stored: Reference, called: Expression) -> None:
        """Write the live example, and whether it has the value that Python gives it."""
        cell = self._show(row, column, called)
        if holds_number(stored.value):
            apart = on_symbols(np.absolute, cell - stored)
            # As a number: a name of the workbook would tie a copy of the sheet to it.
            same = at_most(apart, float(SAME_SIZE) * on_symbols(np.absolute, stored))
        else:
            same = equals(cell, stored)
        fine = if_(is_error_cell(cell), False, same)
        verdict = self.sheet.put(row, column + 1, if_(fine, OK, CHECK), "verdict")
        self.values[row] = verdict.value

    def _show(self, row: int, column: int, content: object) -> Reference:
        """Write a value to six digits, whichever its size."""
        shown = self.sheet.put(row, column, content, "figure")
        if holds_number(shown.value):
            cell = self.sheet.worksheet.cell(row, column)
            cell.number_format = _six_digits(float(shown.value))
        return shown


def _six_digits(value: float) -> str:
    """A number format for about six digits of a value."""
    if value and not SMALL <= abs(value) < LARGE:
        return "0.00000E+00"
    return "#,##0" if value == int(value) or abs(value) >= WHOLE else "0.00000"


def _units(function: Function) -> str:
    """The unit of a function's value, or of each of its fields."""
    returns = function.returns
    if not isinstance(returns, Row | Table):
        return function.unit
    fields = returns.fields if isinstance(returns, Row) else returns.columns
    return ", ".join(label_of(name, unit) for name, unit in fields.items()) or BESIDE


def _source(example: Example) -> str:
    """Where an example comes from, with what stands there."""
    return example.source if example.digits is None else f"{example.source}: {example.value:,}"


def _first(function: Function, example: Example) -> object:
    """The first cell of the answer to an example."""
    if isinstance(function.returns, Table):
        # A heading or a label, for which no fit need be made.
        if function.returns.header and function.columns:
            return next(iter(function.columns))
        value: Any = example.value
        while isinstance(value, tuple):
            value = value[0]
        return value
    rows, _ = call(function, example.args).cells()
    return rows[0][0]


def _live(edition: Addin, function: Function, example: Example, value: object) -> Expression:
    """The example as a formula; of an answer of several cells the first."""
    formula = edition.formula(function.name, _arguments(example), value)
    several = isinstance(example.value, tuple)
    return operations.first_cell(formula, value) if several else formula


def _arguments(example: Example) -> list[object]:
    """The arguments of an example, None for one that is left out."""
    return [None if argument == "" else argument for argument in example.args]
