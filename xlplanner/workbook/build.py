"""Build the planner workbook."""

from __future__ import annotations

from pathlib import Path

from xlplanner.workbook.assumptions import add_constants, add_deployments, add_laws
from xlplanner.workbook.book import Book
from xlplanner.workbook.checks import add_checks
from xlplanner.workbook.data_sheets import add_data_sheets
from xlplanner.workbook.engine import Engine
from xlplanner.workbook.paper_tables import add_table1, add_table2
from xlplanner.workbook.planner import Inputs, Planner

FIRST_SHEETS = ["Planner", "Table 1", "Table 2", "Deployments", "Laws"]
LAST_SHEETS = ["Constants", "Engine", "Checks"]


def build(inputs: Inputs | None = None) -> Planner:
    """Make the planner workbook, native edition: plain formulas, nothing to install."""
    book = Book("xlplanner", "Size, training tokens and lifetime cost of a language model")
    laws, deployments = add_laws(book), add_deployments(book)
    add_constants(book)
    engine = Engine(book, laws)
    planner = Planner(book, engine, laws, deployments, inputs or Inputs())
    tables = [add_table1(book, engine, laws), add_table2(book, engine, laws, deployments)]
    planner.show_check(add_checks(book, planner, engine, tables))
    book.order([*FIRST_SHEETS, *add_data_sheets(book), *LAST_SHEETS])
    return planner


def build_file(path: Path, inputs: Inputs | None = None) -> Planner:
    """Build the planner workbook into a file."""
    planner = build(inputs)
    planner.book.save(path)
    return planner
