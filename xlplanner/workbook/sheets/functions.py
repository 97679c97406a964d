"""Sheet "Functions": the catalogue with units, equations and examples."""

from __future__ import annotations

from collections.abc import Sequence

from xlplanner.expressions import operations
from xlplanner.expressions.tree import Expression
from xlplanner.functions.calling import call
from xlplanner.functions.catalogue import CATALOGUE
from xlplanner.functions.entry import Example, Function
from xlplanner.functions.listing import typed
from xlplanner.functions.returns import Table
from xlplanner.workbook.editions import ADDIN
from xlplanner.workbook.plan import InExport, PlanSheet

HEADER, FIRST = 4, 5
HEADS = ("Function", "Gives", "Unit", "Equation", "Example", "Its value", "Source")


class Functions(PlanSheet):
    """The sheet; in the add-in edition the examples are live."""

    title = "Functions"
    widths: Sequence[float] = (38, 44, 15, 40, 36, 17, 26)
    in_export = InExport.FOR_FORMULAS

    def prepare(self) -> None:
        """Add a column where the functions are live."""
        self.live = self.edition.name == ADDIN
        about = "live in the last column" if self.live else "for cells where xlplanner is installed"
        self.about = f"Every function with an example, {about}."
        if self.live:
            self.widths = (*self.widths, 17)

    def write(self) -> None:
        """Write a row for each function."""
        self.sheet.row(HEADER, 1, (*HEADS, "Live") if self.live else HEADS, "header")
        for row, function in enumerate(CATALOGUE.values(), start=FIRST):
            self._function(row, function)
        self.sheet.freeze(FIRST, 2)
        self.sheet.worksheet.print_title_rows = f"{HEADER}:{HEADER}"

    def _function(self, row: int, function: Function) -> None:
        example = function.examples[-1]
        texts = [
            function.usage,
            function.help,
            function.unit,
            function.equation,
            typed(function, example),
        ]
        self.sheet.row(row, 1, texts, "fact")
        self.sheet.put(row, len(texts) + 1, _first(example.value), "figure")
        self.sheet.put(row, len(texts) + 2, example.source, "fact")
        if self.live:
            self.sheet.put(row, len(texts) + 3, _live(function, example), "figure")
        self.sheet.fit_height(row, 1, texts, size=8.5)


def _first(value: object) -> object:
    """The first cell of an answer."""
    while isinstance(value, tuple | list):
        value = value[0]
    return value


def _live(function: Function, example: Example) -> Expression:
    """The example as a formula; of an answer of several cells the first."""
    arguments = [None if argument == "" else argument for argument in example.args]
    if isinstance(function.returns, Table):
        # Its first cell is a heading or a label, for which no fit need be made.
        heading = function.returns.header and function.columns
        first = heading[0] if heading else _first(example.value)
        return operations.first_cell(operations.call(function.name, arguments, first), first)
    rows, _ = call(function, example.args).cells()
    formula = operations.call(function.name, arguments, rows[0][0])
    several = len(rows) > 1 or len(rows[0]) > 1
    return operations.first_cell(formula, rows[0][0]) if several else formula
