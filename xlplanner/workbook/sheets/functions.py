"""Sheet "Functions": the catalogue with units, equations and examples."""

from __future__ import annotations

from typing import Any

from xlplanner.expressions.formula import Formula
from xlplanner.functions.calling import call
from xlplanner.functions.catalogue import CATALOGUE
from xlplanner.functions.entry import Example, Function
from xlplanner.functions.listing import typed
from xlplanner.workbook.editions import ADDIN
from xlplanner.workbook.grid.book import Book

HEADER, FIRST = 4, 5
HEADS = ("Function", "Gives", "Unit", "Equation", "Example", "Its value", "Source")
WIDTHS = (38, 44, 15, 40, 36, 17, 26)


def add_functions(book: Book, edition: str) -> None:
    """Add the sheet; in the add-in edition the examples are live."""
    live = edition == ADDIN
    heads, widths = ((*HEADS, "Live"), (*WIDTHS, 17)) if live else (HEADS, WIDTHS)
    sheet = book.sheet("Functions", widths)
    about = "live in the last column" if live else "for cells where xlplanner is installed"
    sheet.heading("Functions", f"Every function with an example, {about}.")
    sheet.row(HEADER, 1, heads, "header")
    for row, function in enumerate(CATALOGUE.values(), start=FIRST):
        example = function.examples[-1]
        texts = [
            function.usage,
            function.help,
            function.unit,
            function.equation,
            typed(function, example),
        ]
        sheet.row(row, 1, texts, "fact")
        sheet.put(row, len(texts) + 1, _first(example.value), "figure")
        sheet.put(row, len(texts) + 2, example.source, "fact")
        if live:
            sheet.put(row, len(texts) + 3, _live(function, example), "figure")
        sheet.fit_height(row, 1, texts, size=8.5)
    sheet.freeze(FIRST, 2)
    sheet.worksheet.print_title_rows = f"{HEADER}:{HEADER}"


def _first(value: Any) -> Any:
    """The first cell of an answer."""
    while isinstance(value, tuple | list):
        value = value[0]
    return value


def _live(function: Function, example: Example) -> Formula:
    """The example as a formula; of an answer of several cells the first."""
    rows, _ = call(function, example.args).cells()
    text = typed(function, example).removeprefix("=")
    several = len(rows) > 1 or len(rows[0]) > 1
    return Formula(f"INDEX({text},1,1)" if several else text, rows[0][0])
