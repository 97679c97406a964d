"""Build the planner workbook."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np

from xlplanner.errors import CellValueError
from xlplanner.functions.catalogue import CATALOGUE
from xlplanner.workbook.editions import EDITIONS, NATIVE, Addin, Edition, Native
from xlplanner.workbook.grid.book import Book
from xlplanner.workbook.inputs import Inputs, InputSpec, InputValue, by_key, schema_of
from xlplanner.workbook.plan import Plan, PlanSheet
from xlplanner.workbook.sheets.cases import Cases
from xlplanner.workbook.sheets.checks import Checks
from xlplanner.workbook.sheets.constants import Constants
from xlplanner.workbook.sheets.deployments import Deployments
from xlplanner.workbook.sheets.draws import Draws
from xlplanner.workbook.sheets.engine import Engine
from xlplanner.workbook.sheets.facts import GpuPrices, Gpus, Mfus, Models, Requests
from xlplanner.workbook.sheets.figures import Figure1, Figure2
from xlplanner.workbook.sheets.functions import Functions
from xlplanner.workbook.sheets.laws import Laws
from xlplanner.workbook.sheets.lists import Lists
from xlplanner.workbook.sheets.offers import Offers
from xlplanner.workbook.sheets.paper_tables import Table1, Table2
from xlplanner.workbook.sheets.planner.sheet import Planner
from xlplanner.workbook.sheets.price_history import PriceHistory
from xlplanner.workbook.sheets.risk.ranges import Ranges
from xlplanner.workbook.sheets.risk.sheet import Risk
from xlplanner.workbook.sheets.scenarios import Scenarios
from xlplanner.workbook.sheets.start import Start
from xlplanner.workbook.sheets.whatif import WhatIf

TITLE = "xlplanner"
ABOUT = "Size, training tokens and lifetime cost of a language model"

# The sheets in the order in which they stand.
SHEETS: tuple[type[PlanSheet], ...] = (
    Start,
    Planner,
    WhatIf,
    Scenarios,
    Risk,
    Table1,
    Table2,
    Figure1,
    Figure2,
    Laws,
    Deployments,
    GpuPrices,
    PriceHistory,
    Gpus,
    Mfus,
    Requests,
    Models,
    Offers,
    Lists,
    Constants,
    Functions,
    Ranges,
    Cases,
    Engine,
    Draws,
    Checks,
)
INPUTS: dict[str, InputSpec] = by_key(spec for sheet in SHEETS for spec in sheet.inputs)
# A planner with inputs of another schema is not exported.
SCHEMA = schema_of(INPUTS)


def inputs(**values: InputValue) -> Inputs:
    """The default inputs with some of them changed, each checked against its limits.

    Raises
    ------
    XlplannerError
        If there is no such input, or it does not take the value.
    """
    unknown = values.keys() - INPUTS.keys()
    if unknown:
        raise CellValueError(f"there is no input {min(unknown)}; known are {', '.join(INPUTS)}")
    return {key: spec.read(values.get(key, spec.default)) for key, spec in INPUTS.items()}


@np.errstate(all="ignore")
def build(
    values: Inputs | None = None,
    edition: str = NATIVE,
    report: Callable[[str], None] = lambda step: None,
    *,
    frozen: bool = False,
) -> Planner:
    """Make the planner workbook.

    Parameters
    ----------
    values : mapping, optional
        Every input; without it, the defaults.
    edition : str
        "native" for plain formulas, which need nothing installed; "addin" for the catalogue's.
    report : callable
        Called with what is being made.
    frozen : bool
        Whether it is to be saved with numbers in place of formulas, and its inputs locked.
    """
    if edition not in EDITIONS:
        raise CellValueError(f"an edition must be one of {', '.join(EDITIONS)}; got {edition!r}")
    book = Book(TITLE, ABOUT, report, functions=CATALOGUE.keys(), recalculate=edition == NATIVE)
    dialect: Edition = Native(lambda: plan[Engine]) if edition == NATIVE else Addin()
    kinds = [kind for kind in SHEETS if edition in kind.editions]
    plan = Plan(book, dialect, kinds, INPUTS, values or inputs(), frozen=frozen)
    # What looks at all the others comes last.
    for kind in sorted(kinds, key=lambda kind: kind.looks_at_all):
        plan[kind]
    book.order([kind.title for kind in kinds])
    if frozen:
        book.lock()
    return plan[Planner]


def build_file(
    path: Path,
    values: Inputs | None = None,
    edition: str = NATIVE,
    report: Callable[[str], None] = lambda step: None,
) -> Planner:
    """Build the planner workbook into a file; see `build`."""
    planner = build(values, edition, report)
    planner.book.save(path)
    return planner
