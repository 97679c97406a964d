"""Sheets "Laws", "Deployments" and "Constants": what every result rests on, with its source."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import SimpleNamespace
from typing import Any

from xlplanner.core import constants
from xlplanner.core.cost import Deployment
from xlplanner.functions import records as named
from xlplanner.functions.records import DEPLOYMENT_KIND, LAW_KIND
from xlplanner.reference import records
from xlplanner.units import Unit
from xlplanner.workbook.grid.book import LINE_HEIGHT, Book, Sheet
from xlplanner.workbook.lookup import Lookup, on_cells
from xlplanner.workbook.sheets.facts import add_table
from xlplanner.workbook.words import Words

TOLD_OF_LAW = ("label", "fitted_on", "fitted_range", "source", "date", "status", "note")
TOLD_OF_DEPLOYMENT = ("label", "source", "date", "status", "note")
TOLD_WIDTHS = {"law": (22, 16, 24, 28, 9, 11, 32), "deployment": (22, 26, 9, 11, 32)}
UNIT_COSTS = {
    "tokens_per_request": Unit.TOKENS_PER_REQUEST,
    "token_cost": Unit.USD_PER_PARAM_TOKEN,
    "request_cost": Unit.USD_PER_PARAM_REQUEST,
}
UNITS, HEADER, FIRST = 4, 5, 6


def title(field: str) -> str:
    """A field's name as a column's title."""
    return field if field in LAW_KIND.fields else field.replace("_", " ").replace("mfu", "MFU")


def add_laws(book: Book) -> Lookup:
    """Add the sheet of scaling laws."""
    fields = {name: field.unit for name, field in LAW_KIND.fields.items()}
    sheet = book.sheet("Laws", [17, *[10] * len(fields), *TOLD_WIDTHS["law"]])
    sheet.heading(
        "Scaling laws",
        "L(N, D) = E + A/N^alpha + B/D^beta, picked by name in the planner. "
        f"Newest row: {max(record.date for record in records.laws().values())}.",
    )
    _head(sheet, "law", fields, TOLD_OF_LAW)
    for row, (name, record) in enumerate(records.laws().items(), start=FIRST):
        sheet.put(row, 1, name, "data")
        for column, field in enumerate(fields, start=2):
            sheet.put(row, column, getattr(record, field), "data")
        _tell(sheet, row, 2 + len(fields), record, TOLD_OF_LAW)
    columns = 1 + len(fields) + len(TOLD_OF_LAW)
    add_table(sheet, HEADER, FIRST + len(records.laws()) - 1, columns)
    return Lookup(sheet, FIRST, [*fields, *TOLD_OF_LAW], records.laws())


def add_deployments(book: Book) -> Lookup:
    """Add the sheet of deployments."""
    given = {name: field.unit for name, field in DEPLOYMENT_KIND.fields.items()}
    sheet = book.sheet(
        "Deployments", [16, *[12] * len(given), *[12] * len(UNIT_COSTS), *TOLD_WIDTHS["deployment"]]
    )
    sheet.heading(
        "Deployments",
        "Prices, peaks, utilisation (MFU) and tokens per request, picked by name in the planner.",
    )
    _head(sheet, "deployment", given | UNIT_COSTS, TOLD_OF_DEPLOYMENT)
    rows = named.deployments()
    for row, (name, record) in enumerate(records.deployments().items(), start=FIRST):
        _deployment(sheet, row, name, rows[name], given)
        _tell(sheet, row, 2 + len(given | UNIT_COSTS), record, TOLD_OF_DEPLOYMENT)
    return Lookup(sheet, FIRST, list(given | UNIT_COSTS), rows)


def _deployment(
    sheet: Sheet, row: int, name: str, deployment: Deployment, given: Mapping[str, Unit]
) -> None:
    """Write a deployment's figures and, beside them, what follows for a token and a request."""
    sheet.put(row, 1, name, "data")
    here: Any = SimpleNamespace()
    for column, (field, unit) in enumerate(given.items(), start=2):
        setattr(here, field, sheet.put(row, column, getattr(deployment, field), "data", unit))
    here.training_rate = on_cells(Deployment.training_rate, here)
    for column, (field, unit) in enumerate(UNIT_COSTS.items(), start=2 + len(given)):
        formula = on_cells(getattr(Deployment, field), here)
        sheet.put(row, column, formula, "calculation", unit)


def _head(sheet: Sheet, noun: str, fields: Mapping[str, Unit], told: Sequence[str]) -> None:
    sheet.row(HEADER, 1, [noun, *map(title, fields), *map(title, told)], "header")
    sheet.row(UNITS, 1, ["", *fields.values()], "note")
    sheet.worksheet.row_dimensions[UNITS].height = 2 * LINE_HEIGHT
    sheet.freeze(FIRST, 2)


def _tell(sheet: Sheet, row: int, column: int, record: Any, told: Sequence[str]) -> None:
    texts = [getattr(record, field) for field in told]
    sheet.row(row, column, texts, "note")
    sheet.fit_height(row, column, texts)


def add_constants(book: Book) -> Words:
    """Add the sheet of constants; formulas use them by name. Returns how figures are worded."""
    sheet = book.sheet("Constants", [20, 12, 12, 60], landscape=False)
    sheet.heading("Constants", "Numbers that the formulas use by these names")
    sheet.row(HEADER, 1, ["name", "value", "unit", "what it is"], "header")
    for row, constant in enumerate(constants.ALL, start=HEADER + 1):
        sheet.put(row, 1, constant.name, "data")
        sheet.name(constant.name, row, 2, sheet.put(row, 2, float(constant), "data"))
        sheet.put(row, 3, constant.unit, "unit")
        sheet.put(row, 4, constant.meaning, "note")
    return Words(sheet, HEADER + len(constants.ALL) + 3)
