"""Build the planner workbook."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np

from xlplanner.errors import CellValueError
from xlplanner.functions.catalogue import CATALOGUE
from xlplanner.product import EXCEL_ADDIN
from xlplanner.workbook.editions import (
    ADDIN,
    BUILT,
    EXCEL,
    LAMBDA,
    NATIVE,
    PREFIXES,
    Addin,
    Edition,
    Native,
)
from xlplanner.workbook.grid.book import A4, Book
from xlplanner.workbook.grid.style import CHECK
from xlplanner.workbook.imprint import imprint
from xlplanner.workbook.inputs import Inputs, InputSpec, InputValue, by_key, schema_of
from xlplanner.workbook.lambdas.names import lambda_names
from xlplanner.workbook.lambdas.spelling import calls_in
from xlplanner.workbook.plan import Kind, Plan, PlanSheet
from xlplanner.workbook.sheets.backtest import BackTest
from xlplanner.workbook.sheets.basis import Basis
from xlplanner.workbook.sheets.cases import Cases
from xlplanner.workbook.sheets.checks import Checks
from xlplanner.workbook.sheets.constants import Constants
from xlplanner.workbook.sheets.deployments import Deployments
from xlplanner.workbook.sheets.draws import Draws
from xlplanner.workbook.sheets.engine import Engine
from xlplanner.workbook.sheets.facts import GpuPrices, Gpus, Mfus, Models, Requests
from xlplanner.workbook.sheets.figures import Figure1, Figure2
from xlplanner.workbook.sheets.functions import Functions
from xlplanner.workbook.sheets.inputs import InputsInForce
from xlplanner.workbook.sheets.laws import Laws
from xlplanner.workbook.sheets.lists import Lists
from xlplanner.workbook.sheets.monthly import Monthly
from xlplanner.workbook.sheets.offers import Offers
from xlplanner.workbook.sheets.paper_tables import Table1, Table2
from xlplanner.workbook.sheets.planner.sheet import Planner
from xlplanner.workbook.sheets.price_history import PriceHistory
from xlplanner.workbook.sheets.risk.ranges import Ranges
from xlplanner.workbook.sheets.risk.sheet import Risk
from xlplanner.workbook.sheets.scenarios import Scenarios
from xlplanner.workbook.sheets.start import Start
from xlplanner.workbook.sheets.summary import Summary
from xlplanner.workbook.sheets.whatif import WhatIf
from xlplanner.workbook.sheets.workings.months import Months
from xlplanner.workbook.sheets.workings.sheet import Workings

TITLE = "xlplanner"
NOT_TO_SIGN = f"{CHECK}: not a plan to sign"
ABOUT = "Size, training tokens and lifetime cost of a language model"

# The sheets by their kinds, in the order in which they stand.
BY_KIND: dict[Kind, tuple[type[PlanSheet], ...]] = {
    Kind.READ: (Start, Summary, Planner, InputsInForce, WhatIf, Scenarios, Risk, Monthly),
    Kind.PAPER: (Table1, Table2, Figure1, Figure2),
    Kind.FACTS: (
        Gpus,
        GpuPrices,
        PriceHistory,
        Offers,
        Mfus,
        Requests,
        Models,
        BackTest,
        Laws,
        Deployments,
    ),
    Kind.WORKINGS: (
        Workings,
        Months,
        Ranges,
        Cases,
        Basis,
        Engine,
        Draws,
        Lists,
        Constants,
        Functions,
        Checks,
    ),
}
SHEETS: dict[type[PlanSheet], Kind] = {
    sheet: kind for kind, sheets in BY_KIND.items() for sheet in sheets
}
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
    host: str = EXCEL,
    exported: bool = False,
    frozen: bool = False,
    paper: str = A4,
) -> Planner:
    """Make the planner workbook.

    Parameters
    ----------
    values : mapping, optional
        Every input; without it, the defaults.
    edition : str
        "native" for plain formulas, which need nothing installed; "addin" for the catalogue's;
        "lambda" for plain formulas with the catalogue's functions beside them, as names.
    report : callable
        Called with what is being made.
    host : str
        The program that the add-in edition is for: "excel" or "calc". Its calls are stored as that
        program stores them.
    exported : bool
        Whether it is for readers, from whom the sheets are hidden that only formulas use.
    frozen : bool
        Whether it is for readers and to be saved with numbers in place of formulas.
    paper : str
        On which it is printed: "a4" or "letter".
    """
    if edition not in BUILT:
        raise CellValueError(f"an edition must be one of {', '.join(BUILT)}; got {edition!r}")
    if host not in PREFIXES:
        raise CellValueError(f"a host must be one of {', '.join(PREFIXES)}; got {host!r}")
    native = Native(lambda: plan[Engine], lambdas=edition == LAMBDA)
    dialect: Edition = Addin(host) if edition == ADDIN else native
    names = lambda_names() if edition == LAMBDA else {}
    calls = {name.upper() for made in names.values() for name in calls_in(made.stored)}
    book = Book(
        TITLE,
        ABOUT,
        report,
        functions=CATALOGUE.keys() | calls,
        recalculate=edition != ADDIN,
        paper=paper,
        frozen=frozen,
        linked_to=EXCEL_ADDIN if dialect.is_linked else "",
    )
    kinds = {sheet: kind for sheet, kind in SHEETS.items() if dialect.name in sheet.editions}
    values = values or inputs()
    exported |= frozen
    plan = Plan(book, dialect, kinds, INPUTS, values, exported=exported, frozen=frozen)
    for kind in kinds:
        plan.open(kind)
    # What looks at all the others comes last.
    for sheet in sorted(kinds, key=lambda sheet: sheet.looks_at_all):
        plan[sheet]
    for name, made in names.items():
        book.define(name, made.stored, made.comment)
    book.order([sheet.title for sheet in kinds])
    unsound = frozen and plan[Planner].verdict.value == CHECK
    signed = imprint(values, ABOUT, frozen=frozen)
    book.sign(signed._replace(warning=NOT_TO_SIGN if unsound else ""))
    if exported:
        plan.prepare_for_readers()
    return plan[Planner]


def build_file(
    path: Path,
    values: Inputs | None = None,
    edition: str = NATIVE,
    report: Callable[[str], None] = lambda step: None,
    *,
    host: str = EXCEL,
    paper: str = A4,
) -> Planner:
    """Build the planner workbook into a file; see `build`."""
    planner = build(values, edition, report, host=host, paper=paper)
    planner.book.save(path)
    return planner
