"""Sheet "Functions": the catalogue with units, equations and examples."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from xlplanner.expressions import operations
from xlplanner.expressions.operations import holds_number
from xlplanner.expressions.tree import Expression
from xlplanner.functions.calling import call
from xlplanner.functions.catalogue import CATALOGUE
from xlplanner.functions.entry import Example, Function
from xlplanner.functions.listing import typed
from xlplanner.functions.returns import Row, Table
from xlplanner.units import label_of
from xlplanner.workbook.editions import Addin
from xlplanner.workbook.plan import PlanSheet

HEADER, FIRST = 4, 5
HEADS = ("Function", "Gives", "Unit", "Equation", "Example", "Value", "Source of the example")
# Of a table of labels and values.
BESIDE = "beside each label"
# Values beyond these are shown with an exponent, and from WHOLE on without decimals.
SMALL, WHOLE, LARGE = 1e-3, 1e4, 1e15


class Functions(PlanSheet):
    """The sheet; in the add-in edition the examples are live."""

    title = "Functions"
    widths: Sequence[float] = (36, 42, 24, 40, 34, 12, 30)

    def prepare(self) -> None:
        """Add a column where the functions are live."""
        self.live = isinstance(self.edition, Addin)
        about = "live in the last column" if self.live else "for cells where xlplanner is installed"
        self.about = f"Every function with an example, {about}."
        if self.live:
            self.widths = (*self.widths, 12)

    def write(self) -> None:
        """Write a row for each function."""
        self.sheet.row(HEADER, 1, (*HEADS, "Live") if self.live else HEADS, "header")
        for row, function in enumerate(CATALOGUE.values(), start=FIRST):
            self._function(row, function)
        self.sheet.freeze(FIRST, 2)
        self.sheet.make_table(HEADER, FIRST + len(CATALOGUE) - 1, len(self.widths))

    def _function(self, row: int, function: Function) -> None:
        example = function.examples[-1]
        value = _first(function, example)
        texts = [
            function.usage,
            function.help,
            _units(function),
            function.equation,
            typed(function, example),
        ]
        last, source = len(texts) + 1, _source(example)
        self.sheet.row(row, 1, texts, "fact")
        self._show(row, last, value)
        self.sheet.put(row, last + 1, source, "fact")
        if isinstance(self.edition, Addin):
            self._show(row, last + 2, _live(self.edition, function, example, value))
        shown = value if isinstance(value, str) else ""
        self.sheet.fit_height(row, 1, [*texts, shown, source], size=9)

    def _show(self, row: int, column: int, content: object) -> None:
        """Write a value to six digits, whichever its size."""
        value = self.sheet.put(row, column, content, "figure").value
        if holds_number(value):
            self.sheet.worksheet.cell(row, column).number_format = _six_digits(float(value))


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
    arguments = [None if argument == "" else argument for argument in example.args]
    formula = edition.formula(function.name, arguments, value)
    several = isinstance(example.value, tuple)
    return operations.first_cell(formula, value) if several else formula
