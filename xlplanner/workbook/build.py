"""Build the planner workbook."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np

from xlplanner.functions.catalogue import CATALOGUE
from xlplanner.workbook.editions import NATIVE, Addin, Edition, Native
from xlplanner.workbook.grid.book import Book
from xlplanner.workbook.inputs import INPUTS, PLANNER, SCENARIO_SHEET, WHAT_IF, Inputs, inputs
from xlplanner.workbook.sheets.assumptions import add_constants, add_deployments, add_laws
from xlplanner.workbook.sheets.cases import CASES, Cases
from xlplanner.workbook.sheets.checks import add_checks
from xlplanner.workbook.sheets.engine import Engine
from xlplanner.workbook.sheets.facts import add_data_sheets
from xlplanner.workbook.sheets.figures import add_figures
from xlplanner.workbook.sheets.functions import add_functions
from xlplanner.workbook.sheets.paper_tables import add_table1, add_table2
from xlplanner.workbook.sheets.planner import Planner
from xlplanner.workbook.sheets.scenarios import Scenarios
from xlplanner.workbook.sheets.start import add_start
from xlplanner.workbook.sheets.whatif import WhatIf
from xlplanner.workbook.sources import Sources

TITLE = "xlplanner"
ABOUT = "Size, training tokens and lifetime cost of a language model"
# The sheets of facts stand between these.
PAPER_SHEETS = ["Table 1", "Table 2", "Figure 1", "Figure 2"]
FIRST_SHEETS = [PLANNER, WHAT_IF, SCENARIO_SHEET, *PAPER_SHEETS, "Laws", "Deployments"]
REPORT_SHEETS = ["Start", PLANNER, WHAT_IF, SCENARIO_SHEET, *PAPER_SHEETS, "Checks"]
LAST_SHEETS = ["Lists", "Constants", "Functions", CASES, "Engine", "Checks"]


@np.errstate(all="ignore")
def build(
    given: Inputs | None = None,
    edition: str = NATIVE,
    report: Callable[[str], None] = lambda step: None,
    *,
    frozen: bool = False,
) -> Planner:
    """Make the planner workbook.

    Parameters
    ----------
    given : mapping, optional
        Every input; without it, the first values.
    edition : str
        "native" for plain formulas, which need nothing installed; "addin" for the catalogue's.
    report : callable
        Called with what is being made.
    frozen : bool
        Whether it is to be saved with numbers in place of formulas, and its inputs locked.
    """
    given = given or inputs()
    native = edition == NATIVE
    book = Book(TITLE, ABOUT, report, functions=CATALOGUE.keys(), recalculate=native)
    laws, deployments = add_laws(book), add_deployments(book)
    words = add_constants(book)
    spelled: Edition = Native(Engine(book)) if native else Addin()
    facts = add_data_sheets(book)
    sources = Sources(book, spelled, laws, deployments, facts, words)
    planner = Planner(book, spelled, sources, given)
    cases = Cases(book, planner)
    whatif = WhatIf(book, planner, cases, given)
    scenarios = Scenarios(book, planner, cases, given)
    tables = [add_table1(book, spelled, laws), add_table2(book, spelled, laws, deployments)]
    add_figures(book, planner)
    add_functions(book, edition)
    spec = planner.given | whatif.given | scenarios.given
    verdict = add_checks(book, planner, tables, [(INPUTS[key], cell) for key, cell in spec.items()])
    planner.show_check(verdict)
    book.order(FIRST_SHEETS, [title for title in LAST_SHEETS if title in book.titles])
    add_start(book, planner, verdict, frozen=frozen)
    if frozen:
        book.lock()
    return planner


def build_file(
    path: Path,
    given: Inputs | None = None,
    edition: str = NATIVE,
    report: Callable[[str], None] = lambda step: None,
) -> Planner:
    """Build the planner workbook into a file; see `build`."""
    planner = build(given, edition, report)
    planner.book.save(path)
    return planner
